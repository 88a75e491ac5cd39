"""From ninjs items to a dossier: what is understood becomes records, all the rest stays with them."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.faults import path_step
from provenance.formats.intake import Intake
from provenance.formats.iris import TERMS, id_of
from provenance.formats.jsontext import decode_json, decode_text, refuse_deep
from provenance.formats.markup import has_markup, text_of_html
from provenance.formats.ninjs.checking import misfits
from provenance.formats.ninjs.keys import ITEM, Many, Thing, modern
from provenance.formats.parties import Parties
from provenance.formats.relations import derivation_of, kind_of_genre
from provenance.model import Dossier
from provenance.model.ids import derived_id

__all__ = ["CREDITED", "PUBLISHER", "SECTION", "loads", "text_of_body"]

CREDITED, PUBLISHER, SECTION = "credited", "publisher", "section"
"""What we call the part of a source, and of a subject."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_SPEAKERS = frozenset(
    ("source", "quoted", "interviewee", "interviewed", "speaker", "spokesperson", "witness")
)
_ANY = Thing(ITEM.keys)
_HTML = ("text/html", "application/xhtml+xml")


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that an item of ninjs, or a list of items, holds.

    Raises:
        DecodingError: if it is not JSON, or holds no item; with `strict`, with every problem found.
    """
    document = decode_json(decode_text(data))
    refuse_deep(document, "$", level=8)
    if isinstance(document, dict) and _is_item(document):
        items = [("$", document)]
    elif isinstance(document, list):
        items = [(f"$[{index}]", item) for index, item in enumerate(document)]
    else:
        raise DecodingError([Problem("$", f"expected an item of ninjs or a list, got {shown(document)}")])
    return _Items(Intake(strict=strict)).read(items)


def _is_item(data: dict[str, Any]) -> bool:
    return "uri" in data or any(key in ITEM.keys for key in modern(data)[0])


def _has_uri(raw: dict[str, Any]) -> bool:
    return isinstance(raw.get("uri"), str)


class _Items:
    """The items of a document: articles are made last, when all that belongs to them is known."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.parties = Parties(intake)
        self.articles: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {}
        self.derivations: list[tuple[dict[str, Any], str]] = []
        self.uris: set[str] = set()
        self.ids: set[str] = set()
        self.versions: dict[str, dict[str, None]] = {}
        self.explained: set[str] = set()

    def read(self, items: list[tuple[str, Any]]) -> Dossier:
        self.uris = {raw["uri"] for _, raw in items if isinstance(raw, dict) and _has_uri(raw)}
        self.ids = {id_of(uri) for uri in self.uris}
        for path, raw in items:
            if not isinstance(raw, dict) or not _is_item(raw):
                self.intake.set_aside(
                    "articles", raw, path, "expected an item of ninjs: an object with `uri`"
                )
            elif raw.get("type") in ("event", "planning"):
                reason = f"{raw['type']} is no article; the item is kept as it is"
                self.intake.set_aside("articles", raw, path, reason)
            else:
                self.read_item(raw, path)
        for same in self.versions.values():
            self._join(same)
        for plain, path in self.derivations:
            other = plain["taken_from"]
            if plain.pop("_withdraws", False) and other in self.articles:
                rest = self.articles[other][1]
                if rest.get("pubStatus") == "canceled":
                    del rest["pubStatus"]
            if not self._is_usual_name(plain):
                plain["ninjs"] = {**plain.get("ninjs", {}), "name": plain["_name"]}
            plain.pop("_name", None)
            self.intake.add("derivations", plain, path)
        for plain, rest, path in self.articles.values():
            self._finish(plain, rest, path)
        self.parties.settle()
        return self.intake.finish()

    def _is_usual_name(self, plain: dict[str, Any]) -> bool:
        """Return whether an association is called as it would be if it were written."""
        other = plain["taken_from"]
        held = self.articles[other][0] if other in self.articles else {}
        usual = held.get("headline") or held.get("url") or other
        return bool(plain.get("_name", usual) == usual)

    def _finish(self, plain: dict[str, Any], rest: dict[str, Any], path: str) -> None:
        if rest.get("pubStatus") == "canceled" and plain["id"] not in self.explained:
            self.intake.report(
                f"{path}.pubStatus", "the item is canceled, and nothing here says what took it back"
            )
        self.intake.add("articles", {**plain, "ninjs": rest} if rest else plain, path)

    def read_item(self, raw: dict[str, Any], path: str, *, is_checked: bool = False) -> None:
        rest, names = modern(raw)
        item = _Item(self, rest, names, path)
        if not is_checked:
            item.check()
        item.loosen()
        plain = item.plain
        uri = item.text("uri")
        if uri is None:
            item.report("uri", "is missing: an id was derived")
            id = derived_id("articles", {"item": raw})
        else:
            id = id_of(uri)
        same = self.versions.setdefault(id, {})
        if same and uri is not None:
            while id in self.articles or id in self.ids:
                id = f"{id}#{len(same) + 1}"
            rest["uri"] = uri
        same[id] = None
        plain["id"] = id
        self.articles[id] = (plain, rest, path)
        item.read(id)

    def _join(self, same: Iterable[str]) -> None:
        """Say of the items with one uri which version came of which, by their numbers."""
        for before, after in pairwise(sorted(same, key=lambda id: _version(self.articles[id][1]))):
            _, rest, path = self.articles[after]
            is_canceled = rest.get("pubStatus") == "canceled"
            self.explained |= {after} if is_canceled else set()
            kind = "retracted" if is_canceled else "revised"
            self.derivations.append(({"derived": after, "taken_from": before, "kind": kind}, path))


def _version(rest: dict[str, Any]) -> int:
    version = rest.get("version")
    return int(version) if isinstance(version, str) and re.fullmatch(r"[0-9]{1,9}", version) else 0


class _Item:
    """One item while it is being read. What is used is taken out of `rest`."""

    def __init__(self, items: _Items, rest: dict[str, Any], names: dict[str, str], path: str) -> None:
        self.items, self.intake, self.rest, self.names, self.where = items, items.intake, rest, names, path
        self.plain: dict[str, Any] = {}

    def report(self, key: str, message: str) -> None:
        self.intake.report(self.path(key), message)

    def path(self, key: str) -> str:
        return f"{self.where}.{self.names.get(key, key)}"

    def check(self) -> None:
        """Report what ninjs does not take; it is kept all the same."""
        for key, value in self.rest.items():
            found = misfits({key: value}, _ANY, "$")
            for path, message in found:
                place = path.removeprefix("$").removeprefix(path_step(key))
                self.intake.report(f"{self.where}{path_step(self.names.get(key, key))}{place}", message)

    def loosen(self) -> None:
        """Put one thing where ninjs has a list into a list, and say what no field of an article says."""
        for key, value in self.rest.items():
            shape = ITEM.keys.get(key)
            if isinstance(shape, Many) and isinstance(value, dict):
                self.rest[key] = [value]
            elif key in ("headlines", "bodies", "descriptions") and isinstance(value, str):
                self.rest[key] = [{"value": value}]
        if self.rest.get("pubStatus") == "withheld":
            self.report("pubStatus", "the item is withheld: it is not to be published")
        until = self.rest.get("embargoedUntil")
        if isinstance(until, str) and until.strip():
            self.report("embargoedUntil", f"the item is under embargo until {shown(until)}")

    def text(self, key: str) -> str | None:
        """Take a text out."""
        value = self.rest.get(key)
        if isinstance(value, str) and value.strip():
            del self.rest[key]
            return value
        return None

    def things(self, key: str) -> list[tuple[int, dict[str, Any]]]:
        """Return the objects of a list, with their places."""
        value = self.rest.get(key)
        if not isinstance(value, list):
            return []
        return [(index, thing) for index, thing in enumerate(value) if isinstance(thing, dict)]

    def drop(self, key: str, used: set[int]) -> None:
        """Take things out of a list."""
        if used:
            left = [thing for index, thing in enumerate(self.rest[key]) if index not in used]
            if left:
                self.rest[key] = left
            else:
                del self.rest[key]

    def read(self, id: str) -> None:
        if self.rest.get("type") == "text":
            del self.rest["type"]
        standard = self.rest.get("standard")
        if isinstance(standard, dict) and standard.get("version") in ("3.1", "3.0"):
            del self.rest["standard"]
        self._dates()
        by = self.text("by")
        names = self.rest.get("by")
        if by is not None:
            self.plain["authors"] = [by]
        elif isinstance(names, list) and names and all(isinstance(x, str) and x.strip() for x in names):
            self.plain["authors"] = self.rest.pop("by")
        language = self.rest.get("language")
        if isinstance(language, str) and _LANGUAGE.fullmatch(language):
            self.plain["language"] = self.rest.pop("language")
        elif isinstance(language, str) and language:
            self.report("language", f"{shown(language)} is no language tag (BCP 47)")
        self._headline()
        self._body()
        self._identifiers()
        for key, kind in (("people", "person"), ("organisations", "organization")):
            for index, thing in self.things(key):
                if str(thing.get("rel", "")).casefold() in _SPEAKERS:
                    self._source(thing, f"{self.path(key)}[{index}]", kind)
        self._info_sources(id)
        self._associations(id)

    def _dates(self) -> None:
        first, this = self.rest.get("firstCreated"), self.rest.get("versionCreated")
        both = first is not None and this is not None and first != this
        for key, field in (
            ("firstCreated", "published"),
            ("versionCreated", "modified" if both else "published"),
        ):
            if self.rest.get(key) in (None, "") or (key == "firstCreated" and first == this):
                continue
            value = self.rest[key]
            when = self.intake.date(value, self.path(key)) if isinstance(value, str) else None
            if when is not None:
                self.plain[field] = when
                del self.rest[key]
        if this is None and "published" in self.plain:
            self.rest["versionCreated"] = None  # it had none, and is to get none

    def _headline(self) -> None:
        found = [
            (i, x) for i, x in self.things("headlines") if isinstance(x.get("value"), str) and x["value"]
        ]
        found.sort(key=lambda pair: pair[1].get("role") not in ("main", "headline", None))
        if not found:
            return
        index, thing = found[0]
        value = thing["value"]
        if thing.get("contentType") in _HTML and has_markup(value):
            self.plain["headline"] = text_of_html(value) or value  # and the markup stays
            return
        self.plain["headline"] = value
        left = {key: inner for key, inner in thing.items() if key != "value"}
        self._mark("headlines", index, left, {"role": "main"})

    def _mark(self, key: str, index: int, left: dict[str, Any], usual: dict[str, Any]) -> None:
        """Leave in a list, in the place of what was taken out, how it was described."""
        if len(self.rest[key]) == 1 and left == usual:
            del self.rest[key]
        else:
            self.rest[key] = [left if place == index else x for place, x in enumerate(self.rest[key])]

    def _body(self) -> None:
        found = []
        for index, thing in self.things("bodies"):
            text, plainness = text_of_body(thing)
            if text:
                found.append((plainness, thing.get("role") != "main", index, thing, text))
        if not found:
            return
        plainness, _, index, thing, text = min(found, key=lambda entry: entry[:3])
        self.plain["text"] = text
        if plainness == 0:
            left = {key: inner for key, inner in thing.items() if key != "value"}
            self._mark("bodies", index, left, {"role": "main", "contentType": "text/plain"})
        else:
            self.rest["textOf"] = {"body": index, "how": "text of its HTML: tags dropped, a line a block"}

    def _identifiers(self) -> None:
        used = set()
        for index, thing in self.things("altIds"):
            role, value = thing.get("role"), thing.get("value")
            field = {"url": "url", "text-sha256": "text_digest"}.get(role) if isinstance(role, str) else None
            good = isinstance(value, str) and (role != "text-sha256" or re.fullmatch("[0-9a-f]{64}", value))
            if field is not None and good and field not in self.plain and len(thing) == 2:
                self.plain[field] = value
                used.add(index)
        self.drop("altIds", used)
        used = set()
        for index, thing in self.things("subjects"):
            is_section = thing.get("rel") == SECTION and set(thing) == {"name", "rel"}
            if is_section and "section" not in self.plain and isinstance(thing["name"], str):
                self.plain["section"] = thing["name"]
                used.add(index)
        self.drop("subjects", used)
        used = set()
        for index, thing in self.things("genres"):
            uri = thing.get("uri")
            own = isinstance(uri, str) and uri.startswith(TERMS)
            kind = unquote(str(uri).removeprefix(TERMS)) if own else kind_of_genre(uri)
            if kind and "kind" not in self.plain:
                self.plain["kind"] = kind
                is_usual = thing == {"name": kind.replace("_", " "), "uri": uri}
                used |= {index} if is_usual else set()
        self.drop("genres", used)

    def _source(self, thing: dict[str, Any], path: str, kind: str | None = None) -> str | None:
        name, uri = thing.get("name"), thing.get("uri")
        plain: dict[str, Any] = {"name": name} if isinstance(name, str) and name.strip() else {}
        if isinstance(uri, str) and uri:
            plain["id"] = id_of(uri)
            if self.items.parties.again(plain["id"], plain.get("name")):
                return str(plain["id"])
        if not plain:
            self.intake.report(path, "neither a name nor a uri says which source it is")
            return None
        if kind is not None:
            plain["kind"] = kind
        return self.intake.add("sources", plain, path)

    def _info_sources(self, id: str) -> None:
        used = set()
        for index, thing in self.things("infoSources"):
            path = f"{self.path('infoSources')}[{index}]"
            source = self._source(thing, path)
            role = thing.get("role")
            word = role.casefold() if isinstance(role, str) else None
            if source is None:
                continue
            if word == PUBLISHER and "publisher" not in self.plain:
                self.plain["publisher"] = source
                if set(thing) <= {"name", "uri", "role"} and "uri" in thing:
                    used.add(index)
                continue
            said = (None, True) if word is None else derivation_of(role)
            if said is not None:
                self._derived(id, source, said, thing, "role", path)
                used.add(index)
        self.drop("infoSources", used)

    def _associations(self, id: str) -> None:
        used = set()
        for index, thing in self.things("associations"):
            said, uri = derivation_of(thing.get("rel")), thing.get("uri")
            if said is None or not isinstance(uri, str) or not uri:
                continue
            path = f"{self.path('associations')}[{index}]"
            other = id_of(uri)
            inner = {key: value for key, value in thing.items() if key not in ("name", "rel")}
            if other not in self.items.articles and uri not in self.items.uris:
                self.items.read_item(inner, path, is_checked=True)
            self._derived(id, other, said, {k: thing[k] for k in ("name", "rel") if k in thing}, "rel", path)
            used.add(index)
        self.drop("associations", used)

    def _derived(self, id: str, other: str, said: Any, thing: dict[str, Any], key: str, path: str) -> None:
        kind, possible = said
        plain: dict[str, Any] = {"derived": id, "taken_from": other}
        if kind is not None:
            plain["kind"] = str(kind)
        if possible:
            plain["standing"] = "possible"
        usual = ("possibly " if possible else "") + (str(kind) if kind is not None else "derived")
        left = {k: v for k, v in thing.items() if k not in ("uri", "name")}
        if key == "rel" and "name" in thing:
            plain["_name"] = thing["name"]
        if left.get(key) == usual:
            del left[key]
        elif key not in left:
            left[key] = None
        if left:
            plain["ninjs"] = left
        if kind is not None and str(kind) == "retracted" and key == "rel":
            plain["_withdraws"] = True
        self.items.derivations.append((plain, path))


def text_of_body(thing: dict[str, Any]) -> tuple[str | None, int]:
    """Return the text of a body, and how far it is from plain: 0 as it stands, 1 of its HTML."""
    value, media = thing.get("value"), thing.get("contentType")
    if not isinstance(value, str) or not value.strip():
        return None, 0
    bare = media.partition(";")[0].strip().casefold() if isinstance(media, str) else None
    if bare == "text/plain" or (bare is None and not has_markup(value)):
        return value, 0
    if bare in _HTML or bare is None:
        return text_of_html(value) or None, 1
    return None, 2
