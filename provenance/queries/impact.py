"""If this falls, what is left? What rests on a source, an article or a passage."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from attrs import field, frozen

from provenance.errors import shown
from provenance.model import Article, Attribution, Dossier, Source
from provenance.model._collecting import collector_paused
from provenance.queries.arrow import Tabular
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    want_dossier,
)
from provenance.queries.labels import Labels
from provenance.queries.recounting import Grounds, Loss, Recount
from provenance.queries.showing import LeftOut, Range, Reason, counted, listed, shortened
from provenance.queries.standing import AGAINST, FOR
from provenance.queries.view import View

__all__ = ["ArticleImpact", "ClaimImpact", "FallState", "Impact", "what_falls_if"]

_SHOWN = 12


class FallState(StrEnum):
    """What becomes of a claim, the gravest first."""

    FALLS = "falls"
    """It had an origin, and none is left: `most` becomes 0."""

    MAY_FALL = "may_fall"
    """Origins are left, and none of them is known at first hand as one was before: `least`, without
    its floor of 1, becomes 0."""

    WEAKENED = "weakened"
    """The range shrinks in another way, or it loses an origin, or one that was at first hand no
    longer is."""

    STANDS = "stands"
    """Its range and its origins are what they were."""


_VERBS = {
    FallState.FALLS: ("falls", "fall"),
    FallState.MAY_FALL: ("may fall", "may fall"),
    FallState.WEAKENED: ("is weakened", "are weakened"),
    FallState.STANDS: ("stands", "stand"),
}


@frozen(repr=False)
class ClaimImpact(Tabular):
    """What becomes of one claim, or of its denials.

    The ranges are without the floor: `least` is the number of independent origins known at first
    hand, which may be 0 where `corroboration` says "at least 1, since there is an origin".
    """

    claim: str
    """The claim's id."""

    side: str
    """"support", or "denial" for what becomes of its denials."""

    state: FallState
    """Whether it falls, may fall, is weakened, or stands."""

    before: Range
    """How many independent origins it has, without the floor."""

    after: Range
    """How many it has left, without the floor."""

    lost: tuple[str, ...]
    """The origins that it loses, sorted."""

    left: tuple[str, ...]
    """The origins that it keeps, sorted."""

    passages: tuple[str, ...]
    """Its standing passages that fall, or from which a walk led to what falls, sorted. They may
    reach other origins still."""

    articles: tuple[str, ...]
    """The articles that carry it: those of all its standing passages on this side, sorted."""

    relayed: tuple[str, ...]
    """Passages of it that what falls relays ("as it reports, …"), sorted. A relay is never an
    origin, so they count as before; but that somebody else said so is known from it alone."""

    groups: tuple[str, ...]
    """Origins that stand and that name, as a member, a voice that falls, sorted. A group is one
    voice, and stays one with a member less."""

    is_exact: bool
    """Whether both ranges are exact. If not, they are safe bounds: the least number is not too
    high, the most not too low."""

    denied: "ClaimImpact | None"
    """What becomes of its denials, by the same rules; `None` if it has none that stand."""

    _text: str = field(eq=False)
    _labels: Labels = field(eq=False)

    @property
    def independent_before(self) -> Range:
        """The range before as `corroboration` gives it, at least 1 if there is an origin."""
        return _floored(self.before)

    @property
    def independent_after(self) -> Range:
        """The range after as `corroboration` would give it, at least 1 if there is an origin."""
        return _floored(self.after)

    @property
    def is_touched(self) -> bool:
        """Whether any of its passages falls or led to what falls, be it without consequence."""
        return bool(self.passages)

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "claim": "text",
        "text": "text",
        "side": "text",
        "state": "text",
        "least_before": "int",
        "most_before": "int",
        "least_after": "int",
        "most_after": "int",
        "lost": "texts",
        "left": "texts",
        "passages": "texts",
        "articles": "texts",
        "relayed": "texts",
        "groups": "texts",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row, and after it one for the denials, if there are any."""
        return [_row(self)] if self.denied is None else [_row(self), _row(self.denied)]

    def __str__(self) -> str:
        same = self.before == self.after
        ranges = f"{self.before} independent origins" if same else f"{self.before} → {self.after}"
        words = f"“{shortened(self._text, 80)}”: {ranges}"
        name = self._labels.plain
        for verb, ids in (("loses", self.lost), ("keeps", self.left if self.lost else ())):
            if ids:
                words += f"; {verb} {listed([name(id) for id in ids])}"
        if self.groups:
            words += f"; a known member of {listed([name(id) for id in self.groups])} falls"
        if self.relayed:
            words += f"; {counted(len(self.relayed), 'passage')} known through it alone"
        return words + ("" if self.is_exact else " (safe bounds)")

    def __repr__(self) -> str:
        return (
            f"<ClaimImpact on {self.side} of {shown(self.claim)}: {self.state}, {self.before} → {self.after}>"
        )


class ArticleImpact(NamedTuple):
    """What becomes of the claims that one article puts forward. Its denials are not among them."""

    article: str
    """The article's id."""

    falls: tuple[str, ...]
    """The claims of it that fall, sorted."""

    may_fall: tuple[str, ...]
    """Those that may fall, sorted."""

    weakened: tuple[str, ...]
    """Those that are weakened, sorted."""

    stands: tuple[str, ...]
    """Those that are connected with what falls, and stand, sorted."""

    def __str__(self) -> str:
        parts = ("falls", "may_fall", "weakened", "stands")
        told = [f"{len(held)} {part.replace('_', ' ')}" for part in parts if (held := getattr(self, part))]
        return f"{self.article}: {', '.join(told) or 'nothing of it'}"


@frozen(repr=False)
class Impact(Tabular):
    """What is left if something falls. Iterating gives the claims, the gravest first, then by id.

    Only claims that are connected with it are listed: those with a passage whose walk led to it,
    those it relays, and those with a group of which it is a known member. Every other claim stands.
    """

    asked: str
    """The source, article or attribution asked about."""

    kind: str
    """source, article or attribution."""

    records: tuple[str, ...]
    """Everything that falls as one with it, itself included, sorted: the records judged the same
    source, the versions of the work, the other readings of the passage."""

    claims: tuple[ClaimImpact, ...]
    """What becomes of each claim: those that fall, may fall, are weakened, stand; each by id."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id."""

    _grounds: Grounds = field(hash=False)
    _labels: Labels = field(eq=False)

    def __iter__(self) -> Iterator[ClaimImpact]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)

    def __bool__(self) -> bool:
        return True

    @property
    def why(self) -> tuple[Reason, ...]:
        """Every record on the ways that led to what falls, with its place in the text.

        First what falls, then the passages, the sources that speak for others, the groups, the
        derivations, the judgements and the relations between claims, each by id.
        """
        return self._grounds.reasons(self.asked, self.records, self._labels)

    def of(self, claim: object) -> ClaimImpact | None:
        """Return what becomes of a claim (or of the claim with this id); `None` if it is not connected."""
        id = claim if isinstance(claim, str) else getattr(claim, "id", None)
        return next((impact for impact in self.claims if impact.claim == id), None)

    @property
    def falls(self) -> tuple[ClaimImpact, ...]:
        """The claims that fall: no origin is left."""
        return self._in(FallState.FALLS)

    @property
    def may_fall(self) -> tuple[ClaimImpact, ...]:
        """The claims that may fall: nobody who is left is known at first hand, as somebody was."""
        return self._in(FallState.MAY_FALL)

    @property
    def weakened(self) -> tuple[ClaimImpact, ...]:
        """The claims that are weakened: the range or the origins shrink."""
        return self._in(FallState.WEAKENED)

    @property
    def stands(self) -> tuple[ClaimImpact, ...]:
        """The claims that are connected with it, and stand."""
        return self._in(FallState.STANDS)

    def _in(self, state: FallState) -> tuple[ClaimImpact, ...]:
        return tuple(impact for impact in self.claims if impact.state is state)

    @property
    def denials(self) -> tuple[ClaimImpact, ...]:
        """What becomes of the denials that are touched, in the order of `claims`."""
        return tuple(i.denied for i in self.claims if i.denied is not None and i.denied.is_touched)

    @property
    def articles(self) -> tuple[ArticleImpact, ...]:
        """The articles that carry the claims, by id, each with what becomes of them."""
        found: dict[str, dict[FallState, list[str]]] = {}
        for impact in self.claims:
            for article in impact.articles:
                found.setdefault(article, {}).setdefault(impact.state, []).append(impact.claim)
        return tuple(
            ArticleImpact(article, *(tuple(sorted(held.get(state, ()))) for state in FallState))
            for article, held in sorted(found.items())
        )

    _COLUMNS: ClassVar[Mapping[str, str]] = ClaimImpact._COLUMNS

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a claim, in the same order, and after it one for its denials, if it has any."""
        return [row for impact in self.claims for row in impact.to_rows()]

    def __str__(self) -> str:
        name = self._labels.full(self.asked)
        verb = {"source": "falls", "article": "is taken back", "attribution": "is withdrawn"}[self.kind]
        if not self.claims:
            return f"If {name} {verb}: nothing on record rests on it"
        told: list[str] = []
        for state, (one, many) in _VERBS.items():
            number = len(self._in(state))
            if number:
                what = f"{number:,}" if told else counted(number, "claim")
                told.append(f"{what} {one if number == 1 else many}")
        lines = [f"If {name} {verb}: {', '.join(told)}"]
        for state, (one, _) in _VERBS.items():
            held = self._in(state)
            for impact in held[:_SHOWN]:
                lines += self._told(impact, one)
            if len(held) > _SHOWN:
                lines.append(f"  … and {len(held) - _SHOWN:,} more")
        return "\n".join(lines)

    def _told(self, impact: ClaimImpact, verb: str) -> list[str]:
        lines = [f"  {verb}: {impact}"]
        names = list(dict.fromkeys(map(self._labels.plain, impact.articles)))
        if names and impact.state is not FallState.STANDS:
            lines.append(f"    carried by {listed(names)}")
        denied = impact.denied
        if denied is not None and denied.is_touched:
            many = _VERBS[denied.state][1]
            lines.append(f"    its denials {many}: {denied.before} → {denied.after}")
        return lines

    def __repr__(self) -> str:
        numbers = ", ".join(
            f"{len(self._in(state))} {many}" for state, (_, many) in _VERBS.items() if self._in(state)
        )
        return f"<Impact of {shown(self.asked)}: {numbers or 'nothing rests on it'}>"


def _floored(range_: Range) -> Range:
    return Range(max(range_.least, 1 if range_.most else 0), range_.most)


def _row(impact: ClaimImpact) -> dict[str, Any]:
    return {
        "claim": impact.claim,
        "text": impact._text,
        "side": impact.side,
        "state": str(impact.state),
        "least_before": impact.before.least,
        "most_before": impact.before.most,
        "least_after": impact.after.least,
        "most_after": impact.after.most,
        "lost": list(impact.lost),
        "left": list(impact.left),
        "passages": list(impact.passages),
        "articles": list(impact.articles),
        "relayed": list(impact.relayed),
        "groups": list(impact.groups),
    }


def what_falls_if(
    dossier: Dossier,
    source_or_article_or_attribution: Source | Article | Attribution | str,
    *,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> Impact:
    """Return what is left if a source, an article or a passage falls.

    Every claim that is connected with it is counted twice by the rules of `corroboration`: as
    things are, and as they would be. The dossier is not changed.

    - A *source* falls: its word no longer counts, nor that of any record judged the same source. A
      walk that comes to it ends there and supports nothing, whatever the source itself rests on:
      nobody believes a spokesman who fell that the ministry said so. Passages that lead elsewhere
      too reach the other origins still. What its own texts say in nobody else's mouth is its word.
      Whoever only speaks for it, or derives from it alone, falls with it; a group of which it is a
      known member does not. What it relays of others counts as before, and is listed (`relayed`):
      a relay is never an origin.
    - An *article* is taken back: the work, with all its versions. Nothing in them stands, and what
      was taken from them falls, even where nobody recorded what they said.
    - An *attribution* is withdrawn, as a correction would: the passage with all its readings. What
      was taken from it falls; a passage that it relays stands.

    "May fall" says what changed: a claim of which nobody was known at first hand before is not
    among those that may fall now, but weakened, if it loses an origin.

    Args:
        dossier: where to look.
        source_or_article_or_attribution: what falls, or its id.
        as_of: only what had been published by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if it is not in the dossier.
        UsageError: for a record of another kind, or a clock or layer that is none.

    Examples:
        >>> from provenance.model import Claim
        >>> records = [Claim(text="It is closed.", id="clm-1"), Source(name="Ada Lund", id="src-mayor")]
        >>> records += [Article(headline="Closed", id="art-1")]
        >>> said = Attribution(article="art-1", claim="clm-1", source="src-mayor", id="att-1")
        >>> print(what_falls_if(Dossier([*records, said]), "src-mayor"))
        If Ada Lund (src-mayor) falls: 1 claim falls
          falls: “It is closed.”: 0–1 → 0–0; loses Ada Lund
            carried by “Closed”
    """
    function = "what_falls_if"
    want_dossier(function, dossier)
    section, record = asked_about(
        function, dossier, source_or_article_or_attribution, "sources", "articles", "attributions"
    )
    view = View.asked(function, dossier, as_of, known_at, basis)
    return _fallen(view, section, record)


@collector_paused()
def _fallen(view: View, section: str, record: Source | Article | Attribution) -> Impact:
    recount = Recount(view, section, record)
    labels = Labels(view, recount.walk.voices)
    (labels.know_article if section == "articles" else labels.know_source)(record.id)
    found = [
        _impact(recount, id, support, denial, labels)
        for claim, support, denial in recount.losses()
        for id in recount.walk.kinship.same(claim)
        if recount.holds(id)
    ]
    order = list(FallState)
    found.sort(key=lambda impact: (order.index(impact.state), impact.claim))
    grounds = recount.grounds(labels)
    return Impact(
        record.id,
        section.removesuffix("s"),
        recount.records,
        tuple(found),
        view.left_out,
        grounds,
        labels.settle(),
    )


def _impact(recount: Recount, claim: str, support: Loss, denial: Loss, labels: Labels) -> ClaimImpact:
    text = recount.walk.view.claims[claim].text
    denied = _of_side(claim, AGAINST, denial, None, text, labels) if denial.starts else None
    return _of_side(claim, FOR, support, denied, text, labels)


def _of_side(
    claim: str, side: int, loss: Loss, denied: ClaimImpact | None, text: str, labels: Labels
) -> ClaimImpact:
    for id in (*loss.lost, *loss.left, *loss.groups):
        labels.know_source(id)
        labels.know_article(id)
    for id in loss.articles:
        labels.know_article(id)
    return ClaimImpact(
        claim,
        "support" if side == FOR else "denial",
        _state(loss),
        loss.before,
        loss.after,
        loss.lost,
        loss.left,
        loss.passages,
        loss.articles,
        loss.relayed,
        loss.groups,
        loss.is_exact,
        denied,
        text,
        labels,
    )


def _state(loss: Loss) -> FallState:
    before, after = loss.before, loss.after
    if before.most and not after.most:
        return FallState.FALLS
    if before.least and not after.least:
        return FallState.MAY_FALL
    if loss.lost or loss.fewer_first_hand or after.most < before.most or after.least < before.least:
        return FallState.WEAKENED
    return FallState.STANDS
