"""The fields of our records as attributes of our namespace, and back.

| a field that holds | becomes |
| --- | --- |
| a text, a word of a vocabulary | a string |
| the id of a record | a qualified name |
| several of these | as many values, in an order that `np:order` tells where it is not the sorted one |
| one day, one moment | an `xsd:date`, an `xsd:dateTime` |
| any other value, or several | its plain form, as an `rdf:JSON` |
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from provenance.errors import DecodingError
from provenance.formats.iris import id_of
from provenance.formats.jsontext import decode_json, encode_json, json_string
from provenance.formats.prov.names import iri_of_id
from provenance.formats.prov.statements import Lang, Name, Typed, Value
from provenance.formats.prov.terms import JSON, LABEL, NP, TYPE, VALUE, XSD
from provenance.formats.writers import write_object
from provenance.model import RECORD_TYPES, Precision, When, to_plain
from provenance.model.frozen import thaw
from provenance.model.plain import moment_text
from provenance.model.shapes import FieldShape, Shape, shapes_of

__all__ = [
    "EXTRA",
    "UnfitError",
    "is_one",
    "own_attributes",
    "own_field",
    "own_fields",
    "own_rows",
    "time_text",
]

EXTRA = f"{NP}extra"
ORDER = f"{NP}order"

_PLACES = {
    "articles": {"headline": LABEL},
    "sources": {"name": LABEL},
    "claims": {"text": VALUE},
    "grades": {"value": VALUE},
}
"""Fields that PROV itself has an attribute for."""

FORMAL_FIELDS = {"derivations": ("derived", "taken_from")}
"""Fields that are formal attributes of a statement."""

Attributes = list[tuple[str, Value]]


class UnfitError(ValueError):
    """An attribute of ours does not hold what its field does. Internal."""


# --- writing -------------------------------------------------------------------------------


def own_attributes(record: Any, *, bare: Iterable[str] = ()) -> Attributes:
    """Return the fields of a record as attributes: its class first, without `id` and `extra`.

    Args:
        record: the record.
        bare: fields that stand elsewhere in the statement.
    """
    table = _TABLES.get(type(record)) or _table(type(record))
    found: Attributes = [(TYPE, table.type)]
    order: dict[str, list[str]] | None = None
    for name, attribute, default, put in table.rows:
        held = getattr(record, name)
        if held is default or name in bare:  # of empty tuples there is one
            continue
        ordered = put(found, attribute, held)
        if ordered is not None:
            order = {**(order or {}), name: ordered}
    if order is not None:
        found.append((ORDER, Typed(encode_json(order), JSON)))
    return found


def own_rows(record_type: type[Any]) -> Any:
    """Return for each field its name, its attribute, its default, and what makes attributes of it."""
    return (_TABLES.get(record_type) or _table(record_type)).rows


class _Table(NamedTuple):
    type: Name
    rows: tuple[tuple[str, str, Any, Callable[[Attributes, str, Any], list[str] | None]], ...]


_TABLES: dict[type[Any], _Table] = {}


def _table(record_type: type[Any]) -> _Table:
    places = _PLACES.get(record_type.RECORDS, {})
    rows = tuple(
        (field.name, places.get(field.name, NP + field.name), _default(field), _putter(field.shape))
        for field in shapes_of(record_type)
        if field.name not in ("id", "extra")
    )
    table = _TABLES[record_type] = _Table(Name(NP + record_type.__name__), rows)
    return table


def _default(field: FieldShape) -> Any:
    return _NEVER if field.required else field.default


_NEVER = object()


def _putter(shape: Shape) -> Callable[[Attributes, str, Any], list[str] | None]:
    if shape.kind == "text":
        return _put_text
    if shape.kind == "term":
        return _put_word
    if shape.kind == "reference":
        return _put_reference
    if shape.kind == "value" and shape.of is When:
        return _put_time
    if shape.kind == "value":
        return _put_value if shape.nullable else _put_value_with_fields
    if shape.kind == "many" and shape.of.kind == "text":
        return _put_texts
    if shape.kind == "many" and shape.of.kind == "reference":
        return _put_references
    if shape.kind == "many":
        return _put_values
    return _put_map


def _put_text(found: Attributes, name: str, held: Any) -> None:
    found.append((name, held))


def _put_word(found: Attributes, name: str, held: Any) -> None:
    found.append((name, str.__str__(held)))


def _put_reference(found: Attributes, name: str, held: Any) -> None:
    found.append((name, Name(iri_of_id(held))))


def _put_texts(found: Attributes, name: str, held: Any) -> list[str] | None:
    once = sorted(set(held))
    found += [(name, text) for text in once]
    return None if list(held) == once else list(held)


def _put_references(found: Attributes, name: str, held: Any) -> list[str] | None:
    once = sorted(set(held))
    found += [(name, Name(iri_of_id(id))) for id in once]
    return None if list(held) == once else list(held)


def _put_time(found: Attributes, name: str, held: When) -> None:
    if held.precision is Precision.DAY and type(held.earliest) is date and is_one(held):
        found.append((name, Typed(str(held.earliest), f"{XSD}date")))
        return
    moment = time_text(held)
    if moment is not None and is_one(held):
        found.append((name, Typed(moment, f"{XSD}dateTime")))
    else:
        found.append((name, Typed(write_object(held), JSON)))


def is_one(time: When) -> bool:
    """Return whether a time is no more than one day or moment: neither doubtful, nor with words."""
    first, last = time.earliest, time.latest
    return (
        first is not None
        and last is not None
        and (first is last or first.isoformat() == last.isoformat())
        and not (time.approximate or time.uncertain or time.extra)
        and time.text is None
        and time.anchor is None
    )


def _put_value(found: Attributes, name: str, held: Any) -> None:
    found.append((name, Typed(write_object(held), JSON)))


def _put_value_with_fields(found: Attributes, name: str, held: Any) -> None:
    text = write_object(held)
    if text != "{}":
        found.append((name, Typed(text, JSON)))


def _put_values(found: Attributes, name: str, held: Any) -> None:
    found.append((name, Typed(f"[{', '.join(map(write_object, held))}]", JSON)))


def _put_map(found: Attributes, name: str, held: Any) -> None:
    if held:
        inside = [
            f"{json_string(key)}: {json_string(item) if isinstance(item, str) else write_object(item)}"
            for key, item in held.items()
        ]
        found.append((name, Typed(f"{{{', '.join(inside)}}}", JSON)))


def time_text(time: When | None) -> str | None:
    """Return a time as the `xsd:dateTime` it is; `None` if it is not one moment known to the second."""
    if (
        time is None
        or time.precision is not Precision.SECOND
        or time.earliest != time.latest
        or time.approximate
        or time.uncertain
    ):
        return None
    text = moment_text(time.earliest)  # type: ignore[arg-type]  # of that precision are moments only
    if text[-1] == "Z" or (text[-3] == ":" and text[-6] in "+-" and text[-5:-3] <= "13" and len(text) > 21):
        return text
    return None


def own_extra(extra: Mapping[str, Any]) -> Attributes:
    """Return what a record's `extra` holds as an attribute."""
    return [(EXTRA, Typed(encode_json(thaw(extra)), JSON))] if extra else []


# --- reading -------------------------------------------------------------------------------


def own_fields(section: str, attributes: Iterable[tuple[str, Value]]) -> tuple[dict[str, Any], Attributes]:
    """Return the plain fields of a record of ours, and the attributes that are none of its fields.

    An attribute of ours that does not hold what it should is among the others.
    """
    known = _KNOWN.get(section) or _known(section)
    plain: dict[str, Any] = {}
    others: Attributes = []
    order: Any = {}
    extra: Any = None
    attributes = list(attributes)
    if any(type(value) is Lang for _, value in attributes):  # ours have no language, and come first
        attributes.sort(key=lambda pair: type(pair[1]) is Lang)
    for pair in attributes:
        name, value = pair
        found = known.get(name)
        try:
            if found is not None:
                field, read, many = found
                if type(value) is str and read is _text and not many and field not in plain:
                    plain[field] = value
                elif many:
                    plain.setdefault(field, []).append(read(value))
                elif field in plain:
                    others.append(pair)
                else:
                    plain[field] = read(value)
            elif name == ORDER:
                order = _json(value)
            elif name == EXTRA:
                extra = _json(value)
            else:
                others.append(pair)
        except UnfitError:
            others.append(pair)
    _put_in_order(plain, section, order)
    if isinstance(extra, dict):
        plain[EXTRA] = extra
    return plain, others


def own_field(section: str, name: str) -> bool:
    """Return whether an attribute is a field of a record of ours."""
    return name in (_KNOWN.get(section) or _known(section))


@cache
def own_shapes(section: str) -> dict[str, FieldShape]:
    """Return the fields of a record of ours by their attributes."""
    places = _PLACES.get(section, {})
    return {
        places.get(field.name, NP + field.name): field
        for field in shapes_of(RECORD_TYPES[section])
        if field.name not in ("id", "extra")
    }


_Known = dict[str, tuple[str, Callable[[Value], Any], bool]]
_KNOWN: dict[str, _Known] = {}


def _known(section: str) -> _Known:
    places = _PLACES.get(section, {})
    formal = FORMAL_FIELDS.get(section, ())
    known = _KNOWN[section] = {
        places.get(field.name, NP + field.name): (
            field.name,
            _reader(field.shape),
            field.shape.kind == "many" and field.shape.of.kind in ("text", "reference"),
        )
        for field in shapes_of(RECORD_TYPES[section])
        if field.name not in ("id", "extra", *formal)
    }
    _MANY[section] = tuple(field for field, _, many in known.values() if many)
    for name in formal:  # where the statement is no derivation
        known[NP + name] = (name, _reference, False)
    return known


def _reader(shape: Shape) -> Callable[[Value], Any]:
    if shape.kind == "many" and shape.of.kind in ("text", "reference"):
        shape = shape.of
    if shape.kind in ("text", "term"):
        return _text
    if shape.kind == "reference":
        return _reference
    if shape.kind == "value" and shape.of is When:
        return time_of
    return _json


def _text(value: Value) -> str:
    if type(value) is str:
        return value
    if isinstance(value, Lang):
        return value.text
    raise UnfitError


_id_of = lru_cache(maxsize=1 << 16)(id_of)


def _reference(value: Value) -> str:
    if isinstance(value, Name):
        return _id_of(value[0])
    raise UnfitError


def time_of(value: Value) -> Any:
    """Return the plain form of the time that a value holds.

    Raises:
        UnfitError: if it holds none.
    """
    if not isinstance(value, Typed):
        raise UnfitError
    if value.datatype == f"{XSD}date" and len(value.text) == 10:
        return {"earliest": value.text, "latest": value.text, "precision": "day"}
    if value.datatype == f"{XSD}dateTime":
        text = value.text.removesuffix("+00:00") + "Z" if value.text.endswith("+00:00") else value.text
        try:
            return to_plain(When.parse(text)) if "." in text else _moment(text)
        except ValueError:
            raise UnfitError from None
    return _json(value)


def _moment(text: str) -> dict[str, Any]:
    return {"earliest": text, "latest": text, "precision": "second"}


def _json(value: Value) -> Any:
    if not isinstance(value, Typed) or value.datatype != JSON:
        raise UnfitError
    try:
        return decode_json(value.text)
    except DecodingError:
        raise UnfitError from None


_MANY: dict[str, tuple[str, ...]] = {}


def _put_in_order(plain: dict[str, Any], section: str, order: Any) -> None:
    for field in _MANY[section]:
        if field in plain:
            told = order.get(field) if isinstance(order, dict) else None
            held = sorted(set(plain[field]))
            fits = isinstance(told, list) and all(isinstance(item, str) for item in told)
            plain[field] = told if fits and told and sorted(set(told)) == held else held


def is_own_type(value: Value) -> bool:
    """Return whether the value of a `prov:type` is a class of ours."""
    return isinstance(value, Name) and value.iri.startswith(NP)
