"""From a dossier to ninjs 3.1: an item for each article.

ninjs refuses keys it does not know, so what it has no key for is not written; the list of losses tells.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

import attrs

from provenance.errors import InvalidValueError
from provenance.formats.format import Fate
from provenance.formats.iris import TERMS, iri_of
from provenance.formats.jsontext import encode_json
from provenance.formats.ninjs.keys import ITEM, NOTHING, fitting
from provenance.formats.ninjs.reading import CREDITED, PUBLISHER, SECTION, text_of_body
from provenance.formats.relations import GENRES, PRESS, kind_of_genre
from provenance.model import Article, Derivation, DerivationKind, Dossier, Source, Standing, When
from provenance.model.frozen import thaw
from provenance.model.plain import moment_text

__all__ = ["dump", "fates"]

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
_OWN = ("uri", "standard", "headlines", "bodies", "firstCreated", "versionCreated", "associations")


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield ninjs 3.1: an object for one article, else a list of them.

    Raises:
        InvalidValueError: if something kept from elsewhere is no JSON data.
    """
    joined = _Joined(dossier)
    items = [_Item(dossier, article, joined).written() for article in dossier.articles.values()]
    items += [held for held in map(_kept_item, dossier.unread) if held is not None]
    if len(items) == 1:
        yield _json(items[0]) + "\n"
        return
    yield "["
    for number, item in enumerate(items):
        yield (",\n" if number else "\n") + _json(item)
    yield "\n]\n" if items else "]\n"


def _json(item: dict[str, Any]) -> str:
    encode_json(item, level=2)  # refuses what JSON cannot say
    return json.dumps(item, ensure_ascii=False, indent=1, allow_nan=False)


def _kept_item(unread: Any) -> dict[str, Any] | None:
    raw = thaw(unread.raw)
    if (
        unread.section != "articles"
        or not isinstance(raw, dict)
        or raw.get("type") not in ("event", "planning")
    ):
        return None
    held = fitting(raw, ITEM)
    return None if held is NOTHING else held


class _Joined:
    """What belongs to each article, looked up once for all of them."""

    def __init__(self, dossier: Dossier) -> None:
        self.from_others: dict[str, list[Derivation]] = {}
        self.to_others: dict[str, list[Derivation]] = {}
        self.credited: dict[str, dict[str, None]] = {}
        for derivation in dossier.derivations.values():
            self.from_others.setdefault(derivation.derived, []).append(derivation)
            self.to_others.setdefault(derivation.taken_from, []).append(derivation)
        for passage in dossier.attributions.values():
            if passage.source is not None:
                self.credited.setdefault(passage.article, {})[passage.source] = None


class _Item:
    """One article while it is being written."""

    def __init__(self, dossier: Dossier, article: Article, joined: _Joined) -> None:
        self.dossier, self.article, self.joined = dossier, article, joined
        kept = article.extra.get("ninjs")
        self.kept: dict[str, Any] = thaw(kept) if isinstance(kept, Mapping) else {}

    def written(self) -> dict[str, Any]:
        article = self.article
        rest = {key: value for key, value in self.kept.items() if key not in _OWN}
        held: dict[str, Any] = fitting({**rest, "uri": _uri(article)}, ITEM)
        held.setdefault("type", "text")
        if article.language is not None:
            held["language"] = article.language
        if article.authors:
            held["by"] = ", ".join(article.authors)
        self._dates(held)
        self._lists(held)
        self._sources(held)
        self._associations(held)
        held["standard"] = _STANDARD
        return {key: held[key] for key in ITEM.keys if held.get(key) not in (None, [])}

    def _kept(self, key: str) -> list[dict[str, Any]]:
        value = self.kept.get(key)
        return [thing for thing in value if isinstance(thing, dict)] if isinstance(value, list) else []

    def _dates(self, held: dict[str, Any]) -> None:
        first, this = _moment(self.article.published), _moment(self.article.modified)
        if this is not None and first is not None:
            held["firstCreated"], held["versionCreated"] = first, this
        elif "versionCreated" in self.kept and self.kept["versionCreated"] is None and first is not None:
            held["firstCreated"] = first
        elif this is not None or first is not None:
            held["versionCreated"] = this or first
            if isinstance(self.kept.get("firstCreated"), str):
                held["firstCreated"] = self.kept["firstCreated"]

    def _lists(self, held: dict[str, Any]) -> None:
        article = self.article
        held["headlines"] = self._texts("headlines", article.headline, {"role": "main"}, self._says_headline)
        plain = {"role": "main", "contentType": "text/plain"}
        held["bodies"] = self._texts("bodies", article.text, plain, self._says_text)
        ids = held.setdefault("altIds", [])
        ids += [{"role": "url", "value": article.url}] if article.url is not None else []
        if article.text_digest is not None:
            ids.append({"role": "text-sha256", "value": article.text_digest})
        if article.section is not None:
            held.setdefault("subjects", []).append({"name": article.section, "rel": SECTION})
        kind = str(article.kind) if article.kind is not None else None
        genres = held.setdefault("genres", [])
        if kind is not None and kind not in [kind_of_genre(genre.get("uri")) for genre in genres]:
            name = kind.replace("_", " ")
            uri = PRESS + GENRES[kind] if kind in GENRES else TERMS + quote(kind, safe="")
            genres.append({"name": name, "uri": uri})

    def _texts(self, key: str, text: str | None, usual: dict[str, Any], says: Any) -> list[dict[str, Any]]:
        """Return the kept texts of a list, with ours in the place that it was taken from."""
        things = self._kept(key)
        is_said = False
        found = []
        for thing in things:
            if "value" in thing:
                stale = key == "bodies" and text is not None and self._is_stale(thing)
                found += [] if stale else [thing]
                is_said = is_said or says(thing)
            elif text is not None and not is_said:
                found.append({**thing, "value": text})
                is_said = True
        if text is not None and not is_said:
            found.insert(0, {**usual, "value": text})
        fits = fitting(found, ITEM.keys[key])
        return fits if isinstance(fits, list) else []

    def _says_headline(self, thing: dict[str, Any]) -> bool:
        body, _ = text_of_body(thing)
        return body == self.article.headline and not any("value" not in x for x in self._kept("headlines"))

    def _says_text(self, thing: dict[str, Any]) -> bool:
        return self._is_of_text(thing) and text_of_body(thing)[0] == self.article.text

    def _is_of_text(self, thing: dict[str, Any]) -> bool:
        said = self.kept.get("textOf")
        place = said.get("body") if isinstance(said, dict) else None
        bodies = self.kept.get("bodies")
        return isinstance(bodies, list) and isinstance(place, int) and thing is _at(bodies, place)

    def _is_stale(self, thing: dict[str, Any]) -> bool:
        """Return whether a body is the one that the text was taken from, before it was changed."""
        return self._is_of_text(thing) and not self._says_text(thing)

    # --- sources and derivations -----------------------------------------------------------

    def _sources(self, held: dict[str, Any]) -> None:
        told = held.setdefault("infoSources", [])
        publisher = self.article.publisher
        if publisher is not None and not any(thing.get("role") == PUBLISHER for thing in told):
            told.append(_named(self.dossier.sources.get(publisher), publisher, "role", PUBLISHER))
        for derivation in self.joined.from_others.get(self.article.id, ()):
            if derivation.taken_from in self.dossier.sources:
                entry = self._derived(derivation, "role")
                told += [] if entry is None else [entry]
        for id in self.joined.credited.get(self.article.id, ()):
            source = self.dossier.sources.get(id)
            if source is None or source.name is None:
                continue
            _append(told, _named(source, source.id, "role", CREDITED))
            lists = {"person": "people", "organization": "organisations"}
            if str(source.kind) in lists:
                _append(
                    held.setdefault(lists[str(source.kind)], []), _named(source, source.id, "rel", "source")
                )

    def _associations(self, held: dict[str, Any]) -> None:
        found = fitting(self._kept("associations"), ITEM.keys["associations"])
        for derivation in self.joined.from_others.get(self.article.id, ()):
            other = self.dossier.articles.get(derivation.taken_from)
            if other is not None and _uri(other) != held["uri"]:
                entry = self._derived(derivation, "rel")
                found += [] if entry is None else [entry]
        for derivation in self.joined.to_others.get(self.article.id, ()):
            is_taken_back = (
                derivation.kind is DerivationKind.RETRACTED and derivation.standing is Standing.ESTABLISHED
            )
            notice = self.dossier.articles.get(derivation.derived)
            if is_taken_back and notice is not None and _uri(notice) != held["uri"]:
                held.setdefault("pubStatus", "canceled")
        held["associations"] = found

    def _derived(self, derivation: Derivation, key: str) -> dict[str, Any] | None:
        """Return what is said of where an article came from; `None` if it cannot be said truly."""
        kind, standing = derivation.kind, derivation.standing
        if not isinstance(standing, Standing) or not (kind is None or isinstance(kind, DerivationKind)):
            return None
        usual = ("possibly " if standing is Standing.POSSIBLE else "") + (str(kind) if kind else "derived")
        other = derivation.taken_from
        if key == "rel":
            article = self.dossier.articles[other]
            entry = {"name": article.headline or article.url or other, "uri": _uri(article), "rel": usual}
        else:
            entry = _named(self.dossier.sources[other], other, key, usual)
        kept = derivation.extra.get("ninjs")
        if isinstance(kept, Mapping):
            entry.update(thaw(kept))
        lists = ITEM.keys["associations" if key == "rel" else "infoSources"]
        fits = fitting(entry, lists.of)
        return None if fits is NOTHING else fits


def _at(things: list[Any], place: int) -> Any:
    return things[place] if 0 <= place < len(things) else None


def _append(things: list[dict[str, Any]], thing: dict[str, Any]) -> None:
    if thing not in things:
        things.append(thing)


def _named(source: Source | None, id: str, key: str, word: str) -> dict[str, Any]:
    name = {"name": source.name} if source is not None and source.name is not None else {}
    return {**name, key: word, "uri": iri_of(id)}


def _uri(article: Article) -> str:
    kept = article.extra.get("ninjs")
    uri = kept.get("uri") if isinstance(kept, Mapping) else None
    if isinstance(uri, str) and article.id.startswith(f"{uri}#"):
        return uri
    return iri_of(article.id)


def _moment(when: When | None) -> str | None:
    """Return a moment as ninjs writes it; `None` for what is no moment: ninjs wants day, hour and offset."""
    if when is None or not isinstance(when.earliest, datetime):
        return None
    if when.earliest.utcoffset() is None:
        return None
    text = moment_text(when.earliest)
    try:
        plain = When.parse(text)
    except InvalidValueError:
        return None
    return text if plain == attrs.evolve(when, text=None, anchor=None, extra={}) else None


def fates() -> Mapping[str, Fate]:
    """Return why ninjs cannot hold what it cannot hold."""
    return _FATES


_NO_CLAIMS = "ninjs says who gave information for an item, and has no key for what was claimed"
_SOURCE = "ninjs tells the name, the IRI and the part of a source, and refuses other keys"
_FATES = {
    "*": Fate(reason="ninjs has no key for it, and refuses keys it does not know"),
    "articles.ninjs.standard": Fate(reason="what is written is ninjs 3.1"),
    "claims": Fate(reason=_NO_CLAIMS),
    "attributions": Fate(
        reason=_NO_CLAIMS, kept_as="infoSources[] with the role credited, where the source has a name"
    ),
    "statuses": Fate(reason="ninjs has no verdicts"),
    "relations": Fate(reason=_NO_CLAIMS),
    "judgements": Fate(reason="ninjs has no judgements of identity"),
    "grades": Fate(reason="ninjs has no grades"),
    "sources": Fate(reason=_SOURCE),
    "articles.published": Fate(reason="ninjs has moments with an offset, no days or months"),
    "articles.modified": Fate(reason="ninjs has moments with an offset, no days or months"),
    "articles.authors": Fate(reason="ninjs has one byline for all authors", kept_as="by"),
    "articles.dateline": Fate(reason="ninjs has the name of a place, no dateline as printed"),
    "articles.ninjs": Fate(
        reason="what is kept for ninjs is written where 3.1 takes it, and nothing else is; who is credited "
        "comes back there, for want of what they said"
    ),
    "derivations": Fate(
        reason="an association has a relation and no id, date, author or place of its own; ninjs has none "
        "between passages or sources"
    ),
}
