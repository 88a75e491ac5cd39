"""The formats of tables, made known while these tests run."""

from collections.abc import Iterator

import pytest

from provenance.formats import registry
from provenance.formats.tables import FORMATS


@pytest.fixture(scope="package", autouse=True)
def _known() -> Iterator[None]:
    before = dict(registry._formats)
    for format in FORMATS:
        if format.name not in registry.names():
            registry.register(format)
    yield
    registry._formats.clear()
    registry._formats.update(before)
