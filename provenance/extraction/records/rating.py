"""What a fact check finds: the claim under test, the words of its rating, and what they mean."""

import re

from provenance.extraction.drafts import Span
from provenance.extraction.records.bench import Bench, Passage
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
    Verdict.MIXED: "half true|half-true|mixed|mixture|partly true|partly false|partially true|partially false",
    Verdict.MOSTLY_REFUTED: "mostly false|mostly untrue|largely false",
    Verdict.REFUTED: "false|untrue|fake|a fake|fabricated|a fabrication|incorrect|inaccurate|wrong|a hoax|hoax|"
    "pants on fire|bogus|baseless|debunked|not true|not correct|not accurate|no truth",
    Verdict.MISLEADING: "misleading|missing context|out of context|taken out of context|lacks context|exaggerated|distorted",
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
    r"we\s(?:therefore\s)?rate[ds]?\s(?:(?:this|the|that|it|his|her|their|these)\s?(?:\w{1,12}\s){0,2})(?:as\s)?[“\"]?"
    rf"(?P<rated>{_LABEL})\b",
    re.IGNORECASE,
)
_NOUN = r"(?:claims?|posts?|videos?|clips?|photos?|photographs?|images?|pictures?|story|stories|statements?|rumou?rs?|quotes?|"
_NOUN += r"allegations?|figures?|footage|articles?|letters?|messages?|tweets?)"
_FOUND = re.compile(
    rf"(?:the|this|that|these|those|both|viral)\s(?:[\w-]{{1,16}}\s){{0,2}}{_NOUN}\s(?:is|are|was|were|to be)\s"
    rf"(?:all\s|entirely\s|completely\s|totally\s|simply\s)?(?P<label>{_LABEL})(?![\w-])",
    re.IGNORECASE,
)
_UNDER_TEST = re.compile(r"(?:the\s)?(?:claim|statement|what was claimed|rumou?r)\s?[:–—]\s{1,2}(?=\S)", re.IGNORECASE)
_CHECKERS = re.compile(r"\bfact[ -]?check", re.IGNORECASE)


def read_ratings(bench: Bench) -> None:
    """Draft the claim that a fact check tests, and a status for what it, or others in it, find."""
    tested = _tested_claim(bench)
    for start, end in bench.sentences:
        rating = _RATING.match(bench.text, start, end)
        own = _FOUND.match(bench.text, start, end) if rating is None else None
        match = rating or own
        if match is None or _holder(bench, match.start()) is not None:
            continue
        claim = tested or _claim_before(bench, start)
        if claim is not None:
            _judge(bench, claim, match, None)
    for passage in bench.passages:
        if _CHECKERS.search(bench.words(passage.draft.source)):
            _read_finding(bench, passage, tested)


def _read_finding(bench: Bench, passage: Passage, tested: Claim | None) -> None:
    """Read "fact-checkers at Snopes found that the clip was false"."""
    span = passage.draft.content[0]
    match = _FOUND.match(bench.text, span.start, span.end)
    claim = tested or _claim_before(bench, span.start)
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
        claim = Claim(text=" ".join(bench.text[span.start : end].split()).strip("\"“”").rstrip("."))
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


def _claim_before(bench: Bench, start: int) -> Claim | None:
    """Return the claim of the nearest passage that ends before a place, if it is not far."""
    best: Passage | None = None
    for passage in bench.passages:
        end = passage.draft.content[-1].end
        if start - 700 < end <= start and passage.claim is not None and passage.draft.act != "no_comment":
            if best is None or end > best.draft.content[-1].end:
                best = passage
    return best.claim if best is not None else None


def _holder(bench: Bench, start: int) -> Passage | None:
    """Return the passage whose content holds a place: then it is not the article that judges."""
    return next(
        (p for p in bench.passages for s in p.draft.content if s.start <= start < s.end and p.draft.source),
        None,
    )


def _judge(bench: Bench, claim: Claim, match: "re.Match[str]", checker: Source | None) -> None:
    found = {name: words for name, words in match.groupdict().items() if words is not None}
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
