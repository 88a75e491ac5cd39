"""IPTC NewsML-G2, news in XML. Read only."""

from provenance.formats.format import Format, Later

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        name="newsml-g2",
        title="IPTC NewsML-G2",
        media_type="application/vnd.iptc.g2.newsitem+xml",
        endings=(".xml",),
        loads=Later("newsmlg2.reading", "loads"),
        reads="news items, packages and messages of NewsML-G2: articles with their text, publishers and "
        "information sources, links and hop history; any DOCTYPE is refused",
    ),
)
"""The format, for the table of those that are built in."""
