"""The changes of one step in the words of a newsroom."""

from collections.abc import Callable, Sequence

from provenance.queries.credited import NOBODY, OWN_VOICE
from provenance.queries.drift import Drift
from provenance.queries.driftkinds import DriftKind
from provenance.view.phrasing import brief

__all__ = ["in_words"]

_LONGEST = 70
_SCOPES = {"narrows": "a narrower claim", "generalises": "a wider claim"}


def in_words(changes: Sequence[Drift]) -> list[str]:
    """Return what changed on one step, a few words a change, in the same order.

    That the outlet now says itself what it gave to somebody is said once, with who is gone.
    """
    kinds = {change.kind for change in changes}
    lost = DriftKind.ORIGINATOR_LOST in kinds
    told = [
        _WORDS[change.kind](change)
        for change in changes
        if not (lost and change.kind is DriftKind.ATTRIBUTION_BECAME_OWN_VOICE)
    ]
    return list(dict.fromkeys(told))


def _lost(change: Drift) -> str:
    gone = f"{_short(change.before)} is no longer credited"
    if change.after == OWN_VOICE:
        return f"{gone}: the outlet says it itself"
    return f"{gone}, nor is anybody" if change.after == NOBODY else f"{gone}, only {_short(change.after)}"


def _own_voice(change: Drift) -> str:
    return "the outlet says it itself"


def _changed(change: Drift) -> str:
    return f"credited to {_short(change.after)}, no longer to {_short(change.before)}"


def _form(change: Drift) -> str:
    if change.before == "mixed":
        return "words quoted in part became a whole quotation"
    return "a paraphrase became a quotation"


def _hedge_dropped(change: Drift) -> str:
    return f"the hedge {_short(change.before)} is gone"


def _hedge_added(change: Drift) -> str:
    return f"a hedge came in: {_short(change.after)}"


def _surer(change: Drift) -> str:
    return f"told as surer: {_sure(change.before)} became {_sure(change.after)}"


def _less_sure(change: Drift) -> str:
    return f"told as less sure: {_sure(change.before)} became {_sure(change.after)}"


def _sure(level: str) -> str:
    return level.partition(" (")[0]


def _caveat(change: Drift) -> str:
    return f"the caveat “{_short(change.before)}” is gone"


def _became(change: Drift) -> str:
    return f"{_short(change.before)} became {_short(change.after)}"


def _turned(what: str) -> Callable[[Drift], str]:
    """Return a sentence for something of which both ends are words of a text."""
    return lambda change: f"{what}: “{_short(change.before)}” became “{_short(change.after)}”"


def _moved(what: str) -> Callable[[Drift], str]:
    """Return a sentence for a value, which may be given at one end only."""
    missing = f"no {what} given"

    def told(change: Drift) -> str:
        if change.after == missing:
            return f"the {what} is gone: {_short(change.before)}"
        if change.before == missing:
            return f"a {what} came in: {_short(change.after)}"
        return f"another {what}: {_short(change.before)} → {_short(change.after)}"

    return told


def _scope(change: Drift) -> str:
    what = _SCOPES.get(change.hop.relation or "", "another scope")
    return f"{what}: “{_short(change.before)}” became “{_short(change.after)}”"


def _named(change: Drift) -> str:
    return f"the source is named less openly: {_short(change.before)} → {_short(change.after)}"


def _short(words: str) -> str:
    return brief(words.rstrip(".") if not words.endswith("..") else words, _LONGEST)


_WORDS: dict[DriftKind, Callable[[Drift], str]] = {
    DriftKind.BEGAN_HERE: _turned("the claim began here"),
    DriftKind.ORIGINATOR_LOST: _lost,
    DriftKind.ORIGINATOR_CHANGED: _changed,
    DriftKind.ATTRIBUTION_BECAME_OWN_VOICE: _own_voice,
    DriftKind.ANONYMITY_INCREASED: _named,
    DriftKind.FORM_CHANGED: _form,
    DriftKind.QUOTATION_WORDING_CHANGED: _turned("the quotation is another"),
    DriftKind.HEDGE_DROPPED: _hedge_dropped,
    DriftKind.HEDGE_ADDED: _hedge_added,
    DriftKind.COMMITMENT_STRENGTHENED: _surer,
    DriftKind.COMMITMENT_WEAKENED: _less_sure,
    DriftKind.QUANTITY_CHANGED: _moved("number"),
    DriftKind.BOUND_CHANGED: _became,
    DriftKind.TIME_CHANGED: _moved("time"),
    DriftKind.PLACE_CHANGED: _moved("place"),
    DriftKind.NAME_CHANGED: _moved("name"),
    DriftKind.SCOPE_CHANGED: _scope,
    DriftKind.TRANSLATED_TERM: _turned("translated as another term"),
    DriftKind.CAVEAT_DROPPED: _caveat,
}
