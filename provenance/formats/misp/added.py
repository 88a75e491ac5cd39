"""What analysts added to our objects, and no record of ours says."""

from collections.abc import Iterator
from typing import Any

from provenance.formats.misp.objects import REST, fields_of, opinion_number
from provenance.formats.misp.tags import OF_SOURCES, meaning, tag_of_grade, tag_of_likelihood

__all__ = ["ADDED", "Graded", "added_to", "graded_by", "with_added"]

Graded = tuple[str, str, str]
"""A grade: what it is of, its scale and its value, as its tag says them."""

ADDED = ("Tag", "Attribute", "Note", "Opinion", "Relationship")
"""The lists of an object that others may add to."""


def added_to(thing: dict[str, Any], record: Any, ours: set[str], graded: set[Graded]) -> dict[str, Any]:
    """Return what was added to an object, by the list it stands in.

    Args:
        thing: the object.
        record: the record that it is.
        ours: the UUIDs of the notes and opinions that are ours.
        graded: the grades that there are records of.
    """
    own, foreign = _attributes(record.RECORDS, thing)
    tags = [tag for part in (thing, *own) for tag in _things(part, "Tag")]
    found: dict[str, list[Any]] = {
        "Tag": [tag for tag in tags if not _is_said(tag.get("name"), record, graded)],
        "Attribute": foreign,
    }
    for key in ADDED[2:]:
        found[key] = [held for held in _things(thing, key) if not _is_own(held, ours)]
    if record.RECORDS == "claims":  # the other opinions on a claim are statuses
        found["Opinion"] = [held for held in found["Opinion"] if opinion_number(held.get("opinion")) is None]
    return {key: held for key, held in found.items() if held}


def graded_by(grade: Any) -> Graded | None:
    """Return what the tag of a grade says; `None` if it has none."""
    said = meaning(tag_of_grade(grade.scale, grade.value))
    return None if said is None else (grade.subject, said[1], said[2])


def with_added(thing: dict[str, Any], added: dict[str, Any]) -> dict[str, Any]:
    """Return an object with what was added to it."""
    whole = {**thing, "Attribute": [dict(one) for one in thing["Attribute"]]}
    for key in ADDED[1:]:
        if added.get(key):
            whole[key] = [*whole.get(key, []), *added[key]]
    if added.get("Tag"):
        first = whole["Attribute"][0]
        first["Tag"] = [*first.get("Tag", []), *added["Tag"]]
    return whole


def _things(thing: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    held = thing.get(key)
    return (item for item in (held if isinstance(held, list) else []) if isinstance(item, dict))


def _attributes(section: str, thing: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the attributes of an object that are fields of its record, and the others."""
    known = {"id", REST, *(field.replace("_", "-") for field in fields_of(section))}
    own, foreign = [], []
    for attribute in _things(thing, "Attribute"):
        relation = attribute.get("object_relation")
        if isinstance(relation, str) and relation in known and "value" in attribute:
            known.remove(relation)
            own.append(attribute)
        else:
            foreign.append(attribute)
    return own, foreign


def _is_own(held: dict[str, Any], ours: set[str]) -> bool:
    uuid = held.get("uuid")
    return isinstance(uuid, str) and uuid in ours


def _is_said(name: Any, record: Any, graded: set[Graded]) -> bool:
    """Tell whether a tag is one that the record, a grade or a status says."""
    found = meaning(name)
    if found is None:
        own = OF_SOURCES.get(str(record.kind)) if record.RECORDS == "sources" else None
        return own is not None and name == own
    if record.RECORDS == "statuses":
        said = tag_of_likelihood(record.likelihood) if record.likelihood is not None else None
        return (said is not None and said[0] == name) or (record.id, *found[1:]) in graded
    return found[0] == "grade" or record.RECORDS == "claims"
