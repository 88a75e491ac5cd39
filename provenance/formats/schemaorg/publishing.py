"""The one ClaimReview to publish for one verification status."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from provenance.errors import InvalidValueError, Problem, UnknownRecordError, UsageError, shown
from provenance.formats.schemaorg.graph import agent_type, checked_pages, credits, is_named_only
from provenance.formats.schemaorg.terms import said_time
from provenance.formats.schemaorg.writing import rating_node
from provenance.model import Article, Attribution, Dossier, Source, VerificationStatus, When

__all__ = ["ClaimReview", "as_script", "claim_review", "problems_of"]

Node = dict[str, Any]

REQUIRED = ("@type", "url", "claimReviewed", "reviewRating")
"""The keys without which checkers of markup refuse a ClaimReview."""

WANTED = ("author", "datePublished", "itemReviewed")
"""The keys whose absence they warn of."""


class ClaimReview(dict[str, Any]):
    """The markup of a ClaimReview: a dict to be written as JSON, with what is wrong with it."""

    problems: tuple[Problem, ...] = ()
    """Keys that are missing, required ones first, and what else stands in the way of publishing it."""


def claim_review(dossier: Dossier, status: VerificationStatus | str) -> ClaimReview:
    """Return the ClaimReview to publish for one status: what others read, and nothing else.

    It names schema.org as its context, since that is what checkers of markup expect, and has none of our
    own terms. Nothing is made up: what the dossier does not say is not there, and `problems` names what
    should be. Numbers are JSON numbers; the label is the published one, else the usual word for the verdict.

    Args:
        dossier: the dossier.
        status: one of its statuses, or the id of one.

    Returns:
        A dict, with `problems`.

    Raises:
        UnknownRecordError: if the dossier does not hold the status or its claim.
        UsageError: if it is no dossier, or no status.

    Examples:
        >>> from provenance.model import Claim
        >>> status = VerificationStatus(id="v", claim="c", verdict="refuted")
        >>> story = Dossier([Claim(id="c", text="It rains."), status])
        >>> review = claim_review(story, "v")
        >>> review["reviewRating"]["alternateName"]
        'False'
        >>> print(review.problems[0])
        $.url: is missing, and required: the status names no article with a url, where the review is published
    """
    if not isinstance(dossier, Dossier):
        raise UsageError("claim_review", f"expected a Dossier, got {type(dossier).__name__} {shown(dossier)}")
    if not isinstance(status, (str, VerificationStatus)):
        reason = f"expected a verification status or its id, got {type(status).__name__} {shown(status)}"
        raise UsageError("claim_review", reason)
    id = status if isinstance(status, str) else status.id
    held = dossier.statuses.get(id)
    if held is None:
        raise UnknownRecordError(id, "claim_review", "verification status")
    claim = dossier.claims.get(held.claim)
    if claim is None:
        raise UnknownRecordError(held.claim, f"verification status {shown(id)}", "claim")
    article = dossier.articles.get(held.article) if held.article is not None else None
    made: Node = {"@context": "https://schema.org", "@type": "ClaimReview"}
    made["url"] = article.url if article is not None else None
    made["claimReviewed"] = claim.text
    made["author"] = _agent(dossier.sources.get(held.checker) if held.checker is not None else None)
    if article is not None and article.publisher is not None:
        made["publisher"] = _agent(dossier.sources.get(article.publisher))
    made["datePublished"] = _date(held.judged_at) or _date(article.published if article is not None else None)
    made["inLanguage"] = _language(article, held)
    made["reviewRating"] = rating_node(held, whole=False)
    made["reviewBody"] = held.rationale
    made["itemReviewed"] = _item(dossier, held)
    review = ClaimReview((key, value) for key, value in made.items() if value is not None)
    review.problems = (*problems_of(review), *_doubts(dossier, held))
    return review


def as_script(review: Mapping[str, Any]) -> str:
    r"""Return the script element that stands in a page for a ClaimReview.

    What could end the element, or begin another, is escaped.

    Raises:
        InvalidValueError: if it holds what JSON cannot say.

    Examples:
        >>> print(as_script({"@type": "ClaimReview", "claimReviewed": "</script>"}))
        <script type="application/ld+json">
        {
          "@type": "ClaimReview",
          "claimReviewed": "\u003c/script\u003e"
        }
        </script>
    """
    try:
        text = json.dumps(review, ensure_ascii=False, indent=2, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidValueError("ClaimReview", review, str(error)) from error
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return f'<script type="application/ld+json">\n{text}\n</script>'


_WHY = {
    "url": ": the status names no article with a url, where the review is published",
    "claimReviewed": "",
    "reviewRating": ": the status has neither a rating nor a verdict",
    "author": ": the status names no checker",
    "datePublished": ": the status does not say when it was judged",
    "itemReviewed": ": no passage says who made the claim, or where it appears",
}


def problems_of(review: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with the markup of a ClaimReview: keys that are missing, required ones first."""
    for keys, said in ((REQUIRED, "is missing, and required"), (WANTED, "is missing; readers expect it")):
        for key in keys:
            if review.get(key) in (None, "", {}, []):
                yield Problem(f"$.{key}", f"{said}{_WHY.get(key, '')}")
    url = review.get("url")
    if isinstance(url, str) and url and not url.startswith(("https://", "http://")):
        yield Problem("$.url", f"{shown(url)} is no address of a page")
    rating = review.get("reviewRating")
    if isinstance(rating, Mapping) and "alternateName" not in rating:
        yield Problem("$.reviewRating.alternateName", "is missing: a number alone is no verdict")
    for path, agent in _agents(review):
        if isinstance(agent, Mapping) and "@type" not in agent:
            yield Problem(path, "it is not known whether this is a person or an organization")


def _agents(review: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "$.author", review.get("author")
    item = review.get("itemReviewed")
    authors = item.get("author") if isinstance(item, Mapping) else None
    for place, author in enumerate(authors if isinstance(authors, list) else ()):
        yield f"$.itemReviewed.author[{place}]", author
    yield "$.itemReviewed.author", authors


def _doubts(dossier: Dossier, status: VerificationStatus) -> Iterator[Problem]:
    if status.state is not None and status.state != "checked":
        yield Problem("$", f"the state is {status.state}, not checked", status.id)
    for other in dossier.statuses.values():
        if other.supersedes == status.id:
            yield Problem("$", f"a later status, {shown(other.id)}, takes its place", status.id)


def _agent(source: Source | None) -> Node | None:
    if source is None or (source.name is None and source.description is None):
        return None
    usual = agent_type(source)
    node: Node = {"@type": usual} if usual is not None else {}
    node["name"] = str(source)
    url = source.identifiers.get("url", "")
    if url.startswith(("https://", "http://")):
        node["url"] = url
    wikidata = source.identifiers.get("wikidata")
    if wikidata is not None:
        node["sameAs"] = f"http://www.wikidata.org/entity/{wikidata}"
    return node


def _language(article: Article | None, status: VerificationStatus) -> str | None:
    if article is not None and article.language is not None:
        return article.language
    return status.rating.language if status.rating is not None else None


def _date(when: When | None) -> str | None:
    return said_time(when)[0] if when is not None else None


def _item(dossier: Dossier, status: VerificationStatus) -> Node | None:
    node: Node = {"@type": "Claim"}
    passages = [p for p in dossier.attributions.values() if p.claim == status.claim]
    made = _makers(passages)
    authors = [author for id in made if (author := _agent(dossier.sources.get(id))) is not None]
    if authors:
        node["author"] = authors[0] if len(authors) == 1 else authors
    dates = {date for p in made.values() if (date := _date(p.said_at)) is not None}
    if len(dates) == 1:
        node["datePublished"] = dates.pop()
    pages = checked_pages(dossier.statuses.values())
    told = [p for p in passages if p.article != status.article and not is_named_only(p, pages)]
    articles = {p.article: None for p in told}
    shown_in = [work for id in articles if (work := _work(dossier.articles.get(id))) is not None]
    if shown_in:
        node["appearance"] = shown_in
    return node if len(node) > 1 else None


def _makers(passages: list[Attribution]) -> dict[str, Attribution]:
    """Return the sources that make a claim, each with its first passage: no relays, and none that deny it."""
    relays = {p.via for p in passages}
    found: dict[str, Attribution] = {}
    for passage in passages:
        if credits(passage) and passage.id not in relays and passage.source is not None:
            found.setdefault(passage.source, passage)
    return found


def _work(article: Article | None) -> Node | None:
    if article is None or article.url is None:
        return None
    return {"@type": "CreativeWork", "url": article.url}
