"""From a dossier to a STIX 2.1 bundle.

Each record becomes one object. What the standard's properties do not say of it, or not exactly, is in a
property-extension: it is found by reading the properties as anybody would, and comparing.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import uuid5

from provenance.formats.beside import beside_of
from provenance.formats.intake import Intake
from provenance.formats.jsontext import encode_json
from provenance.formats.stix.checking import WORDS
from provenance.formats.stix.names import (
    CLASSES,
    EPOCH,
    EXTENSION,
    MAKER,
    NAMESPACE,
    STIX_ID,
    Names,
    made_id,
    moment_of,
    timestamp,
)
from provenance.formats.stix.standard import OPINION, number_of, read_standard
from provenance.formats.verdicts import vocabulary
from provenance.model import Dossier, Standing, VerificationStatus, to_plain
from provenance.model.frozen import thaw

__all__ = ["dump"]


_URL = re.compile(
    r"https?://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(?::[0-9]{1,5})?(?:[/?#][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?"
)
_RELATION = re.compile(r"[a-z0-9-]+")
_TIME = re.compile(
    r"[0-9]{4}-(?:0[1-9]|1[012])-(?:0[1-9]|[12][0-9])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z"
)


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield a bundle of STIX 2.1; the same dossier gives the same bytes.

    Raises:
        InvalidValueError: if something kept from elsewhere is no JSON data.
    """
    objects = _Writer(dossier).objects()
    lines = [encode_json(thing, level=2) for thing in objects]
    id = uuid5(NAMESPACE, "\n".join(lines))
    yield f'{{"type": "bundle", "id": "bundle--{id}", "objects": [\n'
    for number, line in enumerate(lines):
        yield (",\n" if number else "") + line
    yield "\n]}\n"


class _Writer:
    """A dossier while it is being written."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        opinions = {status.id for status in dossier.statuses.values() if _opinion(status) is not None}
        self.names = Names(dossier, opinions)
        self.date = Intake().date
        self.in_articles: dict[str, dict[str, None]] = {}
        self.of_claims: dict[str, dict[str, None]] = {}
        for passage in dossier.attributions.values():
            article, claim = (
                self.names.of("articles", passage.article),
                self.names.of("claims", passage.claim),
            )
            held = self.in_articles.setdefault(passage.article, {})
            held[claim] = held[self.names.of("attributions", passage.id)] = None
            self.of_claims.setdefault(passage.claim, {})[article] = None

    def objects(self) -> list[dict[str, Any]]:
        kept, beside = self._beside()
        records = [self.record(record) for record in self.dossier]
        ids = [thing["id"] for thing in (*records, *kept)]
        head = [*_own()]
        if beside or self.dossier.title is not None:
            head.append(_grouping(self.dossier.title, beside, ids or [MAKER]))
        return [*head, *records, *kept]

    def _beside(self) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """Return the objects of others that were kept, and what else stands beside the records."""
        extra = thaw(self.dossier.extra)
        kept: list[dict[str, Any]] = []
        beside: dict[str, Any] = {}
        if _is_kept(extra.get("stix")):
            kept, odd = _sorted_out(extra.pop("stix")["objects"], self.names.records)
            if odd:
                beside["kept"] = odd
        beside |= beside_of(self.dossier, extra)
        return kept, beside

    def record(self, record: Any) -> dict[str, Any]:
        section = record.RECORDS
        plain = to_plain(record)
        id = self.names.of(section, record.id)
        thing: dict[str, Any] = {"type": id.partition("--")[0], "spec_version": "2.1", "id": id}
        kept = plain.get("stix")
        held = _fitting(kept, thing["type"]) if isinstance(kept, dict) else {}
        made = self._times(record, held)
        made += _WRITERS[section](self, record, held)
        thing |= {key: held[key] for key in sorted(held)}
        markings = kept.get("granular_markings") if isinstance(kept, dict) else None
        if _are_granular(markings, thing):
            thing["granular_markings"] = markings
        seen = read_standard(
            section, {k: v for k, v in thing.items() if k not in made}, self.names.records, self.date, "$"
        )
        rest: dict[str, Any] = {"extension_type": "property-extension", "section": section}
        rest["record_id"] = plain.pop("id")
        rest["fields"] = {
            key: value for key, value in plain.items() if key not in seen or not _same(seen[key], value)
        }
        rest["unsaid"] = [key for key in seen if key not in plain]
        rest["made"] = made
        thing["extensions"] = {
            EXTENSION: {key: value for key, value in rest.items() if value not in ({}, [])}
        }
        return thing

    def _times(self, record: Any, held: dict[str, Any]) -> list[str]:
        """Say when the object was made and changed; return which of the two nobody said."""
        if "created" in held and "modified" in held and held["created"] <= held["modified"]:
            return []
        recorded = getattr(record, "recorded", None)
        created = timestamp(recorded.at) if recorded is not None else None
        modified = None
        if record.RECORDS == "articles":
            created, modified = moment_of(record.published), moment_of(record.modified)
        held["created"] = created or EPOCH
        held["modified"] = max(held["created"], modified or EPOCH)
        return ["created", "modified"]

    # Each of these adds the properties of its kind of object, and returns which are there only because
    # STIX wants them.

    def source(self, record: Any, held: dict[str, Any]) -> list[str]:
        held["name"] = record.name or record.description or record.id
        identity_class = CLASSES.get(str(record.kind))
        if identity_class is not None:
            held["identity_class"] = identity_class
        references = [
            {"source_name": name, "external_id": value}
            for name, value in record.identifiers.items()
            if name and value
        ]
        if references:
            held["external_references"] = references
        return [] if record.name else ["name"]

    def article(self, record: Any, held: dict[str, Any]) -> list[str]:
        made = []
        held["name"] = record.headline or record.url or record.id
        if not record.headline:
            made.append("name")
        published = moment_of(record.published)
        held["published"] = published or EPOCH
        if published is None:
            made.append("published")
        if record.publisher is not None:
            held["created_by_ref"] = self.names.of("sources", record.publisher)
        if record.language is not None:
            held["lang"] = record.language
        if record.url is not None and _URL.fullmatch(record.url):
            named = {ref.get("url") for ref in held.get("external_references", [])}
            if named - {None} != {record.url}:
                held["external_references"] = [{"source_name": "article", "url": record.url}]
        return made + self._refs(held, list(self.in_articles.get(record.id, {})))

    def claim(self, record: Any, held: dict[str, Any]) -> list[str]:
        held["content"] = record.text
        if record.language is not None:
            held["lang"] = record.language
        return self._refs(held, list(self.of_claims.get(record.id, {})))

    def _refs(self, held: dict[str, Any], found: list[str]) -> list[str]:
        """Say what an object is applied to. Who reads it knows from the other end."""
        refs = [*dict.fromkeys([*held.get("object_refs", []), *found])]
        made = [] if refs == held.get("object_refs") else ["object_refs"]
        held["object_refs"] = refs or [MAKER]
        return made

    def attribution(self, record: Any, held: dict[str, Any]) -> list[str]:
        words = [anchor.exact for anchor in record.anchors.content if anchor.exact]
        claim = self.dossier.claims.get(record.claim)
        held["content"] = " […] ".join(words) or (claim.text if claim is not None else record.id)
        held["object_refs"] = [
            self.names.of("articles", record.article),
            self.names.of("claims", record.claim),
        ]
        source = self.dossier.sources.get(record.source) if record.source is not None else None
        name = record.credited_as or (source and source.name)
        if name:
            held["authors"] = [name]
        if record.source is not None:
            held["created_by_ref"] = self.names.of("sources", record.source)
        return ["content", "authors"]

    def status(self, record: Any, held: dict[str, Any]) -> list[str]:
        held["object_refs"] = [self.names.of("claims", record.claim)]
        made = []
        word = _opinion(record)
        if word is not None:
            held["opinion"] = word
            if record.rationale:
                held["explanation"] = record.rationale
        else:
            label = record.rating.label if record.rating is not None else None
            held["content"] = record.rationale or label or str(record.verdict or record.state or "not said")
            made.append("content")
        if record.checker is not None:
            held["created_by_ref"] = self.names.of("sources", record.checker)
        number = number_of(record.likelihood) if record.likelihood is not None else None
        if number is not None:
            held["confidence"] = number
        return made

    def grade(self, record: Any, held: dict[str, Any]) -> list[str]:
        held["content"] = f"{record.scale}: {record.value}"
        held["object_refs"] = [self.names.of_any(record.subject)]
        if record.grader is not None:
            held["created_by_ref"] = self.names.of("sources", record.grader)
        return ["content"]

    def derivation(self, record: Any, held: dict[str, Any]) -> list[str]:
        sure = record.standing in (None, Standing.ESTABLISHED)
        held["relationship_type"] = "derived-from" if sure else "related-to"
        words = ["" if sure else str(record.standing), str(record.kind or "derived").replace("_", " ")]
        made = ["relationship_type"] if not sure else []
        if "description" not in held and (record.kind is not None or not sure):
            held["description"] = " ".join(filter(None, words))
            made.append("description")
        self._ends(held, self.names.of_any(record.derived), self.names.of_any(record.taken_from))
        return made

    def relation(self, record: Any, held: dict[str, Any]) -> list[str]:
        word = str(record.kind).replace("_", "-")
        held["relationship_type"] = word if _RELATION.fullmatch(word) else "related-to"
        claims = [self.names.of("claims", id) for id in (record.subject, record.object)]
        self._ends(held, *claims)
        return []

    def judgement(self, record: Any, held: dict[str, Any]) -> list[str]:
        words = {"same": "duplicate-of", "different": "distinct-from"}
        held["relationship_type"] = words.get(str(record.verdict), "related-to")
        sources = [self.names.of("sources", id) for id in (record.first, record.second)]
        self._ends(held, *sources)
        return [] if str(record.verdict) == "same" else ["relationship_type"]

    def _ends(self, held: dict[str, Any], first: str, second: str) -> None:
        held["source_ref"], held["target_ref"] = first, second


_WRITERS: dict[str, Callable[[_Writer, Any, dict[str, Any]], list[str]]] = {
    "sources": _Writer.source,
    "articles": _Writer.article,
    "claims": _Writer.claim,
    "attributions": _Writer.attribution,
    "statuses": _Writer.status,
    "grades": _Writer.grade,
    "derivations": _Writer.derivation,
    "relations": _Writer.relation,
    "judgements": _Writer.judgement,
}


def _opinion(status: VerificationStatus) -> str | None:
    """Return the step of STIX's five that says a verdict; `None` if none does."""
    rating = status.rating
    if status.verdict is None:
        own = rating is not None and rating.scale == OPINION and rating.label in WORDS
        return rating.label if own and rating is not None else None
    return vocabulary("stix-opinion").say(status.verdict).word


def _own() -> Iterator[dict[str, Any]]:
    """Yield what stands in every bundle: the extension, and whose it is."""
    times = {"created": EPOCH, "modified": EPOCH}
    yield {
        "type": "identity",
        "spec_version": "2.1",
        "id": MAKER,
        **times,
        "name": "news-provenance",
        "identity_class": "system",
    }
    yield {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": EXTENSION,
        "created_by_ref": MAKER,
        **times,
        "name": "news-provenance",
        "description": "Fields of records of who said what in the news. `fields` are those that no property "
        "of the object says exactly; `made` are the properties that are there only because STIX wants them; "
        "`unsaid` are the fields that the record does not have, whatever the properties seem to say.",
        "schema": "https://w3id.org/news-provenance/terms",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _grouping(title: str | None, beside: dict[str, Any], ids: list[str]) -> dict[str, Any]:
    thing: dict[str, Any] = {
        "type": "grouping",
        "spec_version": "2.1",
        "id": made_id("grouping", "dossier"),
        "created": EPOCH,
        "modified": EPOCH,
        "context": "unspecified",
        "object_refs": ids,
    }
    if title:
        thing["name"] = title
    elif title is not None:
        beside = {"title": title, **beside}
    extension = {"extension_type": "property-extension", "section": "dossier", **beside}
    return {**thing, "extensions": {EXTENSION: extension}}


def _same(one: Any, other: Any) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _is_kept(kept: Any) -> bool:
    """Tell whether it is the objects of others, as the reader keeps them."""
    if not isinstance(kept, dict) or set(kept) != {"objects"}:
        return False
    return isinstance(kept["objects"], list) and bool(kept["objects"])


def _sorted_out(
    things: list[Any], ours: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the objects of others that a bundle takes, and the others with their places in the list."""
    taken = {EXTENSION, MAKER, made_id("grouping", "dossier"), *ours}
    good: list[dict[str, Any]] = []
    odd: list[dict[str, Any]] = []
    for place, thing in enumerate(things):
        if _is_object(thing) and thing["id"] not in taken:
            taken.add(thing["id"])
            good.append(thing)
        else:
            odd.append({"place": place, "object": thing})
    return good, odd


def _is_object(thing: Any) -> bool:
    id, type = (thing.get("id"), thing.get("type")) if isinstance(thing, dict) else (None, None)
    if not isinstance(id, str) or not STIX_ID.fullmatch(id) or type != id.partition("--")[0]:
        return False
    extensions = thing.get("extensions")
    return not (isinstance(extensions, dict) and EXTENSION in extensions)


# --- what others said, written back where a strict reader takes it ---------------------------


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _are_refs(value: Any) -> bool:
    return _are_texts(value) and all(STIX_ID.fullmatch(item) for item in value)


def _are_markings(value: Any) -> bool:
    return _are_refs(value) and all(item.startswith("marking-definition--") for item in value)


def _are_external(value: Any) -> bool:
    keys = {"source_name", "description", "url", "external_id"}
    return (
        isinstance(value, list)
        and bool(value)
        and all(
            isinstance(ref, dict)
            and "source_name" in ref
            and len(ref) > 1
            and set(ref) <= keys
            and all(map(_is_text, ref.values()))
            and _URL.fullmatch(ref.get("url", "https://example.org/"))
            for ref in value
        )
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100


def _is_identity(value: Any) -> bool:
    return _is_text(value) and bool(STIX_ID.fullmatch(value)) and value.startswith("identity--")


def _is_time(value: Any) -> bool:
    return _is_text(value) and bool(_TIME.fullmatch(value))


def _are_granular(value: Any, thing: Mapping[str, Any]) -> bool:
    """Tell whether they are markings of parts that the object has."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(
            isinstance(marking, dict)
            and set(marking) == {"marking_ref", "selectors"}
            and _are_markings([marking["marking_ref"]])
            and _are_texts(marking["selectors"])
            and all(_has(thing, selector) for selector in marking["selectors"])
            for marking in value
        )
    )


def _has(thing: Any, selector: str) -> bool:
    for step in selector.split("."):
        if isinstance(thing, Mapping) and step in thing:
            thing = thing[step]
        elif (
            isinstance(thing, list) and re.fullmatch(r"\[[0-9]{1,6}\]", step) and int(step[1:-1]) < len(thing)
        ):
            thing = thing[int(step[1:-1])]
        else:
            return False
    return True


_COMMON: dict[str, Callable[[Any], Any]] = {
    "labels": _are_texts,
    "confidence": _is_number,
    "external_references": _are_external,
    "object_marking_refs": _are_markings,
    "created_by_ref": _is_identity,
    "lang": _is_text,
    "created": _is_time,
    "modified": _is_time,
    "revoked": lambda value: isinstance(value, bool),
}
_MORE: dict[str, dict[str, Callable[[Any], Any]]] = {
    "identity": {
        "description": _is_text,
        "roles": _are_texts,
        "sectors": _are_texts,
        "contact_information": _is_text,
        "identity_class": _is_text,
    },
    "report": {"description": _is_text, "report_types": _are_texts, "object_refs": _are_refs},
    "note": {"abstract": _is_text, "authors": _are_texts, "object_refs": _are_refs},
    "opinion": {"authors": _are_texts, "object_refs": _are_refs, "explanation": _is_text},
    "relationship": {"description": _is_text},
}


def _fitting(kept: dict[str, Any], type: str) -> dict[str, Any]:
    wanted = _COMMON | _MORE.get(type, {})
    return {key: value for key, value in kept.items() if key in wanted and wanted[key](value)}
