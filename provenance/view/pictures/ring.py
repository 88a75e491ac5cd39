"""The ring: works that took a claim from each other, on a line of time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from provenance.errors import legible
from provenance.model import Dossier, When
from provenance.queries.loops import Circular, Citation, Loop
from provenance.queries.showing import counted, listed, shortened
from provenance.view.drawing import Canvas, width_of, wrapped
from provenance.view.drawing.diagrams import Arrow, Box, dot, mermaid
from provenance.view.drawing.timeaxis import TimeAxis, short_time
from provenance.view.picture import Picture

__all__ = ["draw_circular", "draw_ring"]

_WIDTH, _EDGE, _NAMES = 820, 24, 186
_APART = 20
_MOST_WORKS, _ENDS, _MOST_STEPS, _MOST_SOURCES, _MOST_VERSIONS = 12, 5, 16, 4, 8
_MORE = "\0more"
_VERBS = {"credits": "credits", "gap": "credits", "speaks_for": "speaks for"}
_CLOSING = "would close a ring"


def draw_ring(loop: Loop, dossier: Dossier | None = None) -> Picture:
    """Draw a ring: a line for each work, and an arrow for each time one took the claim from another.

    Arrows stand where it was taken, on one line of time, and lead from the work that gave the claim
    to the one that took it; the earliest is thick and says so, and one that is only possible is
    dashed. What has no date stands apart. Of a ring of many works the first and the last are drawn.

    Args:
        loop: one of the answers of `circular`.
        dossier: where it is looked up when the versions of each work appeared.
    """
    return _pictured([loop], 0, _ring_title(loop), dossier)


def draw_circular(circular: Circular, dossier: Dossier | None = None, *, limit: int = 3) -> Picture:
    """Draw the rings of an answer one below the other, those that are there before those that may come.

    Args:
        circular: the answer of `circular`.
        dossier: where it is looked up when the versions of each work appeared.
        limit: how many rings are drawn; the rest is counted.
    """
    loops = [*circular.loops, *circular.possible][: max(limit, 0)]
    if not len(circular):
        return _nothing(circular, dossier)
    told = [counted(len(circular.loops), "ring") if circular.loops else "no ring"]
    if circular.possible:
        told.append(f"{len(circular.possible):,} that may come to be")
    title = f"Who took it from whom in a ring: {', '.join(told)}"
    if len(circular) == len(loops) == 1:
        title = _ring_title(loops[0])
    return _pictured(loops, len(circular) - len(loops), title, dossier)


def _pictured(loops: Sequence[Loop], hidden: int, title: str, dossier: Dossier | None) -> Picture:
    canvas = Canvas(_WIDTH)
    rings = [_Ring(loop, dossier, canvas) for loop in loops]
    y = canvas.lines(_EDGE, 18, title, _WIDTH - 2 * _EDGE, size=17, bold=True, most=2)
    for place, ring in enumerate(rings):
        if place:
            canvas.line(_EDGE, y + 12, _WIDTH - _EDGE, y + 12)
            y += 18
        y = ring.drawn(y + 8)
    text = [title, *("\n".join(["", *ring.told]) for ring in rings)]
    if hidden:
        text += ["", f"… and {counted(hidden, 'more ring')}"]
        y = canvas.lines(_EDGE, y + 12, f"… and {counted(hidden, 'more ring')}", 400, look="soft")
    description = shortened(" ".join(shortened(ring.description(), 1500) for ring in rings), 5_000)
    description = description or f"{title}."
    boxes, arrows = _joined(ring.diagram() for ring in rings)
    return Picture(
        kind="ring",
        title=title,
        description=description,
        svg=canvas.svg(y + 20, title=title, description=description),
        text=legible("\n".join(text)),
        mermaid=mermaid(boxes, arrows),
        dot=dot(boxes, arrows),
    )


def _ring_title(loop: Loop) -> str:
    works = counted(len(loop.works), "work")
    if loop.is_established:
        return f"Who took it from whom: a ring of {works}"
    return f"Who took it from whom: {works}, and a ring that may come to be"


def _nothing(circular: Circular, dossier: Dossier | None) -> Picture:
    """Return the picture of an answer without a ring, with what would close one."""
    canvas = Canvas(_WIDTH)
    title = "Who took it from whom in a ring: no ring is on record"
    claim = None if dossier is None or circular.claim is None else dossier.claims.get(circular.claim)
    y = canvas.lines(_EDGE, 18, title, _WIDTH - 2 * _EDGE, size=17, bold=True, most=2)
    if claim is not None:
        y = canvas.lines(_EDGE, y + 6, f"“{claim.text}”", _WIDTH - 2 * _EDGE, size=15, most=3)
    doubts = [str(left) for left in circular.left_out if "ring would be closed" in left.reason]
    told = ["No ring is on record: no work is known to rest on itself through others."]
    for doubt in doubts[:6]:
        canvas.line(_EDGE, y + 22, _EDGE + 36, y + 22, "dash")
        canvas.head(_EDGE + 20, y + 22, _EDGE + 44, y + 22)
        y = canvas.lines(_EDGE + 54, y + 10, doubt, _WIDTH - 2 * _EDGE - 54, size=13, most=3)
    if len(doubts) > 6:
        y = canvas.lines(_EDGE + 54, y + 6, f"… and {len(doubts) - 6:,} more", 400, look="soft")
    if doubts:
        told.append(f"{counted(len(doubts), 'step')} would close one if they were certain.")
    y = canvas.lines(_EDGE, y + 10, " ".join(told), _WIDTH - 2 * _EDGE, look="soft")
    boxes = [Box("no ring is on record", "gap")]
    return Picture(
        kind="ring",
        title=title,
        description=" ".join(told),
        svg=canvas.svg(y + 20, title=title, description=" ".join(told)),
        text=legible("\n".join([str(circular), *(f"  {doubt}" for doubt in doubts)])),
        mermaid=mermaid(boxes, []),
        dot=dot(boxes, []),
    )


def _joined(diagrams: Iterable[tuple[list[Box], list[Arrow]]]) -> tuple[list[Box], list[Arrow]]:
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    for more, between in diagrams:
        arrows += [a._replace(start=a.start + len(boxes), end=a.end + len(boxes)) for a in between]
        boxes += more
    return boxes, arrows


@frozen
class _Step:
    """One time that one took it from another, as it is drawn."""

    giver: str
    taker: str
    when: When | None
    words: str
    is_earliest: bool = False
    is_closing: bool = False
    """Whether it has not happened, and would close a ring."""
    x: float = 0
    """Where its arrow stands."""


class _Ring:
    """A ring in the making of a picture."""

    def __init__(self, loop: Loop, dossier: Dossier | None, canvas: Canvas) -> None:
        self.loop, self.dossier, self.canvas = loop, dossier, canvas
        self.rows = self._rows()
        self.names = self._names()
        self.bearers = Counter(self.names.values())
        is_tall = any(self._kind(id) and self._lines_of(id) > 1 for id in self.rows)
        self.row = 58 if is_tall else 46
        steps = list(self._steps())
        half = _MOST_STEPS // 2
        few = steps if len(steps) <= _MOST_STEPS else [*steps[:half], *steps[-half:]]
        self.steps = few
        happened = sum(not step.is_closing for step in few)
        self.hidden = len(loop.edges) - happened
        self.told = legible(str(loop)).split("\n")

    # --- what is drawn ---------------------------------------------------------------------

    def _rows(self) -> list[str]:
        """Return the works and sources that get a line, those left away as one."""
        works = list(self.loop.works)
        if len(works) > _MOST_WORKS:
            works = [*works[:_ENDS], _MORE, *works[-_ENDS:]]
        return [*works, *self.loop.sources[:_MOST_SOURCES]]

    def _names(self) -> dict[str, str]:
        plain = self.loop._labels.plain
        hidden = len(self.loop.works) + len(self.loop.sources) - len(self.rows) + (_MORE in self.rows)
        more = f"… {counted(hidden, 'more', 'more')} …"
        return {id: more if id == _MORE else plain(id) for id in self.rows}

    def _steps(self) -> Iterator[_Step]:
        shown = set(self.rows)
        for edge in self.loop.edges:
            ends = [id if id in shown else _MORE for id in (edge.taken_from, edge.derived)]
            if ends[0] != ends[1] and (_MORE in shown or _MORE not in ends):
                is_earliest = edge is self.loop.earliest and len(self.loop.edges) > 1
                yield _Step(ends[0], ends[1], edge.when, self._sentence(edge), is_earliest)
        origin = self.loop.origin
        if origin is not None and self.loop.edges:
            last = next(e.derived for e in reversed(self.loop.edges) if e.derived in self.loop.works)
            again = "up again " if self.loop.has_dropped_it else ""
            words = f"not yet: {self._called(origin)} {_CLOSING} by taking it {again}from any of them"
            yield _Step(last if last in shown else _MORE, origin, None, words, is_closing=True)

    def _sentence(self, edge: Citation) -> str:
        taker, giver = self._called(edge.derived), self._called(edge.taken_from)
        return f"{short_time(edge.when)}: {taker} {_VERBS.get(edge.how, 'took it from')} {giver}"

    def _called(self, id: str) -> str:
        """Return what to call a work or source; with the id where several are called the same."""
        name = self.loop._labels.plain(id)
        return f"{name} ({id})" if self.bearers[name] > (id in self.names) and name != id else name

    # --- in words --------------------------------------------------------------------------

    def _remarks(self) -> list[str]:
        """Return what the loop says of itself below its steps, as sentences."""
        below = 1 + min(len(self.loop.edges), 20) + (len(self.loop.edges) > 20)
        lines = [line.strip() for line in self.told[below:]]
        return [f"{line[:1].upper()}{line[1:]}." for line in lines if line]

    def description(self) -> str:
        told = [f"{step.words}{', the earliest' if step.is_earliest else ''}." for step in self.steps]
        return " ".join([f"{self.told[0]}.", *told, *self._remarks()])

    def diagram(self) -> tuple[list[Box], list[Arrow]]:
        places = {id: place for place, id in enumerate(self.rows)}
        sources = set(self.loop.sources)
        boxes = [
            Box(
                self.names[id] if id == _MORE else self._called(id),
                "gap" if id == _MORE else "round" if id in sources else "box",
            )
            for id in self.rows
        ]
        arrows = []
        for step in self.steps:
            words = _CLOSING if step.is_closing else short_time(step.when)
            words += "\nthe earliest" if step.is_earliest else ""
            arrows.append(Arrow(places[step.giver], places[step.taker], words, not step.is_closing))
        if self.loop.outside:
            boxes.append(Box(f"from outside the ring: {self._outside()}", "round"))
            arrows.append(Arrow(len(boxes) - 1, 0, "comes in"))
        return boxes, arrows

    def _outside(self) -> str:
        plain = self.loop._labels.plain
        return listed([shortened(plain(id), 60) for id in self.loop.outside[:50]], most=6)

    # --- drawn -----------------------------------------------------------------------------

    def drawn(self, y: float) -> float:
        canvas, texts = self.canvas, self.loop._texts
        for id in self.loop.claims[:3]:
            y = canvas.lines(_EDGE, y, f"“{texts.get(id) or id}”", _WIDTH - 2 * _EDGE, size=15, most=3)
        if len(self.loop.claims) > 3:
            y = canvas.lines(_EDGE, y, f"… and {len(self.loop.claims) - 3:,} more claims", 400, look="soft")
        y = self._field(y + 16)
        y = self._outside_row(y)
        y = self._list(y + 10)
        for remark in self._remarks():
            if self.loop.outside and remark.startswith("Beside the ring"):
                continue  # it is drawn
            y = canvas.lines(_EDGE, y + 3, remark, _WIDTH - 2 * _EDGE, size=13, look="soft", most=3)
        return y

    def _field(self, y: float) -> float:
        """Draw the lines of the works and the arrows between them."""
        left, right = _EDGE + _NAMES + 12, float(_WIDTH - _EDGE)
        apart = [step for step in self.steps if step.when is None]
        times = self._times()
        apart_wide = 0.0
        if apart:
            apart_wide = max(96.0, (len(apart) + 1) * _APART) if times else right - left
            apart_wide = min(apart_wide, right - left - (200 if times else 0))
        axis = TimeAxis(times, left, right - left - (apart_wide + 16 if apart_wide and times else 0))
        foot = y
        if not axis.is_empty:
            foot = axis.draw(self.canvas, y + 8)
        if apart_wide:
            foot = max(foot, self._apart_head(right - apart_wide, right, y, apart))
        top = foot + 22
        bottom = top + (len(self.rows) - 1) * self.row
        if not axis.is_empty:
            axis.grid(self.canvas, foot, bottom + 18)
        if apart_wide and times:
            self.canvas.line(right - apart_wide - 8, y, right - apart_wide - 8, bottom + 18, "dash")
        self._lines(axis, top, left, right)
        for number, step in enumerate(self._placed(axis, right - apart_wide, right), 1):
            self._arrow(number, step, axis, top)
        bottom += self.row - 46
        if axis.note:
            return self.canvas.lines(_EDGE, bottom + 22, axis.note, right - _EDGE, size=11.5, look="soft")
        return bottom + 20

    def _apart_head(self, left: float, right: float, y: float, apart: Sequence[_Step]) -> float:
        has_undated = any(not step.is_closing for step in apart)
        has_closing = any(step.is_closing for step in apart)
        words = " / ".join(
            word for word, is_so in (("date not known", has_undated), ("not yet", has_closing)) if is_so
        )
        return self.canvas.lines(left, y + 4, words, right - left, size=12, look="soft", most=2) + 4

    def _times(self) -> list[When]:
        times = [step.when for step in self.steps if step.when is not None]
        return times + [when for id in self.rows for when in self._versions(id)]

    def _versions(self, work: str) -> list[When]:
        """Return when the versions of a work appeared, as far as a dossier was given that says so."""
        if self.dossier is None or work == _MORE or work in self.loop.sources:
            return []
        found = []
        for id in self.loop.versions(work)[:_MOST_VERSIONS]:
            article = self.dossier.articles.get(id)
            if article is not None:
                is_later = any(
                    str(d.kind) in ("revised", "corrected")
                    for d in self.dossier.index("derivations", "derived").get(id)
                )
                dates = [article.published, article.modified]
                found.append(next((d for d in (reversed(dates) if is_later else dates) if d), None))
        return [when for when in found if when is not None]

    def _lines(self, axis: TimeAxis, top: float, left: float, right: float) -> None:
        for place, id in enumerate(self.rows):
            y = top + place * self.row
            if id == _MORE:
                self.canvas.text(_EDGE, y + 4, self.names[id], size=13, look="soft", most=_NAMES)
                self.canvas.line(left, y, right, y, "dots")
                continue
            at = y - self._lines_of(id) * 9
            foot = self.canvas.lines(_EDGE, at, self.names[id], _NAMES, size=13.5, bold=True, most=2)
            kind = self._kind(id)
            if kind:
                self.canvas.text(_EDGE, foot + 9, kind, size=11, look="soft", most=_NAMES)
            self.canvas.line(left, y, right, y, "line")
            for when in self._versions(id):
                spot = axis.place(when)
                if spot is not None and spot.x2 - spot.x1 > 9:
                    spot.draw(self.canvas, y, "panel")
                elif spot is not None:
                    self.canvas.rect(spot.middle - 4.5, y - 4.5, 9, 9, "panel strong", radius=0)

    def _lines_of(self, id: str) -> int:
        return len(wrapped(self.names[id], _NAMES, 13.5, bold=True, most=2))

    def _kind(self, id: str) -> str:
        if id in self.loop.sources:
            return "source"
        told = [id] if self.bearers[self.names[id]] > 1 and id != self.names[id] else []
        told += ["gives no source"] if id == self.loop.origin else []
        versions = len(self.loop.versions(id))
        return ", ".join([*told, *([counted(versions, "version")] if versions > 1 else [])])

    def _placed(self, axis: TimeAxis, left: float, right: float) -> list[_Step]:
        """Return the steps with places for their arrows, at least so far apart that they can be told."""
        found: list[_Step] = []
        undated = [step for step in self.steps if step.when is None]
        for step in self.steps:
            spot = axis.place(step.when)
            if spot is None:
                gap = (right - left) / (len(undated) + 1)
                number = sum(axis.place(other.when) is None for other in found) + 1
                found.append(evolve(step, x=left + gap * number))
                continue
            found.append(evolve(step, x=spot.middle))
        dated = sorted((s for s in found if axis.place(s.when) is not None), key=lambda step: step.x)
        moved = _spread([step.x for step in dated], axis.left + 10, axis.right - 4)
        places = {id(step): x for step, x in zip(dated, moved, strict=True)}
        return [evolve(step, x=places.get(id(step), step.x)) for step in found]

    def _arrow(self, number: int, step: _Step, axis: TimeAxis, top: float) -> None:
        """Draw the arrow of a step with its number on it."""
        y1, y2 = (top + self.rows.index(id) * self.row for id in (step.giver, step.taker))
        inner = Canvas(_WIDTH)
        spot = axis.place(step.when)
        target = step.x if spot is None else min(max(step.x, spot.x1), spot.x2)
        if spot is not None and spot.x2 - spot.x1 > 9:
            spot.draw(inner, y2, "tint-sky")
        down = 1 if y2 > y1 else -1
        turn = y2 - down * 16
        if step.is_earliest:
            inner.rect(step.x - 2.5, min(y1, turn), 5, abs(turn - y1), "solid", radius=0)
        else:
            inner.line(step.x, y1, step.x, turn, "dash" if step.is_closing else "strong")
        inner.line(step.x, turn, target, y2 - down * 4, "dash" if step.is_closing else "strong")
        inner.circle(step.x, y1, 2.5, "solid")
        inner.head(step.x, turn, target, y2, 14 if step.is_earliest else 9)
        self._badge(inner, number, step, y1 + down * 15)
        self.canvas.hover(shortened(step.words, 300), inner)

    def _badge(self, canvas: Canvas, number: int, step: _Step, y: float) -> None:
        canvas.circle(step.x, y, 8.5, "tint-orange" if step.is_earliest else "panel")
        canvas.text(step.x, y + 4, number, size=11, bold=True, anchor="middle")
        if step.is_earliest:
            wide = width_of("earliest", 12, bold=True)
            is_left = step.x + wide + 16 > _WIDTH - _EDGE
            canvas.text(
                step.x + (-13 if is_left else 13),
                y + 4,
                "earliest",
                size=12,
                bold=True,
                anchor="end" if is_left else "start",
            )

    def _outside_row(self, y: float) -> float:
        """Draw where the claim came in from outside."""
        if not self.loop.outside:
            return y
        y += 12
        words = f"From outside the ring: {self._outside()}"
        inner = Canvas(_WIDTH)
        foot = inner.lines(_EDGE + 12, y + 20, words, _WIDTH - 2 * _EDGE - 24, size=13, most=3)
        self.canvas.rect(_EDGE, y + 12, _WIDTH - 2 * _EDGE, foot + 8 - y - 12, "tint-green")
        self.canvas.arrow(_EDGE + 40, y + 12, _EDGE + 40, y - 6, "strong")
        self.canvas.add(inner.parts)
        return foot + 10

    def _list(self, y: float) -> float:
        """Write the steps below, each with the number that its arrow has."""
        for number, step in enumerate(self.steps, 1):
            self.canvas.circle(_EDGE + 9, y + 10, 8.5, "tint-orange" if step.is_earliest else "panel")
            self.canvas.text(_EDGE + 9, y + 14, number, size=11, bold=True, anchor="middle")
            words = step.words + (" — the earliest" if step.is_earliest else "")
            y = self.canvas.lines(
                _EDGE + 26,
                y + 1,
                words,
                _WIDTH - 2 * _EDGE - 26,
                size=13.5,
                bold=step.is_earliest,
                most=2,
                direction="ltr",
            )
            y += 5
        if self.hidden > 0:
            y = self.canvas.lines(
                _EDGE + 26, y, f"… and {counted(self.hidden, 'more step')}", 400, size=13.5, look="soft"
            )
        return y + 4


def _spread(places: Sequence[float], left: float, right: float) -> list[float]:
    """Return places moved as little as may be, in the same order, so that none is too near the next."""
    apart = min(_APART, (right - left) / max(len(places), 1))
    found: list[float] = []
    for x in places:
        found.append(max(x, found[-1] + apart) if found else max(x, left))
    limit = right
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], limit)
        limit = found[place] - apart
    return found
