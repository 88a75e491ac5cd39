"""The time axis of a story map."""

import pytest

from provenance.model import When
from provenance.view.pictures.story.times import Axis, Span, offset_of, span_of

DAY = 86_400


def axis(*times: str, right: float = 600) -> Axis:
    whens = [When.parse(time) for time in times]
    offset = offset_of(whens)
    return Axis([span for when in whens if (span := span_of(when, offset)) is not None], 0, right)


def at(axis: Axis, time: str) -> float:
    span = span_of(When.parse(time), None)
    assert span is not None
    return axis.place(span.middle)


@pytest.mark.parametrize(
    ("times", "words", "contexts"),
    [
        (("2013-04-19T02:14:00-04:00", "2013-04-19T02:50:00-04:00"), ["02:15", "02:20"], ["19 Apr 2013", ""]),
        (("2025-11-03", "2025-11-07"), ["3 Nov", "4 Nov"], ["2025", ""]),
        (("2025-01-15", "2025-12-15"), ["Mar", "May"], ["2025", ""]),
        (("1956-11-18", "2014-05-18"), ["1960", "1970"], ["", ""]),
    ],
)
def test_ticks_suit_the_time_that_is_spanned(
    times: tuple[str, ...], words: list[str], contexts: list[str]
) -> None:
    ticks = list(axis(*times).ticks)

    assert [tick.words for tick in ticks][:2] == words
    assert [tick.context for tick in ticks][:2] == contexts
    assert 3 <= len(ticks) <= 9


def test_a_long_stretch_without_anything_is_cut_short_and_says_how_long_it_is() -> None:
    made = axis("2002-09-01", "2002-09-10", "2002-09-20", "2002-10-01", "2011-02-15")

    assert [words for _, words in made.breaks] == ["8 years"]
    assert at(made, "2002-10-01") - at(made, "2002-09-01") > 300
    assert at(made, "2011-02-15") < 600


def test_time_runs_from_left_to_right_across_a_cut() -> None:
    made = axis("2002-09-01", "2002-09-10", "2002-09-20", "2002-10-01", "2011-02-15")
    places = [at(made, f"{year}-06-01") for year in range(1990, 2020)]

    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= 600


def test_a_day_is_told_where_its_mark_stands() -> None:
    made = axis("2025-11-03", "2025-11-07")

    assert next(made.ticks).x == pytest.approx(at(made, "2025-11-03"))


def test_times_are_told_on_the_clock_that_most_of_them_are_written_in() -> None:
    whens = [When.parse(f"2013-04-19T0{n}:00:00-04:00") for n in range(3)] + [
        When.parse("2013-04-19T06:00:00Z")
    ]

    offset = offset_of(whens)

    assert offset == -4 * 3600
    spans = [span_of(when, offset) for when in whens]
    assert spans[3] == spans[2]
    assert offset_of([When.parse("2013"), None]) is None


@pytest.mark.parametrize(
    ("time", "days", "is_open"),
    [("2025-11-03", 1, False), ("2025-11", 30, False), ("2025", 365, False), ("2025-11-03/..", 0, True)],
)
def test_a_time_reaches_as_far_as_it_is_known(time: str, days: int, is_open: bool) -> None:
    span = span_of(When.parse(time), None)

    assert span is not None
    assert (span.end - span.start) / DAY == days
    assert span.is_open is is_open


def test_a_time_of_which_no_end_is_known_has_no_place() -> None:
    assert span_of(None, None) is None
    assert span_of(When(text="some day"), None) is None


def test_a_mark_is_moved_behind_a_moment_only_as_far_as_its_time_reaches() -> None:
    span = Span(0, 30, False, False)

    assert span.after(10) == span
    assert 20 < span.after(20).middle < 30
    assert span.after(40) == span


@pytest.mark.parametrize("times", [(), ("2025",), ("0001-01-01", "9999-12-31"), ("2025-11-03",) * 5])
def test_an_axis_of_nothing_of_one_moment_and_of_all_time_stays_between_its_edges(
    times: tuple[str, ...],
) -> None:
    made = axis(*times)

    assert all(0 <= tick.x <= 600 for tick in made.ticks)
    assert len(list(made.ticks)) == len({*times}) or times[:1] == ("0001-01-01",)
