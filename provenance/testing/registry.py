"""Which strategy stands for which class in `st.from_type`."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, get_args

from hypothesis import strategies as st

from provenance import model
from provenance.model.scales import ScaleTerm

__all__ = ["register_classes"]

_STRATEGIES = {
    model.Affiliation: "affiliations",
    model.Anchors: "anchors",
    model.Article: "articles",
    model.Attribution: "attributions",
    model.Claim: "claims",
    model.ClaimRelation: "relations",
    model.Derivation: "derivations",
    model.Dossier: "dossiers",
    model.Evidence: "evidence",
    model.Grade: "grades",
    model.Hedge: "hedges",
    model.IdentityJudgement: "judgements",
    model.Likelihood: "likelihoods",
    model.Mention: "mentions",
    model.Quantity: "quantities",
    model.Rating: "ratings",
    model.Recorded: "recordeds",
    model.Scale: "scales",
    ScaleTerm: "scale_terms",
    model.Source: "sources",
    model.Suppression: "suppressions",
    model.TextAnchor: "text_anchors",
    model.UnknownTerm: "unknown_terms",
    model.VerificationStatus: "statuses",
    model.When: "whens",
}


def register_classes() -> None:
    """Register a function for each class; the strategies themselves are imported when first wanted."""
    for kind, name in _STRATEGIES.items():
        st.register_type_strategy(kind, _resolver(name))
    st.register_type_strategy(model.FrozenMap, _frozen_maps)


def _resolver(name: str) -> Callable[[type[Any]], st.SearchStrategy[Any]]:
    def resolve(kind: type[Any]) -> st.SearchStrategy[Any]:
        strategy: st.SearchStrategy[Any] = getattr(import_module("provenance.testing"), name)()
        return strategy

    return resolve


def _frozen_maps(kind: Any) -> st.SearchStrategy[Any]:
    values = [inner for inner in get_args(kind) if inner is not Any]
    inner = st.from_type(values[0]) if values else import_module("provenance.testing").json_values()
    return st.dictionaries(st.text(), inner, max_size=3).map(model.FrozenMap)
