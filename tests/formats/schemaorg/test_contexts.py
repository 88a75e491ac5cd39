"""Names of a document's own, and JSON-LD as other software expands it: read as if it were written plainly."""

import json
from typing import Any

import pytest

from provenance import formats
from provenance.model import Dossier
from tests.formats.schemaorg.test_both_ways import CORRECTED, MEDIA, QUOTED, _local
from tests.formats.schemaorg.test_foreign import REVIEW, only, problems, read, review

STORY = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "url": "https://news.example/1",
    "headline": "Bridge shut",
    "publisher": {"@type": "NewsMediaOrganization", "name": "The Gazette", "url": "https://gazette.example/"},
    "author": [{"@type": "Person", "name": "Ann Lee", "sameAs": "https://www.wikidata.org/wiki/Q42"}],
    "datePublished": "2025-11-04",
    "isBasedOn": "https://wire.example/1",
}


def said(dossier: Dossier) -> Any:
    """Return what the records say, but for what is kept of the markup itself."""
    plain = json.loads(formats.dumps(dossier, "json"))
    for records in plain.values():
        for record in records if isinstance(records, list) else ():
            record.pop("extra", None)
            record.pop("schemaorg", None)
    plain.pop("unread", None)
    return plain


def with_prefix(data: Any, prefix: str) -> Any:
    if isinstance(data, list):
        return [with_prefix(item, prefix) for item in data]
    if not isinstance(data, dict):
        return data
    made = {}
    for key, value in data.items():
        if key == "@type":
            made[key] = f"{prefix}:{value}"
        elif key != "@context":
            made[key if key[0] == "@" else f"{prefix}:{key}"] = with_prefix(value, prefix)
    return made


@pytest.mark.parametrize("data", [REVIEW, MEDIA, STORY, CORRECTED, QUOTED])
@pytest.mark.parametrize("iri", ["https://schema.org/", "http://schema.org/"])
def test_a_prefix_of_the_documents_own_means_what_its_context_says(data: Any, iri: str) -> None:
    wanted = said(read(data))

    for context in ({"s": iri}, ["https://x.example/", {"s": iri}]):
        one = {"@context": context, **with_prefix(data, "s")}
        graph = {"@context": context, "@graph": [with_prefix(data, "s")]}
        assert said(read(one)) == said(read(graph)) == wanted


def test_terms_and_keywords_of_other_names_mean_what_the_context_says() -> None:
    context = {
        "schema": "https://schema.org/",
        "said": "schema:claimReviewed",
        "where": {"@id": "https://schema.org/url", "@type": "@id"},
        "type": "@type",
    }
    other = {"@context": context, "type": "schema:ClaimReview", "said": "It rains.", "where": REVIEW["url"]}
    other["schema:reviewRating"] = {"type": "schema:Rating", "schema:alternateName": "False"}

    dossier = read(other)

    assert [claim.text for claim in dossier.claims.values()] == ["It rains."]
    assert dossier.articles[only(dossier).article or ""].url == REVIEW["url"]
    assert only(dossier).verdict == "refuted"


def test_a_prefix_that_means_something_else_is_not_schema_orgs() -> None:
    other = {"@context": {"s": "https://other.example/"}, **with_prefix(REVIEW, "s")}

    assert len(read(other)) == 0


@pytest.mark.parametrize(
    "context",
    [3, [[[]]], {"s": None}, {"": "https://schema.org/"}, {"x": {"@id": 3}}, {"@vocab": 1}, "x" * 99],
)
def test_a_context_of_any_shape_is_no_obstacle(context: Any) -> None:
    assert only(read(review(**{"@context": context}))).verdict == "refuted"


@pytest.mark.parametrize("data", [REVIEW, MEDIA, STORY, CORRECTED, QUOTED])
def test_what_pyld_expands_and_flattens_is_read_the_same(data: Any) -> None:
    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is a second opinion, not installed here")
    wanted = said(read(data))

    assert said(read(jsonld.expand(data, {"documentLoader": _local}))) == wanted
    flat = read(jsonld.flatten(data, None, {"documentLoader": _local}))
    assert {key: sorted(map(str, value)) for key, value in said(flat).items()} == {
        key: sorted(map(str, value)) for key, value in wanted.items()
    }


def test_an_address_may_be_a_reference_and_is_no_problem_then() -> None:
    for url in ({"@id": REVIEW["url"]}, [{"@id": REVIEW["url"]}]):
        dossier = read(review(url=url))
        assert dossier.articles[only(dossier).article or ""].url == REVIEW["url"]
        assert problems(dossier) == {}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_what_rdflib_writes_as_json_ld_is_read() -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is a second opinion, not installed here")
    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is a second opinion, not installed here")
    graph = rdflib.Graph()
    graph.parse(data=json.dumps(jsonld.expand(REVIEW, {"documentLoader": _local})), format="json-ld")

    dossier = formats.loads(graph.serialize(format="json-ld"), "schemaorg")

    status = only(dossier)
    assert (status.verdict, dossier.claims[status.claim].text) == ("refuted", REVIEW["claimReviewed"])
    assert dossier.articles[status.article or ""].url == REVIEW["url"]
    assert {source.name for source in dossier.sources.values()} == {"Checkers", "Ann Berg"}
