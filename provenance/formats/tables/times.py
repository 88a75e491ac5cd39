"""Times in one cell: EDTF, or ISO 8601 where EDTF has no word, if that gives back exactly the same."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from provenance.errors import ProvenanceError
from provenance.formats.reading import from_plain
from provenance.model import When, to_plain

__all__ = ["as_time", "time_text"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_LONGEST = 200


def time_text(core: Mapping[str, Any]) -> str | None:
    """Return the text that `as_time` reads back as these fields of a time; `None` if there is none.

    Args:
        core: the plain form of a time without its words, their anchor and extra.

    Examples:
        >>> time_text({"earliest": "2025-11-01", "latest": "2025-11-30", "precision": "month"})
        '2025-11'
    """
    earliest = core.get("earliest")
    if len(core) == 3 and type(earliest) is str and core.get("latest") == earliest:
        precision = core.get("precision")
        if precision == "day" and _DAY.fullmatch(earliest):
            return earliest
        if precision == "second" and _SECOND.fullmatch(earliest):
            return earliest
    if not core or any(type(value) not in (str, bool) for value in core.values()):
        return None
    return _text(tuple(sorted(core.items())))


def as_time(text: str) -> dict[str, Any] | None:
    """Return the plain form of the time that a cell holds; `None` if it is not understood."""
    if len(text) == 10 and _DAY.fullmatch(text):
        return {"earliest": text, "latest": text, "precision": "day"}
    if len(text) == 20 and _SECOND.fullmatch(text):
        return {"earliest": text, "latest": text, "precision": "second"}
    found = _parsed(text) if len(text) <= _LONGEST else None
    return None if found is None else dict(found)


@lru_cache(maxsize=10_000)
def _text(core: tuple[tuple[str, Any], ...]) -> str | None:
    wanted = dict(core)
    try:
        when: When = from_plain(wanted, When)
    except ProvenanceError:
        return None
    ways: tuple[Callable[[], str], ...] = (when.to_edtf, when.to_iso)
    for way in ways:
        try:
            text = way()
        except ProvenanceError:
            continue
        if as_time(text) == wanted:
            return text
    return None


@lru_cache(maxsize=10_000)
def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return to_plain(When.parse(text))
    except ProvenanceError:
        return None
