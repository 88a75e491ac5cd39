"""The lines of one CSV file: records to rows and back, in constant memory.

`iter_lines` and `iter_records` are for tables that do not fit into memory; a folder of them is
`provenance.formats.tables.csvfolder`, which reads and writes by the same means.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from math import isfinite
from typing import IO, Any

from provenance.errors import DecodingError, Problem, UsageError, shown
from provenance.formats.jsontext import decode_json, encode_json
from provenance.formats.streaming import Stream
from provenance.formats.tables.columns import EXTRA, Column, cells_of, columns_of
from provenance.formats.tables.csvtext import (
    Line,
    TooMuchError,
    csv_line,
    delimiter_of,
    guarded,
    read_lines,
    unguarded,
)
from provenance.formats.tables.gathering import Gathering
from provenance.model import RECORD_TYPES, Record, to_plain

__all__ = ["Table", "as_number", "iter_lines", "iter_records"]

_DEEP = 3  # levels of a document that are above a value in a record
_PIECE = 200_000  # bytes that are read at once; the first line is looked for in them
_MANY = 1000  # so many records share the strings of their ids
_OLD = "provenance-windows-1252"


# --- writing -------------------------------------------------------------------------------


def iter_lines(section: str, records: Iterable[Record]) -> Iterator[str]:
    r"""Return the lines of a CSV file of records of one kind, one at a time, each with its end.

    The first one names the columns, and begins with a byte order mark, which spreadsheets want.

    Args:
        section: the mapping of a dossier that they are for ("claims").
        records: the records.

    Raises:
        UsageError: if there is no such mapping; while iterating, if something is no such record.

    Examples:
        >>> from provenance.model import Claim
        >>> lines = iter_lines("claims", [Claim(text="The bridge is closed.", id="clm-1")])
        >>> [line[:27] for line in lines]
        ['\ufeffid,text,language,kind,abou', 'clm-1,The bridge is closed.']
    """
    _checked("iter_lines", section)
    if isinstance(records, (str, bytes, Mapping)) or not isinstance(records, Iterable):
        raise UsageError("iter_lines", f"expected records, got {type(records).__name__} {shown(records)}")
    return _lines(section, records)


def _checked(function: str, section: Any) -> None:
    if not isinstance(section, str) or section not in RECORD_TYPES:
        raise UsageError(function, f"{shown(section)} is none of {', '.join(RECORD_TYPES)}")


def _lines(section: str, records: Iterable[Record]) -> Iterator[str]:
    columns = columns_of(section)
    yield "\ufeff" + csv_line(column.name for column in columns)
    kind = RECORD_TYPES[section]
    for record in records:
        if not isinstance(record, kind):
            raise UsageError("iter_lines", f"expected {section}, got {type(record).__name__} {shown(record)}")
        cells = cells_of(section, to_plain(record))
        yield csv_line(
            _written(cells[column.name], column) if column.name in cells else "" for column in columns
        )


def _written(cell: Any, column: Column) -> str:
    if column.kind == "number":
        return repr(cell)
    if column.kind in ("text", "time"):
        return guarded(cell)
    return guarded(encode_json(cell, level=_DEEP))


# --- reading -------------------------------------------------------------------------------


def iter_records(section: str, file: IO[bytes], *, strict: bool = False) -> Stream:
    r"""Return an iterator over the records of a CSV file, in constant memory.

    Args:
        section: the mapping of a dossier that the records are for ("claims").
        file: the file, open for reading bytes.
        strict: whether to refuse what a lenient reading lists as a problem.

    Raises:
        DecodingError: while iterating, if a cell or a line is larger than can be meant; with `strict`, at
            the first row with a problem.
        UsageError: if there is no such mapping, or it is no file of bytes.

    Examples:
        >>> from io import BytesIO
        >>> claims = iter_records("claims", BytesIO(b"id;text\nclm-1;The bridge is closed.\n"))
        >>> [claim.text for claim in claims]
        ['The bridge is closed.']
    """
    _checked("iter_records", section)
    if not callable(getattr(file, "read", None)):
        raise UsageError("iter_records", f"expected a file, got {type(file).__name__} {shown(file)}")
    gathering = Gathering(strict=strict, place_of=lambda name, line: f"{name}.csv line {line}", header="")
    records = _streamed(Table(section, file, gathering), gathering, strict)
    return Stream(records, lambda: gathering.problems, lambda: gathering.unread)


def _streamed(table: "Table", gathering: Gathering, strict: bool) -> Iterator[Record]:
    for count, record in enumerate(table.records(keep=False), 1):
        if strict and gathering.has_problems:
            raise DecodingError(gathering.problems)
        if record is not None:
            yield record
        if count % _MANY == 0:
            gathering.forget_strings()
    if strict and gathering.has_problems:
        raise DecodingError(gathering.problems)


def _as_old(error: UnicodeError) -> tuple[str, int]:
    """Decode bytes that are not UTF-8 as Windows-1252, or as Latin-1 where that has no meaning for them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    odd = error.object[error.start : error.end]
    try:
        return odd.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return odd.decode("latin-1"), error.end


codecs.register_error(_OLD, _as_old)


class Table:
    """Reads one file."""

    def __init__(self, section: str, file: IO[bytes], gathering: Gathering) -> None:
        """Begin to read.

        Args:
            section: the mapping that its records are for.
            file: the file.
            gathering: makes the records, and is told what is wrong.
        """
        self._section, self._gathering = section, gathering
        self._file = f"{section}.csv"
        self._by_name = {column.name: column for column in columns_of(section)}
        self._pieces = self._decoded(file)

    def _decoded(self, file: IO[bytes]) -> Iterator[str]:
        """Yield the text a piece at a time."""
        data = self._piece(file)
        name = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        decoder = codecs.getincrementaldecoder(name)()
        place = 0
        while True:
            try:
                text = decoder.decode(data, not data)
            except UnicodeDecodeError as error:
                first = place - len(decoder.getstate()[0]) + error.start
                said = f"not UTF-{name[4:].removesuffix('-sig')} at byte {first}"
                self._gathering.report(self._file, f"{said}; such bytes were read as Windows-1252")
                decoder.errors = _OLD
                text = decoder.decode(data, not data)
            if text:
                yield text
            if not data:
                return
            place += len(data)
            data = self._piece(file)

    def _piece(self, file: IO[bytes]) -> bytes:
        data = file.read(_PIECE)
        if not isinstance(data, bytes):
            raise UsageError("iter_records", "expected a file that was opened for reading bytes")
        return data

    def records(self, *, keep: bool) -> Iterator[Record | None]:
        """Yield the record of each row, or `None` if there is none.

        Args:
            keep: whether the dossier in the making takes them in.

        Raises:
            DecodingError: if a cell or a line is larger than can be meant, or data is nested too deeply.
        """
        columns: list[Column | str] = []
        first = next(self._pieces, "")
        delimiter, start = delimiter_of(first, self._by_name)
        lines = read_lines(chain((first,), self._pieces), delimiter, start)
        try:
            for line in lines:
                if line.fault is not None:
                    self._gathering.report(f"{self._file} line {line.number}", line.fault)
                if columns:
                    yield self._row(line, columns, keep)
                else:
                    columns = self._columns(line)
        except TooMuchError as error:
            named = columns[error.cell] if error.cell < len(columns) else str(error.cell + 1)
            name = named if isinstance(named, str) else named.name
            path = f"{self._file} line {error.number} column {name}"
            raise DecodingError([Problem(path, error.reason)]) from None

    def _columns(self, first: Line) -> list[Column | str]:
        """Return what the first line says: our columns, and the names of those that are not ours."""
        found: list[Column | str] = []
        taken: set[str] = set()
        for number, field in enumerate(first.fields, 1):
            name = unguarded(field.strip())
            column = self._by_name.get(re.sub(r"[\s-]+", "_", name.lower()))
            if column is not None and column.name not in taken:
                taken.add(column.name)
                found.append(column)
                continue
            if name in taken or not name or column is not None:
                if name:
                    place = f"{self._file} line {first.number}"
                    self._gathering.report(place, f"the column {shown(name)} is there twice")
                name = f"{name} (column {number})".strip()
            taken.add(name)
            found.append(name)
        if not taken & self._by_name.keys():
            self._gathering.report(self._file, "its first line names no column of this format")
        return found

    def _row(self, line: Line, columns: list[Column | str], keep: bool) -> Record | None:
        cells: dict[str, Any] = {}
        more: dict[str, Any] = {}
        for number, text in enumerate(line.fields):
            if text == "":
                continue
            if number >= len(columns):
                where = f"{self._file} line {line.number}"
                self._gathering.report(where, f"the cell {number + 1} stands below no column")
                more[f"(column {number + 1})"] = unguarded(text)
            elif isinstance(column := columns[number], str):
                more[column] = unguarded(text)
            else:
                cells[column.name] = self._cell(unguarded(text), column, line.number)
        if more:
            extra = cells.get(EXTRA)
            cells[EXTRA] = {**more, **extra} if type(extra) is dict else more
        return self._gathering.add(self._section, cells, line.number, keep=keep)

    def _cell(self, text: str, column: Column, line: int) -> Any:
        if column.kind in ("text", "time"):
            return text
        if column.kind == "number":
            return as_number(text)
        if column.kind == "texts" and not text.lstrip().startswith("["):
            return [item for part in re.split(r"[;\r\n]", text) if (item := part.strip())]
        try:
            return decode_json(text)
        except DecodingError as error:
            if column.kind == "extra":
                where = f"{self._file} line {line} column {column.name}"
                self._gathering.report(where, f"not an object of JSON: {error.problems[0].message}")
                return {column.name: text}
            return text  # which is not what is wanted there, and is said to be so


_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[+-]?\.\d+", re.ASCII)


def as_number(text: str) -> Any:
    """Return the number that a text is, with a point for its fraction; any other text as it is."""
    stripped = text.strip()
    if not _NUMBER.fullmatch(stripped) or len(stripped) > 400:
        return text
    number = int(stripped) if stripped.lstrip("+-").isdigit() else float(stripped)
    return number if isfinite(number) else text
