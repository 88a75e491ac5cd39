"""A sheet to draw on, which becomes an SVG picture that anybody can read."""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from provenance.view.drawing.letters import direction_of, fitted, wrapped
from provenance.view.drawing.markup import Child, Markup, element, joined
from provenance.view.drawing.theme import drawing_css

__all__ = ["PATTERNS", "Canvas", "number"]

_LEADING = 1.35
_FROM_RIGHT, _END = "\u2067", "\u2069"  # what stands between them runs from right to left
_OWN = "\x00"  # stands for the picture's own key until it is known; no text from outside can hold it
_USED = re.compile(f"url\\(#pv-{_OWN}-([a-z]+)\\)")
PATTERNS: Mapping[str, str] = {
    "slant": "M-2,2L2,-2M0,8L8,0M6,10L10,6",
    "back": "M-2,6L2,10M0,0L8,8M6,-2L10,2",
    "cross": "M0,8L8,0M0,0L8,8",
    "bars": "M2,0V8M6,0V8",
    "rows": "M0,2H8M0,6H8",
    "dots": "M2,1V3M1,2H3M6,5V7M5,6H7",
}
"""The patterns by name, each with what is drawn in a tile of 8 by 8."""


def number(value: float) -> str:
    """Return a coordinate: at most one decimal, no zeros at its end."""
    return f"{value:.1f}".removesuffix(".0")


class Canvas:
    """A sheet of a given width, as high as what is drawn on it needs.

    Lengths are in pixels; y grows downwards. What a thing looks like is said by a *look*: a name of
    `theme` ("ink", "soft", "panel", "line", "dash", "dots", "strong", "tint-blue", "fill-blue" …),
    several of them with blanks between. Whatever is drawn first lies below.
    """

    def __init__(self, width: float) -> None:
        """Begin an empty sheet."""
        self.width = width
        self.parts: list[Markup] = []

    def add(self, *parts: Child) -> None:
        """Put markup of one's own on the sheet."""
        self.parts.append(joined(*parts))

    def text(
        self,
        x: float,
        y: float,
        words: object,
        *,
        size: float = 14,
        look: str = "ink",
        anchor: str = "start",
        bold: bool = False,
        most: float | None = None,
        direction: str | None = None,
    ) -> None:
        """Write one line of text with its foot at y.

        `anchor` says which of its edges is at x ("start" is the left one, also of a text that runs
        from right to left); a text wider than `most` is cut. It runs the way its first letter does,
        unless `direction` says otherwise: a sentence of ours that begins with a name is "ltr".
        """
        line = " ".join(str(words).split())
        if most is not None:
            line = fitted(line, most, size, bold=bold)
        if (direction or direction_of(line)) == "rtl":
            # Not by the attribute `direction`: some programs that draw SVG do not know it.
            line = f"{_FROM_RIGHT}{line}{_END}"
        self.parts.append(
            element(
                "text",
                line,
                x=number(x),
                y=number(y),
                font_size=number(size),
                class_=f"{look} bold" if bold else look,
                text_anchor=None if anchor == "start" else anchor,
            )
        )

    def lines(
        self,
        x: float,
        y: float,
        words: object,
        width: float,
        *,
        size: float = 14,
        look: str = "ink",
        bold: bool = False,
        most: int | None = None,
        direction: str | None = None,
    ) -> float:
        """Write a text broken into lines below y, at most so many; return the y below the last one."""
        broken = wrapped(str(words), width, size, bold=bold, most=most)
        leading = size * _LEADING
        direction = direction or direction_of(str(words))
        for place, line in enumerate(broken):
            foot = y + size + place * leading
            edge, anchor = (x + width, "end") if direction == "rtl" else (x, "start")
            self.text(edge, foot, line, size=size, look=look, bold=bold, anchor=anchor, direction=direction)
        return y + len(broken) * leading

    def words(
        self,
        x: float,
        y: float,
        words: Sequence[str],
        marked: Collection[int],
        width: float,
        *,
        size: float = 14,
        from_right: bool = False,
    ) -> None:
        """Write one line of words with its foot at y, those at some places bold with a line below.

        A line that runs from the right ends at x and begins where the width does.
        """
        runs = groupby(range(len(words)), key=lambda place: place in marked)
        parts: list[Child] = []
        for is_marked, places in runs:
            run = " ".join(words[place] for place in places)
            parts += [" "] if parts else []
            parts.append(
                element("tspan", run, class_="bold", text_decoration="underline") if is_marked else run
            )
        self.parts.append(
            element(
                "text",
                [_FROM_RIGHT, parts, _END] if from_right else parts,
                x=number(x + width if from_right else x),
                y=number(y),
                font_size=number(size),
                class_="ink",
                text_anchor="end" if from_right else None,
            )
        )

    def rect(
        self, x: float, y: float, width: float, height: float, look: str = "panel", *, radius: float = 6
    ) -> None:
        """Draw a box."""
        self.parts.append(
            element(
                "rect",
                x=number(x),
                y=number(y),
                width=number(max(width, 0)),
                height=number(max(height, 0)),
                rx=number(radius) if radius else None,
                class_=look,
            )
        )

    def patterned(
        self, x: float, y: float, width: float, height: float, look: str, pattern: str | None
    ) -> None:
        """Draw a box with square corners in a look and, on it, one of `PATTERNS`."""
        self.rect(x, y, width, height, look, radius=0)
        if pattern is not None:
            box = {"x": number(x), "y": number(y), "width": number(width), "height": number(height)}
            self.parts.append(element("rect", fill=Markup(f"url(#pv-{_OWN}-{pattern})"), **box))

    def line(self, x1: float, y1: float, x2: float, y2: float, look: str = "line") -> None:
        """Draw a straight line."""
        ends = {"x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)}
        self.parts.append(element("line", class_=look, **ends))

    def path(self, way: str, look: str = "line") -> None:
        """Draw along a way, in the words of SVG's `d`."""
        self.parts.append(element("path", d=way, class_=look))

    def stroke(self, way: str, look: str, width: float) -> None:
        """Draw along a way with a line of a given width."""
        self.parts.append(element("path", d=way, class_=look, stroke_width=number(width)))

    def circle(self, x: float, y: float, radius: float, look: str = "panel") -> None:
        """Draw a circle."""
        self.parts.append(element("circle", cx=number(x), cy=number(y), r=number(radius), class_=look))

    def arrow(self, x1: float, y1: float, x2: float, y2: float, look: str = "line") -> None:
        """Draw a straight line with an arrow's head at its second end."""
        self.line(x1, y1, x2, y2, look)
        self.head(x1, y1, x2, y2)

    def head(self, x1: float, y1: float, x2: float, y2: float, size: float = 7) -> None:
        """Draw an arrow's head at the second of two points, as if a line came from the first."""
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1
        along, across = ((x2 - x1) / length, (y2 - y1) / length), (-(y2 - y1) / length, (x2 - x1) / length)
        foot = (x2 - along[0] * size, y2 - along[1] * size)
        half = size * 0.5
        corners = [
            (x2, y2),
            (foot[0] + across[0] * half, foot[1] + across[1] * half),
            (foot[0] - across[0] * half, foot[1] - across[1] * half),
        ]
        points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
        self.parts.append(element("polygon", points=points, class_="solid"))

    def hover(self, words: object, parts: "Canvas") -> None:
        """Put what another sheet holds on this one, with words that show when pointed at."""
        self.parts.append(element("g", element("title", str(words)), parts.parts))

    def svg(self, height: float, *, title: str, description: str) -> Markup:
        """Return the picture: sized, titled and described, with its style in it."""
        held = joined(*self.parts)
        key = hashlib.sha256(f"{title}\0{description}\0{held}".encode()).hexdigest()[:10]
        return element(
            "svg",
            element("title", title, id=f"pv-{key}-t"),
            element("desc", description, id=f"pv-{key}-d"),
            element("style", Markup(drawing_css())),
            _tiles(held, key),
            element("rect", width="100%", height="100%", class_="paper"),
            Markup(held.replace(_OWN, key)),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {number(self.width)} {number(height)}",
            width=number(self.width),
            height=number(height),
            role="img",
            aria_labelledby=f"pv-{key}-t pv-{key}-d",
            class_="pv-drawing",
        )


def _tiles(held: str, key: str) -> Markup | None:
    """Return the patterns that are used; another picture on the same page has its own."""
    used = dict.fromkeys(_USED.findall(held))
    if not used:
        return None
    size = {"width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
    return element(
        "defs",
        [
            element(
                "pattern",
                element("path", d=PATTERNS[name], class_="soft-line"),
                id=f"pv-{key}-{name}",
                **size,
            )
            for name in used
        ],
    )
