"""What holds of every picture, looked at by a program."""

import xml.etree.ElementTree as ET

from provenance.view import Picture
from provenance.view.drawing import width_of

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    '"><script>alert(1)</script>\x1b[31m\x00 ]]> --> ${x} javascript:alert(1) <img src=x onerror=alert(1)>'
)
"""Words that try to leave the place where they stand."""
FROM_RIGHT = "אמר שר הביטחון 12"
EMOJI = "👩‍👩‍👧 said 🇩🇪 é"


def looked_at(picture: Picture) -> ET.Element:
    """Check what holds of every picture and return its tree.

    It is well-formed, named and described; nothing in it runs, is fetched or leaves the sheet; its ids
    are its own.
    """
    tree = ET.fromstring(picture.svg)
    assert tree.tag == f"{SVG}svg"
    assert tree.get("role") == "img"
    assert picture.kind
    assert picture.title
    assert picture.description
    assert str(picture) == picture.text != ""
    assert _told(tree, "title") == picture.title
    assert _told(tree, "desc") == picture.description
    assert '="NaN"' not in picture.svg
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    for node in tree.iter():
        assert node.tag.rpartition("}")[2] not in {"script", "image", "iframe", "animate", "set"}
        for name, value in node.attrib.items():
            assert not name.lower().startswith("on"), name
            assert "href" not in name or value.startswith(("https:", "http:", "mailto:", "#")), value
    _stays_on_the_sheet(tree)
    picture.svg.encode("utf-8")
    return tree


def texts(picture: Picture) -> list[str]:
    """Return every line of text in a picture, in the order in which they are drawn.

    Signs that only say which way a line runs are left out.
    """
    tree = ET.fromstring(picture.svg)
    return ["".join(node.itertext()).strip("\u2067\u2069") for node in tree.iter(f"{SVG}text")]


def _told(tree: ET.Element, tag: str) -> str:
    found = tree.find(f"{SVG}{tag}")
    return "" if found is None else " ".join((found.text or "").split("\n"))


def _stays_on_the_sheet(tree: ET.Element) -> None:
    _, _, width, height = map(float, tree.attrib["viewBox"].split())
    for node in tree.iter(f"{SVG}text"):
        if node.get("transform"):
            continue
        words, size = "".join(node.itertext()), float(node.get("font-size", 14))
        wide = width_of(words, size, bold="bold" in node.get("class", ""))
        anchor, x = node.get("text-anchor", "start"), float(node.get("x", 0))
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        assert left >= -1, words
        assert left + wide <= width + 1, words
        assert 0 <= float(node.get("y", 0)) <= height, words
