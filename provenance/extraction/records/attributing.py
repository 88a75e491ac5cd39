"""Claims and attributions: what each passage says, and how."""

from provenance.extraction.drafts import DraftAttribution
from provenance.extraction.lexicon.cues import Form, cue_forms
from provenance.extraction.lexicon.lists import word_set
from provenance.extraction.lexicon.names import ACRONYM_OUTLETS, AGENCIES
from provenance.extraction.records.bench import Bench, Passage
from provenance.extraction.records.circumstances import anonymity_of, obtained_from
from provenance.extraction.records.hedging import find_hedges
from provenance.extraction.records.quantities import quantity_in
from provenance.model.anchors import Anchors, TextAnchor
from provenance.model.attribution import Attribution
from provenance.model.claim import Claim
from provenance.model.values import Hedge

__all__ = ["cue_form", "make_attributions", "make_claims"]

_QUOTE_MARKS = "\"“”„‟«»‹›「」『』〝〞＂‘’'`"
_PREDICTIVE = (
    " will ",
    " would ",
    " is set to ",
    " are set to ",
    " is going to ",
    " are going to ",
    " 'll ",
    " is due to ",
)
_NORMATIVE = (" should ", " must ", " ought to ", " needs to ", " need to ", " has to ", " have to ")
_LONGEST_CLAIM = 4000
_EVIDENTIAL = word_set("reportedly allegedly supposedly purportedly")
_OUTLET_NAMES = (
    "Times", "Post", "Guardian", "Herald", "Telegraph", "Journal", "Tribune", "Gazette", "Observer",
    "Independent", "News", "Echo", "Weekly", "Daily", "Wikinews", "Mirror", "Magazine", "Radio",
    "TV", "Television",
)  # fmt: skip


def make_claims(bench: Bench) -> None:
    """Make the claim of every passage."""
    for passage in bench.passages:
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
    text = _wording(bench, passage.draft, passage.form)
    kind = _claim_kind(bench, passage, text)
    claim = Claim(
        text=text,
        kind=kind,
        when=bench.time_in(passage.draft.content),
        quantity=quantity_in(text),
    )
    known = bench.claims.get(claim.id)
    if known is not None:
        return known
    bench.claims[claim.id] = claim
    bench.dossier.add(claim)
    return claim


def _wording(bench: Bench, draft: DraftAttribution, form: str) -> str:
    parts = [bench.words(draft.cue)] if draft.act == "no_comment" else []
    for span in draft.content:
        part = " ".join(bench.text[span.start : span.end].split())
        if form == "direct":
            part = part.strip(_QUOTE_MARKS + " ")
        parts.append(part)
    words = " ".join(p for p in parts if p).strip(" ,;")
    return words[:_LONGEST_CLAIM] or bench.words(draft.content)[:_LONGEST_CLAIM]


def _claim_kind(bench: Bench, passage: Passage, text: str) -> str | None:
    draft, padded = passage.draft, f" {text.lower()} "
    if draft.act == "no_comment":
        return "speech_event"
    if draft.act in ("promise", "intention"):
        return "intention"
    if draft.act == "request_or_order" or any(w in padded for w in _NORMATIVE):
        return "normative"
    if draft.act == "evaluation":
        return "characterisation"
    if any(w in padded for w in _PREDICTIVE):
        return "prediction"
    return "quantity" if quantity_in(text) is not None else None


def make_attributions(bench: Bench) -> None:
    """Make the attribution of every passage, those that enclose others first."""
    _collect_hedges(bench)
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
        act=draft.act or _act(bench, cue),
        commitment=draft.commitment or _commitment(bench, cue),
        hedges=tuple(passage.hedges),
        credited_as=bench.words(draft.source) or None,
        anonymity=anonymity,
        anonymity_reason=reason,
        terms=terms,
        obtained=_obtained(bench, draft, cue),
        via=outer.id if outer is not None else None,
        said_at=bench.time_said(draft.adjuncts),
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


def _act(bench: Bench, cue: str) -> str:
    form = cue_form(cue)
    return form.verb.act if form is not None else "assertion"


def _commitment(bench: Bench, cue: str) -> str | None:
    form = cue_form(cue)
    return form.verb.commitment if form is not None else None


def cue_form(cue: str) -> Form | None:
    """Return the last cue verb among the words of a cue."""
    forms = cue_forms()
    return next((forms[w] for w in reversed(cue.lower().split()) if w in forms), None)


def _anonymity(bench: Bench, passage: Passage) -> tuple[str | None, str | None, str | None]:
    draft, mention = passage.draft, passage.mention
    if not draft.source:
        return ("unspecified", None, None) if passage.entity is None else (None, None, None)
    start, end = bench.sentence_at(draft.source[0].start)
    around = bench.text[max(start, draft.source[0].start - 200) : min(end, draft.source[-1].end + 300)]
    anonymity, reason, terms = anonymity_of(" ".join(around.split()))
    if mention is None:
        return anonymity, reason, terms
    stated = mention.anonymity if mention.pronoun is None else None
    if stated == "named" and anonymity == "withheld":
        return "named", None, terms
    return anonymity or stated, reason, terms


def _obtained(bench: Bench, draft: DraftAttribution, cue: str) -> str | None:
    adjuncts = bench.words(draft.adjuncts)
    words = set(adjuncts.lower().replace("the ", "").split())
    listener = bool(words & (AGENCIES | ACRONYM_OUTLETS)) or any(w in adjuncts for w in _OUTLET_NAMES)
    told = any(w in ("told", "tells", "telling") for w in cue.lower().split())
    if not adjuncts and not cue:
        return None
    return obtained_from(
        f"told {adjuncts}" if told else adjuncts, cue or adjuncts, listener_is_outlet=listener and told
    )
