"""IPTC ninjs, news in JSON: written as 3.1, read from 1.x to 3.x."""

from provenance.formats.format import Format, Later

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        name="ninjs",
        title="IPTC ninjs 3.1",
        media_type="application/json",
        endings=(".ninjs.json",),
        loads=Later("ninjs.reading", "loads"),
        dump=Later("ninjs.writing", "dump"),
        reads="news items of ninjs 1.x, 2.x and 3.x, one or a list: articles, their publishers and sources, "
        "and what they derive from; everything else is kept",
        writes="ninjs 3.1: an object for one article, else a list; claims and who made them do not fit",
        fates=Later("ninjs.writing", "fates"),
    ),
)
"""The format, for the table of those that are built in."""
