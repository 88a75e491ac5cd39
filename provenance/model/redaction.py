"""Taking a confidential source out of a dossier, so that nothing left leads back to the name.

Replacing the name is not enough: an id derived from it, the digest of a text that held it and
the offsets of an anchor that quoted it can each be computed again by whoever guesses the name.
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from provenance.errors import UnknownRecordError
from provenance.model.anchors import Part, TextAnchor
from provenance.model.article import Article
from provenance.model.frozen import FrozenMap
from provenance.model.identity import same_as
from provenance.model.ids import PREFIXES
from provenance.model.links import Grade
from provenance.model.records import Record
from provenance.model.references import references_of
from provenance.model.scales import Likelihood
from provenance.model.scrubbing import Scrubber, merged, moved, rewritten
from provenance.model.shapes import Pattern, Shape, shapes_of
from provenance.model.source import Source
from provenance.model.terms import Anonymity, SourceKind
from provenance.model.values import Evidence, Mention

if TYPE_CHECKING:  # the dossier is built on this module
    from provenance.model.dossier import Dossier

__all__ = ["Redaction", "redact"]


_WORDS_OF_SCALES = {(Likelihood, "term"), (Likelihood, "scale"), (Grade, "scale"), (Grade, "value")}
_NAMES_OF_FIELDS = {field.name for kind in (Source, Article) for field in shapes_of(kind)}
"""What `layers` speaks of."""


class Removal(NamedTuple):
    """One thing that was taken out; it does not say what stood there."""

    kind: str
    """The mapping that holds the record ("articles")."""

    id: str
    """The record's id in the redacted dossier."""

    field: str
    """The field that changed; `id` if the id was replaced."""


class Redaction(NamedTuple):
    """A dossier without its confidential source, and what was taken out."""

    dossier: "Dossier"
    """The redacted dossier."""

    source: Source
    """What stands for the source now."""

    removed: tuple[Removal, ...]
    """What was taken out, record by record."""

    left: tuple[str, ...]
    """What the redaction could not judge and a person should look at, in sentences."""

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a field from which something was removed."""
        return [removal._asdict() for removal in self.removed]

    def __str__(self) -> str:
        records = len({removal.id for removal in self.removed})
        lines = [f"{len(self.removed)} fields changed in {records} records"]
        return "\n".join([*lines, *(f"look at: {sentence}" for sentence in self.left)])


def redact(dossier: "Dossier", source: Source | str) -> Redaction:
    """Return a dossier in which a confidential source cannot be recognised; see `Dossier.redact`."""
    start = source if isinstance(source, str) else source.id
    if start not in dossier.sources:
        raise UnknownRecordError(start, "Dossier.redact", "source")
    return _Redactor(dossier, start).run()


class _Redactor:
    """One redaction at work: what is hidden, what stands in its place, what was changed."""

    def __init__(self, dossier: "Dossier", start: str) -> None:
        self.dossier = dossier
        self.asked = start
        one = same_as(dossier.judgements.values(), start)
        self.hidden = {id: dossier.sources[id] for id in one if id in dossier.sources}
        names = [n for s in self.hidden.values() for n in (s.name, *s.aliases, *s.identifiers.values()) if n]
        persons = [
            name
            for s in self.hidden.values()
            if s.kind in (None, SourceKind.PERSON, SourceKind.PLATFORM_ACCOUNT, SourceKind.UNKNOWN)
            for name in (s.name, *s.aliases)
            if name
        ]
        self.scrubber = Scrubber(names, persons)
        self.label = self.scrubber.label
        self.spans = self._spans_by_article()
        self.new_ids: dict[str, str] = {}

    def run(self) -> Redaction:
        changed = {record.id: self._rewrite(record) for record in self.dossier}
        self._choose_new_ids(changed)
        records = [self._renamed(changed[record.id]) for record in self.dossier]
        old_and_new = zip(self.dossier, records, strict=True)
        removed = tuple(removal for old, new in old_and_new for removal in _removals(old, new))
        old = self.dossier
        redacted = type(old)(
            records,
            title=self.scrubber.scrub(old.title) if old.title is not None else None,
            suppressions=[self._value(s, None, rename=True) for s in old.suppressions],
            extra=self._data(old.extra),
            unread=[type(u)(u.section, self._data(u.raw)) for u in old.unread],
            read_problems=[
                type(p)(
                    self.scrubber.scrub(p.path),
                    self.scrubber.scrub(p.message),
                    self.new_ids.get(p.record or ""),
                )
                for p in old.read_problems
            ],
        )
        stand_in = redacted.sources[self.new_ids[self.asked]]
        return Redaction(redacted, stand_in, removed, tuple(self._left(redacted)))

    # --- what is rewritten where -----------------------------------------------------------

    def _spans_by_article(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        """Find what has to go from each text and headline: names, and the words that credit the source."""
        anchors: dict[str, list[TextAnchor]] = {}
        for id, source in self.hidden.items():
            for passage in self.dossier.index("attributions", "source").get(id):
                anchors.setdefault(passage.article, []).extend(passage.anchors.source)
            if source.described_in is not None and source.described_in.anchor is not None:
                anchors.setdefault(source.described_in.article, []).append(source.described_in.anchor)
        spans = {}
        for article in self.dossier.articles.values():
            for part, text in ((Part.TEXT, article.text), (Part.HEADLINE, article.headline)):
                if text is not None:
                    credits = [
                        (a.start, a.end)
                        for a in anchors.get(article.id, ())
                        if a.part == part and text[a.start : a.end] == a.exact
                    ]
                    spans[article.id, str(part)] = merged([*self.scrubber.spans(text), *credits])
        return spans

    def _rewrite(self, record: Any) -> Any:
        if record.id in self.hidden:
            return self._stand_in(record)
        if isinstance(record, Article):
            return self._rewrite_article(record)
        new = self._value(record, self._article_of(record))
        if getattr(record, "source", None) in self.hidden:
            keep = new.anchors
            if (record.article, "text") not in self.spans:  # nothing says what else those words give away
                keep = attrs.evolve(keep, source=())
            new = attrs.evolve(new, credited_as=None, anonymity=Anonymity.WITHHELD, anchors=keep)
        return new

    def _stand_in(self, source: Source) -> Source:
        """Return what stands for the source: its place among the others, so that counts stay right."""
        ties = [type(tie)(organization=tie.organization) for tie in source.affiliations]
        return Source(
            id=source.id,
            kind=source.kind,
            description=self.label,
            affiliations=ties,
            speaks_for=source.speaks_for,
            members=source.members,
        )

    def _rewrite_article(self, article: Article) -> Article:
        new: Article = self._value(article, None)
        texts: dict[str, Any] = {}
        for part, name in ((Part.TEXT, "text"), (Part.HEADLINE, "headline")):
            text = getattr(article, name)
            if text is not None:
                texts[name] = rewritten(text, self.spans[article.id, str(part)], self.label)
        new = attrs.evolve(new, **texts)
        credits_hidden = any(
            passage.source in self.hidden
            for passage in self.dossier.index("attributions", "article").get(article.id)
        )
        if new != article or (article.text is None and credits_hidden):
            new = attrs.evolve(new, text_digest=None)
        return new

    def _article_of(self, record: Any) -> str | None:
        """Return the article that a record's own anchors point into."""
        derived = getattr(record, "derived", None)
        if derived is not None:
            passage = self.dossier.attributions.get(derived)
            return passage.article if passage is not None else derived
        return getattr(record, "article", None)

    def _value(self, value: Any, article: str | None, rename: bool = False) -> Any:
        """Return a record or value with every string scrubbed and every anchor recomputed."""
        if isinstance(value, TextAnchor):
            return self._anchor(value, article)
        if isinstance(value, Mention):
            article = value.article
        changes = {}
        for field in shapes_of(type(value)):
            old = getattr(value, field.name)
            if old is None or field.name == "id" or (type(value), field.name) in _WORDS_OF_SCALES:
                continue
            new = self._field(old, field.shape, article, rename)
            if new is not old and new != old:
                changes[field.name] = new
        if (
            isinstance(value, Evidence)
            and value.digest is not None
            and (changes or value.record in self.hidden)
        ):
            changes["digest"] = None
        return attrs.evolve(value, **changes) if changes else value

    def _field(self, old: Any, shape: Shape, article: str | None, rename: bool) -> Any:
        if shape.kind == "many":
            items = (self._field(item, shape.of, article, rename) for item in old)
            return tuple(item for item in items if item is not None)
        if shape.kind == "map":
            return FrozenMap(
                {self._key(k, shape): self._field(v, shape.of, article, rename) for k, v in old.items()}
            )
        if shape.kind == "value":
            return self._value(old, article, rename)
        if shape.kind == "reference":
            return self.new_ids.get(old, old) if rename else old
        if shape.kind == "json":
            return self.scrubber.scrub_data(old, self.new_ids)
        if type(old) is str:
            new = self.scrubber.scrub(old)
            # A code of letters, or the digits of a digest, can hold a short name by chance.
            looks = shape.of.regex if isinstance(shape.of, Pattern) else None
            return None if new != old and looks is not None and re.fullmatch(looks, new) is None else new
        return old

    def _key(self, key: str, shape: Shape) -> str:
        return key if shape.of.kind == "value" and key in _NAMES_OF_FIELDS else self.scrubber.scrub(key)

    def _data(self, data: Any) -> Any:
        return self.scrubber.scrub_data(data, self.new_ids)

    def _anchor(self, anchor: TextAnchor, article: str | None) -> TextAnchor:
        held = self.dossier.articles.get(article) if article is not None else None
        text = (held.headline if anchor.part == Part.HEADLINE else held.text) if held is not None else None
        if held is None or text is None or text[anchor.start : anchor.end] != anchor.exact:
            return self._anchor_without_text(anchor)
        spans = self.spans[held.id, str(anchor.part)]
        if not spans:
            return anchor
        start, end = moved(anchor.start, anchor.end, spans, self.label)
        new = rewritten(text, spans, self.label)
        return attrs.evolve(
            anchor,
            start=start,
            end=end,
            exact=new[start:end],
            prefix=new[max(0, start - len(anchor.prefix)) : start],
            suffix=new[end : end + len(anchor.suffix)],
        )

    def _anchor_without_text(self, anchor: TextAnchor) -> TextAnchor:
        exact = self.scrubber.scrub(anchor.exact)
        context: dict[str, Any] = {}
        for name in ("prefix", "suffix"):
            words = getattr(anchor, name)
            cut = self.scrubber.begins_or_ends_within(words)
            context[name] = "" if cut else self.scrubber.scrub(words)
        if exact == anchor.exact and context == {"prefix": anchor.prefix, "suffix": anchor.suffix}:
            return anchor
        return attrs.evolve(anchor, end=anchor.start + len(exact), exact=exact, **context)

    # --- ids -------------------------------------------------------------------------------

    def _choose_new_ids(self, changed: Mapping[str, Any]) -> None:
        """Give a random id to every record whose content or references change."""
        queue = [
            record.id
            for record in self.dossier
            if changed[record.id] != record or record.id in self.hidden or self.scrubber.spans(record.id)
        ]
        self.new_ids = {id: _random_id(id, self.dossier[id]) for id in queue}
        referring: dict[str, list[str]] = {}
        for record in self.dossier:
            for reference in references_of(record):
                referring.setdefault(reference.id, []).append(record.id)
            for word in _words_of_extra(record):  # what another program kept there may be an id, too
                if word in self.dossier:
                    referring.setdefault(word, []).append(record.id)
        for id in queue:  # grows while it is walked
            for other in referring.get(id, ()):
                if other not in self.new_ids:
                    self.new_ids[other] = _random_id(other, self.dossier[other])
                    queue.append(other)
        for id in referring:  # an id of a record that is not here may hold the name as well
            if id not in self.new_ids and self.scrubber.spans(id):
                self.new_ids[id] = f"withheld-{secrets.token_hex(10)}"

    def _renamed(self, record: Any) -> Any:
        return attrs.evolve(self._renamed_references(record), id=self.new_ids.get(record.id, record.id))

    def _renamed_references(self, record: Any) -> Any:
        changes = {}
        for field in shapes_of(type(record)):
            old = getattr(record, field.name)
            if old is not None and field.name != "id":
                new = self._renamed_field(old, field.shape)
                if new != old:
                    changes[field.name] = new
        if isinstance(record, Evidence) and record.record in self.new_ids:
            changes["digest"] = None
        return attrs.evolve(record, **changes) if changes else record

    def _renamed_field(self, old: Any, shape: Shape) -> Any:
        if shape.kind == "reference":
            return self.new_ids.get(old, old)
        if shape.kind == "value":
            return self._renamed_references(old)
        if shape.kind == "many":
            return tuple(self._renamed_field(item, shape.of) for item in old)
        if shape.kind == "map" and shape.of.kind == "json":
            return self._data(old)
        if shape.kind == "map":
            return FrozenMap({key: self._renamed_field(item, shape.of) for key, item in old.items()})
        return old

    def _left(self, redacted: "Dossier") -> Iterator[str]:
        """Name what no program can judge."""
        for id in self.hidden:
            new = redacted.sources[self.new_ids[id]]
            for tie in new.affiliations:
                yield f"{new.id} is still tied to {_name(redacted, tie.organization)}"
            if new.speaks_for is not None:
                yield f"{new.id} still speaks for {_name(redacted, new.speaks_for)}"
            passages = redacted.passages_of(new)
            if any(passage.justification or passage.anonymity_reason for passage in passages):
                yield f"{new.id} is still described by why it knows or why it is not named"
            urls = {redacted.articles[p.article].url for p in passages if p.article in redacted.articles}
            for url in sorted(url for url in urls if url):
                yield f"the page at {url} may name the source"


def _name(dossier: "Dossier", id: str) -> str:
    source = dossier.sources.get(id)
    return str(source) if source is not None else id


def _random_id(id: str, record: Record) -> str:
    return f"{PREFIXES[record.RECORDS]}-{secrets.token_hex(10)}"


def _words_of_extra(value: Any) -> Iterator[str]:
    """Yield every string in the `extra` of a record and of the values inside it."""
    for field in shapes_of(type(value)):
        held, shape = getattr(value, field.name), field.shape
        if not held:
            continue
        if shape.kind == "map" and shape.of.kind == "json":
            yield from _words_of(held)
        elif shape.kind == "value":
            yield from _words_of_extra(held)
        elif shape.kind in ("many", "map") and shape.of.kind == "value":
            for item in held if shape.kind == "many" else held.values():
                yield from _words_of_extra(item)


def _words_of(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, tuple):
        for item in data:
            yield from _words_of(item)
    elif isinstance(data, FrozenMap):
        yield from data
        for item in data.values():
            yield from _words_of(item)


def _removals(old: Any, new: Any) -> Iterator[Removal]:
    """Say in which fields two versions of a record differ, without saying what stood there."""
    for field in shapes_of(type(old)):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
            yield Removal(old.RECORDS, new.id, field.name)
