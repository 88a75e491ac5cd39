"""What a redaction left that only a person can judge, in sentences that do not say what stands there."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from provenance.model._folding import fold
from provenance.model._hiding import Scene
from provenance.model._passes import strings_of
from provenance.model._traces import is_like_derived
from provenance.model.references import references_of
from provenance.model.shapes import shapes_of
from provenance.model.source import Source
from provenance.model.terms import JudgementVerdict

if TYPE_CHECKING:  # the dossier is built on this module
    from provenance.model.dossier import Dossier

__all__ = ["remains"]

_MOST_PLACES = 100
"""How many places are named one by one before the rest is only counted."""


def remains(scene: Scene, redacted: "Dossier", stand_ins: Mapping[str, Source]) -> Iterator[str]:
    """Yield what a person should look at.

    Args:
        scene: what was hidden.
        redacted: the result.
        stand_ins: what stands for each hidden source, by its old id.
    """
    for new in stand_ins.values():
        for tie in new.affiliations:
            yield f"{new.id} is still tied to {_name(redacted, tie.organization)}"
        if new.speaks_for is not None:
            yield f"{new.id} still speaks for {_name(redacted, new.speaks_for)}"
        passages = redacted.passages_of(new)
        if any(passage.justification or passage.anonymity_reason for passage in passages):
            yield f"{new.id} is still described by why it knows or why it is not named"
        for id in dict.fromkeys(r.id for passage in passages for r in references_of(passage)):
            if id not in redacted and is_like_derived(id):
                yield f"{id} is told by {new.id} and not here, and its id follows from what it says"
    yield from _pages(scene, redacted)
    yield from _doubles(scene, redacted)
    if scene.scrubber.is_careful:
        yield (
            "a name or a part of one is very short or a common word, and was taken out only "
            "where it is written like a name"
        )
    yield from _limited(_places(scene, redacted))


def _pages(scene: Scene, redacted: "Dossier") -> Iterator[str]:
    """Name the addresses from which a text may be had that was rewritten."""
    pairs = zip(scene.dossier.articles.values(), redacted.articles.values(), strict=True)
    told = {
        new.url: None
        for old, new in pairs
        if old.id in scene.credits.articles or (old.text, old.headline) != (new.text, new.headline)
    }
    for url in sorted(url for url in told if url):
        yield f"the page at {url} may name the source"


def _doubles(scene: Scene, redacted: "Dossier") -> Iterator[str]:
    """Name the records that may be of the same source, though nobody judged so."""
    names = {fold(n).text for s in scene.hidden.values() for n in (s.name, *s.aliases) if n}
    identifiers = {pair for source in scene.hidden.values() for pair in source.identifiers.items()}
    for old, new in zip(scene.dossier.sources.values(), redacted.sources.values(), strict=True):
        if old.id in scene.hidden:
            continue
        same_name = any(fold(name).text in names for name in (old.name, *old.aliases) if name)
        if same_name or not identifiers.isdisjoint(old.identifiers.items()):
            yield f"{new.id} had a name or an identifier of the source and is still there: it may be the same"
    judgements = zip(scene.dossier.judgements.values(), redacted.judgements.values(), strict=True)
    for before, after in judgements:
        of_hidden = (before.first in scene.hidden) != (before.second in scene.hidden)
        if before.verdict == JudgementVerdict.UNSURE and of_hidden:
            yield f"{after.id} leaves open whether {after.first} and {after.second} are the same source"
    for lost, kept in zip(scene.dossier.articles, redacted.articles, strict=True):
        if lost in scene.credits.lost:
            yield f"words that credited the source were not found in the text of {kept}, but may stand there"


def _places(scene: Scene, redacted: "Dossier") -> Iterator[str]:
    """Name the fields that may still hold a part of the name, or what the source was called."""
    phrases = [p for p in sorted(scene.credits.phrases) if not scene.scrubber.spans(p)]
    any_phrase = "|".join(re.escape(phrase.casefold()) for phrase in phrases)
    called = re.compile(rf"(?<!\w)(?:{any_phrase})(?!\w)") if phrases else None

    def judged(place: str, value: Any) -> Iterator[str]:
        texts = [text for text in strings_of(value) if text]
        if any(map(scene.scrubber.remains, texts)):
            yield f"{place} may hold a word of the name, inside another word or in small letters"
        if called is not None and any(called.search(text.casefold()) is not None for text in texts):
            yield f"{place} holds words that credited the source elsewhere"

    for record in redacted:
        for field in shapes_of(type(record)):
            if field.name not in ("id", "text_digest"):
                yield from judged(f"{record.id}, {field.name},", getattr(record, field.name))
    yield from judged("the title", redacted.title)
    yield from judged("the dossier's extra fields", redacted.extra)
    for index, suppression in enumerate(redacted.suppressions):
        yield from judged(f"suppression {index}", suppression)
    for index, unread in enumerate(redacted.unread):
        yield from judged(f"unread record {index}", unread.raw)
    for index, problem in enumerate(redacted.read_problems):
        yield from judged(f"problem {index} of reading", (problem.path, problem.message))
    ids = {record.id for record in redacted}
    for record in redacted:
        for reference in references_of(record):
            if reference.id not in ids and scene.scrubber.remains(reference.id):
                yield f"{record.id}, {reference.path}, may hold a word of the name"


def _limited(sentences: Iterator[str]) -> Iterator[str]:
    more = 0
    for count, sentence in enumerate(sentences):
        if count < _MOST_PLACES:
            yield sentence
        else:
            more += 1
    if more:
        yield f"{more} more places may hold a word of the name or words that credited the source"


def _name(dossier: "Dossier", id: str) -> str:
    source = dossier.sources.get(id)
    return str(source) if source is not None else id
