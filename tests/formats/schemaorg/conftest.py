"""Makes the formats of this room known for its tests, where they are not yet."""

import pytest

from provenance import formats
from provenance.formats import registry
from provenance.formats.schemaorg import FORMATS


@pytest.fixture(scope="session", autouse=True)
def _known() -> None:
    for format in FORMATS:
        if format.name not in formats.names():
            registry.register(format)
