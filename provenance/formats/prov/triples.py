"""The triples of a graph that rdflib has read, with names that are the same at every reading.

A blank node is named by its place in the document ("_:b1"). An IRI that is relative, in a document that does
not say to what, is a name as it stands: never one of a folder on this computer.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from provenance.formats.iris import iri_of
from provenance.formats.prov.statements import Lang, Name, Typed, Value, as_plain
from provenance.formats.prov.terms import RDF, XSD_STRING

__all__ = ["BASE", "Triples"]

BASE = "relative-iri://of-the-document/"
"""What the parser takes relative IRIs to be relative to; nobody gets to see it."""

_FIRST, _REST, _NIL, _LIST = (f"{RDF}{name}" for name in ("first", "rest", "nil", "List"))
_DEEPEST = 20
"""Nodes so deep inside others are kept beside them."""


class Triples:
    """Triples by subject, with what to keep of those that are nothing of PROV."""

    def __init__(self, graph: Any, rdflib: Any) -> None:
        """Take the triples of a graph in the order of the document."""
        self._literal, self._blank = rdflib.Literal, rdflib.BNode
        self._names: dict[Any, str] = {}
        self._blanks = 0
        self._references: Counter[Any] = Counter()
        self._told: set[Any] = set()
        self.relative: list[str] = []
        """The relative IRIs."""
        self.held: dict[Any, list[tuple[str, Any]]] = {}
        """What is said of each subject: predicates and objects."""
        for subject, predicate, object in graph:
            self.name(subject)
            self.held.setdefault(subject, []).append((self.name(predicate), object))
            if not isinstance(object, self._literal):
                self.name(object)
                self._references[object] += 1
        for pairs in self.held.values():
            pairs.sort(key=lambda pair: pair[0])
        self.subjects = sorted(self.held, key=self.name)
        """The subjects in the order of their names."""

    def name(self, term: Any) -> str:
        """Return the IRI that stands for a term; of a literal its text."""
        name = self._names.get(term)
        if name is None:
            if isinstance(term, self._literal):
                return str(term)
            if isinstance(term, self._blank):
                self._blanks += 1
                name = iri_of(f"_:b{self._blanks}")
            elif term.startswith(BASE):
                self.relative.append(term[len(BASE) :])
                name = iri_of(self.relative[-1] or ".")
            else:
                name = str(term)
            self._names[term] = name
        return name

    def is_blank(self, term: Any) -> bool:
        """Return whether a term is a node without a name."""
        return isinstance(term, self._blank)

    def references(self, term: Any) -> int:
        """Return how many triples have a term as their object."""
        return self._references[term]

    def value(self, term: Any) -> Value:
        """Return a term as the value of an attribute."""
        if not isinstance(term, self._literal):
            return Name(self.name(term))
        if term.language:
            return Lang(str(term), str(term.language))
        datatype = None if term.datatype is None else str(term.datatype)
        return str(term) if datatype in (None, XSD_STRING) else Typed(str(term), str(datatype))

    # --- what is nothing of PROV -----------------------------------------------------------

    def kept(self, object: Any, depth: int = 0) -> Any:
        """Return an object as JSON data: a blank node with all that is said of it, a list with its items."""
        if not self._stands_here(object, depth):
            return as_plain(self.value(object))
        items = list(self._items(object))
        if items:
            self._told.update(cell for cell, _ in items)
            return {"list": [self.kept(item, depth + 1) for _, item in items]}
        self._told.add(object)
        return {"node": self.kept_pairs(self.held[object], depth + 1)}

    def kept_pairs(self, pairs: list[tuple[str, Any]], depth: int = 0) -> dict[str, list[Any]]:
        """Return what is said of a subject as JSON data."""
        kept: dict[str, list[Any]] = {}
        for predicate, object in pairs:
            kept.setdefault(predicate, []).append(self.kept(object, depth))
        return kept

    def unnamed(self, others: set[Any]) -> Iterator[Any]:
        """Yield the subjects that have to be kept themselves: those that stand in no other one.

        Args:
            others: the subjects that are nothing of PROV.
        """
        late = [term for term in self.subjects if term in others]
        yield from (term for term in late if not self.is_blank(term) or self._references[term] != 1)
        yield from (term for term in late if term not in self._told)

    def tell(self, term: Any) -> None:
        """Note that a subject is kept."""
        self._told.add(term)

    def _stands_here(self, object: Any, depth: int) -> bool:
        return (
            isinstance(object, self._blank)
            and object in self.held
            and object not in self._told
            and self._references[object] == 1
            and depth < _DEEPEST
        )

    def _items(self, first: Any) -> Iterator[tuple[Any, Any]]:
        """Yield the cells and items of a list; nothing if it is not a whole one."""
        found: dict[Any, Any] = {}
        cell = first
        while self._stands_here(cell, 0) and cell not in found:
            parts = dict(self.held[cell])
            if set(parts) != {_FIRST, _REST} or len(self.held[cell]) != 2:
                return
            found[cell] = parts[_FIRST]
            cell = parts[_REST]
        if not isinstance(cell, self._literal) and self.name(cell) == _NIL:
            yield from found.items()
