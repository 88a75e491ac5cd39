"""The command line: `provenance explain article.txt`, and what else a shell is good for.

Exit codes: 0 fine, 1 `validate` or `lint` found something, 2 the input cannot be used. Nothing a user can
give ends in a traceback.
"""

import argparse
import difflib
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NoReturn

import provenance
from provenance import cases, formats, queries, storage, view
from provenance.errors import InvalidValueError, ProvenanceError, UnknownRecordError, UsageError, shown
from provenance.given import NO_ENDING, STANDARD, TEXT, endings, load, safe
from provenance.model import Attribution, Basis, Claim, Dossier, When

__all__ = ["main"]

FINE, FINDINGS, UNUSABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: what stands after the program's name; by default what the shell gave.
    """
    if sys.stdout is None:
        return _complain("standard output is closed: there is nowhere to print to")
    parser = _parser()
    try:
        options, unknown = parser.parse_known_args(arguments)
        if unknown:
            asked: _Parser = getattr(options, "parser", parser)
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
    dossier = load(options)
    width = max(40, min(100, shutil.get_terminal_size().columns))
    told = view.explained(
        dossier,
        own_voice=options.own_voice,
        changes=not options.brief,
        lint=not options.brief,
        basis=options.basis,
        as_of=options.as_of,
        width=width,
    )
    _print(told.rstrip("\n"))
    return FINE


def _extract(options: argparse.Namespace) -> int:
    to = _format_to_write(options)
    return _save_and_say(load(options), options.output, to)


def _save_and_say(dossier: Dossier, name: str | None, format: str) -> int:
    _save(dossier, name, format)
    if name not in (None, STANDARD):
        print(f"{dossier!r} written to {name}", file=sys.stderr)
    return FINE


def _save(dossier: Dossier, name: str | None, format: str) -> None:
    if name in (None, STANDARD):
        _write(formats.dumps(dossier, format))
    else:
        storage.write(dossier, name, format=format)


def _trace(options: argparse.Namespace) -> int:
    dossier = load(options)
    if options.claim is None:
        for claim in dossier.claims.values():
            _print(f"{claim.id}  {claim.text}")
        return FINE
    asked = view.find_record(dossier, options.claim, ("claims", "attributions"))
    claim = _claim_of(dossier, asked)
    found = queries.trace(dossier, asked, basis=options.basis, as_of=options.as_of)
    _print(f"{claim.text}\n")
    for chain in found.chains(limit=options.limit):
        _print(f"  {chain}")
    if found.count > options.limit:
        _print(f"  … and {found.count - options.limit:,} more (--limit)")
    _print("")
    _print(queries.corroboration(dossier, claim, basis=options.basis, as_of=options.as_of).explain())
    return FINE


def _claim_of(dossier: Dossier, asked: Claim | Attribution) -> Claim:
    if isinstance(asked, Claim):
        return asked
    if asked.claim not in dossier.claims:
        raise UnknownRecordError(asked.claim, f"attribution {shown(asked.id)}", "claim")
    return dossier.claims[asked.claim]


def _ask(options: argparse.Namespace) -> int:
    dossier = load(options)
    answer = view.ask(
        dossier,
        options.question,
        _asked_of(dossier, options),
        basis=options.basis,
        as_of=options.as_of,
        known_at=options.known_at,
    )
    if options.json:
        _write(view.told_as_json(answer) + "\n")
    else:
        _print(view.told(answer))
    return FINE


def _asked_of(dossier: Dossier, options: argparse.Namespace) -> str | None:
    """Return what a question is asked of: what stands in its place, or the claim that --claim names."""
    wanted: str | None = options.wanted
    if options.claim is None or options.question not in view.QUESTIONS:
        return wanted
    if wanted is not None:
        raise UsageError(options.question, f"it is asked of one thing: {shown(wanted)} or --claim")
    _, _, sections, _ = view.QUESTIONS[options.question]
    if "claims" not in sections:
        asked_of = view.one_of(sections) if sections else "the whole dossier"
        raise UsageError(options.question, f"it is asked of {asked_of}, not of a claim: leave out --claim")
    return str(view.find_record(dossier, options.claim, ("claims",)).id)


def _validate(options: argparse.Namespace) -> int:
    dossier = load(options)
    problems = dossier.problems()
    for problem in problems:
        _print(str(problem))
    if problems:
        _print(f"{len(problems)} problem{'s' if len(problems) > 1 else ''} in {options.file}")
        return FINDINGS
    _print(f"{options.file}: {dossier!r}, no problem found")
    return FINE


def _lint(options: argparse.Namespace) -> int:
    findings = queries.lint(
        load(options),
        house=options.house,
        select=options.select,
        ignore=options.ignore,
        basis=options.basis,
        as_of=options.as_of,
    )
    if options.format == "text":
        _print(view.told(findings))
    else:
        _write((findings.to_json() if options.format == "json" else findings.to_sarif_json()) + "\n")
    return FINE if options.fail_on == "never" else findings.exit_code(options.fail_on)


def _convert(options: argparse.Namespace) -> int:
    to = _format_to_write(options)
    _save(load(options), options.output, to)
    return FINE


def _cases(options: argparse.Namespace) -> int:
    if options.name is None:
        if options.output is not None:
            return _complain(
                f"which case is to be written to {shown(options.output)}? Name one of those listed"
            )
        names = cases.names()
        width = max(map(len, names))
        for name in names:
            _print(f"{name:{width}}  {cases.load(name).title}")
        return FINE
    to = _format_to_write(options)
    return _save_and_say(cases.load(options.name), options.output, to)


def _format_to_write(options: argparse.Namespace) -> str:
    """Return the format asked for, or that of the file's ending: known before any work is done."""
    name: str | None = options.output
    format = options.to or ("json" if name in (None, STANDARD) else formats.by_ending(str(name)))
    if format is None:
        raise InvalidValueError("file name for a dossier", name, NO_ENDING.format("--to", endings()))
    return str(format)


def _print(text: str) -> None:
    """Print text from a dossier: control characters, which a terminal would obey, shown as escapes."""
    encoding = sys.stdout.encoding or "utf-8"
    print(safe(text).encode(encoding, "backslashreplace").decode(encoding))


def _write(data: str) -> None:
    """Write a document to standard output, in UTF-8 whatever the terminal's encoding is."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(data)
    else:
        sys.stdout.flush()
        binary.write(data.encode("utf-8"))


# --- the parser ----------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
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


class _Command(_Parser):
    """The parser of one command. What stands in between options may also stand apart from each other.

    `trace FILE --basis stated CLAIM` is as good as `trace FILE CLAIM --basis stated`.
    """

    _is_asked = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._is_asked:  # called back by the method below
            return super().parse_known_args(args, namespace)
        self._is_asked = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._is_asked = False


def _parser() -> _Parser:
    parser = _Parser(
        prog="provenance",
        description="Who said what in the news, through whom, and how many sources that is. "
        "It never decides what is true.",
        epilog="exit codes: 0 fine, 1 validate or lint found something, 2 the input cannot be used",
    )
    parser.add_argument("--version", action="version", version=f"provenance {provenance.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Command)
    for add in (
        _add_explain,
        _add_extract,
        _add_trace,
        _add_ask,
        _add_lint,
        _add_validate,
        _add_convert,
        _add_cases,
    ):
        add(commands)
    return parser


def _add_explain(commands: Any) -> None:
    command = _command(commands, "explain", _explain, "read an article or a dossier and show who said what")
    _add_reading(command)
    _add_layers(command)
    command.set_defaults(own_voice_too=True)
    command.add_argument(
        "--own-voice", action="store_true", help="list what the outlet says in its own voice"
    )
    command.add_argument(
        "--brief", action="store_true", help="leave out what changed on the way and what lint marks"
    )


def _add_extract(commands: Any) -> None:
    command = _command(
        commands, "extract", _extract, "draft a dossier from an article's text, to be corrected"
    )
    _add_reading(command)
    command.add_argument(
        "--own-voice",
        dest="own_voice_too",
        action="store_true",
        help="draft the outlet's own claims as well",
    )
    _add_writing(command)


def _add_trace(commands: Any) -> None:
    command = _command(
        commands, "trace", _trace, "show through whom a claim came, and how many sources that is"
    )
    _add_reading(command)
    _add_layers(command)
    command.add_argument(
        "claim",
        metavar="CLAIM",
        nargs="?",
        help="the id of a claim or passage, or words of the claim; lists the claims if not given",
    )
    command.add_argument("--limit", type=_positive, default=20, help="how many chains to show (default: 20)")


def _add_ask(commands: Any) -> None:
    command = _command(commands, "ask", _ask, "ask a question of a dossier, or of a draft of an article")
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.epilog = "questions:\n" + "\n".join(
        f"  {name:14} {what}" for name, (_, what, _, _) in view.QUESTIONS.items()
    )
    command.add_argument("question", metavar="QUESTION", help="one of those below")
    _add_reading(command)
    command.add_argument(
        "wanted",
        metavar="WHAT",
        nargs="?",
        help="the id of what it is asked of, or words that stand in nothing else",
    )
    command.add_argument("--claim", metavar="CLAIM", help="the same for a claim: its id, or words of it")
    _add_layers(command)
    command.set_defaults(own_voice_too=True)
    command.add_argument("--known-at", type=_moment, metavar="TIME", help="only what was recorded by then")
    command.add_argument("--json", action="store_true", help="print the rows as JSON")


def _add_lint(commands: Any) -> None:
    command = _command(commands, "lint", _lint, "mark how an article is sourced, as a standards editor would")
    _add_reading(command)
    _add_layers(command)
    command.add_argument("--house", metavar="NAME", help="whose rules: general, reuters, ap, or a JSON file")
    command.add_argument(
        "--select", metavar="CODES", type=_codes, help="only these rules, such as S or S02,Q"
    )
    command.add_argument("--ignore", metavar="CODES", type=_codes, help="what may stand")
    command.add_argument(
        "--format", choices=["text", "json", "sarif"], default="text", help="how to print them"
    )
    command.add_argument(
        "--fail-on",
        choices=["note", "warning", "error", "never"],
        default="warning",
        help="from what severity on to end with 1 (default: warning)",
    )
    command.set_defaults(own_voice_too=True)


def _add_validate(commands: Any) -> None:
    command = _command(commands, "validate", _validate, "list everything that is wrong with a dossier")
    _add_file(command)
    command.set_defaults(lists_problems=True)


def _add_convert(commands: Any) -> None:
    command = _command(commands, "convert", _convert, "write a dossier in another format")
    command.add_argument("file", metavar="IN", help="the dossier to read; - for standard input")
    command.add_argument("output", metavar="OUT", help="the file to write; - for standard output")
    command.add_argument(
        "--from", dest="from_", choices=formats.names(), help="format of IN (else by its ending)"
    )
    command.add_argument("--to", choices=formats.names(), help="format of OUT (else by its ending)")


def _add_cases(commands: Any) -> None:
    command = _command(commands, "cases", _cases, "list the stories that come with the package, or give one")
    command.add_argument("name", metavar="NAME", nargs="?", help="the case to give; lists them if not given")
    _add_writing(command)


def _add_writing(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-o", "--output", metavar="OUT", help="where to write it (standard output if not given)"
    )
    command.add_argument(
        "--to", choices=formats.names(), help="format to write (by OUT's ending if not given)"
    )


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], help: str) -> _Command:
    command: _Command = commands.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.")
    command.set_defaults(run=run, parser=command, takes_text=False, own_voice_too=False, lists_problems=False)
    return command


def _add_file(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help=f"a dossier ({endings()}); - for standard input")
    command.add_argument(
        "--from", dest="from_", choices=formats.names(), help="what FILE holds (else by its ending)"
    )


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.set_defaults(takes_text=True)
    command.add_argument(
        "file",
        metavar="FILE",
        help=f"an article as plain text, or a dossier ({endings()}); - for standard input",
    )
    command.add_argument("--published", metavar="DATE", type=_date, help="when the article was published")
    command.add_argument("--publisher", metavar="NAME", help="who published the article")
    command.add_argument("--encoding", help="encoding of an article's text (default: utf-8)")
    command.add_argument(
        "--scope",
        choices=["speech", "wide"],
        help="what to read in an article: who said what (default), or attitudes too",
    )
    command.add_argument(
        "--from", dest="from_", choices=[TEXT, *formats.names()], help="what FILE holds (else by its ending)"
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


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{shown(text)} is no time such as 2025-11-04T12:00+00:00") from None
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{shown(text)} names no zone: write 2025-11-04T12:00+00:00")
    return moment


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",")]


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{shown(text)} is not a positive number")
    return int(text)
