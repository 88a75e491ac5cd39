"""Through whom did it come? From each article back to the origins."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from attrs import field, frozen

from provenance.display import Showing
from provenance.errors import UsageError, shown
from provenance.model import Attribution, Claim, Derivation, Dossier
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    layers_of,
    moment_of,
    want_dossier,
    world_time_of,
)
from provenance.queries.chains import Chain, Paths
from provenance.queries.ends import Ends, Origin
from provenance.queries.labels import Labels
from provenance.queries.plainly import Plain, tables_of, walk_plainly
from provenance.queries.showing import LeftOut, Reason, counted, places_of
from provenance.queries.steps import ENCLOSES, FALLEN, GAP, OPEN, TO_PASSAGES, TO_VOICES, Edge, Gap, Hop
from provenance.queries.stops import GAP_NODE, OPEN_NODE, TEXT_NODE, Stops, id_in
from provenance.queries.view import View
from provenance.queries.walk import Walk

__all__ = ["Hop", "Trace", "trace"]

_SHOWN_CHAINS = 10


@frozen(repr=False)
class Trace(Showing):
    """Everything a claim came through, as a graph of hops: its size is that of the records on the way.

    Iterating gives the chains, as `chains` does.
    """

    asked: str
    """The claim or attribution asked about."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id."""

    _walked: Ends | Plain = field(eq=False)
    _parts: dict[str, Any] = field(eq=False, init=False, factory=dict)

    @property
    def _ends(self) -> Ends:
        walked = self._walked
        if isinstance(walked, Ends):
            return walked
        if "ends" not in self._parts:
            walk = Walk(View(walked.dossier))
            self._parts["ends"] = Ends.of(walk, walked)
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
        if not isinstance(walked, Ends):
            return tuple(sorted(walked.hops))
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
        found = [[node for node in ring if not node.startswith(GAP_NODE)] for ring in self._paths.rings]
        return tuple(tuple(sorted({voices[at][0] if at in voices else at for at in ring})) for ring in found)

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
            Chain(tuple(map(id_in, nodes)), partial(self._stops.along, nodes))
            for nodes in islice(iter(self._paths), limit)
        )

    def __iter__(self) -> Iterator[Chain]:
        return self.chains()

    @property
    def _stops(self) -> Stops:
        if "stops" not in self._parts:
            self._parts["stops"] = Stops(self._ends, self.labels, self._paths.rings)
        stops: Stops = self._parts["stops"]
        return stops

    @property
    def _paths(self) -> Paths:
        if "paths" not in self._parts:
            ends = self._ends
            outcome = ends.end_keys()
            self._parts["paths"] = Paths(
                self.starts,
                lambda node: _next_to(ends, node),
                lambda node: node in outcome or node.startswith((OPEN_NODE, TEXT_NODE)),
                self._weight,
            )
        paths: Paths = self._parts["paths"]
        return paths

    def _weight(self, node: str) -> int:
        if node.startswith(TEXT_NODE):
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
            credit = f"credits {passage.source}" if passage.source is not None else "credits nobody"
            found.append(Reason(id, f"{passage.article} {credit}", places_of(passage)))
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


def _next_to(ends: Ends, node: str) -> list[str]:
    """Return the nodes that a node of the chains' graph leads to."""
    edges = ends.edges.get(node)
    if edges is None:  # the end of a walk, or a gap with a source behind it
        return [node.split("\0", 2)[2]] if node.startswith(GAP_NODE) else []
    found = []
    for how, target, _, unseen in edges:
        if how in TO_PASSAGES:
            found.append(target)
        elif how == GAP:
            if node in ends.passages:
                found.append(f"{GAP_NODE}{unseen}\0{target}")
        elif how in TO_VOICES:
            found.append(target)
        elif how == OPEN:
            found.append(OPEN_NODE + target)
        elif how != FALLEN:
            found.append(TEXT_NODE + target)
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
    plain = walk_plainly(dossier, tables, claim, tuple(held) if type(held) is list or not held else (held,))
    return None if plain is None else Trace(claim, (), plain)


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
