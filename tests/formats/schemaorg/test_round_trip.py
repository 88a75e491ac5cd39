"""What was written as schema.org is read back as it was."""

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given

import provenance as pv
from provenance import formats
from provenance.formats.schemaorg.terms import RECORD, context
from provenance.model import Article, Claim, Derivation, Dossier, Rating, Source, VerificationStatus, When
from provenance.testing import dossiers
from tests.golden import stories


def _same(story: Dossier) -> None:
    text = formats.dumps(story, "schemaorg")
    back = formats.loads(text, "schemaorg")

    assert formats.losses(story, "schemaorg").to_rows() == []
    assert back == story
    assert formats.dumps(back, "schemaorg") == text


@given(story=dossiers())
def test_any_dossier_comes_back_whole(story: Dossier) -> None:
    _same(story)
    again = formats.loads(formats.dumps(story, "schemaorg"), "schemaorg")
    assert len(again.read_problems) == len(story.unread)


@pytest.mark.parametrize("name", stories.STORIES)
def test_the_golden_stories_come_back_whole(name: str) -> None:
    _same(stories.STORIES[name]())


@pytest.mark.parametrize("name", pv.cases.names())
def test_the_worked_stories_come_back_whole(name: str) -> None:
    _same(pv.cases.load(name))


def _nodes(story: Dossier) -> dict[str, dict[str, Any]]:
    graph = json.loads(formats.dumps(story, "schemaorg"))["@graph"]
    return {node.get("@id", node[RECORD]): node for node in graph}


def test_every_node_has_one_type_and_says_which_record_it_is() -> None:
    for node in _nodes(stories.every_field()).values():
        assert isinstance(node["@type"], str)
        assert node[RECORD]


@pytest.mark.parametrize(
    ("kind", "type"),
    [
        (None, "Thing"),
        ("person", "Person"),
        ("organization", "Organization"),
        ("government_body", "GovernmentOrganization"),
        ("military", "Organization"),
        ("news_outlet", "NewsMediaOrganization"),
        ("news_agency", "NewsMediaOrganization"),
        ("group", "Thing"),
        ("platform_account", "Thing"),
        ("document", "CreativeWork"),
        ("dataset", "Dataset"),
        ("media", "MediaObject"),
        ("software", "SoftwareApplication"),
        ("unknown", "Thing"),
    ],
)
def test_a_kind_of_source_has_the_type_that_fits_and_comes_back(kind: str | None, type: str) -> None:
    story = Dossier([Source(id="s", name="S", kind=kind)])

    assert _nodes(story)["urn:news-provenance:s"]["@type"] == type
    _same(story)


@pytest.mark.parametrize(
    ("kind", "type"),
    [
        (None, "NewsArticle"),
        ("report", "ReportageNewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("wire_copy", "NewsArticle"),
        ("post", "SocialMediaPosting"),
        ("press_release", "Article"),
        ("book", "Book"),
    ],
)
def test_a_kind_of_article_has_the_type_that_fits_and_comes_back(kind: str | None, type: str) -> None:
    story = Dossier([Article(id="a", headline="A", text="x", kind=kind)])

    assert _nodes(story)["urn:news-provenance:a"]["@type"] == type
    _same(story)


@pytest.mark.parametrize(
    "extra",
    [
        {"schemaorg": {}},
        {"schemaorg": 1},
        {"schemaorg": {"@type": "NewsArticle"}},
        {"schemaorg": {"@type": "WebPage", "image": ["https://example.org/1.png"]}},
        {"schemaorg": {"@type": "WebPage"}},
        {"schemaorg": {"headline": "another", "@id": "#x", "np:kind": "y", "": 0}},
        {"schemaorg": {"image": {"@context": "https://example.org/evil"}}},
        {"schemaorg": {"image": {"@type": 3}, "logo": [{"@id": ["x"]}]}},
        {"headline": 12, "published": {"x": 1}, "colour": "blue"},
    ],
)
def test_what_other_software_said_comes_back_wherever_it_can_stand(extra: dict[str, Any]) -> None:
    _same(Dossier([Article(id="a", extra=extra)]))


def test_fields_of_other_software_stand_where_it_put_them_but_none_that_would_be_fetched() -> None:
    kept = {"image": "https://example.org/1.png", "logo": {"a": {"@context": "https://example.org/"}}}
    node = _nodes(Dossier([Article(id="a", extra={"schemaorg": kept})]))["urn:news-provenance:a"]

    assert node["image"] == "https://example.org/1.png"
    assert "logo" not in node
    assert node["np:extra"]["schemaorg"] == {"logo": {"a": {"@context": "https://example.org/"}}}


@pytest.mark.parametrize("value", ["1", " 2 ", "2.50", "", "-1", "1e5", "½", "0x10", "1" * 30, 4, 0.5, 5.0])
def test_numbers_are_written_as_numbers_and_come_back_as_the_checker_wrote_them(value: Any) -> None:
    rating = Rating(label="x", value=value, best="5", worst=1)
    story = Dossier([Claim(id="c", text="c"), VerificationStatus(id="v", claim="c", rating=rating)])

    node = _nodes(story)["urn:news-provenance:v"]["reviewRating"]

    assert node["bestRating"] == 5
    assert node["worstRating"] == 1
    assert isinstance(node["ratingValue"], int | float) is (
        str(value).strip() in ("1", "2", "2.50", "-1", "4", "0.5", "5.0")
    )
    _same(story)


def test_a_verdict_without_a_rating_gets_its_usual_word_and_no_numbers() -> None:
    story = Dossier([Claim(id="c", text="c"), VerificationStatus(id="v", claim="c", verdict="mixed")])

    node = _nodes(story)["urn:news-provenance:v"]

    assert node["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Mixture",
        "np:made_of": "verdict",
        "np:label": "Mixture",
    }
    _same(story)


@pytest.mark.parametrize(
    "when", ["2025", "2025-11", "2025-11-04", "2025-11-04T08:15", "2025-11-04T08:15:00+02:00"]
)
def test_a_time_that_a_date_can_say_is_said_by_it_alone(when: str) -> None:
    story = Dossier([Article(id="a", published=when)])
    node = _nodes(story)["urn:news-provenance:a"]

    assert node["datePublished"] == when
    assert "np:published" not in node
    _same(story)


def test_a_time_that_no_date_can_say_stands_whole_beside_the_nearest() -> None:
    monday, spring = When.resolve("on Monday", "2025-11-04"), When.parse("2025-03/2025-05")
    nodes = _nodes(Dossier([Article(id="a", published=monday), Article(id="b", published=spring)]))

    assert nodes["urn:news-provenance:a"]["datePublished"] == "2025-11-03"
    assert nodes["urn:news-provenance:a"]["np:published"]["text"] == "on Monday"
    assert "datePublished" not in nodes["urn:news-provenance:b"]


def test_bylines_are_words_and_nobody_is_made_a_person_by_them() -> None:
    ann = Source(id="ann", name="Ann Lee", kind="person")
    node = _nodes(Dossier([ann, Article(id="a", headline="x", authors=["Ann Lee", "Staff"])]))[
        "urn:news-provenance:a"
    ]

    assert node["creditText"] == ["Ann Lee", "Staff"]
    assert node["author"] == [{"@type": "Person", "@id": "urn:news-provenance:ann", "name": "Ann Lee"}]


def test_a_claim_names_who_made_it_but_no_relay_and_nobody_who_denies_it() -> None:
    radio, ann = Source(id="r", name="Radio", kind="news_outlet"), Source(id="s", name="Ann", kind="person")
    relay = pv.Attribution(id="t1", article="a", claim="c", source="r")
    said = pv.Attribution(id="t2", article="a", claim="c", source="s", via="t1")
    told = Dossier([radio, ann, Article(id="a", headline="a"), Claim(id="c", text="c"), relay, said])

    assert [author["name"] for author in _nodes(told)["urn:news-provenance:c"]["author"]] == ["Ann"]
    denied = Dossier(
        [
            Source(id="s", name="S", kind="person"),
            Article(id="a", headline="a"),
            Claim(id="c", text="c"),
            pv.Attribution(id="t", article="a", claim="c", source="s", commitment="CT-"),
        ]
    )
    assert "author" not in _nodes(denied)["urn:news-provenance:c"]


@pytest.mark.parametrize(
    ("kind", "term"),
    [
        ("republished", "isBasedOn"),
        ("translated", "translationOfWork"),
        ("primary_source", "citation"),
        ("corrected", "correction"),
        ("retracted", "correction"),
    ],
)
def test_derivations_show_on_the_article_that_came_of_them(kind: str, term: str) -> None:
    tie = Derivation(id="d", derived="b", taken_from="a", kind=kind)
    story = Dossier([Article(id="a", headline="a"), Article(id="b", headline="b"), tie])

    assert term in _nodes(story)["urn:news-provenance:b"]
    _same(story)


def test_an_archived_copy_shows_on_what_it_is_a_copy_of() -> None:
    copy = Article(id="b", headline="b", url="https://archive.example/1")
    tie = Derivation(derived="b", taken_from="a", kind="archived_copy")

    node = _nodes(Dossier([Article(id="a", headline="a"), copy, tie]))["urn:news-provenance:a"]

    assert node["archivedAt"] == ["https://archive.example/1"]


def test_an_edit_in_the_file_is_read() -> None:
    text = formats.dumps(Dossier([Article(id="a", headline="Old", published="2025")]), "schemaorg")

    edited = str(text).replace('"Old"', '"New"').replace('"2025"', '"March 5, 2025"')
    back = formats.loads(edited, "schemaorg").articles["a"]

    assert back.headline == "New"
    assert back.published is not None
    assert str(back.published.earliest) == "2025-03-05"


def test_the_context_has_one_way_for_each_of_our_terms() -> None:
    assert context()["np:recorded"] == {"@id": "np:recorded", "@type": "@json"}
    assert context()["np:via"] == {"@id": "np:via", "@type": "@id"}
    assert context()["@vocab"] == "http://schema.org/"


def test_a_review_that_is_no_judgement_or_none_any_more_says_so_to_others() -> None:
    old = VerificationStatus(id="v1", claim="c", verdict="mixed")
    new = VerificationStatus(id="v2", claim="c", verdict="refuted", supersedes="v1")
    gone = VerificationStatus(id="v3", claim="c", state="withdrawn")
    begun = VerificationStatus(id="v4", claim="c", state="in_progress")
    story = Dossier([Claim(id="c", text="c"), old, new, gone, begun])

    stages = [
        _nodes(story)[f"urn:news-provenance:v{number}"].get("creativeWorkStatus") for number in (1, 2, 3, 4)
    ]

    assert stages == ["Obsolete", None, "Obsolete", "Incomplete"]
    _same(story)


def test_knowing_the_formats_imports_neither_their_modules_nor_other_packages() -> None:
    code = (
        "import sys; from provenance.formats.schemaorg import FORMATS; "
        "print([name for name in sys.modules if name.startswith('provenance.formats.schemaorg.')])"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
