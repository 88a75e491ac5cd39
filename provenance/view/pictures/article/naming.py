"""What a person would call a source."""

from provenance.queries.showing import shortened
from provenance.queries.view import View

__all__ = ["name_of"]


def name_of(view: View, id: str) -> str:
    """Return what a person would call a source."""
    record = view.sources.get(id)
    if record is None:
        return shortened(id, 80)
    name = view.read(record, "name")
    if name is not None:
        return shortened(name, 80)
    words = view.read(record, "description")
    return f"“{shortened(words, 80)}”" if words is not None else shortened(id, 80)
