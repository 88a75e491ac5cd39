"""Who stands behind the passages of one side: the voices they lead to, and what those are parties to."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import field, frozen

from provenance.display import Showing
from provenance.model import Affiliation, Attribution, When
from provenance.queries.ends import Ends
from provenance.queries.labels import Labels
from provenance.queries.showing import listed
from provenance.queries.steps import OPEN, OWN_VOICE, TO_VOICES
from provenance.queries.view import View
from provenance.queries.walk import Walk

__all__ = ["Interest", "Parties", "Party", "time_of"]


class Interest(NamedTuple):
    """That a party to a dispute is a party to what it is about."""

    about: str
    """What, as a `scheme:value` string that the claims of the dispute are about."""

    how: str
    """own; principal (of the source it speaks for); affiliation (of an organisation it belongs to)."""

    source: str
    """The source whose interest it is."""

    def __str__(self) -> str:
        return f"{self.about} ({self.how}, {self.source})"


@frozen(repr=False)
class Party(Showing):
    """One voice on one side of a dispute. That it is interested is marked, and discounts nothing."""

    id: str
    """The source's id, judgements followed; the publisher's for an article that credits nobody, or the
    article's if that is not known; that of an unseen text from which the claim was taken."""

    kind: str
    """source, own_voice (an outlet that credits nobody), or open (a text that is not on record)."""

    passages: tuple[str, ...]
    """The passages in which it is credited, or speaks in its own voice, sorted. Passages of others
    that only take it over are not among them; see `Side.passages`."""

    is_first_hand: bool
    """Whether it is known to have been there, or to be the document."""

    interests: tuple[Interest, ...]
    """What it is a party to, of what the claims are about: its own interests, its principal's, those
    of an affiliation, in this order."""

    since: When | None
    """When it is first known to have said so (by when it said it, else by when that was published)."""

    _name: str = field(eq=False)
    _principals: tuple[tuple[str, str], ...] = field(default=(), eq=False)

    @property
    def is_interested(self) -> bool:
        """Whether it has an interest of any kind."""
        return bool(self.interests)

    @property
    def name(self) -> str:
        """What a person would call it."""
        return self._name

    def __str__(self) -> str:
        notes = ["at first hand"] if self.is_first_hand else []
        names = dict(self._principals)
        for how, words in _INTERESTED.items():
            held = [interest for interest in self.interests if interest.how == how]
            if held:
                through = listed(list(dict.fromkeys(names.get(i.source, i.source) for i in held)))
                about = listed(list(dict.fromkeys(i.about for i in held)))
                notes.append(words.format(about=about, through=through))
        if self.since is not None:
            notes.append(str(self.since))
        return f"{self._name}{', in its own voice' if self.kind == 'own_voice' else ''}" + (
            f" ({'; '.join(notes)})" if notes else ""
        )

    def __repr__(self) -> str:
        return f"<Party {self.id}{', interested' if self.interests else ''}>"


_INTERESTED = {
    "own": "interested: {about}",
    "principal": "speaks for {through}, interested: {about}",
    "affiliation": "belongs to {through}, interested: {about}",
}


def time_of(view: View, passage: Attribution) -> When | None:
    """Return when something was said, else when the passage appeared; `None` if neither is known."""
    return passage.said_at if passage.said_at is not None else view.appeared(passage.article)


class Parties:
    """Finds the parties behind passages, in one view."""

    def __init__(self, walk: Walk, labels: Labels) -> None:
        self._walk, self._view, self._voices, self._labels = walk, walk.view, walk.voices, labels

    def behind(self, starts: Sequence[Attribution], about: frozenset[str]) -> tuple[Party, ...]:
        """Return the parties that some passages of one side lead to, by id.

        A relay is none, and neither is who took a claim over from another. Where no way leads to
        anybody (all of it was taken back, or leads round), the outlets themselves are the parties:
        they say so.

        Args:
            starts: the passages of the claim on that side.
            about: what the claims are about.
        """
        ends = Ends(Walk(self._view, like=self._walk), starts)
        seen_by = {id for origin in ends.origins() for id in origin.seen_by}
        held: dict[tuple[str, str], list[Attribution]] = {}
        for id, passage in ends.passages.items():
            for kind, party in self._entered(ends, id):
                held.setdefault((party, kind), []).append(passage)
        if not held:
            for passage in starts:
                held.setdefault((self._outlet(passage.article), "own_voice"), []).append(passage)
        return tuple(
            self._party(party, kind, passages, seen_by, about)
            for (party, kind), passages in sorted(held.items(), key=lambda item: item[0])
        )

    def _entered(self, ends: Ends, passage: str) -> Iterator[tuple[str, str]]:
        for edge in ends.edges.get(passage, ()):
            if edge.how in TO_VOICES:
                yield "source", ends.walk.voice_keys[edge.target][0]
            elif edge.how == OWN_VOICE:
                yield "own_voice", self._outlet(edge.target)
            elif edge.how == OPEN:
                yield "open", edge.target

    def _outlet(self, article: str) -> str:
        record = self._view.articles.get(article)
        publisher: str | None = None if record is None else self._view.read(record, "publisher")
        return article if publisher is None else self._voices.root(publisher)

    def _party(
        self, id: str, kind: str, passages: list[Attribution], seen_by: set[str], about: frozenset[str]
    ) -> Party:
        times = [time for p in passages if (time := time_of(self._view, p)) is not None]
        since = min(times, key=lambda time: time.sort_key(), default=None)
        interests = tuple(self._interests(id, about, times)) if kind != "open" else ()
        names = tuple((i.source, self._name(i.source)) for i in interests if i.how != "own")
        return Party(
            id,
            kind,
            tuple(sorted({passage.id for passage in passages})),
            any(passage.id in seen_by for passage in passages),
            interests,
            since,
            self._name(id),
            names,
        )

    def _name(self, id: str) -> str:
        self._labels.know_article(id)
        self._labels.know_source(id)
        return self._labels.plain(id)

    # --- interests -------------------------------------------------------------------------

    def _interests(self, root: str, about: frozenset[str], times: Sequence[When]) -> Iterator[Interest]:
        principals = self._principals(root)
        belongs = [
            organization
            for voice in (root, *principals)
            for organization in self._belongs_to(voice, times)
            if organization != root and organization not in principals
        ]
        ways = (("own", [root]), ("principal", principals), ("affiliation", list(dict.fromkeys(belongs))))
        for how, voices in ways:
            for voice in voices:
                for value in sorted(self._held(voice) & about):
                    yield Interest(value, how, voice)

    def _held(self, voice: str) -> frozenset[str]:
        found: set[str] = set()
        for record in self._voices.records(voice):
            found.update(self._view.read(record, "interests"))
        return frozenset(found)

    def _principals(self, root: str) -> list[str]:
        """Return whom a voice speaks for, and whom those speak for, nearest first."""
        found = [root]
        for at in found:
            for record in self._voices.records(at):
                whom = self._view.read(record, "speaks_for")
                if whom is not None and self._voices.root(whom) not in found:
                    found.append(self._voices.root(whom))
        return found[1:]

    def _belongs_to(self, root: str, times: Sequence[When]) -> Iterable[str]:
        """Yield the organisations that a voice belongs to.

        Not those that it is known to have left before it first spoke, or joined after it last did.
        """
        for record in self._voices.records(root):
            for affiliation in self._view.read(record, "affiliations"):
                if not _is_over(affiliation, times):
                    yield self._voices.root(affiliation.organization)


def _is_over(affiliation: Affiliation, times: Sequence[When]) -> bool:
    since, until = affiliation.since, affiliation.until
    if not times:
        return False
    gone = until is not None and all(until.before(time) is True for time in times)
    not_yet = since is not None and all(since.after(time) is True for time in times)
    return gone or not_yet
