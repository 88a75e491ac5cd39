"""The JSON Schema (draft 2020-12) of the native document, made from the classes.

`json_schema` gives the schema that ships with the package; `make_schema` makes it anew from the
classes, their docstrings and the strings below their fields, and a test compares the two.

The schema accepts what a lenient reader reads without a problem. So fields it does not know are
allowed everywhere, and the vocabularies stay open: a word they do not list is valid, and kept.
It cannot say what holds between fields or records (`Dossier.problems()` does), and takes 1.0 for
an integer, which the reader does not.
"""

import ast
import inspect
import json
from pathlib import Path
from textwrap import dedent
from typing import Any

from provenance.formats.converter import model_types
from provenance.formats.reading import LEFTOVERS, SUPPRESSIONS
from provenance.formats.scalars import DAY, MOMENT
from provenance.formats.versions import SCHEMA, VERSION
from provenance.model import RECORD_TYPES, Suppression
from provenance.model.records import singular
from provenance.model.shapes import FieldShape, Shape, shapes_of

__all__ = ["SCHEMA_FILE", "json_schema", "make_schema"]

SCHEMA_FILE = Path(__file__).with_name("data") / f"schema-{VERSION}.json"
"""The schema as it is shipped."""

_BOUNDS: dict[tuple[str, str], dict[str, Any]] = {
    ("Recorded", "confidence"): {"minimum": 0, "maximum": 1},
    ("TextAnchor", "start"): {"minimum": 0},
    ("TextAnchor", "end"): {"minimum": 0},
    ("Claim", "text"): {"pattern": r"\S"},
    ("Suppression", "code"): {"minLength": 1},
}
"""What the classes check by their own rules, where a schema can say it too."""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the native document.

    Examples:
        >>> json_schema()["properties"]["claims"]["items"]
        {'$ref': '#/$defs/Claim'}
    """
    schema: dict[str, Any] = json.loads(SCHEMA_FILE.read_text("utf-8"))
    return schema


def make_schema() -> dict[str, Any]:
    """Return the JSON Schema made anew from the classes, whose source must be at hand."""
    properties: dict[str, Any] = {
        "schema": {"const": SCHEMA, "description": "Name and version of this schema."},
        "title": {"type": ["string", "null"], "description": "What the story is called."},
    }
    for section, kind in RECORD_TYPES.items():
        items = {"$ref": f"#/$defs/{kind.__name__}"}
        described = f"Every {singular(section)}, each with an id that no other record has."
        properties[section] = {"type": "array", "items": items, "description": described}
    properties[SUPPRESSIONS] = {
        "type": "array",
        "items": {"$ref": f"#/$defs/{Suppression.__name__}"},
        "description": "Sourcing findings that somebody decided to let stand.",
    }
    properties[LEFTOVERS] = {
        "type": "array",
        "description": "What an earlier reader could not tell the kind of, kept as it stood.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:news-provenance:schema:{VERSION}",
        "title": "news-provenance dossier",
        "description": (
            "Records of who said what in the news, where, and how far it has been checked. "
            "Fields and words that this schema does not list are allowed, and kept by readers."
        ),
        "type": "object",
        "required": ["schema"],
        "properties": properties,
        "$defs": {kind.__name__: _class(kind) for kind in model_types()},
    }


def _class(kind: type[Any]) -> dict[str, Any]:
    fields = [field for field in shapes_of(kind) if field.name != "extra"]
    fields.sort(key=lambda field: field.name != "id")
    is_record = kind in RECORD_TYPES.values()
    required = [f.name for f in fields if f.required or (is_record and f.name == "id")]
    described = _descriptions(kind)
    return {
        "description": _first_part(kind.__doc__ or ""),
        "type": "object",
        **({"required": required} if required else {}),
        "properties": {field.name: _field(kind, field, described.get(field.name, "")) for field in fields},
    }


def _field(kind: type[Any], field: FieldShape, description: str) -> dict[str, Any]:
    made = _shape(field.shape)
    made.update(_BOUNDS.get((kind.__name__, field.name), {}))
    if field.default in ("", False) or (field.shape.kind == "term" and field.default is not None):
        made["default"] = field.default
    return {"description": description, **made} if description else made


def _shape(shape: Shape) -> dict[str, Any]:
    made = _not_null(shape)
    if not shape.nullable:
        return made
    if "type" in made:
        types = made["type"]
        return {**made, "type": [*([types] if isinstance(types, str) else types), "null"]}
    if "anyOf" in made:
        return {"anyOf": [*made["anyOf"], {"type": "null"}]}
    return {"anyOf": [made, {"type": "null"}]}


def _not_null(shape: Shape) -> dict[str, Any]:
    kind = shape.kind
    if kind == "value":
        return {"$ref": f"#/$defs/{shape.of.__name__}"}
    if kind == "many":
        return {"type": "array", "items": _shape(shape.of)}
    if kind == "map":
        return {"type": "object", "additionalProperties": _shape(shape.of)}
    if kind == "term":
        known = {"description": _first_part(shape.of.__doc__ or ""), "enum": [str(word) for word in shape.of]}
        return {"anyOf": [known, {"description": "A word of another version.", "type": "string"}]}
    if kind == "reference":
        return {"type": "string", "minLength": 1, **({"x-refers-to": list(shape.of)} if shape.of else {})}
    if kind == "text":
        return {"type": "string", **({"pattern": f"^(?:{shape.of.regex})$"} if shape.of else {})}
    if kind == "moment":
        return {"type": "string", "format": "date-time", "pattern": f"^{MOMENT.pattern.removesuffix('?')}$"}
    if kind == "day":
        day = {"type": "string", "format": "date", "pattern": f"^{DAY.pattern}$"}
        moment = {
            "description": "Without an offset: a wall time.",
            "type": "string",
            "pattern": f"^{MOMENT.pattern}$",
        }
        return {"anyOf": [day, moment]}
    if kind == "either":
        return {"type": [str(_shape(inner)["type"]) for inner in shape.of]}
    return {"type": {"integer": "integer", "number": "number", "boolean": "boolean"}[kind]}


# --- docstrings ----------------------------------------------------------------------------


def _descriptions(kind: type[Any]) -> dict[str, str]:
    """Return the string that stands below each field of a class."""
    body = ast.parse(dedent(inspect.getsource(kind))).body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for statement, after in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            found[statement.target.id] = _plain(inspect.cleandoc(str(after.value.value)))
    return found


def _first_part(docstring: str) -> str:
    """Return the first paragraph of a docstring: what the thing is."""
    return _plain(inspect.cleandoc(docstring).split("\n\n")[0])


def _plain(text: str) -> str:
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))
    return "\n\n".join(paragraphs).replace("``", "`")
