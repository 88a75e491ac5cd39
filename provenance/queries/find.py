"""Finding records by conditions that compose."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, TypeVar, overload

from attrs import evolve, frozen

from provenance.errors import InvalidValueError, UsageError, shown
from provenance.model import Dossier, When
from provenance.model.frozen import EMPTY, thaw
from provenance.model.plain import to_plain
from provenance.model.records import RECORD_TYPES, Record, singular
from provenance.model.shapes import Shape, remembered, shapes_of
from provenance.queries.asked import want_dossier
from provenance.queries.showing import Listing, Reason, places_of

__all__ = ["Condition", "Found", "all_of", "any_of", "find"]

R = TypeVar("R")

Condition: TypeAlias = Callable[[R], bool]
"""A function that tells of one record whether it is wanted."""


@frozen(eq=False, repr=False)
class Found(Listing[R]):
    """The records that met every condition, in the order of the dossier, read like a tuple."""

    _kind: type[Any]

    @property
    def why(self) -> tuple[Reason, ...]:
        """The records, in the same order, with their places in the text where they have any."""
        held: tuple[Any, ...] = self._items
        return tuple(Reason(record.id, str(record), places_of(record)) for record in held)

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a record, with every field of its kind as plain data; `None` where unset.

        What a file holds that this version does not know stands in the last column, `extra`.
        """
        return [self._row(record) for record in self._items]

    def _row(self, record: Any) -> dict[str, Any]:
        extra = record.extra
        plain = to_plain(evolve(record, extra=EMPTY) if extra else record)
        return {**dict.fromkeys(self._kinds()), **plain, "extra": thaw(extra) if extra else None}

    def _kinds(self) -> Mapping[str, str]:
        return _columns_of(self._kind)

    def _table_rows(self) -> list[dict[str, Any]]:
        """Return the rows with times as EDTF: a table has no use for their parts."""
        times = [name for name, shape in _shapes(self._kind) if shape.of is When]
        rows = self.to_rows()
        for record, row in zip(self._items, rows, strict=True):
            for name in times:
                row[name] = _time_text(getattr(record, name))
        return rows


def _shapes(kind: type[Any]) -> list[tuple[str, Shape]]:
    """Return what the fields of a kind of record hold, the id first and `extra` last."""
    last = {"id": -1, "extra": 1}
    return sorted(
        ((field.name, field.shape) for field in shapes_of(kind)), key=lambda pair: last.get(pair[0], 0)
    )


@remembered
def _columns_of(kind: type[Any]) -> Mapping[str, str]:
    """Return the columns of a table of records of a kind, each with what it holds."""
    return {name: _column(shape) for name, shape in _shapes(kind)}


def _column(shape: Shape) -> str:
    if shape.kind in _WORDS or shape.of is When:
        return "text"
    if shape.kind == "many" and shape.of.kind in _WORDS:
        return "texts"
    return {"integer": "int", "number": "float", "boolean": "bool"}.get(shape.kind, "json")


_WORDS = ("text", "reference", "term", "moment", "day")


def _time_text(time: When | None) -> str | None:
    if time is None:
        return None
    try:
        return time.to_edtf()
    except InvalidValueError:  # EDTF cannot say every time
        return str(time)


@overload
def find(dossier: Dossier, kind: type[R], *conditions: Condition[R]) -> Found[R]: ...
@overload
def find(dossier: Dossier, kind: str, *conditions: Condition[Any]) -> Found[Any]: ...
def find(dossier: Dossier, kind: Any, *conditions: Condition[Any]) -> Found[Any]:
    """Return the records of one kind that meet every condition, in the order of the dossier.

    Args:
        dossier: where to look.
        kind: a record class (`Claim`), the name of a mapping ("claims") or of one record ("claim").
        conditions: at least one. All records of a kind stand in the dossier's mapping.

    Raises:
        UsageError: if there is no condition, one cannot be called, or there is no such kind.

    Examples:
        >>> from provenance.model import Claim
        >>> dossier = Dossier([Claim(text="The bridge is closed.", id="clm-1")])
        >>> [claim.id for claim in find(dossier, Claim, lambda claim: "bridge" in claim.text)]
        ['clm-1']
    """
    want_dossier("find", dossier)
    section = _section_of(kind)
    meets = all_of(*conditions) if conditions else _refuse("find", f"dossier.{section} holds them all")
    records = getattr(dossier, section).values()
    return Found(tuple(filter(meets, records)), RECORD_TYPES[section])


def all_of(*conditions: Condition[R] | Iterable[Condition[R]]) -> Condition[R]:
    """Return the condition that every one of these is met, tried in order.

    Args:
        conditions: conditions one by one, or in lists.

    Raises:
        UsageError: if there is none: nobody who filters by nothing meant "everything".

    Examples:
        >>> all_of(str.islower, str.isascii)("abc")
        True
    """
    wanted = _flat("all_of", conditions)
    return lambda record: all(condition(record) for condition in wanted)


def any_of(*conditions: Condition[R] | Iterable[Condition[R]]) -> Condition[R]:
    """Return the condition that at least one of these is met, tried in order.

    Args:
        conditions: conditions one by one, or in lists.

    Raises:
        UsageError: if there is none.

    Examples:
        >>> any_of(str.isdigit, str.isspace)("abc")
        False
    """
    wanted = _flat("any_of", conditions)
    return lambda record: any(condition(record) for condition in wanted)


def _flat(function: str, given: Iterable[Any]) -> tuple[Condition[Any], ...]:
    found: list[Condition[Any]] = []
    for item in given:
        for condition in [item] if callable(item) or not isinstance(item, Iterable) else item:
            if not callable(condition):
                raise UsageError(function, f"a condition is a function of one record, got {shown(condition)}")
            found.append(condition)
    if not found:
        _refuse(function, "leave the filter out to have everything")
    return tuple(found)


def _refuse(function: str, cure: str) -> Any:
    raise UsageError(function, f"needs at least one condition: {cure}")


_KINDS = {
    name: section
    for section, kind in RECORD_TYPES.items()
    for name in (section, singular(section), kind.__name__)
} | {"status": "statuses"}


def _section_of(kind: type[Record] | str | object) -> str:
    section = kind if isinstance(kind, str) else getattr(kind, "__name__", None)
    if isinstance(kind, str) or (isinstance(kind, type) and kind in RECORD_TYPES.values()):
        found = _KINDS.get(str(section))
        if found is not None:
            return found
    raise UsageError("find", f"there is no kind {shown(kind)}; there are {', '.join(RECORD_TYPES)}")
