"""Makes loops of the nodes and links that were found: who, when, and what is outside."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from math import inf
from operator import attrgetter, itemgetter
from typing import TypeAlias

from provenance.model import Attribution, Derivation, When
from provenance.queries.citing import Citing, Link, Node, is_source
from provenance.queries.labels import Labels
from provenance.queries.loops import Citation, Loop
from provenance.queries.standing import VERSION_KINDS
from provenance.queries.steps import CREDITS, DERIVES, OPEN

__all__ = ["Rounds", "order_of"]

_Dated: TypeAlias = tuple[When | None, str | None, float, float]
"""When something was, which field says so, and its place in time."""

_UNDATED: _Dated = (None, None, inf, inf)


class Rounds:
    """Makes the loops of one question."""

    def __init__(self, citing: Citing, supported: set[Node]) -> None:
        """Take what is the same for all loops.

        Args:
            citing: the graph.
            supported: the nodes that rest on something in the end, and not only on each other.
        """
        self.citing, self.view = citing, citing.view
        self.labels = Labels(citing.view, citing.walk.voices)
        self._supported = supported
        self._appeared: dict[str, _Dated] = {}

    # --- loops -----------------------------------------------------------------------------

    def ring(self, component: Sequence[Node]) -> Loop | None:
        """Return the loop of nodes that all lead to each other; `None` if it is none among works."""
        inside = set(component)
        of_sources = [node for node in component if is_source(node)]
        works = {node[0] for node in component}.difference(node[0] for node in of_sources)
        sources = {self.place(node) for node in of_sources}
        if not works or len(works) + len(sources) < 2:
            return None
        links_of = self.citing.links
        links = [
            link
            for node in component
            for link in links_of(node)
            if link[1] in inside and (sources or node[0] != link[1][0])
        ]
        if sources:
            links = [link for link in links if self.place(link.taker) != self.place(link.giver)]
        edges = self._edges(links)
        return self._loop(
            works,
            links,
            edges,
            sources=tuple(sorted(sources)),
            outside=self._outside(inside, works, sources),
            way_round=self._way_round(inside, links, edges[0]),
        )

    def possible(
        self, origin: Node, links: Iterable[Link], passages: Iterable[Attribution], *, dropped: bool
    ) -> Loop | None:
        """Return the loop that a work without a source would close; `None` if no other rests on it."""
        links = [link for link in links if self.place(link.taker) != self.place(link.giver)]
        nodes = {node for link in links for node in (link.taker, link.giver)}
        works = {node[0] for node in nodes if not is_source(node)} | {origin[0]}
        if len(works) < 2:
            return None
        sources = tuple(sorted({self.place(node) for node in nodes if is_source(node)}))
        edges = self._edges(links)
        return self._loop(
            works, links, edges, sources=sources, origin=origin[0], dropped=dropped, passages=passages
        )

    def _loop(
        self,
        works: set[str],
        links: Iterable[Link],
        edges: tuple[Citation, ...],
        *,
        sources: tuple[str, ...],
        origin: str | None = None,
        dropped: bool = False,
        outside: tuple[str, ...] = (),
        way_round: tuple[str, ...] = (),
        passages: Iterable[Attribution] = (),
    ) -> Loop:
        view, labels = self.view, self.labels
        held: dict[str, Attribution] = {passage.id: passage for passage in passages}
        derivations: dict[str, Derivation] = {}
        for _, _, _, passage, derivation in links:
            if passage is not None:
                held[passage.id] = passage
            if derivation is not None:
                derivations[derivation.id] = derivation
        claims = {passage.claim for passage in held.values()} or {link.giver[1] for link in links}
        self._learn_names(works)
        for id in (*sources, *outside):
            labels.know_source(id) if id in view.sources else labels.know_article(id)
        return Loop(
            tuple(sorted(claims)),
            origin is None,
            self._in_order(works, edges),
            sources,
            edges,
            _earliest(edges),
            origin,
            dropped,
            outside,
            way_round,
            () if view.has_no_readings else self._readings(held.values()),
            {id: self.citing.versions(id) for id in works if self.citing.has_versions(id)},
            held,
            derivations,
            {id: view.claims[id].text for id in claims if id in view.claims},
            labels,
        )

    def _learn_names(self, works: Iterable[str]) -> None:
        view, labels = self.view, self.labels
        quickly = view.plain and not self.citing.walk.voices.has_judgements
        articles, headlines = view.articles.get, labels.headlines
        for id in works:
            article = articles(id)
            publisher = None if article is None else article.publisher
            source = None if publisher is None else view.sources.get(publisher)
            if quickly and publisher is not None and source is not None and source.name is not None:
                labels.publishers[id] = publisher
                labels.names[publisher] = source.name
            elif quickly and article is not None and publisher is None:
                if article.headline is not None:
                    headlines[id] = article.headline
            else:
                labels.know_article(id)

    def _readings(self, passages: Iterable[Attribution]) -> tuple[str, ...]:
        return tuple(sorted(p.id for p in passages if len(self.view.readings(p)) > 1))

    def place(self, node: Node) -> str:
        """Return the id of the work or source that a node is of."""
        return self.citing.root_of(node[1]) if is_source(node) else node[0]

    # --- time ------------------------------------------------------------------------------

    def _edges(self, links: Iterable[Link]) -> tuple[Citation, ...]:
        between: dict[tuple[str, str], Link] = {}
        several: dict[tuple[str, str], list[Link]] = {}
        for link in links:
            taker, giver = link[0], link[1]
            both_are_works = taker[2] and giver[2]  # a source has no side
            ends = (taker[0], giver[0]) if both_are_works else (self.place(taker), self.place(giver))
            held = between.setdefault(ends, link)
            if held is not link:
                several.setdefault(ends, [held]).append(link)
        taken = self._taken
        keyed = []
        for ends, (_, _, how, passage, derivation) in between.items():
            if several and ends in several:
                edge, first, last = self._edge_of_several(ends, several[ends])
            else:  # as nearly all are
                when, dated_by, first, last = taken(passage)
                by = () if derivation is None else (derivation.id,)
                passages = () if passage is None else (passage.id,)
                one, other = ends
                edge = _citation((one, other, how, when, dated_by, passages, by))
            keyed.append((first, last, ends, edge))
        keyed.sort()  # no two have the same ends, so that edges are never compared
        return tuple([edge for _, _, _, edge in keyed])

    def _edge_of_several(self, ends: tuple[str, str], links: list[Link]) -> tuple[Citation, float, float]:
        """Return the one edge of several links, with its place in time."""
        when, dated_by, first, last = _first_of([self._taken(link.passage) for link in links])
        passages = tuple(sorted({link.passage.id for link in links if link.passage is not None}))
        derivations = tuple(sorted({link.derivation.id for link in links if link.derivation is not None}))
        hows = {link.how for link in links}
        how = DERIVES if DERIVES in hows else min(hows)
        return Citation(*ends, how, when, dated_by, passages, derivations), first, last

    def _taken(self, passage: Attribution | None) -> _Dated:
        """Return when a passage took what it took; a source did so nobody knows when."""
        if passage is None:
            return _UNDATED
        article = passage.article
        dated = self._appeared.get(article)
        if dated is None:
            dated = self._appeared[article] = self._find_date(article)
        if dated[0] is None and passage.said_at is not None:
            return passage.said_at, "said_at", *order_of(passage.said_at)
        return dated

    def _when_appeared(self, id: str) -> _Dated:
        """Return when a version of an article appeared, as far as that is known."""
        known = self._appeared.get(id)
        if known is None:
            known = self._appeared[id] = self._find_date(id)
        return known

    def _find_date(self, id: str) -> _Dated:
        view = self.view
        article = view.articles.get(id)
        if article is None:
            return _UNDATED
        if view.plain and article.modified is None and article.published is not None:
            return article.published, "published", *order_of(article.published)
        published, modified = view.read(article, "published"), view.read(article, "modified")
        if modified is not None and (published is None or self._is_later_version(id)):
            return modified, "modified", *order_of(modified)
        return _UNDATED if published is None else (published, "published", *order_of(published))

    def _is_later_version(self, article: str) -> bool:
        derivations = self.view.derivations_of(article)
        return any(d.kind in VERSION_KINDS and self.view.established(d) for d in derivations)

    def _in_order(self, works: set[str], edges: Iterable[Citation]) -> tuple[str, ...]:
        # Takers stand in the edges nearly as they are to stand here, and sorting is quick with that.
        taking = dict.fromkeys([edge[0] for edge in edges if edge[0] in works])
        if len(taking) < len(works):
            taking.update(dict.fromkeys(works))
        has_versions = self.citing.has_versions
        keyed = []
        for id in taking:
            if has_versions(id):
                dates = [self._when_appeared(version)[2:] for version in self.citing.versions(id)]
                keyed.append((*min(dates), id))
            else:
                _, _, first, last = self._appeared.get(id) or self._when_appeared(id)
                keyed.append((first, last, id))
        keyed.sort()
        return tuple([id for _, _, id in keyed])

    # --- round and out ---------------------------------------------------------------------

    def _way_round(self, inside: set[Node], links: Sequence[Link], first: Citation) -> tuple[str, ...]:
        """Return a shortest way from the taker of an edge over that edge back to itself."""
        place, links_of = self.place, self.citing.links
        taken, given, *_ = first
        start = min(
            [
                link
                for link in links
                if (link[0][0] == taken or is_source(link[0]))
                and place(link[0]) == taken
                and place(link[1]) == given
            ],
            key=itemgetter(0, 1),
        )
        came: dict[Node, Node] = {start.giver: start.taker}
        queue = [start.giver]
        for node in queue:
            if node == start.taker:
                break
            links_on = links_of(node)
            if len(links_on) > 1:
                links_on = sorted(links_on, key=attrgetter("giver"))
            for link in links_on:
                giver = link[1]
                if giver not in came and giver in inside:
                    came[giver] = node
                    queue.append(giver)
        way = [start.taker]
        at = came[start.taker]
        while at != start.taker:
            way.append(at)
            at = came[at]
        way.append(start.taker)
        places = [place(node) for node in reversed(way)]
        return tuple(p for n, p in enumerate(places) if n == 0 or p != places[n - 1])

    def _outside(self, inside: set[Node], works: set[str], sources: set[str]) -> tuple[str, ...]:
        """Return what the nodes of a ring rest on that is not in it."""
        citing = self.citing
        if self._supported.isdisjoint(inside):
            return ()  # none of them has an end, or leads to what has one
        found: set[str] = set()
        seen = set(inside)
        queue = list(inside)
        for node in queue:
            for how, id in citing.ends.get(node, ()):
                if how in (CREDITS, OPEN):
                    found.add(id)
            for link in citing.links(node):
                giver = link.giver
                if giver in seen or giver not in self._supported:
                    continue
                seen.add(giver)
                if giver[0] in works:  # the same work on a related claim
                    queue.append(giver)
                else:
                    found.add(self.place(giver))
        return tuple(sorted(found - sources - self._outlets(works))) if found else ()

    def _outlets(self, works: Iterable[str]) -> set[str]:
        """Return the publishers of works: to credit one is not to leave the ring."""
        voices, articles = self.citing.walk.voices, self.view.articles
        held = [articles[id] for work in works for id in self.citing.versions(work) if id in articles]
        publishers = (self.view.read(article, "publisher") for article in held)
        return {voices.root(publisher) for publisher in publishers if publisher is not None}


_citation = partial(tuple.__new__, Citation)  # the constructor of a named tuple takes twice as long
_DAY = 24 * 3600 * 10**9


def order_of(when: When | None) -> tuple[float, float]:
    """Return the ends of a time as `When.sort_key` numbers them; what is not known comes last."""
    if when is None:
        return inf, inf
    first, last = when.earliest, when.latest
    if type(first) is type(last) is date:  # nine times in ten both are days
        return first.toordinal() * _DAY, last.toordinal() * _DAY + _DAY - 1
    return when.sort_key()[:2]


def _first_of(times: list[_Dated]) -> _Dated:
    """Return the earliest of several times, if it is known to be."""
    first = times[0]
    if len(times) == 1:
        return first
    for other in times[1:]:
        if other != first and _before(other[0], first[0]):
            first = other
    return first if all(time == first or _before(first[0], time[0]) for time in times) else _UNDATED


def _earliest(edges: tuple[Citation, ...]) -> Citation | None:
    """Return the edge that is certainly before all others.

    If there is one it begins first, and so stands first in order.
    """
    first = edges[0]
    return first if all(_before(first.when, edge.when) for edge in edges[1:]) else None


def _before(one: When | None, other: When | None) -> bool:
    if one is None or other is None:
        return False
    if type(one.latest) is type(other.earliest) is date and not (
        one.approximate or one.uncertain or other.approximate or other.uncertain
    ):
        return one.latest < other.earliest  # nine times in ten both are days
    return one.before(other) is True
