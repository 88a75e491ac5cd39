"""A dossier in the making, from a format that is not ours.

A reader of another format turns what it understands into the plain form of our records, and hands
it over with the path where it stood. What cannot be used is listed with that path, and kept raw.
"""

import re
from collections.abc import Mapping
from typing import Any, Literal

import attrs

from provenance.errors import InvalidValueError, Problem
from provenance.formats.reading import SUPPRESSIONS, Reading
from provenance.formats.versions import SCHEMA
from provenance.model import Dossier, When, to_plain

__all__ = ["Intake"]


class Intake:
    """Takes records as they are found, and gives the dossier at the end."""

    def __init__(self, *, strict: bool = False) -> None:
        """Begin to read.

        Args:
            strict: whether `finish` raises every problem that was found. What the other format has
                beyond our fields is no problem: it is kept under `extra` in either case.
        """
        self._paths = paths = list[str]()
        self._reading = Reading(strict=strict, path_of=lambda section, place: paths[place], keep_unknown=True)

    @property
    def title(self) -> str | None:
        """The dossier's title."""
        return self._reading.title

    @title.setter
    def title(self, title: str | None) -> None:
        self._reading.title = title

    @property
    def problems(self) -> list[Problem]:
        """What was found wrong so far."""
        return self._reading.problems

    def add(self, section: str, plain: dict[str, Any], path: str) -> str | None:
        """Make a record of plain data and take it in; return its id, or `None` if none could be made.

        A record that is there already, equal in every field, is no second one; one that differs under
        the same id is listed as a problem and kept in `Dossier.unread`.

        Args:
            section: the dossier's name for the kind of record ("articles").
            plain: its plain form, as `to_plain` gives it. Without an `id` it gets a derived one.
            path: where in the document it stood ("$.itemReviewed"), for messages.

        Raises:
            DecodingError: if it is nested too deeply.
        """
        record = self._made(section, plain, path)
        if record is None:
            return None
        held = self._reading.held[section].get(record.id)
        if held is None or held != record:
            self._reading.add(record, len(self._paths))
            self._paths.append(path)
        id: str = record.id
        return id

    def get(self, section: str, id: str) -> Any | None:
        """Return a record that was taken in, or `None`."""
        return self._reading.held[section].get(id)

    @property
    def held(self) -> Mapping[str, Mapping[str, Any]]:
        """The records that were taken in so far, by section and id."""
        return self._reading.held

    def replace(self, record: Any) -> None:
        """Put a record in place of the one that was taken in under its id."""
        self._reading.held[record.RECORDS][record.id] = record

    def has(self, id: str) -> bool:
        """Return whether a record of any kind with this id was taken in."""
        return any(id in held for held in self._reading.held.values())

    def date(
        self, value: Any, path: str, order: Literal["dmy", "mdy"] | None = None
    ) -> dict[str, Any] | None:
        """Return the plain form of the time that a foreign date means.

        EDTF, ISO 8601 in its usual spellings, RFC 2822 and a day with the month as a word are read.
        What is not understood, or has two readings ("05/06/2020"), is listed as a problem and kept as the
        time's text. Nothing (`None`, an empty text) is no time.

        Args:
            value: the date as it stands in the document; a number is taken for a year.
            path: where it stands, for messages.
            order: how the format writes days in numbers ("dmy"), if it says so.
        """
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, bool) or not isinstance(value, str | int):
            self.report(path, f"a date is wanted, got {type(value).__name__}")
            return None
        text = str(value).strip()
        when, reason = _read_date(text, order)
        if when is None:
            self.report(path, f"{text!r} is not read as a date: {reason}")
            return {"text": text}
        return to_plain(when)

    def report(self, path: str, message: str, record: str | None = None) -> None:
        """Note a problem."""
        self._reading.report(path, message, record)

    def set_aside(self, section: str, raw: Any, path: str, reason: str) -> None:
        """Keep what no record can be made of in `Dossier.unread`, and say why.

        Raises:
            DecodingError: if it is nested too deeply.
        """
        self._reading.set_aside(section, raw, path, reason, 2)

    def keep(self, key: str, value: Any) -> None:
        """Keep what stands beside the records in `Dossier.extra`.

        Raises:
            DecodingError: if it is nested too deeply.
        """
        self._reading.keep(key, value, "$")

    def suppress(self, items: Any, path: str) -> None:
        """Take in the findings that somebody decided to let stand, in their plain form.

        Raises:
            DecodingError: if they are nested too deeply.
        """
        self._reading.read_header({"schema": SCHEMA, "title": self.title, SUPPRESSIONS: items}, path)

    def finish(self) -> Dossier:
        """Return the dossier.

        Raises:
            DecodingError: with every problem there is, if the reading is strict and found any.
        """
        return self._reading.finish()

    def _made(self, section: str, plain: dict[str, Any], path: str) -> Any | None:
        if plain.get("id") is not None:
            self._paths.append(path)
            return self._reading.record(section, plain, len(self._paths) - 1)
        bare = {key: value for key, value in plain.items() if key != "id"}
        return self._reading.structured(section, bare, path)


_NUMBERS = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})")
_SPACED_OFFSET = re.compile(r"(?<=^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d) (?=[+-]\d\d:?\d\d$)")


def _read_date(text: str, order: str | None) -> tuple[When | None, str]:
    """Return the time that a text means, or why it means none."""
    numbers = _NUMBERS.fullmatch(text)
    if numbers is not None and (written := _year_first(numbers, order)) is not None:
        try:
            return attrs.evolve(When.parse(written), text=None if written == text else text), ""
        except InvalidValueError as error:
            return None, error.reason
    try:
        return When.parse(_SPACED_OFFSET.sub("", text)), ""
    except InvalidValueError as error:
        when = When.resolve(text) if any(map(str.isalpha, text)) else None
        return when, error.reason


def _year_first(numbers: re.Match[str], order: str | None) -> str | None:
    """Return a day of three numbers as ISO 8601 has it; `None` if nobody said which number is what."""
    first, _, second, third = numbers.groups()
    if len(first) == 4:
        year, month, day = first, second, third
    elif len(third) == 4 and order is not None:
        year = third
        day, month = (first, second) if order == "dmy" else (second, first)
    else:
        return None
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}" if len(day) < 3 else None
