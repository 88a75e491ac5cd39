"""Ids that several nodes give: what is one thing is put together, and what is not is read as it stands."""

import json
import time
from typing import Any

import pytest

from provenance import formats
from provenance.model import Dossier
from tests.formats.schemaorg.test_foreign import problems, read, review
from tests.formats.schemaorg.test_page import linked, page

LOCAL = ["#review", "", "#", "review", "_:b1", "../review"]


def reviews(id: str, count: int = 3) -> list[Any]:
    return [
        review(**{"@id": id}, url=f"https://check.example/{n}", claimReviewed=f"Bridge {n} is closed.")
        for n in range(count)
    ]


def texts(dossier: Dossier) -> set[str]:
    return {dossier.claims[status.claim].text for status in dossier.statuses.values()}


WANTED = {f"Bridge {n} is closed." for n in range(3)}


@pytest.mark.parametrize("id", LOCAL)
def test_an_id_that_is_no_address_means_something_only_in_its_line_item_or_script(id: str) -> None:
    found = reviews(id)
    feed = {"@context": "https://schema.org", "@type": "DataFeed"}
    feed["dataFeedElement"] = [{"@type": "DataFeedItem", "item": [item]} for item in found]  # type: ignore[assignment]

    lines = formats.loads("\n".join(map(json.dumps, found)), "schemaorg")
    for dossier in (lines, read(feed), page(*(linked(json.dumps(item)) for item in found))):
        assert texts(dossier) == WANTED
        assert dossier.read_problems == ()


@pytest.mark.parametrize("id", [*LOCAL, "https://check.example/1"])
def test_nodes_of_one_id_that_say_different_things_are_two_and_are_listed(id: str) -> None:
    dossier = read(reviews(id))

    assert texts(dossier) == WANTED
    assert "claimReviewed is 'Bridge 0 is closed.'" in problems(dossier)["$[1]['@id']"]
    assert "$[2]['@id']" in problems(dossier)
    assert [status.id == id for status in dossier.statuses.values()] == [id[:5] == "https", False, False]


def test_an_earlier_verdict_under_the_same_id_does_not_vanish() -> None:
    words = [review(**{"@id": "https://check.example/r"}), review(**{"@id": "https://check.example/r"})]
    words[1]["reviewRating"] = {"@type": "Rating", "alternateName": "True"}

    dossier = read(words)

    assert {status.verdict for status in dossier.statuses.values()} == {"refuted", "supported"}
    assert "reviewRating.alternateName is" in problems(dossier)["$[1]['@id']"]


@pytest.mark.parametrize("id", LOCAL)
def test_articles_of_one_local_id_are_as_many_as_there_are(id: str) -> None:
    found = [
        {"@context": "https://schema.org", "@type": "NewsArticle", "@id": id, "headline": f"Bridge {n}"}
        for n in range(3)
    ]

    lines = formats.loads("\n".join(map(json.dumps, found)), "schemaorg")

    assert len(lines.articles) == len(read(found).articles) == 3


@pytest.mark.parametrize("id", ["#desk", "https://desk.example/#desk"])
def test_a_reference_is_followed_to_where_the_whole_page_or_feed_says_what_it_is(id: str) -> None:
    desk = {"@context": "https://schema.org", "@type": "Organization", "@id": id, "name": "The Desk"}
    referring = review(author={"@id": id})
    feed = {"@context": "https://schema.org", "@type": "DataFeed", "provider": desk}
    first = {"@type": "DataFeedItem", "item": review(author=desk)}
    later = {"@type": "DataFeedItem", "item": review(author={"@id": id}, claimReviewed="It rains.")}

    for dossier in (
        page(linked(json.dumps(referring)), linked(json.dumps(desk))),
        read({**feed, "dataFeedElement": [{"@type": "DataFeedItem", "item": referring}]}),
        read({"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [first, later]}),
    ):
        names = [dossier.sources[status.checker or ""].name for status in dossier.statuses.values()]
        assert set(names) == {"The Desk"}


def test_a_reference_to_what_is_several_things_elsewhere_is_not_followed_and_says_so() -> None:
    desks = [review(author={"@type": "Organization", "@id": "#d", "name": name}) for name in ("A", "B")]
    items = [*desks, review(author={"@id": "#d"}, claimReviewed="It rains.")]
    feed = {"@context": "https://schema.org", "@type": "DataFeed"}
    feed["dataFeedElement"] = [{"@type": "DataFeedItem", "item": item} for item in items]  # type: ignore[assignment]

    dossier = read(feed)

    checkers = [status.checker for status in dossier.statuses.values()]
    assert [dossier.sources[id].name for id in checkers if id] == ["A", "B"]
    assert "several things" in problems(dossier)["$.dataFeedElement[2].item.author['@id']"]


def test_two_that_sign_with_one_id_and_two_names_are_two() -> None:
    people = [{"@type": "Organization", "@id": "https://x.example/#me", "name": name} for name in ("A", "B")]

    dossier = read([review(author=who, claimReviewed=who["name"]) for who in people])

    assert {source.name for source in dossier.sources.values()} >= {"A", "B"}


def test_a_value_that_is_dropped_because_an_earlier_one_stays_is_listed() -> None:
    desk = {"@type": "Organization", "@id": "https://x.example/#me", "name": "A", "logo": "a.png"}

    dossier = read([desk, review(author={**desk, "logo": "b.png"})])

    assert any("'b.png' here and 'a.png' before" in problem.message for problem in dossier.read_problems)


def test_a_thousand_nodes_with_one_id_do_not_take_long() -> None:
    begun = time.process_time()

    dossier = read(reviews("https://check.example/1", 1_000))

    assert len(dossier.statuses) == 1_000
    assert time.process_time() - begun < 8
