"""Ids: what may stand for a record, and how one is derived from what the record says."""

from typing import Annotated, Any, TypeAlias

from provenance.model.canonical import canonical_json, portable, sha256_hex
from provenance.model.shapes import Pattern, Refers

__all__ = [
    "PREFIXES",
    "About",
    "ArticleId",
    "AttributionId",
    "ClaimId",
    "CountryCode",
    "DerivableId",
    "Language",
    "RecordId",
    "Sha256",
    "SourceId",
    "StatusId",
    "derived_id",
]

ArticleId: TypeAlias = Annotated[str, Refers(("articles",))]
ClaimId: TypeAlias = Annotated[str, Refers(("claims",))]
SourceId: TypeAlias = Annotated[str, Refers(("sources",))]
AttributionId: TypeAlias = Annotated[str, Refers(("attributions",))]
StatusId: TypeAlias = Annotated[str, Refers(("statuses",))]
DerivableId: TypeAlias = Annotated[str, Refers(("attributions", "articles", "sources"))]
RecordId: TypeAlias = Annotated[str, Refers(())]

About: TypeAlias = Annotated[
    str, Pattern(r"[^\s:]+:\S(?:.*\S)?", "a `scheme:value` string, such as `wikidata:Q42`")
]
Language: TypeAlias = Annotated[
    str, Pattern(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", "a language tag, such as `en` or `pt-BR` (BCP 47)")
]
CountryCode: TypeAlias = Annotated[
    str, Pattern(r"[A-Z]{2}", "a country code of two capitals (ISO 3166-1 alpha-2)")
]
Sha256: TypeAlias = Annotated[str, Pattern(r"[0-9a-f]{64}", "a SHA-256 digest: 64 digits from 0-9 and a-f")]

PREFIXES = {  # what the id of a record of each kind begins with
    "sources": "src",
    "articles": "art",
    "claims": "clm",
    "attributions": "att",
    "statuses": "ver",
    "derivations": "der",
    "relations": "rel",
    "judgements": "jdg",
    "grades": "grd",
}
_DIGITS = 20  # 80 bits: one chance in a million of a collision among a billion records


def derived_id(kind: str, identity: dict[str, Any]) -> str:
    """Return the id that follows from a record's identifying fields.

    The same facts give the same id on every machine and in every session: it is the start of
    the SHA-256 digest of the canonical JSON (RFC 8785) of the kind and the fields that are
    recorded. Fields that are None or empty do not count.

    Args:
        kind: the mapping of a dossier that holds such records ("claims").
        identity: field name to plain value.

    Examples:
        >>> derived_id("claims", {"text": "The bridge is closed."})
        'clm-...'
    """
    facts = {
        name: value for name, value in identity.items() if value is not None and value != [] and value != {}
    }
    return f"{PREFIXES[kind]}-{sha256_hex(canonical_json(portable([kind, facts])))[:_DIGITS]}"
