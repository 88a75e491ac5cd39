"""A sentence with two readings, its translation, and the speaker's own gloss."""

from functools import cache

import pytest

import provenance as pv
from provenance.queries import DriftKind


@cache
def story() -> pv.Dossier:
    return pv.cases.load("we-will-bury-you-1956")


@pytest.mark.parametrize("text", ["speech", "interpretation", "time"])
def test_each_text_of_1956_has_two_readings_that_name_each_other(text: str) -> None:
    threat, outlive = (story().attributions[f"att-{text}-{reading}"] for reading in ("threat", "outlive"))

    assert threat.alternatives == (outlive.id,)
    assert outlive.alternatives == (threat.id,)
    assert (threat.claim, outlive.claim) == ("clm-threat", "clm-outlive")


def test_three_texts_of_the_threat_are_one_voice_and_nobody_can_say_more() -> None:
    counted = pv.corroboration(story(), "clm-threat")

    assert (counted.reports, counted.origins) == (3, ("src-khrushchev",))
    assert (counted.independent.least, counted.independent.most) == (1, 1)
    assert counted.first_hand == ()


def test_it_is_told_that_each_of_them_may_be_read_otherwise() -> None:
    told = pv.corroboration(story(), "clm-threat").explain()

    assert told.count("may be read otherwise") == 3


def test_the_translation_is_a_step_with_both_ends_on_record() -> None:
    (change,) = pv.drift(story(), "att-interpretation-threat")

    assert change.kind is DriftKind.TRANSLATED_TERM
    assert (change.before, change.after) == ("Мы вас похороним!", "We will bury you!")


def test_of_the_gloss_the_words_that_were_translated_are_not_known() -> None:
    marked = pv.lint(story(), article="art-speech-1963-english", select="Q03").findings

    assert {finding.record for finding in marked} == {"att-1963-not-threat", "att-1963-working-class"}
    assert not pv.lint(story(), article="art-interpretation-1956", select="Q03").findings


def test_the_speaker_denies_the_threat_that_he_was_heard_to_make() -> None:
    counted = pv.corroboration(story(), "clm-threat")
    (dispute,) = pv.disputes(story(), "clm-threat")

    assert counted.denials == 1
    assert {party.id for side in dispute.sides for party in side.parties} == {"src-khrushchev"}


def test_what_he_meant_is_known_from_himself_alone_and_he_has_an_interest() -> None:
    counted = pv.corroboration(story(), "clm-meant")

    assert (counted.reports, counted.origins, counted.first_hand) == (
        2,
        ("src-khrushchev",),
        ("src-khrushchev",),
    )
    assert (counted.independent.least, counted.independent.most) == (1, 1)
    assert pv.lint(story(), article="art-speech-1963-english", select="S08").findings


def test_before_the_gloss_nobody_denied_it() -> None:
    assert pv.corroboration(story(), "clm-threat", as_of="1958-12-31").denials == 0


def test_as_of_a_later_day_the_gloss_is_listed_as_undecided() -> None:
    counted = pv.corroboration(story(), "clm-threat", as_of="1964-12-31")

    assert [left.record for left in counted.left_out] == ["att-1963-not-threat"]


def test_whether_the_translation_is_exact_stays_in_dispute_with_the_interpreter_marked() -> None:
    found = pv.disputes(story(), "clm-exact")
    parties = {party.id: party for dispute in found for side in dispute.sides for party in side.parties}

    assert {dispute.kind for dispute in found} == {"denied", "in_tension_with"}
    assert parties["src-sukhodrev"].interests
    assert parties["src-sukhodrev"].is_first_hand
    assert pv.status(story(), "clm-exact").is_unchecked


def test_where_the_magazine_had_it_from_is_not_known() -> None:
    assert story().attributions["att-time-threat"].obtained is pv.Obtained.UNKNOWN
