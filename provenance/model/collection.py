"""The reading side of a dossier: mappings by id, and look-ups in both directions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from provenance.errors import UnknownRecordError, UsageError, shown
from provenance.model._meant import meant_by
from provenance.model.article import Article
from provenance.model.attribution import Attribution
from provenance.model.claim import Claim
from provenance.model.indexes import Index, make_index
from provenance.model.links import ClaimRelation, Derivation, Grade, IdentityJudgement
from provenance.model.records import RECORD_TYPES, Record, section_of
from provenance.model.references import reference_fields
from provenance.model.source import Source
from provenance.model.verification import VerificationStatus

__all__ = ["Collection", "asked_for"]


class Collection:
    """Records by id, kind by kind, with the tables that lead from an id to what refers to it.

    `Dossier` is the one to use: it adds the ways to change and join them.
    """

    def __init__(self) -> None:
        self._held: dict[str, dict[str, Any]] = {section: {} for section in RECORD_TYPES}
        self._indexes: dict[str, dict[str, Index[Any]]] = {section: {} for section in RECORD_TYPES}

    # --- looking up ------------------------------------------------------------------------

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source, by id, in the order added."""
        return MappingProxyType(self._held["sources"])

    @property
    def articles(self) -> Mapping[str, Article]:
        """Every article, by id, in the order added."""
        return MappingProxyType(self._held["articles"])

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim, by id, in the order added."""
        return MappingProxyType(self._held["claims"])

    @property
    def attributions(self) -> Mapping[str, Attribution]:
        """Every attribution, by id, in the order added."""
        return MappingProxyType(self._held["attributions"])

    @property
    def statuses(self) -> Mapping[str, VerificationStatus]:
        """Every verification status, by id, in the order added."""
        return MappingProxyType(self._held["statuses"])

    @property
    def derivations(self) -> Mapping[str, Derivation]:
        """Every derivation, by id, in the order added."""
        return MappingProxyType(self._held["derivations"])

    @property
    def relations(self) -> Mapping[str, ClaimRelation]:
        """Every relation between claims, by id, in the order added."""
        return MappingProxyType(self._held["relations"])

    @property
    def judgements(self) -> Mapping[str, IdentityJudgement]:
        """Every judgement of identity, by id, in the order added."""
        return MappingProxyType(self._held["judgements"])

    @property
    def grades(self) -> Mapping[str, Grade]:
        """Every grade, by id, in the order added."""
        return MappingProxyType(self._held["grades"])

    def __getitem__(self, id: str | Record) -> Record:
        """Return the record with this id (or with this very record's id), of whatever kind.

        Raises:
            UnknownRecordError: if the dossier holds none.
            UsageError: if it is nothing that could be an id.
        """
        wanted = id if type(id) is str else asked_for("Dossier[…]", id)
        record = self.get(wanted)
        if record is None:
            raise UnknownRecordError(wanted, "", hint=self._similar(wanted))
        return record

    def get(self, id: str | Record | None) -> Record | None:
        """Return the record with this id (or with this very record's id), of whatever kind, or `None`.

        Raises:
            UsageError: if it is nothing that could be an id, or absent like `None`.
        """
        if type(id) is not str:
            if id is None:
                return None
            id = asked_for("Dossier.get", id)
        for held in self._held.values():
            record: Record | None = held.get(id)
            if record is not None:
                return record
        return None

    def __contains__(self, id: object) -> bool:
        """Tell whether the dossier holds a record with this id (or this very record's id).

        Raises:
            UsageError: if it is nothing that could be an id, or absent like `None`.
        """
        if type(id) is not str:
            if id is None:
                return False
            id = asked_for("in Dossier", id)
        return any(id in held for held in self._held.values())

    def __iter__(self) -> Iterator[Record]:
        """Yield every record, kind by kind in the order of the mappings above."""
        for held in self._held.values():
            yield from held.values()

    def __len__(self) -> int:
        """Return how many records there are, of all kinds."""
        return sum(map(len, self._held.values()))

    def __bool__(self) -> bool:
        """Return True: a dossier is one even while it is empty."""
        return True

    def _similar(self, id: object) -> str:
        """Name an id that was perhaps meant, for an error message."""
        if not isinstance(id, str):
            return ""
        return next(filter(None, (meant_by(id, held) for held in self._held.values())), "")

    def _find(self, id: str) -> tuple[str, Any] | None:
        for section, held in self._held.items():
            record = held.get(id)
            if record is not None:
                return section, record
        return None

    def _records(self) -> Iterator[tuple[str, Any]]:
        for section, held in self._held.items():
            for record in held.values():
                yield section, record

    # --- indexes ---------------------------------------------------------------------------

    def index(self, section: str, field: str) -> Index[Any]:
        """Return the look-up table from ids to the records of one kind that hold them in one field.

        It is built when first asked for and kept up to date from then on.

        Args:
            section: the mapping that holds the records ("attributions").
            field: the field that holds ids ("claim", "affiliations.organization"); for derivations also
                "taken_back", which is `taken_from` of those that revise, correct or retract.

        Raises:
            UsageError: if there is no such mapping, or no ids in that field.
        """
        indexes = self._indexes.get(section) if isinstance(section, str) else None
        if indexes is None:
            raise UsageError(
                "Dossier.index", f"there is no {shown(section)}; there are {', '.join(RECORD_TYPES)}"
            )
        index = indexes.get(field) if isinstance(field, str) else None
        if index is None:
            index = indexes[field] = make_index(RECORD_TYPES[section], field, self._held[section].values())
        return index

    def _referring(self, function: str, asked: Any, *places: tuple[str, str]) -> tuple[Any, ...]:
        id = asked_for(f"Dossier.{function}", asked)
        lists = [self.index(section, field).get(id) for section, field in places]
        found = tuple(lists[0]) if len(lists) == 1 else tuple(_once(lists))
        if not found and self._find(id) is None and not self._is_referred_to(id):
            raise UnknownRecordError(id, "", hint=self._similar(id))
        return found

    def _is_referred_to(self, id: str) -> bool:
        from_fields = ((s, f.name) for s, kind in RECORD_TYPES.items() for f in reference_fields(kind))
        return any(id in self.index(section, field) for section, field in from_fields)

    def passages_of(self, record: Claim | Source | Article | str) -> tuple[Attribution, ...]:
        """Return the attributions of a claim, crediting a source, or in an article.

        Raises:
            UnknownRecordError: if the dossier neither holds the id nor refers to it.
        """
        id = asked_for("Dossier.passages_of", record)
        for section, field in (("claims", "claim"), ("sources", "source"), ("articles", "article")):
            if id in self._held[section]:
                return tuple(self.index("attributions", field).get(id))
        return self._referring(
            "passages_of",
            id,
            ("attributions", "claim"),
            ("attributions", "source"),
            ("attributions", "article"),
        )

    def enclosed_by(self, passage: Attribution | str) -> tuple[Attribution, ...]:
        """Return the passages that this one relays: those whose `via` it is."""
        return self._referring("enclosed_by", passage, ("attributions", "via"))

    def derivations_of(self, record: Attribution | Article | Source | str) -> tuple[Derivation, ...]:
        """Return the derivations that say where this came from: those whose `derived` it is."""
        return self._referring("derivations_of", record, ("derivations", "derived"))

    def derivations_from(self, record: Attribution | Article | Source | str) -> tuple[Derivation, ...]:
        """Return the derivations that say what was taken from this."""
        return self._referring("derivations_from", record, ("derivations", "taken_from"))

    def relations_of(self, claim: Claim | str) -> tuple[ClaimRelation, ...]:
        """Return the relations of a claim, as subject first, then as object."""
        return self._referring("relations_of", claim, ("relations", "subject"), ("relations", "object"))

    def statuses_of(self, claim: Claim | str) -> tuple[VerificationStatus, ...]:
        """Return every verification status of a claim, superseded ones included."""
        return self._referring("statuses_of", claim, ("statuses", "claim"))

    def judgements_of(self, source: Source | str) -> tuple[IdentityJudgement, ...]:
        """Return every judgement about the identity of a source."""
        return self._referring("judgements_of", source, ("judgements", "first"), ("judgements", "second"))

    def grades_of(self, record: Record | str) -> tuple[Grade, ...]:
        """Return every grade given to a record."""
        return self._referring("grades_of", record, ("grades", "subject"))

    def articles_of(self, publisher: Source | str) -> tuple[Article, ...]:
        """Return the articles a source published."""
        return self._referring("articles_of", publisher, ("articles", "publisher"))

    def spokesmen_of(self, source: Source | str) -> tuple[Source, ...]:
        """Return the sources that speak for this one."""
        return self._referring("spokesmen_of", source, ("sources", "speaks_for"))

    def groups_of(self, source: Source | str) -> tuple[Source, ...]:
        """Return the groups that name this source as a member."""
        return self._referring("groups_of", source, ("sources", "members"))


def asked_for(function: str, record: Any) -> str:
    """Return the id that somebody asks for, who may give it or the record.

    Raises:
        UsageError: if it is neither.
    """
    if isinstance(record, str):
        return record
    if section_of(record) is None:
        raise UsageError(
            function, f"expected a record or its id, got {type(record).__name__} {shown(record)}"
        )
    id: str = record.id
    return id


def _once(lists: Iterable[Sequence[Any]]) -> Iterator[Any]:
    seen: set[str] = set()
    for records in lists:
        for record in records:
            if record.id not in seen:
                seen.add(record.id)
                yield record
