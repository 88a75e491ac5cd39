"""How a report is built: one page for eyes, ears and keyboards, whatever it reports on."""

import re
from collections import Counter
from itertools import pairwise

import pytest

import provenance as pv
from provenance import view
from provenance.view.drawing import POLICY, drawing_css
from tests.view.reports.pages import Page
from tests.view.reports.stories import full_of, hostile, newsroom

SEED = "seeds/pokrovsk-2025.json"
STORIES = (*pv.cases.names(), "empty", "hostile", "newsroom", "seed")


def story(name: str) -> pv.Dossier:
    """Return a story by its name."""
    if name == "seed":
        return pv.read(SEED)
    if name in pv.cases.names():
        return pv.cases.load(name)
    made = {"empty": pv.Dossier, "newsroom": lambda: newsroom(5)}
    return made[name]() if name in made else hostile(full_of(["<b>", "אמר", "👩‍👩‍👧", "x" * 5_000]))


@pytest.fixture(scope="module", params=STORIES)
def page(request: pytest.FixtureRequest) -> Page:
    return Page(view.report(story(request.param)))


def test_there_is_one_of_each_landmark_and_all_content_stands_in_one(page: Page) -> None:
    body = page.one("body")
    around = [node.tag for node in page.nodes if node.parent is body]

    assert around == ["a", "header", "nav", "main", "footer"]
    assert page.one("html").attributes["lang"] == "en"


def test_the_first_link_leads_past_the_contents(page: Page) -> None:
    first = next(page.all("a"))

    assert first.attributes["href"] == "#main"
    assert page.one("main").attributes["id"] == "main"
    assert page.one("main").attributes["tabindex"] == "-1"


def test_ids_are_unique_and_every_link_within_the_page_leads_to_one(page: Page) -> None:
    ids = set(page.ids)
    assert [id for id, many in Counter(page.ids).items() if many > 1] == []

    for node in page.nodes:
        href = node.attributes.get("href", "")
        if href.startswith("#"):
            assert href[1:] in ids, href
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(node.attributes.get(name, "").split()) <= ids, (node.tag, node.attributes)


def test_headings_begin_with_one_of_the_first_rank_and_never_skip_one(page: Page) -> None:
    ranks = [int(node.tag[1]) for node in page.nodes if re.fullmatch("h[1-6]", node.tag)]

    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))


def test_regions_and_tables_have_names_of_their_own(page: Page) -> None:
    called = [
        node.attributes["aria-labelledby"]
        for node in page.all("section")
        if "aria-labelledby" in node.attributes
    ]
    assert len(called) == len(set(called)) == 10

    tables = list(page.all("table"))
    assert sum(node.parent in tables for node in page.all("caption")) == len(tables)
    assert all("scope" in node.attributes for node in page.all("th"))


def test_a_keyboard_reaches_everything_in_the_order_of_the_page(page: Page) -> None:
    places = {node.attributes["tabindex"] for node in page.nodes if "tabindex" in node.attributes}

    assert places <= {"0", "-1"}
    assert all(node.attributes.get("href") for node in page.all("a"))
    assert {node.tag for node in page.nodes if node.attributes.get("tabindex") == "0"} <= {"div"}


def test_what_is_folded_away_says_what_it_is(page: Page) -> None:
    firsts = {id(node.parent): node for node in reversed(page.nodes) if node.parent is not None}

    for node in page.all("details"):
        assert firsts[id(node)].tag == "summary"
        assert firsts[id(node)].text.strip()


def test_pictures_have_a_name_and_are_in_words_too(page: Page) -> None:
    for node in page.all("svg"):
        assert node.attributes["role"] == "img"
        assert "aria-labelledby" in node.attributes


def test_nothing_runs_and_nothing_is_fetched(page: Page) -> None:
    (policy,) = [node for node in page.all("meta") if "http-equiv" in node.attributes]

    assert policy.attributes["content"] == POLICY
    assert page.nodes.index(policy) < min(page.nodes.index(node) for node in page.all("style", "title"))
    style = page.one("style").text
    assert "url(" not in style
    assert "@import" not in style


def test_the_style_of_pictures_stands_in_the_page_once() -> None:
    markup = view.report(pv.cases.load("giffords-2011"))

    assert markup.count(drawing_css()) == 1
    assert markup.count("<style>") == 1


def test_the_same_picture_twice_has_ids_of_its_own_each_time() -> None:
    said = [pv.Source(name="Ada Lund", id=f"src-{n}") for n in range(2)]
    texts = ["It is closed.", "It is closed."]
    records: list[pv.Record] = [pv.Article(headline="Closed", id="art-1"), *said]
    for n, text in enumerate(texts):
        records.append(pv.Claim(text=text, id=f"clm-{n}"))
        records.append(pv.Attribution(article="art-1", claim=f"clm-{n}", source=said[n], id=f"att-{n}"))

    page = Page(view.report(pv.Dossier(records)))

    assert len(page.ids) == len(set(page.ids))
    for node in page.all("svg"):
        assert set(node.attributes["aria-labelledby"].split()) <= set(page.ids)
