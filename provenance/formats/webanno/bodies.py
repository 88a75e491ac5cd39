"""What others made of the bodies of our annotations: a text that was changed counts, and is listed."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from provenance.errors import shown
from provenance.formats.intake import Intake
from provenance.formats.webanno.keys import judgement_words
from provenance.formats.webanno.selectors import types_of
from provenance.model import Rating, to_plain

__all__ = ["CONTRADICTED", "restate"]

CONTRADICTED = "web-annotation-contradicted"
"""Where, in `extra`, the fields are kept that a changed body took the place of."""


def restate(intake: Intake, bodies: Iterable[tuple[str, str, Any, str]]) -> None:
    """Let changed bodies count.

    Args:
        intake: where the records are.
        bodies: the section and id of a record, the body of its annotation, and the path of that.
    """
    claims: dict[str, str] = {}
    for record, field, body, path in _ours(intake, bodies):
        words = body.get("value")
        before = record.text if field == "text" else judgement_words(record)
        if not isinstance(words, str) or not words.strip() or words == before:
            continue
        if field == "text" and claims.setdefault(record.id, words) != words:
            intake.report(f"{path}.value", f"{shown(words)} is not what another body of this claim says")
            continue
        message = f"it was changed to {shown(words)}, and counts; the record says {shown(before)}"
        intake.report(f"{path}.value", message, record.id)
        if field != "text":
            intake.replace(_restated(record, ("rating", "verdict"), rating=Rating(label=words)))
    for id, words in claims.items():
        intake.replace(_restated(intake.get("claims", id), ("text",), text=words))


def _ours(
    intake: Intake, bodies: Iterable[tuple[str, str, Any, str]]
) -> Iterator[tuple[Any, str, dict[str, Any], str]]:
    """Yield the record and the field of it that a body of ours says, with the body and its path."""
    for section, id, body, path in bodies:
        kinds = types_of(body) if isinstance(body, dict) else ()
        record = intake.get(section, id)
        if section == "attributions" and "pv:Claim" in kinds and record is not None:
            claim = intake.get("claims", record.claim)
            if claim is not None:
                yield claim, "text", body, f"{path}.body"
        elif section == "statuses" and "pv:Judgement" in kinds and record is not None:
            yield record, "rating", body, f"{path}.body"


def _restated(record: Any, fields: tuple[str, ...], **said: Any) -> Any:
    plain = to_plain(record)
    lost = {field: plain[field] for field in fields if plain.get(field) is not None}
    before = record.extra.get(CONTRADICTED)
    kept = {**(before if hasattr(before, "keys") else {}), **lost}
    extra = {**record.extra, CONTRADICTED: kept} if kept else record.extra
    return attrs.evolve(record, **{**dict.fromkeys(fields), **said}, extra=extra)
