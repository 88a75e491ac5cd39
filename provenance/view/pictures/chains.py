"""The chain strip: a claim on its way from an origin to an article, and what changed on each step."""

from collections.abc import Iterable, Sequence
from itertools import islice

from attrs import frozen

from provenance.model import Dossier
from provenance.queries.chains import Chain, Stop
from provenance.queries.drift import Drifts, drift
from provenance.queries.showing import counted, shortened
from provenance.queries.trace import Trace
from provenance.view.drawing import Canvas
from provenance.view.drawing.diagrams import Arrow, Box, dot, mermaid
from provenance.view.picture import Picture

__all__ = ["draw_chain", "draw_chains"]

_WIDTH, _EDGE, _BOX = 680, 24, 300
_MOST_STOPS, _ENDS, _MOST_CHANGES = 14, 6, 5
_KINDS = {
    "article": "article",
    "relay": "relayed by",
    "source": "source",
    "gap": "not on record",
    "ring": "a ring, drawn as one",
}
_SHAPES = {"source": "round", "gap": "gap", "ring": "mark"}
_LOOKS = {"article": "panel", "relay": "panel", "source": "tint-blue", "ring": "tint-orange"}


def draw_chain(chain: Chain, dossier: Dossier | None = None, *, changes: Drifts | None = None) -> Picture:
    """Draw one chain, the origin on top and the article at the bottom.

    Args:
        chain: one chain of a trace.
        dossier: where `drift` is asked what changed, unless `changes` is given.
        changes: the answer of `drift`; what it found is written beside the arrows.
    """
    if changes is None and dossier is not None:
        passages = [stop.passage for stop in chain.stops if stop.passage is not None]
        changes = drift(dossier, passages[0]) if passages else None
    return _drawn([chain], 1, changes)


def draw_chains(
    trace: Trace, dossier: Dossier | None = None, *, limit: int = 4, changes: Drifts | None = None
) -> Picture:
    """Draw the first chains of a trace one below the other, each from its origin to its article.

    Args:
        trace: the answer of `trace`.
        dossier: where `drift` is asked what changed, unless `changes` is given.
        limit: how many chains are drawn; the rest is counted.
        changes: the answer of `drift`; what it found is written beside the arrows.
    """
    if changes is None and dossier is not None:
        changes = drift(dossier, trace.asked)
    return _drawn(list(trace.chains(limit=limit)), trace.count, changes)


def _drawn(chains: Sequence[Chain], many: int, changes: Drifts | None) -> Picture:
    strip = _Strip(chains, many, _by_step(changes))
    height = strip.drawn()
    title = strip.title()
    boxes, arrows = strip.diagram()
    return Picture(
        kind="chain strip",
        title=title,
        description=strip.description(),
        svg=strip.canvas.svg(height, title=title, description=strip.description()),
        text=strip.text(),
        mermaid=mermaid(boxes, arrows, direction="TB"),
        dot=dot(boxes, arrows, direction="TB"),
    )


def _by_step(changes: Drifts | None) -> dict[tuple[str, str], list[str]]:
    """Return what changed by the two ends of the step: the passage it came from, and the one it came to."""
    found: dict[tuple[str, str], list[str]] = {}
    for change in changes.drifts if changes is not None else ():
        kind = str(change.kind).replace("_", " ")
        told = f"{kind}: {shortened(change.before, 90)} → {shortened(change.after, 90)}"
        found.setdefault((change.hop.rests_on, change.hop.record), []).append(told)
    return found


@frozen
class _Row:
    """A stop as it is drawn, with what changed on the step that led to it."""

    stop: Stop | None
    """`None` where stops are left away."""
    words: str
    changed: tuple[str, ...]


class _Strip:
    """Chains in the making of a picture."""

    def __init__(self, chains: Sequence[Chain], many: int, changed: dict[tuple[str, str], list[str]]) -> None:
        self.canvas = Canvas(_WIDTH)
        self.many = many
        self.chains = [list(_rows(chain, changed)) for chain in chains]

    # --- in words --------------------------------------------------------------------------

    def title(self) -> str:
        if not self.chains:
            return "Through whom it came: no chain is on record"
        return f"Through whom it came: {counted(self.many, 'chain')}"

    def description(self) -> str:
        told = [" then ".join(row.words for row in rows) for rows in self.chains]
        return " ".join(
            f"Chain {place}, from its origin: {shortened(t, 600)}." for place, t in enumerate(told, 1)
        ) or ("Nothing on record says where it came from.")

    def text(self) -> str:
        lines = [self.title()]
        for rows in self.chains:
            lines.append("")
            for place, row in enumerate(rows):
                lines += [f"    ~ {change}" for change in row.changed]
                lines.append(f"  {'→ ' if place else ''}{row.words}")
        if self.many > len(self.chains):
            lines += ["", f"… and {counted(self.many - len(self.chains), 'more chain')}"]
        return "\n".join(lines)

    def diagram(self) -> tuple[list[Box], list[Arrow]]:
        boxes: list[Box] = []
        arrows: list[Arrow] = []
        for rows in self.chains:
            for place, row in enumerate(rows):
                kind = "gap" if row.stop is None else row.stop.kind
                boxes.append(
                    Box(row.words, {"source": "round", "gap": "gap", "ring": "mark"}.get(kind, "box"))
                )
                if place:
                    words = "\n".join(row.changed[:_MOST_CHANGES])
                    arrows.append(Arrow(len(boxes) - 2, len(boxes) - 1, words, kind != "gap"))
        return boxes, arrows

    # --- drawn -----------------------------------------------------------------------------

    def drawn(self) -> float:
        y = self.canvas.lines(_EDGE, 18, self.title(), _WIDTH - 2 * _EDGE, size=17, bold=True)
        for place, rows in enumerate(self.chains):
            if place:
                self.canvas.line(_EDGE, y + 18, _WIDTH - _EDGE, y + 18)
                y += 24
            y = self._chain(rows, y + 12)
        if self.many > len(self.chains):
            more = f"… and {counted(self.many - len(self.chains), 'more chain')}"
            y = self.canvas.lines(_EDGE, y + 14, more, 400, look="soft")
        return y + 20

    def _chain(self, rows: Iterable[_Row], y: float) -> float:
        for place, row in enumerate(rows):
            if place:
                y = self._step(row, y)
            y = self._stop(row, y)
        return y

    def _stop(self, row: _Row, y: float) -> float:
        stop = row.stop
        if stop is None:
            return self.canvas.lines(_EDGE + 20, y, row.words, _BOX, look="soft") + 2
        room = _BOX - 24
        inner = Canvas(_WIDTH)
        foot = inner.lines(_EDGE + 12, y + 8, _KINDS.get(stop.kind, stop.kind), room, size=11.5, look="soft")
        foot = inner.lines(_EDGE + 12, foot, _label(stop), room, size=14.5, bold=True, most=2)
        if stop.said is not None:
            foot = inner.lines(_EDGE + 12, foot + 2, f"“{stop.said}”", room, size=13, most=4)
        if stop.kind == "gap":
            self.canvas.rect(_EDGE, y, _BOX, foot + 8 - y, "dash")
        else:
            self.canvas.rect(_EDGE, y, _BOX, foot + 8 - y, _LOOKS.get(stop.kind, "panel"))
        self.canvas.add(inner.parts)
        return foot + 8

    def _step(self, row: _Row, y: float) -> float:
        """Draw an arrow downwards with what changed beside it, and return where it ends."""
        x, foot = _EDGE + 30, y + 6
        for change in row.changed[:_MOST_CHANGES]:
            foot = self.canvas.lines(x + 22, foot + 2, change, _WIDTH - x - 22 - _EDGE, size=12.5, most=3)
        if len(row.changed) > _MOST_CHANGES:
            more = f"… and {counted(len(row.changed) - _MOST_CHANGES, 'more change')}"
            foot = self.canvas.lines(x + 22, foot + 2, more, 300, size=12.5, look="soft")
        foot = max(foot + 6, y + 30)
        is_gap = row.stop is None or row.stop.kind == "gap"
        self.canvas.line(x, y, x, foot - 2, "dash" if is_gap else "strong")
        self.canvas.head(x, y, x, foot)
        return foot


def _rows(chain: Chain, changed: dict[tuple[str, str], list[str]]) -> Iterable[_Row]:
    """Yield the stops from the origin to the article; of a long chain those near its ends."""
    stops = list(reversed(chain.stops))
    hidden = len(stops) - 2 * _ENDS if len(stops) > _MOST_STOPS else 0
    for place, stop in enumerate(stops):
        if hidden and _ENDS <= place < len(stops) - _ENDS:
            if place == _ENDS:
                yield _Row(None, f"… {counted(hidden, 'more stop')} …", ())
            continue
        before = stops[place - 1] if place else None
        yield _Row(stop, _told(stop), tuple(_changes(before, stop, changed)))


def _changes(before: Stop | None, stop: Stop, changed: dict[tuple[str, str], list[str]]) -> Iterable[str]:
    if before is None or stop.passage is None:
        return ()
    keys = dict.fromkeys([(before.passage or before.record, stop.passage), (before.record, stop.passage)])
    return islice((told for key in keys for told in changed.get(key, ())), 50)


def _told(stop: Stop) -> str:
    return shortened(stop.label, 100) + ("" if stop.said is None else f": “{shortened(stop.said, 160)}”")


def _label(stop: Stop) -> str:
    return stop.record if stop.kind == "gap" else stop.label
