"""The marks of a story map, and the parts of it that do not depend on how many articles there are."""

from collections.abc import Callable, Iterable, Sequence

from provenance.queries.showing import counted
from provenance.view.drawing import Canvas, number, width_of
from provenance.view.pictures.story.facts import Origin, Story
from provenance.view.pictures.story.times import Axis

__all__ = [
    "EDGE",
    "MOST_ORIGINS",
    "SIDE",
    "WIDTH",
    "chip",
    "dot",
    "draw_axis",
    "draw_head",
    "draw_legend",
    "draw_origins",
    "is_changed",
    "letter",
]

WIDTH, EDGE, SIDE = 1000, 24, 196
MOST_ORIGINS = 14
LETTERS = "ABCDEFGHIJKLMN"


def letter(place: int) -> str:
    """Return the letter of an origin by its place; "" beyond those that are named."""
    return LETTERS[place] if place < MOST_ORIGINS else ""


def chip(canvas: Canvas, words: str, x: float, y: float) -> None:
    """Draw the letter of an origin in a disc."""
    canvas.circle(x, y, 7, "tint-orange")
    canvas.text(x, y + 3.6, words, size=10, bold=True, anchor="middle")


def is_changed(change: str | None) -> bool:
    """Say whether an article corrects or retracts another."""
    return change in ("correction", "retraction")


def dot(canvas: Canvas, x: float, y: float, change: str | None, fate: str | None) -> None:
    """Draw the mark of an article, of a shape that says what it does and what became of it."""
    if change == "correction":
        canvas.path(_polygon((x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)), "fill-yellow")
    elif change == "retraction":
        canvas.rect(x - 6, y - 6, 12, 12, "fill-red", radius=0)
    elif change == "new version":
        canvas.circle(x, y, 6, "fill-sky")
        canvas.circle(x, y, 2.5, "solid")
    elif change == "check":
        canvas.path(_polygon((x, y - 7), (x + 7, y + 5), (x - 7, y + 5)), "fill-green")
    else:
        canvas.circle(x, y, 6, "fill-sky")
    if fate is not None:
        canvas.line(x - 8, y - 8, x + 8, y + 8, "strong")
        canvas.line(x - 8, y + 8, x + 8, y - 8, "strong")


def _polygon(*corners: tuple[float, float]) -> str:
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in corners) + "Z"


def draw_head(canvas: Canvas, story: Story, axis: Axis) -> float:
    """Write the title and what it is about in numbers; return where that ends."""
    y = canvas.lines(EDGE, 18, story.title, WIDTH - 2 * EDGE, size=18, bold=True, most=2)
    between = sum(1 for _ in story.between)
    facts = [
        counted(len(story.texts), "article"),
        counted(len([outlet for outlet in story.outlets if outlet is not None]), "outlet"),
        counted(len(story.origins), "source"),
        counted(between, "derivation"),
    ]
    if story.checks:
        facts.append(counted(len(story.checks), "check"))
    if axis.shows_clock and story.offset is not None:
        hours = story.offset / 3600
        facts.append("times in UTC" + (f"{hours:+g}".replace("-", "−") if hours else ""))
    return canvas.lines(EDGE, y + 2, " · ".join(facts), WIDTH - 2 * EDGE, size=13, look="soft")


def draw_axis(canvas: Canvas, axis: Axis, top: float, foot: float) -> None:
    """Draw ticks above the lanes, thin lines down through them, and where time is cut short."""
    for tick in axis.ticks:
        canvas.text(tick.x, top, tick.words, size=12, anchor="middle", bold=True)
        if tick.context:
            canvas.text(tick.x, top - 14, tick.context, size=11, look="soft", anchor="middle")
        canvas.line(tick.x, top + 5, tick.x, foot, "faint")
    for x, words in axis.breaks:
        canvas.text(x, foot + 14, f"{words} left out", size=10.5, look="soft halo", anchor="middle")
        for side in (x - 3, x + 3):
            canvas.line(side, top + 5, side, foot, "dash")


def draw_origins(
    canvas: Canvas, origins: Sequence[Origin], y: float, told: Callable[[Origin], str], *, lettered: bool
) -> tuple[float, dict[str, float]]:
    """List whom the story rests on at the left; return where that ends, and how high each stands."""
    places: dict[str, float] = {}
    y = canvas.lines(EDGE, y, "Sources it rests on", SIDE - 20, size=13, bold=True) + 6
    for place, origin in enumerate(origins[:MOST_ORIGINS]):
        parts = Canvas(WIDTH)
        left: float = EDGE
        if lettered:
            chip(parts, letter(place), EDGE + 7, y + 8)
            left += 20
        places[origin.id] = y + 8
        foot = parts.lines(left, y, origin.name, SIDE - 16 - (left - EDGE), size=12, most=2)
        foot = parts.lines(left, foot, counted(len(origin.texts), "article"), 120, size=11, look="soft")
        canvas.hover(told(origin), parts)
        y = foot + 6
    if len(origins) > MOST_ORIGINS:
        more = f"… and {counted(len(origins) - MOST_ORIGINS, 'more source')}"
        y = canvas.lines(EDGE, y, more, SIDE - 20, size=12, look="soft")
    return y, places


def draw_legend(
    canvas: Canvas, y: float, entries: Iterable[tuple[str, Callable[[Canvas, float, float], None]]]
) -> float:
    """Write below what each mark means; return where that ends."""
    x: float = EDGE
    for words, mark in entries:
        wide = 30 + width_of(words, 12) + 20
        if x + wide > WIDTH - EDGE and x > EDGE:
            x, y = EDGE, y + 22
        mark(canvas, x + 10, y + 9)
        canvas.text(x + 28, y + 13, words, size=12)
        x += wide
    return y + 20
