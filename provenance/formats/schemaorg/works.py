"""Articles, corrections and quotations of other people's JSON-LD."""

from typing import Any

from provenance.errors import shown
from provenance.formats.schemaorg.document import Document, Found
from provenance.formats.schemaorg.nodes import IRI, Fields, plain_text
from provenance.formats.schemaorg.terms import ARTICLE_TYPES, EXTRA, KIND_OF_ARTICLE

__all__ = [
    "has_scheme",
    "language_of",
    "main_page",
    "mentioned_work",
    "read_article",
    "read_quotation",
    "with_rest",
]

Node = dict[str, Any]


def read_article(document: Document, found: Found) -> str | None:
    """Take in an article with its publisher, corrections and origins; return its id."""
    fields = document.fields_of(found.node, found.path)
    given = document.id_for("articles", fields)
    plain = _article(document, fields)
    corrections = list(fields.items("correction"))
    origins = [("isBasedOn", None), ("translationOfWork", "translated")]
    ties = [(kind, item, path) for key, kind in origins for item, path in fields.items(key)]
    plain["id"] = given
    rest = fields.rest(id_is_kept=given is not None)
    rest.update(_type_kept(fields, plain))
    with_rest(plain, rest)
    if corrections and "modified" not in plain:
        dated = [_dated(document, item, path) for item, path in corrections]
        if dated[0] is not None:
            plain["modified"] = dated[0]
    plain = {name: value for name, value in plain.items() if value is not None}
    id = document.drafts.article(plain, found.path)
    if id is None:
        return None
    for place, (item, path) in enumerate(corrections):
        _correction(document, item, path, id, plain, place)
    for kind, item, path in ties:
        origin = mentioned_work(document, item, path)
        if origin is not None and origin != id:
            tie: Node = {"derived": id, "taken_from": origin, "kind": kind}
            document.intake.add("derivations", {key: value for key, value in tie.items() if value}, path)
    return id


def _article(document: Document, fields: Fields) -> Node:
    plain: Node = {
        "headline": fields.text("headline", "name"),
        "url": fields.text("url") or main_page(fields),
        "text": fields.text("articleBody", exact=True),
        "dateline": fields.text("dateline"),
        "section": fields.text("articleSection"),
        "language": language_of(fields),
        "published": fields.date("datePublished"),
        "modified": fields.date("dateModified"),
        "kind": next((KIND_OF_ARTICLE[name] for name in fields.types if name in KIND_OF_ARTICLE), None),
    }
    if plain["url"] is not None and not has_scheme(plain["url"]):
        fields.report("url", f"{shown(plain['url'])} has no scheme (https://)")
    plain["publisher"] = _publisher(document, fields)
    plain["authors"] = [agent.name for agent in document.agents(fields, "author") if agent.name is not None]
    if fields.has("author"):
        fields.keep("author")  # bylines are words to us; what else is said of the writers stays there
    return {key: value for key, value in plain.items() if value}


def _publisher(document: Document, fields: Fields) -> str | None:
    publishers = document.agents(fields, "publisher")
    if len(publishers) > 1:
        fields.report("publisher", "one is wanted; the first is taken")
        fields.keep("publisher")
    return document.source(publishers[0]) if publishers else None


def main_page(fields: Fields) -> str | None:
    """Return the address of the page that a node says it is the main thing of, if it says one."""
    page = fields.node.get("mainEntityOfPage")
    if isinstance(page, dict):
        page = page.get("@id", page.get("url"))
    if isinstance(page, str) and has_scheme(page):
        if isinstance(fields.node["mainEntityOfPage"], str):
            fields.take("mainEntityOfPage")
        return page
    return None


def _type_kept(fields: Fields, plain: Node) -> Node:
    """Return the type to keep beside the fields: where the kind does not say it all."""
    given = fields.node.get("@type", fields.node.get("type"))
    if isinstance(given, str) and given == "NewsArticle":
        return {}
    if isinstance(given, str) and KIND_OF_ARTICLE.get(given) == plain.get("kind"):
        return {}
    return {} if given is None else {"@type": fields.types[0] if len(fields.types) == 1 else given}


def _dated(document: Document, item: Any, path: str) -> Node | None:
    if not isinstance(item, dict):
        return None
    value = document.fields_of(item, path).node.get("datePublished")
    return document.intake.date(
        value.get("@value") if isinstance(value, dict) else value, f"{path}.datePublished"
    )


def _correction(document: Document, item: Any, path: str, id: str, plain: Node, place: int) -> None:
    """Take in a correction: that there was an earlier version, and where the notice stands."""
    text = plain_text(item)
    if not isinstance(item, dict) and text is None:
        document.intake.report(path, f"a correction is wanted, got {shown(item)}")
        return
    rest: Node = {"text": text} if text is not None else {}
    if isinstance(item, dict):
        fields = document.fields_of(item, path)
        rest = fields.rest()
    earlier: Node = {
        name: plain[name] for name in ("url", "publisher", "published", "language") if name in plain
    }
    before = document.drafts.article({**earlier, "id": f"{id}#earlier"}, path)
    tie: Node = {
        "derived": id,
        "taken_from": before,
        "kind": "corrected",
        "notice": {"article": id},
        EXTRA: rest,
    }
    if place:  # they join the same two versions, and are two notices
        tie["id"] = f"{id}#correction-{place + 1}"
    document.intake.add("derivations", tie, path)


def mentioned_work(document: Document, item: Any, path: str) -> str | None:
    """Note a work that is mentioned, by its address or its name, and return its id."""
    url: str | None
    if isinstance(item, str):
        url = item.strip()
        if not url:
            return None
        if not has_scheme(url):
            document.intake.report(path, f"{shown(url)} has no scheme (https://)")
        return document.drafts.article({"url": url}, path, only_add=True)
    if not isinstance(item, dict):
        document.intake.report(path, f"a work or its address is wanted, got {shown(item)}")
        return None
    fields = document.fields_of(item, path)
    if not ARTICLE_TYPES.isdisjoint(fields.types) and fields.has("headline"):
        return read_article(document, Found(item, path, fields, 0, None))
    url = fields.text("url", "contentUrl") or _iri(fields.node.get("@id"))
    plain: Node = {
        "url": url,
        "headline": fields.text("headline", "name"),
        "published": fields.date("datePublished"),
    }
    plain["publisher"] = _publisher(document, fields)
    plain = {key: value for key, value in plain.items() if value}
    if not plain:
        if fields.rest():
            document.intake.report(path, "a work without address or name")
        return None
    if url is not None and not has_scheme(url):
        fields.report("url", f"{shown(url)} has no scheme (https://)")
    rest = fields.rest(id_is_kept=fields.node.get("@id") == url)
    if fields.types and rest:
        rest["@type"] = fields.types[0]
    with_rest(plain, rest)
    return document.drafts.article(plain, path, only_add=True)


def read_quotation(document: Document, found: Found) -> None:
    """Take in a quotation: a claim, whoever is quoted, and the work it stands in."""
    fields = document.fields_of(found.node, found.path)
    text = fields.text("text", "description", "name")
    fields.keep("text")  # the claim's words may be put otherwise later; these were quoted
    speakers = [a for key in ("spokenByCharacter", "creator", "author") for a in document.agents(fields, key)]
    works = [
        work for item, path in fields.items("isPartOf") if (work := mentioned_work(document, item, path))
    ]
    if not works and fields.has("url"):
        works = [work for item, path in fields.items("url") if (work := mentioned_work(document, item, path))]
    if text is None:
        document.intake.set_aside("attributions", found.node, found.path, "a quotation without words")
        return
    claim: Node = {"text": text, "language": language_of(fields)}
    claim_id = document.intake.add("claims", {k: v for k, v in claim.items() if v}, found.path)
    if not works:
        if speakers:
            document.source(speakers[0])
        document.intake.set_aside(
            "attributions", found.node, found.path, "the quotation does not say what it stands in"
        )
        return
    source = document.source(speakers[0]) if speakers else None
    plain: Node = {"article": works[0], "claim": claim_id, "source": source, "form": "direct"}
    plain["said_at"] = fields.date("dateCreated")
    plain["id"] = document.id_for("attributions", fields)
    with_rest(plain, fields.rest(id_is_kept=plain["id"] is not None))
    document.intake.add("attributions", {k: v for k, v in plain.items() if v}, found.path)


def language_of(fields: Fields) -> str | None:
    """Return the tag of the language that a node says it is in."""
    value = fields.node.get("inLanguage")
    if isinstance(value, dict):
        fields.keep("inLanguage")
        fields.take("inLanguage")
        value = value.get("alternateName", value.get("name"))
        tag = plain_text(value)
    else:
        tag = fields.text("inLanguage")
    if tag is None:
        return None
    if "_" in tag:
        fields.report("inLanguage", f"{shown(tag)} is no language tag; read with a hyphen")
        fields.keep("inLanguage")
        tag = tag.replace("_", "-")
    return tag.strip()


def has_scheme(url: str) -> bool:
    """Tell whether an address begins as one."""
    return url[:8].lower().startswith(("https://", "http://"))


def with_rest(plain: Node, rest: Node) -> None:
    """Keep what a node says beyond our fields."""
    if rest:
        plain[EXTRA] = rest


def _iri(value: Any) -> str | None:
    return value if isinstance(value, str) and IRI.fullmatch(value) else None
