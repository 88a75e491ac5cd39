"""The built-in engine: rules on words, no parser, no model."""

from attrs import evolve

from provenance.extraction.drafts import DraftAttribution, Span
from provenance.extraction.rules.according import find_according, find_citing
from provenance.extraction.rules.attitudes import find_adverbs, find_attitudes
from provenance.extraction.rules.carrying import carry_on
from provenance.extraction.rules.clauses import find_verbs
from provenance.extraction.rules.commitment import commitment_of
from provenance.extraction.rules.denials import find_rejections
from provenance.extraction.rules.findings import Finding
from provenance.extraction.rules.headings import find_headline, find_speaker_labels
from provenance.extraction.rules.nouns import find_nouns
from provenance.extraction.rules.scope import settle
from provenance.extraction.rules.silence import find_silence
from provenance.extraction.rules.tagging import tag
from provenance.extraction.sentences import Document, Sentence
from provenance.watching import watched

__all__ = ["RuleExtractor"]


_MOST_IN_SENTENCE = (
    8  # more is a list or noise; nesting as deep as the sentence is long would cost its square
)


class RuleExtractor:
    """Finds attributions by rules: closed word classes, verbs of saying, quotation marks.

    Deterministic, linear in the length of the text, and without any dependency.

    Examples:
        >>> [draft] = RuleExtractor().attributions("Prices fell, the bank said.")
        >>> draft.content, draft.source
        ((Span(start=0, end=11, exact='Prices fell'),), (Span(start=13, end=21, exact='the bank'),))
    """

    name = "news-provenance rules"
    version = "0.1.0"  # that of the package; a test holds the two together

    def __init__(self, *, scope: str = "speech") -> None:
        """Set the scope: reported "speech" and thought, or "wide" with attitudes too."""
        self.scope = scope

    def attributions(self, text: str) -> list[DraftAttribution]:
        """Return the attributions of a text, in the order of their cues."""
        return self.attributions_in(Document(text))

    def attributions_in(self, document: Document) -> list[DraftAttribution]:
        """Return the attributions of a text that has been taken apart already."""
        return drafts_of(document, findings_of(document, self.scope))


def findings_of(document: Document, scope: str = "speech") -> list[Finding]:
    """Return what the rules find in every sentence, those inside quotations included."""
    sentences = document.sentences()
    by_sentence: list[list[Finding]] = []
    for sentence in watched(sentences, "reading sentences"):
        tag(sentence)
        found = _in_sentence(sentence, wide=scope == "wide")
        by_sentence.append(found)
    return carry_on(document, sentences, by_sentence)


def _in_sentence(sentence: Sentence, *, wide: bool) -> list[Finding]:
    found = find_speaker_labels(sentence) or find_headline(sentence)
    found = found + find_according(sentence)
    taken = {j for f in found for j in f.cue}
    verbs = [
        f
        for f in find_verbs(sentence, wide=wide) + find_attitudes(sentence, wide=wide)
        if not taken & set(f.cue)
    ]
    found += verbs
    taken |= {j for f in verbs for j in f.cue}
    found += [f for f in find_nouns(sentence, wide=wide) if not taken & set(f.cue)]
    if len(found) > _MOST_IN_SENTENCE:
        found = sorted(found, key=lambda f: f.cue[0] if f.cue else 0)[:_MOST_IN_SENTENCE]
    citing = find_citing(sentence, found)[:_MOST_IN_SENTENCE]
    settle(found)
    rejections = find_rejections(sentence, found)[:_MOST_IN_SENTENCE]
    for (
        rejection
    ) in rejections:  # "a claim that the ministry denies" is nobody's claim that it denies something
        found = [f for f in found if not (f.cue and rejection.left < f.cue[0] <= rejection.cue[-1])]
    found += rejections
    for finding in citing:
        assert finding.relay is not None
        finding.content = list(finding.relay.content)
    found += [f for f in citing if f.content]
    taken |= {j for f in found for j in f.cue}
    silences = [f for f in find_silence(sentence) if f.cue][:_MOST_IN_SENTENCE]
    for silence in silences:
        found = [f for f in found if not set(f.cue) & set(silence.cue)]
    found += silences
    adverbs = find_adverbs(sentence)[:_MOST_IN_SENTENCE]
    found += [f for f in adverbs if not any(s <= f.cue[0] < e for o in found for s, e in o.content)]
    return [f for f in found if f.content or f.next_paragraph]


def drafts_of(document: Document, findings: list[Finding]) -> list[DraftAttribution]:
    """Turn findings into drafts with offsets, nested where one lies in the content of another."""
    spans: list[dict[str, tuple[Span, ...]]] = []
    for finding in findings:
        spans.append(
            {
                "content": _content(document, finding),
                "source": _ranges(
                    document, finding.sentence, finding.source if not _unnamed(finding) else []
                ),
                "cue": _nodes(document, finding.sentence, finding.cue),
                "speaker": _speaker(document, finding),
                "adjuncts": _ranges(document, finding.sentence, finding.adjuncts),
            }
        )
    spoken = _single_sentences(document)
    enclosing = _enclosing(spans)
    kept = [n for n, outer in enumerate(enclosing) if outer is None or not _by_nobody(findings[n])]
    if len(kept) < len(findings):
        findings, spans = [findings[n] for n in kept], [spans[n] for n in kept]
        enclosing = _enclosing(spans)
    places = {id(finding): number for number, finding in enumerate(findings)}
    for number, finding in enumerate(findings):
        if finding.relay is not None:
            enclosing[number] = places.get(id(finding.relay))
    drafts: list[DraftAttribution] = []
    readings: list[tuple[int, int]] = []
    for number, (finding, parts) in enumerate(zip(findings, spans, strict=True)):
        drafts.append(
            DraftAttribution(
                content=parts["content"],
                source=parts["source"],
                cue=parts["cue"],
                speaker=parts["speaker"],
                adjuncts=parts["adjuncts"],
                within=enclosing[number],
                form="narrated" if finding.narrated else None,
                act=_act_of(finding),
                commitment=commitment_of(finding, spoken),
                negated=finding.negated,
                confidence=finding.confidence,
            )
        )
        if finding.alternative_end is not None:
            readings.append((number, finding.alternative_end))
    for number, end in readings:
        narrow = _narrower(document, findings[number], drafts[number], end)
        if narrow is not None:
            drafts.append(evolve(narrow, reading_of=number))
    return drafts


def _by_nobody(finding: Finding) -> bool:
    """Say whether it is a passive without an agent: "he said staff had been asked to go" has one voice."""
    return finding.passive and not finding.source and finding.carried_from is None


def _act_of(finding: Finding) -> str | None:
    if finding.no_comment:
        return "no_comment"
    if finding.verb is None:
        return None
    if finding.verb.base in ("describe", "put") and "as" not in finding.sentence.words[finding.left :]:
        return "assertion"  # "described panic", "put the toll at nine": no judgement
    return finding.verb.act


def _narrower(
    document: Document, finding: Finding, draft: DraftAttribution, end: int
) -> DraftAttribution | None:
    """Return the reading of a passage whose content ends earlier."""
    stop = finding.sentence.last[end - 1]
    last = document.tokens[stop].end
    content = tuple(s for s in draft.content if s.start < last)
    if not content:
        return None
    content = (*content[:-1], Span(content[-1].start, last, document.text[content[-1].start : last]))
    return evolve(draft, content=content, confidence=0.3)


def _unnamed(finding: Finding) -> bool:
    return finding.carried_from is not None


def _speaker(document: Document, finding: Finding) -> tuple[Span, ...]:
    origin = finding.carried_from
    return () if origin is None else _ranges(document, origin.sentence, origin.source)


def _single_sentences(document: Document) -> dict[int, Sentence]:
    """Return the sentence inside each quotation that holds just one, by the first token of the quotation."""
    found: dict[int, Sentence] = {}
    several: set[int] = set()
    for sentence in document.sentences():
        if sentence.inside is not None:
            at = sentence.inside.first
            if at in found:
                several.add(at)
            found[at] = sentence
    return {at: sentence for at, sentence in found.items() if at not in several}


def _span(document: Document, first: int, last: int) -> Span:
    start, end = document.span(first, last)
    return Span(start, end, document.text[start:end])


def _ranges(document: Document, sentence: Sentence, ranges: list[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(_span(document, sentence.first[a], sentence.last[b - 1]) for a, b in ranges if b > a)


def _nodes(document: Document, sentence: Sentence, nodes: list[int]) -> tuple[Span, ...]:
    """Return spans for nodes, one for every run of neighbours."""
    runs: list[list[int]] = []
    for node in sorted(set(nodes)):
        if runs and node == runs[-1][1] + 1:
            runs[-1][1] = node
        else:
            runs.append([node, node])
    return tuple(_span(document, sentence.first[a], sentence.last[b]) for a, b in runs)


def _content(document: Document, finding: Finding) -> tuple[Span, ...]:
    spans = list(_ranges(document, finding.sentence, finding.content))
    for sentence in finding.extra_sentences:
        spans += _ranges(document, sentence, [(0, len(sentence))])
    spans.sort(key=lambda s: s.start)
    return tuple(spans)


def _enclosing(spans: list[dict[str, tuple[Span, ...]]]) -> list[int | None]:
    """Return, for each draft, the innermost other draft whose content holds its cue (or content)."""
    events: list[tuple[int, int, int]] = []
    for number, parts in enumerate(spans):
        for span in parts["content"]:
            events.append((span.start, -span.end, number))
    events.sort()
    places = sorted(
        ((parts["cue"] or parts["source"] or parts["content"])[0].start, number)
        for number, parts in enumerate(spans)
    )
    found: list[int | None] = [None] * len(spans)
    stack: list[tuple[int, int]] = []
    at = 0
    for place, number in places:
        while at < len(events) and events[at][0] <= place:
            stack.append((-events[at][1], events[at][2]))
            at += 1
        while stack and stack[-1][0] <= place:
            stack.pop()
        for end, other in reversed(stack[-8:]):
            if end > place and other != number:
                found[number] = other
                break
    for number, outer in enumerate(found):  # two that hold each other: the longer is outside
        if outer is not None and found[outer] == number:
            size = [sum(s.end - s.start for s in spans[n]["content"]) for n in (number, outer)]
            found[outer if size[0] < size[1] or (size[0] == size[1] and number > outer) else number] = None
    return found
