"""What the questions cost, against walks written by hand over plain dicts.

Run it as `python tests/benchmarks/bench_queries.py [sizes]`, with the checkout on the path. Two
things are measured, in CPU time, medians over interleaved rounds:

- `trace` of one claim in a dossier of 100,000 attributions, every hop built, against a walk that
  knows nothing but dicts and builds the same hops;
- a loop of `corroboration` over all claims of dossiers of growing size, against a depth-first
  search by hand that finds the origins and counts reports, outlets and first-hand voices: what
  counts is how either grows, as the exponent of a power of the size.
"""

import gc
import math
import statistics
import sys
from collections.abc import Callable
from functools import partial
from time import process_time
from typing import Any

from provenance.model import Dossier
from provenance.queries import Hop, corroboration, trace
from tests.benchmarks.world import dossier as made_up

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 7


class Tables:
    """The indexes that anybody would build by hand: dicts from an id to the records that hold it."""

    def __init__(self, dossier: Dossier) -> None:
        self.passages = dict(dossier.attributions)
        self.articles = dict(dossier.articles)
        self.of_claim: dict[str, list[Any]] = {}
        self.inside: dict[str, list[Any]] = {}
        self.taken: dict[str, list[Any]] = {}
        for passage in self.passages.values():
            self.of_claim.setdefault(passage.claim, []).append(passage)
            if passage.via is not None:
                self.inside.setdefault(passage.via, []).append(passage)
        for derivation in dossier.derivations.values():
            self.taken.setdefault(derivation.derived, []).append(derivation)

    def hops(self, claim: str) -> list[Hop]:
        """Walk back from every passage of a claim."""
        found: list[Hop] = []
        queue = list(self.of_claim.get(claim, ()))
        seen = {passage.id for passage in queue}
        while queue:
            passage = queue.pop()
            id = passage.id
            following = []
            if id in self.inside:
                for inner in self.inside[id]:
                    found.append(Hop(id, "encloses", inner.id))
                    following.append(inner)
            elif id in self.taken:
                for derivation in self.taken[id]:
                    found.append(Hop(id, "derives", derivation.taken_from, derivation.id))
                    following.append(self.passages[derivation.taken_from])
            elif passage.via is not None and passage.via in self.taken:
                for derivation in self.taken[passage.via]:
                    found.append(Hop(id, "derives", derivation.taken_from, derivation.id))
                    following.append(self.passages[derivation.taken_from])
            elif passage.source is not None:
                found.append(Hop(id, "credits", passage.source))
            else:
                found.append(Hop(id, "own_voice", passage.article))
            for other in following:
                if other.id not in seen:
                    seen.add(other.id)
                    queue.append(other)
        found.sort()
        return found

    def count(self, claim: str) -> tuple[int, int, int, int]:
        """Count reports, outlets, origins and origins at first hand, without any reasons."""
        queue = list(self.of_claim.get(claim, ()))
        reports = {passage.article for passage in queue}
        outlets = {self.articles[id].publisher for id in reports}
        seen = {passage.id for passage in queue}
        origins, first_hand = set(), set()
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
                origins.add(origin)
                if passage.how_known is not None:
                    first_hand.add(origin)
        return len(reports), len(outlets), len(origins), len(first_hand)


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of some work."""
    gc.collect()
    start = process_time()
    work()
    return process_time() - start


def medians(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Return the median CPU time of each work, their rounds interleaved."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()  # the dossier builds its indexes when first asked
    for _ in range(rounds):
        for at, work in enumerate(works):
            times[at].append(seconds(work))
    return [statistics.median(taken) for taken in times]


def ask_all(question: Callable[[str], object], claims: list[str]) -> None:
    """Ask a question of every claim; nothing is kept."""
    for claim in claims:
        question(claim)


def measure_trace(dossier: Dossier) -> None:
    """Compare traces of single claims."""
    tables = Tables(dossier)
    claims = list(dossier.claims)[:: max(1, len(dossier.claims) // 2000)]
    for claim in claims[:200]:
        ours = [hop for hop in trace(dossier, claim).hops if hop.how != "speaks_for"]
        assert sorted(set(ours)) == sorted(set(tables.hops(claim))), claim
    ours_s, by_hand_s = medians(
        partial(ask_all, lambda claim: trace(dossier, claim).hops, claims),
        partial(ask_all, tables.hops, claims),
    )
    print(
        f"trace, one claim of {len(dossier.attributions):,} attributions: "
        f"{ours_s / len(claims) * 1e6:.1f} µs, by hand {by_hand_s / len(claims) * 1e6:.1f} µs: "
        f"{ours_s / by_hand_s:.2f} ×"
    )


def measure_corroboration(sizes: tuple[int, ...]) -> None:
    """Compare how loops over all claims grow."""
    taken: list[tuple[int, float, float]] = []
    for size in sizes:
        dossier = made_up(size)
        tables = Tables(dossier)
        claims = list(dossier.claims)
        sample = claims[:: max(1, len(claims) // 300)]
        for claim in sample:
            result = corroboration(dossier, claim)
            assert (result.reports, result.outlets, len(result.origins)) == tables.count(claim)[:3], claim
        ours, by_hand = medians(
            partial(ask_all, partial(corroboration, dossier), claims),
            partial(ask_all, tables.count, claims),
            rounds=5 if size < 1_000_000 else 3,
        )
        taken.append((len(dossier.attributions), ours, by_hand))
        print(
            f"corroboration, all {len(claims):,} claims of {len(dossier.attributions):,} attributions: "
            f"{ours:.2f} s ({ours / len(claims) * 1e6:.1f} µs a claim), by hand {by_hand:.2f} s: "
            f"{ours / by_hand:.1f} ×"
        )
        del dossier, tables, claims
    if len(taken) > 1:
        (first, ours, by_hand), (last, ours_last, by_hand_last) = taken[0], taken[-1]
        spread = math.log(last / first)
        print(
            f"growth from {first:,} to {last:,}: exponent {math.log(ours_last / ours) / spread:.3f}, "
            f"by hand {math.log(by_hand_last / by_hand) / spread:.3f}"
        )


def main() -> None:
    """Measure and print."""
    sizes = tuple(int(argument.replace("_", "")) for argument in sys.argv[1:]) or SIZES
    measure_trace(made_up(100_000))
    measure_corroboration(sizes)


if __name__ == "__main__":
    main()
