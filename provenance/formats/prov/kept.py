"""What others said in a PROV document and no field holds, as it is kept in `extra["prov"]`."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from provenance.formats.prov.statements import Statement, Value, are_formal, attributes_of, statement_of
from provenance.formats.prov.terms import ELEMENTS, FORMAL
from provenance.model import Dossier
from provenance.model.frozen import FrozenMap

__all__ = ["KEY", "Foreign", "can_hold", "foreign_of", "kept_in"]

KEY = "prov"
"""The key in `extra` under which all four spellings keep it."""


class Foreign(NamedTuple):
    """What a PROV document said of a record beyond its fields."""

    kind: str | None
    """The statement that it stood in, where that is not the usual one."""

    attributes: list[tuple[str, Value]]
    """The attributes that are no field's."""

    formal: dict[str, str]
    """The formal attributes that are no field's."""

    bundle: str | None
    """The bundle it stood in."""


NOTHING = Foreign(None, [], {}, None)


def foreign_of(section: str, usual: str, extra: Mapping[str, Any]) -> tuple[Foreign, Mapping[str, Any]]:
    """Tell apart what a record's `extra` holds from a PROV document, and the rest.

    What such a document could not have said of a record of this section belongs to the rest.

    Args:
        section: the dossier's name for the kind of record.
        usual: the statement that the record is usually written as.
        extra: what it holds.
    """
    if not extra:
        return NOTHING, extra
    kept = extra.get(KEY)
    if not isinstance(kept, FrozenMap) or not kept or not set(kept) <= _KEYS:
        return NOTHING, extra
    attributes = attributes_of(kept["attributes"]) if "attributes" in kept else []
    kind, bundle, formal = kept.get("statement"), kept.get("bundle"), kept.get("formal", {})
    if (
        attributes is None
        or any(
            key in kept and not (isinstance(kept[key], str) and kept[key]) for key in ("statement", "bundle")
        )
        or kind == usual
        or not can_hold(section, kind or usual)
        or ("formal" in kept and not _is_formal(formal, _others(section, kind or usual)))
    ):
        return NOTHING, extra
    rest = {key: value for key, value in extra.items() if key != KEY}
    return Foreign(kind, attributes, dict(formal), bundle), rest


_KEYS = {"statement", "attributes", "formal", "bundle"}


def can_hold(section: str, kind: str) -> bool:
    """Return whether a record of ours can be a statement of this kind: of relations, a derivation can."""
    return kind in ELEMENTS or (section == "derivations" and kind in FORMAL)


def _others(section: str, kind: str) -> tuple[str, ...]:
    """Return the formal attributes of a statement that are none of a record's fields."""
    if kind not in ELEMENTS:
        return FORMAL[kind][2:]
    return tuple(name for name in FORMAL[kind] if section != "statuses" or name != "endTime")


def _is_formal(formal: Any, names: tuple[str, ...]) -> bool:
    return (
        isinstance(formal, FrozenMap) and len(formal) > 0 and set(formal) <= set(names) and are_formal(formal)
    )


def kept_in(dossier: Dossier) -> tuple[dict[str, str], list[Statement], Mapping[str, Any]]:
    """Return the prefixes and statements kept in a dossier's `extra`, and what else is there."""
    extra = dossier.extra
    kept = extra.get(KEY)
    if not isinstance(kept, FrozenMap) or not kept or not set(kept) <= {"prefixes", "statements"}:
        return {}, [], extra
    prefixes, raw = kept.get("prefixes", FrozenMap()), kept.get("statements", ())
    if not isinstance(prefixes, FrozenMap) or not isinstance(raw, tuple):
        return {}, [], extra
    if any(not isinstance(namespace, str) for namespace in prefixes.values()):
        return {}, [], extra
    statements = [statement_of(item) for item in raw]
    if any(statement is None for statement in statements):
        return {}, [], extra
    rest = {key: value for key, value in extra.items() if key != KEY}
    return dict(prefixes), [statement for statement in statements if statement is not None], rest
