"""A dossier in the making, from rows."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from provenance.errors import DecodingError, Problem
from provenance.formats import native
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_json, decode_text
from provenance.formats.readers import Reader, make_readers
from provenance.formats.reading import Reading
from provenance.formats.tables.columns import Cells, columns_of, plain_of
from provenance.formats.tables.times import as_time
from provenance.formats.versions import SCHEMA, VERSION
from provenance.model import RECORD_TYPES, Dossier, Unread

__all__ = ["Gathering", "header_text"]


def header_text(dossier: Dossier) -> str:
    """Return what stands beside the records of a dossier as a native JSON document."""
    bare = Dossier(title=dossier.title, extra=dossier.extra, suppressions=dossier.suppressions)
    bare.unread = dossier.unread
    return "".join(native.dump(bare))


class Gathering:
    """Takes a header and rows, in any order but the header first, and gives the dossier at the end."""

    def __init__(self, *, strict: bool, place_of: Callable[[str, int], str], header: str) -> None:
        """Begin to read.

        Args:
            strict: whether `finish` raises every problem that was found.
            place_of: gives the place of a row from its section and number ("claims.csv line 5").
            header: what the header is called in messages ("dossier.json").
        """
        self._place_of = place_of
        self._header = header
        self._left: dict[str, Any] = {}
        self._readers: dict[str, Reader] = {}
        self._reading = Reading(strict=strict, path_of=self._path)
        self._times = {
            section: tuple(column.name for column in columns_of(section) if column.kind == "time")
            for section in RECORD_TYPES
        }

    def _path(self, section: str, number: int) -> str:
        return f"{self._header} $.{section}[{-number - 1}]" if number < 0 else self._place_of(section, number)

    @property
    def has_problems(self) -> bool:
        """Whether anything was wrong so far."""
        return bool(self._reading.problems)

    @property
    def problems(self) -> list[Problem]:
        """What was wrong so far."""
        return _by_column(self._reading.problems)

    @property
    def unread(self) -> list[Unread]:
        """What no record could be made of so far."""
        return list(self._reading.unread)

    def forget_strings(self) -> None:
        """Hold on to no more strings of ids than those of the records to come will share."""
        self._reading.forget_strings()

    def place(self, section: str, number: int) -> str:
        """Return the place of a row, for messages."""
        return self._path(section, number)

    def read_header(self, data: str | bytes | None) -> None:
        """Read what stands beside the records; without a header, nothing does.

        Raises:
            DecodingError: if it is nested too deeply.
        """
        document: Any = {"schema": SCHEMA}
        if data is not None:
            try:
                document = decode_json(decode_text(data))
            except DecodingError as error:
                for problem in error.problems:
                    self.report(f"{self._header} {problem.path}", problem.message)
                text = data if isinstance(data, str) else data.decode("utf-8", "replace")
                self._reading.keep(self._header, text, "$")
        if type(document) is not dict:
            self.report(f"{self._header} $", "expected an object")
            self._reading.keep(self._header, document, "$")
            document = {"schema": SCHEMA}
        self._left = self._reading.read_header(document, f"{self._header} $")
        if self._reading.version == VERSION:
            made = make_readers(keep_unknown=not self._reading.strict)
            self._readers = {section: made[kind] for section, kind in RECORD_TYPES.items()}

    def report(self, path: str, message: str) -> None:
        """Note a problem."""
        self._reading.report(path, message)

    def set_aside(self, section: str, raw: Any, path: str, reason: str) -> None:
        """Keep what no record can be made of, and say why.

        Raises:
            DecodingError: if it is nested too deeply.
        """
        self._reading.set_aside(section, raw, path, reason, 2)

    def add(self, section: str, cells: Cells, number: int, *, keep: bool = True) -> Any | None:
        """Make a record of a row and take it in; return it, or `None` if none could be made.

        Args:
            section: the mapping it is for.
            cells: its filled cells, as `cells_of` gives them.
            number: of the row, as `place_of` wants it.
            keep: whether to take it in.

        Raises:
            DecodingError: if it is nested too deeply.
        """
        for name in self._times[section]:
            text = cells.get(name)
            if text is not None and (type(text) is not str or as_time(text) is None):
                cells[name] = self._date(text, f"{self._path(section, number)}.{name}")
        return self.add_plain(section, plain_of(section, cells), number, keep=keep)

    def add_plain(self, section: str, plain: dict[str, Any], number: int, *, keep: bool = True) -> Any | None:
        """Make a record of its plain form and take it in; return it, or `None` if none could be made.

        Raises:
            DecodingError: if it is nested too deeply.
        """
        record = self._reading.record(section, plain, number)
        if record is not None and keep:
            self._reading.add(record, number)
        return record

    def add_many(self, section: str, plains: Sequence[dict[str, Any]], numbers: Sequence[int]) -> None:
        """Make records of their plain forms and take them in.

        Raises:
            DecodingError: if one is nested too deeply.
        """
        read, add = self._readers.get(section), self._reading.add
        for plain, number in zip(plains, numbers, strict=True):
            try:
                record = read(plain)  # type: ignore[misc]  # None fails as a row not in order does
            except Exception:
                self.add_plain(section, plain, number)
            else:
                add(record, number)

    def _date(self, text: Any, path: str) -> dict[str, Any] | None:
        """Read a day as people write it; what is not understood stays as the time's words."""
        scratch = Intake()
        found = scratch.date(text, path)
        self._reading.problems += scratch.problems
        return found

    def finish(self) -> Dossier:
        """Return the dossier.

        Raises:
            DecodingError: with every problem there is, if the reading is strict and found any.
        """
        for section, raw in self._left.items():
            if type(raw) is not list:
                self._reading.read_section(section, raw, f"{self._header} $")
                continue
            for index, item in enumerate(raw):
                self.add_plain(section, item, -index - 1)
        try:
            dossier = self._reading.finish()
        except DecodingError as error:
            raise DecodingError(_by_column(error.problems)) from None
        dossier.read_problems = _by_column(dossier.read_problems)
        return dossier


_FIELD = re.compile(r"((?:.* )?(?:line|row|node|edge) \d+)\.(\w+(?:\.\w+)?)(.*)", re.DOTALL)
_COLUMNS = {
    column.path: column.name
    for section in RECORD_TYPES
    for column in reversed(columns_of(section))  # of two for one field, the first one counts
    if column.kind != "extra"
}


def _by_column(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems with rows with the column in the path that the field stands in."""
    found = []
    for problem in problems:
        match = _FIELD.fullmatch(problem.path)
        if match is not None:
            place, field, inside = match.groups()
            steps = tuple(field.split("."))
            name = _COLUMNS.get(steps)
            if name is None:
                name, inside = _COLUMNS.get(steps[:1], steps[0]), "".join(f".{s}" for s in steps[1:]) + inside
            problem = Problem(f"{place} column {name}{inside}", problem.message, problem.record)
        found.append(problem)
    return found
