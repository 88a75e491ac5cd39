"""The model in one picture, drawn from the classes: every record, and every field that points at another."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from provenance.model.records import RECORD_TYPES, singular
from provenance.model.shapes import Shape, shapes_of
from provenance.view import Picture
from provenance.view.drawing import Canvas

_WIDTH, _EDGE, _COLUMN, _GAP = 860.0, 20.0, 236.0, 56.0
_HEAD, _ROW, _FOOT = 52.0, 18.0, 8.0
NOUNS = {
    "Article": "one version of one text",
    "Attribution": "a passage: who said what, where",
    "Claim": "what is said, once",
    "Source": "a person, body, document …",
    "VerificationStatus": "what a checker found",
}
JOINS = {
    "Derivation": "one came from the other",
    "ClaimRelation": "how two claims stand",
    "IdentityJudgement": "whether two are one",
    "Grade": "how good it is held to be",
}
_LOOKS = {
    "Article": "tint-sky",
    "Attribution": "tint-yellow",
    "Claim": "tint-green",
    "Source": "tint-orange",
    "VerificationStatus": "tint-purple",
}


class Pointer(NamedTuple):
    """A field that holds the id of another record."""

    field: str
    """The path of the field ("affiliations.organization")."""

    to: str
    """What it points at, in words."""


def pointers(kind: type[Any]) -> list[Pointer]:
    """Return the fields of a record that point at records, in order; not its own id."""
    return [
        Pointer(path, _named(sections))
        for field in shapes_of(kind)
        if field.name != "id"
        for path, sections in _references(field.shape, field.name)
    ]


def _references(shape: Shape, path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if shape.kind == "reference":
        yield path, shape.of
    elif shape.kind in ("many", "map"):
        yield from _references(shape.of, path)
    elif shape.kind == "either":
        for one in shape.of:
            yield from _references(one, path)
    elif shape.kind == "value" and path not in ("layers", "recorded"):
        for field in shapes_of(shape.of):
            yield from _references(field.shape, f"{path}.{field.name}")


def _named(sections: tuple[str, ...]) -> str:
    names = [singular(section) for section in sections]
    if not names:
        return "any record"
    return " or ".join(([", ".join(names[:-1])] if len(names) > 1 else []) + names[-1:])


def _high(kind: str) -> float:
    rows = len(pointers(_KINDS[kind]))
    return _HEAD + rows * _ROW + (_FOOT if rows else 0)


_KINDS = {kind.__name__: kind for kind in RECORD_TYPES.values()}


def draw_model() -> Picture:
    """Draw the five nouns with arrows between them, and below them the records that join records."""
    canvas = Canvas(_WIDTH)
    left, middle, right = (_EDGE + place * (_COLUMN + _GAP) for place in range(3))
    top, below = _EDGE, _EDGE + _high("Attribution") + 50
    sides = _COLUMN + _GAP
    for name, x, y in (
        ("Article", left, top),
        ("Attribution", middle, top),
        ("Claim", right, top),
        ("Source", middle, below),
        ("VerificationStatus", right, below),
    ):
        _box(canvas, name, NOUNS[name], x, y, _COLUMN)
    _arrows(canvas, left, middle, right, top, below)
    _key(canvas, left, below + 84, sides - _GAP)
    y = below + max(_high("Source"), _high("VerificationStatus")) + 46
    canvas.text(left, y - 14, "Records that join or judge records", size=13, bold=True)
    x = left
    for name, what in JOINS.items():
        width = 280.0 if name == "Derivation" else 166.0
        _box(canvas, name, what, x, y, width)
        x += width + 14
    y += max(map(_high, JOINS)) + _EDGE
    title, told = "The records, and how they point to each other", _told()
    return Picture(
        kind="model",
        title=title,
        description=told,
        svg=canvas.svg(y, title=title, description=told),
        text=told,
    )


def _box(canvas: Canvas, name: str, what: str, x: float, y: float, width: float) -> None:
    canvas.rect(x, y, width, _high(name), _LOOKS.get(name, "panel"))
    canvas.text(x + 12, y + 22, name, size=15, bold=True)
    canvas.text(x + 12, y + 40, what, size=12, most=width - 20)
    for row, (field, to) in enumerate(pointers(_KINDS[name])):
        canvas.text(x + 12, y + _HEAD + 10 + row * _ROW, f"{field} → {to}", size=11.5, most=width - 18)


def _arrows(canvas: Canvas, left: float, middle: float, right: float, top: float, below: float) -> None:
    """Draw the arrows that make up a story; the others stand in the boxes."""
    level = top + 26
    canvas.arrow(middle, level, left + _COLUMN, level, "strong")
    canvas.text(middle - _GAP / 2, level - 8, "article", size=12, anchor="middle")
    canvas.arrow(middle + _COLUMN, level, right, level, "strong")
    canvas.text(right - _GAP / 2, level - 8, "claim", size=12, anchor="middle")
    centre, foot = middle + _COLUMN / 2, top + _high("Attribution")
    canvas.arrow(centre, foot, centre, below, "strong")
    canvas.text(centre + 8, (foot + below) / 2 + 4, "source", size=12)
    over, turn = left + _COLUMN / 2, below + 26
    canvas.path(f"M{over:g},{top + _high('Article'):g} V{turn:g} H{middle:g}", "strong")
    canvas.head(over, turn, middle, turn)
    canvas.text(over + 8, turn - 8, "publisher", size=12)
    up = right + _COLUMN / 2
    canvas.arrow(up, below, up, top + _high("Claim"), "strong")
    canvas.text(up + 8, (top + _high("Claim") + below) / 2 + 4, "claim", size=12)
    canvas.arrow(right, turn, middle + _COLUMN, turn, "strong")
    canvas.text(right - _GAP / 2, turn - 8, "checker", size=12, anchor="middle")


def _key(canvas: Canvas, x: float, y: float, width: float) -> None:
    words = "An arrow is a field that holds the other record's id. Every such field stands in its box."
    canvas.lines(x, y, words, width - 6, size=12, look="soft")


def _told() -> str:
    """Say all that the picture shows."""
    told = []
    for name, what in {**NOUNS, **JOINS}.items():
        fields = "; ".join(f"{field} points at {to}" for field, to in pointers(_KINDS[name]))
        told.append(f"{name} ({what}): {fields or 'points at nothing'}.")
    return " ".join(told)
