"""A whole dossier told to a person: who said what, through whom, what changed, how many sources that is."""

from collections.abc import Iterator

from provenance.errors import legible
from provenance.model import Article, Dossier
from provenance.queries.asked import AsOf, Layers
from provenance.view.editing import Editing
from provenance.view.onward import Onward
from provenance.view.overview import Overview
from provenance.view.passages import ArticleTeller
from provenance.view.phrasing import counted
from provenance.view.telling import Telling
from provenance.watching import watched

__all__ = ["explained"]


def explained(
    dossier: Dossier,
    *,
    own_voice: bool = False,
    changes: bool = True,
    lint: bool = True,
    basis: Layers = None,
    as_of: AsOf = None,
    width: int = 88,
) -> str:
    """Return a dossier as text for a person: its articles, sources, attributed claims and gaps.

    Shown are, article by article, each attributed claim with the chain through which it came, its
    form, hedges and time, how much the outlet says in its own voice, and what a standards editor
    would mark, one line a rule, the gravest first; claims on record that no passage holds; the sources
    with their kind and how they are named; what changed on the way, claim by claim and step by step,
    each step once; what is said about verification; and the count of independent origins, claim by
    claim where origins differ or something is missing, the rest in one line.

    Args:
        dossier: what to tell about.
        own_voice: list the claims in the outlet's own voice too, not only count them.
        changes: tell what changed on the way; see `drift`.
        lint: tell what the sourcing rules of the general house mark; see `lint`.
        basis: only these layers ("stated": what the texts themselves say).
        as_of: only what had been published by then.
        width: columns to fill.

    Raises:
        UsageError: if a layer or time is none.
    """
    telling = Telling(dossier, own_voice, basis, as_of, width)
    return legible("\n".join(_lines(telling, changes, lint)))


def _lines(telling: Telling, changes: bool, lint: bool) -> Iterator[str]:
    if telling.dossier.title is not None:
        yield from (telling.dossier.title, "")
    if not len(telling.dossier):
        yield "The dossier is empty."
        return
    editing = Editing(telling) if lint else None
    yield from _articles(telling, editing)
    yield from _claims_alone(telling)
    overview = Overview(telling)
    yield from overview.sources()
    if changes:
        yield from Onward(telling).lines()
    yield from overview.verification()
    yield from overview.corroboration()
    if editing is not None:
        yield from editing.rest()
    yield from _problems(telling)


def _articles(telling: Telling, editing: Editing | None) -> Iterator[str]:
    teller = ArticleTeller(telling)
    unseen = []
    for article in watched(telling.dossier.articles.values(), "telling of articles"):
        if article.id in telling.passages_in or article.text is not None:
            yield from teller.lines(article)
            if editing is not None:
                yield from editing.lines(article)
        else:
            unseen.append(article)
    for id in [id for id in telling.passages_in if id not in telling.dossier.articles]:
        yield from teller.lines(Article(id=id))  # its passages are on record; that it is not is a problem
    if telling.basis is not None:  # an article that no passage of a layer stands in is not of that layer
        return
    if unseen:
        yield "Not seen, but on record"
        for article in unseen:
            yield from telling.wrapped(" · ".join(teller.facts(article)), "  – ", "    ")
        yield ""


def _claims_alone(telling: Telling) -> Iterator[str]:
    """Yield the claims that stand in no passage, and no finding is about: no other part tells of them."""
    whole = telling.whole
    told = {passage.claim for passage in whole.attributions.values()}
    told.update(status.claim for status in whole.statuses.values())
    alone = [claim for claim in telling.dossier.claims.values() if claim.id not in told]
    if telling.basis is not None or telling.as_of is not None or not alone:  # they have no layer and no time
        return
    yield f"On record, in no passage ({counted(len(alone), 'claim')})"
    for claim in alone:
        yield from telling.wrapped(claim.text, "  – ", "    ")
    yield ""


def _problems(telling: Telling) -> Iterator[str]:
    problems = telling.whole.problems()
    if problems:
        words = f"{counted(len(problems), 'problem')} in the dossier (`provenance validate` lists them):"
        yield from telling.wrapped(words)
        for problem in problems[:5]:
            yield from telling.wrapped(str(problem), "  ", "    ")
