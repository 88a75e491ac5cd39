"""Parties that a document names more than once, and not always alike."""

import attrs

from provenance.formats.intake import Intake

__all__ = ["Parties"]


class Parties:
    """Gathers the names by which sources are called that were taken in already."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._names: dict[str, dict[str, None]] = {}

    def again(self, id: str, name: str | None) -> bool:
        """Note that a source is called once more; return whether it is there."""
        if self._intake.get("sources", id) is None:
            return False
        if name is not None:
            self._names.setdefault(id, {})[name] = None
        return True

    def settle(self) -> None:
        """Give each source its further names: the first is its name if it has none, the others aliases."""
        for id, names in self._names.items():
            held = self._intake.get("sources", id)
            if held is None:
                continue
            first, *others = (held.name, *names) if held.name is not None else names
            aliases = dict.fromkeys((*held.aliases, *(name for name in others if name != first)))
            if (first, *aliases) != (held.name, *held.aliases):
                self._intake.replace(attrs.evolve(held, name=first, aliases=tuple(aliases)))
