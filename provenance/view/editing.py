"""What a standards editor would mark in the articles told of: in short, the gravest first."""

from collections import Counter
from collections.abc import Iterator, Sequence

from provenance.model import Article, Part
from provenance.queries import lint
from provenance.queries.lint import Finding, Severity
from provenance.view.phrasing import brief, counted
from provenance.view.telling import Telling

__all__ = ["Editing"]

_MOST_RULES = 10
_LONGEST = 240


class Editing:
    """Tells what the sourcing rules of the general house mark, one line a rule."""

    def __init__(self, telling: Telling) -> None:
        """Look at everything that is seen in a telling, once."""
        self._telling = telling
        self._left: dict[str | None, list[Finding]] = {}
        for finding in lint(telling.whole, basis=telling.basis, as_of=telling.as_of):
            self._left.setdefault(finding.article, []).append(finding)

    def lines(self, article: Article) -> Iterator[str]:
        """Yield what is marked in an article."""
        yield from self._told("Sourcing", self._left.pop(article.id, []))

    def rest(self) -> Iterator[str]:
        """Yield what is marked in none of the articles told of."""
        yield from self._told("Sourcing, elsewhere", [f for held in self._left.values() for f in held])

    def _told(self, heading: str, findings: Sequence[Finding]) -> Iterator[str]:
        if not findings:
            return
        grave = Counter(finding.severity for finding in findings)
        counts = [counted(grave[level], str(level)) for level in reversed(Severity) if grave[level]]
        yield from self._telling.wrapped(f"{heading}: {', '.join(counts)}")
        alike: dict[str, list[Finding]] = {}
        for finding in sorted(findings, key=lambda finding: -finding.severity.rank):
            alike.setdefault(finding.code, []).append(finding)
        codes = list(alike)
        for code in codes[:_MOST_RULES]:
            first, *others = alike[code]
            notes = [_place(first), f"and {len(others):,} more" if others else ""]
            where = "; ".join(filter(None, notes))
            words = f"{code} {brief(first.message, _LONGEST)}" + (f" ({where})" if where else "")
            yield from self._telling.wrapped(words, "  ", "      ")
        if len(findings) > len(codes[:_MOST_RULES]):
            further = [f"{code} ({len(alike[code]):,})" for code in codes[_MOST_RULES:]]
            also = f"Also {', '.join(further)}. " if further else ""
            yield from self._telling.wrapped(f"{also}`provenance lint FILE` lists all.", "  ", "      ")
        yield ""


def _place(finding: Finding) -> str:
    anchor = finding.anchor
    if finding.article is None:
        return finding.record
    if anchor is None:
        return "the article as a whole" if finding.record == finding.article else ""
    where = "at" if anchor.part == Part.TEXT else f"{anchor.part}, at"
    return f"{where} {anchor.start:,}–{anchor.end:,}"
