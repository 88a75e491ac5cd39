"""A line of time: where moments stand on it, which stretches are left away, and what its ticks say.

Stories have hours in which everything happens and years in which nothing does. So a line is made of
stretches, each with a scale of its own; between two of them time is left away, and a break is drawn.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil, inf, isinf, sqrt
from typing import NamedTuple

from attrs import evolve, frozen

from provenance.model import When
from provenance.queries.sequence import place_of
from provenance.queries.showing import shortened
from provenance.view.drawing.canvas import Canvas
from provenance.view.drawing.letters import width_of

__all__ = ["Placed", "TimeAxis", "short_time"]

_SECOND = 10**9
_HOUR, _DAY = 3600 * _SECOND, 24 * 3600 * _SECOND
_YEAR = 365.2425 * _DAY
_LAST_DAY = date.max.toordinal()
_EMPTY = 0.3  # of a stretch: where so much of it is empty, and nearly twice the usual, it is broken there
_BROAD = 3  # times as long as all that is known more precisely inside it
_BREAK, _PAD, _LEAST = 24, 10, 110
_MOST_STRETCHES = 5
_SIZE = 11.5
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_Unit = tuple[str, float]
_FINE: tuple[_Unit, ...] = tuple(
    ("second" if seconds < 60 else "minute", seconds * _SECOND)
    for seconds in (1, 5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200)
)
_COARSE: tuple[_Unit, ...] = (
    *(("day", days * _DAY) for days in (1, 2, 7, 14)),
    *(("month", months * _YEAR / 12) for months in (1, 3, 6)),
    *(("year", years * _YEAR) for power in range(8) for years in (10**power, 2 * 10**power, 5 * 10**power)),
)
_ROOM = {"second": 66, "minute": 48, "day": 54, "month": 42, "year": 48}


class Placed(NamedTuple):
    """Where a time stands on the sheet."""

    x1: float
    """Where it begins at the earliest."""
    x2: float
    """Where it ends at the latest."""
    opens_left: bool
    """Whether it may begin before the line does."""
    opens_right: bool
    """Whether it may end after the line does."""

    @property
    def middle(self) -> float:
        """Where its mark stands."""
        return (self.x1 + self.x2) / 2

    def draw(self, canvas: Canvas, y: float, look: str) -> None:
        """Draw it as a band about y, with an arrow's head where it may go on beyond the line."""
        canvas.rect(self.x1, y - 6, self.x2 - self.x1, 12, look)
        if self.opens_left:
            canvas.head(self.x1 + 8, y, self.x1 - 1, y)
        if self.opens_right:
            canvas.head(self.x2 - 8, y, self.x2 + 1, y)


@frozen
class _Stretch:
    """A part of the line that has one scale."""

    first: float
    last: float
    begins: float
    """When the first thing in it happened."""
    x1: float = 0
    x2: float = 0

    def x(self, moment: float) -> float:
        return self.x1 + (moment - self.first) / (self.last - self.first) * (self.x2 - self.x1)


class TimeAxis:
    """A line of time from the left to the right of a sheet, on which all of some times have a place.

    Times of day are shown in the zone in which most of them were recorded, and days, whose zone nobody
    knows, as though they were of that zone. Nothing but drawing rests on it: for order ask `When.before`.
    """

    def __init__(self, times: Iterable[When], left: float, width: float) -> None:
        """Lay out a line for times; those of which nothing is known are passed over."""
        self.left, self.right = left, left + width
        held = list(times)
        self._offset = _usual_offset(held)
        self._has_clock = any(isinstance(_an_end(when), datetime) for when in held)
        spans = {span for when in held if (span := self._span(when)) is not None}
        stretches = _stretches(spans, self._most_stretches(width))
        if self._has_clock:
            stretches = _widened(stretches)
        self._stretches = _laid_out(stretches, spans, left, width)

    @staticmethod
    def _most_stretches(width: float) -> int:
        return max(1, min(_MOST_STRETCHES, int(width // _LEAST)))

    @property
    def is_empty(self) -> bool:
        """Whether there is no time on it."""
        return not self._stretches

    @property
    def note(self) -> str:
        """What a reader has to know of it: the zone, and that time is left away; else nothing."""
        told = []
        if self._has_clock and self._offset is not None:
            told.append(f"times of day are those of {_zone(self._offset)}")
        if len(self._stretches) > 1:
            told.append("at each // time is left away, and the scale changes")
        line = "; ".join(told)
        return line[:1].upper() + line[1:] + ("." if line else "")

    def place(self, when: When | None) -> Placed | None:
        """Return where a time stands; `None` where nothing is known of it."""
        span = None if when is None else self._span(when)
        if span is None or self.is_empty:
            return None
        first, last = span
        begins, ends = self._stretches[0].first, self._stretches[-1].last
        x1 = self.left if first < begins else self.x(first)
        x2 = self.right if last > ends else self.x(last)
        return Placed(x1, max(x1, x2), first < begins, last > ends)

    def x(self, moment: float) -> float:
        """Return where a moment stands, in nanoseconds as `When.sort_key` numbers them."""
        before = self._stretches[0]
        for stretch in self._stretches:
            if moment < stretch.first:
                if stretch is before:
                    return stretch.x1
                share = (moment - before.last) / (stretch.first - before.last)
                return before.x2 + share * (stretch.x1 - before.x2)
            if moment <= stretch.last:
                return stretch.x(moment)
            before = stretch
        return before.x2

    def bins(self) -> list[tuple[float, float, str]]:
        """Return the stretches between ticks, from left to right, with what each is called."""
        found = []
        for stretch in self._stretches:
            ticks = list(self._ticks(stretch))
            edges = [stretch.x1, *(x for x, *_ in ticks if x > stretch.x1 + 1), stretch.x2]
            names = {round(x, 1): " ".join(filter(None, (fine, context))) for x, fine, context in ticks}
            for x1, x2 in pairwise(edges):
                found.append((x1, x2, names.get(round(x1, 1), "")))
        return found

    # --- drawn -----------------------------------------------------------------------------

    def draw(self, canvas: Canvas, y: float) -> float:
        """Draw the line with its ticks and their words below y; return where it ends."""
        rows: list[float] = []  # where the words of each row end
        for before, stretch in zip((None, *self._stretches), self._stretches, strict=False):
            canvas.line(stretch.x1 - _PAD, y, stretch.x2 + _PAD, y, "strong")
            if before is not None:
                self._break(canvas, (before.x2 + stretch.x1) / 2, y)
            said = ""
            for x, fine, context in self._ticks(stretch):
                canvas.line(x, y - 4, x, y + 4, "strong")
                self._words(canvas, x, y + 18, fine)
                if context and context != said:
                    place = self._context(canvas, x, y + 18, context, rows)
                    said = context if place else said
        return y + 24 + 14 * len(rows)

    def grid(self, canvas: Canvas, top: float, bottom: float) -> None:
        """Draw a thin line down from each tick."""
        for stretch in self._stretches:
            for x, *_ in self._ticks(stretch):
                canvas.line(x, top, x, bottom, "dots")

    def _words(self, canvas: Canvas, x: float, y: float, words: str, look: str = "ink") -> float:
        """Write words under a tick, moved so that they stay on the line; return where they end."""
        wide = width_of(words, _SIZE)
        start = min(max(x - wide / 2, self.left - 4), max(self.right + 6 - wide, self.left - 4))
        canvas.text(start, y, words, size=_SIZE, look=look)
        return start + wide

    def _context(self, canvas: Canvas, x: float, y: float, words: str, rows: list[float]) -> bool:
        wide = width_of(words, _SIZE)
        start = min(max(x - wide / 2, self.left - 4), max(self.right + 6 - wide, self.left - 4))
        for place in range(3):
            if place == len(rows):
                rows.append(-inf)
            if rows[place] + 10 <= start:
                rows[place] = self._words(canvas, x, y + 14 * (place + 1), words, "soft")
                return True
        return False

    def _break(self, canvas: Canvas, x: float, y: float) -> None:
        for shift in (-3, 3):
            canvas.line(x + shift - 3, y + 7, x + shift + 3, y - 7, "strong")

    def _ticks(self, stretch: _Stretch) -> list[tuple[float, str, str]]:
        """Return where the ticks of a stretch stand, what they say, and what has to be known besides."""
        unit, step = _step_of(stretch, (*_FINE, *_COARSE) if self._has_clock else _COARSE)
        moments = list(_moments(unit, step, stretch.first, stretch.last))
        if len(moments) < 2:
            unit = _unit_of(stretch)
            has_room = stretch.x2 - stretch.x1 >= 2 * _ROOM[unit]
            moments = [stretch.begins, stretch.last] if has_room else [stretch.begins]
        said: dict[tuple[str, str], float] = {}
        for moment in moments:
            said.setdefault(_said(unit, moment), stretch.x(moment))
        return [(x, *words) for words, x in said.items()]

    # --- moments ---------------------------------------------------------------------------

    def _span(self, when: When) -> tuple[float, float] | None:
        """Return the ends of a time on the line, in the line's zone; `None` where nothing is known."""
        span = place_of(when)
        if span is None:
            return None
        first, last = span
        end = _an_end(when)
        if isinstance(end, datetime) and end.tzinfo is not None and self._offset is not None:
            shift = round(self._offset.total_seconds()) * _SECOND
            first, last = first + shift, last + shift
        return first, last


def short_time(when: When | None) -> str:
    """Return a time in few signs: without its zone, and a day said once.

    Examples:
        >>> short_time(When.parse("2011-01-08T14:01:00-05:00"))
        '2011-01-08 14:01'
        >>> short_time(None)
        'date not known'
    """
    if when is None:
        return "date not known"
    first, last = when.earliest, when.latest
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        words = str(when)
    else:
        words = _clock(first, whole=True)
        if last != first:
            words += f" to {_clock(last, whole=last.date() != first.date())}"
        words = f"{'perhaps ' if when.uncertain else ''}{'about ' if when.approximate else ''}{words}"
    return shortened(words, 60)


def _clock(moment: datetime, *, whole: bool) -> str:
    return moment.strftime(("%Y-%m-%d " if whole else "") + ("%H:%M:%S" if moment.second else "%H:%M"))


def _an_end(when: When) -> date | None:
    return when.earliest if when.earliest is not None else when.latest


def _usual_offset(times: Iterable[When]) -> timedelta | None:
    """Return the offset from UTC that most times of day have; of several the smallest."""
    counts = Counter(
        end.utcoffset() or timedelta()
        for end in map(_an_end, times)
        if isinstance(end, datetime) and end.tzinfo is not None
    )
    return min(counts, key=lambda offset: (-counts[offset], offset), default=None)


def _zone(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


# --- stretches -------------------------------------------------------------------------------


def _stretches(spans: Iterable[tuple[float, float]], most: int) -> list[_Stretch]:
    """Return the stretches of a line on which all that is known precisely stands."""
    precise = _precise(spans)
    if not precise:
        return []
    groups = [precise]
    while len(groups) < most:
        found = [(*_emptiest(group), number) for number, group in enumerate(groups)]
        wide = [item for item in found if item[0] > max(_EMPTY, 1.8 / max(len(groups[item[2]]) - 1, 1))]
        if not wide:
            break
        _, place, cut = max(wide)
        groups[cut : cut + 1] = [groups[cut][:place], groups[cut][place:]]
    ends = [(group[0][0], max(last for _, last in group)) for group in groups]
    return [_Stretch(first, max(last, first + 1), first) for first, last in ends]


def _emptiest(group: Sequence[tuple[float, float]]) -> tuple[float, int]:
    """Return how much of a group its emptiest part takes, and before which of its times it ends."""
    begins, ends = group[0][0], max(last for _, last in group)
    best, place = 0.0, 0
    reached = group[0][1]
    for number in range(1, len(group)):
        first = group[number][0]
        if first > reached:
            following = max(reached, group[number][1])
            size = max(first - group[number - 1][0], following - reached) / (ends - begins)
            if first - reached > 0 and size > best:
                best, place = size, number
        reached = max(reached, group[number][1])
    return best, place


def _precise(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the times that decide where the line runs: none that only blurs what is known better."""
    closed = [tuple(end for end in span if not isinf(end)) for span in spans]
    whole = sorted({(ends[0], ends[-1]) for ends in closed}, key=lambda span: (span[1] - span[0], span))
    moments: list[float] = []
    kept = []
    for first, last in whole:
        low, high = bisect_left(moments, first), bisect_right(moments, last)
        if low < high and last - first > _BROAD * (moments[high - 1] - moments[low]) and last - first > 1:
            continue
        kept.append((first, last))
        for moment in (first, last):
            insort(moments, moment)
    return sorted(kept if moments and moments[0] < moments[-1] else whole)


def _widened(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Return stretches that are long enough for ticks of minutes; those that then touch become one."""
    found: list[_Stretch] = []
    for stretch in stretches:
        missing = max(0, (1800 * _SECOND - (stretch.last - stretch.first)) // 2)
        first, last, begins = stretch.first - missing, stretch.last + missing, stretch.begins
        if found and first <= found[-1].last:
            before = found.pop()
            first, begins = before.first, before.begins
        found.append(_Stretch(first, last, begins))
    return found


def _laid_out(
    stretches: Sequence[_Stretch], spans: Iterable[tuple[float, float]], left: float, width: float
) -> list[_Stretch]:
    """Return the stretches with their places on the sheet: the more stands in one, the wider it is."""
    held = sorted(end for span in spans for end in set(span))
    weights = [
        1 + sqrt(bisect_right(held, stretch.last) - bisect_left(held, stretch.first)) for stretch in stretches
    ]
    room = width - 2 * _PAD - (_BREAK + 2 * _PAD) * (len(stretches) - 1)
    found = []
    x = left + _PAD
    for stretch, weight in zip(stretches, weights, strict=True):
        wide = room * weight / sum(weights)
        found.append(evolve(stretch, x1=x, x2=x + wide))
        x += wide + _BREAK + 2 * _PAD
    return found


# --- ticks -----------------------------------------------------------------------------------


def _unit_of(stretch: _Stretch) -> str:
    """Return the unit in which the ends of a stretch are said."""
    days = (stretch.last - stretch.first) / _DAY
    if days > 12 * 365:
        return "year"
    return "month" if days > 90 else "day" if days > 0.9 else "minute"


def _step_of(stretch: _Stretch, steps: Iterable[_Unit]) -> _Unit:
    scale = (stretch.x2 - stretch.x1) / (stretch.last - stretch.first)
    for unit, step in steps:
        if step * scale >= _ROOM[unit]:
            return unit, step
    return _COARSE[-1]


def _moments(unit: str, step: float, first: float, last: float) -> Iterator[float]:
    if unit in ("second", "minute", "day"):
        shift = _DAY if unit == "day" and step >= 7 * _DAY else 0  # weeks begin on a Monday, as day 1 was
        number = ceil((first - shift) / step)
        while number * step + shift <= last:
            yield number * step + shift
            number += 1
        return
    months = round(step / _YEAR * 12)
    number = ceil((_year_of(first) * 12 - 12) / months)
    while (moment := _month_begins(number * months)) <= last:
        if moment >= first:
            yield moment
        number += 1


def _year_of(moment: float) -> int:
    day = int(moment // _DAY)
    return date.fromordinal(day).year if 1 <= day <= _LAST_DAY else int(moment // _YEAR) + 1


def _month_begins(months: int) -> float:
    """Return when a month begins that is so many after the year 0."""
    year, month = divmod(months, 12)
    if 1 <= year <= date.max.year:
        return date(year, month + 1, 1).toordinal() * _DAY
    return ((year - 1) + month / 12) * _YEAR + _DAY


def _said(unit: str, moment: float) -> tuple[str, str]:
    """Return what stands under a tick, and under that what a reader has to know besides."""
    day, rest = divmod(moment, _DAY)
    if unit == "year" or not 1 <= day <= _LAST_DAY:
        return str(_year_of(moment + _DAY)).replace("-", "−"), ""
    shown = date.fromordinal(int(day))
    if unit == "month":
        return _MONTHS[shown.month - 1], str(shown.year)
    if unit == "day":
        return f"{shown.day} {_MONTHS[shown.month - 1]}", str(shown.year)
    seconds = int(rest // _SECOND)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}" + (
        f":{seconds % 60:02}" if unit == "second" else ""
    )
    return clock, f"{shown.day} {_MONTHS[shown.month - 1]} {shown.year}"
