"""What pyld, rdflib, pyshacl and schema.org's own files say of what is written; nothing is fetched."""

import json
import warnings
from functools import cache
from typing import Any, NoReturn

import pytest

import provenance as pv
from provenance import formats
from provenance.formats.schemaorg.terms import OURS
from provenance.model import Article, Attribution, Claim, Dossier, Source, VerificationStatus
from tests.foreign import foreign_data
from tests.golden import stories

# rdflib's own parser uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is a second opinion, not installed here")


def _never(url: str, options: Any = None) -> NoReturn:
    raise AssertionError(f"{url} was to be fetched")


def _document(story: Dossier) -> Any:
    return json.loads(formats.dumps(story, "schemaorg"))


def _quads(document: Any) -> set[str]:
    options = {"format": "application/n-quads", "documentLoader": _never}
    return set(jsonld.to_rdf(document, options).splitlines())


@cache
def _official() -> Any:
    file = foreign_data("standards", "schema-org", "schemaorgcontext-30.0.jsonld")
    return json.loads(file.read_bytes())["@context"]


def _with_leftovers() -> Dossier:
    claims = [{"id": "c"}, {"id": "d", "text": "d", "kind": 3}]
    return formats.loads(json.dumps({"schema": formats.SCHEMA, "claims": claims, "x": [1]}))


STORIES = [
    _with_leftovers,
    stories.every_field,
    stories.plain,
    stories.other_scripts,
    lambda: pv.cases.load("pokrovsk-2025"),
]


@pytest.mark.parametrize("story", STORIES)
def test_our_context_means_what_schema_orgs_own_means(story: Any) -> None:
    document = _document(story())
    ours = {
        key: how for key, how in document["@context"].items() if key.startswith("np") or key == "@version"
    }

    theirs = {**document, "@context": [_official(), ours]}

    assert _quads(document) == _quads(theirs)


def test_the_triples_are_those_one_would_write_by_hand() -> None:
    story = Dossier(
        [
            Source(id="s", name="Ann Berg", kind="person"),
            Article(
                id="https://example.org/a",
                url="https://example.org/a",
                headline="Bridge",
                published="2025-11-04",
            ),
            Claim(id="c", text="It is shut.", language="en"),
            Attribution(id="t", article="https://example.org/a", claim="c", source="s"),
            VerificationStatus(
                id="v", claim="c", checker="s", article="https://example.org/a", verdict="refuted"
            ),
        ]
    )
    quads = _quads(_document(story))
    s, np, ours = "http://schema.org/", "https://w3id.org/news-provenance/terms#", "urn:news-provenance:"
    a = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

    for triple in (
        f"<{ours}s> <{a}> <{s}Person>",
        f'<{ours}s> <{s}name> "Ann Berg"',
        f"<https://example.org/a> <{s}url> <https://example.org/a>",
        f'<https://example.org/a> <{s}datePublished> "2025-11-04"^^<{s}Date>',
        f"<{ours}c> <{a}> <{s}Claim>",
        f"<{ours}c> <{s}author> <{ours}s>",
        f"<{ours}c> <{s}appearance> <https://example.org/a>",
        f"<{ours}t> <{np}claim> <{ours}c>",
        f"<{ours}v> <{a}> <{s}ClaimReview>",
        f'<{ours}v> <{s}claimReviewed> "It is shut."',
        f"<{ours}v> <{s}itemReviewed> <{ours}c>",
        f"<{ours}v> <{s}author> <{ours}s>",
        f"<{ours}v> <{s}url> <https://example.org/a>",
    ):
        assert f"{triple} ." in quads
    assert any(quad.endswith(f'<{s}alternateName> "False" .') for quad in quads)


def test_rdflib_finds_the_same_triples_without_fetching_anything() -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is a second opinion, not installed here")
    text = formats.dumps(stories.every_field(), "schemaorg")
    graph = rdflib.Graph()

    graph.parse(data=text, format="json-ld")

    assert len(graph) == len(_quads(json.loads(text)))


@pytest.mark.parametrize("story", STORIES)
def test_what_other_software_expanded_or_compacted_again_is_read_as_it_was(story: Any) -> None:
    document, options = _document(story()), {"documentLoader": _never}

    for other in (jsonld.expand(document, options), jsonld.compact(document, document["@context"], options)):
        assert formats.loads(json.dumps(other), "schemaorg") == story()


@cache
def _shapes() -> tuple[Any, Any]:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is a second opinion, not installed here")
    folder = foreign_data("standards", "schema-org")
    shapes, classes = rdflib.Graph(), rdflib.Graph()
    shapes.parse(folder / "schemaorg-shapes-30.0.shacl", format="turtle")
    classes.parse(folder / "schemaorg-subclasses-30.0.shacl", format="turtle")
    for kind in ("Text", "Date", "DateTime", "URL", "Number", "Integer", "Float", "Boolean", "Time"):
        shape = rdflib.URIRef(f"http://schema.org/validation#ValidSchema{kind}")  # they refuse every literal
        for predicate, value in list(shapes.predicate_objects(shape)):
            if predicate != rdflib.RDF.type:
                shapes.remove((shape, predicate, value))
    return shapes, classes


def _conforms(text: str) -> tuple[bool, str]:
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl is a second opinion, not installed here")
    rdflib = pytest.importorskip("rdflib", reason="rdflib is a second opinion, not installed here")
    graph = rdflib.Graph()
    graph.parse(data=text, format="json-ld")
    shapes, classes = _shapes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the official shapes are recursive
        conforms, _, said = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=classes, inference="none")
    return conforms, said


@pytest.mark.parametrize("story", [stories.every_field, STORIES[-1]])
def test_the_shapes_of_schema_org_hold(story: Any) -> None:
    conforms, said = _conforms(str(formats.dumps(story(), "schemaorg")))

    assert conforms, said


def test_the_shapes_of_schema_org_hold_for_a_claim_review_to_publish() -> None:
    from provenance.formats.schemaorg import claim_review

    review = {**claim_review(stories.every_field(), "ver-1"), "@context": {"@vocab": "http://schema.org/"}}

    conforms, said = _conforms(json.dumps(review))

    assert conforms, said


def test_the_shapes_would_find_what_is_wrong() -> None:
    wrong = {
        "@context": {"@vocab": "http://schema.org/"},
        "@type": "ClaimReview",
        "reviewRating": "x",
    }

    assert not _conforms(json.dumps(wrong))[0]


def test_a_review_has_the_required_keys_where_the_dossier_can_give_them() -> None:
    (node,) = [n for n in _document(stories.every_field())["@graph"] if n.get("np:verdict") == "mixed"]

    assert {"@type", "url", "claimReviewed", "reviewRating"} <= set(node)
    assert node["@type"] == "ClaimReview"
    assert not any(key.startswith(OURS) for key in ("url", "claimReviewed", "reviewRating"))
    assert [type(node["reviewRating"][key]) for key in ("ratingValue", "bestRating", "worstRating")] == [
        int,
        int,
        float,
    ]
