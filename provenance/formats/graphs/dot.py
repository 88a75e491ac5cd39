"""DOT, the language of Graphviz: a picture of who cites whom. Written only."""

from collections.abc import Iterator

from provenance.formats.graphs.picture import Box, picture_of, printable
from provenance.model import Dossier

__all__ = ["dot_text", "dump"]

_SHAPES = {
    "source": "shape=ellipse",
    "article": "shape=note",
    "claim": 'shape=box, style="rounded,filled", fillcolor="#fff3c4"',
    "missing": "shape=plaintext, fontcolor=gray",
}


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield the picture of a dossier in DOT, in pieces. Ids of boxes are numbers."""
    picture = picture_of(dossier)
    title = f" label={_quoted((picture.title,))};" if picture.title else ""
    yield f'digraph dossier {{\n  graph [rankdir=LR];{title}\n  node [fontname="sans-serif"];\n'
    yield '  edge [fontname="sans-serif", fontsize=10];\n'
    for number, box in enumerate(picture.boxes):
        yield f"  n{number} [label={_label(box)}, {_SHAPES[box.kind]}];\n"
    for arrow in picture.arrows:
        style = "" if arrow.is_firm else ", style=dashed"
        yield f"  n{arrow.start} -> n{arrow.end} [label={_quoted((arrow.label,))}{style}];\n"
    yield "}\n"


def _label(box: Box) -> str:
    return _quoted(box.lines)


def _quoted(lines: tuple[str, ...]) -> str:
    return '"' + "\\n".join(map(dot_text, lines)) + '"'


def dot_text(text: str) -> str:
    """Escape for a quoted string of DOT, in which entities of HTML are read, and backslashes."""
    for sign, written in (("\\", "\\\\"), ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, written)
    return printable(text)
