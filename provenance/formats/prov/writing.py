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

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from provenance.formats.jsontext import encode_json
from provenance.formats.prov.fields import Attributes, own_attributes, own_extra, time_text
from provenance.formats.prov.following import ENTITY_SOURCES, FOLLOWING, Following
from provenance.formats.prov.kept import foreign_of, kept_in
from provenance.formats.prov.names import Names, iri_of_id
from provenance.formats.prov.statements import Name, Statement, Typed
from provenance.formats.prov.terms import (
    CLASSES,
    ELEMENTS,
    FORMAL,
    JSON,
    LABEL,
    NP,
    PROV,
    STATEMENTS,
    TIMES,
    TYPE,
)
from provenance.formats.writers import write_object
from provenance.model import (
    RECORD_TYPES,
    Derivation,
    DerivationKind,
    Dossier,
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
    "implied_type",
    "implied_types",
    "natural_kind",
    "usual_kind",
]

DOSSIER = f"{STATEMENTS}dossier"
"""The IRI of the entity that holds what stands beside the records."""

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
        return "entity" if _kind_in(plain) in ENTITY_SOURCES else "agent"
    if section == "derivations":
        standing = plain.get("standing")  # what is no word at all leaves a record as it is by default
        told = isinstance(standing, str) and standing != "established"
        return "entity" if told else "wasDerivedFrom"
    return "activity" if section == "statuses" else "entity"


def implied_types(section: str, plain: Mapping[str, Any], kind: str) -> tuple[Name, ...]:
    """Return the values of `prov:type` that the plain form of a record is written with."""
    own = Name(NP + CLASSES[section])
    type = implied_type(section, plain, kind)
    return (own,) if type is None else (own, Name(type))


def implied_type(section: str, plain: Mapping[str, Any], kind: str) -> str | None:
    """Return the IRI of the type beside its class that the plain form of a record is written with."""
    type = None
    if section == "sources" and kind == "agent":
        type = _SOURCE_TYPES.get(_kind_in(plain))
    elif section == "derivations" and kind not in ELEMENTS:
        type = _DERIVATION_TYPES.get(_kind_in(plain))
    return None if type is None else PROV + type


def _kind_in(plain: Mapping[str, Any]) -> str | None:
    """Return the kind that the plain form of a record says; it is its enum's equal if it is one at all."""
    kind = plain.get("kind")
    return kind if isinstance(kind, str) else None


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
        self._strays: dict[str, list[tuple[str, Any]]] = {}
        """The records, with their sections, that are statements of a kind unusual for such."""
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
                    self._take_foreign(section, record)
            for ids in getters:
                for id in {id for record in records.values() for id in ids(record)}:
                    take(id)
        for status in self.dossier.statuses.values():
            for item in status.evidence:
                take(item.record or "")
        for statement in self._kept:
            self._take_statement(statement)

    def _take_foreign(self, section: str, record: Any) -> None:
        foreign, _ = foreign_of(section, natural_kind(section, record), record.extra)
        if foreign.kind is not None and section not in _SECTIONS_OF.get(foreign.kind, ()):
            self._strays.setdefault(foreign.kind, []).append((section, record))
        self._take_statement(
            Statement("entity", None, foreign.formal, foreign.attributes, bundle=foreign.bundle)
        )

    def _take_statement(self, statement: Statement) -> None:
        of = self.names.of
        for iri in (statement.id, statement.bundle):
            if iri is not None:
                of(iri)
        for name, iri in statement.formal.items():
            if name not in TIMES:
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

    def mixed(self, kind: str, *, unfolded: bool = True) -> "Iterator[Statement | Unfolded | Following]":
        """Yield the same, with what is ours alone as it is, for whoever needs no statement made of it."""
        if kind == "entity":
            yield from self._beside()
        for section in _SECTIONS_OF.get(kind, ()):
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
        for section, record in self._strays.get(kind, ()):
            stray = self._record(section, record, kind)
            if stray is not None:
                yield stray
        if kind in FOLLOWING:
            following = FOLLOWING[kind](self.dossier)
            yield from following if unfolded else (one.statement(kind) for one in following)
        for statement in self._kept:
            if statement.kind == kind:
                yield statement

    def _unfolded(self, section: str, record: Any, kind: str) -> "Unfolded":
        if section == "derivations" and kind not in ELEMENTS:
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
        foreign, rest = foreign_of(section, natural_kind(section, record), extra)
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
    "wasDerivedFrom": ("derivations",),
}


# --- one record ----------------------------------------------------------------------------


def _grouped(attributes: Attributes) -> Attributes:
    """Return attributes with those of one name beside each other."""
    places = {name: place for place, (name, _) in reversed(list(enumerate(attributes)))}
    return sorted(attributes, key=lambda pair: places[pair[0]])


def _own(section: str, record: Any, kind: str) -> tuple[dict[str, str], Attributes]:
    """Return the formal and the other attributes of the statement that holds a record."""
    if section == "derivations" and kind not in ELEMENTS:
        return _ends(record, kind), _with_type(
            own_attributes(record, bare=("derived", "taken_from")), _DERIVATION_TYPES.get(record.kind)
        )
    attributes = own_attributes(record)
    if section == "sources":
        return {}, _with_type(attributes, _source_type(record, kind))
    return _times(record) if section == "statuses" and kind == "activity" else {}, attributes


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
