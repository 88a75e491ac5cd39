"""A dossier as a graph: what its nodes and edges are.

Sources, articles, claims, passages, judgements of claims and grades are nodes. Derivations, relations
between claims and judgements about identity are edges. Beside these there is an edge for every other
reference from a node: from a passage to its article, its claim, its source, and so on.
"""

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from provenance.formats.tables.columns import KIND_OF, Cells, cells_of
from provenance.model import Dossier, to_plain
from provenance.model.references import reference_fields

__all__ = ["EDGES", "MISSING", "NODES", "REFERENCE", "Edge", "Node", "edges_of", "label_of", "nodes_of"]

NODES = ("sources", "articles", "claims", "attributions", "statuses", "grades")
"""The kinds of records that are nodes."""

EDGES = {
    "derivations": ("derived", "taken_from"),
    "relations": ("subject", "object"),
    "judgements": ("first", "second"),
}
"""The kinds of records that are edges, each with the fields for where it leads from and to."""

MISSING = "missing"
"""What kind of record a node is that is referred to and not there."""

REFERENCE = "reference"
"""What kind of record an edge is that is only a field of a node."""

_NAMES = ("name", "description", "headline", "text", "credited_as", "verdict", "value", "url", "state")


@frozen
class Node:
    """A node of the graph."""

    id: str
    """The id of the record."""

    record: str
    """The word for its kind ("claim"), or `MISSING`."""

    label: str
    """What it is called in a picture."""

    cells: Cells
    """Its fields by column."""


@frozen
class Edge:
    """An edge of the graph."""

    start: str
    """The id of the node it leads from."""

    end: str
    """The id of the node it leads to."""

    record: str
    """The word for its kind ("derivation"), or `REFERENCE`."""

    label: str
    """What it is called in a picture: the kind of derivation, or the field that refers."""

    cells: Cells
    """Its fields by column; of a reference, `kind` is the field."""


def nodes_of(dossier: Dossier) -> Iterator[Node]:
    """Yield the nodes of a dossier; those that are not there last."""
    there: set[str] = set()
    for section in NODES:
        for record in getattr(dossier, section).values():
            there.add(record.id)
            yield Node(record.id, KIND_OF[section], label_of(record), cells_of(section, to_plain(record)))
    missing: dict[str, None] = {}
    for start, end in _ends(dossier):
        missing.update((id, None) for id in (start, end) if id not in there)
    for id in missing:
        yield Node(id, MISSING, id, {})


def _ends(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for start, end, _ in _references(dossier):
        yield start, end
    for section, (first, second) in EDGES.items():
        for record in getattr(dossier, section).values():
            yield getattr(record, first), getattr(record, second)


def edges_of(dossier: Dossier) -> Iterator[Edge]:
    """Yield the edges of a dossier: first those that are records, then the references of nodes."""
    for section, (first, second) in EDGES.items():
        for record in getattr(dossier, section).values():
            label = str(getattr(record, "kind", None) or getattr(record, "verdict", None) or KIND_OF[section])
            cells = cells_of(section, to_plain(record))
            yield Edge(getattr(record, first), getattr(record, second), KIND_OF[section], label, cells)
    for start, end, name in _references(dossier):
        yield Edge(start, end, REFERENCE, name, {"kind": name})


def _references(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    for section in NODES:
        for record in getattr(dossier, section).values():
            for field in reference_fields(type(record)):
                for id in field.ids(record):
                    yield record.id, id, field.name


def label_of(record: Any) -> str:
    """Return what a record is called in a picture."""
    for name in (
        "name",
        "description",
        "headline",
        "text",
        "credited_as",
        "verdict",
        "value",
        "url",
        "state",
    ):
        found = getattr(record, name, None)
        if isinstance(found, str) and found.strip():
            return str.__str__(found)
    return str(record.id)
