"""A mapping that cannot change: hashable, picklable, and frozen all the way down."""

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn, TypeVar

from provenance.errors import InvalidValueError, UsageError, shown
from provenance.model.canonical import DEEPEST, LARGEST

__all__ = ["EMPTY", "FrozenMap", "alike", "freeze", "thaw"]

_V = TypeVar("_V", covariant=True)


class FrozenMap(Mapping[str, _V]):
    """A mapping with strings for keys that never changes.

    Mappings and sequences inside are frozen as well (see `freeze`), so a frozen map can be
    hashed and shared. The order of the keys is kept as given; it does not count in comparison.
    True is not 1 here, as it is not in a file.

    Raises:
        UsageError: if it is made of what is no mapping, keys are not strings, or a value cannot be
            hashed.
        InvalidValueError: if it is nested deeper than 100 levels, or an integer has more digits than
            a file can hold.

    Examples:
        >>> FrozenMap({"wikidata": "Q42"})["wikidata"]
        'Q42'
        >>> FrozenMap(a=1, b=[2]) == {"b": (2,), "a": 1}
        True
    """

    __slots__ = ("_depth", "_hash", "_items")

    _items: dict[str, _V]
    _hash: int | None
    _depth: int

    def __init__(self, items: "Mapping[str, _V] | None" = None, /, **more: Any) -> None:
        if items is not None and not isinstance(items, Mapping):
            raise UsageError("FrozenMap", f"a mapping is wanted, got {type(items).__name__} {shown(items)}")
        self._fill({**items, **more} if more and items else items or more, DEEPEST)

    def _fill(self, items: Mapping[Any, Any], levels: int) -> None:
        if levels <= 0:
            raise InvalidValueError("frozen map", type(items).__name__, f"nested deeper than {DEEPEST}")
        held, deepest = {}, 0
        for key, value in items.items():
            if not isinstance(key, str):
                raise UsageError("FrozenMap", f"keys are strings, got {type(key).__name__} {shown(key)}")
            if type(value) is not str:
                value, depth = _frozen(value, levels - 1)
                deepest = max(deepest, depth)
            held[key] = value
        object.__setattr__(self, "_items", held)
        object.__setattr__(self, "_hash", None)
        object.__setattr__(self, "_depth", deepest + 1)

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
            try:
                theirs = FrozenMap(other)._items
            except (UsageError, InvalidValueError):  # it holds what no frozen map can
                return False
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


def alike(first: Any, second: Any) -> bool:
    """Tell whether two pieces of frozen data are equal, with True another thing than 1."""
    return bool(first == second) and _both_or_neither_bool(first, second)


def freeze(value: Any) -> Any:
    """Return plain data with every mapping as a `FrozenMap` and every list as a tuple.

    Other values are returned as they are.

    Raises:
        UsageError: if keys are not strings, or a value cannot be hashed.
        InvalidValueError: if it is nested deeper than 100 levels, or an integer has more digits than
            a file can hold.
    """
    return _frozen(value, DEEPEST)[0]


def _frozen(value: Any, levels: int) -> tuple[Any, int]:
    """Return a value frozen, and how many levels of containers it has."""
    if isinstance(value, FrozenMap):
        if value._depth > levels:
            raise InvalidValueError("frozen map", type(value).__name__, f"nested deeper than {DEEPEST}")
        return value, value._depth
    if isinstance(value, Mapping):
        made: FrozenMap[Any] = FrozenMap.__new__(FrozenMap)
        made._fill(value, levels)
        return made, made._depth
    if isinstance(value, (list, tuple)):
        if levels <= 0:
            raise InvalidValueError("frozen map", type(value).__name__, f"nested deeper than {DEEPEST}")
        pairs = [_frozen(item, levels - 1) for item in value]
        return tuple([item for item, _ in pairs]), 1 + max([depth for _, depth in pairs], default=0)
    if isinstance(value, int) and not -LARGEST <= value <= LARGEST:
        raise InvalidValueError("number in a frozen map", value, "no file can hold so many digits")
    if type(value).__hash__ is None:
        raise UsageError("FrozenMap", f"JSON has no {type(value).__name__}: got {shown(value)}")
    return value, 0


def thaw(value: Any) -> Any:
    """Return frozen data as plain dicts and lists, the reverse of `freeze` on JSON data."""
    if isinstance(value, FrozenMap):
        return {key: thaw(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [thaw(item) for item in value]
    return value
