"""Look-up tables from an id to the records that refer to it, built when first asked for."""

from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from provenance.errors import UsageError
from provenance.model.links import Derivation
from provenance.model.references import reference_fields
from provenance.model.terms import DerivationKind

__all__ = ["Index", "make_index"]

R = TypeVar("R")


_FEW = 32
"""So many records are looked through one by one as fast as a table is made of them."""


class _Changing(Generic[R]):
    """Many records under one key, some of which were taken out or moved since they were last asked for.

    Taking one out of a list means moving all behind it; so the list is taken apart at the first
    change, and put together and in order again when somebody asks.
    """

    __slots__ = ("_by_id", "_unordered")

    def __init__(self, records: Iterable[R]) -> None:
        self._by_id: dict[str, R] = {record.id: record for record in records}  # type: ignore[attr-defined]
        self._unordered: Callable[[R], int] | None = None

    def put(self, record: R, place: Callable[[R], int] | None = None) -> None:
        """Enter a record in the place of the old one with its id, or at the end, or at its own place."""
        self._by_id[record.id] = record  # type: ignore[attr-defined]
        if place is not None:
            self._unordered = place

    def drop(self, record: R) -> bool:
        """Take a record out; tell whether any is left."""
        del self._by_id[record.id]  # type: ignore[attr-defined]
        return bool(self._by_id)

    def settled(self) -> list[R]:
        """Return the records in their order."""
        records = list(self._by_id.values())
        if self._unordered is not None:
            records.sort(key=self._unordered)
        return records


class Index(Generic[R]):
    """From an id to the records that hold it in one field, in the order they were added.

    A key with one record, as most have, holds the record itself, and a list only from the
    second on: it halves the memory of a table of a million records.
    """

    __slots__ = ("_apart", "_keys", "_table")

    def __init__(self, keys: Callable[[R], Iterable[str]], records: Iterable[R]) -> None:
        self._keys = keys
        self._table: dict[str, R | list[R] | _Changing[R]] = {}
        self._apart: set[str] = set()
        """The keys whose lists were taken apart, and perhaps put together since."""
        for record in records:
            self.add(record)

    def add(self, record: R) -> None:
        """Enter a record under every id that it holds."""
        table = self._table
        for key in self._keys(record):
            held = table.setdefault(key, record)
            if held is record:
                continue
            if type(held) is list:
                if held[-1] is not record:  # a record that names one id twice stands there once
                    held.append(record)
            elif type(held) is _Changing:
                held.put(record)
            else:
                table[key] = [held, record]  # type: ignore[list-item]  # records are never lists

    def discard(self, record: R) -> None:
        """Take a record out again."""
        for key in set(self._keys(record)):
            self._remove(key, record)

    def _remove(self, key: str, record: R) -> None:
        held = self._taken_apart(key)
        if type(held) is list:
            held[:] = [other for other in held if other is not record]
            if len(held) == 1:
                self._table[key] = held[0]
        elif type(held) is _Changing:
            if not held.drop(record):
                del self._table[key]
        elif held is record:
            del self._table[key]

    def _taken_apart(self, key: str) -> "R | list[R] | _Changing[R] | None":
        """Return what stands under a key, ready for a change other than at its end."""
        held = self._table.get(key)
        if type(held) is list and len(held) > _FEW:
            held = self._table[key] = _Changing(held)
            self._apart.add(key)
        return held

    def settled_table(self) -> dict[str, Any]:
        """Return the table itself: under each key one record, or a list of several. Not to be changed."""
        if self._apart:
            for key in self._apart:
                self.get(key)
            self._apart.clear()
        return self._table

    def replace(self, old: R, new: R, place: Callable[[R], int]) -> None:
        """Put a record in the place of an old one, and under its new ids where it belongs in their order.

        Args:
            old: the record that was entered.
            new: the one with the same id that takes its place among all records.
            place: gives the place of a record; asked only if an id is new.
        """
        before, after = set(self._keys(old)), dict.fromkeys(self._keys(new))
        for key in before.difference(after):
            self._remove(key, old)
        for key in after:
            if key not in before:
                self._insert(key, new, place)
                continue
            held = self._taken_apart(key)
            if type(held) is list:
                held[next(i for i, other in enumerate(held) if other is old)] = new
            elif type(held) is _Changing:
                held.put(new)
            else:
                self._table[key] = new

    def _insert(self, key: str, record: R, place: Callable[[R], int]) -> None:
        held = self._taken_apart(key)
        if held is None:
            self._table[key] = record
        elif type(held) is list:
            insort(held, record, key=place)
        elif type(held) is _Changing:
            held.put(record, place)
        else:
            both: list[R] = [held, record]  # type: ignore[list-item]  # records are never lists
            self._table[key] = sorted(both, key=place)

    def get(self, id: str) -> Sequence[R]:
        """Return the records that hold this id; nothing if there is none. Not to be changed."""
        held = self._table.get(id)
        if held is None:
            return ()
        if type(held) is list:
            return held
        if type(held) is _Changing:
            records = held.settled()
            self._table[id] = records if len(records) > 1 else records[0]
            return records
        return (held,)  # type: ignore[return-value]

    def __contains__(self, id: object) -> bool:
        return id in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def __repr__(self) -> str:
        return f"<Index of {len(self._table)} ids>"


_TAKING_BACK = frozenset({DerivationKind.REVISED, DerivationKind.CORRECTED, DerivationKind.RETRACTED})


def _taken_back(derivation: Derivation) -> tuple[str, ...]:
    return (derivation.taken_from,) if derivation.kind in _TAKING_BACK else ()


_OF_SOME: dict[tuple[type[Any], str], Callable[[Any], Iterable[str]]] = {
    (Derivation, "taken_back"): _taken_back,
}
"""Tables of some records only, which are small where those of all are large."""


def make_index(record_type: type[Any], field: str, records: Iterable[Any]) -> Index[Any]:
    """Return the index of records of one type by the ids in one field.

    "taken_back" of derivations is `taken_from` of those that revise, correct or retract.

    Raises:
        UsageError: if the type has no such field, or it holds no ids.
    """
    of_some = _OF_SOME.get((record_type, field)) if isinstance(field, str) else None
    if of_some is not None:
        return Index(of_some, records)
    for found in reference_fields(record_type):
        if found.name == field:
            return Index(found.ids, records)
    known = ", ".join(f.name for f in reference_fields(record_type))
    raise UsageError("Dossier.index", f"{record_type.__name__} holds no ids in {field!r}; it does in {known}")
