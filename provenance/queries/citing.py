"""Who took a claim from whom, work by work: the graph in which rings are sought."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from provenance.model import Attribution, Derivation, DerivationKind, Standing
from provenance.queries.plainly import tables_of, walk_plainly
from provenance.queries.standing import AGAINST, FOR, NEITHER, VERSION_KINDS, passages_between, side_of
from provenance.queries.steps import (
    COMES_FROM,
    CREDITS,
    DERIVES,
    ENCLOSES,
    FALLEN,
    GAP,
    OPEN,
    OWN_VOICE,
    SPEAKS_FOR,
    Edge,
)
from provenance.queries.view import View
from provenance.queries.walk import Walk

__all__ = ["Citing", "Link", "Node", "is_source"]

Node: TypeAlias = tuple[str, str, int]
"""A work, a claim and a side; or, for a source, `_SOURCE`, the key of its voice and 0."""

_Group: TypeAlias = dict[Node, list[Attribution] | None]
"""The passages of a claim by node; `None` where they are as quickly found again."""

_SOURCE = "\0source"
_NO_VERSIONS = VERSION_KINDS | {DerivationKind.RETRACTED}


class Link(NamedTuple):
    """A work or source took a claim from another, or credits it."""

    taker: Node
    giver: Node
    how: str
    """One of the words of a walk's steps."""
    passage: Attribution | None = None
    """The passage that took it; `None` where a source did."""
    derivation: Derivation | None = None
    """What says so; `None` for a credit."""


_giver = itemgetter(1)
_link = partial(tuple.__new__, Link)  # the constructor of a named tuple takes twice as long


class Citing:
    """The works and sources of one view, and what each took from which, looked up when asked for.

    A work is an article with its other versions. What a passage rests on is what the walk of
    independence says, with one difference: a passage that a later version no longer carries is
    where others took the claim from all the same, and the link leads to its work.
    """

    def __init__(self, view: View, looks: str = "plainly first") -> None:
        """Look at a view; tests look "closely" only, where most claims need no close look."""
        self.view, self._looks = view, looks
        self.walk = Walk(view)
        self.ends: dict[Node, list[tuple[str, str]]] = {}
        """For a work, where its passages end: how, and the source, article or unseen text."""
        self.doubtful: dict[Node, list[Link]] = {}
        """For a work, the links that would be there if something not established were."""
        self.lapsed: dict[Node, list[Link]] = {}
        """For a work, the links to passages that were taken back by name."""
        self._doubted: set[tuple[Node, str]] = set()
        self._links: dict[Node, list[Link]] = {}
        self._work: dict[str, str] = {}
        self._versions: dict[str, tuple[str, ...]] = {}
        self._groups: dict[str, _Group] = {}

    # --- works -----------------------------------------------------------------------------

    def work_of(self, article: str) -> str:
        """Return the id that stands for the work of an article: the smallest of its versions that exist."""
        known = self._work.get(article)
        if known is None:
            view = self.view
            known = article
            if view.derivations_of(article) or view.derivations_from(article):
                versions = self.walk.standings.versions(article)
                known = min([id for id in versions if self._is_there(id)] or versions)
                if len(versions) > 1:
                    self._versions[known] = versions
                for id in versions:
                    self._work[id] = known
            self._work[article] = known
        return known

    def has_versions(self, work: str) -> bool:
        """Tell whether a work has several versions, at whatever time."""
        return work in self._versions

    def versions(self, work: str) -> tuple[str, ...]:
        """Return the versions of a work that exist, sorted."""
        held = self._versions.get(work)
        return (work,) if held is None else tuple(id for id in held if self._is_there(id)) or (work,)

    def _is_there(self, article: str) -> bool:
        return article in self.view.articles and self.view.exists(article) is True

    # --- passages --------------------------------------------------------------------------

    def node_of(self, passage: Attribution) -> Node:
        """Return the node that a passage belongs to."""
        return self.work_of(passage.article), self.walk.kinship.same(passage.claim)[0], side_of(passage)

    def nodes_of(self, claim: str) -> Iterable[Node]:
        """Return the nodes of all works that support or deny a claim, or one that restates it."""
        return self._group(self.walk.kinship.same(claim)[0])

    def passages(self, node: Node) -> Sequence[Attribution]:
        """Return the passages of a node that are in view, whether they stand or not."""
        held = self._group(node[1]).get(node, ())
        if held is not None:
            return held
        article, claim, side = node
        return [p for p in passages_between(self.view, article, [claim]) if side_of(p) == side]

    def standing(self, node: Node) -> list[Attribution]:
        """Return those of them that stand."""
        stands = self.walk.standings.stands
        return [passage for passage in self.passages(node) if stands(passage)]

    def _group(self, claim: str) -> _Group:
        """Return the passages of a claim by node."""
        known = self._groups.get(claim)
        if known is None:
            known = self._groups[claim] = {}
            if self._looks == "plainly first" and self.view.plain and self._walked_plainly(claim, known):
                return known
            has_passage, work_of = self.view.has_passage, self.work_of
            for same in self.walk.kinship.same(claim):
                for passage in self.view.passages_of(same):
                    side = side_of(passage)
                    if side != NEITHER and has_passage(passage):
                        node = work_of(passage.article), claim, side
                        held = known.get(node)
                        if held is None:
                            held = known[node] = []
                        held.append(passage)
        return known

    def _walked_plainly(self, claim: str, group: _Group) -> bool:
        """Fill in the nodes and links of a claim about which nothing unusual is on record, as for most."""
        dossier = self.view.dossier
        plain = walk_plainly(dossier, tables_of(dossier), claim, self.view.passages_of(claim))
        if plain is None:
            return False
        nodes: dict[str, tuple[Node, list[Link]]] = {}
        links, ends, passages, derivations = self._links, self.ends, plain.passages, plain.derivations
        kept: dict[int, dict[str, tuple[Node, list[Link]]]] = {FOR: {}, AGAINST: {}}
        for id, passage in passages.items():
            side = side_of(passage)
            if side != NEITHER:
                of_side, article = kept[side], passage.article
                held = of_side.get(article)
                if held is None:
                    node = article, claim, side
                    held = of_side[article] = node, []
                    group[node], links[node] = None, held[1]
                nodes[id] = held
        for id, how, target, by, _ in plain.hops:
            held = nodes.get(id)
            if held is None:
                continue
            node, taken = held
            if how == DERIVES and by is not None:
                giver = nodes[target][0]
                if giver is not node:
                    taken.append(_link((node, giver, DERIVES, passages[id], derivations[by])))
            elif how != ENCLOSES:
                ends.setdefault(node, []).append((how, target))
        return True

    # --- links -----------------------------------------------------------------------------

    def next_to(self, node: Node) -> Iterator[Node]:
        """Yield the nodes that a node took the claim from, or credits."""
        return map(_giver, self.links(node))

    def next_or_perhaps_next_to(self, node: Node) -> Iterator[Node]:
        """Yield the same, and those that it would lead to if something not established were."""
        yield from self.next_to(node)
        for link in self.doubtful.get(node, ()):
            yield link.giver

    def links(self, node: Node) -> list[Link]:
        """Return what a node took from which, and whom it credits that took it from others."""
        known = self._links.get(node)
        if known is None:
            of_source = node[0] == _SOURCE
            known = self._links[node] = self._of_source(node) if of_source else self._of_work(node)
        return known

    def _of_work(self, node: Node) -> list[Link]:
        found: list[Link] = []
        view, attributions, rest = self.view, self.view.attributions, self.walk.rest
        for passage in self.standing(node):
            steps = rest(passage)
            for edge in steps:
                how, target, derivation, _ = edge
                if how == DERIVES:
                    if derivation is not None and self._is_lent_from_elsewhere(passage, derivation):
                        continue
                    giver = self.node_of(attributions[target])
                    link = Link(node, giver, DERIVES, passage, derivation)
                    if giver != node and (not found or found[-1] != link):  # several passages of one work
                        found.append(link)
                else:
                    self._other_step(node, passage, edge, found)
            if view.derivations_of(passage.article) or _may_be_in_doubt(view, passage):
                self._note_doubtful(node, passage, steps)
        return found

    def _other_step(self, node: Node, passage: Attribution, edge: Edge, found: list[Link]) -> None:
        how, target, derivation, unseen = edge
        if how == ENCLOSES:
            inner = self.view.attributions[target]
            giver = self.node_of(inner)
            if inner.article == passage.article and giver != node:
                found.append(Link(node, giver, ENCLOSES, passage))
        elif how == FALLEN:
            self._fallen(node, passage, target, found)
        elif how in (CREDITS, COMES_FROM, GAP):
            if self.walk.rest_of_voice(target):
                found.append(Link(node, (_SOURCE, target, 0), how, passage, derivation))
            else:
                self.ends.setdefault(node, []).append((CREDITS, self.root_of(target)))
        elif how == OPEN:
            self.ends.setdefault(node, []).append((OPEN, unseen or target))
        elif how == OWN_VOICE:
            self.ends.setdefault(node, []).append((OWN_VOICE, target))

    def _of_source(self, node: Node) -> list[Link]:
        key = node[1]
        root, claim, side = self.walk.voice_keys[key]
        found: list[Link] = []
        for how, target, derivation, unseen in self.walk.rest_of_voice(key):
            if how == DERIVES:
                giver = self.node_of(self.view.attributions[target])
                found.append(Link(node, giver, how, None, derivation))
            elif how in (COMES_FROM, SPEAKS_FOR) and target != key:
                found.append(Link(node, (_SOURCE, target, 0), how, None, derivation))
            elif how == FALLEN:
                holders = self.walk.voices.ids(root)
                for held, taken in self._fallen_targets(holders, target, claim, side):
                    self._note_fallen(node, None, held, taken, found)
            elif how in (GAP, OPEN):
                end = (OPEN, unseen or target) if how == OPEN else (CREDITS, root)
                self.ends.setdefault(node, []).append(end)
        return found

    def root_of(self, key: str) -> str:
        """Return the source that the key of a voice stands for."""
        known = self.walk.voice_keys.get(key)
        return key if known is None else known[0]

    # --- what no longer stands -------------------------------------------------------------

    def _fallen(self, node: Node, passage: Attribution, target: str, found: list[Link]) -> None:
        taken = self.view.attributions.get(target)
        if taken is not None and taken.via == passage.id:
            return  # what it encloses was taken back: that was said in the same article
        holders = [passage.id, *(relay.id for relay in self.walk.relays(passage)), passage.article]
        for derivation, fallen in self._fallen_targets(holders, target, passage.claim, node[2]):
            if not self._is_lent_from_elsewhere(passage, derivation):
                self._note_fallen(node, passage, derivation, fallen, found)

    def _fallen_targets(
        self, holders: Iterable[str], target: str, claim: str, side: int
    ) -> Iterator[tuple[Derivation, Attribution]]:
        """Yield the passages behind a step to what no longer stands, and what leads there."""
        view = self.view
        taken = view.attributions.get(target)
        kin = self.walk.kinship.kin(claim)
        fallen = [taken] if taken is not None else passages_between(view, target, kin)
        for holder in holders:
            for derivation in view.derivations_of(holder):
                if derivation.taken_from == target and view.established(derivation):
                    for passage in fallen:
                        if side_of(passage) == side and view.has_passage(passage):
                            yield derivation, passage

    def _note_fallen(
        self,
        node: Node,
        passage: Attribution | None,
        derivation: Derivation,
        fallen: Attribution,
        found: list[Link],
    ) -> None:
        giver = self.node_of(fallen)
        if giver != node:
            link = Link(node, giver, DERIVES, passage, derivation)
            if isinstance(self.walk.standings.why_fallen(fallen), str):
                found.append(link)
            else:
                self.lapsed.setdefault(node, []).append(link)

    # --- what is not established, or not sound ---------------------------------------------

    def _is_lent_from_elsewhere(self, passage: Attribution, derivation: Derivation) -> bool:
        """Tell whether a derivation was lent by a relay in another article, which is no relay at all."""
        holder = derivation.derived
        if holder in (passage.id, passage.article):
            return False
        relay = self.view.attributions.get(holder)
        if relay is not None and relay.article == passage.article:
            return False
        self.view.leave_out(passage.id, f"it is relayed by {holder}, which stands in another article")
        return True

    def _note_doubtful(self, node: Node, passage: Attribution, steps: Sequence[Edge]) -> None:
        """Note where a passage would lead if a possible derivation were established, or a lead covered it."""
        if any(edge.how == ENCLOSES for edge in steps):
            return  # what it encloses has all that it could lead to
        view = self.view
        followed = {edge.derivation.id for edge in steps if edge.derivation is not None}
        holders = [passage.id]
        if passage.via is not None:
            holders += [r.id for r in self.walk.relays(passage) if r.article == passage.article]
        for holder in (*holders, passage.article):
            for derivation in view.derivations_of(holder):
                if derivation.id in followed or derivation.kind in _NO_VERSIONS or not view.has(derivation):
                    continue
                if holder != passage.article and derivation.standing is Standing.ESTABLISHED:
                    continue
                if (node, derivation.id) in self._doubted and holder == passage.article:
                    continue  # another passage of the work would lead to the same
                self._doubted.add((node, derivation.id))
                for giver in self._givers(derivation, passage):
                    if giver != node:
                        link = Link(node, giver, DERIVES, passage, derivation)
                        self.doubtful.setdefault(node, []).append(link)

    def _givers(self, derivation: Derivation, passage: Attribution) -> Iterator[Node]:
        view, id = self.view, derivation.taken_from
        kin, side = self.walk.kinship.kin(passage.claim), side_of(passage)
        taken = view.attributions.get(id)
        for giver in [taken] if taken is not None else passages_between(view, id, kin):
            if giver.claim in kin and side_of(giver) == side and view.has_passage(giver):
                yield self.node_of(giver)


def is_source(node: Node) -> bool:
    """Tell whether a node is a source."""
    return node[0] == _SOURCE


def _may_be_in_doubt(view: View, passage: Attribution) -> bool:
    """Tell whether a passage may have derivations that are not established."""
    return passage.via is not None or any(
        derivation.standing is not Standing.ESTABLISHED for derivation in view.derivations_of(passage.id)
    )
