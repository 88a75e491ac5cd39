"""Through whom did it come? From each article back to the origins."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any, ClassVar

from attrs import field, frozen

from provenance.errors import UsageError, shown
from provenance.model import Attribution, Claim, Derivation, Dossier
from provenance.model._collecting import collector_paused
from provenance.queries.arrow import Tabular
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    want_dossier,
)
from provenance.queries.chains import Chain, Paths
from provenance.queries.ends import Ends, Origin
from provenance.queries.labels import Labels
from provenance.queries.plainly import Plain, tables_of, walk_plainly
from provenance.queries.showing import LeftOut, Reason, counted, places_of
from provenance.queries.steps import FALLEN, GAP, OPEN, TO_PASSAGES, TO_VOICES, Gap, Hop
from provenance.queries.stops import GAP_NODE, OPEN_NODE, TEXT_NODE, Stops, id_in
from provenance.queries.traced import Traced, traced_from
from provenance.queries.view import View
from provenance.queries.walk import Walk

__all__ = ["Hop", "Trace", "trace"]

_SHOWN_CHAINS = 10


@frozen(eq=False, repr=False)
class Trace(Tabular):
    """Everything a claim came through, as a graph of hops: its size is that of the records on the way.

    Iterating gives the chains, as `chains` does. Two are equal if they were asked the same and have
    the same hops. The hops are those of the moment it was asked. Where nothing unusual was met, what
    the sources and articles on the way are called is looked up when it is first needed.
    """

    asked: str
    """The claim or attribution asked about."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id."""

    _walked: Traced | Plain
    _parts: dict[str, Any] = field(init=False, factory=dict)

    @property
    def _met(self) -> Traced:
        walked = self._walked
        if isinstance(walked, Traced):
            return walked
        if "met" not in self._parts:
            with collector_paused():
                self._parts["met"] = traced_from(Ends.of(Walk(View(walked.dossier)), walked))
        met: Traced = self._parts["met"]
        return met

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Trace):
            return NotImplemented
        return (self.asked, self.left_out, self.hops) == (other.asked, other.left_out, other.hops)

    def __hash__(self) -> int:
        return hash((self.asked, self.hops))

    def __reduce__(self) -> tuple[Any, ...]:
        return Trace, (self.asked, self.left_out, self._met)

    @property
    def starts(self) -> tuple[str, ...]:
        """The passages with which the chains start, sorted."""
        return self._met.starts

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where the chains end, by id."""
        return self._met.origins

    # --- the graph -------------------------------------------------------------------------

    @property
    def hops(self) -> tuple[Hop, ...]:
        """Every step, by record, then by how, then by what it rests on."""
        walked = self._walked
        return tuple(sorted(walked.hops if isinstance(walked, Plain) else walked.hops()))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Hops that are missing, by the passage or source where the walk meets them."""
        return self._met.gaps

    @property
    def rings(self) -> tuple[tuple[str, ...], ...]:
        """Passages and sources that lead round to each other; a chain passes each ring as one hop."""
        voice = self._met.voices
        found = [[node for node in ring if not node.startswith(GAP_NODE)] for ring in self._paths.rings]
        return tuple(tuple(sorted({voice.get(node, node) for node in ring})) for ring in found)

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
            self._parts["stops"] = Stops(self._met, self._paths.rings)
        stops: Stops = self._parts["stops"]
        return stops

    @property
    def _paths(self) -> Paths:
        if "paths" not in self._parts:
            met = self._met
            with collector_paused():
                self._parts["paths"] = Paths(
                    met.starts,
                    lambda node: _next_to(met, node),
                    lambda node: node in met.ends or node.startswith((OPEN_NODE, TEXT_NODE)),
                    self._weight,
                )
        paths: Paths = self._parts["paths"]
        return paths

    def _weight(self, node: str) -> int:
        if node.startswith(TEXT_NODE):
            return 0
        passage = self._met.passages.get(node)
        if passage is None or passage.via is None or passage.via in self._met.passages:
            return 1
        return 1 + self._depth(passage)

    def _depth(self, passage: Attribution) -> int:
        """Return how many passages relay one; what was counted on the way is remembered."""
        known: dict[str, int] = self._parts.setdefault("depths", {})
        passed = [passage]
        for relay in self._met.outward(passage):
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
        return self._met.labels

    # --- shown -----------------------------------------------------------------------------

    @property
    def why(self) -> tuple[Reason, ...]:
        """The passages on the way with their places in the texts, then the derivations between them."""
        found = []
        derivations: dict[str, Derivation] = {}
        for id, passage in sorted(self._met.passages.items()):
            credit = f"credits {passage.source}" if passage.source is not None else "credits nobody"
            found.append(Reason(id, f"{passage.article} {credit}", places_of(passage)))
        for edges in self._met.edges.values():
            derivations.update((e.derivation.id, e.derivation) for e in edges if e.derivation is not None)
        for id, d in sorted(derivations.items()):
            found.append(Reason(id, f"{d.derived} came from {d.taken_from}", d.anchors))
        return tuple(found)

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "record": "text",
        "article": "text",
        "outlet": "text",
        "how": "text",
        "rests_on": "text",
        "by": "text",
        "unseen": "text",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a hop, in the order of `hops`."""
        labels = self.labels
        rows = []
        for hop in self.hops:
            passage = self._met.passages.get(hop.record)
            article = None if passage is None else passage.article
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
        passages = counted(len(self._met.passages), "passage")
        return f"<Trace of {shown(self.asked)}: {passages}, {counted(len(self.origins), 'origin')}>"


def _big(number: int) -> str:
    return f"{number:,}" if number < 10**30 else "more than 10³⁰"


def _next_to(met: Traced, node: str) -> list[str]:
    """Return the nodes that a node of the chains' graph leads to."""
    edges = met.edges.get(node)
    if edges is None:  # the end of a walk, or a gap with a source behind it
        return [node.split("\0", 2)[2]] if node.startswith(GAP_NODE) else []
    found = []
    for how, target, _, unseen in edges:
        if how in TO_PASSAGES:
            found.append(target)
        elif how == GAP:
            if node in met.passages:
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
    return _traced(View.asked("trace", dossier, as_of, known_at, basis), section, record)


@collector_paused()
def _traced(view: View, section: str, record: Any) -> Trace:
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
    met = traced_from(ends)
    return Trace(record.id, view.left_out, met)


def _traced_plainly(dossier: Dossier, asked: Claim | Attribution | str) -> Trace | None:
    """Return the trace of a claim about which nothing unusual is on record; `None` for anything else."""
    claim = asked if isinstance(asked, str) else asked.id if isinstance(asked, Claim) else None
    tables = tables_of(dossier)
    if claim is None or claim not in tables.claims:
        return None
    held = tables.of_claim.get(claim, ())
    plain = walk_plainly(dossier, tables, claim, tuple(held) if type(held) is list or not held else (held,))
    return None if plain is None else Trace(claim, (), plain)
