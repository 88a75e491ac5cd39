"""One telling of a dossier: how it was asked for, what of it is seen so, what things are called."""

import attrs

from provenance.model import Article, Attribution, Dossier, Source, VerificationStatus
from provenance.queries.asked import AsOf, Layers, layers_of, world_time_of
from provenance.queries.showing import shortened
from provenance.queries.status import is_judged
from provenance.queries.view import View
from provenance.view.phrasing import wrapped

__all__ = ["Telling", "seen"]


class Telling:
    """A dossier, how it was asked for, and what of it is seen so."""

    def __init__(self, dossier: Dossier, own_voice: bool, basis: Layers, as_of: AsOf, width: int) -> None:
        """Look at a dossier in some layers, at some time; see `explained`."""
        self.whole, self.own_voice, self.basis = dossier, own_voice, basis
        self.as_of, self.width = as_of, width
        self.view = View(dossier, world_time_of("explained", as_of), None, layers_of("explained", basis))
        self.dossier = seen(self.view)
        self.passages = list(self.dossier.attributions.values())
        self.passages_in: dict[str, list[Attribution]] = {}
        for passage in self.passages:
            self.passages_in.setdefault(passage.article, []).append(passage)
        self.number = 1  # attributed claims are numbered through, so that later lines can name them
        self.numbers: dict[str, list[int]] = {}

    def claim(self, id: str) -> str:
        """Return the words of a claim."""
        claim = self.dossier.claims.get(id)
        return claim.text if claim is not None else f"({id} is not on record)"

    def origin(self, id: str) -> str:
        """Return what to call an origin: a source by its name, an article by who published it."""
        article = self.dossier.articles.get(id)
        if article is None:
            return self.name(id)
        if article.publisher is not None:
            return f"{self.name(article.publisher)} itself"
        return f"“{shortened(str(article), 40)}” itself"

    def name(self, id: str | None) -> str:
        """Return what to call a source."""
        source = self.dossier.sources.get(id) if id is not None else None
        return str(source) if source is not None else str(id)

    def wrapped(self, text: str, start: str = "", after: str | None = None) -> list[str]:
        """Return text as lines of the width asked for."""
        return wrapped(text, self.width, start, after)


def seen(view: View) -> Dossier:
    """Return what is seen of a dossier: records and fields of the layers and the times asked for."""
    if view.plain:
        return view.dossier
    found = Dossier(title=view.dossier.title)
    for record in view.dossier:
        if isinstance(record, (Article, Source)):
            hidden = {name: view.read(record, name) for name in record.layers}
            found.add(attrs.evolve(record, **hidden))
        elif isinstance(record, Attribution):
            if view.has_passage(record):
                found.add(record)
        elif isinstance(record, VerificationStatus):
            if view.has(record) and is_judged(view, record):
                found.add(record)
        elif not hasattr(record, "recorded") or view.has(record):
            found.add(record)
    return found
