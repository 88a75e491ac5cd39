"""Times as newspapers give them: days, months, decades, moments, stretches, words alone."""

from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from provenance.model import When
from provenance.testing.ingredients import MOMENTS, TEXTS

__all__ = ["DAYS", "draw_time"]

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31)) | st.dates()
_EASY_DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31)) | st.dates(date(1000, 1, 1), date(9000, 1, 1))
_QUALIFIERS = st.sampled_from(("", "", "~", "?", "%"))


def _write_unit(day: date, unit: str) -> str:
    year, month = day.year, day.month
    return {
        "day": day.isoformat(),
        "month": f"{year}-{month:02}",
        "year": f"{year}",
        "season": f"{year}-{21 + month // 4}",
        "decade": f"{year // 10}X",
        "century": f"{year // 100}XX",
        "week": "{:04}-W{:02}".format(*day.isocalendar()),
        "a day of the month": f"{year}-{month:02}-XX",
        "a month of the year": f"{year}-XX",
    }[unit]


def _write_moment(moment: datetime, unit: str) -> str:
    if unit == "second":
        return moment.replace(microsecond=0).isoformat()
    if unit == "minute":
        return moment.replace(second=0, microsecond=0).isoformat(timespec="minutes")
    if unit == "wall time":
        return moment.replace(microsecond=0, tzinfo=None).isoformat()
    return moment.isoformat()


_UNITS = st.sampled_from(
    (
        "day",
        "month",
        "year",
        "season",
        "decade",
        "century",
        "week",
        "a day of the month",
        "a month of the year",
    )
)
_UNITS_OF_ENDS = st.sampled_from(("day", "month", "year"))
_single = st.builds(_write_unit, _EASY_DAYS, _UNITS)
_qualified = st.builds(
    lambda day, unit, qualifier: _write_unit(day, unit) + qualifier,
    _EASY_DAYS,
    _UNITS_OF_ENDS,
    _QUALIFIERS,
)
_moments = st.builds(_write_moment, MOMENTS, st.sampled_from(("second", "minute", "fraction", "wall time")))
_stretches = st.builds(
    lambda days, units: "/".join(map(_write_unit, sorted(days), units)),
    st.tuples(_EASY_DAYS, _EASY_DAYS),
    st.tuples(_UNITS_OF_ENDS, _UNITS_OF_ENDS),
)
_open = st.builds(
    lambda day, unit, form: form.format(_write_unit(day, unit)),
    _EASY_DAYS,
    _UNITS_OF_ENDS,
    st.sampled_from(("{}/..", "../{}")),
)
_NOTATIONS = st.dates(date(2000, 1, 1), date(2030, 12, 31)).map(date.isoformat) | (
    _single | _qualified | _moments | _stretches | _open
)
_PARSED = _NOTATIONS.map(When.parse)
_PHRASES = st.sampled_from(("on Monday", "last year", "for more than a year")) | TEXTS.filter(bool)


def draw_time(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the fields of a `When` that have to fit each other."""
    form = draw(st.integers(0, 4))
    if form == 4:
        return {"text": draw(_PHRASES)}
    when = draw(_PARSED)
    fields = {
        name: getattr(when, name) for name in ("earliest", "latest", "precision", "approximate", "uncertain")
    }
    fields["text"] = when.text
    if form == 3:
        fields["text"] = draw(_PHRASES)
        fields["anchor"] = draw(DAYS)
    return fields
