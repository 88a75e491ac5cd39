"""Qualified names: prefixes and namespaces, when writing and when reading."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from provenance.formats.iris import RECORDS, iri_of
from provenance.formats.prov.terms import NP, PROV, RDF, RDFS, STATEMENTS, XSD

__all__ = ["PREDEFINED", "Names", "Scope", "iri_of_id"]

PREDEFINED = {"prov": PROV, "xsd": XSD}
"""The prefixes that every PROV document has without saying so."""

OURS = {"rec": RECORDS, "np": NP, "st": STATEMENTS, "rdf": RDF}
"""The prefixes of every document written here."""

_SCHEME = re.compile(r"(https?|urn|doi|tag|info|did):(?=.)")
_PREFIX = re.compile(r"[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@lru_cache(maxsize=1 << 16)
def iri_of_id(id: str) -> str:
    """Return the IRI that stands for an id, such that every spelling of PROV can write it.

    Of ids that are IRIs, those with a percent sign that encodes nothing are put into our own namespace.
    """
    iri = iri_of(id)
    if "%" in iri and _PERCENT.search(iri) is not None:
        return RECORDS + quote(id, safe="")
    return iri


class Names:
    """Gives IRIs their qualified names, with as few prefixes as will do.

    Our own ids have the prefix `rec`. An id that is an IRI of the web keeps its looks: with `https`
    for a prefix of the namespace `https:`, the name `https://example.org/1` is that IRI.
    """

    def __init__(self, foreign: Mapping[str, str] | None = None) -> None:
        """Begin with our own prefixes.

        Args:
            foreign: prefixes that others used, to be used again as far as they can be.
        """
        self.prefixes: dict[str, str] = dict(OURS)
        self._known: dict[str, str] = {}
        self._namespaces = [(namespace, prefix) for prefix, namespace in {**OURS, **PREDEFINED}.items()]
        for prefix, namespace in (foreign or {}).items():
            if (
                _PREFIX.fullmatch(prefix)
                and namespace
                and not namespace.startswith((RECORDS, STATEMENTS))
                and prefix not in self.prefixes
                and prefix not in PREDEFINED
                and not _SCHEME.fullmatch(f"{prefix}:x")
            ):
                self.prefixes[prefix] = namespace
                self._namespaces.append((namespace, prefix))
        self._namespaces.sort(key=lambda pair: -len(pair[0]))

    def of(self, iri: str) -> str:
        """Return the qualified name of an IRI."""
        name = self._known.get(iri)
        if name is None:
            name = self._known[iri] = self._found(iri)
        return name

    def take(self, id: str) -> None:
        """Make sure that an id has a name, before the prefixes are written."""
        if ":" in id:
            self.of(iri_of_id(id))

    def _found(self, iri: str) -> str:
        if iri.startswith(RECORDS) and len(iri) > len(RECORDS):
            return f"rec:{iri[len(RECORDS) :]}"
        if iri.startswith(STATEMENTS):
            return f"st:{iri[len(STATEMENTS) :]}"
        for namespace, prefix in self._namespaces:
            if iri.startswith(namespace) and len(iri) > len(namespace):
                return f"{prefix}:{iri[len(namespace) :]}"
        scheme = _SCHEME.match(iri)
        if scheme is not None:
            self.prefixes[scheme[1]] = scheme[0]
            return iri
        cut = max(iri.rfind(mark) for mark in "#/:") + 1
        if cut == 0 or cut == len(iri):
            return self._found(iri_of(iri) if cut == 0 else RECORDS + iri)
        number = 1
        while f"ns{number}" in self.prefixes:
            number += 1
        self.prefixes[f"ns{number}"] = iri[:cut]
        self._namespaces.append((iri[:cut], f"ns{number}"))
        return f"ns{number}:{iri[cut:]}"


class Scope:
    """Reads qualified names with the prefixes of a document."""

    def __init__(
        self,
        prefixes: Mapping[str, str],
        default: str | None,
        report: Callable[[str], Any],
        outer: "Scope | None" = None,
    ) -> None:
        """Take the prefixes.

        Args:
            prefixes: what they stand for.
            default: the namespace of names without a prefix.
            report: is told what is wrong with a name, once.
            outer: the scope around this one.
        """
        held = {**(outer.prefixes if outer is not None else {"rdfs": RDFS, **PREDEFINED}), **prefixes}
        self.prefixes: dict[str, str] = {**held, **PREDEFINED}
        self.default: str | None = (
            default if default is not None else (outer.default if outer is not None else None)
        )
        self._report = report
        self.known = _Known(self._resolved)
        """The IRIs by their names."""

    def iri(self, name: str) -> str:
        """Return the IRI that a name stands for; of a prefix that nobody declared, the name as it is."""
        return self.known[name]

    def _resolved(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        if not colon:
            if self.default is not None:
                return self.default + name
            self._report(f"the name {name!r} has no prefix, and there is no default namespace")
            return iri_of(name) if name else RECORDS
        if prefix in self.prefixes:
            return self.prefixes[prefix] + local
        if prefix == "_":  # a node without a name outside the document
            return iri_of(name)
        if not local.startswith("//") and prefix != "urn":
            self._report(f"the prefix of {name!r} is not declared")
        return name


class _Known(dict[str, str]):
    """What names stand for, found out once."""

    def __init__(self, find: Callable[[str], str]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, name: str) -> str:
        iri = self[name] = self._find(name)
        return iri
