"""W3C PROV in four spellings: PROV-JSON, PROV-JSONLD, PROV-N and PROV-O in Turtle.

A dossier is written as a PROV document with PROV's own statements (`provenance.formats.prov.writing`)
and with attributes of our namespace for what PROV has no term for; what others wrote is read as far
as our records can hold it (`provenance.formats.prov.reading`). The four spellings hold the same
statements. The modules are imported when one of them is first used.
"""

from provenance.formats.format import Format, Later

__all__ = ["FORMATS"]

_fates = Later("prov.fates", "fates")

FORMATS = (
    Format(
        name="prov-json",
        title="PROV-JSON",
        media_type="application/json",
        endings=(".provjson", ".prov.json"),
        loads=Later("prov.provjson", "loads"),
        dump=Later("prov.provjson", "dump"),
        reads="any PROV-JSON document: what records can hold, the rest is kept and written back",
        writes="a dossier as a PROV document",
        lossless=True,
        fates=_fates,
    ),
    Format(
        name="prov-jsonld",
        title="PROV-JSONLD",
        media_type="application/ld+json",
        endings=(".prov.jsonld", ".provjsonld"),
        loads=Later("prov.provjsonld", "loads"),
        dump=Later("prov.provjsonld", "dump"),
        reads="any PROV-JSONLD document in the shape of its W3C submission, or in ProvToolbox's older one",
        writes="a dossier as a PROV document",
        fates=_fates,
    ),
    Format(
        name="prov-n",
        title="PROV-N",
        media_type="text/provenance-notation",
        endings=(".provn",),
        loads=Later("prov.provn", "loads"),
        dump=Later("prov.provn", "dump"),
        reads="any PROV-N document",
        writes="a dossier as a PROV document; needs no extra",
        extra="prov",
        fates=_fates,
    ),
    Format(
        name="prov-ttl",
        title="PROV-O in Turtle",
        media_type="text/turtle",
        endings=(".ttl",),
        loads=Later("prov.turtle", "loads"),
        dump=Later("prov.turtle", "dump"),
        reads="PROV-O in Turtle, plain and qualified",
        writes="a dossier as PROV-O; needs no extra",
        extra="rdf",
        fates=_fates,
    ),
)
