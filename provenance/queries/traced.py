"""What a trace met, taken out of the dossier: passages, the ways between them, and what to call it all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from provenance.model import Attribution
from provenance.queries.ends import Ends, Origin
from provenance.queries.labels import Labels
from provenance.queries.steps import ENCLOSES, Edge, Gap, Hop

__all__ = ["Traced", "traced_from"]


@frozen(eq=False, repr=False)
class Traced:
    """A walk and everything that is said of it later. Nothing here leads back to the dossier."""

    starts: tuple[str, ...]
    """The passages with which the chains start, sorted."""

    passages: Mapping[str, Attribution]
    """Every passage on the way, by id."""

    relays: Mapping[str, Attribution]
    """Every passage that relays one of them, at any distance, by id."""

    missing: frozenset[str]
    """The ids of relays that are not in the dossier."""

    edges: Mapping[str, Sequence[Edge]]
    """For each passage or voice, what it rests on."""

    voices: Mapping[str, str]
    """For the key of each voice, the id that stands for it."""

    ends: frozenset[str]
    """The keys of the voices that are ends."""

    origins: tuple[Origin, ...]
    gaps: tuple[Gap, ...]
    labels: Labels

    roots: Mapping[str, str]
    """For each source that relays, the id that stands for its voice."""

    texts: Mapping[str, str]
    """What the claims on the way say, by id."""

    def outward(self, passage: Attribution) -> Iterator[Attribution]:
        """Yield the passages that relay one, nearest first."""
        seen = {passage.id}
        via = passage.via
        while via is not None and via not in seen and via in self.relays:
            seen.add(via)
            relay = self.relays[via]
            yield relay
            via = relay.via

    def hops(self) -> Iterator[Hop]:
        """Yield every step, voices by the ids that stand for them."""
        voice = self.voices
        for node, edges in self.edges.items():
            for how, at, by, unseen in edges:
                yield Hop(
                    voice.get(node, node), how, voice.get(at, at), None if by is None else by.id, unseen
                )


def traced_from(ends: Ends) -> Traced:
    """Return what a walk met, with all that the dossier has to say of it."""
    walk = ends.walk
    view = walk.view
    relays: dict[str, Attribution] = {}
    missing: set[str] = set()
    for passage in ends.passages.values():
        via = passage.via
        while via is not None and via not in relays:
            relay = view.attributions.get(via)
            if relay is None:
                missing.add(via)
            if relay is None or via in walk.absent or not view.has_passage(relay):
                break
            relays[via] = relay
            via = relay.via
    origins = tuple(ends.origins())
    for passage in _all(ends, relays):
        if passage.via in missing:
            list(walk.relays(passage))  # notes the gap
    roots = {p.source: walk.voices.root(p.source) for p in _all(ends, relays) if p.source is not None}
    gaps = sorted(walk.gaps.values(), key=lambda gap: (gap.record, gap.unseen, gap.by or ""))
    return Traced(
        _starts(ends),
        ends.passages,
        relays,
        frozenset(missing),
        ends.edges,
        {key: root for key, (root, _, _) in walk.voice_keys.items()},
        frozenset(ends.end_keys()),
        origins,
        tuple(gaps),
        _labels(ends, origins, roots, gaps),
        roots,
        {id: view.claims[id].text for id in {p.claim for p in ends.passages.values()} if id in view.claims},
    )


def _all(ends: Ends, relays: Mapping[str, Attribution]) -> Iterator[Attribution]:
    yield from ends.passages.values()
    yield from relays.values()


def _labels(ends: Ends, origins: Iterable[Origin], roots: Mapping[str, str], gaps: Iterable[Gap]) -> Labels:
    labels = Labels(ends.walk.view, ends.walk.voices)
    for article in {passage.article for passage in ends.passages.values()}:
        labels.know_article(article)
    for gap in gaps:
        labels.know_article(gap.unseen)
    for origin in origins:
        (labels.know_source if origin.kind == "source" else labels.know_article)(origin.id)
    for root in {*roots.values(), *(root for root, _, _ in ends.walk.voice_keys.values())}:
        labels.know_source(root)
    return labels.settle()


def _starts(ends: Ends) -> tuple[str, ...]:
    """Return the passages that nothing on the way encloses; of a ring of relays, the smallest."""
    edges, begin = ends.edges, ends.starts
    inner = {e.target for p in begin if p.via is not None for e in edges.get(p.via, ()) if e.how == ENCLOSES}
    if not inner:
        return tuple(sorted(passage.id for passage in begin))
    starts = sorted(passage.id for passage in begin if passage.id not in inner)
    seen = set(starts)
    _reach(edges, starts, seen)
    for id in sorted(inner):
        if id not in seen:
            starts.append(id)
            seen.add(id)
            _reach(edges, [id], seen)
    return tuple(sorted(starts))


def _reach(edges: Mapping[str, Sequence[Edge]], starts: Iterable[str], seen: set[str]) -> None:
    """Add to `seen` what is enclosed, at any depth."""
    queue = list(starts)
    for node in queue:
        for edge in edges.get(node, ()):
            if edge.how == ENCLOSES and edge.target not in seen:
                seen.add(edge.target)
                queue.append(edge.target)
