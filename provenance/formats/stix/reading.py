"""From a STIX 2.1 bundle to a dossier: ours come back as they were, others' as far as they are records."""

from typing import Any

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.beside import take_beside
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_json, decode_text, refuse_deep
from provenance.formats.stix.checking import faults
from provenance.formats.stix.contradictions import settle, still_made
from provenance.formats.stix.names import EPOCH, EXTENSION, MAKER
from provenance.formats.stix.standard import read_standard, sections_of
from provenance.model import RECORD_TYPES, Dossier

__all__ = ["loads"]

_DERIVABLE = ("articles", "sources")


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that a bundle of STIX 2.1, or a single object, holds.

    Raises:
        DecodingError: if it is not JSON, or no STIX; with `strict`, with every problem found.
    """
    document = decode_json(decode_text(data))
    refuse_deep(document, "$", level=8)
    if isinstance(document, dict) and isinstance(document.get("objects"), list):
        items = [(f"$.objects[{index}]", item) for index, item in enumerate(document["objects"])]
    elif isinstance(document, dict) and document.get("type") == "bundle":
        items = []
    elif isinstance(document, dict) and "type" in document and "id" in document:
        items = [("$", document)]
    else:
        raise DecodingError([Problem("$", f"expected a bundle of STIX, got {shown(document)}")])
    return _Reader(strict).read(items)


class _Reader:
    """A bundle while it is being read."""

    def __init__(self, strict: bool) -> None:
        self.intake = Intake(strict=strict)
        self.known: dict[str, tuple[str, str]] = {}
        self.things: dict[str, tuple[str, dict[str, Any]]] = {}
        self.kept: list[Any] = []
        self.odd: list[tuple[int, Any]] = []

    def read(self, items: list[tuple[str, Any]]) -> Dossier:
        for path, thing in items:
            self._see(path, thing)
        for id, (path, thing) in self.things.items():
            self._take(id, thing, path)
        for id, (path, thing) in self.things.items():
            if self.known.get(id, ("",))[0] == "articles" and _ours(thing) is None:
                self._contents(id, thing, path)
        for place, thing in self.odd:
            self.kept.insert(place, thing)
        if self.kept:
            self.intake.keep("stix", {"objects": self.kept})
        return self.intake.finish()

    def _see(self, path: str, thing: Any) -> None:
        """Note which record an object stands for; of two versions of one object the later counts."""
        id = thing.get("id") if isinstance(thing, dict) else None
        if not isinstance(id, str) or not id or not isinstance(thing.get("type"), str):
            self.intake.report(path, f"expected an object with `type` and `id`, got {shown(thing)}")
            self.kept.append(thing)
            return
        if id in self.things:
            held = self.things[id]
            if held[1] == thing:
                return
            if str(thing.get("modified")) <= str(held[1].get("modified")):
                self.kept.append(thing)
                return
            self.kept.append(held[1])
        self.things[id] = (path, thing)
        own = _ours(thing)
        if own is not None and own["section"] in RECORD_TYPES:
            self.known[id] = (own["section"], own["record_id"])
        elif own is None and (section := sections_of(thing["type"])) is not None and id != MAKER:
            self.known[id] = (section, id)

    def _take(self, id: str, thing: dict[str, Any], path: str) -> None:
        own = _ours(thing)
        if id in (MAKER, EXTENSION):
            return
        if own is not None and own["section"] == "dossier":
            self._beside(thing, own, path)
        elif own is not None:
            self._own(thing, own, path)
        else:
            self._foreign(id, thing, path)

    def _own(self, thing: dict[str, Any], own: dict[str, Any], path: str) -> None:
        section, unsaid = own["section"], _names(own.get("unsaid"))
        made = list(still_made(_names(own.get("made")), thing))
        bare = {key: value for key, value in thing.items() if key not in made}
        others = {key: value for key, value in thing["extensions"].items() if key != EXTENSION}
        bare.pop("extensions", None)
        if others:
            bare["extensions"] = others
        seen = read_standard(section, bare, self.known, self.intake.date, path)
        fields, instead, contradictions = settle(section, bare, seen, own["fields"], unsaid)
        for key, message in contradictions:
            self.intake.report(f"{path}.{key}", message, own["record_id"])
        plain = {key: value for key, value in seen.items() if key in instead or key not in unsaid} | fields
        self.intake.add(section, {**plain, "id": own["record_id"]}, path)

    def _beside(self, thing: dict[str, Any], own: dict[str, Any], path: str) -> None:
        title = thing.get("name", own.get("title"))
        if isinstance(title, str):
            self.intake.title = title
        place = f"{path}.extensions['{EXTENSION}']"
        take_beside(self.intake, own, place)
        kept = own.get("kept")
        for item in kept if isinstance(kept, list) else []:
            number = item.get("place") if isinstance(item, dict) else None
            if isinstance(number, int) and 0 <= number < 10**9 and "object" in item:
                self.odd.append((number, item["object"]))

    def _foreign(self, id: str, thing: dict[str, Any], path: str) -> None:
        for place, message in faults(thing, self.known):
            self.intake.report(f"{path}.{place}", message, id)
        section = self._section(thing)
        if section is None:
            self.kept.append(thing)
            return
        plain = read_standard(section, thing, self.known, self.intake.date, path)
        if section == "statuses" and "claim" not in plain:
            self.kept.append(thing)  # an opinion on something that is no claim
            self.known.pop(id, None)
            return
        if section == "statuses" and thing.get("created") not in (None, EPOCH):
            when = self.intake.date(thing["created"], f"{path}.created")
            if when is not None:
                plain["judged_at"] = when
        self.intake.add(section, {**plain, "id": id}, path)

    def _section(self, thing: dict[str, Any]) -> str | None:
        """Return the kind of record that others' object is; `None` if it is none."""
        if thing["type"] != "relationship":
            return sections_of(thing["type"])
        ends = [
            self.known.get(thing[key]) for key in ("source_ref", "target_ref") if _is_text(thing.get(key))
        ]
        if len(ends) < 2 or ends[0] is None or ends[1] is None:
            return None
        if thing.get("relationship_type") == "derived-from":
            fits = ends[0][0] == "articles" and ends[1][0] in _DERIVABLE
            return "derivations" if fits else None
        both_sources = ends[0][0] == ends[1][0] == "sources"
        return "judgements" if thing.get("relationship_type") == "duplicate-of" and both_sources else None

    def _contents(self, id: str, thing: dict[str, Any], path: str) -> None:
        """Say of others' report that it holds the notes it names, each by who made the note."""
        refs = thing.get("object_refs")
        for index, ref in enumerate(refs if isinstance(refs, list) else []):
            found = self.known.get(ref) if _is_text(ref) else None
            if found is None or found[0] != "claims" or self.intake.get("claims", found[1]) is None:
                continue
            plain = {"article": self.known[id][1], "claim": found[1]}
            note = self.things[ref][1]
            author = self.known.get(note["created_by_ref"]) if _is_text(note.get("created_by_ref")) else None
            if author is not None and author[0] == "sources":
                plain["source"] = author[1]
            self.intake.add("attributions", plain, f"{path}.object_refs[{index}]")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _names(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _ours(thing: dict[str, Any]) -> dict[str, Any] | None:
    """Return what our extension says of an object; `None` if it is not there, or broken."""
    extensions = thing.get("extensions")
    own = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
    if not isinstance(own, dict):
        return None
    section, id = own.get("section"), own.get("record_id")
    if section == "dossier":
        return own
    if not isinstance(section, str) or section not in RECORD_TYPES or not isinstance(id, str):
        return None
    fields = own.get("fields", {})
    return {**own, "fields": fields} if isinstance(fields, dict) else None
