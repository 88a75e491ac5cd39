"""Whether a text is in the one language that the built-in rules read."""

import re

from provenance.extraction.lexicon.lists import word_set

__all__ = ["reads_as_english"]

_WORD = re.compile(r"[^\W\d_]{1,40}")
_COMMON = word_set(
    "the of and to in a is was for on that with said by as at from he she it his her they their has have be are were "
    "who not an will would had its this which but after or you we i"
)
_LOOKED_AT = 400  # words
_SHARE = 0.1


def reads_as_english(text: str) -> bool:
    """Say whether enough of the first words of a text are the commonest ones of English.

    Examples:
        >>> reads_as_english("The bridge is closed, the mayor said."), reads_as_english("Die Brücke ist gesperrt.")
        (True, False)
    """
    words = [match.group().lower() for match, _ in zip(_WORD.finditer(text), range(_LOOKED_AT), strict=False)]
    return sum(word in _COMMON for word in words) >= _SHARE * len(words) and bool(words)
