"""The commands that answer: `explain`, `list`, `trace`, `ask`, `lint`, `about`."""

import argparse
import json
import shutil
from typing import Any

from provenance import queries, view
from provenance.cli.output import FINE, complain, tell, write_out
from provenance.cli.parsing import add_command, add_layers, add_reading, codes, moment, positive
from provenance.errors import UnknownRecordError, UsageError, shown
from provenance.given import load, safe
from provenance.model import RECORD_TYPES, Attribution, Claim, Dossier, to_plain

__all__ = ["add_about", "add_ask", "add_explain", "add_lint", "add_list", "add_trace"]

_MOST_LISTED, _WIDTH = 15, 80


def add_explain(commands: Any) -> None:
    """Add `explain`."""
    command = add_command(
        commands, "explain", _explain, "read an article or a dossier and show who said what"
    )
    add_reading(command)
    add_layers(command)
    command.set_defaults(own_voice_too=True)
    command.add_argument(
        "--own-voice", action="store_true", help="list what the outlet says in its own voice"
    )
    command.add_argument(
        "--brief", action="store_true", help="leave out what changed on the way and what lint marks"
    )


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
    tell(told.rstrip("\n"))
    return FINE


def add_trace(commands: Any) -> None:
    """Add `trace`."""
    command = add_command(
        commands, "trace", _trace, "show through whom a claim came, and how many sources that is"
    )
    add_reading(command)
    add_layers(command)
    command.add_argument(
        "claim",
        metavar="CLAIM",
        nargs="?",
        help="the id of a claim or passage, or words of the claim; lists the claims if not given",
    )
    command.add_argument("--limit", type=positive, default=20, help="how many chains to show (default: 20)")


def _trace(options: argparse.Namespace) -> int:
    dossier = load(options)
    if options.claim is None:
        for claim in dossier.claims.values():
            tell(f"{claim.id}  {claim.text}")
        return FINE
    asked = view.find_record(dossier, options.claim, ("claims", "attributions"))
    claim = _claim_of(dossier, asked)
    found = queries.trace(dossier, asked, basis=options.basis, as_of=options.as_of)
    tell(f"{claim.text}\n")
    for chain in found.chains(limit=options.limit):
        tell(f"  {chain}")
    if found.count > options.limit:
        tell(f"  … and {found.count - options.limit:,} more (--limit)")
    tell("")
    tell(queries.corroboration(dossier, claim, basis=options.basis, as_of=options.as_of).explain())
    return FINE


def _claim_of(dossier: Dossier, asked: Claim | Attribution) -> Claim:
    if isinstance(asked, Claim):
        return asked
    if asked.claim not in dossier.claims:
        raise UnknownRecordError(asked.claim, f"attribution {shown(asked.id)}", "claim")
    return dossier.claims[asked.claim]


def add_ask(commands: Any) -> None:
    """Add `ask`."""
    command = add_command(commands, "ask", _ask, "ask a question of a dossier, or of a draft of an article")
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.epilog = "questions:\n" + "\n".join(
        f"  {name:14} {what}" for name, (_, what, _, _) in view.QUESTIONS.items()
    )
    command.add_argument("question", metavar="QUESTION", help="one of those below")
    add_reading(command)
    command.add_argument(
        "wanted",
        metavar="WHAT",
        nargs="?",
        help="the id of what it is asked of, or words that stand in nothing else",
    )
    command.add_argument("--claim", metavar="CLAIM", help="the same for a claim: its id, or words of it")
    add_layers(command)
    command.set_defaults(own_voice_too=True)
    command.add_argument("--known-at", type=moment, metavar="TIME", help="only what was recorded by then")
    command.add_argument("--json", action="store_true", help="print the rows as JSON")


def _ask(options: argparse.Namespace) -> int:
    dossier = load(options)
    asked_of = _asked_of(dossier, options)
    _, _, sections, is_needed = view.QUESTIONS.get(options.question, (None, "", (), False))
    if is_needed and asked_of is None:
        return _say_of_which(dossier, options, sections)
    answer = view.ask(
        dossier,
        options.question,
        asked_of,
        basis=options.basis,
        as_of=options.as_of,
        known_at=options.known_at,
    )
    if options.json:
        write_out(view.told_as_json(answer) + "\n")
    else:
        tell(view.told(answer))
    return FINE


def _say_of_which(dossier: Dossier, options: argparse.Namespace, sections: tuple[str, ...]) -> int:
    """Say that WHAT is missing, and what it may be."""
    told = [f"{options.question}: say as WHAT of which {view.one_of(sections)} it is asked"]
    for section in sections:
        rows = view.listed(dossier, section)
        told += [f"  {id}  {shown(words, _WIDTH)[1:-1]}" for id, words in rows[:_MOST_LISTED]]
        if len(rows) > _MOST_LISTED:
            told.append(
                f"  … and {len(rows) - _MOST_LISTED:,} more: provenance list {options.file} {section}"
            )
        if rows:
            break  # what it is asked of first of all
    return complain(safe("\n".join(told)))


def add_list(commands: Any) -> None:
    """Add `list`."""
    command = add_command(commands, "list", _list, "list the records of a dossier, with their ids")
    add_reading(command)
    command.add_argument(
        "section",
        metavar="KIND",
        nargs="?",
        choices=tuple(RECORD_TYPES),
        help=f"one of {', '.join(RECORD_TYPES)}; counts them if not given",
    )
    command.add_argument("--json", action="store_true", help="print them as JSON")


def _list(options: argparse.Namespace) -> int:
    dossier = load(options)
    counts = {kind: len(getattr(dossier, kind)) for kind in RECORD_TYPES}
    if options.json:
        records = getattr(dossier, options.section).values() if options.section is not None else ()
        rows = counts if options.section is None else [to_plain(record) for record in records]
        write_out(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    elif options.section is None:
        for kind, count in counts.items():
            tell(f"{kind:{max(map(len, counts))}}  {count:,}")
    else:
        for id, words in view.listed(dossier, options.section):
            tell(f"{id}  {' '.join(words.split())}")
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


def add_lint(commands: Any) -> None:
    """Add `lint`."""
    command = add_command(
        commands, "lint", _lint, "mark how an article is sourced, as a standards editor would"
    )
    add_reading(command)
    add_layers(command)
    command.add_argument("--house", metavar="NAME", help="whose rules: general, reuters, ap, or a JSON file")
    command.add_argument("--select", metavar="CODES", type=codes, help="only these rules, such as S or S02,Q")
    command.add_argument("--ignore", metavar="CODES", type=codes, help="what may stand")
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
        tell(view.told(findings))
    else:
        write_out((findings.to_json() if options.format == "json" else findings.to_sarif_json()) + "\n")
    return FINE if options.fail_on == "never" else findings.exit_code(options.fail_on)


def add_about(commands: Any) -> None:
    """Add `about`."""
    command = add_command(
        commands, "about", _about, "print versions and extras for a bug report, or what a short code means"
    )
    command.add_argument(
        "code",
        metavar="CODE",
        nargs="?",
        help="a short code: of an error, an answer or a rule (E03, A02, S03)",
    )


def _about(options: argparse.Namespace) -> int:
    view.about(options.code)
    return FINE
