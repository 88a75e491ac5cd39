"""Dossiers in files: found by their ending, replaced in one step, never half written."""

import os
import pickle
import random
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from provenance import formats, storage
from provenance.errors import (
    DecodingError,
    InvalidValueError,
    ProvenanceError,
    StorageError,
    StorageNotFoundError,
    UsageError,
)
from provenance.model import Claim, Dossier, Source

ROOT = Path(__file__).resolve().parents[2]
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def dossier() -> Dossier:
    return Dossier([Claim(text="Дощ.", id="clm-1"), Source(name="Ann", id="src-1")], title="Rain")


@pytest.mark.parametrize(
    "name", ["x.json", "x.JSON", "x.jsonl", "x.ndjson", "a.b.json", " .json", ".json", "дощ.json"]
)
def test_what_was_written_is_read_back(tmp_path: Path, dossier: Dossier, name: str) -> None:
    storage.write(dossier, tmp_path / name)

    assert storage.read(tmp_path / name) == dossier
    assert storage.read(str(tmp_path / name)) == dossier
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_the_ending_chooses_the_format_unless_one_is_named(tmp_path: Path, dossier: Dossier) -> None:
    storage.write(dossier, tmp_path / "x.jsonl")
    storage.write(dossier, tmp_path / "x.txt", format="jsonl")

    assert (tmp_path / "x.txt").read_bytes() == (tmp_path / "x.jsonl").read_bytes()
    assert storage.read(tmp_path / "x.txt", format="jsonl") == dossier
    with pytest.raises(
        InvalidValueError, match=r"names no format: give one, such as format=.json. \(formats.names"
    ):
        storage.read(tmp_path / "x.txt")
    with pytest.raises(InvalidValueError, match="there are json, jsonl"):
        storage.read(tmp_path / "x.txt", format="xml")


def test_the_file_holds_what_dumps_gives_in_utf_8(tmp_path: Path, dossier: Dossier) -> None:
    for format in ("json", "jsonl"):
        storage.write(dossier, tmp_path / "x", format=format)

        assert (tmp_path / "x").read_bytes() == formats.dumps(dossier, format).encode()


def test_converting_is_reading_and_writing(tmp_path: Path, dossier: Dossier) -> None:
    storage.write(dossier, tmp_path / "x.json")

    given = storage.convert(tmp_path / "x.json", tmp_path / "x.jsonl")
    storage.convert(tmp_path / "x.jsonl", tmp_path / "y", to_format="json")

    assert given.dossier == dossier
    assert not given.losses
    assert (tmp_path / "y").read_bytes() == (tmp_path / "x.json").read_bytes()


def test_converting_refuses_before_it_reads_what_it_could_not_write(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="names no format"):
        storage.convert(tmp_path / "missing.json", tmp_path / "x.txt")


def test_a_strict_reading_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"claims": []}')

    assert storage.read(tmp_path / "x.json").read_problems
    with pytest.raises(DecodingError) as caught:
        storage.read(tmp_path / "x.json", strict=True)
    assert caught.value.source == str(tmp_path / "x.json")
    assert str(tmp_path / "x.json") in str(caught.value)


# --- streaming -----------------------------------------------------------------------------


def test_records_are_written_and_read_one_by_one(tmp_path: Path, dossier: Dossier) -> None:
    storage.write_records(iter(dossier), tmp_path / "x.jsonl", title="Rain")

    assert list(storage.read_records(tmp_path / "x.jsonl")) == list(dossier)
    assert storage.read(tmp_path / "x.jsonl") == dossier


def test_a_stream_that_breaks_off_leaves_the_old_file(tmp_path: Path, dossier: Dossier) -> None:
    storage.write(dossier, tmp_path / "x.jsonl")

    def breaking() -> Any:
        yield Claim(text="It snows.")
        raise KeyError("broken")

    with pytest.raises(KeyError):
        storage.write_records(breaking(), tmp_path / "x.jsonl")
    with pytest.raises(UsageError):
        storage.write_records([5], tmp_path / "x.jsonl")  # type: ignore[list-item]

    assert storage.read(tmp_path / "x.jsonl") == dossier
    assert [file.name for file in tmp_path.iterdir()] == ["x.jsonl"]


def test_streaming_takes_no_more_memory_for_more_records(tmp_path: Path) -> None:
    code = (
        "import sys, resource\n"
        "from provenance import storage\n"
        "from provenance.model import Claim\n"
        "count = int(sys.argv[1])\n"
        "made = (Claim(text='It rains. ' * 50, id=f'clm-{n}') for n in range(count))\n"
        "storage.write_records(made, sys.argv[2])\n"
        "assert sum(1 for _ in storage.read_records(sys.argv[2])) == count\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    peaks = []
    for count in (1_000, 20_000):
        command = [sys.executable, "-c", code, str(count), str(tmp_path / "x.jsonl")]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        peaks.append(int(run.stdout))

    assert peaks[1] < peaks[0] * 1.15


# --- in one step ---------------------------------------------------------------------------


def test_a_dossier_that_cannot_be_written_leaves_the_old_file(tmp_path: Path, dossier: Dossier) -> None:
    storage.write(dossier, tmp_path / "x.json")

    with pytest.raises(InvalidValueError):
        storage.write(Dossier(dossier, extra={"x": float("nan")}), tmp_path / "x.json")

    assert storage.read(tmp_path / "x.json") == dossier
    assert [file.name for file in tmp_path.iterdir()] == ["x.json"]


@pytest.mark.skipif(os.name == "nt", reason="permissions of this kind are not known there")
def test_permissions_are_kept_and_those_of_a_new_file_follow_the_mask(
    tmp_path: Path, dossier: Dossier
) -> None:
    before = os.umask(0o027)
    try:
        storage.write(dossier, tmp_path / "new.json")
    finally:
        os.umask(before)
    (tmp_path / "old.json").write_text("")
    (tmp_path / "old.json").chmod(0o604)

    storage.write(dossier, tmp_path / "old.json")

    assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "old.json").stat().st_mode) == 0o604


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_stays_a_link(tmp_path: Path, dossier: Dossier) -> None:
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "x.json"
    target.write_text("")
    (tmp_path / "x.json").symlink_to(target)

    storage.write(dossier, tmp_path / "x.json")

    assert (tmp_path / "x.json").is_symlink()
    assert storage.read(target) == dossier


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there are no devices")
def test_what_is_no_plain_file_is_written_to_and_not_replaced(dossier: Dossier) -> None:
    storage.write(dossier, "/dev/null", format="json")

    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_a_process_killed_while_writing_leaves_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    code = (
        "import sys\n"
        "from provenance import storage\n"
        "from provenance.model import Claim, Dossier\n"
        "def made(which):\n"
        "    return Dossier(Claim(text=f'{which} {n}', id=f'clm-{n}') for n in range(3000))\n"
        "dossiers = [made('a'), made('b')]\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    for dossier in dossiers:\n"
        "        storage.write(dossier, sys.argv[1])\n"
    )
    chance = random.Random(1)
    for _ in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(file)], cwd=ROOT, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            while not file.exists():
                time.sleep(0.001)
            time.sleep(chance.random() * 0.15)
            process.kill()
        dossier = storage.read(file, strict=True)
        assert len(dossier.claims) == 3000
        assert len({claim.text[0] for claim in dossier.claims.values()}) == 1

    leftovers = [path.name for path in tmp_path.iterdir() if path != file]
    assert all(name.startswith(".provenance-") and name.endswith(".tmp") for name in leftovers)


# --- what goes wrong -----------------------------------------------------------------------


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        storage.read(tmp_path / "x.json")

    assert isinstance(caught.value, StorageNotFoundError)
    assert isinstance(caught.value, ProvenanceError)
    assert caught.value.filename == str(tmp_path / "x.json")
    assert caught.value.errno is not None
    assert str(caught.value) == f"'{tmp_path / 'x.json'}': No such file or directory"


def test_errors_survive_pickling(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        storage.read(tmp_path / "x.json")

    copied = pickle.loads(pickle.dumps(caught.value))

    assert type(copied) is type(caught.value)
    assert str(copied) == str(caught.value)
    assert (copied.filename, copied.errno) == (caught.value.filename, caught.value.errno)


def test_a_folder_that_is_not_there(tmp_path: Path, dossier: Dossier) -> None:
    with pytest.raises(StorageNotFoundError):
        storage.write(dossier, tmp_path / "none" / "x.json")


def test_a_folder_where_a_file_is_wanted(tmp_path: Path, dossier: Dossier) -> None:
    (tmp_path / "x.json").mkdir()

    for use in (
        lambda: storage.read(tmp_path / "x.json"),
        lambda: storage.write(dossier, tmp_path / "x.json"),
    ):
        with pytest.raises(StorageError, match="directory"):
            use()


@pytest.mark.skipif(AS_ROOT, reason="for root everything is permitted")
def test_a_file_without_permission(tmp_path: Path, dossier: Dossier) -> None:
    storage.write(dossier, tmp_path / "x.json")
    (tmp_path / "x.json").chmod(0)

    with pytest.raises(StorageError, match="ermission"):
        storage.read(tmp_path / "x.json")


@pytest.mark.parametrize("name", ["", "a\0b.json", "x" * 5000 + ".json", "\ud800.json"])
def test_a_name_that_no_file_can_have(name: str, dossier: Dossier) -> None:
    for use in (lambda: storage.read(name), lambda: storage.write(dossier, name, format="json")):
        with pytest.raises(ProvenanceError) as caught:
            use()
        assert len(str(caught.value)) <= 2000
        assert str(caught.value).isprintable()


@pytest.mark.parametrize("path", [None, 5, 1.5, ["x.json"], Dossier()])
def test_something_that_is_no_path(path: Any, dossier: Dossier) -> None:
    with pytest.raises(UsageError, match="expected the path of a file"):
        storage.read(path)
    with pytest.raises(UsageError, match="expected the path of a file"):
        storage.write(dossier, path)


def test_arguments_the_wrong_way_round(tmp_path: Path, dossier: Dossier) -> None:
    with pytest.raises(UsageError, match="expected a Dossier first"):
        storage.write(tmp_path / "x.json", dossier)  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"\xff\xfe", b"{", b"SQLite format 3\x00"])
def test_a_file_that_holds_no_dossier(tmp_path: Path, data: bytes) -> None:
    for ending in (".json", ".jsonl", ".ndjson"):
        file = tmp_path / f"x{ending}"
        file.write_bytes(data)
        with pytest.raises(DecodingError):
            storage.read(file)
        assert file.read_bytes() == data


def test_what_macos_puts_into_a_folder_is_passed_over(tmp_path: Path) -> None:
    for name in ("doc.txt", "._doc.txt", "__MACOSX/doc.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("The bridge is closed.")

    assert len(storage.read(tmp_path, format="brat").articles) == 1
