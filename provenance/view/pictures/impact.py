"""The impact tree: what falls, may fall, is weakened or stands if a record falls."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from provenance.errors import legible
from provenance.model import Dossier
from provenance.queries.impact import ClaimImpact, FallState, Impact
from provenance.queries.showing import Range, counted, listed, shortened
from provenance.view.drawing import Canvas, width_of
from provenance.view.drawing.diagrams import Arrow, Box, dot, mermaid
from provenance.view.picture import Picture
from provenance.view.pictures.marks import draw_mark

__all__ = ["draw_impact"]

_WIDTH, _EDGE = 820, 24
_TRUNK, _BRANCH, _CARD = _EDGE + 16, _EDGE + 44, _EDGE + 72
_DOTS, _MOST_DOTS, _MOST_NAMES, _MOST_ARTICLES = 176, 5, 4, 4
_WORDS = {
    FallState.FALLS: ("falls", "fall", "no origin is left"),
    FallState.MAY_FALL: ("may fall", "may fall", "nobody who is left is known at first hand"),
    FallState.WEAKENED: ("is weakened", "are weakened", "it loses an origin, or the range shrinks"),
    FallState.STANDS: ("stands", "stand", "it has the origins that it had"),
}
_MOST = {FallState.FALLS: 8, FallState.MAY_FALL: 6, FallState.WEAKENED: 6, FallState.STANDS: 4}
_LOOKS = {
    FallState.FALLS: "tint-red",
    FallState.MAY_FALL: "tint-orange",
    FallState.WEAKENED: "tint-yellow",
    FallState.STANDS: "tint-green",
}
_KEY = (
    "Each disc is an independent origin: a full one is known at first hand, an open one is not; a cross is "
    "one that is lost. The numbers are the least and the most, without the floor of one."
)


def draw_impact(impact: Impact, dossier: Dossier | None = None) -> Picture:
    """Draw what is left if something falls as a tree, the gravest first.

    The root is what falls. From it branch the claims that fall, may fall, are weakened and stand, each
    with its independent origins before and after, what it loses and keeps, and who carries it. Of
    many claims the first of each kind are drawn and the rest is counted.

    Args:
        impact: the answer of `what_falls_if`.
        dossier: taken because every picture takes it; an impact says all by itself.
    """
    tree = _Tree(impact)
    height = tree.drawn()
    description = shortened(tree.description(), 5_000)
    boxes, arrows = tree.diagram()
    return Picture(
        kind="impact tree",
        title=tree.title,
        description=description,
        svg=tree.canvas.svg(height, title=tree.title, description=description),
        text=legible(str(impact)),
        mermaid=mermaid(boxes, arrows),
        dot=dot(boxes, arrows),
    )


@frozen
class _Leaf:
    """A claim as it is drawn."""

    impact: ClaimImpact
    words: str
    told: tuple[str, ...]
    """What becomes of it besides, as short sentences."""
    articles: tuple[str, ...]


class _Tree:
    """A tree in the making of a picture."""

    def __init__(self, impact: Impact) -> None:
        self.impact = impact
        self.canvas = Canvas(_WIDTH)
        first = str(impact).partition("\n")[0]
        name = impact._labels.full(impact.asked)
        start, _, verb = first.partition(name)
        self.root = shortened(f"{start}{shortened(name, 140)}{verb.partition(':')[0]}", 200)
        self.title = f"What is left: {self.root[:1].lower()}{self.root[1:]}"
        self.branches = [(state, held) for state in FallState if (held := impact._in(state))]

    # --- in words --------------------------------------------------------------------------

    def description(self) -> str:
        if not self.branches:
            return f"{self.root}: nothing on record rests on it."
        told = [f"{self.root}:"]
        for state, held in self.branches:
            told.append(f"{_headed(state, len(held))}:")
            told += [f"{shortened(str(leaf), 300)}." for leaf in held[: _MOST[state]]]
        return " ".join(told)

    def diagram(self) -> tuple[list[Box], list[Arrow]]:
        boxes, arrows = [Box(self.root, "mark")], list[Arrow]()
        articles: dict[str, int] = {}
        for state, held in self.branches:
            branch = len(boxes)
            boxes.append(Box(_headed(state, len(held)), "round"))
            arrows.append(Arrow(0, branch))
            for leaf in _leaves(held[: _MOST[state]]):
                place = len(boxes)
                boxes.append(Box(leaf.words))
                arrows.append(Arrow(branch, place, _change(leaf.impact), state is not FallState.MAY_FALL))
                for name in leaf.articles[:_MOST_ARTICLES]:
                    if name not in articles:
                        articles[name] = len(boxes)
                        boxes.append(Box(name))
                    arrows.append(Arrow(place, articles[name], "carried by"))
            if len(held) > _MOST[state]:
                arrows.append(Arrow(branch, len(boxes), is_firm=False))
                boxes.append(Box(_more(state, held), "gap"))
        return boxes, arrows

    # --- drawn -----------------------------------------------------------------------------

    def drawn(self) -> float:
        canvas = self.canvas
        y = canvas.lines(_EDGE, 18, "What is left", _WIDTH - 2 * _EDGE, size=17, bold=True)
        y = self._root(y + 8)
        if not self.branches:
            words = "Nothing on record rests on it."
            return canvas.lines(_EDGE, y + 12, words, 500, look="soft") + 20
        trunk, foot = y, y
        for state, held in self.branches:
            foot = y + 24
            y = self._branch(state, held, y + 14)
        canvas.line(_TRUNK, trunk, _TRUNK, foot, "strong")
        return canvas.lines(_EDGE, y + 14, _KEY, _WIDTH - 2 * _EDGE, size=11.5, look="soft") + 18

    def _root(self, y: float) -> float:
        inner = Canvas(_WIDTH)
        foot = inner.lines(_EDGE + 14, y + 9, self.root, _WIDTH - 2 * _EDGE - 28, size=16, bold=True, most=3)
        others = [id for id in self.impact.records if id != self.impact.asked]
        if others:
            words = f"and as one with it: {listed([shortened(id, 60) for id in others[:40]], most=5)}"
            foot = inner.lines(
                _EDGE + 14, foot + 2, words, _WIDTH - 2 * _EDGE - 28, size=12, look="soft", most=2
            )
        self.canvas.rect(_EDGE, y, _WIDTH - 2 * _EDGE, foot + 9 - y, "panel strong")
        self.canvas.add(inner.parts)
        return foot + 9

    def _branch(self, state: FallState, held: Sequence[ClaimImpact], y: float) -> float:
        """Draw the claims of which the same becomes, and return where they end."""
        canvas = self.canvas
        canvas.line(_TRUNK, y + 10, _BRANCH - 10, y + 10, "strong")
        draw_mark(canvas, str(state), _BRANCH, y + 10)
        head = _headed(state, len(held))
        canvas.text(_BRANCH + 14, y + 15, head, size=15, bold=True)
        beside = _BRANCH + 14 + width_of(head, 15, bold=True) + 10
        canvas.text(beside, y + 15, _WORDS[state][2], size=12.5, look="soft", most=_WIDTH - _EDGE - beside)
        top, foot = y + 18, y + 18
        y += 26
        for leaf in _leaves(held[: _MOST[state]]):
            foot = y + 20
            canvas.line(_BRANCH, foot, _CARD, foot, "line")
            y = self._leaf(state, leaf, y) + 8
        canvas.line(_BRANCH, top, _BRANCH, foot, "line")
        if len(held) > _MOST[state]:
            y = canvas.lines(_CARD, y, _more(state, held), 500, size=13, look="soft") + 4
        return y

    def _leaf(self, state: FallState, leaf: _Leaf, y: float) -> float:
        inner = Canvas(_WIDTH)
        x, room = _CARD + 12, _WIDTH - _EDGE - _CARD - 24
        foot = inner.lines(x, y + 7, leaf.words, room - _DOTS - 12, size=13.5, bold=True, most=3)
        self._ranges(inner, leaf.impact, _WIDTH - _EDGE - 12 - _DOTS, y + 7)
        foot = max(foot, y + 42)
        for line in leaf.told:
            foot = inner.lines(x, foot + 1, line, room, size=12.5, most=2)
        self.canvas.rect(_CARD, y, _WIDTH - _EDGE - _CARD, foot + 7 - y, _LOOKS[state])
        self.canvas.hover(shortened(str(leaf.impact), 300), inner)
        return foot + 7

    def _ranges(self, canvas: Canvas, impact: ClaimImpact, x: float, y: float) -> None:
        """Draw how many independent origins there were and are left, as numbers and as discs."""
        middle = x + _DOTS / 2
        for at, range_ in ((x, impact.before), (middle + 14, impact.after)):
            canvas.text(at + (middle - 14 - x) / 2, y + 13, range_, size=14, bold=True, anchor="middle")
            self._discs(canvas, range_, impact.before.most, at + (middle - 14 - x) / 2, y + 26)
        canvas.arrow(middle - 10, y + 9, middle + 10, y + 9, "strong")

    def _discs(self, canvas: Canvas, range_: Range, before: int, middle: float, y: float) -> None:
        if before > _MOST_DOTS:
            return
        start = middle - (before - 1) * 7
        for n in range(before):
            x = start + n * 14
            if n < range_.most:
                canvas.circle(x, y, 4.5, "fill-blue" if n < range_.least else "paper strong")
                continue
            for turn in (-3.5, 3.5):
                canvas.line(x - 3.5, y - turn, x + 3.5, y + turn, "strong")


def _leaves(held: Sequence[ClaimImpact]) -> Iterator[_Leaf]:
    for impact in held:
        name = impact._labels.plain
        articles = tuple(dict.fromkeys(name(id) for id in impact.articles))
        yield _Leaf(impact, f"“{shortened(impact._text, 300)}”", tuple(_told(impact, articles)), articles)


def _told(impact: ClaimImpact, articles: Sequence[str]) -> Iterator[str]:
    name = impact._labels.plain
    parts = [("loses", impact.lost), ("keeps", impact.left)]
    parts.append(("a known member falls of", impact.groups))
    told = [f"{verb} {listed([name(id) for id in ids], most=_MOST_NAMES)}" for verb, ids in parts if ids]
    if told:
        words = "; ".join(told)
        yield words[:1].upper() + words[1:]
    if impact.relayed:
        yield f"{counted(len(impact.relayed), 'passage')} known through it alone"
    if articles:
        yield f"Carried by {listed(list(articles), most=_MOST_ARTICLES)}"
    denied = impact.denied
    if denied is not None and denied.is_touched:
        yield f"Its denials {_WORDS[denied.state][1]}: {denied.before} → {denied.after}"
    if not impact.is_exact:
        yield "Too many origins to count exactly: these are safe bounds"


def _change(impact: ClaimImpact) -> str:
    return str(impact.before) if impact.before == impact.after else f"{impact.before} → {impact.after}"


def _headed(state: FallState, number: int) -> str:
    one, many, _ = _WORDS[state]
    return f"{counted(number, 'claim')} {one if number == 1 else many}"


def _more(state: FallState, held: Sequence[ClaimImpact]) -> str:
    number = len(held) - _MOST[state]
    one, many, _ = _WORDS[state]
    return f"… and {number:,} more that {one if number == 1 else many}"
