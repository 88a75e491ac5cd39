"""What a word of ours becomes in other formats: written there, and looked up in what was written."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from provenance import formats
from provenance.formats.misp.tags import OF_SOURCES
from provenance.model import (
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Derivation,
    Dossier,
    IdentityJudgement,
    Source,
    VerificationStatus,
)

Becomes = Callable[[str], str | None]
ARTICLES = (Article(id="art-1"), Article(id="art-2"))
CLAIMS = (Claim(id="clm-1", text="It rained."), Claim(id="clm-2", text="It rained on Monday."))
SOURCES = (Source(id="src-1", name="One"), Source(id="src-2", name="Two"))
_NOTHING_OF_PROV = "np:"


def _source(word: str) -> Dossier:
    return Dossier([Source(id="x", name="X", kind=word), *ARTICLES, CLAIMS[0], _passage(source="x")])


def _article(word: str) -> Dossier:
    return Dossier([Article(id="x", kind=word)])


def _passage(**fields: Any) -> Attribution:
    return Attribution(**{"id": "att-1", "article": "art-1", "claim": "clm-1", "source": "src-1", **fields})


def _act(word: str) -> Dossier:
    return Dossier([*SOURCES, *ARTICLES, *CLAIMS, _passage(id="x", act=word)])


def _commitment(word: str) -> Dossier:
    return Dossier([*SOURCES, *ARTICLES, *CLAIMS, _passage(id="x", commitment=word)])


def _derivation(word: str | None) -> Dossier:
    made = [Derivation(id="x", derived="art-1", taken_from="art-2", kind=word)] if word is not None else []
    return Dossier([*ARTICLES, *made])


def _relation(word: str) -> Dossier:
    return Dossier([*CLAIMS, ClaimRelation(id="x", subject="clm-1", kind=word, object="clm-2")])


def _judgement(word: str) -> Dossier:
    return Dossier([*SOURCES, IdentityJudgement(id="x", first="src-1", second="src-2", verdict=word)])


def _state(word: str) -> Dossier:
    return Dossier([*CLAIMS, VerificationStatus(id="x", claim="clm-1", state=word)])


# --- what was written ----------------------------------------------------------------------


def _nodes(dossier: Dossier) -> dict[str, dict[str, Any]]:
    graph = json.loads(formats.dumps(dossier, "schemaorg"))["@graph"]
    return {node["@id"].removeprefix("urn:news-provenance:"): node for node in graph}


def _prov(dossier: Dossier) -> str | None:
    written = json.loads(formats.dumps(dossier, "prov-json"))
    for kind, statements in written.items():
        if "rec:x" in statements:
            types = statements["rec:x"]["prov:type"]
            names = [each["$"] for each in (types if isinstance(types, list) else [types])]
            return ", ".join(
                [kind, *(f"`{name}`" for name in names if not name.startswith(_NOTHING_OF_PROV))]
            )
    return None


def _stix(dossier: Dossier) -> dict[str, Any]:
    for thing in json.loads(formats.dumps(dossier, "stix"))["objects"]:
        for extension in thing.get("extensions", {}).values():
            if extension.get("record_id") == "x":
                return thing  # type: ignore[no-any-return]
    raise LookupError("the record is not in what was written")


def _ftm(dossier: Dossier) -> dict[str, Any]:
    lines = map(json.loads, str(formats.dumps(dossier, "ftm")).splitlines())
    return next(entity for entity in lines if entity["id"] == "x")


def _ninjs(dossier: Dossier) -> dict[str, Any]:
    written = json.loads(formats.dumps(dossier, "ninjs"))
    items = written if isinstance(written, list) else [written]
    return next(item for item in items if item["uri"].endswith(("art-1", ":x")))


def _first(thing: Mapping[str, Any], *path: str | int) -> str | None:
    found: Any = thing
    for step in path:
        try:
            found = found[step]
        except (KeyError, IndexError):
            return None
    return f"`{found}`"


def _terms_of(word: str) -> str | None:
    """Return the terms of schema.org that a derivation puts on the two articles."""
    without, with_it = _nodes(_derivation(None)), _nodes(_derivation(word))
    found = {
        term: None
        for id in ("art-1", "art-2")
        for term in with_it[id].keys() - without[id].keys()
        if not term.startswith("np:")
    }
    return ", ".join(f"`{term}`" for term in sorted(found)) or None


def _genre(word: str) -> str | None:
    """Return IPTC's genre; none where it is a word of our own."""
    [genre] = _ninjs(_article(word))["genres"]
    uri = str(genre["uri"])
    return f"`{uri.rpartition('/')[2]}`" if uri.startswith("http://cv.iptc.org/") else None


def _list_of_ninjs(word: str) -> str | None:
    lists = [key for key in ("people", "organisations") if key in _ninjs(_source(word))]
    return ", ".join(f"`{key}`" for key in ["infoSources", *lists])


def _status_of(word: str) -> str | None:
    return _first(_nodes(_state(word))["x"], "creativeWorkStatus")


def _tag(word: str) -> str | None:
    tag = OF_SOURCES.get(word)
    return f"`{tag}`" if tag is not None else None


def _role(made: Callable[[str], Dossier]) -> Becomes:
    return lambda word: _first(_ftm(made(word)), "properties", "role", 0)


BECOMES: dict[str, dict[str, Becomes]] = {
    "SourceKind": {
        "schema.org type": lambda word: _first(_nodes(_source(word))["x"], "@type"),
        "PROV": lambda word: _prov(_source(word)),
        "STIX `identity_class`": lambda word: _first(_stix(_source(word)), "identity_class"),
        "FollowTheMoney schema": lambda word: _first(_ftm(_source(word)), "schema"),
        "ninjs, if credited": _list_of_ninjs,
        "MISP tag": _tag,
    },
    "ArticleKind": {
        "schema.org type": lambda word: _first(_nodes(_article(word))["x"], "@type"),
        "genre of IPTC (ninjs)": _genre,
    },
    "DerivationKind": {
        "PROV": lambda word: _prov(_derivation(word)),
        "schema.org, at either article": _terms_of,
        "ninjs `rel`": lambda word: _first(_ninjs(_derivation(word)), "associations", 0, "rel"),
        "STIX `description`": lambda word: _first(_stix(_derivation(word)), "description"),
        "FollowTheMoney `role`": _role(_derivation),
    },
    "RelationKind": {
        "STIX `relationship_type`": lambda word: _first(_stix(_relation(word)), "relationship_type"),
        "FollowTheMoney `role`": _role(_relation),
    },
    "JudgementVerdict": {
        "STIX `relationship_type`": lambda word: _first(_stix(_judgement(word)), "relationship_type"),
        "FollowTheMoney `role`": _role(_judgement),
    },
    "Act": {"FollowTheMoney `role`": _role(_act)},
    "Commitment": {"FollowTheMoney `role`": _role(_commitment)},
    "VerificationState": {"schema.org `creativeWorkStatus`": _status_of},
}
"""The vocabularies that another format has words for, and how to find its word."""


@cache
def becomes(vocabulary: str, column: str, word: str) -> str:
    """Return what a word becomes in a format, as Markdown; an en dash if it has no word for it."""
    return BECOMES[vocabulary][column](word) or "–"


def columns_of(vocabulary: str) -> Iterable[str]:
    """Return the formats that have words for a vocabulary."""
    return BECOMES.get(vocabulary, {})
