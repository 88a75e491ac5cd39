"""What is wrong with an object of others that becomes a record, with its place."""

from collections.abc import Iterator, Mapping
from typing import Any

from provenance.errors import shown
from provenance.formats.stix.standard import Known, sections_of

__all__ = ["WORDS", "faults"]

WORDS = ("strongly-disagree", "disagree", "neutral", "agree", "strongly-agree")
"""The five steps of an opinion."""

_TEXTS = {
    "identity": ("name",),
    "report": ("name",),
    "note": ("content",),
    "opinion": ("opinion",),
    "relationship": ("relationship_type", "source_ref", "target_ref"),
}
"""Of each type that becomes a record, what it must have."""


def faults(thing: Mapping[str, Any], known: Known) -> Iterator[tuple[str, str]]:
    """Yield the property and the fault of each that no record can hold as it is."""
    type = thing["type"]
    for key in _TEXTS.get(type, ()):
        value = thing.get(key)
        if key not in thing:
            yield key, f"is missing: STIX wants it of every {type}"
        elif not isinstance(value, str) or not value.strip():
            yield key, f"expected a string, got {shown(value)}"
    for key in ("lang", "explanation"):
        if key in thing and not isinstance(thing[key], str):
            yield key, f"expected a string, got {shown(thing[key])}"
    if sections_of(type) == "statuses":
        yield from _opinion(thing, known)


def _opinion(thing: Mapping[str, Any], known: Known) -> Iterator[tuple[str, str]]:
    word, confidence, refs = thing.get("opinion"), thing.get("confidence"), thing.get("object_refs")
    if isinstance(word, str) and word.strip() and word not in WORDS:
        yield "opinion", f"expected one of {', '.join(WORDS)}, got {shown(word)}"
    if "confidence" in thing and (type(confidence) is not int or not 0 <= confidence <= 100):
        yield "confidence", f"expected an integer from 0 to 100, got {shown(confidence)}"
    if "object_refs" in thing and not isinstance(refs, list):
        yield "object_refs", f"expected a list, got {shown(refs)}"
    first = True
    for index, ref in enumerate(refs if isinstance(refs, list) else []):
        found = known.get(ref) if isinstance(ref, str) else None
        if found is None or found[0] != "claims":
            continue
        if not first:
            reason = "a status is of one claim: this opinion on a second one is kept as the property it is"
            yield f"object_refs[{index}]", reason
        first = False
