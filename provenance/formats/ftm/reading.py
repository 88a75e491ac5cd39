"""From FollowTheMoney entities, or statements about them, to a dossier."""

from collections.abc import Callable, Iterable
from typing import IO, Any

from provenance.errors import shown
from provenance.formats.beside import take_beside
from provenance.formats.ftm.gathering import Gathering, Held, Item, items_of, none_found
from provenance.formats.ftm.schemata import CONTEXT, MENTION, section_of
from provenance.formats.ftm.taking import Taking
from provenance.formats.ftm.values import dataset_of, tag_of
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_text
from provenance.model import RECORD_TYPES, Dossier
from provenance.model._collecting import collector_paused

__all__ = ["load", "loads", "read_items"]

_NEEDED = {
    "claims": ("text",),
    "attributions": ("article", "claim"),
    "statuses": ("claim",),
    "grades": ("subject", "scale", "value"),
    "derivations": ("derived", "taken_from"),
    "relations": ("subject", "object", "kind"),
    "judgements": ("first", "second", "verdict"),
}
"""The fields that a record cannot be without."""


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that entities or statements, a line each or in a list, hold.

    Raises:
        DecodingError: if it is not JSON, or none of the two; with `strict`, with every problem found.
    """
    text = decode_text(data)
    return read_items(lambda intake: items_of(text.split("\n"), intake), strict=strict)


def load(file: IO[bytes], *, strict: bool = False) -> Dossier:
    """Return the dossier that a file of entities or statements holds, without ever holding its whole text.

    Raises:
        DecodingError: as for `loads`.
    """
    return read_items(lambda intake: items_of(file, intake), strict=strict)


def read_items(items: Callable[[Intake], Iterable[Item]], *, strict: bool) -> Dossier:
    """Return the dossier that entities and statements hold, each given with its path.

    Raises:
        DecodingError: if there is none; with `strict`, with every problem found.
    """
    intake = Intake(strict=strict)
    with collector_paused():
        gathering = Gathering(intake)
        for path, item in items(intake):
            gathering.take(path, item)
        if not gathering.count and (gathering.kept or intake.problems):
            raise none_found(intake)
        _Reader(intake, gathering).read()
        if gathering.kept:
            intake.keep("ftm", {"entities": gathering.kept})
        return intake.finish()


_ONE_WANTED = ("title", "sourceUrl", "publishedAt", "modifiedAt", "retrievedAt")
"""Properties of an article of which nobody can tell which value is meant, where there are more."""

_STATERS = {
    ("articles", "sources"): "publisher",
    ("sources", "articles"): "described_in",
    ("statuses", "sources"): "checker",
    ("statuses", "articles"): "article",
    ("grades", "sources"): "grader",
}
"""Of a section, and the section of who states its records: the field that says who that is."""


class _Reader:
    """Entities while they are being read."""

    def __init__(self, intake: Intake, gathering: Gathering) -> None:
        self.intake, self.kept = intake, gathering.kept
        self.held = gathering.held
        self.known: dict[str, tuple[str, str]] = {}
        self.datasets: dict[str, tuple[str, str]] = {}
        self.referents = gathering.referents

    def read(self) -> None:
        owns = {id: _ours(held.entity) for id, held in self.held.items()}
        for id, held in self.held.items():
            self._make_known(id, held, owns[id])
        for referent, id in self.referents.items():
            if id in self.known:
                self.known.setdefault(referent, self.known[id])
        for id, held in self.held.items():
            own = owns[id]
            if own is not None and own["section"] == "dossier":
                self._beside(own, held.path)
            elif own is not None:
                self._own(held, own)
            elif held.section is not None:
                self._stated(id, held)
            elif id in self.known:
                self._foreign(id, held)
            else:
                self.kept.append(held.entity)

    def _make_known(self, id: str, held: Held, own: dict[str, Any] | None) -> None:
        if own is not None:
            if own["section"] in RECORD_TYPES:
                self.known[id] = (own["section"], own["record_id"])
            return
        if held.section is not None and held.section not in (*RECORD_TYPES, MENTION, "dossier"):
            held.section = None  # a word that no version of ours has written
        if held.section in RECORD_TYPES and held.record is not None:
            self.known[id] = (held.section or "", held.record)
            if held.section in ("sources", "articles"):
                self.datasets[dataset_of(held.record)] = (held.section or "", held.record)
        section = section_of(held.entity.get("schema"))
        if held.section is None and section is not None:
            self.known[id] = (section, id)

    def _own(self, held: Held, own: dict[str, Any]) -> None:
        """Read an entity that was written by us: what its properties say, and what stands beside them."""
        if own["section"] == MENTION:
            return
        entity, unsaid, is_foreign = held.entity, own.get("unsaid", []), own.get("foreign") is True
        others = _others(entity)
        taking = Taking(_properties(entity), self.known, self.intake.date, held.path)
        seen = taking.take(own["section"], entity.get("schema"), own=not is_foreign)
        if others or is_foreign:
            seen["ftm"] = {**others, **seen.get("ftm", {})}
        if is_foreign:
            seen["ftm"]["schema"] = entity.get("schema")
        hidden = unsaid if isinstance(unsaid, list) else []
        plain = {key: value for key, value in seen.items() if key not in hidden} | own["fields"]
        self.intake.add(own["section"], {**plain, "id": own["record_id"]}, held.path)

    def _stated(self, id: str, held: Held) -> None:
        """Read an entity whose statements were written by us."""
        section, properties = held.section or "", _properties(held.entity)
        if section == MENTION:
            return
        if section == "dossier":
            titles = properties.get("description")
            if isinstance(titles, list) and titles:
                self.intake.title = held.raw.get(("description", titles[0]), titles[0])
            return
        raw = held.raw
        if section == "claims":  # there it is how an article put it
            raw = {}
        taking = Taking(properties, self.known, self.intake.date, held.path, raw)
        plain = taking.take(section, held.entity.get("schema"))
        if not all(name in plain for name in _NEEDED.get(section, ())):
            self.kept.append(held.entity)  # what it is of, or joins, is no entity of FollowTheMoney
            return
        tag = tag_of(held.languages.get("description", ""))
        if section == "claims" and tag is not None:
            plain["language"] = tag
        stater, speaker = self.datasets.get(held.dataset or "", ("", ""))
        field = _STATERS.get((section, stater))
        if field is not None:
            plain[field] = {"article": speaker} if field == "described_in" else speaker
        self.intake.add(section, {**plain, "id": held.record}, held.path)

    def _foreign(self, id: str, held: Held) -> None:
        entity, path = held.entity, held.path
        if not isinstance(entity.get("properties"), dict):
            self.intake.report(
                f"{path}.properties", f"expected an object, got {shown(entity.get('properties'))}"
            )
        taking = Taking(_properties(entity), self.known, self.intake.date, path)
        section = self.known[id][0]
        plain = taking.take(section, entity.get("schema"), own=False)
        for name in _ONE_WANTED if section == "articles" else ():
            values = taking.rest.get(name)
            if isinstance(values, list) and len(values) > 1:
                reason = f"one value is wanted, got {len(values)}: they are kept, and none is taken for it"
                self.intake.report(f"{path}.properties.{name}", reason, id)
        kept = {key: value for key, value in entity.items() if key not in ("id", "properties")}
        self.intake.add(section, {**plain, "ftm": {**kept, **plain.get("ftm", {})}, "id": id}, path)

    def _beside(self, own: dict[str, Any], path: str) -> None:
        if isinstance(own.get("title"), str):
            self.intake.title = own["title"]
        take_beside(self.intake, own, path)


def _properties(entity: dict[str, Any]) -> dict[str, Any]:
    properties = entity.get("properties")
    return properties if isinstance(properties, dict) else {}


def _others(entity: dict[str, Any]) -> dict[str, Any]:
    """Return what others have put beside the properties."""
    return {
        key: value
        for key, value in entity.items()
        if key not in ("id", "schema", "properties", "statements", CONTEXT)
    }


def _ours(entity: dict[str, Any]) -> dict[str, Any] | None:
    """Return what stands of ours beside an entity's properties; `None` if nothing does, or it is broken."""
    own = entity.get(CONTEXT)
    if not isinstance(own, dict):
        return None
    section, id, fields = own.get("section"), own.get("record_id"), own.get("fields", {})
    if section in ("dossier", MENTION):
        return own
    known = isinstance(section, str) and section in RECORD_TYPES
    return {**own, "fields": fields} if known and isinstance(id, str) and isinstance(fields, dict) else None
