"""No word of a record gets out of its place in a report."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import provenance as pv
from provenance import view
from tests.foreign import foreign_data
from tests.view.reports.pages import Page
from tests.view.reports.stories import attacks, full_of, hostile


def test_a_thousand_ways_out_stay_text_in_every_field_of_every_record() -> None:
    ways = list(attacks())
    assert len(ways) > 1_000

    for start in range(0, len(ways), 60):
        checked(view.report(hostile(full_of(ways[start : start + 60]), start)))


def test_hostile_strings_that_others_collected_stay_text() -> None:
    groups = json.loads(foreign_data("hostile", "xss_own.json").read_text("utf-8"))
    strings = [words for words in _strings(groups) if words.isprintable() or words.strip()]
    assert len(strings) > 60

    for words in strings:
        checked(view.report(hostile(full_of([words]))))


@settings(max_examples=25)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=9))
def test_whatever_text_a_record_holds_the_page_is_well_formed(words: list[str]) -> None:
    checked(view.report(hostile(full_of(words))))


@pytest.mark.parametrize("title", ["</title><script>x</script>", "\x00\ud800", "<!--", "&amp;", "\u202egnp"])
def test_a_title_is_text_wherever_it_comes_from(title: str) -> None:
    page = checked(view.report(pv.Dossier(), title=title))

    assert page.one("title").text == page.one("h1").text
    assert "script>" not in "".join(node.tag for node in page.nodes)


def test_an_address_that_may_not_be_followed_is_text_and_another_is_a_link() -> None:
    said = pv.Article(
        headline="Closed", url="https://news.example/1?a=1&b=2", text="It is closed.", id="art-1"
    )
    lured = pv.Article(headline="Open", url="javascript:alert(1)", text="It is open.", id="art-2")

    page = checked(view.report(pv.Dossier([said, lured])))

    leads = {node.attributes["href"] for node in page.all("a") if "rel" in node.attributes}
    assert leads == {"https://news.example/1?a=1&b=2"}
    assert "javascript:alert(1)" in page.one("main").text


def checked(markup: str) -> Page:
    """Read a page, which refuses what may not stand in it, and look for what would run."""
    page = Page(markup)
    assert page.declarations == ["DOCTYPE html"]
    assert sum(not node.inside("svg") for node in page.all("title")) == 1
    assert all(node.parent is not None and node.parent.tag == "head" for node in page.all("style"))
    markup.encode("utf-8")
    return page


def _strings(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    held = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [found for item in held for found in _strings(item)]
