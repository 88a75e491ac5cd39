"""Which corrections stand between two versions of an article, and what each accounts for."""

from collections.abc import Iterable
from typing import NamedTuple

from provenance.model import Attribution, Derivation, DerivationKind, TextAnchor
from provenance.queries.kinship import Kinship
from provenance.queries.standing import VERSION_KINDS
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = ["Corrections", "Told", "Versions", "versions_between"]

_TELLING = frozenset({DerivationKind.CORRECTED, DerivationKind.RETRACTED})


class Versions(NamedTuple):
    """How two articles stand to each other."""

    are_one_work: bool
    in_order: bool | None
    """Whether the second is the later version; `None` if that is not known."""
    derivations: tuple[Derivation, ...]
    """The established ones that lead from the earlier to the later, by id."""


class Told(NamedTuple):
    """A correction that accounts for an edit."""

    derivation: str
    in_general: bool
    """Whether it only has a notice, and does not say which passages it means."""


def versions_between(view: View, before: str, after: str) -> Versions:
    """Return how two articles are joined by revisions and corrections, at any distance."""
    if before == after:
        return Versions(True, None, ())
    onward, back = _reached(view, before, later=True), _reached(view, after, later=True)
    forward, backward = after in onward, before in back
    direct = [
        d
        for one, other in ((before, after), (after, before))
        for d in view.derivations_from(one)
        if d.derived == other and d.kind is DerivationKind.RETRACTED and view.established(d)
    ]
    found = {d.id: d for d in direct}
    if forward:
        found |= _path(view, onward, _reached(view, after, later=False))
    if backward:
        found |= _path(view, back, _reached(view, before, later=False))
    one_work = forward or backward or bool(direct) or _are_joined(view, before, after)
    order = None if forward is backward else forward
    return Versions(one_work, order, tuple(found[id] for id in sorted(found)))


def _reached(view: View, article: str, *, later: bool) -> set[str]:
    look_up, end = (view.derivations_from, "derived") if later else (view.derivations_of, "taken_from")
    seen = {article}
    queue = [article]
    for id in queue:
        for derivation in look_up(id):
            other: str = getattr(derivation, end)
            if other not in seen and _joins(view, derivation):
                seen.add(other)
                queue.append(other)
    return seen


def _path(view: View, onward: set[str], back: set[str]) -> dict[str, Derivation]:
    return {
        d.id: d
        for id in onward & back
        for d in view.derivations_from(id)
        if d.derived in back and d.derived in onward and _joins(view, d)
    }


def _joins(view: View, derivation: Derivation) -> bool:
    return derivation.kind in VERSION_KINDS and view.established(derivation)


def _are_joined(view: View, one: str, other: str) -> bool:
    """Tell whether two articles are versions of one work although neither comes from the other."""
    seen = {one}
    queue = [one]
    for id in queue:
        for derivation in (*view.derivations_of(id), *view.derivations_from(id)):
            if _joins(view, derivation):
                for end in (derivation.derived, derivation.taken_from):
                    if end not in seen and end not in view.attributions and end not in view.sources:
                        seen.add(end)
                        queue.append(end)
    return other in seen


class Corrections:
    """The corrections and retractions between two versions that tell the reader anything."""

    def __init__(
        self, view: View, voices: Voices, kinship: Kinship, versions: Versions, before: str, after: str
    ) -> None:
        self._view, self._voices, self._kinship = view, voices, kinship
        self._ends = (before, after)
        told = [d for d in versions.derivations if d.kind in _TELLING and (d.notice or d.withdraws)]
        self.all = tuple(d for d in told if view.happened(d))
        self._withdrawn: dict[str, frozenset[str]] = {}
        self._as_credited: dict[str, frozenset[tuple[str, str | None]]] = {}
        self._claims: dict[str, frozenset[str]] = {}
        for derivation in self.all:
            self._note(derivation)

    def _note(self, derivation: Derivation) -> None:
        readings, credited, claims = set[str](), set[tuple[str, str | None]](), set[str]()
        for id in derivation.withdraws:
            passage = self._view.attributions.get(id)
            if passage is None:
                self._view.leave_out(derivation.id, f"it withdraws {id}, which is not in the dossier")
                continue
            readings.update(self._view.readings(passage))
            claims.update(self._kinship.same(passage.claim))
            if passage.article not in self._ends:
                credited.add(self._credit(passage))
        self._withdrawn[derivation.id] = frozenset(readings)
        self._as_credited[derivation.id] = frozenset(credited)
        self._claims[derivation.id] = self._related(claims)

    def _credit(self, passage: Attribution) -> tuple[str, str | None]:
        source = None if passage.source is None else self._voices.root(passage.source)
        return self._kinship.same(passage.claim)[0], source

    def _related(self, claims: Iterable[str]) -> frozenset[str]:
        """Return the claims that any relation joins to some, whatever its kind."""
        index = self._view.dossier.index
        found: set[str] = set()
        for claim in claims:
            for relation in (
                *index("relations", "subject").get(claim),
                *index("relations", "object").get(claim),
            ):
                if self._view.has(relation):
                    other = relation.object if relation.subject == claim else relation.subject
                    found.update(self._kinship.same(other))
        return frozenset(found)

    def told(self, before: Attribution | None, after: Attribution | None) -> Told | None:
        """Return what accounts for an edit of a passage, or for one that came or went."""
        if before is not None and after is not None:
            own = self._between(before, after)
            if own is not None:
                return own
        held = [passage for passage in (before, after) if passage is not None]
        is_single = len(held) == 1
        for derivation in self.all:
            id = derivation.id
            for passage in held:
                if (
                    passage.id in self._withdrawn[id]
                    or self._credit(passage) in self._as_credited[id]
                    or (is_single and passage.claim in self._claims[id])
                    or self._covers(derivation, passage.article, tuple(passage.anchors))
                ):
                    return Told(id, False)
        return self._in_general()

    def told_of_text(self, before: TextAnchor | None, after: TextAnchor | None) -> Told | None:
        """Return what accounts for an edit of the headline or of words outside passages."""
        for derivation in self.all:
            for article, anchor in zip(self._ends, (before, after), strict=True):
                if anchor is None:
                    continue
                notice = derivation.notice
                is_notice = (
                    notice is not None
                    and notice.article == article
                    and notice.anchor is not None
                    and _overlap(notice.anchor, anchor)
                )
                if is_notice or self._covers(derivation, article, (anchor,)):
                    return Told(derivation.id, False)
        came = before if after is None else after if before is None else None
        for derivation in self.all if came is not None else ():
            notice = derivation.notice
            article = self._ends[0] if after is None else self._ends[1]
            if notice is not None and notice.article == article and notice.anchor is None:
                return Told(derivation.id, True)  # words that came may be the notice itself
        return self._in_general()

    def places_in(self, article: str) -> list[TextAnchor]:
        """Return the places in an article that corrections cover or where their notices stand."""
        found: list[TextAnchor] = []
        for derivation in self.all:
            notice = derivation.notice
            if notice is not None and notice.article == article and notice.anchor is not None:
                found.append(notice.anchor)
            if derivation.derived == article:
                found += derivation.anchors
        return found

    def _between(self, before: Attribution, after: Attribution) -> Told | None:
        """Return the correction that says of two passages themselves that one corrects the other."""
        view = self._view
        own = [
            d.id
            for one, other in ((before, after), (after, before))
            for d in view.derivations_of(other.id)
            if d.taken_from == one.id
            and d.kind is DerivationKind.CORRECTED
            and (d.notice or d.withdraws)
            and view.established(d)
            and view.happened(d)
        ]
        return Told(min(own), False) if own else None

    def _covers(self, derivation: Derivation, article: str, anchors: Iterable[TextAnchor]) -> bool:
        if derivation.derived != article or not derivation.anchors:
            return False
        return any(_overlap(covered, anchor) for covered in derivation.anchors for anchor in anchors)

    def _in_general(self) -> Told | None:
        general = [d.id for d in self.all if not d.withdraws and not d.anchors]
        return Told(general[0], True) if general else None


def _overlap(one: TextAnchor, other: TextAnchor) -> bool:
    return one.part == other.part and one.start < other.end and other.start < one.end
