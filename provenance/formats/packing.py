"""Folders of files as ZIP archives, for formats that are more than one file."""

import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO

from provenance.errors import DecodingError, Problem, shown

__all__ = ["packed", "unpacked"]

_LARGEST = 2 * 1024**3
"""The most bytes that the files of an archive may unpack to."""

_MOST_FILES = 100_000
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive, so that the same files give the same bytes."""


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files as one ZIP archive: the same bytes for the same files."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return held.getvalue()


def unpacked(data: str | bytes) -> dict[str, bytes]:
    """Return the files of a ZIP archive by name, without what a system keeps in it for itself.

    That is what is hidden (a name with a dot in front), and what macOS puts into `__MACOSX`.

    Raises:
        DecodingError: if it is no ZIP archive or a broken one, or unpacks to more than can be meant.
    """
    if isinstance(data, str):
        raise _refused("expected the bytes of a ZIP archive, got text")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not _is_passed_over(entry)]
            if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _LARGEST:
                raise _refused("it unpacks to more than 100,000 files or two gigabytes")
            return {entry.filename: archive.read(entry) for entry in entries}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as error:
        raise _refused(f"it is not a ZIP archive that can be read: {shown(str(error))}") from error


def _is_passed_over(entry: zipfile.ZipInfo) -> bool:
    steps = entry.filename.replace("\\", "/").split("/")
    return entry.is_dir() or any(
        step == "__MACOSX" or step.startswith(".") for step in steps if step not in (".", "..")
    )


def _refused(reason: str) -> DecodingError:
    return DecodingError([Problem("$", reason)])
