"""One document of schema.org while it is read: which nodes are in it, and what refers to what."""

from collections.abc import Iterator
from typing import Any

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.faults import path_step
from provenance.formats.intake import Intake
from provenance.formats.iris import TERMS
from provenance.formats.jsontext import decode_json, is_deeper
from provenance.formats.schemaorg.contexts import has_other_names, in_usual_names
from provenance.formats.schemaorg.desks import Desks
from provenance.formats.schemaorg.drafts import Drafts
from provenance.formats.schemaorg.flattened import plainly, with_blank_nodes
from provenance.formats.schemaorg.ids import Ids
from provenance.formats.schemaorg.nodes import IRI, Fields, context_problem, with_plain_keys
from provenance.formats.schemaorg.own import is_own, read_own
from provenance.formats.schemaorg.people import Agent, agents_of, not_a_name
from provenance.formats.schemaorg.terms import EXTRA, RECORD

__all__ = ["DEEPEST_DOCUMENT", "Document", "Found"]

Node = dict[str, Any]

DEEPEST_DOCUMENT = 150
"""Levels of nesting that are looked into. Ours have few more than a record may have."""

_LONGEST_JSON_IN_A_STRING = 2_000_000


class Found:
    """A node of a document, where it stands and what it stands in."""

    __slots__ = ("feed", "fields", "node", "path", "top")

    def __init__(self, node: Node, path: str, fields: Fields, top: int, feed: Node | None) -> None:
        """Note a node."""
        self.node, self.path, self.fields, self.top, self.feed = node, path, fields, top, feed


class Document:
    """Takes in JSON data piece by piece, and then the records in it, in an order of its own.

    Articles come first, so that a review of the same page knows the page; claims and quotations that
    stand alone come last, so that those inside a review are read with it.
    """

    def __init__(self, intake: Intake, *, language: str | None = None) -> None:
        """Begin with nothing.

        Args:
            intake: what the records go to.
            language: language of the page, for labels that do not say theirs.
        """
        self.intake, self.drafts, self.language = intake, Drafts(intake), language
        self.tops: list[tuple[Any, str]] = []
        """The items that the document is a list of, each with its path."""
        self.is_ours = False
        """Whether it was written by this library, and may hold nothing because there was nothing."""
        self.used: set[int] = set()
        """The nodes that were read, or stand in one that was and are spoken for: by `id()`."""
        self.read_tops: set[int] = set()
        """The items in which something was read."""
        self._found: list[Found] = []
        self._ids = Ids(intake.report)
        self._kinds: dict[str, str] = {}
        self._desks: Desks | None = None

    # --- taking in -------------------------------------------------------------------------

    def take(self, data: Any, path: str) -> None:
        """Take in JSON data: an item, a list of them, a graph.

        Raises:
            DecodingError: if it is nested too deeply.
        """
        is_ours = _names_our_terms(data)
        self.is_ours = self.is_ours or is_ours
        if (not is_ours or has_other_names(data)) and not is_deeper(data, DEEPEST_DOCUMENT):
            data = in_usual_names(data)
        for item, inner, context in with_blank_nodes(list(_top_items(data, path))):
            top = len(self.tops)
            is_ours = isinstance(item, dict) and is_own(item)  # records look to their depth themselves
            if not is_ours and is_deeper(item, DEEPEST_DOCUMENT):
                raise DecodingError([Problem(inner, f"nested deeper than {DEEPEST_DOCUMENT}")])
            self.tops.append((item, inner))
            self._go_through(item, inner, top, context)

    def _go_through(self, item: Any, path: str, top: int, has_context: bool) -> None:
        waiting: list[tuple[Any, str, Node | None]] = [(item, path, None)]
        while waiting:
            value, path, feed = waiting.pop()
            if isinstance(value, dict):
                node = value if RECORD in value else with_plain_keys(value)
                if is_own(node):
                    self.read_tops.add(top)
                    read_own(node if node is value else plainly(node), path, self.intake)
                    continue
                feed = self._note(value, node, path, top, feed, has_context)
                waiting += [
                    (inner, f"{path}{path_step(key)}", feed)
                    for key, inner in reversed(value.items())
                    if isinstance(inner, (dict, list, str))
                ]
            elif isinstance(value, list):
                waiting += [
                    (inner, f"{path}[{place}]", feed)
                    for place, inner in reversed(list(enumerate(value)))
                    if isinstance(inner, (dict, list))
                ]
            elif isinstance(value, str) and (data := _json_in(value)) is not None:
                waiting.append((data, path, feed))

    def _note(
        self, raw: Node, node: Node, path: str, top: int, feed: Node | None, has_context: bool
    ) -> Node | None:
        id = node.get("@id")
        if isinstance(id, str) and len(node) > 1:
            self._ids.note(id, raw, node, path)
        fields = Fields(node, path, self.intake.report, self.intake.date)
        if fields.types or "claimReviewed" in node:
            self._found.append(Found(raw, path, fields, top, feed))
            if "@context" in node or not has_context:
                self._check_context(node, path, fields, is_top=path == self.tops[top][1])
        if "DataFeedItem" in fields.types:
            return {key: value for key, value in node.items() if key != "item" and key[:1] != "@"}
        return feed

    def _check_context(self, node: Node, path: str, fields: Fields, *, is_top: bool) -> None:
        if not is_top and "@context" not in node:
            return
        wrong = context_problem(node)
        if wrong is not None and (is_top or "@context" in node):
            self.intake.report(f"{path}['@context']", wrong)

    # --- looking up ------------------------------------------------------------------------

    @property
    def types(self) -> set[str]:
        """The types of the nodes that were taken in."""
        return {name for found in self._found for name in found.fields.types}

    def of_types(self, types: frozenset[str]) -> Iterator[Found]:
        """Yield the nodes of some types that were not read yet, in the order of the document."""
        for found in self._found:
            if id(found.node) not in self.used and not types.isdisjoint(found.fields.types):
                yield found

    def untyped_reviews(self) -> Iterator[Found]:
        """Yield the nodes that review a claim without saying so by their type."""
        for found in self._found:
            if id(found.node) not in self.used and "claimReviewed" in found.fields.node:
                yield found

    def fields_of(self, node: Node, path: str) -> Fields:
        """Return the fields of a node, and of those elsewhere with the same id; the node is spoken for."""
        self.used.add(id(node))
        plain = with_plain_keys(node)
        given = plain.get("@id")
        is_second = False
        if isinstance(given, str):
            same = self._ids.same(given, node, path, is_reference=len(plain) == 1)
            if same is not None:
                self.used.update(map(id, same.nodes))
                plain, is_second = {**same.node, **plain}, same.is_second
        fields = Fields(plain, path, self.intake.report, self.intake.date)
        fields.is_second = is_second
        return fields

    def agents(self, fields: Fields, key: str) -> list[Agent]:
        """Return those whom a field names."""
        if self._desks is None:
            self._desks = Desks((found.fields, found.path) for found in self._found)

        def report(path: str, message: str) -> None:
            fields.keep(key)  # whatever is odd about it stays as it was
            self.intake.report(path, message)

        agents = list(agents_of(fields.items(key), self.fields_of, report))
        for agent in agents:
            self._desks.settle(agent)
        return agents

    def id_for(self, section: str, fields: Fields) -> str | None:
        """Return the id that a node gives, if a record of this kind can have it.

        That is an absolute IRI which no record of another kind has: a page, the review on it and the
        site may all be named by one address. Of two of one kind that say different things, the first.
        """
        given = fields.node.get("@id")
        if not isinstance(given, str) or fields.is_second or IRI.fullmatch(given) is None:
            return None
        return given if self._kinds.setdefault(given, section) == section else None

    # --- sources ---------------------------------------------------------------------------

    def source(self, agent: Agent) -> str | None:
        """Note a source as it is named, and return its id."""
        if agent.id is not None and self._kinds.setdefault(agent.id, "sources") != "sources":
            agent.id = None if agent.name is not None else f"{agent.id}#source"
        return self.drafts.source(agent.plain, agent.path)

    def claimant(self, agent: Agent, article: str | None) -> str | None:
        """Note whoever is said to have made a claim, and return the id.

        Words that are nobody's name ("Social media") become a source without one, described in the
        article: two of them are two until somebody judges them the same.
        """
        kind = not_a_name(agent.name) if agent.name is not None else None
        if kind is None or article is None:
            if kind is not None:
                self.intake.report(agent.path, f"{shown(agent.name)} is no name: {kind}")
                agent.kind = kind
            return self.source(agent)
        said = f", though its type says {agent.kind}" if agent.kind is not None else ""
        self.intake.report(agent.path, f"{shown(agent.name)} is nobody's name: taken as {kind}{said}")
        plain: Node = {"description": agent.name, "described_in": {"article": article}, "kind": kind}
        rest = {**agent.rest, **({"@type": agent.kind.capitalize()} if agent.kind is not None else {})}
        if agent.identifiers:
            plain["identifiers"] = agent.identifiers
        if rest:
            plain[EXTRA] = rest
        return self.drafts.source(plain, agent.path)


def _names_our_terms(data: Any) -> bool:
    context = data.get("@context") if isinstance(data, dict) else None
    return isinstance(context, dict) and context.get("np") == TERMS


def _top_items(data: Any, path: str) -> Iterator[tuple[Any, str, bool]]:
    """Yield the items of a document, each with its path and whether what it stands in has a context."""
    if isinstance(data, list):
        for place, item in enumerate(data):
            yield item, f"{path}[{place}]", False
        return
    if _names_our_terms(data) and len(data) == 1:
        return  # of an empty graph other software leaves the context
    graph = data.get("@graph") if isinstance(data, dict) else None
    if not isinstance(graph, list):
        yield data, path, False
        return
    for place, item in enumerate(graph):
        yield item, f"{path}['@graph'][{place}]", "@context" in data
    left = {key: value for key, value in data.items() if key not in ("@graph", "@context")}
    if left:
        yield left, path, True


def _json_in(text: str) -> Any:
    """Return the JSON data that a string holds, if it is about a review; sites keep it so."""
    if '"ClaimReview"' not in text or len(text) > _LONGEST_JSON_IN_A_STRING:
        return None
    start = text.lstrip()
    if start[:1] not in ("{", "["):
        return None
    try:
        data = decode_json(start)
    except DecodingError:
        return None
    return None if is_deeper(data, DEEPEST_DOCUMENT) else data
