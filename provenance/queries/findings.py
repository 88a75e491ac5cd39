"""What a count of origins found, kept as records and ids so that it can be explained later.

Nothing here looks into the dossier again: an explanation tells of what was counted, even if the
dossier has changed since.
"""

from collections.abc import Mapping, Sequence

from attrs import frozen

from provenance.model import Attribution, Claim, Derivation, JudgementVerdict
from provenance.queries.choices import Tally
from provenance.queries.ends import Origin
from provenance.queries.independence import Count, Joins
from provenance.queries.labels import Labels
from provenance.queries.rings import components
from provenance.queries.showing import Reason, places_of
from provenance.queries.standing import is_unrecorded
from provenance.queries.steps import FALLEN, GAP, OPEN, OWN_VOICE, TO_PASSAGES, TO_VOICES, Edge, Gap, Lead
from provenance.queries.walk import Walk

__all__ = ["Findings", "gather"]


@frozen(eq=False, repr=False)
class Findings:
    """One count, with everything it met."""

    claim: Claim
    side: int
    same_claims: tuple[str, ...]
    starts: tuple[str, ...]
    passages: Mapping[str, Attribution]
    edges: Mapping[str, Sequence[Edge]]
    ends: Mapping[str, str]
    """For the key of each voice that is an end, its origin."""
    voices: Mapping[str, str]
    """For the key of each voice met, the id that stands for it."""
    origins: tuple[Origin, ...]
    joins: Joins | None
    count: Count
    open_choices: tuple[tuple[str, ...], ...]
    gaps: tuple[Gap, ...]
    leads: tuple[Lead, ...]
    doubts: Mapping[str, list[Derivation]]
    began_here: Mapping[str, list[Derivation]]
    fallen: Mapping[str, str]
    """For a passage that no longer stands, why: what took it back, in words."""
    unrecorded: tuple[str, ...]
    relayed: frozenset[str]
    """The passages that somebody who is credited relays; the article heard the others itself."""
    judgements: Mapping[str, tuple[str, ...]]
    """For an origin that is several records, the judgements that make them one."""
    relations: tuple[str, ...]
    """The relations between the claims met."""
    labels: Labels

    # --- the graph -------------------------------------------------------------------------

    def reached(self) -> list[set[str]]:
        """Return, for each origin in order, the starting passages from which it is reached."""
        back: dict[str, list[str]] = {}
        for node, edges in self.edges.items():
            for edge in edges:
                if edge.how != FALLEN:
                    back.setdefault(edge.target, []).append(node)
        at: dict[str, set[str]] = {}
        for key, end in self.ends.items():
            at.setdefault(end, set()).add(key)
        starts = set(self.starts)
        found = []
        for origin in self.origins:
            seen = at.get(origin.id, set()) if origin.kind == "source" else set(origin.records)
            seen = set(seen)
            queue = list(seen)
            for node in queue:
                for other in back.get(node, ()):
                    if other not in seen:
                        seen.add(other)
                        queue.append(other)
            found.append(seen & starts)
        return found

    def rings(self) -> tuple[tuple[str, ...], ...]:
        """Return the rings of passages that nothing leaves, each sorted."""

        def next_to(node: str) -> list[str]:
            return [e.target for e in self.edges.get(node, ()) if e.how in TO_PASSAGES or e.how in TO_VOICES]

        found = []
        for component in components(sorted(self.passages), next_to):
            members = set(component)
            edges = [edge for node in component for edge in self.edges.get(node, ())]
            closed = bool(edges) and all(edge.target in members for edge in edges)
            inside = tuple(sorted(id for id in members if id in self.passages))
            if closed and inside and not members & self.ends.keys():
                found.append(inside)
        return tuple(sorted(found))

    def presumed_different(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of named origins that nobody judged and nothing joins."""
        joins = self.joins
        if joins is None:
            return ()
        named = [place for place, origin in enumerate(self.origins) if origin.is_named]
        return tuple(
            (self.origins[i].id, self.origins[j].id)
            for at, i in enumerate(named)
            for j in named[at + 1 :]
            if not joins.overlap(i, j) and joins.doubt(i, j) is None and j not in joins.different.get(i, ())
            if not self._exclude(self.origins[i], self.origins[j])
        )

    def _exclude(self, one: Origin, other: Origin) -> bool:
        """Tell whether two origins are met only under readings of which at most one is right."""
        both = {*one.entered_by, *other.entered_by}
        apart = not set(one.entered_by) & set(other.entered_by)
        return bool(both) and apart and any(both <= set(choice) for choice in self.open_choices)

    def reasons(self) -> tuple[Reason, ...]:
        """Return every record that the count rests on: passages, derivations, judgements, relations."""
        found = [
            Reason(id, self.told(passage), places_of(passage))
            for id, passage in sorted(self.passages.items())
        ]
        derivations: dict[str, Derivation] = {}
        for edges in self.edges.values():
            derivations.update((e.derivation.id, e.derivation) for e in edges if e.derivation is not None)
        for held in (*self.doubts.values(), *self.began_here.values()):
            derivations.update((d.id, d) for d in held)
        for id, d in sorted(derivations.items()):
            words = f"{d.derived} came from {d.taken_from} ({d.kind or 'kind not recorded'}, {d.standing})"
            found.append(Reason(id, words, d.anchors))
        joins = self.joins
        judged = {id for ids in self.judgements.values() for id in ids}
        if joins is not None:
            for pairs in (joins.unsure, joins.different):
                judged.update(id for others in pairs.values() for id in others.values())
        found += [Reason(id, "a judgement whether two sources are one") for id in sorted(judged)]
        found += [Reason(id, "a relation between two of the claims") for id in self.relations]
        return tuple(found)

    def told(self, passage: Attribution) -> str:
        """Return what a passage says of who says it."""
        if passage.source is not None:
            return f"{passage.article} credits {self.labels.plain(passage.source)}"
        own = passage.form is not None and str(passage.form) == "own_voice"
        return f"{passage.article} says it in its own voice" if own else f"{passage.article} credits nobody"


def gather(
    walk: Walk,
    claim: Claim,
    starts: Sequence[Attribution],
    found: Tally,
    fallen: Mapping[str, str],
    side: int,
) -> Findings:
    """Keep what a count met."""
    view, voices, ends = walk.view, walk.voices, found.ends
    labels = Labels(view, voices)
    know_source, know_article = labels.know_source, labels.know_article
    for passage in ends.passages.values():
        know_article(passage.article)
        if passage.source is not None:
            know_source(passage.source)
    for edges in ends.edges.values():
        for edge in edges:
            if edge.how in (OPEN, GAP, OWN_VOICE) and edge.unseen is not None:
                know_article(edge.unseen)
    for root, _, _ in walk.voice_keys.values():
        know_source(root)
    joins = found.joins
    if joins is not None:
        for id in {*joins.with_voice, *joins.affiliated_with}:
            know_source(id)
    leads = walk.leads
    for lead in leads:
        know_article(lead.article)
        know_article(lead.taken_from)
        know_source(lead.taken_from)
    claims = {passage.claim for passage in ends.passages.values()} | {claim.id}
    return Findings(
        claim,
        side,
        walk.kinship.same(claim.id),
        tuple(sorted(start.id for start in starts)),
        ends.passages,
        ends.edges,
        ends.end_keys(),
        {key: root for key, (root, _, _) in walk.voice_keys.items()},
        found.origins,
        joins,
        found.count,
        found.open_choices,
        tuple(sorted(walk.gaps.values(), key=lambda gap: (gap.record, gap.unseen, gap.by or ""))),
        leads,
        walk.doubts,
        walk.began_here,
        fallen,
        tuple(sorted(start.id for start in starts if is_unrecorded(start))),
        frozenset(id for id, passage in ends.passages.items() if _is_relayed(walk, passage)),
        _same_judgements(walk, found.origins),
        walk.kinship.relations_among(claims) if len(claims) > 1 else (),
        labels.settle(),
    )


def _is_relayed(walk: Walk, passage: Attribution) -> bool:
    return passage.via is not None and any(relay.source is not None for relay in walk.relays(passage))


def _same_judgements(walk: Walk, origins: Sequence[Origin]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    if walk.voices.has_judgements:
        for origin in origins:
            if origin.kind == "source" and len(origin.records) > 1:
                same = {
                    judgement.id
                    for id in origin.records
                    for _, judgement in walk.voices.judgements(id)
                    if judgement.verdict is JudgementVerdict.SAME
                }
                if same:
                    found[origin.id] = tuple(sorted(same))
    return found
