"""JSON Lines: the native format for what does not fit into memory, or is to be appended to.

The first line is the header (schema, title, suppressions); every other line is one record under
the word for its kind:

```text
{"schema": "news-provenance/1", "title": "The bridge"}
{"claim": {"id": "clm-1", "text": "The bridge is closed."}}
```

Lines end in a line feed, blank ones are passed over. A file that was cut off between two lines is
a valid file with fewer records: nothing in the format can tell. Of one that was cut off within a line,
or damaged, the other lines are read, and that line is kept as a string among what could not be read.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from provenance.errors import DecodingError, Problem, UsageError, shown
from provenance.formats.faults import expected
from provenance.formats.jsontext import decode_json, decode_text, encode_json
from provenance.formats.native import split_leftovers
from provenance.formats.reading import LEFTOVERS, SUPPRESSIONS, Reading
from provenance.formats.streaming import Stream
from provenance.formats.versions import SCHEMA, schema_to_write
from provenance.formats.writers import write_object
from provenance.model import EMPTY, RECORD_TYPES, Dossier, FrozenMap, Record, Suppression, Unread, to_plain
from provenance.model._collecting import collector_paused
from provenance.model.beside import a_title, kept_fields, only_suppressions
from provenance.model.shapes import is_encodable
from provenance.watching import watched

__all__ = ["RecordStream", "dump", "iter_lines", "iter_records", "load", "loads"]

KINDS = {
    "status" if section == "statuses" else section.removesuffix("s"): section for section in RECORD_TYPES
}
"""The word on a line to the mapping of a dossier."""

HEADER: Any = object()
"""Stands before the first record of a stream: the header has been read."""

_MANY = 1000  # so many lines share the strings of their ids

_WORDS = {section: word for word, section in KINDS.items()}

# --- reading -------------------------------------------------------------------------------


class RecordStream(Stream):
    """The records of a JSON Lines file, one after the other, in constant memory.

    The header is read at once. What is wrong with a line is added to `problems` when the line is
    met, and what no record could be made of to `unread`, a line that is not JSON as the string that
    it is; with `strict`, the first line that has a problem ends the stream with an error. Nothing is
    held on to, so that two records with one id are both given; only a `Dossier` can tell.
    """

    title: str | None
    """What the story is called."""

    extra: FrozenMap[Any]
    """What the header holds beside the fields this version knows."""

    suppressions: tuple[Suppression, ...]
    """Sourcing findings that somebody decided to let stand."""

    def __init__(self, lines: Iterable[str | bytes], *, strict: bool = False) -> None:
        """Read the header.

        Args:
            lines: a file open for reading, or its lines.
            strict: whether to refuse what a lenient reading lists as a problem.

        Raises:
            DecodingError: if the first line is not JSON, or `strict` and not without a problem.
            UsageError: if they are no lines.
        """
        if isinstance(lines, (str, bytes, Mapping)) or not isinstance(lines, Iterable):
            reason = f"expected an open file or its lines, got {type(lines).__name__} {shown(lines)}"
            if isinstance(lines, (str, bytes)):
                reason += ": use `splitlines()`"
            raise UsageError("iter_records", reason)
        reading = Reading(strict=strict, path_of=_path)
        records = _records(lines, reading, refuse=strict)
        next(records)  # the header
        super().__init__(_refreshed(records, reading), lambda: reading.problems, lambda: reading.unread)
        self.title = reading.title
        self.extra = FrozenMap(reading.extra)
        self.suppressions = tuple(reading.suppressions)


def _refreshed(records: Iterator[tuple[int, Any]], reading: Reading) -> Iterator[Record]:
    for number, record in records:
        if number % _MANY == 0:
            reading.forget_strings()
        yield record


def iter_records(lines: Iterable[str | bytes], *, strict: bool = False) -> RecordStream:
    """Return an iterator over the records of a JSON Lines file, which also holds its header.

    Args:
        lines: a file open for reading (binary is faster), or its lines.
        strict: whether to refuse what a lenient reading lists as a problem.

    Raises:
        DecodingError: here for a first line that is not JSON, and for what is not UTF-8; with
            `strict`, for the first line with a problem.
        UsageError: if they are no lines.

    Examples:
        >>> from provenance.model import Claim
        >>> claim = Claim(text="The bridge is closed.", id="clm-1")
        >>> stream = iter_records(iter_lines([claim], title="The bridge"))
        >>> stream.title
        'The bridge'
        >>> [record.id for record in stream]
        ['clm-1']
    """
    return RecordStream(lines, strict=strict)


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that a text in JSON Lines holds.

    Raises:
        DecodingError: if the first line is not JSON, or something is not UTF-8; with `strict`, with
            every problem found, unknown fields and words included.
    """
    return _load(decode_text(data).split("\n"), strict)


def load(file: IO[bytes], *, strict: bool = False) -> Dossier:
    """Return the dossier that a file in JSON Lines holds, without ever holding the whole text.

    Raises:
        DecodingError: as for `loads`.
    """
    return _load(file, strict)


def _load(lines: Iterable[str | bytes], strict: bool) -> Dossier:
    reading = Reading(strict=strict, path_of=_path)
    with collector_paused():
        records = _records(lines, reading, refuse=False)
        next(records)  # the header
        for number, record in records:
            reading.add(record, number)
        return reading.finish()


def _path(section: str, line: int) -> str:
    return f"line {line} $.{_WORDS[section]}"


def _records(lines: Iterable[str | bytes], reading: Reading, *, refuse: bool) -> Iterator[tuple[int, Any]]:
    """Yield `HEADER` once, then each record, with the number of the line; all else goes into the reading.

    Args:
        lines: the lines.
        reading: where to collect what is not a record.
        refuse: whether to raise the problems of a line at once.
    """
    has_header = False
    for number, line in enumerate(watched(lines, "reading lines"), 1):
        text = _decoded(line, number).strip(" \t\r\n")
        if not text:
            continue
        if has_header:
            found = [_read_text(text, number, reading)]
        else:  # what does not even begin as such a file is none
            has_header = True
            found = _read_first_line(decode_json(text, number), number, reading)
        if refuse and reading.problems:
            raise DecodingError(reading.problems)
        for record in found:
            if record is not None:
                yield number, record
    if not has_header:
        reason = f'there is nothing, not even a first line with "schema": "{SCHEMA}"'
        raise DecodingError([Problem("$", reason)])


def _read_text(text: str, number: int, reading: Reading) -> Any | None:
    try:
        return _read_line(decode_json(text, number), number, reading)
    except DecodingError as error:  # every line is a document of its own, and the others can be read
        if not is_encodable(text):
            raise
        for problem in error.problems:
            path = problem.path if problem.path.startswith("line ") else f"line {number} {problem.path}"
            reading.report(path, problem.message)
        reading.unread.append(Unread("", text))
        return None


def _read_line(data: Any, number: int, reading: Reading) -> Any | None:
    if type(data) is dict and len(data) == 1:
        word, raw = next(iter(data.items()))
        section = KINDS.get(word)
        if section is not None:
            return reading.record(section, raw, number)
        if word == LEFTOVERS:
            data = raw
    reason = f'expected one record, as {{"claim": {{…}}}}, got {shown(data)}'
    reading.set_aside("", data, f"line {number} $", reason, level=2)
    return None


def _decoded(line: str | bytes, number: int) -> str:
    if isinstance(line, str):
        return line.removeprefix("\ufeff") if number == 1 else line
    return decode_text(line, number)


def _is_record(data: dict[str, Any]) -> bool:
    return len(data) == 1 and (next(iter(data)) in KINDS or LEFTOVERS in data)


def _read_first_line(data: Any, number: int, reading: Reading) -> list[Any | None]:
    """Read the header, or do without; what is given is `HEADER`, then the records on the line.

    A header may hold sections: it is then a whole document on one line.
    """
    where = f"line {number} $"
    if type(data) is not dict or ("schema" not in data and _is_record(data)):
        reading.read_header({}, where)
        return [HEADER, _read_line(data, number, reading)]
    found: list[Any | None] = [HEADER]
    for section, items in reading.read_header(data, where).items():
        if type(items) is list:
            found += [reading.record(section, raw, number) for raw in items]
        else:
            reading.report(f"{where}.{section}", str(expected("a list of records", items)))
            reading.keep(section, items, where)
    return found


# --- writing -------------------------------------------------------------------------------


def iter_lines(
    records: Iterable[Record],
    *,
    title: str | None = None,
    suppressions: Iterable[Suppression] = (),
    extra: Mapping[str, Any] = EMPTY,
) -> Iterator[str]:
    """Return the lines of a JSON Lines file with these records, one at a time, each with its end.

    Args:
        records: records of any kind, in the order in which they are to stand.
        title: what the story is called.
        suppressions: sourcing findings that may stand.
        extra: plain data for the header.

    Raises:
        InvalidValueError: if something in the header is no JSON data.
        UsageError: if something is not what its argument takes; while iterating, if something is
            not a record.

    Examples:
        >>> from provenance.model import Claim
        >>> print(*iter_lines([Claim(text="The bridge is closed.", id="clm-1")]), sep="", end="")
        {"schema": "news-provenance/1"}
        {"claim": {"id": "clm-1", "text": "The bridge is closed."}}
    """
    if isinstance(records, (str, bytes, Mapping)) or not isinstance(records, Iterable):
        raise UsageError("iter_lines", f"expected records, got {type(records).__name__} {shown(records)}")
    listed = [to_plain(kept) for kept in only_suppressions("iter_lines(suppressions)", suppressions)]
    beside = dict(kept_fields("iter_lines(extra)", extra))
    header: dict[str, Any] = {"schema": schema_to_write(beside)}
    named = a_title("iter_lines(title)", title)
    if named is not None:
        header["title"] = named
    header.update((key, value) for key, value in beside.items() if key not in header)
    if listed:
        header[SUPPRESSIONS] = listed
    return _lines(header, records)


def _lines(header: dict[str, Any], records: Iterable[Record]) -> Iterator[str]:
    yield f"{encode_json(header)}\n"
    for record in records:
        word = _WORDS.get(getattr(type(record), "RECORDS", ""))
        if word is None:
            raise UsageError("iter_lines", f"expected records, got {type(record).__name__} {shown(record)}")
        yield f'{{"{word}": {write_object(record)}}}\n'


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield the lines of a dossier.

    Raises:
        InvalidValueError: as for `iter_lines`.
    """
    loose, clashing = split_leftovers(dossier)
    listed = [to_plain(suppression) for suppression in dossier.suppressions]
    listed += [raw for section, raw in dossier.unread if section == SUPPRESSIONS]
    if listed:
        loose[SUPPRESSIONS] = listed
    yield from iter_lines(dossier, title=dossier.title, extra=loose)
    for section, raw in dossier.unread:
        if section in RECORD_TYPES:
            yield f'{{"{_WORDS[section]}": {encode_json(raw, level=2)}}}\n'
        elif section != SUPPRESSIONS:
            yield _leftover(raw)
    for raw in clashing:
        yield _leftover(raw)


def _leftover(raw: Any) -> str:
    # As it stood, unless that would now be read as something else.
    text = encode_json(raw, level=2)
    if isinstance(raw, Mapping) and len(raw) == 1 and (next(iter(raw)) in KINDS or LEFTOVERS in raw):
        return f'{{"{LEFTOVERS}": {text}}}\n'
    return f"{text}\n"
