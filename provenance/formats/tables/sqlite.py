"""An SQLite file: a table for each kind of record and each list, with keys, indexes and views.

It is made and read in memory. Of a file by others only tables are read, by plain SELECTs: nothing that
its schema brings (views, triggers, computed columns, functions) is ever run.
"""

import math
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from provenance.errors import DecodingError, Problem, UsageError, shown
from provenance.formats.jsontext import decode_json, encode_json
from provenance.formats.tables.columns import columns_of, number_of
from provenance.formats.tables.extracting import as_columns
from provenance.formats.tables.gathering import Gathering, header_text
from provenance.formats.tables.rebuilding import add_batch
from provenance.formats.tables.sqlschema import (
    ABOUT,
    VIEWS,
    ListTable,
    create_lists,
    create_table,
    indexes,
    lists_of,
)
from provenance.formats.versions import VERSION
from provenance.model import RECORD_TYPES, Dossier
from provenance.model._collecting import collector_paused

__all__ = ["dump_bytes", "loads"]

_ROWS = 50_000
_MAGIC = b"SQLite format 3\x00"
_APPLICATION = 0x6E707276  # "nprv"
_STEPS = 10_000


# --- writing -------------------------------------------------------------------------------


def dump_bytes(dossier: Dossier) -> Iterator[bytes]:
    """Yield the SQLite file of a dossier, in one piece.

    Raises:
        InvalidValueError: if something kept beside the records is no JSON data, or data is nested
            deeper than 100 levels.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("BEGIN")
        _write_header(connection, dossier)
        for section in RECORD_TYPES:
            connection.execute(create_table(section))
            for statement in create_lists(section):
                connection.execute(statement)
        for section in RECORD_TYPES:
            _write_records(connection, section, getattr(dossier, section).values())
        for statement in indexes():
            connection.execute(statement)
        for name, query in VIEWS.items():
            connection.execute(f'CREATE VIEW "{name}" AS {query.strip()}')
        connection.execute("COMMIT")
        yield connection.serialize()
    finally:
        connection.close()


def _write_header(connection: sqlite3.Connection, dossier: Dossier) -> None:
    connection.execute(f'CREATE TABLE "{ABOUT}" ("key" TEXT PRIMARY KEY, "value" TEXT)')
    rows = [(key, encode_json(value, level=1)) for key, value in decode_json(header_text(dossier)).items()]
    connection.executemany(f'INSERT INTO "{ABOUT}" VALUES (?, ?)', rows)


def _write_records(connection: sqlite3.Connection, section: str, records: Iterable[Any]) -> None:
    names = [column.name for column in columns_of(section) if column.kind != "texts"]
    into = f'INSERT INTO "{section}" VALUES ({", ".join("?" * len(names))})'
    waiting = iter(records)
    while rows := tuple(islice(waiting, _ROWS)):
        made = as_columns(section, rows)
        connection.executemany(into, zip(*(made[name] for name in names), strict=True))
        for table in lists_of(section):
            items = [
                (id, position, value)
                for id, values in zip(made["id"], made[table.column.name], strict=True)
                if values is not None
                for position, value in enumerate(values)
            ]
            connection.executemany(f'INSERT INTO "{table.name}" VALUES (?, ?, ?)', items)


# --- reading -------------------------------------------------------------------------------


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that an SQLite file holds.

    Raises:
        DecodingError: if it is not SQLite, empty, cut off or broken, or has none of this format's
            tables; with `strict`, with every problem found, unknown columns and words included.
        UsageError: if it is neither bytes nor text.
    """
    held = _checked(data)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with collector_paused():
            return _Database(connection, held, strict).read()
    except (sqlite3.Error, OverflowError, MemoryError, UnicodeDecodeError) as error:
        raise _refused(f"it is not an SQLite file that can be read: {shown(str(error))}") from error
    finally:
        connection.close()


def _checked(data: Any) -> bytes:
    """Return the bytes of a file that is as long as it says, and needs no second file beside it."""
    if isinstance(data, str):
        raise _refused("expected the bytes of an SQLite file, got text")
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise UsageError("loads", f"expected bytes, got {type(data).__name__} {shown(data)}")
    held = bytes(data)
    if not held:
        raise _refused("there is nothing: an empty file is no database with records")
    if not held.startswith(_MAGIC) or len(held) < 512:
        raise _refused("it is not an SQLite file, or only the beginning of one")
    page = int.from_bytes(held[16:18], "big")
    pages = int.from_bytes(held[28:32], "big")
    if len(held) < (65536 if page == 1 else page) * pages:
        raise _refused("it is cut off: it says that it is longer")
    if 2 in held[18:20]:  # its journal would be in another file, which there is not in memory
        held = held[:18] + b"\x01\x01" + held[20:]
    return held


class _Database:
    """One file while it is being read."""

    def __init__(self, connection: sqlite3.Connection, data: bytes, strict: bool) -> None:
        self.connection, self.length = connection, len(data)
        self.rows = self.odd_texts = self.steps = 0
        connection.deserialize(data)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA query_only = ON")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(self.length, 1_000_000))
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.set_authorizer(_only_reading)
        connection.set_progress_handler(self.is_endless, _STEPS)
        connection.text_factory = self.text
        self.gathering = Gathering(
            strict=strict, place_of=lambda section, row: f"{section} row {row}", header=ABOUT
        )

    def is_endless(self) -> bool:
        """Tell whether the reading has gone on for longer than any file of this length can take."""
        self.steps += _STEPS
        return self.steps > 50 * self.length + 10_000_000

    def text(self, data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            self.odd_texts += 1
            return data.decode("utf-8", "replace")

    def read(self) -> Dossier:
        """Return the dossier."""
        tables = self.tables()
        ours = [section for section in RECORD_TYPES if section in tables]
        if not ours:
            raise _refused(f"it has none of the tables {', '.join(RECORD_TYPES)}")
        self.header(tables)
        lists = {table.name: table for section in ours for table in lists_of(section)}
        for name in tables.keys() - lists.keys() - set(ours) - {ABOUT}:
            if not name.startswith("sqlite_"):
                self.gathering.report(name, "is not a table of this format; it is left out")
        for section in ours:
            self.section(section, tables)
        if self.odd_texts:
            self.gathering.report("$", f"{self.odd_texts:,} texts are not UTF-8; odd bytes became U+FFFD")
        return self.gathering.finish()

    def tables(self) -> dict[str, tuple[str, ...]]:
        """Return the tables, each with the columns that are stored."""
        found = {}
        rows = self.select("SELECT type, name, sql FROM sqlite_master ORDER BY name")
        for kind, name, sql in list(rows):
            if kind == "view" and name in VIEWS:
                continue
            if kind == "table" and isinstance(sql, str) and re.match(r"CREATE\s+TABLE\b", sql, re.IGNORECASE):
                quoted = str(name).replace('"', '""')
                columns = self.connection.execute(f'PRAGMA table_xinfo("{quoted}")').fetchall()
                found[name] = tuple(column[1] for column in columns if column[6] == 0)
            elif kind != "index" and not str(name).startswith("sqlite_"):
                self.left_out(kind, name)
        return found

    def left_out(self, kind: Any, name: Any) -> None:
        said = "a virtual table" if kind == "table" else f"a {shown(str(kind))}"
        self.gathering.report(f"{shown(str(name))}", f"is {said}, which is never looked into")

    def select(self, query: str) -> Iterator[tuple[Any, ...]]:
        for row in self.connection.execute(query):
            self.rows += 1
            if self.rows > self.length:  # a page that leads back to itself gives rows without end
                raise _refused("it gives more rows than it can hold")
            yield row

    def header(self, tables: dict[str, tuple[str, ...]]) -> None:
        if not {"key", "value"} <= set(tables.get(ABOUT, ())):
            self.gathering.read_header(None)
            return
        document: dict[str, Any] = {}
        for key, value in self.select(f'SELECT "key", "value" FROM "{ABOUT}"'):
            if type(key) is not str or type(value) is not str or key in document:
                self.gathering.report(f"{ABOUT} {shown(key)}", "a key and a value of text are wanted, once")
                continue
            try:
                document[key] = decode_json(value)
            except DecodingError as error:
                self.gathering.report(f"{ABOUT} {shown(key)}", error.problems[0].message)
                document[key] = value
        self.gathering.read_header(encode_json(document))

    def section(self, section: str, tables: dict[str, tuple[str, ...]]) -> None:
        names = tables[section]
        lists = [(table, self.list(table)) for table in lists_of(section) if _is_list(table, tables)]
        taken: set[str] = set()
        chosen = ", ".join('"' + name.replace('"', '""') + '"' for name in names)
        numbers = {column.name for column in columns_of(section) if column.kind == "number"}
        rows = self.select(f'SELECT {chosen} FROM "{section}"')
        first = 1
        while part := list(islice(rows, _ROWS)):
            columns = {
                name: [_plain(cell, name in numbers) for cell in column]
                for name, column in zip(names, zip(*part, strict=True), strict=True)
            }
            ids = columns.get("id", [None] * len(part))
            taken.update(id for id in ids if type(id) is str)
            for table, values in lists:
                columns[table.column.name] = [values.get(id) for id in ids]
            filled = {name: column for name, column in columns.items() if column.count(None) < len(part)}
            add_batch(self.gathering, section, section, filled, range(first, first + len(part)))
            first += len(part)
        for table, values in lists:
            self.without_owner(table, section, {id: held for id, held in values.items() if id not in taken})

    def list(self, table: ListTable) -> dict[Any, list[Any]]:
        found: dict[Any, list[Any]] = {}
        query = f'SELECT "{table.owner}", "value" FROM "{table.name}" ORDER BY "{table.owner}", "position"'
        for owner, value in self.select(query):
            found.setdefault(owner, []).append(_plain(value, False))
        return found

    def without_owner(self, table: ListTable, section: str, left: dict[Any, Sequence[Any]]) -> None:
        for id, values in left.items():
            raw = {"id": _plain(id, False), table.column.name: list(values)}
            self.gathering.set_aside(
                "", raw, f"{table.name} {shown(id)}", f"there is no such record in {section}"
            )


def _is_list(table: ListTable, tables: dict[str, tuple[str, ...]]) -> bool:
    return {table.owner, "position", "value"} <= set(tables.get(table.name, ()))


def _plain(cell: Any, is_number: bool) -> Any:
    if cell is None or type(cell) is str:
        return cell
    if type(cell) is float:
        if not math.isfinite(cell):
            return str(cell)
        return number_of(cell) if is_number else cell
    return cell.decode("utf-8", "replace") if type(cell) is bytes else cell


_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}


def _only_reading(action: int, first: str | None, second: str | None, *_: Any) -> int:
    """Let nothing be done but plain reading, whatever the schema of a file brings."""
    if action in _ALLOWED or (action == sqlite3.SQLITE_PRAGMA and first == "table_xinfo"):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _refused(reason: str) -> DecodingError:
    return DecodingError([Problem("$", reason)])
