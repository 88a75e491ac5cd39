"""Which grades stand in which cell of the Admiralty grid, and which were replaced."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from provenance.errors import InvalidValueError
from provenance.model import Article, Attribution, Dossier, Grade, Source
from provenance.model.scales import get
from provenance.queries.asked import asked_about
from provenance.queries.sequence import place_of
from provenance.queries.showing import shortened

__all__ = ["CREDIBILITY", "RELIABILITY", "Mark", "Told", "graded"]

RELIABILITY = ("admiralty-reliability", "misp-admiralty-reliability")
CREDIBILITY = ("admiralty-credibility", "misp-admiralty-credibility")


class Told(NamedTuple):
    """A grade with what a person would call everything in it."""

    grade: Grade
    subject: str
    term: str
    """The letter or digit of the scale; the value as recorded where the scale has no such term."""
    label: str | None
    """The words of the scale for it."""
    grader: str | None
    is_known: bool
    """Whether the scale is known and has the term."""

    def by(self) -> str:
        """Return who gave it, when and on what scale."""
        who = "grader not recorded" if self.grader is None else f"by {self.grader}"
        when = "date not recorded" if self.grade.graded_at is None else str(self.grade.graded_at)
        basis = None if self.grade.recorded is None else self.grade.recorded.basis
        said = f" · {basis}" if basis is not None and str(basis) != "stated" else ""
        return shortened(f"{who} · {when} · {self.grade.scale}{said}", 240)

    def value(self) -> str:
        """Return the term with its words."""
        return f"{self.term} ({shortened(self.label, 80)})" if self.label else shortened(self.term, 80)


class Mark(NamedTuple):
    """What stands in one cell: a grade of reliability, one of credibility, or both of one grader."""

    reliability: Told | None
    credibility: Told | None
    is_superseded: bool
    """Whether the same grader certainly gave the same subject another grade later."""

    @property
    def cell(self) -> tuple[str, str]:
        """The terms on the two axes, "" where there is no grade."""
        return (
            self.reliability.term if self.reliability else "",
            self.credibility.term if self.credibility else "",
        )

    @property
    def grades(self) -> list[Told]:
        """The grades that it is made of."""
        return [told for told in (self.reliability, self.credibility) if told is not None]


def graded(dossier: Dossier, source: Source | str | None) -> tuple[list[Mark], list[Told]]:
    """Return the marks of the grid, by subject and time, and the grades on other scales.

    A grade of credibility and one of reliability make one mark where the same grader gave them to the
    same record, or the one to a passage and the other to the source it credits, or the one to an
    article and the other to its publisher; and where neither was replaced, or both are of one date.

    Raises:
        UnknownRecordError: if the dossier does not hold the source.
        UsageError: if it is none.
    """
    grades: Iterable[Grade] = dossier.grades.values()
    if source is not None:
        wanted = asked_about("draw_grades", dossier, source, "sources")[1].id
        grades = [grade for grade in grades if wanted in (grade.subject, _giver(dossier, grade.subject))]
    told = sorted((_told(dossier, grade) for grade in grades), key=_order)
    inside = [one for one in told if one.is_known and one.grade.scale in (*RELIABILITY, *CREDIBILITY)]
    ids = {one.grade.id for one in inside}
    marks = list(_marks(dossier, inside, _superseded(inside)))
    return marks, [one for one in told if one.grade.id not in ids]


def _marks(dossier: Dossier, told: Sequence[Told], old: set[str]) -> Iterator[Mark]:
    reliable: dict[tuple[str, str], list[Told]] = {}
    for one in told:
        if one.grade.scale in RELIABILITY:
            reliable.setdefault((one.grade.subject, _hand(one.grade)), []).append(one)
    paired: set[str] = set()
    marks: list[Mark] = []
    for one in told:
        if one.grade.scale not in CREDIBILITY:
            continue
        partners = list(_partners(dossier, one, reliable, old))
        paired.update(partner.grade.id for partner in partners)
        marks += [Mark(partner, one, one.grade.id in old) for partner in partners or (None,)]
    for one in told:
        if one.grade.scale in RELIABILITY and one.grade.id not in paired:
            marks.append(Mark(one, None, one.grade.id in old))
    return iter(sorted(marks, key=lambda mark: [_order(one) for one in mark.grades]))


def _partners(
    dossier: Dossier, told: Told, reliable: dict[tuple[str, str], list[Told]], old: set[str]
) -> Iterator[Told]:
    """Yield the grades of reliability that belong to one of credibility; the last of them if several."""
    subject, hand = told.grade.subject, _hand(told.grade)
    for whose in dict.fromkeys((subject, _giver(dossier, subject))):
        fitting = [
            other
            for other in (reliable.get((whose, hand), ()) if whose else ())
            if (told.grade.id in old) is (other.grade.id in old)
            and (told.grade.id not in old or told.grade.graded_at == other.grade.graded_at)
        ]
        if fitting:
            yield fitting[-1]
            return


def _superseded(told: Iterable[Told]) -> set[str]:
    """Return the grades that were certainly given before the last one of their subject and grader."""
    groups: dict[tuple[str, str, bool], list[Grade]] = {}
    for one in told:
        key = (one.grade.subject, _hand(one.grade), one.grade.scale in RELIABILITY)
        groups.setdefault(key, []).append(one.grade)
    old: set[str] = set()
    for held in groups.values():
        dated = [grade for grade in held if place_of(grade.graded_at) is not None]
        last = max((grade.graded_at for grade in dated), key=place_of, default=None)  # type: ignore[arg-type]
        old.update(grade.id for grade in dated if last and grade.graded_at and grade.graded_at.before(last))
    return old


def _hand(grade: Grade) -> str:
    """Return what stands for whoever gave a grade; one that nobody is known to have given stands alone."""
    return grade.grader if grade.grader is not None else f"\0{grade.id}"


def _giver(dossier: Dossier, subject: str) -> str | None:
    """Return the source that a graded passage credits, or that published a graded article."""
    record = dossier.get(subject)
    if isinstance(record, Attribution):
        return record.source
    return record.publisher if isinstance(record, Article) else None


def _told(dossier: Dossier, grade: Grade) -> Told:
    try:
        step = get(grade.scale).find_term(grade.value)
    except InvalidValueError:
        step = None
    grader = None if grade.grader is None else dossier.sources.get(grade.grader)
    return Told(
        grade,
        _called(dossier, grade.subject),
        grade.value if step is None else step.term,
        None if step is None else step.label,
        None if grade.grader is None else shortened(str(grader or grade.grader), 80),
        step is not None,
    )


def _called(dossier: Dossier, id: str) -> str:
    record = dossier.get(id)
    if isinstance(record, Attribution):
        claim = dossier.claims.get(record.claim)
        words = shortened(claim.text if claim is not None else record.claim, 90)
        source = None if record.source is None else dossier.sources.get(record.source)
        return f"{shortened(str(source or record.source), 60)}: “{words}”" if record.source else f"“{words}”"
    if record is None:
        return id
    words = shortened(
        str(record) if isinstance(record, (Article, Source)) else getattr(record, "text", id), 100
    )
    return words if isinstance(record, Source) else f"“{words}”"


def _order(told: Told) -> tuple[str, str, tuple[float, float], str]:
    place = place_of(told.grade.graded_at)
    return told.subject, told.grade.subject, place or (float("inf"), float("inf")), told.grade.id
