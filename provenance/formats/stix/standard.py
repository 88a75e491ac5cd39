"""What the properties that STIX defines say of a record of ours."""

from collections.abc import Callable, Mapping
from typing import Any

from provenance.errors import InvalidValueError
from provenance.formats.stix.names import kind_of_class
from provenance.model import scales

__all__ = ["CONFIDENCE", "OPINION", "Known", "read_confidence", "read_standard", "sections_of"]

OPINION = "https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html#opinion"
"""The scale of a rating that is a STIX opinion."""

CONFIDENCE = "stix-none-low-med-high"
"""The scale on which the confidence of others is read, who do not say which they used."""

Known = Mapping[str, tuple[str, str]]
"""Of each STIX id, the section and the id of the record it stands for."""

_Date = Callable[[Any, str], dict[str, Any] | None]
_IDENTITY = ("type", "spec_version", "id")


def sections_of(type: str) -> str | None:
    """Return where the objects of a type go, if they are others' own."""
    return {"identity": "sources", "report": "articles", "note": "claims", "opinion": "statuses"}.get(type)


def read_standard(
    section: str, thing: Mapping[str, Any], known: Known, date: _Date, path: str
) -> dict[str, Any]:
    """Return the plain form of what an object's standard properties say; the others are under `stix`."""
    rest = {key: value for key, value in thing.items() if key not in _IDENTITY}
    plain: dict[str, Any] = {}
    _READERS[section](plain, rest, known, date, path)
    if rest:
        plain["stix"] = rest
    return plain


def read_confidence(number: Any) -> dict[str, Any] | None:
    """Return the likelihood that a confidence means: a term and its scale, with the number beside."""
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= 100:
        return None
    term = scales.get(CONFIDENCE).at(number)
    plain: dict[str, Any] = {"term": term.term, "scale": CONFIDENCE}
    return plain if term.number == number else {**plain, "stix": {"confidence": number}}


def _text(plain: dict[str, Any], field: str, rest: dict[str, Any], key: str) -> None:
    value = rest.get(key)
    if isinstance(value, str) and value.strip():
        plain[field] = rest.pop(key)


def _one(
    plain: dict[str, Any], field: str, rest: dict[str, Any], key: str, known: Known, section: str | None
) -> None:
    """Take a reference to a record that is there."""
    found = known.get(rest[key]) if isinstance(rest.get(key), str) else None
    if found is not None and section in (None, found[0]):
        plain[field] = found[1]
        del rest[key]


def _first(refs: Any, known: Known, section: str | None) -> str | None:
    for ref in refs if isinstance(refs, list) else []:
        found = known.get(ref) if isinstance(ref, str) else None
        if found is not None and section in (None, found[0]):
            return found[1]
    return None


def _applied(
    plain: dict[str, Any], rest: dict[str, Any], known: Known, wanted: dict[str, str | None]
) -> None:
    """Take what a note or opinion is applied to, one record for each field."""
    refs = rest.get("object_refs")
    for field, section in wanted.items():
        found = _first(refs, known, section)
        if found is not None:
            plain[field] = found
    if isinstance(refs, list) and len(refs) == len([field for field in wanted if field in plain]):
        del rest["object_refs"]


def _source(plain: dict[str, Any], rest: dict[str, Any], known: Known, date: _Date, path: str) -> None:
    _text(plain, "name", rest, "name")
    kind = kind_of_class(rest.get("identity_class"))
    if kind is not None:
        plain["kind"] = kind
        del rest["identity_class"]
    identifiers: dict[str, str] = {}
    refs = rest.get("external_references")
    for ref in refs if isinstance(refs, list) else []:
        if not isinstance(ref, dict) or {"source_name", "external_id"} != set(ref):
            return
        name, value = ref["source_name"], ref["external_id"]
        if not isinstance(name, str) or not isinstance(value, str) or name in identifiers:
            return
        identifiers[name] = value
    if identifiers:
        plain["identifiers"] = identifiers
        del rest["external_references"]


def _article(plain: dict[str, Any], rest: dict[str, Any], known: Known, date: _Date, path: str) -> None:
    _text(plain, "headline", rest, "name")
    _text(plain, "language", rest, "lang")
    _one(plain, "publisher", rest, "created_by_ref", known, "sources")
    if "published" in rest:
        when = date(rest["published"], f"{path}.published")
        if when is not None:
            plain["published"] = when
            del rest["published"]
    refs = rest.get("external_references")
    if isinstance(refs, list) and len(refs) == 1 and isinstance(refs[0], dict):
        url = refs[0].get("url")
        if set(refs[0]) == {"source_name", "url"} and refs[0]["source_name"] == "article" and url:
            plain["url"] = url
            del rest["external_references"]
            return
    urls = {ref.get("url") for ref in refs if isinstance(ref, dict)} if isinstance(refs, list) else set()
    urls -= {None}
    if len(urls) == 1 and isinstance(url := urls.pop(), str) and url:
        plain["url"] = url


def _claim(plain: dict[str, Any], rest: dict[str, Any], known: Known, date: _Date, path: str) -> None:
    _text(plain, "text", rest, "content")
    _text(plain, "language", rest, "lang")


def _attribution(plain: dict[str, Any], rest: dict[str, Any], known: Known, date: _Date, path: str) -> None:
    _applied(plain, rest, known, {"article": "articles", "claim": "claims"})
    _one(plain, "source", rest, "created_by_ref", known, "sources")


def _status(plain: dict[str, Any], rest: dict[str, Any], known: Known, date: _Date, path: str) -> None:
    _applied(plain, rest, known, {"claim": "claims"})
    _one(plain, "checker", rest, "created_by_ref", known, "sources")
    _text(plain, "rationale", rest, "explanation")
    if isinstance(rest.get("opinion"), str):
        plain["rating"] = {"label": rest.pop("opinion"), "scale": OPINION}
    likelihood = read_confidence(rest.get("confidence"))
    if likelihood is not None:
        plain["likelihood"] = likelihood
        del rest["confidence"]


def _grade(plain: dict[str, Any], rest: dict[str, Any], known: Known, date: _Date, path: str) -> None:
    _applied(plain, rest, known, {"subject": None})
    _one(plain, "grader", rest, "created_by_ref", known, "sources")


def _relationship(first: str, second: str, section: str | None) -> Callable[..., None]:
    def read(plain: dict[str, Any], rest: dict[str, Any], known: Known, date: _Date, path: str) -> None:
        _one(plain, first, rest, "source_ref", known, section)
        _one(plain, second, rest, "target_ref", known, section)
        type = rest.get("relationship_type")
        if section is None and type == "derived-from":
            del rest["relationship_type"]
        elif section == "sources" and type == "duplicate-of":
            plain["verdict"] = "same"
            del rest["relationship_type"]
        elif section == "claims" and isinstance(type, str):
            plain["kind"] = rest.pop("relationship_type").replace("-", "_")

    return read


_READERS: dict[str, Callable[..., None]] = {
    "sources": _source,
    "articles": _article,
    "claims": _claim,
    "attributions": _attribution,
    "statuses": _status,
    "grades": _grade,
    "derivations": _relationship("derived", "taken_from", None),
    "relations": _relationship("subject", "object", "claims"),
    "judgements": _relationship("first", "second", "sources"),
}


def number_of(likelihood: scales.Likelihood) -> int | None:
    """Return the confidence that a likelihood is in STIX; `None` if STIX has no number for it.

    What nobody can judge (6) has none, and neither has how reliable a source is (A to F).
    """
    kept = likelihood.extra.get("stix")
    try:
        if likelihood.scale == CONFIDENCE and isinstance(kept, Mapping):
            again = read_confidence(kept.get("confidence"))
            if again is not None and again["term"] == likelihood.step.term:
                return int(kept["confidence"])
        number = likelihood.on(
            _STIX.get(scales.get(likelihood.scale).measures or "", "stix-dni")
        ).likelihood.number
        own = scales.get(likelihood.scale)
        if own.name in _OWN:
            number = likelihood.number
    except InvalidValueError:
        return None
    return None if number is None else round(number)


_STIX = {"likelihood": "stix-dni", "confidence": CONFIDENCE, "credibility": "admiralty-credibility"}
_OWN = ("stix-dni", "stix-0-10", "wep", "admiralty-credibility", CONFIDENCE)
