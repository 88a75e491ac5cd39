"""How results show themselves, and the small parts that several results share."""

from typing import Any, NamedTuple, TypeVar

from provenance.display import Showing
from provenance.model import Anchors, TextAnchor

__all__ = ["LeftOut", "Listing", "Range", "Reason", "counted", "listed", "places_of", "shortened"]

R = TypeVar("R")
_SHOWN = 20


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


class Listing(tuple[R, ...], Showing):
    """Several records or findings in a documented order: a tuple that shows itself."""

    def __str__(self) -> str:
        lines = [shortened(str(item), 100) for item in self[:_SHOWN]]
        if len(self) > _SHOWN:
            lines.append(f"… and {len(self) - _SHOWN:,} more")
        return "\n".join(lines) or "none"

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {counted(len(self), self._noun)}>"

    _noun = "record"


def places_of(record: Any) -> tuple[TextAnchor, ...]:
    """Return the anchors of a record: of a passage those of source, cue and content, in this order."""
    held = getattr(record, "anchors", ())
    return (*held.source, *held.cue, *held.content) if isinstance(held, Anchors) else held


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
    """Return a text on one line, cut after a word where it is long."""
    line = " ".join(text[: most * 4].split())
    line = "".join(c if c.isprintable() else "�" for c in line)
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return (cut[: cut.rindex(" ")] if " " in cut[most // 2 :] else cut) + "…"
