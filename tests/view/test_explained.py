"""Telling a whole dossier to a person."""

from hypothesis import given

import provenance as pv
from provenance import testing
from provenance.model import Dossier
from provenance.view import explained


def story() -> Dossier:
    claim = pv.Claim(text="The bridge is closed.", id="clm-closed")
    paper = pv.Source(name="The Valley", kind="news_outlet", id="src-valley")
    official = pv.Source(kind="person", description="a senior official", id="src-official")
    engineer = pv.Source(name="Ada Lund", kind="person", id="src-lund")
    article = pv.Article(headline="Bridge closed", publisher=paper, published="2025-11-04", id="art-1")
    unseen = pv.Article(publisher=paper, id="art-0")
    return Dossier(
        [
            claim,
            paper,
            official,
            engineer,
            article,
            unseen,
            pv.Attribution(article=article, claim=claim, source=official, anonymity="unnamed", id="att-1"),
            pv.Attribution(article=article, claim=claim, source=engineer, commitment="CT-", id="att-2"),
            pv.Attribution(
                article=article, claim=pv.Claim(text="It rains.", id="clm-rain"), form="own_voice", id="att-3"
            ),
            pv.Claim(text="It rains.", id="clm-rain"),
        ],
        title="The bridge",
    )


def test_it_says_who_says_what_and_what_stays_open() -> None:
    told = explained(story(), width=200)

    assert told.startswith("The bridge\n")
    assert "Bridge closed" in told
    assert "by The Valley · published 2025-11-04" in told
    assert "“a senior official”" in told
    assert "Ada Lund · denied" in told
    assert "1 report, 1 outlet, 1–1 independent origins, nobody at first hand; 1 denial" in told
    assert "Who is meant stays open: “a senior official” (1–2)" in told
    assert "In the outlet's own voice: 1 claim" in told
    assert "Nothing on record says that anybody has checked." in told


def test_what_is_only_known_by_its_publisher_is_listed_as_not_seen() -> None:
    told = explained(story())

    assert "Not seen, but on record\n  – by The Valley · date not recorded" in told


def test_an_empty_dossier_says_so() -> None:
    assert explained(Dossier()) == "The dossier is empty."


def test_lines_keep_to_the_width_asked_for() -> None:
    told = explained(pv.read("seeds/pokrovsk-2025.json"), own_voice=True, width=60)

    assert max(map(len, told.splitlines())) <= 60


def test_problems_are_counted_and_named() -> None:
    dossier = Dossier([pv.Attribution(article="art-1", claim="clm-1", id="att-1")])

    assert "2 problems in the dossier" in explained(dossier)


@given(testing.dossiers())
def test_any_dossier_can_be_told(dossier: Dossier) -> None:
    assert explained(dossier, own_voice=True).strip()
