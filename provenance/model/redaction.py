"""Taking a confidential source out of a dossier, so that nothing left leads back to the name.

Replacing the name is not enough: an id derived from it, the digest of a text that held it and
the offsets of an anchor that quoted it can each be computed again by whoever guesses the name.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from provenance.errors import Problem, UnknownRecordError, UsageError, shown
from provenance.model._credits import Credits
from provenance.model._hiding import Names, Renaming, Scene, Traces, derived_id_of, ids_elsewhere
from provenance.model._passes import Pass, evolved
from provenance.model._remains import remains
from provenance.model._traces import Ids, is_like_derived
from provenance.model.anchors import Part
from provenance.model.article import Article
from provenance.model.frozen import FrozenMap
from provenance.model.identity import same_as
from provenance.model.records import RECORD_TYPES
from provenance.model.references import references_of
from provenance.model.scrubbing import Scrubber, merged
from provenance.model.shapes import shapes_of
from provenance.model.source import Source
from provenance.model.terms import SourceKind, UnknownTerm
from provenance.model.values import Suppression

if TYPE_CHECKING:  # the dossier is built on this module
    from provenance.model.dossier import Dossier, Unread

__all__ = ["Redaction", "redact"]

_PERSONS = (None, SourceKind.PERSON, SourceKind.PLATFORM_ACCOUNT, SourceKind.UNKNOWN)
"""Kinds of sources whose names have parts that count by themselves."""


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
    """What the redaction could not judge and a person should look at, in sentences.

    They say where to look, and never what stood there."""

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a field from which something was removed."""
        return [removal._asdict() for removal in self.removed]

    def __str__(self) -> str:
        records = len({removal.id for removal in self.removed})
        lines = [f"{len(self.removed)} fields changed in {records} records"]
        return "\n".join([*lines, *(f"look at: {sentence}" for sentence in self.left)])


def redact(dossier: "Dossier", source: Source | str) -> Redaction:
    """Return a dossier in which a confidential source cannot be recognised; see `Dossier.redact`."""
    if isinstance(source, Source):
        start = source.id
    elif isinstance(source, str):
        start = source
    else:
        raise UsageError(
            "Dossier.redact", f"expected a source or its id, got {type(source).__name__} {shown(source)}"
        )
    if start not in dossier.sources:
        raise UnknownRecordError(start, "Dossier.redact", "source")
    return _Redactor(dossier, start).run()


class _Redactor:
    """One redaction at work: what is hidden, what stands in its place, what was changed."""

    def __init__(self, dossier: "Dossier", start: str) -> None:
        one = same_as(dossier.judgements.values(), start)
        hidden = {id: dossier.sources[id] for id in one if id in dossier.sources}
        scrubber = _scrubber(hidden.values())
        credits = Credits(dossier, hidden)
        elsewhere = frozenset(id for id in ids_elsewhere(hidden.values()) if id not in dossier)
        ids = Ids([*elsewhere, *hidden, *(r.id for r in dossier if is_like_derived(r.id))])
        spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for article in dossier.articles.values():
            for part, text in ((Part.TEXT, article.text), (Part.HEADLINE, article.headline)):
                if text is not None:
                    told = [(start, end) for start, end, _ in ids.found(text)]
                    place = article.id, str(part)
                    found = merged([*scrubber.spans(text), *credits.spans.get(place, ()), *told])
                    if found:
                        spans[place] = found
        self.asked = start
        self.dossier = dossier
        self.scene = Scene(dossier, hidden, scrubber, credits, elsewhere, spans)
        self.new_ids: dict[str, str] = {}

    def run(self) -> Redaction:
        old = self.dossier
        names = Names(self.scene)
        changed = {record.id: names.record(record) for record in old}
        loose = _Loose.of(old).through(names)
        self._drop_digests_of_texts_not_kept(changed)

        traces = Traces(self.scene, changed, names.rewritten)
        changed = {id: traces.record(id, record) for id, record in changed.items()}
        loose = loose.through(traces)
        self._choose_new_ids(changed, traces)

        renaming = Renaming(traces, changed, self.new_ids)
        records = [renaming.record(changed[record.id]) for record in old]
        loose = loose.through(renaming)
        redacted = type(old)(
            records,
            title=loose.title,
            suppressions=loose.suppressions,
            extra=loose.extra,
            unread=loose.unread,
            read_problems=loose.problems,
        )
        removed = tuple(
            removal
            for before, after in zip(old, records, strict=True)
            for removal in _removals(before, after)
        )
        stand_ins = {id: redacted.sources[self.new_ids[id]] for id in self.scene.hidden}
        left = remains(self.scene, redacted, stand_ins)
        return Redaction(redacted, stand_ins[self.asked], removed, tuple(left))

    def _drop_digests_of_texts_not_kept(self, changed: dict[str, Any]) -> None:
        """Drop the digest of every text that is not here, where the source is likely to stand in it.

        That is so where a record that speaks of the article changed, and where the article came
        from such a text, or such a text from it, and has not been kept either.
        """
        articles = self.dossier.articles
        touched = {*self.scene.credits.articles}
        kin: dict[str, set[str]] = {}
        for record in self.dossier:
            places = {id for r in references_of(record) if (id := self._as_article(r.id)) in articles}
            claim = getattr(record, "claim", None)
            of_changed = claim in changed and changed[claim] != self.dossier.get(claim)
            if of_changed or changed[record.id] != record:
                touched |= {record.id} if isinstance(record, Article) else places
            if hasattr(record, "taken_from"):
                for id in places:
                    kin.setdefault(id, set()).update(places - {id})
        queue = [id for id in touched if id in articles]
        reached = set(queue)
        for id in queue:  # grows while it is walked
            for other in kin.get(id, set()) - reached:
                if articles[other].text is None:
                    reached.add(other)
                    queue.append(other)
        for id in reached:
            if articles[id].text is None or changed[id] != articles[id]:
                changed[id] = evolved(changed[id], {"text_digest": None})

    def _as_article(self, id: str) -> str:
        passage = self.dossier.attributions.get(id)
        return passage.article if passage is not None else id

    # --- ids -------------------------------------------------------------------------------

    def _choose_new_ids(self, changed: Mapping[str, Any], traces: Traces) -> None:
        """Give a random id to every record whose content or references change, or whose id tells."""
        referring = traces.referring
        for record in self.dossier:
            for reference in references_of(record):
                referring.setdefault(reference.id, []).append(record.id)
        queue = [
            record.id
            for record in self.dossier
            if changed[record.id] != record
            or record.id in self.scene.hidden
            or traces.tells(record.id)
            or _is_derived_from_something_else(record)
        ]
        # Ids of records that are not here: of those that could not be read, and those that tell.
        queue += [id for id in (*traces.aliases, *traces.raw_ids) if id not in self.dossier]
        queue += [id for id in referring if id not in self.dossier and traces.tells(id)]
        self.new_ids = {id: self.scene.random_id(id) for id in queue}
        for id in queue:  # grows while it is walked
            for other in referring.get(id, ()):
                if other not in self.new_ids:
                    self.new_ids[other] = self.scene.random_id(other)
                    queue.append(other)


class _Loose(NamedTuple):
    """What a dossier holds beside its records, at first and now."""

    old: "Dossier"
    title: str | None
    extra: FrozenMap[Any]
    suppressions: list[Suppression]
    unread: list["Unread"]
    problems: list[Problem]

    @classmethod
    def of(cls, dossier: "Dossier") -> "_Loose":
        """Return it as it is."""
        return cls(
            dossier,
            dossier.title,
            dossier.extra,
            list(dossier.suppressions),
            list(dossier.unread),
            list(dossier.read_problems),
        )

    def through(self, way: Pass) -> "_Loose":
        """Return it after one way through it."""
        return _Loose(
            self.old,
            way.text(self.title) if self.title is not None else None,
            way.data(self.extra),
            [way.value(suppression) for suppression in self.suppressions],
            [
                unread._replace(
                    section=unread.section if unread.section in RECORD_TYPES else way.text(unread.section),
                    raw=way.raw(unread.raw, first.raw),
                )
                for unread, first in zip(self.unread, self.old.unread, strict=True)
            ],
            [
                Problem(
                    way.text(problem.path),
                    way.text(problem.message),
                    way.reference(problem.record) if problem.record is not None else None,
                )
                for problem in self.problems
            ],
        )


def _scrubber(hidden: Iterable[Source]) -> Scrubber:
    names: list[str] = []
    persons: list[str] = []
    identifiers: list[tuple[str, str]] = []
    for source in hidden:
        own = [name for name in (source.name, *source.aliases) if name]
        names += own
        if source.kind in _PERSONS or type(source.kind) is UnknownTerm:
            persons += own
        identifiers += source.identifiers.items()
    return Scrubber(names, persons, identifiers)


def _is_derived_from_something_else(record: Any) -> bool:
    """Tell whether an id follows from what a record once said, perhaps the name."""
    return is_like_derived(record.id) and derived_id_of(record) != record.id


def _removals(old: Any, new: Any) -> Iterator[Removal]:
    """Say in which fields two versions of a record differ, without saying what stood there."""
    for field in shapes_of(type(old)):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
            yield Removal(old.RECORDS, new.id, field.name)
