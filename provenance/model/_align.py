"""Finds the stretches of a text that are most like a pattern, in time that is bounded beforehand.

Exact pieces of the pattern say where to look; there, the stretch with the smallest edit distance
(insertions, deletions, substitutions) is found with Myers' bit-parallel algorithm ("A fast
bit-vector algorithm for approximate string matching based on dynamic programming", JACM 46,
1999), whose columns are Python integers here.
"""

from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["LONGEST", "Match", "likeness", "matches", "whole_likeness"]

LONGEST = 4000
"""Longest pattern, in characters, that is looked for."""
_PIECES = 48
_PIECE = 8
_HITS = 40
_WINDOWS = 6


class Match(NamedTuple):
    """A stretch of the text, with its edit distance from the pattern."""

    start: int
    end: int
    distance: int


def matches(text: str, exact: str, prefix: str, suffix: str) -> list[Match]:
    """Return the stretches most like a quotation, in different places; the context helps to find them."""
    found: list[Match] = []
    for start, end in _windows(text, prefix + exact + suffix, len(prefix), len(exact)):
        match = _best(text, exact, start, end)
        nearby = [match]
        for left, right in (
            (start, match.start),
            (match.end, end),
        ):  # an equally good place may be next to it
            if right - left > len(exact) // 2:
                nearby.append(_best(text, exact, left, right))
        for match in nearby:
            if match.start < match.end and not any(_overlap(match, other) for other in found):
                found.append(match)
    return found


def _overlap(one: Match, other: Match) -> bool:
    return one.start < other.end and other.start < one.end


def likeness(text: str, pattern: str) -> float:
    """Return how like the start of a text is to a pattern, from 0 (not at all) to 1 (it is the pattern)."""
    if not pattern:
        return 1.0
    _, distance = _search(text[: len(pattern) + 8], pattern, anchored=True)
    return 1 - distance / len(pattern)


def whole_likeness(text: str, pattern: str) -> float:
    """Return how like all of a text is to a pattern, from 1 (it is the pattern) to 0 (or less)."""
    end, distance = _search(text, pattern, anchored=True)
    return 1 - (distance + len(text) - end) / len(pattern)


def _windows(text: str, pattern: str, lead: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the few windows in which most pieces of the pattern stand about where they should."""
    piece = min(_PIECE, len(pattern))
    last = len(pattern) - piece
    slack = max(size // 4, 16)
    votes: dict[int, int] = {}
    for at in range(0, last + 1, max(last // _PIECES, 1)):
        wanted = pattern[at : at + piece]
        cells: set[int] = set()
        hits, place = 0, text.find(wanted)
        while place >= 0 and hits <= _HITS:
            hits += 1
            cells.add((place - at + lead) // slack)
            place = text.find(wanted, place + 1)
        if hits <= _HITS:  # a piece that stands everywhere says nothing
            for cell in cells:
                votes[cell] = votes.get(cell, 0) + 1
    # Where text was added or removed, the pieces of one place fall into neighbouring cells.
    weights = {cell: count + votes.get(cell - 1, 0) + votes.get(cell + 1, 0) for cell, count in votes.items()}
    taken: list[int] = []
    for cell in sorted(weights, key=lambda cell: (-weights[cell], cell)):
        if len(taken) == _WINDOWS:
            return
        if all(abs(cell - other) > 1 for other in taken):
            taken.append(cell)
            yield max((cell - 2) * slack, 0), min((cell + 3) * slack + size + size // 2, len(text))


def _best(text: str, exact: str, start: int, end: int) -> Match:
    """Return the stretch of text[start:end] with the smallest edit distance from a quotation.

    Of equally near ones it is the first, and as long as it can be.
    """
    window = text[start:end]
    finish, distance = _search(window, exact, anchored=False)
    length, _ = _search(window[:finish][::-1], exact[::-1], anchored=True)
    return Match(start + finish - length, start + finish, distance)


def _search(text: str, pattern: str, *, anchored: bool) -> tuple[int, int]:
    """Return the end of the stretch of a text nearest to a pattern, and its distance from it.

    The stretch begins at the start of the text if it is anchored, else anywhere.
    """
    size = len(pattern)
    masks: dict[str, int] = {}
    for place, character in enumerate(pattern):
        masks[character] = masks.get(character, 0) | 1 << place
    full, top, first = (1 << size) - 1, 1 << (size - 1), int(anchored)
    # Bits say where a column of the table of distances rises (`positive`) or falls (`negative`) by one.
    positive, negative, distance = full, 0, size
    best_end, best = 0, size
    for end, character in enumerate(text, 1):
        equal = masks.get(character, 0)
        vertical = equal | negative
        horizontal = (((equal & positive) + positive) ^ positive) | equal
        rises = negative | ~(horizontal | positive) & full
        falls = positive & horizontal
        if rises & top:
            distance += 1
        elif falls & top:
            distance -= 1
        rises = (rises << 1 | first) & full
        falls = falls << 1 & full
        positive = falls | ~(vertical | rises) & full
        negative = rises & vertical
        if distance < best or (distance == best and end - best_end == 1):
            best_end, best = end, distance
    return best_end, best
