"""What is denied or doubted around a cue: "rejected the claim that C", "C, a charge the firm denies"."""

from provenance.extraction.lexicon.cues import cue_forms
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import ADV, AUX, COMMA, DASH, DET, NEG, POSS, PREP, PUNCT, STOP
from provenance.extraction.rules.findings import Finding
from provenance.extraction.rules.phrases import noun_phrase_from
from provenance.extraction.rules.subjects import Subject, clause_subject, subject_before, verb_group_start
from provenance.extraction.sentences import Sentence

__all__ = ["commits_nobody", "find_rejections", "is_denied_behind", "rejected_by"]

_DENYING = word_set(
    "deny denies denied denying reject rejects rejected rejecting dismiss dismisses dismissed dismissing "
    "refute refutes refuted refuting rebut rebuts rebutted dispute disputes disputed disputing contest "
    "contests contested debunk debunks debunked debunking contradict contradicts contradicted rubbish "
    "rubbishes rubbished ridicule ridicules ridiculed rebuff rebuffs rebuffed"
)
_TAKING_BACK = word_set("retract retracts retracted withdraw withdrew withdraws recant recants recanted")
_SUMMING = word_set(
    "claim charge allegation accusation assertion suggestion contention report notion account rumour rumor "
    "characterization characterisation description version figure number"
)
_NOBODY = word_set("no nobody none neither no-one few hardly")
_IF = word_set("if unless")
_WOULD_HAVE = word_set("should could would might must ought")
_DENIED = word_set("denied rejected dismissed refuted disputed debunked rebuffed ridiculed")
_BE = word_set("was were been be is are")
_FAR = 4


def rejected_by(sentence: Sentence, noun: int) -> tuple[Subject | None, list[int], bool] | None:
    """Read the verb in "Employers rejected the claim": whose it is, its nodes, and whether it denies.

    Returns `None` if no such verb stands before the noun. Without a subject, it is another clause's.
    """
    words, flags = sentence.words, sentence.flags
    verb = noun - 1
    while (
        verb >= 0 and noun - verb < _FAR and words[verb] not in _DENYING and words[verb] not in _TAKING_BACK
    ):
        if flags[verb] & (PUNCT | PREP | AUX) and not flags[verb] & (DET | POSS):
            return None
        verb -= 1
    if verb < 0 or words[verb] not in _DENYING | _TAKING_BACK:
        return None
    group = verb_group_start(sentence, verb)
    if any(flags[j] & NEG for j in range(group, verb)):
        return None  # "did not deny reports that": nobody denies
    subject = subject_before(sentence, group, 0)
    if subject is None and group == verb and words[verb].endswith("ing"):
        subject = clause_subject(sentence, group - 1, 0, main=True) if group > 1 else None
    return subject, [*range(group, noun + 1)], words[verb] in _DENYING


def is_denied_behind(sentence: Sentence, at: int) -> bool:
    """Say whether "were denied" follows: "Reports that C were denied by the palace"."""
    words = sentence.words
    return at + 1 < len(words) and words[at] in _BE and words[at + 1] in _DENIED


def commits_nobody(finding: Finding) -> bool:
    """Say whether the way it is put leaves open that anybody said so.

    "No one said", "few believe", "if he says", "should have said", "has no evidence that".
    """
    s = finding.sentence
    words = s.words
    if finding.source and finding.kind in ("verb", "according"):
        start, _ = finding.source[0]
        if words[start] in _NOBODY or (start and words[start - 1] in _IF):
            return True
    if finding.kind == "noun" and finding.cue:
        before = words[max(0, finding.cue[-1] - 2) : finding.cue[-1]]
        return bool({"no", "any", "without", "little"} & set(before))
    if finding.kind != "verb" or len(finding.cue) < 2:
        return False
    helpers = [words[j] for j in range(finding.cue[0], finding.cue[-1])]
    return "have" in helpers and bool(_WOULD_HAVE & set(helpers))


def find_rejections(sentence: Sentence, found: list[Finding]) -> list[Finding]:
    """Read ", a charge the ministry denied" and ", which the firm denies" after what was claimed.

    The content of the claim before it is ended there.
    """
    words, flags, size = sentence.words, sentence.flags, len(sentence)
    rejections: list[Finding] = []
    for i in range(2, size - 3):
        if not flags[i] & (COMMA | DASH):
            continue
        start = _behind_summing(sentence, i + 1)
        if start is None:
            continue
        end = noun_phrase_from(sentence, start)
        verb = end
        while verb < size and flags[verb] & (AUX | ADV) and not flags[verb] & NEG and verb - end < _FAR:
            verb += 1
        if end == start or verb >= size or words[verb] not in _DENYING:
            continue
        if verb + 1 < size and not flags[verb + 1] & (PUNCT | STOP | PREP | ADV):
            continue  # "a claim the ministry denied making"
        cue = [*range(end, verb + 1)]
        finding = Finding(sentence=sentence, cue=cue, verb=cue_forms()["deny"].verb, kind="rejection")
        finding.source, finding.left, finding.confidence = [(start, end)], i, 0.7
        finding.content = _what_was_claimed(found, i)
        rejections.append(finding)
    return rejections


def _behind_summing(sentence: Sentence, at: int) -> int | None:
    """Return where the subject begins in "a charge the ministry denied", "which she denies"."""
    words, flags = sentence.words, sentence.flags
    if words[at] == "which":
        return at + 1
    if words[at] not in ("a", "an"):
        return None
    noun = at + 1
    while noun < len(words) - 2 and noun - at < _FAR and words[noun] not in _SUMMING:
        if flags[noun] & (PUNCT | PREP | AUX):
            return None
        noun += 1
    if noun - at >= _FAR or words[noun] not in _SUMMING:
        return None
    return noun + 2 if words[noun + 1] in ("that", "which") else noun + 1


def _what_was_claimed(found: list[Finding], comma: int) -> list[tuple[int, int]]:
    """Return the content that ends at a comma, cut there if it went on; else the words before it."""
    holders = [f for f in found if f.content and f.content[-1][0] < comma and f.left < comma]
    for finding in reversed(holders):
        start, end = finding.content[-1]
        if end > comma:
            finding.content[-1] = (start, comma)
            finding.alternative_end = None
        if finding.content[-1][1] == comma:
            return list(finding.content)
    return [(0, comma)]
