"""What a chain stops at: articles, relays, sources, gaps and rings, each with what to call it."""

from collections.abc import Iterable, Iterator, Sequence

from provenance.model import Attribution, Form
from provenance.queries.chains import Stop, merged
from provenance.queries.steps import ENCLOSES
from provenance.queries.traced import Traced

__all__ = ["GAP_NODE", "OPEN_NODE", "TEXT_NODE", "Stops", "id_in"]

GAP_NODE, OPEN_NODE, TEXT_NODE = "gap\0", "open\0", "text\0"
"""How a node of the chains' graph begins that is neither a passage nor a voice."""


def id_in(node: str) -> str:
    """Return the id of the record that a node stands for."""
    for prefix in (GAP_NODE, OPEN_NODE, TEXT_NODE):
        if node.startswith(prefix):
            node = node.removeprefix(prefix)
    return node.split("\0", 1)[0]


class Stops:
    """Makes the stops of a chain when they are asked for."""

    def __init__(self, met: Traced, rings: Iterable[tuple[str, ...]]) -> None:
        """Take what is the same for all chains: what the trace met, and the rings in it."""
        self._met, self._labels = met, met.labels
        self._rings = {ring[0]: ring for ring in rings}

    def along(self, nodes: Sequence[str]) -> list[Stop]:
        """Return the stops of the chain that passes these nodes."""
        met, labels, rings = self._met, self._labels, self._rings
        passages = met.passages
        differ = len({passages[node].claim for node in nodes if node in passages}) > 1
        found: list[Stop] = []
        said: str | None = None
        entering = True
        for at, node in enumerate(nodes):
            following = nodes[at + 1] if at + 1 < len(nodes) else None
            passage = passages.get(node)
            fresh: list[Stop] = []
            if node in rings:
                fresh.append(self._ring(node, rings[node]))
                entering = True
            elif passage is not None:
                how = _how(met, node, following)
                fresh += self._of_passage(passage, how, entering=entering)
                entering = how != ENCLOSES
            elif node.startswith((GAP_NODE, OPEN_NODE)):
                fresh.append(self._gap(id_in(node)))
            elif node.startswith(TEXT_NODE):
                found = self._own_voice(found, nodes[at - 1], id_in(node))
            else:
                root = met.voices[node]
                fresh.append(Stop("source", root, labels.plain(root)))
            if passage is not None and differ:
                said = passage.claim
            if fresh and said is not None:
                fresh[0] = fresh[0]._replace(said=self._text(said))
                said = None
            found += fresh
        return merged(_without_repeats(found), labels.publishers)

    def _of_passage(self, passage: Attribution, how: str | None, *, entering: bool) -> Iterator[Stop]:
        if entering:
            yield Stop("article", passage.article, self._labels.plain(passage.article), passage.id)
            relays = list(self._met.outward(passage))
            outermost = (relays[-1] if relays else passage).via
            if outermost in self._met.missing:
                yield self._gap(outermost)
            for relay in reversed(relays):
                yield from self._relay(relay)
        if how == ENCLOSES:
            yield from self._relay(passage)

    def _relay(self, passage: Attribution) -> Iterator[Stop]:
        if passage.source is not None:
            root = self._met.roots[passage.source]
            yield Stop("relay", root, self._labels.plain(root), passage.id)

    def _gap(self, unseen: str) -> Stop:
        return Stop("gap", unseen, f"[{self._labels.plain(unseen)}: not on record]")

    def _ring(self, node: str, ring: tuple[str, ...]) -> Stop:
        met, labels = self._met, self._labels
        names = []
        ring = tuple(member for member in ring if not member.startswith(GAP_NODE))
        for member in ring[:4]:
            passage = met.passages.get(member)
            if passage is not None:
                names.append(labels.plain(passage.article))
            else:
                root = met.voices[member]
                names.append(labels.plain(root))
        more = f", {len(ring) - 4:,} more" if len(ring) > 4 else ""
        label = f"(ring: {', '.join(dict.fromkeys(names))}{more})"
        first = met.passages.get(node)
        inside = {met.voices[member] for member in ring if member in met.ends}
        ends_at = next((origin.id for origin in met.origins if inside & set(origin.records)), None)
        if first is None:
            return Stop("ring", met.voices[node], label, ends_at=ends_at)
        return Stop("ring", first.article, label, node, ends_at=ends_at)

    def _own_voice(self, found: list[Stop], passage: str, article: str) -> list[Stop]:
        held = self._met.passages.get(passage)
        how = "in its own voice" if held is not None and held.form is Form.OWN_VOICE else "crediting nobody"
        label = self._labels.plain(article)
        if found and found[-1].kind == "article" and found[-1].record == article:
            return [*found[:-1], found[-1]._replace(label=f"{label}, {how}")]
        return [*found, Stop("article", article, f"{label}, {how}", passage)]

    def _text(self, claim: str) -> str | None:
        return self._met.texts.get(claim)


def _how(met: Traced, node: str, following: str | None) -> str | None:
    return next((edge.how for edge in met.edges.get(node, ()) if edge.target == following), None)


def _without_repeats(stops: Iterable[Stop]) -> list[Stop]:
    found: list[Stop] = []
    said: str | None = None
    for stop in stops:
        if stop.said is not None:
            if stop.said == said:
                stop = stop._replace(said=None)
            else:
                said = stop.said
        found.append(stop)
    return found
