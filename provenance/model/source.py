"""Sources: whoever or whatever information is credited to."""

from collections.abc import Iterator
from typing import Any, ClassVar

from attrs import field, frozen

from provenance.display import shows_itself
from provenance.errors import legible
from provenance.model import accepts
from provenance.model.anchors import Part
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.ids import About, CountryCode, SourceId, derived_id
from provenance.model.shapes import short_repr, tidy
from provenance.model.terms import SourceKind, UnknownTerm
from provenance.model.values import Affiliation, Mention, Recorded

__all__ = ["Source"]


@shows_itself
@frozen(kw_only=True, weakref_slot=False)
class Source:
    """Whoever or whatever information is credited to: a person, a body, a document, a recording.

    Two unnamed officials are two records until somebody judges them the same, so a source
    without a name needs an id of its own or the place that describes it.

    Raises:
        InvalidRecordError: for values of the wrong type, and for a nameless source that has
            neither an id nor `described_in`.

    Examples:
        >>> Source(name="Oleksandr Syrskyi", kind="person", id="src-syrskyi")
        Source(name='Oleksandr Syrskyi', kind='person', id='src-syrskyi')
    """

    RECORDS: ClassVar[str] = "sources"

    name: str | None = None
    """Its name; `None` while its identity is not known."""

    kind: SourceKind | UnknownTerm | None = field(default=None, converter=accepts.a_word)
    """Person, organisation, document and so on."""

    description: str | None = None
    """The words that stand for it where there is no name ("a senior official")."""

    described_in: Mention | None = field(default=None, converter=accepts.a_mention, repr=False)
    """Where it is so described."""

    aliases: tuple[str, ...] = field(default=(), converter=accepts.strings, repr=False)
    """Other names for it, metonyms such as "the Kremlin" included."""

    identifiers: FrozenMap[str] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Identifiers elsewhere: scheme to value (wikidata, url, isni …)."""

    affiliations: tuple[Affiliation, ...] = field(default=(), converter=accepts.affiliations, repr=False)
    """Organisations it belongs to. An affiliation is not a second voice."""

    speaks_for: SourceId | None = field(default=None, converter=accepts.maybe_id, repr=False)
    """Whom it speaks for: a spokesman and his ministry are one voice."""

    members: tuple[SourceId, ...] = field(default=(), converter=accepts.ids, repr=False)
    """The named members of a group, which is still one voice."""

    country: CountryCode | None = field(default=None, repr=False)
    """ISO 3166-1 alpha-2 code."""

    interests: tuple[About, ...] = field(default=(), converter=accepts.strings, repr=False)
    """What it is a party to, in the `scheme:value` strings of `Claim.about`.

    An interested party is marked, never discounted.
    """

    layers: FrozenMap[Recorded] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Field name to `Recorded`, for fields that the text does not state; the others count as stated."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    id: SourceId = field(default=None, converter=accepts.derived_or_id)
    """Unique in the dossier; if not given, derived from name, kind and identifiers (without a name:
    from description and place: the article and where in it the words start)."""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        tidy(self)
        if self.id is None:
            object.__setattr__(self, "id", derived_id(self.RECORDS, self._identity()))

    def _problems(self) -> Iterator[tuple[str, str]]:
        if self.name is not None and not self.name.strip():
            yield "name", "a name that is empty is no name: use None"
        if self.id is None and self.name is None and self.described_in is None:
            yield (
                "name",
                (
                    "a source without a name needs an id, or `described_in`: two unnamed officials are two "
                    "records until somebody judges them the same"
                ),
            )

    def _identity(self) -> dict[str, Any]:
        if self.name is not None:
            return {"name": self.name, "kind": self.kind, "identifiers": dict(self.identifiers)}
        return {"description": self.description, "described_in": _place(self.described_in)}

    def __str__(self) -> str:
        return legible(self.name or self.description or self.id)


def _place(mention: Mention | None) -> list[Any] | None:
    """Return which place it is: the article and where in it, but nothing of what stands there or around."""
    if mention is None or mention.anchor is None:
        return None if mention is None else [mention.article]
    anchor = mention.anchor
    part = [] if anchor.part is Part.TEXT else [str(anchor.part)]
    return [mention.article, *part, anchor.start]
