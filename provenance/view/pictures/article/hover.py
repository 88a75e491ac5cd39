"""What a mark is called in words, and what is told where one points at it."""

from collections.abc import Mapping

from provenance.view.phrasing import ranges
from provenance.view.pictures.article.notes import Note
from provenance.view.pictures.article.runs import Mark

__all__ = ["label_of", "told_of"]

_MOST_LINES = 4


def label_of(mark: Mark, is_continued: bool = False) -> str:
    """Return what a mark is called: the numbers of its passages, and its role in them."""
    goes_on = ", continued" if is_continued or mark.is_continued else ""
    return f"{ranges(mark.numbers)} {mark.role}{goes_on}".lstrip()


def told_of(mark: Mark, notes: Mapping[int, Note]) -> str:
    """Return a line for each passage that a mark belongs to: who, through whom, how many origins."""
    if not mark.numbers:
        return str(mark.role)
    lines = [f"{number} {mark.role} · {notes[number].brief}" for number in mark.numbers[:_MOST_LINES]]
    more = len(mark.numbers) - len(lines)
    return "\n".join([*lines, f"… and {more:,} more"] if more else lines)
