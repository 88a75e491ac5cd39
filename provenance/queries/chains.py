"""Chains: the paths from an article to an origin, counted exactly and given one by one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from attrs import field, frozen

from provenance.display import Showing
from provenance.queries.rings import components
from provenance.queries.showing import shortened

__all__ = ["Chain", "Paths", "Stop"]

Node = str

_MOST_STOPS = 40
_SHOWN_STOPS = 10
"""Of a longer chain, so many stops are printed of either end; `stops` has them all."""


class Stop(NamedTuple):
    """One stop of a chain, on the way from the reader back to the origin."""

    kind: str
    """article, relay, source, gap, or ring."""

    record: str
    """The article's or source's id; for a gap, the id of what is not on record; for a ring, the article of
    its smallest passage, or its smallest source."""

    label: str
    """What a person would call it."""

    passage: str | None = None
    """The passage that stands there."""

    said: str | None = None
    """The claim as it stands there, where it is not the one of the stop before."""

    ends_at: str | None = None
    """The id of the origin, should a chain end here and that be another record: one of a ring, or the
    article that credits nobody behind a relay who published it."""

    def __str__(self) -> str:
        return self.label if self.said is None else f"{self.label}: “{shortened(self.said)}”"


@frozen(repr=False)
class Chain(Showing):
    """One way a claim came: the article first, then whoever relayed it, the origin last.

    Iterating gives the stops. `str` joins them with arrows that point to the reader.
    """

    nodes: tuple[str, ...]
    """The passages and ends on the way; of a ring, its smallest passage."""

    _stops: Callable[[], list[Stop]] = field(eq=False)

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The stops, from the article to the origin."""
        return tuple(self._stops())

    @property
    def hops(self) -> tuple[tuple[Stop, Stop], ...]:
        """The steps between the stops, each from the one nearer to the reader to the one behind it."""
        stops = self.stops
        return tuple(pairwise(stops))

    @property
    def article(self) -> str:
        """The id of the article it starts from."""
        return self.stops[0].record

    @property
    def origin(self) -> str:
        """The id of the source, article or unseen text it ends at."""
        last = self.stops[-1]
        return last.record if last.ends_at is None else last.ends_at

    @property
    def has_gap(self) -> bool:
        """Whether a hop is missing."""
        return any(stop.kind == "gap" for stop in self.stops)

    @property
    def credit(self) -> str:
        """The chain without the article it starts from, as the article itself credits it."""
        return " ← ".join(map(str, self.stops[1:]))

    def __iter__(self) -> Iterator[Stop]:
        return iter(self.stops)

    def __len__(self) -> int:
        return len(self.stops)

    def __str__(self) -> str:
        stops = self.stops
        told = [str(stop) for stop in (stops if len(stops) <= _MOST_STOPS else stops[:_SHOWN_STOPS])]
        if len(stops) > _MOST_STOPS:
            told += [f"(… {len(stops) - 2 * _SHOWN_STOPS:,} more …)", *map(str, stops[-_SHOWN_STOPS:])]
        return " ← ".join(told)

    def __repr__(self) -> str:
        return f"<Chain {self}>"


class Paths:
    """The paths of a graph from its starts to its ends, every ring drawn together into one node."""

    def __init__(
        self,
        starts: Sequence[Node],
        next_to: Callable[[Node], list[Node]],
        is_end: Callable[[Node], bool],
        weight: Callable[[Node], int],
    ) -> None:
        """Draw rings together and count.

        Args:
            starts: where paths begin.
            next_to: the nodes that a node leads to; for an end, perhaps others.
            is_end: whether a path may end there.
            weight: how many stops a node adds to a path.
        """
        after: dict[Node, list[Node]] = {}

        def following(node: Node) -> list[Node]:
            after[node] = found = next_to(node)
            return found

        found = components(sorted(starts), following)
        at = {node: number for number, component in enumerate(found) for node in component}
        self.rings = tuple(tuple(sorted(component)) for component in found if len(component) > 1)
        self._names = names = [component[0] if len(component) == 1 else min(component) for component in found]
        self._next: list[list[int]] = []
        self._ends: list[bool] = []
        self._weight: list[int] = []
        self._count: list[int] = []
        self._far: list[int | None] = []
        counts, fars, weights = self._count, self._far, self._weight
        for number, component in enumerate(found):  # each comes after those it leads to
            if len(component) == 1:
                node = component[0]
                ahead = [other for other in [at[next_node] for next_node in after[node]] if other != number]
                ends_here, stops = is_end(node), weight(node)
            else:
                ahead = [at[other] for node in component for other in after[node] if at[other] != number]
                ends_here, stops = any(is_end(node) for node in component), 1
            if len(ahead) > 1:
                ahead = sorted(set(ahead), key=names.__getitem__)
            total, nearest = int(ends_here), 0 if ends_here else None
            for other in ahead:
                total += counts[other]
                far = fars[other]
                if far is not None and (nearest is None or far + weights[other] < nearest):
                    nearest = far + weights[other]
            self._next.append(ahead)
            self._ends.append(ends_here)
            weights.append(stops)
            counts.append(total)
            fars.append(nearest)
        self._starts = sorted({at[start] for start in starts}, key=names.__getitem__)

    @property
    def count(self) -> int:
        """How many paths there are."""
        return sum(self._count[start] for start in self._starts)

    def __iter__(self) -> Iterator[tuple[Node, ...]]:
        """Yield the paths, shortest first; of equal ones, in the order in which they were met."""
        heap: list[tuple[int, int, bool, int, int, _Step | None]] = []
        met = 0
        for start in self._starts:
            far = self._far[start]
            if far is not None:
                heappush(heap, (self._weight[start] + far, met, False, self._weight[start], start, None))
                met += 1
        while heap:
            _, _, is_whole, gone, node, before = heappop(heap)
            step = (node, before)
            if is_whole:
                yield self._path(step)
                continue
            if self._ends[node]:
                heappush(heap, (gone, met, True, gone, node, before))
                met += 1
            for other in self._next[node]:
                far = self._far[other]
                if far is not None:
                    length = gone + self._weight[other]
                    heappush(heap, (length + far, met, False, length, other, step))
                    met += 1

    def _path(self, step: "_Step | None") -> tuple[Node, ...]:
        names = []
        while step is not None:
            node, step = step
            names.append(self._names[node])
        return tuple(reversed(names))


_Step = tuple[int, "_Step | None"]


def merged(stops: Iterable[Stop], voice_of: Mapping[str, str]) -> list[Stop]:
    """Return stops without those that name the voice of the stop before a second time.

    A text often credits an outlet and is known to come from an article of that outlet: one stop.
    """
    found: list[Stop] = []
    for stop in stops:
        last = found[-1] if found else None
        if (
            last is not None
            and {last.kind, stop.kind} == {"relay", "article"}
            and voice_of.get(last.record, last.record) == voice_of.get(stop.record, stop.record)
        ):
            said = stop.said if stop.said is not None else last.said
            ends_at = stop.record if stop.kind == "article" else None
            found[-1] = last._replace(said=said, passage=stop.passage, ends_at=ends_at)
            continue
        found.append(stop)
    return found
