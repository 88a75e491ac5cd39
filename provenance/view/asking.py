"""The questions by the words that a person types, and how to find the record that somebody means."""

import difflib
import json
from collections.abc import Callable, Iterable
from inspect import signature
from typing import Any

from provenance import queries
from provenance.errors import InvalidValueError, UnknownRecordError, UsageError, shown
from provenance.model import Dossier
from provenance.model.records import section_of
from provenance.queries import Corroboration

__all__ = ["QUESTIONS", "ask", "find_record", "one_of", "told", "told_as_json"]

_ANY = ("claims", "attributions", "articles", "sources")

QUESTIONS: dict[str, tuple[Callable[..., Any], str, tuple[str, ...], bool]] = {
    "corroboration": (queries.corroboration, "how many independent origins a claim has", ("claims",), True),
    "origins": (queries.origins, "who a claim is first from, and how that is known", ("claims",), True),
    "trace": (queries.trace, "through whom a claim or passage came", ("claims", "attributions"), True),
    "drift": (queries.drift, "what changed on the way", ("claims", "attributions"), True),
    "status": (queries.status, "whether anybody has checked a claim", ("claims",), True),
    "said-by": (queries.said_by, "everything a source is credited with", ("sources",), True),
    "lineage": (queries.lineage, "what a record came from", _ANY, True),
    "what-falls-if": (
        queries.what_falls_if,
        "what is left if a source, article or passage falls",
        ("sources", "articles", "attributions"),
        True,
    ),
    "circular": (queries.circular, "who cites whom in a ring", ("claims",), False),
    "disputes": (queries.disputes, "who denies or contradicts whom", ("claims", "sources"), False),
    "sourcing": (queries.sourcing, "who gets to speak", ("articles",), False),
    "timeline": (queries.timeline, "what happened, in order", _ANY, False),
    "candidates": (queries.candidates, "what somebody should judge", (), False),
}
"""For each question: who answers it, what it asks, what it is asked of, and whether it needs that."""


def find_record(dossier: Dossier, wanted: str, sections: Iterable[str] = _ANY) -> Any:
    """Return the record of these kinds with this id, or the only one whose words hold the words given.

    The words of a claim are its text, of a source its name, description and aliases, of an article its
    headline and address.

    Raises:
        UnknownRecordError: if there is none; it names a near id, where one is near.
        InvalidValueError: if several hold the words; it names them.
    """
    sections = tuple(sections)
    held = [getattr(dossier, section) for section in sections]
    for records in held:
        if wanted in records:
            return records[wanted]
    words = " ".join(wanted.casefold().split())
    found = [
        record for records in held for record in records.values() if words and words in _words_of(record)
    ]
    if len(found) == 1:
        return found[0]
    kind = one_of(sections)
    if not found:
        other = dossier.get(wanted)
        if other is not None:
            is_one = one_of((section_of(other) or "record",))
            raise UnknownRecordError(wanted, "", kind, f"it is the id of a record of another kind: {is_one}")
        near = difflib.get_close_matches(wanted, [id for records in held for id in records], 1)
        hint = f"did you mean {shown(near[0])}?" if near else "give an id, or words that stand in no other"
        raise UnknownRecordError(wanted, "", kind, hint)
    some = ", ".join(shown(record.id) for record in found[:5])
    some += f" and {len(found) - 5} more" if len(found) > 5 else ""
    raise InvalidValueError(kind, wanted, f"{len(found)} hold these words; give an id: {some}")


def one_of(sections: tuple[str, ...]) -> str:
    """Return the kinds of records that a question is asked of ("claim or attribution")."""
    names = [section.removesuffix("s") for section in sections]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _words_of(record: Any) -> str:
    said = [getattr(record, name, None) for name in ("text", "name", "description", "headline", "url")]
    if hasattr(record, "headline"):
        said[0] = None  # an article's text holds everything
    return " ".join(" ".join([*filter(None, said), *getattr(record, "aliases", ())]).casefold().split())


def ask(dossier: Dossier, question: str, wanted: str | None = None, **asked: Any) -> Any:
    """Return the answer to a question.

    Args:
        dossier: where to look.
        question: one of `QUESTIONS`.
        wanted: the id of what it is asked of, or words of it; see `find_record`.
        asked: `as_of`, `known_at`, `basis` and whatever else the question takes; `None` is left out.

    Raises:
        InvalidValueError: if there is no such question, or several records hold the words.
        UnknownRecordError: if the record is not there.
        UsageError: if the question has to be asked of something, or cannot be, or does not take
            what it is asked with.
    """
    if question not in QUESTIONS:
        raise InvalidValueError("question", question, f"there are {', '.join(QUESTIONS)}")
    answer, _, sections, is_needed = QUESTIONS[question]
    given = {name: value for name, value in asked.items() if value is not None}
    taken = signature(answer).parameters
    for name in given:
        if name not in taken:
            raise UsageError(question, f"it does not take {name}={shown(given[name])}")
    if wanted is not None and not sections:
        raise UsageError(question, f"it is asked of the whole dossier, not of {shown(wanted)}")
    if wanted is not None:
        return answer(dossier, find_record(dossier, wanted, sections), **given)
    if is_needed:
        raise UsageError(question, f"say of which {one_of(sections)} it is asked")
    return answer(dossier, **given)


def told(answer: Any) -> str:
    """Return an answer as text for a person: a count with its reasons, anything else as it prints."""
    words = answer.explain() if isinstance(answer, Corroboration) else str(answer)
    left = getattr(answer, "left_out", ())
    if left and not isinstance(answer, Corroboration):
        shown_ones = [f"Left out: {item}" for item in left[:5]]
        more = [f"… and {len(left) - 5:,} more left out"] if len(left) > 5 else []
        words = "\n".join([words, "", *shown_ones, *more])
    return words


def told_as_json(answer: Any) -> str:
    """Return the rows of an answer as JSON."""
    return json.dumps(answer.to_rows(), ensure_ascii=False, indent=2, default=str)
