"""What writer and reader of brat folders agree on."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

from provenance.model import TextAnchor, to_plain
from provenance.model.anchors import Part
from provenance.model.terms import (
    Act,
    Anonymity,
    AttributionTerms,
    Commitment,
    Form,
    HowKnown,
    Obtained,
    Verdict,
    VerificationState,
)

__all__ = [
    "ATTRIBUTES",
    "CHECK",
    "NAME",
    "NOTE",
    "ROLES",
    "SIDECAR",
    "Spans",
    "anchors_of",
    "fragments_of",
    "role_of",
    "stem_of",
]

NAME = "brat"
SIDECAR = "provenance.json"
"""The file of a folder that holds what brat has no place for."""

NOTE = "Provenance"
"""The type of the notes that hold, as JSON, what else is to be said of a passage."""

ROLES = {"source": "Source", "cue": "Cue", "content": "Content"}
CHECK = "Verification"
"""The type of the words that state a judgement."""

ATTRIBUTES: dict[str, dict[str, tuple[str, Any]]] = {
    "attributions": {
        "Form": ("form", Form),
        "Act": ("act", Act),
        "Commitment": ("commitment", Commitment),
        "HowKnown": ("how_known", HowKnown),
        "Obtained": ("obtained", Obtained),
        "Anonymity": ("anonymity", Anonymity),
        "Terms": ("terms", AttributionTerms),
    },
    "statuses": {"Verdict": ("verdict", Verdict), "State": ("state", VerificationState)},
}
"""Attributes in brat: our fields, and their words."""

_WORDS = {
    "source": {"source", "speaker", "holder", "agent", "sayer", "author", "src"},
    "cue": {"cue", "verb", "trigger", "predicate", "signal", "reporting", "attribution"},
    "content": {
        *("content", "quote", "quotation", "statement", "claim", "proposition", "target", "utterance"),
        *("message", "said", "speech"),
    },
}
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}


@frozen
class Spans:
    """Text-bound words: where their pieces stand, and what they say, joined by blanks."""

    pieces: tuple[tuple[int, int], ...]
    words: str


def role_of(name: str) -> str | None:
    """Return the part of a passage that a type or a role means; `None` if it means none.

    Examples:
        >>> role_of("Attribution_Source"), role_of("Content2"), role_of("Person")
        ('source', 'content', None)
    """
    found = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}
    return next((role for role in ("source", "content", "cue") if found & _WORDS[role]), None)


def stem_of(id: str) -> str:
    """Return the name that the files of an article have: its id, if that is safe in a name of a file.

    Examples:
        >>> stem_of("wsj_0132"), stem_of("../a")
        ('wsj_0132', 'a-61b4c98b')
    """
    safe = re.sub(r"[^A-Za-z0-9_-]+", "-", id).strip("-")[:60]
    if safe == id and id.lower() not in _RESERVED and id != "annotation":
        return id
    return f"{safe or 'article'}-{hashlib.sha256(id.encode()).hexdigest()[:8]}"


def fragments_of(anchors: Iterable[TextAnchor]) -> Spans | None:
    """Return anchors in a text as brat has them: in order, each on one line; `None` if nothing is left."""
    pieces: dict[tuple[int, int], str] = {}
    for anchor in anchors:
        if anchor.part is Part.TEXT:
            for line in re.finditer(r"[^\r\n]+", anchor.exact):
                pieces[anchor.start + line.start(), anchor.start + line.end()] = line[0]
    if not pieces:
        return None
    ordered = sorted(pieces)
    return Spans(tuple(ordered), " ".join(pieces[piece] for piece in ordered))


def anchors_of(spans: Spans, text: str | None) -> list[dict[str, Any]]:
    """Return the plain anchors that text-bound words stand for; pieces parted by a line end are one."""
    if text is None or spans.pieces[-1][1] > len(text):
        return _without_text(spans)
    joined: list[list[int]] = []
    for start, end in spans.pieces:
        if joined and joined[-1][1] <= start and _is_line_end(text[joined[-1][1] : start]):
            joined[-1][1] = end
        else:
            joined.append([start, end])
    return [to_plain(TextAnchor.of(text, start, end)) for start, end in joined]


def _is_line_end(between: str) -> bool:
    return bool(between) and not between.strip("\r\n")


def _without_text(spans: Spans) -> list[dict[str, Any]]:
    found, place = [], 0
    for start, end in spans.pieces:
        found.append({"start": start, "end": end, "exact": spans.words[place : place + end - start]})
        place += end - start + 1
    return found if _fits(found) else []


def _fits(anchors: Sequence[dict[str, Any]]) -> bool:
    return all(len(anchor["exact"]) == anchor["end"] - anchor["start"] for anchor in anchors)
