"""Comparing records: which fields differ, whether only the time of recording does."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs

from provenance.errors import shown
from provenance.model.frozen import FrozenMap, alike
from provenance.model.values import Recorded, Suppression

__all__ = ["Change", "Difference", "differing_fields", "earliest_of", "same_but_for_record_time"]


class Change(NamedTuple):
    """One record as it was and as it is."""

    before: Any
    after: Any
    fields: tuple[str, ...]
    """Names of the fields that differ."""


class Difference(NamedTuple):
    """What would have to change to turn one dossier into another. It is false if nothing would."""

    added: tuple[Any, ...]
    """Records that only the other holds."""

    removed: tuple[Any, ...]
    """Records that only this one holds."""

    changed: tuple[Change, ...]
    """Records that both hold under one id, and that differ."""

    title: tuple[str | None, str | None] | None = None
    """Both titles, if they differ."""

    suppressions: tuple[tuple[Suppression, ...], tuple[Suppression, ...]] | None = None
    """The suppressions of both, if they differ; their order does not count."""

    extra: tuple[FrozenMap[Any], FrozenMap[Any]] | None = None
    """What both keep beside the records, if it differs."""

    unread: tuple[tuple[Any, ...], tuple[Any, ...]] | None = None
    """What no record could be made of in both, if it differs; the order does not count."""

    def __bool__(self) -> bool:
        """Tell whether there is any difference."""
        return bool(self.added or self.removed or self.changed or self._beside())

    def _beside(self) -> list[str]:
        names = ("title", "suppressions", "extra", "unread")
        return [name for name in names if getattr(self, name) is not None]

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a record: what happened, its kind and id, and the fields that differ.

        A last row, of kind "dossier" and without an id, names what differs beside the records.
        """
        rows = [{"change": "added", "kind": r.RECORDS, "id": r.id, "fields": ""} for r in self.added]
        rows += [{"change": "removed", "kind": r.RECORDS, "id": r.id, "fields": ""} for r in self.removed]
        rows += [
            {"change": "changed", "kind": c.after.RECORDS, "id": c.after.id, "fields": ", ".join(c.fields)}
            for c in self.changed
        ]
        if beside := self._beside():
            rows.append({"change": "changed", "kind": "dossier", "id": "", "fields": ", ".join(beside)})
        return rows

    def _counts(self) -> str:
        return f"{len(self.added):,} added, {len(self.removed):,} removed, {len(self.changed):,} changed"

    def __repr__(self) -> str:
        return f"<Difference: {', '.join([self._counts(), *self._beside()]) if self else 'none'}>"

    def __str__(self) -> str:
        if not self:
            return "no difference"
        lines = [self._counts()]
        if self.title is not None:
            lines.append(f"title: {shown(self.title[0])} → {shown(self.title[1])}")
        lines += [f"+ {record!r}" for record in self.added]
        lines += [f"- {record!r}" for record in self.removed]
        for before, after, names in self.changed:
            was_is = (f"{n}: {shown(getattr(before, n))} → {shown(getattr(after, n))}" for n in names)
            lines.append(f"~ {before.id}: {'; '.join(was_is)}")
        if self.suppressions is not None:
            lines += _items("suppression", *map(Counter, self.suppressions))
        if self.extra is not None:
            mine, theirs = self.extra
            for key in dict.fromkeys((*mine, *theirs)):
                was, is_now = (shown(kept[key]) if key in kept else "absent" for kept in self.extra)
                if not (key in mine and key in theirs and alike(mine[key], theirs[key])):
                    lines.append(f"extra[{shown(key)}]: {was} → {is_now}")
        if self.unread is not None:
            lines += _items("unread", *map(Counter, self.unread))
        return "\n".join(lines)


def _items(word: str, mine: Counter[Any], theirs: Counter[Any]) -> Iterator[str]:
    for sign, left in (("+", theirs - mine), ("-", mine - theirs)):
        for item in left.elements():
            yield f"{sign} {word} {shown(item, 200)}"


def differing_fields(first: Any, second: Any) -> Iterator[str]:
    """Yield the names of the fields in which two records of one type differ."""
    for field in attrs.fields(type(first)):
        if getattr(first, field.name) != getattr(second, field.name):
            yield field.name


def same_but_for_record_time(first: Any, second: Any) -> bool:
    """Tell whether two records of one type say the same, recorded at different times."""
    for name in differing_fields(first, second):
        mine, theirs = getattr(first, name), getattr(second, name)
        if name == "recorded":
            if not _same_recorded(mine, theirs):
                return False
        elif name == "layers":
            if mine.keys() != theirs.keys() or not all(
                _same_recorded(mine[key], theirs[key]) for key in mine
            ):
                return False
        else:
            return False
    return True


def _same_recorded(mine: Recorded | None, theirs: Recorded | None) -> bool:
    # Where nothing is recorded but the time, as little is said as where nothing is.
    return _but_for_time(mine) == _but_for_time(theirs)


def _but_for_time(recorded: Recorded | None) -> Recorded:
    return attrs.evolve(recorded, at=None) if recorded is not None else Recorded()


def earliest_of(first: Any, second: Any) -> Any:
    """Return the record with the earliest times of recording, of two that are otherwise the same.

    A time that is known counts as earlier than one that is not.
    """
    if hasattr(first, "recorded"):
        return attrs.evolve(first, recorded=_earliest(first.recorded, second.recorded))
    layers = {key: _earliest(mine, second.layers[key]) for key, mine in first.layers.items()}
    return attrs.evolve(first, layers=FrozenMap(layers))


def _earliest(mine: Recorded | None, theirs: Recorded | None) -> Recorded | None:
    if theirs is None or theirs.at is None:
        return mine if mine is not None else theirs
    if mine is None or mine.at is None or (theirs.at, theirs.at.utcoffset()) < (mine.at, mine.at.utcoffset()):
        return theirs
    return mine
