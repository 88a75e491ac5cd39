"""From PROV statements to a dossier.

Statements of our own classes become the records they were; of what others wrote, agents, entities,
derivations, attributions and delegations become records (`provenance.formats.prov.foreign`). Every
other statement is kept in `Dossier.extra["prov"]`, listed, and written back.
"""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from provenance.errors import shown
from provenance.formats.intake import Intake
from provenance.formats.iris import RECORDS, id_of
from provenance.formats.jsontext import decode_json
from provenance.formats.prov.fields import EXTRA, own_fields
from provenance.formats.prov.following import other_forms
from provenance.formats.prov.foreign import foreign_record
from provenance.formats.prov.kept import KEY, can_hold
from provenance.formats.prov.names import OURS
from provenance.formats.prov.statements import (
    Name,
    Statement,
    Typed,
    is_moment,
    kept_attributes,
    kept_statement,
)
from provenance.formats.prov.terms import ELEMENTS, FORMAL, JSON, LABEL, NP, SECTIONS, STATEMENTS, TIMES, TYPE
from provenance.formats.prov.writing import DOSSIER, implied_types, usual_kind
from provenance.model import Dossier
from provenance.model.plain import put_back

__all__ = ["Gathering"]


class Gathering:
    """Takes statements in any order, and gives the dossier at the end."""

    def __init__(self, *, strict: bool = False) -> None:
        """Begin to read."""
        self.intake = Intake(strict=strict)
        self._strict = strict
        self._prefixes: dict[str, str] = {}
        self._bases: set[str] = set()
        self._later: list[tuple[Statement, Any]] = []
        self.following: list[tuple[str, Callable[[], None]]] = []
        """Statements that may follow from a record of ours: their ids, and what takes them in. Where the
        record is there, nobody has to look at them."""
        self.members: list[tuple[str, str, Callable[[], None]]] = []
        """The same for members without an id: the collections, the members, and what takes them in."""
        self._kept: list[Statement] = []
        self._counts: Counter[str] = Counter()
        self._foreign = False
        self._beside_found = False

    def note_prefixes(self, prefixes: dict[str, str]) -> None:
        """Remember prefixes, for writing what is kept with the same ones."""
        for prefix, namespace in prefixes.items():
            self._prefixes.setdefault(prefix, namespace)

    def set_aside(self, raw: Any, path: str, reason: str) -> None:
        """Keep what is no statement, and say why."""
        self.intake.set_aside("", raw, path, reason)

    def take(self, statement: Statement, path: Any) -> None:
        """Take a statement in: records of our own at once, all else when all is there."""
        if not TIMES.isdisjoint(statement.formal):
            self._check_times(statement, path)
        section = None
        for name, value in statement.attributes:
            if name == TYPE and type(value) is Name and value[0] in SECTIONS:
                section = SECTIONS[value[0]]
                break
        id = statement.id
        if id == DOSSIER and statement.kind == "entity":
            self._beside(statement, path)
        elif section is not None and id is not None and self._own(section, statement, id, path):
            pass
        else:
            self._later.append((statement, path))

    def _check_times(self, statement: Statement, path: Any) -> None:
        """Take out of a statement the times that are no moments: not every spelling could write them."""
        for name in TIMES.intersection(statement.formal):
            time = statement.formal[name]
            if not is_moment(time):
                del statement.formal[name]
                raw = {"statement": statement.kind, "formal": {name: time}}
                if statement.id is not None:
                    raw["id"] = statement.id
                self.set_aside(raw, f"{path}.prov:{name}", f"expected a moment in full, got {shown(time)}")

    def take_own(self, section: str, plain: dict[str, Any], iri: str, path: Any) -> bool:
        """Take in a record of ours of which nothing else was said; return `False` if it cannot be one."""
        id = id_of(iri)
        if self.intake.get(section, id) is not None or iri.startswith(STATEMENTS):
            return False
        plain["id"] = id
        if self.intake.add(section, plain, str(path)) is not None:
            self._bases.add(iri)
        return True

    # --- our own ---------------------------------------------------------------------------

    def _own(self, section: str, statement: Statement, iri: str, path: Any) -> bool:
        plain, others = own_fields(section, statement.attributes)
        extra = plain.pop(EXTRA, None)
        id = id_of(iri)
        if self.intake.get(section, id) is not None or iri.startswith(STATEMENTS):
            return False
        if not can_hold(section, statement.kind):
            return False
        formal = dict(statement.formal)
        if section == "derivations" and statement.kind not in ELEMENTS:
            for field, name in zip(("derived", "taken_from"), FORMAL[statement.kind][:2], strict=True):
                if name in formal:
                    plain[field] = id_of(formal.pop(name))
        elif section == "statuses":
            formal.pop("endTime", None)
        implied = implied_types(section, plain, statement.kind)
        left = [pair for pair in others if not (pair[0] == TYPE and pair[1] in implied)]
        if extra is not None:
            put_back(plain, extra)
        kept: dict[str, Any] = {}
        if statement.kind != usual_kind(section, plain):
            kept["statement"] = statement.kind
        if left:
            kept["attributes"] = kept_attributes(left)
        if formal:
            kept["formal"] = formal
        if statement.bundle is not None:
            kept["bundle"] = statement.bundle
        if kept:
            plain[KEY] = kept
            self._foreign = True
        made = self.intake.add(section, {"id": id, **plain}, str(path))
        if made is not None:
            self._bases.add(iri)
        return True

    def _beside(self, statement: Statement, path: Any) -> None:
        self._beside_found = True
        for name, value in statement.attributes:
            where = f"{path}[{shown(name)}]"
            if name == LABEL and isinstance(value, str):
                self.intake.title = value
            elif name == TYPE:
                continue
            elif isinstance(value, Typed) and value.datatype == JSON and name in _BESIDE:
                self._put_beside(name, decode_json(value.text), where)
            else:
                self.intake.report(where, f"no attribute of a dossier: {shown(value)}")

    def _put_beside(self, name: str, held: Any, where: str) -> None:
        if name == EXTRA and type(held) is dict:
            for key, value in held.items():
                self.intake.keep(key, value)
        elif name == f"{NP}suppressions" and type(held) is list:
            self.intake.suppress(held, where)
        elif name == f"{NP}unread" and type(held) is list:
            for pair in held:
                fits = type(pair) is list and len(pair) == 2 and type(pair[0]) is str
                section, raw = pair if fits else ("", pair)
                self.intake.set_aside(section, raw, where, "an earlier reader could not tell what it is")
        else:
            self.intake.report(where, f"not as it is written: {shown(held)}")

    # --- the others' -----------------------------------------------------------------------

    def finish(self) -> Dossier:
        """Return the dossier.

        Raises:
            DecodingError: with every problem there is, if the reading is strict and found any.
        """
        for id, take in self.following:
            if not self._has_base(id):
                take()
        for collection, entity, take in self.members:
            if not self._is_member(collection, entity):
                take()
        forms = self._forms()
        elements = [pair for pair in self._later if pair[0].kind in ELEMENTS]
        relations = [pair for pair in self._later if pair[0].kind not in ELEMENTS]
        for statement, path in [*elements, *relations]:
            if self._follows(statement, forms) or foreign_record(self.intake, statement, str(path)):
                continue
            self._kept.append(statement)
            self._counts[statement.kind] += 1
        if self._later:
            self._foreign = True
        self._keep()
        if self._is_useless():
            self.intake.report("$", "it holds no statement that a record could be made of")
        return self.intake.finish()

    def _is_useless(self) -> bool:
        """Return whether nothing came of all this. A dossier of ours may be empty, and says whose it is."""
        nothing = not any(self.intake.held.values()) and not self.intake.problems
        return nothing and not self._beside_found and NP not in self._prefixes.values()

    def _keep(self) -> None:
        for kind, count in self._counts.items():
            many = "statement" if count == 1 else "statements"
            self.intake.report(f"$.{kind}", f"{count:,} {many} that no record can hold: kept as they are")
        kept: dict[str, Any] = {}
        if self._kept:
            kept["statements"] = sorted(map(kept_statement, self._kept), key=_sorting)
        foreign = {
            prefix: namespace
            for prefix, namespace in self._prefixes.items()
            if prefix not in OURS and prefix not in ("prov", "xsd") and namespace != f"{prefix}:"
        }
        if foreign and (self._kept or self._has_foreign()):
            kept["prefixes"] = foreign
        if kept:
            self.intake.keep(KEY, kept)

    def _has_foreign(self) -> bool:
        return any(
            KEY in record.extra or not record.id.startswith("urn:news-provenance")
            for held in self.intake.held.values()
            for record in held.values()
            if record.extra
        )

    def _forms(self) -> set[tuple[str, str]]:
        if not any(statement.kind == "alternateOf" for statement, _ in self._later):
            return set()
        held = Dossier()
        for section, records in self.intake.held.items():
            held._held[section].update(records)
        return set(other_forms(held))

    def _has_base(self, id: str) -> bool:
        """Return whether the record is there from which a statement of this id follows."""
        base = RECORDS + id[len(STATEMENTS) : id.rfind(".")]
        return base in self._bases or id_of(base) in self._bases

    def _is_member(self, collection: str, entity: str) -> bool:
        """Return whether a passage of ours stands in an article."""
        passage = self.intake.get("attributions", id_of(entity))
        return passage is not None and passage.article == id_of(collection)

    def _follows(self, statement: Statement, forms: set[tuple[str, str]]) -> bool:
        """Return whether a statement says only what follows from a record of ours."""
        id, formal = statement.id, statement.formal
        if id is not None:
            if not id.startswith(STATEMENTS):
                return False
            return self._has_base(id)
        if statement.attributes or statement.bundle is not None:
            return False
        if statement.kind == "hadMember" and len(formal) == 2:
            return self._is_member(formal["collection"], formal["entity"])
        if statement.kind == "alternateOf" and len(formal) == 2:
            return (id_of(formal["alternate1"]), id_of(formal["alternate2"])) in forms
        return False


_BESIDE = frozenset({EXTRA, f"{NP}suppressions", f"{NP}unread"})


_KINDS = {kind: place for place, kind in enumerate(FORMAL)}


def _sorting(kept: dict[str, Any]) -> tuple[int, str, str, str]:
    """Return what puts kept statements into one order, whatever spelling they came in."""
    rest = json.dumps(kept, sort_keys=True)
    return _KINDS[kept["statement"]], kept.get("bundle", ""), kept.get("id", ""), rest
