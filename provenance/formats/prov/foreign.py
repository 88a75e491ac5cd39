"""What others say in PROV, as far as our records can hold it.

| PROV | becomes |
| --- | --- |
| agent | a source: person, organization or software by its type, else of no kind |
| entity with a type or title of a text | an article |
| entity of a claim's type with its words | a claim |
| any other entity | a source: dataset or media by its type, else of no kind |
| `wasDerivedFrom` between two of them | a derivation; quoted, revised, primary_source by its type |
| `wasAttributedTo` an agent | a derivation of no kind |
| plain `actedOnBehalfOf` | `Source.speaks_for` |

Everything said beyond that stays in `extra["prov"]`, and goes back into the same statement.
"""

from typing import Any

import attrs

from provenance.formats.intake import Intake
from provenance.formats.iris import id_of
from provenance.formats.prov.statements import Lang, Name, Statement, kept_attributes
from provenance.formats.prov.terms import LABEL, PROV, TYPE, VALUE
from provenance.formats.prov.writing import implied_types
from provenance.model.ids import derived_id

__all__ = ["foreign_record"]

_FOAF = "http://xmlns.com/foaf/0.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_DCMITYPE = "http://purl.org/dc/dcmitype/"
_SCHEMA = ("http://schema.org/", "https://schema.org/")


def _schema(*names: str) -> set[str]:
    return {namespace + name for namespace in _SCHEMA for name in names}


_KINDS = {
    "person": {f"{PROV}Person", f"{_FOAF}Person", *_schema("Person")},
    "organization": {f"{PROV}Organization", f"{_FOAF}Organization", *_schema("Organization")},
    "news_outlet": _schema("NewsMediaOrganization"),
    "government_body": _schema("GovernmentOrganization"),
    "software": {f"{PROV}SoftwareAgent", *_schema("SoftwareApplication")},
    "dataset": {"http://www.w3.org/ns/dcat#Dataset", f"{_DCMITYPE}Dataset", *_schema("Dataset")},
    "media": {
        *(_DCMITYPE + name for name in ("Image", "StillImage", "MovingImage", "Sound")),
        *_schema("MediaObject", "ImageObject", "VideoObject", "AudioObject", "Photograph"),
    },
}
_KIND_OF = {iri: kind for kind, iris in _KINDS.items() for iri in iris}
_ARTICLES = _schema("Article", "NewsArticle", "BlogPosting", "SocialMediaPosting", "Report") | {
    "http://purl.org/ontology/bibo/Article"
}
_CLAIMS = _schema("Claim")
_TITLES = (f"{_DCTERMS}title", "http://purl.org/dc/elements/1.1/title", *sorted(_schema("headline")))
_TEXTS = (VALUE, *sorted(_schema("text")))
_NAMES = (LABEL, f"{_FOAF}name", *sorted(_schema("name")), *_TITLES, f"{_FOAF}givenName")
_DERIVATIONS = {
    f"{PROV}Quotation": "quoted",
    f"{PROV}Revision": "revised",
    f"{PROV}PrimarySource": "primary_source",
}


def foreign_record(intake: Intake, statement: Statement, path: str) -> bool:
    """Take a statement of others in as a record; return whether there is one that can hold it."""
    if statement.kind in ("entity", "agent"):
        return _element(intake, statement, path)
    if statement.kind in ("wasDerivedFrom", "wasAttributedTo"):
        return _derivation(intake, statement, path)
    if statement.kind == "actedOnBehalfOf":
        return _delegation(intake, statement)
    return False


def _element(intake: Intake, statement: Statement, path: str) -> bool:
    if statement.id is None or intake.has(id_of(statement.id)) or not id_of(statement.id):
        return False
    types = {value.iri for name, value in statement.attributes if name == TYPE and isinstance(value, Name)}
    section, plain = _meant(statement, types)
    usual = "entity" if section != "sources" or plain.get("kind") in ("dataset", "media") else "agent"
    kept = _kept(section, plain, statement, usual)
    plain["id"] = id_of(statement.id)
    if kept:
        plain["prov"] = kept
    return intake.add(section, plain, path) is not None


def _meant(statement: Statement, types: set[str]) -> tuple[str, dict[str, Any]]:
    if statement.kind == "entity":
        words = _words(statement, (*_TEXTS, *_NAMES))
        if types & _CLAIMS and words:
            return "claims", {"text": words}
        title = _words(statement, _TITLES)
        if types & _ARTICLES or title:
            headline = title or _words(statement, _NAMES)
            return "articles", {"headline": headline} if headline else {}
    plain: dict[str, Any] = {}
    name = _words(statement, _NAMES)
    if name:
        plain["name"] = name
    kinds = sorted({_KIND_OF[iri] for iri in types if iri in _KIND_OF})
    usable = [kind for kind in kinds if (kind in ("dataset", "media")) == (statement.kind == "entity")]
    if len(usable) == 1:
        plain["kind"] = usable[0]
    return "sources", plain


def _words(statement: Statement, names: tuple[str, ...]) -> str | None:
    """Return the text of the first of these attributes that has one.

    Of several texts one without a language is taken, else one in English, else the first in the document.
    """
    for name in names:
        found: dict[str, str] = {}
        for held, value in statement.attributes:
            text, lang = (value.text, value.lang) if isinstance(value, Lang) else (value, "")
            if held == name and isinstance(text, str) and text.strip():
                found.setdefault(lang.lower().partition("-")[0], text)
        if found:
            return found.get("") or found.get("en") or next(iter(found.values()))
    return None


def _kept(section: str, plain: dict[str, Any], statement: Statement, usual: str) -> dict[str, Any]:
    """Return what the fields leave of a statement, and what they do not bring back of themselves."""
    kept: dict[str, Any] = {}
    if statement.kind != usual:
        kept["statement"] = statement.kind
    brought: set[tuple[str, Any]] = {(TYPE, type) for type in implied_types(section, plain, statement.kind)}
    for field, name in (("name", LABEL), ("headline", LABEL), ("text", VALUE)):
        if field in plain:
            brought.add((name, plain[field]))
    left = [pair for pair in statement.attributes if pair not in brought]
    if left:
        kept["attributes"] = kept_attributes(left)
    if statement.bundle is not None:
        kept["bundle"] = statement.bundle
    return kept


def _derivation(intake: Intake, statement: Statement, path: str) -> bool:
    formal = dict(statement.formal)
    first, second = (
        ("generatedEntity", "usedEntity") if statement.kind == "wasDerivedFrom" else ("entity", "agent")
    )
    derived, taken_from = formal.pop(first, None), formal.pop(second, None)
    if not derived or not taken_from or id_of(derived) == id_of(taken_from):
        return False
    if any(intake.get("claims", id_of(end)) is not None for end in (derived, taken_from)):
        return False
    plain: dict[str, Any] = {"derived": id_of(derived), "taken_from": id_of(taken_from)}
    kinds = {
        _DERIVATIONS[value.iri]
        for name, value in statement.attributes
        if name == TYPE and isinstance(value, Name) and value.iri in _DERIVATIONS
    }
    if len(kinds) == 1 and statement.kind == "wasDerivedFrom":
        plain["kind"] = kinds.pop()
    id = id_of(statement.id) if statement.id is not None else _minted(intake, plain)
    if intake.has(id):
        return False
    kept = _kept("derivations", plain, statement, "wasDerivedFrom")
    if formal:
        kept["formal"] = formal
    if kept:
        plain["prov"] = kept
    return intake.add("derivations", {"id": id, **plain}, path) is not None


def _minted(intake: Intake, plain: dict[str, Any]) -> str:
    """Return an id for a derivation that has none: two between the same ends are two."""
    id = first = derived_id("derivations", {"kind": None, "recorded": None, **plain})
    number = 1
    while intake.has(id):
        number += 1
        id = f"{first}-{number}"
    return id


def _delegation(intake: Intake, statement: Statement) -> bool:
    formal = statement.formal
    if statement.id is not None or statement.attributes or statement.bundle or len(formal) != 2:
        return False
    if "activity" in formal:
        return False
    delegate = intake.get("sources", id_of(formal["delegate"]))
    if delegate is None or delegate.speaks_for is not None:
        return False
    intake.replace(attrs.evolve(delegate, speaks_for=id_of(formal["responsible"])))
    return True
