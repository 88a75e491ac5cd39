"""Columns to records: what `extracting` did, undone, whole columns at a time."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import isinf
from typing import Any, NoReturn

from provenance.errors import DecodingError
from provenance.formats.jsontext import decode_json
from provenance.formats.tables.columns import EXTRA, Column, columns_of
from provenance.formats.tables.gathering import Gathering
from provenance.formats.tables.times import as_time

__all__ = ["add_batch"]

_FAILED: Any = object()
"""Stands where a cell could not be read: the row is then read cell by cell."""


def add_batch(
    gathering: Gathering,
    section: str | None,
    kind: Any,
    columns: Mapping[str, Sequence[Any]],
    numbers: Sequence[int],
) -> None:
    """Take in the records that rows of one kind hold.

    Args:
        gathering: the dossier in the making.
        section: the mapping they are for; `None` if their kind is none of ours.
        kind: the word that stands for their kind, for messages.
        columns: their columns by name, each with something in it; JSON is text.
        numbers: the rows' own numbers, for messages.

    Raises:
        DecodingError: if something is nested too deeply.
    """
    if section is None:
        for place, number in enumerate(numbers):
            raw = {name: column[place] for name, column in columns.items() if column[place] is not None}
            gathering.set_aside("", {"record": kind, **raw}, f"row {number}", "is no record of ours")
        return
    columns = {name: _without_empty(column) for name, column in columns.items()}
    ours = {name for name in columns if name in _columns(section)}
    whole, odd = _whole_fields(section, {name: columns[name] for name in ours}, len(numbers))
    for name in columns:  # of others
        if name not in ours and not name.startswith("__index_level_"):
            odd.update(place for place, value in enumerate(columns[name]) if value is not None)
    plains = _joined_fields(whole, len(numbers))
    if not odd:
        gathering.add_many(section, plains, numbers)
        return
    for place, plain in enumerate(plains):
        if place in odd:
            cells = {name: column[place] for name, column in columns.items() if column[place] is not None}
            _add_cells(gathering, section, cells, numbers[place])
        else:
            gathering.add_plain(section, plain, numbers[place])


def _without_empty(column: Sequence[Any]) -> Sequence[Any]:
    """Return a column with nothing where a text is empty: that is a cell somebody cleared, we write none."""
    return [None if value == "" else value for value in column] if "" in column else column


def _joined_fields(fields: Mapping[str, Sequence[Any]], length: int) -> list[dict[str, Any]]:
    """Return the rows that fields make, without what is not there."""
    full = [name for name, values in fields.items() if None not in values]
    if full:
        made = [dict(zip(full, row, strict=False)) for row in zip(*map(fields.get, full), strict=True)]
    else:
        made = [{} for _ in range(length)]
    for name in fields.keys() - frozenset(full):
        for row, value in zip(made, fields[name], strict=True):
            if value is not None:
                row[name] = value
    return made


@cache
def _columns(section: str) -> dict[str, Column]:
    return {column.name: column for column in columns_of(section)}


def _add_cells(gathering: Gathering, section: str, cells: dict[str, Any], number: int) -> None:
    known = _columns(section)
    read: dict[str, Any] = {}
    more: dict[str, Any] = {}
    for name, value in cells.items():
        column = known.get(name)
        if column is None:
            if not name.startswith("__index_level_"):
                more[name] = value
        elif column.kind in ("json", "extra") and type(value) is str:
            try:
                read[name] = decode_json(value)
            except DecodingError as error:
                where = f"{gathering.place(section, number)} column {name}"
                gathering.report(where, f"not JSON: {error.problems[0].message}")
                read[name] = {name: value} if column.kind == "extra" else value
        else:
            read[name] = value
    if more:
        extra = read.get(EXTRA)
        read[EXTRA] = {**more, **extra} if type(extra) is dict else more
    gathering.add(section, read, number)


def _whole_fields(
    section: str, columns: Mapping[str, Sequence[Any]], length: int
) -> tuple[dict[str, list[Any]], set[int]]:
    """Return the fields of the records, as plain data, and the rows that are not as simple as that."""
    groups: dict[str, list[Column]] = {}
    for column in columns_of(section):
        if column.name in columns:
            groups.setdefault(column.path[0], []).append(column)
    odd: set[int] = set()
    fields: dict[str, list[Any]] = {}
    for field, group in groups.items():
        if group[-1].kind == "extra":
            odd.update(row for row, cell in enumerate(columns[group[-1].name]) if cell is not None)
        held = [column for column in group if column.kind != "extra"]
        if held:
            fields[field] = made = _field(held, columns, length)
            if _FAILED in made:
                odd.update(row for row, value in enumerate(made) if value is _FAILED)
    return fields, odd


def _field(group: Sequence[Column], columns: Mapping[str, Sequence[Any]], length: int) -> list[Any]:
    read = [_cells(column, columns[column.name]) for column in group]
    if len(group) == 1 and group[0].is_top:
        return read[0]
    keys = [column.path[-1] for column in group]
    is_time = group[0].kind == "time" and group[0].is_top
    if is_time or any(column.kind == "json" for column in group):
        return [_joined(keys, row, is_time) for row in zip(*read, strict=True)]
    known: dict[tuple[Any, ...], Any] = {}  # who recorded many passages is the same
    made = []
    for row in zip(*read, strict=True):
        try:
            if row not in known:
                known[row] = _joined(keys, row, False)
            made.append(known[row])
        except TypeError:  # a list, where none belongs
            made.append(_joined(keys, row, False))
    return made


def _joined(keys: Sequence[str], row: tuple[Any, ...], is_time: bool) -> Any:
    """Return the cells of a value as the value, `None` if there are none."""
    if _FAILED in row:
        return _FAILED
    value = {key: cell for key, cell in zip(keys, row, strict=False) if cell is not None}
    if is_time and (core := value.pop(keys[0], None)) is not None:
        return {**core, **value}
    return value or None


def _cells(column: Column, values: Sequence[Any]) -> list[Any]:
    if column.kind == "json":
        return [None if value is None else _json(value) for value in values]
    if column.kind == "time":
        return [None if value is None else _time(value) for value in values]
    return list(values)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise ValueError
    return held


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise ValueError
    return number


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


_decoder: Any = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=_finite, parse_constant=_refuse)
_scan = _decoder.scan_once
"""Parses one small text in a third of the time that `decode_json` takes; what it refuses goes there."""


def _json(value: Any) -> Any:
    try:
        if "\\u" not in value:
            data, end = _scan(value, 0)
            if end == len(value):
                return data
    except (ValueError, StopIteration, TypeError, RecursionError):
        pass
    try:
        return decode_json(value)
    except (DecodingError, TypeError, AttributeError):
        return _FAILED


def _time(value: Any) -> Any:
    found = as_time(value) if type(value) is str else None
    return _FAILED if found is None else found
