"""How a report was made: by what, from what, how it was asked, and what it leaves away."""

import sys

from provenance import formats
from provenance.queries.showing import counted, shortened
from provenance.view.drawing import Child, Markup, element, joined, named
from provenance.view.reports.evidence import EvidenceList, digest_of
from provenance.view.reports.matter import Matter
from provenance.view.reports.parts import Column, Section, more, table

__all__ = ["made_section"]

_MOST_LEFT, _MOST_PROBLEMS, _MOST_DIGESTS = 50, 20, 300


def made_section(matter: Matter, evidence: EvidenceList) -> Section:
    """Return how the page was made. It is asked last, when all that was left away is known."""
    body = [
        element("dl", [(element("dt", term), element("dd", told)) for term, told in _facts(matter)]),
        _digests(matter, evidence),
        _left_out(matter),
        _problems(matter),
    ]
    return Section("made", "How this was made", joined(body), starts_page=True)


def _facts(matter: Matter) -> list[tuple[str, Child]]:
    clocks = matter.clocks
    version = sys.modules["provenance"].__version__  # is there before any room of it; rooms do not import it
    digest = element("code", f"sha256 {matter.whole.digest()}")
    return [
        ("Library", f"news-provenance {version}, schema {formats.SCHEMA}"),
        ("Dossier", joined("canonical JSON (RFC 8785): ", digest)),
        (
            "As of",
            "everything, whenever it was published"
            if clocks["as_of"] is None
            else f"what had been published by {clocks['as_of']}",
        ),
        (
            "Known at",
            "everything, whenever it was recorded"
            if clocks["known_at"] is None
            else f"what had been recorded by {clocks['known_at'].isoformat()}",
        ),
        ("Basis", "all layers" if clocks["basis"] is None else f"only {', '.join(clocks['basis'])}"),
        ("Sourcing rules", "not asked" if matter.findings is None else f"house {matter.findings.house}"),
        (
            "Left away for want of room",
            element("ul", [element("li", note) for note in matter.notes]) if matter.notes else "nothing",
        ),
        (
            "What the page does not do",
            "It runs no script, fetches nothing and says nothing of when or where it was made: the same "
            "dossier, asked in the same way, gives the same page to the letter.",
        ),
    ]


def _digests(matter: Matter, evidence: EvidenceList) -> Markup | None:
    kept = [(article, digest_of(article)) for article in matter.articles]
    rows: list[tuple[str | None, tuple[Child, ...]]] = []
    for article, digest in kept:
        if digest is None:
            continue
        is_kept = (
            "of the text in the dossier" if article.text is not None else "as recorded; the text is not kept"
        )
        if article.text is not None and article.text_digest not in (None, digest):
            is_kept = "of the text in the dossier; another one is on record"
        rows.append((None, (evidence.link(article.id), element("code", digest), is_kept)))
    if not rows:
        return None
    columns = [Column("Article"), Column("SHA-256", is_wide=True), Column("Of what")]
    shown = table("digests", "Digests of the articles’ texts", columns, rows[:_MOST_DIGESTS])
    return joined(shown, more(len(rows) - _MOST_DIGESTS, "digest"))


def _left_out(matter: Matter) -> Markup | None:
    left = matter.left_out
    if not left:
        return None
    items = [element("li", named(shortened(str(item), 240))) for item in left[:_MOST_LEFT]]
    if len(left) > _MOST_LEFT:
        items.append(element("li", f"… and {len(left) - _MOST_LEFT:,} more"))
    summary = element("summary", f"{counted(len(left), 'record')} that an answer could not take into account")
    return element("details", summary, element("ul", items))


def _problems(matter: Matter) -> Markup:
    found = matter.whole.problems()
    if not found:
        return element("p", "The dossier was checked as a whole; no broken reference or anchor was found.")
    items = [element("li", named(shortened(str(problem), 300))) for problem in found[:_MOST_PROBLEMS]]
    if len(found) > _MOST_PROBLEMS:
        items.append(element("li", f"… and {len(found) - _MOST_PROBLEMS:,} more"))
    summary = element("summary", f"{counted(len(found), 'problem')} in the dossier")
    return element("details", summary, element("ul", items), open=True)
