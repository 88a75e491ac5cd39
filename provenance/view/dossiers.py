"""A dossier at a glance: how much it holds, and how many sources its claims have."""

from provenance.model import RECORD_TYPES, Dossier
from provenance.model.records import singular
from provenance.queries import corroboration_table
from provenance.queries.rows import CorroborationRow
from provenance.queries.showing import counted, shortened
from provenance.view.drawing import Child, Markup, element, joined, named

__all__ = ["dossier_as_html"]

_MOST_CLAIMS, _MOST_ARTICLES = 12, 12
_LARGEST = 20_000
"""The claims of a dossier with more passages than this are not counted at a glance."""


def dossier_as_html(dossier: Dossier) -> Markup:
    """Return a dossier as HTML: what it holds, its claims with their sources counted, its articles.

    Shown are the claims with the most reports; of a dossier of more than 20,000 passages only what it
    holds, because counting takes longer than a glance.
    """
    title = dossier.title if dossier.title is not None else "Dossier"
    parts: list[Child] = [element("p", element("strong", named(shortened(title, 200)))), _counts(dossier)]
    if 0 < len(dossier.attributions) <= _LARGEST:
        parts.append(_claims(dossier))
    parts += [_articles(dossier), _unread(dossier)]
    return joined(parts)


def _counts(dossier: Dossier) -> Markup:
    held = {section: len(getattr(dossier, section)) for section in RECORD_TYPES}
    told = [f"{count:,} {singular(name) if count == 1 else name}" for name, count in held.items() if count]
    return element("p", ", ".join(told) or "It is empty.")


def _claims(dossier: Dossier) -> Markup | None:
    rows = sorted((row for row in corroboration_table(dossier) if row.reports), key=_most_reported)
    if not rows:
        return None
    names = ("claim", "reports", "outlets", "independent origins")
    body = [
        element(
            "tr",
            element("td", named(shortened(dossier.claims[row.claim].text, 140))),
            [element("td", value) for value in (row.reports, row.outlets, f"{row.least}–{row.most}")],
        )
        for row in rows[:_MOST_CLAIMS]
    ]
    head = element("tr", [element("th", name, scope="col") for name in names])
    more = len(rows) - _MOST_CLAIMS
    return joined(
        element("table", head, body),
        element("p", f"… and {counted(more, 'more claim')}") if more > 0 else None,
    )


def _most_reported(row: CorroborationRow) -> tuple[int, int, str]:
    return -row.reports, -row.most, row.claim


def _articles(dossier: Dossier) -> Markup | None:
    articles = list(dossier.articles.values())
    if not articles:
        return None
    items = []
    for article in articles[:_MOST_ARTICLES]:
        outlet = dossier.sources.get(article.publisher) if article.publisher is not None else None
        facts = (None if outlet is None else str(outlet), article.headline, article.published)
        told = " · ".join(shortened(str(fact), 140) for fact in facts if fact is not None)
        items.append(element("li", named(told or article.id)))
    if len(articles) > _MOST_ARTICLES:
        items.append(element("li", f"… and {len(articles) - _MOST_ARTICLES:,} more"))
    summary = element("summary", counted(len(articles), "article"))
    return element("details", summary, element("ul", items))


def _unread(dossier: Dossier) -> Markup | None:
    problems = dossier.read_problems
    if not problems:
        return None
    return element("p", f"{counted(len(problems), 'problem')} in what was read: see read_problems")
