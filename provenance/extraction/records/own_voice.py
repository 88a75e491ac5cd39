"""What nobody is credited with: the article's own voice."""

from provenance.extraction.drafts import Span
from provenance.extraction.framing import is_furniture
from provenance.extraction.records.bench import Bench
from provenance.extraction.records.hedging import find_hedges
from provenance.extraction.records.quantities import quantity_in
from provenance.model.anchors import Anchors, TextAnchor
from provenance.model.attribution import Attribution
from provenance.model.claim import Claim
from provenance.model.values import Hedge

__all__ = ["make_own_voice", "own_claim"]


def make_own_voice(bench: Bench) -> None:
    """Draft every sentence that no passage touches."""
    taken = sorted(
        (s.start, s.end) for p in bench.passages for s in (*p.draft.content, *p.draft.cue, *p.draft.source)
    )
    taken += sorted(
        (a.start, a.end)
        for x in bench.dossier.attributions.values()
        if x.source is None
        for a in x.anchors.content
    )
    taken.sort()
    at = 0
    for start, end in bench.sentences:
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at < len(taken) and taken[at][0] < end:
            continue
        start = _after_furniture(bench.text, max(start, bench.frame.begins), end)
        if start < end and _is_statement(bench, start, end):
            own_claim(bench, start, end)


def _after_furniture(text: str, start: int, end: int) -> int:
    """Return where a sentence begins, a label of the page that ran into it left out ("Share:")."""
    line = text.find("\n", start, end)
    while line >= 0 and line - start < 60 and is_furniture(" ".join(text[start:line].split())):
        start = line + len(text[line:end]) - len(text[line:end].lstrip())
        line = text.find("\n", start, end)
    return start


def _is_statement(bench: Bench, start: int, end: int) -> bool:
    """Say whether a sentence states something: no heading, byline, question or furniture of the page."""
    words = bench.text[start:end].split()
    byline = bench.frame.byline
    if len(words) < 4 or bench.text[end - 1] not in ".!…”\"'’)。":
        return False
    return not is_furniture(" ".join(words)) and (byline is None or end <= byline[0] or start >= byline[1])


def own_claim(bench: Bench, start: int, end: int) -> Claim:
    """Draft a sentence as a claim in the article's own voice."""
    text = " ".join(bench.text[start:end].split()).rstrip(".")
    claim = Claim(text=text, quantity=quantity_in(text), when=bench.time_in((Span(start, end),)))
    claim = bench.claims.setdefault(claim.id, claim)
    if claim.id not in bench.dossier:
        bench.dossier.add(claim)
    span = Span(start, end)
    attribution = Attribution(
        article=bench.article.id,
        claim=claim.id,
        anchors=Anchors(content=bench.anchors((span,))),
        form="own_voice",
        hedges=tuple(
            Hedge(kind=kind, anchors=(TextAnchor.of(bench.text, first, last),))
            for kind, first, last in find_hedges(bench.text, start, end)
        ),
        recorded=bench.recorded("stated", 0.7),
    )
    if attribution.id not in bench.dossier:
        bench.dossier.add(attribution)
    return claim
