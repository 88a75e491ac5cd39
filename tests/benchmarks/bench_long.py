"""What it costs to ask about a very long chain and a very large ring.

Run it as `python tests/benchmarks/bench_long.py [lengths]`, with the checkout on the path. In a chain of
100,000 articles each takes a claim from the one before; in a ring the first takes it from the last,
too. Every question that walks is asked of one freshly read dossier whose indexes are built, in CPU
time, medians of several rounds. Beside the seconds stands what they are of a plain loop that was
timed in the same rounds, which tells a slow question from a busy machine.
"""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from provenance.model import Article, Attribution, Claim, Derivation, Dossier, Source
from provenance.queries import (
    circular,
    corroboration,
    corroboration_table,
    disputes,
    drift,
    lineage,
    origins,
    said_by,
    sourcing,
    timeline,
    trace,
    what_falls_if,
)  # fmt: skip
from tests.benchmarks.bench_queries import medians

LENGTH = 100_000
ROUNDS = 3


def retold(length: int, *, in_a_ring: bool = False) -> Dossier:
    """Return a dossier in which a claim went from article to article, and perhaps back to the first."""
    records: list[Any] = [Claim(text="The bridge is closed.", id="clm"), Source(name="Ada Lund", id="src")]
    for n in range(length):
        day = f"{2000 + n // 336:04}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"
        records.append(Article(headline=f"Report {n}", published=day, id=f"art-{n}"))
        records.append(Attribution(article=f"art-{n}", claim="clm", source="src", id=f"att-{n}"))
    for n in range(0 if in_a_ring else 1, length):
        before = f"att-{(n - 1) % length}"
        records.append(Derivation(derived=f"att-{n}", taken_from=before, kind="paraphrased", id=f"der-{n}"))
    return Dossier(records)


def loop(length: int) -> int:
    """Look ids up and keep tuples of them: what a walk does at least."""
    held = {f"att-{n}": n for n in range(length)}
    found = []
    for _ in range(5):
        found.append([(id, held[id]) for id in held])
    return len(found)


def questions(dossier: Dossier) -> dict[str, Callable[[], object]]:
    """Return every question that walks, ready to be asked."""
    last = f"att-{len(dossier.attributions) - 1}"
    return {
        "trace": lambda: trace(dossier, "clm"),
        "trace, hops": lambda: trace(dossier, "clm").hops,
        "trace, count": lambda: trace(dossier, "clm").count,
        "trace, printed": lambda: str(trace(dossier, "clm")),
        "trace of the last": lambda: str(trace(dossier, last)),
        "corroboration": lambda: corroboration(dossier, "clm"),
        "corroboration, rings": lambda: corroboration(dossier, "clm").rings,
        "origins": lambda: origins(dossier, "clm"),
        "corroboration_table": lambda: corroboration_table(dossier),
        "circular": lambda: circular(dossier, "clm"),
        "circular, all claims": lambda: circular(dossier),
        "circular, printed": lambda: str(circular(dossier, "clm")),
        "circular, predict": lambda: circular(dossier, "clm", predict=True),
        "drift": lambda: drift(dossier, "clm"),
        "drift of the last": lambda: drift(dossier, last),
        "what_falls_if, source": lambda: what_falls_if(dossier, "src"),
        "what_falls_if, article": lambda: what_falls_if(dossier, "art-1"),
        "what_falls_if, passage": lambda: what_falls_if(dossier, "att-1"),
        "lineage of the last": lambda: lineage(dossier, last),
        "said_by": lambda: said_by(dossier, "src"),
        "timeline": lambda: timeline(dossier, "clm"),
        "disputes": lambda: disputes(dossier),
        "sourcing": lambda: sourcing(dossier),
    }


def measure(length: int) -> None:
    """Print what each question costs, of the chain and of the ring."""
    chain, ring = (questions(retold(length, in_a_ring=in_a_ring)) for in_a_ring in (False, True))
    print(f"{length:,} articles, CPU seconds (and × a plain loop)")
    print(f"{'':24}{'chain':>18}{'ring':>18}")
    for name in chain:
        plain, *taken = medians(partial(loop, length), chain[name], ring[name], rounds=ROUNDS)
        print(f"{name:24}" + "".join(f"{spent:9.2f}{f'({spent / plain:.0f} ×)':>9}" for spent in taken))


def main() -> None:
    """Measure and print."""
    for length in [int(argument.replace("_", "")) for argument in sys.argv[1:]] or [LENGTH]:
        measure(length)


if __name__ == "__main__":
    main()
