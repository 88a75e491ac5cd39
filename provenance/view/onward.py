"""What changed on the way of the claims told of, in a few words a step."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from provenance.queries import drift
from provenance.queries.drift import Drift, Drifts
from provenance.queries.kinship import Kinship
from provenance.view.changing import in_words
from provenance.view.phrasing import brief, counted, ranges
from provenance.view.telling import Telling

__all__ = ["Onward"]

_MOST_STEPS = 4
_MOST_CHANGES = 6


class Onward:
    """Tells what changed on the way, claim by claim, each step under the first claim that took it.

    Claims that restate each other came on the same ways, and are told of together.
    """

    def __init__(self, telling: Telling) -> None:
        """Tell of what is seen in a telling, once its articles have been told of."""
        self._telling = telling
        self._told: set[tuple[str, str]] = set()
        self._is_cut = False

    def lines(self) -> Iterator[str]:
        """Yield what changed, and of which claims nothing is known to have changed."""
        telling, unchanged, changed = self._telling, list[str](), list[str]()
        for claims in self._claims():
            found = drift(telling.whole, claims[0], basis=telling.basis, as_of=telling.as_of)
            told = list(self._steps(found))
            if told:
                changed += [*self._head(claims), *told]
            elif found.hops and not found.drifts:
                unchanged += claims
        if not changed and not unchanged:
            return
        yield "What changed on the way"
        yield from changed
        if self._is_cut:
            yield from telling.wrapped("`provenance ask drift FILE CLAIM` tells it all.", "  ", "    ")
        yield from self._unchanged(unchanged)
        yield ""

    def _claims(self) -> list[list[str]]:
        """Return the claims to follow, those that restate each other together; those with a number first."""
        if not self._telling.dossier.derivations:  # nothing is on record as taken from anything
            return []
        same = Kinship(self._telling.view).same
        given = dict.fromkeys(passage.claim for passage in self._telling.passages)
        groups: dict[str, list[str]] = {}
        for id in dict.fromkeys([*self._telling.numbers, *given]):
            if id in self._telling.whole.claims:
                groups.setdefault(same(id)[0], []).append(id)
        return list(groups.values())

    def _head(self, claims: Sequence[str]) -> Iterator[str]:
        numbers = [number for id in claims for number in self._telling.numbers.get(id, ())]
        start = f"{ranges(numbers)}." if numbers else "–"
        yield from self._telling.wrapped(
            f"{start} {brief(self._telling.claim(claims[0]), 100)}", "  ", "     "
        )

    def _steps(self, found: Drifts) -> Iterator[str]:
        names = {
            (row["record"], row["rests_on"]): (str(row["from"]), str(row["to"])) for row in found.to_rows()
        }
        steps = [(key, list(changes)) for key, changes in groupby(found.drifts, key=_ends)]
        fresh = [(key, changes) for key, changes in steps if key not in self._told]
        self._told.update(key for key, _ in fresh)
        for key, changes in fresh[:_MOST_STEPS]:
            yield from self._telling.wrapped(self._step(names[key], changes), "     ", "       ")
        if len(fresh) > _MOST_STEPS:
            self._is_cut = True
            yield f"     and {counted(len(fresh) - _MOST_STEPS, 'more step')}"

    def _step(self, ends: tuple[str, str], changes: Sequence[Drift]) -> str:
        told = in_words(changes)
        if len(told) > _MOST_CHANGES:
            self._is_cut = True
            told = [*told[: _MOST_CHANGES - 1], f"and {len(told) - _MOST_CHANGES + 1:,} more"]
        return f"{_way(ends, changes[0])}: {'; '.join(told)}"

    def _unchanged(self, claims: Sequence[str]) -> Iterator[str]:
        numbers = [number for id in claims for number in self._telling.numbers.get(id, ())]
        own = sum(id not in self._telling.numbers for id in claims)
        words = [ranges(numbers)] if numbers else []
        if own:
            words.append(f"{counted(own, 'claim')} in the outlet's own voice")
        if words:
            told = f"Nothing is known to have changed: {' and '.join(words)}"
            yield from self._telling.wrapped(told, "  ", "      ")


def _ends(change: Drift) -> tuple[str, str]:
    return change.hop.record, change.hop.rests_on


def _way(ends: tuple[str, str], change: Drift) -> str:
    """Name a step: from whom to whom, and how sure it is that the claim took it."""
    before, after = ends
    how = change.hop.how
    if how == "version":
        way = f"{before} → a later version"
    elif before == after and how == "derives":
        way = f"inside {after}"
    else:
        way = f"{before} → {after}"
    notes = ["taken back since"] if how == "fallen" else []
    notes += ["possibly"] if change.hop.is_possible else []
    return f"{way} ({', '.join(notes)})" if notes else way
