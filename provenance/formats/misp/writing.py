"""From a dossier to a MISP event."""

import json
from collections.abc import Iterator
from typing import Any

from provenance.formats.beside import beside_of
from provenance.formats.jsontext import encode_json
from provenance.formats.misp.added import ADDED, added_to, graded_by, with_added
from provenance.formats.misp.objects import (
    BESIDE,
    HEAD,
    REST,
    fields_of,
    section_of,
    template_of,
    uuid_of,
)
from provenance.formats.misp.stances import EPOCH, moment_of, number_of, words_of
from provenance.formats.misp.tags import OF_SOURCES, tag_of_grade, tag_of_likelihood
from provenance.model import Dossier, VerificationStatus, to_plain
from provenance.model.frozen import thaw

__all__ = ["dump"]


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield a MISP event; the same dossier gives the same bytes.

    Raises:
        InvalidValueError: if something kept from elsewhere is no JSON data.
    """
    event = _Writer(dossier).event()
    encode_json(event, level=2)  # refuses what JSON cannot say
    yield json.dumps({"Event": event}, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


class _Writer:
    """A dossier while it is being written."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.uuids = {record.id: uuid_of(f"{record.RECORDS}:{record.id}") for record in dossier}
        self.tags: dict[str, list[str]] = {}
        for source in dossier.sources.values():
            self._tag(source.id, OF_SOURCES.get(str(source.kind)))
        for grade in dossier.grades.values():
            tag = tag_of_grade(grade.scale, grade.value)
            self._tag(grade.subject, tag)
        for status in dossier.statuses.values():
            found = tag_of_likelihood(status.likelihood) if status.likelihood is not None else None
            self._tag(status.id, found[0] if found is not None else None)
        self.ours = {uuid_of(f"opinion:{status.id}") for status in dossier.statuses.values()}
        self.graded = {graded for graded in map(graded_by, dossier.grades.values()) if graded is not None}
        self.judged: dict[str, list[VerificationStatus]] = {}
        for status in dossier.statuses.values():
            self.judged.setdefault(status.claim, []).append(status)

    def _tag(self, id: str, tag: str | None) -> None:
        if tag is not None and tag not in self.tags.setdefault(id, []):
            self.tags[id].append(tag)

    def event(self) -> dict[str, Any]:
        kept, head, beside = self._beside()
        objects = [self._whole(BESIDE, BESIDE, beside), *(self.record(record) for record in self.dossier)]
        uuid = uuid_of(json.dumps([objects, kept], sort_keys=True, ensure_ascii=True))
        usual: dict[str, Any] = {
            "uuid": uuid,
            "info": self.dossier.title or self._headline(head) or "News provenance",
            "date": EPOCH[:10],
            "timestamp": "0",
            "threat_level_id": "4",
            "analysis": "0",
            "distribution": "0",
            "published": False,
        }
        rest = {key: value for key, value in kept.items() if key != "Object"}
        return {**usual, **head, **rest, "Object": [*kept.get("Object", []), *objects]}

    def _headline(self, head: dict[str, Any]) -> str | None:
        """Return what others called the event, which is the headline of its article here."""
        uuid = head.get("uuid")
        article = self.dossier.articles.get(uuid) if isinstance(uuid, str) else None
        return article.headline if article is not None else None

    def _beside(self) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        """Return what others said in the event, what they said of it, and what stands beside the records."""
        title = self.dossier.title
        beside: dict[str, Any] = {} if title is None else {"title": title}
        extra, kept, head = thaw(self.dossier.extra), {}, {}
        if _is_kept(extra.get("misp")):
            held = extra.pop("misp")
            kept, head = held.get("Event", {}), held.get("head", {})
        if head:
            beside["head"] = head
        beside |= beside_of(self.dossier, extra)
        return kept, head, beside

    def record(self, record: Any) -> dict[str, Any]:
        """Return the object of a record, with what others added to it if it can be told apart again."""
        plain = to_plain(record)
        added = plain.get("misp")
        if isinstance(added, dict) and added and set(added) <= {*ADDED}:
            bare = self._object(record, {key: value for key, value in plain.items() if key != "misp"})
            if all(isinstance(held, list) for held in added.values()):
                whole = with_added(bare, added)
                if added_to(whole, record, self.ours, self.graded) == added:
                    return whole
        return self._object(record, plain)

    def _object(self, record: Any, plain: dict[str, Any]) -> dict[str, Any]:
        section, plain = record.RECORDS, dict(plain)
        id = plain.pop("id")
        said, references, rest = {"id": id}, {}, {}
        ways = fields_of(section)
        if id != id.strip():  # MISP trims the values of attributes
            rest["id"] = id
        for field, value in plain.items():
            way = ways.get(field)
            if way == "reference" and isinstance(value, str) and value in self.uuids:
                references[field] = self.uuids[value]
            elif way == "attribute" and isinstance(value, str) and value and value == value.strip():
                said[field] = value
            else:
                rest[field] = value
        thing = self._whole(section, id, rest, said)
        if references:
            thing["ObjectReference"] = [
                {
                    "uuid": uuid_of(f"{thing['uuid']}:{field}"),
                    "object_uuid": thing["uuid"],
                    "referenced_uuid": uuid,
                    "relationship_type": field.replace("_", "-"),
                }
                for field, uuid in references.items()
            ]
        for tag in self.tags.get(id, []):
            thing["Attribute"][0].setdefault("Tag", []).append({"name": tag})
        if section == "claims":
            self._judgements(thing, self.judged.get(id, []))
        return thing

    def _whole(
        self, section: str, id: str, rest: dict[str, Any], said: dict[str, str] | None = None
    ) -> dict[str, Any]:
        uuid = uuid_of(f"{section}:{id}")
        values = dict(said or {})
        if rest or section == BESIDE:
            values[REST] = encode_json(rest)
        return {
            **template_of(section),
            "uuid": uuid,
            "timestamp": "0",
            "distribution": "5",
            "Attribute": [
                {
                    "uuid": uuid_of(f"{uuid}:{field}:"),
                    "object_relation": field.replace("_", "-"),
                    "type": "link" if field == "url" else "text",
                    "category": "External analysis" if field == "url" else "Other",
                    "value": value,
                    "to_ids": False,
                    "disable_correlation": True,
                    "timestamp": "0",
                    "distribution": "5",
                }
                for field, value in values.items()
            ],
        }

    def _judgements(self, thing: dict[str, Any], statuses: list[VerificationStatus]) -> None:
        """Add what checkers found to a claim: an opinion where there is a number, else a note."""
        for status in statuses:
            checker = self.dossier.sources.get(status.checker) if status.checker is not None else None
            moment = moment_of(status.recorded.at if status.recorded is not None else None)
            held = {
                "uuid": uuid_of(f"opinion:{status.id}"),
                "object_uuid": thing["uuid"],
                "object_type": "Object",
                "authors": (checker and checker.name) or "",
                "created": moment,
                "modified": moment,
                "language": "",
            }
            number = number_of(status)
            if number is not None:
                held |= {"opinion": number, "comment": status.rationale or ""}
                thing.setdefault("Opinion", []).append(held)
            else:
                words = words_of(status)
                if words:
                    thing.setdefault("Note", []).append({**held, "note": words})


def _is_kept(kept: Any) -> bool:
    """Tell whether it is what the reader keeps of an event."""
    if not isinstance(kept, dict) or not kept or not set(kept) <= {"Event", "head"}:
        return False
    event, head = kept.get("Event", {}), kept.get("head", {})
    if not isinstance(event, dict) or not isinstance(head, dict) or {} in kept.values():
        return False
    objects = event.get("Object", [{}])
    return (
        set(head) <= {*HEAD}
        and not set(event) & {*HEAD, "info"}
        and isinstance(objects, list)
        and bool(objects)
        and all(section_of(thing) is None for thing in objects)
    )
