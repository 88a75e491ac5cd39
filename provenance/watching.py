"""How far long work has come, for whoever wants to watch it, or to stop it.

The functions that may take long (reading, drafting from many articles, questions to a whole dossier)
go through their items by `watched`. Nobody has to hand anything down to them: who wants to watch says
so around the call, and where nobody does it costs nothing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from time import monotonic
from typing import Any, NamedTuple, TypeAlias, TypeVar

from provenance.errors import UsageError, shown

__all__ = ["Progress", "progress", "watched"]

T = TypeVar("T")
_SECONDS = 0.1
"""A watcher is called at the start and the end of a piece of work, and at most this often between."""


class Progress(NamedTuple):
    """How far a piece of work has come."""

    what: str
    """What is being done ("counting claims")."""

    done: int
    """How many items are done."""

    total: int | None
    """How many there are; `None` where nobody knows before the end."""

    is_over: bool
    """Whether this piece of work has ended, if only because it was stopped."""

    def __str__(self) -> str:
        return f"{self.what}: {self.done:,}" + ("" if self.total is None else f" of {self.total:,}")


Watcher: TypeAlias = Callable[[Progress], object]
"""Whoever watches. Whatever it raises stops the work and reaches the caller."""

_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def progress(watcher: Watcher | None = None) -> Iterator[None]:
    """Watch the long work that is done within.

    To stop it, raise something in the watcher, or press Ctrl-C: no file is ever left half-written, and
    the dossier is as it was.

    Args:
        watcher: called with a `Progress` at the start and end of each piece of work and about ten times a
            second between; by default a bar of tqdm where that is installed, else a line on standard
            error where that is a terminal.

    Raises:
        UsageError: if the watcher cannot be called.

    Examples:
        >>> seen = []
        >>> with progress(seen.append):
        ...     names = [name.upper() for name in watched(["a", "b"], "naming")]
        >>> print(seen[-1])
        naming: 2 of 2
    """
    if watcher is not None and not callable(watcher):
        raise UsageError("progress", f"the watcher is called with each step, got {shown(watcher)}")
    token = _watcher.set(_bars() if watcher is None else watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def watched(items: Iterable[T], what: str, total: int | None = None) -> Iterable[T]:
    """Return items to go through, counted for whoever watches; for loops of one's own, too.

    Args:
        items: what is gone through.
        what: what is being done, as a reader is told ("reading articles").
        total: how many there are; by default what `len` says, where it says anything.
    """
    watcher = _watcher.get()
    if watcher is None:
        return items
    if total is None and isinstance(items, Collection):
        total = len(items)
    return _counted(items, what, total, watcher)


def _counted(items: Iterable[T], what: str, total: int | None, watcher: Watcher) -> Iterator[T]:
    done, told = 0, monotonic()
    watcher(Progress(what, 0, total, False))
    try:
        for item in items:
            yield item
            done += 1
            if monotonic() - told >= _SECONDS:
                watcher(Progress(what, done, total, False))
                told = monotonic()
    finally:
        watcher(Progress(what, done, total, True))


def _bars() -> Watcher:
    try:
        tqdm = import_module("tqdm.auto").tqdm
    except ImportError:
        return _line
    bars: dict[str, Any] = {}

    def watch(step: Progress) -> None:
        bar = bars.get(step.what)
        if bar is None:
            bar = bars[step.what] = tqdm(desc=step.what, total=step.total, leave=False)
        bar.update(step.done - bar.n)
        if step.is_over:
            bars.pop(step.what).close()

    return watch


def _line(step: Progress) -> None:
    import sys  # only here: importing the package brings in this module at once

    if sys.stderr is not None and sys.stderr.isatty():
        print(f"\r{step}\x1b[K", end="\n" if step.is_over else "", file=sys.stderr, flush=True)
