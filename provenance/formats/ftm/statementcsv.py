"""FollowTheMoney statements as CSV, as FollowTheMoney writes it: every field between quotation marks.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. FollowTheMoney reads what
stands there as the value, so an apostrophe in front would be part of a name or a number. It is put only
before what could do something: `@desk`, `+380 44 1234567` and `-5` stand as they are, `=1+1` and
`@SUM(A1)` do not. The id of a statement is made of its value without the apostrophe; so it tells reading
which apostrophes are to be taken away.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import IO, Any

from provenance.errors import DecodingError, Problem
from provenance.formats.ftm.gathering import Item
from provenance.formats.ftm.reading import read_items
from provenance.formats.ftm.schemata import type_of
from provenance.formats.ftm.values import statement_id
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_text
from provenance.formats.tables.csvtext import delimiter_of, read_lines
from provenance.model import Dossier

__all__ = ["CSV_COLUMNS", "csv_of", "load", "loads"]

CSV_COLUMNS = (
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
)
"""The columns, in the order that FollowTheMoney writes them."""

_HARMLESS = re.compile(r"[@+-][\w .]*(?:-[\w .]+)*")
_UNSEEN = r"\x00-\x20\"\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff"
_FORMULA = re.compile(rf"'*[{_UNSEEN}]*[=+\-@＝＋－＠]")
_MAY_BE_NONE = ("lang", "original_value", "origin", "first_seen", "last_seen", "id")


def csv_of(statements: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield statements as lines of CSV, after one with the names of the columns."""
    yield _line(CSV_COLUMNS)
    for statement in statements:
        row = dict(statement)
        row["external"] = "t" if statement.get("external") is True else "f"
        row["prop_type"] = type_of(row.get("schema"), row["prop"]) or row.get("prop_type")
        yield _line([_cell(row.get(column)) for column in CSV_COLUMNS])


def _line(fields: Iterable[str]) -> str:
    return ",".join(['"' + field.replace('"', '""') + '"' for field in fields]) + "\n"


def _cell(value: Any) -> str:
    return _safe(value) if isinstance(value, str) else ""


def _safe(text: str) -> str:
    """Return a text with an apostrophe before it, if a spreadsheet might run it."""
    return f"'{text}" if _FORMULA.match(text) and not _HARMLESS.fullmatch(text) else text


# --- reading -----------------------------------------------------------------------------------


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that statements in CSV hold.

    Raises:
        DecodingError: if there are no statements; with `strict`, with every problem found.
    """
    text = decode_text(data)
    return read_items(lambda intake: _rows(StringIO(text, newline="\n"), intake), strict=strict)


def load(file: IO[bytes], *, strict: bool = False) -> Dossier:
    """Return the dossier that a file of statements in CSV holds, without ever holding its whole text.

    Raises:
        DecodingError: as for `loads`.
    """
    return read_items(lambda intake: _rows(file, intake), strict=strict)


def _rows(lines: Iterable[str | bytes], intake: Intake) -> Iterator[Item]:
    """Yield the statements, a row each."""
    names: list[str] | None = None
    delimiter = ","
    for first, text in _records(lines):
        start = 0
        if names is None:
            delimiter, start = delimiter_of(text, CSV_COLUMNS)
        for line in read_lines(text, delimiter, start):
            path = f"line {first + line.number - 1}"
            if line.fault is not None:
                intake.report(path, line.fault)
            if names is None:
                names = [name.strip() for name in line.fields]
                _refuse_others(names, path)
                if len(set(names)) != len(names):
                    intake.report(path, "two columns have one name; the last one counts")
            else:
                yield f"{path}: $", _row(names, line.fields, path, intake)


def _records(lines: Iterable[str | bytes]) -> Iterator[tuple[int, str]]:
    """Yield pieces of the file with whole records in them, and the number of the first line of each."""
    held: list[str] = []
    first, quotes = 1, 0
    for number, line in enumerate(lines, 1):
        text = decode_text(line, number) if isinstance(line, bytes) else line
        if not held:
            first = number
        held.append(text)
        quotes += text.count('"')
        if quotes % 2 == 0:
            yield first, "".join(held)
            held, quotes = [], 0
    if held:
        yield first, "".join(held)


def _refuse_others(names: list[str], path: str) -> None:
    if not {"entity_id", "prop", "value"} <= set(names):
        reason = "expected the columns of statements, among them entity_id, prop and value"
        raise DecodingError([Problem(path, reason)])


def _row(names: list[str], fields: Iterable[str], path: str, intake: Intake) -> dict[str, Any]:
    listed = list(fields)
    if len(listed) != len(names):
        intake.report(path, f"expected {len(names)} fields, got {len(listed)}")
    row: dict[str, Any] = dict(zip(names, listed, strict=False))
    if len(listed) > len(names):
        row["more"] = listed[len(names) :]
    for name in _MAY_BE_NONE:
        if row.get(name) == "":
            row[name] = None
    if "external" in row:
        row["external"] = row["external"][:1].lower() in ("t", "y", "1")
    usual = type_of(row.get("schema"), row.get("prop", ""))
    if "prop_type" in row and row["prop_type"] in ("", usual):
        del row["prop_type"]  # it says no more than the schema and the property do
    return _undone(row)


def _undone(row: dict[str, Any]) -> dict[str, Any]:
    """Take away the apostrophes that were put before formulas."""
    for name in ("original_value", "origin", "entity_id", "canonical_id", "dataset", "schema", "prop"):
        text = row.get(name)
        if isinstance(text, str) and text[:1] == "'":
            row[name] = _bare(text)
    value = row.get("value")
    if isinstance(value, str) and (bare := _bare(value)) != value:
        dataset, entity, name = row.get("dataset", ""), row.get("entity_id", ""), row.get("prop", "")
        language, is_external = row.get("lang"), row.get("external") is True
        if row.get("id") == statement_id(dataset, entity, name, bare, language, external=is_external):
            row["value"] = bare
    return row


def _bare(text: str) -> str:
    """Return a text without the apostrophe that `_safe` has put before it; as it is, if it put none."""
    bare = text.removeprefix("'")
    return bare if _safe(bare) == text else text
