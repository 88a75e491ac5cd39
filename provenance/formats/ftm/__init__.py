"""FollowTheMoney: what investigative desks keep people, organisations and documents in."""

from provenance.formats.format import Format, Later

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        name="ftm",
        title="FollowTheMoney entities",
        media_type="application/x-ndjson",
        endings=(".ftm.json", ".ftm.jsonl"),
        loads=Later("ftm.reading", "loads"),
        dump=Later("ftm.writing", "dump"),
        reads="entities or statements as JSON, a line each: people, bodies, documents; all others are kept",
        writes="an entity a line: articles, people and organisations as such, the rest as notes and links; "
        "what these have no property for stands beside the properties",
    ),
)
"""The format, for the table of those that are built in."""
