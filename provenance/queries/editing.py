"""What differs between a passage and the same passage in another version, and between two texts."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from provenance.model import Attribution, Claim, Quantity, TextAnchor, When
from provenance.queries.kinship import Kinship
from provenance.queries.labels import Labels
from provenance.queries.pairing import relay_of, words_of
from provenance.queries.view import View
from provenance.queries.voices import Voices

__all__ = ["EDITS", "Detail", "Differences", "Stretch", "plain_quotes", "rewritten"]

EDITS = (
    "headline_changed", "removed", "added", "reattributed", "rehedged", "quantity_changed", "time_changed",
    "place_changed", "claim_changed", "form_changed", "reworded", "text_changed",
)  # fmt: skip
"""What an edit may be, in the order in which edits are listed."""


class Detail(NamedTuple):
    """One field that differs, in words. `None` stands for nothing, or nobody."""

    field: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        was, now = (f"“{value}”" if value is not None else "none" for value in (self.before, self.after))
        return f"{self.field}: {was} → {now}"


class Differences:
    """Compares matched passages, in one view."""

    def __init__(self, view: View, voices: Voices, kinship: Kinship, labels: Labels) -> None:
        self._view, self._voices, self._kinship, self._labels = view, voices, kinship, labels

    def between(
        self, one: Attribution, other: Attribution, words: bool
    ) -> Iterator[tuple[str, list[Detail]]]:
        """Yield each sort of edit with its details; `words` says whether wordings can be compared."""
        credit, same_source = self._credit(one, other)
        hedging = _hedging(one, other)
        found = [("reattributed", credit), ("rehedged", hedging), *self._claims(one, other)]
        if same_source:
            found.append(("form_changed", _words("form", one.form, other.form)))
        found = [edit for edit in found if edit[1]]
        yield from found
        if words and not found:
            before, after = (words_of(p.anchors.content) for p in (one, other))
            if before and after and plain_quotes(before) != plain_quotes(after):
                yield "reworded", [Detail("words", before, after)]

    def _credit(self, one: Attribution, other: Attribution) -> tuple[list[Detail], bool]:
        found = []
        ends = [None if p.source is None else self._voices.root(p.source) for p in (one, other)]
        if ends[0] != ends[1]:
            found.append(Detail("source", *(self._name(end) for end in ends)))
        relays = [relay_of(self._view, self._voices, p) for p in (one, other)]
        if relays[0] != relays[1]:
            found.append(Detail("via", *(self._name(relay) for relay in relays)))
        found += _words("anonymity", one.anonymity, other.anonymity)
        return found, ends[0] == ends[1]

    def _name(self, voice: str | None) -> str | None:
        if voice is None:
            return None
        if not voice:
            return "nobody named"
        self._labels.know_source(voice)
        return self._labels.plain(voice).strip("“”")

    def _claims(self, one: Attribution, other: Attribution) -> list[tuple[str, list[Detail]]]:
        if one.claim == other.claim:
            return []
        before, after = (self._view.claims.get(p.claim) for p in (one, other))
        if before is None or after is None:
            for passage, claim in ((one, before), (other, after)):
                if claim is None:
                    why = f"its claim {passage.claim} is not in the dossier"
                    self._view.leave_out(passage.id, why)
            return [("claim_changed", [Detail("claim", one.claim, other.claim)])]
        found = list(_fields_of(before, after))
        if not found and other.claim not in self._kinship.same(one.claim):
            found.append(("claim_changed", [Detail("claim", before.text, after.text)]))
        return found


def _fields_of(before: Claim, after: Claim) -> Iterator[tuple[str, list[Detail]]]:
    """Compare what two claims state in fields; what only one of them states cannot be compared."""
    if before.quantity is not None and after.quantity is not None:
        mine, theirs = before.quantity, after.quantity
        if _measure(mine) != _measure(theirs):
            yield "quantity_changed", [Detail("quantity", _amount(mine), _amount(theirs))]
    if before.when is not None and after.when is not None and _time(before.when) != _time(after.when):
        yield "time_changed", [Detail("when", str(before.when), str(after.when))]
    if before.where is not None and after.where is not None and before.where != after.where:
        yield "place_changed", [Detail("where", before.where, after.where)]


def _measure(quantity: Quantity) -> tuple[object, ...]:
    return quantity.number, quantity.upper, quantity.bound, quantity.unit


def _amount(quantity: Quantity) -> str:
    number = f"{quantity.number:,}" if quantity.upper is None else f"{quantity.number:,}–{quantity.upper:,}"
    bound = "" if quantity.bound is None or quantity.upper is not None else f"{quantity.bound} "
    return f"{bound}{number}" + (f" {quantity.unit}" if quantity.unit else "")


def _time(when: When) -> tuple[object, ...]:
    # The words a date came in ("on Monday") and the day they were read against are no part of it.
    if when.earliest is None and when.latest is None:
        return (when.text,)
    return when.earliest, when.latest, when.precision, when.approximate, when.uncertain


def _words(field: str, before: object, after: object) -> list[Detail]:
    """Compare two words of a vocabulary; what is not recorded on one side cannot be compared."""
    if before is None or after is None or before == after:
        return []
    return [Detail(field, str(before), str(after))]


def _hedging(one: Attribution, other: Attribution) -> list[Detail]:
    found = _words("commitment", one.commitment, other.commitment) + _words("act", one.act, other.act)
    before, after = (
        Counter((str(hedge.kind), plain_quotes(words_of(hedge.anchors)).casefold()) for hedge in p.hedges)
        for p in (one, other)
    )
    dropped, added = sorted((before - after).elements()), sorted((after - before).elements())
    if dropped or added:
        found.append(Detail("hedges", _listed(dropped), _listed(added)))
    return found


def _listed(hedges: Sequence[tuple[str, str]]) -> str | None:
    return ", ".join(words or kind for kind, words in hedges) or None


# --- words outside any passage ---------------------------------------------------------------

_BOUNDARY = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|\n+")
_QUOTES = str.maketrans(dict.fromkeys("‘’‛", "'") | dict.fromkeys("“”„«»", '"'))


class Stretch(NamedTuple):
    """Sentences one after the other that one version has and the other has not."""

    before: TextAnchor | None
    after: TextAnchor | None


class _Sentence(NamedTuple):
    start: int
    end: int
    key: str


def plain_quotes(text: str) -> str:
    """Return a text with straight quotation marks and single spaces, to be compared."""
    return " ".join(text.translate(_QUOTES).split())


def rewritten(
    before: tuple[str, Sequence[Attribution]],
    after: tuple[str, Sequence[Attribution]],
    edited: frozenset[str],
    apart: tuple[Sequence[TextAnchor], Sequence[TextAnchor]] = ((), ()),
) -> list[Stretch]:
    """Return the sentences that only one of two texts has and that no passage accounts for.

    Sentences that were only moved are not among them, nor such as differ in spacing or in the shape
    of quotation marks. Of a sentence in which a passage stands the words around the passage are
    compared, unless the passage is itself among the `edited` ones. Sentences in which one of the
    anchors in `apart` stands are not joined with those beside them in which it does not.
    """
    texts = before[0], after[0]
    sentences = [_sentences(text) for text in texts]
    surplus = _surplus(*sentences)
    changed = [
        _outside(held, surplus[n], texts[n], passages, edited)
        for n, (held, passages) in enumerate(zip(sentences, (before[1], after[1]), strict=True))
    ]
    rests = [Counter(rest for rest in side.values() if rest is not None) for side in changed]
    for n in (0, 1):  # the same words stand around a passage on both sides
        both = rests[0] & rests[1]
        for at, rest in list(changed[n].items()):
            if rest is not None and (not rest or both[rest] > 0):
                both[rest] -= 1
                del changed[n][at]
    stretches = [
        _stretches(sentences[n], sorted(changed[n]), surplus[n], _marked(sentences[n], apart[n]))
        for n in (0, 1)
    ]
    return _joined(texts, stretches)


def _sentences(text: str) -> list[_Sentence]:
    found = []
    start = 0
    for boundary in [*(match.span() for match in _BOUNDARY.finditer(text)), (len(text), len(text))]:
        end = boundary[1]
        key = plain_quotes(text[start:end])
        if key:
            held = text[start:end]
            left, right = len(held) - len(held.lstrip()), len(held.rstrip())
            found.append(_Sentence(start + left, start + right, key))
        start = end
    return found


def _surplus(one: list[_Sentence], other: list[_Sentence]) -> list[set[int]]:
    """Return the places of the sentences that each text has more often than the other, the last ones."""
    counts = [Counter(sentence.key for sentence in held) for held in (one, other)]
    found = []
    for held, mine, theirs in ((one, counts[0], counts[1]), (other, counts[1], counts[0])):
        more = mine - theirs
        places = set()
        for at in range(len(held) - 1, -1, -1):
            if more[held[at].key] > 0:
                more[held[at].key] -= 1
                places.add(at)
        found.append(places)
    return found


def _outside(
    sentences: list[_Sentence],
    changed: set[int],
    text: str,
    passages: Iterable[Attribution],
    edited: frozenset[str],
) -> dict[int, str | None]:
    """Return the changed sentences no edited passage stands in, with the words around passages.

    The words are `None` for a sentence in which no passage stands.
    """
    starts = [sentence.start for sentence in sentences]
    touched: dict[int, list[tuple[int, int]]] = {}
    excused: set[int] = set()
    for passage in passages:
        hedges = (anchor for hedge in passage.hedges for anchor in hedge.anchors)
        for anchor in (*passage.anchors, *hedges):
            span = _span(anchor, text)
            at = bisect_right(starts, span[0]) - 1 if span is not None else len(sentences)
            while span is not None and at < len(sentences) and (at < 0 or sentences[at].start < span[1]):
                if at in changed and sentences[at].end > span[0]:
                    touched.setdefault(at, []).append(span)
                    if passage.id in edited:
                        excused.add(at)
                at += 1
    return {
        at: _around(text, sentences[at], touched[at]) if at in touched else None
        for at in sorted(changed - excused)
    }


def _span(anchor: TextAnchor, text: str) -> tuple[int, int] | None:
    """Return where an anchor's words stand, also where its offsets are off; `None` if they do not."""
    if str(anchor.part) != "text" or not anchor.exact:
        return None
    if text.startswith(anchor.exact, anchor.start):
        return anchor.start, anchor.end
    found = text.find(anchor.exact)
    return None if found < 0 else (found, found + len(anchor.exact))


def _around(text: str, sentence: _Sentence, spans: list[tuple[int, int]]) -> str:
    kept, at = [], sentence.start
    for start, end in sorted(spans):
        kept.append(text[at : max(at, start)])
        at = max(at, end)
    kept.append(text[at : sentence.end])
    return " ".join(word for part in kept for word in re.findall(r"\w+", part.casefold()))


class _Run(NamedTuple):
    """Changed sentences in a row, with the unchanged ones on both sides."""

    start: int
    end: int
    previous: str
    following: str


def _marked(sentences: list[_Sentence], anchors: Sequence[TextAnchor]) -> dict[int, int]:
    """Return, for each sentence in which an anchor stands, the first such anchor by its number."""
    starts = [sentence.start for sentence in sentences]
    found: dict[int, int] = {}
    for number, anchor in enumerate(anchors):
        at = max(bisect_right(starts, anchor.start) - 1, 0)
        while str(anchor.part) == "text" and at < len(sentences) and sentences[at].start < anchor.end:
            if sentences[at].end > anchor.start:
                found.setdefault(at, number)
            at += 1
    return found


def _stretches(
    sentences: list[_Sentence], places: list[int], changed: set[int], marked: dict[int, int]
) -> list[_Run]:
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][1] == at - 1 and marked.get(at) == marked.get(at - 1):
            runs[-1][1] = at
        else:
            runs.append([at, at])
    previous = _nearest(sentences, changed, range(len(sentences)))
    following = _nearest(sentences, changed, range(len(sentences) - 1, -1, -1))
    return [
        _Run(sentences[first].start, sentences[last].end, previous[first], following[last])
        for first, last in runs
    ]


def _nearest(sentences: list[_Sentence], changed: set[int], order: range) -> dict[int, str]:
    """Return, for each changed sentence, the nearest unchanged one that comes before it in an order."""
    found, last = {}, ""
    for at in order:
        if at in changed:
            found[at] = last
        else:
            last = sentences[at].key
    return found


def _joined(texts: tuple[str, str], runs: list[list[_Run]]) -> list[Stretch]:
    """Put a stretch that went and one that came in its place together."""
    rest = runs
    found: list[Stretch] = []
    for fields in (("previous", "following"), ("previous",), ("following",)):
        waiting: dict[tuple[str, ...], list[_Run]] = {}
        for run in reversed(rest[1]):
            waiting.setdefault(tuple(getattr(run, name) for name in fields), []).append(run)
        left, taken = [], set()
        for run in rest[0]:
            others = waiting.get(tuple(getattr(run, name) for name in fields))
            if others:
                other = others.pop()
                taken.add(other)
                found.append(Stretch(_anchor(texts[0], run), _anchor(texts[1], other)))
            else:
                left.append(run)
        rest = [left, [run for run in rest[1] if run not in taken]]
    found += [Stretch(_anchor(texts[0], run), None) for run in rest[0]]
    found += [Stretch(None, _anchor(texts[1], run)) for run in rest[1]]
    return found


def _anchor(text: str, run: _Run) -> TextAnchor:
    return TextAnchor.of(text, run.start, run.end)
