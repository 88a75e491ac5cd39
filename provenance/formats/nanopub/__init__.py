"""Nanopublications in TriG: each record a small publication of its own, with its provenance."""

from provenance.formats.format import Format, Later

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        name="nanopub",
        title="nanopublications in TriG",
        media_type="application/trig",
        endings=(".nanopub.trig", ".trig"),
        loads=Later("nanopub.reading", "loads"),
        dump=Later("nanopub.writing", "dump"),
        extra="rdf",
        reads="nanopublications, in N-Quads too; those of others become a claim, the publication it stands "
        "in and what it was taken from",
        writes="a nanopublication for each record, and an index of them; writing needs no extra",
    ),
)
