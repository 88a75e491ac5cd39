"""Items of a page that stand in its elements, not in scripts: Microdata, RDFa, Open Graph.

The package extruct (extra `html`) finds them. It is asked for these three only: on bad JSON-LD it raises
whatever its parts raise, and scripts are read here anyway.
"""

import json
import re
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from provenance.errors import MissingExtraError
from provenance.formats.format import needed
from provenance.formats.schemaorg.nodes import IRI, types_of
from provenance.formats.schemaorg.terms import ARTICLE_TYPES, SCHEMA

__all__ = ["items_of", "kinds_read"]

Node = dict[str, Any]
Report = Callable[[str, str], None]

_LARGEST = {"Microdata": 5_000_000, "RDFa": 2_000_000, "Open Graph": 5_000_000}
"""Characters of the largest page that is searched: extruct takes seconds for it."""

_SYNTAXES = {"Microdata": "microdata", "RDFa": "rdfa", "Open Graph": "opengraph"}
_DEEPEST = 100
_DEEPEST_ITEM = 40

_KINDS = {
    **dict.fromkeys(ARTICLE_TYPES, "article"),
    **dict.fromkeys(("ClaimReview", "MediaReview"), "review"),
    "Claim": "claim",
    "Quotation": "quotation",
}
_TYPES = {
    "Microdata": re.compile(r"""\bitemtype\s{0,9}=\s{0,9}["']?([^"'>]{1,300})""", re.IGNORECASE),
    "RDFa": re.compile(r"""\btypeof\s{0,9}=\s{0,9}["']?([^"'>]{1,300})""", re.IGNORECASE),
}
_OPEN_GRAPH = re.compile(
    r"""<meta\s[^>]{0,300}?(?:["']article:published_time["']|["']og:type["'][^>]{0,99}["']article["'])""",
    re.IGNORECASE,
)
_XML = re.compile(r"^\s{0,99}<\?xml[^>]{0,200}>")  # lxml reads no encoding from what is text already
_SCHEMA_ORG = (
    "http://schema.org/",
    "https://schema.org/",
    "http://www.schema.org/",
    "https://www.schema.org/",
)


def kinds_read(types: Any) -> set[str]:
    """Return which of the kinds of item that are read here some types are of."""
    return {_KINDS[name] for name in types if name in _KINDS}


def items_of(page: str, have: set[str], report: Report) -> Iterator[tuple[Node, str]]:
    """Yield the items in a page's elements as JSON-LD, each with its path.

    Pages say most things twice: items of a kind that the scripts hold are left alone, and Open Graph's
    words are taken for an article only where there is no article.

    Args:
        page: the page.
        have: the kinds of item that the scripts of the page hold.
        report: notes a problem: a package that is missing, a page that is too large or breaks it.
    """
    have, page = set(have), _XML.sub("", page)
    for name, types in _TYPES.items():
        wanted = _named(types, page) - have if "schema.org" in page else set()
        if not wanted:
            continue
        for node, path in _found(name, page, report):
            if kinds_read(types_of(node)) & wanted:
                have |= kinds_read(types_of(node))
                yield node, path
    if "article" not in have and _OPEN_GRAPH.search(page[:1_000_000]) is not None:
        if have and not _is_there():
            return  # what the page is about was read; that it has a headline too is no fault of anybody
        yield from _found("Open Graph", page, report)


def _is_there() -> bool:
    try:
        needed("extruct", "html", "reading Open Graph")
    except MissingExtraError:
        return False
    return True


def _named(types: re.Pattern[str], page: str) -> set[str]:
    """Return the kinds of item that the attributes of a page name."""
    words = {word for match in types.finditer(page) for word in match[1].split()}
    return kinds_read(types_of({"@type": sorted(words)}))


def _found(name: str, page: str, report: Report) -> Iterator[tuple[Node, str]]:
    syntax = _SYNTAXES[name]
    path = f"$.{syntax}"
    if len(page) > _LARGEST[name]:
        report(path, f"a page of more than {_LARGEST[name]:,} characters is not searched for {name}")
        return
    try:
        extruct = needed("extruct", "html", f"reading the page's {name}")
    except MissingExtraError as error:
        report(path, str(error))
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if name == "Microdata" and _is_nested_deeply(page):
                report(path, f"items are nested deeper than {_DEEPEST_ITEM}; Microdata is not read")
                return
            found = extruct.extract(page, syntaxes=[syntax], errors="strict")[syntax]
        made = list(_MAKERS[name](found))
    except Exception as error:  # whatever the parsers below it raise, the rest of the page is read
        report(path, f"{name} is not read: {type(error).__name__}: {str(error)[:100]}")
        return
    for place, node in enumerate(made):
        yield {"@context": SCHEMA, **node}, f"{path}[{place}]"


# --- Microdata -----------------------------------------------------------------------------


def _is_nested_deeply(page: str) -> bool:
    """Tell whether items stand in each other, or refer to each other, more often than extruct bears.

    It calls itself for each. Where Python ends that, an expression of lxml's that all calls share
    stays locked, and the next page is waited for without end.
    """
    if page.count("itemref") > _DEEPEST_ITEM:
        return True
    depths: dict[Any, int] = {}
    tree = needed("extruct.utils", "html", "reading Microdata").parse_html(page, encoding="UTF-8")
    for element in tree.iter():
        inner = "itemscope" in element.attrib or "itemprop" in element.attrib
        depth = depths[element] = depths.get(element.getparent(), 0) + inner
        if depth > _DEEPEST_ITEM:
            return True
    return False


def _of_microdata(found: list[Any]) -> Iterator[Node]:
    for item in found:
        if _is_of_schema(item.get("type")):
            yield _item(item, 0)


def _is_of_schema(types: Any) -> bool:
    words = types if isinstance(types, list) else [types]
    return any(isinstance(word, str) and word.startswith(_SCHEMA_ORG) for word in words)


def _item(item: Any, depth: int) -> Any:
    if isinstance(item, list):
        return [_item(inner, depth + 1) for inner in item]
    if not isinstance(item, dict) or depth > _DEEPEST:
        return item
    if "properties" not in item and "type" not in item:
        return item
    node: Node = {}
    if item.get("type"):
        node["@type"] = item["type"]
    if item.get("id"):
        node["@id"] = item["id"]
    properties = item.get("properties") or {}
    return {**node, **{key: _item(value, depth + 1) for key, value in properties.items()}}


# --- RDFa ----------------------------------------------------------------------------------


def _of_rdfa(found: list[Any]) -> Iterator[Node]:
    """Yield the items of expanded JSON-LD as trees: blank nodes have another name each time."""
    by_id = {node["@id"]: node for node in found if isinstance(node.get("@id"), str)}
    inside = {id for node in found for id in _blank_in(node)}
    roots = [
        node
        for node in found
        if _is_of_schema(node.get("@type")) and node.get("@id") not in inside  # else it stands in another
    ]
    trees = [_tree(node, by_id, ()) for node in roots]
    yield from sorted(trees, key=lambda tree: json.dumps(tree, sort_keys=True))


def _blank_in(node: Node) -> Iterator[str]:
    for values in node.values():
        for value in values if isinstance(values, list) else ():
            id = value.get("@id") if isinstance(value, dict) else None
            if isinstance(id, str) and id.startswith("_:"):
                yield id


def _tree(node: Node, by_id: dict[str, Node], above: tuple[str, ...]) -> Node:
    made: Node = {}
    for key, values in node.items():
        if key == "@id":
            if IRI.fullmatch(values):
                made[key] = values
        elif key == "@type" or not isinstance(values, list):
            made[key] = values
        elif not key.startswith("http://www.w3.org/"):
            made[key] = [_value(value, by_id, above) for value in values]
    return made


def _value(value: Any, by_id: dict[str, Node], above: tuple[str, ...]) -> Any:
    id = value.get("@id") if isinstance(value, dict) else None
    if not isinstance(id, str):
        return value
    if id.startswith("_:"):
        if id in by_id and id not in above and len(above) < 20:
            return _tree(by_id[id], by_id, (*above, id))
        return {}
    return {"@id": id} if id in by_id else id


# --- Open Graph ----------------------------------------------------------------------------

_TERMS = {
    "og:title": "headline",
    "og:url": "url",
    "og:description": "description",
    "og:locale": "inLanguage",
    "article:published_time": "datePublished",
    "article:modified_time": "dateModified",
    "article:section": "articleSection",
    "article:author": "author",
}


def _of_open_graph(found: list[Any]) -> Iterator[Node]:
    said: dict[str, list[str]] = {}
    for item in found:
        for key, value in item.get("properties", ()):
            if isinstance(value, str) and value.strip():
                said.setdefault(key, []).append(value.strip())
    if said.get("og:type", ["article"]) != ["article"]:
        return
    node: Node = {"@type": "Article"}
    for key, term in _TERMS.items():
        if key in said:
            node[term] = said.pop(key)[0] if key != "article:author" else _names(said.pop(key))
    if "inLanguage" in node:
        node["inLanguage"] = node["inLanguage"].replace("_", "-")  # Open Graph writes en_GB
    if "og:site_name" in said:
        node["publisher"] = {"name": said.pop("og:site_name")[0]}
    said.pop("og:type", None)
    if said:
        node["openGraph"] = {key: values[0] if len(values) == 1 else values for key, values in said.items()}
    yield {key: value for key, value in node.items() if value}


def _names(authors: list[str]) -> list[Node]:
    """Return the authors that are named; often there is only the address of a profile."""
    return [{"url": author} if "://" in author else {"name": author} for author in authors]


_MAKERS: dict[str, Callable[[list[Any]], Iterator[Node]]] = {
    "Microdata": _of_microdata,
    "RDFa": _of_rdfa,
    "Open Graph": _of_open_graph,
}
