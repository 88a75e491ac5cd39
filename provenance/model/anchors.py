"""Where words stand in a text, kept so that they are found again after an edit.

Offsets count Unicode code points, as the W3C Web Annotation Data Model wants; nothing is
normalised, neither accents nor line ends nor case.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from attrs import evolve, field, frozen

from provenance.errors import AnchorNotFoundError, InvalidValueError
from provenance.model import accepts
from provenance.model._locate import Search, Stage
from provenance.model._offsets import from_units, to_units
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.shapes import tidy
from provenance.model.terms import UnknownTerm

__all__ = ["NO_ANCHORS", "Anchors", "Location", "Part", "Stage", "TextAnchor"]

CONTEXT = 32
"""How many characters are kept before and after the words, where a caller does not say."""


class Part(StrEnum):
    """The part of an article that an anchor points into."""

    TEXT = "text"
    """The text itself."""

    HEADLINE = "headline"
    """The headline, as the article's `headline` field holds it."""


@frozen(kw_only=True, weakref_slot=False)
class TextAnchor:
    """Words of a text, with the place where they stand and what stands around them.

    In terms of the W3C Web Annotation Data Model it is a TextPositionSelector (§4.2.5) and a
    TextQuoteSelector (§4.2.4) in one. An anchor may be empty (`exact` is "", `start` equals
    `end`): it then marks the place between two characters.

    Raises:
        InvalidRecordError: if the span is not as long as the quotation, or begins before the text.

    Examples:
        >>> anchor = TextAnchor.find("The mayor said no.", "said")
        >>> anchor
        TextAnchor(start=10, end=14, exact='said')
        >>> anchor.locate("Yesterday the mayor said no.").start
        20
    """

    start: int
    """Code points before the first one of the words."""

    end: int
    """Code points up to and with the last one of the words."""

    exact: str
    """The words, exactly as they stand in the text."""

    prefix: str = field(default="", repr=False)
    """What stands right before them."""

    suffix: str = field(default="", repr=False)
    """What stands right after them."""

    part: Part | UnknownTerm = field(default=Part.TEXT, converter=accepts.a_word)
    """Whether the offsets count in the article's text or in its headline."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    def __attrs_post_init__(self) -> None:
        tidy(self)

    def _problems(self) -> Iterator[tuple[str, str]]:
        if self.start < 0:
            yield "start", f"{self.start} is before the beginning of the text"
        if self.end < self.start:
            yield "end", f"{self.end} is before the start, {self.start}"
        elif len(self.exact) != self.end - self.start:
            yield (
                "exact",
                f"it has {len(self.exact)} code points, the span from start to end {self.end - self.start}",
            )

    def __repr__(self) -> str:
        part = f", part={str(self.part)!r}" if self.part is not Part.TEXT else ""
        exact = self.exact if len(self.exact) <= 60 else f"{self.exact[:40]}…{self.exact[-19:]}"
        return f"TextAnchor(start={self.start}, end={self.end}, exact={exact!r}{part})"

    def __str__(self) -> str:
        return self.exact

    # --- making ----------------------------------------------------------------------------

    @classmethod
    def of(
        cls, text: str, start: int, end: int, context: int = CONTEXT, part: Part | str = Part.TEXT
    ) -> "TextAnchor":
        """Return the anchor of the span text[start:end].

        Args:
            text: the text.
            start: where the words begin, in code points.
            end: where they end, not included.
            context: how many characters to keep before and after them.
            part: the part of the article that the text is.

        Raises:
            InvalidValueError: if the span is not inside the text, the text is not a string, or
                `context` is not a count.
        """
        _want_text(text)
        _want_context(context)
        if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(text):
            raise InvalidValueError("span", (start, end), f"the text has {len(text)} code points")
        return cls(
            start=start,
            end=end,
            exact=text[start:end],
            prefix=text[max(0, start - context) : start],
            suffix=text[end : end + context],
            part=part,
        )

    @classmethod
    def find(
        cls,
        text: str,
        exact: str,
        occurrence: int | None = None,
        context: int = CONTEXT,
        part: Part | str = Part.TEXT,
    ) -> "TextAnchor":
        """Return the anchor of words in a text, for annotation by hand.

        Args:
            text: the text.
            exact: the words.
            occurrence: which of several places is meant, counted from 0 and overlapping places
                included. `None` wants the words to stand in one place only.
            context: how many characters to keep before and after the words.
            part: the part of the article that the text is.

        Raises:
            AnchorNotFoundError: if the words do not stand there, or in several places and
                `occurrence` does not say which.
            InvalidValueError: if there are no words to find, the text is not a string, or `occurrence`
                or `context` is not a count.

        Examples:
            >>> TextAnchor.find("No. He said no.", "no")
            TextAnchor(start=12, end=14, exact='no')
        """
        _want_text(text)
        _want_context(context)
        if not isinstance(exact, str) or not exact:
            raise InvalidValueError("quotation", exact, "at least one character is wanted")
        if occurrence is not None and (type(occurrence) is not int or occurrence < 0):
            raise InvalidValueError("occurrence", occurrence, "a count from 0 is wanted")
        start = text.find(exact)
        for _ in range(occurrence or 0):
            if start < 0:
                break
            start = text.find(exact, start + 1)
        if start < 0:
            again = f" {occurrence + 1} times" if occurrence else ""
            raise AnchorNotFoundError(exact, f"it does not stand in the text{again}")
        if occurrence is None and text.find(exact, start + 1) >= 0:
            raise AnchorNotFoundError(exact, "it stands in several places: say which with occurrence=0, 1, …")
        return cls.of(text, start, start + len(exact), context, part)

    # --- finding again ---------------------------------------------------------------------

    def locate(self, text: str, *, fuzzy: bool = True) -> "Location":
        """Find the words again in a text that may have been edited since.

        First where they stood; then the same words elsewhere, told apart by what stands around
        them; then words that are like them, which the result's `stage` says. A place is taken only
        if nothing speaks against it: what stood around has to be there too, to a fair part, except
        for long quotations; and no other place may be as good. Words that were whole are not found
        inside longer ones, nor numbers inside larger ones ("legal" in "illegal", 100,000 in
        1,100,000), unless as words that are like them, and then all of the longer one.

        Args:
            text: the text as it is now.
            fuzzy: whether words that were edited themselves count as found. Quotations of more
                than 4,000 characters are never found that way.

        Raises:
            AnchorNotFoundError: if no place can be trusted, saying why.
            InvalidValueError: if the text is not a string.
        """
        _want_text(text)
        found = Search(self.exact, self.prefix, self.suffix, self.start).place_in(text, fuzzy=fuzzy)
        start, end, stage, score = found
        if stage is Stage.POSITION:
            return Location(start=start, end=end, stage=stage, score=score, anchor=self)
        context = max(len(self.prefix), len(self.suffix))
        moved = evolve(
            self,
            start=start,
            end=end,
            exact=text[start:end],
            prefix=text[max(0, start - context) : start],
            suffix=text[end : end + context],
        )
        return Location(start=start, end=end, stage=stage, score=score, anchor=moved)

    # --- other offsets ---------------------------------------------------------------------

    def to_utf16(self, text: str) -> tuple[int, int]:
        """Return start and end in UTF-16 code units, as JavaScript, Java and the DOM count.

        Raises:
            AnchorNotFoundError: if the words do not stand at their place in the text.
            InvalidValueError: if the text is not a string.
        """
        return self._to_units(text, "utf-16-le")

    def to_utf8(self, text: str) -> tuple[int, int]:
        """Return start and end in bytes of the text's UTF-8 form.

        Raises:
            AnchorNotFoundError: if the words do not stand at their place in the text.
            InvalidValueError: if the text is not a string.
        """
        return self._to_units(text, "utf-8")

    @classmethod
    def from_utf16(
        cls, text: str, start: int, end: int, context: int = CONTEXT, part: Part | str = Part.TEXT
    ) -> "TextAnchor":
        """Return the anchor of a span that is given in UTF-16 code units.

        Raises:
            InvalidValueError: if an offset is outside the text or splits a surrogate pair.
        """
        _want_text(text)
        ends = (from_units(text, start, "utf-16-le"), from_units(text, end, "utf-16-le"))
        return cls.of(text, *ends, context, part)

    @classmethod
    def from_utf8(
        cls, text: str, start: int, end: int, context: int = CONTEXT, part: Part | str = Part.TEXT
    ) -> "TextAnchor":
        """Return the anchor of a span that is given in bytes of UTF-8.

        Raises:
            InvalidValueError: if an offset is outside the text or splits a character.
        """
        _want_text(text)
        ends = (from_units(text, start, "utf-8"), from_units(text, end, "utf-8"))
        return cls.of(text, *ends, context, part)

    def _to_units(self, text: str, encoding: str) -> tuple[int, int]:
        _want_text(text)
        if text[self.start : self.end] != self.exact or self.end > len(text):
            raise AnchorNotFoundError(self.exact, "other words stand at its place: locate() finds it again")
        start = to_units(text, self.start, encoding)
        return start, start + to_units(self.exact, len(self.exact), encoding)


def _want_text(text: object) -> None:
    if not isinstance(text, str):
        is_article = getattr(type(text), "RECORDS", None) == "articles"
        reason = "give the text itself: article.text" if is_article else "a string is wanted"
        raise InvalidValueError("text", text, reason)


def _want_context(context: object) -> None:
    if type(context) is not int or context < 0:
        raise InvalidValueError("context", context, "a count of characters from 0 is wanted")


@frozen(kw_only=True, weakref_slot=False)
class Location:
    """Where an anchor was found in a text."""

    start: int
    """Code points before the first one of the words found."""

    end: int
    """Code points up to and with the last one of the words found."""

    stage: Stage
    """How they were found; `fuzzy` means that they are other words than were quoted."""

    score: float
    """From 0 to 1: how much of quotation and context was found unchanged; for a fuzzy find, how like
    the words are to the quotation."""

    anchor: TextAnchor
    """The anchor of what was found, in the text it was found in."""


@frozen(kw_only=True, weakref_slot=False, repr=False)
class Anchors:
    """Where the three parts of an attribution stand, each in one or more pieces or not at all.

    In ``The bridge, the mayor said, is closed.`` the content is in two pieces, around the others.
    """

    source: tuple[TextAnchor, ...] = field(default=(), converter=accepts.anchors_list)
    """The words that name who is credited."""

    cue: tuple[TextAnchor, ...] = field(default=(), converter=accepts.anchors_list)
    """The words that credit: "said", "according to"."""

    content: tuple[TextAnchor, ...] = field(default=(), converter=accepts.anchors_list)
    """The words that are credited."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    def __attrs_post_init__(self) -> None:
        tidy(self)

    def __bool__(self) -> bool:
        return bool(self.source or self.cue or self.content)

    def __iter__(self) -> Iterator[TextAnchor]:
        """Give all anchors: source, cue, content."""
        yield from self.source
        yield from self.cue
        yield from self.content

    def __repr__(self) -> str:
        given = ((name, getattr(self, name)) for name in ("source", "cue", "content"))
        return f"Anchors({', '.join(f'{name}={value!r}' for name, value in given if value)})"


NO_ANCHORS = Anchors()
"""The anchors of an attribution for which none are recorded."""
