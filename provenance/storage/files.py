"""Dossiers in plain files, one each."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import IO, Any, NamedTuple

from provenance import formats
from provenance.errors import (
    DecodingError,
    InvalidValueError,
    StorageError,
    StorageNotFoundError,
    UsageError,
    shown,
)
from provenance.formats import Format, LossReport, using
from provenance.model import EMPTY, Dossier, Record, Suppression
from provenance.storage.atomic import replacing
from provenance.storage.folders import files_in, write_files
from provenance.watching import watched

__all__ = ["Conversion", "convert", "read", "read_records", "write", "write_bytes", "write_records"]


class Conversion(NamedTuple):
    """A dossier that was converted, and what stayed behind."""

    dossier: Dossier
    """What was read; `dossier.read_problems` says what could not be read as meant."""

    losses: LossReport
    """What the format of the target could not carry."""


def read(path: str | os.PathLike[str], *, format: str | None = None, strict: bool = False) -> Dossier:
    """Return the dossier that a file holds.

    Args:
        path: the file; or a folder, for a format that is one.
        format: name of its format; by default the file's ending says which it is. It is never found
            out by trying.
        strict: refuse whatever a lenient reading lists in `Dossier.read_problems` (see
            `provenance.formats.loads`).

    Raises:
        DecodingError: if the file is not in the format; it names the file.
        InvalidValueError: if the ending says nothing and no format is given, or there is no such
            format.
        MissingExtraError: if the format needs a package that is not installed.
        StorageError: if the file cannot be opened; `StorageNotFoundError` if it is not there.
    """
    name = _name_of("read", path)
    known = formats.get(_format_for(name, format))
    try:
        if known.load_files is not None and os.path.isdir(name):
            with _named(name):
                return using.read_files(known, files_in(name), strict=strict)
        with _named(name), open(name, "rb") as file:
            if known.load is not None:
                return using.read_file(known, file, strict=strict)
            return formats.loads(file.read(), known.name, strict=strict)
    except DecodingError as error:
        raise DecodingError(error.problems, name) from error.__cause__


def write(dossier: Dossier, path: str | os.PathLike[str], *, format: str | None = None) -> None:
    """Write a dossier into a file, in place of what it held.

    The new file is written beside the old one, made safe on the disk, and then put in its place in
    one step; permissions stay as they were. If anything fails, the old file is untouched. Of two
    that write at the same time, the last one wins.

    A format that is a folder of files makes the folder, and writes each of its files in this manner;
    into a name that ends with `.zip` it is written as one ZIP archive. Other files in the folder are
    left alone.

    Args:
        dossier: the dossier.
        path: the file; its folder must be there.
        format: name of the format; by default the file's ending says which.

    Raises:
        InvalidValueError: if the ending says nothing and no format is given, there is no such
            format, or the dossier holds what JSON cannot say.
        MissingExtraError: if the format needs a package that is not installed.
        StorageError: if the file cannot be written; `StorageNotFoundError` if there is no such folder.
        UsageError: if it is not a dossier.
    """
    if not isinstance(dossier, Dossier):
        raise UsageError("write", f"expected a Dossier first, got {type(dossier).__name__} {shown(dossier)}")
    name = _name_of("write", path)
    known = formats.get(_format_for(name, format))
    if known.dump_files is not None and not name.lower().endswith(".zip"):
        with _named(name):
            write_files(name, watched(using.files_in(known, dossier), "writing"))
        return
    pieces = formats.bytes_of(dossier, known.name)
    with _named(name), replacing(name) as file:
        _write_pieces(file, pieces)


def convert(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    from_format: str | None = None,
    to_format: str | None = None,
    strict: bool = False,
) -> Conversion:
    """Read a dossier from one file and write it to another; say what the other could not carry.

    Args:
        source: the file to read.
        target: the file to write; it may be the same.
        from_format: name of the format of `source`, by default from its ending.
        to_format: name of the format of `target`, by default from its ending.
        strict: refuse to convert what cannot be read without a problem.

    Returns:
        `Conversion(dossier, losses)`: what was read, and everything that is not as it was when the
        target is read again (see `provenance.formats.dumps_with_losses`).

    Raises:
        DecodingError: as for `read`.
        InvalidValueError: as for `read` and `write`.
        MissingExtraError: as for `read` and `write`.
        StorageError: as for `read` and `write`.
    """
    into = _format_to_write(_name_of("convert", target), to_format)  # before the work of reading
    dossier = read(source, format=from_format, strict=strict)
    losses = formats.losses(dossier, into.name)  # before anything is written: it may need an extra
    write(dossier, target, format=into.name)
    return Conversion(dossier, losses)


def read_records(path: str | os.PathLike[str], *, strict: bool = False) -> Iterator[Record]:
    """Yield the records of a JSON Lines file one by one, in constant memory.

    For its header and its problems, open the file and use `provenance.formats.iter_records`.

    Raises:
        DecodingError: if the first line is not JSON; with `strict`, when a line with any problem is
            met, which is else passed over.
        StorageError: if the file cannot be opened; `StorageNotFoundError` if it is not there.
    """
    name = _name_of("read_records", path)
    try:
        with _named(name), open(name, "rb") as file:
            yield from formats.iter_records(file, strict=strict)
    except DecodingError as error:
        raise DecodingError(error.problems, name) from error.__cause__


def write_records(
    records: Iterable[Record],
    path: str | os.PathLike[str],
    *,
    title: str | None = None,
    suppressions: Iterable[Suppression] = (),
    extra: Mapping[str, Any] = EMPTY,
) -> None:
    """Write records into a JSON Lines file as they come, in constant memory and in one step.

    Raises:
        InvalidValueError: if something in the header is no JSON data.
        StorageError: if the file cannot be written; `StorageNotFoundError` if there is no such folder.
        UsageError: if something is not a record.
    """
    name = _name_of("write_records", path)
    lines = formats.iter_lines(records, title=title, suppressions=suppressions, extra=extra)
    with _named(name), replacing(name) as file:
        _write_pieces(file, (line.encode("utf-8") for line in lines))


def write_bytes(data: bytes, path: str | os.PathLike[str]) -> None:
    """Write bytes into a file, in place of what it held and in one step; see `write`.

    Raises:
        StorageError: if the file cannot be written; `StorageNotFoundError` if there is no such folder.
        UsageError: if the path is none.
    """
    name = _name_of("write_bytes", path)
    with _named(name), replacing(name) as file:
        file.write(data)


def _write_pieces(file: IO[bytes], pieces: Iterable[bytes]) -> None:
    waiting = iter(watched(pieces, "writing"))
    while some := b"".join(islice(waiting, 1000)):
        file.write(some)


def _name_of(function: str, path: Any) -> str:
    try:
        name = os.fsdecode(path)
        os.fsencode(name)
    except TypeError:
        reason = f"expected the path of a file, got {type(path).__name__} {shown(path)}"
        raise UsageError(function, reason) from None
    except UnicodeEncodeError:
        raise StorageError(str(path), "no file can have this name") from None
    if not name or "\0" in name:
        raise StorageError(name, "no file can have this name")
    return name


def _format_for(name: str, format: str | None) -> str:
    if format is not None:
        return formats.get(format).name
    found = formats.by_ending(name)
    if found is None:
        reason = "its ending names no format: give one, such as format='json' (formats.names() has them all)"
        raise InvalidValueError("file name for a dossier", name, reason)
    return found


def _format_to_write(name: str, format: str | None) -> Format:
    known = formats.get(_format_for(name, format))
    if not known.writable:
        formats.bytes_of(Dossier(), known.name)  # says what can be written
    return known


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Turn what the system says about a file into the library's own errors."""
    try:
        yield
    except StorageError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        kind = StorageNotFoundError if isinstance(error, FileNotFoundError) else StorageError
        raise kind(name, reason, error.errno) from error
