"""Whether kept data can stand in JSON-LD as it is, and comes back whatever is done to the document."""

import json
from typing import Any

from provenance.formats.schemaorg.nodes import IRI
from provenance.formats.schemaorg.terms import REFERRING

__all__ = ["is_speakable"]


def is_speakable(value: Any, key: str = "") -> bool:
    """Tell whether kept data means in our document what it meant where it was read, and harms nobody.

    Nothing with keywords but types: a `@context` inside it would have others fetch it, and an `@id` would
    have them take it apart. Nothing that JSON-LD has no difference for: a list of one and its item, a list
    in a list, equal items, nothing at all.

    Args:
        value: the data.
        key: the term under which it would stand.
    """
    waiting = [(key, value)]
    while waiting:
        term, item = waiting.pop()
        if isinstance(item, list):
            if not _is_set(item):
                return False
            waiting += [(term, inner) for inner in item]
        elif isinstance(item, dict):
            if (
                term in REFERRING
                or not item
                or not all(map(_is_plain_key, item))
                or not _is_type(item.get("@type", "Thing"))
            ):
                return False
            waiting += [(name, inner) for name, inner in item.items() if name != "@type"]
        elif item is None or (term in REFERRING and not _is_address(item)):
            return False
    return True


def _is_set(items: list[Any]) -> bool:
    if len(items) < 2 or any(isinstance(item, list) for item in items):
        return False
    plain = [item for item in items if not isinstance(item, dict)]
    return len(set(plain)) == len(plain) and _are_unlike(items)


def _are_unlike(items: list[Any]) -> bool:
    return len({json.dumps(item, sort_keys=True) for item in items}) == len(items)


def _is_plain_key(key: str) -> bool:
    return key == "@type" or (key not in ("", "np") and key[0] != "@" and ":" not in key)


def _is_type(types: Any) -> bool:
    words = types if isinstance(types, list) else [types]
    if isinstance(types, list) and len(set(map(str, types))) < max(2, len(types)):
        return False
    return all(isinstance(word, str) and word != "@type" and _is_plain_key(word) for word in words)


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and IRI.fullmatch(value) is not None
