"""What something is called: *called the city a "gateway"*, *described him as calm*, *accused X of Y*."""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import (
    ADJ,
    ADV,
    CAP,
    COLON,
    DET,
    NOUN,
    NUM,
    OBJ,
    PREP,
    PRON,
    PUNCT,
    QUOTE,
    STOP,
    SUB,
    TIME,
)
from provenance.extraction.rules.phrases import noun_phrase_from, starts_noun_phrase
from provenance.extraction.rules.subjects import subject_before
from provenance.extraction.rules.tagging import is_finite
from provenance.extraction.sentences import Sentence

__all__ = ["content_of_naming"]

_CHARGES = {
    "accuse": "of",
    "blame": "for on",
    "attribute": "to",
    "credit": "with for",
    "compare": "to with",
    "liken": "to",
    "put": "at",
}
"""Verbs whose object is followed by what it is charged or credited with."""

_NAMES = word_set("call dub label brand term deem pronounce declare consider")
"""Verbs that take what something is called without *as*."""

_CALLS_AS = word_set(
    "describe characterise characterize portray dismiss denounce hail praise condemn criticise criticize "
    "slam blast tout decry deride view regard refer welcome mock defend assail see"
)
_JUDGES = word_set(
    "slam blast denounce praise hail criticise criticize condemn dismiss deride tout defend assail mock decry"
)
_NO_NAME = word_set("few dozen couple lot number second third day week month year minute moment time while")
_PRONOUNS = word_set("him her them it us me you that this himself herself itself")
_MEASURES = word_set("twice half between about around nearly more less roughly at")
_LONGEST = 25


def content_of_naming(s: Sentence, base: str, i: int, group: int) -> int | None:
    """Return where the content of the verb at `group` begins whose object is at `i`, object and all."""
    if base == "refer":
        if s.words[i : i + 1] != ["to"]:
            return None
        i += 1
    if i >= len(s):
        return None
    if s.words[i] == "as" and base in _CALLS_AS:
        return i if _is_spoken_of(s, group, ("what", "which", "whom", "that")) else None
    if not starts_noun_phrase(s, i):
        return None
    if base in _CHARGES:
        return i if _is_charged(s, i, _CHARGES[base].split()) else None
    if s.flags[i] & QUOTE and not _is_spoken_of(s, group):
        return None  # "a comet called 'Wild 2'" tells its name
    if base in _NAMES and _is_named(s, i):
        return i
    seen_as = base not in _CALLS_AS
    for j in range(i, min(len(s), i + _LONGEST)):
        if s.words[j] == "as" and base in _CALLS_AS:
            return i
        if s.words[j] in ("as", "for"):
            seen_as = True
        if s.flags[j] & QUOTE:
            return i if seen_as or base in _JUDGES else None
        if s.flags[j] & COLON and j + 1 < len(s) and s.flags[j + 1] & QUOTE:
            return i
        if s.flags[j] & (STOP | COLON | SUB) and s.words[j] != "as":
            return None
        if j > i and is_finite(s, j):
            return None
    return None


def _is_charged(s: Sentence, i: int, particles: list[str]) -> bool:
    listener = noun_phrase_from(s, i, attach=False)
    if listener == i:
        return False
    for j in range(listener, min(len(s) - 1, i + _LONGEST, listener + 12)):
        if s.words[j] in particles:
            return particles != ["at"] or bool(s.flags[j + 1] & NUM) or s.words[j + 1] in _MEASURES
        if s.flags[j] & (STOP | COLON | SUB | (PUNCT if particles == ["at"] else 0)):
            return False
    return False


def _is_spoken_of(s: Sentence, group: int, pronouns: tuple[str, ...] = ("what", "which")) -> bool:
    """Say whether somebody calls: "what critics called 'a sham'", not "a comet called 'Wild 2'"."""
    subject = subject_before(s, group, 0) if group else None
    if subject is None:
        return False
    if "that" in pronouns:
        return subject.edge > 0 and s.words[subject.edge - 1] in pronouns
    led = subject.edge > 0 and s.words[subject.edge - 1] in pronouns
    return led or s.words[subject.start] not in ("a", "an", "one", "the", "another")


def _is_named(s: Sentence, i: int) -> bool:
    """Read "called him a liar", "called the attack cowardly": an object, then what it is called."""
    end = noun_phrase_from(s, i)
    if end == i:
        return False
    if s.words[i] in _PRONOUNS and s.flags[i] & (OBJ | PRON):
        end = i + 1
    if end >= len(s):
        return _ends_in_adjective(s, i, end)
    bits, word = s.flags[end], s.words[end]
    if word in ("a", "an", "the", "one") and end + 1 < len(s):
        given = word == "the" and s.flags[end + 1] & CAP  # "they called me The Poet" tells a name
        return not given and s.words[end + 1] not in _NO_NAME and not s.flags[end + 1] & TIME
    if s.words[i] in _PRONOUNS:
        return bool(bits & (NOUN | ADJ)) and not bits & (TIME | PREP | ADV | CAP | DET)
    return _ends_in_adjective(s, i, end)


def _ends_in_adjective(s: Sentence, start: int, end: int) -> bool:
    last = end - 1
    return (
        last > start
        and (bool(s.flags[last] & ADJ) or s.words[last].startswith(("un", "in", "im", "il", "ir")))
        and not s.flags[last] & CAP
        and bool(s.flags[last - 1] & (NOUN | CAP))
        and not s.flags[last - 1] & (DET | ADJ)
    )
