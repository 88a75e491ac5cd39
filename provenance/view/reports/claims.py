"""The claims of a report: a table of all, and for each its card, its chains, its checks and its disputes."""

from collections.abc import Iterator, Sequence

from provenance import queries
from provenance.queries import Checked, CorroborationRow, Dispute, Party
from provenance.queries.showing import counted, listed, shortened
from provenance.view.drawing import Child, Markup, element, joined, named
from provenance.view.reports.evidence import EvidenceList
from provenance.view.reports.figures import Figures, Room, folded
from provenance.view.reports.matter import MOST_CLAIMS, Matter, in_words
from provenance.view.reports.parts import Column, Section, more, plain, table
from provenance.watching import watched

__all__ = ["claim_table", "claims_section"]

_ROOM = 650_000
_MOST_ROWS, _MOST_PARTIES, _MOST_DISPUTES, _CHAINS = 200, 6, 4, 3
_LONGEST_CLAIM = 400


def claim_table(matter: Matter) -> Markup:
    """Return all claims in a table, each with its count."""
    if not matter.rows:
        return element("p", "No claim is on record of which any article says something.")
    columns = [
        Column("Claim", is_wide=True),
        Column("Reports", is_number=True),
        Column("Outlets", is_number=True),
        Column("Independent origins", is_number=True),
        Column("Denials", is_number=True),
        Column("State", is_kept=True),
        Column("Checked"),
    ]
    rows = [(None, _row(matter, row, place)) for place, row in enumerate(matter.rows[:_MOST_ROWS], 1)]
    hidden = len(matter.rows) - _MOST_ROWS
    if hidden > 0:
        matter.notes.append(
            f"The table of claims leaves away {counted(hidden, 'claim')} with the fewest reports."
        )
    caption = f"The claims ({len(matter.rows):,}), those with most reports first"
    return joined(table("claim-table", caption, columns, rows), more(hidden, "claim"))


def _row(matter: Matter, row: CorroborationRow, place: int) -> Sequence[Child]:
    words = named(matter.claim(row.claim))
    held = element("a", words, href=f"#claim-{place}") if place <= MOST_CLAIMS else words
    return (
        held,
        f"{row.reports:,}",
        f"{row.outlets:,}",
        str(row.independent) + ("" if row.is_exact else " (safe bounds)"),
        f"{row.denials:,}",
        row.state,
        in_words(row.verification),
    )


def claims_section(matter: Matter, figures: Figures, evidence: EvidenceList) -> Section:
    """Return the claims, one after the other."""
    teller = _Claims(matter, figures, evidence)
    shown = matter.rows[:MOST_CLAIMS]
    told = enumerate(watched(shown, "reporting on claims"), 1)
    parts: list[Child] = [teller.told(row, place) for place, row in told]
    entries = [(f"claim-{at}", named(matter.claim(row.claim, 90))) for at, row in enumerate(shown, 1)]
    hidden = len(matter.rows) - len(shown)
    if hidden > 0:
        matter.notes.append(f"Only the {len(shown):,} claims with most reports are shown at length.")
    if teller.without:
        words = counted(teller.without, "claim")
        matter.notes.append(f"Card and chains of {words} are not drawn, for want of room.")
    if not shown:
        parts.append(element("p", "There is none."))
    body = joined(parts, more(hidden, "claim"))
    return Section("claims", "The claims, one by one", body, entries, "claim", starts_page=True)


class _Claims:
    """Claims in the making of their part."""

    def __init__(self, matter: Matter, figures: Figures, evidence: EvidenceList) -> None:
        self.matter, self.figures, self.evidence = matter, figures, evidence
        self.room = Room(_ROOM)
        self.without = 0
        self.disputes: dict[str, list[Dispute]] = {}
        found = queries.disputes(matter.whole, **matter.clocks)
        matter.leave_out(found.left_out)
        for dispute in found:
            for claim in dispute.claims:
                self.disputes.setdefault(claim, []).append(dispute)

    def told(self, row: CorroborationRow, place: int) -> Markup:
        """Return a claim with all that is known of it."""
        claim = self.matter.seen.claims.get(row.claim)
        words = self.matter.claim(row.claim, _LONGEST_CLAIM)
        drawn = self._drawn(row)
        if not self.room.takes(drawn):
            self.without += 1
            drawn = element("p", "Card and chains are not drawn, for want of room.", class_="pv-facts")
        key = f"claim-{place}"
        language = None if claim is None else claim.language
        return element(
            "section",
            element("h3", f"{place}. “", named(words, lang=language), "”", id=f"{key}-title"),
            element("p", self._facts(row), class_="pv-facts"),
            element("div", element("div", drawn), element("div", self._beside(row)), class_="pv-beside"),
            id=key,
        )

    def _beside(self, row: CorroborationRow) -> Markup:
        return joined(
            element("h4", "Has anybody checked?"),
            element("ul", [element("li", line) for line in self._checks(row)]),
            self._disputed(row.claim),
            self._passages(row.claim),
        )

    def _facts(self, row: CorroborationRow) -> Markup:
        claim = self.matter.seen.claims.get(row.claim)
        when = None if claim is None or claim.when is None else f"time: {claim.when}"
        where = (
            None if claim is None or not claim.where else joined("place: ", named(shortened(claim.where, 80)))
        )
        return plain(
            element("span", row.state, class_="pv-state"),
            None if claim is None or claim.kind is None else in_words(claim.kind),
            None if when is None else named(shortened(when, 80)),
            where,
            element("code", named(shortened(row.claim, 90))),
        )

    def _drawn(self, row: CorroborationRow) -> Markup:
        whole, clocks = self.matter.whole, self.matter.clocks
        count = queries.corroboration(whole, row.claim, **clocks)
        card = self.figures.of(count, whole, words="", reasons=False)
        reasons = folded("Why that many", count.explain().partition("\n")[2].strip("\n"))
        trace = queries.trace(whole, row.claim, **clocks)
        if not trace.count:
            return joined(card, reasons)
        changes = queries.drift(whole, row.claim, **clocks)
        strip = self.figures.of(trace, limit=_CHAINS, changes=changes)
        many = f"{counted(trace.count, 'chain')}, {counted(len(changes.drifts), 'change')} on the way"
        summary = element("summary", f"Through whom it came: {many}")
        return joined(card, reasons, element("details", summary, strip))

    def _checks(self, row: CorroborationRow) -> Iterator[Child]:
        found = queries.status(self.matter.whole, row.claim, **self.matter.clocks)
        self.matter.leave_out(found.left_out)
        if not found.checks:
            yield "No: nobody is known to have checked it."
            return
        for check in found.checks[:_MOST_PARTIES]:
            yield self._check(check)
        if len(found.checks) > _MOST_PARTIES:
            yield f"… and {counted(len(found.checks) - _MOST_PARTIES, 'more checker')}"
        if found.is_disputed:
            yield "The checkers differ."

    def _check(self, check: Checked) -> Markup:
        record = check.status
        reason = record.rationale or " … ".join(anchor.exact for anchor in record.anchors)
        method = None if record.method is None else joined("method: ", named(shortened(record.method, 200)))
        return plain(
            named(shortened(str(check), 300)),
            joined("“", named(shortened(reason, 300)), "”") if reason else None,
            method,
            self.evidence.grounds(record) if record.evidence else None,
            self.evidence.link(record.id),
        )

    def _disputed(self, claim: str) -> Markup | None:
        held = self.disputes.get(claim, ())
        if not held:
            return None
        items: list[Child] = [element("li", self._dispute(dispute)) for dispute in held[:_MOST_DISPUTES]]
        if len(held) > _MOST_DISPUTES:
            items.append(element("li", f"… and {counted(len(held) - _MOST_DISPUTES, 'more dispute')}"))
        return joined(element("h4", "Who disputes it?"), element("ul", items))

    def _dispute(self, dispute: Dispute) -> Markup:
        sides = []
        for side in dispute.sides:
            verb = "asserted" if side.stance == "asserts" else "denied"
            parties = [_called(party) for party in side.parties]
            who = listed(parties, most=_MOST_PARTIES) or "nobody on record"
            sides.append(joined("“", named(self.matter.claim(side.claim)), f"” is {verb} by ", named(who)))
        kinds = {
            "denied": "One denies what another asserts",
            "contradicts": "Two claims contradict each other",
            "in_tension_with": "Two claims are in tension",
        }
        return joined(f"{kinds.get(dispute.kind, in_words(dispute.kind))}: ", sides[0], "; ", sides[1], ".")

    def _passages(self, claim: str) -> Markup:
        ids = [passage.id for passage in self.matter.passages_of.get(claim, ())]
        told = self.evidence.links(ids) if ids else "none on record"
        return element("p", f"{counted(len(ids), 'passage')}: ", told, class_="pv-refs")


def _called(party: Party) -> str:
    """Return what to call a party, and what a reader has to know of it."""
    notes = [
        "in its own voice" if party.kind == "own_voice" else "",
        "at first hand" if party.is_first_hand else "",
        "an interested party" if party.is_interested else "",
        "" if party.since is None else str(party.since),
    ]
    known = ", ".join(filter(None, notes))
    return shortened(party.name, 80) + (f" ({known})" if known else "")
