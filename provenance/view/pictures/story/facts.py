"""What a story map shows, gathered from a dossier: texts, whom they rest on, what came from what."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrs import field, frozen

from provenance.model import (
    Article,
    Attribution,
    Claim,
    Derivation,
    DerivationKind,
    Dossier,
    Standing,
    VerificationStatus,
    When,
)
from provenance.queries.asked import asked_about
from provenance.queries.labels import Labels
from provenance.queries.showing import shortened
from provenance.queries.view import View
from provenance.queries.voices import Voices
from provenance.view.pictures.story.times import Span, offset_of, span_of

__all__ = ["Check", "Edge", "Origin", "Story", "Text", "story_of"]

_PASSES = 4  # of putting texts in sequence; a longer chain of half-known dates is told by its arrows
_CHANGES = {
    DerivationKind.RETRACTED: ("retraction", "retracted"),
    DerivationKind.CORRECTED: ("correction", "corrected"),
    DerivationKind.REVISED: ("new version", None),
}


class Text(NamedTuple):
    """An article as it stands on the map."""

    id: str
    headline: str
    outlet: str | None
    """The id that stands for its publisher."""
    published: When | None
    span: Span | None
    change: str | None
    """What it does to an earlier text: "retraction", "correction", "new version"."""
    fate: str | None
    """What became of it: "retracted", "corrected"."""
    origins: tuple[str, ...]
    """The sources it credits first of all on record, not through another text of the dossier."""

    @property
    def when(self) -> str:
        """When it appeared, in words."""
        return "no date" if self.published is None else shortened(str(self.published), 60)


class Edge(NamedTuple):
    """One text came from another, or from a source."""

    start: str
    end: str
    kinds: tuple[str, ...]
    is_firm: bool
    """Whether it is established; else it is only possible."""


class Origin(NamedTuple):
    """A source that texts rest on."""

    id: str
    name: str
    texts: tuple[str, ...]
    """The articles that credit it, the earliest first."""


class Check(NamedTuple):
    """A check of a claim."""

    words: str
    what: str
    span: Span | None


@frozen
class Story:
    """What is to be drawn."""

    title: str
    texts: tuple[Text, ...]
    """By time, the undated last."""
    outlets: dict[str | None, str]
    """The outlets by the id that stands for them, with their names; the most active first."""
    origins: tuple[Origin, ...]
    """The most credited first."""
    edges: tuple[Edge, ...]
    """Between texts, and from sources to texts, each pair once."""
    checks: tuple[Check, ...]
    offset: float | None
    """The clock that times are told on, as its distance from UTC in seconds; `None` for days alone."""
    by_id: dict[str, Text] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "by_id", {text.id: text for text in self.texts})

    @property
    def between(self) -> Iterator[Edge]:
        """The edges from text to text."""
        return (edge for edge in self.edges if edge.start in self.by_id)

    def outlet(self, text: Text) -> str:
        """Return the name of who published a text."""
        return self.outlets[text.outlet]


def story_of(dossier: Dossier, claim: Claim | str | None) -> Story:
    """Gather the story of a dossier, or the part of it that carries one claim.

    Raises:
        UnknownRecordError: if the dossier does not hold the claim.
        UsageError: if it is none.
    """
    asked = None if claim is None else asked_about("draw_story", dossier, claim, "claims")[1]
    return _Gathering(dossier, asked).story()


class _Gathering:
    """A dossier while its story is gathered."""

    def __init__(self, dossier: Dossier, asked: Claim | None) -> None:
        self.dossier, self.asked = dossier, asked
        view = View(dossier)
        self.voices = Voices(view)
        self.labels = Labels(view, self.voices)
        self.passages = [
            passage
            for passage in dossier.attributions.values()
            if passage.article in dossier.articles and (asked is None or passage.claim == asked.id)
        ]
        self.articles = self._articles()
        times = [article.published for article in self.articles.values()]
        self.offset = offset_of([*times, *(check.judged_at for check in dossier.statuses.values())])

    def story(self) -> Story:
        edges = list(self._edges())
        credited = self._credited()
        changes, fates = self._changes()
        texts = [
            self._text(article, credited.get(article.id, ()), changes.get(article.id), fates.get(article.id))
            for article in self.articles.values()
        ]
        texts = _in_sequence(texts, edges)
        texts.sort(key=_by_time)
        about = self.dossier.title if self.asked is None else f"“{shortened(self.asked.text, 90)}”"
        return Story(
            "How the story went" + (f": {shortened(about, 100)}" if about else ""),
            tuple(texts),
            self._outlets(texts),
            self._origins(texts),
            tuple(edges),
            tuple(self._checks()),
            self.offset,
        )

    def _articles(self) -> dict[str, Article]:
        if self.asked is None:
            return dict(self.dossier.articles.items())
        wanted = {passage.article for passage in self.passages}
        for derivation in self.dossier.derivations.values():
            if derivation.kind in _CHANGES and derivation.taken_from in wanted:
                wanted.add(derivation.derived)  # whatever became of the texts that carry it
        return {id: article for id, article in self.dossier.articles.items() if id in wanted}

    # --- texts -----------------------------------------------------------------------------

    def _text(self, article: Article, origins: Iterable[str], change: str | None, fate: str | None) -> Text:
        when = article.modified if change is not None and article.modified is not None else article.published
        outlet = None if article.publisher is None else self.voices.root(article.publisher)
        if outlet is not None:
            self.labels.know_source(outlet)
        return Text(
            article.id,
            shortened(article.headline or article.id, 120),
            outlet,
            when,
            span_of(when, self.offset),
            change,
            fate,
            tuple(origins),
        )

    def _changes(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return what texts do to earlier ones, and what was done to these; retractions weigh most."""
        changes: dict[str, str] = {}
        fates: dict[str, str] = {}
        for kind, (change, fate) in _CHANGES.items():
            for derivation in self.dossier.derivations.values():
                if derivation.kind != kind or derivation.standing != Standing.ESTABLISHED:
                    continue
                later, earlier = self._text_of(derivation.derived), self._text_of(derivation.taken_from)
                if later is not None:
                    changes.setdefault(later, change)
                if earlier is not None and fate is not None:
                    fates.setdefault(earlier, fate)
        return changes, fates

    def _text_of(self, id: str) -> str | None:
        """Return the article that a record is or stands in, if it is on the map."""
        passage = self.dossier.attributions.get(id)
        article = id if passage is None else passage.article
        return article if article in self.articles else None

    def _outlets(self, texts: Iterable[Text]) -> dict[str | None, str]:
        many = Counter(text.outlet for text in texts)
        first: dict[str | None, int] = {}
        for place, text in enumerate(texts):
            first.setdefault(text.outlet, place)
        ordered = sorted(many, key=lambda outlet: (outlet is None, -many[outlet], first[outlet]))
        return {o: "outlet not known" if o is None else self.labels.plain(o) for o in ordered}

    # --- what came from what ---------------------------------------------------------------

    def _edges(self) -> Iterator[Edge]:
        kinds: dict[tuple[str, str], dict[str, None]] = {}
        firm: set[tuple[str, str]] = set()
        for derivation in self.dossier.derivations.values():
            end = self._text_of(derivation.derived)
            start = self._text_of(derivation.taken_from)
            if start is None and derivation.taken_from in self.dossier.sources:
                start = self.voices.root(derivation.taken_from)
            if start is None or end is None or start == end or not self._is_asked(derivation):
                continue
            said = shortened(str(derivation.kind or "derived"), 40).replace("_", " ")
            kinds.setdefault((start, end), {})[said] = None
            if derivation.standing == Standing.ESTABLISHED:
                firm.add((start, end))
        for pair, said_of in kinds.items():
            yield Edge(*pair, tuple(said_of), pair in firm)

    def _is_asked(self, derivation: Derivation) -> bool:
        """Say whether what came from elsewhere is a whole text, or a passage of the claim asked about."""
        ends = [self.dossier.attributions.get(id) for id in (derivation.derived, derivation.taken_from)]
        claims = [passage.claim for passage in ends if passage is not None]
        return self.asked is None or not claims or self.asked.id in claims

    def _credited(self) -> dict[str, dict[str, None]]:
        """Return the sources that each article credits other than through a text that it came from."""
        derived = {
            d.derived
            for d in self.dossier.derivations.values()
            if d.standing == Standing.ESTABLISHED and self._text_of(d.taken_from) is not None
        }
        found: dict[str, dict[str, None]] = {}
        for passage in self.passages:
            if passage.source is None or passage.id in derived:
                continue
            voice = self.voices.root(passage.source)
            if not self._is_own(passage, voice):
                found.setdefault(passage.article, {})[voice] = None
        for derivation in self.dossier.derivations.values():
            article = self._text_of(derivation.derived)
            if article is not None and derivation.taken_from in self.dossier.sources:
                found.setdefault(article, {})[self.voices.root(derivation.taken_from)] = None
        return found

    def _is_own(self, passage: Attribution, voice: str) -> bool:
        publisher = self.articles[passage.article].publisher
        return publisher is not None and self.voices.root(publisher) == voice

    def _origins(self, texts: Iterable[Text]) -> tuple[Origin, ...]:
        held: dict[str, list[str]] = {}
        for text in texts:
            for origin in text.origins:
                held.setdefault(origin, []).append(text.id)
        for origin in held:
            self.labels.know_source(origin)
        made = [Origin(id, self.labels.plain(id), tuple(crediting)) for id, crediting in held.items()]
        return tuple(sorted(made, key=lambda origin: -len(origin.texts)))

    # --- checks ----------------------------------------------------------------------------

    def _checks(self) -> Iterator[Check]:
        found = [
            self._check(status)
            for status in self.dossier.statuses.values()
            if self.asked is None or status.claim == self.asked.id
        ]
        yield from sorted(found, key=_by_time)

    def _check(self, status: VerificationStatus) -> Check:
        article = None if status.article is None else self.dossier.articles.get(status.article)
        when = status.judged_at or (None if article is None else article.published)
        who = status.checker or (None if article is None else article.publisher)
        if who is not None:
            self.labels.know_source(who)
        said = shortened(str(status.verdict or status.state or "checked"), 40).replace("_", " ")
        claim = self.dossier.claims.get(status.claim)
        what = shortened(claim.text if claim is not None else status.claim, 120)
        by = "" if who is None else f" ({self.labels.plain(who)})"
        return Check(f"{said}{by}", what, span_of(when, self.offset))


def _in_sequence(texts: list[Text], edges: Iterable[Edge]) -> list[Text]:
    """Move what certainly came from another text behind it, within the time in which it may lie."""
    spans = {text.id: text.span for text in texts}
    firm = [edge for edge in edges if edge.is_firm and edge.start in spans]
    for _ in range(_PASSES):
        for edge in firm:
            start, end = spans[edge.start], spans[edge.end]
            if start is not None and end is not None:
                spans[edge.end] = end.after(start.middle)
    return [text if text.span is spans[text.id] else text._replace(span=spans[text.id]) for text in texts]


def _by_time(held: Text | Check) -> tuple[bool, float]:
    return held.span is None, 0 if held.span is None else held.span.middle
