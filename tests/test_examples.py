"""Every program in `examples/` runs from start to end and prints something."""

import runpy
from pathlib import Path

import pytest

from tests.code_blocks import leave_scratch_folder, make_scratch_folder

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("program", sorted(p.name for p in (ROOT / "examples").glob("*.py")))
def test_an_example_runs_from_the_root_folder(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    place: dict[str, object] = {}
    make_scratch_folder(place)

    try:
        runpy.run_path(str(ROOT / "examples" / program), run_name="__main__")
    finally:
        leave_scratch_folder(place)

    assert capsys.readouterr().out.strip()
