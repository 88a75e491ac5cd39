"""PROV statements between a spelling and the records: what all four spellings have in common."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from provenance.formats.prov.terms import FORMAL, TIMES, XSD_STRING
from provenance.model.frozen import FrozenMap

__all__ = [
    "Lang",
    "Name",
    "Statement",
    "Typed",
    "Value",
    "are_formal",
    "as_plain",
    "attributes_of",
    "is_moment",
    "kept_attributes",
    "kept_statement",
    "statement_of",
    "value_of",
]


class Name(NamedTuple):
    """A qualified name as a value."""

    iri: str
    """What it stands for, in full."""


class Typed(NamedTuple):
    """A value with its datatype, in the words of the document."""

    text: str
    """Its lexical form."""

    datatype: str
    """The datatype's IRI."""


class Lang(NamedTuple):
    """A text in a language."""

    text: str
    """The text."""

    lang: str
    """The language's tag."""


Value: TypeAlias = str | bool | int | float | Name | Typed | Lang
"""The value of an attribute. A string has no datatype, or is an `xsd:string`."""


class Statement(NamedTuple):
    """One statement, with every name in full."""

    kind: str
    """Its name in PROV-N ("wasDerivedFrom")."""

    id: str | None
    """The IRI of what it describes, or of itself."""

    formal: dict[str, str]
    """The formal attributes that it has, by their local names: IRIs, and times as written."""

    attributes: list[tuple[str, Value]]
    """The other attributes by their IRIs."""

    bundle: str | None = None
    """The bundle it stands in."""


def as_plain(value: Value) -> Any:
    """Return a value as JSON data, to be kept in an `extra`."""
    if isinstance(value, Name):
        return {"name": value.iri}
    if isinstance(value, Typed):
        return {"value": value.text, "type": value.datatype}
    if isinstance(value, Lang):
        return {"value": value.text, "lang": value.lang}
    return value


def value_of(plain: Any) -> Value | None:
    """Return the value that was kept as JSON data; `None` if it is not in the form of `as_plain`."""
    if isinstance(plain, str | bool | int | float):
        return plain
    if not isinstance(plain, Mapping) or not all(isinstance(held, str) for held in plain.values()):
        return None
    keys = set(plain)
    if keys == {"name"}:
        return Name(plain["name"])
    if keys == {"value", "type"} and plain["type"] != XSD_STRING:
        return Typed(plain["value"], plain["type"])
    if keys == {"value", "lang"}:
        return Lang(plain["value"], plain["lang"])
    return None


def kept_attributes(attributes: Iterable[tuple[str, Value]]) -> dict[str, list[Any]]:
    """Return attributes as JSON data: a list of values for each name.

    PROV knows no order of values, and spellings have different ones: here they are in one order.
    """
    kept: dict[str, list[Any]] = {}
    for name, value in attributes:
        kept.setdefault(name, []).append(as_plain(value))
    for values in kept.values():
        if len(values) > 1:
            values.sort(key=lambda plain: json.dumps(plain, sort_keys=True))
    return kept


def kept_statement(statement: Statement) -> dict[str, Any]:
    """Return a statement as JSON data, to be kept in `Dossier.extra`."""
    kept: dict[str, Any] = {"statement": statement.kind}
    if statement.id is not None:
        kept["id"] = statement.id
    if statement.formal:
        kept["formal"] = dict(statement.formal)
    if statement.attributes:
        kept["attributes"] = kept_attributes(statement.attributes)
    if statement.bundle is not None:
        kept["bundle"] = statement.bundle
    return kept


def attributes_of(kept: Any) -> list[tuple[str, Value]] | None:
    """Return attributes that were kept as JSON data; `None` if they are not in that form."""
    found: list[tuple[str, Value]] = []
    if not isinstance(kept, FrozenMap | dict) or not kept:
        return None
    for name, values in kept.items():
        if not name or not isinstance(values, tuple | list) or not values:
            return None
        for plain in values:
            value = value_of(plain)
            if value is None:
                return None
            found.append((name, value))
    return found


def statement_of(kept: Any) -> Statement | None:
    """Return a statement that was kept as JSON data; `None` if it is not in that form."""
    if not isinstance(kept, FrozenMap | dict) or not set(kept) <= _KEYS:
        return None
    kind, id, bundle = kept.get("statement"), kept.get("id"), kept.get("bundle")
    formal = kept.get("formal", {})
    attributes = attributes_of(kept["attributes"]) if "attributes" in kept else []
    if not isinstance(kind, str) or kind not in FORMAL or attributes is None:
        return None
    if any(name in kept and not _is_name(kept[name]) for name in ("id", "bundle")):
        return None
    if not isinstance(formal, FrozenMap | dict) or ("formal" in kept and not formal):
        return None
    if not set(formal) <= set(FORMAL[kind]) or not are_formal(formal):
        return None
    ordered = {name: formal[name] for name in FORMAL[kind] if name in formal}
    return Statement(kind, id, ordered, attributes, bundle)


_KEYS = {"statement", "id", "formal", "attributes", "bundle"}


def are_formal(formal: Mapping[str, Any]) -> bool:
    """Return whether all of these can be the values of formal attributes."""
    return all(_is_name(value) and (name not in TIMES or is_moment(value)) for name, value in formal.items())


def is_moment(text: str) -> bool:
    """Return whether a text is an `xsd:dateTime` of the years 1 to 9999, which every spelling takes.

    Examples:
        >>> is_moment("2024-05-06T07:08:09.5+02:00"), is_moment("2024"), is_moment("2024-05-06T25:00:00")
        (True, False, False)
    """
    found = _MOMENT.fullmatch(text)
    try:
        return found is not None and bool(datetime.fromisoformat(found[1]))
    except ValueError:
        return False


_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?"
    r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value != ""
