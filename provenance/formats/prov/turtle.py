"""PROV-O in Turtle: written by hand, read through rdflib.

A relation with an id is written as PROV-O's qualified node. The direct property stands beside it for
attributions, associations and delegations only: a reader counts the direct property beside a
derivation's node as one more derivation.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.format import needed
from provenance.formats.iris import id_of
from provenance.formats.jsontext import decode_text
from provenance.formats.prov.names import PREDEFINED, Names
from provenance.formats.prov.provjson import json_text
from provenance.formats.prov.reading import Gathering
from provenance.formats.prov.statements import Lang, Name, Statement, Typed, Value
from provenance.formats.prov.terms import (
    ELEMENTS,
    FORMAL,
    LABEL,
    LOCATION,
    PROV,
    RDF,
    RDFS,
    ROLE,
    TIMES,
    TYPE,
    XSD,
)
from provenance.formats.prov.triples import BASE, Triples
from provenance.formats.prov.writing import Writing
from provenance.formats.rdftext import parse_rdf, refuse_large
from provenance.model import Dossier

__all__ = ["dump", "loads"]


class _Qualified(NamedTuple):
    """How PROV-O says a statement with a node of its own."""

    term: str
    """Its class; the property is `qualified` and this."""

    roles: dict[str, str]
    """The formal attributes after the first one, and their properties of the node."""

    direct: bool = False
    """Whether the direct property stands beside the node."""


_QUALIFIED = {
    "wasGeneratedBy": _Qualified("Generation", {"activity": "activity", "time": "atTime"}),
    "used": _Qualified("Usage", {"entity": "entity", "time": "atTime"}),
    "wasInformedBy": _Qualified("Communication", {"informant": "activity"}, True),
    "wasStartedBy": _Qualified("Start", {"trigger": "entity", "starter": "hadActivity", "time": "atTime"}),
    "wasEndedBy": _Qualified("End", {"trigger": "entity", "ender": "hadActivity", "time": "atTime"}),
    "wasInvalidatedBy": _Qualified("Invalidation", {"activity": "activity", "time": "atTime"}),
    "wasDerivedFrom": _Qualified(
        "Derivation",
        {
            "usedEntity": "entity",
            "activity": "hadActivity",
            "generation": "hadGeneration",
            "usage": "hadUsage",
        },
    ),
    "wasAttributedTo": _Qualified("Attribution", {"agent": "agent"}, True),
    "wasAssociatedWith": _Qualified("Association", {"agent": "agent", "plan": "hadPlan"}, True),
    "actedOnBehalfOf": _Qualified("Delegation", {"responsible": "agent", "activity": "hadActivity"}, True),
    "wasInfluencedBy": _Qualified("Influence", {"influencer": "influencer"}, True),
}
_SUBTYPES = ("Quotation", "Revision", "PrimarySource")
_PREDICATES = {
    TYPE: f"{RDF}type",
    LABEL: f"{RDFS}label",
    LOCATION: f"{PROV}atLocation",
    ROLE: f"{PROV}hadRole",
}
_ATTRIBUTES = {predicate: name for name, predicate in _PREDICATES.items()}
_CLASSES = {"entity": "Entity", "agent": "Agent", "activity": "Activity"}
_TIME_PREDICATES = {"startTime": "startedAtTime", "endTime": "endedAtTime"}

# --- writing -------------------------------------------------------------------------------


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield the Turtle of a dossier in pieces, a block for each statement.

    Raises:
        InvalidValueError: if something kept beside the records is no JSON data.
    """
    writing = Writing(dossier)
    text = _Text(writing.names)
    prefixes = {**writing.names.prefixes, **PREDEFINED, "rdfs": RDFS}
    for prefix, namespace in prefixes.items():
        if namespace != f"{prefix}:":
            yield f"@prefix {prefix}: {_iri_text(namespace)} .\n"
    yield "\n"
    for number, statement in enumerate(writing.statements()):
        yield text.of(statement, number)


class _Text:
    """Writes statements as triples."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[str, str] = {}

    def of(self, statement: Statement, number: int) -> str:
        """Return the triples of a statement, none if PROV-O has no subject for it."""
        kind, formal = statement.kind, statement.formal
        if kind in ELEMENTS:
            times = [
                (PROV + _TIME_PREDICATES[name], Typed(held, f"{XSD}dateTime"))
                for name, held in formal.items()
            ]
            types = [(TYPE, Name(PROV + _CLASSES[kind]))]
            return self._block(self.name(statement.id or ""), [*types, *times, *statement.attributes])
        subject = formal.get(FORMAL[kind][0])
        if subject is None:
            return ""
        if kind not in _QUALIFIED:
            return self._direct(kind, subject, formal)
        return self._qualified(statement, subject, number)

    def _direct(self, kind: str, subject: str, formal: dict[str, str]) -> str:
        second = formal.get(FORMAL[kind][1])
        if second is None:
            return ""
        bundle = formal.get("bundle")
        more = f" ; prov:asInBundle {self.name(bundle)}" if bundle is not None else ""
        return f"{self.name(subject)} prov:{kind} {self.name(second)}{more} .\n"

    def _qualified(self, statement: Statement, subject: str, number: int) -> str:
        kind, formal = statement.kind, statement.formal
        qualified = _QUALIFIED[kind]
        term, attributes = qualified.term, statement.attributes
        if kind == "wasDerivedFrom":
            found = [name for name in _SUBTYPES if (TYPE, Name(PROV + name)) in attributes]
            if found:
                term = found[0]
                attributes = [pair for pair in attributes if pair != (TYPE, Name(PROV + term))]
        node = self.name(statement.id) if statement.id is not None else f"_:s{number}"
        second = formal.get(next(iter(qualified.roles)))
        direct = f" ; prov:{kind} {self.name(second)}" if qualified.direct and second is not None else ""
        held = [
            (PROV + qualified.roles[name], Typed(iri, f"{XSD}dateTime") if name in TIMES else Name(iri))
            for name, iri in formal.items()
            if name in qualified.roles
        ]
        types = [(TYPE, Name(PROV + term))]
        line = f"{self.name(subject)} prov:qualified{term} {node}{direct} .\n"
        return line + self._block(node, [*types, *held, *attributes])

    def _block(self, subject: str, attributes: list[Any]) -> str:
        inside = " ;\n    ".join(
            f"{self.name(_PREDICATES.get(name, name))} {self._value(value)}" for name, value in attributes
        )
        return f"{subject} {inside} .\n"

    def name(self, iri: str) -> str:
        """Return an IRI, with a prefix if it can have one."""
        text = self._known.get(iri)
        if text is None:
            short = self._names.of(iri)
            _, _, local = short.partition(":")
            fits = short != iri and _LOCAL.fullmatch(local) is not None
            text = self._known[iri] = short if fits else _iri_text(iri)
        return text

    def _value(self, value: Value) -> str:
        if type(value) is str:
            return _quoted(value)
        if type(value) is Name:
            return self.name(value.iri)
        if type(value) is Typed:
            return f"{_quoted(value.text)}^^{self.name(value.datatype)}"
        if type(value) is Lang:
            return f"{_quoted(value.text)}@{value.lang}"
        datatype = "boolean" if isinstance(value, bool) else "int" if isinstance(value, int) else "double"
        return f'"{json_text(value)}"^^xsd:{datatype}'


_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f]')
_NOT_IN_IRIS = re.compile(r'[<>"{}|^`\\\x00-\x20]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _quoted(text: str) -> str:
    return f'"{_TO_ESCAPE.sub(_escaped, text)}"'


def _escaped(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"


def _iri_text(iri: str) -> str:
    encoded = _NOT_IN_IRIS.sub(lambda match: f"%{ord(match[0]):02X}", iri)
    return f"<{encoded}>"


# --- reading -------------------------------------------------------------------------------


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that PROV-O in Turtle holds.

    Raises:
        DecodingError: if it is not Turtle, holds nothing of PROV, or is larger than 5,000,000
            characters; with `strict`, also with every problem found.
        MissingExtraError: if rdflib is not installed.
    """
    text = decode_text(data)
    refuse_large(text, "Turtle")
    rdflib = needed("rdflib", "rdf", "reading Turtle")
    graph = rdflib.Graph(store="SimpleMemory", bind_namespaces="none")  # which keeps the order
    parse_rdf(graph, text, "turtle", "Turtle", base=BASE, as_written=True)
    if not len(graph) and not any(graph.namespaces()):
        raise DecodingError([Problem("$", "it holds no statement at all; PROV-O in Turtle is wanted")])
    gathering = Gathering(strict=strict)
    prefixes = {str(prefix): str(name) for prefix, name in graph.namespaces() if prefix}
    gathering.note_prefixes(
        {
            prefix: name
            for prefix, name in prefixes.items()
            if name not in _USUAL and not name.startswith(BASE)
        }
    )
    triples = Triples(graph, rdflib)
    if triples.relative:
        said = f"{len(triples.relative):,} relative IRIs, and no @base: taken for names as they are"
        gathering.intake.report("$", f"{said}, {shown(triples.relative[0])} the first")
    reader = _Reader(gathering, triples)
    reader.read()
    if len(graph) and not reader.found:
        raise DecodingError([Problem("$", "Turtle, but it holds nothing in the terms of PROV-O")])
    return gathering.finish()


_IN_BUNDLE = f"{PROV}asInBundle"
_USUAL = frozenset({PROV, XSD, RDF, RDFS})
_AGENTS = frozenset({"Person", "Organization", "SoftwareAgent"})
_ENTITIES = frozenset({"Bundle", "Plan", "Collection", "EmptyCollection"})


class _Reader:
    """Reads a graph: nodes of relations first, then direct properties, then what stands at elements."""

    def __init__(self, gathering: Gathering, triples: Triples) -> None:
        self.gathering, self.triples = gathering, triples
        self.found = False
        self._nodes: set[Any] = set()
        self._elements: dict[Any, list[str]] = {}
        self._ends: dict[str, str] = {}

    def read(self) -> None:
        """Read all of it."""
        triples = self.triples
        for subject in triples.subjects:
            for predicate, node in triples.held[subject]:
                if predicate in _BY_NODE and node in triples.held:
                    self._nodes.add(node)
        self._elements = {
            subject: kinds for subject in triples.subjects if (kinds := self._kinds(triples.held[subject]))
        }
        statements = [*self._relations()]
        for statement, _ in statements:
            self._ends.update((iri, _ENDS[name]) for name, iri in statement.formal.items() if name in _ENDS)
        for subject in triples.subjects:
            if subject not in self._elements and subject not in self._nodes and self._said(subject):
                kind = self._ends.get(triples.name(subject))
                if kind is not None:
                    self._elements[subject] = [kind]
        for statement, node in statements:
            self._finish(statement, node)
        for subject in triples.subjects:
            if subject in self._elements and subject not in self._nodes:
                self._element(subject)
        self._others()

    def _relations(self) -> Iterator[tuple[Statement, Any]]:
        """Yield the relations without attributes, and the nodes where those of the qualified stand."""
        held, name = self.triples.held, self.triples.name
        pairs: set[tuple[str, str, str]] = set()
        for subject in self.triples.subjects:
            for predicate, node in held[subject]:
                kind = _BY_NODE.get(predicate)
                if kind is not None and node in held:
                    formal = self._formal(kind, subject, node)
                    second = formal.get(next(iter(_QUALIFIED[kind].roles)))
                    if second is not None:
                        pairs.add((kind, name(subject), second))
                    yield Statement(kind, self._id(node), formal, []), node
        for subject in self.triples.subjects:
            if subject in self._nodes:
                continue
            for predicate, object in held[subject]:
                kind, type = _DIRECT.get(predicate, ("", None))
                if kind and (kind, name(subject), name(object)) not in pairs:
                    first, second = FORMAL[kind][:2]
                    formal = {first: name(subject), second: name(object)}
                    if kind == "mentionOf" and self._mentions(subject):
                        formal["bundle"] = name(dict(held[subject])[_IN_BUNDLE])
                    attributes: list[tuple[str, Value]] = [] if type is None else [(TYPE, Name(PROV + type))]
                    yield Statement(kind, None, formal, attributes), None

    def _mentions(self, subject: Any) -> bool:
        """Return whether a subject mentions one thing, in one bundle."""
        predicates = [predicate for predicate, _ in self.triples.held[subject]]
        return predicates.count(f"{PROV}mentionOf") == predicates.count(_IN_BUNDLE) == 1

    def _id(self, node: Any) -> str | None:
        """Return the id of a statement. A node without a name needs one only if others speak of it."""
        if self.triples.is_blank(node) and self.triples.references(node) < 2:
            return None
        return self.triples.name(node)

    def _formal(self, kind: str, subject: Any, node: Any) -> dict[str, str]:
        formal = {FORMAL[kind][0]: self.triples.name(subject)}
        roles = {PROV + term: name for name, term in _QUALIFIED[kind].roles.items()}
        for predicate, object in self.triples.held[node]:
            role = roles.get(predicate)
            if role is not None and role not in formal:
                formal[role] = self.triples.name(object)
        return {name: formal[name] for name in FORMAL[kind] if name in formal}

    def _finish(self, statement: Statement, node: Any) -> None:
        """Take a relation in, with the attributes that its node has."""
        if node is None:
            self._take(statement, statement.formal[FORMAL[statement.kind][0]])
            return
        qualified = _QUALIFIED[statement.kind]
        roles = {PROV + term: name for name, term in qualified.roles.items()}
        own = Name(PROV + qualified.term)
        for predicate, object in self.triples.held[node]:
            role = roles.pop(predicate, None)
            if role is not None and statement.formal.get(role) == self.triples.name(object):
                continue
            pair = self._attribute(predicate, object, node)
            if pair is not None and pair != (TYPE, own):
                statement.attributes.append(pair)
        self._take(statement, self.triples.name(node))

    def _said(self, subject: Any) -> list[tuple[str, Any]]:
        """Return what is said of a subject beside its relations."""
        return [
            (predicate, object)
            for predicate, object in self.triples.held[subject]
            if predicate not in _DIRECT
            and not (predicate in _BY_NODE and object in self._nodes)
            and not (predicate == _IN_BUNDLE and self._mentions(subject))
        ]

    def _kinds(self, held: list[tuple[str, Any]]) -> list[str]:
        """Return what elements the types of a subject make it."""
        types = {self.triples.name(object) for predicate, object in held if predicate == f"{RDF}type"}
        local = {iri.removeprefix(PROV) for iri in types if iri.startswith(PROV)}
        kinds = [kind for kind, name in _CLASSES.items() if name in local]
        return kinds or (["agent"] if local & _AGENTS else ["entity"] if local & _ENTITIES else [])

    def _element(self, subject: Any) -> None:
        kinds = self._elements[subject]
        formal: dict[str, str] = {}
        attributes: list[tuple[str, Value]] = []
        for predicate, object in self._said(subject):
            time = _TIMES.get(predicate) if "activity" in kinds else None
            if time is not None and time not in formal:
                formal[time] = self.triples.name(object)
                continue
            pair = self._attribute(predicate, object, subject)
            if pair is not None and not (pair[0] == TYPE and pair[1] in _BASES):
                attributes.append(pair)
        name = self.triples.name(subject)
        if self.triples.is_blank(subject):
            said = f"it has no name: it is called {id_of(name)!r} here"
            self.gathering.intake.report(id_of(name), said)
        for kind in kinds:
            self._take(Statement(kind, name, formal if kind == "activity" else {}, attributes), name)
            attributes = []

    def _attribute(self, predicate: str, object: Any, subject: Any) -> tuple[str, Value] | None:
        named = object in self._elements or object in self._nodes or not self.triples.is_blank(object)
        if named or self.triples.references(object) > 1:
            return _ATTRIBUTES.get(predicate, predicate), self.triples.value(object)
        raw = {"subject": id_of(self.triples.name(subject)), "predicates": {predicate: [None]}}
        raw["predicates"] = self.triples.kept_pairs([(predicate, object)])
        self._set_aside(raw, subject, "a node without a name is no value of PROV")
        return None

    def _others(self) -> None:
        """Keep what is said of whatever is nothing of PROV."""
        others = {term for term in self.triples.subjects if term not in self._elements} - self._nodes
        for subject in self.triples.unnamed(others):
            self.triples.tell(subject)
            pairs = self._said(subject)
            if pairs:
                said = self.triples.kept_pairs(pairs)
                raw = {"subject": id_of(self.triples.name(subject)), "predicates": said}
                self._set_aside(raw, subject, "it is nothing of PROV-O")

    def _set_aside(self, raw: Any, subject: Any, reason: str) -> None:
        self.gathering.set_aside(raw, _place(self.triples.name(subject)), reason)

    def _take(self, statement: Statement, name: str) -> None:
        self.found = True
        self.gathering.take(statement, _place(name))


def _place(name: str) -> str:
    id = id_of(name)
    return id if id.startswith("_:") else f"<{name}>"


_ENDS = {
    **dict.fromkeys(
        (
            "entity", "generatedEntity", "usedEntity", "trigger", "plan", "collection",
            "alternate1", "alternate2", "specificEntity", "generalEntity",
        ),
        "entity",
    ),
    **dict.fromkeys(("agent", "delegate", "responsible"), "agent"),
}  # fmt: skip
"""What the ends of relations are by PROV's own rules, if something else is said of them."""

_BY_NODE = {f"{PROV}qualified{how.term}": kind for kind, how in _QUALIFIED.items()} | {
    f"{PROV}qualified{term}": "wasDerivedFrom" for term in _SUBTYPES
}
_DIRECT: dict[str, tuple[str, str | None]] = {
    **{PROV + kind: (kind, None) for kind in FORMAL if kind not in ELEMENTS},
    f"{PROV}wasQuotedFrom": ("wasDerivedFrom", "Quotation"),
    f"{PROV}wasRevisionOf": ("wasDerivedFrom", "Revision"),
    f"{PROV}hadPrimarySource": ("wasDerivedFrom", "PrimarySource"),
}
_TIMES = {PROV + term: name for name, term in _TIME_PREDICATES.items()}
_BASES = frozenset(Name(PROV + name) for name in _CLASSES.values())
