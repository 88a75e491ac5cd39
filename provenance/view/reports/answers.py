"""The answers about the whole story: in order, who gets to speak, rings, what falls, what an editor marks."""

from collections import Counter
from collections.abc import Sequence

from provenance import queries
from provenance.queries.lint import Finding, Severity, explain
from provenance.queries.showing import counted, shortened
from provenance.view.drawing import Child, Markup, element, joined, named
from provenance.view.reports.evidence import EvidenceList
from provenance.view.reports.figures import Figures, Room
from provenance.view.reports.matter import Matter
from provenance.view.reports.parts import Column, Section, more, plain, table

__all__ = ["falls_section", "lint_section", "rings_section", "sourcing_section", "timeline_section"]

_MOST_FINDINGS, _MOST_FALLEN, _MOST_RINGS = 200, 3, 6
_ROOM = 250_000


def timeline_section(matter: Matter, figures: Figures) -> Section:
    """Return the story in order."""
    found = queries.timeline(matter.whole, **matter.clocks)
    matter.leave_out(found.left_out)
    if not len(found):
        return Section("timeline", "The story in order", element("p", "Nothing is on record that happened."))
    intro = element(
        "p",
        "What happened, in order as far as the order is known. What has no date stands last, "
        "and where dates overlap nobody knows which was first.",
    )
    body = _within(figures.of(found), found)
    return Section("timeline", "The story in order", joined(intro, body), starts_page=True)


def sourcing_section(matter: Matter, figures: Figures) -> Section:
    """Return who gets to speak, outlet by outlet."""
    found = queries.sourcing(matter.whole, by="outlet", **matter.clocks)
    matter.leave_out(found.left_out)
    if len(found) < 2:
        found = queries.sourcing(matter.whole, **matter.clocks)
    if not found.whole.passages:
        return Section("sourcing", "Who gets to speak", element("p", "Nobody is credited with anything."))
    return Section("sourcing", "Who gets to speak", _within(figures.of(found), found))


def rings_section(matter: Matter, figures: Figures) -> Section:
    """Return who cites whom in a ring, and where one may come to be."""
    found = queries.circular(matter.whole, predict=True, **matter.clocks)
    matter.leave_out(found.left_out)
    intro = element("p", "A ring of texts that cite each other supports nothing, however many they are.")
    if not len(found):
        body = element("p", "No ring is on record, and none is about to close.")
    else:
        body = _within(figures.of(found), found)
    return Section("rings", "Who cites whom in a ring", joined(intro, body))


def falls_section(matter: Matter, figures: Figures) -> Section:
    """Return what would be left if the origins fell that most claims come from."""
    room = Room(_ROOM)
    parts: list[Child] = [
        element(
            "p",
            "What would be left if one of the origins fell that most claims come from. That it is asked says "
            "nothing against them.",
        )
    ]
    for place, (origin, many) in enumerate(matter.origins[:_MOST_FALLEN], 1):
        found = queries.what_falls_if(matter.whole, origin, **matter.clocks)
        drawn = figures.of(found)
        name = _called(matter, origin)
        heading = element("h3", named(name), f": {counted(many, 'claim')}", id=f"falls-{place}")
        parts += [heading, drawn if room.takes(drawn) else element("pre", shortened(str(found), 2_000))]
    if not matter.origins:
        parts = [element("p", "No claim has an origin on record.")]
    else:
        parts.append(more(len(matter.origins) - _MOST_FALLEN, "origin"))
    return Section("falls", "What falls if a source falls", joined(parts))


def lint_section(matter: Matter, evidence: EvidenceList) -> Section:
    """Return what a standards editor would mark."""
    found = matter.findings
    title = "What an editor would mark"
    if found is None:
        return Section("sourcing-rules", title, element("p", "The sourcing rules were not asked."))
    if not len(found):
        words = f"Nothing, by the rules of the house “{found.house}”."
        return Section("sourcing-rules", title, element("p", words, _let_stand(len(found.suppressed))))
    grave = Counter(finding.severity for finding in found)
    told = ", ".join(counted(grave[level], str(level)) for level in reversed(Severity) if grave[level])
    intro = element("p", f"By the sourcing rules of the house “{found.house}”: {told}. ")
    shown = sorted(found, key=lambda finding: -finding.severity.rank)[:_MOST_FINDINGS]
    rows = [(None, _finding(matter, evidence, finding)) for finding in shown]
    columns = [
        Column("Rule", is_kept=True),
        Column("Severity"),
        Column("What is wrong", is_wide=True),
        Column("Words"),
        Column("In"),
    ]
    listing = table("findings", f"Findings ({len(found):,}), the gravest first", columns, rows)
    hidden = len(found) - len(shown)
    if hidden:
        matter.notes.append(
            f"{counted(hidden, 'finding')} of the sourcing rules, the least grave, are not listed."
        )
    parts = [intro, _let_stand(len(found.suppressed)), listing, more(hidden, "finding"), _rules(found.counts)]
    return Section("sourcing-rules", title, joined(parts), starts_page=True)


def _let_stand(many: int) -> Markup | None:
    return (
        element("p", f"{counted(many, 'finding')} besides somebody decided to let stand.") if many else None
    )


def _finding(matter: Matter, evidence: EvidenceList, finding: Finding) -> Sequence[Child]:
    words = None if finding.anchor is None else joined("“", named(shortened(finding.anchor.exact, 140)), "”")
    where = finding.article or finding.record
    message = named(shortened(finding.message, 300))
    return (finding.code, str(finding.severity), message, words, evidence.link(where, evidence.called(where)))


def _rules(counts: dict[str, int]) -> Markup:
    items = []
    for code, many in counts.items():
        sentence = explain(code).strip().splitlines()[0]
        items.append(element("li", plain(shortened(sentence, 200), counted(many, "finding"))))
    return element("details", element("summary", "The rules that were broken"), element("ul", items))


def _called(matter: Matter, origin: str) -> str:
    article = matter.seen.articles.get(origin)
    return matter.name(origin) if article is None else matter.called(article)


def _within(drawn: Markup, found: object) -> Markup:
    return drawn if Room(_ROOM).takes(drawn) else element("pre", str(found)[:20_000])
