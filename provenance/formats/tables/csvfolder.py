"""A folder of CSV files: one for each kind of record, and `dossier.json` for what stands beside them.

Lists and values inside values are JSON in their cell. The files are UTF-8 with a byte order mark,
which spreadsheets want, and their lines end in CR and LF. All nine are there, if only with their first
line, so that writing into a folder leaves nothing of what was there before.

Reading takes what spreadsheets and people make of them: columns in any order, some missing, some of
their own (which go into `extra` of the record), blank lines, semicolons or tabs between fields,
times as people write them, lists as `a; b`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from typing import Any

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.jsontext import decode_json, decode_text, encode_json
from provenance.formats.tables.columns import EXTRA, Column, cells_of, columns_of
from provenance.formats.tables.csvtext import Line, csv_line, delimiter_of, guarded, read_lines, unguarded
from provenance.formats.tables.gathering import Gathering, header_text
from provenance.model import RECORD_TYPES, Dossier, to_plain
from provenance.model._collecting import collector_paused

__all__ = ["HEADER", "as_number", "dump_files", "load_files"]

HEADER = "dossier.json"
"""The file for what stands beside the records."""

_DEEP = 3  # levels of a document that are above a value in a record


# --- writing -------------------------------------------------------------------------------


def dump_files(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a dossier, each with its name.

    Raises:
        InvalidValueError: if something kept beside the records is no JSON data, or data is nested
            deeper than 100 levels.
    """
    yield HEADER, header_text(dossier).encode("utf-8")
    for section in RECORD_TYPES:
        lines = _lines(section, getattr(dossier, section).values())
        yield f"{section}.csv", "".join(["\ufeff", *lines]).encode("utf-8")


def _lines(section: str, records: Iterable[Any]) -> Iterator[str]:
    columns = columns_of(section)
    yield csv_line(column.name for column in columns)
    for record in records:
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


def load_files(files: Mapping[str, bytes], *, strict: bool = False) -> Dossier:
    """Return the dossier that the files of a folder hold.

    Files may stand in a folder inside; names are told without regard to capitals. Files of other
    names are listed as problems.

    Raises:
        DecodingError: if none of them is one of this format's; with `strict`, with every problem
            found, unknown columns and words included.
    """
    found, others = _known_files(files)
    if not found:
        wanted = ", ".join(f"{section}.csv" for section in RECORD_TYPES)
        raise DecodingError([Problem("$", f"there is none of the files {wanted}")])
    with collector_paused():
        gathering = Gathering(
            strict=strict, place_of=lambda section, line: f"{section}.csv line {line}", header=HEADER
        )
        gathering.read_header(found.pop(HEADER, None))
        for name in others:
            gathering.report(name, "is not a file of this format, or there twice; it is left out")
        for section in RECORD_TYPES:
            if section in found:
                _TableOfLines(section, found[section], gathering).read()
        return gathering.finish()


def _known_files(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    wanted = {HEADER: HEADER, **{f"{section}.csv": section for section in RECORD_TYPES}}
    found: dict[str, bytes] = {}
    others = []
    for name, data in files.items():
        *folders, last = name.replace("\\", "/").split("/")
        if last.startswith(".") or "__MACOSX" in folders:
            continue  # what a system keeps for itself
        key = wanted.get(last.lower())
        if key is None or key in found:
            others.append(name)
        else:
            found[key] = data
    return found, others


class _TableOfLines:
    """Reads one file."""

    def __init__(self, section: str, data: bytes, gathering: Gathering) -> None:
        self.section, self.gathering = section, gathering
        self.file = f"{section}.csv"
        self.by_name = {column.name: column for column in columns_of(section)}
        self.text = self.decoded(data)

    def decoded(self, data: bytes) -> str:
        try:
            if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                return data.decode("utf-16")
            return decode_text(data)
        except (DecodingError, UnicodeDecodeError) as error:
            said = error.problems[0].message if isinstance(error, DecodingError) else str(error)
            self.gathering.report(self.file, f"{said}; it was read as Windows-1252")
            try:
                return data.decode("cp1252")
            except UnicodeDecodeError:  # it has five bytes without a meaning
                return data.decode("latin-1")

    def read(self) -> None:
        """Read the lines into the dossier in the making."""
        delimiter, start = delimiter_of(self.text, self.by_name)
        lines = read_lines(self.text, delimiter, start)
        first = next(lines, None)
        if first is None:
            return
        columns = self.columns(first)
        for line in lines:
            if line.fault is not None:
                self.gathering.report(f"{self.file} line {line.number}", line.fault)
            self.row(line, columns)

    def columns(self, first: Line) -> list[Column | str]:
        """Return what the first line says: our columns, and the names of those that are not ours."""
        found: list[Column | str] = []
        taken: set[str] = set()
        for number, field in enumerate(first.fields, 1):
            name = unguarded(field.strip())
            column = self.by_name.get(re.sub(r"[\s-]+", "_", name.lower()))
            if column is not None and column.name not in taken:
                taken.add(column.name)
                found.append(column)
                continue
            if name in taken or not name or column is not None:
                if name:
                    place = f"{self.file} line {first.number}"
                    self.gathering.report(place, f"the column {shown(name)} is there twice")
                name = f"{name} (column {number})".strip()
            taken.add(name)
            found.append(name)
        if not taken & self.by_name.keys():
            self.gathering.report(self.file, "its first line names no column of this format")
        return found

    def row(self, line: Line, columns: list[Column | str]) -> None:
        cells: dict[str, Any] = {}
        more: dict[str, Any] = {}
        for number, text in enumerate(line.fields):
            if text == "":
                continue
            if number >= len(columns):
                where = f"{self.file} line {line.number}"
                self.gathering.report(where, f"the cell {number + 1} stands below no column")
                more[f"(column {number + 1})"] = unguarded(text)
            elif isinstance(column := columns[number], str):
                more[column] = unguarded(text)
            else:
                cells[column.name] = self.cell(unguarded(text), column, line.number)
        if more:
            extra = cells.get(EXTRA)
            cells[EXTRA] = {**more, **extra} if type(extra) is dict else more
        self.gathering.add(self.section, cells, line.number)

    def cell(self, text: str, column: Column, line: int) -> Any:
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
                where = f"{self.file} line {line} column {column.name}"
                self.gathering.report(where, f"not an object of JSON: {error.problems[0].message}")
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
