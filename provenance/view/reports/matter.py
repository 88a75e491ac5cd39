"""What is reported on: a dossier, how it was asked for, and the answers that the parts of a report share."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from provenance import queries
from provenance.model import Article, Attribution, Dossier, When
from provenance.queries import LeftOut
from provenance.queries.asked import AsOf, Layers, layers_of, moment_of, want_dossier, world_time_of
from provenance.queries.lint import LintFindings, lint
from provenance.queries.rows import CorroborationRow
from provenance.queries.showing import shortened
from provenance.queries.view import View
from provenance.view.telling import seen

__all__ = ["LONGEST_NAME", "Matter", "in_words"]

LONGEST_NAME = 160
MOST_CLAIMS, MOST_ARTICLES = 60, 100


class Matter:
    """A dossier as a report sees it. Whatever several parts need is asked once."""

    def __init__(
        self, dossier: Dossier, as_of: AsOf, known_at: datetime | None, basis: Layers, linted: bool
    ) -> None:
        """Look at a dossier in some layers, at some time; see `report`."""
        want_dossier("report", dossier)
        layers = layers_of("report", basis)
        self.clocks: dict[str, Any] = {
            "as_of": world_time_of("report", as_of),
            "known_at": moment_of("report", known_at),
            "basis": None if layers is None else sorted(layers),
        }
        self.whole = dossier
        self.view = View.asked("report", dossier, **self.clocks)
        self.seen = seen(self.view) if self.view.as_of is None else self._out_by_then()
        self.is_linted = linted
        self.notes: list[str] = []
        """What the page leaves away for want of room, in sentences."""
        self._left: dict[str, str] = {}

    def _out_by_then(self) -> Dossier:
        """Return what is seen, without the articles that came later and what was taken from or into them."""
        found = seen(self.view)
        later = {id for id in found.articles if self.view.exists(id) is False}
        later |= self.whole.attributions.keys() - found.attributions.keys()
        for derivation in list(found.derivations.values()):
            if derivation.derived in later or derivation.taken_from in later:
                found.discard(derivation)
        found.discard(*later)
        return found

    # --- answers ---------------------------------------------------------------------------

    @cached_property
    def rows(self) -> tuple[CorroborationRow, ...]:
        """Every claim of which something is on record, counted; those with most reports and denials first."""
        table = queries.corroboration_table(self.whole, **self.clocks)
        self.leave_out(table.left_out)
        told = {passage.claim for passage in self.passages}
        rows = [row for row in table.rows if row.claim in told or row.verification != "unchecked"]
        return tuple(sorted(rows, key=_rank))

    @cached_property
    def findings(self) -> LintFindings | None:
        """What an editor would mark; `None` if that is not asked for."""
        if not self.is_linted:
            return None
        found = lint(self.whole, **self.clocks)
        self.leave_out(found.left_out)
        return found

    @cached_property
    def passages(self) -> tuple[Attribution, ...]:
        """The passages that are seen."""
        return tuple(self.seen.attributions.values())

    @cached_property
    def passages_in(self) -> dict[str, list[Attribution]]:
        """The passages by article."""
        return _grouped(self.passages, "article")

    @cached_property
    def passages_of(self) -> dict[str, list[Attribution]]:
        """The passages by claim."""
        return _grouped(self.passages, "claim")

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The articles that were out, in order of their appearance; those without a date last."""
        held = [article for article in self.seen.articles.values() if self.view.exists(article.id)]
        return tuple(sorted(held, key=self._appearance))

    @cached_property
    def undecided(self) -> tuple[Article, ...]:
        """The articles of which it is not known whether they were out at the time asked for."""
        return tuple(a for a in self.seen.articles.values() if self.view.exists(a.id) is None)

    @cached_property
    def drawn_articles(self) -> tuple[Article, ...]:
        """The articles that are shown at length: those with a text, then those that say most; in order."""
        said = self.passages_in
        worth = sorted(
            (a for a in self.articles if a.text is not None or a.id in said),
            key=lambda a: (a.text is None, -len(said.get(a.id, ()))),
        )
        chosen = {article.id for article in worth[:MOST_ARTICLES]}
        return tuple(article for article in self.articles if article.id in chosen)

    @cached_property
    def origins(self) -> list[tuple[str, int]]:
        """The origins with the claims that come from them counted, the most used first."""
        held = {**self.seen.sources, **self.seen.articles}
        used = Counter(origin for row in self.rows for origin in row.origins if origin in held)
        return sorted(used.items(), key=lambda item: (-item[1], item[0]))

    def leave_out(self, left: Iterable[LeftOut]) -> None:
        """Note what an answer could not take into account."""
        for record, reason in left:
            self._left.setdefault(record, reason)

    @property
    def left_out(self) -> list[LeftOut]:
        """Everything that an answer could not take into account, by id."""
        self.leave_out(self.view.left_out)
        return [LeftOut(record, reason) for record, reason in sorted(self._left.items())]

    def _appearance(self, article: Article) -> tuple[Any, ...]:
        time = self.view.appeared(article.id)
        return (time is None, () if time is None else time.sort_key())

    # --- names -----------------------------------------------------------------------------

    def name(self, id: str | None) -> str:
        """Return what to call a source, or its id where it is not on record."""
        source = self.seen.sources.get(id) if id is not None else None
        return shortened(str(source) if source is not None else str(id), LONGEST_NAME)

    def claim(self, id: str, most: int = LONGEST_NAME) -> str:
        """Return the words of a claim."""
        claim = self.seen.claims.get(id)
        return shortened(claim.text if claim is not None else f"{id} (not on record)", most)

    def appeared(self, article: Article) -> When | None:
        """Return when an article appeared, as far as that is seen."""
        return self.view.appeared(article.id)

    def outlet(self, article: Article) -> str:
        """Return who published an article, and when, as far as that is known; "" for nothing."""
        when = self.appeared(article)
        who = None if article.publisher is None else self.name(article.publisher)
        return shortened(", ".join(filter(None, [who, None if when is None else str(when)])), LONGEST_NAME)

    def called(self, article: Article) -> str:
        """Return what to call an article: by its outlet, else its headline, and when; else by its id."""
        if article.publisher is None and article.headline:
            parts = [f"“{shortened(article.headline, 60)}”", self.outlet(article)]
            return ", ".join(filter(None, parts))
        return self.outlet(article) or shortened(article.id, LONGEST_NAME)


def in_words(word: object) -> str:
    """Return a word of a vocabulary as a person writes it."""
    return str(word).replace("_", " ")


def _grouped(passages: Iterable[Attribution], by: str) -> dict[str, list[Attribution]]:
    found: dict[str, list[Attribution]] = {}
    for passage in passages:
        found.setdefault(getattr(passage, by), []).append(passage)
    return found


def _rank(row: CorroborationRow) -> tuple[Any, ...]:
    is_open = row.denials > 0 or row.verification != "unchecked"
    return (-(row.reports + row.denials), not is_open, -row.most, row.claim)
