"""Claims and attributions: what each passage says, and how."""

import re
from bisect import bisect_left

from provenance.extraction.drafts import DraftAttribution, Span
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.names import ACRONYM_OUTLETS, AGENCIES
from provenance.extraction.records.bench import OUTLET_KINDS, Bench, Passage
from provenance.extraction.records.circumstances import (
    anonymity_of,
    is_venue_lead,
    knowing_of,
    obtained_from,
    refuses_a_name,
)
from provenance.extraction.records.hedging import find_hedges
from provenance.extraction.records.mentions import read_mention
from provenance.extraction.records.quantities import quantity_in
from provenance.extraction.records.wording import (
    QUOTE_MARKS,
    cue_form,
    kind_of_claim,
    looks_ahead,
    wording_of,
)
from provenance.model.anchors import Anchors, TextAnchor
from provenance.model.attribution import Attribution
from provenance.model.claim import Claim
from provenance.model.source import Source
from provenance.model.values import Hedge

__all__ = ["make_attributions", "make_claims"]

_EVIDENTIAL = word_set("reportedly allegedly supposedly purportedly")
_SITTINGS = word_set("inquiry court jury tribunal hearing inquest committee panel trial")
_ASKING = [[w] for w in ["whether", "if", "who", "what", "when", "where", "why", "how", "which"]]
_CLAUSE = re.compile(r",\s(?:\d{1,3},\s)?who\s[^,.;\n]{3,140}")
_REFUSING = re.compile(
    r"(?:They|He|She|Both|All|Neither|The (?:\w{1,15} )?(?:people|officials?|sources?|persons?|"
    r"diplomats?|aides?|"
    r"two|three|executives?|employees?|man|woman|officers?))\b"
)
_OUTLET_NAMES = (
    "Times", "Post", "Guardian", "Herald", "Telegraph", "Journal", "Tribune", "Gazette", "Observer",
    "Independent", "News", "Echo", "Weekly", "Daily", "Wikinews", "Mirror", "Magazine", "Radio",
    "TV", "Television",
)  # fmt: skip


def make_claims(bench: Bench) -> None:
    """Make the claim of every passage."""
    for passage in bench.passages:
        passage.act = _act(bench, passage.draft)
        passage.form = passage.draft.form or _form(bench, passage.draft)
        passage.claim = _claim(bench, passage)


def _form(bench: Bench, draft: DraftAttribution) -> str:
    if draft.act == "no_comment":
        return "narrated"
    quoted = total = 0
    for span in draft.content:
        total += len(bench.text[span.start : span.end].strip())
        quoted += bench.quoted_between(span.start, span.end)
    if not total or quoted <= 0.1 * total:
        first = bench.text[draft.content[0].start : draft.content[0].end].lstrip().lower()
        return "narrated" if first.startswith("to ") else "indirect"
    return "direct" if quoted >= 0.9 * total else "mixed"


def _claim(bench: Bench, passage: Passage) -> Claim:
    text = wording_of(bench, passage)
    cue = bench.words(passage.draft.cue)
    claim = Claim(
        text=text,
        kind=kind_of_claim(text, act=passage.act, cue=cue),
        when=bench.time_in(passage.draft.content, otherwise_past=False if looks_ahead(cue) else None),
        quantity=quantity_in(text),
    )
    known = bench.claims.get(claim.id)
    if known is not None:
        return known
    bench.claims[claim.id] = claim
    bench.dossier.add(claim)
    return claim


def make_attributions(bench: Bench) -> None:
    """Make the attribution of every passage, those that enclose others first."""
    _collect_hedges(bench)
    _read_refusals(bench)
    done: set[int] = set()
    for number in range(len(bench.passages)):
        for place in _outermost_first(bench, number):
            if place not in done:
                done.add(place)
                _attribute(bench, place)


def _outermost_first(bench: Bench, number: int) -> list[int]:
    chain: list[int] = []
    step: int | None = number
    while step is not None and step not in chain and 0 <= step < len(bench.passages):
        chain.append(step)
        step = bench.passages[step].draft.within
    return chain[::-1]


def _attribute(bench: Bench, number: int) -> None:
    passage = bench.passages[number]
    draft = passage.draft
    assert passage.claim is not None
    outer = (
        bench.passages[draft.within].record if draft.within is not None and draft.within != number else None
    )
    source = bench.sources.get(id(passage.entity)) if passage.entity is not None else None
    cue = bench.words(draft.cue)
    anonymity, reason, terms = _anonymity(bench, passage)
    how_known, justification = knowing_of(_described(bench, draft))
    passage.record = Attribution(
        article=bench.article.id,
        claim=passage.claim.id,
        source=source.id if source is not None else None,
        anchors=Anchors(
            source=bench.anchors(draft.source),
            cue=bench.anchors(draft.cue),
            content=bench.anchors(draft.content),
        ),
        form=passage.form,
        act=passage.act,
        commitment=_commitment(bench, passage, cue),
        hedges=tuple(passage.hedges),
        credited_as=bench.words(draft.source) or None,
        anonymity=anonymity,
        anonymity_reason=reason,
        terms=terms,
        justification=justification,
        how_known=how_known,
        obtained=_obtained(bench, passage, source, outer),
        via=outer.id if outer is not None else None,
        said_at=bench.time_said(draft.adjuncts) or bench.time_said(_behind_cue(bench, draft)),
        recorded=bench.recorded("inferred" if passage.inferred else "stated", draft.confidence),
    )
    if passage.record.id in bench.dossier:
        passage.record = bench.dossier.attributions.get(passage.record.id, passage.record)
    else:
        bench.dossier.add(passage.record)


def _collect_hedges(bench: Bench) -> None:
    """Give every hedge to the innermost passage whose content holds it."""
    owners = sorted(
        (span.start, -span.end, number)
        for number, passage in enumerate(bench.passages)
        if passage.draft.reading_of is None
        for span in passage.draft.content
    )
    claimed: set[int] = set()
    for start, negative_end, number in reversed(owners):  # inner spans start later
        present = _is_present(bench, bench.passages[number])
        for kind, first, last in find_hedges(bench.text, start, -negative_end, hypothetical=present):
            if first not in claimed:
                claimed.add(first)
                anchor = TextAnchor.of(bench.text, first, last)
                bench.passages[number].hedges.append(Hedge(kind=kind, anchors=(anchor,)))
    for passage in bench.passages:
        passage.hedges.sort(key=lambda h: h.anchors[0].start)
        if passage.draft.cue and bench.words(passage.draft.cue).lower() in _EVIDENTIAL:
            passage.hedges.insert(0, Hedge(kind="evidential", anchors=bench.anchors(passage.draft.cue)))


def _is_present(bench: Bench, passage: Passage) -> bool:
    """Say whether an indirect passage is reported in the present tense ("analysts note that")."""
    words = bench.words(passage.draft.cue).lower().split()
    form = cue_form(" ".join(words))
    simple = len(words) == 1 or words[:1] in (["do"], ["does"])
    return passage.form != "direct" and form is not None and simple and not (form.past or form.gerund)


def _act(bench: Bench, draft: DraftAttribution) -> str:
    """Return the act: what the engine says, or the cue; asking somebody to do something is no question."""
    form = cue_form(bench.words(draft.cue))
    act = draft.act or (form.verb.act if form is not None else "assertion")
    if act == "question" and form is not None and form.verb.base == "ask" and _asks_to_act(bench, draft):
        return "request_or_order"
    return act


def _asks_to_act(bench: Bench, draft: DraftAttribution) -> bool:
    words = bench.words(draft.content).lower().strip(QUOTE_MARKS)
    first = words.split()[:1]
    return (first == ["to"] or " to " in words) and "?" not in words and first not in _ASKING


def _commitment(bench: Bench, passage: Passage, cue: str) -> str | None:
    if passage.act == "request_or_order" and passage.draft.commitment == "Uu":
        return "CT+"
    form = cue_form(cue)
    return passage.draft.commitment or (form.verb.commitment if form is not None else None)


def _anonymity(bench: Bench, passage: Passage) -> tuple[str | None, str | None, str | None]:
    draft, mention = passage.draft, passage.mention
    if not draft.source:
        return ("unspecified", None, None) if passage.entity is None else (None, None, None)
    if passage.refusal is not None:
        return passage.refusal
    own = bench.words(draft.source)
    if refuses_a_name(own):
        anonymity, reason, terms = anonymity_of(own)
    else:
        start, end = bench.sentence_at(draft.source[0].start)
        around = bench.text[max(start, draft.source[0].start - 200) : min(end, draft.source[-1].end + 300)]
        anonymity, reason, terms = anonymity_of(" ".join(around.split()))
    if mention is None:
        return anonymity, reason, terms
    stated = mention.anonymity if mention.pronoun is None else None
    if stated == "named" and anonymity == "withheld":
        return "named", None, terms
    return anonymity or stated, reason, terms


def _read_refusals(bench: Bench) -> None:
    """Find sentences such as "They asked not to be named because …", and who they are about.

    It is whoever the passages of the paragraph before it credit last, if that one has no name.
    """
    places = sorted(
        (p.draft.source[0].start, number) for number, p in enumerate(bench.passages) if p.draft.source
    )
    starts = [place for place, _ in places]
    for start, end in bench.sentences:
        words = " ".join(bench.text[start:end].split())
        if not _REFUSING.match(words) or not refuses_a_name(words):
            continue
        at = bisect_left(starts, start) - 1
        if at < 0 or bench.text.rfind("\n\n", places[at][0], start) >= 0:
            continue
        entity = bench.passages[places[at][1]].entity
        while at >= 0 and bench.passages[places[at][1]].entity is entity and places[at][0] > start - 600:
            passage = bench.passages[places[at][1]]
            if passage.mention is not None and passage.mention.name is None:
                passage.refusal = anonymity_of(words)
            at -= 1


def _obtained(bench: Bench, passage: Passage, source: Source | None, outer: Attribution | None) -> str | None:
    """Return how the article got the words: from what stands at the cue, the sentence, or the source."""
    draft, cue = passage.draft, bench.words(passage.draft.cue)
    adjuncts = bench.words(draft.adjuncts)
    words = set(adjuncts.lower().replace("the ", "").split())
    listener = bool(words & (AGENCIES | ACRONYM_OUTLETS)) or any(w in adjuncts for w in _OUTLET_NAMES)
    listener = listener or any(
        read_mention(bench.text[s.start : s.end]).kind in OUTLET_KINDS for s in draft.adjuncts
    )
    if cue.lower() == "heard" and passage.mention is not None and passage.mention.head in _SITTINGS:
        return "speech_or_hearing"
    told = any(w in ("told", "tells", "telling") for w in cue.lower().split())
    found = None
    if adjuncts or cue:
        around = f"told {adjuncts}" if told else adjuncts
        found = obtained_from(around, cue or adjuncts, listener_is_outlet=listener and told)
    found = found or obtained_from(_lead(bench, draft), "-", listener_is_outlet=False)
    if found is None and source is not None:
        if source.kind == "document":
            return "document"
        if source.kind in OUTLET_KINDS and passage.relays:
            return "other_report"
    if found is None and outer is not None and outer.obtained == "other_report":
        return "other_report"
    return found


def _described(bench: Bench, draft: DraftAttribution) -> str:
    """Return the words of the source and the clause behind them ("John Brown, who saw the crash")."""
    words = bench.words(draft.source)
    if not draft.source:
        return words
    end = draft.source[-1].end
    clause = _CLAUSE.match(bench.text, end, end + 160)
    return f"{words}{clause.group()}" if clause is not None else words


def _behind_cue(bench: Bench, draft: DraftAttribution) -> tuple[Span, ...]:
    """Return the words between the cue and a content behind it ("reported *last week* that …")."""
    if not draft.cue or draft.act == "no_comment":
        return ()
    start, end = draft.cue[-1].end, draft.content[0].start
    return (Span(start, end),) if 3 < end - start < 80 else ()


def _lead(bench: Bench, draft: DraftAttribution) -> str:
    """Return the words that open the sentence, before source, cue and content ("Giving evidence,")."""
    spans = [*draft.source, *draft.cue, *draft.content]
    first = min(s.start for s in spans)
    start, _ = bench.sentence_at(first)
    words = " ".join(bench.text[max(start, bench.frame.begins) : first].split())
    return words if is_venue_lead(words) else ""
