"""What becomes of every field in every format, measured: the tables of `docs/reference/formats.md`.

Use: ``python -m tests.formats.matrix`` writes the tables into the page. A test compares them with what is
measured, so the page cannot be out of date.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import attrs

import provenance as pv
from provenance import formats
from provenance.formats import LossReport
from provenance.formats.lossreport import losses_between
from provenance.model import RECORD_TYPES, Dossier
from tests.golden import stories

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "formats.md"
BEGIN, END = "<!-- the tables: begin (written by tests/formats/matrix.py) -->", "<!-- the tables: end -->"

WHOLE, ELSEWHERE, PARTLY, LOST = "✓", "→", "~", "–"
BESIDE = ("title", "extra", "suppressions", "unread")
JUDGES = (
    "attrs",
    "cattrs",
    "duckdb",
    "jsonschema",
    "lxml",
    "nanopub",
    "networkx",
    "pandas",
    "polars",
    "prov",
    "pyarrow",
    "pyld",
    "pyshacl",
    "python-dateutil",
    "rdflib",
    "stix2",
)


@cache
def samples() -> tuple[Dossier, ...]:
    """Return the dossiers that are written and read back: every field, and real stories."""
    cases = [pv.cases.load(name) for name in pv.cases.names()]
    return (stories.every_field(), stories.plain(), _odd(), *cases)


def _odd() -> Dossier:
    """Return a dossier that holds what a reader could not read, and what another tool wrote."""
    return formats.loads(
        """{"schema": "news-provenance/1", "title": "Odd", "mood": "grim", "colours": ["red"],
        "sources": [{"id": "src-1", "name": "Ann", "shoe_size": 38}, {"id": "src-2"}, 7],
        "claims": [{"id": "clm-1", "text": "It rains.", "sky": {"colour": "grey"}}]}"""
    )


@cache
def measured(format: str) -> tuple[LossReport, ...]:
    """Return what a format lost of each sample; one that is said to lose nothing is not believed."""
    known = formats.get(format)
    if not known.readable:
        return tuple(formats.losses(sample, format) for sample in samples())
    return tuple(
        losses_between(sample, formats.loads(formats.dumps(sample, format), format), known)
        for sample in samples()
    )


def cells(format: str) -> dict[tuple[str, str], str]:
    """Return the sign of every field in one format, by kind of record and field."""
    lost: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report in measured(format):
        for loss in report:
            if loss.value is None:
                continue  # the output has more than the dossier: no field of it is gone
            kind = loss.kind
            fields = _fields(kind) if loss.field is None else (loss.field.partition(".")[0],)
            for field in fields:
                lost[kind, field].add(_sign(loss.field, loss.kept_as))
    signs = {(kind, field): WHOLE for kind in ("dossier", *RECORD_TYPES) for field in _fields(kind)}
    for key, found in lost.items():
        if key in signs:
            signs[key] = found.pop() if len(found) == 1 else PARTLY
    return signs


def _sign(field: str | None, kept_as: str | None) -> str:
    if field is not None and "." in field:
        return PARTLY
    return ELSEWHERE if kept_as else LOST


def _fields(kind: str) -> tuple[str, ...]:
    if kind == "dossier":
        return BESIDE
    return tuple(field.name for field in attrs.fields(RECORD_TYPES[kind]))


def tables() -> str:
    """Return the tables as Markdown."""
    written = [name for name in formats.names(writable=True) if name not in ("json", "jsonl")]
    signs = {name: cells(name) for name in written}
    lines = [
        f"`{WHOLE}` held and read back as it was · `{PARTLY}` in part · `{ELSEWHERE}` not read back, but it"
        f" stands elsewhere in the output · `{LOST}` lost. `json` and `jsonl` hold everything.",
        "",
    ]
    for kind in ("dossier", *RECORD_TYPES):
        lines += [f"### {kind.capitalize() if kind != 'dossier' else 'Beside the records'}", ""]
        lines.append("| field | " + " | ".join(f"`{name}`" for name in written) + " |")
        lines.append("| --- |" + " :-: |" * len(written))
        for field in _fields(kind):
            lines.append(f"| `{field}` | " + " | ".join(signs[name][kind, field] for name in written) + " |")
        lines.append("")
    lines += ["### Where it goes, and why", "", *_notes(written)]
    return "\n".join(lines)


def _notes(written: Iterable[str]) -> list[str]:
    lines = []
    for name in written:
        reasons: dict[tuple[str, str | None], list[str]] = defaultdict(list)
        for report in measured(name):
            for loss in report:
                if loss.value is None:
                    continue
                place = f"{loss.kind}.{loss.field}" if loss.field else loss.kind
                if place not in reasons[loss.reason, loss.kept_as]:
                    reasons[loss.reason, loss.kept_as].append(place)
        lines.append(f"**`{name}`**" + ("" if reasons else " holds all of it."))
        lines.append("")
        for (reason, kept_as), places in reasons.items():
            goes = f" (→ {kept_as})" if kept_as else ""
            lines.append(f"- {reason}{goes}: {_listed(places)}")
        if reasons:
            lines.append("")
    return lines


def _listed(places: list[str], most: int = 12) -> str:
    shown = ", ".join(f"`{place}`" for place in places[:most])
    return shown + (f" and {len(places) - most} more" if len(places) > most else "")


def versions() -> str:
    """Return the packages that the tables were last measured with."""
    return ", ".join(f"{name} {found}" for name, found in _versions().items())


def _versions() -> Mapping[str, str]:
    found = {}
    for name in JUDGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def shown_on_page() -> str:
    """Return the tables that the page has now."""
    page = PAGE.read_text("utf-8")
    return page[page.index(BEGIN) + len(BEGIN) : page.index(END)].strip()


def main() -> None:
    """Write the tables into the page."""
    page = PAGE.read_text("utf-8")
    before, after = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
    last = f"Last measured with Python {sys.version_info.major}.{sys.version_info.minor}; {versions()}."
    PAGE.write_text(f"{before}\n\n{tables().strip()}\n\n{last}\n\n{after}", "utf-8")


if __name__ == "__main__":
    main()
