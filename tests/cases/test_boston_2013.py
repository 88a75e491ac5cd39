"""Two names that became one claim: where it changed, and how long it took to be put right."""

from datetime import timedelta
from functools import cache

import pytest

import provenance as pv
from provenance import cases

BOTH, MIKE, STUDENT = "clm-both", "clm-mike", "clm-student"
BEFORE_NBC = "2013-04-19T04:00-04:00"


@cache
def story() -> pv.Dossier:
    return cases.load("boston-2013")


def test_a_letter_of_the_spelling_alphabet_became_a_given_name() -> None:
    (change,) = pv.drift(story(), MIKE)

    assert str(change.kind) == "scope_changed"
    assert (change.hop.rests_on, change.hop.record) == ("att-radio", "att-mousineau")
    assert "Mike" not in str(change.before)
    assert "Mike Mulugeta" in str(change.after)


def test_the_claim_began_with_the_post_that_joined_the_two_names() -> None:
    began = pv.drift(story(), BOTH).of("began_here")

    assert {(change.hop.rests_on, change.hop.record) for change in began} == {
        ("att-radio", "att-hughes"),
        ("att-reddit", "att-hughes"),
    }
    assert "the claim began with att-hughes" in pv.corroboration(story(), BOTH).explain()


def test_there_a_guess_became_certain_and_a_forum_became_the_police() -> None:
    changes = {
        str(change.kind): (change.before, change.after)
        for change in pv.drift(story(), BOTH)
        if change.hop.rests_on == "att-reddit"
    }

    assert changes["commitment_strengthened"] == ("possible (PS+)", "certain (CT+)")
    assert changes["originator_changed"] == ("users of Reddit and Twitter", "Boston Police Department")


def test_after_it_nothing_changed_any_more() -> None:
    found = pv.drift(story(), BOTH)

    assert len(found.hops) == 5
    assert {change.hop.record for change in found} == {"att-hughes"}


def test_four_accounts_are_one_voice_and_nobody_at_first_hand() -> None:
    counted = pv.corroboration(story(), BOTH)

    assert str(counted) == "4 reports, 4 outlets, 1–1 independent origins, nobody at first hand"
    assert counted.origins == ("src-police",)
    assert "refuted" in str(pv.status(story(), BOTH))


def test_the_rumour_seemed_to_have_a_second_source_that_was_the_rumour_itself() -> None:
    seemed = pv.corroboration(story(), STUDENT, as_of=BEFORE_NBC)
    known = story().copy()
    known.add(pv.Derivation(derived="att-kaczynski-student", taken_from="att-reddit", kind="paraphrased"))

    assert seemed.independent == (1, 2)
    assert seemed.origins == ("src-police", "src-reddit-users")
    assert pv.corroboration(known, STUDENT, as_of=BEFORE_NBC).origins == ("src-reddit-users",)


def test_from_the_post_to_the_first_denial_it_took_two_hours_and_33_minutes() -> None:
    night = pv.timeline(story(), kind=["claim", "denial"])
    at = {event.record: event.when for event in night}
    post, denial = at["att-hughes"], at["att-nbc"]

    assert post is not None
    assert denial is not None
    assert denial.earliest - post.earliest == timedelta(hours=2, minutes=33)  # type: ignore[operator]
    assert night.before("att-hughes", "att-nbc") is True
    assert all(
        night.before("att-nbc", event.record) is not True
        for event in night
        if str(event.kind) == "claim" and event.record != "att-ap"
    )


@pytest.mark.parametrize(("first", "second"), [("att-family", "att-nbc"), ("att-radio", "att-mousineau")])
def test_where_no_minute_is_known_no_order_is_told(first: str, second: str) -> None:
    assert pv.timeline(story(), kind=["claim", "denial"]).before(first, second) is None


def test_the_forum_took_it_back_three_days_later() -> None:
    assert "att-reddit" not in pv.corroboration(story(), STUDENT, as_of="2013-04-21").fallen
    assert "att-reddit" in pv.corroboration(story(), STUDENT, as_of="2013-04-22").fallen


def test_the_family_and_nbc_deny_it_and_another_name_contradicts_it() -> None:
    found = pv.disputes(story(), STUDENT, as_of="2013-04-21")
    denied, contradicted = sorted(found, key=lambda dispute: str(dispute.kind), reverse=True)

    assert [[p.id for p in side.parties] for side in denied][1] == ["src-family", "src-nbc-sources"]
    assert any(p.id == "src-ap" for side in contradicted for p in side.parties)


def test_the_post_carries_the_rumour_as_a_speech_of_the_police_and_is_no_voice_for_it() -> None:
    (relation,) = (r for r in story().relations.values() if r.subject == BOTH)

    assert (str(relation.kind), relation.object) == ("conveys", STUDENT)
    assert "art-hughes" not in {
        report for group in pv.corroboration(story(), STUDENT).groups for report in group.reports
    }
