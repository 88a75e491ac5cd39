"""The version of the schema that a file was written by, and the way from older ones to this one.

A reader accepts every version there has been; a writer always writes the newest. A step from
one version to the next changes plain data, before any record is made of it, so that all ways
of reading migrate alike.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from provenance.errors import shown

__all__ = ["MIGRATIONS", "SCHEMA", "VERSION", "Migration", "schema_to_write", "schema_version"]

VERSION = 1
"""The schema version this package writes."""

SCHEMA = f"news-provenance/{VERSION}"
"""What stands under `schema` in every file written."""


class Migration(NamedTuple):
    """The step from one schema version to the next."""

    header: Callable[[dict[str, Any]], dict[str, Any]]
    """Takes the fields of a document that are not records, gives the new ones."""

    record: Callable[[str, Any], tuple[str, Any]]
    """Takes the section and the plain data of one record, gives the new ones."""


MIGRATIONS: dict[int, Migration] = {}
"""By the version it starts from; version 1 is the first there is, so that none is needed yet."""


def schema_version(header: dict[str, Any]) -> tuple[int, str | None]:
    """Return the schema version that a document names, and what is wrong with it, if anything.

    Where none can be made out, the document is taken to be of the newest version.
    """
    if "schema" not in header:
        return VERSION, f'it is missing: a document begins with "schema": "{SCHEMA}"'
    named = header["schema"]
    match = re.fullmatch(r"news-provenance/([1-9][0-9]{0,8})", named) if isinstance(named, str) else None
    if match is None:
        return VERSION, f"{shown(named)} is not a schema of this library; expected {SCHEMA!r}"
    version = int(match[1])
    if version > VERSION:
        return VERSION, f"written by a newer version ({named}); this one reads up to {SCHEMA}"
    return version, None


def schema_to_write(extra: Mapping[str, Any]) -> Any:
    """Return what to write under `schema`: this version's word, or another's that was kept as it was read.

    What a newer version or another program wrote stays in the records, and was not brought to
    this version. To call it so would hide that from the next reader.
    """
    kept = "schema" in extra and schema_version({"schema": extra["schema"]})[1] is not None
    return extra["schema"] if kept else SCHEMA
