"""Our own nodes after other software took the document apart: blank nodes, and each word in an object."""

from typing import Any

from provenance.formats.iris import TERMS
from provenance.formats.schemaorg.nodes import Node, address, types_of, with_plain_keys
from provenance.formats.schemaorg.terms import OURS, RECORD, REFERRING

__all__ = ["plainly", "with_blank_nodes"]

_DEEPEST = 120


Item = tuple[Any, str, bool]
"""An item of a document, its path, and whether what it stands in has a context."""


def with_blank_nodes(items: list[Item]) -> list[Item]:
    """Return the items of a document with its blank nodes in our own where these refer to them.

    Flattened JSON-LD has every part of a node as a node beside it. What nothing of ours refers to stays.
    """
    blank = {item["@id"]: item for item, _, _ in items if _is_blank(item) and not _is_ours(item)}
    if not blank or not any(_is_ours(item) for item, _, _ in items):
        return items
    used: set[str] = set()
    made = [
        (_joined(item, blank, used, ()) if _is_ours(item) else item, path, has_context)
        for item, path, has_context in items
    ]
    return [item for item in made if not _is_blank(item[0]) or item[0]["@id"] not in used]


def _is_blank(item: Any) -> bool:
    id = item.get("@id") if isinstance(item, dict) else None
    return isinstance(id, str) and id[:2] == "_:"


def _is_ours(item: Any) -> bool:
    return isinstance(item, dict) and (RECORD in item or TERMS + RECORD[len(OURS) :] in item)


def _joined(value: Any, blank: dict[str, Node], used: set[str], above: tuple[str, ...]) -> Any:
    if len(above) > _DEEPEST:
        return value
    if isinstance(value, list):
        return [_joined(item, blank, used, (*above, "")) for item in value]
    if not isinstance(value, dict):
        return value
    id = value.get("@id")
    if len(value) == 1 and isinstance(id, str) and id in blank and id not in above:
        used.add(id)
        inner = {key: item for key, item in blank[id].items() if key != "@id"}
        return _joined(inner, blank, used, (*above, id))
    return {
        key: item if key[:1] == "@" or key.startswith(OURS) else _joined(item, blank, used, (*above, ""))
        for key, item in value.items()
    }


def plainly(node: Node) -> Node:
    """Return an expanded node of ours as it was written: words as words, one item without its list."""
    return {
        key: value if key[:1] == "@" or key.startswith(OURS) else _plain(key, value, 0)
        for key, value in node.items()
    }


def _plain(term: str, value: Any, depth: int) -> Any:
    if depth > _DEEPEST:
        return value
    if isinstance(value, list):
        items = [_plain(term, item, depth + 1) for item in value]
        return items[0] if len(items) == 1 else items
    if not isinstance(value, dict):
        return value
    if "@value" in value:
        return value["@value"]
    if term in REFERRING and set(value) == {"@id"}:
        return address(value)
    made = with_plain_keys(value)
    types = types_of(made)
    if types:
        made = {**made, "@type": types[0] if len(types) == 1 else list(types)}
    return {
        key: inner if key[:1] == "@" or key.startswith(OURS) else _plain(key, inner, depth + 1)
        for key, inner in made.items()
    }
