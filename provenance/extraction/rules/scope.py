"""How far a cue reaches: where the content of each finding of a sentence ends.

A cue covers the rest of its sentence, up to the next cue that is its equal: one with a subject
of its own after a comma or a conjunction, one that inherits the subject ("…, adding that"), or
one that stands behind ("…, according to X"). A cue inside the content is nested and ends nothing.
"""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import (
    ADJ,
    ADV,
    AUX,
    CAP,
    CLOSE,
    COLON,
    COMMA,
    CONJ,
    DASH,
    DET,
    MODAL,
    NEG,
    NOUN,
    OPEN,
    POSS,
    PREP,
    PRON,
    PUNCT,
    QUOTE,
    REL,
    STOP,
    SUB,
    VPAST,
    VTHIRD,
)
from provenance.extraction.rules.adjuncts import skip_time, venue_after
from provenance.extraction.rules.findings import Finding
from provenance.extraction.rules.phrases import finite_between, noun_phrase_from, skip_adjunct
from provenance.extraction.rules.tagging import is_finite
from provenance.extraction.sentences import Sentence

__all__ = ["settle"]

_OPENERS = word_set("when after if while because although though since once unless before whenever")
_TELLING_WHEN = word_set("after when as while before")
_DONE_WITH_WORDS = word_set(
    "blamed accused urged vowed pledged praised criticised criticized condemned thanked apologised apologized"
)
_SPANNING = word_set("from until till through since")
_EQUALS = word_set("and but while whereas although though yet or as because so")


def settle(findings: list[Finding]) -> None:
    """Fix both ends of the content of every finding of one sentence, in place."""
    findings.sort(key=lambda f: f.cue[0] if f.cue else f.left)
    for finding in findings:
        if finding.whole_left:
            finding.content.insert(0, _left_content(finding, findings))
    for finding in findings:
        finding.content = [r for r in finding.content if r[0] < r[1]]
        if finding.open_end and finding.content:
            _close(finding, findings)
    for finding in findings:
        _keep_within(finding, findings)
    for finding in findings:
        finding.adjuncts += _around_subject(finding)
    for finding in findings:
        finding.content = [
            r for r in (_trimmed(finding.sentence, *r) for r in finding.content) if r[1] > r[0]
        ]


def _keep_within(finding: Finding, findings: list[Finding]) -> None:
    """Let a nested content end no later than the one around it."""
    if finding.whole_left or not finding.content:
        return
    for other in findings:
        if other is finding or not other.content:
            continue
        first, last = other.content[-1]
        start, end = finding.content[-1]
        if first <= finding.left and start < last < end and finding.left < last:
            finding.content[-1] = (start, last)


def _around_subject(finding: Finding) -> list[tuple[int, int]]:
    """Return the adjuncts around the subject: "In a statement, the firm …", "Officials on Tuesday said"."""
    s = finding.sentence
    if finding.kind != "verb" or not finding.source or not finding.cue or finding.inherits:
        return []
    found = []
    start, end = finding.source[0]
    if end < finding.cue[0]:
        found.append((end, finding.cue[0]))
    if finding.whole_left or start == 0:
        return found
    for begin in range(max(0, start - 16), start):
        at = begin
        while at < start:
            after = skip_adjunct(s, at)
            if after == at:
                break
            at = after
        if at == start or (at == start - 1 and s.flags[at] & COMMA):
            found.insert(0, (begin, start))
            break
    return found


def _left_content(finding: Finding, findings: list[Finding]) -> tuple[int, int]:
    s = finding.sentence
    end = finding.left
    start = 0
    for other in findings:
        if other is finding or not other.cue or other.cue[-1] >= end:
            continue
        # Behind an earlier cue and a semicolon, or ", but", a new clause begins.
        for j in range(other.cue[-1] + 1, end):
            if s.flags[j] & COLON and s.words[j] == ";":
                start = max(start, j + 1)
            elif (
                s.flags[j] & COMMA
                and j + 1 < end
                and s.words[j + 1] in ("but", "and", "while", "although")
                and finite_between(s, j + 2, end) is not None
            ):
                start = max(start, j + 2)
        if other.open_end and other.content and len(finding.content) > 0:
            begin = other.content[-1][0]
            if begin < end and finite_between(s, begin, end) is None:
                start = max(start, begin)  # "reported that Lee, according to aides, had left"
    last = end - 1
    while last > start and s.flags[last] & (COMMA | DASH):
        last -= 1
    if s.flags[last] & QUOTE:
        first = last
        quote = s.quotes[last]
        begins_sentence = quote is not None and first > start
        if begins_sentence and (
            s.flags[first - 1] & PUNCT
            or (s.last[first] - s.first[first] > 12 and finite_between(s, start, first) is None)
        ):
            while first - 2 >= start and s.flags[first - 2] & QUOTE and s.flags[first - 1] & PUNCT:
                first -= 2
            return (first, last + 1)
        return (start, last + 1)
    return (start, end)


def _close(finding: Finding, findings: list[Finding]) -> None:
    s = finding.sentence
    start, end = finding.content[-1]
    for other in findings:
        if other is finding or other.kind == "adverb":
            continue
        at = other.left
        if finding.narrated and finding.relative and other.source and other.cue:
            shared = other.source[0][0] <= finding.source[0][0] and start < other.cue[0] < end
            if shared:  # "voters who back the overhaul believe that"
                end = other.cue[0]
                continue
        if at <= start and not (other.cue and other.cue[0] > start):
            continue
        if finding.cue and other.cue and other.cue[0] <= finding.cue[-1] and finding.kind != "according":
            continue
        if other.whole_left:
            parted = len(other.content) > 1 and not finding.narrated and finite_between(s, start, at) is None
            if at > start and not parted:
                end = min(end, at)
            continue
        if other.inherits:
            j = at
            while j > start and (s.flags[j - 1] & COMMA or s.words[j - 1] in ("and", "but", "then")):
                j -= 1
            if j > start:
                end = min(end, j)
            continue
        before = at - 1
        if before <= start:
            continue
        word = s.words[before]
        if word in _EQUALS or s.flags[before] & CONJ:
            comma = s.flags[before - 1] & (COMMA | COLON | DASH)
            if comma:
                end = min(end, before - 1)
            elif word in ("and", "but", "while", "whereas"):
                end = min(end, before)
        elif (
            s.words[before] == ";"
            or s.flags[before] & DASH
            or (
                (
                    s.flags[before] & COMMA
                    and before - start > 6
                    and s.words[start] not in ("if", "when", "although", "while", "because", "as")
                )
                and other.kind in ("verb",)
                and not _introduces(s, start, before)
            )
        ):
            end = min(end, before)
    end = _end_of_subordinate(finding, start, end)
    end = _before_bracket(s, start, end)
    if s.flags[start] & QUOTE and s.texts[start][-1] in ",.?!…":
        end = min(end, _end_of_speech(s, start, end))
    end = _end_of_quoted_predicate(s, start, end)
    end = _end_of_narrated(finding, start, end)
    if _in_reduced_relative(finding):
        end = _before_second_verb(s, start, end)
    if finding.relative:
        end = _end_of_relative(s, start, end, narrated=finding.narrated)
    elif finding.gapped:
        end = _end_of_relative(s, start, end, narrated=True)  # "who police say fled were charged"
    if (
        finding.verb is not None
        and finding.verb.frames & {"C", "c"}
        and not finding.narrated
        and finding.verb.base not in ("accuse", "blame")
        and not finding.passive
    ):
        end = _end_of_naming(s, start, end)
    if finding.verb is not None and finding.verb.base in ("accuse", "blame", "credit", "dare"):
        end = _before_next_past(s, start, end)
    elif not finding.narrated and not finding.whole_left and finding.kind == "verb":
        end = _before_next_report(s, start, end)
    finding.content[-1] = (start, max(start, end))
    if finding.kind in ("verb", "according") and not finding.inherits:
        finding.alternative_end = _open_reading(finding)


def _end_of_subordinate(finding: Finding, start: int, end: int) -> int:
    """End the content of "When he said he would go, she left" with the clause that opens the sentence."""
    s, at = finding.sentence, finding.left - 1
    if at < 0 or s.words[at] not in _OPENERS or finding.whole_left:
        return end
    if at > 0 and not s.flags[at - 1] & (COMMA | CONJ | DASH | QUOTE) and s.words[at - 1] != "that":
        return end
    for j in range(start + 1, end - 2):
        if not s.flags[j] & COMMA or finite_between(s, start, j) is None:
            continue
        after = noun_phrase_from(s, j + 1)
        if j + 1 < after < end and is_finite(s, after):
            return j
    return end


def _end_of_narrated(finding: Finding, start: int, end: int) -> int:
    """End before ", citing …"; and, after "announced the closure", before "on Monday" or "in a statement"."""
    s = finding.sentence
    for j in range(start + 1, end - 1):
        if s.flags[j] & COMMA and s.words[j + 1] in ("citing", "quoting"):
            return j
        if not finding.narrated:
            continue
        if j > start + 1 and not _SPANNING.isdisjoint(s.words[j - 1 : j + 1]):
            continue  # "forecast rain from Sunday": when the rain comes
        if j > start + 1 and s.flags[j] & (PREP | CAP) and (skip_time(s, j) > j or venue_after(s, j) > j):
            return j
        if s.flags[j] & COMMA and s.words[j + 1] in ("when", "as", "saying", "while"):
            return j
    return end


def _end_of_speech(s: Sentence, start: int, end: int) -> int:
    """End with the quotation that is an utterance of its own: said "I lost," and left."""
    last = start
    while last + 2 < end and s.flags[last + 1] & PUNCT and s.flags[last + 2] & QUOTE:
        last += 2
    while last + 1 < end and s.flags[last + 1] & QUOTE:
        last += 1
    return last + 1


def _end_of_quoted_predicate(s: Sentence, start: int, end: int) -> int:
    """End 'said it was "over" after the vote' with the quotation: the rest tells when it was said."""
    for j in range(start + 1, min(end - 2, start + 40)):
        if s.flags[j] & QUOTE and s.flags[j + 1] & SUB and s.words[j + 1] in _TELLING_WHEN:
            subject = noun_phrase_from(s, j + 2)
            if j + 2 < subject < end and finite_between(s, subject, min(end, subject + 12)) is not None:
                return j + 1
        following = s.flags[j + 2]
        acted = following & VPAST and not following & (AUX | NOUN | CAP | ADJ | DET)
        if s.flags[j] & QUOTE and s.words[j + 1] == "and" and acted and s.flags[start] & ~QUOTE:
            return j + 1  # 'said it was "sorry" and offered a refund'
    return end


def _end_of_relative(s: Sentence, start: int, end: int, *, narrated: bool) -> int:
    """End at the comma that the main verb follows: "Trump, who said he would go, left"."""
    if narrated:
        verb = finite_between(s, start + 1, end)
        opened = verb is not None and any(s.flags[j] & (REL | SUB | COMMA) for j in range(start, verb))
        if verb is not None and not opened:
            return verb  # "voters who back the bill say …"
    for j in range(start, end - 1):
        if s.flags[j] & QUOTE and s.texts[j][-1] == "," and is_finite(s, j + 1):
            return j + 1
        if not s.flags[j] & (COMMA | DASH | CLOSE) or (not narrated and finite_between(s, start, j) is None):
            continue
        after = noun_phrase_from(s, j + 1)
        adverb = bool(s.flags[j + 1] & ADV) and is_finite(s, j + 2)  # "which denied it, now admits"
        if is_finite(s, j + 1) or adverb or (j + 1 < after < end and is_finite(s, after)):
            return j
    return end


def _before_next_past(s: Sentence, start: int, end: int) -> int:
    """End "accused him of lying and dared him to answer" before the second verb."""
    for j in range(start + 1, end - 1):
        following = s.flags[j + 1]
        if s.flags[j] & CONJ and following & VPAST and not following & (NOUN | DET | CAP):
            return j
    return end


def _in_reduced_relative(finding: Finding) -> bool:
    """Say whether the cue stands in "a crime he says he did not commit": nothing opens the clause."""
    s = finding.sentence
    if finding.kind != "verb" or not finding.source or finding.whole_left or finding.narrated:
        return False
    at = finding.source[0][0]
    before = s.flags[at - 1] if at else 0
    return s.words[at] in ("he", "she", "they", "it") and bool(before & NOUN) and not before & (PUNCT | CAP)


def _before_second_verb(s: Sentence, start: int, end: int) -> int:
    """End "he did not commit will ask a judge" before the verb of the clause around it."""
    first = finite_between(s, start, end)
    if first is None:
        return end
    after = first + 1
    while after < end and s.flags[after] & (AUX | MODAL | NEG | ADV):
        after += 1
    second = finite_between(s, after + 1, end)
    if second is None or any(s.flags[j] & (COMMA | CONJ | SUB | REL) for j in range(after, second)):
        return end
    return second


def _before_next_report(s: Sentence, start: int, end: int) -> int:
    """End "said it lost money and blamed weak demand" before the second thing that was done with words."""
    for j in range(start + 2, end - 2):
        if s.flags[j] & CONJ and s.words[j] in ("and", "but") and s.words[j + 1] in _DONE_WITH_WORDS:
            following = s.flags[j + 2]
            if following & (DET | POSS | PRON | CAP | NOUN | ADJ) and finite_between(s, start, j) is not None:
                return j
    return end


def _end_of_naming(s: Sentence, start: int, end: int) -> int:
    """End the content of "called it a 'joke' and walked out" with what it was called."""
    quoted = [j for j in range(start, min(end, start + 40)) if s.flags[j] & QUOTE]
    if quoted:
        last = quoted[0]
        for j in quoted[1:]:
            if j - last > 4 or finite_between(s, last, j) is not None:
                break
            last = j
        after = last + 1
        if after < end and not s.flags[after] & (PUNCT | CONJ):
            return max(after, noun_phrase_from(s, after)) if not is_finite(s, after) else end
        return after
    for j in range(start + 1, end):
        following = s.flags[min(j + 1, len(s) - 1)]
        if s.flags[j] & (COMMA | COLON) or (
            s.flags[j] & CONJ and following & (VPAST | VTHIRD) and not following & (NOUN | DET)
        ):
            return j
    return end


def _introduces(s: Sentence, start: int, comma: int) -> bool:
    """Say whether what stands before the comma only introduces a clause: it has no finite verb."""
    return finite_between(s, start, comma) is None


def _before_bracket(s: Sentence, start: int, end: int) -> int:
    """End before a bracket that was closed inside the content but opened outside it."""
    depth = 0
    for j in range(start, end):
        if s.flags[j] & OPEN:
            depth += 1
        elif s.flags[j] & CLOSE:
            depth -= 1
            if depth < 0:
                return j
    return end


def _open_reading(finding: Finding) -> int | None:
    """Return where the content might also end: before ", but" or ", and" with a clause of its own."""
    s = finding.sentence
    start, end = finding.content[-1]
    for j in range(start + 2, end - 3):
        if not s.flags[j] & COMMA or s.words[j + 1] not in ("but", "and", "while"):
            continue
        subject = j + 2
        if s.words[subject] == "that" or (s.flags[subject] & PRON and s.words[subject] not in ("there",)):
            continue
        after = noun_phrase_from(s, subject)
        if (
            after > subject
            and after < end
            and is_finite(s, after)
            and finite_between(s, start, j) is not None
        ):
            return j
    return None


def _trimmed(s: Sentence, start: int, end: int) -> tuple[int, int]:
    while start < end and (
        s.flags[start] & (COMMA | STOP | COLON)
        or (s.flags[start] & CONJ and start == 0 and s.words[0] in ("and", "but"))
    ):
        start += 1
    while end > start and s.flags[end - 1] & (COMMA | STOP | COLON | DASH):
        end -= 1
    return start, end
