"""From a dossier to FollowTheMoney statements: who says that an entity has a property.

A claim is stated once for every passage that makes it: by the source, if the source says that it is so,
else by the article. A source that denies a claim, or only asks, states nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from provenance.formats.ftm.gathering import ORIGIN
from provenance.formats.ftm.properties import Properties, Said, is_foreign, kept_of
from provenance.formats.ftm.schemata import BESIDE, DEFAULT_DATASET, MENTION, STANCES
from provenance.formats.ftm.statementcsv import csv_of
from provenance.formats.ftm.values import a_date, a_language, a_text, dataset_of, statement_id
from provenance.formats.ftm.writing import kept_entities
from provenance.formats.jsontext import encode_json
from provenance.model import Act, Attribution, Dossier
from provenance.model.frozen import thaw

__all__ = ["COLUMNS", "dump", "dump_csv", "statements_of"]

COLUMNS = (
    "canonical_id",
    "entity_id",
    "prop",
    "schema",
    "value",
    "dataset",
    "lang",
    "original_value",
    "first_seen",
    "last_seen",
    "external",
    "origin",
    "id",
)
"""What a statement holds, in the order that FollowTheMoney writes it."""

_SAYING = ("prop", "value")
_PLAIN = (str, bool, type(None))
_WANTED = ("entity_id", "prop", "schema", "value", "dataset")
_WITH_LANGUAGE = ("title", "bodyText", "description")
_HOLDING = (None, Act.ASSERTION, Act.BELIEF, Act.EVALUATION)


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield statements, a line of JSON each; the same dossier gives the same bytes.

    Raises:
        InvalidValueError: if something kept from elsewhere is no JSON data.
    """
    for statement in statements_of(dossier):
        if not all(isinstance(value, _PLAIN) for value in statement.values()):
            encode_json(statement, level=2)  # refuses what JSON cannot say
        yield json.dumps(statement, ensure_ascii=False, separators=(",", ":")) + "\n"


def dump_csv(dossier: Dossier) -> Iterator[str]:
    """Yield statements as lines of CSV, after one with the names of the columns."""
    return csv_of(statements_of(dossier))


def statements_of(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield the statements that a dossier makes, those about one entity together, none of them twice."""
    writer = _Stating(dossier)
    if title := a_text(dossier.title):
        yield from writer.own(BESIDE, "Note", "dossier", None, {"description": [Said(title, dossier.title)]})
    for record in dossier:
        yield from writer.record(record)
    kept = kept_entities(dossier, writer.properties.known)
    held = {entity["id"] for entity in kept}
    for mention in writer.properties.mentions():
        if mention.id not in held:
            said = {
                "document": [Said(mention.article)],
                "resolved": [Said(mention.source)],
                "name": [Said(mention.words)],
            }
            article = writer.properties.known[mention.article][1]
            yield from writer.own(mention.id, "Mention", MENTION, article, said)
    for entity in kept:
        yield from _of_kept(entity)


class _Stating:
    """A dossier while it is stated."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.properties = Properties(dossier)

    def record(self, record: Any) -> Iterator[dict[str, Any]]:
        id, schema = self.properties.id_of(record), self.properties.schema_of(record)
        said = self.properties.said_of(record)
        if is_foreign(record):
            kept = thaw(kept_of(record) or {})
            yield from _stated(id, schema, {name: [s.value for s in all] for name, all in said.items()}, kept)
            return
        seen = _moment(record.recorded.at) if getattr(record, "recorded", None) is not None else None
        language = None
        if record.RECORDS == "articles":
            day = a_date(record.retrieved) or ""
            seen, language = day if len(day) == 19 else None, a_language(record.language)
        about = {"seen": seen, "language": language, "original": record.id if record.id != id else None}
        if record.RECORDS != "claims":
            yield from self.own(id, schema, record.RECORDS, _stater(record), said, **about)
            return
        claimed = said.pop("description", [])
        yield from self.own(id, schema, record.RECORDS, None, said, **about)
        if claimed:
            yield from self._claimed(id, schema, claimed[0], record)

    def own(
        self,
        id: str,
        schema: str,
        section: str,
        stater: str | None,
        said: Mapping[str, Iterable[Said]],
        *,
        seen: str | None = None,
        language: str | None = None,
        original: str | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Yield the statements about an entity of ours. The first one names it, and what it is with us."""
        dataset = dataset_of(stater)
        first = {"original_value": original, "first_seen": seen, "origin": f"{ORIGIN}{section}"}
        yield _statement(id, "id", schema, id, dataset, **first)
        for name, values in said.items():
            tongue = language if name in _WITH_LANGUAGE else None
            for value, raw in values:
                more = {"lang": tongue, "original_value": raw, "first_seen": seen}
                yield _statement(id, name, schema, value, dataset, **more)

    def _claimed(self, id: str, schema: str, said: Said, claim: Any) -> Iterator[dict[str, Any]]:
        language, taken = a_language(claim.language), set()
        for passage in self.dossier.passages_of(claim):
            article = self.dossier.articles.get(passage.article)
            seen = _moment(passage.recorded.at) if passage.recorded is not None else None
            if seen is None and article is not None and len(day := a_date(article.retrieved) or "") == 19:
                seen = day
            dataset = dataset_of(passage.source if _holds(passage) else passage.article)
            if dataset not in taken:
                taken.add(dataset)
                words = " … ".join(anchor.exact for anchor in passage.anchors.content)
                more = {"lang": language, "original_value": words, "first_seen": seen}
                yield _statement(id, "description", schema, said.value, dataset, origin=_how(passage), **more)
        if not taken:
            more = {"lang": language, "original_value": said.raw}
            yield _statement(id, "description", schema, said.value, DEFAULT_DATASET, **more)


def _stater(record: Any) -> str | None:
    """Return the source or article that says what a record says; `None` if it is the dossier."""
    match record.RECORDS:
        case "sources":
            return record.described_in.article if record.described_in is not None else None
        case "articles":
            return record.publisher  # type: ignore[no-any-return]  # every field of `Any` is one
        case "attributions":
            return record.article  # type: ignore[no-any-return]
        case "statuses":
            return record.checker or record.article  # type: ignore[no-any-return]
        case "grades":
            return record.grader  # type: ignore[no-any-return]
    return None


def _holds(passage: Attribution) -> bool:
    """Tell whether a passage has a source that says the claim is so."""
    return passage.source is not None and passage.act in _HOLDING and passage.commitment not in STANCES


def _how(passage: Attribution) -> str | None:
    """Return how a claim is put in somebody's mouth: the form, and the words that do it."""
    words = " … ".join(anchor.exact for anchor in passage.anchors.cue)
    return ": ".join(filter(None, [str(passage.form or ""), words])) or None


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat()[:19] if at is not None else None


def _statement(
    id: str,
    name: str,
    schema: str,
    value: str,
    dataset: str,
    *,
    lang: str | None = None,
    original_value: str | None = None,
    first_seen: str | None = None,
    origin: str | None = None,
) -> dict[str, Any]:
    return {
        "canonical_id": id,
        "entity_id": id,
        "prop": name,
        "schema": schema,
        "value": value,
        "dataset": dataset,
        "lang": lang,
        "original_value": original_value if original_value and original_value != value else None,
        "first_seen": first_seen,
        "last_seen": first_seen,
        "external": False,
        "origin": origin,
        "id": statement_id(dataset, id, name, value, lang),
    }


# --- entities of others ------------------------------------------------------------------------


def _of_kept(entity: dict[str, Any]) -> Iterator[dict[str, Any]]:
    properties = entity.get("properties")
    said = {
        name: [value for value in values if isinstance(value, str) and value]
        for name, values in (properties if isinstance(properties, dict) else {}).items()
        if isinstance(values, list)
    }
    if isinstance(entity["schema"], str) and entity["schema"]:
        yield from _stated(entity["id"], entity["schema"], said, entity)


def _stated(
    id: str, schema: str, said: Mapping[str, list[str]], kept: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield the statements that others have made, as far as they hold, and then what nobody has stated."""
    waiting = {("id", ""), *((name, value) for name, values in said.items() for value in values)}
    held = waiting.copy()
    listed = kept.get("statements")
    for statement in listed if isinstance(listed, list) else []:
        name, value = (statement.get(key) if isinstance(statement, dict) else None for key in _SAYING)
        if not isinstance(name, str) or not isinstance(value, str):
            continue  # nobody could read it
        key = (name, "" if name == "id" else value)
        if key in held:
            waiting.discard(key)
            yield _as_it_was(statement, id, schema)
    datasets = kept.get("datasets")
    named = isinstance(datasets, list) and len(datasets) == 1 and isinstance(datasets[0], str)
    dataset = datasets[0] if named and datasets[0] else DEFAULT_DATASET  # type: ignore[index]
    if ("id", "") in waiting:
        yield _statement(id, "id", schema, id, dataset)
    for name, values in said.items():
        for value in values:
            if (name, value) in waiting:
                yield _statement(id, name, schema, value, dataset)


def _as_it_was(statement: Mapping[str, Any], id: str, schema: str) -> dict[str, Any]:
    usual = {"entity_id": id, "schema": schema, "dataset": DEFAULT_DATASET}
    found = {
        key: statement.get(key) or usual.get(key) if key in _WANTED else statement[key]
        for key in COLUMNS
        if key in _WANTED or key in statement
    }
    if "canonical_id" not in found and found["entity_id"] != id:
        found = {"canonical_id": id, **found}
    return {**found, **{key: value for key, value in statement.items() if key not in found}}
