"""Who cites whom in a ring?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from provenance.errors import UsageError, shown
from provenance.model import ArticleKind, Attribution, Claim, Derivation, DerivationKind, Dossier, Standing
from provenance.model._collecting import collector_paused
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    want_dossier,
)
from provenance.queries.citing import Citing, Link, Node, is_source
from provenance.queries.could_circle import works_that_could_circle
from provenance.queries.loops import Circular, Citation, Loop
from provenance.queries.rings import components
from provenance.queries.rounds import Rounds, order_of
from provenance.queries.standing import NEITHER, side_of
from provenance.queries.steps import OWN_VOICE
from provenance.queries.view import View
from provenance.watching import watched

__all__ = ["Circular", "Citation", "Loop", "circular"]


def circular(
    dossier: Dossier,
    claim: Claim | str | None = None,
    *,
    predict: bool = False,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> Circular:
    """Return the rings in which works rest on each other for a claim, in time order.

    Rings are sought among works: the versions of an article are one. A link leads from a work to
    another where a standing passage of the one was established to come from a passage of the same
    claim (or one that restates it, or is related to it) in the other, on the same side, by the
    rules by which `corroboration` walks: derivations of the passage, lent by what relays it, or of
    its article where that is a whole copy or covers it. To credit an outlet is no link, as it does
    not say which text was read; to credit a source that was itself established to come from a
    text is one, and the ring then leads through that source. A passage taken back by name closes
    no ring. One that a later version no longer carries still does, through its work: an
    encyclopaedia that first gives no source, and then cites those who copied it, is in a ring.

    Of a claim, the rings in which it goes round, and those it rests on through a related claim.

    Args:
        dossier: where to look.
        claim: the claim, or its id; `None` for all claims of the dossier at once.
        predict: whether to tell also of rings that may come to be. Where chains end in a text that is
            still being edited (it has several versions on record, or is a reference work) and gives no
            source for the claim, that text may come to cite those who took the claim from it.
            One that has dropped the claim may take it up again; one that was retracted may not.
        as_of: only what had been published by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if the claim is not in the dossier.
        UsageError: for a record of another kind, a `predict` that is no bool, or a clock or layer
            that is none.

    Examples:
        >>> from provenance.model import Article, Attribution, Derivation
        >>> records = [Claim(text="The coati is an aardvark.", id="clm-1")]
        >>> for id, day in (("wiki-1", "2008-07-12"), ("paper", "2009-03-01"), ("wiki-2", "2009-05-10")):
        ...     records.append(Article(headline=id.title(), modified=day, id=id))
        ...     records.append(Attribution(article=id, claim="clm-1", id=f"{id}-says"))
        >>> for derived, taken_from, kind in (
        ...     ("wiki-2", "wiki-1", "revised"),
        ...     ("paper-says", "wiki-1-says", "paraphrased"),
        ...     ("wiki-2-says", "paper-says", "paraphrased"),
        ... ):
        ...     records.append(Derivation(derived=derived, taken_from=taken_from, kind=kind))
        >>> print(circular(Dossier(records), "clm-1"))
        1 ring
        “The coati is an aardvark.”: 2 works rest on each other: “Wiki-1” and “Paper”
          2009-03-01: “Paper” took it from “Wiki-1” — the earliest
          2009-05-10: “Wiki-1” took it from “Paper”
          nothing outside the ring supports it
    """
    want_dossier("circular", dossier)
    if not isinstance(predict, bool):
        raise UsageError("circular", f"predict is True or False, got {shown(predict)}")
    asked = None if claim is None else asked_about("circular", dossier, claim, "claims")[1].id
    view = View.asked("circular", dossier, as_of, known_at, basis)
    return _circular(view, asked, predict)


@collector_paused()
def _circular(view: View, asked: str | None, predict: bool) -> Circular:
    citing = Citing(view)
    starts = _starts(citing) if asked is None else list(citing.nodes_of(asked))
    found = components(starts, citing.next_to)
    _tell_what_is_doubtful(citing, starts, found)
    search = _Search(citing)
    loops = search.rings(found)
    possible: list[Loop] = []
    if predict:
        possible = search.possible(asked, starts)
    for (holder, _), gap in citing.walk.gaps.items():
        if gap.unseen not in view.dossier:
            view.leave_out(gap.by or holder, f"it refers to {gap.unseen}, which is not in the dossier")
    search.rounds.labels.settle()
    return Circular(asked, _sorted(loops), _sorted(possible), view.left_out, predict)


def _starts(citing: Citing) -> list[Node]:
    """Return the nodes of all works that could be in a ring."""
    found: dict[Node, None] = {}
    passages_in, has_passage, node_of = citing.view.passages_in, citing.view.has_passage, citing.node_of
    for work in works_that_could_circle(citing):
        for article in citing.versions(work):
            for passage in passages_in(article):
                if side_of(passage) != NEITHER and has_passage(passage):
                    found[node_of(passage)] = None
    return list(found)


def _tell_what_is_doubtful(citing: Citing, starts: Iterable[Node], found: Sequence[tuple[Node, ...]]) -> None:
    """List the derivations that would close a ring, or widen one, if they were established."""
    if not citing.doubtful:
        return
    perhaps = components(starts, citing.next_or_perhaps_next_to)
    rings = {node: number for number, ring in enumerate(found) for node in ring}
    wider = {node: number for number, ring in enumerate(perhaps) for node in ring}
    for node in wider:
        for _, giver, _, _, derivation in citing.doubtful.get(node, ()):
            is_closing = node[0] != giver[0] and wider[node] == wider[giver]
            if derivation is None or not is_closing or rings.get(node, -1) == rings.get(giver, -2):
                continue
            if derivation.standing is not Standing.ESTABLISHED:
                why = "it is only possible: if it were established, a ring would be closed"
            else:
                why = "it is not known to cover the passages of the claim: if it did, a ring would be closed"
            citing.view.leave_out(derivation.id, why)


def _sorted(loops: Iterable[Loop]) -> tuple[Loop, ...]:
    return tuple(sorted(loops, key=_when_and_what))


def _when_and_what(loop: Loop) -> tuple[object, ...]:
    return order_of(loop.edges[0].when), loop.claims, loop.works


class _Search:
    """Finds the loops of one question in the graph of works."""

    def __init__(self, citing: Citing) -> None:
        self.citing, self.view = citing, citing.view
        self.supported: set[Node] = set()
        self.rounds = Rounds(citing, self.supported)
        self.in_rings: set[Node] = set()

    def rings(self, found: Iterable[tuple[Node, ...]]) -> list[Loop]:
        """Return the loops among components, each of which comes after those it leads to."""
        loops = []
        supported = self.supported
        for component in watched(found, "looking for rings"):
            if self._is_supported(component):
                supported.update(component)
            if len(component) > 1:
                loop = self.rounds.ring(component)
                if loop is not None:
                    loops.append(loop)
                    self.in_rings.update(component)
        return loops

    def _is_supported(self, component: Iterable[Node]) -> bool:
        """Tell whether something in a component ends somewhere, or leads to what is supported."""
        ends, supported, links_of = self.citing.ends, self.supported, self.citing.links
        for node in component:
            if node in ends:
                return True
            for link in links_of(node):
                if link[1] in supported:
                    return True
        return False

    # --- rings that may come to be -----------------------------------------------------------

    def possible(self, asked: str | None, starts: Iterable[Node]) -> list[Loop]:
        """Return the loops that texts still being edited may close that give no source."""
        citing = self.citing
        claims = self._claims_without_source() if asked is None else [asked]
        nodes = [node for claim in self._all_related(claims) for node in citing.nodes_of(claim)]
        takers: dict[Node, list[Link]] = {}
        for node in self._reached(nodes):
            for link in (*citing.links(node), *citing.lapsed.get(node, ())):
                takers.setdefault(link.giver, []).append(link)
        wanted = takers if asked is None else self._reached(starts)
        loops = []
        for node in wanted:
            if node in takers and node not in self.in_rings and not is_source(node):
                loop = self._waiting(node, takers)
                if loop is not None:
                    loops.append(loop)
        return loops

    def _waiting(self, node: Node, takers: dict[Node, list[Link]]) -> Loop | None:
        citing = self.citing
        if not self._is_edited(node[0]):
            return None
        standing = citing.standing(node)
        passages = standing or [p for p in citing.passages(node) if not self._is_retracted(p)]
        if not passages or not all(map(self._gives_no_source, passages)):
            return None
        links: list[Link] = []
        seen = {node}
        queue = [node]
        for at in queue:
            for link in takers.get(at, ()):
                links.append(link)
                if link.taker not in seen:
                    seen.add(link.taker)
                    queue.append(link.taker)
        return self.rounds.possible(node, links, passages, dropped=not standing)

    def _reached(self, starts: Iterable[Node]) -> dict[Node, None]:
        """Return the nodes that can be reached, over links to what was taken back as well."""
        citing = self.citing
        found = dict.fromkeys(starts)
        queue = list(found)
        for node in queue:
            for link in (*citing.links(node), *citing.lapsed.get(node, ())):
                if link.giver not in found:
                    found[link.giver] = None
                    queue.append(link.giver)
        return found

    def _all_related(self, claims: Iterable[str]) -> Iterator[str]:
        """Yield one id of every claim that is related to one of these, through however many others."""
        kinship = self.citing.walk.kinship
        queue = list(dict.fromkeys(kinship.same(claim)[0] for claim in claims))
        seen = set(queue)
        for claim in queue:
            yield claim
            for other in sorted(kinship.kin(claim)):
                first = kinship.same(other)[0]
                if first not in seen:
                    seen.add(first)
                    queue.append(first)

    def _claims_without_source(self) -> list[str]:
        """Return the claims that a text still being edited gives without a source."""
        view, citing = self.view, self.citing
        found: dict[str, None] = {}
        for id, article in view.articles.items():
            versioned = view.derivations_of(id) or view.derivations_from(id)
            if article.kind is ArticleKind.REFERENCE_WORK or versioned:
                if not any(p.source is None for p in view.passages_in(id)):
                    continue
                if self._is_edited(citing.work_of(id)):
                    found.update(dict.fromkeys(p.claim for p in view.passages_in(id) if p.source is None))
        return list(found)

    def _is_edited(self, work: str) -> bool:
        """Tell whether a work is still being edited, as far as is on record."""
        view = self.view
        held = [view.articles[id] for id in self.citing.versions(work) if id in view.articles]
        if any(self._retraction_of(article.id) for article in held):
            return False
        return len(held) > 1 or any(view.read(a, "kind") is ArticleKind.REFERENCE_WORK for a in held)

    def _retraction_of(self, article: str) -> bool:
        return any(
            derivation.kind is DerivationKind.RETRACTED
            and self.view.established(derivation)
            and self.view.happened(derivation)
            for derivation in self.view.derivations_from(article)
        )

    def _is_retracted(self, passage: Attribution) -> bool:
        why = self.citing.walk.standings.why_fallen(passage)
        return isinstance(why, Derivation) and why.kind is DerivationKind.RETRACTED

    def _gives_no_source(self, passage: Attribution) -> bool:
        """Tell whether a passage credits nobody, itself or by a relay, and came from no other work."""
        citing, walk = self.citing, self.citing.walk
        if passage.source is not None:
            return False
        for edge in walk.rest(passage):
            taken = self.view.attributions.get(edge.target)
            is_of_same_work = taken is not None and citing.node_of(taken) == citing.node_of(passage)
            if edge.how != OWN_VOICE and not is_of_same_work:
                return False
        relays = list(walk.relays(passage))
        outermost = relays[-1] if relays else passage
        is_complete = outermost.via is None or outermost.via in self.view.attributions
        return is_complete and all(relay.source is None for relay in relays)
