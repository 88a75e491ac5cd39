"""The sheet to draw on."""

import xml.etree.ElementTree as ET

from provenance.view.drawing import Canvas

SVG = "{http://www.w3.org/2000/svg}"


def drawn(canvas: Canvas, title: str = "A bridge", description: str = "It is closed.") -> ET.Element:
    return ET.fromstring(canvas.svg(100, title=title, description=description))


def test_a_picture_is_announced_by_its_title_and_described_in_words() -> None:
    tree = drawn(Canvas(200))

    assert tree.get("role") == "img"
    ids = (tree.get("aria-labelledby") or "").split()
    named = {child.get("id"): child.text for child in tree if child.get("id")}
    assert [named[id] for id in ids] == ["A bridge", "It is closed."]


def test_two_pictures_on_one_page_do_not_share_ids() -> None:
    first, second = Canvas(200), Canvas(200)
    second.text(0, 10, "other")

    ids = [child.get("id") for sheet in (first, second) for child in drawn(sheet) if child.get("id")]
    assert len(set(ids)) == 4


def test_the_same_drawing_is_the_same_picture() -> None:
    assert Canvas(200).svg(10, title="a", description="b") == Canvas(200).svg(10, title="a", description="b")


def test_a_text_that_runs_from_right_to_left_keeps_its_left_edge() -> None:
    canvas = Canvas(200)
    canvas.text(10, 20, "שלום")
    canvas.text(10, 20, "peace")

    from_right, from_left = drawn(canvas).findall(f"{SVG}text")
    assert str(from_right.text) == "\u2067שלום\u2069"
    assert str(from_left.text) == "peace"
    assert from_right.get("text-anchor") == from_left.get("text-anchor") is None


def test_a_sentence_that_begins_with_a_name_runs_the_way_it_is_told_to() -> None:
    canvas = Canvas(400)
    canvas.lines(10, 20, "שלום says peace", 300, direction="ltr")
    canvas.lines(10, 20, "שלום says peace", 300)

    told, by_itself = drawn(canvas).findall(f"{SVG}text")
    assert (told.text, told.get("x"), told.get("text-anchor")) == ("שלום says peace", "10", None)
    assert str(by_itself.text) == "\u2067שלום says peace\u2069"
    assert (by_itself.get("x"), by_itself.get("text-anchor")) == ("310", "end")


def test_words_that_are_marked_have_a_line_below_them() -> None:
    canvas = Canvas(400)
    canvas.words(10, 20, ["one", "two", "three", "four"], [1, 2], 300)
    canvas.words(10, 20, ["שלום"], [], 300, from_right=True)

    marked, from_right = drawn(canvas).findall(f"{SVG}text")
    assert "".join(marked.itertext()) == "one two three four"
    assert [(n.text, n.get("text-decoration")) for n in marked] == [("two three", "underline")]
    assert str(from_right.text) == "\u2067שלום\u2069"
    assert (from_right.get("x"), from_right.get("text-anchor")) == ("310", "end")


def test_hostile_words_stay_words() -> None:
    canvas = Canvas(200)
    canvas.text(0, 0, "</text><script>alert(1)</script>")
    parts = Canvas(200)
    parts.rect(0, 0, 1, 1)
    canvas.hover('"><script>', parts)

    tree = drawn(canvas, title="</title><script>", description="]]><!--")
    assert not tree.findall(f".//{SVG}script")
    assert [t.text for t in tree.findall(f"{SVG}text")] == ["</text><script>alert(1)</script>"]


def test_lines_are_set_below_each_other_and_the_foot_is_told() -> None:
    canvas = Canvas(200)
    foot = canvas.lines(0, 0, "one two three four five six", 60, size=10)

    feet = [float(t.get("y") or 0) for t in drawn(canvas).findall(f"{SVG}text")]
    assert feet == sorted(set(feet))
    assert foot > feet[-1]
    assert canvas.lines(0, 50, "", 60) == 50


def test_a_pattern_lies_on_its_hue_and_belongs_to_its_picture_alone() -> None:
    one, other = Canvas(200), Canvas(200)
    one.patterned(0, 0, 50, 20, "tint-blue", "slant")
    other.patterned(0, 0, 60, 20, "tint-blue", "slant")
    trees = [drawn(one), drawn(other)]

    ids = [tree.find(f"{SVG}defs/{SVG}pattern").get("id") for tree in trees]  # type: ignore[union-attr]
    assert ids[0] != ids[1]
    for tree, id in zip(trees, ids, strict=True):
        hue, laid = list(tree.iter(f"{SVG}rect"))[1:]
        assert hue.get("class") == "tint-blue"
        assert laid.get("fill") == f"url(#{id})"


def test_words_from_outside_cannot_name_a_pattern() -> None:
    canvas = Canvas(200)
    canvas.text(0, 20, "url(#pv-\x00-slant)")

    assert drawn(canvas).find(f"{SVG}defs") is None
