"""What the properties of an entity say of a record."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from provenance.formats.ftm.schemata import (
    BESIDE,
    KINDS,
    MENTION,
    PARENTS,
    READ,
    ROLES,
    SCHEMATA,
    STANCES,
    has_property,
    section_of,
)
from provenance.formats.ftm.values import (
    a_country,
    a_date,
    a_language,
    a_name,
    a_qid,
    a_text,
    a_url,
    an_lei,
    entity_id_of,
)
from provenance.model import EMPTY, Attribution, Dossier, FrozenMap, Source, When

__all__ = ["Mentioned", "Properties", "Said", "is_foreign", "kept_of", "role_of"]

_THINGS = ("sources", "articles", "claims")


class Said(NamedTuple):
    """One value of a property."""

    value: str
    """The value, in the form that FollowTheMoney wants."""

    raw: str | None = None
    """What it is with us, if that is another text."""


class Mentioned(NamedTuple):
    """The words by which an article names a source."""

    id: str
    """The id of the entity."""

    article: str
    """The article."""

    source: str
    """The source."""

    words: str
    """The words."""


class Properties:
    """The records of a dossier as entities: their ids, their schemata and what their properties say."""

    def __init__(self, dossier: Dossier) -> None:
        """Give every record its id."""
        self.dossier = dossier
        self.known: dict[str, tuple[str, str]] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self._sections: dict[str, str] = {}
        for record in dossier:
            section, id = record.RECORDS, record.id
            own = id if is_foreign(record) else entity_id_of(id)
            if own in self.known or own == BESIDE:
                own = entity_id_of(f"{section}:{id}")
            self.known[own] = (section, id)
            self._ids[section, id] = own
            self._sections.setdefault(id, section)

    def id_of(self, record: Any) -> str:
        """Return the id of a record's entity."""
        return self._ids[record.RECORDS, record.id]

    def schema_of(self, record: Any) -> str:
        """Return the schema of a record's entity: the one it was read with, while that still fits."""
        section = record.RECORDS
        kept = (kept_of(record) or EMPTY).get("schema")
        if section == "sources":
            kind = None if record.kind is None else str(record.kind)
            if isinstance(kept, str) and kept in READ and READ[kept] == kind:
                return kept
            return KINDS.get(kind or "", "LegalEntity")
        return kept if isinstance(kept, str) and section_of(kept) == section else SCHEMATA[section]

    def said_of(self, record: Any) -> dict[str, list[Said]]:
        """Return what the properties say, those that were kept from elsewhere included."""
        said: dict[str, list[Said]] = {}
        for name, values in getattr(self, f"_{record.RECORDS}")(record):
            once: dict[str, Said] = {}
            for value in values:
                once.setdefault(value.value, value)
            if once:
                said[name] = list(once.values())
        kept = (kept_of(record) or EMPTY).get("properties")
        if isinstance(kept, FrozenMap):
            _take_back(said, kept)
        return said

    def mentions(self) -> Iterator[Mentioned]:
        """Yield the words by which articles name sources: an entity each, beside those of the records."""
        taken = set(self.known)
        for article, source, words in self._named():
            who = self.dossier.sources.get(source)
            schema = self.schema_of(who) if who is not None else ""
            name = a_name(words)
            if name and article in self.dossier.articles and schema in {"LegalEntity", *_LEGAL}:
                place, resolved = self._ids["articles", article], self._ids["sources", source]
                id = entity_id_of(f"{MENTION}:{place}:{resolved}:{name}")
                if id not in taken:
                    taken.add(id)
                    yield Mentioned(id, place, resolved, name)

    def _named(self) -> Iterator[tuple[str, str, str]]:
        for source in self.dossier.sources.values():
            if source.described_in is not None and source.description:
                yield source.described_in.article, source.id, source.description
        for passage in self.dossier.attributions.values():
            if passage.source and passage.credited_as:
                yield passage.article, passage.source, passage.credited_as

    # --- section by section ----------------------------------------------------------------

    def _sources(self, source: Source) -> Iterator[tuple[str, Iterable[Said]]]:
        schema, identifiers = self.schema_of(source), source.identifiers
        text = _as_it_is if is_foreign(source) else _in_form
        yield "name", text(a_name, source.name)
        if not is_foreign(source) and has_property(schema, "title"):
            yield "title", text(a_text, source.name)
        if not is_foreign(source) and has_property(schema, "username"):
            yield "username", text(a_text, source.name)
        yield "alias", [said for alias in source.aliases for said in text(a_name, alias)]
        yield "description", text(a_text, source.description)
        yield "wikidataId", text(a_qid, identifiers.get("wikidata"))
        address = "website" if has_property(schema, "website") else "sourceUrl"
        yield address, text(a_url, identifiers.get("url"))
        if has_property(schema, "leiCode"):
            yield "leiCode", text(an_lei, identifiers.get("lei"))
        yield "country", _in_form(a_country, source.country)

    def _articles(self, article: Any) -> Iterator[tuple[str, Iterable[Said]]]:
        text = _as_it_is if is_foreign(article) else _in_form
        yield "title", text(a_text, article.headline)
        yield "author", [said for author in article.authors for said in text(a_text, author)]
        yield "publisher", self._name_of(article.publisher)
        yield "publishedAt", _dated(article.published)
        yield "modifiedAt", _dated(article.modified)
        yield "retrievedAt", _dated(article.retrieved)
        yield "sourceUrl", text(a_url, article.url)
        yield "language", _in_form(a_language, article.language)
        yield "bodyText", text(a_text, article.text)

    def _claims(self, claim: Any) -> Iterator[tuple[str, Iterable[Said]]]:
        yield "description", _in_form(a_text, claim.text)
        passages = self.dossier.passages_of(claim)
        yield "entity", [said for passage in passages for said in self._of(passage.article, "articles")]

    def _attributions(self, passage: Attribution) -> Iterator[tuple[str, Iterable[Said]]]:
        claim = self.dossier.claims.get(passage.claim)
        yield "document", self._of(passage.article, "articles")
        yield "entity", [*self._of(passage.source, "sources"), *self._of(passage.claim, "claims")]
        yield "role", [Said(role_of(passage))]
        yield "summary", _one(a_text(claim.text)) if claim is not None else []
        yield "date", _dated(passage.said_at)

    def _statuses(self, status: Any) -> Iterator[tuple[str, Iterable[Said]]]:
        words = str(status.verdict or status.state or "status").replace("_", " ")
        label = status.rating.label if status.rating is not None else None
        yield "description", _one(a_text(words), label)
        yield "entity", self._of(status.claim, "claims")
        yield "publisher", self._name_of(status.checker)
        yield "summary", _in_form(a_text, status.rationale)

    def _grades(self, grade: Any) -> Iterator[tuple[str, Iterable[Said]]]:
        yield "description", _one(a_text(f"{grade.scale}: {grade.value}"))
        yield "entity", self._of(grade.subject, *_THINGS)
        yield "publisher", self._name_of(grade.grader)

    def _derivations(self, derivation: Any) -> Iterator[tuple[str, Iterable[Said]]]:
        yield "subject", self._end(derivation.derived)
        yield "object", self._end(derivation.taken_from)
        words = f"{derivation.kind or 'derived'} from".replace("_", " ")
        yield "role", _one(a_text(f"possibly {words}" if derivation.standing == "possible" else words))

    def _relations(self, relation: Any) -> Iterator[tuple[str, Iterable[Said]]]:
        yield "subject", self._of(relation.subject, "claims")
        yield "object", self._of(relation.object, "claims")
        yield "role", _one(a_text(str(relation.kind).replace("_", " ")))

    def _judgements(self, judgement: Any) -> Iterator[tuple[str, Iterable[Said]]]:
        yield "subject", self._of(judgement.first, "sources")
        yield "object", self._of(judgement.second, "sources")
        yield "role", _one(a_text(str(judgement.verdict).replace("_", " ")))
        yield "summary", _in_form(a_text, judgement.reason)

    # --- other records ---------------------------------------------------------------------

    def _of(self, id: str | None, *sections: str) -> list[Said]:
        for section in sections:
            found = self._ids.get((section, id or ""))
            if found is not None:
                return [Said(found)]
        return []

    def _end(self, id: str) -> list[Said]:
        """Return the end of a link. A link cannot end in a link: of a passage it is its article."""
        if self._sections.get(id) == "attributions":
            return self._of(self.dossier.attributions[id].article, "articles")
        return self._of(id, *_THINGS)

    def _name_of(self, id: str | None) -> list[Said]:
        source = self.dossier.sources.get(id) if id else None
        return _one(a_text(source.name)) if source is not None else []


_LEGAL = tuple(schema for schema, above in PARENTS.items() if "LegalEntity" in above)


def kept_of(record: Any) -> FrozenMap[Any] | None:
    """Return what a record keeps of the entity that it was read from; `None` if it was read from none."""
    kept = record.extra.get("ftm")
    return kept if isinstance(kept, FrozenMap) else None


def is_foreign(record: Any) -> bool:
    """Tell whether a record was read from an entity of others."""
    kept = kept_of(record)
    return kept is not None and "schema" in kept


def role_of(passage: Attribution) -> str:
    """Return what a source does with a claim, in a word or two."""
    if passage.source is None:
        return "reports"
    return STANCES.get(passage.commitment) or ROLES.get(passage.act, "says")


def _one(value: str | None, raw: str | None = None) -> list[Said]:
    return [] if value is None else [Said(value, raw if raw != value else None)]


def _in_form(form: Callable[[str | None], str | None], text: str | None) -> list[Said]:
    """Return a text in the form of its property; none if it has no such form."""
    return _one(form(text), text)


def _as_it_is(form: Callable[[str | None], str | None], text: str | None) -> list[Said]:
    """Return a text that was read from an entity as it stood there."""
    return [Said(text)] if text else []


def _dated(when: When | None) -> list[Said]:
    value = a_date(when)
    if when is None or value is None:
        return []
    return _one(value, when.to_iso() if isinstance(when.earliest, datetime) else when.to_edtf())


def _take_back(said: dict[str, list[Said]], kept: FrozenMap[Any]) -> None:
    """Add properties that were kept from elsewhere; further names, aliases with us, are names again."""
    for name, values in kept.items():
        texts = isinstance(values, tuple) and all(isinstance(value, str) and value for value in values)
        if not texts or not values:
            continue
        if name not in said:
            said[name] = [Said(value) for value in dict.fromkeys(values)]
        elif name == "name":
            _take_names_back(said, values)


def _take_names_back(said: dict[str, list[Said]], names: tuple[str, ...]) -> None:
    first, *more = names
    aliases = [alias.value for alias in said.get("alias", [])]
    if said["name"] != [Said(first)] or aliases[: len(more)] != more:
        return
    said["name"] = [Said(name) for name in dict.fromkeys(names)]
    rest = said.pop("alias", [])[len(more) :]
    if rest:
        said["alias"] = rest
