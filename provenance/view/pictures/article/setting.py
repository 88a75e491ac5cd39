"""Setting a text with marks in lines for a sheet: which pieces stand on which line, and where.

Programs that draw SVG break no lines and put nothing behind words, so that every piece gets its
place here. Widths are those of Helvetica and of the faces made to its measure; each piece is drawn in
exactly the width that it was given, whatever face there is.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from attrs import define, field

from provenance.view.drawing import clusters, direction_of, width_of
from provenance.view.phrasing import ranges
from provenance.view.pictures.article.runs import Again, Close, Mark, Open, Point, Role, Step

__all__ = ["Line", "Piece", "set_in_lines", "wide"]

_WIDTHS = {
    222: "ijl‘’",
    260: "|",
    278: " !,./:;I[]\\ft",
    333: "()-r`“”",
    334: "{}",
    355: '"',
    191: "'",
    389: "*",
    469: "^",
    500: "Jckvsxyz",
    556: "#$?0123456789L_abdeghnopqu–«»",
    584: "+<=>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
    # Letters of other scripts, as wide as they are in most faces.
    280: "יוןזגاأإآلر",
    560: "אבדהחטכךלמםנסעפףצץקת",
    470: "بتثجحخدذرزطظعغفقكمنهويىة",
    720: "שسشصض",
}
_WIDTH_OF = {sign: width / 1000 for width, signs in _WIDTHS.items() for sign in signs}
_BOLD = 1.08
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NUMBER_SIZE, _NUMBER_GAP = 0.68, 1.5
_PARTS = re.compile(r"\s+|\S+")


@define
class Piece:
    """Letters that stand together: a word or a part of one, a number of a note, a sign."""

    text: str
    marks: tuple[Mark, ...]
    """The marks that lie over it, outer ones first."""

    width: float
    is_space: bool = False
    is_number: bool = False
    """Whether it is the number of a note, which stands a little higher."""

    begins: list[Mark] = field(factory=list)
    """The marks that begin with it."""

    ends: list[Mark] = field(factory=list)
    """The marks that end with it."""

    points: list[Any] = field(factory=list)
    """What stands beside the line it is on."""

    x: float = 0
    from_right: bool = False

    @property
    def is_bold(self) -> bool:
        """Whether it names a source."""
        return any(mark.role is Role.SOURCE for mark in self.marks)

    @property
    def is_italic(self) -> bool:
        """Whether it is the words that credit."""
        return any(mark.role is Role.CUE for mark in self.marks)


@define
class Line:
    """A line of pieces, as they are seen from left to right."""

    pieces: list[Piece]
    points: list[Any]


def wide(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is at a size."""
    return sum(map(_wide, clusters(text))) * size * (_BOLD if bold else 1)


@lru_cache(maxsize=4096)
def _wide(sign: str) -> float:
    width = _WIDTH_OF.get(sign)
    if width is None:
        width = _WIDTH_OF.get(unicodedata.normalize("NFD", sign)[:1])
    return width_of(sign, 1) if width is None else width


def set_in_lines(
    text: str, steps: Iterable[Step], left: float, width: float, size: float, *, bold: bool = False
) -> list[Line]:
    """Return a paragraph in lines.

    Args:
        text: the text that the steps lead through.
        steps: the walk along the paragraph.
        left: where lines begin.
        width: how long a line may be.
        size: of the letters.
        bold: whether all of it is bold.
    """
    pieces = list(_pieces(text, steps, size, bold))
    base = direction_of("".join(piece.text for piece in pieces if not piece.is_number)) == "rtl"
    lines = []
    for row in _broken(pieces, width):
        points = [point for piece in row for point in piece.points]
        while row and row[-1].is_space:
            space = row.pop()
            if row:
                row[-1].ends += space.ends
        shown = _as_seen(row, base)
        x = left + (width - sum(piece.width for piece in shown) if base else 0)
        for piece in shown:
            piece.x = x
            x += piece.width
        lines.append(Line(shown, points))
    return lines


# --- pieces ----------------------------------------------------------------------------------


def _pieces(text: str, steps: Iterable[Step], size: float, bold: bool) -> Iterator[Piece]:
    over: list[Mark] = []
    begins: list[Mark] = []
    points: list[Any] = []
    written: tuple[int, ...] = ()
    last: Piece | None = None

    def piece(words: str, is_space: bool = False, is_number: bool = False) -> Piece:
        nonlocal last
        is_bold = bold or any(mark.role is Role.SOURCE for mark in over)
        scale = _NUMBER_SIZE if is_number else 1.0
        width = wide(words, size * scale, bold=is_bold or is_number) + (_NUMBER_GAP if is_number else 0)
        last = Piece(words, tuple(over), width, is_space, is_number)
        last.begins, last.points = begins[:], points[:]
        begins.clear()
        points.clear()
        return last

    for step in steps:
        if isinstance(step, Open):
            over.append(step.mark)
            if step.again is Again.CROSSED:
                continue
            begins.append(step.mark)
            if step.mark.numbers and (step.mark.numbers != written or step.mark.places):
                written = step.mark.numbers
                yield piece(_numbers(step.mark), is_number=True)
        elif isinstance(step, Close):
            over.remove(step.mark)
            if step.is_end and last is not None:
                last.ends.append(step.mark)
        elif isinstance(step, Point):
            if not isinstance(step.what, Mark):
                points.append(step.what)
                continue
            written = step.what.numbers
            if written:
                yield piece(_numbers(step.what), is_number=True)
            if step.what.is_drawn:
                yield piece("‸")
        else:
            for found in _PARTS.finditer(_TURNING.sub("", text[step.start : step.end])):
                words = found.group()
                yield piece(" " if words.isspace() else words, is_space=words.isspace())
    if points and last is not None:
        last.points += points


def _numbers(mark: Mark) -> str:
    if len(mark.numbers) <= 4:
        return ranges(mark.numbers)
    return f"{ranges(mark.numbers[:3])}+{len(mark.numbers) - 3}"


# --- lines -----------------------------------------------------------------------------------


def _broken(pieces: Sequence[Piece], width: float) -> Iterator[list[Piece]]:
    """Break pieces into lines, at spaces; a word that is longer than a line within itself."""
    line: list[Piece] = []
    used = 0.0
    for word in _words(pieces):
        wide_word = sum(piece.width for piece in word)
        if line and used + wide_word > width and not word[0].is_space:
            yield line
            line, used = [], 0.0
        for piece in _cut(word, width) if wide_word > width else word:
            if used + piece.width > width and line and not piece.is_space:
                yield line
                line, used = [], 0.0
            if piece.is_space and not line and not (piece.begins or piece.ends or piece.points):
                continue
            line.append(piece)
            used += piece.width
    if line:
        yield line


def _words(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield pieces that no space stands between, and the spaces."""
    word: list[Piece] = []
    for piece in pieces:
        if piece.is_space:
            if word:
                yield word
            yield [piece]
            word = []
        else:
            word.append(piece)
    if word:
        yield word


def _cut(word: Sequence[Piece], width: float) -> Iterator[Piece]:
    """Yield the pieces of a word, those longer than a fifth of a line in parts."""
    for piece in word:
        most = width / 5
        if piece.width <= most:
            yield piece
            continue
        parts = list(_in_parts(piece, most))
        parts[0].begins, parts[0].points, parts[-1].ends = piece.begins, piece.points, piece.ends
        yield from parts


def _in_parts(piece: Piece, most: float) -> Iterator[Piece]:
    scale = piece.width / (wide(piece.text, 1) or 1)
    held, used = "", 0.0
    for sign in clusters(piece.text):
        width = _wide(sign) * scale
        if held and used + width > most:
            yield Piece(held, piece.marks, used)
            held, used = "", 0.0
        held, used = held + sign, used + width
    yield Piece(held, piece.marks, used)


def _as_seen(row: list[Piece], base: bool) -> list[Piece]:
    """Return the pieces of a line as they are seen from left to right.

    Pieces whose first letter runs from right to left are set so; what has no letters goes with its
    neighbours where they agree, and else with the paragraph.
    """
    ways = [_way(piece) for piece in row]
    if not base and True not in ways:
        return row
    following = base
    after: list[bool] = []
    for way in reversed(ways):
        after.append(following)
        following = following if way is None else way
    before = base
    for piece, way, behind in zip(row, ways, reversed(after), strict=True):
        piece.from_right = (before if before == behind else base) if way is None else way
        before = before if way is None else way
    seen: list[Piece] = []
    stretch: list[Piece] = []
    for piece in row:
        if stretch and stretch[-1].from_right != piece.from_right:
            seen = _joined(seen, stretch, base)
            stretch = []
        stretch.append(piece)
    return _joined(seen, stretch, base)


def _joined(seen: list[Piece], stretch: list[Piece], base: bool) -> list[Piece]:
    turned = stretch[::-1] if stretch and stretch[0].from_right else stretch
    return [*turned, *seen] if base else [*seen, *turned]


def _way(piece: Piece) -> bool | None:
    for sign in piece.text:
        way = unicodedata.bidirectional(sign)
        if way in ("R", "AL"):
            return True
        if way == "L":
            return False
    return None
