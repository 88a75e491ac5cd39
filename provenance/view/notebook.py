"""What a notebook shows for a bare expression: the printed text, and the rows behind it as a table.

Everything that comes from a record is escaped, in whatever place of the page it lands.
"""

import html
from collections.abc import Callable, Sequence
from typing import Any

from provenance.display import Showing, register
from provenance.model import RECORD_TYPES, Dossier
from provenance.queries.showing import shortened
from provenance.view.asking import told
from provenance.view.drawing import Markup, element, page_css
from provenance.view.picture import Picture

__all__ = ["dossier_as_html", "picture_as_html", "register_renderers", "result_as_html"]

MOST_ROWS = 50
"""So many rows of a table are shown; the rest is counted."""

_LONGEST_CELL = 200


def register_renderers() -> None:
    """Tell `provenance.display` how dossiers and results are drawn as HTML."""
    register("text/html", Showing, result_as_html)
    register("text/html", Dossier, dossier_as_html)
    register("text/html", Picture, picture_as_html)


def result_as_html(result: Any) -> str:
    """Return an answer as HTML: its text as `told` gives it, and its rows folded away."""
    rows: Callable[[], list[dict[str, Any]]] | None = getattr(result, "to_rows", None)
    table = "" if rows is None else _folded(rows())
    text = _escaped(told(result))
    return f'<div class="provenance"><pre style="white-space: pre-wrap">{text}</pre>{table}</div>'


def picture_as_html(picture: Picture) -> str:
    """Return a picture as HTML: what stands in a page, with the style it needs."""
    return element("div", element("style", Markup(page_css())), picture.figure(), class_="provenance")


def dossier_as_html(dossier: Dossier) -> str:
    """Return a dossier as HTML: its title, and how many records of each kind it holds."""
    counts = {section: len(getattr(dossier, section)) for section in RECORD_TYPES}
    cells = "".join(
        f"<tr><td>{_escaped(section)}</td><td>{count:,}</td></tr>"
        for section, count in counts.items()
        if count
    )
    title = _escaped(dossier.title if dossier.title is not None else "Dossier")
    return f'<div class="provenance"><strong>{title}</strong><table>{cells}</table></div>'


def _folded(rows: Sequence[dict[str, Any]]) -> str:
    if not rows:
        return ""
    names = list(rows[0])
    head = "".join(f"<th>{_escaped(name)}</th>" for name in names)
    cells = ["".join(f"<td>{_cell(row.get(name))}</td>" for name in names) for row in rows[:MOST_ROWS]]
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    more = f"<p>… and {len(rows) - MOST_ROWS:,} more rows</p>" if len(rows) > MOST_ROWS else ""
    many = f"{len(rows):,} row{'' if len(rows) == 1 else 's'}"
    return f"<details><summary>{many}</summary><table><tr>{head}</tr>{body}</table>{more}</details>"


def _cell(value: Any) -> str:
    return "" if value is None else _escaped(shortened(str(value), _LONGEST_CELL))


def _escaped(text: object) -> str:
    return html.escape(str(text), quote=True)
