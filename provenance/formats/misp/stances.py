"""What checkers found, as opinions and notes of MISP: how they are written, and what others made of them."""

from datetime import UTC, datetime
from typing import Any

import attrs

from provenance.errors import shown
from provenance.formats.misp.objects import OPINIONS, opinion_number
from provenance.formats.misp.tags import meaning, tag_of_likelihood
from provenance.formats.verdicts import vocabulary
from provenance.model import Likelihood, Rating, VerificationStatus, to_plain

__all__ = ["CONTRADICTED", "EPOCH", "changed", "changed_tag", "moment_of", "number_of", "words_of"]

EPOCH = "1970-01-01 00:00:00"
"""What stands where MISP wants a time and none is known. It is never read back as a time."""

CONTRADICTED = "misp-contradicted"
"""Where, in `extra`, the fields are kept that a changed opinion, note or tag took the place of."""

_STEPS = {"strongly-disagree": 0, "disagree": 25, "neutral": 50, "agree": 75, "strongly-agree": 100}


def moment_of(at: datetime | None) -> str:
    """Return a moment as MISP writes it: in UTC, to the second, and without saying so."""
    if at is None or at.utcoffset() is None:
        return EPOCH
    try:
        return at.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat(" ")
    except OverflowError:
        return EPOCH


def number_of(status: VerificationStatus) -> int | None:
    """Return the opinion, 0 to 100, that a status is; `None` if it is no opinion."""
    if status.verdict is not None:
        word = vocabulary("stix-opinion").say(status.verdict).word
        return None if word is None else _STEPS[word]
    rating = status.rating
    if rating is not None and rating.scale == OPINIONS and isinstance(rating.value, int):
        return rating.value if 0 <= rating.value <= 100 else None
    found = tag_of_likelihood(status.likelihood) if status.likelihood is not None else None
    return None if found is None or found[1] is None else round(found[1])


def words_of(status: VerificationStatus) -> str:
    """Return the note that a status is where it is no opinion."""
    return status.rationale or str(status.verdict or status.state or "")


def changed(
    status: VerificationStatus, held: dict[str, Any]
) -> tuple[VerificationStatus, list[tuple[str, str]]]:
    """Return a status as an opinion or note that was written of it says it now, and what was changed.

    Args:
        status: the status that our object says.
        held: the opinion or note.
    """
    wrong: list[tuple[str, str]] = []
    written = number_of(status)
    if "opinion" in held and written is not None:
        number = opinion_number(held["opinion"])
        if number is None:
            wanted = "an opinion is a number from 0 to 100"
            wrong.append(("opinion", f"{wanted}, got {shown(held['opinion'])}"))
        elif number != written:
            said = f"the record says {written}"
            wrong.append(("opinion", f"it was changed to {number}, and counts; {said}"))
            rating = Rating(value=number, best=100, worst=0, scale=OPINIONS)
            status = _without(status, ("verdict", "rating"), rating=rating)
    key, before = ("comment", status.rationale or "") if written is not None else ("note", words_of(status))
    words = held.get(key)
    if isinstance(words, str) and words.strip() and words.strip() != before.strip():
        wrong.append((key, f"it was changed to {shown(words)}, and counts; the record says {shown(before)}"))
        status = _without(status, ("rationale",), rationale=words)
    return status, wrong


def changed_tag(status: VerificationStatus, names: list[Any]) -> tuple[VerificationStatus, str] | None:
    """Return a status with the likelihood that its tags say now; `None` if they say what was written.

    Args:
        status: the status that our object says.
        names: the names of its tags.
    """
    written = tag_of_likelihood(status.likelihood) if status.likelihood is not None else None
    if written is None or written[0] in names or status.likelihood is None:
        return None
    for name in names:
        found = meaning(name)
        if found is not None and found[0] == "likelihood":
            likelihood = Likelihood(term=found[2], scale=found[1])
            message = f"the tag was changed to {shown(name)}, and counts; the record says {shown(written[0])}"
            return _without(status, ("likelihood",), likelihood=likelihood), message
    return None


def _without(status: VerificationStatus, fields: tuple[str, ...], **said: Any) -> VerificationStatus:
    """Put what others say in place of some fields, which are kept."""
    plain = to_plain(status)
    lost = {field: plain[field] for field in fields if field in plain}
    before: Any = status.extra.get(CONTRADICTED)
    kept = {**(before if hasattr(before, "keys") else {}), **lost}
    extra = {**status.extra, CONTRADICTED: kept} if kept else status.extra
    return attrs.evolve(status, **{**dict.fromkeys(fields), **said}, extra=extra)
