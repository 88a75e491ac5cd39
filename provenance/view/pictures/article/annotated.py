"""Drawing an article: as much of it as fits into a page, a sheet and a text."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from provenance.errors import UsageError, shown
from provenance.model import Article, Dossier
from provenance.queries.asked import AsOf, Layers, asked_about, want_dossier
from provenance.queries.lint import LintFindings
from provenance.queries.lint import lint as linted
from provenance.queries.view import View
from provenance.view.drawing import Markup
from provenance.view.picture import Picture
from provenance.view.pictures.article.backing import Backings
from provenance.view.pictures.article.page import page_of
from provenance.view.pictures.article.reading import Limits, Reader, Reading
from provenance.view.pictures.article.sheet import SHEET_LIMITS, sheet_of
from provenance.view.pictures.article.words import text_of

__all__ = ["article_html", "draw_article"]

T = TypeVar("T", bound=str)

_LARGEST = 200_000
_SMALLEST_SHARE = 0.001


def draw_article(
    dossier: Dossier,
    article: Article | str,
    *,
    lint: bool | LintFindings = True,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
    heading: int = 2,
    with_style: bool = True,
    most_bytes: int = _LARGEST,
) -> Picture:
    """Draw an article with its passages marked.

    Source, cue and content of each passage are told apart by tint, by the style of the line below
    the words, and in words; hedges are dotted, and what the outlet says in its own voice is marked
    quietly. A number leads from a mark to a note, which gives the chain, what it rests on and how
    many independent origins the claim has. Findings of the lint stand beside the line they are about.

    Words that are no longer where an anchor says are found again, or the note lists them; no other
    words are marked in their place.

    Args:
        dossier: where the article stands.
        article: the article, or its id.
        lint: whether to look for sourcing that an editor would mark; or findings, such as those by
            the rules of another house.
        as_of: only what had been published by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers.
        heading: the rank of the headline as a heading of the page, from 1 to 6.
        with_style: whether the HTML form brings `ARTICLE_CSS`; a page with many articles has it once.
        most_bytes: how large each of the forms may become, about; of a larger article less is
            shown, and a sentence says so.

    Raises:
        UnknownRecordError: if the article is not in the dossier.
        UsageError: for a record of another kind, a clock or layer that is none, or an option that has
            another kind of value.
    """
    html, shown, reader = _drawn(
        dossier, article, lint, (as_of, known_at, basis), heading, with_style, most_bytes
    )
    description = _description(shown)
    sheet, _ = _within(
        reader, most_bytes, lambda reading: sheet_of(reading, shown.title, description), SHEET_LIMITS
    )
    return Picture(
        kind="annotated article",
        title=shown.title,
        description=description,
        svg=sheet,
        text=text_of(shown),
        html=html,
    )


def article_html(
    dossier: Dossier,
    article: Article | str,
    *,
    lint: bool | LintFindings = True,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
    heading: int = 2,
    with_style: bool = False,
    most_bytes: int = _LARGEST,
) -> Markup:
    """Return an article with its passages marked for a page, and draw nothing besides.

    It is the `html` of what `draw_article` returns, made in less than half the time: for pages with
    many articles. Such a page has `ARTICLE_CSS` once; see `draw_article` for the options, and for
    what is raised.
    """
    asked = (as_of, known_at, basis)
    return _drawn(dossier, article, lint, asked, heading, with_style, most_bytes)[0]


def _drawn(
    dossier: Dossier,
    article: Article | str,
    lint: bool | LintFindings,
    asked: tuple[AsOf, datetime | None, Layers],
    heading: int,
    with_style: bool,
    most_bytes: int,
) -> tuple[Markup, Reading, Reader]:
    """Return the form for pages, what is shown in it, and who read it."""
    want_dossier("draw_article", dossier)
    _want_options(lint, heading, most_bytes)
    _, record = asked_about("draw_article", dossier, article, "articles")
    as_of, known_at, basis = asked
    view = View.asked("draw_article", dossier, as_of, known_at, basis)
    if lint is True:
        lint = linted(dossier, article=record, as_of=as_of, known_at=known_at, basis=basis)
    findings = None if lint is False else [finding for finding in lint if finding.article == record.id]
    reader = Reader(view, record, findings, Backings(view, as_of, known_at, basis))

    def page(reading: Reading) -> Markup:
        key = _key(reading, (record.id, *asked))
        return page_of(reading, key, heading=heading, with_style=with_style)

    limits = Limits().times(max(1.0, most_bytes / _LARGEST))
    return *_within(reader, most_bytes, page, limits), reader


def _want_options(lint: object, heading: object, most_bytes: object) -> None:
    if not isinstance(lint, (bool, LintFindings)):
        raise UsageError("draw_article", f"lint is True, False or the answer of a lint, got {shown(lint)}")
    if type(heading) is not int or not 1 <= heading <= 6:
        raise UsageError("draw_article", f"heading is a rank from 1 to 6, got {shown(heading)}")
    if type(most_bytes) is not int or most_bytes < 1:
        raise UsageError("draw_article", f"most_bytes is a number of bytes, got {shown(most_bytes)}")


def _within(reader: Reader, most: int, make: Callable[[Reading], T], limits: Limits) -> tuple[T, Reading]:
    """Return what is made of as much of an article as fits, and how much that is."""
    share = 1.0
    while True:
        reading = reader.read(limits.times(share))
        made = make(reading)
        size = len(made.encode("utf-8", "replace"))
        if size <= most or share < _SMALLEST_SHARE:
            return made, reading
        # A limit that the article does not come near cuts nothing, however far it is lowered.
        share = min(share, reading.fills(limits)) * min(0.9, 0.95 * most / size)


def _key(reading: Reading, asked: tuple[object, ...]) -> str:
    """Return what the ids of a picture begin with: another one for whatever is drawn otherwise."""
    told = repr((asked, reading.headline, reading.text, reading.notes, reading.remarks))
    return f"pv-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:8]}-"


def _description(reading: Reading) -> str:
    roles = ", ".join(reading.roles)
    marks = f"Marked in the text: {roles}. Notes below give chain, origins and count." if roles else ""
    return " ".join(filter(None, [f"{reading.summary}.", marks, *reading.remarks]))
