"""The articles of a report, each with its passages marked."""

from provenance.model import Article
from provenance.queries.showing import counted, shortened
from provenance.view.drawing import Child, Markup, element, joined, link, named
from provenance.view.pictures.article import article_html
from provenance.view.reports.evidence import EvidenceList
from provenance.view.reports.figures import Figures, Room
from provenance.view.reports.matter import LONGEST_NAME, Matter
from provenance.view.reports.parts import Section, plain
from provenance.watching import watched

__all__ = ["article_key", "articles_section"]

_ROOM = 1_400_000
_LARGEST, _SMALLEST = 200_000, 20_000  # of one article; of a larger one less is shown
_MOST_LISTED = 200


def article_key(place: int) -> str:
    """Return the id of an article in the page."""
    return f"article-{place}"


def articles_section(matter: Matter, figures: Figures, evidence: EvidenceList) -> Section:
    """Return the articles: at length those that say something, the others in a list."""
    room = Room(_ROOM)
    parts: list[Child] = []
    entries = []
    without = 0
    drawn = matter.drawn_articles
    for place, article in enumerate(watched(drawn, "reporting on articles"), 1):
        share = min(_LARGEST, max(_SMALLEST, room.left // (len(drawn) - place + 1)))
        figure = figures.placed(_marked(matter, article, share))
        if not room.takes(figure):
            without += 1
            figure = element("p", "Not shown at length, for want of room.", class_="pv-facts")
        parts.append(_article(matter, evidence, article, place, figure))
        entries.append((article_key(place), _entry(matter, article)))
    if without:
        matter.notes.append(f"The texts of {counted(without, 'article')} are not shown, for want of room.")
    parts.append(_others(matter, evidence))
    if not parts[:-1]:
        parts.insert(0, element("p", "No article of the dossier has a text or a passage on record."))
    return Section("articles", "The articles", joined(parts), entries, "article", starts_page=True)


def _entry(matter: Matter, article: Article) -> Markup:
    outlet = matter.outlet(article)
    return joined(
        named(shortened(article.headline, 90)) if article.headline else None,
        " – " if article.headline and outlet else None,
        named(outlet if article.headline else matter.called(article)),
    )


def _article(matter: Matter, evidence: EvidenceList, article: Article, place: int, figure: Markup) -> Markup:
    key = article_key(place)
    many = len(matter.passages_in.get(article.id, ()))
    marked = sum(finding.article == article.id for finding in matter.findings or ())
    facts = plain(
        counted(many, "passage"),
        element("a", counted(marked, "finding"), " of the sourcing rules", href="#sourcing-rules")
        if marked
        else None,
        joined("record ", evidence.link(article.id)),
        None if article.text is not None else "its text is not in the dossier",
    )
    return element(
        "article",
        element("h3", f"{place}. ", named(matter.called(article)), id=f"{key}-title"),
        element("p", facts, class_="pv-facts"),
        figure,
        id=key,
        aria_labelledby=f"{key}-title",
    )


def _marked(matter: Matter, article: Article, most: int) -> Markup:
    """Return an article with its passages marked, and what an editor would mark beside them."""
    lint = matter.findings if matter.findings is not None else False
    return article_html(
        matter.whole, article, lint=lint, heading=4, with_style=True, most_bytes=most, **matter.clocks
    )


def _others(matter: Matter, evidence: EvidenceList) -> Markup | None:
    """Return the articles of which nothing is shown but that they are on record."""
    shown = {article.id for article in matter.drawn_articles}
    others = [a for a in (*matter.articles, *matter.undecided) if a.id not in shown]
    if not others:
        return None
    items = []
    for article in others[:_MOST_LISTED]:
        told = named(shortened(article.headline, LONGEST_NAME)) if article.headline else None
        address = article.url if article.url is not None and len(article.url) <= 2_000 else None
        where = None if address is None else link(address, named(shortened(address, 200)))
        undecided = "whether it was out by then is not known" if article in matter.undecided else None
        items.append(
            element("li", plain(told, evidence.link(article.id, matter.called(article)), where, undecided))
        )
    if len(others) > _MOST_LISTED:
        items.append(element("li", f"… and {len(others) - _MOST_LISTED:,} more"))
        matter.notes.append(f"{len(others) - _MOST_LISTED:,} articles on record are not listed.")
    summary = element("summary", f"{counted(len(others), 'article')} besides, of which less is on record")
    return element("details", summary, element("ul", items))
