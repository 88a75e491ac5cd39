"""What a constructor accepts for a field, as type checkers see it.

Each function stands as the `converter` of fields, for its signature's sake: it says that a
constructor takes a record for its id, a word for a vocabulary's member, a list for a tuple, a
date for a `When`. The converting itself, and the checking, is done for all fields at once by
`provenance.model.shapes.tidy`, which can then report every problem together; so each of these
returns what it is given.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, Union

if TYPE_CHECKING:  # the classes are themselves built with this module
    from provenance.model.anchors import TextAnchor
    from provenance.model.frozen import FrozenMap
    from provenance.model.values import Affiliation, Evidence, Hedge, Mention
    from provenance.model.when import When

__all__ = [
    "HasId",
    "a_map",
    "a_mention",
    "a_time",
    "a_word",
    "affiliations",
    "an_id",
    "anchors_list",
    "derived_or_id",
    "evidence_list",
    "hedges",
    "ids",
    "maybe_id",
    "strings",
]


class HasId(Protocol):
    """A record: whatever has an id."""

    @property
    def id(self) -> str:
        """The record's id."""


def an_id(value: HasId | str) -> Any:
    """Accept a record or its id."""
    return value


def maybe_id(value: HasId | str | None) -> Any:
    """Accept a record, its id, or nothing."""
    return value


def derived_or_id(value: str | None) -> Any:
    """Accept an id, or nothing to have one derived from the identifying fields."""
    return value


def ids(value: Iterable[HasId | str]) -> Any:
    """Accept records or ids, in a tuple or list."""
    return value


def strings(value: Iterable[str]) -> Any:
    """Accept strings, in a tuple or list."""
    return value


def anchors_list(value: Iterable["TextAnchor"]) -> Any:
    """Accept text anchors, in a tuple or list."""
    return value


def a_word(value: str | None) -> Any:
    """Accept a member of the field's vocabulary, its word, or an `UnknownTerm`."""
    return value


def a_time(value: "When | date | str | None") -> Any:
    """Accept a `When`, a date or datetime, or a string that `When.parse` reads."""
    return value


Place: TypeAlias = Union["Mention", HasId, str, tuple[HasId | str, "TextAnchor | None"], None]


def a_mention(value: Place) -> Any:
    """Accept a `Mention`, an article or its id, a pair of article and anchor, or nothing."""
    return value


def affiliations(value: Iterable["Affiliation"]) -> Any:
    """Accept affiliations, in a tuple or list."""
    return value


def hedges(value: Iterable["Hedge"]) -> Any:
    """Accept hedges, in a tuple or list."""
    return value


def evidence_list(value: Iterable["Evidence"]) -> Any:
    """Accept pieces of evidence, in a tuple or list."""
    return value


def a_map(value: Mapping[str, Any]) -> "FrozenMap[Any]":
    """Accept any mapping with strings for keys."""
    return value  # type: ignore[return-value]  # `tidy` makes it one
