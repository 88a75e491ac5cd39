"""Marks over a text, cut into a walk that every way of drawing follows.

Marks may nest, cross, cover the same words, be empty, or reach over paragraphs. The walk opens and
closes them so that they are always well nested: where two cross, the inner one is closed and opened again.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, TypeAlias

from attrs import evolve, field, frozen

__all__ = [
    "Again",
    "Close",
    "Mark",
    "Open",
    "Point",
    "Role",
    "Step",
    "Walks",
    "Words",
    "paragraphs",
    "with_lanes",
]

_DEEPEST = 16
"""So many marks over the same words are drawn; of others only the numbers are written."""


class Role(StrEnum):
    """What a marked piece of text does in a passage; the values are the words that label it."""

    OWN_VOICE = "own voice"
    CONTENT = "content"
    HEDGE = "hedge"
    SOURCE = "source"
    CUE = "cue"

    @property
    def is_content(self) -> bool:
        """Whether it is what is said, rather than who says it and how."""
        return self in (Role.CONTENT, Role.OWN_VOICE)


_RANK = {role: rank for rank, role in enumerate(Role)}


class Again(StrEnum):
    """Why a mark is opened."""

    NO = "begins"
    PARAGRAPH = "goes on in another paragraph"
    CROSSED = "goes on behind the end of a mark that it crosses"


@frozen
class Mark:
    """A piece of text that has a role in one or more passages."""

    start: int
    end: int
    role: Role

    numbers: tuple[int, ...] = ()
    """The passages, by their numbers."""

    is_continued: bool = False
    """Whether it is a later piece of a part that is in several."""

    lane: int = 0
    """For content: at which height its line is drawn, from 0; over the same words each has its own."""

    is_drawn: bool = True
    """Whether it is drawn; of very many marks over the same words some only have their numbers written."""

    places: tuple[int, ...] = field(default=(), eq=False)
    """Of which passages it is the first mark."""


@frozen
class Words:
    """Text between two ends of marks."""

    start: int
    end: int


@frozen
class Open:
    """A mark begins."""

    mark: Mark
    again: Again = Again.NO


@frozen
class Close:
    """A mark ends."""

    mark: Mark
    is_end: bool = True
    """Whether it ends indeed, at least in this paragraph, and is not opened again at once."""

    is_crossing: bool = False
    """Whether marks that began later go on."""


@frozen
class Point:
    """A place between two characters: of an empty mark, or of something that stands beside the line."""

    what: Any


Step: TypeAlias = Words | Open | Close | Point


def with_lanes(marks: Iterable[Mark]) -> list[Mark]:
    """Return marks in order, outer ones first, content that lies over the same words in different lanes."""
    found: list[Mark] = []
    ends: list[int] = []  # of each lane, where its last mark ends
    drawn: list[int] = []  # the same of all marks, whatever their role
    for mark in sorted(marks, key=_order):
        slot = _free(drawn, mark)
        lane = _free(ends, mark) if mark.role.is_content and slot is not None else 0
        found.append(evolve(mark, lane=lane or 0, is_drawn=slot is not None))
    return found


def _free(ends: list[int], mark: Mark) -> int | None:
    """Take the first lane that is free where a mark begins; `None` if all are taken."""
    lane = next((lane for lane, end in enumerate(ends) if end <= mark.start), len(ends))
    if lane >= _DEEPEST:
        return None
    ends[lane : lane + 1] = [mark.end]
    return lane


def paragraphs(text: str, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a text that hold something begin and end, up to a place."""
    at = 0
    for line in text[:end].splitlines(keepends=True):
        held = line.rstrip()
        if held:
            yield at, at + len(held)
        at += len(line)


class Walks:
    """Walks along the paragraphs of a text, with the marks and points that fall into each."""

    def __init__(
        self,
        paragraphs: Sequence[tuple[int, int]],
        marks: Iterable[Mark],
        points: Iterable[tuple[int, Any]] = (),
    ) -> None:
        """Deal out marks and points to paragraphs.

        What falls between two paragraphs stands at the beginning of the later one.

        Args:
            paragraphs: where they begin and end.
            marks: the marks, in the order of `with_lanes`.
            points: what stands at places of the text.
        """
        self.paragraphs = list(paragraphs)
        self._ends = [end for _, end in self.paragraphs]
        self._marks = defaultdict[int, list[tuple[Mark, Again]]](list)
        self._points = defaultdict[int, list[tuple[int, Any]]](list)
        if self.paragraphs:
            for place, what in points:
                self._stand(place, what)
            for mark in marks:
                self._lay(mark)

    def __iter__(self) -> Iterator[tuple[int, int, Iterator[Step]]]:
        """Yield where each paragraph begins and ends, and the walk along it."""
        for row, (start, end) in enumerate(self.paragraphs):
            yield start, end, _walked(start, end, self._marks.get(row, ()), self._points.get(row, ()))

    def _stand(self, place: int, what: Any) -> None:
        row = min(bisect_left(self._ends, place), len(self._ends) - 1)
        start, end = self.paragraphs[row]
        self._points[row].append((min(max(place, start), end), what))

    def _lay(self, mark: Mark) -> None:
        row = bisect_right(self._ends, mark.start)
        if (
            not mark.is_drawn
            or row == len(self._ends)
            or mark.end <= max(self.paragraphs[row][0], mark.start)
        ):
            self._stand(mark.start, mark)
            return
        again = Again.NO
        while row < len(self.paragraphs) and self.paragraphs[row][0] < mark.end:
            self._marks[row].append((mark, again))
            again = Again.PARAGRAPH
            row += 1


def _walked(
    start: int, end: int, marks: Sequence[tuple[Mark, Again]], points: Sequence[tuple[int, Any]]
) -> Iterator[Step]:
    beginning = defaultdict[int, list[tuple[Mark, Again]]](list)
    standing = defaultdict[int, list[Any]](list)
    ends = {start, end}
    for mark, why in marks:
        beginning[max(mark.start, start)].append((mark, why))
        ends.add(min(mark.end, end))
    for place, what in points:
        standing[place].append(what)
    places = sorted(ends | set(beginning) | set(standing))
    open_marks: list[Mark] = []
    for place, following in zip(places, [*places[1:], end], strict=True):
        again = yield from _closed(open_marks, place, end)
        yield from map(Point, standing.get(place, ()))
        for mark, why in sorted([*again, *beginning.get(place, ())], key=_opening):
            open_marks.append(mark)
            yield Open(mark, why)
        if following > place:
            yield Words(place, following)


def _closed(open_marks: list[Mark], place: int, end: int) -> Generator[Step, None, list[tuple[Mark, Again]]]:
    """Close what ends at a place, and return what has to be opened again."""
    ending = [mark for mark in open_marks if mark.end <= place or place == end]
    again: list[tuple[Mark, Again]] = []
    while ending:
        mark = open_marks.pop()
        if mark in ending:
            ending.remove(mark)
            yield Close(mark, is_crossing=bool(again))
        else:
            again.append((mark, Again.CROSSED))
            yield Close(mark, is_end=False)
    return again


def _opening(opened: tuple[Mark, Again]) -> tuple[int, int, int]:
    mark, _ = opened
    return -mark.end, _RANK[mark.role], mark.lane


def _order(mark: Mark) -> tuple[int, int, int, tuple[int, ...]]:
    return mark.start, -mark.end, _RANK[mark.role], mark.numbers
