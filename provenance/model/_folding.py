"""Text as it is compared when a name is looked for: without case, accents, escapes and invisible marks.

Every character of the folded text remembers where it stood, so that what is found in it can be
written over in the text itself.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["Folded", "fold", "folds"]

# Letters and marks whose decomposition in Unicode does not lead to what people write instead.
_PLAIN = {
    **dict.fromkeys("‘’‛ʹʻʼʽʾʿ`´′＇", "'"),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ɖ": "d", "ħ": "h", "ı": "i", "ȷ": "j", "ĸ": "k", "ŋ": "n",
    "ŧ": "t", "ƶ": "z", "ƀ": "b", "ɓ": "b", "ɗ": "d", "ə": "a", "æ": "ae", "œ": "oe", "þ": "th",
    "\u034f": "", **{chr(n): "" for n in range(0xFE00, 0xFE10)},  # joiners and variation selectors
}  # fmt: skip
# "Mueller" is Müller, "Aas" is Ås, "Oestergaard" is Østergaard: the mark becomes a letter.
_WIDE = {"\u0308": "e", "\u030a": "a", "ø": "oe"}
_HAS_WIDE = re.compile("[äöüåøÄÖÜÅØ\u0308\u030a\u212b]")
_ESCAPED = re.compile(
    r"(?:%(?:25)*[0-9A-F]{2})+|&(?:\#[0-9]{1,7}|\#x[0-9A-F]{1,6}|[A-Z]{2,8});|\\u[0-9A-F]{4}"
    r"|(?<![^\W_])xn--[a-z0-9-]{1,59}",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"(?<=[^\W\d_])-\r?\n[ \t]{0,40}(?=[^\W\d_])")
_ESCAPED_OR_BROKEN = re.compile(f"{_BROKEN.pattern}|{_ESCAPED.pattern}", re.IGNORECASE)
_BYTE = re.compile(r"%(?:25)*([0-9A-F]{2})", re.IGNORECASE)  # %25 is a % that was escaped once more
_MAY_BE_ESCAPED = re.compile(r"[%&\\]|xn--", re.IGNORECASE)


class Folded(NamedTuple):
    """A folded text, and where each of its characters stood."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of the folded text stands in the text itself."""
        return self.starts[start], self.ends[end - 1]


class _Table(dict[str, str]):
    """What a character is folded to, worked out when it is first met."""

    def __init__(self, wide: bool, spaced: bool) -> None:
        super().__init__()
        self._plain = {**_PLAIN, **_WIDE} if wide else _PLAIN
        self._invisible = " " if spaced else ""

    def __missing__(self, char: str) -> str:
        if unicodedata.category(char) == "Cf":
            folded = self._invisible
        elif char.isspace():
            folded = " "
        else:
            folded = self._plain.get(char) or "".join(map(self._one, self._parts(char)))
        if len(self) < 20_000:
            self[char] = folded
        return folded

    def _parts(self, char: str) -> str:
        folded = unicodedata.normalize("NFKD", char).casefold()
        return unicodedata.normalize("NFKD", folded)

    def _one(self, char: str) -> str:
        plain = self._plain.get(char)
        if plain is not None:
            return plain
        if char.isspace():
            return " "
        return "" if unicodedata.combining(char) else char


_TABLES = {(wide, spaced): _Table(wide, spaced) for wide in (False, True) for spaced in (False, True)}


def fold(text: str, *, wide: bool = False, spaced: bool = False, unbroken: bool = False) -> Folded:
    """Return a text folded.

    Args:
        text: the text.
        wide: whether a diaeresis and the like become a letter of their own ("ü" "ue"), not nothing.
        spaced: whether marks that cannot be seen count as spaces, not as nothing.
        unbroken: whether words that a hyphen breaks at the end of a line are put together.
    """
    escaped = unbroken or _MAY_BE_ESCAPED.search(text) is not None
    if text.isascii() and not escaped:
        return Folded(text.lower().translate(_ASCII), range(len(text)), range(1, len(text) + 1))
    table = _TABLES[wide, spaced]
    if not escaped:
        folds = [table[char] for char in text]
        joined = "".join(folds)
        if len(joined) == len(text) and "" not in folds:  # each character became one
            return Folded(joined, range(len(text)), range(1, len(text) + 1))
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for char, start, end in _unescaped(text, unbroken) if escaped else _plainly(text, 0, len(text)):
        folded = table[char]
        if folded:
            for one in folded:
                chars.append(one)
                starts.append(start)
                ends.append(end)
        elif ends:
            ends[-1] = end  # the mark belongs to the letter before it
    return Folded("".join(chars), starts, ends)


_ASCII = {ord("`"): "'", **{n: " " for n in range(0x20) if chr(n).isspace()}}


def folds(text: str) -> Iterator[Folded]:
    """Yield a text folded in each way that may bring a name to light."""
    yield fold(text)
    if _BROKEN.search(text) is not None:
        yield fold(text, unbroken=True)
    if text.isascii() and _MAY_BE_ESCAPED.search(text) is None:
        return
    if _HAS_WIDE.search(text) is not None or _ESCAPED.search(text) is not None:
        yield fold(text, wide=True)
    if any(unicodedata.category(char) == "Cf" for char in set(text)):
        yield fold(text, spaced=True)


def _unescaped(text: str, unbroken: bool) -> Iterator[tuple[str, int, int]]:
    """Yield the characters of a text, those written as escapes decoded, each with its place."""
    at = 0
    for escape in (_ESCAPED_OR_BROKEN if unbroken else _ESCAPED).finditer(text):
        yield from _plainly(text, at, escape.start())
        at = escape.end()
        if text[escape.start()] == "%":
            yield from _bytes_decoded(text, escape.start(), at)
        else:
            for char in _decoded(escape[0]):
                yield char, escape.start(), at
    yield from _plainly(text, at, len(text))


def _plainly(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for index in range(start, end):
        yield text[index], index, index + 1


def _bytes_decoded(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    found = list(_BYTE.finditer(text, start, end))
    data = bytes(int(byte[1], 16) for byte in found)
    try:
        decoded, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        decoded, encoding = data.decode("latin-1"), "latin-1"  # as old addresses have it
    at = 0
    for char in decoded:
        after = at + len(char.encode(encoding))
        yield char, found[at].start(), found[after - 1].end()
        at = after


def _decoded(escape: str) -> str:
    if escape[0] == "&":
        import html  # its table of names is large and seldom wanted

        return html.unescape(escape)
    if escape[0] == "-":
        return ""
    if escape[0] == "\\":
        return chr(int(escape[2:], 16))
    try:
        return escape[4:].encode("ascii").decode("punycode")
    except (ValueError, OverflowError):
        return escape
