"""What it costs to ask who has checked every claim, as of a day, against one scan by hand.

Run it as `python tests/benchmarks/bench_status.py [sizes]`, with the checkout on the path. Half of the
claims of a made-up world are checked, by one checker or several, who may change their minds. Measured
in CPU time, medians over interleaved rounds:

- `status_table` as of a day by which half of the judgements had been made;
- a scan of the statuses that keeps, in dicts, the last of each checker that nothing supersedes, by
  claim: it is checked against the table before anything is timed. It names nobody and lists nothing as
  left out;
- both without a day.
"""

import sys
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from provenance.model import Dossier, VerificationStatus
from provenance.queries.status_table import status_table
from tests.benchmarks.bench_queries import medians
from tests.benchmarks.world import dossier as made_up

SIZES = (10_000, 100_000, 1_000_000)
FIRST = date(2025, 1, 1)
AS_OF = date(2025, 7, 1)


def add_checks(dossier: Dossier, seed: int = 1) -> None:
    """Let checkers judge half of the claims, on some day of a year."""
    random = Random(seed)
    number = 0
    for claim in dossier.claims:
        if random.random() < 0.5:
            continue
        last: dict[str, str] = {}
        for day in sorted(random.sample(range(365), random.choice([1, 1, 1, 2, 2, 3]))):
            checker = f"src-person-{random.randrange(20)}" if random.random() < 0.5 or not last else max(last)
            verdict = random.choice(["supported", "refuted", "mixed", "unproven"])
            made: dict[str, Any] = {
                "state": "checked",
                "verdict": verdict,
                "judged_at": str(FIRST + timedelta(day)),
            }
            if random.random() < 0.3:
                made["supersedes"] = last.get(checker)
            last[checker] = id = f"ver-{number}"
            dossier.add(VerificationStatus(claim=claim, checker=checker, id=id, **made))
            number += 1


class ByHand:
    """One scan over the statuses."""

    def __init__(self, dossier: Dossier) -> None:
        self.statuses: dict[str, Any] = dict(dossier.statuses)

    def last(self, as_of: date | None) -> dict[str, dict[str, Any]]:
        """Return the last standing status of each checker, by claim."""
        found: dict[str, dict[str, Any]] = {}
        superseded = set()
        for record in self.statuses.values():
            when = record.judged_at
            if as_of is not None and (when is None or when.latest > as_of):
                continue
            if record.supersedes is not None:
                superseded.add(record.supersedes)
            of_claim = found.setdefault(record.claim, {})
            held = of_claim.get(record.checker)
            if held is None or held.judged_at.latest < when.earliest or held.id in superseded:
                of_claim[record.checker] = record
        return found


def measure(size: int) -> None:
    """Compare at one size and print it."""
    dossier = made_up(size)
    add_checks(dossier)
    hand = ByHand(dossier)
    for as_of in (AS_OF, None):
        table = status_table(dossier, as_of=as_of)
        last = hand.last(as_of)
        assert [(row.claim, row.checker, row.status) for row in table] == [
            (claim, *item) for claim, held in sorted(last.items()) for item in sorted(held.items())
        ]
        works = partial(status_table, dossier, as_of=as_of), partial(hand.last, as_of)
        ours, by_hand = medians(*works, rounds=9 if size < 1_000_000 else 3)
        print(
            f"{len(dossier.statuses):,} statuses of {len(dossier.claims):,} claims, as of {as_of}: "
            f"{ours * 1000:.1f} ms, by hand {by_hand * 1000:.1f} ms: {ours / by_hand:.2f} ×"
        )


def main() -> None:
    """Measure and print."""
    for size in [int(argument.replace("_", "")) for argument in sys.argv[1:]] or SIZES:
        measure(size)


if __name__ == "__main__":
    main()
