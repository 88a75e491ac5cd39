"""What counting every claim costs, against a depth-first search by hand and against networkx.

Run it as `python tests/benchmarks/bench_table.py [sizes]`, with the checkout on the path. In worlds of
many voices (chains up to eight deep, 3 % of the passages with two origins, one in a thousand on a
ring), everything is measured in CPU time, medians over interleaved rounds:

- `corroboration_table` of the whole dossier, copy of the records and verification included;
- a depth-first search that knows nothing but dicts and what occurs in these worlds, and counts the
  same reports, outlets, origins, least and most, without reasons: it is checked against the table,
  claim by claim, before anything is timed;
- `circular` of the whole dossier, which finds every ring: it may cost no more than the origins;
- networkx (up to 100,000 attributions): the same over a graph that was built before, and with
  building it, which no other question of a dossier has a use for.

What was built before, the dossier's indexes and the dicts, is not timed. What counts is the ratio,
and how either grows, as the exponent of a power of the size.
"""

import math
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from provenance.model import Commitment, Dossier, HowKnown
from provenance.queries.circular import circular
from provenance.queries.table import corroboration_table
from tests.benchmarks.bench_queries import medians
from tests.benchmarks.world import dossier as made_up

SIZES = (10_000, 100_000, 1_000_000)
MOST_FOR_NETWORKX = 200_000
THERE = frozenset({HowKnown.DIRECT_PERCEPTION, HowKnown.PARTICIPATION})

Counted = tuple[int, int, int, int, list[str]]
"""Reports, outlets, least, most, origins."""


class ByHand:
    """A depth-first search over the dicts that anybody would build."""

    def __init__(self, dossier: Dossier) -> None:
        self.claims = sorted(dossier.claims)
        self.passages = dict(dossier.attributions)
        self.publisher = {id: article.publisher for id, article in dossier.articles.items()}
        self.belongs = {
            id: {held.organization for held in source.affiliations}
            for id, source in dossier.sources.items()
            if source.affiliations
        }
        self.of_claim: dict[str, list[Any]] = {}
        self.inside: dict[str, list[Any]] = {}
        self.taken: dict[str, list[Any]] = {}
        for passage in self.passages.values():
            self.of_claim.setdefault(passage.claim, []).append(passage)
            if passage.via is not None:
                self.inside.setdefault(passage.via, []).append(passage)
        for derivation in dossier.derivations.values():
            self.taken.setdefault(derivation.derived, []).append(derivation)

    def count_all(self) -> list[Counted]:
        return [self.count(claim) for claim in self.claims]

    def count(self, claim: str) -> Counted:
        queue = [p for p in self.of_claim.get(claim, ()) if p.commitment is Commitment.CT_PLUS]
        reports = {passage.article for passage in queue}
        outlets = {self.publisher[id] for id in reports}
        seen = {passage.id for passage in queue}
        origins: dict[str, bool] = {}
        while queue:
            passage = queue.pop()
            following = self.inside.get(passage.id)
            if following is None:
                taken = self.taken.get(passage.id) or (passage.via and self.taken.get(passage.via))
                if taken:
                    following = [self.passages[derivation.taken_from] for derivation in taken]
            if following:
                for other in following:
                    if other.id not in seen:
                        seen.add(other.id)
                        queue.append(other)
            else:
                origin = passage.source or passage.article
                origins[origin] = origins.get(origin) or passage.how_known in THERE
        least = most = len(origins)
        if most > 1:
            least, most = self.independent(origins)
        return len(reports), len(outlets), least, most, sorted(origins)

    def independent(self, origins: dict[str, bool]) -> tuple[int, int]:
        owners = {id: self.publisher.get(id, id) for id in origins}
        most = len(set(owners.values()))
        there = [(owner, self.belongs.get(str(owner), ())) for id, owner in owners.items() if origins[id]]
        return max(1, _apart(there)), most


def _apart(there: list[tuple[Any, Any]]) -> int:
    """Return the size of the largest set of voices of which no two are one or belong together."""
    if len(there) < 2:
        return len(there)
    (owner, organizations), rest = there[0], there[1:]
    free = [
        (other, held)
        for other, held in rest
        if other != owner
        and other not in organizations
        and owner not in held
        and not any(name in held for name in organizations)
    ]
    return 1 + len(free) if len(free) == len(rest) == 1 else max(1 + _apart(free), _apart(rest))


class ByNetworkx:
    """The same with a graph library: what a claim's passages lead to, and sets without overlap."""

    def __init__(self, hand: ByHand) -> None:
        import networkx  # type: ignore[import-untyped]

        self.nx, self.hand = networkx, hand
        self.graph = networkx.DiGraph()
        edges = self.graph.add_edge
        for id, passage in hand.passages.items():
            if passage.commitment is Commitment.CT_PLUS:
                edges(passage.claim, id)
            taken = hand.taken.get(id) or (passage.via and hand.taken.get(passage.via))
            for other in hand.inside.get(id, ()):
                edges(id, other.id)
            if id not in hand.inside:
                for derivation in taken or ():
                    edges(id, derivation.taken_from)
                if not taken:
                    edges(id, passage.source or passage.article, there=passage.how_known in THERE)

    def count_all(self) -> list[Counted]:
        return [self.count(claim) for claim in self.hand.claims]

    def count(self, claim: str) -> Counted:
        graph, hand = self.graph, self.hand
        reports = {hand.passages[id].article for id in graph.successors(claim)} if claim in graph else set()
        outlets = {hand.publisher[id] for id in reports}
        met = self.nx.descendants(graph, claim) if claim in graph else set()
        origins = {id for id in met if id not in hand.passages}
        least = most = len(origins)
        if most > 1:
            owners = {id: hand.publisher.get(id, id) for id in origins}
            there = [
                id
                for id in origins
                if any(graph.edges[at, id]["there"] for at in graph.predecessors(id) if at in met)
            ]
            most = self.largest(origins, lambda a, b: owners[a] == owners[b])
            least = max(
                1,
                self.largest(there, lambda a, b: _apart([self.voice(owners[a]), self.voice(owners[b])]) < 2),
            )
        return len(reports), len(outlets), least, most, sorted(origins)

    def voice(self, owner: Any) -> tuple[Any, Any]:
        return owner, self.hand.belongs.get(owner, ())

    def largest(self, origins: Any, joined: Any) -> int:
        apart = self.nx.Graph()
        apart.add_nodes_from(origins)
        held = list(origins)
        apart.add_edges_from((a, b) for at, a in enumerate(held) for b in held[at + 1 :] if not joined(a, b))
        return len(self.nx.max_weight_clique(apart, weight=None)[0])


def measure(size: int) -> tuple[int, float, float]:
    """Compare at one size, print it, and return the size with our time and that of the search by hand."""
    dossier = made_up(size, many_voices=True)
    hand = ByHand(dossier)
    works: list[Callable[[], object]] = [
        partial(corroboration_table, dossier),
        hand.count_all,
        partial(circular, dossier),
    ]
    table = corroboration_table(dossier)
    ours = [(row.reports, row.outlets, row.least, row.most, list(row.origins)) for row in table]
    assert ours == hand.count_all()
    if size <= MOST_FOR_NETWORKX:
        by_networkx = ByNetworkx(hand)
        assert ours == by_networkx.count_all()
        works += [by_networkx.count_all, lambda: ByNetworkx(hand).count_all()]
    several = sum(row.most > 1 for row in table)
    del ours, table
    taken = medians(*works, rounds=5 if size < 1_000_000 else 3)
    number = len(dossier.attributions)
    print(
        f"{len(hand.claims):,} claims ({several:,} with several origins) of {number:,} attributions: "
        f"{taken[0] / taken[1]:.2f} × the search by hand; rings {taken[2] / taken[0]:.2f} × ours, "
        f"{taken[2] / taken[1]:.2f} × the search by hand"
        + (
            f"; networkx {taken[3] / taken[0]:.1f} × ours, its graph to be built {taken[4] / taken[0]:.1f} ×"
            if len(taken) > 3
            else ""
        )
    )
    return number, taken[0], taken[1]


def main() -> None:
    """Measure and print."""
    sizes = tuple(int(argument.replace("_", "")) for argument in sys.argv[1:]) or SIZES
    taken = [measure(size) for size in sizes]
    if len(taken) > 1:
        (first, ours, by_hand), (last, ours_last, by_hand_last) = taken[0], taken[-1]
        spread = math.log(last / first)
        print(
            f"growth from {first:,} to {last:,}: exponent {math.log(ours_last / ours) / spread:.3f}, "
            f"by hand {math.log(by_hand_last / by_hand) / spread:.3f}"
        )


if __name__ == "__main__":
    main()
