"""The annotated article as plain text."""

import re
from collections.abc import Iterable, Iterator

from provenance.queries.lint import Finding
from provenance.queries.showing import shortened
from provenance.view.phrasing import ranges, wrapped
from provenance.view.pictures.article.hover import label_of
from provenance.view.pictures.article.reading import HEADLINE, TEXT, Reading
from provenance.view.pictures.article.runs import Again, Close, Mark, Open, Point, Step, Words

__all__ = ["plain", "text_of"]

# What a terminal acts upon, and what turns the direction of the words behind it.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WIDTH = 100


def plain(text: str) -> str:
    """Return text without anything that a terminal would act upon."""
    return _UNFIT.sub("\ufffd", text)


def text_of(reading: Reading) -> str:
    """Return an article as plain text: marks in brackets, findings below the lines, then the notes."""
    return "\n".join(line.rstrip() for line in _lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    for paragraph in _part(reading, HEADLINE):
        yield from paragraph
    if reading.headline is None:
        yield plain(shortened(reading.name, 300))
    yield from wrapped(" · ".join(map(plain, reading.facts)), _WIDTH)
    yield from (_finding(finding) for finding in reading.loose)
    yield ""
    for paragraph in _part(reading, TEXT):
        yield from (*paragraph, "")
    yield from reading.remarks
    if reading.notes:
        yield from ("", "Notes")
    for note in reading.notes:
        yield from wrapped(plain(" · ".join(map(str, note.facts))), _WIDTH, f"{note.number:3d}. ", "     ")


def _part(reading: Reading, part: str) -> Iterator[list[str]]:
    text = (reading.headline if part == HEADLINE else reading.text) or ""
    for _, _, steps in reading.walks(part):
        findings: list[Finding] = []
        lines = wrapped(plain("".join(_marked(text, steps, findings))), _WIDTH)
        yield [*lines, *map(_finding, findings)]


def _marked(text: str, steps: Iterable[Step], findings: list[Finding]) -> Iterator[str]:
    for step in steps:
        if isinstance(step, Words):
            yield text[step.start : step.end]
        elif isinstance(step, Open) and step.again is not Again.CROSSED:
            yield f"[{label_of(step.mark, step.again is Again.PARAGRAPH)}: "
        elif isinstance(step, Close) and step.is_end:
            is_named = step.is_crossing and step.mark.numbers
            yield f" {ranges(step.mark.numbers)}]" if is_named else "]"
        elif isinstance(step, Point):
            if isinstance(step.what, Finding):
                findings.append(step.what)
            else:
                mark: Mark = step.what
                how = ", no words" if mark.is_drawn else " begins here"
                yield f"[{label_of(mark)}{how}]"


def _finding(finding: Finding) -> str:
    return f"     ! {finding.code} {finding.severity}: {plain(finding.message)}"
