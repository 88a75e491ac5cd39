"""Those who said nothing, and are said to have said nothing: "declined to comment", "did not respond"."""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import COMMA, CONJ, STOP
from provenance.extraction.rules.adjuncts import skip_time
from provenance.extraction.rules.findings import Finding
from provenance.extraction.rules.subjects import Subject, clause_subject, subject_before, verb_group_start
from provenance.extraction.sentences import Sentence

__all__ = ["find_silence"]

_REFUSALS = word_set("declined declines refused refuses")
_ANSWERS = word_set("respond responded reply replied return returned answer answered comment commented")
_NOT = word_set("not didn't hasn't haven't never couldn't wasn't doesn't don't would n't won't wouldn't")
_COMMENTS = word_set(
    "speculate release identify disclose provide comment elaborate answer discuss respond speak talk"
)
_SHOWN = (["interviewed"], ["quoted"], ["identified"], ["named"])


def find_silence(sentence: Sentence) -> list[Finding]:
    """Return the refusals and silences of a sentence; their content is the refused comment itself."""
    found = []
    words, size = sentence.words, len(sentence)
    for i in range(1, size - 1):
        cue = _refusal(sentence, i) or _no_answer(sentence, i) or _not_reached(sentence, i)
        if cue is None:
            continue
        group = verb_group_start(sentence, cue[0])
        subject = subject_before(sentence, group, 0) or _subject_across_conjunction(sentence, group)
        if subject is None:
            continue
        end = cue[-1] + 1
        stop = end
        while (
            stop < size
            and not sentence.flags[stop] & (STOP | COMMA)
            and not (sentence.flags[stop] & CONJ and words[stop] in ("and", "but", "or") and stop > end)
            and not (stop > end + 1 and skip_time(sentence, stop) > stop)
        ):
            stop += 1
        finding = Finding(sentence=sentence, cue=[*range(group, cue[-1] + 1)], verb=None, kind="silence")
        finding.source = [(subject.start, subject.end)]
        finding.left = min(subject.edge, group)
        finding.negated = finding.no_comment = True
        finding.content = [(end, stop)] if stop > end else [(cue[-1], cue[-1] + 1)]
        if stop == end:
            finding.cue = finding.cue[:-1] or finding.cue
        finding.confidence = 0.8
        found.append(finding)
    return found


def _refusal(sentence: Sentence, i: int) -> list[int] | None:
    words = sentence.words
    if words[i] in _REFUSALS and i + 2 < len(words) and words[i + 1] == "to" and words[i + 2] in _COMMENTS:
        if (
            words[i + 2] in ("answer", "discuss", "speak", "talk", "respond")
            and words[i] == "refused"
            and len(words) < i + 4
        ):
            return None
        return [i]
    if (
        words[i] in ("would", "will")
        and i + 2 < len(words)
        and words[i + 1] == "not"
        and words[i + 2] in ("comment", "elaborate")
    ):
        return [i, i + 1]
    if words[i] in ("wouldn't", "won't") and words[i + 1] in ("comment", "elaborate"):
        return [i]
    if words[i] in _REFUSALS and words[i + 1 : i + 3] == ["to", "be"] and words[i + 3 : i + 4] in _SHOWN:
        return [i]
    return None


def _no_answer(sentence: Sentence, i: int) -> list[int] | None:
    """Read "did not immediately respond to a request for comment"."""
    words, size = sentence.words, len(sentence)
    if words[i] not in _ANSWERS or i + 1 >= size:
        return None
    negated = any(words[j] in _NOT or words[j].endswith("n't") for j in range(max(0, i - 4), i))
    if not negated:
        return None
    if words[i] == "commented" and (words[i + 1] in ("on", "about", "publicly")):
        return [i]
    ahead = words[i + 1 : i + 9]
    asked = any(
        w
        in (
            "request",
            "requests",
            "questions",
            "emails",
            "email",
            "calls",
            "messages",
            "inquiries",
            "enquiries",
            "query",
            "queries",
            "call",
            "phone",
            "comment",
        )
        for w in ahead
    )
    return [i] if asked and words[i] not in ("comment", "commented") else None


def _not_reached(sentence: Sentence, i: int) -> list[int] | None:
    """Read "could not be reached for comment", "was not available for comment"."""
    words = sentence.words
    if (
        words[i] in ("reached", "available", "contacted")
        and i + 2 < len(words)
        and words[i + 1] == "for"
        and words[i + 2] == "comment"
    ):
        negated = any(words[j] in _NOT or words[j].endswith("n't") for j in range(max(0, i - 5), i))
        return [i] if negated else None
    if words[i] == "unavailable" and words[i + 1 : i + 3] == ["for", "comment"]:
        return [i]
    return None


def _subject_across_conjunction(sentence: Sentence, group: int) -> Subject | None:
    before = group - 1
    if before > 0 and sentence.words[before] in ("and", "but"):
        apart = bool(sentence.flags[before - 1] & COMMA)  # "confirmed that it had failed, but declined …"
        return clause_subject(sentence, before, 0, main=apart)
    return None
