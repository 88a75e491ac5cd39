"""From FollowTheMoney entities, or statements about them, to a dossier."""

from typing import Any

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.ftm.schemata import CONTEXT, read_properties, section_of
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_json, decode_text, refuse_deep
from provenance.model import RECORD_TYPES, Dossier

__all__ = ["loads"]


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that entities or statements, a line each or in a list, hold.

    Raises:
        DecodingError: if it is not JSON, or none of the two; with `strict`, with every problem found.
    """
    items = _items(decode_text(data))
    if not any(isinstance(item, dict) and _is_either(item) for _, item in items) and items:
        raise DecodingError([Problem("$", f"expected entities of FollowTheMoney, got {shown(items[0][1])}")])
    intake = Intake(strict=strict)
    kept: list[Any] = []
    entities: dict[str, tuple[str, dict[str, Any]]] = {}
    for path, item in items:
        if not isinstance(item, dict) or not _is_either(item):
            intake.report(path, f"expected an entity or a statement, got {shown(item)}")
            kept.append(item)
        elif "entity_id" in item:
            _statement(entities, item, path)
        elif item["id"] in entities:
            intake.report(f"{path}.id", f"there is another entity {shown(item['id'])}")
            kept.append(item)
        else:
            entities[item["id"]] = (path, item)
    _Reader(intake, entities, kept).read()
    if kept:
        intake.keep("ftm", {"entities": kept})
    return intake.finish()


def _items(text: str) -> list[tuple[str, Any]]:
    if text.lstrip().startswith("["):
        document = decode_json(text)
        refuse_deep(document, "$", level=8)
        return [(f"$[{index}]", item) for index, item in enumerate(document)]
    items = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            item = decode_json(line, number)
            refuse_deep(item, f"line {number}", level=8)
            items.append((f"line {number}: $", item))
    return items


def _is_either(item: dict[str, Any]) -> bool:
    if isinstance(item.get("entity_id"), str) and item["entity_id"] and isinstance(item.get("prop"), str):
        return True
    return isinstance(item.get("id"), str) and bool(item["id"]) and isinstance(item.get("schema"), str)


def _statement(entities: dict[str, tuple[str, dict[str, Any]]], item: dict[str, Any], path: str) -> None:
    """Add a statement to the entity it is about; who stated it stays with the entity."""
    id, prop, value = item["entity_id"], item["prop"], item.get("value")
    _, entity = entities.setdefault(id, (path, {"id": id, "schema": item.get("schema"), "properties": {}}))
    if isinstance(item.get("schema"), str) and not isinstance(entity.get("schema"), str):
        entity["schema"] = item["schema"]
    properties = entity.setdefault("properties", {})
    if prop != "id" and isinstance(properties, dict) and isinstance(value, str):
        held = properties.setdefault(prop, [])
        if isinstance(held, list) and value not in held:
            held.append(value)
    stated = {key: inner for key, inner in item.items() if key not in ("entity_id", "schema")}
    if isinstance(entity.setdefault("statements", []), list):
        entity["statements"].append(stated)


class _Reader:
    """Entities while they are being read."""

    def __init__(
        self, intake: Intake, entities: dict[str, tuple[str, dict[str, Any]]], kept: list[Any]
    ) -> None:
        self.intake, self.entities, self.kept = intake, entities, kept
        self.known: dict[str, tuple[str, str]] = {}

    def read(self) -> None:
        for id, (_, entity) in self.entities.items():
            own, section = _ours(entity), section_of(entity.get("schema"))
            if own is not None and own["section"] in RECORD_TYPES:
                self.known[id] = (own["section"], own["record_id"])
            elif own is None and section is not None:
                self.known[id] = (section, id)
        for id, (path, entity) in self.entities.items():
            own = _ours(entity)
            if own is not None and own["section"] == "dossier":
                self._beside(own, path)
            elif own is not None:
                self._own(entity, own, path)
            elif id in self.known:
                self._foreign(id, entity, path)
            else:
                self.kept.append(entity)

    def _own(self, entity: dict[str, Any], own: dict[str, Any], path: str) -> None:
        section, unsaid, fields = own["section"], own.get("unsaid", []), own["fields"]
        properties = entity.get("properties")
        seen, _ = read_properties(
            section,
            entity.get("schema"),
            properties if isinstance(properties, dict) else {},
            self.known,
            self.intake.date,
            path,
        )
        hidden = unsaid if isinstance(unsaid, list) else []
        plain = {key: value for key, value in seen.items() if key not in hidden} | fields
        self.intake.add(section, {**plain, "id": own["record_id"]}, path)

    def _foreign(self, id: str, entity: dict[str, Any], path: str) -> None:
        properties = entity.get("properties")
        if not isinstance(properties, dict):
            self.intake.report(f"{path}.properties", f"expected an object, got {shown(properties)}")
            properties = {}
        section = self.known[id][0]
        plain, rest = read_properties(
            section, entity.get("schema"), properties, self.known, self.intake.date, path
        )
        kept = {key: value for key, value in entity.items() if key not in ("id", "properties", "caption")}
        if rest:
            kept["properties"] = rest
        self.intake.add(section, {**plain, "ftm": kept, "id": id}, path)

    def _beside(self, own: dict[str, Any], path: str) -> None:
        if isinstance(own.get("title"), str):
            self.intake.title = own["title"]
        extra, unread = own.get("extra"), own.get("unread")
        for key, value in extra.items() if isinstance(extra, dict) else ():
            self.intake.keep(key, value)
        if "suppressions" in own:
            self.intake.suppress(own["suppressions"], path)
        for item in unread if isinstance(unread, list) else []:
            section = item.get("section") if isinstance(item, dict) else None
            raw = item.get("raw") if isinstance(item, dict) else item
            reason = "an earlier reader could not make a record of it"
            self.intake.set_aside(section if isinstance(section, str) else "", raw, path, reason)


def _ours(entity: dict[str, Any]) -> dict[str, Any] | None:
    """Return what stands of ours beside an entity's properties; `None` if nothing does, or it is broken."""
    own = entity.get(CONTEXT)
    if not isinstance(own, dict):
        return None
    section, id, fields = own.get("section"), own.get("record_id"), own.get("fields", {})
    if section == "dossier":
        return own
    known = isinstance(section, str) and section in RECORD_TYPES
    return {**own, "fields": fields} if known and isinstance(id, str) and isinstance(fields, dict) else None
