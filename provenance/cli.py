"""The command line: `provenance explain article.txt`, and what else a shell is good for.

Exit codes: 0 fine, 1 `validate` found problems, 2 the input cannot be used. Nothing a user can
give ends in a traceback.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn
from unicodedata import category

import provenance
from provenance import extraction, formats, queries, storage, view
from provenance.errors import InvalidValueError, ProvenanceError, UnknownRecordError, shown
from provenance.model import Basis, Claim, Dossier, When

__all__ = ["main"]

FINE, FINDINGS, UNUSABLE = 0, 1, 2

_TEXT = "text"
_OBEYED = {"Cc", "Cs", "Zl", "Zp"}  # what a terminal may act upon, or cannot show


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: what stands after the program's name; by default what the shell gave.
    """
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
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
        return _complain(str(error))
    except BrokenPipeError:
        # Whoever read our output (`| head`) has seen enough; leave nothing to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        return _complain(f"{shown(error.filename) + ': ' if error.filename else ''}{error.strerror or error}")
    except KeyboardInterrupt:
        return _complain("interrupted", code=130)
    return code


def _complain(message: str, code: int = UNUSABLE) -> int:
    print(f"provenance: {message}", file=sys.stderr)
    return code


# --- the commands --------------------------------------------------------------------------


def _explain(options: argparse.Namespace) -> int:
    dossier = _load(options)
    width = max(40, min(100, shutil.get_terminal_size().columns))
    told = view.explained(
        dossier, own_voice=options.own_voice, basis=options.basis, as_of=options.as_of, width=width
    )
    _print(told.rstrip("\n"))
    return FINE


def _extract(options: argparse.Namespace) -> int:
    dossier = _load(options)
    if options.output in (None, "-"):
        _write(formats.dumps(dossier, "json" if options.to is None else options.to))
    else:
        storage.write(dossier, options.output, format=options.to)
        print(f"{dossier!r} written to {options.output}", file=sys.stderr)
    return FINE


def _trace(options: argparse.Namespace) -> int:
    dossier = _load(options)
    if options.claim is None:
        for claim in dossier.claims.values():
            _print(f"{claim.id}  {claim.text}")
        return FINE
    claim = _find_claim(dossier, options.claim)
    found = queries.trace(dossier, claim, basis=options.basis, as_of=options.as_of)
    _print(f"{claim.text}\n")
    for chain in found.chains(limit=options.limit):
        _print(f"  {chain}")
    if found.count > options.limit:
        _print(f"  … and {found.count - options.limit:,} more (--limit)")
    _print("")
    _print(queries.corroboration(dossier, claim, basis=options.basis, as_of=options.as_of).explain())
    return FINE


def _find_claim(dossier: Dossier, wanted: str) -> Claim:
    """Return the claim with this id, or the only one whose wording holds these words."""
    claim = dossier.claims.get(wanted)
    if claim is not None:
        return claim
    words = wanted.casefold()
    found = [claim for claim in dossier.claims.values() if words in claim.text.casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        hint = "list them with `provenance trace FILE`"
        raise UnknownRecordError(wanted, "provenance trace", "claim", hint)
    some = ", ".join(shown(claim.id) for claim in found[:5])
    raise InvalidValueError("claim", wanted, f"{len(found)} claims hold these words; give an id: {some}")


def _validate(options: argparse.Namespace) -> int:
    dossier = _load(options)
    problems = dossier.problems()
    for problem in problems:
        _print(str(problem))
    if problems:
        _print(f"{len(problems)} problem{'s' if len(problems) > 1 else ''} in {options.file}")
        return FINDINGS
    _print(f"{options.file}: {dossier!r}, no problem found")
    return FINE


def _convert(options: argparse.Namespace) -> int:
    storage.convert(options.file, options.output, from_format=options.from_, to_format=options.to)
    return FINE


def _print(text: str) -> None:
    """Print text from a dossier: control characters, which a terminal would obey, shown as escapes."""
    safe = "".join(c if c == "\n" or category(c) not in _OBEYED else ascii(c)[1:-1] for c in text)
    encoding = sys.stdout.encoding or "utf-8"
    print(safe.encode(encoding, "backslashreplace").decode(encoding))


def _write(data: str) -> None:
    """Write a document to standard output, in UTF-8 whatever the terminal's encoding is."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(data)
    else:
        sys.stdout.flush()
        binary.write(data.encode("utf-8"))


# --- reading what was given ----------------------------------------------------------------


def _load(options: argparse.Namespace) -> Dossier:
    """Return the dossier that a file holds, or a draft of one if it holds an article's text."""
    format = options.from_ or _format_by_name(options.file)
    if options.file == "-":
        data = sys.stdin.buffer.read() if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
        format = format or (_TEXT if not _begins_like_a_dossier(data) else "json")
    elif format == _TEXT:
        data = Path(options.file).read_bytes()
    else:
        return storage.read(options.file, format=format)
    if format != _TEXT:
        return formats.loads(data, format)
    return extraction.extract(
        _decoded(data, options),
        published=getattr(options, "published", None),
        publisher=getattr(options, "publisher", None),
        own_voice=getattr(options, "draft_own_voice", options.run is _explain),
    )


def _format_by_name(name: str) -> str | None:
    """Tell text from dossiers by the file's ending; only endings that a format claims are dossiers."""
    if name == "-":
        return None
    return formats.by_ending(name) or _TEXT


def _begins_like_a_dossier(data: bytes) -> bool:
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and b'"schema"' in start and b"news-provenance/" in start


def _decoded(data: bytes, options: argparse.Namespace) -> str:
    encoding = options.encoding
    try:
        text = data.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except LookupError:
        raise InvalidValueError("encoding", encoding, "Python knows no encoding of this name") from None
    except UnicodeDecodeError as error:
        cure = f"it is not {encoding} text (byte {error.start}); name its --encoding"
        raise InvalidValueError("article", options.file, cure) from None
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html")):
        raise InvalidValueError(
            "article", options.file, "it is an HTML page; save the article's text and give that"
        )
    return text


# --- the parser ----------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(UNUSABLE, f"{self.prog}: {message}\n(see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="provenance",
        description="Who said what in the news, through whom, and how many sources that is. "
        "It never decides what is true.",
        epilog="exit codes: 0 fine, 1 validate found problems, 2 the input cannot be used",
    )
    parser.add_argument("--version", action="version", version=f"provenance {provenance.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    explain = _command(commands, "explain", _explain, "read an article or a dossier and show who said what")
    _add_reading(explain)
    _add_layers(explain)
    explain.add_argument(
        "--own-voice", action="store_true", help="list what the outlet says in its own voice"
    )

    extract = _command(
        commands, "extract", _extract, "draft a dossier from an article's text, to be corrected"
    )
    _add_reading(extract)
    extract.add_argument(
        "--own-voice",
        dest="draft_own_voice",
        action="store_true",
        help="draft the outlet's own claims as well",
    )
    extract.add_argument(
        "-o", "--output", metavar="OUT", help="where to write it (standard output if not given)"
    )
    extract.add_argument(
        "--to", choices=formats.names(), help="format to write (by OUT's ending if not given)"
    )

    trace = _command(
        commands, "trace", _trace, "show through whom a claim came, and how many sources that is"
    )
    _add_reading(trace)
    _add_layers(trace)
    trace.add_argument("claim", nargs="?", help="a claim's id, or words of it; lists the claims if not given")
    trace.add_argument("--limit", type=_positive, default=20, help="how many chains to show (default: 20)")

    validate = _command(commands, "validate", _validate, "list everything that is wrong with a dossier")
    _add_reading(validate)

    convert = _command(commands, "convert", _convert, "write a dossier in another format")
    convert.add_argument("file", metavar="IN", help="the dossier to read")
    convert.add_argument("output", metavar="OUT", help="the file to write")
    convert.add_argument(
        "--from", dest="from_", choices=formats.names(), help="format of IN (else by its ending)"
    )
    convert.add_argument("--to", choices=formats.names(), help="format of OUT (else by its ending)")
    return parser


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], help: str) -> _Parser:
    command: _Parser = commands.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.")
    command.set_defaults(run=run)
    return command


def _add_reading(command: argparse.ArgumentParser) -> None:
    endings = ", ".join(formats.endings())
    command.add_argument(
        "file",
        metavar="FILE",
        help=f"an article as plain text, or a dossier ({endings}); - for standard input",
    )
    command.add_argument("--published", metavar="DATE", type=_date, help="when the article was published")
    command.add_argument("--publisher", metavar="NAME", help="who published the article")
    command.add_argument("--encoding", default="utf-8", help="encoding of an article's text (default: utf-8)")
    command.add_argument(
        "--from", dest="from_", choices=[_TEXT, *formats.names()], help="what FILE holds (else by its ending)"
    )


def _add_layers(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--basis",
        type=_basis,
        metavar="WORDS",
        help="only records with these bases, such as stated or stated,inferred",
    )
    command.add_argument("--as-of", type=_date, metavar="DATE", help="only what was published by then")


def _date(text: str) -> When:
    try:
        return When.parse(text)
    except ProvenanceError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _basis(text: str) -> tuple[Basis, ...]:
    try:
        return tuple(Basis(word.strip()) for word in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{shown(text)}: the bases are {', '.join(Basis)}") from None


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{shown(text)} is not a positive number")
    return int(text)
