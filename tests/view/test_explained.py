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


def test_sources_left_open_are_named_in_one_line_with_their_claims() -> None:
    text = "Officials said rain fell. Experts said snow fell. Officials told reporters it was cold."

    told = explained(pv.extract(text), width=80)

    assert told.count("nobody at first hand") == 1
    assert "1–3: each 1 report, 0 outlets" in " ".join(told.split())


def test_it_tells_authors_place_and_what_the_article_draws_on() -> None:
    text = (
        "Sales fall in Oslo\n\nBy Ann Lee\n\nOSLO, Nov 4 (Reuters) - Sales fell, the bank said.\n\nThe Verge "
        "first reported the fall."
    )

    told = explained(pv.extract(text, publisher="Evening Post"), width=200)

    assert "written by Ann Lee · from OSLO, Nov 4" in told
    assert "draws on Reuters (republished), The Verge (paraphrased)" in told


def test_cue_venue_and_anonymity_stand_with_the_passage() -> None:
    text = (
        "In a post on X, the mayor claimed that it rained. A man, who cannot be named for legal reasons, "
        "told reporters it snowed."
    )

    told = explained(pv.extract(text), width=200)

    assert "“the mayor” (“claimed”) · indirect · in a post" in told
    assert "· to reporters" in told
    assert "source: not named “for legal reasons”" in told


def test_nobody_is_shown_to_relay_himself() -> None:
    told = explained(pv.extract("Ann Lee said she hoped it would rain."), width=200)

    assert "Ann Lee" in told
    assert "Ann Lee ← Ann Lee" not in told


def test_a_finding_of_a_check_says_which_claims_it_is_about() -> None:
    text = "Ann Lee said it rained. Bob Roe said it snowed.\n\nReuters could not verify the reports."

    told = explained(pv.extract(text), width=200)

    assert (
        "Reuters: could not verify\n    “Reuters could not verify the reports”\n    about claims 1–2" in told
    )


def test_of_a_text_in_another_language_it_says_that_it_cannot_read_it() -> None:
    text = "Міністр заявив, що міст у центрі закриють, бо він старий. «Ми готові», — сказав він."

    told = " ".join(explained(pv.extract(text, own_voice=True), width=60).split())

    assert "the text does not read as English prose" in told
    assert told.startswith("An article without a headline")


def test_what_was_checked_later_is_not_told_of_earlier() -> None:
    dossier = story()
    dossier.add(
        pv.VerificationStatus(
            claim="clm-closed", checker="src-valley", state="checked", judged_at="2025-11-09", id="ver-1"
        )
    )

    assert "The Valley: checked, 2025-11-09" in explained(dossier, as_of="2025-11-10")
    earlier = explained(dossier, as_of="2025-11-08")
    assert "checked, 2025" not in earlier
    assert "Nothing on record says that anybody has checked by then." in earlier
