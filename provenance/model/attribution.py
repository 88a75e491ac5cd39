"""Attributions: passages in which an article puts a claim in somebody's mouth, or in nobody's."""

from collections.abc import Iterator
from typing import Any, ClassVar

from attrs import field, frozen

from provenance.display import shows_itself
from provenance.errors import legible
from provenance.model import accepts
from provenance.model.anchors import NO_ANCHORS, Anchors, Part
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.ids import ArticleId, AttributionId, ClaimId, SourceId, derived_id
from provenance.model.shapes import short_repr, tidy
from provenance.model.terms import (
    Act,
    Anonymity,
    AttributionTerms,
    Commitment,
    Form,
    HowKnown,
    Obtained,
    UnknownTerm,
)
from provenance.model.values import Hedge, Recorded
from provenance.model.when import When

__all__ = ["Attribution"]


@shows_itself
@frozen(kw_only=True, weakref_slot=False)
class Attribution:
    """A passage in which an article gives a claim to a source.

    It records that the article *says* the source said it: not that the source did, and not
    that the claim is true. Compare PROV-O `wasAttributedTo`.

    Raises:
        InvalidRecordError: for values of the wrong type, and for a credited source in a
            passage whose form is the outlet's own voice; all problems at once.

    Examples:
        >>> Attribution(id="att-1", claim="clm-1", source="src-mayor", article="art-1")
        Attribution(article='art-1', claim='clm-1', source='src-mayor', id='att-1')
    """

    RECORDS: ClassVar[str] = "attributions"

    article: ArticleId = field(converter=accepts.an_id)
    """The article the passage stands in."""

    claim: ClaimId = field(converter=accepts.an_id)
    """What is claimed."""

    source: SourceId | None = field(default=None, converter=accepts.maybe_id)
    """Who is credited; `None` if the text credits nobody."""

    anchors: Anchors = field(default=NO_ANCHORS, repr=False)
    """Where source, cue and content stand in the article, in Unicode code points."""

    form: Form | UnknownTerm | None = field(default=None, converter=accepts.a_word)
    """Direct, indirect, mixed, narrated or the outlet's own voice; `None` if not recorded."""

    act: Act | UnknownTerm | None = field(default=None, converter=accepts.a_word)
    """What the source does: assert, ask, order. An intention is not a statement by its holder."""

    commitment: Commitment | UnknownTerm | None = field(default=None, converter=accepts.a_word)
    """How far the source commits itself, from CT+ (certain) to CT- (denies), in FactBank's values."""

    hedges: tuple[Hedge, ...] = field(default=(), converter=accepts.hedges, repr=False)
    """The words that weaken it."""

    credited_as: str | None = field(default=None, repr=False)
    """The words used for the source here."""

    anonymity: Anonymity | UnknownTerm | None = field(default=None, converter=accepts.a_word, repr=False)
    """How much *this passage* says of who the source is."""

    anonymity_reason: str | None = field(default=None, repr=False)
    """The reason given for not naming it."""

    terms: AttributionTerms | UnknownTerm | None = field(default=None, converter=accepts.a_word, repr=False)
    """On the record, on background and so on."""

    justification: str | None = field(default=None, repr=False)
    """Why the source is said to know."""

    how_known: HowKnown | UnknownTerm | None = field(default=None, converter=accepts.a_word, repr=False)
    """How the source knows what it says."""

    obtained: Obtained | UnknownTerm | None = field(default=None, converter=accepts.a_word, repr=False)
    """How the article got the words."""

    via: AttributionId | None = field(default=None, converter=accepts.maybe_id, repr=False)
    """The passage of the same article that relays this one ("AFP reports that the mayor said").

    It points outward, towards the reader, and never changes who said it first.
    """

    said_at: When | None = field(default=None, converter=accepts.a_time, repr=False)
    """When the source said it."""

    alternatives: tuple[AttributionId, ...] = field(default=(), converter=accepts.ids, repr=False)
    """Attributions that are other readings of the same passage; a passage counts once."""

    recorded: Recorded | None = field(default=None, repr=False)
    """By whom or what this record was made, when, and on what basis."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    id: AttributionId = field(default=None, converter=accepts.derived_or_id)
    """Unique in the dossier; if not given, derived from article, claim, source, via and where its
    anchors start."""

    __repr__ = short_repr

    def __str__(self) -> str:
        who = "nobody" if self.source is None else self.source
        how = [str(word).replace("_", " ") for word in (self.form, self.commitment) if word is not None]
        told = f" ({', '.join(how)})" if how else ""
        return legible(f"{self.article} credits {who} with {self.claim}{told}")

    def __attrs_post_init__(self) -> None:
        tidy(self)
        if self.id is None:
            object.__setattr__(self, "id", derived_id(self.RECORDS, self._identity()))

    def _problems(self) -> Iterator[tuple[str, str]]:
        if self.source is not None and self.form is Form.OWN_VOICE:
            yield "form", "the outlet's own voice credits nobody: leave out `source` or give another form"

    def _identity(self) -> dict[str, Any]:
        anchors = self.anchors
        return {
            "article": self.article,
            "claim": self.claim,
            "source": self.source,
            "via": self.via,
            "starts": [
                [role, anchor.start if anchor.part is Part.TEXT else [str(anchor.part), anchor.start]]
                for role in ("source", "cue", "content")
                for anchor in getattr(anchors, role)
            ],
        }
