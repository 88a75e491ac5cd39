"""Rules about names: N01, N02."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from provenance.model import Attribution, JudgementVerdict, SourceKind, TextAnchor
from provenance.queries.lint.ground import Ground
from provenance.queries.lint.rule import FAIRNESS, OWN, Hit, Rule, Severity
from provenance.queries.showing import listed

__all__ = ["RULES"]


# --- N01 -----------------------------------------------------------------------------------


def unresolved(ground: Ground) -> Iterator[Hit]:
    """N01: a source name that is unresolved, or matches several."""
    bearers = _bearers(ground)
    told: set[tuple[str, str]] = set()
    before: set[tuple[str, str]] = set()
    for passage in ground.certain(lambda p: p.source is not None):
        source = passage.source or ""
        voice = ground.voices.root(source)
        if (passage.article, voice) in before:
            continue
        before.add((passage.article, voice))
        found = _why_unresolved(ground, passage, voice, bearers)
        if found is not None and any((passage.article, other) in told for other in found[1]):
            continue  # of two that may be one, the first was told
        if found is not None:
            told.add((passage.article, voice))
            why, others = found
            yield ground.at_source(f"{ground.credited(passage)}: {why}", passage, others)


def _why_unresolved(
    ground: Ground, passage: Attribution, voice: str, bearers: dict[str, set[str]]
) -> tuple[str, list[str]] | None:
    view, voices = ground.view, ground.voices
    if not voices.records(voice):
        return f"the source {passage.source} is not in the dossier", []
    different = voices.judged(voice, JudgementVerdict.DIFFERENT)
    for other, judgement in sorted(voices.judged(voice, JudgementVerdict.UNSURE).items()):
        # Whoever has a name is not made doubtful by a nameless one who may be the same.
        is_clear = voices.name(voice) is not None and voices.name(other) is None
        if other not in different and not is_clear:
            return f"whether it is {ground.called(other)} is not settled", [other, judgement.id]
    names = {passage.credited_as, *(view.read(record, "name") for record in voices.records(voice))}
    several = {
        other
        for name in names
        if name is not None
        for other in bearers.get(_folded(name), ())
        if other != voice and other not in different
    }
    if several:
        others = sorted(several)
        return f"more than one source has that name ({listed([voice, *others])})", others
    if ground.kind(voice) is SourceKind.UNKNOWN and voices.name(voice) is not None:
        return "what it is was looked for, and is not known", []
    return None


def _bearers(ground: Ground) -> dict[str, set[str]]:
    """Return the voices that have each name, as their own or as an alias."""
    found: dict[str, set[str]] = {}
    view = ground.view
    for id, record in view.sources.items():
        for name in (view.read(record, "name"), *view.read(record, "aliases")):
            if name:
                found.setdefault(_folded(name), set()).add(ground.voices.root(id))
    return found


def _folded(name: str) -> str:
    words = name.casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


# --- N02 -----------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_OWNING = re.compile(r"[’']s?$")
_LIKENESS = 0.85
_SHORTEST = 4
_MOST_WORDS = 60


def spelled_several_ways(ground: Ground) -> Iterator[Hit]:
    """N02: one name that is spelled several ways."""
    for article in ground.articles:
        passages = ground.in_article[article]
        yield from _sources_spelled(ground, passages)
        yield from _places_spelled(ground, passages)


def _sources_spelled(ground: Ground, passages: Sequence[Attribution]) -> Iterator[Hit]:
    by_voice: dict[str, list[Attribution]] = {}
    for passage in passages:
        if passage.source is not None:
            by_voice.setdefault(ground.voices.root(passage.source), []).append(passage)
    for voice, credited in sorted(by_voice.items()):
        words: dict[str, str] = {}
        for passage in credited:
            for record in ground.voices.records(passage.source or ""):
                for word in _names_in(ground.view.read(record, "name") or ""):
                    words.setdefault(word, passage.id)
        for passage in credited:
            for word in _names_in(passage.credited_as or ""):
                words[word] = passage.id
        is_person = ground.kind(voice) is SourceKind.PERSON
        variants = _variants(list(words), is_person)
        if variants:
            ids = {words[word] for word in variants}
            first = next(passage for passage in credited if passage.id in ids)
            yield ground.at_source(f"one name, spelled several ways: {listed(variants)}", first, ids)


def _places_spelled(ground: Ground, passages: Sequence[Attribution]) -> Iterator[Hit]:
    """Look at the words that places are given in, where the claims are about one thing of that name."""
    by_thing: dict[str, dict[str, Attribution]] = {}
    for passage in passages:
        claim = ground.claim(passage)
        if claim is None or not claim.where:
            continue
        words = _names_in(claim.where)
        for about in claim.about:
            thing = about.partition(":")[2].casefold()
            for word in words:
                if _is_like(word.casefold(), thing):
                    by_thing.setdefault(about, {}).setdefault(word, passage)
    told: set[tuple[str, ...]] = set()
    for _, words_of in sorted(by_thing.items()):
        variants = _variants(list(words_of), is_person=False)
        if variants and tuple(variants) not in told:
            told.add(tuple(variants))
            order = {passage.id: place for place, passage in enumerate(passages)}
            held = sorted((words_of[word] for word in variants), key=lambda p: order[p.id])
            hit = ground.hit(
                f"one name, spelled several ways: {listed(variants)}", held[-1], (p.id for p in held)
            )
            yield hit._replace(anchors=_where(held[-1], variants) or hit.anchors)


def _where(passage: Attribution, words: Sequence[str]) -> tuple[TextAnchor, ...]:
    for anchor in passage.anchors.content:
        for word in words:
            at = anchor.exact.find(word)
            if at >= 0:
                start = anchor.start + at
                return (TextAnchor(start=start, end=start + len(word), exact=word, part=anchor.part),)
    return ()


def _names_in(text: str) -> list[str]:
    """Return the words of a text that begin with a capital, of some length, without what marks owning."""
    words = (_OWNING.sub("", word) for word in _WORD.findall(text))
    return [word for word in words if len(word) >= _SHORTEST and word[0].isupper()]


def _variants(words: list[str], is_person: bool) -> list[str]:
    """Return the words that are spellings of one name, sorted; nothing if none are."""
    found: set[str] = set()
    words = sorted(set(words))[:_MOST_WORDS]
    for place, one in enumerate(words):
        for other in words[place + 1 :]:
            if _are_spellings(one.casefold(), other.casefold(), is_person):
                found.update((one, other))
    return sorted(found)


def _are_spellings(one: str, other: str, is_person: bool) -> bool:
    """Tell whether two words are spellings of one name, and not forms of it (Cuba, Cuban)."""
    if one == other or abs(len(one) - len(other)) > 1 or not _is_like(one, other):
        return False
    short, long = sorted((one, other), key=len)
    if not long.startswith(short):
        return True
    doubled = long[-1] == short[-1]
    return doubled or (is_person and len(short) > _SHORTEST and long[-1] != "s")


def _is_like(one: str, other: str) -> bool:
    if one[:1] != other[:1]:
        return False
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKENESS


RULES = (
    Rule(
        "N01",
        "source name unresolved or matching several",
        Severity.NOTE,
        (OWN,),
        "It is not known who or what is credited: the name fits several sources, somebody looked and "
        "was not sure, or the source is not in the dossier.\n\n"
        "Decided on: judgements of identity “unsure” that no “different” settles; the credited words or "
        "the name, as name or alias of several sources that nobody judged the same or different; a "
        "named source of kind unknown (looked for, and not known). This rule is about what is not "
        "known. One finding for each article and source.\n\n"
        "Cure: find out, and record a judgement.",
        unresolved,
    ),
    Rule(
        "N02",
        "one name spelled several ways",
        Severity.NOTE,
        (FAIRNESS,),
        "One article spells a name in more than one way; readers and searches take it for two.\n\n"
        "Decided on: for sources, the words by which passages credit one voice, and its name; for "
        "places, the claims' `where` among claims that are *about* one thing of nearly that name. Two "
        "words are spellings if they begin alike, differ by a letter or so, and one is not merely the "
        "other with an ending (Cuba, Cuban).\n\n"
        "Cure: one spelling; record the others as aliases.",
        spelled_several_ways,
    ),
)
"""The rules of this module, by code."""
