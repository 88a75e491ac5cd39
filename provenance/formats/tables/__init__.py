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
)
"""The formats of this room."""
