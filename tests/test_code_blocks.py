"""The blocks of a page are really run: a page that says what is not so fails."""

from pathlib import Path

import pytest
from sybil import Sybil
from sybil.example import SybilFailure

from tests.code_blocks import MarkdownBlocks, leave_scratch_folder, make_scratch_folder, matches


def run_page(folder: Path, text: str) -> None:
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    document = Sybil([MarkdownBlocks()], path=str(folder), pattern="*.md").parse(page)
    make_scratch_folder(document.namespace)
    try:
        for example in document.examples():
            example.evaluate()
    finally:
        leave_scratch_folder(document.namespace)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("a\nb\n", "a\nb\n"),
        ("a   \nb", "a\nb  \n"),
        ("a\n...\nd\n", "a\nb\nc\nd\n"),
        ("a\n...\nd\n", "a\nd\n"),
        ("a ... c\n", "a b c\n"),
        ("...", "anything\nat all\n"),
    ],
)
def test_output_that_is_as_shown_passes(shown: str, printed: str) -> None:
    assert matches(shown, printed)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [("a\n", "b\n"), ("a\n", "a\nb\n"), ("a ... c\n", "a b\nc\n"), ("a\n...\nd\n", "a\nb\n"), ("a.c", "abc")],
)
def test_output_that_is_not_as_shown_does_not_pass(shown: str, printed: str) -> None:
    assert not matches(shown, printed)


def test_python_blocks_share_their_names_and_show_what_they_print(tmp_path: Path) -> None:
    run_page(tmp_path, "```python\nx = 1\n```\n\n```python\nprint(x + 1)\n```\n\n```text\n2\n```\n")


def test_a_wrong_output_below_a_python_block_fails(tmp_path: Path) -> None:
    with pytest.raises(SybilFailure, match="the page shows"):
        run_page(tmp_path, "```python\nprint(1)\n```\n\n```text\n2\n```\n")


def test_a_text_block_after_prose_is_only_shown(tmp_path: Path) -> None:
    run_page(tmp_path, "```python\nprint(1)\n```\n\nA picture:\n\n```text\n2\n```\n")


def test_a_doctest_in_a_python_block_is_checked(tmp_path: Path) -> None:
    with pytest.raises(SybilFailure, match="Expected"):
        run_page(tmp_path, "```python\n>>> 1 + 1\n3\n```\n")


def test_a_page_may_write_files_without_leaving_any(tmp_path: Path) -> None:
    run_page(tmp_path, "```python\nopen('mine.json', 'w').close()\n```\n")

    assert not Path("mine.json").exists()


def test_json_that_does_not_parse_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="property name"):
        run_page(tmp_path, "```json\n{a: 1}\n```\n")


def test_a_block_of_an_unknown_language_fails(tmp_path: Path) -> None:
    with pytest.raises(SybilFailure, match="known are"):
        run_page(tmp_path, "```mermaid\ngraph TD\n```\n")


def test_a_console_block_runs_the_command_line(tmp_path: Path) -> None:
    run_page(tmp_path, "```console\n$ provenance --help\nusage: provenance ...\n...\n```\n")


def test_a_console_block_that_shows_something_else_fails(tmp_path: Path) -> None:
    with pytest.raises(SybilFailure, match="the page shows"):
        run_page(tmp_path, "```console\n$ provenance --help\nno such thing\n```\n")


def test_an_exit_code_that_is_not_shown_fails(tmp_path: Path) -> None:
    with pytest.raises(SybilFailure, match="exit code 2"):
        run_page(tmp_path, "```console\n$ provenance no-such-command\n```\n")


def test_an_exit_code_that_is_shown_passes(tmp_path: Path) -> None:
    run_page(tmp_path, "```console\n$ provenance no-such-command\n$ echo $?\n2\n```\n")


def test_output_can_be_sent_to_a_file_and_shown(tmp_path: Path) -> None:
    page = "```console\n$ provenance --help > help.txt\n$ cat help.txt\nusage: provenance ...\n...\n```\n"
    run_page(tmp_path, page)
