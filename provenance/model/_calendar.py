"""Calendar units: how coarse a time can be, and the first and last day of each unit.

Days count in the proleptic Gregorian calendar from year 1 to year 9999, as Python's `date` does.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

__all__ = ["Bounds", "Precision", "is_whole", "month_bounds", "unit_of", "year_bounds"]


class Precision(StrEnum):
    """How finely a time is known: the unit that both its ends are whole numbers of.

    From `day` upwards the ends are dates, below they are datetimes. The two `unspecified` words
    are EDTF's `X` for a month or day: one unit, not the whole stretch, and it is not said which.
    """

    CENTURY = "century"
    """A hundred years, from a year that ends in 00 (EDTF `19XX`)."""
    DECADE = "decade"
    """Ten years, from a year that ends in 0 (EDTF `198X`)."""
    YEAR = "year"
    """A year."""
    SEASON = "season"
    """Three months, from March, June, September or December (EDTF `2004-21` to `2004-24`)."""
    MONTH = "month"
    """A month."""
    WEEK = "week"
    """A week, from Monday to Sunday."""
    DAY = "day"
    """A day."""
    HOUR = "hour"
    """An hour, which the clock showed."""
    MINUTE = "minute"
    """A minute, which the clock showed."""
    SECOND = "second"
    """A second or a fraction of one, taken as a point."""
    UNSPECIFIED_MONTH = "unspecified_month"
    """One month of the year; which one is not said (EDTF `2004-XX`)."""
    UNSPECIFIED_DAY = "unspecified_day"
    """One day of the month or year; which one is not said (EDTF `2004-06-XX`)."""


CLOCK = (Precision.HOUR, Precision.MINUTE, Precision.SECOND)
"""The precisions whose ends are datetimes."""


class Bounds(NamedTuple):
    """The first and last day of a stretch, both included; `None` where it is open."""

    earliest: date | None
    latest: date | None


def year_bounds(first: int, last: int) -> Bounds:
    """Return the bounds of a run of years."""
    return Bounds(date(first, 1, 1), date(last, 12, 31))


def month_bounds(year: int, month: int, months: int = 1) -> Bounds:
    """Return the bounds of a run of months.

    Raises:
        ValueError: if it does not end before the year 10000.
    """
    year_after, index = divmod(year * 12 + month - 1 + months, 12)
    if (year_after, index) == (10000, 0):
        return Bounds(date(year, month, 1), date.max)
    return Bounds(date(year, month, 1), date(year_after, index + 1, 1) - timedelta(days=1))


def unit_of(day: date, precision: Precision) -> Bounds:
    """Return the unit of this precision that a day lies in.

    Seasons are the meteorological ones of the northern hemisphere (spring is March to May), the
    winter that begins in December being counted to the year it begins in.

    Raises:
        ValueError: if the unit begins before year 1 or ends after year 9999, or is no stretch of days.
    """
    if precision is Precision.DAY:
        return Bounds(day, day)
    if precision is Precision.WEEK:
        try:
            monday = day - timedelta(days=day.weekday())
            return Bounds(monday, monday + timedelta(days=6))
        except OverflowError as error:
            raise ValueError("the week does not end before the year 10000") from error
    if precision is Precision.MONTH:
        return month_bounds(day.year, day.month)
    if precision is Precision.SEASON:
        start = day.month // 3 * 3
        return month_bounds(day.year, start, 3) if start else month_bounds(day.year - 1, 12, 3)
    if precision is Precision.YEAR:
        return year_bounds(day.year, day.year)
    if precision in (Precision.DECADE, Precision.CENTURY):
        size = 10 if precision is Precision.DECADE else 100
        first = day.year // size * size
        return year_bounds(first, first + size - 1)
    raise ValueError(f"a {precision} is not a stretch of days")


def is_whole(bounds: Bounds, precision: Precision) -> bool:
    """Tell whether both ends of a stretch, where it has them, are ends of such a unit."""
    try:
        if precision is Precision.UNSPECIFIED_MONTH:
            return bounds == unit_of(_some(bounds), Precision.YEAR)
        if precision is Precision.UNSPECIFIED_DAY:
            day = _some(bounds)
            return bounds in (unit_of(day, Precision.MONTH), unit_of(day, Precision.YEAR))
        first, last = bounds
        return (first is None or unit_of(first, precision).earliest == first) and (
            last is None or unit_of(last, precision).latest == last
        )
    except ValueError:
        return False


def _some(bounds: Bounds) -> date:
    if bounds.earliest is None:
        raise ValueError("the stretch is open")
    return bounds.earliest


_COARSE_TO_FINE = (
    Precision.CENTURY, Precision.DECADE, Precision.YEAR, Precision.SEASON, Precision.MONTH, Precision.WEEK,
    Precision.DAY, Precision.HOUR, Precision.MINUTE, Precision.SECOND,
)  # fmt: skip


def common_precision(bounds: Bounds, ends: list[Precision]) -> Precision:
    """Return the precision of a stretch whose ends have precisions of their own: the finer one."""
    finest = max(ends, key=_COARSE_TO_FINE.index)
    # A week and a month share no unit but the day.
    return finest if finest in CLOCK or is_whole(bounds, finest) else Precision.DAY
