"""brat stand-off: texts with their annotations beside them, as attribution corpora are made."""

from provenance.formats.format import Format, Later

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        name="brat",
        title="brat stand-off",
        media_type="application/zip",
        endings=(".brat.zip",),
        load_files=Later("brat.reading", "load_files"),
        dump_files=Later("brat.writing", "dump_files"),
        reads="folders of .ann and .txt files, with sources, cues and contents joined by events or relations",
        writes="a folder for brat, an event for each passage, and a file for what brat has no place for",
    ),
)
