"""Which ids a record holds, and where: found from the annotations of its class, said once."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from provenance.model.shapes import Shape, remembered, shapes_of

__all__ = ["Reference", "ReferenceField", "reference_fields", "references_of"]


class Reference(NamedTuple):
    """One id held by a record."""

    path: str
    """Where in the record ("members[2]", "affiliations[0].organization")."""

    id: str
    """The id referred to."""

    kinds: tuple[str, ...]
    """The mappings of a dossier it may point into; empty for any."""


class ReferenceField(NamedTuple):
    """A field, or a field of a value inside a field, that holds one id or several."""

    name: str
    """Its path without indexes ("claim", "affiliations.organization")."""

    kinds: tuple[str, ...]
    """The mappings of a dossier it may point into; empty for any."""

    ids: Callable[[Any], tuple[str, ...]]
    """Gives the ids that a record holds there, in order."""

    paths: Callable[[Any], Iterator[Reference]]
    """Gives them with their exact places."""


@remembered
def reference_fields(record_type: type[Any]) -> tuple[ReferenceField, ...]:
    """Return every field of a record type that holds ids of other records, in field order."""
    return tuple(_fields(record_type))


def references_of(record: Any) -> Iterator[Reference]:
    """Yield every id that a record holds, with its place, in field order."""
    for found in reference_fields(type(record)):
        yield from found.paths(record)


def _fields(record_type: type[Any]) -> Iterator[ReferenceField]:
    for field in shapes_of(record_type):
        shape, many = field.shape, False
        if shape.kind == "many":
            shape, many = shape.of, True
        if shape.kind == "reference" and field.name != "id":
            yield _plain_field(field.name, shape, many)
        elif shape.kind == "value":
            for inner in reference_fields(shape.of):
                yield _nested_field(field.name, inner, many)


def _plain_field(name: str, shape: Shape, many: bool) -> ReferenceField:
    get: Callable[[Any], Any] = attrgetter(name)
    kinds = shape.of

    def one(record: Any) -> tuple[str, ...]:
        held = get(record)
        return () if held is None else (held,)

    ids: Callable[[Any], tuple[str, ...]] = get if many else one

    def paths(record: Any) -> Iterator[Reference]:
        for index, id in enumerate(ids(record)):
            yield Reference(f"{name}[{index}]" if many else name, id, kinds)

    return ReferenceField(name, kinds, ids, paths)


def _nested_field(name: str, inner: ReferenceField, many: bool) -> ReferenceField:
    get: Callable[[Any], Any] = attrgetter(name)

    def values(record: Any) -> tuple[Any, ...]:
        held = get(record)
        if many:
            return tuple(held)
        return () if held is None else (held,)

    def ids(record: Any) -> tuple[str, ...]:
        return tuple(id for value in values(record) for id in inner.ids(value))

    def paths(record: Any) -> Iterator[Reference]:
        for index, value in enumerate(values(record)):
            start = f"{name}[{index}]" if many else name
            for found in inner.paths(value):
                yield found._replace(path=f"{start}.{found.path}")

    return ReferenceField(f"{name}.{inner.name}", inner.kinds, ids, paths)
