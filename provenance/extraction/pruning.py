"""Leaving out drafts that repeat another one, or read a refusal of a name for something said.

Two passages for one would make one source look like two. What is left out is the poorer of the two.
"""

from collections.abc import Iterable

from attrs import evolve

from provenance.extraction.drafts import DraftAttribution, Span
from provenance.extraction.records.circumstances import begins_with_refusal

__all__ = ["pruned"]

_MOST_OF_ONE_SOURCE = 30


def pruned(text: str, drafts: Iterable[DraftAttribution], *, begins: int = 0) -> tuple[DraftAttribution, ...]:
    """Return the drafts without those that say nothing of their own; references between the others hold.

    Args:
        text: the text the drafts are about.
        drafts: what the rules found.
        begins: where the report begins after its dateline: "NEW DELHI:" is no speaker.
    """
    given = list(drafts)
    out = _refusals(text, given)
    out |= {n for n, d in enumerate(given) if d.source and _is_dateline(d, begins)}
    out |= _same_twice(given, out)
    out |= _parts_of_another(given, out)
    if not out:
        return tuple(given)
    places = {old: new for new, old in enumerate(i for i in range(len(given)) if i not in out)}
    return tuple(
        evolve(
            draft,
            within=_followed(given, out, places, draft.within),
            reading_of=places.get(draft.reading_of) if draft.reading_of is not None else None,
        )
        for number, draft in enumerate(given)
        if number not in out
    )


def _is_dateline(draft: DraftAttribution, begins: int) -> bool:
    return draft.source[-1].end <= begins < draft.content[-1].end


def _followed(
    given: list[DraftAttribution], out: set[int], places: dict[int, int], outer: int | None
) -> int | None:
    """Return the new place of the nearest enclosing draft that is kept."""
    for _ in range(len(out) + 1):
        if outer is None or outer not in out:
            break
        outer = given[outer].within
    return places.get(outer) if outer is not None else None


def _refusals(text: str, drafts: list[DraftAttribution]) -> set[int]:
    """Find drafts whose cue is the verb of "asked not to be named"."""
    return {
        number
        for number, draft in enumerate(drafts)
        if draft.cue and begins_with_refusal(text, draft.cue[0].start)
    }


def _same_twice(drafts: list[DraftAttribution], gone: set[int]) -> set[int]:
    """Find drafts with the content of another whose source holds theirs ("papers", "papers seen by us")."""
    groups: dict[tuple[Span, ...], list[int]] = {}
    for number, draft in enumerate(drafts):
        if draft.source and draft.reading_of is None and number not in gone:
            groups.setdefault(draft.content, []).append(number)
    out: set[int] = set()
    for numbers in groups.values():
        for first in numbers[:8]:
            for other in numbers[:8]:
                is_part = (
                    first != other and other not in out and _holds(drafts[other].source, drafts[first].source)
                )
                if is_part and (drafts[other].source != drafts[first].source or other < first):
                    out.add(first)
    return out


def _holds(outer: tuple[Span, ...], inner: tuple[Span, ...]) -> bool:
    return outer[0].start <= inner[0].start and inner[-1].end <= outer[-1].end


def _parts_of_another(drafts: list[DraftAttribution], gone: set[int]) -> set[int]:
    """Find drafts whose content is part of what the same words of a source say in another draft.

    A draft with a cue inside the other's content is none of them: there somebody speaks of speaking.
    """
    groups: dict[tuple[Span, ...], list[int]] = {}
    for number, draft in enumerate(drafts):
        if draft.source and draft.reading_of is None and number not in gone:
            groups.setdefault(draft.source, []).append(number)
    out: set[int] = set()
    for numbers in groups.values():
        for first in numbers[:_MOST_OF_ONE_SOURCE]:
            part = drafts[first]
            for other in numbers[:_MOST_OF_ONE_SOURCE]:
                whole = drafts[other]
                if first == other or other in out or whole.content == part.content:
                    continue
                if _holds(whole.content, part.content) and not _inside(part.cue, whole.content):
                    out.add(first)
    return out


def _inside(spans: tuple[Span, ...], content: tuple[Span, ...]) -> bool:
    return any(c.start <= s.start < c.end for s in spans for c in content)
