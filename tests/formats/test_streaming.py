"""Streams: files of any length are read and written in the same memory."""

import gzip
import io
import json
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from provenance.errors import DecodingError, UsageError
from provenance.formats import gdelt, iter_lines, iter_records
from provenance.formats.tables import csvfolder, csvrows
from provenance.model import Claim, Dossier, Record, Source
from tests.golden import stories

QUOTES = {"date": "2020-01-01T00:00:00Z", "title": "T", "lang": "ENGLISH"}


class Growing(io.RawIOBase):
    """A file that is made while it is read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces, self.held = iter(pieces), b""

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Give the next bytes."""
        while len(self.held) < len(buffer) and (piece := next(self.pieces, None)) is not None:
            self.held += piece
        found, self.held = self.held[: len(buffer)], self.held[len(buffer) :]
        buffer[: len(found)] = found
        return len(found)


def _claims(count: int) -> Iterator[Claim]:
    return (Claim(text=f'They said, "bridge {n}\nis closed"', id=f"clm-{n}") for n in range(count))


def _file(pieces: Iterable[bytes]) -> io.BufferedReader:
    return io.BufferedReader(Growing(pieces))


def _through_jsonl(count: int) -> int:
    lines = iter_lines(_claims(count))
    return sum(1 for _ in iter_records(_file(line.encode() for line in lines)))


def _through_csv(count: int) -> int:
    lines = csvrows.iter_lines("claims", _claims(count))
    return sum(1 for _ in csvrows.iter_records("claims", _file(line.encode() for line in lines)))


def _quotation_lines(count: int) -> Iterator[bytes]:
    for number in range(count // 4):
        quotes = [{"pre": "a", "quote": f"We said {number}.", "post": "b"}]
        yield json.dumps({**QUOTES, "url": f"https://e.org/{number}", "quotes": quotes}).encode() + b"\n"


def _through_gdelt(count: int) -> int:
    return sum(1 for _ in gdelt.iter_records(_file(_quotation_lines(count))))


def _packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held = io.BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb") as file:
        for piece in pieces:
            file.write(piece)
            if held.tell() > 1000:
                yield held.getvalue()
                held.seek(0)
                held.truncate()
    yield held.getvalue()


def _through_gzip(count: int) -> int:
    return sum(1 for _ in gdelt.iter_records(_file(_packed(_quotation_lines(count)))))


@pytest.mark.parametrize("through", [_through_jsonl, _through_csv, _through_gdelt, _through_gzip])
def test_ten_times_as_many_records_take_no_more_memory(
    through: Callable[[int], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csvrows, "_PIECE", 10_000)
    monkeypatch.setattr(csvrows, "_MANY", 100)
    through(1000)  # what is made once for good
    peaks = []
    for count in (1200, 12_000):
        tracemalloc.start()
        try:
            assert through(count) == count
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()

    assert peaks[1] < 1.1 * peaks[0]


# --- CSV -----------------------------------------------------------------------------------


@pytest.mark.parametrize("story", sorted(stories.STORIES))
def test_the_rows_of_every_table_come_back_one_by_one(story: str) -> None:
    dossier = stories.STORIES[story]()
    again: list[Record] = []
    for name, data in csvfolder.dump_files(dossier):
        if name.endswith(".csv"):
            section = name.removesuffix(".csv")
            written = csvrows.iter_lines(section, getattr(dossier, section).values())
            assert "".join(written).encode() == data
            again += csvrows.iter_records(section, io.BytesIO(data))

    assert again == list(dossier)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_it_makes_no_difference_where_the_pieces_of_a_file_end(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'id;name\r\ns1;"Müller; ""Söhne""\r\nund 🌉"\r\r\n\r\ns2;"open\r\ns3;x"y\r\ns4;é'
    whole = csvfolder.load_files({"sources.csv": text.encode()})
    head = "id;name\r\n" + "\r\n" * size  # in the first piece
    monkeypatch.setattr(csvrows, "_PIECE", len(head))
    stream = csvrows.iter_records("sources", io.BytesIO(text.replace("id;name\r\n", head).encode()))

    assert list(stream) == list(whole)
    assert [p.message for p in stream.problems] == [p.message for p in whole.read_problems]


def test_a_stream_of_rows_collects_what_is_wrong_as_it_goes() -> None:
    stream = csvrows.iter_records("claims", io.BytesIO(b"id,text,mood\nc,x,grim\nd,,\ne,y,\nc,x,\n"))

    assert next(stream).extra == {"mood": "grim"}
    assert not stream.problems
    assert [record.id for record in stream] == ["e", "c"]
    assert [problem.path for problem in stream.problems] == ["claims.csv line 3 column text"]
    assert [kept.raw for kept in stream.unread] == [{"id": "d"}]


def test_a_strict_stream_of_rows_ends_at_the_first_problem() -> None:
    stream = csvrows.iter_records("claims", io.BytesIO(b"id,text\nc,x\nd,\ne,y\n"), strict=True)

    assert next(stream).id == "c"
    with pytest.raises(DecodingError, match=r"claims\.csv line 3 column text"):
        next(stream)


def test_what_is_no_table_no_file_and_no_record_is_refused() -> None:
    with pytest.raises(UsageError, match="is none of sources, articles"):
        csvrows.iter_records("claim", io.BytesIO())
    with pytest.raises(UsageError, match="is none of sources, articles"):
        csvrows.iter_lines("claim", [])
    with pytest.raises(UsageError, match="expected a file"):
        csvrows.iter_records("claims", b"id,text")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="opened for reading bytes"):
        list(csvrows.iter_records("claims", io.StringIO("id,text")))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="expected records"):
        csvrows.iter_lines("claims", "abc")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="expected claims, got Source"):
        list(csvrows.iter_lines("claims", [Source(id="s", name="Ann")]))
    assert list(csvrows.iter_records("claims", io.BytesIO())) == []


# --- GDELT ---------------------------------------------------------------------------------


def test_quotations_come_one_by_one_as_they_stand_in_the_dossier() -> None:
    data = b"".join(_quotation_lines(40))

    assert Dossier(gdelt.iter_records(io.BytesIO(data))) == gdelt.loads(data)
    assert list(gdelt.iter_records(data.splitlines())) == list(gdelt.iter_records(data.decode().splitlines()))


def test_a_stream_of_quotations_passes_over_bad_lines_and_notes_them() -> None:
    good = next(_quotation_lines(4))
    stream = gdelt.iter_records([b"\n", b"3\n", good, b"{\n", good])

    assert len(list(stream)) == 8
    assert [problem.path for problem in stream.problems] == ["line 2 $", "line 4 $"]
    assert [kept.raw for kept in stream.unread] == [3]
    with pytest.raises(DecodingError, match="line 2"):
        list(gdelt.iter_records([b"\n", b"3\n", good], strict=True))
    with pytest.raises(UsageError, match="expected an open file"):
        gdelt.iter_records(good)  # type: ignore[arg-type]


def test_a_gzipped_file_is_read_as_it_comes_from_gdelt() -> None:
    data = b"".join(_quotation_lines(40))
    packed = gzip.compress(data)
    members = b"".join(gzip.compress(line) for line in data.splitlines(keepends=True))

    assert gdelt.loads(packed) == gdelt.load(io.BytesIO(packed)) == gdelt.loads(members) == gdelt.loads(data)


def test_a_gzipped_file_that_is_cut_off_gives_what_is_there() -> None:
    data = b"".join(_quotation_lines(4000))
    packed = gzip.compress(data)
    found = gdelt.loads(packed[: len(packed) // 2])

    assert 0 < len(found.articles) < 1000
    assert "the gzipped file is cut off or broken" in found.read_problems[-1].message
    for broken in (b"\x1f\x8b", packed[:30], packed[:10] + b"\xff" * 50, b"\x1f\x8b\x08" + b"\xff" * 99):
        with pytest.raises(DecodingError):
            gdelt.loads(broken)


def test_a_gzipped_file_that_grows_without_measure_is_refused() -> None:
    for bomb in (b"\n" * 30_000_000, b" " * 30_000_000):
        with pytest.raises(DecodingError, match="it unpacks to more than 200 times its length"):
            gdelt.loads(gzip.compress(bomb))


def test_a_line_without_end_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gdelt, "_LONGEST", 1000)
    good = next(_quotation_lines(4))
    found = gdelt.load(io.BytesIO(good + b"[" * 10_000 + b"\n" + good.replace(b"/0", b"/1")))

    assert len(found.articles) == 2
    assert [problem.path for problem in found.read_problems] == ["line 2 $"]
