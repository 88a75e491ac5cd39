"""A mapping that cannot change: hashable, picklable, and frozen all the way down."""

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn, TypeVar

__all__ = ["EMPTY", "FrozenMap", "freeze", "thaw"]

_V = TypeVar("_V", covariant=True)


class FrozenMap(Mapping[str, _V]):
    """A mapping with strings for keys that never changes.

    Mappings and sequences inside are frozen as well (see `freeze`), so a frozen map can be
    hashed and shared. The order of the keys is kept as given; it does not count in comparison.
    True is not 1 here, as it is not in a file.

    Examples:
        >>> FrozenMap({"wikidata": "Q42"})["wikidata"]
        'Q42'
        >>> FrozenMap(a=1, b=[2]) == {"b": (2,), "a": 1}
        True
    """

    __slots__ = ("_hash", "_items")

    _items: dict[str, _V]
    _hash: int | None

    def __init__(self, items: "Mapping[str, _V] | None" = None, /, **more: Any) -> None:
        held = {key: freeze(value) for key, value in items.items()} if items is not None else {}
        held.update((key, freeze(value)) for key, value in more.items())
        object.__setattr__(self, "_items", held)
        object.__setattr__(self, "_hash", None)

    def __getitem__(self, key: str) -> _V:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __bool__(self) -> bool:
        return bool(self._items)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if isinstance(other, FrozenMap):
            theirs = other._items
        elif isinstance(other, Mapping):
            theirs = {key: freeze(value) for key, value in other.items()}
        else:
            return NotImplemented
        mine = self._items
        return mine == theirs and all(_both_or_neither_bool(mine[key], theirs[key]) for key in mine)

    def __hash__(self) -> int:
        if self._hash is None:
            object.__setattr__(self, "_hash", hash(frozenset(self._items.items())))
        return self._hash  # type: ignore[return-value]  # set just above

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a FrozenMap is frozen: cannot set {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a FrozenMap is frozen: cannot delete {name!r}")

    def __reduce__(self) -> tuple[Any, tuple[dict[str, _V]]]:
        return FrozenMap, (self._items,)

    def __repr__(self) -> str:
        return f"FrozenMap({self._items!r})"


EMPTY: FrozenMap[Any] = FrozenMap()
"""The frozen map with nothing in it."""


def _both_or_neither_bool(first: Any, second: Any) -> bool:
    """Compare what Python finds equal once more; frozen maps inside have seen to themselves."""
    if type(first) is tuple:
        return all(map(_both_or_neither_bool, first, second))
    return (type(first) is bool) is (type(second) is bool)


def freeze(value: Any) -> Any:
    """Return plain data with every mapping as a `FrozenMap` and every list as a tuple.

    Other values are returned as they are. Data nested deeper than the Python stack allows is
    never met here: readers and constructors refuse it before.
    """
    kind = type(value)
    if kind is dict or kind is list or kind is tuple:
        if kind is dict:
            return FrozenMap(value)
        return tuple(freeze(item) for item in value)
    if isinstance(value, FrozenMap):
        return value
    if isinstance(value, Mapping):
        return FrozenMap(value)
    return value


def thaw(value: Any) -> Any:
    """Return frozen data as plain dicts and lists, the reverse of `freeze` on JSON data."""
    if isinstance(value, FrozenMap):
        return {key: thaw(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [thaw(item) for item in value]
    return value
