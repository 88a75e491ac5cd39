"""All record types together, under the names of a dossier's mappings."""

from typing import Any, TypeAlias

from provenance.model.article import Article
from provenance.model.attribution import Attribution
from provenance.model.claim import Claim
from provenance.model.links import ClaimRelation, Derivation, Grade, IdentityJudgement
from provenance.model.source import Source
from provenance.model.verification import VerificationStatus

__all__ = ["RECORD_TYPES", "Record", "section_of", "singular"]

Record: TypeAlias = (
    Source
    | Article
    | Claim
    | Attribution
    | VerificationStatus
    | Derivation
    | ClaimRelation
    | IdentityJudgement
    | Grade
)
"""Any record of a dossier."""

RECORD_TYPES: dict[str, type[Any]] = {
    kind.RECORDS: kind
    for kind in (
        Source,
        Article,
        Claim,
        Attribution,
        VerificationStatus,
        Derivation,
        ClaimRelation,
        IdentityJudgement,
        Grade,
    )
}
"""The mapping of a dossier that holds them, to the class, in the order in which files list them."""

_SINGULAR = {"statuses": "verification status"}


def section_of(record: Any) -> str | None:
    """Return the mapping of a dossier that holds such records; `None` if it is not a record."""
    return getattr(type(record), "RECORDS", None) if type(record) in _TYPES else None


_TYPES = frozenset(RECORD_TYPES.values())


def singular(section: str) -> str:
    """Return what one record of a mapping is called ("claims": "claim")."""
    return _SINGULAR.get(section) or section.removesuffix("s")
