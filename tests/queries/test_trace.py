"""Chains: what they show, how many there are, and that they end on any graph."""

import pickle
from collections.abc import Callable
from itertools import islice
from random import Random
from time import process_time

import pytest
from hypothesis import given

from provenance.errors import ProvenanceError
from provenance.model import Article, Attribution, Claim, ClaimRelation, Derivation, Dossier, Source
from provenance.queries import Hop, Trace, corroboration, lineage, trace
from tests.queries.desk import CLAIM, Desk
from tests.queries.worlds import MAIN, make_world, worlds


def chains(desk: Desk, asked: str = CLAIM) -> list[str]:
    return [str(chain) for chain in trace(desk.dossier, asked).chains()]


def as_the_independent_reports() -> Desk:
    desk = Desk()
    desk.source("independent", name="The Independent")
    desk.source("ministry", name="Ministry of Defense of Russia")
    desk.paper("a", publisher="gazette")
    desk.says("a", "independent", id="outer", claim="other")
    desk.says("a", "ministry", id="inner", via="outer")
    desk.dossier.add(Claim(id="other", text="The ministry announced it."))
    return desk


def test_a_chain_begins_with_the_article_names_the_relays_and_ends_with_the_origin() -> None:
    (chain,) = trace(as_the_independent_reports().dossier, CLAIM).chains()

    assert str(chain) == "Gazette ← The Independent ← Ministry of Defense of Russia"
    assert chain.credit == "The Independent ← Ministry of Defense of Russia"
    assert [stop.kind for stop in chain.stops] == ["article", "relay", "source"]
    assert (chain.article, chain.origin) == ("a", "ministry")


def test_a_passage_is_traced_alone_with_its_relays() -> None:
    desk = as_the_independent_reports()
    desk.paper("b")
    desk.says("b", "ministry")

    assert chains(desk, "inner") == ["Gazette ← The Independent ← Ministry of Defense of Russia"]
    assert len(chains(desk)) == 2


def test_a_chain_goes_on_through_what_was_taken_from_whom_and_says_what_changed() -> None:
    desk = Desk("about", "over")
    desk.dossier.add(ClaimRelation(subject="about", kind="generalises", object="over"))
    for id, name in (("reuters", "Reuters"), ("general", "General Syrskyi"), ("estimates", "estimates")):
        desk.source(id, name=name)
    desk.paper("up", publisher="reuters")
    desk.says("up", "general", claim="over")
    desk.paper("a", publisher="gazette")
    desk.says("a", "estimates", claim="about")
    desk.took("a/estimates", "up/general")

    assert chains(desk, "about") == [
        "Gazette: “The text of about.” ← Reuters: “The text of over.” ← General Syrskyi"
    ]


def test_an_outlet_that_is_credited_and_taken_from_stands_there_once() -> None:
    desk = Desk()
    desk.source("independent", name="The Independent")
    desk.source("ministry", name="Ministry")
    desk.paper("up", publisher="independent")
    desk.says("up", "ministry")
    desk.paper("a")
    desk.says("a", "independent", id="outer")
    desk.says("a", "ministry", id="inner", via="outer")
    desk.took("outer", "up")

    assert chains(desk) == ["The Independent ← Ministry", "A-Outlet ← The Independent ← Ministry"]


def test_an_articles_own_voice_and_a_mere_reportedly_are_told_apart() -> None:
    desk = Desk()
    desk.paper("a")
    desk.says("a", None, form="own_voice")
    desk.paper("b")
    desk.says("b", None, form="indirect")

    assert chains(desk) == ["A-Outlet, in its own voice", "B-Outlet, crediting nobody"]


def test_a_missing_hop_is_marked_as_a_gap() -> None:
    desk = Desk()
    desk.paper("wire")
    desk.source("ministry")
    for name, source in (("a", "ministry"), ("b", None)):
        desk.paper(name)
        desk.says(name, source)
        desk.took(f"{name}/{source or 'own'}", "wire")
    found = trace(desk.dossier, CLAIM)

    assert [str(chain) for chain in found.chains()] == [
        "B-Outlet ← [Wire-Outlet: not on record]",
        "A-Outlet ← [Wire-Outlet: not on record] ← Ministry",
    ]
    assert all(chain.has_gap for chain in found)
    assert {gap.record for gap in found.gaps} == {"a/ministry", "b/own"}


def test_a_missing_relay_is_a_gap_of_the_passage_that_names_it() -> None:
    desk = Desk()
    desk.source("x")
    desk.source("radio")
    desk.paper("a")
    desk.says("a", "radio", id="outer", via="nowhere")
    desk.says("a", "x", id="inner", via="outer")
    for asked in (CLAIM, "inner"):
        [gap] = trace(desk.dossier, asked).gaps

        assert (gap.record, gap.unseen, gap.origin) == ("outer", "nowhere", "radio")


def test_what_only_leads_round_is_no_chain_and_a_ring_on_the_way_is_one_stop() -> None:
    desk = Desk()
    for name in ("a", "b", "c"):
        desk.paper(name)
        desk.says(name, None)
    desk.took("a/own", "b/own")
    desk.took("b/own", "a/own")
    closed = trace(desk.dossier, CLAIM)
    assert (closed.count, closed.rings) == (1, (("a/own", "b/own"),))  # c alone is a chain
    desk.took("c/own", "a/own")
    assert trace(desk.dossier, CLAIM).count == 0
    assert "no chain leads to an origin" in str(trace(desk.dossier, CLAIM))

    desk.source("x")
    desk.paper("up")
    desk.says("up", "x")
    desk.took("b/own", "up/x")

    assert chains(desk) == [
        "Up-Outlet ← X",
        "(ring: A-Outlet, B-Outlet) ← Up-Outlet ← X",
        "C-Outlet ← (ring: A-Outlet, B-Outlet) ← Up-Outlet ← X",
    ]


def test_a_withdrawn_passage_starts_no_chain_unless_it_is_asked_for() -> None:
    desk = Desk()
    desk.source("x")
    desk.paper("a")
    desk.says("a", "x")
    desk.took("notice", "a", "retracted")

    assert chains(desk) == []
    assert chains(desk, "a/x") == ["A-Outlet ← X"]


def ladder(rungs: int) -> Dossier:
    """Every passage was taken from two, which were both taken from two: chains double with each rung."""
    records: list[object] = [Claim(id=CLAIM, text="Doubling."), Source(id="x", name="X")]
    for n in range(rungs):
        for side in "ab":
            records.append(
                Attribution(id=f"{n:03}{side}", article=f"art-{n:03}{side}", claim=CLAIM, source="x")
            )
            if n:
                records += [
                    Derivation(
                        id=f"der-{n}{side}{other}", derived=f"{n:03}{side}", taken_from=f"{n - 1:03}{other}"
                    )
                    for other in "ab"
                ]
    return Dossier(records)  # type: ignore[arg-type]


def test_the_number_of_chains_is_exact_however_many_there_are() -> None:
    found = trace(ladder(200), CLAIM)

    assert found.count == sum(2**n for n in range(1, 201))
    assert "more than" in str(found) or "more" in str(found)


def test_chains_come_shortest_first_and_as_they_are_asked_for() -> None:
    found = trace(ladder(200), CLAIM)
    first = list(islice(found.chains(), 30))

    assert [len(chain) for chain in first] == sorted(len(chain) for chain in first)
    assert [str(chain) for chain in found.chains(limit=30)] == [str(chain) for chain in first]
    assert len(set(map(str, first))) == 30


def test_a_limit_that_is_none_is_refused() -> None:
    for limit in (-1, 1.5, "3", True):
        with pytest.raises(ProvenanceError, match="limit is a whole number"):
            trace(ladder(2), CLAIM).chains(limit=limit)  # type: ignore[arg-type]


@given(dossier=worlds())
def test_every_chain_leads_from_a_passage_to_an_origin(dossier: Dossier) -> None:
    found = trace(dossier, MAIN)
    listed = list(found.chains(limit=300))

    assert len(listed) == min(found.count, 300)
    assert len({chain.nodes for chain in listed}) == len(listed)
    origins = {origin.id for origin in found.origins} | {r for o in found.origins for r in o.records}
    assert {chain.origin for chain in listed} <= origins
    assert len(found.to_rows()) == len(found.hops)
    assert all(str(chain) for chain in listed)


def test_so_it_does_in_thousands_of_small_dossiers() -> None:
    for seed in range(3_000):
        found = trace(make_world(Random(seed), most_passages=4), MAIN)
        records = {record for origin in found.origins for record in (origin.id, *origin.records)}

        assert {chain.origin for chain in found.chains(limit=300)} <= records, seed


def test_a_chain_that_ends_in_a_ring_of_passages_ends_at_the_source_in_it() -> None:
    desk = Desk()
    desk.source("office")
    desk.source("spokesman", speaks_for="office")
    for paper in ("a", "b"):
        desk.paper(paper)
    desk.says("b", "spokesman")
    desk.says("a", "office")
    desk.took("a/office", "b/spokesman")
    desk.took("office", "a/office")
    desk.took("office", "lost")
    found = trace(desk.dossier, CLAIM)

    (chain,) = found.chains()

    assert [origin.id for origin in found.origins] == ["office"]
    assert (chain.origin, chain.article) == ("office", "a")


def test_a_chain_over_a_publisher_to_its_article_that_credits_nobody_ends_at_the_article() -> None:
    desk = Desk()
    desk.source("agency")
    desk.paper("a", publisher="radio")
    desk.says("a", "agency", id="outer")
    desk.says("a", "radio", id="middle", via="outer")
    desk.says("a", None, id="inner", via="middle", form="indirect")
    found = trace(desk.dossier, "outer")

    (chain,) = found.chains()

    assert str(chain) == "Radio ← Agency ← Radio"
    assert ([origin.id for origin in found.origins], chain.origin) == (["a"], "a")


@given(dossier=worlds(readings=False))
def test_the_origins_of_the_supporting_chains_are_those_of_corroboration(dossier: Dossier) -> None:
    counted = corroboration(dossier, MAIN)
    reached: set[str] = set()
    for row in counted.to_rows():
        reached |= {origin.id for origin in trace(dossier, row["passage"]).origins}

    assert reached == set(counted.origins)


def test_the_short_way_gives_the_hops_that_the_long_way_gives() -> None:
    for seed in range(500):
        dossier = make_world(Random(seed), readings=False)
        for claim in dossier.claims:
            short, long = trace(dossier, claim), trace(dossier, claim, as_of="9999")
            del long  # dates are not known here: everything is undecided
            again = trace(with_one_judgement(dossier), claim)
            assert short.hops == again.hops
            assert [str(chain) for chain in short.chains(50)] == [str(chain) for chain in again.chains(50)]


def with_one_judgement(dossier: Dossier) -> Dossier:
    """The same, with every short way closed."""
    changed = dossier.copy()
    for claim in dossier.claims:
        changed.add(Claim(id=f"{claim}-too", text="Said by nobody."))
        changed.add(
            ClaimRelation(id=f"rel-{claim}-too", subject=f"{claim}-too", kind="restates", object=claim)
        )
    return changed


def test_a_trace_can_be_pickled_and_compared() -> None:
    found = trace(as_the_independent_reports().dossier, CLAIM)

    assert pickle.loads(pickle.dumps(found.hops)) == found.hops
    assert Hop("inner", "credits", "ministry") in found.hops
    assert repr(found) == "<Trace of 'clm': 1 passage, 1 origin>"


# --- any graph, any length ---------------------------------------------------------------------

LONG = 100_000


def long_story(*, by: str, closed: bool) -> Dossier:
    """A chain of a hundred thousand passages, joined by derivations or by relays; or a ring of them."""
    records: list[object] = [Claim(id=CLAIM, text="From mouth to mouth."), Source(id="x", name="X")]
    for n in range(LONG):
        before = n - 1 if n else (LONG - 1 if closed else None)
        via = f"att-{before}" if by == "relays" and before is not None else None
        article = "art" if by == "relays" else f"art-{n}"
        records.append(Attribution(id=f"att-{n}", article=article, claim=CLAIM, source="x", via=via))
        if by == "derivations" and before is not None:
            records.append(Derivation(id=f"der-{n}", derived=f"att-{n}", taken_from=f"att-{before}"))
    records.append(Article(id="art"))
    return Dossier(records)  # type: ignore[arg-type]


def chained(found: Trace) -> object:
    return found.count, next(found.chains(), None)


@pytest.mark.parametrize("closed", [False, True], ids=["chain", "ring"])
@pytest.mark.parametrize("by", ["derivations", "relays"])
def test_a_hundred_thousand_hops_are_walked_without_recursion_and_soon(by: str, closed: bool) -> None:
    dossier = long_story(by=by, closed=closed)
    corroboration(dossier, "clm")  # builds the indexes
    questions: list[Callable[[], object]] = [
        lambda: chained(trace(dossier, CLAIM)),
        lambda: lineage(dossier, f"att-{LONG - 1}" if by == "derivations" else "att-0"),
    ]
    for question in questions:
        start = process_time()
        question()
        assert process_time() - start < 10  # a second or two on a machine that does nothing else
    start = process_time()
    independent = corroboration(dossier, CLAIM).independent
    assert process_time() - start < 5

    assert independent == ((0, 0) if closed else (1, 1))
