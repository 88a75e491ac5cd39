"""Counting the origins of claims twice: as things are, and as they would be if something had fallen."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import frozen

from provenance.model import Attribution, Derivation, Source
from provenance.queries.choices import Tally, settled, tally
from provenance.queries.ends import Ends, Origin
from provenance.queries.falling import Fallen, FallingWalk
from provenance.queries.forward import Forward
from provenance.queries.labels import Labels
from provenance.queries.plainly import tables_of, walk_plainly
from provenance.queries.showing import Range, Reason, listed, places_of
from provenance.queries.standing import AGAINST, FOR, passages_between, side_of
from provenance.queries.steps import FALLEN, SPEAKS_FOR
from provenance.queries.view import View
from provenance.queries.walk import Walk

__all__ = ["Grounds", "Loss", "Recount"]

_TAKEN_TO = {
    "sources": "its word is taken not to count",
    "articles": "it is taken to be taken back",
    "attributions": "it is taken to be withdrawn",
}


@frozen
class Loss:
    """What a claim loses on one side. The ranges are without the floor."""

    starts: tuple[str, ...]
    before: Range
    after: Range
    lost: tuple[str, ...]
    left: tuple[str, ...]
    fewer_first_hand: bool
    passages: tuple[str, ...]
    articles: tuple[str, ...]
    relayed: tuple[str, ...]
    groups: tuple[str, ...]
    is_exact: bool

    @property
    def is_connected(self) -> bool:
        """Whether anything of it has to do with what fell."""
        return bool(self.passages or self.relayed or self.groups)


@frozen
class Grounds:
    """The records on the ways that led to what falls."""

    section: str
    passages: tuple[Attribution, ...]
    speaking: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]
    derivations: tuple[Derivation, ...]
    judgements: tuple[str, ...]
    relations: tuple[str, ...]

    def reasons(self, asked: str, records: Sequence[str], labels: Labels) -> tuple[Reason, ...]:
        """Return them with what they say and their places in the texts."""
        others = [id for id in records if id != asked]
        found = [Reason(asked, _TAKEN_TO[self.section] + (f", with {listed(others)}" if others else ""))]
        for passage in self.passages:
            who = "nobody" if passage.source is None else labels.plain(passage.source)
            found.append(Reason(passage.id, f"{passage.article} credits {who}", places_of(passage)))
        found += [Reason(id, f"speaks for {whom}") for id, whom in self.speaking]
        found += [Reason(id, "names a member that falls") for id in self.groups]
        for d in self.derivations:
            words = f"{d.derived} came from {d.taken_from} ({d.kind or 'kind not recorded'}, {d.standing})"
            found.append(Reason(d.id, words, d.anchors))
        found += [Reason(id, "a judgement that two sources are one") for id in self.judgements]
        found += [Reason(id, "a relation between two of the claims") for id in self.relations]
        return tuple(found)


class Recount:
    """Counts the claims that are connected with a record, with it and without."""

    def __init__(self, view: View, section: str, record: Any) -> None:
        """Find what is connected with a record.

        Args:
            view: what may be seen.
            section: the mapping that the record stands in.
            record: what falls.
        """
        self.walk = walk = Walk(view)
        self._view = view
        self._section = section
        forward = Forward(walk)
        if section == "sources":
            fallen, self.records = self._source(record, forward)
        elif section == "articles":
            fallen, self.records = self._article(record.id, forward)
        else:
            fallen, self.records = self._attribution(record, forward)
        forward.go()
        self._relayed = self._relayed_by()
        self._groups = self._groups_of(forward) if section == "sources" else {}
        self._met = forward.passages
        self._falling = FallingWalk(view, fallen=fallen)
        self._fallen = fallen
        self._on_the_way: dict[str, Attribution] = {}
        self._derivations: dict[str, Derivation] = {}
        self._speaking: set[tuple[str, str]] = set()
        self._groups_met: set[str] = set()
        self._counted: set[str] = set()

    # --- what falls ------------------------------------------------------------------------

    def _source(self, record: Source, forward: Forward) -> tuple[Fallen, tuple[str, ...]]:
        view, voices = self._view, self.walk.voices
        root, ids = voices.root(record.id), voices.ids(record.id)
        forward.from_voice(root)
        published = view.dossier.index("articles", "publisher").get
        works: set[str] = set()
        for id in ids:
            for article in published(id):
                if article.id not in works:
                    works.update(self.walk.standings.versions(article.id))
        for text in sorted(works):
            forward.from_article(text)
            forward.from_passages(p for p in view.passages_in(text) if p.source is None)
        return Fallen(asked=record.id, voices=frozenset({root})), ids

    def _article(self, article: str, forward: Forward) -> tuple[Fallen, tuple[str, ...]]:
        view = self._view
        versions = self.walk.standings.versions(article)
        gone: set[str] = set()
        for version in versions:
            forward.from_article(version)
            for passage in view.passages_in(version):
                gone.update(view.readings(passage))
        self._begin_with_withdrawn(gone, forward)
        return Fallen(asked=article, articles=frozenset(versions), passages=frozenset(gone)), versions

    def _attribution(self, record: Attribution, forward: Forward) -> tuple[Fallen, tuple[str, ...]]:
        readings = self._view.readings(record)
        self._begin_with_withdrawn(readings, forward)
        return Fallen(asked=record.id, passages=frozenset(readings)), readings

    def _begin_with_withdrawn(self, gone: Iterable[str], forward: Forward) -> None:
        """Begin with passages that no longer stand, and those of earlier versions that they carried on."""
        walk, view = self.walk, self._view
        works: dict[str, tuple[str, ...]] = {}
        seen: set[tuple[str, str]] = set()
        for id in sorted(gone):
            passage = view.attributions[id]
            forward.from_passages([passage])
            if len(view.readings(passage)) > 1:  # which reading is right decides what it lends
                forward.from_what_is_lent_by([passage])
            if passage.article not in works:
                versions = walk.standings.versions(passage.article)
                works.update(dict.fromkeys(versions, versions))
            versions, same = works[passage.article], walk.kinship.same(passage.claim)
            if len(versions) > 1 and (versions[0], same[0]) not in seen:
                seen.add((versions[0], same[0]))
                for version in versions:
                    forward.from_passages(passages_between(view, version, same))

    def _relayed_by(self) -> dict[str, Attribution]:
        """Return the passages that what falls relays, by id."""
        view = self._view
        if self._section == "articles":
            return {}
        if self._section == "attributions":
            outer = [view.attributions[id] for id in self.records]
        else:
            credited = view.dossier.index("attributions", "source").get
            outer = [p for id in self.records for p in credited(id)]
        found: dict[str, Attribution] = {}
        waiting = [passage for passage in outer if view.has_passage(passage)]
        for relay in waiting:
            for inner in view.enclosed(relay.id):
                if inner.id not in found and view.has_passage(inner):
                    found[inner.id] = inner
                    waiting.append(inner)
        return found

    def _groups_of(self, forward: Forward) -> dict[str, list[str]]:
        """Return the groups that name a voice which falls, by the id of each as a voice; go on from them."""
        view, voices = self._view, self.walk.voices
        naming = view.dossier.index("sources", "members").get
        found: dict[str, list[str]] = {}
        waiting = sorted(forward.voices)
        seen = set(waiting)
        for root in waiting:
            for id in voices.ids(root):
                for group in naming(id):
                    if id in view.read(group, "members"):
                        name = voices.root(group.id)
                        found.setdefault(name, []).append(group.id)
                        if name not in seen:
                            seen.add(name)
                            waiting.append(name)
        for name in found:
            forward.from_voice(name)
        forward.go()
        return found

    # --- counting --------------------------------------------------------------------------

    def holds(self, claim: str) -> bool:
        """Tell whether the dossier holds a claim; what refers to one that it does not is left out."""
        if claim in self._view.claims:
            return True
        for passage in self._view.passages_of(claim):
            self._view.leave_out(passage.id, f"its claim {claim} is not in the dossier")
        return False

    def losses(self) -> Iterator[tuple[str, Loss, Loss]]:
        """Yield every connected claim (of those that restate each other one), with what it loses.

        The first loss is that of its support, the second that of its denials.
        """
        met = {**self._met, **self._relayed}
        for claim in sorted({self.walk.kinship.same(p.claim)[0] for p in met.values() if side_of(p)}):
            sides = [self._loss(claim, side) for side in (FOR, AGAINST)]
            if any(loss.is_connected for loss in sides):
                self._counted.add(claim)
                yield claim, sides[0], sides[1]

    def _starts(self, claim: str, side: int) -> list[Attribution]:
        view, standings = self._view, self.walk.standings
        return [
            passage
            for id in self.walk.kinship.same(claim)
            for passage in view.passages_of(id)
            if side_of(passage) == side and view.has_passage(passage) and standings.stands(passage)
        ]

    def _loss(self, claim: str, side: int) -> Loss:
        starts = self._starts(claim, side)
        walk = FallingWalk(self._view, like=self._falling)
        plainly = self._walked_plainly(claim, starts)
        if plainly is None:
            before = tally(Walk(self._view, like=self.walk), starts)
            left = [passage for passage in starts if self._falling.standings.stands(passage)]
        else:
            before, gone = plainly, self._fallen.passages
            left = [passage for passage in starts if passage.id not in gone] if gone else starts
            walk.as_it_is = before.ends.edges
        after = tally(walk, left)
        lost, kept = self._compared(before.origins, after.origins)
        is_exact = before.count.is_exact and after.count.is_exact
        # What is left cannot be more than there was: a bound of what was is one of what is left.
        most = min(before.count.independent.most, after.count.independent.most)
        groups = {origin.id for origin in kept} & self._groups.keys()
        self._groups_met |= groups
        first = {origin.id for origin in kept if origin.seen_by}
        still = {key for origin in after.origins if origin.seen_by for key in self._keys(origin)}
        return Loss(
            tuple(start.id for start in starts),
            _range(before),
            Range(after.count.at_first_hand, most),
            tuple(origin.id for origin in lost),
            tuple(origin.id for origin in kept),
            any(origin.id in first and still.isdisjoint(self._keys(origin)) for origin in kept),
            self._touched(before, after, starts, left),
            tuple(sorted({passage.article for passage in starts})),
            tuple(sorted(start.id for start in starts if start.id in self._relayed)),
            tuple(sorted(groups)),
            is_exact,
        )

    def _walked_plainly(self, claim: str, starts: Sequence[Attribution]) -> Tally | None:
        """Return the count as things are, if nothing unusual is on record; else `None`."""
        view = self._view
        if not view.plain or not view.has_no_readings:
            return None
        plain = walk_plainly(view.dossier, tables_of(view.dossier), claim, starts)
        return None if plain is None else settled(walk := Walk(view, like=self.walk), Ends.of(walk, plain))

    def _keys(self, origin: Origin) -> frozenset[str]:
        """Return the ids by which an origin is known again: its records, or all versions of the work."""
        is_text = origin.kind != "source"
        return frozenset(self.walk.standings.versions(origin.id) if is_text else origin.records)

    def _compared(
        self, before: Sequence[Origin], after: Sequence[Origin]
    ) -> tuple[list[Origin], list[Origin]]:
        there = {key for origin in after for key in self._keys(origin)}
        lost = [origin for origin in before if there.isdisjoint(self._keys(origin))]
        return lost, [origin for origin in before if not there.isdisjoint(self._keys(origin))]

    def _touched(
        self, before: Tally, after: Tally, starts: Sequence[Attribution], left: Sequence[Attribution]
    ) -> tuple[str, ...]:
        """Return the starts that fall or led to what fell; notes everything on the ways there."""
        gone = {start.id for start in starts}.difference(start.id for start in left)
        edges, others = before.ends.edges, after.ends.edges
        cut = set(gone)
        for node, held in edges.items():
            other = others.get(node)
            if other is not None and other is not held and list(other) != list(held):
                cut.add(node)
        if not cut:
            return ()
        back: dict[str, list[str]] = {}
        for node, held in edges.items():
            for how, target, _, _ in held:
                if how != FALLEN:
                    if target in back:
                        back[target].append(node)
                    else:
                        back[target] = [node]
        reaching = set(cut)
        queue = list(cut)
        for node in queue:
            for other_node in back.get(node, ()):
                if other_node not in reaching:
                    reaching.add(other_node)
                    queue.append(other_node)
        self._note(before, reaching)
        return tuple(sorted(start.id for start in starts if start.id in reaching))

    # --- why -------------------------------------------------------------------------------

    def _note(self, before: Tally, reaching: set[str]) -> None:
        """Note the passages, derivations and spokesmen on the ways to what fell."""
        passages, edges, gone = before.ends.passages, before.ends.edges, self._fallen.passages
        voice_keys = before.ends.walk.voice_keys
        for node in reaching:
            if node in passages:
                self._on_the_way[node] = passages[node]
            for how, target, derivation, _ in edges.get(node, ()):
                if target in gone:
                    if target in passages:
                        self._on_the_way[target] = passages[target]
                elif target not in reaching:
                    continue
                if derivation is not None:
                    self._derivations[derivation.id] = derivation
                elif how == SPEAKS_FOR:
                    self._speaking.add((voice_keys[node][0], voice_keys[target][0]))

    def grounds(self, labels: Labels) -> Grounds:
        """Return the records on the ways to what fell; to be asked when everything has been counted."""
        passages = {**self._on_the_way, **self._relayed_and_counted()}
        for source in {passage.source for passage in passages.values()}:
            if source is not None:
                labels.know_source(source)
        claims = {passage.claim for passage in self._on_the_way.values()}
        groups = {id for name in self._groups_met for id in self._groups[name]}
        return Grounds(
            self._section,
            tuple(sorted(passages.values(), key=lambda p: p.id)),
            tuple(sorted(self._speaking)),
            tuple(sorted(groups)),
            tuple(sorted(self._derivations.values(), key=lambda d: d.id)),
            tuple(self._judgements()),
            self.walk.kinship.relations_among(claims) if len(claims) > 1 else (),
        )

    def _relayed_and_counted(self) -> dict[str, Attribution]:
        same = self.walk.kinship.same
        return {id: p for id, p in self._relayed.items() if side_of(p) and same(p.claim)[0] in self._counted}

    def _judgements(self) -> list[str]:
        if self._section != "sources" or len(self.records) < 2:
            return []
        held = set(self.records)
        return sorted(
            {
                judgement.id
                for id in self.records
                for other, judgement in self.walk.voices.judgements(id)
                if other in held and str(judgement.verdict) == "same"
            }
        )


def _range(found: Tally) -> Range:
    return Range(found.count.at_first_hand, found.count.independent.most)
