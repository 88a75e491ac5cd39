"""Mentions to sources: who each passage credits, and the records made of them."""

from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.records.bench import Bench, Passage
from provenance.extraction.records.cast import Entity
from provenance.extraction.records.mentions import SourceMention
from provenance.extraction.records.wording import cue_form
from provenance.model.anchors import TextAnchor
from provenance.model.source import Source
from provenance.model.values import Affiliation, Mention

__all__ = ["meet_sources", "source_of"]

_RELAYING = word_set(
    "report write say reveal state quote cite disclose publish note add claim insist understand learn hear"
)


def meet_sources(bench: Bench) -> None:
    """Find out who every passage credits, and make a source of each."""
    order = _order_of_meeting(bench)
    previous: tuple[Entity, int] | None = None
    for number in order:
        passage = bench.passages[number]
        draft = passage.draft
        spans = draft.source or draft.speaker
        if not spans:
            continue
        phrase = " ".join(bench.text[s.start : s.end] for s in spans)
        start = spans[0].start
        sentence = bench.sentence_at(start)
        enclosing = _enclosing_entity(bench, number)
        near = previous[0] if previous is not None and start - previous[1] < 1500 else None
        entity, mention = bench.cast.entity_for(
            phrase,
            start,
            starts_sentence=_opens_sentence(bench, start, sentence),
            enclosing=enclosing,
            previous=near,
        )
        is_new = entity.place is not None and entity.place[0] == start
        if mention.pronoun in ("they", "it") and is_new and enclosing is None:
            entity = _subject_before(bench, start, sentence, mention) or entity
        passage.entity, passage.mention = entity, mention
        passage.inferred = bool(draft.speaker and not draft.source) or (
            mention.name is None and entity.place != (start, start + len(phrase))
        )
        if draft.within is None:
            previous = (entity, start)
    for passage in bench.passages:
        passage.relays = _relays(bench, passage)
        if passage.entity is not None:
            source_of(bench, passage.entity)


def _subject_before(
    bench: Bench, start: int, sentence: tuple[int, int], mention: SourceMention
) -> Entity | None:
    """Return whom "they" or "it" at the start of a sentence stands for: the subject of the sentence before.

    "Researchers at the college followed 2,300 pupils. They found that …". Only if it is a body or a group.
    """
    if not _opens_sentence(bench, start, sentence):
        return None
    before = bench.subject_before(sentence[0])
    if before is None:
        return None
    first, last = before
    phrase = bench.text[first:last]
    if not bench.cast.suits(phrase, mention):
        return None
    entity, _ = bench.cast.entity_for(phrase, first, starts_sentence=True, enclosing=None, previous=None)
    return entity


def _relays(bench: Bench, passage: Passage) -> bool:
    cue = bench.words(passage.draft.cue)
    form = cue_form(cue) if cue else None
    return form is None or form.verb.base in _RELAYING


def _order_of_meeting(bench: Bench) -> list[int]:
    """Return the passages by the place of their source, each followed by those it encloses."""
    inner: dict[int, list[int]] = {}
    roots = []
    for number in sorted(range(len(bench.passages)), key=lambda n: _place_of_source(bench, n)):
        outer = bench.passages[number].draft.within
        if outer is None or outer == number:
            roots.append(number)
        else:
            inner.setdefault(outer, []).append(number)
    order: list[int] = []
    waiting = roots[::-1]
    while waiting:
        number = waiting.pop()
        order.append(number)
        waiting += inner.pop(number, [])[::-1]
    reached = set(order)
    return order + [n for n in range(len(bench.passages)) if n not in reached]


def _place_of_source(bench: Bench, number: int) -> int:
    draft = bench.passages[number].draft
    spans = draft.source or draft.speaker or draft.cue or draft.content
    # A speaker who is carried on was met before; in one place, the outer passage comes first.
    return draft.content[0].start if draft.speaker and not draft.source else spans[0].start


def _opens_sentence(bench: Bench, start: int, sentence: tuple[int, int]) -> bool:
    return not any(c.isalnum() for c in bench.text[max(sentence[0], bench.frame.begins) : start])


def _enclosing_entity(bench: Bench, number: int) -> Entity | None:
    seen = {number}
    outer = bench.passages[number].draft.within
    while outer is not None and outer not in seen and 0 <= outer < len(bench.passages):
        seen.add(outer)
        if bench.passages[outer].entity is not None:
            return bench.passages[outer].entity
        outer = bench.passages[outer].draft.within
    return None


def source_of(bench: Bench, entity: Entity) -> Source:
    """Return the record of an entity, made once, after those it refers to."""
    done = bench.sources.get(id(entity))
    if done is not None:
        return done
    if bench.publisher is not None and entity.name is not None and _is_publisher(bench, entity.name):
        bench.sources[id(entity)] = bench.publisher
        return bench.publisher
    members = [source_of(bench, m) for m in entity.members if m is not entity and not m.members]
    affiliations, speaks_for = [], None
    if entity.organization is not None:
        organization = source_of(bench, entity.organization)
        affiliations = [Affiliation(organization=organization.id, role=entity.role)]
        speaks_for = organization.id if entity.speaks_for else None
    role = entity.role if not affiliations else None  # an affiliation says it already
    description = entity.description if entity.name is None else role
    source = Source(
        name=entity.name,
        kind=entity.kind,
        description=description,
        described_in=_mention(bench, entity),
        aliases=tuple(entity.aliases),
        affiliations=tuple(affiliations),
        speaks_for=speaks_for,
        members=tuple(m.id for m in members),
        layers={n: bench.recorded("inferred", 0.6) for n in ("speaks_for", "affiliations")}
        if entity.voice_inferred
        else {},
    )
    known = bench.dossier.sources.get(source.id)
    if known is None:
        bench.dossier.add(source)
    else:
        source = known
    bench.sources[id(entity)] = source
    return source


def _mention(bench: Bench, entity: Entity) -> Mention | None:
    if entity.name is not None or entity.place is None:
        return None
    start, end = entity.place
    return Mention(
        article=bench.article.id, anchor=TextAnchor.of(bench.text, start, min(end, len(bench.text)))
    )


def _is_publisher(bench: Bench, name: str) -> bool:
    assert bench.publisher is not None
    names = [bench.publisher.name or "", *bench.publisher.aliases]
    plain = name.lower().removeprefix("the ")
    return any(plain == n.lower().removeprefix("the ") for n in names if n)
