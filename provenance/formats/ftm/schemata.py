"""Which schemata of FollowTheMoney stand for our records, and what their properties say."""

from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["BESIDE", "CONTEXT", "KINDS", "SCHEMATA", "Known", "read_properties", "section_of"]

CONTEXT = "news_provenance"
"""The key beside the properties of an entity that holds the rest of our fields."""

BESIDE = "news-provenance:dossier"
"""The id of the entity for what stands beside the records."""

KINDS = {
    "person": "Person",
    "organization": "Organization",
    "government_body": "PublicBody",
    "military": "PublicBody",
    "news_outlet": "Organization",
    "news_agency": "Organization",
    "document": "Document",
    "dataset": "Document",
    "platform_account": "UserAccount",
}
"""Our kinds of sources, and the schema of each; the others are a `LegalEntity`."""

SCHEMATA = {
    "articles": "Article",
    "claims": "Note",
    "attributions": "Documentation",
    "statuses": "Note",
    "grades": "Note",
    "derivations": "UnknownLink",
    "relations": "UnknownLink",
    "judgements": "UnknownLink",
}
"""The schema of each section but the sources."""

_READ = {
    "Person": "person",
    "Organization": "organization",
    "Company": "organization",
    "PublicBody": "government_body",
    "LegalEntity": None,
    "UserAccount": "platform_account",
}
_LINKS = {
    "derivations": ("derived", "taken_from"),
    "relations": ("subject", "object"),
    "judgements": ("first", "second"),
}

Known = Mapping[str, tuple[str, str]]
"""Of each entity id, the section and the id of the record it stands for."""

_Date = Callable[[Any, str], dict[str, Any] | None]


def section_of(schema: Any) -> str | None:
    """Return where entities of a schema go that are others' own; `None` if they are no records."""
    if schema in ("Article", "HyperText", "Document", "Pages", "PlainText", "Email"):
        return "articles"
    return "sources" if isinstance(schema, str) and schema in _READ else None


def read_properties(
    section: str, schema: Any, properties: Mapping[str, Any], known: Known, date: _Date, path: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the plain form of what an entity's properties say, and the properties that were not used."""
    rest = dict(properties)
    plain: dict[str, Any] = {}
    if section == "sources":
        if isinstance(schema, str) and _READ.get(schema):
            plain["kind"] = _READ[schema]
        _take_name(plain, rest)
        _take(plain, "description", rest, "description")
        wikidata = _only(rest.get("wikidataId"))
        if wikidata is not None:
            plain["identifiers"] = {"wikidata": wikidata}
            del rest["wikidataId"]
        country = _only(rest.get("country"))
        if country is not None and len(country) == 2 and country.isascii() and country.isalpha():
            plain["country"] = country.upper()
            del rest["country"]
    elif section == "articles":
        _take(plain, "headline", rest, "title")
        _take(plain, "url", rest, "sourceUrl")
        _take(plain, "text", rest, "bodyText")
        for field, name in (("published", "publishedAt"), ("modified", "modifiedAt")):
            text = _only(rest.get(name))
            when = date(text, f"{path}.properties.{name}[0]") if text is not None else None
            if when is not None:
                plain[field] = when
                del rest[name]
        authors = rest.get("author")
        if _are_texts(authors):
            plain["authors"] = rest.pop("author")
    elif section == "claims":
        _take(plain, "text", rest, "description")
    elif section == "attributions":
        _refer(plain, "article", rest, "document", known)
        _refer(plain, "source", rest, "entity", known)
    elif section in _LINKS:
        for field, name in zip(_LINKS[section], ("subject", "object"), strict=True):
            _refer(plain, field, rest, name, known)
    return plain, rest


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) and item for item in value)


def _only(value: Any) -> str | None:
    return value[0] if _are_texts(value) and len(value) == 1 else None


def _take(plain: dict[str, Any], field: str, rest: dict[str, Any], name: str) -> None:
    text = _only(rest.get(name))
    if text is not None:
        plain[field] = text
        del rest[name]


def _take_name(plain: dict[str, Any], rest: dict[str, Any]) -> None:
    """Take the first name; the others, and the aliases, are aliases."""
    names = rest.get("name")
    aliases = rest.get("alias")
    if _are_texts(names):
        plain["name"], *more = rest.pop("name")
        if _are_texts(aliases):
            more += rest.pop("alias")
        if more:
            plain["aliases"] = more


def _refer(plain: dict[str, Any], field: str, rest: dict[str, Any], name: str, known: Known) -> None:
    found = known.get(_only(rest.get(name)) or "")
    if found is not None:
        plain[field] = found[1]
        del rest[name]
