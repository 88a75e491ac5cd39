"""A check of a claim is a judgement of it, and no report that makes the claim."""

from typing import Any

import pytest

import provenance as pv
from provenance import formats
from provenance.formats.schemaorg import claim_review
from tests.formats.schemaorg.test_foreign import only, read, review

OUTLET = {"@type": "NewsMediaOrganization", "name": "The Gazette", "url": "https://gazette.example/"}
STORY = {
    "@type": "NewsArticle",
    "url": "https://gazette.example/bridge",
    "headline": "Bridge closed",
    "publisher": OUTLET,
}


def check(desk: str, **changes: Any) -> dict[str, Any]:
    """Return the review of a desk of what the outlet published."""
    return review(
        url=f"https://{desk}.example/1",
        author={"@type": "Organization", "name": f"Desk {desk}", "url": f"https://{desk}.example/"},
        itemReviewed={"@type": "Claim", "author": OUTLET, "appearance": [STORY]},
        **changes,
    )


def test_a_claim_of_one_outlet_that_two_desks_check_has_one_report() -> None:
    dossier = read([check("b"), check("c")])
    (claim,) = dossier.claims

    count = pv.corroboration(dossier, claim)

    assert (count.reports, count.outlets, count.denials) == (1, 1, 0)
    assert [status.verdict for status in dossier.statuses.values()] == ["refuted", "refuted"]
    assert {dossier.articles[row["report"]].url for row in count.to_rows()} == {STORY["url"]}


@pytest.mark.parametrize(
    "appearance",
    [STORY["url"], {"@type": "CreativeWork", "url": STORY["url"], "publisher": OUTLET}, [STORY]],
)
def test_however_the_appearance_is_given_it_is_the_one_report(appearance: Any) -> None:
    made = check("b")
    made["itemReviewed"]["appearance"] = appearance

    dossier = read(made)

    assert pv.corroboration(dossier, next(iter(dossier.claims))).reports == 1
    outlet = next(a.publisher for a in dossier.articles.values() if a.url == STORY["url"])
    assert (outlet is not None) is not isinstance(appearance, str)


def test_a_check_that_says_of_no_appearance_is_no_report_either() -> None:
    dossier = read(review(itemReviewed={"@type": "Claim", "author": OUTLET}))
    (passage,) = dossier.attributions.values()

    count = pv.corroboration(dossier, passage.claim)

    assert (count.reports, count.outlets, count.denials) == (0, 0, 0)
    assert (passage.act, passage.commitment) == ("unspecified", None)
    assert dossier.sources[passage.source or ""].name == "The Gazette"


def test_the_checker_makes_no_claim() -> None:
    dossier = read(check("b"))

    assert only(dossier).checker not in {passage.source for passage in dossier.attributions.values()}


def test_an_answer_of_the_api_reports_nothing() -> None:
    answer = """{"claims": [{"text": "It rains.", "claimant": "Ann Berg", "claimReview": [
        {"publisher": {"name": "B"}, "url": "https://b.example/", "textualRating": "False"},
        {"publisher": {"name": "C"}, "url": "https://c.example/", "textualRating": "False"}]}]}"""

    dossier = formats.loads(answer, "factcheck-api")

    count = pv.corroboration(dossier, next(iter(dossier.claims)))
    assert count.reports == 0
    assert "No standing passage supports it." in count.explain()
    assert len(dossier.statuses) == 2


def test_a_page_that_checks_a_claim_is_not_published_as_its_appearance() -> None:
    dossier = read([check("b"), check("c")])

    for status in dossier.statuses.values():
        made = claim_review(dossier, status)
        assert made["itemReviewed"]["appearance"] == [{"@type": "CreativeWork", "url": STORY["url"]}]
        assert made["itemReviewed"]["author"]["name"] == "The Gazette"
    assert '"appearance": [{"@id": ' in formats.dumps(dossier, "schemaorg")


def test_a_person_who_signs_a_check_is_not_the_publisher_of_the_page() -> None:
    signed = {"author": {"@type": "Person", "name": "Jo Fox"}}
    alone = read(review(**signed))
    with_desk = read(review(**signed, publisher=OUTLET))

    assert alone.articles[only(alone).article or ""].publisher is None
    page = with_desk.articles[only(with_desk).article or ""]
    assert with_desk.sources[page.publisher or ""].name == "The Gazette"
    assert alone.sources[only(alone).checker or ""].name == "Jo Fox"


def test_persons_who_sign_what_an_organization_publishes_are_its_writers_and_it_is_the_checker() -> None:
    desk = {"@type": "Organization", "name": "PolitiFact"}
    jo, bo = ({"@type": "Person", "name": name, "url": f"https://x.example/{name}"} for name in ("Jo", "Bo"))
    rating = {"@type": "Rating", "alternateName": "Half True"}

    for publisher in (desk, "PolitiFact"):
        dossier = read(review(author=[jo, bo], publisher=publisher, reviewRating=rating))
        status = only(dossier)
        page = dossier.articles[status.article or ""]
        assert dossier.sources[status.checker or ""].name == "PolitiFact"
        assert page.publisher == status.checker
        assert page.authors == ("Jo", "Bo")
        assert status.verdict == "mixed"  # as its own table has it
        assert [dict(kept) for kept in status.extra["schemaorg"]["author"]] == [jo, bo]
        assert {source.name for source in dossier.sources.values()} == {"PolitiFact", "Ann Berg"}


def test_a_person_who_publishes_what_another_signs_is_no_checker_for_it() -> None:
    jo, bo = ({"@type": "Person", "name": name} for name in ("Jo", "Bo"))
    dossier = read(review(author=jo, publisher=bo))

    assert dossier.sources[only(dossier).checker or ""].name == "Jo"
