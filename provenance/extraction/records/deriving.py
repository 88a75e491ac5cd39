"""Where the text says that it has its words from: outlets that reported first, wire credits, reprints.

Each is recorded by an article of theirs that was not seen: it has a publisher and nothing else. The
derivation is the whole article's, with the words that state it for anchors: a lead to what was taken, not a
link that would make the outlet the origin of what it only relays.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from provenance.extraction.drafts import Span
from provenance.extraction.records.bench import OUTLET_KINDS, Bench, Passage
from provenance.extraction.records.casting import source_of
from provenance.extraction.records.mentions import read_mention
from provenance.model.article import Article
from provenance.model.ids import derived_id
from provenance.model.links import Derivation
from provenance.model.source import Source

__all__ = ["make_derivations"]

_NAME = r"(?:[Tt]he\s)?@?[A-Z][\w.'’&/-]{0,24}(?:\s(?:(?:of|and|the|for|&)\s){0,2}[A-Z][\w.'’&/-]{0,24}){0,5}"
_FIRST = re.compile(
    rf"(?P<before>{_NAME})(?:,)?\s(?:has\s|had\s)?(?:first|previously|earlier|exclusively|originally)\s"
    r"(?:reported|published|revealed|broke|disclosed)\b"
    rf"|(?P<to>{_NAME})\s(?:was|were)\s(?:the\s)?first\sto\s(?:report|publish|reveal|disclose)\b"
)
_BY = re.compile(
    r"\b(?:first|originally|previously|initially|earlier)\s(?:been\s)?(?P<verb>reported|published|revealed|disclosed|"
    rf"broadcast|appeared|aired|posted)\s(?:\w{{1,12}}\s)?(?:by|in|on|at)\s(?P<outlet>{_NAME})"
)
_WHOLE = re.compile(
    r"\b(?:[Tt]his|[Aa]n?(?:\s\w{1,12})?\sversion\sof\sth(?:is|e))\s(?:\w{1,12}\s)?(?:story|article|piece|essay|column|"
    r"interview|report|post|commentary|text)\b|\b[Tt]he\s(?:story|article)\b"
)
_HELPED = re.compile(
    rf"(?P<outlet>{_NAME})\s(?:has\s|have\s)?contributed\sto\sthis\s(?:report|story|article)\b|"
    rf"\b(?:[Ww]ith\s(?:additional\s)?|[Aa]dditional\s)(?:reporting|material|files|information)\s(?:by|from)\s(?P<with>{_NAME})"
)
_PUBLISHED_IN = re.compile(
    r"\b(?:report|story|article|interview|investigation|account|column|dispatch|post)s?\s(?:published\s|broadcast\s|"
    rf"carried\s)?(?:\w{{2,9}}day\s)?(?:in|by|from|on|with)\s(?P<outlet>{_NAME})"
)


class _Stated(NamedTuple):
    """An outlet that the text says it draws on, with the words that say so."""

    outlet: Source
    kind: str
    basis: str
    spans: tuple[Span, ...]


def make_derivations(bench: Bench) -> None:
    """Record the outlets that the text says it has its words from."""
    gathered: dict[tuple[str, str, str], list[Span]] = {}
    for stated in (*_credits(bench), *_passages(bench), *_sentences(bench)):
        if stated.outlet is not bench.publisher:
            gathered.setdefault((stated.outlet.id, stated.kind, stated.basis), []).extend(stated.spans)
    told = {outlet for outlet, _, basis in gathered if basis == "stated"}
    for (outlet, kind, basis), spans in gathered.items():
        if basis != "stated" and outlet in told:
            continue  # "told Axios", where Axios is credited anyway
        # Which of the outlet's articles it was is not known: what another text draws on may be another one.
        cited = derived_id("articles", {"cited_in": bench.article.id, "publisher": outlet})
        unseen = Article(publisher=outlet, id=cited)
        if unseen.id not in bench.dossier:
            bench.dossier.add(unseen)
        derivation = Derivation(
            derived=bench.article.id,
            taken_from=unseen.id,
            kind=kind,
            anchors=bench.anchors(tuple(sorted(dict.fromkeys(spans), key=lambda s: s.start))),
            recorded=bench.recorded(basis, 0.9 if basis == "stated" else 0.6),
        )
        if derivation.id not in bench.dossier:
            bench.dossier.add(derivation)


def _credits(bench: Bench) -> Iterator[_Stated]:
    """Find the agency in the dateline. Of a text whose publisher is not known, it may be the publisher."""
    if bench.frame.wire is None:
        return
    start, end = bench.frame.wire
    outlet = _outlet(bench, Span(start, end))
    if outlet is not None:
        basis = "stated" if bench.publisher is not None else "inferred"
        yield _Stated(outlet, "republished", basis, (Span(start, end),))


def _passages(bench: Bench) -> Iterator[_Stated]:
    for passage in bench.passages:
        entity, record = passage.entity, passage.record
        if record is None or passage.draft.reading_of is not None:
            continue
        kind = "quoted" if passage.form in ("direct", "mixed") else "paraphrased"
        source = bench.sources[id(entity)] if entity is not None else None
        if source is not None and source.kind in OUTLET_KINDS and passage.relays:
            if source is not bench.publisher:
                yield _Stated(source, kind, "stated", (*passage.draft.source, *passage.draft.cue))
            continue
        for span in passage.draft.source:
            yield from _published_in(bench, span, kind, "stated")
        yield from _listeners(bench, passage, kind)


def _listeners(bench: Bench, passage: Passage, kind: str) -> Iterator[_Stated]:
    """Find "told Reuters" and "in an interview with Le Monde" in the pages of another outlet."""
    if bench.publisher is None:
        return
    told = "told" in bench.words(passage.draft.cue)
    for span in passage.draft.adjuncts:
        listener = _outlet(bench, span) if told else None
        if listener is not None:
            yield _Stated(listener, kind, "inferred", (span,))
        yield from _published_in(bench, span, kind, "inferred")


def _published_in(bench: Bench, span: Span, kind: str, basis: str) -> Iterator[_Stated]:
    """Find "a report in the Financial Times" in a source or an adjunct."""
    for match in _PUBLISHED_IN.finditer(bench.text, span.start, min(span.end, span.start + 300)):
        place = Span(*match.span("outlet"))
        outlet = _outlet(bench, place)
        if outlet is not None:
            yield _Stated(outlet, kind, basis, (place,))


def _sentences(bench: Bench) -> Iterator[_Stated]:
    """Find what sentences say of other outlets: who was first, where it appeared before, who helped."""
    for start, end in bench.sentences:
        end = min(end, start + 600)
        first = _FIRST.search(bench.text, start, end)
        if first is not None:
            place = first.span("before") if first.start("before") >= 0 else first.span("to")
            yield from _named(bench, place, "paraphrased", first.span())
        by = _BY.search(bench.text, start, end)
        if by is not None:
            is_whole = _WHOLE.search(bench.text, start, by.start()) is not None
            sure = by.group("verb") in ("published", "appeared", "broadcast", "aired")
            kind = "republished" if is_whole and sure else "paraphrased"
            yield from _named(bench, by.span("outlet"), kind, by.span(), sure=sure)
        helped = _HELPED.search(bench.text, start, end)
        if helped is not None:
            place = helped.span("outlet") if helped.start("outlet") >= 0 else helped.span("with")
            yield from _named(bench, place, "compiled", helped.span())


def _named(
    bench: Bench, place: tuple[int, int], kind: str, words: tuple[int, int], sure: bool = False
) -> Iterator[_Stated]:
    """Yield the outlet whose name stands at a place; if `sure`, whatever stands there published something."""
    outlet = _outlet(bench, Span(*place))
    if outlet is None and sure:
        name = " ".join(bench.text[place[0] : place[1]].split()).removeprefix("the ").rstrip(".'’")
        outlet = source_of(bench, bench.cast.outlet_named(name))
        if outlet.kind not in OUTLET_KINDS:
            return
    if outlet is not None:
        yield _Stated(outlet, kind, "stated", (Span(*words),))


def _outlet(bench: Bench, span: Span) -> Source | None:
    """Return the outlet that words name, if they name one."""
    words = " ".join(bench.text[span.start : span.end].split()).rstrip(".,'’")
    if read_mention(words).kind not in OUTLET_KINDS:
        return None
    entity, mention = bench.cast.entity_for(
        words, span.start, starts_sentence=False, enclosing=None, previous=None
    )
    return source_of(bench, entity) if mention.name is not None else None
