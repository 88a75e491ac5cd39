"""Which passage of one version of an article is which of another.

The same answer, ends swapped, comes out whichever version is asked about first.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from provenance.model import Anchors, Attribution, TextAnchor
from provenance.queries.kinship import Kinship
from provenance.queries.standing import side_of
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = ["Pairs", "paired", "place_of", "relay_of", "words_of"]


class Pairs(NamedTuple):
    """Passages of two versions, matched one to one."""

    both: list[tuple[Attribution, Attribution]]
    before: list[Attribution]
    """Those of the first that the second has not."""
    after: list[Attribution]
    """Those of the second that the first had not."""


def paired(
    view: View,
    voices: Voices,
    kinship: Kinship,
    before: Iterable[Attribution],
    after: Iterable[Attribution],
) -> Pairs:
    """Match passages: by claim and source, then by their words, then by the claim alone or near it.

    In order: the same claim, source, relay and words; the same claim, source and side; the same
    claim and source; the same words and source; the same claim and side; the same words; a claim
    that is related, first with the same source, then with the same side: one who denies what
    another asserts says something new. Several that are alike are matched in the order of their
    places. A passage one reading of which is matched is neither added nor removed.
    """

    def source(passage: Attribution) -> str | None:
        return None if passage.source is None else voices.root(passage.source)

    def claim(passage: Attribution) -> str:
        return kinship.same(passage.claim)[0]

    def words(passage: Attribution) -> str | None:
        return words_of(passage.anchors.content) or None

    rounds: list[Callable[[Attribution], tuple[Hashable, ...]]] = [
        lambda p: (claim(p), source(p), relay_of(view, voices, p), words(p) or "", side_of(p)),
        lambda p: (claim(p), source(p), side_of(p)),
        lambda p: (claim(p), source(p)),
        lambda p: (words(p), source(p) or ""),
        lambda p: (claim(p), side_of(p)),
        lambda p: (words(p),),
    ]
    both: list[tuple[Attribution, Attribution]] = []
    rest = _sorted(before), _sorted(after)
    for key in rounds:
        if not (rest[0] and rest[1]):
            break
        found, rest = _matched(rest[0], rest[1], key)
        both += found
    if rest[0] and rest[1] and kinship.has_relations:
        for whose in (source, _side):
            found, rest = _matched_by_kin(kinship, claim, rest[0], rest[1], whose)
            both += found
    both.sort(key=lambda pair: (place_of(pair[0]), pair[0].id))
    met = {reading for pair in both for passage in pair for reading in view.readings(passage)}
    return Pairs(both, *([p for p in held if p.id not in met] for held in rest))


def _side(passage: Attribution) -> str:
    return str(side_of(passage))


def _sorted(passages: Iterable[Attribution]) -> list[Attribution]:
    return sorted(passages, key=lambda p: (place_of(p), p.id))


_Matched = tuple[list[tuple[Attribution, Attribution]], tuple[list[Attribution], list[Attribution]]]


def _matched(
    before: list[Attribution],
    after: list[Attribution],
    key: Callable[[Attribution], tuple[Hashable, ...]],
) -> _Matched:
    """Match those that have a key in common; a key with a `None` in front is none."""
    waiting: dict[tuple[Hashable, ...], list[Attribution]] = {}
    for passage in reversed(after):
        waiting.setdefault(key(passage), []).append(passage)
    found = []
    for passage in before:
        own = key(passage)
        others = waiting.get(own) if own[0] is not None else None
        if others:
            found.append((passage, others.pop()))
    return found, _unmatched(found, before, after)


def _matched_by_kin(
    kinship: Kinship,
    claim: Callable[[Attribution], str],
    before: list[Attribution],
    after: list[Attribution],
    source: Callable[[Attribution], str | None],
) -> _Matched:
    held: tuple[dict[tuple[str, str | None], list[Attribution]], ...] = ({}, {})
    for passages, by_claim in zip((before, after), held, strict=True):
        for passage in passages:
            by_claim.setdefault((claim(passage), source(passage)), []).append(passage)
    edges = {
        (mine, (theirs, mine[1]))
        for mine in held[0]
        for theirs in {kinship.same(other)[0] for other in kinship.kin(mine[0])}
        if (theirs, mine[1]) in held[1]
    }
    found = []
    done: set[str] = set()
    # Sorted by both ends regardless of which is which, so that asking backwards matches the same.
    for mine, theirs in sorted(edges, key=lambda edge: (sorted((edge[0][0], edge[1][0])), edge[0][1] or "")):
        open_ends = ([p for p in held[n][end] if p.id not in done] for n, end in enumerate((mine, theirs)))
        for pair in zip(*open_ends, strict=False):
            found.append((pair[0], pair[1]))
            done.update((pair[0].id, pair[1].id))
    return found, _unmatched(found, before, after)


def _unmatched(
    found: Sequence[tuple[Attribution, Attribution]], before: list[Attribution], after: list[Attribution]
) -> tuple[list[Attribution], list[Attribution]]:
    gone = {id for one, other in found for id in (one.id, other.id)}
    return [p for p in before if p.id not in gone], [p for p in after if p.id not in gone]


def place_of(passage: Attribution) -> tuple[bool, int]:
    """Return where a passage stands: the headline first, then by its first anchor; without one, last."""
    anchors: Anchors = passage.anchors
    places = [(str(a.part) != "headline", a.start) for a in anchors.content or tuple(anchors)]
    return min(places, default=(True, 1 << 60))


def words_of(anchors: Iterable[TextAnchor]) -> str:
    """Return the words of some anchors in their order in the text, however they are spaced."""
    held = sorted(anchors, key=lambda a: (str(a.part), a.start, a.end))
    return " ".join(" ".join(a.exact for a in held).split())


def relay_of(view: View, voices: Voices, passage: Attribution) -> str | None:
    """Return who relays a passage: the voice, "" for nobody credited; `None` if nobody does."""
    if passage.via is None:
        return None
    outer = view.attributions.get(passage.via)
    if outer is None:
        return passage.via
    return "" if outer.source is None else voices.root(outer.source)
