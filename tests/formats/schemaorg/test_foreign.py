"""Other people's JSON-LD, as it really is: what is there is read, and what is odd is listed and kept."""

import json
from pathlib import Path
from typing import Any

import pytest

from provenance import formats
from provenance.formats.schemaorg.people import not_a_name
from provenance.model import Dossier, Source, VerificationStatus
from tests.foreign import foreign_data


def read(data: Any) -> Dossier:
    dossier = formats.loads(json.dumps(data), "schemaorg")
    assert formats.loads(formats.dumps(dossier, "schemaorg"), "schemaorg") == dossier
    return dossier


def problems(dossier: Dossier) -> dict[str, str]:
    return {problem.path: problem.message for problem in dossier.read_problems}


def only(dossier: Dossier) -> VerificationStatus:
    (status,) = dossier.statuses.values()
    return status


REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/1",
    "claimReviewed": "The bridge is closed.",
    "datePublished": "2025-11-05",
    "author": {"@type": "Organization", "name": "Checkers", "url": "https://check.example/"},
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": 1,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "False",
    },
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ann Berg", "sameAs": "https://www.wikidata.org/wiki/Q42"},
        "datePublished": "2025-11-03",
        "appearance": {"@type": "CreativeWork", "url": "https://post.example/9"},
    },
}


def review(**changes: Any) -> dict[str, Any]:
    made = {**REVIEW, **changes}
    return {key: value for key, value in made.items() if value is not ...}


def item(**changes: Any) -> dict[str, Any]:
    return review(itemReviewed={**REVIEW["itemReviewed"], **changes})


# --- a clean one -------------------------------------------------------------------------------


def test_a_clean_review_is_read_whole_and_without_a_problem() -> None:
    dossier = read(REVIEW)
    status = only(dossier)

    assert dossier.read_problems == ()
    assert (status.verdict, status.state) == ("refuted", "checked")
    assert str(status.judged_at) == "5 November 2025" or status.judged_at is not None
    assert status.rating is not None
    assert (status.rating.label, status.rating.value, status.rating.best) == ("False", 1, 5)
    checker = dossier.sources[status.checker or ""]
    assert (checker.name, checker.kind, checker.identifiers["url"]) == (
        "Checkers", "organization", "https://check.example/",
    )  # fmt: skip
    page = dossier.articles[status.article or ""]
    assert (page.url, page.publisher) == ("https://check.example/1", checker.id)
    said = {dossier.articles[p.article].url: p for p in dossier.attributions.values()}
    assert set(said) == {"https://check.example/1", "https://post.example/9"}
    for passage in said.values():
        assert dossier.sources[passage.source or ""].name == "Ann Berg"
        assert dossier.claims[passage.claim].text == "The bridge is closed."
    assert said["https://post.example/9"].recorded is not None
    assert said["https://post.example/9"].recorded.basis == "researched"
    assert dossier.problems() == ()


# --- the shapes that were seen -----------------------------------------------------------------


def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(
        foreign_data("standards", "claimreview", "observed-shapes.json").read_bytes()
    )["rows"]
    return rows


def _as_written(row: dict[str, Any]) -> dict[str, Any]:
    """Return a review in the shape of a row, with words of our own."""
    there = {key: ... if value == "<absent>" else value for key, value in row.items()}
    name = ["Ann Berg"] if row["item_author_name_type"] == "list" else "Ann Berg"
    rating = {"@type": "Rating", "alternateName": there["alternateName"]}
    rating.update(
        {key: there[key] for key in ("ratingValue", "bestRating", "worstRating") if there[key] is not ...}
    )
    made = review(
        url="https://check.example/1" if row["url_has_scheme"] else "check.example/1",
        datePublished=there["datePublished_as_written"],
        reviewRating=rating,
        itemReviewed={"@type": row["item_type"], "author": {"@type": "Person", "name": name}},
    )
    made["@type"] = row["type_as_written"]
    if there["item_date_as_written"] is not ...:
        made["itemReviewed"]["datePublished"] = there["item_date_as_written"]
    if not row["context_present"]:
        del made["@context"]
    return made


def test_all_21_shapes_are_read_by_their_labels_with_what_is_odd_listed() -> None:
    rows = _rows()
    assert len(rows) == 21

    for row in rows:
        dossier = read(_as_written(row))
        status, found = only(dossier), problems(dossier)
        assert status.verdict in ("refuted", "misleading", "mixed", "mostly_refuted"), row["publisher_key"]
        rating = status.rating
        assert rating is not None
        assert rating.label == row["alternateName"]
        for key, value in (
            ("ratingValue", rating.value),
            ("bestRating", rating.best),
            ("worstRating", rating.worst),
        ):
            assert value == (None if row[key] == "<absent>" else row[key])
        assert ("$['@context']" in found) is not row["context_present"]
        assert ("$.url" in found) is not row["url_has_scheme"]
        assert ("$.itemReviewed['@type']" in found) is (row["item_type"] == "creativeWork")
        assert ("$.itemReviewed.author.name" in found) is (row["item_author_name_type"] == "list")
        if row["datePublished_as_written"] != "<absent>":
            assert status.judged_at is not None
            assert str(status.judged_at.earliest)[:10] == row["datePublished_as_written"][:10]
        assert {source.name for source in dossier.sources.values()} == {"Checkers", "Ann Berg"}


def test_the_item_of_a_data_feed_is_read() -> None:
    feed_item = json.loads(foreign_data("standards", "claimreview", "datafeed-item-shape.json").read_bytes())
    feed = {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [feed_item, feed_item]}

    dossier = read(feed)

    assert only(dossier).verdict == "unrated"
    assert only(dossier).rating is not None
    assert only(dossier).extra["datafeed"]["dateCreated"] == "2026-01-15T10:11:25.619782+00:00"
    kept = only(dossier).extra["schemaorg"]["sdPublisher"]
    assert kept["name"] == "Google Fact Check Tools"
    assert list(problems(dossier)) == [
        f"$.dataFeedElement[{place}].item[0].reviewRating.alternateName" for place in (0, 1)
    ]


def test_reviews_one_a_line_are_read() -> None:
    lines = [json.dumps(review(claimReviewed=f"Claim {number}")) for number in range(3)]

    dossier = formats.loads("\n".join([*lines, '{"broken']), "schemaorg")

    assert [claim.text for claim in dossier.claims.values()] == ["Claim 0", "Claim 1", "Claim 2"]
    assert [problem.path for problem in dossier.read_problems] == ["$.line[4]"]
    assert dossier.unread[0].raw == '{"broken'


def test_a_line_ends_where_json_lines_end_and_nowhere_else() -> None:
    lines = [json.dumps(review(claimReviewed=f"{n}\u2028 and\x85 on"), ensure_ascii=False) for n in (1, 2)]

    for end in ("\n", "\r\n"):
        dossier = formats.loads(end.join(lines), "schemaorg")
        assert [claim.text[0] for claim in dossier.claims.values()] == ["1", "2"]
        assert dossier.read_problems == ()


@pytest.mark.parametrize(
    "name", ["0228", "0245", "0266", "0304", "0305", "0324", "0325", "0423", "0424", "0467"]
)
def test_official_examples_are_read_and_come_back(name: str) -> None:
    file: Path = foreign_data("standards", "schema-org", "examples", f"eg-{name}-0.json")

    dossier = read(json.loads(file.read_bytes()))

    assert len(dossier) > 0


# --- verdicts ----------------------------------------------------------------------------------


def test_the_number_is_never_read_as_a_verdict() -> None:
    for value in (1, "1", 5, ""):
        dossier = read(review(reviewRating={"@type": "Rating", "ratingValue": value, "bestRating": 5}))
        assert only(dossier).verdict == "unrated"
        assert "$.reviewRating.alternateName" in problems(dossier)
    rated = review(
        reviewRating={"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "True"}
    )
    assert only(read(rated)).verdict == "supported"


def test_the_label_is_read_by_checker_and_language() -> None:
    politifact = {"@type": "Organization", "name": "PolitiFact"}
    assert (
        only(read(review(author=politifact, reviewRating={"alternateName": "Barely True"}))).verdict
        == "mostly_refuted"
    )
    spanish = review(inLanguage="es", reviewRating={"alternateName": "Falso"})
    assert only(read(spanish)).verdict == "refuted"
    assert only(read(review(inLanguage="en", reviewRating={"alternateName": "Falso"}))).verdict == "unrated"


@pytest.mark.parametrize(
    "rating", [..., None, [], "False", 3, True, [{"alternateName": "False"}, {"alternateName": "True"}]]
)
def test_ratings_of_any_shape_are_read_or_listed(rating: Any) -> None:
    dossier = read(review(reviewRating=rating))

    assert only(dossier).verdict in ("refuted", "unrated")
    assert any(path.startswith("$.reviewRating") for path in problems(dossier))


def test_a_review_of_media_is_no_verdict_on_truth_where_it_says_none() -> None:
    media = {
        "@context": "https://schema.org",
        "@type": "MediaReview",
        "url": "https://check.example/2",
        "author": REVIEW["author"],
        "mediaAuthenticityCategory": "https://schema.org/EditedOrCroppedContent",
        "itemReviewed": {
            "@type": "MediaReviewItem",
            "creator": {"@type": "Person", "name": "Ann Berg"},
            "interpretedAsClaim": {"@type": "Claim", "description": "It is her."},
            "mediaItemAppearance": [{"@type": "VideoObjectSnapshot", "contentUrl": "https://post.example/1"}],
        },
    }

    assert only(read(media)).verdict == "altered"
    original = only(read({**media, "mediaAuthenticityCategory": "OriginalMediaContent"}))
    assert original.verdict == "unrated"
    assert original.rating is not None
    assert original.rating.label == "OriginalMediaContent"


# --- who ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Facebook", "platform_account"),
        ("Facebook,Twitter", "platform_account"),
        ("Instagram user", "platform_account"),
        ("Social media", "unknown"),
        ("desinformação", "unknown"),
        ("Redes sociales", "unknown"),
        ("Viral post", "unknown"),
        ("Facebook users", "group"),
        ("Several Facebook pages", "group"),
        ("Ann Lee, Bo Roe, Cy Day, Di Fox, Ed Gray, Flo Hay", "group"),
    ],
)
def test_words_that_are_nobodys_name_make_no_person(name: str, kind: str) -> None:
    dossier = read(item(author={"@type": "Person", "name": name}))

    (claimant,) = [source for source in dossier.sources.values() if source.name != "Checkers"]

    assert (claimant.name, claimant.kind, claimant.description) == (None, kind, name)
    assert claimant.described_in is not None
    assert "nobody's name" in problems(dossier)["$.itemReviewed.author"]


@pytest.mark.parametrize(
    "name", ["Ann Berg", "Berg, Ann", "John Post", "Online News Ltd", "García Márquez y Cía"]
)
def test_names_stay_names(name: str) -> None:
    assert not_a_name(name) is None


def _claimants(author: Any) -> tuple[list[Source], Dossier]:
    dossier = read(item(author=author))
    return [source for source in dossier.sources.values() if source.name != "Checkers"], dossier


def test_nobody_is_a_person_who_is_not_said_to_be_one() -> None:
    for author in ("Ann Berg", {"name": "Ann Berg"}, {"@type": "Thing", "name": "Ann Berg"}, ["Ann Berg"]):
        (claimant,), _ = _claimants(author)
        assert (claimant.name, claimant.kind) == ("Ann Berg", None)
    (claimant,), _ = _claimants({"@type": "Person", "name": "Ann Berg"})
    assert claimant.kind == "person"


def test_several_claimants_are_several_sources_in_the_reviews_own_passages() -> None:
    for author in (
        [{"@type": "Person", "name": "Ann"}, {"@type": "Person", "name": "Bo"}],
        {"@type": "Person", "name": ["Ann", "Bo"]},
        ["Ann", "Bo"],
    ):
        claimants, dossier = _claimants(author)
        assert [source.name for source in claimants] == ["Ann", "Bo"]
        on_page = [p for p in dossier.attributions.values() if p.article == only(dossier).article]
        assert [p.source for p in on_page] == [source.id for source in claimants]
        (shown,) = [p for p in dossier.attributions.values() if p not in on_page]
        assert shown.source is None  # which of the two wrote the post is not said


@pytest.mark.parametrize(
    "author", [12, [[["x"]]], {"@type": "Person"}, {"name": {"a": 1}}, [None, 3.5, {}], True]
)
def test_authors_of_any_shape_do_no_harm(author: Any) -> None:
    read(item(author=author))
    read(review(author=author))


def test_words_for_nobody_in_two_reviews_are_two_sources() -> None:
    first, second = (
        item(author="Social media"),
        {**item(author="Social media"), "url": "https://check.example/2"},
    )
    second["claimReviewed"] = "Another."

    dossier = read([first, second])

    assert len([s for s in dossier.sources.values() if s.description == "Social media"]) == 2


def test_a_node_elsewhere_in_the_document_says_who_it_is() -> None:
    graph = [
        {
            "@type": "Organization",
            "@id": "https://check.example/#us",
            "name": "Checkers",
            "url": "https://check.example/",
        },
        review(author={"@id": "https://check.example/#us"}),
    ]

    dossier = read({"@context": "https://schema.org", "@graph": graph})

    assert dossier.read_problems == ()
    assert dossier.sources["https://check.example/#us"].name == "Checkers"


def test_nodes_that_refer_to_each_other_in_a_ring_are_read() -> None:
    graph = [
        review(author={"@id": "#a"}),
        {"@id": "#a", "@type": "Organization", "name": "A", "author": {"@id": "#b"}},
        {"@id": "#b", "@type": "Organization", "name": "B", "author": {"@id": "#a"}},
    ]

    assert only(read({"@context": "https://schema.org", "@graph": graph})).checker is not None


@pytest.mark.parametrize(
    "types",
    [
        ["ClaimReview", "NewsArticle"],
        ["Article", "ClaimReview"],
        ["BlogPosting", "ClaimReview"],
        ["ClaimReview", "AnalysisNewsArticle"],
    ],
)
def test_a_review_that_is_an_article_too_gives_a_status_and_the_article(types: list[str]) -> None:
    dossier = read(review(**{"@type": types}, headline="Is it closed?", articleBody="It is open."))

    (article,) = [a for a in dossier.articles.values() if a.url == REVIEW["url"]]
    assert only(dossier).verdict == "refuted"
    assert only(dossier).article == article.id
    assert (article.headline, article.text) == ("Is it closed?", "It is open.")


def test_when_a_claim_was_made_stays_where_no_article_has_it() -> None:
    bare = review(url=..., datePublished=..., author=...)
    bare["itemReviewed"] = {"@type": "Claim", "author": {"@type": "Person", "name": "Ann"}}
    bare["itemReviewed"]["datePublished"] = "2025-11-03"

    dossier = read(bare)

    assert only(dossier).extra["schemaorg"]["itemReviewed"]["datePublished"] == "2025-11-03"


def test_a_review_without_an_address_is_on_the_page_that_it_is_the_main_thing_of() -> None:
    for page in ("https://check.example/7", {"@type": "WebPage", "@id": "https://check.example/7"}):
        dossier = read(review(url=..., mainEntityOfPage=page))
        assert dossier.articles[only(dossier).article or ""].url == "https://check.example/7"
        assert "$.url" not in problems(dossier)
