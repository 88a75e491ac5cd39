"""Records of ours straight from the objects of PROV-JSON: the same as by way of statements, in half the time.

Only what stands as it is written here is read so. Whatever is the least bit unusual, an attribute of
others, a value of another type, is left to the statements.
"""

from collections.abc import Callable
from typing import Any

from provenance.errors import DecodingError
from provenance.formats.iris import id_of
from provenance.formats.jsontext import decode_json
from provenance.formats.prov.fields import FORMAL_FIELDS, UnfitError, own_shapes, time_of
from provenance.formats.prov.names import Scope
from provenance.formats.prov.statements import Typed
from provenance.formats.prov.terms import FORMAL, JSON, SECTIONS
from provenance.formats.prov.writing import implied_type, usual_kind
from provenance.model import When
from provenance.model.shapes import Shape

__all__ = ["RecordPlains"]

_NAMED = "prov:QUALIFIED_NAME"
_SHORT = 200
"""Texts of so few characters are likely to stand in many records, and are decoded once."""

_Read = Callable[[Any], Any]


class RecordPlains:
    """Reads the objects of a document, or of a bundle in it."""

    def __init__(self, scope: Scope) -> None:
        """Take the prefixes."""
        self.iris = scope.known
        self._ids = _Ids(scope)
        self._decoded: dict[str, Any] = {}
        self._tables: dict[tuple[str, str], _Table] = {}

    def of(self, kind: str, raw: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
        """Return the section and the plain form, without its id, of the record that an object stands for.

        `None` if it stands for none, or in an unusual way.
        """
        types = raw.get("prov:type")
        first, second = types if type(types) is list and len(types) == 2 else (types, None)
        section = SECTIONS.get(self._named(first) or "")
        if section is None:
            return None
        table = self._tables.get((kind, section))
        if table is None:
            table = self._tables[kind, section] = _Table(self, kind, section)
        plain: dict[str, Any] = {}
        for key, held in raw.items():
            field, read = table[key]
            value = held if read is _text and type(held) is str else read(held)
            if value is None or field in plain:
                return None
            plain[field] = value
        del plain[_TYPE]
        plain.pop(_END, None)
        if usual_kind(section, plain) != kind:
            return None
        if second is not None and self._named(second) != implied_type(section, plain, kind):
            return None
        return section, plain

    # --- values ----------------------------------------------------------------------------

    def reader(self, shape: Shape) -> _Read:
        """Return what reads a field; it gives `None` for what is not as it is written here."""
        if shape.kind in ("text", "term"):
            return _text
        if shape.kind == "reference":
            return self.reference
        if shape.kind == "value" and shape.of is When:
            return self._time
        if shape.kind == "many" and shape.of.kind in ("text", "reference"):
            return _several(self.reader(shape.of))
        return self._json

    def reference(self, held: Any) -> str | None:
        """Return the id that a name stands for."""
        if type(held) is dict and len(held) == 2 and held.get("type") == _NAMED:
            name = held.get("$")
            return self._ids[name] if type(name) is str else None
        return None

    def formal(self, held: Any) -> str | None:
        """Return the id that a formal attribute stands for."""
        return self._ids[held] if type(held) is str and held else None

    def _named(self, held: Any) -> str | None:
        if type(held) is dict and len(held) == 2 and held.get("type") == _NAMED:
            name = held.get("$")
            return self.iris[name] if type(name) is str else None
        return None

    def _typed(self, held: Any) -> tuple[str, str] | None:
        if type(held) is dict and len(held) == 2:
            text, datatype = held.get("$"), held.get("type")
            if type(text) is str and type(datatype) is str:
                return text, self.iris[datatype]
        return None

    def _time(self, held: Any) -> Any:
        typed = self._typed(held)
        try:
            return None if typed is None else time_of(Typed(*typed))
        except UnfitError:
            return None

    def _json(self, held: Any) -> Any:
        typed = self._typed(held)
        if typed is None or typed[1] != JSON:
            return None
        text = typed[0]
        found = self._decoded.get(text)
        if found is None:
            try:
                found = decode_json(text)
            except DecodingError:
                return None
            if len(text) < _SHORT:
                self._decoded[text] = found
        return found


class _Ids(dict[str, str]):
    """The ids that names stand for."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._iris = scope.known

    def __missing__(self, name: str) -> str:
        id = self[name] = id_of(self._iris[name])
        return id


class _Table(dict[str, tuple[str, _Read]]):
    """What reads the keys of a section's objects: the field, and what gives its value."""

    def __init__(self, plains: RecordPlains, kind: str, section: str) -> None:
        super().__init__()
        self._plains, self._section = plains, section
        self["prov:type"] = _TYPE, _anything
        if section == "derivations" and kind == "wasDerivedFrom":
            for field, name in zip(FORMAL_FIELDS[section], FORMAL[kind], strict=False):
                self[f"prov:{name}"] = field, plains.formal
        if section == "statuses":
            self[f"prov:{_END}"] = _END, _filled
        for name in FORMAL[kind]:
            self.setdefault(f"prov:{name}", ("", _nothing))

    def __missing__(self, key: str) -> tuple[str, _Read]:
        field = own_shapes(self._section).get(self._plains.iris[key])
        found = self[key] = (
            ("", _nothing) if field is None else (field.name, self._plains.reader(field.shape))
        )
        return found


_TYPE, _END = "prov:type", "endTime"
"""These stand among the fields while a record is read."""


def _anything(held: Any) -> bool:
    return True


def _nothing(held: Any) -> None:
    return None


def _text(held: Any) -> str | None:
    return held if type(held) is str else None


def _filled(held: Any) -> str | None:
    return (held or None) if type(held) is str else None


def _several(read: _Read) -> _Read:
    def several(held: Any) -> list[str] | None:
        items = [read(item) for item in held] if type(held) is list else [read(held)]
        return None if None in items or not items else sorted(set(items))

    return several
