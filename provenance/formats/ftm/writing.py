"""From a dossier to FollowTheMoney entities, a line each."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from provenance.formats.ftm.schemata import BESIDE, CONTEXT, KINDS, SCHEMATA, read_properties
from provenance.formats.intake import Intake
from provenance.formats.jsontext import encode_json
from provenance.model import Dossier, When, to_plain
from provenance.model.frozen import thaw

__all__ = ["dump"]

_LENGTHS = {"year": 4, "month": 7, "day": 10}


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
    for entity in kept:
        yield encode_json(entity, level=2) + "\n"


class _Writer:
    """A dossier while it is being written."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.date = Intake().date
        self.known: dict[str, tuple[str, str]] = {}
        self.ids: dict[tuple[str, str], str] = {}
        self.sections: dict[str, str] = {}
        for record in dossier:
            section, id = record.RECORDS, record.id
            own = id if id not in self.known and id != BESIDE else f"news-provenance:{section}:{id}"
            self.known[own] = (section, id)
            self.ids[section, id] = own
            self.sections.setdefault(id, section)

    def of(self, id: str | None, section: str | None = None) -> list[str]:
        """Return the entity id of a record, as a list of values; nothing for what is not there."""
        found = self.ids.get((section or self.sections.get(id or "", ""), id or ""))
        return [] if found is None else [found]

    def beside(self) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
        """Return the entities of others that were kept, and the one for what stands beside the records."""
        extra, kept = thaw(self.dossier.extra), []
        if self._are_entities(extra.get("ftm")):
            kept = extra.pop("ftm")["entities"]
        held: dict[str, Any] = {"section": "dossier"}
        if self.dossier.title is not None:
            held["title"] = self.dossier.title
        if extra:
            held["extra"] = extra
        if self.dossier.suppressions:
            held["suppressions"] = [to_plain(item) for item in self.dossier.suppressions]
        if self.dossier.unread:
            held["unread"] = [{"section": section, "raw": thaw(raw)} for section, raw in self.dossier.unread]
        if len(held) == 1:
            return kept, None
        properties = {"name": [self.dossier.title]} if self.dossier.title else {}
        return kept, {"id": BESIDE, "schema": "Note", "properties": properties, CONTEXT: held}

    def _are_entities(self, kept: Any) -> bool:
        if not isinstance(kept, dict) or set(kept) != {"entities"} or not isinstance(kept["entities"], list):
            return False
        ids = [thing.get("id") if isinstance(thing, dict) else None for thing in kept["entities"]]
        return (
            bool(ids)
            and all(isinstance(id, str) and id and id != BESIDE and id not in self.known for id in ids)
            and len(set(ids)) == len(ids)
            and all("schema" in thing and CONTEXT not in thing for thing in kept["entities"])
        )

    def entity(self, record: Any) -> dict[str, Any]:
        section, plain = record.RECORDS, to_plain(record)
        schema = SCHEMATA.get(section) or KINDS.get(str(record.kind), "LegalEntity")
        said = {name: values for name, values in self._properties(section, record).items() if values}
        kept = plain.get("ftm")
        more = kept.get("properties") if isinstance(kept, dict) else None
        if isinstance(more, dict):
            said |= {
                name: values
                for name, values in more.items()
                if name not in said and isinstance(values, list) and all(isinstance(v, str) for v in values)
            }
        seen, _ = read_properties(section, schema, said, self.known, self.date, "$")
        rest: dict[str, Any] = {"section": section, "record_id": plain.pop("id")}
        rest["fields"] = {
            key: value for key, value in plain.items() if key not in seen or not _same(seen[key], value)
        }
        rest["unsaid"] = [key for key in seen if key not in plain]
        context = {key: value for key, value in rest.items() if value not in ({}, [])}
        return {"id": self.ids[section, record.id], "schema": schema, "properties": said, CONTEXT: context}

    def _properties(self, section: str, record: Any) -> dict[str, list[str]]:
        if section == "sources":
            return {
                "name": [record.name] if record.name else [],
                "alias": [alias for alias in record.aliases if alias],
                "description": [record.description] if record.description else [],
                "wikidataId": [record.identifiers[key] for key in ("wikidata",) if key in record.identifiers],
                "country": [record.country.lower()] if record.country else [],
            }
        if section == "articles":
            publisher = self.dossier.sources.get(record.publisher) if record.publisher else None
            return {
                "title": [record.headline] if record.headline else [],
                "author": [*record.authors],
                "publisher": [publisher.name] if publisher is not None and publisher.name else [],
                "publishedAt": _date(record.published),
                "modifiedAt": _date(record.modified),
                "sourceUrl": [record.url] if record.url else [],
                "bodyText": [record.text] if record.text else [],
            }
        if section == "claims":
            return {"description": [record.text]}
        if section == "attributions":
            claim = self.dossier.claims.get(record.claim)
            return {
                "document": self.of(record.article, "articles"),
                "entity": self.of(record.source, "sources"),
                "role": ["says"],
                "summary": [claim.text] if claim is not None else [],
            }
        if section == "statuses":
            return {"description": [str(record.verdict or record.state or "status")]}
        if section == "grades":
            words = [f"{record.scale}: {record.value}"]
            return {"description": words, "entity": self.of(record.subject)}
        return self._link(section, record)

    def _link(self, section: str, record: Any) -> dict[str, list[str]]:
        if section == "derivations":
            words = [
                "possibly" if record.standing == "possible" else "",
                str(record.kind or "derived"),
                "from",
            ]
            ends = self.of(record.derived), self.of(record.taken_from)
        elif section == "relations":
            words = [str(record.kind)]
            ends = self.of(record.subject, "claims"), self.of(record.object, "claims")
        else:
            words = [str(record.verdict)]
            ends = self.of(record.first, "sources"), self.of(record.second, "sources")
        role = " ".join(filter(None, words)).replace("_", " ")
        return {"subject": ends[0], "object": ends[1], "role": [role]}


def _date(when: When | None) -> list[str]:
    """Return a time as FollowTheMoney writes it: as much of ISO 8601 as is known, a moment in UTC."""
    first = when.earliest if when is not None else None
    if when is None or first is None:
        return []
    if isinstance(first, datetime):
        if first.utcoffset() is None:
            return [first.isoformat(timespec="seconds")]
        try:
            return [first.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")]
        except OverflowError:
            return []
    length = _LENGTHS.get(str(when.precision))
    return [] if length is None else [first.isoformat()[:length]]


def _same(one: Any, other: Any) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
