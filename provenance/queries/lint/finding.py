"""What a lint found: findings, those that were let stand, and what is odd about letting them stand."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, ClassVar, NamedTuple

from attrs import field, frozen

from provenance.display import Showing, shows_itself
from provenance.errors import UsageError, shown
from provenance.model import Part, TextAnchor
from provenance.queries.arrow import Tabular
from provenance.queries.lint.rule import Rule, Severity
from provenance.queries.lint.sarif import SourceText, sarif
from provenance.queries.showing import LeftOut, Reason, counted, shortened

__all__ = ["Finding", "LintFindings", "Notice", "Suppressed", "exit_code", "printable"]


def printable(text: str) -> str:
    """Return a text on one line, without anything that a terminal would act upon."""
    return "".join(c if c.isprintable() else "�" for c in text)


@frozen(repr=False)
class Finding(Showing):
    """One place where a sourcing rule is broken."""

    code: str
    """The rule's code ("S03")."""

    severity: Severity
    """How grave it is, in the house asked for."""

    message: str
    """What is wrong, on one line."""

    record: str
    """Id of the record it is about."""

    article: str | None = None
    """Id of the article it stands in; `None` where it stands in none."""

    anchors: tuple[TextAnchor, ...] = ()
    """The words it is about, in order; empty where no place is recorded."""

    others: tuple[str, ...] = ()
    """Ids of other records that it rests on, sorted."""

    @property
    def anchor(self) -> TextAnchor | None:
        """The first of the words it is about; `None` where no place is recorded."""
        return self.anchors[0] if self.anchors else None

    @property
    def place(self) -> str:
        """Where it is, as `article:start-end`; `article:headline:start-end` for a headline."""
        if self.article is None:
            return self.record
        anchor = self.anchor
        if anchor is None:
            return self.article
        part = "" if anchor.part == Part.TEXT else f"{anchor.part}:"
        return f"{self.article}:{part}{anchor.start}-{anchor.end}"

    def __str__(self) -> str:
        return f"{printable(self.place)} {self.code} {self.severity:<7}  {self.message}"

    def __repr__(self) -> str:
        return f"<Finding {self.code} at {self.place}: {shortened(self.message)}>"

    def to_row(self) -> dict[str, Any]:
        """Return it as plain data."""
        anchor = self.anchor
        return {
            "article": self.article,
            "part": None if anchor is None else str(anchor.part),
            "start": None if anchor is None else anchor.start,
            "end": None if anchor is None else anchor.end,
            "exact": None if anchor is None else anchor.exact,
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "record": self.record,
            "others": list(self.others),
        }


@shows_itself
class Suppressed(NamedTuple):
    """A finding that somebody decided to let stand."""

    finding: Finding
    """The finding."""

    reason: str | None
    """Why it may stand; `None` if nobody said."""

    by: str | None = None
    """Who decided so, if that is recorded."""

    def __str__(self) -> str:
        by = f" ({self.by})" if self.by else ""
        return f"{self.finding}\n    let stand: {printable(self.reason or 'no reason given')}{printable(by)}"


@shows_itself
class Notice(NamedTuple):
    """Something odd about a suppression: it gives no reason, matches nothing, or names no rule."""

    code: str
    """The code it names."""

    record: str | None
    """The record it names; `None` for the whole dossier."""

    message: str
    """What is odd about it."""

    def __str__(self) -> str:
        where = f" of {self.record}" if self.record is not None else ""
        return printable(f"suppression of {self.code}{where}: {self.message}")


@frozen(repr=False)
class LintFindings(Tabular):
    """What a lint found. Iterating gives the findings that were not let stand.

    They come by article, then as they stand in it, the headline first; what stands in no article,
    or at no recorded place, comes last; then by code and record.
    """

    findings: tuple[Finding, ...]
    """The findings, in this order."""

    suppressed: tuple[Suppressed, ...]
    """Those that somebody decided to let stand, in the same order."""

    notices: tuple[Notice, ...]
    """What is odd about suppressions, by code and record."""

    house: str
    """The name of the house whose rules were asked."""

    codes: tuple[str, ...]
    """The codes of the rules that were asked, sorted."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id."""

    _rules: tuple[Rule, ...] = field(eq=False)
    _texts: tuple[SourceText, ...] = field(eq=False)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def why(self) -> tuple[Reason, ...]:
        """For each finding the record it is about, and its places in the text."""
        return tuple(Reason(f.record, f"{f.code}: {f.message}", f.anchors) for f in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each code, by code."""
        return dict(sorted(Counter(finding.code for finding in self.findings).items()))

    def exit_code(self, fail_on: Severity | str = Severity.WARNING) -> int:
        """Return the code a program should end with: see `exit_code()`."""
        return exit_code(self, fail_on=fail_on)

    # --- output ----------------------------------------------------------------------------

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "article": "text",
        "part": "text",
        "start": "int",
        "end": "int",
        "exact": "text",
        "code": "text",
        "severity": "text",
        "message": "text",
        "record": "text",
        "others": "texts",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a finding, in order; those let stand are not among them."""
        return [finding.to_row() for finding in self.findings]

    def to_plain(self) -> dict[str, Any]:
        """Return everything as plain data, as `to_json` writes it."""
        return {
            "house": self.house,
            "rules": list(self.codes),
            "findings": self.to_rows(),
            "suppressed": [
                {**held.finding.to_row(), "reason": held.reason, "by": held.by} for held in self.suppressed
            ],
            "notices": [{**notice._asdict()} for notice in self.notices],
            "left_out": [{**left._asdict()} for left in self.left_out],
        }

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return everything as JSON text."""
        return json.dumps(self.to_plain(), ensure_ascii=False, indent=indent)

    def to_sarif(self, *, files: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return a SARIF 2.1.0 log as plain data, which editors and code hosts show.

        Places are given as offsets in Unicode code points into the article's text, which is not
        put into the log. A place in a headline has offsets only where the text begins with it.

        Args:
            files: for the ids of articles, where their texts are kept (a relative path or a URI);
                an article that is not named there is given by its address, else by its id.

        Raises:
            UsageError: if `files` is not a mapping of strings.
        """
        return sarif(self, self._rules, self._texts, files)

    def to_sarif_json(self, *, files: Mapping[str, str] | None = None, indent: int | None = 2) -> str:
        """Return the same as JSON text.

        Raises:
            UsageError: if `files` is not a mapping of strings.
        """
        return json.dumps(self.to_sarif(files=files), ensure_ascii=False, indent=indent)

    def __str__(self) -> str:
        parts = ["\n".join(map(str, group)) for _, group in groupby(self.findings, key=lambda f: f.article)]
        parts += ["\n".join(map(str, held)) for held in (self.suppressed, self.notices) if held]
        return "\n\n".join([*parts, self._summary()])

    def _summary(self) -> str:
        words = counted(len(self.findings), "finding") if self.findings else "no findings"
        grave = Counter(finding.severity for finding in self.findings)
        kinds = [counted(grave[level], str(level)) for level in reversed(Severity) if grave[level]]
        words += f" ({', '.join(kinds)})" if kinds else ""
        if self.suppressed:
            words += f"; {len(self.suppressed):,} let stand"
        return f"{words}; house: {self.house}"

    def __repr__(self) -> str:
        return f"<LintFindings: {self._summary()}>"


_NEVER = "never"


def exit_code(findings: LintFindings, *, fail_on: Severity | str = Severity.WARNING) -> int:
    """Return what a program that lints should end with: 0 if all is well, 1 if there are findings.

    Findings that were let stand do not count, nor do notices about suppressions.

    Args:
        findings: what a lint found.
        fail_on: the least grave severity that counts (note, warning, error), or "never".

    Raises:
        UsageError: for another word, or for something that is no result of `lint`.
    """
    if not isinstance(findings, LintFindings):
        raise UsageError("exit_code", f"wants what lint() found, got {shown(findings)}")
    known = [*map(str, Severity), _NEVER]
    if fail_on not in known:
        raise UsageError("exit_code", f"fail_on is one of {', '.join(known)}, got {shown(fail_on)}")
    if fail_on == _NEVER:
        return 0
    least = Severity(fail_on).rank
    return int(any(finding.severity.rank >= least for finding in findings))
