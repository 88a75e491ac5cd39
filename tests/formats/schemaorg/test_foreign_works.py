"""What other people's JSON-LD says of articles, claims and documents, as it really is."""

import json
from typing import Any

import pytest

from provenance import formats
from provenance.errors import DecodingError
from provenance.model import FrozenMap
from tests.formats.schemaorg.test_foreign import REVIEW, only, problems, read, review


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"@context": ...}, "$['@context']"),
        ({"@context": {"x": "https://other.example/"}}, "$['@context']"),
        ({"@type": "claimreview"}, "$['@type']"),
        ({"@type": ...}, "$['@type']"),
        ({"url": ...}, "$.url"),
        ({"url": "check.example/1"}, "$.url"),
        ({"url": ["https://check.example/1"]}, "$.url"),
        ({"claimReviewed": ["The bridge is closed."]}, "$.claimReviewed"),
        ({"claimReviewed": 12}, "$.claimReviewed"),
        ({"author": ...}, "$.author"),
        ({"author": "Checkers"}, "$.author"),
        ({"itemReviewed": ...}, "$.itemReviewed"),
        ({"itemReviewed": "the bridge"}, "$.itemReviewed"),
        ({"itemReviewed": [REVIEW["itemReviewed"], {"@type": "Claim"}]}, "$.itemReviewed"),
        ({"datePublished": "2025-11-05 17:22:16"}, "$.datePublished"),
        ({"datePublished": "05/06/2025"}, "$.datePublished"),
        ({"datePublished": ["2025-11-05"]}, "$.datePublished"),
        ({"datePublished": {"x": 1}}, "$.datePublished"),
        ({"inLanguage": "en_US"}, "$.inLanguage"),
    ],
)
def test_what_is_odd_is_listed_with_its_path_and_the_rest_is_read(changes: dict[str, Any], path: str) -> None:
    dossier = read(review(**changes))

    assert path in problems(dossier)
    assert only(dossier).verdict == "refuted"


@pytest.mark.parametrize(
    "context", ["http://schema.org/", ["https://schema.org", {"x": "y"}], {"@vocab": "http://schema.org/"}]
)
def test_contexts_that_name_schema_org_in_any_way_are_fine(context: Any) -> None:
    assert read(review(**{"@context": context})).read_problems == ()


@pytest.mark.parametrize("prefix", ["schema:", "http://schema.org/", "https://schema.org/"])
def test_terms_with_what_they_begin_with_are_the_same_terms(prefix: str) -> None:
    long = {f"{prefix}{key}" if key[0] != "@" else key: value for key, value in REVIEW.items()}

    dossier = read({**long, "@type": f"{prefix}ClaimReview"})

    assert only(dossier).verdict == "refuted"
    assert dossier.claims[only(dossier).claim].text == "The bridge is closed."


def test_raw_values_stay_in_extra() -> None:
    dossier = read(
        review(datePublished="2025-11-05 17:22:16", url=["https://check.example/1"], image="x.png")
    )

    kept = only(dossier).extra["schemaorg"]

    assert kept["datePublished"] == "2025-11-05 17:22:16"
    assert kept["url"] == ("https://check.example/1",)
    assert kept["image"] == "x.png"


def test_a_review_of_no_claim_is_set_aside_whole() -> None:
    dossier = read(review(claimReviewed=..., itemReviewed={"@type": "CreativeWork"}))

    assert not dossier.statuses
    assert dossier.unread[0].section == "statuses"
    assert isinstance(dossier.unread[0].raw, FrozenMap)


def test_several_items_and_items_inside_a_sites_own_json_are_found() -> None:
    own = {
        "page": {
            "blocks": [{"kind": "x", "markup": REVIEW}, {"schema": json.dumps(review(claimReviewed="B"))}]
        }
    }

    dossier = read(own)

    assert {claim.text for claim in dossier.claims.values()} == {"The bridge is closed.", "B"}


def test_a_review_and_the_article_on_its_page_are_of_one_page() -> None:
    article = {
        "@context": "https://schema.org",
        "@type": ["NewsArticle"],
        "url": "https://check.example/1",
        "headline": "Is the bridge closed?",
        "datePublished": "2025-11-05T10:00:00+01:00",
        "dateModified": "2025-11-06T10:00:00+01:00",
        "author": [{"@type": "Person", "name": "Ann Lee", "jobTitle": "Editor"}, "Bo Roe"],
        "publisher": REVIEW["author"],
        "inLanguage": "en",
    }

    dossier = read([REVIEW, article])

    page = dossier.articles[only(dossier).article or ""]
    assert page.headline == "Is the bridge closed?"
    assert page.authors == ("Ann Lee", "Bo Roe")
    assert len([a for a in dossier.articles.values() if a.url == page.url]) == 1


def test_a_correction_says_that_there_was_an_earlier_version() -> None:
    article = {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle",
        "url": "https://news.example/1",
        "correction": [
            {"@type": "CorrectionComment", "text": "The bridge is open.", "datePublished": "2025-11-07"}
        ],
    }

    dossier = read(article)

    (tie,) = dossier.derivations.values()
    assert tie.kind == "corrected"
    assert dossier.articles[tie.derived].kind == "opinion"
    assert str(dossier.articles[tie.derived].modified) != "None"
    assert dossier.articles[tie.taken_from].url == "https://news.example/1"
    assert tie.extra["schemaorg"]["text"] == "The bridge is open."


def test_several_corrections_are_several_notices() -> None:
    article = {"@context": "https://schema.org", "@type": "NewsArticle", "url": "https://news.example/1"}

    dossier = read(
        {**article, "correction": ["The bridge is open.", {"text": "It is in Ulm."}, {"text": "No."}]}
    )

    texts = [tie.extra["schemaorg"]["text"] for tie in dossier.derivations.values()]
    assert texts == ["The bridge is open.", "It is in Ulm.", "No."]
    assert dossier.unread == ()


def test_what_an_article_came_from_is_a_derivation() -> None:
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": "https://news.example/2",
        "isBasedOn": "https://agency.example/1",
        "translationOfWork": {"@type": "NewsArticle", "@id": "https://novini.example/1", "headline": "Міст"},
    }

    dossier = read(article)

    ties = {
        dossier.articles[tie.taken_from].url or tie.taken_from: tie.kind
        for tie in dossier.derivations.values()
    }
    assert ties["https://agency.example/1"] is None
    assert "translated" in ties.values()


def test_a_claim_by_itself_and_a_quotation_are_read() -> None:
    claim = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "text": "It rains.",
        "author": {"@type": "Person", "name": "Ann Berg"},
        "firstAppearance": {"@type": "NewsArticle", "url": "https://news.example/1"},
    }
    quotation = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "text": "It pours.",
        "spokenByCharacter": {"@type": "Person", "name": "Bo Roe"},
        "isPartOf": {"@type": "NewsArticle", "url": "https://news.example/1"},
    }

    dossier = read([claim, quotation])

    said = {dossier.claims[p.claim].text: p for p in dossier.attributions.values()}
    assert {said["It rains."].article, said["It pours."].article} == {said["It rains."].article}
    assert said["It pours."].form == "direct"
    assert dossier.sources[said["It pours."].source or ""].name == "Bo Roe"


def test_what_is_not_read_is_kept_beside_the_records() -> None:
    dossier = read([REVIEW, {"@context": "https://schema.org", "@type": "BreadcrumbList", "x": 1}])

    assert dossier.extra["schemaorg"][0]["@type"] == "BreadcrumbList"


def test_a_document_of_something_else_says_so() -> None:
    others: list[Any] = [{}, [], 1, "x", {"@type": "Recipe"}, None]
    for data in others:
        dossier = formats.loads(json.dumps(data), "schemaorg")
        assert len(dossier) == 0
        assert "nothing of schema.org" in dossier.read_problems[-1].message
    with pytest.raises(DecodingError, match="read it as html"):
        formats.loads("<html></html>", "schemaorg")


def test_strict_reading_refuses_what_is_odd() -> None:
    formats.loads(json.dumps(REVIEW), "schemaorg", strict=True)
    with pytest.raises(DecodingError) as caught:
        formats.loads(json.dumps(review(url="x", datePublished="1/2/2025")), "schemaorg", strict=True)
    assert {problem.path for problem in caught.value.problems} >= {"$.url", "$.datePublished"}


def test_one_address_that_names_the_page_the_review_and_the_site_is_the_id_of_one_record() -> None:
    us = {"@type": "Organization", "@id": "https://check.example/1", "name": "Checkers"}
    page = {
        "@type": "NewsArticle",
        "@id": "https://check.example/1",
        "url": "https://check.example/1",
        "publisher": us,
    }
    checked = review(
        **{"@id": "https://check.example/1", "author": {"@type": "Organization", "name": "Checkers"}}
    )

    dossier = read({"@context": "https://schema.org", "@graph": [page, checked]})

    assert dossier.unread == ()
    assert dossier.articles["https://check.example/1"].publisher == only(dossier).checker
    assert only(dossier).article == "https://check.example/1"


def test_ids_that_are_addresses_become_the_records_ids() -> None:
    claim = {
        "@type": "Claim",
        "@id": "https://check.example/claims/9",
        "author": {"@id": "https://people.example/ann"},
    }
    checked = review(**{"@id": "https://check.example/1#review", "itemReviewed": claim})

    dossier = read(checked)

    assert set(dossier.statuses) == {"https://check.example/1#review"}
    assert set(dossier.claims) == {"https://check.example/claims/9"}
    assert "https://people.example/ann" in dossier.sources


def test_a_claim_elsewhere_in_the_document_is_read_once() -> None:
    claim = {
        "@type": "Claim",
        "@id": "#claim",
        "text": "The bridge is shut.",
        "author": {"@type": "Person", "name": "Ann"},
    }

    dossier = read(
        {"@context": "https://schema.org", "@graph": [claim, review(itemReviewed={"@id": "#claim"})]}
    )

    assert [claim.text for claim in dossier.claims.values()] == ["The bridge is closed."]
    assert any(source.name == "Ann" for source in dossier.sources.values())
    assert only(dossier).extra["schemaorg"]["itemReviewed"]["text"] == "The bridge is shut."
