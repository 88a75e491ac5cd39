"""What a dossier holds beside its records: its title, and what a file had that is no record.

Whoever sets one of these, it is checked at once: what is wrong with it would otherwise only show
when the dossier is written, or be written.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from provenance.errors import InvalidValueError, Problem, UsageError, shown
from provenance.model.frozen import EMPTY, FrozenMap
from provenance.model.shapes import frozen_json, is_encodable
from provenance.model.values import Suppression

__all__ = ["Beside", "Unread", "a_title", "kept_fields", "only_suppressions"]


class Unread(NamedTuple):
    """Something a reader could not make a record of, kept as it stood in the file."""

    section: str
    """The mapping it was meant for ("claims"), or "" if that is not known either."""

    raw: Any
    """The data as read, frozen."""


class Beside:
    """What stands beside the records of a dossier."""

    _title: str | None = None
    _extra: FrozenMap[Any] = EMPTY
    _suppressions: tuple[Suppression, ...] = ()
    _unread: tuple[Unread, ...] = ()
    _read_problems: tuple[Problem, ...] = ()

    @property
    def title(self) -> str | None:
        """What the story is called.

        Raises:
            UsageError: when it is set to what is no string.
            InvalidValueError: when it is set to a string that no file can store.
        """
        return self._title

    @title.setter
    def title(self, title: str | None) -> None:
        self._title = a_title("Dossier.title", title)

    @property
    def extra(self) -> FrozenMap[Any]:
        """What a file held beside the records that this version does not know; written back as read.

        Under `schema` the word stands by which another version, or another program, named the file.

        Raises:
            UsageError: when it is set to what is no mapping with strings for keys.
            InvalidValueError: when it is set to what is no JSON data.
        """
        return self._extra

    @extra.setter
    def extra(self, extra: Mapping[str, Any]) -> None:
        self._extra = kept_fields("Dossier.extra", extra)

    @property
    def suppressions(self) -> tuple[Suppression, ...]:
        """Sourcing findings that somebody decided to let stand.

        Raises:
            UsageError: when it is set to anything but suppressions.
        """
        return self._suppressions

    @suppressions.setter
    def suppressions(self, suppressions: Iterable[Suppression]) -> None:
        self._suppressions = only_suppressions("Dossier.suppressions", suppressions)

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What a reader could not make a record of; written back as it stood.

        Raises:
            UsageError: when it is set to anything but pairs of a section and data.
            InvalidValueError: when it is set to what is no JSON data.
        """
        return self._unread

    @unread.setter
    def unread(self, unread: Iterable[Unread]) -> None:
        self._unread = tuple(_left_raw("Dossier.unread", item) for item in _each("Dossier.unread", unread))

    @property
    def read_problems(self) -> tuple[Problem, ...]:
        """What was wrong with the file this dossier was read from; heads `problems()`.

        Raises:
            UsageError: when it is set to anything but problems.
        """
        return self._read_problems

    @read_problems.setter
    def read_problems(self, problems: Iterable[Problem]) -> None:
        listed = tuple(_each("Dossier.read_problems", problems))
        for problem in listed:
            if not isinstance(problem, Problem):
                raise _unwanted("Dossier.read_problems", "problems are wanted", problem)
        self._read_problems = listed


def a_title(where: str, title: Any) -> str | None:
    """Return a title, having made sure that a file can hold it.

    Raises:
        UsageError: if it is no string.
        InvalidValueError: if no file can store it.
    """
    if title is None:
        return None
    if not isinstance(title, str):
        raise _unwanted(where, "the title is a string", title)
    if not is_encodable(title):
        raise InvalidValueError("title", title, "it holds a lone surrogate, which no file can store")
    return title


def kept_fields(where: str, extra: Any) -> FrozenMap[Any]:
    """Return plain data kept beside records, frozen.

    Raises:
        UsageError: if it is no mapping with strings for keys.
        InvalidValueError: if it is no JSON data.
    """
    if not isinstance(extra, Mapping):
        raise _unwanted(where, "a mapping is wanted", extra)
    for key in extra:
        if not isinstance(key, str):
            raise _unwanted(where, "keys are strings", key)
    frozen = frozen_json(where, extra)
    assert isinstance(frozen, FrozenMap)
    return frozen


def only_suppressions(where: str, suppressions: Any) -> tuple[Suppression, ...]:
    """Return suppressions as a tuple.

    Raises:
        UsageError: if there is anything else among them.
    """
    listed = tuple(_each(where, suppressions))
    for suppression in listed:
        if not isinstance(suppression, Suppression):
            raise _unwanted(where, "suppressions are wanted", suppression)
    return listed


def _left_raw(where: str, item: Any) -> Unread:
    if not isinstance(item, tuple) or len(item) != 2 or not isinstance(item[0], str):
        raise _unwanted(where, "pairs of a section and its data are wanted", item)
    section, raw = item
    if not is_encodable(section):
        raise InvalidValueError(
            "section in unread", section, "it holds a lone surrogate, which no file can store"
        )
    return Unread(section, frozen_json(where, raw))


def _each(where: str, items: Any) -> Iterator[Any]:
    if isinstance(items, (str, bytes, Mapping)) or not isinstance(items, Iterable):
        raise _unwanted(where, "a tuple or list is wanted", items)
    return iter(items)


def _unwanted(where: str, wanted: str, given: object) -> UsageError:
    return UsageError(where, f"{wanted}, got {type(given).__name__} {shown(given)}")
