"""The dossier: a mutable collection of immutable records about a story."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeVar

from provenance.display import Showing
from provenance.errors import ConflictError, Problem, UsageError, shown
from provenance.model.beside import Beside, Unread
from provenance.model.canonical import DEEPEST, canonical_json, portable, sha256_hex
from provenance.model.changes import (
    Change,
    Difference,
    differing_fields,
    earliest_of,
    same_but_for_record_time,
)
from provenance.model.collection import Collection, asked_for
from provenance.model.frozen import EMPTY, FrozenMap, alike
from provenance.model.plain import to_plain
from provenance.model.problems import find_problems
from provenance.model.records import Record, section_of, singular
from provenance.model.redaction import Redaction, redact
from provenance.model.source import Source
from provenance.model.values import Suppression

__all__ = ["Dossier", "Unread"]

_H = TypeVar("_H", bound=Hashable)
_DEEPEST_WHOLE = DEEPEST + 20  # a field that is as deep as may be lies a few levels down itself


class Dossier(Collection, Beside, Showing):
    """A collection of records about a story. PROV calls it a bundle.

    Records are looked up by id in one mapping per kind: `sources`, `articles`, `claims`,
    `attributions`, `statuses`, `derivations`, `relations`, `judgements`, `grades`. The mappings
    are views: they follow what `add`, `replace` and `discard` do. An id is unique in the whole
    dossier, so `dossier[id]` finds a record of any kind.

    A dossier may hold references to records that it does not hold; `problems()` lists them, and
    queries work on what is sound.

    Examples:
        >>> from provenance.model.claim import Claim
        >>> dossier = Dossier(title="The bridge")
        >>> claim = Claim(text="The bridge is closed.", id="clm-1")
        >>> dossier.add(claim)
        >>> dossier.claims["clm-1"].text
        'The bridge is closed.'
        >>> dossier
        <Dossier 'The bridge': 1 claim>
    """

    def __init__(
        self,
        records: Iterable[Record] = (),
        *,
        title: str | None = None,
        suppressions: Iterable[Suppression] = (),
        extra: Mapping[str, Any] = EMPTY,
        unread: Iterable[Unread] = (),
        read_problems: Iterable[Problem] = (),
    ) -> None:
        """Collect records.

        Args:
            records: records of any kind, in any order.
            title: what the story is called.
            suppressions: sourcing findings that may stand.
            extra: plain data kept beside the records.
            unread: what a reader could not make a record of.
            read_problems: what was wrong with the file.

        Raises:
            ConflictError: if two different records have one id.
            UsageError: if something is not a record, or not what its argument takes.
            InvalidValueError: if plain data is no JSON data, or the title no text a file can hold.
        """
        self.title = title
        self.extra = extra
        self.suppressions = suppressions
        self.unread = unread
        self.read_problems = read_problems
        super().__init__()
        self._places: dict[str, dict[str, int]] = {}
        self.add(records)

    # --- changing --------------------------------------------------------------------------

    def add(self, *records: Record | Iterable[Record]) -> None:
        """Add records, given one by one or in iterables.

        Adding a record that is already there changes nothing; where two differ only in the
        time of recording, the earliest is kept. Either all are added or none.

        Raises:
            ConflictError: if a different record is there under the same id; it names the
                fields that differ.
            UsageError: if something is not a record.
        """
        fresh: dict[str, tuple[str, Any]] = {}
        conflicts: list[Problem] = []
        for section, record in _flattened("Dossier.add", records):
            known = fresh.get(record.id) or self._find(record.id)
            if known is None:
                fresh[record.id] = (section, record)
            elif known[1] is not record and known[1] != record:
                if known[0] == section and same_but_for_record_time(known[1], record):
                    fresh[record.id] = (section, earliest_of(known[1], record))
                else:
                    conflicts.append(_conflict(known, (section, record)))
        if conflicts:
            raise ConflictError(conflicts, "use `replace` to overwrite, or give the record another id")
        for section, record in fresh.values():
            self._put(section, record)

    def replace(self, *records: Record | Iterable[Record]) -> None:
        """Put records in place of those with the same ids; new ids are added.

        Raises:
            ConflictError: if an id belongs to a record of another kind.
            UsageError: if something is not a record.
        """
        given = list(_flattened("Dossier.replace", records))
        conflicts = [
            _conflict(known, (section, record))
            for section, record in given
            if (known := self._find(record.id)) is not None and known[0] != section
        ]
        if conflicts:
            raise ConflictError(conflicts, "a record keeps its kind: give the new one another id")
        for section, record in given:
            self._put(section, record)

    def discard(self, *records: Record | str) -> None:
        """Take out the records with these ids; ids that are not there are passed over.

        What refers to them stays, and `problems()` then lists it.

        Raises:
            UsageError: if something is neither a record nor a string; nothing is then taken out.
        """
        for id in [asked_for("Dossier.discard", record) for record in records]:
            known = self._find(id)
            if known is not None:
                section, old = known
                del self._held[section][id]
                self._places.get(section, {}).pop(id, None)
                for index in self._indexes[section].values():
                    index.discard(old)

    def _put(self, section: str, record: Any) -> None:
        held, indexes, places = self._held[section], self._indexes[section], self._places.get(section)
        old = held.get(record.id)
        held[record.id] = record
        if old is None:
            if places is not None:
                places[record.id] = next(reversed(places.values()), 0) + 1
            for index in indexes.values():
                index.add(record)
        elif indexes:
            for index in indexes.values():
                index.replace(old, record, self._place)

    def _place(self, record: Any) -> int:
        """Return the place of a record among those of its kind, for indexes that have to put it in order."""
        places = self._places.get(record.RECORDS)
        if places is None:  # kept only from the first time that a record gets to refer to another
            held = self._held[record.RECORDS]
            places = self._places[record.RECORDS] = {id: place for place, id in enumerate(held)}
        return places[record.id]

    # --- joining and comparing -------------------------------------------------------------

    def merge(self, other: "Dossier", keep: Literal["mine", "theirs"] | None = None) -> tuple[Problem, ...]:
        """Add everything of another dossier to this one.

        Args:
            other: the dossier to take from; it is not changed.
            keep: what to do where both hold different records under one id, or different
                titles: keep "mine", take "theirs", or by default refuse.

        Returns:
            The contradictions that were settled by `keep`, in the order met.

        Raises:
            ConflictError: where the two contradict each other and `keep` was not given;
                nothing is then added.
        """
        _want_dossier("Dossier.merge", other)
        if keep not in (None, "mine", "theirs"):
            raise UsageError("Dossier.merge", f"keep is 'mine', 'theirs' or None, got {shown(keep)}")
        settled: list[Problem] = []
        fresh: list[tuple[str, Any]] = []
        for section, theirs in other._records():
            known = self._find(theirs.id)
            if known is None:
                fresh.append((section, theirs))
            elif known[1] == theirs:
                continue
            elif known[0] == section and same_but_for_record_time(known[1], theirs):
                fresh.append((section, earliest_of(known[1], theirs)))
            else:
                settled.append(_conflict(known, (section, theirs)))
                if keep == "theirs" and known[0] == section:
                    fresh.append((section, theirs))
        title, extra = self._merged_title_and_extra(other, keep, settled)
        if settled and keep is None:
            raise ConflictError(settled, "use `merge(other, keep='mine')` or keep='theirs'")
        for section, record in fresh:
            self._put(section, record)
        self._title, self._extra = title, extra
        self.suppressions += _new(other.suppressions, self.suppressions)
        missing = Counter(other.unread) - Counter(self.unread)
        self.unread += tuple(missing.elements())
        self.read_problems += _new(other.read_problems, self.read_problems)
        return tuple(settled)

    def _merged_title_and_extra(
        self, other: "Dossier", keep: str | None, settled: list[Problem]
    ) -> tuple[str | None, FrozenMap[Any]]:
        title = self.title if self.title is not None else other.title
        if other.title not in (None, title):
            settled.append(Problem("$.title", f"{shown(title)} and {shown(other.title)} differ"))
            title = other.title if keep == "theirs" else title
        extra = dict(self.extra)
        for key, value in other.extra.items():
            if key in extra and not alike(extra[key], value):
                settled.append(Problem(f"$.{key}", f"{shown(extra[key])} and {shown(value)} differ"))
                if keep != "theirs":
                    continue
            extra[key] = value
        return title, FrozenMap(extra)

    def __or__(self, other: "Dossier") -> "Dossier":
        """Return a new dossier with the records of both; contradictions are refused by name."""
        if not isinstance(other, Dossier):
            return NotImplemented
        joined = self.copy()
        joined.merge(other)
        return joined

    def copy(self) -> "Dossier":
        """Return a dossier of its own with the same records."""
        twin = Dossier()
        twin._title, twin._extra = self._title, self._extra
        twin._suppressions, twin._unread = self._suppressions, self._unread
        twin._read_problems = self._read_problems
        for section, held in self._held.items():
            twin._held[section].update(held)
        return twin

    __copy__ = copy

    def diff(self, other: "Dossier") -> Difference:
        """Return what would have to change to turn this dossier into the other.

        It is false exactly if the two are equal.

        Raises:
            UsageError: if the other is no dossier.
        """
        _want_dossier("Dossier.diff", other)
        added, removed, changed = [], [], []
        for section, theirs in other._records():
            mine = self._held[section].get(theirs.id)
            if mine is None:
                added.append(theirs)
            elif mine != theirs:
                changed.append(Change(mine, theirs, tuple(differing_fields(mine, theirs))))
        for section, mine in self._records():
            if mine.id not in other._held[section]:
                removed.append(mine)
        suppressed = self.suppressions, other.suppressions
        unread = self.unread, other.unread
        return Difference(
            tuple(added),
            tuple(removed),
            tuple(changed),
            (self.title, other.title) if self.title != other.title else None,
            suppressed if set(suppressed[0]) != set(suppressed[1]) else None,
            (self.extra, other.extra) if self.extra != other.extra else None,
            unread if Counter(unread[0]) != Counter(unread[1]) else None,
        )

    def __eq__(self, other: object) -> bool:
        """Compare records, title, suppressions and leftovers; the order of records does not count."""
        if not isinstance(other, Dossier):
            return NotImplemented
        return (
            self.title == other.title
            and self._held == other._held
            and self.extra == other.extra
            and set(self.suppressions) == set(other.suppressions)
            and Counter(self.unread) == Counter(other.unread)
        )

    __hash__ = None  # type: ignore[assignment]  # a dossier changes

    def __reduce__(self) -> tuple[Any, ...]:
        state = (self.title, self.suppressions, self.extra, self.unread, self.read_problems)
        return _rebuilt, (tuple(self), *state)

    # --- the whole -------------------------------------------------------------------------

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong with the dossier, each with its path.

        First what was wrong with the file it was read from; then, record by record in order:
        references to records that are not there or of the wrong kind, words no vocabulary
        knows, anchors that do not match their text or stand in none, impossible intervals and
        orders of time, digests that do not match, relays and derivations that bite their tail,
        corrections of what is not theirs, judgements that contradict each other, terms that no
        scale knows. An empty tuple means none was found.
        """
        return (*self.read_problems, *find_problems(self._held, self.suppressions))

    def redact(self, source: Source | str) -> Redaction:
        """Return a dossier in which a confidential source cannot be recognised.

        Its name and aliases are written over everywhere, and so are the words that credit it in
        the texts; anchors are recomputed. Every record whose content or references change gets
        a random id, whether its own was given or derived, and the digests of its texts are
        dropped, so that nothing left can be recomputed from the name. Sources judged the same
        are redacted with it. Who it speaks for, belongs to and has as members stays, because
        the counting of independent origins rests on it; `left` names that, and what else only
        a person can judge. This dossier is not changed.

        Raises:
            UnknownRecordError: if the dossier holds no such source.
        """
        return redact(self, source)

    def digest(self) -> str:
        """Return a SHA-256 digest of everything the dossier says, as 64 hexadecimal digits.

        Equal dossiers have equal digests, whatever the order in which their records were added
        and whatever format they were read from. It is taken over the canonical form (RFC 8785).
        """
        records = {
            section: [portable(to_plain(held[id])) for id in sorted(held)]
            for section, held in self._held.items()
        }
        whole = {
            "title": self.title,
            "extra": portable(self.extra),
            "suppressions": _sorted(to_plain(suppression) for suppression in set(self.suppressions)),
            "unread": _sorted([section, raw] for section, raw in self.unread),
            **records,
        }
        return sha256_hex(canonical_json(whole, deepest=_DEEPEST_WHOLE))

    def __repr__(self) -> str:
        title = f" {shown(self.title)}" if self.title is not None else ""
        counts = [
            f"{len(held):,} {singular(section) if len(held) == 1 else _plural(section)}"
            for section, held in self._held.items()
            if held
        ]
        more = [f"{len(self.unread)} unread"] if self.unread else []
        return f"<Dossier{title}: {', '.join(counts + more) or 'empty'}>"


def _rebuilt(records: Sequence[Record], title: str | None, *state: Any) -> Dossier:
    suppressions, extra, unread, read_problems = state
    return Dossier(
        records,
        title=title,
        suppressions=suppressions,
        extra=extra,
        unread=unread,
        read_problems=read_problems,
    )


def _flattened(function: str, records: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Yield each record with its mapping, looking into iterables of records."""
    for given in records:
        section = section_of(given)
        if section is not None:
            yield section, given
            continue
        if isinstance(given, (str, bytes, Mapping)) or not isinstance(given, Iterable):
            raise UsageError(function, f"expected records, got {type(given).__name__} {shown(given)}")
        for record in given:
            section = section_of(record)
            if section is None:
                raise UsageError(function, f"expected records, got {type(record).__name__} {shown(record)}")
            yield section, record


def _new(theirs: Iterable[_H], mine: Iterable[_H]) -> tuple[_H, ...]:
    known = set(mine)
    return tuple(item for item in theirs if item not in known)


def _conflict(known: tuple[str, Any], given: tuple[str, Any]) -> Problem:
    path = f"$.{known[0]}[{shown(known[1].id)}]"
    if known[0] != given[0]:
        message = f"the id is that of a {singular(known[0])} already, not of a {singular(given[0])}"
    else:
        message = "differs in " + ", ".join(
            f"{name} ({shown(getattr(known[1], name), 60)} and {shown(getattr(given[1], name), 60)})"
            for name in differing_fields(known[1], given[1])
        )
    return Problem(path, message, known[1].id)


def _want_dossier(function: str, value: object) -> None:
    if not isinstance(value, Dossier):
        raise UsageError(function, f"expected a Dossier, got {type(value).__name__} {shown(value)}")


def _sorted(items: Iterable[Any]) -> list[Any]:
    return sorted(
        (portable(item) for item in items), key=lambda item: canonical_json(item, deepest=_DEEPEST_WHOLE)
    )


def _plural(section: str) -> str:
    return "verification statuses" if section == "statuses" else section
