"""What may stand in `extra` under the name of a field: only what the field itself cannot hold.

A reader keeps there what it could not read of a field, and a writer puts it back into its place.
Anything else under such a name would come back from a file as the field, or not at all.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from provenance.errors import ProvenanceError
from provenance.model._shape import FieldShape, Shape, remembered, shapes_of
from provenance.model.terms import UnknownTerm

__all__ = ["DAY", "MOMENT", "misplaced"]

MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?"
)
"""How files write a moment (its offset is a group of its own), or a time of day without an offset."""
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""How files write a day."""


class _NotReadError(Exception):
    """A reader would leave this as it is. Internal."""


@remembered
def _fields(record_type: type[Any]) -> Mapping[str, FieldShape]:
    return {field.name: field for field in shapes_of(record_type) if field.name != "extra"}


def misplaced(record: Any) -> Iterator[tuple[str, str]]:
    """Yield the keys of a record's `extra` that cannot stand there, and why.

    Args:
        record: a record or value that is otherwise in order.
    """
    fields = _fields(type(record))
    for name in fields.keys() & record.extra.keys():
        field, raw, held = fields[name], record.extra[name], getattr(record, name)
        if name == "id" or field.required or _would_be_read(record, field, raw):
            yield name, f"this is a field of {type(record).__name__}: give it as {name}=…, not in extra"
        elif not _has_room(held, field.default, raw):
            yield (
                name,
                f"the field {name} is given as well, so that this would not be written: take it out of extra",
            )


def _has_room(held: Any, default: Any, raw: Any) -> bool:
    """Tell whether a writer can put raw data back beside what the field holds."""
    if isinstance(held, tuple) and isinstance(raw, tuple):
        return True
    if isinstance(held, Mapping) and isinstance(raw, Mapping):
        return held.keys().isdisjoint(raw)
    return held is default or (type(held) is type(default) and bool(held == default))


def _would_be_read(record: Any, field: FieldShape, raw: Any) -> bool:
    """Tell whether a reader that finds this in the field would put it, or a part of it, there."""
    shape = field.shape
    if shape.kind == "many" and isinstance(raw, tuple):
        return not raw or any(_is_read(shape.of, item) for item in raw)
    if shape.kind == "map" and isinstance(raw, Mapping):
        return not raw or any(_is_read(shape.of, item) for item in raw.values())
    try:
        value = _read(shape, raw)
    except _NotReadError:
        return False
    others = {name: getattr(record, name) for name in _fields(type(record))}
    extra = {key: kept for key, kept in record.extra.items() if key not in others}
    try:
        type(record)(**{**others, field.name: value, "extra": extra})
    except ProvenanceError:  # beside the other fields it breaks a rule, and a reader sets it aside
        return False
    return True


def _is_read(shape: Shape, raw: Any) -> bool:
    try:
        _read(shape, raw)
    except _NotReadError:
        return False
    return True


def _read(shape: Shape, raw: Any) -> Any:
    """Return what a reader makes of frozen plain data, where it can read all of it."""
    kind = shape.kind
    if raw is None and shape.nullable:
        return None
    if kind == "value" and isinstance(raw, Mapping):
        return _read_value(shape.of, raw)
    if kind == "many" and isinstance(raw, tuple):
        return tuple(_read(shape.of, item) for item in raw)
    if kind == "map" and isinstance(raw, Mapping):
        return {key: _read(shape.of, item) for key, item in raw.items()}
    if kind == "either":
        for inner in shape.of:
            if _is_read(inner, raw):
                return raw
        raise _NotReadError
    if kind in ("moment", "day") and isinstance(raw, str):
        return _read_time(kind, raw)
    if kind == "json" or (kind == "boolean" and isinstance(raw, bool)):
        return raw
    number = isinstance(raw, int) and not isinstance(raw, bool)
    if (number and kind in ("integer", "number")) or (isinstance(raw, float) and kind == "number"):
        return raw
    if isinstance(raw, str) and kind == "term":
        return UnknownTerm(raw)  # which a constructor makes a word it knows
    if isinstance(raw, str) and (
        (kind == "reference" and raw)
        or (kind == "text" and (shape.of is None or re.fullmatch(shape.of.regex, raw)))
    ):
        return raw
    raise _NotReadError


def _read_value(value_type: type[Any], raw: Mapping[str, Any]) -> Any:
    given = {}
    for name, field in _fields(value_type).items():
        if name in raw:
            given[name] = _read(field.shape, raw[name])
        elif field.required:
            raise _NotReadError
    try:
        return value_type(**given)
    except ProvenanceError:
        raise _NotReadError from None


def _read_time(kind: str, raw: str) -> date:
    try:
        if kind == "day" and DAY.fullmatch(raw):
            return date.fromisoformat(raw)
        found = MOMENT.fullmatch(raw)
        if found is not None and (kind == "day" or found[1] is not None):
            return datetime.fromisoformat(raw)
    except ValueError:
        pass
    raise _NotReadError
