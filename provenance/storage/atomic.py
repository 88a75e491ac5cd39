"""Replacing a file in one step, so that nobody ever sees half of it."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

__all__ = ["replacing"]


@contextmanager
def replacing(path: str) -> Iterator[IO[bytes]]:
    """Give a file to write to that takes the place of another when all went well.

    It is written in the same folder, made safe on the disk and renamed, which the system does in
    one step. A process that is killed on the way leaves the old file, and perhaps one called
    `.provenance-….tmp` beside it, which may be deleted. Permissions of the old file are kept; a
    link stays a link, and what it points to is replaced. What is no plain file (a pipe, a
    terminal) cannot be replaced and is written to directly.

    Raises:
        OSError: if the file cannot be written.
    """
    target = os.path.realpath(path)
    mode = _mode_of(target)
    if mode is not None and not stat.S_ISREG(mode):
        with open(target, "wb") as file:  # raises for a folder
            yield file
        return
    draft = os.path.join(os.path.dirname(target), f".provenance-{secrets.token_hex(8)}.tmp")
    # The permissions of a new file are what the user's mask makes of these.
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, "wb") as file:
            if mode is not None:
                os.chmod(draft, stat.S_IMODE(mode))
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise
    _sync_folder(os.path.dirname(target))


def _mode_of(target: str) -> int | None:
    try:
        return os.stat(target).st_mode
    except FileNotFoundError:
        return None


def _sync_folder(folder: str) -> None:
    # The rename itself is safe only once the folder is; some systems cannot do it, and none needs it
    # for the file to be whole.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
