"""The annotated article in the manual form of displaCy, which draws it elsewhere."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from provenance.errors import UsageError, shown
from provenance.model import Article, Dossier
from provenance.queries.asked import asked_about, want_dossier
from provenance.queries.view import View
from provenance.view.pictures.article.backing import Backings
from provenance.view.pictures.article.reading import Reader
from provenance.view.pictures.article.runs import Close, Mark, Open, Role, Walks, Words

__all__ = ["to_displacy"]

_LABELS = {
    Role.SOURCE: "SOURCE",
    Role.CUE: "CUE",
    Role.CONTENT: "CONTENT",
    Role.HEDGE: "HEDGE",
    Role.OWN_VOICE: "OWN VOICE",
}
_SHOWN_FIRST = (Role.SOURCE, Role.CUE, Role.CONTENT, Role.OWN_VOICE)
_TOKEN = re.compile(r"\w+|[^\w\s]+")


def to_displacy(dossier: Dossier, article: Article | str) -> dict[str, Any]:
    """Return the marks of an article's text in the form that displaCy takes with `manual=True`.

    `ents` are for the style "ent": they do not overlap, so that of marks over the same words the
    source and the cue are taken before the content around them. `spans` with `tokens` are for the
    style "span", and hold every mark; each says where it begins and ends both in tokens and in code
    points. Labels are SOURCE, CUE, CONTENT, HEDGE and OWN VOICE and nothing else: displaCy puts
    labels and titles into the page unescaped, so that no word of a record may stand there.

    Args:
        dossier: where the article stands.
        article: the article, or its id.

    Raises:
        UnknownRecordError: if the article is not in the dossier.
        UsageError: if the article has no text, and for a record of another kind.
    """
    want_dossier("to_displacy", dossier)
    _, record = asked_about("to_displacy", dossier, article, "articles")
    text = record.text
    if text is None:
        raise UsageError("to_displacy", f"{shown(record.id)} has no text on record to be marked")
    view = View(dossier)
    reader = Reader(view, record, None, Backings(view, None, None, None))
    marks = [mark for mark in reader.every_mark() if mark.start < mark.end]
    tokens = list(_tokens(text, marks))
    return {
        "text": text,
        "ents": [entity for entity in map(_trimmed(text), _entities(text, marks)) if entity is not None],
        "spans": list(_spans(marks, tokens)),
        "tokens": [text[start:end] for start, end in tokens],
        "title": None,
    }


def _entities(text: str, marks: Sequence[Mark]) -> Iterator[dict[str, Any]]:
    """Yield stretches that do not overlap, each with one label."""
    open_roles: list[Role] = []
    last: dict[str, Any] | None = None
    for _, _, steps in Walks([(0, len(text))] if text else [], marks):
        for step in steps:
            if isinstance(step, Open):
                open_roles.append(step.mark.role)
            elif isinstance(step, Close):
                open_roles.remove(step.mark.role)
            elif isinstance(step, Words):
                role = next((role for role in _SHOWN_FIRST if role in open_roles), None)
                label = None if role is None else _LABELS[role]
                if last is not None and last["label"] == label and last["end"] == step.start:
                    last["end"] = step.end
                    continue
                if last is not None:
                    yield last
                last = None if label is None else {"start": step.start, "end": step.end, "label": label}
    if last is not None:
        yield last


def _trimmed(text: str) -> Callable[[dict[str, Any]], dict[str, Any] | None]:
    """Return what takes the spaces from both ends of a stretch, and lets one of spaces alone fall."""

    def trim(entity: dict[str, Any]) -> dict[str, Any] | None:
        words = text[entity["start"] : entity["end"]]
        start = entity["start"] + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        return {**entity, "start": start, "end": end} if start < end else None

    return trim


def _tokens(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Yield words and signs, cut where marks begin and end."""
    cuts = sorted({place for mark in marks for place in (mark.start, mark.end)})
    row = 0
    for found in _TOKEN.finditer(text):
        start = found.start()
        while row < len(cuts) and cuts[row] <= start:
            row += 1
        while row < len(cuts) and cuts[row] < found.end():
            yield start, cuts[row]
            start = cuts[row]
            row += 1
        yield start, found.end()


def _spans(marks: Sequence[Mark], tokens: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    starts = [start for start, _ in tokens]
    for mark in marks:
        first, behind = bisect_left(starts, mark.start), bisect_left(starts, mark.end)
        if first < behind:
            yield {
                "start": mark.start,
                "end": mark.end,
                "start_token": first,
                "end_token": behind,
                "label": _LABELS[mark.role],
            }
