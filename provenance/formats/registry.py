"""The formats that dossiers can be read from and written to, by name and by file ending."""

from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from os import PathLike, fsdecode
from typing import Any, Literal, overload

from provenance.errors import ConflictError, InvalidValueError, Problem, UsageError, shown
from provenance.formats.builtin import BUILTIN
from provenance.formats.format import Format
from provenance.formats.lossreport import LossReport, Written, losses_between, losses_by_fate
from provenance.formats.rdftext import however_large
from provenance.formats.using import answering, bytes_in, read_data, text_in
from provenance.model import Dossier

__all__ = [
    "by_ending",
    "bytes_of",
    "dumps",
    "dumps_with_losses",
    "endings",
    "get",
    "loads",
    "losses",
    "names",
    "pieces_of",
    "register",
    "unusable",
]

ENTRY_POINTS = "provenance.formats"
"""The group of entry points by which other packages bring formats of their own."""

_formats: dict[str, Format] = {}
_broken: dict[str, str] = {}
"""Entry points that could not be used, and why."""
_plugged_in = False


def register(format: Format) -> None:
    """Make a format known.

    Raises:
        ConflictError: if its name or one of its endings is taken.
        InvalidValueError: if it can be neither read nor written.
        UsageError: if it is not a `Format`.
    """
    if not isinstance(format, Format):
        raise UsageError("register", f"expected a Format, got {type(format).__name__} {shown(format)}")
    _plug_in()
    _take(format)


def names(*, readable: bool = False, writable: bool = False, lossless: bool = False) -> tuple[str, ...]:
    """Return the names of the formats: ours first, then those that were registered or plugged in.

    Args:
        readable: only those that can be read.
        writable: only those that can be written.
        lossless: only those that are made to hold all of any dossier.

    Examples:
        >>> names(lossless=True)[:2]
        ('json', 'jsonl')
    """
    return tuple(
        name
        for name, format in _known().items()
        if (format.readable or not readable)
        and (format.writable or not writable)
        and (format.lossless or not lossless)
    )


def unusable() -> dict[str, str]:
    """Return the formats that other packages bring and that cannot be used, with the reason for each.

    They are named as their entry points are.
    """
    _plug_in()
    return dict(_broken)


def endings() -> tuple[str, ...]:
    """Return the file endings that say which format a file is in.

    Examples:
        >>> endings()[:3]
        ('.json', '.jsonl', '.ndjson')
    """
    return tuple(ending for format in _known().values() for ending in format.endings)


def get(name: str) -> Format:
    """Return the format of this name.

    Raises:
        InvalidValueError: if there is none; it lists those there are.
    """
    format = _known().get(name) if isinstance(name, str) else None
    if format is None:
        if name in _broken:
            raise InvalidValueError("format", name, f"its package could not be used: {_broken[name]}")
        raise InvalidValueError("format", name, f"there are {', '.join(_known())}")
    return format


def by_ending(path: str | PathLike[str]) -> str | None:
    """Return the name of the format that a file's ending stands for, if it stands for any.

    Of several endings that fit (`.prov.json` and `.json`) the longest counts.

    Raises:
        UsageError: if it is no path.

    Examples:
        >>> by_ending("stories/bridge.JSONL")
        'jsonl'
    """
    try:
        lower = fsdecode(path).lower()
    except TypeError:
        reason = f"expected the path of a file, got {type(path).__name__} {shown(path)}"
        raise UsageError("by_ending", reason) from None
    fitting = [
        (len(ending), name)
        for name, format in _known().items()
        for ending in format.endings
        if lower.endswith(ending)
    ]
    return max(fitting)[1] if fitting else None


def loads(data: str | bytes, format: str = "json", *, strict: bool = False) -> Dossier:
    """Return the dossier that a text or its bytes in UTF-8 hold.

    What can be read is read: what is wrong is listed in `Dossier.read_problems`, and stays raw in
    `extra` of the record it belongs to or in `Dossier.unread`, to be written back. While records
    are made, Python's cyclic garbage collector is paused.

    Args:
        data: the text, or its bytes; a byte order mark is passed over. A format that is no text
            wants bytes, one that is a folder those of a ZIP archive of it.
        format: name of the format (see `names`).
        strict: refuse whatever a lenient reading lists as a problem; and, in the formats that are
            our own (json, jsonl, csv, parquet, sqlite), fields and words that are unknown.

    Raises:
        DecodingError: if the data is not in the format at all; with `strict`, holding every
            problem that was found.
        InvalidValueError: if there is no such format, or it can only be written.
        MissingExtraError: if the format needs a package that is not installed.

    Examples:
        >>> dossier = loads('{"schema": "news-provenance/1", "claims": [{"id": "clm-1"}]}')
        >>> print(*dossier.read_problems)
        $.claims[0].text: is missing
    """
    known = get(format)
    if known.readable:
        return read_data(known, data, strict=strict)
    readable = ", ".join(names(readable=True))
    raise InvalidValueError("format", format, f"it can only be written; read {readable}")


@overload
def dumps(  # type: ignore[overload-overlap]  # these names are for formats that are bytes
    dossier: Dossier, format: Literal["csv", "parquet", "sqlite", "brat"]
) -> bytes: ...
@overload
def dumps(dossier: Dossier, format: str = ...) -> str: ...
def dumps(dossier: Dossier, format: str = "json") -> str | bytes:
    """Return a dossier written in a format: the same output for the same dossier.

    What the format cannot hold stays behind; `dumps_with_losses` says what that is.

    Args:
        dossier: the dossier.
        format: name of the format (see `names`).

    Returns:
        A text; bytes where the format is no text (`formats.get(format).binary`). A folder of files
        comes as a ZIP archive.

    Raises:
        InvalidValueError: if there is no such format, it can only be read, or the dossier holds
            what JSON cannot say.
        MissingExtraError: if the format needs a package that is not installed.
        UsageError: if it is not a dossier.

    Examples:
        >>> print(dumps(Dossier(title="The bridge")), end="")
        {
         "schema": "news-provenance/1",
         "title": "The bridge"
        }
    """
    known = _to_write(dossier, format, "dumps")
    if known.dump is not None:
        return "".join(text_in(known, dossier))
    return b"".join(bytes_in(known, dossier))


def dumps_with_losses(dossier: Dossier, format: str) -> Written:
    """Return a dossier written in a format, and everything that the format could not carry.

    The report is empty exactly when reading the output back gives the same dossier: that is how it
    is made. Of a format that cannot be read back, it lists every field that is not in the output.

    Args:
        dossier: the dossier.
        format: name of the format (see `names`).

    Returns:
        `Written(output, losses)`.

    Raises:
        InvalidValueError: as for `dumps`.
        MissingExtraError: as for `dumps`.
        UsageError: as for `dumps`.

    Examples:
        >>> output, losses = dumps_with_losses(Dossier(title="The bridge"), "jsonl")
        >>> print(losses)
        jsonl holds all of it.
    """
    known = _to_write(dossier, format, "dumps_with_losses")
    output: str | bytes = dumps(dossier, format)
    return Written(output, _losses(dossier, known, output))


def losses(dossier: Dossier, format: str) -> LossReport:
    """Return what a format could not carry of a dossier (see `dumps_with_losses`).

    Raises:
        InvalidValueError: as for `dumps`.
        MissingExtraError: as for `dumps`.
        UsageError: as for `dumps`.
    """
    return dumps_with_losses(dossier, format).losses


def pieces_of(dossier: Dossier, format: str) -> Iterable[str]:
    """Return the text of a dossier in pieces, for writing it without holding all of it.

    Raises:
        InvalidValueError: as for `dumps`, while iterating too; and if the format is no text.
        MissingExtraError: as for `dumps`.
        UsageError: if it is not a dossier.
    """
    return text_in(_to_write(dossier, format, "pieces_of"), dossier)


def bytes_of(dossier: Dossier, format: str) -> Iterator[bytes]:
    """Return the bytes of a dossier in pieces, whether the format is a text or not.

    Raises:
        InvalidValueError: as for `dumps`, while iterating too.
        MissingExtraError: as for `dumps`.
        UsageError: if it is not a dossier.
    """
    return bytes_in(_to_write(dossier, format, "bytes_of"), dossier)


def _losses(dossier: Dossier, known: Format, output: str | bytes) -> LossReport:
    with however_large():
        after = loads(output, known.name) if known.readable else None
    with answering(known, "list of fates", lambda reason: InvalidValueError("format", known.name, reason)):
        return losses_between(dossier, after, known) if after is not None else losses_by_fate(dossier, known)


def _to_write(dossier: Any, format: str, function: str) -> Format:
    if not isinstance(dossier, Dossier):
        raise UsageError(function, f"expected a Dossier, got {type(dossier).__name__} {shown(dossier)}")
    known = get(format)
    if not known.writable:
        writable = ", ".join(names(writable=True))
        raise InvalidValueError("format", format, f"it can only be read; write {writable}")
    return known


# --- which there are -----------------------------------------------------------------------


def _known() -> dict[str, Format]:
    _plug_in()
    return _formats


def _take(format: Format) -> None:
    taken = [Problem("$.name", f"{shown(format.name)} is taken")] if format.name in _formats else []
    for ending in format.endings:
        holders = [name for name, other in _formats.items() if ending in other.endings]
        taken += [Problem("$.endings", f"{shown(ending)} is the ending of {name}") for name in holders]
    if taken:
        raise ConflictError(taken, "choose others")
    if not (format.readable or format.writable):
        raise InvalidValueError("format", format.name, "it can be neither read nor written")
    _formats[format.name] = format


def _plug_in() -> None:
    """Take in the formats of other packages, once; one that fails harms nobody else."""
    global _plugged_in
    if _plugged_in:
        return
    _plugged_in = True
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        try:
            held = point.load()
            format = held if isinstance(held, Format) else held()
            if not isinstance(format, Format):
                raise UsageError(point.value, f"expected a Format, got {shown(format)}")
            _take(format)
        except Exception as error:  # whatever another package does wrong
            _broken[point.name] = f"{type(error).__name__}: {error}"


for _format in BUILTIN:
    _take(_format)
