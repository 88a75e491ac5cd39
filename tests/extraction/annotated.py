"""Reads the sentences annotated by hand."""

from pathlib import Path
from typing import NamedTuple

SENTENCES = Path(__file__).with_name("sentences.txt")


class Case(NamedTuple):
    """A text and what it attributes, as (source, cue, content)."""

    text: str
    expected: tuple[tuple[str, str, str], ...]


def read_cases() -> list[Case]:
    """Return every case of the file, in order."""
    cases: list[Case] = []
    for line in SENTENCES.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("    "):
            source, cue, content = (part.strip().replace("⏎", "\n") for part in line.split("~"))
            cases[-1] = Case(cases[-1].text, (*cases[-1].expected, (source, cue, content)))
        else:
            cases.append(Case(line.replace("⏎", "\n"), ()))
    return cases
