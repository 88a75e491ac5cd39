"""What a field holds, compiled from its annotation, so that it is said once.

Constructors check by it, and so do the generated readers, the JSON Schema, the plain form and the
Hypothesis strategies. The annotations in use are:

- `str`, `int`, `float`, `bool`, `datetime`, `date`;
- `Annotated[str, Refers("claims")]`, the id of a record of these kinds;
- `Annotated[str, Pattern(...)]`, a string of a certain look;
- a vocabulary beside `UnknownTerm`, another attrs class of the model;
- `tuple[X, ...]`, `FrozenMap[X]`, unions of these, and `None` beside any.
"""

import types
import typing
from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

import attrs

from provenance.model.frozen import FrozenMap
from provenance.model.terms import UnknownTerm

__all__ = ["FieldShape", "Pattern", "Refers", "Shape", "remembered", "shapes_of"]

_F = TypeVar("_F", bound=Callable[..., Any])


def remembered(function: _F) -> _F:
    """Compute what depends on a class once for each class (`functools.cache`, typed as the function)."""
    return cast(_F, cache(function))


class Refers(NamedTuple):
    """Marks a string as the id of a record in one of these mappings of a dossier."""

    kinds: tuple[str, ...]


class Pattern(NamedTuple):
    """Marks a string as having a certain look, said in words for the error message."""

    regex: str
    wanted: str


class Shape(NamedTuple):
    """What one value may be.

    `kind` is one of: text, reference, term, integer, number, boolean, moment (an aware
    datetime), day (a date or datetime, as `When` bounds are), value (another attrs class),
    many (a tuple), map (a frozen map), json (anything JSON can say), either (a union).
    """

    kind: str
    of: Any = None
    """For term the vocabulary, for value the class, for many and map the `Shape` inside, for
    reference the mappings it may point into, for either the shapes, for text a `Pattern` or None."""
    nullable: bool = False


class FieldShape(NamedTuple):
    """One field of a record or value: its name, shape, whether it must be given, its default."""

    name: str
    shape: Shape
    required: bool
    default: Any


@remembered
def shapes_of(record_type: type[Any]) -> tuple[FieldShape, ...]:
    """Return the fields of a record or value type in order, each with what it may hold."""
    hints = typing.get_type_hints(record_type, include_extras=True)
    found = []
    for field in attrs.fields(record_type):
        default: Any = field.default
        required = default is attrs.NOTHING
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # a class at run time
            default = None
        found.append(
            FieldShape(field.name, _compile(hints[field.name]), required, None if required else default)
        )
    return tuple(found)


def _compile(hint: Any) -> Shape:
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        _, *marks = typing.get_args(hint)
        for mark in marks:
            if isinstance(mark, Refers):
                return Shape("reference", mark.kinds)
            if isinstance(mark, Pattern):
                return Shape("text", mark)
    if origin in (typing.Union, types.UnionType):
        return _compile_union(typing.get_args(hint))
    if origin is tuple:
        return Shape("many", _compile(typing.get_args(hint)[0]))
    if origin is FrozenMap:
        inside = typing.get_args(hint)[0]
        return Shape("map", Shape("json", nullable=True) if inside is Any else _compile(inside))
    plain = {str: "text", int: "integer", float: "number", bool: "boolean", datetime: "moment", date: "day"}
    if hint in plain:
        return Shape(plain[hint])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Shape("term", hint)
    if isinstance(hint, type) and attrs.has(hint):
        return Shape("value", hint)
    raise TypeError(f"a field annotated {hint!r} cannot be checked")


def _compile_union(hints: Sequence[Any]) -> Shape:
    nullable = type(None) in hints
    rest = [hint for hint in hints if hint not in (type(None), UnknownTerm)]
    if set(rest) == {date, datetime}:
        return Shape("day", nullable=nullable)
    if set(rest) == {int, float}:
        return Shape("number", nullable=nullable)
    shapes = tuple(_compile(hint) for hint in rest)
    if len(shapes) == 1:
        return shapes[0]._replace(nullable=nullable)
    return Shape("either", shapes, nullable)
