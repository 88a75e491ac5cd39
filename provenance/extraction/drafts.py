"""What an extractor hands over: spans and what is known about them, before any record exists."""

from typing import Protocol, runtime_checkable

from attrs import field, frozen

__all__ = ["DraftAttribution", "Extractor", "Span"]


def _spans(value: object) -> object:
    """Take a list of spans or pairs for a tuple of spans."""
    if isinstance(value, (list, tuple)):
        return tuple(
            Span(*v) if isinstance(v, (list, tuple)) and not isinstance(v, Span) else v for v in value
        )
    return value


@frozen
class Span:
    """A stretch of the text, `start` to `end` (exclusive), in Unicode code points.

    Examples:
        >>> Span(3, 7, "said")
        Span(start=3, end=7, exact='said')
    """

    start: int
    end: int
    exact: str | None = None
    """The words the extractor believes stand there; `ground()` holds it to them."""


@frozen(kw_only=True)
class DraftAttribution:
    """One attribution as an extractor sees it.

    Only `content` must be given. What is `None` the library works out itself: the form from the
    quotation marks, act and commitment from the words of the cue.
    """

    content: tuple[Span, ...] = field(converter=_spans)
    source: tuple[Span, ...] = field(default=(), converter=_spans)
    cue: tuple[Span, ...] = field(default=(), converter=_spans)

    speaker: tuple[Span, ...] = field(default=(), converter=_spans)
    """The words that name the speaker where the passage itself does not: a quotation that goes on."""

    within: int | None = None
    """The draft, by its place in what the extractor returned, whose content encloses this one."""

    reading_of: int | None = None
    """The draft, by its place, of which this is another reading."""

    form: str | None = None
    act: str | None = None
    commitment: str | None = None
    negated: bool = False
    adjuncts: tuple[Span, ...] = field(default=(), converter=_spans)
    """Time, place and listener of the speech event ("told Reuters", "in a statement on Monday")."""

    confidence: float | None = None
    """0 to 1, the extractor's own."""


@runtime_checkable
class Extractor(Protocol):
    """Anything that finds attributions in a text: the built-in rules, a parser, a language model.

    Offsets are into the text it was given. What it returns is checked by `ground()` before use.
    """

    name: str
    """What it is called: stands word for word as `Recorded.software` in all that is drafted with it.

    That is in every attribution, relation, status and derivation of the dossier, and in the layers of a
    source that say what was inferred. The built-in engine is called "news-provenance rules".
    """

    version: str
    """Its version, as text: stands as `Recorded.version`, beside the name."""

    def attributions(self, text: str) -> "list[DraftAttribution]":
        """Return what the text attributes, in any order."""
        ...
