"""A record as a person looks at it: what it is, and the fields that are filled in."""

from collections.abc import Mapping, Sequence
from typing import Any

from provenance.model import When, to_plain
from provenance.model.records import section_of, singular
from provenance.queries.showing import shortened
from provenance.view.drawing import Child, Markup, element, joined, link, named

__all__ = ["record_as_html"]

_LONGEST = 400
_MOST_ITEMS = 12
_DEEPEST = 4


def record_as_html(record: Any) -> Markup:
    """Return a record as HTML: its kind, its id, and its fields in a table.

    Fields that are not recorded are left out, a long text is cut to its beginning, and places in a text
    are shown by the words that stand there.
    """
    kind = singular(section_of(record) or "record")
    head = element("p", element("strong", kind), " ", element("code", shortened(record.id, 120)))
    rows = [
        element("tr", element("th", shortened(name), scope="row"), element("td", _field(record, name, value)))
        for name, value in to_plain(record).items()
        if name != "id"
    ]
    return joined(head, element("table", rows))


def _field(record: Any, name: str, value: Any) -> Child:
    held = getattr(record, name, None)
    if isinstance(held, When):
        return named(shortened(str(held), _LONGEST))
    if name == "url" and isinstance(value, str):
        return link(value, _words(value))
    if name == "anchors":
        return _anchors(value)
    return _plain(value)


def _plain(value: Any, depth: int = 0) -> Child:
    """Return plain data as HTML: lists as lists, keys before their values, as deep as can be looked at."""
    if depth > _DEEPEST:
        return "…"
    if isinstance(value, Mapping):
        pairs = list(value.items())[: _MOST_ITEMS + 1]
        parts = [(element("em", shortened(str(k))), " ", _plain(held, depth + 1)) for k, held in pairs]
        if not any(isinstance(held, (Mapping, list)) for held in value.values()):
            return [(" · " if place else None, part) for place, part in enumerate(parts[:_MOST_ITEMS])]
        return _listed(parts, len(value))
    if isinstance(value, (list, tuple)):
        return _listed([_plain(held, depth + 1) for held in value[: _MOST_ITEMS + 1]], len(value))
    return _words(value)


def _listed(parts: Sequence[Child], many: int) -> Child:
    if many == 1:
        return parts[0]
    shown = [element("li", part) for part in parts[:_MOST_ITEMS]]
    if many > _MOST_ITEMS:
        shown.append(element("li", f"… and {many - _MOST_ITEMS:,} more"))
    return element("ul", shown)


def _anchors(held: Any) -> Child:
    """Return the words at the places that a record points to, part by part where it has parts."""
    if isinstance(held, Mapping):
        parts = [(element("em", part), " ", _quoted(places)) for part, places in held.items()]
        return _listed(parts, len(parts))
    return _quoted(held)


def _quoted(places: Any) -> Child:
    if not isinstance(places, list) or not all(isinstance(place, Mapping) for place in places):
        return _plain(places)
    return _words(" … ".join(f"“{place.get('exact', '')}”" for place in places[:_MOST_ITEMS]))


def _words(value: object) -> Markup:
    words = (
        value
        if isinstance(value, str)
        else ("yes" if value is True else "no")
        if isinstance(value, bool)
        else str(value)
    )
    cut = shortened(words, _LONGEST)
    if len(words) <= _LONGEST:
        return named(cut)
    return joined(named(cut), element("span", f" ({len(words):,} characters)", class_="pv-soft"))
