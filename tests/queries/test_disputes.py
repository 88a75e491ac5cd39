"""Who denies or contradicts whom?"""

import pickle
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import provenance as pv
from provenance.errors import ProvenanceError, UnknownRecordError, UsageError
from provenance.model import (
    Affiliation,
    Attribution,
    Claim,
    ClaimRelation,
    Derivation,
    Dossier,
    Recorded,
    Source,
    VerificationStatus,
)
from provenance.queries.disputed import Dispute
from provenance.queries.disputes import Interest, Party, disputes
from provenance.queries.standing import AGAINST, FOR, side_of
from tests.queries.desk import CLAIM, THERE, Desk
from tests.queries.worlds import make_world, worlds


def quarrel(**fields: Any) -> Desk:
    """Ann asserts it in one paper, Bob denies it in another."""
    desk = Desk("clm", "clm-2", "clm-3")
    desk.dossier.replace(Claim(id="clm", text="The text of clm.", about=["place:town", "topic:water"]))
    desk.source("ann")
    desk.source("bob", **fields)
    for paper, source, stance in (("a", "ann", "CT+"), ("b", "bob", "CT-")):
        desk.paper(paper)
        desk.says(paper, source, commitment=stance)
    return desk


def opposed(kind: str = "contradicts") -> Desk:
    """Ann says one thing, Bob another."""
    desk = Desk("clm", "clm-2")
    for paper, source, claim in (("a", "ann", "clm"), ("b", "bob", "clm-2")):
        desk.source(source)
        desk.paper(paper)
        desk.says(paper, source, claim=claim)
    desk.dossier.add(ClaimRelation(id="rel", subject="clm-2", kind=kind, object="clm"))
    return desk


def one(desk: Desk, *about: Any, **asked: Any) -> Dispute:
    (found,) = disputes(desk.dossier, *about, **asked)
    return found


def names(dispute: Dispute) -> list[list[str]]:
    return [[party.id for party in side.parties] for side in dispute]


def party(dispute: Dispute, id: str) -> Party:
    return next(p for side in dispute for p in side.parties if p.id == id)


# --- what is a dispute ---------------------------------------------------------------------


def test_a_claim_that_is_asserted_and_denied_is_in_dispute() -> None:
    found = one(quarrel())

    assert (found.kind, found.claims, found.relations) == ("denied", ("clm",), ())
    assert [side.stance for side in found] == ["asserts", "denies"]
    assert names(found) == [["ann"], ["bob"]]
    assert [side.passages for side in found] == [("a/ann",), ("b/bob",)]


@pytest.mark.parametrize("stance", ["CT+", "Uu", "CTu", None])
def test_a_claim_that_nobody_denies_is_not(stance: str | None) -> None:
    desk = quarrel()
    desk.dossier.discard("b/bob")
    desk.says("b", "bob", commitment=stance)

    assert list(disputes(desk.dossier)) == []
    assert str(disputes(desk.dossier)) == "no dispute is on record"


def test_a_denial_of_what_nobody_asserts_is_no_dispute() -> None:
    desk = quarrel()
    desk.dossier.discard("a/ann")

    assert list(disputes(desk.dossier)) == []


def test_a_question_denies_nothing() -> None:
    desk = quarrel()
    desk.dossier.discard("b/bob")
    desk.says("b", "bob", commitment="CT-", act="question")

    assert list(disputes(desk.dossier)) == []


def test_a_claim_is_denied_with_what_restates_it() -> None:
    desk = quarrel()
    desk.dossier.discard("b/bob")
    desk.says("b", "bob", commitment="CT-", claim="clm-2")
    assert list(disputes(desk.dossier)) == []

    desk.dossier.add(ClaimRelation(id="rel", subject="clm-2", kind="restates", object="clm"))
    assert one(desk).claims == ("clm", "clm-2")
    assert [side.claim for side in one(desk)] == ["clm", "clm-2"]


@pytest.mark.parametrize("kind", ["contradicts", "in_tension_with"])
def test_contradiction_and_tension_are_told_apart(kind: str) -> None:
    found = one(opposed(kind))

    assert (found.kind, found.relations) == (kind, ("rel",))
    assert [(side.claim, side.stance) for side in found] == [("clm", "asserts"), ("clm-2", "asserts")]
    assert names(found) == [["ann"], ["bob"]]


def test_two_claims_that_are_joined_twice_are_one_dispute_and_contradict_each_other() -> None:
    desk = opposed("in_tension_with")
    desk.dossier.add(ClaimRelation(id="rel-2", subject="clm", kind="contradicts", object="clm-2"))

    assert (one(desk).kind, one(desk).relations) == ("contradicts", ("rel", "rel-2"))


@pytest.mark.parametrize("kind", ["supports", "caveats", "restates"])
def test_other_relations_set_nobody_against_anybody(kind: str) -> None:
    assert list(disputes(opposed(kind).dossier)) == []


def test_a_claim_that_nobody_asserts_is_in_dispute_with_none() -> None:
    desk = opposed()
    desk.dossier.discard("b/bob")

    assert list(disputes(desk.dossier)) == []


def test_a_claim_is_not_set_against_its_own_restatement_but_that_is_listed() -> None:
    desk = opposed()
    desk.dossier.add(ClaimRelation(id="same", subject="clm-2", kind="restates", object="clm"))
    found = disputes(desk.dossier)

    assert list(found) == []
    assert [left.record for left in found.left_out] == ["rel"]


def test_a_passage_that_no_longer_stands_is_no_side() -> None:
    desk = quarrel()
    desk.took("b", "b/bob", kind="retracted")

    assert list(disputes(desk.dossier)) == []


def test_two_readings_of_one_passage_do_not_contradict_each_other() -> None:
    desk = opposed()
    desk.dossier.discard("b/bob")
    desk.says("a", "ann", claim="clm-2", id="other", alternatives=["a/ann"])
    found = disputes(desk.dossier)

    assert list(found) == []
    assert [left.record for left in found.left_out] == ["a/ann", "other"]


# --- parties -------------------------------------------------------------------------------


def test_a_relay_is_no_party() -> None:
    desk = quarrel()
    desk.says("b", "b-outlet", id="outer", commitment="CT-")
    desk.dossier.replace(
        Attribution(id="b/bob", article="b", claim=CLAIM, source="bob", via="outer", commitment="CT-")
    )

    assert names(one(desk)) == [["ann"], ["bob"]]
    assert one(desk).sides[1].passages == ("b/bob", "outer")


def test_who_takes_a_denial_over_is_no_party() -> None:
    desk = quarrel()
    desk.paper("copy")
    desk.says("copy", None, commitment="CT-", form="own_voice")
    desk.took("copy/own", "b/bob")

    assert names(one(desk)) == [["ann"], ["bob"]]
    assert one(desk).sides[1].passages == ("b/bob", "copy/own")


def test_an_outlet_that_says_it_itself_is_a_party() -> None:
    desk = quarrel()
    desk.paper("c")
    desk.says("c", None, form="own_voice", commitment="CT-")
    found = one(desk)

    assert names(found) == [["ann"], ["bob", "c-outlet"]]
    assert party(found, "c-outlet").kind == "own_voice"
    assert "C-Outlet, in its own voice" in str(found)


def test_a_text_that_nobody_has_seen_is_an_open_party() -> None:
    desk = quarrel()
    desk.paper("c")
    desk.says("c", None, commitment="CT-")
    desk.took("c/own", "lost")

    assert [(p.id, p.kind) for p in one(desk).sides[1].parties] == [("bob", "source"), ("lost", "open")]


def test_judgements_that_two_are_the_same_are_followed() -> None:
    desk = quarrel()
    desk.source("ann-2", name="Ann L.")
    desk.paper("c")
    desk.says("c", "ann-2")
    desk.judged("ann", "ann-2", "same")

    assert names(one(desk)) == [["ann"], ["bob"]]
    assert party(one(desk), "ann").passages == ("a/ann", "c/ann-2")


def test_whoever_says_both_is_named() -> None:
    desk = quarrel()
    desk.says("b", "bob", id="earlier")

    assert one(desk).on_both_sides == ("bob",)
    assert str(one(desk)).endswith("  Bob says both")


def test_who_was_there_is_at_first_hand() -> None:
    desk = quarrel()
    desk.paper("c")
    desk.says("c", "ann", **THERE)

    assert party(one(desk), "ann").is_first_hand
    assert not party(one(desk), "bob").is_first_hand


def test_a_side_whose_walk_leads_nowhere_has_the_outlet_for_a_party() -> None:
    desk = quarrel()
    desk.paper("c")
    desk.says("c", None, id="copy", commitment="CT-")
    desk.took("copy", "b/bob")
    desk.took("b", "b/bob", kind="retracted")

    assert names(one(desk)) == [["ann"], ["c-outlet"]]


# --- interests -----------------------------------------------------------------------------


def test_an_interested_party_is_marked() -> None:
    found = one(quarrel(interests=["place:town", "place:moon"]))

    assert party(found, "bob").interests == (Interest("place:town", "own", "bob"),)
    assert found.interested == ("bob",)
    assert "by Bob (interested: place:town)" in str(found)


def test_an_interest_in_something_else_is_none_here() -> None:
    assert one(quarrel(interests=["place:moon"])).interested == ()


def test_the_interests_of_whom_one_speaks_for_and_where_one_belongs_are_told_apart() -> None:
    desk = quarrel(speaks_for="works", affiliations=[Affiliation(organization="union")])
    desk.source("works", interests=["topic:water"], speaks_for="state")
    desk.source("state", interests=["place:town"])
    desk.source("union", interests=["place:town"])
    found = one(desk)

    assert names(found)[1] == ["bob"]
    assert party(found, "bob").interests == (
        Interest("topic:water", "principal", "works"),
        Interest("place:town", "principal", "state"),
        Interest("place:town", "affiliation", "union"),
    )
    assert "speaks for Works and State, interested: topic:water and place:town" in str(found)
    assert "belongs to Union, interested: place:town" in str(found)


def test_an_affiliation_that_had_ended_gives_no_interest() -> None:
    desk = quarrel(affiliations=[Affiliation(organization="union", until="2020")])
    desk.source("union", interests=["place:town"])
    assert one(desk).interested == ("bob",)

    desk.dossier.replace(pv.Article(id="b", publisher="b-outlet", published="2025-11-03"))
    assert one(desk).interested == ()


# --- who spoke first -----------------------------------------------------------------------


def dated(first: str | None, second: str | None) -> Dispute:
    desk = quarrel()
    for paper, day in (("a", first), ("b", second)):
        desk.dossier.replace(pv.Article(id=paper, publisher=f"{paper}-outlet", published=day))
    return one(desk)


def test_who_spoke_first_is_told_if_it_is_known() -> None:
    found = dated("2025-11-04", "2025-11-03")

    assert found.first == "bob"
    assert "Bob spoke first" in str(found)
    assert str(party(found, "ann").since) == "2025-11-04"


@pytest.mark.parametrize(
    ("first", "second"), [("2025-11-03", "2025-11-03"), ("2025-11", "2025-11-03"), ("2025-11-03", None)]
)
def test_who_spoke_first_is_not_guessed(first: str, second: str | None) -> None:
    assert dated(first, second).first is None


def test_when_it_was_said_counts_before_when_it_was_printed() -> None:
    desk = quarrel()
    desk.dossier.replace(
        pv.Article(id="a", publisher="a-outlet", published="2025-11-01"),
        pv.Article(id="b", publisher="b-outlet", published="2025-11-03"),
        Attribution(
            id="b/bob", article="b", claim=CLAIM, source="bob", commitment="CT-", said_at="2025-10-30"
        ),
    )

    assert one(desk).first == "bob"


def test_what_a_later_version_says_was_first_said_when_it_replaced_the_earlier_one() -> None:
    desk = quarrel()
    desk.dossier.replace(
        pv.Article(id="a", publisher="a-outlet", published="2025-11-01", modified="2025-11-04"),
        pv.Article(id="b", publisher="b-outlet", published="2025-11-03"),
    )
    assert one(desk).first == "ann"  # an article that is not known to be a later version

    desk.paper("a-1", publisher="a-outlet", published="2025-11-01")
    desk.took("a", "a-1", "revised")

    assert one(desk).first == "bob"
    assert str(party(one(desk), "ann").since) == "2025-11-04"


# --- about ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("place:town", 1),
        ("place:moon", 0),
        ("clm", 1),
        ("clm-3", 0),
        ("bob", 1),
        ("a-outlet", 0),
    ],
)
def test_disputes_about_something(about: str, found: int) -> None:
    desk = quarrel()
    answer = disputes(desk.dossier, about)

    assert len(answer) == found
    assert answer.about == about
    if about in desk.dossier:
        record: Any = desk.dossier[about]
        assert disputes(desk.dossier, record) == answer


def test_a_spokesmans_dispute_is_his_principals() -> None:
    desk = quarrel(speaks_for="works")
    desk.source("works")

    assert len(disputes(desk.dossier, "works")) == 1


def test_a_claim_finds_the_disputes_with_what_contradicts_it() -> None:
    assert len(disputes(opposed().dossier, "clm")) == 1
    assert len(disputes(opposed().dossier, about="clm-2")) == 1


# --- checks --------------------------------------------------------------------------------


def test_a_check_that_found_against_a_claim_is_no_party() -> None:
    desk = Desk()
    desk.source("ann")
    desk.source("desk", name="Fact Desk")
    desk.paper("a")
    desk.says("a", "ann")
    record = VerificationStatus(id="v", claim=CLAIM, checker="desk", state="checked", verdict="refuted")
    desk.dossier.add(record)
    found = disputes(desk.dossier)

    assert list(found) == []
    assert [(c.claim, c.checked.status.id, c.asserted_in) for c in found.checks] == [(CLAIM, "v", ("a/ann",))]
    assert "Fact Desk: checked, refuted" in str(found)
    assert found.why[-1].record == "v"
    assert len(disputes(desk.dossier, "ann").checks) == 1
    assert len(disputes(desk.dossier, "a-outlet").checks) == 0


def test_a_check_that_was_taken_back_or_found_for_it_or_of_what_nobody_asserts_is_not_listed() -> None:
    desk = Desk(CLAIM, "clm-2")
    desk.source("ann")
    desk.paper("a")
    desk.says("a", "ann")
    for id, claim, verdict in (("v", CLAIM, "supported"), ("w", "clm-2", "refuted"), ("x", CLAIM, "refuted")):
        desk.dossier.add(
            VerificationStatus(id=id, claim=claim, checker="d", state="checked", verdict=verdict)
        )
    desk.dossier.add(VerificationStatus(id="y", claim=CLAIM, checker="d", state="withdrawn", supersedes="x"))

    assert disputes(desk.dossier).checks == ()


# --- the answer ------------------------------------------------------------------------------


def test_the_answer_is_a_table_and_can_be_checked() -> None:
    found = disputes(quarrel(interests=["place:town"]).dossier)

    assert found.to_rows()[1] == {
        "dispute": 1,
        "kind": "denied",
        "claim": "clm",
        "text": "The text of clm.",
        "stance": "denies",
        "party": "bob",
        "name": "Bob",
        "party_kind": "source",
        "is_first_hand": False,
        "interests": ["place:town"],
        "principal_interests": [],
        "affiliation_interests": [],
        "since": None,
        "spoke_first": None,
        "passages": ["b/bob"],
    }
    assert len({tuple(row) for row in found.to_rows()}) == 1
    assert [reason.record for reason in found.why] == ["a/ann", "b/bob"]
    assert str(found).splitlines() == [
        "one denies what another asserts",
        "  asserted: The text of clm.",
        "    by Ann",
        "  denied: The text of clm.",
        "    by Bob (interested: place:town)",
    ]
    assert repr(found) == "<Disputes: 1>"
    assert repr(found.disputes[0]) == "<Dispute (denied) over 'clm'>"


def test_the_answer_outlives_the_dossier_and_can_be_pickled() -> None:
    desk = quarrel()
    found = disputes(desk.dossier)
    before = str(found)
    desk.dossier.replace(Source(id="bob", name="Somebody else"))

    twin = pickle.loads(pickle.dumps(found))
    assert (twin, hash(twin), str(twin)) == (found, hash(found), before)
    assert str(found) == before


def test_layers_and_clocks_are_kept_apart() -> None:
    desk = quarrel()
    for passage in list(desk.dossier.attributions.values()):
        basis = "stated" if passage.source == "ann" else "researched"
        desk.dossier.replace(evolve(passage, recorded=Recorded(basis=basis)))

    assert len(disputes(desk.dossier, basis=["stated", "researched"])) == 1
    assert list(disputes(desk.dossier, basis="stated")) == []
    assert list(disputes(desk.dossier, as_of="2025-01-01")) == []
    assert len(disputes(desk.dossier, as_of="2025-01-01").left_out) == 2


ask: Any = disputes
"""As a caller without types asks."""


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda d: ask(d, "nobody"), UnknownRecordError),
        (lambda d: ask(d, ":"), UnknownRecordError),
        (lambda d: ask(d, "a/ann"), UsageError),
        (lambda d: ask(d, d.articles["a"]), UsageError),
        (lambda d: ask(d, 3), UsageError),
        (lambda d: ask(d, ["place:town"]), UsageError),
        (lambda d: ask("clm"), UsageError),
        (lambda d: ask(d, as_of=3), UsageError),
        (lambda d: ask(d, basis="guessed"), UsageError),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(call: Any, error: type[ProvenanceError]) -> None:
    with pytest.raises(error):
        call(quarrel().dossier)


# --- laws ------------------------------------------------------------------------------------


@given(world=worlds(), random=st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_count(world: Dossier, random: Random) -> None:
    sections = ("claims", "sources", "articles", "attributions", "derivations", "relations", "judgements")
    records = [record for section in sections for record in getattr(world, section).values()]
    random.shuffle(records)
    answers = [disputes(d) for d in (world, Dossier(records))]

    assert answers[0] == answers[1]
    assert str(answers[0]) == str(answers[1])
    assert answers[0].to_rows() == answers[1].to_rows()
    assert answers[0].why == answers[1].why


def test_on_random_worlds_both_sides_have_passages_and_parties_and_asking_for_less_gives_a_part() -> None:
    seen = 0
    for seed in range(1_000):
        world = make_world(Random(seed))
        found = disputes(world)
        seen += len(found)
        for dispute in found:
            for side in dispute:
                assert side.parties
                wanted = FOR if side.stance == "asserts" else AGAINST
                assert {side_of(world.attributions[id]) for id in side.passages} == {wanted}
                assert {world.attributions[id].claim for id in side.passages} <= set(dispute.claims)
        for claim in world.claims:
            part = disputes(world, claim)
            assert list(part) == [d for d in found if claim in d.claims]
    assert seen > 200


def test_a_long_chain_of_copies_leads_to_one_party() -> None:
    dossier = Dossier([Claim(id=CLAIM, text="It is so."), Source(id="s", name="S"), Source(id="t", name="T")])
    for n in range(3_000):
        dossier.add(Attribution(id=f"p{n}", article=f"a{n}", claim=CLAIM, source="s", commitment="CT+"))
        dossier.add(Derivation(id=f"d{n}", derived=f"p{n + 1}", taken_from=f"p{n}"))
    dossier.discard("d2999")
    dossier.add(Attribution(id="no", article="b", claim=CLAIM, source="t", commitment="CT-"))
    (found,) = disputes(dossier)

    assert names(found) == [["s"], ["t"]]
    assert party(found, "s").passages == ("p0",)


# --- the seed --------------------------------------------------------------------------------


def test_the_seed_shows_its_tensions_and_marks_the_ministry_as_interested() -> None:
    found = disputes(pv.read("seeds/pokrovsk-2025.json"))

    assert [(d.kind, [side.claim for side in d]) for d in found] == [
        ("in_tension_with", ["clm-analysts-units-advancing", "clm-key-lines-held"]),
        ("in_tension_with", ["clm-fighting-on-approaches", "clm-strengthen-control"]),
        ("in_tension_with", ["clm-mine-10-km-west", "clm-mine-on-outskirts"]),
        ("in_tension_with", ["clm-most-people-fled", "clm-residents-evacuated"]),
    ]
    assert found.disputes[0].interested == ("src-ministry-of-defense-russia",)
    # The text can be read as saying either of two things that contradict each other.
    assert {left.record for left in found.left_out} == {
        "att-not-frontal-like-bakhmut",
        "att-not-frontal-unlike-bakhmut",
    }
