"""The dossier: a mutable collection of immutable records about a story."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, NamedTuple


from provenance.errors import ConflictError, Problem, UnknownRecordError, UsageError, shown
from provenance.model.article import Article
from provenance.model.attribution import Attribution
from provenance.model.canonical import canonical_json, sha256_hex
from provenance.model.changes import Change, Difference, differing_fields, earliest_of, same_but_for_record_time
from provenance.model.claim import Claim
from provenance.model.frozen import EMPTY, FrozenMap, freeze
from provenance.model.indexes import Index, make_index
from provenance.model.links import ClaimRelation, Derivation, Grade, IdentityJudgement
from provenance.model.plain import to_plain
from provenance.model.problems import find_problems
from provenance.model.records import RECORD_TYPES, Record, section_of, singular
from provenance.model.references import reference_fields
from provenance.model.source import Source
from provenance.model.values import Suppression
from provenance.model.verification import VerificationStatus

__all__ = ["Dossier", "Unread"]


class Unread(NamedTuple):
    """Something a reader could not make a record of, kept as it stood in the file."""

    section: str
    """The mapping it was meant for ("claims"), or "" if that is not known either."""

    raw: Any
    """The data as read, frozen."""


class Dossier:
    """A collection of records about a story. PROV calls it a bundle.

    Records are looked up by id in one mapping per kind: `sources`, `articles`, `claims`,
    `attributions`, `statuses`, `derivations`, `relations`, `judgements`, `grades`. The mappings
    are views: they follow what `add`, `replace` and `discard` do. An id is unique in the whole
    dossier, so `dossier[id]` finds a record of any kind.

    A dossier may hold references to records that it does not hold; `problems()` lists them, and
    queries work on what is sound.

    Examples:
        >>> dossier = Dossier(title="The bridge")
        >>> claim = Claim(text="The bridge is closed.", id="clm-1")
        >>> dossier.add(claim)
        >>> dossier.claims["clm-1"].text
        'The bridge is closed.'
        >>> dossier
        <Dossier 'The bridge': 1 claim>
    """

    title: str | None
    """What the story is called."""

    extra: FrozenMap[Any]
    """What a file held beside the records that this version does not know; written back as read."""

    suppressions: tuple[Suppression, ...]
    """Sourcing findings that somebody decided to let stand."""

    unread: tuple[Unread, ...]
    """What a reader could not make a record of; written back as it stood."""

    read_problems: tuple[Problem, ...]
    """What was wrong with the file this dossier was read from; heads `problems()`."""

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
            UsageError: if something is not a record.
        """
        if title is not None and not isinstance(title, str):
            raise UsageError("Dossier", f"title is a string, got {shown(title)}")
        self.title = title
        self.suppressions = tuple(suppressions)
        self.extra = freeze(extra) if isinstance(extra, Mapping) else EMPTY
        self.unread = tuple(unread)
        self.read_problems = tuple(read_problems)
        self._held: dict[str, dict[str, Any]] = {section: {} for section in RECORD_TYPES}
        self._indexes: dict[str, dict[str, Index[Any]]] = {section: {} for section in RECORD_TYPES}
        self.add(records)

    # --- looking up ------------------------------------------------------------------------

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source, by id, in the order added."""
        return MappingProxyType(self._held["sources"])

    @property
    def articles(self) -> Mapping[str, Article]:
        """Every article, by id, in the order added."""
        return MappingProxyType(self._held["articles"])

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim, by id, in the order added."""
        return MappingProxyType(self._held["claims"])

    @property
    def attributions(self) -> Mapping[str, Attribution]:
        """Every attribution, by id, in the order added."""
        return MappingProxyType(self._held["attributions"])

    @property
    def statuses(self) -> Mapping[str, VerificationStatus]:
        """Every verification status, by id, in the order added."""
        return MappingProxyType(self._held["statuses"])

    @property
    def derivations(self) -> Mapping[str, Derivation]:
        """Every derivation, by id, in the order added."""
        return MappingProxyType(self._held["derivations"])

    @property
    def relations(self) -> Mapping[str, ClaimRelation]:
        """Every relation between claims, by id, in the order added."""
        return MappingProxyType(self._held["relations"])

    @property
    def judgements(self) -> Mapping[str, IdentityJudgement]:
        """Every judgement of identity, by id, in the order added."""
        return MappingProxyType(self._held["judgements"])

    @property
    def grades(self) -> Mapping[str, Grade]:
        """Every grade, by id, in the order added."""
        return MappingProxyType(self._held["grades"])

    def __getitem__(self, id: str) -> Record:
        """Return the record with this id, of whatever kind.

        Raises:
            UnknownRecordError: if the dossier holds none.
        """
        record = self.get(id)
        if record is None:
            raise UnknownRecordError(id, "the look-up", hint=self._similar(id))
        return record

    def get(self, id: str) -> Record | None:
        """Return the record with this id, of whatever kind, or `None`."""
        for held in self._held.values():
            record: Record | None = held.get(id)
            if record is not None:
                return record
        return None

    def __contains__(self, id: object) -> bool:
        """Tell whether the dossier holds a record with this id (or this very record's id)."""
        if section_of(id) is not None:
            id = id.id  # type: ignore[attr-defined]  # it is a record
        return any(id in held for held in self._held.values())

    def __iter__(self) -> Iterator[Record]:
        """Yield every record, kind by kind in the order of the mappings above."""
        for held in self._held.values():
            yield from held.values()

    def __len__(self) -> int:
        """Return how many records there are, of all kinds."""
        return sum(map(len, self._held.values()))

    def __bool__(self) -> bool:
        """Return True: a dossier is one even while it is empty."""
        return True

    def _similar(self, id: object) -> str:
        """Name an id that was perhaps meant, for an error message."""
        if not isinstance(id, str) or not id:
            return ""
        wanted = id.strip().casefold()
        for held in self._held.values():
            if len(held) > 10_000:
                continue
            for known in held:
                if known.casefold() == wanted or known.endswith(f"-{id}"):
                    return f"did you mean {shown(known)}?"
        return ""

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
        """
        for record in records:
            id = record if isinstance(record, str) else record.id
            known = self._find(id)
            if known is not None:
                section, old = known
                del self._held[section][id]
                for index in self._indexes[section].values():
                    index.discard(old)

    def _find(self, id: str) -> tuple[str, Any] | None:
        for section, held in self._held.items():
            record = held.get(id)
            if record is not None:
                return section, record
        return None

    def _put(self, section: str, record: Any) -> None:
        held, indexes = self._held[section], self._indexes[section]
        if indexes:
            old = held.get(record.id)
            for index in indexes.values():
                if old is not None:
                    index.discard(old)
                index.add(record)
        held[record.id] = record

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
        self.title, self.extra = title, extra
        self.suppressions += tuple(s for s in other.suppressions if s not in self.suppressions)
        self.unread += tuple(u for u in other.unread if u not in self.unread)
        self.read_problems += tuple(p for p in other.read_problems if p not in self.read_problems)
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
            if key in extra and extra[key] != value:
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
        twin = Dossier(
            title=self.title,
            suppressions=self.suppressions,
            extra=self.extra,
            unread=self.unread,
            read_problems=self.read_problems,
        )
        for section, held in self._held.items():
            twin._held[section].update(held)
        return twin

    __copy__ = copy

    def diff(self, other: "Dossier") -> Difference:
        """Return what would have to change to turn this dossier into the other."""
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
        return Difference(
            tuple(added),
            tuple(removed),
            tuple(changed),
            (self.title, other.title) if self.title != other.title else None,
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
            and _counted(self.unread) == _counted(other.unread)
        )

    __hash__ = None  # type: ignore[assignment]  # a dossier changes

    def _records(self) -> Iterator[tuple[str, Any]]:
        for section, held in self._held.items():
            for record in held.values():
                yield section, record

    def __reduce__(self) -> tuple[Any, ...]:
        state = (self.title, self.suppressions, self.extra, self.unread, self.read_problems)
        return _rebuilt, (tuple(self), *state)

    # --- indexes ---------------------------------------------------------------------------

    def index(self, section: str, field: str) -> Index[Any]:
        """Return the look-up table from ids to the records of one kind that hold them in one field.

        It is built when first asked for and kept up to date from then on.

        Args:
            section: the mapping that holds the records ("attributions").
            field: the field that holds ids ("claim", "affiliations.organization").

        Raises:
            UsageError: if there is no such mapping, or no ids in that field.
        """
        indexes = self._indexes.get(section)
        if indexes is None:
            raise UsageError("Dossier.index", f"there is no {shown(section)}; there are {', '.join(RECORD_TYPES)}")
        index = indexes.get(field)
        if index is None:
            index = indexes[field] = make_index(RECORD_TYPES[section], field, self._held[section].values())
        return index

    def _referring(self, asked: Any, *places: tuple[str, str]) -> tuple[Any, ...]:
        id = asked if isinstance(asked, str) else asked.id
        lists = [self.index(section, field).get(id) for section, field in places]
        found = tuple(lists[0]) if len(lists) == 1 else tuple(_once(lists))
        if not found and self._find(id) is None and not self._is_referred_to(id):
            raise UnknownRecordError(id, "the look-up", hint=self._similar(id))
        return found

    def _is_referred_to(self, id: str) -> bool:
        from_fields = ((s, f.name) for s, kind in RECORD_TYPES.items() for f in reference_fields(kind))
        return any(id in self.index(section, field) for section, field in from_fields)

    def passages_of(self, record: Claim | Source | Article | str) -> tuple[Attribution, ...]:
        """Return the attributions of a claim, crediting a source, or in an article.

        Raises:
            UnknownRecordError: if the dossier neither holds the id nor refers to it.
        """
        id = record if isinstance(record, str) else record.id
        for section, field in (("claims", "claim"), ("sources", "source"), ("articles", "article")):
            if id in self._held[section]:
                return tuple(self.index("attributions", field).get(id))
        return self._referring(id, ("attributions", "claim"), ("attributions", "source"), ("attributions", "article"))

    def enclosed_by(self, passage: Attribution | str) -> tuple[Attribution, ...]:
        """Return the passages that this one relays: those whose `via` it is."""
        return self._referring(passage, ("attributions", "via"))

    def derivations_of(self, record: Attribution | Article | Source | str) -> tuple[Derivation, ...]:
        """Return the derivations that say where this came from: those whose `derived` it is."""
        return self._referring(record, ("derivations", "derived"))

    def derivations_from(self, record: Attribution | Article | Source | str) -> tuple[Derivation, ...]:
        """Return the derivations that say what was taken from this."""
        return self._referring(record, ("derivations", "taken_from"))

    def relations_of(self, claim: Claim | str) -> tuple[ClaimRelation, ...]:
        """Return the relations of a claim, as subject first, then as object."""
        return self._referring(claim, ("relations", "subject"), ("relations", "object"))

    def statuses_of(self, claim: Claim | str) -> tuple[VerificationStatus, ...]:
        """Return every verification status of a claim, superseded ones included."""
        return self._referring(claim, ("statuses", "claim"))

    def judgements_of(self, source: Source | str) -> tuple[IdentityJudgement, ...]:
        """Return every judgement about the identity of a source."""
        return self._referring(source, ("judgements", "first"), ("judgements", "second"))

    def grades_of(self, record: Record | str) -> tuple[Grade, ...]:
        """Return every grade given to a record."""
        return self._referring(record, ("grades", "subject"))

    def articles_of(self, publisher: Source | str) -> tuple[Article, ...]:
        """Return the articles a source published."""
        return self._referring(publisher, ("articles", "publisher"))

    def spokesmen_of(self, source: Source | str) -> tuple[Source, ...]:
        """Return the sources that speak for this one."""
        return self._referring(source, ("sources", "speaks_for"))

    def groups_of(self, source: Source | str) -> tuple[Source, ...]:
        """Return the groups that name this source as a member."""
        return self._referring(source, ("sources", "members"))

    # --- the whole -------------------------------------------------------------------------

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong with the dossier, each with its path.

        First what was wrong with the file it was read from; then, record by record in order:
        references to records that are not there or of the wrong kind, words no vocabulary
        knows, anchors that do not match their text, impossible intervals and orders of time,
        digests that do not match, relays and derivations that bite their tail, judgements that
        contradict each other, terms that no scale knows. An empty tuple means none was found.
        """
        return (*self.read_problems, *find_problems(self._held, self.suppressions))

    def digest(self) -> str:
        """Return a SHA-256 digest of everything the dossier says, as 64 hexadecimal digits.

        Equal dossiers have equal digests, whatever the order in which their records were added
        and whatever format they were read from. It is taken over the canonical form (RFC 8785).
        """
        records = {
            section: [_portable(to_plain(held[id])) for id in sorted(held)] for section, held in self._held.items()
        }
        whole = {
            "title": self.title,
            "extra": _portable(self.extra),
            "suppressions": _sorted(to_plain(suppression) for suppression in set(self.suppressions)),
            "unread": _sorted([section, raw] for section, raw in self.unread),
            **records,
        }
        return sha256_hex(canonical_json(whole))

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
        records, title=title, suppressions=suppressions, extra=extra, unread=unread, read_problems=read_problems
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


def _once(lists: Iterable[Sequence[Any]]) -> Iterator[Any]:
    seen: set[str] = set()
    for records in lists:
        for record in records:
            if record.id not in seen:
                seen.add(record.id)
                yield record


def _counted(unread: Iterable[Unread]) -> dict[Unread, int]:
    counts: dict[Unread, int] = {}
    for item in unread:
        counts[item] = counts.get(item, 0) + 1
    return counts


def _sorted(items: Iterable[Any]) -> list[Any]:
    return sorted((_portable(item) for item in items), key=canonical_json)


def _portable(data: Any) -> Any:
    """Return plain data with integers that JSON cannot exchange as strings, for hashing."""
    if isinstance(data, int) and not isinstance(data, bool) and abs(data) >= 2**53:
        return str(data) if abs(data) < 10**4000 else hex(data)
    if isinstance(data, (list, tuple)):
        return [_portable(item) for item in data]
    if isinstance(data, Mapping):
        return {key: _portable(value) for key, value in data.items()}
    return data


def _plural(section: str) -> str:
    return "verification statuses" if section == "statuses" else section
