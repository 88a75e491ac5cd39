"""Articles: one version of one text each."""

from typing import Any, ClassVar

from attrs import field, frozen

from provenance.display import shows_itself
from provenance.errors import legible
from provenance.model import accepts
from provenance.model.canonical import sha256_hex
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.ids import ArticleId, Language, Sha256, SourceId, derived_id
from provenance.model.plain import identifying
from provenance.model.shapes import short_repr, tidy
from provenance.model.terms import ArticleKind, UnknownTerm
from provenance.model.values import Recorded
from provenance.model.when import When

__all__ = ["Article"]


@shows_itself
@frozen(kw_only=True, weakref_slot=False)
class Article:
    """One version of one text: a report, a post, a broadcast's transcript, a book.

    Versions of one work are joined by `Derivation`s of kind revised or corrected. Offsets into
    `text` count Unicode code points of the text exactly as stored.

    Compare schema.org `NewsArticle`, PROV `Entity`.

    Raises:
        InvalidRecordError: for values of the wrong type or form, all of them at once.

    Examples:
        >>> Article(headline="Bridge closed", published="2025-11-04", id="art-1")
        Article(headline='Bridge closed', published=When('2025-11-04'), id='art-1')
    """

    RECORDS: ClassVar[str] = "articles"

    headline: str | None = None
    """The headline, as printed."""

    publisher: SourceId | None = field(default=None, converter=accepts.maybe_id)
    """The outlet that published it, as a source."""

    authors: tuple[str, ...] = field(default=(), converter=accepts.strings, repr=False)
    """Bylines, as printed."""

    url: str | None = field(default=None)
    """Where it was published."""

    dateline: str | None = field(default=None, repr=False)
    """The dateline, as printed ("KYIV, Nov 3")."""

    published: When | None = field(default=None, converter=accepts.a_time)
    """When this version was published; for a later version, when the work first was."""

    modified: When | None = field(default=None, converter=accepts.a_time, repr=False)
    """When this version replaced an earlier one."""

    retrieved: When | None = field(default=None, converter=accepts.a_time, repr=False)
    """When the text was fetched."""

    language: Language | None = field(default=None, repr=False)
    """Language of the text, as a BCP 47 tag."""

    section: str | None = field(default=None, repr=False)
    """The section it appeared in."""

    kind: ArticleKind | UnknownTerm | None = field(default=None, converter=accepts.a_word)
    """Report, opinion, wire copy and so on."""

    text: str | None = field(default=None, repr=False)
    """The whole text, exactly as given; `None` if it is not kept."""

    text_digest: Sha256 | None = field(default=None, repr=False)
    """SHA-256 of the text in UTF-8, for when the text itself is not kept."""

    layers: FrozenMap[Recorded] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Field name to `Recorded`, for fields that the text does not state; the others count as stated."""

    extra: FrozenMap[Any] = field(default=EMPTY, converter=accepts.a_map, repr=False)
    """Fields from a file that this version does not know; written back as they were read."""

    id: ArticleId = field(default=None, converter=accepts.derived_or_id)
    """Unique in the dossier; if not given, derived from the url (a later version: `modified` too),
    else from publisher, headline, date and text."""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        tidy(self)
        if self.id is None:
            object.__setattr__(self, "id", derived_id(self.RECORDS, self._identity()))

    def _identity(self) -> dict[str, Any]:
        identity: dict[str, Any] = {"modified": identifying(self.modified)}
        if self.url is not None:
            return {"url": self.url, **identity}
        digest = self.text_digest
        if digest is None and self.text is not None:
            digest = sha256_hex(self.text.encode("utf-8"))
        return {
            "publisher": self.publisher,
            "headline": self.headline,
            "published": identifying(self.published),
            "text_digest": digest,
            **identity,
        }

    def __str__(self) -> str:
        return legible(self.headline or self.url or self.id)
