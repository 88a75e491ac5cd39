"""`extract()`: from an article's text to a dossier of draft records."""

from datetime import date, datetime

from attrs import evolve

from provenance.errors import InvalidValueError, Problem, UsageError, shown
from provenance.extraction.drafts import DraftAttribution, Extractor, Span
from provenance.extraction.framing import Frame, read_frame
from provenance.extraction.grounding import Grounded, Refusal, ground
from provenance.extraction.languages import reads_as_english
from provenance.extraction.pruning import pruned
from provenance.extraction.records.bench import Bench
from provenance.extraction.records.drafting import draft_records
from provenance.extraction.rules.engine import RuleExtractor
from provenance.extraction.sentences import Document
from provenance.model._collecting import collector_paused
from provenance.model.article import Article
from provenance.model.dossier import Dossier
from provenance.model.source import Source
from provenance.model.when import When

__all__ = ["extract"]

_SCOPES = ("speech", "wide")
_MAX_CHARACTERS = 20_000_000
_BINARY = frozenset(chr(n) for n in range(32)) - frozenset("\t\n\r\f\v\x1b\x1c\x1d\x1e\x1f\x85")


def extract(
    text: str | Article,
    *,
    published: "str | date | When | None" = None,
    publisher: "str | Source | None" = None,
    own_voice: bool = False,
    at: datetime | None = None,
    scope: str = "speech",
    extractor: Extractor | None = None,
    title: str | None = None,
) -> Dossier:
    """Draft a dossier from the text of an article: who says what, through whom, in which words.

    The result is a draft for a person to correct, never a verdict. Every drafted attribution, derivation,
    relation and status says in `recorded` that this software made it, on what basis (what the text
    states, or what was inferred from it) and with what confidence. Anchors slice exactly out of
    `Article.text`, which is the text as given; the headline is a copy of its first heading.
    Nothing is taken from today's date: without `published`, "on Monday" stays in words.

    Args:
        text: the plain text, or an `Article` that has one; what that already records is kept.
        published: when it was published, for words such as "on Monday"; what the article records comes first.
        publisher: the outlet, as a source or by its name.
        own_voice: also draft what the article says in its own voice, a sentence each. The built-in engine
            reads English only: of a text that does not read as English it drafts nothing of the kind.
        at: record time, an aware datetime, put into every `recorded`; left out if not given.
        scope: "speech" for reported speech and thought; "wide" also for attitudes ("backed the plan"), which
            only the built-in engine understands.
        extractor: another engine than the built-in one; what it returns goes through `ground()`. A draft that
            is refused there becomes no record, but a `Problem` in `Dossier.read_problems`, with its place in
            what the extractor returned (`$.drafts[3]`), its words and the reason. A draft that was only moved
            to where its words stand is taken like any other.
        title: a title for the dossier.

    Raises:
        InvalidValueError: if the text is empty, is an HTML page or binary data, or holds lone surrogates;
            if `published` is no date.
        UsageError: if an argument is of the wrong type, the article has no text, the scope is unknown, or an
            extractor returns something that is no list of drafts.

    Examples:
        >>> dossier = extract("Prices fell on Monday, the bank said.", published="2025-11-04")
        >>> [passage] = dossier.attributions.values()
        >>> dossier.claims[passage.claim].text, dossier.sources[passage.source].description
        ('Prices fell on Monday', 'the bank')
        >>> dossier.claims[passage.claim].when.to_edtf()
        '2025-11-03'
    """
    if scope not in _SCOPES:
        raise UsageError("extract", f"scope is {shown(scope)}: use 'speech' or 'wide'")
    if at is not None and (not isinstance(at, datetime) or at.tzinfo is None):
        raise UsageError("extract", "at wants an aware datetime")
    words = _text_of(text)
    outlet = _publisher(publisher)
    frame = read_frame(words)
    article = _article(text, words, frame, _when(published), outlet)
    engine = extractor if extractor is not None else RuleExtractor(scope=scope)
    if isinstance(engine, RuleExtractor) and not reads_as_english(words):
        own_voice = False  # who says what there is not known, so neither is what nobody is credited with
    with collector_paused():
        dossier = _drafted(words, frame, article, outlet, engine, own_voice=own_voice, at=at)
    if title is not None:
        dossier.title = title
    return dossier


def _drafted(
    words: str,
    frame: Frame,
    article: Article,
    outlet: Source | None,
    engine: Extractor,
    *,
    own_voice: bool,
    at: datetime | None,
) -> Dossier:
    document = Document(words)
    if isinstance(engine, RuleExtractor):
        drafts = pruned(words, engine.attributions_in(document), begins=frame.begins)
        grounded = Grounded(tuple(_without_dateline(draft, frame, words) for draft in drafts), ())
    else:
        grounded = _from_stranger(engine, words)
    bench = Bench(
        article,
        document,
        grounded.drafts,
        frame=frame,
        publisher=outlet,
        engine=str(engine.name),
        engine_version=str(engine.version),
        at=at,
    )
    dossier = draft_records(bench, own_voice=own_voice)
    dossier.read_problems += tuple(_problem(refusal) for refusal in grounded.refused)
    return dossier


def _without_dateline(draft: DraftAttribution, frame: Frame, text: str) -> DraftAttribution:
    """Return a draft whose content and source begin after the dateline: "OSLO (AP) — " is said by nobody."""
    content, source = (_after(spans, frame.begins, text) for spans in (draft.content, draft.source))
    if not content or (content, source) == (draft.content, draft.source):
        return draft
    return evolve(draft, content=content, source=source)


def _after(spans: tuple[Span, ...], begins: int, text: str) -> tuple[Span, ...]:
    return tuple(
        span if span.start >= begins else Span(begins, span.end, text[begins : span.end])
        for span in spans
        if span.end > begins
    )


def _problem(refusal: Refusal) -> Problem:
    """Return what the dossier says of a draft that was not taken."""
    content = refusal.draft.content if isinstance(refusal.draft, DraftAttribution) else ()
    spans = content if isinstance(content, tuple) else ()
    words = " … ".join(span.exact for span in spans if isinstance(span, Span) and isinstance(span.exact, str))
    about = f"the draft {shown(words)}" if words else "the draft"
    return Problem(f"$.drafts[{refusal.index}]", f"{about} was not taken: {refusal.reason}")


def _text_of(text: object) -> str:
    words = text.text if isinstance(text, Article) else text
    if isinstance(text, Article) and words is None:
        raise UsageError("extract", f"the article {shown(text.id)} has no text to read")
    if isinstance(words, (bytes, bytearray)):
        raise UsageError("extract", "wants text, not bytes: decode them first")
    if not isinstance(words, str):
        raise UsageError("extract", f"wants the text as a string or an Article, not {type(words).__name__}")
    if not words.strip():
        raise InvalidValueError("article text", words, "it is empty")
    if len(words) > _MAX_CHARACTERS:
        raise InvalidValueError("article text", words, f"it is longer than {_MAX_CHARACTERS:,} characters")
    if "\x00" in words or sum(words.count(c) for c in _BINARY) > len(words) // 100:
        raise InvalidValueError(
            "article text", words, "it holds control characters: this is binary data, not text"
        )
    if words[:200].lstrip("\ufeff \t\r\n").lower().startswith(("<!doctype html", "<html")):
        raise InvalidValueError(
            "article text", words, "it is an HTML page: take the text of the article out of it first"
        )
    try:
        words.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidValueError(
            "article text",
            words,
            f"it holds a lone surrogate at {error.start}: decode the bytes as what they are",
        ) from None
    return words


def _publisher(publisher: object) -> Source | None:
    if publisher is None or isinstance(publisher, Source):
        return publisher
    if isinstance(publisher, str) and publisher.strip():
        return Source(name=publisher.strip(), kind="news_outlet")
    raise UsageError("extract", f"publisher is {shown(publisher)}: give a Source or a name")


def _when(published: object) -> When | None:
    if published is None or isinstance(published, When):
        return published
    if isinstance(published, (str, date)):
        return When.of(published)
    raise UsageError("extract", f"published is {shown(published)}: give a date, a string or a When")


def _article(
    given: object, words: str, frame: Frame, published: When | None, outlet: Source | None
) -> Article:
    title, dateline = (
        " ".join(words[slice(*span)].split()) if span is not None else None
        for span in (frame.headline, frame.dateline)
    )
    if not isinstance(given, Article):
        return Article(
            headline=title, authors=frame.authors, dateline=dateline,
            publisher=outlet, published=published, text=words,
        )  # fmt: skip
    filled: dict[str, object] = {}
    if given.published is None and published is not None:
        filled["published"] = published
    if given.publisher is None and outlet is not None:
        filled["publisher"] = outlet.id
    return evolve(given, **filled) if filled else given  # type: ignore[arg-type]


def _from_stranger(engine: Extractor, words: str) -> Grounded:
    missing = [a for a in ("name", "version", "attributions") if not hasattr(engine, a)]
    if missing:
        raise UsageError(
            "extract", f"the extractor {shown(engine)} has no {missing[0]!r}: see the protocol Extractor"
        )
    try:
        returned = list(engine.attributions(words))
    except TypeError as error:
        raise UsageError("extract", f"the extractor did not return a list of drafts: {error}") from error
    return ground(words, returned)
