"""What can be told from words alone: quotations, spellings of names, hedges, all and most.

Nothing here knows what words mean. It is asked only about words that anchors mark, and about
the wording of claims; what the records' fields say comes first.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from unicodedata import category, normalize

from provenance.model import Attribution

__all__ = [
    "differing", "extent_of", "folded", "hedging_in", "is_quoted_from", "name_variants", "quoted_parts",
    "same_words", "spelled_alike", "words_in", "words_of",
]  # fmt: skip

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_QUOTED = re.compile(r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|\"([^\"]+)\"|(?<!\w)‘([^‘]+?)’(?!\w)")
_ELISION = re.compile(r"\[[^\]]*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3}")
_MOST_NAMES = 60
_LONGEST_NAME = 40
_ALIKE = 0.7

_STEM_ENDS = frozenset({"", "a", "e", "y"})
_INFLECTIONS = frozenset(
    {
        "s",
        "es",
        "'s",
        "’s",
        "n",
        "an",
        "ian",
        "ns",
        "ans",
        "ians",
        "ese",
        "ish",
        "i",
        "ed",
        "ing",
        "er",
        "ers",
    }
)

_HEDGING = frozenset(
    {"allegedly", "apparently", "arguably", "conceivably", "might", "perhaps", "possibly", "presumably",
     "probably", "purportedly", "reportedly", "seemingly", "supposedly"}
)  # fmt: skip

_EXTENTS = {
    "all": "all", "entire": "all", "every": "all", "everyone": "all", "everybody": "all", "whole": "all",
    "most": "most", "majority": "most", "many": "many", "numerous": "many", "several": "some",
    "some": "some", "few": "few", "none": "none", "nobody": "none",
}  # fmt: skip


def words_of(passage: Attribution) -> str:
    """Return the words that a passage's anchors mark as its content; empty if none are marked."""
    marked = passage.anchors.content
    return " ".join([anchor.exact for anchor in marked]) if marked else ""


def words_in(text: str) -> list[str]:
    """Return the words of a text, without regard to case, marks and the form of characters."""
    return _WORD.findall(normalize("NFKC", text).casefold().replace("’", "'"))


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts differ in case, marks and spaces at most."""
    return words_in(one) == words_in(other)


# --- quotations ----------------------------------------------------------------------------


def quoted_parts(text: str) -> list[str]:
    """Return what stands in quotation marks."""
    return [next(filter(None, match.groups())) for match in _QUOTED.finditer(text)]


def is_quoted_from(quotation: Iterable[str], original: str) -> bool:
    """Tell whether every piece of a quotation stands in the original word for word, in this order.

    An ellipsis and what stands in square brackets divide pieces.
    """
    held = f" {' '.join(words_in(original))} "
    at = 0
    for part in quotation:
        for piece in _ELISION.split(part):
            words = words_in(piece)
            if words:
                found = held.find(f" {' '.join(words)} ", at)
                if found < 0:
                    return False
                at = found + len(" ".join(words)) + 1
    return True


def differing(before: str, after: str) -> tuple[str, str]:
    """Return two texts without the words they begin and end with in common; whole if nothing is left."""
    one, other = before.split(), after.split()
    start = 0
    while start < min(len(one), len(other)) and same_words(one[start], other[start]):
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and same_words(one[-1 - end], other[-1 - end]):
        end += 1
    left = " ".join(one[start : len(one) - end]), " ".join(other[start : len(other) - end])
    return left if all(left) else (before, after)


# --- names ---------------------------------------------------------------------------------


def folded(text: str) -> str:
    """Return a text without case and accents."""
    return "".join(c for c in normalize("NFKD", text).casefold() if category(c) != "Mn")


def spelled_alike(one: str, other: str) -> bool:
    """Tell whether two words may be spellings of one name; an inflected form of a word is none."""
    if not 3 <= min(len(one), len(other)) <= max(len(one), len(other)) <= _LONGEST_NAME:
        return False
    first, second = folded(one), folded(other)
    if first == second:
        return one.casefold() != other.casefold()
    shared = next(
        (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    if shared >= 4 and any(_is_inflected(*ends) for ends in _both(first[shared:], second[shared:])):
        # "Pakistan" and "Pakistani" are two words, "Syrsky" and "Syrskyi" one name.
        return first[shared - 1] == "y" and {first[shared:], second[shared:]} == {"", "i"}
    return (
        max(SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in _both(first, second)) >= _ALIKE
    )


def _is_inflected(stem: str, ending: str) -> bool:
    return stem in _STEM_ENDS and ending in _INFLECTIONS


def _both(one: str, other: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one, other), (other, one)  # the matcher's answer depends on the order


def name_variants(before: str, after: str) -> list[tuple[str, str]]:
    """Return the names that are spelled another way, as pairs, in the order of the later text."""
    olds, news = _names(before), _names(after)
    only_old = [name for name in olds if name.casefold() not in {n.casefold() for n in news}]
    only_new = [name for name in news if name.casefold() not in {n.casefold() for n in olds}]
    found = []
    for name in only_new[:_MOST_NAMES]:
        alike = [old for old in only_old[:_MOST_NAMES] if spelled_alike(old, name)]
        if alike:
            old = max(alike, key=lambda old: (_likeness(old, name), old))
            found.append((old, name))
            only_old.remove(old)
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio()


def _names(text: str) -> list[str]:
    words = (word for word in _WORD.findall(text) if word[0].isupper())
    return list(dict.fromkeys(word.removesuffix("'s").removesuffix("’s") for word in words))


# --- hedges and extents, in English ----------------------------------------------------------


def hedging_in(text: str) -> list[str]:
    """Return the English words of a text that can only weaken what is said."""
    return [word for word in dict.fromkeys(words_in(text)) if word in _HEDGING]


def extent_of(text: str) -> tuple[str, str] | None:
    """Return the English word that says of how many a text speaks, with its sense.

    `None` if there is none, or if there are several that differ in sense.
    """
    found = [(word, _EXTENTS[word]) for word in words_in(text) if word in _EXTENTS]
    return found[0] if len({sense for _, sense in found}) == 1 else None
