"""Records as objects of PROV-JSON straight away: the same text as by way of statements, in half the time."""

from collections.abc import Callable
from typing import Any

from provenance.formats.jsontext import encode_json, json_string
from provenance.formats.prov.fields import ORDER, own_rows
from provenance.formats.prov.names import iri_of_id
from provenance.formats.prov.statements import Typed, Value
from provenance.formats.prov.terms import JSON, NP
from provenance.formats.writers import write_object
from provenance.model import When
from provenance.model.shapes import shapes_of

__all__ = ["RecordTexts"]


class RecordTexts:
    """Writes the attributes of records that hold nothing of others."""

    def __init__(self, quoted: dict[str, str], of: Callable[[list[tuple[str, Value]]], list[str]]) -> None:
        """Take what gives names and attributes their text.

        Args:
            quoted: the qualified names of IRIs, as JSON strings.
            of: gives the texts of attributes, with those of one name together.
        """
        self._quoted, self._of = quoted, of
        self._references: dict[str, str] = {}
        self._tables: dict[type[Any], Any] = {}

    def of(self, record: Any, types: tuple[str, ...], bare: tuple[str, ...]) -> list[str]:
        """Return the texts of all attributes of a record, its types first.

        Args:
            record: the record.
            types: IRIs of what its `prov:type` is beside its class.
            bare: fields that stand elsewhere in the statement.
        """
        table = self._tables.get(type(record))
        if table is None:
            table = self._tables[type(record)] = self._table(type(record))
        first, rows = table
        if types:
            named = "".join(f", {self._name(iri)}" for iri in types)
            texts = [f'"prov:type": [{first}{named}]']
        else:
            texts = [f'"prov:type": {first}']
        order: dict[str, list[str]] | None = None
        for name, attribute, default, put, write in rows:
            held = getattr(record, name)
            if held is default or name in bare:  # of empty tuples there is one
                continue
            if write is not None:
                texts.append(write(held))
                continue
            found: list[tuple[str, Value]] = []
            ordered = put(found, attribute, held)
            if ordered is not None:
                order = {**(order or {}), name: ordered}
            if found:
                texts += self._of(found)
        if order is not None:
            texts += self._of([(ORDER, Typed(encode_json(order), JSON))])
        return texts

    def _table(self, record_type: type[Any]) -> Any:
        shapes = {field.name: field.shape for field in shapes_of(record_type)}
        rows = [
            (name, attribute, default, put, self._writer(shapes[name], f"{self._quoted[attribute]}: "))
            for name, attribute, default, put in own_rows(record_type)
        ]
        return self._name(NP + record_type.__name__), rows

    def _writer(self, shape: Any, key: str) -> Callable[[Any], str] | None:
        """Return what writes a field of the simple kinds; `None` for the others."""
        if shape.kind in ("text", "term"):
            return lambda held: f"{key}{json_string(held)}"
        if shape.kind == "reference":
            return lambda held: f"{key}{self._reference(held)}"
        if shape.kind == "value" and shape.of is not When and shape.nullable:
            end = ', "type": "rdf:JSON"}'
            return lambda held: f'{key}{{"$": {json_string(write_object(held))}{end}'
        return None

    def _reference(self, id: str) -> str:
        text = self._references.get(id)
        if text is None:
            text = self._references[id] = self._name(iri_of_id(id))
        return text

    def _name(self, iri: str) -> str:
        return f'{{"$": {self._quoted[iri]}, "type": "prov:QUALIFIED_NAME"}}'
