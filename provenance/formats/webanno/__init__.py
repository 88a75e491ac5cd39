"""Web Annotation JSON-LD: passages as annotations of the pages they stand on."""

from provenance.formats.format import Format, Later

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        name="web-annotation",
        title="W3C Web Annotation JSON-LD",
        media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        endings=(".anno.jsonld", ".anno.json"),
        loads=Later("webanno.reading", "loads"),
        dump=Later("webanno.writing", "dump"),
        reads="annotations, pages and collections of them; those on a text become passages",
        writes="a collection with an annotation for each passage, and for each judgement and derivation "
        "that has a place in a text",
    ),
)
