"""Calling what a format brings, so that whatever it does the answer is a dossier or an error of ours.

Here stands what holds for every format: a document in which nothing was found is told of, one that looks
like another format is told of by that format's name, and a mistake in the code of another package is
reported with the name of its format.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any

from provenance.errors import DecodingError, InvalidValueError, Problem, ProvenanceError, shown
from provenance.formats.builtin import BUILTIN
from provenance.formats.format import Format
from provenance.formats.looks import hint, is_native, looks_like
from provenance.formats.packing import packed, unpacked
from provenance.model import Dossier

__all__ = ["answering", "bytes_in", "files_in", "read_data", "read_file", "read_files", "text_in"]

_NATIVE = ("json", "jsonl")
_OWN = (*_NATIVE, "csv", "parquet", "sqlite")
"""Formats whose documents say of themselves that they are dossiers, if empty ones."""

_LOOKED_AT = 20_000_000
_BRIEF = 100_000


# --- reading -------------------------------------------------------------------------------


def read_data(format: Format, data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that data in a format holds.

    Raises:
        DecodingError: as `provenance.formats.loads` does.
        MissingExtraError: if the format needs a package that is not installed.
    """
    if format.loads is None:
        return read_files(format, _unpacked(data), strict=strict)
    reader = format.loads
    _refuse_native(format, data)
    return _told(format, lambda: reader(data, strict=strict), lambda: data, strict)


def read_file(format: Format, file: IO[bytes], *, strict: bool = False) -> Dossier:
    """Return the dossier that an open file in a format holds.

    Raises:
        DecodingError: as `provenance.formats.loads` does.
        MissingExtraError: if the format needs a package that is not installed.
        OSError: if the file cannot be read.
    """
    if format.load is None:
        return read_data(format, file.read(), strict=strict)
    reader = format.load
    peek: Callable[[int], bytes] | None = getattr(file, "peek", None)
    _refuse_native(format, peek(200) if peek is not None else b"")
    return _told(format, lambda: reader(file, strict=strict), lambda: _again(file), strict)


def read_files(format: Format, files: Mapping[str, bytes], *, strict: bool = False) -> Dossier:
    """Return the dossier that the files of a folder in a format hold.

    Raises:
        DecodingError: as `provenance.formats.loads` does.
        MissingExtraError: if the format needs a package that is not installed.
    """
    reader = format.load_files
    if reader is None:
        raise DecodingError([Problem("$", f"{format.name} is one file, and no folder of files")])
    return _told(format, lambda: reader(files, strict=strict), lambda: files, strict)


def _unpacked(data: str | bytes) -> dict[str, bytes]:
    try:
        return unpacked(data)
    except DecodingError as error:
        raise _with_hint(error, looks_like(data)) from error.__cause__


def _again(file: IO[bytes]) -> bytes:
    if file.closed or not file.seekable():
        return b""
    file.seek(0)
    return file.read(_LOOKED_AT)


def _refuse_native(format: Format, beginning: object) -> None:
    """Refuse a document of our own as one of others: it would be read as something it is not.

    Another package may have a format of its own that begins as ours does.
    """
    if format.name not in _NATIVE and _is_ours(format) and is_native(beginning):
        name = looks_like(beginning) or "json"
        said = f"this is a document of this library, and not {format.name}: {hint(name)}"
        raise DecodingError([Problem("$", said)])


def _told(format: Format, read: Callable[[], Any], data: Callable[[], object], strict: bool) -> Dossier:
    """Read, and tell of what was found instead where nothing was."""
    try:
        with answering(format, "reader", lambda reason: DecodingError([Problem("$", reason)])):
            dossier = read()
    except DecodingError as error:
        found = looks_like(data())
        if found is None or _is_of(format, found):
            raise
        raise _with_hint(error, found) from error.__cause__
    if not isinstance(dossier, Dossier):
        raise DecodingError(
            [Problem("$", f"the reader of {format.name} gave {shown(dossier)}, and no dossier")]
        )
    if format.name in _OWN and not dossier.read_problems:
        return dossier
    if not len(dossier) or _says_no_schema(dossier):
        added = _nothing(format, dossier, data())
        if added:
            dossier._read_problems = _second(added, dossier.read_problems)
            if strict:
                raise DecodingError(dossier._read_problems)
    return dossier


def _is_of(format: Format, found: str) -> bool:
    """Return whether a format is the one that was found, or a kind of it ("ftm-statements" of "ftm")."""
    return format.name == found or format.name.startswith(f"{found}-")


def _says_no_schema(dossier: Dossier) -> bool:
    return any(problem.path.endswith("$.schema") for problem in dossier.read_problems[:1])


def _nothing(format: Format, dossier: Dossier, data: object) -> list[Problem]:
    """Return what is to be said of a document in which there were no records, or no sign of ours."""
    added = []
    held = len(dossier) or dossier.title or dossier.extra or dossier.unread or dossier.suppressions
    if not held and not dossier.read_problems and not _is_empty_dossier(format, data):
        added.append(f"nothing was found; it reads {format.reads or format.title}")
    found = looks_like(data)
    if format.name in _NATIVE and found in _NATIVE:
        found = None  # a header alone is a document of either
    if found is not None and not _is_of(format, found) and (added or dossier.read_problems or dossier.extra):
        added.append(hint(found))
    return [Problem("$", said) for said in added]


def _is_empty_dossier(format: Format, data: object) -> bool:
    """Return whether a document is the one that an empty dossier is written as, and no mere `[]`."""
    try:
        if isinstance(data, Mapping):
            return format.dump_files is not None and dict(files_in(format, Dossier())) == data
        if format.dump is None or not isinstance(data, str | bytes) or len(data) > _BRIEF:
            return False
        text = data if isinstance(data, str) else data.decode("utf-8", "replace")
        return len(text.strip()) > 2 and "".join(text_in(format, Dossier())) == text
    except ProvenanceError:  # it cannot be written here: nothing can be compared
        return False


def _with_hint(error: DecodingError, found: str | None) -> DecodingError:
    more = [Problem("$", hint(found))] if found is not None else []
    return DecodingError(_second(more, error.problems), error.source)


def _second(added: Sequence[Problem], problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return problems with others put behind the first: at the end of many nobody would find them."""
    return (*problems[:1], *added, *problems[1:])


# --- writing -------------------------------------------------------------------------------


def text_in(format: Format, dossier: Dossier) -> Iterable[str]:
    """Return the text of a dossier in a format, in pieces.

    Raises:
        InvalidValueError: if the format is no text; while iterating, if it cannot be written.
    """
    if format.dump is None:
        raise InvalidValueError("format of a text", format.name, "it is made of bytes: see bytes_of")
    return format.dump(dossier) if _is_ours(format) else _checked(format, dossier, format.dump, str)


def bytes_in(format: Format, dossier: Dossier) -> Iterator[bytes]:
    """Return the bytes of a dossier in a format, in pieces, whether it is a text or not.

    Raises:
        InvalidValueError: while iterating, if it cannot be written.
    """
    if format.dump is not None:
        return (piece.encode("utf-8") for piece in text_in(format, dossier))
    if format.dump_bytes is not None:
        if _is_ours(format):
            return iter(format.dump_bytes(dossier))
        return _checked(format, dossier, format.dump_bytes, bytes)
    return (packed(files) for files in (files_in(format, dossier),))


def files_in(format: Format, dossier: Dossier) -> Iterable[tuple[str, bytes]]:
    """Return the files of a dossier in a format that is a folder, by name.

    Raises:
        InvalidValueError: while iterating, if it cannot be written.
    """
    if format.dump_files is None:
        raise InvalidValueError("format of a folder", format.name, "it is one file")
    return (
        format.dump_files(dossier)
        if _is_ours(format)
        else _checked(format, dossier, format.dump_files, tuple)
    )


def _checked(
    format: Format, dossier: Dossier, write: Callable[[Dossier], Iterable[Any]], kind: type[Any]
) -> Iterator[Any]:
    """Yield the pieces that a format of another package gives, if they are what they should be."""

    def failed(reason: str) -> InvalidValueError:
        return InvalidValueError(f"dossier for {format.name}", dossier, reason)

    with answering(format, "writer", failed):
        for piece in write(dossier):
            if not isinstance(piece, kind):
                raise failed(f"its writer gave {shown(piece)}, where {kind.__name__} is wanted")
            yield piece


# --- the code of others --------------------------------------------------------------------


@contextmanager
def answering(format: Format, part: str, failed: Callable[[str], ProvenanceError]) -> Iterator[None]:
    """Report a mistake in the code of another package with the name of its format.

    Our own formats need no such net, and would hide their mistakes in it.
    """
    try:
        yield
    except (ProvenanceError, OSError, MemoryError):
        raise
    except Exception as error:
        if _is_ours(format):
            raise
        said = f"{type(error).__name__}: {error}"
        raise failed(f"the {part} of {format.name}, a format of another package, failed: {said}") from error


def _is_ours(format: Format) -> bool:
    return any(format is ours for ours in BUILTIN)
