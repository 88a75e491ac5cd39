"""A story as one page: the whole of it, to be handed over."""

from collections.abc import Sequence
from datetime import datetime

from provenance.errors import UsageError, shown
from provenance.model import Dossier
from provenance.queries.asked import AsOf, Layers
from provenance.queries.showing import counted, shortened
from provenance.view.drawing import Child, Markup, document, element, joined, named
from provenance.view.reports.answers import (
    falls_section,
    lint_section,
    rings_section,
    sourcing_section,
    timeline_section,
)
from provenance.view.reports.articles import articles_section
from provenance.view.reports.claims import claim_table, claims_section
from provenance.view.reports.evidence import EvidenceList
from provenance.view.reports.figures import Figures, Room
from provenance.view.reports.making import made_section
from provenance.view.reports.matter import MOST_CLAIMS, Matter
from provenance.view.reports.parts import Section
from provenance.view.reports.style import REPORT_CSS

__all__ = ["report"]

_LONGEST_TITLE, _ROOM = 200, 250_000


def report(
    dossier: Dossier,
    *,
    title: str | None = None,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
    lint: bool = True,
    language: str = "en",
) -> str:
    """Return a dossier as one HTML page that stands alone: to be read, printed, and handed over.

    It holds the claims with their independent origins counted, the articles with their passages
    marked, the story in order, who gets to speak, what an editor would mark, rings, what falls if the
    origins fall that are used most, the records behind it all, and how it was made. Nothing in it is
    fetched or runs. What is left away where there is too much is said at its end.

    The same dossier gives the same page, to the letter: no clock is read.

    Args:
        dossier: what to report on.
        title: the title of the page; by default the dossier's.
        as_of: only what had been published by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers ("stated": what the texts themselves say).
        lint: whether to tell what the sourcing rules of the general house mark; see `lint`.
        language: the language that the page says it is in: English, as a tag ("en", "en-GB"). Claims
            and articles carry their own.

    Raises:
        InvalidValueError: for a string that is no time.
        UsageError: if that is no dossier, for a clock or layer that is none, or another language.

    Examples:
        >>> page = report(Dossier(title="The bridge"))
        >>> page.startswith("<!DOCTYPE html>")
        True
    """
    if not isinstance(language, str) or language.lower().partition("-")[0] != "en":
        raise UsageError("report", f"the page’s own words are English, not {shown(language)}")
    if title is not None and not isinstance(title, str):
        raise UsageError("report", f"title is a text, got {shown(title)}")
    matter = Matter(dossier, as_of, known_at, basis, lint)
    told = title if title is not None else dossier.title
    told = shortened(told, _LONGEST_TITLE) if told and told.strip() else "Who said what"
    figures = Figures()
    sections = _sections(matter, figures)
    body = [
        element("a", "Skip to the report", href="#main", class_="pv-skip"),
        _header(matter, told),
        _contents(sections),
        element("main", [section.markup() for section in sections], id="main", tabindex=-1),
        _footer(matter),
    ]
    return document(told, *body, css=REPORT_CSS + figures.css, language=language, look="pv-report")


def _sections(matter: Matter, figures: Figures) -> Sequence[Section]:
    evidence = EvidenceList(matter, [row.claim for row in matter.rows[:MOST_CLAIMS]])
    return [
        _glance(matter, figures),
        articles_section(matter, figures, evidence),
        claims_section(matter, figures, evidence),
        timeline_section(matter, figures),
        sourcing_section(matter, figures),
        lint_section(matter, evidence),
        rings_section(matter, figures),
        falls_section(matter, figures),
        evidence.section(),
        made_section(matter, evidence),
    ]


def _glance(matter: Matter, figures: Figures) -> Section:
    parts: list[Child] = []
    if len(matter.seen.articles):
        drawn = figures.of(matter.seen)
        if Room(_ROOM).takes(drawn):
            parts.append(drawn)
        else:
            matter.notes.append("The map of the story is not shown, for want of room.")
    parts.append(claim_table(matter))
    return Section("glance", "At a glance", joined(parts))


def _header(matter: Matter, title: str) -> Markup:
    asked = _asked(matter)
    return element(
        "header",
        element("h1", named(title)),
        element("p", _counts(matter), class_="pv-lead"),
        element("p", element("strong", asked)) if asked else None,
        element("p", _how_to_read()),
    )


def _counts(matter: Matter) -> str:
    if not len(matter.whole):
        return "The dossier is empty."
    outlets = {article.publisher for article in matter.articles if article.publisher is not None}
    held = [
        f"{counted(len(matter.articles), 'article')} from {counted(len(outlets), 'outlet')}",
        counted(len(matter.rows), "claim"),
        counted(len(matter.passages), "passage"),
    ]
    alone = sum(row.most == 1 for row in matter.rows)
    perhaps = sum(row.least < 2 <= row.most for row in matter.rows)
    several = sum(row.least > 1 for row in matter.rows)
    nobody = sum(row.most == 0 for row in matter.rows)
    denied = sum(row.denials > 0 for row in matter.rows)
    told = [
        f"{alone:,} {_rest(alone)} on one origin, however many report it" if alone else "",
        f"{perhaps:,} on one or on several, which is not known" if perhaps else "",
        f"{several:,} on at least two independent ones" if several else "",
        f"{nobody:,} on nobody" if nobody else "",
        f"{denied:,} {'is' if denied == 1 else 'are'} denied by somebody" if denied else "",
    ]
    return f"{', '.join(held[:-1])} and {held[-1]}. " + (
        f"Of the claims, {'; '.join(filter(None, told))}." if matter.rows else ""
    )


def _rest(many: int) -> str:
    return "rests" if many == 1 else "rest"


def _asked(matter: Matter) -> str:
    clocks = matter.clocks
    told = []
    if clocks["as_of"] is not None:
        told.append(f"what had been published by {shortened(str(clocks['as_of']), 80)}")
    if clocks["known_at"] is not None:
        told.append(f"what had been recorded by {clocks['known_at'].isoformat()}")
    if clocks["basis"] is not None:
        told.append(f"records whose basis is {' or '.join(clocks['basis'])}")
    return f"Seen here is only {' and '.join(told)}." if told else ""


def _how_to_read() -> str:
    return (
        "How to read it: a range such as 1–2 says that a claim has at least one and at most two "
        "independent origins; papers that copy one agency are one voice, not many. A passage records that "
        "an article gives somebody’s words, not that they were said, nor that they are true: nothing here "
        "is a score of truth. What is not known is called unknown. Every line can be followed back to its "
        "record in the evidence list."
    )


def _contents(sections: Sequence[Section]) -> Markup:
    items = []
    for section in sections:
        below = [element("li", element("a", words, href=f"#{id}")) for id, words in section.entries]
        folded = None
        if below:
            summary = element("summary", counted(len(below), section.entry))
            folded = element("details", summary, element("ol", below))
        items.append(element("li", element("a", section.title, href=f"#{section.key}"), folded))
    return element(
        "nav", element("h2", "Contents", id="contents"), element("ol", items), aria_labelledby="contents"
    )


def _footer(matter: Matter) -> Markup:
    return element(
        "footer",
        element(
            "p",
            "Made with news-provenance, which records who said what and never decides what is true. ",
            element("a", "How this was made", href="#made"),
        ),
    )
