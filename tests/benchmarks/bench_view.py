"""What it costs to show things, and how large they are.

Run it as `python -m tests.benchmarks.bench_view [attributions ...]`. Medians of CPU time over seven rounds,
on a made-up world: a dossier, all its claims counted, a story in order, the count of one claim, each as a
notebook shows it; the map of the story and who gets to speak as SVG; and a plain dump of
the same dossier as JSON, to compare with in the same run.
"""

import sys
import time
from collections.abc import Callable
from statistics import median

from provenance import formats, queries
from provenance.model import Dossier
from provenance.view import draw
from tests.benchmarks.world import dossier as made_up

ROUNDS = 7


def shown(dossier: Dossier) -> dict[str, Callable[[], str]]:
    """Return what is measured, by name."""
    claim = max(dossier.claims, key=lambda id: len(dossier.index("attributions", "claim").get(id)))
    table, count = queries.corroboration_table(dossier), queries.corroboration(dossier, claim)
    timeline, trace = queries.timeline(dossier), queries.trace(dossier, claim)
    record = dossier.claims[claim]
    return {
        "JSON of the dossier": lambda: str(formats.dumps(dossier)),
        "the dossier": lambda: dossier._repr_html_(),
        "a claim": lambda: str(record._repr_html_()),  # type: ignore[attr-defined]
        "all claims counted": lambda: table._repr_html_(),
        "the count of one claim": lambda: count._repr_html_(),
        "its chains": lambda: trace._repr_html_(),
        "the story in order": lambda: timeline._repr_html_(),
        "the map of the story": lambda: str(draw(dossier).svg),
        "who gets to speak": lambda: str(draw(queries.sourcing(dossier, by="outlet"), dossier).svg),
    }


def main(sizes: list[int]) -> None:
    """Measure and print."""
    for size in sizes:
        dossier = made_up(size)
        print(f"{len(dossier.attributions):,} attributions")
        for name, show in shown(dossier).items():
            show()  # whatever is brought in or worked out once
            taken = []
            for _ in range(ROUNDS):
                started = time.process_time()
                page = show()
                taken.append(time.process_time() - started)
            print(f"  {name:<24} {median(taken) * 1000:8.1f} ms {len(page) / 1000:10,.1f} kB")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000])
