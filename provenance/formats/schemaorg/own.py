"""Nodes that this library wrote, back into records."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from provenance.formats.intake import Intake
from provenance.formats.iris import id_of
from provenance.formats.schemaorg.edits import heed_label
from provenance.formats.schemaorg.nodes import types_of, with_plain_keys
from provenance.formats.schemaorg.terms import (
    DOSSIER,
    EXTRA,
    KIND_OF_ARTICLE,
    KIND_OF_SOURCE,
    OURS,
    PROJECTED,
    RECORD,
    SAID,
    TYPES_OF_ARTICLE,
    TYPES_OF_SOURCE,
    time_said,
    ways,
)
from provenance.model import RECORD_TYPES

__all__ = ["is_own", "read_beside", "read_own"]

Node = dict[str, Any]

_TIMES = frozenset({"published", "modified", "judged_at"})
_REFERENCES = frozenset({"publisher", "checker", "claim", "article", "source"})
_WORDS = frozenset(
    {"dateline", "description", "headline", "language", "name", "rationale", "section", "text", "url"}
)
_LISTS = frozenset({"authors", "aliases"})
_RATING = {"alternateName": "label", "ratingValue": "value", "bestRating": "best", "worstRating": "worst"}


def is_own(node: Node) -> bool:
    """Tell whether a node says which of our records it is."""
    kind = node.get(RECORD)
    return isinstance(kind, str) and (kind in RECORD_TYPES or kind == DOSSIER)


def read_own(node: Node, path: str, intake: Intake) -> None:
    """Take in the record that a node of ours stands for, or what stands beside the records."""
    section = node[RECORD]
    if section == DOSSIER:
        read_beside(node, path, intake)
        return
    plain: Node = {}
    id = node.get("@id")
    if isinstance(id, str):
        plain["id"] = id_of(id)
    else:
        intake.report(f"{path}['@id']", "a record of ours has an id")
    foreign: Node = {}
    steps = _steps(section)
    for key, value in node.items():
        step = steps.get(key)
        if step is None:
            if key[0:1] != "@" and not key.startswith(OURS):
                foreign[key] = value
            continue
        way, name = step
        if way == "word" or way == "json":
            plain[name] = value
        elif way == "items":
            plain[name] = _items(value)
        elif way == "reference":
            plain[name] = id_of(value) if isinstance(value, str) else _reference(value)
        elif way == "references" or way == "words":
            plain[name] = _listed(value, way)
        elif way == "text":
            plain[name] = value.get("@id", value) if isinstance(value, dict) else value
        elif way == "said":
            _take_said(plain, name, value, f"{path}.{key}", intake)
    extra = node.get(f"{OURS}extra")
    if "kind" not in plain and not (isinstance(extra, dict) and "kind" in extra):
        for name, values in _kinds(section, next(iter(types_of(node)), None)):
            (plain if name == "kind" else foreign)[name] = values
    _put_back_extra(plain, extra, foreign)
    if section == "statuses":
        heed_label(plain, node, path, intake)
    intake.add(section, plain, path)


@cache
def _steps(section: str) -> dict[str, tuple[str, str]]:
    """Return what is done with each key of a node of ours, and for which field."""
    steps = dict.fromkeys((*PROJECTED[section], RECORD, f"{OURS}extra"), ("nothing", ""))
    steps.update({f"{OURS}{name}": (way, name) for name, way in ways()[section].items()})
    steps.update({key: ("text" if name in _WORDS else "said", name) for key, name in SAID[section].items()})
    return steps


def _items(value: Any) -> Any:
    """Return a list, also where other software took the only item out of it."""
    return [value] if isinstance(value, dict) else value


def _listed(value: Any, way: str) -> Any:
    if not isinstance(value, list):
        value = [value]  # others write a list of one as its item
    return [_reference(item) for item in value] if way == "references" else value


def _reference(value: Any) -> Any:
    if isinstance(value, dict):
        value = value.get("@id", value)
    return id_of(value) if isinstance(value, str) else value


def _take_said(plain: Node, name: str, value: Any, path: str, intake: Intake) -> None:
    if name in _TIMES:
        if name in plain:
            return  # our own term said all of it
        when = time_said(value) if isinstance(value, str) else None
        value = when if when is not None else intake.date(value, path)
        if value is None:
            return
        plain.setdefault(name, value)
    elif name in _REFERENCES:
        plain[name] = _reference(value)
    elif name in _LISTS:
        plain[name] = [value] if isinstance(value, str) else value
    elif name == "rating":
        rating = _rating(value)
        if rating is not None:
            plain[name] = rating
    else:
        plain[name] = value


def _rating(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    node = with_plain_keys(node)
    if node.get(f"{OURS}made_of") == "verdict":
        return None  # its label was made of the verdict, for others to read
    plain, foreign = {}, {}
    for key, value in node.items():
        if key in _RATING:
            plain[_RATING[key]] = value
        elif key in (f"{OURS}scale", f"{OURS}language"):
            plain[key[len(OURS) :]] = value
        elif key[0:1] != "@" and not key.startswith(OURS):
            foreign[key] = value
    extra = node.get(f"{OURS}extra")
    for name in ("value", "best", "worst"):
        if isinstance(extra, dict) and name in extra:
            plain.pop(name, None)  # the number was written for others; this is what the checker wrote
    _put_back_extra(plain, extra, foreign)
    return plain


def _kinds(section: str, type: Any) -> Iterator[tuple[str, Any]]:
    """Yield the kind that a type says, and the type itself if the kind's usual one is another."""
    if section == "sources":
        kinds, usual, other = KIND_OF_SOURCE, TYPES_OF_SOURCE, "Thing"
    elif section == "articles":
        kinds, usual, other = KIND_OF_ARTICLE, TYPES_OF_ARTICLE, "Article"
    else:
        return
    if not isinstance(type, str):
        return
    if type in kinds:
        yield "kind", kinds[type]
    elif type != usual.get(None, other):
        yield "@type", type


def _put_back_extra(plain: Node, extra: Any, foreign: Node) -> None:
    if isinstance(extra, dict):
        for key, raw in extra.items():
            if key == EXTRA and isinstance(raw, dict) and foreign:
                foreign = {**raw, **foreign}
            elif key not in plain:
                plain[key] = raw
    if foreign:
        plain[EXTRA] = foreign


def read_beside(node: Node, path: str, intake: Intake) -> None:
    """Take in what stands beside the records."""
    title = node.get("name")
    if isinstance(title, str):
        intake.title = title
    elif title is not None:
        intake.report(f"{path}.name", "a title is a string")
    if f"{OURS}suppressions" in node:
        intake.suppress(_items(node[f"{OURS}suppressions"]), path)
    extra, unread = node.get(f"{OURS}extra"), node.get(f"{OURS}unread")
    for key, value in extra.items() if isinstance(extra, dict) else ():
        intake.keep(key, value)
    if isinstance(unread, list) and len(unread) == 2 and isinstance(unread[0], str):
        unread = [unread]  # other software took the only item out of its list
    for place, item in enumerate(unread if isinstance(unread, list) else ()):
        section, raw = item if isinstance(item, list) and len(item) == 2 else ("", item)
        inner = f"{path}['{OURS}unread'][{place}]"
        intake.set_aside(
            section if isinstance(section, str) else "", raw, inner, "an earlier reader made no record of it"
        )
