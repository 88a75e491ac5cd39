"""When something happened or was said, as precisely as it is known and no more."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

from attrs import field, frozen

from provenance.model._calendar import CLOCK, Bounds, Precision, is_whole
from provenance.model.shapes import tidy
from provenance.model.terms import UnknownTerm

__all__ = ["Precision", "When", "find_times"]


@frozen(kw_only=True, weakref_slot=False, repr=False)
class When:
    """A time, as the stretch it must lie in or fill."""

    TAKES_SHORT_FORMS: ClassVar[bool] = True

    earliest: date | datetime | None = None
    latest: date | datetime | None = None
    precision: Precision | UnknownTerm | None = None
    approximate: bool = False
    uncertain: bool = False
    text: str | None = None
    anchor: date | None = None

    def __attrs_post_init__(self) -> None:
        tidy(self)

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read EDTF level 0-1, ISO 8601 or an RFC 2822 date."""
        day = date.fromisoformat(text)
        return cls(earliest=day, latest=day, precision=Precision.DAY)

    @classmethod
    def of(cls, value: "When | date | str") -> "When":
        """Return the When that a string, a date or a datetime means."""
        if isinstance(value, When):
            return value
        return cls.parse(value if isinstance(value, str) else value.isoformat())

    @classmethod
    def resolve(cls, words: str, anchor: "When | date | str | None" = None, *, past: bool | None = None) -> "When | None":
        """Read a time expression in English prose."""
        raise NotImplementedError

    @property
    def is_naive(self) -> bool:
        """Whether it is a wall time whose zone is not known."""
        raise NotImplementedError

    def to_edtf(self) -> str:
        """Return it as an EDTF level 0-1 string."""
        raise NotImplementedError

    def to_iso(self) -> str:
        """Return its bounds as ISO 8601."""
        raise NotImplementedError

    def before(self, other: "When | date | str") -> bool | None:
        """Whether it is certainly over before the other begins; None if unknown."""
        raise NotImplementedError

    def after(self, other: "When | date | str") -> bool | None:
        """Whether it certainly begins after the other is over; None if unknown."""
        raise NotImplementedError

    def within(self, as_of: "When | date | str") -> bool | None:
        """Whether it is certainly not later than a time; None if it straddles it."""
        raise NotImplementedError

    def contains(self, other: "When | date | str") -> bool:
        """Whether the other certainly lies inside."""
        raise NotImplementedError

    def overlaps(self, other: "When | date | str") -> bool:
        """Whether the two can fall together."""
        raise NotImplementedError

    def sort_key(self) -> tuple[object, ...]:
        """Return a key for a deterministic total order."""
        raise NotImplementedError


def find_times(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the spans of time expressions in running text."""
    raise NotImplementedError
