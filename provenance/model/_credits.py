"""Where the articles of a dossier credit a source, and in which words."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from provenance.errors import AnchorNotFoundError
from provenance.model.anchors import Part, TextAnchor
from provenance.model.article import Article
from provenance.model.source import Source

if TYPE_CHECKING:  # the dossier is built on this module
    from provenance.model.dossier import Dossier

__all__ = ["Credits", "is_in_place"]

_SHORTEST_WORDS = 3  # "he" credits, too, and says nothing


class Credits:
    """The places where some sources are credited or described."""

    articles: set[str]
    """The articles that credit, describe, come from or were checked by the sources."""

    passages: set[str]
    """The attributions to the sources."""

    spans: dict[tuple[str, str], list[tuple[int, int]]]
    """By article and part, where the words that credit them stand."""

    phrases: set[str]
    """All the words used for them that are more than one word; without the names."""

    lost: set[str]
    """The articles whose text is kept and that do not have the words where an anchor says."""

    def __init__(self, dossier: "Dossier", hidden: Mapping[str, Source]) -> None:
        self._dossier = dossier
        self.articles, self.passages, self.phrases, self.lost = set(), set(), set(), set()
        self.spans = {}
        self._words: dict[str, set[str]] = {}  # by article, whatever credits them there
        self._patterns: dict[str, re.Pattern[str]] = {}
        for source in hidden.values():
            self._describe(source)
            self.articles.update(a.id for a in dossier.index("articles", "publisher").get(source.id))
            checks = dossier.index("statuses", "checker").get(source.id)
            self.articles.update(check.article for check in checks if check.article is not None)
            for passage in dossier.index("attributions", "source").get(source.id):
                self.passages.add(passage.id)
                self._credit(passage.article, passage.anchors.source)
                self._say(passage.article, passage.credited_as)

    def _describe(self, source: Source) -> None:
        place = source.described_in
        if place is not None:
            self._credit(place.article, () if place.anchor is None else (place.anchor,))
            self._say(place.article, source.description)
        elif source.description is not None:
            self._say(None, source.description)

    def _credit(self, article: str, anchors: tuple[TextAnchor, ...]) -> None:
        self.articles.add(article)
        for anchor in anchors:
            text = self.text_of(article, anchor.part)
            place = _place(text, anchor) if text is not None else None
            if place is not None:
                self.spans.setdefault((article, str(anchor.part)), []).append(place)
            elif text is not None:
                self.lost.add(article)
            self._say(article, anchor.exact)

    def _say(self, article: str | None, words: str | None) -> None:
        words = words.strip() if words is not None else ""
        if len(words.split()) > 1:
            self.phrases.add(words)
        if article is not None and len(words) >= _SHORTEST_WORDS:
            self._words.setdefault(article, set()).add(words)

    def text_of(self, article: str | None, part: str) -> str | None:
        """Return the text or headline that an anchor points into, if it is kept."""
        return _text(self._dossier.articles.get(article) if article is not None else None, part)

    def is_in_place(self, anchor: TextAnchor, article: str | None) -> bool:
        """Tell whether an anchor quotes what stands at its place in the text of an article."""
        return is_in_place(anchor, self._dossier.articles.get(article) if article is not None else None)

    def scrubbed(self, words: str, article: str | None, label: str) -> str:
        """Return a quotation from an article with a label over what credits the sources there."""
        if article not in self._words:
            return words
        pattern = self._patterns.get(article)
        if pattern is None:
            longest = sorted(self._words[article], key=lambda one: (-len(one), one))
            pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
            self._patterns[article] = pattern
        return pattern.sub(lambda _: label, words)


def is_in_place(anchor: TextAnchor, article: Any) -> bool:
    """Tell whether an anchor quotes what stands at its place; not so in what is no article."""
    text = _text(article, anchor.part)
    return text is not None and text[anchor.start : anchor.end] == anchor.exact


def _text(article: Any, part: str) -> str | None:
    if not isinstance(article, Article) or part not in (Part.TEXT, Part.HEADLINE):
        return None
    return article.headline if part == Part.HEADLINE else article.text


def _place(text: str, anchor: TextAnchor) -> tuple[int, int] | None:
    """Return where the very words of an anchor stand now."""
    if text[anchor.start : anchor.end] == anchor.exact:
        return anchor.start, anchor.end
    try:
        found = anchor.locate(text, fuzzy=False)
    except AnchorNotFoundError:
        return None
    return found.start, found.end
