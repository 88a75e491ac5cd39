"""The keys of ninjs 3.1 and what may stand under them; what it refuses is not written.

Older versions wrote the same names in small letters (2.x), or singular and flat (1.x): `modern` gives an
item the names of 3.1.
"""

from types import NoneType
from typing import Any

from attrs import field, frozen

__all__ = ["ITEM", "NOTHING", "Count", "Many", "Shape", "Thing", "Words", "fitting", "modern"]

NOTHING = object()
"""Stands for what does not fit."""

Shape = Any
"""A word ("text", "integer", "number", "geo") or one of the classes here."""


@frozen
class Words:
    """One of these words."""

    words: tuple[str, ...]


@frozen
class Count:
    """An integer from one to another."""

    least: int
    most: int


@frozen
class Many:
    """A list."""

    of: Shape


@frozen
class Thing:
    """An object with these keys and no others."""

    keys: dict[str, Shape]
    needed: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    """Groups of keys of which exactly one must be there."""
    either: bool = False
    """Whether it is enough that one of the groups is as it must be."""
    lower: dict[str, str] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "lower", {key.lower(): key for key in self.keys})


def _texts(names: str) -> dict[str, Shape]:
    return dict.fromkeys(names.split(), "text")


_STATUS = Words(("usable", "withheld", "canceled"))
_TYPE = Words(("text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"))
_ADDRESS = Thing({"lines": Many("text"), **_texts("locality area postalCode country")})
_CONTACT = Thing({**_texts("type role lang name value"), "address": _ADDRESS}, one_of=(("value", "address"),))
_NAMED = _texts("name rel uri literal")
_REACHED = {**_NAMED, "contactInfo": Many(_CONTACT)}
_ORGANISATION = Thing({**_REACHED, "symbols": Many(Thing(_texts("exchange symbolType symbol")))})
_VALUE = {**_texts("role contentType value")}
_RULE = Thing(
    {
        "frequency": Words(("secondly", "minutely", "hourly", "daily", "weekly", "monthly", "yearly")),
        "interval": "integer",
        "until": "text",
        "count": "integer",
    }
)
_DATES = Thing(
    {
        **_texts("startDate endDate expectedStartDate expectedEndDate expectedDuration"),
        "recurrence": Thing({"recurrenceRules": Many(_RULE)}),
    },
    one_of=(("startDate", "expectedStartDate"), ("endDate", "expectedEndDate")),
    either=True,
)
_RENDITION = Thing(
    {
        **_texts("name href contentType title format aspectRatio videoCodec transportProtocol bitrate"),
        **dict.fromkeys(("width", "height", "sizeInBytes"), "integer"),
        **dict.fromkeys(("duration", "frameRate"), "number"),
        "poi": Thing({"x": "integer", "y": "integer"}),
        "scanType": Words(("progressive", "interlaced")),
    },
    needed=("name",),
)
_PLANNED = Thing(
    {
        **_texts("uri title edNote language"),
        "pubStatus": _STATUS,
        "type": _TYPE,
        "commissioned": Thing({**_texts("by on"), "references": Many(Thing(_texts("name value")))}),
        "dates": _DATES,
        "audiences": Many(Thing({"audience": "text", "significance": "integer"})),
        "exclAudience": Many("text"),
        "urgency": Count(1, 9),
        "itemCount": Thing({"rangeFrom": "integer", "rangeTo": "integer"}),
        "wordCount": "integer",
        "renditions": Many(_RENDITION),
    }
)
_KEYS: dict[str, Shape] = {
    **_texts("uri"),
    "type": _TYPE,
    "representationType": Words(("full", "partial")),
    **_texts("profile version firstCreated versionCreated contentCreated embargoedUntil"),
    "pubStatus": _STATUS,
    "urgency": Count(1, 9),
    **_texts("copyrightHolder copyrightNotice usageTerms edNote language title"),
    "headlines": Many(Thing(_VALUE, needed=("value",))),
    **_texts("by slugline located"),
    "descriptions": Many(Thing(_VALUE, needed=("value",))),
    "bodies": Many(Thing({**_VALUE, "charCount": "integer", "wordCount": "integer"}, needed=("value",))),
    "people": Many(Thing(_REACHED)),
    "organisations": Many(_ORGANISATION),
    "places": Many(Thing({**_REACHED, "geoJSON": "geo"})),
    "subjects": Many(
        Thing({**_NAMED, "creator": "text", "relevance": Count(0, 100), "confidence": Count(0, 100)})
    ),
    "events": Many(Thing({**_NAMED, "id": "text"})),
    "eventDetails": Thing(
        {**_texts("eventStatus plannedCoverageStatus"), "dates": _DATES, "organiser": _ORGANISATION}
    ),
    "plannedCoverage": Many(_PLANNED),
    "objects": Many(Thing(_NAMED)),
    "infoSources": Many(Thing({**_texts("name role uri literal"), "contactInfo": Many(_CONTACT)})),
    "renditions": Many(_RENDITION),
    "altIds": Many(Thing(_texts("role value"))),
    "trustIndicators": Many(Thing(_texts("role title href"))),
    "standard": Thing(_texts("name version schema")),
    "genres": Many(Thing(_texts("name uri literal"))),
    **_texts("expires"),
    "rightsInfo": Thing(
        _texts("langId linkedRights encodedRights"), one_of=(("linkedRights", "encodedRights"),)
    ),
    "digitalSourceType": Thing(_texts("name uri literal")),
}
_ASSOCIATED = Thing({"name": "text", "rel": "text", **_KEYS}, needed=("name", "uri"))
_ASSOCIATED.keys["associations"] = Many(_ASSOCIATED)
_ASSOCIATED.lower["associations"] = "associations"
ITEM = Thing({**_KEYS, "associations": Many(_ASSOCIATED)}, needed=("uri",))
"""An item of ninjs 3.1."""


def fitting(value: Any, shape: Shape) -> Any:
    """Return the part of some plain data that ninjs 3.1 takes; `NOTHING` if it takes nothing of it."""
    if isinstance(shape, Thing):
        return _fitting_thing(value, shape)
    if isinstance(shape, Many):
        if not isinstance(value, list):
            return NOTHING
        fits = [fitting(item, shape.of) for item in value]
        return [item for item in fits if item is not NOTHING]
    if isinstance(shape, Words):
        return value if isinstance(value, str) and value in shape.words else NOTHING
    whole = isinstance(value, int) and not isinstance(value, bool)
    if isinstance(shape, Count):
        return value if whole and shape.least <= value <= shape.most else NOTHING
    if shape == "geo":
        return value if _is_geo(value) else NOTHING
    fits_word = {"text": isinstance(value, str), "integer": whole}.get(
        shape, whole or isinstance(value, float)
    )
    return value if fits_word else NOTHING


_DEPTHS = {
    "Point": 1,
    "MultiPoint": 2,
    "LineString": 2,
    "MultiLineString": 3,
    "Polygon": 3,
    "MultiPolygon": 4,
}
_PARTS = {"GeometryCollection": "geometries", "FeatureCollection": "features"}


def _is_geo(value: Any) -> bool:
    """Tell whether some plain data is an object of GeoJSON (RFC 7946)."""
    waiting = [value]
    while waiting:
        thing = waiting.pop()
        kind = thing.get("type") if isinstance(thing, dict) else None
        if not isinstance(kind, str):
            return False
        if kind in _DEPTHS:
            if not _are_positions(thing.get("coordinates"), _DEPTHS[kind]):
                return False
        elif kind in _PARTS and isinstance(thing.get(_PARTS[kind]), list):
            waiting += thing[_PARTS[kind]]
        elif (
            kind == "Feature"
            and "geometry" in thing
            and isinstance(thing.get("properties", 0), dict | NoneType)
        ):
            waiting += [] if thing["geometry"] is None else [thing["geometry"]]
        else:
            return False
    return True


def _are_positions(value: Any, depth: int) -> bool:
    if not isinstance(value, list):
        return False
    if depth > 1:
        return all(_are_positions(inner, depth - 1) for inner in value)
    return len(value) > 1 and all(isinstance(x, int | float) and not isinstance(x, bool) for x in value)


def _fitting_thing(value: Any, shape: Thing) -> Any:
    if not isinstance(value, dict):
        return NOTHING
    held = {key: fitting(value[key], inner) for key, inner in shape.keys.items() if key in value}
    held = {key: inner for key, inner in held.items() if inner is not NOTHING}
    if any(key not in held for key in shape.needed):
        return NOTHING
    counts = [sum(key in held for key in group) == 1 for group in shape.one_of]
    good = any(counts) if shape.either else all(counts)
    return held if good or not counts else NOTHING


# --- older names ---------------------------------------------------------------------------

_SINGULAR = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "subject": "subjects",
    "event": "events",
    "object": "objects",
    "infosource": "infoSources",
    "genre": "genres",
    "trustindicator": "trustIndicators",
    "byline": "by",
    "$standard": "standard",
    "embargoed": "embargoedUntil",
}
_INNER = {"mimetype": "contentType"}
"""What ninjs 1.x called a key of the objects inside."""
_FLAT = {"headline": "headlines", "body": "bodies", "description": "descriptions"}


def modern(item: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return an item under the names of ninjs 3.1, and the name that each had."""
    held: dict[str, Any] = {}
    names: dict[str, str] = {}
    for key, value in item.items():
        name, changed = _renamed(key, value)
        if name in held and isinstance(held[name], list) and isinstance(changed, list):
            held[name] = [*held[name], *changed]
            continue
        if name in held:
            name, changed = key, value
        held[name] = _inner(changed, ITEM.keys.get(name))
        names.setdefault(name, key)
    return held, names


def _renamed(key: str, value: Any) -> tuple[str, Any]:
    flat, _, role = key.partition("_")
    if flat in _FLAT and isinstance(value, str) and (role or key == "headline"):
        return _FLAT[flat], [{"role": role or "main", "value": value}]
    name = _SINGULAR.get(key) or ITEM.lower.get(key.lower(), key)
    if name in ("associations", "renditions") and isinstance(value, dict):
        listed = [{"name": name_of, **inner} for name_of, inner in value.items() if isinstance(inner, dict)]
        return (name, listed) if len(listed) == len(value) else (name, value)
    if name == "altIds" and isinstance(value, dict):
        return name, [{"role": role_of, "value": inner} for role_of, inner in value.items()]
    return name, value


def _inner(value: Any, shape: Shape) -> Any:
    if isinstance(shape, Many) and isinstance(value, list):
        return [_inner(item, shape.of) for item in value]
    if not isinstance(shape, Thing) or not isinstance(value, dict):
        return value
    if shape is _ASSOCIATED:
        return modern(value)[0]
    held: dict[str, Any] = {}
    for key, inner in value.items():
        name = str(shape.lower.get(str(key).lower(), key))
        if _INNER.get(name) in shape.keys:
            name = _INNER[name]
        name = key if name in held or (name != key and name in value) else name
        held[name] = _inner(inner, shape.keys.get(name))
    return _with_iri(held) if "scheme" in held and "uri" in shape.keys else held


def _with_iri(held: dict[str, Any]) -> dict[str, Any]:
    """Make the IRI of a concept of the scheme and code that ninjs 1.x gave it by."""
    scheme, code = held.get("scheme"), held.get("code")
    if isinstance(scheme, str) and scheme[-1:] in ("/", "#") and isinstance(code, str) and "uri" not in held:
        rest = {key: value for key, value in held.items() if key not in ("scheme", "code")}
        return {**rest, "uri": scheme + code}
    return held
