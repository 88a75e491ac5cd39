"""The annotated article as a drawing, and as plain text."""

import re
import xml.etree.ElementTree as ET

import pytest

import provenance as pv
from provenance import view
from provenance.view import Picture
from provenance.view.pictures.article.runs import Words
from provenance.view.pictures.article.setting import set_in_lines, wide
from provenance.view.pictures.article.words import plain
from tests.view.looking import SVG, looked_at, texts
from tests.view.pictures.article.stories import TextAnchor, passage, story

TEXT = "AFP reports that the mayor denied it. Nobody else was asked about the old bridge over the river."


def texts_by_place(picture: Picture) -> list[tuple[float, float, str]]:
    tree = looked_at(picture)
    return [
        (float(node.get("y", 0)), float(node.get("x", 0)), "".join(node.itertext()))
        for node in tree.iter(f"{SVG}text")
    ]


def boxes(picture: Picture, look: str) -> list[tuple[float, float, float]]:
    """Return the boxes of a look that stand in the text: left, right and foot."""
    found = []
    for node in looked_at(picture).iter(f"{SVG}rect"):
        if node.get("class") == look:
            x, y, width, height = (float(node.get(name, 0)) for name in ("x", "y", "width", "height"))
            found.append((x, x + width, y + height))
    return found[1:]  # the first one is in the legend


def test_tints_lie_behind_the_words_they_are_about() -> None:
    picture = view.draw("art", story(TEXT, passage("AFP", ["AFP"], ["reports"], ["the mayor denied it"])))

    (source,), (cue,), (content,) = (boxes(picture, f"tint-{hue}") for hue in ("blue", "red", "green"))
    places = {words: x for _, x, words in texts_by_place(picture)}
    assert source[0] < places["AFP"] < source[1] <= cue[0] <= places["reports"] < cue[1] < content[0]
    assert wide("the mayor denied it", 15) == pytest.approx(content[1] - content[0], abs=1)


def test_each_piece_is_drawn_in_the_width_it_was_given() -> None:
    tree = looked_at(view.draw("art", story(TEXT, passage("AFP", ["AFP"]))))

    lengths = {"".join(node.itertext()): node.get("textLength") for node in tree.iter(f"{SVG}text")}
    assert float(lengths["AFP"] or 0) == pytest.approx(wide("AFP", 15, bold=True), abs=0.1)


def test_a_line_that_runs_from_right_to_left_is_set_so() -> None:
    text = "אמר השר Ann Lee אתמול"
    picture = view.draw("art", story(text, passage("השר", ["השר"], ["אמר"], ["אתמול"])))

    line = [
        (x, words.strip("\u2067\u2069"))
        for y, x, words in texts_by_place(picture)
        if words.strip("\u2067\u2069") in ("אמר", "השר", "Ann Lee", "אתמול")
    ][:4]
    assert [words for _, words in sorted(line, reverse=True)] == ["אמר", "השר", "Ann Lee", "אתמול"]
    assert not any(node.get("direction") for node in ET.fromstring(picture.svg).iter())


def test_words_longer_than_a_line_are_broken() -> None:
    lines = set_in_lines("x" * 400, [Words(0, 400)], 0, 200, 15)

    assert len(lines) > 10
    assert all(line.pieces[-1].x + line.pieces[-1].width <= 200 for line in lines)
    assert "".join(piece.text for line in lines for piece in line.pieces) == "x" * 400


def test_content_in_content_has_lines_at_two_heights() -> None:
    given = [passage("AFP", content=["the mayor denied it"]), passage("Lund", content=["denied it"])]

    outer, inner = boxes(view.draw("art", story(TEXT, *given)), "tint-green")

    feet = sorted({outer[2], inner[2]})
    assert feet[1] - feet[0] == pytest.approx(4)


def test_findings_stand_in_the_margin_at_the_height_of_their_line() -> None:
    text = "\n".join(["All is quiet."] * 12 + ["It is said that officials say no."])
    dossier = story(text, passage("x", ["officials"], ["say"], ["no"]))
    dossier.replace(pv.Source(kind="group", description="officials", id="src-1"))

    placed = texts_by_place(view.draw("art", dossier))

    (line,) = [y for y, _, words in placed if words == "officials" and y > 200]
    finding = min(y for y, x, words in placed if words.startswith("▲ S02") and x > 600)
    assert abs(finding - line) < 20


def test_notes_stand_below_the_text_in_two_columns() -> None:
    given = [passage(f"Witness {n}") for n in range(8)]
    placed = texts_by_place(view.draw("art", story(TEXT, *given)))

    columns = {x for y, x, words in placed if words.startswith("source: Witness")}
    assert len(columns) == 2
    foot = max(y for y, _, words in placed if "river" in words)
    assert min(y for y, _, words in placed if words.startswith("source: Witness")) > foot


def test_a_sheet_holds_less_of_a_long_article_than_a_page_and_says_so() -> None:
    picture = view.draw("art", story("word " * 20_000))

    assert any("The text is cut here, after 15,000 of 100,000" in words for words in texts(picture))
    assert "The text is cut here, after 60,000" in picture.text


def test_pointing_at_marked_words_tells_the_chain() -> None:
    tree = looked_at(view.draw("art", story(TEXT, passage("AFP", ["AFP"], content=["it"]))))

    told = {"".join(node.itertext()) for node in tree.iter(f"{SVG}title")}
    assert "1 source · AFP · 1–1 independent origin, nobody at first hand" in told


# --- plain text ------------------------------------------------------------------------------


def test_plain_text_has_marks_findings_and_notes() -> None:
    dossier = story(TEXT, passage("AFP", ["AFP"], ["reports"], ["the mayor denied it"]), authors=(), url=None)

    text = view.draw("art", dossier).text

    assert "[1 source: AFP] [1 cue: reports] that [1 content: the mayor denied it]." in text
    assert re.search(r"^     ! M01 note: the article gives", text, re.MULTILINE)
    assert text.index("Notes") < text.index("  1. source: AFP · cue: reports")


def test_plain_text_moves_no_terminal() -> None:
    hostile = "a\x1b[31m\x07\u202eb\u2066c"
    picture = view.draw(
        "art", story(hostile, passage(hostile, [TextAnchor.of(hostile, 0, 3)]), headline=hostile)
    )

    assert plain(hostile) == "a�[31m��b�c"
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", picture.text)
