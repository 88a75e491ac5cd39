"""The annotated article as a drawing: every word at a place of its own, the marks behind and below it."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from provenance.queries.lint import Finding
from provenance.view.drawing import HUES, Canvas, Markup, element, number, wrapped
from provenance.view.pictures.article.hover import told_of
from provenance.view.pictures.article.notes import Note
from provenance.view.pictures.article.reading import HEADLINE, TEXT, Limits, Reading
from provenance.view.pictures.article.runs import Mark, Role
from provenance.view.pictures.article.setting import Line, Piece, set_in_lines, wide

__all__ = ["SHEET_LIMITS", "sheet_of"]

SHEET_LIMITS = Limits(passages=120, marks=800, letters=15_000, paragraphs=200, findings=80)
"""A sheet is looked at as a whole: it holds less than a page."""

_WIDTH, _EDGE = 960, 24
_TEXT, _MARGIN = 584, 640
_SIZE, _HEADLINE_SIZE, _SMALL = 15.0, 20.0, 12.0
_GAP = 28
_LANE = 4
_ABOVE = 0.86
_COLUMN = (_WIDTH - 2 * _EDGE - _GAP) / 2
_MOST_NOTE_LINES = 9
_SIGNS = {"error": "✕", "warning": "▲", "note": "○"}


def sheet_of(reading: Reading, title: str, description: str) -> Markup:
    """Return an article as an SVG picture."""
    sheet = _Sheet(reading)
    height = sheet.drawn()
    return sheet.canvas.svg(height, title=title, description=description)


class _Sheet:
    """A sheet in the making."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.canvas = Canvas(_WIDTH)
        self.notes = {note.number: note for note in reading.notes}
        self.pending: list[tuple[float, Finding]] = []
        """The findings, with the heights they belong to."""
        self.leading = 24 + _LANE * max(0, min(reading.depth, 5) - 1)

    def drawn(self) -> float:
        """Draw everything; return how high it is."""
        y = self._legend(28)
        if self.reading.headline is None:
            y = self.canvas.lines(_EDGE, y, self.reading.name, _TEXT, size=_HEADLINE_SIZE, bold=True, most=3)
        y = self._paragraphs(HEADLINE, y, _HEADLINE_SIZE)
        facts = " · ".join(self.reading.facts)
        y = self.canvas.lines(_EDGE, y + 4, facts, _TEXT, size=_SMALL, look="soft", most=3) + 6
        self.pending += [(y, finding) for finding in self.reading.loose]
        y = self._paragraphs(TEXT, y, _SIZE)
        for words in self.reading.remarks:
            y = self.canvas.lines(_EDGE, y + 4, words, _TEXT, size=13, look="soft", most=2) + 2
        y = max(y, self._margin()) + 14
        return (self._noted(y) if self.reading.notes else y) + 16

    # --- around the text ---------------------------------------------------------------------

    def _legend(self, y: float) -> float:
        if not self.reading.roles:
            return y
        x = float(_EDGE)
        self.canvas.text(x, y, "Marked:", size=_SMALL, look="soft")
        x += wide("Marked:", _SMALL) + 14
        for role in self.reading.roles:
            sample = Mark(0, 1, role)
            width = wide(role, _SMALL, bold=role is Role.SOURCE)
            stretch = _Stretch(sample, x - 1, x + width + 1, begins=True, ends=True)
            self.canvas.add(_tint(stretch, y, _SMALL), list(_strokes(stretch, y, _SMALL)))
            self.canvas.add(
                _words(x, y, str(role), width, _SMALL, sample.role is Role.SOURCE, role is Role.CUE)
            )
            x += width + 22
        self.canvas.text(x, y, "· the numbers are those of the notes below", size=_SMALL, look="soft")
        return y + 22

    def _margin(self) -> float:
        """Write the findings into the margin, each beside its line or close below the one before it."""
        foot = 0.0
        for row, (y, finding) in enumerate(self.pending):
            top = max(y, foot + 6)
            following = self.pending[row + 1][0] if row + 1 < len(self.pending) else top + 100
            foot = self._finding(finding, top, 2 if following - top > 36 else 1)
        return foot

    def _finding(self, finding: Finding, top: float, most: int) -> float:
        words = f"{_SIGNS[finding.severity]} {finding.code} {finding.severity}: {finding.message}"
        part = Canvas(_WIDTH)
        foot = part.lines(_MARGIN + 12, top, words, _WIDTH - _EDGE - _MARGIN - 12, size=11.5, most=most)
        hue = {"error": HUES["red"], "warning": HUES["orange"]}.get(finding.severity)
        part.add(_line(_MARGIN + 3, top + 2, _MARGIN + 3, foot + 2, hue, 3, "1.5 3" if hue is None else None))
        self.canvas.hover(finding.message, part)
        return foot

    def _noted(self, y: float) -> float:
        """Write the notes in two columns."""
        self.canvas.line(_EDGE, y, _WIDTH - _EDGE, y)
        self.canvas.text(_EDGE, y + 20, "Notes", size=13, bold=True)
        set_notes = [(note, _note_lines(note)) for note in self.reading.notes]
        total = sum(len(lines) for _, lines in set_notes)
        top, foot = y + 28, y + 28
        x, at, done = float(_EDGE), top, 0
        for note, lines in set_notes:
            if x == _EDGE and done and done + len(lines) / 2 >= total / 2:
                x, at = _EDGE + _COLUMN + _GAP, top
            done += len(lines)
            look = "soft" if note.is_own else "ink"
            self.canvas.text(
                x + 24, at + _SMALL, f"{note.number}", size=11.5, bold=True, look=look, anchor="end"
            )
            for row, line in enumerate(lines):
                self.canvas.text(x + 32, at + _SMALL + row * 15.5, line, size=11.5, look=look)
            at += len(lines) * 15.5 + 5
            foot = max(foot, at)
        return foot

    # --- the text ----------------------------------------------------------------------------

    def _paragraphs(self, part: str, y: float, size: float) -> float:
        text = (self.reading.headline if part == HEADLINE else self.reading.text) or ""
        for _, _, steps in self.reading.walks(part):
            for line in set_in_lines(text, steps, _EDGE, _TEXT, size, bold=part == HEADLINE):
                y += self.leading + (size - _SIZE)
                self._line(line, y, size, part == HEADLINE)
                self.pending += [(y - size, finding) for finding in line.points]
            y += 9
        return y

    def _line(self, line: Line, y: float, size: float, is_bold: bool) -> None:
        stretches = sorted(_stretches(line.pieces), key=_below)
        for stretch in stretches:
            part = Canvas(_WIDTH)
            part.add(_tint(stretch, y, size))
            self.canvas.hover(told_of(stretch.mark, self.notes), part)
        for stretch in stretches:  # not behind the tint of another
            self.canvas.add(list(_strokes(stretch, y, size)))
        for pieces in _together(line.pieces):
            self.canvas.add(_drawn(pieces, y, size, is_bold))


_TINTS = {Role.SOURCE: "blue", Role.CUE: "red", Role.CONTENT: "green"}
_LINES: dict[Role, tuple[str | None, float, str | None]] = {
    Role.SOURCE: (HUES["blue"], 3, None),
    Role.CUE: (HUES["red"], 2, "5 3"),
    Role.CONTENT: (HUES["green"], 2, None),
    Role.HEDGE: (None, 2, "0.1 3.4"),
    Role.OWN_VOICE: (None, 1, None),
}
_LOOKS = {Role.HEDGE: "strong", Role.OWN_VOICE: "line"}


@frozen
class _Stretch:
    """A mark as far as it lies over neighbouring pieces of a line."""

    mark: Mark
    left: float
    right: float
    begins: bool
    ends: bool
    from_right: bool = False


def _tint(stretch: _Stretch, y: float, size: float) -> Markup:
    """Return what lies behind the words of a mark, and answers where one points at them."""
    hue = _TINTS.get(stretch.mark.role)
    return element(
        "rect",
        x=number(stretch.left),
        y=number(y - size * _ABOVE),
        width=number(stretch.right - stretch.left),
        height=number(_foot(stretch.mark, y, size) - y + size * _ABOVE),
        class_=None if hue is None else f"tint-{hue}",
        style=None if hue is None else "stroke:none",
        fill="none" if hue is None else None,
        pointer_events="all" if hue is None else None,
    )


def _strokes(stretch: _Stretch, y: float, size: float) -> Iterator[Markup]:
    """Yield the line below the words of a mark, and for content the lines where it begins and ends."""
    role = stretch.mark.role
    top, foot = y - size * _ABOVE, _foot(stretch.mark, y, size)
    hue, thick, dashes = _LINES[role]
    level = foot - 1.5 if role is Role.HEDGE else foot
    yield _line(stretch.left, level, stretch.right, level, hue, thick, dashes, _LOOKS.get(role))
    if role is not Role.CONTENT:
        return
    first, last = (stretch.right, stretch.left) if stretch.from_right else (stretch.left, stretch.right)
    for x, is_there in ((first, stretch.begins), (last, stretch.ends)):
        if is_there:
            yield _line(x, top, x, foot + 1, hue, 2)


def _foot(mark: Mark, y: float, size: float) -> float:
    """Return where the line of a mark lies below a line of text."""
    lane = 2 + _LANE * min(mark.lane, 5) if mark.role.is_content else 0
    return y + size * 0.3 + lane


def _stretches(pieces: Sequence[Piece]) -> Iterator[_Stretch]:
    """Yield where each mark of a line lies."""
    met: dict[int, tuple[Mark, int]] = {}
    for row, piece in enumerate([*pieces, None]):
        over = {} if piece is None else {id(mark): mark for mark in piece.marks}
        for key in [key for key in met if key not in over]:
            mark, first = met.pop(key)
            yield _stretch(mark, pieces[first:row])
        for key, mark in over.items():
            met.setdefault(key, (mark, row))


def _stretch(mark: Mark, pieces: Sequence[Piece]) -> _Stretch:
    while len(pieces) > 1 and pieces[0].is_space and mark not in pieces[0].begins:
        pieces = pieces[1:]
    return _Stretch(
        mark,
        pieces[0].x,
        pieces[-1].x + pieces[-1].width,
        begins=any(mark in piece.begins for piece in pieces),
        ends=any(mark in piece.ends for piece in pieces),
        from_right=all(piece.from_right for piece in pieces),
    )


def _below(stretch: _Stretch) -> tuple[bool, int, bool]:
    role = stretch.mark.role
    return not role.is_content, stretch.mark.lane, role is Role.HEDGE


def _together(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield pieces that are written in one go: neighbours that look alike and run from the left."""
    held: list[Piece] = []
    for piece in pieces:
        if held and not (_look(held[-1]) == _look(piece) and not piece.from_right and not piece.is_number):
            yield held
            held = []
        held.append(piece)
    if held:
        yield held


def _look(piece: Piece) -> tuple[bool, bool, bool, bool]:
    return piece.is_bold, piece.is_italic, piece.is_number, piece.from_right


def _drawn(pieces: list[Piece], y: float, size: float, is_bold: bool) -> Markup | None:
    while pieces and pieces[0].is_space:
        pieces = pieces[1:]
    while pieces and pieces[-1].is_space:
        pieces = pieces[:-1]
    if not pieces:
        return None
    first, last = pieces[0], pieces[-1]
    words = "".join(piece.text for piece in pieces)
    width = last.x + last.width - first.x
    if first.is_number:
        is_quiet = bool(first.marks) and first.marks[-1].role is Role.OWN_VOICE
        return _words(
            first.x,
            y - size * 0.36,
            words,
            None,
            size * 0.68,
            not is_quiet,
            False,
            "soft" if is_quiet else "ink",
        )
    if first.from_right:
        return _words(
            first.x, y, f"\u2067{words}\u2069", width, size, first.is_bold or is_bold, first.is_italic
        )
    return _words(first.x, y, words, width, size, first.is_bold or is_bold, first.is_italic)


def _words(
    x: float,
    y: float,
    words: str,
    width: float | None,
    size: float,
    bold: bool,
    italic: bool,
    look: str = "ink",
) -> Markup:
    """Return words that take exactly a width."""
    is_from_right = words.startswith("\u2067")
    return element(
        "text",
        words,
        x=number(x),
        y=number(y),
        font_size=number(size),
        class_=f"{look} bold" if bold else look,
        font_style="italic" if italic else None,
        textLength=number(width) if width is not None and len(words) > 1 else None,
        lengthAdjust="spacingAndGlyphs" if is_from_right else None,
        pointer_events="none",
    )


def _line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    hue: str | None,
    thick: float,
    dashes: str | None = None,
    look: str | None = None,
) -> Markup:
    return element(
        "line",
        x1=number(x1),
        y1=number(y1),
        x2=number(x2),
        y2=number(y2),
        stroke=hue,
        stroke_width=number(thick),
        stroke_dasharray=dashes,
        stroke_linecap="round" if dashes == "0.1 3.4" else None,
        class_=look if look is not None else "line" if hue is None else None,
    )


def _note_lines(note: Note) -> Sequence[str]:
    return wrapped(" · ".join(map(str, note.facts)), _COLUMN - 34, 11.5, most=_MOST_NOTE_LINES)
