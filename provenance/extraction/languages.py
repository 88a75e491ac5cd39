"""Whether a text is in the one language that the built-in rules read."""

import re

from provenance.extraction.lexicon.lists import word_set

__all__ = ["reads_as_english"]

_WORD = re.compile(r"[^\W\d_]{1,40}")
_COMMON = word_set(
    "the and to that with for his her from said says by it as at not who has have were he she they"
)
_LOOKED_AT = 400  # words
_ENOUGH = 8  # words; fewer tell nothing but their script
_SHARE = 0.06


def reads_as_english(text: str) -> bool:
    """Say whether enough of the first words of a text are among the commonest ones of English.

    A few words pass for English if they are in Latin letters.

    Examples:
        >>> reads_as_english("The bridge is closed, the mayor said, and nobody knows for how long.")
        True
        >>> reads_as_english("Der Minister sagte am Montag, die Brücke werde vorerst geschlossen.")
        False
    """
    words = [match.group().lower() for match, _ in zip(_WORD.finditer(text), range(_LOOKED_AT), strict=False)]
    if len(words) < _ENOUGH:
        return not any(ord(letter) > 0x24F for word in words for letter in word)
    return sum(word in _COMMON for word in words) >= _SHARE * len(words)
