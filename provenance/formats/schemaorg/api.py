"""Answers of Google's Fact Check Tools API (`claims:search`) to dossiers."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from provenance.errors import DecodingError, shown
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_json, decode_text
from provenance.formats.schemaorg.document import Document
from provenance.formats.schemaorg.loading import finished, lines_of
from provenance.formats.schemaorg.nodes import Fields
from provenance.formats.schemaorg.people import Agent, is_no_name, not_a_name, short_name
from provenance.formats.schemaorg.reviews import Item, add_passages, read_label_of
from provenance.formats.schemaorg.works import has_scheme
from provenance.model import Dossier

__all__ = ["NAME", "loads"]

Node = dict[str, Any]

NAME = "factcheck-api"


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that an answer of the API holds: a list of claims, each with its reviews.

    Answers may stand one a line or in a list, and claims alone or in a list.

    Raises:
        DecodingError: if it is no JSON, or nested too deeply; with `strict`, for everything that was
            found wrong.
    """
    intake = Intake()
    document = Document(intake)
    rests: list[Node] = []
    for answer, whole in _answers(decode_text(data), intake):
        for claim, path in _claims(answer, whole, intake, rests):
            if isinstance(claim, dict):
                _read_claim(document, Fields(claim, path, intake.report, intake.date), claim)
            else:
                intake.set_aside("claims", claim, path, f"a claim is wanted, got {shown(claim)}")
    if rests:
        intake.keep(NAME, rests[0] if len(rests) == 1 else rests)
    document.drafts.finish()
    return finished(intake, strict=strict)


def _answers(text: str, intake: Intake) -> Iterator[tuple[Any, str]]:
    """Yield the answers in a text, each with its path: one, or one a line as pages are collected."""
    try:
        yield decode_json(text), "$"
        return
    except DecodingError:
        lines = lines_of(text)
        if len(lines) < 2:
            raise
    for number, line in lines:
        try:
            yield decode_json(line, number), f"$.line[{number}]"
        except DecodingError as error:
            intake.set_aside("", line, f"$.line[{number}]", error.problems[0].message)


def _claims(answer: Any, path: str, intake: Intake, rests: list[Node]) -> Iterator[tuple[Any, str]]:
    """Yield the claims of an answer, or of a list of answers, and say what is odd about it as a whole.

    Args:
        answer: the answer.
        path: where it stands.
        intake: what problems go to.
        rests: gets what else an answer says.
    """
    if isinstance(answer, list):
        for place, item in enumerate(answer):
            is_answer = isinstance(item, dict) and not {"claims", "results", "nextPageToken"}.isdisjoint(item)
            if (is_answer and "text" not in item) or item == {}:  # {}: nothing was found
                yield from _claims(item, f"{path}[{place}]", intake, rests)
            else:
                yield item, f"{path}[{place}]"
        return
    if not isinstance(answer, dict):
        intake.report(path, f"an answer is an object with claims, got {shown(answer)}")
        return
    if not {"claims", "results"} & answer.keys() and "text" in answer:
        yield answer, path
        return
    rest = {key: value for key, value in answer.items() if key not in ("claims", "results")}
    if rest:
        rests.append(rest)
    if answer.get("nextPageToken"):
        intake.report(
            f"{path}.nextPageToken", "this is only a page of a longer answer: more claims were found"
        )
    elif rest.keys() - {"nextPageToken"} and not {"claims", "results"} & answer.keys():
        intake.report(path, f"no claims in it, but {', '.join(map(shown, list(rest)[:5]))}")
    for key in ("claims", "results"):
        items = answer.get(key, [])
        if not isinstance(items, list):
            intake.report(f"{path}.{key}", f"a list is wanted, got {shown(items)}")
            continue
        for place, item in enumerate(items):
            inner = f"{path}.{key}[{place}]"
            if key == "results" and isinstance(item, dict) and isinstance(item.get("claim"), dict):
                yield item["claim"], f"{inner}.claim"  # of a search by picture
            else:
                yield item, inner


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
    claimant = _name(fields, "claimant")
    said_at = fields.date("claimDate")
    if not any(isinstance(item, dict) and not _PAGE.isdisjoint(item) for item, _ in reviews):
        _keep_claimant(document, fields, claimant)
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


_PAGE = frozenset({"url", "title", "publisher", "reviewDate", "languageCode"})
"""What makes an article of a review."""


def _keep_claimant(document: Document, fields: Fields, claimant: str | None) -> None:
    """Keep who made a claim and when, where there is no article in which that stands."""
    for key in ("claimant", "claimDate"):
        fields.keep(key)
    if claimant is None:
        return
    fields.report("claimant", "there is no review, so that there is no article in which it says so")
    if not_a_name(claimant) is None:
        document.source(Agent(path=fields.at("claimant"), name=short_name(claimant)))


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
        said = "is missing or empty: no verdict is read" if label is None else reading.problem
        fields.report("textualRating", said)
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
    name, site = _name(inner, "name"), inner.text("site")
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


def _name(fields: Fields, key: str) -> str | None:
    name = fields.text(key)
    if name is None or not is_no_name(name):
        return name
    fields.keep(key)
    fields.report(key, f"{shown(name)} is no name: nobody is named")
    return None


def _host(site: str) -> str:
    try:
        return urlsplit(site if "://" in site else f"//{site}").hostname or site
    except ValueError:
        return site
