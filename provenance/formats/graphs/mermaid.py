"""Mermaid: a picture of who cites whom, for Markdown pages and chats. Written only."""

import json
import re
from collections.abc import Iterator

from provenance.formats.graphs.picture import picture_of, printable
from provenance.model import Dossier

__all__ = ["dump", "mermaid_text"]

_SHAPES = {"source": '(["{}"])', "article": '["{}"]', "claim": '{{{{"{}"}}}}', "missing": '["{}"]'}
_CLASSES = {
    "source": "fill:#e3f2fd,stroke:#1e4e79,color:#111",
    "article": "fill:#ffffff,stroke:#555555,color:#111",
    "claim": "fill:#fff3c4,stroke:#8a6d00,color:#111",
    "missing": "fill:#eeeeee,stroke:#999999,color:#555,stroke-dasharray:4",
}
_HARMLESS = frozenset(" .,'()!?-")
_LIST = re.compile(r"(\d+)([.)])")


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield the picture of a dossier as a Mermaid flowchart, in pieces. Ids of boxes are numbers."""
    picture = picture_of(dossier)
    if picture.title:
        title = json.dumps(printable(picture.title)).replace("<", "\\u003c").replace(">", "\\u003e")
        yield f"---\ntitle: {title}\n---\n"
    yield "flowchart LR\n"
    for number, box in enumerate(picture.boxes):
        label = _SHAPES[box.kind].format("<br/>".join(map(mermaid_text, box.lines)))
        yield f"  n{number}{label}:::{box.kind}\n"
    for arrow in picture.arrows:
        line = "-->" if arrow.is_firm else "-.->"
        yield f'  n{arrow.start} {line}|"{mermaid_text(arrow.label)}"| n{arrow.end}\n'
    for kind in dict.fromkeys(box.kind for box in picture.boxes):
        yield f"  classDef {kind} {_CLASSES[kind]}\n"


def mermaid_text(text: str) -> str:
    """Write every sign that could mean something to Mermaid, Markdown or HTML as a number."""
    text = printable(text)
    begins_list = _LIST.match(text)
    if begins_list is not None:
        first, after = begins_list[1], text[begins_list.end() :]
        return f"{first}#{ord(begins_list[2])};{_by_sign(after)}"
    if text[:1] == "-":
        return f"#45;{_by_sign(text[1:])}"
    return _by_sign(text)


def _by_sign(text: str) -> str:
    return "".join(
        sign if not sign.isascii() or sign.isalnum() or sign in _HARMLESS else f"#{ord(sign)};"
        for sign in text
    )
