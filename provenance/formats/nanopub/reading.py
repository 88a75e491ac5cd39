"""Reading nanopublications, ours and those of others."""

import re
from typing import Any
from urllib.parse import unquote_plus

from provenance.errors import DecodingError, Problem
from provenance.formats.format import needed
from provenance.formats.intake import Intake
from provenance.formats.iris import TERMS, id_of
from provenance.formats.jsontext import decode_text
from provenance.formats.nanopub.graphs import Graph, Publication, beside_in, kept, plain_in, publications
from provenance.formats.nanopub.owntrig import own_quads
from provenance.formats.nanopub.turtle import PREFIXES, literal
from provenance.formats.nanopub.writing import NAME
from provenance.formats.ownterms import read_beside
from provenance.formats.rdftext import in_order, parse_rdf, refuse_large
from provenance.model import RECORD_TYPES, Dossier, Recorded
from provenance.model._collecting import collector_paused

__all__ = ["loads"]

_RDF, _NPX, _PROV, _DCT = (PREFIXES[key] for key in ("rdf", "npx", "prov", "dct"))
_PAV = ("http://purl.org/pav/", "http://purl.org/pav#")
_CLASSES = {TERMS + kind.__name__: section for section, kind in RECORD_TYPES.items()}
_BASE = "urn:news-provenance:relative:"
"""What a relative IRI is taken to be relative to. The path of a file is nobody's business."""

_SPEAKERS = (f"{_PROV}wasAttributedTo", *(f"{pav}authoredBy" for pav in _PAV))
_MAKERS = (f"{_DCT}creator", *(f"{pav}createdBy" for pav in _PAV), f"{_PROV}wasAttributedTo")
_ORIGINS = {
    f"{_PROV}hadPrimarySource": "primary_source",
    f"{_PROV}wasQuotedFrom": "quoted",
    f"{_PROV}wasRevisionOf": "revised",
    f"{_PROV}wasDerivedFrom": None,
}
_PARC = "https://w3id.org/provcorp/vocab/parc/"
_WORD = re.compile(r"(.+)\.offset\.([0-9]{1,9})-([0-9]{1,9})")
_UNKNOWN = "\ufffd"
"""Stands for a character that is there, but that nobody has told us."""

_MOST_STATEMENTS = 20
_LONGEST_WORD = 1000


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that nanopublications make.

    One of ours gives its record back. Of somebody else's comes an article (the publication itself), the
    claim that it asserts, the passage that joins them, and what it says it was taken from; it is kept
    whole in `extra["nanopub"]`. Trusty URIs and signatures are not verified. Nothing is fetched.

    Raises:
        DecodingError: if it is neither TriG nor N-Quads, holds no nanopublication, or is larger than
            5,000,000 characters; with `strict`, with every problem.
        MissingExtraError: if rdflib is not installed.
    """
    text = decode_text(data)
    with collector_paused():
        return _read(text, strict)


def _read(text: str, strict: bool) -> Dossier:
    found, loose = publications(_parsed(text), text)
    intake = Intake(strict=strict)
    if not found and (loose or f"<{TERMS}>" not in text):  # our prefixes alone are an empty dossier
        raise DecodingError([Problem("$", "it holds no nanopublication")])
    for graph in loose:
        intake.report(str(graph), "this graph belongs to no nanopublication")
    _Reader(intake, found).read()
    return intake.finish()


def _parsed(text: str) -> Any:
    ours = own_quads(text)
    if ours is not None:
        return ours
    rdflib = needed("rdflib", "rdf", "reading nanopublications")
    syntax, title = ("nquads", "N-Quads") if _is_n_quads(text) else ("trig", "TriG")
    refuse_large(text, title)
    dataset = rdflib.Dataset(store=in_order(needed("rdflib.plugins.stores.memory", "rdf", "reading RDF")))
    parse_rdf(dataset, text, syntax, title, base=_BASE, as_written=True)  # what is kept is what was written
    return dataset


_N_QUAD = re.compile(
    r"""\s*(?:<[^<>\s]*>|_:\S+)\s+<[^<>\s]*>\s+
    (?:<[^<>\s]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<[^<>\s]*>|@[\w-]+)?)\s+<[^<>\s]*>\s*\.\s*""",
    re.VERBOSE,
)


def _is_n_quads(text: str) -> bool:
    """Return whether the first statement is a line of four terms, as none of TriG is."""
    lines = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    return _N_QUAD.fullmatch(next(lines, "")) is not None


class _Reader:
    """The nanopublications of one document, while records are made of them."""

    def __init__(self, intake: Intake, found: list[Publication]) -> None:
        self._intake = intake
        self._found = found
        self._written: set[str] = set()  # foreign ones that one of our records already stands for

    def read(self) -> None:
        """Make records: first of ours, then of those that no record of ours was made of."""
        foreign = []
        for one in self._found:
            for message in dict.fromkeys(one.wrong()):
                self._intake.report(str(one.uri), message)
            if not self._is_ours(one):
                foreign.append(one)
        for one in foreign:
            if str(one.uri) not in self._written:
                self._foreign(one)

    # --- ours ------------------------------------------------------------------------------

    def _is_ours(self, one: Publication) -> bool:
        assertion, provenance = one.parts["hasAssertion"], one.parts["hasProvenance"]
        if f"{TERMS}Dossier" in map(str, assertion.all(one.uri, f"{_RDF}type")):
            self._index(one)
            return True
        if not one.names["hasAssertion"]:
            return False
        record = provenance.one(one.assertion, f"{TERMS}describes")
        kinds = map(str, assertion.all(record, f"{_RDF}type")) if record is not None else ()
        section = next((_CLASSES[kind] for kind in kinds if kind in _CLASSES), None)
        if section is None:
            return False
        plain = plain_in(assertion, record, RECORD_TYPES[section])
        recorded = provenance.one(record, f"{TERMS}recorded")
        if recorded is not None:
            plain["recorded"] = plain_in(provenance, recorded, Recorded)
        original = provenance.one(record, f"{TERMS}readFrom")
        for other in self._found if original is not None else ():
            if str(other.uri) == str(original):
                plain[NAME] = kept(other)
                self._written.add(str(original))
        self._intake.add(section, {"id": id_of(str(record)), **plain}, str(one.uri))
        return True

    def _index(self, one: Publication) -> None:
        title = one.parts["hasPublicationInfo"].one(one.uri, f"{_DCT}title")
        if title is not None:
            self._intake.title = str(title)
        read_beside(beside_in(one.parts["hasAssertion"], one.uri), self._intake, str(one.uri))

    # --- those of others -------------------------------------------------------------------

    def _foreign(self, one: Publication) -> None:
        assertion, path = one.parts["hasAssertion"], str(one.uri)
        if not assertion.triples:
            self._intake.set_aside("", kept(one), path, "there is no assertion to make a record of")
            return
        annotations = [node for node in assertion.subjects() if _is_parc(assertion, node)]
        for number, node in enumerate(annotations):
            self._parc(one, node, number)
        if not annotations:
            self._publication(one)

    def _publication(self, one: Publication) -> None:
        """Make records of a publication: itself as an article, its claim, who said so, what it rests on."""
        path, provenance, about = str(one.uri), one.parts["hasProvenance"], one.parts["hasPublicationInfo"]
        article = self._intake.add(
            "articles",
            {
                "url": path,
                "kind": "other",
                "authors": [_label(one, maker) for maker in _all(about, one.uri, _MAKERS)],
                "published": self._intake.date(_text(about.one(one.uri, f"{_DCT}created")), path),
                NAME: kept(one),
            },
            path,
        )
        claim = self._intake.add("claims", {"text": _sentence(one)}, path)
        speakers = [self._agent(one, agent) for agent in _all(provenance, one.assertion, _SPEAKERS)]
        for source in speakers or [None]:
            plain = {"article": article, "claim": claim, "source": source}
            self._intake.add("attributions", {k: v for k, v in plain.items() if v is not None}, path)
        for predicate, kind in _ORIGINS.items():
            for origin in provenance.all(one.assertion, predicate):
                if not _is_blank(origin):
                    taken = self._intake.add("articles", {"url": str(origin)}, path)
                    joined = {"derived": article, "taken_from": taken, **({"kind": kind} if kind else {})}
                    self._intake.add("derivations", joined, path)

    def _agent(self, one: Publication, agent: Any) -> str | None:
        plain: dict[str, Any] = {"name": _label(one, agent)}
        if not _is_blank(agent) and not hasattr(agent, "datatype"):
            scheme = "orcid" if "://orcid.org/" in str(agent) else "url"
            plain["identifiers"] = {scheme: str(agent)}
        return self._intake.add("sources", plain, str(one.uri))

    # --- the annotations of the PARC corpus ------------------------------------------------

    def _parc(self, one: Publication, node: Any, number: int) -> None:
        """Make a passage of an attribution whose words are given by their places only."""
        graph, path = one.parts["hasAssertion"], str(one.uri)
        spans, page = _parc_words(graph, node)
        if page is None:
            self._publication(one)
            return
        self._intake.report(
            path, "the words are not in the nanopublication: each character is written U+FFFD"
        )
        article = self._intake.add("articles", {"url": page}, path)
        called = _text(graph.one(node, f"{_PARC}hasAttrID")) or str(node)
        claim = self._intake.add("claims", {"text": f"(the words of {called} are not given)"}, path)
        plain: dict[str, Any] = {
            "article": article,
            "claim": claim,
            "anchors": {role: anchors for role, anchors in spans.items() if anchors},
            "id": path if number == 0 else str(node),
            NAME: kept(one),
        }
        if spans["source"]:
            described = {"article": article, "anchor": spans["source"][0]}
            words = {"description": "(words not given)", "described_in": described}
            plain["source"] = self._intake.add("sources", words, path)
        maker = one.parts["hasProvenance"].one(one.assertion, f"{_DCT}creator")
        made = _text(one.parts["hasProvenance"].one(one.assertion, f"{_DCT}created"))
        if maker is not None:
            plain["recorded"] = {"by": _label(one, maker)}
            if made is not None and re.search(r"(Z|[+-]\d\d:\d\d)$", made):
                plain["recorded"]["at"] = made
        self._intake.add("attributions", plain, path)


def _parc_words(graph: Graph, node: Any) -> tuple[dict[str, list[dict[str, Any]]], str | None]:
    spans: dict[str, list[dict[str, Any]]] = {}
    page = None
    for role in ("source", "cue", "content"):
        places = set()
        for word in graph.all(node, f"{_PARC}has{role.capitalize()}AnnotatedWord"):
            found = _WORD.fullmatch(str(word))
            if found is not None and int(found[2]) <= int(found[3]) <= int(found[2]) + _LONGEST_WORD:
                page = page or found[1]
                places.add((int(found[2]), int(found[3])))
        spans[role] = [
            {"start": start, "end": end, "exact": _UNKNOWN * (end - start)} for start, end in sorted(places)
        ]
    return spans, page


def _is_parc(graph: Graph, node: Any) -> bool:
    return any(graph.all(node, f"{_PARC}has{role}AnnotatedWord") for role in ("Source", "Cue", "Content"))


def _all(graph: Graph, subject: Any, predicates: tuple[str, ...]) -> list[Any]:
    found = [item for predicate in predicates for item in graph.all(subject, predicate)]
    return sorted(dict.fromkeys(found), key=str)


def _text(term: Any) -> str | None:
    return None if term is None else str(term)


def _is_blank(term: Any) -> bool:
    return type(term).__name__ == "BNode"


def _label(one: Publication, agent: Any) -> str:
    """Return the name of somebody, or the IRI if no name is given."""
    for graph in one.parts.values():
        for term in (f"{PREFIXES['foaf']}name", f"{PREFIXES['rdfs']}label"):
            name = graph.one(agent, term)
            if name is not None:
                return str(name)
    return "(not named)" if _is_blank(agent) else str(agent)


def _sentence(one: Publication) -> str:
    """Return what is asserted in words: its AIDA sentence, else its statements as they are written."""
    graph = one.parts["hasAssertion"]
    for term in (f"{_NPX}asSentence", f"{PREFIXES['rdfs']}comment", f"{_DCT}description"):
        said = graph.one(one.assertion, term)
        if said is not None and str(said).strip():
            aida = str(said).partition("/aida/")[2]
            return unquote_plus(aida) if aida and not hasattr(said, "datatype") else str(said)
    lines = sorted(" ".join(map(_shown, triple)) + " ." for triple in graph.triples)
    more = [f"… and {len(lines) - _MOST_STATEMENTS} more"] if len(lines) > _MOST_STATEMENTS else []
    return "\n".join([*lines[:_MOST_STATEMENTS], *more])


def _shown(term: Any) -> str:
    if _is_blank(term):
        return "[]"
    return literal(str(term)) if hasattr(term, "datatype") else f"<{term}>"
