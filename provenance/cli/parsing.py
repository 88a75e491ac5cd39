"""The parser of the command line, and the options that several commands share."""

import argparse
import difflib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NoReturn

from provenance import formats
from provenance.cli.output import UNUSABLE
from provenance.errors import InvalidValueError, shown
from provenance.given import TEXT, safe
from provenance.model import Basis, When

__all__ = [
    "Command",
    "Parser",
    "add_command",
    "add_file",
    "add_from",
    "add_layers",
    "add_reading",
    "add_to",
    "add_writing",
    "basis_of",
    "codes",
    "date_of",
    "format_to_read",
    "format_to_write",
    "moment",
    "positive",
]


class Parser(argparse.ArgumentParser):
    """A parser whose refusals are one line, with what was perhaps meant."""

    def error(self, message: str) -> NoReturn:
        """End with what was wrong."""
        self.exit(UNUSABLE, f"{self.prog}: {safe(message)}\n(see {self.prog} --help)\n")

    def refuse(self, unknown: Sequence[str]) -> NoReturn:
        """End with what was not understood, and what was perhaps meant."""
        near = [
            match
            for word in unknown
            if word.startswith("-")
            for match in difflib.get_close_matches(word.partition("=")[0], self._option_string_actions, 1)
        ]
        hint = f"; did you mean {' and '.join(near)}?" if near else ""
        self.error(f"not understood: {' '.join(map(shown, unknown))}{hint}")


class Command(Parser):
    """The parser of one command. What stands in between options may also stand apart from each other.

    `trace FILE --basis stated CLAIM` is as good as `trace FILE CLAIM --basis stated`.
    """

    _is_asked = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse what stands in any order."""
        if self._is_asked:  # called back by the method below
            return super().parse_known_args(args, namespace)
        self._is_asked = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._is_asked = False


def add_command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], help: str) -> Command:
    """Add a command to the parser; return its own parser."""
    command: Command = commands.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.")
    command.set_defaults(run=run, parser=command, takes_text=False, own_voice_too=False, lists_problems=False)
    return command


def add_file(command: argparse.ArgumentParser) -> None:
    """Add the file that holds a dossier, and its format."""
    command.add_argument("file", metavar="FILE", help="a dossier in any format; - for standard input")
    add_from(command, "FILE", "--from", "--format")


def add_reading(command: argparse.ArgumentParser) -> None:
    """Add the file that holds an article or a dossier, and how it is read."""
    command.set_defaults(takes_text=True)
    command.add_argument(
        "file",
        metavar="FILE",
        help="an article as plain text, or a dossier in any format; - for standard input",
    )
    command.add_argument("--published", metavar="DATE", type=date_of, help="when the article was published")
    command.add_argument("--publisher", metavar="NAME", help="who published the article")
    command.add_argument("--encoding", help="encoding of an article's text (default: utf-8)")
    command.add_argument(
        "--scope",
        choices=["speech", "wide"],
        help="what to read in an article: who said what (default), or attitudes too",
    )
    command.add_argument(
        "--from",
        dest="from_",
        metavar="FORMAT",
        type=_text_or_format,
        help=f"what FILE holds: {TEXT}, or a format (else by its ending)",
    )


def add_from(command: argparse.ArgumentParser, file: str, *options: str) -> None:
    """Add the option that says which format a file is in."""
    command.add_argument(
        *(options or ("--from",)),
        dest="from_",
        metavar="FORMAT",
        type=format_to_read,
        help=f"format of {file}, one that `provenance formats` lists (else by its ending)",
    )


def add_to(command: argparse.ArgumentParser) -> None:
    """Add the option that says which format to write."""
    command.add_argument(
        "--to",
        metavar="FORMAT",
        type=format_to_write,
        help="format to write, one that `provenance formats` lists (else by OUT's ending)",
    )


def add_layers(command: argparse.ArgumentParser) -> None:
    """Add what a question is limited to."""
    command.add_argument(
        "--basis",
        type=basis_of,
        metavar="WORDS",
        help="only records with these bases, such as stated or stated,inferred",
    )
    command.add_argument("--as-of", type=date_of, metavar="DATE", help="only what was published by then")


def add_writing(command: argparse.ArgumentParser) -> None:
    """Add where a dossier is written to."""
    command.add_argument(
        "-o", "--output", metavar="OUT", help="where to write it (standard output if not given)"
    )
    add_to(command)


def format_to_read(name: str) -> str:
    """Return the name of a format that can be read."""
    return _format_among(name, formats.names(readable=True), "read")


def format_to_write(name: str) -> str:
    """Return the name of a format that can be written."""
    return _format_among(name, formats.names(writable=True), "written")


def _text_or_format(name: str) -> str:
    return name if name == TEXT else format_to_read(name)


def _format_among(name: str, known: Sequence[str], done: str) -> str:
    if name not in known:
        only = "written" if done == "read" else "read"
        said = f"it can only be {only}; " if name in formats.names() else ""
        raise argparse.ArgumentTypeError(f"{shown(name)}: {said}what can be {done} is {', '.join(known)}")
    return name


def date_of(text: str) -> When:
    """Return the time that an option means."""
    try:
        return When.parse(text)
    except InvalidValueError as error:
        reason = error.reason
    if "EDTF" in reason:  # it is of no shape of a date at all
        meant = When.resolve(text) if any(map(str.isalpha, text)) else None
        reason = f"write it as {meant.to_edtf() if meant is not None else '2025-11-03, 2025-11 or 2025'}"
    raise argparse.ArgumentTypeError(f"{shown(text)} is no date that is read here: {reason}")


def basis_of(text: str) -> tuple[Basis, ...]:
    """Return the bases that an option lists."""
    try:
        return tuple(Basis(word.strip()) for word in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{shown(text)}: the bases are {', '.join(Basis)}") from None


def moment(text: str) -> datetime:
    """Return the moment that an option means."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{shown(text)} is no time such as 2025-11-04T12:00+00:00") from None
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{shown(text)} names no zone: write 2025-11-04T12:00+00:00")
    return moment


def codes(text: str) -> list[str]:
    """Return the codes that an option lists."""
    return [code.strip() for code in text.split(",")]


def positive(text: str) -> int:
    """Return the positive number that an option means."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{shown(text)} is not a positive number")
    return int(text)
