"""The model: records of who said what, in which article, through whom, and who checked.

Everything here is plain data with rules: no files, no network, no clock. Records are frozen;
a `Dossier` holds them and looks them up by id.
"""

from provenance.model.anchors import NO_ANCHORS, Anchors, Location, Part, Stage, TextAnchor
from provenance.model.article import Article
from provenance.model.attribution import Attribution
from provenance.model.canonical import canonical_json
from provenance.model.changes import Change, Difference
from provenance.model.claim import Claim
from provenance.model.dossier import Dossier, Unread
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.links import ClaimRelation, Derivation, Grade, IdentityJudgement
from provenance.model.plain import to_plain
from provenance.model.records import RECORD_TYPES, Record
from provenance.model.scales import Likelihood, Scale, ScaleTerm
from provenance.model.source import Source
from provenance.model.terms import (
    Act,
    Anonymity,
    ArticleKind,
    AttributionTerms,
    Basis,
    Bound,
    ClaimKind,
    Commitment,
    DerivationKind,
    Form,
    HedgeKind,
    HowKnown,
    JudgementVerdict,
    Obtained,
    RelationKind,
    SourceKind,
    Stance,
    Standing,
    UnknownTerm,
    Verdict,
    VerificationState,
)
from provenance.model.values import (
    Affiliation,
    Evidence,
    Hedge,
    Mention,
    Quantity,
    Rating,
    Recorded,
    Suppression,
)
from provenance.model.verification import VerificationStatus
from provenance.model.when import Precision, When

__all__ = [
    "EMPTY",
    "NO_ANCHORS",
    "RECORD_TYPES",
    "Act",
    "Affiliation",
    "Anchors",
    "Anonymity",
    "Article",
    "ArticleKind",
    "Attribution",
    "AttributionTerms",
    "Basis",
    "Bound",
    "Change",
    "Claim",
    "ClaimKind",
    "ClaimRelation",
    "Commitment",
    "Derivation",
    "DerivationKind",
    "Difference",
    "Dossier",
    "Evidence",
    "Form",
    "FrozenMap",
    "Grade",
    "Hedge",
    "HedgeKind",
    "HowKnown",
    "IdentityJudgement",
    "JudgementVerdict",
    "Likelihood",
    "Location",
    "Mention",
    "Obtained",
    "Part",
    "Precision",
    "Quantity",
    "Rating",
    "Record",
    "Recorded",
    "RelationKind",
    "Scale",
    "ScaleTerm",
    "Source",
    "SourceKind",
    "Stage",
    "Stance",
    "Standing",
    "Suppression",
    "TextAnchor",
    "UnknownTerm",
    "Unread",
    "Verdict",
    "VerificationState",
    "VerificationStatus",
    "When",
    "canonical_json",
    "to_plain",
]
