"""Numbers with what qualifies them: "about 40", "more than half of"."""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import ADJ, NOUN, NUM, VBASE, VTHIRD
from provenance.extraction.sentences import Sentence

__all__ = ["after_quantity"]

_QUANTIFIERS = word_set(
    "about around over under nearly almost roughly approximately more less fewer than at least "
    "most up to as many much just only some an estimated"
)


def after_quantity(sentence: Sentence, i: int) -> int:
    """Return the number that "about", "more than" or "at least" qualifies; `i` if there is none."""
    words, j = sentence.words, i
    if words[i] in ("than", "to") or (
        words[i] == "as" and words[i + 1 : i + 2] not in (["many"], ["much"], ["few"])
    ):
        return i
    while j < len(words) and j - i < 4 and words[j] in _QUANTIFIERS:
        j += 1
    if j > i and j < len(words) and (sentence.flags[j] & NUM or words[j] in ("half", "$", "€", "£")):
        return j
    if (
        words[i] in ("further", "more", "most", "less", "fewer")
        and i + 1 < len(words)
        and sentence.flags[i + 1] & (NOUN | ADJ | VTHIRD | VBASE)
    ):
        return i + 1
    return i
