"""Whether a place in a text lies inside a word or a number."""

import unicodedata

__all__ = ["is_inside"]

# What joins the digits of one number: thousands and decimals in their several habits, clock times,
# ranges, dates. A plain space does not: "in 2025 100 people" are two numbers.
_JOINING_DIGITS = frozenset(",.:/'’-\u2010\u2011\u2012\u2013\u2212\u00a0\u2009\u202f\u066b\u066c")
_HYPHENS = frozenset("-\u2010\u2011")
_APOSTROPHES = frozenset("'’")

# Scripts that put no space between words: where a word ends there, characters do not tell.
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x31FF),  # radicals, kana, bopomofo
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9D),  # kana of half width
    (0x20000, 0x3FFFF),
)


def is_inside(text: str, place: int) -> bool:
    """Tell whether what stands on both sides of a place belongs to one word or one number.

    Letters and digits next to each other do, and combining marks with what they stand on; digits
    joined as in 1,100 or 10:30; words joined by a hyphen, because "confirmed" is not
    "non-confirmed"; and the "n't" of "can't". In scripts that put no space between words nothing
    does, but for their marks.

    Args:
        text: the text.
        place: how many characters stand before the place.

    Examples:
        >>> [is_inside("an illegal 1,100", place) for place in (3, 5, 13, 16)]
        [False, True, True, False]
    """
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if before.isalnum() and after.isalnum():
        return not (_is_unspaced(before) or _is_unspaced(after))
    if _is_mark(after):
        return not before.isspace()
    if _is_mark(before):
        return after.isalnum() and not _is_unspaced(after)
    if after.isalnum():
        at = place - 1
    elif before.isalnum():
        at = place
    else:
        return False
    return 0 < at < len(text) - 1 and _joins(text, at)


def _joins(text: str, at: int) -> bool:
    """Tell whether a character makes one word or number of what stands before and after it."""
    before, between, after = text[at - 1], text[at], text[at + 1]
    if between in _APOSTROPHES and before in "nN" and after in "tT":
        return not text[at + 2 : at + 3].isalnum()
    if between in _JOINING_DIGITS and before.isdecimal() and after.isdecimal():
        return True
    return between in _HYPHENS and before.isalnum() and after.isalnum()


def _is_mark(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character)[0] == "M"


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    return code >= 0x0E00 and any(first <= code <= last for first, last in _UNSPACED)
