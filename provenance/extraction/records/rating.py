"""What a fact check finds: the claim under test, the words of its rating, and what they mean."""

import re

from provenance.extraction.drafts import Span
from provenance.extraction.records.bench import OUTLET_KINDS, Bench, Passage
from provenance.extraction.records.casting import source_of
from provenance.extraction.records.mentions import read_mention
from provenance.extraction.records.wording import cue_form
from provenance.model.anchors import Anchors, TextAnchor
from provenance.model.attribution import Attribution
from provenance.model.claim import Claim
from provenance.model.source import Source
from provenance.model.terms import Verdict
from provenance.model.values import Rating
from provenance.model.verification import VerificationStatus

__all__ = ["read_ratings"]

_LABELS: dict[Verdict, str] = {
    Verdict.SUPPORTED: "true|correct|accurate|supported|verified|confirmed",
    Verdict.MOSTLY_SUPPORTED: "mostly true|mostly correct|mostly accurate|largely true|largely accurate",
    Verdict.MIXED: (
        "half true|half-true|mixed|mixture|partly true|partly false|partially true|partially false"
    ),
    Verdict.MOSTLY_REFUTED: "mostly false|mostly untrue|largely false",
    Verdict.REFUTED: (
        "false|untrue|fake|a fake|fabricated|a fabrication|incorrect|inaccurate|wrong|a hoax|"
        "hoax|pants on fire|bogus|baseless|debunked|not true|not correct|not accurate|"
        "no truth"
    ),
    Verdict.MISLEADING: (
        "misleading|missing context|out of context|taken out of context|lacks context|exaggerated|distorted"
    ),
    Verdict.UNPROVEN: "unproven|unproved|unsubstantiated|unsupported|no evidence|unfounded",
    Verdict.OUTDATED: "outdated|out of date|old",
    Verdict.MISATTRIBUTED: "misattributed|miscaptioned|mislabelled|mislabeled|wrongly attributed",
    Verdict.ALTERED: "altered|doctored|manipulated|edited|digitally altered|ai-generated|computer-generated",
    Verdict.SATIRE: "satire|satirical",
}
_VERDICTS = {label: verdict for verdict, labels in _LABELS.items() for label in labels.split("|")}
_LABEL = "|".join(re.escape(label).replace(r"\ ", " ") for label in sorted(_VERDICTS, key=len, reverse=True))
_RATING = re.compile(
    r"(?:(?:our|the)\s)?(?:rating|verdict|ruling|conclusion|finding|assessment)\s?(?::|–|—|-|is|was)\s{1,2}"
    r"(?P<label>[A-Za-z][\w' -]{1,40})|"
    r"(?P<who>we|[A-Z][\w.-]{1,20}(?:\s[A-Z]\w{1,20}){0,2})\s(?:therefore\s)?rate[ds]?\s"
    r"(?:(?:this|the|that|it|his|her|their|these)\s?(?:\w{1,12}:?\s){0,2})(?:as\s|to\sbe\s)?[“\"]?"
    rf"(?P<rated>{_LABEL})\b",
    re.IGNORECASE,
)
_NOUN = (
    r"(?:claims?|posts?|videos?|clips?|photos?|photographs?|images?|pictures?|story|stories|statements?|"
    r"rumou?rs?|quotes?|allegations?|figures?|footage|articles?|letters?|messages?|tweets?)"
)
_FOUND = re.compile(
    rf"(?:the|this|that|these|those|both|viral)\s(?:[\w-]{{1,16}}\s){{0,2}}{_NOUN}\s(?:is|are|was|were|"
    rf"to be)\s"
    rf"(?:all\s|entirely\s|completely\s|totally\s|simply\s)?(?P<label>{_LABEL})(?![\w-])",
    re.IGNORECASE,
)
_FLATLY = re.compile(
    rf"(?:but\s)?(?:that|this|it)(?:\s(?:is|was)|['’]s)\s(?:all\s|entirely\s|completely\s|simply\s|just\s)?"
    rf"(?P<label>{_LABEL})(?=[.!,])",
    re.IGNORECASE,
)
_UNDER_TEST = re.compile(
    r"(?:the\s)?(?:claim|statement|what was claimed|rumou?r)\s?[:–—]\s{1,2}(?=\S)", re.IGNORECASE
)
_CHECKERS = re.compile(r"\bfact[ -]?check", re.IGNORECASE)


def read_ratings(bench: Bench) -> None:
    """Draft the claim that a fact check tests, and a status for what it, or others in it, find."""
    tested = _tested_claim(bench)
    is_fact_check = tested is not None or _CHECKERS.search(bench.text, 0, 600) is not None
    tested = tested or _doubtful_claim(bench)
    for start, end in bench.sentences:
        rating = _RATING.match(bench.text, start, end)
        match = rating or _FOUND.match(bench.text, start, end) or _FLATLY.match(bench.text, start, end)
        if match is None or _holder(bench, match.start()) is not None:
            continue
        if match.re is not _RATING and not (
            is_fact_check or _is_doubtful(bench, _passage_before(bench, start))
        ):
            continue
        near = _claim_before(bench, start)
        claim = tested or near if match is rating or match.re is _FOUND else near or tested
        if claim is not None and not (match is rating and tested is None):
            _judge(bench, claim, match, _rater(bench, match))
    for passage in bench.passages:
        if _CHECKERS.search(bench.words(passage.draft.source)):
            _read_finding(bench, passage, tested)


def _read_finding(bench: Bench, passage: Passage, tested: Claim | None) -> None:
    """Read "fact-checkers at Snopes found that the clip was false"."""
    span = passage.draft.content[0]
    match = _FOUND.match(bench.text, span.start, span.end)
    claim = tested or _claim_before(bench, bench.sentence_at(span.start)[0])
    source = bench.sources.get(id(passage.entity)) if passage.entity is not None else None
    if match is not None and claim is not None and claim is not passage.claim:
        _judge(bench, claim, match, source)


def _tested_claim(bench: Bench) -> Claim | None:
    """Draft the claim behind "The claim:", which the article puts in nobody's mouth."""
    for start, end in bench.sentences[:12]:
        lead = _UNDER_TEST.match(bench.text, start, end)
        if lead is None or end - lead.end() < 8:
            continue
        span = Span(lead.end(), end, bench.text[lead.end() : end])
        known = next((p.claim for p in bench.passages if span.start <= p.draft.content[0].start < end), None)
        if known is not None:
            return known
        claim = Claim(text=" ".join(bench.text[span.start : end].split()).strip('"“”').rstrip("."))
        if claim.id not in bench.dossier:
            bench.dossier.add(claim)
        claim = bench.claims.setdefault(claim.id, claim)
        attribution = Attribution(
            article=bench.article.id,
            claim=claim.id,
            anchors=Anchors(content=bench.anchors((span,))),
            form="indirect",
            act="unspecified",
            anonymity="unspecified",
            recorded=bench.recorded("stated", 0.8),
        )
        if attribution.id not in bench.dossier:
            bench.dossier.add(attribution)
        return claim
    return None


def _doubtful_claim(bench: Bench) -> Claim | None:
    """Return the claim of the first passage that is a post's, a video's, or one that somebody "claims"."""
    return next((p.claim for p in bench.passages if _is_doubtful(bench, p)), None)


def _is_doubtful(bench: Bench, passage: Passage | None) -> bool:
    """Say whether a passage is what somebody "claims", or a post or video says."""
    if passage is None:
        return False
    source = bench.sources.get(id(passage.entity)) if passage.entity is not None else None
    cue = cue_form(bench.words(passage.draft.cue))
    claims = cue is not None and cue.verb.base in ("claim", "allege")
    return claims or (source is not None and source.kind in ("media", "platform_account"))


def _claim_before(bench: Bench, start: int) -> Claim | None:
    """Return the claim of the passage in the sentence before the one that begins at a place."""
    passage = _passage_before(bench, start)
    return passage.claim if passage is not None else None


def _passage_before(bench: Bench, start: int) -> Passage | None:
    low, _ = bench.sentence_at(max(0, start - 2))
    found = [
        p for p in bench.passages
        if p.claim is not None and p.draft.act != "no_comment" and low <= p.draft.content[0].start < start
    ]  # fmt: skip
    return max(found, key=lambda p: p.draft.content[-1].end) if found else None


def _rater(bench: Bench, match: "re.Match[str]") -> Source | None:
    """Return the outlet in "AFP rates the claim"; `None` if it is the article's own."""
    who = match.groupdict().get("who")
    if who is None or who.lower() == "we" or read_mention(who, starts_sentence=True).kind not in OUTLET_KINDS:
        return None
    entity, _ = bench.cast.entity_for(
        who, match.start("who"), starts_sentence=True, enclosing=None, previous=None
    )
    return source_of(bench, entity)


def _holder(bench: Bench, start: int) -> Passage | None:
    """Return the passage whose content holds a place: then it is not the article that judges."""
    return next(
        (p for p in bench.passages for s in p.draft.content if s.start <= start < s.end and p.draft.source),
        None,
    )


def _judge(bench: Bench, claim: Claim, match: "re.Match[str]", checker: Source | None) -> None:
    found = {name: words for name, words in match.groupdict().items() if words is not None and name != "who"}
    label = " ".join(next(iter(found.values())).split()).strip(" '-")
    status = VerificationStatus(
        claim=claim.id,
        state="checked",
        verdict=_VERDICTS.get(label.lower()),
        rating=Rating(label=label) if match.re is _RATING else None,
        checker=checker.id if checker is not None else None,
        article=bench.article.id,
        anchors=(TextAnchor.of(bench.text, match.start(), match.end()),),
        judged_at=bench.article.published,
        recorded=bench.recorded("inferred", 0.6),
    )
    if status.id not in bench.dossier:
        bench.dossier.add(status)
