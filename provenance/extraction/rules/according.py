"""Credits that are no verbs: "according to X, C", "in the words of X", "…, citing X"."""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.words import (
    ADV,
    AUX,
    CAP,
    COLON,
    COMMA,
    CONJ,
    DASH,
    DET,
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
from provenance.extraction.rules.adjuncts import skip_time
from provenance.extraction.rules.appositions import (
    apposition_after,
    can_speak,
    described_after,
    relative_after,
)
from provenance.extraction.rules.findings import Finding
from provenance.extraction.rules.phrases import finite_between, noun_phrase_from
from provenance.extraction.sentences import Sentence

__all__ = ["find_according", "find_citing"]


_NOT_SOURCES = word_set(
    "plan plans schedule scheme custom tradition need needs size age taste instructions protocol "
    "procedure principle principles ability means criteria wishes preference income rank merit "
    "type timetable script logic standards standard rules rule"
)


_LINKS = word_set("that and but where which who because while when if as since")
_WORDS_OF = word_set("words view opinion eyes telling estimation judgment judgement assessment")
_ACCOUNTS = word_set("account accounts admission estimate estimates")
_REPORTED = word_set(
    "reported noted stated described quoted cited explained claimed told confirmed announced"
)


def find_according(sentence: Sentence) -> list[Finding]:
    """Read "according to X, C", "C, according to X", "in the words of X"."""
    found = []
    words, size = sentence.words, len(sentence)
    for i in range(size - 2):
        cue: list[int] = []
        owner: tuple[int, int] | None = None
        if words[i] == "according" and words[i + 1] == "to":
            cue = [i, i + 1]
        elif words[i] == "in" and words[i + 1] == "the" and i + 4 < size and words[i + 3] == "of":
            if words[i + 2] in _WORDS_OF:
                cue = [i, i + 1, i + 2, i + 3]
        elif words[i] in ("in", "by"):
            owner = _owner(sentence, i + 1, _WORDS_OF if words[i] == "in" else _ACCOUNTS)
            if owner is not None:
                cue = [i, owner[1]]
        elif words[i] == "as" and words[i + 2] == "by" and words[i + 1] in _REPORTED:
            cue = [i, i + 1, i + 2]
        elif words[i] == "per" and sentence.flags[i + 1] & (CAP | DET) and _stands_apart(sentence, i):
            cue = [i]
        if cue:
            finding = _according(sentence, i, cue, owner)
            if finding is not None:
                found.append(finding)
    return found


def _owner(sentence: Sentence, i: int, nouns: frozenset[str]) -> tuple[int, int] | None:
    """Return who stands before "words" in "in his words", "in Smith's view"; else `None`."""
    words, flags = sentence.words, sentence.flags
    for j in range(i, min(len(sentence) - 1, i + 6)):
        if (words[j].endswith("'s") or flags[j] & POSS) and not flags[j] & (AUX | PUNCT):
            after = j + 2 if words[j + 1] == "own" else j + 1
            own = words[i] not in ("your", "our", "my")
            if after < len(sentence) and words[after] in nouns and words[after] != "eyes" and own:
                return (i, after)
        if flags[j] & (PUNCT | PREP | CONJ):
            break
    return None


def _stands_apart(sentence: Sentence, i: int) -> bool:
    return i == 0 or bool(sentence.flags[i - 1] & COMMA)


def _according(
    sentence: Sentence, i: int, cue: list[int], owner: tuple[int, int] | None = None
) -> Finding | None:
    words, flags, size = sentence.words, sentence.flags, len(sentence)
    start = cue[-1] + 1
    end = noun_phrase_from(sentence, start) if owner is None else start
    if end == start and owner is None:
        return None
    if owner is None and _head(sentence, start, end) in _NOT_SOURCES and not flags[start] & CAP:
        return None
    lead = i - 1
    while lead >= 0 and flags[lead] & ADV and not flags[lead] & (COMMA | PREP | SUB):
        lead -= 1
    opens = (
        lead < 0
        or words[lead] in ("that", "and", "but", "because", "while", "although", "though", "yet")
        or (
            flags[lead] & COMMA
            and lead > 0
            and (
                words[lead - 1] in _LINKS
                or (flags[0] & (PREP | ADV | CONJ | SUB | TIME) and finite_between(sentence, 0, lead) is None)
            )
        )
        or bool(flags[lead] & COLON)
    )
    finding = Finding(sentence=sentence, cue=cue, verb=None, kind="according", left=i)
    if opens:
        end = _opening_source(sentence, start, end) if owner is None else start
        if end >= size or flags[end] & STOP:
            return None
        content = end + 1 if flags[end] & (COMMA | COLON) else end
        finding.content = [(content, size)]
        finding.open_end = True
        if lead >= 0:
            finding.left = i
    else:
        if owner is None:
            end = described_after(sentence, relative_after(sentence, apposition_after(sentence, end)))
        finding.left = lead if flags[lead] & (COMMA | DASH | OPEN) else i
        # Of "the case was, in his words, 'shabby'" only the quotation is his.
        quoted = owner is not None and end + 1 < size and flags[end] & COMMA and flags[end + 1] & QUOTE
        finding.whole_left = not quoted
        if end + 1 < size and flags[end] & COMMA and flags[lead] & COMMA:
            nxt = words[end + 1]
            if not (flags[end + 1] & CONJ and nxt in ("and", "but")) and nxt not in (
                "who",
                "which",
                "while",
                "as",
                "after",
            ):
                finding.content.append((end + 1, size))
                finding.open_end = True
    finding.source = [owner or (start, end)]
    return finding


def _head(sentence: Sentence, start: int, end: int) -> str:
    for j in range(start, end):
        if j + 1 >= end or sentence.flags[j + 1] & PREP:
            return sentence.words[j]
    return sentence.words[start]


def _opening_source(sentence: Sentence, start: int, end: int) -> int:
    """Extend the source of "According to the coach, Ann Lee, in their match C" by its apposition."""
    flags, size = sentence.flags, len(sentence)
    end = relative_after(sentence, end) if end < size and not flags[end] & COMMA else end
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
    if end < size and not flags[end] & PUNCT and described_after(sentence, end) > end:
        comma = next((j for j in range(end, min(size, end + 25)) if flags[j] & COMMA), None)
        if comma is not None:
            end = comma
    return end


def find_citing(sentence: Sentence, found: list[Finding]) -> list[Finding]:
    """Read "Bloomberg reported C, citing two officials": the cited one said it, the other relays it."""
    added = []
    words, flags = sentence.words, sentence.flags
    for i in range(1, len(sentence) - 1):
        if words[i] not in ("citing", "quoting") or not flags[i - 1] & (COMMA | NOUN | TIME | CAP):
            continue
        end = noun_phrase_from(sentence, i + 1)
        if end == i + 1 or not can_speak(sentence, i + 1, end):
            continue
        relay = next(
            (
                f
                for f in reversed(found)
                if f.kind in ("verb", "according") and f.source and f.cue and f.cue[-1] < i
            ),
            None,
        )
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
