"""Rings in a directed graph, found without recursion."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from math import inf
from typing import TypeVar

__all__ = ["components"]

N = TypeVar("N", bound=Hashable)


def components(starts: Iterable[N], next_to: Callable[[N], Iterable[N]]) -> list[tuple[N, ...]]:
    """Return the strongly connected components that can be reached, each after those it leads to.

    A component of one node is a ring only if the node leads to itself; one of several always is.
    Tarjan's algorithm with a stack of its own: chains of any length are walked.

    Args:
        starts: where to begin.
        next_to: the nodes that a node leads to; asked once for each.
    """
    found: list[tuple[N, ...]] = []
    number: dict[N, float] = {}  # in the order of meeting them; endless for those whose component is found
    known_number = number.get
    open_nodes: list[N] = []
    for start in starts:
        if start in number:
            continue
        path: list[tuple[N, Iterator[N], float]] = []  # with the lowest number that each leads back to
        low: float = inf  # the lowest that the node just left leads back to; endless if it is in a component
        fresh: N | None = start
        while path or fresh is not None:
            if fresh is not None:
                node, low = fresh, len(number)
                number[node] = low
                open_nodes.append(node)
                rest = iter(next_to(node))
                fresh = None
            else:
                node, rest, known = path.pop()
                if known < low:
                    low = known
            for other in rest:
                at = known_number(other)
                if at is None:
                    fresh = other
                    path.append((node, rest, low))
                    break
                if at < low:
                    low = at
            else:
                if low == number[node]:
                    found.append(_taken_off(open_nodes, node, number))
                    low = inf
    return found


def _taken_off(open_nodes: list[N], last: N, number: dict[N, float]) -> tuple[N, ...]:
    """Return a component: the open nodes down to one, which are open no longer."""
    members = [open_nodes.pop()]
    while members[-1] != last:
        members.append(open_nodes.pop())
    for member in members:
        number[member] = inf
    return tuple(members)
