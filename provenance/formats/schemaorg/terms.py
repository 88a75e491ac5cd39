"""The terms that are written and read: schema.org's, and ours for what they cannot say."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Literal

from provenance.errors import InvalidValueError
from provenance.formats.iris import TERMS
from provenance.model import RECORD_TYPES, When, to_plain
from provenance.model.shapes import Shape, shapes_of

__all__ = [
    "AGENTS",
    "ARTICLE_TYPES",
    "BODIES",
    "DOSSIER",
    "EXTRA",
    "KIND_OF_ARTICLE",
    "KIND_OF_SOURCE",
    "LABEL",
    "MEDIA_CATEGORIES",
    "MEDIA_SCALE",
    "OURS",
    "PROJECTED",
    "RECORD",
    "REFERRING",
    "SAID",
    "SCHEMA",
    "TYPES_OF_ARTICLE",
    "TYPES_OF_SOURCE",
    "Way",
    "context",
    "said_time",
    "time_said",
    "ways",
]

SCHEMA = "http://schema.org/"
"""What schema.org's own context expands to, also where a document says https."""

OURS = "np:"
"""What our terms begin with in a document."""

RECORD = "np:record"
"""Says of a node which of our records it is, by the dossier's name for such records."""

LABEL = "np:label"
"""Says in a Rating what label was written, so that one that others put in its place is seen."""

DOSSIER = "dossier"
"""What `RECORD` says of the node for what stands beside the records."""

EXTRA = "schemaorg"
"""The key in `extra` of a record under which stands what schema.org says of it and we have no field for."""

# --- types ---------------------------------------------------------------------------------

TYPES_OF_SOURCE: Mapping[str | None, str] = {
    None: "Thing",
    "person": "Person",
    "organization": "Organization",
    "government_body": "GovernmentOrganization",
    "military": "Organization",
    "news_outlet": "NewsMediaOrganization",
    "news_agency": "NewsMediaOrganization",
    "document": "CreativeWork",
    "dataset": "Dataset",
    "media": "MediaObject",
    "software": "SoftwareApplication",
}
"""What is written for a kind of source; any other kind (a group, an account) is a Thing."""

KIND_OF_SOURCE: Mapping[str, str] = {
    "Person": "person",
    "Organization": "organization",
    "GovernmentOrganization": "government_body",
    "NewsMediaOrganization": "news_outlet",
    "CreativeWork": "document",
    "Dataset": "dataset",
    "MediaObject": "media",
    "SoftwareApplication": "software",
}
"""What a type says of a source's kind."""

AGENTS = frozenset({"Person", "Organization", "GovernmentOrganization", "NewsMediaOrganization"})
"""The types that an author or publisher can have."""

TYPES_OF_ARTICLE: Mapping[str | None, str] = {
    None: "NewsArticle",
    "report": "ReportageNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "wire_copy": "NewsArticle",
    "post": "SocialMediaPosting",
    "book": "Book",
    "broadcast": "CreativeWork",
}
"""What is written for a kind of article; any other kind is an Article."""

KIND_OF_ARTICLE: Mapping[str, str] = {
    "ReportageNewsArticle": "report",
    "AnalysisNewsArticle": "analysis",
    "OpinionNewsArticle": "opinion",
    "SocialMediaPosting": "post",
    "Book": "book",
}
"""What a type says of an article's kind."""

ARTICLE_TYPES = frozenset(
    {
        "AnalysisNewsArticle",
        "Article",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "NewsArticle",
        "OpinionNewsArticle",
        "Report",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "SatiricalArticle",
        "ScholarlyArticle",
        "SocialMediaPosting",
        "TechArticle",
    }
)
"""The types of a text with an `articleBody`. Each is read as an article."""

BODIES: Mapping[bool, str] = {True: "articleBody", False: "text"}
"""Where the text of an article stands, by whether its type is one of `ARTICLE_TYPES`."""

MEDIA_SCALE = "https://schema.org/MediaManipulationRatingEnumeration"
"""The scale of ratings that say what became of a picture or recording."""

MEDIA_CATEGORIES = (
    "DecontextualizedContent",
    "EditedOrCroppedContent",
    "OriginalMediaContent",
    "SatireOrParodyContent",
    "StagedContent",
    "TransformedContent",
)
"""Its members."""

# --- our fields ----------------------------------------------------------------------------

SAID: Mapping[str, Mapping[str, str]] = {
    "sources": {"name": "name", "description": "description", "alternateName": "aliases"},
    "articles": {
        "headline": "headline",
        "url": "url",
        "dateline": "dateline",
        "datePublished": "published",
        "dateModified": "modified",
        "inLanguage": "language",
        "articleSection": "section",
        "articleBody": "text",
        "text": "text",
        "creditText": "authors",
        "publisher": "publisher",
    },
    "claims": {"text": "text", "inLanguage": "language"},
    "attributions": {"isPartOf": "article", "spokenByCharacter": "source"},
    "statuses": {
        "author": "checker",
        "itemReviewed": "claim",
        "datePublished": "judged_at",
        "reviewBody": "rationale",
        "reviewRating": "rating",
    },
    "derivations": {},
    "relations": {},
    "judgements": {},
    "grades": {},
}
"""Which of our fields a term of schema.org holds in a node of ours, so that it is read back from there."""

PROJECTED: Mapping[str, frozenset[str]] = {
    "sources": frozenset({"url", "sameAs", "affiliation"}),
    "articles": frozenset(
        {"author", "correction", "isBasedOn", "translationOfWork", "citation", "archivedAt"}
    ),
    "claims": frozenset({"author", "creditText", "citation", "appearance"}),
    "attributions": frozenset({"text"}),
    "statuses": frozenset(
        {"url", "claimReviewed", "creativeWorkStatus", "creditText", "mediaAuthenticityCategory"}
    ),
    "derivations": frozenset({"text"}),
    "relations": frozenset(),
    "judgements": frozenset(),
    "grades": frozenset(),
}
"""What a node of ours says in terms of schema.org for others to read; another record holds it for us."""

Way = Literal["word", "words", "reference", "references", "json", "items"]
"""How the values of a field stand under our terms."""


@cache
def ways() -> Mapping[str, Mapping[str, Way]]:
    """Return for each kind of record how each of its fields stands under our terms."""
    return {
        section: {
            field.name: _way(field.shape) for field in shapes_of(kind) if field.name not in ("id", "extra")
        }
        for section, kind in RECORD_TYPES.items()
    }


def _way(shape: Shape) -> Way:
    if shape.kind == "reference":
        return "reference"
    if shape.kind in ("text", "term"):
        return "word"
    if shape.kind == "many" and shape.of.kind == "reference":
        return "references"
    if shape.kind == "many" and shape.of.kind == "text":
        return "words"
    return "items" if shape.kind == "many" else "json"


_TERM: Mapping[Way, dict[str, str]] = {
    "words": {"@container": "@list"},
    "reference": {"@type": "@id"},
    "references": {"@type": "@id", "@container": "@list"},
    "json": {"@type": "@json"},
    "items": {"@type": "@json"},
}


REFERRING = frozenset({"archivedAt", "isBasedOn", "isPartOf", "sameAs", "url"})
"""Terms whose values are references, also where they are written as strings."""


@cache
def context() -> dict[str, Any]:
    """Return the context of the documents that are written: whole, so that nobody has to fetch one.

    Of schema.org's own context it has the terms that are written and have a type there.
    """
    made: dict[str, Any] = {
        "@version": 1.1,
        "@vocab": SCHEMA,
        "np": TERMS,
        **{term: {"@type": "@id"} for term in sorted(REFERRING)},
        **{term: {"@type": "Date"} for term in ("dateModified", "datePublished")},
    }
    for fields in ways().values():
        made.update(
            {f"{OURS}{name}": _ours(name, _TERM[way]) for name, way in fields.items() if way != "word"}
        )
    for name in ("extra", "suppressions", "unread"):
        made[f"{OURS}{name}"] = _ours(name, _TERM["json"])
    return made


def _ours(name: str, how: dict[str, str]) -> dict[str, str]:
    return {"@id": f"{OURS}{name}", **how}


# --- times ---------------------------------------------------------------------------------


@lru_cache(maxsize=20_000)
def said_time(when: When) -> tuple[str | None, bool]:
    """Return a time as schema.org's dates say it, and whether that says all of it.

    A date there is one day, month, year or moment; an interval has no such form.
    """
    try:
        text = when.to_iso()
        if "/" in text or ".." in text:
            return None, False
        return text, When.parse(text) == when
    except InvalidValueError:
        return None, False


@lru_cache(maxsize=20_000)
def time_said(text: str) -> dict[str, Any] | None:
    """Return the plain form of a time that `said_time` wrote, or `None`. It is not to be changed."""
    try:
        return to_plain(When.parse(text))
    except InvalidValueError:
        return None
