"""The tables of an SQLite file: one for each kind of record, one for each list, and views for people."""

from typing import NamedTuple

from provenance.formats.tables.columns import KIND_OF, Column, columns_of
from provenance.model import RECORD_TYPES

__all__ = ["ABOUT", "VIEWS", "ListTable", "create_lists", "create_table", "indexes", "lists_of"]

ABOUT = "about_this_file"
"""The table for what stands beside the records: a key of the native document, and its JSON."""

_TYPES = {"number": "REAL"}


class ListTable(NamedTuple):
    """The table that holds one field of a kind of record that is a list of texts."""

    name: str
    """Its name ("source_aliases")."""

    owner: str
    """Its column for the id of the record ("source")."""

    column: Column
    """The field, as a column."""


def lists_of(section: str) -> tuple[ListTable, ...]:
    """Return the tables for the lists of a kind of record."""
    word = KIND_OF[section]
    return tuple(
        ListTable(f"{word}_{column.name}", word, column)
        for column in columns_of(section)
        if column.kind == "texts"
    )


def create_table(section: str) -> str:
    """Return the statement that makes the table of a kind of record."""
    lines = []
    for column in columns_of(section):
        if column.kind != "texts":
            key = " PRIMARY KEY" if column.name == "id" else ""
            lines.append(f'  "{column.name}" {_TYPES.get(column.kind, "TEXT")}{key}{_reference(column)}')
    return f'CREATE TABLE "{section}" (\n' + ",\n".join(lines) + "\n)"


def create_lists(section: str) -> list[str]:
    """Return the statements that make the tables of its lists."""
    return [
        f'CREATE TABLE "{table.name}" (\n'
        f'  "{table.owner}" TEXT REFERENCES "{section}" ("id"),\n'
        f'  "position" INTEGER,\n'
        f'  "value" TEXT{_reference(table.column)},\n'
        f'  PRIMARY KEY ("{table.owner}", "position")\n)'
        for table in lists_of(section)
    ]


def _reference(column: Column) -> str:
    if column.refers_to is None or len(column.refers_to) != 1:  # SQL has no key into one of several tables
        return ""
    return f' REFERENCES "{column.refers_to[0]}" ("id")'


def indexes() -> list[str]:
    """Return the statements that make an index of every column that holds ids."""
    found = []
    for section in RECORD_TYPES:
        for column in columns_of(section):
            if column.refers_to is not None and column.kind == "text":
                found.append(f'CREATE INDEX "{section}_by_{column.name}" ON "{section}" ("{column.name}")')
        for table in lists_of(section):
            found.append(f'CREATE INDEX "{table.name}_by_value" ON "{table.name}" ("value")')
    return found


_NAME = "coalesce({0}.name, {0}.description)"

VIEWS = {
    "who_said_what": f"""
        SELECT p.id AS passage, a.published, {_NAME.format("o")} AS outlet, a.headline,
          {_NAME.format("s")} AS source, s.kind AS source_kind, p.credited_as, c.text AS claim,
          p.commitment, p.form, p.anonymity, p.how_known, p.obtained,
          json_extract(p.anchors_content, '$[0].exact') AS words,
          p.article AS article_id, p.source AS source_id, p.claim AS claim_id, p.via AS via_passage
        FROM attributions AS p
        LEFT JOIN articles AS a ON a.id = p.article
        LEFT JOIN sources AS o ON o.id = a.publisher
        LEFT JOIN sources AS s ON s.id = p.source
        LEFT JOIN claims AS c ON c.id = p.claim""",
    "claims_in_numbers": """
        SELECT c.id AS claim_id, c.text AS claim, count(p.id) AS passages,
          count(DISTINCT p.article) AS articles, count(DISTINCT a.publisher) AS outlets,
          count(DISTINCT p.source) AS credited_sources,
          (SELECT count(*) FROM statuses AS v WHERE v.claim = c.id) AS checks
        FROM claims AS c
        LEFT JOIN attributions AS p ON p.claim = c.id
        LEFT JOIN articles AS a ON a.id = p.article
        GROUP BY c.id""",
    "sources_in_numbers": f"""
        SELECT s.id AS source_id, {_NAME.format("s")} AS source, s.kind, s.country,
          count(p.id) AS passages, count(DISTINCT p.claim) AS claims,
          count(DISTINCT p.article) AS articles
        FROM sources AS s
        LEFT JOIN attributions AS p ON p.source = s.id
        GROUP BY s.id""",
    "who_took_from_whom": f"""
        SELECT d.id AS derivation, d.kind, d.standing, d.recorded_basis AS basis,
          {_NAME.format("o1")} AS outlet, coalesce(a1.headline, {_NAME.format("s1")}) AS derived,
          {_NAME.format("o2")} AS taken_from_outlet,
          coalesce(a2.headline, {_NAME.format("s2")}) AS taken_from,
          d.derived AS derived_id, d.taken_from AS taken_from_id
        FROM derivations AS d
        LEFT JOIN attributions AS p1 ON p1.id = d.derived
        LEFT JOIN articles AS a1 ON a1.id = coalesce(p1.article, d.derived)
        LEFT JOIN sources AS s1 ON s1.id = d.derived
        LEFT JOIN sources AS o1 ON o1.id = a1.publisher
        LEFT JOIN attributions AS p2 ON p2.id = d.taken_from
        LEFT JOIN articles AS a2 ON a2.id = coalesce(p2.article, d.taken_from)
        LEFT JOIN sources AS s2 ON s2.id = d.taken_from
        LEFT JOIN sources AS o2 ON o2.id = a2.publisher""",
    "who_checked_what": f"""
        SELECT v.id AS status, v.judged_at, c.text AS claim, v.state, v.verdict, v.rating_label,
          {_NAME.format("s")} AS checker, a.headline AS stated_in, v.rationale, v.claim AS claim_id
        FROM statuses AS v
        LEFT JOIN claims AS c ON c.id = v.claim
        LEFT JOIN sources AS s ON s.id = v.checker
        LEFT JOIN articles AS a ON a.id = v.article""",
}
"""Views that answer what is asked most. Reading never looks at them."""
