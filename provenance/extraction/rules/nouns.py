"""Nouns of saying: "the claim that C", "X's warning that C", "came to the conclusion that C"."""

from provenance.extraction.lexicon.cues import cue_forms, cue_nouns
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import (
    AUX,
    CAP,
    COLON,
    COMMA,
    CONJ,
    DET,
    MODAL,
    POSS,
    PREP,
    PRON,
    PUNCT,
    QUOTE,
    REL,
    SUB,
)
from provenance.extraction.rules.denials import is_denied_behind, rejected_by
from provenance.extraction.rules.findings import Finding
from provenance.extraction.rules.phrases import finite_between, noun_phrase_from, noun_phrase_to
from provenance.extraction.rules.subjects import subject_before, verb_group_start
from provenance.extraction.rules.tagging import is_finite
from provenance.extraction.sentences import Sentence

__all__ = ["find_nouns"]


_LIGHT_VERBS = word_set(
    "make makes made making come comes came reach reaches reached draw drew issue issued express "
    "expressed expresses repeat repeated voice voiced raise raised have has had hold holds held "
    "get got gave give gives given share shared shares release released"
)


_FEELINGS = word_set(
    "support opposition concern concerns doubt doubts outrage anger frustration confidence skepticism "
    "scepticism regret disappointment interest fear fears hope hopes criticism disdain respect admiration "
    "contempt alarm dismay sympathy gratitude reservations misgivings"
)
_TOWARDS = word_set("about for over of with in at to")
_UTTERING = word_set("express expressed expresses voice voiced voices raise raised raises expressing voicing")


def find_nouns(sentence: Sentence, *, wide: bool = False) -> list[Finding]:
    """Read "the claim that C", "X's warning that C", "came to the conclusion that C"."""
    found = _expressed(sentence) if wide else []
    words, flags, size = sentence.words, sentence.flags, len(sentence)
    nouns = cue_nouns()
    for i in range(size - 3):
        noun = nouns.get(words[i])
        if noun is None or flags[i] & CAP:
            continue
        that = i + 1
        while that < min(size, i + 12) and words[that] != "that" and not flags[that] & (PUNCT | AUX | MODAL):
            that += 1
        if that >= size - 2 or words[that] != "that":
            continue
        if that > i + 1 and not flags[i + 1] & PREP:
            continue
        after = that + 1
        if is_finite(sentence, after) or flags[after] & (PUNCT | AUX):
            continue  # "a report that was leaked": a relative clause
        end = noun_phrase_from(sentence, after)
        verb = finite_between(sentence, after, min(size, after + 30))
        if verb is None or end == after:
            continue
        finding = _rejected(sentence, i) or Finding(sentence=sentence, cue=[], verb=noun.verb, kind="noun")
        if not finding.cue:
            finding.source, finding.cue = _noun_source(sentence, i, that)
        source, cue = finding.source, finding.cue
        finding.left = min([i, *cue, *(r[0] for r in source)])
        end = size if len(cue) > 1 else _before_main_verb(sentence, verb, size)
        finding.negated = finding.negated or (end < size and is_denied_behind(sentence, end))
        finding.content = [(after, end)]
        finding.open_end = True
        finding.confidence = 0.6
        if len(cue) > 1 and words[cue[0] - 1] in ("and", "but"):
            finding.inherits, finding.left = True, cue[0] - 1  # "said C, and expressed concern that"
        if not source and not _reports_by_itself(words[i]):
            continue
        found.append(finding)
    return found


def _rejected(sentence: Sentence, i: int) -> Finding | None:
    """Read "Employers rejected the claim that C": they deny it; whoever takes it back commits to nothing."""
    rejection = rejected_by(sentence, i)
    if rejection is None:
        return None
    subject, cue, denies = rejection
    finding = Finding(sentence=sentence, cue=cue, verb=cue_forms()["deny"].verb, kind="noun")
    finding.source = [] if subject is None else [(subject.start, subject.end)]
    finding.negated = not denies
    return finding


def _expressed(sentence: Sentence) -> list[Finding]:
    """Read "voiced support for the strikers", "expressed concern about the deal": in the wide scope."""
    found = []
    words, flags, size = sentence.words, sentence.flags, len(sentence)
    for i in range(2, size - 2):
        if words[i] not in _FEELINGS or words[i + 1] not in _TOWARDS:
            continue
        verb = i - 1
        while verb > 0 and i - verb < 4 and (flags[verb] & (DET | POSS) or words[verb] not in _UTTERING):
            verb -= 1
        subject = subject_before(sentence, verb_group_start(sentence, verb), 0) if verb else None
        if words[verb] not in _UTTERING or subject is None or noun_phrase_from(sentence, i + 2) == i + 2:
            continue
        cue = [*range(verb_group_start(sentence, verb), i + 1)]
        finding = Finding(
            sentence=sentence, cue=cue, verb=cue_nouns()["view"].verb, kind="noun", confidence=0.6
        )
        finding.source, finding.left = [(subject.start, subject.end)], subject.edge
        finding.content, finding.open_end, finding.narrated = [(i + 2, size)], True, True
        found.append(finding)
    return found


def _before_main_verb(sentence: Sentence, verb: int, size: int) -> int:
    """End "the claim that crime has doubled is false" before the verb whose subject the claim is."""
    for j in range(verb + 1, size):
        if sentence.flags[j] & (COMMA | CONJ | SUB | REL | COLON | QUOTE) and not sentence.flags[j] & CAP:
            return size
        if is_finite(sentence, j):
            return j
    return size


def _reports_by_itself(noun: str) -> bool:
    """Say whether the noun without a source is still somebody's words ("reports that"), not a mere mood."""
    return noun.rstrip("s") in (
        "claim", "allegation", "report", "accusation", "rumour", "rumor", "suggestion", "assertion",
        "speculation", "warning", "charge", "complaint", "concern", "fear", "expectation", "worrie",
    )  # fmt: skip


def _noun_source(sentence: Sentence, i: int, that: int) -> tuple[list[tuple[int, int]], list[int]]:
    words, flags = sentence.words, sentence.flags
    if words[i + 1] in ("by", "from", "of", "among") and that > i + 2:
        end = noun_phrase_from(sentence, i + 2)
        if end == that:
            return [(i + 2, end)], [i]
    j = i
    while (
        j > 0
        and not flags[j - 1] & (DET | POSS | PREP | PUNCT | AUX | CONJ)
        and not words[j - 1].endswith("'s")
        and i - j < 4
    ):
        if is_finite(sentence, j - 1) or words[j - 1] in _LIGHT_VERBS:
            break
        j -= 1
    if j > 0 and (words[j - 1].endswith(("'s", "s'")) or flags[j - 1] & POSS):
        if flags[j - 1] & POSS and not words[j - 1].endswith("'s"):
            return [(j - 1, j)], [i]
        start = noun_phrase_to(sentence, j - 1, 0)
        if start is not None and not flags[start] & PRON:
            return [(start, j)], [i]
    if j > 1 and flags[j - 1] & DET:
        j -= 1
    if j > 1 and words[j - 1] in ("to", "at", "with"):
        j -= 1
    if j > 0 and words[j - 1] in _LIGHT_VERBS and not flags[j - 1] & CAP:
        group = verb_group_start(sentence, j - 1)
        subject = subject_before(sentence, group, 0)
        if subject is not None and words[subject.start] not in ("there", "it"):
            return [(subject.start, subject.end)], [*range(group, i + 1)]
        if subject is None and group > 0 and words[group - 1] in ("and", "but"):
            verb = finite_between(sentence, 0, group - 1)
            if verb is not None:
                first = subject_before(sentence, verb_group_start(sentence, verb), 0)
                if first is not None:
                    return [(first.start, first.end)], [*range(group, i + 1)]
    return [], [i]
