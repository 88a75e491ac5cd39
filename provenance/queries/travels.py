"""The hops along which a claim travelled: those of a trace, the possible ones, and versions of one work."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from provenance.model import Attribution, Derivation, Standing
from provenance.queries.rings import components
from provenance.queries.standing import VERSION_KINDS, passages_between, side_of
from provenance.queries.steps import COMES_FROM, DERIVES, ENCLOSES, FALLEN, GAP, TO_VOICES, Edge
from provenance.queries.walk import Walk
from provenance.queries.wording import words_of

__all__ = ["BEGAN_HERE", "VERSION", "DriftHop", "Travels", "Way"]

VERSION = "version"
"""Both passages stand in versions of one work."""
BEGAN_HERE = "began_here"
"""What the passage was taken from does not say the same: the walk ends here."""

_MOST_PAIRS = 2_500


class DriftHop(NamedTuple):
    """One step on which a claim may have changed: a passage came from another, or from a source."""

    record: str
    """The passage in which it arrived."""

    how: str
    """derives (taken from a passage), fallen (from one that no longer stands), comes_from (from a
    source), version (carried on from another version of the article), began_here (what it was taken
    from does not say the same)."""

    rests_on: str
    """The passage or source it came from."""

    by: str | None
    """The derivation that says so."""

    relation: str | None = None
    """How the claim that arrived stands to the one that left: `restates` (or it is the same),
    narrows, generalises, updates or another relation on record; `None` if none is, or from a source."""

    is_possible: bool = False
    """Whether the step is only possible, not established."""

    def __str__(self) -> str:
        return f"{self.record} {self.how.replace('_', ' ')} {self.rests_on}"


class Way(NamedTuple):
    """A hop with what is needed to compare its ends."""

    record: Attribution
    how: str
    passage: Attribution | None
    source: str | None
    derivation: Derivation
    is_possible: bool = False
    over_source: bool = False
    """Whether a source stands between the two passages."""

    @property
    def rests_on(self) -> str:
        """The id of the other end."""
        return self.passage.id if self.passage is not None else self.source or ""

    @property
    def rank(self) -> tuple[bool, bool, bool, str]:
        """Which of several hops between two records to keep: the smallest."""
        return self.is_possible, self.over_source, self.how == VERSION, self.derivation.id


class Travels:
    """Finds the hops, going back from some passages."""

    def __init__(
        self, walk: Walk, starts: Iterable[Attribution], changes: Callable[[Attribution, Attribution], int]
    ) -> None:
        """Walk back to the end.

        Args:
            walk: says what rests on what.
            starts: where to begin.
            changes: counts what changed between two passages: where an article was taken as a whole,
                it tells which of its passages a passage most likely was.
        """
        self._walk, self._view, self._count = walk, walk.view, changes
        self._ways: dict[tuple[str, str], Way] = {}
        self._next: dict[str, set[str]] = {}
        self._pairs: dict[tuple[str, str, str], dict[str, Attribution]] = {}
        self._behind: dict[str, list[tuple[str, Derivation]]] = {}
        self._starts = sorted(starts, key=lambda passage: passage.id)
        self._go()

    def ways(self) -> list[Way]:
        """Return the hops: those nearest the origins first, then by the ids of their ends."""
        levels = self._levels()
        return sorted(
            self._ways.values(), key=lambda way: (levels[way.record.id], way.record.id, way.rests_on)
        )

    def _levels(self) -> dict[str, int]:
        """Return for each passage how many hops it is from the farthest origin; those of a ring are level."""
        following = self._next.get
        levels: dict[str, int] = {}
        # Levels do not depend on where one begins, or in which order one goes.
        for ring in components(self._next, lambda node: following(node, ())):
            below = [levels[other] for node in ring for other in following(node, ()) if other in levels]
            level = 1 + max(below, default=-1)
            levels.update(dict.fromkeys(ring, level))
        return levels

    # --- the walk --------------------------------------------------------------------------

    def _go(self) -> None:
        held = {passage.id: passage for passage in self._starts}
        queue = list(held.values())
        for passage in queue:
            following = self._next.setdefault(passage.id, set())
            for other in self._from(passage):
                following.add(other.id)
                if other.id not in held:
                    held[other.id] = other
                    queue.append(other)

    def _from(self, passage: Attribution) -> Iterator[Attribution]:
        """Note the hops that end in a passage, and yield the passages they come from."""
        walk, view = self._walk, self._view
        edges = walk.rest(passage)
        if self._is_plain(passage, edges):
            ways = list(self._taken(passage, edges))
            self._note(ways)
            yield from [way.passage for way in ways if way.passage is not None]
            return
        for edge in edges:
            if (
                edge.derivation is None
                and edge.how in (ENCLOSES, FALLEN)
                and edge.target in view.attributions
            ):
                yield view.attributions[edge.target]
        ways = list(self._taken(passage, edges))
        if not any(edge.derivation is not None for edge in edges):
            self._note(self._began(passage))  # nothing is walked beyond
        ways += self._possible(passage)
        ways += self._versions(passage)
        ways += self._over_sources(passage, edges)
        self._note(ways)
        yield from (way.passage for way in ways if way.passage is not None)

    def _is_plain(self, passage: Attribution, edges: Sequence[Edge]) -> bool:
        """Tell whether a passage came from others in the usual way, so that nothing else is to be asked."""
        for how, target, derivation, _ in edges:
            if how != DERIVES or derivation is None or derivation.taken_from != target:
                return False
        return passage.id not in self._walk.doubts and not self._view.derivations_of(passage.article)

    def _note(self, ways: Iterable[Way]) -> None:
        for way in ways:
            one, other = way.record.id, way.rests_on
            if one == other:
                continue
            known = self._ways.setdefault((one, other), way)
            if known is not way and way.rank < known.rank:
                self._ways[one, other] = way

    def _taken(self, passage: Attribution, edges: Sequence[Edge]) -> Iterator[Way]:
        """Yield the hops along established derivations."""
        together: dict[str, tuple[Derivation, str]] = {}
        for how, target, derivation, _ in edges:
            if derivation is None:
                continue
            if how == COMES_FROM:
                yield Way(passage, how, None, derivation.taken_from, derivation)
            elif how in (DERIVES, FALLEN):
                if derivation.taken_from in self._view.attributions:
                    yield Way(passage, how, self._view.attributions[target], None, derivation)
                else:
                    together[derivation.id] = derivation, how
        for derivation, how in together.values():
            found = self._in_article(derivation, passage)
            if found is not None:
                yield Way(passage, how, found, None, derivation)

    def _began(self, passage: Attribution) -> Iterator[Way]:
        """Yield the hops from texts that do not say the same, where nothing else was crossed."""
        view, kin = self._view, self._walk.kinship.kin
        for derivation in self._walk.began_here.get(passage.id, ()):
            taken = view.attributions.get(derivation.taken_from)
            if taken is None:
                candidates = self._passages(derivation.taken_from, passage.claim)
                taken = self._nearest(candidates, passage)
            elif derivation.derived != passage.id:
                # A relay's own: what it says of the relay's claim is no step of this one.
                relay = view.attributions.get(derivation.derived)
                if relay is not None and taken.claim in kin(relay.claim):
                    continue
            if taken is not None:
                yield Way(passage, BEGAN_HERE, taken, None, derivation)

    def _possible(self, passage: Attribution) -> Iterator[Way]:
        view = self._view
        for derivation in self._walk.doubts.get(passage.id, ()):
            id = derivation.taken_from
            if id in view.sources:
                yield Way(passage, COMES_FROM, None, id, derivation, is_possible=True)
                continue
            taken = view.attributions.get(id)
            if taken is None:
                taken = self._in_article(derivation, passage)
            elif not view.has_passage(taken):
                continue
            if taken is not None:
                yield Way(passage, DERIVES, taken, None, derivation, is_possible=True)

    def _versions(self, passage: Attribution) -> Iterator[Way]:
        view = self._view
        for derivation in view.derivations_of(passage.article):
            earlier = derivation.taken_from
            if derivation.kind in VERSION_KINDS and earlier != passage.article and view.has(derivation):
                found = self._paired(passage, earlier).get(passage.id) if earlier in view.articles else None
                if found is not None:
                    possible = derivation.standing is not Standing.ESTABLISHED
                    yield Way(passage, VERSION, found, None, derivation, possible)

    def _over_sources(self, passage: Attribution, edges: Sequence[Edge]) -> Iterator[Way]:
        """Yield the hops from passages that a credited source was itself derived from."""
        for edge in edges:
            if edge.how in TO_VOICES and edge.how != GAP:
                for target, derivation in self._behind_voice(edge.target):
                    taken = self._view.attributions[target]
                    yield Way(passage, DERIVES, taken, None, derivation, over_source=True)

    def _behind_voice(self, key: str) -> list[tuple[str, Derivation]]:
        known = self._behind.get(key)
        if known is None:
            known = self._behind[key] = []
            seen = {key}
            queue = [key]
            for at in queue:
                for how, target, derivation, _ in self._walk.rest_of_voice(at):
                    if (
                        how in (DERIVES, FALLEN)
                        and derivation is not None
                        and target in self._view.attributions
                    ):
                        known.append((target, derivation))
                    elif how in TO_VOICES and how != GAP and target not in seen:
                        seen.add(target)
                        queue.append(target)
        return known

    # --- which passage of an article ---------------------------------------------------------

    def _passages(self, article: str, claim: str) -> list[Attribution]:
        found = passages_between(self._view, article, self._walk.kinship.kin(claim))
        return sorted(filter(self._view.has_passage, found), key=lambda passage: passage.id)

    def _in_article(self, derivation: Derivation, passage: Attribution) -> Attribution | None:
        """Return the passage of an article that a passage was taken from."""
        article, side = derivation.taken_from, side_of(passage)
        if derivation.derived == passage.article and article != passage.article:
            found = self._paired(passage, article).get(passage.id)
            if found is not None and side_of(found) == side:
                return found
        candidates = [p for p in self._passages(article, passage.claim) if side_of(p) == side]
        return self._nearest(candidates, passage)

    def _nearest(self, candidates: Sequence[Attribution], passage: Attribution) -> Attribution | None:
        """Return the one from which the least changed; of several the one with the smallest id."""
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        alike = [p for p in candidates if self._alike(p) == self._alike(passage)]
        return min(alike or candidates, key=lambda p: (self._count(p, passage), p.id))

    def _paired(self, passage: Attribution, earlier: str) -> dict[str, Attribution]:
        """Return which passages of two articles are one passage, at most one for each.

        First those that agree, then those between which the least changed.
        """
        claim = self._walk.kinship.same(passage.claim)[0]
        key = passage.article, earlier, claim
        known = self._pairs.get(key)
        if known is None:
            later = self._passages(passage.article, claim)
            held = self._passages(earlier, claim)
            known = self._pairs[key] = self._pair(later, held)
        return known

    def _pair(self, later: list[Attribution], held: list[Attribution]) -> dict[str, Attribution]:
        found: dict[str, Attribution] = {}
        free: dict[object, list[Attribution]] = {}
        for passage in reversed(held):
            free.setdefault(self._alike(passage), []).append(passage)
        for passage in later:
            same = free.get(self._alike(passage))
            if same:
                found[passage.id] = same.pop()
        taken = {passage.id for passage in found.values()}
        news = [passage for passage in later if passage.id not in found]
        olds = [passage for passage in held if passage.id not in taken]
        if len(news) * len(olds) > _MOST_PAIRS:
            return found | {new.id: old for new, old in zip(news, olds, strict=False)}
        ranked = sorted((self._count(old, new), new.id, old.id) for new in news for old in olds)
        by_id = {old.id: old for old in olds}
        for _, new_id, old_id in ranked:
            if new_id not in found and old_id in by_id:
                found[new_id] = by_id.pop(old_id)
        return found

    def _alike(self, passage: Attribution) -> tuple[object, ...]:
        """Return all that is compared of a passage, so that what agrees in it is the same passage."""
        root = self._walk.voices.root
        heard = (passage.source, *(relay.source for relay in self._walk.relays(passage)))
        return (
            tuple(None if source is None else root(source) for source in heard),
            passage.claim,
            side_of(passage),
            passage.form,
            passage.act,
            passage.commitment,
            passage.anonymity,
            passage.credited_as,
            tuple(sorted(str(hedge.kind) for hedge in passage.hedges)),
            passage.said_at,
            words_of(passage),
        )
