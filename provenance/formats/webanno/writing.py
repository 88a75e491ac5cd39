"""Writing Web Annotations (https://www.w3.org/TR/annotation-model/)."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from provenance.formats.iris import iri_of
from provenance.formats.jsontext import encode_json
from provenance.formats.ownterms import class_name, node_of, page_of, to_terms, write_beside
from provenance.formats.webanno.keys import MOTIVATIONS, NAME, ROLES, context, judgement_words, set_aside_in
from provenance.model import RECORD_TYPES, Dossier, Recorded, TextAnchor
from provenance.model.anchors import Part
from provenance.model.frozen import thaw
from provenance.model.plain import moment_text

__all__ = ["dump"]

COLLECTION = "urn:news-provenance:"
_SOFTWARE = ("software",)
_ORGANIZATIONS = ("organization", "government_body", "military", "news_outlet", "news_agency")


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield a dossier as an annotation collection, an annotation a line.

    Raises:
        InvalidValueError: if something kept in `extra` is no JSON data, or nested too deeply.
    """
    annotations = list(_annotations(dossier))
    foreign = _foreign(dossier)
    head: dict[str, Any] = {
        "@context": context(),
        "id": f"{COLLECTION}annotations",
        "type": "AnnotationCollection",
    }
    if dossier.title is not None:
        head["label"] = dossier.title
    beside = write_beside(dossier)
    if foreign:
        beside["pv:extra"] = {key: value for key, value in beside["pv:extra"].items() if key != NAME}
        if not beside["pv:extra"]:
            del beside["pv:extra"]
    head |= beside
    lines = [f' "{key}": {encode_json(value)}' for key, value in head.items()]
    held = {record.id for record, _ in annotations}
    for section in RECORD_TYPES:
        nodes = [node_of(record) for record in getattr(dossier, section).values() if record.id not in held]
        if nodes:
            lines.append(f' "pv:{section}": {_listed(nodes, "  ")}')
    lines.append(f' "total": {len(annotations) + len(foreign)}')
    yield "{\n" + ",\n".join(lines)
    items = [annotation for _, annotation in annotations] + foreign
    yield f',\n "first": {{\n  "id": "{COLLECTION}annotations/1",\n  "type": "AnnotationPage",\n'
    yield f'  "startIndex": 0,\n  "items": {_listed(items, "   ")}\n }}\n}}\n'


def _listed(nodes: Sequence[Any], indent: str) -> str:
    if not nodes:
        return "[]"
    inner = f",\n{indent}".join(encode_json(node) for node in nodes)
    return f"[\n{indent}{inner}\n{indent[:-1]}]"


def _foreign(dossier: Dossier) -> list[Any]:
    """Return the annotations of others that no record was made of."""
    kept: Any = dossier.extra.get(NAME)
    if hasattr(kept, "keys") and set(kept) == {"annotations"} and isinstance(kept["annotations"], tuple):
        return list(thaw(kept["annotations"]))
    return []


def _annotations(dossier: Dossier) -> Iterator[tuple[Any, dict[str, Any]]]:
    for passage in dossier.attributions.values():
        yield passage, _passage(dossier, passage)
    for status in dossier.statuses.values():
        if status.article is not None and status.anchors:
            yield status, _judgement(dossier, status)
    for derivation in dossier.derivations.values():
        place = _article_of(dossier, derivation.derived)
        if place is not None and derivation.anchors:
            yield derivation, _derivation(dossier, derivation, place)


def _article_of(dossier: Dossier, id: str) -> str | None:
    if id in dossier.articles:
        return id
    passage = dossier.attributions.get(id)
    return passage.article if passage is not None else None


# --- the three kinds of annotation ---------------------------------------------------------


def _passage(dossier: Dossier, passage: Any) -> dict[str, Any]:
    anchors = passage.anchors
    targets = [
        _target(dossier, passage.article, anchor, role) for role in ROLES for anchor in getattr(anchors, role)
    ]
    claim = dossier.claims.get(passage.claim)
    body: Any = iri_of(passage.claim)
    if claim is not None:
        body = {"id": body, "type": ["TextualBody", "pv:Claim"], "value": claim.text, "purpose": "describing"}
        if claim.language is not None:
            body["language"] = claim.language
        if passage.source is not None:
            body["creator"] = _agent(dossier, passage.source)
    own = _own(passage, ("anchors",))
    # Where somebody else's target is written back as it was, our reading of it has to stand beside it;
    # and where anchors of one part could not be read, all stand together.
    apart = (
        "target" in set_aside_in(passage.extra)
        or any(role in anchors.extra for role in ROLES)
        or any(map(_is_in_part, (anchor for role in ROLES for anchor in getattr(anchors, role))))
    )
    beside = to_terms(anchors, without=() if apart else ROLES)
    if beside:
        own["pv:anchors"] = beside
    return _annotation(dossier, passage, body, targets, own, passage.article)


def _judgement(dossier: Dossier, status: Any) -> dict[str, Any]:
    targets = [_target(dossier, status.article, anchor) for anchor in status.anchors]
    body: dict[str, Any] = {"type": ["TextualBody", "pv:Judgement"], "purpose": "assessing"}
    body["value"] = judgement_words(status)
    if status.checker is not None:
        body["creator"] = _agent(dossier, status.checker)
    own = _own(status, _without(status))
    return _annotation(dossier, status, body, targets, own, status.article)


def _derivation(dossier: Dossier, derivation: Any, article: str) -> dict[str, Any]:
    targets = [_target(dossier, article, anchor) for anchor in derivation.anchors]
    own = _own(derivation, _without(derivation))
    return _annotation(dossier, derivation, iri_of(derivation.taken_from), targets, own, article)


def _without(record: Any) -> tuple[str, ...]:
    """Return what the targets of an annotation say, so that nothing else has to."""
    apart = "target" in set_aside_in(record.extra) or any(map(_is_in_part, record.anchors))
    return () if apart else ("anchors",)


def _is_in_part(anchor: TextAnchor) -> bool:
    """Return whether a field of an anchor could not be read, and stands raw in its `extra`."""
    return bool(anchor.extra) and not anchor.extra.keys().isdisjoint(_FIELDS)


_FIELDS = frozenset(field.name for field in attrs.fields(TextAnchor)) - {"extra"}


def _own(record: Any, without: tuple[str, ...]) -> dict[str, Any]:
    aside = (NAME,) if set_aside_in(record.extra) else ()
    return to_terms(record, without=("recorded", *without), aside=aside)


def _annotation(
    dossier: Dossier, record: Any, body: Any, targets: list[Any], own: dict[str, Any], article: str
) -> dict[str, Any]:
    section = record.RECORDS
    said: dict[str, Any] = {
        "id": iri_of(record.id),
        "type": ["Annotation", class_name(section)],
        "motivation": MOTIVATIONS[section],
        **_makers(record.recorded),
        "body": body,
        "target": targets or _page(dossier, article),
    }
    aside = thaw(set_aside_in(record.extra))
    said["type"] += aside.pop("types", [])
    return {**said, **aside, **own}


def _makers(recorded: Recorded | None) -> dict[str, Any]:
    """Return by whom, by what and when an annotation was made, in the standard's terms and ours."""
    if recorded is None:
        return {}
    said: dict[str, Any] = {}
    if recorded.by:
        # Whether it is a person or a desk is not recorded, so the agent has no type.
        said["creator"] = {"name": recorded.by}
    if recorded.at is not None:
        said["created"] = moment_text(recorded.at)
    if recorded.software:
        said["generator"] = {"type": "Software", "name": recorded.software}
    # An empty text is no name of anybody; it stands among our own terms.
    elsewhere = tuple(name for name in ("by", "at", "software") if getattr(recorded, name))
    said["pv:recorded"] = to_terms(recorded, without=elsewhere)
    return said


# --- bodies and targets --------------------------------------------------------------------


def _agent(dossier: Dossier, id: str) -> dict[str, Any]:
    source = dossier.sources.get(id)
    agent: dict[str, Any] = {"id": iri_of(id)}
    if source is None:
        return agent
    kind = str.__str__(source.kind) if source.kind is not None else ""
    if kind == "person":
        agent["type"] = "Person"
    elif kind in _ORGANIZATIONS:
        agent["type"] = "Organization"
    elif kind in _SOFTWARE:
        agent["type"] = "Software"
    name = source.name or source.description
    if name:
        agent["name"] = name
    return agent


def _page(dossier: Dossier, id: str) -> str:
    article = dossier.articles.get(id)
    return page_of(id, article.url if article is not None else None)


def _target(dossier: Dossier, article: str, anchor: TextAnchor, role: str | None = None) -> dict[str, Any]:
    """Return the place of an anchor. An anchor in a headline has no position in the page's text."""
    said: dict[str, Any] = {"type": "SpecificResource", "source": _page(dossier, article)}
    if role is not None:
        said["pv:role"] = role
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": anchor.exact}
    for key in ("prefix", "suffix"):
        if getattr(anchor, key):
            quote[key] = getattr(anchor, key)
    if anchor.part is Part.TEXT:
        position = {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}
        said["selector"] = [position, quote]
    else:
        said["selector"] = quote
        said |= {"pv:part": str.__str__(anchor.part), "pv:start": anchor.start, "pv:end": anchor.end}
    if anchor.extra:
        said["pv:extra"] = thaw(anchor.extra)
    return said
