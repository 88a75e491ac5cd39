"""Records as plain data: the dicts, lists, strings and numbers that JSON can say.

This is the form that files hold, that digests are taken of and that ids are derived from. A
field that holds its default is left out. Going the other way is reading, which can fail, and
is the business of `provenance.formats`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import attrs
from attrs.exceptions import NotAnAttrsClassError

from provenance.errors import UsageError, shown
from provenance.model.frozen import EMPTY, FrozenMap, thaw
from provenance.model.shapes import FieldShape, Shape, remembered, shapes_of

__all__ = ["identifying", "moment_text", "to_plain"]


def to_plain(record: Any) -> dict[str, Any]:
    """Return a record or value as a dict of plain data, fields in the order of the class.

    What is in `extra` is written back beside the fields, as it was read. Where `extra` holds
    something under the name of a field (a reader keeps there what it could not read), a list
    is appended, a mapping added to, and any other field written from `extra` only while the
    field itself is unset.

    Raises:
        UsageError: if it is not a record or value of the model.
    """
    plain: dict[str, Any] = {}
    for name, default, convert in _writers_of(type(record)):
        value = getattr(record, name)
        if value is default or (type(value) is type(default) and value == default):
            continue
        plain[name] = convert(value)
    extra: FrozenMap[Any] | None = getattr(record, "extra", None)
    if extra:
        put_back(plain, thaw(extra))
    return plain


def identifying(value: Any) -> dict[str, Any] | None:
    """Return what a value adds to a derived id: its plain form without any `extra`; `None` for `None`."""
    return None if value is None else to_plain(_without_extra(value))


def _without_extra(value: Any) -> Any:
    changes = {"extra": EMPTY} if getattr(value, "extra", None) else {}
    for field in shapes_of(type(value)):
        held = getattr(value, field.name)
        if field.shape.kind == "value" and held is not None:
            bare = _without_extra(held)
            if bare is not held:
                changes[field.name] = bare
    return attrs.evolve(value, **changes) if changes else value


def put_back(plain: dict[str, Any], leftovers: dict[str, Any]) -> None:
    """Add what a reader kept in `extra` to the plain form of the fields."""
    for key, raw in leftovers.items():
        present = plain.get(key)
        if key not in plain:
            plain[key] = raw
        elif isinstance(present, list) and isinstance(raw, list):
            plain[key] = present + raw
        elif isinstance(present, dict) and isinstance(raw, dict):
            plain[key] = {**raw, **present}


def moment_text(moment: datetime) -> str:
    """Return a datetime as it is written: ISO 8601, with `Z` for UTC and no offset if naive."""
    text = moment.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


@remembered
def _writers_of(record_type: type[Any]) -> tuple[tuple[str, Any, Callable[[Any], Any]], ...]:
    try:
        shapes = shapes_of(record_type)
    except (TypeError, NotAnAttrsClassError):
        reason = f"expected a record or value of the model, got one of the class {shown(record_type)}"
        raise UsageError("to_plain", reason) from None
    # The id leads: whoever reads the file looks for it first.
    ordered = sorted(shapes, key=lambda field: field.name != "id")
    return tuple((f.name, _default_of(f), _writer(f.shape)) for f in ordered if f.name != "extra")


def _default_of(field: FieldShape) -> Any:
    return _NO_DEFAULT if field.required else field.default


_NO_DEFAULT = object()


def _writer(shape: Shape) -> Callable[[Any], Any]:
    if shape.kind == "term":
        return str.__str__
    if shape.kind in ("text", "reference", "integer", "number", "boolean"):
        return _as_it_is
    if shape.kind == "value":
        return to_plain
    if shape.kind == "many":
        inner = _writer(shape.of)
        return lambda items: [inner(item) for item in items]
    if shape.kind == "map":
        inner = _writer(shape.of)
        return lambda held: {key: inner(item) for key, item in held.items()}
    if shape.kind in ("moment", "day"):
        return _day_text
    if shape.kind == "json":
        return thaw
    return _either  # a union


def _as_it_is(value: Any) -> Any:
    return value


def _day_text(day: Any) -> str:
    return moment_text(day) if isinstance(day, datetime) else str(day.isoformat())


def _either(value: Any) -> Any:
    return to_plain(value) if hasattr(type(value), "__attrs_attrs__") else value
