"""Drafts to records: articles, sources, claims, attributions and what joins them.

This is the only module of the room that makes records from drafts. It adds what no extractor has to
know: who is meant, what kind of source that is, hedges, times, quantities, what the text says about
checking, and which outlet it says it has its words from.
"""

from bisect import bisect_right
from datetime import datetime

from attrs import define, evolve, field

from provenance.extraction.lexicon.lists import word_set
from provenance import __version__
from provenance.extraction.drafts import DraftAttribution, Span
from provenance.extraction.lexicon.cues import cue_forms
from provenance.extraction.lexicon.names import ACRONYM_OUTLETS, AGENCIES
from provenance.extraction.records.cast import Cast, Entity
from provenance.extraction.records.circumstances import anonymity_of, obtained_from
from provenance.extraction.records.hedging import find_hedges
from provenance.extraction.records.mentions import SourceMention, read_mention
from provenance.extraction.records.quantities import quantity_in
from provenance.extraction.records.verification import find_verification
from provenance.extraction.sentences import Document
from provenance.model.anchors import Anchors, TextAnchor
from provenance.model.article import Article
from provenance.model.attribution import Attribution
from provenance.model.claim import Claim
from provenance.model.dossier import Dossier
from provenance.model.links import ClaimRelation, Derivation
from provenance.model.source import Source
from provenance.model.terms import Basis
from provenance.model.values import Affiliation, Hedge, Mention, Recorded
from provenance.model.verification import VerificationStatus
from provenance.model.when import When, find_times

__all__ = ["SOFTWARE", "Drafting"]

SOFTWARE = "news-provenance"
_QUOTE_MARKS = "\"“”„‟«»‹›「」『』〝〞＂‘’'`"
_OUTLET_KINDS = frozenset(("news_outlet", "news_agency"))
_RELAYING = word_set("report write say reveal state quote cite disclose publish note add")
_PREDICTIVE = (
    " will ",
    " would ",
    " is set to ",
    " are set to ",
    " is going to ",
    " are going to ",
    " 'll ",
    " is due to ",
)
_NORMATIVE = (" should ", " must ", " ought to ", " needs to ", " need to ", " has to ", " have to ")
_LONGEST_CLAIM = 4000


@define
class _Passage:
    """What is known of one draft while records are made."""

    draft: DraftAttribution
    entity: Entity | None = None
    mention: SourceMention | None = None
    inferred: bool = False
    form: str = "indirect"
    claim: Claim | None = None
    record: Attribution | None = None
    hedges: list[Hedge] = field(factory=list)


class Drafting:
    """Makes the records of one article."""

    def __init__(
        self,
        article: Article,
        document: Document,
        drafts: tuple[DraftAttribution, ...],
        *,
        publisher: Source | None,
        engine: str,
        engine_version: str,
        at: datetime | None,
    ) -> None:
        self.article, self.document, self.text = article, document, document.text
        self.publisher = publisher
        self.software_version = f"{__version__} ({engine} {engine_version})"
        self.at = at
        self.anchor_date = article.published
        self.passages = [_Passage(draft) for draft in drafts]
        self.cast = Cast(self.text, document.tokens)
        self.dossier = Dossier()
        self.sentences = sorted(
            document.span(s.first[0], s.last[-1]) for s in document.sentences() if s.inside is None and len(s)
        )
        self._starts = [s for s, _ in self.sentences]
        self._sources: dict[int, Source] = {}
        self._claims: dict[str, Claim] = {}

    def run(self, *, own_voice: bool) -> Dossier:
        """Return the dossier of the article."""
        if self.publisher is not None:
            self.dossier.add(self.publisher)
        self.dossier.add(self.article)
        self._meet_sources()
        self._make_claims()
        self._make_attributions()
        self._make_alternatives()
        self._make_conveyances()
        self._make_derivations()
        self._read_verification()
        if own_voice:
            self._make_own_voice()
        return self.dossier

    # -- small helpers ------------------------------------------------------------------------

    def _recorded(self, basis: str, confidence: float | None) -> Recorded:
        return Recorded(
            software=SOFTWARE, version=self.software_version, at=self.at, basis=Basis(basis),
            confidence=None if confidence is None else round(confidence, 2),
        )  # fmt: skip

    def _anchors(self, spans: tuple[Span, ...]) -> tuple[TextAnchor, ...]:
        return tuple(TextAnchor.of(self.text, s.start, s.end) for s in spans)

    def _sentence_at(self, position: int) -> tuple[int, int]:
        at = bisect_right(self._starts, position) - 1
        return self.sentences[at] if at >= 0 else (position, position)

    def _words(self, spans: tuple[Span, ...]) -> str:
        return " ".join(" ".join(self.text[s.start : s.end].split()) for s in spans)

    def _when(self, words: str, past: bool | None = None) -> When | None:
        found = When.resolve(words, anchor=self.anchor_date, past=past)
        if found is None and len(words) <= 200:
            return When(text=words)
        return found

    def _time_in(self, spans: tuple[Span, ...], past: bool | None = None) -> When | None:
        """Return the one time that a stretch of text names; `None` if it names none, or several."""
        found = [(s, e) for span in spans for s, e in find_times(self.text, span.start, span.end)]
        return self._when(self.text[found[0][0] : found[0][1]], past) if len(found) == 1 else None

    # -- sources ------------------------------------------------------------------------------

    def _meet_sources(self) -> None:
        order = self._order_of_meeting()
        previous: tuple[Entity, int] | None = None
        for number in order:
            passage = self.passages[number]
            draft = passage.draft
            spans = draft.source or draft.speaker
            if not spans:
                continue
            phrase = " ".join(self.text[s.start : s.end] for s in spans)
            start = spans[0].start
            sentence = self._sentence_at(start)
            enclosing = self._enclosing_entity(number)
            near = previous[0] if previous is not None and start - previous[1] < 1500 else None
            entity, mention = self.cast.entity_for(
                phrase,
                start,
                starts_sentence=self._opens_sentence(start, sentence),
                enclosing=enclosing,
                previous=near,
            )
            passage.entity, passage.mention = entity, mention
            passage.inferred = bool(draft.speaker and not draft.source) or (
                mention.name is None and entity.place != (start, start + len(phrase))
            )
            if draft.within is None:
                previous = (entity, start)
        for passage in self.passages:
            if passage.entity is not None:
                self._source(passage.entity)

    def _order_of_meeting(self) -> list[int]:
        """Return the passages by the place of their source, each followed by those it encloses."""
        inner: dict[int, list[int]] = {}
        roots = []
        for number in sorted(range(len(self.passages)), key=self._place_of_source):
            outer = self.passages[number].draft.within
            if outer is None or outer == number:
                roots.append(number)
            else:
                inner.setdefault(outer, []).append(number)
        order: list[int] = []
        waiting = roots[::-1]
        while waiting:
            number = waiting.pop()
            order.append(number)
            waiting += inner.pop(number, [])[::-1]
        reached = set(order)
        return order + [n for n in range(len(self.passages)) if n not in reached]

    def _place_of_source(self, number: int) -> int:
        draft = self.passages[number].draft
        spans = draft.source or draft.speaker or draft.cue or draft.content
        # A speaker who is carried on was met before; in one place, the outer passage comes first.
        return draft.content[0].start if draft.speaker and not draft.source else spans[0].start

    def _opens_sentence(self, start: int, sentence: tuple[int, int]) -> bool:
        return not any(c.isalnum() for c in self.text[sentence[0] : start])

    def _enclosing_entity(self, number: int) -> Entity | None:
        seen = {number}
        outer = self.passages[number].draft.within
        while outer is not None and outer not in seen and 0 <= outer < len(self.passages):
            seen.add(outer)
            if self.passages[outer].entity is not None:
                return self.passages[outer].entity
            outer = self.passages[outer].draft.within
        return None

    def _source(self, entity: Entity) -> Source:
        """Return the record of an entity, made once, after those it refers to."""
        done = self._sources.get(id(entity))
        if done is not None:
            return done
        if self.publisher is not None and entity.name is not None and self._is_publisher(entity.name):
            self._sources[id(entity)] = self.publisher
            return self.publisher
        members = [self._source(m) for m in entity.members if m is not entity and not m.members]
        affiliations, speaks_for = [], None
        if entity.organization is not None:
            organization = self._source(entity.organization)
            affiliations = [Affiliation(organization=organization.id, role=entity.role)]
            speaks_for = organization.id if entity.speaks_for else None
        description = entity.description if entity.name is None else entity.role
        source = Source(
            name=entity.name,
            kind=entity.kind,  # type: ignore[arg-type]
            description=description,
            described_in=self._mention(entity),
            aliases=tuple(entity.aliases),
            affiliations=tuple(affiliations),
            speaks_for=speaks_for,
            members=tuple(m.id for m in members),
            layers={n: self._recorded("inferred", 0.6) for n in ("speaks_for", "affiliations")}
            if entity.voice_inferred
            else {},  # type: ignore[arg-type]
        )
        known = self.dossier.sources.get(source.id)
        if known is None:
            self.dossier.add(source)
        else:
            source = known
        self._sources[id(entity)] = source
        return source

    def _mention(self, entity: Entity) -> Mention | None:
        if entity.name is not None or entity.place is None:
            return None
        start, end = entity.place
        return Mention(
            article=self.article.id, anchor=TextAnchor.of(self.text, start, min(end, len(self.text)))
        )

    def _is_publisher(self, name: str) -> bool:
        assert self.publisher is not None
        names = [self.publisher.name or "", *self.publisher.aliases]
        plain = name.lower().removeprefix("the ")
        return any(plain == n.lower().removeprefix("the ") for n in names if n)

    # -- claims -------------------------------------------------------------------------------

    def _make_claims(self) -> None:
        for passage in self.passages:
            passage.form = passage.draft.form or self._form(passage.draft)
            passage.claim = self._claim(passage)

    def _form(self, draft: DraftAttribution) -> str:
        if draft.act == "no_comment":
            return "narrated"
        quoted = total = 0
        for span in draft.content:
            total += len(self.text[span.start : span.end].strip())
            quoted += self._quoted_between(span.start, span.end)
        if not total or quoted <= 0.1 * total:
            first = self.text[draft.content[0].start : draft.content[0].end].lstrip().lower()
            return "narrated" if first.startswith("to ") else "indirect"
        return "direct" if quoted >= 0.9 * total else "mixed"

    def _quoted_between(self, start: int, end: int) -> int:
        covered = 0
        for quotation in self._quotations_near(start, end):
            first, last = quotation
            covered += max(0, min(end, last) - max(start, first))
        return covered

    def _quotations_near(self, start: int, end: int) -> list[tuple[int, int]]:
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

    def _claim(self, passage: _Passage) -> Claim:
        text = self._wording(passage.draft, passage.form)
        kind = self._claim_kind(passage, text)
        claim = Claim(
            text=text,
            kind=kind,  # type: ignore[arg-type]
            when=self._time_in(passage.draft.content),
            quantity=quantity_in(text),
        )
        known = self._claims.get(claim.id)
        if known is not None:
            return known
        self._claims[claim.id] = claim
        self.dossier.add(claim)
        return claim

    def _wording(self, draft: DraftAttribution, form: str) -> str:
        parts = []
        for span in draft.content:
            part = " ".join(self.text[span.start : span.end].split())
            if form == "direct":
                part = part.strip(_QUOTE_MARKS + " ")
            parts.append(part)
        words = " ".join(p for p in parts if p).strip(" ,;")
        return words[:_LONGEST_CLAIM] or self._words(draft.content)[:_LONGEST_CLAIM]

    def _claim_kind(self, passage: _Passage, text: str) -> str | None:
        draft, padded = passage.draft, f" {text.lower()} "
        if draft.act == "no_comment":
            return "speech_event"
        if draft.act in ("promise", "intention"):
            return "intention"
        if draft.act == "request_or_order" or any(w in padded for w in _NORMATIVE):
            return "normative"
        if draft.act == "evaluation":
            return "characterisation"
        if any(w in padded for w in _PREDICTIVE):
            return "prediction"
        return "quantity" if quantity_in(text) is not None else None

    # -- attributions -------------------------------------------------------------------------

    def _make_attributions(self) -> None:
        self._collect_hedges()
        done: set[int] = set()
        for number in range(len(self.passages)):
            for place in self._outermost_first(number):
                if place not in done:
                    done.add(place)
                    self._attribute(place)

    def _outermost_first(self, number: int) -> list[int]:
        chain: list[int] = []
        step: int | None = number
        while step is not None and step not in chain and 0 <= step < len(self.passages):
            chain.append(step)
            step = self.passages[step].draft.within
        return chain[::-1]

    def _attribute(self, number: int) -> None:
        passage = self.passages[number]
        draft = passage.draft
        assert passage.claim is not None
        outer = (
            self.passages[draft.within].record
            if draft.within is not None and draft.within != number
            else None
        )
        source = self._sources.get(id(passage.entity)) if passage.entity is not None else None
        cue = self._words(draft.cue)
        anonymity, reason, terms = self._anonymity(passage)
        past = cue.endswith("ed") or cue in ("said", "told") or None
        passage.record = Attribution(
            article=self.article.id,
            claim=passage.claim.id,
            source=source.id if source is not None else None,
            anchors=Anchors(
                source=self._anchors(draft.source),
                cue=self._anchors(draft.cue),
                content=self._anchors(draft.content),
            ),
            form=passage.form,  # type: ignore[arg-type]
            act=draft.act or self._act(cue),  # type: ignore[arg-type]
            commitment=draft.commitment or self._commitment(cue),  # type: ignore[arg-type]
            hedges=tuple(passage.hedges),
            credited_as=self._words(draft.source) or None,
            anonymity=anonymity,  # type: ignore[arg-type]
            anonymity_reason=reason,
            terms=terms,  # type: ignore[arg-type]
            obtained=self._obtained(draft, cue),  # type: ignore[arg-type]
            via=outer.id if outer is not None else None,
            said_at=self._time_in(draft.adjuncts, past),
            recorded=self._recorded("inferred" if passage.inferred else "stated", draft.confidence),
        )
        if passage.record.id in self.dossier:
            passage.record = self.dossier.attributions.get(passage.record.id, passage.record)
        else:
            self.dossier.add(passage.record)

    def _collect_hedges(self) -> None:
        """Give every hedge to the innermost passage whose content holds it."""
        owners = sorted(
            (span.start, -span.end, number)
            for number, passage in enumerate(self.passages)
            if passage.draft.reading_of is None
            for span in passage.draft.content
        )
        claimed: set[int] = set()
        for start, negative_end, number in reversed(owners):  # inner spans start later
            for kind, first, last in find_hedges(self.text, start, -negative_end):
                if first not in claimed:
                    claimed.add(first)
                    anchor = TextAnchor.of(self.text, first, last)
                    self.passages[number].hedges.append(Hedge(kind=kind, anchors=(anchor,)))  # type: ignore[arg-type]
        for passage in self.passages:
            passage.hedges.sort(key=lambda h: h.anchors[0].start)
            if passage.draft.cue and self._words(passage.draft.cue).lower() in _EVIDENTIAL:
                passage.hedges.insert(0, Hedge(kind="evidential", anchors=self._anchors(passage.draft.cue)))  # type: ignore[arg-type]

    def _act(self, cue: str) -> str:
        form = self._cue_form(cue)
        return form.verb.act if form is not None else "assertion"

    def _commitment(self, cue: str) -> str | None:
        form = self._cue_form(cue)
        return form.verb.commitment if form is not None else None

    def _cue_form(self, cue: str):  # type: ignore[no-untyped-def]
        forms = cue_forms()
        return next((forms[w] for w in reversed(cue.lower().split()) if w in forms), None)

    def _anonymity(self, passage: _Passage) -> tuple[str | None, str | None, str | None]:
        draft, mention = passage.draft, passage.mention
        if not draft.source:
            return ("unspecified", None, None) if passage.entity is None else (None, None, None)
        start, end = self._sentence_at(draft.source[0].start)
        around = self.text[max(start, draft.source[0].start - 200) : min(end, draft.source[-1].end + 300)]
        anonymity, reason, terms = anonymity_of(" ".join(around.split()))
        if mention is None:
            return anonymity, reason, terms
        stated = mention.anonymity if mention.pronoun is None else None
        if stated == "named" and anonymity == "withheld":
            return "named", None, terms
        return anonymity or stated, reason, terms

    def _obtained(self, draft: DraftAttribution, cue: str) -> str | None:
        adjuncts = self._words(draft.adjuncts)
        words = set(adjuncts.lower().replace("the ", "").split())
        listener = bool(words & (AGENCIES | ACRONYM_OUTLETS)) or any(w in adjuncts for w in _OUTLET_NAMES)
        told = any(w in ("told", "tells", "telling") for w in cue.lower().split())
        if not adjuncts and not cue:
            return None
        return obtained_from(
            f"told {adjuncts}" if told else adjuncts, cue or adjuncts, listener_is_outlet=listener and told
        )

    def _make_alternatives(self) -> None:
        """Join the readings of one passage to each other."""
        readings: dict[int, list[int]] = {}
        for number, passage in enumerate(self.passages):
            if passage.draft.reading_of is not None and passage.draft.reading_of != number:
                readings.setdefault(passage.draft.reading_of, []).append(number)
        for first, others in readings.items():
            if not 0 <= first < len(self.passages):
                continue
            ids = [
                self.passages[n].record.id for n in (first, *others) if self.passages[n].record is not None
            ]  # type: ignore[union-attr]
            if len(set(ids)) < 2:
                continue
            for number in (first, *others):
                record = self.passages[number].record
                if record is not None and record.id in self.dossier:
                    changed = evolve(
                        record, alternatives=tuple(i for i in dict.fromkeys(ids) if i != record.id)
                    )
                    self.dossier.replace(changed)
                    self.passages[number].record = changed

    # -- joining records ----------------------------------------------------------------------

    def _make_conveyances(self) -> None:
        """Where a passage's content is another's speaking, its claim is a speech event that conveys the inner claim."""
        for number, passage in enumerate(self.passages):
            outer = passage.draft.within
            if outer is None or outer == number or passage.draft.reading_of is not None:
                continue
            if passage.draft.act in ("belief", "question", "no_comment", "intention"):
                continue
            around = self.passages[outer]
            if around.claim is None or passage.claim is None or around.claim.id == passage.claim.id:
                continue
            whole = sum(s.end - s.start for s in around.draft.content)
            own = sum(
                s.end - s.start
                for s in (
                    *passage.draft.content,
                    *passage.draft.source,
                    *passage.draft.cue,
                    *passage.draft.adjuncts,
                )
            )
            if own < 0.8 * whole:
                continue
            if around.claim.kind is None or around.claim.kind == "prediction":
                changed = evolve(around.claim, kind="speech_event")
                self.dossier.replace(changed)
                around.claim = changed
            self._relate(around.claim, "conveys", passage.claim, "stated", 0.8)

    def _relate(self, subject: Claim, kind: str, object_: Claim, basis: str, confidence: float) -> None:
        relation = ClaimRelation(
            subject=subject.id,
            kind=kind,
            object=object_.id,
            recorded=self._recorded(basis, confidence),  # type: ignore[arg-type]
        )
        if relation.id not in self.dossier:
            self.dossier.add(relation)

    def _make_derivations(self) -> None:
        """Record the outlets that the text itself says it has its words from."""
        for passage in self.passages:
            entity, record = passage.entity, passage.record
            if record is None or entity is None or passage.draft.reading_of is not None:
                continue
            source = self._sources[id(entity)]
            if source is self.publisher or source.kind not in _OUTLET_KINDS or not self._relays(passage):
                continue
            kind = {"direct": "quoted", "mixed": "quoted"}.get(passage.form, "paraphrased")
            derivation = Derivation(
                derived=record.id,
                taken_from=source.id,
                kind=kind,  # type: ignore[arg-type]
                anchors=self._anchors((*passage.draft.source, *passage.draft.cue)),
                recorded=self._recorded("stated", 0.9),
            )
            if derivation.id not in self.dossier:
                self.dossier.add(derivation)

    def _relays(self, passage: _Passage) -> bool:
        cue = self._words(passage.draft.cue)
        if not cue:
            return True
        form = self._cue_form(cue)
        return form is None or form.verb.base in _RELAYING

    # -- verification -------------------------------------------------------------------------

    def _read_verification(self) -> None:
        for start, end in self.sentences:
            talk = find_verification(self.text, start, end)
            if talk is None:
                continue
            holder = self._passage_around(talk.start, talk.end)
            first, last = self._clause(talk.start, talk.end, start, end)
            statement = Claim(
                text=" ".join(self.text[first:last].split()).strip(" ,;"), kind="verification_statement"
            )  # type: ignore[arg-type]
            if statement.id in self._claims:
                statement = evolve(self._claims[statement.id], kind="verification_statement")
                self.dossier.replace(statement)
            else:
                self.dossier.add(statement)
            self._claims[statement.id] = statement
            if holder is None or holder.claim is None or holder.claim.id != statement.id:
                self._state_verification(statement, holder, first, last)
            checker = holder.entity if holder is not None and holder.draft.act == "no_comment" else None
            named = self._checker(start, talk.start)
            for covered in self._covered(start, end, statement, holder):
                self._relate(statement, "caveats", covered, "inferred", 0.6)
                self._judge(
                    covered,
                    talk.state,
                    named or (self._sources.get(id(checker)) if checker else None),
                    talk.start,
                    talk.end,
                )

    def _passage_around(self, start: int, end: int) -> _Passage | None:
        best: tuple[int, _Passage] | None = None
        for passage in self.passages:
            if passage.draft.reading_of is not None:
                continue
            for span in passage.draft.content:
                if (
                    span.start <= start
                    and end <= span.end
                    and (best is None or span.end - span.start < best[0])
                ):
                    best = (span.end - span.start, passage)
        return best[1] if best is not None else None

    def _clause(self, start: int, end: int, low: int, high: int) -> tuple[int, int]:
        """Return the clause of a sentence that the words on verification stand in."""
        first = low
        for mark in (", and ", ", but ", "; ", ", although ", ", though ", ", which "):
            at = self.text.rfind(mark, low, start)
            if at >= 0:
                first = max(first, at + len(mark))
        last = high
        for mark in (", and ", ", but ", "; "):
            at = self.text.find(mark, end, high)
            if at >= 0:
                last = min(last, at)
        while last > end and self.text[last - 1] in ".!? ":
            last -= 1
        return first, last

    def _state_verification(self, statement: Claim, holder: _Passage | None, first: int, last: int) -> None:
        source = (
            self._sources.get(id(holder.entity)) if holder is not None and holder.entity is not None else None
        )
        attribution = Attribution(
            article=self.article.id,
            claim=statement.id,
            source=source.id if source is not None else None,
            anchors=Anchors(
                source=self._anchors(holder.draft.source)
                if holder is not None and source is not None
                else (),
                cue=self._anchors(holder.draft.cue) if holder is not None and source is not None else (),
                content=(TextAnchor.of(self.text, first, last),),
            ),
            form="indirect" if source is not None else "own_voice",  # type: ignore[arg-type]
            recorded=self._recorded(
                "inferred" if source is not None else "stated", 0.5 if source is not None else 0.8
            ),
        )
        if attribution.id not in self.dossier:
            self.dossier.add(attribution)

    def _checker(self, start: int, verb: int) -> Source | None:
        """Return who could not verify ("Reuters could not verify"), if the clause names an outlet."""
        words = self.text[max(start, verb - 60) : verb].rsplit(",", 1)[-1].strip()
        kind = read_mention(words, starts_sentence=True).kind if 0 < len(words.split()) <= 6 else None
        if kind not in _OUTLET_KINDS:
            return None
        entity, _ = self.cast.entity_for(words, verb, starts_sentence=True, enclosing=None, previous=None)
        return self._source(entity) if entity.name is not None else None

    def _covered(self, start: int, end: int, statement: Claim, holder: _Passage | None) -> list[Claim]:
        """Return the claims that a statement on verification covers: those before it, as near as there are any."""
        same, paragraph = [], []
        edge = max(self.text.rfind("\n\n", 0, start), self.text.rfind("\n", 0, start))
        for passage in self.passages:
            draft, claim = passage.draft, passage.claim
            if (
                claim is None
                or draft.reading_of is not None
                or claim.id == statement.id
                or draft.act == "no_comment"
            ):
                continue
            if claim.kind == "verification_statement" or (passage is holder and claim.id == statement.id):
                continue
            place = draft.content[0].start
            if start <= place < end:
                same.append(claim)
            elif edge < place < start:
                paragraph.append(claim)
        if not same and not paragraph:
            paragraph = self._claims_between(self._paragraph_before(edge), edge, statement)
        if same or paragraph:
            return [*dict.fromkeys([*paragraph[-5:], *same])]
        return self._sentence_before(start)

    def _paragraph_before(self, edge: int) -> int:
        end = len(self.text[: max(edge, 0)].rstrip())
        return max(self.text.rfind("\n", 0, end), 0)

    def _claims_between(self, start: int, end: int, statement: Claim) -> list[Claim]:
        return [
            p.claim
            for p in self.passages
            if p.claim is not None and p.draft.reading_of is None and start <= p.draft.content[0].start < end
            and p.claim.id != statement.id and p.draft.act != "no_comment" and p.claim.kind != "verification_statement"
        ]  # fmt: skip

    def _sentence_before(self, start: int) -> list[Claim]:
        """Draft what the sentence before says, in the article's own voice, if nobody's claim is near."""
        at = bisect_right(self._starts, start) - 2
        if at < 0:
            return []
        first, last = self.sentences[at]
        return [self._own(first, last)] if len(self.text[first:last].split()) >= 4 else []

    def _judge(self, claim: Claim, state: str, checker: Source | None, start: int, end: int) -> None:
        status = VerificationStatus(
            claim=claim.id,
            state=state,  # type: ignore[arg-type]
            checker=checker.id if checker is not None else None,
            article=self.article.id,
            anchors=(TextAnchor.of(self.text, start, end),),
            judged_at=self.article.published,
            recorded=self._recorded("inferred", 0.6),
        )
        if status.id not in self.dossier:
            self.dossier.add(status)

    # -- own voice ----------------------------------------------------------------------------

    def _make_own_voice(self) -> None:
        taken = sorted(
            (s.start, s.end) for p in self.passages for s in (*p.draft.content, *p.draft.cue, *p.draft.source)
        )
        taken += sorted(
            (a.start, a.end)
            for x in self.dossier.attributions.values()
            if x.form == "own_voice"
            for a in x.anchors.content
        )
        taken.sort()
        at = 0
        for start, end in self.sentences:
            while at < len(taken) and taken[at][1] <= start:
                at += 1
            if at < len(taken) and taken[at][0] < end:
                continue
            words = self.text[start:end].split()
            if len(words) >= 4 and self.text[end - 1] in ".!?…”\"'’)。":
                self._own(start, end)

    def _own(self, start: int, end: int) -> Claim:
        text = " ".join(self.text[start:end].split()).rstrip(".")
        claim = Claim(text=text, quantity=quantity_in(text), when=self._time_in((Span(start, end),)))
        claim = self._claims.setdefault(claim.id, claim)
        if claim.id not in self.dossier:
            self.dossier.add(claim)
        span = Span(start, end)
        attribution = Attribution(
            article=self.article.id,
            claim=claim.id,
            anchors=Anchors(content=self._anchors((span,))),
            form="own_voice",  # type: ignore[arg-type]
            hedges=tuple(
                Hedge(kind=kind, anchors=(TextAnchor.of(self.text, first, last),))  # type: ignore[arg-type]
                for kind, first, last in find_hedges(self.text, start, end)
            ),
            recorded=self._recorded("stated", 0.7),
        )
        if attribution.id not in self.dossier:
            self.dossier.add(attribution)
        return claim


_EVIDENTIAL = word_set("reportedly allegedly supposedly purportedly")
_OUTLET_NAMES = (
    "Times", "Post", "Guardian", "Herald", "Telegraph", "Journal", "Tribune", "Gazette", "Observer", "Independent", "News",
    "Echo", "Weekly", "Daily", "Wikinews", "Mirror", "Magazine", "Radio", "TV", "Television",
)  # fmt: skip
