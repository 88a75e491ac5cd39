"""Every class of the model, with the least that each needs."""

from datetime import date
from typing import Any

from provenance import model, testing
from provenance.model.scales import ScaleTerm

MINIMAL: dict[type[Any], dict[str, Any]] = {
    model.Source: {"name": "Mayor Ito"},
    model.Article: {},
    model.Claim: {"text": "The bridge is closed."},
    model.Attribution: {"article": "art-1", "claim": "clm-1"},
    model.VerificationStatus: {"claim": "clm-1"},
    model.Derivation: {"derived": "art-2", "taken_from": "art-1"},
    model.ClaimRelation: {"subject": "clm-1", "kind": "narrows", "object": "clm-2"},
    model.IdentityJudgement: {"first": "src-1", "second": "src-2", "verdict": "same"},
    model.Grade: {"subject": "src-1", "scale": "admiralty-reliability", "value": "B"},
    model.Affiliation: {"organization": "src-1"},
    model.Anchors: {},
    model.Evidence: {},
    model.Hedge: {"kind": "modal"},
    model.Likelihood: {"term": "likely", "scale": "icd203"},
    model.Mention: {"article": "art-1"},
    model.Quantity: {"number": 3},
    model.Rating: {},
    model.Recorded: {},
    model.Scale: {"name": "coin", "terms": (ScaleTerm(term="heads"),)},
    ScaleTerm: {"term": "heads"},
    model.Suppression: {"code": "S03"},
    model.TextAnchor: {"start": 0, "end": 3, "exact": "The"},
    model.When: {"earliest": date(2025, 11, 4), "latest": date(2025, 11, 4)},
}
"""Class to the fields that it cannot be without."""

RECORDS = [kind for kind in MINIMAL if hasattr(kind, "RECORDS")]


SMALL = testing.dossiers(max_sources=2, max_articles=1, max_claims=2, max_passages=2, max_links=1)
"""Dossiers that are quickly drawn, for laws that need no more than a few records of each kind."""


def make(kind: type[Any], /, **fields: Any) -> Any:
    """Return a record or value with these fields, and the least that it needs besides."""
    return kind(**{**MINIMAL[kind], **fields})
