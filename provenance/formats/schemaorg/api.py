"""Answers of Google's Fact Check Tools API (`claims:search`) to dossiers."""

from typing import Any
from urllib.parse import urlsplit

from provenance.errors import shown
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_json, decode_text
from provenance.formats.schemaorg.document import Document
from provenance.formats.schemaorg.loading import finished
from provenance.formats.schemaorg.nodes import Fields
from provenance.formats.schemaorg.people import Agent
from provenance.formats.schemaorg.reviews import Item, add_passages, read_label_of
from provenance.formats.schemaorg.works import has_scheme
from provenance.model import Dossier

__all__ = ["NAME", "loads"]

Node = dict[str, Any]

NAME = "factcheck-api"


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that an answer of the API holds: a list of claims, each with its reviews.

    Raises:
        DecodingError: if it is no JSON, or nested too deeply; with `strict`, for everything that was
            found wrong.
    """
    answer = decode_json(decode_text(data))
    intake = Intake()
    document = Document(intake)
    for claim, path in _claims(answer, intake):
        if isinstance(claim, dict):
            _read_claim(document, Fields(claim, path, intake.report, intake.date), claim)
        else:
            intake.set_aside("claims", claim, path, f"a claim is wanted, got {shown(claim)}")
    document.drafts.finish()
    return finished(intake, strict=strict)


def _claims(answer: Any, intake: Intake) -> list[tuple[Any, str]]:
    if isinstance(answer, list):
        return [(item, f"$[{place}]") for place, item in enumerate(answer)]
    if isinstance(answer, dict):
        rest = {key: value for key, value in answer.items() if key != "claims"}
        if "claims" not in answer and "text" in answer:
            return [(answer, "$")]
        if rest:
            intake.keep(NAME, rest)
        claims = answer.get("claims", [])
        if isinstance(claims, list):
            return [(item, f"$.claims[{place}]") for place, item in enumerate(claims)]
        intake.report("$.claims", f"a list is wanted, got {shown(claims)}")
        return []
    intake.report("$", f"an answer is an object with claims, got {shown(answer)}")
    return []


def _read_claim(document: Document, fields: Fields, raw: Node) -> None:
    text = fields.text("text")
    if text is None:
        document.intake.set_aside("claims", raw, fields.path, "a claim without words")
        return
    reviews = [(item, path) for item, path in fields.items("claimReview")]
    said = [item.get("languageCode") for item, _ in reviews if isinstance(item, dict)]
    languages = {tag for tag in said if isinstance(tag, str) and tag.strip()}
    claim: Node = {"text": text}
    if len(languages) == 1:
        claim["language"] = languages.pop().strip()
    claimant = fields.text("claimant")
    said_at = fields.date("claimDate")
    rest = fields.rest()
    if rest:
        claim[NAME] = rest
    claim_id = document.intake.add("claims", claim, fields.path)
    if claim_id is None:
        return
    if not reviews:
        fields.report("claimReview", "is missing: nobody is said to have checked it")
    for value, path in reviews:
        if not isinstance(value, dict):
            document.intake.set_aside("statuses", value, path, f"a review is wanted, got {shown(value)}")
            continue
        review = Fields(value, path, document.intake.report, document.intake.date)
        agents = [Agent(path=fields.at("claimant"), name=claimant)] if claimant is not None else []
        _read_review(document, review, claim_id, Item(claimants=agents, works=[], said_at=said_at))


def _read_review(document: Document, fields: Fields, claim: str, item: Item) -> None:
    intake = document.intake
    checker, names = _publisher(document, fields)
    language, url, judged = fields.text("languageCode"), fields.text("url"), fields.date("reviewDate")
    if url is None or not has_scheme(url):
        fields.report("url", "is missing" if url is None else f"{shown(url)} has no scheme (https://)")
    page: Node = {"url": url, "headline": fields.text("title"), "publisher": checker, "published": judged}
    page["language"] = language
    page = {key: value for key, value in page.items() if value}
    article = document.drafts.article(page, fields.path, only_add=True) if page else None
    add_passages(document, claim, item, article, fields.path)
    label = fields.text("textualRating", exact=True)
    reading = read_label_of(label, [*names, *([url] if url else [])], language)
    if reading.problem is not None:
        fields.report("textualRating", reading.problem)
    status: Node = {"claim": claim, "checker": checker, "article": article, "judged_at": judged}
    status.update(state=str(reading.state), verdict=str(reading.verdict) if reading.verdict else None)
    if label is not None:
        status["rating"] = {"label": label, **({"language": language} if language else {})}
    rest = fields.rest()
    if rest:
        status[NAME] = rest
    intake.add("statuses", {k: v for k, v in status.items() if v is not None}, fields.path)


def _publisher(document: Document, fields: Fields) -> tuple[str | None, list[str]]:
    value = fields.take("publisher")
    path = fields.at("publisher")
    if not isinstance(value, dict):
        document.intake.report(
            path, "is missing" if value is None else f"an object is wanted, got {shown(value)}"
        )
        if value is not None:
            fields.keep("publisher")
        return None, []
    inner = Fields(value, path, document.intake.report, document.intake.date)
    name, site = inner.text("name"), inner.text("site")
    if name is None and site is None:
        document.intake.report(path, "a publisher without name and site")
        return None, []
    plain: Node = {"name": name or site}
    if site is not None:
        plain["identifiers"] = {"domain": _host(site)}
    rest = inner.rest()
    if rest:
        plain[NAME] = rest
    return document.drafts.source(plain, path), [part for part in (name, site) if part]


def _host(site: str) -> str:
    try:
        return urlsplit(site if "://" in site else f"//{site}").hostname or site
    except ValueError:
        return site
