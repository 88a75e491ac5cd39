"""The story map with a mark for each article."""

from collections.abc import Callable, Iterator, Sequence

from attrs import define, field, frozen

from provenance.queries.showing import counted, listed, shortened
from provenance.view.drawing import Canvas, number, width_of
from provenance.view.pictures.story.facts import Check, Edge, Origin, Story, Text
from provenance.view.pictures.story.marks import (
    EDGE,
    SIDE,
    WIDTH,
    chip,
    dot,
    draw_axis,
    draw_head,
    draw_legend,
    draw_origins,
    letter,
)
from provenance.view.pictures.story.times import Axis, Span

__all__ = ["drawn_singly"]

_UNDATED = 150
_ROW, _MOST_ROWS, _MOST_LANES = 21, 6, 16
_MOST_CHECKS = 60
_LABELS = (230, 150, 84)  # how wide a label may be, the widest that fits first
_MOST_CHIPS, _CHIP = 4, 16
_DENSE = 40  # with more marks lines stand back, and sources are told by their letters alone
_SIZE = 11.5


@frozen
class _Entry:
    """What stands in a lane."""

    key: str
    words: str
    told: str
    span: Span | None
    change: str | None = None
    fate: str | None = None
    chips: str = ""

    @property
    def label(self) -> str:
        """Return the words beside the mark, with what it does or what became of it in front."""
        said = self.fate or (self.change if self.change in ("correction", "retraction") else None)
        return f"{said.upper()} · {self.words}" if said else self.words

    @property
    def shown_chips(self) -> str:
        """Return the letters of its sources, of many the first ones and a plus."""
        return self.chips if len(self.chips) <= _MOST_CHIPS else self.chips[: _MOST_CHIPS - 1] + "+"


@frozen
class _Lane:
    """A row of the map: an outlet, several of them, or the checks."""

    name: str
    entries: tuple[_Entry, ...]


@define
class _Placed:
    """An entry that has its place."""

    entry: _Entry
    x: float
    row: int
    label: float = 0
    """How wide its label is; 0 for none."""
    is_left: bool = False
    under: list[_Entry] = field(factory=list)


def drawn_singly(canvas: Canvas, story: Story) -> float:
    """Draw a story of so few articles that each has a mark of its own; return how high it is."""
    return _Map(canvas, story).drawn()


class _Map:
    """A map in the making."""

    def __init__(self, canvas: Canvas, story: Story) -> None:
        self.canvas, self.story = canvas, story
        self.names = {origin.id: origin.name for origin in story.origins}
        self.letters = {o.id: letter(n) for n, o in enumerate(story.origins) if letter(n)}
        self.lanes = list(self._lanes())
        entries = [entry for lane in self.lanes for entry in lane.entries]
        self.is_dense = len(entries) > _DENSE
        self.has_undated = any(entry.span is None for entry in entries)
        left = EDGE + (SIDE if story.origins else 0)
        right = WIDTH - EDGE - (_UNDATED if self.has_undated else 0)
        self.axis = Axis([e.span for e in entries if e.span is not None], left, right)
        self.spots: dict[str, tuple[float, float]] = {}

    def drawn(self) -> float:
        if not self.story.texts and not self.story.checks:
            foot = draw_head(self.canvas, self.story, self.axis)
            return self.canvas.lines(EDGE, foot + 6, "There is no article to draw.", 500, look="soft") + 20
        top = draw_head(self.canvas, self.story, self.axis) + 40
        marks, y = Canvas(WIDTH), top + 8
        grounds = Canvas(WIDTH)
        for lane in self.lanes:
            y = self._lane(grounds, marks, lane, y)
        self.canvas.add(grounds.parts)
        draw_axis(self.canvas, self.axis, top, y)
        if self.has_undated:
            self._undated_head(top, y)
        side = y
        places: dict[str, float] = {}
        if self.story.origins:
            names = Canvas(WIDTH)
            side, places = draw_origins(names, self.story.origins, top - 12, self._origin_told, lettered=True)
            marks.add(names.parts)
        self._ways(places)
        self.canvas.add(marks.parts)
        return draw_legend(self.canvas, max(y + 10, side) + 16, self._legend()) + 16

    # --- lanes -----------------------------------------------------------------------------

    def _lanes(self) -> Iterator[_Lane]:
        by_outlet: dict[str | None, list[_Entry]] = {outlet: [] for outlet in self.story.outlets}
        for text in self.story.texts:
            by_outlet[text.outlet].append(self._entry(text))
        ordered = list(by_outlet.items())
        whole = _MOST_LANES if len(ordered) <= _MOST_LANES else _MOST_LANES - 1
        for outlet, entries in ordered[:whole]:
            yield _Lane(self.story.outlets[outlet], tuple(entries))
        rest = ordered[whole:]
        if rest:
            mixed = [entry for _, entries in rest for entry in entries]
            mixed.sort(key=lambda e: (e.span is None, 0 if e.span is None else e.span.middle))
            yield _Lane(counted(len(rest), "other outlet"), tuple(mixed))
        checks = self.story.checks[:_MOST_CHECKS]
        if checks:
            name = (
                "Checks" if checks == self.story.checks else f"The first checks of {len(self.story.checks):,}"
            )
            yield _Lane(name, tuple(_checked(n, check) for n, check in enumerate(checks)))

    def _entry(self, text: Text) -> _Entry:
        chips = "".join(self.letters.get(origin, "") for origin in text.origins)
        names = [self.names[origin] for origin in text.origins if origin in self.names]
        told = f"{self.story.outlet(text)}, {text.when}: {text.headline}"
        told += f" ({text.change})" if text.change else ""
        told += f" ({text.fate} later)" if text.fate else ""
        told += f". Credits {listed([shortened(name, 60) for name in names])}." if names else ""
        return _Entry(text.id, text.headline, told, text.span, text.change, text.fate, "".join(sorted(chips)))

    def _lane(self, grounds: Canvas, marks: Canvas, lane: _Lane, y: float) -> float:
        dated = _packed(
            [e for e in lane.entries if e.span is not None], self._spot, self.axis.left, self.axis.right
        )
        start = self.axis.right + 14
        undated = _packed(
            [e for e in lane.entries if e.span is None], lambda e: start, start - 10, WIDTH - EDGE
        )
        rows = max((one.row for one in (*dated, *undated)), default=0) + 1
        many = len(lane.entries)
        name = lane.name + (f" · {many}" if many > 1 else "")
        height = 19 + rows * _ROW + 4
        grounds.line(self.axis.left, y, WIDTH - EDGE, y)
        marks.text(self.axis.left + 2, y + 14, name, size=11.5, bold=True, look="ink halo", most=300)
        for one in (*dated, *undated):
            self._mark(grounds, marks, one, y + 19 + one.row * _ROW + _ROW / 2)
        return y + height

    def _spot(self, entry: _Entry) -> float:
        assert entry.span is not None
        return min(max(self.axis.place(entry.span.middle), self.axis.left + 8), self.axis.right - 8)

    def _mark(self, grounds: Canvas, marks: Canvas, one: _Placed, y: float) -> None:
        entry = one.entry
        self._band(grounds, entry.span, y)
        parts = Canvas(WIDTH)
        for held in (entry, *one.under):
            self.spots[held.key] = (one.x, y)
        dot(parts, one.x, y, entry.change, entry.fate)
        told = entry.told
        if one.under:
            parts.text(one.x + 9, y + 4, f"+{len(one.under)}", size=11, bold=True, look="ink halo")
            told += "".join(f"\n{held.told}" for held in one.under[:8])
            told += f"\n… and {len(one.under) - 8:,} more" if len(one.under) > 8 else ""
        elif one.label:
            self._label(parts, one, y)
        marks.hover(told, parts)

    def _label(self, parts: Canvas, one: _Placed, y: float) -> None:
        chips = one.entry.shown_chips
        room = one.label - len(chips) * _CHIP - 4
        if one.is_left:
            parts.text(
                one.x - 14 - len(chips) * _CHIP,
                y + 4,
                one.entry.label,
                size=_SIZE,
                anchor="end",
                most=room,
                look="ink halo",
            )
            start = one.x - 4 - len(chips) * _CHIP
        else:
            start = one.x + 17
            parts.text(
                one.x + 11 + len(chips) * _CHIP,
                y + 4,
                one.entry.label,
                size=_SIZE,
                most=room,
                look="ink halo",
            )
        for place, words in enumerate(chips):
            chip(parts, words, start + place * _CHIP, y)

    def _band(self, grounds: Canvas, span: Span | None, y: float) -> None:
        """Draw the stretch of time in which an article may lie, where that is wider than its mark."""
        if span is None:
            return
        left, right = self.axis.place(span.start), self.axis.place(span.end)
        if right - left > 16:
            grounds.rect(left, y + 6, right - left, 4, "tint-sky", radius=2)
        elif span.is_open:
            grounds.line(left, y + 8, min(left + 40, self.axis.right), y + 8, "dash")

    def _undated_head(self, top: float, foot: float) -> None:
        x = self.axis.right + 4
        self.canvas.line(x, top - 10, x, foot, "dash")
        self.canvas.text(x + 10, top, "no date", size=12, bold=True)

    # --- ways ------------------------------------------------------------------------------

    def _ways(self, places: dict[str, float]) -> None:
        for origin in () if self.is_dense else self.story.origins:
            first = self.spots.get(origin.texts[0])
            if first is not None and origin.id in places:
                y = places[origin.id]
                self.canvas.path(_curve((EDGE + SIDE - 12, y), (first[0] - 8, first[1])), "soft-dots")
        for edge in self.story.between:
            start, end = self.spots[edge.start], self.spots[edge.end]
            if start != end:
                parts = Canvas(WIDTH)
                _arrow(parts, start, end, edge.is_firm, is_thin=self.is_dense)
                self.canvas.hover(self._edge_told(edge), parts)

    def _edge_told(self, edge: Edge) -> str:
        one, other = self.story.by_id[edge.start], self.story.by_id[edge.end]
        how = listed(list(edge.kinds)) + ("" if edge.is_firm else ", possibly")
        ends = (f"{self.story.outlet(text)}: {shortened(text.headline, 60)}" for text in (one, other))
        return " → ".join(ends) + f" ({how})"

    def _origin_told(self, origin: Origin) -> str:
        first = self.story.by_id[origin.texts[0]]
        many = counted(len(origin.texts), "article")
        return f"{origin.name}: credited by {many}, first on the map by {self.story.outlet(first)}"

    # --- legend ----------------------------------------------------------------------------

    def _legend(self) -> Iterator[tuple[str, Callable[[Canvas, float, float], None]]]:
        texts = self.story.texts
        yield "article", _sample(None)
        for change in ("new version", "correction", "retraction"):
            if any(text.change == change for text in texts):
                yield change, _sample(change)
        if any(text.fate for text in texts):
            yield "corrected or retracted later", _sample(None, "retracted")
        if self.story.checks:
            yield "check of a claim", _sample("check")
        if any(edge.is_firm for edge in self.story.between):
            yield "came from it, established", lambda c, x, y: _arrow(c, (x - 17, y), (x + 20, y), True)
        if any(not edge.is_firm for edge in self.story.between):
            yield "possibly came from it", lambda c, x, y: _arrow(c, (x - 17, y), (x + 20, y), False)
        if self.story.origins:
            yield "credits source A", lambda c, x, y: chip(c, "A", x, y)
        if self.story.origins and not self.is_dense:
            yield "first to credit it", lambda c, x, y: c.line(x - 10, y, x + 12, y, "soft-dots")
        if any(text.span is not None and self._is_wide(text.span) for text in texts):
            yield "somewhere in this time", lambda c, x, y: c.rect(x - 10, y - 2, 22, 4, "tint-sky", radius=2)

    def _is_wide(self, span: Span) -> bool:
        return self.axis.place(span.end) - self.axis.place(span.start) > 16


def _packed(
    entries: Sequence[_Entry], spot: Callable[[_Entry], float], left: float, right: float
) -> list[_Placed]:
    """Give each entry a row in which its mark and, if it can be, its label overlap nothing."""
    taken: list[list[tuple[float, float]]] = []
    placed: list[_Placed] = []
    for entry in sorted(entries, key=spot):
        one = _Placed(entry, spot(entry), 0)
        if _found_room(one, taken, left, right):
            placed.append(one)
        else:
            near = min(placed, key=lambda other: (abs(other.x - one.x), other.label, -other.row))
            near.under.append(entry)
    return placed


def _found_room(one: _Placed, taken: list[list[tuple[float, float]]], left: float, right: float) -> bool:
    wide = width_of(one.entry.label, _SIZE) + len(one.entry.shown_chips) * _CHIP + 8
    for most in _LABELS:
        if _is_put(one, min(wide, most), taken, left, right):
            return True
    return _is_put(one, 0, taken, left, right)


def _is_put(
    one: _Placed, label: float, taken: list[list[tuple[float, float]]], left: float, right: float
) -> bool:
    rows = range(min(len(taken) + 1, _MOST_ROWS))
    for row in rows:
        for is_left in (False, True) if label else (False,):
            start = one.x - 9 - (label + 4 if is_left else 0)
            end = one.x + 9 + (label + 4 if label and not is_left else 0)
            held = taken[row] if row < len(taken) else []
            inside = not label or (start >= left and end <= right)
            if inside and all(end < a or start > b for a, b in held):
                if row == len(taken):
                    taken.append([])
                taken[row].append((start, end))
                one.row, one.label, one.is_left = row, label, is_left
                return True
    return False


def _checked(place: int, check: Check) -> _Entry:
    return _Entry(
        f"\0{place}",
        f"{check.words}: {check.what}",
        f"Check: {check.words}: {check.what}",
        check.span,
        "check",
    )


def _sample(change: str | None, fate: str | None = None) -> Callable[[Canvas, float, float], None]:
    return lambda canvas, x, y: dot(canvas, x, y, change, fate)


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    reach = max((end[0] - start[0]) / 2, 20)
    points = (start[0] + reach, start[1]), (end[0] - reach, end[1]), end
    return f"M{number(start[0])},{number(start[1])}C" + " ".join(
        f"{number(x)},{number(y)}" for x, y in points
    )


def _arrow(
    canvas: Canvas,
    start: tuple[float, float],
    end: tuple[float, float],
    is_firm: bool,
    *,
    is_thin: bool = False,
) -> None:
    """Draw a way from one mark to another, bent so that what runs along a lane does not cross marks."""
    (x1, y1), (x2, y2) = start, end
    reach = min(max(abs(x2 - x1) * 0.45, 26), 160)
    is_level = abs(y2 - y1) < 4
    down = 1 if y2 > y1 else -1
    if x2 - x1 > 24:  # on the way forward, into the mark's left side
        lift = -16 if is_level and x2 - x1 > 40 else 0
        before, one, other = (x2 - 8, y2), (x1 + reach, y1 + lift), (x2 - reach, y2 + lift)
    elif x1 - x2 > 24:  # back in time: from above or below, off the words at the mark's right side
        before = (x2, y2 - 9 * (down if not is_level else 1))
        one, other = (x1 - reach, y1 - (24 if is_level else 0)), (x2, before[1] - 28 * down)
    else:
        before = (x2, y2 - 8 * down)
        one, other = (x1 - 22, y1 + (y2 - y1) * 0.3), (x2 - 11, y2 - (y2 - y1) * 0.3)
    points = " ".join(f"{number(x)},{number(y)}" for x, y in (one, other, before))
    canvas.path(
        f"M{number(x1)},{number(y1)}C{points}", ("" if is_thin else "soft-") + ("line" if is_firm else "dash")
    )
    canvas.head(*other, *before, size=6 if is_thin else 8)
