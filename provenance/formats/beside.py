"""What stands beside the records of a dossier, for formats that hand it through as plain data.

Its title is left out: most formats have a place of their own for that.
"""

from collections.abc import Mapping
from typing import Any

from provenance.formats.intake import Intake
from provenance.model import Dossier, to_plain
from provenance.model.frozen import thaw

__all__ = ["beside_of", "set_aside_again", "take_beside", "unread_of"]


def beside_of(dossier: Dossier, extra: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands beside the records: nothing is said of what is empty.

    Args:
        dossier: the dossier.
        extra: what of its `extra` has no other place in the format.
    """
    beside: dict[str, Any] = {}
    if extra:
        beside["extra"] = dict(extra)
    if dossier.suppressions:
        beside["suppressions"] = [to_plain(item) for item in dossier.suppressions]
    if dossier.unread:
        beside["unread"] = unread_of(dossier)
    return beside


def unread_of(dossier: Dossier) -> list[dict[str, Any]]:
    """Return what earlier readers could make no record of, each with its section."""
    return [{"section": section, "raw": thaw(raw)} for section, raw in dossier.unread]


def take_beside(intake: Intake, held: Mapping[str, Any], path: str) -> None:
    """Take in what `beside_of` gave, as far as others left it in its form."""
    extra, unread = held.get("extra"), held.get("unread")
    for key, value in extra.items() if isinstance(extra, dict) else ():
        intake.keep(key, value)
    if "suppressions" in held:
        intake.suppress(held["suppressions"], path)
    for item in unread if isinstance(unread, list) else []:
        set_aside_again(intake, item, path)


def set_aside_again(intake: Intake, item: Any, path: str) -> None:
    """Set one thing aside that an earlier reader had set aside."""
    section, raw = (item.get("section"), item.get("raw")) if isinstance(item, dict) else ("", item)
    reason = "an earlier reader could not make a record of it"
    intake.set_aside(section if isinstance(section, str) else "", raw, path, reason)
