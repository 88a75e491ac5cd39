"""Along which hops is drift looked for, and what does the answer look like?"""

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
    Attribution,
    Claim,
    Derivation,
    Dossier,
    Recorded,
    Source,
)
from provenance.queries.drift import DriftKind, Drifts, drift
from provenance.queries.trace import trace
from tests.queries.desk import CLAIM, Desk
from tests.queries.retelling import K, hop, kinds, number, values
from tests.queries.worlds import MAIN, make_world, worlds

# --- the claim began here ------------------------------------------------------------------


def test_a_denial_that_became_an_assertion_began_there() -> None:
    dossier = hop(before={"commitment": "CT-"})
    found = drift(dossier, "two")

    assert values(dossier, K.BEGAN_HERE) == ("denied: The text of clm.", "asserted: The text of clm.")
    assert [step.how for step in found.hops] == ["began_here"]
    assert trace(dossier, "two").origins[0].entered_by == ("two",)


def test_two_names_that_became_one_began_there_with_a_hop_to_each() -> None:
    desk = Desk("clm-first", "clm-last", "clm-both")
    desk.source("scanner")
    for paper, claim in (("one", "clm-first"), ("two", "clm-last"), ("post", "clm-both")):
        desk.paper(paper)
        desk.says(paper, "scanner", claim=claim, id=f"in-{paper}")
    desk.took("in-post", "in-one")
    desk.took("in-post", "in-two")
    found = drift(desk.dossier, "clm-both")

    assert [(d.kind, d.hop.rests_on, d.before) for d in found] == [
        (K.BEGAN_HERE, "in-one", "The text of clm-first."),
        (K.BEGAN_HERE, "in-two", "The text of clm-last."),
    ]


def test_a_claim_that_did_come_from_one_of_two_texts_did_not_begin_there() -> None:
    dossier = hop()
    dossier.add(
        Attribution(id="other", article="early", claim="clm-x", source="bob"), Claim(id="clm-x", text="X")
    )
    dossier.add(Derivation(id="d2", derived="two", taken_from="other"))

    assert kinds(dossier) == set()


def test_what_a_relay_took_is_no_beginning_of_what_it_relays() -> None:
    desk = Desk("event", "content")
    desk.source("ministry")
    desk.paper("wire")
    desk.paper("late")
    desk.says("wire", "ministry", claim="event", id="told")
    desk.says("late", "wire-outlet", claim="event", id="outer")
    desk.says("late", "ministry", claim="content", id="inner", via="outer")
    desk.took("outer", "told")

    assert list(drift(desk.dossier, "content")) == []


# --- hops ------------------------------------------------------------------------------------


def test_hops_are_told_from_the_origin_to_the_reader() -> None:
    desk = Desk()
    desk.source("ann", name="Ann Berg")
    for paper in ("c-wire", "b-radio", "a-blog"):
        desk.paper(paper, publisher=paper.title())
        desk.says(paper, "ann", id=f"in-{paper}")
    desk.took("in-b-radio", "in-c-wire", id="der-1")
    desk.took("in-a-blog", "in-b-radio", id="der-2")
    found = drift(desk.dossier, CLAIM)

    assert [(h.rests_on, h.record, h.by) for h in found.hops] == [
        ("in-c-wire", "in-b-radio", "der-1"),
        ("in-b-radio", "in-a-blog", "der-2"),
    ]


def test_a_possible_derivation_is_a_hop_and_is_marked() -> None:
    found = drift(hop(after={"source": "bob"}, standing="possible"), "two")

    assert [step.is_possible for step in found.hops] == [True]
    assert "(possibly)" in str(found)


def test_the_versions_of_an_article_are_hops_and_their_passages_are_paired() -> None:
    desk = Desk()
    for id in ("ann", "bob", "eve"):
        desk.source(id)
    desk.paper("v1", publisher="times")
    desk.paper("v2", publisher="times")
    desk.took("v2", "v1", kind="revised")
    desk.says("v1", "ann", id="a1")
    desk.says("v1", "bob", id="b1", commitment="PR+")
    desk.says("v2", "ann", id="a2")
    desk.says("v2", "bob", id="b2")
    desk.says("v2", "eve", id="e2")
    found = drift(desk.dossier, CLAIM)

    assert [(h.rests_on, h.record, h.how) for h in found.hops] == [
        ("a1", "a2", "version"),
        ("b1", "b2", "version"),
    ]
    assert [d.kind for d in found] == [K.COMMITMENT_STRENGTHENED]


def test_a_version_that_credits_somebody_else_changed_the_originator() -> None:
    desk = Desk()
    desk.source("ann")
    desk.paper("v1", publisher=None)
    desk.paper("v2", publisher=None)
    desk.took("v2", "v1", kind="corrected")
    desk.says("v1", None, form="own_voice", id="one")
    desk.says("v2", "ann", id="two")

    assert values(desk.dossier, K.ORIGINATOR_CHANGED, CLAIM) == ("in its own voice", "Ann")


def test_what_was_taken_from_a_passage_that_no_longer_stands_was_still_taken_from_it() -> None:
    dossier = hop(before={"source": "bob"})
    dossier.add(Derivation(id="retracted", derived="early", taken_from="one", kind="retracted"))
    found = drift(dossier, "two")

    assert [step.how for step in found.hops] == ["fallen"]
    assert [d.kind for d in found] == [K.ORIGINATOR_CHANGED]
    assert "(taken back since)" in str(found)


def test_a_whole_copy_is_compared_passage_by_passage() -> None:
    desk = Desk()
    for id in ("ann", "bob"):
        desk.source(id)
    for paper in ("wire", "copy"):
        desk.paper(paper)
        desk.says(paper, "ann")
        desk.says(paper, "bob")
    desk.took("copy", "wire", kind="republished")
    found = drift(desk.dossier, CLAIM)

    assert [(h.rests_on, h.record) for h in found.hops] == [
        ("wire/ann", "copy/ann"),
        ("wire/bob", "copy/bob"),
    ]
    assert list(found) == []


def test_a_source_that_came_from_a_text_joins_two_passages() -> None:
    dossier = hop(claims=(number(10), number(12)))
    dossier.discard("two<-one")
    dossier.add(Derivation(id="d", derived="ann", taken_from="one"))
    found = drift(dossier, "two")

    assert [(d.kind, d.hop.by) for d in found] == [(K.QUANTITY_CHANGED, "d")]


def test_a_ring_ends_and_every_hop_of_it_is_told_once() -> None:
    dossier = hop(after={"source": "bob"})
    dossier.add(Derivation(id="back", derived="one", taken_from="two"))
    found = drift(dossier, CLAIM)

    assert [(h.rests_on, h.record) for h in found.hops] == [("two", "one"), ("one", "two")]
    assert [(d.before, d.after) for d in found] == [("Bob Lang", "Ann Berg"), ("Ann Berg", "Bob Lang")]


def test_a_long_chain_is_walked() -> None:
    dossier = Dossier([Claim(id=CLAIM, text="It is so."), Source(id="s", name="S")])
    for n in range(5_000):
        dossier.add(Attribution(id=f"p{n}", article=f"a{n}", claim=CLAIM, source="s"))
        dossier.add(Derivation(id=f"d{n}", derived=f"p{n}", taken_from=f"p{n + 1}"))
    dossier.discard("d4999")

    assert len(drift(dossier, "p0").hops) == 4_999


def test_layers_and_clocks_are_kept_apart() -> None:
    found, stated = Recorded(basis="researched"), Recorded(basis="stated")
    dossier = hop({"recorded": found}, {"source": "bob", "recorded": stated}, recorded=found)

    assert len(drift(dossier, "two", basis=["stated", "researched"])) == 1
    assert drift(dossier, "two", basis="stated").hops == ()
    assert drift(dossier, "two", as_of="2025-01-01").hops == ()
    assert [left.record for left in drift(dossier, "two", as_of="2025-01-01").left_out] == ["two"]


# --- the answer ------------------------------------------------------------------------------


def test_the_answer_is_a_table_and_can_be_checked() -> None:
    found = drift(hop(after={"source": "bob"}), "two")

    assert found.to_rows() == [
        {
            "record": "two",
            "how": "derives",
            "rests_on": "one",
            "by": "two<-one",
            "relation": "restates",
            "is_possible": False,
            "from": "Early-Outlet",
            "to": "Late-Outlet",
            "kind": "originator_changed",
            "before": "Ann Berg",
            "after": "Bob Lang",
            "compared": "fields",
        }
    ]
    assert [reason.record for reason in found.why] == ["one", "two", "two<-one"]
    assert str(found).splitlines() == [
        "1 change in 1 of 1 step",
        "  Early-Outlet → Late-Outlet",
        "    originator changed: Ann Berg → Bob Lang",
    ]
    assert repr(found.drifts[0]) == "<Drift originator_changed: 'Ann Berg' → 'Bob Lang'>"
    assert found.of("originator_changed") == found.of(K.ORIGINATOR_CHANGED) == found.drifts


def test_the_answer_outlives_the_dossier_and_can_be_pickled() -> None:
    dossier = hop(after={"source": "bob"})
    found = drift(dossier, CLAIM)
    before = str(found)
    dossier.replace(Source(id="bob", name="Somebody else"))

    twin = pickle.loads(pickle.dumps(found))
    assert (twin, hash(twin), str(twin)) == (found, hash(found), before)
    assert str(found) == before


ask: Any = drift
"""As a caller without types asks."""


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda d: ask(d, "nobody"), UnknownRecordError),
        (lambda d: ask(d, "ann"), UsageError),
        (lambda d: ask(CLAIM, d), UsageError),
        (lambda d: ask(d, CLAIM, as_of=3), UsageError),
        (lambda d: ask(d, CLAIM, basis=[]), UsageError),
        (lambda d: ask(d, CLAIM).of("mischief"), UsageError),
        (lambda d: ask(d, CLAIM).of(), UsageError),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(call: Any, error: type[ProvenanceError]) -> None:
    with pytest.raises(error):
        call(hop())


# --- laws ------------------------------------------------------------------------------------


@given(world=worlds())
def test_a_verbatim_copy_changes_nothing(world: Dossier) -> None:
    for article in list(world.articles.values()):
        passages = [p for p in world.attributions.values() if p.article == article.id]
        renamed = {p.id: f"copy-{p.id}" for p in passages}
        copy = Dossier([*world.sources.values(), *world.claims.values(), *world.judgements.values(),
                        *world.relations.values(), article, *passages])  # fmt: skip
        copy.add(evolve(article, id="copy", publisher=None))
        for passage in passages:
            copy.add(
                evolve(
                    passage,
                    id=renamed[passage.id],
                    article="copy",
                    via=renamed.get(passage.via or "", passage.via),
                    alternatives=(),
                )
            )
        copy.add(Derivation(id="der-copy", derived="copy", taken_from=article, kind="republished"))
        for id in renamed.values():
            assert list(drift(copy, id)) == []


@given(world=worlds())
def test_a_passage_that_came_from_itself_did_not_change(world: Dossier) -> None:
    for passage in list(world.attributions.values()):
        alone = Dossier([*world.sources.values(), *world.claims.values(), passage])
        alone.add(Derivation(id="self", derived=passage, taken_from=passage))

        assert list(drift(alone, passage)) == []


def records_of(dossier: Dossier) -> list[Any]:
    sections = ("claims", "sources", "articles", "attributions", "derivations", "relations", "judgements")
    return [record for section in sections for record in getattr(dossier, section).values()]


@given(world=worlds(), random=st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_count(world: Dossier, random: Random) -> None:
    records = records_of(world)
    random.shuffle(records)
    answers = [drift(d, MAIN) for d in (world, Dossier(records))]

    assert answers[0] == answers[1]
    assert str(answers[0]) == str(answers[1])
    assert answers[0].to_rows() == answers[1].to_rows()
    assert answers[0].why == answers[1].why


def test_on_random_worlds_the_hops_are_those_of_a_trace_and_every_end_is_on_record() -> None:
    compared = 0
    for seed in range(1_500):
        world = make_world(Random(seed))
        found = drift(world, MAIN)
        check_ends(world, found)

        steps = [step for step in trace(world, MAIN).hops if step.by and step.record in world.attributions]
        if any(world.derivations[step.by or ""].taken_from in world.articles for step in steps):
            continue  # from an article a trace goes to all its passages, and a hop to the nearest
        hops = {(h.record, h.rests_on) for h in found.hops}
        for step in steps:
            if step.how in ("derives", "comes_from", "fallen") and step.record != step.rests_on:
                end = (
                    step.rests_on if step.how != "comes_from" else world.derivations[step.by or ""].taken_from
                )
                assert (step.record, end) in hops
                compared += 1
    assert compared > 200


def check_ends(world: Dossier, found: Drifts) -> None:
    pairs = [(h.record, h.rests_on) for h in found.hops]
    assert len(pairs) == len(set(pairs))
    for step in found.hops:
        assert step.record in world.attributions
        assert step.rests_on in world.attributions or step.rests_on in world.sources
        assert step.by in world.derivations
    for change in found:
        assert change.hop in found.hops
        assert change.before != change.after
        assert change.before
        assert change.after
    assert len({r["kind"] for r in found.to_rows()} - {kind.value for kind in K}) == 0


# --- the seed --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seed() -> Dossier:
    return pv.read("seeds/pokrovsk-2025.json")


def changes(found: Drifts) -> dict[tuple[str, str], dict[DriftKind, tuple[str, str]]]:
    """Return for each hop what changed, by kind."""
    told: dict[tuple[str, str], dict[DriftKind, tuple[str, str]]] = {}
    for change in found:
        told.setdefault((change.hop.rests_on, change.hop.record), {})[change.kind] = (
            change.before,
            change.after,
        )
    return told


def test_the_hundred_thousand_lost_their_originator_and_changed_bound_and_place(seed: Dossier) -> None:
    told = changes(drift(seed, "clm-100000-troops"))
    first = told["att-reuters-100000", "att-independent-100000"]
    second = told["att-independent-100000", "att-100000-troops"]

    assert list(told) == [
        ("att-reuters-100000", "att-independent-100000"),
        ("att-independent-100000", "att-100000-troops"),
    ]
    assert first[K.ORIGINATOR_LOST] == ("Oleksandr Syrskyi", "in its own voice")
    assert first[K.ATTRIBUTION_BECAME_OWN_VOICE] == ("Oleksandr Syrskyi", "in its own voice")
    assert first[K.BOUND_CHANGED] == ("over 100,000 troops", "about 100,000 troops")
    assert first[K.PLACE_CHANGED] == ("the area", "no place given")
    assert first[K.COMMITMENT_STRENGTHENED] == ("probable (PR+)", "certain (CT+)")
    assert second[K.ORIGINATOR_CHANGED] == ("The Independent, in its own voice", "estimates")
    assert second[K.PLACE_CHANGED] == ("no place given", "the immediate vicinity of the city")
    assert K.QUANTITY_CHANGED not in first.keys() | second.keys()
    assert K.BOUND_CHANGED not in second


@pytest.mark.parametrize(
    ("claim", "kind", "before", "after"),
    [
        ("clm-gateway-to-donetsk", K.ORIGINATOR_CHANGED, "Russian media", "Government of Russia"),
        ("clm-gateway-to-donetsk", K.FORM_CHANGED, "mixed", "direct"),
        ("clm-mine-on-outskirts", K.PLACE_CHANGED, "west of Pokrovsk", "the outskirts of Pokrovsk"),
        ("clm-mine-on-outskirts", K.QUANTITY_CHANGED, "about 10 km", "no number given"),
        (
            "clm-residents-evacuated",
            K.BEGAN_HERE,
            "Most people have fled Pokrovsk.",
            "Most residents of Pokrovsk have been evacuated because of constant shelling.",
        ),
        (
            "clm-children-evacuated",
            K.SCOPE_CHANGED,
            "All children have been evacuated from Pokrovsk.",
            "Children are among the residents evacuated from Pokrovsk.",
        ),
        (
            "clm-tick-movement",
            K.TRANSLATED_TERM,
            "Russian forces attack Pokrovsk in a pincer",
            'The Russian offensive follows the scheme of a "tick" circling',
        ),
        ("clm-inclusion-illegal", K.ATTRIBUTION_BECAME_OWN_VOICE, "the West", "in its own voice"),
        ("clm-inclusion-illegal", K.ORIGINATOR_LOST, "Government of Ukraine", "in its own voice"),
        ("clm-verification-difficult", K.ORIGINATOR_CHANGED, "Reuters, in its own voice", "Analysts"),
    ],
)
def test_the_seed_shows_what_research_found(
    seed: Dossier, claim: str, kind: DriftKind, before: str, after: str
) -> None:
    assert (before, after) in [(change.before, change.after) for change in drift(seed, claim).of(kind)]


def test_what_only_research_found_is_not_seen_among_what_is_stated(seed: Dossier) -> None:
    assert drift(seed, "clm-100000-troops", basis="stated").hops == ()


def test_a_claim_that_is_not_in_the_dossier_is_listed_and_the_rest_is_compared() -> None:
    dossier = hop(after={"source": "bob"})
    dossier.discard(CLAIM)
    found = drift(dossier, "two")

    assert [d.kind for d in found] == [K.ORIGINATOR_CHANGED]
    assert {left.record for left in found.left_out} == {"one", "two"}


def test_a_question_that_became_an_assertion_began_there() -> None:
    dossier = hop(before={"act": "question", "commitment": "Uu"})

    assert values(dossier, K.BEGAN_HERE) == ("question: The text of clm.", "asserted: The text of clm.")
    assert K.COMMITMENT_STRENGTHENED in kinds(dossier)


def test_a_long_answer_is_shortened_when_it_is_printed() -> None:
    dossier = Dossier([Claim(id=CLAIM, text="It is so."), Source(id="s", name="S"), Source(id="t", name="T")])
    for n in range(60):
        dossier.add(Attribution(id=f"p{n:02}", article=f"a{n}", claim=CLAIM, source="st"[n % 2]))
        dossier.add(Derivation(id=f"d{n}", derived=f"p{n:02}", taken_from=f"p{n + 1:02}"))
    dossier.discard("d59")

    assert str(drift(dossier, CLAIM)).splitlines()[0] == "59 changes in 59 of 59 steps"
    assert str(drift(dossier, CLAIM)).splitlines()[-1] == "  … and 19 more changes"
