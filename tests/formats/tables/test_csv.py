"""A folder of CSV files: nothing is lost, nothing is run, and what people make of it is read."""

import contextlib
import csv
import io
import json
import re
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import formats, storage
from provenance.errors import DecodingError, ProvenanceError
from provenance.formats.tables import csvfolder, csvtext
from provenance.formats.tables.columns import columns_of
from provenance.formats.tables.csvtext import csv_line, guarded, read_lines, unguarded
from provenance.model import RECORD_TYPES, Claim, Dossier, Quantity, Source, When, to_plain
from provenance.testing import dossiers
from tests.formats import hostile
from tests.golden import stories

STORIES = st.one_of(dossiers(), st.sampled_from([make() for make in stories.STORIES.values()]))


def _files(dossier: Dossier) -> dict[str, bytes]:
    return dict(csvfolder.dump_files(dossier))


def _read(**files: str | bytes) -> Dossier:
    given = {f"{name}.csv": data.encode() if isinstance(data, str) else data for name, data in files.items()}
    return csvfolder.load_files(given)


# --- round trips ---------------------------------------------------------------------------


@given(dossier=STORIES)
def test_reading_back_gives_the_same_dossier(dossier: Dossier) -> None:
    again = csvfolder.load_files(_files(dossier))

    assert again == dossier
    assert again.digest() == dossier.digest()
    assert _files(dossier) == _files(dossier)


@given(text=hostile.texts)
def test_hostile_strings_come_back_as_they_were(text: str) -> None:
    dossier = hostile.story_of(text)

    assert csvfolder.load_files(_files(dossier)) == dossier


def test_every_hostile_string_there_is_comes_back() -> None:
    for text in hostile.all_strings():
        dossier = hostile.story_of(text)
        assert csvfolder.load_files(_files(dossier)) == dossier


@given(dossier=STORIES)
def test_writing_back_what_was_read_gives_the_same_bytes(dossier: Dossier) -> None:
    data = formats.dumps(dossier, "csv")

    assert formats.dumps(formats.loads(data, "csv"), "csv") == data


def test_as_a_format_it_is_a_zip_archive_and_nothing_is_lost() -> None:
    dossier = stories.every_field()
    output, losses = formats.dumps_with_losses(dossier, "csv")

    assert isinstance(output, bytes)
    assert not losses
    assert formats.loads(output, "csv") == dossier
    assert formats.by_ending("story.CSV.zip") == "csv"
    assert formats.dumps(dossier, "csv") == output


def test_a_folder_is_written_and_read_and_keeps_nothing_of_what_was_there(tmp_path: Path) -> None:
    storage.write(stories.every_field(), tmp_path / "story", format="csv")
    storage.write(stories.plain(), tmp_path / "story", format="csv")

    assert storage.read(tmp_path / "story", format="csv") == stories.plain()
    names = {path.name for path in (tmp_path / "story").iterdir()}
    assert names == {"dossier.json", *(f"{section}.csv" for section in RECORD_TYPES)}


# --- spreadsheets --------------------------------------------------------------------------


@given(text=st.one_of(hostile.texts, st.text(st.sampled_from("'=+-@\t\r\n a;\"\x00\u200b＝"))))
def test_guarding_a_text_can_be_undone_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(dossier=st.one_of(STORIES, hostile.texts.map(hostile.story_of)))
def test_no_cell_begins_with_what_a_spreadsheet_runs(dossier: Dossier) -> None:
    for name, data in _files(dossier).items():
        if name.endswith(".csv"):
            lines = list(read_lines(data.decode("utf-8-sig")))
            columns = columns_of(name.removesuffix(".csv"))
            numbers = {n for n, column in enumerate(columns) if column.kind == "number"}
            for line in lines[1:]:
                for n, cell in enumerate(line.fields):
                    seen = cell.strip(" \u200b\ufeff\x00")
                    if not (n in numbers and _is_number(cell)):
                        assert seen[:1] not in ("=", "+", "-", "@", "＝"), (name, cell)
                    assert cell[:1] not in ("\t", "\r", "\n", "\x00"), (name, cell)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@given(dossier=st.one_of(STORIES, hostile.texts.map(lambda text: hostile.story_of(f"a;{text}"))))
def test_nor_does_one_where_a_line_is_split_at_semicolons_or_tabs(dossier: Dossier) -> None:
    for name, data in _files(dossier).items():
        if name.endswith(".csv"):
            for cell in re.split(r"[;\t\r\n]", data.decode("utf-8-sig")):
                assert cell.strip('" \u200b\ufeff\x00')[:1] not in ("=", "+", "-", "@", "＝"), (name, cell)


def test_an_apostrophe_of_the_text_itself_is_left_alone() -> None:
    dossier = _read(claims="id,text\nc,'Tis the season\nd,'Closed' says mayor\ne,'=1\n")

    assert [claim.text for claim in dossier.claims.values()] == [
        "'Tis the season",
        "'Closed' says mayor",
        "=1",
    ]


def test_words_that_look_like_something_else_stay_words() -> None:
    claims = [Claim(text=text, id=text) for text in ("true", "FALSE", "007", "2020", "1e5", "NaN", "null")]
    dossier = Dossier([*claims, Claim(text="x", quantity=Quantity(number=-5.5, unit="007"), id="q")])

    assert csvfolder.load_files(_files(dossier)) == dossier


@given(fields=st.lists(hostile.texts, min_size=1, max_size=5))
def test_lines_are_what_other_readers_of_csv_read(fields: list[str]) -> None:
    line = csv_line(fields)

    assert [list(found.fields) for found in read_lines(line)] == [fields]
    if not any("\x00" in field for field in fields):
        assert next(csv.reader(io.StringIO(line, newline=""))) == fields


# --- what people make of it ----------------------------------------------------------------


def test_columns_in_any_order_some_missing_and_some_of_their_own_are_read() -> None:
    dossier = _read(
        claims=(
            "\ufeff Note ;TEXT;About;when;Quantity Number;id;;\r\n"
            "\r\n"
            "seen;The bridge is closed.;wikidata:Q1; 4 November 2025;20;clm-1;;\r\n"
            ";;;;;;;\r\n"
            "; =SUM(A1) ;wikidata:Q1 ; geo:1,2;2025-11;1.5;clm-2;;\r\n"
        ).replace("wikidata:Q1 ; geo:1,2", '"wikidata:Q1 ; geo:1,2"')
    )

    first, second = dossier.claims.values()
    assert first.extra == {"Note": "seen"}
    assert first.when is not None
    assert str(first.when.earliest) == "2025-11-04"
    assert first.quantity is not None
    assert first.quantity.number == 20
    assert second.about == ("wikidata:Q1", "geo:1,2")
    assert second.when == When.parse("2025-11")
    assert dossier.read_problems == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_any_line_end_and_delimiter_will_do(between: str, end: str) -> None:
    rows = [["id", "name", "aliases"], ["src-1", "The mayor", '"[""a"", ""b""]"']]

    dossier = _read(sources=end.join(between.join(row) for row in rows))

    assert list(dossier.sources.values()) == [Source(id="src-1", name="The mayor", aliases=["a", "b"])]


@pytest.mark.parametrize(
    ("encoded", "said"),
    [
        ("id,name\ns,Müller".encode("utf-16"), None),
        ("id,name\ns,Müller".encode("utf-8-sig"), None),
        ("sep=;\nid;name\ns;Müller".encode(), None),
        ("id,name\ns,Müller".encode("cp1252"), "read as Windows-1252"),
        (b"id,name,x\ns,M\xfcller,\x81", "read as Windows-1252"),
    ],
)
def test_the_encodings_of_spreadsheets_are_read(encoded: bytes, said: str | None) -> None:
    dossier = _read(sources=encoded)

    assert dossier.sources["s"].name == "Müller"
    assert [said in problem.message for problem in dossier.read_problems if said] == ([True] if said else [])


def test_every_problem_says_file_line_and_column() -> None:
    dossier = _read(
        sources='id,name,country,kind\ns,"Ann\nLund",Ukraine,person\ns,Bo,UA,person\n',
        claims='id,text,quantity_number,when,extra\nc,x,"1,5",05/06/2020,oops\n,y,,,\n',
        attributions='id,article,claim,anchors_content\np,a,c,[{"start": 1\n',
    )

    assert {f"{problem.path}: {problem.message}" for problem in dossier.read_problems} >= {
        "sources.csv line 4 column id: 's' is the id of sources.csv line 2 already; the first one stays",
        "attributions.csv line 2 column anchors_content: expected a list, got the string '[{\"start\": 1'",
    }
    places = [problem.path for problem in dossier.read_problems]
    assert "sources.csv line 2 column country" in places
    assert "claims.csv line 2 column quantity_number" in places
    assert "claims.csv line 2 column when" in places
    assert "claims.csv line 2 column extra" in places
    assert "claims.csv line 3 column id" in places
    assert dossier.claims["c"].when == When(text="05/06/2020")
    assert dossier.sources["s"].extra == {"country": "Ukraine"}
    assert dossier.attributions["p"].anchors.extra == {"content": '[{"start": 1'}


def test_a_file_that_is_bad_does_not_take_the_others_with_it() -> None:
    found = csvfolder.load_files(
        {
            "story/Claims.csv": b"id,text\nc,x\n",
            "story/dossier.json": b"{",
            "story/notes.txt": b"x",
            "story/sources.csv": b'id,name\ns,"never closed\nt,Bo\n',
            "__MACOSX/story/._claims.csv": b"\x00",
        }
    )

    assert [claim.text for claim in found.claims.values()] == ["x"]
    assert found.sources["t"].name == "Bo"
    assert found.extra == {"dossier.json": "{"}
    assert {problem.path for problem in found.read_problems} == {
        "story/notes.txt",
        "dossier.json $",
        "sources.csv line 2",
    }


def test_cells_below_no_column_and_columns_twice_are_kept() -> None:
    found = _read(claims="id,text,text\nc,x,y,z\n")

    assert found.claims["c"].extra == {"text (column 3)": "y", "(column 4)": "z"}
    assert len(found.read_problems) == 2


def test_what_is_no_such_folder_is_refused_and_strict_raises_all() -> None:
    for nothing in ({}, {"notes.txt": b"x"}, {"data.csv": b"id\n1"}):
        with pytest.raises(DecodingError, match="there is none of the files"):
            csvfolder.load_files(nothing)
    with pytest.raises(DecodingError) as raised:
        csvfolder.load_files({"claims.csv": b"id,text,mood\nc,x,grim\nd,,\n"}, strict=True)
    assert [problem.path for problem in raised.value.problems] == [
        "claims.csv line 2 column mood",
        "claims.csv line 3 column text",
    ]
    with pytest.raises(DecodingError):
        formats.loads("id,text", "csv")


@given(data=st.one_of(st.binary(), st.text(st.sampled_from('",;\r\n\tab=[{}]\x00')).map(str.encode)))
def test_whatever_stands_in_a_file_is_answered_by_a_dossier_or_our_own_error(data: bytes) -> None:
    with contextlib.suppress(ProvenanceError):
        csvfolder.load_files({"claims.csv": b"id,text,about,extra\n" + data, "dossier.json": data})


@pytest.mark.parametrize(
    "part", ['"', '"a', ',"', 'x"y\n', '"\n', "\r", "\n\n", "a,", "[[", "'", "';", "; ", " "]
)
def test_giant_files_are_read_in_linear_time(part: str) -> None:
    start = time.process_time()
    list(read_lines(part * (400_000 // len(part))))
    unguarded(guarded(part * (400_000 // len(part))))
    assert time.process_time() - start < 3


# --- limits --------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["x" * 200, '"' + "x\n" * 100 + '"', '"' + '""' * 120])
def test_a_cell_that_nobody_can_mean_is_refused_with_its_place(
    cell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csvtext, "LONGEST_CELL", 100)
    data = f'id,text,language\nc,"a\nb",de\nd,{cell},de\n'.encode()
    with pytest.raises(DecodingError, match=r"claims\.csv line 4 column text: the cell is longer than 100"):
        csvfolder.load_files({"claims.csv": data, "sources.csv": b"id\ns"})
    assert len(_read(claims="id,text\nc," + "x" * 100).claims) == 1


def test_a_line_of_more_cells_than_can_be_meant_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvtext, "MOST_CELLS", 10)
    with pytest.raises(DecodingError, match="line 2 column 11: the line has more than 10 cells"):
        _read(claims="id,text\nc,x" + "," * 20)


def test_an_archive_with_a_giant_cell_is_answered_in_time() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("claims.csv", b'id,text\r\na,"' + b"x" * 120_000_000 + b'"\r\n')
    start = time.process_time()
    with pytest.raises(
        DecodingError, match=r"claims\.csv line 2 column text: the cell is longer than 50,000"
    ):
        formats.loads(held.getvalue(), "csv")
    assert time.process_time() - start < 5


# --- spreadsheets as they are --------------------------------------------------------------


def _saved(rows: list[list[str]], between: str, *, quote_all: bool = False) -> str:
    """Return rows as a spreadsheet saves them, which is not how we do."""
    held = io.StringIO()
    dialect = csv.excel()
    dialect.delimiter, dialect.quoting = between, csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(held, dialect).writerows(rows)
    return held.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16"])
@pytest.mark.parametrize("quote_all", [False, True])
@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("story", sorted(stories.STORIES))
def test_what_a_spreadsheet_saved_anew_is_the_same_dossier(
    story: str, between: str, quote_all: bool, encoding: str
) -> None:
    dossier = stories.STORIES[story]()
    saved = {}
    for name, data in _files(dossier).items():
        if name.endswith(".csv"):
            rows = [list(line.fields) for line in read_lines(data.decode("utf-8-sig"))]
            wide = [[*row, "", ""] for row in reversed(rows[1:])]  # sorted anew, with columns that are empty
            first = [*rows[0], "", ""]
            order = sorted(range(len(first)), key=lambda place: first[place])
            moved = [[row[place] for place in order] for row in [first, *wide]]
            empty = [""] * len(first)
            data = _saved([*moved, empty, empty], between, quote_all=quote_all).encode(encoding)
        saved[name] = data

    assert csvfolder.load_files(saved).digest() == dossier.digest()


def test_columns_that_are_missing_are_empty_and_those_of_others_are_kept() -> None:
    found = _read(
        sources="Seen by;kind;ID\nAnn;person;s\n;person;t\n", claims="text\nThe bridge is closed.\n"
    )

    assert found.sources["s"] == Source(id="s", kind="person", extra={"Seen by": "Ann"})
    assert found.sources["t"] == Source(id="t", kind="person")
    assert [problem.path for problem in found.read_problems] == ["claims.csv line 2 column id"]


@pytest.mark.parametrize(
    "day", ["31.12.2024", "12/31/2024", "05/06/2024", "31/12/24", "Dec-24", "45657", "12/31/2024 9:30"]
)
def test_a_day_as_a_spreadsheet_spells_it_is_listed_and_never_guessed(day: str) -> None:
    found = _read(
        claims=f"id,text,when\nc,x,{day}\n", attributions=f"id,article,claim,recorded_at\np,a,c,{day}\n"
    )

    assert found.claims["c"].when == When(text=day)
    assert to_plain(found.attributions["p"])["recorded"] == {"at": day}
    assert [problem.path for problem in found.read_problems] == [
        "claims.csv line 2 column when",
        "attributions.csv line 2 column recorded_at",
    ]


@pytest.mark.parametrize("number", ["1,5", "1.234,5", "1 234", "5 %", "€5", "1e999", "#NUM!", "TRUE"])
def test_a_number_as_a_spreadsheet_spells_it_is_listed_and_never_guessed(number: str) -> None:
    found = _read(claims=f'id;text;quantity_number;quantity_unit\nc;x;"{number}";km\n')

    assert [problem.path for problem in found.read_problems] == ["claims.csv line 2 column quantity_number"]
    assert number in str(to_plain(found.claims["c"]))


# --- other software ------------------------------------------------------------------------


def _in_polars(data: bytes) -> dict[str, Any]:
    polars = pytest.importorskip("polars", reason="it is in the extra dev")
    row: dict[str, Any] = polars.read_csv(data, infer_schema=False).row(0, named=True)
    return row


def _in_pandas(data: bytes) -> dict[str, Any]:
    pandas = pytest.importorskip("pandas", reason="it is in the extra dev")
    row: dict[str, Any] = pandas.read_csv(io.BytesIO(data), dtype=str).iloc[0].to_dict()
    return row


@pytest.mark.parametrize("read", [_in_polars, _in_pandas])
def test_other_programs_read_the_same_columns(read: Any) -> None:
    row = read(_files(stories.every_field())["attributions.csv"])

    assert row["id"] == "att-1"
    assert row["recorded_basis"] == "researched"
    assert row["recorded_confidence"] == "0.75"
    assert json.loads(row["alternatives"]) == ["att-3"]
    assert json.loads(row["anchors_content"])[0]["exact"] == "The bridge may be closed"


def test_duckdb_reads_them_with_types(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="it is in the extra dev")
    path = tmp_path / "articles.csv"
    path.write_bytes(_files(stories.every_field())["articles.csv"])

    rows = duckdb.sql(f"select id, headline, published from read_csv('{path}', header=true)").fetchall()

    assert [str(cell) for cell in rows[0][:2]] == ["art-1", "Bridge closed"]
