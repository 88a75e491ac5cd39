"""Every answer that is a table goes into Arrow, with the same columns whatever is in it."""

import importlib
import inspect
import json
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given

import provenance as pv
import provenance.queries
from provenance import testing
from provenance.errors import MissingExtraError
from provenance.model import (
    RECORD_TYPES,
    Affiliation,
    Article,
    Claim,
    ClaimRelation,
    Derivation,
    Dossier,
    Hedge,
    Likelihood,
    Mention,
    Rating,
    Recorded,
    Source,
    VerificationStatus,
    When,
)
from provenance.queries.arrow import KINDS, Tabular
from provenance.queries.lint import lint, rules
from provenance.queries.showing import Listing
from tests.queries.desk import CLAIM, THERE, Desk
from tests.queries.worlds import make_world

WANTED = "it is in the extra dev"
ODD = "“It's \"closed\"”, she said; 🌉\nand\tmore, 'too' \\ %s ?"


def odd_story() -> Dossier:
    """A story in which nearly every column of every table has something in it."""
    desk = Desk("rival", "near")
    desk.dossier.add(Claim(id=CLAIM, text=ODD, about=["wikidata:Q1"], when="2025-11", quantity=None))
    desk.source("mayor", name=ODD, interests=["wikidata:Q1"], affiliations=[Affiliation(organization="city")])
    desk.source("city", interests=["wikidata:Q1"], kind="government_body")
    desk.source("ann", aliases=["A. Lund", ODD], extra={"shoe size": [1, {"a": None}], ODD: "x"})
    desk.source("ann2", name="Ann")
    for day, id in enumerate(("wire", "a", "b", "c"), 1):
        desk.paper(id, published=When.parse(f"2025-11-0{day}"), headline=ODD, section="City")
    made = Recorded(basis="stated", by="me", at=datetime(2025, 12, 1, 10, tzinfo=UTC))
    desk.says("wire", "mayor", **THERE, form="direct", act="assertion", recorded=made)
    desk.says("a", "ann", id="outer", said_at="2025-11-02")
    desk.says("a", "mayor", id="inner", via="outer", hedges=[Hedge(kind="modal")], form="mixed")
    desk.says("b", "city", commitment="CT-", **THERE)
    desk.says("b", "ann", claim="rival")
    desk.says("c", None, form="own_voice")
    desk.says("c", None, id="lost", claim="near", via="nowhere")
    desk.took("inner", "wire/mayor")
    desk.took("c/own", "a")
    desk.took("wire/mayor", "c/own", standing="possible")
    desk.took("b", "a", "revised", notice=Mention(article="b"))
    for first, second in (("wire", "ann"), ("ann", "wire")):
        desk.dossier.add(
            Derivation(id=f"{first}>{second}", derived=f"{first}/{second}", taken_from=f"{second}/{first}")
        )
    desk.dossier.add(ClaimRelation(subject=CLAIM, kind="contradicts", object="rival"))
    desk.dossier.add(
        VerificationStatus(
            claim=CLAIM, checker="ann", state="checked", verdict="refuted", judged_at="2025-12", article="c",
            likelihood=Likelihood(term="likely", scale="icd-203"), rating=Rating(label=ODD),
        )
    )  # fmt: skip
    return desk.dossier


def ring() -> Dossier:
    desk = Desk()
    for day, id in enumerate("bc", 1):
        desk.paper(id, published=f"2025-11-0{day}")
        desk.says(id, None)
    desk.took("b/own", "c/own")
    desk.took("c/own", "b/own")
    return desk.dossier


@cache
def seed() -> Dossier:
    return pv.read("seeds/pokrovsk-2025.json")


def answers(dossier: Dossier) -> Iterator[Tabular]:
    """Everything that can be asked of a dossier and is answered by a table."""
    claims, sources, articles = (
        list(held)[:4] for held in (dossier.claims, dossier.sources, dossier.articles)
    )
    for claim in claims:
        count = pv.corroboration(dossier, claim)
        yield count
        if count.denied is not None:
            yield count.denied
        yield pv.origins(dossier, claim)
        for ask in (pv.trace, pv.drift, pv.status, pv.lineage, pv.timeline):
            yield ask(dossier, claim)
    for source in sources:
        yield pv.said_by(dossier, source)
        impact = pv.what_falls_if(dossier, source)
        yield impact
        yield from impact
    for passage in list(dossier.attributions)[:4]:
        yield pv.lineage(dossier, passage)
    for before, after in pairwise(articles):
        yield pv.diff(dossier, before, after)
    for group in (None, "outlet", "section", "month"):
        yield pv.sourcing(dossier, by=group)
    loops = pv.circular(dossier, predict=True)
    yield loops
    yield from loops
    disputes = pv.disputes(dossier)
    yield disputes
    yield from disputes
    for kind in RECORD_TYPES:
        yield pv.find(dossier, kind, lambda record: True)
        yield pv.find(dossier, kind, lambda record: False)
    yield pv.candidates(dossier)
    yield pv.corroboration_table(dossier)
    yield pv.status_table(dossier)
    yield lint(dossier)
    yield rules()


@cache
def asked() -> tuple[Tabular, ...]:
    """Answers about random worlds, a real article, and stories in which much is filled in."""
    dossiers = [make_world(Random(number)) for number in range(40)]
    dossiers += [Dossier(), odd_story(), ring(), seed()]
    return tuple(answer for dossier in dossiers for answer in answers(dossier))


@cache
def few() -> tuple[Tabular, ...]:
    """Answers about the stories and about nothing: each class, and each kind of record."""
    return tuple(answer for dossier in (odd_story(), ring(), Dossier()) for answer in answers(dossier))


def kinds_of(answer: Tabular) -> dict[str, str]:
    return {name: kind for name, (kind, _) in answer._columns().items()}


def check_columns(answer: Tabular) -> None:
    kinds = kinds_of(answer)
    assert set(kinds.values()) <= set(KINDS)
    for row in answer.to_rows():
        assert list(row) == list(kinds)
    for name, (kind, values) in answer._columns().items():
        for value in values:
            assert value is None or type(value) in KINDS[kind], (answer, name, value)
            assert kind != "texts" or value is None or {type(text) for text in value} <= {str}


def with_rows() -> set[type[Any]]:
    """Every class of the queries that has rows, but the bases that no answer is made of."""
    found = set()
    for module in pkgutil.walk_packages(provenance.queries.__path__, "provenance.queries."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if kind.__module__.startswith("provenance.queries") and hasattr(kind, "to_rows"):
                found.add(kind)
    return found - {Tabular, Listing}


# --- the columns ---------------------------------------------------------------------------


def test_every_class_of_answers_with_rows_is_a_table_and_is_asked_for_here() -> None:
    assert [kind for kind in with_rows() if not issubclass(kind, Tabular)] == []
    assert {type(answer) for answer in asked()} == with_rows()


def test_the_columns_declared_are_the_keys_of_the_rows_and_the_values_fit() -> None:
    for answer in asked():
        check_columns(answer)


@given(testing.dossiers())
def test_they_do_whatever_the_records_hold(dossier: Dossier) -> None:
    for answer in answers(dossier):
        check_columns(answer)


def test_each_column_of_each_table_has_been_seen_with_a_value() -> None:
    seen: dict[type, dict[str, bool]] = {}
    for answer in asked():
        if not isinstance(answer, pv.queries.Found):
            filled = seen.setdefault(type(answer), dict.fromkeys(kinds_of(answer), False))
            for row in answer.to_rows():
                filled.update((name, True) for name, value in row.items() if value is not None)

    assert [(kind.__name__, name) for kind in seen for name, was in seen[kind].items() if not was] == []


def test_unknown_fields_of_records_stand_in_one_column() -> None:
    dossier = Dossier([Source(id="s", name="Ann", extra={"shoe": 39}), Source(id="t", name="Bob")])
    found = pv.find(dossier, "sources", lambda source: True)

    assert [row["extra"] for row in found.to_rows()] == [{"shoe": 39}, None]
    assert list(found.to_rows()[0]) == list(found.to_rows()[1])


# --- read by others ------------------------------------------------------------------------


def as_read(answer: Tabular) -> list[dict[str, Any]]:
    """The rows as a table holds them: values inside values are JSON text."""
    columns = answer._columns()
    written: list[list[Any]] = []
    for kind, values in columns.values():
        if kind == "json":
            written.append([v if v is None else json.dumps(v, ensure_ascii=False) for v in values])
        else:
            written.append([list(v) if isinstance(v, tuple) else v for v in values])
    return [dict(zip(columns, row, strict=True)) for row in zip(*written, strict=True)]


def test_pyarrow_reads_every_answer() -> None:
    pyarrow: Any = pytest.importorskip("pyarrow", reason=WANTED)
    types = {
        "bool": pyarrow.bool_(), "float": pyarrow.float64(), "int": pyarrow.int64(),
        "json": pyarrow.string(), "text": pyarrow.string(), "texts": pyarrow.list_(pyarrow.string()),
    }  # fmt: skip
    for answer in few():
        table = pyarrow.table(answer)
        assert table.schema.names == list(kinds_of(answer))
        assert table.schema.types == [types[kind] for kind in kinds_of(answer).values()]
        assert table.to_pylist() == as_read(answer)


def test_polars_reads_every_answer() -> None:
    pytest.importorskip("pyarrow", reason=WANTED)
    polars: Any = pytest.importorskip("polars", reason=WANTED)
    types = {
        "bool": polars.Boolean, "float": polars.Float64, "int": polars.Int64,
        "json": polars.String, "text": polars.String, "texts": polars.List(polars.String),
    }  # fmt: skip
    for answer in few():
        frame = polars.DataFrame(answer)
        assert dict(frame.schema) == {name: types[kind] for name, kind in kinds_of(answer).items()}
        assert frame.to_dicts() == as_read(answer)


def test_pandas_reads_every_answer_through_pyarrow() -> None:
    pyarrow: Any = pytest.importorskip("pyarrow", reason=WANTED)
    pandas: Any = pytest.importorskip("pandas", reason=WANTED)
    for answer in few():
        # With pandas's types for Arrow an int with a gap stays an int; and so for text and lists.
        frame = pyarrow.table(answer).to_pandas(types_mapper=pandas.ArrowDtype)
        assert list(frame.columns) == list(kinds_of(answer))
        assert len(frame) == len(answer.to_rows())
        assert pyarrow.Table.from_pandas(frame, preserve_index=False).to_pylist() == as_read(answer)


def test_pandas_reads_an_answer_by_itself_since_version_3() -> None:
    pytest.importorskip("pyarrow", reason=WANTED)
    pandas: Any = pytest.importorskip("pandas", minversion="3", reason=WANTED)
    answer = pv.sourcing(odd_story(), by="outlet")
    frame = pandas.DataFrame.from_arrow(answer)

    assert frame["passages"].tolist() == [row["passages"] for row in answer.to_rows()]
    assert frame["passages"].dtype == "int64"
    assert frame["named_share"].dtype == "float64"


def test_duckdb_reads_every_answer() -> None:
    pytest.importorskip("pyarrow", reason=WANTED)
    duckdb: Any = pytest.importorskip("duckdb", reason=WANTED)
    types = {
        "bool": "BOOLEAN", "float": "DOUBLE", "int": "BIGINT",
        "json": "VARCHAR", "text": "VARCHAR", "texts": "VARCHAR[]",
    }  # fmt: skip
    with duckdb.connect() as database:
        for answer in few():
            relation = database.from_arrow(answer)
            assert relation.columns == list(kinds_of(answer))
            assert [str(kind) for kind in relation.types] == [types[k] for k in kinds_of(answer).values()]
            assert relation.fetchall() == [tuple(row.values()) for row in as_read(answer)]


def test_duckdb_asks_an_answer_by_the_name_of_its_variable() -> None:
    pytest.importorskip("pyarrow", reason=WANTED)
    duckdb: Any = pytest.importorskip("duckdb", reason=WANTED)
    said = pv.said_by(odd_story(), "mayor")

    with duckdb.connect() as database:
        found = database.sql("select text, count(*) from said group by text").fetchall()

    assert found == [(ODD, len(said))]


def test_an_answer_can_be_read_twice() -> None:
    pyarrow: Any = pytest.importorskip("pyarrow", reason=WANTED)
    answer = pv.find(odd_story(), Claim, lambda claim: True)

    assert pyarrow.table(answer) == pyarrow.table(answer)


def test_a_schema_that_is_asked_for_is_followed() -> None:
    pyarrow: Any = pytest.importorskip("pyarrow", reason=WANTED)
    answer = pv.origins(odd_story(), CLAIM)
    wanted = pyarrow.schema(
        [
            (field.name, pyarrow.large_string() if field.type == pyarrow.string() else field.type)
            for field in pyarrow.table(answer).schema
        ]
    )

    read = pyarrow.RecordBatchReader.from_stream(answer, schema=wanted).read_all()

    assert read.schema == wanted
    assert read.to_pylist() == as_read(answer)


def test_nanoarrow_makes_the_same_where_there_is_no_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    nanoarrow: Any = pytest.importorskip("nanoarrow", reason=WANTED)
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    for answer in few():
        read = nanoarrow.ArrayStream(answer).read_all()
        assert list(read.to_pylist()) == as_read(answer)
        assert [field.name for field in read.schema.fields] == list(kinds_of(answer))


# --- times, and values inside values -------------------------------------------------------


def test_times_of_records_are_edtf_and_where_it_cannot_say_them_as_they_are_printed() -> None:
    pyarrow: Any = pytest.importorskip("pyarrow", reason=WANTED)
    times = ["2025-11-03~/2025-11-07~", "../2024-11", "2025-11-03T10:00:00.5Z", None]
    dossier = Dossier([Article(id=f"art-{n}", published=time) for n, time in enumerate(times)])
    found = pv.find(dossier, Article, lambda article: True)

    [column] = pyarrow.table(found).select(["published"]).to_pydict().values()

    assert column[:2] == times[:2]
    assert column[2] == str(dossier.articles["art-2"].published)
    assert column[3] is None
    assert found.to_rows()[0]["published"]["approximate"] is True


def test_values_inside_values_are_json() -> None:
    pyarrow: Any = pytest.importorskip("pyarrow", reason=WANTED)
    found = pv.find(odd_story(), "sources", lambda source: source.id == "ann")
    [row] = pyarrow.table(found).to_pylist()

    assert json.loads(row["extra"]) == {"shoe size": [1, {"a": None}], ODD: "x"}
    assert "🌉" in row["extra"]  # as it is, not as an escape
    assert row["aliases"] == ["A. Lund", ODD]
    assert row["affiliations"] is None
    [limits] = {row["limits"] for row in pyarrow.table(rules()).to_pylist() if row["code"] == "S01"}
    assert json.loads(limits) == dict(rules()[0].limits)


def test_an_empty_answer_has_the_columns_of_a_full_one() -> None:
    pyarrow: Any = pytest.importorskip("pyarrow", reason=WANTED)
    asks: list[Callable[[Dossier], Tabular]] = [
        lambda d: pv.find(d, Article, lambda article: True),
        lambda d: pv.origins(d, CLAIM),
        lambda d: pv.drift(d, CLAIM),
        pv.corroboration_table,
        pv.disputes,
    ]
    for ask in asks:
        empty = pyarrow.table(ask(Dossier([Claim(id=CLAIM, text="It is so.")])))
        full = pyarrow.table(ask(odd_story()))
        assert full.num_rows > empty.num_rows
        assert empty.schema == full.schema


# --- without the packages ------------------------------------------------------------------


def test_without_a_package_for_it_every_table_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "nanoarrow", None)

    for answer in {type(answer): answer for answer in few()}.values():
        with pytest.raises(MissingExtraError) as caught:
            answer.__arrow_c_stream__()
        assert str(caught.value) == (
            f"{type(answer).__name__} as an Arrow table needs the package pyarrow: "
            "python -m pip install 'news-provenance[tables]'"
        )
        assert caught.value.extra == "tables"


def test_neither_package_is_imported_before_a_table_is_asked_for() -> None:
    program = (
        "import sys, provenance as pv\n"
        "rows = pv.corroboration_table(pv.read('seeds/pokrovsk-2025.json')).to_rows()\n"
        "assert rows and not {'pyarrow', 'nanoarrow', 'polars', 'pandas', 'duckdb'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


# --- answers that are read like tuples -----------------------------------------------------


def test_origins_found_records_and_rules_are_read_like_tuples() -> None:
    found = pv.find(odd_story(), Claim, lambda claim: True)

    assert isinstance(found, Listing)
    assert tuple(found) == found == found[:]
    assert found == tuple(found)
    assert found != list(found)
    assert hash(found) == hash(tuple(found))
    assert [*reversed(found)] == [*found][::-1]
    assert found[0] in found
    assert found[-1] is found[len(found) - 1]
    assert not pv.find(odd_story(), Claim, lambda claim: False)
