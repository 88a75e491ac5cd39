"""Which versions of an article are later, however many there are: each link between two is looked at once."""

from collections.abc import Callable

from provenance.model import DerivationKind
from provenance.queries.rings import components
from provenance.queries.view import View

__all__ = ["VERSION_KINDS", "Later"]

VERSION_KINDS = frozenset({DerivationKind.REVISED, DerivationKind.CORRECTED})
"""The derivations that join two versions of one work."""


class Later:
    """The later versions of the articles of one view, found when asked for.

    Versions that lead round to each other are one group, and none of them is later than another.
    """

    __slots__ = ("_counts", "_group", "_members", "_next", "_smallest", "_view")

    def __init__(self, view: View, counts: Callable[[str], bool]) -> None:
        """Begin.

        Args:
            view: what may be seen.
            counts: whether a version, which exists, has anything on record that it could take back.
        """
        self._view, self._counts = view, counts
        self._group: dict[str, int] = {}
        self._members: list[list[str]] = []
        """The versions of each group that exist and count, sorted."""
        self._next: list[tuple[int, ...]] = []
        """The groups of the versions made directly from one."""
        self._smallest: list[str | None] = []
        """The smallest id among all versions that are later than a group."""

    def first_without(
        self, article: str, carries: Callable[[str], bool], known: dict[int, str | None]
    ) -> str | None:
        """Return the later version with the smallest id that does not carry something; `None` if all do.

        Args:
            article: the earlier version.
            carries: whether a version carries it.
            known: what was found before of the same thing, by group.
        """
        asked = self._group_of(article)
        waiting = [asked]
        while waiting:
            group = waiting[-1]
            smallest = self._smallest[group]
            if group not in known and (smallest is None or not carries(smallest)):
                known[group] = smallest
            if group in known:
                waiting.pop()
                continue
            ahead = [other for other in self._next[group] if other not in known]
            if ahead:
                waiting += ahead
                continue
            found = [known[other] for other in self._next[group]]
            found += [self._first_of(other, carries) for other in self._next[group]]
            known[group] = min((id for id in found if id is not None), default=None)
        return known[asked]

    def _first_of(self, group: int, carries: Callable[[str], bool]) -> str | None:
        return next((id for id in self._members[group] if not carries(id)), None)

    def _group_of(self, article: str) -> int:
        """Return the group of an article; those of its later versions are found with it."""
        known = self._group.get(article)
        if known is not None:
            return known
        links: dict[str, list[str]] = {}

        def following(id: str) -> list[str]:
            links[id] = found = [] if id in self._group else self._made_from(id)
            return found

        for component in components([article], following):  # each comes after those it leads to
            if component[0] not in self._group:
                self._enter(component, links)
        return self._group[article]

    def _enter(self, component: tuple[str, ...], links: dict[str, list[str]]) -> None:
        number = len(self._members)
        self._group.update(dict.fromkeys(component, number))
        ahead = {self._group[other] for id in component for other in links[id]} - {number}
        exists, counts = self._view.exists, self._counts
        self._members.append(sorted(id for id in component if exists(id) and counts(id)))
        self._next.append(tuple(sorted(ahead)))
        found = [self._smallest[other] for other in ahead]
        found += [self._members[other][0] for other in ahead if self._members[other]]
        self._smallest.append(min((id for id in found if id is not None), default=None))

    def _made_from(self, article: str) -> list[str]:
        view = self._view
        found = []
        for derivation in view.derivations_from(article):
            if derivation.kind in VERSION_KINDS and view.established(derivation):
                other = derivation.derived
                if other in view.articles:
                    if view.exists(other) is None:
                        view.leave_out(derivation.id, "whether the later version had appeared is undecided")
                    found.append(other)
        return found
