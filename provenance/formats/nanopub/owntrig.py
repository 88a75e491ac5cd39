"""TriG as this library writes it, read in a tenth of the time that a parser of all of TriG takes.

Only what our writer writes is understood. At anything else, whoever may have written it, the whole text
is left to that parser: what both understand they understand alike.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from provenance.formats.nanopub.turtle import PREFIXES, prologue

__all__ = ["OwnQuads", "own_quads"]

Triple = tuple[Any, Any, Any]

_IRI = r'<[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*>'
_NAME = r"[a-z]+:(?:[A-Za-z_][A-Za-z0-9_]*)?"
_TOKENS = re.compile(
    rf"""{_IRI}|{_NAME}|[\[\](){{}};,.]
    |"[^"\\\n\r]*(?:\\(?:[tbnrf"\\]|u[0-9A-F]{{4}})[^"\\\n\r]*)*"
     (?:\^\^(?:{_IRI}|{_NAME})|@[A-Za-z]+(?:-[A-Za-z0-9]+)*)?
    |a(?=\s)|_:b[0-9a-z]+|@prefix|\S""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:([tbnrf\"\\])|u([0-9A-F]{4}))")
_LETTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "\\": "\\"}
_DEEPEST = 120
_RDF, _XSD = PREFIXES["rdf"], PREFIXES["xsd"]


class _NotOursError(Exception):
    """Something is not as we write it."""


class Iri(str):
    """The name of something."""

    __slots__ = ()


class BNode(str):
    """Something without a name."""

    __slots__ = ()


class Literal(str):
    """A string, with its datatype or its language."""

    __slots__ = ("datatype", "language")
    datatype: str | None
    language: str | None


_TYPE, _FIRST, _REST, _NIL = (Iri(_RDF + name) for name in ("type", "first", "rest", "nil"))
_CHECKS: dict[str, Callable[[str], object]] = {
    f"{_RDF}JSON": str,
    f"{_XSD}boolean": {"true": True, "false": False}.__getitem__,
    f"{_XSD}date": date.fromisoformat,
    f"{_XSD}dateTime": datetime.fromisoformat,
    f"{_XSD}double": float,
    f"{_XSD}integer": int,
}
"""The datatypes that we write, and what fails for a string that is none of them."""


class OwnQuads:
    """The statements of a document, each with its graph, in its order."""

    def __init__(self) -> None:
        self._prefixes: dict[str, str] = {}
        self._graphs: dict[Iri, dict[Triple, None]] = {}
        self._names: dict[str, Iri] = {}
        self._blank = 0

    def quads(self) -> Iterator[tuple[Any, Any, Any, Any]]:
        """Yield subject, predicate, object and graph."""
        for graph, triples in self._graphs.items():
            for subject, predicate, object in triples:
                yield subject, predicate, object, graph

    def read(self, text: str) -> None:
        """Take in a document; fail in any way if it is not as ours."""
        *graphs, rest = text.split("\n}\n")  # no string of ours holds a line break
        for piece in graphs:
            if not self._is_graph(_TOKENS.findall(piece)):
                raise _NotOursError
        if self._is_graph(_TOKENS.findall(rest)):
            raise _NotOursError  # it is cut off

    def _is_graph(self, tokens: list[str]) -> bool:
        """Take in prefixes and the graph after them; return whether there was one."""
        place = 0
        while place < len(tokens):
            if tokens[place] != "@prefix":
                graph = self._name(tokens[place])
                if tokens[place + 1] != "{":
                    raise _NotOursError
                self._graph(graph, tokens, place + 2)
                return True
            _, prefix, name, end = tokens[place : place + 4]
            if end != "." or prefix[-1] != ":" or name[0] != "<":
                raise _NotOursError
            self._prefixes[prefix[:-1]] = name[1:-1]
            for held in [held for held in self._names if held.startswith(prefix)]:
                del self._names[held]
            place += 4
        return False

    def _graph(self, graph: Iri, tokens: list[str], place: int) -> None:
        triples = self._graphs.setdefault(graph, {})
        before = len(triples)
        reading = _Graph(self, tokens, triples)
        while place < len(tokens):
            token = tokens[place]
            subject = self._blank_of(token) if token[0] == "_" else self._name(token)
            place = reading.said_of(subject, place + 1, ".", 0)
        if before and len(triples) != before:
            raise _NotOursError  # one of others is repeated as it was; that another goes on is not ours

    def _name(self, token: str) -> Iri:
        """Return what is named in full or by a prefix."""
        if token[0] == "<":
            return Iri(token[1:-1])
        found = self._names.get(token)
        if found is None:
            prefix, colon, local = token.partition(":")
            if not colon:
                raise _NotOursError
            found = self._names[token] = Iri(self._prefixes[prefix] + local)
        return found

    def _blank_of(self, token: str) -> BNode:
        if token[:3] != "_:b":
            raise _NotOursError
        return BNode(token)

    def _new(self) -> BNode:
        self._blank += 1
        return BNode(f"_:{self._blank}")

    def _literal(self, token: str) -> Literal:
        end = token.rindex('"')
        text, after = token[1:end], token[end + 1 :]
        literal = Literal(_ESCAPE.sub(_unescaped, text) if "\\" in text else text)
        literal.datatype, literal.language = None, None
        if after[:1] == "@":
            literal.language = after[1:].lower()
        elif after:
            literal.datatype = self._name(after[2:])
            _CHECKS[literal.datatype](literal)
        return literal


class _Graph:
    """A graph while its statements are read."""

    def __init__(self, whole: OwnQuads, tokens: list[str], triples: dict[Triple, None]) -> None:
        self._whole, self._tokens, self._triples = whole, tokens, triples

    def said_of(self, subject: Any, place: int, closing: str, depth: int) -> int:
        """Take in what is said of a subject; return the place after the sign that closes it."""
        tokens, triples, name = self._tokens, self._triples, self._whole._name
        if depth > _DEEPEST:
            raise _NotOursError
        while True:
            token = tokens[place]
            predicate = _TYPE if token == "a" else name(token)
            while True:
                object, place = self._object(place + 1, depth)
                triples[subject, predicate, object] = None
                if tokens[place] != ",":
                    break
            if tokens[place] == closing:
                return place + 1
            if tokens[place] != ";":
                raise _NotOursError
            place += 1

    def _object(self, place: int, depth: int) -> tuple[Any, int]:
        token = self._tokens[place]
        sign = token[0]
        if sign == '"':
            return self._whole._literal(token), place + 1
        if sign == "[":
            node = self._whole._new()
            if self._tokens[place + 1] == "]":
                return node, place + 2
            return node, self.said_of(node, place + 1, "]", depth + 1)
        if sign == "(":
            return self._items(place + 1, depth + 1)
        if sign == "_":
            return self._whole._blank_of(token), place + 1
        return self._whole._name(token), place + 1

    def _items(self, place: int, depth: int) -> tuple[Any, int]:
        items = []
        while self._tokens[place] != ")":
            item, place = self._object(place, depth)
            items.append(item)
        rest: Any = _NIL
        for item in reversed(items):
            node = self._whole._new()
            self._triples[node, _FIRST, item] = None
            self._triples[node, _REST, rest] = None
            rest = node
        return rest, place + 1


def _unescaped(match: re.Match[str]) -> str:
    letter, code = match.groups()
    if letter:
        return _LETTERS[letter]
    character = chr(int(code, 16))
    if "\ud800" <= character <= "\udfff":
        raise _NotOursError
    return character


def own_quads(text: str) -> OwnQuads | None:
    """Return the statements of a document that is written as ours are; `None` if it is not."""
    if not text.startswith(prologue()):
        return None
    found = OwnQuads()
    try:
        found.read(text)
    except (_NotOursError, LookupError, ValueError, RecursionError):
        return None
    return found
