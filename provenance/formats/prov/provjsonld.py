"""PROV-JSONLD: the W3C member submission of 2024, one object a statement; its context is never fetched."""

from collections.abc import Iterator
from typing import Any

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.jsontext import decode_json, decode_text, json_string
from provenance.formats.prov.names import Names, Scope
from provenance.formats.prov.provjson import json_text
from provenance.formats.prov.reading import Gathering
from provenance.formats.prov.statements import Lang, Name, Statement, Typed, Value
from provenance.formats.prov.terms import (
    ELEMENTS,
    FORMAL,
    LABEL,
    LOCATION,
    PROV,
    QUALIFIED_NAME,
    ROLE,
    TIMES,
    TYPE,
    VALUE,
    XSD,
    XSD_STRING,
)
from provenance.formats.prov.writing import Writing
from provenance.model import Dossier
from provenance.model._collecting import collector_paused

__all__ = ["CONTEXT", "dump", "loads"]

CONTEXT = "https://openprovenance.org/prov-jsonld/context.jsonld"
"""The submission's context, by its address."""

_TERMS = {
    "entity": "Entity",
    "agent": "Agent",
    "activity": "Activity",
    "wasGeneratedBy": "Generation",
    "used": "Usage",
    "wasInformedBy": "Communication",
    "wasStartedBy": "Start",
    "wasEndedBy": "End",
    "wasInvalidatedBy": "Invalidation",
    "wasDerivedFrom": "Derivation",
    "wasAttributedTo": "Attribution",
    "wasAssociatedWith": "Association",
    "actedOnBehalfOf": "Delegation",
    "wasInfluencedBy": "Influence",
    "alternateOf": "Alternate",
    "specializationOf": "Specialization",
    "hadMember": "Membership",
}  # mentionOf has no term
_KINDS = {term: kind for kind, term in _TERMS.items()}
_SPECIAL = {TYPE: "type", LABEL: "label", ROLE: "role", LOCATION: "location"}
_BARE = {term: iri for iri, term in {**_SPECIAL, VALUE: "value"}.items()}
_BY_NAME = frozenset({TYPE, ROLE, LOCATION})
"""Attributes whose plain strings are names."""
_NAME_TYPES = frozenset({QUALIFIED_NAME, f"{XSD}QName"})

# --- writing -------------------------------------------------------------------------------


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield the PROV-JSONLD document of a dossier in pieces.

    Raises:
        InvalidValueError: if something kept beside the records is no JSON data.
    """
    writing = Writing(dossier)
    names = writing.names
    context = _context(names.prefixes)
    yield f'{{\n"@context": [{context}, {json_string(CONTEXT)}],\n"@graph": ['
    bundled: dict[str, list[Statement]] = {}
    before = "\n "
    for statement in writing.statements():
        if statement.kind not in _TERMS:
            continue
        if statement.bundle is not None:
            bundled.setdefault(statement.bundle, []).append(statement)
            continue
        yield f"{before}{_object(statement, names)}"
        before = ",\n "
    for iri, statements in bundled.items():
        inside = ",\n  ".join(_object(statement, names) for statement in statements)
        head = f'"@type": "Bundle", "@id": {json_string(names.of(iri))}, "@context": [{context}]'
        yield f'{before}{{{head}, "@graph": [\n  {inside}\n ]}}'
        before = ",\n "
    yield "\n]\n}\n"


def _context(prefixes: dict[str, str]) -> str:
    held = {**prefixes, "prov": PROV, "xsd": XSD}
    return f"{{{', '.join(f'{json_string(name)}: {json_string(iri)}' for name, iri in held.items())}}}"


def _object(statement: Statement, names: Names) -> str:
    fields = [f'"@type": "{_TERMS[statement.kind]}"']
    if statement.id is not None:
        fields.append(f'"@id": {json_string(names.of(statement.id))}')
    fields += [
        f'"{name}": {json_string(held if name in TIMES else names.of(held))}'
        for name, held in statement.formal.items()
    ]
    values: dict[str, list[str]] = {}
    for name, value in statement.attributes:
        values.setdefault(name, []).append(_value(value, name, names))
    for name, texts in values.items():
        term = _SPECIAL.get(name) or (
            "value" if name == VALUE and statement.kind == "entity" else names.of(name)
        )
        fields.append(f"{json_string(term)}: [{', '.join(texts)}]")
    return f"{{{', '.join(fields)}}}"


def _value(value: Value, name: str, names: Names) -> str:
    if type(value) is str:
        return f'{{"@value": {json_string(value)}}}'
    if type(value) is Name:
        text = json_string(names.of(value.iri))
        return text if name in _BY_NAME else f'{{"@value": {text}, "@type": "xsd:QName"}}'
    if type(value) is Typed:
        datatype = json_string(names.of(value.datatype))
        return f'{{"@value": {json_string(value.text)}, "@type": {datatype}}}'
    if type(value) is Lang:
        return f'{{"@value": {json_string(value.text)}, "@language": {json_string(value.lang)}}}'
    datatype = "boolean" if isinstance(value, bool) else "int" if isinstance(value, int) else "double"
    return f'{{"@value": {json_string(json_text(value))}, "@type": "xsd:{datatype}"}}'


# --- reading -------------------------------------------------------------------------------


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that a PROV-JSONLD document holds.

    Raises:
        DecodingError: if it is not JSON, or has no `@context` and `@graph`; with `strict`, also with
            every problem found.
    """
    with collector_paused():
        document = decode_json(decode_text(data))
        wanted = 'expected a PROV-JSONLD object with "@context" and a list under "@graph"'
        if type(document) is not dict:
            raise DecodingError([Problem("$", f"{wanted}, got {shown(document)}")])
        if "@context" not in document or type(document.get("@graph")) is not list:
            raise DecodingError([Problem("$", wanted)])
        gathering = Gathering(strict=strict)
        scope = _scope(document["@context"], '$["@context"]', gathering, None)
        _read(document["@graph"], '$["@graph"]', gathering, scope, None)
        return gathering.finish()


def _scope(context: Any, where: str, gathering: Gathering, outer: Scope | None) -> Scope:
    prefixes: dict[str, str] = {}
    default: str | None = None
    for part in context if type(context) is list else [context]:
        if type(part) is dict:
            for name, held in part.items():
                if name in ("@vocab", "@base"):
                    default = held if type(held) is str and (default is None or name == "@vocab") else default
                elif type(held) is str:
                    prefixes[name] = held
        elif type(part) is not str:
            gathering.intake.report(where, f"expected prefixes or an address, got {shown(part)}")
    gathering.note_prefixes(prefixes)
    return Scope(prefixes, default, lambda message: gathering.intake.report(where, message), outer)


def _read(graph: list[Any], where: str, gathering: Gathering, scope: Scope, bundle: str | None) -> None:
    for index, raw in enumerate(graph):
        path = f"{where}[{index}]"
        term = raw.get("@type") if type(raw) is dict else None
        if type(term) is list and len(term) == 1:
            term = term[0]
        term = term.removeprefix("prov:") if type(term) is str else None
        if term == "Bundle" and bundle is None and type(raw.get("@graph")) is list:
            inner = _scope(raw.get("@context", []), f'{path}["@context"]', gathering, scope)
            id = raw.get("@id")
            name = inner.iri(id) if type(id) is str and id else None
            _read(raw["@graph"], f'{path}["@graph"]', gathering, inner, name)
        elif term not in _KINDS:
            gathering.set_aside(raw, path, f"expected a PROV statement, got {shown(raw)}")
        else:
            _statements(_KINDS[term], raw, path, gathering, scope, bundle)


def _statements(
    kind: str, raw: dict[str, Any], path: str, gathering: Gathering, scope: Scope, bundle: str | None
) -> None:
    id = raw.get("@id")
    named = type(id) is str and (kind in ELEMENTS or not id.startswith("_:"))
    name = scope.iri(id) if id and named else None
    formal: dict[str, str] = {}
    attributes: list[tuple[str, Value]] = []
    members: list[str] = []
    for key, held in raw.items():
        bare = key.removeprefix("prov:")
        if key in ("@type", "@id"):
            continue
        if bare in FORMAL[kind]:
            if kind == "hadMember" and bare == "entity" and type(held) is list:
                members = [scope.iri(member) for member in held if type(member) is str]
                continue
            if type(held) is dict and type(held.get("@id")) is str:
                held = held["@id"]
            if type(held) is str and held:
                formal[bare] = held if bare in TIMES else scope.iri(held)
            else:
                gathering.set_aside({key: held}, path, f"{key}: expected a string, got {shown(held)}")
            continue
        attribute = _BARE[bare] if bare in _BARE else scope.iri(key)
        for value in held if type(held) is list else [held]:
            read = _read_value(value, attribute, scope)
            if read is None:
                gathering.set_aside({key: value}, path, f"{key}: no value of PROV-JSONLD: {shown(value)}")
            else:
                attributes.append((attribute, read))
    each: list[str | None] = [*members] or [None]
    for member in each:
        whole = formal if member is None else {**formal, "entity": member}
        gathering.take(Statement(kind, name, whole, attributes, bundle), path)


def _read_value(held: Any, attribute: str, scope: Scope) -> Value | None:
    if type(held) is str:
        return Name(scope.iri(held)) if attribute in _BY_NAME and ":" in held else held
    if isinstance(held, bool | int | float):
        return held
    if type(held) is not dict:
        return None
    if type(held.get("@id")) is str:
        return Name(scope.iri(held["@id"]))
    text, datatype, lang = held.get("@value"), held.get("@type"), held.get("@language")
    if type(text) in (bool, int, float) and datatype is None:
        return text
    text = text if type(text) is str else json_text(text) if type(text) in (bool, int, float) else None
    if text is None:
        return None
    if type(lang) is str:
        return Lang(text, lang)
    if type(datatype) is not str:
        return text
    iri = scope.iri(datatype)
    if iri in _NAME_TYPES:
        return Name(scope.iri(text))
    return text if iri == XSD_STRING else Typed(text, iri)
