"""What the parts of a report are put together from: sections, tables, lists."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from provenance.queries.showing import counted
from provenance.view.drawing import Child, Markup, element, joined

__all__ = ["Column", "Section", "more", "plain", "table"]


@frozen
class Section:
    """A part of the page, with what the table of contents says of it."""

    key: str
    """Its id."""

    title: str
    body: Markup
    entries: Sequence[tuple[str, Markup]] = ()
    """What stands below it in the table of contents: ids and words."""

    entry: str = ""
    """What one of these is called ("claim")."""

    starts_page: bool = False
    """Whether it begins a new page of paper."""

    def markup(self) -> Markup:
        """Return it as it stands in the page."""
        heading = f"{self.key}-title"
        return element(
            "section",
            element("h2", self.title, id=heading),
            self.body,
            id=self.key,
            class_="pv-new-page" if self.starts_page else None,
            aria_labelledby=heading,
        )


@frozen
class Column:
    """A column of a table."""

    title: str
    is_number: bool = False
    is_wide: bool = False
    is_kept: bool = False
    """Whether its lines are not broken."""

    @property
    def look(self) -> str | None:
        """Its class."""
        if self.is_number:
            return "pv-n"
        return "pv-w" if self.is_wide else "pv-k" if self.is_kept else None


def table(
    key: str, caption: str, columns: Sequence[Column], rows: Iterable[tuple[str | None, Sequence[Child]]]
) -> Markup:
    """Return a table with a caption; the first cell of each row is its heading.

    It can be scrolled sideways where there is no room for it, by keyboard too.

    Args:
        key: begins the id of its caption.
        caption: what is listed.
        columns: the columns.
        rows: for each row its id, if it is led to, and its cells.
    """
    looks = [column.look for column in columns]
    head = [element("th", column.title, scope="col", class_=column.look) for column in columns]
    body = [
        element(
            "tr",
            element("th", cells[0], scope="row", class_=looks[0]),
            [element("td", cell, class_=look) for cell, look in zip(cells[1:], looks[1:], strict=True)],
            id=id,
        )
        for id, cells in rows
    ]
    held = element(
        "table",
        element("caption", caption, id=f"{key}-caption"),
        element("thead", element("tr", head)),
        element("tbody", body),
    )
    return element("div", held, class_="pv-wide", tabindex=0, role="group", aria_labelledby=f"{key}-caption")


def more(hidden: int, noun: str) -> Markup | None:
    """Say how many are not shown; nothing where all are."""
    return element("p", f"… and {counted(hidden, f'more {noun}')}", class_="pv-facts") if hidden > 0 else None


def plain(*parts: Child) -> Markup:
    """Return parts in a row, with a dot between those that are there."""
    held = [part for part in parts if part]
    return joined([(" · " if place else None, part) for place, part in enumerate(held)])
