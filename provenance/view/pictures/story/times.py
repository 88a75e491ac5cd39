"""A time axis: where a moment stands on it, ticks that suit, and long empty stretches cut short."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from provenance.model import When
from provenance.queries.showing import counted

__all__ = ["Axis", "Span", "Tick", "offset_of", "span_of"]

_DAY = 86_400
_UNITS = {"hour": 3600, "minute": 60}
_BREAK, _LEAST, _PAD, _MOST_BREAKS = 44.0, 60.0, 14.0, 4
_APART = 66.0  # between two ticks
_STEPS = (
    *(("minute", many, many * 60) for many in (1, 2, 5, 10, 20, 30)),
    *(("hour", many, many * 3600) for many in (1, 2, 3, 6, 12)),
    *(("day", many, many * _DAY) for many in (1, 2, 5, 10)),
    *(("month", many, many * 30 * _DAY) for many in (1, 2, 3, 6)),
    *(("year", many, many * 365 * _DAY) for many in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)),
)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905


class Span(NamedTuple):
    """When something was, in seconds of one clock: from its first moment to its last."""

    start: float
    end: float
    is_open: bool
    """Whether one of its ends is not known."""
    has_clock: bool
    """Whether an hour is known."""
    at: float | None = None
    """Where its mark is put, if not in the middle."""

    @property
    def middle(self) -> float:
        """Where its mark is put."""
        return (self.start + self.end) / 2 if self.at is None else self.at

    def after(self, moment: float) -> "Span":
        """Return it with its mark after a moment, as far as it reaches."""
        if self.middle > moment or self.end <= moment:
            return self
        return self._replace(at=moment + (self.end - moment) / 3)


class Tick(NamedTuple):
    """A tick of the axis."""

    x: float
    words: str
    context: str
    """What the words stand in ("2013"); "" where it was said already."""


def offset_of(times: Iterable[When | None]) -> float | None:
    """Return the distance from UTC, in seconds, that most times are written in; `None` if none has one."""
    found: Counter[float] = Counter()
    for when in times:
        end = None if when is None else when.earliest or when.latest
        distance = end.utcoffset() if isinstance(end, datetime) else None
        if distance is not None:
            found[distance.total_seconds()] += 1
    return min(found, key=lambda seconds: (-found[seconds], abs(seconds), seconds)) if found else None


def span_of(when: When | None, offset: float | None) -> Span | None:
    """Return when something was on the clock of an offset; `None` if no end of it is known."""
    if when is None or (when.earliest is None and when.latest is None):
        return None
    first, last = when.earliest or when.latest, when.latest or when.earliest
    assert first is not None
    assert last is not None
    unit = _UNITS.get(str(when.precision), 0) if isinstance(last, datetime) else _DAY
    is_open = when.earliest is None or when.latest is None
    start, end = _seconds(first, offset), _seconds(last, offset) + (0 if is_open else unit)
    return Span(start, max(start, end), is_open, isinstance(first, datetime))


def _seconds(moment: date, offset: float | None) -> float:
    seconds: float = moment.toordinal() * _DAY
    if isinstance(moment, datetime):
        seconds += moment.hour * 3600 + moment.minute * 60 + moment.second
        distance = moment.utcoffset()
        if distance is not None:
            seconds += (offset or 0) - distance.total_seconds()
    return seconds


class _Piece(NamedTuple):
    """A stretch of the axis along which time runs evenly."""

    start: float
    end: float
    left: float
    right: float

    def place(self, moment: float) -> float:
        """Return where a moment of it stands."""
        whole = self.end - self.start
        room = self.right - self.left - 2 * _PAD
        return self.left + _PAD + (room * (moment - self.start) / whole if whole else room / 2)


class Axis:
    """A time axis between two edges.

    It runs from the first mark to the last. A stretch in which nothing happened, much longer than
    others and than half of the rest, is cut to a short one, and says how long it is.
    """

    def __init__(self, spans: Iterable[Span], left: float, right: float) -> None:
        """Lay out an axis on which the middle of every span has its place."""
        held = list(spans)
        self.left, self.right = left, right
        self._units = {span.middle: _unit_of(span) for span in held}
        points = sorted(self._units) or [0.0]
        self.is_empty = not held
        self.pieces = _laid_out(_parted(points), left, right)
        self._starts = [piece.start for piece in self.pieces]

    def place(self, moment: float) -> float:
        """Return where a moment stands; what lies outside stands at the edge."""
        at = max(bisect_right(self._starts, moment) - 1, 0)
        piece = self.pieces[at]
        if moment <= piece.end or at + 1 == len(self.pieces):
            return min(max(piece.place(moment), self.left), self.right)
        after = self.pieces[at + 1]
        share = (moment - piece.end) / (after.start - piece.end)
        begin, end = piece.place(piece.end), after.place(after.start)
        return begin + (end - begin) * share

    @property
    def breaks(self) -> Iterator[tuple[float, str]]:
        """The middles of the stretches cut short, with how long they are."""
        for before, after in pairwise(self.pieces):
            yield (before.right + after.left) / 2, _length(after.start - before.end)

    @property
    def ticks(self) -> Iterator[Tick]:
        """The ticks from left to right, as dense as there is room."""
        last, context = -_APART, ""
        for piece in () if self.is_empty else self.pieces:
            inside = [unit for point, unit in self._units.items() if piece.start <= point <= piece.end]
            unit, moments = _moments(piece, self._units[piece.start], "minute" in inside)
            for moment in moments:
                x = piece.place(moment)
                if x - last < _APART or x > self.right - 6:
                    continue
                words, said = _worded(moment, unit)
                yield Tick(x, words, said if said != context else "")
                last, context = x, said

    @property
    def shows_clock(self) -> bool:
        """Whether there are ticks that name an hour."""
        return any(":" in tick.words for tick in self.ticks)


def _unit_of(span: Span) -> str:
    """Return how finely a mark's place is known."""
    wide = span.end - span.start
    if wide <= 2 * 3600 and span.has_clock:
        return "minute"
    return "day" if wide <= 7 * _DAY else "month" if wide <= 200 * _DAY else "year"


def _parted(points: Sequence[float]) -> list[tuple[float, float]]:
    """Return the stretches that remain when the long empty ones are taken out."""
    gaps = sorted(
        ((after - before, place) for place, (before, after) in enumerate(pairwise(points))),
        reverse=True,
    )
    rest, cuts = points[-1] - points[0], list[int]()
    usual = gaps[len(gaps) // 2][0] if gaps else 0
    for gap, place in gaps[:_MOST_BREAKS]:
        if len(points) < 4 or gap <= rest * 0.4 or gap < 5 * usual:
            break
        cuts.append(place)
        rest -= gap
    starts = [0, *(place + 1 for place in sorted(cuts))]
    ends = [*sorted(cuts), len(points) - 1]
    return [(points[start], points[end]) for start, end in zip(starts, ends, strict=True)]


def _laid_out(stretches: Sequence[tuple[float, float]], left: float, right: float) -> list[_Piece]:
    room = right - left - _BREAK * (len(stretches) - 1) - _LEAST * len(stretches)
    whole = sum(end - start for start, end in stretches) or 1
    pieces, x = [], left
    for start, end in stretches:
        wide = _LEAST + room * ((end - start) / whole if len(stretches) > 1 else 1)
        pieces.append(_Piece(start, end, x, x + wide))
        x += wide + _BREAK
    return pieces


def _moments(piece: _Piece, own: str, has_clock: bool) -> tuple[str, list[float]]:
    """Return the unit of a piece's ticks and the moments at which they stand."""
    whole, room = piece.end - piece.start, piece.right - piece.left - 2 * _PAD
    for unit, many, seconds in _STEPS if whole else ():
        if (has_clock or unit not in ("minute", "hour")) and seconds * room / whole >= _APART:
            found = [m for m in _multiples(unit, many, piece, has_clock) if piece.start <= m <= piece.end]
            if found:
                return unit, found
            break
    return own, [piece.start]


def _multiples(unit: str, many: int, piece: _Piece, has_clock: bool) -> Iterator[float]:
    start, end = piece.start, piece.end
    if unit in ("minute", "hour"):
        step = many * (60 if unit == "minute" else 3600)
        yield from (n * step for n in range(ceil(start / step), int(end // step) + 1))
        return
    first, last = _day(start), _day(end)
    if unit == "year":
        for year in range(max(first.year // many, 1) * many, last.year + 1, many):
            yield date(max(year, 1), 1, 1).toordinal() * _DAY
        return
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        if unit == "month":
            if month % many == 0:
                yield date(month // 12, month % 12 + 1, 1).toordinal() * _DAY
            continue
        for day in range(1, 31 if many > 1 else 32, many):
            try:
                midnight = date(month // 12, month % 12 + 1, day).toordinal() * _DAY
                yield midnight if has_clock else midnight + _DAY / 2  # where the marks of whole days stand
            except ValueError:  # the 31st of a month of 30 days
                continue


def _worded(moment: float, unit: str) -> tuple[str, str]:
    day = _day(moment)
    month = _MONTHS[day.month - 1]
    if unit in ("minute", "hour"):
        minutes = int(moment % _DAY) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}", f"{day.day} {month} {day.year}"
    if unit == "day":
        return f"{day.day} {month}", str(day.year)
    return (month, str(day.year)) if unit == "month" else (str(day.year), "")


def _day(moment: float) -> date:
    return date.fromordinal(min(max(int(moment // _DAY), 1), date.max.toordinal()))


def _length(seconds: float) -> str:
    for one, many in (("year", 365.25 * _DAY), ("month", 30.4 * _DAY), ("day", _DAY), ("hour", 3600)):
        if seconds >= 2 * many:
            return counted(round(seconds / many), one)
    return f"{round(seconds / 60)} min"
