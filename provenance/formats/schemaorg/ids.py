"""Nodes of one id: which of them are one thing said in two places, and which only share the id.

An id that is no absolute address ("#review", "_:b1") means something only where it stands: in its line, its
script, its item of a feed. Nodes that say different things under one id are not one, wherever they stand.
"""

import re

from provenance.errors import shown
from provenance.formats.schemaorg.nodes import IRI, Node, Report, plain_text, types_of, without_entities

builtin_id = id  # which many parameters here are called

__all__ = ["Ids", "Same"]

_DOCUMENT = re.compile(r"\$(?:\.(?:line|script)\[\d+\])?")
_ITEM = re.compile(r".{0,300}?\.dataFeedElement(?:\[\d+\])?")

_TELLING = (
    "claimReviewed",
    "url",
    "headline",
    "name",
    "text",
    "articleBody",
    "alternateName",
    "ratingValue",
    "reviewRating",
)
"""What two nodes that are one thing say alike, where both say it."""

_MOST_KEYS = 500
"""With so many keys, nothing more is put together of the nodes with one id."""

_MOST_GROUPS = 20
"""A node is compared with so many others of its id; past that it stands alone."""


class Same:
    """Nodes of one id that are one thing, and what they say together."""

    __slots__ = ("is_second", "node", "nodes", "types")

    def __init__(self, types: set[str], *, is_second: bool) -> None:
        """Begin with none.

        Args:
            types: the types of the first one.
            is_second: whether other nodes of this id and type, which came before, say otherwise.
        """
        self.types, self.is_second = types, is_second
        self.nodes: list[Node] = []
        self.node: Node = {}

    def take(self, raw: Node, node: Node) -> None:
        """Take in a node: of two values for one key, the first stays."""
        self.nodes.append(raw)
        if len(self.node) < _MOST_KEYS:
            for key, value in node.items():
                self.node.setdefault(key, value)


class Ids:
    """The nodes of a document by the ids they give."""

    def __init__(self, report: Report) -> None:
        """Begin with none."""
        self._report = report
        self._noted: dict[_Key, list[tuple[Node, Node, str]]] = {}
        self._groups: dict[_Key, list[Same]] = {}
        self._own: dict[int, Same] = {}
        self._ambiguous: set[tuple[str, str]] = set()

    def note(self, id: str, raw: Node, node: Node, path: str) -> None:
        """Note a node that says more than its id.

        Args:
            id: what it gives.
            raw: the node as it stands in the document.
            node: the node with the short names of terms.
            path: where it stands.
        """
        for place, scope in enumerate(_scopes(id, path)):
            self._noted.setdefault((scope, id, place == 0), []).append((raw, node, path))

    def same(self, id: str, raw: Node, path: str, *, is_reference: bool) -> Same | None:
        """Return the nodes that say together what a node is; `None` if only it says anything.

        Sites give one id to a page and to the review on it: only nodes of one type are taken together.

        Args:
            id: what it gives.
            raw: the node as it stands in the document.
            path: where it stands.
            is_reference: whether it has nothing but the id.
        """
        for place, scope in enumerate(_scopes(id, path)):
            groups = self._grouped((scope, id, place == 0))
            if not is_reference:
                return self._own.get(builtin_id(raw))
            if groups and place and any(group.is_second for group in groups):
                self._say_ambiguous(id, path)
                return None
            if groups:
                return groups[0]
        return None

    def _say_ambiguous(self, id: str, path: str) -> None:
        if (path, id) not in self._ambiguous:
            self._ambiguous.add((path, id))
            message = f"{shown(id)} is several things elsewhere; the reference is not followed"
            self._report(f"{path}['@id']", message)

    def _grouped(self, key: "_Key") -> list[Same]:
        groups = self._groups.get(key)
        if groups is None:
            groups = self._groups[key] = []
            _, id, is_own = key
            noted = self._noted.get(key, ())
            for raw, node, path in sorted(noted, key=lambda item: not types_of(item[1])):  # typed ones first
                group = self._take(groups, raw, node, path, id if is_own else None)
                if is_own:
                    self._own[builtin_id(raw)] = group
        return groups

    def _take(self, groups: list[Same], raw: Node, node: Node, path: str, id: str | None) -> Same:
        types = set(types_of(node))
        told = None
        for group in groups[:_MOST_GROUPS]:
            if types and group.types and types.isdisjoint(group.types):
                continue
            other = _contradicted(group.node, node)
            if other is None:
                if id is not None:
                    self._say_dropped(group.node, node, path)
                group.take(raw, node)
                return group
            told = told or other
        made = Same(types, is_second=told is not None or len(groups) >= _MOST_GROUPS)
        made.take(raw, node)
        groups.append(made)
        if told is not None and id is not None:
            message = f"what has the @id {shown(id)} before says otherwise: {told}; they are read as two"
            self._report(f"{path}['@id']", message)
        return made

    def _say_dropped(self, held: Node, node: Node, path: str) -> None:
        for key, value in node.items():
            text, other = plain_text(value), plain_text(held.get(key))
            if key[:1] != "@" and text is not None and other is not None and text != other:
                self._report(f"{path}.{key}", f"{shown(text)} here and {shown(other)} before under one @id")


_Key = tuple[str, str, bool]
"""Where an id is looked up, the id, and whether that is the narrowest place where it means something."""


def _scopes(id: str, path: str) -> list[str]:
    """Return where an id means something, the narrowest first; of an absolute address, everywhere."""
    if IRI.fullmatch(id) is not None:
        return [""]
    match = _DOCUMENT.match(path)
    document = match[0] if match is not None else "$"
    whole = "$" if ".script" in document else document
    item = _ITEM.match(path, len(document))
    narrow = document + item[0] if item is not None else document
    wider = (document,) if id.startswith("_:") else (document, whole)
    return [narrow, *dict.fromkeys(wider)]


def _contradicted(held: Node, node: Node) -> str | None:
    """Return what of a node another one contradicts that has the same id, if it does."""
    for key in _TELLING:
        if key not in held or key not in node:
            continue
        one, other = held[key], node[key]
        if isinstance(one, dict) and isinstance(other, dict):
            inner = _contradicted(one, other)
            if inner is not None:
                return f"{key}.{inner}"
            continue
        texts = [plain_text(value) for value in (one, other)]
        if None not in texts and _folded(key, str(texts[0])) != _folded(key, str(texts[1])):
            return f"{key} is {shown(one)}"
    return None


def _folded(key: str, text: str) -> str:
    words = " ".join(without_entities(text).split())
    return words.partition("://")[2].rstrip("/") or words if key == "url" else words
