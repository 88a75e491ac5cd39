"""Entities as they are found: lines of an entity each, of one statement each, or of both."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeGuard

from attrs import define, field

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.ftm.schemata import CONTEXT, more_special
from provenance.formats.intake import Intake
from provenance.formats.jsontext import decode_json, decode_text, refuse_deep
from provenance.model.shapes import is_encodable

__all__ = ["ORIGIN", "Gathering", "Held", "Item", "items_of", "none_found"]

ORIGIN = "news-provenance: "
"""What the origin of the statement begins with that names an entity of ours; its section follows."""

_SAYING = ("prop", "value")

Item = tuple[str, Any]
"""What stands on a line, after its path."""


@define
class Held:
    """An entity while it is gathered."""

    path: str
    """Where it first stood."""

    entity: dict[str, Any]
    """The entity."""

    section: str | None = None
    """The section it is of, if its statements were written by us."""

    record: str | None = None
    """The record it is of, if its statements were written by us."""

    dataset: str | None = None
    """Who stated it, if its statements were written by us."""

    raw: dict[tuple[str, str], str] = field(factory=dict)
    """Of stated values, what they were before."""

    languages: dict[str, str] = field(factory=dict)
    """Of properties, the language of a stated value."""

    seen: dict[tuple[str, bool], set[str]] = field(factory=dict)
    """The texts that are there: of properties, and of lists beside them."""


class Gathering:
    """Takes entities and statements, in any order; what is of one entity comes together."""

    def __init__(self, intake: Intake) -> None:
        """Begin."""
        self.held: dict[str, Held] = {}
        self.kept: list[Any] = []
        self.referents: dict[str, str] = {}
        self.count = 0
        self._intake = intake

    def take(self, path: str, item: Any) -> None:
        """Take what stands on a line."""
        if not isinstance(item, dict):
            self._keep(path, item, f"expected an entity or a statement, got {shown(item)}")
        elif _is_text(item.get("entity_id")) and _is_text(item.get("prop")):
            self.count += 1
            self._statement(item, path)
        elif _is_text(item.get("id")) and _is_text(item.get("schema")):
            self.count += 1
            self._entity(item, path)
        else:
            self._keep(path, item, f"expected an entity or a statement, got {shown(item)}")

    def _keep(self, path: str, item: Any, reason: str) -> None:
        self._intake.report(path, reason)
        self.kept.append(item)

    # --- entities --------------------------------------------------------------------------

    def _entity(self, item: dict[str, Any], path: str) -> None:
        held = self.held.get(item["id"])
        if held is None:
            self.held[item["id"]] = Held(path, item)
        if CONTEXT not in item:
            self._tidy(item, path)
        if held is not None and item != held.entity and not self._merged(held, item):
            self._keep(f"{path}.id", item, f"there is another entity {shown(item['id'])}")

    def _tidy(self, item: dict[str, Any], path: str) -> None:
        """Bring the properties into lists of texts, and what is only stated into the properties."""
        properties = item.get("properties")
        if isinstance(properties, dict):
            for name, values in list(properties.items()):
                properties[name] = self._values(values, f"{path}.properties.{name}")
        stated = item.get("statements")
        if not isinstance(stated, list) or not isinstance(item.setdefault("properties", {}), dict):
            return
        unsaid: dict[str, dict[str, None]] = {}
        for statement in stated:
            name, value = (statement.get(key) if isinstance(statement, dict) else None for key in _SAYING)
            if _is_text(name) and _is_text(value) and name != "id":
                unsaid.setdefault(name, {})[value] = None
        for name, found in unsaid.items():
            listed = item["properties"].setdefault(name, [])
            if isinstance(listed, list):
                had = {value for value in listed if isinstance(value, str)}
                listed += [value for value in found if value not in had]

    def _values(self, values: Any, path: str) -> Any:
        """Return the values of a property; entities that stand among them are taken out of there."""
        if isinstance(values, str) and values:
            self._intake.report(path, f"expected a list, got {shown(values)}")
            return [values]
        if not isinstance(values, list) or not all(isinstance(value, str | dict) for value in values):
            self._intake.report(path, f"expected a list of texts, got {shown(values)}")
            return values
        found = []
        for index, value in enumerate(values):
            if isinstance(value, dict) and _is_text(value.get("id")) and _is_text(value.get("schema")):
                self._entity(value, f"{path}[{index}]")
                found.append(value["id"])
            else:
                found.append(value)
        return found

    def _merged(self, held: Held, item: dict[str, Any]) -> bool:
        """Add a further piece of an entity to it, unless the two contradict each other."""
        old = held.entity
        schema = more_special(old.get("schema"), item.get("schema"))
        if schema is None or CONTEXT in old or CONTEXT in item:
            return False
        pieces = [entity.get("properties", {}) for entity in (old, item)]
        if not all(isinstance(piece, dict) for piece in pieces):
            return False
        if not all(isinstance(values, list) for piece in pieces for values in piece.values()):
            return False
        others = [key for key in item if key not in ("id", "schema", "properties")]
        if not all(_go_together(old.get(key, item[key]), item[key]) for key in others):
            return False
        for key in others:
            if isinstance(item[key], list):
                self._add(held, old, key, item[key])
            else:
                old.setdefault(key, item[key])
        old["schema"] = schema
        properties = old.setdefault("properties", {})
        for name, values in pieces[1].items():
            self._add(held, properties, name, values)
        return True

    def _add(self, held: Held, within: dict[str, Any], name: str, values: Iterable[Any]) -> None:
        """Add to a list of an entity, or of its properties, what is not in there yet."""
        listed = within.setdefault(name, [])
        if not isinstance(listed, list):
            return
        key = name, within is held.entity
        seen = held.seen.get(key)
        if seen is None:
            seen = held.seen[key] = {value for value in listed if isinstance(value, str)}
        for value in values:
            if not isinstance(value, str):
                if value not in listed:
                    listed.append(value)
            elif value not in seen:
                seen.add(value)
                listed.append(value)

    # --- statements ------------------------------------------------------------------------

    def _statement(self, item: dict[str, Any], path: str) -> None:
        """Add a statement to the entity it is about; who stated it stays with the entity."""
        canonical = item.get("canonical_id")
        id: str = canonical if _is_text(canonical) else item["entity_id"]
        first = self.referents.setdefault(item["entity_id"], id)
        if first != id:
            reason = f"{shown(item['entity_id'])} was {shown(first)} before, and now is {shown(id)}"
            self._intake.report(f"{path}.canonical_id", reason)
        held = self.held.get(id)
        if held is None:
            entity: dict[str, Any] = {
                "id": id,
                "schema": item.get("schema"),
                "properties": {},
                "statements": [],
            }
            held = self.held[id] = Held(path, entity)
        self._say(held, item, path)

    def _say(self, held: Held, item: dict[str, Any], path: str) -> None:
        entity, name, value = held.entity, item["prop"], item.get("value")
        schema = item.get("schema")
        special = more_special(entity.get("schema"), schema) if _is_text(entity.get("schema")) else schema
        if not _is_text(special):
            reason = (
                f"expected {shown(entity.get('schema'))} or a schema that goes with it, got {shown(schema)}"
            )
            self._intake.report(f"{path}.schema", reason)
        else:
            entity["schema"] = special
        properties = entity.setdefault("properties", {})
        if not isinstance(value, str) or not value:
            self._intake.report(f"{path}.value", f"expected a text, got {shown(value)}")
        elif name != "id" and isinstance(properties, dict):
            self._add(held, properties, name, [value])
        listed = entity.setdefault("statements", [])
        if not isinstance(listed, list):
            self._keep(path, item, f"the statements of {shown(entity['id'])} are {shown(listed)}")
            return
        listed.append(item)
        _note(held, item)


def _note(held: Held, item: dict[str, Any]) -> None:
    """Note what a statement says beside its value."""
    name, value, raw, language = item["prop"], item.get("value"), item.get("original_value"), item.get("lang")
    if name == "id":
        origin = item.get("origin")
        if isinstance(origin, str) and origin.startswith(ORIGIN):
            held.section = origin.removeprefix(ORIGIN)
            held.record = raw if _is_text(raw) else item["entity_id"]
            held.dataset = item["dataset"] if _is_text(item.get("dataset")) else None
    elif isinstance(value, str):
        if _is_text(raw):
            held.raw.setdefault((name, value), raw)
        if _is_text(language):
            held.languages.setdefault(name, language)


def _go_together(had: Any, value: Any) -> bool:
    return had == value or (isinstance(had, list) and isinstance(value, list))


def _is_text(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value)


# --- lines -------------------------------------------------------------------------------------


def items_of(lines: Iterable[str | bytes], intake: Intake) -> Iterator[Item]:
    """Yield what stands on each line, or in the list that the whole file is.

    A line that is no JSON is listed, and kept among what could not be read.

    Raises:
        DecodingError: if it is not UTF-8.
    """
    waiting = iter(enumerate(lines, 1))
    is_first = True
    for number, line in waiting:
        text = decode_text(line, number).strip(" \t\r\n")
        if not text:
            continue
        if is_first:
            is_first = False
            whole = _whole(text, number, waiting) if _is_open(text) else None
            if whole is not None:
                yield from _of_document(whole, number, intake)
                return
        yield from _of_line(text, number, intake)


def _is_open(text: str) -> bool:
    """Tell whether a first line begins something that ends on a later one, or is a list."""
    if text[0] == "[":
        return True
    try:
        decode_json(text)
    except DecodingError:
        return text[0] == "{" and text[-1] != "}"
    return False


def _whole(text: str, number: int, waiting: Iterator[tuple[int, str | bytes]]) -> str:
    return "\n".join([text, *(decode_text(line, count).rstrip("\r\n") for count, line in waiting)])


def _of_document(text: str, number: int, intake: Intake) -> Iterator[Item]:
    """Yield what a file of one document holds; of one that is none, what its lines hold."""
    try:
        document = decode_json(text, number)
    except DecodingError as error:
        if text[0] == "[":
            raise
        found = [
            item
            for count, line in enumerate(text.split("\n"), number)
            for item in _of_line(line, count, intake)
        ]
        if not found:
            raise error from None
        yield from found
        return
    refuse_deep(document, "$", level=8)
    if isinstance(document, list):
        yield from ((f"$[{index}]", item) for index, item in enumerate(document))
    else:
        yield "$", document


def _of_line(line: str, number: int, intake: Intake) -> Iterator[Item]:
    text = line.strip(" \t\r\n")
    if not text:
        return
    try:
        item = decode_json(text, number)
        refuse_deep(item, f"line {number}", level=8)
    except DecodingError as error:  # every line is a document of its own, and the others can be read
        if not is_encodable(text):
            raise
        for problem in error.problems:
            intake.set_aside("", text, f"line {number} $", problem.message)
        return
    yield f"line {number}: $", item


def none_found(intake: Intake) -> DecodingError:
    """Return the error for a file in which there is no entity and no statement."""
    if intake.problems:
        return DecodingError(intake.problems)
    return DecodingError(
        [Problem("$", "expected entities of FollowTheMoney, or statements; there is nothing")]
    )
