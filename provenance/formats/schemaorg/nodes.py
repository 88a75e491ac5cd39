"""The nodes of other people's JSON-LD, as they really are: lists where strings belong, types in any case."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

from provenance.errors import shown
from provenance.formats.faults import path_step
from provenance.formats.iris import TERMS
from provenance.formats.schemaorg.terms import ARTICLE_TYPES, OURS

__all__ = [
    "IRI",
    "PREFIXES",
    "Fields",
    "Node",
    "Report",
    "address",
    "context_problem",
    "plain_text",
    "types_of",
    "with_plain_keys",
    "without_entities",
]

Node = dict[str, Any]
Report = Callable[[str, str], None]
"""Notes a problem: its path and what is wrong."""

IRI = re.compile(r"(?:https?|urn|doi|tag|info|did):[^\s<>\"{}|\\^`]+")
"""An absolute IRI, of the schemes that are kept as ids."""

_KNOWN = (
    "Claim",
    "ClaimReview",
    "CorrectionComment",
    "CreativeWork",
    "DataFeed",
    "DataFeedItem",
    "MediaReview",
    "Organization",
    "Person",
    "Quotation",
    *sorted(ARTICLE_TYPES),
)
_BY_LOWER = {name.lower(): name for name in _KNOWN}
PREFIXES = (
    "http://schema.org/",
    "https://schema.org/",
    "http://www.schema.org/",
    "https://www.schema.org/",
    "schema:",
)
"""What schema.org's terms may begin with."""

_LONG = (*PREFIXES, TERMS)
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?")

_NO_DATE = re.compile(r"0001-01-01(?:\b|T)")  # what programs write that hold every date in a number


def _local(word: str) -> str:
    for prefix in PREFIXES:
        if word.startswith(prefix):
            return word[len(prefix) :]
    return word


def types_of(node: Node) -> tuple[str, ...]:
    """Return the types of a node without what they begin with, those we know in their usual case."""
    given = node.get("@type", node.get("type") if "@context" in node else None)
    words = given if isinstance(given, list) else [given]
    names = [_local(word.strip()) for word in words if isinstance(word, str)]
    return tuple(_BY_LOWER.get(name.lower(), name) for name in names)


def with_plain_keys(node: Node) -> Node:
    """Return a node with the short names of schema.org's terms and of ours; itself if it has them already."""
    if not any(key.startswith(_LONG) for key in node):
        return node
    made: Node = {}
    for key, value in node.items():
        short = OURS + key[len(TERMS) :] if key.startswith(TERMS) else _local(key)
        if short == key:
            made[key] = value
        else:
            made.setdefault(short, _bare(value))
    return made


def _bare(value: Any) -> Any:
    """Return a value without the wrappings of expanded JSON-LD: a list, and an object around each item."""
    if not isinstance(value, list):
        return _unwrapped(value)
    items = [_unwrapped(item) for item in value]
    return items[0] if len(items) == 1 else items


def _unwrapped(value: Any) -> Any:
    if isinstance(value, dict):
        if "@value" in value:
            return value["@value"]
        if set(value) == {"@list"} and isinstance(value["@list"], list):
            return [
                item["@value"] if isinstance(item, dict) and "@value" in item else item
                for item in value["@list"]
            ]
    return value


_ADDRESSES = frozenset({"archivedAt", "contentUrl", "embedUrl", "sameAs", "url"})
"""Terms whose values are addresses: an object with nothing but an `@id` is one, too."""


def address(value: Any) -> Any:
    """Return the address that a value is, also as a reference or the only item of a list.

    Whatever is none is returned as it is.
    """
    if isinstance(value, list):
        items = [address(item) for item in value]
        return items[0] if len(items) == 1 and isinstance(value[0], dict) else items
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str):
        return value["@id"]
    return value


def plain_text(value: Any) -> str | None:
    """Return the text of a value that has one: a string, a number, a value of JSON-LD; `None` otherwise."""
    if isinstance(value, dict) and "@value" in value:
        value = value["@value"]
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return str(value)
    return value if isinstance(value, str) else None


_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")


def without_entities(text: str) -> str:
    """Return a text with the characters that HTML's names for them mean; in JSON they mean themselves.

    Examples:
        >>> without_entities("Berg &amp; Lee&#8217;s")
        'Berg & Lee’s'
    """
    return unescape(text) if "&" in text and _ENTITY.search(text) is not None else text


class Fields:
    """The fields of one node: what is understood is taken, the rest and whatever is odd is kept."""

    def __init__(
        self, node: Node, path: str, report: Report, date: Callable[[Any, str], Node | None]
    ) -> None:
        """Begin to take fields of a node."""
        self.node, self.path, self._report, self._date = with_plain_keys(node), path, report, date
        self.types = types_of(self.node)
        self.is_second = False
        """Whether another node of this id and type says otherwise, and has the id."""
        self._taken: set[str] = {"@context"}
        self._raw: Node = {}

    def at(self, key: str) -> str:
        """Return the path of a field."""
        return f"{self.path}{path_step(key)}"

    def report(self, key: str, message: str) -> None:
        """Note a problem with a field."""
        self._report(self.at(key), message)

    def check_case(self) -> None:
        """Note a type that is written in another case than schema.org writes it."""
        given = self.node.get("@type")
        if isinstance(given, str) and self.types and _local(given.strip()) != self.types[0]:
            self.report("@type", f"{shown(given)} is not in its usual case")

    def has(self, key: str) -> bool:
        """Tell whether a field says anything."""
        return self.node.get(key) not in (None, "", [], {})

    def take(self, key: str) -> Any:
        """Return the value of a field as it is, and count it as understood."""
        self._taken.add(key)
        return self.node.get(key)

    def keep(self, key: str) -> None:
        """Keep a field as it is, though it was understood."""
        if key in self.node:
            self._raw[key] = self.node[key]

    def text(self, *keys: str, exact: bool = False) -> str | None:
        """Return the text of the first of some fields that has one.

        Args:
            keys: the fields; those after the first one that has a text are left alone.
            exact: whether blanks around it belong to it.
        """
        for key in keys:
            if not self.has(key):
                if key in self.node and self.node[key] != "":
                    self._taken.add(key)
                    self._raw[key] = self.node[key]
                continue
            value = self.take(key)
            value = address(value) if key in _ADDRESSES else value
            text = plain_text(value)
            if text is None or not isinstance(value, str):
                text = self._unusual(key, value, text)
            if text is not None and text.strip():
                return text if exact else self._decoded(key, text.strip())
        return None

    def _decoded(self, key: str, text: str) -> str:
        plain = without_entities(text).strip()
        if plain == text or not plain:
            return text
        self.keep(key)
        self.report(key, f"names of characters, as in HTML, are read as the characters: {shown(plain)}")
        return plain

    def _unusual(self, key: str, value: Any, text: str | None) -> str | None:
        self.keep(key)
        if text is not None:
            if not isinstance(value, dict):
                self.report(key, f"a string is wanted, got the number {text[:40]}")
            return text
        if isinstance(value, list):
            found = [item for item in map(plain_text, value) if item is not None and item.strip()]
            if found:
                more = "" if len(value) == 1 else f" of {len(value)}; the first text in it is taken"
                self.report(key, f"a string is wanted, got a list{more}")
                return found[0]
        self.report(key, f"a string is wanted, got {shown(value)}")
        if key in _ADDRESSES and isinstance(value, dict) and isinstance(value.get("@id"), str):
            return str(value["@id"])
        return None

    def date(self, key: str) -> Node | None:
        """Return the plain form of the time that a field means."""
        if not self.has(key):
            return None
        value = self.take(key)
        if isinstance(value, list) and len(value) == 1:
            self.report(key, "a date is wanted, got a list")
            self.keep(key)
            value = value[0]
        if isinstance(value, dict) and "@value" in value:
            value = value["@value"]
        if isinstance(value, str) and _NO_DATE.match(value.strip()) is not None:
            self.report(key, f"{shown(value)} stands for no date: it is not known")
            self.keep(key)
            return None
        when = self._date(value, self.at(key))
        if not isinstance(value, str) or _ISO.fullmatch(value) is None:
            self.keep(key)
            if when is not None and len(when) > 1:
                self.report(key, f"{shown(value)} is not written as ISO 8601 has it")
        return when

    def items(self, key: str) -> Iterator[tuple[Any, str]]:
        """Yield the values of a field, whether it is a list or not, each with its path."""
        value = self.take(key)
        if isinstance(value, list):
            for place, item in enumerate(value):
                yield item, f"{self.at(key)}[{place}]"
        elif value is not None:
            yield value, self.at(key)

    def rest(self, *, id_is_kept: bool = False) -> Node:
        """Return the fields that were not taken, and those kept raw; not the type, and no blank id.

        Args:
            id_is_kept: whether the node's id became a record's.
        """
        left = {key: value for key, value in self.node.items() if key not in self._taken and key[:1] != "@"}
        given = self.node.get("@id")
        if not id_is_kept and isinstance(given, str) and given[:2] != "_:":
            left["@id"] = given
        return {**left, **self._raw}


def context_problem(node: Mapping[str, Any]) -> str | None:
    """Return what is wrong with the context that a node has, or has not, if anything is."""
    if "@context" not in node:
        return "is missing; the terms are taken for schema.org's"
    return (
        None
        if _names_schema(node["@context"], 0)
        else "does not name schema.org; the terms are taken for its own"
    )


def _names_schema(context: Any, depth: int) -> bool:
    if isinstance(context, str):
        return "schema.org" in context
    if isinstance(context, list):
        return depth < 3 and any(_names_schema(item, depth + 1) for item in context)
    return isinstance(context, dict) and any(
        isinstance(value, str) and "schema.org" in value for value in context.values()
    )
