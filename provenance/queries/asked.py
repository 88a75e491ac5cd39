"""What a question was asked with: the record meant, the two clocks, the layers."""

from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, TypeAlias

from provenance.errors import UnknownRecordError, UsageError, shown
from provenance.model import Basis, Dossier, When
from provenance.model.records import RECORD_TYPES, section_of, singular

__all__ = ["AsOf", "Layers", "asked_about", "layers_of", "moment_of", "want_dossier", "world_time_of"]

AsOf: TypeAlias = When | date | str | None
"""A point in world time: a date, an aware datetime, a `When`, or a string that `When.parse` reads."""

Layers: TypeAlias = Basis | str | Iterable[Basis | str] | None
"""One word of `Basis` or several; `None` asks for all layers, records without a basis included."""

_TOO_MANY_TO_COMPARE = 10_000


def want_dossier(function: str, given: object) -> Dossier:
    """Return what was given if it is a dossier.

    Raises:
        UsageError: if it is not.
    """
    if not isinstance(given, Dossier):
        raise UsageError(function, f"the dossier comes first, got {type(given).__name__} {shown(given)}")
    return given


def asked_about(function: str, dossier: Dossier, given: Any, *sections: str) -> tuple[str, Any]:
    """Return the record that was asked about, with the mapping it stands in.

    Args:
        function: the question, as a caller writes it.
        dossier: where to look.
        given: a record or its id.
        sections: the mappings it may stand in; none for any.

    Raises:
        UnknownRecordError: if the dossier does not hold it; names a likely id.
        UsageError: if it is a record of another kind, or no record and no id.
    """
    if isinstance(given, str):
        id = given
    elif section_of(given) is not None:
        id = given.id
    else:
        what = f"{type(given).__name__} {shown(given)}"
        raise UsageError(function, f"wants {_wanted(sections)} or its id, got {what}")
    for section in sections or RECORD_TYPES:
        record = getattr(dossier, section).get(id)
        if record is not None:
            return section, record
    other = dossier.get(id)
    if other is not None:
        kind = _one_of(section_of(other) or "")
        raise UsageError(function, f"wants {_wanted(sections)}, but {shown(id)} is {kind}")
    kinds = " or ".join(singular(section) for section in sections) or "record"
    raise UnknownRecordError(id, function, kinds, _hint(dossier, id, sections))


def _wanted(sections: tuple[str, ...]) -> str:
    return " or ".join(map(_one_of, sections)) or "a record"


def _one_of(section: str) -> str:
    word = singular(section)
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"


def _hint(dossier: Dossier, id: str, sections: tuple[str, ...]) -> str:
    """Name an id that was perhaps meant."""
    wanted = id.strip().casefold()
    for section in sections or RECORD_TYPES:
        held = getattr(dossier, section)
        if not wanted or len(held) > _TOO_MANY_TO_COMPARE:
            continue
        for known in held:
            if known.casefold() == wanted or known.casefold().endswith(f"-{wanted}"):
                return f"did you mean {shown(known)}?"
        close = get_close_matches(id[:200], held, n=1, cutoff=0.75)
        if close:
            return f"did you mean {shown(close[0])}?"
    return ""


def world_time_of(function: str, as_of: AsOf) -> When | None:
    """Return the world time a question is asked for.

    Raises:
        UsageError: for a naive datetime or time, for one of which nothing is known, and for anything
            that is no time.
        InvalidValueError: for a string that is no time.
    """
    if as_of is None:
        return None
    if isinstance(as_of, datetime) and as_of.utcoffset() is None:
        raise UsageError(
            function, f"as_of={as_of.isoformat()} is naive: give it a tzinfo, such as datetime.UTC"
        )
    if not isinstance(as_of, (When, date, str)):
        raise UsageError(
            function, f"as_of is a date, an aware datetime, a When or a string, got {shown(as_of)}"
        )
    time = When.of(as_of)
    if time.is_naive:
        raise UsageError(function, f"as_of={time} is naive: give it a zone, as in 2025-11-04T12:00+00:00")
    if time.earliest is None and time.latest is None:
        raise UsageError(function, f"as_of={shown(as_of)}: neither its beginning nor its end is known")
    return time


def moment_of(function: str, known_at: datetime | None) -> datetime | None:
    """Return the record time a question is asked for.

    Raises:
        UsageError: for anything but an aware datetime.
    """
    if known_at is None:
        return None
    if not isinstance(known_at, datetime):
        raise UsageError(
            function, f"known_at is an aware datetime, got {type(known_at).__name__} {shown(known_at)}"
        )
    if known_at.utcoffset() is None:
        raise UsageError(
            function, f"known_at={known_at.isoformat()} is naive: give it a tzinfo, such as datetime.UTC"
        )
    return known_at


def layers_of(function: str, basis: Layers) -> frozenset[Basis] | None:
    """Return the layers a question is limited to; `None` for no limit.

    Raises:
        UsageError: for a word that is no basis, and for an empty list of them.
    """
    if basis is None:
        return None
    given = [basis] if isinstance(basis, str) else basis
    if not isinstance(given, Iterable):
        raise UsageError(function, f"basis is a word of Basis or several, got {shown(basis)}")
    known = {str(word): word for word in Basis}
    words = list(given)
    for word in words:
        if not isinstance(word, str) or str(word) not in known:
            raise UsageError(function, f"basis is one of {', '.join(known)}, got {shown(word)}")
    if not words:
        raise UsageError(function, "basis is empty: leave it out to ask for all layers")
    return frozenset(known[str(word)] for word in words)
