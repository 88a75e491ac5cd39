"""A sheet to draw on, which becomes an SVG picture that anybody can read."""

import hashlib

from provenance.view.drawing.letters import direction_of, fitted, wrapped
from provenance.view.drawing.markup import Child, Markup, element, joined
from provenance.view.drawing.theme import drawing_css

__all__ = ["Canvas", "number"]

_LEADING = 1.35
_FROM_RIGHT, _END = "\u2067", "\u2069"  # what stands between them runs from right to left


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
    ) -> None:
        """Write one line of text with its foot at y.

        `anchor` says which of its edges is at x ("start" is the left one, also of a text that runs
        from right to left); a text wider than `most` is cut.
        """
        line = " ".join(str(words).split())
        if most is not None:
            line = fitted(line, most, size, bold=bold)
        if direction_of(line) == "rtl":
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
    ) -> float:
        """Write a text broken into lines below y, at most so many; return the y below the last one."""
        broken = wrapped(str(words), width, size, bold=bold, most=most)
        leading = size * _LEADING
        from_right = direction_of(str(words)) == "rtl"
        for place, line in enumerate(broken):
            foot = y + size + place * leading
            edge, anchor = (x + width, "end") if from_right else (x, "start")
            self.text(edge, foot, line, size=size, look=look, bold=bold, anchor=anchor)
        return y + len(broken) * leading

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

    def line(self, x1: float, y1: float, x2: float, y2: float, look: str = "line") -> None:
        """Draw a straight line."""
        ends = {"x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)}
        self.parts.append(element("line", class_=look, **ends))

    def path(self, way: str, look: str = "line") -> None:
        """Draw along a way, in the words of SVG's `d`."""
        self.parts.append(element("path", d=way, class_=look))

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
            element("rect", width="100%", height="100%", class_="paper"),
            held,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {number(self.width)} {number(height)}",
            width=number(self.width),
            height=number(height),
            role="img",
            aria_labelledby=f"pv-{key}-t pv-{key}-d",
            class_="pv-drawing",
        )
