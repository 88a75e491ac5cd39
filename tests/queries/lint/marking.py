"""A few words for tests of the sourcing rules."""

from typing import Any

from provenance.model import Anchors, Claim, Dossier, Recorded, TextAnchor
from provenance.queries.lint import LintFindings, lint
from tests.queries.desk import CLAIM, Desk

STATED = Recorded(basis="stated")
RESEARCHED = Recorded(basis="researched")
DETECTED = Recorded(software="a comparer", basis="detected")
OWN = {"form": "own_voice"}


def marks(dossier: Desk | Dossier, code: str, **asked: Any) -> list[str]:
    """Return the records that one rule marks."""
    return [finding.record for finding in linted(dossier, select=code, **asked)]


def linted(dossier: Desk | Dossier, **asked: Any) -> LintFindings:
    """Lint a desk's dossier, or one."""
    return lint(dossier.dossier if isinstance(dossier, Desk) else dossier, **asked)


def claim(desk: Desk, id: str = CLAIM, **fields: Any) -> str:
    """Say more of a claim."""
    desk.dossier.replace(Claim(id=id, **{"text": f"The text of {id}.", **fields}))
    return id


def at(words: str, start: int = 0, part: str = "text") -> Anchors:
    """Return content anchors for words at a place, of a text nobody holds."""
    return Anchors(content=[spot(words, start, part)])


def spot(words: str, start: int = 0, part: str = "text") -> TextAnchor:
    """Return the anchor of words at a place."""
    return TextAnchor(start=start, end=start + len(words), exact=words, part=part)
