"""What changed on the way: a claim compared at both ends of every hop along which it travelled."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar

from attrs import field, frozen

from provenance.display import Showing
from provenance.errors import UsageError, shown
from provenance.model import Attribution, Claim, Dossier, TextAnchor
from provenance.model._collecting import collector_paused
from provenance.queries.arrow import Tabular
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    want_dossier,
)
from provenance.queries.driftkinds import Change, DriftKind
from provenance.queries.labels import Labels
from provenance.queries.retold import Comparison
from provenance.queries.showing import LeftOut, Reason, counted, places_of, shortened
from provenance.queries.travels import DriftHop, Travels, Way
from provenance.queries.view import View
from provenance.queries.walk import Walk
from provenance.watching import watched

__all__ = ["Drift", "DriftHop", "DriftKind", "Drifts", "drift"]

_SHOWN = 40


@frozen(repr=False)
class Drift(Showing):
    """One thing that changed on one hop. It says that it changed, not that anybody did wrong."""

    hop: DriftHop
    """The step, with both its ends."""

    kind: DriftKind
    """What changed."""

    before: str
    """What it was, as it can be read out."""

    after: str
    """What it became."""

    compared: str
    """`fields` where the records' fields differ, `words` where only the words differ that the
    anchors of both passages mark."""

    because: tuple[str, ...] = ()
    """Further records that it rests on: the relation between the claims, the caveat."""

    def __str__(self) -> str:
        how = " (by the words)" if self.compared == "words" else ""
        return f"{self.kind.in_words}{how}: {self.before} → {self.after}"

    def __repr__(self) -> str:
        return f"<Drift {self.kind.value}: {shortened(self.before, 40)!r} → {shortened(self.after, 40)!r}>"


@frozen(repr=False)
class Drifts(Tabular):
    """Everything that changed on the way. Iterating gives the drifts.

    They come in the order of the hops, those nearest the origins first; of one hop what was compared
    by fields comes before what was compared by words.
    """

    asked: str
    """The claim or attribution asked about."""

    drifts: tuple[Drift, ...]
    """What changed."""

    hops: tuple[DriftHop, ...]
    """Every hop whose ends were compared, those without a change included: nearest the origins
    first, then by the ids of their ends."""

    left_out: tuple[LeftOut, ...]
    """What could not be taken into account, by id."""

    _names: Mapping[str, str] = field(eq=False)
    _anchors: Mapping[str, tuple[TextAnchor, ...]] = field(eq=False)

    def __iter__(self) -> Iterator[Drift]:
        return iter(self.drifts)

    def __len__(self) -> int:
        return len(self.drifts)

    def of(self, *kinds: DriftKind | str) -> tuple[Drift, ...]:
        """Return the drifts of these kinds, in the same order.

        Raises:
            UsageError: for a word that is no kind of drift, and if none is given.
        """
        known = {kind.value for kind in DriftKind}
        for kind in kinds:
            if not isinstance(kind, str) or str(kind) not in known:
                raise UsageError("of", f"a kind of drift is one of {', '.join(known)}, got {shown(kind)}")
        if not kinds:
            raise UsageError("of", "give at least one kind of drift")
        wanted = {str(kind) for kind in kinds}
        return tuple(drift for drift in self.drifts if drift.kind.value in wanted)

    @property
    def why(self) -> tuple[Reason, ...]:
        """For each drift both ends with their places in the texts, the derivation, and what else it rests on.

        Each record stands there once, where it is first met.
        """
        found: dict[str, Reason] = {}
        for change in self.drifts:
            hop = change.hop
            for id, because in (
                (hop.rests_on, f"the claim stood here before it reached {hop.record}"),
                (hop.record, f"the claim stood here after it left {hop.rests_on}"),
                (hop.by, f"{hop.record} came from {hop.rests_on}"),
                *((id, f"it bears on the step to {hop.record}") for id in change.because),
            ):
                if id is not None:
                    found.setdefault(id, Reason(id, because, self._anchors.get(id, ())))
        return tuple(found.values())

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "record": "text",
        "how": "text",
        "rests_on": "text",
        "by": "text",
        "relation": "text",
        "is_possible": "bool",
        "from": "text",
        "to": "text",
        "kind": "text",
        "before": "text",
        "after": "text",
        "compared": "text",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a drift, in the same order."""
        return [
            {
                "record": change.hop.record,
                "how": change.hop.how,
                "rests_on": change.hop.rests_on,
                "by": change.hop.by,
                "relation": change.hop.relation,
                "is_possible": change.hop.is_possible,
                "from": self._names.get(change.hop.rests_on, change.hop.rests_on),
                "to": self._names.get(change.hop.record, change.hop.record),
                "kind": change.kind.value,
                "before": change.before,
                "after": change.after,
                "compared": change.compared,
            }
            for change in self.drifts
        ]

    def __str__(self) -> str:
        if not self.hops:
            return "no step on which it could have changed is on record"
        if not self.drifts:
            return f"nothing is known to have changed in {counted(len(self.hops), 'step')}"
        hops = dict.fromkeys(change.hop for change in self.drifts)
        lines = [
            f"{counted(len(self.drifts), 'change')} in {len(hops):,} of {counted(len(self.hops), 'step')}"
        ]
        last = None
        for change in self.drifts[:_SHOWN]:
            if change.hop != last:
                last = change.hop
                lines.append(f"  {self._step(last)}")
            lines.append(f"    {change}")
        if len(self.drifts) > _SHOWN:
            lines.append(f"  … and {counted(len(self.drifts) - _SHOWN, 'more change')}")
        return "\n".join(lines)

    def _step(self, hop: DriftHop) -> str:
        ends = [self._names.get(id, id) for id in (hop.rests_on, hop.record)]
        if ends[0] == ends[1]:
            ends = [f"{end} ({id})" for end, id in zip(ends, (hop.rests_on, hop.record), strict=True)]
        notes = [_NOTES[hop.how]] if hop.how in _NOTES else []
        if hop.is_possible:
            notes.append("possibly")
        return f"{ends[0]} → {ends[1]}" + (f" ({', '.join(notes)})" if notes else "")

    def __repr__(self) -> str:
        steps = counted(len(self.hops), "step")
        return f"<Drifts of {shown(self.asked)}: {counted(len(self.drifts), 'change')} in {steps}>"


_NOTES = {
    "version": "a later version",
    "fallen": "taken back since",
    "began_here": "it does not say the same",
}


def drift(
    dossier: Dossier,
    claim_or_attribution: Claim | Attribution | str,
    *,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> Drifts:
    """Return what changed on the way: who is credited, how sure, how much, when, where, in what words.

    The hops are those of `trace`, from each passage of the claim back to the origins, and besides:
    those along possible derivations (marked), those between the versions of one article (there the
    passages that agree are taken as one, then those between which the least changed), and those at
    which a walk ends because what was taken from does not say the same ("the claim began here").
    Relays inside an article are no hops: they are part of the credit. Two claims that are related
    without any derivation between their passages are no hop either: neither came from the other.
    Where an article was taken as a whole, the hop leads to that passage from which the least changed.

    Fields are compared first. A field of a claim that is recorded on one side only counts as changed
    unless the two claims restate each other. Words are compared only where the anchors of both
    passages mark them, the articles are not in two languages, and no field says it already. What was
    compared is said with each drift. No recorded commitment, form or anonymity is no change.

    Args:
        dossier: where to look.
        claim_or_attribution: what to follow, or its id. Of a claim every standing passage is followed
            that gives it or a claim that restates it.
        as_of: only what had been published by then (world time).
        known_at: only what had been recorded by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if it is not in the dossier.
        UsageError: for a record of another kind, or a clock or layer that is none.

    Examples:
        >>> from provenance.model import Article, Derivation, Source
        >>> records = [Claim(text="Units advance.", id="clm-1"), Source(name="The Ministry", id="src-m")]
        >>> records += [Attribution(article="art-1", claim="clm-1", source="src-m", id="att-1")]
        >>> records += [Attribution(article="art-2", claim="clm-1", form="own_voice", id="att-2")]
        >>> records += [Derivation(derived="att-2", taken_from="att-1", id="der-1")]
        >>> for change in drift(Dossier(records), "att-2"):
        ...     print(change)
        originator lost: The Ministry → in its own voice
        attribution became own voice: The Ministry → in its own voice
    """
    want_dossier("drift", dossier)
    section, record = asked_about("drift", dossier, claim_or_attribution, "claims", "attributions")
    view = View.asked("drift", dossier, as_of, known_at, basis)
    return _drifts(view, section, record)


@collector_paused()
def _drifts(view: View, section: str, record: Any) -> Drifts:
    walk = Walk(view)
    labels = Labels(view, walk.voices)
    comparison = Comparison(walk, labels)
    starts = _starts(walk, section, record)
    ways = Travels(walk, starts, lambda before, after: len(comparison.between(before, after))).ways()
    drifts: list[Drift] = []
    hops: list[DriftHop] = []
    for way in watched(ways, "comparing steps"):
        hop = _hop(comparison, way)
        hops.append(hop)
        drifts += [Drift(hop, *change) for change in _changes(comparison, way)]
    return Drifts(
        record.id,
        tuple(drifts),
        tuple(hops),
        view.left_out,
        _names(labels, ways),
        _places(view.dossier, drifts),
    )


def _starts(walk: Walk, section: str, record: Any) -> list[Attribution]:
    """Return the passages with which a trace starts."""
    view = walk.view
    if section == "attributions":
        return [record] if view.has_passage(record) else []
    return [
        passage
        for id in walk.kinship.same(record.id)
        for passage in view.passages_of(id)
        if view.has_passage(passage) and walk.standings.stands(passage)
    ]


def _hop(comparison: Comparison, way: Way) -> DriftHop:
    relation = None if way.passage is None else comparison.joined(way.passage.claim, way.record.claim).kind
    return DriftHop(way.record.id, way.how, way.rests_on, way.derivation.id, relation, way.is_possible)


def _changes(comparison: Comparison, way: Way) -> list[Change]:
    if way.passage is None:
        return comparison.from_source(way.source or "", way.record)
    return comparison.between(
        way.passage,
        way.record,
        way.derivation.kind,
        same_work=way.how == "version",
        only_claims=way.over_source,
    )


def _names(labels: Labels, ways: list[Way]) -> dict[str, str]:
    """Return what to call both ends of each hop."""
    found: dict[str, str] = {}
    for way in ways:
        for passage in (way.record, way.passage):
            if passage is not None and passage.id not in found:
                labels.know_article(passage.article)
                found[passage.id] = labels.plain(passage.article)
        if way.source is not None and way.source not in found:
            labels.know_source(way.source)
            found[way.source] = labels.plain(way.source)
    return found


def _places(dossier: Dossier, drifts: list[Drift]) -> dict[str, tuple[TextAnchor, ...]]:
    """Return the places in the texts where the ends of the hops, and what they rest on, can be checked."""
    found = {}
    for change in drifts:
        for id in (change.hop.record, change.hop.rests_on, change.hop.by, *change.because):
            record = None if id is None else dossier.get(id)
            if id is not None and record is not None and id not in found:
                found[id] = places_of(record)
    return found
