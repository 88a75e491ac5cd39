"""How results show themselves, and the small parts that several results share."""

from collections.abc import Iterator
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar, overload

from attrs import frozen

from provenance.model import Anchors, TextAnchor
from provenance.queries.arrow import Tabular

__all__ = [
    "LeftOut",
    "Listing",
    "Range",
    "Reason",
    "author_of",
    "counted",
    "listed",
    "places_of",
    "shortened",
]

R = TypeVar("R")
_SHOWN = 20
_JOINERS = "\u200c\u200d"  # within Persian words, and within emoji of several persons


class Range(NamedTuple):
    """A whole number that is known to lie between two bounds, both included."""

    least: int
    """The smallest number it can be, as far as is known."""

    most: int
    """The largest."""

    def __str__(self) -> str:
        return f"{self.least}–{self.most}"


class LeftOut(NamedTuple):
    """A record that a question could not take into account, and why."""

    record: str
    """Its id; for a reference that leads nowhere, the id of the record that holds it."""

    reason: str
    """Why, in words."""

    def __str__(self) -> str:
        return f"{self.record}: {self.reason}"


class Reason(NamedTuple):
    """A record that a result rests on, and where in the texts it can be checked."""

    record: str
    """Its id."""

    because: str
    """What it says, in words."""

    anchors: tuple[TextAnchor, ...] = ()
    """The places in the article's text; empty where none are recorded."""

    def __str__(self) -> str:
        words = " … ".join(anchor.exact for anchor in self.anchors)
        return f"{self.record}: {self.because}" + (f" (“{shortened(words, 120)}”)" if words else "")


@frozen(eq=False, repr=False)
class Listing(Tabular, Generic[R]):
    """Several records or findings in a documented order: a row of them that shows itself.

    It is read like a tuple, and equal to a tuple of the same items. It is none, and no `Sequence`
    either, because polars, pandas, pyarrow and DuckDB would then see a list of Python objects and
    never ask for the table.
    """

    _items: tuple[R, ...]

    _noun: ClassVar[str] = "record"

    def __iter__(self) -> Iterator[R]:
        return iter(self._items)

    def __reversed__(self) -> Iterator[R]:
        return reversed(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, item: object) -> bool:
        return item in self._items

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[R, ...]: ...
    def __getitem__(self, place: int | slice) -> R | tuple[R, ...]:
        return self._items[place]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Listing):
            return self._items == other._items
        return self._items == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._items)

    def __str__(self) -> str:
        lines = [shortened(str(item), 100) for item in self._items[:_SHOWN]]
        if len(self) > _SHOWN:
            lines.append(f"… and {len(self) - _SHOWN:,} more")
        return "\n".join(lines) or "none"

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {counted(len(self), self._noun)}>"


def places_of(record: Any) -> tuple[TextAnchor, ...]:
    """Return the anchors of a record: of a passage those of source, cue and content, in this order."""
    held = getattr(record, "anchors", ())
    return (*held.source, *held.cue, *held.content) if isinstance(held, Anchors) else held


def author_of(record: Any) -> str:
    """Return by whom a record was recorded, to stand behind its id (" (by Ann Lee)"); nothing if unknown."""
    recorded = record.recorded
    who = None if recorded is None else recorded.by or recorded.software
    return "" if who is None else f" (by {who})"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun ("1 report", "1,200 reports")."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: list[str], joint: str = "and", most: int = 6) -> str:
    """Return names as a list in a sentence, shortened where there are many."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1:,} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"


def shortened(text: str, most: int = 60) -> str:
    r"""Return a text on one line, cut after a word where it is long.

    Examples:
        >>> shortened("one two three", 9)
        'one two…'
        >>> shortened("a family: \U0001f469\u200d\U0001f467\x1b")
        'a family: \U0001f469\u200d\U0001f467�'
    """
    if len(text) <= most and text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text  # as most names are; of what is white, only a space can be printed
    line = " ".join(text[: most * 4].split())
    if not line.isprintable():
        line = "".join(c if c.isprintable() or c in _JOINERS else "�" for c in line)
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return (cut[: cut.rindex(" ")] if " " in cut[most // 2 :] else cut) + "…"
