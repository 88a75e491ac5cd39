"""Who denies or contradicts whom, who of them is an interested party, and who spoke first."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from provenance.errors import UsageError, shown
from provenance.model import (
    Attribution,
    Claim,
    ClaimRelation,
    Dossier,
    RelationKind,
    Source,
    TextAnchor,
    Verdict,
    When,
)
from provenance.model.records import section_of
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    want_dossier,
)
from provenance.queries.disputed import Dispute, Disputes, RefutedByCheck, Side
from provenance.queries.labels import Labels
from provenance.queries.parties import Interest, Parties, Party, time_of
from provenance.queries.showing import places_of
from provenance.queries.standing import AGAINST, FOR, side_of
from provenance.queries.status import status
from provenance.queries.view import View
from provenance.queries.walk import Walk
from provenance.watching import watched

__all__ = ["Dispute", "Disputes", "Interest", "Party", "RefutedByCheck", "Side", "disputes"]

_OPPOSED = (RelationKind.CONTRADICTS, RelationKind.IN_TENSION_WITH)
_REFUTING = frozenset({Verdict.REFUTED, Verdict.MOSTLY_REFUTED})


def disputes(
    dossier: Dossier,
    about: Claim | Source | str | None = None,
    *,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> Disputes:
    """Return who denies or contradicts whom.

    A claim is disputed if standing passages assert it and others deny it (it, or claims that restate
    it). Two claims are in dispute if they are joined by *contradicts* or *in tension with*, which are
    told apart, and both are asserted. The parties are those to whom the passages lead, as `trace` walks:
    the source that is credited in the end (a spokesman as himself), an outlet in its own voice, or an
    unseen text; relays and copies are none. Judgements that two sources are the same are followed.
    A reading of a passage is not set against another reading of the same passage.

    A check that found against a claim is no denial, and a checker no party: see `Disputes.checks`.

    Args:
        dossier: where to look.
        about: only disputes over this claim, or over claims about this `scheme:value`, or to which
            this source is a party (as an outlet, as a principal, or as itself); a record or a string.
            A string that is the id of a claim or source means that record.
        as_of: only what had been published by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if `about` is neither an id in the dossier nor a `scheme:value`.
        UsageError: for a record of another kind, or a clock or layer that is none.

    Examples:
        >>> records = [Claim(text="The bridge is safe.", id="clm-1")]
        >>> records += [Source(name="The Mayor", id="src-m", interests=["place:bridge"])]
        >>> records += [Source(name="The Union", id="src-u")]
        >>> said = Attribution(article="art-1", claim="clm-1", source="src-m", commitment="CT+", id="att-1")
        >>> denied = Attribution(article="art-1", claim="clm-1", source="src-u", commitment="CT-", id="att-2")
        >>> print(disputes(Dossier([*records, said, denied])))
        one denies what another asserts
          asserted: The bridge is safe.
            by The Mayor
          denied: The bridge is safe.
            by The Union
    """
    want_dossier("disputes", dossier)
    asked = None if about is None else _asked(dossier, about)
    view = View.asked("disputes", dossier, as_of, known_at, basis)
    search = _Search(view, *(asked or (None, None)))
    found = tuple(sorted(search.disputes(), key=lambda d: (d.claims, d.kind, d.relations)))
    clocks: dict[str, Any] = {"as_of": as_of, "known_at": known_at, "basis": basis}
    checks = tuple(search.checks(clocks))
    return Disputes(None if asked is None else asked[1], found, checks, view.left_out)


def _asked(dossier: Dossier, about: Any) -> tuple[str, str]:
    """Return what was asked about: claims, sources or about, and the id or value."""
    if isinstance(about, str):
        if about in dossier.claims or about in dossier.sources:
            return ("claims" if about in dossier.claims else "sources"), str(about)
        scheme, colon, value = about.partition(":")
        if scheme and colon and value and dossier.get(about) is None:
            return "about", str(about)
    elif section_of(about) not in ("claims", "sources"):
        what = f"{type(about).__name__} {shown(about)}"
        raise UsageError("disputes", f"about is a claim, a source or a scheme:value string, got {what}")
    section, record = asked_about("disputes", dossier, about, "claims", "sources")
    return section, record.id


class _Search:
    """Finds the disputes of one view."""

    def __init__(self, view: View, section: str | None, wanted: str | None) -> None:
        self._view, self._section, self._wanted = view, section, wanted
        self._walk = Walk(view)
        self._same = self._walk.kinship.same
        self._parties = Parties(self._walk, Labels(view, self._walk.voices))
        self._told: dict[str, dict[int, list[Attribution]]] = {}

    # --- what is asked about ---------------------------------------------------------------

    def _claims(self) -> list[str]:
        """Return the claims to look at, one for all that are the same, sorted."""
        view = self._view
        if self._section == "claims":
            return [self._same(self._wanted or "")[0]]
        if self._section == "about":
            held = [claim.id for claim in view.claims.values() if self._wanted in claim.about]
        else:
            held = [*view.claims, *{p.claim for p in view.attributions.values()}]
        return sorted({self._same(id)[0] for id in held})

    def _is_wanted(self, dispute: Dispute) -> bool:
        if self._section != "sources":
            return True
        voices = self._walk.voices
        wanted = voices.root(self._wanted or "")
        parties = {party.id for side in dispute.sides for party in side.parties}
        return any(wanted in voices.behind(id) for id in parties)

    # --- disputes --------------------------------------------------------------------------

    def disputes(self) -> Iterator[Dispute]:
        """Yield the disputes, in no order."""
        claims = self._claims()
        found = [self._denied(claim) for claim in watched(claims, "looking for disputes")]
        pairs: dict[tuple[str, str], list[ClaimRelation]] = {}
        for claim in claims:
            for relation in self._opposing(claim):
                ends = sorted((self._same(relation.subject)[0], self._same(relation.object)[0]))
                if ends[0] == ends[1]:
                    reason = "it sets a claim against one that is judged to restate it"
                    self._view.leave_out(relation.id, reason)
                    continue
                held = pairs.setdefault((ends[0], ends[1]), [])
                if relation not in held:
                    held.append(relation)
        found += [self._opposed(one, other, relations) for (one, other), relations in pairs.items()]
        yield from (dispute for dispute in found if dispute is not None and self._is_wanted(dispute))

    def _opposing(self, claim: str) -> Iterator[ClaimRelation]:
        index = self._view.dossier.index
        for end in ("subject", "object"):
            look_up = index("relations", end).get
            for id in self._same(claim):
                for relation in look_up(id):
                    if relation.kind in _OPPOSED and self._view.has(relation):
                        yield relation

    def _denied(self, claim: str) -> Dispute | None:
        told = self._of(claim)
        if not told[FOR] or not told[AGAINST]:
            return None
        sides = self._apart(told[FOR], told[AGAINST])
        return self._dispute("denied", (claim, claim), sides, (FOR, AGAINST), ())

    def _opposed(self, one: str, other: str, relations: list[ClaimRelation]) -> Dispute | None:
        sides = self._apart(self._of(one)[FOR], self._of(other)[FOR])
        kinds = {relation.kind for relation in relations}
        kind = next(str(kind) for kind in _OPPOSED if kind in kinds)
        held = tuple(sorted(relation.id for relation in relations))
        return self._dispute(kind, (one, other), sides, (FOR, FOR), held)

    def _of(self, claim: str) -> dict[int, list[Attribution]]:
        """Return the standing passages of a claim by side."""
        known = self._told.get(claim)
        if known is None:
            known = self._told[claim] = {FOR: [], AGAINST: []}
            for id in self._same(claim):
                for passage in self._view.passages_of(id):
                    side = side_of(passage)
                    if (
                        side in known
                        and self._view.has_passage(passage)
                        and self._walk.standings.stands(passage)
                    ):
                        known[side].append(passage)
        return known

    def _apart(self, one: list[Attribution], other: list[Attribution]) -> list[list[Attribution]]:
        """Return two sides without the passages of which another reading stands on the other side."""
        if self._view.has_no_readings:
            return [one, other]
        kept = []
        for mine, theirs in ((one, other), (other, one)):
            opposite = {passage.id for passage in theirs}
            left = []
            for passage in mine:
                if opposite.isdisjoint(self._view.readings(passage)):
                    left.append(passage)
                else:
                    reason = "it is one reading of a passage, of which another stands on the other side"
                    self._view.leave_out(passage.id, reason)
            kept.append(left)
        return kept

    def _dispute(
        self,
        kind: str,
        claims: tuple[str, str],
        held: list[list[Attribution]],
        stances: tuple[int, int],
        relations: tuple[str, ...],
    ) -> Dispute | None:
        if not all(held):
            return None
        ids = tuple(sorted({id for claim in claims for id in self._same(claim)}))
        about = frozenset(
            value for id in ids if id in self._view.claims for value in self._view.claims[id].about
        )
        one, other = (
            self._side(claim, stance, passages, about)
            for claim, stance, passages in zip(claims, stances, held, strict=True)
        )
        return Dispute(
            kind, ids, (one, other), relations, self._first((one, other)), self._places((one, other))
        )

    def _side(self, claim: str, stance: int, passages: list[Attribution], about: frozenset[str]) -> Side:
        said = min(passage.claim for passage in passages)
        record = self._view.claims.get(said)
        return Side(
            said,
            "asserts" if stance == FOR else "denies",
            tuple(sorted(passage.id for passage in passages)),
            self._parties.behind(sorted(passages, key=lambda p: p.id), about),
            said if record is None else record.text,
        )

    def _first(self, sides: Iterable[Side]) -> str | None:
        """Return the party of which a passage is known to be earlier than every passage of all others."""
        attributions = self._view.attributions
        spoken: list[tuple[When, str]] = []
        undated: set[str] = set()
        for side in sides:
            for party in side.parties:
                for id in party.passages:
                    time = time_of(self._view, attributions[id])
                    if time is None:
                        undated.add(party.id)
                    else:
                        spoken.append((time, party.id))
        if not spoken:
            return None
        # If any passage precedes all others, so does the one that was over first.
        earliest, first = min(spoken, key=lambda item: (item[0].sort_key()[1], item[1]))
        others = [time for time, party in spoken if party != first]
        if undated - {first} or not others:
            return None
        return first if all(earliest.before(time) is True for time in others) else None

    def _places(self, sides: Iterable[Side]) -> tuple[tuple[str, tuple[TextAnchor, ...]], ...]:
        attributions = self._view.attributions
        ids = {id for side in sides for id in side.passages}
        ids |= {id for side in sides for party in side.parties for id in party.passages}
        return tuple((id, places) for id in sorted(ids) if (places := places_of(attributions[id])))

    # --- checks ----------------------------------------------------------------------------

    def checks(self, clocks: dict[str, Any]) -> Iterator[RefutedByCheck]:
        """Yield the checks that found against an asserted claim, by claim and checker."""
        view = self._view
        of_claim = view.dossier.index("statuses", "claim").get
        for claim in self._claims():
            held = [s for id in self._same(claim) for s in of_claim(id) if s.verdict in _REFUTING]
            asserted = self._of(claim)[FOR] if held else []
            if not asserted or not self._has_wanted(asserted):
                continue
            known = next((id for id in self._same(claim) if id in view.claims), None)
            if known is None:
                continue
            answer = status(view.dossier, known, **clocks)
            for left in answer.left_out:
                view.leave_out(*left)
            for check in answer:
                if check.status.verdict in _REFUTING:
                    record = view.claims.get(check.status.claim)
                    text = check.status.claim if record is None else record.text
                    passages = tuple(sorted(passage.id for passage in asserted))
                    yield RefutedByCheck(check.status.claim, check, passages, text)

    def _has_wanted(self, passages: list[Attribution]) -> bool:
        """Tell whether the source asked about is one of those that assert a claim."""
        if self._section != "sources":
            return True
        voices = self._walk.voices
        wanted = voices.root(self._wanted or "")
        parties = self._parties.behind(passages, frozenset())
        return any(wanted in voices.behind(party.id) for party in parties)
