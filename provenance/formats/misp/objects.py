"""Our records as MISP objects: a template of ours for each kind."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from provenance.formats.iris import TERMS
from provenance.model import RECORD_TYPES
from provenance.model.records import singular
from provenance.model.shapes import remembered, shapes_of

__all__ = [
    "BESIDE",
    "HEAD",
    "NAMESPACE",
    "OPINIONS",
    "REST",
    "fields_of",
    "opinion_number",
    "section_of",
    "template_of",
    "uuid_of",
]

NAMESPACE = uuid5(NAMESPACE_URL, TERMS + "misp")
"""What the UUIDs (version 5) of our objects are made in."""

REST = "record"
"""The attribute that holds, as JSON, the fields that have no attribute of their own."""

BESIDE = "dossier"
"""What stands where others have a section, for what stands beside the records."""

HEAD = ("uuid", "date", "timestamp", "threat_level_id", "analysis", "distribution", "published")
"""What MISP wants of every event."""

OPINIONS = "https://www.misp-project.org/analyst-data#opinion"
"""The scale of a rating that is a MISP opinion: 0 disagrees, 100 agrees."""


def uuid_of(name: str) -> str:
    """Return the UUID of something with a name of ours: the same every time."""
    return str(uuid5(NAMESPACE, name))


def template_of(section: str) -> dict[str, str]:
    """Return what an object of the template for a section says of it."""
    name = BESIDE if section == BESIDE else singular(section).replace(" ", "-")
    return {
        "name": f"news-{name}",
        "meta-category": "misc",
        "description": f"A record of who said what in the news: {name.replace('-', ' ')}",
        "template_uuid": uuid_of(f"template:{section}"),
        "template_version": "1",
    }


@remembered
def _templates() -> dict[str, str]:
    return {uuid_of(f"template:{section}"): section for section in (*RECORD_TYPES, BESIDE)}


def section_of(thing: Any) -> str | None:
    """Return the section that an object's template is for; `None` if it is none of ours."""
    uuid = thing.get("template_uuid") if isinstance(thing, dict) else None
    return _templates().get(uuid) if isinstance(uuid, str) else None


@remembered
def fields_of(section: str) -> dict[str, str]:
    """Return the fields that become attributes or references, with which of the two."""
    ways = {"text": "attribute", "term": "attribute", "reference": "reference"}
    return {
        field.name: ways[field.shape.kind]
        for field in shapes_of(RECORD_TYPES[section])
        if field.shape.kind in ways and field.name != "id"
    }


def opinion_number(value: Any) -> int | None:
    """Return an opinion as a number: pymisp and MISP itself hand it out as a string."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) < 10:
        value = int(value)
    whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100
    return value if whole else None
