"""Our output after pyld has expanded, flattened or compacted it: the same dossier."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import provenance as pv
from provenance import formats
from provenance.model import Article, Claim, Dossier, VerificationStatus
from provenance.testing import dossiers
from tests.formats.schemaorg.test_foreign import REVIEW, review
from tests.golden import stories

jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is a second opinion, not installed here")

_KEPT = [
    {"@type": "ImageObject", "@id": "https://x.example/#image", "url": "https://x.example/1.png"},
    {"@type": "ImageObject", "url": "x.png", "width": 3, "isFree": True},
    ["one.png"],
    ["one.png", "one.png"],
    ["one.png", "two.png"],
    [["one.png"], []],
    [],
    {},
    None,
    {"@type": ["A", "B"], "name": {"first": "x"}},
    {"@type": ["A"], "np": 1},
    {"@type": "schema:Thing", "dateModified": "2025-11-05"},
    {"@value": "x", "@language": "en"},
    [1, True, 1.5],
]


def changed(document: Any) -> dict[str, Any]:
    flat = jsonld.flatten(document)
    return {
        "expanded": jsonld.expand(document),
        "flattened": flat,
        "compacted": jsonld.compact(flat, document["@context"]),
    }


def check(dossier: Dossier) -> None:
    document = json.loads(formats.dumps(dossier, "schemaorg"))
    for how, made in changed(document).items():
        back = formats.loads(json.dumps(made), "schemaorg")
        assert back == dossier, how
        assert back.read_problems == () or dossier.unread or not document["@graph"], how


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(dossiers())
def test_any_dossier_is_the_same_after_other_software_took_its_document_apart(dossier: Dossier) -> None:
    check(dossier)


@pytest.mark.parametrize("name", ["every_field", "plain", "other_scripts"])
def test_every_field_is_the_same_after_other_software_took_the_document_apart(name: str) -> None:
    check(getattr(stories, name)())


def test_a_whole_case_is_the_same_after_other_software_took_the_document_apart() -> None:
    check(pv.cases.load("pokrovsk-2025"))


@pytest.mark.parametrize("kept", _KEPT)
def test_what_was_kept_of_others_markup_is_the_same_then(kept: Any) -> None:
    check(formats.loads(json.dumps(review(image=kept, thumbnail=kept)), "schemaorg"))
    story = {**REVIEW, "@type": "NewsArticle", "headline": "Bridge", "image": kept, "sameAs": kept}
    check(formats.loads(json.dumps(story), "schemaorg"))


def test_an_address_without_a_scheme_and_a_byline_that_stands_twice_are_the_same_then() -> None:
    check(Dossier([Article(id="a", url="check.example/1", authors=["Ann", "Ann"])]))


def test_a_label_that_was_made_of_a_verdict_is_not_taken_for_a_published_one_then() -> None:
    check(
        Dossier([Claim(id="c", text="It rains."), VerificationStatus(id="v", claim="c", verdict="refuted")])
    )
