"""Lint a dossier for how its articles are sourced."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from provenance.errors import UsageError, shown
from provenance.model import Article, Dossier, Part, Suppression
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    want_dossier,
)
from provenance.queries.lint.finding import Finding, LintFindings, Notice, Suppressed, printable
from provenance.queries.lint.ground import Ground
from provenance.queries.lint.house import House, HouseLike, house
from provenance.queries.lint.sarif import SourceText
from provenance.queries.lint.table import ALL_RULES, matching
from provenance.queries.view import View
from provenance.watching import watched

__all__ = ["Codes", "Ignored", "lint"]

Codes: TypeAlias = str | Iterable[str] | None
"""A code ("S03"), the beginning of some ("S" for all rules about sources), or several of these."""

Ignored: TypeAlias = str | Suppression | Iterable[str | Suppression] | Mapping[str, str] | None
"""What may stand: codes (then without a reason), suppressions, or codes with their reasons."""


def lint(
    dossier: Dossier,
    *,
    article: Article | str | None = None,
    house: HouseLike = None,
    select: Codes = None,
    ignore: Ignored = None,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> LintFindings:
    """Return what a standards editor would mark in the articles of a dossier.

    The rules read what is recorded (who is credited and how openly, commitments and hedges, where
    claims come from, versions), and words only at the places that the anchors mark. What is not
    recorded is no finding, except to the rules that are about it (M01, V02, N01); where a passage
    can be read in a way that breaks no rule, nothing is told.

    Every version of every article is looked at whose text somebody read. One of which the dossier
    only knows what researchers found out elsewhere is left out, and listed, unless it is asked for.

    A finding may stand if `dossier.suppressions` or `ignore` has its code, for the record it is
    about, its article, another record that it names, or the whole dossier. It is then kept apart
    with the reason. A suppression that gives no reason, names no rule, or matches nothing is told
    in `notices`; not where its rule or its record was not looked at.

    Args:
        dossier: where to look.
        article: only this article.
        house: whose rules: a name ("general", "reuters", "ap"), a JSON file, or such data.
        select: only rules with these codes, or codes that begin so.
        ignore: what may stand: codes, suppressions, or a mapping from codes to reasons.
        as_of: only what had been published by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if the article is not in the dossier.
        UsageError: for a code that no rule has, a record of another kind, or a clock or layer that is none.
        DecodingError: for a house that is badly described.
        StorageError: for a house that cannot be read.

    Examples:
        >>> from provenance.model import Attribution, Claim, Source
        >>> records = [Article(id="art-1"), Claim(text="It is closed.", id="clm-1")]
        >>> records += [Source(id="src-1", kind="group", description="officials")]
        >>> records += [Attribution(article="art-1", claim="clm-1", source="src-1", id="att-1")]
        >>> print(lint(Dossier(records), select="S02"))
        art-1 S02 warning  “officials”: several people as one voice, and nobody of them is named
        <BLANKLINE>
        1 finding (1 warning); house: general
    """
    want_dossier("lint", dossier)
    chosen = _house(house)
    asked = None if article is None else frozenset({asked_about("lint", dossier, article, "articles")[1].id})
    selected = None if select is None else matching("lint", "select", select)
    ignored = _ignored(ignore)
    view = View.asked("lint", dossier, as_of, known_at, basis)
    ground = Ground(view, chosen.limits(), asked)
    codes = [code for code in chosen.asked if selected is None or code in selected]
    findings = _findings(ground, chosen, codes)
    suppressions = [*dossier.suppressions, *ignored]
    kept, stand, used = _sifted(findings, suppressions)
    notices = _notices(ground, suppressions, used, codes)
    left_out = view.left_out
    return LintFindings(
        findings=kept,
        suppressed=stand,
        notices=notices,
        house=chosen.name,
        codes=tuple(sorted(codes)),
        left_out=left_out,
        rules=tuple(ALL_RULES[code] for code in codes),
        texts=_texts(ground, findings),
    )


def _house(given: HouseLike) -> House:
    return house(given)


def _findings(ground: Ground, chosen: House, codes: Sequence[str]) -> list[Finding]:
    found: set[Finding] = set()
    for code in watched(codes, "checking rules"):
        severity = chosen[code].severity
        if severity is None:
            continue
        for hit in ALL_RULES[code].check(ground):
            others = tuple(sorted(set(hit.others) - {hit.record}))
            message = printable(" ".join(hit.message.split()))
            found.add(
                Finding(
                    code=code,
                    severity=severity,
                    message=message,
                    record=hit.record,
                    article=hit.article,
                    anchors=hit.anchors,
                    others=others,
                )
            )
    return sorted(found, key=_place)


def _place(finding: Finding) -> tuple[object, ...]:
    anchor = finding.anchor
    where = (2, 0, 0) if anchor is None else (int(anchor.part != Part.HEADLINE), anchor.start, anchor.end)
    return (
        finding.article is None,
        finding.article or "",
        where,
        finding.code,
        finding.record,
        finding.message,
        finding.others,
    )


# --- what may stand ------------------------------------------------------------------------


def _ignored(ignore: Ignored) -> list[Suppression]:
    if ignore is None:
        return []
    if isinstance(ignore, Mapping):
        found = []
        for code, reason in ignore.items():
            if not isinstance(reason, str):
                raise UsageError(
                    "lint", f"ignore maps codes to reasons, got {shown(reason)} for {shown(code)}"
                )
            found += _of_codes([code], reason)
        return found
    given = [ignore] if isinstance(ignore, (str, Suppression)) else ignore
    if not isinstance(given, Iterable):
        raise UsageError("lint", f"ignore holds codes or suppressions, got {shown(ignore)}")
    found = []
    for item in given:
        if isinstance(item, Suppression):
            found.append(item)
        else:
            found += _of_codes([item], None)
    return found


def _of_codes(given: list[str], reason: str | None) -> list[Suppression]:
    matching("lint", "ignore", given)
    return [Suppression(code=code.strip().upper(), reason=reason) for code in given]


def _sifted(
    findings: Sequence[Finding], suppressions: Sequence[Suppression]
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...], set[int]]:
    """Return the findings that count, those that may stand, and which suppressions matched any."""
    by_record: dict[str | None, list[int]] = {}
    for place, suppression in enumerate(suppressions):
        by_record.setdefault(suppression.record, []).append(place)
    kept: list[Finding] = []
    stand: list[Suppressed] = []
    used: set[int] = set()
    for finding in findings:
        records = dict.fromkeys([finding.record, finding.article, *finding.others, None])
        if finding.article is None:
            records = dict.fromkeys([finding.record, *finding.others, None])
        places = [
            place
            for record in records
            for place in by_record.get(record, ())
            if _names(suppressions[place], finding.code)
        ]
        if not places:
            kept.append(finding)
            continue
        used.update(places)
        # One that says why comes before one that does not, and the nearer record before the farther.
        best = min(places, key=lambda place: not _reason(suppressions[place]))
        stand.append(Suppressed(finding, _reason(suppressions[best]), suppressions[best].by))
    return tuple(kept), tuple(stand), used


def _names(suppression: Suppression, code: str) -> bool:
    begin = suppression.code.strip().upper()
    return bool(begin) and code.startswith(begin)


def _reason(suppression: Suppression) -> str | None:
    return (suppression.reason or "").strip() or None


def _notices(
    ground: Ground, suppressions: Sequence[Suppression], used: set[int], codes: Sequence[str]
) -> tuple[Notice, ...]:
    found = set()
    for place, suppression in enumerate(suppressions):
        code, record = suppression.code, suppression.record
        if not any(_names(suppression, known) for known in ALL_RULES):
            found.add(Notice(code, record, "there is no such rule"))
            continue
        if not any(_names(suppression, known) for known in codes):
            continue
        if ground.asked is not None and not _is_inside(ground, record):
            continue
        if _reason(suppression) is None:
            found.add(Notice(code, record, "it gives no reason"))
        if place not in used:
            what = "it matches nothing"
            if record is not None and ground.view.dossier.get(record) is None:
                what += f", and {shown(record)} is not in the dossier"
            found.add(Notice(code, record, what))
    return tuple(sorted(found, key=lambda notice: (notice.code, notice.record or "", notice.message)))


def _is_inside(ground: Ground, record: str | None) -> bool:
    if record is None or record in ground.articles:
        return record is not None
    passage = ground.view.attributions.get(record)
    return passage is not None and passage.article in ground.articles


def _texts(ground: Ground, findings: Iterable[Finding]) -> tuple[SourceText, ...]:
    found = []
    for id in sorted({finding.article for finding in findings if finding.article is not None}):
        article = ground.view.articles.get(id)
        if article is not None:
            url = ground.view.read(article, "url")
            digest = article.text_digest
            found.append(SourceText(id, url, digest, ground.headline_span(id)))
    return tuple(found)
