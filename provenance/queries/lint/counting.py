"""Rules about what looks like several sources and is one: I01, I02, I03."""

from collections.abc import Iterator
from itertools import combinations

from provenance.model import Attribution, Basis, Derivation, DerivationKind, Stance, Verdict
from provenance.queries.lint.ground import Ground
from provenance.queries.lint.rule import OWN, REUTERS, Hit, Rule, Severity
from provenance.queries.rings import components
from provenance.queries.showing import listed
from provenance.queries.standing import FOR, VERSION_KINDS, side_of
from provenance.queries.steps import TO_PASSAGES

__all__ = ["REUSING", "RULES", "ends_in_articles"]

_MOST_VOICES = 40
_BEARING_OUT = frozenset({Verdict.SUPPORTED, Verdict.MOSTLY_SUPPORTED})
_COPYING = frozenset(
    {
        DerivationKind.REPUBLISHED,
        DerivationKind.EXCERPTED,
        DerivationKind.QUOTED,
        DerivationKind.TRANSLATED,
    }
)
REUSING = frozenset(
    {*_COPYING, DerivationKind.PARAPHRASED, DerivationKind.SUMMARISED, DerivationKind.COMPILED}
)
"""The derivations by which one text makes use of another, versions and archived copies aside."""


def _by_claim(ground: Ground) -> dict[str, Attribution]:
    """Return the first passage looked at that supports each claim, by the id that stands for the claim."""
    first: dict[str, Attribution] = {}
    for passage in ground.certain(ground.supports):
        first.setdefault(ground.same(passage), passage)
    return first


# --- I01 -----------------------------------------------------------------------------------


def one_origin(ground: Ground) -> Iterator[Hit]:
    """I01: corroborators that share an origin."""
    looked_at = {passage.id for passage in ground.passages}
    for claim in _by_claim(ground):
        by_voice: dict[str, list[Attribution]] = {}
        for passage in ground.supporting(claim):
            if passage.source is not None and not ground.walk.relayed(passage):
                by_voice.setdefault(ground.voices.root(passage.source), []).append(passage)
        if len(by_voice) < 2 or len(by_voice) > _MOST_VOICES:
            continue
        pair = _sharing(ground, by_voice)
        if pair is None:
            continue
        one, other, ends = pair
        here = [p for voice in (one, other) for p in by_voice[voice] if p.id in looked_at]
        if here:
            passage = here[0]
            origin = listed([ground.called(end) for end in ends])
            others = [p.id for voice in (one, other) for p in by_voice[voice]]
            yield ground.hit(
                f"{ground.called(one)} and {ground.called(other)} do not bear each other out on "
                f"{ground.said(passage)}: both have it from {origin}",
                passage,
                others,
            )
    yield from _evidence_of_one(ground)


def _sharing(ground: Ground, by_voice: dict[str, list[Attribution]]) -> tuple[str, str, list[str]] | None:
    """Return two voices that go back to the same ends, neither of which the other openly passes on."""
    reached = {voice: ground.walk_back(by_voice[voice]) for voice in sorted(by_voice)}
    for one, other in combinations(reached, 2):
        ends = reached[one].ends
        if not ends or ends != reached[other].ends:
            continue
        if one not in reached[other].credited and other not in reached[one].credited:
            return one, other, sorted(id for _, id in ends)
    return None


def _evidence_of_one(ground: Ground) -> Iterator[Hit]:
    """Yield checks that bear a claim out with several reports of one origin."""
    view = ground.view
    for id in sorted(view.dossier.statuses):
        status = view.dossier.statuses[id]
        if status.verdict not in _BEARING_OUT or not view.has(status):
            continue
        if ground.asked is not None and status.article not in ground.asked:
            continue
        records = {e.record for e in status.evidence if e.record and e.stance in (None, Stance.SUPPORTS)}
        passages = [view.attributions[r] for r in sorted(records) if r in view.attributions]
        if len(passages) < 2 or len(passages) < len(records) or len(passages) > _MOST_VOICES:
            continue
        ends = [frozenset(ground.walk_back([passage]).ends) for passage in passages]
        if len(set(ends)) == 1 and len(ends[0]) == 1:
            ((_, origin),) = ends[0]
            yield Hit(
                f"the {len(passages)} reports that bear the claim out are all from {ground.called(origin)}",
                id,
                status.article,
                status.anchors,
                tuple(sorted(passage.id for passage in passages)),
            )


# --- I02 -----------------------------------------------------------------------------------


def in_a_ring(ground: Ground) -> Iterator[Hit]:
    """I02: circular support."""
    looked_at = {passage.id: place for place, passage in enumerate(ground.passages)}
    for ring in _rings(ground):
        here = sorted((id for id in ring if id in looked_at), key=looked_at.__getitem__)
        if here:
            passage = ground.view.attributions[here[0]]
            articles = sorted({ground.view.attributions[id].article for id in ring})
            yield ground.hit(
                f"{ground.said(passage)} is passed round in a ring: {listed(articles)} rest on each other",
                passage,
                ring,
            )


def _rings(ground: Ground) -> list[list[str]]:
    """Return the passages on each ring of two or more works, versions of one work being one."""
    attributions = ground.view.attributions
    members: dict[tuple[str, str], list[str]] = {}

    def node(id: str) -> tuple[str, str]:
        passage = attributions[id]
        return ground.work(passage.article), ground.same(passage)

    for passage in ground.view.attributions.values():
        if side_of(passage) == FOR and ground.view.has_passage(passage):
            members.setdefault(node(passage.id), []).append(passage.id)

    def next_to(at: tuple[str, str]) -> list[tuple[str, str]]:
        edges = [edge for id in members.get(at, ()) for edge in ground.rest(attributions[id])]
        return [node(edge.target) for edge in edges if edge.how in TO_PASSAGES]

    starts = dict.fromkeys(node(passage.id) for passage in ground.passages if side_of(passage) == FOR)
    found = []
    for ring in components(sorted(starts), next_to):
        if len({work for work, _ in ring}) > 1:
            found.append(sorted(id for at in ring for id in members.get(at, ())))
    return sorted(found)


# --- I03 -----------------------------------------------------------------------------------


def near_copies(ground: Ground) -> Iterator[Hit]:
    """I03: near-duplicate texts that are counted as separate reports."""
    told: set[frozenset[str]] = set()
    for article, other, why, by in _alike(ground):
        pair = frozenset((ground.work(article), ground.work(other)))
        if len(pair) < 2 or pair in told or _is_joined(ground, article, other):
            continue
        shared = _shared(ground, article, other)
        if shared is not None:
            told.add(pair)
            yield ground.hit(
                f"{ground.said(shared)} counts as reported twice, here and in {other}; but {why}", shared, by
            )


def _alike(ground: Ground) -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield pairs of articles whose texts are alike, as far as somebody detected or as the digests say."""
    view = ground.view
    looked_at = set(ground.articles)
    for id in sorted(view.dossier.derivations):
        derivation = view.dossier.derivations[id]
        ends = ends_in_articles(ground, derivation)
        if ends is None or not _is_detected(derivation) or derivation.kind not in REUSING:
            continue
        if view.has(derivation) and not looked_at.isdisjoint(ends):
            article, other = ends if ends[0] in looked_at else (ends[1], ends[0])
            yield article, other, "the two texts were found to be alike", [id]
    by_digest: dict[str, list[str]] = {}
    for id in sorted(view.articles):
        digest = view.articles[id].text_digest
        if digest is not None and view.exists(id) is True:
            by_digest.setdefault(digest, []).append(id)
    for id in ground.articles:
        digest = view.articles[id].text_digest if id in view.articles else None
        same = by_digest.get(digest, []) if digest is not None else []
        for other in same[:2]:
            if other != id:
                yield id, other, "the two texts are the same, letter by letter", [other]


def _is_detected(derivation: Derivation) -> bool:
    return derivation.recorded is not None and derivation.recorded.basis is Basis.DETECTED


def ends_in_articles(ground: Ground, derivation: Derivation) -> tuple[str, str] | None:
    """Return the articles at both ends of a derivation between texts or passages; `None` for others."""
    found = []
    for id in (derivation.derived, derivation.taken_from):
        passage = ground.view.attributions.get(id)
        if passage is not None:
            found.append(passage.article)
        elif id in ground.view.articles:
            found.append(id)
    return (found[0], found[1]) if len(found) == 2 and found[0] != found[1] else None


def _is_joined(ground: Ground, *articles: str) -> bool:
    """Tell whether an established derivation joins two articles, so that they are not counted apart."""
    view = ground.view
    for article, other in (articles, articles[::-1]):
        for derivation in view.derivations_of(article):
            is_whole = derivation.kind in VERSION_KINDS or not derivation.anchors
            if derivation.taken_from == other and is_whole and view.established(derivation):
                return True
    return False


def _shared(ground: Ground, article: str, other: str) -> Attribution | None:
    """Return the first passage of an article whose claim the other one supports too, and not from it."""
    theirs = {
        ground.same(passage): passage
        for passage in ground.view.passages_in(other)
        if ground.supports(passage) and ground.view.has_passage(passage)
    }
    for passage in ground.in_article.get(article, ()):
        back = theirs.get(ground.same(passage)) if ground.supports(passage) else None
        if back is None:
            continue
        targets = [e.target for held in (passage, back) for e in ground.rest(held)]
        if passage.id not in targets and back.id not in targets:
            return passage
    return None


RULES = (
    Rule(
        "I01",
        "corroborators share an origin",
        Severity.WARNING,
        (REUTERS, OWN),
        "Two are credited with the claim, and both have it from the same place: it is one source, "
        "however many say so.\n\n"
        "Decided on: the passages that support the claim, in any article, that credit different voices "
        "and go back, over established derivations, relays and spokesmen, to exactly the same origins. "
        "Passed over: a report that openly passes on the other (“NPR reports”), passages that only "
        "relay, and claims credited to more than 40 voices. Also told: a check that finds the claim "
        "supported and gives as evidence several reports of one origin.\n\n"
        "Cure: a source that has it from elsewhere; until then write it as one.",
        one_origin,
    ),
    Rule(
        "I02",
        "circular support",
        Severity.ERROR,
        (OWN,),
        "Texts that rest on each other for the claim: each may point to another, and none of them "
        "knows.\n\n"
        "Decided on: established derivations and relays between passages of the claim or of related "
        "ones; versions of one work are one, so that an encyclopaedia which cites the paper that copied "
        "it is a ring. One finding for each ring.\n\n"
        "Cure: go back before the ring; what entered it first is the only source there is.",
        in_a_ring,
    ),
    Rule(
        "I03",
        "near-duplicate texts counted as separate reports",
        Severity.WARNING,
        (OWN,),
        "Two texts that are alike count as two reports of the claim, because nothing on record joins "
        "them.\n\n"
        "Decided on: a derivation of basis detected between articles of different works (or passages of "
        "them) that both support a claim, or two texts with the same digest; not where an established "
        "derivation joins them already. Every pair of works is told once.\n\n"
        "Cure: find out which took it from which, and record an established derivation; or that neither "
        "did.",
        near_copies,
    ),
)
"""The rules of this module, by code."""
