"""The statements that follow from the records of a dossier, and say nothing that the records do not."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from provenance.formats.prov.fields import time_text
from provenance.formats.prov.names import iri_of_id
from provenance.formats.prov.statements import Name, Statement, Value
from provenance.formats.prov.terms import FORMAL, NP, PROV, ROLE, STATEMENTS, TYPE, VALUE
from provenance.model import (
    Act,
    Attribution,
    Commitment,
    DerivationKind,
    Dossier,
    RelationKind,
    SourceKind,
    Standing,
)

__all__ = ["ENTITY_SOURCES", "FOLLOWING", "PASSAGE", "Following", "other_forms", "statement_id"]

PASSAGE = f"{NP}passage"
"""The attribute that names the passage from which a statement about others follows."""

ENTITY_SOURCES = frozenset({SourceKind.DOCUMENT, SourceKind.DATASET, SourceKind.MEDIA})

_OTHER_FORMS = frozenset({DerivationKind.REPUBLISHED, DerivationKind.ARCHIVED_COPY})
"""Derivations whose ends are two forms of one thing: `alternateOf`."""

_STOOD_FOR = frozenset({None, Act.ASSERTION, Act.BELIEF, Act.PROMISE, Act.EVALUATION, Act.UNSPECIFIED})
_COMMITTED = frozenset({None, Commitment.CT_PLUS, Commitment.PR_PLUS, Commitment.PS_PLUS})


class Following(NamedTuple):
    """A statement that follows from a record, before it is made."""

    record: str | None
    """The id of the record; `None` for a statement without an id of its own."""

    word: str
    """What tells it from the others that follow from the record."""

    ends: tuple[str, ...]
    """The first formal attributes of its kind: ids of records, or IRIs."""

    said: tuple[tuple[str, Value], ...] = ()
    """Attributes that many statements of its sort have alike."""

    passage: str | None = None
    """The id of the passage that it comes from, where that is none of the ends."""

    time: str | None = None
    """The formal attribute `time`."""

    def statement(self, kind: str) -> Statement:
        """Return the statement itself."""
        formal = dict(zip(FORMAL[kind], map(iri_of_id, self.ends), strict=False))
        if self.time is not None:
            formal["time"] = self.time
        attributes = [*self.said]
        if self.passage is not None:
            attributes.append((PASSAGE, Name(iri_of_id(self.passage))))
        id = None if self.record is None else statement_id(self.record, self.word)
        return Statement(kind, id, formal, attributes)


def statement_id(record: str, word: str) -> str:
    """Return the id of a statement that follows from a record."""
    return f"{_base(record)}.{word}"


@lru_cache(maxsize=1 << 16)
def _base(record: str) -> str:
    return STATEMENTS + quote(record, safe="")


def other_forms(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield the pairs of ids that are two forms of one thing."""
    for derivation in dossier.derivations.values():
        if (
            derivation.kind in _OTHER_FORMS
            and derivation.standing is Standing.ESTABLISHED
            and derivation.derived not in dossier.sources
            and derivation.taken_from not in dossier.sources
        ):
            yield derivation.derived, derivation.taken_from
    for relation in dossier.relations.values():
        if relation.kind is RelationKind.RESTATES:
            yield relation.subject, relation.object


def stands_for(passage: Attribution) -> bool:
    """Return whether the credited source stands for the claim, as far as the passage says."""
    return passage.commitment in _COMMITTED and passage.act in _STOOD_FOR


# --- kind by kind --------------------------------------------------------------------------

_Said = tuple[tuple[str, Value], ...]
_PUBLISHER: _Said = ((f"{NP}role", "publisher"),)
_CREDIT: _Said = ((f"{NP}role", "credit"),)
_GRADER: _Said = ((f"{NP}role", "grader"),)
_CREDITED: _Said = ((TYPE, Name(f"{NP}Credit")),)
_RELAYED: _Said = ((TYPE, Name(f"{NP}Relay")),)
_REVISION: _Said = ((TYPE, Name(f"{PROV}Revision")),)


def _attributions(dossier: Dossier) -> Iterator[Following]:
    for article in dossier.articles.values():
        if article.publisher is not None:
            yield Following(article.id, "publisher", (article.id, article.publisher), _PUBLISHER)
    for passage in dossier.attributions.values():
        id, source = passage.id, passage.source
        if source is not None and not _is_entity(dossier, source):
            credited = passage.claim if stands_for(passage) else id
            yield Following(id, "credit", (credited, source), _CREDIT, id if credited != id else None)
    for grade in dossier.grades.values():
        if grade.grader is not None:
            yield Following(grade.id, "grader", (grade.id, grade.grader), _GRADER)


def _is_entity(dossier: Dossier, source: str) -> bool:
    held = dossier.sources.get(source)
    return held is not None and held.kind in ENTITY_SOURCES


def _derivations(dossier: Dossier) -> Iterator[Following]:
    for passage in dossier.attributions.values():
        id, source = passage.id, passage.source
        if source is not None and _is_entity(dossier, source):
            ends = passage.claim if stands_for(passage) else id, source
            yield Following(id, "credit", ends, _CREDITED, id if id not in ends else None)
        if passage.via is not None:
            yield Following(id, "relay", (passage.via, id), _RELAYED)
    statuses = dossier.statuses
    for status in statuses.values():
        earlier = statuses.get(status.supersedes) if status.supersedes is not None else None
        if earlier is not None and status.verdict is not None and earlier.verdict is not None:
            ends = statement_id(status.id, "verdict"), statement_id(earlier.id, "verdict")
            yield Following(status.id, "change", ends, _REVISION)


def _verdicts(dossier: Dossier) -> Iterator[Following]:
    for status in dossier.statuses.values():
        if status.verdict is not None:
            said: _Said = ((TYPE, Name(f"{NP}Verdict")), (VALUE, str.__str__(status.verdict)))
            yield Following(status.id, "verdict", (), said)


def _generations(dossier: Dossier) -> Iterator[Following]:
    for article in dossier.articles.values():
        time = time_text(article.published)
        if time is not None:
            yield Following(article.id, "published", (article.id,), time=time)
    for status in dossier.statuses.values():
        if status.verdict is not None:
            ends = statement_id(status.id, "verdict"), status.id
            yield Following(status.id, "judged", ends, time=time_text(status.judged_at))
    for grade in dossier.grades.values():
        time = time_text(grade.graded_at)
        if time is not None:
            yield Following(grade.id, "graded", (grade.id,), time=time)


def _uses(dossier: Dossier) -> Iterator[Following]:
    for status in dossier.statuses.values():
        yield Following(status.id, "claim", (status.id, status.claim), ((ROLE, "claim"),))
        for number, item in enumerate(status.evidence, 1):
            if item.record is not None:
                ends = status.id, item.record
                yield Following(status.id, f"evidence-{number}", ends, ((ROLE, "evidence"),))


def _associations(dossier: Dossier) -> Iterator[Following]:
    for status in dossier.statuses.values():
        if status.checker is not None:
            yield Following(status.id, "checker", (status.id, status.checker), ((ROLE, "checker"),))


def _delegations(dossier: Dossier) -> Iterator[Following]:
    for source in dossier.sources.values():
        if source.speaks_for is not None:
            yield Following(source.id, "speaks_for", (source.id, source.speaks_for))


def _invalidations(dossier: Dossier) -> Iterator[Following]:
    for derivation in dossier.derivations.values():
        if (
            derivation.kind is DerivationKind.RETRACTED
            and derivation.standing is Standing.ESTABLISHED
            and derivation.taken_from not in dossier.sources
        ):
            yield Following(derivation.id, "retracted", (derivation.taken_from,))


def _members(dossier: Dossier) -> Iterator[Following]:
    for passage in dossier.attributions.values():
        yield Following(None, "", (passage.article, passage.id))


def _alternates(dossier: Dossier) -> Iterator[Following]:
    for ends in dict.fromkeys(other_forms(dossier)):
        yield Following(None, "", ends)


FOLLOWING: Mapping[str, Callable[[Dossier], Iterator[Following]]] = {
    "entity": _verdicts,
    "wasGeneratedBy": _generations,
    "used": _uses,
    "wasInvalidatedBy": _invalidations,
    "wasDerivedFrom": _derivations,
    "wasAttributedTo": _attributions,
    "wasAssociatedWith": _associations,
    "actedOnBehalfOf": _delegations,
    "alternateOf": _alternates,
    "hadMember": _members,
}
"""What gives the statements of a kind that follow."""
