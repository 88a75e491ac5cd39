"""What a chain stops at: articles, relays, sources, gaps and rings, each with what to call it."""

from collections.abc import Iterable, Iterator, Sequence

from provenance.model import Attribution, Form
from provenance.queries.chains import Stop, merged
from provenance.queries.ends import Ends
from provenance.queries.labels import Labels
from provenance.queries.steps import ENCLOSES

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

    def __init__(self, ends: Ends, labels: Labels, rings: Iterable[tuple[str, ...]]) -> None:
        """Take what is the same for all chains: the walk, what to call things, and the rings in it."""
        self._ends, self._labels = ends, labels
        self._rings = {ring[0]: ring for ring in rings}

    def along(self, nodes: Sequence[str]) -> list[Stop]:
        """Return the stops of the chain that passes these nodes."""
        ends, labels, rings = self._ends, self._labels, self._rings
        passages = ends.passages
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
                how = _how(ends, node, following)
                fresh += self._of_passage(passage, how, entering=entering)
                entering = how != ENCLOSES
            elif node.startswith((GAP_NODE, OPEN_NODE)):
                unseen = id_in(node)
                labels.know_article(unseen)
                fresh.append(Stop("gap", unseen, f"[{labels.plain(unseen)}: not on record]"))
            elif node.startswith(TEXT_NODE):
                found = self._own_voice(found, nodes[at - 1], id_in(node))
            else:
                root = ends.walk.voice_keys[node][0]
                labels.know_source(root)
                fresh.append(Stop("source", root, labels.plain(root)))
            if passage is not None and differ:
                said = passage.claim
            if fresh and said is not None:
                fresh[0] = fresh[0]._replace(said=self._text(said))
                said = None
            found += fresh
        return merged(_without_repeats(found), labels.publishers)

    def _of_passage(self, passage: Attribution, how: str | None, *, entering: bool) -> Iterator[Stop]:
        labels, walk = self._labels, self._ends.walk
        if entering:
            labels.know_article(passage.article)
            yield Stop("article", passage.article, labels.plain(passage.article), passage.id)
            for relay in reversed(list(walk.relays(passage))):
                yield from self._relay(relay)
        if how == ENCLOSES:
            yield from self._relay(passage)

    def _relay(self, passage: Attribution) -> Iterator[Stop]:
        if passage.source is not None:
            labels, root = self._labels, self._ends.walk.voices.root(passage.source)
            labels.know_source(root)
            yield Stop("relay", root, labels.plain(root), passage.id)

    def _ring(self, node: str, ring: tuple[str, ...]) -> Stop:
        ends, labels = self._ends, self._labels
        names = []
        ring = tuple(member for member in ring if not member.startswith(GAP_NODE))
        for member in ring[:4]:
            passage = ends.passages.get(member)
            if passage is not None:
                labels.know_article(passage.article)
                names.append(labels.plain(passage.article))
            else:
                root = ends.walk.voice_keys[member][0]
                labels.know_source(root)
                names.append(labels.plain(root))
        more = f", {len(ring) - 4:,} more" if len(ring) > 4 else ""
        return Stop("ring", id_in(node), f"(ring: {', '.join(dict.fromkeys(names))}{more})", id_in(node))

    def _own_voice(self, found: list[Stop], passage: str, article: str) -> list[Stop]:
        held = self._ends.passages.get(passage)
        how = "in its own voice" if held is not None and held.form is Form.OWN_VOICE else "crediting nobody"
        self._labels.know_article(article)
        label = self._labels.plain(article)
        if found and found[-1].kind == "article" and found[-1].record == article:
            return [*found[:-1], found[-1]._replace(label=f"{label}, {how}")]
        return [*found, Stop("article", article, f"{label}, {how}", passage)]

    def _text(self, claim: str) -> str | None:
        held = self._ends.walk.view.claims.get(claim)
        return None if held is None else held.text


def _how(ends: Ends, node: str, following: str | None) -> str | None:
    return next((edge.how for edge in ends.edges.get(node, ()) if edge.target == following), None)


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
