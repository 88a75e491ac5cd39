"""The graphs of nanopublications as rdflib hands them over, and our records in them."""

import json
import re
from collections.abc import Iterator
from typing import Any

from attrs import define

from provenance.formats.iris import TERMS, id_of
from provenance.formats.nanopub.turtle import PREFIXES, SELECTOR_TERMS
from provenance.formats.ownterms import fields_of
from provenance.model import TextAnchor
from provenance.model.plain import put_back
from provenance.model.shapes import Shape

__all__ = ["Graph", "Publication", "beside_in", "kept", "plain_in", "publications"]

NP, RDF, OA = PREFIXES["np"], PREFIXES["rdf"], PREFIXES["oa"]
_PARTS = ("hasAssertion", "hasProvenance", "hasPublicationInfo")


class Graph:
    """Triples, to be looked up by subject and predicate. Terms are rdflib's."""

    def __init__(self, triples: list[tuple[Any, Any, Any]]) -> None:
        self.triples = triples
        self._found: dict[tuple[Any, str], list[Any]] = {}
        for subject, predicate, object in triples:
            self._found.setdefault((subject, str(predicate)), []).append(object)

    def subjects(self) -> list[Any]:
        """Return everything that something is said of, in order."""
        return sorted({subject for subject, _, _ in self.triples}, key=str)

    def all(self, subject: Any, predicate: str) -> list[Any]:
        """Return everything that a subject has under a predicate."""
        return self._found.get((subject, predicate), [])

    def one(self, subject: Any, predicate: str) -> Any | None:
        """Return one thing that a subject has under a predicate."""
        found = self._found.get((subject, predicate))
        return found[0] if found else None


@define(kw_only=True)
class Publication:
    """A nanopublication: the names of its graphs, and what they hold."""

    uri: Any
    head: Any
    names: dict[str, list[Any]]
    parts: dict[str, Graph]
    heading: Graph
    place: int

    @property
    def assertion(self) -> Any:
        """The name of the graph of the assertion."""
        return self.names["hasAssertion"][0]

    def wrong(self) -> Iterator[str]:
        """Yield what it breaks of the rules for nanopublications."""
        for part in _PARTS:
            if len(self.names[part]) != 1:
                yield f"it has {len(self.names[part])} graphs as np:{part}, one is wanted"
            elif not self.parts[part].triples:
                yield f"its graph {self.names[part][0]} (np:{part}) is empty or not there"
        names = [self.head, *(name for part in _PARTS for name in self.names[part])]
        if len(set(names)) < len(names):
            yield "two of its graphs have one name"
        for name in names:
            if not str(name).startswith(str(self.uri).rstrip("/#")):
                yield f"the name of its graph {name} does not begin as its own"
        if not any(self.names["hasAssertion"][:1] == [s] for s, _, _ in self.parts["hasProvenance"].triples):
            yield "its provenance says nothing of its assertion"
        if not any(str(s) == str(self.uri) for s, _, _ in self.parts["hasPublicationInfo"].triples):
            yield "its publication info says nothing of it"
        for part in _PARTS:
            for _, _, object in self.parts[part].triples:
                if getattr(object, "ill_typed", None):
                    yield f"{str(object)[:80]!r} is no {object.datatype}"


def publications(dataset: Any, text: str) -> tuple[list[Publication], list[Any]]:
    """Return the nanopublications of a dataset in the order of the text, and the graphs of none of them."""
    triples: dict[Any, list[tuple[Any, Any, Any]]] = {}
    heads = []
    quads = dataset.quads()
    if hasattr(dataset, "store"):  # rdflib's; ours are in order
        places: dict[Any, int] = dataset.store.places
        quads = sorted(quads, key=lambda quad: places[quad[:3]])
    for subject, predicate, object, graph in quads:
        triples.setdefault(graph, []).append((subject, predicate, object))
        if str(predicate) == f"{RDF}type" and str(object) == f"{NP}Nanopublication":
            heads.append((subject, graph))
    graphs = {name: Graph(held) for name, held in triples.items()}
    nothing = Graph([])
    starts = {match[1]: match.start() for match in reversed(list(re.finditer(r"<([^<>\s]*)>", text)))}
    found = []
    for uri, head in heads:
        names = {part: sorted(graphs[head].all(uri, NP + part)) for part in _PARTS}
        parts = {part: graphs.get(names[part][0], nothing) if names[part] else nothing for part in _PARTS}
        place = starts.get(str(uri), len(text))
        found.append(
            Publication(uri=uri, head=head, names=names, parts=parts, heading=graphs[head], place=place)
        )
    used = {name for one in found for part in _PARTS for name in one.names[part]} | {
        one.head for one in found
    }
    loose = [name for name in graphs if name not in used]
    return sorted(found, key=lambda one: (one.place, str(one.uri))), sorted(loose, key=str)


# --- our own records -----------------------------------------------------------------------


def plain_in(graph: Graph, node: Any, model_type: type[Any], depth: int = 0) -> dict[str, Any]:
    """Return the plain form of the record or value that a node of a graph is, without its id."""
    plain: dict[str, Any] = {}
    for name, shape in fields_of(model_type).items():
        term = TERMS + name
        if model_type is TextAnchor and name in SELECTOR_TERMS:
            term = OA + name
        raw = graph.one(node, term)
        if raw is not None:
            plain[name] = _value(graph, shape, raw, depth)
    extra = graph.one(node, f"{TERMS}extra")
    if extra is not None:
        held = _json(extra)
        if isinstance(held, dict):
            put_back(plain, held)
        else:
            plain["pv:extra"] = held
    return plain


def beside_in(graph: Graph, node: Any) -> dict[str, Any]:
    """Return what an index says of a whole dossier, as `write_beside` gives it."""
    said: dict[str, Any] = {}
    for key in ("extra", "suppressions", "unread"):
        raw = graph.one(node, TERMS + key)
        if raw is not None:
            said[f"pv:{key}"] = _json(raw)
    return said


def _value(graph: Graph, shape: Shape, raw: Any, depth: int) -> Any:
    if shape.kind == "many":
        return [_value(graph, shape.of, item, depth) for item in _listed(graph, raw)]
    is_literal = hasattr(raw, "datatype")
    if shape.kind == "value":
        return str(raw) if is_literal or depth > 10 else plain_in(graph, raw, shape.of, depth + 1)
    if shape.kind == "reference":
        return str(raw) if is_literal else id_of(str(raw))
    if shape.kind in ("map", "json"):
        return _json(raw)
    return _scalar(raw, str(raw.datatype or "").rpartition("#")[2]) if is_literal else str(raw)


def _scalar(raw: Any, kind: str) -> Any:
    text = str(raw)
    try:
        if kind == "integer":
            return int(text)
        if kind in ("double", "decimal", "float"):
            return float(text)
    except ValueError:
        return text
    return text == "true" if kind == "boolean" else text


def _json(raw: Any) -> Any:
    try:
        return json.loads(str(raw))
    except (ValueError, RecursionError):
        return str(raw)


def _listed(graph: Graph, first: Any) -> Iterator[Any]:
    """Yield the items of an RDF list; something else is a list of one. A list that bites its tail ends."""
    if str(first) != f"{RDF}nil" and graph.one(first, f"{RDF}first") is None:
        yield first
        return
    seen = set()
    while first is not None and str(first) != f"{RDF}nil" and first not in seen:
        seen.add(first)
        item = graph.one(first, f"{RDF}first")
        if item is not None:
            yield item
        first = graph.one(first, f"{RDF}rest")


# --- those of others, kept as they are -----------------------------------------------------


def kept(publication: Publication) -> dict[str, Any]:
    """Return a nanopublication as plain data, always the same for the same statements."""
    numbers: dict[Any, str] = {}
    graphs: dict[str, list[list[dict[str, str]]]] = {}
    named = [(publication.head, publication.heading)]
    named += [
        (publication.names[part][0], publication.parts[part]) for part in _PARTS if publication.names[part]
    ]
    for name, graph in named:
        ordered = sorted(graph.triples, key=lambda triple: [_blind(term) for term in triple])
        graphs[str(name)] = [[_plain_term(term, numbers) for term in triple] for triple in ordered]
    return {"uri": str(publication.uri), "graphs": graphs}


def _is_blank(term: Any) -> bool:
    return type(term).__name__ == "BNode"


def _blind(term: Any) -> tuple[str, str]:
    """Return what a term is sorted by: the name of a blank node is not the same twice."""
    return ("", "") if _is_blank(term) else (str(term), str(getattr(term, "datatype", "")))


def _plain_term(term: Any, numbers: dict[Any, str]) -> dict[str, str]:
    if _is_blank(term):
        return {"type": "bnode", "value": numbers.setdefault(term, str(len(numbers)))}
    if not hasattr(term, "datatype"):
        return {"type": "uri", "value": str(term)}
    plain = {"type": "literal", "value": str(term)}
    if term.language:
        plain["lang"] = str(term.language)
    elif term.datatype is not None:
        plain["datatype"] = str(term.datatype)
    return plain
