"""The ways through a dossier that hide a source: its names, then what leads back to them, then the ids."""

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import attrs

from provenance.errors import InvalidRecordError
from provenance.model import scales
from provenance.model._credits import Credits, is_in_place
from provenance.model._passes import Pass, article_of, evolved, strings_of
from provenance.model._traces import Digests, Ids, mapped, without_cuts
from provenance.model.anchors import Part, TextAnchor
from provenance.model.article import Article
from provenance.model.attribution import Attribution
from provenance.model.frozen import FrozenMap
from provenance.model.ids import PREFIXES, derived_id
from provenance.model.links import Derivation, Grade
from provenance.model.scales import Likelihood
from provenance.model.scrubbing import Rewriting, Scrubber, Spans
from provenance.model.source import Source
from provenance.model.terms import Anonymity, SourceKind, UnknownTerm
from provenance.model.values import Evidence

if TYPE_CHECKING:  # the dossier is built on this module
    from provenance.model.dossier import Dossier

__all__ = ["Names", "Renaming", "Scene", "Traces", "derived_id_of", "ids_elsewhere"]

Anchored: TypeAlias = tuple[TextAnchor, ...]

_WORDS_OF_SCALES = {(Likelihood, "term"), (Likelihood, "scale"), (Grade, "scale"), (Grade, "value")}


class Scene(NamedTuple):
    """What is hidden, and where it stands."""

    dossier: "Dossier"
    hidden: Mapping[str, Source]
    """The source and those judged the same, by id."""

    scrubber: Scrubber
    credits: Credits
    elsewhere: frozenset[str]
    """Ids that other dossiers may have derived from the names."""

    spans: Mapping[tuple[str, str], Spans]
    """What has to go from each text and headline, by article and part; nothing of those not listed."""

    def article_of(self, record: Any) -> str | None:
        """Return the article that a record's own anchors point into."""
        return article_of(record, self.dossier.attributions.get)

    def random_id(self, id: str) -> str:
        """Return what an id is replaced by."""
        record = self.dossier.get(id)
        start = PREFIXES[record.RECORDS] if record is not None else "withheld"
        # Longer than a derived one, so that nobody takes it for one that follows from the record.
        return f"{start}-{secrets.token_hex(12)}"


class Names(Pass):
    """Writes over the names, and over the words that credit the source."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._dossier, self._hidden = scene.dossier, scene.hidden
        self._scrubber, self._credits = scene.scrubber, scene.credits
        self._rewritings = {
            place: Rewriting(text, spans, scene.scrubber.label)
            for place, spans in scene.spans.items()
            if (text := scene.credits.text_of(*place)) is not None
        }
        self.rewritten: set[str] = set()
        """Every string that was changed, as it was."""
        for source in self._hidden.values():
            for text in strings_of(source):
                self.rewritten |= {text, text.lower(), text.upper(), text.strip()}

    def text(self, text: str) -> str:
        new = self._scrubber.scrub(text)
        if new != text:
            self.rewritten.add(text)
        return new

    def data(self, data: Any) -> Any:
        return mapped(without_cuts(data, self._scrubber.without_cut_names), self.text, numbers=True)

    def record(self, record: Any) -> Any:
        """Return what stands for a record, with the id it has."""
        if record.id in self._hidden:
            return self._stand_in(record)
        if isinstance(record, Article):
            return self._article(record)
        article = self._scene.article_of(record)
        new = self.value(record, article)
        if isinstance(record, Attribution) and record.source in self._hidden:
            self.rewritten.update(strings_of((record.credited_as, record.anchors.source)))
            kept = self._in_place(record.anchors.source, new.anchors.source, article)
            return attrs.evolve(
                new,
                credited_as=None,
                anonymity=Anonymity.WITHHELD,
                anchors=attrs.evolve(new.anchors, source=kept),
            )
        if isinstance(record, Derivation) and record.taken_from in {*self._hidden, *self._credits.passages}:
            return attrs.evolve(new, anchors=self._in_place(record.anchors, new.anchors, article))
        return new

    def _in_place(self, old: Anchored, new: Anchored, article: str | None) -> Anchored:
        """Return the anchors that follow their text; what else they quote nobody has gone through."""
        pairs = zip(old, new, strict=True)
        return tuple(after for before, after in pairs if self.is_in_place(before, article))

    def _stand_in(self, source: Source) -> Source:
        """Return what stands for the source: its place among the others, so that counts stay right."""
        ties = [type(tie)(organization=tie.organization) for tie in source.affiliations]
        return Source(
            id=source.id,
            kind=UnknownTerm(self.text(source.kind)) if type(source.kind) is UnknownTerm else source.kind,
            description=self._scrubber.label,
            affiliations=ties,
            speaks_for=source.speaks_for,
            members=source.members,
        )

    def _article(self, article: Article) -> Article:
        new: Article = self.value(article)
        texts: dict[str, Any] = {}
        for part, name in ((Part.TEXT, "text"), (Part.HEADLINE, "headline")):
            rewriting = self._rewritings.get((article.id, str(part)))
            if rewriting is not None:
                texts[name] = rewriting.text
                self.rewritten.add(getattr(article, name))
        new = evolved(new, texts)
        return evolved(new, {"text_digest": None}) if new != article else article

    def value(self, value: Any, article: str | None = None) -> Any:
        new = super().value(value, article)
        if isinstance(value, Evidence) and (new != value or value.record in self._hidden):
            return evolved(new, {"digest": None})
        if isinstance(value, Likelihood):
            return self._on_scale(new, "term")
        return self._on_scale(new, "value") if isinstance(value, Grade) else new

    def passes_over(self, value: Any, field: str) -> bool:
        return super().passes_over(value, field) or (type(value), field) in _WORDS_OF_SCALES

    def _on_scale(self, value: Any, word: str) -> Any:
        """Scrub a word and its scale, but not what a scale that everybody has calls its steps."""
        term, scale = getattr(value, word), value.scale
        is_known = scale in scales.names()
        new_scale = scale if is_known and scale in scales._shipped() else self.text(scale)
        if is_known and new_scale == scale and scales.get(scale).find_term(term) is not None:
            return value
        return evolved(value, {"scale": new_scale, word: self.text(term)})

    def is_in_place(self, anchor: TextAnchor, article: str | None) -> bool:
        return self._credits.is_in_place(anchor, article)

    def anchor(self, anchor: TextAnchor, article: str | None) -> TextAnchor:
        text = self._credits.text_of(article, anchor.part)
        if text is None or not self.is_in_place(anchor, article):
            return self._loose_anchor(anchor, article)
        rewriting = self._rewritings.get((str(article), str(anchor.part)))
        start, end = anchor.start, anchor.end
        if rewriting is not None:
            text = rewriting.text
            start, end = rewriting.moved(start, end)
        elif _stands_around(anchor, text) or self._is_clean(anchor, article):
            return anchor
        return evolved(
            anchor,
            {
                "start": start,
                "end": end,
                "exact": text[start:end],
                "prefix": text[max(0, start - len(anchor.prefix)) : start],
                "suffix": text[end : end + len(anchor.suffix)],
            },
        )

    def _is_clean(self, anchor: TextAnchor, article: str | None) -> bool:
        """Tell whether nothing of the source is in what stands around an anchor, though not in the text."""
        if article in self._credits.articles:
            return False
        return all(self._around(anchor, name) == getattr(anchor, name) for name in ("prefix", "suffix"))

    def _around(self, anchor: TextAnchor, name: str) -> str:
        words: str = getattr(anchor, name)
        return self.text(self._scrubber.without_cut_names(words, at_start=name == "prefix"))

    def _loose_anchor(self, anchor: TextAnchor, article: str | None) -> TextAnchor:
        is_near = article in self._credits.articles  # the words that credit it may stand around
        exact = self._credits.scrubbed(anchor.exact, article, self._scrubber.label)
        exact = self.text(exact)
        changes: dict[str, Any] = {
            name: "" if is_near else self._around(anchor, name) for name in ("prefix", "suffix")
        }
        if exact != anchor.exact:
            changes |= {"exact": exact, "end": anchor.start + len(exact)}
        return evolved(anchor, changes)


class Traces(Pass):
    """Takes out the digests of what was rewritten, and finds the ids that stand in strings."""

    def __init__(self, scene: Scene, changed: Mapping[str, Any], rewritten: Collection[str]) -> None:
        self.scene, self._changed = scene, changed
        dossier = scene.dossier
        self._digests = Digests(rewritten)
        derived = {derived_id_of(dossier[id]) for id, record in changed.items() if record != dossier[id]}
        self.aliases = {id for id in derived if id is not None and id not in dossier} | scene.elsewhere
        """Ids that other dossiers may have for what was rewritten."""
        self.known = {*(record.id for record in dossier), *self.aliases}
        self.ids = Ids(self.known)
        self._mentioned: set[str] = set()
        self.referring: dict[str, list[str]] = {}
        """From an id to the records in whose strings it stands."""
        self.raw_ids: list[str] = []
        """Ids of what could not be read, where that was rewritten."""

    def text(self, text: str) -> str:
        new = self._digests.removed(text, self.scene.scrubber.label)
        self._mentioned.update(id for _, _, id in self.ids.found(new))
        return new

    def data(self, data: Any) -> Any:
        return mapped(data, self._whole)

    def _whole(self, text: str) -> str:
        if text in self.known:
            self._mentioned.add(text)
            return text
        return self.text(text)

    def tells(self, id: str) -> bool:
        """Tell whether the name or a digest can be read from an id."""
        label = self.scene.scrubber.label
        return bool(self.scene.scrubber.spans(id)) or self._digests.removed(id, label) != id

    def record(self, id: str, record: Any) -> Any:
        """Return a record without digests."""
        self._mentioned.clear()
        new = self.value(record, self.scene.article_of(record))
        if isinstance(record, Article) and record.text_digest in self._digests:
            new = evolved(new, {"text_digest": None})
        self._remember(id)
        return new

    def raw(self, raw: Any, original: Any) -> Any:
        self._mentioned.clear()
        new = self.data(raw)
        id = raw.get("id") if isinstance(raw, FrozenMap) else None
        if isinstance(id, str):
            self._remember(id)
            if new != original or self.tells(id):
                self.raw_ids.append(id)
        return new

    def _remember(self, by: str) -> None:
        for id in self._mentioned - {by}:
            self.referring.setdefault(id, []).append(by)

    def passes_over(self, value: Any, field: str) -> bool:
        return super().passes_over(value, field) or field == "text_digest"

    def is_in_place(self, anchor: TextAnchor, article: str | None) -> bool:
        return is_in_place(anchor, self._changed.get(article or ""))


class Renaming(Pass):
    """Puts the new ids in place of the old ones, in fields and in strings."""

    def __init__(self, traces: Traces, changed: Mapping[str, Any], new_ids: Mapping[str, str]) -> None:
        self._scene, self._changed, self._traces = traces.scene, changed, traces
        self._new = dict(new_ids)
        self._ids = Ids([*traces.known, *new_ids])

    def text(self, text: str) -> str:
        return self._ids.replaced(text, self._new)

    def data(self, data: Any) -> Any:
        return mapped(data, lambda text: self._new.get(text) or self.text(text))

    def reference(self, id: str) -> str:
        if id not in self._new and id not in self._scene.dossier and self._traces.tells(id):
            self._new[id] = self._scene.random_id(id)
        return self._new.get(id, id)

    def record(self, record: Any) -> Any:
        """Return a record with its new id, and with the new ids of others."""
        if record.id not in self._new:
            return record
        new = self.value(record, self._scene.article_of(record))
        return attrs.evolve(new, id=self._new[record.id])

    def value(self, value: Any, article: str | None = None) -> Any:
        new = super().value(value, article)
        if isinstance(value, Evidence) and value.record is not None:
            record = self._scene.dossier.get(value.record)
            if record is not None and self._changed[value.record] != record:
                return evolved(new, {"digest": None})
        return new

    def is_in_place(self, anchor: TextAnchor, article: str | None) -> bool:
        return is_in_place(anchor, self._changed.get(article or ""))


def _stands_around(anchor: TextAnchor, text: str) -> bool:
    before = anchor.start - len(anchor.prefix)
    if before < 0 or not text.startswith(anchor.prefix, before):
        return False
    return text.startswith(anchor.suffix, anchor.end)


def ids_elsewhere(sources: Iterable[Source]) -> Iterator[str]:
    """Yield the ids that records of these sources may have elsewhere, where they were derived from a name."""
    for source in sources:
        for name in (source.name, *source.aliases):
            for kind in (None, source.kind, *SourceKind):
                for identifiers in ({}, dict(source.identifiers)):
                    if name is not None:
                        yield derived_id("sources", {"name": name, "kind": kind, "identifiers": identifiers})


def derived_id_of(record: Any) -> str | None:
    """Return the id that would be derived from what a record says, or `None` if none can be."""
    try:
        id: str = attrs.evolve(record, id=None).id
    except InvalidRecordError:  # a source that has no name and is described nowhere
        return None
    return id
