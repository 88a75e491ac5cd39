"""What is added to the name of a speaker: appositions, relative clauses, "published on Monday"."""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.names import (
    AGENCIES,
    COLLECTIVES,
    DATASETS,
    DOCUMENTS,
    GOVERNMENT,
    GROUPS,
    METONYMS,
    ORGANIZATIONS,
    ROLES,
    TRADES,
    UNSPECIFIED,
)
from provenance.extraction.lexicon.words import (
    ADV,
    CAP,
    COLON,
    COMMA,
    CONJ,
    DASH,
    DET,
    NOUN,
    NUM,
    POSS,
    PUNCT,
    QUOTE,
    STOP,
    SUB,
    TIME,
)
from provenance.extraction.rules.phrases import finite_between, noun_phrase_from, starts_noun_phrase
from provenance.extraction.sentences import Sentence

__all__ = ["apposition_after", "can_speak", "described_after", "relative_after"]

_LONGEST = 30
_SUBJECT_PRONOUNS = word_set("i he she it we they you who")
_SPEAKING = (
    GROUPS | ROLES | DOCUMENTS | DATASETS | UNSPECIFIED | AGENCIES | GOVERNMENT | TRADES | COLLECTIVES
    | ORGANIZATIONS | METONYMS
)  # fmt: skip
_RELEASED = word_set(
    "published released obtained posted made seen cited compiled reviewed conducted commissioned issued "
    "filed unveiled shared viewed leaked prepared written provided"
)


def apposition_after(sentence: Sentence, end: int) -> int:
    """Return where an apposition that follows a noun phrase ends; `end` if none does.

    ``said Lee, an analyst at the bank[, …]`` and ``Lee, 54, of Ohio``: noun phrases between
    commas, without a finite verb of their own.
    """
    while end < len(sentence) and sentence.flags[end] & COMMA:
        start = end + 1
        if start >= len(sentence) or sentence.words[start] in _SUBJECT_PRONOUNS:
            break
        bits = sentence.flags[start]
        if sentence.words[start] in ("of", "from", "at", "for") and starts_noun_phrase(sentence, start + 1):
            stop = noun_phrase_from(sentence, start + 1)
        elif bits & (DET | POSS | NUM) or (bits & (NOUN | CAP) and not bits & (SUB | CONJ | ADV)):
            stop = noun_phrase_from(sentence, start)
        else:
            break
        stop = _restrictive(sentence, stop)
        if stop <= start or (
            stop < len(sentence) and not sentence.flags[stop] & (COMMA | STOP | COLON | DASH)
        ):
            break
        end = stop
    return end


def _restrictive(sentence: Sentence, end: int) -> int:
    """Take the relative clause of "a retiree who has attended four rallies" up to the next mark."""
    if end + 1 >= len(sentence) or sentence.words[end] not in ("who", "whose", "which", "that"):
        return end
    stop = end
    while stop < min(len(sentence), end + _LONGEST) and not sentence.flags[stop] & (PUNCT | QUOTE):
        stop += 1
    return stop if finite_between(sentence, end + 1, stop) is not None else end


def relative_after(sentence: Sentence, end: int) -> int:
    """Return where the relative clause ends that describes a name: "Dill, who owns a shop[, …]"."""
    words, flags, size = sentence.words, sentence.flags, len(sentence)
    stop = _restrictive(sentence, end)
    if stop > end:
        return stop
    if end + 2 >= size or not flags[end] & COMMA or words[end + 1] not in ("who", "whose", "which"):
        return end
    for j in range(end + 2, min(size, end + _LONGEST)):
        if flags[j] & (COMMA | STOP | COLON | QUOTE | DASH):
            return j if finite_between(sentence, end + 1, j) is not None else end
    return end if size > end + _LONGEST else size


def described_after(sentence: Sentence, end: int) -> int:
    """Take "published on Monday" and the like with the source it describes."""
    size = len(sentence)
    if end < size and sentence.words[end] in _RELEASED:
        stop = end
        while stop < size and not sentence.flags[stop] & (PUNCT | QUOTE):
            stop += 1
        return stop
    return end


def can_speak(sentence: Sentence, start: int, end: int) -> bool:
    """Say whether the noun phrase names somebody or something that says things."""
    return any(
        sentence.words[j] in _SPEAKING
        or sentence.words[j] in _SUBJECT_PRONOUNS
        or (sentence.flags[j] & CAP and not sentence.flags[j] & TIME)
        for j in range(start, end)
    )
