"""Graphs: GraphML, pictures in DOT and Mermaid, and a graph of networkx."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from provenance.formats.format import Format, Later

if TYPE_CHECKING:
    from provenance.formats.graphs.networks import to_networkx

__all__ = ["FORMATS", "to_networkx"]

FORMATS = (
    Format(
        name="graphml",
        title="GraphML document",
        media_type="application/graphml+xml",
        endings=(".graphml",),
        loads=Later("graphs.graphmlreading", "loads"),
        dump=Later("graphs.graphml", "dump"),
        lossless=True,
        reads="what this library wrote, also after networkx wrote it anew",
        writes="a dossier, each record as a node or an edge",
    ),
    Format(
        name="dot",
        title="DOT picture",
        media_type="text/vnd.graphviz",
        endings=(".dot", ".gv"),
        dump=Later("graphs.dot", "dump"),
        writes="a picture of who cites whom",
        fates=Later("graphs.picture", "fates"),
    ),
    Format(
        name="mermaid",
        title="Mermaid picture",
        media_type="text/vnd.mermaid",
        endings=(".mmd", ".mermaid"),
        dump=Later("graphs.mermaid", "dump"),
        writes="a picture of who cites whom",
        fates=Later("graphs.picture", "fates"),
    ),
)
"""The formats of this room. The pictures cannot be read back."""


def __getattr__(name: str) -> Any:
    if name == "to_networkx":
        return import_module("provenance.formats.graphs.networks").to_networkx
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
