"""What an item has that ninjs does not take, with its place."""

from collections.abc import Iterator
from typing import Any

from provenance.errors import shown
from provenance.formats.faults import path_step
from provenance.formats.ninjs.keys import NOTHING, Count, Many, Shape, Thing, Words, fitting

__all__ = ["misfits"]

_OLD = ("scheme", "code")
"""Keys of a concept in ninjs 1.x that no later version has."""


def misfits(value: Any, shape: Shape, path: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the fault of all that does not fit; what is null counts as not there."""
    if value is None:
        return
    if isinstance(shape, Thing):
        yield from _thing(value, shape, path)
    elif isinstance(shape, Many):
        if not isinstance(value, list):
            yield path, f"expected a list, got {shown(value)}"
            return
        for index, item in enumerate(value):
            yield from misfits(item, shape.of, f"{path}[{index}]")
    elif fitting(value, shape) is NOTHING:
        yield path, f"expected {_wanted(shape)}, got {shown(value)}"


def _thing(value: Any, shape: Thing, path: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        yield path, f"expected an object, got {shown(value)}"
        return
    for key, inner in value.items():
        if key in shape.keys:
            yield from misfits(inner, shape.keys[key], f"{path}{path_step(key)}")
        elif key not in _OLD:
            yield f"{path}{path_step(key)}", "ninjs has no such key here; it is kept and not written"
    for key in shape.needed:
        if value.get(key) is None:
            yield f"{path}.{key}", "is missing"
    for group in shape.one_of:
        if not shape.either and sum(key in value for key in group) != 1:
            yield path, f"expected exactly one of {', '.join(group)}"


def _wanted(shape: Shape) -> str:
    if isinstance(shape, Words):
        return f"one of {', '.join(shape.words)}"
    if isinstance(shape, Count):
        return f"an integer from {shape.least} to {shape.most}"
    names = {"text": "a string", "integer": "an integer", "number": "a number", "geo": "a GeoJSON object"}
    return names[shape]
