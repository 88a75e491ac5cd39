"""What a dispute is when it is found: two sides, their parties, and the checks beside them."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import field, frozen

from provenance.display import Showing
from provenance.errors import shown
from provenance.model import TextAnchor
from provenance.queries.arrow import Tabular
from provenance.queries.parties import Party
from provenance.queries.showing import LeftOut, Reason, counted, shortened
from provenance.queries.status import Checked

__all__ = ["Dispute", "Disputes", "RefutedByCheck", "Side"]

_SHOWN = 20


@frozen(repr=False)
class Side(Showing):
    """One side of a dispute."""

    claim: str
    """The claim; of several that restate each other, the one with the smallest id."""

    stance: str
    """asserts or denies."""

    passages: tuple[str, ...]
    """The standing passages of the claim on this side, those that only take it over included; sorted."""

    parties: tuple[Party, ...]
    """Who says so, by id."""

    _text: str = field(eq=False)

    def __str__(self) -> str:
        verb = "asserted" if self.stance == "asserts" else "denied"
        lines = [f"{verb}: {shortened(self._text, 100)}"]
        lines += [f"  by {party}" for party in self.parties[:_SHOWN]]
        if len(self.parties) > _SHOWN:
            lines.append(f"  … and {len(self.parties) - _SHOWN:,} more")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return (
            f"<Side that {self.stance} {shown(self.claim)}: {counted(len(self.parties), 'party', 'parties')}>"
        )


@frozen(repr=False)
class Dispute(Tabular):
    """Two sides that cannot both be right, or hardly can. Nobody is judged. Iterating gives the sides."""

    kind: str
    """denied (one claim, asserted and denied), contradicts or in_tension_with (two claims)."""

    claims: tuple[str, ...]
    """The claims of both sides, with all that are judged to restate them; sorted."""

    sides: tuple[Side, Side]
    """Who asserts the claim, then who denies it; for two claims, by their ids."""

    relations: tuple[str, ...]
    """The relations that join the two claims, sorted; empty for a denial."""

    first: str | None
    """The party that is known to have spoken before all others; `None` if that is not known."""

    _anchors: tuple[tuple[str, tuple[TextAnchor, ...]], ...] = field(eq=False)

    def __iter__(self) -> Iterator[Side]:
        return iter(self.sides)

    @property
    def on_both_sides(self) -> tuple[str, ...]:
        """The parties that say both, sorted: they changed their mind, or contradict themselves."""
        one, other = ({party.id for party in side.parties} for side in self.sides)
        return tuple(sorted(one & other))

    @property
    def interested(self) -> tuple[str, ...]:
        """The interested parties of both sides, sorted."""
        return tuple(sorted({p.id for side in self.sides for p in side.parties if p.is_interested}))

    @property
    def why(self) -> tuple[Reason, ...]:
        """The passages of both sides with their places in the texts, then the relations."""
        places = dict(self._anchors)
        found: dict[str, Reason] = {}
        for side in self.sides:
            ids = {*side.passages, *(id for party in side.parties for id in party.passages)}
            for id in sorted(ids):
                found.setdefault(id, Reason(id, f"{side.stance} {side.claim}", places.get(id, ())))
        for id in self.relations:
            found[id] = Reason(id, f"{self.sides[0].claim} {self.kind} {self.sides[1].claim}")
        return tuple(found.values())

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "kind": "text",
        "claim": "text",
        "text": "text",
        "stance": "text",
        "party": "text",
        "name": "text",
        "party_kind": "text",
        "is_first_hand": "bool",
        "interests": "texts",
        "principal_interests": "texts",
        "affiliation_interests": "texts",
        "since": "text",
        "spoke_first": "bool",
        "passages": "texts",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a party and side, in the order of the sides."""
        return [
            {
                "kind": self.kind,
                "claim": side.claim,
                "text": side._text,
                "stance": side.stance,
                "party": party.id,
                "name": party.name,
                "party_kind": party.kind,
                "is_first_hand": party.is_first_hand,
                "interests": [interest.about for interest in party.interests if interest.how == "own"],
                "principal_interests": [i.about for i in party.interests if i.how == "principal"],
                "affiliation_interests": [i.about for i in party.interests if i.how == "affiliation"],
                "since": None if party.since is None else str(party.since),
                "spoke_first": None if self.first is None else party.id == self.first,
                "passages": list(party.passages),
            }
            for side in self.sides
            for party in side.parties
        ]

    def __str__(self) -> str:
        lines = [_KINDS.get(self.kind, self.kind)]
        for side in self.sides:
            lines += [f"  {line}" for line in str(side).splitlines()]
        names = {party.id: party.name for side in self.sides for party in side.parties}
        if self.first is not None:
            lines.append(f"  {names[self.first]} spoke first")
        lines += [f"  {names[id]} says both" for id in self.on_both_sides]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Dispute ({self.kind}) over {', '.join(map(shown, self.claims[:3]))}>"


_KINDS = {
    "denied": "one denies what another asserts",
    "contradicts": "two claims contradict each other",
    "in_tension_with": "two claims are in tension",
}


@frozen(repr=False)
class RefutedByCheck(Showing):
    """That somebody checked a claim which somebody asserts, and found against it. No party to a dispute."""

    claim: str
    """The claim that was checked."""

    checked: Checked
    """The checker's last word."""

    asserted_in: tuple[str, ...]
    """The standing passages that assert it, or a claim that restates it, sorted."""

    _text: str = field(eq=False)

    def __str__(self) -> str:
        told = counted(len(self.asserted_in), "passage")
        return f"{shortened(self._text, 100)} (asserted in {told}) – {self.checked}"

    def __repr__(self) -> str:
        return f"<RefutedByCheck of {shown(self.claim)}>"


@frozen(repr=False)
class Disputes(Tabular):
    """Every dispute found. Iterating gives them, by the ids of their claims, then by kind."""

    about: str | None
    """What was asked about; `None` for everything."""

    disputes: tuple[Dispute, ...]
    """The disputes."""

    checks: tuple[RefutedByCheck, ...]
    """Checks that found against a claim which somebody asserts, by claim and checker; such a checker is
    no party."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id."""

    def __iter__(self) -> Iterator[Dispute]:
        return iter(self.disputes)

    def __len__(self) -> int:
        return len(self.disputes)

    @property
    def why(self) -> tuple[Reason, ...]:
        """The reasons of each dispute, then the statuses."""
        found = [reason for dispute in self.disputes for reason in dispute.why]
        found += [Reason(c.checked.status.id, str(c.checked), c.checked.status.anchors) for c in self.checks]
        return tuple(found)

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "dispute": "int",
        **Dispute._COLUMNS,
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a party and side, numbered by dispute from 1, in the same order."""
        return [
            {"dispute": number, **row}
            for number, dispute in enumerate(self.disputes, 1)
            for row in dispute.to_rows()
        ]

    def __str__(self) -> str:
        if not self.disputes and not self.checks:
            return "no dispute is on record"
        lines = [str(dispute) for dispute in self.disputes[:_SHOWN]] or ["no dispute is on record"]
        if len(self.disputes) > _SHOWN:
            lines.append(f"… and {len(self.disputes) - _SHOWN:,} more")
        if self.checks:
            lines.append("checks that found against a claim")
            lines += [f"  {check}" for check in self.checks[:_SHOWN]]
            if len(self.checks) > _SHOWN:
                lines.append(f"  … and {len(self.checks) - _SHOWN:,} more")
        return "\n".join(lines)

    def __repr__(self) -> str:
        about = "" if self.about is None else f" about {shown(self.about)}"
        return f"<Disputes{about}: {len(self.disputes):,}>"
