"""The tables of `docs/reference/model.md`, made from the classes they describe.

The page holds prose, and between `<!-- table: Source -->` and `<!-- end -->` what the class itself says of
its fields or words. A test compares the two. After a change to the model:

    python -m tests.docs.model_tables
"""

import ast
import inspect
import re
import textwrap
from enum import EnumMeta
from pathlib import Path
from typing import Any

from provenance.model.records import singular
from provenance.model.shapes import Shape, shapes_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "model.md"
SAID_ONCE = frozenset({"extra"})
"""Fields that every class has, and that the page therefore explains once, in its prose."""

_REGION = re.compile(r"<!-- table: (\w+) -->\n.*?<!-- end -->", re.DOTALL)


def described(kind: type[Any]) -> dict[str, str]:
    """Return the string below each field of a class, or below each member of a vocabulary, on one line."""
    [node] = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(node, ast.ClassDef)
    found: dict[str, str] = {}
    name = None
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and name:
            found[name] = " ".join(str(statement.value.value).split())
            name = None
        else:
            name = None
    return found


def table(kind: type[Any]) -> str:
    """Return the table of a record, a value or a vocabulary, as Markdown."""
    meanings = described(kind)
    if isinstance(kind, EnumMeta):
        rows: list[tuple[str, ...]] = [("word", "meaning")]
        rows += [(f"`{member.value}`", meanings[member.name]) for member in kind]
    else:
        rows = [("field", "holds", "meaning")]
        for field in shapes_of(kind):
            if field.name not in SAID_ONCE:
                needed = " (must be given)" if field.required else ""
                rows.append((f"`{field.name}`", holds(field.shape) + needed, meanings[field.name]))
    lines = ["| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def holds(shape: Shape) -> str:
    """Say in a few words what a field holds."""
    if shape.kind == "reference":
        return "id of " + (" or ".join(_a(singular(kind)) for kind in shape.of) or "any record")
    if shape.kind in ("term", "value"):
        return f"[{shape.of.__name__}](#{shape.of.__name__.lower()})"
    if shape.kind == "many":
        if shape.of.kind == "reference":
            return "ids of " + " or ".join(shape.of.of or ("any records",))
        return "any number of " + ("texts" if shape.of.kind == "text" else holds(shape.of))
    if shape.kind == "map":
        return "map from text to " + holds(shape.of)
    if shape.kind == "either":
        return " or ".join(dict.fromkeys(holds(one) for one in shape.of))
    if shape.kind == "text":
        return "text" if shape.of is None else str(shape.of.wanted)
    return {
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "moment": "date and time, with offset",
        "day": "date, or date and time",
        "json": "anything that JSON can say",
    }[shape.kind]


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def tables_on(page: str) -> dict[str, str]:
    """Return the tables that a page shows, by the name of their class."""
    return {match[1]: match[0] for match in _REGION.finditer(page)}


def region(kind: type[Any]) -> str:
    """Return a table between its marks, as it stands on the page."""
    return f"<!-- table: {kind.__name__} -->\n\n{table(kind)}\n\n<!-- end -->"


def renewed(page: str, kinds: dict[str, type[Any]]) -> str:
    """Return the page with every table made anew."""
    return _REGION.sub(lambda match: region(kinds[match[1]]), page)


def described_classes() -> dict[str, type[Any]]:
    """Return every record, value and vocabulary of the model by name."""
    import provenance.model
    from provenance.model.anchors import Stage
    from provenance.model.scales import ScaleTerm

    classes = {name: getattr(provenance.model, name) for name in provenance.model.__all__}
    classes |= {"Stage": Stage, "ScaleTerm": ScaleTerm}
    return {
        name: kind
        for name, kind in sorted(classes.items())
        if isinstance(kind, EnumMeta) or (isinstance(kind, type) and hasattr(kind, "__attrs_attrs__"))
    }


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8"), described_classes()), "utf-8")
