"""What the package shows the world: its names, and that it costs nothing to import."""

import subprocess
import sys

import pytest

import provenance

# Written by hand, so that a name cannot come or go without somebody deciding so.
PUBLIC = [
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
    "Claim",
    "ClaimKind",
    "ClaimRelation",
    "Commitment",
    "Derivation",
    "DerivationKind",
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
    "Mention",
    "Obtained",
    "Part",
    "Precision",
    "ProvenanceError",
    "Quantity",
    "Rating",
    "Record",
    "Recorded",
    "RelationKind",
    "Scale",
    "Source",
    "SourceKind",
    "Stance",
    "Standing",
    "Suppression",
    "TextAnchor",
    "UnknownTerm",
    "Verdict",
    "VerificationState",
    "VerificationStatus",
    "When",
    "__version__",
    "about",
    "all_of",
    "any_of",
    "candidates",
    "cases",
    "circular",
    "convert",
    "corroboration",
    "corroboration_table",
    "diff",
    "disputes",
    "drift",
    "dumps",
    "dumps_with_losses",
    "errors",
    "extract",
    "extraction",
    "find",
    "formats",
    "ground",
    "lineage",
    "lint",
    "loads",
    "model",
    "origins",
    "progress",
    "queries",
    "read",
    "said_by",
    "sourcing",
    "status",
    "status_table",
    "storage",
    "testing",
    "timeline",
    "trace",
    "view",
    "watched",
    "what_falls_if",
    "write",
]

FIRST_TWENTY = [
    "Article",
    "Claim",
    "Source",
    "Attribution",
    "VerificationStatus",
    "Derivation",
    "When",
    "TextAnchor",
    "Recorded",
    "Quantity",
    "Dossier",
    "read",
    "write",
    "loads",
    "dumps",
    "extract",
    "trace",
    "corroboration",
    "said_by",
    "status",
]


def test_the_public_names_are_these_in_this_order() -> None:
    assert provenance.__all__ == PUBLIC
    assert sorted(PUBLIC) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(provenance, name) is not None
    assert name in dir(provenance)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Artcle'"):
        provenance.Artcle  # noqa: B018


@pytest.mark.parametrize("name", FIRST_TWENTY)
def test_the_docstring_leads_to_the_names_that_matter_first(name: str) -> None:
    assert f"`{name}`" in (provenance.__doc__ or "")
    assert name in PUBLIC


def test_importing_the_package_imports_none_of_its_rooms() -> None:
    program = "import provenance, sys; print([m for m in sys.modules if m.startswith('provenance.')])"

    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert printed.stdout.strip() == "['provenance.display']"  # a registry, which imports nothing itself


def test_every_public_class_and_function_has_a_docstring() -> None:
    bare = [name for name in PUBLIC if not name.startswith("_") and not getattr(provenance, name).__doc__]

    assert bare == []
