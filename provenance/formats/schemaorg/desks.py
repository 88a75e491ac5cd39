"""One desk that a page names several times: as author here, as publisher there, in two types."""

import re
from collections.abc import Iterable
from typing import Any

from attrs import define, field

from provenance.formats.schemaorg.nodes import IRI, Fields, plain_text
from provenance.formats.schemaorg.people import KINDS, Agent, short_name

__all__ = ["Desks"]

_BODIES = frozenset({"organization", "news_outlet", "news_agency", "government_body"})
_PAGE = re.compile(r"\$(?:\.line\[\d+\])?(?:.{0,300}?\.dataFeedElement(?:\[\d+\])?)?")
"""The part of a path that names what counts as one page: a line, an item of a feed, else the document."""


@define(eq=False)
class _Desk:
    """What all nodes say together that name one organization."""

    kinds: set[str] = field(factory=set)
    id: str | None = None
    identifiers: dict[str, str] = field(factory=dict)

    @property
    def kind(self) -> str | None:
        """The most special kind that is said; `None` if two that exclude each other are."""
        special = self.kinds - {"organization"}
        return None if len(special) > 1 else next(iter(special), "organization")


class Desks:
    """The organizations that a document names, each under one name.

    Those of one name are one if they stand on one page, or have one address or id; the kind is the more
    special one that is said. Nobody else is joined: not two names, and not a person with an organization.
    """

    def __init__(self, nodes: Iterable[tuple[Fields, str]]) -> None:
        """Go through the nodes of a document that have a type, each with its path."""
        self._by_key: dict[tuple[str, str, str], _Desk] = {}
        self._persons: set[tuple[str, str]] = set()
        for fields, path in nodes:
            kind = next((KINDS[name] for name in fields.types if name in KINDS), None)
            name = plain_text(fields.node.get("name")) if kind is not None else None
            if kind is None or name is None or not name.strip():
                continue
            if kind == "person":
                self._persons.add((short_name(name), _page_of(path)))
            elif kind in _BODIES:
                self._note(short_name(name), kind, fields.node, path)

    def settle(self, agent: Agent) -> None:
        """Give somebody who is named the kind, id and address that the same desk has elsewhere."""
        if agent.name is None or (agent.kind is not None and agent.kind not in _BODIES):
            return
        if agent.kind is None and (agent.name, _page_of(agent.path)) in self._persons:
            return
        keys = _keys(agent.name, agent.path, agent.identifiers.get("url"), agent.id)
        desk = next((self._by_key[key] for key in keys if key in self._by_key), None)
        if desk is None or desk.kind is None:
            return
        agent.kind = desk.kind
        agent.rest.pop("@type", None)
        if agent.id not in (None, desk.id):
            agent.rest.setdefault("@id", agent.id)
        url = agent.identifiers.get("url")
        if url not in (None, desk.identifiers.get("url")):
            agent.rest.setdefault("url", url)
        is_anothers = agent.rest.get("@id") == desk.id  # the id of another, with which it was kept
        agent.id = desk.id if not is_anothers else agent.id
        agent.identifiers = {**agent.identifiers, **desk.identifiers}

    def _note(self, name: str, kind: str, node: dict[str, Any], path: str) -> None:
        url, id = node.get("url"), node.get("@id")
        url = url.strip() if isinstance(url, str) else None
        id = id if isinstance(id, str) and IRI.fullmatch(id) else None
        keys = _keys(name, path, url, id)
        desk = next((self._by_key[key] for key in keys if key in self._by_key), None) or _Desk()
        for key in keys:
            self._by_key.setdefault(key, desk)
        desk.kinds.add(kind)
        desk.id = desk.id or id
        if url:
            desk.identifiers.setdefault("url", url)


def _keys(name: str, path: str, url: str | None, id: str | None) -> list[tuple[str, str, str]]:
    keys = [("page", name, _page_of(path))]
    if url:
        keys.append(("url", name, _bare(url)))
    if id is not None:
        keys.append(("id", name, id))
    return keys


def _page_of(path: str) -> str:
    match = _PAGE.match(path)
    return match[0] if match is not None else "$"


def _bare(url: str) -> str:
    """Return an address without what two spellings of it differ in."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/").casefold() or url
