"""How STIX names things and says when: ids, timestamps, and the objects that stand for our records."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from provenance.formats.iris import TERMS
from provenance.model import Dossier, When

__all__ = [
    "CLASSES",
    "EPOCH",
    "EXTENSION",
    "MAKER",
    "NAMESPACE",
    "STIX_ID",
    "Names",
    "kind_of_class",
    "made_id",
    "moment_of",
    "timestamp",
]

NAMESPACE = uuid5(NAMESPACE_URL, TERMS)
"""What the UUIDs (version 5) of our objects are made in."""

EPOCH = "1970-01-01T00:00:00.000Z"
"""What stands where STIX wants a time and none is known. It is never read back as a time."""

STIX_ID = re.compile(
    r"[a-z][a-z0-9-]*--[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
)
"""What the id of a STIX object is like."""

CLASSES = {
    "person": "individual",
    "organization": "organization",
    "government_body": "organization",
    "military": "organization",
    "news_outlet": "organization",
    "news_agency": "organization",
    "group": "group",
    "platform_account": "system",
    "software": "system",
    "unknown": "unknown",
}
"""Our kinds of sources, and STIX's `identity_class`; documents, data sets and media have none."""

_KINDS = {"individual": "person", "organization": "organization", "group": "group", "unknown": "unknown"}

TYPES = {"sources": "identity", "articles": "report", "claims": "note", "attributions": "note"}
_RELATIONS = ("derivations", "relations", "judgements")


def kind_of_class(identity_class: Any) -> str | None:
    """Return the kind of source that an `identity_class` means, if it means one of ours."""
    return _KINDS.get(identity_class) if isinstance(identity_class, str) else None


def made_id(type: str, name: str) -> str:
    """Return the id of an object that stands for something with a name of ours: the same every time."""
    return f"{type}--{uuid5(NAMESPACE, name)}"


EXTENSION = made_id("extension-definition", "extension")
"""The id of the extension that holds the rest of our fields."""

MAKER = made_id("identity", "maker")
"""The id of the identity that the extension is of."""


class Names:
    """The STIX ids of a dossier's records, and back."""

    def __init__(self, dossier: Dossier, opinions: set[str]) -> None:
        self.records: dict[str, tuple[str, str]] = {}
        """Of each STIX id, the section and the id of the record."""
        self._made: dict[tuple[str, str], str] = {}
        self._sections: dict[str, str] = {}
        for record in dossier:
            section = record.RECORDS
            type = "opinion" if record.id in opinions and section == "statuses" else type_of(section)
            own = record.id if STIX_ID.fullmatch(record.id) and record.id.startswith(f"{type}--") else None
            id = (
                own
                if own is not None and own not in self.records
                else made_id(type, f"{section}:{record.id}")
            )
            self.records[id] = (section, record.id)
            self._made[section, record.id] = id
            self._sections.setdefault(record.id, section)

    def of(self, section: str, id: str) -> str:
        """Return the id of the object for a record; of one that is not there, what it would have."""
        return self._made.get((section, id)) or made_id(type_of(section), f"{section}:{id}")

    def of_any(self, id: str) -> str:
        """Return the id of the object for a record of any kind."""
        return self.of(self._sections.get(id, "articles"), id)


def type_of(section: str) -> str:
    """Return the type of STIX object that stands for the records of a section."""
    return TYPES.get(section) or ("relationship" if section in _RELATIONS else "note")


def timestamp(moment: datetime | None) -> str | None:
    """Return a moment as STIX writes it; `None` if its zone is not known or the year leaves the calendar."""
    if moment is None or moment.utcoffset() is None:
        return None
    try:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        return None
    return f"{moment.isoformat(timespec='milliseconds')}Z"


def moment_of(when: When | None) -> str | None:
    """Return the first moment of a time; of a day its beginning in UTC, because STIX knows no days."""
    first = when.earliest if when is not None else None
    if first is None or isinstance(first, datetime):
        return timestamp(first)
    return f"{first.isoformat()}T00:00:00.000Z"
