"""What Parquet, CSV, SQLite and GraphML cost, in units of `json.loads` of the same JSON Lines.

Run it as `python -m tests.benchmarks.bench_tables [ATTRIBUTIONS…]` (10,000 and 100,000 if not given). Each
size runs in a process of its own. The unit is the CPU time of `[json.loads(line) for line in lines]`, with
Python's garbage collector on, as most programs have it; `without gc` are the same figures in units of the
same with the collector off, as the readers have it. All are medians.
Up to 100,000 attributions the other formats are measured as well. The last line is the peak of the
process's memory after all of that, in which one dossier, one read anew and their files are held.

`python -m tests.benchmarks.bench_tables streams [RECORDS…]` (100,000 and 1,000,000 if not given) writes
records one by one and reads them one by one, without a dossier, and says what a record costs and how much
memory the process took at most; of which the imports alone take what `nothing` says.

Wanted: Parquet each way at most 2.5, its file at most 0.15 of the JSON Lines.
"""

import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from provenance.formats import gdelt, lines
from provenance.formats.format import Format
from provenance.formats.graphs import FORMATS as GRAPHS
from provenance.formats.packing import packed, unpacked
from provenance.formats.tables import FORMATS as TABLES
from provenance.formats.tables import csvrows
from provenance.model import Claim, Dossier
from tests.benchmarks import world

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3
_ALL_UP_TO = 100_000


def _timed(work: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    times = []
    result = None
    for _ in range(rounds):
        result = None  # of the round before
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
    return statistics.median(times), result


def _parsed(texts: list[str]) -> list[Any]:
    return [json.loads(text) for text in texts]


def _written(format: Format, dossier: Dossier) -> bytes:
    if format.dump_files is not None:
        return packed(format.dump_files(dossier))
    if format.dump_bytes is not None:
        return b"".join(format.dump_bytes(dossier))
    assert format.dump is not None
    return "".join(format.dump(dossier)).encode()


def _read(format: Format, data: bytes) -> Dossier:
    if format.load_files is not None:
        return format.load_files(unpacked(data))
    if format.load is not None:
        return format.load(BytesIO(data))
    assert format.loads is not None
    return format.loads(data)


def measure(attributions: int) -> None:
    """Measure one size in this process, and print a line a format."""
    texts = list(world.lines(attributions))
    size = sum(len(text.encode()) for text in texts)
    unit = _timed(partial(_parsed, texts))[0]
    gc.disable()
    small = _timed(partial(_parsed, texts))[0]
    gc.enable()
    dossier = lines.loads("".join(texts))
    texts.clear()
    print(f"{dossier!r}: {size / 1e6:,.1f} MB of JSON Lines")
    print(f"json.loads {unit:.2f} s, without gc {small:.2f} s")
    print(f"{'':10}{'write':>8}{'read':>8}{'size':>8}   without gc: write, read")
    for format in (*TABLES, *GRAPHS):
        if not format.readable or (format.name != "parquet" and attributions > _ALL_UP_TO):
            continue
        write, data = _timed(partial(_written, format, dossier))
        read, again = _timed(partial(_read, format, data))
        assert again == dossier
        figures = f"{write / unit:8.2f}{read / unit:8.2f}{len(data) / size:8.3f}"
        print(f"{format.name:10}{figures}{write / small:14.2f}{read / small:8.2f}", flush=True)
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def _claims(count: int) -> Iterator[Claim]:
    return (Claim(text=f"They said that bridge {n} is closed.", id=f"clm-{n}") for n in range(count))


def _quotations(count: int) -> Iterator[bytes]:
    for n in range(count // 4):  # a line is an article, a source, a claim and a passage
        quotes = [{"pre": "they said", "quote": f"Bridge {n} is closed.", "post": "today"}]
        article = {"date": "2025-11-04T09:30:00Z", "url": f"https://e.org/{n}", "lang": "ENGLISH"}
        yield json.dumps({**article, "quotes": quotes}).encode() + b"\n"


_STREAMS: dict[str, tuple[Callable[[int], Iterable[str | bytes]], Callable[[IO[bytes]], Iterable[Any]]]] = {
    "nothing": (lambda _: (), lambda _: ()),
    "jsonl": (lambda count: lines.iter_lines(_claims(count)), lines.iter_records),
    "csv": (
        lambda count: csvrows.iter_lines("claims", _claims(count)),
        partial(csvrows.iter_records, "claims"),
    ),
    "gdelt": (_quotations, gdelt.iter_records),
}


def measure_stream(name: str, count: int) -> None:
    """Measure one kind of stream in this process, and print a line."""
    write, read = _STREAMS[name]
    with tempfile.TemporaryFile() as file:
        begin = time.process_time()
        for piece in write(count):
            file.write(piece if isinstance(piece, bytes) else piece.encode())
        written, size = time.process_time() - begin, file.tell()
        file.seek(0)
        begin = time.process_time()
        found = sum(1 for _ in read(file))
        taken = time.process_time() - begin
    assert found == count or name == "nothing"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    figures = f"{size / 1e6:8.1f} MB{written / count * 1e6:8.1f} µs{taken / count * 1e6:8.1f} µs"
    print(f"{name:10}{count:10,}{figures}{peak:8.1f} MB", flush=True)


def main(arguments: list[str]) -> None:
    """Do what the command line says."""
    if arguments[:1] == ["one"]:
        measure(int(arguments[1]))
        return
    if arguments[:1] == ["stream"]:
        measure_stream(arguments[1], int(arguments[2]))
        return
    if arguments[:1] == ["streams"]:
        print(f"{'':10}{'records':>10}{'file':>11}{'write':>11}{'read':>11}{'peak':>11}", flush=True)
        for name in _STREAMS:
            for count in arguments[1:] or ["100000", "1000000"]:
                command = [sys.executable, "-m", "tests.benchmarks.bench_tables", "stream", name, count]
                subprocess.run(command, cwd=ROOT, check=True)
        return
    for attributions in arguments or ["10000", "100000"]:
        command = [sys.executable, "-m", "tests.benchmarks.bench_tables", "one", attributions]
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
