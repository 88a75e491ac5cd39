"""Text to tokens and paragraphs, each with its offsets.

Tokens are words and single marks; nothing is normalised, and `text[start:end]` is always the
token. One pass, one expression without repetition inside repetition.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from provenance.extraction.lexicon.abbreviations import ABBREVIATIONS

__all__ = ["Paragraph", "Token", "paragraphs_of", "tokens_of"]

_TOKEN = re.compile(r"[@#$€£¥]?\w[\w'’.\-]*(?:,\d{3}(?!\d)){0,6}(?:\.\d+)?|\S")
_TRAILING = "'’.-"
_BREAKS_INSIDE = re.compile(r"\.\.|--")


class Token(NamedTuple):
    """A word or a mark."""

    start: int
    end: int
    text: str
    is_word: bool


class Paragraph(NamedTuple):
    """A stretch of tokens between two breaks: tokens `first` up to, not including, `last`."""

    first: int
    last: int


def tokens_of(text: str) -> list[Token]:
    """Split a text into words and marks.

    Examples:
        >>> [t.text for t in tokens_of("The U.S. didn't act, Mr. Lee said.")]
        ['The', 'U.S.', "didn't", 'act', ',', 'Mr.', 'Lee', 'said', '.']
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        if end - start == 1:
            tokens.append(Token(start, end, word, word.isalnum()))
        elif word[-1] in _TRAILING or ".." in word or "--" in word:
            _split(word, start, tokens)
        else:
            tokens.append(Token(start, end, word, True))
    return tokens


def _split(word: str, start: int, tokens: list[Token]) -> None:
    """Add the parts of a match that may end in marks or hold two words."""
    position = 0
    while position < len(word):
        broken = _BREAKS_INSIDE.search(word, position)
        end = broken.start() if broken else len(word)
        piece = word[position:end]
        core = piece.rstrip(_TRAILING)
        if core and core != piece and piece[len(core)] == "." and _keeps_its_dot(core):
            core = piece[: len(core) + 1]
        if core:
            tokens.append(Token(start + position, start + position + len(core), core, True))
        for at in range(position + len(core), end):
            tokens.append(Token(start + at, start + at + 1, word[at], False))
        position = end
        while position < len(word) and word[position] in "-.":
            tokens.append(Token(start + position, start + position + 1, word[position], False))
            position += 1


def _keeps_its_dot(core: str) -> bool:
    if "." in core:  # U.S. but not "gawker.com."
        return all(len(part) <= 1 for part in core.split(".", 12)[:12])
    return core in ABBREVIATIONS or (len(core) == 1 and core.isupper() and core != "I")


def paragraphs_of(text: str, tokens: list[Token]) -> list[Paragraph]:
    """Group tokens into paragraphs.

    A blank line always separates. A single newline separates too, unless the lines of the
    text are plainly wrapped: most are of nearly one length, and blank lines exist.
    """
    wrapped = _is_wrapped(text)
    paragraphs: list[Paragraph] = []
    first = 0
    for i in range(1, len(tokens)):
        gap_start, gap_end = tokens[i - 1].end, tokens[i].start
        if gap_end - gap_start == 1 and text[gap_start] == " ":
            continue
        gap = text[gap_start:gap_end]
        breaks = gap.count("\n") or gap.count("\r") or gap.count("\u2029") or gap.count("\u2028")
        if breaks >= 2 or (breaks == 1 and not wrapped):
            paragraphs.append(Paragraph(first, i))
            first = i
    if tokens:
        paragraphs.append(Paragraph(first, len(tokens)))
    return paragraphs


def _is_wrapped(text: str) -> bool:
    lines = text[:20_000].split("\n")
    full = [len(line) for line, following in pairwise(lines) if line.strip() and following.strip()]
    if len(full) < 3:
        return False
    longest = max(full)
    return longest <= 110 and sum(length >= longest * 0.75 for length in full) >= 0.8 * len(full)
