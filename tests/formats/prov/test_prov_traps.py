"""What was found by running `prov` and its schema, and must not happen to what is written here."""

import json
import warnings
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from provenance import formats
from provenance.model import Article, Claim, Derivation, Dossier
from tests.foreign import foreign_data
from tests.golden.stories import every_field

model = pytest.importorskip("prov.model", reason="prov is the judge")
SPELLINGS = ("json", "jsonld", "xml", "provn", "rdf")


def _theirs(dossier: Dossier) -> Any:
    return model.ProvDocument.deserialize(content=formats.dumps(dossier, "prov-json"), format="json")


def _through(document: Any, spelling: str) -> Any:
    if spelling in ("rdf", "xml"):
        pytest.importorskip("rdflib" if spelling == "rdf" else "lxml", reason="prov needs it")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return type(document).deserialize(content=document.serialize(format=spelling), format=spelling)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_trap_1_derivations_between_the_same_ends_have_ids_and_prefixes_and_stay_two(spelling: str) -> None:
    articles = [Article(headline=id, id=id) for id in ("art-1", "art-2")]
    derivations = [Derivation(derived="art-2", taken_from="art-1", id=id) for id in ("der-1", "der-2")]
    dossier = Dossier([*articles, *derivations])
    written = json.loads(formats.dumps(dossier, "prov-json"))
    relations = [r for r in _through(_theirs(dossier), spelling).get_records() if r.is_relation()]

    assert {str(relation.identifier) for relation in relations} == {"rec:der-1", "rec:der-2"}
    assert "default" not in written["prefix"]
    assert not any(name.startswith("_:") for name in written["wasDerivedFrom"])


def test_trap_1_anonymous_derivations_do_become_one_in_rdf_with_a_default_namespace() -> None:
    pytest.importorskip("rdflib", reason="prov needs it")
    document = model.ProvDocument()
    document.set_default_namespace("http://example.org/")
    for _ in range(2):
        document.wasDerivedFrom("b", "a")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        again = _through(document, "rdf")

    assert len(document.get_records()) == 2
    assert len(again.get_records()) == 1  # as soon as this is 2, the trap is gone


def test_trap_2_no_value_is_of_a_kind_that_prov_cannot_write() -> None:
    extra = {"numbers": [1, 2.5, None, True], "deep": {"a": [{"b": None}]}}
    dossier = every_field()
    document = _theirs(Dossier([*_records(dossier), Claim(text="x", id="clm-9", extra=extra)]))
    values = [value for record in document.get_records() for _, value in record.attributes]

    assert not any(isinstance(value, Decimal | bytes | list | type(None)) for value in values)
    assert not any(type(value) is date for value in values)
    assert json.loads(document.serialize(format="json"))["entity"]["rec:clm-9"]


def _records(dossier: Dossier) -> list[Any]:
    return [record for section in ("articles", "claims") for record in getattr(dossier, section).values()]


def test_trap_3_an_id_of_any_scheme_has_a_registered_namespace() -> None:
    ids = ["urn:uuid:5f1c", "doi:10.1/x", "https://e.org/1", "unknown:1", "a b"]
    document = _theirs(Dossier([Claim(text="x", id=id) for id in ids]))
    known = {namespace.uri for namespace in document.namespaces}

    assert len(document.get_records()) == len(ids)
    assert {record.identifier.namespace.uri for record in document.get_records()} <= known


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_trap_4_a_time_of_publication_is_a_generation_and_keeps_its_type(spelling: str) -> None:
    article = Article(headline="A", published="2025-11-04T08:15:00Z", id="art-1")
    text = formats.dumps(Dossier([article]), "prov-json")
    (generation,) = [
        r for r in _through(_theirs(Dossier([article])), spelling).get_records() if r.is_relation()
    ]

    assert "generatedAtTime" not in text
    assert [time.isoformat() for time in generation.args if hasattr(time, "isoformat")] == [
        "2025-11-04T08:15:00+00:00"
    ]


def test_trap_5_the_schema_of_prov_json_refuses_good_documents_and_is_not_the_only_judge() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="checks a schema")
    folder = foreign_data("standards", "prov-json")
    schema = json.loads((folder / "schemas" / "prov-json.schema.json").read_text())
    validator = jsonschema.Draft4Validator(schema)
    refused = [
        path.stem
        for path in sorted((folder / "json").glob("*.json"))
        if not validator.is_valid(json.loads(path.read_text()))
    ]

    assert len(refused) == 31
    assert validator.is_valid(json.loads(formats.dumps(every_field(), "prov-json")))
    for name in refused:  # every one of them is read
        assert formats.loads((folder / "json" / f"{name}.json").read_bytes(), "prov-json") is not None
