"""MISP events: what intelligence desks share, with tags and opinions."""

from provenance.formats.format import Format, Later

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        name="misp",
        title="MISP event",
        media_type="application/json",
        endings=(".misp.json",),
        loads=Later("misp.reading", "loads"),
        dump=Later("misp.writing", "dump"),
        reads="events of MISP: the event and its reports as articles, attributes that somebody judged as "
        "claims, tags as grades and likelihoods, opinions; everything else is kept",
        writes="one event, an object of a template of ours for each record, tags of MISP's taxonomies, and "
        "opinions",
    ),
)
"""The format, for the table of those that are built in."""
