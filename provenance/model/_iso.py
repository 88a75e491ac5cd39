"""Reads days and moments in machine notation: ISO 8601, RFC 3339, RFC 9557 zones, RFC 2822.

Nothing is guessed and nothing is filled in: what has two readings is refused, and so is what
Python's `datetime` cannot hold.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple, NoReturn

from provenance.errors import InvalidValueError
from provenance.model._calendar import Precision

__all__ = ["Moment", "exists_in", "read_day", "read_moment", "refuse"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# RFC 5322, section 4.3, says what these mean in a mail or feed date; anywhere else they are ambiguous.
_RFC_ZONES = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    # Compiled when first needed: most programs read only the forms that need no pattern.
    day = r"\d{4}-\d\d-\d\d|\d{8}|\d{4}-W\d\d-\d|\d{4}W\d{3}|\d{4}-\d{3}|\d{7}"
    seconds = r"(?:(?P=colon)(?P<second>\d\d)(?:[.,](?P<part>\d{1,30}))?)?"
    clock = rf"(?P<hour>\d\d)(?:(?P<colon>:?)(?P<minute>\d\d){seconds})?"
    offset = r"(?P<offset>[Zz]|[+-]\d\d(?::?\d\d)?)"
    named = r"\ (?P<utc>UTC|GMT|Z)(?P<shift>[+-]\d{1,2}(?::?\d\d)?)?|\ ?(?P<name>[A-Za-z]{1,5})"
    place = r"\[!?(?P<place>[A-Za-z][A-Za-z0-9_+-]{0,40}(?:/[A-Za-z0-9_+-]{1,40}){0,3})\]"
    moment = rf"(?P<day>{day})(?P<gap>[Tt ]){clock}(?:{offset}|{named})?(?:{place})?"
    mail = (
        r"(?:(?P<weekday>[A-Za-z]{3}),?\ )?(?P<day>\d{1,2})\ (?P<month>[A-Za-z]{3})\ (?P<year>\d{4})\ "
        r"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
        r"(?:\ (?P<zone>[A-Za-z]{1,5}|[+-]\d{4}))?(?:\ \([A-Za-z ]{1,40}\))?"
    )
    return re.compile(moment, re.ASCII), re.compile(mail, re.ASCII), re.compile(day, re.ASCII)


class Moment(NamedTuple):
    """A day with a time of day, as far as it was given."""

    at: datetime
    precision: Precision
    fraction: str = ""
    """The digits of the second after the point, where they are more than `at` holds."""


def refuse(text: object, reason: str) -> NoReturn:
    """Raise the error for a string that is not a time."""
    raise InvalidValueError("time", text, reason)


def read_day(text: str) -> date | None:
    """Read a calendar day, week day or ordinal day, basic or extended; `None` if it looks like none.

    Raises:
        InvalidValueError: for a day that no calendar has.
    """
    if _patterns()[2].fullmatch(text) is None:
        return None
    try:
        if "W" not in text and len(text.replace("-", "")) == 7:
            year, number = int(text[:4]), int(text[-3:])
            day = date(year, 1, 1) + timedelta(days=number - 1)
            if day.year != year:
                refuse(text, f"the year {year} has no day {number}")
            return day
        return date.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        refuse(text, f"there is no such day ({error})")


def read_moment(text: str) -> Moment | None:
    """Read a day with a time of day, as ISO 8601 or RFC 2822 writes it; `None` if it looks like neither.

    Raises:
        InvalidValueError: for a time that does not exist, has two readings, or cannot be held.
    """
    match = _patterns()[0].fullmatch(text)
    if match is None:
        return _read_mail(text)
    day = read_day(match["day"])
    if day is None or (("-" in match["day"]) != bool(match["colon"]) and match["minute"] is not None):
        # RFC 3339 and ISO 8601 want one style throughout, and so the mixture is more likely a slip.
        refuse(text, "the day and the time are in different styles: write 2026-11-22T09:30 or 20261122T0930")
    moment = _at(text, day, match["hour"], match["minute"], match["second"], match["part"])
    precision = (
        Precision.SECOND if match["second"] else Precision.MINUTE if match["minute"] else Precision.HOUR
    )
    zone = _zone(text, match["offset"], match["utc"], match["shift"], match["name"])
    if match["place"] is not None:
        moment = _in_place(text, moment, zone, match["place"])
    elif zone is not None:
        moment = moment.replace(tzinfo=zone)
    part = (match["part"] or "").rstrip("0")
    return Moment(moment, precision, part if len(part) > 6 else "")


def _at(
    text: str, day: date, hour: str, minute: str | None, second: str | None, part: str | None
) -> datetime:
    if (second or "") == "60":
        refuse(text, "a leap second cannot be held: write second 59")
    if hour == "24":
        if int(minute or 0) or int(second or 0) or int(part or 0):
            refuse(text, "hour 24 is midnight only: 24:00")
        if day == date.max:
            refuse(text, "it is after the year 9999")
        return datetime.combine(day + timedelta(days=1), datetime.min.time())
    micro = int((part or "").ljust(6, "0")[:6])
    try:
        return datetime(day.year, day.month, day.day, int(hour), int(minute or 0), int(second or 0), micro)  # noqa: DTZ001
    except ValueError as error:
        refuse(text, f"there is no such time of day ({error})")


def _zone(
    text: str, offset: str | None, utc: str | None, shift: str | None, name: str | None
) -> timezone | None:
    if name is not None:
        refuse(text, f"ambiguous: {name} is not the name of one zone; give the offset, such as +01:00")
    if offset in ("Z", "z") or (utc is not None and shift is None):
        return UTC
    given = offset or shift
    if given is None:
        return None
    digits = given[1:].replace(":", "")
    if len(digits) <= 2:
        hours, minutes = int(digits), 0
    else:
        hours, minutes = int(digits[:-2]), int(digits[-2:])
    if hours > 23 or minutes > 59:
        refuse(text, f"an offset is less than 24 hours: {given}")
    size = timedelta(hours=hours, minutes=minutes)
    # "UTC+3" is meant, and read, as three hours ahead; POSIX alone writes it the other way round.
    return timezone(-size if given[0] == "-" else size) if size else UTC


def _in_place(text: str, wall: datetime, offset: timezone | None, key: str) -> datetime:
    """Return the moment at which clocks in a place showed a wall time."""
    from zoneinfo import ZoneInfo  # a third of a millisecond nobody should pay at import

    try:
        zone = ZoneInfo(key)
    except (KeyError, ValueError, OSError) as error:
        raise InvalidValueError("time", text, f"there is no time zone {key!r}") from error
    try:
        choices = [wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
        offsets = {choice.utcoffset() for choice in choices if exists_in(choice)}
        if offset is not None:
            if offset.utcoffset(None) not in offsets:
                refuse(text, f"clocks in {key} did not show that offset then")
            return wall.replace(tzinfo=offset)
    except OverflowError as error:
        raise InvalidValueError("time", text, "it is outside the years 1 to 9999 in UTC") from error
    if not offsets:
        refuse(text, f"clocks in {key} never showed that time: it was skipped")
    if len(offsets) > 1:
        refuse(text, f"ambiguous: clocks in {key} showed that time twice; give the offset")
    return wall.replace(tzinfo=timezone(offsets.pop() or timedelta(0)))


def exists_in(moment: datetime) -> bool:
    """Tell whether clocks in the zone of an aware datetime ever showed that time.

    Raises:
        OverflowError: if it is outside the years 1 to 9999 in UTC.
    """
    zone: tzinfo | None = moment.tzinfo
    back = moment.astimezone(UTC).astimezone(zone)
    return back.replace(tzinfo=None) == moment.replace(tzinfo=None)


def _read_mail(text: str) -> Moment | None:
    match = _patterns()[1].fullmatch(text)
    if match is None:
        return None
    month, weekday, zone = match["month"].lower(), match["weekday"], match["zone"]
    if month not in MONTHS or (weekday and weekday.lower() not in _WEEKDAYS):
        return None
    try:
        day = date(int(match["year"]), MONTHS.index(month) + 1, int(match["day"]))
    except ValueError as error:
        refuse(text, f"there is no such day ({error})")
    if weekday and _WEEKDAYS.index(weekday.lower()) != day.weekday():
        refuse(text, f"{day} is not a {weekday}")
    moment = _at(text, day, match["hour"], match["minute"], match["second"], None)
    precision = Precision.SECOND if match["second"] else Precision.MINUTE
    if zone is None or zone == "-0000":  # RFC 5322, section 3.3: UTC, with nothing said about the zone
        return Moment(moment, precision)
    if zone[0] in "+-":
        return Moment(moment.replace(tzinfo=_zone(text, zone, None, None, None)), precision)
    if zone.upper() in ("GMT", "UT", "UTC", "Z"):
        return Moment(moment.replace(tzinfo=UTC), precision)
    if zone.upper() in _RFC_ZONES:
        return Moment(moment.replace(tzinfo=timezone(timedelta(hours=_RFC_ZONES[zone.upper()]))), precision)
    return refuse(text, f"ambiguous: {zone} is not the name of one zone; give the offset, such as +0100")
