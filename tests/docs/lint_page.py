"""The examples of `docs/reference/lint.md`, from what each rule says: `python -m tests.docs.lint_page`."""

import re
from collections.abc import Iterator
from pathlib import Path

from provenance.queries.lint import Finding, lint
from tests.docs.lint_examples import EXAMPLES
from tests.docs.told import Told

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "lint.md"
_REGION = re.compile(r"<!-- example: (\w\d\d) -->\n.*?<!-- end -->", re.DOTALL)


def findings(told: Told, code: str) -> tuple[Finding, ...]:
    """Return what one rule finds in a text."""
    return lint(told.dossier, select=code).findings


def example(code: str) -> str:
    """Return the two texts of a rule, with what is told of the first, between their marks."""
    marked, passed = EXAMPLES[code](False), EXAMPLES[code](True)
    told = findings(marked, code)[0]
    lines = [
        "**Marked**",
        "",
        *_texts(marked),
        f"Told as: *{told.message}*",
        "",
        "**Passes**",
        "",
        *_texts(passed),
    ]
    return f"<!-- example: {code} -->\n\n" + "\n".join(lines).rstrip() + "\n\n<!-- end -->"


def _texts(told: Told) -> Iterator[str]:
    several = len(told.shown) > 1
    for shown in told.shown:
        if several:
            yield f"> *{shown.outlet}* (`{shown.id}`): {shown.text}"
        elif shown.headline is not None:
            yield f"> **{shown.headline}**"
            yield ">"
            yield f"> {shown.text}"
        else:
            yield f"> {shown.text}"
        yield ">" if several and shown is not told.shown[-1] else ""
    if told.aside:
        yield told.aside
        yield ""


def renewed(page: str) -> str:
    """Return the page with every example made anew."""
    return _REGION.sub(lambda match: example(match[1]), page)


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
