"""What stands behind a passage: its chain, what it rests on, and how many origins its claim has."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from provenance.model import Attribution
from provenance.queries import corroboration, trace
from provenance.queries.asked import AsOf, Layers
from provenance.queries.chains import Stop
from provenance.queries.showing import shortened
from provenance.queries.trace import Trace
from provenance.queries.view import View

__all__ = ["Backing", "Backings"]

_MOST_CHAINS, _MOST_STOPS, _MOST_ORIGINS = 2, 7, 4
_LONGEST_NAME, _LONGEST_SAYING = 100, 60
_MOST_STEPS = 20_000


@frozen
class Backing:
    """What stands behind a passage, each part in words."""

    chains: tuple[tuple[str, ...], ...] = ()
    """The stops of its shortest chains, from the one next to the article to the origin."""

    more_chains: str = ""
    """How many chains there are besides, in words; empty if there are none."""

    rests_on: tuple[str, ...] = ()
    """Where its chains end."""

    count: str = ""
    """How many independent origins the claim has."""

    is_followed: bool = True
    """Whether its chains were followed at all."""

    def brief(self) -> str:
        """Return it on one line."""
        chain = " ← ".join(self.chains[0]) if self.chains else ", ".join(self.rests_on)
        return " · ".join(filter(None, (shortened(chain, 110), self.count)))


class Backings:
    """Looks up what stands behind passages, each once.

    Chains are followed until so many steps were taken in all, and origins counted until so many
    passages were; a text in which each of thousands of passages relays the next one has more than
    anybody would read.
    """

    def __init__(self, view: View, as_of: AsOf, known_at: datetime | None, basis: Layers) -> None:
        """Look through a view, which was asked for with these clocks and layers."""
        self._view = view
        self._asked = {"as_of": as_of, "known_at": known_at, "basis": basis}
        self._counts: dict[str, str] = {}
        self._known: dict[str, Backing] = {}
        self._steps_left, self._passages_left = _MOST_STEPS, _MOST_STEPS

    def of(self, passage: Attribution) -> Backing:
        """Return what stands behind a passage."""
        if passage.id not in self._known:
            self._known[passage.id] = self._found(passage)
        return self._known[passage.id]

    def _found(self, passage: Attribution) -> Backing:
        if self._steps_left <= 0:
            return Backing(count=self._count(passage.claim), is_followed=False)
        traced = trace(self._view.dossier, passage, **self._asked)  # type: ignore[arg-type]
        found = [(chain.article, chain.stops[1:]) for chain in traced.chains(_MOST_CHAINS)]
        self._steps_left -= len(traced.hops) + sum(len(stops) for _, stops in found)
        chains = [_told(article, stops) for article, stops in found if stops]
        return Backing(
            chains=tuple(dict.fromkeys(chains)),
            more_chains=_more(traced),
            rests_on=self._rests_on(traced, passage.article),
            count=self._count(passage.claim),
        )

    def _rests_on(self, traced: Trace, article: str) -> tuple[str, ...]:
        found = []
        for origin in traced.origins[:_MOST_ORIGINS]:
            name = traced.labels.plain(origin.id)
            if origin.id == article:
                name = "this article alone"
            elif origin.kind == "article":
                name = f"{name}, which credits nobody"
            found.append(name if origin.kind != "open" else f"{name}, which nobody has seen")
        more = len(traced.origins) - _MOST_ORIGINS
        return (*found, f"{more:,} more") if more > 0 else tuple(found)

    def _count(self, claim: str) -> str:
        if claim not in self._counts:
            self._counts[claim] = self._counted(claim)
        return self._counts[claim]

    def _counted(self, claim: str) -> str:
        if claim not in self._view.claims:
            return ""
        if self._passages_left <= 0:
            return "not counted here, there are too many passages in all"
        found = corroboration(self._view.dossier, claim, **self._asked)  # type: ignore[arg-type]
        self._passages_left -= sum(len(group.passages) for group in found.groups)
        if not found.origins:
            return "traced back to nobody"
        one = found.independent == (1, 1)
        words = f"{found.independent} independent origin{'' if one else 's'}"
        if not found.first_hand:
            return f"{words}, nobody at first hand"
        return f"{words}, at least {found.at_first_hand} at first hand" if found.at_first_hand else words


def _told(article: str, stops: Sequence[Stop]) -> tuple[str, ...]:
    """Return the stops after the article in words, of a long chain those of its ends."""
    told = list[str]()
    hidden = len(stops) - _MOST_STOPS
    for place, stop in enumerate(stops):
        if hidden > 0 and 3 <= place < 3 + hidden:
            if place == 3:
                told.append(f"… {hidden:,} more …")
            continue
        is_same = article in (stop.record, stop.ends_at)
        name = "this article, crediting nobody" if is_same else shortened(stop.label, _LONGEST_NAME)
        words = name if stop.said is None else f"{name}: “{shortened(stop.said, _LONGEST_SAYING)}”"
        if not told or told[-1] != words:
            told.append(words)
    return tuple(told)


def _more(traced: Trace) -> str:
    more = traced.count - _MOST_CHAINS
    if more <= 0:
        return ""
    return (
        f"{more:,} more chains"
        if 1 < more < 10**12
        else "1 more chain"
        if more == 1
        else "very many more chains"
    )
