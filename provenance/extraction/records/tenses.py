"""Whether the words around a time speak of what was or of what is to come."""

import re

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import ADV, AUX, NEG, VBASE, VPAST, flags_by_word

__all__ = ["speaks_of_past"]

_WORD = re.compile(r"\w[\w'’-]{0,40}|[;:]")
_LOOKED_AT = 240  # characters before the time
_NEAR = 12
_AHEAD = re.compile(r"\bas (?:early|soon) as\b", re.I)
_FUTURE = word_set("will won't shall would wouldn't i'll you'll he'll she'll it'll we'll they'll")
_POSSIBLE = word_set("might may could can't cannot can")
_OUTLOOK = word_set("likely unlikely expected scheduled due")
_PAST = word_set("was were had did wasn't weren't hadn't didn't")
_AIMS = word_set(
    "due set expected scheduled going plan plans planned planning intend intends intended hope hopes hoped "
    "want wants wanted promise promises promised vow vows vowed pledge pledges pledged agree agreed agrees "
    "threaten threatens threatened likely ready about prepare preparing decided decides ask asked urged "
    "ordered told is are aims aimed"
)


def speaks_of_past(text: str, start: int, at: int, end: int) -> bool | None:
    """Say whether the verb that governs the time at a place in a stretch is past or future; else `None`.

    The nearest verb before the time decides, or, where none stands before it, the first behind.

    Examples:
        >>> text = "the firm would file a complaint on Monday"
        >>> speaks_of_past(text, 0, 32, len(text))
        False
        >>> speaks_of_past("a deal could come as early as Friday", 0, 18, 36)
        False
        >>> text = "the bank, which will move, met on Friday"
        >>> speaks_of_past(text, 0, 31, len(text))
        True
    """
    before = _WORD.findall(text[max(start, at - _LOOKED_AT) : at].lower().replace("’", "'"))
    found = _nearest(before)
    if found is None:
        found = _nearest(_WORD.findall(text[at : min(end, at + _LOOKED_AT)].lower().replace("’", "'"))[::-1])
    if found is None and _AHEAD.search(text, max(start, at - _NEAR), min(end, at + _NEAR)):
        return False
    return found


def _nearest(words: list[str]) -> bool | None:
    """Return what the last verb of some words speaks of."""
    flags = flags_by_word()
    for i in range(len(words) - 1, -1, -1):
        word = words[i]
        if word in _FUTURE:
            return words[i + 1 : i + 2] == ["have"]
        if word in _POSSIBLE and words[i + 1 : i + 2] and flags.get(words[i + 1], 0) & VBASE:
            return True if words[i + 1] == "have" else (None if word in ("could", "can") else False)
        if word in _OUTLOOK and i and words[i - 1] in ("is", "are", "was", "were", "be", "seems", "seemed"):
            return False
        if word == "to" and i + 1 < len(words) and flags.get(words[i + 1], 0) & VBASE:
            governor = next(
                (w for w in reversed(words[max(0, i - 3) : i]) if not flags.get(w, 0) & ADV), None
            )
            if governor is None or governor in _AIMS:
                return False
        elif word in _PAST:
            return True
        elif _is_past(word):
            return not _is_future_passive(words, i)
    return None


def _is_past(word: str) -> bool:
    bits = flags_by_word().get(word)
    return word.endswith("ed") and len(word) > 4 if bits is None else bool(bits & VPAST and not bits & VBASE)


def _is_future_passive(words: list[str], i: int) -> bool:
    """Say whether a past form stands in "will be rebuilt" or "to be held"."""
    flags = flags_by_word()
    for lead in reversed(words[max(0, i - 4) : i]):
        if lead in _FUTURE or lead == "be":
            return True
        if not flags.get(lead, 0) & (ADV | AUX | NEG):
            break
    return False
