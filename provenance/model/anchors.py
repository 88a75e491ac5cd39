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
from provenance.model._align import LONGEST, likeness, matches, whole_likeness
from provenance.model._bounds import is_inside
from provenance.model._offsets import from_units, to_units
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.shapes import tidy
from provenance.model.terms import UnknownTerm

__all__ = ["NO_ANCHORS", "Anchors", "Location", "Part", "Stage", "TextAnchor"]

CONTEXT = 32
"""How many characters are kept before and after the words, where a caller does not say."""
_MOST_PLACES = 10_000


class Part(StrEnum):
    """The part of an article that an anchor points into."""

    TEXT = "text"
    """The text itself."""

    HEADLINE = "headline"
    """The headline, as the article's `headline` field holds it."""


class Stage(StrEnum):
    """How an anchor was found again; each is tried only if the one before it fails."""

    POSITION = "position"
    """The words stand where they stood."""

    QUOTATION = "quotation"
    """The very words stand elsewhere, and what stands around them tells which place is meant."""

    FUZZY = "fuzzy"
    """The words themselves were edited: what was found is like them, and not the same."""


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
        if text[self.start : self.end] == self.exact and self._fits(text, self.start, self.end):
            return Location(start=self.start, end=self.end, stage=Stage.POSITION, score=1.0, anchor=self)
        found = self._locate_quotation(text)
        if found is None and fuzzy:
            found = self._locate_like(text)
        if found is None:
            if self.exact and self.exact in text:
                reason = "it stands in the text only as a part of longer words or numbers"
            else:
                reason = "neither the words nor anything like them stand in the text"
            raise AnchorNotFoundError(self.exact, reason)
        return found

    def _fits(self, text: str, start: int, end: int) -> bool:
        return (
            end <= len(text)
            and text.endswith(self.prefix, 0, start)
            and text.startswith(self.suffix, end)
            and self._is_whole(text, start, end)
        )

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """Tell whether a span cuts no word or number in two, except where the quotation itself did."""
        return not (
            (is_inside(text, start) and not self._begins_inside)
            or (is_inside(text, end) and not self._ends_inside)
        )

    @property
    def _begins_inside(self) -> bool:
        around = self.prefix[-2:] + self.exact[:2] + (self.suffix[:2] if len(self.exact) < 2 else "")
        return is_inside(around, len(self.prefix[-2:]))

    @property
    def _ends_inside(self) -> bool:
        before = (self.prefix[-2:] if len(self.exact) < 2 else "") + self.exact[-2:]
        return is_inside(before + self.suffix[:3], len(before))

    def _location(self, text: str, start: int, end: int, stage: Stage, score: float) -> "Location":
        context = max(len(self.prefix), len(self.suffix))
        moved = evolve(
            self,
            start=start,
            end=end,
            exact=text[start:end],
            prefix=text[max(0, start - context) : start],
            suffix=text[end : end + context],
        )
        return Location(start=start, end=end, stage=stage, score=round(score, 4), anchor=moved)

    def _locate_quotation(self, text: str) -> "Location | None":
        whole = self.prefix + self.exact + self.suffix
        if not whole:
            return None
        places = self._places(text, whole, len(self.prefix), most=1)
        if len(places) > 1:
            raise AnchorNotFoundError(self.exact, "it stands in several places with the same words around it")
        if places:
            start = places[0]
            return self._location(text, start, start + len(self.exact), Stage.QUOTATION, 1.0)
        if not self.exact:
            return None
        places = self._places(text, self.exact, 0, most=_MOST_PLACES)
        if len(places) > _MOST_PLACES:
            raise AnchorNotFoundError(self.exact, f"it stands in more than {_MOST_PLACES:,} places")
        if not places:
            return None
        ranked = sorted(((*self._agreement(text, start), start) for start in places), reverse=True)
        agreement, nearness, start = ranked[0]
        equals = [place for same, near, place in ranked if (same, near) == (agreement, nearness)]
        if len(equals) > 1:
            if self.start not in equals:
                raise AnchorNotFoundError(
                    self.exact, f"it stands in {len(equals)} places, none better than another"
                )
            start = self.start
        if not self._is_evidence(text, start, agreement, alone=len(places) == 1):
            raise AnchorNotFoundError(
                self.exact, "it stands in the text, but among other words than it stood in"
            )
        score = (len(self.exact) + agreement) / len(whole)
        return self._location(text, start, start + len(self.exact), Stage.QUOTATION, score)

    def _places(self, text: str, wanted: str, lead: int, most: int) -> list[int]:
        """Return where the words may stand, by a search for them with what is around them: one more at most.

        Args:
            text: the text.
            wanted: what to look for.
            lead: how far into it the words begin.
            most: how many places are still of use.
        """
        places: list[int] = []
        place = text.find(wanted)
        while place >= 0 and len(places) <= most:
            start = place + lead
            if self._is_whole(text, start, start + len(self.exact)):
                places.append(start)
            place = text.find(wanted, place + 1)
        return places

    def _agreement(self, text: str, start: int) -> tuple[int, int]:
        """Return how much of the context stands there unbroken, on both sides and on the better one."""
        end = start + len(self.exact)
        before = _common(self.prefix[::-1], text[max(0, start - len(self.prefix)) : start][::-1])
        after = _common(self.suffix, text[end : end + len(self.suffix)])
        return before + after, max(before, after)

    def _is_evidence(self, text: str, start: int, agreement: int, *, alone: bool) -> bool:
        """Tell whether the words at a place can be trusted to be those that were meant."""
        context = len(self.prefix) + len(self.suffix)
        if not context:
            return alone
        if alone and len(self.exact) >= 32:
            return True
        return agreement * 2 >= context or self._likeness_around(text, start, start + len(self.exact)) >= 0.5

    def _likeness_around(self, text: str, start: int, end: int) -> float:
        """Return how like what stands around a place is to what stood around the words, from 0 to 1."""
        before = likeness(text[max(0, start - len(self.prefix) - 8) : start][::-1], self.prefix[::-1])
        after = likeness(text[end : end + len(self.suffix) + 8], self.suffix)
        context = len(self.prefix) + len(self.suffix)
        return (before * len(self.prefix) + after * len(self.suffix)) / context if context else 0.0

    def _locate_like(self, text: str) -> "Location | None":
        if not self.exact or len(self.exact) > LONGEST:
            return None
        context = len(self.prefix) + len(self.suffix)
        ranked = []
        found = matches(text, self.exact, self.prefix, self.suffix)
        for start, end in dict.fromkeys(self._whole_words(text, start, end) for start, end, _ in found):
            if start == end or not self._is_whole(text, start, end):
                continue
            score = max(0.0, whole_likeness(text[start:end], self.exact))
            around = self._likeness_around(text, start, end)
            if self._is_like(score, around):
                weight = (score * len(self.exact) + around * context) / (len(self.exact) + context)
                ranked.append((weight, start, end, score))
        if not ranked:
            return None
        ranked.sort(key=lambda place: (-place[0], place[1]))
        weight, start, end, score = ranked[0]
        # Two that overlap, once they are whole words, are one place.
        others = [place for place in ranked[1:] if place[2] <= start or end <= place[1]]
        if others and weight - others[0][0] < 0.05:
            raise AnchorNotFoundError(
                self.exact, "several places are like it, none clearly more than another"
            )
        return self._location(text, start, end, Stage.FUZZY, score)

    def _is_like(self, score: float, around: float) -> bool:
        """Tell whether words this like the quotation, in surroundings this like its own, are those meant."""
        context = len(self.prefix) + len(self.suffix)
        if len(self.exact) >= 32 and score >= 0.9:
            return True
        if len(self.exact) >= 16 and score >= 0.75 and (not context or around >= 0.4):
            return True
        return context >= 16 and around >= 0.75 and score >= 0.5

    def _whole_words(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Widen a span that cuts a word or a number in two, where the quotation did not.

        Blanks around it, where the quotation has none, are left out first: "can" is more like " and"
        than it is like "and".
        """
        while start < end and text[start].isspace() and not self.exact[0].isspace():
            start += 1
        while start < end and text[end - 1].isspace() and not self.exact[-1].isspace():
            end -= 1
        if not self._begins_inside:
            for _ in range(CONTEXT):
                if not (start < end and is_inside(text, start)):
                    break
                start -= 1
        if not self._ends_inside:
            for _ in range(CONTEXT):
                if not (start < end and is_inside(text, end)):
                    break
                end += 1
        return start, end

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


def _common(one: str, other: str) -> int:
    """Return how many characters two strings begin with in common."""
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


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
