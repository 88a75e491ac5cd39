"""Finds words again in a text that was edited since, or says why it cannot."""

from enum import StrEnum
from typing import NamedTuple

from provenance.errors import AnchorNotFoundError
from provenance.model._align import LONGEST, likeness, matches, whole_likeness
from provenance.model._bounds import is_inside

__all__ = ["Found", "Search", "Stage"]

_MOST_PLACES = 10_000
_WIDENED = 32
"""By how many characters a span is widened at most, to hold whole words."""


class Stage(StrEnum):
    """How an anchor was found again; each is tried only if the one before it fails."""

    POSITION = "position"
    """The words stand where they stood."""

    QUOTATION = "quotation"
    """The very words stand elsewhere, and what stands around them tells which place is meant."""

    FUZZY = "fuzzy"
    """The words themselves were edited: what was found is like them, and not the same."""


class Found(NamedTuple):
    """A place in a text."""

    start: int
    end: int
    stage: Stage
    score: float


class Search:
    """A search for words that once stood between others."""

    def __init__(self, exact: str, prefix: str, suffix: str, start: int) -> None:
        """Prepare to search.

        Args:
            exact: the words.
            prefix: what stood right before them.
            suffix: what stood right after them.
            start: where they stood.
        """
        self.exact, self.prefix, self.suffix, self.start = exact, prefix, suffix, start
        around = prefix[-2:] + exact[:2] + (suffix[:2] if len(exact) < 2 else "")
        self._begins_inside = is_inside(around, len(prefix[-2:]))
        before = (prefix[-2:] if len(exact) < 2 else "") + exact[-2:]
        self._ends_inside = is_inside(before + suffix[:3], len(before))

    def place_in(self, text: str, *, fuzzy: bool) -> Found:
        """Return where the words stand in a text.

        Raises:
            AnchorNotFoundError: if no place can be trusted, saying why.
        """
        end = self.start + len(self.exact)
        if text[self.start : end] == self.exact and self._fits(text, self.start, end):
            return Found(self.start, end, Stage.POSITION, 1.0)
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

    def _locate_quotation(self, text: str) -> Found | None:
        whole = self.prefix + self.exact + self.suffix
        if not whole:
            return None
        places = self._places(text, whole, len(self.prefix), most=1)
        if len(places) > 1:
            raise AnchorNotFoundError(self.exact, "it stands in several places with the same words around it")
        if places:
            start = places[0]
            return Found(start, start + len(self.exact), Stage.QUOTATION, 1.0)
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
        return Found(start, start + len(self.exact), Stage.QUOTATION, round(score, 4))

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

    def _locate_like(self, text: str) -> Found | None:
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
        return Found(start, end, Stage.FUZZY, round(score, 4))

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
            for _ in range(_WIDENED):
                if not (start < end and is_inside(text, start)):
                    break
                start -= 1
        if not self._ends_inside:
            for _ in range(_WIDENED):
                if not (start < end and is_inside(text, end)):
                    break
                end += 1
        return start, end


def _common(one: str, other: str) -> int:
    """Return how many characters two strings begin with in common."""
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))
