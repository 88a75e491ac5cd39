"""What CI asks of the built documentation, tried on a small site that is made up."""

import json
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_CHECK = runpy.run_path(str(ROOT / ".ci" / "check_site.py"))
FAULTS: Callable[[Path], Iterator[str]] = _CHECK["faults"]


def site(folder: Path, body: str = "", head: str = "", css: str = "", words: str | None = None) -> list[str]:
    """Write a site of two pages and return what is wrong with it."""
    (folder / "other").mkdir()
    (folder / "search").mkdir()
    (folder / "index.html").write_text(f"<head>{head}</head><body id='top'>{body}</body>")
    (folder / "other" / "index.html").write_text("<p id='here'>Other</p><a href='../'>home</a>")
    (folder / "picture.svg").write_text("<svg/>")
    (folder / "own.css").write_text(css)
    asked = " ".join(_CHECK["ASKED"]) if words is None else words
    entries = [{"location": place, "title": "T", "text": asked} for place in ("", "other/#here")]
    (folder / "search" / "search_index.json").write_text(json.dumps({"docs": entries}))
    return list(FAULTS(folder))


def test_a_sound_site_has_no_fault(tmp_path: Path) -> None:
    body = (
        "<a href='other/#here'>x</a><a href='picture.svg'>x</a><a href='#top'>x</a>"
        "<a href='https://example.org/'>out</a><code>:smile:</code> at 10:30:45"
    )

    assert (
        site(tmp_path, body, "<link rel='stylesheet' href='own.css'>", "a{background:url(picture.svg)}") == []
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<a href='gone/'>x</a>", "index.html: gone/ leads nowhere"),
        ("<a href='gone.svg'>x</a>", "index.html: gone.svg leads nowhere"),
        ("<a href='other/#gone'>x</a>", "index.html: other/#gone names a place that is not there"),
        ("<a href='#gone'>x</a>", "index.html: #gone names a place that is not there"),
        ("<a href='../outside.html'>x</a>", "index.html: ../outside.html leads nowhere"),
        ("<img src='gone.png'>", "index.html: gone.png leads nowhere"),
        ("<a href='javascript:alert(1)'>x</a>", "index.html: a link begins with javascript:"),
        ("<img src='https://cdn.example/x.png'>", "index.html loads https://cdn.example/x.png"),
        ("<script src='//cdn.example/x.js'></script>", "index.html loads //cdn.example/x.js"),
        ("<p style='background:url(http://cdn.example/x)'>", "index.html loads http://cdn.example/x"),
        ("<p>:smile:</p>", "index.html: :smile: stands in the text"),
        ("<pre class='mermaid'></pre>", "'mermaid' is drawn by a script from elsewhere"),
    ],
)
def test_a_fault_of_a_page_is_told(body: str, told: str, tmp_path: Path) -> None:
    [fault] = site(tmp_path, body)

    assert told in fault


@pytest.mark.parametrize(
    "css", ["a{background:url('https://cdn.example/x.woff2')}", '@import "//cdn.example/x.css";']
)
def test_a_style_sheet_that_loads_from_elsewhere_is_told(css: str, tmp_path: Path) -> None:
    [fault] = site(tmp_path, css=css)

    assert fault.startswith("own.css loads ")


@pytest.mark.parametrize("rel", ["stylesheet", "preconnect", "preload", "icon"])
def test_a_link_in_the_head_that_loads_from_elsewhere_is_told(rel: str, tmp_path: Path) -> None:
    assert site(tmp_path, head=f"<link rel='{rel}' href='https://fonts.example/'>") == [
        "index.html loads https://fonts.example/"
    ]


def test_what_search_does_not_find_is_told(tmp_path: Path) -> None:
    assert "search does not find 'Admiralty'" in site(tmp_path, words="corroboration")


def test_a_page_that_search_does_not_know_and_a_site_without_search_are_told(tmp_path: Path) -> None:
    site(tmp_path)
    index = tmp_path / "search" / "search_index.json"
    entries = json.loads(index.read_text())["docs"][:1]
    index.write_text(json.dumps({"docs": entries}))
    told = list(FAULTS(tmp_path))
    index.unlink()

    assert told == ["search does not know other"]
    assert list(FAULTS(tmp_path)) == ["there is nothing to search"]
