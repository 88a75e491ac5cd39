"""MediaReview, CorrectionComment, Quotation, ClaimReview: read, written, and understood by pyld the same."""

import json
from functools import cache
from typing import Any

import pytest

from provenance import formats
from provenance.formats.schemaorg import claim_review
from provenance.model import Dossier
from tests.foreign import foreign_data
from tests.formats.schemaorg.test_foreign import REVIEW, only, read

SCHEMA = "http://schema.org/"
MEDIA = {
    "@context": "https://schema.org",
    "@type": "MediaReview",
    "url": "https://check.example/2",
    "datePublished": "2025-11-05",
    "author": REVIEW["author"],
    "mediaAuthenticityCategory": "EditedOrCroppedContent",
    "itemReviewed": {
        "@type": "MediaReviewItem",
        "creator": {"@type": "Person", "name": "Ann Berg"},
        "interpretedAsClaim": {"@type": "Claim", "description": "It is her."},
        "mediaItemAppearance": [{"@type": "VideoObjectSnapshot", "contentUrl": "https://post.example/1"}],
    },
}
CORRECTED = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "@id": "https://news.example/1",
    "url": "https://news.example/1",
    "headline": "Bridge shut",
    "correction": {"@type": "CorrectionComment", "text": "It is open.", "datePublished": "2025-11-07"},
}
QUOTED = {
    "@context": "https://schema.org",
    "@type": "Quotation",
    "text": "It pours.",
    "spokenByCharacter": {"@type": "Person", "name": "Bo Roe"},
    "isPartOf": {"@type": "NewsArticle", "url": "https://news.example/1"},
}


@cache
def _official() -> Any:
    return json.loads(foreign_data("standards", "schema-org", "schemaorgcontext-30.0.jsonld").read_bytes())


def _local(url: str, options: Any = None) -> Any:
    assert url.rstrip("/") in ("https://schema.org", "http://schema.org"), f"{url} was to be fetched"
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": _official(),
        "contentType": "application/json",
    }


def expanded(document: Any) -> list[dict[str, Any]]:
    """Return all nodes of a document as pyld understands them, with schema.org's own context."""
    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is a second opinion, not installed here")
    nodes: list[dict[str, Any]] = jsonld.flatten(document, None, {"documentLoader": _local})
    return nodes


def written(dossier: Dossier) -> list[dict[str, Any]]:
    return expanded(json.loads(formats.dumps(dossier, "schemaorg")))


def of_type(nodes: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [node for node in nodes if f"{SCHEMA}{name}" in node.get("@type", ())]


def value(node: dict[str, Any], term: str) -> Any:
    (found,) = node[f"{SCHEMA}{term}"]
    return found.get("@value", found.get("@id"))


def test_a_review_of_media_is_written_as_one() -> None:
    dossier = read(MEDIA)
    (node,) = of_type(written(dossier), "MediaReview")

    assert only(dossier).verdict == "altered"
    assert value(node, "mediaAuthenticityCategory") == "EditedOrCroppedContent"
    assert value(node, "url") == "https://check.example/2"
    assert value(node, "datePublished") == "2025-11-05"


@pytest.mark.parametrize(
    ("category", "verdict"),
    [
        ("DecontextualizedContent", "misleading"),
        ("EditedOrCroppedContent", "altered"),
        ("TransformedContent", "altered"),
        ("SatireOrParodyContent", "satire"),
        ("OriginalMediaContent", "unrated"),
        ("StagedContent", "unrated"),
    ],
)
def test_each_category_of_media_comes_back(category: str, verdict: str) -> None:
    for term in (category, f"https://schema.org/{category}"):
        dossier = read({**MEDIA, "mediaAuthenticityCategory": term})
        (node,) = of_type(written(dossier), "MediaReview")
        assert only(dossier).verdict == verdict
        assert value(node, "mediaAuthenticityCategory").endswith(category)


def test_a_correction_is_written_as_one() -> None:
    nodes = written(read(CORRECTED))
    notes = of_type(nodes, "CorrectionComment")
    article = next(node for node in nodes if node["@id"] == "https://news.example/1")

    assert [value(note, "text") for note in notes] == ["It is open."]
    assert value(article, "correction") == notes[0]["@id"]


def test_a_quotation_that_was_read_and_one_that_is_anchored_are_written_as_one() -> None:
    dossier = read(QUOTED)
    (passage,) = dossier.attributions.values()
    assert (passage.form, dossier.claims[passage.claim].text) == ("direct", "It pours.")
    (node,) = of_type(written(dossier), "Quotation")
    assert value(node, "text") == "It pours."

    article = {"url": "https://news.example/1", "id": "a", "text": "“It pours,” said Bo Roe."}
    anchored = {
        "schema": formats.SCHEMA,
        "sources": [{"id": "bo", "name": "Bo Roe", "kind": "person"}],
        "articles": [article],
        "claims": [{"id": "c", "text": "It pours."}],
        "attributions": [
            {
                "id": "t",
                "article": "a",
                "claim": "c",
                "source": "bo",
                "form": "direct",
                "anchors": {"content": [{"start": 1, "end": 9, "exact": "It pours"}]},
            }
        ],
    }
    story = formats.loads(json.dumps(anchored), "json")
    (node,) = of_type(written(story), "Quotation")
    assert value(node, "text") == "It pours"
    assert value(node, "spokenByCharacter").endswith("bo")
    assert formats.loads(formats.dumps(story, "schemaorg"), "schemaorg") == story


def test_what_is_published_has_every_key_that_is_asked_for_and_expands_to_schema_orgs_terms() -> None:
    dossier = read(REVIEW)
    review = claim_review(dossier, only(dossier))

    assert review.problems == ()
    assert {
        "@type", "url", "claimReviewed", "reviewRating", "author", "datePublished", "itemReviewed",
    } <= set(review)  # fmt: skip
    (node,) = of_type(expanded(dict(review)), "ClaimReview")
    assert all(key.startswith((SCHEMA, "@")) for key in node)
    assert value(node, "claimReviewed") == "The bridge is closed."
    (rating,) = of_type(expanded(dict(review)), "Rating")
    assert (value(rating, "ratingValue"), value(rating, "alternateName")) == (1, "False")


def test_what_is_written_whole_has_the_keys_that_are_asked_for_where_they_are_known() -> None:
    (node,) = of_type(written(read(REVIEW)), "ClaimReview")

    for term in ("url", "claimReviewed", "reviewRating", "author", "datePublished", "itemReviewed"):
        assert f"{SCHEMA}{term}" in node


def test_the_contradictory_example_of_schema_org_is_read_by_its_label() -> None:
    file = foreign_data("standards", "schema-org", "examples", "eg-0324-0.json")

    status = only(read(json.loads(file.read_bytes())))

    assert status.rating is not None
    assert (status.rating.value, status.rating.best, status.rating.label) in (
        (1, 6, "True"), ("1", "6", "True"),
    )  # fmt: skip
    assert status.verdict == "supported"
