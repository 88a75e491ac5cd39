"""Holding an extractor to the text: what it quotes must stand there."""

from collections.abc import Iterable

from attrs import evolve, frozen

from provenance.errors import UsageError
from provenance.extraction.drafts import DraftAttribution, Span

__all__ = ["Grounded", "Refusal", "ground"]

_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "\u00a0": " ",
        "\n": " ",
        "\t": " ",
        "\r": " ",
    }
)


@frozen
class Refusal:
    """A draft that was not taken, and why."""

    index: int
    """Its place in what the extractor returned."""

    draft: object
    reason: str

    def __str__(self) -> str:
        return f"draft {self.index}: {self.reason}"


@frozen
class Grounded:
    """The drafts that stand in the text, and those that do not."""

    drafts: tuple[DraftAttribution, ...]
    refused: tuple[Refusal, ...]
    moved: int = 0
    """How many spans were found at another place than the extractor said."""


def ground(text: str, drafts: Iterable[DraftAttribution]) -> Grounded:
    """Check what an extractor returned against the text, and keep what is there.

    A span that gives its words and does not have them at its offsets is looked for in the text: it is
    moved to the nearest place where exactly these words stand, differences between straight and
    curly quotation marks and in white space aside. Where they stand nowhere, or equally near twice,
    the whole draft is refused. So is a draft without content, or with offsets outside the text.
    References between drafts (`within`, `reading_of`) are kept where both ends are kept.

    Args:
        text: the text the drafts are about.
        drafts: what an extractor returned.

    Raises:
        UsageError: if the text is not a string.

    Examples:
        >>> text = "Prices fell, the bank said."
        >>> result = ground(text, [DraftAttribution(content=[Span(3, 14, "Prices fell")])])
        >>> result.drafts[0].content[0], result.moved
        (Span(start=0, end=11, exact='Prices fell'), 1)
        >>> print(ground(text, [DraftAttribution(content=[Span(0, 11, "Prices rose")])]).refused[0])
        draft 0: content: the words 'Prices rose' are not in the text
    """
    if not isinstance(text, str):
        raise UsageError("ground", f"wants the text as a string, not {type(text).__name__}")
    kept: list[DraftAttribution] = []
    refused: list[Refusal] = []
    places: dict[int, int] = {}
    finder = _Finder(text)
    for index, draft in enumerate(drafts):
        if not isinstance(draft, DraftAttribution):
            refused.append(Refusal(index, draft, f"not a DraftAttribution but {type(draft).__name__}"))
            continue
        try:
            found = evolve(
                draft,
                content=finder.all_found("content", draft.content),
                source=finder.all_found("source", draft.source),
                cue=finder.all_found("cue", draft.cue),
                speaker=finder.all_found("speaker", draft.speaker),
                adjuncts=finder.all_found("adjuncts", draft.adjuncts),
            )
        except _NotThereError as error:
            refused.append(Refusal(index, draft, str(error)))
            continue
        if not found.content:
            refused.append(Refusal(index, draft, "it has no content"))
            continue
        places[index] = len(kept)
        kept.append(found)
    return Grounded(tuple(_repointed(kept, places)), tuple(refused), finder.moved)


def _repointed(kept: list[DraftAttribution], places: dict[int, int]) -> Iterable[DraftAttribution]:
    for number, draft in enumerate(kept):
        within, reading_of = (_new_place(old, places, number) for old in (draft.within, draft.reading_of))
        changed = (within, reading_of) != (draft.within, draft.reading_of)
        yield evolve(draft, within=within, reading_of=reading_of) if changed else draft


def _new_place(old: object, places: dict[int, int], own: int) -> int | None:
    new = places.get(old) if isinstance(old, int) else None
    return None if new == own else new


class _NotThereError(Exception):
    pass


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.moved = 0
        self._plain: str | None = None

    def all_found(self, role: str, spans: object) -> tuple[Span, ...]:
        if not isinstance(spans, tuple):
            raise _NotThereError(f"{role}: give a list of spans")
        return tuple(self.found(role, span) for span in spans)

    def found(self, role: str, span: object) -> Span:
        if not isinstance(span, Span) or type(span.start) is not int or type(span.end) is not int:
            raise _NotThereError(f"{role}: a span needs two whole numbers")
        inside = 0 <= span.start < span.end <= len(self.text)
        if span.exact is None:
            if not inside:
                raise _NotThereError(f"{role}: {span.start} to {span.end} is not inside the text")
            return Span(span.start, span.end, self.text[span.start : span.end])
        if not isinstance(span.exact, str) or not span.exact.strip():
            raise _NotThereError(f"{role}: its words are empty")
        if inside and self.text[span.start : span.end] == span.exact:
            return span
        place = self._nearest(self.text, span.exact, span.start)
        if place is None:
            if self._plain is None:
                self._plain = self.text.translate(_SAME)
            place = self._nearest(self._plain, span.exact.translate(_SAME), span.start)
        if place is None:
            words = span.exact if len(span.exact) <= 60 else span.exact[:59] + "…"
            raise _NotThereError(f"{role}: the words {words!r} are not in the text")
        self.moved += 1
        end = place + len(span.exact)
        return Span(place, end, self.text[place:end])

    def _nearest(self, text: str, words: str, wanted: int) -> int | None:
        """Return the place nearest to the one wanted, if one is nearest."""
        before = text.rfind(words, 0, max(0, wanted) + len(words))
        after = text.find(words, max(0, wanted))
        places = [p for p in (before, after) if p >= 0]
        if not places:
            return None
        places.sort(key=lambda p: abs(p - wanted))
        if len(places) == 2 and places[0] != places[1] and abs(places[0] - wanted) == abs(places[1] - wanted):
            raise _NotThereError(f"content: {words[:60]!r} stands in two places equally near")
        return places[0]
