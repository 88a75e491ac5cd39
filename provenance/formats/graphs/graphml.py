"""GraphML: every record as a node or an edge with typed keys, readable by Gephi, yEd and networkx.

Ids of nodes are numbers; a record's own id is one of its keys, as all of its fields are. Lists and
values inside values are JSON, and the keys say so. What XML cannot hold (control characters) stands
escaped in a JSON key. A `label` is for people; reading does not look at it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from provenance.formats.graphs.parts import EDGES, NODES, Edge, Node, edges_of, nodes_of
from provenance.formats.tables.columns import EXTRA, Cells, Column, columns_of
from provenance.formats.tables.gathering import header_text
from provenance.model import Dossier

__all__ = ["HEADER", "dump"]

HEADER = "news-provenance"
"""The key of the graph for what stands beside the records, as a native JSON document."""

_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")  # nor a lone CR, which becomes a line feed
_WHAT = {"texts": "a JSON array of strings", "json": "JSON", "extra": "a JSON object"}


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield the GraphML document of a dossier in pieces.

    Raises:
        InvalidValueError: if something kept beside the records is no JSON data.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    keys = {"node": _keys(NODES), "edge": _keys(EDGES)}
    for target, columns in keys.items():
        for number, name in enumerate(("record", "label")):
            yield _key(f"k{target[0]}{number}", target, name, "string")
        for number, column in enumerate(columns.values(), 2):
            kind = "double" if column.kind == "number" else "string"
            yield _key(f"k{target[0]}{number}", target, column.name, kind, _WHAT.get(column.kind))
    yield _key("kg0", "graph", HEADER, "string", "what stands beside the records, as JSON")
    yield '<graph id="dossier" edgedefault="directed">\n'
    yield f'<data key="kg0">{_text(_ascii_if_odd(header_text(dossier)))}</data>\n'
    numbers: dict[str, int] = {}
    for node in nodes_of(dossier):
        number = numbers[node.id] = len(numbers)
        yield f'<node id="n{number}">{_data(node, "n", keys["node"])}</node>\n'
    for edge in edges_of(dossier):  # without an XML id, which networkx takes for a key named id
        ends = f'source="n{numbers[edge.start]}" target="n{numbers[edge.end]}"'
        yield f"<edge {ends}>{_data(edge, 'e', keys['edge'])}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _keys(sections: Any) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for section in sections:
        for column in columns_of(section):
            found.setdefault(column.name, column)
    found[EXTRA] = found.pop(EXTRA)
    return found


def _key(id: str, target: str, name: str, kind: str, what: str | None = None) -> str:
    named = f'<key id="{id}" for="{target}" attr.name={quoteattr(name)} attr.type="{kind}"'
    return f"{named}><desc>{what}</desc></key>\n" if what else f"{named}/>\n"


def _data(part: Node | Edge, prefix: str, columns: dict[str, Column]) -> str:
    cells = _without_odd(part.cells, columns)
    pieces = [
        f'<data key="k{prefix}0">{part.record}</data>',
        f'<data key="k{prefix}1">{_text(_NOT_XML.sub(" ", part.label))}</data>',
    ]
    for number, (name, column) in enumerate(columns.items(), 2):
        if name in cells:
            pieces.append(f'<data key="k{prefix}{number}">{_text(_written(cells[name], column))}</data>')
    return "".join(pieces)


def _without_odd(cells: Cells, columns: dict[str, Column]) -> Cells:
    """Return cells of which no text is one that XML cannot hold: these are moved to an extra."""
    odd = [name for name, cell in cells.items() if type(cell) is str and _NOT_XML.search(cell)]
    if not odd:
        return cells
    moved = dict(cells)
    for name in odd:
        if columns[name].kind == "text":
            *above, last = columns[name].path
            extra = "_".join([*above, EXTRA])
            moved[extra] = {**moved.get(extra, {}), last: moved.pop(name)}
    return moved


def _written(cell: Any, column: Column) -> str:
    if column.kind in ("text", "time"):
        return str(cell)
    if column.kind == "number":
        return repr(cell)
    return _ascii_if_odd(json.dumps(cell, ensure_ascii=False, allow_nan=False))


def _ascii_if_odd(text: str) -> str:
    """Return JSON text such that XML can hold it."""
    return json.dumps(json.loads(text)) if _NOT_XML.search(text) else text


def _text(text: str) -> str:
    return escape(text)
