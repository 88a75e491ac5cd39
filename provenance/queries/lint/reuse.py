"""The rule about text that is used without credit: D01."""

from collections.abc import Iterator

from provenance.model import Basis, Derivation, DerivationKind, Standing
from provenance.queries.lint.counting import REUSING, ends_in_articles
from provenance.queries.lint.ground import Ground
from provenance.queries.lint.rule import AP, REUTERS, Hit, Rule, Severity
from provenance.queries.standing import VERSION_KINDS

__all__ = ["RULES"]

_WORDS = frozenset(
    {
        DerivationKind.REPUBLISHED,
        DerivationKind.EXCERPTED,
        DerivationKind.QUOTED,
        DerivationKind.TRANSLATED,
    }
)


def uncredited(ground: Ground) -> Iterator[Hit]:
    """D01: text reuse that is evident and not credited."""
    view = ground.view
    looked_at = set(ground.articles)
    told: set[tuple[str, str]] = set()
    known: dict[str, frozenset[str]] = {}
    for id in sorted(view.dossier.derivations):
        derivation = view.dossier.derivations[id]
        if not _is_evident(derivation) or not view.has(derivation):
            continue
        ends = ends_in_articles(ground, derivation)
        if ends is None or ends[0] not in looked_at or ends in told:
            continue
        article, taken = ends
        theirs = ground.publisher(taken)
        if (
            theirs is None
            or theirs == ground.publisher(article)
            or ground.work(article) == ground.work(taken)
        ):
            continue
        if article not in known:
            known[article] = _credited(ground, article)
        credited = known[article]
        if theirs in credited or _is_credited_on_the_way(ground, article, taken, credited):
            continue
        told.add(ends)
        passage = view.attributions.get(derivation.derived)
        anchors = derivation.anchors
        if not anchors and passage is not None:
            anchors = passage.anchors.content
        yield Hit(
            f"words of {ground.called(taken)} ({taken}) are used here, and the text does not credit it",
            derivation.derived,
            article,
            anchors,
            tuple(sorted({id, taken})),
        )


def _is_evident(derivation: Derivation) -> bool:
    """Tell whether words were evidently taken over: a program found them, or it is established."""
    recorded = derivation.recorded
    if recorded is not None and recorded.basis is Basis.DETECTED:
        return derivation.kind in REUSING
    return derivation.standing is Standing.ESTABLISHED and derivation.kind in _WORDS


def _credited(ground: Ground, article: str) -> frozenset[str]:
    """Return every voice that an article credits, with those they speak for or that speak through them."""
    voices = {
        ground.voices.root(passage.source)
        for passage in ground.view.passages_in(article)
        if passage.source is not None and ground.view.has(passage)
    }
    return frozenset().union(*map(ground.voices.speaking_with, voices))


def _is_credited_on_the_way(ground: Ground, article: str, taken: str, credited: frozenset[str]) -> bool:
    """Tell whether the words came over another text whose publisher the article does credit."""
    view = ground.view
    seen = {article}
    queue = [article]
    for id in queue:
        for derivation in view.derivations_of(id):
            other = derivation.taken_from
            if other in seen or other not in view.articles or not view.established(derivation):
                continue
            if derivation.kind in VERSION_KINDS or other == taken:
                continue
            seen.add(other)
            if ground.publisher(other) in credited and _leads_to(ground, other, taken):
                return True
            queue.append(other)
    return False


def _leads_to(ground: Ground, article: str, wanted: str) -> bool:
    view = ground.view
    seen = {article}
    queue = [article]
    for id in queue:
        for derivation in view.derivations_of(id):
            other = derivation.taken_from
            if other not in seen and other in view.articles and view.established(derivation):
                if other == wanted:
                    return True
                seen.add(other)
                queue.append(other)
    return False


RULES = (
    Rule(
        "D01",
        "text reuse evident but uncredited",
        Severity.WARNING,
        (REUTERS, AP),
        "Words of another outlet's text are used, and the text nowhere credits that outlet.\n\n"
        "Decided on: a derivation between articles or passages of different publishers that a program "
        "detected, or an established one by which words are taken over (republished, excerpted, quoted, "
        "translated); and whether any passage of the article credits the other's publisher, or that of "
        "a text between the two. Own texts, versions, and texts whose publisher is not known are passed "
        "over.\n\n"
        "Cure: credit it; or record who is credited.",
        uncredited,
    ),
)
"""The rules of this module, by code."""
