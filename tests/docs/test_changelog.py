"""The changelog names nothing that does not exist."""

import importlib
import re
from pathlib import Path

import pytest

CHANGELOG = (Path(__file__).resolve().parents[2] / "docs" / "changelog.md").read_text("utf-8")
UNRELEASED = CHANGELOG.partition("## Unreleased")[2].partition("\n## ")[0]
NAMED = sorted(set(re.findall(r"`(provenance\.[\w.]+)(?:\(\))?`", UNRELEASED)))


@pytest.mark.parametrize("path", NAMED)
def test_a_name_in_the_coming_version_can_be_reached_as_it_is_written(path: str) -> None:
    found = importlib.import_module("provenance")
    for part in path.split(".")[1:]:
        found = getattr(found, part)

    assert found is not None
