"""Speech that runs over the end of a sentence: quotations that go on, and speakers carried over.

``"A," she said. "B."`` is one utterance in two sentences; the quotation that stands alone in the
next paragraph is hers too; "The council denied this:" is followed by its words.
"""

from provenance.extraction.lexicon.words import DASH, PUNCT, QUOTE
from provenance.extraction.rules.findings import Finding
from provenance.extraction.sentences import Document, Sentence

__all__ = ["carry_on"]

_MIN_TOKENS = 6  # a quotation of fewer is hardly an utterance on its own


def carry_on(
    document: Document, sentences: list[Sentence], by_sentence: list[list[Finding]]
) -> list[Finding]:
    """Return all findings in order, with quotations that stand alone given to their speakers."""
    outer = [n for n, s in enumerate(sentences) if s.inside is None]
    last: Finding | None = None
    last_paragraph = -2
    direct = False
    added: list[Finding] = []
    waiting: Finding | None = None
    for position, number in enumerate(outer):
        sentence, found = sentences[number], by_sentence[number]
        if waiting is not None:
            if sentence.paragraph > waiting.sentence.paragraph:
                _take_paragraph(waiting, sentences, outer, position)
            waiting = None
        speakers = [f for f in found if f.kind in ("verb", "according", "colon") and f.source]
        if not speakers and _only_quotation(sentence):
            if last is not None and sentence.paragraph - last_paragraph <= 1:
                if (direct and sentence.paragraph == last_paragraph and last.carried_from is None) or (
                    direct and sentence.paragraph == last_paragraph
                ):
                    last.extra_sentences.append(sentence)
                else:
                    last = _carried(sentence, last)
                    added.append(last)
                last_paragraph, direct = sentence.paragraph, True
                continue
            free = _free(sentence)
            if free is not None:
                added.append(free)
            continue
        if not speakers and any(q is not None and q.last - q.first > _MIN_TOKENS for q in sentence.quotes):
            signed = _signed(sentence)
            if signed is not None:
                added.append(signed)
                last, last_paragraph, direct = signed, sentence.paragraph, True
                continue
        for finding in found:
            if finding.next_paragraph:
                waiting = finding
        if speakers:
            quoting = [f for f in speakers if _ends_quoted(f)] or speakers
            last = quoting[-1] if not quoting[-1].inherits else quoting[0]
            last_paragraph = sentence.paragraph
            direct = any(_ends_quoted(f) for f in (last, speakers[-1]))
        elif sentence.paragraph != last_paragraph:
            last, direct = None, False
        else:
            direct = False
    findings = [f for found in by_sentence for f in found] + added
    findings = [f for f in findings if f.content or f.extra_sentences]
    findings.sort(key=_place)
    return findings


def _place(finding: Finding) -> tuple[int, int]:
    s = finding.sentence
    node = finding.cue[0] if finding.cue else finding.content[0][0] if finding.content else 0
    return (s.first[node], s.last[node])


def _only_quotation(sentence: Sentence) -> bool:
    quoted = False
    for i, quote in enumerate(sentence.quotes):
        if quote is not None:
            quoted = quoted or quote.last - quote.first >= _MIN_TOKENS or len(sentence) <= 2
        elif not sentence.flags[i] & PUNCT:
            return False
    return quoted


def _ends_quoted(finding: Finding) -> bool:
    s = finding.sentence
    return any(s.flags[b - 1] & QUOTE or s.flags[a] & QUOTE for a, b in finding.content if b > a)


def _carried(sentence: Sentence, speaker: Finding) -> Finding:
    origin = speaker.carried_from or speaker
    finding = Finding(sentence=sentence, cue=[], verb=None, kind="carried", confidence=0.6)
    finding.content = [(0, len(sentence))]
    finding.carried_from = origin
    return finding


def _free(sentence: Sentence) -> Finding | None:
    """Read a quotation that stands alone, with nobody near it to be credited."""
    if sentence.is_heading or len(sentence) > 3:
        return None
    finding = Finding(sentence=sentence, cue=[], verb=None, kind="carried", confidence=0.4)
    finding.content = [(0, len(sentence))]
    return finding


def _signed(sentence: Sentence) -> Finding | None:
    """Read a pull quote: a quotation, a dash and a name."""
    for i in range(len(sentence) - 2):
        if sentence.flags[i] & QUOTE and sentence.flags[i + 1] & DASH and i == 0:
            finding = Finding(sentence=sentence, cue=[], verb=None, kind="colon", confidence=0.6)
            finding.content = [(0, 1)]
            finding.source = [(2, len(sentence))]
            return finding
    return None


def _take_paragraph(waiting: Finding, sentences: list[Sentence], outer: list[int], position: int) -> None:
    paragraph = sentences[outer[position]].paragraph
    at = position
    while at < len(outer) and sentences[outer[at]].paragraph == paragraph and at - position < 40:
        waiting.extra_sentences.append(sentences[outer[at]])
        at += 1
    waiting.confidence = 0.5
