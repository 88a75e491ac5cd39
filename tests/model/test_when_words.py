"""Time words of prose: what they mean on a day, and that they are found in running text."""

import json
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import InvalidValueError
from provenance.model.when import Precision, When, find_times
from tests.foreign import foreign_data

TUESDAY = date(2025, 11, 4)
ANCHORS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        # days
        ("today", "2025-11-04"),
        ("earlier today", "2025-11-04"),
        ("tonight", "2025-11-04"),
        ("this morning", "2025-11-04"),
        ("yesterday", "2025-11-03"),
        ("yesterday afternoon", "2025-11-03"),
        ("the day before yesterday", "2025-11-02"),
        ("tomorrow", "2025-11-05"),
        ("the day after tomorrow", "2025-11-06"),
        ("last night", "2025-11-03/2025-11-04"),
        ("overnight", "2025-11-03/2025-11-04"),
        # weekdays
        ("on Monday", "2025-11-03"),
        ("Monday", "2025-11-03"),
        ("on Tuesday", "2025-11-04"),
        ("Wednesday", "2025-10-29"),
        ("on Monday evening", "2025-11-03"),
        ("on the evening of Monday", "2025-11-03"),
        ("in the early hours of Monday", "2025-11-03"),
        ("late on Monday", "2025-11-03"),
        ("last Monday", "2025-11-03"),
        ("last Tuesday", "2025-10-28"),
        ("next Tuesday", "2025-11-11"),
        ("next Monday", "2025-11-10"),
        ("this Monday", "2025-11-03"),
        ("this Sunday", "2025-11-09"),
        ("Monday last week", "2025-10-27"),
        ("on Monday of next week", "2025-11-10"),
        ("last weekend", "2025-11-01/2025-11-02"),
        ("this weekend", "2025-11-08/2025-11-09"),
        ("over the weekend", "2025-11-01/2025-11-02"),
        # days of the year
        ("November 3", "2025-11-03"),
        ("on November 3rd", "2025-11-03"),
        ("the 3rd of November", "2025-11-03"),
        ("Nov. 3, 2025", "2025-11-03"),
        ("3 November 2025", "2025-11-03"),
        ("3 Nov. 2025", "2025-11-03"),
        ("Monday, November 3", "2025-11-03"),
        ("Monday, 3 November 2025", "2025-11-03"),
        ("Friday, November 3", "2023-11-03"),
        ("on 2025-11-03", "2025-11-03"),
        ("29 February", "2024-02-29"),
        ("Sept. 11, 2001", "2001-09-11"),
        # months, seasons, years, decades, centuries
        ("in November", "2025-11"),
        ("in October", "2025-10"),
        ("in December", "2025-12"),
        ("in May", "2025-05"),
        ("last November", "2024-11"),
        ("last October", "2025-10"),
        ("next November", "2026-11"),
        ("this December", "2025-12"),
        ("in January this year", "2025-01"),
        ("November 2024", "2024-11"),
        ("spring 2022", "2022-21"),
        ("in the summer of 2019", "2019-22"),
        ("last summer", "2025-22"),
        ("this winter", "2025-24"),
        ("next spring", "2026-21"),
        ("in 2014", "2014"),
        ("around 2014", "2014~"),
        ("the 1990s", "199X"),
        ("the '90s", "199X"),
        ("the 1900s", "19XX"),
        ("the 19th century", "1801/1900"),
        ("the first half of 2025", "2025-01/2025-06"),
        ("the third quarter of this year", "2025-07/2025-09"),
        # units around the day of writing
        ("last year", "2024"),
        ("this year", "2025"),
        ("next year", "2026"),
        ("last month", "2025-10"),
        ("next month", "2025-12"),
        ("last quarter", "2025-07/2025-09"),
        ("last decade", "201X"),
        ("this century", "20XX"),
        ("earlier this month", "2025-11-01/2025-11-04"),
        ("later this month", "2025-11-04/2025-11-30"),
        ("earlier in the year", "2025-01-01/2025-11-04"),
        # counted
        ("two days ago", "2025-11-02"),
        ("a few days ago", "2025-10-30~/2025-11-02~"),
        ("a month ago", "2025-10~"),
        ("six months ago", "2025-05~"),
        ("half a year ago", "2025-05~"),
        ("a year ago", "2024~"),
        ("a year and a half ago", "2024-05~"),
        ("twenty-five years ago", "2000~"),
        ("two decades ago", "2005~"),
        ("two weeks ago today", "2025-10-21"),
        ("an hour ago", "2025-11-03~/2025-11-04~"),
        ("more than a year ago", "../2024-11-04~"),
        ("at least two days ago", "../2025-11-02~"),
        ("less than a week ago", "2025-10-28~/2025-11-04~"),
        ("in three days", "2025-11-07"),
        ("over the past week", "2025-10-28~/2025-11-04~"),
        ("in the last two months", "2025-09-04~/2025-11-04~"),
        ("during the next three days", "2025-11-04~/2025-11-07~"),
        ("within two weeks", "2025-11-04~/2025-11-18~"),
        ("in recent days", "../2025-11-04~"),
        ("recently", "../2025-11-04~"),
        ("in the coming weeks", "2025-11-04~/.."),
        ("for more than a year", "../2024-11-04~"),
        ("for almost two years", "2023-11-04~/2025-11-04~"),
        ("for years", "../2023-11-04~"),
        # parts
        ("early November", "2025-11-01~/2025-11-10~"),
        ("mid-November", "2025-11-11~/2025-11-20~"),
        ("in late November", "2025-11-21~/2025-11-30~"),
        ("late 2024", "2024-09~/2024-12~"),
        ("the early 1990s", "1990~/1992~"),
        ("the mid-20th century", "1934~/1966~"),
        ("at the end of the year", "2025-11~/2025-12~"),
        ("at the end of last year", "2024-11~/2024-12~"),
        ("at the beginning of next month", "2025-12-01~/2025-12-06~"),
        ("at the start of 2022", "2022-01~/2022-02~"),
        ("in the middle of the month", "2025-11-11~/2025-11-20~"),
        # open and closed stretches
        ("since February", "2025-02/.."),
        ("since 2014", "2014/.."),
        ("since Monday", "2025-11-03/.."),
        ("since December", "2024-12/.."),
        ("until Friday", "../2025-11-07"),
        ("by Friday", "../2025-11-07"),
        ("by the end of the month", "../2025-11-30~"),
        ("by year's end", "../2025-12~"),
        ("no later than 2030", "../2030"),
        ("through November 11", "../2025-11-11"),
        ("through the winter", "2025-24"),
        ("throughout 2024", "2024"),
        ("before 2014", "../2013"),
        ("after 3 November", "2025-11-04/.."),
        ("from Monday onwards", "2025-11-03/.."),
        ("between 3 and 7 November", "2025-11-03/2025-11-07"),
        ("from 3 to 7 November", "2025-11-03/2025-11-07"),
        ("from November 3 to 7", "2025-11-03/2025-11-07"),
        ("Nov. 3-7, 2024", "2024-11-03/2024-11-07"),
        ("3–7 November", "2025-11-03/2025-11-07"),
        ("from March to May 2020", "2020-03/2020-05"),
        ("from November 2023 to March", "2023-11/2024-03"),
        ("from November to March 2024", "2023-11/2024-03"),
        ("between 2014 and 2016", "2014/2016"),
        ("2014-16", "2014/2016"),
        ("from Monday to Friday", "2025-11-03/2025-11-07"),
        ("from last year to March", "2024-01/2024-03"),
    ],
)
def test_words_mean_this_on_a_tuesday(words: str, edtf: str) -> None:
    when = When.resolve(words, TUESDAY)

    assert when is not None
    assert when.to_edtf() == edtf
    assert when.text == words


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("last week", "2025-W44"),
        ("this week", "2025-W45"),
        ("next week", "2025-W46"),
        ("three weeks ago", "2025-W42"),
    ],
)
def test_a_week_runs_from_monday_to_sunday(words: str, iso: str) -> None:
    when = When.resolve(words, TUESDAY)

    assert when is not None
    assert when.precision is Precision.WEEK
    assert when.to_iso() == iso


@pytest.mark.parametrize(
    ("words", "past", "edtf"),
    [
        ("on Wednesday", True, "2025-10-29"),
        ("on Wednesday", False, "2025-11-05"),
        ("on Tuesday", False, "2025-11-04"),
        ("in December", True, "2024-12"),
        ("in October", False, "2026-10"),
        ("November 5", True, "2024-11-05"),
        ("until Friday", True, "../2025-10-31"),
        ("this Sunday", True, "2025-11-02"),
        ("this Monday", False, "2025-11-10"),
        ("over the weekend", False, "2025-11-08/2025-11-09"),
    ],
)
def test_the_tense_says_which_one_is_meant(words: str, past: bool, edtf: str) -> None:
    when = When.resolve(words, TUESDAY, past=past)

    assert when is not None
    assert when.to_edtf() == edtf


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            " ",
            "hello",
            "on the table",
            "the mayor",
            "the week",
            "then",
            "the following day",
            "31 November",
        ),
        *(
            "Tuesday, November 3, 2025",
            "9999 years ago",
            "two days",
            "in the city",
            "at 9",
            "on Monday the",
            "of",
        ),
        *(
            "from 7 to 3 November",
            "between Monday",
            "since",
            "for a while",
            "99 days of rain ago",
            "in 20145",
            "then",
        ),
        *(
            "30 February 2024",
            "the 13th month",
            "early",
            "the end of",
            "10/11/12",
            "x" * 5000,
            "Monday " * 40,
        ),
    ],
)
def test_words_that_are_not_understood_are_not_guessed(words: str) -> None:
    assert When.resolve(words, TUESDAY) is None


def test_relative_words_need_a_day_of_writing() -> None:
    assert When.resolve("on Monday") is None
    assert When.resolve("November 3") is None


def test_a_full_date_needs_no_day_of_writing_and_keeps_none() -> None:
    full, alone = When.resolve("3 November 2025", TUESDAY), When.resolve("3 November 2025")

    assert full == alone
    assert full is not None
    assert full.anchor is None


def test_the_day_that_words_were_resolved_against_is_kept() -> None:
    when = When.resolve("on Monday", datetime(2025, 11, 4, 23, 30, tzinfo=UTC))

    assert when is not None
    assert when.anchor == TUESDAY


def test_the_anchor_is_the_day_in_the_place_of_writing() -> None:
    when = When.resolve("today", "2025-11-04T23:30:00-11:00")

    assert when is not None
    assert when.earliest == TUESDAY


def test_an_anchor_known_to_the_month_serves_where_every_day_of_it_agrees() -> None:
    when = When.resolve("last year", "2025-11")

    assert when is not None
    assert when.to_edtf() == "2024"
    assert when.anchor is None  # no day of that month is made up
    assert When.resolve("on Monday", "2025-11") is None
    assert When.resolve("last year", "2025-11/..") is None


@pytest.mark.parametrize("anchor", ["yesterday", 5, "2025-13"])
def test_an_anchor_that_is_no_time_is_refused(anchor: object) -> None:
    with pytest.raises(InvalidValueError):
        When.resolve("on Monday", anchor)  # type: ignore[arg-type]


def test_words_are_a_string() -> None:
    with pytest.raises(InvalidValueError):
        When.resolve(5, TUESDAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("anchor", [date.min, date.max])
@pytest.mark.parametrize(
    "words",
    [
        "yesterday",
        "tomorrow",
        "last year",
        "next century",
        "next Monday",
        "last week",
        "in March",
        "two weeks ago",
    ],
)
def test_the_ends_of_the_calendar_are_no_trap(words: str, anchor: date) -> None:
    when = When.resolve(words, anchor)

    assert when is None or when.earliest is not None


@given(
    ANCHORS, st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
)
def test_on_a_weekday_is_that_weekday_and_less_than_a_week_away(anchor: date, weekday: str) -> None:
    past, future = (When.resolve(f"on {weekday}", anchor, past=tense) for tense in (True, False))

    assert past is not None
    assert future is not None
    assert past.earliest is not None
    assert future.earliest is not None
    assert past.earliest.strftime("%A") == future.earliest.strftime("%A") == weekday
    assert timedelta(0) <= anchor - past.earliest < timedelta(7)
    assert timedelta(0) <= future.earliest - anchor < timedelta(7)


@given(ANCHORS, st.integers(1, 400))
def test_days_ago_are_counted_exactly(anchor: date, days: int) -> None:
    when = When.resolve(f"{days} days ago", anchor)

    assert when is not None
    assert when.earliest == when.latest == anchor - timedelta(days=days)


@given(ANCHORS, st.sampled_from(["week", "month", "quarter", "year", "decade", "century"]))
def test_last_this_and_next_follow_each_other_without_a_gap(anchor: date, unit: str) -> None:
    last, this, following = (When.resolve(f"{which} {unit}", anchor) for which in ("last", "this", "next"))

    assert last is not None
    assert this is not None
    assert following is not None
    assert this.contains(anchor)
    for one, other in ((last, this), (this, following)):
        assert one.latest is not None
        assert one.latest + timedelta(days=1) == other.earliest


@given(
    ANCHORS,
    st.sampled_from(["November", "2024", "last year", "this week", "the 1990s", "next month", "the year"]),
)
def test_early_mid_and_late_fill_the_whole(anchor: date, whole: str) -> None:
    early, mid, late = (When.resolve(f"{part} {whole}", anchor) for part in ("early", "mid", "late"))

    assert early is not None
    assert mid is not None
    assert late is not None
    for one, other in ((early, mid), (mid, late)):
        assert one.latest is not None
        assert one.latest + timedelta(days=1) == other.earliest


_WORDS = """
the a on in at by for from to since until last next this early mid late end of beginning more less
than year years week day days ago Monday Friday November Nov . , - 3 7 2014 2025 1990s spring
weekend half first quarter and between past recent about yesterday today earlier later 29 February
century 19th '
and or noon 10:30 p.m. Q3 Mondays before after week on 3rd the Christmas hundred 1,000 overnight into
all within soon second week so far now coming
"""
_SOME_WORDS = st.lists(st.sampled_from(_WORDS.split()), max_size=9).map(" ".join)


@given(_SOME_WORDS, ANCHORS | st.sampled_from([date.min, date.max]), st.sampled_from([None, True, False]))
def test_any_words_are_understood_or_not_and_never_fail(words: str, anchor: date, past: bool | None) -> None:
    when = When.resolve(words, anchor, past=past)

    assert when is None or (when.text == words and When.parse(when.to_edtf()).earliest == when.earliest)


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    assert When.resolve(text, TUESDAY) is None or text.strip()


# --- in running text -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("As X reports, on Monday the ministry announced it.", ["on Monday"]),
        ("For more than a year, battles have been going on.", ["For more than a year"]),
        ("It slowed last year, and at the end of the year.", ["last year", "at the end of the year"]),
        ("He told Reuters on Sunday, Nov. 2, 2025, that it was over.", ["on Sunday, Nov. 2, 2025"]),
        ("\"Yesterday we marched,\" he said Tuesday evening.", ["Yesterday", "Tuesday evening"]),
        ("Monday’s attack and last month's vote", ["Monday", "last month"]),
        ("Over a year ago; two or three days ago.", ["Over a year ago", "two or three days ago"]),
        ("It rained late last night.", ["late last night"]),
        ("At 10 a.m. on Monday and on the 3rd floor, now, Q3 in March.", ["on Monday", "in March"]),
        ("It fell in the fall of 2019, not since.", ["in the fall of 2019"]),
        ("It fell between 3 and 7 November.", ["between 3 and 7 November"]),
        ("From March to May 2020; in mid-October", ["From March to May 2020", "in mid-October"]),
        ("Russia Today and The Sunday Times say it may march; the fall of the city.", []),
        ("Theresa May said 2014 people were there for two years, every Monday.", []),
        ("USA Today had 3 days, at 9, in the second half of the match.", []),
        ("The sun sat; second, a decade of days; up to now.", []),
    ],
)  # fmt: skip
def test_times_are_found_in_prose_and_other_words_are_left_alone(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_times(text)] == found


def test_offsets_count_in_the_whole_text_when_only_a_part_is_searched() -> None:
    text = "On Monday it rained. On Friday it did not."

    assert [text[start:end] for start, end in find_times(text, 20)] == ["On Friday"]
    assert [text[start:end] for start, end in find_times(text, 0, 20)] == ["On Monday"]


@given(_SOME_WORDS)
def test_what_is_found_is_understood(text: str) -> None:
    last = 0
    for start, end in find_times(text):
        found = text[start:end]
        assert last <= start < end
        # Left out: what no calendar has on that day, as 29 February 2025, 7-3 November, 2025 years ago.
        impossible = any(word in found for word in ("29", "-", "ago", "past", "last", "next"))
        assert impossible or When.resolve(found, date(2024, 11, 4)) is not None
        last = end


def test_hostile_strings_are_searched_without_harm() -> None:
    for text in json.loads(foreign_data("hostile", "blns.json").read_bytes()):
        for start, end in find_times(text):
            assert text[start:end].strip()


_UNITS = [
    *("since ", "the end of ", "early ", "from 3 to ", "November 3-", "1 ", "12-", "more than a ", "1,", "a"),
    *("between Monday and ", "'", "Nov. ", "2014-", "half a ", "twenty-", "the last two ", "earlier in the "),
    "on Monday, November ",
]


@pytest.mark.parametrize("unit", _UNITS)
def test_twice_the_repetition_takes_about_twice_the_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        best = 1e9
        for _ in range(3):
            start = time.process_time()
            assert len(list(find_times(text))) >= 0
            best = min(best, time.process_time() - start)
        return best

    seconds(1000)
    assert seconds(40_000) < 2.3 * seconds(20_000) + 0.01
