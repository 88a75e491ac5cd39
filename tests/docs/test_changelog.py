"""The changelog names nothing that does not exist."""

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

CHANGELOG = (Path(__file__).resolve().parents[2] / "docs" / "changelog.md").read_text("utf-8")
UNRELEASED = CHANGELOG.partition("## Unreleased")[2].partition("\n## ")[0]
NAMED = sorted(set(re.findall(r"`(provenance\.[\w.]+)(?:\(\))?`", UNRELEASED)))


@pytest.mark.parametrize("path", NAMED)
def test_a_name_in_the_coming_version_can_be_reached_as_it_is_written(path: str) -> None:
    found: Any = importlib.import_module("provenance")
    reached = "provenance"
    for part in path.split(".")[1:]:
        reached += f".{part}"
        found = getattr(found, part) if hasattr(found, part) else importlib.import_module(reached)

    assert found is not None
