"""Finds test data made by others, which is read where it lies and never copied into this repository."""

import os
from pathlib import Path

import pytest

VARIABLE = "PROVENANCE_TEST_DATA"


def foreign_data(*parts: str) -> Path:
    """Return the path of a foreign file or folder, or skip the test where it is absent.

    It is looked for under the folder that the environment variable `PROVENANCE_TEST_DATA` names, else
    under `shared/data` beside the checkout.

    Examples:
        foreign_data("hostile", "offsets_own.json")
    """
    named = os.environ.get(VARIABLE)
    root = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"
    path = root.joinpath(*parts)
    if not path.exists():
        where = f"under {VARIABLE}" if named else f"beside the checkout, and {VARIABLE} is not set"
        pytest.skip(f"foreign test data {'/'.join(parts)} not found {where}", allow_module_level=True)
    return path
