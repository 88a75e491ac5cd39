"""What the text says about checking, as records: statements, what they caveat, statuses."""

import re
from bisect import bisect_right

from attrs import evolve

from provenance.extraction.records.bench import OUTLET_KINDS, Bench, Passage
from provenance.extraction.records.casting import source_of
from provenance.extraction.records.joining import relate
from provenance.extraction.records.mentions import read_mention
from provenance.extraction.records.own_voice import own_claim
from provenance.extraction.records.verification import find_verification, points_back
from provenance.model.anchors import Anchors, TextAnchor
from provenance.model.attribution import Attribution
from provenance.model.claim import Claim
from provenance.model.source import Source
from provenance.model.verification import VerificationStatus

__all__ = ["read_verification"]

_BY = re.compile(r"\sby\s((?:the\s)?[A-Z][\w.'’-]{0,20}(?:\s[A-Z][\w.'’-]{0,20}){0,3})")
_OF_WHAT = re.compile(
    r"\b(?:authenticity|veracity|accuracy|truth|origin)\sof\s(?:the|these|those|this|that)\s(?:[\w-]{1,16}\s){0,2}?"
    r"([\w-]{4,20})\b(?=\s(?:could|can|cannot|has|have|was|were|is|are|had|by)|[.,;])"
)
_OURSELVES = frozenset(("we", "this newspaper", "this website", "our reporters", "our team"))


def read_verification(bench: Bench) -> None:
    """Draft what every sentence says about checking."""
    for start, end in bench.sentences:
        talk = find_verification(bench.text, start, end)
        if talk is None:
            continue
        named, is_checker = _checker(bench, start, talk.start)
        if named is None and (by := _BY.match(bench.text, talk.end, end)) is not None:
            named = _outlet_called(bench, by.group(1), by.start(1))
        if talk.needs_checker and not is_checker:
            continue
        holder = _passage_around(bench, talk.start, talk.end)
        first, last = _clause(bench, talk.start, talk.end, max(start, bench.frame.begins), end)
        statement = Claim(
            text=" ".join(bench.text[first:last].split()).strip(" ,;"), kind="verification_statement"
        )
        if statement.id in bench.claims:
            statement = evolve(bench.claims[statement.id], kind="verification_statement")
            bench.dossier.replace(statement)
        else:
            bench.dossier.add(statement)
        bench.claims[statement.id] = statement
        if holder is None or holder.claim is None or holder.claim.id != statement.id:
            _state_verification(bench, statement, holder, first, last)
        checker = holder.entity if holder is not None and holder.draft.act == "no_comment" else None
        covers = _about(bench, start, end, _covered(bench, start, end, statement, holder))
        if talk.state == "checked" and not points_back(bench.text, start, end):
            covers = [c for c in covers if _is_said_in(bench, c, start, end)] or [statement]
        for covered in covers:
            if covered is not statement:
                relate(bench, statement, "caveats", covered, "inferred", 0.6)
            _judge(
                bench,
                covered,
                talk.state,
                named or (bench.sources.get(id(checker)) if checker else None),
                *((first, last) if talk.is_statement else (talk.start, talk.end)),
            )


def _passage_around(bench: Bench, start: int, end: int) -> Passage | None:
    best: tuple[int, Passage] | None = None
    for passage in bench.passages:
        if passage.draft.reading_of is not None:
            continue
        for span in passage.draft.content:
            if span.start <= start and end <= span.end and (best is None or span.end - span.start < best[0]):
                best = (span.end - span.start, passage)
    return best[1] if best is not None else None


def _clause(bench: Bench, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Return the clause of a sentence that the words on verification stand in."""
    first = low
    for mark in (", and ", ", but ", "; ", ", although ", ", though ", ", which "):
        at = bench.text.rfind(mark, low, start)
        if at >= 0:
            first = max(first, at + len(mark))
    last = high
    for mark in (", and ", ", but ", "; "):
        at = bench.text.find(mark, end, high)
        if at >= 0:
            last = min(last, at)
    while last > end and bench.text[last - 1] in ".!? ":
        last -= 1
    return first, last


def _state_verification(
    bench: Bench, statement: Claim, holder: Passage | None, first: int, last: int
) -> None:
    source = (
        bench.sources.get(id(holder.entity)) if holder is not None and holder.entity is not None else None
    )
    attribution = Attribution(
        article=bench.article.id,
        claim=statement.id,
        source=source.id if source is not None else None,
        anchors=Anchors(
            source=bench.anchors(holder.draft.source) if holder is not None and source is not None else (),
            cue=bench.anchors(holder.draft.cue) if holder is not None and source is not None else (),
            content=(TextAnchor.of(bench.text, first, last),),
        ),
        form="indirect" if source is not None else "own_voice",
        recorded=bench.recorded(
            "inferred" if source is not None else "stated", 0.5 if source is not None else 0.8
        ),
    )
    if attribution.id not in bench.dossier:
        bench.dossier.add(attribution)


def _checker(bench: Bench, start: int, verb: int) -> tuple[Source | None, bool]:
    """Return the outlet that checked or could not ("Reuters could not verify"), and whether one did.

    "We" is the article's own outlet: a checker without a record.
    """
    lead = bench.text[max(start, bench.frame.begins, verb - 60) : verb]
    words = (
        " ".join(lead.rsplit(",", 1)[-1].split())
        .removeprefix("and ")
        .removeprefix("which ")
        .removesuffix(" has")
    )
    words = words.removesuffix(" have").removesuffix(" had").strip()
    if words.lower() in _OURSELVES:
        return None, True
    named = _outlet_called(bench, words, verb)
    return named, named is not None


def _outlet_called(bench: Bench, words: str, place: int) -> Source | None:
    kind = read_mention(words, starts_sentence=True).kind if 0 < len(words.split()) <= 6 else None
    if kind not in OUTLET_KINDS:
        return None
    entity, _ = bench.cast.entity_for(words, place, starts_sentence=True, enclosing=None, previous=None)
    return source_of(bench, entity) if entity.name is not None else None


def _is_said_in(bench: Bench, claim: Claim, start: int, end: int) -> bool:
    return any(p.claim is claim and start <= p.draft.content[0].start < end for p in bench.passages)


def _covered(bench: Bench, start: int, end: int, statement: Claim, holder: Passage | None) -> list[Claim]:
    """Return the claims that a statement on verification covers: the nearest ones before it."""
    same, paragraph = [], []
    edge = max(bench.text.rfind("\n\n", 0, start), bench.text.rfind("\n", 0, start))
    for passage in bench.passages:
        draft, claim = passage.draft, passage.claim
        if (
            claim is None
            or draft.reading_of is not None
            or claim.id == statement.id
            or draft.act == "no_comment"
        ):
            continue
        if claim.kind == "verification_statement" or (passage is holder and claim.id == statement.id):
            continue
        place = draft.content[0].start
        if start <= place < end:
            same.append(claim)
        elif edge < place < start:
            paragraph.append(claim)
    if not same and not paragraph:
        paragraph = _claims_between(bench, _paragraph_before(bench, edge), edge, statement)
    if same or paragraph:
        return [*dict.fromkeys([*paragraph[-5:], *same])]
    return _sentence_before(bench, start)


def _about(bench: Bench, start: int, end: int, covers: list[Claim]) -> list[Claim]:
    """Where "the authenticity of the emails" is in doubt, keep to claims about emails, if there are any."""
    match = _OF_WHAT.search(bench.text, start, end)
    if match is None:
        return covers
    noun = match.group(1).lower().removesuffix("s")
    fitting = [
        p.claim
        for p in bench.passages
        if p.claim is not None
        and p.draft.content[0].start < start
        and p.draft.act != "no_comment"
        and (noun in p.claim.text.lower() or noun in bench.words(p.draft.source).lower())
    ]
    return [*dict.fromkeys(fitting)][-5:] or covers


def _paragraph_before(bench: Bench, edge: int) -> int:
    end = len(bench.text[: max(edge, 0)].rstrip())
    return max(bench.text.rfind("\n", 0, end), 0)


def _claims_between(bench: Bench, start: int, end: int, statement: Claim) -> list[Claim]:
    return [
        p.claim
        for p in bench.passages
        if p.claim is not None
        and p.draft.reading_of is None
        and start <= p.draft.content[0].start < end
        and p.claim.id != statement.id
        and p.draft.act != "no_comment"
        and p.claim.kind != "verification_statement"
    ]


def _sentence_before(bench: Bench, start: int) -> list[Claim]:
    """Draft what the sentence before says, in the article's own voice, if nobody's claim is near."""
    at = bisect_right(bench.sentence_starts, start) - 2
    if at < 0:
        return []
    first, last = bench.sentences[at]
    return [own_claim(bench, first, last)] if len(bench.text[first:last].split()) >= 4 else []


def _judge(bench: Bench, claim: Claim, state: str, checker: Source | None, start: int, end: int) -> None:
    status = VerificationStatus(
        claim=claim.id,
        state=state,
        checker=checker.id if checker is not None else None,
        article=bench.article.id,
        anchors=(TextAnchor.of(bench.text, start, end),),
        judged_at=bench.article.published,
        recorded=bench.recorded("inferred", 0.6),
    )
    if status.id not in bench.dossier:
        bench.dossier.add(status)
