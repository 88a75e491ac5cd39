"""Records as rows: the columns that the tables, and the graphs, have for each kind of record.

A row is made from the plain form of a record and gives it back exactly. Every field is a column
under its own name. A value inside a record is one column for each of its fields (`recorded_by`), a time
is four: `published` holds it as EDTF or ISO 8601, `published_text` the words it came in,
`published_anchor` the day they were resolved against, and `published_extra` the rest. What the
columns have no place for, or what is not of a column's type, stands as JSON in the `…_extra` of its
value, or in `extra` of the record, under its own name. A cell is never an empty text: that stands in
`extra` too, so that a program that does not tell an empty cell from none does no harm.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, TypeAlias

from attrs import frozen

from provenance.formats.tables.times import as_time, time_text
from provenance.model import RECORD_TYPES, When
from provenance.model.shapes import Shape, shapes_of

__all__ = [
    "EXTRA",
    "KIND_OF",
    "SECTION_OF",
    "Cells",
    "Column",
    "cells_of",
    "columns_of",
    "number_of",
    "plain_of",
]

EXTRA = "extra"
"""The column, and the end of the names of columns, for what no column has a place for."""

SECTION_OF = {
    "status" if section == "statuses" else section.removesuffix("s"): section for section in RECORD_TYPES
}
"""The word for a kind of record to the mapping of a dossier."""

KIND_OF = {section: word for word, section in SECTION_OF.items()}
"""The mapping of a dossier to the word for a record in it."""

Kind: TypeAlias = Literal["text", "number", "time", "texts", "json", "extra"]
Cells: TypeAlias = dict[str, Any]
"""A row: the cells that are filled, by column. `json` and `extra` are plain data, not yet text."""

_LARGEST = 2**53  # whole numbers up to here are exact in a column of floats
_OF_A_TIME = ("earliest", "latest", "precision", "approximate", "uncertain")


@frozen(kw_only=True)
class Column:
    """A column of the table of a kind of record."""

    name: str
    """Its name ("recorded_by")."""

    path: tuple[str, ...]
    """Where in the plain form of a record its value stands (("recorded", "by"))."""

    kind: Kind
    """What its cells are: `text`, `number` (int or float), `time` (text, see the module),
    `texts` (a list), `json` (any plain data) or `extra` (an object of plain data)."""

    refers_to: tuple[str, ...] | None = None
    """For a text or texts that are ids: the mappings they point into, empty for any; else `None`."""

    required: bool = False
    """Whether no record is without it."""

    alternative: str | None = None
    """The column that has the value instead of this one if it is of another type."""

    @property
    def is_top(self) -> bool:
        """Whether it holds a whole field of the record."""
        return len(self.path) == 1


@cache
def columns_of(section: str) -> tuple[Column, ...]:
    """Return the columns of the table of a kind of record: the id first, `extra` last.

    Examples:
        >>> [column.name for column in columns_of("relations")][:4]
        ['id', 'subject', 'kind', 'object']
    """
    fields = sorted(shapes_of(RECORD_TYPES[section]), key=lambda field: field.name != "id")
    found = [
        column
        for field in fields
        if field.name != EXTRA
        for column in _columns((field.name,), field.shape, (), required=field.required or field.name == "id")
    ]
    return (*found, Column(name=EXTRA, path=(EXTRA,), kind="extra"))


def _columns(
    path: tuple[str, ...], shape: Shape, within: tuple[type, ...], *, required: bool = False
) -> Iterator[Column]:
    name = "_".join(path)
    if shape.kind in ("text", "reference", "term", "moment"):
        refers_to = tuple(shape.of) if shape.kind == "reference" else None
        if name == "id":
            refers_to = None
        yield Column(name=name, path=path, kind="text", refers_to=refers_to, required=required)
    elif shape.kind == "number":
        yield Column(name=name, path=path, kind="number")
    elif shape.kind == "either":
        yield Column(name=name, path=path, kind="number", alternative=f"{name}_text")
        yield Column(name=f"{name}_text", path=path, kind="text")
    elif shape.kind == "many" and shape.of.kind in ("text", "reference"):
        refers_to = tuple(shape.of.of) if shape.of.kind == "reference" else None
        yield Column(name=name, path=path, kind="texts", refers_to=refers_to)
    elif shape.kind == "value" and shape.of is When:
        yield Column(name=name, path=path, kind="time")
        for inner in ("text", "anchor"):
            yield Column(name=f"{name}_{inner}", path=(*path, inner), kind="text")
        yield Column(name=f"{name}_{EXTRA}", path=path, kind="extra")
    elif shape.kind == "value" and not within:
        for field in shapes_of(shape.of):
            if field.name != EXTRA:
                yield from _columns((*path, field.name), field.shape, (shape.of,))
        yield Column(name=f"{name}_{EXTRA}", path=path, kind="extra")
    else:
        yield Column(name=name, path=path, kind="json")


# --- to rows -------------------------------------------------------------------------------


def cells_of(section: str, plain: Mapping[str, Any]) -> Cells:
    """Return the row of a record: its filled cells by column.

    Args:
        section: the mapping the record is in ("claims").
        plain: its plain form, as `to_plain` gives it.

    Examples:
        >>> cells_of("claims", {"id": "c", "text": "x", "quantity": {"number": 5}, "mood": "grim"})
        {'id': 'c', 'text': 'x', 'quantity_number': 5, 'extra': {'mood': 'grim'}}
    """
    cells: Cells = {}
    rest: dict[str, Any] = {}
    splitters = _splitters(section)
    for key, value in plain.items():
        split = splitters.get(key)
        if split is None or not split(value, cells):
            rest[key] = value
    if rest:
        cells[EXTRA] = rest
    return cells


_Splitter: TypeAlias = Callable[[Any, Cells], bool]
"""Puts a value into cells and returns whether it could."""


@cache
def _splitters(section: str) -> dict[str, _Splitter]:
    return _grouped(columns_of(section)[:-1], 0)


def _grouped(columns: tuple[Column, ...], depth: int) -> dict[str, _Splitter]:
    """Return a splitter for each field at a depth of the paths."""
    groups: dict[str, list[Column]] = {}
    for column in columns:
        groups.setdefault(column.path[depth], []).append(column)
    return {name: _splitter(tuple(group), depth) for name, group in groups.items()}


def _splitter(group: tuple[Column, ...], depth: int) -> _Splitter:
    first, last = group[0], group[-1]
    if first.alternative is not None:
        return _either_splitter(first.name, first.alternative)
    if len(group) == 1:
        return _single_splitter(first)
    inner = _grouped(tuple(c for c in group if len(c.path) > depth + 1), depth + 1)
    if first.kind == "time":
        return _time_splitter(first.name, inner, last.name)
    return _value_splitter(inner, last.name)


def _single_splitter(column: Column) -> _Splitter:
    name, fits = column.name, _FITS[column.kind]

    def split(value: Any, cells: Cells) -> bool:
        if fits(value):
            cells[name] = value
            return True
        return False

    return split


def _either_splitter(number: str, text: str) -> _Splitter:
    def split(value: Any, cells: Cells) -> bool:
        if _is_number(value):
            cells[number] = value
        elif _is_text(value):
            cells[text] = value
        else:
            return False
        return True

    return split


def _value_splitter(inner: dict[str, _Splitter], rest_name: str) -> _Splitter:
    def split(value: Any, cells: Cells) -> bool:
        if type(value) is not dict:
            return False
        rest = {k: v for k, v in value.items() if k not in inner or not inner[k](v, cells)}
        if rest or not value:
            cells[rest_name] = rest
        return True

    return split


def _time_splitter(name: str, inner: dict[str, _Splitter], rest_name: str) -> _Splitter:
    def split(value: Any, cells: Cells) -> bool:
        if type(value) is not dict:
            return False
        core = {k: v for k, v in value.items() if k in _OF_A_TIME}
        text = time_text(core)
        if text is not None:
            cells[name] = text
        rest = {} if text is not None else core
        rest.update(
            (k, v) for k, v in value.items() if k not in core and (k not in inner or not inner[k](v, cells))
        )
        if rest or not value:
            cells[rest_name] = rest
        return True

    return split


def _is_text(value: Any) -> bool:
    return type(value) is str and value != ""


def _is_number(value: Any) -> bool:
    return type(value) is float or (type(value) is int and -_LARGEST <= value <= _LARGEST)


def _is_texts(value: Any) -> bool:
    return type(value) is list and value != [] and all(type(item) is str for item in value)


def _is_anything(value: Any) -> bool:
    return value is not None


_FITS: dict[str, Callable[[Any], bool]] = {
    "text": _is_text,
    "number": _is_number,
    "texts": _is_texts,
    "json": _is_anything,
}


def number_of(value: float) -> int | float:
    """Return the number that a column of floats holds: a whole one, if it is exact, as an int.

    Examples:
        >>> number_of(5.0), number_of(0.5), number_of(1e300)
        (5, 0.5, 1e+300)
    """
    return int(value) if -_LARGEST <= value <= _LARGEST and value.is_integer() else value


# --- and back ------------------------------------------------------------------------------


def plain_of(section: str, cells: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plain form of the record that a row stands for: the reverse of `cells_of`.

    A cell counts more than what an `extra` holds under the same name. A time may also be given by its
    fields; text that is none is given on as it is.

    Examples:
        >>> plain_of("claims", {"id": "c", "text": "x", "when": "2025-11", "extra": {"mood": "grim"}})["when"]
        {'earliest': '2025-11-01', 'latest': '2025-11-30', 'precision': 'month'}
    """
    extra = cells.get(EXTRA)
    plain: dict[str, Any] = dict(extra) if type(extra) is dict else {}
    by_name = _joining(section)
    for name, value in cells.items():
        if name != EXTRA:
            kind, path = by_name[name]
            _put(plain, path, kind, value)
    return plain


@cache
def _joining(section: str) -> dict[str, tuple[Kind, tuple[str, ...]]]:
    return {column.name: (column.kind, column.path) for column in columns_of(section)}


def _put(plain: dict[str, Any], path: tuple[str, ...], kind: Kind, value: Any) -> None:
    if kind == "time":
        core = as_time(value) if type(value) is str else value if type(value) is dict else None
        if core is None:
            plain[path[-1]] = value
            return
        _into(plain, path).update(core)
    elif kind == "extra":
        if type(value) is not dict:
            return
        target = _into(plain, path)
        target.update((k, v) for k, v in value.items() if k not in target)
    else:
        (_into(plain, path[:-1]) if len(path) > 1 else plain)[path[-1]] = value


def _into(plain: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """Return the dict at a path, which is made, or takes the place of what is there, if it is none."""
    for step in path:
        inner = plain.get(step)
        if type(inner) is not dict:
            inner = plain[step] = {}
        plain = inner
    return plain
