"""A Parquet file: plain columns that other programs read, and nothing lost."""

import contextlib
import io
import json
import pickle
from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import formats
from provenance.errors import DecodingError, MissingExtraError, ProvenanceError
from provenance.formats.tables import parquet
from provenance.model import Article, Claim, Dossier, When, to_plain
from provenance.testing import dossiers
from tests.benchmarks import world
from tests.formats import hostile
from tests.golden import stories

pytest.importorskip("pyarrow", reason="it is in the extra tables")

pa = pytest.importorskip("pyarrow", reason="it is in the extra tables")
pq = pytest.importorskip("pyarrow.parquet", reason="it is in the extra tables")

STORIES = st.one_of(dossiers(), st.sampled_from([make() for make in stories.STORIES.values()]))


def _written(dossier: Dossier) -> bytes:
    return b"".join(parquet.dump_bytes(dossier))


def _rewritten(table: Any) -> bytes:
    file = io.BytesIO()
    pq.write_table(table, file)
    return file.getvalue()


@given(dossier=STORIES)
def test_reading_back_gives_the_same_dossier(dossier: Dossier) -> None:
    again = parquet.loads(_written(dossier))

    assert again == dossier
    assert again.digest() == dossier.digest()


@given(text=hostile.texts)
def test_hostile_strings_come_back_as_they_were(text: str) -> None:
    dossier = hostile.story_of(text)

    assert parquet.loads(_written(dossier)) == dossier


def test_every_hostile_string_there_is_comes_back() -> None:
    dossier = hostile.story_of_all()

    assert parquet.loads(_written(dossier)) == dossier


@given(dossier=STORIES)
def test_writing_back_what_was_read_gives_the_same_bytes(dossier: Dossier) -> None:
    data = formats.dumps(dossier, "parquet")

    assert formats.dumps(formats.loads(data, "parquet"), "parquet") == data


def test_as_a_format_it_is_bytes_and_nothing_is_lost() -> None:
    dossier = stories.every_field()
    output, losses = formats.dumps_with_losses(dossier, "parquet")

    assert isinstance(output, bytes)
    assert not losses
    assert formats.loads(output, "parquet") == dossier
    assert formats.dumps(dossier, "parquet") == output


def test_many_rows_go_through_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_ROWS", 70)
    monkeypatch.setattr(parquet, "_ENOUGH", 100)
    dossier = world.dossier(300)
    pieces = list(parquet.dump_bytes(dossier))

    assert len(pieces) > 4
    assert parquet.load(io.BytesIO(b"".join(pieces))) == dossier


def test_the_columns_are_of_plain_types_and_the_same_for_every_dossier() -> None:
    schemas = [pq.read_schema(io.BytesIO(_written(make()))) for make in stories.STORIES.values()]

    kinds = {str(kind) for schema in schemas for kind in schema.types}
    assert kinds <= {"string", "double", "list<element: string>"}
    assert len({tuple(schema.names) for schema in schemas}) == 1
    assert schemas[0].names[:2] == ["record", "id"]


# --- other software ------------------------------------------------------------------------


def test_polars_reads_it_with_types() -> None:
    polars = pytest.importorskip("polars", reason="it is in the extra dev")

    frame = polars.read_parquet(io.BytesIO(_written(stories.every_field())))

    row = frame.filter(polars.col("id") == "att-1").row(0, named=True)
    assert row["recorded_confidence"] == 0.75
    assert row["alternatives"] == ["att-3"]
    assert row["published"] is None
    assert frame.schema["recorded_confidence"] == polars.Float64
    assert json.loads(row["anchors_content"])[0]["exact"] == "The bridge may be closed"


def test_pandas_reads_it_with_types() -> None:
    pandas = pytest.importorskip("pandas", reason="it is in the extra dev")

    frame = pandas.read_parquet(io.BytesIO(_written(stories.every_field())))

    claim = frame[frame["id"] == "clm-1"].iloc[0]
    assert claim["quantity_upper"] == 30.5
    assert list(claim["about"]) == ["wikidata:Q1", "geo:46.6,32.6"]
    assert frame["quantity_number"].dtype == "float64"


def test_duckdb_reads_it_with_types(tmp_path: Any) -> None:
    duckdb = pytest.importorskip("duckdb", reason="it is in the extra dev")
    path = tmp_path / "story.parquet"
    path.write_bytes(_written(stories.every_field()))

    rows = duckdb.sql(f"select record, count(*) from '{path}' group by record order by record").fetchall()
    types = dict(duckdb.sql(f"select column_name, column_type from (describe from '{path}')").fetchall())

    assert ("claim", 2) in rows
    assert (types["id"], types["about"], types["recorded_confidence"]) == ("VARCHAR", "VARCHAR[]", "DOUBLE")


def test_what_polars_and_pandas_write_anew_is_read() -> None:
    polars = pytest.importorskip("polars", reason="it is in the extra dev")
    pandas = pytest.importorskip("pandas", reason="it is in the extra dev")
    dossier = stories.every_field()
    bare = Dossier(iter(dossier))  # the metadata of the file does not outlive another program
    data = io.BytesIO(_written(dossier))

    by_polars, by_pandas = io.BytesIO(), io.BytesIO()
    polars.read_parquet(data).sort("id", descending=True).write_parquet(by_polars)
    pandas.read_parquet(data).to_parquet(by_pandas)

    assert parquet.loads(by_polars.getvalue()) == bare
    assert parquet.loads(by_pandas.getvalue()) == bare


def test_a_file_made_by_hand_is_read_with_what_columns_it_has() -> None:
    table = pa.table(
        {
            "record": ["claim", "article", "claim", "poem", None],
            "id": ["c", "a", None, "p", "q"],
            "text": ["x", None, "y", "z", None],
            "published": pa.array([None, 1_762_214_400_000_000, None, None, None], pa.timestamp("us", "UTC")),
            "when": ["on 4 November 2025", None, "soon", None, None],
            "mood": pa.array(["grim", None, None, None, None]).dictionary_encode(),
            "seen": [{"by": "Ann", "at": None}, None, None, None, None],
            "extra": ['{"n": 1}', "oops", None, None, None],
        }
    )

    found = parquet.loads(_rewritten(table))

    assert found.claims["c"].extra == {"mood": "grim", "n": 1, "seen": {"by": "Ann", "at": None}}
    assert found.articles["a"].published == When.parse("2025-11-04T00:00:00Z")
    assert found.articles["a"].extra == {"extra": "oops"}
    assert [claim.text for claim in found.claims.values()] == ["x", "y"]
    assert {str(raw["record"]) for _, raw in found.unread} == {"poem", "None"} or len(found.unread) == 2
    places = [problem.path for problem in found.read_problems]
    assert "row 3 column when" in places
    assert "row 3 column id" in places
    assert "row 2 column extra" in places
    assert "row 4" in places


# --- bad input -----------------------------------------------------------------------------


def test_what_is_no_parquet_is_refused() -> None:
    whole = _written(stories.every_field())
    for wrong in (b"", b"PAR1", b"{}", "PAR1", whole[:-9], whole[:400], _rewritten(pa.table({"id": ["x"]}))):
        with pytest.raises(DecodingError):
            parquet.loads(wrong)


def test_flipped_bytes_are_answered_by_a_dossier_or_our_own_error() -> None:
    whole, random = _written(stories.every_field()), Random(1)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(random.randrange(1, 8)):
            data[random.randrange(len(data))] = random.randrange(256)
        with contextlib.suppress(ProvenanceError):
            parquet.loads(bytes(data))


def test_a_file_that_is_cut_off_anywhere_is_refused() -> None:
    whole = _written(world.dossier(50))
    for end in range(0, len(whole), 512):
        with pytest.raises(DecodingError):
            parquet.loads(whole[:end])


class _Trap:
    """Writes down that it was unpickled."""

    sprung: ClassVar[list[str]] = []

    def __reduce__(self) -> Any:
        return (_Trap.sprung.append, ("sprung",))


def test_nothing_in_a_file_is_ever_unpickled() -> None:
    trap = {
        b"ARROW:extension:name": b"arrow.py_extension_type",
        b"ARROW:extension:metadata": pickle.dumps(_Trap()),
    }
    other = {
        b"ARROW:extension:name": b"example.unheard-of",
        b"ARROW:extension:metadata": pickle.dumps(_Trap()),
    }
    inner = pa.field("element", pa.binary(), metadata=trap)
    fields = [
        pa.field("record", pa.string()),
        pa.field("id", pa.string()),
        pa.field("text", pa.string(), metadata=other),
        pa.field("blob", pa.binary(), metadata=trap),
        pa.field("deep", pa.list_(pa.field("element", pa.struct([inner])))),
    ]
    values = [["claim"], ["c"], ["x"], [pickle.dumps(_Trap())], [[{"element": pickle.dumps(_Trap())}]]]
    arrays = [pa.array(value, field.type) for value, field in zip(values, fields, strict=True)]
    table = pa.Table.from_arrays(arrays, schema=pa.schema(fields))

    found = parquet.loads(_rewritten(table))

    assert found.claims["c"].text == "x"
    assert set(found.claims["c"].extra) == {"blob", "deep"}
    assert _Trap.sprung == []


def test_columns_of_types_that_we_never_write_are_plain_data() -> None:
    day = datetime(2025, 11, 4, 9, 30, tzinfo=UTC)
    odd = {
        "zoned": pa.array([day], pa.timestamp("ms", "Europe/Kyiv")),
        "naive": pa.array([day.replace(tzinfo=None)], pa.timestamp("ns")),
        "day": pa.array([day.date()], pa.date32()),
        "clock": pa.array([day.time()], pa.time64("us")),
        "flag": pa.array([True]),
        "exact": pa.array([Decimal("1.50")], pa.decimal128(9, 2)),
        "word": pa.array(["a"]).dictionary_encode(),
        "pairs": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())),
        "nested": pa.array([[[True, None]]]),
        "large": pa.array([["x"]], pa.large_list(pa.large_string())),
    }

    claim = parquet.loads(
        _rewritten(pa.table({"record": ["claim"], "id": ["c"], "text": ["x"], **odd}))
    ).claims["c"]

    assert {name: to_plain(claim)[name] for name in odd} == {
        "zoned": "2025-11-04T11:30:00+02:00",
        "naive": "2025-11-04T09:30:00",
        "day": "2025-11-04",
        "clock": "09:30:00",
        "flag": True,
        "exact": "1.50",
        "word": "a",
        "pairs": [["a", 1]],
        "nested": [[True, None]],
        "large": ["x"],
    }


def test_wrong_types_are_listed_and_kept() -> None:
    table = pa.table(
        {
            "record": ["claim", "attribution"],
            "id": ["c", "p"],
            "text": ["x", None],
            "about": [["no scheme"], None],
            "anchors_content": [None, '{"start": 1}'],
            "article": [None, "a"],
            "claim": [None, "c"],
            "when": ["2025-02-31", None],
            "quantity_number": [float("inf"), float("nan")],
            "weight": [float("-inf"), float("nan")],
        }
    )

    found = parquet.loads(_rewritten(table))

    assert {problem.path for problem in found.read_problems} >= {
        "row 1 column about[0]",
        "row 1 column when",
        "row 1 column quantity_number",
        "row 2 column anchors_content",
    }
    assert found.claims["c"].extra["about"] == ("no scheme",)
    assert found.claims["c"].extra["weight"] == "-inf"
    assert "weight" not in found.attributions["p"].extra
    with pytest.raises(DecodingError) as raised:
        parquet.loads(_rewritten(table), strict=True)
    assert len(raised.value.problems) == len(found.read_problems) + 1  # a column that is not known


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)

    with pytest.raises(MissingExtraError, match="tables"):
        list(parquet.dump_bytes(Dossier([Claim(text="x"), Article(headline="y")])))
    with pytest.raises(MissingExtraError, match="tables"):
        parquet.loads(b"PAR1")


def test_whole_numbers_as_ids_and_texts_are_read_as_a_csv_has_them() -> None:
    table = pa.table(
        {
            "record": ["source", "source", "article", "claim", "attribution", "attribution"],
            "id": pa.array([1, 2, 3, 4, 5, 6], pa.int64()),
            "name": ["Ann", "7 Days", None, None, None, None],
            "headline": pa.array([None, None, 1984, None, None, None], pa.int32()),
            "text": [None, None, None, "It rains.", None, None],
            "article": pa.array([None, None, None, None, 3, 3], pa.uint8()),
            "claim": pa.array([None, None, None, None, 4, 4], pa.int64()),
            "source": pa.array([None, None, None, None, 1.0, None], pa.float64()),
            "authors": pa.array([None, None, [1, 2], None, None, None], pa.list_(pa.int64())),
        }
    )

    found = parquet.loads(_rewritten(table))

    assert not found.read_problems
    assert not found.unread
    assert list(found.sources) == ["1", "2"]
    assert (found.articles["3"].headline, found.articles["3"].authors) == ("1984", ("1", "2"))
    assert [(x.article, x.claim, x.source) for x in found.attributions.values()] == [
        ("3", "4", "1"),
        ("3", "4", None),
    ]
