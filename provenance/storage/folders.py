"""Folders of files, for formats that are more than one."""

import os
from collections.abc import Iterable
from pathlib import PurePosixPath

from provenance.errors import StorageError, StorageNotFoundError
from provenance.storage.atomic import replacing

__all__ = ["files_in", "write_files"]


def files_in(folder: str) -> dict[str, bytes]:
    """Return the files of a folder and of the folders in it, by names with `/`, in alphabetical order.

    What is hidden (a name with a dot in front) is passed over, and so are links that lead elsewhere
    and what macOS put into a folder `__MACOSX`.

    Raises:
        OSError: if one cannot be read.
    """
    found: dict[str, bytes] = {}
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__MACOSX")
        for name in sorted(names):
            path = os.path.join(place, name)
            if not name.startswith(".") and os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder).replace(os.sep, "/")] = file.read()
    return found


def write_files(folder: str, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a folder, which is made if it is not there, each in one step.

    Raises:
        OSError: if one cannot be written.
        StorageError: if a name leads out of the folder.
        StorageNotFoundError: if the folder that it is in is not there.
    """
    made: set[str] = set()
    for name, data in files:
        steps = PurePosixPath(name)
        if steps.is_absolute() or ".." in steps.parts or not steps.parts or "\\" in name or "\0" in name:
            raise StorageError(name, "a file of a format stays in its folder")
        if not made and not os.path.isdir(folder):
            if not os.path.isdir(os.path.dirname(os.path.abspath(folder))):
                raise StorageNotFoundError(folder, "there is no folder to make it in")
            os.mkdir(folder)
        inner = os.path.join(folder, *steps.parts[:-1])
        if inner not in made:
            os.makedirs(inner, exist_ok=True)
            made.add(inner)
        with replacing(os.path.join(inner, steps.parts[-1])) as file:
            file.write(data)
