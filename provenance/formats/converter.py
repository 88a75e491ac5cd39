"""Records to and from plain data through cattrs: strict, complete in what it reports, open to hooks.

This is the way of reading that says what every problem means and where it is. The generated
readers (`provenance.formats.readers`) only recognise, faster, what is wholly in order; whatever
they do not recognise comes here.
"""

import typing
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from provenance.errors import InvalidRecordError
from provenance.formats.faults import (
    NOT_OURS,
    NOTHING,
    UnreadableError,
    expected,
    kept_of,
    left_of,
    noted,
    partly,
)
from provenance.formats.jsontext import is_deeper
from provenance.formats.scalars import read_text, register_scalars
from provenance.model import RECORD_TYPES, Quantity, Suppression, When
from provenance.model.canonical import DEEPEST
from provenance.model.frozen import FrozenMap, thaw
from provenance.model.plain import put_back
from provenance.model.shapes import Shape, shapes_of

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["make_converter", "model_types"]

_AS_ONE: dict[type[Any], frozenset[str]] = {
    When: frozenset({"earliest", "latest"}),
    Quantity: frozenset({"number", "upper", "bound"}),
}
"""Fields that break a rule together: to set one aside would leave the others saying something else.

Of a time that ends before it begins, the beginning alone is a time that never ends.
"""
_MOST_FAULTS = 100  # of one kind in one place; who wants the next one finds it in the data that was left


def make_converter(*, forbid_unknown: bool = False) -> "Converter":
    """Return a new converter that knows every record and value type; add hooks to it freely.

    It converts nothing silently: `None` is not the string "None", `1` is not `True`, a string is
    not a list of characters. Fields it does not know are kept in `extra`, and words that a
    vocabulary does not know as `UnknownTerm`. Data that is not right raises one
    `cattrs.ClassValidationError` with every fault in it.

    Args:
        forbid_unknown: whether unknown fields and words are faults too.

    Examples:
        >>> from provenance.model import Claim
        >>> converter = make_converter()
        >>> claim = converter.structure({"id": "clm-1", "text": "The bridge is closed."}, Claim)
        >>> converter.unstructure(claim)
        {'id': 'clm-1', 'text': 'The bridge is closed.'}
    """
    from cattrs import Converter  # a tidy file is read without it

    converter = Converter(detailed_validation=True)
    register_scalars(converter, forbid_unknown)
    _register_containers(converter)
    for model_type in model_types():
        converter.register_structure_hook(model_type, _class_hook(converter, model_type, forbid_unknown))
        converter.register_unstructure_hook(model_type, _class_writer(converter, model_type))
    return converter


@cache
def model_types() -> tuple[type[Any], ...]:
    """Return every record and value class that can stand in a document."""
    found: dict[type[Any], None] = {}
    waiting: list[type[Any]] = [*RECORD_TYPES.values(), Suppression]
    while waiting:
        model_type = waiting.pop(0)
        if model_type not in found:
            found[model_type] = None
            waiting += [inner for field in shapes_of(model_type) for inner in _types_in(field.shape)]
    return tuple(found)


def _types_in(shape: Shape) -> Iterator[type[Any]]:
    if shape.kind == "value":
        yield shape.of
    elif shape.kind in ("many", "map"):
        yield from _types_in(shape.of)
    elif shape.kind == "either":
        for alternative in shape.of:
            yield from _types_in(alternative)


# --- lists, maps and classes ---------------------------------------------------------------


def _register_containers(converter: "Converter") -> None:
    def read_many(value: Any, hint: Any) -> tuple[Any, ...]:
        return _read_many(converter, value, hint)

    def read_map(value: Any, hint: Any) -> FrozenMap[Any]:
        return _read_map(converter, value, hint)

    converter.register_structure_hook_func(_is_generic(tuple), read_many)
    converter.register_structure_hook_func(_is_generic(FrozenMap), read_map)
    converter.register_unstructure_hook_func(
        lambda kind: kind is tuple, lambda items: [converter.unstructure(item) for item in items]
    )
    converter.register_unstructure_hook(
        FrozenMap, lambda held: {key: converter.unstructure(item) for key, item in held.items()}
    )


def _is_generic(kind: Any) -> Callable[[Any], bool]:
    return lambda hint: typing.get_origin(hint) is kind


def _read_many(converter: "Converter", value: Any, hint: Any) -> tuple[Any, ...]:
    if type(value) is not list:
        raise expected("a list", value)
    inner = typing.get_args(hint)[0]
    kept, left = _Gathering(hint), []
    items = []
    for index, raw in enumerate(value):
        item = kept.read(converter, raw, inner, index)
        if item is NOTHING:
            left.append(raw)
        else:
            items.append(item)
    kept.finish(tuple(items), left if left else NOTHING)
    return tuple(items)


def _read_map(converter: "Converter", value: Any, hint: Any) -> FrozenMap[Any]:
    if type(value) is not dict:
        raise expected("an object", value)
    inner = typing.get_args(hint)[0]
    kept, left = _Gathering(hint), {}
    items = {}
    for key, raw in value.items():
        item = kept.read(converter, raw, inner, read_text(key))
        if item is NOTHING:
            left[key] = raw
        else:
            items[key] = item
    kept.finish(FrozenMap(items), left if left else NOTHING)
    return FrozenMap(items)


class _Gathering:
    """Reads the items of one list or map, collecting what is wrong with them."""

    def __init__(self, hint: Any) -> None:
        self.hint = hint
        self.errors: list[Exception] = []
        self.more = 0

    def read(self, converter: "Converter", raw: Any, inner: Any, index: int | str) -> Any:
        """Return an item, or what could be kept of it, or `NOTHING`."""
        from cattrs.errors import IterableValidationNote

        try:
            return converter.structure(raw, inner)
        except NOT_OURS:
            raise
        except Exception as error:
            if len(self.errors) < _MOST_FAULTS:
                note = IterableValidationNote(f"Item {index!r}", index, inner)
                self.errors.append(noted(error, note))
            else:
                self.more += 1
            return kept_of(error)

    def finish(self, kept: Any, left: Any) -> None:
        """Raise what was collected, if anything was."""
        from cattrs.errors import IterableValidationError

        if self.more:
            them = (
                "item cannot be read as it stands" if self.more == 1 else "items cannot be read as they stand"
            )
            self.errors.append(UnreadableError(f"{self.more:,} more {them}"))
        if self.errors:
            raise partly(
                IterableValidationError("While reading a collection", self.errors, self.hint), kept, left
            )


def _class_hook(converter: "Converter", model_type: type[Any], strict: bool) -> Callable[[Any, Any], Any]:
    hints = typing.get_type_hints(model_type, include_extras=True)
    fields = {name: hints[name] for name in attrs.fields_dict(model_type) if name != "extra"}

    def read(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise expected("an object", value)
        reading = _ClassReading(converter, model_type, fields, value)
        reading.read_fields(strict=strict)
        return reading.finish()

    return read


class _ClassReading:
    """Reads one record or value field by field."""

    def __init__(
        self, converter: "Converter", model_type: type[Any], hints: dict[str, Any], data: dict[str, Any]
    ) -> None:
        self.converter, self.model_type, self.hints, self.data = converter, model_type, hints, data
        self.values: dict[str, Any] = {}
        self.left: dict[str, Any] = {}
        self.errors: list[Exception] = []

    def read_fields(self, *, strict: bool) -> None:
        """Read every field by itself; what cannot be read is noted and left."""
        for name, hint in self.hints.items():
            if name in self.data:
                self._read_field(name, hint)
        unknown = [name for name in self.data if name not in self.hints]
        self.left.update((name, self.data[name]) for name in unknown)
        if strict:
            for name in unknown[:_MOST_FAULTS]:
                self._note(UnreadableError("unknown field"), name)
            if len(unknown) > _MOST_FAULTS:
                self.errors.append(UnreadableError(f"{len(unknown) - _MOST_FAULTS:,} more unknown fields"))

    def _read_field(self, name: str, hint: Any) -> None:
        try:
            self.values[name] = self.converter.structure(self.data[name], hint)
        except NOT_OURS:
            raise
        except Exception as error:
            kept, left = kept_of(error), left_of(error, self.data[name])
            if kept is not NOTHING:
                self.values[name] = kept
            if left is not NOTHING:
                self.left[name] = left
            self._note(error, name)

    def _note(self, error: Exception, name: str) -> None:
        from cattrs.errors import AttributeValidationNote

        note = AttributeValidationNote(f"Field {name}", name, self.hints.get(name, Any))
        self.errors.append(noted(error, note))

    def finish(self) -> Any:
        """Return the record or value, or raise everything that is wrong with it."""
        from cattrs.errors import ClassValidationError

        built = self._build()
        if self.errors:
            error = ClassValidationError(
                f"While reading {self.model_type.__name__}", self.errors, self.model_type
            )
            raise partly(error, built)
        return built

    def _build(self) -> Any:
        wanted = [field.name for field in shapes_of(self.model_type) if field.required]
        for name in wanted:
            if name not in self.data:
                self._note(UnreadableError("is missing"), name)
        if not all(name in self.values for name in wanted) or "id" in self.left:
            return NOTHING
        while True:
            if is_deeper(self.left, DEEPEST):  # before anything that recurses meets it
                self.errors.append(UnreadableError(f"nested deeper than {DEEPEST}"))
                return NOTHING
            extra = {"extra": FrozenMap(self.left)} if self.left else {}
            try:
                built = self.model_type(**self.values, **extra)
            except InvalidRecordError as refused:
                if not self._set_aside(refused):
                    return NOTHING
            else:
                return built if self._gives_back(built) else NOTHING

    def _set_aside(self, refused: InvalidRecordError) -> bool:
        """Move the fields that break the record's own rules out of the way; say if there were any."""
        moved = False
        as_one = _AS_ONE.get(self.model_type, frozenset())
        required = {field.name for field in shapes_of(self.model_type) if field.required}
        for problem in refused.problems:
            name = problem.path.removeprefix("$").removeprefix(".").partition(".")[0].partition("[")[0]
            if name == "extra" and self.errors:  # of what was left: that it could not be read is said already
                continue
            if name not in self.data:
                self.errors.append(UnreadableError(problem.message))
                continue
            self._note(UnreadableError(problem.message), name)
            if name in self.values and name not in required and name not in as_one:
                del self.values[name]
                self.left[name] = self.data[name]
                moved = True
        return moved

    def _gives_back(self, built: Any) -> bool:
        # What stands raw under a field's own name is written back only while the field is unset.
        # Some fields are never unset: an id is derived, a standing follows from the basis.
        defaults = {field.name: field.default for field in shapes_of(self.model_type)}
        for name in self.left.keys() & defaults.keys():
            held = getattr(built, name)
            if name == "id" or (held != defaults[name] and not isinstance(held, (tuple, FrozenMap))):
                return False
        return True


def _class_writer(converter: "Converter", model_type: type[Any]) -> Callable[[Any], dict[str, Any]]:
    ordered = sorted(shapes_of(model_type), key=lambda field: field.name != "id")
    known = [
        (field.name, NOTHING if field.required else field.default)
        for field in ordered
        if field.name != "extra"
    ]

    def write(record: Any) -> dict[str, Any]:
        plain = {}
        for name, default in known:
            value = getattr(record, name)
            if not (value is default or (type(value) is type(default) and value == default)):
                plain[name] = converter.unstructure(value)
        if getattr(record, "extra", None):
            put_back(plain, thaw(record.extra))
        return plain

    return write
