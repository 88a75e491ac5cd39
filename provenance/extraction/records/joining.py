"""What joins the records of one article: other readings, conveyed claims, outlets relied on."""

from attrs import evolve

from provenance.extraction.drafts import Span
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.records.attributing import cue_form
from provenance.extraction.records.bench import Bench, Passage
from provenance.extraction.records.casting import source_of
from provenance.extraction.records.mentions import read_mention
from provenance.model.article import Article
from provenance.model.claim import Claim
from provenance.model.links import ClaimRelation, Derivation
from provenance.model.source import Source

__all__ = ["make_alternatives", "make_conveyances", "make_derivations", "relate"]

_OUTLET_KINDS = frozenset(("news_outlet", "news_agency"))
_RELAYING = word_set("report write say reveal state quote cite disclose publish note add")


def make_alternatives(bench: Bench) -> None:
    """Join the readings of one passage to each other."""
    readings: dict[int, list[int]] = {}
    for number, passage in enumerate(bench.passages):
        if passage.draft.reading_of is not None and passage.draft.reading_of != number:
            readings.setdefault(passage.draft.reading_of, []).append(number)
    for first, others in readings.items():
        if not 0 <= first < len(bench.passages):
            continue
        records = [bench.passages[n].record for n in (first, *others)]
        ids = [record.id for record in records if record is not None]
        if len(set(ids)) < 2:
            continue
        for number in (first, *others):
            record = bench.passages[number].record
            if record is not None and record.id in bench.dossier:
                changed = evolve(record, alternatives=tuple(i for i in dict.fromkeys(ids) if i != record.id))
                bench.dossier.replace(changed)
                bench.passages[number].record = changed


def make_conveyances(bench: Bench) -> None:
    """Where the content of a passage is another's speaking, let its claim convey the inner one.

    The outer claim is then a speech event.
    """
    for number, passage in enumerate(bench.passages):
        outer = passage.draft.within
        if outer is None or outer == number or passage.draft.reading_of is not None:
            continue
        if passage.draft.act in ("belief", "question", "no_comment", "intention"):
            continue
        around = bench.passages[outer]
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
            bench.dossier.replace(changed)
            around.claim = changed
        relate(bench, around.claim, "conveys", passage.claim, "stated", 0.8)


def relate(bench: Bench, subject: Claim, kind: str, object_: Claim, basis: str, confidence: float) -> None:
    """Record that one claim stands in a relation to another."""
    relation = ClaimRelation(
        subject=subject.id,
        kind=kind,
        object=object_.id,
        recorded=bench.recorded(basis, confidence),
    )
    if relation.id not in bench.dossier:
        bench.dossier.add(relation)


def make_derivations(bench: Bench) -> None:
    """Record the outlets that the text says it has its words from, each by an article of theirs not seen.

    Such an article has a publisher and nothing else. The derivation is the whole article's, with the words
    that state it for anchors: a lead to what was taken, not a link that would make the outlet the origin
    of what it only relays.
    """
    stated: dict[tuple[str, str, str], list[Span]] = {}
    for passage in bench.passages:
        entity, record = passage.entity, passage.record
        if record is None or passage.draft.reading_of is not None:
            continue
        source = bench.sources[id(entity)] if entity is not None else None
        kind = "quoted" if passage.form in ("direct", "mixed") else "paraphrased"
        if source is not None and source.kind in _OUTLET_KINDS and _relays(bench, passage):
            if source is not bench.publisher:
                words = (*passage.draft.source, *passage.draft.cue)
                stated.setdefault((source.id, kind, "stated"), []).extend(words)
        elif bench.publisher is not None and "told" in bench.words(passage.draft.cue):
            for span in passage.draft.adjuncts:  # "told Reuters", in the pages of another outlet
                listener = _outlet(bench, span)
                if listener is not None and listener is not bench.publisher:
                    stated.setdefault((listener.id, kind, "inferred"), []).append(span)
    for (outlet, kind, basis), spans in stated.items():
        unseen = Article(publisher=outlet)
        if unseen.id not in bench.dossier:
            bench.dossier.add(unseen)
        derivation = Derivation(
            derived=bench.article.id,
            taken_from=unseen.id,
            kind=kind,
            anchors=bench.anchors(tuple(dict.fromkeys(spans))),
            recorded=bench.recorded(basis, 0.9 if basis == "stated" else 0.6),
        )
        if derivation.id not in bench.dossier:
            bench.dossier.add(derivation)


def _outlet(bench: Bench, span: Span) -> Source | None:
    """Return the outlet that was told, if the words name one."""
    words = bench.text[span.start : span.end]
    if read_mention(words).kind not in _OUTLET_KINDS:
        return None
    entity, mention = bench.cast.entity_for(
        words, span.start, starts_sentence=False, enclosing=None, previous=None
    )
    return source_of(bench, entity) if mention.name is not None else None


def _relays(bench: Bench, passage: Passage) -> bool:
    cue = bench.words(passage.draft.cue)
    if not cue:
        return True
    form = cue_form(cue)
    return form is None or form.verb.base in _RELAYING
