"""A picture: drawn, in words, and as text for other programs."""

from typing import Any

from attrs import field, frozen

from provenance.display import Showing
from provenance.view.drawing import Markup, element

__all__ = ["Picture"]


@frozen(kw_only=True)
class Picture(Showing):
    """A picture of an answer, as SVG, with everything it says in words beside it.

    In a notebook it shows itself; printed, it is its text.
    """

    kind: str
    """What sort of picture it is ("corroboration card")."""

    title: str
    """What it shows, as a heading; the name by which a screen reader announces it."""

    description: str
    """What is to be seen, in sentences, for those who do not see it."""

    svg: Markup = field(repr=False)
    """The picture: one `<svg>` element that stands alone, without script, font or address."""

    text: str = field(repr=False)
    """The same as plain text, for a terminal or a mail."""

    mermaid: str | None = field(default=None, repr=False)
    """The same as a Mermaid diagram, where it is one of boxes and arrows or of times."""

    dot: str | None = field(default=None, repr=False)
    """The same as a Graphviz graph, where it is one of boxes and arrows."""

    html: Markup | None = field(default=None, repr=False)
    """A form for pages that says more than the SVG; `None` where the SVG says all."""

    def __str__(self) -> str:
        return self.text

    def figure(self) -> Markup:
        """Return the picture as it stands in a page: its HTML form, else its SVG in a figure."""
        return self.html if self.html is not None else element("figure", self.svg)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """Return all forms a notebook may choose from."""
        return {"text/plain": self.text, "text/html": self._repr_html_(), "image/svg+xml": str(self.svg)}
