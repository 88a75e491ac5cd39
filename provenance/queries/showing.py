"""How results show themselves, and the small parts that several results share."""

import html
from typing import Any, NamedTuple

from provenance.display import shown_as
from provenance.model import TextAnchor

__all__ = ["LeftOut", "Range", "Reason", "Showing", "counted", "listed", "shortened"]


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


class Showing:
    """Base of results: drawn by whoever registered with `provenance.display`, else as plain text."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        drawn = shown_as("text/html", self)
        return drawn if drawn is not None else f"<pre>{html.escape(str(self))}</pre>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self) if cycle else str(self))


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
