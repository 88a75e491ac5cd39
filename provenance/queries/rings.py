"""Rings in a directed graph, found without recursion."""

from collections.abc import Callable, Hashable, Iterable, Iterator
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
    number: dict[N, int] = {}
    lowest: dict[N, int] = {}
    open_nodes: list[N] = []
    is_open: set[N] = set()
    for start in starts:
        if start in number:
            continue
        work: list[tuple[N, Iterator[N]]] = []
        fresh: N | None = start
        while work or fresh is not None:
            if fresh is not None:
                number[fresh] = lowest[fresh] = len(number)
                open_nodes.append(fresh)
                is_open.add(fresh)
                work.append((fresh, iter(next_to(fresh))))
                fresh = None
            node, rest = work[-1]
            for other in rest:
                if other not in number:
                    fresh = other
                    break
                if other in is_open and number[other] < lowest[node]:
                    lowest[node] = number[other]
            if fresh is not None:
                continue
            work.pop()
            if work and lowest[node] < lowest[work[-1][0]]:
                lowest[work[-1][0]] = lowest[node]
            if lowest[node] == number[node]:
                members: list[N] = []
                while True:
                    member = open_nodes.pop()
                    is_open.discard(member)
                    members.append(member)
                    if member == node:
                        break
                found.append(tuple(members))
    return found
