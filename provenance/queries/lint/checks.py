"""Rules about checking, and about what no longer stands: V01, V02, V03."""

from collections.abc import Collection, Iterable, Iterator
from itertools import product

from provenance.model import (
    Attribution,
    Basis,
    ClaimKind,
    ClaimRelation,
    Part,
    RelationKind,
    TextAnchor,
    UnknownTerm,
    Verdict,
    VerificationState,
    VerificationStatus,
)
from provenance.queries.lint.ground import Ground
from provenance.queries.lint.rule import FAIRNESS, OWN, REUTERS, Hit, Rule, Severity
from provenance.queries.rings import components
from provenance.queries.showing import listed
from provenance.queries.status import is_judged
from provenance.queries.steps import FALLEN, TO_PASSAGES

__all__ = ["RULES"]


# --- V01 -----------------------------------------------------------------------------------


def late_caveat(ground: Ground) -> Iterator[Hit]:
    """V01: a verification caveat that stands late, or of which it is unclear what it covers."""
    # Whoever it is credited to, it is the same words at the same place: other readings change nothing.
    told: set[tuple[str, str]] = set()
    for passage in ground.passages:
        key = (passage.article, ground.same(passage))
        if key in told or not _is_caveat(ground, passage):
            continue
        told.add(key)
        relations = _covered(ground, passage)
        faults = []
        late = _behind(ground, passage.article, passage.anchors.content, {r.object for r in relations})
        if late is not None:
            limited, gap = late
            faults.append(f"stands {gap:,} characters after what it limits, {ground.said(limited)}")
        if any(map(_is_concluded, relations)):
            faults.append("does not say which claims it limits")
        if faults:
            yield ground.hit(
                f"the caveat {ground.said(passage)} {'; and it '.join(faults)}",
                passage,
                (relation.id for relation in relations),
            )
    yield from _late_statuses(ground)


def _is_caveat(ground: Ground, passage: Attribution) -> bool:
    claim = ground.claim(passage)
    return claim is not None and claim.kind is ClaimKind.VERIFICATION_STATEMENT


_NOT_CHECKED = frozenset({VerificationState.COULD_NOT_VERIFY, VerificationState.UNCHECKED})


def _late_statuses(ground: Ground) -> Iterator[Hit]:
    """Yield where an article itself says that a claim is unchecked, far behind the claim.

    Not where a passage says it in the same words, which is looked at above.
    """
    by_article = ground.view.dossier.index("statuses", "article").get
    for article in ground.articles:
        spoken = [p.anchors.content for p in ground.in_article[article] if _is_caveat(ground, p)]
        for status in sorted(by_article(article), key=lambda status: status.id):
            if status.state not in _NOT_CHECKED or status.checker is not None:
                continue
            if not ground.view.has(status) or any(_overlap(status.anchors, words) for words in spoken):
                continue
            late = _behind(ground, article, status.anchors, {status.claim})
            if late is not None:
                passage, gap = late
                message = f"the caveat stands {gap:,} characters after what it limits, {ground.said(passage)}"
                yield Hit(message, status.id, article, status.anchors, (passage.id, status.claim))


def _overlap(some: Iterable[TextAnchor], others: Iterable[TextAnchor]) -> bool:
    return any(
        one.part == other.part and one.start < other.end and other.start < one.end
        for one, other in product(some, others)
    )


def _covered(ground: Ground, caveat: Attribution) -> list[ClaimRelation]:
    """Return the relations by which a caveat covers claims that its article gives."""
    given = {passage.claim for passage in ground.in_article.get(caveat.article, ())}
    index = ground.view.dossier.index("relations", "subject")
    return sorted(
        (
            relation
            for id in ground.kinship.same(caveat.claim)
            for relation in index.get(id)
            if relation.kind is RelationKind.CAVEATS
            and relation.object in given
            and ground.view.has(relation)
        ),
        key=lambda relation: relation.id,
    )


def _is_concluded(relation: ClaimRelation) -> bool:
    """Tell whether a person had to conclude that a caveat covers a claim: the text does not say so."""
    held = relation.recorded
    return held is not None and held.basis is Basis.INFERRED and held.software is None


def _behind(
    ground: Ground, article: str, caveat: Iterable[TextAnchor], covered: Collection[str]
) -> tuple[Attribution, int] | None:
    """Return the passage of a covered claim that a caveat stands too far behind, and how far."""
    starts = [anchor.start for anchor in caveat if anchor.part == Part.TEXT]
    found: tuple[Attribution, int] | None = None
    for passage in ground.in_article[article] if starts and covered else ():
        ends = [anchor.end for anchor in passage.anchors.content if anchor.part == Part.TEXT]
        if passage.claim in covered and ends:
            gap = min(starts) - max(ends)
            if gap > ground.limits["within"] and (found is None or gap > found[1]):
                found = passage, gap
    return found


# --- V02 -----------------------------------------------------------------------------------


def bare_verdict(ground: Ground) -> Iterator[Hit]:
    """V02: a verdict without checker, method or evidence."""
    view = ground.view
    for id in sorted(view.dossier.statuses):
        status = view.dossier.statuses[id]
        if status.verdict in (None, Verdict.UNRATED) or isinstance(status.verdict, UnknownTerm):
            continue
        if ground.asked is not None and status.article not in ground.asked:
            continue
        if not (view.has(status) and is_judged(view, status)):
            continue
        missing = _missing(status)
        if missing:
            claim = view.claims.get(status.claim)
            about = f"“{claim.text[:60].strip()}”" if claim is not None else status.claim
            verdict = str(status.verdict).replace("_", " ")
            message = f"the verdict “{verdict}” on {about} gives {listed([f'no {word}' for word in missing])}"
            yield Hit(" ".join(message.split()), id, status.article, status.anchors, (status.claim,))


def _missing(status: VerificationStatus) -> list[str]:
    """Return what a verdict lacks; an article that states it in its own name is its checker."""
    missing = []
    if status.checker is None and status.article is None:
        missing.append("checker")
    if not (status.method and status.method.strip()):
        missing.append("method")
    if not status.evidence:
        missing.append("evidence")
    return missing


# --- V03 -----------------------------------------------------------------------------------


def fallen_origin(ground: Ground) -> Iterator[Hit]:
    """V03: a retracted or corrected origin that is still relied upon."""
    fallen = _resting_on_fallen(ground)

    def test(passage: Attribution) -> bool:
        return passage.id in fallen and ground.states(passage) and ground.standings.stands(passage)

    told: set[tuple[str, str, str]] = set()
    for passage in ground.certain(test):
        what = fallen[passage.id]
        key = (passage.article, ground.same(passage), what)
        if key in told:
            continue
        told.add(key)
        held = ground.view.attributions.get(what)
        where = what if held is None else held.article
        yield ground.hit(
            f"{ground.said(passage)} rests on what {ground.called(where)} ({where}) no longer says",
            passage,
            [what, *_taken_back_by(ground, what)],
        )


def _taken_back_by(ground: Ground, what: str) -> list[str]:
    passage = ground.view.attributions.get(what)
    why = None if passage is None else ground.standings.why_fallen(passage)
    return [] if why is None else [why if isinstance(why, str) else why.id]


def _resting_on_fallen(ground: Ground) -> dict[str, str]:
    """Return, for each passage from which a walk back meets what has fallen, the nearest such record."""
    attributions = ground.view.attributions
    targets: dict[str, list[str]] = {}
    fallen: dict[str, str] = {}

    def next_to(id: str) -> list[str]:
        passage = attributions[id]
        edges = ground.rest(passage)
        gone = sorted(edge.target for edge in edges if edge.how == FALLEN)
        if gone:
            fallen[id] = gone[0]
        targets[id] = sorted(edge.target for edge in edges if edge.how in TO_PASSAGES)
        return targets[id]

    rings = components((passage.id for passage in ground.passages), next_to)
    for ring in rings:  # each comes after those it leads to
        found = min((fallen[id] for id in ring if id in fallen), default=None)
        if found is None:
            found = min((fallen[to] for id in ring for to in targets[id] if to in fallen), default=None)
        if found is not None:
            for id in ring:
                fallen.setdefault(id, found)
    return fallen


RULES = (
    Rule(
        "V01",
        "verification caveat late or with unclear scope",
        Severity.NOTE,
        (FAIRNESS,),
        "“Could not be verified” stands far behind the claim it limits, or does not say which claims it "
        "limits; whoever reads the first half of the text takes the claim for checked.\n\n"
        "Decided on: passages whose claim is of kind verification_statement and the claims it "
        "*caveats*, statuses could_not_verify and unchecked that an article states itself, and where "
        "both stand: a gap of more than `within` characters is late. Unclear is a caveat of which "
        "somebody had to conclude what it covers (a relation of basis inferred, made by a person). A "
        "caveat for which nothing is recorded as covered is passed over.\n\n"
        "Cure: put it beside the claim, and say what it covers.",
        late_caveat,
        (("within", 800),),
    ),
    Rule(
        "V02",
        "verdict without checker, method or evidence",
        Severity.WARNING,
        (FAIRNESS,),
        "A verdict that does not say who checked, how, and on what: nobody can check the check.\n\n"
        "Decided on: a verification status with a `verdict`, and its `checker` (an article that states "
        "it in its own name is one), `method` and `evidence`; the finding says which is missing. This "
        "rule is about what is not recorded. States without a verdict, and “unrated”, are passed over.\n\n"
        "Cure: record them, or ask the checker.",
        bare_verdict,
    ),
    Rule(
        "V03",
        "retracted or corrected origin still relied upon",
        Severity.ERROR,
        (REUTERS, OWN),
        "The claim was taken, directly or over others, from a passage that has been withdrawn, from a "
        "text that was retracted, or from a version that no longer carries it; here it still stands.\n\n"
        "Decided on: established derivations and relays from this passage, which stands itself, to one "
        "that does not. Every such passage is told, also where it has other origins.\n\n"
        "Cure: correct it, or find another origin.",
        fallen_origin,
    ),
)
"""The rules of this module, by code."""
