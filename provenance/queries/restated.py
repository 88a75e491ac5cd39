"""What changed between two claims, where one came from the other: numbers, times, places, names, scope."""

from collections.abc import Iterator
from typing import NamedTuple

from provenance.model import Bound, Claim, ClaimRelation, Quantity, RelationKind, When
from provenance.queries.driftkinds import Change, DriftKind
from provenance.queries.kinship import Kinship
from provenance.queries.showing import shortened
from provenance.queries.view import View
from provenance.queries.wording import differing, name_variants, same_words, words_in

__all__ = ["ClaimChanges", "Joined", "joined_by", "same_language"]

_TURNED = {
    RelationKind.NARROWS: "generalises",
    RelationKind.GENERALISES: "narrows",
    RelationKind.UPDATES: "is updated by",
    RelationKind.ENTAILS: "is entailed by",
    RelationKind.SUPPORTS: "is supported by",
    RelationKind.CAVEATS: "is caveated by",
    RelationKind.CONVEYS: "is conveyed by",
}
_FIRST = ("narrows", "generalises", "updates", "is updated by", "restates")
_SCOPES = frozenset({"narrows", "generalises"})
_SAME = "restates"

_MEASURES = {
    "mm": ("length", 0.001), "cm": ("length", 0.01), "m": ("length", 1.0), "metre": ("length", 1.0),
    "meter": ("length", 1.0), "km": ("length", 1000.0), "kilometre": ("length", 1000.0),
    "kilometer": ("length", 1000.0), "mile": ("length", 1609.344), "mi": ("length", 1609.344),
    "ft": ("length", 0.3048), "foot": ("length", 0.3048), "feet": ("length", 0.3048),
    "yard": ("length", 0.9144), "kg": ("mass", 1.0), "kilogram": ("mass", 1.0), "tonne": ("mass", 1000.0),
    "lb": ("mass", 0.4536), "pound": ("mass", 0.4536), "hectare": ("area", 10000.0), "ha": ("area", 10000.0),
    "acre": ("area", 4046.86), "minute": ("time", 60.0), "hour": ("time", 3600.0), "day": ("time", 86400.0),
    "week": ("time", 604800.0), "%": ("share", 1.0), "percent": ("share", 1.0), "per cent": ("share", 1.0),
}  # fmt: skip
_CONVERTED = 0.05


class Joined(NamedTuple):
    """How the later claim stands to the earlier one."""

    kind: str | None
    """The relation, read from the later claim to the earlier ("narrows"); `None` if none is on record."""

    relation: str | None
    """The id of the record that says so."""


def joined_by(view: View, kinship: Kinship, before: str, after: str) -> Joined:
    """Return how two claims, or any that are the same as they, are related."""
    if before == after or not kinship.has_relations:
        return Joined(_SAME if before == after else None, None)
    old = kinship.same(before)
    if after in old:
        held = kinship.relations_among((before, after))
        return Joined(_SAME, held[0] if held else None)
    index = view.dossier.index
    found: list[tuple[int, str, str]] = []
    for id in kinship.same(after):
        for relation in index("relations", "subject").get(id):
            if relation.object in old and view.has(relation):
                found.append(_ranked(relation, str(relation.kind)))
        for relation in index("relations", "object").get(id):
            if relation.subject in old and view.has(relation):
                found.append(_ranked(relation, _TURNED.get(relation.kind, str(relation.kind))))
    if not found:
        return Joined(None, None)
    _, id, kind = min(found)
    return Joined(kind, id)


def _ranked(relation: ClaimRelation, kind: str) -> tuple[int, str, str]:
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST), relation.id, kind


def same_language(one: str | None, other: str | None) -> bool:
    """Tell whether two language tags may be of one language; an unrecorded one may be any."""
    if one is None or other is None:
        return True
    return one.split("-")[0].casefold() == other.split("-")[0].casefold()


class ClaimChanges:
    """Compares the fields of two claims.

    Where two claims are judged to restate each other, a field that only one of them records says
    nothing. Where one narrows, generalises or updates the other, or they are not the same at all,
    what is not recorded was not said.
    """

    def __init__(self, before: Claim, after: Claim, joined: Joined, *, translated: bool) -> None:
        self._before, self._after, self._joined, self._translated = before, after, joined, translated
        self._both_needed = joined.kind == _SAME

    def changes(self) -> Iterator[Change]:
        """Yield what changed between the claims."""
        if self._before.id == self._after.id:
            return
        yield from self._scope()
        yield from self._number()
        yield from self._time()
        yield from self._place()
        yield from self._wording()

    def _scope(self) -> Iterator[Change]:
        if self._joined.kind in _SCOPES and self._joined.relation is not None:
            yield Change(
                DriftKind.SCOPE_CHANGED,
                shortened(self._before.text, 200),
                shortened(self._after.text, 200),
                because=(self._joined.relation,),
            )

    def _number(self) -> Iterator[Change]:
        old, new = self._before.quantity, self._after.quantity
        if old is None or new is None:
            if (old is None) != (new is None) and not self._both_needed:
                yield Change(DriftKind.QUANTITY_CHANGED, quantity_in_words(old), quantity_in_words(new))
            return
        values = quantity_in_words(old), quantity_in_words(new)
        if _bound(old) != _bound(new):
            yield Change(DriftKind.BOUND_CHANGED, *values)
        if not _same_number(old, new):
            yield Change(DriftKind.QUANTITY_CHANGED, *values)
        elif (
            old.unit is not None
            and new.unit is not None
            and _unit(old) != _unit(new)
            and self._joined.kind not in _SCOPES
            and not (_measure(old) and _measure(new))
        ):
            yield Change(DriftKind.SCOPE_CHANGED, *values)

    def _time(self) -> Iterator[Change]:
        old, new = self._before.when, self._after.when
        if old is None or new is None:
            if (old is None) == (new is None) or self._both_needed:
                return
        elif same_time(old, new):
            return
        one, other = ("no time given" if when is None else str(when) for when in (old, new))
        yield Change(DriftKind.TIME_CHANGED, one, other)

    def _place(self) -> Iterator[Change]:
        old, new = self._before.where, self._after.where
        if old is None or new is None:
            if (old is None) != (new is None) and not self._both_needed:
                none = "no place given"
                yield Change(DriftKind.PLACE_CHANGED, old or none, new or none)
            return
        if _place_words(old) == _place_words(new):
            return
        if not self._is_respelled(old, new):
            yield Change(DriftKind.PLACE_CHANGED, old, new)

    def _is_respelled(self, old: str, new: str) -> bool:
        """Tell whether two places differ only in how a name is spelled; `_wording` then reports it."""
        variants = name_variants(old, new)
        swap = {b.casefold(): a.casefold() for a, b in variants}
        return bool(variants) and [swap.get(w, w) for w in _place_words(new)] == _place_words(old)

    def _wording(self) -> Iterator[Change]:
        before, after = self._before, self._after
        if not same_language(before.language, after.language):
            return
        texts = [f"{claim.text} {claim.where or ''}" for claim in (before, after)]
        for one, other in name_variants(*texts):
            yield Change(DriftKind.NAME_CHANGED, one, other)
        if self._translated and self._joined.kind == _SAME and not same_words(before.text, after.text):
            old, new = differing(before.text, after.text)
            yield Change(DriftKind.TRANSLATED_TERM, shortened(old, 200), shortened(new, 200))


def same_time(one: When, other: When) -> bool:
    """Tell whether two times are the same interval, held equally certain."""
    if one.earliest is None and one.latest is None and other.earliest is None and other.latest is None:
        return words_in(one.text or "") == words_in(other.text or "")

    def ends(when: When) -> tuple[object, ...]:
        return when.earliest, when.latest, when.approximate, when.uncertain

    return ends(one) == ends(other)


def quantity_in_words(quantity: Quantity | None) -> str:
    """Return a quantity as it is written in a sentence ("over 100,000 troops")."""
    if quantity is None:
        return "no number given"
    number = f"{quantity.number:,}"
    if quantity.upper is not None:
        upper = f"{quantity.upper:,}"
        number = (
            f"between {number} and {upper}" if quantity.bound is Bound.BETWEEN else f"{number} to {upper}"
        )
    elif quantity.bound is not None:
        number = f"{quantity.bound} {number}"
    if quantity.unit is None:
        return number
    return f"{number}{'' if quantity.unit == '%' else ' '}{quantity.unit}"


def _bound(quantity: Quantity) -> str | None:
    """Return the bound that counts: a range that says so or not is one thing, and no word is no bound."""
    return "between" if quantity.upper is not None else None if quantity.bound is None else quantity.bound


def _unit(quantity: Quantity) -> str | None:
    if quantity.unit is None:
        return None
    words = quantity.unit.casefold().split()
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


def _measure(quantity: Quantity) -> tuple[str, float] | None:
    return _MEASURES.get(_unit(quantity) or "")


def _same_number(old: Quantity, new: Quantity) -> bool:
    mine, theirs = _measure(old), _measure(new)
    if mine != theirs and (mine or theirs) and old.unit is not None and new.unit is not None:
        if mine is None or theirs is None or mine[0] != theirs[0]:
            return False
        pairs = ((old.number, new.number), (old.upper, new.upper))
        return all(
            (a is None and b is None)
            or (
                a is not None
                and b is not None
                and abs(a * mine[1] - b * theirs[1]) <= _CONVERTED * abs(a * mine[1])
            )
            for a, b in pairs
        )
    return (old.number, old.upper) == (new.number, new.upper)


def _place_words(place: str) -> list[str]:
    return [word for word in words_in(place) if word not in ("the", "a", "an", "in")]
