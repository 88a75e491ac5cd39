"""The page of short codes, written from the table: `python -m tests.docs.codes_page`."""

from pathlib import Path

from provenance.queries.lint import rules
from provenance.view.codes import CODES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "codes.md"
_HEAD = """# Short codes

A code stands at the end of a traceback, under an answer in a notebook, and before a finding.
`pv.about("A02")` says in a sentence what it is and which page explains it; it takes the error, the answer or
the finding as well.

```python
import provenance as pv

pv.about("A02")
```

```text
A02 corroboration: Return how many independent origins a claim has, with the reasons.
In full: explanation/independence in the documentation, help(provenance.corroboration).
```

"""


def page() -> str:
    """Return the page."""
    answers = ["## Answers", "", "| code | question | page |", "| --- | --- | --- |"]
    errors = ["## Errors", "", "| code | error | page |", "| --- | --- | --- |"]
    for code, entry in sorted(CODES.items()):
        where = f"../{entry.page}.md" if not entry.page.startswith("reference/") else f"{entry.page[10:]}.md"
        name = entry.question or entry.explains.__name__
        (answers if entry.question else errors).append(f"| {code} | `{name}` | [{entry.page}]({where}) |")
    found = ["## Sourcing rules", "", "| code | what it finds |", "| --- | --- |"]
    found += [f"| [{rule.code}](lint.md#{rule.code.lower()}) | {rule.title} |" for rule in rules()]
    return _HEAD + "\n".join([*answers, "", *errors, "", *found]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
