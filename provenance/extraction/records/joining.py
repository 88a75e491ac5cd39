"""What joins the records of one article: other readings, conveyed claims, outlets relied on."""

from attrs import evolve

from provenance.extraction.records.bench import Bench
from provenance.model.claim import Claim
from provenance.model.links import ClaimRelation

__all__ = ["make_alternatives", "make_conveyances", "relate"]


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
