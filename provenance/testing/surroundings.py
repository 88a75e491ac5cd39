"""What a record that is being drawn stands in: the records it may refer to, the text it may quote."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from attrs import define, evolve, field
from hypothesis import strategies as st

from provenance.model import RECORD_TYPES
from provenance.testing.ingredients import LABELS, texts, up_to

__all__ = ["Held", "NothingToDrawError", "Page", "Surroundings", "pick"]

T = TypeVar("T")

Held = Mapping[str, Mapping[str, Any]]
"""Records by mapping and id, as in a dossier."""


class NothingToDrawError(Exception):
    """There is no record to refer to, or no text to quote: the field is to be left out."""


class Page(NamedTuple):
    """What an anchor may quote."""

    text: str
    headline: str


_FREE_IDS = {
    section: st.sampled_from([f"{section[:3]}-{n}" for n in (1, 2, 3)]) | LABELS for section in RECORD_TYPES
}
_FREE_PAGES = st.builds(Page, texts().filter(bool), texts(2).filter(bool))


@define
class Surroundings:
    """Where a record is drawn: by itself, or into a dossier that holds some already."""

    held: Held | None = None
    """The records of the dossier; `None` for a record by itself, which may refer to anything."""

    page: Page | None = field(default=None, kw_only=True)
    """What anchors quote; drawn when first wanted, if there is no dossier."""

    unknown_terms: bool = field(default=False, kw_only=True)
    """Whether words occur that no vocabulary knows."""

    extra: bool = field(default=True, kw_only=True)
    """Whether fields occur that this version does not know."""

    def without_page(self) -> "Surroundings":
        """Return the same surroundings for another record, which quotes another page."""
        return evolve(self, page=None)

    def open_article(self, draw: st.DrawFn, id: str) -> None:
        """Let the anchors that follow quote this article, or the one of this passage."""
        if self.held is None:
            return
        passage = self.held["attributions"].get(id)
        article = self.held["articles"].get(passage.article if passage is not None else id)
        if article is None:  # a source can be derived, too, but it has no words to quote
            self.page = Page("", "")
        else:
            # A text that is not kept may have held anything.
            text = draw(_FREE_PAGES).text if article.text is None else article.text
            self.page = Page(text, article.headline or "")

    def quotable(self, draw: st.DrawFn) -> Page:
        """Return what the anchors of this record quote.

        Raises:
            NothingToDrawError: if there are no words.
        """
        if self.page is None:
            if self.held is not None:
                raise NothingToDrawError
            self.page = draw(_FREE_PAGES)
        if not (self.page.text or self.page.headline):
            raise NothingToDrawError
        return self.page

    def refer(self, draw: st.DrawFn, kinds: Sequence[str]) -> str:
        """Draw the id of a record of one of these kinds (of any, if none is given).

        Raises:
            NothingToDrawError: if the dossier holds none.
        """
        sections = kinds or tuple(RECORD_TYPES)
        if self.held is None:
            return draw(_FREE_IDS[pick(draw, sections)])
        return pick(draw, [id for section in sections for id in self.held[section]])


def pick(draw: st.DrawFn, items: Sequence[T]) -> T:
    """Draw one of a few things.

    Raises:
        NothingToDrawError: if there is none.
    """
    if not items:
        raise NothingToDrawError
    # Also where there is no choice: the draws that follow then stay in step when things are shrunk away.
    return items[draw(up_to(len(items) - 1))]
