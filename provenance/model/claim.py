"""Claims: propositions, whoever says them."""

from collections.abc import Iterator
from typing import Any, ClassVar

from attrs import field, frozen

from provenance.display import shows_itself
from provenance.errors import legible
from provenance.model import accepts
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.ids import About, ClaimId, Language, derived_id
from provenance.model.plain import identifying
from provenance.model.shapes import short_repr, tidy
from provenance.model.terms import ClaimKind, UnknownTerm
from provenance.model.values import Quantity
from provenance.model.when import When

__all__ = ["Claim"]


@shows_itself
@frozen(kw_only=True, weakref_slot=False)
class Claim:
    """One proposition, whoever says it. Recording it says nothing about its truth.

    Compare schema.org `Claim`, and the assertion graph of a nanopublication.

    Raises:
        InvalidRecordError: for values of the wrong type or form, all of them at once.

    Examples:
        >>> Claim(text="Most residents have fled.", kind="event", id="clm-1")
        Claim(text='Most residents have fled.', kind='event', id='clm-1')
    """

    RECORDS: ClassVar[str] = "claims"

    text: str
    """The proposition in a normalised wording of its own."""

    language: Language | None = field(default=None, repr=False)
    """Language of the wording, as a BCP 47 tag."""

    kind: ClaimKind | UnknownTerm | None = field(default=None, converter=accepts.a_word)
    """Event, quantity, prediction and so on."""

    about: tuple[About, ...] = field(default=(), converter=accepts.strings)
    """What it is about, as `scheme:value` strings ("wikidata:Q156747")."""

    when: When | None = field(default=None, converter=accepts.a_time)
    """The time it speaks of."""

    where: str | None = None
    """The place it speaks of."""

    quantity: Quantity | None = None
    """The number it states."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    id: ClaimId = field(default=None, converter=accepts.derived_or_id)
    """Unique in the dossier; derived from text, language, about, when, where and quantity if not given."""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        tidy(self)
        if self.id is None:
            object.__setattr__(self, "id", derived_id(self.RECORDS, self._identity()))

    def _problems(self) -> Iterator[tuple[str, str]]:
        if not self.text.strip():
            yield "text", "a claim needs words"

    def _identity(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "language": self.language,
            "about": sorted(set(self.about)),
            "when": identifying(self.when),
            "where": self.where,
            "quantity": identifying(self.quantity),
        }

    def __str__(self) -> str:
        return legible(self.text)
