"""The notebooks in `examples/notebooks/`: they run, and what they show is static, valid and can be read.

They are kept as Markdown that jupytext opens. Run as they stand here, cell by cell in one namespace; and,
where the packages are there, once by a real kernel and once through marimo.
"""

import ast
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.code_blocks import leave_scratch_folder, make_scratch_folder

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "notebooks"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.md"))
_CELL = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_VOID = {"br", "hr", "img", "meta", "link", "input"}
# What a static render of notebooks lets through, more or less: no style, no picture in place, no attribute.
_LET_THROUGH = {
    *("a", "b", "bdi", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "figure", "figcaption"),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "hr",
        "i",
        "ins",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "s",
        "small",
        "span",
        "strong",
    ),
    *("strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul"),
}
_WITH_A_KERNEL = "notebooks are run by a kernel with the extra notebooks"
# In a process of its own: here, a test that binds a socket fails, and a kernel talks through them.
_RUN = """
import json, sys, jupytext, nbclient
book = jupytext.read(sys.argv[1])
nbclient.NotebookClient(book, timeout=120, kernel_name="python3").execute()
shown = [output for cell in book.cells for output in cell.get("outputs", ())]
print(json.dumps(shown))
"""


def cells(name: str) -> list[str]:
    """Return the code of a notebook, cell by cell."""
    return _CELL.findall((FOLDER / name).read_text("utf-8"))


def shown_by(name: str) -> list[Any]:
    """Run a notebook in one namespace; return what its cells end with, as a notebook would show it."""
    place: dict[str, Any] = {"__name__": "__main__"}
    shown = []
    for number, code in enumerate(cells(name)):
        tree = ast.parse(code, f"{name}, cell {number + 1}")
        last = tree.body[-1] if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        body = ast.Module(tree.body[:-1] if last is not None else tree.body, [])
        exec(compile(body, f"{name}, cell {number + 1}", "exec"), place)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), f"{name}, cell {number + 1}", "eval"), place)
            if value is not None:
                shown.append(value)
    return shown


class Page(HTMLParser):
    """What a browser makes of a piece of HTML: its tags, checked to be closed in order, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.words = ""
        self.read = ""
        """The words that a static render keeps: those not inside what it throws away."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.read += " "
        for name, value in attrs:
            assert not name.startswith("on"), f"{tag} {name}"
            assert not (value or "").lower().startswith("javascript:")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data
        if set(self.open) <= _LET_THROUGH:
            self.read += data


def page_of(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_and_what_it_shows_is_static_and_valid(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place: dict[str, object] = {}
    make_scratch_folder(place)
    try:
        shown = shown_by(name)
    finally:
        leave_scratch_folder(place)

    drawn = [value for value in shown if hasattr(value, "_repr_html_")]
    assert drawn, "a notebook that shows nothing could be a program"
    for value in drawn:
        html = value._repr_html_()
        page = page_of(html)
        assert page.tags.isdisjoint({"script", "img", "iframe", "object", "embed", "link"})
        assert len(html) < 1_000_000
        assert str(value).strip()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_static_render_that_throws_styles_and_drawings_away_can_still_be_read(name: str) -> None:
    for value in shown_by(name):
        if not hasattr(value, "_repr_html_"):
            continue
        said = re.findall(r"\w+", page_of(value._repr_html_()).read)
        numbers = [word for word in re.findall(r"\w+", str(value)[:200]) if word.isdigit()]
        assert len(said) > 5
        assert set(numbers) <= set(said), str(value)[:200]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_text_that_jupytext_opens(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")

    assert text.startswith("---\njupyter:\n  jupytext:\n")
    assert "display_name: Python 3" in text
    assert re.search(r"^# \S", text, re.MULTILINE)
    assert "## Where to go from here" in text
    assert len(cells(name)) == text.count("```python")


@pytest.mark.timeout(240)
def test_a_real_kernel_shows_what_a_person_would_look_at() -> None:
    for package in ("jupytext", "nbclient", "ipykernel"):
        pytest.importorskip(package, reason=_WITH_A_KERNEL)
    ran = subprocess.run(
        [sys.executable, "-c", _RUN, str(FOLDER / "ten-minutes-with-the-seed.md")],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(FOLDER.parents[1])},
    )
    outputs = json.loads(ran.stdout)

    shown = [output["data"] for output in outputs if output["output_type"] == "execute_result"]
    rich = [data for data in shown if "text/html" in data]
    assert len(rich) >= 5
    for data in rich:
        page_of(data["text/html"])
        assert data["text/plain"].strip()
    assert any("image/svg+xml" in data for data in shown)


def test_marimo_shows_the_same() -> None:
    formatting = pytest.importorskip(
        "marimo._output.formatting", reason="marimo is not in the extra notebooks"
    )

    for value in shown_by("ten-minutes-with-the-seed.md"):
        if hasattr(value, "_repr_html_"):
            output = formatting.try_format(value)
            assert output.exception is None
            assert "provenance" in str(output.data)
            assert output.mimetype.startswith(("text/html", "application/vnd.marimo+mimebundle"))
