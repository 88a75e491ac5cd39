"""Writing nanopublications (https://nanopub.net/guidelines/working_draft/)."""

import hashlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from provenance.formats.iris import RECORDS, iri_of
from provenance.formats.nanopub.turtle import iri, json_literal, literal, of_fields, prologue
from provenance.formats.ownterms import class_name, page_of, to_terms, write_beside
from provenance.model import Dossier
from provenance.model.frozen import thaw
from provenance.model.plain import moment_text
from provenance.model.terms import DerivationKind

__all__ = ["NAME", "dump", "graphs_kept"]

NAME = "nanopub"
"""The name of the format, and the key in `extra` under which a foreign nanopublication is kept."""

_DERIVED = {
    DerivationKind.QUOTED: "prov:wasQuotedFrom",
    DerivationKind.EXCERPTED: "prov:wasQuotedFrom",
    DerivationKind.REVISED: "prov:wasRevisionOf",
    DerivationKind.CORRECTED: "prov:wasRevisionOf",
    DerivationKind.PRIMARY_SOURCE: "prov:hadPrimarySource",
}
_AGENTS = {
    "person": "prov:Person, foaf:Person",
    "software": "prov:SoftwareAgent",
    "document": "prov:Entity",
    "dataset": "prov:Entity",
    "media": "prov:Entity",
}
_ORGANIZATIONS = ("organization", "government_body", "military", "news_outlet", "news_agency")


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield a dossier as nanopublications: one for each record, last an index of them.

    Raises:
        InvalidValueError: if something kept in `extra` is no JSON data, or nested too deeply.
    """
    yield prologue()
    published: dict[str, str] = {}
    for record in dossier:
        assertion = [*_described(record), *_standard_terms(dossier, record, published)]
        provenance = list(_provenance(dossier, record))
        about = f"this: npx:hasNanopubType {class_name(record.RECORDS)} ."
        name = _name_of(record.id, assertion, provenance)
        published[record.id] = name
        yield from _nanopublication(name, assertion, provenance, [about])
        yield from _foreign(record)
    if dossier or write_beside(dossier) or dossier.title is not None:
        yield from _index(dossier, list(published.values()))


def _name_of(id: str, *graphs: list[str]) -> str:
    """Return the URI of a nanopublication: another one as soon as it says something else."""
    digest = hashlib.sha256("\n".join("\n".join(graph) for graph in graphs).encode()).hexdigest()
    return f"{RECORDS}np/{quote(id, safe='')}.{digest[:16]}"


def _nanopublication(
    name: str, assertion: list[str], provenance: list[str], about: list[str]
) -> Iterator[str]:
    yield f"\n@prefix this: {iri(name)} .\n@prefix sub: {iri(name + '#')} .\n"
    head = (
        "this: a np:Nanopublication ;\n    np:hasAssertion sub:assertion ;\n"
        "    np:hasProvenance sub:provenance ;\n    np:hasPublicationInfo sub:pubinfo ."
    )
    graphs = (("Head", [head]), ("assertion", assertion), ("provenance", provenance), ("pubinfo", about))
    for graph, statements in graphs:
        yield f"\nsub:{graph} {{\n" + "".join(f"  {statement}\n" for statement in statements) + "}\n"


# --- what a record says --------------------------------------------------------------------


def _described(record: Any) -> Iterator[str]:
    """Yield the statement that holds all fields of a record."""
    without = ("recorded",) if hasattr(record, "recorded") else ()
    aside = (NAME,) if graphs_kept(record) is not None else ()
    parts = [
        f"a {class_name(record.RECORDS)}",
        *of_fields(to_terms(record, without=without, aside=aside), type(record), "    "),
    ]
    yield f"{iri(iri_of(record.id))} " + " ;\n    ".join(parts) + " ."


def _standard_terms(dossier: Dossier, record: Any, published: dict[str, str]) -> Iterator[str]:
    """Yield what can be said in terms that other programs know."""
    subject = iri(iri_of(record.id))
    section = record.RECORDS
    if section == "attributions":
        yield from _attributed(dossier, record)
    elif section == "claims":
        yield f"{subject} rdfs:label {literal(record.text, language=record.language)} ."
    elif section == "sources":
        kind = str.__str__(record.kind) if record.kind is not None else ""
        agent = "prov:Organization, foaf:Organization" if kind in _ORGANIZATIONS else "prov:Agent"
        label = record.name or record.description
        named = f" ; rdfs:label {literal(label)}" if label else ""
        yield f"{subject} a {_AGENTS.get(kind, agent)}{named} ."
    elif section == "articles":
        label = f" ; dct:title {literal(record.headline)}" if record.headline else ""
        yield f"{subject} a prov:Entity{label} ."
    elif section == "derivations":
        term = _DERIVED.get(record.kind, "prov:wasDerivedFrom")
        yield f"{iri(iri_of(record.derived))} {term} {iri(iri_of(record.taken_from))} ."
    elif section == "statuses":
        for passage in dossier.passages_of(record.claim):
            if passage.id in published:
                yield f"{subject} pv:concerns {iri(published[passage.id])} ."


def _attributed(dossier: Dossier, passage: Any) -> Iterator[str]:
    claim, source = dossier.claims.get(passage.claim), None
    subject = iri(iri_of(passage.claim))
    if claim is not None:
        yield f"{subject} rdfs:label {literal(claim.text, language=claim.language)} ."
    if passage.source is not None:
        agent = iri(iri_of(passage.source))
        yield f"{subject} prov:wasAttributedTo {agent} ."
        source = dossier.sources.get(passage.source)
        label = source.name or source.description if source is not None else None
        if label:
            yield f"{agent} rdfs:label {literal(label)} ."


def _provenance(dossier: Dossier, record: Any) -> Iterator[str]:
    """Yield where the assertion of a nanopublication comes from."""
    subject = iri(iri_of(record.id))
    yield f"sub:assertion pv:describes {subject} ."
    place = record.article if record.RECORDS in ("attributions", "statuses") else None
    if place is not None:
        article = dossier.articles.get(place)
        page = page_of(place, article.url if article is not None else None)
        yield f"sub:assertion prov:wasDerivedFrom {iri(page)} ."
    if graphs_kept(record) is not None:
        yield f"{subject} pv:readFrom {iri(record.extra[NAME]['uri'])} ."
    recorded = getattr(record, "recorded", None)
    if recorded is None:
        return
    if recorded.by is not None:
        yield f"sub:assertion prov:wasAttributedTo [ a prov:Agent ; foaf:name {literal(recorded.by)} ] ."
    if recorded.at is not None:
        yield f"sub:assertion dct:created {literal(moment_text(recorded.at), datatype='xsd:dateTime')} ."
    inside = " ;\n    ".join(of_fields(to_terms(recorded), type(recorded), "    "))
    yield f"{subject} pv:recorded [\n    {inside}\n  ] ." if inside else f"{subject} pv:recorded [] ."


# --- what stands beside the records --------------------------------------------------------


def _index(dossier: Dossier, names: list[str]) -> Iterator[str]:
    """Yield a nanopublication that lists the others, and says what belongs to all of them."""
    parts = ["a pv:Dossier"]
    if names:
        parts.append("npx:includesElement " + " ,\n      ".join(map(iri, names)))
    beside = write_beside(dossier)
    parts += [f"{key} {json_literal(held)}" for key, held in beside.items()]
    about = ["this: a npx:NanopubIndex ."]
    if dossier.title is not None:
        about.append(f"this: dct:title {literal(dossier.title)} .")
    assertion = ["this: " + " ;\n    ".join(parts) + " ."]
    name = _name_of("index", assertion, about)
    yield from _nanopublication(name, assertion, ["sub:assertion a npx:IndexAssertion ."], about)


# --- nanopublications of others ------------------------------------------------------------


def _foreign(record: Any) -> Iterator[str]:
    """Yield the nanopublication of somebody else that a record was read from, as it was."""
    for graph, statements in (graphs_kept(record) or {}).items():
        lines = "".join(f"  {' '.join(statement)} .\n" for statement in statements)
        yield f"\n{iri(graph)} {{\n{lines}}}\n"


def graphs_kept(record: Any) -> dict[str, list[list[str]]] | None:
    """Return the graphs of a foreign nanopublication that a record keeps, its terms as Turtle."""
    held = thaw(record.extra).get(NAME)
    if not isinstance(held, dict) or held.keys() != {"uri", "graphs"} or not isinstance(held["uri"], str):
        return None
    mark = hashlib.sha256(held["uri"].encode()).hexdigest()[:8]
    try:
        return {
            graph: [[_term(term, mark) for term in statement] for statement in statements]
            for graph, statements in held["graphs"].items()
        }
    except (TypeError, KeyError, AttributeError, ValueError):
        return None  # somebody else's "nanopub": it goes where the rest of `extra` goes


def _term(term: dict[str, Any], mark: str) -> str:
    value = term["value"]
    if not isinstance(value, str) or term.keys() - {"type", "value", "lang", "datatype"}:
        raise ValueError(term)
    if term["type"] == "uri":
        return iri(value)
    if term["type"] == "bnode":
        return f"_:b{mark}n{int(value)}"
    if term["type"] != "literal":
        raise ValueError(term)
    datatype = iri(term["datatype"]) if "datatype" in term else None
    return literal(value, datatype=datatype, language=term.get("lang"))
