"""Verification: dated judgements of claims by those who checked them."""

from typing import Any, ClassVar

from attrs import field, frozen

from provenance.display import shows_itself
from provenance.errors import legible
from provenance.model import accepts
from provenance.model.anchors import TextAnchor
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.ids import ArticleId, ClaimId, SourceId, StatusId, derived_id
from provenance.model.plain import identifying
from provenance.model.scales import Likelihood
from provenance.model.shapes import short_repr, tidy
from provenance.model.terms import UnknownTerm, Verdict, VerificationState
from provenance.model.values import Evidence, Rating, Recorded
from provenance.model.when import When

__all__ = ["VerificationStatus"]


@shows_itself
@frozen(kw_only=True, weakref_slot=False)
class VerificationStatus:
    """One dated judgement of one claim by one checker.

    Several for one claim are normal, and never averaged. A change of mind is a new record that
    `supersedes` the old one. How far a claim holds (`verdict`) and how sure the checker is
    (`likelihood`) are two axes. Compare schema.org `ClaimReview`.

    Raises:
        InvalidRecordError: for values of the wrong type or form, all of them at once.

    Examples:
        >>> VerificationStatus(claim="clm-1", state="checked", verdict="mixed", id="ver-1").verdict
        <Verdict.MIXED: 'mixed'>
    """

    RECORDS: ClassVar[str] = "statuses"

    claim: ClaimId = field(converter=accepts.an_id)
    """The claim that was looked at."""

    state: VerificationState | UnknownTerm | None = field(default=None, converter=accepts.a_word)
    """Whether it was checked, could not be, is being; not what was found."""

    verdict: Verdict | UnknownTerm | None = field(default=None, converter=accepts.a_word)
    """What was found."""

    checker: SourceId | None = field(default=None, converter=accepts.maybe_id)
    """Who checked. `None` with `article` means "as that article itself states"."""

    article: ArticleId | None = field(default=None, converter=accepts.maybe_id)
    """The article that states or publishes the judgement."""

    anchors: tuple[TextAnchor, ...] = field(default=(), converter=accepts.anchors_list, repr=False)
    """Where the article states it."""

    judged_at: When | None = field(default=None, converter=accepts.a_time)
    """When it was judged (world time)."""

    method: str | None = field(default=None, repr=False)
    """How it was checked."""

    evidence: tuple[Evidence, ...] = field(default=(), converter=accepts.evidence_list, repr=False)
    """What the judgement rests on."""

    rationale: str | None = field(default=None, repr=False)
    """The reasons given."""

    likelihood: Likelihood | None = field(default=None, repr=False)
    """How sure the checker is: a term on a scale."""

    rating: Rating | None = field(default=None, repr=False)
    """The rating as published, kept as read."""

    supersedes: StatusId | None = field(default=None, converter=accepts.maybe_id, repr=False)
    """The earlier status that this one changes or withdraws."""

    recorded: Recorded | None = field(default=None, repr=False)
    """By whom or what this record was made, when, and on what basis."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    id: StatusId = field(default=None, converter=accepts.derived_or_id)
    """Unique in the dossier; if not given, derived from claim, checker, article, place, state,
    verdict, date and by whom it was recorded."""

    __repr__ = short_repr

    def __str__(self) -> str:
        found = [str(word).replace("_", " ") for word in (self.state, self.verdict) if word is not None]
        by = "" if self.checker is None else f", by {self.checker}"
        when = "" if self.judged_at is None else f" ({self.judged_at})"
        return legible(f"{self.claim}: {', '.join(found) or 'no finding recorded'}{by}{when}")

    def __attrs_post_init__(self) -> None:
        tidy(self)
        if self.id is None:
            object.__setattr__(self, "id", derived_id(self.RECORDS, self._identity()))

    def _identity(self) -> dict[str, Any]:
        return {
            "claim": self.claim,
            "checker": self.checker,
            "article": self.article,
            "starts": [[str(anchor.part), anchor.start] for anchor in self.anchors],
            "state": self.state,
            "verdict": self.verdict,
            "judged_at": identifying(self.judged_at),
            "supersedes": self.supersedes,
            "recorded": self.recorded._identity() if self.recorded is not None else None,
        }
