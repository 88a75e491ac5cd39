"""schema.org as JSON-LD: articles, claims, reviews of claims, quotations and corrections.

Three formats: `schemaorg` (JSON-LD, read and written), `html` (the markup in a page, read) and
`factcheck-api` (answers of the Fact Check Tools API, read). `claim_review` makes the one ClaimReview to
publish for one verification status. Nothing is ever fetched, a context least of all.

The modules are imported when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from provenance.formats.format import Format, Later

if TYPE_CHECKING:
    from provenance.formats.schemaorg.publishing import ClaimReview, as_script, claim_review

__all__ = ["FORMATS", "ClaimReview", "as_script", "claim_review"]


FORMATS = (
    Format(
        name="schemaorg",
        title="schema.org in JSON-LD",
        media_type="application/ld+json",
        endings=(".jsonld",),
        loads=Later("schemaorg.loading", "loads"),
        dump=Later("schemaorg.writing", "dump"),
        reads=(
            "NewsArticle and its kinds, Claim, ClaimReview, MediaReview, Quotation, corrections; alone, in a "
            "graph, in a DataFeed, one a line, or inside other JSON"
        ),
        writes="a graph of schema.org's terms, with what they cannot say under terms of our own",
    ),
    Format(
        name="html",
        title="schema.org in a page",
        media_type="text/html",
        endings=(".html", ".htm"),
        loads=Later("schemaorg.page", "loads"),
        reads=(
            "the JSON-LD and other JSON in the scripts of a page; with the extra `html` also Microdata, "
            "RDFa and Open Graph"
        ),
    ),
    Format(
        name="factcheck-api",
        title="an answer of the Fact Check Tools API",
        media_type="application/json",
        loads=Later("schemaorg.api", "loads"),
        reads="the claims of a search, or one claim",
    ),
)
"""The formats of this room, as `provenance.formats` takes them in."""


def __getattr__(name: str) -> Any:
    if name in ("ClaimReview", "as_script", "claim_review"):
        return getattr(import_module("provenance.formats.schemaorg.publishing"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
