"""What a format is: how it is called, how it reads and writes, and what becomes of what it cannot hold."""

import re
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import IO, Any, Protocol

from attrs import field, frozen

from provenance.errors import InvalidValueError, MissingExtraError
from provenance.model import Dossier

__all__ = ["Fate", "Format", "Later", "Load", "LoadFiles", "Loads", "needed"]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def _is_ending(text: Any) -> bool:
    return isinstance(text, str) and len(text) > 1 and text.startswith(".") and text == text.lower()


class Loads(Protocol):
    """Makes a dossier of text or bytes."""

    def __call__(self, data: str | bytes, *, strict: bool = False) -> Dossier:
        """Return the dossier that the data holds."""


class Load(Protocol):
    """Makes a dossier of an open file."""

    def __call__(self, file: IO[bytes], *, strict: bool = False) -> Dossier:
        """Return the dossier that the file holds."""


class LoadFiles(Protocol):
    """Makes a dossier of the files of a folder."""

    def __call__(self, files: Mapping[str, bytes], *, strict: bool = False) -> Dossier:
        """Return the dossier that the files, by name, hold."""


@frozen(kw_only=True)
class Fate:
    """What becomes of a field that a format cannot hold, or not as it is."""

    reason: str = ""
    """Why the format cannot hold it, in words that follow a colon ("no field for who denies")."""

    kept_as: str | None = None
    """Where it goes instead, in the other format's own words; `None` if it goes nowhere."""

    kept: bool = False
    """Whether the format holds it after all. Of use only for formats that cannot be read back."""


@frozen(kw_only=True)
class Format:
    """A way to write dossiers down, to read them, or both.

    A format is text (`loads`, `dump`), bytes (`loads`, `dump_bytes`), or a folder of files
    (`load_files`, `dump_files`), which travels as a ZIP archive where one file is wanted.

    Raises:
        InvalidValueError: if it would be more than one of the three to write, or has a name or
            endings that nobody could write.
    """

    name: str
    """What it is called in calls and on the command line ("jsonl")."""

    title: str
    """What it is, for people."""

    media_type: str
    """Its media type ("application/json")."""

    endings: tuple[str, ...] = ()
    """The file endings it is known by, with the dot; the first one is the usual one."""

    loads: Loads | None = None
    """Reads it; `None` if it can only be written."""

    load: Load | None = None
    """Reads it from a file, where that is better than reading the whole file at once."""

    load_files: LoadFiles | None = None
    """Reads it from the files of a folder."""

    dump: Callable[[Dossier], Iterable[str]] | None = None
    """Writes it, in pieces; `None` if it can only be read."""

    dump_bytes: Callable[[Dossier], Iterable[bytes]] | None = None
    """Writes it in pieces of bytes, where it is no text."""

    dump_files: Callable[[Dossier], Iterable[tuple[str, bytes]]] | None = None
    """Writes it as files, by name."""

    reads: str = ""
    """What it reads, for people ("items of ninjs 2.x and 3.x")."""

    writes: str = ""
    """What it writes, for people."""

    extra: str | None = None
    """The extra of this distribution that it needs; `None` if it needs none."""

    lossless: bool = False
    """Whether it is made to hold all of any dossier. A report of losses is measured all the same."""

    fates: Callable[[], Mapping[str, Fate]] = field(default=dict)
    """Gives what becomes of fields it cannot hold. Keys are, from the closest to the widest:
    `attributions.anchors.cue`, `attributions.anchors`, `*.recorded`, `attributions`, `*`."""

    def __attrs_post_init__(self) -> None:
        ways = [way for way in (self.dump, self.dump_bytes, self.dump_files) if way is not None]
        if not isinstance(self.name, str) or not _NAME.fullmatch(self.name):
            raise InvalidValueError("name of a format", self.name, "write letters, digits, - and _")
        if len(ways) > 1:
            raise InvalidValueError("format", self.name, "it has more than one way to be written")
        if not isinstance(self.endings, tuple) or not all(map(_is_ending, self.endings)):
            said = "they are a tuple of texts in small letters with a dot in front, such as ('.tsv',)"
            raise InvalidValueError("list of endings", self.endings, said)

    @property
    def readable(self) -> bool:
        """Whether it can be read."""
        return self.loads is not None or self.load_files is not None

    @property
    def writable(self) -> bool:
        """Whether it can be written."""
        return not (self.dump is None and self.dump_bytes is None and self.dump_files is None)

    @property
    def binary(self) -> bool:
        """Whether what it writes is bytes, not text."""
        return self.dump_bytes is not None or self.dump_files is not None


class Later:
    """A function of a module that is imported when the function is first called."""

    __slots__ = ("_found", "_module", "_name")

    def __init__(self, module: str, name: str) -> None:
        """Name the function.

        Args:
            module: its module, below `provenance.formats`.
            name: its name there.
        """
        self._module, self._name = f"provenance.formats.{module}", name
        self._found: Any = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function, importing its module if that was not done yet."""
        if self._found is None:
            self._found = getattr(import_module(self._module), self._name)
        return self._found(*args, **kwargs)

    def __repr__(self) -> str:
        return f"<{self._module}.{self._name}>"


def needed(package: str, extra: str, wanted_for: str) -> Any:
    """Import and return a package that an extra brings.

    Args:
        package: its import name ("pyarrow.parquet").
        extra: the extra.
        wanted_for: what needs it, as a sentence begins ("reading RDF").

    Raises:
        MissingExtraError: if it is not there; it names the extra and how to install it.
    """
    try:
        return import_module(package)
    except ImportError as error:
        raise MissingExtraError(package.partition(".")[0], extra, wanted_for) from error
