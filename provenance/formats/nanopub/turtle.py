"""Our terms as Turtle: literals, IRIs, and the fields of a record."""

import json
import re
from collections.abc import Iterator
from typing import Any

from provenance.formats.iris import TERMS
from provenance.formats.jsontext import encode_json
from provenance.formats.ownterms import PREFIX, fields_of
from provenance.model import TextAnchor
from provenance.model.shapes import Shape

__all__ = ["PREFIXES", "SELECTOR_TERMS", "iri", "json_literal", "literal", "of_fields", "prologue"]

PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "np": "http://www.nanopub.org/nschema#",
    "npx": "http://purl.org/nanopub/x/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "pv": TERMS,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

SELECTOR_TERMS = {key: f"oa:{key}" for key in ("start", "end", "exact", "prefix", "suffix")}
"""The fields of an anchor that the Web Annotation ontology has terms for."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile('[\\\\"\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]')
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NOT_IN_IRIS = re.compile('[\\x00-\\x20<>"{}|^`\\\\]')


def prologue() -> str:
    """Return the declarations of all prefixes."""
    return "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items())


def literal(text: str, *, datatype: str | None = None, language: str | None = None) -> str:
    r"""Return a string as a literal.

    Examples:
        >>> print(literal('say "no"\n', language="en"))
        "say \"no\"\n"@en
        >>> print(literal("2020-01-02", datatype="xsd:date"))
        "2020-01-02"^^xsd:date
    """
    said = f'"{_TO_ESCAPE.sub(_escaped, text)}"'
    if datatype is not None:
        return f"{said}^^{datatype}"
    return f"{said}@{language}" if language is not None and _LANGUAGE.fullmatch(language) else said


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"


def iri(name: str) -> str:
    """Return an IRI in brackets; what may not stand in one is percent-encoded.

    Examples:
        >>> iri("https://example.org/a b")
        '<https://example.org/a%20b>'
    """
    return f"<{_NOT_IN_IRIS.sub(lambda match: f'%{ord(match[0]):02X}', name)}>"


def json_literal(data: Any) -> str:
    """Return JSON data as a literal of its own datatype.

    Raises:
        InvalidValueError: if it is no JSON data, or nested too deeply.
    """
    return literal(encode_json(data), datatype="rdf:JSON")


def of_fields(node: dict[str, Any], model_type: type[Any], indent: str) -> Iterator[str]:
    """Yield the fields of a record or value that `to_terms` gave, each as predicate and object."""
    shapes = fields_of(model_type)
    if model_type is TextAnchor:
        kinds = (
            "oa:TextQuoteSelector" if "pv:part" in node else "oa:TextPositionSelector, oa:TextQuoteSelector"
        )
        yield f"a {kinds}"
    for key, held in node.items():
        if key == "pv:extra":
            yield f"{key} {json_literal(held)}"
        elif key.startswith(PREFIX):
            name = key.removeprefix(PREFIX)
            term = SELECTOR_TERMS.get(name, key) if model_type is TextAnchor else key
            yield f"{term} {_object(shapes[name], held, indent + '  ')}"


def _object(shape: Shape, held: Any, indent: str) -> str:
    if shape.kind == "many":
        return "( " + " ".join(_object(shape.of, item, indent) for item in held) + " )"
    if shape.kind == "value":
        inside = f" ;\n{indent}".join(of_fields(held, shape.of, indent))
        return f"[\n{indent}{inside}\n{indent[:-2]}]" if inside else "[]"
    if shape.kind == "reference":
        return iri(held)
    if shape.kind in ("map", "json"):
        return json_literal(held)
    if shape.kind in ("moment", "day"):
        return literal(held, datatype="xsd:dateTime" if "T" in held else "xsd:date")
    if isinstance(held, bool):
        return literal(json.dumps(held), datatype="xsd:boolean")
    if isinstance(held, int):
        return literal(str(held), datatype="xsd:integer")
    return literal(repr(held), datatype="xsd:double") if isinstance(held, float) else literal(held)
