"""How wide words are, where they may be broken, and which way they run.

A picture is made without asking the machine that will show it, so widths are estimates: of a plain
sans-serif face, a little on the wide side, so that words do not leave their boxes.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["clusters", "direction_of", "fitted", "width_of", "wrapped"]

_NARROW = {**dict.fromkeys(" !,./:;'|`Iijl[]\\ift", 0.32), **dict.fromkeys('frt()-"{}^', 0.38)}
_WIDE = {**dict.fromkeys("mMW@%", 0.92), **dict.fromkeys("wABCDEFGHKNOPQRSTUVXYZ&<>=+~", 0.74)}
_USUAL, _FULL, _PICTURE = 0.58, 1.02, 1.3
_BOLD = 1.07
_JOINER, _ELLIPSIS = "\u200d", "…"
_MARKS = frozenset({"Mn", "Me", "Mc", "Cf"})
_LONGEST = 20_000  # of a text longer than this only so much is measured


def clusters(text: str) -> Iterator[str]:
    r"""Yield the signs a reader sees: letters with their accents, whole emoji, flags.

    Examples:
        >>> list(clusters("e\u0301a"))
        ['é', 'a']
    """
    held = ""
    for sign in text:
        if held and not _continues(held, sign):
            yield held
            held = ""
        held += sign
    if held:
        yield held


def width_of(text: str, size: float = 14, *, bold: bool = False) -> float:
    """Return how wide a text is at a size, in the same unit; an estimate."""
    return sum(map(_width, clusters(text[:_LONGEST]))) * size * (_BOLD if bold else 1)


def fitted(text: str, width: float, size: float = 14, *, bold: bool = False) -> str:
    """Return a text on one line, cut with an ellipsis where it is wider than a width."""
    lines = wrapped(text, width, size, bold=bold, most=1)
    return lines[0] if lines else ""


def wrapped(
    text: str, width: float, size: float = 14, *, bold: bool = False, most: int | None = None
) -> list[str]:
    """Return a text broken into lines that are no wider than a width.

    Lines are broken at white space, and within a word only where it is wider than a line. Beyond
    `most` lines the last one ends with an ellipsis.

    Examples:
        >>> wrapped("one two three", 66)
        ['one two', 'three']
        >>> wrapped("one two three", 66, most=1)
        ['one two…']
    """
    room = width / size / (_BOLD if bold else 1)
    lines: list[str] = []
    for line in _broken(text[:_LONGEST], room):
        if most is not None and len(lines) == most:
            lines[-1] = _cut(lines[-1], room)
            break
        lines.append(line)
    return lines


def direction_of(text: str) -> str:
    """Return which way a text runs: "rtl" where its first letter does, else "ltr"."""
    for sign in text[:_LONGEST]:
        way = unicodedata.bidirectional(sign)
        if way in ("R", "AL"):
            return "rtl"
        if way == "L":
            return "ltr"
    return "ltr"


def _broken(text: str, room: float) -> Iterator[str]:
    line, used, space = "", 0.0, _width(" ")
    for word in text.split():
        wide = sum(map(_width, clusters(word)))
        if line and used + space + wide <= room:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            yield line
        line, used = word, wide
        if wide > room:
            *whole, line = _pieces(word, room)
            yield from whole
            used = sum(map(_width, clusters(line)))
    if line:
        yield line


def _pieces(word: str, room: float) -> Iterator[str]:
    piece, used = "", 0.0
    for sign in clusters(word):
        wide = _width(sign)
        if piece and used + wide > room:
            yield piece
            piece, used = "", 0.0
        piece, used = piece + sign, used + wide
    yield piece


def _cut(line: str, room: float) -> str:
    signs = list(clusters(line))
    used = sum(map(_width, signs)) + _width(_ELLIPSIS)
    while signs and used > room:
        used -= _width(signs.pop())
    return "".join(signs).rstrip() + _ELLIPSIS


def _continues(held: str, sign: str) -> bool:
    """Say whether a sign belongs to the ones before it."""
    if sign < "\u0300":
        return False
    if held[-1] == _JOINER or unicodedata.category(sign) in _MARKS or "\U0001f3fb" <= sign <= "\U0001f3ff":
        return True
    return len(held) == 1 and _is_flag(held) and _is_flag(sign)


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


@lru_cache(maxsize=4096)
def _width(sign: str) -> float:
    first = sign[0]
    if first < "\x7f":
        return _NARROW.get(first) or _WIDE.get(first) or _USUAL
    if first >= "\U0001f000":
        return _PICTURE
    if unicodedata.east_asian_width(first) in "WF":
        return _FULL
    return 0.0 if unicodedata.category(first) in _MARKS else 0.64
