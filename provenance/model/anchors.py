"""Where words stand in a text, so that they are found again."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from provenance.model.shapes import tidy
from provenance.model.terms import UnknownTerm

__all__ = ["NO_ANCHORS", "Anchors", "Location", "Part", "Stage", "TextAnchor"]


class Part(StrEnum):
    """The part of an article that an anchor points into."""

    TEXT = "text"
    HEADLINE = "headline"


class Stage(StrEnum):
    """How an anchor was found again."""

    POSITION = "position"
    QUOTATION = "quotation"
    FUZZY = "fuzzy"


@frozen(kw_only=True, weakref_slot=False)
class TextAnchor:
    """A quotation and the place where it stands."""

    start: int
    end: int
    exact: str
    prefix: str = field(default="", repr=False)
    suffix: str = field(default="", repr=False)
    part: Part | UnknownTerm = Part.TEXT

    def __attrs_post_init__(self) -> None:
        tidy(self)

    @classmethod
    def of(cls, text: str, start: int, end: int, context: int = 32, part: Part | str = Part.TEXT) -> "TextAnchor":
        """Return the anchor of a span of a text."""
        return cls(
            start=start, end=end, exact=text[start:end], prefix=text[max(0, start - context) : start],
            suffix=text[end : end + context], part=part,  # type: ignore[arg-type]
        )

    @classmethod
    def find(cls, text: str, exact: str, occurrence: int | None = None, context: int = 32,
             part: Part | str = Part.TEXT) -> "TextAnchor":
        """Return the anchor of words in a text."""
        raise NotImplementedError

    def locate(self, text: str, *, fuzzy: bool = True) -> "Location":
        """Find the words in a text that may have been edited."""
        raise NotImplementedError

    def to_utf16(self, text: str) -> tuple[int, int]:
        """Return start and end in UTF-16 code units."""
        raise NotImplementedError

    @classmethod
    def from_utf16(cls, text: str, start: int, end: int, context: int = 32, part: Part | str = Part.TEXT) -> "TextAnchor":
        """Return the anchor of a span given in UTF-16 code units."""
        raise NotImplementedError

    def to_utf8(self, text: str) -> tuple[int, int]:
        """Return start and end in bytes of UTF-8."""
        raise NotImplementedError

    @classmethod
    def from_utf8(cls, text: str, start: int, end: int, context: int = 32, part: Part | str = Part.TEXT) -> "TextAnchor":
        """Return the anchor of a span given in bytes of UTF-8."""
        raise NotImplementedError


@frozen(kw_only=True, weakref_slot=False)
class Location:
    """Where an anchor was found."""

    start: int
    end: int
    stage: Stage
    score: float
    anchor: TextAnchor


@frozen(kw_only=True, weakref_slot=False)
class Anchors:
    """Where source, cue and content of an attribution stand."""

    source: tuple[TextAnchor, ...] = ()
    cue: tuple[TextAnchor, ...] = ()
    content: tuple[TextAnchor, ...] = ()

    def __attrs_post_init__(self) -> None:
        tidy(self)


NO_ANCHORS = Anchors()
