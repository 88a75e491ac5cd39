"""If this falls, what is left?"""

import pickle
from collections.abc import Callable
from random import Random
from typing import Any

import attrs
import pytest

from provenance.errors import ProvenanceError, UnknownRecordError, UsageError
from provenance.model import (
    Affiliation,
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Derivation,
    Dossier,
    Recorded,
    Source,
)
from provenance.queries import corroboration
from provenance.queries.impact import FallState, Impact, what_falls_if
from tests.queries.desk import CLAIM, THERE, TOOK_PART, Desk
from tests.queries.oracle import Oracle
from tests.queries.worlds import CLAIMS, make_world


def state(desk: Desk | Dossier, asked: str, claim: str = CLAIM) -> str | None:
    dossier = desk.dossier if isinstance(desk, Desk) else desk
    found = what_falls_if(dossier, asked).of(claim)
    return None if found is None else str(found.state)


def ranges(desk: Desk, asked: str, claim: str = CLAIM) -> tuple[Any, Any]:
    found = what_falls_if(desk.dossier, asked).of(claim)
    assert found is not None
    return tuple(found.before), tuple(found.after)


# --- the sentences of the definition -----------------------------------------------------------


def niger() -> Desk:
    desk = Desk()
    desk.source("papers", name="The papers", kind="document")
    desk.source("service", name=None, description="a foreign government service")
    for name in ("cia-brief", "dissemination"):
        desk.paper(name)
        desk.says(name, "papers")
    desk.took("dissemination/papers", "cia-brief/papers")
    desk.paper("uk-statement")
    desk.says("uk-statement", "service")
    desk.took("service", "papers", standing="possible", id="der-disputed")
    return desk


def test_of_niger_without_the_papers_none_or_one_is_left_without_the_floor() -> None:
    assert corroboration(niger().dossier, CLAIM).independent == (1, 2)
    found = what_falls_if(niger().dossier, "papers")
    (impact,) = found

    assert impact.state is FallState.MAY_FALL
    assert (impact.before, impact.after) == ((1, 2), (0, 1))
    assert (impact.independent_before, impact.independent_after) == ((1, 2), (1, 1))
    assert (impact.lost, impact.left) == (("papers",), ("service",))
    assert impact.passages == ("cia-brief/papers", "dissemination/papers")
    assert impact.articles == ("cia-brief", "dissemination", "uk-statement")
    assert str(found).splitlines() == [
        "If The papers (papers) falls: 1 claim may fall",
        "  may fall: “The text of clm.”: 1–2 → 0–1; loses The papers; keeps “a foreign government service”",
        "    carried by Cia-Brief-Outlet, Dissemination-Outlet and Uk-Statement-Outlet",
    ]
    assert [reason.record for reason in found.why] == [
        "papers", "cia-brief/papers", "dissemination/papers", "dissemination/papers<-cia-brief/papers",
    ]  # fmt: skip


def two_witnesses() -> Desk:
    desk = Desk(CLAIM, "other")
    for name, source in (("a", "x"), ("b", "y")):
        desk.paper(name)
        desk.source(source)
        desk.says(name, source, **THERE)
    desk.says("b", "y", id="b/other", claim="other", **THERE)
    return desk


def test_a_claim_without_any_other_origin_falls_and_one_with_another_is_weakened() -> None:
    found = what_falls_if(two_witnesses().dossier, "y")

    assert [(i.claim, i.state) for i in found] == [("other", "falls"), (CLAIM, "weakened")]
    assert [i.claim for i in found.falls] == ["other"]
    assert [i.claim for i in found.weakened] == [CLAIM]
    assert (found.may_fall, found.stands) == ((), ())
    assert ranges(two_witnesses(), "y") == ((2, 2), (1, 1))
    assert found.articles == (
        ("a", (), (), (CLAIM,), ()),
        ("b", ("other",), (), (CLAIM,), ()),
    )


def test_what_is_not_connected_is_not_listed() -> None:
    assert [i.claim for i in what_falls_if(two_witnesses().dossier, "x")] == [CLAIM]


def test_a_claim_of_which_nobody_was_known_at_first_hand_before_is_weakened() -> None:
    desk = Desk()
    for name in ("a", "b"):
        desk.paper(name)
        desk.source(f"official-{name}", name=None, description="an official")
        desk.says(name, f"official-{name}", **THERE)

    assert state(desk, "official-a") == "weakened"
    assert ranges(desk, "official-a") == ((0, 2), (0, 1))


def test_passages_that_lead_elsewhere_too_reach_the_other_origins_still() -> None:
    desk = Desk()
    for name, source in (("a", "x"), ("b", "y"), ("c", "z")):
        desk.paper(name)
        desk.source(source)
        if name != "c":
            desk.says(name, source, **THERE)
    desk.says("c", "z")
    desk.took("c/z", "a/x")
    desk.took("c/z", "b/y")
    found = what_falls_if(desk.dossier, "x").of(CLAIM)

    assert found is not None
    assert found.passages == ("a/x", "c/z")
    assert (found.lost, found.left) == (("x",), ("y",))
    assert state(desk, "z") is None  # c took it from them: it is not z's word that counts


def test_a_wire_story_falls_with_the_wire_except_what_an_outlet_saw_itself() -> None:
    desk = Desk()
    desk.source("mayor")
    desk.source("witness")
    desk.paper("wire")
    desk.says("wire", "mayor", **TOOK_PART)
    for name in ("a", "b"):
        desk.paper(name)
        desk.says(name, "mayor")
        desk.took(f"{name}/mayor", "wire/mayor", "republished")
    assert state(desk, "wire") == state(desk, "wire/mayor") == "falls"

    desk.says("b", "witness", **THERE)

    assert state(desk, "wire") == state(desk, "wire/mayor") == "weakened"
    assert ranges(desk, "wire") == ((2, 2), (1, 1))
    assert state(desk, "a") == "stands"
    assert state(desk, "b/witness") == "weakened"


def test_an_article_is_taken_back_with_all_its_versions() -> None:
    desk = Desk()
    desk.source("mayor")
    for name in ("v1", "v2"):
        desk.paper(name, publisher="paper")
        desk.says(name, "mayor", **THERE)
    desk.took("v2", "v1", "revised")

    for version in ("v1", "v2"):
        found = what_falls_if(desk.dossier, version)
        assert found.records == ("v1", "v2")
        assert [i.state for i in found] == ["falls"]


def test_withdrawing_a_passage_of_the_last_version_leaves_earlier_ones_no_standing() -> None:
    desk = Desk()
    desk.source("mayor")
    for name in ("v1", "v2", "v3"):
        desk.paper(name, publisher="paper")
        desk.says(name, "mayor", **THERE)
    desk.took("v2", "v1", "revised")
    desk.took("v3", "v2", "revised")
    desk.paper("b")
    desk.says("b", "mayor")
    desk.took("b/mayor", "v1/mayor")

    assert state(desk, "v3/mayor") == "falls"
    impact = what_falls_if(desk.dossier, "v1/mayor").of(CLAIM)
    assert impact is not None
    assert (impact.state, impact.passages) == ("stands", ("b/mayor", "v1/mayor"))


def test_what_was_taken_from_a_text_that_nobody_recorded_falls_with_it() -> None:
    desk = Desk()
    desk.source("mayor")
    for name in ("unseen", "a", "b"):
        desk.paper(name)
    desk.says("a", None)
    desk.says("b", "mayor")
    desk.took("a/own", "unseen")
    desk.took("b/mayor", "unseen")
    assert corroboration(desk.dossier, CLAIM).origins == ("mayor", "unseen")

    assert state(desk, "unseen") == "falls"
    assert state(desk, "unseen-outlet") == "weakened"  # b names the mayor; a has the unseen text's word only


# --- who falls with whom ---------------------------------------------------------------------------


def test_a_spokesman_falls_with_his_ministry_and_the_ministry_outlives_him() -> None:
    desk = Desk(CLAIM, "other")
    desk.source("ministry")
    desk.source("spokesman", speaks_for="ministry")
    for name, source in (("a", "ministry"), ("b", "spokesman")):
        desk.paper(name)
        desk.says(name, source)
    desk.says("b", "spokesman", id="b/other", claim="other")

    fallen = what_falls_if(desk.dossier, "ministry")
    assert [i.claim for i in fallen.falls] == [CLAIM, "other"]
    assert ("spokesman", "speaks for ministry") in [(r.record, r.because) for r in fallen.why]
    left = what_falls_if(desk.dossier, "spokesman")
    assert [(i.claim, i.state) for i in left] == [("other", "falls"), (CLAIM, "stands")]
    assert left.stands[0].passages == ("b/spokesman",)


def test_a_group_outlives_a_member_and_the_claim_stands() -> None:
    desk = Desk()
    desk.source("x")
    desk.source("analysts", members=["x"], kind="group")
    desk.paper("a")
    desk.says("a", "analysts")
    found = what_falls_if(desk.dossier, "x")
    (impact,) = found

    assert (impact.state, impact.groups, impact.passages) == ("stands", ("analysts",), ())
    assert "a known member of Analysts falls" in str(found)
    assert [reason.record for reason in found.why] == ["x", "analysts"]
    assert state(desk, "analysts") == "falls"


def test_a_member_who_also_spoke_for_himself_is_lost_and_the_group_is_left() -> None:
    desk = Desk()
    for id in ("x", "y"):
        desk.source(id)
    desk.source("analysts", members=["x", "y"], kind="group")
    for name, source in (("a", "x"), ("b", "y"), ("c", "analysts")):
        desk.paper(name)
        desk.says(name, source, **TOOK_PART)
    (impact,) = what_falls_if(desk.dossier, "x")

    assert (impact.before, impact.after) == ((2, 2), (1, 1))
    assert (impact.state, impact.lost, impact.left) == ("weakened", ("x",), ("analysts", "y"))
    assert impact.groups == ("analysts",)


def test_whoever_rests_on_a_document_falls_with_it() -> None:
    desk = Desk()
    desk.source("papers", kind="document")
    for name, source in (("a", "x"), ("b", "y")):
        desk.source(source)
        desk.paper(name)
        desk.says(name, source)
        desk.took(source, "papers", "primary_source")

    assert state(desk, "papers") == "falls"
    assert state(desk, "x") == "stands"


def test_all_records_judged_the_same_fall_together() -> None:
    desk = Desk()
    for name, source in (("a", "x"), ("b", "mr-x")):
        desk.source(source)
        desk.paper(name)
        desk.says(name, source)
    assert state(desk, "x") == "weakened"

    judgement = desk.judged("x", "mr-x", "same")
    found = what_falls_if(desk.dossier, "mr-x")

    assert found.records == ("mr-x", "x")
    assert [i.state for i in found] == ["falls"]
    assert judgement in [reason.record for reason in found.why]


def test_the_word_of_an_outlet_is_what_its_texts_say_in_nobody_elses_mouth() -> None:
    desk = Desk(CLAIM, "other", "third")
    desk.source("mayor")
    desk.paper("a")
    desk.paper("b")
    desk.says("a", None)
    desk.says("a", "mayor", claim="other")
    desk.says("b", "a-outlet", claim="third")
    found = what_falls_if(desk.dossier, "a-outlet")

    assert [i.claim for i in found.falls] == [CLAIM, "third"]
    assert found.of("other") is None


def test_what_a_source_relays_stands_and_is_listed() -> None:
    desk = Desk()
    for id in ("radio", "agency", "mayor"):
        desk.source(id)
    desk.paper("a")
    desk.says("a", "radio", id="outer", claim=CLAIM)
    desk.says("a", "agency", id="middle", via="outer")
    desk.says("a", "mayor", id="inner", via="middle")
    found = what_falls_if(desk.dossier, "radio")
    (impact,) = found

    assert (impact.state, impact.relayed) == ("stands", ("inner", "middle"))
    assert "2 passages known through it alone" in str(found)
    assert {"inner", "middle"} <= {reason.record for reason in found.why}
    assert state(desk, "mayor") == "falls"
    assert state(desk, "inner") == "falls"
    assert state(desk, "outer") == "stands"


def test_a_relay_lends_what_it_came_from_to_what_it_relays() -> None:
    desk = Desk()
    for id in ("radio", "mayor", "eye"):
        desk.source(id)
    desk.paper("a")
    desk.paper("wire")
    desk.says("wire", "eye", **THERE)
    desk.says("a", "radio", id="outer")
    desk.says("a", "mayor", id="inner", via="outer")
    desk.took("outer", "wire/eye")

    assert state(desk, "eye") == state(desk, "wire") == "falls"


def test_claims_that_restate_each_other_fall_together_and_are_all_listed() -> None:
    desk = Desk(CLAIM, "again")
    desk.dossier.add(ClaimRelation(id="rel", subject="again", kind="restates", object=CLAIM))
    desk.source("x")
    desk.paper("a")
    desk.says("a", "x")

    assert [(i.claim, i.state) for i in what_falls_if(desk.dossier, "x")] == [
        ("again", "falls"), (CLAIM, "falls"),
    ]  # fmt: skip


def test_a_narrower_claim_that_was_taken_from_one_falls_with_it() -> None:
    desk = Desk(CLAIM, "narrow", "unlike")
    desk.dossier.add(ClaimRelation(id="rel", subject="narrow", kind="narrows", object=CLAIM))
    desk.source("x")
    desk.source("y")
    for name in ("a", "b", "c"):
        desk.paper(name)
    desk.says("a", "x")
    desk.says("b", "y", claim="narrow")
    desk.says("c", "y", claim="unlike")
    desk.took("b/y", "a/x")
    desk.took("c/y", "a/x")  # it began here: the two claims have nothing to do with each other

    assert [i.claim for i in what_falls_if(desk.dossier, "x")] == [CLAIM, "narrow"]


# --- denials, rings, readings --------------------------------------------------------------------


def test_what_becomes_of_denials_is_told_apart() -> None:
    desk = two_witnesses()
    desk.source("spokeswoman")
    desk.paper("d")
    desk.says("d", "spokeswoman", commitment="CT-", **TOOK_PART)
    found = what_falls_if(desk.dossier, "spokeswoman")
    (impact,) = found

    assert (impact.state, impact.before, impact.after) == ("stands", (2, 2), (2, 2))
    assert impact.denied is not None
    assert (impact.denied.state, impact.denied.before, impact.denied.after) == ("falls", (1, 1), (0, 0))
    assert found.denials == (impact.denied,)
    assert "its denials fall: 1–1 → 0–0" in str(found)
    assert [(row["side"], row["state"]) for row in found.to_rows()] == [
        ("support", "stands"), ("denial", "falls"),
    ]  # fmt: skip
    other = what_falls_if(desk.dossier, "x").of(CLAIM)
    assert other is not None
    assert other.denied is not None
    assert (other.denied.state, other.denied.is_touched) == ("stands", False)


def test_a_ring_that_only_one_way_leaves_falls_when_that_way_does() -> None:
    desk = Desk()
    desk.source("mayor")
    for name in ("a", "b", "wire"):
        desk.paper(name)
    desk.says("wire", "mayor")
    desk.says("a", None)
    desk.says("b", None)
    desk.took("a/own", "b/own")
    desk.took("b/own", "a/own")
    desk.took("b/own", "wire/mayor")

    assert state(desk, "mayor") == "falls"
    found = what_falls_if(desk.dossier, "a").of(CLAIM)
    assert found is not None
    assert (found.state, found.passages) == ("stands", ("a/own", "b/own"))


def test_a_ring_that_supports_nothing_has_nothing_to_lose() -> None:
    desk = Desk()
    for name in ("a", "b"):
        desk.paper(name)
        desk.says(name, None)
    desk.took("a/own", "b/own")
    desk.took("b/own", "a/own")

    assert ranges(desk, "a") == ((0, 0), (0, 0))
    assert state(desk, "a") == "stands"


def test_of_two_readings_the_one_that_is_left_may_still_carry_the_claim() -> None:
    desk = Desk()
    desk.source("x")
    desk.source("y")
    desk.paper("a")
    desk.says("a", "x", **THERE)
    desk.says("a", "y", alternatives=["a/x"], **THERE)
    assert corroboration(desk.dossier, CLAIM).independent == (1, 1)

    impact = what_falls_if(desk.dossier, "x").of(CLAIM)

    assert impact is not None
    assert (impact.state, impact.before, impact.after) == ("may_fall", (1, 1), (0, 1))
    assert impact.lost == ("x",)
    withdrawn = what_falls_if(desk.dossier, "a/x")
    assert withdrawn.records == ("a/x", "a/y")
    assert [i.state for i in withdrawn] == ["falls"]


def test_an_origin_that_is_no_longer_at_first_hand_is_a_loss() -> None:
    desk = Desk()
    desk.source("x")
    desk.source("y")
    for name in ("a", "b", "c"):
        desk.paper(name)
    desk.says("a", "x", **THERE)
    desk.says("b", "x")
    desk.says("c", "y", **THERE)
    inst = [Affiliation(organization="inst")]
    for id in ("x", "y"):
        desk.dossier.replace(attrs.evolve(desk.dossier.sources[id], affiliations=inst))
    impact = what_falls_if(desk.dossier, "a/x").of(CLAIM)

    assert impact is not None
    assert (impact.before, impact.after, impact.lost) == ((1, 2), (1, 2), ())
    assert impact.state is FallState.WEAKENED


# --- ways that are easily overlooked -----------------------------------------------------------------


def test_what_a_relay_of_another_claim_lends_falls_too() -> None:
    desk = Desk(CLAIM, "narrow", "other")
    desk.dossier.add(ClaimRelation(id="rel", subject="narrow", kind="narrows", object=CLAIM))
    for id in ("eye", "radio", "mayor"):
        desk.source(id)
    desk.paper("wire")
    desk.paper("a")
    desk.says("wire", "eye", **THERE)
    desk.says("a", "radio", id="outer", claim="other")
    desk.says("a", "mayor", id="inner", claim="narrow", via="outer")
    desk.took("outer", "wire/eye")
    assert corroboration(desk.dossier, "narrow").origins == ("eye",)

    assert state(desk, "eye", "narrow") == "falls"
    assert state(desk, "wire/eye", "narrow") == "falls"
    assert state(desk, "eye", "other") is None  # it does not say what the wire said


def test_a_passage_of_an_earlier_version_falls_with_that_of_the_last_and_what_was_taken_from_it() -> None:
    desk = Desk(CLAIM, "narrow")
    desk.dossier.add(ClaimRelation(id="rel", subject="narrow", kind="narrows", object=CLAIM))
    desk.source("mayor")
    for name in ("v1", "v2", "b"):
        desk.paper(name, publisher="paper")
    desk.says("v1", "mayor", **THERE)
    desk.says("v2", "mayor", **THERE)
    desk.took("v2", "v1", "revised")
    desk.says("b", "mayor", claim="narrow")
    desk.took("b/mayor", "v1/mayor")

    found = what_falls_if(desk.dossier, "v2/mayor")

    assert [(i.claim, i.state) for i in found] == [(CLAIM, "falls"), ("narrow", "falls")]


def test_which_reading_of_a_relay_is_right_decides_what_it_lends_until_it_is_withdrawn() -> None:
    desk = Desk(CLAIM, "narrow", "other", "third")
    desk.dossier.add(ClaimRelation(id="rel", subject="narrow", kind="narrows", object=CLAIM))
    for id in ("eye", "radio", "mayor"):
        desk.source(id)
    desk.paper("wire")
    desk.paper("a")
    desk.says("wire", "eye", **THERE)
    desk.says("a", "radio", id="outer", claim="other")
    desk.says("a", "radio", id="or-else", claim="third", alternatives=["outer"])
    desk.says("a", "mayor", id="inner", claim="narrow", via="outer")
    desk.took("outer", "wire/eye")
    withdrawn = desk.dossier.copy()
    withdrawn.add(Derivation(derived="n", taken_from="n", kind="corrected", withdraws=["outer"], id="fell"))

    for reading in ("outer", "or-else"):
        found = what_falls_if(desk.dossier, reading)
        for claim in ("narrow", "other", "third", CLAIM):
            left = [side[:2] for side in numbers(withdrawn, claim)]
            assert told(found, claim, numbers(desk.dossier, claim)) == left


def test_what_was_taken_from_a_passage_of_another_layer_falls_with_it() -> None:
    desk = Desk()
    for name in ("a", "b"):
        desk.paper(name)
    stated = Recorded(basis="stated")
    desk.says("a", None, recorded=Recorded(basis="researched"))
    desk.says("b", None, recorded=stated)
    desk.took("b/own", "a/own", recorded=stated)
    (impact,) = what_falls_if(desk.dossier, "a/own", basis="stated")

    assert (impact.state, impact.lost) == ("falls", ("a",))


# --- clocks, layers, arguments -------------------------------------------------------------------


def test_clocks_and_layers_are_those_of_a_count() -> None:
    desk = Desk()
    desk.source("x")
    desk.source("y")
    desk.paper("a", published="2025-11-01")
    desk.paper("b", published="2025-11-05")
    desk.paper("c")
    desk.says("a", "x", recorded=Recorded(basis="stated"))
    desk.says("b", "y", recorded=Recorded(basis="researched"))
    desk.says("c", "x")

    def found(**asked: Any) -> str:
        impact = what_falls_if(desk.dossier, "x", **asked).of(CLAIM)
        return "none" if impact is None else str(impact.state)

    assert found() == "weakened"
    assert found(as_of="2025-11-03") == "falls"
    assert found(basis="researched") == "none"
    assert "c/x" in {out.record for out in what_falls_if(desk.dossier, "x", as_of="2025-11-03").left_out}


def test_a_passage_of_a_claim_that_is_not_in_the_dossier_is_left_out() -> None:
    desk = two_witnesses()
    desk.says("a", "x", id="stray", claim="clm-none")
    found = what_falls_if(desk.dossier, "x")

    assert [i.claim for i in found] == [CLAIM]
    assert [out.record for out in found.left_out] == ["stray"]


@pytest.mark.parametrize(
    ("asked", "options", "error"),
    [
        ("nobody", {}, UnknownRecordError),
        (CLAIM, {}, UsageError),
        (None, {}, UsageError),
        (3, {}, UsageError),
        (Claim(id=CLAIM, text="x"), {}, UsageError),
        ("x", {"as_of": "soon"}, ProvenanceError),
        ("x", {"known_at": "2025-11-04"}, UsageError),
        ("x", {"basis": "guessed"}, UsageError),
        ("x", {"basis": []}, UsageError),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: Any, options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error) as raised:
        what_falls_if(two_witnesses().dossier, asked, **options)

    assert isinstance(raised.value, ProvenanceError)


def test_it_is_asked_of_a_dossier() -> None:
    with pytest.raises(UsageError, match="the dossier comes first"):
        what_falls_if([], "x")  # type: ignore[arg-type]


def test_a_source_on_which_nothing_rests_is_an_answer() -> None:
    desk = two_witnesses()
    desk.source("silent")
    found = what_falls_if(desk.dossier, "silent")

    assert (len(found), found.to_rows(), found.articles) == (0, [], ())
    assert bool(found)
    assert str(found) == "If Silent (silent) falls: nothing on record rests on it"
    assert repr(found) == "<Impact of 'silent': nothing rests on it>"


def test_an_answer_can_be_kept() -> None:
    dossier = niger().dossier
    found = what_falls_if(dossier, dossier.sources["papers"])
    text, rows = str(found), found.to_rows()
    dossier.replace(Source(id="papers", name="Something else"), Claim(id=CLAIM, text="Else."))
    dossier.discard("cia-brief")
    twin = pickle.loads(pickle.dumps(found))

    assert twin == found
    assert hash(twin) == hash(found)
    assert (str(found), str(twin), twin.to_rows()) == (text, text, rows)
    assert found != what_falls_if(niger().dossier, "service")
    assert repr(found) == "<Impact of 'papers': 1 may fall>"
    assert repr(found.claims[0]) == "<ClaimImpact on support of 'clm': may_fall, 1–2 → 0–1>"


# --- laws, on random dossiers ----------------------------------------------------------------------


def numbers(dossier: Dossier, claim: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Least without its floor, most and origins: of the support, then of the denials."""
    result = corroboration(dossier, claim)
    sides = [result, result.denied]
    return [(0, 0, ()) if s is None else (s.at_first_hand, s.independent.most, s.origins) for s in sides]


def told(found: Impact, claim: str, before: list[tuple[int, int, tuple[str, ...]]]) -> list[tuple[int, int]]:
    """What is left of the support and the denials, by an answer; what it does not list is as before."""
    impact = found.of(claim)
    if impact is None:
        return [side[:2] for side in before]
    return [tuple(impact.after), tuple(impact.denied.after) if impact.denied else (0, 0)]  # type: ignore[list-item]


def everything(dossier: Dossier) -> list[str]:
    return [*dossier.sources, *dossier.articles, *dossier.attributions]


def it_counts_before_as_corroboration_does_and_never_more_after(random: Random) -> None:
    dossier = make_world(random)
    for asked in everything(dossier):
        for impact in what_falls_if(dossier, asked):
            before = numbers(dossier, impact.claim)
            for side, (least, most, origins) in zip((impact, impact.denied), before, strict=True):
                if side is None:
                    assert most == 0
                    continue
                assert side.before == (least, most)
                assert tuple(sorted((*side.lost, *side.left))) == origins
                assert side.after.most <= most
                assert 0 <= side.after.least <= side.after.most
                assert (side.after.most == 0) == (not side.left)
                assert set(side.passages) <= dossier.attributions.keys()
                assert (side.state is FallState.FALLS) == (most > 0 and side.after.most == 0)
                if side.after != side.before or side.lost:
                    assert side.passages


def an_article_or_passage_that_falls_is_one_that_was_really_withdrawn(random: Random) -> None:
    dossier = make_world(random)
    for asked in (*dossier.articles, *dossier.attributions):
        found = what_falls_if(dossier, asked)
        if asked in dossier.articles and not set(found.records) <= dossier.articles.keys():
            continue  # in a version that is not on record nothing can be withdrawn
        changed = dossier.copy()
        gone = [asked] if asked in dossier.attributions else []
        for version in found.records if asked in dossier.articles else ():
            there = [p for p in dossier.attributions.values() if p.article == version]
            gone += [p.id for p in there]
            for claim in CLAIMS:  # what nobody recorded of it was withdrawn as well
                kin = {p.claim for p in there} & set(kin_of(dossier, claim))
                for number, commitment in enumerate(("CT+", "CT-", "Uu")):
                    if not kin:
                        stray = Attribution(
                            id=f"{version}/{claim}/{number}",
                            article=version,
                            claim=claim,
                            commitment=commitment,
                        )
                        changed.add(stray)
                        gone.append(stray.id)
        changed.add(
            Derivation(derived="notice", taken_from="notice", kind="corrected", withdraws=gone, id="fell")
        )
        for claim in CLAIMS:
            after = [side[:2] for side in numbers(changed, claim)]
            assert told(found, claim, numbers(dossier, claim)) == after


def kin_of(dossier: Dossier, claim: str) -> set[str]:
    same = {claim}
    for relation in dossier.relations.values():
        if relation.kind == "restates" and {relation.subject, relation.object} & same:
            same |= {relation.subject, relation.object}
    kin = set(same)
    for relation in dossier.relations.values():
        if relation.kind in ("narrows", "generalises", "updates"):
            if relation.subject in same:
                kin.add(relation.object)
            if relation.object in same:
                kin.add(relation.subject)
    for relation in dossier.relations.values():
        if relation.kind == "restates" and {relation.subject, relation.object} & kin:
            kin |= {relation.subject, relation.object}
    return kin


class Fallen(Oracle):
    """The second opinion, in a world in which something has fallen."""

    def __init__(self, dossier: Dossier, side: str, asked: str) -> None:
        super().__init__(dossier, side)
        nothing: frozenset[str] = frozenset()
        self.fallen_voice = self.same_source(asked) if asked in dossier.sources else nothing
        self.works = self.version_of(asked) if asked in dossier.articles else nothing
        self.gone = nothing
        if asked in dossier.attributions:
            self.gone = self.readings(dossier.attributions[asked])

    def taken_back(self, p: Attribution) -> bool:
        return p.article in self.works or p.id in self.gone or super().taken_back(p)

    def is_its_word(self, article: str) -> bool:
        held = [self.d.articles[id] for id in self.version_of(article) & self.d.articles.keys()]
        names = {a.publisher for a in held if a.publisher is not None}
        return bool(names) and names <= self.fallen_voice

    def follow(self, d: Derivation, *rest: Any) -> list[tuple[str, ...]] | None:
        nodes = super().follow(d, *rest)
        taken = self.d.attributions.get(d.taken_from)
        unseen = taken.article if taken is not None else d.taken_from
        if nodes and nodes[0][0] in ("gap", "open") and unseen in self.works:
            return [("nothing",)]
        if nodes and nodes[0][0] == "open" and self.is_its_word(nodes[0][1]):
            return [("nothing",)]
        return nodes

    def rest(self, p: Attribution, absent: frozenset[str]) -> list[tuple[str, ...]]:
        nodes = super().rest(p, absent)
        return [("nothing",) if n[0] == "article" and self.is_its_word(n[1]) else n for n in nodes]

    def rest_of_source(self, node: tuple[str, ...], absent: frozenset[str]) -> list[tuple[str, ...]]:
        return [("nothing",)] if node[1] in self.fallen_voice else super().rest_of_source(node, absent)


def what_is_left_is_what_trying_everything_gives(random: Random) -> None:
    dossier = make_world(random)
    for asked in everything(dossier):
        found = what_falls_if(dossier, asked)
        for claim in CLAIMS:
            left = told(found, claim, numbers(dossier, claim))
            for side, (least, most) in zip("+-", left, strict=True):
                answer = Fallen(dossier, side, asked).answer(claim)
                assert (max(least, 1 if most else 0), most) == (answer.least, answer.most)


def the_order_of_records_is_irrelevant(random: Random) -> None:
    dossier = make_world(random)
    records = list(dossier)
    random.shuffle(records)
    for asked in everything(dossier):
        ours, theirs = what_falls_if(dossier, asked), what_falls_if(Dossier(records), asked)
        assert ours == theirs
        assert (str(ours), ours.to_rows(), ours.why) == (str(theirs), theirs.to_rows(), theirs.why)
        assert {reason.record for reason in ours.why} <= {record.id for record in dossier}


LAWS: list[tuple[Callable[[Random], None], int]] = [
    (it_counts_before_as_corroboration_does_and_never_more_after, 250),
    (an_article_or_passage_that_falls_is_one_that_was_really_withdrawn, 150),
    (what_is_left_is_what_trying_everything_gives, 100),
    (the_order_of_records_is_irrelevant, 100),
]


@pytest.mark.parametrize(("law", "worlds"), LAWS, ids=lambda value: getattr(value, "__name__", str(value)))
def test_a_law_holds_in_random_dossiers(law: Callable[[Random], None], worlds: int) -> None:
    for seed in range(worlds):
        law(Random(seed))


# --- size ----------------------------------------------------------------------------------------


def test_a_chain_of_a_hundred_thousand_hops_falls_with_its_first() -> None:
    n = 100_000
    records: list[Any] = [Claim(id=CLAIM, text="x"), Source(id="src", name="S")]
    records += [Article(id=f"a{i}") for i in range(n)]
    records += [Attribution(id=f"p{i}", article=f"a{i}", claim=CLAIM, source="src") for i in range(n)]
    records += [Derivation(id=f"d{i}", derived=f"p{i}", taken_from=f"p{i - 1}") for i in range(1, n)]
    (impact,) = what_falls_if(Dossier(records), "p0")

    assert impact.state is FallState.FALLS
    assert len(impact.passages) == n


def test_a_source_of_one_claim_among_many_is_answered_at_once() -> None:
    n = 20_000
    records: list[Any] = []
    for i in range(n):
        records += [
            Claim(id=f"c{i}", text=f"c{i}"), Source(id=f"s{i}", name=f"S{i}"), Article(id=f"a{i}"),
            Attribution(id=f"p{i}", article=f"a{i}", claim=f"c{i}", source=f"s{i}"),
            Attribution(id=f"q{i}", article=f"a{i}", claim=f"c{i}", source=f"s{i}"),
        ]  # fmt: skip
    dossier = Dossier(records)
    what_falls_if(dossier, "s1")  # builds the indexes

    for i in range(300):
        assert len(what_falls_if(dossier, f"s{i}")) == 1
