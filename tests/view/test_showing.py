"""Showing, drawing and saving."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

import provenance as pv
from provenance import view
from tests.view.looking import HOSTILE, looked_at
from tests.view.test_notebook import story

COUNT = pv.corroboration(story(), "clm-closed")


def test_a_picture_is_drawn_as_itself() -> None:
    picture = view.draw(COUNT)

    assert view.draw(picture) is picture


def test_a_record_is_drawn_from_its_dossier_or_refused_by_name() -> None:
    with pytest.raises(pv.errors.UsageError, match=r"draw\('clm-closed', dossier\)"):
        view.draw(story().claims["clm-closed"])
    with pytest.raises(pv.errors.UnknownRecordError, match="clm-none"):
        view.draw("clm-none", story())
    with pytest.raises(pv.errors.UsageError, match="articles and claims are drawn"):
        view.draw("src-lund", story())


@pytest.mark.parametrize("thing", [5, None, "words", object(), pv.find])
def test_what_has_no_picture_is_refused(thing: object) -> None:
    with pytest.raises(pv.errors.UsageError, match="there is no picture of"):
        view.draw(thing)


@pytest.mark.parametrize("ending", view.ENDINGS)
def test_each_ending_gives_its_form(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"card{ending}"
    if ending == ".png":
        pytest.importorskip("vl_convert", reason="drawing PNG needs the extra charts")
    if ending in (".mmd", ".dot"):
        with pytest.raises(pv.errors.InvalidValueError, match="has no such form"):
            view.save(COUNT, path)
        assert not path.exists()
        return

    view.save(COUNT, path)

    start = {".png": b"\x89PNG", ".svg": b"<svg", ".html": b"<!DOCTYPE html>", ".txt": "“The".encode()}
    assert path.read_bytes().startswith(start[ending])


def test_an_ending_that_says_nothing_is_refused_with_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(pv.errors.InvalidValueError, match=r"\.html"):
        view.save(COUNT, tmp_path / "card.jpeg")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(pv.errors.StorageError, match="nowhere"):
        view.save(COUNT, tmp_path / "nowhere" / "card.svg")


def test_without_a_renderer_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)

    with pytest.raises(pv.errors.MissingExtraError, match=r"news-provenance\[charts\]"):
        view.save(COUNT, tmp_path / "card.png")
    assert list(tmp_path.iterdir()) == []


def test_a_saved_picture_stands_alone(tmp_path: Path) -> None:
    view.save(COUNT, tmp_path / "card.svg")

    assert ET.parse(tmp_path / "card.svg").getroot().tag == "{http://www.w3.org/2000/svg}svg"
    looked_at(view.draw(COUNT))


def test_a_page_tells_the_browser_to_allow_nothing() -> None:
    shown = view.page(COUNT)

    assert "default-src 'none'".replace("'", "&#x27;") in shown
    assert "<script" not in shown
    assert "<main>" in shown
    assert '<html lang="en">' in shown


def test_a_page_can_show_what_has_no_picture() -> None:
    found = pv.find(story(), pv.Source, lambda source: True)

    assert "Valley" in view.page(found)
    with pytest.raises(pv.errors.UsageError):
        view.page(5)


def test_the_title_of_a_page_cannot_be_left() -> None:
    shown = view.page(pv.corroboration(story(HOSTILE), "clm-closed"))

    assert shown.count("<title>") == shown.count("<title id=") == 1  # of the page, and of the picture
    assert "<script" not in shown


def test_in_a_terminal_the_text_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    view.show(COUNT)
    view.show(pv.find(story(), pv.Source, lambda source: True))

    printed = capsys.readouterr().out
    assert COUNT.explain() in printed
    assert "Valley" in printed


def test_showing_a_record_without_its_dossier_says_what_is_needed() -> None:
    with pytest.raises(pv.errors.UsageError, match="dossier"):
        view.show(story().claims["clm-closed"])


def test_a_picture_offers_a_notebook_text_html_and_svg() -> None:
    bundle = view.draw(COUNT)._repr_mimebundle_()

    assert bundle["text/plain"] == COUNT.explain()
    assert bundle["image/svg+xml"].startswith("<svg")
    assert 'class="provenance"' in bundle["text/html"]


def test_asking_a_question_does_not_bring_in_the_pictures() -> None:
    program = (
        "import sys, provenance.view\n"
        "assert not [name for name in sys.modules if name.startswith('provenance.view.pictures.')]\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_an_option_that_a_picture_does_not_take_is_refused_with_those_it_takes(tmp_path: Path) -> None:
    with pytest.raises(pv.errors.UsageError, match="does not take colour='red'; it takes reasons"):
        view.draw(COUNT, colour="red")
    with pytest.raises(pv.errors.UsageError, match="colour"):
        view.save(COUNT, tmp_path / "card.svg", colour="red")


@pytest.mark.parametrize("given", ["a dossier", 5])
def test_what_is_no_dossier_is_refused_as_one(given: Any) -> None:
    with pytest.raises(pv.errors.UsageError, match="dossier"):
        view.draw(COUNT, given)
    with pytest.raises(pv.errors.UsageError, match="dossier"):
        view.draw_grades(given)


@pytest.mark.parametrize("scale", [0, -1, float("nan"), 1e6, "2", True])
def test_a_scale_that_gives_no_picture_is_refused_before_anything_is_drawn(
    scale: Any, tmp_path: Path
) -> None:
    pytest.importorskip("vl_convert", reason="drawing PNG needs the extra charts")

    with pytest.raises(pv.errors.UsageError, match="scale is a number above 0"):
        view.save(COUNT, tmp_path / "card.png", scale=scale)


def test_a_path_that_is_none_is_refused() -> None:
    with pytest.raises(pv.errors.UsageError, match="then the path"):
        view.save("card.svg", COUNT)  # type: ignore[arg-type]


def test_an_answer_without_a_picture_is_written_as_text_and_headed_in_a_page(tmp_path: Path) -> None:
    status = pv.status(story(), "clm-closed")

    view.save(status, tmp_path / "status.txt")

    assert "Valley" in (tmp_path / "status.txt").read_text("utf-8")
    assert "<h1" in view.page(status)


def test_a_checker_whose_name_would_turn_a_terminal_is_told_of_in_harmless_letters() -> None:
    checker = pv.Source(name="A\x1b[31m\u202eB", kind="news_outlet", id="src-x")
    judged = pv.VerificationStatus(claim="clm-1", state="checked", checker=checker, id="ver-1")
    dossier = pv.Dossier([pv.Claim(text="x", id="clm-1"), checker, judged])

    assert not {"\x1b", "\u202e"} & set(str(pv.status(dossier, "clm-1")))
