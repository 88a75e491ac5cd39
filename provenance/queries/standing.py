"""Which passages count for a claim, which against it, and which no longer stand."""

from collections.abc import Iterable

from provenance.model import Act, Attribution, Commitment, Derivation, DerivationKind
from provenance.queries.kinship import Kinship
from provenance.queries.later import VERSION_KINDS, Later
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = ["AGAINST", "FOR", "NEITHER", "VERSION_KINDS", "Standings", "is_unrecorded", "side_of"]

FOR, AGAINST, NEITHER = 1, -1, 0

_SIDES: dict[object, int] = {
    Commitment.CT_PLUS: FOR,
    Commitment.PR_PLUS: FOR,
    Commitment.PS_PLUS: FOR,
    Commitment.CT_MINUS: AGAINST,
    Commitment.PR_MINUS: AGAINST,
    Commitment.PS_MINUS: AGAINST,
}
_NO_STATEMENTS = frozenset({Act.QUESTION, Act.INTENTION, Act.REQUEST_OR_ORDER, Act.PROMISE, Act.NO_COMMENT})
_STATEMENTS = frozenset({None, Act.ASSERTION, Act.BELIEF, Act.EVALUATION})

_WITHDRAWING = frozenset({DerivationKind.REVISED, DerivationKind.CORRECTED, DerivationKind.RETRACTED})


def side_of(passage: Attribution) -> int:
    """Tell whether a passage supports its claim (`FOR`), denies it (`AGAINST`), or counts nowhere.

    Acts that state nothing (a question, an intention, an order, a promise, no comment) count
    nowhere, whatever the commitment. A passage without a recorded commitment supports where its
    act is not recorded or is an assertion, a belief or an evaluation; words that no vocabulary
    knows count for nothing.
    """
    if passage.act in _NO_STATEMENTS:
        return NEITHER
    if passage.commitment is not None:
        return _SIDES.get(passage.commitment, NEITHER)
    return FOR if passage.act in _STATEMENTS else NEITHER


def is_unrecorded(passage: Attribution) -> bool:
    """Tell whether a passage's commitment is not recorded."""
    return passage.commitment is None


class Standings:
    """Which passages of one view stand.

    A passage stands until a later version of its article no longer carries it, a correction
    withdraws it, or it or its article is retracted. A later version carries a passage if a passage
    of its own gives the same claim (or one that restates it) to the same source, on the same
    side, and is itself neither withdrawn nor retracted. A version none of whose passages is on
    record takes nothing back. Only established derivations count. In a ring of versions none is
    later than another.
    """

    __slots__ = (
        "_any_named",
        "_carried",
        "_first_without",
        "_kinship",
        "_later",
        "_retracted",
        "_taken_back",
        "_versions",
        "_view",
        "_voices",
    )

    def __init__(self, view: View, kinship: Kinship, voices: Voices) -> None:
        self._view, self._kinship, self._voices = view, kinship, voices
        self._later = Later(view, self._has_passages)
        self._first_without: dict[tuple[str, str | None, int], dict[int, str | None]] = {}
        self._versions: dict[str, tuple[str, ...]] = {}
        self._retracted: dict[str, Derivation | None] = {}
        self._carried: dict[tuple[str, str], set[tuple[str | None, int]]] = {}
        self._taken_back: dict[str, Derivation | None] = {}

    def why_fallen(self, passage: Attribution) -> Derivation | str | None:
        """Return what took a passage back, or `None` if it stands.

        It is the derivation that withdraws or retracts it, or the id of the later version that no
        longer carries it.
        """
        view = self._view
        if not view.any_withdrawn_by_name and passage.article not in view.taken_back:
            # Its article has no later version, and was not retracted.
            return self._retraction(passage.id) if passage.id in view.taken_back else None
        taken_back = self._withdrawal(passage)
        if taken_back is not None:
            return taken_back
        article = passage.article
        if article not in self._retracted:
            self._retracted[article] = self._retraction(article)
        retracted = self._retracted[article]
        return retracted if retracted is not None else self._not_carried_by(passage)

    def stands(self, passage: Attribution) -> bool:
        """Tell whether a passage of this view stands."""
        return self.why_fallen(passage) is None

    def versions(self, article: str) -> tuple[str, ...]:
        """Return the versions of the work that an article is of, itself included, sorted."""
        view = self._view
        if not view.derivations_of(article) and not view.derivations_from(article):
            return (article,)
        known = self._versions.get(article)
        if known is not None:
            return known
        found = [article]
        seen = {article}
        for id in found:
            for derivation in (*view.derivations_of(id), *view.derivations_from(id)):
                if derivation.kind in VERSION_KINDS and view.established(derivation):
                    other = derivation.derived if derivation.taken_from == id else derivation.taken_from
                    if other not in seen and other not in view.attributions and other not in view.sources:
                        seen.add(other)
                        found.append(other)
        versions = tuple(sorted(found))
        self._versions.update(dict.fromkeys(versions, versions))
        return versions

    # --- taken back by name ----------------------------------------------------------------

    def _withdrawal(self, passage: Attribution) -> Derivation | None:
        id = passage.id
        if id in self._taken_back:
            return self._taken_back[id]
        view = self._view
        # A passage with several readings is withdrawn whichever of them the correction names.
        named = [d for reading in view.readings(passage) for d in view.derivations_withdrawing(reading)]
        found = self._first(d for d in named if d.kind in _WITHDRAWING) or self._retraction(id)
        self._taken_back[id] = found
        return found

    def _retraction(self, id: str) -> Derivation | None:
        taken = self._view.derivations_from(id)
        if not taken:
            return None
        return self._first(d for d in taken if d.kind is DerivationKind.RETRACTED)

    def _first(self, derivations: Iterable[Derivation]) -> Derivation | None:
        """Return the one with the smallest id that is established and had happened."""
        view = self._view
        held = [d for d in derivations if view.established(d) and view.happened(d)]
        return min(held, key=lambda d: d.id, default=None)

    # --- later versions --------------------------------------------------------------------

    def _not_carried_by(self, passage: Attribution) -> str | None:
        """Return the later version with the smallest id that does not carry a passage any more."""
        claim, credit = self._kinship.same(passage.claim)[0], self._credit(passage)
        known = self._first_without.setdefault((claim, *credit), {})

        def carries(version: str) -> bool:
            return credit in self._carried_in(version, claim)

        return self._later.first_without(passage.article, carries, known)

    def _has_passages(self, version: str) -> bool:
        return any(map(self._view.has_passage, self._view.passages_in(version)))

    def _carried_in(self, version: str, claim: str) -> set[tuple[str | None, int]]:
        carried = self._carried.get((version, claim))
        if carried is None:
            carried = self._carried[version, claim] = self._carried_by(version, claim)
        return carried

    def _carried_by(self, version: str, claim: str) -> set[tuple[str | None, int]]:
        view = self._view
        found: set[tuple[str | None, int]] = set()
        for passage in passages_between(view, version, self._kinship.same(claim)):
            if (
                view.has_passage(passage)
                and self._withdrawal(passage) is None
                and self._retraction(version) is None
            ):
                found.add(self._credit(passage))
        return found

    def _credit(self, passage: Attribution) -> tuple[str | None, int]:
        return None if passage.source is None else self._voices.root(passage.source), side_of(passage)


def passages_between(view: View, article: str, claims: Iterable[str]) -> list[Attribution]:
    """Return the passages of an article that give one of these claims, from the shorter list of the two."""
    claims = frozenset(claims)
    in_article = view.passages_in(article)
    if len(claims) == 1:
        (claim,) = claims
        of_claim = view.passages_of(claim)
        if len(of_claim) < len(in_article):
            return [passage for passage in of_claim if passage.article == article]
    return [passage for passage in in_article if passage.claim in claims]
