"""Every claim at once: who has checked it, and what did each of them last say?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import filterfalse
from operator import attrgetter
from typing import Any, ClassVar, NamedTuple, TypeAlias

from attrs import field, frozen

from provenance.errors import UnknownRecordError, UsageError, shown
from provenance.model import Claim, Dossier, VerificationStatus
from provenance.model._collecting import collector_paused
from provenance.queries.arrow import Tabular
from provenance.queries.asked import AsOf, Layers, want_dossier
from provenance.queries.kinship import Kinship
from provenance.queries.showing import LeftOut, Reason, counted, shortened
from provenance.queries.status import (
    Status,
    are_days,
    are_disputed,
    is_judged,
    is_no_check,
    last_said,
    last_said_in,
    name_of,
    row_of,
)
from provenance.queries.view import View
from provenance.queries.voices import Voices
from provenance.watching import watched

__all__ = ["StatusRow", "StatusTable", "status_table"]

_SHOWN = 20


class StatusRow(NamedTuple):
    """What one checker last said of one claim."""

    claim: str
    """The claim's id. The record may be about another claim that restates it."""

    checker: str | None
    """The checking source, or the article that states it in its own name; `None` if not recorded."""

    status: VerificationStatus
    """The record."""

    alone: bool = True
    """Whether it is known to be this checker's last. If not, another row of the same claim and checker
    stands beside it, and which of the two is later is not known."""

    def __str__(self) -> str:
        who = "checker not recorded" if self.checker is None else self.checker
        return f"{self.claim}: {who}: {_finding(self.status)}"


_claim = attrgetter("claim")

_Word: TypeAlias = tuple[str | None, VerificationStatus, bool]
"""A checker, what it last said, and whether that is known to be the last."""

_UNCHECKED: Sequence[tuple[None, None, bool]] = ((None, None, True),)

_Held: TypeAlias = VerificationStatus | Sequence[_Word]
"""The last words on a claim; the record alone where there is one and whoever it names is the checker."""


@frozen(eq=False, repr=False)
class StatusTable(Tabular):
    """What every checker last said, of all claims: one row a claim and checker.

    A claim that nobody is known to have checked has no row. Iterating gives the rows; `table[claim]`
    gives those of one claim, which are the `checks` of its `status`. Nothing in the table changes with
    the dossier. The rows are put in order when they are first asked for.
    """

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account for any claim of the dossier, by id."""

    _claims: tuple[str, ...]
    _last: Mapping[str, _Held]
    _names: Mapping[str, str]
    """What to call the checkers, by their ids."""

    _parts: dict[str, Any] = field(init=False, factory=dict)

    @property
    def rows(self) -> tuple[StatusRow, ...]:
        """The rows, by the claim's id, then the checker's, then the record's."""
        if "rows" not in self._parts:
            with collector_paused():
                self._parts["rows"] = tuple(row for claim in sorted(self._last) for row in self[claim])
        rows: tuple[StatusRow, ...] = self._parts["rows"]
        return rows

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims that the dossier holds, checked or not, sorted."""
        return tuple(sorted(self._claims))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StatusTable):
            return NotImplemented
        return (self.left_out, self.claims, self.rows) == (other.left_out, other.claims, other.rows)

    def __hash__(self) -> int:
        return hash((self.left_out, self.rows))

    def __reduce__(self) -> tuple[Any, ...]:
        return StatusTable, (self.left_out, self._claims, self._last, self._names)

    def __iter__(self) -> Iterator[StatusRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return True

    def __contains__(self, claim: object) -> bool:
        return getattr(claim, "id", claim) in self._held

    @property
    def _held(self) -> frozenset[str]:
        if "held" not in self._parts:
            self._parts["held"] = frozenset(self._claims)
        held: frozenset[str] = self._parts["held"]
        return held

    def __getitem__(self, claim: Claim | str) -> tuple[StatusRow, ...]:
        """Return the rows of a claim, by checker: none if nobody is known to have checked it.

        Raises:
            UnknownRecordError: if the dossier did not hold the claim.
            UsageError: for anything but a claim or an id.
        """
        id = claim.id if isinstance(claim, Claim) else claim
        if not isinstance(id, str):
            raise UsageError("StatusTable", f"wants a claim or its id, got {shown(claim)}")
        if id not in self._last and id not in self._held:
            raise UnknownRecordError(id, "this table", "claim")
        return tuple(StatusRow(id, *word) for word in self._words(id))

    def _words(self, claim: str) -> Sequence[_Word]:
        held = self._last.get(claim, ())
        if isinstance(held, VerificationStatus):
            return ((held.article if held.checker is None else held.checker, held, True),)
        return held

    @property
    def unchecked(self) -> tuple[str, ...]:
        """The claims of which no judgement stands, sorted: nobody checked, or whoever did took it back."""
        return tuple(
            claim for claim in self.claims if all(is_no_check(record) for _, record, _ in self._words(claim))
        )

    @property
    def disputed(self) -> tuple[str, ...]:
        """The claims of which two checkers whose judgements stand differ in what they found, sorted."""
        return tuple(
            claim
            for claim in sorted(self._last)
            if are_disputed((checker, record) for checker, record, _ in self._words(claim))
        )

    # --- showing ---------------------------------------------------------------------------

    @property
    def why(self) -> tuple[Reason, ...]:
        """The status records by id, and where an article states them."""
        held = {row.status.id: row for row in self.rows}
        return tuple(
            Reason(id, f"{self._name(row)} on {row.status.claim}: {_finding(row.status)}", row.status.anchors)
            for id, row in sorted(held.items())
        )

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a claim and checker; for a claim without any, one row that says "unchecked"."""
        return [
            row_of(claim, checker, record)
            for claim in self.claims
            for checker, record, _ in self._words(claim) or _UNCHECKED
        ]

    _COLUMNS: ClassVar[Mapping[str, str]] = Status._COLUMNS

    def __str__(self) -> str:
        unchecked, disputed = len(self.unchecked), len(self.disputed)
        words = f"{counted(len(self._claims), 'claim')}: {unchecked:,} unchecked"
        lines = [words + (f", checkers differ on {disputed:,}" if disputed else "")]
        for row in self.rows[:_SHOWN]:
            when = "" if row.status.judged_at is None else f" ({row.status.judged_at})"
            order = "" if row.alone else "; which of this checker's judgements is the last is not known"
            lines.append(f"  {row.claim}: {self._name(row)}: {_finding(row.status)}{when}{order}")
        if len(self.rows) > _SHOWN:
            lines.append(f"  … and {len(self.rows) - _SHOWN:,} more")
        return "\n".join(lines)

    def _name(self, row: StatusRow) -> str:
        if row.checker is None:
            return "checker not recorded"
        return shortened(self._names.get(row.checker, row.checker), 100)

    def __repr__(self) -> str:
        return (
            f"<StatusTable: {counted(len(self.rows), 'last word')} on {counted(len(self._claims), 'claim')}>"
        )


def _finding(record: VerificationStatus) -> str:
    words = [str(word).replace("_", " ") for word in (record.state, record.verdict) if word is not None]
    return ", ".join(words) or "no finding recorded"


def status_table(
    dossier: Dossier,
    *,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> StatusTable:
    """Return what every checker of every claim last said: the checks of `status`, for all claims at once.

    Statuses of a claim that the dossier does not hold stand in no row, and are listed as left out.

    Args:
        dossier: where to look.
        as_of: only what had been judged by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers.

    Raises:
        UsageError: if that is no dossier, or for a clock or layer that is none.

    Examples:
        >>> claims = [Claim(text="The bridge is closed.", id="clm-1"), Claim(text="It rained.", id="clm-2")]
        >>> mine = {"claim": "clm-1", "checker": "src-a"}
        >>> first = VerificationStatus(state="in_progress", judged_at="2025-11-03", **mine)
        >>> last = VerificationStatus(state="checked", judged_at="2025-11-05", **mine)
        >>> print(status_table(Dossier([*claims, first, last])))
        2 claims: 1 unchecked
          clm-1: src-a: checked (2025-11-05)
        >>> print(status_table(Dossier([*claims, first, last]), as_of="2025-11-04"))
        2 claims: 1 unchecked
          clm-1: src-a: in progress (2025-11-03)
    """
    want_dossier("status_table", dossier)
    return _looked_up(View.asked("status_table", dossier, as_of, known_at, basis))


@collector_paused()
def _looked_up(view: View) -> StatusTable:
    voices, kinship, claims = Voices(view), Kinship(view), view.claims
    last, several = _judged(view)
    for claim in watched(list(several if not voices.has_judgements else last), "looking up checks"):
        last[claim] = _told(view, voices, last[claim])
    for claim in list(filterfalse(claims.__contains__, last)):
        for record in view.dossier.index("statuses", "claim").get(claim):
            if view.has(record) and is_judged(view, record):
                view.leave_out(record.id, f"its claim {claim} is not in the dossier")
        del last[claim]
    if kinship.has_relations:
        _join(view, kinship, voices, last)
    names = _names(view, voices)  # before it is asked what was left out
    return StatusTable(view.left_out, tuple(claims), last, names)


def _names(view: View, voices: Voices) -> dict[str, str]:
    """Return what to call everybody who may have checked something."""
    statuses = view.dossier.statuses.values()
    checkers = {record.checker for record in statuses}
    sources = {voices.root(id) for id in checkers if id is not None}
    names = {id: name_of(view, voices, "source", id) for id in sources}
    if None in checkers:
        articles = {record.article for record in statuses if record.checker is None}
        names.update((id, name_of(view, voices, "article", id)) for id in articles if id is not None)
    return names


def _join(view: View, kinship: Kinship, voices: Voices, last: dict[str, _Held]) -> None:
    """Give claims that are the same the checks of each other."""
    ends = {id for relation in view.dossier.relations.values() for id in (relation.subject, relation.object)}
    joined = {id for id in ends if len(kinship.same(id)) > 1}
    for claim in joined & view.claims.keys():
        words = _worded(last_said(view, kinship, voices, claim))
        if words:
            last[claim] = words


def _judged(view: View) -> tuple[dict[str, Any], list[str]]:
    """Return the statuses in view by claim: one, or a list; and the claims with a list.

    It is one long loop: to call a function for every status takes longer than to look at it.
    """
    is_open, as_of = view.plain, view.as_of
    day = as_of.latest if as_of is not None and view.known_at is None and view.basis is None else None
    if type(day) is not date:
        day = None
    found: dict[str, Any] = {}
    several: list[str] = []
    for record in view.dossier.statuses.values():
        if not is_open:
            when: Any = record.judged_at
            is_day = day is not None and when is not None and type(when.latest) is date
            if is_day and not (when.approximate or when.uncertain):  # nine times in ten all are days
                if when.latest > day:
                    if when.earliest is None or when.earliest <= day:
                        is_judged(view, record)  # lists it as undecided
                    continue
            elif not (view.has(record) and is_judged(view, record)):
                continue
        claim = record.claim
        held = found.get(claim)
        if held is None:
            found[claim] = record
        elif type(held) is list:
            held.append(record)
        else:
            found[claim] = [held, record]
            several.append(claim)
    return found, several


def _told(view: View, voices: Voices, held: Any) -> _Held:
    """Return what the checkers of a claim last said, by checker."""
    listed: list[VerificationStatus] = held if type(held) is list else [held]
    if voices.has_judgements:
        return _worded(last_said_in(view, voices, listed))
    said: dict[str, VerificationStatus] = {}
    for record in listed:
        checker = record.checker
        if checker is None or (record.supersedes is not None and len(listed) > 2):
            return _worded(last_said_in(view, voices, listed))
        before = said.get(checker)
        last = record if before is None else _later(before, record)
        if last is None:
            return _worded(last_said_in(view, voices, listed))
        said[checker] = last
    if len(said) == 1:
        return said.popitem()[1]
    return [(checker, said[checker], True) for checker in sorted(said)]


def _worded(found: Iterable[tuple[str, str, VerificationStatus, bool]]) -> list[_Word]:
    return [(None if kind == "nobody" else checker, record, alone) for kind, checker, record, alone in found]


def _later(one: VerificationStatus, other: VerificationStatus) -> VerificationStatus | None:
    """Return the last of two judgements of one checker, if it is plain which one that is."""
    if one.supersedes is not None and one.supersedes == other.id:
        return None if other.supersedes == one.id else one
    if other.supersedes is not None and other.supersedes == one.id:
        return other
    first, second = one.judged_at, other.judged_at
    if first is None or second is None or not (are_days(first) and are_days(second)):
        return None
    if first.latest < second.earliest:  # type: ignore[operator]  # days
        return other
    return one if second.latest < first.earliest else None  # type: ignore[operator]
