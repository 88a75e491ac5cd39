"""Where walks end: the origins of a set of passages, and how each is entered."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from attrs import frozen

from provenance.model import Attribution, Derivation, HowKnown, SourceKind, Standing
from provenance.queries.plainly import Plain
from provenance.queries.rings import components
from provenance.queries.steps import (
    CREDITS,
    ENCLOSES,
    FALLEN,
    GAP,
    OPEN,
    OWN_VOICE,
    SPEAKS_FOR,
    TO_PASSAGES,
    TO_VOICES,
    Edge,
)
from provenance.queries.walk import Walk

__all__ = ["Ends", "Origin"]

_RECORDS_THEMSELVES = frozenset({SourceKind.DOCUMENT, SourceKind.DATASET, SourceKind.MEDIA})
_THERE = frozenset({HowKnown.DIRECT_PERCEPTION, HowKnown.PARTICIPATION})


@frozen(eq=True)
class Origin:
    """Where walks end: a source, an article that credits nobody, or a text that nobody has seen."""

    id: str
    """The source's or article's id; of several that are one, the id that stands for them."""

    kind: str
    """source, article (it credits nobody), or open (a text that is not on record)."""

    records: tuple[str, ...]
    """The ids of all records that are this one origin, sorted."""

    entered_by: tuple[str, ...]
    """The passages from which walks enter it, sorted."""

    seen_by: tuple[str, ...]
    """Those of them that make it first-hand: it was there, or is the document, and no other
    way in is possible. Empty for an origin that is not known to be at first hand."""

    is_named: bool
    """Whether it has a name; an article has its publisher's."""

    doubted_by: tuple[str, ...]
    """Derivations that are possible and would lead elsewhere, sorted."""

    @property
    def is_first_hand(self) -> bool:
        """Whether it is known to be at first hand."""
        return bool(self.seen_by)

    def __str__(self) -> str:
        return f"{self.id} ({self.kind}{', at first hand' if self.is_first_hand else ''})"


class Ends:
    """The walk from some passages to its end.

    The graph is kept: `edges` from each passage or voice met to what it rests on.
    """

    _plain: Plain

    def __init__(self, walk: Walk, starts: Iterable[Attribution], *, any_way: bool = False) -> None:
        """Walk to the end.

        Args:
            walk: says what rests on what.
            starts: where to begin.
            any_way: whether to go also where a passage leads only if what it encloses is not there.
        """
        self.walk = walk
        self.starts: Sequence[Attribution] = list(starts)
        self.edges = {}
        self.passages: dict[str, Attribution] = {}
        self._entries: dict[str, list[str]] = {}
        self._articles: dict[str, list[str]] = {}
        self._open: dict[str, list[str]] = {}
        self._ends: dict[str, tuple[str, tuple[str, ...]]] | None = None
        self._going_on: set[str] = set()
        """The voices that rest on others."""
        self._any_way = any_way
        self._go()

    @classmethod
    def of(cls, walk: Walk, plain: Plain) -> "Ends":
        """Return the end of a walk in which nothing unusual was met."""
        ends = cls.__new__(cls)
        ends.walk, ends.starts = walk, plain.starts
        ends._plain, ends._open, ends._going_on = plain, {}, set()
        ends.passages, ends._entries, ends._articles = (
            plain.passages,
            plain.holders(CREDITS),
            plain.holders(OWN_VOICE),
        )
        for source in ends._entries:
            walk.voice_keys[source] = (source, plain.claim, 0)
        ends._ends = {source: (source, (source,)) for source in ends._entries}
        return ends

    @cached_property
    def edges(self) -> dict[str, Sequence[Edge]]:
        """For each passage or voice met, what it rests on."""
        return self._plain.edges()  # a walk that met something unusual has filled this itself

    def _go(self) -> None:
        walk, edges, passages = self.walk, self.edges, self.passages
        rest, attributions = walk.rest, walk.view.attributions
        voices: list[str] = []
        queue: list[Attribution] = []
        entries = self._entries

        def note(holder: str, found: Sequence[Edge], is_passage: bool) -> None:
            for how, target, _, _ in found:
                if how in TO_PASSAGES:
                    if target not in passages:
                        passages[target] = passage = attributions[target]
                        queue.append(passage)
                elif how in TO_VOICES:
                    if is_passage:
                        if target in entries:
                            entries[target].append(holder)
                        else:
                            entries[target] = [holder]
                    elif how == GAP:
                        continue  # the voice itself is the end
                    if target not in edges:
                        edges[target] = ()
                        voices.append(target)
                elif how == OWN_VOICE:
                    self._articles.setdefault(target, []).append(holder)
                elif how == OPEN:
                    self._open.setdefault(target, []).append(holder if is_passage else "")

        for start in self.starts:
            if start.id not in passages:
                passages[start.id] = start
                queue.append(start)
        while queue or voices:
            while queue:
                passage = queue.pop()
                found = rest(passage)
                if self._any_way:
                    if found[0].how in (ENCLOSES, FALLEN):
                        found = [*found, *walk.rest_if_alone(passage)]
                    if passage.via is not None:
                        found = [*found, walk.credit(passage)]
                edges[passage.id] = found
                note(passage.id, found, True)
            while voices:
                key = voices.pop()
                found = walk.rest_of_voice(key)
                if found:
                    edges[key] = found
                    note(key, found, False)

    def absorb(self, other: "Ends") -> None:
        """Add what another walk in the same view met, under another reading of a passage."""
        self.passages.update(other.passages)
        for node, edges in other.edges.items():
            self.edges[node] = tuple(dict.fromkeys((*self.edges.get(node, ()), *edges)))
        self._ends = {**self._voice_ends(), **other._voice_ends()}
        self._going_on |= other._going_on
        self.walk.absorb(other.walk)

    # --- origins ---------------------------------------------------------------------------

    def origins(self) -> list[Origin]:
        """Return the origins, by id."""
        found = [*self._sources(), *self._texts()]
        found.sort(key=lambda origin: origin.id)
        return found

    def end_keys(self) -> dict[str, str]:
        """Return, for the key of each voice that is an end, the id of its origin."""
        return {key: origin for key, (origin, _) in self._voice_ends().items()}

    def _voice_ends(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Return the voices that are ends: key to the origin's id and the voices that are that origin."""
        if self._ends is not None:
            return self._ends
        walk, edges = self.walk, self.edges
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._ends = found
        going_on = self._going_on
        for key, (root, _, _) in walk.voice_keys.items():
            if key in edges:
                if edges[key]:
                    going_on.add(key)
                else:
                    found[key] = (root, (root,))
        if not going_on:
            return found

        def next_to(key: str) -> list[str]:
            return [edge.target for edge in edges.get(key, ()) if edge.how in TO_VOICES and edge.how != GAP]

        for component in components(sorted(going_on), next_to):
            members = set(component)
            leaving = [e for key in component for e in edges.get(key, ()) if e.target not in members]
            is_end = any(edge.how == GAP for key in component for edge in edges.get(key, ()))
            if (len(component) > 1 and not [e for e in leaving if e.how != GAP]) or is_end:
                roots = tuple(sorted({walk.voice_keys[key][0] for key in component}))
                named = [root for root in roots if walk.voices.name(root) is not None]
                for key in component:
                    found[key] = ((named or list(roots))[0], roots)
        return found

    def _sources(self) -> Iterable[Origin]:
        walk, voices = self.walk, self.walk.voices
        ends = self._voice_ends()
        roots_of: dict[str, tuple[str, ...]] = {}
        entered: dict[str, set[str]] = {}
        credited: dict[str, set[str]] = {}
        for origin, roots in ends.values():
            roots_of[origin] = tuple(sorted({*roots_of.get(origin, ()), *roots}))
            entered.setdefault(origin, set())
            credited.setdefault(origin, set())
        for key, holders in self._entries.items():
            if key in ends and key not in self._going_on:
                entered[ends[key][0]].update(holders)
                credited[ends[key][0]].update(holders)
                continue
            for end in self._ends_from(key, ends, speaking=False):
                entered[end].update(holders)
            for end in self._ends_from(key, ends, speaking=True):
                credited[end].update(holders)
        for origin, roots in roots_of.items():
            records = [record for root in roots for record in voices.records(root)]
            named = any(voices.name(root) is not None for root in roots)
            doubts = {
                d.id
                for root in roots
                for id in voices.ids(root)
                for d in walk.view.derivations_of(id)
                if d.standing is not Standing.ESTABLISHED and walk.view.has(d)
            }
            ways_in = entered[origin]
            is_itself = any(walk.view.read(record, "kind") in _RECORDS_THEMSELVES for record in records)
            able = ways_in if is_itself else {id for id in credited[origin] if self._was_there(id)}
            seen = {id for id in able if id not in walk.doubts} if named and not doubts else set()
            yield Origin(
                origin,
                "source",
                tuple(sorted({id for root in roots for id in voices.ids(root)})),
                tuple(sorted(ways_in)),
                tuple(sorted(seen)),
                named,
                tuple(sorted(doubts | self._doubts(ways_in))),
            )

    def _ends_from(
        self, key: str, ends: dict[str, tuple[str, tuple[str, ...]]], *, speaking: bool
    ) -> set[str]:
        """Return the origins that a voice leads to: all, or those it is one voice with."""
        found = set()
        seen = {key}
        queue = [key]
        for at in queue:
            if at in ends:
                found.add(ends[at][0])
            for edge in self.edges.get(at, ()):
                target = edge.target
                if edge.how not in TO_VOICES or target in seen:
                    continue
                same_end = at in ends and target in ends and ends[at] == ends[target]
                if not speaking or edge.how == SPEAKS_FOR or same_end:
                    seen.add(target)
                    queue.append(target)
        return found

    def _texts(self) -> Iterable[Origin]:
        """Yield the articles that credit nobody, versions of one work as one, and texts nobody has seen."""
        walk, view = self.walk, self.walk.view
        works: dict[str, list[str]] = {}
        for article in sorted({*self._articles, *self._open}):
            works.setdefault(walk.standings.versions(article)[0], []).append(article)
        for articles in works.values():
            holders: set[str] = set()
            seen: set[str] = set()
            doubts: set[str] = set()
            named = False
            for article in articles:
                record = view.articles.get(article)
                publisher = None if record is None else view.read(record, "publisher")
                has_name = publisher is not None and walk.voices.name(publisher) is not None
                named = named or has_name
                possible = self._possible(article)
                doubts |= {d.id for d in possible}
                told = self._articles.get(article, [])
                holders.update(told, filter(None, self._open.get(article, ())))
                if has_name and not possible:
                    seen |= {id for id in told if self._was_there(id) and id not in walk.doubts}
            is_open = not any(article in self._articles for article in articles)
            yield Origin(
                articles[0],
                "open" if is_open else "article",
                tuple(articles),
                tuple(sorted(holders)),
                tuple(sorted(seen)),
                named,
                tuple(sorted(doubts | self._doubts(holders))),
            )

    def _possible(self, article: str) -> list[Derivation]:
        view = self.walk.view
        return [
            d for d in view.derivations_of(article) if d.standing is not Standing.ESTABLISHED and view.has(d)
        ]

    def _was_there(self, passage: str) -> bool:
        return self.passages[passage].how_known in _THERE

    def _doubts(self, holders: Iterable[str]) -> set[str]:
        return {d.id for id in holders for d in self.walk.doubts.get(id, ())}

    # --- who reaches what ------------------------------------------------------------------

    def reached_from(self) -> dict[str, set[str]]:
        """Return, for the id of each origin, the passages among the starts from which it is reached."""
        back: dict[str, list[str]] = {}
        for node, edges in self.edges.items():
            for edge in edges:
                if edge.how != FALLEN and edge.target != node:
                    back.setdefault(edge.target, []).append(node)
        at: dict[str, set[str]] = {}
        for key, (origin, _) in self._voice_ends().items():
            at.setdefault(origin, set()).add(key)
        for origin_text in self._texts():
            for article in origin_text.records:
                at.setdefault(origin_text.id, set()).add(article)
        starts = {start.id for start in self.starts}
        found = {}
        for origin, nodes in at.items():
            seen = set(nodes)
            queue = list(nodes)
            for node in queue:
                for other in back.get(node, ()):
                    if other not in seen:
                        seen.add(other)
                        queue.append(other)
            found[origin] = seen & starts
        return found
