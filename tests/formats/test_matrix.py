"""The tables of `docs/reference/formats.md` are what is measured."""

import pytest

from tests.formats import matrix

for _package in ("pyarrow", "prov", "rdflib"):
    pytest.importorskip(_package, reason="the tables are of all formats, so every extra is wanted")


def test_the_page_shows_what_is_measured() -> None:
    shown, _, last = matrix.shown_on_page().rpartition("\n\nLast measured with ")
    assert shown == matrix.tables().strip(), "run python -m tests.formats.matrix"
    assert "attrs" in last
