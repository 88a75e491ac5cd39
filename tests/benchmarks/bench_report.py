"""What a report costs, and how large it is.

Run it as `python -m tests.benchmarks.bench_report [articles] [attributions]`. Medians of CPU time over five
rounds, on a story of so many articles with texts of 3,000 letters, each with four passages that quote it, and
on a made-up world of so many attributions: the whole page; the same without what the sourcing rules mark;
and, to compare with in the same run, a plain dump of the dossier as JSON and, where Jinja is installed, a
page that Jinja makes of the same passages and counts in plain tables, escaped, after the counting is done.
"""

import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from typing import Any

from provenance import formats, queries, view
from provenance.model import Dossier
from tests.benchmarks.world import dossier as made_up
from tests.view.reports.stories import newsroom

ROUNDS = 5

_PLAIN = """<!DOCTYPE html><title>{{ title }}</title><h1>{{ title }}</h1>
<table>{% for row in rows %}<tr>{% for cell in row.values() %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>{% for article in articles %}<h2>{{ article.headline }}</h2><p>{{ article.text }}</p>
<ul>{% for passage in passages.get(article.id, ()) %}<li>{{ passage.source }}: {{ passage.claim }}</li>
{% endfor %}</ul>{% endfor %}"""


def made(dossier: Dossier) -> dict[str, Callable[[], str]]:
    """Return what is measured, by name."""
    measured: dict[str, Callable[[], str]] = {
        "JSON of the dossier": lambda: str(formats.dumps(dossier)),
        "the report": lambda: view.report(dossier),
        "without lint": lambda: view.report(dossier, lint=False),
    }
    if find_spec("jinja2") is not None:
        measured["plain tables by Jinja"] = _by_jinja(dossier)
    return measured


def _by_jinja(dossier: Dossier) -> Callable[[], str]:
    jinja: Any = import_module("jinja2")
    template = jinja.Environment(autoescape=True).from_string(_PLAIN)
    rows = queries.corroboration_table(dossier).to_rows()
    passages: dict[str, list[Any]] = {}
    for passage in dossier.attributions.values():
        passages.setdefault(passage.article, []).append(passage)
    articles = list(dossier.articles.values())
    return lambda: str(template.render(title=dossier.title, rows=rows, articles=articles, passages=passages))


def main(articles: int, attributions: int) -> None:
    """Measure and print."""
    for dossier in (newsroom(articles), made_up(attributions, many_voices=True)):
        print(f"{len(dossier.articles):,} articles, {len(dossier.attributions):,} attributions")
        for name, make in made(dossier).items():
            make()  # whatever is brought in or worked out once
            taken = []
            for _ in range(ROUNDS):
                started = time.process_time()
                page = make()
                taken.append(time.process_time() - started)
            print(f"  {name:<24} {median(taken):8.3f} s {len(page.encode()) / 1_000_000:8.2f} MB")


if __name__ == "__main__":
    given = [int(size) for size in sys.argv[1:]]
    main(*(given + [100, 1_000][len(given) :]))
