"""EDTF levels 0 and 1 to fields and back, with ISO 8601 where EDTF has no form.

EDTF is the Extended Date/Time Format of the Library of Congress, now in ISO 8601-2:2019. What the
fields of a `When` cannot say (years before 1 or after 9999, level 2) is refused, never approximated.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from provenance.errors import InvalidValueError
from provenance.model._calendar import CLOCK, Bounds, Precision, is_whole, month_bounds, unit_of, year_bounds
from provenance.model._iso import read_day, read_moment, refuse

__all__ = ["Parts", "notation", "read", "write_moment", "write_unit"]

LONGEST = 100
_COARSE_TO_FINE: Sequence[Precision] = tuple(Precision)
_QUALIFIERS = {"": (False, False), "~": (True, False), "?": (False, True), "%": (True, True)}
_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}


class Parts(NamedTuple):
    """What an expression says, in the fields of a `When`."""

    earliest: date | None
    latest: date | None
    precision: Precision | None
    approximate: bool = False
    uncertain: bool = False
    text: str | None = None
    """The expression, where the other fields cannot say all of it."""


@cache
def _unit_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<year>\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<qualifier>[?~%]?)", re.ASCII
    )


def read(text: str) -> Parts:
    """Read an expression in machine notation.

    Raises:
        InvalidValueError: if it is not one, or says something that cannot be held.
    """
    if len(text) > LONGEST:
        refuse(text, f"it is longer than {LONGEST} characters")
    if "/" in text and "[" not in text:
        return _read_interval(text)
    parts = _read_one(text)
    if parts is None:
        refuse(text, _why_not(text))
    return parts


def _read_one(text: str) -> Parts | None:
    match = _unit_pattern().fullmatch(text)
    if match is not None:
        return _read_unit(text, match)
    day = read_day(text)
    if day is not None:
        return Parts(day, day, Precision.DAY)
    if re.fullmatch(r"\d{4}-?W\d\d", text, re.ASCII):
        try:
            return Parts(*unit_of(date.fromisoformat(text), Precision.WEEK), Precision.WEEK)
        except ValueError as error:
            refuse(text, f"there is no such week ({error})")
    found = read_moment(text)
    if found is None:
        return None
    moment, precision = found
    try:
        moment.utctimetuple()
        if moment.tzinfo is not None:
            moment.astimezone(None).timestamp()
    except (OverflowError, ValueError, OSError):
        pass  # `When` itself checks the range, without asking for the local zone
    # EDTF allows an offset in whole hours; the fields keep the offset, not how it was written.
    hours_only = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d", text, re.ASCII)
    return Parts(moment, moment, precision, text=text if hours_only else None)
