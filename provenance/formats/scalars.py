"""How single values are read: exactly, or not at all."""

import math
import re
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from provenance.errors import shown
from provenance.formats.faults import UnreadableError, expected
from provenance.model import UnknownTerm
from provenance.model._leftovers import DAY, MOMENT
from provenance.model.plain import moment_text
from provenance.model.shapes import Pattern, Refers, is_encodable

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["DAY", "MOMENT", "read_text", "register_scalars"]


def register_scalars(converter: "Converter", forbid_unknown: bool) -> None:
    """Tell a converter how strings, numbers, words and times are read and written."""
    # A hook for `str` alone would also catch every vocabulary, which is a StrEnum: the nearest class counts.
    readers: dict[Any, Callable[[Any], Any]] = {
        str: read_text,
        bool: _read_boolean,
        int: _read_integer,
        float: _read_number,
        datetime: _read_moment,
        date: _read_day,
    }
    for kind, read in readers.items():
        converter.register_structure_hook(kind, _ignoring_type(read))
    converter.register_structure_hook(StrEnum, _read_member)
    converter.register_structure_hook_func(_is_annotated, _read_annotated)
    converter.register_structure_hook_func(_is_union, _union_reader(converter))

    def read_word(value: Any, hint: Any) -> Any:
        return _read_word(value, hint, forbid_unknown)

    converter.register_structure_hook_func(_is_vocabulary, read_word)
    converter.register_unstructure_hook(datetime, moment_text)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(UnknownTerm, str.__str__)
    converter.register_unstructure_hook(StrEnum, str.__str__)


def _ignoring_type(read: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: read(value)


def _is_annotated(hint: Any) -> bool:
    return typing.get_origin(hint) is typing.Annotated


def _is_union(hint: Any) -> bool:
    return typing.get_origin(hint) in (typing.Union, types.UnionType) and not _is_vocabulary(hint)


def _is_vocabulary(hint: Any) -> bool:
    return UnknownTerm in typing.get_args(hint)


def read_text(value: Any) -> str:
    """Return a string that a file can hold.

    Raises:
        UnreadableError: if it is anything else.
    """
    if type(value) is not str:
        raise expected("a string", value)
    if not is_encodable(value):
        raise UnreadableError(f"{shown(value)} holds a lone surrogate")
    return value


def _read_boolean(value: Any) -> bool:
    if type(value) is not bool:
        raise expected("true or false", value)
    return value


def _read_integer(value: Any) -> int:
    if type(value) is not int:
        raise expected("an integer", value)
    return value


def _read_number(value: Any) -> int | float:
    if type(value) is int:
        return value
    if type(value) is not float or not math.isfinite(value):
        raise expected("a number", value)
    return value


def _read_moment(value: Any) -> datetime:
    """Read a moment as RFC 3339 has it; seconds may be missing, and offsets have them."""
    wanted = "a moment such as 2025-11-04T09:30:00Z"
    match = MOMENT.fullmatch(read_text(value))
    if match is None:
        raise expected(wanted, value)
    if match[1] is None:
        raise UnreadableError(f"{shown(value)} has no offset from UTC; expected {wanted}")
    moment: datetime = _existing(datetime.fromisoformat, value)
    return moment


def _read_day(value: Any) -> date:
    if type(value) is str:
        day: date
        if DAY.fullmatch(value):
            day = _existing(date.fromisoformat, value)
            return day
        if MOMENT.fullmatch(value):  # of a wall clock somewhere, if it has no offset
            day = _existing(datetime.fromisoformat, value)
            return day
    raise expected("a day such as 2025-11-04, or a moment such as 2025-11-04T09:30:00Z", value)


def _existing(read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except ValueError as error:
        raise UnreadableError(f"{shown(text)} does not exist: {error}") from None


def _read_annotated(value: Any, hint: Any) -> str:
    text = read_text(value)
    for mark in typing.get_args(hint)[1:]:
        if isinstance(mark, Refers) and not text:
            raise UnreadableError("an id is a string that is not empty")
        if isinstance(mark, Pattern) and re.fullmatch(mark.regex, text) is None:
            raise UnreadableError(f"{shown(text)} is not {mark.wanted}")
    return text


def _read_word(value: Any, hint: Any, forbid_unknown: bool) -> Any:
    alternatives = typing.get_args(hint)
    if value is None and type(None) in alternatives:
        return None
    vocabulary = next(
        a for a in alternatives if a is not UnknownTerm and isinstance(a, type) and issubclass(a, StrEnum)
    )
    try:
        return _read_member(value, vocabulary)
    except UnreadableError:
        if forbid_unknown or type(value) is not str:
            raise
        return UnknownTerm(read_text(value))


def _read_member(value: Any, vocabulary: type[StrEnum]) -> StrEnum:
    if type(value) is not str:
        raise expected(f"a word of {vocabulary.__name__}", value)
    try:
        return vocabulary(value)
    except ValueError:
        words = ", ".join(vocabulary)
        raise UnreadableError(f"{shown(value)} is not a word of {vocabulary.__name__}: {words}") from None


def _union_reader(converter: "Converter") -> Callable[[Any, Any], Any]:
    def read(value: Any, hint: Any) -> Any:
        alternatives = typing.get_args(hint)
        if value is None and type(None) in alternatives:
            return None
        rest = [a for a in alternatives if a is not type(None)]
        if len(rest) == 1:
            return converter.structure(value, rest[0])
        if set(rest) == {date, datetime}:
            return _read_day(value)
        if type(value) in rest:  # int, float or str
            return converter.structure(value, type(value))
        raise expected(
            " or ".join({int: "an integer", float: "a number", str: "a string"}[a] for a in rest), value
        )

    return read
