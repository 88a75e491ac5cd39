"""Dossiers as schema.org: a graph of nodes, one a record."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from provenance.errors import InvalidValueError
from provenance.formats.jsontext import is_deeper
from provenance.formats.schemaorg.graph import Graph
from provenance.formats.schemaorg.speakable import is_speakable
from provenance.formats.schemaorg.terms import (
    ARTICLE_TYPES,
    BODIES,
    DOSSIER,
    EXTRA,
    KIND_OF_ARTICLE,
    KIND_OF_SOURCE,
    LABEL,
    MEDIA_CATEGORIES,
    MEDIA_SCALE,
    OURS,
    PROJECTED,
    RECORD,
    SAID,
    TYPES_OF_ARTICLE,
    TYPES_OF_SOURCE,
    Way,
    context,
    said_time,
    ways,
)
from provenance.formats.verdicts import say
from provenance.model import RECORD_TYPES, Dossier, When, to_plain
from provenance.model.canonical import DEEPEST
from provenance.model.frozen import thaw

__all__ = ["dump", "rating_node"]

Node = dict[str, Any]


def dump(dossier: Dossier) -> Iterator[str]:
    """Yield the JSON-LD document of a dossier in pieces: a node a line.

    Raises:
        InvalidValueError: if data that was kept is nested deeper than 100 levels.
    """
    yield f'{{\n "@context": {json.dumps(context())},\n "@graph": ['
    between = "\n  "
    for node, plain in _nodes(dossier):
        text = _text_of(node)
        if text.count("{") + text.count("[") > DEEPEST - 10 and is_deeper(plain(), DEEPEST - 2):
            raise InvalidValueError("JSON document", node.get("@id"), f"nested deeper than {DEEPEST}")
        yield between + text
        between = ",\n  "
    yield "\n ]\n}\n"


def _text_of(node: Node) -> str:
    try:
        return _ENCODER.encode(node)
    except RecursionError as error:
        reason = f"nested deeper than {DEEPEST}"
        raise InvalidValueError("JSON document", node.get("@id"), reason) from error


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def _nodes(dossier: Dossier) -> Iterator[tuple[Node, Callable[[], Any]]]:
    """Yield the nodes, each with what gives the plain form that it was made of."""
    beside = _beside(dossier)
    if beside is not None:
        yield beside, partial(dict, beside)
    graph = Graph(dossier)
    for section in RECORD_TYPES:
        write = _WRITERS.get(section)
        reserved = frozenset(SAID[section]) | PROJECTED[section]
        how = ways()[section]
        for id, record in getattr(dossier, section).items():
            plain = to_plain(record)
            del plain["id"]
            foreign = plain.pop(EXTRA, None)
            had_more = bool(foreign)
            node: Node = {"@type": "", "@id": graph.iri(id), RECORD: section}
            if write is not None:
                write(node, plain, record, graph, foreign)
            else:
                node["@type"] = f"{OURS}{RECORD_TYPES[section].__name__}"
            _put_rest(node, plain, how, graph.iri)
            if foreign is not None and (foreign or not had_more):
                _put_foreign(node, foreign, reserved)
            yield node, partial(to_plain, record)


def _beside(dossier: Dossier) -> Node | None:
    node: Node = {"@type": "Collection", RECORD: DOSSIER}
    if dossier.title is not None:
        node["name"] = dossier.title
    if dossier.extra:
        node[f"{OURS}extra"] = thaw(dossier.extra)
    if dossier.suppressions:
        node[f"{OURS}suppressions"] = [to_plain(item) for item in dossier.suppressions]
    if dossier.unread:
        node[f"{OURS}unread"] = [[section, thaw(raw)] for section, raw in dossier.unread]
    return node if len(node) > 2 else None


# --- what every record has -----------------------------------------------------------------


def _put_rest(node: Node, plain: dict[str, Any], how: Any, iri: Callable[[str], str]) -> None:
    """Put the fields that are still there under our own terms."""
    extra = {}
    for name, value in plain.items():
        way: Way | None = how.get(name)
        if way is None or not _fits(value, way):
            extra[name] = value  # what a reader could not make sense of, or another version wrote
        elif way == "reference":
            node[f"{OURS}{name}"] = iri(value)
        elif way == "references":
            node[f"{OURS}{name}"] = [iri(id) for id in value]
        else:
            node[f"{OURS}{name}"] = value
    if extra:
        node[f"{OURS}extra"] = extra


def _fits(value: Any, way: Way) -> bool:
    if way in ("word", "reference"):
        return isinstance(value, str)
    if way in ("words", "references"):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return way != "items" or isinstance(value, list)


def _put_foreign(node: Node, foreign: Any, reserved: frozenset[str]) -> None:
    """Put back what schema.org said beyond our fields, as far as it can stand where it stood."""
    kept: Any = foreign
    if isinstance(foreign, dict):
        kept = {}
        for key, value in foreign.items():
            free = key not in node and key not in reserved and key[:1] != "@"
            if free and is_speakable({key: value}):
                node[key] = value
            else:
                kept[key] = value
        if not kept and foreign:
            return
    node.setdefault(f"{OURS}extra", {})[EXTRA] = kept


def _move(node: Node, term: str, plain: dict[str, Any], name: str) -> None:
    """Move a field that is a string to a term of schema.org."""
    if isinstance(plain.get(name), str):
        node[term] = plain.pop(name)


def _is_address(url: Any) -> bool:
    """Tell whether a url stays what it is as a reference: anything else would be taken as relative."""
    return isinstance(url, str) and url.startswith(("https://", "http://")) and not set(url) & _NO_ADDRESS


_NO_ADDRESS = frozenset(' "<>\\^`{|}\t\n\r')


def _move_list(node: Node, term: str, plain: dict[str, Any], name: str) -> None:
    value = plain.get(name)
    if value and _fits(value, "words") and len(set(value)) == len(value):  # JSON-LD drops equal ones
        node[term] = plain.pop(name)


def _move_time(node: Node, term: str, plain: dict[str, Any], name: str, when: When | None) -> None:
    """Say a time as a date there; the whole time stays where the date does not say all of it."""
    if when is None or not isinstance(plain.get(name), dict):
        return
    text, whole = said_time(when)
    if text is not None:
        node[term] = text
        if whole:
            del plain[name]


def _typed(
    node: Node, plain: dict[str, Any], foreign: Any, types: Any, kinds: Any, other: str, known: Any
) -> None:
    """Give a node its type: that of its kind, or the one it was read with if no kind says so."""
    kind = plain.get("kind")
    usual = types.get(kind, other) if kind is None or isinstance(kind, str) else other
    node["@type"] = usual
    if isinstance(kind, str) and kinds.get(usual) == kind:
        del plain["kind"]
    elif kind is None and isinstance(foreign, dict):
        given = foreign.get("@type")
        if isinstance(given, str) and given in known and given not in kinds and given != usual:
            node["@type"] = foreign.pop("@type")


# --- the records ---------------------------------------------------------------------------


def _source(node: Node, plain: dict[str, Any], record: Any, graph: Graph, foreign: Any) -> None:
    _typed(node, plain, foreign, TYPES_OF_SOURCE, KIND_OF_SOURCE, "Thing", ())
    _move(node, "name", plain, "name")
    _move(node, "description", plain, "description")
    _move_list(node, "alternateName", plain, "aliases")
    identifiers = record.identifiers
    url = identifiers.get("url", "")
    if _is_address(url):
        node["url"] = url
    wikidata = identifiers.get("wikidata", "")
    if wikidata[:1] == "Q" and wikidata[1:].isdecimal():
        node["sameAs"] = f"http://www.wikidata.org/entity/{wikidata}"
    if node["@type"] == "Person":
        tied = [graph.agent(tie.organization) for tie in record.affiliations]
        bodies = [body for body in tied if body is not None and body["@type"] != "Person"]
        if bodies:
            node["affiliation"] = bodies


def _article(node: Node, plain: dict[str, Any], record: Any, graph: Graph, foreign: Any) -> None:
    _typed(node, plain, foreign, TYPES_OF_ARTICLE, KIND_OF_ARTICLE, "Article", _WORKS)
    _move(node, "headline", plain, "headline")
    publisher = graph.agent(record.publisher)
    if publisher is not None:
        node["publisher"] = publisher
        del plain["publisher"]
    bylines = [author for name in record.authors if (author := graph.named.get(name)) is not None]
    if bylines:
        node["author"] = bylines
    _move_list(node, "creditText", plain, "authors")
    if _is_address(plain.get("url")):
        _move(node, "url", plain, "url")
    _move(node, "dateline", plain, "dateline")
    _move_time(node, "datePublished", plain, "published", record.published)
    _move_time(node, "dateModified", plain, "modified", record.modified)
    _move(node, "inLanguage", plain, "language")
    has_body = node["@type"] in ARTICLE_TYPES
    if has_body:
        _move(node, "articleSection", plain, "section")
    _move(node, BODIES[has_body], plain, "text")
    node.update(graph.ties_of(record.id))


_WORKS = ARTICLE_TYPES | {
    "CreativeWork",
    "WebPage",
    "VideoObject",
    "AudioObject",
    "ImageObject",
    "MediaObject",
}


def _claim(node: Node, plain: dict[str, Any], record: Any, graph: Graph, foreign: Any) -> None:
    node["@type"] = "Claim"
    _move(node, "text", plain, "text")
    _move(node, "inLanguage", plain, "language")
    node.update(graph.voices_of(record.id))


def _attribution(node: Node, plain: dict[str, Any], record: Any, graph: Graph, foreign: Any) -> None:
    words = " … ".join(anchor.exact for anchor in record.anchors.content)
    if not words and isinstance(foreign, dict) and isinstance(foreign.get("text"), str):
        words = foreign["text"]  # of a Quotation that was read without the text it stands in
    is_quotation = record.form == "direct" and words != ""
    node["@type"] = "Quotation" if is_quotation else f"{OURS}Attribution"
    if is_quotation:
        node["text"] = words
        speaker = graph.agent(record.source)
        if speaker is not None:
            node["spokenByCharacter"] = speaker
            del plain["source"]
    if record.article in graph.dossier.articles:
        node["isPartOf"] = {"@id": graph.iri(record.article)}
        del plain["article"]


def _status(node: Node, plain: dict[str, Any], record: Any, graph: Graph, foreign: Any) -> None:
    node["@type"] = "ClaimReview"
    article, claim = graph.dossier.articles.get(record.article), graph.dossier.claims.get(record.claim)
    if article is not None and article.url is not None:
        node["url"] = article.url
    if claim is not None:
        node["claimReviewed"] = claim.text
        node["itemReviewed"] = {"@type": "Claim", "@id": graph.iri(record.claim)}
        del plain["claim"]
    checker = graph.agent(record.checker)
    if checker is not None:
        node["author"] = checker
        del plain["checker"]
    elif record.checker in graph.dossier.sources:
        node["creditText"] = str(graph.dossier.sources[record.checker])
    _move_time(node, "datePublished", plain, "judged_at", record.judged_at)
    _move(node, "reviewBody", plain, "rationale")
    stage = "Obsolete" if record.id in graph.superseded else _STAGES.get(record.state)
    if stage is not None:
        node["creativeWorkStatus"] = stage
    rating = rating_node(record, whole=True)
    if rating is not None:
        node["reviewRating"] = rating
        if record.rating is not None and isinstance(plain.get("rating"), dict):
            del plain["rating"]
            if record.rating.scale == MEDIA_SCALE and record.rating.label in MEDIA_CATEGORIES:
                node["@type"] = "MediaReview"
                node["mediaAuthenticityCategory"] = record.rating.label


_STAGES: dict[str | None, str] = {"in_progress": "Incomplete", "withdrawn": "Obsolete"}
"""What schema.org calls the stage of a work, for reviews that are no judgement, or none any more."""


def rating_node(status: Any, *, whole: bool) -> Node | None:
    """Return the Rating of a status: as it was published, else the usual word for the verdict.

    Numbers are written as numbers, also where a checker wrote them as strings. None is made up.

    Args:
        status: the status.
        whole: whether our own terms are to say what schema.org's do not.
    """
    node: Node = {"@type": "Rating"}
    rating = status.rating
    if rating is None:
        label = _usual_label(status)
        if not label:
            return None
        node.update(label)
        return {**node, f"{OURS}made_of": "verdict", LABEL: label["alternateName"]} if whole else node
    plain = to_plain(rating)
    foreign = plain.pop(EXTRA, None)
    for term, name in (("ratingValue", "value"), ("bestRating", "best"), ("worstRating", "worst")):
        value = getattr(rating, name)
        if value is None:
            continue
        number = _number(value)
        if whole or not isinstance(number, str):
            node[term] = number
        if type(number) is type(value):
            del plain[name]
    if rating.label is not None:
        node["alternateName"] = plain.pop("label")
        if whole:
            node[LABEL] = node["alternateName"]
    if not whole and (rating.label is None or rating.scale == MEDIA_SCALE):
        node.pop("alternateName", None)
        node.update(_usual_label(status))
    if whole:
        reserved = frozenset(("ratingValue", "bestRating", "worstRating", "alternateName"))
        node.update({f"{OURS}{name}": plain.pop(name) for name in ("scale", "language") if name in plain})
        if plain:
            node[f"{OURS}extra"] = plain
        if foreign is not None:
            _put_foreign(node, foreign, reserved)
    return node


def _usual_label(status: Any) -> Node:
    word = say(status.verdict, "claimreview").word if status.verdict is not None else None
    return {} if word is None else {"alternateName": word}


def _number(value: float | str) -> float | str:
    """Return the number that a string is, if it is a plain one; else the value as it is."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if text.isascii() and len(text) <= 15 and text.replace(".", "", 1).removeprefix("-").isdecimal():
        return float(text) if "." in text else int(text)
    return value


def _derivation(node: Node, plain: dict[str, Any], record: Any, graph: Graph, foreign: Any) -> None:
    correction = graph.correction(record)
    node["@type"] = f"{OURS}Derivation" if correction is None else "CorrectionComment"
    if correction is not None and "text" in correction:
        node["text"] = correction["text"]


_WRITERS = {
    "sources": _source,
    "articles": _article,
    "claims": _claim,
    "attributions": _attribution,
    "statuses": _status,
    "derivations": _derivation,
}
