"""What changed in who is credited, between two tellings of a claim."""

from collections.abc import Iterator

from provenance.model import Anonymity, Attribution, Form, JudgementVerdict
from provenance.queries.driftkinds import Change, DriftKind
from provenance.queries.labels import Labels
from provenance.queries.showing import shortened
from provenance.queries.walk import Walk
from provenance.queries.wording import name_variants, same_words, words_in

__all__ = ["Credits"]

_RANKS: dict[object, int] = {
    Anonymity.NAMED: 0,
    Anonymity.PSEUDONYMOUS: 1,
    Anonymity.ROLE_ONLY: 1,
    Anonymity.UNNAMED: 2,
    Anonymity.WITHHELD: 2,
    Anonymity.UNSPECIFIED: 2,
}
_MOUTHS = frozenset({Form.DIRECT, Form.INDIRECT, Form.MIXED, Form.NARRATED})
OWN_VOICE = "in its own voice"
NOBODY = "credited to nobody"


class Credits:
    """Compares who two passages credit, judgements followed."""

    def __init__(self, walk: Walk, labels: Labels) -> None:
        self._walk, self._view, self._voices, self._labels = walk, walk.view, walk.voices, labels

    def changes(
        self, before: Attribution, after: Attribution, *, same_work: bool = False
    ) -> Iterator[Change]:
        """Yield what changed in the credit.

        A credit is kept where the same source is still credited, or relays the later passage, or
        where one of the two speaks for the other or is known to derive from it. What a passage
        relays speaks for it.
        """
        before, after = self._speaking(before, after)
        old, new = self._credit(before), self._credit(after)
        if old is None:
            yield from self._without_old(before, after, new, same_work)
            return
        kept = self._kept(old, after)
        if kept is None:
            yield from self._lost_or_changed(before, old, after, new)
        elif self._voices.root(kept) == self._voices.root(old):
            yield from self._renamed(before, old, after, kept)
        if new is not None:
            yield from self._anonymity(before, old, after, new)

    def from_source(self, source: str, after: Attribution) -> Iterator[Change]:
        """Yield what was lost where a passage was taken from a source and credits nobody at all."""
        if self._credit(after) is None:
            yield from self._lost(self._named(source), after)

    # --- the credit of a passage -----------------------------------------------------------

    def _speaking(self, before: Attribution, after: Attribution) -> tuple[Attribution, Attribution]:
        """Return the passages whose credits are compared: of a relay, what it relays in the end.

        Of several, two that credit the same voice, if there are any; else those with the smallest ids.
        """
        olds, news = self._inmost(before), self._inmost(after)
        if len(olds) > 1 or len(news) > 1:
            by_voice = {self._voice(new): new for new in reversed(news)}
            for old in olds:
                if self._voice(old) in by_voice:
                    return old, by_voice[self._voice(old)]
        return olds[0], news[0]

    def _inmost(self, passage: Attribution) -> list[Attribution]:
        """Return the passages that one relays and that relay nothing themselves; itself if it relays none."""
        if not self._view.enclosed(passage.id):
            return [passage]
        seen = {passage.id}
        queue, found = [passage], []
        for at in queue:
            inner = self._walk.relayed(at)
            if not inner:
                found.append(at)
            for other in inner:
                if other.id not in seen:
                    seen.add(other.id)
                    queue.append(other)
        return sorted(found, key=lambda p: p.id) or [passage]

    def _voice(self, passage: Attribution) -> str | None:
        source = self._credit(passage)
        return None if source is None else self._voices.root(source)

    def _credit(self, passage: Attribution) -> str | None:
        """Return the source that a passage credits, else the nearest relay's."""
        if passage.source is not None:
            return passage.source
        return next((r.source for r in self._walk.relays(passage) if r.source is not None), None)

    def _heard(self, passage: Attribution) -> Iterator[str]:
        if passage.source is not None:
            yield passage.source
        for relay in self._walk.relays(passage):
            if relay.source is not None:
                yield relay.source

    def _kept(self, source: str, passage: Attribution) -> str | None:
        """Return the source in a passage's credit that is the same voice as this one; `None` if none is."""
        root, behind = self._voices.root, self._voices.behind
        wanted, mine = root(source), None
        for other in self._heard(passage):
            if root(other) == wanted:
                return other
        for other in self._heard(passage):
            mine = behind(source) if mine is None else mine
            if root(other) in mine or wanted in behind(other):
                return other
        return None

    def _outlet(self, passage: Attribution) -> str | None:
        article = self._view.articles.get(passage.article)
        return None if article is None else self._view.read(article, "publisher")

    def _named(self, source: str) -> str:
        self._labels.know_source(source)
        root = self._voices.root(source)
        self._labels.know_source(root)
        name = self._labels.names.get(source) or self._labels.descriptions.get(source)
        return shortened(name or self._labels.plain(root), 100).strip("“”")

    # --- what changed ----------------------------------------------------------------------

    def _lost(self, name: str, after: Attribution) -> Iterator[Change]:
        own = after.form is Form.OWN_VOICE
        yield Change(DriftKind.ORIGINATOR_LOST, name, OWN_VOICE if own else NOBODY)
        if own:
            yield Change(DriftKind.ATTRIBUTION_BECAME_OWN_VOICE, name, OWN_VOICE)

    def _lost_or_changed(
        self, before: Attribution, old: str, after: Attribution, new: str | None
    ) -> Iterator[Change]:
        if new is None:
            yield from self._lost(self._named(old), after)
            return
        root, name = self._voices.root, self._voices.name
        relays = {root(r.source) for r in self._walk.relays(before) if r.source is not None}
        outlet = self._outlet(before)
        if outlet is not None:
            relays.add(root(outlet))
        if root(new) in relays or (name(old) is not None and name(new) is None):
            yield Change(DriftKind.ORIGINATOR_LOST, self._named(old), self._named(new))
        elif root(new) in self._voices.judged(old, JudgementVerdict.UNSURE):
            reason = f"whether {old}, whom {before.id} credits, is {new} is judged unsure"
            self._view.leave_out(after.id, reason)
        elif not self._same_description(before, old, after, new):
            yield Change(DriftKind.ORIGINATOR_CHANGED, self._named(old), self._named(new))

    def _same_description(self, before: Attribution, old: str, after: Attribution, new: str) -> bool:
        """Tell whether two sources without a name are spoken of in the same words, or one in none.

        An unnamed source has a record in each article, so that two records say nothing.
        """
        if self._voices.name(old) is not None or self._voices.name(new) is not None:
            return False
        if new in self._voices.judged(old, JudgementVerdict.DIFFERENT):
            return False
        one, other = self._words(before, old), self._words(after, new)
        return one is None or other is None or same_words(one, other)

    def _words(self, passage: Attribution, source: str) -> str | None:
        record = self._view.sources.get(source)
        described: str | None = None if record is None else self._view.read(record, "description")
        return described or passage.credited_as

    def _without_old(
        self, before: Attribution, after: Attribution, new: str | None, same_work: bool
    ) -> Iterator[Change]:
        outlet = self._outlet(before)
        if new is None:
            if after.form is Form.OWN_VOICE and before.form in _MOUTHS:
                yield Change(DriftKind.ATTRIBUTION_BECAME_OWN_VOICE, NOBODY, OWN_VOICE)
        elif outlet is not None and self._kept(outlet, after) is None:
            how = OWN_VOICE if before.form is Form.OWN_VOICE else "crediting nobody"
            yield Change(DriftKind.ORIGINATOR_CHANGED, f"{self._named(outlet)}, {how}", self._named(new))
        elif outlet is None and same_work:
            how = OWN_VOICE if before.form is Form.OWN_VOICE else NOBODY
            yield Change(DriftKind.ORIGINATOR_CHANGED, how, self._named(new))

    def _renamed(self, before: Attribution, old: str, after: Attribution, new: str) -> Iterator[Change]:
        held = self._view.sources
        one, other = (self._view.read(held[id], "name") if id in held else None for id in (old, new))
        if old != new and one is not None and other is not None and not same_words(one, other):
            yield Change(DriftKind.NAME_CHANGED, one, other)
        elif before.credited_as is not None and after.credited_as is not None:
            for first, second in name_variants(before.credited_as, after.credited_as):
                yield Change(DriftKind.NAME_CHANGED, first, second)

    def _anonymity(self, before: Attribution, old: str, after: Attribution, new: str) -> Iterator[Change]:
        levels = self._level(before, old), self._level(after, new)
        one, other = (None if level is None else _RANKS.get(level) for level in levels)
        if one is not None and other is not None and one < other:
            yield Change(
                DriftKind.ANONYMITY_INCREASED,
                self._as_credited(before, old, levels[0]),
                self._as_credited(after, new, levels[1]),
            )

    def _level(self, passage: Attribution, source: str) -> object:
        """Return how much a passage says of who its source is; told from the source if not recorded."""
        if passage.anonymity is not None and passage.source == source:
            return passage.anonymity
        name = self._voices.name(source)
        if name is None:
            return Anonymity.UNNAMED if source in self._view.sources else None
        said = passage.credited_as if passage.source == source else None
        if said is not None and not set(words_in(name)) & set(words_in(said)):
            return None
        return Anonymity.NAMED

    def _as_credited(self, passage: Attribution, source: str, level: object) -> str:
        said = passage.credited_as if passage.source == source else None
        words = self._named(source) if said is None else shortened(said, 100)
        return f"{words} ({str(level).replace('_', ' ')})"
