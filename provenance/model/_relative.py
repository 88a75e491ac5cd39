"""What the time words of English prose mean, given the day they were written on.

How each sort of expression is taken:

- A weekday is the nearest one in the direction of the tense, the day of writing included: a paper
  of Monday that says "on Monday" means its own day. Without a tense it is the past one. "Last
  Monday" is the most recent one before the day of writing, "next Monday" the first one after it,
  "this Monday" the one of the same week (Monday to Sunday).
- A month, a season or a day of the year without its year is the nearest one in the direction of the
  tense. Without a tense it is the last one, as a weekday is, unless the next is nearer and begins
  within two months: "in March", written in November, is the March before, "in December" the one to come.
- "Last year" and "last month" are the calendar unit before, "the last year" and "the past year"
  the stretch of that length that ends on the day of writing. "Last" with a season or a month is
  the most recent one that was over.
- "Two days ago" is a day; weeks, months and years ago are about the calendar week, month or year
  so far back.
- "Early", "mid" and "late" are the thirds of what follows; "beginning" and "end" its first and
  last sixth (of a week, third). These are approximate.
- "For more than a year" gives when it began: not later than a year before, and nobody says when.
- "Since", "until", "by", "before" and "after" leave the other end open.

Nothing here asks what day it is. What would fall outside the years 1 to 9999 is not understood.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from provenance.model._calendar import (
    Bounds,
    Precision,
    common_precision,
    month_bounds,
    unit_of,
    year_bounds,
)

__all__ = ["Found", "Reading"]

DAY, WEEK, MONTH, SEASON, YEAR = (
    Precision.DAY,
    Precision.WEEK,
    Precision.MONTH,
    Precision.SEASON,
    Precision.YEAR,
)


class Found(NamedTuple):
    """The stretch that words mean."""

    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool = False


Taker = Callable[[date, bool | None], Found]


class Reading(NamedTuple):
    """What words mean, as a function of the day of writing and the tense."""

    take: Taker
    needs: str = ""
    """What is missing: "" nothing, "today" the day of writing, "year" what a neighbour can lend."""
    stands_alone: bool = True
    """Whether running text may use the words for nothing else."""

    @property
    def is_relative(self) -> bool:
        """Whether the day of writing is needed."""
        return self.needs != ""

    def on(self, anchor: date | None, past: bool | None) -> Found | None:
        """Return what the words mean, or `None` if that is out of range."""
        try:
            return self.take(anchor if anchor is not None else date.min, past)
        except (ValueError, OverflowError):
            return None


def absolute(bounds: Bounds, precision: Precision) -> Reading:
    """Read words that name a stretch in full."""
    found = Found(*bounds, precision)
    return Reading(lambda anchor, past: found)


def _deictic(take: Callable[[date], Found]) -> Reading:
    return Reading(lambda anchor, past: take(anchor), "today")


def _unit(day: date, precision: Precision) -> Found:
    return Found(*unit_of(day, precision), precision)


def shift(day: date, unit: str, count: int) -> date:
    """Return the day so many units later; the last day of the month where the day does not exist."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    from dateutil.relativedelta import relativedelta  # imported on first use: it costs as much as the records

    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return day + relativedelta(months=months)


# --- days and parts of the year --------------------------------------------------------------


def days_away(count: int) -> Reading:
    """Read "yesterday", "today", "tomorrow"."""
    return _deictic(lambda anchor: Found(*unit_of(shift(anchor, "day", count), DAY), DAY))


def last_night() -> Reading:
    """Read "last night" and "overnight", which begin on the day before."""
    return _deictic(lambda anchor: Found(anchor - timedelta(days=1), anchor, DAY))


def weekday(number: int) -> Reading:
    """Read "Monday", "on Monday"."""

    def take(anchor: date, past: bool | None) -> Found:
        if past is False:
            return _unit(anchor + timedelta(days=(number - anchor.weekday()) % 7), DAY)
        return _unit(anchor - timedelta(days=(anchor.weekday() - number) % 7), DAY)

    return Reading(take, "year")


def weekday_of(which: int, number: int) -> Reading:
    """Read "last Monday" (-1), "this Monday" (0), "next Monday" (1)."""

    def take(anchor: date, past: bool | None) -> Found:
        if which < 0:
            return _unit(anchor - timedelta(days=(anchor.weekday() - number - 1) % 7 + 1), DAY)
        if which > 0:
            return _unit(anchor + timedelta(days=(number - anchor.weekday() - 1) % 7 + 1), DAY)
        day = anchor + timedelta(days=number - anchor.weekday())
        if past is True and day > anchor:
            day -= timedelta(days=7)
        elif past is False and day < anchor:
            day += timedelta(days=7)
        return _unit(day, DAY)

    return Reading(take, "today")


def weekday_in_week(number: int, weeks: int) -> Reading:
    """Read "Monday last week", "Monday of next week"."""
    return _deictic(lambda anchor: _unit(anchor + timedelta(days=number - anchor.weekday() + 7 * weeks), DAY))


def weekend(which: int | None) -> Reading:
    """Read "last weekend" (-1), "this" (0), "next" (1), or "the weekend" (None)."""

    def take(anchor: date, past: bool | None) -> Found:
        saturday = anchor + timedelta(days=5 - anchor.weekday())
        if which == -1 or (which is None and past is not False and saturday > anchor):
            saturday -= timedelta(days=7)
        elif which == 1:
            saturday += timedelta(days=7)
        return Found(saturday, saturday + timedelta(days=1), DAY)

    return Reading(take, "today" if which is not None else "year")


_COMING = 62
"""Without a tense, days less than two months ahead may be meant; beyond them the last such day is."""


def _choose(candidates: Iterable[Found], anchor: date, past: bool | None) -> Found:
    """Return the nearest stretch in the direction of the tense; without one, see `_COMING`."""
    distances = []
    for found in candidates:
        first, last = found.earliest or date.min, found.latest or date.max
        if (past is True and first > anchor) or (past is False and last < anchor):
            continue
        if past is None and (first - anchor).days > _COMING:
            continue
        distances.append((max((first - anchor).days, (anchor - last).days, 0), first, found))
    if not distances:
        raise ValueError("there is none")
    return min(distances)[2]


def _yearly(in_year: Callable[[int], Bounds], precision: Precision) -> Callable[[date], list[Found]]:
    def near(anchor: date) -> list[Found]:
        found = []
        for year in range(anchor.year - 8, anchor.year + 9):  # 29 February may be eight years away
            try:
                found.append(Found(*in_year(year), precision))
            except ValueError:
                continue
        return found

    return near


def yearly(in_year: Callable[[int], Bounds], precision: Precision) -> Reading:
    """Read a part of the year whose year is not given: "November", "3 November", "the spring"."""
    near = _yearly(in_year, precision)
    return Reading(lambda anchor, past: _choose(near(anchor), anchor, past), "year")


def yearly_of(which: int, in_year: Callable[[int], Bounds], precision: Precision) -> Reading:
    """Read "last November" (-1), "this November" (0), "next November" (1)."""
    near = _yearly(in_year, precision)

    def take(anchor: date) -> Found:
        all_near = near(anchor)
        if which < 0:
            return max(found for found in all_near if found.latest is not None and found.latest < anchor)
        if which > 0:
            return min(found for found in all_near if found.earliest is not None and found.earliest > anchor)
        this_year = [
            found for found in all_near if found.earliest is not None and found.earliest.year == anchor.year
        ]
        return next(
            (found for found in all_near if Bounds(*found[:2]) == unit_of(anchor, precision)), this_year[0]
        )

    return _deictic(take)


def in_year(which: int, part: Callable[[int], Bounds], precision: Precision) -> Reading:
    """Read "January this year", "the first half of last year"."""
    return _deictic(lambda anchor: Found(*part(anchor.year + which), precision))


def day_of_month(month: int, day: int, weekday: int | None = None) -> Callable[[int], Bounds]:
    """Return the function from a year to that day in it, if it then was that weekday."""

    def in_year(year: int) -> Bounds:
        found = date(year, month, day)
        if weekday is not None and found.weekday() != weekday:
            raise ValueError("it was another weekday")
        return Bounds(found, found)

    return in_year


def month_of(month: int, months: int = 1) -> Callable[[int], Bounds]:
    """Return the function from a year to that run of months in it."""
    return lambda year: month_bounds(year, month, months)


def short_decade(tens: int) -> Reading:
    """Read "the '90s": the most recent such decade that had begun."""

    def take(anchor: date) -> Found:
        first = anchor.year // 100 * 100 + tens
        first -= 100 if first > anchor.year else 0
        return Found(*year_bounds(first, first + 9), Precision.DECADE)

    return _deictic(take)


# --- units -----------------------------------------------------------------------------------

_CALENDAR = {
    "day": DAY,
    "week": WEEK,
    "month": MONTH,
    "year": YEAR,
    "decade": Precision.DECADE,
    "century": Precision.CENTURY,
}


def calendar_unit(which: int, unit: str) -> Reading:
    """Read "last year" (-1), "this month" (0), "next week" (1), "the year" (0)."""

    def take(anchor: date) -> Found:
        if unit == "quarter":
            first = date(anchor.year, (anchor.month - 1) // 3 * 3 + 1, 1)
            first = shift(first, "quarter", which)
            return Found(*month_bounds(first.year, first.month, 3), MONTH)
        return _unit(shift(anchor, unit, which), _CALENDAR[unit])

    return _deictic(take)


def to_date(which: int, reading: Reading) -> Reading:
    """Read "earlier this year" (-1), "later this week" (1): the unit up to, or from, the day of writing."""

    def take(anchor: date, past: bool | None) -> Found:
        found = reading.take(anchor, past)
        first, last = found.earliest or date.min, found.latest or date.max
        if found.precision is DAY or not first <= anchor <= last:
            return found
        return Found(first, anchor, DAY) if which < 0 else Found(anchor, last, DAY)

    return Reading(take, "today")


class Count(NamedTuple):
    """How many: a number, a range for "a few", with what the words say about it."""

    least: int
    most: int
    unit: str
    bound: str = ""
    """"" as said, "over" for "more than", "under" for "less than" and "nearly"."""
    approximate: bool = False


def away(count: Count, direction: int) -> Reading:
    """Read "two days ago" (-1), "in two weeks" (1), and when something began ("for nearly a year", -1)."""

    def take(anchor: date) -> Found:
        if count.unit in ("hour", "minute", "second"):
            return _by_the_clock(anchor, count, direction)
        near = shift(anchor, count.unit, direction * count.least)
        if count.bound:
            return _ordered(None if count.bound == "over" else anchor, near, direction, DAY, True)
        far = shift(anchor, count.unit, direction * count.most)
        precision = {"day": DAY, "week": WEEK, "month": MONTH, "quarter": MONTH}.get(count.unit, YEAR)
        found = sorted([_unit(near, precision), _unit(far, precision)])
        approximate = count.approximate or count.unit != "day" or count.least != count.most
        return Found(found[0].earliest, found[1].latest, precision, approximate)

    return _deictic(take)


def _by_the_clock(anchor: date, count: Count, direction: int) -> Found:
    seconds = {"hour": 3600, "minute": 60, "second": 1}[count.unit]
    # The hour of writing is not known, so it may have been the day before.
    least, most = count.least * seconds // 86400, -(-count.most * seconds // 86400)
    ends = [anchor + timedelta(days=direction * days) for days in (least, most)]
    if count.bound == "over":
        return _ordered(None, ends[0], direction, DAY, True)
    return _ordered(anchor if count.bound else ends[0], ends[1], direction, DAY, True)


def _ordered(near: date | None, far: date, direction: int, precision: Precision, approximate: bool) -> Found:
    """Return the stretch between two days, or beyond the second one if there is no first."""
    if near is None:
        earliest, latest = (None, far) if direction < 0 else (far, None)
        return Found(earliest, latest, precision, approximate)
    return Found(min(near, far), max(near, far), precision, approximate)


def exactly_away(count: Count, direction: int) -> Reading:
    """Read "two weeks ago today"."""
    return _deictic(lambda anchor: _unit(shift(anchor, count.unit, direction * count.least), DAY))


def rolling(count: Count, direction: int) -> Reading:
    """Read "the past week", "the last two years", "the next three days"."""

    def take(anchor: date) -> Found:
        if count.unit in ("hour", "minute", "second"):
            return _by_the_clock(anchor, count._replace(least=0), direction)
        return _ordered(anchor, shift(anchor, count.unit, direction * count.most), direction, DAY, True)

    return _deictic(take)


def vaguely(direction: int) -> Reading:
    """Read "recently", "in recent days", "in the coming weeks": no end is said."""
    return _deictic(lambda anchor: _ordered(None, anchor, direction, DAY, True))


# --- parts and stretches ---------------------------------------------------------------------


def part_of(which: str, reading: Reading) -> Reading:
    """Read "early November", "mid-2024", "the end of the year"."""
    return Reading(lambda anchor, past: _part(which, reading.take(anchor, past)), reading.needs)


def _part(which: str, found: Found) -> Found:
    first, last = found.earliest, found.latest
    if first is None or last is None:
        raise ValueError("it is open")
    if first == last:
        return found._replace(approximate=found.approximate or which not in ("early", "late"))
    if found.precision in (YEAR, Precision.DECADE, Precision.CENTURY):
        if first.year == last.year:
            skip, count = _share(which, 12)
            return Found(*month_bounds(first.year, 1 + skip, count), MONTH, True)
        skip, count = _share(which, last.year - first.year + 1)
        return Found(*year_bounds(first.year + skip, first.year + skip + count - 1), YEAR, True)
    skip, count = _share(which, (last - first).days + 1)
    start = first + timedelta(days=skip)
    return Found(start, start + timedelta(days=count - 1), DAY, True)


def _share(which: str, size: int) -> tuple[int, int]:
    """Return how many of so many units to skip, and how many to take."""
    early, late = max(size // 3, 1), -(-size // 3)
    sixth = late if size <= 7 else -(-size // 6)
    return {
        "early": (0, early),
        "mid": (early, max(size - early - late, 1)),
        "late": (size - late, late),
        "beginning": (0, min(sixth, early) if size <= 7 else sixth),
        "end": (size - sixth, sixth),
    }[which]


def about(reading: Reading) -> Reading:
    """Read "around 2014"."""
    return Reading(lambda anchor, past: reading.take(anchor, past)._replace(approximate=True), reading.needs)


def bounded(word: str, reading: Reading) -> Reading:
    """Read "since", "from", "until", "by", "before" or "after" something."""

    def take(anchor: date, past: bool | None) -> Found:
        if word == "since":
            past = True
        elif past is None and word in ("until", "by", "before"):
            past = False
        first, last, precision, approximate = reading.take(anchor, past)
        if word in ("until", "by", "before"):
            if word == "before":
                last = _needed(first) - timedelta(days=1)
            return Found(None, _needed(last), precision, approximate)
        if word == "after":
            first = _needed(last) + timedelta(days=1)
        return Found(_needed(first), None, precision, approximate)

    return Reading(take, reading.needs)


def through(reading: Reading) -> Reading:
    """Read "through March 11", which ends with that day, and "through the winter", which is all of it."""

    def take(anchor: date, past: bool | None) -> Found:
        found = reading.take(anchor, False if past is None else past)
        return found._replace(earliest=None) if found.earliest == found.latest else found

    return Reading(take, reading.needs)


def _needed(end: date | None) -> date:
    if end is None:
        raise ValueError("that end is open")
    return end


def _is_better(one: tuple[Found, Found], other: tuple[Found, Found], anchor: date, past: bool | None) -> bool:
    """Tell whether one of two stretches, given by their ends, is meant: past, or without a tense near."""
    if past is True:
        return _needed(other[1].earliest) > anchor
    whole = [Found(begin.earliest, end.latest, DAY) for begin, end in (one, other)]
    return _choose(whole, anchor, None) is whole[0]


def between(first: Reading, second: Reading) -> Reading:
    """Read "from … to …", "between … and …": each end lends the other the year that it lacks."""

    def take(anchor: date, past: bool | None) -> Found:
        if first.needs == "year" and second.needs != "year":
            end = second.take(anchor, past)
            begin = first.take(_needed(end.earliest), True)
        else:
            begin = first.take(anchor, past)
            end = (
                second.take(_needed(begin.earliest), False)
                if second.needs == "year"
                else second.take(anchor, past)
            )
            if past is not False and first.needs == second.needs == "year":
                # The last end may be the one that is near: "January to September", written in November.
                other_end = second.take(anchor, past)
                other = first.take(_needed(other_end.earliest), True), other_end
                if _is_better(other, (begin, end), anchor, past):
                    begin, end = other
        bounds = Bounds(_needed(begin.earliest), _needed(end.latest))
        if bounds.earliest is None or bounds.latest is None or bounds.earliest > bounds.latest:
            raise ValueError("it ends before it begins")
        precision = common_precision(bounds, [begin.precision, end.precision])
        return Found(*bounds, precision, begin.approximate or end.approximate)

    needs = "today" if "today" in (first.needs, second.needs) else first.needs and second.needs
    return Reading(take, needs)
