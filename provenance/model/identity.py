"""Which source records are one source, by the judgements on record."""

from collections.abc import Iterable, Iterator, Sequence

from provenance.model.links import IdentityJudgement
from provenance.model.terms import JudgementVerdict

__all__ = ["contradictions", "same_as"]

_LONGEST_CHAIN = 16
"""How many judgements a chain may have that is shown link by link."""
_WIDEST = 256
"""How many of the judgements next to the ends are looked at in one step."""


def same_as(judgements: Iterable[IdentityJudgement], start: str) -> tuple[str, ...]:
    """Return the ids judged the same as one source, itself included, sorted."""
    neighbours = _neighbours(judgements)
    return tuple(sorted(_reached(neighbours, start)))


def contradictions(
    judgements: Iterable[IdentityJudgement],
) -> Iterator[tuple[IdentityJudgement, tuple[IdentityJudgement, ...]]]:
    """Yield each "different" between two sources that others make the same, with those others.

    The others are a shortest chain of "same" judgements that joins the two; none are given where
    it is too long for anybody to follow, so that the whole takes time in proportion to the
    number of judgements.
    """
    listed = list(judgements)
    neighbours = _neighbours(listed)
    group = _groups(neighbours)
    for judgement in listed:
        first, second = judgement.first, judgement.second
        if judgement.verdict == JudgementVerdict.DIFFERENT and first != second:
            joined = group.get(first)
            if joined is not None and joined == group.get(second):
                yield judgement, _chain(neighbours, first, second)


_Neighbours = dict[str, list[tuple[str, IdentityJudgement]]]
_Reached = dict[str, tuple[str, IdentityJudgement] | None]


def _neighbours(judgements: Iterable[IdentityJudgement]) -> _Neighbours:
    found: _Neighbours = {}
    for judgement in judgements:
        if judgement.verdict == JudgementVerdict.SAME:
            found.setdefault(judgement.first, []).append((judgement.second, judgement))
            found.setdefault(judgement.second, []).append((judgement.first, judgement))
    return found


def _groups(neighbours: _Neighbours) -> dict[str, str]:
    """Return for each source that is judged the same as another the one that stands for all of them."""
    group: dict[str, str] = {}
    for start in neighbours:
        if start not in group:
            group.update(dict.fromkeys(_reached(neighbours, start), start))
    return group


def _reached(neighbours: _Neighbours, start: str) -> _Reached:
    """Walk breadth first; each id reached leads back to the one it was reached from."""
    reached: _Reached = {start: None}
    queue = [start]
    for at in queue:
        for other, judgement in neighbours.get(at, ()):
            if other not in reached:
                reached[other] = (at, judgement)
                queue.append(other)
    return reached


def _chain(neighbours: _Neighbours, first: str, second: str) -> tuple[IdentityJudgement, ...]:
    """Return a shortest chain of judgements between two sources, looked for from both ends.

    None is given where it is long.
    """
    sides: tuple[_Reached, _Reached] = ({first: None}, {second: None})
    edges = ([first], [second])
    for _ in range(_LONGEST_CHAIN):
        near = 0 if _width(neighbours, edges[0]) <= _width(neighbours, edges[1]) else 1
        if _width(neighbours, edges[near]) > _WIDEST:
            break
        mine, theirs, edge = sides[near], sides[1 - near], edges[near]
        met, further = None, []
        for at in edge:
            for other, judgement in neighbours.get(at, ()):
                if other not in mine:
                    mine[other] = (at, judgement)
                    further.append(other)
                    if other in theirs and met is None:
                        met = other
        if met is not None:
            return (*_path(sides[0], met), *reversed(_path(sides[1], met)))
        edge[:] = further
    return ()


def _width(neighbours: _Neighbours, edge: Sequence[str]) -> int:
    return sum(len(neighbours.get(at, ())) for at in edge)


def _path(reached: _Reached, end: str) -> tuple[IdentityJudgement, ...]:
    path = []
    step = reached[end]
    while step is not None:
        at, judgement = step
        path.append(judgement)
        step = reached[at]
    return tuple(reversed(path))
