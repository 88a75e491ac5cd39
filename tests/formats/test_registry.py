"""The registry of formats, into which others plug theirs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from provenance import formats, storage
from provenance.errors import ConflictError, InvalidValueError, UsageError
from provenance.formats import Format, registry
from provenance.model import Claim, Dossier


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_formats", dict(registry._formats))


def _titles(dossier: Dossier) -> Iterator[str]:
    yield f"{dossier.title}\n"


WRITTEN = Format(
    name="title", title="the title", media_type="text/plain", endings=(".title.txt",), dump=_titles
)


def _from_title(data: str | bytes, *, strict: bool = False) -> Dossier:
    return Dossier(title=str(data if isinstance(data, str) else data.decode()).strip())


READ = Format(name="heading", title="a heading", media_type="text/plain", endings=(), loads=_from_title)


def test_a_format_that_is_registered_is_read_written_and_found_by_its_ending(tmp_path: Path) -> None:
    both = Format(
        name="both",
        title="both",
        media_type="text/plain",
        endings=(".both",),
        loads=_from_title,
        dump=_titles,
    )
    formats.register(both)

    storage.write(Dossier(title="Rain"), tmp_path / "x.BOTH")

    assert formats.names() == ("json", "jsonl", "both")
    assert formats.endings()[-1] == ".both"
    assert formats.by_ending("x.both") == "both"
    assert (tmp_path / "x.BOTH").read_text() == "Rain\n"
    assert storage.read(tmp_path / "x.BOTH") == Dossier(title="Rain")


def test_a_format_may_go_one_way_only(tmp_path: Path) -> None:
    formats.register(WRITTEN)
    formats.register(READ)

    assert formats.names(readable=True) == ("json", "jsonl", "heading")
    assert formats.names(writable=True) == ("json", "jsonl", "title")
    assert formats.dumps(Dossier(title="Rain"), "title") == "Rain\n"
    assert formats.loads("Rain", "heading").title == "Rain"
    with pytest.raises(InvalidValueError, match="it can only be written; read json, jsonl, heading"):
        formats.loads("Rain", "title")
    with pytest.raises(InvalidValueError, match="it can only be read; write json, jsonl, title"):
        formats.dumps(Dossier(), "heading")
    (tmp_path / "x.title.txt").write_text("Rain")
    with pytest.raises(InvalidValueError, match="it can only be written"):
        storage.read(tmp_path / "x.title.txt")


def test_names_and_endings_are_given_once() -> None:
    with pytest.raises(ConflictError, match="'json' is taken"):
        formats.register(Format(name="json", title="x", media_type="x/x", endings=(".x",)))
    with pytest.raises(ConflictError, match=r"'\.json' is the ending of json"):
        formats.register(Format(name="x", title="x", media_type="x/x", endings=(".json",)))


def test_the_media_types_of_the_native_formats() -> None:
    assert formats.get("json").media_type == "application/json"
    assert formats.get("jsonl").media_type == "application/jsonl"


def test_the_same_records_give_the_same_bytes_and_another_order_another_file() -> None:
    one, two = Claim(text="a", id="1"), Claim(text="b", id="2")

    assert formats.dumps(Dossier([one, two])) == formats.dumps(Dossier([one, two]))
    assert formats.dumps(Dossier([one, two])) != formats.dumps(Dossier([two, one]))
    assert Dossier([one, two]) == Dossier([two, one])


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_a_document_ends_with_one_line_end_and_has_no_trailing_blanks(format: str) -> None:
    text = formats.dumps(Dossier([Claim(text="a", id="1")], title="t", extra={"n": {}}), format)

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert all(line == line.rstrip() for line in text.splitlines())
    assert "\r" not in text


@pytest.mark.parametrize("odd", [None, 5, b"x", "text", {"a": 1}])
def test_lines_are_made_of_records_and_read_from_lines(odd: Any) -> None:
    with pytest.raises(UsageError, match=r"^iter_lines: expected records"):
        formats.iter_lines(odd)
    with pytest.raises(UsageError, match=r"^iter_records: expected an open file or its lines"):
        formats.iter_records(odd)


@pytest.mark.parametrize(
    ("name", "value"),
    [("title", 5), ("extra", 5), ("extra", {1: 2}), ("suppressions", ["x"]), ("suppressions", None)],
)
def test_a_header_is_checked_before_a_line_is_written(name: str, value: Any) -> None:
    with pytest.raises(UsageError, match=rf"^iter_lines\({name}\)"):
        formats.iter_lines([], **{name: value})


@pytest.mark.parametrize("path", [None, 5, []])
def test_an_ending_is_that_of_a_path(path: Any) -> None:
    with pytest.raises(UsageError, match=r"^by_ending: expected the path of a file"):
        formats.by_ending(path)


def test_only_formats_are_registered() -> None:
    with pytest.raises(UsageError, match=r"^register: expected a Format"):
        formats.register("json")  # type: ignore[arg-type]
