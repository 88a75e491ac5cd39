"""What the rules stand on: the passages that are looked at, and what several rules ask about them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from provenance.model import (
    Anonymity,
    Article,
    Attribution,
    Basis,
    Claim,
    Part,
    SourceKind,
    TextAnchor,
)
from provenance.queries.kinship import Kinship
from provenance.queries.labels import Labels
from provenance.queries.lint.rule import Hit
from provenance.queries.showing import places_of, shortened
from provenance.queries.standing import FOR, Standings, side_of
from provenance.queries.steps import FALLEN, TO_PASSAGES, TO_VOICES, Edge
from provenance.queries.view import View
from provenance.queries.voices import Voices
from provenance.queries.walk import Walk

__all__ = ["Ground", "Reached"]

_HIDDEN = frozenset({Anonymity.UNNAMED, Anonymity.WITHHELD, Anonymity.PSEUDONYMOUS, Anonymity.UNSPECIFIED})
_SHOWN = frozenset({Anonymity.NAMED, Anonymity.ROLE_ONLY})
_THINGS = frozenset({SourceKind.DOCUMENT, SourceKind.DATASET, SourceKind.MEDIA, SourceKind.SOFTWARE})


class Reached:
    """What a walk back from some passages came by."""

    __slots__ = ("credited", "ends", "passages")

    def __init__(self) -> None:
        self.ends: set[tuple[str, str]] = set()
        """Where it ended: ("source", the voice), or ("text", an article or something unseen)."""
        self.passages: set[str] = set()
        """Every passage met, those it began with included."""
        self.credited: set[str] = set()
        """The voices that passages further back credit."""


class Ground:
    """The passages and articles of one view that a lint looks at. Made for one call."""

    def __init__(self, view: View, limits: dict[str, int], asked: frozenset[str] | None = None) -> None:
        self.view, self.limits, self.asked = view, limits, asked
        self.walk = Walk(view)
        self.kinship: Kinship = self.walk.kinship
        self.voices: Voices = self.walk.voices
        self.standings: Standings = self.walk.standings
        self._labels = Labels(view, self.voices)
        self._headlines: dict[str, tuple[int, int] | None] = {}
        self._rest: dict[str, Sequence[Edge]] = {}
        self.in_article: dict[str, list[Attribution]] = {}
        """The passages looked at, by article, in the order in which they stand there."""
        self.articles: list[str] = []
        """The articles looked at, sorted: those whose text somebody read, or that were asked for."""
        self._choose()

    def _choose(self) -> None:
        view = self.view
        index = view.dossier.index("attributions", "article")
        ids = {*view.articles, *index} if self.asked is None else set(self.asked)
        for id in sorted(ids):
            article = view.articles.get(id)
            if article is not None and view.exists(id) is not True:
                if view.exists(id) is None:
                    view.leave_out(id, "whether it had been published is undecided")
                continue
            passages = [passage for passage in view.passages_in(id) if view.has_passage(passage)]
            if self.asked is None and not self._is_read(article, passages):
                if passages:
                    view.leave_out(
                        id, "nobody read its text: what it says is known from elsewhere (ask for it by name)"
                    )
                continue
            self.articles.append(id)
            self.in_article[id] = sorted(passages, key=_place)

    @staticmethod
    def _is_read(article: Article | None, passages: Sequence[Attribution]) -> bool:
        if article is not None and (article.text is not None or article.text_digest is not None):
            return True
        return any(
            passage.anchors or passage.recorded is None or passage.recorded.basis is not Basis.RESEARCHED
            for passage in passages
        )

    # --- passages --------------------------------------------------------------------------

    @cached_property
    def passages(self) -> list[Attribution]:
        """The passages looked at: by article, then as they stand there."""
        return [passage for id in self.articles for passage in self.in_article[id]]

    def readings(self, passage: Attribution) -> list[Attribution]:
        """Return all readings of the text that a passage is one reading of, itself included, by id."""
        ids = self.view.readings(passage)
        if len(ids) == 1:
            return [passage]
        held = (self.view.attributions[id] for id in ids if id in self.view.attributions)
        return [reading for reading in held if self.view.has_passage(reading)]

    def certain(self, test: Callable[[Attribution], bool]) -> Iterator[Attribution]:
        """Yield the passages that pass a test whichever way the text is read; of its readings one.

        Where the text can be read in a way that breaks no rule, nothing is told.
        """
        told: set[str] = set()
        for passage in self.passages:
            if passage.id in told or not test(passage):
                continue
            readings = self.readings(passage)
            if len(readings) > 1:
                told.update(reading.id for reading in readings)
                if not all(map(test, readings)):
                    continue
            yield passage

    def claim(self, passage: Attribution) -> Claim | None:
        """Return the claim of a passage, if the dossier holds it."""
        return self.view.claims.get(passage.claim)

    def same(self, passage: Attribution) -> str:
        """Return the id that stands for the claim of a passage and all that restate it."""
        return self.kinship.same(passage.claim)[0]

    def supports(self, passage: Attribution) -> bool:
        """Tell whether a passage supports its claim."""
        return side_of(passage) == FOR

    def states(self, passage: Attribution) -> bool:
        """Tell whether a passage puts a statement in somebody's mouth, for the claim or against it."""
        return side_of(passage) != 0

    def hit(self, message: str, passage: Attribution, others: Iterable[str] = ()) -> Hit:
        """Return what a rule says about a passage, at its words."""
        named = {passage.claim, *others} | ({passage.source} if passage.source is not None else set())
        rest = tuple(sorted(named - {passage.id}))
        held = passage.anchors
        anchors = held.content or held.source or held.cue
        return Hit(message, passage.id, passage.article, anchors, rest)

    def at_source(self, message: str, passage: Attribution, others: Iterable[str] = ()) -> Hit:
        """Return what a rule says about whom a passage credits, at the words that name it."""
        held = passage.anchors
        return self.hit(message, passage, others)._replace(anchors=held.source or held.cue or held.content)

    # --- sources ---------------------------------------------------------------------------

    def kind(self, source: str) -> object:
        """Return the kind of a source in the layers asked for."""
        record = self.view.sources.get(source)
        return None if record is None else self.view.read(record, "kind")

    def named_members(self, source: str) -> list[str]:
        """Return the voices of the members of a source that have a name, sorted."""
        members = {
            self.voices.root(member)
            for record in self.voices.records(source)
            for member in self.view.read(record, "members")
        }
        return sorted(member for member in members if self.voices.name(member) is not None)

    def is_anonymous(self, passage: Attribution) -> bool:
        """Tell whether a passage credits somebody and does not let on who it is."""
        source = passage.source
        if source is None or passage.anonymity in _SHOWN or self.named_members(source):
            return False
        if passage.anonymity is Anonymity.UNNAMED and self.kind(source) in _THINGS:
            return False  # "a study published on Thursday" has no name, and hides nobody
        if passage.anonymity in _HIDDEN:
            pseudonym = passage.anonymity is Anonymity.PSEUDONYMOUS
            return not (pseudonym and self.kind(source) is SourceKind.PLATFORM_ACCOUNT)
        record = self.view.sources.get(source)
        if record is None or self.kind(source) in _THINGS:
            return False
        return record.name is None and self.voices.name(source) is None

    def is_collective(self, passage: Attribution) -> bool:
        """Tell whether a passage credits several people as one, none of whom is named."""
        source = passage.source
        if source is None or passage.anonymity is Anonymity.NAMED:
            return False
        return self.kind(source) is SourceKind.GROUP and not self.named_members(source)

    def interests(self, voice: str) -> set[str]:
        """Return what a voice, or whomever it speaks for, is a party to."""
        found: set[str] = set()
        for id in self.voices.behind(voice):
            for record in self.voices.records(id):
                found.update(self.view.read(record, "interests"))
        return found

    def called(self, id: str) -> str:
        """Return what a person would call a source or an article."""
        self._labels.know_source(id)
        self._labels.know_article(id)
        return self._labels.plain(id)

    def credited(self, passage: Attribution) -> str:
        """Return the words a passage uses for its source, else what it is called."""
        if passage.credited_as:
            return f"“{shortened(passage.credited_as)}”"
        return self.called(passage.source) if passage.source is not None else "nobody"

    def said(self, passage: Attribution, most: int = 60) -> str:
        """Return the claim of a passage, shortened, in quotation marks."""
        claim = self.claim(passage)
        words = claim.text if claim is not None else passage.claim
        return f"“{shortened(words, most)}”"

    def publisher(self, article: str) -> str | None:
        """Return the voice that published an article."""
        record = self.view.articles.get(article)
        found = None if record is None else self.view.read(record, "publisher")
        return None if found is None else self.voices.root(found)

    def work(self, article: str) -> str:
        """Return the id that stands for all versions of a work."""
        return self.standings.versions(article)[0]

    # --- where passages stand --------------------------------------------------------------

    def is_headline(self, passage: Attribution) -> bool:
        """Tell whether a passage stands in the headline, also where the text begins with the headline."""
        held = passage.anchors
        wanted = held.content or held.source
        if not wanted:
            return False
        span = self.headline_span(passage.article)
        return all(
            anchor.part == Part.HEADLINE
            or (span is not None and span[0] <= anchor.start and anchor.end <= span[1])
            for anchor in wanted
        )

    def headline_span(self, article: str) -> tuple[int, int] | None:
        """Return where the headline stands in the text, if the text begins with it."""
        if article not in self._headlines:
            record = self.view.articles.get(article)
            span = None
            if record is not None and record.text and record.headline:
                at = record.text.find(record.headline, 0, len(record.headline) + 1000)
                span = None if at < 0 else (at, at + len(record.headline))
            self._headlines[article] = span
        return self._headlines[article]

    # --- the way back ----------------------------------------------------------------------

    def rest(self, passage: Attribution) -> Sequence[Edge]:
        """Return what a passage rests on, looked up once."""
        found = self._rest.get(passage.id)
        if found is None:
            found = self._rest[passage.id] = self.walk.rest(passage)
        return found

    def supporting(self, claim: str) -> list[Attribution]:
        """Return the passages that support a claim or one that restates it, whether or not they stand."""
        view = self.view
        return sorted(
            (
                passage
                for id in self.kinship.same(claim)
                for passage in view.passages_of(id)
                if side_of(passage) == FOR and view.has_passage(passage)
            ),
            key=lambda passage: passage.id,
        )

    def walk_back(self, starts: Iterable[Attribution]) -> Reached:
        """Walk back from passages to where the claim is first from, through what has fallen too."""
        found = Reached()
        attributions = self.view.attributions
        begun = [passage.id for passage in starts]
        found.passages.update(begun)
        first = set(begun)
        voices: list[str] = []
        queue = list(begun)

        def step(edge: Edge) -> None:
            if edge.how in TO_PASSAGES or (edge.how == FALLEN and edge.target in attributions):
                if edge.target not in found.passages:
                    found.passages.add(edge.target)
                    queue.append(edge.target)
            elif edge.how in TO_VOICES:
                voices.append(edge.target)
            else:
                found.ends.add(("text", edge.target))

        seen: set[str] = set()
        while queue or voices:
            while queue:
                passage = attributions[queue.pop()]
                if passage.id not in first and passage.source is not None:
                    found.credited.add(self.voices.root(passage.source))
                for edge in self.rest(passage):
                    step(edge)
            while voices:
                key = voices.pop()
                if key in seen:
                    continue
                seen.add(key)
                root = key.partition("\0")[0]
                # A gap makes the voice itself an end, which is then named by its root alone.
                edges = self.walk.rest_of_voice(key) if key in self.walk.voice_keys else ()
                if not edges or any(edge.target in (key, root) for edge in edges):
                    found.ends.add(("source", root))
                for edge in edges:
                    step(edge)
        return found


def _place(passage: Attribution) -> tuple[int, int, int, str]:
    places = places_of(passage)
    if not places:
        return 2, 0, 0, passage.id
    first = min(passage.anchors.content or places, key=_start)
    return (*_start(first), first.end, passage.id)


def _start(anchor: TextAnchor) -> tuple[int, int]:
    return (0 if anchor.part == Part.HEADLINE else 1), anchor.start
