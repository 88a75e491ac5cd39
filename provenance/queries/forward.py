"""Who may have leaned on a record: from what fell forward to every passage that may rest on it.

The walk of independence goes from a passage to what it rests on. This goes the other way, so that
a question about one source touches what is connected to it and nothing else. It may go too far,
never too short: what really changes is told by counting again.
"""

from collections.abc import Iterable, Sequence

from provenance.model import Attribution, Derivation, Source
from provenance.queries.standing import passages_between, side_of
from provenance.queries.walk import Walk

__all__ = ["Forward"]

Context = tuple[str, int] | None
"""A claim and a side that whoever comes next must share, or `None` where nothing restricts it."""


class Forward:
    """Collects the passages that may rest on something."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.passages: dict[str, Attribution] = {}
        """Every passage met, by id."""
        self.voices: set[str] = set()
        """Every voice met for which nothing is restricted: it rests on what fell, whatever the claim."""
        index = walk.view.dossier.index
        self._crediting = index("attributions", "source").get
        self._speaking = index("sources", "speaks_for").get
        self._todo: list[Attribution] = []
        self._voices_todo: list[tuple[str, Context]] = []
        self._voices_seen: set[tuple[str, Context]] = set()
        self._followed: set[tuple[str, Context]] = set()
        self._lent: set[tuple[str, Context]] = set()
        self._strays: dict[str, list[Attribution]] = {}

    # --- what to begin with ----------------------------------------------------------------

    def from_voice(self, source: str) -> None:
        """Begin with a source."""
        self._meet_voice(self.walk.voices.root(source), None)

    def from_passages(self, passages: Iterable[Attribution]) -> None:
        """Begin with passages."""
        for passage in passages:
            self._meet(passage)

    def from_what_is_lent_by(self, passages: Iterable[Attribution]) -> None:
        """Begin with passages and all that they relay."""
        self._lend(passages, None)

    def from_article(self, article: str) -> None:
        """Begin with a text as a whole: whoever took anything from it."""
        for derivation in self.walk.view.derivations_from(article):
            self._follow(derivation, None)

    def go(self) -> None:
        """Go on to the end."""
        while self._todo or self._voices_todo:
            while self._todo:
                self._from_passage(self._todo.pop())
            while self._voices_todo:
                self._from_voice(*self._voices_todo.pop())

    # --- one step --------------------------------------------------------------------------

    def _meet(self, passage: Attribution) -> None:
        if passage.id not in self.passages:
            self.passages[passage.id] = passage
            self._todo.append(passage)

    def _meet_voice(self, root: str, context: Context) -> None:
        if (root, None) not in self._voices_seen and (root, context) not in self._voices_seen:
            self._voices_seen.add((root, context))
            self._voices_todo.append((root, context))
            if context is None:
                self.voices.add(root)

    def _fits(self, passage: Attribution, context: Context) -> bool:
        if context is None:
            return True
        claim, side = context
        is_near = passage.claim == claim or passage.claim in self.walk.kinship.kin(claim)
        return is_near and side_of(passage) == side

    def _from_passage(self, passage: Attribution) -> None:
        view = self.walk.view
        context = self.walk.kinship.same(passage.claim)[0], side_of(passage)
        outer = None if passage.via is None else view.attributions.get(passage.via)
        if outer is not None and self._fits(outer, context):
            self._meet(outer)
        for taken in (view.derivations_from(passage.id), view.derivations_from(passage.article)):
            for derivation in taken:
                self._follow(derivation, context)

    def _from_voice(self, root: str, context: Context) -> None:
        view, voices = self.walk.view, self.walk.voices
        for id in voices.ids(root):
            for passage in self._credited(id, context):
                self._meet(passage)
            speaker: Source
            for speaker in self._speaking(id):
                self._meet_voice(voices.root(speaker.id), context)
            for derivation in view.derivations_from(id):
                self._follow(derivation, context)

    def _credited(self, source: str, context: Context) -> list[Attribution]:
        """Return the passages that credit a source and fit, from the shorter of two lists."""
        credited: Sequence[Attribution] = self._crediting(source)
        if context is not None:
            of_claims = [self.walk.view.passages_of(id) for id in self.walk.kinship.kin(context[0])]
            if sum(map(len, of_claims)) < len(credited):
                credited = [p for held in of_claims for p in held if p.source == source]
        return [passage for passage in credited if self._fits(passage, context)]

    def _follow(self, derivation: Derivation, context: Context) -> None:
        """Go to what was taken from something, in a context."""
        key = derivation.id, context
        if key in self._followed:
            return
        self._followed.add(key)
        view, derived = self.walk.view, derivation.derived
        passage = view.attributions.get(derived)
        if passage is not None:
            if view.enclosed(derived):
                self._lend([passage], context)
            elif self._fits(passage, context):
                self._meet(passage)
        elif derived in view.sources:
            self._meet_voice(self.walk.voices.root(derived), context)
        else:
            held = view.passages_in(derived)
            if context is not None:
                held = passages_between(view, derived, self.walk.kinship.kin(context[0]))
            for passage in held:
                if self._fits(passage, context):
                    self._meet(passage)
            self._lend(self._lent_elsewhere(derived), context)

    # --- what relays lend ------------------------------------------------------------------

    def _lend(self, holders: Iterable[Attribution], context: Context) -> None:
        """Meet passages and all that they relay, at whatever depth: relays lend what they have."""
        waiting = list(holders)
        for passage in waiting:
            key = passage.id, context
            if key not in self._lent:
                self._lent.add(key)
                waiting += self.walk.view.enclosed(passage.id)
                if self._fits(passage, context):
                    self._meet(passage)

    def _lent_elsewhere(self, article: str) -> list[Attribution]:
        """Return passages of other articles that relays of this one enclose: no sound dossier has any."""
        known = self._strays.get(article)
        if known is None:
            view = self.walk.view
            held = view.passages_in(article)
            known = [q for p in held for q in view.enclosed(p.id) if q.article != article]
            self._strays[article] = known
        return known
