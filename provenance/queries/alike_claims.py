"""Which claims are worded, or measured, so alike that somebody should judge how they are related."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from provenance.model import Claim, ClaimKind, When
from provenance.queries.names import folded, sound_of, words_in

__all__ = ["ClaimLikeness", "find_claims_alike"]

_LARGEST = 40
_NEAR = 0.66
_NEAR_WITH_MORE = 0.34
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_SMALL = words_in(
    """a an the of in on at to for by with from and or is are was were be been being has have had do does
    did that which who this these those it its as their his her our your there than into"""
)
_DENYING = words_in("not no never none nobody nothing neither nor without cannot isnt wasnt arent")


class ClaimLikeness(NamedTuple):
    """Why two claims may be one, or near each other."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


class _Worded(NamedTuple):
    claim: Claim
    words: tuple[str, ...]
    kept: frozenset[str]
    numbers: tuple[str, ...]
    is_denial: bool
    names: frozenset[str]
    """The words with a capital that do not begin the sentence, as they sound."""
    about: frozenset[str]
    when: When | None
    measure: tuple[object, ...] | None
    """Number and upper number."""


def find_claims_alike(claims: list[Claim], too_common: set[str]) -> Iterator[ClaimLikeness]:
    """Yield pairs of claims that are alike; a pair may be yielded more than once.

    Args:
        claims: the claims, in a fixed order.
        too_common: takes the keys of blocks too large to compare.
    """
    held = [_worded(claim) for claim in claims]
    for one, other in _pairs(held, too_common):
        found = _likeness(one, other)
        if found is not None:
            yield found


def _worded(claim: Claim) -> _Worded:
    text = claim.text[:2000].replace("’", "'").replace("n't", " not")
    words = tuple(word.replace(",", "") for word in _WORD.findall(folded(text)))
    kept = frozenset(word for word in words if word not in _SMALL and word not in _DENYING)
    written = re.findall(r"[^\W_]+", text)
    when, quantity = claim.when, claim.quantity
    is_dated = when is not None and not (when.earliest is None and when.latest is None)
    return _Worded(
        claim,
        words,
        kept or frozenset(words),
        tuple(sorted(word for word in kept if any(c.isdigit() for c in word))),
        sum(word in _DENYING for word in words) % 2 == 1,
        frozenset(sound_of(folded(word)) for word in written[1:] if word[0].isupper()),
        frozenset(claim.about),
        when if is_dated else None,
        None if quantity is None else (quantity.number, quantity.upper),
    )


def _pairs(held: list[_Worded], too_common: set[str]) -> Iterator[tuple[_Worded, _Worded]]:
    """Yield the pairs that have a key in common: their words, a rare word, or what they state of it."""
    same: dict[tuple[str, ...], list[_Worded]] = {}
    for one in held:
        same.setdefault(one.words, []).append(one)
    for block in same.values():
        # Where very many are the same, each with the first will do.
        yield from combinations(block, 2) if len(block) <= _LARGEST else ((block[0], b) for b in block[1:])
    firsts = [block[0] for block in same.values()]
    blocks: dict[tuple[str, str], list[_Worded]] = {}
    for one, keys in zip(firsts, _rare_words(firsts), strict=True):
        for key in keys:
            blocks.setdefault(key, []).append(one)
    for one in firsts:
        for about in one.about:
            for stated in (_ends(one.when), one.measure):
                if stated is not None:
                    blocks.setdefault((about, repr(stated)), []).append(one)
    for key, block in blocks.items():
        if len(block) > _LARGEST:
            too_common.add(" ".join(key).strip())
            continue
        yield from combinations(block, 2)


def _ends(when: When | None) -> tuple[object, ...] | None:
    return None if when is None else (when.earliest, when.latest, when.precision)


def _rare_words(held: list[_Worded]) -> Iterator[set[tuple[str, str]]]:
    """Yield for each claim some of its rarest words, of which claims with most words in common share one.

    If two sets have two thirds of their words in common, they share one of the rarest third and
    one of each, whatever the words are. A word in very many claims is taken together with the next
    rarest one.
    """
    counts = Counter(word for one in held for word in one.kept)
    for one in held:
        ranked = sorted(one.kept, key=lambda word: (counts[word], word))
        prefix = ranked[: len(ranked) - int(len(ranked) * _NEAR) + 1]
        yield {
            (word, "") if counts[word] <= _LARGEST else (word, ranked[min(at + 1, len(ranked) - 1)])
            for at, word in enumerate(prefix)
        }


def _likeness(one: _Worded, other: _Worded) -> ClaimLikeness | None:
    mine, theirs = one.claim, other.claim
    if (mine.kind is ClaimKind.SPEECH_EVENT) is not (theirs.kind is ClaimKind.SPEECH_EVENT) and (
        mine.kind is not None and theirs.kind is not None
    ):
        return None  # that it was said is not what was said
    if _state_otherwise(one, other):
        return None
    ends = mine.id, theirs.id
    if not (one.words and other.words) and mine.text != theirs.text:
        return None  # nothing but marks: there is nothing to compare
    if one.words == other.words:
        same = "the same words" if mine.text == theirs.text else "the same words but for case and punctuation"
        return ClaimLikeness(*ends, 0.95, (same,))
    shared = len(one.kept & other.kept) / len(one.kept | other.kept)
    reasons = []
    if shared >= _NEAR_WITH_MORE:
        reasons.append(f"{round(shared * 100)} % of their words in common")
    stated = []
    if one.about and one.about & other.about:
        subject = "the same subject" if one.about == other.about else "a subject in common"
        if one.when is not None and _ends(one.when) == _ends(other.when):
            stated.append("the same time")
        if one.measure is not None and one.measure == other.measure:
            stated.append("the same number")
        if stated:
            reasons += [subject, *stated]
    if shared < (_NEAR_WITH_MORE if stated else _NEAR):
        return None
    if not _in_order(one, other):
        shared -= 0.3  # who did it to whom may be turned round
        reasons[0] += ", in another order"
    score = 0.4 + 0.5 * shared + 0.08 * len(stated)
    return ClaimLikeness(*ends, round(min(score, 0.92), 2), tuple(reasons))


def _in_order(one: _Worded, other: _Worded) -> bool:
    """Tell whether the words in common come in one order in both."""
    both = one.kept & other.kept
    mine, theirs = (tuple(dict.fromkeys(w for w in held.words if w in both)) for held in (one, other))
    return mine == theirs


def _state_otherwise(one: _Worded, other: _Worded) -> bool:
    """Tell whether two claims differ in what makes them two: a denial, a number, a time, a name."""
    if one.is_denial is not other.is_denial or one.numbers != other.numbers:
        return True
    if one.measure is not None and other.measure is not None and one.measure != other.measure:
        return True
    if one.when is not None and other.when is not None and not one.when.overlaps(other.when):
        return True
    languages = (one.claim.language or "").split("-")[0], (other.claim.language or "").split("-")[0]
    if all(languages) and languages[0].lower() != languages[1].lower():
        return True
    where = one.claim.where, other.claim.where
    if where[0] and where[1] and folded(where[0]) != folded(where[1]):
        return True
    own, others = one.names - other.names, other.names - one.names
    spoken = {sound_of(word) for word in one.kept}, {sound_of(word) for word in other.kept}
    return bool(own - spoken[1]) and bool(others - spoken[0])
