"""Attitudes and hearsay: "officials are confident that C", "reportedly", "allegedly"."""

from provenance.extraction.lexicon.cues import cue_forms
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import (
    ADV,
    CAP,
    COLON,
    COMMA,
    CONJ,
    DET,
    NEG,
    POSS,
    PREP,
    PRON,
    STOP,
    SUB,
    VING,
)
from provenance.extraction.rules.findings import Finding
from provenance.extraction.rules.phrases import noun_phrase_from
from provenance.extraction.rules.subjects import subject_before, verb_group_start
from provenance.extraction.rules.tagging import is_finite
from provenance.extraction.sentences import Sentence

__all__ = ["find_adverbs", "find_attitudes"]


_ADVERBS = word_set("reportedly allegedly supposedly purportedly")


_ATTITUDES = word_set(
    "confident sure certain aware concerned worried convinced optimistic hopeful afraid adamant "
    "clear unsure uncertain unaware fearful sceptical skeptical doubtful insistent unclear "
    "angry furious happy upset pleased thrilled frustrated alarmed grateful mindful wary delighted saddened "
    "positive satisfied disappointed surprised glad sorry proud"
)


_TOWARDS = word_set(
    "critical supportive dismissive opposed committed tired fond contemptuous suspicious hostile"
)
_PREPOSITIONS = word_set("of about with by to over at in")


_BE = word_set(
    "is are was were am be been isn't aren't wasn't weren't i'm he's she's we're they're you're "
    "remains remain remained"
)


def find_attitudes(sentence: Sentence, *, wide: bool = False) -> list[Finding]:
    """Read "Officials are confident that C", "Scientists aren't sure why C"; wide, "are wary of C" too."""
    found = []
    words, flags, size = sentence.words, sentence.flags, len(sentence)
    for i in range(1, size - 3):
        if words[i] not in _ATTITUDES and not (wide and words[i] in _TOWARDS):
            continue
        be = i - 1
        while be > 0 and flags[be] & ADV and i - be < 4:
            be -= 1
        if words[be] not in _BE:
            continue
        start = _attitude_content(sentence, i) or (_attitude_object(sentence, i) if wide else None)
        if start is None:
            continue
        group = verb_group_start(sentence, be)
        if flags[be] & PRON:
            source, edge, cue = [(be, be + 1)], be, [i]
        else:
            subject = subject_before(sentence, group, 0)
            if subject is None or words[subject.start] in ("it", "there", "this", "that", "what"):
                continue
            source, edge, cue = [(subject.start, subject.end)], subject.edge, list(range(group, i + 1))
        finding = Finding(
            sentence=sentence, cue=cue, verb=cue_forms()["believe"].verb, left=edge, confidence=0.7
        )
        finding.source, finding.content, finding.open_end = source, [(start, size)], True
        finding.negated = any(flags[j] & NEG for j in range(group, i))
        found.append(finding)
    return found


def _attitude_object(sentence: Sentence, i: int) -> int | None:
    """Read "are worried about the economy", "has been critical of the deal"."""
    after = i + 2
    if sentence.words[i] == "clear" or sentence.words[i + 1] not in _PREPOSITIONS:
        return None
    begins = noun_phrase_from(sentence, after) > after or sentence.flags[after] & VING
    return after if begins and sentence.words[after] != "which" else None


def _attitude_content(sentence: Sentence, i: int) -> int | None:
    words, flags, after = sentence.words, sentence.flags, i + 1
    if words[after] == "that" and not is_finite(sentence, after + 1):
        return after + 1
    if words[i] in ("clear", "unclear"):
        return None
    if words[after] in ("why", "whether", "how", "what", "who", "if", "where", "which", "when"):
        return after
    if flags[after] & (DET | PRON | POSS | CAP):
        end = noun_phrase_from(sentence, after)
        return after if end < len(sentence) and is_finite(sentence, end) else None
    return None


def find_adverbs(sentence: Sentence) -> list[Finding]:
    """Read "reportedly", "allegedly": an attribution that credits nobody."""
    found = []
    for i, word in enumerate(sentence.words):
        if word in _ADVERBS and sentence.quotes[i] is None:
            start, end = _clause_around(sentence, i)
            finding = Finding(sentence=sentence, cue=[i], verb=None, kind="adverb", left=i, confidence=0.6)
            finding.content = [r for r in ((start, i), (i + 1, end)) if r[1] > r[0]]
            found.append(finding)
    return found


def _clause_around(sentence: Sentence, i: int) -> tuple[int, int]:
    flags = sentence.flags
    start = i
    while start > 0 and not (
        (flags[start - 1] & (COLON | STOP | SUB) and not flags[start - 1] & (CAP | PREP))
        or (flags[start - 1] & COMMA and start < len(flags) and flags[start] & (CONJ | SUB))
    ):
        start -= 1
    while start < i and flags[start] & (CONJ | SUB | COMMA):
        start += 1
    end = i + 1
    while end < len(flags) and not (
        flags[end] & (COLON | STOP)
        or (flags[end] & COMMA and end + 1 < len(flags) and flags[end + 1] & (CONJ | SUB))
    ):
        end += 1
    return start, end
