"""Values as sites write them: each is read or listed, with its path, and stays as it was."""

from typing import Any

import pytest

from provenance.model import FrozenMap, to_plain
from tests.formats.schemaorg.test_foreign import item, only, problems, read, review


@pytest.mark.parametrize(
    ("written", "earliest"),
    [
        ("2025-11-05", "2025-11-05"),
        ("2025-11-05T17:22:16+05:30", "2025-11-05T17:22:16+05:30"),
        ("2025-11-05T17:22:16.838Z", "2025-11-05T17:22:16.838000Z"),
        ("2025-11-05 17:22", "2025-11-05T17:22"),
        ("2025-11-05 17:22:16", "2025-11-05T17:22:16"),
        ("2025-11-05T17:22:16+0200", "2025-11-05T17:22:16+02:00"),
        ("2025-11-05T17:22:16 +0200", "2025-11-05T17:22:16+02:00"),
        ("Wed, 05 Nov 2025 17:22:16 GMT", "2025-11-05T17:22:16Z"),
        ("5 November 2025", "2025-11-05"),
        ("November 5, 2025", "2025-11-05"),
        ("20251105", "2025-11-05"),
        ("2025/11/05", "2025-11-05"),
        ("2025-11", "2025-11-01"),
    ],
)
def test_a_date_with_one_reading_is_read_in_any_spelling(written: str, earliest: str) -> None:
    status = only(read(review(datePublished=written)))

    assert status.judged_at is not None
    assert str(status.judged_at.earliest.isoformat()).startswith(earliest[:16])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "written", ["05/06/2025", "05.06.2025", 1762300000, "2025-13-45", "0000-00-00", "soon"]
)
def test_a_date_with_two_readings_or_none_stays_words(written: Any) -> None:
    dossier = read(review(datePublished=written))

    assert to_plain(only(dossier).judged_at) == {"text": str(written)}
    assert "is not read as a date" in problems(dossier)["$.datePublished"]


@pytest.mark.parametrize(
    "written", ["05/06/2025", "2025-11-05 17:22:16", "5 November 2025", ["2025-11-05"], 2025]
)
def test_an_odd_date_stays_in_extra_as_it_was(written: Any) -> None:
    dossier = read(review(datePublished=written))

    kept = only(dossier).extra["schemaorg"]["datePublished"]
    assert kept == (tuple(written) if isinstance(written, list) else written)
    assert "$.datePublished" in problems(dossier) or written == 2025


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Person", "givenName": "Ann", "familyName": "Berg"}, ["Ann Berg"]),
        ({"@type": "Person", "name": ["Ann", "Bo"]}, ["Ann", "Bo"]),
        (["Ann", {"@type": "Person", "name": "Bo"}], ["Ann", "Bo"]),
        ([["Ann"], "Bo"], ["Ann", "Bo"]),
        ({"@value": "Ann"}, ["Ann"]),
        ("https://people.example/ann", [None]),
        ({"@type": "Person", "url": "https://people.example/ann"}, [None]),
        ({"@type": "Person", "jobTitle": "mayor"}, []),
        (["", None, {}], []),
    ],
)
def test_whoever_is_named_is_read_and_nothing_of_it_is_lost(author: Any, names: list[str | None]) -> None:
    dossier = read(item(author=author))

    claimants = [source for source in dossier.sources.values() if source.name != "Checkers"]
    assert [source.name for source in claimants] == names
    if not names and author != ["", None, {}]:
        assert isinstance(only(dossier).extra["schemaorg"]["itemReviewed"]["author"], FrozenMap)
    if names == [None]:
        assert claimants[0].identifiers["url"] == "https://people.example/ann"


@pytest.mark.parametrize(
    "url", ["check.example/1", "www.check.example/1", "//check.example/1", "/1", "ftp://x/"]
)
def test_an_address_without_a_scheme_is_a_problem_and_stays_as_it_is(url: str) -> None:
    dossier = read(review(url=url))

    assert dossier.articles[only(dossier).article or ""].url == url
    assert "has no scheme" in problems(dossier)["$.url"]


def test_an_address_in_capitals_or_as_a_reference_is_one() -> None:
    assert read(review(url="HTTPS://check.example/1")).read_problems == ()
    dossier = read(review(url={"@id": "https://check.example/1"}))
    assert dossier.articles[only(dossier).article or ""].url == "https://check.example/1"
    assert problems(dossier) == {}


@pytest.mark.parametrize("written", ["0001-01-01", "0001-01-01T00:00:00Z", " 0001-01-01T00:00:00"])
def test_the_first_day_of_the_calendar_stands_for_no_date(written: str) -> None:
    dossier = read(review(datePublished=written))

    assert only(dossier).judged_at is None
    assert only(dossier).extra["schemaorg"]["datePublished"] == written
    assert "stands for no date" in problems(dossier)["$.datePublished"]


@pytest.mark.parametrize("written", ["-", "null", "None", "N/A", "n/a", " – ", "undefined", "..."])
def test_what_says_that_there_is_no_name_is_none_and_stays_as_it_was(written: str) -> None:
    for author in (written, {"@type": "Person", "name": written}, {"@type": "Person", "name": [written]}):
        dossier = read(item(author=author))
        assert [source.name for source in dossier.sources.values()] == ["Checkers"]
        kept = to_plain(only(dossier))["schemaorg"]["itemReviewed"]["author"]
        assert kept == author
        assert any(path.startswith("$.itemReviewed.author") for path in problems(dossier))
    named = read(item(author={"@type": "Person", "name": written, "url": "https://x.example/ann"}))
    assert [source.name for source in named.sources.values()] == ["Checkers", None]
