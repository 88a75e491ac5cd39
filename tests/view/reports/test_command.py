"""`provenance report`, from a dossier or an article to a page."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import provenance as pv
from provenance import view
from provenance.cli import main

ROOT = Path(__file__).resolve().parents[3]
DOSSIER = str(ROOT / "seeds" / "pokrovsk-2025.json")
TEXT = str(ROOT / "seeds" / "pokrovsk-2025.txt")

Captured = pytest.CaptureFixture[str]


def test_a_page_is_written_and_said_to_be(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "story.html"

    assert main(["report", DOSSIER, "-o", str(out)]) == 0

    assert out.read_text("utf-8") == view.report(pv.read(DOSSIER))
    told = capsys.readouterr()
    assert told.out == ""
    assert "written to" in told.err


@pytest.mark.parametrize("place", [[], ["-o", "-"]])
def test_without_a_file_the_page_goes_to_standard_output(place: list[str], capsys: Captured) -> None:
    assert main(["report", DOSSIER, *place]) == 0

    assert capsys.readouterr().out == view.report(pv.read(DOSSIER))


def test_a_dossier_is_read_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    data = SimpleNamespace(buffer=io.BytesIO(Path(DOSSIER).read_bytes()))
    monkeypatch.setattr(sys, "stdin", data)

    assert main(["report", "-"]) == 0

    assert capsys.readouterr().out == view.report(pv.read(DOSSIER))


def test_what_the_page_is_limited_to_is_given_by_options(capsys: Captured) -> None:
    limits = ["--as-of", "2025-11-05", "--known-at", "2026-12-31T00:00+00:00", "--basis", "stated"]
    assert main(["report", DOSSIER, *limits, "--title", "Two days", "--no-lint"]) == 0

    page = capsys.readouterr().out
    assert "<title>Two days</title>" in page
    assert "published by 2025-11-05" in page
    assert "recorded by 2026-12-31" in page
    assert "only stated" in page
    assert "The sourcing rules were not asked." in page


def test_an_article_is_drafted_first(capsys: Captured) -> None:
    assert main(["report", TEXT, "--published", "2025-11-07"]) == 0

    assert "Pokrovsk" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["report", "nowhere.json"], "nowhere.json"),
        (["report", DOSSIER, "-o", "nowhere/story.html"], "nowhere"),
        (["report", DOSSIER, "--as-of", "someday"], "someday"),
        (["report", DOSSIER, "--known-at", "2025-11-07"], "zone"),
        (["report", DOSSIER, "--basis", "hearsay"], "hearsay"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_line(arguments: list[str], told: str, capsys: Captured) -> None:
    assert main(arguments) == 2

    assert told in capsys.readouterr().err
