"""The story map of very many articles: counts by outlet and time, and bundled ways between outlets."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import sqrt

from attrs import field, frozen

from provenance.queries.showing import counted, listed
from provenance.view.drawing import Canvas, number, width_of
from provenance.view.pictures.story.facts import Story, Text
from provenance.view.pictures.story.marks import (
    EDGE,
    MOST_ORIGINS,
    SIDE,
    WIDTH,
    dot,
    draw_axis,
    draw_head,
    draw_legend,
    draw_origins,
)
from provenance.view.pictures.story.times import Axis

__all__ = ["MOST_LANES", "Bundle", "Bundles", "drawn_in_counts"]

MOST_LANES = 14
_LANE, _HEAD, _BIN = 52, 18, 36.0
_LEAST, _LARGEST = 8.0, 16.0
_MOST_BUNDLES, _TRACK, _UNDATED = 9, 26, 64
_REST = "\0rest"


@frozen
class Bundle:
    """All derivations from texts of one lane to texts of another."""

    start: str | None
    end: str | None
    many: int
    possible: int
    """How many of them are only possible."""


@frozen
class Bundles:
    """A story as counts: lanes, and what passed between them."""

    story: Story
    names: dict[str | None, str] = field(init=False)
    """The lanes by the id that stands for them, in order."""
    lane_of: dict[str | None, str | None] = field(init=False)
    """The lane in which an outlet stands."""
    between: tuple[Bundle, ...] = field(init=False)
    """What passed from lane to lane, the most first."""
    within: dict[str | None, int] = field(init=False)
    """How often a text came from another of its own lane."""

    def __attrs_post_init__(self) -> None:
        outlets = list(self.story.outlets.items())
        whole = len(outlets) if len(outlets) <= MOST_LANES else MOST_LANES - 1
        names = dict(outlets[:whole])
        if len(outlets) > whole:
            names[_REST] = counted(len(outlets) - whole, "other outlet")
        lane_of = {outlet: outlet if outlet in names else _REST for outlet, _ in outlets}
        ways: Counter[tuple[str | None, str | None]] = Counter()
        possible: Counter[tuple[str | None, str | None]] = Counter()
        for edge in self.story.between:
            pair = [lane_of[self.story.by_id[id].outlet] for id in (edge.start, edge.end)]
            ways[pair[0], pair[1]] += 1
            possible[pair[0], pair[1]] += not edge.is_firm
        places = {lane: place for place, lane in enumerate(names)}
        made = [Bundle(a, b, n, possible[a, b]) for (a, b), n in ways.items() if a != b]
        made.sort(key=lambda bundle: (-bundle.many, places[bundle.start], places[bundle.end]))
        for name, value in (
            ("names", names),
            ("lane_of", lane_of),
            ("between", tuple(made)),
            ("within", {a: n for (a, b), n in ways.items() if a == b}),
        ):
            object.__setattr__(self, name, value)

    def texts(self) -> dict[str | None, list[Text]]:
        """Return the texts of each lane, in order."""
        held: dict[str | None, list[Text]] = {lane: [] for lane in self.names}
        for text in self.story.texts:
            held[self.lane_of[text.outlet]].append(text)
        return held


def drawn_in_counts(canvas: Canvas, story: Story) -> float:
    """Draw a story of many articles as counts; return how high it is."""
    return _Counts(canvas, story).drawn()


class _Counts:
    """A map of counts in the making."""

    def __init__(self, canvas: Canvas, story: Story) -> None:
        self.canvas, self.story, self.bundles = canvas, story, Bundles(story)
        self.texts = self.bundles.texts()
        named = [bundle for bundle in self.bundles.between if _REST not in (bundle.start, bundle.end)]
        self.shown = named[:_MOST_BUNDLES]
        self.tracks = _tracks(self.shown, list(self.bundles.names))
        self.has_undated = any(text.span is None for text in story.texts)
        ways = _TRACK * (max(self.tracks, default=-1) + 1) + (24 if self.tracks else 0)
        left = EDGE + (SIDE if story.origins else 0)
        self.right = WIDTH - EDGE - ways
        spans = [text.span for text in story.texts if text.span is not None]
        self.axis = Axis(spans, left, self.right - (_UNDATED if self.has_undated else 0))
        self.bins = max(int((self.axis.right - self.axis.left) // _BIN), 1)
        self.wide = (self.axis.right - self.axis.left) / self.bins
        self.heads: dict[str | None, float] = {}

    def drawn(self) -> float:
        top = draw_head(self.canvas, self.story, self.axis) + 40
        marks, y = Canvas(WIDTH), top + 8
        counts = {lane: self._binned(texts) for lane, texts in self.texts.items()}
        most = max((len(texts) for held in counts.values() for texts in held.values()), default=1)
        for lane, name in self.bundles.names.items():
            self.heads[lane] = y
            self._lane(marks, name, counts[lane], lane, y, most)
            y += _LANE
        if self.story.checks:
            y = self._checks(marks, y)
        draw_axis(self.canvas, self.axis, top, y)
        self._extra_heads(top, y)
        self.canvas.add(marks.parts)
        self._ways()
        side = y
        if self.story.origins:
            side, _ = draw_origins(
                self.canvas,
                self.story.origins,
                top - 12,
                lambda origin: f"{origin.name}: credited by {counted(len(origin.texts), 'article')}",
                lettered=False,
            )
        foot = self._remarks(max(y + 10, side) + 14)
        return draw_legend(self.canvas, foot + 4, self._legend()) + 16

    # --- lanes -----------------------------------------------------------------------------

    def _binned(self, texts: Sequence[Text]) -> dict[int, list[Text]]:
        held: dict[int, list[Text]] = {}
        for text in texts:
            place = -1
            if text.span is not None:
                along = self.axis.place(text.span.middle) - self.axis.left
                place = min(max(int(along // self.wide), 0), self.bins - 1)
            held.setdefault(place, []).append(text)
        return held

    def _lane(
        self, marks: Canvas, name: str, held: dict[int, list[Text]], lane: str | None, y: float, most: int
    ) -> None:
        many = sum(map(len, held.values()))
        self.canvas.line(self.axis.left, y, self.right, y)
        own = self.bundles.within.get(lane, 0)
        words = f"{counted(many, 'article')}" + (f", {own:,} from one another" if own else "")
        room = self.axis.right - self.axis.left
        most_of_name = room - width_of(words, 11) - 16
        marks.text(self.axis.left + 2, y + 13, name, size=12, bold=True, look="ink halo", most=most_of_name)
        marks.text(self.axis.right - 2, y + 13, words, size=11, look="soft halo", anchor="end")
        for place, texts in sorted(held.items()):
            self._bin(marks, texts, self._middle(place), y + _HEAD + (_LANE - _HEAD) / 2, most)

    def _middle(self, place: int) -> float:
        return self.axis.right + 36 if place < 0 else self.axis.left + (place + 0.5) * self.wide

    def _bin(self, marks: Canvas, texts: Sequence[Text], x: float, y: float, most: int) -> None:
        parts, many = Canvas(WIDTH), len(texts)
        radius = _LEAST + (_LARGEST - _LEAST) * sqrt(many / most) if many > 1 else _LEAST / 2
        parts.circle(x, y, radius, "tint-sky")
        words = f"{many:,}"
        if many > 1:
            size = 11 if width_of(words, 11, bold=True) < 2 * radius - 2 else 9.5
            parts.text(x, y + size * 0.36, words, size=size, anchor="middle", bold=True)
        changed = [text for text in texts if text.change in ("correction", "retraction")]
        if changed:
            kind = "retraction" if any(text.change == "retraction" for text in changed) else "correction"
            dot(parts, x + radius + 3, y - 10, kind, None)
        first, last = texts[0].when, texts[-1].when
        told = f"{counted(many, 'article')}, {first}" + (f" – {last}" if last != first else "")
        if changed:
            told += f"; {counted(len(changed), 'correction or retraction', 'corrections or retractions')}"
        marks.hover(told, parts)

    def _checks(self, marks: Canvas, y: float) -> float:
        self.canvas.line(self.axis.left, y, self.right, y)
        many = len(self.story.checks)
        marks.text(self.axis.left + 2, y + 13, f"Checks · {many:,}", size=12, bold=True, look="ink halo")
        held = Counter(
            min(
                max(int((self.axis.place(check.span.middle) - self.axis.left) // self.wide), 0), self.bins - 1
            )
            for check in self.story.checks
            if check.span is not None
        )
        for place, number_of in sorted(held.items()):
            x, parts = self._middle(place), Canvas(WIDTH)
            dot(parts, x, y + 31, "check", None)
            if number_of > 1:
                parts.text(x + 10, y + 35, f"{number_of:,}", size=11, bold=True, look="ink halo")
            marks.hover(counted(number_of, "check"), parts)
        return y + _LANE - 8

    def _extra_heads(self, top: float, foot: float) -> None:
        if self.has_undated:
            self.canvas.line(self.axis.right + 4, top - 10, self.axis.right + 4, foot, "dash")
            self.canvas.text(self.axis.right + 36, top, "no date", size=12, bold=True, anchor="middle")
        if self.shown:
            self.canvas.text(WIDTH - EDGE, top, "who takes from whom", size=12, bold=True, anchor="end")

    # --- ways between lanes ----------------------------------------------------------------

    def _ways(self) -> None:
        most = max((bundle.many for bundle in self.shown), default=1)
        ports: Counter[str | None] = Counter()
        ends = Counter(lane for bundle in self.shown for lane in (bundle.start, bundle.end))
        numbers = Canvas(WIDTH)
        order = sorted(range(len(self.shown)), key=lambda at: -self.tracks[at])
        for at in order:
            bundle = self.shown[at]
            y = []
            for lane in (bundle.start, bundle.end):
                ports[lane] += 1
                y.append(self.heads[lane] + _LANE * ports[lane] / (ends[lane] + 1))
            self._way(numbers, bundle, self.right + 24 + self.tracks[at] * _TRACK, y[0], y[1], most)
        self.canvas.add(numbers.parts)

    def _way(self, numbers: Canvas, bundle: Bundle, x: float, y1: float, y2: float, most: int) -> None:
        start, down = self.right + 4, 6 if y2 > y1 else -6
        wide = 1 + 5 * bundle.many / most
        steps = (
            ("M", start, y1), ("H", x - 6), ("Q", x, y1, x, y1 + down),
            ("V", y2 - down), ("Q", x, y2, x - 6, y2), ("H", start + 8),
        )  # fmt: skip
        way = "".join(sign + " ".join(map(number, at)) for sign, *at in steps)
        parts = Canvas(WIDTH)
        parts.stroke(way, "soft-dash" if bundle.possible == bundle.many else "soft-line", wide)
        parts.head(x, y2, start, y2, size=9)
        words = f"{self.bundles.names[bundle.start]} → {self.bundles.names[bundle.end]}"
        self.canvas.hover(f"{words}: {_passed(bundle)}", parts)
        numbers.text(
            x, (y1 + y2) / 2 + 4, f"{bundle.many:,}", size=11, bold=True, look="ink halo", anchor="middle"
        )

    def _remarks(self, y: float) -> float:
        told = []
        rest = sum(bundle.many for bundle in self.bundles.between) - sum(bundle.many for bundle in self.shown)
        if rest:
            told.append(f"… and {counted(rest, 'more derivation')} from one outlet to another")
        if self.story.origins and len(self.story.origins) > MOST_ORIGINS:
            told.append("sources named are those that most articles credit")
        words = "; ".join(told)
        return self.canvas.lines(EDGE, y, words, WIDTH - 2 * EDGE, size=12, look="soft") if told else y

    def _legend(self) -> Iterator[tuple[str, Callable[[Canvas, float, float], None]]]:
        yield "one article", lambda c, x, y: c.circle(x, y, _LEAST / 2, "tint-sky")
        yield "so many articles of an outlet at that time", lambda c, x, y: c.circle(x, y, 9, "tint-sky")
        for change in ("correction", "retraction"):
            if any(text.change == change for text in self.story.texts):
                yield f"a {change} among them", _sample(change)
        if self.story.checks:
            yield "checks of claims", _sample("check")
        if self.shown:
            yield "so many came from there", _sample_way("soft-line")
        if any(bundle.possible == bundle.many for bundle in self.shown):
            yield "possibly only", _sample_way("soft-dash")


def _tracks(bundles: Sequence[Bundle], lanes: list[str | None]) -> dict[int, int]:
    """Return for each bundle the track on which it runs, so that none lies on another; short ones inside."""
    places = {lane: place for place, lane in enumerate(lanes)}
    ends = {at: sorted((places[b.start], places[b.end])) for at, b in enumerate(bundles)}
    taken: list[list[tuple[int, int]]] = []
    found: dict[int, int] = {}
    for at in sorted(ends, key=lambda at: (ends[at][1] - ends[at][0], at)):
        low, high = ends[at]
        track = next(
            (n for n, held in enumerate(taken) if all(high < a or low > b for a, b in held)), len(taken)
        )
        if track == len(taken):
            taken.append([])
        taken[track].append((low, high))
        found[at] = track
    return found


def _passed(bundle: Bundle) -> str:
    told = [counted(bundle.many, "derivation")]
    if bundle.possible:
        told.append(f"{bundle.possible:,} of them possible only")
    return listed(told, "with")


def _sample(change: str) -> Callable[[Canvas, float, float], None]:
    return lambda canvas, x, y: dot(canvas, x, y, change, None)


def _sample_way(look: str) -> Callable[[Canvas, float, float], None]:
    def drawn(canvas: Canvas, x: float, y: float) -> None:
        canvas.stroke(f"M{number(x - 12)},{number(y)}H{number(x + 8)}", look, 3)
        canvas.head(x - 12, y, x + 14, y, size=8)

    return drawn
