"""Which claims are the same claim, and which are near enough for one to come from the other."""

from collections.abc import Iterable

from provenance.model import ClaimRelation, RelationKind
from provenance.queries.showing import author_of
from provenance.queries.view import View

__all__ = ["Kinship"]

_RELATED = frozenset({RelationKind.NARROWS, RelationKind.GENERALISES, RelationKind.UPDATES})


class Kinship:
    """The relations between the claims of one view.

    Claims joined by *restates*, directly or through others, are one claim. Two are *related*
    where one of either kind narrows, generalises or updates one of the other; a speech event is
    never related to what it conveys.
    """

    __slots__ = ("_kin", "_object", "_same", "_subject", "_view", "has_relations")

    def __init__(self, view: View) -> None:
        self._view = view
        self._subject = view.dossier.index("relations", "subject").get
        self._object = view.dossier.index("relations", "object").get
        self.has_relations = bool(view.dossier.relations)
        """Whether any two claims are related, so that most look-ups can be left out."""
        self._same: dict[str, tuple[str, ...]] = {}
        self._kin: dict[str, frozenset[str]] = {}

    def same(self, claim: str) -> tuple[str, ...]:
        """Return the ids of all claims that are the same as this one, itself included, sorted."""
        if not self.has_relations:
            return (claim,)
        known = self._same.get(claim)
        if known is None:
            seen = {claim}
            queue = [claim]
            for id in queue:
                for other, relation in self._relations(id):
                    if relation.kind is RelationKind.RESTATES and other not in seen:
                        seen.add(other)
                        queue.append(other)
            known = tuple(sorted(seen))
            for id in known:
                self._same[id] = known
            if len(known) > 1:
                self._list_contradictions(known)
        return known

    def _list_contradictions(self, same: tuple[str, ...]) -> None:
        """List as left out what sets a claim against one that restates it; "restates" is followed."""
        for claim in same:
            for relation in self._subject(claim):
                is_inside = relation.object in self._same and self._same[relation.object] is same
                if relation.kind is RelationKind.CONTRADICTS and is_inside and self._view.has(relation):
                    self._view.leave_out(
                        relation.id,
                        f"it sets {relation.subject} against {relation.object}{author_of(relation)}, "
                        "though the two restate each other, which is followed",
                    )

    def kin(self, claim: str) -> frozenset[str]:
        """Return the ids of all claims that are the same as this one or related to it."""
        known = self._kin.get(claim)
        if known is None:
            same = self.same(claim)
            found = set(same)
            if self.has_relations:
                for id in same:
                    for other, relation in self._relations(id):
                        if relation.kind in _RELATED and other not in found:
                            found.update(self.same(other))
            known = frozenset(found)
            for id in same:
                self._kin[id] = known
        return known

    def relations_among(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the relations that make some claims the same or related, sorted."""
        wanted = set(claims)
        return tuple(
            sorted(
                {
                    relation.id
                    for claim in wanted
                    for other, relation in self._relations(claim)
                    if other in wanted
                    and (relation.kind in _RELATED or relation.kind is RelationKind.RESTATES)
                }
            )
        )

    def _relations(self, claim: str) -> list[tuple[str, ClaimRelation]]:
        has = self._view.has
        found = [(relation.object, relation) for relation in self._subject(claim) if has(relation)]
        found += [(relation.subject, relation) for relation in self._object(claim) if has(relation)]
        return found
