"""From plain data to a dossier: what is shared by every format that holds records as JSON objects.

Reading is lenient unless it is strict. Lenient reading reports every problem with its path and
keeps what it can: what cannot be read of a field stands raw in `extra` of the record or value
that it is closest to, a record that cannot be built stands raw in `Dossier.unread`. Strict
reading finds the same problems and raises them all; in our own formats, unknown fields and words
count as problems then.
"""

from array import array
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from provenance.errors import DecodingError, Problem, UsageError, shown
from provenance.formats.converter import make_converter, model_types
from provenance.formats.faults import NOT_OURS, NOTHING, expected, faults_of, kept_of, path_step
from provenance.formats.jsontext import refuse_deep
from provenance.formats.readers import make_readers
from provenance.formats.versions import MIGRATIONS, VERSION, schema_version
from provenance.model import RECORD_TYPES, Dossier, FrozenMap, Suppression, Unread, to_plain
from provenance.model.frozen import freeze, thaw
from provenance.watching import watched

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["LEFTOVERS", "SUPPRESSIONS", "Reading", "from_plain"]

SUPPRESSIONS = "suppressions"
LEFTOVERS = "unread"
"""The key under which a document keeps what belongs to no section it knows."""


@cache
def _own_converter(strict: bool) -> "Converter":
    return make_converter(forbid_unknown=strict)


def from_plain(data: Any, record_type: type[Any], *, converter: "Converter | None" = None) -> Any:
    """Return the record or value that plain data stands for: the reverse of `to_plain`.

    Unknown fields are kept in `extra`, unknown words as `UnknownTerm`; a record without an id
    gets a derived one. Anything else that is not as it should be is refused.

    Args:
        data: a dict as `to_plain` gives it.
        record_type: the class to make (`Claim`, `When` …).
        converter: a converter of `make_converter`, with hooks of your own.

    Raises:
        DecodingError: with every problem in the data and its path.
        UsageError: if `record_type` is not a record or value class of the model.

    Examples:
        >>> from provenance.model import Claim
        >>> from_plain({"id": "clm-1", "text": "The bridge is closed."}, Claim)
        Claim(text='The bridge is closed.', id='clm-1')
    """
    if record_type not in model_types():
        raise UsageError("from_plain", f"{shown(record_type)} is not a record or value class of the model")
    try:
        return (converter or _own_converter(False)).structure(data, record_type)
    except NOT_OURS:
        raise
    except Exception as error:
        given = data.get("id") if isinstance(data, dict) else None
        id = given if isinstance(given, str) else None
        raise DecodingError(
            [Problem(f"${fault.path}", fault.message, id) for fault in faults_of(error)]
        ) from error


class Reading:
    """One document while it is being read: what was found so far, and what was wrong with it.

    A format hands it the parts of a document in any order, and takes the dossier at the end.
    """

    def __init__(
        self, *, strict: bool, path_of: Callable[[str, int], str], keep_unknown: bool | None = None
    ) -> None:
        """Begin to read.

        Args:
            strict: whether `finish` raises what was found.
            path_of: gives the path of a record from its section and its place, which is what
                `add` was told: an index, or the number of a line.
            keep_unknown: whether fields and words that are unknown are kept and no problem; by
                default only if the reading is not strict. What a format of others has beyond our
                fields is no mistake of ours, and kept on purpose.
        """
        self.strict = strict
        self.keep_unknown = not strict if keep_unknown is None else keep_unknown
        self.path_of = path_of
        self.problems: list[Problem] = []
        self.unread: list[Unread] = []
        self.title: str | None = None
        self.extra: dict[str, Any] = {}
        self.suppressions: dict[Suppression, None] = {}
        self.held: dict[str, dict[str, Any]] = {section: {} for section in RECORD_TYPES}
        self.version = VERSION
        self.forget_strings()
        self._places: dict[str, array[int]] = {section: array("q") for section in RECORD_TYPES}
        self._second: list[tuple[str, str, int]] = []
        self._aside: list[int] = []
        """Where in `unread` stands what a reader of another format kept for a section of ours."""

    def forget_strings(self) -> None:
        """Hold on to no more strings of ids than those of the records to come will share."""
        # They recognise records of the newest version only.
        readers = make_readers(keep_unknown=self.keep_unknown) if self.version == VERSION else {}
        self._readers = {kind.RECORDS: reader for kind, reader in readers.items() if hasattr(kind, "RECORDS")}

    # --- the parts of a document -----------------------------------------------------------

    def read_header(self, data: dict[str, Any], where: str = "$") -> dict[str, Any]:
        """Read everything of a document but its records; return its sections, still raw."""
        self.version, wrong = schema_version(data)
        if wrong is not None:
            self.report(f"{where}.schema", wrong)
            if "schema" in data:
                self.keep("schema", data["schema"], where)
        for version in range(self.version, VERSION):
            data = MIGRATIONS[version].header(data)
        if self.version != VERSION:
            self.forget_strings()
        title = data.get("title")
        if title is None or isinstance(title, str):
            self.title = title
        else:
            self.report(f"{where}.title", str(expected("a string", title)))
            self.keep("title", title, where)
        self._read_suppressions(data, where)
        self._read_leftovers(data, where)
        sections = {}
        for key, value in data.items():
            if key in RECORD_TYPES:
                sections[key] = value
            elif key not in ("schema", "title", SUPPRESSIONS, LEFTOVERS):
                if not self.keep_unknown:
                    self.report(f"{where}{path_step(key)}", "unknown field")
                self.keep(key, value, where)
        return sections

    def keep(self, key: str, value: Any, where: str) -> None:
        """Keep what stands beside the records as it is.

        Raises:
            DecodingError: if it is nested too deeply.
        """
        refuse_deep(value, f"{where}{path_step(key)}", level=1)
        self.extra[key] = value

    def _read_suppressions(self, data: dict[str, Any], where: str) -> None:
        items = data.get(SUPPRESSIONS, [])
        if type(items) is not list:
            self.report(f"{where}.{SUPPRESSIONS}", str(expected("a list", items)))
            self.keep(SUPPRESSIONS, items, where)
            return
        for index, raw in enumerate(items):
            path = f"{where}.{SUPPRESSIONS}[{index}]"
            found = self._thorough(Suppression, raw, path, level=2)
            if found is NOTHING:
                self.unread.append(Unread(SUPPRESSIONS, freeze(raw)))
            else:
                self.suppressions[found] = None  # one that is there already stays where it is

    def _read_leftovers(self, data: dict[str, Any], where: str) -> None:
        items = data.get(LEFTOVERS, [])
        if type(items) is not list:
            self.report(f"{where}.{LEFTOVERS}", str(expected("a list", items)))
            self.keep(LEFTOVERS, items, where)
            return
        for index, raw in enumerate(items):
            self.set_aside(
                "", raw, f"{where}.{LEFTOVERS}[{index}]", "an earlier reader could not tell what it is", 2
            )

    def set_aside(self, section: str, raw: Any, path: str, reason: str, level: int) -> None:
        """Keep what no record can be made of, and say why.

        Where our own formats would make a record of it after all, or know no such section, it is kept
        under no section: what is read as anything must not become a record by being written.

        Raises:
            DecodingError: if it is nested too deeply.
        """
        refuse_deep(raw, path, level)
        self.report(path, reason, _id_in(raw))
        known = section in RECORD_TYPES or section == SUPPRESSIONS
        if known:
            self._aside.append(len(self.unread))
        self.unread.append(Unread(section if known else "", freeze(raw)))

    def read_section(self, section: str, items: Any, where: str = "$") -> None:
        """Read the records of one section of a document."""
        path = f"{where}.{section}"
        if type(items) is not list:
            self.report(path, str(expected("a list of records", items)))
            self.keep(section, items, where)
            return
        reader, held, note_place = (
            self._readers.get(section),
            self.held[section],
            self._places[section].append,
        )
        for index, raw in enumerate(watched(items, f"reading {section}")):
            try:
                record = reader(raw)  # type: ignore[misc]  # None fails as any data not in order does
            except NOT_OURS:
                raise
            except Exception:
                record = self._read_thoroughly(section, raw, f"{path}[{index}]")
                if record is None:
                    continue
            id = record.id
            if id in held or self.version != VERSION:  # an older version may have kept it elsewhere
                self.add(record, index)
            else:
                held[id] = record
                note_place(index)

    def record(self, section: str, raw: Any, place: int) -> Any | None:
        """Return the record that plain data stands for; `None` if it went to `unread`.

        Raises:
            DecodingError: if it is nested too deeply.
        """
        try:
            return self._readers[section](raw)
        except NOT_OURS:
            raise
        except Exception:
            return self._read_thoroughly(section, raw, self.path_of(section, place))

    def _read_thoroughly(self, section: str, raw: Any, path: str) -> Any | None:
        for version in range(self.version, VERSION):
            section, raw = MIGRATIONS[version].record(section, raw)
        noted = len(self.problems)
        if type(raw) is dict and raw.get("id") is None:
            raw = {key: value for key, value in raw.items() if key != "id"}
            record = self._thorough(RECORD_TYPES[section], raw, path, level=2)
            said = (
                "is missing" if record is NOTHING else "is missing; one was derived from what the record says"
            )
            self.problems.insert(noted, Problem(f"{path}.id", said))
        else:
            record = self._thorough(RECORD_TYPES[section], raw, path, level=2)
        if record is NOTHING:
            self.unread.append(Unread(section, freeze(raw)))
            return None
        return record

    def structured(self, section: str, raw: dict[str, Any], path: str) -> Any | None:
        """Return the record that plain data without an id stands for, with a derived one; else `None`.

        Raises:
            DecodingError: if it is nested too deeply.
        """
        record = self._thorough(RECORD_TYPES[section], raw, path, level=2)
        if record is NOTHING:
            self.unread.append(Unread(section, freeze(raw)))
            return None
        return record

    def _thorough(self, model_type: type[Any], raw: Any, path: str, level: int) -> Any:
        refuse_deep(raw, path, level)
        if type(raw) is not dict:  # a million of them need no converter to be told from records
            self.report(path, str(expected("an object", raw)))
            return NOTHING
        try:
            return _own_converter(not self.keep_unknown).structure(raw, model_type)
        except NOT_OURS:
            raise
        except Exception as error:
            id = _id_in(raw)
            for fault in faults_of(error):
                self.report(path + fault.path, fault.message, id)
            return kept_of(error)

    def add(self, record: Any, place: int) -> None:
        """Take a record in; of two with one id the first stays.

        Args:
            record: the record.
            place: its index in the section or its line in the file, for messages.
        """
        section = record.RECORDS
        held = self.held[section]
        if record.id in held:
            self._second.append((section, record.id, place))
            self.unread.append(Unread(section, freeze(to_plain(record))))
        else:
            held[record.id] = record
            self._places[section].append(place)

    def report(self, path: str, message: str, record: str | None = None) -> None:
        """Note a problem."""
        self.problems.append(Problem(path, message, record))

    # --- the whole -------------------------------------------------------------------------

    def finish(self) -> Dossier:
        """Return the dossier.

        Raises:
            DecodingError: with every problem there is, if the reading is strict and found any.
        """
        self._settle_ids()
        self._settle_unread()
        if self.strict and self.problems:
            raise DecodingError(self.problems)
        dossier = Dossier()
        # All checks have been made already, and would cost a quarter of the whole reading.
        dossier._title, dossier._extra = self.title, FrozenMap(self.extra)
        dossier._suppressions, dossier._unread = tuple(self.suppressions), tuple(self.unread)
        dossier._read_problems = tuple(self.problems)
        for section, held in self.held.items():
            dossier._held[section].update(held)
        return dossier

    def _settle_ids(self) -> None:
        """Make ids unique in the whole dossier, and report every record that had to make way.

        Among sections the order of the dossier's mappings decides, whatever the order in the
        file, so that a dossier that was written and read again comes out the same.
        """
        count = sum(map(len, self.held.values()))
        owners: dict[str, str] = {}
        contested: set[str] = {id for _, id, _ in self._second}
        if count != len(set().union(*self.held.values())):
            for section, held in self.held.items():
                for id in held:
                    if owners.setdefault(id, section) != section:
                        contested.add(id)
        if not contested:
            return
        first: dict[str, str] = {}
        for section, held in self.held.items():
            for id, place in zip(tuple(held), self._places[section], strict=True):
                if id not in contested:
                    continue
                path = self.path_of(section, place)
                if id in first:
                    self._report_second(path, id, first[id])
                    self.unread.append(Unread(section, freeze(to_plain(held.pop(id)))))
                else:
                    first[id] = path
        for section, id, place in self._second:
            self._report_second(self.path_of(section, place), id, first[id])

    def _settle_unread(self) -> None:
        """Leave under a section only what reading our own formats leaves there as it is."""
        if not self._aside:
            return
        native = Reading(strict=False, path_of=lambda section, place: "$")
        for index in self._aside:
            if not native._leaves(self.unread[index], self.held):
                self.unread[index] = Unread("", self.unread[index].raw)
            native.problems.clear()
            native.unread.clear()

    def _leaves(self, left: Unread, held: dict[str, dict[str, Any]]) -> bool:
        """Return whether reading something in its section, after these records, leaves it there."""
        section, raw = left.section, thaw(left.raw)
        if section == SUPPRESSIONS:
            return self._thorough(Suppression, raw, "$", level=2) is NOTHING
        record = self.record(section, raw, 0)
        if record is None:
            return self.unread == [left]
        sections = tuple(RECORD_TYPES)
        earlier = sections[: sections.index(section) + 1]
        return any(record.id in held[name] for name in earlier) and freeze(to_plain(record)) == left.raw

    def _report_second(self, path: str, id: str, first: str) -> None:
        self.report(f"{path}.id", f"{shown(id)} is the id of {first} already; the first one stays", id)


def _id_in(raw: Any) -> str | None:
    id = raw.get("id") if isinstance(raw, dict) else None
    return id if isinstance(id, str) else None
