"""FollowTheMoney's own package takes what we write; where it is absent, what it was asked stands here.

All of it was checked with followthemoney 4.11.2.
"""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings

from provenance import cases
from provenance.formats.ftm.schemata import COUNTRIES, KINDS, LANGUAGES, PARENTS, PROPERTIES, SCHEMATA
from provenance.formats.ftm.statementcsv import CSV_COLUMNS
from provenance.formats.ftm.statements import COLUMNS, dump_csv
from provenance.formats.ftm.statements import dump as dump_statements
from provenance.formats.ftm.values import (
    a_date,
    a_language,
    a_name,
    a_text,
    a_url,
    an_lei,
    dataset_of,
    entity_id_of,
    statement_id,
)
from provenance.formats.ftm.writing import dump
from provenance.model import Dossier, When
from provenance.testing import dossiers
from tests.formats.hostile import OWN, story_of
from tests.golden import stories

ABSENT = "followthemoney is not installed (it takes minutes to build); its facts stand in this module"

IDS = [
    (("desk", "src-1", "name", "Ann Berg", None), "cb5ab65b3e116cc23a19ea02ace4ccc7551fe764"),
    (
        ("src_mayor", "clm-1", "description", "The bridge is closed.", "eng"),
        "f5f6d0faa5c0182a1a8ba7494e8143a1e9a06ec6",
    ),
    (("news_provenance", "art-1", "id", "art-1", None), "74e05ba7043e4f7fd56bbe4bde3833d3f5e18c22"),
    (("d", "p", "name", "Мер", "ukr"), "4a5d3607bfdd6b08e3128f080a30e67acec52b31"),
]
"""What is stated, and the id that the package gives it."""

NAMES = [
    (' a  b "', 'a b "'),
    ('"Radio"', "Radio"),
    ("'tis", "'tis"),
    ("a\u00a0b\nc", "a b c"),
    ("\u200bAnn\x00", "Ann"),
    ("e\u0301", "é"),
]
URLS = [
    ("HTTPS://example.org", "https://example.org/"),
    ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
    ("http://[::1", None),
    ("https://a b.example/", None),
    ("https://192.0.2.1/", "https://192.0.2.1/"),
    ("https://пример.рф/x", "https://пример.рф/x"),
    ("https:example.org", None),
]
DATES = ["2025", "2025-11", "2025-11-04", "2025-11-04T06Z", "2025-11-04T06:15Z", "2025-11-04T06:15:07Z"]


def samples() -> Iterator[Dossier]:
    yield from (story() for story in stories.STORIES.values())
    yield from map(cases.load, cases.names())
    yield from (story_of(text, number) for number, text in enumerate(OWN))


# --- without the package -------------------------------------------------------------------


@pytest.mark.parametrize(("said", "id"), IDS)
def test_a_statement_has_the_id_that_followthemoney_gives_it(said: tuple[Any, ...], id: str) -> None:
    assert statement_id(*said) == id


def test_an_external_statement_has_another_id() -> None:
    id = statement_id("desk", "src-1", "name", "Ann Berg", None, external=True)

    assert id == "d572dcda608a8a924ef420c001ded8529f4979f7"


@pytest.mark.parametrize(("text", "cleaned"), NAMES)
def test_a_name_is_written_as_followthemoney_cleans_it(text: str, cleaned: str) -> None:
    assert a_name(text) == cleaned


@pytest.mark.parametrize(("text", "cleaned"), URLS)
def test_an_address_is_written_as_followthemoney_cleans_it(text: str, cleaned: str | None) -> None:
    assert a_url(text) == cleaned


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_as_long_as_it_is_precise(text: str) -> None:
    assert a_date(When.parse(text)) == text.removesuffix("Z")


@pytest.mark.parametrize("text", ["2025-11/2026-01", "0999", "3000", "../2025", "198X"])
def test_what_is_no_single_date_is_not_written_as_one(text: str) -> None:
    assert a_date(When.parse(text)) is None


def test_of_a_moment_without_an_offset_only_the_day_is_written() -> None:
    assert a_date(When.parse("2025-11-05T10:11:12")) == "2025-11-05"


def test_an_id_with_other_signs_gets_one_that_can_be_referred_to() -> None:
    assert entity_id_of("src-1.a") == "src-1.a"
    for id in ("the mayor", "src_1", "-1", "1-", "Мер", "x" * 201, ""):
        assert entity_id_of(id).removeprefix("news-provenance-").isalnum()


def test_check_digits_are_checked() -> None:
    assert an_lei("HWUPKR0MPOU8FGXBT394") == "HWUPKR0MPOU8FGXBT394"
    assert an_lei("HWUPKR0MPOU8FGXBT395") is None


def _theirs(module: str) -> Any:
    return pytest.importorskip(f"followthemoney.{module}".removesuffix("."), reason=ABSENT)


# --- with it -------------------------------------------------------------------------------


def test_every_schema_and_property_that_we_write_is_there_and_of_that_type() -> None:
    model = _theirs("").model

    for schema in {*KINDS.values(), *SCHEMATA.values(), "LegalEntity", "Mention"}:
        assert not model.get(schema).abstract
        assert schema in PROPERTIES
    for schema, properties in PROPERTIES.items():
        for name, kind in properties.items():
            assert model.get(schema).get(name).type.name == kind, (schema, name)
            assert not model.get(schema).get(name).stub
    for schema, above in PARENTS.items():
        assert all(model.get(schema).is_a(parent) for parent in above)


def test_the_links_are_edges_from_what_we_write_to_what_we_write() -> None:
    model = _theirs("").model
    ends = {
        name: (schema.source_prop.name, schema.target_prop.name)
        for name in ("Documentation", "UnknownLink")
        for schema in [model.get(name)]
        if schema.edge
    }

    assert ends == {"Documentation": ("document", "entity"), "UnknownLink": ("subject", "object")}


def test_countries_and_languages_are_those_it_knows() -> None:
    registry = _theirs("types").registry

    assert {code for code in COUNTRIES if registry.country.clean(code) != code} == set()
    assert {code: registry.language.clean(tag) for tag, code in LANGUAGES.items()} == {
        code: code for code in LANGUAGES.values()
    }
    assert a_language("uk") == "ukr"


def test_names_addresses_dates_and_ids_are_what_it_makes_of_them() -> None:
    registry = _theirs("types").registry
    statement, dataset_name_check = _theirs("statement").Statement, _theirs("dataset.util").dataset_name_check

    for text, cleaned in NAMES:
        assert registry.name.clean(text) == cleaned
    for text, address in URLS:
        assert address is None or registry.url.clean(text) == address
    for text in DATES:
        written = a_date(When.parse(text))
        assert registry.date.clean(written) == written
    for (dataset, entity, name, value, language), id in IDS:
        assert statement.make_key(dataset, entity, name, value, False, lang=language) == id
    for text in (*OWN, "src-1", "the mayor"):
        assert registry.entity.clean(entity_id_of(text)) == entity_id_of(text)
        assert dataset_name_check(dataset_of(text)) == dataset_of(text)
        assert registry.text.clean(text) == a_text(text)


def test_entities_lose_nothing_when_they_are_loaded_and_cleaned() -> None:
    model = _theirs("").model
    for dossier in samples():
        _loses_nothing(dossier, model)


@settings(max_examples=20, deadline=None)
@given(dossier=dossiers())
def test_those_of_any_dossier_lose_nothing_either(dossier: Dossier) -> None:
    _loses_nothing(dossier, _theirs("").model)


def _loses_nothing(dossier: Dossier, model: Any) -> None:
    lines = [json.loads(line) for line in "".join(dump(dossier)).split("\n") if line]
    schemata = {entity["id"]: model.get(entity["schema"]) for entity in lines}
    assert len(schemata) == len(lines)
    for entity in lines:
        proxy = model.get_proxy(json.loads(json.dumps(entity)), cleaned=False)
        assert proxy.id == entity["id"]
        assert proxy.to_dict()["properties"] == entity["properties"]
        assert proxy.to_dict().get("news_provenance") == entity.get("news_provenance")
        for prop, value in proxy.itervalues():
            if prop.range is not None:  # every link ends in an entity of a schema that it may end in
                assert schemata[value].is_a(prop.range)


def test_statements_are_loaded_with_the_same_ids_values_and_types() -> None:
    model, serialize = _theirs("").model, _theirs("statement.serialize")
    assert list(CSV_COLUMNS) == serialize.CSV_COLUMNS
    dataset = _theirs("dataset").Dataset.make({"name": "desk", "title": "Desk"})
    entity = _theirs("statement").StatementEntity
    for dossier in samples():
        text = "".join(dump_statements(dossier))
        ours = [json.loads(line) for line in text.split("\n") if line]
        theirs = list(serialize.read_statements(BytesIO(text.encode()), "json"))
        assert [statement.to_dict() for statement in theirs] == ours
        entities: dict[str, list[Any]] = {}
        for statement in theirs:
            assert tuple(statement.to_dict()) == COLUMNS
            assert statement.generate_key() == statement.id
            entities.setdefault(statement.canonical_id, []).append(statement)
            prop = model.get(statement.schema).get(statement.prop)
            if prop is not None:
                assert prop.type.clean_text(statement.value, format=prop.format) == statement.value
        for id, statements in entities.items():
            assert entity.from_statements(dataset, statements).id == id


def test_a_table_is_what_it_would_have_written_but_for_the_apostrophes() -> None:
    serialize = _theirs("statement.serialize")
    for dossier in (*(story() for story in stories.STORIES.values()), *map(cases.load, cases.names())):
        table = "".join(dump_csv(dossier))
        written = _Open()
        serialize.write_statements(written, "csv", serialize.read_statements(BytesIO(table.encode()), "csv"))
        assert written.getvalue().decode() == table


class _Open(BytesIO):
    """Stays open when its writer closes it."""

    def close(self) -> None:
        return
