"""The browsable part of `docs/reference/schema.md`, from the schema: `python -m tests.docs.schema_page`."""

import re
from collections.abc import Iterator
from enum import EnumMeta
from pathlib import Path
from typing import Any

from provenance.formats.schema import json_schema
from provenance.model.records import RECORD_TYPES, singular
from tests.docs.model_tables import described_classes

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "schema.md"
_REGION = re.compile(r"<!-- schema -->\n.*?<!-- end -->", re.DOTALL)
_ANOTHER = "A word of another version."
_PLAIN = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "null",
    "object": "object",
}


def region() -> str:
    """Return everything that the schema defines, between its marks."""
    return "<!-- schema -->\n\n" + "\n".join(_lines(json_schema())).rstrip() + "\n\n<!-- end -->"


def renewed(page: str) -> str:
    """Return the page with the schema told anew."""
    return _REGION.sub(lambda _: region(), page)


def _lines(schema: dict[str, Any]) -> Iterator[str]:
    parts = schema["$defs"]
    of_record = [kind.__name__ for kind in RECORD_TYPES.values()]
    links: dict[bool, list[str]] = {True: [], False: []}
    for name in parts:
        links[name in of_record].append(f"[{name}](#{name.lower()})")
    yield f"Records: {', '.join(links[True])}."
    yield ""
    yield f"What they hold: {', '.join(links[False])}."
    yield ""
    yield "### The document"
    yield ""
    yield from _fields("document", schema)
    for name, part in parts.items():
        yield f"### {name}"
        yield ""
        yield _flat(part.get("description", ""))
        yield ""
        yield from _fields(name.lower(), part)


def _fields(owner: str, part: dict[str, Any]) -> Iterator[str]:
    yield "| field | type | meaning |"
    yield "| --- | --- | --- |"
    required = part.get("required", ())
    for name, field in part.get("properties", {}).items():
        anchor = f"{owner}.{name}"
        needed = " **required**" if name in required else ""
        cells = (
            f"[`{name}`](#{anchor}){{ #{anchor} }}{needed}",
            "its own id" if name == "id" else _type(field),
            _meaning(field),
        )
        yield "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
    yield ""


def _meaning(field: dict[str, Any]) -> str:
    told = _flat(field.get("description", ""))
    if "default" in field:
        told = f"{told} Default: `{_written(field['default'])}`.".strip()
    return told


def _written(value: Any) -> str:
    return '""' if value == "" else str(value).lower() if isinstance(value, bool) else str(value)


def _flat(text: str) -> str:
    return " ".join(text.replace("`None`", "null").split())


def _type(shape: dict[str, Any]) -> str:
    """Say in a few words what a value may be, with links to what is described elsewhere."""
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in shape:
        return f"`{shape['const']}`"
    if "enum" in shape:
        return _words(shape["enum"])
    if "anyOf" in shape:
        found = [_type(one) for one in shape["anyOf"] if one.get("description") != _ANOTHER]
        return " or ".join(dict.fromkeys(found))
    kinds = shape.get("type")
    if isinstance(kinds, list):
        return " or ".join(_type({**shape, "type": kind}) for kind in kinds)
    if kinds == "array":
        return f"list of {_each(shape['items'])}" if "items" in shape else "list"
    if kinds == "object" and isinstance(shape.get("additionalProperties"), dict):
        return f"object; each value: {_type(shape['additionalProperties'])}"
    if kinds == "string":
        return _text(shape)
    if kinds in ("integer", "number"):
        return _PLAIN[kinds] + _bounds(shape)
    return _PLAIN.get(kinds or "", "any JSON")


def _each(shape: dict[str, Any]) -> str:
    referred = shape.get("x-refers-to")
    return _type(shape) if referred is None else f"ids of {' or '.join(referred) or 'records'}"


def _text(shape: dict[str, Any]) -> str:
    if "x-refers-to" in shape:
        names = [singular(section) for section in shape["x-refers-to"]]
        nouns = " or ".join(f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}" for noun in names)
        return f"id of {nouns or 'a record'}"
    if shape.get("format") == "date":
        return "date"
    if "T[0-9]" in shape.get("pattern", ""):
        return "date and time"
    return f"text like `{shape['pattern']}`" if "pattern" in shape else "text"


def _bounds(shape: dict[str, Any]) -> str:
    least, most = shape.get("minimum"), shape.get("maximum")
    if least is not None and most is not None:
        return f" from {least} to {most}"
    return f", at least {least}" if least is not None else f", at most {most}" if most is not None else ""


def _words(enum: list[str]) -> str:
    for name, kind in described_classes().items():
        if isinstance(kind, EnumMeta) and [member.value for member in kind] == enum:
            return f"word of [{name}](vocabularies.md#{name.lower()})"
    return " or ".join(f"`{word}`" for word in enum)


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
