"""STIX 2.1 bundles: what intelligence desks exchange."""

from provenance.formats.format import Format, Later

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        name="stix",
        title="STIX 2.1 bundle",
        media_type="application/stix+json;version=2.1",
        endings=(".stix.json", ".stix"),
        loads=Later("stix.reading", "loads"),
        dump=Later("stix.writing", "dump"),
        reads="bundles of STIX 2.1: identities, reports, notes in them, opinions on them, and what derives "
        "from what; every other object is kept",
        writes="STIX 2.1: identity, report, note, opinion and relationship; what these have no property for "
        "is in a property-extension of ours",
    ),
)
"""The format, for the table of those that are built in."""
