"""Rules about who is credited: S01, S02, S03, S05, S06, S07."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from provenance.model import (
    Act,
    Anonymity,
    ArticleKind,
    Attribution,
    Bound,
    Claim,
    ClaimKind,
    Form,
    HedgeKind,
    HowKnown,
    Obtained,
    SourceKind,
)
from provenance.queries.lint.ground import Ground
from provenance.queries.lint.rule import AP, OWN, REUTERS, Hit, Rule, Severity
from provenance.queries.showing import counted

__all__ = ["OPINIONS", "RULES", "is_known_at_first_hand", "is_opinion"]

OPINIONS = frozenset(
    {
        ClaimKind.ASSESSMENT,
        ClaimKind.CHARACTERISATION,
        ClaimKind.PREDICTION,
        ClaimKind.NORMATIVE,
        ClaimKind.LEGAL_CHARACTERISATION,
    }
)
"""Kinds of claim that are somebody's judgement."""

_FIRST_HAND = frozenset(
    {
        HowKnown.COMMON_KNOWLEDGE,
        HowKnown.DIRECT_PERCEPTION,
        HowKnown.PARTICIPATION,
        HowKnown.DATA_OR_RECORD,
    }
)
_SEEN = frozenset({Obtained.WITNESSED, Obtained.DOCUMENT})
_NO_NEWS = frozenset(
    {
        ArticleKind.PRESS_RELEASE,
        ArticleKind.POST,
        ArticleKind.TRANSCRIPT,
        ArticleKind.BOOK,
        ArticleKind.REFERENCE_WORK,
        ArticleKind.OFFICIAL_DOCUMENT,
    }
)
_VIEWS = frozenset({ArticleKind.OPINION, ArticleKind.ANALYSIS})


def is_known_at_first_hand(passage: Attribution) -> bool:
    """Tell whether a passage says that its claim is common knowledge, on record, or was witnessed."""
    return passage.how_known in _FIRST_HAND or passage.obtained in _SEEN


# --- S01 -----------------------------------------------------------------------------------


def own_voice(ground: Ground) -> Iterator[Hit]:
    """S01: what stands in the outlet's own voice, neither common knowledge nor witnessed."""

    def test(passage: Attribution) -> bool:
        return (
            passage.source is None
            and passage.form is Form.OWN_VOICE
            and ground.supports(passage)
            and not is_known_at_first_hand(passage)
            and _needs_source(ground, passage)
            and not _tells_terms(ground, passage, reasons)
        )

    reasons: dict[str, list[str]] = {}
    for passage in ground.passages:
        if passage.anonymity_reason:
            reasons.setdefault(passage.article, []).append(passage.anonymity_reason)
    attributed = {
        (passage.article, ground.same(passage))
        for passage in ground.passages
        if passage.source is not None and ground.states(passage)
    }
    fresh: list[Attribution] = []
    told: set[tuple[str, str]] = set()
    for passage in ground.certain(test):
        key = (passage.article, ground.same(passage))
        if key not in attributed and key not in told:
            told.add(key)
            fresh.append(passage)
    for group in _by_place(fresh):
        words = ground.said(group[0], 90)
        if len(group) > 1:
            words += f" and {counted(len(group) - 1, 'other claim')} in these words"
        verb = "stand" if len(group) > 1 else "stands"
        yield ground.hit(
            f"{words} {verb} in the outlet's own voice, and nothing says how it knows",
            group[0],
            (passage.id for passage in group),
        )


def _needs_source(ground: Ground, passage: Attribution) -> bool:
    claim = ground.claim(passage)
    kind = None if claim is None else claim.kind
    if kind in (ClaimKind.VERIFICATION_STATEMENT, ClaimKind.SPEECH_EVENT):
        return False  # what the outlet itself did to check, and that something was said
    article = ground.view.articles.get(passage.article)
    sort = None if article is None else ground.view.read(article, "kind")
    return sort not in _NO_NEWS and not (sort in _VIEWS and kind in OPINIONS)


def _tells_terms(ground: Ground, passage: Attribution, reasons: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a passage only says why the article does not name somebody."""
    claim = ground.claim(passage)
    return claim is not None and any(reason in claim.text for reason in reasons.get(passage.article, ()))


def _by_place(passages: Iterable[Attribution]) -> list[list[Attribution]]:
    """Join passages whose words overlap: they are drawn from one sentence."""
    groups: list[list[Attribution]] = []
    last: tuple[str, object] | None = None
    end = -1
    for passage in passages:
        content = passage.anchors.content
        if not content:
            groups.append([passage])
            last = None
            continue
        place = (passage.article, content[0].part)
        if last == place and min(anchor.start for anchor in content) < end:
            groups[-1].append(passage)
        else:
            groups.append([passage])
            end = -1
        last = place
        end = max(end, *(anchor.end for anchor in content))
    return groups


# --- S02, S03 ------------------------------------------------------------------------------


def anonymous(ground: Ground) -> Iterator[Hit]:
    """S02: an anonymous or collective source."""

    def test(passage: Attribution) -> bool:
        if not ground.states(passage):
            return False
        if passage.source is None:
            return _credits_hearsay(passage)
        return ground.is_anonymous(passage) or ground.is_collective(passage)

    for group in _by_credit(ground, ground.certain(test)):
        first = group[0]
        if first.source is None:
            yield ground.hit(f"it is not told who says that {ground.said(first)}", first, _ids(group))
            continue
        words = ground.credited(first)
        if ground.is_collective(first):
            message = f"{words}: several people as one voice, and nobody of them is named"
        else:
            message = f"{words}: the source is not named"
        if len(group) > 1:
            message += f" ({counted(len(group), 'claim')})"
        yield ground.at_source(message, first, _ids(group))


def _credits_hearsay(passage: Attribution) -> bool:
    """Tell whether a passage is reported speech of nobody: "reportedly", "it is said"."""
    if passage.form not in (Form.INDIRECT, Form.NARRATED) or passage.via is not None:
        return False
    return passage.anonymity in (Anonymity.UNSPECIFIED, Anonymity.UNNAMED) or any(
        hedge.kind is HedgeKind.EVIDENTIAL for hedge in passage.hedges
    )


def _by_credit(ground: Ground, passages: Iterable[Attribution]) -> list[list[Attribution]]:
    """Join passages that stand under the same words of credit ("Analysts say A, and B")."""
    groups: dict[object, list[Attribution]] = {}
    for passage in passages:
        key: object = passage.id
        if passage.source is not None and passage.anchors.source:
            first = passage.anchors.source[0]
            key = (passage.article, ground.voices.root(passage.source), first.part, first.start)
        groups.setdefault(key, []).append(passage)
    return list(groups.values())


def _ids(passages: Iterable[Attribution]) -> list[str]:
    return [passage.id for passage in passages]


def plural(ground: Ground) -> Iterator[Hit]:
    """S03: a plural source of whom at most one member is named."""
    wanted = ground.limits["members_named"]

    def test(passage: Attribution) -> bool:
        source = passage.source
        if source is None or not ground.states(passage) or ground.kind(source) is not SourceKind.GROUP:
            return False
        named = ground.named_members(source)
        return len(named) < wanted and bool(named or ground.is_collective(passage))

    told: dict[tuple[str, str], list[Attribution]] = {}
    for passage in ground.certain(test):
        assert passage.source is not None
        told.setdefault((passage.article, ground.voices.root(passage.source)), []).append(passage)
    for group in told.values():
        first = group[0]
        named = ground.named_members(first.source or "")
        who = "none of them is named"
        if named:
            who = f"only {' and '.join(map(ground.called, named[:3]))} is named"
        yield ground.at_source(
            f"{ground.credited(first)}: the source is a plural, and {who}", first, _ids(group)
        )


# --- S05, S06 ------------------------------------------------------------------------------


def anonymous_opinion(ground: Ground) -> Iterator[Hit]:
    """S05: an anonymous source used for opinion or prediction."""

    def test(passage: Attribution) -> bool:
        if not ground.states(passage):
            return False
        if not (ground.is_anonymous(passage) or ground.is_collective(passage)):
            return False
        return is_opinion(ground, passage)

    for passage in ground.certain(test):
        claim = ground.claim(passage)
        kind = str(claim.kind) if claim is not None and claim.kind in OPINIONS else "opinion"
        yield ground.hit(
            f"{_article_for(kind.replace('_', ' '))}, not information, from a source that is not named: "
            f"{ground.credited(passage)}",
            passage,
        )


def is_opinion(ground: Ground, passage: Attribution) -> bool:
    """Tell whether a passage gives a judgement, not information."""
    claim = ground.claim(passage)
    return passage.act is Act.EVALUATION or (claim is not None and claim.kind in OPINIONS)


def _article_for(word: str) -> str:
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"


_KEPT_BACK = frozenset({Anonymity.UNNAMED, Anonymity.WITHHELD, Anonymity.PSEUDONYMOUS})
_GIVEN_TO_US = frozenset({None, Obtained.INTERVIEW, Obtained.UNKNOWN})


def unexplained(ground: Ground) -> Iterator[Hit]:
    """S06: no reason for anonymity, or no qualification for the expert."""

    def keeps_back(passage: Attribution) -> bool:
        return (
            passage.source is not None
            and ground.states(passage)
            and passage.anonymity in _KEPT_BACK
            and ground.is_anonymous(passage)
            and ground.kind(passage.source) in (None, SourceKind.PERSON, SourceKind.UNKNOWN)
            and passage.obtained in _GIVEN_TO_US
            and not passage.anonymity_reason
        )

    def is_unqualified(passage: Attribution) -> bool:
        return (
            passage.source is not None
            and ground.states(passage)
            and passage.anonymity is Anonymity.NAMED
            and not passage.justification
            and passage.how_known in (None, HowKnown.UNKNOWN)
            and is_opinion(ground, passage)
            and not _is_drafted(passage)
            and _is_bare_name(ground, passage)
        )

    explained = {
        (passage.article, ground.voices.root(passage.source))
        for passage in ground.passages
        if passage.source is not None and (passage.anonymity_reason or passage.justification)
    }
    for test, words in (
        (keeps_back, "{}: the source is not named, and the text does not say why"),
        (is_unqualified, "nothing says what makes {} one to ask"),
    ):
        told: set[tuple[str, str]] = set()
        for passage in ground.certain(test):
            key = (passage.article, ground.voices.root(passage.source or ""))
            if key not in told and key not in explained:
                told.add(key)
                yield ground.at_source(words.format(ground.credited(passage)), passage)


def _is_drafted(passage: Attribution) -> bool:
    """Tell whether only a program recorded a passage: who somebody is may be told elsewhere in the text."""
    held = passage.recorded
    return held is not None and held.software is not None and held.by is None


def _is_bare_name(ground: Ground, passage: Attribution) -> bool:
    """Tell whether nothing on record says who a named person is: no post, no description, no part in it."""
    source = passage.source or ""
    if ground.kind(source) is not SourceKind.PERSON:
        return False
    names: set[str] = set()
    for record in ground.voices.records(source):
        for name in ("affiliations", "description", "speaks_for", "interests"):
            if ground.view.read(record, name):
                return False
        names.update(word for word in (record.name, *record.aliases) if word)
    known = {part.casefold() for name in names for part in name.split()}
    if not passage.credited_as:
        return False  # how the text introduces them is not on record
    words = passage.credited_as.casefold().split()
    return all(word.strip(",.;:") in known for word in words)


# --- S07 -----------------------------------------------------------------------------------

_DATA = frozenset({SourceKind.UNKNOWN, SourceKind.DOCUMENT, SourceKind.DATASET})


def number_of_nobody(ground: Ground) -> Iterator[Hit]:
    """S07: a quantity without an originator."""

    def test(passage: Attribution) -> bool:
        claim = ground.claim(passage)
        if claim is None or (claim.quantity is None and claim.kind is not ClaimKind.QUANTITY):
            return False
        if not ground.supports(passage) or is_known_at_first_hand(passage):
            return False
        if passage.form is Form.OWN_VOICE:
            return passage.source is None and passage.via is None and _is_estimate(claim)
        if passage.source is None:
            return passage.form is not None and passage.via is None
        if passage.anonymity is Anonymity.UNSPECIFIED:
            return not ground.named_members(passage.source)
        record = ground.view.sources.get(passage.source)
        return (
            record is not None
            and passage.anonymity is None
            and ground.kind(passage.source) in _DATA
            and ground.voices.name(passage.source) is None
        )

    known: dict[str, str] = {}
    for passage in ground.certain(test):
        claim = ground.same(passage)
        if claim not in known:
            known[claim] = _found_elsewhere(ground, claim)
        message = "the number has no originator"
        if passage.source is not None:
            message += f": {ground.credited(passage)} says nothing of who counted"
        yield ground.hit(message + known[claim], passage)


def _is_estimate(claim: Claim) -> bool:
    """Tell whether somebody must have counted or estimated: "about 100,000", not "sentenced to six years"."""
    if claim.kind is ClaimKind.QUANTITY:
        return True
    return claim.quantity is not None and claim.quantity.bound not in (None, Bound.EXACTLY)


def _found_elsewhere(ground: Ground, claim: str) -> str:
    """Return to whom the records lead, if all that is on record for a claim leads to one named source."""
    ends = ground.walk_back(ground.supporting(claim)).ends
    if len(ends) != 1:
        return ""
    ((kind, voice),) = ends
    is_named = kind == "source" and ground.voices.name(voice) is not None
    return f" (on record it comes from {ground.called(voice)})" if is_named else ""


RULES = (
    Rule(
        "S01",
        "claim in own voice that is neither common knowledge nor witnessed",
        Severity.NOTE,
        (REUTERS,),
        "A report says something itself, credits nobody, and nothing on record says how it knows. A "
        "reader cannot tell what the outlet saw from what it read elsewhere.\n\n"
        "Decided on: `form` own_voice with a commitment for the claim, and `how_known` and `obtained`. "
        "Passed over: common knowledge, what the outlet witnessed or read in a document or in data; "
        "claims that the same article credits to somebody elsewhere; statements about checking, that "
        "something was said, and why somebody is not named; opinions in an opinion piece or an "
        "analysis; texts that are not news (press releases, posts, reference works); passages "
        "that can be read as somebody else's. Claims drawn from the same words are one "
        "finding, and so are two wordings of one claim.\n\n"
        "Cure: name the source; or record `how_known` (common_knowledge, direct_perception …) where it "
        "is so.",
        own_voice,
    ),
    Rule(
        "S02",
        "anonymous or collective source",
        Severity.WARNING,
        (REUTERS, AP),
        "Somebody is credited whom no reader can find (“a senior official”), several people speak as "
        "one and nobody of them is named (“analysts say”), or the text says only that it is said "
        "(“reportedly”).\n\n"
        "Decided on: `anonymity` of the passage (unnamed, withheld, pseudonymous, unspecified); where "
        "that is not recorded, a source without a name that is no document or recording; a source of "
        "kind group without a named member. Passed over: somebody given by role (“the mayor”), accounts "
        "on platforms, groups of whom a member is named (see S03), a document or recording that merely "
        "has no name (“a study published on Thursday”), and passages "
        "that state nothing. What stands under the same words of credit is one finding.\n\n"
        "Cure: name the source, or somebody of the group. Where that cannot be, let the finding stand, "
        "and say why.",
        anonymous,
    ),
    Rule(
        "S03",
        "plural source, at most one member named",
        Severity.NOTE,
        (REUTERS,),
        "The text speaks of several (“analysts”, “officials”) where at most one is known: the plural "
        "makes one voice sound like many. A group is one voice, however it is put.\n\n"
        "Decided on: the source's kind group, and how many of its `members` have a name; a group that "
        "the passage names as a body is passed over. One finding for each article and group.\n\n"
        "Cure: name two, or write the singular.",
        plural,
        (("members_named", 2),),
    ),
    Rule(
        "S05",
        "anonymous source used for opinion or prediction",
        Severity.WARNING,
        (AP,),
        "Somebody who is not named judges, blames or foretells. Anonymity is granted for information "
        "that cannot be had otherwise; an opinion is worth what the one who holds it is worth.\n\n"
        "Decided on: an anonymous or collective source (as in S02), and a claim of kind assessment, "
        "characterisation, prediction, normative or legal_characterisation, or `act` evaluation.\n\n"
        "Cure: find somebody who says it by name, or leave it out.",
        anonymous_opinion,
    ),
    Rule(
        "S06",
        "no reason for anonymity, or no qualification for the expert",
        Severity.NOTE,
        (AP,),
        "A name is kept back and the text does not say why; or a named person is asked for a judgement "
        "and nothing says what makes this person one to ask.\n\n"
        "Decided on: for the first, `anonymity` unnamed, withheld or pseudonymous of a person who spoke "
        "to the outlet, without `anonymity_reason` anywhere in the article. For the second, `anonymity` "
        "named, a claim that is an opinion or `act` evaluation, a person without affiliation, "
        "description or part in the matter, whom the passage credits by the bare name, without "
        "`justification`; not in a draft that only a program made, because who somebody is may be told "
        "elsewhere in the text. One finding for each article and source.\n\n"
        "Cure: give the reason, or the post; record it.",
        unexplained,
    ),
    Rule(
        "S07",
        "quantity without originator",
        Severity.WARNING,
        (OWN,),
        "A number that nobody is said to have counted or estimated (“according to estimates”). Numbers "
        "harden as they are passed on, and who counted is often a party.\n\n"
        "Decided on: a claim with a `quantity` or of kind quantity, where the passage credits nobody, "
        "or `anonymity` is unspecified, or the source is a nameless document, dataset or unknown. "
        "Passed over: common knowledge; what was counted or read in data by the outlet; in its own voice, "
        "numbers of an event that are no estimate (“sentenced to six years”, see S01). Where the records "
        "lead to a named source, the finding says to whom.\n\n"
        "Cure: name who counted, and how.",
        number_of_nobody,
    ),
)
"""The rules of this module, by code."""
