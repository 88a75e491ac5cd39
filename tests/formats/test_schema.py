"""The JSON Schema says what the reader reads."""

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from provenance import formats, testing
from provenance.formats.schema import SCHEMA_FILE, json_schema, make_schema
from provenance.model import RECORD_TYPES, Dossier

ROOT = Path(__file__).resolve().parents[2]
IN_THE_DOCS = ROOT / "docs" / "reference" / "schema-v1.json"
NEWEST = ROOT / "tests" / "golden" / "1"
GOLDEN = sorted(NEWEST.glob("*.json"))


@cache
def validator() -> Any:
    return Draft202012Validator(json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(document: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}"[:200] for error in validator().iter_errors(document)]


def test_the_shipped_schema_is_what_the_classes_say(request: pytest.FixtureRequest) -> None:
    made = json.dumps(make_schema(), indent=2, ensure_ascii=False) + "\n"
    if request.config.getoption("--rewrite-golden"):
        for file in (SCHEMA_FILE, IN_THE_DOCS):
            file.write_text(made, "utf-8")

    assert SCHEMA_FILE.read_text("utf-8") == made, (
        "run pytest tests/formats --rewrite-golden, and read the diff"
    )
    assert IN_THE_DOCS.read_text("utf-8") == made


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_every_field_of_every_class_is_described() -> None:
    silent = [
        f"{name}.{field}"
        for name, described in json_schema()["$defs"].items()
        for field, schema in described["properties"].items()
        if not schema.get("description")
    ]

    assert silent == []


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.name)
def test_every_golden_file_is_valid(file: Path) -> None:
    assert faults(json.loads(file.read_text("utf-8"))) == []


@given(dossier=testing.dossiers())
def test_every_document_written_is_valid(dossier: Dossier) -> None:
    assert faults(json.loads(formats.dumps(dossier))) == []


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything inside a record."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*path, key)
        if isinstance(value, (dict, list)):
            yield from places(value, (*path, key))


def spoilt() -> Iterator[dict[str, Any]]:
    """Yield documents with one record each, in which one thing was replaced by a thing of another type."""
    whole = json.loads((NEWEST / "every_field.json").read_text("utf-8"))
    for section, record in ((name, record) for name in RECORD_TYPES for record in whole[name]):
        for path in places(record):
            for wrong in (None, True, 1.5, "×", ["×"], {"×": 1}):
                spoilt = copy.deepcopy(record)
                place = spoilt
                for step in path[:-1]:
                    place = place[step]
                place[path[-1]] = wrong
                yield {"schema": whole["schema"], section: [spoilt]}


def test_the_schema_and_the_reader_agree_on_what_is_of_the_wrong_type() -> None:
    differences = []
    for document in spoilt():
        problems = formats.loads(json.dumps(document)).read_problems
        is_of_wrong_type = any("expected" in problem.message for problem in problems)
        is_valid = validator().is_valid(document)
        # The classes have rules that no schema can say, so that not everything valid is read.
        if (not problems and not is_valid) or (is_of_wrong_type and is_valid):
            differences.append((document, problems))

    assert differences == []
