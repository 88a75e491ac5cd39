"""Runs the fenced code blocks of README and docs, so that no page can promise what is not so.

What a block's language means:

`python`
    is run; all blocks of a page share their names. With `>>>` it is a doctest.
`console`
    lines that begin with `$ ` are commands. `provenance …` and `cat` are run, with `<`, `>` and `|`
    between them; the lines below a command are what it prints. A command that ends with another exit
    code than 0 must be followed by `$ echo $?` and that code.
`text`
    directly below a `python` block is what that block prints. Elsewhere it is only shown.
`json`, `toml`
    must parse.
`sh`
    commands for the reader's own shell (install, contribute). Not run here; `test_house.py` asks that
    `.ci/run` runs each of them.

In printed output a line of `...` stands for any lines, and `...` within a line for any characters. Output
that a page does not show is not compared. Every page runs in a scratch folder of its own, which holds
copies of `seeds/` and `examples/`.
"""

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from sybil import Document, Example, Region
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = frozenset({"python", "console", "text", "json", "toml", "sh"})

_FOLDER = "__scratch_folder__"
_PRINTED = "__printed__"


def make_scratch_folder(namespace: dict[str, Any]) -> None:
    """Enter a folder that looks like the root of the checkout to a reader, and may be written to."""
    folder = tempfile.mkdtemp(prefix="page-")
    for name in ("seeds", "examples"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, Path(folder, name), ignore=shutil.ignore_patterns("__pycache__"))
    namespace[_FOLDER] = (folder, str(Path.cwd()))
    os.chdir(folder)


def leave_scratch_folder(namespace: dict[str, Any]) -> None:
    """Go back to where `make_scratch_folder` came from, and remove its folder."""
    folder, before = namespace[_FOLDER]
    os.chdir(before)
    shutil.rmtree(folder)


class MarkdownBlocks:
    """A Sybil parser for every fenced block of a Markdown page."""

    def __init__(self, doctest_flags: int = 0) -> None:
        self._lexer = FencedCodeBlockLexer(r"[^\s`]+[^\n`]*")
        self._doctest = DocTestStringParser(DocTestEvaluator(doctest_flags))
        self._python = PythonEvaluator()

    def __call__(self, document: Document) -> Iterable[Region]:
        last_python_end = None
        for region in self._lexer(document):
            language, source = region.lexemes["language"].strip(), region.lexemes["source"]
            region.parsed = source
            follows_python = (
                last_python_end is not None and not document.text[last_python_end : region.start].strip()
            )
            last_python_end = None
            if language == "python" and source.lstrip().startswith(">>>"):
                for example in self._doctest(source, document.path):
                    example.adjust(region, source)
                    yield example
                continue
            if language == "python":
                region.evaluator = self._run_python
                last_python_end = region.end
            elif language == "text" and follows_python:
                region.evaluator = _compare_with_printed
            elif language == "console":
                region.evaluator = _run_console
            elif language == "json":
                region.evaluator = _parse_json
            elif language == "toml":
                region.evaluator = _parse_toml
            elif language in LANGUAGES:
                continue
            else:
                region.evaluator = _refuse_language
            yield region

    def _run_python(self, example: Example) -> None:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            self._python(example)
        example.namespace[_PRINTED] = printed.getvalue()


def matches(shown: str, printed: str) -> bool:
    """Tell whether printed output is what a page shows, blanks at the end of a line apart."""
    pattern = ""
    for line in shown.strip("\n").splitlines():
        if line.strip() == "...":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            pattern += r"[^\n]*?".join(map(re.escape, line.rstrip().split("..."))) + r"[ \t]*\n"
    return re.fullmatch(pattern + r"\s*", printed.strip("\n") + "\n") is not None


def _difference(shown: str, printed: str) -> str:
    return f"the page shows\n\n{shown}\nbut this was printed\n\n{printed}"


def _compare_with_printed(example: Example) -> str | None:
    printed = example.namespace[_PRINTED]
    return None if matches(example.parsed, printed) else _difference(example.parsed, printed)


def _parse_json(example: Example) -> None:
    json.loads(example.parsed)


def _parse_toml(example: Example) -> None:
    tomllib.loads(example.parsed)


def _refuse_language(example: Example) -> str:
    return f"a block of {example.region.lexemes['language']!r}; known are {', '.join(sorted(LANGUAGES))}"


def _run_console(example: Example) -> str | None:
    status, printed = 0, ""
    for command, shown in [*_commands(example.parsed), ("", "")]:
        if command == "echo $?":
            if shown.strip() != str(status):
                return f"the page shows exit code {shown.strip()}, and it was {status}"
            status = 0
            continue
        if status:
            return f"exit code {status}, and the page does not show it with $ echo $?\n\n{printed}"
        if command:
            status, printed = _run_pipeline(command)
            if shown.strip() and not matches(shown, printed):
                return f"$ {command}\n" + _difference(shown, printed)
    return None


def _commands(block: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the output shown below it."""
    command: str | None = None
    shown: list[str] = []
    lines = iter(block.splitlines())
    for line in lines:
        if line.startswith("$ "):
            if command is not None:
                yield command, "\n".join(shown)
            command, shown = line[2:].strip(), []
            while command.endswith("\\"):
                command = command[:-1].rstrip() + " " + next(lines).strip()
        elif command is None:
            raise ValueError(f"a console block begins with a command after '$ ', not with {line!r}")
        else:
            shown.append(line)
    if command is not None:
        yield command, "\n".join(shown)


def _run_pipeline(line: str) -> tuple[int, str]:
    """Run commands joined by `|`; return the last one's exit code and all that a terminal would show."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|<>")
    lexer.whitespace_split = True
    lexer.commenters = "#"
    stages: list[list[str]] = [[]]
    for word in lexer:
        if word == "|":
            stages.append([])
        else:
            stages[-1].append(word)
    terminal, data, status = "", b"", 0
    for stage in stages:
        words, target = [], None
        rest = iter(stage)
        for word in rest:
            if word == "<":
                data = Path(next(rest)).read_bytes()
            elif word == ">":
                target = next(rest)
            else:
                words.append(word)
        on_terminal = target is None and stage is stages[-1]
        status, output, messages = _run(words, data, messages_into_output=on_terminal)
        terminal += messages
        data = output
        if target is not None:
            Path(target).write_bytes(output)
            data = b""
    return status, terminal + data.decode("utf-8")


def _run(words: list[str], data: bytes, *, messages_into_output: bool) -> tuple[int, bytes, str]:
    if words[0] == "cat":
        return 0, b"".join(Path(name).read_bytes() for name in words[1:]) or data, ""
    if words[:3] == ["python", "-m", "provenance"]:
        words = words[2:]
    if words[0] != "provenance":
        raise ValueError(f"only provenance and cat are run in a console block, not {words[0]!r}")
    from provenance.cli import main  # only when a page asks for it: this file is read before every test

    raw, raw_messages = io.BytesIO(), io.BytesIO()
    output = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    messages = io.TextIOWrapper(raw_messages, encoding="utf-8", write_through=True)
    with (
        mock.patch.dict(os.environ, {"COLUMNS": "80", "NO_COLOR": "1"}),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")),
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(output if messages_into_output else messages),
    ):
        try:
            status = main(words[1:])
        except SystemExit as ending:
            status = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    return status or 0, raw.getvalue(), raw_messages.getvalue().decode("utf-8")
