"""The marks that stand for kinds of things: each has a shape of its own, and a hue besides."""

from math import cos, pi, sin

from provenance.view.drawing import Canvas, number

__all__ = ["MARKS", "draw_mark"]

_R = 5.5


def draw_mark(canvas: Canvas, name: str, x: float, y: float) -> None:
    """Draw one of the marks with its middle at a place."""
    shape, look = MARKS[name]
    if shape == "disc":
        canvas.circle(x, y, _R, look)
    elif shape == "bars":
        canvas.path(f"M{number(x - _R)},{number(y - 2)} h{2 * _R} m{-2 * _R},4 h{2 * _R}", look)
    elif shape == "cross":
        canvas.circle(x, y, _R + 1, look)
        arm = 3
        for turn in (-1, 1):
            canvas.line(x - arm, y - turn * arm, x + arm, y + turn * arm, "strong")
    else:
        canvas.path(_outline(shape, x, y), look)


MARKS = {
    "publication": ("square", "panel strong"),
    "revision": ("pentagon", "fill-yellow"),
    "claim": ("disc", "fill-blue"),
    "denial": ("cross", "fill-red"),
    "mention": ("disc", "paper strong"),
    "correction": ("diamond", "fill-orange"),
    "retraction": ("turned", "fill-red"),
    "check": ("triangle", "fill-green"),
    "grade": ("star", "fill-purple"),
    "judgement": ("bars", "strong"),
    "falls": ("cross", "fill-red"),
    "may_fall": ("diamond", "fill-orange"),
    "weakened": ("turned", "fill-yellow"),
    "stands": ("square", "fill-green"),
}
"""The marks by name: a shape and a look."""
_CORNERS = {"square": (4, 0.5), "diamond": (4, 0), "triangle": (3, 0), "turned": (3, 1), "pentagon": (5, 0)}


def _outline(shape: str, x: float, y: float) -> str:
    """Return the way round a shape with corners."""
    if shape == "star":
        corners = [(pi * n / 5, _R + 1.5 if n % 2 == 0 else _R / 2) for n in range(10)]
    else:
        many, turn = _CORNERS[shape]
        start = pi if shape == "turned" else pi / many * 2 * turn
        corners = [(start + 2 * pi * n / many, _R + 1.5) for n in range(many)]
    points = [f"{number(x + r * sin(a))},{number(y - r * cos(a))}" for a, r in corners]
    return f"M{' L'.join(points)} Z"
