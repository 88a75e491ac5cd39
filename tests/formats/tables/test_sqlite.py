"""An SQLite file: tables, keys and views for people, and nothing of a stranger's schema is ever run."""

import contextlib
import sqlite3
import time
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import formats
from provenance.errors import DecodingError, ProvenanceError
from provenance.formats.tables import sqlite
from provenance.formats.tables.sqlschema import VIEWS
from provenance.model import Claim, Dossier, Source, When
from provenance.testing import dossiers
from tests.formats import hostile
from tests.golden import stories

STORIES = st.one_of(dossiers(), st.sampled_from([make() for make in stories.STORIES.values()]))


def _written(dossier: Dossier) -> bytes:
    return b"".join(sqlite.dump_bytes(dossier))


def _opened(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(data)
    return connection


def _made(*statements: str) -> bytes:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    return connection.serialize()


def _changed(dossier: Dossier, *statements: str) -> bytes:
    connection = _opened(_written(dossier))
    for statement in statements:
        connection.execute(statement)
    return connection.serialize()


@given(dossier=STORIES)
def test_reading_back_gives_the_same_dossier(dossier: Dossier) -> None:
    again = sqlite.loads(_written(dossier))

    assert again == dossier
    assert again.digest() == dossier.digest()


@given(text=hostile.texts)
def test_hostile_strings_come_back_as_they_were(text: str) -> None:
    dossier = hostile.story_of(text)

    assert sqlite.loads(_written(dossier)) == dossier


def test_every_hostile_string_there_is_comes_back() -> None:
    dossier = hostile.story_of_all()

    assert sqlite.loads(_written(dossier)) == dossier


@given(dossier=STORIES)
def test_writing_back_what_was_read_gives_the_same_bytes(dossier: Dossier) -> None:
    data = formats.dumps(dossier, "sqlite")

    assert formats.dumps(formats.loads(data, "sqlite"), "sqlite") == data


def test_as_a_format_it_is_bytes_and_nothing_is_lost() -> None:
    dossier = stories.every_field()
    output, losses = formats.dumps_with_losses(dossier, "sqlite")

    assert isinstance(output, bytes)
    assert not losses
    assert formats.dumps(dossier, "sqlite") == output
    assert [formats.by_ending(f"x{ending}") for ending in (".sqlite", ".db")] == ["sqlite", "sqlite"]


def test_tables_have_types_keys_and_indexes() -> None:
    opened = _opened(_written(stories.every_field()))

    types = {row[1]: row[2] for row in opened.execute("pragma table_info(attributions)")}
    keys = {row[3]: row[2] for row in opened.execute("pragma foreign_key_list(attributions)")}
    row = opened.execute(
        "select recorded_confidence, typeof(recorded_confidence) from attributions"
    ).fetchone()

    assert (types["id"], types["recorded_confidence"]) == ("TEXT", "REAL")
    assert keys == {"article": "articles", "claim": "claims", "source": "sources", "via": "attributions"}
    assert row == (0.75, "real")
    assert opened.execute("pragma foreign_key_check").fetchall() == []
    assert opened.execute("pragma integrity_check").fetchall() == [("ok",)]
    plan = opened.execute("explain query plan select * from attributions where source = 'x'").fetchone()
    assert "attributions_by_source" in plan[3]


def test_lists_are_tables_that_join() -> None:
    opened = _opened(_written(stories.every_field()))

    assert opened.execute("select * from claim_about order by position").fetchall() == [
        ("clm-1", 0, "wikidata:Q1"),
        ("clm-1", 1, "geo:46.6,32.6"),
    ]
    assert opened.execute("select * from source_members").fetchall() == [("src-mod", 0, "src-official")]


def test_every_view_answers() -> None:
    opened = _opened(_written(stories.every_field()))
    found: dict[str, list[dict[str, Any]]] = {}
    for view in VIEWS:
        rows = opened.execute(f"select * from {view}")
        names = [column[0] for column in rows.description]
        found[view] = [dict(zip(names, row, strict=True)) for row in rows]

    passage = next(row for row in found["who_said_what"] if row["passage"] == "att-1")
    assert (passage["outlet"], passage["source"]) == ("Radio Kherson", "a senior official")
    assert passage["words"] == "The bridge may be closed"
    assert found["claims_in_numbers"][0]["credited_sources"] == 2
    assert found["who_took_from_whom"][0]["taken_from"] == "Bridge closed"
    assert found["who_checked_what"][0]["verdict"] == "mixed"
    assert all(found.values())


def test_a_cell_that_was_cleared_is_no_empty_text() -> None:
    data = _changed(stories.every_field(), "update articles set dateline = '', published = '', layers = ''")

    found = sqlite.loads(data)

    assert found.read_problems == ()
    assert found.articles["art-1"].dateline is None
    assert found.articles["art-1"].published is None


def test_what_was_changed_by_sql_is_read() -> None:
    data = _changed(
        stories.plain(),
        "update claims set text = 'The bridge is shut.', \"when\" = '2025-11-04' where id = 'clm-1'",
        "insert into sources (id, name) values ('new', 'Somebody')",
        "insert into source_aliases values ('new', 2, 'second'), ('new', 1, 'first'), ('gone', 0, 'x')",
        "alter table claims add column mood text",
        "update claims set mood = 'grim' where id = 'clm-2'",
        "insert into claims (text) values ('No id.')",
        "create table notes (x)",
        "pragma journal_mode = wal",
    )

    found = sqlite.loads(data)

    assert found.claims["clm-1"].text == "The bridge is shut."
    assert found.claims["clm-1"].when == When.parse("2025-11-04")
    assert found.claims["clm-2"].extra == {"mood": "grim"}
    assert found.sources["new"] == Source(id="new", name="Somebody", aliases=["first", "second"])
    assert [problem.path for problem in found.read_problems] == [
        "notes",
        "source_aliases 'gone'",
        "claims row 3 column id",
    ]
    assert found.unread[0].raw == {"id": "gone", "aliases": ("x",)}


# --- hostile files -------------------------------------------------------------------------


def test_a_file_in_the_mode_of_a_server_is_read() -> None:
    data = _written(stories.plain())
    data = data[:18] + b"\x02\x02" + data[20:]

    assert sqlite.loads(data) == stories.plain()


def test_empty_truncated_and_other_files_are_refused() -> None:
    whole = _written(stories.every_field())
    for end in range(0, len(whole), 1024):
        with pytest.raises(DecodingError):
            sqlite.loads(whole[:end])
    for wrong in (
        b"",
        b"SQLite format 3\x00",
        b"\x00" * 5000,
        "SQLite format 3\x00",
        _made("create table x (y)"),
    ):
        with pytest.raises(DecodingError):
            sqlite.loads(wrong)


def test_flipped_bytes_are_answered_by_a_dossier_or_our_own_error() -> None:
    whole, random = _written(stories.every_field()), Random(1)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(random.randrange(1, 20)):
            data[random.randrange(len(data))] = random.randrange(256)
        with contextlib.suppress(ProvenanceError):
            sqlite.loads(bytes(data))


def test_views_triggers_and_computed_columns_are_never_run() -> None:
    endless = (
        "with recursive n(x) as (select 1 union all select x + 1 from n) select x as id, x as text from n"
    )
    data = _made(
        f"create view claims as {endless}",
        "create table sources (id text primary key, name text, "
        "kind text generated always as (hex(zeroblob(1000))) virtual)",
        "insert into sources (id, name) values ('s', 'Ann')",
        "create table log (x)",
        "create trigger t after insert on sources begin insert into log values (1); end",
        "create virtual table articles using fts5(id, headline)",
    )

    start = time.process_time()
    found = sqlite.loads(data)

    assert time.process_time() - start < 2
    assert list(found.sources.values()) == [Source(id="s", name="Ann")]
    assert not found.claims
    said = {problem.path: problem.message for problem in found.read_problems}
    assert "never looked into" in said["'claims'"]
    assert "never looked into" in said["'t'"]
    assert "never looked into" in said["'articles'"]


def test_names_are_never_sql() -> None:
    odd = 'x"; drop table claims; --'
    quoted = odd.replace('"', '""')
    data = _made(
        f'create table "{quoted}" (y)',
        f'create table claims (id text, text text, "{quoted}" text)',
        "insert into claims values ('c', 'x', 'y')",
    )

    found = sqlite.loads(data)

    assert found.claims["c"] == Claim(id="c", text="x", extra={odd: "y"})


def test_cells_of_other_types_are_listed_or_read() -> None:
    data = _made(
        "create table claims (id, text, quantity_number, extra, about_extra)",
        "insert into claims values (x'63', x'ff', 'many', '{\"n\": 1', null), (7, 'x', 9e999, null, null)",
        "create table about_this_file (key, value)",
        "insert into about_this_file values ('title', '\"T\"'), ('title', '1'), (1, 2), ('odd', '{')",
    )

    found = sqlite.loads(data)

    assert found.title == "T"
    assert found.extra == {"odd": "{"}
    assert found.claims["c"].text == "\ufffd"
    assert len(found.unread) == 1  # an id is a string
    assert "claims row 1 column quantity_number" in [problem.path for problem in found.read_problems]


def test_a_file_makes_no_file_and_opens_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.chdir(tmp_path)
    opened: list[Any] = []
    real = sqlite3.connect

    def connect(name: Any, *args: Any, **options: Any) -> Any:
        opened.append(name)
        return real(name, *args, **options)

    monkeypatch.setattr(sqlite3, "connect", connect)

    sqlite.loads(_written(stories.every_field()))

    assert opened == [":memory:", ":memory:"]
    assert list(tmp_path.iterdir()) == []
