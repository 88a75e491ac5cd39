"""Where anchors stand in a text that may have been edited, with whole letters as their ends."""

import unicodedata

from attrs import frozen

from provenance.errors import AnchorNotFoundError
from provenance.model import Part, TextAnchor

__all__ = ["NO_HEADLINE", "NO_TEXT", "Finder", "Place", "is_inside_a_sign", "whole"]

NO_TEXT, NO_HEADLINE = "the text is not on record", "the headline is not on record"
_MOST_SEARCHES, _MOST_SEARCHES_OF_LONG = 200, 60
_LONG = 150_000  # characters; in longer texts words that are only alike are not sought
_LONGEST_SIGN = 256  # no sign is looked at further than this
_JOINERS = "\u200c\u200d"
_MARKS = frozenset({"Mn", "Me", "Mc"})


@frozen
class Place:
    """Where an anchor was found, or why it was not."""

    part: str
    """Whether it is a place of the headline or of the text."""

    start: int = 0
    end: int = 0

    is_alike: bool = False
    """Whether the words there are other ones than were quoted."""

    missing: str | None = None
    """Why it was not found; `None` if it was."""


class Finder:
    """Finds anchors in the headline and the text of an article.

    Looking for words that are not where they stood takes time; beyond a number of such searches the
    words count as not found.
    """

    def __init__(self, headline: str | None, text: str | None) -> None:
        """Prepare to search in a headline and a text; either may be absent."""
        self._parts = {str(Part.HEADLINE): headline, str(Part.TEXT): text}
        self._is_long = text is not None and len(text) > _LONG
        self._left = _MOST_SEARCHES_OF_LONG if self._is_long else _MOST_SEARCHES

    def place(self, anchor: TextAnchor) -> Place:
        """Return where an anchor stands."""
        part = str(anchor.part)
        if part not in self._parts:
            return Place(part, missing="it stands in a part that is not shown")
        text = self._parts[part]
        if text is None:
            return Place(part, missing=NO_TEXT if part == Part.TEXT else NO_HEADLINE)
        if not self._is_untouched(anchor, text):
            self._left -= 1
            if self._left < 0:
                return Place(part, missing="other words stand there, and too many have moved to look for all")
        try:
            found = anchor.locate(text, fuzzy=not self._is_long)
        except AnchorNotFoundError as error:
            return Place(part, missing=error.reason)
        start, end = whole(text, found.start, found.end)
        return Place(part, start, end, is_alike=found.stage == "fuzzy")

    def _is_untouched(self, anchor: TextAnchor, text: str) -> bool:
        return (
            text.startswith(anchor.exact, anchor.start)
            and text.endswith(anchor.prefix, 0, anchor.start)
            and text.startswith(anchor.suffix, anchor.end)
        )


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    r"""Return a span widened so that it cuts no letter from its accent and no emoji in two.

    Examples:
        >>> whole("Cafe\u0301 owner", 0, 4)
        (0, 5)
    """
    first = next(
        (at for at in range(start, start - _LONGEST_SIGN, -1) if not is_inside_a_sign(text, at)), start
    )
    if start == end:
        return first, first
    return first, next((at for at in range(end, end + _LONGEST_SIGN) if not is_inside_a_sign(text, at)), end)


def is_inside_a_sign(text: str, place: int) -> bool:
    """Say whether a place is within what a reader sees as one sign."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if after < "\u0300":
        return before == "\r" and after == "\n"
    if after in _JOINERS or (before == "\u200d" and after >= "\u2190"):
        return True
    if unicodedata.category(after) in _MARKS or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if "\U000e0020" <= after <= "\U000e007f":
        return True
    if _is_flag(after) and _is_flag(before):
        return _flags_before(text, place) % 2 == 1
    return _joins_letters(before, after)


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _flags_before(text: str, place: int) -> int:
    before = text[max(0, place - _LONGEST_SIGN) : place]
    return next((count for count, sign in enumerate(reversed(before)) if not _is_flag(sign)), len(before))


def _joins_letters(before: str, after: str) -> bool:
    """Say whether two letters are written as one: after a virama, and in Korean by parts."""
    if unicodedata.combining(before) == 9:
        return unicodedata.category(after) == "Lo"
    if "\u1100" <= before <= "\u115f":
        return "\u1100" <= after <= "\u11a7" or "\uac00" <= after <= "\ud7a3"
    return (
        "\u1160" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3"
    ) and "\u1160" <= after <= "\u11ff"
