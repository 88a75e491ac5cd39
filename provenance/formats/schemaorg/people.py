"""Who is named in other people's JSON-LD, and whether that is a name at all."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from attrs import define, field

from provenance.errors import shown
from provenance.formats.schemaorg.nodes import IRI, Fields, address, plain_text, without_entities
from provenance.formats.schemaorg.terms import EXTRA, KIND_OF_SOURCE

__all__ = ["KINDS", "Agent", "agents_of", "is_no_name", "not_a_name", "short_name"]

Node = dict[str, Any]

KINDS = {
    **KIND_OF_SOURCE,
    "Corporation": "organization",
    "EducationalOrganization": "organization",
    "NGO": "organization",
    "PoliticalParty": "organization",
}
"""What a type says of the kind of somebody who makes or publishes something."""

del KINDS["CreativeWork"]  # as a maker, a work is nobody
_LONGEST_NAME = 300
_WIKIDATA = re.compile(r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/(Q\d{1,12})")


@define
class Agent:
    """Somebody or something named as author, publisher, speaker or claimant."""

    path: str
    """Where."""

    name: str | None = None
    """The name, or the words in its place."""

    kind: str | None = None
    """The kind of source that its type says; `None` if it says none."""

    id: str | None = None
    """Its IRI, if it has one."""

    identifiers: dict[str, str] = field(factory=dict)
    """Identifiers elsewhere, by scheme."""

    aliases: list[str] = field(factory=list)
    """Other names."""

    rest: Node = field(factory=dict)
    """What else is said of it."""

    @property
    def plain(self) -> Node:
        """The plain form of the source that it is."""
        made: Node = {"name": self.name, "kind": self.kind, "id": self.id}
        made["identifiers"], made["aliases"] = self.identifiers, self.aliases
        made = {key: value for key, value in made.items() if value}
        return {**made, EXTRA: self.rest} if self.rest else made


def agents_of(
    items: Iterator[tuple[Any, str]],
    fields_of: Callable[[Node, str], Fields],
    report: Callable[[str, str], None],
) -> Iterator[Agent]:
    """Yield those whom the values of a field name, in order.

    Args:
        items: the values, each with its path.
        fields_of: gives the fields of a node, with what others say of the same id.
        report: notes a problem.
    """
    for value, path in items:
        if isinstance(value, dict) and "@value" not in value:
            yield from _of_node(fields_of(value, path), report)
        elif isinstance(value, list):
            inner = (
                (item, f"{path}[{place}]") for place, item in enumerate(value) if not isinstance(item, list)
            )
            yield from agents_of(inner, fields_of, report)
        elif (name := plain_text(value)) is not None:
            if IRI.fullmatch(name.strip()):
                report(path, "an address in a name's place: nobody is named")
                yield Agent(path=path, id=name.strip(), identifiers={"url": name.strip()})
            elif is_no_name(name):
                report(path, f"{shown(name)} is no name: nobody is named")
            elif name.strip():
                report(path, "a name without a type: it may be a person or not")
                yield Agent(path=path, name=short_name(name))
        else:
            report(path, f"somebody's name is wanted, got {shown(value)}")


def _of_node(fields: Fields, report: Callable[[str, str], None]) -> Iterator[Agent]:
    kind = next((KINDS[name] for name in fields.types if name in KINDS), None)
    names = _names(fields)
    given = fields.node.get("@id")
    id = given if isinstance(given, str) and IRI.fullmatch(given) and not fields.is_second else None
    identifiers = _identifiers(fields)
    aliases = [alias for item, _ in fields.items("alternateName") if (alias := plain_text(item))]
    rest = fields.rest(id_is_kept=id is not None)
    if fields.types and kind is None:
        rest["@type"] = fields.node["@type"] if "@type" in fields.node else list(fields.types)
    if len(names) == 1:
        yield Agent(
            path=fields.path,
            name=names[0],
            kind=kind,
            id=id,
            identifiers=identifiers,
            aliases=aliases,
            rest=rest,
        )
    elif names:
        for name in names:
            yield Agent(path=fields.path, name=name, kind=kind, rest=rest)
    elif id is not None or identifiers:
        id = id or identifiers.get("url") or f"http://www.wikidata.org/entity/{identifiers['wikidata']}"
        yield Agent(path=fields.path, kind=kind, id=id, identifiers=identifiers, aliases=aliases, rest=rest)
    elif rest or fields.types:
        report(fields.path, "somebody without a name")


def _names(fields: Fields) -> list[str]:
    value = fields.take("name")
    if isinstance(value, list):
        fields.keep("name")
        texts = [name for name in map(plain_text, value) if name is not None and name.strip()]
        names = [short_name(name) for name in texts if not is_no_name(name)]
        fields.report("name", f"a string is wanted, got a list of {len(value)}; each is taken for a name")
        return list(dict.fromkeys(names))
    name = plain_text(value)
    if name is not None and without_entities(name) != name:
        fields.keep("name")
        fields.report("name", f"names of characters, as in HTML, are read as the characters: {shown(name)}")
    if name is None and value is not None:
        fields.keep("name")
        fields.report("name", f"a string is wanted, got {shown(value)}")
    if name is not None and is_no_name(name):
        fields.keep("name")
        fields.report("name", f"{shown(name)} is no name: nobody is named")
        name = None
    if name is None or not name.strip():
        parts = [fields.node.get("givenName"), fields.node.get("familyName")]
        name = " ".join(part.strip() for part in parts if isinstance(part, str))
    return [short_name(name)] if name.strip() else []


def short_name(name: str) -> str:
    """Return a name with single blanks, and no more than a name needs."""
    return " ".join(without_entities(name).split())[:_LONGEST_NAME]


def _identifiers(fields: Fields) -> dict[str, str]:
    found = {}
    url = address(fields.node.get("url"))
    if isinstance(url, str) and url.strip():
        fields.take("url")
        found["url"] = url.strip()
    same = fields.node.get("sameAs")
    for iri in map(address, same if isinstance(same, list) else [same]):
        match = _WIKIDATA.fullmatch(iri) if isinstance(iri, str) else None
        if match is not None:
            found["wikidata"] = match[1]
    return found


# --- names that are none -------------------------------------------------------------------


_NO_NAMES = frozenset({"n/a", "na", "nan", "nil", "none", "null", "undefined"})


def is_no_name(words: str) -> bool:
    """Tell whether what stands in a name's place only says that there is none.

    Examples:
        >>> [is_no_name(words) for words in ("-", "null", "N/A", "Nan Goldin", "")]
        [True, True, True, False, False]
    """
    bare = words.strip()
    if bare.casefold() in _NO_NAMES:
        return True
    return bare != "" and all(unicodedata.category(mark)[0] in "PZ" for mark in bare[:_LONGEST_NAME])


def not_a_name(words: str) -> str | None:
    """Return the kind of source that words in a name's place stand for, if they are nobody's name.

    Examples:
        >>> not_a_name("Facebook,Twitter")
        'platform_account'
        >>> not_a_name("Social media users")
        'group'
        >>> not_a_name("desinformação")
        'unknown'
        >>> not_a_name("Max Muster")
    """
    folded = unicodedata.normalize("NFC", words[:_LONGEST_NAME]).casefold()
    tokens = set(re.findall(r"[^\W_]+(?:/[^\W_]+)?", folded))
    lists = _lists()
    if tokens and tokens <= lists["all"]:
        if tokens & lists["people"]:
            return "group"
        if tokens & lists["platforms"]:
            return "platform_account"
        if tokens & lists["nobody"]:
            return "unknown"
        return None
    separators = folded.count(",") + 2 * folded.count(";") + 2 * folded.count(" / ") + 2 * folded.count("|")
    return "group" if separators >= 2 else None


@cache
def _lists() -> dict[str, frozenset[str]]:
    from importlib import resources

    data = json.loads((resources.files(__package__) / "data" / "claimants.json").read_text("utf-8"))
    del data["note"]
    lists = {
        name: frozenset(unicodedata.normalize("NFC", word) for word in words) for name, words in data.items()
    }
    return {**lists, "all": frozenset().union(*lists.values())}
