"""Reviews of claims and of media, and claims by themselves, of other people's JSON-LD."""

from collections.abc import Iterable
from typing import Any

from attrs import define, field

from provenance.errors import shown
from provenance.formats.schemaorg.document import Document, Found
from provenance.formats.schemaorg.nodes import Fields, without_entities
from provenance.formats.schemaorg.people import Agent
from provenance.formats.schemaorg.terms import ARTICLE_TYPES, EXTRA, MEDIA_SCALE
from provenance.formats.schemaorg.works import has_scheme, language_of, main_page, mentioned_work, with_rest
from provenance.formats.verdicts import LabelReading
from provenance.formats.verdicts import read as read_label

__all__ = ["Item", "add_passages", "read_claim", "read_label_of", "read_review"]

Node = dict[str, Any]

_NUMBERS = {"ratingValue": "value", "bestRating": "best", "worstRating": "worst"}

_OF_MEDIA = {
    "DecontextualizedContent": "misleading",
    "EditedOrCroppedContent": "altered",
    "TransformedContent": "altered",
    "SatireOrParodyContent": "satire",
}
"""Verdicts of what became of media. Original or staged media says nothing of what is claimed with it."""


@define
class Item:
    """What is reviewed: who claimed it, when, and where it appears."""

    claimants: list[Agent]
    """Whoever is said to have claimed it."""

    works: list[str]
    """The articles it appears in."""

    said_at: Node | None = None
    """When it was claimed."""

    text: str | None = None
    """The claim, where the review itself does not say it."""

    rest: Node | None = None
    """What else is said of it."""

    id: str | None = None
    """The id of the claim, if it has one."""


@define
class _Desk:
    """Who checks a claim, and who is named on the page."""

    checker: str | None = None
    """The id of the checker."""

    names: list[str] = field(factory=list)
    """The names it is known by."""

    publisher: str | None = None
    """The id of whoever publishes the page of the review."""

    bylines: list[str] = field(factory=list)
    """The persons who sign for an organization."""


def read_review(document: Document, found: Found) -> None:
    """Take in a ClaimReview or MediaReview: page, checker, claim, claimants and status."""
    fields = document.fields_of(found.node, found.path)
    if not {"ClaimReview", "MediaReview"} & set(fields.types):
        fields.report("@type", "is missing or another; it is taken for a ClaimReview")
    fields.check_case()
    language = language_of(fields)
    desk = _desk(document, fields)
    checker, names = desk.checker, desk.names
    judged = fields.date("datePublished")
    url = fields.text("url") or main_page(fields)
    page = _page(document, fields, url, desk, judged, language)
    text = fields.text("claimReviewed")
    item = _item(document, fields, page)
    if text is None and item.text is not None:
        fields.report("claimReviewed", "is missing; the reviewed item's own words are taken")
        text = item.text
    if text is None:
        document.intake.set_aside(
            "statuses", found.node, found.path, "the review does not say of what claim it is"
        )
        return
    claim: Node = {"text": text, "language": language, "id": item.id}
    claim_id = document.intake.add(
        "claims", {k: v for k, v in claim.items() if v}, fields.at("claimReviewed")
    )
    if claim_id is None:
        return
    if not add_passages(document, claim_id, item, page, found.path) and item.said_at is not None:
        fields.keep("itemReviewed")
    status: Node = {"claim": claim_id, "checker": checker, "article": page, "judged_at": judged}
    status["rationale"] = fields.text("reviewBody", exact=True)
    _rate(document, fields, status, [*names, *([url] if url else [])], language)
    status["id"] = document.id_for("statuses", fields)
    rest = fields.rest(id_is_kept=status["id"] is not None)
    if item.rest:
        rest.setdefault("itemReviewed", item.rest)
    with_rest(status, rest)
    if found.feed:
        status["datafeed"] = found.feed
    document.intake.add("statuses", {k: v for k, v in status.items() if v is not None}, found.path)


def _desk(document: Document, fields: Fields) -> _Desk:
    """Return who checks.

    Persons who sign what an organization publishes are its writers: it is the checker. The page is the
    publisher's that is named, else the checker's; a person who signs a check alone is not its publisher.
    """
    publishers = document.agents(fields, "publisher")
    if len(publishers) > 1:
        fields.keep("publisher")
    agents, bylines = document.agents(fields, "author"), []
    if publishers and agents and publishers[0].kind != "person" and all(a.kind == "person" for a in agents):
        fields.keep("author")
        bylines = [agent.name for agent in agents if agent.name is not None]
        agents = publishers[:1]
    elif not agents:
        agents = publishers
        said = "; the publisher is taken" if agents else "; nobody is named as the checker"
        fields.report("author", f"is missing{said}")
    if not agents:
        return _Desk()
    if len(agents) > 1:
        fields.report("author", f"{len(agents)} are named; the first is taken for the checker")
        fields.keep("author")
    first = agents[0]
    known = [first, *publishers[:1]]
    names = [name for a in known for name in (a.name, *a.aliases, *a.identifiers.values()) if name]
    published_by = document.source(publishers[0]) if publishers else None
    checker = document.source(first)
    publisher = published_by or (checker if first.kind != "person" else None)
    return _Desk(checker=checker, names=names, publisher=publisher, bylines=bylines)


def _page(
    document: Document,
    fields: Fields,
    url: str | None,
    desk: _Desk,
    judged: Node | None,
    language: str | None,
) -> str | None:
    if url is None:
        fields.report("url", "is missing")
    elif not has_scheme(url):
        fields.report("url", f"{shown(url)} has no scheme (https://)")
    plain: Node = {"url": url, "publisher": desk.publisher, "published": judged, "language": language}
    plain["headline"], plain["authors"] = fields.text("headline"), desk.bylines
    if not ARTICLE_TYPES.isdisjoint(fields.types):
        plain["text"] = fields.text("articleBody", exact=True)
    plain["modified"] = None if url in (None, "") else fields.date("dateModified")
    plain = {key: value for key, value in plain.items() if value}
    if not plain.keys() & {"url", "headline", "published"}:
        return None
    return document.drafts.article(plain, fields.path, only_add=True)


def _item(document: Document, fields: Fields, page: str | None) -> Item:
    joined = Item(claimants=[], works=[])
    items = list(fields.items("itemReviewed"))
    if len(items) > 1:
        fields.report(
            "itemReviewed", f"{len(items)} items in one review; what all of them say is taken together"
        )
    for value, path in items:
        if not isinstance(value, dict):
            document.intake.report(path, f"an item is wanted, got {shown(value)}")
            fields.keep("itemReviewed")
            continue
        inner = read_item(document, document.fields_of(value, path))
        joined.claimants += inner.claimants
        joined.works += [work for work in inner.works if work not in joined.works]
        joined.said_at = joined.said_at or inner.said_at
        joined.text = joined.text or inner.text
        joined.id = joined.id or inner.id
        joined.rest = {**(inner.rest or {}), **(joined.rest or {})} or None
    if not items and "ClaimReview" in fields.types:
        fields.report("itemReviewed", "is missing: nobody is named who claimed it")
    return joined


def read_item(document: Document, fields: Fields) -> Item:
    """Read what a review is of: a Claim, or (in older markup) a CreativeWork."""
    fields.check_case()
    claimants = document.agents(fields, "author") + document.agents(fields, "creator")
    item = Item(claimants=claimants, works=[], said_at=fields.date("datePublished"))
    for key in ("appearance", "firstAppearance", "mediaItemAppearance", "url"):
        for value, path in fields.items(key):
            work = mentioned_work(document, value, path) if value else None
            if work is not None and work not in item.works:
                item.works.append(work)
    for key in ("firstAppearance", "mediaItemAppearance"):
        if fields.has(key):
            fields.keep(key)
    for value, path in fields.items("interpretedAsClaim"):
        if isinstance(value, dict):
            item.text = item.text or document.fields_of(value, path).text("text", "description", "name")
            fields.keep("interpretedAsClaim")
    is_claim = "Claim" in fields.types
    item.text = item.text or (fields.text("text", "description", "name") if is_claim else None)
    if is_claim and item.text:
        for key in ("text", "description", "name"):
            fields.keep(key)
    elif not is_claim and not item.works and (fields.has("name") or fields.has("headline")):
        work = mentioned_work(
            document,
            {k: fields.node[k] for k in ("@type", "name", "headline") if k in fields.node},
            fields.path,
        )
        if work is not None:
            item.works.append(work)
    item.id = document.id_for("claims", fields) if is_claim else None
    rest = fields.rest(id_is_kept=item.id is not None)
    if rest and fields.types:
        rest["@type"] = fields.types[0] if len(fields.types) == 1 else list(fields.types)
    item.rest = rest or None
    return item


def add_passages(document: Document, claim: str, item: Item, page: str | None, path: str) -> bool:
    """Add the passages in which a claim is put into mouths: that of the review, and where it appears.

    Tells whether there is any.

    The page of a review names who made the claim in order to check it: it does not report the claim. Its
    passage says so by its act, `unspecified`, with which it counts neither for the claim nor against it;
    markup leaves open by what act the claim was made. Only where the claim appears is it reported.
    """
    spoken = [document.claimant(agent, page) for agent in item.claimants]
    sources = list(dict.fromkeys(id for id in spoken if id is not None))
    passages: list[Node] = []
    if page is not None:
        passages += [{"article": page, "source": source, "act": "unspecified"} for source in sources]
    only = sources[0] if len(sources) == 1 else None
    for work in item.works:
        if work != page:
            passages.append({"article": work, "source": only, "recorded": {"basis": "researched"}})
    if not passages and sources:
        document.intake.report(path, "whoever made the claim is named, but no article in which it stands")
    for passage in passages:
        plain = {"claim": claim, "said_at": item.said_at, **passage}
        document.intake.add("attributions", {k: v for k, v in plain.items() if v is not None}, path)
    return bool(passages)


# --- ratings -------------------------------------------------------------------------------


def _rate(document: Document, fields: Fields, status: Node, names: list[str], language: str | None) -> None:
    """Read the verdict off the label, and keep the rating as it is."""
    ratings = list(fields.items("reviewRating"))
    category = fields.text("mediaAuthenticityCategory") if "MediaReview" in fields.types else None
    if category is not None:
        _rate_media(fields, status, category)
        if ratings:
            fields.keep("reviewRating")
        return
    if not ratings:
        fields.report("reviewRating", "is missing: no verdict is read")
        status.update(state="checked", verdict="unrated")
        return
    if len(ratings) > 1:
        fields.report("reviewRating", f"{len(ratings)} ratings; the first is taken")
        fields.keep("reviewRating")
    value, path = ratings[0]
    plain, label_path = _rating(document, value, path)
    label = plain.get("label")
    if language is not None and label is not None:
        plain["language"] = language
    if plain:
        status["rating"] = plain
    reading = read_label_of(label, names, language or document.language)
    if reading.problem is not None:
        numbered = "; a number is never read as a verdict" if plain.get("value") not in (None, "") else ""
        document.intake.report(label_path, f"{reading.problem}{numbered}")
    status.update(state=str(reading.state), verdict=str(reading.verdict) if reading.verdict else None)


def read_label_of(label: str | None, names: Iterable[str], language: str | None) -> LabelReading:
    """Read a label of a checker of some names."""
    bare = without_entities(label) if label is not None else None
    return read_label(bare, checker=tuple(names), language=language)


def _rating(document: Document, value: Any, path: str) -> tuple[Node, str]:
    """Return the plain form of a rating as it is, and the path of its label."""
    if isinstance(value, str):
        document.intake.report(path, "a Rating is wanted, got a string; it is taken for the label")
        return {"label": value}, path
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        document.intake.report(path, "a Rating is wanted, got a number")
        return {"value": value}, path
    if not isinstance(value, dict):
        document.intake.report(path, f"a Rating is wanted, got {shown(value)}")
        return {}, path
    fields = document.fields_of(value, path)
    plain: Node = {}
    key = "alternateName" if fields.has("alternateName") or not fields.has("name") else "name"
    plain["label"] = fields.text(key, exact=True)
    for term, name in _NUMBERS.items():
        number = fields.node.get(term)
        if isinstance(number, (int, float, str)) and not isinstance(number, bool):
            plain[name] = fields.take(term)
        elif number is not None:
            fields.report(term, f"a number is wanted, got {shown(number)}")
    with_rest(plain, fields.rest())
    return {k: v for k, v in plain.items() if v is not None}, fields.at(key)


def _rate_media(fields: Fields, status: Node, category: str) -> None:
    label = category.rpartition("/")[2]
    verdict = _OF_MEDIA.get(label, "unrated")
    if verdict == "unrated":
        fields.report("mediaAuthenticityCategory", f"{shown(label)} says nothing of what is claimed with it")
    status["rating"] = {"label": label, "scale": MEDIA_SCALE}
    status.update(state="checked", verdict=verdict)
    if label != category:
        fields.keep("mediaAuthenticityCategory")


# --- claims by themselves ------------------------------------------------------------------


def read_claim(document: Document, found: Found) -> None:
    """Take in a Claim that no review has: its words, and who made it where."""
    fields = document.fields_of(found.node, found.path)
    language = language_of(fields)
    text = fields.text("text", "claimReviewed", "name", "description", "headline")
    if text is None:
        document.intake.set_aside("claims", found.node, found.path, "a claim without words")
        return
    item = read_item(document, fields)
    plain: Node = {"text": text, "language": language, "id": item.id}
    rest = {key: value for key, value in (item.rest or {}).items() if key not in ("@type", "text")}
    if item.claimants and not item.works:
        fields.report("author", "no appearance is given, so that there is no article in which it says so")
        rest["author"] = fields.node.get("author", fields.node.get("creator"))
        for agent in item.claimants:
            document.source(agent)
    if rest:
        plain[EXTRA] = rest
    claim = document.intake.add("claims", {k: v for k, v in plain.items() if v is not None}, found.path)
    if claim is not None and item.works:
        sources = list(dict.fromkeys(document.claimant(agent, item.works[0]) for agent in item.claimants))
        for work in item.works:
            for source in sources or [None]:
                passage: Node = {"article": work, "claim": claim, "source": source, "said_at": item.said_at}
                document.intake.add(
                    "attributions", {k: v for k, v in passage.items() if v is not None}, found.path
                )
