"""Cues that are not verbs: "according to", "in the words of", nouns ("the claim that"), adverbs, headlines, transcripts."""

from provenance.extraction.findings import Finding
from provenance.extraction.lexicon.cues import cue_forms, cue_nouns
from provenance.extraction.lexicon.names import AGENCIES, DATASETS, DOCUMENTS, GROUPS, ROLES, UNSPECIFIED
from provenance.extraction.lexicon.words import (
    ADV,
    AUX,
    CAP,
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
    STOP,
    SUB,
    TIME,
)
from provenance.extraction.phrases import apposition_after, finite_between, noun_phrase_from, noun_phrase_to, skip_time
from provenance.extraction.sentences import Sentence
from provenance.extraction.subjects import subject_before, verb_group_start
from provenance.extraction.tagging import is_finite


__all__ = ["find_according", "find_adverbs", "find_attitudes", "find_citing", "find_headline", "find_nouns", "find_speaker_labels"]

_NOT_SOURCES = frozenset(
    "plan plans schedule scheme custom tradition need needs size age taste instructions protocol procedure "
    "principle principles ability means criteria wishes preference income rank merit type timetable script "
    "logic standards standard rules rule".split()
)
_ADVERBS = frozenset("reportedly allegedly supposedly purportedly".split())
_SHORT_SOURCES = frozenset(
    "media report reports source sources official officials police study studies expert experts minister "
    "analyst analysts researchers scientists survey poll prosecutors lawyer lawyers doctors court family "
    "ministry army military president pm ceo coach union watchdog data un nato who isw reuters ap afp bbc cnn "
    "spokesman spokeswoman spokesperson mayor governor commander newspaper newspapers press kremlin pentagon "
    "inquiry economists company agency".split()
)
_LIGHT_VERBS = frozenset(
    "make makes made making come comes came reach reaches reached draw drew issue issued express expressed expresses "
    "repeat repeated voice voiced raise raised have has had "
    "hold holds held get got gave give gives given share shared shares release released".split()
)


def find_according(sentence: Sentence) -> list[Finding]:
    """Read "according to X, C", "C, according to X", "in the words of X"."""
    found = []
    words, size = sentence.words, len(sentence)
    for i in range(size - 2):
        cue: list[int] = []
        if words[i] == "according" and words[i + 1] == "to":
            cue = [i, i + 1]
        elif words[i] == "in" and words[i + 1] == "the" and i + 4 < size and words[i + 3] == "of" and words[i + 2] in (
            "words", "view", "opinion", "eyes",
        ):  # fmt: skip
            cue = [i, i + 1, i + 2, i + 3]
        if cue:
            finding = _according(sentence, i, cue)
            if finding is not None:
                found.append(finding)
    return found


def _according(sentence: Sentence, i: int, cue: list[int]) -> Finding | None:
    words, flags, size = sentence.words, sentence.flags, len(sentence)
    start = cue[-1] + 1
    end = noun_phrase_from(sentence, start)
    if end == start:
        return None
    if _head(sentence, start, end) in _NOT_SOURCES and not flags[start] & CAP:
        return None
    lead = i - 1
    while lead >= 0 and flags[lead] & ADV and not flags[lead] & (COMMA | PREP | SUB):
        lead -= 1
    opens = (
        lead < 0
        or words[lead] in ("that", "and", "but", "because", "while", "although", "though", "yet")
        or (flags[lead] & COMMA and lead > 0 and (words[lead - 1] in ("that", "and", "but") or flags[0] & (PREP | ADV | CONJ | SUB | TIME) and finite_between(sentence, 0, lead) is None))
        or bool(flags[lead] & COLON)
    )
    finding = Finding(sentence=sentence, cue=cue, verb=None, kind="according", left=i)
    if opens:
        end = _opening_source(sentence, start, end)
        if end >= size or flags[end] & STOP:
            return None
        content = end + 1 if flags[end] & (COMMA | COLON) else end
        finding.content = [(content, size)]
        finding.open_end = True
        if lead >= 0:
            finding.left = i
    else:
        end = _relative_after(sentence, apposition_after(sentence, end))
        finding.left = lead if flags[lead] & (COMMA | DASH | OPEN) else i
        finding.whole_left = True
        if end + 1 < size and flags[end] & COMMA and flags[lead] & COMMA:
            nxt = words[end + 1]
            if not (flags[end + 1] & CONJ and nxt in ("and", "but")) and nxt not in ("who", "which", "while", "as", "after"):
                finding.content.append((end + 1, size))
                finding.open_end = True
    finding.source = [(start, end)]
    return finding


def _head(sentence: Sentence, start: int, end: int) -> str:
    for j in range(start, end):
        if j + 1 >= end or sentence.flags[j + 1] & PREP:
            return sentence.words[j]
    return sentence.words[start]


def _opening_source(sentence: Sentence, start: int, end: int) -> int:
    """Extend the source of "According to the coach, Ann Lee, in their match C" by its apposition."""
    flags, size = sentence.flags, len(sentence)
    for _ in range(2):
        if end >= size or not flags[end] & COMMA:
            break
        stop = noun_phrase_from(sentence, end + 1)
        if stop <= end + 1 or stop >= size or not flags[stop] & COMMA:
            if sentence.words[min(end + 1, size - 1)] in ("who", "which", "whose"):
                comma = next((j for j in range(end + 1, min(size, end + 30)) if flags[j] & COMMA), None)
                if comma is not None:
                    end = comma
            break
        if flags[end + 1] & (PRON | PREP) and not flags[end + 1] & (DET | CAP):
            break
        end = stop
    after = skip_time(sentence, end)
    if end < after < size and flags[after] & COMMA:
        end = after
    if end < size and not flags[end] & PUNCT and sentence.words[end] in ("published", "released", "obtained", "posted", "made", "seen", "cited", "compiled"):
        comma = next((j for j in range(end, min(size, end + 25)) if flags[j] & COMMA), None)
        if comma is not None:
            end = comma
    return end


def _relative_after(sentence: Sentence, end: int) -> int:
    """Take "published on Monday" with the source it describes."""
    size = len(sentence)
    if end < size and sentence.words[end] in ("published", "released", "obtained", "posted", "seen", "cited", "compiled", "reviewed"):
        stop = end
        while stop < size and not sentence.flags[stop] & (PUNCT | QUOTE):
            stop += 1
        return stop
    return end


def find_nouns(sentence: Sentence) -> list[Finding]:
    """Read "the claim that C", "X's warning that C", "came to the conclusion that C"."""
    found = []
    words, flags, size = sentence.words, sentence.flags, len(sentence)
    nouns = cue_nouns()
    for i in range(1, size - 3):
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
        source, cue = _noun_source(sentence, i, that)
        finding = Finding(sentence=sentence, cue=cue, verb=noun.verb, kind="noun", source=source)
        finding.left = min([i, *cue, *(r[0] for r in source)])
        finding.content = [(after, size)]
        finding.open_end = True
        finding.confidence = 0.6
        if not source and not _reports_by_itself(words[i]):
            continue
        found.append(finding)
    return found


_ATTITUDES = frozenset(
    "confident sure certain aware concerned worried convinced optimistic hopeful afraid adamant clear unsure uncertain "
    "unaware fearful sceptical skeptical doubtful insistent unclear positive satisfied disappointed surprised glad sorry proud".split()
)
_BE = frozenset("is are was were am be been isn't aren't wasn't weren't i'm he's she's we're they're you're remains remain remained".split())


def find_attitudes(sentence: Sentence) -> list[Finding]:
    """Read "Officials are confident that C", "Scientists aren't sure why C"."""
    found = []
    words, flags, size = sentence.words, sentence.flags, len(sentence)
    for i in range(1, size - 3):
        if words[i] not in _ATTITUDES:
            continue
        be = i - 1
        while be > 0 and flags[be] & ADV and i - be < 4:
            be -= 1
        if words[be] not in _BE:
            continue
        start = _attitude_content(sentence, i)
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
        finding = Finding(sentence=sentence, cue=cue, verb=cue_forms()["believe"].verb, left=edge, confidence=0.7)
        finding.source, finding.content, finding.open_end = source, [(start, size)], True
        finding.negated = any(flags[j] & NEG for j in range(group, i))
        found.append(finding)
    return found


def _attitude_content(sentence: Sentence, i: int) -> int | None:
    words, flags, after = sentence.words, sentence.flags, i + 1
    if words[after] == "that" and not is_finite(sentence, after + 1):
        return after + 1
    if words[i] in ("clear", "unclear"):
        return None
    if words[after] in ("why", "whether", "how", "what", "who", "if", "where"):
        return after
    if flags[after] & (DET | PRON | POSS | CAP):
        end = noun_phrase_from(sentence, after)
        return after if end < len(sentence) and is_finite(sentence, end) else None
    return None


def find_citing(sentence: Sentence, found: list[Finding]) -> list[Finding]:
    """Read "Bloomberg reported C, citing two officials": the cited one said it, the other relays it."""
    added = []
    words, flags = sentence.words, sentence.flags
    for i in range(1, len(sentence) - 1):
        if words[i] not in ("citing", "quoting") or not flags[i - 1] & (COMMA | NOUN | TIME | CAP):
            continue
        end = noun_phrase_from(sentence, i + 1)
        if end == i + 1 or not _can_speak(sentence, i + 1, end):
            continue
        relay = next((f for f in reversed(found) if f.kind in ("verb", "according") and f.source and f.cue and f.cue[-1] < i), None)
        if relay is None or relay.no_comment or relay.narrated:
            continue
        for number, (a, b) in enumerate(relay.content):
            if a < i < b:  # "…, citing X" is not part of what was said
                relay.content[number] = (a, i - 1 if flags[i - 1] & COMMA else i)
                relay.open_end = False
        finding = Finding(sentence=sentence, cue=[i], verb=None, kind="citing", left=i, confidence=0.6)
        finding.source = [(i + 1, apposition_after(sentence, end))]
        finding.relay = relay
        added.append(finding)
    return added


def _can_speak(sentence: Sentence, start: int, end: int) -> bool:
    return any(
        sentence.words[j] in GROUPS | ROLES | DOCUMENTS | DATASETS | UNSPECIFIED | AGENCIES
        or sentence.flags[j] & CAP and not sentence.flags[j] & TIME
        for j in range(start, end)
    )


def _reports_by_itself(noun: str) -> bool:
    """Say whether the noun without a source is still somebody's words ("reports that"), not a mere mood."""
    return noun.rstrip("s") in (
        "claim", "allegation", "report", "accusation", "rumour", "rumor", "suggestion", "assertion", "speculation",
        "warning", "charge", "complaint",
    )  # fmt: skip


def _noun_source(sentence: Sentence, i: int, that: int) -> tuple[list[tuple[int, int]], list[int]]:
    words, flags = sentence.words, sentence.flags
    if words[i + 1] in ("by", "from", "of", "among") and that > i + 2:
        end = noun_phrase_from(sentence, i + 2)
        if end == that:
            return [(i + 2, end)], [i]
    j = i
    while j > 0 and not flags[j - 1] & (DET | POSS | PREP | PUNCT | AUX | CONJ) and not words[j - 1].endswith("'s") and i - j < 4:
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
        flags[start - 1] & (COLON | STOP | SUB) and not flags[start - 1] & (CAP | PREP)
        or flags[start - 1] & COMMA and start < len(flags) and flags[start] & (CONJ | SUB)
    ):
        start -= 1
    while start < i and flags[start] & (CONJ | SUB | COMMA):
        start += 1
    end = i + 1
    while end < len(flags) and not (
        flags[end] & (COLON | STOP) or flags[end] & COMMA and end + 1 < len(flags) and flags[end + 1] & (CONJ | SUB)
    ):
        end += 1
    return start, end


def find_headline(sentence: Sentence) -> list[Finding]:
    """Read the source at the end of a headline: "Prices to rise, economists", "Deal is dead: report"."""
    size = len(sentence)
    if not sentence.is_heading or size < 5 or sentence.inside is not None:
        return []
    flags, words = sentence.flags, sentence.words
    for i in range(size - 1, max(size - 7, 2), -1):
        if not flags[i] & (COMMA | COLON | DASH):
            continue
        tail = range(i + 1, size)
        if not len(tail) or any(is_finite(sentence, j) or flags[j] & (PUNCT | QUOTE) for j in tail):
            return []
        if words[size - 1] not in _SHORT_SOURCES or noun_phrase_from(sentence, i + 1) != size:
            return []
        if i < 4:
            return []
        finding = Finding(sentence=sentence, cue=[], verb=None, kind="headline", left=i, confidence=0.6)
        finding.source = [(i + 1, size)]
        finding.content = [(0, i)]
        return [finding]
    return []


def find_speaker_labels(sentence: Sentence) -> list[Finding]:
    """Read "SMITH: We will go on." and the headline form "Smith: 'We will go on'"."""
    size = len(sentence)
    flags, words = sentence.flags, sentence.words
    if sentence.inside is not None or size < 3:
        return []
    colon = next((j for j in range(1, min(size, 8)) if words[j] == ":"), None)
    if colon is None or colon + 1 >= size or noun_phrase_from(sentence, 0) != colon:
        return []
    quoted = bool(flags[colon + 1] & QUOTE)
    label = sentence.texts[:colon]
    names = all(t[:1].isupper() for t in label)
    shouted = all(t.isupper() for t in label if t[0].isalpha()) and len("".join(label)) > 2
    if not (shouted or names and quoted):
        return []
    if words[0] in ("photo", "image", "read", "watch", "updated", "share", "related", "note", "video", "see", "breaking", "live"):
        return []
    finding = Finding(sentence=sentence, cue=[], verb=None, kind="colon", left=0, confidence=0.6)
    finding.source = [(0, colon)]
    finding.content = [(colon + 1, size)]
    return [finding]


_UNUSED = (NOUN, POSS)
