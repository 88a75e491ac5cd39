"""Files as a release wrote them are read for ever."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from provenance import formats
from provenance.formats.converter import model_types
from provenance.formats.versions import VERSION
from provenance.model.shapes import shapes_of
from tests.golden.stories import STORIES

NATIVE = ("json", "jsonl")

FOLDER = Path(__file__).resolve().parents[1] / "golden"
NEWEST = FOLDER / str(VERSION)
FILES = sorted(path for path in FOLDER.glob("*/*") if path.suffix in formats.endings())
CASES = [(name, format) for name in STORIES for format in NATIVE]


@pytest.mark.parametrize(("name", "format"), CASES)
def test_this_version_writes_its_golden_files(name: str, format: str, request: pytest.FixtureRequest) -> None:
    file = NEWEST / f"{name}{formats.get(format).endings[0]}"
    written = formats.dumps(STORIES[name](), format).encode()
    if request.config.getoption("--rewrite-golden"):
        file.write_bytes(written)

    assert file.read_bytes() == written, "run pytest tests/formats --rewrite-golden, and read the diff"


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_golden_file_is_read_without_loss(file: Path) -> None:
    format = formats.by_ending(file)
    assert format is not None

    dossier = formats.loads(file.read_bytes(), format)

    assert dossier.read_problems == ()
    assert dossier.unread == ()
    assert dossier == STORIES[file.stem]()
    assert formats.loads(formats.dumps(dossier, format), format) == dossier


def test_there_is_a_golden_file_for_every_story_in_every_format() -> None:
    endings = [formats.get(format).endings[0] for format in NATIVE]

    assert {file.name for file in NEWEST.iterdir()} == {
        f"{name}{ending}" for name in STORIES for ending in endings
    }


def test_the_golden_files_hold_every_field_of_every_class() -> None:
    held: set[str] = set()
    document = json.loads((NEWEST / "every_field.json").read_text("utf-8"))
    for key_path in _key_paths(document):
        held.add(key_path)

    missing = [
        f"{kind.__name__}.{field.name}"
        for kind in model_types()
        for field in shapes_of(kind)
        if field.name not in ("extra", *held)
    ]

    assert missing == []


def _key_paths(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _key_paths(value)
    elif isinstance(data, list):
        for item in data:
            yield from _key_paths(item)
