"""What time words mean that are built upon other time words, or counted from the day of writing.

The rules of `_relative` hold here as well. In addition:

- "The week before last" is "last week" said twice; "the year after next" likewise.
- "A week ago Friday" is a week before the last Friday, "a week on Friday" a week after the next.
- "On the 3rd" is the last day of that number, or the next where the tense is future.
- Two times joined by "and" or "or" are the stretch from the first to the second.
- "Soon" and "within days" are later than the day of writing, nobody says how much; in a sentence of the
  past they are counted from another day, and not understood.
"""

from collections.abc import Callable
from datetime import date, timedelta

from provenance.model import _relative as rel
from provenance.model._calendar import Bounds, Precision, month_bounds, unit_of, year_bounds
from provenance.model._relative import Count, Found, Reading

__all__ = [
    "NAMED_DAYS",
    "again",
    "day_of_month",
    "half_of",
    "in_unit_away",
    "joined",
    "night_before",
    "nth_weekday_of",
    "run_of",
    "soon",
    "unit_at",
    "weekday_away",
    "weekend_at",
    "years_ago_in",
]

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR


def _needed(end: date | None) -> date:
    if end is None:
        raise ValueError("that end is open")
    return end


def again(which: int, reading: Reading) -> Reading:
    """Read "the week before last" (-1) from what "last week" is, "the week after next" (1) from "next"."""

    def take(anchor: date, past: bool | None) -> Found:
        found = reading.take(anchor, past)
        return reading.take(_needed(found.earliest if which < 0 else found.latest), past)

    return Reading(take, "today")


def weekday_away(number: int, weeks: int, direction: int) -> Reading:
    """Read "a week ago Monday", "two Mondays ago" (-1), "a week on Monday", "Monday week" (1)."""

    def take(anchor: date, past: bool | None) -> Found:
        first = rel.weekday_of(direction, number).take(anchor, past)
        day = _needed(first.earliest) + timedelta(days=7 * weeks * direction)
        return Found(day, day, DAY)

    return Reading(take, "today")


def day_of_month(day: int, months: int | None = None, weekday: int | None = None) -> Reading:
    """Read "on the 3rd", "Friday the 13th", and with a number of months "the 3rd of last month" (-1)."""

    def take(anchor: date, past: bool | None) -> Found:
        step = 1 if past is False else -1
        first = rel.shift(anchor.replace(day=1), "month", months or 0)
        for _ in range(1 if months is not None else 3 if weekday is None else 60):
            if day <= _needed(unit_of(first, MONTH).latest).day:
                found = first.replace(day=day)
                is_there = months is not None or (found >= anchor if step > 0 else found <= anchor)
                if is_there and weekday in (None, found.weekday()):
                    return Found(found, found, DAY)
            first = rel.shift(first, "month", step)
        raise ValueError("there is no such day")

    return Reading(take, "year" if months is None else "today")


def unit_at(precision: Precision, reading: Reading) -> Reading:
    """Read "the week of 27 October": the unit that the day lies in."""

    def take(anchor: date, past: bool | None) -> Found:
        found = reading.take(anchor, past)
        if found.precision is not DAY or found.earliest != found.latest:
            raise ValueError("a day is wanted")
        return Found(*unit_of(_needed(found.earliest), precision), precision)

    return Reading(take, reading.needs)


def weekend_at(reading: Reading) -> Reading:
    """Read "the weekend of 1 November": the one that the day is part of, or the eve of."""

    def take(anchor: date, past: bool | None) -> Found:
        found = reading.take(anchor, past)
        day = _needed(found.earliest)
        if found.precision is not DAY or day.weekday() < 4:
            raise ValueError("it is no day of a weekend")
        saturday = day + timedelta(days=5 - day.weekday())
        return Found(saturday, saturday + timedelta(days=1), DAY)

    return Reading(take, reading.needs)


def night_before(reading: Reading) -> Reading:
    """Read "overnight into Monday", which begins on Sunday."""

    def take(anchor: date, past: bool | None) -> Found:
        found = reading.take(anchor, past)
        if found.precision is not DAY or found.earliest != found.latest:
            raise ValueError("a day is wanted")
        day = _needed(found.earliest)
        return Found(day - timedelta(days=1), day, DAY)

    return Reading(take, reading.needs)


def run_of(count: Count, place: int, reading: Reading) -> Reading:
    """Read "the first three months of 2025" (1), "the second week of May" (2), "the last week of it" (-1).

    Weeks are counted by sevens from the first or last day, and are approximate: calendars count others.
    """

    def take(anchor: date, past: bool | None) -> Found:
        found = reading.take(anchor, past)
        whole = first, last = _needed(found.earliest), _needed(found.latest)
        one = timedelta(days=1)
        if place > 0:
            first = rel.shift(first, count.unit, place - 1)
            last = rel.shift(first, count.unit, count.least) - one
        else:
            first = rel.shift(last + one, count.unit, -count.least)
        if first < whole[0] or last > whole[1]:
            raise ValueError("it reaches out of the whole")
        precision = {"month": MONTH, "quarter": MONTH, "year": YEAR, "decade": YEAR}.get(count.unit, DAY)
        return Found(first, last, precision, found.approximate or count.unit == "week")

    return Reading(take, reading.needs)


def nth_weekday_of(number: int, place: int, reading: Reading) -> Reading:
    """Read "the first Monday of November" (1), "the last Friday in October" (-1)."""

    def take(anchor: date, past: bool | None) -> Found:
        found = reading.take(anchor, past)
        first, last = _needed(found.earliest), _needed(found.latest)
        if place > 0:
            day = first + timedelta(days=(number - first.weekday()) % 7 + 7 * (place - 1))
        else:
            day = last - timedelta(days=(last.weekday() - number) % 7)
        if not first <= day <= last:
            raise ValueError("there is none")
        return Found(day, day, DAY)

    return Reading(take, reading.needs)


def half_of(which: int, reading: Reading) -> Reading:
    """Read "the first half of October" (1), "the second half of the 1990s" (2)."""

    def take(anchor: date, past: bool | None) -> Found:
        found = reading.take(anchor, past)
        first, last = _needed(found.earliest), _needed(found.latest)
        if found.precision is YEAR and first.year == last.year:
            return Found(*month_bounds(first.year, 6 * which - 5, 6), MONTH)
        if found.precision in (YEAR, Precision.DECADE, Precision.CENTURY):
            years = (last.year - first.year + 1) // 2
            start = first.year + (which - 1) * years
            return Found(*year_bounds(start, start + years - 1), YEAR)
        size = (last - first).days + 1
        if size < 7:
            raise ValueError("it has no halves")
        middle = first + timedelta(days=size // 2)
        bounds = Bounds(first, middle - timedelta(days=1)) if which == 1 else Bounds(middle, last)
        return Found(*bounds, DAY, True)

    return Reading(take, reading.needs)


def joined(first: Reading, second: Reading) -> Reading:
    """Read "Monday and Tuesday", "2025 or 2026"."""
    stretch = rel.between(first, second)

    def take(anchor: date, past: bool | None) -> Found:
        if past is not False and first.needs == second.needs == "year":
            # The last one is the nearest in the past, and the first the nearest before that.
            end = second.take(anchor, past)
            if end.precision is DAY:
                begin = first.take(_needed(end.earliest), True)
                return stretch_of(begin, end)
        return stretch.take(anchor, past)

    def stretch_of(begin: Found, end: Found) -> Found:
        if _needed(begin.earliest) > _needed(end.latest):
            raise ValueError("it ends before it begins")
        return Found(begin.earliest, end.latest, DAY, begin.approximate or end.approximate)

    return Reading(take, stretch.needs)


def soon() -> Reading:
    """Read "soon", "within days": no end is said, and no tense but the future fits."""
    later = rel.vaguely(1)

    def take(anchor: date, past: bool | None) -> Found:
        if past is True:
            raise ValueError("it is counted from another day")
        return later.take(anchor, past)

    return Reading(take, "today")


def in_unit_away(unit: str, which: int) -> Reading:
    """Read "this time last year" (-1)."""
    return rel.about(rel.exactly_away(Count(1, 1, unit), which))


def years_ago_in(count: Count, unit: str) -> Reading:
    """Read "a year ago this week", "ten years ago this month"."""
    precision = Precision.WEEK if unit == "week" else MONTH

    def take(anchor: date, past: bool | None) -> Found:
        return Found(*unit_of(rel.shift(anchor, count.unit, -count.least), precision), precision)

    return Reading(take, "today")


_YEAR_DAYS: dict[str, tuple[int, int]] = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new year's day": (1, 1), "new year's": (1, 1), "new year": (1, 1),
    "valentine's day": (2, 14), "may day": (5, 1), "bastille day": (7, 14), "halloween": (10, 31),
}  # fmt: skip
NAMED_DAYS: dict[str, Callable[[int], Bounds]] = {
    name: rel.day_of_month(month, day) for name, (month, day) in _YEAR_DAYS.items()
}
"""The days of the year that have one date wherever they are kept, by name.

Easter, Thanksgiving and independence days are left out: churches and countries differ.
"""
