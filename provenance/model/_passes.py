"""Going through every string, id and anchor of a record, to change them or to see them."""

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import attrs

from provenance.model._traces import mapped, mapped_items
from provenance.model.anchors import TextAnchor
from provenance.model.article import Article
from provenance.model.frozen import FrozenMap
from provenance.model.shapes import Pattern, Shape, shapes_of
from provenance.model.source import Source
from provenance.model.terms import UnknownTerm
from provenance.model.values import Mention

__all__ = ["Pass", "article_of", "strings_of"]

_V = TypeVar("_V")

_NAMES_OF_FIELDS = {field.name for kind in (Source, Article) for field in shapes_of(kind)}
"""What `layers` speaks of."""


class Pass:
    """One way through a record: what happens to its strings and ids, to those of the values inside too.

    The text and the headline of an article, the id of a record and the words of a vocabulary are
    passed over.
    """

    def text(self, text: str) -> str:
        """Return what stands for a string."""
        return text

    def data(self, data: Any) -> Any:
        """Return what stands for plain data that is kept beside the fields."""
        return mapped(data, self.text)

    def raw(self, raw: Any, original: Any) -> Any:
        """Return what stands for something that could not be read; `original` is what it was at first."""
        return self.data(raw)

    def reference(self, id: str) -> str:
        """Return what stands for the id of another record."""
        return id

    def is_in_place(self, anchor: TextAnchor, article: str | None) -> bool:
        """Tell whether an anchor quotes a text that is kept, so that it follows the text."""
        return False

    def anchor(self, anchor: TextAnchor, article: str | None) -> TextAnchor:
        """Return what stands for an anchor."""
        if self.is_in_place(anchor, article):
            return anchor
        exact = self.text(anchor.exact)
        changes = {
            "end": anchor.start + len(exact) if exact != anchor.exact else anchor.end,
            "exact": exact,
            "prefix": self.text(anchor.prefix),
            "suffix": self.text(anchor.suffix),
        }
        return evolved(anchor, changes)

    def value(self, value: Any, article: str | None = None) -> Any:
        """Return a record or value with everything in it changed; itself if nothing is.

        Args:
            value: the record or value.
            article: the article that its anchors point into.
        """
        if isinstance(value, Mention):
            article = value.article
        if isinstance(value, TextAnchor):
            value = self.anchor(value, article)
        changes: dict[str, Any] = {}
        for field in shapes_of(type(value)):
            old = getattr(value, field.name)
            if old is not None and not self.passes_over(value, field.name):
                changes[field.name] = self.field(old, field.shape, article)
        return evolved(value, changes)

    def passes_over(self, value: Any, field: str) -> bool:
        """Tell whether a field is left to somebody else."""
        kind = type(value)
        if kind is TextAnchor:
            return field in ("exact", "prefix", "suffix")
        return field == "id" or (kind is Article and field in ("text", "headline"))

    def field(self, old: Any, shape: Shape, article: str | None) -> Any:
        """Return what stands for one field."""
        if shape.kind == "many":
            items = (self.field(item, shape.of, article) for item in old)
            return tuple(item for item in items if item is not None)
        if shape.kind == "map" and shape.of.kind == "json":
            return self.data(old)
        if shape.kind == "map":
            of_values = shape.of.kind == "value"
            return mapped_items(
                old,
                lambda key: key if of_values and key in _NAMES_OF_FIELDS else self.text(key),
                lambda item: self.field(item, shape.of, article),
            )
        if shape.kind == "value":
            return self.value(old, article)
        if shape.kind == "reference":
            return self.reference(old)
        if type(old) is UnknownTerm:
            return UnknownTerm(self.text(str(old)))
        if type(old) is str:
            new = self.text(old)
            # A code of letters, or the digits of a digest, can hold a short name by chance.
            looks = shape.of.regex if isinstance(shape.of, Pattern) else None
            return None if new != old and looks is not None and re.fullmatch(looks, new) is None else new
        return old


def evolved(value: _V, changes: dict[str, Any]) -> _V:
    """Return a value with other fields; itself if they are the same."""
    real = {name: new for name, new in changes.items() if new != getattr(value, name)}
    return attrs.evolve(value, **real) if real else value  # type: ignore[misc]  # a record or value


def article_of(record: Any, passages: Callable[[str], Any]) -> str | None:
    """Return the article that a record's own anchors point into.

    Args:
        record: the record.
        passages: gives the attribution of an id, or `None`.
    """
    derived: str | None = getattr(record, "derived", None)
    if derived is None:
        return getattr(record, "article", None)
    passage = passages(derived)
    return passage.article if passage is not None else derived


def strings_of(value: Any) -> Iterator[str]:
    """Yield every string of a field that somebody wrote: no ids, no words of a vocabulary, no digests."""
    if type(value) is str or type(value) is UnknownTerm:
        yield str(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from strings_of(item)
    elif isinstance(value, FrozenMap):
        for key, item in value.items():
            yield key
            yield from strings_of(item)
    elif attrs.has(type(value)):
        for field in shapes_of(type(value)):
            if field.shape.kind in ("text", "either", "many", "map", "value", "term") and field.name != "id":
                yield from strings_of(getattr(value, field.name))
