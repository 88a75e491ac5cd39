"""Sources and articles of a foreign document while it is read: named many times, and one record each."""

from typing import Any

from provenance.errors import InvalidRecordError, shown
from provenance.formats.intake import Intake
from provenance.formats.reading import from_plain
from provenance.formats.schemaorg.terms import EXTRA
from provenance.model import Article, Source, When

__all__ = ["Drafts"]

Node = dict[str, Any]


class Drafts:
    """Records that later parts of a document may still add to."""

    def __init__(self, intake: Intake) -> None:
        """Begin with none."""
        self._intake = intake
        self._held: dict[str, dict[str, tuple[Node, str]]] = {"articles": {}, "sources": {}}
        self._by_url: dict[str, str] = {}

    def source(self, plain: Node, path: str) -> str | None:
        """Note a source, and return its id; `None` if no record can be made of it."""
        return self._note("sources", plain, path)

    def article(self, plain: Node, path: str, *, only_add: bool = False) -> str | None:
        """Note an article, and return its id; `None` if no record can be made of it.

        Args:
            plain: its plain form.
            path: where it stands.
            only_add: whether it is known to be another's page too, so that what differs is no problem.
        """
        url = plain.get("url")
        known = self._by_url.get(url) if isinstance(url, str) else None
        if known is not None and only_add:
            plain = {**plain, "id": known}
        id = self._note("articles", plain, path, only_add=only_add)
        if id is not None and isinstance(url, str):
            self._by_url.setdefault(url, id)
        return id

    def finish(self) -> None:
        """Hand all of them over."""
        for section, held in self._held.items():
            for plain, path in held.values():
                self._intake.add(section, plain, path)

    def _note(self, section: str, plain: Node, path: str, *, only_add: bool = False) -> str | None:
        id = plain.get("id") or _derived(section, plain)
        if id is None:
            return self._intake.add(section, plain, path)
        held = self._held[section].get(id)
        if held is None:
            self._held[section][id] = {"id": id, **plain}, path
            return id
        for name, value in plain.items():
            self._join(held[0], name, value, path, only_add)
        return id

    def _join(self, held: Node, name: str, value: Any, path: str, only_add: bool) -> None:
        present = held.get(name)
        if present is None:
            held[name] = value
        elif present == value or (only_add and name != EXTRA):
            return
        elif isinstance(present, list) and isinstance(value, list):
            held[name] = [*present, *(item for item in value if item not in present)]
        elif isinstance(present, dict) and isinstance(value, dict) and (name in (EXTRA, "identifiers")):
            held[name] = {**value, **present}
        else:
            self._intake.report(
                path, f"{name} is {shown(value)} here and {shown(present)} before; the first stays"
            )


def _derived(section: str, plain: Node) -> str | None:
    """Return the id that a record with these fields gets."""
    try:
        if section == "sources":
            names = ("name", "kind", "identifiers", "description")
            fields = {name: plain[name] for name in names if name in plain}
            if "described_in" in plain:
                fields["described_in"] = plain["described_in"]["article"]
            return Source(**fields).id
        names = ("url", "headline", "publisher", "text")
        fields = {name: plain[name] for name in names if name in plain}
        fields.update(
            {name: from_plain(plain[name], When) for name in ("published", "modified") if name in plain}
        )
        return Article(**fields).id
    except InvalidRecordError:
        return None
