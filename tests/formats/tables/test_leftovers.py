"""What could not be read of a file is not lost in any of the formats that hold everything."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from provenance import formats
from provenance.errors import ProvenanceError
from provenance.formats.graphs import graphml, graphmlreading
from provenance.formats.tables import csvfolder, sqlite
from provenance.model import Dossier

FOLDER = Path(__file__).parents[2] / "malformed"


def _read() -> dict[str, Dossier]:
    found = {}
    for path in sorted(FOLDER.iterdir()):
        if path.suffix in (".json", ".jsonl"):
            with suppress(ProvenanceError):  # of some of them nothing can be read
                found[path.name] = formats.loads(path.read_bytes(), path.suffix.removeprefix("."))
    return found


READ = _read()


def _by_csv(dossier: Dossier) -> Dossier:
    return csvfolder.load_files(dict(csvfolder.dump_files(dossier)))


def _by_sqlite(dossier: Dossier) -> Dossier:
    return sqlite.loads(b"".join(sqlite.dump_bytes(dossier)))


def _by_graphml(dossier: Dossier) -> Dossier:
    return graphmlreading.loads("".join(graphml.dump(dossier)))


def _by_parquet(dossier: Dossier) -> Dossier:
    pytest.importorskip("pyarrow", reason="it is in the extra tables")
    from provenance.formats.tables import parquet

    return parquet.loads(b"".join(parquet.dump_bytes(dossier)))


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("through", [_by_csv, _by_sqlite, _by_graphml, _by_parquet])
def test_what_was_read_of_a_malformed_file_comes_back(
    name: str, through: Callable[[Dossier], Dossier]
) -> None:
    dossier = READ[name]

    again = through(dossier)

    assert again == dossier
    assert len(again.read_problems) == len(formats.loads(formats.dumps(dossier)).read_problems)
