"""Rings found another way: by networkx, by a close look, one claim at a time, in another order."""

import sys
from random import Random
from typing import Any

import pytest
from attrs import evolve

from provenance.model import Derivation, Dossier, Recorded
from provenance.queries import trace
from provenance.queries.circular import Circular, circular
from provenance.queries.citing import Citing
from provenance.queries.view import View
from tests.queries.desk import CLAIM, Desk
from tests.queries.worlds import CLAIMS, make_world

nx: Any = pytest.importorskip("networkx")


def rings(found: Circular) -> list[tuple[str, ...]]:
    return [tuple(sorted(loop.works)) for loop in found.loops]


def tangled(random: Random) -> Dossier:
    """A world in which everything occurs that independence speaks of, with many more derivations."""
    dossier = make_world(random, most_passages=12)
    passages, articles = list(dossier.attributions), list(dossier.articles)
    for id in articles:
        if random.random() < 0.5:
            dossier.replace(evolve(dossier.articles[id], kind="reference_work"))
    for n in range(random.randint(4, 12)):
        derived = random.choice([*passages, *passages, *articles, *dossier.sources])
        dossier.add(
            Derivation(
                id=f"more-{n}",
                derived=derived,
                taken_from=random.choice([*passages, *passages, *articles]),
                kind=random.choice(["quoted", "quoted", "republished", "revised"]),
                standing=random.choice(["established", "established", "established", "possible"]),
                recorded=random.choice([None, Recorded(basis="stated")]),
            )
        )
    return dossier


def random_ring_world(random: Random) -> tuple[Desk, Any]:
    """Works of one to three versions, one claim, derivations between passages; and the graph of works."""
    desk = Desk()
    graph: Any = nx.DiGraph()
    passages: list[tuple[str, str]] = []
    for n in range(random.randint(2, 7)):
        versions = [f"w{n}-{v}" for v in range(random.choice([1, 1, 2, 3]))]
        for at, article in enumerate(versions):
            desk.paper(article, publisher=f"o{n}")
            desk.says(article, None)
            passages.append((f"{article}/own", versions[0]))
            if at:
                desk.took(article, versions[at - 1], random.choice(["revised", "corrected"]))
        graph.add_node(versions[0])
    for n in range(random.randint(1, 12)):
        (derived, work), (taken, other) = random.choice(passages), random.choice(passages)
        standing = random.choice(["established", "established", "possible"])
        desk.took(derived, taken, standing=standing, id=f"der-{n}")
        if work != other and standing == "established":
            graph.add_edge(work, other)
    return desk, graph


def test_loops_are_what_networkx_finds() -> None:
    for seed in range(600):
        desk, graph = random_ring_world(Random(seed))
        found = circular(desk.dossier)
        expected = sorted(tuple(sorted(c)) for c in nx.strongly_connected_components(graph) if len(c) > 1)
        cycles = {frozenset(c) for c in nx.simple_cycles(graph) if len(c) > 1}

        assert sorted(rings(found)) == expected == sorted(rings(circular(desk.dossier, CLAIM)))
        assert {work for ring in rings(found) for work in ring} == {work for c in cycles for work in c}
        for loop in found:
            within = graph.subgraph(loop.works)
            assert {(e.derived, e.taken_from) for e in loop} == set(within.edges)
            assert frozenset(loop.way_round[1:]) in cycles


def test_what_is_predicted_is_what_a_citation_would_turn_into_a_ring() -> None:
    for seed in range(300):
        random = Random(seed)
        desk, graph = random_ring_world(random)
        for id, article in list(desk.dossier.articles.items()):
            if random.random() < 0.5:
                desk.dossier.discard(id)
                desk.paper(id, publisher=article.publisher, kind="reference_work")
        edited = {
            id: len([a for a in desk.dossier.articles if a.startswith(id[:2])]) > 1
            or desk.dossier.articles[id].kind is not None
            for id in graph
        }
        waiting = {loop.origin: set(loop.works) for loop in circular(desk.dossier, predict=True).possible}

        expected = {
            id: nx.ancestors(graph, id) | {id}
            for id in graph
            if edited[id] and not graph.out_degree(id) and graph.in_degree(id)
        }
        assert waiting == expected


def closely(dossier: Dossier, monkeypatch: pytest.MonkeyPatch, **options: Any) -> Circular:
    with monkeypatch.context() as patch:
        patch.setattr(
            sys.modules["provenance.queries.circular"], "Citing", lambda view: Citing(view, "closely")
        )
        return circular(dossier, **options)


def test_the_quick_look_sees_what_the_close_one_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(400):
        random = Random(seed)
        dossier = tangled(random) if seed % 2 else random_ring_world(random)[0].dossier

        for predict in (False, True):
            assert circular(dossier, predict=predict) == closely(dossier, monkeypatch, predict=predict)


def test_the_order_of_records_is_irrelevant() -> None:
    for seed in range(300):
        random = Random(seed)
        dossier = tangled(random)
        records = list(dossier)
        random.shuffle(records)
        shuffled = Dossier(records)

        asked: list[dict[str, Any]] = [{}, {"predict": True}, {"basis": "stated"}]
        for options in asked:
            one, other = circular(dossier, **options), circular(shuffled, **options)
            assert one == other
            assert (str(one), one.to_rows(), one.why) == (str(other), other.to_rows(), other.why)


def test_all_claims_at_once_find_what_the_claims_find_one_by_one() -> None:
    for seed in range(400):
        dossier = tangled(Random(seed))
        for predict in (False, True):
            whole = set(circular(dossier, predict=predict))
            single = {loop for claim in CLAIMS for loop in circular(dossier, claim, predict=predict)}

            assert whole == single


def test_every_ring_that_a_trace_draws_together_is_in_a_loop() -> None:
    met = 0
    for seed in range(600):
        dossier = tangled(Random(seed))
        passages = dossier.attributions
        for claim in CLAIMS:
            loops = [set(loop.works) for loop in circular(dossier, claim).loops]
            citing = Citing(View(dossier))
            for ring in trace(dossier, claim).rings:
                held = [passages[id] for id in ring if id in passages]
                works = {citing.work_of(p.article) for p in held if citing.node_of(p)[2]}
                if len(works) > 1:
                    met += 1
                    assert any(works <= loop for loop in loops)
    assert met > 20


def test_the_quick_look_is_taken_where_nothing_unusual_is_on_record() -> None:
    desk = Desk()
    for paper in ("a", "b"):
        desk.paper(paper)
        desk.says(paper, None)
    desk.took("a/own", "b/own")
    citing = Citing(View(desk.dossier))

    assert list(citing.nodes_of(CLAIM)) == [("a", CLAIM, 1), ("b", CLAIM, 1)]
    assert [passage.id for passage in citing.standing(("a", CLAIM, 1))] == ["a/own"]
