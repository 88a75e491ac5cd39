"""A headline in three versions, two claims that exclude each other, and what was known when."""

from datetime import UTC, datetime
from functools import cache

import pytest

import provenance as pv
from provenance import cases

STRIKE, ROCKET, VIDEO = "clm-israeli-strike", "clm-rocket", "clm-video"
THAT_NIGHT = datetime(2023, 10, 17, 23, tzinfo=UTC)


@cache
def story() -> pv.Dossier:
    return cases.load("al-ahli-2023")


def checks(claim: str, **asked: str | datetime) -> dict[str | None, str]:
    found = pv.status(story(), claim, **asked)  # type: ignore[arg-type]
    return {check.checker: str(check.status.verdict or check.status.state) for check in found}


def test_the_headline_lost_who_did_it_and_gained_a_number_and_no_correction_said_so() -> None:
    changed = pv.diff(story(), "art-nyt-1", "art-nyt-3")
    claims = {(edit.before, edit.after) for edit in changed.of_kind("claim_changed")}

    assert changed.are_one_work
    assert changed.in_order is True
    assert len(changed.of_kind("headline_changed")) == 1
    assert claims == {("att-head-1-strike", "att-head-3-blast"), ("att-head-1-hundreds", "att-head-3-500")}
    assert (
        changed.unannounced == changed.edits == pv.diff(story(), "art-nyt-1", "art-nyt-3", stealth=True).edits
    )


def test_the_later_version_has_the_denial_beside_the_claim() -> None:
    changed = pv.diff(story(), "art-nyt-1", "art-nyt-3")

    assert {edit.after for edit in changed.added} == {"att-body-3-denial", "att-body-3-rocket"}
    assert changed.removed == ()
    assert "added: denial by Israel Defense Forces: “An Israeli air strike hit the hospital.”" in str(changed)


def test_the_headline_credits_others_than_the_body() -> None:
    (found,) = pv.lint(story(), article="art-nyt-1", select="H01").findings

    assert found.record == "att-head-1-strike"
    assert "credits “Palestinians”" in found.message
    assert "to “a spokeswoman for the Gaza health ministry”" in found.message


def test_who_judges_the_two_to_be_one_voice_silences_the_rule() -> None:
    joined = story().copy()
    joined.add(pv.IdentityJudgement(first="src-palestinians", second="src-ministry", verdict="same"))

    assert not pv.lint(joined, article="art-nyt-1", select="H01").findings


def test_two_claims_exclude_each_other_and_each_is_denied_by_a_party() -> None:
    found = pv.disputes(story())
    sides = {
        (str(dispute.kind), *(tuple(sorted(p.id for p in side.parties)) for side in dispute))
        for dispute in found
    }

    assert sides == {
        ("denied", ("src-hamas", "src-ministry"), ("src-idf",)),
        ("contradicts", ("src-hamas", "src-ministry"), ("src-idf",)),
        ("denied", ("src-idf",), ("src-islamic-jihad",)),
    }
    assert all("interested" in str(p) for dispute in found for side in dispute for p in side.parties)


def test_nobody_who_blames_is_known_at_first_hand() -> None:
    strike, rocket = (pv.corroboration(story(), claim) for claim in (STRIKE, ROCKET))

    assert (strike.independent, rocket.independent) == ((1, 2), (1, 1))
    assert strike.first_hand == rocket.first_hand == ()


def test_a_guess_that_was_taken_back_no_longer_counts() -> None:
    on_the_day = pv.corroboration(story(), STRIKE, as_of="2023-10-17")
    later = pv.corroboration(story(), STRIKE, as_of="2023-10-20")

    assert "art-bbc" in on_the_day.origins
    assert "art-bbc" not in later.origins
    assert "att-bbc" in later.fallen


def test_checkers_who_differ_stand_side_by_side() -> None:
    assert checks(ROCKET) == {
        "src-al-jazeera": "refuted",
        "src-ap": "supported",
        "src-forensic-architecture": "unproven",
        "src-hrw": "supported",
    }


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2023-10-20", {}),
        ("2023-10-22", {"src-ap": "supported"}),
        ("2023-10-25", {"src-ap": "supported", "src-nyt": "refuted"}),
        ("2023-11-30", {"src-ap": "refuted", "src-nyt": "refuted"}),
    ],
)
def test_a_checker_may_give_up_the_evidence_and_keep_the_conclusion(day: str, found: dict[str, str]) -> None:
    assert checks(VIDEO, as_of=day) == found
    assert checks(ROCKET, as_of="2023-11-30")["src-ap"] == "supported"


def test_that_it_could_not_be_verified_that_evening_was_not_on_record_that_evening() -> None:
    assert checks(STRIKE, as_of="2023-10-17") == {"src-nyt": "could_not_verify"}
    assert checks(STRIKE, as_of="2023-10-17", known_at=THAT_NIGHT) == {}
    assert checks(STRIKE, as_of="2023-10-17", known_at=datetime(2023, 10, 24, tzinfo=UTC)) == {
        "src-nyt": "could_not_verify"
    }


def test_the_warning_in_the_newsroom_was_of_the_evening_and_came_out_a_week_later() -> None:
    warning, note = pv.timeline(story(), "clm-unverified")

    assert (warning.record, note.record) == ("att-editor", "att-note-unverified")
    assert str(warning.when) == "2023-10-17"
    assert warning.recorded is not None
    assert warning.recorded.date().isoformat() == "2023-10-24"
    assert len(pv.timeline(story(), "clm-unverified", known_at=THAT_NIGHT)) == 0


def test_the_second_headline_kept_the_strike_and_left_out_whose() -> None:
    first, second = (
        {(edit.before, edit.after) for edit in pv.diff(story(), *ends).of_kind("claim_changed")}
        for ends in (("art-nyt-1", "art-nyt-2"), ("art-nyt-2", "art-nyt-3"))
    )

    assert first == {("att-head-1-strike", "att-head-2-strike"), ("att-head-1-hundreds", "att-head-2-500")}
    assert second == {("att-head-2-strike", "att-head-3-blast")}


def test_the_army_is_one_voice_in_three_outlets() -> None:
    (army,) = pv.corroboration(story(), ROCKET).groups

    assert army.origin == "src-idf"
    assert army.reports == ("art-nation", "art-nyt-3", "art-reuters-idf")
    assert pv.corroboration(story(), STRIKE).denials == 2


def test_that_it_was_not_verified_limits_the_claim_and_the_picture_was_a_reason_for_the_other() -> None:
    joined = {(r.subject, str(r.kind), r.object) for r in story().relations.values()}

    assert ("clm-unverified", "caveats", STRIKE) in joined
    assert (VIDEO, "supports", ROCKET) in joined


def test_a_check_against_the_claim_is_listed_apart_from_the_parties() -> None:
    assert checks(STRIKE, as_of="2023-10-20") == {
        "src-nyt": "could_not_verify",
        "src-us-intelligence": "refuted",
    }
    assert any("United States intelligence" in str(check) for check in pv.disputes(story(), STRIKE).checks)
