"""Our PROV in four spellings: nothing is lost, and `prov` reads the same in all of them."""

import json
import warnings
from collections import Counter
from functools import partialmethod
from typing import Any

import pytest
from hypothesis import given, settings

from provenance import formats, testing
from provenance.model import (
    Article,
    Attribution,
    Claim,
    Derivation,
    Dossier,
    Source,
    VerificationStatus,
)
from tests.golden.stories import STORIES, every_field

NAMES = ("prov-json", "prov-jsonld", "prov-n", "prov-ttl")
THEIR_NAMES: dict[str, dict[str, Any]] = {
    "prov-json": {"format": "json"},
    "prov-jsonld": {"format": "jsonld"},
    "prov-n": {"format": "provn"},
    "prov-ttl": {"format": "rdf", "rdf_format": "turtle"},
}


def _need(format: str) -> None:
    if format == "prov-n":
        pytest.importorskip("prov", reason="PROV-N is read by prov")
    if format == "prov-ttl":
        pytest.importorskip("rdflib", reason="Turtle is read by rdflib")


def _judged(text: str, format: str) -> Any:
    """Return the document that `prov` makes of a text."""
    model = pytest.importorskip("prov.model", reason="prov is the judge")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model.ProvDocument.deserialize(content=text, **THEIR_NAMES[format])


def _counts(document: Any) -> Counter[str]:
    return Counter(record.get_type().localpart for record in document.get_records())


def _two_derivations() -> Dossier:
    return Dossier(
        [
            Article(headline="A", id="art-1"),
            Article(headline="B", id="art-2"),
            Derivation(derived="art-2", taken_from="art-1", kind="translated", id="der-1"),
            Derivation(derived="art-2", taken_from="art-1", kind="summarised", id="der-2"),
        ]
    )


# --- nothing is lost -----------------------------------------------------------------------


@pytest.mark.parametrize("format", NAMES)
@pytest.mark.parametrize("story", STORIES)
def test_a_golden_story_comes_back_as_it_was(format: str, story: str) -> None:
    _need(format)
    dossier = STORIES[story]()

    assert formats.loads(formats.dumps(dossier, format), format) == dossier


@pytest.mark.parametrize("format", NAMES)
def test_the_loss_report_of_every_field_is_empty(format: str) -> None:
    _need(format)

    assert not formats.losses(every_field(), format)


@pytest.mark.parametrize("format", ["prov-json", "prov-jsonld"])
@given(dossier=testing.dossiers())
def test_any_dossier_comes_back_as_it_was_and_is_written_alike(format: str, dossier: Dossier) -> None:
    text = formats.dumps(dossier, format)
    again = formats.loads(text, format)

    assert again == dossier
    assert again.read_problems == ()
    assert formats.dumps(again, format) == text


@pytest.mark.parametrize("format", ["prov-n", "prov-ttl"])
@settings(max_examples=12)
@given(dossier=testing.dossiers())
def test_any_dossier_comes_back_through_the_other_sides_parsers(format: str, dossier: Dossier) -> None:
    _need(format)

    assert formats.loads(formats.dumps(dossier, format), format) == dossier


# --- the judge -----------------------------------------------------------------------------


@pytest.mark.parametrize("format", NAMES[1:])
@pytest.mark.parametrize("story", STORIES)
def test_prov_finds_the_same_document_in_every_spelling(format: str, story: str) -> None:
    dossier = STORIES[story]()
    expected = _judged(formats.dumps(dossier, "prov-json"), "prov-json")
    found = _judged(formats.dumps(dossier, format), format)

    assert found == expected
    assert _counts(found) == _counts(expected)


def test_prov_counts_what_the_dossier_holds() -> None:
    counts = _counts(_judged(formats.dumps(every_field(), "prov-json"), "prov-json"))

    assert counts["Agent"] == 3  # the ministry, the official, the radio
    assert counts["Activity"] == 2  # two verifications
    # dossier, 2 articles, 2 claims, 3 passages, a possible derivation, relation, judgement, grade, verdict
    assert counts["Entity"] == 13
    assert counts["Attribution"] == 2 + 3 + 1  # publishers, credits, the grader
    assert counts["Membership"] == 3


@pytest.mark.parametrize("spelling", ["json", "jsonld", "provn", "rdf", "xml"])
def test_prov_writes_ours_in_all_its_spellings_and_reads_them_back_equal(spelling: str) -> None:
    if spelling in ("rdf", "xml"):
        pytest.importorskip("rdflib" if spelling == "rdf" else "lxml", reason="prov needs it")
    document = _judged(formats.dumps(every_field(), "prov-json"), "prov-json")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        again = type(document).deserialize(content=document.serialize(format=spelling), format=spelling)

    assert again == document


@pytest.mark.parametrize("format", ["prov-json", "prov-jsonld", "prov-n"])
def test_a_dossier_survives_the_way_through_prov(format: str) -> None:
    _need(format)
    document = _judged(formats.dumps(every_field(), "prov-json"), "prov-json")
    text = document.serialize(format=THEIR_NAMES[format]["format"])

    assert formats.loads(text, format) == every_field()


# --- traps ---------------------------------------------------------------------------------


@pytest.mark.parametrize("format", NAMES)
def test_two_derivations_between_the_same_two_articles_stay_two(format: str) -> None:
    _need(format)
    document = _judged(formats.dumps(_two_derivations(), format), format)

    assert _counts(document)["Derivation"] == 2
    assert {str(record.identifier) for record in document.get_records() if record.is_relation()} == {
        "rec:der-1",
        "rec:der-2",
    }


def test_ids_that_no_name_can_hold_as_they_are_come_back() -> None:
    ids = [
        "https://example.org/a?b=(c),d;e",
        "urn:uuid:1",
        "a b",
        "%zz",
        "http://x.org/%zz",
        ".",
        "-a.",
        "é",
        "rec:x",
    ]
    dossier = Dossier([Claim(text="x", id=id) for id in ids])

    for format in NAMES:
        _need(format)
        text = formats.dumps(dossier, format)
        assert set(formats.loads(text, format).claims) == set(ids)
        assert _counts(_judged(text, format))["Entity"] == len(ids)


def test_a_time_of_publication_is_a_generation_and_no_attribute() -> None:
    article = Article(headline="A", published="2025-11-04T08:15:00Z", id="art-1")
    text = formats.dumps(Dossier([article]), "prov-json")

    assert "generatedAtTime" not in text
    assert '"wasGeneratedBy"' in text
    assert "wasGeneratedBy" not in formats.dumps(
        Dossier([Article(published="2025-11-04", id="a")]), "prov-json"
    )


def test_values_are_texts_names_and_typed_literals_only() -> None:
    document = _judged(formats.dumps(every_field(), "prov-json"), "prov-json")
    kinds = {
        type(value).__name__ for record in document.get_records() for _, value in record.extra_attributes
    }

    assert kinds <= {"str", "QualifiedName", "Literal", "datetime"}


def test_the_schema_of_prov_jsonld_accepts_ours() -> None:
    from tests.foreign import foreign_data

    jsonschema = pytest.importorskip("jsonschema", reason="checks a schema")
    schema = json.loads(
        foreign_data("standards", "prov-json", "schemas", "prov-jsonld.schema.json").read_text()
    )
    document = json.loads(formats.dumps(every_field(), "prov-jsonld"))

    assert "prov:role" not in json.dumps(document)
    jsonschema.Draft7Validator(schema).validate(document)


# --- meanings ------------------------------------------------------------------------------


def test_a_claim_is_attributed_only_to_who_stands_for_it() -> None:
    dossier = Dossier(
        [
            Source(name="Mayor", kind="person", id="src-1"),
            Claim(text="x", id="clm-1"),
            Article(headline="A", id="art-1"),
            Attribution(article="art-1", claim="clm-1", source="src-1", commitment="CT+", id="att-1"),
            Attribution(article="art-1", claim="clm-1", source="src-1", commitment="CT-", id="att-2"),
            Attribution(article="art-1", claim="clm-1", source="src-1", act="no_comment", id="att-3"),
        ]
    )
    document = _judged(formats.dumps(dossier, "prov-json"), "prov-json")
    entities = [str(r.args[0]) for r in document.get_records() if r.get_type().localpart == "Attribution"]

    assert entities == ["rec:clm-1", "rec:att-2", "rec:att-3"]


def test_a_possible_derivation_is_not_said_to_have_happened() -> None:
    dossier = Dossier([Derivation(derived="a", taken_from="b", standing="possible", id="der-1")])

    assert _counts(_judged(formats.dumps(dossier, "prov-json"), "prov-json")) == {"Entity": 1}


def test_the_kinds_of_derivation_that_prov_has_are_its_own() -> None:
    kinds = {"quoted": "Quotation", "revised": "Revision", "primary_source": "PrimarySource"}
    for kind, type in kinds.items():
        text = formats.dumps(
            Dossier([Derivation(derived="a", taken_from="b", kind=kind, id="d")]), "prov-json"
        )
        assert f'"prov:{type}"' in text
        assert f"qualified{type}" in formats.dumps(formats.loads(text, "prov-json"), "prov-ttl")


def test_a_status_without_a_verdict_generates_none() -> None:
    status = VerificationStatus(claim="clm-1", state="in_progress", id="ver-1")
    counts = _counts(_judged(formats.dumps(Dossier([status]), "prov-json"), "prov-json"))

    assert counts == {"Activity": 1, "Usage": 1}


# --- short cuts ----------------------------------------------------------------------------


@settings(max_examples=20)
@given(dossier=testing.dossiers())
def test_prov_json_without_statements_in_between_is_the_same(dossier: Dossier) -> None:
    from provenance.formats.prov.plains import RecordPlains
    from provenance.formats.prov.writing import Writing

    text = formats.dumps(dossier, "prov-json")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Writing, "mixed", partialmethod(Writing.mixed, unfolded=False))
        assert formats.dumps(dossier, "prov-json") == text
        patch.setattr(RecordPlains, "of", lambda *_: None)
        assert formats.loads(text, "prov-json") == dossier


def test_the_short_cut_takes_every_record_that_holds_nothing_unusual() -> None:
    from provenance.formats.prov.names import Scope
    from provenance.formats.prov.plains import RecordPlains

    document = json.loads(formats.dumps(STORIES["plain"](), "prov-json"))
    plains = RecordPlains(Scope(document["prefix"], None, pytest.fail))
    taken = [
        found
        for kind, section in document.items()
        if kind != "prefix"
        for name, raw in section.items()
        if name.startswith("rec:") and (found := plains.of(kind, raw)) is not None
    ]

    assert len(taken) == len(STORIES["plain"]())
