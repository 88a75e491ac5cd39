"""Rules about headlines, and about hedges lost on the way: H01, H02, H03."""

from collections.abc import Iterable, Iterator

from provenance.model import (
    Attribution,
    Bound,
    Commitment,
    HedgeKind,
    JudgementVerdict,
    RelationKind,
)
from provenance.queries.lint.ground import Ground
from provenance.queries.lint.rule import FAIRNESS, OWN, REUTERS, Hit, Rule, Severity
from provenance.queries.standing import FOR, side_of
from provenance.queries.steps import DERIVES

__all__ = ["RULES"]

_STRENGTH: dict[object, int] = {
    Commitment.CT_PLUS: 3,
    Commitment.PR_PLUS: 2,
    Commitment.PS_PLUS: 1,
    Commitment.UNCOMMITTED: 0,
}


def _headlines(ground: Ground) -> Iterator[tuple[Attribution, list[Attribution]]]:
    """Yield each passage of a headline with those of the body that give its claim or one related to it."""

    def test(passage: Attribution) -> bool:
        return ground.is_headline(passage) and ground.states(passage)

    bodies: dict[str, list[Attribution]] = {}
    for passage in ground.certain(test):
        article = passage.article
        if article not in bodies:
            held = ground.in_article[article]
            bodies[article] = [p for p in held if not ground.is_headline(p) and ground.states(p)]
        kin = ground.kinship.kin(passage.claim)
        yield passage, [other for other in bodies[article] if other.claim in kin]


# --- H01 -----------------------------------------------------------------------------------


def other_speaker(ground: Ground) -> Iterator[Hit]:
    """H01: headline attribution that differs from the body."""
    for passage, body in _headlines(ground):
        same = ground.same(passage)
        nearest = [other for other in body if ground.same(other) == same] or body
        # What no form or source is recorded for is not known to credit nobody.
        known = [other for other in nearest if other.source is not None or other.form is not None]
        if not known or len(known) < len(nearest):
            continue
        if passage.source is None and passage.form is None:
            continue
        if any(_one_credit(ground, passage, other) for other in known):
            continue
        names = sorted({f"to {ground.credited(p)}" if p.source else "to nobody" for p in known})
        mine = f"credits {ground.credited(passage)}" if passage.source is not None else "credits nobody"
        yield ground.hit(
            f"the headline {mine} with {ground.said(passage)}; the body gives it {' and '.join(names[:3])}",
            passage,
            (other.id for other in known),
        )


def _one_credit(ground: Ground, one: Attribution, other: Attribution) -> bool:
    """Tell whether two passages credit the same voice, or voices of which one may be the other."""
    if one.source is None or other.source is None:
        return one.source is None and other.source is None
    voices = ground.voices
    mine, theirs = voices.speaking_with(one.source), voices.speaking_with(other.source)
    if not mine.isdisjoint(theirs):
        return True
    return any(not theirs.isdisjoint(voices.judged(voice, JudgementVerdict.UNSURE)) for voice in mine)


# --- H02 -----------------------------------------------------------------------------------


def stronger_headline(ground: Ground) -> Iterator[Hit]:
    """H02: headline wording stronger than any claim in the body."""
    for passage, body in _headlines(ground):
        if side_of(passage) != FOR:
            continue
        body = [other for other in body if side_of(other) == FOR]
        why = _is_stronger(ground, passage, body) if body else None
        if why is not None:
            yield ground.hit(
                f"the headline says {ground.said(passage)}; the body {why}", passage, (p.id for p in body)
            )


def _is_stronger(ground: Ground, headline: Attribution, body: list[Attribution]) -> str | None:
    same = ground.same(headline)
    nearest = [other for other in body if ground.same(other) == same]
    if not nearest:
        narrowed = [other for other in body if _narrows(ground, headline.claim, other.claim)]
        return f"says less: {ground.said(narrowed[0])}" if narrowed else None
    strengths = [_STRENGTH.get(other.commitment) for other in nearest]
    mine = _STRENGTH.get(headline.commitment)
    known = [strength for strength in strengths if strength is not None]
    if mine is None or len(known) < len(strengths):
        return None
    if mine > max(known):
        return "is less sure of it"
    if mine == 3 and not headline.hedges and all(map(_is_hedged, nearest)):
        return "hedges it wherever it gives it"
    claim = ground.claim(headline)
    bounds = [_bound(ground, other) for other in nearest]
    is_exact = claim is not None and claim.quantity is not None and claim.quantity.bound is Bound.EXACTLY
    return "gives the number as no exact one" if is_exact and all(b in _LOOSE for b in bounds) else None


def _narrows(ground: Ground, one: str, other: str) -> bool:
    """Tell whether it is on record that one claim says more than another."""
    view, same = ground.view, set(ground.kinship.same(other))
    index = view.dossier.index
    for id in ground.kinship.same(one):
        for relation in index("relations", "subject").get(id):
            if relation.kind is RelationKind.NARROWS and relation.object in same and view.has(relation):
                return True
        for relation in index("relations", "object").get(id):
            if relation.kind is RelationKind.GENERALISES and relation.subject in same and view.has(relation):
                return True
    return False


def _is_hedged(passage: Attribution) -> bool:
    """Tell whether a passage commits itself less than fully, or has words that weaken it."""
    strength = _STRENGTH.get(passage.commitment)
    if strength is not None and strength < 3:
        return True
    return any(isinstance(hedge.kind, HedgeKind) for hedge in passage.hedges)


_LOOSE = frozenset({Bound.ABOUT, Bound.OVER, Bound.UNDER, Bound.BETWEEN})


def _bound(ground: Ground, passage: Attribution) -> object:
    claim = ground.claim(passage)
    return None if claim is None or claim.quantity is None else claim.quantity.bound


# --- H03 -----------------------------------------------------------------------------------


def lost_hedge(ground: Ground) -> Iterator[Hit]:
    """H03: a hedge at the origin that is missing downstream."""
    hedged_by = _hedged_upstream(ground)

    def test(passage: Attribution) -> bool:
        return passage.id in hedged_by

    for passage in ground.certain(test):
        origin = ground.view.attributions[hedged_by[passage.id]]
        yield ground.hit(
            f"{ground.said(passage)} is given without reserve; in {ground.called(origin.article)} it was "
            f"{_weak(origin)}",
            passage,
            [origin.id],
        )


def _weak(passage: Attribution) -> str:
    strength = _STRENGTH.get(passage.commitment)
    words = [anchor.exact for hedge in passage.hedges for anchor in hedge.anchors]
    if words:
        return f"hedged (“{words[0]}”)"
    kinds = sorted({str(hedge.kind) for hedge in passage.hedges})
    if kinds:
        return f"hedged ({', '.join(kinds)})"
    return "called probable" if strength == 2 else "called possible"


def _hedged_upstream(ground: Ground) -> dict[str, str]:
    """Return, for each unhedged passage, one it was taken from that is hedged, over unhedged ones between."""
    view = ground.view
    derived: dict[str, list[str]] = {}
    starts: list[str] = []
    seen: set[str] = set()
    queue = [passage.id for passage in ground.passages]
    seen.update(queue)
    for id in queue:
        passage = view.attributions[id]
        if side_of(passage) != FOR or not _is_plain(passage):
            continue
        for upstream in _taken(ground, passage):
            if not ground.standings.stands(upstream):
                continue
            derived.setdefault(upstream.id, []).append(id)
            if _is_hedged(upstream):
                starts.append(upstream.id)
            elif upstream.id not in seen:
                seen.add(upstream.id)
                queue.append(upstream.id)
    found: dict[str, str] = {}
    for start in sorted(set(starts)):
        forward = [start]
        for id in forward:
            for other in sorted(derived.get(id, ())):
                if other not in found and other != start:
                    found[other] = start
                    forward.append(other)
    return found


def _is_plain(passage: Attribution) -> bool:
    return passage.commitment is Commitment.CT_PLUS and not passage.hedges


def _taken(ground: Ground, passage: Attribution) -> Iterable[Attribution]:
    for edge in ground.rest(passage):
        if edge.how == DERIVES:
            yield ground.view.attributions[edge.target]


RULES = (
    Rule(
        "H01",
        "headline attribution differs from the body",
        Severity.WARNING,
        (REUTERS,),
        "The headline credits somebody with a claim whom the body does not credit with it, or drops "
        "whom the body credits. Most readers see the headline only.\n\n"
        "Decided on: passages anchored in the headline, and those of the body that give the same claim "
        "(else one that narrows, generalises or updates it), by `source`. The same voice, a member of "
        "it, whom it speaks for, or one that somebody was unsure about is no difference; nor is it one "
        "if any passage of the body agrees. A headline whose claim the body does not give is not told.\n\n"
        "Cure: credit in the headline whom the body credits.",
        other_speaker,
    ),
    Rule(
        "H02",
        "headline wording stronger than any claim in the body",
        Severity.WARNING,
        (FAIRNESS,),
        "The headline is surer, less hedged or more exact than the body ever is, or says more than "
        "anything in the body.\n\n"
        "Decided on: `commitment`, `hedges` and the quantity's `bound` of the headline's passage "
        "against those of every passage of the body with the same claim; if the body never gives that "
        "claim, on a recorded relation that the headline's claim narrows one of the body's. Where a "
        "commitment is not recorded, or no relation is, nothing is told.\n\n"
        "Cure: bring headline and body to the same wording.",
        stronger_headline,
    ),
    Rule(
        "H03",
        "hedge at the origin missing downstream",
        Severity.WARNING,
        (OWN,),
        "Where the claim comes from, it was called probable or possible, or hedged; here it is stated "
        "without reserve.\n\n"
        "Decided on: a passage of commitment CT+ without `hedges`, and the nearest hedged passage that "
        "it was established to be taken from, over unhedged ones between. Passages whose commitment is "
        "not recorded, and origins that no longer stand, are passed over.\n\n"
        "Cure: put the hedge back.",
        lost_hedge,
    ),
)
"""The rules of this module, by code."""
