"""What the origins are under each reading, where passages can be read in more than one way."""

from collections.abc import Collection, Iterable, Sequence
from itertools import product
from math import prod

from attrs import evolve, frozen

from provenance.model import Attribution
from provenance.queries.ends import Ends, Origin
from provenance.queries.independence import MOST_COMBINATIONS, Count, Joins, Outcome, count
from provenance.queries.walk import Walk

__all__ = ["Tally", "settled", "tally"]


Key = tuple[str, str]
"""What tells an origin from others, whatever reading it was found under."""

Way = tuple[frozenset[Key], frozenset[Key]]
"""Which origins there are under one reading, and which of them at first hand."""

_ALL_TOLD = (
    4_000  # so many combinations of readings are told of; beyond, only those that differ in their origins
)


@frozen
class Tally:
    """The origins of some passages, counted."""

    origins: tuple[Origin, ...]
    """Every origin under some reading, by id."""

    joins: Joins | None
    """What joins them; `None` for fewer than two."""

    count: Count
    """How many are independent."""

    ends: Ends
    """The walk with all readings there at once."""

    open_choices: tuple[tuple[str, ...], ...]
    """The passages with more than one standing reading that the count depends on, each with its readings."""


def tally(walk: Walk, starts: Sequence[Attribution]) -> Tally:
    """Find the origins of some passages and count how many are independent."""
    if walk.view.has_no_readings:
        return settled(walk, Ends(walk, starts))
    again = type(walk)  # a walk with rules of its own keeps them under every reading
    anything = Ends(again(walk.view, like=walk), starts, any_way=True)
    choices = _choices(walk, anything)
    if not choices:
        return settled(walk, Ends(walk, starts))
    parts = _parts(walk, anything, choices)
    concerned = {start.id for _, depending in parts for start in depending}
    whole = Ends(walk, [start for start in starts if start.id not in concerned])
    whole.starts = starts
    found: dict[Key, Origin] = {}
    certain = _way(walk, whole.origins(), found)
    outcomes: list[set[Way]] = []
    is_whole = True
    for groups, depending in parts:
        ways: set[Way] = set()
        if prod(map(len, groups)) > MOST_COMBINATIONS:
            ends = Ends(again(walk.view, like=walk), depending, any_way=True)
            ways.add((_way(walk, ends.origins(), found)[0], frozenset()))
            whole.absorb(ends)
            is_whole = False
        else:
            readings = {reading for group in groups for reading in group}
            for number, chosen in enumerate(product(*groups)):
                absent = readings.difference(chosen)
                ends = Ends(again(walk.view, absent, like=walk), [p for p in depending if p.id not in absent])
                origins = ends.origins()
                way = _way(walk, origins, {})
                if way not in ways or number < _ALL_TOLD:
                    ways.add(way)
                    _way(walk, origins, found)
                    whole.absorb(ends)
        outcomes.append(ways)
    keys = sorted(found, key=lambda key: found[key].id)
    place = {key: at for at, key in enumerate(keys)}
    joins = Joins(walk, [found[key] for key in keys])

    def placed(way: Way) -> Outcome:
        return Outcome(frozenset(map(place.__getitem__, way[0])), frozenset(map(place.__getitem__, way[1])))

    counted = count(joins, placed(certain), [set(map(placed, ways)) for ways in outcomes], is_whole)
    return Tally(tuple(found[key] for key in keys), joins, counted, whole, tuple(sorted(choices)))


def settled(walk: Walk, ends: Ends) -> Tally:
    """Count the origins of a walk in which every passage has one reading."""
    origins = tuple(ends.origins())
    joins = Joins(walk, origins) if len(origins) > 1 else None
    seen = frozenset(place for place, origin in enumerate(origins) if origin.seen_by)
    return Tally(origins, joins, count(joins, Outcome(frozenset(range(len(origins))), seen)), ends, ())


def _way(walk: Walk, origins: Iterable[Origin], found: dict[Key, Origin]) -> Way:
    """Return which origins there are and which of them at first hand; adds them to those found."""
    there, seen = set(), set()
    for origin in origins:
        # Versions of one work are one origin, whichever of them a reading leads to.
        is_source = origin.kind == "source"
        key = ("source", origin.id) if is_source else ("text", walk.standings.versions(origin.id)[0])
        there.add(key)
        if origin.seen_by:
            seen.add(key)
        known = found.get(key)
        found[key] = origin if known is None else _merged(known, origin)
    return frozenset(there), frozenset(seen)


def _merged(one: Origin, other: Origin) -> Origin:
    def both(name: str) -> tuple[str, ...]:
        return tuple(sorted({*getattr(one, name), *getattr(other, name)}))

    return evolve(
        one,
        id=min(one.id, other.id),
        kind=min(one.kind, other.kind),
        records=both("records"),
        entered_by=both("entered_by"),
        seen_by=both("seen_by"),
        doubted_by=both("doubted_by"),
        is_named=one.is_named or other.is_named,
    )


def _choices(walk: Walk, ends: Ends) -> list[tuple[str, ...]]:
    """Return the standing readings of every passage met that has more than one."""
    view = walk.view
    found: set[tuple[str, ...]] = set()
    met = dict(ends.passages)
    for passage in ends.passages.values():
        if passage.via is not None:
            met.update((relay.id, relay) for relay in walk.relays(passage))
    for passage in met.values():
        readings = view.readings(passage)
        if len(readings) > 1:
            held = [view.attributions[id] for id in readings]
            standing = tuple(r.id for r in held if view.has_passage(r) and walk.standings.stands(r))
            if len(standing) > 1:
                found.add(standing)
    return sorted(found)


def _parts(
    walk: Walk, ends: Ends, choices: Collection[tuple[str, ...]]
) -> list[tuple[list[tuple[str, ...]], list[Attribution]]]:
    """Split the open choices into those that act together, each with the starts that depend on them."""
    group_of = {reading: group for group in choices for reading in group}
    back: dict[str, list[str]] = {}
    for node, edges in ends.edges.items():
        for edge in edges:
            back.setdefault(edge.target, []).append(node)
    for passage in ends.passages.values():
        if passage.via is not None:
            for relay in walk.relays(passage):
                if relay.id in group_of:  # what it lends hangs on which reading is right
                    back.setdefault(relay.id, []).append(passage.id)
    starts = {start.id: start for start in ends.starts}
    depends: dict[str, list[tuple[str, ...]]] = {}
    for group in choices:
        seen = set(group)
        queue = list(group)
        for node in queue:
            for other in back.get(node, ()):
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        for id in sorted(seen & starts.keys()):
            depends.setdefault(id, []).append(group)
    leader = {group: group for group in choices}

    def lead(group: tuple[str, ...]) -> tuple[str, ...]:
        while leader[group] != group:
            group = leader[group] = leader[leader[group]]
        return group

    for groups in depends.values():
        for group in groups[1:]:
            leader[lead(group)] = lead(groups[0])
    parts: dict[tuple[str, ...], tuple[list[tuple[str, ...]], list[Attribution]]] = {}
    for group in choices:
        parts.setdefault(lead(group), ([], []))[0].append(group)
    for id, groups in depends.items():
        parts[lead(groups[0])][1].append(starts[id])
    return [part for part in parts.values() if part[1]]
