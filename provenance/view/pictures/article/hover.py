"""What is told where one points at a mark."""

from collections.abc import Mapping

from provenance.view.pictures.article.notes import Note
from provenance.view.pictures.article.runs import Mark

__all__ = ["told_of"]

_MOST_LINES = 4


def told_of(mark: Mark, notes: Mapping[int, Note]) -> str:
    """Return a line for each passage that a mark belongs to: who, through whom, how many origins."""
    if not mark.numbers:
        return str(mark.role)
    lines = [f"{number} {mark.role} · {notes[number].brief}" for number in mark.numbers[:_MOST_LINES]]
    more = len(mark.numbers) - len(lines)
    return "\n".join([*lines, f"… and {more:,} more"] if more else lines)
