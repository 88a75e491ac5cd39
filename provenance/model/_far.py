"""Years that Python's dates do not reach: how EDTF writes them, and where their ends lie.

Level 0 has the year 0000, level 1 negative years (`-1985`) and longer ones (`Y170000002`), and a
season or decade may reach out of the years 1 to 9999 with one end. Such an end is open in the
fields of a `When`, and the expression is kept; here it becomes a number of days, so that even then
the order of two times can be told.
"""

import re
from datetime import date
from functools import cache

from provenance.model._calendar import Precision

__all__ = ["day_number", "far_pattern", "far_unit"]

_ERA = 400
_DAYS_OF_ERA = 146_097
_MONTHS = {"21": 3, "22": 6, "23": 9, "24": 12}


@cache
def far_pattern() -> re.Pattern[str]:
    """Return what negative and long years look like."""
    return re.compile(r"(?P<year>-(?!0000)\d{4}|Y-?[1-9]\d{4,})(?P<qualifier>[?~%]?)", re.ASCII)


def day_number(year: int, month: int, day: int) -> int:
    """Return the number of a day as `date.toordinal` counts, for any year (0 is the one before 1)."""
    eras, year = divmod(year - 1, _ERA)
    return eras * _DAYS_OF_ERA + date(year + 1, month, day).toordinal()


def far_unit(year: str, month: str | None, day: str | None) -> tuple[int, int, Precision] | None:
    """Return the first and last day, as numbers, of a unit of which not both are within reach.

    The parts are those of a notation that is in order; `None` if both ends are within reach.

    Raises:
        ValueError: if no calendar has that month or day.
    """
    if year.startswith("Y") or year.startswith("-"):
        number = int(year.removeprefix("Y"))
        return day_number(number, 1, 1), day_number(number, 12, 31), Precision.YEAR
    if year in ("000X", "00XX"):
        return day_number(0, 1, 1), day_number(9 if year == "000X" else 99, 12, 31), Precision.YEAR
    if year == "9999" and month == "24" and day is None:
        return day_number(9999, 12, 1), day_number(10_000, 2, 28), Precision.MONTH
    if year != "0000":
        return None
    if month is None or month == "XX":
        return day_number(0, 1, 1), day_number(0, 12, 31), Precision.YEAR
    if day is not None and day != "XX":
        number = day_number(0, int(month), int(day))
        return number, number, Precision.DAY
    first = _MONTHS.get(month, int(month)) if day is None else int(month)
    after = divmod(first + (2 if month in _MONTHS else 0), 12)  # in months, December to January
    return day_number(0, first, 1), day_number(after[0], after[1] + 1, 1) - 1, Precision.MONTH
