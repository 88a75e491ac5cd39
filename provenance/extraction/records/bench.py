"""What the making of records works on: the article, its passages, and what is made of them so far."""

from bisect import bisect_left, bisect_right
from datetime import datetime

from attrs import define, field

from provenance.extraction.drafts import DraftAttribution, Span
from provenance.extraction.framing import Frame
from provenance.extraction.records.cast import Cast, Entity
from provenance.extraction.records.mentions import SourceMention
from provenance.extraction.records.roll import Roll
from provenance.extraction.records.tenses import speaks_of_past
from provenance.extraction.rules.phrases import noun_phrase_from
from provenance.extraction.rules.tagging import is_finite, tag
from provenance.extraction.sentences import Document
from provenance.model.anchors import TextAnchor
from provenance.model.article import Article
from provenance.model.attribution import Attribution
from provenance.model.claim import Claim
from provenance.model.dossier import Dossier
from provenance.model.source import Source
from provenance.model.terms import Basis
from provenance.model.values import Hedge, Recorded
from provenance.model.when import When, find_times

__all__ = ["OUTLET_KINDS", "Bench", "Passage"]

OUTLET_KINDS = frozenset(("news_outlet", "news_agency"))


@define
class Passage:
    """What is known of one draft while records are made."""

    draft: DraftAttribution
    entity: Entity | None = None
    mention: SourceMention | None = None
    inferred: bool = False
    form: str = "indirect"
    act: str | None = None
    relays: bool = False
    """The cue is one with which outlets pass on news ("reports", "writes"), or there is none."""

    refusal: tuple[str | None, str | None, str | None] | None = None
    """Anonymity, reason and terms that a later sentence gives ("They asked not to be named")."""

    claim: Claim | None = None
    record: Attribution | None = None
    hedges: list[Hedge] = field(factory=list)


class Bench:
    """The article, its passages and the records made so far; every step of the drafting works on it."""

    def __init__(
        self,
        article: Article,
        document: Document,
        drafts: tuple[DraftAttribution, ...],
        *,
        frame: Frame,
        publisher: Source | None,
        engine: str,
        engine_version: str,
        at: datetime | None,
    ) -> None:
        self.article, self.document, self.text = article, document, document.text
        self.publisher = publisher
        self.engine, self.engine_version = engine, engine_version
        self.at = at
        self.frame = frame
        self.anchor_date = article.published or frame.dated
        self.passages = [Passage(draft) for draft in drafts]
        self.cast = Cast(_roll(document, frame))
        self.dossier = Dossier()
        plain = [s for s in document.sentences() if s.inside is None and len(s)]
        self._nodes = {document.span(s.first[0], s.last[-1])[0]: s for s in plain}
        self.sentences = sorted(document.span(s.first[0], s.last[-1]) for s in plain)
        self.sentence_starts = [s for s, _ in self.sentences]
        self.sources: dict[int, Source] = {}
        self.claims: dict[str, Claim] = {}

    def recorded(self, basis: str, confidence: float | None) -> Recorded:
        """Return what `recorded` of a drafted record says."""
        return Recorded(
            software=self.engine, version=self.engine_version, at=self.at, basis=Basis(basis),
            confidence=None if confidence is None else round(confidence, 2),
        )  # fmt: skip

    def anchors(self, spans: tuple[Span, ...]) -> tuple[TextAnchor, ...]:
        """Return the anchors of spans."""
        return tuple(TextAnchor.of(self.text, s.start, s.end) for s in spans)

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Return the sentence that a position lies in, as offsets."""
        at = bisect_right(self.sentence_starts, position) - 1
        return self.sentences[at] if at >= 0 else (position, position)

    def subject_before(self, position: int) -> tuple[int, int] | None:
        """Return the subject that opens the sentence before one, in the same paragraph, as offsets."""
        at = bisect_right(self.sentence_starts, position) - 2
        if at < 0 or "\n" in self.text[self.sentences[at][1] : position]:
            return None
        sentence = self._nodes[self.sentences[at][0]]
        if not sentence.finite:  # the passages were found by another engine
            tag(sentence)
        end = noun_phrase_from(sentence, 0)
        if end == 0 or end >= len(sentence) or not is_finite(sentence, end):
            return None
        return self.document.span(sentence.first[0], sentence.last[end - 1])

    def words(self, spans: tuple[Span, ...]) -> str:
        """Return the words of spans, white space made plain."""
        return " ".join(" ".join(self.text[s.start : s.end].split()) for s in spans)

    def when(self, words: str, past: bool | None = None) -> When | None:
        """Return the time that words mean against the date of publication, or the words alone."""
        found = When.resolve(words, anchor=self.anchor_date, past=past)
        if found is None and len(words) <= 200:
            return When(text=words)
        return found

    def time_in(
        self, spans: tuple[Span, ...], past: bool | None = None, otherwise_past: bool | None = None
    ) -> When | None:
        """Return the one time that a stretch of text names; `None` if it names none, or several.

        Unless told whether it is `past`, it goes by the verb that the time belongs to; where there is no
        verb, by `otherwise_past`.
        """
        found = [(s, e, span) for span in spans for s, e in find_times(self.text, span.start, span.end)]
        found = [f for f in found if not _is_a_name(self.text, f[0], f[1])]
        if len(found) != 1:
            return None
        start, end, span = found[0]
        if past is None:
            past = speaks_of_past(self.text, span.start, start, span.end)
            past = otherwise_past if past is None else past
        return self.when(self.text[start:end], past)

    def time_said(self, spans: tuple[Span, ...]) -> When | None:
        """Return the time of a speech event: never after the article that reports it."""
        found = self.time_in(spans, past=True)
        if found is not None and self.anchor_date is not None and found.after(self.anchor_date):
            return When(text=found.text) if found.text else None
        return found

    def quoted_between(self, start: int, end: int) -> int:
        """Return how many characters of a stretch stand inside quotation marks."""
        covered = 0
        for quotation in self.quotations_near(start, end):
            first, last = quotation
            covered += max(0, min(end, last) - max(start, first))
        return covered

    def quotations_near(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the outermost quotations that overlap a stretch."""
        if not hasattr(self, "_outer_quotations"):
            outer: list[tuple[int, int]] = []
            for quotation in self.document.quotations:
                span = self.document.span(quotation.first, quotation.last)
                if not outer or span[0] >= outer[-1][1]:
                    outer.append(span)
            self._outer_quotations = outer
            self._outer_starts = [s for s, _ in outer]
        at = max(0, bisect_right(self._outer_starts, start) - 1)
        found = []
        while at < len(self._outer_quotations) and self._outer_quotations[at][0] < end:
            if self._outer_quotations[at][1] > start:
                found.append(self._outer_quotations[at])
            at += 1
        return found


def _is_a_name(text: str, start: int, end: int) -> bool:
    """Say whether a weekday belongs to a name: "the Sunday Standard"."""
    return text[max(0, start - 4) : start].lower() == "the " and text[end : end + 2].strip()[:1].isupper()


def _roll(document: Document, frame: Frame) -> Roll:
    """Read the names of a text; those of a headline only if there is nothing else."""
    breaks = {paragraph.first for paragraph in document.paragraphs}
    first, last = frame.byline or frame.headline or (0, 0)
    starts = [token.start for token in document.tokens]
    low, high = bisect_left(starts, min(first, (frame.headline or (first, 0))[0])), bisect_left(starts, last)
    return Roll(document.text, document.tokens, breaks, (low, high) if high < len(starts) else (0, 0))
