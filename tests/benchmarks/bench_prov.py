"""What PROV-JSON costs, against `prov` on the same statements.

Run it as `python -m tests.benchmarks.bench_prov [ATTRIBUTIONS]` (10,000 if not given). `prov` builds its
document from the very statements that are written here, made from the dossier in the same way, and
serialises it; it reads the very text
that is read here. Figures are medians of CPU time in one process, the two sides taking turns.
"""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from provenance import formats
from provenance.formats.prov import provjson
from provenance.formats.prov.statements import Lang, Name, Statement, Typed
from provenance.formats.prov.terms import TIMES
from provenance.formats.prov.writing import Writing
from provenance.model import Dossier
from tests.benchmarks import world

ROUNDS = 5


def built(statements: list[Statement], prefixes: dict[str, str]) -> Any:
    """Return a document of `prov` that holds statements."""
    from prov import model

    kinds = {name: type for type, name in model.PROV_N_MAP.items()}
    document = model.ProvDocument()
    for prefix, namespace in prefixes.items():
        document.add_namespace(prefix, namespace)
    name_of = document.valid_qualified_name

    def value_of(value: Any) -> Any:
        if isinstance(value, Name):
            return name_of(value.iri)
        if isinstance(value, Typed):
            return model.Literal(value.text, name_of(value.datatype))
        return model.Literal(value.text, langtag=value.lang) if isinstance(value, Lang) else value

    for statement in statements:
        formal = {
            model.PROV[name]: held if name in TIMES else name_of(held)
            for name, held in statement.formal.items()
        }
        others: Any = [(name_of(name), value_of(value)) for name, value in statement.attributes]
        id = name_of(statement.id) if statement.id is not None else None
        document.new_record(kinds[statement.kind], id, formal, others)
    return document


def seconds(work: Callable[[], object]) -> float:
    """Return what a piece of work costs, in seconds of CPU time."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def main(attributions: int) -> None:
    """Print a line for writing and one for reading."""
    from prov.model import ProvDocument

    dossier: Dossier = formats.loads(json.dumps(world.document(attributions)))
    text = "".join(provjson.dump(dossier))
    writing = Writing(dossier)
    statements = list(writing.statements())
    prefixes = writing.names.prefixes
    print(f"{len(dossier.attributions):,} attributions, {len(statements):,} statements")
    candidates: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "write": (
            lambda: "".join(provjson.dump(dossier)),
            lambda: built(list(Writing(dossier).statements()), prefixes).serialize(format="json"),
        ),
        "read": (
            lambda: provjson.loads(text),
            lambda: ProvDocument.deserialize(content=text, format="json"),
        ),
    }
    for what, (ours, theirs) in candidates.items():
        rounds = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
        mine, others = (statistics.median(side) for side in zip(*rounds, strict=True))
        print(f"{what:6}  here {mine:7.3f} s   prov {others:7.3f} s   {others / mine:5.1f} ×")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
