"""FollowTheMoney: what investigative desks keep people, organisations and documents in."""

from collections.abc import Mapping

from provenance.formats.format import Fate, Format, Later

__all__ = ["FORMATS"]

_NO_PROPERTY = "statements hold properties of FollowTheMoney, and it has none for this"


def _fates() -> Mapping[str, Fate]:
    return {
        "*": Fate(reason=_NO_PROPERTY),
        "sources.kind": Fate(reason="FollowTheMoney has no schema for this kind", kept_as="a wider schema"),
        "sources.described_in": Fate(
            reason="FollowTheMoney has the words, not their place", kept_as="Mention"
        ),
        "attributions.form": Fate(reason=_NO_PROPERTY, kept_as="origin of the claim's statement"),
        "attributions.credited_as": Fate(reason=_NO_PROPERTY, kept_as="Mention"),
        "attributions.anchors.content": Fate(
            reason="FollowTheMoney has the words, not their place", kept_as="original_value"
        ),
        "attributions.anchors.cue": Fate(
            reason="FollowTheMoney has the words, not their place", kept_as="origin of the claim's statement"
        ),
        "attributions.recorded": Fate(reason=_NO_PROPERTY, kept_as="first_seen, of its time"),
        "statuses.article": Fate(reason="one dataset states it, and that is the checker"),
        "derivations.derived": Fate(reason="a link cannot end in a link", kept_as="the passage's article"),
        "derivations.taken_from": Fate(reason="a link cannot end in a link", kept_as="the passage's article"),
    }


FORMATS = (
    Format(
        name="ftm",
        title="FollowTheMoney entities",
        media_type="application/x-ndjson",
        endings=(".ftm.json", ".ftm.jsonl"),
        loads=Later("ftm.reading", "loads"),
        load=Later("ftm.reading", "load"),
        dump=Later("ftm.writing", "dump"),
        reads="entities or statements as JSON, a line each: people, bodies, documents; all others are kept",
        writes="an entity a line: articles, people and organisations as such, the rest as notes and links; "
        "what these have no property for stands beside the properties",
    ),
    Format(
        name="ftm-statements",
        title="FollowTheMoney statements",
        media_type="application/x-ndjson",
        endings=(".statements.json", ".statements.jsonl"),
        loads=Later("ftm.reading", "loads"),
        load=Later("ftm.reading", "load"),
        dump=Later("ftm.statements", "dump"),
        reads="statements or entities as JSON, a line each, as `ftm` does",
        writes="a statement a line: an entity, a property, a value, and as its dataset the source or the "
        "article that says so; only what FollowTheMoney has a property for",
        fates=_fates,
    ),
    Format(
        name="ftm-statements-csv",
        title="FollowTheMoney statements as CSV",
        media_type="text/csv",
        endings=(".statements.csv",),
        loads=Later("ftm.statementcsv", "loads"),
        load=Later("ftm.statementcsv", "load"),
        dump=Later("ftm.statements", "dump_csv"),
        reads="statements as FollowTheMoney writes them in CSV",
        writes="the same statements, in FollowTheMoney's columns",
        fates=_fates,
    ),
)
"""The formats, for the table of those that are built in."""
