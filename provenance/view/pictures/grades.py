"""The grid of grades: how reliable a source is by how credible its information, as somebody judged."""

from collections.abc import Sequence

from provenance.model import Dossier, Source
from provenance.model.scales import get
from provenance.queries.showing import counted, shortened
from provenance.view.drawing import Canvas, wrapped
from provenance.view.picture import Picture
from provenance.view.pictures.grading import CREDIBILITY, RELIABILITY, Mark, Told, graded

__all__ = ["draw_grades"]

_WIDTH, _EDGE = 772, 24
_HEAD, _CELL, _APART, _LAST, _ROW = 148, 62, 10, 184, 34
_DISC = 10
_MOST_LISTED, _MOST_OTHERS, _MOST_TOLD = 40, 12, 20
_NARROW, _BROAD = 4, 3  # marks in a cell, names in a broad one
_COLUMNS = ("1", "2", "3", "4", "5", "6", "")
_ROWS = ("A", "B", "C", "D", "E", "F", "")


def draw_grades(dossier: Dossier, *, source: Source | str | None = None) -> Picture:
    """Draw the grades of a dossier on the two axes of the Admiralty system.

    Reliability of the source runs downwards from A, credibility of the information from 1 to the
    right. F and 6 stand apart, for they say that nobody can judge; so does what was graded on one
    axis only. A number in a disc leads to the list below, which tells who graded what, when and on
    what scale; of many grades, cells say how many they are. What the same grader later graded anew
    is drawn as an open ring, and said so.

    Grades on other scales are listed beneath. Nothing is averaged, and nothing converted.

    Args:
        dossier: where the grades are.
        source: only the grades of this source, of passages that credit it and of what it published.

    Raises:
        UnknownRecordError: if the dossier does not hold the source.
        UsageError: if it is no source.
    """
    marks, others = graded(dossier, source)
    about = (
        dossier.title
        if source is None
        else str(dossier.sources[source if isinstance(source, str) else source.id])
    )
    grid = _Grid(marks, others, about)
    height = grid.drawn()
    return Picture(
        kind="grid of grades",
        title=grid.title,
        description=grid.description(),
        svg=grid.canvas.svg(height, title=grid.title, description=grid.description()),
        text=grid.text(),
    )


class _Grid:
    """A grid in the making."""

    def __init__(self, marks: Sequence[Mark], others: Sequence[Told], about: str | None) -> None:
        self.marks, self.others, self.canvas = marks, others, Canvas(_WIDTH)
        self.title = "How it was graded" + (f": {shortened(about, 100)}" if about else "")
        self.numbers = {id(mark): number for number, mark in enumerate(marks, 1)}
        self.is_counted = len(marks) > _MOST_LISTED  # where numbers would lead nowhere, cells say how many
        has_own = any(mark.cell[0] == "G" for mark in marks)
        self.rows = ("A", "B", "C", "D", "E", "G", "F", "") if has_own else _ROWS

    # --- in words --------------------------------------------------------------------------

    def description(self) -> str:
        if not self.marks and not self.others:
            return "Nothing is graded."
        told = [f"{_mark_told(mark)}." for mark in self.marks[:_MOST_TOLD]]
        told += [f"On another scale: {_told(one)}." for one in self.others[:_MOST_TOLD]]
        hidden = max(len(self.marks) - _MOST_TOLD, 0) + max(len(self.others) - _MOST_TOLD, 0)
        return " ".join(told) + (f" … and {hidden:,} more." if hidden else "")

    def text(self) -> str:
        lines = [self.title]
        if not self.marks and not self.others:
            lines.append("  nothing is graded")
        lines += [f"  {self.numbers[id(mark)]}. {_mark_told(mark)}" for mark in self.marks]
        if self.others:
            lines.append("  on other scales:")
            lines += [f"    {_told(one)}" for one in self.others]
        return "\n".join(lines)

    # --- drawn -----------------------------------------------------------------------------

    def drawn(self) -> float:
        y = self.canvas.lines(_EDGE, 18, self.title, _WIDTH - 2 * _EDGE, size=17, bold=True, most=2)
        if not self.marks and not self.others:
            return self.canvas.lines(_EDGE, y + 4, "Nothing is graded.", 500, look="soft") + 20
        if self.marks:
            y = self._listed(self._cells(y + 10) + 18)
        return self._beside(y) + 20

    def _cells(self, y: float) -> float:
        top = self._columns(y)
        held: dict[tuple[str, str], list[Mark]] = {}
        for mark in self.marks:
            held.setdefault(mark.cell, []).append(mark)
        for row in self.rows:
            if row in ("F", "", "G"):
                top += _APART
            tall = max(_ROW, *(self._needed(held.get((row, column), []), column) for column in _COLUMNS))
            self._row_head(row, top, tall)
            for column in _COLUMNS:
                self._cell(held.get((row, column), []), row, column, top, tall)
            top += tall
        return top

    def _columns(self, y: float) -> float:
        middle = (_left("1") + _left("6")) / 2
        self.canvas.text(
            middle, y + 12, "credibility of the information", size=12, look="soft", anchor="middle"
        )
        foot = y
        for column in _COLUMNS:
            words = _label(CREDIBILITY, column) or "credibility not graded"
            wide = _wide(column)
            if column:
                self.canvas.text(
                    _left(column) + wide / 2, y + 34, column, size=16, bold=True, anchor="middle"
                )
            for place, line in enumerate(wrapped(words, wide - 2, 10.5)):
                at = y + 49 + place * 13
                self.canvas.text(_left(column) + wide / 2, at, line, size=10.5, look="soft", anchor="middle")
                foot = max(foot, at)
        self.canvas.text(_EDGE, foot, "reliability of the source", size=12, look="soft")
        return foot + 8

    def _row_head(self, row: str, y: float, tall: float) -> None:
        words = _label(RELIABILITY, row) or "not graded"
        if row:
            self.canvas.text(_EDGE, y + tall / 2 + 6, row, size=16, bold=True)
        lines = wrapped(words + (" (MISP’s own)" if row == "G" else ""), _HEAD - 32, 11)
        start = y + tall / 2 - (len(lines) - 1) * 6.5 + 4
        for place, line in enumerate(lines):
            self.canvas.text(_EDGE + 24, start + place * 13, line, size=11, look="soft")

    def _cell(self, marks: list[Mark], row: str, column: str, y: float, tall: float) -> None:
        if not row and not column:
            return
        left, wide = _left(column), _wide(column)
        is_apart = row in ("", "F") or column in ("", "6")
        self.canvas.rect(left, y, wide, tall, "line" if is_apart else "panel", radius=0)
        if marks and self.is_counted:
            self._count(marks, left + wide / 2, y)
            return
        for place, mark in enumerate(marks[: _most(column)]):
            parts = Canvas(_WIDTH)
            if column:
                x = left + wide / 2 + (-14 if place % 2 == 0 else 14) * (len(marks) > 1)
                self._disc(parts, mark, x, y + 17 + place // 2 * 24)
            else:
                self._disc(parts, mark, left + 18, y + 17 + place * 24)
                name = mark.grades[0].subject
                look = "soft" if mark.is_superseded else "ink"
                parts.text(left + 34, y + 21 + place * 24, name, size=12, look=look, most=wide - 40)
            self.canvas.hover(_mark_told(mark), parts)
        if len(marks) > _most(column):
            more = f"+{len(marks) - _most(column):,} more"
            self.canvas.text(left + wide / 2, y + tall - 5, more, size=11, look="soft", anchor="middle")

    def _count(self, marks: list[Mark], x: float, y: float) -> None:
        old = sum(mark.is_superseded for mark in marks)
        counts = Canvas(_WIDTH)
        counts.text(x, y + 22, f"{len(marks) - old:,}", size=16, bold=True, anchor="middle")
        if old:
            counts.text(x, y + 37, f"+ {old:,} old", size=11, look="soft", anchor="middle")
        words = counted(len(marks), "grade") + (f", {old:,} of them graded anew since" if old else "")
        self.canvas.hover(words, counts)

    def _needed(self, marks: list[Mark], column: str) -> float:
        if self.is_counted:
            return 44 if any(mark.is_superseded for mark in marks) else _ROW
        drawn = min(len(marks), _most(column))
        lines = (drawn + 1) // 2 if column else drawn
        return lines * 24 + 10 + (14 if len(marks) > drawn else 0)

    def _disc(self, canvas: Canvas, mark: Mark, x: float, y: float) -> None:
        number = str(self.numbers[id(mark)])
        canvas.circle(x, y, _DISC, "dash" if mark.is_superseded else "tint-blue")
        look = "soft" if mark.is_superseded else "ink"
        canvas.text(
            x, y + 4, number, size=11 if len(number) < 3 else 9, look=look, bold=True, anchor="middle"
        )

    def _listed(self, y: float) -> float:
        indent = _EDGE if self.is_counted else _EDGE + 32
        for mark in self.marks[:_MOST_LISTED]:
            if not self.is_counted:
                self._disc(self.canvas, mark, _EDGE + _DISC, y + 10)
            look = "soft" if mark.is_superseded else "ink"
            room = _WIDTH - _EDGE - indent
            for one in mark.grades:
                words = f"{one.subject}: {one.value()}" + (
                    " – graded anew since" if mark.is_superseded else ""
                )
                y = self.canvas.lines(indent, y, words, room, size=13, look=look, bold=True, most=2)
                y = self.canvas.lines(indent, y, one.by(), room, size=12, look="soft", most=2)
            y += 9
        hidden = len(self.marks) - _MOST_LISTED
        if hidden > 0:
            y = self.canvas.lines(_EDGE, y, f"… and {hidden:,} more", 400, size=13, look="soft") + 8
        return y

    def _beside(self, y: float) -> float:
        if not self.others:
            return y
        self.canvas.line(_EDGE, y, _WIDTH - _EDGE, y)
        y = self.canvas.lines(_EDGE, y + 8, "On other scales", 400, size=13, bold=True) + 4
        for one in self.others[:_MOST_OTHERS]:
            words = f"{one.subject}: {one.value()}"
            y = self.canvas.lines(_EDGE, y, words, _WIDTH - 2 * _EDGE, size=13, most=2)
            y = self.canvas.lines(_EDGE, y, one.by(), _WIDTH - 2 * _EDGE, size=12, look="soft", most=2) + 8
        if len(self.others) > _MOST_OTHERS:
            more = f"… and {counted(len(self.others) - _MOST_OTHERS, 'more grade')}"
            y = self.canvas.lines(_EDGE, y, more, 400, size=13, look="soft")
        return y


def _left(column: str) -> float:
    place = _COLUMNS.index(column)
    return _EDGE + _HEAD + place * _CELL + _APART * ((column in ("6", "")) + (column == ""))


def _wide(column: str) -> float:
    return _CELL if column else _LAST


def _most(column: str) -> int:
    return _NARROW if column else _BROAD


def _label(scales: Sequence[str], term: str) -> str | None:
    for scale in scales:
        step = get(scale).find_term(term) if term else None
        if step is not None:
            return step.label
    return None


def _mark_told(mark: Mark) -> str:
    told = "; ".join(map(_told, mark.grades))
    return told + (" (graded anew since)" if mark.is_superseded else "")


def _told(one: Told) -> str:
    return f"{shortened(one.subject, 160)}: {one.value()}, {one.by()}"
