"""Showing, drawing and saving whatever the library gives back."""

import os
import re
import sys
from collections.abc import Callable
from importlib import import_module
from inspect import signature
from pathlib import PurePath
from typing import Any

from provenance.display import shown_as
from provenance.errors import InvalidValueError, UsageError, shown
from provenance.formats.format import needed
from provenance.model import RECORD_TYPES, Article, Claim, Dossier, Source
from provenance.queries import corroboration
from provenance.queries.articles_diff import ArticleDiff
from provenance.queries.asked import want_dossier
from provenance.queries.chains import Chain
from provenance.queries.corroboration import Corroboration
from provenance.queries.impact import Impact
from provenance.queries.loops import Circular, Loop
from provenance.queries.showing import shortened
from provenance.queries.sourcing import SourcingProfile
from provenance.queries.timeline import Timeline
from provenance.queries.trace import Trace
from provenance.storage import write_bytes
from provenance.view.asking import told
from provenance.view.drawing import Markup, document, element
from provenance.view.picture import Picture

__all__ = ["ENDINGS", "draw", "draw_grades", "page", "save", "show"]

_DRAWN_BY = {
    ArticleDiff: "diff.draw_diff",
    Chain: "chains.draw_chain",
    Circular: "ring.draw_circular",
    Corroboration: "card.draw_corroboration",
    Dossier: "story.draw_story",
    Impact: "impact.draw_impact",
    Loop: "ring.draw_ring",
    SourcingProfile: "sourcing.draw_sourcing",
    Timeline: "timeline.draw_timeline",
    Trace: "chains.draw_chains",
}
_LARGEST_SIDE = 16_000  # pixels
ENDINGS = (".dot", ".html", ".mmd", ".png", ".svg", ".txt")
"""The endings of files that `save` can write."""


def draw(x: Any, dossier: Dossier | None = None, **options: Any) -> Picture:
    """Return the picture of an answer, a dossier, an article or a claim.

    A dossier is drawn as a map of its story, an article with its passages marked, a claim as the
    count of its independent origins, and each answer in the way that suits it.

    Args:
        x: what to draw.
        dossier: the dossier that it stands in; needed for an article and a claim, and told of by an
            answer that says more with it.
        options: what the picture takes besides; see the functions in `provenance.view.pictures`.

    Raises:
        UsageError: if there is no picture of such a thing, or a dossier is needed and not given.
        UnknownRecordError: if the dossier does not hold the record.
    """
    if isinstance(x, Picture):
        return x
    if dossier is not None:
        want_dossier("draw", dossier)
    if isinstance(x, (Article, Claim)):
        if dossier is None:
            raise UsageError("draw", f"a record is drawn from its dossier: draw({x.id!r}, dossier)")
        return _record(x, dossier, options)
    if isinstance(x, str) and dossier is not None:
        return _record(dossier[x], dossier, options)
    for kind in type(x).__mro__:
        if kind in _DRAWN_BY:
            given = () if dossier is None or kind is Dossier else (dossier,)
            return _called(_DRAWN_BY[kind], options, x, *given)
    raise UsageError("draw", f"there is no picture of {shown(x)}; show() shows it as text and table")


def draw_grades(dossier: Dossier, *, source: Source | str | None = None) -> Picture:
    """Draw the grades of a dossier on the two axes of the Admiralty system: who graded what, and when.

    Reliability of the source runs downwards from A, credibility of the information from 1 to the
    right; F and 6 stand apart. What was graded anew since is told from what holds, and grades on other
    scales are listed beneath. Nothing is averaged, and nothing converted.

    Args:
        dossier: where the grades are.
        source: only the grades of this source, of passages that credit it and of what it published.

    Raises:
        UnknownRecordError: if the dossier does not hold the source.
        UsageError: if it is no source.
    """
    want_dossier("draw_grades", dossier)
    return _maker("grades.draw_grades")(dossier, source=source)


def _record(record: Any, dossier: Dossier, options: dict[str, Any]) -> Picture:
    if isinstance(record, Article):
        return _called("article.draw_article", options, dossier, record)
    if isinstance(record, Claim):
        return _called(_DRAWN_BY[Corroboration], options, corroboration(dossier, record), dossier)
    raise UsageError("draw", f"of records, articles and claims are drawn, not {shown(record)}")


def _called(place: str, options: dict[str, Any], *given: Any) -> Picture:
    """Draw, once it is known that the picture takes the options."""
    maker = _maker(place)
    takes = [name for name, each in signature(maker).parameters.items() if each.kind is each.KEYWORD_ONLY]
    for name in options:
        if name not in takes:
            known = f"it takes {', '.join(takes)}" if takes else "it takes no options"
            raise UsageError("draw", f"this picture does not take {name}={shown(options[name])}; {known}")
    return maker(*given, **options)


def _maker(place: str) -> Callable[..., Picture]:
    module, _, name = place.partition(".")
    maker: Callable[..., Picture] = getattr(import_module(f"provenance.view.pictures.{module}"), name)
    return maker


def show(x: Any, dossier: Dossier | None = None, **options: Any) -> None:
    """Show something in the best way there is: its picture in a notebook, its text in a terminal.

    What has no picture is shown as it shows itself.
    """
    try:
        x = draw(x, dossier, **options)
    except UsageError:
        if options or (dossier is None and isinstance(x, tuple(RECORD_TYPES.values()))):
            raise
    shell = sys.modules.get("IPython")
    if shell is not None and shell.get_ipython() is not None:
        shell.display.display(x)
    else:
        print(x if isinstance(x, Picture) else told(x))


def page(x: Any, dossier: Dossier | None = None, **options: Any) -> str:
    """Return a page that stands alone and shows something, as `save` writes it for ".html"."""
    try:
        picture = draw(x, dossier, **options)
    except UsageError:
        drawn = None if options else shown_as("text/html", x)
        if drawn is None:
            raise
        title = shortened(str(x), 100) or "provenance"
        return document(title, element("main", element("h1", title, class_="pv-unseen"), Markup(drawn)))
    heading = element("h1", picture.title, class_="pv-unseen")  # the picture says it to those who see
    return document(picture.title, element("main", heading, picture.figure()))


def save(
    x: Any, path: str | os.PathLike[str], dossier: Dossier | None = None, *, scale: float = 2, **options: Any
) -> None:
    """Write something into a file, as its ending says.

    ".svg" and ".png" hold the picture, ".html" a page that stands alone, ".txt" plain text, ".mmd" a
    Mermaid diagram, ".dot" a Graphviz graph. The file is replaced in one step.

    Args:
        x: what to write; see `draw`.
        path: the file.
        dossier: the dossier that it stands in; see `draw`.
        scale: for ".png", how many pixels a unit of the picture takes.
        options: what the picture takes besides.

    Raises:
        InvalidValueError: if the ending says nothing, or the picture has no such form.
        MissingExtraError: if ".png" is asked for and nothing is installed that draws one.
        StorageError: if the file cannot be written.
        UsageError: if there is no picture of such a thing; see `draw`.
    """
    try:
        name = os.fsdecode(path)
    except TypeError:
        raise UsageError("save", f"it takes what to write, then the path, got {shown(path)}") from None
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        raise InvalidValueError("path", name, f"its ending says what to write: one of {', '.join(ENDINGS)}")
    data = _made(x, ending, dossier, scale, options)
    write_bytes(data, name)


def _made(x: Any, ending: str, dossier: Dossier | None, scale: float, options: dict[str, Any]) -> bytes:
    if ending == ".html":
        return page(x, dossier, **options).encode()
    try:
        picture = draw(x, dossier, **options)
    except UsageError:
        if ending == ".txt" and not options and hasattr(x, "to_rows"):
            return told(x).encode("utf-8", "replace")
        raise
    if ending == ".png":
        _want_scale(scale, picture)
        renderer = needed("vl_convert", "charts", "drawing a picture as PNG")
        return bytes(renderer.svg_to_png(str(picture.svg), scale=scale))
    made = {".svg": picture.svg, ".txt": picture.text, ".mmd": picture.mermaid, ".dot": picture.dot}[ending]
    if made is None:
        raise InvalidValueError("path", ending, f"a picture of the kind {picture.kind!r} has no such form")
    return made.encode()


def _want_scale(scale: object, picture: Picture) -> None:
    """Refuse a scale that gives no picture, or one that no machine could hold."""
    sheet = picture.svg.partition(">")[0]
    width, height = (float(side) for side in re.findall(r' (?:width|height)="([\d.]+)"', sheet))
    most = _LARGEST_SIDE / max(width, height)
    if isinstance(scale, bool) or not isinstance(scale, (int, float)) or not 0 < scale <= most:
        raise UsageError("save", f"scale is a number above 0 and up to {most:.1f} here, got {shown(scale)}")
