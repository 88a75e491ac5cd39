"""What reading and writing a dossier costs, against other libraries on the same records.

Run it as `python -m tests.benchmarks.bench_json [ATTRIBUTIONS]` (10,000 if not given). Every
candidate runs in processes of its own, one after the other in each round; figures are medians of
CPU time, with Python's garbage collector as each candidate leaves it. The candidates have the
same classes with the same fields, made from the shapes of the model:

- `pydantic`: models read by `model_validate_json`, written by `model_dump_json`;
- `msgspec`: frozen structs, the fastest typed reader there is (for the scale, not as a target);
- `cattrs`: a plain converter on plain attrs classes, below `json`;
- `constructors`: `json.loads`, then one unchecked constructor call a record and nested value;
- `prov`: the same facts as a PROV document in PROV-JSON.

`python -m tests.benchmarks.bench_json memory [ATTRIBUTIONS]` reads JSON Lines from a file, builds
every index and prints the peak of the process's memory (1,000,000 if not given).
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import GenericAlias
from typing import Any, NamedTuple

import attrs

from provenance import formats, storage
from provenance.model import RECORD_TYPES, Dossier
from provenance.model.references import reference_fields
from provenance.model.shapes import FieldShape, Shape, shapes_of
from tests.benchmarks import world

PROCESSES = 5
ROUNDS = 3
ROOT = Path(__file__).resolve().parents[2]


class Candidate(NamedTuple):
    """A library's way of reading and writing."""

    read: Callable[[str], Any]
    write: Callable[[Any], object]
    source: str = "native"
    """What it reads: the native document, or the same facts as PROV-JSON."""


# --- the same classes elsewhere ------------------------------------------------------------


class _Twins:
    """Makes classes with the fields of the model's, by some library's own means."""

    def __init__(
        self, make: Callable[[str, list[tuple[str, Any, Any]]], type], *, days: Any = datetime | date
    ) -> None:
        self.make, self.days = make, days
        self.made: dict[type, type] = {}

    def of(self, model_type: type[Any]) -> type:
        if model_type not in self.made:
            fields = [self.field(field) for field in shapes_of(model_type) if field.name != "extra"]
            self.made[model_type] = self.make(
                model_type.__name__, sorted(fields, key=lambda f: f[2] is not ...)
            )
        return self.made[model_type]

    def document(self) -> type:
        lists = [(name, list[self.of(kind)], ()) for name, kind in RECORD_TYPES.items()]  # type: ignore[misc]
        return self.make("Document", [("schema", str, ...), ("title", str | None, None), *lists])

    def field(self, field: FieldShape) -> tuple[str, Any, Any]:
        if field.required or field.name == "id":
            return field.name, self.type(field.shape), ...
        default = field.default if field.shape.kind in ("text", "boolean", "term") else None
        if field.shape.kind == "many":
            default = ()
        hint = self.type(field.shape)
        return field.name, hint if default is not None else hint | None, default

    def type(self, shape: Shape) -> Any:
        if shape.kind == "value":
            return self.of(shape.of)
        if shape.kind == "many":
            return GenericAlias(tuple, (self.type(shape.of), ...))
        if shape.kind == "map":
            return GenericAlias(dict, (str, self.type(shape.of)))
        if shape.kind == "term":
            return StrEnum(shape.of.__name__, {member.name: member.value for member in shape.of})
        kinds = {
            "text": str, "reference": str, "integer": int, "number": float, "boolean": bool,
            "moment": datetime, "day": self.days, "either": float | str,
        }  # fmt: skip
        return kinds[shape.kind]


def pydantic() -> Candidate:
    """Frozen models, used as the documentation shows."""
    from pydantic import BaseModel, ConfigDict, create_model

    class Base(BaseModel):
        model_config = ConfigDict(frozen=True)

    def make(name: str, fields: list[tuple[str, Any, Any]]) -> type:
        renamed = {("schema_" if n == "schema" else n): (hint, default) for n, hint, default in fields}
        if name == "Document":
            del renamed["schema_"]  # pydantic's own name; it then reads one field less
        made: type = create_model(name, __base__=Base, **renamed)  # type: ignore[call-overload]
        return made

    document: Any = _Twins(make).document()
    return Candidate(document.model_validate_json, lambda held: held.model_dump_json(exclude_defaults=True))


def msgspec() -> Candidate:
    """Frozen structs."""
    import msgspec

    def make(name: str, fields: list[tuple[str, Any, Any]]) -> type:
        given = [(n, hint) if default is ... else (n, hint, default) for n, hint, default in fields]
        return msgspec.defstruct(name, given, frozen=True, kw_only=True, omit_defaults=True)

    # A day and a moment side by side are one more than msgspec tells apart.
    document: Any = _Twins(make, days=str).document()
    return Candidate(msgspec.json.Decoder(document).decode, msgspec.json.Encoder().encode)


def _attrs_twins() -> _Twins:
    def make(name: str, fields: list[tuple[str, Any, Any]]) -> type:
        given = {n: attrs.field(type=hint, default=attrs.NOTHING if d is ... else d) for n, hint, d in fields}
        return attrs.make_class(name, given, frozen=True, kw_only=True)

    return _Twins(make)


def cattrs() -> Candidate:
    """A plain converter, with hooks for the unions it does not know."""
    from cattrs import Converter

    converter = Converter()
    converter.register_structure_hook(datetime | date | None, lambda text, _: text and _moment(text))
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    converter.register_structure_hook(float | str | None, lambda value, _: value)
    converter.register_unstructure_hook(datetime, lambda moment: moment.isoformat())
    converter.register_unstructure_hook(date, lambda day: day.isoformat())
    document = _attrs_twins().document()
    return Candidate(
        lambda text: converter.structure(json.loads(text), document),
        lambda held: json.dumps(converter.unstructure(held)),
    )


def _moment(text: str) -> date:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def constructors() -> Candidate:
    """Constructor calls without any check; times and words stay strings."""
    twins = _attrs_twins()
    document = twins.document()
    builders: dict[type, Callable[[dict[str, Any]], Any]] = {}

    def builder(model_type: type[Any]) -> Callable[[dict[str, Any]], Any]:
        if model_type not in builders:
            made = twins.of(model_type)
            one = [(f.name, builder(f.shape.of)) for f in shapes_of(model_type) if f.shape.kind == "value"]
            many = [
                (f.name, builder(f.shape.of.of))
                for f in shapes_of(model_type)
                if f.shape.kind == "many" and f.shape.of.kind == "value"
            ]

            def build(data: dict[str, Any]) -> Any:
                for name, inner in one:
                    if name in data:
                        data[name] = inner(data[name])
                for name, inner in many:
                    if name in data:
                        data[name] = tuple(map(inner, data[name]))
                return made(**data)

            builders[model_type] = build
        return builders[model_type]

    def read(text: str) -> Any:
        data = json.loads(text)
        for section, kind in RECORD_TYPES.items():
            if section in data:
                data[section] = [builder(kind)(record) for record in data[section]]
        return document(**data)

    return Candidate(read, lambda held: json.dumps(attrs.asdict(held)))


def prov() -> Candidate:
    """The same facts as entities, agents and the relations between them."""
    from prov.model import ProvDocument

    def write(dossier: Dossier) -> str:
        document = ProvDocument()
        document.add_namespace("np", "https://example.org/news-provenance#")
        document.set_default_namespace("https://example.org/dossier#")
        for section, kind in RECORD_TYPES.items():
            add = document.agent if section == "sources" else document.entity
            for record in getattr(dossier, section).values():
                plain = formats.to_plain(record)
                del plain["id"]
                described: Any = {f"np:{path}": value for path, value in _leaves(plain)}
                if section != "derivations":
                    add(record.id, {"prov:type": kind.__name__, **described})
                if section == "attributions":
                    document.wasAttributedTo(record.id, record.source)
                elif section == "derivations":
                    document.wasDerivedFrom(
                        record.derived, record.taken_from, identifier=record.id, other_attributes=described
                    )
        return str(document.serialize(format="json"))

    def read(text: str) -> Any:
        return ProvDocument.deserialize(content=text, format="json")

    return Candidate(read, write, "prov")


def _leaves(data: dict[str, Any], start: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every single value, under a name that says where it stands: `anchors-cue-0-start`."""
    for name, value in data.items():
        if isinstance(value, list):
            value = dict(enumerate(value))
        if isinstance(value, dict):
            yield from _leaves(value, f"{start}{name}-")
        else:
            yield f"{start}{name}", value


def provenance() -> Candidate:
    """This library."""
    return Candidate(formats.loads, formats.dumps)


CANDIDATES = (provenance, constructors, pydantic, cattrs, msgspec, prov)

# --- measuring -----------------------------------------------------------------------------


def measure(name: str, native: Path, as_prov: Path) -> None:
    """Print the CPU times of one candidate in this process, as JSON."""
    candidate: Candidate = globals()[name]()
    text = (as_prov if candidate.source == "prov" else native).read_text("utf-8")
    held = formats.loads(native.read_text("utf-8")) if candidate.source == "prov" else candidate.read(text)
    rounds = 1 if candidate.source == "prov" else ROUNDS
    times: dict[str, list[float]] = {"read": [], "write": []}
    for _ in range(rounds):
        start = time.process_time()
        made = candidate.read(text)
        times["read"].append(time.process_time() - start)
        del made
        start = time.process_time()
        candidate.write(held)
        times["write"].append(time.process_time() - start)
    print(json.dumps(times))


def compare(attributions: int) -> None:
    """Run every candidate and print what came out."""
    with tempfile.TemporaryDirectory() as folder:
        native, as_prov = Path(folder, "world.json"), Path(folder, "prov.json")
        dossier = world.dossier(attributions)
        storage.write(dossier, native)
        as_prov.write_text(str(prov().write(dossier)), "utf-8")
        print(
            f"{dossier!r}, {native.stat().st_size / 1e6:.1f} MB; median CPU ms, and in units of this library"
        )
        times: dict[str, dict[str, list[float]]] = {c.__name__: {"read": [], "write": []} for c in CANDIDATES}
        for turn in range(PROCESSES):
            for name, found in times.items():
                if name == "prov" and turn > 1:
                    continue
                command = [
                    sys.executable,
                    "-m",
                    "tests.benchmarks.bench_json",
                    name,
                    str(native),
                    str(as_prov),
                ]
                run = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
                for what, seconds in json.loads(run.stdout).items():
                    found[what] += seconds
    print(f"{'':14}{'read':>10}{'':8}{'write':>10}")
    own = {what: statistics.median(times["provenance"][what]) for what in ("read", "write")}
    for name, found in times.items():
        cells = ""
        for what in ("read", "write"):
            median = statistics.median(found[what])
            cells += f"{median * 1000:10,.0f}{median / own[what]:7.2f}x"
        print(f"{name:14}{cells}")


def memory(attributions: int) -> None:
    """Write a world as JSON Lines, read it in a fresh process, build every index, print the peak."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "world.jsonl")
        with path.open("w", encoding="utf-8") as file:
            file.writelines(world.lines(attributions))
        print(f"{path.stat().st_size / 1e6:,.0f} MB of JSON Lines")
        command = [sys.executable, "-m", "tests.benchmarks.bench_json", "load", str(path)]
        subprocess.run(command, cwd=ROOT, check=True)


def load(path: Path) -> None:
    """Read a file, build every index, and print what it took."""
    start = time.process_time()
    dossier = storage.read(path)
    loaded = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{dossier!r}: {loaded:.1f} s of CPU, peak {peak:.2f} GB")
    start = time.process_time()
    indexes = [
        dossier.index(section, field.name)
        for section, kind in RECORD_TYPES.items()
        for field in reference_fields(kind)
    ]
    built = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{len(indexes)} indexes: {built:.1f} s of CPU, peak {peak:.2f} GB")


def main(arguments: list[str]) -> None:
    """Do what the command line says."""
    if arguments[:1] == ["memory"]:
        memory(int(arguments[1]) if len(arguments) > 1 else 1_000_000)
    elif arguments[:1] == ["load"]:
        load(Path(arguments[1]))
    elif len(arguments) == 3:
        measure(arguments[0], Path(arguments[1]), Path(arguments[2]))
    else:
        compare(int(arguments[0]) if arguments else 10_000)


if __name__ == "__main__":
    main(sys.argv[1:])
