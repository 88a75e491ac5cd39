"""Tables: a folder of CSV files, a Parquet file, an SQLite database.

The three have the same columns (`provenance.formats.tables.columns`), and hold all of any dossier.
"""

from provenance.formats.format import Format, Later

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        name="csv",
        title="folder of CSV files",
        media_type="application/zip",
        endings=(".csv.zip",),
        load_files=Later("tables.csvfolder", "load_files"),
        dump_files=Later("tables.csvfolder", "dump_files"),
        lossless=True,
        reads="a dossier, also after it was edited in a spreadsheet",
        writes="a dossier",
    ),
    Format(
        name="parquet",
        title="Parquet file",
        media_type="application/vnd.apache.parquet",
        endings=(".parquet",),
        loads=Later("tables.parquet", "loads"),
        load=Later("tables.parquet", "load"),
        dump_bytes=Later("tables.parquet", "dump_bytes"),
        extra="tables",
        lossless=True,
        reads="a dossier, a part of it at a time",
        writes="a dossier, a part of it at a time",
    ),
    Format(
        name="sqlite",
        title="SQLite database",
        media_type="application/vnd.sqlite3",
        endings=(".sqlite", ".db", ".sqlite3"),
        loads=Later("tables.sqlite", "loads"),
        dump_bytes=Later("tables.sqlite", "dump_bytes"),
        lossless=True,
        reads="a dossier, also after it was changed by SQL",
        writes="a dossier, with views of it",
    ),
)
"""The formats of this room."""
