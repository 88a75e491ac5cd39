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


class Index(Generic[R]):
    """From an id to the records that hold it in one field, in the order they were added.

    A key with one record, as most have, holds the record itself, and a list only from the
    second on: it halves the memory of a table of a million records.
    """

    __slots__ = ("_keys", "_table")

    def __init__(self, keys: Callable[[R], Iterable[str]], records: Iterable[R]) -> None:
        self._keys = keys
        self._table: dict[str, R | list[R]] = {}
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
            else:
                table[key] = [held, record]  # type: ignore[list-item]  # records are never lists

    def discard(self, record: R) -> None:
        """Take a record out again."""
        for key in set(self._keys(record)):
            self._remove(key, record)

    def _remove(self, key: str, record: R) -> None:
        held = self._table.get(key)
        if type(held) is list:
            held[:] = [other for other in held if other is not record]
            if len(held) == 1:
                self._table[key] = held[0]
        elif held is record:
            del self._table[key]

    def replace(self, old: R, new: R, place: Callable[[R], int]) -> None:
        """Put a record in the place of an old one, and under its new ids where it belongs in their order.

        Args:
            old: the record that was entered.
            new: the one that takes its place among all records.
            place: gives the place of a record; asked only if an id is new.
        """
        before, after = set(self._keys(old)), dict.fromkeys(self._keys(new))
        for key in before.difference(after):
            self._remove(key, old)
        for key in after:
            held = self._table.get(key)
            if key not in before:
                self._insert(key, new, place)
            elif type(held) is list:
                held[next(i for i, other in enumerate(held) if other is old)] = new
            else:
                self._table[key] = new

    def _insert(self, key: str, record: R, place: Callable[[R], int]) -> None:
        held = self._table.get(key)
        if held is None:
            self._table[key] = record
        elif type(held) is list:
            insort(held, record, key=place)
        else:
            both: list[R] = [held, record]  # type: ignore[list-item]  # records are never lists
            self._table[key] = sorted(both, key=place)

    def get(self, id: str) -> Sequence[R]:
        """Return the records that hold this id; nothing if there is none. Not to be changed."""
        held = self._table.get(id)
        if held is None:
            return ()
        return held if type(held) is list else (held,)  # type: ignore[return-value]

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
    of_some = _OF_SOME.get((record_type, field))
    if of_some is not None:
        return Index(of_some, records)
    for found in reference_fields(record_type):
        if found.name == field:
            return Index(found.ids, records)
    known = ", ".join(f.name for f in reference_fields(record_type))
    raise UsageError("Dossier.index", f"{record_type.__name__} holds no ids in {field!r}; it does in {known}")
