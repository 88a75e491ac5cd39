"""What a `When` holds, refuses, and how two of them compare."""

import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import InvalidRecordError, InvalidValueError, ProvenanceError
from provenance.model.when import Precision, When


def wall(*fields: int, fold: int = 0) -> datetime:
    return datetime(*fields, fold=fold)  # type: ignore[arg-type]  # noqa: DTZ001  # it is naive on purpose


MONDAY = date(2025, 11, 3)
TUESDAY = date(2025, 11, 4)


def _ordered(make: Callable[..., When], ends: st.SearchStrategy[date]) -> st.SearchStrategy[When]:
    return st.tuples(ends, ends).map(lambda pair: make(earliest=min(pair), latest=max(pair)))


DAYS = _ordered(When, st.dates())
# Bounds keep clear of the ends of the calendar, where an offset leads out of it.
_FIRST, _LAST = wall(2, 1, 1), wall(9998, 12, 31)
_OFFSETS = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(_FIRST, _LAST, timezones=_OFFSETS).map(
    lambda moment: When(earliest=moment, latest=moment)
)
_NAIVE = st.datetimes(_FIRST, _LAST)
NAIVE = _NAIVE.map(lambda moment: When(earliest=moment, latest=moment))
TIMES = st.one_of(
    DAYS,
    MOMENTS,
    NAIVE,
    st.dates().map(lambda day: When(earliest=day)),
    st.dates().map(lambda day: When(latest=day)),
    st.just(When(text="some day")),
)


def test_a_day_is_both_its_ends() -> None:
    day = When.of(MONDAY)

    assert (day.earliest, day.latest, day.precision) == (MONDAY, MONDAY, Precision.DAY)


def test_a_datetime_alone_has_the_precision_of_a_second() -> None:
    assert When.of(datetime(2025, 11, 3, 9, 30, tzinfo=UTC)).precision is Precision.SECOND


def test_a_time_is_not_made_twice() -> None:
    day = When.of(MONDAY)

    assert When.of(day) is day


@pytest.mark.parametrize("value", [None, 5, 5.0, True, ["2025"], b"2025"])
def test_what_is_no_time_is_refused_with_the_librarys_own_error(value: object) -> None:
    with pytest.raises(InvalidValueError):
        When.of(value)  # type: ignore[arg-type]


def test_words_alone_are_enough_to_be_a_time() -> None:
    assert str(When(text="in the old days")) == '"in the old days"'


def test_a_time_that_says_nothing_is_refused() -> None:
    with pytest.raises(InvalidRecordError, match="it says nothing"):
        When()


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"earliest": TUESDAY, "latest": MONDAY}, "before it begins"),
        ({"earliest": MONDAY, "latest": datetime(2025, 11, 4, tzinfo=UTC)}, "both ends are dates"),
        (
            {"earliest": wall(2025, 11, 3), "latest": datetime(2025, 11, 4, tzinfo=UTC)},
            "both ends are naive",
        ),
        ({"earliest": MONDAY, "latest": MONDAY, "precision": "month"}, "whole units of precision month"),
        ({"earliest": MONDAY, "latest": MONDAY, "precision": "second"}, "a datetime is wanted"),
        ({"earliest": datetime(2025, 11, 3, tzinfo=UTC), "precision": "day"}, "without a time of day"),
        (
            {"earliest": datetime(2025, 11, 3, 9, 30, 5, tzinfo=UTC), "precision": "minute"},
            "more than its precision",
        ),
        ({"earliest": MONDAY, "precision": "fortnight"}, "fortnight"),
        ({"earliest": "2025-11-03"}, "expected a date"),
        ({"earliest": MONDAY, "approximate": "yes"}, "expected True or False"),
        ({"earliest": MONDAY, "anchor": datetime(2025, 11, 4, tzinfo=UTC)}, "a day is wanted"),
        ({"earliest": MONDAY, "text": 7}, "expected a string"),
        ({"earliest": MONDAY, "precision": "unspecified_day"}, "whole units"),
        ({"earliest": datetime(2025, 1, 1, tzinfo=timezone(timedelta(seconds=75)))}, "whole minutes"),
        ({"earliest": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))}, "outside the years"),
        ({"latest": datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-14)))}, "outside the years"),
    ],
)
def test_fields_that_do_not_fit_are_refused(fields: dict[str, object], problem: str) -> None:
    with pytest.raises(InvalidRecordError, match=problem):
        When(**fields)  # type: ignore[arg-type]


def test_every_problem_is_reported_at_once() -> None:
    with pytest.raises(InvalidRecordError) as raised:
        When(earliest="x", approximate=1, text=2)  # type: ignore[arg-type]

    assert [problem.path for problem in raised.value.problems] == ["$.earliest", "$.approximate", "$.text"]


def test_a_zone_becomes_the_offset_in_force() -> None:
    summer = When.of(datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/London")))

    assert isinstance(summer.earliest, datetime)
    assert summer.earliest.tzinfo == timezone(timedelta(hours=1))
    assert pickle.loads(pickle.dumps(summer)) == summer


def test_a_fold_is_resolved_into_the_offset() -> None:
    moments = [datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"), fold=fold) for fold in (0, 1)]
    first, second = map(When.of, moments)

    assert first.before(second)
    assert [when.earliest.isoformat()[-6:] for when in (first, second) if when.earliest] == [
        "+01:00",
        "+00:00",
    ]


@pytest.mark.parametrize(
    ("zone", "shown"),
    [("Europe/London", wall(2026, 3, 29, 1, 30)), ("Pacific/Apia", wall(2011, 12, 30, 12))],
)
def test_a_wall_time_that_clocks_skipped_is_refused(zone: str, shown: datetime) -> None:
    with pytest.raises(InvalidRecordError, match="skipped"):
        When.of(shown.replace(tzinfo=ZoneInfo(zone)))


def test_a_naive_time_stays_naive_and_says_so() -> None:
    shown = When.parse("2026-11-22T09:30:00")

    assert shown.is_naive
    assert isinstance(shown.earliest, datetime)
    assert shown.earliest.tzinfo is None
    assert not When.of(MONDAY).is_naive


class _Zone(tzinfo):
    """A zone as a careless program may have it."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        if self.error is not None:
            raise self.error
        return None

    def dst(self, moment: datetime | None) -> timedelta | None:
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        return None


def test_a_zone_that_gives_no_offset_is_no_zone() -> None:
    assert When.of(datetime(2025, 11, 3, 9, tzinfo=_Zone())) == When.of(wall(2025, 11, 3, 9))


@pytest.mark.parametrize("name", ["earliest", "latest", "anchor"])
def test_a_zone_that_fails_is_refused_with_the_librarys_own_error(name: str) -> None:
    with pytest.raises(InvalidRecordError):
        When(**{name: datetime(2025, 11, 3, 9, tzinfo=_Zone(RuntimeError("no")))})  # type: ignore[arg-type]


_NO_TIMES: list[object] = [
    *(None, 5, 5.5, True, b"2025", [], {}, "", "\0", "2025-11-03\0", "\ud800", "2025-\ud800-03"),
    *("9" * 100_000, "/" * 100_000, "-" * 100_000, "Y" + "9" * 100_000, "0001-01-01T00:00:00+14:00"),
    *("9999-12-31T23:59:59-14:00", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))),
    *(timedelta(1), float("nan"), "\u00b2025"),
]


@pytest.mark.parametrize("value", _NO_TIMES, ids=lambda value: repr(value)[:30])
@pytest.mark.parametrize("method", ["before", "after", "within", "contains", "overlaps", "parse", "of"])
def test_every_method_refuses_what_is_no_time_with_the_librarys_own_error(method: str, value: object) -> None:
    for when in map(When.parse, ("2025", "-1985", "../..", "0001-01-01T00:00:00Z", "9999-12-31T23Z")):
        with pytest.raises(ProvenanceError) as raised:
            getattr(when, method)(value)
        assert len(str(raised.value)) < 1000
        str(raised.value).encode()


def test_the_fold_of_a_naive_time_is_dropped() -> None:
    assert When.of(wall(2026, 10, 25, 1, 30, fold=1)) == When.parse("2026-10-25T01:30:00")


def test_one_instant_in_two_offsets_is_two_things_to_say() -> None:
    noon, ten = When.parse("2025-11-03T12:00:00+02:00"), When.parse("2025-11-03T10:00:00Z")

    assert noon != ten
    assert noon.before(ten) is False
    assert noon.after(ten) is False
    assert noon.contains(ten)


def test_a_time_is_frozen() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        When.of(MONDAY).text = "Monday"  # type: ignore[misc]


@given(TIMES)
def test_a_time_survives_pickling_and_keeps_its_hash(when: When) -> None:
    copy = pickle.loads(pickle.dumps(when))

    assert copy == when
    assert hash(copy) == hash(when)


@given(TIMES)
def test_making_it_again_from_its_fields_gives_the_same(when: When) -> None:
    assert When(**attrs.asdict(when)) == when


@given(TIMES)
def test_repr_and_str_stay_on_one_line(when: When) -> None:
    assert "\n" not in repr(when) + str(when)
    assert repr(when).startswith("When(")


# --- order ---------------------------------------------------------------------------------


def test_days_that_are_apart_have_an_order() -> None:
    assert When.of(MONDAY).before(TUESDAY) is True
    assert When.of(MONDAY).after(TUESDAY) is False
    assert When.of(TUESDAY).after(MONDAY) is True


def test_the_order_of_overlapping_times_is_unknown_and_not_false() -> None:
    assert When.parse("2025-11").before("2025-11-03") is None
    assert When.of(MONDAY).before(MONDAY) is None


def test_there_is_no_less_than() -> None:
    with pytest.raises(TypeError):
        _ = When.of(MONDAY) < When.of(TUESDAY)  # type: ignore[operator]


def test_aware_moments_are_compared_as_instants() -> None:
    assert When.parse("2025-11-03T23:30:00-05:00").after("2025-11-04T01:00:00Z") is True


def test_days_and_wall_times_are_compared_as_though_all_were_of_one_place() -> None:
    assert When.parse("2025-11-03").before("2025-11-03T23:59:59") is None
    assert When.parse("2025-11-03").before("2025-11-04T00:00:00") is True
    assert When.parse("2025-11-03T10:30:00").before("2025-11-03T11:00:00") is True


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("2025-11-03T10:30:00", "2025-11-03T11:00:00Z", None),
        ("2025-11-03", "2025-11-04T00:30:00+14:00", None),
        ("2025-11-03T23:30:00-05:00", "2025-11-04", None),
        ("2025-11-03", "2025-11-04T11:59:59Z", None),
        ("2025-11-03", "2025-11-04T12:00:00Z", True),
        ("2025-11-03T09:59:59Z", "2025-11-04", True),
        ("2025-11-03T10:00:00Z", "2025-11-04", None),
        ("2025-11-03T10:30:00", "2025-11-03T22:31:00Z", True),
        ("2025-11-04T10:30:00", "2025-11-03T20:30:00Z", False),
        ("2025-11", "2025-12-01T12:00:00+00:00", True),
        ("2025-11-03", "2025-11-05T09:00:00+02:00", True),
    ],
)
def test_what_has_no_zone_may_be_of_any_zone_against_an_instant(
    first: str, second: str, answer: bool | None
) -> None:
    assert When.parse(first).before(second) is answer
    assert When.parse(second).after(first) is answer


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("2025~", "2026", None),
        ("2025?", "2026", None),
        ("2025", "2026%", None),
        ("2025~", "2027", True),
        ("2027~", "2025", False),
        ("1500~", "2026-11-04", True),
        ("2025-11-03~", "2025-11-04", None),
        ("2025-11-03~", "2025-11-05", True),
        ("2025-11-01~/2025-11-10~", "2025-11-12", None),
        ("2025-11-01~/2025-11-10~", "2025-11-21", True),
        ("../2024-11-04~", "2024-11-05", None),
        ("../2024-11-04~", "2025-11-04", True),
        ("-1985~", "-1984", None),
    ],
)
def test_what_is_approximate_or_uncertain_may_be_off_by_its_own_length(
    first: str, second: str, answer: bool | None
) -> None:
    assert When.parse(first).before(second) is answer


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("-1985", "2025", True),
        ("-1985", "0001-01-01T00:00:00Z", True),
        ("-1985", "-1984", True),
        ("-1984", "-1985", False),
        ("-1985", "-1985", None),
        ("-1985", "0000", True),
        ("0000", "0001", True),
        ("0000-12", "0000-11-30", False),
        ("Y-170000002", "-1985", True),
        ("Y170000002", "9999-12-31", False),
        ("Y10000", "Y170000002", True),
        ("9999-24", "9999-12-01", None),
        ("000X", "0010", True),
        ("-0100/2004", "-0101", False),
        ("-0101", "-0100/2004", True),
        ("../-1985", "-1984", True),
        ("../..", "-1985", None),
    ],
)
def test_years_that_no_date_reaches_have_an_order(first: str, second: str, answer: bool | None) -> None:
    assert When.parse(first).before(second) is answer


def test_a_year_that_no_date_reaches_is_compared_in_every_way() -> None:
    ancient, long = When.parse("-1985"), When.parse("-3000/2004")

    assert ancient.within("2025-11-03") is True
    assert When.parse("2025").within(ancient) is False
    assert long.contains(ancient)
    assert not ancient.contains(long)
    assert not ancient.overlaps("2025")
    assert sorted([When.parse("2025"), ancient, When.parse("-3000")], key=When.sort_key)[1] == ancient


def test_words_that_look_like_a_year_are_no_year_beside_other_ends() -> None:
    when = When(latest=MONDAY, text="-1985/2004")

    assert when.before("-3000") is None


def test_the_order_of_moments_that_differ_beyond_the_sixth_digit_is_unknown() -> None:
    first, second = (When.parse(f"2025-11-03T10:00:00.123456{end}Z") for end in (1, 7))

    assert first.before(second) is None
    assert first.before("2025-11-03T10:00:00.123457Z") is True


def test_a_day_contains_a_moment_only_where_no_zone_could_say_otherwise() -> None:
    assert not When.of(MONDAY).contains("2025-11-03T12:30:00Z")
    assert When.parse("2025-11").contains("2025-11-03T12:30:00Z")
    assert When.of(MONDAY).contains("2025-11-03T12:30:00")
    assert When.of(MONDAY).overlaps("2025-11-04T11:00:00Z")
    assert not When.of(MONDAY).overlaps("2025-11-04T12:00:00Z")


def test_a_minute_lasts_a_minute_and_an_hour_an_hour() -> None:
    assert When.parse("2025-11-03T09:30Z").before("2025-11-03T09:30:20Z") is None
    assert When.parse("2025-11-03T09Z").before("2025-11-03T09:59:00Z") is None
    assert When.parse("2025-11-03T09Z").before("2025-11-03T10:00:00Z") is True
    assert When.parse("9999-12-31T23").before("9999-12-31T22") is False


def test_an_open_end_never_ends() -> None:
    since = When.parse("2014/..")

    assert since.before("9999-12-31") is None
    assert since.after("2013") is True
    assert When.parse("../2014").before("2015") is True


@given(TIMES, TIMES)
def test_before_and_after_are_each_other_seen_from_the_other_side(one: When, other: When) -> None:
    assert one.before(other) == other.after(one)


@given(TIMES, TIMES)
def test_what_is_before_is_not_after_and_does_not_overlap(one: When, other: When) -> None:
    if one.before(other):
        assert one.after(other) is False
        assert not one.overlaps(other)
        assert not one.contains(other)


@given(st.one_of(st.lists(DAYS, min_size=3, max_size=3), st.lists(MOMENTS, min_size=3, max_size=3)))
def test_before_is_transitive_among_times_of_one_kind(times: list[When]) -> None:
    first, second, third = sorted(times, key=When.sort_key)

    if first.before(second) and second.before(third):
        assert first.before(third)


@given(TIMES)
def test_every_time_overlaps_itself_and_contains_itself_if_it_has_an_end(when: When) -> None:
    assert when.overlaps(when)
    assert when.contains(when) is (when.earliest is not None or when.latest is not None)


@given(st.lists(st.one_of(DAYS, MOMENTS), max_size=6))
def test_the_sort_key_agrees_with_what_is_certain_among_times_of_one_kind(times: list[When]) -> None:
    ranked = sorted(times, key=When.sort_key)

    times.reverse()
    assert ranked == sorted(times, key=When.sort_key)
    for place, first in enumerate(ranked):
        for second in ranked[place + 1 :]:
            if first.precision == second.precision:
                assert not first.after(second)


@given(TIMES, TIMES)
def test_the_sort_key_is_equal_only_for_equal_times(one: When, other: When) -> None:
    assert (one.sort_key() == other.sort_key()) is (one == other)


# --- as of ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "as_of", "answer"),
    [
        ("2025-11-03", date(2025, 11, 3), True),
        ("2025-11-03T23:59:59", date(2025, 11, 3), True),
        ("2025-11-03T23:59:59-05:00", date(2025, 11, 3), True),
        ("2025-11-04", date(2025, 11, 3), False),
        ("2025-11", date(2025, 11, 3), None),
        ("2025-11", When.parse("2025-11"), True),
        ("2025-11-03/..", date(2025, 11, 3), None),
        ("2025-11-04/..", date(2025, 11, 3), False),
        ("../2025-11-03", "2025-11-03", True),
        ("2025-11-03", datetime(2025, 11, 3, 12, tzinfo=UTC), None),
        ("2025-11-03", datetime(2025, 11, 4, 9, tzinfo=UTC), None),
        ("2025-11-03", datetime(2025, 11, 5, tzinfo=UTC), True),
        ("2025-11-05", datetime(2025, 11, 4, 9, tzinfo=UTC), False),
        ("2025-11-03T10:30:00", datetime(2025, 11, 3, 11, tzinfo=UTC), None),
        ("2025-11-03T20:00:00Z", date(2025, 11, 3), True),
        ("2025~", date(2025, 12, 31), None),
        ("2025-11-03T12:00:00Z", datetime(2025, 11, 3, 12, tzinfo=UTC), True),
        ("2025-11-03T12:00:00Z", datetime(2025, 11, 3, 13, 59, tzinfo=timezone(timedelta(hours=2))), False),
        ("2025-11-03", When.parse("2025/.."), True),
    ],
)
def test_a_time_is_within_a_date_when_all_of_it_is(
    when: str, as_of: date | When | str, answer: bool | None
) -> None:
    assert When.parse(when).within(as_of) is answer


@pytest.mark.parametrize(
    "as_of",
    [wall(2025, 11, 3, 12), "2025-11-03T12:00:00", When(text="soon"), 5, None],
)
def test_as_of_wants_a_point_in_time(as_of: object) -> None:
    with pytest.raises(InvalidValueError):
        When.of(MONDAY).within(as_of)  # type: ignore[arg-type]


@given(TIMES, st.dates())
def test_being_within_a_date_is_never_lost_by_waiting(when: When, day: date) -> None:
    if day < date.max and when.within(day):
        assert when.within(day + timedelta(days=1)) is True


# --- for people ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2025-11-03", "2025-11-03"),
        ("2025", "2025"),
        ("156X", "the 1560s"),
        ("19XX", "the years 1900-1999"),
        ("2022-21", "spring 2022"),
        ("2025-W45", "the week of 2025-11-03"),
        ("1984~", "about 1984"),
        ("1984?", "perhaps 1984"),
        ("2014/..", "from 2014 on"),
        ("../2014", "until 2014"),
        ("2004-06/2006-08", "2004-06 to 2006-08"),
        ("1984~/2004-06", "about 1984-01 to 2004-06"),
        ("1985-04-XX", "some day of 1985-04"),
        ("2004-XX", "some month of 2004"),
        ("2025-11-03T09:30Z", "2025-11-03 09:30Z"),
        ("../..", "at a time not known"),
        ("-1985", "-1985"),
        ("-1985~", "about -1985"),
        ("Y170000002?", "perhaps Y170000002"),
        ("-0100/2004", "-0100 to 2004"),
        ("-0100/..", "from -0100 on"),
        ("../-0100", "until -0100"),
    ],
)
def test_str_is_for_people(text: str, shown: str) -> None:
    assert str(When.parse(text)) == shown


def test_str_shows_the_words_it_came_in() -> None:
    assert str(When.resolve("on Monday", TUESDAY)) == '2025-11-03 ("on Monday")'
