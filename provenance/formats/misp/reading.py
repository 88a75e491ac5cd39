"""From MISP events to a dossier."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import attrs

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.beside import take_beside
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_json, decode_text, refuse_deep
from provenance.formats.misp.added import added_to, graded_by
from provenance.formats.misp.objects import (
    BESIDE,
    HEAD,
    OPINIONS,
    REST,
    fields_of,
    opinion_number,
    section_of,
    uuid_of,
)
from provenance.formats.misp.stances import EPOCH, changed, changed_tag
from provenance.formats.misp.tags import meaning
from provenance.model import Dossier

__all__ = ["loads"]

_BARE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}")
_LAST = 253_402_300_799
"""The last second of the year 9999."""


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that a MISP event, or a list or answer of several, holds.

    Raises:
        DecodingError: if it is not JSON, or no event; with `strict`, with every problem found.
    """
    document = decode_json(decode_text(data))
    refuse_deep(document, "$", level=8)
    items = list(_events(document))
    events = [(path, event) for path, event, _ in items if event is not None]
    if not events:
        raise DecodingError([Problem("$", f"expected an event of MISP, got {shown(document)}")])
    intake = Intake(strict=strict)
    for path, event, raw in items:
        if event is None:
            intake.set_aside("", raw, path, f"expected an event of MISP, got {shown(raw)}")
    for index, (path, event) in enumerate(events):
        _Event(intake, event, path, only=len(events) == 1).read(index)
    return intake.finish()


def _events(document: Any) -> Iterator[tuple[str, dict[str, Any] | None, Any]]:
    """Yield each event with its path, and what stands among them and is none."""
    if isinstance(document, dict) and isinstance(document.get("response"), list):
        items = [(f"$.response[{index}]", item) for index, item in enumerate(document["response"])]
    elif isinstance(document, list):
        items = [(f"$[{index}]", item) for index, item in enumerate(document)]
    else:
        items = [("$", document)]
    for path, item in items:
        event = item.get("Event") if isinstance(item, dict) else None
        if isinstance(event, dict):
            yield f"{path}.Event", event, item
        else:
            yield path, item if isinstance(item, dict) and "info" in item else None, item


class _Event:
    """One event while it is being read."""

    def __init__(self, intake: Intake, event: dict[str, Any], path: str, *, only: bool) -> None:
        self.intake, self.event, self.path, self.only = intake, event, path, only
        self.graded: set[tuple[str, str, str]] = set()
        self.waiting: list[tuple[str, str, str, str]] = []
        self.opinions: dict[str, str] = {}
        self.claims: list[tuple[str, dict[str, Any], str]] = []
        self.ids: dict[str, str] = {}
        self.own: list[tuple[str, str, dict[str, Any]]] = []

    def read(self, index: int) -> None:
        own = [(place, thing) for place, thing in self._things("Object", self.event) if section_of(thing)]
        for _, thing in own:
            values = _values(thing)
            id = values.get("id")
            if isinstance(thing.get("uuid"), str) and isinstance(id, str):
                self.ids[thing["uuid"]] = id
                self.opinions[uuid_of(f"opinion:{id}")] = id
        head: dict[str, Any] = {}
        is_ours = False
        for place, thing in own:
            section = section_of(thing)
            if section == BESIDE:
                is_ours, head = True, self._beside(thing, place)
            elif section is not None:
                self._record(section, thing, place)
        for claim, thing, place in self.claims:
            self._restated(thing, place)
            self._judged(claim, thing, place)
        self._added()
        self._foreign(is_ours)
        for id, scale, value, place in self.waiting:
            if (id, scale, value) not in self.graded:
                self.graded.add((id, scale, value))
                self.intake.add("grades", {"subject": id, "scale": scale, "value": value}, place)
        self._keep(is_ours, head, index)

    def _keep(self, is_ours: bool, head: dict[str, Any], index: int) -> None:
        rest = {key: value for key, value in self.event.items() if key not in (*HEAD, "info", "Object")}
        objects = self.event.get("Object")
        if isinstance(objects, list):
            objects = [thing for thing in objects if not section_of(thing)]
        if objects:
            rest["Object"] = objects
        if not is_ours:
            head = {key: self.event[key] for key in HEAD if key in self.event}
        kept = {key: value for key, value in (("Event", rest), ("head", head)) if value}
        if kept:
            self.intake.keep("misp" if self.only else f"misp{index + 1}", kept)

    def _things(self, key: str, thing: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        value = thing.get(key)
        found = []
        for index, item in enumerate(value if isinstance(value, list) else []):
            place = f"{self.path}.{key}[{index}]"
            if isinstance(item, dict):
                found.append((place, item))
            elif thing is self.event:
                self.intake.report(place, f"expected an object, got {shown(item)}")
        return found

    # --- ours ---

    def _rest(self, values: dict[str, Any], place: str) -> dict[str, Any]:
        text = values.pop(REST, None)
        if text is None:
            return {}
        try:
            rest = decode_json(decode_text(text)) if isinstance(text, str) else None
        except DecodingError:
            rest = None
        if not isinstance(rest, dict):
            self.intake.report(place, f"the attribute {REST} is no JSON object: {shown(text)}")
            return {}
        refuse_deep(rest, place, level=8)
        return rest

    def _beside(self, thing: dict[str, Any], place: str) -> dict[str, Any]:
        rest = self._rest(_values(thing), place)
        info = self.event.get("info")
        if "title" in rest:
            title = rest["title"]
            trimmed = isinstance(title, str) and title.strip() == str(info).strip()
            self.intake.title = title if trimmed or title == "" else info if isinstance(info, str) else None
        take_beside(self.intake, rest, place)
        head = rest.get("head")
        return head if isinstance(head, dict) else {}

    def _record(self, section: str, thing: dict[str, Any], place: str) -> None:
        values = _values(thing)
        plain = self._rest(values, place)
        for field in fields_of(section):
            if field.replace("_", "-") in values:
                plain[field] = values[field.replace("_", "-")]
        for _, reference in self._things("ObjectReference", thing):
            relation, uuid = reference.get("relationship_type"), reference.get("referenced_uuid")
            name = relation.replace("-", "_") if isinstance(relation, str) else ""
            if fields_of(section).get(name) == "reference" and isinstance(uuid, str):
                plain[name] = self.ids.get(uuid, uuid)
        id = values.get("id")
        if section == "statuses" and "likelihood" not in plain:
            for kind, scale, term in self._meanings(thing):
                if kind == "likelihood":
                    plain["likelihood"] = {"term": term, "scale": scale}
        if id is not None:
            plain.setdefault("id", id)
        made = self.intake.add(section, plain, place)
        if made is None:
            return
        if section == "grades":
            grade: Any = self.intake.get("grades", made)
            said = graded_by(grade)
            if said is not None:
                self.graded.add(said)
        if section == "statuses":
            self._retagged(made, thing, place)
        for kind, scale, term in self._meanings(thing):
            if kind == "grade" and section != "statuses":
                self.waiting.append((made, scale, term, place))
            elif section == "claims":
                self._likelihood(made, scale, term, place)
        self.own.append((section, made, thing))
        if section == "claims":
            self.claims.append((made, thing, place))

    def _added(self) -> None:
        """Keep with each record what analysts added to its object."""
        for section, id, thing in self.own:
            record: Any = self.intake.get(section, id)
            added = added_to(thing, record, {*self.opinions}, self.graded)
            if added and "misp" not in record.extra:
                self.intake.replace(attrs.evolve(record, extra={**record.extra, "misp": added}))

    def _likelihood(self, claim: str, scale: str, term: str, place: str) -> None:
        """Take in a tag that says how likely a claim is; several of one claim are several statuses."""
        id = uuid_of(f"likelihood:{claim}:{scale}:{term}")
        self.intake.add(
            "statuses", {"id": id, "claim": claim, "likelihood": {"term": term, "scale": scale}}, place
        )

    def _meanings(self, thing: dict[str, Any]) -> list[tuple[str, str, str]]:
        return [found for found in map(meaning, self._tags(thing)) if found is not None]

    def _tags(self, thing: dict[str, Any]) -> list[Any]:
        names = [tag.get("name") for _, tag in self._things("Tag", thing)]
        for _, attribute in self._things("Attribute", thing):
            names += [tag.get("name") for _, tag in self._things("Tag", attribute)]
        return names

    def _retagged(self, id: str, thing: dict[str, Any], place: str) -> None:
        found = changed_tag(self._status(id), self._tags(thing))
        if found is not None:
            self.intake.report(f"{place}.Tag", found[1], id)
            self.intake.replace(found[0])

    def _status(self, id: str) -> Any:
        return self.intake.get("statuses", id)

    def _restated(self, thing: dict[str, Any], place: str) -> None:
        """Take in what others made of the opinions and notes that are statuses of ours."""
        for key in ("Opinion", "Note"):
            for index, (_, held) in enumerate(self._things(key, thing)):
                uuid = held.get("uuid")
                id = self.opinions.get(uuid) if isinstance(uuid, str) else None
                status = self._status(id) if id is not None else None
                if status is None:
                    continue
                now, problems = changed(status, held)
                for field, message in problems:
                    self.intake.report(f"{place}.{key}[{index}].{field}", message, id)
                if now != status:
                    self.intake.replace(now)

    def _judged(self, claim: str, thing: dict[str, Any], place: str) -> None:
        """Take in the opinions of others on a claim: a stance, and no verdict."""
        for index, (_, held) in enumerate(self._things("Opinion", thing)):
            uuid = held.get("uuid")
            if isinstance(uuid, str) and (uuid in self.opinions or self.intake.has(uuid)):
                continue
            self._opinion(claim, held, f"{place}.Opinion[{index}]")

    def _opinion(self, claim: str, held: dict[str, Any], place: str) -> None:
        number = opinion_number(held.get("opinion"))
        if number is None:
            self.intake.report(
                place, f"an opinion is a number from 0 to 100, got {shown(held.get('opinion'))}"
            )
            return
        rating = {"value": number, "best": 100, "worst": 0, "scale": OPINIONS}
        plain: dict[str, Any] = {"claim": claim, "rating": rating}
        comment, authors, uuid = held.get("comment"), held.get("authors"), held.get("uuid")
        if isinstance(comment, str) and comment.strip():
            plain["rationale"] = comment
        if isinstance(authors, str) and authors.strip():
            plain["checker"] = self.intake.add("sources", {"name": authors}, f"{place}.authors")
        if isinstance(uuid, str) and uuid:
            plain["id"] = uuid
        when = self._moment(held.get("created"), f"{place}.created")
        if when is not None:
            plain["judged_at"] = when
        self.intake.add("statuses", plain, place)

    def _moment(self, value: Any, place: str) -> dict[str, Any] | None:
        """Read a moment of MISP's, which is in UTC without saying so."""
        if value == EPOCH:
            return None
        is_bare = isinstance(value, str) and _BARE.fullmatch(value.strip()) is not None
        return self.intake.date(value.strip().replace(" ", "T") + "Z" if is_bare else value, place)

    # --- others' ---

    def _foreign(self, is_ours: bool) -> None:
        article = None if is_ours else self._article()
        for place, report in self._things("EventReport", self.event):
            plain: dict[str, Any] = {
                "headline": report.get("name"),
                "text": report.get("content"),
                "id": report.get("uuid"),
            }
            plain = {key: value for key, value in plain.items() if isinstance(value, str) and value}
            when = self._counted(report.get("timestamp"), f"{place}.timestamp")
            if plain and when is not None:
                plain["modified"] = when
            if plain and not self.intake.has(str(plain.get("id"))):
                self.intake.add("articles", plain, place)
        for place, attribute in self._judged_attributes():
            uuid, value = attribute.get("uuid"), attribute.get("value")
            if not isinstance(value, str) or not value.strip():
                continue
            named = isinstance(uuid, str) and bool(uuid)
            if named and self.intake.has(str(uuid)):
                continue
            claim = self.intake.add("claims", {"text": value, **({"id": uuid} if named else {})}, place)
            if claim is None:
                continue
            if article is not None:
                self.intake.add("attributions", {"article": article, "claim": claim}, place)
            for kind, scale, term in self._meanings(attribute):
                if kind == "grade":
                    self.waiting.append((claim, scale, term, place))
                else:
                    self._likelihood(claim, scale, term, place)
            self._judged(claim, attribute, place)

    def _counted(self, value: Any, place: str) -> dict[str, Any] | None:
        """Read a moment that is a number of seconds since 1970; nought is no moment."""
        text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else None
        if value is None or text in ("", "0"):
            return None
        if text is None or not re.fullmatch("[0-9]{1,12}", text) or int(text) > _LAST:
            self.intake.report(place, f"expected seconds since 1970, got {shown(value)}")
            return None
        return self.intake.date(datetime.fromtimestamp(int(text), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), place)

    def _judged_attributes(self) -> list[tuple[str, dict[str, Any]]]:
        """Return the attributes of others that somebody graded or had an opinion on."""
        found = self._things("Attribute", self.event)
        for _, thing in self._things("Object", self.event):
            if section_of(thing) is None:
                found += self._things("Attribute", thing)
        return [(place, item) for place, item in found if item.get("Opinion") or self._meanings(item)]

    def _article(self) -> str | None:
        """Make an article of an event of others: who made the event published it."""
        event = self.event
        info, uuid = event.get("info"), event.get("uuid")
        plain: dict[str, Any] = {}
        if isinstance(info, str) and info:
            plain["headline"] = info
        if isinstance(uuid, str) and uuid:
            plain["id"] = uuid
        if event.get("date") != EPOCH[:10]:
            when = self.intake.date(event.get("date"), f"{self.path}.date")
            plain |= {} if when is None else {"published": when}
        creator = event.get("Orgc")
        if isinstance(creator, dict) and isinstance(creator.get("name"), str) and creator["name"]:
            source = {"name": creator["name"], "kind": "organization"}
            if isinstance(creator.get("uuid"), str) and creator["uuid"]:
                source["id"] = creator["uuid"]
            plain["publisher"] = self.intake.add("sources", source, f"{self.path}.Orgc")
        id = self.intake.add("articles", plain, self.path)
        names = [tag.get("name") for _, tag in self._things("Tag", event)]
        for found in map(meaning, names):
            if found is not None and found[0] == "grade" and id is not None:
                self.waiting.append((id, found[1], found[2], f"{self.path}.Tag"))
        return id


def _values(thing: dict[str, Any]) -> dict[str, Any]:
    """Return the values of an object's attributes by their relation, the first of each."""
    found: dict[str, Any] = {}
    attributes = thing.get("Attribute")
    for attribute in attributes if isinstance(attributes, list) else []:
        relation = attribute.get("object_relation") if isinstance(attribute, dict) else None
        if isinstance(relation, str) and "value" in attribute:
            found.setdefault(relation, attribute["value"])
    return found
