"""What every question is asked with: clocks, layers and records, refused alike where they are none."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from provenance.errors import ProvenanceError, UnknownRecordError, UsageError
from provenance.model import Basis, Claim, Derivation, Dossier, When
from provenance.model.records import section_of
from provenance.queries import (
    circular,
    corroboration,
    corroboration_table,
    diff,
    disputes,
    drift,
    lineage,
    lint,
    origins,
    said_by,
    sourcing,
    status,
    timeline,
    trace,
    what_falls_if,
)
from tests.queries.desk import CLAIM, Desk

QUESTIONS: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {
    "trace": (trace, (CLAIM,)),
    "corroboration": (corroboration, (CLAIM,)),
    "origins": (origins, (CLAIM,)),
    "corroboration_table": (corroboration_table, ()),
    "circular": (circular, ()),
    "drift": (drift, (CLAIM,)),
    "disputes": (disputes, ()),
    "status": (status, (CLAIM,)),
    "said_by": (said_by, ("mayor",)),
    "what_falls_if": (what_falls_if, ("mayor",)),
    "sourcing": (sourcing, ()),
    "timeline": (timeline, ()),
    "diff": (diff, ("a", "b")),
    "lineage": (lineage, ("a/mayor",)),
    "lint": (lint, ()),
}


def story(**fields: Any) -> Dossier:
    desk = Desk()
    desk.source("mayor")
    for paper in ("a", "b"):
        desk.paper(paper, **fields)
        desk.says(paper, "mayor")
    desk.dossier.add(Derivation(derived="b/mayor", taken_from="a/mayor", id="der"))
    return desk.dossier


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("published", [None, "2025-11-04", "2025-11-04T12:00:00Z"])
@pytest.mark.parametrize(
    "asked",
    [
        {"as_of": datetime(2025, 11, 4)},  # noqa: DTZ001  # naive on purpose
        {"as_of": "2025-11-04T12:00"},
        {"as_of": When.parse("2025-11-04T12:00")},
        {"as_of": When.parse("../..")},
        {"as_of": "yesterday"},
        {"as_of": 5},
        {"known_at": datetime(2025, 11, 4)},  # noqa: DTZ001  # naive on purpose
        {"known_at": date(2025, 11, 4)},
        {"basis": []},
        {"basis": "hearsay"},
    ],
    ids=repr,
)
def test_a_clock_or_layer_that_is_none_is_refused_whatever_the_dossier_holds(
    question: str, published: str | None, asked: Any
) -> None:
    ask, of = QUESTIONS[question]

    with pytest.raises(ProvenanceError):
        ask(story(published=published), *of, **asked)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_time_can_be_a_date_a_moment_a_when_or_a_word_and_is_the_same(question: str) -> None:
    ask, of = QUESTIONS[question]
    dossier = story(published="2025-11-03")
    day = date(2025, 11, 4)

    answers = [ask(dossier, *of, as_of=time) for time in (day, When.of(day), "2025-11-04")]

    assert answers[0] == answers[1] == answers[2]
    later = ask(dossier, *of, as_of=datetime(2025, 11, 5, 12, tzinfo=UTC))
    assert later.to_rows() == answers[0].to_rows()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_layer_can_be_given_alone_or_in_any_list(question: str) -> None:
    ask, of = QUESTIONS[question]

    answers = [ask(story(), *of, basis=basis) for basis in ("stated", Basis.STATED, ["stated"], {"stated"})]

    assert all(answer == answers[0] for answer in answers)


ACCEPTED = {
    "trace": {"claims", "attributions"},
    "drift": {"claims", "attributions"},
    "corroboration": {"claims"},
    "origins": {"claims"},
    "status": {"claims"},
    "circular": {"claims"},
    "disputes": {"claims", "sources"},
    "said_by": {"sources"},
    "sourcing": {"articles"},
    "what_falls_if": {"sources", "articles", "attributions"},
}


@pytest.mark.parametrize("question", ACCEPTED)
@pytest.mark.parametrize("given", ["record", "id"])
def test_a_record_of_another_kind_is_refused_by_name(question: str, given: str) -> None:
    ask, dossier = QUESTIONS[question][0], story()
    for record in dossier:
        asked = record if given == "record" else record.id
        if section_of(record) in ACCEPTED[question]:
            assert ask(dossier, asked) == ask(dossier, record.id)
        else:
            with pytest.raises(UsageError, match=question):
                ask(dossier, asked)


@pytest.mark.parametrize("question", ACCEPTED)
def test_a_record_that_is_not_there_is_refused_by_name(question: str) -> None:
    ask = QUESTIONS[question][0]

    for unknown in ("clm-none", "", Claim(id="elsewhere", text="Another story.")):
        with pytest.raises(UnknownRecordError, match=question):
            ask(story(), unknown)
    with pytest.raises(UsageError, match=question):
        ask(story(), 5)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_dossier_comes_first(question: str) -> None:
    ask, of = QUESTIONS[question]

    with pytest.raises(UsageError, match="the dossier comes first"):
        ask(*of, story()) if of else ask({"claims": []})
