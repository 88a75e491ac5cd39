"""The page of the command line has every command, with all that its help says."""

import argparse
import sys
from pathlib import Path

import pytest

from provenance.cli import main
from provenance.cli.program import _parser

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/command-line.md").read_text("utf-8")
COMMANDS = next(
    dict(action.choices) for action in _parser()._actions if isinstance(action, argparse._SubParsersAction)
)


pytestmark = pytest.mark.skipif(sys.version_info >= (3, 13), reason="argparse lays its help out otherwise")


def helped(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments, "--help"]) == 0
    return capsys.readouterr().out.strip()


@pytest.fixture(autouse=True)
def _as_wide_as_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


def test_the_page_begins_with_what_the_program_says_of_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert helped(capsys) in PAGE


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_a_section_with_all_of_its_help(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"\n## {name}\n" in PAGE
    assert helped(capsys, name) in PAGE.split(f"\n## {name}\n")[1].split("\n## ")[0]


def test_about_says_what_a_code_means_and_refuses_one_that_there_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["about", "s03"]) == 0
    assert capsys.readouterr().out.startswith("S03: ")
    assert main(["about"]) == 0
    assert "extras:" in capsys.readouterr().out
    assert main(["about", "E99"]) == 2
    assert "there are A01" in capsys.readouterr().err
