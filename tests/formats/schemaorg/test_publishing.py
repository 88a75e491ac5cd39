"""The one ClaimReview to publish for one status."""

import json
import re
from typing import Any

import pytest

from provenance import formats
from provenance.errors import InvalidValueError, UnknownRecordError, UsageError
from provenance.formats.schemaorg import as_script, claim_review
from provenance.model import Article, Attribution, Claim, Dossier, Rating, Source, VerificationStatus
from tests.golden import stories


def story(**changes: Any) -> Dossier:
    rating = Rating(label="Falsch", value="1", best="5", worst=1)
    status: dict[str, Any] = {
        "id": "v",
        "claim": "c",
        "state": "checked",
        "verdict": "refuted",
        "checker": "desk",
        "article": "check",
        "judged_at": "2025-11-05",
        "rating": rating,
        **changes,
    }
    url = {"url": "https://check.example/", "wikidata": "Q1"}
    return Dossier(
        [
            Source(id="desk", name="The Desk", kind="news_outlet", identifiers=url),
            Source(id="ann", name="Ann Berg", kind="person"),
            Source(id="bo", name="Bo Roe", kind="person"),
            Source(id="paper", name="Paper", kind="news_outlet"),
            Article(id="check", url="https://check.example/1", language="de", publisher="desk"),
            Article(id="post", url="https://post.example/9"),
            Claim(id="c", text="Die Brücke ist zu."),
            Attribution(id="relay", article="post", claim="c", source="paper"),
            Attribution(
                id="said", article="post", claim="c", source="ann", via="relay", said_at="2025-11-03"
            ),
            Attribution(id="no", article="post", claim="c", source="bo", commitment="CT-"),
            VerificationStatus(**status),
        ]
    )


def test_it_is_what_a_fact_checker_publishes() -> None:
    review = claim_review(story(), "v")

    assert review == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://check.example/1",
        "claimReviewed": "Die Brücke ist zu.",
        "author": {
            "@type": "NewsMediaOrganization",
            "name": "The Desk",
            "url": "https://check.example/",
            "sameAs": "http://www.wikidata.org/entity/Q1",
        },
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "The Desk",
            "url": "https://check.example/",
            "sameAs": "http://www.wikidata.org/entity/Q1",
        },
        "datePublished": "2025-11-05",
        "inLanguage": "de",
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 1,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": "Falsch",
        },
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Ann Berg"},
            "datePublished": "2025-11-03",
            "appearance": [{"@type": "CreativeWork", "url": "https://post.example/9"}],
        },
    }
    assert review.problems == ()


def test_it_is_read_back_as_the_same_judgement() -> None:
    dossier = formats.loads(json.dumps(claim_review(story(), "v")), "schemaorg")

    (status,) = dossier.statuses.values()
    assert dossier.read_problems == ()
    assert (status.verdict, status.rating and status.rating.label) == ("refuted", "Falsch")


def test_required_keys_that_are_missing_are_said_first() -> None:
    bare = Dossier([Claim(id="c", text="It rains."), VerificationStatus(id="v", claim="c")])

    review = claim_review(bare, bare.statuses["v"])

    assert set(review) == {"@context", "@type", "claimReviewed"}
    assert [problem.path for problem in review.problems] == [
        "$.url",
        "$.reviewRating",
        "$.author",
        "$.datePublished",
        "$.itemReviewed",
    ]
    assert "required" in review.problems[1].message
    assert "required" not in review.problems[2].message


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"article": "post2"}, "$.url"),
        ({"state": "in_progress"}, "$"),
        ({"checker": "nobody"}, "$.author"),
        ({"verdict": None, "rating": Rating(value=3)}, "$.reviewRating.alternateName"),
    ],
)
def test_what_stands_in_the_way_is_said(changes: dict[str, Any], path: str) -> None:
    held = story(**changes)
    held.add(
        Source(id="nobody", description="the desk", kind="group"), Article(id="post2", url="post.example/2")
    )

    assert path in [problem.path for problem in claim_review(held, "v").problems]


def test_nothing_is_made_up() -> None:
    review = claim_review(story(rating=None, verdict="misleading"), "v")

    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Misleading"}
    assert "reviewRating" not in claim_review(story(rating=None, verdict="unrated"), "v")


def test_a_rating_that_is_no_number_is_left_out_and_the_label_stands() -> None:
    review = claim_review(story(rating=Rating(label="Hm", value="", best="2", worst="none")), "v")

    assert review["reviewRating"] == {"@type": "Rating", "bestRating": 2, "alternateName": "Hm"}


def test_none_of_our_own_terms_is_in_it() -> None:
    text = json.dumps(claim_review(stories.every_field(), "ver-1"))

    assert "np:" not in text
    assert "urn:news-provenance" not in text


def test_in_a_page_it_ends_no_element_and_begins_none() -> None:
    held = story()
    held.replace(Claim(id="c", text="</script><script>alert(1)</script><!-- & \u2028."))

    script = as_script(claim_review(held, "v"))

    assert re.findall(r"</?script", script) == ["<script", "</script"]
    assert "<!--" not in script
    (claim,) = formats.loads(script, "html").claims.values()
    assert claim.text == "</script><script>alert(1)</script><!-- & \u2028."


def test_what_it_cannot_be_made_of_is_refused() -> None:
    with pytest.raises(UnknownRecordError):
        claim_review(story(), "x")
    with pytest.raises(UnknownRecordError):
        claim_review(Dossier([VerificationStatus(id="v", claim="c")]), "v")
    with pytest.raises(UsageError, match="Dossier"):
        claim_review([], "v")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="status"):
        claim_review(story(), 3)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError):
        as_script({"x": float("nan")})


def test_a_judgement_that_a_later_one_replaced_is_not_to_be_published() -> None:
    held = story()
    held.add(VerificationStatus(id="v2", claim="c", verdict="mixed", supersedes="v"))

    assert "takes its place" in claim_review(held, "v").problems[-1].message
