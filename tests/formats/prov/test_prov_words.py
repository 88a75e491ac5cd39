"""What others say in several languages, in another order, or of nodes without a name."""

import json
from typing import Any

import pytest

from provenance import formats
from provenance.model import Dossier

SPELLINGS = ("prov-json", "prov-jsonld", "prov-n", "prov-ttl")
EX = {"ex": "https://example.org/", "schema": "https://schema.org/"}


def _read(document: dict[str, Any]) -> Dossier:
    return formats.loads(json.dumps({"prefix": EX, **document}), "prov-json")


def _agent(*labels: tuple[str, str | None]) -> Dossier:
    values = [text if lang is None else {"$": text, "lang": lang} for text, lang in labels]
    return _read({"agent": {"ex:a": {"prov:label": values}}})


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        ((("deux", "fr"), ("two", "en")), "two"),
        ((("deux", "fr"), ("two", "en-GB")), "two"),
        ((("zwei", "de"), ("deux", "fr")), "zwei"),
        ((("deux", "fr"), ("two", "en"), ("2", None)), "2"),
    ],
)
def test_of_labels_one_without_a_language_comes_first_then_english_then_the_first(
    labels: tuple[tuple[str, str | None], ...], name: str
) -> None:
    pytest.importorskip("prov", reason="reads PROV-N")
    pytest.importorskip("rdflib", reason="reads Turtle")
    dossier = _agent(*labels)

    assert dossier.sources["https://example.org/a"].name == name
    for spelling in SPELLINGS:
        text = formats.dumps(dossier, spelling)
        assert formats.loads(text, spelling) == dossier
        assert all(label in text for label, _ in labels)


def test_of_labels_in_turtle_the_first_in_the_document_comes_before_the_others() -> None:
    pytest.importorskip("rdflib", reason="reads Turtle")
    text = """@prefix prov: <http://www.w3.org/ns/prov#> .
    <urn:a> a prov:Agent ; <http://www.w3.org/2000/01/rdf-schema#label> "zwei"@de, "deux"@fr ."""

    assert formats.loads(text, "prov-ttl").sources["urn:a"].name == "zwei"


def test_a_claim_of_schema_org_with_its_text_is_a_claim() -> None:
    claim = {"$": "schema:Claim", "type": "prov:QUALIFIED_NAME"}
    dossier = _read({"entity": {"ex:c": {"prov:type": claim, "schema:text": "It rains."}}})

    assert dossier.claims["https://example.org/c"].text == "It rains."
    assert not dossier.sources


def test_a_node_without_a_name_is_a_record_in_both_spellings_of_json() -> None:
    graph = [
        {"@type": "Entity", "@id": "_:b0"},
        {"@type": "Derivation", "@id": "_:d0", "generatedEntity": "ex:a", "usedEntity": "_:b0"},
    ]
    dossier = formats.loads(json.dumps({"@context": [EX], "@graph": graph}), "prov-jsonld")
    derivation = {"prov:generatedEntity": "ex:a", "prov:usedEntity": "_:b0"}

    assert dossier.sources.keys() == {"_:b0"}
    assert [item.taken_from for item in dossier.derivations.values()] == ["_:b0"]
    assert not dossier.read_problems
    assert dossier == _read({"entity": {"_:b0": {}}, "wasDerivedFrom": {"_:d0": derivation}})


def test_a_statement_without_a_name_that_another_speaks_of_is_listed() -> None:
    formal = {"prov:generatedEntity": "ex:a", "prov:usedEntity": "ex:b", "prov:generation": "_:g"}
    dossier = _read({"wasDerivedFrom": {"ex:d": formal}})

    (problem,) = dossier.read_problems
    assert problem.path == '$.wasDerivedFrom["ex:d"].prov:generation'
    assert problem.message == "'_:g' is a statement that has no name outside this document"


def test_the_order_of_statements_and_values_makes_no_other_dossier() -> None:
    uses: dict[str, dict[str, Any]] = {
        "_:1": {"prov:activity": "ex:z", "prov:entity": "ex:b"},
        "_:2": {"prov:activity": "ex:a", "prov:entity": "ex:b", "ex:p": ["z", "a", 3]},
    }
    entity: dict[str, Any] = {"prov:label": "E", "ex:p": ["z", "a", 1.5, {"$": "v", "lang": "fr"}]}
    turned = {"_:3": {**uses["_:2"], "ex:p": [3, "a", "z"]}, "_:4": uses["_:1"]}
    dossier = _read({"used": uses, "entity": {"ex:e": entity}})

    assert dossier == _read({"entity": {"ex:e": {**entity, "ex:p": entity["ex:p"][::-1]}}, "used": turned})
    assert formats.loads(formats.dumps(dossier, "prov-json"), "prov-json") == dossier


def test_what_is_kept_of_a_document_is_what_the_native_reader_gives_back() -> None:
    dossier = _read({"entity": {"ex:e": 7}, "nothing": {"ex:x": {}}, "agent": {"ex:a": {"ex:p": [None]}}})

    assert [item.section for item in dossier.unread] == ["", "", ""]
    for format in ("json", "jsonl", "prov-json"):
        again = formats.loads(formats.dumps(dossier, format), format)
        assert again.unread == dossier.unread
        assert again == dossier


@pytest.mark.parametrize("format", ["prov-jsonld", "prov-ttl"])
def test_the_reason_of_a_loss_is_a_true_one(format: str) -> None:
    pytest.importorskip("rdflib", reason="reads Turtle")
    number = _read({"entity": {"ex:e": {"prov:label": "E", "ex:p": 3}}})
    bundled = _read({"bundle": {"ex:b": {"entity": {"ex:e": {"prov:label": "E"}}}}})
    (loss,) = formats.losses(number, format)

    assert loss.reason == "the spelling says such a value with another datatype, or in another form"
    if format == "prov-ttl":
        (loss,) = formats.losses(bundled, format)
        assert loss.reason == "the spelling has no bundles"
