"""Quotation marks to quotations.

Straight, curly, single, German, guillemets and CJK marks; a mark left open and repeated at
each new paragraph; a quotation that runs over a paragraph break. What a quotation is for
(speech, a title, a word held at arm's length) is not decided here.
"""

from bisect import bisect_left
from typing import NamedTuple

from provenance.extraction.tokens import Paragraph, Token

__all__ = ["Quotation", "quotations_of"]

_PAIRS = {
    "“": "”“", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹",
    "「": "」", "『": "』", "〝": "〞〟", "《": "》",
    '"': '"', "＂": "＂", "‘": "’", "‚": "‘’", "'": "'", "`": "'",
}  # fmt: skip
_SINGLE = frozenset("‘’'‚`‹›")
_CLOSERS = frozenset("".join(_PAIRS.values()))
_MAX_PARAGRAPHS = 40  # a speech printed in full keeps its mark open that long
_MAX_OPEN_WITHOUT_MARK = 3
_MAX_SINGLE_TOKENS = 400
_MAX_CLOSERS_TRIED = 20


class Quotation(NamedTuple):
    """One quotation: tokens `first` to `last`, both included, marks among them.

    `closed` is false where no closing mark was found and the end of the paragraph had to do.
    """

    first: int
    last: int
    mark: str
    closed: bool
    paragraphs: int


def quotations_of(text: str, tokens: list[Token], paragraphs: list[Paragraph]) -> list[Quotation]:
    """Find every quotation, outer ones before those inside them, in order of their start."""
    return _Finder(text, tokens, paragraphs).run()


class _Finder:
    def __init__(self, text: str, tokens: list[Token], paragraphs: list[Paragraph]) -> None:
        self.text, self.tokens, self.paragraphs = text, tokens, paragraphs
        self.found: list[Quotation] = []
        self.open: tuple[int, str, int] | None = None  # token, mark, index of the paragraph it opened in
        self.expected_from = 0

    def run(self) -> list[Quotation]:
        for number, paragraph in enumerate(self.paragraphs):
            repeated = self.open is not None and self._carry_over(number, paragraph)
            self._read(number, paragraph, paragraph.first + repeated)
        if self.open is not None:
            self._give_up(len(self.tokens) - 1)
        self.found.sort(key=lambda q: (q.first, -q.last))
        return self.found

    def _is_opening(self, i: int, first: int) -> bool:
        token = self.tokens[i]
        if i + 1 >= len(self.tokens):
            return False
        glued_right = self.tokens[i + 1].start == token.end
        if i == first:
            return True
        before = self.tokens[i - 1]
        glued_left = before.end == token.start
        if not glued_left:
            return glued_right or token.text not in _SINGLE
        return glued_right and not before.is_word and before.text in "([{—–-/:=“\"‘'«„¿¡"

    def _is_closing(self, i: int) -> bool:
        token = self.tokens[i]
        if i == 0 or self.tokens[i - 1].end != token.start:
            return False
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return following is None or following.start != token.end or not following.is_word

    def _read(self, number: int, paragraph: Paragraph, start: int) -> None:
        tokens = self.tokens
        i = start
        singles: _Singles | None = None
        while i < paragraph.last:
            mark = tokens[i].text
            if self.open is not None:
                opened, kind, _ = self.open
                if mark in _PAIRS[kind] and self._closes(i, kind, opened):
                    self.found.append(Quotation(opened, i, kind, True, number - self.open[2] + 1))
                    self.open = None
                elif (
                    mark == kind and i > opened + 1 and self._is_opening(i, paragraph.first) and mark in '"“'
                ):
                    # A second opening mark of the same kind: the first one was never closed.
                    self.open = (i, kind, number)
            elif mark in _PAIRS and mark not in _SINGLE and self._opens(i, paragraph.first, mark):
                self.open = (i, mark, number)
            elif mark in _SINGLE and mark in _PAIRS and self._is_opening(i, paragraph.first):
                singles = singles or _Singles(tokens, paragraph.first, paragraph.last)
                end = singles.close_of(i, _PAIRS[mark])
                if end is not None:
                    self.found.append(Quotation(i, end, mark, True, 1))
                    # What stands inside is read too: it may hold double marks.
            i += 1
        self._read_singles_inside(paragraph)

    def _read_singles_inside(self, paragraph: Paragraph) -> None:
        """Find single quotations inside the double ones that end in this paragraph."""
        for quotation in self.found[self.expected_from :]:
            if quotation.mark in _SINGLE:
                continue
            singles = _Singles(self.tokens, quotation.first, quotation.last)
            i = max(quotation.first + 1, paragraph.first)
            while i < quotation.last:
                mark = self.tokens[i].text
                if mark in _SINGLE and mark in _PAIRS and self._is_opening(i, quotation.first + 1):
                    end = singles.close_of(i, _PAIRS[mark])
                    if end is not None:
                        self.found.append(Quotation(i, end, mark, True, 1))
                        i = end
                i += 1
        self.expected_from = len(self.found)

    def _opens(self, i: int, first: int, mark: str) -> bool:
        if mark in '"＂»›':
            return self._is_opening(i, first)
        return mark != "”"

    def _closes(self, i: int, kind: str, opened: int) -> bool:
        mark = self.tokens[i].text
        if i == opened + 1:
            return False
        if mark == kind or (kind == "“" and mark == "“"):  # straight marks, or “…“ as some keyboards give
            return self._is_closing(i)
        return True

    def _carry_over(self, number: int, paragraph: Paragraph) -> bool:
        """Give up an open quotation unless it goes on here; say whether its mark is repeated."""
        assert self.open is not None
        _, kind, since = self.open
        first = self.tokens[paragraph.first]
        repeated = first.text == kind and self._is_opening(paragraph.first, paragraph.first)
        if repeated and number - since < _MAX_PARAGRAPHS:
            return True
        if repeated or number - since > _MAX_OPEN_WITHOUT_MARK or not self._next_mark_closes(paragraph, kind):
            self._give_up(paragraph.first - 1)
        return False

    def _next_mark_closes(self, paragraph: Paragraph, kind: str) -> bool:
        for i in range(paragraph.first, paragraph.last):
            mark = self.tokens[i].text
            if mark in _PAIRS[kind] and i > paragraph.first and self._is_closing(i):
                return True
            if mark == kind:
                return False
        return False

    def _give_up(self, last: int) -> None:
        assert self.open is not None
        opened, kind, since = self.open
        self.open = None
        # An unclosed mark still quotes to the end of its paragraph where it opens a sentence or follows
        # a colon or comma; elsewhere it is more likely a slip (or an inch).
        before = self.tokens[opened - 1] if opened else None
        start_of_paragraph = any(p.first == opened for p in self.paragraphs[since : since + 1])
        end = min(last, self.paragraphs[since].last - 1)
        if end > opened + 2 and (start_of_paragraph or (before is not None and before.text in ",:")):
            self.found.append(Quotation(opened, end, kind, False, 1))


class _Singles:
    """Closing marks of single quotations within one stretch, found once and looked up after."""

    def __init__(self, tokens: list[Token], first: int, last: int) -> None:
        self.tokens = tokens
        self.places = [i for i in range(first + 1, last) if tokens[i].text in _SINGLE and self._may_close(i)]

    def _may_close(self, i: int) -> bool:
        if self.tokens[i - 1].end != self.tokens[i].start:
            return False
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return following is None or following.start != self.tokens[i].end or not following.is_word

    def close_of(self, opened: int, closers: str) -> int | None:
        """Return the mark that closes the one at `opened`; a plural's apostrophe only for want of better."""
        doubtful: int | None = None
        start = bisect_left(self.places, opened + 2)
        for i in self.places[start : start + _MAX_CLOSERS_TRIED]:
            if i - opened > _MAX_SINGLE_TOKENS:
                break
            if self.tokens[i].text not in closers:
                continue
            if not self._is_possessive(i):
                return i
            doubtful = i if doubtful is None else doubtful
        return doubtful

    def _is_possessive(self, i: int) -> bool:
        before = self.tokens[i - 1]
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return (
            before.is_word
            and before.text[-1] in "sz"
            and following is not None
            and following.is_word
            and following.text[0].islower()
        )
