"""CSV as text: fields to lines and back, as RFC 4180 has it and as spreadsheets write it.

The reader is our own because Python's has one limit for the length of a field for the whole process,
and does not say where it stopped.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and runs it. Such a text
gets an apostrophe in front, which spreadsheets show as text; so does one that has blanks, quotation
marks or invisible signs before them, one that begins with a tab, a line end or a NUL, and one that itself
begins with apostrophes and goes on like that. The same is done after every semicolon, tab and line end
within a text: a spreadsheet that was set up for another delimiter splits the line there.

Reading takes one apostrophe away from exactly these places, so that every text comes back as it was,
and `'tis` is left alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

__all__ = [
    "LONGEST_CELL",
    "MOST_CELLS",
    "Line",
    "TooMuchError",
    "csv_line",
    "delimiter_of",
    "guarded",
    "read_lines",
    "unguarded",
]

LONGEST_CELL = 50_000_000
"""The most characters that a cell may have when it is read."""

MOST_CELLS = 1_000_000
"""The most cells that a line may have when it is read."""

_HEAD = 100_000  # characters in which the first line is looked for

_INVISIBLE = r"\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
_BEFORE = rf"[\x00-\x08\x0b\x0c\x0e-\x20\"{_INVISIBLE}]"
_FORMULA = rf"'*{_BEFORE}*[=+\-@＝＋－＠]"
_PLACE = r"(?:\A|(?<=[;\t\r\n]))"
_TO_GUARD = re.compile(rf"{_PLACE}(?={_FORMULA})|\A(?='*[\t\r\n\x00])")
# The apostrophe comes first, so that hundreds of megabytes without one are passed over at once.
_GUARDED = re.compile(rf"'(?:(?<![^;\t\r\n]')(?={_FORMULA})|(?<=\A')(?='*[\t\r\n\x00]))")
_TO_QUOTE = re.compile(r'[",;\t\r\n]|^\s|\s$')


def guarded(text: str) -> str:
    """Return a text such that no spreadsheet takes it for a formula.

    Examples:
        >>> guarded("=1+1"), guarded("'-5"), guarded("'tis"), guarded("a = b"), guarded("a;=b")
        ("'=1+1", "''-5", "'tis", 'a = b', "a;'=b")
    """
    return _TO_GUARD.sub("'", text)


def unguarded(text: str) -> str:
    """Return the text that was guarded: the reverse of `guarded`."""
    return _GUARDED.sub("", text)


def csv_line(fields: Iterable[str]) -> str:
    """Return fields as a line of CSV, ended by CR and LF.

    Examples:
        >>> csv_line(["a", "", "d, e", " f"]).rstrip()
        'a,,"d, e"," f"'
    """
    return ",".join(map(_quoted, fields)) + "\r\n"


def _quoted(field: str) -> str:
    return '"' + field.replace('"', '""') + '"' if _TO_QUOTE.search(field) else field


class Line(NamedTuple):
    """One record of a CSV file, which may go over several lines of text."""

    number: int
    """The line of text that it begins on, from 1."""

    fields: Sequence[str]
    """Its fields."""

    fault: str | None = None
    """What is wrong with how it is written; `None` if nothing is."""


class TooMuchError(Exception):
    """A cell is longer, or a line has more cells, than anybody can mean."""

    def __init__(self, number: int, cell: int, reason: str) -> None:
        """Say where it is.

        Args:
            number: the line of text that its line begins on, from 1.
            cell: its place in the line, from 0.
            reason: what is wrong with it.
        """
        super().__init__(reason)
        self.number, self.cell, self.reason = number, cell, reason


def delimiter_of(text: str, known: Iterable[str]) -> tuple[str, int]:
    """Return what is between the fields of a CSV file, and where in the text its first line begins.

    It is a comma, a semicolon or a tab: the one that makes the most known names of the first line
    that is not blank. A line `sep=;` in front, as some spreadsheets want it, is believed.

    Args:
        text: the whole text, or the beginning of it.
        known: names of columns that may be there.
    """
    said = re.match(r'"?sep=([,;\t|])"?\r?\n', text)
    if said:
        return said[1], said.end()
    names = frozenset(known)
    start = len(text) - len(text.lstrip("\r\n"))
    best, most = ",", 0
    for delimiter in ",;\t":
        line = next(read_lines(text[start : start + _HEAD], delimiter), None)
        count = sum(field.strip().lower() in names for field in line.fields) if line else 0
        if count > most:
            best, most = delimiter, count
    return best, 0


def read_lines(text: str | Iterable[str], delimiter: str = ",", start: int = 0) -> Iterator[Line]:
    """Yield the records of a CSV file; those with nothing in them are passed over.

    Blanks alone are nothing, but between quotation marks. Lines end in LF, CR or both. A quotation mark
    that is not closed takes in the rest of the line only, and is a fault.

    Args:
        text: the text, or pieces of it, of which no more are held than the line goes over.
        delimiter: what is between the fields.
        start: where in the first piece the first line begins.

    Raises:
        TooMuchError: if a cell or a line is larger than can be meant.
    """
    pieces = iter((text,) if isinstance(text, str) else text)
    held = next(pieces, "")
    following = "" if isinstance(text, str) else next(pieces, "")
    field = _field(delimiter)
    place, number = start, 1 + held.count("\n", 0, start)
    while True:
        fields, fault, end, is_whole = _line(held, place, delimiter, field, number, more=bool(following))
        if not is_whole:  # as much again is added, so that a long line is not looked at too often
            parts = [held[place:]]
            wanted = len(parts[0])
            while following and wanted >= 0:
                parts.append(following)
                wanted -= len(following)
                following = next(pieces, "")
            held, place = "".join(parts), 0
            continue
        if end == place:
            return
        if any(fields):
            yield Line(number, fields, fault)
        number += _ends(held, place, end)
        place = end


@cache
def _field(delimiter: str) -> re.Pattern[str]:
    end = re.escape(delimiter)
    return re.compile(rf'"([^"]*+(?:""[^"]*+)*)"([^{end}\r\n]*)|([^{end}\r\n]*)')


def _line(
    text: str, place: int, delimiter: str, field: re.Pattern[str], number: int, *, more: bool
) -> tuple[list[str], str | None, int, bool]:
    """Return the fields of a line, its fault, where it ends, and whether it surely ends there."""
    fields: list[str] = []
    fault = None
    length = len(text)
    while True:
        match = field.match(text, place)
        assert match is not None  # an empty field matches too
        value, after, bare = match.groups()
        end = match.end()
        is_open = (bare if value is None else after)[:1] == '"'
        is_whole = not more or (end < length - 1 and not is_open)  # at the end may stand the half of CR LF
        if (end if is_whole else length) - place > LONGEST_CELL + 2:
            reason = f"the cell is longer than {LONGEST_CELL:,} characters"
            raise TooMuchError(
                number, len(fields), reason + ", or its quotation mark is never closed" * is_open
            )
        if not is_whole:
            return fields, fault, end, False
        if value is not None:
            fields.append(value.replace('""', '"') + after)
            if after.strip():
                fault = "there is text after a closing quotation mark"
        else:
            fields.append("" if bare.isspace() else bare)
            if bare[:1] == '"':
                fault = "a quotation mark is not closed"
        place = end
        if text[place : place + 1] != delimiter:
            break
        place += 1
        if len(fields) >= MOST_CELLS:
            raise TooMuchError(number, len(fields), f"the line has more than {MOST_CELLS:,} cells")
    if text[place : place + 2] == "\r\n":
        place += 2
    elif place < length:
        place += 1
    return fields, fault, place, True


def _ends(text: str, start: int, end: int) -> int:
    """Return how many lines end in a part of a text."""
    feeds = text.count("\n", start, end)
    returns = text.count("\r", start, end)
    return feeds + returns - text.count("\r\n", start, end) if returns else feeds
