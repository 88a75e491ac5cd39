"""From a dossier to FollowTheMoney entities, a line each."""

import json
from collections.abc import Iterator
from typing import Any

from provenance.formats.beside import beside_of
from provenance.formats.ftm.properties import Mentioned, Properties, is_foreign, kept_of
from provenance.formats.ftm.schemata import BESIDE, CONTEXT, MENTION
from provenance.formats.ftm.taking import Taking
from provenance.formats.ftm.values import a_text
from provenance.formats.intake import Intake
from provenance.formats.jsontext import encode_json
from provenance.model import Dossier, to_plain
from provenance.model.frozen import thaw

__all__ = ["dump", "kept_entities"]

_NOT_BESIDE = ("id", "schema", "properties", "statements", CONTEXT)


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield entities, a line each; the same dossier gives the same bytes.

    Raises:
        InvalidValueError: if something kept from elsewhere is no JSON data.
    """
    writer = _Writer(dossier)
    kept, beside = writer.beside()
    if beside:
        yield encode_json(beside, level=2) + "\n"
    for record in dossier:
        yield encode_json(writer.entity(record), level=2) + "\n"
    held = {entity["id"] for entity in kept}
    for mention in writer.properties.mentions():
        if mention.id not in held:
            yield encode_json(_mention(mention), level=2) + "\n"
    for entity in kept:
        yield encode_json(entity, level=2) + "\n"


def kept_entities(dossier: Dossier, known: Any) -> list[dict[str, Any]]:
    """Return the entities of others that are no records with us, as they were read; none if they are no more.

    Args:
        dossier: the dossier.
        known: the ids of the entities of the records.
    """
    kept = thaw(dossier.extra).get("ftm")
    if not isinstance(kept, dict) or set(kept) != {"entities"} or not isinstance(kept["entities"], list):
        return []
    ids = [thing.get("id") if isinstance(thing, dict) else None for thing in kept["entities"]]
    are_entities = (
        bool(ids)
        and all(isinstance(id, str) and id and id != BESIDE and id not in known for id in ids)
        and len(set(ids)) == len(ids)
        and all("schema" in thing and CONTEXT not in thing for thing in kept["entities"])
    )
    return kept["entities"] if are_entities else []


def _mention(mention: Mentioned) -> dict[str, Any]:
    properties = {"document": [mention.article], "resolved": [mention.source], "name": [mention.words]}
    return {"id": mention.id, "schema": "Mention", "properties": properties, CONTEXT: {"section": MENTION}}


class _Writer:
    """A dossier while it is being written."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.date = Intake().date
        self.properties = Properties(dossier)

    def beside(self) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
        """Return the entities of others that were kept, and the one for what stands beside the records."""
        extra, kept = thaw(self.dossier.extra), kept_entities(self.dossier, self.properties.known)
        if kept:
            del extra["ftm"]
        held: dict[str, Any] = {"section": "dossier"}
        if self.dossier.title is not None:
            held["title"] = self.dossier.title
        held |= beside_of(self.dossier, extra)
        if len(held) == 1:
            return kept, None
        title = a_text(self.dossier.title)
        properties = {"description": [title]} if title else {}
        return kept, {"id": BESIDE, "schema": "Note", "properties": properties, CONTEXT: held}

    def entity(self, record: Any) -> dict[str, Any]:
        """Return the entity of a record; what its properties do not say exactly stands beside them."""
        section, plain = record.RECORDS, to_plain(record)
        schema = self.properties.schema_of(record)
        said = {
            name: [value.value for value in values]
            for name, values in self.properties.said_of(record).items()
        }
        others = _others(record)
        taking = Taking(said, self.properties.known, self.date, "$")
        seen = taking.take(section, schema, own=not is_foreign(record))
        if others or is_foreign(record):
            seen["ftm"] = {**others, **seen.get("ftm", {})}
        if is_foreign(record):
            seen["ftm"]["schema"] = schema
        rest: dict[str, Any] = {"section": section, "record_id": plain.pop("id")}
        rest["foreign"] = is_foreign(record) or None
        rest["fields"] = {
            key: value for key, value in plain.items() if key not in seen or not _same(seen[key], value)
        }
        rest["unsaid"] = [key for key in seen if key not in plain]
        context = {key: value for key, value in rest.items() if value not in ({}, [], None)}
        held = {"id": self.properties.id_of(record), "schema": schema, "properties": said, **others}
        if is_foreign(record) and held["id"] == record.id and not {"fields", "unsaid"} & set(context):
            return held  # as it came
        return {**held, CONTEXT: context}


def _others(record: Any) -> dict[str, Any]:
    """Return what stood beside the properties of the entity that a record was read from."""
    kept = thaw(kept_of(record) or {})
    return {key: value for key, value in kept.items() if key not in _NOT_BESIDE}


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return bool(one == other)
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
