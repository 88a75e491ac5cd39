"""The small values inside records. They have no id: they are what they say."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from attrs import field, frozen

from provenance.errors import InvalidValueError, shown
from provenance.model import accepts
from provenance.model.anchors import TextAnchor
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.ids import ArticleId, Language, RecordId, SourceId
from provenance.model.shapes import short_repr, tidy
from provenance.model.terms import Basis, Bound, HedgeKind, Stance, UnknownTerm
from provenance.model.when import When

__all__ = ["Affiliation", "Evidence", "Hedge", "Mention", "Quantity", "Rating", "Recorded", "Suppression"]


@frozen(kw_only=True, weakref_slot=False)
class Mention:
    """A place in an article: where an unnamed source is described, where a notice stands.

    Fields that hold one also take an article or its id, or a pair of article and anchor.
    """

    TAKES_SHORT_FORMS: ClassVar[bool] = True

    article: ArticleId = field(converter=accepts.an_id)
    """The article it stands in."""

    anchor: TextAnchor | None = None
    """Where in the article; `None` if that was not recorded."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        tidy(self)

    @classmethod
    def of(cls, place: Any) -> "Mention":
        """Return the mention that an article, its id, or a pair of article and anchor means.

        Raises:
            InvalidValueError: if it is none of these.
            InvalidRecordError: if the article or the anchor in it is not one.
        """
        if isinstance(place, Mention):
            return place
        if isinstance(place, (tuple, list)) and len(place) == 2:
            return cls(article=place[0], anchor=place[1])
        if isinstance(place, str) or getattr(type(place), "RECORDS", None) == "articles":
            return cls(article=place)
        raise InvalidValueError(
            "mention", place, "give a Mention, an article or its id, or (article, anchor)"
        )


@frozen(kw_only=True, weakref_slot=False)
class Affiliation:
    """A tie between a source and an organisation. It is not a second voice."""

    organization: SourceId = field(converter=accepts.an_id)
    """The organisation, as a source of its own."""

    role: str | None = None
    """The post held there, in the words used."""

    since: When | None = field(default=None, converter=accepts.a_time)
    """When it began, as far as known."""

    until: When | None = field(default=None, converter=accepts.a_time)
    """When it ended; `None` means not recorded, not that it lasts."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        tidy(self)


def _as_written(moment: datetime | None) -> object:
    # 12:00+02:00 and 10:00Z are one instant, but two things to say (and to digest).
    return None if moment is None else (moment, moment.utcoffset())


@frozen(kw_only=True, weakref_slot=False)
class Recorded:
    """Who put a record into the dossier, when, and on what grounds. It is about the record, not the news."""

    by: str | None = None
    """The person who recorded it."""

    software: str | None = None
    """The program that recorded it."""

    version: str | None = None
    """The program's version."""

    at: datetime | None = field(default=None, eq=_as_written)
    """When it was recorded: an aware datetime (record time, as against world time)."""

    basis: Basis | UnknownTerm | None = field(default=None, converter=accepts.a_word)
    """Whether the text states it, somebody inferred or researched it, or a program detected it."""

    confidence: float | None = None
    """How sure whoever recorded it is of the record, from 0 to 1. It says nothing about truth."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        tidy(self)

    def _problems(self) -> Iterator[tuple[str, str]]:
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            yield "confidence", f"{shown(self.confidence)} is not between 0 and 1"

    def _identity(self) -> list[str | None] | None:
        """Say by whom it was recorded, if it says so, for derived ids: never when, nor how sure."""
        return None if self.by is None and self.software is None else [self.by, self.software]


@frozen(kw_only=True, weakref_slot=False)
class Evidence:
    """Something that a verification rests on: another record, or something elsewhere."""

    record: RecordId | None = field(default=None, converter=accepts.maybe_id)
    """A record of the dossier."""

    url: str | None = None
    """Where it can be seen."""

    archived: str | None = None
    """Where a copy is kept."""

    digest: str | None = None
    """Digest of what was seen, such as `sha256:…`."""

    stance: Stance | UnknownTerm | None = field(default=None, converter=accepts.a_word)
    """Whether it supports or contradicts the claim, or gives context."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        tidy(self)


@frozen(kw_only=True, weakref_slot=False)
class Rating:
    """A checker's rating as it was published. It is kept, never computed with: labels say more than numbers.

    Compare schema.org `Rating`.
    """

    label: str | None = None
    """The words of the rating (`alternateName`), in its own language."""

    value: int | float | str | None = None
    """The number, or whatever stood in its place."""

    best: int | float | str | None = None
    """The best value of the scale, as published."""

    worst: int | float | str | None = None
    """The worst value of the scale, as published."""

    scale: str | None = None
    """Which scale it is on: an IRI or the checker's name for it."""

    language: Language | None = None
    """Language of the label, as a BCP 47 tag."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        tidy(self)


@frozen(kw_only=True, weakref_slot=False)
class Quantity:
    """A number that a claim states, with what is said about how exact it is."""

    number: int | float
    """The number; the lower one of a range."""

    upper: int | float | None = None
    """The upper end of a range; only with `bound` between or not recorded."""

    bound: Bound | UnknownTerm | None = field(default=None, converter=accepts.a_word)
    """About, over, under, exactly, between; `None` if the text does not say."""

    unit: str | None = None
    """What is counted or measured ("soldiers", "km")."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        tidy(self)

    def _problems(self) -> Iterator[tuple[str, str]]:
        if self.upper is not None:
            if self.upper < self.number:
                yield "upper", f"{shown(self.upper)} is less than the number {shown(self.number)}"
            if isinstance(self.bound, Bound) and self.bound is not Bound.BETWEEN:
                yield "bound", f"{self.bound.value!r} has no upper end: use 'between'"
        elif self.bound is Bound.BETWEEN:
            yield "upper", "a quantity between two numbers needs the upper one"


@frozen(kw_only=True, weakref_slot=False)
class Hedge:
    """Words that weaken what is said."""

    kind: HedgeKind | UnknownTerm = field(converter=accepts.a_word)
    """Modal, conditional, approximator, evidential or epistemic."""

    anchors: tuple[TextAnchor, ...] = field(default=(), converter=accepts.anchors_list)
    """Where the words stand."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        tidy(self)


@frozen(kw_only=True, weakref_slot=False)
class Suppression:
    """A sourcing finding that somebody decided to let stand, and why."""

    code: str
    """The rule's code ("S03")."""

    record: RecordId | None = field(default=None, converter=accepts.maybe_id)
    """The record it is about; `None` for the whole dossier."""

    reason: str | None = None
    """Why it may stand."""

    by: str | None = None
    """Who decided so."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        tidy(self)

    def _problems(self) -> Iterator[tuple[str, str]]:
        if not self.code:
            yield "code", "the code of a rule is a string that is not empty"
