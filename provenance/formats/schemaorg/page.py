"""The JSON in the scripts of a page to dossiers.

Scripts are found by hand, in time that grows with the page and no faster. One that is broken is a
problem of its own: the others are read.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from provenance.errors import DecodingError, Problem
from provenance.formats.intake import Intake
from provenance.formats.jsontext import is_deeper
from provenance.formats.schemaorg.document import DEEPEST_DOCUMENT, Document
from provenance.formats.schemaorg.embedded import items_of, kinds_read
from provenance.formats.schemaorg.loading import finish, finished
from provenance.formats.schemaorg.pagetext import text_of
from provenance.formats.schemaorg.scripttext import json_of, state_of
from provenance.model import Dossier

__all__ = ["Script", "loads", "scripts_of"]

_LARGEST_PAGE = 50_000_000
_LONGEST_TAG = 10_000
_TYPE = re.compile(
    r"""\btype\s{0,9}=\s{0,9}(?:"([^"]{0,100})"|'([^']{0,100})'|([^\s"'>]{1,100}))""", re.IGNORECASE
)
_LANG = re.compile(
    r"""<html\b[^>]{0,2000}?\blang\s{0,9}=\s{0,9}["']?([A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,4})""",
    re.IGNORECASE,
)


class Script(NamedTuple):
    """A script of a page."""

    type: str
    """What its type attribute says, in small letters; "" if it has none."""

    content: str
    """What stands between its tags."""


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that the JSON-LD in a page holds, and the items in its own JSON.

    With the extra `html` also what Microdata, RDFa and Open Graph say that these do not.

    Raises:
        DecodingError: if it is no text or larger than 50 MB; with `strict`, for everything that was found
            wrong.
    """
    text, wrong = text_of(data)
    if len(text) > _LARGEST_PAGE:
        raise DecodingError([Problem("$", f"a page of more than {_LARGEST_PAGE:,} characters")])
    intake = Intake()
    if wrong is not None:
        intake.report("$", wrong)
    lang = _LANG.search(text[:200_000])
    document = Document(intake, language=lang[1] if lang is not None else None)
    linked = 0
    for place, script in enumerate(scripts_of(text)):
        is_linked = script.type == "application/ld+json"
        linked += is_linked
        if is_linked or "ClaimReview" in script.content:
            _take(document, script, is_linked, f"$.script[{place}]")
    others = list(items_of(text, kinds_read(document.types), intake.report))
    if not linked and not others:
        intake.report("$", "the page has no JSON-LD")
    for node, path in others:
        _take_node(document, node, path)
    finish(document, keep_others=False)
    return finished(intake, strict=strict)


def scripts_of(page: str) -> Iterator[Script]:
    """Yield the scripts of a page, in order; one that is not closed ends with the page."""
    lower = page.lower()
    if len(lower) != len(page):  # a few capitals are longer as small letters
        lower = page.translate({code: code + 32 for code in range(65, 91)})
    place = 0
    while (start := lower.find("<script", place)) >= 0:
        opened = _tag_end(page, start)
        if opened < 0:
            return
        closed = lower.find("</script", opened)
        match = _TYPE.search(page, start, opened)
        type = next(filter(None, match.groups()), "") if match is not None else ""
        yield Script(
            type.partition(";")[0].strip().lower(), page[opened : closed if closed >= 0 else len(page)]
        )
        if closed < 0:
            return
        place = closed + 8


def _tag_end(page: str, start: int) -> int:
    """Return the place after a tag; -1 if it does not end. Quoted `>` do not end it."""
    quote = ""
    for place in range(start, min(len(page), start + _LONGEST_TAG)):
        mark = page[place]
        if quote:
            quote = "" if mark == quote else quote
        elif mark in "\"'":
            quote = mark
        elif mark == ">":
            return place + 1
    return page.find(">", start) + 1 or -1


def _take(document: Document, script: Script, is_linked: bool, path: str) -> None:
    found, wrong = json_of(script.content) if is_linked else (state_of(script.content, "ClaimReview"), None)
    if wrong is not None:
        document.intake.report(path, wrong)
    if found is None:
        if is_linked:
            document.intake.set_aside(
                "", script.content[:100_000], path, "nothing in this script could be read"
            )
        return
    _take_node(document, found, path)


def _take_node(document: Document, found: Any, path: str) -> None:
    if is_deeper(found, DEEPEST_DOCUMENT):
        document.intake.report(path, f"nested deeper than {DEEPEST_DOCUMENT}; it is passed over")
        return
    document.take(found, path)
