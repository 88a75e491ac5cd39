"""What is ours alone as PROV-JSON straight away: the same text as by way of statements, in half the time."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

from provenance.formats.jsontext import encode_json, json_string
from provenance.formats.prov.fields import ORDER, is_one, own_rows, time_text
from provenance.formats.prov.following import PASSAGE, Following
from provenance.formats.prov.names import iri_of_id
from provenance.formats.prov.statements import Typed, Value
from provenance.formats.prov.terms import FORMAL, JSON, NP
from provenance.formats.writers import write_object
from provenance.model import When
from provenance.model.shapes import shapes_of

__all__ = ["FollowingTexts", "Ids", "RecordTexts"]


class Ids(dict[str, str]):
    """The qualified names of records as JSON strings, by their ids."""

    def __init__(self, quoted: dict[str, str]) -> None:
        """Take the qualified names of IRIs, as JSON strings."""
        super().__init__()
        self._quoted = quoted

    def __missing__(self, id: str) -> str:
        """Return the name of a record that was not asked for before."""
        text = self[id] = self._quoted[iri_of_id(id)]
        return text


class FollowingTexts:
    """Writes statements that follow from records."""

    def __init__(self, ids: Ids, of: Callable[[list[tuple[str, Value]]], list[str]]) -> None:
        """Take what gives ids and attributes their text."""
        self._ids, self._of = ids, of
        self._keys = {kind: [f'"prov:{name}": ' for name in names] for kind, names in FORMAL.items()}
        self._said: dict[Any, list[str]] = {(): []}
        self._passage = of([(PASSAGE, "")])[0].removesuffix('""')

    def of(self, kind: str, following: Following) -> tuple[str | None, str]:
        """Return the name and the object of a statement."""
        record, word, ends, said, passage, time = following
        ids = self._ids
        fields = [f"{key}{ids[end]}" for key, end in zip(self._keys[kind], ends, strict=False)]
        if time is not None:
            fields.append(f'"prov:time": "{time}"')
        if said:
            texts = self._said.get(said)
            if texts is None:
                texts = self._said[said] = self._of(list(said))
            fields += texts
        if passage is not None:
            fields.append(f'{self._passage}{{"$": {ids[passage]}, "type": "prov:QUALIFIED_NAME"}}')
        name = None if record is None else f'"st:{quote(record, safe="")}.{word}"'  # needs no escapes
        return name, f"{{{', '.join(fields)}}}"


class RecordTexts:
    """Writes the attributes of records that hold nothing of others."""

    def __init__(
        self, quoted: dict[str, str], ids: Ids, of: Callable[[list[tuple[str, Value]]], list[str]]
    ) -> None:
        """Take what gives names and attributes their text.

        Args:
            quoted: the qualified names of IRIs, as JSON strings.
            ids: the same by ids.
            of: gives the texts of attributes, with those of one name together.
        """
        self._quoted, self._ids, self._of = quoted, ids, of
        self._tables: dict[Any, Any] = {}

    def of(self, record: Any, types: tuple[str, ...], bare: tuple[str, ...]) -> list[str]:
        """Return the texts of all attributes of a record, its types first.

        Args:
            record: the record.
            types: IRIs of what its `prov:type` is beside its class.
            bare: fields that stand elsewhere in the statement.
        """
        table = self._tables.get((type(record), bare))
        if table is None:
            table = self._tables[type(record), bare] = self._table(type(record), bare)
        first, rows = table
        if types:
            named = "".join(f", {self._name(iri)}" for iri in types)
            texts = [f'"prov:type": [{first}{named}]']
        else:
            texts = [f'"prov:type": {first}']
        order: dict[str, list[str]] | None = None
        for name, attribute, default, put, write in rows:
            held = getattr(record, name)
            if held is default:  # of empty tuples there is one
                continue
            text = None if write is None else write(held)
            if text is not None:
                texts.append(text)
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

    def _table(self, record_type: type[Any], bare: tuple[str, ...]) -> Any:
        shapes = {field.name: field.shape for field in shapes_of(record_type)}
        rows = [
            (name, attribute, default, put, self._writer(shapes[name], f"{self._quoted[attribute]}: "))
            for name, attribute, default, put in own_rows(record_type)
            if name not in bare
        ]
        return self._name(NP + record_type.__name__), rows

    def _writer(self, shape: Any, key: str) -> Callable[[Any], str | None] | None:
        """Return what writes a field of the simple kinds; `None` for the others.

        What it gives is `None` for a value that is not simple.
        """
        ids, named = self._ids, ', "type": "prov:QUALIFIED_NAME"}'
        if shape.kind in ("text", "term"):
            return lambda held: f"{key}{json_string(held)}"
        if shape.kind == "reference":
            return lambda held: f'{key}{{"$": {ids[held]}{named}'
        if shape.kind == "value" and shape.of is When:
            return partial(self._moment, key)
        if shape.kind == "value" and shape.nullable:
            end = ', "type": "rdf:JSON"}'
            return lambda held: f'{key}{{"$": {json_string(write_object(held))}{end}'
        if shape.kind == "many" and shape.of.kind == "text":
            return lambda held: f"{key}{json_string(held[0])}" if len(held) == 1 else None
        return None

    def _moment(self, key: str, held: When) -> str | None:
        moment = time_text(held)
        if moment is None or not is_one(held):
            return None
        return f'{key}{{"$": "{moment}", "type": "xsd:dateTime"}}'

    def _name(self, iri: str) -> str:
        return f'{{"$": {self._quoted[iri]}, "type": "prov:QUALIFIED_NAME"}}'
