"""Which works could be in a ring at all, whatever the claim: a rough look that most dossiers end with."""

from collections.abc import Iterator

from provenance.model import Derivation
from provenance.queries.citing import Citing
from provenance.queries.rings import components

__all__ = ["works_that_could_circle"]

_SOURCE = "\0"


def works_that_could_circle(citing: Citing) -> list[str]:
    """Return the works from which derivations of any kind and standing lead round, claims not asked after.

    Derivations whose ends are not in the dossier are listed as left out.
    """
    outward = _outward(citing)
    _cut_beginnings(outward)
    if _are_plain_rings(outward):
        return [place for place in outward if not place.startswith(_SOURCE)]
    rings = components(outward, lambda place: outward.get(place, ()))
    return [place for ring in rings if len(ring) > 1 for place in ring if not place.startswith(_SOURCE)]


def _outward(citing: Citing) -> dict[str, list[str]]:
    """Return, for each work and source, those that it came from in some way."""
    view = citing.view
    attributions, articles, sources, work_of = view.attributions, view.articles, view.sources, citing.work_of
    outward: dict[str, list[str]] = {}
    any_source = False
    for derivation in view.dossier.derivations.values():
        ends = []
        for id in (derivation.derived, derivation.taken_from):
            passage = attributions.get(id)
            if passage is not None:
                ends.append(work_of(passage.article))
            elif id in articles:
                ends.append(work_of(id))
            elif id in sources:
                any_source = any_source or id == derivation.derived
                ends.append(_SOURCE + citing.walk.voices.root(id))
            else:
                _leave_out(citing, derivation, id)
        if len(ends) == 2 and ends[0] != ends[1]:
            outward.setdefault(ends[0], []).append(ends[1])
    if any_source:
        for one, other in _credits(citing):
            outward.setdefault(one, []).append(other)
    return outward


def _leave_out(citing: Citing, derivation: Derivation, id: str) -> None:
    if citing.view.has(derivation):
        citing.view.leave_out(derivation.id, f"it refers to {id}, which is not in the dossier")


def _credits(citing: Citing) -> Iterator[tuple[str, str]]:
    """Yield who credits or speaks for whom: asked only where sources were derived from something."""
    view, root = citing.view, citing.walk.voices.root
    for passage in view.attributions.values():
        if passage.source is not None:
            yield citing.work_of(passage.article), _SOURCE + root(passage.source)
    for source in view.sources.values():
        if source.speaks_for is not None:
            yield _SOURCE + root(source.id), _SOURCE + root(source.speaks_for)


def _are_plain_rings(outward: dict[str, list[str]]) -> bool:
    """Tell whether each place leads to one other that is left; as none is a beginning, all are in rings."""
    return all(len(places) == 1 and places[0] in outward for places in outward.values())


def _cut_beginnings(outward: dict[str, list[str]]) -> None:
    """Take out what nothing came from, again and again: none of it is in a ring."""
    entries = dict.fromkeys(outward, 0)
    for places in outward.values():
        for place in places:
            if place in entries:
                entries[place] += 1
    queue = [place for place, number in entries.items() if not number]
    for place in queue:
        for other in outward.pop(place):
            if other in entries:
                entries[other] -= 1
                if not entries[other]:
                    queue.append(other)
