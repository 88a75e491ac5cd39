"""What others write in PROV: what records can hold comes in, the rest is kept and written back."""

import json
import time
import warnings
from pathlib import Path
from typing import Any

import pytest

from provenance import formats
from provenance.errors import DecodingError
from tests.foreign import foreign_data

FOLDER = foreign_data("standards", "prov-json")
DOCUMENTS = sorted((FOLDER / "json").glob("*.json"))


def _facts(document: Any) -> dict[str, set[str]]:
    """Return the values by statement and attribute of a document that `prov` has read."""
    found: dict[str, set[str]] = {}
    for bundle in [document, *document.bundles]:
        for record in bundle.get_records():
            kind = record.get_type().localpart
            id = record.identifier.uri if record.identifier is not None and record.is_element() else ""
            place = f"{bundle.identifier.uri if bundle is not document else ''} {kind} {id}"
            found.setdefault(place, set()).update(
                f"{name.uri}={getattr(value, 'uri', value)}" for name, value in record.attributes
            )
    return found


def _missing(before: dict[str, set[str]], after: dict[str, set[str]]) -> dict[str, set[str]]:
    lost = {place: facts - after.get(place, set()) for place, facts in before.items()}
    return {place: facts for place, facts in lost.items() if facts or place not in after}


def test_every_document_of_the_suite_comes_in_and_goes_back_whole() -> None:
    model = pytest.importorskip("prov.model", reason="prov is the judge")
    lost = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for path in DOCUMENTS:
            dossier = formats.loads(path.read_bytes(), "prov-json")
            text = formats.dumps(dossier, "prov-json")
            before = _facts(model.ProvDocument.deserialize(content=path.read_text(), format="json"))
            missing = _missing(before, _facts(model.ProvDocument.deserialize(content=text, format="json")))
            if missing or formats.loads(text, "prov-json") != dossier:
                lost[path.name] = missing

    assert lost == {}
    assert len(DOCUMENTS) == 199


def test_what_records_can_hold_of_the_suite_becomes_records() -> None:
    agents = entities = derivations = 0
    for path in DOCUMENTS:
        document = json.loads(path.read_text())
        dossier = formats.loads(path.read_bytes(), "prov-json")
        for section in (document, *document.get("bundle", {}).values()):
            agents += len(section.get("agent", {}))
            entities += len(section.get("entity", {}))
            derivations += sum(
                "prov:generatedEntity" in held and "prov:usedEntity" in held
                for held in section.get("wasDerivedFrom", {}).values()
            )
        entities -= len(dossier.articles) + len(dossier.sources)
        derivations -= sum(
            "agent" not in str(held.extra.get("prov", {}).get("statement", ""))
            and held.extra.get("prov", {}).get("statement") is None
            for held in dossier.derivations.values()
        )
    assert entities + agents <= 6  # the same id in a bundle, or as an agent too, is kept as a statement
    assert derivations <= 0


@pytest.mark.parametrize("name", ["submission-example-3.jsonld", "provtoolbox-mini-primer.jsonld"])
def test_the_example_of_the_submission_comes_in(name: str) -> None:
    dossier = formats.loads((FOLDER / "jsonld" / name).read_bytes(), "prov-jsonld")
    derek = dossier.sources["http://example/derek"]
    (derivation,) = dossier.derivations.values()

    assert (derek.name, derek.kind) == ("Derek", "person")
    assert dossier.articles["http://example/article1"].headline == "Crime rises in cities"
    assert (derivation.derived, derivation.taken_from) == (
        "http://example/article1",
        "http://example/dataSet1",
    )
    for format in ("prov-json", "prov-jsonld"):
        assert formats.loads(formats.dumps(dossier, format), format) == dossier
    model = pytest.importorskip("prov.model", reason="prov is the judge")
    before = _facts(model.ProvDocument.deserialize(str(FOLDER / "jsonld" / name), format="jsonld"))
    after = model.ProvDocument.deserialize(content=formats.dumps(dossier, "prov-jsonld"), format="jsonld")
    assert _missing(before, _facts(after)) == {}


@pytest.mark.parametrize("path", sorted((FOLDER / "malformed").iterdir()), ids=lambda path: path.name)
def test_a_malformed_document_is_refused_or_its_problems_are_listed(path: Path) -> None:
    names = {".json": ("prov-json", "prov-jsonld"), ".ttl": ("prov-ttl",)}.get(
        path.suffix, ("prov-json", "prov-ttl")
    )
    for format in names:
        if format == "prov-ttl":
            pytest.importorskip("rdflib", reason="Turtle is read by rdflib")
        try:
            dossier = formats.loads(path.read_bytes(), format)
        except DecodingError:
            continue
        if path.stem.startswith("empty"):  # which is a graph without triples
            continue
        assert dossier.read_problems
        with pytest.raises(DecodingError):
            formats.loads(path.read_bytes(), format, strict=True)


@pytest.mark.parametrize("format", ["prov-json", "prov-jsonld", "prov-n", "prov-ttl"])
def test_no_hostile_input_brings_anything_but_our_error(format: str) -> None:
    if format in ("prov-n", "prov-ttl"):
        pytest.importorskip("prov", reason="reads PROV-N")
        pytest.importorskip("rdflib", reason="reads Turtle")
    whole = formats.dumps(
        formats.loads((FOLDER / "jsonld" / "submission-example-3.jsonld").read_bytes(), "prov-jsonld"), format
    )
    deep = "[" * 20_000
    inputs: list[str | bytes] = [
        "", "null", deep, '{"entity":' * 5000, '{"entity": {"": {}, ":": {}, "a:": {"": ""}}}',
        '{"@context": null, "@graph": [null, 1, {"@type": "Entity"}, {"@type": ["Entity"], "@id": ""}]}',
        '{"@context": {"a": {"@id": "b"}}, "@graph": [{"@type": "Derivation", "generatedEntity": ["x"]}]}',
        '{"wasDerivedFrom": {"_:1": {"prov:generatedEntity": 5, "prov:usedEntity": "a:b"}, "_:2": [[], {}]}}',
        '{"wasDerivedFrom": {"_:1": {"prov:generatedEntity": "a:b", "prov:usedEntity": "a:b"}}}',
        '{"bundle": {"a:b": {"bundle": {"a:b": {}}, "prefix": 5}}, "prefix": {"a": 1}}',
        b"\xff\xfe\x00", "document\nentity(", "<a> <b> " + "[ <c> " * 3000,
    ]  # fmt: skip
    inputs += [whole[:cut] for cut in range(0, len(whole), max(1, len(whole) // 25))]
    start = time.monotonic()

    for data in inputs:
        try:
            dossier = formats.loads(data, format)
        except DecodingError:
            continue
        formats.dumps(dossier, format)
    assert time.monotonic() - start < 20


def test_a_foreign_attribute_on_a_record_of_ours_goes_back_where_it_was() -> None:
    text = """{"prefix": {"ex": "http://e.org/", "np": "https://w3id.org/news-provenance/terms#",
     "rec": "urn:news-provenance:"}, "entity": {"rec:clm-1": {"prov:type": {"$": "np:Claim",
     "type": "prov:QUALIFIED_NAME"}, "prov:value": "It rains.", "ex:weight": [1, 2.5, true]}}}"""
    dossier = formats.loads(text, "prov-json")
    back = json.loads(formats.dumps(dossier, "prov-json"))

    assert dossier.claims["clm-1"].text == "It rains."
    assert back["entity"]["rec:clm-1"]["ex:weight"] == [1, 2.5, True]
    assert back["prefix"]["ex"] == "http://e.org/"


def test_statements_without_a_record_are_listed_and_kept() -> None:
    text = """{"prefix": {"ex": "http://e.org/"},
     "used": {"_:u": {"prov:activity": "ex:a", "prov:entity": "ex:e"}}}"""
    dossier = formats.loads(text, "prov-json")

    assert [problem.path for problem in dossier.read_problems] == ["$.used"]
    assert json.loads(formats.dumps(dossier, "prov-json"))["used"] == {
        "_:used1": {"prov:activity": "ex:a", "prov:entity": "ex:e"}
    }


def test_two_nameless_derivations_between_the_same_ends_are_two() -> None:
    one = '{"prov:generatedEntity": "ex:b", "prov:usedEntity": "ex:a"}'
    text = f'{{"prefix": {{"ex": "http://e.org/"}}, "wasDerivedFrom": {{"_:1": {one}, "_:2": {one}}}}}'

    assert len(formats.loads(text, "prov-json").derivations) == 2
