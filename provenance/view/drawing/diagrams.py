"""Boxes and arrows in the languages of other programs: Mermaid and DOT."""

from collections.abc import Sequence
from typing import NamedTuple

from provenance.formats.graphs.dot import dot_text
from provenance.formats.graphs.mermaid import mermaid_text
from provenance.view.drawing.letters import wrapped

__all__ = ["Arrow", "Box", "dot", "mermaid"]

_ROOM = 240  # of a box, in pixels of a text of 14
_MOST_LINES = 6
_MERMAID = {"box": '["{}"]', "round": '(["{}"])', "gap": '["{}"]', "mark": '{{{{"{}"}}}}'}
_DOT = {
    "box": "shape=box",
    "round": "shape=ellipse",
    "gap": "shape=box, style=dashed",
    "mark": "shape=hexagon",
}


class Box(NamedTuple):
    """A box of a diagram."""

    words: str
    """What stands in it."""

    shape: str = "box"
    """"box", "round", "mark", or "gap" for what is missing."""


class Arrow(NamedTuple):
    """An arrow from one box to another, each given by its place among the boxes."""

    start: int
    end: int
    words: str = ""
    """What stands beside it."""

    is_firm: bool = True
    """Whether it is drawn as a whole line; else it is dashed."""


def mermaid(boxes: Sequence[Box], arrows: Sequence[Arrow], *, direction: str = "LR") -> str:
    """Return boxes and arrows as a Mermaid flowchart; ids are numbers, labels are escaped."""
    lines = [f"flowchart {direction}"]
    for number, box in enumerate(boxes):
        label = "<br/>".join(map(mermaid_text, _lines(box.words)))
        lines.append(
            f"  n{number}{_MERMAID[box.shape].format(label)}" + (":::gap" if box.shape == "gap" else "")
        )
    for arrow in arrows:
        line = "-->" if arrow.is_firm else "-.->"
        words = "<br/>".join(map(mermaid_text, _lines(arrow.words)))
        beside = f'|"{words}"|' if words else ""
        lines.append(f"  n{arrow.start} {line}{beside} n{arrow.end}")
    if any(box.shape == "gap" for box in boxes):
        lines.append("  classDef gap stroke-dasharray:4")
    return "\n".join(lines) + "\n"


def dot(boxes: Sequence[Box], arrows: Sequence[Arrow], *, direction: str = "LR") -> str:
    """Return boxes and arrows as a DOT graph; ids are numbers, labels are escaped."""
    lines = [f'digraph {{\n  graph [rankdir={direction}];\n  node [fontname="sans-serif"];']
    lines.append('  edge [fontname="sans-serif", fontsize=10];')
    for number, box in enumerate(boxes):
        lines.append(f"  n{number} [label={_quoted(box.words)}, {_DOT[box.shape]}];")
    for arrow in arrows:
        style = "" if arrow.is_firm else ", style=dashed"
        lines.append(f"  n{arrow.start} -> n{arrow.end} [label={_quoted(arrow.words)}{style}];")
    return "\n".join(lines) + "\n}\n"


def _quoted(words: str) -> str:
    return '"' + "\\n".join(map(dot_text, _lines(words))) + '"'


def _lines(words: str) -> list[str]:
    return [line for part in words.split("\n") for line in wrapped(part, _ROOM, most=_MOST_LINES)]
