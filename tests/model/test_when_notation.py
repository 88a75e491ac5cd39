"""EDTF, ISO 8601 and mail dates: what is read, what is refused, and that nothing is lost."""

import ast
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import InvalidValueError
from provenance.model import when as when_module
from provenance.model._far import day_number
from provenance.model._order import span_of
from provenance.model.when import Precision, When
from tests.foreign import foreign_data

LEVEL_0 = [
    "1985-04-12",
    "1985-04",
    "1985",
    "1985-04-12T23:20:30",
    "1985-04-12T23:20:30Z",
    "1985-04-12T23:20:30-04",
    "1985-04-12T23:20:30+04:30",
    "1964/2008",
    "2004-06/2006-08",
    "2004-02-01/2005-02-08",
    "2004-02-01/2005-02",
    "2004-02-01/2005",
    "2005/2006-02",
    "0000",
    "0000-12",
    "0000-02-29",
    "0000/2004-02-01",
    "0000-01/0000-03-15",
]
LEVEL_1 = [
    *("2001-21", "2001-22", "2001-23", "2001-24"),
    *("1984?", "2004-06~", "2004-06-11%", "1984~", "1984%", "2001-21?"),
    *("000X", "00XX", "0000-24", "0000-21", "9999-24", "0000-XX", "0000-12-XX", "0000-XX-XX"),
    *("201X", "20XX", "2004-XX", "1985-04-XX", "1985-XX-XX", "156X", "19XX", "201X?", "1985-04-XX~"),
    *("1985-04-12/..", "1985-04/..", "1985/..", "../1985-04-12", "../1985-04", "../1985"),
    *("1985-04-12/", "1985-04/", "1985/", "/1985-04-12", "/1985-04", "/1985"),
    *(
        "1984~/2004-06",
        "1984/2004-06~",
        "1984~/2004~",
        "1984?/2004%",
        "1984-06-02?/2004-08-08~",
        "1984-06-02?/..",
    ),
    *(
        "-1985",
        "-0001",
        "Y170000002",
        "Y-170000002",
        "Y10000",
        "-1985~",
        "Y12345?",
        "-1985/2004",
        "-1985/-0044",
    ),
    *("-1985/..", "../-1985", "/-1985", "-1985?/2004-06~", "Y-17000/..", "2004/Y17000", "../Y17000"),
    *("../..", "2004/2004", "2004-01/2004-12", "2004-01-01/2004-12-31", "1985-04-01/1985-04-30"),
]


@pytest.mark.parametrize("text", LEVEL_0 + LEVEL_1)
def test_an_expression_comes_back_as_it_was(text: str) -> None:
    assert When.parse(text).to_edtf() == text


@pytest.mark.parametrize("text", LEVEL_0 + LEVEL_1)
def test_the_fields_alone_say_the_whole_expression(text: str) -> None:
    fields = {
        name: _plain(value) for name, value in attrs.asdict(When.parse(text)).items() if name != "extra"
    }
    fields = json.loads(json.dumps(fields))

    again = When(**{name: _read(name, value) for name, value in fields.items()})

    assert again == When.parse(text)
    assert again.to_edtf() == text


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    if name in ("earliest", "latest") and value is not None:
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return value


@pytest.mark.parametrize(
    "text",  # its seasons are others, and it has no moments
    [text for text in LEVEL_0 + LEVEL_1 if "T" not in text and text[4:6] != "-2"],
)
def test_the_bounds_are_those_of_the_edtf_package(text: str) -> None:
    edtf = pytest.importorskip("edtf", reason="the package edtf is a second opinion, in the extra dev")
    try:
        theirs = edtf.parse_edtf(text)
    except (edtf.EDTFParseException, TypeError):
        assert "Y" in text  # it knows no qualified years with Y, and no intervals between them
        return
    ours = When.parse(text)
    ends = span_of(ours._parts()._replace(text=ours.text))

    for end, bound in ((ends.first, theirs.lower_strict()), (ends.last, theirs.upper_strict())):
        if end is not None:
            assert end // 86_400_000_000_000 == day_number(*bound[:3])


@given(st.integers(-200_000_000, 200_000_000))
def test_days_are_counted_on_beyond_the_years_that_dates_reach(year: int) -> None:
    leap = day_number(year + 1, 1, 1) - day_number(year, 1, 1) == 366

    assert leap is (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    assert day_number(year, 12, 31) + 1 == day_number(year + 1, 1, 1)


@given(st.dates())
def test_days_are_counted_as_dates_count_them(day: date) -> None:
    assert day_number(day.year, day.month, day.day) == day.toordinal()


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("-1985", None, None),
        ("Y170000002", None, None),
        ("0000", None, None),
        ("000X", None, date(9, 12, 31)),
        ("9999-24", date(9999, 12, 1), None),
        ("-0100/-0044", None, None),
        ("-0100/2004-06", None, date(2004, 6, 30)),
    ],
)
def test_an_end_that_no_date_reaches_is_open_and_the_notation_is_kept(
    text: str, earliest: date | None, latest: date | None
) -> None:
    when = When.parse(text)

    assert (when.earliest, when.latest, when.text) == (earliest, latest, text)
    assert repr(when) == f"When({text!r})"
    with pytest.raises(InvalidValueError):
        when.to_iso()


def test_digits_that_a_datetime_does_not_hold_are_kept() -> None:
    when = When.parse("2026-11-22T09:30:00,123456789 UTC")

    assert when.text == when.to_iso() == "2026-11-22T09:30:00.123456789Z"
    assert str(when) == "2026-11-22 09:30:00.123456789Z"
    assert When.parse(when.to_iso()) == when
    assert when != When.parse("2026-11-22T09:30:00.123456Z")
    with pytest.raises(InvalidValueError, match="full second"):
        when.to_edtf()


def test_noughts_at_the_end_of_a_fraction_say_nothing() -> None:
    assert When.parse("2026-11-22T09:30:00.500000000Z") == When.parse("2026-11-22T09:30:00.5Z")


def test_an_interval_keeps_the_digits_of_its_moments() -> None:
    text = "2026-11-22T09:30:00.1234567Z/2026-11-22T09:30:00.500000Z"

    assert When.parse(text).to_iso() == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *(
            (text, "no month or day")
            for text in ("-0044-03-15", "10000-01-01", "Y2000", "Y02000", "-0000", "-19855")
        ),
        *(
            (text, "level 2")
            for text in ("Y17E7", "Y-17E7", "1950S2", "0000-XX-05", "000X-12", "0000-XX/2004")
        ),
        ("0000-02-30", "no calendar"),
        ("0000-13", "no calendar"),
        ("0000-01-01T00:00:00Z", "no such day"),
        ("2004/-0001", "before it begins"),
        ("-0044/-0100", "before it begins"),
        ("-1985/2004-01-01T10:00:00Z", "have a time of day"),
        ("2004-25", "seasons 21 to 24"),
        ("156X-12", "level 2"),
        ("156X-12-25", "level 2"),
        ("2004-XX-05", "level 2"),
        ("2004-06-XX/2004-07-03", "level 2"),
        ("2005/2004", "before it begins"),
        ("2004/2005/2006", "one '/'"),
        ("/", "one '/'"),
        ("../", "one '/'"),
        ("2004/March", "'March' is no end of an interval"),
        ("2004-01-01/2005-01-01T10:00:00Z", "have a time of day"),
        ("2004-01-01T10:00:00/2005-01-01T10:00:00Z", "have an offset"),
        ("1XXX", "expected EDTF"),
        ("2004-06-11?~", "expected EDTF"),
        ("{1984,1985}", "expected EDTF"),
        ("2026-W54", "no such week"),
        ("2026-W53-7T", "expected EDTF"),
        ("2026-366", "no day 366"),
        ("2026-W00-1", "no such day"),
        ("2016-12-31T23:59:60Z", "leap second"),
        ("2026-11-22T25:00:00", "no such time"),
        ("2026-11-22T24:30:00Z", "midnight only"),
        ("9999-12-31T24:00:00", "after the year 9999"),
        ("2026-11-22T0930", "different styles"),
        ("20261122T09:30", "different styles"),
        ("2026-11-22T09:30:00+24:00", "less than 24 hours"),
        ("2026-11-22T09:30:00 CST", "ambiguous"),
        ("2026-11-22T09:30:00[Mars/Olympus]", "no time zone"),
        ("2026-11-22T09:30:00[Europe]", "no time zone"),
        ("2026-11-22T09:30:00[../../etc/passwd]", "expected EDTF"),
        ("2026-11-22T09:30:00+05:00[Europe/London]", "did not show that offset"),
        ("0001-01-01T00:00:00[Asia/Tokyo]", "outside the years"),
        ("Mon, 22 Nov 2026 09:30:00 GMT", "is not a Mon"),
        ("Sun, 31 Nov 2026 09:30:00 GMT", "no such day"),
        ("Sun, 22 Nov 2026 09:30:00 IST", "ambiguous"),
        ("22 Now 2026 09:30:00 GMT", "expected EDTF"),
        ("22.11.2026", "ambiguous"),
        ("2026-11-22 ", "expected EDTF"),
        ("2026-11-22\n", "expected EDTF"),
        ("P3D", "expected EDTF"),
    ],
)
def test_what_cannot_be_held_or_has_two_readings_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidValueError, match=reason):
        When.parse(text)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("20261122", "2026-11-22"),
        ("2026-W47-7", "2026-11-22"),
        ("2026W477", "2026-11-22"),
        ("2026-326", "2026-11-22"),
        ("2026326", "2026-11-22"),
        ("2026W47", "2026-W47"),
        ("20261122T0930Z", "2026-11-22T09:30Z"),
        ("2026-W47-7T09:30Z", "2026-11-22T09:30Z"),
        ("2026-11-22t09:30:00z", "2026-11-22T09:30:00Z"),
        ("2026-11-22T09:30:00+00:00", "2026-11-22T09:30:00Z"),
        ("2026-11-22 09:30 UTC", "2026-11-22T09:30Z"),
        ("2026-11-22 09:30 GMT-3", "2026-11-22T09:30-03:00"),
        ("2026-11-22 09:30 UTC+0530", "2026-11-22T09:30+05:30"),
        ("2026-11-22T24:00", "2026-11-23T00:00"),
        ("2026-11-22T09:30:00[Europe/London]", "2026-11-22T09:30:00Z"),
        ("2026-10-25T01:30:00+00:00[Europe/London]", "2026-10-25T01:30:00Z"),
        ("Sun, 22 Nov 2026 09:30:00 +0545", "2026-11-22T09:30:00+05:45"),
        ("Sun, 22 Nov 2026 09:30 EST", "2026-11-22T09:30-05:00"),
        ("22 Nov 2026 09:30:00", "2026-11-22T09:30:00"),
        ("Sun, 22 Nov 2026 09:30:00 -0500 (EST)", "2026-11-22T09:30:00-05:00"),
    ],
)
def test_one_time_in_two_notations_is_one_time(text: str, same: str) -> None:
    assert When.parse(text) == When.parse(same)
    assert When.parse(text).text is None


def _cases() -> list[list[Any]]:
    try:
        return list(json.loads(foreign_data("hostile", "datetimes_own.json").read_bytes())["cases"])
    except pytest.skip.Exception:
        return []


@pytest.mark.parametrize(("text", "verdict", "expected"), _cases(), ids=lambda value: repr(value)[:40])
def test_hostile_dates_get_the_verdict_written_for_them(
    text: str, verdict: str, expected: str | None
) -> None:
    if text == "0000-01-01":  # no date of Python's, but EDTF level 0
        assert When.parse(text).to_edtf() == text
        return
    if verdict in ("reject", "ambiguous", "impossible") or (expected or "").startswith("leap second"):
        with pytest.raises(
            InvalidValueError, match="ambiguous" if verdict == "ambiguous" else "not a valid time"
        ):
            When.parse(text)
        return
    when = When.parse(text)
    if verdict == "ok" and isinstance(when.earliest, datetime):
        assert not when.is_naive
        assert expected is not None
        assert expected.startswith(when.earliest.astimezone(UTC).isoformat())
    elif verdict == "naive":
        assert when.is_naive
    else:
        assert not isinstance(when.earliest, datetime)
        assert when.to_edtf() == (
            expected if expected and "EDTF" not in expected and "pro" not in expected else text
        )


def test_all_hostile_dates_were_there() -> None:
    foreign_data("hostile", "datetimes_own.json")

    assert len(_cases()) == 54


@given(st.text(max_size=120))
def test_any_text_is_a_time_or_refused(text: str) -> None:
    try:
        When.parse(text)
    except InvalidValueError as refusal:
        message = str(refusal)
    else:
        message = ""

    assert len(message) < 500


@given(st.text(alphabet="0123456789-/.X?~%TZW:+ Y", max_size=24))
def test_what_is_read_is_written_so_that_it_is_read_again(text: str) -> None:
    try:
        when = When.parse(text)
    except InvalidValueError:
        return
    assert When.parse(text) == when
    if isinstance(when.earliest, datetime):
        assert When.parse(when.to_iso()).earliest == when.earliest
    try:
        written = when.to_edtf()
    except InvalidValueError:
        assert when.earliest is None or isinstance(when.earliest, datetime)
        return
    if when.precision is not Precision.WEEK:
        assert When.parse(written) == when


@given(
    st.dates(),
    st.sampled_from([member for member in Precision if member not in ("hour", "minute", "second")]),
)
def test_every_unit_of_the_calendar_survives(day: date, precision: Precision) -> None:
    text = {
        Precision.CENTURY: f"{day.year // 100:02d}XX",
        Precision.DECADE: f"{day.year // 10:03d}X",
        Precision.YEAR: f"{day.year:04d}",
        Precision.SEASON: f"{day.year:04d}-{21 + day.month % 4}",
        Precision.MONTH: day.isoformat()[:7],
        Precision.WEEK: "{:04d}-W{:02d}".format(*day.isocalendar()[:2]),
        Precision.DAY: day.isoformat(),
        Precision.UNSPECIFIED_MONTH: f"{day.year:04d}-XX",
        Precision.UNSPECIFIED_DAY: f"{day.isoformat()[:7]}-XX",
    }[precision]
    try:
        when = When.parse(text)
    except InvalidValueError:
        assert precision is Precision.WEEK
        assert day.year == 9999
        return

    if when.earliest is None or when.latest is None:  # it reaches out of the calendar of dates
        assert when.to_edtf() == when.text == text
        return
    assert when.precision is precision
    if precision is Precision.WEEK:
        assert when.to_iso() == text
        assert When.parse(when.to_edtf()).earliest == when.earliest
    else:
        assert when.to_edtf() == text


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("156X", "1560-01-01/1569-12-31"),
        ("2022-21", "2022-03-01/2022-05-31"),
        ("1984~", "1984"),
        ("1985-04-XX", "1985-04-01/1985-04-30"),
        ("2026-W47", "2026-W47"),
        ("2014/..", "2014/.."),
        ("2026-11-22T09:30:00,5Z", "2026-11-22T09:30:00.500000Z"),
        ("2026-11-22T09Z", "2026-11-22T09Z"),
        ("2026-11-22T09:00Z/2026-11-22T10:00Z", "2026-11-22T09:00Z/2026-11-22T10:00Z"),
    ],
)
def test_iso_8601_says_the_ends(text: str, iso: str) -> None:
    assert When.parse(text).to_iso() == iso


@pytest.mark.parametrize(
    "text",
    ["2026-11-22T09:30Z", "2026-11-22T09Z", "2026-11-22T09:30:00.5Z", "2026-11-22T09:00Z/2026-11-22T10:00Z"],
)
def test_what_edtf_cannot_say_is_not_written_as_edtf(text: str) -> None:
    with pytest.raises(InvalidValueError, match="EDTF"):
        When.parse(text).to_edtf()


def test_words_without_ends_cannot_be_written() -> None:
    for write in (When.to_edtf, When.to_iso):
        with pytest.raises(InvalidValueError, match="neither its beginning nor its end"):
            write(When(text="once upon a time"))


def test_a_giant_string_is_refused_at_once() -> None:
    with pytest.raises(InvalidValueError, match="longer than 100 characters"):
        When.parse("2" * 20_000_000)


_PROGRAM = """
from provenance.model.when import When
for text in (
    "2026-11-22T09:30:00Z", "2026-11-22T09:30", "2026", "2026-10-25T01:30:00+01:00[Europe/London]",
    "Sun, 22 Nov 2026 09:30:00 -0000",
):
    print(repr(When.parse(text)), When.parse(text).sort_key()[:2])
for words in ("on Monday", "last year", "November 3", "for more than a year", "in 2014", "two months ago"):
    print(repr(When.resolve(words, "2025-11-04T23:30:00-11:00")))
print(When.resolve("November 3"), When.resolve("yesterday"))
"""


def test_nothing_depends_on_the_zone_of_the_machine() -> None:
    outputs = set()
    for zone in ("UTC", "America/New_York", "Pacific/Kiritimati"):
        environment = {**os.environ, "TZ": zone, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        outputs.add(done.stdout)

    assert len(outputs) == 1
    assert outputs.pop().endswith("None None\n")


@pytest.mark.parametrize(
    "module",
    [
        *("when", "_calendar", "_edtf", "_far", "_dates", "_iso", "_order", "_words", "_phrases", "_prose"),
        "_relative",
        "_derived",
        "_rewording",
        "_wider",
    ],
)
def test_nobody_asks_what_time_it_is(module: str) -> None:
    path = Path(when_module.__file__).with_name(f"{module}.py")
    names = {
        node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)
    }

    assert not names & {"now", "utcnow", "today", "localtime", "time_ns", "fromtimestamp", "timestamp"}
