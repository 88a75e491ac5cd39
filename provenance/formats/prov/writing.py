"""From a dossier to PROV statements.

| ours | PROV |
| --- | --- |
| source | an agent; an entity if it is a document, a dataset or a recording |
| article, claim, passage | an entity each; the passage is a member of the article |
| who is credited | `wasAttributedTo` of the claim; of the passage if it denies, doubts or asks |
| relay, credited document | `wasDerivedFrom` |
| derivation | `wasDerivedFrom`, with PROV's own types; a possible one is an entity |
| verification | an activity that used the claim, was associated with the checker and generated a verdict |
| grade | an entity that was attributed to the grader |

Everything follows from the records, statement kind by statement kind, so that nothing has to be held.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import quote

from provenance.formats.jsontext import encode_json
from provenance.formats.prov.fields import Attributes, own_attributes, own_extra, time_text
from provenance.formats.prov.kept import Foreign, foreign_of, kept_in
from provenance.formats.prov.names import Names, iri_of_id
from provenance.formats.prov.statements import Name, Statement, Typed
from provenance.formats.prov.terms import (
    CLASSES,
    FORMAL,
    JSON,
    LABEL,
    NP,
    PROV,
    ROLE,
    STATEMENTS,
    TYPE,
    VALUE,
)
from provenance.formats.writers import write_object
from provenance.model import (
    RECORD_TYPES,
    Act,
    Attribution,
    Commitment,
    Derivation,
    DerivationKind,
    Dossier,
    RelationKind,
    Source,
    SourceKind,
    Standing,
    VerificationStatus,
)
from provenance.model.frozen import thaw
from provenance.model.references import reference_fields

__all__ = [
    "DOSSIER",
    "Key",
    "Unfolded",
    "Writing",
    "implied_types",
    "natural_kind",
    "other_forms",
    "statement_id",
    "usual_kind",
]

DOSSIER = f"{STATEMENTS}dossier"
"""The IRI of the entity that holds what stands beside the records."""

ENTITY_SOURCES = frozenset({SourceKind.DOCUMENT, SourceKind.DATASET, SourceKind.MEDIA})

_SOURCE_TYPES: dict[Any, str] = {
    SourceKind.PERSON: "Person",
    SourceKind.ORGANIZATION: "Organization",
    SourceKind.GOVERNMENT_BODY: "Organization",
    SourceKind.MILITARY: "Organization",
    SourceKind.NEWS_OUTLET: "Organization",
    SourceKind.NEWS_AGENCY: "Organization",
    SourceKind.SOFTWARE: "SoftwareAgent",
}
_DERIVATION_TYPES: dict[Any, str] = {
    DerivationKind.QUOTED: "Quotation",
    DerivationKind.EXCERPTED: "Quotation",
    DerivationKind.REVISED: "Revision",
    DerivationKind.CORRECTED: "Revision",
    DerivationKind.PRIMARY_SOURCE: "PrimarySource",
}
_OTHER_FORMS = frozenset({DerivationKind.REPUBLISHED, DerivationKind.ARCHIVED_COPY})
"""Derivations whose ends are two forms of one thing: `alternateOf`."""

_STOOD_FOR = frozenset({None, Act.ASSERTION, Act.BELIEF, Act.PROMISE, Act.EVALUATION, Act.UNSPECIFIED})
_COMMITTED = frozenset({None, Commitment.CT_PLUS, Commitment.PR_PLUS, Commitment.PS_PLUS})


def natural_kind(section: str, record: Any) -> str:
    """Return the statement that a record is usually written as."""
    if section == "sources":
        return "entity" if record.kind in ENTITY_SOURCES else "agent"
    if section == "statuses":
        return "activity"
    if section == "derivations" and record.standing is Standing.ESTABLISHED:
        return "wasDerivedFrom"
    return "entity"


def usual_kind(section: str, plain: Mapping[str, Any]) -> str:
    """Return the same for the plain form of a record."""
    if section == "sources":
        return "entity" if plain.get("kind") in ENTITY_SOURCES else "agent"
    if section == "derivations":
        return "wasDerivedFrom" if plain.get("standing", "established") == "established" else "entity"
    return "activity" if section == "statuses" else "entity"


def implied_types(section: str, plain: Mapping[str, Any], kind: str) -> tuple[Name, ...]:
    """Return the values of `prov:type` that the plain form of a record is written with."""
    own = Name(NP + CLASSES[section])
    type = None
    if section == "sources" and kind == "agent":
        type = _SOURCE_TYPES.get(plain.get("kind"))  # a word is its enum's equal
    elif section == "derivations" and kind != "entity":
        type = _DERIVATION_TYPES.get(plain.get("kind"))
    return (own,) if type is None else (own, Name(PROV + type))


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


Key: TypeAlias = tuple[str, str | None, str | None]
"""What statements with one id share: their kind, the id, the bundle."""


class Unfolded(NamedTuple):
    """A record that is to be written as a statement, without the statement."""

    record: Any
    formal: dict[str, str]
    types: tuple[str, ...]
    """The IRIs of what its `prov:type` is beside its class."""
    bare: tuple[str, ...]
    """Fields that are formal attributes."""


_ENDS: tuple[str, ...] = ("derived", "taken_from")


class Writing:
    """A dossier on its way to a PROV document."""

    def __init__(self, dossier: Dossier) -> None:
        """Find the names that will be needed."""
        self.dossier = dossier
        prefixes, self._kept, self._rest = kept_in(dossier)
        self.names = Names(prefixes)
        self.repeated: frozenset[Key] = frozenset(
            (statement.kind, statement.id, statement.bundle) for statement in self._kept
        )
        """Of which there may be several statements."""
        self._take_names()

    def _take_names(self) -> None:
        take = self.names.take
        for section in RECORD_TYPES:
            records = getattr(self.dossier, section)
            getters = [
                field.ids for field in reference_fields(RECORD_TYPES[section]) if "." not in field.name
            ]
            for id, record in records.items():
                take(id)
                if record.extra:
                    self._take_foreign(foreign_of(record.extra)[0])
            for ids in getters:
                for id in {id for record in records.values() for id in ids(record)}:
                    take(id)
        for status in self.dossier.statuses.values():
            for item in status.evidence:
                take(item.record or "")
        for statement in self._kept:
            self._take_statement(statement)

    def _take_foreign(self, foreign: Foreign) -> None:
        self._take_statement(
            Statement("entity", None, foreign.formal, foreign.attributes, bundle=foreign.bundle)
        )

    def _take_statement(self, statement: Statement) -> None:
        of = self.names.of
        for iri in (statement.id, statement.bundle):
            if iri is not None:
                of(iri)
        for name, iri in statement.formal.items():
            if name not in _TIME_NAMES:
                of(iri)
        for name, value in statement.attributes:
            of(name)
            if isinstance(value, Name):
                of(value.iri)
            elif isinstance(value, Typed):
                of(value.datatype)

    # --- the statements --------------------------------------------------------------------

    def statements(self) -> Iterator[Statement]:
        """Yield all statements, kind by kind."""
        for kind in FORMAL:
            yield from self.of_kind(kind)

    def of_kind(self, kind: str) -> Iterator[Statement]:
        """Yield the statements of a kind: those of records, those that follow, those of others."""
        return self.mixed(kind, unfolded=False)  # type: ignore[return-value]  # which is what that means

    def mixed(self, kind: str, *, unfolded: bool = True) -> "Iterator[Statement | Unfolded]":
        """Yield the same, with records that hold nothing of others as they are."""
        if kind == "entity":
            yield from self._beside()
        for section in _SECTIONS_OF.get(kind, _ELSEWHERE):
            for record in getattr(self.dossier, section).values():
                statement: Statement | Unfolded | None
                if unfolded and not record.extra:
                    if natural_kind(section, record) != kind:
                        continue
                    statement = self._unfolded(section, record, kind)
                else:
                    statement = self._record(section, record, kind)
                if statement is not None:
                    yield statement
        following = _FOLLOWING.get(kind)
        if following is not None:
            yield from following(self)
        for statement in self._kept:
            if statement.kind == kind:
                yield statement

    def _unfolded(self, section: str, record: Any, kind: str) -> "Unfolded":
        if section == "derivations" and kind != "entity":
            type = _DERIVATION_TYPES.get(record.kind)
            formal, bare = _ends(record, kind), _ENDS
        else:
            type = _source_type(record, kind) if section == "sources" else None
            formal, bare = _times(record) if section == "statuses" else {}, ()
        return Unfolded(record, formal, () if type is None else (PROV + type,), bare)

    def _beside(self) -> Iterator[Statement]:
        dossier = self.dossier
        attributes: Attributes = [(TYPE, Name(f"{NP}Dossier"))]
        if dossier.title is not None:
            attributes.append((LABEL, dossier.title))
        if dossier.suppressions:
            texts = ", ".join(map(write_object, dossier.suppressions))
            attributes.append((f"{NP}suppressions", Typed(f"[{texts}]", JSON)))
        if dossier.unread:
            raw = [[section, thaw(item)] for section, item in dossier.unread]
            attributes.append((f"{NP}unread", Typed(encode_json(raw), JSON)))
        attributes += own_extra(self._rest)
        if len(attributes) > 1:
            yield Statement("entity", DOSSIER, {}, attributes)

    def _record(self, section: str, record: Any, kind: str) -> Statement | None:
        """Return the statement that holds a record, if it is of the kind."""
        extra = record.extra
        if not extra:
            if natural_kind(section, record) != kind:
                return None
            formal, attributes = _own(section, record, kind)
            return Statement(kind, iri_of_id(record.id), formal, attributes)
        foreign, rest = foreign_of(extra)
        if (foreign.kind or natural_kind(section, record)) != kind:
            return None
        formal, attributes = _own(section, record, kind)
        attributes += own_extra(rest)
        attributes += [pair for pair in foreign.attributes if pair not in attributes]
        attributes = _grouped(attributes)
        if foreign.formal:
            both = {**formal, **foreign.formal}
            formal = {name: both[name] for name in FORMAL[kind] if name in both}
        return Statement(kind, iri_of_id(record.id), formal, attributes, foreign.bundle)

    def _attributions(self) -> Iterator[Statement]:
        for article in self.dossier.articles.values():
            if article.publisher is not None:
                yield _attributed(article.id, "publisher", article.id, article.publisher)
        for passage in self.dossier.attributions.values():
            if passage.source is not None and not self._is_entity(passage.source):
                yield _attributed(passage.id, "credit", _credited(passage), passage.source)
        for grade in self.dossier.grades.values():
            if grade.grader is not None:
                yield _attributed(grade.id, "grader", grade.id, grade.grader)

    def _is_entity(self, source: str) -> bool:
        held = self.dossier.sources.get(source)
        return held is not None and held.kind in ENTITY_SOURCES

    def _derivations(self) -> Iterator[Statement]:
        attributions = self.dossier.attributions
        for passage in attributions.values():
            if passage.source is not None and self._is_entity(passage.source):
                yield _derived(passage.id, "credit", _credited(passage), passage.source, "Credit")
            if passage.via is not None:
                yield _derived(passage.id, "relay", passage.via, passage.id, "Relay")
        statuses = self.dossier.statuses
        for status in statuses.values():
            earlier = statuses.get(status.supersedes) if status.supersedes is not None else None
            if earlier is not None and status.verdict is not None and earlier.verdict is not None:
                formal = {
                    "generatedEntity": statement_id(status.id, "verdict"),
                    "usedEntity": statement_id(earlier.id, "verdict"),
                }
                revision = (TYPE, Name(f"{PROV}Revision"))
                yield Statement("wasDerivedFrom", statement_id(status.id, "change"), formal, [revision])

    def _verdicts(self) -> Iterator[Statement]:
        for status in self.dossier.statuses.values():
            if status.verdict is not None:
                attributes: Attributes = [(TYPE, Name(f"{NP}Verdict")), (VALUE, str.__str__(status.verdict))]
                yield Statement("entity", statement_id(status.id, "verdict"), {}, attributes)

    def _generations(self) -> Iterator[Statement]:
        for article in self.dossier.articles.values():
            time = time_text(article.published)
            if time is not None:
                formal = {"entity": iri_of_id(article.id), "time": time}
                yield Statement("wasGeneratedBy", statement_id(article.id, "published"), formal, [])
        for status in self.dossier.statuses.values():
            if status.verdict is not None:
                formal = {"entity": statement_id(status.id, "verdict"), "activity": iri_of_id(status.id)}
                time = time_text(status.judged_at)
                if time is not None:
                    formal["time"] = time
                yield Statement("wasGeneratedBy", statement_id(status.id, "judged"), formal, [])
        for grade in self.dossier.grades.values():
            time = time_text(grade.graded_at)
            if time is not None:
                formal = {"entity": iri_of_id(grade.id), "time": time}
                yield Statement("wasGeneratedBy", statement_id(grade.id, "graded"), formal, [])

    def _uses(self) -> Iterator[Statement]:
        for status in self.dossier.statuses.values():
            formal = {"activity": iri_of_id(status.id), "entity": iri_of_id(status.claim)}
            role = [(ROLE, "claim")]
            yield Statement("used", statement_id(status.id, "claim"), formal, list(role))
            for number, item in enumerate(status.evidence, 1):
                if item.record is not None:
                    formal = {"activity": iri_of_id(status.id), "entity": iri_of_id(item.record)}
                    id = statement_id(status.id, f"evidence-{number}")
                    yield Statement("used", id, formal, [(ROLE, "evidence")])

    def _associations(self) -> Iterator[Statement]:
        for status in self.dossier.statuses.values():
            if status.checker is not None:
                formal = {"activity": iri_of_id(status.id), "agent": iri_of_id(status.checker)}
                id = statement_id(status.id, "checker")
                yield Statement("wasAssociatedWith", id, formal, [(ROLE, "checker")])

    def _delegations(self) -> Iterator[Statement]:
        for source in self.dossier.sources.values():
            if source.speaks_for is not None:
                formal = {"delegate": iri_of_id(source.id), "responsible": iri_of_id(source.speaks_for)}
                yield Statement("actedOnBehalfOf", statement_id(source.id, "speaks_for"), formal, [])

    def _invalidations(self) -> Iterator[Statement]:
        for derivation in self.dossier.derivations.values():
            if (
                derivation.kind is DerivationKind.RETRACTED
                and derivation.standing is Standing.ESTABLISHED
                and derivation.taken_from not in self.dossier.sources
            ):
                formal = {"entity": iri_of_id(derivation.taken_from)}
                yield Statement("wasInvalidatedBy", statement_id(derivation.id, "retracted"), formal, [])

    def _members(self) -> Iterator[Statement]:
        for passage in self.dossier.attributions.values():
            formal = {"collection": iri_of_id(passage.article), "entity": iri_of_id(passage.id)}
            yield Statement("hadMember", None, formal, [])

    def _alternates(self) -> Iterator[Statement]:
        for first, second in dict.fromkeys(other_forms(self.dossier)):
            formal = {"alternate1": iri_of_id(first), "alternate2": iri_of_id(second)}
            yield Statement("alternateOf", None, formal, [])


_TIME_NAMES = frozenset({"startTime", "endTime", "time"})
_SECTIONS_OF = {
    "entity": (
        "sources",
        "articles",
        "claims",
        "attributions",
        "derivations",
        "relations",
        "judgements",
        "grades",
    ),
    "agent": ("sources",),
    "activity": ("statuses",),
}
_ELSEWHERE = ("derivations",)

_FOLLOWING: Mapping[str, Callable[[Writing], Iterator[Statement]]] = {
    "entity": Writing._verdicts,
    "wasGeneratedBy": Writing._generations,
    "used": Writing._uses,
    "wasInvalidatedBy": Writing._invalidations,
    "wasDerivedFrom": Writing._derivations,
    "wasAttributedTo": Writing._attributions,
    "wasAssociatedWith": Writing._associations,
    "actedOnBehalfOf": Writing._delegations,
    "alternateOf": Writing._alternates,
    "hadMember": Writing._members,
}


# --- one record ----------------------------------------------------------------------------


def _grouped(attributes: Attributes) -> Attributes:
    """Return attributes with those of one name beside each other."""
    places = {name: place for place, (name, _) in reversed(list(enumerate(attributes)))}
    return sorted(attributes, key=lambda pair: places[pair[0]])


def _own(section: str, record: Any, kind: str) -> tuple[dict[str, str], Attributes]:
    """Return the formal and the other attributes of the statement that holds a record."""
    if section == "derivations" and kind != "entity":
        return _ends(record, kind), _with_type(
            own_attributes(record, bare=("derived", "taken_from")), _DERIVATION_TYPES.get(record.kind)
        )
    attributes = own_attributes(record)
    if section == "sources":
        return {}, _with_type(attributes, _source_type(record, kind))
    return _times(record) if section == "statuses" else {}, attributes


def _ends(derivation: Derivation, kind: str) -> dict[str, str]:
    first, second = FORMAL[kind][:2]
    return {first: iri_of_id(derivation.derived), second: iri_of_id(derivation.taken_from)}


def _with_type(attributes: Attributes, type: str | None) -> Attributes:
    if type is not None:
        attributes.insert(1, (TYPE, Name(PROV + type)))
    return attributes


def _source_type(source: Source, kind: str) -> str | None:
    return _SOURCE_TYPES.get(source.kind) if kind == "agent" and source.kind is not None else None


def _times(status: VerificationStatus) -> dict[str, str]:
    time = time_text(status.judged_at)
    return {} if time is None else {"endTime": time}


def _credited(passage: Attribution) -> str:
    return passage.claim if stands_for(passage) else passage.id


def _attributed(record: str, word: str, entity: str, agent: str) -> Statement:
    formal = {"entity": iri_of_id(entity), "agent": iri_of_id(agent)}
    attributes: Attributes = [(f"{NP}role", word)]
    if entity != record:
        attributes.append((f"{NP}passage", Name(iri_of_id(record))))
    return Statement("wasAttributedTo", statement_id(record, word), formal, attributes)


def _derived(record: str, word: str, derived: str, taken_from: str, type: str) -> Statement:
    formal = {"generatedEntity": iri_of_id(derived), "usedEntity": iri_of_id(taken_from)}
    attributes: Attributes = [(TYPE, Name(NP + type))]
    if record not in (derived, taken_from):
        attributes.append((f"{NP}passage", Name(iri_of_id(record))))
    return Statement("wasDerivedFrom", statement_id(record, word), formal, attributes)
