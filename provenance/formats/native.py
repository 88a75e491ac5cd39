"""The native format: one JSON document.

```json
{
 "schema": "news-provenance/1",
 "title": "The bridge",
 "claims": [
  {
   "id": "clm-1",
   "text": "The bridge is closed."
  }
 ]
}
```

One section for each kind of record, in the order of `RECORD_TYPES`; empty ones are left out. A
field that holds its default is left out. Every field of a record stands on a line of its own, so
that two versions of a file can be compared line by line. The same dossier, with its records in
the same order, gives the same bytes.
"""

from collections.abc import Iterator
from typing import Any

from provenance.errors import DecodingError, InvalidValueError, Problem, shown
from provenance.formats.jsontext import decode_json, decode_text, encode_json, json_string
from provenance.formats.reading import LEFTOVERS, SUPPRESSIONS, Reading
from provenance.formats.versions import SCHEMA, schema_to_write
from provenance.formats.writers import write_fields
from provenance.model import RECORD_TYPES, Dossier
from provenance.model._collecting import collector_paused

__all__ = ["dump", "loads", "split_leftovers"]


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that a native JSON document holds.

    Raises:
        DecodingError: if it is not JSON, not an object, or nested too deeply; with `strict`, also
            with every problem found, unknown fields and words included.
    """
    with collector_paused():
        document = decode_json(decode_text(data))
        if type(document) is not dict:
            wanted = f'expected an object that begins with "schema": "{SCHEMA}"'
            raise DecodingError([Problem("$", f"{wanted}, got {shown(document)}")])
        reading = Reading(strict=strict, path_of=_path)
        sections = reading.read_header(document)
        for section in RECORD_TYPES:
            if section in sections:
                reading.read_section(section, sections[section])
        return reading.finish()


def _path(section: str, index: int) -> str:
    return f"$.{section}[{index}]"


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield the native JSON document of a dossier in pieces.

    Raises:
        InvalidValueError: if something kept beside the records is no JSON data, or data is
            nested deeper than 100 levels.
    """
    loose, clashing = split_leftovers(dossier)
    yield f'{{\n "schema": {encode_json(loose.pop("schema", SCHEMA), level=1)}'
    if dossier.title is not None:
        yield f',\n "title": {encode_json(dossier.title)}'
    for key, value in loose.items():
        yield f",\n {json_string(key)}: {encode_json(value, level=1)}"
    left: dict[str, list[Any]] = {}
    for section, raw in dossier.unread:
        left.setdefault(_place_of(section), []).append(raw)
    for section in RECORD_TYPES:
        records = getattr(dossier, section).values()
        yield from _section(section, map(_lines, records), left.get(section, []))
    yield from _section(SUPPRESSIONS, map(_lines, dossier.suppressions), left.get(SUPPRESSIONS, []))
    yield from _section(LEFTOVERS, (), [*left.get(LEFTOVERS, []), *clashing])
    yield "\n}\n"


def split_leftovers(dossier: Dossier) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Tell apart what `Dossier.extra` holds: what can stand beside the records, and what cannot.

    A section that could not be read at all is kept there under its own name. If records were
    added to the section since, both cannot be written under one name. The word of another schema
    is written as the file's own.
    """
    taken: set[str] = {"schema"} if schema_to_write(dossier.extra) == SCHEMA else set()
    if dossier.title is not None:
        taken.add("title")
    taken.update(section for section in RECORD_TYPES if getattr(dossier, section))
    taken.update(_place_of(section) for section, _ in dossier.unread)
    if dossier.suppressions:
        taken.add(SUPPRESSIONS)
    if any(key in taken for key in dossier.extra):
        taken.add(LEFTOVERS)  # where what clashes is put
    clashing = [{key: value} for key, value in dossier.extra.items() if key in taken]
    loose = {key: value for key, value in dossier.extra.items() if key not in taken}
    for key in loose:
        if not isinstance(key, str):
            raise InvalidValueError("JSON key", key, "keys are strings")
    return loose, clashing


def _place_of(section: str) -> str:
    """Return the key under which a document keeps what was meant for a section."""
    return section if section in RECORD_TYPES or section == SUPPRESSIONS else LEFTOVERS


def _section(name: str, records: Any, left: list[Any]) -> Iterator[str]:
    before = f',\n "{name}": [\n  '
    for text in records:
        yield before
        yield text
        before = ",\n  "
    for raw in left:
        yield before
        yield encode_json(raw, level=2)
        before = ",\n  "
    if before == ",\n  ":
        yield "\n ]"


def _lines(record: Any) -> str:
    return f"{{\n   {write_fields(record, _NEXT_FIELD)}\n  }}"


_NEXT_FIELD = ",\n   "
