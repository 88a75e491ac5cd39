"""What a person would call the sources and articles of a view."""

from provenance.queries.showing import shortened
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = ["Labels"]


class Labels:
    """Names of sources and articles, in the layers asked for, looked up once.

    `know_source` and `know_article` look a record up; the other methods tell what is known. After
    `settle` nothing is looked up any more, so that what was found can outlive the dossier's changes.
    """

    def __init__(self, view: View, voices: Voices) -> None:
        self._view: View | None = view
        self._voices: Voices | None = voices
        self.names: dict[str, str] = {}
        self.descriptions: dict[str, str] = {}
        self.publishers: dict[str, str] = {}
        """For an article, the id that stands for its publisher."""
        self.headlines: dict[str, str] = {}

    def settle(self) -> "Labels":
        """Let go of the dossier."""
        self._view = self._voices = None
        return self

    def know_source(self, id: str) -> None:
        """Look up what a source is called."""
        if self._view is None or self._voices is None or id in self.names or id in self.descriptions:
            return
        name = self._voices.name(id)
        if name is not None:
            self.names[id] = name
            return
        record = self._view.sources.get(id)
        words = None if record is None else self._view.read(record, "description")
        if words is not None:
            self.descriptions[id] = words

    def know_article(self, id: str) -> None:
        """Look up who published an article, else its headline."""
        if self._view is None or self._voices is None or id in self.publishers or id in self.headlines:
            return
        record = self._view.articles.get(id)
        if record is None:
            return
        publisher = self._view.read(record, "publisher")
        if publisher is not None:
            self.publishers[id] = root = self._voices.root(publisher)
            self.know_source(root)
            return
        headline = self._view.read(record, "headline")
        if headline is not None:
            self.headlines[id] = headline

    def plain(self, id: str) -> str:
        """Return what a person would call a source or an article; its id if nothing better is known."""
        id = self.publishers.get(id, id)
        if id in self.names:
            return shortened(self.names[id], 100)
        if id in self.descriptions:
            return f"“{shortened(self.descriptions[id])}”"
        if id in self.headlines:
            return f"“{shortened(self.headlines[id])}”"
        return id

    def full(self, id: str) -> str:
        """Return the same with the id behind it, so that the record can be found."""
        name = self.plain(id)
        return id if name == id else f"{name} ({id})"

    def outlet(self, article: str) -> str | None:
        """Return the name of an article's publisher, or its id; `None` if it is not known."""
        publisher = self.publishers.get(article)
        return None if publisher is None else self.plain(publisher)
