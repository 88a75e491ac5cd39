"""Who is one source, who might be, and who belongs to whom.

Records are never merged: the judgements on record are followed, and nothing else.
"""

from collections.abc import Callable, Iterable, Iterator

from provenance.model import IdentityJudgement, JudgementVerdict, Source
from provenance.model.identity import contradictions
from provenance.queries.showing import author_of, listed
from provenance.queries.view import View

__all__ = ["Voices"]


class Voices:
    """The sources of one view, judgements followed.

    A *voice* is all source records that are judged the same, named by the id of one of them: of
    one that has a name, if any has, and of these the smallest. A source that is referred to and
    not in the dossier is a voice too, of which nothing is known.
    """

    __slots__ = ("_classes", "_first", "_second", "_view", "has_judgements")

    def __init__(self, view: View) -> None:
        self._view = view
        self._first = view.dossier.index("judgements", "first").get
        self._second = view.dossier.index("judgements", "second").get
        self.has_judgements = bool(view.dossier.judgements)
        """Whether anybody judged anything, so that most look-ups can be left out."""
        self._classes: dict[str, tuple[str, tuple[str, ...]]] = {}

    def root(self, source: str) -> str:
        """Return the id that stands for a source and all that are judged the same."""
        if not self.has_judgements:
            return source
        return self._class(source)[0]

    def ids(self, source: str) -> tuple[str, ...]:
        """Return the ids of all records that are judged the same, itself included, sorted."""
        if not self.has_judgements:
            return (source,)
        return self._class(source)[1]

    def records(self, source: str) -> list[Source]:
        """Return those of them that the dossier holds."""
        held = self._view.sources
        return [held[id] for id in self.ids(source) if id in held]

    def judgements(self, source: str) -> Iterator[tuple[str, IdentityJudgement]]:
        """Yield every judgement in view about a voice, with the id of the other source."""
        for id in self.ids(source):
            for judgement in self._first(id):
                if self._view.has(judgement):
                    yield judgement.second, judgement
            for judgement in self._second(id):
                if judgement.first != judgement.second and self._view.has(judgement):
                    yield judgement.first, judgement

    def judged(self, source: str, verdict: JudgementVerdict) -> dict[str, IdentityJudgement]:
        """Return the other voices that were judged so towards this one, each with one judgement."""
        found: dict[str, IdentityJudgement] = {}
        if self.has_judgements:
            mine = self.root(source)
            for other, judgement in self.judgements(source):
                if judgement.verdict is verdict:
                    root = self.root(other)
                    known = found.get(root)
                    if root != mine and (known is None or judgement.id < known.id):
                        found[root] = judgement
        return found

    def name(self, source: str) -> str | None:
        """Return the name of a voice in the layers asked for; `None` if nobody knows it."""
        held = self._view.sources
        for id in (self.root(source), *self.ids(source)):
            record = held.get(id)
            if record is not None:
                name: str | None = self._view.read(record, "name")
                if name is not None:
                    return name
        return None

    def behind(self, source: str) -> frozenset[str]:
        """Return the sources that a voice speaks for or is known to derive from, and theirs; with itself."""
        return self._closure(source, self._rests_on)

    def speaking_with(self, source: str) -> frozenset[str]:
        """Return the same with the known members of each, and what they rest on."""
        return self._closure(source, lambda root: [*self._rests_on(root), *self._members(root)])

    def _closure(self, source: str, next_to: Callable[[str], Iterable[str]]) -> frozenset[str]:
        queue = [self.root(source)]
        found = set(queue)
        for root in queue:
            for other in next_to(root):
                if other not in found:
                    found.add(other)
                    queue.append(other)
        return frozenset(found)

    def _members(self, source: str) -> list[str]:
        return [
            self.root(member)
            for record in self.records(source)
            for member in self._view.read(record, "members")
        ]

    def _rests_on(self, source: str) -> list[str]:
        view = self._view
        found = []
        for record in self.records(source):
            whom = view.read(record, "speaks_for")
            if whom is not None:
                found.append(self.root(whom))
        for id in self.ids(source):
            for derivation in view.derivations_of(id):
                if derivation.taken_from in view.sources and view.established(derivation):
                    found.append(self.root(derivation.taken_from))
        return found

    def affiliations(self, source: str) -> frozenset[str]:
        """Return the organisations, as voices, that a voice is affiliated with."""
        return frozenset(
            self.root(affiliation.organization)
            for record in self.records(source)
            for affiliation in self._view.read(record, "affiliations")
        )

    def _class(self, source: str) -> tuple[str, tuple[str, ...]]:
        known = self._classes.get(source)
        if known is not None:
            return known
        seen = {source}
        queue = [source]
        for id in queue:
            for judgements, end in ((self._first(id), "second"), (self._second(id), "first")):
                for judgement in judgements:
                    other = getattr(judgement, end)
                    if (
                        judgement.verdict is JudgementVerdict.SAME
                        and other not in seen
                        and self._view.has(judgement)
                    ):
                        seen.add(other)
                        queue.append(other)
        ids = tuple(sorted(seen))
        named = self._first_named(ids) if len(ids) > 1 else source
        if len(ids) > 1:
            self._list_contradictions(ids)
        for id in ids:
            self._classes[id] = (named, ids)
        return named, ids

    def _list_contradictions(self, ids: tuple[str, ...]) -> None:
        """List as left out each "different" inside a voice; "same" is followed. Both authors are named."""
        held = {judgement.id: judgement for id in ids for judgement in self._first(id)}
        seen = [held[id] for id in sorted(held) if self._view.has(held[id])]
        for different, joined_by in contradictions(seen):
            others = listed([f"{j.id}{author_of(j)}" for j in joined_by]) or "a long chain of others"
            self._view.leave_out(
                different.id,
                f"it says that {different.first} and {different.second} are different{author_of(different)}, "
                f"but they are the same by {others}, which is followed",
            )

    def _first_named(self, ids: tuple[str, ...]) -> str:
        held = self._view.sources
        for id in ids:
            if id in held and self._view.read(held[id], "name") is not None:
                return id
        return next((id for id in ids if id in held), ids[0])
