"""Five outlets report it. How many sources is that?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from attrs import frozen

from provenance.errors import shown
from provenance.model import Attribution, Claim, Dossier
from provenance.queries.arrow import Tabular
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    want_dossier,
)
from provenance.queries.choices import Tally, settled, tally
from provenance.queries.ends import Ends, Origin
from provenance.queries.explaining import explain
from provenance.queries.findings import Findings, gather
from provenance.queries.plainly import tables_of, walk_plainly
from provenance.queries.showing import LeftOut, Listing, Range, Reason, counted
from provenance.queries.standing import AGAINST, FOR, side_of
from provenance.queries.steps import Gap, Lead
from provenance.queries.view import View
from provenance.queries.walk import Walk

__all__ = [
    "Corroboration",
    "Group",
    "Origins",
    "corroboration",
    "origins",
    "reports_and_outlets",
    "sides_of",
]


class Group(NamedTuple):
    """The reports that come from one origin. A report may come from several, and stands under each."""

    origin: str
    """The origin's id."""

    reports: tuple[str, ...]
    """The articles, sorted; of a work with versions, all that carry the claim."""

    passages: tuple[str, ...]
    """Their passages from which a walk ends at the origin, sorted."""

    is_first_hand: bool
    """Whether the origin is known to be at first hand."""

    def __str__(self) -> str:
        hand = ", at first hand" if self.is_first_hand else ""
        return f"{self.origin}{hand}: {', '.join(self.reports)}"


@frozen(eq=False, repr=False)
class Corroboration(Tabular):
    """How many independent origins a claim has, and how that is known.

    It counts voices on record. It does not say that the claim is true, nor that a claim with one
    origin is false.
    """

    claim: str
    """The claim asked about."""

    reports: int
    """How many works have a standing passage that supports the claim; versions of one work are one."""

    outlets: int
    """How many publishers they have, judgements of identity followed; unknown ones are not counted."""

    denials: int
    """How many works have a standing passage that denies the claim."""

    independent: Range
    """How many of the origins are independent: the smallest and the largest number it can be."""

    origins: tuple[str, ...]
    """Where the claim is first from, sorted: ids of sources, of articles that credit nobody, of
    texts that nobody has seen. Under other readings of a passage there may be fewer."""

    first_hand: tuple[str, ...]
    """Those of them that are known to be at first hand, sorted."""

    at_first_hand: int
    """The least number without its floor: how many independent origins are known at first hand."""

    is_exact: bool
    """Whether both ends of the range are exact. If not, they are safe bounds: the least number is
    not too high, the most not too low."""

    denied: "Corroboration | None"
    """The denials, counted by the same rules; `None` if there are none."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id."""

    _found: Findings

    def _key(self) -> tuple[Any, ...]:
        numbers = (self.claim, self.reports, self.outlets, self.denials, self.independent, self.at_first_hand)
        return *numbers, self.is_exact, self.left_out, self.details, self.groups, self.denied

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Corroboration) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.claim, self.reports, self.outlets, self.independent, self.origins))

    # --- what stands behind the numbers ----------------------------------------------------

    @property
    def details(self) -> tuple[Origin, ...]:
        """The origins with how each is entered, in the order of `origins`."""
        return self._found.origins

    @property
    def groups(self) -> tuple[Group, ...]:
        """The reports of each origin, in the order of `origins`."""
        passages = self._found.passages
        return tuple(
            Group(
                origin.id,
                tuple(sorted({passages[id].article for id in reached})),
                tuple(sorted(reached)),
                origin.is_first_hand,
            )
            for origin, reached in zip(self._found.origins, self._found.reached(), strict=True)
        )

    @property
    def presumed_different(self) -> tuple[tuple[str, str], ...]:
        """Pairs of named origins that count as two because nobody judged whether they are one."""
        return self._found.presumed_different()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Hops that are missing, by the passage or source where the walk meets them."""
        return self._found.gaps

    @property
    def leads(self) -> tuple[Lead, ...]:
        """Derivations between articles that do not cover a passage: leads to follow, not links."""
        return self._found.leads

    @property
    def fallen(self) -> tuple[str, ...]:
        """Passages of the claim that no longer stand, sorted."""
        return tuple(sorted(self._found.fallen))

    @property
    def rings(self) -> tuple[tuple[str, ...], ...]:
        """Passages that rest on each other in a ring which nothing leaves: they support nothing."""
        return self._found.rings()

    @property
    def unrecorded(self) -> tuple[str, ...]:
        """Passages that count although nobody recorded how far their source commits itself, sorted."""
        return self._found.unrecorded

    @property
    def undecided(self) -> tuple[tuple[str, ...], ...]:
        """Passages that can be read in several ways which matter here, each with its readings."""
        return self._found.open_choices

    @property
    def why(self) -> tuple[Reason, ...]:
        """Every record that the numbers rest on, with its place in the text: first the passages."""
        return self._found.reasons()

    def explain(self) -> str:
        """Return the reasons in plain sentences, with the ids of the records they rest on.

        It says why reports are one, who was there, what joins or separates origins, what was not
        counted, and what would have to be known to narrow the range.
        """
        return explain(self, self._found, None if self.denied is None else self.denied._found)

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "claim": "text",
        "origin": "text",
        "origin_name": "text",
        "first_hand": "bool",
        "passage": "text",
        "report": "text",
        "outlet": "text",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a passage and origin, by origin, then passage.

        A passage that leads to no origin has one row with `origin` None, at the end.
        """
        rows = []
        reached: set[str] = set()
        for group in self.groups:
            reached.update(group.passages)
            rows += [self._row(id, group.origin, group.is_first_hand) for id in group.passages]
        rows += [self._row(id, None, False) for id in sorted(set(self._found.starts) - reached)]
        return rows

    def _row(self, passage: str, origin: str | None, is_first_hand: bool) -> dict[str, Any]:
        held = self._found.passages[passage]
        return {
            "claim": held.claim,
            "origin": origin,
            "origin_name": None if origin is None else self._found.labels.plain(origin),
            "first_hand": is_first_hand,
            "passage": passage,
            "report": held.article,
            "outlet": self._found.labels.outlet(held.article),
        }

    def __str__(self) -> str:
        words = f"{counted(self.reports, 'report')}, {counted(self.outlets, 'outlet')}, "
        words += f"{self.independent} independent origins"
        if self.origins and not self.first_hand:
            words += ", nobody at first hand"
        if not self.is_exact:
            words += " (safe bounds)"
        return words + (f"; {counted(self.denials, 'denial')}" if self.denials else "")

    def __repr__(self) -> str:
        return f"<Corroboration of {shown(self.claim)}: {self}>"


def corroboration(
    dossier: Dossier,
    claim: Claim | str,
    *,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> Corroboration:
    """Return how many independent origins a claim has, with the reasons.

    Counted are the standing passages that support the claim or one that restates it. Each is
    followed back, through what it relays and what it was taken from, to where the walk ends: the
    origins. The largest number of origins of which no two overlap is the most; the largest number
    known to be at first hand and separate is the least, and at least 1 if there is an origin.
    Where passages have several readings, least is the smallest and most the largest over them.

    Args:
        dossier: where to look.
        claim: the claim, or its id.
        as_of: only what had been published by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if the claim is not in the dossier.
        UsageError: for a record of another kind, or a clock or layer that is none.

    Examples:
        >>> from provenance.model import Article, Source
        >>> records = [Claim(text="It is closed.", id="clm-1"), Source(name="Ada Lund", id="src-mayor")]
        >>> records += [Article(id="art-a", publisher="src-a"), Article(id="art-b", publisher="src-b")]
        >>> records += [Attribution(article=a, claim="clm-1", source="src-mayor") for a in ("art-a", "art-b")]
        >>> print(corroboration(Dossier(records), "clm-1"))
        2 reports, 2 outlets, 1–1 independent origins, nobody at first hand
    """
    return _asked("corroboration", dossier, claim, as_of, known_at, basis)


@frozen(eq=False, repr=False)
class Origins(Listing[Origin]):
    """Where a claim is first from, by id: the `Origin`s, read like a tuple."""

    _noun: ClassVar[str] = "origin"
    _count: Corroboration

    @classmethod
    def of(cls, count: Corroboration) -> "Origins":
        """Return the origins that a count found."""
        return cls(count.details, count)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What could not be taken into account, by id."""
        return self._count.left_out

    @property
    def why(self) -> tuple[Reason, ...]:
        """Every record that the origins rest on, with its place in the text: first the passages."""
        return self._count.why

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "origin": "text",
        "name": "text",
        "kind": "text",
        "first_hand": "bool",
        "records": "texts",
        "entered_by": "texts",
        "seen_by": "texts",
        "doubted_by": "texts",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row an origin, in order."""
        name = self._count._found.labels.plain
        return [
            {
                "origin": origin.id,
                "name": name(origin.id),
                "kind": origin.kind,
                "first_hand": origin.is_first_hand,
                "records": list(origin.records),
                "entered_by": list(origin.entered_by),
                "seen_by": list(origin.seen_by),
                "doubted_by": list(origin.doubted_by),
            }
            for origin in self
        ]

    def __str__(self) -> str:
        return (
            "\n".join(
                f"{row['name']} ({row['kind']}"
                f"{', at first hand' if row['first_hand'] else ''}): "
                f"{counted(len(row['entered_by']), 'passage')}"
                for row in self.to_rows()
            )
            or "no origin"
        )


def origins(
    dossier: Dossier,
    claim: Claim | str,
    *,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> Origins:
    """Return whom a claim is first from, and how that is known: the origins of `corroboration`, by id.

    Args:
        dossier: where to look.
        claim: the claim, or its id.
        as_of: only what had been published by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if the claim is not in the dossier.
        UsageError: for a record of another kind, or a clock or layer that is none.

    Examples:
        >>> said = Attribution(article="art-1", claim="clm-1", source="src-1", id="att-1")
        >>> [origin.id for origin in origins(Dossier([Claim(text="It rained.", id="clm-1"), said]), "clm-1")]
        ['src-1']
    """
    return Origins.of(_asked("origins", dossier, claim, as_of, known_at, basis))


def _asked(
    function: str,
    dossier: Dossier,
    claim: Claim | str,
    as_of: AsOf,
    known_at: datetime | None,
    basis: Layers,
) -> Corroboration:
    """Return the count that a question asked for, which is named where it cannot be asked so."""
    want_dossier(function, dossier)
    _, record = asked_about(function, dossier, claim, "claims")
    return _corroborated(View.asked(function, dossier, as_of, known_at, basis), record)


def _corroborated(view: View, claim: Claim) -> Corroboration:
    walk = Walk(view)
    if view.plain and view.has_no_readings:
        plain = _corroborated_plainly(view, walk, claim)
        if plain is not None:
            return plain
    supporting, denying, fallen = sides_of(walk, claim.id)
    denied = None
    if denying:
        denied = _counted(walk, claim, denying, tally(walk, denying), fallen, AGAINST, None)
    return _counted(walk, claim, supporting, tally(walk, supporting), fallen, FOR, denied)


def sides_of(walk: Walk, claim: str) -> tuple[list[Attribution], list[Attribution], dict[str, str]]:
    """Return the standing passages that support a claim, those that deny it, and why others fell."""
    view = walk.view
    supporting: list[Attribution] = []
    denying: list[Attribution] = []
    fallen: dict[str, str] = {}
    for id in walk.kinship.same(claim):
        for passage in view.passages_of(id):
            side = side_of(passage)
            if side and view.has_passage(passage):
                why = walk.standings.why_fallen(passage)
                if why is None:
                    (supporting if side == FOR else denying).append(passage)
                else:
                    by = f"{why} no longer carries it" if isinstance(why, str) else f"taken back by {why.id}"
                    fallen[passage.id] = by
    return supporting, denying, fallen


def _corroborated_plainly(view: View, walk: Walk, claim: Claim) -> Corroboration | None:
    """Return the count for a claim about which nothing unusual is on record; `None` for any other."""
    tables = tables_of(view.dossier)
    result: Corroboration | None = None
    passages = view.passages_of(claim.id)
    for side in (AGAINST, FOR):
        starts = tuple(passage for passage in passages if side_of(passage) == side)
        if side == FOR or starts:
            plain = walk_plainly(view.dossier, tables, claim.id, starts)
            if plain is None:
                return None
            mine = walk if side == FOR else Walk(view)
            found = settled(mine, Ends.of(mine, plain))
            result = _counted(mine, claim, starts, found, {}, side, result)
    return result


def _counted(
    walk: Walk,
    claim: Claim,
    starts: Sequence[Attribution],
    found: Tally,
    fallen: dict[str, str],
    side: int,
    denied: Corroboration | None,
) -> Corroboration:
    reports, outlets = reports_and_outlets(walk, starts)
    view = walk.view
    return Corroboration(
        claim.id,
        reports,
        outlets,
        0 if denied is None else denied.reports,
        found.count.independent,
        tuple(origin.id for origin in found.origins),
        tuple(origin.id for origin in found.origins if origin.seen_by),
        found.count.at_first_hand,
        found.count.is_exact,
        denied,
        view.left_out,
        gather(walk, claim, starts, found, fallen, side),
    )


def reports_and_outlets(walk: Walk, starts: Iterable[Attribution]) -> tuple[int, int]:
    """Return how many works some passages stand in, and how many publishers these have."""
    works = set()
    outlets = set()
    view = walk.view
    for article in {start.article for start in starts}:
        works.add(walk.standings.versions(article)[0])
        record = view.articles.get(article)
        publisher = None if record is None else view.read(record, "publisher")
        if publisher is not None:
            outlets.add(walk.voices.root(publisher))
    return len(works), len(outlets)
