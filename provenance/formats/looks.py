"""Which format a document seems to be in: for messages only. Nothing is ever read by what this says."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from provenance.model import RECORD_TYPES

__all__ = ["hint", "is_native", "looks_like"]

_LONGEST = 20_000_000
"""The most bytes of a document that are looked at."""

_BEGINNING = 4096
_NATIVE = re.compile(r'\s*\{\s*"schema"\s*:\s*"news-provenance/')
_BINARY = (
    (b"PAR1", "parquet"),
    (b"SQLite format 3\0", "sqlite"),
)
_PROV_STATEMENTS = frozenset(
    {"entity", "activity", "agent", "used", "bundle"}
    | {"wasGeneratedBy", "wasDerivedFrom", "wasAttributedTo", "wasAssociatedWith", "actedOnBehalfOf"}
    | {"wasInformedBy", "wasInfluencedBy", "wasInvalidatedBy", "wasStartedBy", "wasEndedBy"}
    | {"specializationOf", "alternateOf", "mentionOf", "hadMember"}
)
_OF_NINJS = frozenset(
    {"headline", "headlines", "body_text", "body_html", "bodies", "versioncreated", "infoSources"}
)
_ANNOTATIONS = frozenset({"Annotation", "AnnotationPage", "AnnotationCollection"})
_OF_SCHEMA_ORG = frozenset(
    {
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "Claim",
        "ClaimReview",
        "MediaReview",
        "Quotation",
        "DataFeed",
        "DataFeedItem",
    }
)


def hint(name: str, how: str = "format={!r}") -> str:
    """Return the sentence that tells what a document looks like, and how to have it read so.

    Args:
        name: name of the format.
        how: how the format is said where the sentence is read, with a place for the name.

    Examples:
        >>> print(hint("stix"))
        it looks like stix: read it with format='stix'
    """
    return f"it looks like {name}: read it with {how.format(name)}"


def is_native(data: object) -> bool:
    """Return whether a document begins as our own do, which no document of others does."""
    beginning = data[:_BEGINNING] if isinstance(data, str | bytes | bytearray | memoryview) else ""
    text = beginning if isinstance(beginning, str) else bytes(beginning).decode("utf-8", "replace")
    return _NATIVE.match(text.removeprefix("\ufeff")) is not None


def looks_like(data: object) -> str | None:
    """Return the name of the format that a document evidently is in; `None` if it shows none.

    It goes by what a format writes at the top of each of its documents, and it may be wrong: a guess
    that a message hands on to a person.

    Args:
        data: the document, or its first 20 million characters.

    Examples:
        >>> looks_like('{"claims": [{"text": "It rains.", "claimReview": []}]}')
        'factcheck-api'
    """
    if not isinstance(data, str | bytes | bytearray | memoryview):
        return None
    if not isinstance(data, str):
        held = bytes(data[:_LONGEST])
        for start, name in _BINARY:
            if held.startswith(start):
                return name
        if held.startswith(b"PK\x03\x04"):
            return _archive(held[:_BEGINNING])
        data = held.decode("utf-8", "replace")
    text = data[:_LONGEST].removeprefix("\ufeff").strip()
    if text[:1] in ("{", "["):
        return _json(text)
    return _markup(text[:_BEGINNING])


def _archive(beginning: bytes) -> str | None:
    if b".ann" in beginning:
        return "brat"
    return "csv" if b".csv" in beginning else None


_TEXTS = (
    ("html", re.compile(r"<!doctype html|<html\b", re.IGNORECASE)),
    ("graphml", re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<graphml\b", re.DOTALL)),
    ("newsml-g2", re.compile(r"<(?=[\s\S]*http://iptc\.org/std/nar/)")),
    ("prov-n", re.compile(r"document\s+(?:prefix|default|bundle|entity|activity|agent|endDocument)\b")),
    ("nanopub", re.compile(r"@?prefix\b(?=[\s\S]*http://www\.nanopub\.org/nschema#)", re.IGNORECASE)),
    ("prov-ttl", re.compile(r"@?prefix\b(?=[\s\S]*http://www\.w3\.org/ns/prov#)", re.IGNORECASE)),
)


def _markup(beginning: str) -> str | None:
    return next((name for name, start in _TEXTS if start.match(beginning)), None)


def _json(text: str) -> str | None:
    whole = _parsed(text)
    if whole is not None:
        return _shape(whole, is_line=False)
    first, _, rest = text.partition("\n")
    line = _parsed(first.strip())
    if line is not None and rest.strip():
        return _shape(line, is_line=True)
    return "json" if is_native(text) else None


def _parsed(text: str) -> Any | None:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _shape(data: Any, *, is_line: bool) -> str | None:
    """Return the format whose documents, or lines, are like this one."""
    if isinstance(data, list):
        data = next((item for item in data if isinstance(item, dict)), None)
        shapes: tuple[tuple[str, Callable[[Mapping[str, Any]], bool]], ...] = _ITEMS
    else:
        shapes = _LINES if is_line else _DOCUMENTS
    if not isinstance(data, dict):
        return None
    return next((name for name, fits in shapes if fits(data)), None)


def _is_ours(data: Mapping[str, Any]) -> bool:
    schema = data.get("schema")
    return isinstance(schema, str) and schema.startswith("news-provenance/")


def _is_our_header(data: Mapping[str, Any]) -> bool:
    return _is_ours(data) and not any(section in data for section in RECORD_TYPES)


def _is_answer(data: Mapping[str, Any]) -> bool:
    claims = data.get("claims")
    some = claims[:20] if isinstance(claims, list) else [data]
    return any(isinstance(claim, dict) and "claimReview" in claim and "text" in claim for claim in some)


def _is_stix(data: Mapping[str, Any]) -> bool:
    id = data.get("id")
    return (data.get("type") == "bundle" and "objects" in data) or (
        isinstance(id, str) and "spec_version" in data and "--" in id
    )


def _is_misp(data: Mapping[str, Any]) -> bool:
    return isinstance(data.get("Event"), dict)


def _is_prov_json(data: Mapping[str, Any]) -> bool:
    said = [key for key in data if key in _PROV_STATEMENTS]
    return bool(said) and all(isinstance(data[key], dict) for key in said) and "@context" not in data


def _is_prov_jsonld(data: Mapping[str, Any]) -> bool:
    return "@graph" in data and "openprovenance.org/prov-jsonld" in str(data.get("@context"))[:_BEGINNING]


def _is_annotation(data: Mapping[str, Any]) -> bool:
    if "anno.jsonld" in str(data.get("@context"))[:_BEGINNING]:
        return True
    return not _types(data, "type").isdisjoint(_ANNOTATIONS)


def _is_schema_org(data: Mapping[str, Any]) -> bool:
    context = str(data.get("@context"))[:_BEGINNING]
    return "schema.org" in context or not _types(data, "@type").isdisjoint(_OF_SCHEMA_ORG)


def _types(data: Mapping[str, Any], key: str) -> set[str]:
    found = data.get(key)
    listed = found if isinstance(found, list) else [found]
    return {word for word in listed if isinstance(word, str)}


def _is_ninjs(data: Mapping[str, Any]) -> bool:
    standard = data.get("standard")
    if isinstance(standard, dict) and standard.get("name") == "ninjs":
        return True
    return "uri" in data and not _OF_NINJS.isdisjoint(data)


def _is_ftm(data: Mapping[str, Any]) -> bool:
    if not isinstance(data.get("schema"), str):
        return False
    return isinstance(data.get("properties"), dict) or {"canonical_id", "prop", "value"} <= data.keys()


def _is_averitec(data: Mapping[str, Any]) -> bool:
    return isinstance(data.get("claim"), str) and not {"label", "questions", "claim_date"}.isdisjoint(data)


def _is_quotations(data: Mapping[str, Any]) -> bool:
    return isinstance(data.get("quotes"), list) and "url" in data


_ITEMS = (
    ("prov-jsonld", _is_prov_jsonld),
    ("web-annotation", _is_annotation),
    ("schemaorg", _is_schema_org),
    ("ninjs", _is_ninjs),
    ("stix", _is_stix),
    ("misp", _is_misp),
    ("ftm", _is_ftm),
    ("averitec", _is_averitec),
    ("factcheck-api", _is_answer),
)
_DOCUMENTS = (
    ("json", _is_ours),
    *_ITEMS[:-1],
    ("gdelt-quotations", _is_quotations),
    ("factcheck-api", _is_answer),
    ("prov-json", _is_prov_json),
)
_LINES = (
    ("jsonl", _is_our_header),
    ("ftm", _is_ftm),
    ("gdelt-quotations", _is_quotations),
    ("schemaorg", _is_schema_org),
)
