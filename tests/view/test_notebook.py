"""What a notebook shows: every answer as its text and its rows, everything escaped."""

import json
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

import provenance as pv
from provenance.display import Showing, register, shown_as
from tests.foreign import foreign_data

HARMLESS = {
    *("bdi", "code", "details", "div", "em", "figure", "li", "p", "pre", "strong", "style", "summary"),
    *("table", "td", "th", "tr", "ul"),
    *("circle", "desc", "line", "polygon", "rect", "svg", "text", "title"),
}
HOSTILE = '<script>alert("x")</script> & </pre></td>'


def story(words: str = "The bridge is closed.") -> pv.Dossier:
    claim = pv.Claim(text=words, id="clm-closed")
    paper = pv.Source(name=f"Valley {words}", kind="news_outlet", id="src-valley")
    engineer = pv.Source(name=words, kind="person", id="src-lund")
    article = pv.Article(headline=words, publisher=paper, id="art-1")
    passage = pv.Attribution(article=article, claim=claim, source=engineer, id="att-1")
    status = pv.VerificationStatus(claim=claim, state="checked", checker=paper, id="ver-1")
    copied = pv.Derivation(derived=article, taken_from="art-0", kind="republished", id="der-1")
    return pv.Dossier([claim, paper, engineer, article, passage, status, copied], title=words)


ASKED: dict[str, Callable[[pv.Dossier], Any]] = {
    "a dossier": lambda d: d,
    "a trace": lambda d: pv.trace(d, "clm-closed"),
    "a chain": lambda d: next(pv.trace(d, "clm-closed").chains()),
    "a count": lambda d: pv.corroboration(d, "clm-closed"),
    "origins": lambda d: pv.origins(d, "clm-closed"),
    "what was said": lambda d: pv.said_by(d, "src-lund"),
    "a status": lambda d: pv.status(d, "clm-closed"),
    "a lineage": lambda d: pv.lineage(d, "art-1"),
    "what was found": lambda d: pv.find(d, pv.Source, lambda source: True),
}


class Tags(HTMLParser):
    """Collects the tags of a page and what it says, and minds that they are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said += data


def parsed(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    tags.close()
    assert not tags.open
    return tags


@pytest.mark.parametrize("asked", ASKED)
def test_everything_shows_itself_and_nothing_of_it_is_taken_for_html(asked: str) -> None:
    shown = parsed(ASKED[asked](story(HOSTILE))._repr_html_())

    assert not shown.tags & {"script", "img", "a", "iframe"}
    assert "alert" in shown.said or asked == "a lineage"  # which has only ids


@pytest.mark.parametrize("asked", sorted(set(ASKED) - {"a dossier", "a chain"}))
def test_the_rows_are_a_table_folded_away(asked: str) -> None:
    answer = ASKED[asked](story())

    shown = parsed(answer._repr_html_())

    assert {"pre", "details", "table"} <= shown.tags
    for name, value in answer.to_rows()[0].items():
        assert name in shown.said
        assert value is None or str(value)[:40] in shown.said


def test_a_count_is_shown_with_its_reasons_and_a_dossier_with_what_it_holds() -> None:
    count = parsed(pv.corroboration(story(), "clm-closed")._repr_html_()).said
    dossier = parsed(story()._repr_html_()).said

    assert pv.corroboration(story(), "clm-closed").explain() in count
    assert "2 sources, 1 article, 1 claim" in dossier
    assert "grades" not in dossier


def test_a_long_table_is_cut_and_says_so() -> None:
    sources = [pv.Source(name=f"Witness {n}") for n in range(300)]
    found = pv.find(pv.Dossier(sources), pv.Source, lambda source: True)

    shown = parsed(found._repr_html_()).said

    assert "300 rows" in shown
    assert "… and 250 more rows" in shown


def test_no_hostile_string_gets_out_of_its_place() -> None:
    groups = json.loads(foreign_data("hostile", "xss_own.json").read_text("utf-8"))
    strings = [item for item in _strings(groups) if item.strip()]
    assert len(strings) > 50
    for words in strings:
        try:
            dossier = story(words)
        except pv.ProvenanceError:
            continue
        for ask in (ASKED["a dossier"], ASKED["a count"], ASKED["what was said"]):
            assert parsed(ask(dossier)._repr_html_()).tags <= HARMLESS


def _strings(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    held = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [found for item in held for found in _strings(item)]


class Card(Showing):
    def __str__(self) -> str:
        return "a <card>"


def test_whoever_draws_may_fail_and_the_text_is_shown_then() -> None:
    def draw(card: Card) -> str:
        raise RuntimeError("no ink")

    register("text/html", Card, draw)

    assert Card()._repr_html_() == "<pre>a &lt;card&gt;</pre>"
    assert shown_as("text/x-nobody", Card()) is None


def test_printing_in_a_notebook_gives_the_text() -> None:
    class Printer:
        said = ""

        def text(self, words: str) -> None:
            self.said += words

    for cycle, wanted in ((False, str), (True, repr)):
        printer = Printer()
        answer = pv.trace(story(), "clm-closed")
        answer._repr_pretty_(printer, cycle)
        assert printer.said == wanted(answer)


def test_the_drawing_room_is_brought_in_only_when_something_is_shown() -> None:
    program = (
        "import sys; import provenance.queries as q; from provenance.model import Dossier; d = Dossier()\n"
        "assert 'provenance.view' not in sys.modules\n"
        "assert '<div' in d._repr_html_()\n"
        "assert 'provenance.view' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
