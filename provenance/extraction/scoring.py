"""Measuring an extractor against attributions marked by hand.

Only word tokens count, so punctuation at the ends of spans never does. All scores pool the documents.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from provenance.errors import UsageError
from provenance.extraction.sentences import Document

__all__ = ["Measure", "Score", "score"]

_WORD = re.compile(r"\w+")
_ROLES = ("source", "cue", "content")

Marked = tuple[str, Sequence[Any]]


@frozen
class Measure:
    """Matches counted, and what follows from them, as fractions of 1."""

    matched: int = 0
    gold: int = 0
    predicted: int = 0

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 if nothing was predicted."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 if there is none."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.gold + self.predicted
        return 2 * self.matched / total if total else 0.0

    def __str__(self) -> str:
        return (
            f"P {100 * self.precision:5.1f}  R {100 * self.recall:5.1f}  F1 {100 * self.f1:5.1f}"
            f"  ({self.matched} of {self.gold} gold, {self.predicted} predicted)"
        )


@frozen
class Score:
    """How well an extractor did.

    Attributes:
        att50: an attribution is right when the contents overlap with Jaccard ≥ 0.5 and the sources share a
            token, or neither has one; one to one, greedily by overlap.
        found: cue and source share a token (an empty one matches only an empty one) and at least half of
            the gold content is covered; one to one, greedily by coverage.
        exact: per role, spans equal token for token, among the pairs that *att50* or *found* matched.
        tokens: per role, tokens in common, pooled over all tokens of all attributions: a token of an
            unmatched attribution counts as missed or as wrong.
        by_form: *att50* apart for direct, mixed and indirect gold, by the share of the content inside
            quotation marks (≥ 0.9, > 0.1, else); a prediction that matched counts under the form of its
            gold, another under its own.
        found_by_form: *found* apart in the same way.
    """

    att50: Measure
    found: Measure
    exact: Mapping[str, Measure]
    tokens: Mapping[str, Measure]
    by_form: Mapping[str, Measure]
    found_by_form: Mapping[str, Measure]
    documents: int = 0

    def __str__(self) -> str:
        rows = [("att50", self.att50), ("found", self.found)]
        rows += [(f"att50 {form}", measure) for form, measure in self.by_form.items()]
        rows += [(f"exact {role}", measure) for role, measure in self.exact.items()]
        rows += [(f"tokens {role}", measure) for role, measure in self.tokens.items()]
        return "\n".join(f"{name:16} {measure}" for name, measure in rows)


@frozen
class _Passage:
    """The tokens of one attribution."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    form: str


@frozen
class _Tally:
    """Counts of one document."""

    gold: list[_Passage] = field(factory=list)
    predicted: list[_Passage] = field(factory=list)
    att50: list[tuple[int, int]] = field(factory=list)
    found: list[tuple[int, int]] = field(factory=list)


def score(gold: Iterable[Marked], predicted: Iterable[Marked]) -> Score:
    """Measure predicted attributions against gold ones, document by document.

    Both are sequences of `(text, attributions)` in the same order. An attribution is a
    `DraftAttribution`, a record `Attribution`, or a mapping with the keys source, cue and content, each a
    sequence of `(start, end)` pairs. Nested attributions count like any other. Of attributions that
    are other readings of one passage (`alternatives`, `reading_of`) only the first counts: a passage
    counts once.

    Args:
        gold: what people marked.
        predicted: what the extractor found in the same texts.

    Raises:
        UsageError: if the two do not have the same texts in the same order, or an attribution is of no
            known shape.

    Examples:
        >>> from provenance.extraction import RuleExtractor
        >>> text = "Prices fell, the bank said."
        >>> marked = {"source": [(13, 21)], "cue": [(22, 26)], "content": [(0, 11)]}
        >>> result = score([(text, [marked])], [(text, RuleExtractor().attributions(text))])
        >>> result.att50.f1, result.found.f1
        (1.0, 1.0)
    """
    tallies = []
    golds, predictions = list(gold), list(predicted)
    if len(golds) != len(predictions):
        raise UsageError(
            "score", f"{len(golds)} gold documents and {len(predictions)} predicted ones: give the same texts"
        )
    for number, ((text, marks), (other, guesses)) in enumerate(zip(golds, predictions, strict=True)):
        if text != other:
            raise UsageError("score", f"document {number} has another text on the two sides")
        tallies.append(_compare(text, marks, guesses))
    return _pooled(tallies)


def _compare(text: str, marks: Sequence[Any], guesses: Sequence[Any]) -> _Tally:
    starts = [m.start() for m in _WORD.finditer(text)]
    ends = [m.end() for m in _WORD.finditer(text)]
    quoted = _quoted_tokens(text, starts)
    gold = [_passage(spans, starts, ends, quoted) for spans in map(_spans, _once(marks))]
    predicted = [_passage(spans, starts, ends, quoted) for spans in map(_spans, _once(guesses))]
    by_jaccard, by_coverage = [], []
    by_token: dict[int, list[int]] = {}
    for j, guess in enumerate(predicted):
        for token in guess.content:
            by_token.setdefault(token, []).append(j)
    for i, mark in enumerate(gold):
        for j, common in Counter(j for token in mark.content for j in by_token.get(token, ())).items():
            guess = predicted[j]
            if not _agree(mark.source, guess.source):
                continue
            jaccard = common / len(mark.content | guess.content)
            if jaccard >= 0.5:
                by_jaccard.append((jaccard, i, j))
            if common >= 0.5 * len(mark.content) and _agree(mark.cue, guess.cue):
                by_coverage.append((common / len(mark.content) + jaccard / 1000, i, j))
    return _Tally(gold, predicted, _one_to_one(by_jaccard), _one_to_one(by_coverage))


def _once(attributions: Sequence[Any]) -> list[Any]:
    """Leave out what is only another reading of a passage that is counted."""
    kept, seen = [], set[str]()
    for attribution in attributions:
        if getattr(attribution, "reading_of", None) is not None:
            continue
        others = getattr(attribution, "alternatives", ())
        name = getattr(attribution, "id", None)
        if others and any(other in seen for other in others):
            continue
        if isinstance(name, str):
            seen.add(name)
        kept.append(attribution)
    return kept


def _spans(attribution: Any) -> dict[str, list[tuple[int, int]]]:
    if isinstance(attribution, Mapping):
        return {role: [(int(s), int(e)) for s, e in attribution.get(role, ())] for role in _ROLES}
    holder = getattr(attribution, "anchors", attribution)
    try:
        return {role: [(span.start, span.end) for span in getattr(holder, role)] for role in _ROLES}
    except (AttributeError, TypeError) as error:
        raise UsageError("score", f"a {type(attribution).__name__} is no attribution: {error}") from error


def _passage(
    spans: dict[str, list[tuple[int, int]]], starts: list[int], ends: list[int], quoted: frozenset[int]
) -> _Passage:
    tokens = {}
    for role, pairs in spans.items():
        found: set[int] = set()
        for start, end in pairs:
            found.update(range(bisect_right(ends, start), bisect_left(starts, end)))
        tokens[role] = frozenset(found)
    content = tokens["content"]
    share = len(content & quoted) / len(content) if content else 0.0
    form = "direct" if share >= 0.9 else "mixed" if share > 0.1 else "indirect"
    return _Passage(tokens["source"], tokens["cue"], content, form)


def _quoted_tokens(text: str, starts: list[int]) -> frozenset[int]:
    document = Document(text)
    found: set[int] = set()
    for quotation in document.quotations:
        start, end = document.span(quotation.first, quotation.last)
        found.update(range(bisect_left(starts, start), bisect_left(starts, end)))
    return frozenset(found)


def _agree(first: frozenset[int], second: frozenset[int]) -> bool:
    return bool(first & second) or (not first and not second)


def _one_to_one(pairs: list[tuple[float, int, int]]) -> list[tuple[int, int]]:
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    left: set[int] = set()
    right: set[int] = set()
    chosen = []
    for _, i, j in pairs:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            chosen.append((i, j))
    return chosen


def _pooled(tallies: list[_Tally]) -> Score:
    gold = sum(len(t.gold) for t in tallies)
    predicted = sum(len(t.predicted) for t in tallies)
    exact, tokens = {}, {}
    for role in _ROLES:
        same = total_gold = total_predicted = common = 0
        for tally in tallies:
            pairs = list(tally.att50)
            taken = {i for i, _ in pairs}
            used = {j for _, j in pairs}
            pairs += [(i, j) for i, j in tally.found if i not in taken and j not in used]
            for i, j in pairs:
                mark, guess = getattr(tally.gold[i], role), getattr(tally.predicted[j], role)
                same += mark == guess
                common += len(mark & guess)
            total_gold += sum(len(getattr(p, role)) for p in tally.gold)
            total_predicted += sum(len(getattr(p, role)) for p in tally.predicted)
        exact[role] = Measure(same, gold, predicted)
        tokens[role] = Measure(common, total_gold, total_predicted)
    return Score(
        att50=Measure(sum(len(t.att50) for t in tallies), gold, predicted),
        found=Measure(sum(len(t.found) for t in tallies), gold, predicted),
        exact=exact,
        tokens=tokens,
        by_form=_by_form(tallies, "att50"),
        found_by_form=_by_form(tallies, "found"),
        documents=len(tallies),
    )


def _by_form(tallies: list[_Tally], name: str) -> dict[str, Measure]:
    counts = {form: [0, 0, 0] for form in ("direct", "mixed", "indirect")}
    for tally in tallies:
        matched = {j: i for i, j in getattr(tally, name)}
        for passage in tally.gold:
            counts[passage.form][1] += 1
        for j, guess in enumerate(tally.predicted):
            form = tally.gold[matched[j]].form if j in matched else guess.form
            counts[form][2] += 1
            counts[form][0] += j in matched
    return {form: Measure(*numbers) for form, numbers in counts.items()}
