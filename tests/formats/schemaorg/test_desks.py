"""A desk that a page names twice is one source, and a person is never an organization."""

import json
from typing import Any

import pytest

from provenance.model import Dossier
from tests.formats.schemaorg.test_foreign import only, read, review

DESK = {"@type": "Organization", "name": "The Desk", "url": "https://desk.example/"}
PAPER = {"@type": "NewsMediaOrganization", "name": "The Desk"}


def page(author: Any, publisher: Any, *, claimant: Any = None) -> Dossier:
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": "https://check.example/1",
        "headline": "Is it closed?",
        "publisher": publisher,
    }
    return read([article, review(author=author, itemReviewed={"@type": "Claim", "author": claimant})])


def names(dossier: Dossier) -> list[tuple[str | None, str | None]]:
    return [(source.name, source.kind and str(source.kind)) for source in dossier.sources.values()]


@pytest.mark.parametrize(
    ("author", "publisher"),
    [
        (DESK, PAPER),
        (PAPER, DESK),
        (DESK, {**PAPER, "url": "http://www.desk.example"}),
        ({**DESK, "@id": "https://desk.example/#us"}, PAPER),
        ({"@type": "Organization", "name": "The Desk"}, PAPER),
        ("The Desk", PAPER),
        ({"name": "The  Desk"}, PAPER),
    ],
)
def test_author_and_publisher_of_one_name_are_one_source_of_the_more_special_kind(
    author: Any, publisher: Any
) -> None:
    dossier = page(author, publisher)

    assert names(dossier) == [("The Desk", "news_outlet")]
    assert dossier.articles[only(dossier).article or ""].publisher == only(dossier).checker


def test_one_desk_has_one_id_whichever_comes_first() -> None:
    assert set(page(DESK, PAPER).sources) == set(page(PAPER, DESK).sources)


def test_a_person_is_never_one_with_an_organization_of_the_name() -> None:
    person = {"@type": "Person", "name": "The Desk", "url": "https://desk.example/"}

    assert sorted(map(str, names(page(person, PAPER)))) == [
        "('The Desk', 'news_outlet')",
        "('The Desk', 'person')",
    ]
    with_words = page(PAPER, PAPER, claimant=[person, "The Desk"])
    assert len(with_words.sources) == 3  # which of the two the mere words name is not said


def test_organizations_of_two_names_or_of_kinds_that_exclude_each_other_stay_two() -> None:
    other = {**PAPER, "name": "The Other Desk", "url": "https://desk.example/"}
    ministry = {"@type": "GovernmentOrganization", "name": "The Desk"}

    assert len(page(DESK, other).sources) == 2
    assert len(page(PAPER, ministry).sources) == 2


def test_what_else_the_second_says_is_kept() -> None:
    dossier = page(
        {**DESK, "@id": "https://desk.example/#a"},
        {**PAPER, "@id": "https://desk.example/#b", "url": "https://paper.example/", "logo": "x.png"},
    )

    (source,) = dossier.sources.values()
    assert source.id in ("https://desk.example/#a", "https://desk.example/#b")
    kept = json.loads(json.dumps(source.extra["schemaorg"], default=dict))
    assert {source.id, kept["@id"]} == {"https://desk.example/#a", "https://desk.example/#b"}
    assert {source.identifiers["url"], kept["url"]} == {"https://desk.example/", "https://paper.example/"}
    assert kept["logo"] == "x.png"


def test_items_of_a_feed_are_pages_of_their_own_unless_an_address_joins_them() -> None:
    def feed(*authors: Any) -> Dossier:
        items = [
            {
                "@type": "DataFeedItem",
                "item": [review(url=f"https://check.example/{n}", claimReviewed=f"Claim {n}", author=author)],
            }
            for n, author in enumerate(authors)
        ]
        return read({"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": items})

    def desks(dossier: Dossier) -> int:
        return len([source for source in dossier.sources.values() if source.name == "The Desk"])

    assert desks(feed(DESK, PAPER)) == 2
    assert desks(feed(DESK, {**PAPER, "url": "https://www.desk.example"})) == 1
