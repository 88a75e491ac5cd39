"""Finding a name in text and writing something else over it, in all the spellings it may have."""

import re
import secrets
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, product

from provenance.model._folding import Folded, fold, folds
from provenance.model._ordinary import COMMON, SUFFIXES, TITLES

__all__ = ["Rewriting", "Scrubber", "Spans", "merged", "rewritten"]

Spans = Sequence[tuple[int, int]]
"""Parts of a text, in order and apart from each other."""

_SHORTEST_PART = 3  # a part of two letters counts only where it is written with a capital
_SHORTEST_ANYWHERE = 4  # a name this long is found inside words too ("Syrskyis"); a shorter one by itself
_SHORTEST_JOINED = 7  # "jankowalski"; shorter ones may be words ("Jo An"), so they count in addresses only
_SHORTEST_INSIDE = 4  # a part this long is noticed where it is left inside a longer word
_SHORTEST_NUMBER = 6  # an identifier that is a shorter number is a year, a count, an age as well

_MOST_WIDE = 5  # words of a name whose two spellings are each tried with those of the others

_SEPARATORS = r"\s_+.,'\-/·•()\"“”"
_BETWEEN = re.compile(f"[{_SEPARATORS}]+")
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_NO_TRAILING_JAMO = r"(?![\u11a8-\u11ff])"  # or one Korean syllable would be found in another
_WITHOUT_SPACES = re.compile(  # scripts that are written without spaces, or with particles right after a name
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_TOKEN = re.compile(r"\S+")
_OF_ADDRESSES = re.compile(r"[/@_#=&~\\:]|[^\W_]\.[a-z]{2}")
# A run is looked at for no more than 64 characters, or one without end would be read again and again.
_HANDLE = re.compile(r"(?<![\w.+\-@])@[\w.\-]{1,64}|[\w.+\-]{1,64}(?=@[\w\-])")


class Scrubber:
    """Writes a label over every occurrence of some names.

    A name is found in any case, composed or decomposed, with or without its diacritics, with
    anything that may stand between its parts or nothing, family name first, in slugs, handles
    and e-mail addresses, percent-encoded, and with marks inside that cannot be seen. Of the
    names of persons each part counts by itself, one of two letters only with a capital, common
    words ("Will", "May") and titles only after another title. Inflected forms and other scripts
    are not found; `remains` notices the first.
    """

    label: str
    """What is written instead."""

    is_careful: bool
    """Whether a name is so short or common a word that not every occurrence was taken for it."""

    def __init__(
        self,
        names: Iterable[str],
        persons: Iterable[str] = (),
        identifiers: Iterable[tuple[str, str]] = (),
        label: str = "[withheld]",
    ) -> None:
        """Prepare to scrub.

        Args:
            names: names to be found whole.
            persons: those of them whose single parts count as well.
            identifiers: scheme and value of identifiers; the value is found only by itself.
            label: what to write over them; something else is used if this holds one of the names.
        """
        whole = {spelling for name in names for spelling in _spellings(name)}
        people = {spelling for name in persons for spelling in _spellings(name)}
        parts = {part for name in persons for part in _parts(name)}
        known = parts - COMMON
        initials = "".join(sorted({re.escape(token[0]) for tokens, _ in people for token in tokens}))
        turned = {((tokens[-1], *tokens[:-1]), length) for tokens, length in people}
        self._anywhere = _pattern(
            [pattern for spelling in whole | turned for pattern in _whole(*spelling)]
            + [_without_spaces(part) for part in known if len(part) > 1 and _WITHOUT_SPACES.search(part)]
            + [p for scheme, value in identifiers for p in _identifying(scheme, value)]
        )
        alone = sorted(part for part in known if len(part) >= 2)
        single = {tokens[0] for tokens, _ in whole if len(tokens) == 1}
        short_names = {name for name in single if len(name) == 2 or name in COMMON}
        before = rf"(?:[{initials}]\.[ \-]?){{0,3}}" if initials else ""
        self._alone = _pattern([rf"{_BEFORE}{before}({_any(alone)}){_AFTER}"] if alone else [])
        self._with_capital = _pattern([rf"{_BEFORE}({_any(short_names)}){_AFTER}"] if short_names else [])
        common = {part for part in parts if part in COMMON and len(part) >= 2}
        self._after_title = _pattern(
            [rf"{_BEFORE}(?:{_any(TITLES)})\.?\s({_any(common)}){_AFTER}"] if common else []
        )
        handles = set(_handles(people, alone))
        self._in_handles = _pattern([f"{_BEFORE}(?:{_any(handles)}){_AFTER}"] if handles else [])
        joined = {"".join(tokens) for tokens, _ in whole}  # a name of one word may be inflected as parts are
        self._inside = _pattern(
            re.escape(word) for word in {*alone, *joined} - COMMON if len(word) >= _SHORTEST_INSIDE
        )
        self._ends = _ends_of({*alone, *(" ".join(tokens) for tokens, _ in whole)})
        short = [word for word in {*alone, *single} if len(word) < _SHORTEST_PART]
        self.is_careful = bool(short_names or common or short)
        labels = (label, "[…]", "███", "_____", secrets.token_hex(8))  # a name may be a mere bracket
        self.label = next(label for label in labels if not self.spans(label) and not self.remains(label))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the names stand in a text."""
        return merged(span for folded in folds(text) for span in self._spans(text, folded))

    def _spans(self, text: str, folded: Folded) -> Iterator[tuple[int, int]]:
        if self._anywhere is not None:
            for match in self._anywhere.finditer(folded.text):
                yield folded.span(*match.span())
        addresses: list[tuple[int, int]] | None = None
        if self._in_handles is not None and self._in_handles.search(folded.text) is not None:
            addresses = _addresses(folded.text)
            for start, end in addresses:
                for match in self._in_handles.finditer(folded.text, start, end):
                    yield folded.span(*match.span())
            for handle in _HANDLE.finditer(folded.text):
                if self._in_handles.search(folded.text, *handle.span()) is not None:
                    yield folded.span(*handle.span())
        for pattern in (self._alone, self._with_capital, self._after_title):
            if pattern is None:
                continue
            for match in pattern.finditer(folded.text):
                start, end = folded.span(*match.span(1))
                word = match[1]
                # Parts of a name may be words as well ("Hope"), so in running text they count with a
                # capital; in ids and addresses, where everything is in small letters, in any case.
                if len(word) < _SHORTEST_PART or word in COMMON:
                    if not text[start : start + 1].islower():
                        yield folded.span(*match.span(1))
                elif not text[start:end].islower():
                    yield folded.span(*match.span())
                else:
                    addresses = _addresses(folded.text) if addresses is None else addresses
                    if _is_within(match.span(1), addresses):
                        yield folded.span(*match.span())

    def scrub(self, text: str) -> str:
        """Return a text with the label over every name."""
        return rewritten(text, self.spans(text), self.label)

    def remains(self, text: str) -> bool:
        """Tell whether a word of the names is left in a text: inside a longer word, or in small letters."""
        if self._inside is None:
            return False
        return any(self._inside.search(folded.text) is not None for folded in folds(text))

    def without_cut_names(self, text: str, *, at_start: bool) -> str:
        """Return a cut-out of a text without what may be the rest of a name at its start, or at its end."""
        longest = self._ends.get(at_start)
        if longest is None or not text:
            return text
        folded = fold(text)
        match = longest.match(folded.text) if at_start else longest.search(folded.text)
        if match is None:
            return text
        start, end = folded.span(*match.span())
        return text[end:] if at_start else text[:start]


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that overlap drawn together."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def rewritten(text: str, spans: Spans, label: str) -> str:
    """Return a text with the label in place of each span."""
    if not spans:
        return text
    pieces = []
    at = 0
    for start, end in spans:
        pieces += [text[at:start], label]
        at = end
    return "".join([*pieces, text[at:]])


class Rewriting:
    """A text with the label in place of some of its parts, and where the rest of it went."""

    def __init__(self, text: str, spans: Spans, label: str) -> None:
        self.text = rewritten(text, spans, label)
        self._label = label
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._shifts = [0, *accumulate(len(label) - (end - start) for start, end in spans)]

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of the old text lies in the rewritten one.

        One that touches a rewritten part is widened to all of the label.
        """
        before = bisect_right(self._ends, start)
        new_start = start + self._shifts[before]
        if before < len(self._starts) and self._starts[before] < start:
            new_start = self._starts[before] + self._shifts[before]
        before = bisect_right(self._ends, end)
        new_end = end + self._shifts[before]
        if before < len(self._starts) and self._starts[before] < end:
            new_end = self._starts[before] + self._shifts[before] + len(self._label)
        return new_start, max(new_start, new_end)


# --- what a name is looked for as ----------------------------------------------------------------

_Tokens = tuple[str, ...]


def _spellings(name: str) -> Iterator[tuple[_Tokens, int]]:
    """Yield the words of a name as they are folded, and its length; if it is all marks, the marks."""
    folded = fold(name.strip()).text
    if not folded:
        return
    ways = [
        [token for token in _BETWEEN.split(fold(name.strip(), wide=wide).text) if token]
        for wide in (False, True)
    ]
    choices = [sorted({*tokens}) for tokens in zip(*ways, strict=True)]
    if not choices:
        yield (folded,), len(folded)
    elif sum(len(choice) > 1 for choice in choices) <= _MOST_WIDE:
        for tokens in product(*choices):
            yield tokens, len(folded)
    else:
        yield from ((tuple(tokens), len(folded)) for tokens in ways)


def _parts(name: str) -> Iterator[str]:
    """Yield the parts of a person's name that count by themselves."""
    words = [word for word in re.split(r"[\s\-‐‑–_+/,]", name.strip()) if word]
    for place, word in enumerate(words):
        if word.islower() and not name.islower():  # "van", "der"
            continue
        for wide in (False, True):
            part = fold(word, wide=wide).text.strip(".,;:'\"()[]{}<>“”@#")
            is_title = part in SUFFIXES or (part in TITLES and place < len(words) - 1)
            if len(part) >= 2 and not is_title:
                yield part
                if "'" in part:  # O'Connor, OConnor
                    yield part.replace("'", "")


def _whole(tokens: _Tokens, length: int) -> Iterator[str]:
    if len(tokens) == 1:
        name = tokens[0]
        if len(name) > 1 and _WITHOUT_SPACES.search(name) is not None:
            yield _without_spaces(name)
        elif len(name) >= _SHORTEST_ANYWHERE:
            yield re.escape(name)
        elif name in COMMON or len(name) == 2 or (len(name) == 1 and name.isalnum()):
            return  # counts with a capital only, or not at all
        else:
            yield _alone(name)
        return
    parts = rf"[{_SEPARATORS}]{{1,24}}".join(map(re.escape, tokens)) + _NO_TRAILING_JAMO
    yield parts if length >= _SHORTEST_ANYWHERE else f"{_BEFORE}{parts}{_AFTER}"
    if sum(map(len, tokens)) >= _SHORTEST_JOINED:
        yield _alone("".join(tokens))


def _identifying(scheme: str, value: str) -> Iterator[str]:
    folded = fold(value.strip()).text
    bare = re.sub(r"^(?:[a-z]+:)?//(?:www\.)?|/+$", "", folded)
    if not bare:
        return
    yield _alone(f"{fold(scheme).text}:{folded}")
    handle = re.split(r"[/?#=@]", bare)[-1] or bare
    if len(handle) >= _SHORTEST_PART and not handle.isdecimal():
        yield rf"(?<!\w)@{re.escape(handle)}{_AFTER}"
    if len(bare) >= (_SHORTEST_NUMBER if bare.isdecimal() else _SHORTEST_PART) and bare not in COMMON:
        yield rf"(?:{_BEFORE}[a-z]{{2,10}}://)?(?:{_BEFORE}www\.)?{_alone(bare)}"


def _handles(people: Iterable[tuple[_Tokens, int]], parts: Iterable[str]) -> Iterator[str]:
    """Yield what an account or mailbox of a person may be called."""
    yield from (part for part in parts if len(part) >= _SHORTEST_PART)
    for tokens, _ in people:
        words = [token for token in tokens if token[0].isalnum()]
        if len(words) < 2:
            continue
        first, last = words[0], words[-1]
        joined = {"".join(words), first + last, last + first}
        joined |= {first[0] + last, last + first[0], first + last[0]}
        yield from (handle for handle in joined - COMMON if len(handle) >= _SHORTEST_ANYWHERE)


def _ends_of(names: Iterable[str]) -> dict[bool, re.Pattern[str]]:
    """Return what finds the end of a name at the start of a text, and the start of one at its end."""
    tails = {name[-size:] for name in names for size in range(2, len(name))}
    heads = {name[:size] for name in names for size in range(2, len(name))}
    if not tails:
        return {}
    return {
        True: re.compile(f"(?:{_any(tails)}){_AFTER}"),
        False: re.compile(f"{_BEFORE}(?:{_any(heads)})$"),
    }


def _without_spaces(name: str) -> str:
    return re.escape(name) + _NO_TRAILING_JAMO


def _alone(text: str) -> str:
    return f"{_BEFORE}{re.escape(text)}{_AFTER}"


def _any(words: Iterable[str]) -> str:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("'", "['\\-_ ]?") for word in longest)  # O'Connor, o-connor


def _pattern(alternatives: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(set(alternatives), key=lambda pattern: (-len(pattern), pattern))
    return re.compile("|".join(ordered)) if ordered else None


# --- where addresses stand ------------------------------------------------------------------------


def _addresses(folded: str) -> list[tuple[int, int]]:
    """Return the tokens of a text that are addresses, handles or ids; all of a text that is one token."""
    tokens = [match.span() for match in _TOKEN.finditer(folded)]
    if len(tokens) == 1:
        return tokens
    return [span for span in tokens if _OF_ADDRESSES.search(folded, *span) is not None]


def _is_within(span: tuple[int, int], spans: Spans) -> bool:
    place = bisect_right(spans, span[0], key=lambda one: one[1])
    return place < len(spans) and spans[place][0] <= span[0]
