"""Storage: dossiers kept in files.

`read` and `write` choose the format by the file's ending. Writing is atomic: whatever happens on
the way, the file holds either what it held before or all of the new dossier.
"""

from provenance.storage.files import (
    Conversion,
    convert,
    read,
    read_records,
    write,
    write_bytes,
    write_records,
)

__all__ = ["Conversion", "convert", "read", "read_records", "write", "write_bytes", "write_records"]
