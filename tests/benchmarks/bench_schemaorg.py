"""What schema.org's JSON-LD costs to write and to read, against rdflib doing the same.

Run it as `python -m tests.benchmarks.bench_schemaorg [ATTRIBUTIONS]` (10,000 if not given; rdflib then
takes about a minute). Both start from the same dossier and end with one: rdflib makes the triples of
its records, writes them as JSON-LD with the same context, and reads that back into a graph from
which the plain records are taken. (Its contexts are inlined; it would fetch them otherwise.) Figures
are the least CPU time of several rounds for us, and of one for rdflib.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from provenance.formats.iris import TERMS, id_of
from provenance.formats.schemaorg import loading, writing
from provenance.formats.schemaorg.terms import OURS, RECORD, SCHEMA, context
from provenance.model import Dossier
from tests.benchmarks import world

ROUNDS = 3


def timed(run: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    """Return the least CPU time of some rounds, in seconds, and what the last one gave."""
    times, result = [], None
    for _ in range(rounds):
        gc.collect()
        begun = time.process_time()
        result = run()
        times.append(time.process_time() - begun)
    return min(times), result


def graph_of(nodes: list[dict[str, Any]]) -> Any:
    """Return an rdflib graph with the triples of some nodes, made one by one as a program would."""
    rdf = import_module("rdflib")
    RDF, Literal, URIRef = rdf.RDF, rdf.Literal, rdf.URIRef  # noqa: N806  # their names
    schema, ours = rdf.Namespace(SCHEMA), rdf.Namespace(TERMS)
    references = {
        key for key, how in context().items() if isinstance(how, dict) and how.get("@type") == "@id"
    }
    raw = {key for key, how in context().items() if isinstance(how, dict) and how.get("@type") == "@json"}

    def object_of(key: str, value: Any) -> Any:
        if isinstance(value, dict) and "@id" in value:
            return URIRef(value["@id"])
        if key in raw:
            return Literal(json.dumps(value), datatype=RDF.JSON)
        return URIRef(value) if key in references else Literal(value)

    graph = rdf.Graph()
    for node in nodes:
        subject = URIRef(node["@id"]) if "@id" in node else URIRef("urn:x:beside")
        for key, value in node.items():
            if key == "@type":
                graph.add((subject, RDF.type, schema[value] if ":" not in value else ours[value[3:]]))
            elif key[0] != "@":
                predicate = ours[key[3:]] if key.startswith(OURS) else schema[key]
                for item in value if isinstance(value, list) and key not in raw else [value]:
                    graph.add((subject, predicate, object_of(key, item)))
    return graph


def plain_of(text: str) -> dict[str, dict[str, list[Any]]]:
    """Return the records that rdflib reads from a document, as dicts of lists."""
    rdf = import_module("rdflib")
    graph = rdf.Graph()
    graph.parse(data=text, format="json-ld")
    record = rdf.URIRef(TERMS + RECORD[len(OURS) :])
    found: dict[str, dict[str, list[Any]]] = {}
    for subject in graph.subjects(record):
        fields: dict[str, list[Any]] = {}
        for predicate, value in graph.predicate_objects(subject):
            fields.setdefault(str(predicate), []).append(value.toPython())
        found[id_of(str(subject))] = fields
    return found


def main() -> None:
    """Print the figures."""
    attributions = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    story: Dossier = world.dossier(attributions, many_voices=True)
    write, text = timed(lambda: "".join(writing.dump(story)), ROUNDS)
    read, back = timed(lambda: loading.loads(text), ROUNDS)
    assert back == story
    nodes = json.loads(text)["@graph"]
    made, graph = timed(lambda: graph_of(nodes), 1)
    theirs_write, written = timed(lambda: graph.serialize(format="json-ld", context=context()), 1)
    theirs_read, records = timed(lambda: plain_of(text), 1)
    print(f"{len(story.attributions):,} attributions, {len(text) / 1e6:.1f} MB, {len(graph):,} triples")
    print(f"         {'ours':>8} {'rdflib':>8} {'ahead':>8}")
    for name, ours, theirs in (("write", write, made + theirs_write), ("read", read, theirs_read)):
        print(f"{name:<8} {ours:7.2f}s {theirs:7.2f}s {theirs / ours:7.1f}x")
    print(f"(rdflib wrote {len(written) / 1e6:.1f} MB, and read {len(records):,} records)")


if __name__ == "__main__":
    main()
