"""A Parquet file: one table, a row a record, kind by kind.

The columns are those of all kinds together, with `record`, the word for the kind, in front. They are
of plain types: texts, numbers, lists of texts; values inside values are JSON text. What stands beside
the records is in the file's own metadata, under `news-provenance`; a file without is read too.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from io import BytesIO
from itertools import islice
from math import isfinite
from typing import IO, Any

from provenance.errors import DecodingError, Problem, UsageError, shown
from provenance.formats.format import needed
from provenance.formats.tables.columns import KIND_OF, SECTION_OF, Column, columns_of, number_of
from provenance.formats.tables.extracting import as_columns
from provenance.formats.tables.gathering import Gathering, header_text
from provenance.formats.tables.rebuilding import add_batch
from provenance.model import RECORD_TYPES, Dossier
from provenance.model._collecting import collector_paused

__all__ = ["METADATA", "RECORD", "dump_bytes", "load", "loads"]

METADATA = b"news-provenance"
"""The key of the file's metadata under which the header stands."""

RECORD = "record"
"""The column that says what kind of record a row is."""

_ROWS = 65_536
_READ = 2_048  # rows at a time, so few that what is made of them stays in the cache of the processor
_ENOUGH = 50_000  # rows for a row group, which takes some kilobytes for itself
_MOST_BYTES = 8 * 1024**3  # of one row group, unpacked


# --- writing -------------------------------------------------------------------------------


class _Sink:
    """A file that only collects what is written to it."""

    closed = False

    def __init__(self) -> None:
        self.held: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.held.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: there is nothing behind it."""

    def close(self) -> None:
        """Do nothing: what was written is taken later."""

    def taken(self) -> bytes:
        data, self.held = b"".join(self.held), []
        return data


def dump_bytes(dossier: Dossier) -> Iterator[bytes]:
    """Yield the Parquet file of a dossier, a row group at a time.

    Raises:
        MissingExtraError: if pyarrow is not installed (extra `tables`).
        InvalidValueError: if something kept beside the records is no JSON data, or data is nested
            deeper than 100 levels.
    """
    pyarrow = needed("pyarrow", "tables", "writing Parquet")
    parquet = needed("pyarrow.parquet", "tables", "writing Parquet")
    schema = _schema(pyarrow, header_text(dossier))
    sink = _Sink()
    writer = parquet.ParquetWriter(
        sink,
        schema,
        compression="zstd",
        compression_level=3,
        use_dictionary=_repeated(),
        write_statistics=_measured(),
    )
    waiting: list[Any] = []
    for section in RECORD_TYPES:
        records = iter(getattr(dossier, section).values())
        while rows := tuple(islice(records, _ROWS)):
            waiting.append(_table(pyarrow, schema, section, rows))
            if sum(table.num_rows for table in waiting) >= _ENOUGH:
                writer.write_table(pyarrow.concat_tables(waiting), row_group_size=2 * _ROWS)
                yield sink.taken()
                waiting = []
    if waiting:
        writer.write_table(pyarrow.concat_tables(waiting), row_group_size=2 * _ROWS)
    writer.close()
    yield sink.taken()


def _table(pyarrow: Any, schema: Any, section: str, rows: Sequence[Any]) -> Any:
    with collector_paused():
        made = as_columns(section, rows)
    arrays = []
    for field in schema:
        if field.name == RECORD:
            arrays.append(pyarrow.repeat(KIND_OF[section], len(rows)))
        elif field.name in made:
            arrays.append(pyarrow.array(made[field.name], field.type))
        else:
            arrays.append(pyarrow.nulls(len(rows), field.type))
    return pyarrow.Table.from_arrays(arrays, schema=schema)


@cache
def _all_columns() -> dict[str, Column]:
    """Return the columns of all kinds of records, by name: `extra` last."""
    found: dict[str, Column] = {}
    for section in RECORD_TYPES:
        for column in columns_of(section):
            found.setdefault(column.name, column)
    found["extra"] = found.pop("extra")
    return found


def _repeated() -> list[str]:
    """Return the columns whose values come again and again."""
    unique = {"id", "url", "headline", "text", "text_digest", "published", "extra"}
    return [
        RECORD,
        *(
            name
            for name, column in _all_columns().items()
            if column.kind in ("text", "time", "number") and name not in unique
        ),
    ]


def _measured() -> list[str]:
    """Return the columns of which each row group says the least, the greatest, and how many are missing."""
    return [
        RECORD,
        *(f"{n}.list.element" if c.kind == "texts" else n for n, c in _all_columns().items()),
    ]


def _schema(pyarrow: Any, header: str) -> Any:
    types = {"number": pyarrow.float64(), "texts": pyarrow.list_(pyarrow.string())}
    fields = [
        pyarrow.field(name, types.get(column.kind, pyarrow.string()))
        for name, column in _all_columns().items()
    ]
    record = pyarrow.field(RECORD, pyarrow.string(), nullable=False)
    return pyarrow.schema([record, *fields], metadata={METADATA: header.encode("utf-8")})


# --- reading -------------------------------------------------------------------------------


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that a Parquet file holds.

    Raises:
        DecodingError: if it is not Parquet, broken, or has no rows that are records; with `strict`,
            with every problem found, unknown columns and words included.
        MissingExtraError: if pyarrow is not installed (extra `tables`).
        UsageError: if it is neither bytes nor text.
    """
    if isinstance(data, str):
        raise _refused("expected the bytes of a Parquet file, got text")
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise UsageError("loads", f"expected bytes, got {type(data).__name__} {shown(data)}")
    return load(BytesIO(data), strict=strict)


def load(file: IO[bytes], *, strict: bool = False) -> Dossier:
    """Return the dossier that an open Parquet file holds, read a part of a row group at a time.

    Raises:
        DecodingError: as for `loads`.
        MissingExtraError: as for `loads`.
    """
    pyarrow = needed("pyarrow", "tables", "reading Parquet")
    parquet = needed("pyarrow.parquet", "tables", "reading Parquet")
    broken = (pyarrow.ArrowException, OSError, ValueError, KeyError, TypeError, MemoryError, OverflowError)
    gathering = Gathering(strict=strict, place_of=lambda _, row: f"row {row}", header="metadata")
    with collector_paused():
        try:
            held = parquet.ParquetFile(
                file, thrift_string_size_limit=1 << 30, thrift_container_size_limit=1 << 24
            )
            _check(held)
            header = (held.metadata.metadata or {}).get(METADATA)
        except broken as error:
            raise _refused(f"it is not a Parquet file that can be read: {shown(str(error))}") from error
        gathering.read_header(header)
        batches = _batches(held)
        row = 1
        while True:
            try:
                batch = next(batches, None)
                parts = [] if batch is None else list(_by_kind(pyarrow, batch))
            except DecodingError:
                raise
            except broken as error:
                raise _refused(f"it is broken after row {row - 1}: {shown(str(error))}") from error
            if batch is None:
                break
            for kind, columns, rows in parts:
                add_batch(gathering, SECTION_OF.get(kind), kind, columns, [row + n for n in rows])
            row += batch.num_rows
        return gathering.finish()


def _check(held: Any) -> None:
    names = held.schema_arrow.names
    if RECORD not in names:
        raise _refused(f'it has no column "{RECORD}" that says what kind of record a row is')
    if len(set(names)) != len(names):
        raise _refused("two of its columns have one name")
    for number in range(held.metadata.num_row_groups):
        if held.metadata.row_group(number).total_byte_size > _MOST_BYTES:
            raise _refused("a row group unpacks to more than eight gigabytes")


def _batches(held: Any) -> Iterator[Any]:
    """Yield the rows a few thousand at a time, each row group without the columns that are empty in it."""
    names = held.schema_arrow.names
    for number in range(held.metadata.num_row_groups):
        group = held.metadata.row_group(number)
        chunks = map(group.column, range(group.num_columns))
        filled = {RECORD, *(_field_of(chunk) for chunk in chunks if not _is_empty(chunk))}
        chosen = [name for name in names if name in filled]
        if any("." in name for name in names):  # pyarrow would take them for fields inside fields
            chosen = None  # type: ignore[assignment]  # all of them
        yield from held.iter_batches(batch_size=_READ, row_groups=[number], columns=chosen, use_threads=False)


def _field_of(chunk: Any) -> str:
    return str(chunk.path_in_schema).partition(".")[0]


def _is_empty(chunk: Any) -> bool:
    found = chunk.statistics
    return bool(found is not None and found.has_null_count and found.null_count == chunk.num_values)


def _by_kind(pyarrow: Any, batch: Any) -> Iterator[tuple[Any, dict[str, list[Any]], Sequence[int]]]:
    """Yield the rows of each kind of record in a batch: the kind, their columns, their numbers."""
    kinds = batch.column(batch.schema.get_field_index(RECORD)).to_pylist()
    for kind in dict.fromkeys(kinds):
        first, count = kinds.index(kind), kinds.count(kind)
        rows: Sequence[int] = range(first, first + count)
        if kinds[first : first + count].count(kind) == count:
            part = batch.slice(first, count)
        else:
            rows = [row for row, other in enumerate(kinds) if other == kind]
            part = batch.take(pyarrow.array(rows))
        columns = {
            name: _values(pyarrow, part.column(place))
            for place, name in enumerate(part.schema.names)
            if name != RECORD and part.column(place).null_count < len(rows)
        }
        for name in _texts_of(SECTION_OF.get(kind)) & columns.keys():
            place = part.schema.get_field_index(name)
            kind_held = part.schema.types[place]
            if pyarrow.types.is_list(kind_held):
                kind_held = kind_held.value_type
            if not pyarrow.types.is_string(kind_held):
                columns[name] = [_numbered(value) for value in columns[name]]
        yield kind, columns, rows


@cache
def _texts_of(section: str | None) -> frozenset[str]:
    """Return the columns of a kind of record that hold texts and ids."""
    columns = columns_of(section) if section is not None else ()
    return frozenset(column.name for column in columns if column.kind in ("text", "texts"))


def _numbered(value: Any) -> Any:
    """Return an id that others count with as the text that it is in a table of text."""
    if type(value) is list:
        return [_numbered(inner) for inner in value]
    return str(value) if type(value) is int else value


def _values(pyarrow: Any, array: Any) -> list[Any]:
    kind = array.type
    if isinstance(kind, pyarrow.BaseExtensionType):
        array, kind = array.storage, array.storage.type
    values: list[Any] = array.to_pylist()
    types = pyarrow.types
    if types.is_string(kind) or types.is_large_string(kind) or types.is_integer(kind):
        return values
    if types.is_floating(kind):
        return [None if v is None or v != v else number_of(v) if isfinite(v) else str(v) for v in values]
    return [None if v is None else _plain(v) for v in values]


def _plain(value: Any) -> Any:
    """Return a value of any type of Arrow as plain data."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode("utf-8", "replace")
    written: Callable[[], str] | None = getattr(value, "isoformat", None)
    return written().replace("+00:00", "Z") if written is not None else str(value)


def _refused(reason: str) -> DecodingError:
    return DecodingError([Problem("$", reason)])
