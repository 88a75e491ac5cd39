"""Times for people to read."""

from datetime import date, datetime

from provenance.model._calendar import Precision, unit_of
from provenance.model._edtf import Parts, is_finer, kept_ends, write_moment, write_unit

__all__ = ["describe"]

_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def describe(parts: Parts, *, is_said: bool) -> str:
    """Return the time in short English, with the words it came in after it.

    Args:
        parts: the fields.
        is_said: whether the text is an expression that says the same as the fields.
    """
    words = f'"{parts.text}"' if parts.text and not is_said else ""
    if is_said and parts.text is not None and (is_finer(parts.text) or kept_ends(parts.text) is not None):
        shown = _as_kept(parts.text)
    elif parts.earliest is None and parts.latest is None:
        return words or "at a time not known"
    else:
        shown = _stretch(parts)
    if parts.approximate:
        shown = f"about {shown}"
    if parts.uncertain:
        shown = f"perhaps {shown}"
    return f"{shown} ({words})" if words else shown


def _as_kept(text: str) -> str:
    """Return an expression that no fields can say, its qualifiers and slashes made words."""
    left, slash, right = (part.strip("?~%").replace("T", " ") for part in text.partition("/"))
    if not slash:
        return left
    if left in ("", ".."):
        return f"until {right}"
    return f"from {left} on" if right in ("", "..") else f"{left} to {right}"


def _stretch(parts: Parts) -> str:
    earliest, latest, precision = parts.earliest, parts.latest, parts.precision
    if earliest is None or latest is None:
        if latest is not None:
            return f"until {_end(latest, precision)}"
        return f"from {_end(earliest, precision)} on" if earliest is not None else ""
    if precision in (Precision.UNSPECIFIED_DAY, Precision.UNSPECIFIED_MONTH):
        unit = "day" if precision is Precision.UNSPECIFIED_DAY else "month"
        month = unit_of(earliest, Precision.MONTH) == (earliest, latest)
        return f"some {unit} of {_end(earliest, Precision.MONTH if month else Precision.YEAR)}"
    first, last = _end(earliest, precision), _end(latest, precision)
    return first if first == last else f"{first} to {last}"


def _end(end: date, precision: Precision | None) -> str:
    if isinstance(end, datetime):
        return write_moment(end, precision).replace("T", " ")
    if precision is Precision.DECADE:
        return f"the {end.year // 10 * 10}s"
    if precision is Precision.CENTURY:
        return f"the years {end.year // 100 * 100}-{end.year // 100 * 100 + 99}"
    if precision is Precision.SEASON:
        first = unit_of(end, precision).earliest or end
        return f"{_SEASONS[first.month]} {first.year}"
    if precision is Precision.WEEK:
        return f"the week of {unit_of(end, precision).earliest}"
    return write_unit(end, precision or Precision.DAY)
