"""Documents whose context gives schema.org's terms, or JSON-LD's keywords, names of its own.

Of a context only what stands in it is read: prefixes ("s": "https://schema.org/"), terms ("title":
"schema:headline") and other names for keywords ("type": "@type"). None is ever fetched.
"""

from typing import Any

from provenance.formats.schemaorg.nodes import PREFIXES, Node
from provenance.formats.schemaorg.terms import OURS

__all__ = ["has_other_names", "in_usual_names"]

_KEYWORDS = frozenset({"@id", "@type", "@graph", "@value", "@list", "@language"})
_IRIS = tuple(prefix for prefix in PREFIXES if "://" in prefix)
_DEEPEST = 200
_MOST_TERMS = 10_000


class _Names:
    """What the names mean that a context gives."""

    def __init__(self, prefixes: dict[str, str], terms: dict[str, str]) -> None:
        self.prefixes, self.terms = prefixes, terms

    def usual(self, word: str) -> str:
        """Return the usual name of a key or a type."""
        term = self.terms.get(word)
        if term is not None:
            return term
        prefix, colon, name = word.partition(":")
        return name if colon and name and prefix in self.prefixes else word


def has_other_names(data: Any) -> bool:
    """Tell whether the context that a document begins with gives names of its own."""
    return isinstance(data, dict) and _names_of(data.get("@context"), None) is not None


def in_usual_names(data: Any) -> Any:
    """Return a document with schema.org's own names where its contexts give others; itself if none does."""
    return _renamed(data, None, 0)


def _renamed(data: Any, names: _Names | None, depth: int) -> Any:
    if depth > _DEEPEST:
        return data
    if isinstance(data, list):
        made = [_renamed(item, names, depth + 1) for item in data]
        return made if any(a is not b for a, b in zip(made, data, strict=True)) else data
    if not isinstance(data, dict):
        return data
    if "@context" in data:
        names = _names_of(data["@context"], names)
    changed: Node = {}
    same = True
    for key, value in data.items():
        usual = key if names is None else names.usual(key)
        if key == "@context" or key.startswith(OURS):
            inner = value  # of ours, what is inside is JSON and no node
        elif usual == "@type" and names is not None:
            inner = _types(value, names)
        else:
            inner = _renamed(value, names, depth + 1)
        same = same and usual == key and inner is value
        changed.setdefault(usual, inner)
    return data if same else changed


def _types(value: Any, names: _Names) -> Any:
    if isinstance(value, str):
        usual = names.usual(value)
        return value if usual == value else usual
    if isinstance(value, list) and any(isinstance(word, str) and names.usual(word) != word for word in value):
        return [names.usual(word) if isinstance(word, str) else word for word in value]
    return value


def _names_of(context: Any, outer: _Names | None) -> _Names | None:
    """Return what the names mean within a context; `None` if all of them are the usual ones."""
    prefixes = dict(outer.prefixes) if outer is not None else {}
    terms = dict(outer.terms) if outer is not None else {}
    found = False
    for part in context if isinstance(context, list) else [context]:
        if not isinstance(part, dict):
            continue
        for name, meaning in part.items():
            if isinstance(meaning, str) and meaning in _IRIS and name[:1] != "@":
                prefixes[name] = meaning
                found = found or name != "schema"
        for name, meaning in list(part.items())[:_MOST_TERMS]:
            usual = _term(name, meaning, prefixes)
            if usual is not None:
                terms[name] = usual
                found = True
    return _Names(prefixes, terms) if found or outer is not None else None


def _term(name: str, meaning: Any, prefixes: dict[str, str]) -> str | None:
    """Return the usual name of a term that a context names otherwise, if it is schema.org's or a keyword."""
    iri = meaning.get("@id") if isinstance(meaning, dict) else meaning
    if not isinstance(iri, str) or name[:1] == "@" or ":" in name:
        return None
    if iri in _KEYWORDS:
        return iri
    for prefix in _IRIS:
        if iri.startswith(prefix) and iri != prefix:
            iri = iri[len(prefix) :]
            return iri if iri != name else None
    prefix, colon, word = iri.partition(":")
    is_schemas = colon and word and (prefix in prefixes or prefix == "schema")
    return word if is_schemas and word != name else None
