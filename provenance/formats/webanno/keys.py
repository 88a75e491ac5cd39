"""What writer and reader of Web Annotations agree on."""

from typing import Any

from provenance.formats.ownterms import terms
from provenance.model import VerificationStatus

__all__ = [
    "ANNO",
    "CLASSES",
    "MOTIVATIONS",
    "NAME",
    "ROLES",
    "context",
    "judgement_words",
    "set_aside_in",
]

NAME = "web-annotation"
"""The name of the format, and the key in `extra` of what is its own."""

ANNO = "http://www.w3.org/ns/anno.jsonld"
"""The context of the standard. It is named, and never fetched."""

ROLES = ("source", "cue", "content")
"""The parts of a passage, as `pv:role` of a target names them."""

CLASSES = {
    "pv:Attribution": "attributions",
    "pv:VerificationStatus": "statuses",
    "pv:Derivation": "derivations",
}
"""The records that are annotations."""

MOTIVATIONS = {"attributions": "describing", "statuses": "assessing", "derivations": "linking"}
"""Why they are made, in the standard's words."""

_WRITTEN = ("id", "type", "@id", "@type")


def context() -> list[Any]:
    """Return the context of a document: the standard's, and our own terms."""
    return [ANNO, {**terms(), "assessing": "oa:assessing"}]


def judgement_words(status: VerificationStatus) -> str:
    """Return what the body of a judgement says: the published label, else what was found."""
    found = next((str.__str__(x) for x in (status.verdict, status.state) if x is not None), "")
    return status.rating.label if status.rating is not None and status.rating.label else found


def set_aside_in(extra: Any) -> dict[str, Any]:
    """Return the keys of a foreign annotation that a record's `extra` keeps to be written back."""
    held = extra.get(NAME)
    if not hasattr(held, "items") or not held:
        return {}
    if any(key in _WRITTEN or key.startswith("pv:") for key in held):
        return {}
    return dict(held.items())
