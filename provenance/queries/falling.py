"""The walk of independence in a world in which something has fallen.

Nothing is counted here: `tally` counts with this walk as it does with the usual one. Only three
things differ. What was taken back does not stand; a way that leads to a voice that fell, or to a
text of its own, ends there and supports nothing; and so does one into a text that was taken back
and whose passages nobody recorded.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from attrs import frozen

from provenance.model import Attribution, Derivation, DerivationKind
from provenance.queries.kinship import Kinship
from provenance.queries.standing import Standings
from provenance.queries.steps import FALLEN, OPEN, OWN_VOICE, TO_PASSAGES, Edge
from provenance.queries.view import View
from provenance.queries.voices import Voices
from provenance.queries.walk import Walk

__all__ = ["Fallen", "FallingWalk"]


@frozen(kw_only=True)
class Fallen:
    """What is taken to have fallen."""

    asked: str
    """The record asked about."""

    voices: frozenset[str] = frozenset()
    """The voices whose word no longer counts, by the ids that stand for them."""

    articles: frozenset[str] = frozenset()
    """The articles that were taken back, with all their versions."""

    passages: frozenset[str] = frozenset()
    """The passages that were taken back."""


class _FallingStandings(Standings):
    """Which passages stand when some were taken back."""

    __slots__ = ("_by", "_gone")

    def __init__(self, view: View, kinship: Kinship, voices: Voices, fallen: Fallen) -> None:
        super().__init__(view, kinship, voices)
        self._gone = fallen.passages
        self._by = Derivation(derived=fallen.asked, taken_from=fallen.asked, kind=DerivationKind.RETRACTED)

    def why_fallen(self, passage: Attribution) -> Derivation | str | None:
        return self._by if passage.id in self._gone else super().why_fallen(passage)

    def _withdrawal(self, passage: Attribution) -> Derivation | None:
        return self._by if passage.id in self._gone else super()._withdrawal(passage)


class FallingWalk(Walk):
    """Answers what rests on what, where something has fallen."""

    def __init__(
        self,
        view: View,
        absent: Collection[str] = (),
        like: Walk | None = None,
        fallen: Fallen | None = None,
    ) -> None:
        """Begin a walk.

        Args:
            view: what may be seen.
            absent: readings that were not chosen.
            like: another walk in the same view, whose look-ups are shared.
            fallen: what fell; if not given, what fell for `like`.
        """
        super().__init__(view, absent, like)
        if fallen is None:
            fallen = like.fallen if isinstance(like, FallingWalk) else Fallen(asked="")
        self.fallen: Fallen = fallen
        self.as_it_is: Mapping[str, Sequence[Edge]] = {}
        """What passages rest on where nothing fell, if nothing unusual is on record of them."""
        self._texts: dict[str, bool] = like._texts if isinstance(like, FallingWalk) else {}

    @cached_property
    def standings(self) -> Standings:
        """Which passages stand."""
        if isinstance(self._like, FallingWalk):
            return self._like.standings
        return _FallingStandings(self.view, self.kinship, self.voices, self.fallen)

    def rest(self, passage: Attribution) -> Sequence[Edge]:
        """Return what a passage rests on: what it did, if that is passages of which none fell."""
        held = self.as_it_is.get(passage.id)
        if held is not None:
            gone = self.fallen.passages
            for how, target, _, _ in held:
                if how not in TO_PASSAGES or target in gone:
                    break
            else:
                return held
        return super().rest(passage)

    def credit(self, passage: Attribution) -> Edge:
        """Return what a passage rests on that shows no other way; nothing if that is a text which fell."""
        edge = super().credit(passage)
        if edge.how == OWN_VOICE and self._has_fallen(edge.target):
            return Edge(FALLEN, edge.target)
        return edge

    def rest_of_voice(self, key: str) -> Sequence[Edge]:
        """Return what a voice rests on; one that fell supports nothing, whatever it rests on."""
        root = self.voice_keys[key][0]
        return (Edge(FALLEN, root),) if root in self.fallen.voices else super().rest_of_voice(key)

    def _gap(
        self, derivation: Derivation, passage: Attribution | None, voice: str | None, unseen: str
    ) -> list[Edge]:
        # Nobody recorded what the text says; but whatever was taken from it falls with it.
        fallen = self.fallen
        if unseen in fallen.articles or derivation.taken_from in fallen.passages:
            return [Edge(FALLEN, unseen, derivation)]
        edges = super()._gap(derivation, passage, voice, unseen)
        if edges[0].how == OPEN and self._has_fallen(unseen):
            return [Edge(FALLEN, unseen, derivation)]
        return edges

    def _has_fallen(self, article: str) -> bool:
        """Tell whether a text is in nobody's voice but one that fell: that of all publishers of the work."""
        if not self.fallen.voices:
            return False
        known = self._texts.get(article)
        if known is None:
            view = self.view
            versions = self.standings.versions(article)
            held = [view.articles[id] for id in versions if id in view.articles]
            names = [view.read(record, "publisher") for record in held]
            roots = {self.voices.root(name) for name in names if name is not None}
            known = bool(roots) and roots <= self.fallen.voices
            self._texts.update(dict.fromkeys(versions, known))
        return known
