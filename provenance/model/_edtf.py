"""EDTF levels 0 and 1 to fields and back, with ISO 8601 where EDTF has no form.

EDTF is the Extended Date/Time Format of the Library of Congress, now in ISO 8601-2:2019. Where the
fields of a `When` cannot say all of an expression (years before 1 or after 9999, parts of a second
beyond the sixth digit), the expression is kept with them. Level 2 is refused, never approximated.
"""

import re
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import NamedTuple

from provenance.errors import InvalidValueError
from provenance.model._calendar import (
    CLOCK,
    Bounds,
    Precision,
    common_precision,
    month_bounds,
    unit_of,
    year_bounds,
)
from provenance.model._far import far_pattern, far_unit
from provenance.model._iso import read_day, read_moment, refuse

__all__ = ["LONGEST", "Parts", "is_finer", "kept_ends", "notation", "read", "write_moment", "write_unit"]

LONGEST = 100
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
        r"(?P<year>\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<qualifier>[?~%]?)",
        re.ASCII,
    )


def is_finer(text: str) -> bool:
    """Tell whether a moment in an expression has more digits than a datetime holds."""
    return re.search(r"\.\d{7}", text, re.ASCII) is not None


@lru_cache(maxsize=1024)  # the same few expressions are compared again and again
def kept_ends(text: str) -> tuple[Parts, int | None, int | None] | None:
    """Return the fields and both ends of an expression kept for an end that dates do not reach.

    The ends are days, counted as `date.toordinal` does, and `None` where they are open; the whole
    is `None` if the text is no such expression.
    """
    if text[:1] not in "-Y09./123456789" or len(text) > LONGEST:
        return None
    try:
        parts = read(text)
    except InvalidValueError:
        return None
    if isinstance(parts.earliest or parts.latest, datetime):
        return None
    left, slash, right = text.partition("/")
    first, last = _numbers(left)[0], _numbers(right if slash else left)[1]
    is_far = (parts.earliest is None) != (first is None) or (parts.latest is None) != (last is None)
    return (parts._replace(text=None), first, last) if is_far else None


def _numbers(end: str) -> tuple[int | None, int | None]:
    """Return the first and last day of one end of an interval, as numbers."""
    if end in ("", ".."):
        return None, None
    match = _unit_pattern().fullmatch(end) or far_pattern().fullmatch(end)
    if match is not None:
        far = far_unit(match["year"], *_month_and_day(match))
        if far is not None:
            return far[0], far[1]
    parts = _read_one(end)
    if parts is None or parts.earliest is None or parts.latest is None:
        return None, None
    return parts.earliest.toordinal(), parts.latest.toordinal()


def _month_and_day(match: re.Match[str]) -> tuple[str | None, str | None]:
    groups = match.groupdict()
    return groups.get("month"), groups.get("day")


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
    match = _unit_pattern().fullmatch(text) or far_pattern().fullmatch(text)
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
    moment, precision, fraction = found
    if moment.tzinfo is not None:
        try:
            moment.astimezone(UTC)
        except OverflowError as error:
            raise InvalidValueError("time", text, "it is outside the years 1 to 9999 in UTC") from error
    # EDTF may give an offset in whole hours; the other fields do not keep how it was written.
    hours_only = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d", text, re.ASCII)
    if fraction:
        whole = write_moment(moment.replace(microsecond=0), precision)
        return Parts(moment, moment, precision, text=f"{whole[:19]}.{fraction}{whole[19:]}")
    return Parts(moment, moment, precision, text=text if hours_only else None)


def _read_unit(text: str, match: re.Match[str]) -> Parts:
    year = match["year"]
    month, day = _month_and_day(match)
    approximate, uncertain = _QUALIFIERS[match["qualifier"]]
    if month is not None and "X" in year:
        refuse(text, "a month of an unspecified year is EDTF level 2")
    if month == "XX" and day not in (None, "XX"):
        refuse(text, "a day of an unspecified month is EDTF level 2")
    try:
        far = far_unit(year, month, day)
        if far is not None:
            first, last = (
                date.fromordinal(end) if 0 < end <= date.max.toordinal() else None for end in far[:2]
            )
            known = first is not None or last is not None
            return Parts(first, last, far[2] if known else None, approximate, uncertain, text)
        bounds, precision = _unit_bounds(text, year, month, day)
    except ValueError as error:
        if isinstance(error, InvalidValueError):
            raise
        raise InvalidValueError("time", text, f"no calendar has it ({error})") from error
    return Parts(*bounds, precision, approximate, uncertain)


def _unit_bounds(text: str, year: str, month: str | None, day: str | None) -> tuple[Bounds, Precision]:
    if "X" in year:
        first = int(year.replace("X", "0"))
        size, precision = (10, Precision.DECADE) if year[2] != "X" else (100, Precision.CENTURY)
        return year_bounds(first, first + size - 1), precision
    number = int(year)
    if month is None:
        return year_bounds(number, number), Precision.YEAR
    if month == "XX":
        precision = Precision.UNSPECIFIED_MONTH if day is None else Precision.UNSPECIFIED_DAY
        return year_bounds(number, number), precision
    if day == "XX":
        return month_bounds(number, int(month)), Precision.UNSPECIFIED_DAY
    if day is not None:
        found = date(number, int(month), int(day))
        return Bounds(found, found), Precision.DAY
    if int(month) in _SEASON_MONTHS:
        return month_bounds(number, _SEASON_MONTHS[int(month)], 3), Precision.SEASON
    if int(month) > 24:
        refuse(text, "level 1 has the months 01 to 12 and the seasons 21 to 24")
    return month_bounds(number, int(month)), Precision.MONTH


def _read_interval(text: str) -> Parts:
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{2,4}", text, re.ASCII):
        refuse(text, "ambiguous: day, month and year have no agreed order here; write it as 2026-11-22")
    left, _, right = text.partition("/")
    if text == "../..":
        return Parts(None, None, None, text=text)
    if "/" in right or not (left.strip(".") or right.strip(".")):
        refuse(text, "an interval is two times with one '/' between them, at least one of them given")
    ends = [None if end in ("", "..") else _read_end(text, end) for end in (left, right)]
    earliest = ends[0].earliest if ends[0] is not None else None
    latest = ends[1].latest if ends[1] is not None else None
    given = [end for end in ends if end is not None]
    _check_ends(text, earliest, latest)
    is_far = [end is not None and end.text is not None and not _is_clock(end) for end in ends]
    if any(is_far):
        first, last = _numbers(left)[0], _numbers(right)[1]
        if any(end is not None and _is_clock(end) for end in ends):
            refuse(text, "both ends of an interval are days or coarser, or both have a time of day")
        if first is not None and last is not None and first > last:
            refuse(text, "the interval ends before it begins")
    precisions = [end.precision for end in given if end.precision is not None]
    precision = (
        common_precision(Bounds(earliest, latest), precisions)
        if earliest is not None or latest is not None
        else None
    )
    approximate = any(end.approximate for end in given)
    uncertain = any(end.uncertain for end in given)
    parts = Parts(earliest, latest, precision, approximate, uncertain)
    # The fields hold one precision and one qualifier; where the ends differ, the expression is kept too.
    exact = "/".join(
        side if end is None else end.text or notation(end)
        for side, end in zip((left, right), ends, strict=True)
    )
    return parts._replace(text=exact) if any(is_far) or notation(parts) != exact else parts


def _read_end(text: str, end: str) -> Parts:
    parts = _read_one(end)
    if parts is None:
        refuse(text, f"{end!r} is no end of an interval: {_why_not(end)}")
    if end[5:7] == "XX" or end[8:10] == "XX":
        refuse(text, "an interval between unspecified days or months is EDTF level 2")
    return parts


def _check_ends(text: str, earliest: date | None, latest: date | None) -> None:
    if earliest is None or latest is None:
        return
    if isinstance(earliest, datetime) != isinstance(latest, datetime):
        refuse(text, "both ends of an interval are days or coarser, or both have a time of day")
    if _is_naive(earliest) != _is_naive(latest):
        refuse(text, "both ends of an interval have an offset, or neither has")
    if earliest > latest:
        refuse(text, "the interval ends before it begins")


def _is_clock(parts: Parts) -> bool:
    return isinstance(parts.earliest, datetime)


def _is_naive(end: date) -> bool:
    return isinstance(end, datetime) and end.tzinfo is None


def _why_not(text: str) -> str:
    if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", text, re.ASCII):
        return "ambiguous: day, month and year have no agreed order here; write it as 2026-11-22"
    if re.match(r"Y-?\d+E|\d+S\d", text, re.ASCII):
        return "years with an exponent or significant digits are EDTF level 2"
    if re.match(r"Y?-\d|Y\d|\d{5,}-|[+]\d", text, re.ASCII):
        return (
            "a year before 0 is written as -1985, one after 9999 as Y10000, and either only by itself: "
            "EDTF levels 0 and 1 have no month or day of it"
        )
    if re.fullmatch(r"\d{9,}", text, re.ASCII):
        return "a bare number is not guessed to be seconds; write it as 2026-11-22T09:30:00Z"
    return (
        "expected EDTF level 0-1 or ISO 8601, such as 2026, 2026-11, 2026-11-22, 2026-11-22T09:30:00Z, "
        "1984?, 156X or 2004-06/2006-08; words of a text are read by When.resolve(words, anchor)"
    )


# --- writing -------------------------------------------------------------------------------


def notation(parts: Parts) -> str:
    """Return the expression that says these fields, `text` left out of account.

    It is EDTF where EDTF can say it. Beyond that, hours, minutes, parts of a second and intervals
    of moments are written as ISO 8601 has them, and `read` reads them.

    Raises:
        InvalidValueError: if neither end is known.
    """
    earliest, latest, precision, approximate, uncertain, _ = parts
    qualifier = {value: key for key, value in _QUALIFIERS.items()}[approximate, uncertain]
    if earliest is None and latest is None:
        raise InvalidValueError("time to write", parts.text, "neither its beginning nor its end is known")
    if isinstance(earliest or latest, datetime):
        ends = [".." if end is None else write_moment(end, precision) for end in (earliest, latest)]
        return ends[0] if earliest == latest else "/".join(ends)
    if earliest is not None and latest is not None:
        if precision is Precision.UNSPECIFIED_MONTH:
            return f"{earliest.year:04d}-XX{qualifier}"
        if precision is Precision.UNSPECIFIED_DAY:
            month = f"{earliest.month:02d}" if earliest.month == latest.month else "XX"
            return f"{earliest.year:04d}-{month}-XX{qualifier}"
    if not isinstance(precision, Precision) or precision in CLOCK:
        precision = Precision.DAY
    if earliest is not None and latest is not None and unit_of(earliest, precision) == (earliest, latest):
        return write_unit(earliest, precision) + qualifier
    return "/".join(
        ".." if end is None else write_unit(end, precision) + qualifier for end in (earliest, latest)
    )


def write_unit(day: date, precision: Precision) -> str:
    """Return the unit of this precision that a day lies in, as EDTF (a week as ISO 8601)."""
    if precision is Precision.CENTURY:
        return f"{day.year // 100:02d}XX"
    if precision is Precision.DECADE:
        return f"{day.year // 10:03d}X"
    if precision is Precision.YEAR:
        return f"{day.year:04d}"
    if precision is Precision.SEASON:
        first = unit_of(day, precision).earliest or day
        return f"{first.year:04d}-{20 + first.month // 3}"
    if precision is Precision.MONTH:
        return day.isoformat()[:7]
    if precision is Precision.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return day.isoformat()


def write_moment(moment: date, precision: Precision | str | None) -> str:
    """Return a moment as ISO 8601, down to its precision, with `Z` for UTC."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    fineness = (
        "hours" if precision == Precision.HOUR else "minutes" if precision == Precision.MINUTE else "auto"
    )
    text = moment.isoformat(timespec=fineness)
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text
