"""Curveball: high confidence, many reports, one man behind a liaison service."""

from functools import cache

import pytest

import provenance as pv
from provenance import cases

CLAIM = "clm-mobile"


@cache
def story() -> pv.Dossier:
    return cases.load("curveball")


@pytest.mark.parametrize(
    ("day", "reports", "most"),
    [("2000-12-31", 3, 1), ("2001-12-31", 4, 2), ("2002-10-01", 6, 3), ("2003-02-05", 7, 5)],
)
def test_the_reports_grow_faster_than_the_voices(day: str, reports: int, most: int) -> None:
    counted = pv.corroboration(story(), CLAIM, as_of=day)

    assert (counted.reports, counted.independent.least, counted.independent.most) == (reports, 1, most)


def test_when_confidence_was_high_nobody_was_at_first_hand() -> None:
    assert pv.corroboration(story(), CLAIM, as_of="2002-10-01").first_hand == ()
    assert story().grades["grd-nie-2002"].value == "high"
    assert str(story().grades["grd-nie-2002"].graded_at) == "2002-10-01"


def test_every_chain_to_curveball_before_the_speech_runs_through_the_liaison_service() -> None:
    chains = [str(chain) for chain in pv.trace(story(), CLAIM, as_of="2002-10-01").chains()]
    to_him = [chain for chain in chains if chain.endswith("Curveball")]

    assert len(to_him) == 5
    assert all(chain.endswith("BND ← Curveball") for chain in to_him)
    assert any(chain.startswith("The British government") for chain in to_him)


def test_only_the_speech_makes_him_an_eyewitness_and_his_handlers_deny_it() -> None:
    assert pv.corroboration(story(), CLAIM, as_of="2003-02-05").first_hand == ("src-curveball",)
    assert "five senior officials of the BND" in str(pv.disputes(story(), "clm-eyewitness"))


def test_the_man_of_the_congress_was_graded_before_the_estimate_relied_on_him() -> None:
    graded = pv.timeline(story(), kind=["grade"])

    assert [event.record for event in graded] == ["grd-inc-source", "grd-nie-2002", "grd-curveball"]
    assert graded.before("grd-inc-source", "grd-nie-2002") is True


def test_grades_change_no_count() -> None:
    ungraded = story().copy()
    for id in story().grades:
        ungraded.discard(id)

    assert str(pv.corroboration(ungraded, CLAIM)) == str(pv.corroboration(story(), CLAIM))


def test_without_him_nobody_is_left_at_first_hand() -> None:
    (without_him,) = (
        item for item in pv.what_falls_if(story(), "src-curveball").may_fall if item.claim == CLAIM
    )

    assert (without_him.after.least, without_him.after.most) == (0, 4)


def test_the_alleged_corroborators_did_not_corroborate() -> None:
    assert "refuted" in str(pv.status(story(), "clm-confirmed"))
    assert pv.corroboration(story(), CLAIM, as_of="2003-12-31").denials == 1
    assert "src-inc-source" in pv.corroboration(story(), "clm-laboratories").origins


def test_two_who_may_be_one_are_both_counted_at_the_top() -> None:
    judgement = story().judgements["jdg-engineer-asylum-seeker"]
    origins = pv.corroboration(story(), CLAIM).origins

    assert judgement.verdict == "unsure"
    assert {judgement.first, judgement.second} <= set(origins)


def test_whether_the_reports_still_stood_in_may_2004_is_undecided() -> None:
    (left,) = pv.corroboration(story(), CLAIM, as_of="2004-05-01").left_out

    assert left.record == "der-recall"
    assert pv.corroboration(story(), CLAIM, as_of="2004-02-29").reports == 7
    assert pv.corroboration(story(), CLAIM, as_of="2004-07-01").reports == 6


def test_what_was_known_of_checks_depends_on_the_day() -> None:
    assert "unchecked" in str(pv.status(story(), CLAIM, as_of="2002-10-01"))
    assert "could not verify" in str(pv.status(story(), CLAIM, as_of="2003-02-05"))
    assert "refuted" in str(pv.status(story(), CLAIM, as_of="2005-12-31"))


def test_the_estimate_still_relies_on_what_was_taken_back() -> None:
    assert len(pv.lint(story(), select="V03", article="art-nie-2002").findings) == 1


def test_the_reports_relay_what_the_liaison_service_relays() -> None:
    chains = [str(chain) for chain in pv.trace(story(), "att-humint-2000", as_of="2002-10-01").chains()]

    assert chains == ["Defense HUMINT ← BND ← Curveball"]
    assert story().attributions["att-humint-2000"].via == "att-humint-liaison"


def test_the_estimate_compiles_three_reports() -> None:
    chains = [str(chain) for chain in pv.trace(story(), "att-nie-2002", as_of="2002-10-01").chains()]

    assert len(chains) == 3
    assert {chain.rpartition(" ← ")[2] for chain in chains} == {
        "Curveball",
        "“another asylum seeker”",
        "“a source brought by the Iraqi National Congress”",
    }


def test_the_major_of_the_speech_is_the_man_who_had_been_called_a_fabricator() -> None:
    counted = pv.corroboration(story(), "clm-laboratories")

    assert counted.origins == ("src-inc-source",)
    assert counted.reports == 2


def test_the_secretary_of_state_said_that_others_confirmed_it() -> None:
    assert pv.corroboration(story(), "clm-confirmed").origins == ("src-powell",)


def test_his_confession_counts_as_his_and_the_commission_says_the_same() -> None:
    counted = pv.corroboration(story(), "clm-made-up")

    assert set(counted.origins) == {"src-curveball", "art-commission-2005"}
    assert counted.first_hand == ("src-curveball",)
    assert any("Curveball says both" in str(dispute) for dispute in pv.disputes(story(), "clm-made-up"))
