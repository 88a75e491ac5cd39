"""Through whom did it come? From each article back to the origins."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from attrs import field, frozen

from provenance.errors import UsageError, shown
from provenance.model import Attribution, Claim, Derivation, Dossier, Form
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    layers_of,
    moment_of,
    want_dossier,
    world_time_of,
)
from provenance.queries.chains import Chain, Paths, Stop, merged
from provenance.queries.ends import Ends, Origin
from provenance.queries.labels import Labels
from provenance.queries.plainly import Plain, tables_of, walk_plainly
from provenance.queries.showing import LeftOut, Reason, Showing, counted
from provenance.queries.view import View
from provenance.queries.walk import (
    ENCLOSES,
    FALLEN,
    GAP,
    OPEN,
    TO_PASSAGES,
    TO_VOICES,
    Edge,
    Gap,
    Walk,
)

__all__ = ["Hop", "Trace", "trace"]

_GAP, _OPEN, _TEXT = "gap\0", "open\0", "text\0"
_SHOWN_CHAINS = 10


class Hop(NamedTuple):
    """One step of a trace: a record rests on another."""

    record: str
    """The passage or source."""

    how: str
    """encloses (it relays it), derives and comes_from (taken from a passage, a source), credits,
    own_voice (its article, which credits nobody), speaks_for, gap (something that is not on record
    stands between), open (the same, and no source is named), fallen (what no longer stands)."""

    rests_on: str
    """The passage, source, article or unseen text."""

    by: str | None = None
    """The derivation that says so, if one does."""

    unseen: str | None = None
    """For a gap, the id of what is not on record."""


class _Plainly(NamedTuple):
    """A walk in which nothing unusual was met, from which the rest is made when it is asked for."""

    dossier: Dossier
    passages: tuple[Attribution, ...]
    plain: Plain


@frozen(repr=False)
class Trace(Showing):
    """Everything a claim came through, as a graph of hops: its size is that of the records on the way.

    Iterating gives the chains, as `chains` does.
    """

    asked: str
    """The claim or attribution asked about."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id."""

    _walked: "Ends | _Plainly" = field(eq=False)
    _parts: dict[str, Any] = field(eq=False, init=False, factory=dict)

    @property
    def _ends(self) -> Ends:
        walked = self._walked
        if isinstance(walked, Ends):
            return walked
        if "ends" not in self._parts:
            walk = Walk(View(walked.dossier))
            self._parts["ends"] = Ends.of(walk, self.asked, walked.plain, walked.passages)
        ends: Ends = self._parts["ends"]
        return ends

    @property
    def starts(self) -> tuple[str, ...]:
        """The passages with which the chains start, sorted."""
        if "starts" not in self._parts:
            self._parts["starts"] = _starts(self._ends)
        starts: tuple[str, ...] = self._parts["starts"]
        return starts

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where the chains end, by id."""
        if "origins" not in self._parts:
            self._parts["origins"] = tuple(self._ends.origins())
        origins: tuple[Origin, ...] = self._parts["origins"]
        return origins

    # --- the graph -------------------------------------------------------------------------

    @property
    def hops(self) -> tuple[Hop, ...]:
        """Every step, by record, then by how, then by what it rests on."""
        walked = self._walked
        new = tuple.__new__  # the constructor of a named tuple takes twice as long
        if isinstance(walked, Ends):
            voices = walked.walk.voice_keys
            hops = [
                Hop(
                    voices[node][0] if node in voices else node,
                    how,
                    voices[at][0] if at in voices else at,
                    None if by is None else by.id,
                    unseen,
                )
                for node, edges in walked.edges.items()
                for how, at, by, unseen in edges
            ]
        else:
            hops = [
                new(Hop, (node, how, at, None if by is None else by.id, unseen))
                for node, steps in walked.plain.steps.items()
                for how, at, by, unseen in steps
            ]
        hops.sort()
        return tuple(hops)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Hops that are missing, by the passage or source where the walk meets them."""
        return tuple(
            sorted(self._ends.walk.gaps.values(), key=lambda gap: (gap.record, gap.unseen, gap.by or ""))
        )

    @property
    def rings(self) -> tuple[tuple[str, ...], ...]:
        """Passages and sources that lead round to each other; a chain passes each ring as one hop."""
        voices = self._ends.walk.voice_keys
        return tuple(
            tuple(sorted({voices[node][0] if node in voices else node for node in ring if node[:4] != _GAP}))
            for ring in self._paths.rings
        )

    # --- the chains ------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many chains there are, exactly, however many."""
        return self._paths.count

    def chains(self, limit: int | None = None) -> Iterator[Chain]:
        """Yield the chains, shortest first, each built when it is asked for.

        A chain is a path from an article to an origin, every ring drawn together into one stop.
        Of chains that are equally long, those of the passage with the smaller id come first. There
        may be very many: see `count`.

        Args:
            limit: how many to give at most.

        Raises:
            UsageError: if the limit is no whole number, or negative.
        """
        if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or limit < 0):
            raise UsageError("chains", f"limit is a whole number or None, got {shown(limit)}")
        return (
            Chain(tuple(map(_plain, nodes)), _Stops(self, nodes))
            for nodes in islice(iter(self._paths), limit)
        )

    def __iter__(self) -> Iterator[Chain]:
        return self.chains()

    @property
    def _paths(self) -> Paths:
        if "paths" not in self._parts:
            ends = self._ends
            outcome = ends.end_keys()
            self._parts["paths"] = Paths(
                self.starts,
                lambda node: _next_to(ends, node),
                lambda node: node in outcome or node.startswith((_OPEN, _TEXT)),
                self._weight,
            )
        paths: Paths = self._parts["paths"]
        return paths

    def _weight(self, node: str) -> int:
        if node.startswith(_TEXT):
            return 0
        passage = self._ends.passages.get(node)
        if passage is None or passage.via is None or passage.via in self._ends.passages:
            return 1
        return 1 + self._depth(passage)

    def _depth(self, passage: Attribution) -> int:
        """Return how many passages relay one; what was counted on the way is remembered."""
        known: dict[str, int] = self._parts.setdefault("depths", {})
        passed = [passage]
        for relay in self._ends.walk.relays(passage):
            if relay.id in known:
                deep = known[relay.id] + 1
                break
            passed.append(relay)
        else:
            deep = 0
        for at in reversed(passed):
            known[at.id] = deep
            deep += 1
        return known[passage.id]

    @property
    def labels(self) -> Labels:
        """What to call the sources and articles on the way."""
        if "labels" not in self._parts:
            walk = self._ends.walk
            self._parts["labels"] = Labels(walk.view, walk.voices)
        labels: Labels = self._parts["labels"]
        return labels

    # --- shown -----------------------------------------------------------------------------

    @property
    def why(self) -> tuple[Reason, ...]:
        """The passages on the way with their places in the texts, then the derivations between them."""
        found = []
        derivations: dict[str, Derivation] = {}
        for id, passage in sorted(self._ends.passages.items()):
            anchors = (*passage.anchors.source, *passage.anchors.cue, *passage.anchors.content)
            credit = f"credits {passage.source}" if passage.source is not None else "credits nobody"
            found.append(Reason(id, f"{passage.article} {credit}", anchors))
        for edges in self._ends.edges.values():
            derivations.update((e.derivation.id, e.derivation) for e in edges if e.derivation is not None)
        for id, d in sorted(derivations.items()):
            found.append(Reason(id, f"{d.derived} came from {d.taken_from}", d.anchors))
        return tuple(found)

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a hop, in the order of `hops`."""
        labels = self.labels
        rows = []
        for hop in self.hops:
            passage = self._ends.passages.get(hop.record)
            article = None if passage is None else passage.article
            if article is not None:
                labels.know_article(article)
            rows.append(
                {
                    "record": hop.record,
                    "article": article,
                    "outlet": None if article is None else labels.outlet(article),
                    "how": hop.how,
                    "rests_on": hop.rests_on,
                    "by": hop.by,
                    "unseen": hop.unseen,
                }
            )
        return rows

    def __str__(self) -> str:
        count = self.count
        if not count:
            rings = f", {counted(len(self.rings), 'ring')} that nothing leaves" if self.rings else ""
            return f"no chain leads to an origin: {counted(len(self.starts), 'passage')}{rings}"
        lines = [f"{counted(count, 'chain')} to {counted(len(self.origins), 'origin')}"]
        lines += [f"  {chain}" for chain in self.chains(_SHOWN_CHAINS)]
        if count > _SHOWN_CHAINS:
            lines.append(f"  … and {_big(count - _SHOWN_CHAINS)} more")
        return "\n".join(lines)

    def __repr__(self) -> str:
        passages = counted(len(self._ends.passages), "passage")
        return f"<Trace of {shown(self.asked)}: {passages}, {counted(len(self.origins), 'origin')}>"


def _big(number: int) -> str:
    return f"{number:,}" if number < 10**30 else "more than 10³⁰"


def _plain(node: str) -> str:
    for prefix in (_GAP, _OPEN, _TEXT):
        if node.startswith(prefix):
            node = node.removeprefix(prefix)
    return node.split("\0", 1)[0]


def _next_to(ends: Ends, node: str) -> list[str]:
    """Return the nodes that a node of the chains' graph leads to."""
    if node.startswith(_GAP):
        return [node.split("\0", 2)[2]]
    found = []
    for edge in ends.edges.get(node, ()):
        how = edge.how
        if how in TO_PASSAGES:
            found.append(edge.target)
        elif how == GAP:
            if node in ends.passages:
                found.append(f"{_GAP}{edge.unseen}\0{edge.target}")
        elif how in TO_VOICES:
            found.append(edge.target)
        elif how == OPEN:
            found.append(_OPEN + edge.target)
        elif how != FALLEN:
            found.append(_TEXT + edge.target)
    return found


class _Stops:
    """Builds the stops of one chain when they are asked for."""

    def __init__(self, trace: Trace, nodes: Sequence[str]) -> None:
        self._trace, self._nodes = trace, nodes

    def __call__(self, _: tuple[str, ...]) -> list[Stop]:
        trace, nodes = self._trace, self._nodes
        ends, labels = trace._ends, trace.labels
        passages = ends.passages
        rings = trace._parts.get("ring_of")
        if rings is None:
            rings = trace._parts["ring_of"] = {ring[0]: ring for ring in trace._paths.rings}
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
            elif node.startswith((_GAP, _OPEN)):
                unseen = _plain(node)
                labels.know_article(unseen)
                fresh.append(Stop("gap", unseen, f"[{labels.plain(unseen)}: not on record]"))
            elif node.startswith(_TEXT):
                found = self._own_voice(found, nodes[at - 1], _plain(node))
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
        labels, walk = self._trace.labels, self._trace._ends.walk
        if entering:
            labels.know_article(passage.article)
            yield Stop("article", passage.article, labels.plain(passage.article), passage.id)
            for relay in reversed(list(walk.relays(passage))):
                yield from self._relay(relay)
        if how == ENCLOSES:
            yield from self._relay(passage)

    def _relay(self, passage: Attribution) -> Iterator[Stop]:
        if passage.source is not None:
            labels, root = self._trace.labels, self._trace._ends.walk.voices.root(passage.source)
            labels.know_source(root)
            yield Stop("relay", root, labels.plain(root), passage.id)

    def _ring(self, node: str, ring: tuple[str, ...]) -> Stop:
        ends, labels = self._trace._ends, self._trace.labels
        names = []
        ring = tuple(member for member in ring if not member.startswith(_GAP))
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
        return Stop("ring", _plain(node), f"(ring: {', '.join(dict.fromkeys(names))}{more})", _plain(node))

    def _own_voice(self, found: list[Stop], passage: str, article: str) -> list[Stop]:
        held = self._trace._ends.passages.get(passage)
        how = "in its own voice" if held is not None and held.form is Form.OWN_VOICE else "crediting nobody"
        self._trace.labels.know_article(article)
        label = self._trace.labels.plain(article)
        if found and found[-1].kind == "article" and found[-1].record == article:
            return [*found[:-1], found[-1]._replace(label=f"{label}, {how}")]
        return [*found, Stop("article", article, f"{label}, {how}", passage)]

    def _text(self, claim: str) -> str | None:
        held = self._trace._ends.walk.view.claims.get(claim)
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


def trace(
    dossier: Dossier,
    claim_or_attribution: Claim | Attribution | str,
    *,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> Trace:
    """Return through whom a claim came: from each article back to the origins, relays included.

    Of a claim, every standing passage that gives it (or a claim that restates it) is followed,
    whether it supports, denies or only asks; of an attribution, that passage alone. What a passage
    came from has to give the same or a related claim on the same side; otherwise the claim began
    there. `lineage` follows everything a record came from, whoever said it.

    Args:
        dossier: where to look.
        claim_or_attribution: what to trace, or its id.
        as_of: only what had been published by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if it is not in the dossier.
        UsageError: for a record of another kind, or a clock or layer that is none.

    Examples:
        >>> from provenance.model import Article, Source
        >>> records = [Claim(text="Units advance.", id="clm-1"), Source(name="The Ministry", id="src-m")]
        >>> records += [Source(name="The Courier", id="src-c"), Article(publisher="src-c", id="art-1")]
        >>> said = Attribution(article="art-1", claim="clm-1", source="src-m", id="att-1")
        >>> for chain in trace(Dossier([*records, said]), "clm-1").chains():
        ...     print(chain)
        The Courier ← The Ministry
    """
    want_dossier("trace", dossier)
    if as_of is None and known_at is None and basis is None:
        plain = _traced_plainly(dossier, claim_or_attribution)
        if plain is not None:
            return plain
    section, record = asked_about("trace", dossier, claim_or_attribution, "claims", "attributions")
    view = View(
        dossier, world_time_of("trace", as_of), moment_of("trace", known_at), layers_of("trace", basis)
    )
    walk = Walk(view)
    if section == "attributions":
        begin = [record] if view.has_passage(record) else []
    else:
        begin = [
            passage
            for id in walk.kinship.same(record.id)
            for passage in view.passages_of(id)
            if view.has_passage(passage) and walk.standings.stands(passage)
        ]
    ends = Ends(walk, begin)
    return Trace(record.id, view.left_out, ends)


def _traced_plainly(dossier: Dossier, asked: Claim | Attribution | str) -> Trace | None:
    """Return the trace of a claim about which nothing unusual is on record; `None` for anything else."""
    claim = asked if isinstance(asked, str) else asked.id if isinstance(asked, Claim) else None
    tables = tables_of(dossier)
    if claim is None or claim not in tables.claims:
        return None
    held = tables.of_claim.get(claim, ())
    passages = tuple(held) if type(held) is list or not held else (held,)
    plain = walk_plainly(dossier, tables, claim, passages)
    return None if plain is None else Trace(claim, (), _Plainly(dossier, passages, plain))


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
