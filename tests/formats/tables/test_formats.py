"""The formats of tables and graphs cost nothing until one of them is used."""

import subprocess
import sys
from pathlib import Path

import pytest

from provenance import storage
from provenance.formats import registry
from provenance.formats.format import Format
from provenance.formats.graphs import FORMATS as GRAPHS
from provenance.formats.tables import FORMATS as TABLES
from tests.golden import stories


def test_naming_the_formats_imports_nothing_that_they_need() -> None:
    code = (
        "import sys\n"
        "from provenance.formats import graphs, tables\n"
        "assert len(tables.FORMATS) == 3 and len(graphs.FORMATS) == 3\n"
        "heavy = {'pyarrow', 'networkx', 'sqlite3', 'xml', 'pyexpat', 'pandas', 'numpy', 'cattrs'}\n"
        "ours = {name for name in sys.modules if name.startswith(('provenance.formats.tables.', "
        "'provenance.formats.graphs.'))}\n"
        "print(sorted(heavy & set(sys.modules)), sorted(ours))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "[] []\n"


@pytest.mark.parametrize("format", [*TABLES, *GRAPHS], ids=lambda format: format.name)
def test_each_format_says_what_it_is(format: Format) -> None:
    assert format.title
    assert format.writes
    assert bool(format.reads) is format.readable
    assert format.lossless is format.readable
    assert "/" in format.media_type
    assert all(ending == ending.lower() and ending.startswith(".") for ending in format.endings)


def test_no_two_of_all_formats_share_a_name_or_an_ending() -> None:
    others = [registry.get(name) for name in registry.names()]
    formats = {format.name: format for format in (*others, *TABLES, *GRAPHS)}.values()
    endings = [ending for format in formats for ending in format.endings]

    assert len(set(endings)) == len(endings)


@pytest.mark.parametrize("ending", [".csv.zip", ".parquet", ".sqlite", ".db"])
def test_a_file_is_written_and_read_by_its_ending(tmp_path: Path, ending: str) -> None:
    if ending == ".parquet":
        pytest.importorskip("pyarrow", reason="it is in the extra tables")
    path = tmp_path / f"story{ending}"

    storage.write(stories.every_field(), path)

    assert storage.read(path) == stories.every_field()
