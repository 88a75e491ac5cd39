"""The ordinary article: what its page shows of one sentence, and of the rest.

What the dossier answers with research and without is tested beside the seed, in `tests/seeds/`.
"""

from functools import cache

import provenance as pv
from provenance.queries import DriftKind

ARTICLE = "art-pokrovsk-2025"
FIGURE = "clm-100000-troops"


@cache
def story() -> pv.Dossier:
    return pv.cases.load("pokrovsk-2025")


def test_four_claims_may_have_more_than_one_source_and_none_is_known_to() -> None:
    wide = {
        row.claim: tuple(row.independent)
        for row in pv.corroboration_table(story())
        if row.independent.most > 1
    }

    assert wide == {
        "clm-analysts-units-advancing": (1, 2),
        "clm-gateway-to-donetsk": (1, 3),
        "clm-inclusion-illegal": (1, 3),
        "clm-ministry-units-advancing": (1, 2),
    }


def test_the_general_was_lost_at_the_first_step_and_estimates_came_in_at_the_second() -> None:
    changes = pv.drift(story(), FIGURE)
    (lost,) = changes.of(DriftKind.ORIGINATOR_LOST)
    (changed,) = changes.of(DriftKind.ORIGINATOR_CHANGED)

    assert (lost.hop.record, changed.hop.record) == ("att-independent-100000", "att-100000-troops")
    assert (lost.before, changed.after) == ("Oleksandr Syrskyi", "estimates")


def test_over_became_about_and_the_area_the_immediate_vicinity() -> None:
    changes = pv.drift(story(), FIGURE)
    (bound,) = changes.of(DriftKind.BOUND_CHANGED)

    assert (bound.before, bound.after) == ("over 100,000 troops", "about 100,000 troops")
    assert changes.of(DriftKind.PLACE_CHANGED)[-1].after == "the immediate vicinity of the city"


def test_all_that_rests_on_the_general_falls_with_him() -> None:
    fallen = {claim.claim: claim.state.value for claim in pv.what_falls_if(story(), "src-syrskyi")}

    assert fallen == dict.fromkeys(
        ("clm-100000-independent", FIGURE, "clm-concentrate-resources", "clm-over-100000-in-area"), "falls"
    )


def test_most_of_the_article_is_said_by_nobody_but_the_outlet() -> None:
    profile = pv.sourcing(story(), ARTICLE, basis="stated").whole

    assert profile.categories["own_voice"] * 2 > profile.passages
    assert (profile.flags["official"], profile.flags["party"]) == (5, 5)


def test_an_editor_marks_the_headline_and_the_number() -> None:
    marked = {
        (finding.code, finding.record) for finding in pv.lint(story(), select=["H", "S07", "S08"]).findings
    }

    assert {code for code, _ in marked} == {"H01", "H02", "S07", "S08"}
    assert {("S07", "att-100000-troops"), ("S08", "att-100000-troops")} <= marked


def test_the_article_checks_nothing_and_says_that_it_could_not() -> None:
    (stated,) = pv.status(story(), "clm-analysts-units-advancing")

    assert stated.status.state is pv.VerificationState.COULD_NOT_VERIFY
    assert stated.checker == ARTICLE
    assert pv.status(story(), FIGURE).is_unchecked
