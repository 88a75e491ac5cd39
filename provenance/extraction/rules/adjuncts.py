"""Times and venues: "on Monday", "last week", "in a statement", "at a rally"."""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import (
    AUX,
    CAP,
    CONJ,
    DET,
    MODAL,
    NUM,
    PREP,
    PRON,
    PUNCT,
    QUOTE,
    SUB,
    TIME,
    VERB,
)
from provenance.extraction.sentences import Sentence

__all__ = ["is_venue", "skip_time", "venue_after"]


_TIME_LEADS = word_set(
    "last next this late early earlier later on in from since during by until after before past "
    "previous the every each that mid-"
)


_EARLY = word_set("early late recently far long")


_LENGTHS = word_set("more than about nearly almost last past long")


_DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight "
    "earlier later then now recently once again mon tue tues wed thu thurs fri sat sun"
)


_MONTHS = word_set(
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec"
)


_VENUES = word_set(
    "statement statements interview interviews letter letters tweet tweets post posts report "
    "reports release speech conference briefing briefings hearing hearings rally meeting event "
    "email e-mail emails memo message messages note comments remarks document documents filing "
    "filings article editorial column essay book memoir blog video broadcast podcast address "
    "testimony court affidavit complaint lawsuit ruling reply response call telephone phone text "
    "twitter facebook instagram telegram x youtube television tv radio cnn bbc cbs nbc abc fox "
    "sidelines reporters journalists session debate parliament study paper advisory bulletin "
    "communique announcement op-ed press media website page account profile appearance forum "
    "summit gathering ceremony presser indictment notice survey review newsletter reference "
    "decision order opinion transcript forecast written"
)


_PLATFORMS = word_set(
    "twitter facebook instagram telegram x youtube cnn bbc cbs nbc abc fox parliament court"
)


_VENUE_PREPS = word_set("in at on to during by via through from with")


def skip_time(sentence: Sentence, i: int) -> int:
    """Return the node after a time expression that begins at `i`, or `i`.

    "Monday", "on Monday", "last week", "late on Friday", "in 2010", "on October 6", "two years ago".
    """
    words, flags, size = sentence.words, sentence.flags, len(sentence)
    j = i
    if i + 3 < size and words[i] == "as" and words[i + 1] in _EARLY and words[i + 2] == "as":
        return max(skip_time(sentence, i + 3), i + 4)  # "as early as 2013"
    if i + 1 < size and words[i] in ("for", "over"):  # "for years", "for more than a decade"
        return _duration(sentence, i)
    while j < size and j - i < 4 and words[j] in _TIME_LEADS and not (flags[j] & PUNCT):
        j += 1
    start = j
    while j < size and j - start < 7:
        word, bits = words[j], flags[j]
        if (
            word in _DAYS
            or word in _MONTHS
            or (bits & TIME and not bits & (MODAL | VERB))
            or (
                bits & NUM
                and (
                    j > start
                    or (j > i and word[:1].isdigit() and len(word.rstrip("s")) == 4)
                    or _before_time(sentence, j)
                )
            )
            or word in ("ago", "earlier", "later")
            or word in ("morning", "afternoon", "evening", "night")
        ):
            j += 1
        elif word == "," and j > start and j + 1 < size and flags[j + 1] & NUM and len(words[j + 1]) == 4:
            j += 2
        elif (
            word == "a"
            and j + 2 < size
            and flags[j + 1] & TIME
            and words[j + 2] in ("ago", "earlier", "later")
        ):
            j += 3
        else:
            break
    if j == start:
        return (
            start
            if start > i and words[start - 1] in ("earlier", "later", "late", "early") and start - i == 1
            else i
        )
    return j


def _duration(sentence: Sentence, i: int) -> int:
    words, flags = sentence.words, sentence.flags
    for j in range(i + 1, min(len(sentence), i + 6)):
        if flags[j] & TIME and not flags[j] & (CAP | MODAL):
            return j + 1
        if not flags[j] & (NUM | DET) and words[j] not in _LENGTHS:
            break
    return i


def _before_time(sentence: Sentence, j: int) -> bool:
    return j + 1 < len(sentence) and bool(sentence.flags[j + 1] & TIME)


def venue_after(sentence: Sentence, i: int) -> int:
    """Return the node after "in a statement", "at a news conference", "to reporters"; or `i`."""
    if sentence.words[i] not in _VENUE_PREPS:
        return i
    end = i + 1
    limit = min(len(sentence), i + 12)
    while end < limit:
        bits, word = sentence.flags[end], sentence.words[end]
        if word in _VENUES and (not bits & CAP or word in _PLATFORMS):
            following = sentence.words[end + 1] if end + 1 < len(sentence) else ""
            if following in _VENUES:
                end += 1
                continue
            return end + 1
        if (
            bits & (PUNCT | AUX | MODAL | SUB | CONJ | PRON) and not bits & (DET | CAP | NUM)
        ) or bits & QUOTE:
            return i
        if bits & PREP and end > i + 1:
            return i
        end += 1
    return i


def is_venue(sentence: Sentence, i: int) -> bool:
    """Say whether "in a statement", "at a rally" and the like begins at the node."""
    return venue_after(sentence, i) > i
