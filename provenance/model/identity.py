"""Which source records are one source, by the judgements on record."""

from collections.abc import Iterable, Iterator

from provenance.model.links import IdentityJudgement
from provenance.model.terms import JudgementVerdict

__all__ = ["contradictions", "same_as"]


def same_as(judgements: Iterable[IdentityJudgement], start: str) -> tuple[str, ...]:
    """Return the ids judged the same as one source, itself included, sorted."""
    neighbours = _neighbours(judgements)
    return tuple(sorted(_reached(neighbours, start)))


def contradictions(
    judgements: Iterable[IdentityJudgement],
) -> Iterator[tuple[IdentityJudgement, tuple[IdentityJudgement, ...]]]:
    """Yield each "different" between two sources that others make the same, with those others.

    The others are a shortest chain of "same" judgements that joins the two.
    """
    listed = list(judgements)
    neighbours = _neighbours(listed)
    for judgement in listed:
        if judgement.verdict == JudgementVerdict.DIFFERENT and judgement.first != judgement.second:
            reached = _reached(neighbours, judgement.first, until=judgement.second)
            if judgement.second in reached:
                yield judgement, _path(reached, judgement.second)


_Neighbours = dict[str, list[tuple[str, IdentityJudgement]]]
_Reached = dict[str, tuple[str, IdentityJudgement] | None]


def _neighbours(judgements: Iterable[IdentityJudgement]) -> _Neighbours:
    found: _Neighbours = {}
    for judgement in judgements:
        if judgement.verdict == JudgementVerdict.SAME:
            found.setdefault(judgement.first, []).append((judgement.second, judgement))
            found.setdefault(judgement.second, []).append((judgement.first, judgement))
    return found


def _reached(neighbours: _Neighbours, start: str, until: str | None = None) -> _Reached:
    """Walk breadth first; each id reached leads back to the one it was reached from."""
    reached: _Reached = {start: None}
    queue = [start]
    for at in queue:
        if at == until:
            break
        for other, judgement in neighbours.get(at, ()):
            if other not in reached:
                reached[other] = (at, judgement)
                queue.append(other)
    return reached


def _path(reached: _Reached, end: str) -> tuple[IdentityJudgement, ...]:
    path = []
    step = reached[end]
    while step is not None:
        at, judgement = step
        path.append(judgement)
        step = reached[at]
    return tuple(reversed(path))
