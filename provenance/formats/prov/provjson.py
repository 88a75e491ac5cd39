"""PROV-JSON: the W3C member submission of 24 April 2013."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from provenance.errors import DecodingError, Problem, shown
from provenance.formats.faults import path_step
from provenance.formats.jsontext import decode_json, decode_text, encode_json, json_string
from provenance.formats.prov.following import Following
from provenance.formats.prov.names import Names, Scope
from provenance.formats.prov.plains import RecordPlains
from provenance.formats.prov.reading import Gathering
from provenance.formats.prov.statements import Lang, Name, Statement, Typed, Value
from provenance.formats.prov.terms import ELEMENTS, FORMAL, QUALIFIED_NAME, STATEMENTS, TIMES, XSD, XSD_STRING
from provenance.formats.prov.texts import FollowingTexts, Ids, RecordTexts
from provenance.formats.prov.writing import DOSSIER, Key, Unfolded, Writing
from provenance.model import Dossier
from provenance.model._collecting import collector_paused

__all__ = ["dump", "loads"]

# --- writing -------------------------------------------------------------------------------


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield the PROV-JSON document of a dossier in pieces.

    Raises:
        InvalidValueError: if something kept beside the records is no JSON data.
    """
    writing = Writing(dossier)
    text = _Text(writing.names)
    yield "{\n"
    yield _prefixes(writing.names.prefixes)
    repeated = frozenset((kind, text.quoted[id], bundle) for kind, id, bundle in writing.repeated if id)
    bundled: dict[str, dict[str, list[Statement]]] = {}
    for kind in FORMAL:
        yield from _section(kind, writing.mixed(kind), text, repeated, bundled)
    if bundled:
        before = ',\n"bundle": {\n'
        for iri, kinds in bundled.items():
            yield f"{before}{json_string(writing.names.of(iri))}: {{\n"
            yield _prefixes(writing.names.prefixes)
            for kind, statements in kinds.items():
                yield from _section(kind, statements, text, repeated)
            yield "}"
            before = ",\n"
        yield "\n}"
    yield "\n}\n"


def _prefixes(prefixes: dict[str, str]) -> str:
    inside = ",\n  ".join(f"{json_string(name)}: {json_string(held)}" for name, held in prefixes.items())
    return f'"prefix": {{\n  {inside}\n }}'


def _section(
    kind: str,
    statements: Iterable[Statement | Unfolded | Following],
    text: "_Text",
    repeated: frozenset[Key],
    bundled: dict[str, dict[str, list[Statement]]] | None = None,
) -> Iterator[str]:
    """Yield the statements of a kind; those that may share an id last, together; those in bundles not."""
    before = f',\n"{kind}": {{\n '
    number = 0
    shared: dict[str, list[str]] = {}
    for statement in statements:
        bundle = statement.bundle if isinstance(statement, Statement) else None
        if bundle is not None and bundled is not None:
            bundled.setdefault(bundle, {}).setdefault(kind, []).append(statement)  # type: ignore[arg-type]
            continue
        name, inside = text.of(kind, statement)
        if name is None:
            number += 1
            name = f'"_:{kind}{number}"'
        elif repeated and (kind, name, bundle) in repeated:
            shared.setdefault(name, []).append(inside)
            continue
        yield f"{before}{name}: {inside}"
        before = ",\n "
    for name, texts in shared.items():
        inside = texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
        yield f"{before}{name}: {inside}"
        before = ",\n "
    if before == ",\n ":
        yield "\n}"


class _Quoted(dict[str, str]):
    """Qualified names as JSON strings, by their IRIs."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names

    def __missing__(self, iri: str) -> str:
        text = self[iri] = json_string(self.names.of(iri))
        return text


class _Text:
    """Writes statements as JSON objects."""

    def __init__(self, names: Names) -> None:
        self.quoted = _Quoted(names)
        ids = Ids(self.quoted)
        self._ids = ids
        self._records = RecordTexts(self.quoted, ids, self._attributes)
        self._following = FollowingTexts(ids, self._attributes)

    def of(self, kind: str, statement: Statement | Unfolded | Following) -> tuple[str | None, str]:
        """Return the name and the object of a statement; its attributes of one name are neighbours."""
        if isinstance(statement, Following):
            return self._following.of(kind, statement)
        if isinstance(statement, Unfolded):
            record, formal, types, bare = statement
            fields = self._formal(formal) if formal else []
            return self._ids[record.id], f"{{{', '.join(fields + self._records.of(record, types, bare))}}}"
        fields = self._formal(statement.formal)
        if statement.attributes:
            fields += self._attributes(statement.attributes)
        name = None if statement.id is None else self.quoted[statement.id]
        return name, f"{{{', '.join(fields)}}}"

    def _formal(self, formal: dict[str, str]) -> list[str]:
        quoted = self.quoted
        return [
            f'"prov:{name}": {json_string(held) if name in TIMES else quoted[held]}'
            for name, held in formal.items()
        ]

    def _attributes(self, attributes: list[tuple[str, Value]]) -> list[str]:
        quoted = self.quoted
        fields: list[str] = []
        before, several = "", False
        for name, value in attributes:
            if type(value) is str:
                text = json_string(value)
            elif type(value) is Name:
                text = f'{{"$": {quoted[value[0]]}, "type": "prov:QUALIFIED_NAME"}}'
            elif type(value) is Typed:
                text = f'{{"$": {json_string(value[0])}, "type": {quoted[value[1]]}}}'
            elif type(value) is Lang:
                text = f'{{"$": {json_string(value.text)}, "lang": {json_string(value.lang)}}}'
            else:
                text = encode_json(value)
            if name == before:
                fields[-1] += f", {text}"
                several = True
            else:
                if several:
                    fields[-1] = _as_list(fields[-1])
                    several = False
                fields.append(f"{quoted[name]}: {text}")
                before = name
        if several:
            fields[-1] = _as_list(fields[-1])
        return fields


def _as_list(field: str) -> str:
    name, _, values = field.partition(": ")
    return f"{name}: [{values}]"


# --- reading -------------------------------------------------------------------------------


def loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    """Return the dossier that a PROV-JSON document holds.

    Raises:
        DecodingError: if it is not JSON, or no object of PROV-JSON; with `strict`, also with every
            problem found.
    """
    with collector_paused():
        document = decode_json(decode_text(data))
        if type(document) is not dict:
            raise DecodingError([Problem("$", f"expected a PROV-JSON object, got {shown(document)}")])
        if document and not any(key in FORMAL or key in ("prefix", "bundle") for key in document):
            wanted = 'expected PROV-JSON, with statements under their names ("entity", "wasDerivedFrom" …)'
            raise DecodingError([Problem("$", f"{wanted}, got an object with {shown(next(iter(document)))}")])
        gathering = Gathering(strict=strict)
        _Reader(gathering, _scope(document, "$", gathering, None), "$", None).read(document)
        return gathering.finish()


def _scope(document: dict[str, Any], where: str, gathering: Gathering, outer: Scope | None) -> Scope:
    declared = document.get("prefix", {})
    prefixes: dict[str, str] = {}
    if type(declared) is not dict:
        gathering.intake.report(f"{where}.prefix", f"expected an object, got {shown(declared)}")
        declared = {}
    for prefix, namespace in declared.items():
        if isinstance(namespace, str):
            prefixes[prefix] = namespace
        else:
            path = f"{where}.prefix{path_step(prefix)}"
            gathering.intake.report(path, f"expected a namespace, got {shown(namespace)}")
    default = prefixes.pop("default", None)
    gathering.note_prefixes(prefixes)
    path = f"{where}.prefix"
    return Scope(prefixes, default, lambda message: gathering.intake.report(path, message), outer)


class _Reader:
    """Reads the statements of a document, or of a bundle in it."""

    def __init__(self, gathering: Gathering, scope: Scope, where: str, bundle: str | None) -> None:
        self.gathering, self.scope, self.where, self.bundle = gathering, scope, where, bundle
        self.plains = RecordPlains(scope)

    def read(self, document: dict[str, Any]) -> None:
        """Read everything but the prefixes."""
        for kind, section in document.items():
            where = f"{self.where}{path_step(kind)}"
            if kind == "prefix":
                continue
            if kind == "bundle" and self.bundle is None:
                self._bundles(section, where)
            elif kind not in FORMAL:
                self.gathering.set_aside({kind: section}, where, "PROV-JSON has no statement of this name")
            elif type(section) is not dict:
                self.gathering.set_aside({kind: section}, where, f"expected an object, got {shown(section)}")
            else:
                self._section(kind, section, where)

    def _bundles(self, section: Any, where: str) -> None:
        if type(section) is not dict:
            self.gathering.set_aside({"bundle": section}, where, f"expected an object, got {shown(section)}")
            return
        for name, inside in section.items():
            path = f"{where}{path_step(name)}"
            if type(inside) is not dict:
                raw = {"bundle": {name: inside}}
                self.gathering.set_aside(raw, path, f"expected an object, got {shown(inside)}")
                continue
            scope = _scope(inside, path, self.gathering, self.scope)
            _Reader(self.gathering, scope, path, scope.iri(name)).read(inside)

    def _section(self, kind: str, section: dict[str, Any], where: str) -> None:
        iris, plains = self.scope.known, self.plains
        gathering, nameless = self.gathering, kind not in ELEMENTS
        for name, held in section.items():
            id = None if nameless and name.startswith("_:") else iris[name]
            for index, raw in enumerate(held if type(held) is list else (held,)):
                path = _Path(where, name, index if type(held) is list else None)
                if type(raw) is not dict:
                    gathering.set_aside(
                        {kind: {name: raw}}, str(path), f"expected an object, got {shown(raw)}"
                    )
                elif id is None:
                    self._nameless(kind, raw, path)
                elif id.startswith(STATEMENTS) and id != DOSSIER:
                    gathering.following.append((id, partial(self._take, kind, id, raw, path)))
                else:
                    plain = plains.of(kind, raw) if self.bundle is None else None
                    if plain is None or not gathering.take_own(*plain, id, path):
                        self._take(kind, id, raw, path)

    def _nameless(self, kind: str, raw: dict[str, Any], path: "_Path") -> None:
        take = partial(self._take, kind, None, raw, path)
        if kind == "hadMember" and len(raw) == 2 and self.bundle is None:
            collection, entity = raw.get("prov:collection"), raw.get("prov:entity")
            if type(collection) is str and type(entity) is str and collection and entity:
                iris = self.scope.known
                self.gathering.members.append((iris[collection], iris[entity], take))
                return
        take()

    def _take(self, kind: str, id: str | None, raw: dict[str, Any], path: "_Path") -> None:
        take = self.gathering.take
        if kind == "hadMember" and type(raw.get("prov:entity")) is list:
            for member in raw["prov:entity"]:
                take(self._statement(kind, id, {**raw, "prov:entity": member}, path), path)
        else:
            take(self._statement(kind, id, raw, path), path)

    def _statement(self, kind: str, id: str | None, raw: dict[str, Any], path: "_Path") -> Statement:
        formal: dict[str, str] = {}
        attributes: list[tuple[str, Value]] = []
        names = _FORMAL[kind]
        iri = self.scope.known
        for key, held in raw.items():
            if key in names:
                self._formal(formal, names[key], held, path)
                continue
            name = iri[key]
            if type(held) is str:
                attributes.append((name, held))
                continue
            if type(held) is dict and len(held) == 2 and "type" in held and type(held.get("$")) is str:
                found = iri[held["type"]] if type(held["type"]) is str else ""
                if found in _NAME_TYPES:
                    attributes.append((name, Name(iri[held["$"]])))
                    continue
                if found and found != XSD_STRING:
                    attributes.append((name, Typed(held["$"], found)))
                    continue
            for value in held if type(held) is list else (held,):
                read = value if type(value) is str else self._value(value)
                if read is None:
                    self.gathering.set_aside(
                        {key: value}, f"{path}{path_step(key)}", f"no value of PROV-JSON: {shown(value)}"
                    )
                else:
                    attributes.append((name, read))
        return Statement(kind, id, formal, attributes, self.bundle)

    def _formal(self, formal: dict[str, str], name: str, held: Any, path: "_Path") -> None:
        if type(held) is list and len(held) == 1:
            held = held[0]
        if type(held) is dict and isinstance(held.get("$"), str):
            held = held["$"]
        if type(held) is not str or not held:
            raw = {f"prov:{name}": held}
            self.gathering.set_aside(raw, f"{path}.prov:{name}", f"expected a string, got {shown(held)}")
        else:
            formal[name] = held if name in TIMES else self.scope.iri(held)
            if name in _OF_STATEMENTS and held.startswith("_:"):
                message = f"{held!r} is a statement that has no name outside this document"
                self.gathering.intake.report(f"{path}.prov:{name}", message)

    def _value(self, held: Any) -> Value | None:
        if type(held) is dict:
            text, datatype, lang = held.get("$"), held.get("type"), held.get("lang")
            if type(text) in (bool, int, float):
                text = json_text(text)
            if type(text) is not str:
                return None
            if type(lang) is str:
                return Lang(text, lang)
            if type(datatype) is not str:
                return text if datatype is None else None
            type_iri = self.scope.iri(datatype)
            if type_iri in _NAME_TYPES:
                return Name(self.scope.iri(text))
            return text if type_iri == XSD_STRING else Typed(text, type_iri)
        return held if type(held) in (bool, int, float) else None


def json_text(value: Any) -> str:
    """Return a number or truth value as its lexical form."""
    return str(value).lower() if isinstance(value, bool) else repr(value)


_OF_STATEMENTS = frozenset({"generation", "usage"})
_NAME_TYPES = frozenset({QUALIFIED_NAME, f"{XSD}QName"})
_FORMAL = {kind: {f"prov:{name}": name for name in names} for kind, names in FORMAL.items()}


class _Path:
    """Where a statement stands, spelled out only when somebody asks."""

    __slots__ = ("index", "name", "where")

    def __init__(self, where: str, name: str, index: int | None) -> None:
        self.where, self.name, self.index = where, name, index

    def __str__(self) -> str:
        step = "" if self.index is None else f"[{self.index}]"
        name = self.name
        plain = len(name) < 60 and name.isprintable() and '"' not in name
        return f'{self.where}["{name}"]{step}' if plain else f"{self.where}{path_step(name)}{step}"
