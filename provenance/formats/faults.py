"""What a converter could not read: where it is, what is wrong, and what was kept in spite of it.

A hook that cannot read all of its data raises one of cattrs' validation errors, which name every
fault with its place. The error also carries, as `kept`, what could be made of the rest, so that a
lenient reader loses no more than it must; and as `left` the data that stays raw.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from provenance.errors import shown

if TYPE_CHECKING:
    from cattrs.errors import BaseValidationError

__all__ = [
    "NOTHING",
    "NOT_OURS",
    "Fault",
    "UnreadableError",
    "expected",
    "faults_of",
    "kept_of",
    "left_of",
    "noted",
    "partly",
    "path_step",
]

NOTHING: Any = object()
"""Stands where nothing could be kept, or nothing is left."""

NOT_OURS = (MemoryError, RecursionError)
"""What says nothing about the data, and is never taken for a fault in it."""


class UnreadableError(ValueError):
    """One value is not what its field holds: in words, or as what was expected and what was found."""

    def __init__(self, words: str, *found: Any) -> None:
        super().__init__(words, *found)

    def __str__(self) -> str:
        words, *found = self.args  # put into a sentence only if somebody wants to read it
        return f"expected {words}, got {_got(found[0])}" if found else str(words)


class Fault(NamedTuple):
    """One thing that a converter could not read."""

    path: str
    """Its place below the data that was read (".anchors.cue[0].start"), "" for the data itself."""

    message: str
    """What is wrong."""


def faults_of(error: Exception) -> Iterator[Fault]:
    """Yield every fault that an error raised by a converter tells of, in the order of the fields."""
    yield from _faults(error, "")


def _faults(error: BaseException, path: str) -> Iterator[Fault]:
    from cattrs.errors import ClassValidationError, IterableValidationError

    if isinstance(error, ClassValidationError):
        named, bare = error.group_exceptions()
        for inner, field_note in named:
            yield from _faults(inner, f"{path}{path_step(field_note.name)}")
        for inner in bare:
            yield from _faults(inner, path)
    elif isinstance(error, IterableValidationError):
        items, bare = error.group_exceptions()
        for inner, item_note in items:
            yield from _faults(inner, f"{path}{path_step(item_note.index)}")
        for inner in bare:
            yield from _faults(inner, path)
    elif isinstance(error, UnreadableError):
        yield Fault(path, str(error))
    else:  # from somebody's own hook
        yield Fault(path, f"{type(error).__name__}: {shown(str(error), 200)}")


def path_step(key: int | str) -> str:
    """Return the step from an object or list to what it holds, as JSON paths write it."""
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", key) else f"[{shown(key)}]"


def kept_of(error: Exception) -> Any:
    """Return what could be made of the data in spite of an error, `NOTHING` if nothing could."""
    return getattr(error, "kept", NOTHING)


def left_of(error: Exception, raw: Any) -> Any:
    """Return what stays raw of some data after an error: all of it, unless something was kept."""
    return raw if kept_of(error) is NOTHING else getattr(error, "left", NOTHING)


def partly(error: "BaseValidationError", kept: Any, left: Any = NOTHING) -> "BaseValidationError":
    """Attach to an error what could be kept, and what stays raw of the data beside it."""
    error.kept, error.left = kept, left  # type: ignore[attr-defined]
    return error


def noted(error: Exception, note: str) -> Exception:
    """Attach to an error the note that says where it occurred, as cattrs does."""
    error.__notes__ = [note, *getattr(error, "__notes__", ())]
    return error.with_traceback(None)  # a thousand of them would hold a thousand frames


def _got(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return f"the string {shown(value)}"
    return f"the number {shown(value)}" if isinstance(value, (int, float)) else shown(value)


def expected(wanted: str, value: Any) -> UnreadableError:
    """Return the error for a value of the wrong kind, named as JSON names it."""
    return UnreadableError(wanted, value)
