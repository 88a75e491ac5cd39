"""What a notebook shows for a bare expression: a picture where there is one, words, and rows.

Everything is static: no script, nothing fetched, a style that reaches no further than `.provenance`,
and plain enough that it can still be read where a front end throws styles and pictures away. Whatever
comes from a record is escaped by `element`, in whatever place of the page it lands.
"""

from collections.abc import Callable, Sequence
from typing import Any

from attrs import fields as attrs_fields

from provenance.display import Showing, register
from provenance.errors import UsageError
from provenance.model import RECORD_TYPES, Dossier
from provenance.queries import Origin
from provenance.queries.showing import counted, shortened
from provenance.view.asking import told
from provenance.view.codes import code_of
from provenance.view.dossiers import dossier_as_html
from provenance.view.drawing import Child, Markup, element, escaped, page_css
from provenance.view.picture import Picture
from provenance.view.records import record_as_html
from provenance.view.showing import draw

__all__ = ["part_as_html", "picture_as_html", "register_renderers", "result_as_html"]

MOST_ROWS = 50
"""So many rows of a table are shown; the rest is counted."""

_LONGEST_CELL = 200
_LONGEST_TEXT = 20_000
_LARGEST_PICTURE = 400_000


def register_renderers() -> None:
    """Tell `provenance.display` how dossiers, records and results are drawn as HTML."""
    register("text/html", Showing, result_as_html)
    register("text/html", Dossier, lambda dossier: _framed(dossier_as_html(dossier)))
    register("text/html", Picture, picture_as_html)
    for part in (tuple, Origin):
        register("text/html", part, part_as_html)
    for kind in RECORD_TYPES.values():
        register("text/html", kind, lambda record: _framed(record_as_html(record)))


def result_as_html(result: Any) -> str:
    """Return an answer as HTML: its picture, its text as `told` gives it, its rows folded away."""
    picture = _picture_of(result)
    words = element("pre", _bounded(told(result)))
    if picture is not None:
        words = element("details", element("summary", "In words"), words)
    rows: Callable[[], list[dict[str, Any]]] | None = getattr(result, "to_rows", None)
    return _framed(picture, words, None if rows is None else _folded(rows()), _signpost(result))


def part_as_html(part: Any) -> str:
    """Return a part of an answer as HTML: what it says, and its fields folded away."""
    names = getattr(part, "_fields", None) or [field.name for field in attrs_fields(type(part))]
    rows = [element("tr", element("th", name), element("td", _cell(getattr(part, name)))) for name in names]
    folded = element("details", element("summary", "Fields"), element("table", rows))
    return _framed(element("pre", _bounded(str(part))), folded)


def picture_as_html(picture: Picture) -> str:
    """Return a picture as HTML: what stands in a page, with its text folded away below."""
    words = element("details", element("summary", "In words"), element("pre", _bounded(picture.text)))
    return _framed(picture.figure(), words)


def _framed(*parts: Child) -> Markup:
    return element("div", element("style", Markup(page_css())), *parts, class_="provenance")


def _picture_of(result: Any) -> Markup | None:
    """Return the picture of an answer, if it has one, it can be drawn, and it is not too large."""
    try:
        figure = draw(result).figure()
    except UsageError:
        return None
    except Exception:  # a picture that fails must not take the words with it
        return None
    return figure if len(figure) <= _LARGEST_PICTURE else None


def _signpost(result: Any) -> Markup | None:
    code = code_of(result)
    return None if code is None else element("p", f"{code}: pv.about('{code}') explains it", class_="pv-soft")


def _bounded(words: str) -> Markup:
    if len(words) <= _LONGEST_TEXT:
        return escaped(words)
    return escaped(f"{words[:_LONGEST_TEXT]}\n… and {len(words) - _LONGEST_TEXT:,} more characters")


def _folded(rows: Sequence[dict[str, Any]]) -> Markup | None:
    if not rows:
        return None
    names = list(rows[0])
    head = element("tr", [element("th", name) for name in names])
    body = [
        element("tr", [element("td", _cell(row.get(name))) for name in names]) for row in rows[:MOST_ROWS]
    ]
    more = (
        None
        if len(rows) <= MOST_ROWS
        else element("p", f"… and {counted(len(rows) - MOST_ROWS, 'more row')}")
    )
    summary = element("summary", counted(len(rows), "row"))
    return element("details", summary, element("table", head, body), more)


def _cell(value: Any) -> str | None:
    return None if value is None else shortened(str(value), _LONGEST_CELL)
