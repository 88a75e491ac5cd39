"""The records that join others: derivations, claim relations, judgements of identity, grades."""

from typing import Any, ClassVar

from attrs import field, frozen

from provenance.display import shows_itself
from provenance.errors import legible
from provenance.model import accepts
from provenance.model.anchors import TextAnchor
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.ids import AttributionId, ClaimId, DerivableId, RecordId, SourceId, derived_id
from provenance.model.plain import identifying
from provenance.model.shapes import short_repr, tidy
from provenance.model.terms import (
    Basis,
    DerivationKind,
    JudgementVerdict,
    RelationKind,
    Standing,
    UnknownTerm,
)
from provenance.model.values import Mention, Recorded
from provenance.model.when import When

__all__ = ["ClaimRelation", "Derivation", "Grade", "IdentityJudgement"]


@shows_itself
@frozen(kw_only=True, weakref_slot=False)
class Derivation:
    """One text, passage or source came from another.

    Several for one text are normal: the paper cited the radio *and* the agency. Compare PROV
    `wasDerivedFrom` with its kinds `Quotation`, `Revision` and `PrimarySource`.

    Raises:
        InvalidRecordError: for values of the wrong type or form, all of them at once.

    Examples:
        >>> Derivation(derived="art-2", taken_from="art-1", kind="republished", id="der-1").standing
        <Standing.ESTABLISHED: 'established'>
    """

    RECORDS: ClassVar[str] = "derivations"

    derived: DerivableId = field(converter=accepts.an_id)
    """The attribution, article or source that came from the other."""

    taken_from: DerivableId = field(converter=accepts.an_id)
    """The attribution, article or source it came from."""

    kind: DerivationKind | UnknownTerm | None = field(default=None, converter=accepts.a_word)
    """Republished, quoted, translated and so on."""

    standing: Standing | UnknownTerm | None = field(default=None, converter=accepts.a_word)
    """Established or possible. If not given: possible where the basis is inferred or detected, else
    established.

    It is settled when the record is made, and `attrs.evolve` keeps it as it keeps every field; with
    `standing=None` it follows from the new basis.
    """

    anchors: tuple[TextAnchor, ...] = field(default=(), converter=accepts.anchors_list, repr=False)
    """The parts of the derived text that it covers."""

    withdraws: tuple[AttributionId, ...] = field(default=(), converter=accepts.ids, repr=False)
    """The passages that a correction or retraction takes back."""

    notice: Mention | None = field(default=None, converter=accepts.a_mention, repr=False)
    """Where a correction or retraction is announced."""

    recorded: Recorded | None = field(default=None, repr=False)
    """By whom or what this record was made, when, and on what basis."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    id: RecordId = field(default=None, converter=accepts.derived_or_id)
    """Unique in the dossier; derived from the two ends, the kind and by whom it was recorded if not given."""

    __repr__ = short_repr

    def __str__(self) -> str:
        how = [str(word).replace("_", " ") for word in (self.kind, self.standing) if word is not None]
        told = f" ({', '.join(how)})" if how else ""
        return legible(f"{self.derived} from {self.taken_from}{told}")

    def __attrs_post_init__(self) -> None:
        tidy(self)
        self._complete()
        if self.id is None:
            object.__setattr__(self, "id", derived_id(self.RECORDS, self._identity()))

    def _complete(self) -> None:
        if self.standing is None:
            basis = self.recorded.basis if self.recorded is not None else None
            doubtful = basis in (Basis.INFERRED, Basis.DETECTED)
            object.__setattr__(self, "standing", Standing.POSSIBLE if doubtful else Standing.ESTABLISHED)

    def _identity(self) -> dict[str, Any]:
        return {
            "derived": self.derived,
            "taken_from": self.taken_from,
            "kind": self.kind,
            "recorded": self.recorded._identity() if self.recorded is not None else None,
        }


@shows_itself
@frozen(kw_only=True, weakref_slot=False)
class ClaimRelation:
    """One claim stands in a relation to another: subject, kind, object, read as a sentence.

    Raises:
        InvalidRecordError: for values of the wrong type or form, all of them at once.

    Examples:
        >>> ClaimRelation(subject="clm-1", kind="contradicts", object="clm-2", id="rel-1")
        ClaimRelation(subject='clm-1', kind='contradicts', object='clm-2', id='rel-1')
    """

    RECORDS: ClassVar[str] = "relations"

    subject: ClaimId = field(converter=accepts.an_id)
    """The claim the sentence starts with."""

    kind: RelationKind | UnknownTerm = field(converter=accepts.a_word)
    """Restates, contradicts, narrows and so on."""

    object: ClaimId = field(converter=accepts.an_id)
    """The claim the sentence ends with."""

    recorded: Recorded | None = field(default=None, repr=False)
    """By whom or what this record was made, when, and on what basis."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    id: RecordId = field(default=None, converter=accepts.derived_or_id)
    """Unique in the dossier; derived from both claims, the kind and by whom it was recorded if not given."""

    __repr__ = short_repr

    def __str__(self) -> str:
        return legible(f"{self.subject} {str(self.kind).replace('_', ' ')} {self.object}")

    def __attrs_post_init__(self) -> None:
        tidy(self)
        if self.id is None:
            object.__setattr__(self, "id", derived_id(self.RECORDS, self._identity()))

    def _identity(self) -> dict[str, Any]:
        return {
            "subject": self.subject,
            "kind": self.kind,
            "object": self.object,
            "recorded": self.recorded._identity() if self.recorded is not None else None,
        }


@shows_itself
@frozen(kw_only=True, weakref_slot=False)
class IdentityJudgement:
    """Somebody judged that two source records are the same source, or are not, or could not say.

    Records are never merged because of it: queries follow the judgement. The order of the two
    does not count.

    Raises:
        InvalidRecordError: for values of the wrong type or form, all of them at once.

    Examples:
        >>> IdentityJudgement(first="src-1", second="src-2", verdict="same", id="jdg-1").verdict
        <JudgementVerdict.SAME: 'same'>
    """

    RECORDS: ClassVar[str] = "judgements"

    first: SourceId = field(converter=accepts.an_id)
    """One of the two."""

    second: SourceId = field(converter=accepts.an_id)
    """The other."""

    verdict: JudgementVerdict | UnknownTerm = field(converter=accepts.a_word)
    """Same, different or unsure."""

    reason: str | None = None
    """Why."""

    recorded: Recorded | None = field(default=None, repr=False)
    """By whom or what this record was made, when, and on what basis."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    id: RecordId = field(default=None, converter=accepts.derived_or_id)
    """Unique in the dossier; if not given, derived from both sources, the verdict and by whom it was
    recorded."""

    __repr__ = short_repr

    def __str__(self) -> str:
        why = "" if self.reason is None else f" ({self.reason})"
        return legible(f"{self.first} and {self.second}: {str(self.verdict).replace('_', ' ')}{why}")

    def __attrs_post_init__(self) -> None:
        tidy(self)
        if self.id is None:
            object.__setattr__(self, "id", derived_id(self.RECORDS, self._identity()))

    def _identity(self) -> dict[str, Any]:
        return {
            "between": sorted((self.first, self.second)),
            "verdict": self.verdict,
            "recorded": self.recorded._identity() if self.recorded is not None else None,
        }


@shows_itself
@frozen(kw_only=True, weakref_slot=False)
class Grade:
    """Somebody graded a source or a piece of information on a scale.

    A source's reliability is graded apart from a report's credibility. Admiralty F and 6 mean
    that no judgement could be made, never "50 %".

    Raises:
        InvalidRecordError: for values of the wrong type or form, all of them at once.

    Examples:
        >>> Grade(subject="src-1", scale="admiralty-reliability", value="B", id="grd-1").value
        'B'
    """

    RECORDS: ClassVar[str] = "grades"

    subject: RecordId = field(converter=accepts.an_id)
    """The source, article, claim or attribution that is graded."""

    scale: str
    """Name of the scale (see `provenance.model.scales.names`)."""

    value: str
    """The term on the scale ("B", "2")."""

    grader: SourceId | None = field(default=None, converter=accepts.maybe_id)
    """Who graded it."""

    graded_at: When | None = field(default=None, converter=accepts.a_time)
    """When it was graded."""

    recorded: Recorded | None = field(default=None, repr=False)
    """By whom or what this record was made, when, and on what basis."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    id: RecordId = field(default=None, converter=accepts.derived_or_id)
    """Unique in the dossier; if not given, derived from subject, scale, value, grader, date and by
    whom it was recorded."""

    __repr__ = short_repr

    def __str__(self) -> str:
        by = "" if self.grader is None else f", by {self.grader}"
        when = "" if self.graded_at is None else f" ({self.graded_at})"
        return legible(f"{self.subject}: {self.value} on {self.scale}{by}{when}")

    def __attrs_post_init__(self) -> None:
        tidy(self)
        if self.id is None:
            object.__setattr__(self, "id", derived_id(self.RECORDS, self._identity()))

    def _identity(self) -> dict[str, Any]:
        return {
            "subject": self.subject,
            "scale": self.scale,
            "value": self.value,
            "grader": self.grader,
            "graded_at": identifying(self.graded_at),
            "recorded": self.recorded._identity() if self.recorded is not None else None,
        }
