"""What fields hold, and how constructors check it.

A field's shape is compiled from its annotation (`provenance.model._shape`). Constructors check by
it, all fields at once (`tidy`).
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timezone
from enum import StrEnum
from typing import Any

import attrs

from provenance.errors import (
    InvalidRecordError,
    InvalidValueError,
    Problem,
    ProvenanceError,
    shown,
)
from provenance.model._leftovers import misplaced
from provenance.model._meant import meant_by
from provenance.model._shape import FieldShape, Pattern, Refers, Shape, remembered, shapes_of
from provenance.model.canonical import DEEPEST, LARGEST
from provenance.model.frozen import FrozenMap, freeze
from provenance.model.terms import UnknownTerm

__all__ = [
    "FieldShape",
    "Pattern",
    "Refers",
    "Shape",
    "frozen_json",
    "is_encodable",
    "remembered",
    "shapes_of",
    "short_repr",
    "tidy",
]


class _WrongError(Exception):
    """A value does not fit its shape. Internal: it ends as a `Problem`."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.message, self.path = message, path


# --- checking ------------------------------------------------------------------------------


def tidy(record: Any) -> None:
    """Check every field of a new record and put it into the form in which it is kept.

    Records become their ids, words their vocabulary's members, lists tuples, mappings frozen
    maps, dates and strings a `When` where one is wanted. Nothing else is converted. Called by
    the record's own constructor, before anybody else can see it.

    Raises:
        InvalidRecordError: with every problem of every field, the record's own rules included.
    """
    problems: list[Problem] = []
    record_type = type(record)
    for name, check in _checks_of(record_type):
        given = getattr(record, name)
        try:
            kept = check(given)
        except _WrongError as wrong:
            problems.append(Problem(f"$.{name}{wrong.path}", wrong.message))
        else:
            if kept is not given:
                object.__setattr__(record, name, kept)
    if not problems:
        own_rules: Callable[[], Iterator[tuple[str, str]]] | None = getattr(record, "_problems", None)
        if own_rules is not None:
            problems = [Problem(f"$.{name}" if name else "$", message) for name, message in own_rules()]
        if not problems and getattr(record, "extra", None):
            problems = [Problem(f"$.extra[{shown(key)}]", message) for key, message in misplaced(record)]
    if problems:
        given_id = getattr(record, "id", None)
        raise InvalidRecordError(
            record_type.__name__, given_id if isinstance(given_id, str) else None, problems
        )


@remembered
def _checks_of(record_type: type[Any]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    checks = []
    for field in shapes_of(record_type):
        shape = field.shape
        if field.name == "id":  # None asks for a derived one
            checks.append(("id", _nullable(_check_id)))
        else:
            checks.append((field.name, _nullable(_check_of(shape)) if shape.nullable else _check_of(shape)))
    return tuple(checks)


def _nullable(check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        return None if value is None else check(value)

    return checked


def _check_of(shape: Shape) -> Callable[[Any], Any]:
    if shape.kind == "text":
        return _check_text if shape.of is None else _pattern_check(shape.of)
    if shape.kind == "reference":
        return _reference_check(shape.of)
    if shape.kind == "term":
        return _term_check(shape.of)
    if shape.kind == "value":
        return _value_check(shape.of)
    if shape.kind == "many":
        return _many_check(_check_of(shape.of))
    if shape.kind == "map":
        return _map_check(_nullable(_check_of(shape.of)) if shape.of.nullable else _check_of(shape.of))
    if shape.kind == "either":
        return _either_check([_check_of(inner) for inner in shape.of])
    return {
        "integer": _check_integer,
        "number": _check_number,
        "boolean": _check_boolean,
        "moment": _check_moment,
        "day": _check_day,
        "json": _check_json,
    }[shape.kind]


def is_encodable(text: str) -> bool:
    """Tell whether a string can be written as UTF-8, which one with lone surrogates cannot."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _check_text(value: Any) -> str:
    if not isinstance(value, str):
        raise _WrongError(f"expected a string, got {_named(value)}")
    if not is_encodable(value):
        raise _WrongError(f"{shown(value)} holds a lone surrogate, which no file can store: replace it")
    return value if type(value) is str else str.__str__(value)


def _check_id(value: Any) -> str:
    text = _check_text(value)
    if not text:
        raise _WrongError("an id is a string that is not empty; leave it out to have one derived")
    return text


def _pattern_check(pattern: Pattern) -> Callable[[Any], str]:
    matches = re.compile(pattern.regex).fullmatch

    def check(value: Any) -> str:
        text = _check_text(value)
        if matches(text) is None:
            raise _WrongError(f"{shown(text)} is not {pattern.wanted}")
        return text

    return check


def _reference_check(kinds: tuple[str, ...]) -> Callable[[Any], str]:
    wanted = " or ".join(_singular(kind) for kind in kinds)

    def check(value: Any) -> str:
        if isinstance(value, str):
            return _check_id(value)
        kind = getattr(type(value), "RECORDS", None)
        if kind is None:
            raise _WrongError(f"expected {wanted} or its id, got {_named(value)}")
        if kinds and kind not in kinds:
            raise _WrongError(f"expected {wanted} or its id, got the {_singular(kind)} {shown(value.id)}")
        return str(value.id)

    return check


def _singular(records: str) -> str:
    if not records:
        return "a record"
    return "verification status" if records == "statuses" else records.removesuffix("s")


def _term_check(vocabulary: type[StrEnum]) -> Callable[[Any], Any]:
    members = {str(member.value): member for member in vocabulary}
    wanted = ", ".join(members)

    def check(value: Any) -> Any:
        kind = type(value)
        if kind is vocabulary:
            return value
        if kind is str or kind is UnknownTerm:
            member = members.get(value)
            if member is not None:
                return member
            if kind is UnknownTerm:
                return value if is_encodable(value) else _check_text(value)
            meant = meant_by(value, members)
            meant = f"; {meant}" if meant else ""
            raise _WrongError(f"{shown(value)} is not a word of {vocabulary.__name__}: {wanted}{meant}")
        raise _WrongError(f"expected a word of {vocabulary.__name__}, got {_named(value)}")

    return check


def _value_check(value_type: type[Any]) -> Callable[[Any], Any]:
    of: Callable[[Any], Any] | None = getattr(value_type, "of", None) if _is_lenient(value_type) else None

    def check(value: Any) -> Any:
        if isinstance(value, value_type):
            return value
        if of is not None:
            try:
                return of(value)
            except ProvenanceError as error:
                raise _WrongError(str(error)) from error
        raise _WrongError(f"expected {_an(value_type.__name__)}, got {_named(value)}")

    return check


def _is_lenient(value_type: type[Any]) -> bool:
    """Tell whether a constructor takes something shorter for this value (`"2025-11-04"` for a When)."""
    return bool(getattr(value_type, "TAKES_SHORT_FORMS", False))


def _many_check(check: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def checked(value: Any) -> tuple[Any, ...]:
        if type(value) is tuple:
            if not value:
                return value
        elif not isinstance(value, (list, tuple, set, frozenset)):
            raise _WrongError(f"expected a tuple or list, got {_named(value)}")
        elif isinstance(value, (set, frozenset)):
            raise _WrongError("a set has no order: give a tuple or list")
        kept = []
        for index, item in enumerate(value):
            try:
                kept.append(check(item))
            except _WrongError as wrong:
                raise _WrongError(wrong.message, f"[{index}]{wrong.path}") from None
        if type(value) is tuple and all(map(lambda a, b: a is b, kept, value)):
            return value
        return tuple(kept)

    return checked


def _map_check(check: Callable[[Any], Any]) -> Callable[[Any], FrozenMap[Any]]:
    def checked(value: Any) -> FrozenMap[Any]:
        if not isinstance(value, Mapping):
            raise _WrongError(f"expected a mapping, got {_named(value)}")
        kept: dict[str, Any] = {}
        same = isinstance(value, FrozenMap)
        for key, item in value.items():
            if not isinstance(key, str):
                raise _WrongError(f"keys are strings, got {_named(key)}")
            if not is_encodable(key):
                raise _WrongError(f"the key {shown(key)} holds a lone surrogate")
            try:
                kept[key] = check(item)
            except _WrongError as wrong:
                raise _WrongError(wrong.message, f"[{shown(key)}]{wrong.path}") from None
            same = same and kept[key] is item
        return value if same and isinstance(value, FrozenMap) else FrozenMap(kept)

    return checked


def _either_check(checks: Sequence[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        messages = []
        for alternative in checks:
            try:
                return alternative(value)
            except _WrongError as wrong:
                messages.append(wrong.message)
        raise _WrongError("; or ".join(messages))

    return check


def _check_integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _WrongError(f"expected an integer, got {_named(value)}")
    if not -LARGEST <= value <= LARGEST:
        raise _WrongError("an integer of more than 4,300 digits, which no file can hold")
    return value if type(value) is int else int(value)


def _check_number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _WrongError(f"expected a number, got {_named(value)}")
    if isinstance(value, float):
        if not math.isfinite(value):
            raise _WrongError(f"expected a finite number, got {_named(value)}")
        return value if type(value) is float else float(value)
    return _check_integer(value)


def _check_boolean(value: Any) -> bool:
    if value is True or value is False:
        return value
    raise _WrongError(f"expected True or False, got {_named(value)}")


def _check_moment(value: Any) -> datetime:
    if not isinstance(value, datetime):
        raise _WrongError(f"expected an aware datetime, got {_named(value)}")
    offset = value.utcoffset()
    if offset is None:
        raise _WrongError(
            f"the datetime {shown(value.isoformat())} is naive: give it a tzinfo, such as datetime.UTC"
        )
    if offset.microseconds:  # Python itself writes them, and then reads some as no offset at all
        raise _WrongError(f"its offset from UTC, {offset}, is not of whole seconds")
    if type(value.tzinfo) is timezone and not value.fold:
        return value
    # A zone's rules change with its database; the offset in force then does not.
    return value.replace(tzinfo=timezone(offset) if offset else UTC, fold=0)


def _check_day(value: Any) -> date:
    if isinstance(value, datetime):
        return value if value.utcoffset() is None else _check_moment(value)
    if not isinstance(value, date):
        raise _WrongError(f"expected a date, got {_named(value)}")
    return value


def _check_json(value: Any, depth: int = 0) -> Any:
    """Check plain JSON data and freeze it."""
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return _check_text(value)
    if isinstance(value, (int, float)):
        return _check_number(value)
    if depth >= DEEPEST:
        raise _WrongError(f"nested deeper than {DEEPEST}")
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise _WrongError(f"keys are strings, got {_named(key)}")
            _check_text(key)
        for item in value.values():
            _check_json(item, depth + 1)
        return freeze(value)
    if isinstance(value, (list, tuple)):
        for item in value:
            _check_json(item, depth + 1)
        return freeze(value)
    raise _WrongError(f"JSON has no {type(value).__name__}: give a string")


def frozen_json(what: str, value: Any) -> Any:
    """Return plain JSON data frozen.

    Raises:
        InvalidValueError: if it is anything else, or no file can hold it.
    """
    try:
        return _check_json(value)
    except _WrongError as wrong:
        raise InvalidValueError(f"value for {what}", value, wrong.message) from None


def _named(value: Any) -> str:
    if value is None or isinstance(value, (bool, float)):
        return repr(value)
    return f"{_an(type(value).__name__)} {shown(value)}"


def _an(word: str) -> str:
    return f"{'an' if word[:1] in 'AEIOUaeiou' else 'a'} {word}"


# --- showing -------------------------------------------------------------------------------


def short_repr(record: Any) -> str:
    """Return the `repr` of a record: one line with the fields that say which one it is.

    Fields that are unset, and those whose attrs field says `repr=False`, are left out; words
    stand for vocabulary members, so that the line can be pasted back.
    """
    parts = []
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if not field.repr or value is None or value == () or value == "":
            continue
        if isinstance(value, StrEnum):
            value = str(value)
        parts.append(f"{field.name}={shown(value) if isinstance(value, str) else repr(value)}")
    return f"{type(record).__name__}({', '.join(parts)})"
