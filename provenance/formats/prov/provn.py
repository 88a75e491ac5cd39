"""PROV-N: the notation of the W3C Recommendation. Written by hand, read by the grammar of `prov`."""

import re
import warnings
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.format import needed
from provenance.formats.jsontext import decode_text
from provenance.formats.prov.names import Names
from provenance.formats.prov.provjson import json_text
from provenance.formats.prov.reading import Gathering
from provenance.formats.prov.statements import Lang, Name, Statement, Typed, Value
from provenance.formats.prov.terms import FORMAL, TIMES, XSD, XSD_STRING
from provenance.formats.prov.writing import Writing
from provenance.formats.rdftext import refuse_large
from provenance.model import Dossier
from provenance.model.plain import moment_text

__all__ = ["dump", "loads"]

_BARE = frozenset({"alternateOf", "specializationOf", "hadMember", "mentionOf"})
"""Statements that have neither an id nor attributes."""

# --- writing -------------------------------------------------------------------------------


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield the PROV-N document of a dossier in pieces.

    Raises:
        InvalidValueError: if something kept beside the records is no JSON data.
    """
    writing = Writing(dossier)
    text = _Text(writing.names)
    yield "document\n"
    for prefix, namespace in writing.names.prefixes.items():
        yield f"  prefix {prefix} <{_iri_text(namespace)}>\n"
    bundled: dict[str, list[Statement]] = {}
    for statement in writing.statements():
        if statement.bundle is None:
            yield f"  {text.of(statement)}\n"
        else:
            bundled.setdefault(statement.bundle, []).append(statement)
    for iri, statements in bundled.items():
        yield f"  bundle {text.name(iri)}\n"
        for statement in statements:
            yield f"    {text.of(statement)}\n"
        yield "  endBundle\n"
    yield "endDocument\n"


class _Text:
    """Writes statements."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[str, str] = {}

    def of(self, statement: Statement) -> str:
        """Return a statement."""
        kind = statement.kind
        bare = kind in _BARE
        parts = [
            "-" if name not in statement.formal else self._formal(name, statement.formal[name])
            for name in FORMAL[kind]
        ]
        if kind == "activity" and parts == ["-", "-"]:
            parts = []
        if statement.attributes and not bare:
            parts.append(
                f"[{', '.join(f'{self.name(n)}={self._value(v)}' for n, v in statement.attributes)}]"
            )
        if statement.id is None or bare:
            return f"{kind}({', '.join(parts)})"
        mark = ", " if kind in ("entity", "agent", "activity") else "; "
        return f"{kind}({self.name(statement.id)}{mark if parts else ''}{', '.join(parts)})"

    def _formal(self, name: str, held: str) -> str:
        return held if name in TIMES else self.name(held)

    def name(self, iri: str) -> str:
        """Return a qualified name, with escapes."""
        text = self._known.get(iri)
        if text is None:
            prefix, _, local = self._names.of(iri).partition(":")
            text = self._known[iri] = f"{prefix}:{_local_text(local)}"
        return text

    def _value(self, value: Value) -> str:
        if type(value) is str:
            return _quoted(value)
        if type(value) is Name:
            return f"'{self.name(value.iri)}'"
        if type(value) is Typed:
            return f"{_quoted(value.text)} %% {self.name(value.datatype)}"
        if type(value) is Lang:
            return f"{_quoted(value.text)}@{value.lang}"
        datatype = "boolean" if isinstance(value, bool) else "int" if isinstance(value, int) else "double"
        return f'"{json_text(value)}" %% xsd:{datatype}'


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile(r'[\\"\n\r\t\x08\x0c]')
_SPECIAL = re.compile(r"[='(),\-:;\[\]]")
_NOT_IN_NAMES = re.compile(r"[^\w/@~&+*?#$!%.='(),:;\[\]\\-]|%(?![0-9A-Fa-f]{2})")
_NOT_IN_IRIS = re.compile(r'[<>"{}|^`\\\x00-\x20]')


def _quoted(text: str) -> str:
    return f'"{_TO_ESCAPE.sub(lambda match: _ESCAPES[match[0]], text)}"'


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8"))


def _iri_text(iri: str) -> str:
    return _NOT_IN_IRIS.sub(_percent, iri)


def _local_text(local: str) -> str:
    if local.isalnum() and local.isascii():
        return local
    text = _NOT_IN_NAMES.sub(_percent, local).replace("\\", "%5C")
    inside = _SPECIAL.sub(r"\\\g<0>", text)
    if inside.startswith("."):
        inside = "\\" + inside
    if inside.endswith(".") and not inside.endswith("\\."):
        inside = inside[:-1] + "\\."
    return inside


# --- reading -------------------------------------------------------------------------------


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that a PROV-N document holds.

    Raises:
        DecodingError: if it is not PROV-N, or larger than 3,000,000 characters; with `strict`, also
            with every problem found.
        MissingExtraError: if `prov` is not installed.
    """
    text = decode_text(data)
    refuse_large(text, "PROV-N")
    model = needed("prov.model", "prov", "reading PROV-N")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            document = model.ProvDocument.deserialize(content=text, format="provn")
        except Exception as error:  # its own errors, and whatever it does not foresee
            said = f"not PROV-N: {_reason(error)}; correct that, or name the format that it is in"
            raise DecodingError([Problem("$", said)]) from error
    gathering = Gathering(strict=strict)
    gathering.note_prefixes({space.prefix: space.uri for space in document.namespaces if space.prefix})
    for record in document.get_records():
        _take(gathering, record, None, model)
    for bundle in document.bundles:
        for record in bundle.get_records():
            _take(gathering, record, bundle.identifier.uri, model)
    return gathering.finish()


_PLACED = re.compile(r"(line \d+, column \d+): (.*)", re.DOTALL)


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    placed = _PLACED.fullmatch(str(error))
    if placed is None:
        return shown(str(error), 150)
    reason = placed[2] if len(placed[2]) <= 150 and placed[2].isprintable() else shown(placed[2], 150)
    return f"{reason} ({placed[1]})"


def _take(gathering: Gathering, record: Any, bundle: str | None, model: Any) -> None:
    kind = model.PROV_N_MAP[record.get_type()]
    formal = {
        name.localpart: moment_text(value) if isinstance(value, datetime) else value.uri
        for name, value in record.formal_attributes
        if value is not None
    }
    attributes = [(name.uri, _value_of(value, model)) for name, value in record.extra_attributes]
    id = record.identifier.uri if record.identifier is not None else None
    gathering.take(Statement(kind, id, formal, attributes, bundle), f"$.{kind}")


def _value_of(value: Any, model: Any) -> Value:
    if isinstance(value, model.QualifiedName):
        return Name(value.uri)
    if isinstance(value, model.Literal):
        if value.langtag:
            return Lang(value.value, value.langtag)
        datatype = value.datatype.uri
        return value.value if datatype == XSD_STRING else Typed(value.value, datatype)
    if isinstance(value, datetime):
        return Typed(moment_text(value), f"{XSD}dateTime")
    if isinstance(value, bool | int | float | str):
        return value
    return Typed(value.uri, f"{XSD}anyURI")
