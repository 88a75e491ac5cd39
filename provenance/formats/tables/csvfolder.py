"""A folder of CSV files: one for each kind of record, and `dossier.json` for what stands beside them.

Lists and values inside values are JSON in their cell. The files are UTF-8 with a byte order mark,
which spreadsheets want, and their lines end in CR and LF. All nine are there, if only with their first
line, so that writing into a folder leaves nothing of what was there before.

Reading takes what spreadsheets and people make of them: columns in any order, some missing, some of
their own (which go into `extra` of the record), blank lines, semicolons or tabs between fields,
times as people write them, lists as `a; b`.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO

from provenance.errors import DecodingError, Problem
from provenance.formats.tables.csvrows import Table, iter_lines
from provenance.formats.tables.gathering import Gathering, header_text
from provenance.model import RECORD_TYPES, Dossier
from provenance.model._collecting import collector_paused

__all__ = ["HEADER", "dump_files", "load_files"]

HEADER = "dossier.json"
"""The file for what stands beside the records."""


# --- writing -------------------------------------------------------------------------------


def dump_files(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a dossier, each with its name.

    Raises:
        InvalidValueError: if something kept beside the records is no JSON data, or data is nested
            deeper than 100 levels.
    """
    yield HEADER, header_text(dossier).encode("utf-8")
    for section in RECORD_TYPES:
        held = BytesIO()  # a list of a million lines would take three times as much
        held.writelines(
            line.encode("utf-8") for line in iter_lines(section, getattr(dossier, section).values())
        )
        yield f"{section}.csv", held.getvalue()


# --- reading -------------------------------------------------------------------------------


def load_files(files: Mapping[str, bytes], *, strict: bool = False) -> Dossier:
    """Return the dossier that the files of a folder hold.

    Files may stand in a folder inside; names are told without regard to capitals. Files of other
    names are listed as problems.

    Raises:
        DecodingError: if none of them is one of this format's, or a cell or a line is larger than can be
            meant; with `strict`, with every problem found, unknown columns and words included.
    """
    found, others = _known_files(files)
    if not found:
        wanted = ", ".join(f"{section}.csv" for section in RECORD_TYPES)
        raise DecodingError([Problem("$", f"there is none of the files {wanted}")])
    with collector_paused():
        gathering = Gathering(
            strict=strict, place_of=lambda section, line: f"{section}.csv line {line}", header=HEADER
        )
        gathering.read_header(found.pop(HEADER, None))
        for name in others:
            gathering.report(name, "is not a file of this format, or there twice; it is left out")
        for section in RECORD_TYPES:
            if section in found:
                for _ in Table(section, BytesIO(found[section]), gathering).records(keep=True):
                    pass
        return gathering.finish()


def _known_files(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    wanted = {HEADER: HEADER, **{f"{section}.csv": section for section in RECORD_TYPES}}
    found: dict[str, bytes] = {}
    others = []
    for name, data in files.items():
        *folders, last = name.replace("\\", "/").split("/")
        if last.startswith(".") or "__MACOSX" in folders:
            continue  # what a system keeps for itself
        key = wanted.get(last.lower())
        if key is None or key in found:
            others.append(name)
        else:
            found[key] = data
    return found, others
