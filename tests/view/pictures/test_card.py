"""The corroboration card."""

import pytest

import provenance as pv
from provenance import view
from tests.view.looking import EMOJI, FROM_RIGHT, HOSTILE, SVG, looked_at, texts


def copied_story(words: str = "The bridge is closed.", papers: int = 3, engineer: str = "Lund") -> pv.Dossier:
    """One engineer, quoted by one paper that others copy."""
    claim = pv.Claim(text=words, id="clm-closed")
    lund = pv.Source(name=engineer, kind="person", id="src-lund")
    records: list[pv.Record] = [claim, lund]
    for n in range(papers):
        outlet = pv.Source(name=f"Paper {n}", kind="news_outlet", id=f"src-paper-{n}")
        article = pv.Article(headline=f"Bridge {n}", publisher=outlet, id=f"art-{n}")
        records += [outlet, article, pv.Attribution(article=article, claim=claim, source=lund, id=f"att-{n}")]
        if n:
            records.append(
                pv.Derivation(derived=f"art-{n}", taken_from="art-0", kind="republished", id=f"der-{n}")
            )
    return pv.Dossier(records)


def test_the_range_stands_large_and_the_reports_small() -> None:
    tree = looked_at(view.draw(pv.corroboration(copied_story(), "clm-closed")))

    sizes = {"".join(node.itertext()): float(node.get("font-size", 0)) for node in tree.iter(f"{SVG}text")}
    assert sizes["1–1"] > 3 * sizes["3 reports"]
    assert sizes["3 reports"] == sizes["3 outlets"]


def test_reports_stand_beside_the_origin_that_they_come_from() -> None:
    picture = view.draw(pv.corroboration(copied_story(), "clm-closed"))

    said = texts(picture)
    assert said.index("Lund") < said.index("Paper 0 · art-0") < said.index("Paper 2 · art-2")
    assert "Lund (not known to be at first hand): 3 reports" in picture.description


def test_many_reports_and_many_origins_are_counted_and_not_drawn() -> None:
    many = view.draw(pv.corroboration(copied_story(papers=500), "clm-closed"))

    looked_at(many)
    assert "… and 494 more reports" in texts(many)
    assert len(many.svg) < 20_000


def test_a_claim_that_nobody_reports_says_so() -> None:
    dossier = pv.Dossier([pv.Claim(text="Nothing happened.", id="clm-none")])

    picture = view.draw(pv.corroboration(dossier, "clm-none"))

    looked_at(picture)
    assert "it is traced back to nobody" in texts(picture)
    assert "0–0" in texts(picture)


@pytest.mark.parametrize("words", [HOSTILE, FROM_RIGHT, EMOJI, "x" * 5_000, "a " * 5_000])
def test_whatever_a_claim_and_a_name_hold_stays_text_within_the_sheet(words: str) -> None:
    looked_at(view.draw(pv.corroboration(copied_story(words, engineer=words), "clm-closed")))


def test_a_claim_is_drawn_from_its_dossier_as_its_card() -> None:
    dossier = copied_story()

    assert view.draw(dossier.claims["clm-closed"], dossier).svg == view.draw("clm-closed", dossier).svg
    assert "“The bridge is closed.”" in texts(view.draw("clm-closed", dossier))


def test_reasons_can_be_left_away() -> None:
    count = pv.corroboration(copied_story(), "clm-closed")

    assert "Why" in texts(view.draw(count))
    assert "Why" not in texts(view.draw(count, reasons=False))


@pytest.mark.parametrize("name", pv.cases.names())
def test_every_claim_of_the_worked_stories_has_a_card(name: str) -> None:
    dossier = pv.cases.load(name)

    for claim in dossier.claims.values():
        looked_at(view.draw(claim, dossier))


def test_a_count_is_not_drawn_with_the_words_of_another_dossier() -> None:
    count = pv.corroboration(copied_story(), "clm-closed")

    with pytest.raises(pv.errors.UnknownRecordError, match="another dossier"):
        view.draw(count, pv.Dossier())
