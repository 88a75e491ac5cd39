"""Whether anyone has checked a claim, what they found, and what was known when."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import combinations
from typing import Any, ClassVar

from attrs import field, frozen

from provenance.display import Showing
from provenance.errors import shown
from provenance.model import Claim, Dossier, VerificationState, VerificationStatus, When
from provenance.queries.arrow import Tabular
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    want_dossier,
)
from provenance.queries.kinship import Kinship
from provenance.queries.showing import LeftOut, Reason, shortened
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = [
    "Checked", "Status", "are_days", "are_disputed", "is_check", "is_judged", "is_no_check", "last_said",
    "last_said_in", "last_words", "name_of", "row_of", "status",
]  # fmt: skip

_NO_CHECK = frozenset({VerificationState.WITHDRAWN, VerificationState.UNCHECKED})


@frozen(repr=False)
class Checked(Showing):
    """The last word of one checker on a claim."""

    checker: str | None
    """The checking source, or the article that states it in its own name; `None` if not recorded."""

    status: VerificationStatus
    """The record."""

    alone: bool = True
    """Whether it is known to be this checker's last. If not, another one stands beside it, and
    which of the two is later is not known."""

    _name: str = field(default="", eq=False)

    def __str__(self) -> str:
        record = self.status
        found = [str(record.state).replace("_", " ")] if record.state is not None else []
        if record.verdict is not None:
            found.append(str(record.verdict).replace("_", " "))
        if record.likelihood is not None:
            found.append(str(record.likelihood.term))
        if record.rating is not None and record.rating.label is not None:
            found.append(f"“{shortened(record.rating.label)}”")
        when = f" ({record.judged_at})" if record.judged_at is not None else ""
        order = "" if self.alone else "; which of this checker's judgements is the last is not known"
        return f"{shortened(self._name, 100)}: {', '.join(found) or 'no finding recorded'}{when}{order}"


def is_check(check: Checked) -> bool:
    """Tell whether a last word is a judgement: no withdrawal, and no text that says nobody checked."""
    return not is_no_check(check.status)


def is_no_check(record: VerificationStatus) -> bool:
    """Tell whether a record takes a judgement back, or says that nobody checked."""
    return record.state in _NO_CHECK


def are_disputed(last: Iterable[tuple[str | None, VerificationStatus]]) -> bool:
    """Tell whether two checkers of a claim whose judgements stand differ in what they found.

    Args:
        last: every checker with what it last said; `None` for one that is not recorded.
    """
    found: dict[object, set[tuple[str, str]]] = {}
    for checker, record in last:
        if record.state not in _NO_CHECK and record.state is not VerificationState.IN_PROGRESS:
            who = checker if checker is not None else record
            found.setdefault(who, set()).add((str(record.state), str(record.verdict)))
    return any(one.isdisjoint(other) for one, other in combinations(found.values(), 2))


@frozen(repr=False)
class Status(Tabular):
    """What every checker last said about a claim. Nothing is averaged, and nobody outranks anybody.

    Iterating gives the checkers' last words, in the order of the checkers' ids.
    """

    claim: str
    """The claim asked about."""

    checks: tuple[Checked, ...]
    """The last standing status of each checker; empty if nobody is known to have checked."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id."""

    _text: str = field(eq=False)

    @property
    def is_unchecked(self) -> bool:
        """Whether no judgement stands: nobody is known to have checked, or whoever did took it back."""
        return not any(map(is_check, self.checks))

    @property
    def is_disputed(self) -> bool:
        """Whether two checkers whose judgements stand differ in what they found."""
        return are_disputed((check.checker, check.status) for check in self.checks)

    def __iter__(self) -> Iterator[Checked]:
        return iter(self.checks)

    def __len__(self) -> int:
        return len(self.checks)

    @property
    def why(self) -> tuple[Reason, ...]:
        """The status records, and where an article states them."""
        return tuple(Reason(check.status.id, str(check), check.status.anchors) for check in self.checks)

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "claim": "text",
        "checker": "text",
        "state": "text",
        "verdict": "text",
        "judged_at": "text",
        "likelihood": "text",
        "rating": "text",
        "status": "text",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a checker; one row that says "unchecked" if there is none."""
        if not self.checks:
            return [row_of(self.claim, None, None)]
        return [row_of(check.status.claim, check.checker, check.status) for check in self.checks]

    def __str__(self) -> str:
        if not self.checks:
            return "unchecked: nobody is known to have checked it"
        lines = [str(check) for check in self.checks]
        if self.is_unchecked:
            lines.append("unchecked: no judgement stands")
        elif self.is_disputed:
            lines.append("the checkers differ")
        return "\n".join(lines)

    def __repr__(self) -> str:
        words = "unchecked" if self.is_unchecked else "; ".join(str(check) for check in self.checks[:3])
        return f"<Status of {shown(self.claim)}: {words}>"


def row_of(claim: str, checker: str | None, record: VerificationStatus | None) -> dict[str, Any]:
    """Return the row of a checker's last word; without one, that of a claim nobody has checked."""
    if record is None:
        return {
            "claim": claim, "checker": None, "state": "unchecked", "verdict": None, "judged_at": None,
            "likelihood": None, "rating": None, "status": None,
        }  # fmt: skip
    return {
        "claim": claim,
        "checker": checker,
        "state": _words(record.state),
        "verdict": _words(record.verdict),
        "judged_at": _words(record.judged_at),
        "likelihood": None if record.likelihood is None else str(record.likelihood.term),
        "rating": None if record.rating is None else record.rating.label,
        "status": record.id,
    }


def _words(value: object) -> str | None:
    return None if value is None else str(value)


def status(
    dossier: Dossier,
    claim: Claim | str,
    *,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> Status:
    """Return the last standing status of each checker of a claim, or the explicit "unchecked".

    Checks of claims that restate this one are checks of this one. A status that another one of the
    same checker supersedes does not stand; of the rest the latest by `judged_at` does (for
    one without, by the publication of the article that states it). Where it is not known which is
    the latest, all that may be are given. A withdrawal is a checker's last word, and no check.
    Checkers who are judged the same are one; an article that states a status in its own name is
    a checker of its own; a status that names no checker and no article is nobody else's.

    Args:
        dossier: where to look.
        claim: the claim, or its id.
        as_of: only what had been judged by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if the claim is not in the dossier.
        UsageError: for a record of another kind, or a clock or layer that is none.

    Examples:
        >>> claim = Claim(text="The bridge is closed.", id="clm-1")
        >>> checked = VerificationStatus(claim=claim, state="checked", verdict="mixed", id="ver-1")
        >>> print(status(Dossier([claim]), claim))
        unchecked: nobody is known to have checked it
        >>> print(status(Dossier([claim, checked]), "clm-1"))
        checker not recorded: checked, mixed
    """
    want_dossier("status", dossier)
    _, record = asked_about("status", dossier, claim, "claims")
    view = View.asked("status", dossier, as_of, known_at, basis)
    checks = last_words(view, Kinship(view), Voices(view), record.id)
    return Status(record.id, checks, view.left_out, record.text)


def last_words(view: View, kinship: Kinship, voices: Voices, claim: str) -> tuple[Checked, ...]:
    """Return what every checker of a claim last said, by checker."""
    return tuple(
        Checked(checker if kind != "nobody" else None, held, alone, name_of(view, voices, kind, checker))
        for kind, checker, held, alone in last_said(view, kinship, voices, claim)
    )


def last_said(
    view: View, kinship: Kinship, voices: Voices, claim: str
) -> Iterator[tuple[str, str, VerificationStatus, bool]]:
    """Yield what every checker of a claim last said, and whether that is known to be the last.

    The checker comes first: "source", "article" or "nobody", and the id.
    """
    of_claim = view.dossier.index("statuses", "claim").get
    held = [s for id in kinship.same(claim) for s in of_claim(id) if view.has(s) and is_judged(view, s)]
    return last_said_in(view, voices, held)


def last_said_in(
    view: View, voices: Voices, judgements: Iterable[VerificationStatus]
) -> Iterator[tuple[str, str, VerificationStatus, bool]]:
    """Yield the same from the judgements of one claim that are in view."""
    by_checker: dict[tuple[str, str], list[VerificationStatus]] = {}
    for held in judgements:
        by_checker.setdefault(_checker(voices, held), []).append(held)
    for (kind, checker), said in sorted(by_checker.items(), key=lambda item: item[0][1]):
        last = _last(view, said)
        for held in last:
            yield kind, checker, held, len(last) == 1


def _time(view: View, record: VerificationStatus) -> When | None:
    if record.judged_at is not None:
        return record.judged_at
    return None if record.article is None else view.appeared(record.article)


def is_judged(view: View, record: VerificationStatus) -> bool:
    """Tell whether it had been judged at the time asked for; lists what is undecided."""
    if view.as_of is None:
        return True
    time = _time(view, record)
    answer = None if time is None else view.not_later(time)
    if answer is None:
        why = "when it was judged is not known" if time is None else "whether it had been judged is undecided"
        view.leave_out(record.id, why)
    return answer is True


def _checker(voices: Voices, record: VerificationStatus) -> tuple[str, str]:
    """Return who judged: "source" and the id that stands for it, "article" and its id, or "nobody" known."""
    if record.checker is not None:
        return "source", voices.root(record.checker)
    if record.article is not None:
        return "article", record.article
    return "nobody", record.id


def _last(view: View, judgements: list[VerificationStatus]) -> list[VerificationStatus]:
    """Return those of one checker's judgements that no other of them is known to come after."""
    superseded = {s.supersedes for s in judgements if s.supersedes is not None and s.supersedes != s.id}
    standing = [s for s in judgements if s.id not in superseded] if superseded else judgements
    if not standing:  # they supersede each other in a ring: none of them is known to be the last
        standing = judgements
    if len(standing) == 1:
        return standing
    timed = [(s, _time(view, s)) for s in standing]
    bounds = [time for _, time in timed if time is not None]
    if bounds and all(map(are_days, bounds)):
        begins = max(time.earliest for time in bounds)  # type: ignore[type-var]  # days
        last = [s for s, time in timed if time is None or not time.latest < begins]  # type: ignore[operator]
    else:
        last = [s for s, time in timed if time is None or not any(time.before(b) is True for b in bounds)]
    return sorted(last, key=lambda s: s.id)


def are_days(time: When) -> bool:
    """Tell whether both ends are days that nobody doubts, as nine times in ten."""
    return type(time.earliest) is type(time.latest) is date and not (time.approximate or time.uncertain)


def name_of(view: View, voices: Voices, kind: str, checker: str) -> str:
    """Return what a person would call a checker."""
    if kind == "nobody":
        return "checker not recorded"
    if kind == "article":
        article = view.articles.get(checker)
        publisher = None if article is None else view.read(article, "publisher")
        by = None if publisher is None else voices.name(publisher)
        return f"{by or checker}, in its own words"
    return voices.name(checker) or checker
