"""Records to columns: whole columns at a time, without the plain form of each record in between.

The outcome is that of `cells_of`, row by row. A record with anything out of the ordinary (something in an
`extra`, an empty text, a number no column holds) is left to that slower way.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias

import attrs

from provenance.formats.jsontext import encode_json
from provenance.formats.tables.columns import EXTRA, cells_of, columns_of
from provenance.formats.tables.times import time_text
from provenance.formats.writers import write_object
from provenance.model import RECORD_TYPES, When, to_plain
from provenance.model.plain import moment_text
from provenance.model.shapes import FieldShape, Shape, shapes_of

__all__ = ["as_columns", "as_text"]

_ODD: Any = object()
"""Stands in a column where the row is to be made the slower way."""

_LARGEST = 2**53
_DEEP = 3

_Extractor: TypeAlias = Callable[[Sequence[Any]], list[Any]]
"""Gives a column of values, which may be `None`."""


def as_columns(section: str, records: Sequence[Any]) -> dict[str, list[Any]]:
    """Return the columns of the table of records of one kind; JSON is text already.

    Args:
        section: the mapping they are in.
        records: the records.
    """
    made = {name: extract(records) for name, extract in _extractors(section)}
    odd = {row for column in made.values() for row in _odd_rows(column)}
    odd.update(row for row, record in enumerate(records) if record.extra)
    made[EXTRA] = [None] * len(records)
    kinds = {column.name: column.kind for column in columns_of(section)}
    for row in sorted(odd):
        cells = cells_of(section, to_plain(records[row]))
        for name, column in made.items():
            column[row] = as_text(cells[name], kinds[name]) if name in cells else None
    return {column.name: made[column.name] for column in columns_of(section)}


def as_text(cell: Any, kind: str) -> Any:
    """Return a cell as it stands in a column: JSON as text, all else as it is."""
    return encode_json(cell, level=_DEEP) if kind in ("json", "extra") else cell


def _odd_rows(column: list[Any]) -> Iterable[int]:
    if _ODD not in column and "" not in column:
        return ()
    return [row for row, cell in enumerate(column) if cell is _ODD or cell == ""]


@cache
def _extractors(section: str) -> tuple[tuple[str, _Extractor], ...]:
    found = []
    for field in shapes_of(RECORD_TYPES[section]):
        if field.name != EXTRA:
            found += _of_field(field)
    return tuple(found)


def _of_field(field: FieldShape) -> list[tuple[str, _Extractor]]:
    name, shape = field.name, field.shape
    take = attrgetter(name)
    if shape.kind == "value":
        if shape.of is When:
            return _of_time(name, take)
        bare = None if field.default is not None else _bare(shape.of)
        return _of_value(name, shape.of, take, bare)
    return [(name, _each(take, _cell_maker(shape)))]


def _bare(value_type: type[Any]) -> Any:
    """Return a value with nothing in it, whose columns would all be empty; `None` if there can be none."""
    return None if any(field.required for field in shapes_of(value_type)) else value_type()


def _of_value(
    name: str, value_type: type[Any], take: Callable[[Any], Any], bare: Any
) -> list[tuple[str, _Extractor]]:
    found: list[tuple[str, _Extractor]] = []
    for field in shapes_of(value_type):
        if field.name == EXTRA:
            continue
        inner = _inside(take, attrgetter(field.name))
        if field.shape.kind == "either":
            found.append((f"{name}_{field.name}", _each(inner, _number_of_either)))
            found.append((f"{name}_{field.name}_text", _each(inner, _text_of_either)))
        else:
            found.append((f"{name}_{field.name}", _each(inner, _cell_maker(field.shape))))

    def rest(value: Any) -> Any:
        return _ODD if value.extra or (bare is not None and value == bare) else None

    return [*found, (f"{name}_{EXTRA}", _each(take, rest))]


def _of_time(name: str, take: Callable[[Any], Any]) -> list[tuple[str, _Extractor]]:
    return [
        (name, _each(take, _time_cell)),
        (f"{name}_text", _each(_inside(take, attrgetter("text")), _as_it_is)),
        (f"{name}_anchor", _each(_inside(take, attrgetter("anchor")), moment_or_day)),
        (f"{name}_{EXTRA}", _each(take, lambda value: _ODD if value.extra else None)),
    ]


def moment_or_day(value: Any) -> str:
    """Return a datetime or a date as it is written."""
    return moment_text(value) if hasattr(value, "hour") else str(value.isoformat())


def _time_cell(when: When) -> Any:
    bare = attrs.evolve(when, extra={}, text=None, anchor=None) if _is_said(when) else None
    if bare is None:
        return None
    text = time_text(to_plain(bare))
    return _ODD if text is None else text


def _is_said(when: When) -> bool:
    return when.earliest is not None or when.latest is not None


def _each(take: Callable[[Any], Any], make: Callable[[Any], Any]) -> _Extractor:
    if make is _as_it_is:
        return lambda records: list(map(take, records))
    return lambda records: [None if (v := take(record)) is None else make(v) for record in records]


def _inside(take: Callable[[Any], Any], inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def found(record: Any) -> Any:
        value = take(record)
        return None if value is None else inner(value)

    return found


def _as_it_is(value: Any) -> Any:
    return value


def _cell_maker(shape: Shape) -> Callable[[Any], Any]:
    kind = shape.kind
    if kind in ("text", "reference"):
        return _as_it_is
    if kind == "term":
        return str.__str__
    if kind == "moment":
        return moment_text
    if kind == "number":
        return _number_cell
    if kind == "many":
        return _values_cell if shape.of.kind == "value" else _texts_cell
    if kind == "map":
        return _map_cell
    return write_object  # an anchor


def _number_cell(value: Any) -> Any:
    return value if type(value) is float or -_LARGEST <= value <= _LARGEST else _ODD


def _number_of_either(value: Any) -> Any:
    return None if type(value) is str else _number_cell(value)


def _text_of_either(value: Any) -> Any:
    return value if type(value) is str else None


def _texts_cell(items: tuple[str, ...]) -> Any:
    return list(items) if items else None


def _values_cell(items: tuple[Any, ...]) -> Any:
    return f"[{', '.join(map(write_object, items))}]" if items else None


def _map_cell(held: Any) -> Any:
    if not held:
        return None
    plain = {key: item if type(item) is str else to_plain(item) for key, item in held.items()}
    return json.dumps(plain, ensure_ascii=False)
