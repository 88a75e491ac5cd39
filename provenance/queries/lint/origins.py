"""Rules about where a claim is first from: S04, S08, S09, S10."""

from collections.abc import Collection, Iterator

from provenance.model import (
    Act,
    Anonymity,
    ArticleKind,
    Attribution,
    ClaimKind,
    DerivationKind,
    Obtained,
    RelationKind,
    SourceKind,
    VerificationState,
)
from provenance.queries.lint.ground import Ground
from provenance.queries.lint.rule import AP, FAIRNESS, OWN, Hit, Rule, Severity
from provenance.queries.lint.sources import is_opinion
from provenance.queries.standing import AGAINST, side_of
from provenance.queries.steps import DERIVES, TO_PASSAGES

__all__ = ["RULES"]


def _first_by_claim(ground: Ground, *, certain: bool = True) -> list[Attribution]:
    """Return, for each article and claim, the first passage that supports it."""
    passages = ground.certain(ground.supports) if certain else filter(ground.supports, ground.passages)
    first: dict[tuple[str, str], Attribution] = {}
    for passage in passages:
        first.setdefault((passage.article, ground.same(passage)), passage)
    return list(first.values())


# --- S04 -----------------------------------------------------------------------------------


def single_anonymous(ground: Ground) -> Iterator[Hit]:
    """S04: a single anonymous source carries the claim."""
    wanted = ground.limits["sources_wanted"]

    def test(passage: Attribution) -> bool:
        return (
            ground.supports(passage)
            and ground.is_anonymous(passage)
            and not _is_several(ground, passage)
            and not is_opinion(ground, passage)
        )

    known: dict[str, set[str] | None] = {}
    told: set[tuple[str, str]] = set()
    for passage in ground.certain(test):
        claim = ground.same(passage)
        if claim not in known:
            known[claim] = _anonymous_ends(ground, claim)
        ends = known[claim]
        key = (passage.article, claim)
        if ends is None or len(ends) >= wanted or key in told or passage.source is None:
            continue
        if ground.voices.root(passage.source) not in ends or _checks_it(ground, passage):
            continue
        told.add(key)
        many = (
            "one source that is not named" if len(ends) == 1 else f"{len(ends)} sources, none of them named"
        )
        yield ground.hit(
            f"{ground.said(passage)} rests on {many}: {ground.credited(passage)}", passage, sorted(ends)
        )


def _checks_it(ground: Ground, passage: Attribution) -> bool:
    """Tell whether the article gives a claim only to say what a check of it found."""
    statuses = ground.view.dossier.index("statuses", "article").get(passage.article)
    return any(
        status.state is VerificationState.CHECKED
        and status.verdict is not None
        and ground.view.has(status)
        and ground.kinship.same(status.claim)[0] == ground.same(passage)
        for status in statuses
    )


def _anonymous_ends(ground: Ground, claim: str) -> set[str] | None:
    """Return the voices that a claim is first from, if no passage lets on who any of them is."""
    passages = ground.supporting(claim)
    reached = ground.walk_back(passages)
    ends = {id for kind, id in reached.ends if kind == "source"}
    if len(ends) != len(reached.ends):
        return None
    for id in reached.passages:
        passage = ground.view.attributions[id]
        if passage.source is None or ground.voices.root(passage.source) not in ends:
            continue
        if _is_several(ground, passage) or not ground.is_anonymous(passage):
            return None
    return ends


def _is_several(ground: Ground, passage: Attribution) -> bool:
    """Tell whether the credit may be to several: a group, or "sources" and "estimates"."""
    return passage.anonymity is Anonymity.UNSPECIFIED or ground.is_collective(passage)


# --- S08 -----------------------------------------------------------------------------------

_PARTY_MAY_SAY = frozenset(
    {
        ClaimKind.ASSESSMENT,
        ClaimKind.CHARACTERISATION,
        ClaimKind.PREDICTION,
        ClaimKind.INTENTION,
        ClaimKind.NORMATIVE,
        ClaimKind.LEGAL_CHARACTERISATION,
        ClaimKind.SPEECH_EVENT,
        ClaimKind.VERIFICATION_STATEMENT,
    }
)


def interested_party(ground: Ground) -> Iterator[Hit]:
    """S08: an interested party is the only origin."""
    known: dict[str, tuple[str, str] | None] = {}
    for passage in _first_by_claim(ground):
        claim = ground.claim(passage)
        if claim is None or not claim.about or claim.kind in _PARTY_MAY_SAY:
            continue
        key = ground.same(passage)
        if key not in known:
            known[key] = _interested(ground, key)
        found = known[key]
        if found is not None:
            party, matter = found
            yield ground.hit(
                f"{ground.said(passage)} is first from {ground.called(party)} alone, a party to {matter}",
                passage,
                [party],
            )


def _interested(ground: Ground, claim: str) -> tuple[str, str] | None:
    """Return the only voice a claim is first from, with what it is a party to, if it is a party."""
    about: set[str] = set()
    for id in ground.kinship.same(claim):
        record = ground.view.claims.get(id)
        about.update(record.about if record is not None else ())
    ends = ground.walk_back(ground.supporting(claim)).ends
    if len(ends) != 1:
        return None
    ((kind, voice),) = ends
    matters = sorted(about & ground.interests(voice)) if kind == "source" else []
    return (voice, matters[0]) if matters else None


# --- S09 -----------------------------------------------------------------------------------

_ANSWERS = frozenset({RelationKind.CONTRADICTS, RelationKind.IN_TENSION_WITH})


def accusation(ground: Ground) -> Iterator[Hit]:
    """S09: an accusation without a response or denial sought."""
    for passage in _first_by_claim(ground):
        claim = ground.claim(passage)
        if claim is None or claim.kind is not ClaimKind.LEGAL_CHARACTERISATION:
            continue
        if not _is_answered(ground, passage):
            who = "the outlet itself says" if passage.source is None else f"{ground.credited(passage)} says"
            yield ground.hit(
                f"{who} that {ground.said(passage)}, and no denial, answer or refusal to comment is given",
                passage,
            )


def _is_answered(ground: Ground, accused: Attribution) -> bool:
    kin = ground.kinship.kin(accused.claim)
    answers = _answering_claims(ground, kin)
    about = frozenset(
        about for id in kin if (c := ground.view.claims.get(id)) is not None for about in c.about
    )
    for article in ground.standings.versions(accused.article):
        for passage in ground.view.passages_in(article):
            if not ground.view.has_passage(passage) or passage.id == accused.id:
                continue
            if _answers(ground, passage, accused, kin, answers, about):
                return True
    return False


def _answers(
    ground: Ground,
    passage: Attribution,
    accused: Attribution,
    kin: frozenset[str],
    answers: set[str],
    about: frozenset[str],
) -> bool:
    if passage.act is Act.NO_COMMENT:
        other = ground.claim(passage)
        return passage.claim in kin or (other is not None and not about.isdisjoint(other.about))
    if passage.claim in kin:
        return side_of(passage) == AGAINST
    return passage.claim in answers and side_of(passage) != AGAINST and passage.source != accused.source


def _answering_claims(ground: Ground, kin: frozenset[str]) -> set[str]:
    found = set()
    index = ground.view.dossier.index
    for id in kin:
        for relation in index("relations", "subject").get(id):
            if relation.kind in _ANSWERS and ground.view.has(relation):
                found.add(relation.object)
        for relation in index("relations", "object").get(id):
            if relation.kind in _ANSWERS and ground.view.has(relation):
                found.add(relation.subject)
    return found


# --- S10 -----------------------------------------------------------------------------------

_PRIMARY_TEXTS = frozenset(
    {
        ArticleKind.PRESS_RELEASE,
        ArticleKind.OFFICIAL_DOCUMENT,
        ArticleKind.TRANSCRIPT,
        ArticleKind.POST,
    }
)
_LINKED = frozenset({SourceKind.DOCUMENT, SourceKind.DATASET, SourceKind.MEDIA, SourceKind.SOFTWARE})
_OUTLETS = frozenset({SourceKind.NEWS_OUTLET, SourceKind.NEWS_AGENCY})


def second_hand(ground: Ground) -> Iterator[Hit]:
    """S10: second-hand although a primary exists or can be linked."""
    told: set[tuple[str, str]] = set()
    known: dict[str, dict[str, str]] = {}
    straight: dict[str, set[str]] = {}
    for passage in ground.certain(lambda p: ground.supports(p) and _is_second_hand(ground, p)):
        claim = ground.same(passage)
        if claim not in known:
            known[claim] = _primaries(ground, claim)
        reachable = known[claim]
        if not reachable or (passage.article, claim) in told or passage.article in reachable:
            continue
        if passage.article not in straight:
            straight[passage.article] = _taken_straight(ground, passage.article)
        if not straight[passage.article].isdisjoint(reachable) or _rests_on(ground, passage, reachable):
            continue
        told.add((passage.article, claim))
        primary = min(reachable)
        yield ground.hit(
            f"{ground.said(passage)} is taken at second hand, and {reachable[primary]}", passage, [primary]
        )


def _is_second_hand(ground: Ground, passage: Attribution) -> bool:
    own = ground.publisher(passage.article)
    for at in (passage, *ground.walk.relays(passage)):
        if at.obtained is Obtained.OTHER_REPORT:
            return True
        source = at.source
        if source is not None and ground.kind(source) in _OUTLETS and ground.voices.root(source) != own:
            return True
    return any(
        edge.how == DERIVES
        and (taken := ground.view.attributions[edge.target].article) != passage.article
        and ground.work(taken) != ground.work(passage.article)
        for edge in ground.rest(passage)
    )


def _primaries(ground: Ground, claim: str) -> dict[str, str]:
    """Return what a claim could be taken from at first hand, with what to say of it."""
    view = ground.view
    reached = ground.walk_back(ground.supporting(claim))
    found: dict[str, str] = {}
    for kind, id in reached.ends:
        for record in ground.voices.records(id) if kind == "source" else ():
            if ground.kind(record.id) in _LINKED and (view.read(record, "identifiers") or {}).get("url"):
                found[id] = f"{ground.called(id)} can be linked"
    voices = {id for kind, id in reached.ends if kind == "source"}
    for id in ground.kinship.kin(claim):
        for passage in view.passages_of(id):
            article = view.articles.get(passage.article)
            if article is None or not ground.supports(passage) or not view.has_passage(passage):
                continue
            publisher = ground.publisher(article.id)
            if view.read(article, "kind") in _PRIMARY_TEXTS and (publisher is None or publisher in voices):
                found[article.id] = f"the {str(article.kind).replace('_', ' ')} {article.id} is on record"
    for id in reached.passages:
        for derivation in view.derivations_of(id):
            if derivation.kind is DerivationKind.PRIMARY_SOURCE and view.established(derivation):
                taken = derivation.taken_from
                found.setdefault(taken, f"others took it from {ground.called(taken)} itself")
    return found


def _taken_straight(ground: Ground, article: str) -> set[str]:
    """Return everything that an article or a passage of it is established to come from."""
    view = ground.view
    ids = (article, *(passage.id for passage in view.passages_in(article)))
    return {d.taken_from for id in ids for d in view.derivations_of(id) if view.established(d)}


def _rests_on(ground: Ground, passage: Attribution, primaries: Collection[str]) -> bool:
    """Tell whether a passage comes from a passage of one of these texts."""
    taken = [edge.target for edge in ground.rest(passage) if edge.how in TO_PASSAGES]
    return any(ground.view.attributions[id].article in primaries for id in taken)


RULES = (
    Rule(
        "S04",
        "a single anonymous source carries the claim",
        Severity.WARNING,
        (AP,),
        "Everything on record for the claim goes back to one source that nobody names. If it errs, "
        "nothing is left.\n\n"
        "Decided on: every passage that supports the claim, followed back to its origins, whether or "
        "not it still stands; each origin anonymous wherever it is credited. Passed over: claims with "
        "another origin, named or not, up to the number a house wants; groups and “sources” (S02, S03); "
        "opinions (S05); claims of which the article itself says what a check found.\n\n"
        "Cure: a second source, or a document; a house may set `sources_wanted`.",
        single_anonymous,
        (("sources_wanted", 2),),
    ),
    Rule(
        "S08",
        "an interested party is the only origin",
        Severity.WARNING,
        (OWN,),
        "All that is on record for the claim goes back to one voice that is a party to the matter. An "
        "interested party is not therefore wrong; the reader should be told, and somebody else be "
        "asked.\n\n"
        "Decided on: the origins of the claim, and the `interests` of the only one (or of whom it "
        "speaks for) against the claim's `about`. Passed over: opinions, intentions and what ought to "
        "be, which a party may hold; that something was said.\n\n"
        "Cure: an origin that is no party; or say beside the claim whose it is.",
        interested_party,
    ),
    Rule(
        "S09",
        "accusation without a response or denial sought",
        Severity.WARNING,
        (FAIRNESS,),
        "Somebody is said to have broken the law, and the text gives neither an answer nor a denial nor "
        "that one was asked for.\n\n"
        "Decided on: a claim of kind legal_characterisation; an answer is, in any version of the same "
        "article, a denial of the claim, another's claim that contradicts it or is in tension with it, "
        "or a passage with `act` no_comment about the claim or its matter.\n\n"
        "Cure: ask, and write what came of it, silence included.",
        accusation,
    ),
    Rule(
        "S10",
        "second-hand although a primary exists or can be linked",
        Severity.NOTE,
        (OWN,),
        "The claim is taken from another outlet's report, while what that report rests on is at hand.\n\n"
        "Decided on: `obtained` other_report, another outlet credited or relaying, or an established "
        "derivation from another work; and, for the claim, an origin that is a document, dataset or "
        "recording with a `url`, a press release, transcript, post or official document of the origin "
        "on record, or somebody's derivation of kind primary_source. Passed over: articles that draw on "
        "it themselves.\n\n"
        "Cure: read the primary, and link it.",
        second_hand,
    ),
)
"""The rules of this module, by code."""
