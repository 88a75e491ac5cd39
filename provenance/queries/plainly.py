"""The walk for passages about which nothing unusual is on record, as for most claims.

It takes the same steps as `Walk`, with fewer questions: whatever would need a rule (a version, a
retraction, a judgement, a related claim, a spokesman, a derivation between articles, something
that is missing) makes it give up, and `Walk` does the whole walk instead. A test holds the two
against each other.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from weakref import ref

from provenance.model import (
    Attribution,
    Claim,
    Derivation,
    Dossier,
    RelationKind,
    Source,
    Standing,
)
from provenance.model.indexes import Index
from provenance.queries.standing import side_of
from provenance.queries.steps import CREDITS, DERIVES, ENCLOSES, OWN_VOICE, Edge, Hop

__all__ = ["Plain", "Tables", "tables_of", "walk_plainly"]

_JOINING = frozenset(
    {RelationKind.RESTATES, RelationKind.NARROWS, RelationKind.GENERALISES, RelationKind.UPDATES}
)


class Plain(NamedTuple):
    """A walk in which nothing unusual was met."""

    dossier: Dossier
    claim: str
    starts: Sequence[Attribution]

    hops: list[Hop]
    """What each passage rests on, those of one passage one after the other."""

    derivations: dict[str, Derivation]
    """Those that hops name, by id."""

    passages: dict[str, Attribution]
    """Every passage met, by id."""

    def holders(self, how: str) -> dict[str, list[str]]:
        """Return, for each source or article that passages rest on in one way, those passages."""
        found: dict[str, list[str]] = {}
        for hop in self.hops:
            if hop.how == how:
                found.setdefault(hop.rests_on, []).append(hop.record)
        return found

    def edges(self) -> dict[str, Sequence[Edge]]:
        """Return, for each passage, what it rests on, and for each source that it rests on nothing."""
        found: dict[str, list[Edge]] = {}
        derivations, new = self.derivations, tuple.__new__
        for record, how, target, by, _ in self.hops:
            edge = new(Edge, (how, target, None if by is None else derivations[by], None))
            held = found.setdefault(record, [edge])
            if held[-1] is not edge:
                held.append(edge)
        return {**dict.fromkeys(self.holders(CREDITS), ()), **found}


class Tables(NamedTuple):
    """The tables inside a dossier's indexes, which it keeps up to date.

    A step is a handful of look-ups, and calling a method of an index for each takes as long as
    the step. A table holds one record, or a list of several.
    """

    claims: Mapping[str, Claim]
    attributions: Mapping[str, Attribution]
    sources: Mapping[str, Source]
    judgements: Mapping[str, Any]
    relations: Mapping[str, Any]
    of_claim: dict[str, Any]
    enclosed: dict[str, Any]
    derived: dict[str, Any]
    taken_back: dict[str, Any]
    withdrawing: dict[str, Any]
    speaking: dict[str, Any]


_INDEXES = (
    ("attributions", "claim"),
    ("attributions", "via"),
    ("derivations", "derived"),
    ("derivations", "taken_back"),
    ("derivations", "withdraws"),
    ("sources", "speaks_for"),
)
"""Those whose tables `Tables` ends with, in its order."""

_known: dict[int, tuple[ref[Dossier], Tables, tuple[Index[Any], ...]]] = {}


def tables_of(dossier: Dossier) -> Tables:
    """Return the tables of a dossier; where they are is remembered while it lives, what they hold is not."""
    place = id(dossier)
    known = _known.get(place)
    if known is not None and known[0]() is dossier:
        for index in known[2]:
            if index._apart:
                index.settled_table()
        return known[1]
    indexes = tuple(dossier.index(section, field) for section, field in _INDEXES)
    tables = Tables(
        dossier.claims,
        dossier.attributions,
        dossier.sources,
        dossier.judgements,
        dossier.relations,
        *(index.settled_table() for index in indexes),
    )
    _known[place] = (ref(dossier, lambda _: _known.pop(place, None)), tables, indexes)
    return tables


def walk_plainly(dossier: Dossier, tables: Tables, claim: str, begin: Sequence[Attribution]) -> Plain | None:
    """Walk from passages of one claim to the end, all layers and times seen.

    Returns `None` if anything unusual is met. If not, all of the passages stand.
    """
    _, held_passages, sources, judgements, relations, _, inside, derived, *fewer = tables
    taken_back, withdrawing, speaking = fewer
    if relations and _joined(dossier, claim):
        return None
    enclosed, derivations_of, attributions = inside.get, derived.get, held_passages.get
    established = Standing.ESTABLISHED
    new = tuple.__new__  # the constructor of a named tuple takes twice as long
    hops: list[Hop] = []
    derivations: dict[str, Derivation] = {}
    passages = {passage.id: passage for passage in begin}
    queue = list(begin)
    for passage in queue:
        id, article, via = passage.id, passage.article, passage.via
        if article in derived or (taken_back and (article in taken_back or id in taken_back)):
            return None
        if withdrawing and (passage.alternatives or id in withdrawing):
            return None
        held: Any = enclosed(id)
        if held is not None:
            inner: Attribution
            for inner in _listed(held):
                if inner.claim != claim or inner.article != article or not _same_side(inner, passage):
                    return None
                hops.append(new(Hop, (id, ENCLOSES, inner.id, None, None)))
                if inner.id not in passages:
                    passages[inner.id] = inner
                    queue.append(inner)
            continue
        held = derivations_of(id)
        if via is not None:
            relay = attributions(via)
            if relay is None or relay.via is not None or relay.article != article:
                return None
            lent = derivations_of(via)
            if lent is not None:
                held = [*_listed(held), *_listed(lent)]
        if held is not None:
            for derivation in held if type(held) is list else (held,):
                other = derivation.taken_from
                upstream = attributions(other)
                if upstream is None or upstream.claim != claim or derivation.standing is not established:
                    return None
                if (
                    upstream.commitment is not passage.commitment or upstream.act is not passage.act
                ) and side_of(upstream) != side_of(passage):
                    return None
                by = derivation.id
                derivations[by] = derivation
                hops.append(new(Hop, (id, DERIVES, other, by, None)))
                if other not in passages:
                    passages[other] = upstream
                    queue.append(upstream)
            continue
        source = passage.source
        if source is None:
            hops.append(new(Hop, (id, OWN_VOICE, article, None, None)))
            continue
        hops.append(new(Hop, (id, CREDITS, source, None, None)))
        if source in derived or (speaking and _speaks(sources, source)):
            return None
        if judgements and _is_judged(dossier, source):
            return None
    return Plain(dossier, claim, begin, hops, derivations, passages)


def _joined(dossier: Dossier, claim: str) -> bool:
    """Tell whether another claim is the same as this one, or near it."""
    return any(
        relation.kind in _JOINING
        for end in ("subject", "object")
        for relation in dossier.index("relations", end).get(claim)
    )


def _listed(held: Any) -> Sequence[Any]:
    if held is None:
        return ()
    return held if type(held) is list else (held,)


def _same_side(one: Attribution, other: Attribution) -> bool:
    if one.commitment is other.commitment and one.act is other.act:
        return True
    return side_of(one) == side_of(other)


def _speaks(sources: Mapping[str, Source], source: str) -> bool:
    record = sources.get(source)
    return record is not None and record.speaks_for is not None


def _is_judged(dossier: Dossier, source: str) -> bool:
    return source in dossier.index("judgements", "first") or source in dossier.index("judgements", "second")
