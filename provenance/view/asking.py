"""The questions by the words that a person types, and how to find the record that somebody means."""

import difflib
import json
from collections.abc import Callable, Iterable
from inspect import signature
from typing import Any

from provenance import queries
from provenance.errors import InvalidValueError, UnknownRecordError, UsageError, shown
from provenance.model import Article, Attribution, Dossier
from provenance.model.records import section_of
from provenance.queries import Corroboration

__all__ = ["QUESTIONS", "ask", "find_record", "listed", "one_of", "told", "told_as_json"]

_ANY = ("claims", "attributions", "articles", "sources")

_TELLING = {
    "statuses": ("claim", "state", "verdict"),
    "derivations": ("derived", "kind", "taken_from"),
    "relations": ("subject", "kind", "object"),
    "judgements": ("first", "verdict", "second"),
    "grades": ("subject", "scale", "value"),
}
"""The fields that tell which one it is of a record that has no words of its own."""

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
    headline and address. A record that is called by just these words comes before those in whose words
    they stand among others.

    Raises:
        UnknownRecordError: if there is none; it names a near id, where one is near.
        InvalidValueError: if several hold the words; it names them.
    """
    sections = tuple(sections)
    held = [getattr(dossier, section) for section in sections]
    for records in held:
        if wanted in records:
            return records[wanted]
    words = _plain(wanted)
    everything = [record for records in held for record in records.values()]
    found = [record for record in everything if words and words in _words_of(record)]
    called = [record for record in found if words in map(_plain, _names_of(record))]
    found = called or found
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
    said = "are called so" if called else "hold these words"
    some = ", ".join(map(_told_by_id, found[:5]))
    some += f" and {len(found) - 5} more" if len(found) > 5 else ""
    raise InvalidValueError(kind, wanted, f"{len(found)} {said}; give an id: {some}")


def listed(dossier: Dossier, section: str) -> list[tuple[str, str]]:
    """Return the id of each record of a kind with the words that tell a person which one it is.

    Args:
        dossier: where to look.
        section: the dossier's name for the kind of record ("sources").
    """
    return [(id, _words_for(dossier, record)) for id, record in getattr(dossier, section).items()]


def _words_for(dossier: Dossier, record: Any) -> str:
    """Return the words that tell a person which record it is: a name, a headline, the text of a claim."""
    if isinstance(record, Attribution):
        claim, source = dossier.claims.get(record.claim), dossier.sources.get(record.source or "")
        said = claim.text if claim is not None else record.claim
        return f"{source}: {said}" if source is not None else said
    name = next(iter(_names_of(record)), None)
    if name is None and isinstance(record, Article):
        facts = (dossier.sources.get(record.publisher or ""), record.published)
        return ", ".join(str(fact) for fact in facts if fact is not None) or str(record)
    told = [getattr(record, field, None) for field in _TELLING.get(section_of(record) or "", ())]
    return name or " ".join(str(fact) for fact in told if fact is not None) or str(record)


def _told_by_id(record: Any) -> str:
    name = next(iter(_names_of(record)), None)
    return f"{shown(record.id)} ({shown(name, 60)[1:-1]})" if name else shown(record.id)


def one_of(sections: tuple[str, ...]) -> str:
    """Return the kinds of records that a question is asked of ("claim or attribution")."""
    names = [section.removesuffix("s") for section in sections]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _names_of(record: Any) -> list[str]:
    """Return what a record may be called, the usual name first."""
    fields = ("headline", "url") if isinstance(record, Article) else ("text", "name", "description")
    said = [getattr(record, name, None) for name in fields]
    return [*filter(None, said), *getattr(record, "aliases", ())]


def _words_of(record: Any) -> str:
    return _plain(" ".join(_names_of(record)))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


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
