"""The formats that come with the package. Their modules are imported when one is first used."""

from provenance.formats import (
    averitec,
    brat,
    ftm,
    gdelt,
    graphs,
    lines,
    misp,
    nanopub,
    native,
    newsmlg2,
    ninjs,
    prov,
    schemaorg,
    stix,
    tables,
    webanno,
)
from provenance.formats.format import Format

__all__ = ["BUILTIN"]

BUILTIN = (
    Format(
        name="json",
        title="native JSON document",
        media_type="application/json",
        endings=(".json",),
        loads=native.loads,
        dump=native.dump,
        lossless=True,
        reads="a dossier",
        writes="a dossier",
    ),
    Format(
        name="jsonl",
        title="native JSON Lines, a record a line",
        media_type="application/jsonl",
        endings=(".jsonl", ".ndjson"),
        loads=lines.loads,
        load=lines.load,
        dump=lines.dump,
        lossless=True,
        reads="a dossier, in constant memory",
        writes="a dossier, in constant memory",
    ),
    *schemaorg.FORMATS,
    *prov.FORMATS,
    *webanno.FORMATS,
    *nanopub.FORMATS,
    *ninjs.FORMATS,
    *newsmlg2.FORMATS,
    *stix.FORMATS,
    *misp.FORMATS,
    *ftm.FORMATS,
    *tables.FORMATS,
    *graphs.FORMATS,
    *brat.FORMATS,
    *averitec.FORMATS,
    *gdelt.FORMATS,
)
