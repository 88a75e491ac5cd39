"""A dispute resolved by evidence of another kind, and what was known when."""

from datetime import UTC, datetime
from functools import cache

import pytest

import provenance as pv

EVENING = datetime(2022, 4, 4, 20, 0, tzinfo=UTC)
MORNING_AFTER = datetime(2022, 4, 5, 9, 0, tzinfo=UTC)


@cache
def story() -> pv.Dossier:
    return pv.cases.load("bucha-2022")


def checkers(claim: str, **clocks: object) -> set[str | None]:
    return {check.checker for check in pv.status(story(), claim, **clocks)}  # type: ignore[arg-type]


def test_two_interested_offices_stand_against_recordings() -> None:
    (dispute,) = pv.disputes(story(), "clm-after-withdrawal")
    sides = {side.claim: side.parties for side in dispute.sides}

    assert dispute.kind == "contradicts"
    assert {party.id for party in sides["clm-after-withdrawal"]} == {"src-russian-mod", "src-lavrov"}
    assert all(party.interests for party in sides["clm-after-withdrawal"])
    assert {party.id for party in sides["clm-before-withdrawal"]} == {
        "src-maxar-images",
        "src-uk-imagery",
        "src-drone-video",
    }
    assert not any(party.interests for party in sides["clm-before-withdrawal"])


def test_the_checks_are_listed_apart_from_the_parties() -> None:
    found = pv.disputes(story(), "clm-after-withdrawal")

    assert {check.checked.checker for check in found.checks} == {"src-nyt", "src-bbc"}
    assert not {"src-nyt", "src-bbc"} & {p.id for d in found for side in d.sides for p in side.parties}


def test_the_count_alone_does_not_tell_the_sides_apart_and_first_hand_knowledge_does() -> None:
    after = pv.corroboration(story(), "clm-after-withdrawal", as_of="2022-04-05")
    before = pv.corroboration(story(), "clm-before-withdrawal", as_of="2022-04-05")

    assert tuple(after.independent) == tuple(before.independent) == (1, 2)
    assert after.first_hand == ()
    assert before.first_hand == ("src-maxar-images",)


def test_the_drone_video_made_it_two_at_least() -> None:
    before = pv.corroboration(story(), "clm-before-withdrawal", as_of="2022-04-08")

    assert tuple(before.independent) == (2, 3)
    assert before.first_hand == ("src-drone-video", "src-maxar-images")


@pytest.mark.parametrize(("day", "state"), [("2022-04-05", "may_fall"), ("2022-04-08", "weakened")])
def test_four_reports_hung_on_one_set_of_pictures_until_the_video_came(day: str, state: str) -> None:
    fallen = pv.what_falls_if(story(), "src-maxar-images", as_of=day)

    assert {claim.claim: claim.state.value for claim in fallen} == {
        "clm-eleven-since-11-march": "falls",
        "clm-before-withdrawal": state,
    }


def test_the_check_rests_on_pictures_from_above_and_from_the_ground() -> None:
    check = story().statuses["ver-nyt-after"]

    assert check.verdict is pv.Verdict.REFUTED
    assert [(seen.record, seen.stance) for seen in check.evidence] == [
        ("src-maxar-images", pv.Stance.CONTRADICTS),
        ("src-video", pv.Stance.CONTRADICTS),
    ]


def test_the_check_was_published_that_evening_and_was_not_yet_in_the_file() -> None:
    noon = datetime(2022, 4, 4, 12, 0, tzinfo=UTC)

    assert checkers("clm-after-withdrawal", as_of=noon) == set()
    assert checkers("clm-after-withdrawal", as_of=EVENING) == {"src-nyt"}
    assert checkers("clm-after-withdrawal", as_of=EVENING, known_at=EVENING) == set()
    assert checkers("clm-after-withdrawal", as_of=EVENING, known_at=MORNING_AFTER) == {"src-nyt"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-04-04", set()),
        ("2022-04-21", {"src-hrw"}),
        ("2022-04-30", {"src-hrw", "src-ohchr"}),
        ("2022-12-31", {"src-hrw", "src-ohchr"}),
    ],
)
def test_checkers_of_the_killings_stand_side_by_side(day: str, expected: set[str]) -> None:
    assert checkers("clm-nobody-harmed", as_of=day) == expected


def test_the_offices_second_finding_replaces_its_own_first() -> None:
    def finding(day: str) -> list[str]:
        found = pv.status(story(), "clm-nobody-harmed", as_of=day)
        return [check.status.id for check in found if check.checker == "src-ohchr"]

    assert finding("2022-04-30") == ["ver-ohchr-april"]
    assert finding("2022-12-31") == ["ver-ohchr-december"]


def test_no_record_was_entered_before_what_it_records_was_published() -> None:
    for passage in story().attributions.values():
        published = story().articles[passage.article].published
        assert published is not None
        assert passage.recorded is not None
        assert passage.recorded.at is not None
        assert published.after(passage.recorded.at) is not True, passage.id


def test_a_caveat_of_the_first_report_was_lost_in_the_second() -> None:
    (lost,) = pv.drift(story(), "clm-before-withdrawal").of("caveat_dropped")

    assert (lost.hop.rests_on, lost.hop.record) == ("att-nyt-before", "att-bbc-before")


def test_when_the_last_troops_left_stays_in_dispute() -> None:
    assert len(pv.disputes(story(), "clm-left-by-30-march")) == 2
    assert pv.status(story(), "clm-left-by-30-march").is_unchecked
