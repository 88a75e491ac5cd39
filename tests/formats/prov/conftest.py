"""Makes the four PROV formats known, where they are not built in yet."""

from collections.abc import Iterator

import pytest

from provenance.formats import registry
from provenance.formats.prov import FORMATS


@pytest.fixture(autouse=True, scope="module")
def _known_formats() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if FORMATS[0].name not in registry._formats:
            patch.setattr(registry, "_formats", {**registry._formats, **{f.name: f for f in FORMATS}})
        yield
