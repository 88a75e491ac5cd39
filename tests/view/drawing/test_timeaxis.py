"""The line of time."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from provenance.model import When
from provenance.view.drawing import Canvas, width_of
from provenance.view.drawing.timeaxis import TimeAxis, short_time


def axis_of(*times: str, left: float = 100, width: float = 400) -> TimeAxis:
    return TimeAxis(map(When.parse, times), left, width)


def words_on(axis: TimeAxis) -> list[str]:
    canvas = Canvas(600)
    axis.draw(canvas, 20)
    tree = ET.fromstring(f"<svg>{''.join(canvas.parts)}</svg>")
    return ["".join(node.itertext()) for node in tree.iter("text")]


def middle_of(axis: TimeAxis, time: str) -> float:
    place = axis.place(When.parse(time))
    assert place is not None
    return place.middle


@pytest.mark.parametrize(
    ("times", "tick"),
    [
        (["2011-01-08T14:01:00-05:00", "2011-01-08T14:59:00-05:00"], "14:30"),
        (["2025-11-03", "2025-11-06"], "4 Nov"),
        (["2001-10-15", "2005-03-31"], "2003"),
        (["1700", "1990"], "1800"),
        (["-0300", "0300"], "−200"),
        (["Y170000002"], "170000002"),
    ],
)
def test_ticks_suit_what_the_line_has_to_show(times: list[str], tick: str) -> None:
    assert tick in words_on(axis_of(*times))


def test_time_in_which_nothing_happened_is_left_away_and_the_line_says_so() -> None:
    axis = axis_of("1956-11-18", "1956-11-20", "1956-11-26", "2014-05-18", "2014-05-20")

    assert "time is left away" in axis.note
    assert middle_of(axis, "1956-11-26") - middle_of(axis, "1956-11-18") > 100
    assert "time is left away" not in axis_of("2014-05-18", "2014-05-20", "2014-05-22", "2014-05-24").note


def test_times_stand_in_their_order_whatever_is_left_away() -> None:
    times = ["1956-11-18", "1956-11-20", "1963", "2014-05-18", "2014-05-19T23:00:00Z", "2014-06"]
    axis = axis_of(*times)

    places = [middle_of(axis, time) for time in times]
    assert places == sorted(places)
    assert 100 <= places[0] <= places[-1] <= 500


def test_what_is_known_to_the_month_does_not_squeeze_what_is_known_to_the_minute() -> None:
    axis = axis_of("2011-01", "2011-01-08T14:01:00-05:00", "2011-01-08T14:31:00-05:00")

    begins, ends = (middle_of(axis, f"2011-01-08T14:{minute}:00-05:00") for minute in ("01", "31"))
    month = axis.place(When.parse("2011-01"))
    assert ends - begins > 300
    assert month is not None
    assert (month.x1, month.x2, month.opens_left, month.opens_right) == (100, 500, True, True)


def test_times_of_day_are_shown_in_the_zone_of_most_of_them() -> None:
    axis = axis_of("2011-01-08T14:00:00-05:00", "2011-01-08T14:45:00-05:00", "2011-01-08T19:30:00Z")

    assert "UTC−5" in axis.note
    assert "14:20" in words_on(axis)
    assert middle_of(axis, "2011-01-08T19:15:00Z") == middle_of(axis, "2011-01-08T14:15:00-05:00")
    assert axis_of("2011-01-08").note == ""


def test_a_time_of_which_nothing_is_known_has_no_place() -> None:
    axis = TimeAxis([When(text="some day"), When.parse("2020")], 100, 400)

    assert axis.place(When(text="some day")) is None
    assert axis.place(None) is None
    assert TimeAxis([], 100, 400).is_empty
    assert TimeAxis([], 100, 400).place(When.parse("2020")) is None


def test_an_open_end_goes_on_beyond_the_line() -> None:
    place = axis_of("2022-11-21/..", "2022-11-15").place(When.parse("2022-11-21/.."))

    assert place is not None
    assert (place.opens_left, place.opens_right) == (False, True)


def test_ten_thousand_moments_make_a_line_of_few_words() -> None:
    start = datetime(2001, 1, 1, tzinfo=UTC)
    axis = TimeAxis((When.of(start + timedelta(minutes=37 * n)) for n in range(10_000)), 100, 400)

    assert 2 <= len(words_on(axis)) < 30
    assert len(axis.bins()) < 20


def test_words_under_ticks_do_not_overlap() -> None:
    axis = axis_of("2011-01-08T23:50:00-05:00", "2011-01-09T00:20:00-05:00", "2011-01-11", "2011-02", "2015")
    canvas = Canvas(600)
    axis.draw(canvas, 20)

    rows: dict[str, list[tuple[float, float]]] = {}
    for node in ET.fromstring(f"<svg>{''.join(canvas.parts)}</svg>").iter("text"):
        x = float(node.attrib["x"])
        rows.setdefault(node.attrib["y"], []).append((x, x + width_of(node.text or "", 11.5)))
    for row in rows.values():
        ordered = sorted(row)
        assert all(one[1] <= other[0] for one, other in pairwise(ordered))


@pytest.mark.parametrize(
    ("time", "short"),
    [
        ("2011-01-08", "2011-01-08"),
        ("2011-01-08T14:25:07-05:00", "2011-01-08 14:25:07"),
        ("2003-07", "2003-07"),
        ("2009-03-30/2009-05-06", "2009-03-30 to 2009-05-06"),
    ],
)
def test_a_time_is_said_in_few_signs(time: str, short: str) -> None:
    assert short_time(When.parse(time)) == short


def test_a_day_is_said_once_and_doubts_are_kept() -> None:
    first, last = datetime(2011, 1, 8, 14, 1, tzinfo=UTC), datetime(2011, 1, 8, 14, 13, tzinfo=UTC)

    assert (
        short_time(When(earliest=first, latest=last, approximate=True)) == "about 2011-01-08 14:01 to 14:13"
    )
    assert len(short_time(When(text="x" * 500))) == 60
