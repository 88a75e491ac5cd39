"""How many of the origins are independent: which overlap, which may be one, and how many are left.

Two origins *overlap* if they are, or share, a known voice: a group and a member it names, two
groups that name the same member, texts of one publisher that credit nobody, such a text and its
publisher. Two are *doubtful* if somebody was unsure whether voices of theirs are one, or if they
share an affiliation or one is affiliated with the other, unless they were judged different.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from attrs import frozen

from provenance.model import JudgementVerdict
from provenance.queries.ends import Origin
from provenance.queries.packing import EXACT_UP_TO, largest, largest_found
from provenance.queries.showing import Range
from provenance.queries.walk import Walk

__all__ = ["MOST_COMBINATIONS", "Count", "Joins", "Outcome", "count"]

MOST_COMBINATIONS = 1 << EXACT_UP_TO
_TOO_LARGE_TO_TRY = 5_000


class Outcome(NamedTuple):
    """What one reading of the open choices makes of the origins, by place."""

    there: frozenset[int]
    """The origins that there are."""

    seen: frozenset[int]
    """Those of them at first hand."""


@frozen
class Count:
    """How many origins are independent."""

    independent: Range
    """The smallest and the largest number it can be, as far as is known."""

    at_first_hand: int
    """`least` without its floor: 0 where nobody is known at first hand."""

    is_exact: bool
    """Whether both ends are exact; if not, they are safe: least not too high, most not too low."""


class Joins:
    """Which of some origins overlap, and which may be one. Holds ids and places only."""

    def __init__(self, walk: Walk, origins: Sequence[Origin]) -> None:
        voices = walk.voices
        self.own = [_own(walk, origin) for origin in origins]
        """For each origin, whose voice it is: the source's own, or the publisher's."""
        self.voices = [_voices(walk, *pair) for pair in zip(origins, self.own, strict=True)]
        """For each origin, whom it speaks with: itself or its publisher, its known members, and whomever
        any of them speaks for or derives from (a member that is a spokesman is his ministry's voice)."""
        self.with_voice = _places(self.voices)
        self.of_owner = _places(self.own)
        nobody: frozenset[str] = frozenset()
        self.organizations = [
            nobody.union(*map(voices.affiliations, roots)) if walk.has_affiliations else nobody
            for roots in self.own
        ]
        """For each origin, the organisations it is affiliated with."""
        self.affiliated_with = _places(self.organizations)
        self.different: dict[int, dict[int, str]] = {}
        """For an origin, those that somebody judged different from it, with the judgement."""
        self.unsure: dict[int, dict[int, str]] = {}
        """For an origin, those of which somebody was unsure whether voices of theirs are one."""
        if voices.has_judgements:
            self._judge(walk)

    def _judge(self, walk: Walk) -> None:
        voices = walk.voices
        for root, places in sorted(self.of_owner.items()):
            for other, judgement in sorted(voices.judged(root, JudgementVerdict.DIFFERENT).items()):
                _note(self.different, places, self.of_owner.get(other, ()), judgement.id)
        for voice, places in sorted(self.with_voice.items()):
            unsure = voices.judged(voice, JudgementVerdict.UNSURE)
            different = voices.judged(voice, JudgementVerdict.DIFFERENT) if unsure else {}
            for other, judgement in sorted(unsure.items()):
                if other not in different:
                    _note(self.unsure, places, self.with_voice.get(other, ()), judgement.id)

    def overlap(self, i: int, j: int) -> bool:
        """Tell whether two origins overlap."""
        return not self.voices[i].isdisjoint(self.voices[j])

    def doubt(self, i: int, j: int) -> tuple[str, str] | None:
        """Return why two origins that do not overlap may be one, or `None` if nothing says so.

        It is a word (unsure, affiliated, shared) with the judgement or the organisation.
        """
        judgement = self.unsure.get(i, {}).get(j)
        if judgement is not None:
            return "unsure", judgement
        if j in self.different.get(i, ()):
            return None
        member = (self.organizations[i] & self.own[j]) | (self.organizations[j] & self.own[i])
        if member:
            return "affiliated", min(member)
        shared = self.organizations[i] & self.organizations[j]
        return ("shared", min(shared)) if shared else None

    def ties(self) -> Iterable[Sequence[int]]:
        """Yield groups of places that have anything to do with each other."""
        yield from self.with_voice.values()
        for place, others in self.unsure.items():
            yield [place, *others]
        for organization, places in self.affiliated_with.items():
            yield [*places, *self.of_owner.get(organization, ())]

    def masks(self, tangle: Sequence[int]) -> tuple[list[int], list[int]]:
        """Return, for each origin of a tangle, as bits: those it overlaps; those it is not separate from.

        Whoever shares a voice, a judgement or an organisation is in the same tangle.
        """
        at = {place: bit for bit, place in enumerate(tangle)}
        overlapping = [0] * len(tangle)
        for voice in {voice for place in tangle for voice in self.voices[place]}:
            _join(overlapping, at, self.with_voice[voice], self.with_voice[voice])
        affiliated = [0] * len(tangle)
        for organization in {name for place in tangle for name in self.organizations[place]}:
            members, owners = self.affiliated_with[organization], self.of_owner.get(organization, ())
            _join(affiliated, at, members, members)
            _join(affiliated, at, members, owners)
        apart = []
        for bit, place in enumerate(tangle):
            mask = affiliated[bit] & ~_mask(at, self.different.get(place, ()))
            mask |= overlapping[bit] | _mask(at, self.unsure.get(place, ()))
            apart.append(mask & ~(1 << bit))
        return overlapping, apart


def _note(
    found: dict[int, dict[int, str]], places: Iterable[int], others: Sequence[int], judgement: str
) -> None:
    for i in places:
        for j in others:
            if i != j:
                found.setdefault(i, {}).setdefault(j, judgement)
                found.setdefault(j, {}).setdefault(i, judgement)


def _join(masks: list[int], at: dict[int, int], some: Sequence[int], others: Sequence[int]) -> None:
    """Join each of some origins to each of the others."""
    for these, those in ((some, others), (others, some)):
        mask = _mask(at, those)
        for place in these:
            if place in at:
                masks[at[place]] |= mask & ~(1 << at[place])


def _own(walk: Walk, origin: Origin) -> frozenset[str]:
    if origin.kind == "source":
        return frozenset(walk.voices.root(id) for id in origin.records)
    view = walk.view
    versions = walk.standings.versions(origin.id)
    held = [view.articles[id] for id in versions if id in view.articles]
    publishers = [publisher for article in held if (publisher := view.read(article, "publisher")) is not None]
    return frozenset(walk.voices.root(publisher) for publisher in publishers)


def _voices(walk: Walk, origin: Origin, own: frozenset[str]) -> frozenset[str]:
    if origin.kind == "source":
        return own.union(*map(walk.voices.speaking_with, own))
    return own.union(*map(walk.voices.behind, own)) or frozenset(walk.standings.versions(origin.id))


def _places(keys: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, held in enumerate(keys):
        for key in held:
            found.setdefault(key, []).append(place)
    return found


def _mask(at: dict[int, int], places: Iterable[int]) -> int:
    mask = 0
    for place in places:
        if place in at:
            mask |= 1 << at[place]
    return mask


# --- counting ------------------------------------------------------------------------------


def count(
    joins: Joins | None, fixed: Outcome, choices: Sequence[Collection[Outcome]] = (), is_whole: bool = True
) -> Count:
    """Count the independent origins.

    Args:
        joins: what joins the origins; `None` for fewer than two.
        fixed: the origins that are there whichever reading is right.
        choices: for each open choice, what each reading adds.
        is_whole: whether `choices` holds every reading of each, not only bounds.
    """
    if joins is None or (not choices and len(fixed.there) < 2):
        seen = len(fixed.seen)
        return Count(Range(len(fixed.there), len(fixed.there)), seen, is_whole)
    least = most = 0
    is_exact = is_whole
    for tangle, inside in _tangles(joins, fixed, choices):
        low, high, exact = _count_tangle(joins, tangle, fixed, inside)
        least += low
        most += high
        is_exact = is_exact and exact
    return Count(Range(max(least, 1 if most else 0), most), least, is_exact)


def _tangles(
    joins: Joins, fixed: Outcome, choices: Sequence[Collection[Outcome]]
) -> Iterable[tuple[list[int], list[Collection[Outcome]]]]:
    """Yield the groups of origins that can be counted one by one, with the choices that touch each."""
    leader = list(range(len(joins.voices)))

    def lead(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    touched = [sorted(frozenset().union(*(outcome.there for outcome in outcomes))) for outcomes in choices]
    for group in (*joins.ties(), *touched):
        for one, other in pairwise(group):
            leader[lead(one)] = lead(other)
    found: dict[int, list[int]] = {}
    for place in sorted(fixed.there.union(*touched)):
        found.setdefault(lead(place), []).append(place)
    inside: dict[int, list[Collection[Outcome]]] = {}
    for places, outcomes in zip(touched, choices, strict=True):
        if places:
            inside.setdefault(lead(places[0]), []).append(outcomes)
    for at, tangle in found.items():
        yield tangle, inside.get(at, [])


def _count_tangle(
    joins: Joins, tangle: list[int], fixed: Outcome, choices: Sequence[Collection[Outcome]]
) -> tuple[int, int, bool]:
    """Return least and most of one tangle, and whether both are exact."""
    if not choices:
        if len(tangle) == 1:
            return len(fixed.seen.intersection(tangle)), 1, True
        if len(tangle) > _TOO_LARGE_TO_TRY:
            return _bounds(joins, tangle, fixed)
    at = {place: bit for bit, place in enumerate(tangle)}
    overlapping, apart = joins.masks(tangle)
    there = _mask(at, fixed.there.intersection(tangle))
    seen = _mask(at, fixed.seen.intersection(tangle))
    ways_there, ways_seen = {there}, {seen}
    is_exact = True
    for outcomes in choices:
        if max(len(ways_there), len(ways_seen)) * len(outcomes) > MOST_COMBINATIONS:
            # Too many: all readings at once bound `most` from above, none of them `least` from below.
            ways_there, ways_seen, is_exact = {(1 << len(tangle)) - 1}, {seen}, False
            break
        some = {(_mask(at, outcome.there), _mask(at, outcome.seen)) for outcome in outcomes}
        ways_there = {way | more for way in ways_there for more, _ in some}
        ways_seen = {way | more for way in ways_seen for _, more in some}
    low, low_exact = _smallest(apart, ways_seen)
    high, high_exact = _greatest(joins, tangle, overlapping, ways_there)
    return low, high, is_exact and low_exact and high_exact


def _smallest(apart: Sequence[int], ways: Collection[int]) -> tuple[int, bool]:
    """Return the smallest of the largest sets, over all ways: exact, or not too high."""
    memo: dict[int, int] = {}
    smallest, is_exact = len(apart), True
    for way in sorted(ways, key=int.bit_count):
        found = largest(apart, way, memo)
        if found is None:
            found, is_exact = largest_found(apart, way), False
        smallest = min(smallest, found)
        if smallest == 0:
            return 0, True
    return smallest, is_exact


def _greatest(
    joins: Joins, tangle: Sequence[int], overlapping: Sequence[int], ways: Collection[int]
) -> tuple[int, bool]:
    """Return the greatest of the largest sets, over all ways: exact, or not too low."""
    memo: dict[int, int] = {}
    greatest, is_exact = 0, True
    for way in sorted(ways, key=int.bit_count, reverse=True):
        if way.bit_count() <= greatest:
            break
        found = largest(overlapping, way, memo)
        if found is None:
            places = {place for bit, place in enumerate(tangle) if way >> bit & 1}
            found, is_exact = _covering_voices(joins, places), False
        greatest = max(greatest, found)
    return greatest, is_exact


def _bounds(joins: Joins, tangle: Sequence[int], fixed: Outcome) -> tuple[int, int, bool]:
    """Return bounds for a tangle of thousands: least not too high, most not too low."""
    taken: set[str] = set()
    chosen: set[int] = set()
    for place in sorted(fixed.seen.intersection(tangle), key=lambda p: (len(joins.voices[p]), p)):
        organizations = (*joins.organizations[place], *joins.own[place])
        keys = joins.voices[place].union("\0" + organization for organization in organizations)
        if keys.isdisjoint(taken) and chosen.isdisjoint(joins.unsure.get(place, ())):
            taken |= keys
            chosen.add(place)
    return len(chosen), _covering_voices(joins, set(tangle)), False


def _covering_voices(joins: Joins, places: set[int]) -> int:
    """Return a number that the largest set without overlap cannot exceed.

    All origins that share one voice overlap, so a set holds at most one of them: the number of
    voices needed to cover all origins is a bound.
    """
    sharing = {voice: joins.with_voice[voice] for place in places for voice in joins.voices[place]}
    size = 0
    for _, sharers in sorted(sharing.items(), key=lambda item: (-len(item[1]), item[0])):
        if not places:
            break
        if not places.isdisjoint(sharers):
            size += 1
            places = places.difference(sharers)
    return size
