"""What a package has that brings a format of its own: in its `pyproject.toml` it says

[project.entry-points."provenance.formats"]
oneline = "its.module:ONE_LINE"
"""

from collections.abc import Iterator

from provenance.formats import Fate, Format
from provenance.model import Dossier


def _dump(dossier: Dossier) -> Iterator[str]:
    yield (dossier.title or "").replace("\n", " ")


def _loads(data: str | bytes, *, strict: bool = False) -> Dossier:
    text = data if isinstance(data, str) else data.decode("utf-8")
    return Dossier(title=text or None)


ONE_LINE = Format(
    name="oneline",
    title="one line",
    media_type="text/plain",
    endings=(".oneline",),
    loads=_loads,
    dump=_dump,
    fates=lambda: {"*": Fate(reason="one line has room for the title only")},
)
WRONG = 3


def make() -> Format:
    """Return the format."""
    return ONE_LINE
