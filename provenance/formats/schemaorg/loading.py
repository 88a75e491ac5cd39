"""JSON-LD files of schema.org to dossiers."""

from typing import Any

from provenance.errors import DecodingError, Problem
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_json, decode_text
from provenance.formats.schemaorg.document import Document
from provenance.formats.schemaorg.reviews import read_claim, read_review
from provenance.formats.schemaorg.terms import ARTICLE_TYPES, EXTRA
from provenance.formats.schemaorg.works import read_article, read_quotation
from provenance.model import Dossier
from provenance.model._collecting import collector_paused

__all__ = ["finish", "finished", "lines_of", "loads"]

_REVIEWS = frozenset({"ClaimReview", "MediaReview"})
_CONTAINERS = frozenset({"DataFeed", "DataFeedItem"})


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that a JSON-LD document of schema.org holds, or one document a line.

    Terms are taken by their names. Of contexts only what stands in the document is looked at; nothing is
    fetched.

    Raises:
        DecodingError: if it is no JSON; with `strict`, for everything that was found wrong.
    """
    text = decode_text(data)
    with collector_paused():
        intake = Intake()  # terms that we have no field for are no fault of a document
        document = Document(intake)
        for item, path in _documents(text, intake):
            document.take(item, path)
        finish(document, keep_others=True)
        return finished(intake, strict=strict)


def finished(intake: Intake, *, strict: bool) -> Dossier:
    """Return the dossier that was taken in.

    Raises:
        DecodingError: if the reading is strict and anything was found wrong.
    """
    dossier = intake.finish()
    if strict and dossier.read_problems:
        raise DecodingError(dossier.read_problems)
    return dossier


def _documents(text: str, intake: Intake) -> list[tuple[Any, str]]:
    try:
        return [(decode_json(text), "$")]
    except DecodingError:
        lines = lines_of(text)
        if len(lines) < 2:
            if text.lstrip()[:1] == "<":
                raise DecodingError([Problem("$", "not JSON: this is a page; read it as html")]) from None
            raise
    found = []
    for number, line in lines:
        try:
            found.append((decode_json(line, number), f"$.line[{number}]"))
        except DecodingError as error:
            intake.set_aside("", line, f"$.line[{number}]", error.problems[0].message)
    return found


def lines_of(text: str) -> list[tuple[int, str]]:
    """Return the lines of a text of one JSON object a line, with their numbers; none if it is none such."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    are_objects = (line.lstrip()[:1] == "{" and line.rstrip()[-1:] == "}" for _, line in lines[:2])
    return lines if all(are_objects) else []


def finish(document: Document, *, keep_others: bool) -> None:
    """Read what was taken in.

    Args:
        document: the document.
        keep_others: whether items in which nothing was read are kept beside the records.
    """
    for types, read in (
        (ARTICLE_TYPES, read_article),
        (_REVIEWS, read_review),
        (frozenset({"Claim"}), read_claim),
        (frozenset({"Quotation"}), read_quotation),
    ):
        for found in document.of_types(types):
            if types is ARTICLE_TYPES and not _REVIEWS.isdisjoint(found.fields.types):
                continue  # a review that calls itself an article too is read as a review
            read(document, found)
            document.read_tops.add(found.top)
        if types is _REVIEWS:
            for found in document.untyped_reviews():
                read_review(document, found)
                document.read_tops.add(found.top)
    document.drafts.finish()
    others = [
        item
        for top, (item, _) in enumerate(document.tops)
        if top not in document.read_tops and id(item) not in document.used  # what refers to it has it
    ]
    if others and keep_others:
        document.intake.keep(EXTRA, others)
    if not document.read_tops and not document.is_ours:
        document.intake.report("$", "there is nothing of schema.org in it that is read here")
