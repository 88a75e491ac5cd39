"""The largest set of origins of which no two are joined: exact where that is feasible, bounded beyond.

Origins are bits of an integer; `joined[i]` holds the bits that origin `i` is joined to.
"""

from collections.abc import Sequence

__all__ = ["EXACT_UP_TO", "bits", "largest", "largest_found", "tangles"]

EXACT_UP_TO = 20
"""Tangles of up to so many origins are always counted exactly; many larger ones are, too."""

_STEPS = 200_000  # divided by the number of origins: a step costs more the more there are
_DEEPEST = 200


class _TooManyError(Exception):
    """The steps allowed are used up. Internal: a bound is given instead."""


def bits(mask: int) -> list[int]:
    """Return the places of the bits that are set, lowest first."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def tangles(joined: Sequence[int], mask: int) -> list[int]:
    """Return the connected parts of a set of origins, each as bits, by their lowest."""
    found = []
    while mask:
        part = mask & -mask
        front = part
        while front:
            reached = 0
            for i in bits(front):
                reached |= joined[i]
            front = reached & mask & ~part
            part |= front
        found.append(part)
        mask &= ~part
    return found


def largest(joined: Sequence[int], mask: int, memo: dict[int, int] | None = None) -> int | None:
    """Return the size of the largest set of which no two are joined, or `None` if that takes too long.

    Never `None` for up to `EXACT_UP_TO` origins.
    """
    size = mask.bit_count()
    steps = [_STEPS // size if size > EXACT_UP_TO else 1 << (EXACT_UP_TO + 1)]
    try:
        return _largest(joined, mask, {} if memo is None else memo, steps, 0)
    except _TooManyError:
        return None


def _largest(joined: Sequence[int], mask: int, memo: dict[int, int], steps: list[int], depth: int) -> int:
    taken, mask = _take_what_costs_nothing(joined, mask)
    if not mask:
        return taken
    known = memo.get(mask)
    if known is None:
        steps[0] -= 1
        if steps[0] < 0 or depth > _DEEPEST:
            raise _TooManyError
        parts = tangles(joined, mask)
        if len(parts) > 1:
            known = sum(_largest(joined, part, memo, steps, depth + 1) for part in parts)
        else:
            most = max(bits(mask), key=lambda i: (joined[i] & mask).bit_count())
            without = mask & ~(1 << most)
            known = max(
                1 + _largest(joined, without & ~joined[most], memo, steps, depth + 1),
                _largest(joined, without, memo, steps, depth + 1),
            )
        memo[mask] = known
    return taken + known


def _take_what_costs_nothing(joined: Sequence[int], mask: int) -> tuple[int, int]:
    """Take origins whose neighbours are all joined to each other: some largest set holds them."""
    taken = 0
    queue = bits(mask)
    while queue:
        i = queue.pop()
        bit = 1 << i
        if not mask & bit:
            continue
        around = joined[i] & mask
        if not _is_clique(joined, around):
            continue
        taken += 1
        touched = 0
        for other in bits(around):
            touched |= joined[other]
        mask &= ~(around | bit)
        queue += bits(touched & mask)
    return taken, mask


def _is_clique(joined: Sequence[int], mask: int) -> bool:
    return all((mask & ~(1 << i)) & ~joined[i] == 0 for i in bits(mask))


def largest_found(joined: Sequence[int], mask: int) -> int:
    """Return the size of one set of which no two are joined: never too high, perhaps too low."""
    size = 0
    for i in sorted(bits(mask), key=lambda i: ((joined[i] & mask).bit_count(), i)):
        if mask >> i & 1:
            size += 1
            mask &= ~(joined[i] | 1 << i)
    return size
