"""Every error the library raises on purpose.

All of them are `ProvenanceError`, and each is also the built-in exception a caller would
expect, so that ``except ValueError`` and ``except LookupError`` work as usual. The facts are
attributes; the sentence is made from them; both survive pickling.
"""

from collections.abc import Iterable, Sequence
from typing import ClassVar

__all__ = [
    "AnchorNotFoundError",
    "ConflictError",
    "DecodingError",
    "InvalidRecordError",
    "InvalidValueError",
    "MissingExtraError",
    "Problem",
    "ProvenanceError",
    "StorageError",
    "StorageNotFoundError",
    "UnknownRecordError",
    "UsageError",
    "legible",
    "shown",
]

_LONGEST_MESSAGE = 2000
_LONGEST_VALUE = 80
_KEPT = "\n\t\u200c\u200d"  # ends of lines, tabs, and what joins letters


def shown(value: object, limit: int = _LONGEST_VALUE) -> str:
    r"""Return a value as it may safely stand in a message: short, on one line, escaped.

    Control characters, lone surrogates and whatever else a terminal could act upon are shown
    as escapes. Never raises, whatever the value's own `repr` does.

    Examples:
        >>> print(shown("a\x1b[31m"))
        'a\x1b[31m'
        >>> len(shown("x" * 200, limit=10))
        10
    """
    try:
        if isinstance(value, str):
            text = repr(value[: limit + 1])  # a string of 20 MB is not copied to show its start
        elif isinstance(value, (bytes, bytearray)):
            text = repr(bytes(value[: limit + 1]))
        elif isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**40:
            text = "an integer of more than 40 digits"
        elif isinstance(value, (list, tuple, set, frozenset, dict)) and len(value) > 20:
            text = f"a {type(value).__name__} of {len(value)} items"
        else:
            text = repr(value)
    except Exception:
        text = f"a {type(value).__name__}"
    text = _escaped(text[: limit + 1])
    return text if len(text) <= limit else text[: limit - 1] + "…"


def legible(text: str) -> str:
    r"""Return a text with every sign that nobody can see, but may do something, as "�"; lines are kept.

    So a text can be printed in a terminal, whatever the records hold that it was made from.

    Examples:
        >>> legible("one\ntwo\x1b[31m")
        'one\ntwo�[31m'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _KEPT else "\ufffd" for c in text)


def _escaped(text: str) -> str:
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _bounded(message: str) -> str:
    # Reasons may quote a file, too: the name of a scale, what another library said.
    message = _escaped(message[: _LONGEST_MESSAGE + 1])
    return message if len(message) <= _LONGEST_MESSAGE else message[: _LONGEST_MESSAGE - 1] + "…"


class Problem:
    """One thing that is wrong, and where.

    A problem is a finding, not an exception: reading and checking return them, and the errors
    below carry them.
    """

    __slots__ = ("message", "path", "record")

    path: str
    """Where, as a JSON path into the document (`$.attributions[3].source`)."""

    message: str
    """What is wrong, and the cure where there is a usual one."""

    record: str | None
    """Id of the record concerned; `None` where there is no one record."""

    def __init__(self, path: str, message: str, record: str | None = None) -> None:
        for name, value in (("path", path), ("message", message), ("record", record)):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Problem is frozen: cannot set {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Problem is frozen: cannot delete {name!r}")

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"

    def __repr__(self) -> str:
        record = f", record={self.record!r}" if self.record is not None else ""
        return f"Problem({self.path!r}, {self.message!r}{record})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Problem):
            return NotImplemented
        return (self.path, self.message, self.record) == (other.path, other.message, other.record)

    def __hash__(self) -> int:
        return hash((self.path, self.message, self.record))

    def __reduce__(self) -> tuple[type["Problem"], tuple[str, str, str | None]]:
        return Problem, (self.path, self.message, self.record)


class ProvenanceError(Exception):
    """Base of every error this library raises on purpose.

    A traceback ends with the error's short code and how to ask for the page that explains it.

    Attributes:
        code: the short code ("E09"); see `provenance.about`.
    """

    code: ClassVar[str] = "E00"

    def __init__(self, *facts: object) -> None:
        super().__init__(*facts)
        self.add_note(f"[{self.code}] pv.about({self.code!r}) explains it")


class InvalidValueError(ProvenanceError, ValueError):
    """A value cannot be what it was given as: a date that does not exist, an unknown scale.

    Attributes:
        what: what the value was to be ("EDTF date", "likelihood term").
        value: the value as given.
        reason: what is wrong and what would be right.
    """

    code = "E01"

    def __init__(self, what: str, value: object, reason: str) -> None:
        super().__init__(what, value, reason)
        self.what, self.value, self.reason = what, value, reason

    def __str__(self) -> str:
        return _bounded(f"{shown(self.value)} is not a valid {self.what}: {self.reason}")


class InvalidRecordError(ProvenanceError, ValueError):
    """A record or value was given fields it cannot hold; every problem is listed at once.

    Attributes:
        record_type: the class that refused ("Attribution").
        record_id: the id it was given, if it was given one.
        problems: each with the path of the field in the record (`$.confidence`).
    """

    code = "E02"

    def __init__(self, record_type: str, record_id: str | None, problems: Iterable[Problem]) -> None:
        listed = tuple(problems)
        super().__init__(record_type, record_id, listed)
        self.record_type, self.record_id, self.problems = record_type, record_id, listed

    def __str__(self) -> str:
        name = self.record_type
        if self.record_id is not None:
            name += f" {shown(self.record_id)}"
        return _bounded(f"{name}: {_listed(self.problems, strip='$.')}")


class UnknownRecordError(ProvenanceError, LookupError):
    """An id that a dossier does not hold was asked for, or a record points at one.

    Attributes:
        id: the id that was not found.
        wanted_by: who asked: a query, or the record and field that refers to it; "" for a plain look-up.
        wanted: the kind of record wanted ("claim"), or "record".
    """

    code = "E03"

    def __init__(self, id: str, wanted_by: str, wanted: str = "record", hint: str = "") -> None:
        super().__init__(id, wanted_by, wanted, hint)
        self.id, self.wanted_by, self.wanted, self.hint = id, wanted_by, wanted, hint

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        if not self.wanted_by:
            return _bounded(f"there is no {self.wanted} {shown(self.id)} in this dossier{hint}")
        wanted = f"the {self.wanted} {shown(self.id)}"
        return _bounded(f"{self.wanted_by} refers to {wanted}, which is not in this dossier{hint}")


class ConflictError(ProvenanceError, ValueError):
    """Two records under one id say different things; neither is overwritten.

    Attributes:
        conflicts: each names the record and the fields that differ.
        cure: what to do about it.
    """

    code = "E04"

    def __init__(self, conflicts: Iterable[Problem], cure: str) -> None:
        listed = tuple(conflicts)
        super().__init__(listed, cure)
        self.conflicts, self.cure = listed, cure

    def __str__(self) -> str:
        return _bounded(f"{_listed(self.conflicts)}; {self.cure}")


class DecodingError(ProvenanceError, ValueError):
    """A document cannot be read, or with `strict=True` not read without a problem.

    Attributes:
        problems: every one that was found, with its path in the document.
        source: the file's name, if it was a file.
    """

    code = "E05"

    def __init__(self, problems: Iterable[Problem], source: str | None = None) -> None:
        listed = tuple(problems)
        super().__init__(listed, source)
        self.problems, self.source = listed, source

    def __str__(self) -> str:
        where = f"{shown(self.source, 300)}: " if self.source is not None else ""
        return _bounded(where + _listed(self.problems))


class StorageError(ProvenanceError, OSError):
    """A file cannot be read or written: no permission, no space, a folder where a file is wanted.

    Attributes:
        filename: the file, as it was given.
        errno: the number by which the system calls the reason, as in every `OSError`.
        reason: the reason in words.
    """

    code = "E06"

    def __init__(self, filename: str, reason: str, errno: int | None = None) -> None:
        super().__init__(filename, reason, errno)
        self.filename, self.reason, self.errno = filename, reason, errno
        self.strerror = reason

    def __reduce__(self) -> tuple[type["StorageError"], tuple[str, str, int | None]]:
        return type(self), (self.filename, self.reason, self.errno)  # an OSError would mix up the order

    def __str__(self) -> str:
        return _bounded(f"{shown(self.filename, 300)}: {_escaped(self.reason)}")


class StorageNotFoundError(StorageError, FileNotFoundError):
    """There is no such file, or no such folder to write it into."""

    code = "E07"


class AnchorNotFoundError(ProvenanceError, LookupError):
    """The words an anchor quotes are not in the text.

    Attributes:
        exact: the words that were looked for.
        reason: why no place was accepted.
    """

    code = "E08"

    def __init__(self, exact: str, reason: str) -> None:
        super().__init__(exact, reason)
        self.exact, self.reason = exact, reason

    def __str__(self) -> str:
        return _bounded(f"the anchor {shown(self.exact)} was not found: {self.reason}")


class MissingExtraError(ProvenanceError, ImportError):
    """Something was asked for that needs an optional package.

    Attributes:
        package: the package that could not be imported.
        extra: the extra of this distribution that brings it.
        wanted_for: what needs it.
    """

    code = "E09"

    def __init__(self, package: str, extra: str, wanted_for: str) -> None:
        super().__init__(package, extra, wanted_for)
        self.package, self.extra, self.wanted_for = package, extra, wanted_for

    def __str__(self) -> str:
        return (
            f"{self.wanted_for} needs the package {self.package}: "
            f"python -m pip install 'news-provenance[{self.extra}]'"
        )


class UsageError(ProvenanceError, TypeError):
    """A function was called with something it cannot work on.

    Attributes:
        function: the function as a caller writes it ("trace").
        reason: what was given and what is wanted.
    """

    code = "E10"

    def __init__(self, function: str, reason: str) -> None:
        super().__init__(function, reason)
        self.function, self.reason = function, reason

    def __str__(self) -> str:
        return _bounded(f"{self.function}: {self.reason}")


def _listed(problems: Sequence[Problem], strip: str = "") -> str:
    if not problems:
        return "no problem is listed"
    lines: list[str] = []
    room = _LONGEST_MESSAGE - 100
    for problem in problems:
        line = f"{problem.path.removeprefix(strip)}: {problem.message}" if problem.path else problem.message
        line = _escaped(line)
        room -= len(line) + 2
        if lines and room < 0:
            lines.append(f"and {len(problems) - len(lines)} more")
            break
        lines.append(line)
    return "; ".join(lines)
