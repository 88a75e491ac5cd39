"""Which of two times was first, as far as that is certain.

Ends become whole numbers of nanoseconds on one line, those of years that Python's dates do not
reach as well. What is not known widens a time before it is compared:

- A day, or anything coarser, and a wall time are in a zone that nobody gave. Among themselves they
  are compared as calendar and clock showed them, as though all were of one place: newspapers give
  days that way. Against an instant they may lie anywhere from UTC-12 to UTC+14.
- What is approximate or doubtful may be off, on either side, by as much as it is long, and by one
  unit of its precision at least.
"""

from datetime import UTC, date, datetime
from typing import NamedTuple

from provenance.model._calendar import Precision
from provenance.model._edtf import Parts, is_finer, kept_ends

__all__ = ["Span", "could_overlap", "is_before", "is_inside", "is_not_later", "span_of"]

_SECOND = 10**9
_HOUR = 3600 * _SECOND
_DAY = 24 * _HOUR
_MOST_AHEAD, _MOST_BEHIND = 14 * _HOUR, 12 * _HOUR
_LENGTHS = {
    Precision.CENTURY: (36_524 * _DAY, 36_525 * _DAY), Precision.DECADE: (3652 * _DAY, 3653 * _DAY),
    Precision.YEAR: (365 * _DAY, 366 * _DAY), Precision.SEASON: (90 * _DAY, 92 * _DAY),
    Precision.MONTH: (28 * _DAY, 31 * _DAY), Precision.WEEK: (7 * _DAY, 7 * _DAY),
    Precision.DAY: (_DAY, _DAY), Precision.HOUR: (_HOUR, _HOUR),
    Precision.MINUTE: (60 * _SECOND, 60 * _SECOND), Precision.SECOND: (_SECOND, _SECOND),
}  # fmt: skip
"""The least and the most that a unit may be long."""


class Span(NamedTuple):
    """The first and the last nanosecond of a time; `None` where it is open or not known."""

    first: int | None
    last: int | None
    is_instant: bool
    """Whether the numbers are of UTC; else they are of clocks in a place not known."""
    margin: int = 0
    """By how much both ends may be off."""

    def widened(self, other: "Span") -> "Span":
        """Return all that it may be, on the line on which it can be compared with another."""
        return self._moved(other, -1)

    def narrowed(self, other: "Span") -> "Span":
        """Return what is inside whatever it is; its last may then be before its first."""
        return self._moved(other, 1)

    def _moved(self, other: "Span", inward: int) -> "Span":
        if not self.margin and self.is_instant is other.is_instant:
            return self
        before = after = self.margin
        if other.is_instant and not self.is_instant:
            # Where clocks are most ahead a day begins first, and where they are most behind it ends last.
            before += _MOST_AHEAD if inward < 0 else _MOST_BEHIND
            after += _MOST_BEHIND if inward < 0 else _MOST_AHEAD
        return Span(
            None if self.first is None else self.first + inward * before,
            None if self.last is None else self.last - inward * after,
            self.is_instant,
        )


def span_of(parts: Parts, *, local: bool = False) -> Span:
    """Return the ends of a time; those of instants as clocks of their places showed them if `local`."""
    earliest, latest, precision, approximate, uncertain, text = parts
    end = earliest if earliest is not None else latest
    is_instant = False
    if isinstance(end, datetime):
        is_instant = not local and end.tzinfo is not None
        first = None if earliest is None else _number(earliest, is_instant)
        last = first if latest is earliest else None if latest is None else _number(latest, is_instant)
        if last is not None:
            if precision is not Precision.SECOND:
                last += (_HOUR if precision is Precision.HOUR else 60 * _SECOND) - 1
            elif text is not None and is_finer(text):
                last += 999  # the digits that a datetime does not hold
    else:
        first = None if earliest is None else earliest.toordinal() * _DAY
        last = None if latest is None else latest.toordinal() * _DAY + _DAY - 1
        if text is not None and (first is None or last is None):
            kept = kept_ends(text)
            if kept is not None and kept[0] == parts._replace(text=None):
                first = None if kept[1] is None else kept[1] * _DAY
                last = None if kept[2] is None else kept[2] * _DAY + _DAY - 1
    margin = _margin(precision, first, last) if approximate or uncertain else 0
    return Span(first, last, is_instant, margin)


def _number(end: date, is_instant: bool) -> int:
    number = end.toordinal() * _DAY
    if isinstance(end, datetime):
        number += ((end.hour * 60 + end.minute) * 60 + end.second) * _SECOND + end.microsecond * 1000
        offset = end.utcoffset() if is_instant and end.tzinfo is not UTC else None
        if offset is not None:
            number -= (offset.days * 86_400 + offset.seconds) * _SECOND
    return number


def _margin(precision: Precision | None, first: int | None, last: int | None) -> int:
    least, most = _LENGTHS.get(precision or Precision.DAY, (0, 0))
    # A unit is taken to be as long as any of its kind: 2024 may be a year off, as 2025 may, and no day more.
    length = 0 if first is None or last is None else last - first + 1
    return least if length <= most else length


def is_before(one: Span, other: Span) -> bool | None:
    """Tell whether one is over before the other begins; `None` if that is not certain."""
    begins, ends, *_ = one.widened(other)
    other_begins, other_ends, *_ = other.widened(one)
    if ends is not None and other_begins is not None and ends < other_begins:
        return True
    if begins is not None and other_ends is not None and begins >= other_ends:
        return False
    return None


def is_not_later(one: Span, limit: Span) -> bool | None:
    """Tell whether one is over by the end of the other, which is taken as it is written."""
    first, last, *_ = one.widened(limit)
    end = limit.last
    if end is None or (last is not None and last <= end):
        return True
    return False if first is not None and first > end else None


def is_inside(inner: Span, outer: Span) -> bool:
    """Tell whether one certainly lies inside the other, ends included."""
    inner_first, inner_last, *_ = inner.widened(outer)
    first, last, *_ = outer.narrowed(inner)
    return (first is None or (inner_first is not None and first <= inner_first)) and (
        last is None or (inner_last is not None and inner_last <= last)
    )


def could_overlap(one: Span, other: Span) -> bool:
    """Tell whether the two may fall together; False is certain."""
    first, last, *_ = one.widened(other)
    other_first, other_last, *_ = other.widened(one)
    return not (
        (last is not None and other_first is not None and last < other_first)
        or (first is not None and other_last is not None and other_last < first)
    )
