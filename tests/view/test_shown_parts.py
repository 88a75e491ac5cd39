"""Every answer and every part of one shows itself, and prints as something a person can read."""

import inspect
from typing import Any

import pytest

import provenance as pv
from provenance import queries
from provenance.model import RECORD_TYPES
from provenance.queries.lint import finding
from tests.golden.stories import every_field
from tests.view.test_notebook import HARMLESS, HOSTILE, parsed, story

SHOWN = [
    kind
    for room in (queries, finding)
    for name in room.__all__
    if inspect.isclass(kind := getattr(room, name)) and not issubclass(kind, str)
]
NIGER = pv.cases.load("niger-uranium-2003")
COUNT = pv.corroboration(NIGER, "clm-sought")
PARTS: dict[str, Any] = {
    "an event": pv.timeline(NIGER).events[0],
    "an origin": COUNT.details[0],
    "a group": COUNT.groups[0],
    "a range": COUNT.independent,
    "a reason": COUNT.why[0],
    "a stop": next(pv.trace(NIGER, "clm-sought").chains()).stops[0],
    "a hop": pv.trace(NIGER, "clm-sought").hops[0],
    "a row of all counts": pv.corroboration_table(NIGER).rows[0],
    "a row of all checks": pv.status_table(NIGER).rows[0],
    "a step": pv.lineage(NIGER, "src-foreign-service").steps[0],
    "what an article loses": pv.what_falls_if(NIGER, "src-papers").articles[0],
    "a step of drift": pv.drift(NIGER, "clm-sought").hops[0],
}


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.__name__)
def test_every_class_of_an_answer_shows_itself_and_prints_as_no_constructor(kind: type[Any]) -> None:
    assert hasattr(kind, "_repr_html_")
    plain: list[Any] = [object.__str__, tuple.__str__]
    assert kind.__str__ not in plain


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_an_answer_is_shown_with_what_it_says_and_its_fields(part: str) -> None:
    value = PARTS[part]

    page = parsed(value._repr_html_())

    assert str(value)[:60] in page.said
    assert not str(value).startswith(f"{type(value).__name__}(")
    assert {"details", "table"} <= page.tags


def test_a_part_with_hostile_words_shows_them_as_words() -> None:
    for event in pv.timeline(story(HOSTILE)).events:
        assert parsed(event._repr_html_()).tags <= HARMLESS  # type: ignore[attr-defined]


@pytest.mark.parametrize("section", RECORD_TYPES)
def test_a_record_prints_as_words_and_in_no_sign_that_a_terminal_acts_upon(section: str) -> None:
    for record in (
        *getattr(every_field(), section).values(),
        *getattr(story("A\x1b[31m\u202eB"), section).values(),
    ):
        said = str(record)

        assert said
        assert not said.startswith(f"{type(record).__name__}(")
        assert not {"\x1b", "\u202e"} & set(said)
