"""What a passage rests on, one step at a time: the walk that every question about origins stands on.

The rules are those of independence: a passage rests on what it encloses; else on what it was
established to be derived from; else on the source it credits; else on its article.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from provenance.model import Attribution, Derivation, DerivationKind, Standing, TextAnchor
from provenance.queries.kinship import Kinship
from provenance.queries.standing import VERSION_KINDS, Standings, passages_between, side_of
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
    Gap,
    Lead,
)
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = ["Walk"]

_WHOLE_COPIES = frozenset(
    {DerivationKind.REPUBLISHED, DerivationKind.TRANSLATED, DerivationKind.ARCHIVED_COPY}
)
_NO_EDGES: tuple[Edge, ...] = ()


def _edge(how: str, target: str, derivation: Derivation | None = None, unseen: str | None = None) -> Edge:
    return tuple.__new__(Edge, (how, target, derivation, unseen))  # the constructor takes twice as long


class Walk:
    """Answers what rests on what in one view, and remembers what it met.

    A voice is known by the id that stands for it. Where a source was derived from a text, what
    it rests on depends on the claim: its key is then the voice with the claim and the side.
    """

    def __init__(self, view: View, absent: Collection[str] = (), like: "Walk | None" = None) -> None:
        self.view = view
        self._like = like
        self.absent = absent
        """Readings that were not chosen: they are not there, and a walk into one ends nowhere."""
        self.doubts: dict[str, list[Derivation]] = {}
        """For a passage, the derivations it may possibly have."""
        self.began_here: dict[str, list[Derivation]] = {}
        """For a passage or source, derivations from texts that do not say the same: the claim began here."""
        self.gaps: dict[tuple[str, str], Gap] = {}
        self.voice_keys: dict[str, tuple[str, str, int]] = {}
        """For the key of a voice: the id that stands for it, the claim and the side."""
        self._plain_ends: set[str] = set()
        """Voices that rest on nobody, so that they need not be looked up again."""
        self._leads: dict[str, tuple[Derivation, list[str]]] = {}
        self._lender: dict[str, str | None] = {}
        self._in_context: dict[str, bool] = {}
        self._supporting: dict[tuple[str, str, int], tuple[list[str], bool, bool]] = {}

    @cached_property
    def kinship(self) -> Kinship:
        """Which claims are the same or related."""
        return Kinship(self.view) if self._like is None else self._like.kinship

    @cached_property
    def voices(self) -> Voices:
        """Which sources are one."""
        return Voices(self.view) if self._like is None else self._like.voices

    @cached_property
    def standings(self) -> Standings:
        """Which passages stand."""
        return Standings(self.view, self.kinship, self.voices) if self._like is None else self._like.standings

    @cached_property
    def has_affiliations(self) -> bool:
        """Whether any source is affiliated with another, so that most look-ups can be left out."""
        return len(self.view.dossier.index("sources", "affiliations.organization")) > 0

    @cached_property
    def _speaks(self) -> bool:
        return len(self.view.dossier.index("sources", "speaks_for")) > 0

    def absorb(self, other: "Walk") -> None:
        """Note what another walk in the same view met."""
        self.gaps.update(other.gaps)
        self.voice_keys.update(other.voice_keys)
        for mine, theirs in ((self.doubts, other.doubts), (self.began_here, other.began_here)):
            for id, held in theirs.items():
                known = mine.setdefault(id, [])
                known += [derivation for derivation in held if derivation not in known]
        for id, (derivation, passages) in other._leads.items():
            self._leads.setdefault(id, (derivation, []))[1].extend(passages)

    # --- passages --------------------------------------------------------------------------

    def rest(self, passage: Attribution) -> Sequence[Edge]:
        """Return what a passage rests on."""
        if self.view.enclosed(passage.id):
            edges = [
                _edge(ENCLOSES if self.standings.stands(inner) else FALLEN, inner.id)
                for inner in self.relayed(passage)
            ]
            if edges:
                return edges
        return self.rest_if_alone(passage)

    def relayed(self, passage: Attribution) -> list[Attribution]:
        """Return the passages that a passage encloses, on its side, with the same or a related claim."""
        view, absent = self.view, self.absent
        kin, side = self.kinship.kin(passage.claim), side_of(passage)
        return [
            inner
            for inner in view.enclosed(passage.id)
            if inner.claim in kin
            and inner.id not in absent
            and side_of(inner) == side
            and view.has_passage(inner)
        ]

    def rest_if_alone(self, passage: Attribution) -> Sequence[Edge]:
        """Return what a passage rests on that encloses nothing."""
        derivations_of = self.view.derivations_of
        edges: list[Edge] = []
        own, of_article = derivations_of(passage.id), derivations_of(passage.article)
        if passage.via is not None or own or of_article:
            is_alone = passage.via is None and not of_article
            if is_alone and self.view.plain and all(d.standing is Standing.ESTABLISHED for d in own):
                established = own  # as nearly always
            else:
                established = self._established(passage)
            side = side_of(passage)
            for derivation in established:
                edges += self._follow(derivation, passage, passage.claim, side)
            if edges:
                return edges
        return (self.credit(passage),)

    def credit(self, passage: Attribution) -> Edge:
        """Return what a passage rests on that shows no other way: its source, else its article."""
        if passage.source is not None:
            return _edge(CREDITS, self._voice_key(passage.source, passage.claim, side_of(passage)))
        return _edge(OWN_VOICE, passage.article)

    def relays(self, passage: Attribution) -> Iterable[Attribution]:
        """Yield the passages that relay one, nearest first, to where one is missing or comes round again."""
        view = self.view
        seen = {passage.id}
        inner, via = passage, passage.via
        while via is not None and via not in seen:
            seen.add(via)
            relay = view.attributions.get(via)
            if relay is None:
                self.gaps.setdefault((inner.id, via), Gap(inner.id, via, None, inner.source))
                return
            if relay.id in self.absent or not view.has_passage(relay):
                return
            yield relay
            inner, via = relay, relay.via

    def _established(self, passage: Attribution) -> list[Derivation]:
        """Return the established derivations of a passage: its own, lent by its relays, or of its article.

        Notes the possible ones and those that are only leads. That an article took something from another
        is no lead where this passage is known to come from there, or credits that outlet anyway.
        """
        view = self.view
        found: dict[str, Derivation] = {}
        uncovering: list[Derivation] = []
        holders = [passage, *self._lenders(passage)]
        for holder in holders:
            for derivation in view.derivations_of(holder.id):
                if view.has(derivation):
                    found[derivation.id] = derivation
        for article in dict.fromkeys(holder.article for holder in holders):
            for derivation in view.derivations_of(article):
                if not view.has(derivation):
                    continue
                if self._covers(derivation, passage):
                    found[derivation.id] = derivation
                elif derivation.kind not in VERSION_KINDS and derivation.kind is not DerivationKind.RETRACTED:
                    uncovering.append(derivation)
        established = []
        for derivation in found.values():
            if derivation.standing is Standing.ESTABLISHED:
                established.append(derivation)
            elif self._could_lead(derivation, passage):
                self.doubts.setdefault(passage.id, []).append(derivation)
        if uncovering:
            self._note_leads(passage, uncovering, established)
        return established

    def _note_leads(
        self, passage: Attribution, uncovering: Sequence[Derivation], established: Sequence[Derivation]
    ) -> None:
        view, root = self.view, self.voices.root
        taken = {derivation.taken_from for derivation in established}
        taken.update(view.attributions[id].article for id in list(taken) if id in view.attributions)
        credited = {root(p.source) for p in (passage, *self.relays(passage)) if p.source is not None}
        for derivation in uncovering:
            article = view.articles.get(derivation.taken_from)
            publisher = None if article is None else view.read(article, "publisher")
            if derivation.taken_from not in taken and (publisher is None or root(publisher) not in credited):
                self._leads.setdefault(derivation.id, (derivation, []))[1].append(passage.id)

    def _lenders(self, passage: Attribution) -> list[Attribution]:
        """Return the relays of a passage that have derivations of their own to lend."""
        if passage.via is None:
            return []
        found: list[Attribution] = []
        at: Attribution | None = passage
        seen = {passage.id}
        while at is not None:
            at = self._next_lender(at)
            if at is None or at.id in seen:
                break
            seen.add(at.id)
            found.append(at)
        return found

    def _next_lender(self, passage: Attribution) -> Attribution | None:
        """Return the nearest relay that has derivations; what was passed on the way is remembered."""
        passed = [passage.id]
        found: str | None = None
        for relay in self.relays(passage):
            if self.view.derivations_of(relay.id):
                found = relay.id
                break
            if relay.id in self._lender:
                found = self._lender[relay.id]
                break
            passed.append(relay.id)
        # What was passed in a ring of relays depends on where one begins: that is not remembered.
        is_ring = found is None and self.view.attributions[passed[-1]].via in passed
        for id in passed[:1] if is_ring else passed:
            self._lender[id] = found
        return None if found is None else self.view.attributions[found]

    def _covers(self, derivation: Derivation, passage: Attribution) -> bool:
        """Tell whether a derivation of an article holds for a passage of it.

        A whole copy holds for every passage, unless its anchors say that only a part was copied.
        """
        if not derivation.anchors:
            return derivation.kind in _WHOLE_COPIES
        if _lies_in(passage, derivation.anchors):
            return True
        return any(_lies_in(relay, derivation.anchors) for relay in self.relays(passage))

    # --- derivations -----------------------------------------------------------------------

    def _follow(
        self,
        derivation: Derivation,
        passage: Attribution | None,
        claim: str,
        side: int,
        voice: str | None = None,
    ) -> list[Edge]:
        """Return where a derivation of a passage (or of a voice that was credited with a claim) leads."""
        view, id = self.view, derivation.taken_from
        taken = view.attributions.get(id)
        if taken is not None:
            if not view.has_passage(taken):
                return self._gap(derivation, passage, voice, taken.article)
            if taken.claim in self.kinship.kin(claim) and side_of(taken) == side:
                stands = taken.id not in self.absent and self.standings.stands(taken)
                return [_edge(DERIVES if stands else FALLEN, taken.id, derivation)]
            return self._begins(derivation, passage, voice)
        if id in view.articles:
            standing, any_fallen, any_passage = self._in_article(id, claim, side)
            if standing:
                return [_edge(DERIVES, target, derivation) for target in standing]
            if any_fallen:
                return [_edge(FALLEN, id, derivation)]
            if any_passage:
                return self._begins(derivation, passage, voice)
            return self._gap(derivation, passage, voice, id)
        if id in view.sources:
            return [_edge(COMES_FROM, self._voice_key(id, claim, side), derivation)]
        return self._gap(derivation, passage, voice, id)

    def _could_lead(self, derivation: Derivation, passage: Attribution) -> bool:
        """Tell whether a derivation, were it established, would be crossed."""
        view, id, side = self.view, derivation.taken_from, side_of(passage)
        taken = view.attributions.get(id)
        if taken is not None and view.has_passage(taken):
            return taken.claim in self.kinship.kin(passage.claim) and side_of(taken) == side
        if id in view.articles:
            standing, any_fallen, any_passage = self._in_article(id, passage.claim, side)
            return bool(standing) or any_fallen or not any_passage
        return True

    def _in_article(self, article: str, claim: str, side: int) -> tuple[list[str], bool, bool]:
        """Return the standing passages of a claim on one side, whether any fell, and whether any exist."""
        key = (article, self.kinship.same(claim)[0], side)
        known = self._supporting.get(key)
        if known is None:
            standing: list[str] = []
            any_fallen = any_passage = False
            for passage in passages_between(self.view, article, self.kinship.kin(claim)):
                if not self.view.has_passage(passage):
                    continue
                any_passage = True
                if side_of(passage) != side:
                    continue
                if passage.id not in self.absent and self.standings.stands(passage):
                    standing.append(passage.id)
                else:
                    any_fallen = True
            known = self._supporting[key] = standing, any_fallen, any_passage
        return known

    def _begins(self, derivation: Derivation, passage: Attribution | None, voice: str | None) -> list[Edge]:
        holder = passage.id if passage is not None else voice or ""
        held = self.began_here.setdefault(holder, [])
        if derivation not in held:
            held.append(derivation)
        return []

    def _gap(
        self, derivation: Derivation, passage: Attribution | None, voice: str | None, unseen: str
    ) -> list[Edge]:
        # What counts is whether this passage names its source, not whether somebody else found the name.
        holder, source = (
            (passage.id, passage.source) if passage is not None else (voice or "", derivation.derived)
        )
        if source is None or not self._has_name(source):
            self.gaps.setdefault((holder, derivation.id), Gap(holder, unseen, derivation.id, None))
            return [_edge(OPEN, unseen, derivation, unseen)]
        self.gaps.setdefault((holder, derivation.id), Gap(holder, unseen, derivation.id, source))
        if passage is None:
            return [_edge(GAP, voice or source, derivation, unseen)]  # the voice itself is the end
        return [_edge(GAP, self._voice_key(source, passage.claim, side_of(passage)), derivation, unseen)]

    def _has_name(self, source: str) -> bool:
        record = self.view.sources.get(source)
        return record is not None and self.view.read(record, "name") is not None

    # --- sources ---------------------------------------------------------------------------

    def _voice_key(self, source: str, claim: str, side: int) -> str:
        root = self.voices.root(source)
        key = root
        if root in self._plain_ends:
            return root
        if self._depends_on_claim(root):
            key = f"{root}\0{self.kinship.same(claim)[0]}\0{side}"
        if key not in self.voice_keys:
            self.voice_keys[key] = (root, claim, side)
            if not self._speaks and not any(map(self.view.derivations_of, self.voices.ids(root))):
                self._plain_ends.add(root)
        return key

    def _depends_on_claim(self, root: str) -> bool:
        """Tell whether a voice, or one it rests on, was derived from a text."""
        known = self._in_context.get(root)
        if known is None:
            view, voices = self.view, self.voices
            known = False
            seen = {root}
            queue = [root]
            for at in queue:
                nearby = [
                    s
                    for r in voices.records(at)
                    if self._speaks and (s := view.read(r, "speaks_for")) is not None
                ]
                for id in voices.ids(at):
                    for derivation in view.derivations_of(id):
                        if view.established(derivation):
                            if derivation.taken_from in view.sources:
                                nearby.append(derivation.taken_from)
                            else:
                                known = True
                for other in map(voices.root, nearby):
                    if other not in seen:
                        seen.add(other)
                        queue.append(other)
            self._in_context[root] = known
        return known

    def rest_of_voice(self, key: str) -> Sequence[Edge]:
        """Return what a voice rests on: whom it speaks for, and what it is established to derive from.

        Nothing for a voice that is an end. A gap that leads to the voice itself makes it an end
        beside whatever else it rests on.
        """
        if key in self._plain_ends:
            return _NO_EDGES
        root, claim, side = self.voice_keys[key]
        view, voices = self.view, self.voices
        edges: list[Edge] = []
        if self._speaks:
            for record in voices.records(root):
                whom = view.read(record, "speaks_for")
                if whom is not None and whom not in view.sources:
                    self.gaps.setdefault((root, whom), Gap(root, whom, None, whom))
                if whom is not None and voices.root(whom) != root:
                    edges.append(_edge(SPEAKS_FOR, self._voice_key(whom, claim, side)))
        for id in voices.ids(root):
            for derivation in view.derivations_of(id):
                if view.established(derivation):
                    found = self._follow(derivation, None, claim, side, root)
                    edges += [edge for edge in found if edge.how != COMES_FROM or edge.target != key]
        return edges or _NO_EDGES

    def is_possibly_derived(self, root: str) -> bool:
        """Tell whether a voice has a possible derivation."""
        view = self.view
        return any(
            derivation.standing is not Standing.ESTABLISHED and view.has(derivation)
            for id in self.voices.ids(root)
            for derivation in view.derivations_of(id)
        )

    @property
    def leads(self) -> tuple[Lead, ...]:
        """The derivations between articles that were met and did not cover a passage, by id."""
        return tuple(
            Lead(id, derivation.derived, derivation.taken_from, tuple(sorted(set(passages))))
            for id, (derivation, passages) in sorted(self._leads.items())
        )


def _lies_in(passage: Attribution, anchors: tuple[TextAnchor, ...]) -> bool:
    """Tell whether the words of a passage lie in the parts of the text that these anchors mark."""
    held = passage.anchors
    wanted = held.content or held.cue or held.source
    if not wanted:
        return False
    return all(_is_covered(anchor, anchors) for anchor in wanted)


def _is_covered(anchor: TextAnchor, anchors: tuple[TextAnchor, ...]) -> bool:
    at = anchor.start
    for other in sorted((a for a in anchors if a.part == anchor.part), key=lambda a: a.start):
        if other.start > at:
            return False
        at = max(at, other.end)
        if at >= anchor.end:
            return True
    return False
