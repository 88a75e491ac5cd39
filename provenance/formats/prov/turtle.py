"""PROV-O in Turtle: written by hand, read through rdflib.

A relation with an id is written as PROV-O's qualified node. The direct property stands beside it for
attributions, associations and delegations only: a reader counts the direct property beside a
derivation's node as one more derivation.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from provenance.errors import DecodingError, Problem
from provenance.formats.format import needed
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
    XSD_STRING,
)
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
    graph = rdflib.Graph(bind_namespaces="none")
    parse_rdf(graph, text, "turtle", "Turtle")
    if not len(graph) and not any(graph.namespaces()):
        raise DecodingError([Problem("$", "it holds no statement at all; PROV-O in Turtle is wanted")])
    gathering = Gathering(strict=strict)
    gathering.note_prefixes({str(p): str(n) for p, n in graph.namespaces() if p and str(n) not in _USUAL})
    reader = _Reader(gathering, graph, rdflib)
    reader.read()
    if len(graph) and not reader.found:
        raise DecodingError([Problem("$", "Turtle, but it holds nothing in the terms of PROV-O")])
    return gathering.finish()


_USUAL = frozenset({PROV, XSD, RDF, RDFS})
_AGENTS = frozenset({"Person", "Organization", "SoftwareAgent"})
_ENTITIES = frozenset({"Bundle", "Plan", "Collection", "EmptyCollection"})


class _Reader:
    """Reads a graph: nodes of relations first, then direct properties, then what stands at elements."""

    def __init__(self, gathering: Gathering, graph: Any, rdflib: Any) -> None:
        self.gathering, self.rdflib = gathering, rdflib
        self.found = False
        self._held: dict[Any, list[tuple[str, Any]]] = {}
        for subject, predicate, object in graph:
            self._held.setdefault(subject, []).append((str(predicate), object))
        for pairs in self._held.values():
            pairs.sort(key=lambda pair: (pair[0], str(pair[1])))
        self._subjects = sorted(self._held, key=str)

    def read(self) -> None:
        """Read all of it."""
        pairs: set[tuple[str, str, str]] = set()
        nodes = set()
        for subject in self._subjects:
            for predicate, node in self._held[subject]:
                kind = _BY_NODE.get(predicate)
                if kind is not None and node in self._held:
                    nodes.add(node)
                    self._node(kind, subject, node, pairs)
        for subject in self._subjects:
            if subject not in nodes:
                self._direct(subject, pairs)
        for subject in self._subjects:
            if subject not in nodes:
                self._element(subject)

    def _node(self, kind: str, subject: Any, node: Any, pairs: set[tuple[str, str, str]]) -> None:
        qualified, formal = _QUALIFIED[kind], {FORMAL[kind][0]: str(subject)}
        attributes: list[tuple[str, Value]] = []
        roles = {PROV + term: name for name, term in qualified.roles.items()}
        own = Name(PROV + qualified.term)
        for predicate, object in self._held[node]:
            role = roles.get(predicate)
            if role is not None and role not in formal:
                formal[role] = str(object)
                continue
            pair = self._attribute(predicate, object, node)
            if pair is not None and pair != (TYPE, own):
                attributes.append(pair)
        ordered = {name: formal[name] for name in FORMAL[kind] if name in formal}
        second = formal.get(next(iter(qualified.roles)))
        if second is not None:
            pairs.add((kind, str(subject), second))
        id = None if isinstance(node, self.rdflib.BNode) else str(node)
        self._take(Statement(kind, id, ordered, attributes), node)

    def _direct(self, subject: Any, pairs: set[tuple[str, str, str]]) -> None:
        for predicate, object in self._held[subject]:
            kind, type = _DIRECT.get(predicate, ("", None))
            if kind and (kind, str(subject), str(object)) not in pairs:
                first, second = FORMAL[kind][:2]
                formal = {first: str(subject), second: str(object)}
                attributes: list[tuple[str, Value]] = [] if type is None else [(TYPE, Name(PROV + type))]
                self._take(Statement(kind, None, formal, attributes), subject)

    def _element(self, subject: Any) -> None:
        held = self._held[subject]
        types = {str(object) for predicate, object in held if predicate == f"{RDF}type"}
        local = {iri.removeprefix(PROV) for iri in types if iri.startswith(PROV)}
        kinds = [kind for kind, name in _CLASSES.items() if name in local]
        if not kinds:
            kinds = ["agent"] if local & _AGENTS else ["entity"] if local & _ENTITIES else []
        formal: dict[str, str] = {}
        attributes: list[tuple[str, Value]] = []
        for predicate, object in held:
            if predicate in _DIRECT or predicate in _BY_NODE:
                continue
            if predicate in _TIMES:
                formal[_TIMES[predicate]] = str(object)
                continue
            pair = self._attribute(predicate, object, subject)
            if pair is not None and not (pair[0] == TYPE and pair[1] in _BASES):
                attributes.append(pair)
        if not kinds:
            if attributes:
                raw = {"subject": str(subject), "predicates": sorted({name for name, _ in attributes})}
                self.gathering.set_aside(raw, f"<{subject}>", "it is nothing of PROV-O")
            return
        for kind in kinds:
            times = formal if kind == "activity" else {}
            self._take(Statement(kind, str(subject), times, attributes), subject)
            attributes = []

    def _attribute(self, predicate: str, object: Any, subject: Any) -> tuple[str, Value] | None:
        name = _ATTRIBUTES.get(predicate, predicate)
        if isinstance(object, self.rdflib.Literal):
            if object.language:
                return name, Lang(str(object), object.language)
            datatype = None if object.datatype is None else str(object.datatype)
            text = str(object)
            return name, text if datatype in (None, XSD_STRING) else Typed(text, str(datatype))
        if isinstance(object, self.rdflib.BNode):
            raw = {"subject": str(subject), "predicate": predicate}
            self.gathering.set_aside(raw, f"<{subject}>", "a node without a name cannot be kept")
            return None
        return name, Name(str(object))

    def _take(self, statement: Statement, subject: Any) -> None:
        self.found = True
        self.gathering.take(statement, f"<{subject}>")


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
