"""Records to columns: whole columns at a time, without the plain form of each record in between.

The outcome is that of `cells_of`, row by row. A record with anything out of the ordinary (something in an
`extra`, an empty text, a number no column holds) is left to that slower way.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias

import attrs

from provenance.formats.jsontext import encode_json
from provenance.formats.tables.columns import EXTRA, cells_of, columns_of
from provenance.formats.tables.times import time_text
from provenance.formats.writers import write_object
from provenance.model import RECORD_TYPES, Precision, When, to_plain
from provenance.model.plain import moment_text
from provenance.model.shapes import FieldShape, Shape, shapes_of

__all__ = ["as_columns", "as_text"]

_ODD: Any = object()
"""Stands in a column where the row is to be made the slower way."""

_LARGEST = 2**53
_DEEP = 3

_Maker: TypeAlias = Callable[[Any], Any]
"""Makes a cell of a value that is not `None`."""

_Columns: TypeAlias = dict[str, list[Any]]


def as_columns(section: str, records: Sequence[Any]) -> _Columns:
    """Return the columns of the table of records of one kind; JSON is text already.

    Args:
        section: the mapping they are in.
        records: the records.
    """
    made: _Columns = {}
    for take, extract in _extractors(section):
        made.update(extract([*map(take, records)]))
    odd = {row for column in made.values() for row in _odd_rows(column)}
    odd.update(row for row, record in enumerate(records) if record.extra)
    made[EXTRA] = [None] * len(records)
    kinds = {column.name: column.kind for column in columns_of(section)}
    for row in sorted(odd):
        cells = cells_of(section, to_plain(records[row]))
        for name, column in made.items():
            column[row] = as_text(cells[name], kinds[name]) if name in cells else None
    return {name: made[name] for name in kinds}


def as_text(cell: Any, kind: str) -> Any:
    """Return a cell as it stands in a column: JSON as text, all else as it is."""
    return encode_json(cell, level=_DEEP) if kind in ("json", "extra") else cell


def _odd_rows(column: list[Any]) -> Iterable[int]:
    if _ODD not in column and "" not in column:
        return ()
    return [row for row, cell in enumerate(column) if cell is _ODD or cell == ""]


@cache
def _extractors(section: str) -> tuple[tuple[Callable[[Any], Any], Callable[[list[Any]], _Columns]], ...]:
    """Return what takes each field of a record, and what makes the columns of such a field."""
    return tuple(
        (attrgetter(field.name), _of_field(field))
        for field in shapes_of(RECORD_TYPES[section])
        if field.name != EXTRA
    )


def _of_field(field: FieldShape) -> Callable[[list[Any]], _Columns]:
    name, shape = field.name, field.shape
    if shape.kind != "value":
        make = _cell_maker(shape)
        return lambda values: {name: _cells(values, make)}
    if shape.of is When:
        return _of_value(_columns_of_a_time(name))
    bare = None if field.default is not None else _bare(shape.of)
    return _of_value(_columns_of_a_value(name, shape.of, bare))


def _bare(value_type: type[Any]) -> Any:
    """Return a value with nothing in it, whose columns would all be empty; `None` if there can be none."""
    return None if any(field.required for field in shapes_of(value_type)) else value_type()


_Inner: TypeAlias = tuple[str, Callable[[Any], Any] | None, _Maker]
"""A column of a value: its name, what takes its field (`None`: the whole value), what makes the cell."""


def _of_value(inner: Sequence[_Inner]) -> Callable[[list[Any]], _Columns]:
    def extract(values: list[Any]) -> _Columns:
        present = values if None not in values else [value for value in values if value is not None]
        made = {
            name: _cells(present if take is None else [*map(take, present)], make)
            for name, take, make in inner
        }
        if len(present) != len(values):
            made = {name: _spread(column, values) for name, column in made.items()}
        return made

    return extract


def _spread(column: list[Any], values: list[Any]) -> list[Any]:
    """Return a column of the values that are there as one of all values."""
    if not column:
        return [None] * len(values)
    cells = iter(column)
    return [None if value is None else next(cells) for value in values]


def _columns_of_a_value(name: str, value_type: type[Any], bare: Any) -> list[_Inner]:
    found: list[_Inner] = []
    for field in shapes_of(value_type):
        if field.name == EXTRA:
            continue
        take = attrgetter(field.name)
        if field.shape.kind == "either":
            found.append((f"{name}_{field.name}", take, _number_of_either))
            found.append((f"{name}_{field.name}_text", take, _text_of_either))
        else:
            found.append((f"{name}_{field.name}", take, _cell_maker(field.shape)))

    def rest(value: Any) -> Any:
        return _ODD if value.extra or (bare is not None and value == bare) else None

    return [*found, (f"{name}_{EXTRA}", None, rest)]


def _columns_of_a_time(name: str) -> list[_Inner]:
    return [
        (name, None, _time_cell),
        (f"{name}_text", attrgetter("text"), _as_it_is),
        (f"{name}_anchor", attrgetter("anchor"), lambda day: day.isoformat()),
        (f"{name}_{EXTRA}", attrgetter(EXTRA), lambda extra: _ODD if extra else None),
    ]


def _time_cell(when: When) -> Any:
    first = when.earliest
    if first is not None and first is when.latest and not (when.approximate or when.uncertain):
        if not isinstance(first, datetime):
            if when.precision is Precision.DAY:
                return first.isoformat()
        elif when.precision is Precision.SECOND and first.tzinfo is UTC and not first.microsecond:
            return moment_text(first)
    elif first is None and when.latest is None:
        return _ODD if when.approximate or when.uncertain or when.precision is not None else None
    text = time_text(to_plain(attrs.evolve(when, extra={}, text=None, anchor=None)))
    return _ODD if text is None else text


def _cells(values: list[Any], make: _Maker) -> list[Any]:
    if make is _as_it_is:
        return values
    return [None if value is None else make(value) for value in values]


def _as_it_is(value: Any) -> Any:
    return value


def _cell_maker(shape: Shape) -> _Maker:
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
