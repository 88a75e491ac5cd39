"""What other software changed in a property that our extension says more exactly: the property counts.

An extension holds what no property says, so it also says again what a property says only roughly. If a
property is no longer what would be written for that, somebody changed it.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from provenance.errors import DecodingError, shown
from provenance.formats.reading import from_plain
from provenance.formats.stix.names import CLASSES, EPOCH, moment_of
from provenance.formats.stix.standard import OPINION, number_of
from provenance.formats.verdicts import vocabulary
from provenance.model import Likelihood, Verdict, When

__all__ = ["CONTRADICTED", "settle", "still_made"]

CONTRADICTED = "contradicted"
"""Where, below "stix" in `extra`, the fields are kept that a changed property took the place of."""

_Way = tuple[str, tuple[str, ...], Callable[[Mapping[str, Any], Mapping[str, Any]], list[Any] | None]]


def settle(
    section: str, thing: Mapping[str, Any], seen: Mapping[str, Any], own: dict[str, Any], unsaid: list[str]
) -> tuple[dict[str, Any], set[str], list[tuple[str, str]]]:
    """Return our fields without those that properties contradict.

    Args:
        section: where the record goes.
        thing: the properties of the object.
        seen: what they say.
        own: the fields that the extension says.
        unsaid: those that it says the record does not have.

    Returns:
        The fields, the names of those that the properties say instead, and each contradiction: the
        property and what is to be said of it.
    """
    own = dict(own)
    instead: set[str] = set()
    problems: list[tuple[str, str]] = []
    for key, fields, expected in _WAYS.get(section, ()):
        wanted = expected(own, thing) if key in thing else None
        held = fields[0] in seen and (fields[0] in own or any(field in own for field in fields[1:]))
        if not held or wanted is None or thing[key] in wanted:
            continue
        lost = {field: own.pop(field) for field in fields if field in own}
        instead.add(fields[0])
        kept = own.get("stix", {} if "stix" in unsaid else seen.get("stix"))
        kept = kept if isinstance(kept, dict) else {}
        before = kept.get(CONTRADICTED)
        own["stix"] = {**kept, CONTRADICTED: {**(before if isinstance(before, dict) else {}), **lost}}
        instead |= {"stix"}
        said = ", ".join(f"{name} {shown(value)}" for name, value in lost.items())
        problems.append(
            (key, f"it was changed to {shown(thing[key])}, and counts; the extension says {said}")
        )
    return own, instead, problems


def still_made(made: list[str], thing: Mapping[str, Any]) -> Iterator[str]:
    """Yield the properties that are still what was made up because STIX wants them."""
    for key in made:
        if key == "published" and thing.get(key) != EPOCH:
            continue
        yield key


def _confidence(own: Mapping[str, Any], thing: Mapping[str, Any]) -> list[Any] | None:
    likelihood = _value(own.get("likelihood"), Likelihood)
    return None if likelihood is None else [number_of(likelihood), _kept(own, "confidence")]


def _opinion(own: Mapping[str, Any], thing: Mapping[str, Any]) -> list[Any] | None:
    verdict: Any = own.get("verdict")
    rating = own.get("rating")
    if verdict is None and isinstance(rating, dict) and rating.get("scale") == OPINION:
        return [rating.get("label")]
    try:
        word = vocabulary("stix-opinion").say(Verdict(verdict)).word
    except ValueError:
        return None
    return None if word is None else [word]


def _published(own: Mapping[str, Any], thing: Mapping[str, Any]) -> list[Any] | None:
    when = _value(own.get("published"), When)
    return None if when is None else [moment_of(when) or EPOCH]


def _class(own: Mapping[str, Any], thing: Mapping[str, Any]) -> list[Any]:
    kind = own.get("kind")
    return [CLASSES.get(kind) if isinstance(kind, str) else None, _kept(own, "identity_class")]


def _value(plain: Any, kind: type[Any]) -> Any | None:
    try:
        return from_plain(plain, kind)
    except DecodingError:
        return None


def _kept(own: Mapping[str, Any], key: str) -> Any:
    kept = own.get("stix")
    return kept.get(key) if isinstance(kept, dict) else None


_WAYS: dict[str, tuple[_Way, ...]] = {
    "statuses": (
        ("confidence", ("likelihood",), _confidence),
        ("opinion", ("rating", "verdict"), _opinion),
    ),
    "articles": (("published", ("published",), _published),),
    "sources": (("identity_class", ("kind",), _class),),
}
"""Of each section the properties that are compared, with the fields they say: the first instead of all."""
