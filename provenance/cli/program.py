"""The program: what a shell calls."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

import provenance
from provenance.cli.answers import add_about, add_ask, add_explain, add_lint, add_list, add_trace
from provenance.cli.files import add_cases, add_convert, add_extract, add_formats, add_validate
from provenance.cli.output import FINE, UNUSABLE, complain
from provenance.cli.parsing import Command, Parser
from provenance.cli.reporting import add_report
from provenance.errors import ProvenanceError, shown

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: what stands after the program's name; by default what the shell gave.
    """
    if sys.stdout is None:
        return complain("standard output is closed: there is nowhere to print to")
    parser = _parser()
    try:
        options, unknown = parser.parse_known_args(arguments)
        if unknown:
            asked: Parser = getattr(options, "parser", parser)
            asked.refuse(unknown)
    except SystemExit as stop:  # argparse ends the program itself, for --help as for mistakes
        return int(stop.code or 0)
    run: Callable[[argparse.Namespace], int] | None = getattr(options, "run", None)
    if run is None:
        parser.print_help()
        return UNUSABLE
    try:
        code = run(options)
        sys.stdout.flush()
    except ProvenanceError as error:
        return complain(str(error))
    except BrokenPipeError:
        # Whoever read our output (`| head`) has seen enough; leave nothing to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        return complain(f"{shown(error.filename) + ': ' if error.filename else ''}{error.strerror or error}")
    except KeyboardInterrupt:
        return complain("interrupted", code=130)
    return code


def _parser() -> Parser:
    parser = Parser(
        prog="provenance",
        description="Who said what in the news, through whom, and how many sources that is. "
        "It never decides what is true.",
        epilog="exit codes: 0 fine, 1 validate or lint found something, 2 the input cannot be used",
    )
    parser.add_argument("--version", action="version", version=f"provenance {provenance.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Command)
    for add in (
        add_explain,
        add_extract,
        add_list,
        add_trace,
        add_ask,
        add_lint,
        add_report,
        add_validate,
        add_convert,
        add_formats,
        add_cases,
        add_about,
    ):
        add(commands)
    return parser
