"""Ids as IRIs and back, for the formats that name things by IRI."""

import re
from urllib.parse import quote, unquote

__all__ = ["RECORDS", "TERMS", "id_of", "iri_of"]

TERMS = "https://w3id.org/news-provenance/terms#"
"""The namespace of this library's own terms. Nothing is ever fetched from it."""

RECORDS = "urn:news-provenance:"
"""What the IRI of a record begins with whose id is no IRI itself."""

_IRI = re.compile(r"(?:https?|urn|doi|tag|info|did):[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")


def iri_of(id: str) -> str:
    """Return the IRI that stands for an id: the id itself if it is an IRI, else one made of it.

    Examples:
        >>> iri_of("clm-1")
        'urn:news-provenance:clm-1'
        >>> iri_of("https://example.org/claims/1")
        'https://example.org/claims/1'
        >>> iri_of("a claim/1")
        'urn:news-provenance:a%20claim%2F1'
    """
    if _IRI.fullmatch(id) and not id.startswith(RECORDS):
        return id
    return RECORDS + quote(id, safe="")


def id_of(iri: str) -> str:
    """Return the id that an IRI stands for: the reverse of `iri_of`; an IRI of others is an id as it is.

    Examples:
        >>> id_of("urn:news-provenance:a%20claim%2F1")
        'a claim/1'
    """
    return unquote(iri.removeprefix(RECORDS)) if iri.startswith(RECORDS) else iri
