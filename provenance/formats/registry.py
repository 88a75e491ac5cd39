"""The formats that dossiers can be read from and written to, by name and by file ending."""

from collections.abc import Callable, Iterable
from os import PathLike, fsdecode
from typing import IO, Any, Protocol

from attrs import frozen

from provenance.errors import ConflictError, InvalidValueError, Problem, UsageError, shown
from provenance.formats import lines, native
from provenance.model import Dossier

__all__ = ["Format", "by_ending", "dumps", "endings", "get", "loads", "names", "register"]


class Loads(Protocol):
    """Makes a dossier of text or bytes."""

    def __call__(self, data: str | bytes, *, strict: bool = False) -> Dossier:
        """Return the dossier that the data holds."""


class Load(Protocol):
    """Makes a dossier of an open file."""

    def __call__(self, file: IO[bytes], *, strict: bool = False) -> Dossier:
        """Return the dossier that the file holds."""


@frozen(kw_only=True)
class Format:
    """A way to write dossiers down, to read them, or both."""

    name: str
    """What it is called in calls and on the command line ("jsonl")."""

    title: str
    """What it is, for people."""

    media_type: str
    """Its media type ("application/json")."""

    endings: tuple[str, ...]
    """The file endings it is known by, with the dot; the first one is the usual one."""

    loads: Loads | None = None
    """Reads it; `None` if it can only be written."""

    load: Load | None = None
    """Reads it from a file, where that is better than reading the whole file at once."""

    dump: Callable[[Dossier], Iterable[str]] | None = None
    """Writes it, in pieces; `None` if it can only be read."""


_formats: dict[str, Format] = {}


def register(format: Format) -> None:
    """Make a format known.

    Raises:
        ConflictError: if its name or one of its endings is taken.
        UsageError: if it is not a `Format`.
    """
    if not isinstance(format, Format):
        raise UsageError("register", f"expected a Format, got {type(format).__name__} {shown(format)}")
    taken = [Problem("$.name", f"{shown(format.name)} is taken")] if format.name in _formats else []
    for ending in format.endings:
        holder = by_ending(ending)
        if holder is not None:
            taken.append(Problem("$.endings", f"{shown(ending)} is the ending of {holder}"))
    if taken:
        raise ConflictError(taken, "choose others")
    _formats[format.name] = format


def names(*, readable: bool = False, writable: bool = False) -> tuple[str, ...]:
    """Return the names of the formats, in the order in which they were registered.

    Args:
        readable: only those that can be read.
        writable: only those that can be written.

    Examples:
        >>> names()
        ('json', 'jsonl')
    """
    return tuple(
        name
        for name, format in _formats.items()
        if (format.loads or not readable) and (format.dump or not writable)
    )


def endings() -> tuple[str, ...]:
    """Return the file endings that say which format a file is in.

    Examples:
        >>> endings()
        ('.json', '.jsonl', '.ndjson')
    """
    return tuple(ending for format in _formats.values() for ending in format.endings)


def get(name: str) -> Format:
    """Return the format of this name.

    Raises:
        InvalidValueError: if there is none; it lists those there are.
    """
    format = _formats.get(name) if isinstance(name, str) else None
    if format is None:
        raise InvalidValueError("format", name, f"there are {', '.join(_formats)}")
    return format


def by_ending(path: str | PathLike[str]) -> str | None:
    """Return the name of the format that a file's ending stands for, if it stands for any.

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
    for name, format in _formats.items():
        if lower.endswith(format.endings):
            return name
    return None


def loads(data: str | bytes, format: str = "json", *, strict: bool = False) -> Dossier:
    """Return the dossier that a text or its bytes in UTF-8 hold.

    What can be read is read: what is wrong is listed in `Dossier.read_problems`, and stays raw in
    `extra` of the record it belongs to or in `Dossier.unread`, to be written back. While records
    are made, Python's cyclic garbage collector is paused.

    Args:
        data: the text, or its bytes; a byte order mark is passed over.
        format: name of the format (see `names`).
        strict: refuse whatever a lenient reading lists as a problem, and unknown fields and words.

    Raises:
        DecodingError: if the data is not in the format at all; with `strict`, holding every
            problem that was found.
        InvalidValueError: if there is no such format, or it can only be written.

    Examples:
        >>> dossier = loads('{"schema": "news-provenance/1", "claims": [{"id": "clm-1"}]}')
        >>> print(*dossier.read_problems)
        $.claims[0].text: is missing
    """
    known = get(format)
    if known.loads is None:
        raise InvalidValueError(
            "format", format, f"it can only be written; read {_listed(names(readable=True))}"
        )
    return known.loads(data, strict=strict)


def dumps(dossier: Dossier, format: str = "json") -> str:
    """Return a dossier as text that `loads` reads back: the same text for the same dossier.

    Args:
        dossier: the dossier.
        format: name of the format (see `names`).

    Raises:
        InvalidValueError: if there is no such format, it can only be read, or the dossier holds
            what the format cannot say.
        UsageError: if it is not a dossier.

    Examples:
        >>> print(dumps(Dossier(title="The bridge")), end="")
        {
         "schema": "news-provenance/1",
         "title": "The bridge"
        }
    """
    return "".join(pieces_of(dossier, format))


def pieces_of(dossier: Dossier, format: str) -> Iterable[str]:
    """Return the text of a dossier in pieces, for writing it without holding all of it.

    Raises:
        InvalidValueError: as for `dumps`, while iterating too.
        UsageError: if it is not a dossier.
    """
    if not isinstance(dossier, Dossier):
        raise UsageError("dumps", f"expected a Dossier, got {type(dossier).__name__} {shown(dossier)}")
    known = get(format)
    if known.dump is None:
        raise InvalidValueError(
            "format", format, f"it can only be read; write {_listed(names(writable=True))}"
        )
    return known.dump(dossier)


def _listed(words: tuple[str, ...]) -> Any:
    return ", ".join(words)


register(
    Format(
        name="json",
        title="native JSON document",
        media_type="application/json",
        endings=(".json",),
        loads=native.loads,
        dump=native.dump,
    )
)
register(
    Format(
        name="jsonl",
        title="native JSON Lines, a record a line",
        media_type="application/jsonl",
        endings=(".jsonl", ".ndjson"),
        loads=lines.loads,
        load=lines.load,
        dump=lines.dump,
    )
)
