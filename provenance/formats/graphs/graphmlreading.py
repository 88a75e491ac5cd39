"""Reads GraphML that was written by this library, also after another program has written it anew.

The parser is expat with everything off that documents can do harm with: a DOCTYPE, and with it every
entity, is refused.
"""

from typing import Any, NamedTuple
from xml.parsers import expat

from provenance.errors import DecodingError, Problem, UsageError, shown
from provenance.formats.graphs.graphml import HEADER
from provenance.formats.graphs.parts import EDGES, MISSING, NODES, REFERENCE
from provenance.formats.jsontext import decode_json, decode_text
from provenance.formats.tables.columns import EXTRA, SECTION_OF, Cells, Column, columns_of
from provenance.formats.tables.csvrows import as_number
from provenance.formats.tables.gathering import Gathering
from provenance.model import Dossier
from provenance.model._collecting import collector_paused

__all__ = ["loads"]

_DEEPEST = 100


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that a GraphML document holds.

    Raises:
        DecodingError: if it is not XML, has a DOCTYPE, is no GraphML, or nothing in it says what record
            it is; with `strict`, with every problem found, unknown keys and words included.
        UsageError: if it is neither bytes nor text.
    """
    if not isinstance(data, (str, bytes, bytearray, memoryview)):
        raise UsageError("loads", f"expected a string or bytes, got {type(data).__name__} {shown(data)}")
    # What a string was encoded as once, whatever its first line says, counts no more.
    encoding = "utf-8" if isinstance(data, str) else None
    held = decode_text(data).encode("utf-8") if isinstance(data, str) else bytes(data)
    with collector_paused():
        parsing = _Parsing(
            Gathering(
                strict=strict,
                place_of=lambda section, number: f"{'edge' if section in EDGES else 'node'} {number}",
                header=HEADER,
            )
        )
        return parsing.read(held, encoding)


class _Part(NamedTuple):
    """A node or an edge: which, its number among them, its XML attributes, and its keys."""

    what: str
    number: int
    xml: dict[str, str]
    data: dict[str, str]


class _Parsing:
    """One document while it is being read."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.names: dict[str, str] = {}  # a key's id to its name
        self.defaults: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
        self.target = self.id = ""  # of the key that is read
        self.path: list[str] = []
        self.open: list[_Part] = []  # a node may hold a graph of its own
        self.key: str | None = None
        self.text: list[str] = []
        self.header: str | None = None
        self.found: list[_Part] = []
        self.counts = {"node": 0, "edge": 0}

    def read(self, data: bytes, encoding: str | None) -> Dossier:
        """Return the dossier."""
        parser = expat.ParserCreate(encoding, namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text.append
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            place = f"line {error.lineno}, column {error.offset + 1}"
            raise _refused(f"not XML: {expat.ErrorString(error.code)} ({place})") from error
        except (ValueError, LookupError) as error:  # an encoding that is not known
            raise _refused(f"not XML that can be read: {shown(str(error))}") from error
        for part in self.found:
            for name, text in self.defaults[part.what].items():  # wherever in the file the keys stand
                part.data.setdefault(name, text)
        if not any("record" in part.data for part in self.found) and self.header is None:
            raise _refused("nothing in it says what record it is (a key named record)")
        self.gathering.read_header(self.header)
        for part in self.found:
            self.take(part)
        return self.gathering.finish()

    def doctype(self, *_: Any) -> None:
        raise _refused("it has a DOCTYPE, which is not read")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if not self.path and name != "graphml":
            raise _refused(f"it is no GraphML: its first element is {shown(name)}")
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            raise _refused(f"nested deeper than {_DEEPEST}")
        if name == "key":
            self.id, self.target = attributes.get("id", ""), attributes.get("for", "all")
            self.names[self.id] = attributes.get("attr.name", self.id)
        elif name in self.counts:
            self.counts[name] += 1
            self.open.append(_Part(name, self.counts[name], attributes, {}))
        elif name == "data":
            self.key = attributes.get("key", "")
        if name in ("data", "default"):
            self.text.clear()

    def end(self, tag: str) -> None:
        name = self.path.pop()
        if name == "data" and self.key is not None:
            self.keep(self.names.get(self.key, self.key), "".join(self.text))
            self.key = None
        elif name == "default" and self.path[-1:] == ["key"]:
            for what, defaults in self.defaults.items():
                if self.target in (what, "all"):
                    defaults[self.names[self.id]] = "".join(self.text)
        elif name in self.counts:
            self.found.append(self.open.pop())
        if name != "data":
            self.text.clear()

    def keep(self, name: str, text: str) -> None:
        within = self.path[-1] if self.path else ""
        if within in self.counts:
            self.open[-1].data[name] = text
        elif within == "graph" and name == HEADER:
            self.header = text
        elif text.strip():
            self.gathering.report(f"$.{within}", f"its {shown(name)} is left out")

    def take(self, part: _Part) -> None:
        """Make a record of a node or an edge."""
        what, number, xml, data = part
        kind = data.get("record")
        if kind in (MISSING, REFERENCE):
            return
        section = SECTION_OF.get(kind or "")
        if section is None or (section in NODES) != (what == "node"):
            said = "says not what record it is" if kind is None else f"is no {what} of ours"
            raw = {what: xml, **({"data": data} if data else {})}
            self.gathering.set_aside("", raw, f"{what} {number}", said)
            return
        del data["record"]
        data.pop("label", None)
        columns = {column.name: column for column in columns_of(section)}
        cells: Cells = {}
        more: dict[str, Any] = {}
        for name, text in data.items():
            if name in columns:
                if text != "":
                    cells[name] = self.cell(text, columns[name], f"{what} {number}")
            elif text != "":
                more[name] = text
        if more:
            extra = cells.get(EXTRA)
            cells[EXTRA] = {**more, **extra} if type(extra) is dict else more
        self.gathering.add(section, cells, number)

    def cell(self, text: str, column: Column, place: str) -> Any:
        if column.kind in ("text", "time"):
            return text
        if column.kind == "number":
            return as_number(text)
        try:
            return decode_json(text)
        except DecodingError as error:
            self.gathering.report(f"{place} column {column.name}", error.problems[0].message)
            return {column.name: text} if column.kind == "extra" else text


def _refused(reason: str) -> DecodingError:
    return DecodingError([Problem("$", reason)])
