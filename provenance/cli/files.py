"""Commands that make, check and exchange dossiers: `extract`, `validate`, `convert`, `cases`, `formats`."""

import argparse
import json
import sys
from typing import Any

from provenance import cases, formats, storage
from provenance.cli.output import FINDINGS, FINE, complain, tell, write_out
from provenance.cli.parsing import add_command, add_file, add_from, add_reading, add_to, add_writing
from provenance.errors import InvalidValueError, MissingExtraError, StorageError, shown
from provenance.formats import LossReport
from provenance.given import NO_ENDING, STANDARD, load, note
from provenance.model import Dossier
from provenance.storage.atomic import replacing

__all__ = ["add_cases", "add_convert", "add_extract", "add_formats", "add_validate"]


def add_extract(commands: Any) -> None:
    """Add `extract`."""
    command = add_command(
        commands, "extract", _extract, "draft a dossier from an article's text, to be corrected"
    )
    add_reading(command)
    command.add_argument(
        "--own-voice",
        dest="own_voice_too",
        action="store_true",
        help="draft the outlet's own claims as well",
    )
    add_writing(command)


def _extract(options: argparse.Namespace) -> int:
    to = _format_to_write(options)
    return _save_and_say(load(options), options.output, to)


def add_validate(commands: Any) -> None:
    """Add `validate`."""
    command = add_command(commands, "validate", _validate, "list everything that is wrong with a dossier")
    add_file(command)
    command.set_defaults(lists_problems=True)


def _validate(options: argparse.Namespace) -> int:
    dossier = load(options)
    problems = dossier.problems()
    for problem in problems:
        tell(str(problem))
    if problems:
        tell(f"{len(problems)} problem{'s' if len(problems) > 1 else ''} in {options.file}")
        return FINDINGS
    tell(f"{options.file}: {dossier!r}, no problem found")
    return FINE


def add_convert(commands: Any) -> None:
    """Add `convert`."""
    command = add_command(commands, "convert", _convert, "write a dossier in another format")
    command.add_argument("file", metavar="IN", help="the dossier to read; - for standard input")
    command.add_argument("output", metavar="OUT", help="the file to write; - for standard output")
    add_from(command, "IN")
    add_to(command)
    command.add_argument(
        "--losses",
        metavar="REPORT",
        help="where to write, as JSON, everything that the other format could not carry",
    )


def _convert(options: argparse.Namespace) -> int:
    to = _format_to_write(options)
    if options.losses == STANDARD and options.output == STANDARD:
        raise InvalidValueError(
            "place for the losses", STANDARD, "the dossier goes to standard output already"
        )
    dossier = load(options)
    losses = _losses(dossier, to, wanted=options.losses is not None)
    _save(dossier, options.output, to)
    if losses is None:
        return FINE
    if options.losses is not None:
        _save_losses(losses, options.losses)
    elif losses:
        told = "(--losses REPORT lists them)"
        note(f"{to} could not carry {len(losses):,} thing{'s' if len(losses) > 1 else ''} {told}")
    return FINE


def _losses(dossier: Dossier, to: str, *, wanted: bool) -> LossReport | None:
    """Return what a format could not carry; `None` if nobody asked and it cannot be read back here."""
    try:
        return formats.losses(dossier, to)
    except MissingExtraError as error:
        if wanted:
            raise
        note(f"what was lost is not known, because {error}")
        return None


def _save_losses(losses: LossReport, name: str) -> None:
    text = losses.to_json() + "\n"
    if name == STANDARD:
        write_out(text)
    else:
        try:
            with replacing(name) as file:
                file.write(text.encode("utf-8"))
        except OSError as error:
            raise StorageError(name, error.strerror or str(error), error.errno) from error


def add_cases(commands: Any) -> None:
    """Add `cases`."""
    command = add_command(
        commands, "cases", _cases, "list the stories that come with the package, or give one"
    )
    command.add_argument("name", metavar="NAME", nargs="?", help="the case to give; lists them if not given")
    add_writing(command)


def _cases(options: argparse.Namespace) -> int:
    if options.name is None:
        if options.output is not None:
            return complain(
                f"which case is to be written to {shown(options.output)}? Name one of those listed"
            )
        names = cases.names()
        width = max(map(len, names))
        for name in names:
            tell(f"{name:{width}}  {cases.load(name).title}")
        return FINE
    to = _format_to_write(options)
    return _save_and_say(cases.load(options.name), options.output, to)


def _save_and_say(dossier: Dossier, name: str | None, format: str) -> int:
    _save(dossier, name, format)
    if name not in (None, STANDARD):
        print(f"{dossier!r} written to {name}", file=sys.stderr)
    return FINE


def _save(dossier: Dossier, name: str | None, format: str) -> None:
    if name in (None, STANDARD):
        write_out(formats.dumps(dossier, format))
    else:
        storage.write(dossier, name, format=format)


def _format_to_write(options: argparse.Namespace) -> str:
    """Return the format asked for, or that of the file's ending: known before any work is done."""
    name: str | None = options.output
    format = options.to or ("json" if name in (None, STANDARD) else formats.by_ending(str(name)))
    if format is not None and not formats.get(format).writable:
        cure = "it can only be read; say with --to what to write (`provenance formats` lists them)"
        raise InvalidValueError("format to write", format, cure)
    if format is None:
        raise InvalidValueError("file name for a dossier", name, NO_ENDING.format("--to"))
    return str(format)


def add_formats(commands: Any) -> None:
    """Add `formats`."""
    command = add_command(commands, "formats", _formats, "list the formats, what each reads and writes")
    command.add_argument("--json", action="store_true", help="print them as JSON")


def _formats(options: argparse.Namespace) -> int:
    rows = [_row(formats.get(name)) for name in formats.names()]
    for name, reason in formats.unusable().items():
        note(f"the format {name} cannot be used: {reason}")
    if options.json:
        write_out(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return FINE
    width = max(len(row["name"]) for row in rows)
    for row in rows:
        endings_of = f" ({', '.join(row['endings'])})" if row["endings"] else ""
        tell(f"{row['name']:{width}}  {row['title']}{endings_of}")
        for word in ("reads", "writes"):
            if row[word]:
                tell(f"{'':{width}}  {word} {row[word]}")
        if row["extra"]:
            tell(f"{'':{width}}  needs the extra {row['extra']}")
    return FINE


def _row(format: formats.Format) -> dict[str, Any]:
    return {
        "name": format.name,
        "title": format.title,
        "media_type": format.media_type,
        "endings": list(format.endings),
        "reads": (format.reads or format.title) if format.readable else None,
        "writes": (format.writes or format.title) if format.writable else None,
        "extra": format.extra,
    }
