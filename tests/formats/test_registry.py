"""The registry of formats, into which others plug theirs."""

from collections.abc import Iterator, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from provenance import formats, storage
from provenance.errors import ConflictError, DecodingError, InvalidValueError, StorageError, UsageError
from provenance.formats import Format, registry
from provenance.formats.builtin import BUILTIN
from provenance.model import Claim, Dossier


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    native = {name: registry.get(name) for name in ("json", "jsonl")}
    monkeypatch.setattr(registry, "_formats", native)
    monkeypatch.setattr(registry, "_broken", {})


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


def test_of_two_endings_that_fit_the_longer_one_counts() -> None:
    formats.register(Format(name="special", title="s", media_type="x/x", endings=(".s.json",), dump=_titles))

    assert formats.by_ending("a.s.json") == "special"
    assert formats.by_ending("a.s.jsonl") == "jsonl"
    assert formats.by_ending("as.json") == "json"


def test_a_format_is_written_in_one_way_only() -> None:
    with pytest.raises(ValueError, match="more than one way"):
        Format(name="x", title="x", media_type="x/x", dump=_titles, dump_bytes=lambda _: [b"x"])


# --- bytes and folders ---------------------------------------------------------------------


def _as_bytes(dossier: Dossier) -> Iterator[bytes]:
    yield f"{dossier.title}".encode("utf-16")


def _as_files(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    yield "title.txt", f"{dossier.title}".encode()
    yield "inner/count.txt", str(len(dossier)).encode()


def _from_files(files: Mapping[str, bytes], *, strict: bool = False) -> Dossier:
    return Dossier(title=files["title.txt"].decode())


WIDE = Format(name="wide", title="wide", media_type="x/x", endings=(".wide",), dump_bytes=_as_bytes)
FOLDER = Format(
    name="folder",
    title="a folder",
    media_type="x/x",
    endings=(".f.zip",),
    dump_files=_as_files,
    load_files=_from_files,
)


def test_a_format_that_is_no_text_gives_bytes(tmp_path: Path) -> None:
    formats.register(WIDE)
    rain = Dossier(title="Rain")

    assert formats.get("wide").binary
    written: object = formats.dumps(rain, "wide")
    assert written == "Rain".encode("utf-16")
    assert b"".join(formats.bytes_of(rain, "json")) == formats.dumps(rain).encode()
    with pytest.raises(InvalidValueError, match="see bytes_of"):
        formats.pieces_of(rain, "wide")
    storage.write(rain, tmp_path / "x.wide")
    assert (tmp_path / "x.wide").read_bytes() == "Rain".encode("utf-16")


def test_a_format_of_several_files_is_a_folder_or_one_archive(tmp_path: Path) -> None:
    formats.register(FOLDER)
    rain = Dossier(title="Rain")

    storage.write(rain, tmp_path / "story", format="folder")
    storage.write(rain, tmp_path / "story.f.zip")

    assert (tmp_path / "story" / "inner" / "count.txt").read_text() == "0"
    assert storage.read(tmp_path / "story", format="folder") == rain
    assert storage.read(tmp_path / "story.f.zip") == rain
    assert formats.loads(formats.dumps(rain, "folder"), "folder") == rain
    assert b"".join(formats.bytes_of(rain, "folder")) == (tmp_path / "story.f.zip").read_bytes()


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    formats.register(FOLDER)
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")

    storage.write(Dossier(title="Rain"), folder, format="folder")

    assert (folder / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "a\\b", "", "x\0y"])
def test_no_file_of_a_format_leaves_its_folder(tmp_path: Path, name: str) -> None:
    formats.register(
        Format(name="bad", title="b", media_type="x/x", dump_files=lambda dossier: [(name, b"x")])
    )

    with pytest.raises(StorageError, match="stays in its folder"):
        storage.write(Dossier(), tmp_path / "story", format="bad")


@pytest.mark.parametrize("data", [b"", b"PK", b"no archive", b"PK\x05\x06" + b"\0" * 10])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    formats.register(FOLDER)

    with pytest.raises(DecodingError, match="ZIP archive"):
        formats.loads(data, "folder")
    with pytest.raises(DecodingError, match="got text"):
        formats.loads("text", "folder")


# --- formats of other packages -------------------------------------------------------------


def _plugged(monkeypatch: pytest.MonkeyPatch, value: str, name: str = "oneline") -> None:
    point = EntryPoint(name=name, value=value, group=registry.ENTRY_POINTS)
    monkeypatch.setattr(registry, "_plugged_in", False)
    monkeypatch.setattr(registry, "entry_points", lambda *, group: [point] if group == point.group else [])


def test_a_package_brings_a_format_by_an_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    _plugged(monkeypatch, "tests.formats.plugin:ONE_LINE")

    assert formats.names()[-1] == "oneline"
    assert formats.by_ending("x.oneline") == "oneline"
    assert formats.loads(formats.dumps(Dossier(title="Rain"), "oneline"), "oneline").title == "Rain"


def test_an_entry_point_may_be_a_function_that_makes_the_format(monkeypatch: pytest.MonkeyPatch) -> None:
    _plugged(monkeypatch, "tests.formats.plugin:make")

    assert formats.names()[-1] == "oneline"


@pytest.mark.parametrize(
    "value", ["tests.formats.plugin:absent", "no.such.module:x", "tests.formats.plugin:WRONG"]
)
def test_a_package_that_is_broken_harms_nobody_else(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    _plugged(monkeypatch, value)

    assert formats.names() == ("json", "jsonl")
    with pytest.raises(InvalidValueError, match="its package could not be used"):
        formats.get("oneline")


def test_what_the_types_say_is_bytes_is_bytes() -> None:
    """The overloads of `dumps` name the formats of the package that are no text."""
    ours = [format for format in BUILTIN if format.writable and format.binary]
    assert sorted(format.name for format in ours) == ["brat", "csv", "parquet", "sqlite"]
