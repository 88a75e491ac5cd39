"""What a report says."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

import provenance as pv
from provenance import formats, view
from tests.view.reports.pages import Page

TEXT = "The bridge is closed, the mayor said on Monday. Nobody has seen it."


def bridge() -> pv.Dossier:
    """A paper says so on Monday, another copies it on Tuesday, a third denies it on Thursday."""
    mayor = pv.Source(name="Ada Lund", kind="person", id="src-mayor")
    clerk = pv.Source(name="Bo Ek", kind="person", id="src-clerk")
    papers = [pv.Source(name=f"Paper {n}", kind="news_outlet", id=f"src-{n}") for n in range(3)]
    claim = pv.Claim(text="The bridge is closed.", id="clm-closed", language="en")
    days = ("2025-11-03", "2025-11-04", "2025-11-06")
    articles = [
        pv.Article(
            headline=f"Bridge, part {n}",
            publisher=papers[n],
            published=day,
            url=f"https://news.example/{n}",
            text=TEXT if n == 0 else None,
            id=f"art-{n}",
        )
        for n, day in enumerate(days)
    ]
    recorded = pv.Recorded(by="Kim", at=datetime(2025, 11, 10, tzinfo=UTC), basis="stated")
    passages = [
        pv.Attribution(
            article=f"art-{n}",
            claim=claim,
            source=mayor if n < 2 else clerk,
            anchors=pv.Anchors(content=[pv.TextAnchor.of(TEXT, 0, 20)]) if n == 0 else pv.Anchors(),
            commitment="CT+" if n < 2 else "CT-",
            recorded=recorded,
            id=f"att-{n}",
        )
        for n in range(3)
    ]
    copied = pv.Derivation(
        derived="art-1", taken_from="art-0", kind="republished", id="der-1", recorded=recorded
    )
    checked = pv.VerificationStatus(
        claim=claim,
        state="checked",
        verdict="refuted",
        checker=papers[2],
        rationale="A reporter crossed it.",
        evidence=[pv.Evidence(url="https://news.example/crossed")],
        judged_at="2025-11-06",
        recorded=recorded,
        id="ver-1",
    )
    return pv.Dossier(
        [mayor, clerk, *papers, claim, *articles, *passages, copied, checked], title="The bridge"
    )


def read(dossier: pv.Dossier, **asked: object) -> Page:
    """Return the report on a dossier, read."""
    return Page(view.report(dossier, **asked))  # type: ignore[arg-type]


def part(page: Page, id: str) -> str:
    """Return what is said in a part of a page."""
    (found,) = [node for node in page.nodes if node.attributes.get("id") == id]
    return " ".join(found.text.split())


def test_it_begins_with_what_there_is_and_how_to_read_it() -> None:
    head = " ".join(read(bridge()).one("header").text.split())

    assert "The bridge" in head
    assert "3 articles from 3 outlets, 1 claim and 3 passages." in head
    assert "1 rests on one origin, however many report it; 1 is denied by somebody." in head
    assert "never" not in head
    assert "nothing here is a score of truth" in head


def test_a_claim_is_told_with_its_count_its_checks_and_who_disputes_it() -> None:
    claim = part(read(bridge()), "claim-1")

    assert claim.startswith("1. “The bridge is closed.”")
    assert "disputed" in claim
    assert "1–1" in claim
    assert "Paper 2: checked, refuted" in claim
    assert "A reporter crossed it." in claim
    assert "https://news.example/crossed" in claim
    assert (
        "is asserted by Ada Lund (2025-11-03); “The bridge is closed.” is denied by Bo Ek (2025-11-06)"
        in claim
    )


def test_articles_come_in_order_each_with_its_passages() -> None:
    page = read(bridge())

    titles = [part(page, f"article-{n}-title") for n in (1, 2, 3)]
    assert titles == ["1. Paper 0, 2025-11-03", "2. Paper 1, 2025-11-04", "3. Paper 2, 2025-11-06"]
    assert "The bridge is closed" in part(page, "article-1")
    assert "its text is not in the dossier" in part(page, "article-2")


def test_the_evidence_list_holds_every_record_with_its_words_and_addresses() -> None:
    evidence = part(read(bridge()), "evidence")

    for id in ("src-mayor", "art-0", "att-2", "der-1", "ver-1"):
        assert id in evidence
    assert "“The bridge is closed”" in evidence
    assert "https://news.example/1" in evidence


def test_what_can_be_recomputed_can_be_compared() -> None:
    dossier = bridge()
    made = part(read(dossier), "made")

    assert dossier.digest() in made
    assert sha256(TEXT.encode()).hexdigest() in made
    assert f"news-provenance {pv.__version__}" in made
    assert formats.SCHEMA in made
    assert "no broken reference or anchor was found" in made


def test_seen_from_an_earlier_day_what_came_later_is_not_there() -> None:
    page = read(bridge(), as_of="2025-11-04")

    assert "Seen here is only what had been published by 2025-11-04." in " ".join(
        page.one("header").text.split()
    )
    assert "2 articles from 2 outlets" in " ".join(page.one("header").text.split())
    assert "Paper 2" not in part(page, "articles")
    assert "Bridge, part 2" not in page.one("main").text
    assert "att-2" not in part(page, "evidence")
    assert "nobody is known to have checked it" in part(page, "claim-1")
    assert "what had been published by 2025-11-04" in part(page, "made")


def test_what_was_taken_from_or_into_a_later_article_is_not_among_the_evidence() -> None:
    dossier = bridge()
    dossier.add(pv.Derivation(derived="art-2", taken_from="art-0", kind="quoted", id="der-late"))
    dossier.add(pv.Derivation(derived="att-2", taken_from="att-0", kind="quoted", id="der-said-late"))

    evidence = part(read(dossier, as_of="2025-11-04"), "evidence")

    assert "der-1" in evidence
    assert "late" not in evidence


def test_an_article_that_may_have_been_out_by_then_is_named_and_not_counted() -> None:
    dossier = bridge()
    dossier.add(pv.Article(headline="Sometime", published="2025-11", id="art-sometime"))

    page = read(dossier, as_of="2025-11-04")

    assert "2 articles from 2 outlets" in " ".join(page.one("header").text.split())
    assert "whether it was out by then is not known" in part(page, "articles")


def test_record_time_and_layers_limit_it_and_what_does_not_say_is_listed() -> None:
    dossier = bridge()
    dossier.add(pv.Attribution(article="art-0", claim="clm-closed", source="src-clerk", id="att-unsaid"))

    page = read(dossier, known_at=datetime(2025, 11, 11, tzinfo=UTC), basis=["stated"])

    assert "att-unsaid" not in part(page, "evidence")
    assert "att-unsaid: " in part(page, "made")
    assert "only stated" in part(page, "made")
    assert "what had been recorded by 2025-11-11T00:00:00+00:00" in part(page, "made")
    earlier = read(dossier, known_at=datetime(2025, 11, 1, tzinfo=UTC))
    assert "0 passages" in earlier.one("header").text


def test_layers_may_be_given_once_only() -> None:
    assert view.report(bridge(), basis=iter(["stated"])) == view.report(bridge(), basis="stated")


def test_the_sourcing_rules_are_asked_unless_they_are_not_wanted() -> None:
    with_rules, without = read(bridge()), read(bridge(), lint=False)

    assert "By the sourcing rules of the house “general”" in part(with_rules, "sourcing-rules")
    assert "The sourcing rules were not asked." in part(without, "sourcing-rules")
    assert "not asked" in part(without, "made")


def test_what_falls_is_told_of_the_origins_that_most_claims_come_from() -> None:
    falls = part(read(bridge()), "falls")

    assert "Ada Lund: 1 claim" in falls
    assert "may fall" in falls or "falls" in falls


def test_a_ring_is_shown_where_there_is_one() -> None:
    assert "No ring is on record" in part(read(bridge()), "rings")

    ring = part(read(pv.cases.load("jarre-quote-2009")), "rings")
    assert "No ring is on record" not in ring
    assert "Wikipedia" in ring


def test_an_anchor_that_does_not_match_is_told_of_and_the_page_is_made() -> None:
    dossier = bridge()
    astray = pv.TextAnchor(start=2, end=9, exact="astray!")
    dossier.add(
        pv.Attribution(
            article="art-0",
            claim="clm-closed",
            source="src-clerk",
            anchors=pv.Anchors(cue=[astray]),
            id="att-x",
        )
    )

    page = read(dossier)

    assert "1 problem in the dossier" in part(page, "made")
    assert "“astray!”" in part(page, "evidence")


def test_what_is_half_known_has_a_place() -> None:
    records: list[pv.Record] = [
        pv.Article(id="art-1"),
        pv.Article(published=pv.When(text="one of these days"), id="art-2"),
        pv.Source(description="a man at the bridge", kind="person", id="src-1"),
        pv.Attribution(article="art-1", claim="clm-gone", source="src-gone", id="att-1"),
        pv.Attribution(article="art-2", claim="clm-1", source="src-1", id="att-2"),
        pv.Attribution(article="art-gone", claim="clm-1", id="att-3"),
        pv.Claim(text="It shook.", when="2025~", id="clm-1"),
    ]

    page = read(pv.Dossier(records))

    assert "a man at the bridge" in part(page, "claim-1")
    assert "problems in the dossier" in part(page, "made")
    assert page.one("h1").text == "Who said what"


def test_an_empty_dossier_has_a_page_that_says_so() -> None:
    page = read(pv.Dossier())

    assert "The dossier is empty." in page.one("header").text
    assert "There is no record." in part(page, "evidence")


@pytest.mark.parametrize("title", ["Ten bridges", "גשר"])
def test_the_title_can_be_given(title: str) -> None:
    page = read(bridge(), title=title)

    assert page.one("h1").text == title


def test_only_english_is_spoken_and_only_of_dossiers() -> None:
    assert read(bridge(), language="en-GB").one("html").attributes["lang"] == "en-GB"
    with pytest.raises(pv.errors.UsageError, match="English"):
        view.report(bridge(), language="de")
    with pytest.raises(pv.errors.UsageError, match="report"):
        view.report("seeds/pokrovsk-2025.json")  # type: ignore[arg-type]
    with pytest.raises(pv.errors.UsageError, match="title"):
        view.report(bridge(), title=3)  # type: ignore[arg-type]
    with pytest.raises(pv.errors.UsageError, match="report"):
        view.report(bridge(), basis="hearsay")
