"""Taking in what other formats say: records, dates, ids as IRIs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import DecodingError
from provenance.formats.intake import Intake
from provenance.formats.iris import RECORDS, id_of, iri_of


def test_records_are_taken_in_with_the_path_where_they_stood() -> None:
    intake = Intake()
    id = intake.add("claims", {"text": "It rains."}, "$.claim")
    intake.add("sources", {"id": "src", "name": "Ann", "kind": "martian"}, "$.author")
    intake.add("articles", {"id": "art", "headline": 3}, "$.item[2]")
    dossier = intake.finish()

    assert id is not None
    assert dossier.claims[id].text == "It rains."
    assert dossier.sources["src"].name == "Ann"
    assert [problem.path for problem in dossier.read_problems] == ["$.item[2].headline"]
    assert dossier.articles["art"].extra == {"headline": 3}


def test_what_no_record_can_be_made_of_is_kept() -> None:
    intake = Intake()
    assert intake.add("claims", {"id": "clm"}, "$.a") is None
    assert intake.add("claims", {"language": "de"}, "$.b") is None
    dossier = intake.finish()

    assert [problem.path for problem in dossier.read_problems] == ["$.a.text", "$.b.text"]
    assert [section for section, _ in dossier.unread] == ["claims", "claims"]


def test_an_equal_record_is_no_second_one_and_a_different_one_is_told_of() -> None:
    intake = Intake()
    for name in ("Ann", "Ann", "Bea"):
        assert intake.add("sources", {"id": "src", "name": name}, f"$.{name}") == "src"
    dossier = intake.finish()

    assert dossier.sources["src"].name == "Ann"
    assert [problem.path for problem in dossier.read_problems] == ["$.Bea.id"]
    assert len(dossier.unread) == 1


def test_a_strict_reading_raises_all_of_it() -> None:
    intake = Intake(strict=True)
    intake.report("$.x", "is odd")
    intake.add("claims", {"id": "clm"}, "$.a")

    with pytest.raises(DecodingError) as caught:
        intake.finish()
    assert [problem.path for problem in caught.value.problems] == ["$.x", "$.a.text"]


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2020-08-31", "2020-08-31"),
        ("2020-08", "2020-08"),
        (2020, "2020"),
        ("2020-08-31 17:22:16", "2020-08-31T17:22:16"),
        ("2020-08-31T17:22:16+0200", "2020-08-31T17:22:16+02:00"),
        ("2020-08-31 17:22:16 +0200", "2020-08-31T17:22:16+02:00"),
        ("2020-08-31T17:22:16.000Z", "2020-08-31T17:22:16Z"),
        ("Mon, 31 Aug 2020 17:22:16 +0200", "2020-08-31T17:22:16+02:00"),
        ("2020-8-31", "2020-08-31"),
        ("2020/08/31", "2020-08-31"),
        ("31 August 2020", "2020-08-31"),
        ("August 31, 2020", "2020-08-31"),
        (" 2020-08-31\n", "2020-08-31"),
    ],
)
def test_dates_are_read_in_the_spellings_that_have_one_reading(written: object, edtf: str) -> None:
    from provenance.formats import from_plain
    from provenance.model import When

    intake = Intake()
    when = from_plain(intake.date(written, "$.d"), When)

    assert when.to_edtf() == edtf
    assert not intake.problems


@pytest.mark.parametrize(
    "written", ["05/06/2020", "31.08.2020", "March", "12:00", "soon", "2020-13-01", "x" * 99]
)
def test_a_date_with_no_or_two_readings_is_kept_as_its_text_and_told_of(written: str) -> None:
    intake = Intake()

    assert intake.date(written, "$.d") == {"text": written}
    assert [problem.path for problem in intake.problems] == ["$.d"]


def test_the_order_of_numbers_is_what_the_format_says() -> None:
    intake = Intake()

    assert (intake.date("5-6-2020", "$.d", "dmy") or {})["earliest"] == "2020-06-05"
    assert (intake.date("5-6-2020", "$.d", "mdy") or {})["earliest"] == "2020-05-06"
    assert (intake.date("5-6-2020", "$.d", "dmy") or {})["text"] == "5-6-2020"
    assert intake.date("31-13-2020", "$.d", "dmy") == {"text": "31-13-2020"}


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_no_date_is_none(nothing: str | None) -> None:
    intake = Intake()

    assert intake.date(nothing, "$.d") is None
    assert not intake.problems


@given(st.text(min_size=1))
def test_every_id_has_an_iri_and_comes_back(id: str) -> None:
    assert id_of(iri_of(id)) == id


@pytest.mark.parametrize(
    "id", ["clm-1", "a b", "urn:news-provenance:x", "http://a b", "é", "https://example.org/x"]
)
def test_an_iri_has_no_character_that_none_may_have(id: str) -> None:
    iri = iri_of(id)

    assert id_of(iri) == id
    assert iri.isascii()
    assert not set(iri) & set(' <>"{}|\\^`')
    assert iri.startswith((RECORDS, "https://"))
