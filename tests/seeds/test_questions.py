"""What the seed dossier is for: the questions it answers, with research and without."""

from functools import cache
from pathlib import Path

import provenance as pv

SEED = Path(__file__).resolve().parents[2] / "seeds" / "pokrovsk-2025.json"
ARTICLE = "art-pokrovsk-2025"


@cache
def dossier() -> pv.Dossier:
    return pv.read(SEED, strict=True)


def test_the_text_alone_gives_the_figure_to_nobody_but_estimates() -> None:
    counted = pv.corroboration(dossier(), "clm-100000-troops", basis="stated")
    traced = pv.trace(dossier(), "clm-100000-troops", basis="stated")

    assert counted.origins == ("src-estimates",)
    assert (counted.independent.least, counted.independent.most) == (1, 1)
    assert counted.first_hand == ()
    assert "Syrskyi" not in "\n".join(map(str, traced.chains()))


def test_research_finds_the_general_behind_the_figure_through_the_independent_and_reuters() -> None:
    counted = pv.corroboration(dossier(), "clm-100000-troops")
    (chain,) = map(str, pv.trace(dossier(), "clm-100000-troops").chains())

    assert counted.origins == ("src-syrskyi",)
    assert (counted.independent.least, counted.independent.most) == (1, 1)
    assert dossier().sources["src-syrskyi"].interests
    assert chain.index("The Independent") < chain.index("Reuters") < chain.index("Syrskyi")


def test_the_analysts_look_like_corroboration_of_the_ministry_and_are_not_established_as_such() -> None:
    text_alone = pv.corroboration(dossier(), "clm-ministry-units-advancing", basis="stated")
    joined = pv.corroboration(dossier(), "clm-ministry-units-advancing")

    assert text_alone.origins == ("src-ministry-of-defense-russia",)
    assert set(joined.origins) == {"src-ministry-of-defense-russia", "src-analysts"}
    assert (joined.independent.least, joined.independent.most) == (1, 2)


def test_a_detail_that_the_rewrite_changed_began_here() -> None:
    counted = pv.corroboration(dossier(), "clm-mine-on-outskirts")

    assert counted.origins == (ARTICLE,)


def test_the_article_states_that_verification_is_difficult_and_no_more() -> None:
    assert "could_not_verify" in str(pv.status(dossier(), "clm-ministry-units-advancing")).replace(" ", "_")
    assert "unchecked" in str(pv.status(dossier(), "clm-100000-troops"))
