"""Records of a file one after the other, for files that do not fit into memory."""

from collections.abc import Callable, Iterable, Iterator

from provenance.errors import Problem
from provenance.model import Record, Unread

__all__ = ["Stream"]


class Stream(Iterator[Record]):
    """The records of a file, one after the other, in constant memory.

    What is wrong is added to `problems` when it is met, and what no record could be made of to `unread`;
    nothing else is held on to, so that two records with one id are both given. Only a `Dossier` can tell.
    """

    def __init__(
        self,
        records: Iterator[Record],
        problems: Callable[[], Iterable[Problem]],
        unread: Callable[[], Iterable[Unread]],
    ) -> None:
        """Begin.

        Args:
            records: the records.
            problems: gives what was wrong so far.
            unread: gives what no record could be made of so far.
        """
        self._records, self._problems, self._unread = records, problems, unread

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with what was read so far."""
        return tuple(self._problems())

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What no record could be made of, of what was read so far."""
        return tuple(self._unread())

    def __iter__(self) -> "Stream":
        return self

    def __next__(self) -> Record:
        return next(self._records)
