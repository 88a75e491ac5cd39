"""What changed on the way? For every kind one story in which it did, and one in which it did not."""

from typing import Any

import pytest

import provenance as pv
from provenance.model import (
    Attribution,
    Claim,
    ClaimRelation,
    Dossier,
    Source,
    VerificationStatus,
    When,
)
from provenance.queries.drift import DriftKind, drift
from tests.queries.desk import CLAIM, Desk
from tests.queries.retelling import K, hedged, hop, kinds, marked, number, only, quoted, values

# --- one hop, one change -------------------------------------------------------------------


def test_a_passage_that_says_the_same_has_not_changed() -> None:
    found = drift(hop(), "two")

    assert list(found) == []
    assert len(found.hops) == 1
    assert str(found) == "nothing is known to have changed in 1 step"
    assert repr(found) == "<Drifts of 'two': 0 changes in 1 step>"


def test_a_claim_that_nobody_took_from_anybody_has_no_hop() -> None:
    desk = Desk()
    desk.source("ann")
    desk.source("bob")
    for paper, source in (("a", "ann"), ("b", "bob")):
        desk.paper(paper)
        desk.says(paper, source)
    found = drift(desk.dossier, CLAIM)

    assert (found.drifts, found.hops) == ((), ())
    assert str(found) == "no step on which it could have changed is on record"


# originator lost


def test_an_originator_is_lost_where_nobody_is_credited_any_more() -> None:
    assert values(hop(after={"source": None}), K.ORIGINATOR_LOST) == ("Ann Berg", "credited to nobody")


def test_an_originator_is_lost_where_only_the_relay_is_credited() -> None:
    assert values(hop(after={"source": "early-outlet"}), K.ORIGINATOR_LOST) == ("Ann Berg", "Early-Outlet")


def test_an_originator_is_lost_where_somebody_without_a_name_takes_its_place() -> None:
    dossier = hop(after={"source": "est"})
    dossier.add(Source(id="est", description="estimates"))

    assert values(dossier, K.ORIGINATOR_LOST) == ("Ann Berg", "estimates")
    assert K.ORIGINATOR_CHANGED not in kinds(dossier)


def test_an_originator_is_not_lost_where_a_relay_stands_before_it() -> None:
    dossier = hop(after={"via": "outer"})
    dossier.add(Attribution(id="outer", article="late", claim=CLAIM, source="early-outlet", commitment="CT+"))

    assert kinds(dossier) == set()


def test_an_originator_is_not_lost_where_it_relays_what_credits_nobody() -> None:
    dossier = hop(after={"source": None, "via": "outer"})
    dossier.add(Attribution(id="outer", article="late", claim=CLAIM, source="ann", commitment="CT+"))

    assert kinds(dossier) == set()


def test_what_came_from_a_relay_is_compared_with_what_it_relayed() -> None:
    def told(source: str) -> Dossier:
        dossier = hop(before={"source": "early-outlet"}, after={"source": source})
        dossier.add(
            Attribution(id="in", article="early", claim=CLAIM, source="ann", via="one", commitment="CT+")
        )
        return dossier

    assert kinds(told("ann")) == set()
    assert values(told("early-outlet"), K.ORIGINATOR_LOST) == ("Ann Berg", "Early-Outlet")
    assert values(told("bob"), K.ORIGINATOR_CHANGED) == ("Ann Berg", "Bob Lang")


def test_of_several_that_a_relay_relayed_one_that_is_still_credited_is_kept() -> None:
    dossier = hop(before={"source": "early-outlet"}, after={"source": "bob"})
    for source in ("ann", "bob"):
        fields: dict[str, Any] = {"article": "early", "claim": CLAIM, "via": "one", "commitment": "CT+"}
        dossier.add(Attribution(id=f"in-{source}", source=source, **fields))

    assert kinds(dossier) == set()
    assert kinds(dossier, CLAIM) == set()


def test_words_that_do_not_hold_the_name_say_nothing_of_how_anonymous_a_source_is() -> None:
    before, after = {"credited_as": "the commander"}, {"credited_as": "Ann Berg"}

    assert kinds(hop(before, after)) == set()
    assert kinds(hop(after, before)) == set()


# originator changed


def test_an_originator_changed_where_somebody_else_is_credited() -> None:
    assert only(hop(after={"source": "bob"})).kind is K.ORIGINATOR_CHANGED
    assert values(hop(after={"source": "bob"}), K.ORIGINATOR_CHANGED) == ("Ann Berg", "Bob Lang")


def test_an_outlets_own_finding_that_is_given_to_somebody_else_changed_its_originator() -> None:
    dossier = hop(before={"source": None, "form": "own_voice"}, after={"source": "bob"})

    assert values(dossier, K.ORIGINATOR_CHANGED) == ("Early-Outlet, in its own voice", "Bob Lang")


def test_an_outlets_own_finding_that_is_credited_to_it_did_not() -> None:
    assert kinds(hop(before={"source": None, "form": "own_voice"}, after={"source": "early-outlet"})) == set()


def test_a_spokesman_and_whom_he_speaks_for_are_one_originator() -> None:
    for before, after in (("ann", "spox"), ("spox", "ann")):
        dossier = hop(before={"source": before}, after={"source": after})
        dossier.add(Source(id="spox", name="The Spokesman", speaks_for="ann"))

        assert kinds(dossier) == set()


def test_two_records_of_one_source_are_one_originator() -> None:
    dossier = hop(after={"source": "bob"})
    dossier.replace(Source(id="bob", name="Ann Berg"))
    dossier.add(pv.IdentityJudgement(id="j", first="bob", second="ann", verdict="same"))

    assert kinds(dossier) == set()


def test_where_it_is_judged_unsure_whether_two_are_one_no_change_is_told_but_listed() -> None:
    dossier = hop(after={"source": "bob"})
    dossier.add(pv.IdentityJudgement(id="j", first="bob", second="ann", verdict="unsure"))
    found = drift(dossier, "two")

    assert list(found) == []
    assert [left.record for left in found.left_out] == ["two"]


def test_two_unnamed_sources_in_the_same_words_are_not_known_to_differ() -> None:
    dossier = hop(before={"source": "x"}, after={"source": "y"})
    dossier.add(Source(id="x", description="two officials"), Source(id="y", description="Two officials"))
    assert kinds(dossier) == set()

    dossier.replace(Source(id="y", description="analysts"))
    assert values(dossier, K.ORIGINATOR_CHANGED) == ("two officials", "analysts")


# own voice


def test_an_attribution_became_own_voice() -> None:
    dossier = hop(after={"source": None, "form": "own_voice"})

    assert values(dossier, K.ATTRIBUTION_BECAME_OWN_VOICE) == ("Ann Berg", "in its own voice")
    assert kinds(dossier) == {K.ATTRIBUTION_BECAME_OWN_VOICE, K.ORIGINATOR_LOST}


def test_reportedly_became_own_voice() -> None:
    dossier = hop(before={"source": None, "form": "indirect"}, after={"source": None, "form": "own_voice"})

    assert kinds(dossier) == {K.ATTRIBUTION_BECAME_OWN_VOICE}


def test_own_voice_that_stays_own_voice_is_no_change() -> None:
    own = {"source": None, "form": "own_voice"}

    assert kinds(hop(before=own, after=own)) == set()


def test_what_was_taken_from_a_source_and_credits_nobody_lost_it() -> None:
    desk = Desk()
    desk.source("ann", name="Ann Berg")
    desk.paper("late")
    desk.says("late", None, id="two", form="own_voice")
    desk.took("two", "ann")

    assert kinds(desk.dossier) == {K.ATTRIBUTION_BECAME_OWN_VOICE, K.ORIGINATOR_LOST}
    (found,) = drift(desk.dossier, "two").hops
    assert (found.how, found.rests_on) == ("comes_from", "ann")


# anonymity


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("named", "role_only", True),
        ("role_only", "unnamed", True),
        ("named", "unspecified", True),
        ("pseudonymous", "withheld", True),
        ("unnamed", "named", False),
        ("unnamed", "withheld", False),
        ("named", "named", False),
    ],
)
def test_anonymity_increased_where_a_passage_says_less_of_who_it_is(
    before: str, after: str, changed: bool
) -> None:
    found = kinds(hop(before={"anonymity": before}, after={"anonymity": after}))

    assert found == ({K.ANONYMITY_INCREASED} if changed else set())


def test_a_name_that_became_an_official_is_less_of_a_name_even_if_nobody_recorded_how_anonymous() -> None:
    dossier = hop(after={"source": "off"})
    dossier.add(Source(id="off", description="an official"))

    assert values(dossier, K.ANONYMITY_INCREASED) == ("Ann Berg (named)", "an official (unnamed)")


# form and quotation


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("indirect", "direct", True),
        ("narrated", "mixed", True),
        ("mixed", "direct", True),
        ("direct", "indirect", False),
        ("direct", "direct", False),
        ("indirect", "narrated", False),
        (None, "direct", False),
    ],
)
def test_a_paraphrase_became_a_quotation(before: str | None, after: str, changed: bool) -> None:
    found = kinds(hop(before={"form": before}, after={"form": after}))

    assert found == ({K.FORM_CHANGED} if changed else set())


def test_the_wording_of_a_quotation_changed() -> None:
    found = only(hop(before=quoted("“We will bury you.”"), after=quoted("“We will outlive you.”")))

    assert (found.kind, found.compared) == (K.QUOTATION_WORDING_CHANGED, "words")
    assert (found.before, found.after) == ("bury", "outlive")


@pytest.mark.parametrize(
    "later",
    [
        "“We will bury you.”",
        '"we will bury you"',
        "“will bury”",
        "“We … you”",
        "“We [the workers] bury you”",
    ],
)
def test_a_quotation_that_is_shorter_or_marked_another_way_has_not_changed(later: str) -> None:
    before = "“We will bury you.”" if "workers" not in later else "“We bury you”"

    assert kinds(hop(before=quoted(before), after=quoted(later))) == set()


def test_quotations_whose_words_nobody_marked_are_not_compared() -> None:
    assert kinds(hop(before={"form": "direct"}, after=quoted("“Never.”"))) == set()


# hedges and commitment


def test_a_hedge_was_dropped() -> None:
    assert values(hop(before=hedged("modal", "may")), K.HEDGE_DROPPED) == ("“may” (modal)", "no such hedge")
    assert kinds(hop(before=hedged("modal"))) == {K.HEDGE_DROPPED}


def test_a_hedge_was_added() -> None:
    assert values(hop(after=hedged("evidential")), K.HEDGE_ADDED) == ("no such hedge", "evidential")


def test_a_hedge_that_stays_is_no_change_whatever_its_words() -> None:
    assert kinds(hop(before=hedged("modal", "may"), after=hedged("modal", "might"))) == set()


def test_about_before_a_number_is_compared_as_a_bound_and_not_as_a_hedge() -> None:
    claims = (number(100, "about"), number(100, "about"))

    assert kinds(hop(after=hedged("approximator", "about"), claims=claims)) == set()


def test_a_hedge_that_only_the_words_show_is_told_as_compared_by_words() -> None:
    dossier = hop(before={"anchors": marked("reportedly dead")}, after={"anchors": marked("dead")})

    assert (only(dossier).kind, only(dossier).compared) == (K.HEDGE_DROPPED, "words")
    assert kinds(hop(before={"anchors": marked("in May")}, after={"anchors": marked("in spring")})) == set()


def test_words_of_another_language_are_not_read() -> None:
    before, after = {"anchors": marked("reportedly dead")}, {"anchors": marked("tot")}

    assert kinds(hop(before, after, articles=({"language": "en"}, {"language": "de"}))) == set()
    assert kinds(hop(before, after, articles=({"language": "de"}, {"language": "de-AT"}))) == set()


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("PS+", "CT+", K.COMMITMENT_STRENGTHENED),
        ("PR-", "CT-", K.COMMITMENT_STRENGTHENED),
        ("CT+", "PR+", K.COMMITMENT_WEAKENED),
        ("CT-", "PS-", K.COMMITMENT_WEAKENED),
        ("CT+", "CT+", None),
        ("Uu", "CTu", None),
        (None, "CT+", None),
        ("CT+", None, None),
    ],
)
def test_a_source_is_said_to_be_surer_or_less_sure(
    before: str | None, after: str | None, kind: DriftKind | None
) -> None:
    found = kinds(hop(before={"commitment": before}, after={"commitment": after}))

    assert found == (set() if kind is None else {kind})


def test_commitment_reads_well() -> None:
    found = values(hop(before={"commitment": "PR+"}), K.COMMITMENT_STRENGTHENED)

    assert found == ("probable (PR+)", "certain (CT+)")


# quantities


def test_a_quantity_changed() -> None:
    dossier = hop(claims=(number(100), number(120)))

    assert values(dossier, K.QUANTITY_CHANGED) == ("100 troops", "120 troops")
    assert kinds(dossier) == {K.QUANTITY_CHANGED}


def test_a_bound_changed() -> None:
    dossier = hop(claims=(number(100_000, "over", None), number(100_000, "about", None)))

    assert values(dossier, K.BOUND_CHANGED) == ("over 100,000", "about 100,000")
    assert kinds(dossier) == {K.BOUND_CHANGED}
    assert kinds(hop(claims=(number(5, "about"), number(5)))) == {K.BOUND_CHANGED}


def test_a_range_that_became_a_number_changed_in_both() -> None:
    dossier = hop(claims=(number(10, "between", upper=20), number(20)))

    assert kinds(dossier) == {K.BOUND_CHANGED, K.QUANTITY_CHANGED}
    assert values(dossier, K.QUANTITY_CHANGED) == ("between 10 and 20 troops", "20 troops")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (number(5), number(5.0)),
        (number(5, "about"), number(5, "about")),
        (number(1, unit="soldier"), number(1, unit="Soldiers")),
        (number(10, unit="km"), number(6.2, unit="miles")),
        (number(10, "between", upper=20), number(10, upper=20)),
        (number(5), number(5, unit=None)),
        (number(5), {}),
    ],
)
def test_the_same_quantity_written_another_way_has_not_changed(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    assert kinds(hop(claims=(before, after))) == set()


def test_the_same_number_of_another_measure_is_another_quantity() -> None:
    assert kinds(hop(claims=(number(10, unit="km"), number(10, unit="miles")))) == {K.QUANTITY_CHANGED}


# time and place


def test_a_time_changed() -> None:
    dossier = hop(claims=({"when": "2025-11-03"}, {"when": "2025-11-04"}))

    assert values(dossier, K.TIME_CHANGED) == ("2025-11-03", "2025-11-04")
    assert kinds(hop(claims=({"when": "2025-11-03"}, {"when": "2025-11"}))) == {K.TIME_CHANGED}


def test_the_same_time_in_other_words_has_not_changed() -> None:
    monday = When.resolve("on Monday", "2025-11-04")

    assert kinds(hop(claims=({"when": monday}, {"when": "2025-11-03"}))) == set()


def test_when_it_was_said_changed_only_if_it_cannot_be_the_same_time() -> None:
    before = {"said_at": "2025-11-03"}

    assert kinds(hop(before, {"said_at": "2025-11-04"})) == {K.TIME_CHANGED}
    assert kinds(hop(before, {"said_at": "2025-11"})) == set()
    assert kinds(hop(before)) == set()


def test_a_place_changed() -> None:
    dossier = hop(claims=({"where": "west of the city"}, {"where": "in the city"}))

    assert values(dossier, K.PLACE_CHANGED) == ("west of the city", "in the city")
    assert kinds(hop(claims=({"where": "the City"}, {"where": "city"}))) == set()


def test_a_field_that_one_claim_lacks_counts_unless_the_claims_restate_each_other() -> None:
    claims: tuple[dict[str, Any], dict[str, Any]] = ({"where": "west of the city"}, {})

    assert kinds(hop(claims=claims, relation="restates")) == set()
    assert kinds(hop(claims=claims, relation="updates")) == {K.PLACE_CHANGED}
    assert values(hop(claims=claims, relation="updates"), K.PLACE_CHANGED)[1] == "no place given"


# names


def test_a_name_is_spelled_another_way() -> None:
    dossier = hop(claims=({"text": "Shells hit Slovyansk."}, {"text": "Shells hit Sloviansk."}))

    assert values(dossier, K.NAME_CHANGED) == ("Slovyansk", "Sloviansk")


def test_a_place_that_is_only_spelled_another_way_is_a_name_that_changed() -> None:
    assert kinds(hop(claims=({"where": "near Kyiv"}, {"where": "near Kiev"}))) == {K.NAME_CHANGED}


def test_a_source_that_is_judged_the_same_has_another_name() -> None:
    dossier = hop(after={"source": "bob"})
    dossier.add(pv.IdentityJudgement(id="j", first="bob", second="ann", verdict="same"))

    assert values(dossier, K.NAME_CHANGED) == ("Ann Berg", "Bob Lang")


def test_the_words_used_for_a_source_spell_its_name_another_way() -> None:
    dossier = hop({"credited_as": "General Syrskyi"}, {"credited_as": "General Syrsky"})

    assert values(dossier, K.NAME_CHANGED) == ("Syrskyi", "Syrsky")


def test_names_that_only_the_words_show_are_told_as_compared_by_words() -> None:
    found = only(hop({"anchors": marked("in Sloviansk")}, {"anchors": marked("in Slovyansk")}))

    assert (found.kind, found.compared) == (K.NAME_CHANGED, "words")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Russia attacks.", "Russian units attack."),
        ("Ukrainians hold Lyman.", "Ukraine holds Lyman."),
        ("The mayor of Lyman fled.", "Lyman's mayor fled."),
        ("Trains stop.", "Buses stop."),
    ],
)
def test_other_forms_of_a_word_are_no_other_name(before: str, after: str) -> None:
    assert kinds(hop(claims=({"text": before}, {"text": after}))) == set()


# scope, terms, caveats


@pytest.mark.parametrize("relation", ["narrows", "generalises"])
def test_a_narrower_or_wider_claim_changed_its_scope(relation: str) -> None:
    dossier = hop(claims=({"text": "Most fled."}, {"text": "Children fled."}), relation=relation)

    assert values(dossier, K.SCOPE_CHANGED) == ("Most fled.", "Children fled.")
    (found,) = drift(dossier, "two").hops
    assert found.relation == relation
    assert "rel" in {reason.record for reason in drift(dossier, "two").why}


def test_a_relation_is_read_from_the_later_claim_to_the_earlier() -> None:
    dossier = hop(claims=({}, {"text": "So it is."}), relation=None)
    dossier.add(ClaimRelation(id="rel", subject="clm-early", kind="narrows", object="clm-late"))

    assert drift(dossier, "two").hops[0].relation == "generalises"


def test_another_thing_counted_is_another_scope() -> None:
    assert kinds(hop(claims=(number(5, unit="dead"), number(5, unit="casualties")))) == {K.SCOPE_CHANGED}


def test_most_that_became_all_is_another_scope_by_the_words() -> None:
    found = only(hop({"anchors": marked("most residents fled")}, {"anchors": marked("all residents fled")}))

    assert (found.kind, found.compared, found.before, found.after) == (
        K.SCOPE_CHANGED,
        "words",
        "most",
        "all",
    )
    same = hop({"anchors": marked("all residents fled")}, {"anchors": marked("every resident fled")})
    assert kinds(same) == set()


def test_a_claim_that_restates_another_has_the_same_scope() -> None:
    assert kinds(hop(claims=({"text": "Most fled."}, {"text": "The majority fled."}))) == set()


def test_a_term_came_out_of_a_translation_as_another_one() -> None:
    claims = ({"text": "They attack in a pincer movement."}, {"text": "They attack in a tick movement."})

    assert values(hop(claims=claims, kind="translated"), K.TRANSLATED_TERM) == ("pincer", "tick")
    assert kinds(hop(claims=claims, kind="paraphrased")) == set()


def test_a_term_in_quotation_marks_was_translated() -> None:
    before, after = quoted("у «кліщі»", "mixed"), quoted("in a “tick”", "mixed")
    languages = ({"language": "uk"}, {"language": "en"})
    found = only(hop(before, after, articles=languages, kind="translated"))

    assert (found.kind, found.compared) == (K.TRANSLATED_TERM, "words")
    assert (found.before, found.after) == ("кліщі", "tick")
    assert kinds(hop(before, after, articles=languages)) == set()


def caveated(*, carried: bool) -> Dossier:
    dossier = hop()
    dossier.add(
        Claim(id="clm-caveat", text="It could not be verified."),
        ClaimRelation(id="rel-caveat", subject="clm-caveat", kind="caveats", object=CLAIM),
        Attribution(id="cav", article="early", claim="clm-caveat"),
    )
    if carried:
        dossier.add(Attribution(id="cav-late", article="late", claim="clm-caveat"))
    return dossier


def test_a_caveat_was_dropped() -> None:
    found = values(caveated(carried=False), K.CAVEAT_DROPPED)

    assert found == ("It could not be verified.", "no such caveat")


def test_a_caveat_that_came_along_was_not_dropped() -> None:
    assert kinds(caveated(carried=True)) == set()


def test_a_check_that_an_article_states_is_a_caveat_too() -> None:
    dossier = hop()
    state: dict[str, Any] = {"claim": CLAIM, "state": "could_not_verify"}
    dossier.add(VerificationStatus(id="v", article="early", **state))
    assert values(dossier, K.CAVEAT_DROPPED)[0] == "could not verify"

    dossier.add(VerificationStatus(id="w", article="late", **state))
    assert kinds(dossier) == set()
