"""A dossier as a graph of networkx."""

import json
from typing import Any

from provenance.errors import UsageError, shown
from provenance.formats.format import needed
from provenance.formats.graphs.parts import edges_of, nodes_of
from provenance.formats.tables.columns import Cells
from provenance.model import Dossier

__all__ = ["to_networkx"]


def to_networkx(dossier: Dossier) -> Any:
    """Return a dossier as a `networkx.MultiDiGraph`, its nodes named by the ids of the records.

    Sources, articles, claims, passages, statuses and grades are nodes. Derivations, relations and
    judgements are edges whose key is the record's id; every other reference from a node is an edge too,
    of `record` "reference" and with the field as its `kind`. An id that is referred to and not there
    is a node of `record` "missing".

    Attributes are texts and numbers, so that every writer of networkx takes them: `record` and `label`,
    and the columns that the tables have. Lists and values inside values are JSON text.

    Args:
        dossier: the dossier.

    Raises:
        MissingExtraError: if networkx is not installed (extra `graphs`).
        UsageError: if it is not a dossier.
    """
    if not isinstance(dossier, Dossier):
        raise UsageError("to_networkx", f"expected a Dossier, got {type(dossier).__name__} {shown(dossier)}")
    networkx = needed("networkx", "graphs", "a dossier as a graph of networkx")
    graph = networkx.MultiDiGraph()
    if dossier.title is not None:
        graph.graph["title"] = dossier.title
    for node in nodes_of(dossier):
        graph.add_node(node.id, record=node.record, label=node.label, **_flat(node.cells))
    for edge in edges_of(dossier):
        key = edge.cells.get("id")
        graph.add_edge(edge.start, edge.end, key, record=edge.record, label=edge.label, **_flat(edge.cells))
    return graph


def _flat(cells: Cells) -> dict[str, Any]:
    return {
        name: cell if isinstance(cell, (str, int, float)) else json.dumps(cell, ensure_ascii=False)
        for name, cell in cells.items()
    }
