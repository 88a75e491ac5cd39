"""Which of many times certainly come before which, without comparing each with each.

Two times are compared as `When.before` compares them: the end of the one, widened by what is not
known of it, against the beginning of the other. How far it is widened depends only on whether the
other is an instant or a day on somebody's calendar. So four sorted lists of ends answer for all.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import inf

from provenance.model import When
from provenance.model._order import Span

__all__ = ["Order", "place_of"]

_PROBES = {False: Span(0, 0, False), True: Span(0, 0, True)}
_BOTH = (False, True)


def place_of(when: When | None) -> tuple[float, float] | None:
    """Return where a time stands on one line, from its first moment to its last; `None` if nowhere.

    Sorted by it, no time stands before one that is certainly earlier.
    """
    if when is None:
        return None
    span = when._span()
    if span.first is None and span.last is None:
        return None
    return -inf if span.first is None else span.first, inf if span.last is None else span.last


class Order:
    """What is certain of the order of some times, which are given sorted by `place_of`."""

    def __init__(self, times: Sequence[When]) -> None:
        spans = [time._span() for time in times]
        self._kinds = [span.is_instant for span in spans]
        self._begins: dict[bool, list[float]] = {}
        """Against days and against instants: where each begins at the earliest."""
        self._ends: dict[bool, list[float]] = {}
        """The same: where each ends at the latest."""
        for other in _BOTH:
            widened = [span.widened(_PROBES[other]) for span in spans]
            self._begins[other] = [-inf if span.first is None else span.first for span in widened]
            self._ends[other] = [inf if span.last is None else span.last for span in widened]
        self._sorted: dict[tuple[bool, bool], tuple[list[float], list[int]]] = {}
        for kind in _BOTH:
            places = [place for place, its in enumerate(self._kinds) if its is kind]
            for other in _BOTH:
                ends = self._ends[other]
                ordered = sorted(places, key=lambda place: (ends[place], place))
                self._sorted[kind, other] = [ends[place] for place in ordered], ordered

    def before(self, one: int, other: int) -> bool:
        """Tell whether the time at one place is certainly over before the other begins."""
        return self._ends[self._kinds[other]][one] < self._begins[self._kinds[one]][other]

    def count_before(self, place: int) -> int:
        """Return how many of the times are certainly over before one begins."""
        mine = self._kinds[place]
        return sum(bisect_left(self._sorted[kind, mine][0], self._begins[kind][place]) for kind in _BOTH)

    def all_before(self, place: int) -> list[int]:
        """Return the places of the times that are certainly over before one begins, sorted."""
        mine = self._kinds[place]
        found: list[int] = []
        for kind in _BOTH:
            ends, ordered = self._sorted[kind, mine]
            found += ordered[: bisect_left(ends, self._begins[kind][place])]
        return sorted(found)

    def all_after(self, place: int) -> list[int]:
        """Return the places of the times that certainly begin only when one is over, sorted."""
        return [other for other in range(place + 1, len(self._kinds)) if self.before(place, other)]

    def groups(self) -> list[tuple[int, int]]:
        """Return the shortest runs (start, stop) of which each is certainly over before the next begins."""
        number = len(self._kinds)
        pairs = [(kind, other) for kind in _BOTH for other in _BOTH]
        # The earliest beginning of all that follow, for each kind of time against each kind.
        following = {pair: [inf] * (number + 1) for pair in pairs}
        for place in range(number - 1, -1, -1):
            for kind, other in pairs:
                least = following[kind, other]
                begins = self._begins[other][place] if self._kinds[place] is kind else inf
                least[place] = min(least[place + 1], begins)
        latest = dict.fromkeys(pairs, -inf)
        found: list[tuple[int, int]] = []
        start = 0
        for place in range(number):
            kind = self._kinds[place]
            for other in _BOTH:
                latest[kind, other] = max(latest[kind, other], self._ends[other][place])
            if all(latest[k, o] < following[o, k][place + 1] or latest[k, o] == -inf for k, o in pairs):
                found.append((start, place + 1))
                start = place + 1
        if start < number:
            found.append((start, number))
        return found
