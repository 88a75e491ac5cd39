"""Microdata, RDFa and Open Graph of a page: read with the extra `html`, where the scripts do not say it."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from provenance import formats
from provenance.model import Dossier
from tests.formats.schemaorg.test_foreign import REVIEW, only, problems
from tests.formats.schemaorg.test_page import GOOD, linked

MICRODATA = """
<div itemscope itemtype="http://schema.org/ClaimReview">
 <meta itemprop="url" content="https://check.example/2"><p itemprop="claimReviewed">It rains &amp; pours.</p>
 <div itemprop="author" itemscope itemtype="https://schema.org/Organization">
  <a itemprop="url" href="https://check.example/"><b itemprop="name">Checkers</b></a></div>
 <time itemprop="datePublished" datetime="2025-11-05">5 Nov</time>
 <div itemprop="itemReviewed" itemscope itemtype="http://schema.org/Claim">
  <div itemprop="author" itemscope itemtype="http://schema.org/Person"><i itemprop="name">Ann Berg</i></div>
 </div>
 <div itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating">
  <meta itemprop="ratingValue" content="1"><b itemprop="alternateName">False</b></div>
</div>"""
RDFA = """
<div vocab="http://schema.org/" typeof="ClaimReview">
 <a property="url" href="https://check.example/3">x</a><p property="claimReviewed">It snows.</p>
 <div property="author" typeof="Organization"><b property="name">Checkers</b></div>
 <span property="datePublished" content="2025-11-05">5 Nov</span>
 <div property="itemReviewed" typeof="Claim">
  <div property="author" typeof="Person"><i property="name">Ann Berg</i></div></div>
 <div property="reviewRating" typeof="Rating"><b property="alternateName">Mostly false</b></div>
</div>"""
OPEN_GRAPH = """
<meta property="og:type" content="article"><meta property="og:title" content="Bridge &amp; river">
<meta property="og:url" content="https://gazette.example/1"><meta property="og:site_name" content="Gazette">
<meta property="og:locale" content="en_GB"><meta property="og:image" content="https://gazette.example/x.png">
<meta property="article:published_time" content="2025-11-05T10:00:00+01:00">
<meta property="article:author" content="Ann Lee">"""


@pytest.fixture
def _extruct() -> None:
    pytest.importorskip("extruct", reason="extruct, which finds what stands in elements, is not installed")


def page(body: str, head: str = "") -> Dossier:
    text = f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    dossier = formats.loads(text, "html")
    assert formats.loads(formats.dumps(dossier, "schemaorg"), "schemaorg") == dossier
    return dossier


@pytest.mark.usefixtures("_extruct")
@pytest.mark.parametrize(("body", "verdict"), [(MICRODATA, "refuted"), (RDFA, "mostly_refuted")])
def test_a_review_in_the_elements_of_a_page_is_read(body: str, verdict: str) -> None:
    dossier = page(body)
    status = only(dossier)

    assert dossier.read_problems == ()
    assert status.verdict == verdict
    assert dossier.sources[status.checker or ""].name == "Checkers"
    assert str(status.judged_at) == "5 November 2025" or status.judged_at is not None
    (passage,) = dossier.attributions.values()
    assert dossier.sources[passage.source or ""].name == "Ann Berg"
    assert dossier.claims[status.claim].text in ("It rains & pours.", "It snows.")


@pytest.mark.usefixtures("_extruct")
def test_a_page_that_begins_as_xml_or_is_a_fragment_is_read() -> None:
    for start in ('<?xml version="1.0" encoding="utf-8"?>', "", "<!-- x -->", "\ufeff"):
        assert only(formats.loads(start + MICRODATA, "html")).verdict == "refuted"


@pytest.mark.usefixtures("_extruct")
def test_the_same_page_gives_the_same_dossier_each_time() -> None:
    both = RDFA + RDFA.replace("snows", "hails").replace("/3", "/4")

    assert page(both) == page(both)
    assert list(page(both).statuses) == list(page(both).statuses)


@pytest.mark.usefixtures("_extruct")
def test_open_graph_says_of_what_article_a_page_is_where_nothing_else_does() -> None:
    dossier = page("<p>x</p>", OPEN_GRAPH)

    (article,) = dossier.articles.values()
    assert (article.headline, article.url) == ("Bridge & river", "https://gazette.example/1")
    assert (article.language, article.authors) == ("en-GB", ("Ann Lee",))
    assert article.published is not None
    assert dossier.sources[article.publisher or ""].name == "Gazette"
    assert dossier.sources[article.publisher or ""].kind is None  # nobody says that a site is an outlet
    assert article.extra["schemaorg"]["openGraph"]["og:image"] == "https://gazette.example/x.png"
    assert dossier.read_problems == ()


@pytest.mark.usefixtures("_extruct")
def test_what_the_scripts_say_is_not_read_again_from_the_elements() -> None:
    article = {**json.loads(json.dumps(REVIEW)), "@type": "NewsArticle", "headline": "From a script"}

    twice = page(MICRODATA, GOOD)
    other = page(MICRODATA, linked(json.dumps(article)) + OPEN_GRAPH)

    assert [claim.text for claim in twice.claims.values()] == ["The bridge is closed."]
    assert only(other).verdict == "refuted"  # the scripts hold an article, the elements a review
    assert "Bridge & river" not in {article.headline for article in other.articles.values()}


@pytest.mark.usefixtures("_extruct")
@pytest.mark.parametrize(
    "body",
    [
        '<div itemscope itemtype="http://schema.org/Recipe"><b itemprop="name">Soup</b></div>',
        '<div itemscope itemtype="http://data-vocabulary.org/Review"><b itemprop="name">Soup</b></div>',
        '<div vocab="http://schema.org/" typeof="Product"><b property="name">Soap</b></div>',
        '<meta property="og:type" content="website"><meta property="og:title" content="Home">',
    ],
)
def test_what_is_no_news_is_passed_over(body: str) -> None:
    assert len(page(body)) == 0


@pytest.mark.parametrize(
    ("body", "name"), [(MICRODATA, "Microdata"), (RDFA, "RDFa"), (OPEN_GRAPH, "Open Graph")]
)
def test_without_the_package_the_extra_and_how_to_install_it_are_named(
    body: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "extruct", None)

    dossier = page(body)

    path = f"$.{name.replace(' ', '').lower()}"
    assert f"reading the page's {name} needs the package extruct" in problems(dossier)[path]
    assert "python -m pip install 'news-provenance[html]'" in problems(dossier)[path]


@pytest.mark.parametrize("body", [MICRODATA, OPEN_GRAPH, "<p>x</p>"])
def test_json_ld_needs_no_package(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "extruct", None)

    dossier = page(body, GOOD)

    assert only(dossier).verdict == "refuted"
    assert dossier.read_problems == ()


@pytest.mark.usefixtures("_extruct")
def test_bad_json_ld_keeps_nobody_from_reading_the_elements() -> None:
    bad = "".join(map(linked, ("{", "[" * 100_000, '{"@type": "ClaimReview"')))

    dossier = page(bad + MICRODATA)

    assert only(dossier).verdict == "refuted"
    assert {problem.path for problem in dossier.read_problems} >= {f"$.script[{n}]" for n in range(3)}


@pytest.mark.usefixtures("_extruct")
@pytest.mark.parametrize(
    "make",
    [
        lambda n: '<div itemscope itemtype="http://schema.org/ClaimReview" itemprop="a">' * n,
        lambda n: '<p itemscope itemtype="http://schema.org/ClaimReview"><b itemprop="name">x</b></p>' * n,
        lambda n: '<div vocab="http://schema.org/" typeof="ClaimReview" property="a">' * n,
        lambda n: '<i vocab="http://schema.org/" typeof="Claim"><b property="name">x</b></i>' * n,
        lambda n: '<i vocab="http://schema.org/" typeof="Claim" resource="_:a" rel="b"><i resource=_:a>' * n,
        lambda n: '<meta property="og:type" content="article">' + '<meta property="og:x" content="x">' * n,
        lambda n: '<b itemtype="http://schema.org/Claim' * n,
        lambda n: "<meta " * n + '"article:published_time"',
        lambda n: '<a itemscope itemtype=http://schema.org/Claim itemref=b><i id=b itemprop=c itemref=b>' * n,
        lambda n: '<b itemscope itemtype="http://schema.org/Claim">\x00\x01</b>' * n,
    ],
)  # fmt: skip
def test_elements_made_to_break_a_parser_are_answered_in_time(make: Callable[[int], Any]) -> None:
    begun = time.process_time()

    formats.loads(make(1_000), "html")

    assert time.process_time() - begun < 5


@pytest.mark.usefixtures("_extruct")
def test_a_page_of_items_in_items_does_not_lock_the_next() -> None:
    deep = '<div itemscope itemtype="http://schema.org/ClaimReview" itemprop="a">' * 1_000

    assert "deeper than 40" in problems(formats.loads(deep, "html"))["$.microdata"]

    assert only(page(MICRODATA)).verdict == "refuted"


def test_giants_are_not_searched() -> None:
    dossier = formats.loads(MICRODATA + " " * 5_000_000, "html")

    assert "not searched for Microdata" in problems(dossier)["$.microdata"]


@pytest.mark.usefixtures("_extruct")
@pytest.mark.parametrize(
    "text",
    [
        '<html version="XHTML+RDFa 1.0" profile="http://127.0.0.1:9/p" vocab="http://127.0.0.1:9/v">'
        '<base href="http://127.0.0.1:9/"><div vocab="http://schema.org/" typeof="Claim">',
        '<html vocab="file:///etc/passwd" prefix="a: http://127.0.0.1:9/">'
        '<p vocab="http://schema.org/" typeof="Claim">',
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p itemscope '
        'itemtype="http://schema.org/Claim"><b itemprop="text">&x;</b>',
    ],
)  # fmt: skip
def test_nothing_that_a_page_names_is_fetched_or_opened(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    formats.loads(RDFA, "html")  # so that what is imported is
    for name in ("getaddrinfo", "create_connection", "socket"):
        monkeypatch.setattr(f"socket.{name}", lambda *given, **named: asked.append(given))
    monkeypatch.setattr("builtins.open", lambda *given, **named: asked.append(given))

    dossier = formats.loads(text, "html")
    monkeypatch.undo()

    assert asked == []
    assert "root:" not in formats.dumps(dossier, "schemaorg")
