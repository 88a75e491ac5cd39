"""The command that hands a story over: `report`."""

import argparse
import sys
from typing import Any

from provenance import storage, view
from provenance.cli.output import FINE, write_out
from provenance.cli.parsing import add_command, add_layers, add_reading, moment
from provenance.given import STANDARD, load

__all__ = ["add_report"]


def add_report(commands: Any) -> None:
    """Add `report`."""
    command = add_command(
        commands, "report", _report, "make one page of a story, to be read, printed and handed over"
    )
    add_reading(command)
    add_layers(command)
    command.set_defaults(own_voice_too=True)
    command.add_argument("--known-at", type=moment, metavar="TIME", help="only what was recorded by then")
    command.add_argument("--title", help="the title of the page (else that of the dossier)")
    command.add_argument(
        "--no-lint", dest="lint", action="store_false", help="leave out what the sourcing rules mark"
    )
    command.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="the HTML file to write (standard output if not given)",
    )


def _report(options: argparse.Namespace) -> int:
    dossier = load(options)
    page = view.report(
        dossier,
        title=options.title,
        as_of=options.as_of,
        known_at=options.known_at,
        basis=options.basis,
        lint=options.lint,
    )
    if options.output in (None, STANDARD):
        write_out(page)
        return FINE
    storage.write_bytes(page.encode(), options.output)
    print(f"report written to {options.output}", file=sys.stderr)
    return FINE
