"""The columns of tables: a row gives back exactly the plain form that it was made from."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.formats.tables.columns import cells_of, columns_of, plain_of
from provenance.formats.tables.extracting import as_columns, as_text
from provenance.formats.tables.times import as_time, time_text
from provenance.model import RECORD_TYPES, Claim, Dossier, Precision, When, to_plain
from provenance.testing import dossiers
from tests.golden import stories


@given(dossier=st.one_of(dossiers(), st.sampled_from([make() for make in stories.STORIES.values()])))
def test_a_row_gives_back_the_plain_form_it_was_made_from(dossier: Dossier) -> None:
    for section in RECORD_TYPES:
        for record in getattr(dossier, section).values():
            plain = to_plain(record)
            assert plain_of(section, cells_of(section, plain)) == plain


@given(dossier=st.one_of(dossiers(), st.sampled_from([make() for make in stories.STORIES.values()])))
def test_whole_columns_are_what_the_rows_are(dossier: Dossier) -> None:
    for section in RECORD_TYPES:
        records = tuple(getattr(dossier, section).values())
        made = as_columns(section, records)
        for row, record in enumerate(records):
            cells = cells_of(section, to_plain(record))
            for column in columns_of(section):
                wanted = as_text(cells[column.name], column.kind) if column.name in cells else None
                assert made[column.name][row] == wanted


@pytest.mark.parametrize(
    "when",
    [
        When(text="about noon", approximate=True),
        When(text="soon", uncertain=True, extra={"n": 1}),
        When(earliest=datetime(2025, 11, 4, 9, tzinfo=UTC), latest=None, precision=Precision.HOUR),
        When(earliest=date(2025, 11, 4), latest=date(2025, 11, 4), approximate=True),
        When(earliest=date(9, 1, 1), latest=date(9, 1, 1), text="in the year 9"),
        When(latest=datetime(2025, 11, 4, 9, 0, 0, 1, tzinfo=UTC)),
        When.parse("2025-11-04T09:30:00Z/2025-11-04T10:00:00Z"),
        When.parse("-1985"),
        When.parse("2025-W45"),
    ],
)
def test_times_of_every_kind_come_back(when: When) -> None:
    record = Claim(id="c", text="x", when=when)
    cells = cells_of("claims", to_plain(record))

    assert plain_of("claims", cells) == to_plain(record)
    assert [as_columns("claims", [record])[name][0] for name in cells] == [
        as_text(cell, "extra" if name.endswith("extra") else "text") for name, cell in cells.items()
    ]


def test_columns_of_one_name_are_of_one_kind_in_all_tables() -> None:
    kinds: dict[str, set[str]] = {}
    for section in RECORD_TYPES:
        names = [column.name for column in columns_of(section)]
        assert len(set(names)) == len(names)
        for column in columns_of(section):
            kinds.setdefault(column.name, set()).add(column.kind)

    assert [name for name, found in kinds.items() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("time", "written"),
    [
        ("2025", "2025"),
        ("2025-11", "2025-11"),
        ("2025-11-04", "2025-11-04"),
        ("2025-11-04T09:30:00Z", "2025-11-04T09:30:00Z"),
        ("2025-11-04T09:30:00+02:00", "2025-11-04T09:30:00+02:00"),
        ("2025-11-04/..", "2025-11-04/.."),
        ("2025-11?", "2025-11?"),
        ("2025-11-05T10:11:12.5", "2025-11-05T10:11:12.500000"),
    ],
)
def test_a_time_is_one_cell_that_sorts_and_is_read_back_exactly(time: str, written: str) -> None:
    plain = to_plain(When.parse(time))

    assert time_text(plain) == written
    assert as_time(written) == plain


@given(st.one_of(st.just(None), st.integers(), st.just("x"), st.just([]), st.just({}), st.just({"x": 1})))
def test_what_is_of_another_type_stands_in_extra(odd: Any) -> None:
    plain = {"id": "p", "article": "a", "recorded": odd, "said_at": odd, "credited_as": odd, "via": ""}

    cells = cells_of("attributions", plain)

    assert plain_of("attributions", cells) == plain
    assert all(cell != "" for cell in cells.values())
