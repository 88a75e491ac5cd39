"""Which source records have names so alike that somebody should judge whether they are one.

Names are put into blocks by a key, and only those in one block are compared, so that the work grows
with the number of names. A block too large to compare is left, and its key is told.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from provenance.model import Source, SourceKind
from provenance.queries.names import (
    Name,
    edits_apart,
    frame_of,
    initials_of,
    is_acronym,
    is_body,
    name_of,
)
from provenance.queries.view import View

__all__ = ["LARGEST", "Entry", "Likeness", "entries_of", "find_alike", "pairs_in_block"]

LARGEST = 12
"""Blocks of up to so many are compared all with all."""

_FITS_AT_MOST = 5
_ORGANISED = frozenset(
    {
        SourceKind.ORGANIZATION,
        SourceKind.GOVERNMENT_BODY,
        SourceKind.MILITARY,
        SourceKind.NEWS_OUTLET,
        SourceKind.NEWS_AGENCY,
        SourceKind.GROUP,
    }
)
_THINGS = frozenset({SourceKind.DOCUMENT, SourceKind.DATASET, SourceKind.MEDIA, SourceKind.SOFTWARE})


class Entry(NamedTuple):
    """One name of one source."""

    source: str
    name: Name
    is_alias: bool
    family: str | None
    """What the source is: "person", "body", "thing", or `None` where that is open."""

    @property
    def may_be_person(self) -> bool:
        """Whether it may be the name of a person."""
        return self.family == "person" or (self.family is None and not is_body(self.name))


class Likeness(NamedTuple):
    """Why two sources may be one."""

    one: Entry
    other: Entry
    score: float
    reason: str


Stories = Mapping[str, frozenset[str]]
"""For a source, the stories in which it is credited; nothing for one that nobody credits."""


def entries_of(view: View, sources: Iterable[Source]) -> list[Entry]:
    """Return the names and aliases of sources, those of one source without repetition, by id."""
    found = []
    for source in sorted(sources, key=lambda source: source.id):
        family = _family(view.read(source, "kind"))
        name = view.read(source, "name")
        given = [] if name is None else [(name, False)]
        given += [(alias, True) for alias in sorted(view.read(source, "aliases"))]
        seen: set[str] = set()
        for text, is_alias in given:
            name_as = name_of(text, is_person=family == "person")
            entry = Entry(source.id, name_as, is_alias, family)
            if entry.name.core and text not in seen:
                seen.add(text)
                found.append(entry)
    return found


def _family(kind: object) -> str | None:
    if kind is SourceKind.PERSON:
        return "person"
    if kind in _ORGANISED:
        return "body"
    return "thing" if kind in _THINGS else None


def find_alike(entries: list[Entry], stories: Stories, too_common: set[str]) -> Iterator[Likeness]:
    """Yield the likenesses that the plain method sees; a pair may be yielded more than once."""
    few = list(_thinned(entries))
    for rule, held in (
        (_same_name, entries),
        (_same_words, few),
        (_same_sound, few),
        (_same_frame, few),
        (_one_letter, few),
    ):
        for likeness in rule(held, too_common):
            if _fit(likeness.one, likeness.other):
                yield likeness
    yield from _acronyms(entries, too_common)
    yield from _short_names(entries, stories, too_common)


def _thinned(entries: list[Entry]) -> Iterator[Entry]:
    """Yield a few of the entries that are one name: the others are found through these."""
    seen: dict[tuple[str, ...], int] = {}
    for entry in entries:
        seen[entry.name.core] = number = seen.get(entry.name.core, 0) + 1
        if number <= LARGEST // 4:
            yield entry


def _fit(one: Entry, other: Entry) -> bool:
    return one.source != other.source and (
        one.family == other.family or one.family is None or other.family is None
    )


def pairs_in_block(
    block: list[Entry], key: str, too_common: set[str], *, all_same: bool = False
) -> Iterator[tuple[Entry, Entry]]:
    """Yield the pairs of a block.

    A block that is too large gives each with the first if all are the same, else nothing.
    """
    if len(block) <= LARGEST:
        yield from combinations(block, 2)
    elif all_same:
        for other in block[1:]:
            yield block[0], other
    else:
        too_common.add(key)


def _blocks(
    entries: Iterable[Entry], key: Callable[[Entry], Hashable | None]
) -> Iterator[tuple[Hashable, list[Entry]]]:
    blocks: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        own = key(entry)
        if own:
            blocks.setdefault(own, []).append(entry)
    for own, block in blocks.items():
        if len(block) > 1:
            yield own, block


def _shown(key: Hashable) -> str:
    return " ".join(key) if isinstance(key, tuple) else str(key)


# --- the whole name ----------------------------------------------------------------------------


def _same_name(entries: list[Entry], too_common: set[str]) -> Iterator[Likeness]:
    for key, block in _blocks(entries, lambda entry: entry.name.core):
        for one, other in pairs_in_block(block, _shown(key), too_common, all_same=True):
            score, how = _how_same(one.name, other.name)
            if not score:
                continue
            if one.is_alias and other.is_alias:
                yield Likeness(one, other, score - 0.15, f"both have an alias, {how}")
            elif one.is_alias or other.is_alias:
                yield Likeness(one, other, score - 0.05, f"the name of one is an alias of the other, {how}")
            else:
                yield Likeness(one, other, score, how)


def _how_same(one: Name, other: Name) -> tuple[float, str]:
    if one.text == other.text:
        return 0.95, "the same name"
    if one.words == other.words:
        return 0.93, "the same name but for case, accents or punctuation"
    if len(one.core) == 1 and _has_title(one) and _has_title(other) and set(one.words) - set(other.words):
        return 0.5, "the same surname under different titles"
    return 0.88, "the same name but for titles, articles or legal forms"


def _has_title(name: Name) -> bool:
    return len(name.words) > 1 and name.words[0] not in ("the", "a", "an")


def _same_words(entries: list[Entry], too_common: set[str]) -> Iterator[Likeness]:
    for key, block in _blocks(entries, lambda entry: entry.name.bag):
        for one, other in pairs_in_block(block, _shown(key), too_common, all_same=True):
            if one.name.core != other.name.core:
                yield Likeness(one, other, 0.75, "the same words in another order or form")


def _same_sound(entries: list[Entry], too_common: set[str]) -> Iterator[Likeness]:
    for key, block in _blocks(entries, lambda entry: entry.name.sounds):
        for one, other in pairs_in_block(block, _shown(key), too_common):
            if one.name.core != other.name.core and len("".join(one.name.sounds)) >= 4:
                yield Likeness(one, other, 0.82, "the same name in another transliteration or spelling")


def _same_frame(entries: list[Entry], too_common: set[str]) -> Iterator[Likeness]:
    def frames(entry: Entry) -> Hashable | None:
        found = tuple(frame_of(sound) for sound in entry.name.sounds)
        return found if len("".join(found)) >= 3 else None

    for key, block in _blocks(entries, frames):
        for one, other in pairs_in_block(block, _shown(key), too_common):
            if one.name.sounds != other.name.sounds and _near(one.name.sounds, other.name.sounds):
                yield Likeness(one, other, 0.66, "names that transliterations may have parted")


def _near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    for mine, theirs in zip(one, other, strict=True):
        if mine == theirs:
            continue
        short = min(len(mine), len(theirs))
        most = 2 if short >= 7 else 1
        if not any(mine[0] in group and theirs[0] in group for group in (mine[0], "aeiou", "ckgh")):
            return False
        if short < 5 or not _end_alike(mine, theirs) or edits_apart(mine, theirs, most) > most:
            return False
    return True


def _end_alike(one: str, other: str) -> bool:
    """Tell whether both end in a vowel or neither does: Petrova is not Petrov, nor Pokrovsky Pokrovsk."""
    return (one[-1] in "aeiouy") is (other[-1] in "aeiouy")


def _one_letter(entries: list[Entry], too_common: set[str]) -> Iterator[Likeness]:
    """Find names that one letter parts: with one letter gone at the right place, both are the same."""
    blocks: dict[str, Entry | list[Entry]] = {}
    for entry in entries:
        for key in _shortened(entry.name):
            held = blocks.setdefault(key, entry)
            if isinstance(held, list):
                held.append(entry)
            elif held is not entry:  # most keys have one entry, and no list is made for those
                blocks[key] = [held, entry]
    for key, block in blocks.items():
        if isinstance(block, list):
            for one, other in pairs_in_block(block, key, too_common):
                if one.name.sounds != other.name.sounds and _is_misspelt(one.name.core, other.name.core):
                    yield Likeness(one, other, 0.6, "names that one letter parts")


def _shortened(name: Name) -> set[str]:
    core = name.core
    found = {" ".join(core)}
    for at, word in enumerate(core):
        if len(word) >= 6 and word.isalpha():
            before, after = "".join(f"{w} " for w in core[:at]), "".join(f" {w}" for w in core[at + 1 :])
            for place in range(1, len(word)):  # the first letter is seldom mistaken
                found.add(f"{before}{word[:place]}{word[place + 1 :]}{after}")
    return found


def _is_misspelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) != len(other):
        return False
    different = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine != theirs]
    if len(different) != 1:
        return False
    mine, theirs = different[0]
    if min(len(mine), len(theirs)) < (6 if len(one) > 1 else 7) or mine[0] != theirs[0]:
        return False
    if not (mine.isalpha() and theirs.isalpha()) or not _end_alike(mine, theirs):
        return False
    if mine + "s" == theirs or theirs + "s" == mine:  # an analyst, analysts
        return False
    if len(mine) == len(theirs):
        swapped = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
        # One consonant for another makes another name oftener than a slip: Petkov is not Peskov.
        if len(swapped) == 1 and not all(letter in "aeiouy" for letter in swapped[0]):
            return False
    return edits_apart(mine, theirs, 1) == 1


# --- acronyms ----------------------------------------------------------------------------------


def _acronyms(entries: list[Entry], too_common: set[str]) -> Iterator[Likeness]:
    spelled_out: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.family in ("body", None) and len(entry.name.words) > 1:
            for initials in initials_of(entry.name):
                spelled_out.setdefault(initials, []).append(entry)
    for entry in entries:
        short = "".join(entry.name.core)
        if entry.family not in ("body", None) or not is_acronym(entry.name.text):
            continue
        fitting = [other for other in spelled_out.get(short, ()) if other.source != entry.source]
        if len({other.source for other in fitting}) > _FITS_AT_MOST:
            too_common.add(short)
            continue
        for other in fitting:
            if len(short) > 2 or "body" in (entry.family, other.family):
                score = (0.78 if len(short) > 2 else 0.58) - 0.08 * (len({o.source for o in fitting}) > 1)
                yield Likeness(entry, other, score, "one is the acronym of the other")


# --- part of a name ----------------------------------------------------------------------------


def _short_names(entries: list[Entry], stories: Stories, too_common: set[str]) -> Iterator[Likeness]:
    """Find surnames and initials that a fuller name in the same story fits, and middle names left out."""
    people = [entry for entry in entries if entry.may_be_person]
    full: dict[tuple[str, str | None], list[Entry]] = {}
    for entry in people:
        if len(entry.name.core) > 1 and len(entry.name.core[0]) > 1:
            for story in stories.get(entry.source) or (None,):
                full.setdefault((entry.name.sounds[-1], story), []).append(entry)
    every: dict[str, list[Entry]] = {}
    for (surname, _), held in full.items():
        every.setdefault(surname, []).extend(held)
    for entry in people:
        core, surname = entry.name.core, entry.name.sounds[-1]
        if len(core) == 1 and (len(surname) < 3 or is_acronym(entry.name.text)):
            continue
        if len(core) == 1 or len(core[0]) == 1:
            own = stories.get(entry.source)
            if own:
                near = [e for story in sorted(own) for e in full.get((surname, story), ())]
                near += full.get((surname, None), ())
            else:
                near = every.get(surname, [])
            yield from _fuller(entry, near, stories)
    for key, block in _blocks(
        people, lambda e: len(e.name.core) > 1 and (e.name.sounds[0], e.name.sounds[-1])
    ):
        for one, other in pairs_in_block(block, _shown(key), too_common):
            yield from _middle(one, other)


def _fuller(entry: Entry, near: Iterable[Entry], stories: Stories) -> Iterator[Likeness]:
    fitting: dict[str, Entry] = {}
    for other in near:
        if other.source != entry.source and _may_be_short_for(entry.name.core, other.name.core):
            fitting.setdefault(other.source, other)
    if not fitting or len(fitting) > _FITS_AT_MOST:
        return
    what = "a surname" if len(entry.name.core) == 1 else "an initial and a surname"
    for other in fitting.values():
        if other.family != "person" and entry.family != "person" and len(other.name.core) > 2:
            continue
        together = bool(stories.get(entry.source)) and bool(stories.get(other.source))
        score = (0.7 if together else 0.56) - 0.12 * (len(fitting) > 1)
        where = "of the same story" if together else "that nothing puts into different stories"
        one_of = f", one of {len(fitting)} that it fits" if len(fitting) > 1 else ""
        score = max(score, 0.5)
        yield Likeness(entry, other, score, f"{what} and a full name {where}{one_of}")


def _may_be_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(short) == 1 or all(
        mine == theirs or (len(mine) == 1 and theirs.startswith(mine))
        for mine, theirs in zip(short[:-1], full[:-1], strict=False)
    )


def _middle(one: Entry, other: Entry) -> Iterator[Likeness]:
    if not _fit(one, other):
        return
    short, long = sorted((one.name.core, other.name.core), key=len)
    if len(short) == len(long) or "person" not in (one.family, other.family) or len(short[0]) == 1:
        return
    rest = iter(long[1:-1])
    if all(any(mine == theirs or theirs[0] == mine for theirs in rest) for mine in short[1:-1]):
        yield Likeness(one, other, 0.74, "the same name but for a middle name")
