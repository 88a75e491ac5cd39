"""Our own fields as JSON-LD terms, for formats that may be extended with terms of others.

A field of a record becomes a term of the namespace `TERMS`, written with the prefix `pv`: an id an IRI, a
value inside it a node, several of them a list in order, and free JSON (`extra`, `identifiers`, `layers`) a
JSON literal.
"""

from typing import Any

from provenance.formats.beside import set_aside_again, unread_of
from provenance.formats.converter import model_types
from provenance.formats.intake import Intake
from provenance.formats.iris import TERMS, id_of, iri_of
from provenance.model import RECORD_TYPES, Dossier, Suppression, to_plain
from provenance.model.frozen import thaw
from provenance.model.plain import moment_text, put_back
from provenance.model.shapes import Shape, remembered, shapes_of

__all__ = [
    "PREFIX",
    "class_name",
    "fields_of",
    "node_of",
    "page_of",
    "plain_of",
    "read_beside",
    "terms",
    "to_terms",
    "write_beside",
]

PREFIX = "pv:"
"""What our own terms are written with."""

_FREE = ("map", "json")


def class_name(section: str) -> str:
    """Return the class of the records of a section, as a term ("pv:Claim")."""
    return PREFIX + RECORD_TYPES[section].__name__


@remembered
def fields_of(model_type: type[Any]) -> dict[str, Shape]:
    """Return the fields of a record or value class that become terms, with their shapes."""
    return {field.name: field.shape for field in shapes_of(model_type) if field.name not in ("id", "extra")}


@remembered
def terms() -> dict[str, Any]:
    """Return what a JSON-LD context says of our terms: the prefix, and the type of what needs one."""
    said: dict[str, Any] = {"@version": 1.1, "pv": TERMS, "pv:extra": {"@type": "@json"}}
    lists: dict[str, set[bool]] = {}
    for model_type in model_types():
        for name, shape in fields_of(model_type).items():
            lists.setdefault(name, set()).add(shape.kind == "many")
            inner = shape.of if shape.kind == "many" else shape
            if inner.kind == "reference":
                said.setdefault(PREFIX + name, {})["@type"] = "@id"
            elif inner.kind in _FREE:
                said.setdefault(PREFIX + name, {})["@type"] = "@json"
    for name, is_list in lists.items():
        if is_list == {True}:
            said.setdefault(PREFIX + name, {})["@container"] = "@list"
    said["pv:unread"] = {"@type": "@json"}
    head = ("@version", "pv")
    return {key: said[key] for key in (*head, *sorted(said.keys() - set(head)))}


def page_of(id: str, url: str | None) -> str:
    """Return the IRI of the page that an article stands on: its address, else one made of its id."""
    iri = iri_of(url) if url else None
    return iri if iri is not None and iri == url else iri_of(id)


# --- writing -------------------------------------------------------------------------------


def to_terms(value: Any, *, without: tuple[str, ...] = (), aside: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the fields of a record or value as terms; what holds its default is left out.

    Args:
        value: the record or value.
        without: names of fields that are said otherwise.
        aside: keys of `extra` that are.
    """
    said: dict[str, Any] = {}
    for field in shapes_of(type(value)):
        held = getattr(value, field.name)
        if field.name in ("id", "extra", *without) or held is None:
            continue
        if not field.required and type(held) is type(field.default) and held == field.default:
            continue
        if field.shape.kind in ("many", "map") and not held:
            continue
        said[PREFIX + field.name] = _written(field.shape, held)
    extra = {key: item for key, item in thaw(value.extra).items() if key not in aside}
    if extra:
        said["pv:extra"] = extra
    return said


def _written(shape: Shape, held: Any) -> Any:
    if shape.kind == "reference":
        return iri_of(held)
    if shape.kind == "term":
        return str.__str__(held)
    if shape.kind == "value":
        return to_terms(held)
    if shape.kind == "many":
        return [_written(shape.of, item) for item in held]
    if shape.kind == "map":
        return {key: to_plain(item) if shape.of.kind == "value" else thaw(item) for key, item in held.items()}
    if shape.kind == "moment":
        return moment_text(held)
    if shape.kind == "day":
        return moment_text(held) if hasattr(held, "utcoffset") else held.isoformat()
    return thaw(held) if shape.kind == "json" else held


def node_of(record: Any, **options: Any) -> dict[str, Any]:
    """Return a record as a node: its IRI, its class, its fields as terms."""
    return {"id": iri_of(record.id), "type": class_name(record.RECORDS), **to_terms(record, **options)}


def write_beside(dossier: Dossier) -> dict[str, Any]:
    """Return what stands beside the records of a dossier, but for its title, as terms."""
    said: dict[str, Any] = {}
    if dossier.extra:
        said["pv:extra"] = thaw(dossier.extra)
    if dossier.suppressions:
        said["pv:suppressions"] = [to_terms(item) for item in dossier.suppressions]
    if dossier.unread:
        said["pv:unread"] = unread_of(dossier)
    return said


# --- reading -------------------------------------------------------------------------------


def plain_of(node: dict[str, Any], model_type: type[Any]) -> dict[str, Any]:
    """Return the plain form of a record or value from the terms of a node, without its id.

    What has not the form that is wanted stays as it is: who makes the record lists it.
    """
    plain: dict[str, Any] = {}
    for name, shape in fields_of(model_type).items():
        if PREFIX + name in node:
            plain[name] = _read(shape, node[PREFIX + name])
    extra = node.get("pv:extra")
    if isinstance(extra, dict):
        put_back(plain, extra)
    elif extra is not None:
        plain["pv:extra"] = extra
    return plain


def _read(shape: Shape, raw: Any) -> Any:
    if shape.kind == "many":
        items = raw if isinstance(raw, list) else [raw]
        return [_read(shape.of, item) for item in items]
    if shape.kind == "reference" and isinstance(raw, dict):
        raw = raw.get("id", raw.get("@id", raw))
    if shape.kind == "reference" and isinstance(raw, str):
        return id_of(raw)
    if shape.kind == "value" and isinstance(raw, dict):
        return plain_of(raw, shape.of)
    return raw


def read_beside(node: dict[str, Any], intake: Intake, path: str) -> None:
    """Take in what stands beside the records of a dossier, but for its title."""
    extra = node.get("pv:extra")
    if isinstance(extra, dict):
        for key, value in extra.items():
            intake.keep(key, value)
    elif extra is not None:
        intake.keep("pv:extra", extra)
    _read_suppressions(node.get("pv:suppressions", []), intake, f"{path}['pv:suppressions']")
    unread = node.get("pv:unread", [])
    for index, item in enumerate(unread if isinstance(unread, list) else [unread]):
        set_aside_again(intake, item, f"{path}['pv:unread'][{index}]")


def _read_suppressions(items: Any, intake: Intake, path: str) -> None:
    listed = items if isinstance(items, list) else [items]
    plain = [plain_of(item, Suppression) if isinstance(item, dict) else item for item in listed]
    intake.suppress(plain, path)
