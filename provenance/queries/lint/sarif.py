"""Findings as a SARIF 2.1.0 log, the form in which editors and code hosts take them.

OASIS Static Analysis Results Interchange Format 2.1.0; section numbers below are those of the
standard.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from provenance.errors import UsageError, shown
from provenance.model import Part, TextAnchor
from provenance.queries.lint.rule import Rule

if TYPE_CHECKING:
    from provenance.queries.lint.finding import Finding, LintFindings, Notice

__all__ = ["SourceText", "sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


class SourceText(NamedTuple):
    """What a log says of an article: never its text."""

    article: str
    """Its id."""

    url: str | None
    """Where it was published."""

    digest: str | None
    """SHA-256 of its text."""

    headline: tuple[int, int] | None
    """Where the headline stands in the text, if the text begins with it."""

    language: str | None = None
    """Language of the text."""


def sarif(
    found: "LintFindings", rules: Sequence[Rule], texts: Sequence[SourceText], files: Mapping[str, str] | None
) -> dict[str, Any]:
    """Return findings as a log with one run.

    Raises:
        UsageError: if `files` is not a mapping of strings.
    """
    kept = _files(files)
    known = {text.article: text for text in texts}
    named = [finding.article for finding in found.findings]
    named += [held.finding.article for held in found.suppressed]
    articles = sorted({article for article in named if article is not None})
    places = {article: place for place, article in enumerate(articles)}
    uris = {article: kept.get(article) or _uri(known.get(article), article) for article in articles}
    number = {rule.code: place for place, rule in enumerate(rules)}

    def result(finding: "Finding") -> dict[str, Any]:
        text = known.get(finding.article or "")
        made: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": number[finding.code],
            "level": str(finding.severity),
            "message": {"text": finding.message},
            "locations": [_location(finding, text, uris, places)],
            "partialFingerprints": {"codeAndRecord/v1": _fingerprint(finding)},
        }
        if finding.others:
            made["properties"] = {"others": list(finding.others)}
        return made

    results = [result(finding) for finding in found.findings]
    for held in found.suppressed:
        suppression: dict[str, Any] = {"kind": "external", "status": "accepted"}
        if held.reason:
            suppression["justification"] = held.reason
        if held.by:
            suppression["properties"] = {"by": held.by}
        results.append({**result(held.finding), "suppressions": [suppression]})
    artifacts = [_artifact(article, known.get(article), uris[article]) for article in articles]
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "news-provenance lint", "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "artifacts": artifacts,
        "results": results,
        "invocations": [
            {
                "executionSuccessful": True,
                "toolConfigurationNotifications": [_notification(notice) for notice in found.notices],
            }
        ],
        "properties": {"house": found.house},
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _files(files: Mapping[str, str] | None) -> dict[str, str]:
    if files is None:
        return {}
    if not isinstance(files, Mapping) or not all(
        isinstance(key, str) and isinstance(value, str) for key, value in files.items()
    ):
        raise UsageError("to_sarif", f"files maps ids of articles to paths or URIs, got {shown(files)}")
    return {article: quote(path, safe="/:%?#[]@!$&'()*+,;=~") for article, path in files.items()}


def _uri(text: SourceText | None, article: str) -> str:
    """Return the address of an article; one that is no URI is escaped, and without any it is the id."""
    if text is not None and text.url:
        try:
            urlsplit(text.url)
        except ValueError:
            return quote(text.url, safe="")
        return quote(text.url, safe="/:%?#@!$&'()*+,;=~")
    return quote(article, safe="")


def _artifact(article: str, text: SourceText | None, uri: str) -> dict[str, Any]:
    made: dict[str, Any] = {"location": {"uri": uri}, "properties": {"article": article}}
    if text is not None and text.digest is not None:
        made["hashes"] = {"sha-256": text.digest}
    return made


def _location(
    finding: "Finding", text: SourceText | None, uris: Mapping[str, str], places: Mapping[str, int]
) -> dict[str, Any]:
    location: dict[str, Any] = {
        "logicalLocations": [{"name": finding.record, "fullyQualifiedName": finding.record, "kind": "record"}]
    }
    if finding.article is not None:
        physical: dict[str, Any] = {
            "artifactLocation": {"uri": uris[finding.article], "index": places[finding.article]}
        }
        region = None if finding.anchor is None else _region(finding.anchor, text)
        if region is not None:
            physical["region"] = region
        location["physicalLocation"] = physical
    return location


def _region(anchor: TextAnchor, text: SourceText | None) -> dict[str, Any] | None:
    """Return a region (§3.30) by character offset, which counts as `columnKind` says."""
    start, length = anchor.start, anchor.end - anchor.start
    if anchor.part == Part.HEADLINE:
        if text is None or text.headline is None:
            return None
        start += text.headline[0]
    elif anchor.part != Part.TEXT:
        return None
    return {"charOffset": start, "charLength": length, "snippet": {"text": anchor.exact}}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": rule.explain()},
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {"basis": list(rule.basis), "tags": ["sourcing"]},
    }


def _notification(notice: "Notice") -> dict[str, Any]:
    return {"level": "warning", "message": {"text": str(notice)}}


def _fingerprint(finding: "Finding") -> str:
    words = "\0".join((finding.code, finding.article or "", finding.record))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]
