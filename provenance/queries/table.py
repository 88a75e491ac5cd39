"""Every claim at once: how many independent origins does each of them have?"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import filterfalse
from typing import Any, ClassVar, TypeAlias

from attrs import evolve, field, frozen

from provenance.errors import UnknownRecordError, UsageError, shown
from provenance.model import Basis, Claim, Dossier, When
from provenance.model._collecting import collector_paused
from provenance.queries.arrow import Column, Tabular
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    layers_of,
    moment_of,
    want_dossier,
    world_time_of,
)
from provenance.queries.corroboration import Corroboration, corroboration
from provenance.queries.numbers import row_by_walking
from provenance.queries.rows import COLUMNS, STATES, UNCHECKED, CorroborationRow
from provenance.queries.scanning import scan
from provenance.queries.showing import LeftOut, Reason, counted, shortened
from provenance.queries.status import is_check, last_words
from provenance.queries.view import View
from provenance.queries.walk import Walk
from provenance.watching import watched

__all__ = ["STATES", "CorroborationRow", "CorroborationTable", "corroboration_table"]

_SHOWN = 20
_WIDEST = 40
_TEXT = 60


_Asked: TypeAlias = tuple[When | None, datetime | None, frozenset[Basis] | None]


@frozen(repr=False)
class CorroborationTable(Tabular):
    """How many independent origins every claim has: one row a claim, by the claim's id.

    Iterating gives the rows; `table[claim]` gives the `Corroboration` of one claim, with its
    reasons, worked out when it is asked for. The table keeps the dossier's records as they were when
    it was made, and so does a pickle of it.
    """

    rows: tuple[CorroborationRow, ...]
    """The rows, by the claim's id."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account for any claim of the dossier, by id."""

    _dossier: Dossier = field(eq=False)
    _asked: _Asked

    # --- rows ------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[CorroborationRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, claim: object) -> bool:
        return self._place(getattr(claim, "id", claim)) is not None

    def row(self, claim: Claim | str) -> CorroborationRow:
        """Return the row of a claim.

        Raises:
            UnknownRecordError: if there is no row for it.
            UsageError: for anything but a claim or an id.
        """
        _, record = asked_about("CorroborationTable", self._dossier, claim, "claims")
        place = self._place(record.id)
        if place is None:
            raise UnknownRecordError(record.id, "this table", "row of claim")
        return self.rows[place]

    def _place(self, id: object) -> int | None:
        if not isinstance(id, str):
            return None
        place = bisect_left(self.rows, id, key=_claim)
        return place if place < len(self.rows) and self.rows[place].claim == id else None

    def where(self, condition: Callable[[CorroborationRow], bool]) -> "CorroborationTable":
        """Return the table of the rows that meet a condition.

        Raises:
            UsageError: if the condition cannot be called.
        """
        if not callable(condition):
            raise UsageError("CorroborationTable.where", f"wants a function of a row, got {shown(condition)}")
        return evolve(self, rows=tuple(filter(condition, self.rows)))

    @property
    def single_sourced(self) -> "CorroborationTable":
        """The table of the claims that have one origin, however many reports: `most` is 1."""
        return self.where(_is_single_sourced)

    @property
    def states(self) -> dict[str, int]:
        """How many claims are in each state, in the order of `STATES`, 0 where none is."""
        found = Counter(row.state for row in self.rows)
        return {state: found[state] for state in STATES}

    # --- reasons ---------------------------------------------------------------------------

    def explain(self, claim: Claim | str) -> Corroboration:
        """Return the count of one claim with its reasons, as the table was asked; `table[claim]` is the same.

        The first time for a table takes as long as building the dossier's indexes.

        Raises:
            UnknownRecordError: if there is no row for it.
            UsageError: for anything but a claim or an id.
        """
        as_of, known_at, basis = self._asked
        id = self.row(claim).claim
        return corroboration(self._dossier, id, as_of=as_of, known_at=known_at, basis=basis)

    __getitem__ = explain

    @property
    def why(self) -> tuple[Reason, ...]:
        """Every record that the numbers rest on, by id. Each claim is counted again, with its reasons."""
        found: dict[str, Reason] = {}
        for row in self.rows:
            count = self.explain(row.claim)
            for side in (count, count.denied):
                if side is not None:
                    found.update((reason.record, reason) for reason in side.why)
        return tuple(reason for _, reason in sorted(found.items()))

    # --- showing ---------------------------------------------------------------------------

    _COLUMNS: ClassVar[Mapping[str, str]] = COLUMNS

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one dictionary a row, in the same order, with the fields of `CorroborationRow`."""
        return [
            {**row._asdict(), "origins": list(row.origins), "first_hand": list(row.first_hand)}
            for row in self.rows
        ]

    def _columns(self) -> dict[str, Column]:
        # A table may have a million rows: no dictionary is made of each.
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(COLUMNS)
        return {name: (kind, values) for (name, kind), values in zip(COLUMNS.items(), columns, strict=True)}

    def __str__(self) -> str:
        if not self.rows:
            return "no claims"
        head = ["claim", "reports", "outlets", "independent", "denials", "state", "verification", "text"]
        lines = [head, *map(self._cells, self.rows[:_SHOWN])]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        told = [_summary(self)]
        told += [
            "  ".join(_padded(*cell) for cell in zip(range(8), line, widths, strict=True)).rstrip()
            for line in lines
        ]
        if len(self.rows) > _SHOWN:
            told.append(f"… and {counted(len(self.rows) - _SHOWN, 'more claim')}")
        return "\n".join(told)

    def _cells(self, row: CorroborationRow) -> list[str]:
        independent = str(row.independent) + ("" if row.is_exact else " (safe bounds)")
        return [
            _cut(row.claim),
            f"{row.reports:,}",
            f"{row.outlets:,}",
            independent,
            f"{row.denials:,}",
            row.state,
            _cut(row.verification),
            shortened(self._dossier.claims[row.claim].text, _TEXT),
        ]

    def __repr__(self) -> str:
        return f"<CorroborationTable: {_summary(self)}>"


def _claim(row: CorroborationRow) -> str:
    return row.claim


def _is_single_sourced(row: CorroborationRow) -> bool:
    return row.most == 1


def _summary(table: CorroborationTable) -> str:
    parts = [f"{number:,} {state}" for state, number in table.states.items() if number]
    return f"{counted(len(table), 'claim')}{': ' if parts else ''}{', '.join(parts)}"


def _cut(text: str) -> str:
    line = shortened(text, _WIDEST)
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"


def _padded(place: int, text: str, width: int) -> str:
    return text.rjust(width) if place in (1, 2, 4) else text.ljust(width)


# --- making it -----------------------------------------------------------------------------


def corroboration_table(
    dossier: Dossier,
    *,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> CorroborationTable:
    """Return how many independent origins every claim has: the numbers of `corroboration`, one row a claim.

    The claims are counted on shared work, without reasons; these are worked out for the claim that
    they are asked of (`table[claim]`). Passages of a claim that the dossier does not hold count for
    no row, and are listed as left out.

    Args:
        dossier: where to look.
        as_of: only what had been published (and judged) by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers.

    Raises:
        UsageError: if that is no dossier, or for a clock or layer that is none.

    Examples:
        >>> from provenance.model import Article, Attribution, Source
        >>> records = [Claim(text="It is closed.", id="clm-1"), Source(name="Ada Lund", id="src-mayor")]
        >>> records += [Article(id="art-a", publisher="src-a"), Article(id="art-b", publisher="src-b")]
        >>> records += [Attribution(article=a, claim="clm-1", source="src-mayor") for a in ("art-a", "art-b")]
        >>> table = corroboration_table(Dossier(records))
        >>> print(table)
        1 claim: 1 single-sourced
        claim  reports  outlets  independent  denials  state           verification  text
        clm-1        2        2  1–1                0  single-sourced  unchecked     It is closed.
        >>> print(table["clm-1"])
        2 reports, 2 outlets, 1–1 independent origins, nobody at first hand
    """
    want_dossier("corroboration_table", dossier)
    asked = (
        world_time_of("corroboration_table", as_of),
        moment_of("corroboration_table", known_at),
        layers_of("corroboration_table", basis),
    )
    return _counted(View(dossier, *asked), asked)


@collector_paused()
def _counted(view: View, asked: _Asked) -> CorroborationTable:
    walk = Walk(view)
    claims = sorted(view.claims)
    verifications = _verifications(walk)
    rows = tuple(_rows(walk, claims, verifications))
    _leave_out_the_claimless(view)
    return CorroborationTable(rows, view.left_out, view.dossier.copy(), asked)


def _rows(walk: Walk, claims: list[str], verifications: dict[str, str]) -> Iterator[CorroborationRow]:
    """Yield the row of each claim; claims that are the same share theirs."""
    of_same: dict[str, CorroborationRow] = {}
    rows = scan(walk, claims, verifications)
    for claim, row in zip(watched(claims, "counting sources"), rows, strict=True):
        if row is not None:
            yield row
            continue
        first = walk.kinship.same(claim)[0]
        shared = of_same.get(first)
        if shared is None:
            shared = row_by_walking(walk, claim, verifications.get(claim, UNCHECKED))
            of_same[first] = shared
        yield shared._replace(claim=claim)


def _verifications(walk: Walk) -> dict[str, str]:
    """Return what checkers last found, for each claim of which a judgement stands."""
    view, kinship, voices = walk.view, walk.kinship, walk.voices
    concerned = {id for claim in view.dossier.index("statuses", "claim") for id in kinship.same(claim)}
    found: dict[str, str] = {}
    for claim in sorted(concerned):
        first = kinship.same(claim)[0]
        if first != claim and first in concerned:
            if first in found:
                found[claim] = found[first]
            continue
        words = {
            str(check.status.state if check.status.verdict is None else check.status.verdict)
            for check in last_words(view, kinship, voices, claim)
            if is_check(check)
        }
        if words:
            found[claim] = " / ".join(sorted(words)).replace("_", " ")
    return found


def _leave_out_the_claimless(view: View) -> None:
    """List the passages whose claim the dossier does not hold."""
    of_claim = view.dossier.index("attributions", "claim")
    for claim in sorted(filterfalse(view.claims.__contains__, of_claim)):
        for passage in of_claim.get(claim):
            if view.has_passage(passage):
                view.leave_out(passage.id, f"its claim {claim} is not in the dossier")
