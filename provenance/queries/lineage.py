"""The ancestry of a record: everything it came from, step by step."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from attrs import field, frozen

from provenance.errors import shown
from provenance.model import Derivation, DerivationKind, Dossier, Standing, TextAnchor
from provenance.model._collecting import collector_paused
from provenance.model.records import Record, section_of
from provenance.model.references import references_of
from provenance.queries.arrow import Tabular
from provenance.queries.asked import (
    AsOf,
    Layers,
    asked_about,
    want_dossier,
)
from provenance.queries.showing import LeftOut, Reason, counted, places_of
from provenance.queries.view import View

__all__ = ["Lineage", "Step", "lineage"]

_PROV = {
    DerivationKind.QUOTED: "wasQuotedFrom",
    DerivationKind.REVISED: "wasRevisionOf",
    DerivationKind.CORRECTED: "wasRevisionOf",
    DerivationKind.PRIMARY_SOURCE: "hadPrimarySource",
}


class Step(NamedTuple):
    """One step of an ancestry: a record came from another."""

    record: str
    """The record that came from the other."""

    relation: str
    """How, in the words of PROV where it has one."""

    ancestor: str
    """What it came from."""

    distance: int
    """How many steps the ancestor is away from the record asked about, on the shortest way."""

    by: str | None = None
    """The record that says so: a derivation; `None` where a field of `record` does."""

    is_possible: bool = False
    """Whether the step is only possible, not established."""

    def __str__(self) -> str:
        doubt = " (possibly)" if self.is_possible else ""
        return f"{self.record} {self.relation} {self.ancestor}{doubt}"


@frozen(repr=False)
class Lineage(Tabular):
    """Everything a record came from. Iterating gives the ancestors, nearest first.

    It says what the records came from; who is credited with a claim, and through whom, is told by
    `trace`.
    """

    record: str
    """The record asked about."""

    ancestors: tuple[Record, ...]
    """What it came from, nearest first, those at one distance by id; never itself."""

    steps: tuple[Step, ...]
    """Every step between them, in the order of `ancestors`, those that close a ring included."""

    left_out: tuple[LeftOut, ...]
    """References that lead nowhere, and what could not be taken into account, by id."""

    _anchors: dict[str, tuple[TextAnchor, ...]] = field(eq=False)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.ancestors)

    def __len__(self) -> int:
        return len(self.ancestors)

    def __contains__(self, record: object) -> bool:
        wanted = record if isinstance(record, str) else getattr(record, "id", None)
        return any(ancestor.id == wanted for ancestor in self.ancestors)

    @property
    def why(self) -> tuple[Reason, ...]:
        """The record behind each step, and where it can be checked."""
        return tuple(
            Reason(step.by or step.record, str(step), self._anchors.get(step.by or step.record, ()))
            for step in self.steps
        )

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "record": "text",
        "relation": "text",
        "ancestor": "text",
        "distance": "int",
        "by": "text",
        "is_possible": "bool",
    }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one row a step, in the same order."""
        return [step._asdict() for step in self.steps]

    def __str__(self) -> str:
        lines = [f"{self.record} came from {counted(len(self.ancestors), 'record')}"]
        lines += [f"{'  ' * min(step.distance, 20)}{step}" for step in self.steps[:40]]
        if len(self.steps) > 40:
            lines.append(f"… and {counted(len(self.steps) - 40, 'more step')}")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Lineage of {shown(self.record)}: {counted(len(self.ancestors), 'record')}>"


def lineage(
    dossier: Dossier,
    record: Record | str,
    *,
    as_of: AsOf = None,
    known_at: datetime | None = None,
    basis: Layers = None,
) -> Lineage:
    """Return everything a record came from, at whatever depth.

    A passage came from what it was derived from, from its article, from the source it credits,
    and, where it relays others, from those. An article came from what it was derived from and
    from its publisher; a source from what it was derived from and whom it speaks for; a claim
    from the passages that state it. A record about others (a status, a relation, a judgement, a
    grade, a derivation) came from those. Steps that are only possible are followed and marked.
    Rings are walked once.

    Args:
        dossier: where to look.
        record: a record of any kind, or its id.
        as_of: only articles published by then (world time).
        known_at: only records made by then (record time).
        basis: only these layers.

    Raises:
        UnknownRecordError: if the record is not in the dossier.
        UsageError: for something that is no record, or a clock or layer that is none.

    Examples:
        >>> from provenance.model import Article
        >>> copy, wire = Article(url="https://a.example/", id="art-copy"), Article(id="art-wire")
        >>> taken = Derivation(derived=copy, taken_from=wire, kind="republished", id="der-1")
        >>> print(lineage(Dossier([copy, wire, taken]), copy))
        art-copy came from 1 record
          art-copy wasDerivedFrom art-wire
    """
    want_dossier("lineage", dossier)
    _, start = asked_about("lineage", dossier, record)
    return _lineage(View.asked("lineage", dossier, as_of, known_at, basis), start)


@collector_paused()
def _lineage(view: View, start: Record) -> Lineage:
    dossier = view.dossier
    distance = {start.id: 0}
    ancestors: list[Record] = []
    steps: list[Step] = []
    level: list[Record] = [start]
    while level:
        reached: dict[str, Record] = {}
        for child in level:
            away = distance[child.id] + 1
            for relation, id, by in _parents(view, child):
                found = dossier.get(id)
                if found is None:
                    view.leave_out((by or child).id, f"it refers to {id}, which is not in the dossier")
                    continue
                if not _is_seen(view, found):
                    continue
                if id not in distance:
                    distance[id] = away
                    reached[id] = found
                possible = by is not None and by.standing is not Standing.ESTABLISHED
                steps.append(Step(child.id, relation, id, distance[id], by.id if by else None, possible))
        level = [reached[id] for id in sorted(reached)]
        ancestors += level
    anchors = {held.id: places for held in (start, *ancestors) if (places := places_of(held))}
    anchors.update((d.id, d.anchors) for s in steps if s.by and (d := dossier.derivations[s.by]).anchors)
    return Lineage(start.id, tuple(ancestors), tuple(steps), view.left_out, anchors)


def _is_seen(view: View, record: Any) -> bool:
    section = section_of(record)
    if section == "attributions":
        return view.has_passage(record)
    if section == "articles":
        exists = view.exists(record.id)
        if exists is None:
            view.leave_out(record.id, "whether it had been published is undecided")
        return exists is True
    return not hasattr(record, "recorded") or view.has(record)


def _parents(view: View, record: Any) -> list[tuple[str, str, Derivation | None]]:
    """Return what a record came from at one step: how, the id, and the derivation that says so."""
    section = section_of(record)
    found: list[tuple[str, str, Derivation | None]] = []
    if section in ("attributions", "articles", "sources"):
        for derivation in sorted(view.derivations_of(record.id), key=lambda d: d.id):
            if view.has(derivation):
                found.append(
                    (_PROV.get(derivation.kind, "wasDerivedFrom"), derivation.taken_from, derivation)
                )
    if section == "attributions":
        found += [
            ("relays", inner.id, None) for inner in sorted(view.enclosed(record.id), key=lambda p: p.id)
        ]
        if record.source is not None:
            found.append(("wasAttributedTo", record.source, None))
        found.append(("standsIn", record.article, None))
    elif section == "articles":
        publisher = view.read(record, "publisher")
        if publisher is not None:
            found.append(("wasAttributedTo", publisher, None))
    elif section == "sources":
        whom = view.read(record, "speaks_for")
        if whom is not None:
            found.append(("actedOnBehalfOf", whom, None))
    elif section == "claims":
        found += [("isStatedBy", p.id, None) for p in sorted(view.passages_of(record.id), key=lambda p: p.id)]
    elif section is not None:
        once = dict.fromkeys(
            ("wasRevisionOf" if reference.path == "supersedes" else "used", reference.id)
            for reference in references_of(record)
        )
        found += [(relation, id, None) for relation, id in once]
    return found
