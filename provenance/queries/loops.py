"""Rings in which works rest on each other, and rings that may come to be."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from attrs import field, frozen

from provenance.errors import shown
from provenance.model import Attribution, Derivation, When
from provenance.queries.arrow import Tabular
from provenance.queries.labels import Labels
from provenance.queries.showing import LeftOut, Reason, counted, listed, places_of, shortened
from provenance.queries.steps import CREDITS, GAP, SPEAKS_FOR

__all__ = ["Circular", "Citation", "Loop"]

_SHOWN_EDGES = 20
_SHOWN_NAMES = 6
_SHOWN_LOOPS = 10


class Citation(NamedTuple):
    """One edge of a ring: a work took the claim from another. The two ends are works or sources."""

    derived: str
    """The work (or source) that took it: its id."""

    taken_from: str
    """The work (or source) it was taken from."""

    how: str
    """derives; comes_from, credits and gap (to a source), speaks_for (from one source to another)."""

    when: When | None
    """When it was taken: when the first version to do so appeared. `None` if that is not known."""

    dated_by: str | None
    """The field that says when: published, modified (of a later version), or said_at (of a passage whose
    article has no date)."""

    passages: tuple[str, ...]
    """The passages that took it, sorted."""

    derivations: tuple[str, ...]
    """The derivations that say so, sorted."""

    def __str__(self) -> str:
        when = "" if self.when is None else f" ({self.when})"
        return f"{self.derived} {_VERBS.get(self.how, 'took it from')} {self.taken_from}{when}"


_VERBS = {CREDITS: "credits", GAP: "credits", SPEAKS_FOR: "speaks for"}


@frozen(repr=False)
class Loop(Tabular):
    """Works that all rest on each other for a claim; or, not established, that may come to do so.

    It is the whole tangle: every work from which a way leads round and back to it. Several rings
    that share a work are one loop. Iterating gives the edges, in time order.
    """

    claims: tuple[str, ...]
    """The claims that go round, sorted: one, or several that restate or are related to each other."""

    is_established: bool
    """Whether the ring is there. If not, a text that is still being edited may come to close it."""

    works: tuple[str, ...]
    """The works, in time order of their first version; those without a date last, then by id. Of
    several versions, which are one work, the one with the smallest id stands for all: see `versions`."""

    sources: tuple[str, ...]
    """Sources through which the ring leads, if any, sorted."""

    edges: tuple[Citation, ...]
    """Who took it from whom, in time order; those without a date last, then by id. Times that overlap
    stand in a fixed order that says nothing: see `earliest`."""

    earliest: Citation | None
    """The edge that is certainly before all the others; `None` if it is not known which one is."""

    origin: str | None
    """Of a loop that is not established, the work that gives no source for the claim."""

    has_dropped_it: bool
    """Whether that work no longer carries the claim."""

    outside: tuple[str, ...]
    """What the works rest on beside the ring: sources, other works, texts that are not on record;
    sorted. Empty if nothing outside the ring supports the claim. Only of an established loop."""

    way_round: tuple[str, ...]
    """One shortest way round, from the taker of the first edge back to it; empty if not established."""

    readings: tuple[str, ...]
    """Passages on the way that are one of several readings of their text: read otherwise, they may
    lead elsewhere. Sorted."""

    _versions: dict[str, tuple[str, ...]] = field(eq=False)
    _passages: dict[str, Attribution] = field(eq=False)
    _derivations: dict[str, Derivation] = field(eq=False)
    _texts: dict[str, str] = field(eq=False)
    _labels: Labels = field(eq=False)

    @property
    def claim(self) -> str:
        """The claim, by its id; of several, the one with the smallest."""
        return self.claims[0]

    @property
    def derivations(self) -> tuple[str, ...]:
        """The derivations behind all edges, sorted."""
        return tuple(sorted(self._derivations))

    def versions(self, work: str) -> tuple[str, ...]:
        """Return the articles that are versions of a work in the loop, sorted; one has only itself."""
        return self._versions.get(work, (work,))

    def __iter__(self) -> Iterator[Citation]:
        return iter(self.edges)

    def __len__(self) -> int:
        return len(self.edges)

    @property
    def why(self) -> tuple[Reason, ...]:
        """The derivations and passages behind each edge and their places in the texts, edge by edge."""
        found: dict[str, Reason] = {}
        for edge in self.edges:
            for id in edge.derivations:
                held = self._derivations[id]
                found.setdefault(id, Reason(id, f"{held.derived} came from {held.taken_from}", held.anchors))
            for id in edge.passages:
                found.setdefault(id, self._reason(self._passages[id]))
        if self.origin is not None:
            for id, passage in sorted(self._passages.items()):
                found.setdefault(id, self._reason(passage))
        return tuple(found.values())

    def _reason(self, passage: Attribution) -> Reason:
        credit = f"credits {passage.source}" if passage.source is not None else "credits nobody"
        words = f"{passage.article} gives {passage.claim} and {credit}"
        return Reason(passage.id, words, places_of(passage))

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "standing": "text",
        "claim": "text",
        "text": "text",
        "derived": "text",
        "derived_name": "text",
        "how": "text",
        "taken_from": "text",
        "taken_from_name": "text",
        "when": "text",
        "dated_by": "text",
        "earliest": "bool",
        "derivations": "texts",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row an edge, in time order; `earliest` is None in all if it is not known which is."""
        return [self._row(edge) for edge in self.edges]

    def _row(self, edge: Citation) -> dict[str, Any]:
        name = self._labels.plain
        return {
            "standing": "established" if self.is_established else "possible",
            "claim": self.claim,
            "text": self._texts.get(self.claim),
            "derived": edge.derived,
            "derived_name": name(edge.derived),
            "how": edge.how,
            "taken_from": edge.taken_from,
            "taken_from_name": name(edge.taken_from),
            "when": None if edge.when is None else str(edge.when),
            "dated_by": edge.dated_by,
            "earliest": None if self.earliest is None else edge == self.earliest,
            "derivations": list(edge.derivations),
        }

    # --- in words --------------------------------------------------------------------------

    def __str__(self) -> str:
        names = _Names(self)
        lines = [self._headline(names)]
        for edge in self.edges[:_SHOWN_EDGES]:
            mark = " — the earliest" if edge is self.earliest and len(self.edges) > 1 else ""
            when = "date not known" if edge.when is None else str(edge.when)
            verb = _VERBS.get(edge.how, "took it from")
            lines.append(f"  {when}: {names[edge.derived]} {verb} {names[edge.taken_from]}{mark}")
        if len(self.edges) > _SHOWN_EDGES:
            lines.append(f"  … and {len(self.edges) - _SHOWN_EDGES:,} more")
        lines += [f"  {sentence}" for sentence in self._remarks(names)]
        return "\n".join(lines)

    def _headline(self, names: "_Names") -> str:
        works = [work for work in self.works if work != self.origin]
        about = listed([f"“{shortened(self._texts.get(id) or id, 100)}”" for id in self.claims], most=3)
        listing, through = names.all(works), names.all(self.sources)
        if self.origin is None:
            if len(works) == 1:
                return f"{about}: {listing} rests on itself, through {through}"
            way = f", through {through}" if through else ""
            return f"{about}: {counted(len(works), 'work')} rest on each other{way}: {listing}"
        rest = "1 work rests" if len(works) == 1 else f"{len(works):,} works rest"
        gives = "gave" if self.has_dropped_it else "gives"
        return f"{about}: {names[self.origin]} {gives} no source, and {rest} on it: {listing}"

    def _remarks(self, names: "_Names") -> Iterator[str]:
        if self.earliest is None and self.is_established:
            undated = sum(edge.when is None for edge in self.edges)
            why = f"{undated:,} without a date" if undated else "the dates do not decide it"
            yield f"which was the earliest is not known: {why}"
        if len(self.edges) >= len(self.way_round) > 0:  # else the edges are the way round
            yield f"one way round: {names.way(self.way_round)}"
        if self.origin is None:
            if self.outside:
                yield f"beside the ring it rests on {names.all(self.outside)}"
            else:
                yield "nothing outside the ring supports it"
        elif self.has_dropped_it:
            yield "it has dropped the claim since"
            yield f"no ring yet: {names[self.origin]} would close one by taking it up again from them"
        else:
            yield f"no ring yet: {names[self.origin]} would close one by citing any of them"
        if self.readings:
            yield f"it depends on how a text is read: {listed(list(self.readings))}"

    def __repr__(self) -> str:
        kind = "Loop" if self.is_established else "Possible loop"
        return f"<{kind} of {shown(self.claim)}: {counted(len(self.works), 'work')}>"


@frozen(repr=False)
class Circular(Tabular):
    """Who cites whom in a ring. Iterating gives the established loops, then those that may come to be."""

    claim: str | None
    """The claim asked about; `None` for all claims of the dossier."""

    loops: tuple[Loop, ...]
    """The rings that are there, in time order of their first edges; those without a date last."""

    possible: tuple[Loop, ...]
    """The rings that may come to be, in the same order; empty if they were not asked for."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id; among it every derivation that would close a
    ring if it were established, or known to cover the passages of the claim."""

    _predicted: bool = field(default=False)

    def __iter__(self) -> Iterator[Loop]:
        return iter((*self.loops, *self.possible))

    def __len__(self) -> int:
        return len(self.loops) + len(self.possible)

    @property
    def why(self) -> tuple[Reason, ...]:
        """The derivations and passages behind each edge, loop by loop."""
        return tuple(reason for loop in self for reason in loop.why)

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "loop": "int",
        **Loop._COLUMNS,
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row an edge, loop by loop; `loop` numbers the loops from 1."""
        return [{"loop": number, **row} for number, loop in enumerate(self, 1) for row in loop.to_rows()]

    def __str__(self) -> str:
        lines = [counted(len(self.loops), "ring") if self.loops else "no ring"]
        if self._predicted:
            lines[0] += f", {counted(len(self.possible), 'ring')} that may come to be"
        told = [*self.loops[:_SHOWN_LOOPS], *self.possible[:_SHOWN_LOOPS]]
        lines += [str(loop) for loop in told]
        if len(told) < len(self):
            lines.append(f"… and {len(self) - len(told):,} more")
        return "\n".join(lines)

    def __repr__(self) -> str:
        of = f" of {shown(self.claim)}" if self.claim is not None else ""
        possible = f", {len(self.possible):,} possible" if self._predicted else ""
        return f"<Circular{of}: {counted(len(self.loops), 'ring')}{possible}>"


class _Names:
    """What to call the works and sources of a loop; with the id where two works are called the same."""

    def __init__(self, loop: Loop) -> None:
        self._plain = loop._labels.plain
        self._works = set(loop.works)
        self._bearers = Counter(self._plain(work) for work in self._works)

    def __getitem__(self, id: str) -> str:
        name = self._plain(id)
        return f"{name} ({id})" if self._bearers[name] > (id in self._works) and name != id else name

    def way(self, ids: Sequence[str]) -> str:
        few = [self[id] for id in ids]
        if len(ids) > _SHOWN_NAMES + 2:
            few = [*few[:_SHOWN_NAMES], f"(… {len(ids) - _SHOWN_NAMES - 1:,} more …)", few[-1]]
        return " ← ".join(few)

    def all(self, ids: Sequence[str]) -> str:
        few = [self[id] for id in ids[:_SHOWN_NAMES]]
        if len(ids) > _SHOWN_NAMES:
            few[-1] = f"{len(ids) - _SHOWN_NAMES + 1:,} more"
        return listed(few)
