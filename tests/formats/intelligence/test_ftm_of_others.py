"""Entities as Aleph and OpenSanctions hand them out, and dirty ones: what can be read is, and all is kept."""

import json
import time
from io import BytesIO
from typing import Any

import attrs
import pytest

from provenance import formats
from provenance.errors import DecodingError
from provenance.formats.ftm.reading import load, loads
from provenance.formats.ftm.statements import dump as dump_statements
from provenance.formats.ftm.writing import dump
from provenance.model import Dossier, When

PERSON = {
    "id": "NK-1",
    "caption": "Ann Berg",
    "schema": "Person",
    "properties": {
        "name": ["Ann Berg", "Анна Берг"],
        "alias": ["A. Berg"],
        "birthDate": ["1970-02"],
        "country": ["ua"],
        "citizenship": ["suhh"],
        "topics": ["role.pep"],
        "wikidataId": ["Q42"],
        "sourceUrl": ["https://example.org/list"],
    },
    "countries": ["ua"],
    "datasets": ["wd_peps", "ua_list"],
    "referents": ["ua-1", "Q42"],
    "target": True,
    "first_seen": "2023-04-20T10:09:54",
    "last_seen": "2024-04-20T10:09:54",
    "last_change": "2023-04-20T10:09:54",
}
COMPANY = {
    "id": "NK-2",
    "schema": "Company",
    "properties": {
        "name": ["Berg Trade"],
        "leiCode": ["HWUPKR0MPOU8FGXBT394"],
        "website": ["example.org"],
        "country": ["eu"],
    },
    "datasets": ["ua_list"],
}
ARTICLE = {
    "id": "doc.1",
    "schema": "Article",
    "properties": {
        "title": ["Bridge shut"],
        "publishedAt": ["2025-11-04T06:15:00"],
        "language": ["ukr"],
        "sourceUrl": ["https://example.org/1"],
        "publisher": ["Radio"],
        "fileSize": ["12"],
    },
    "collection_id": 7,
}
OWNERSHIP = {"id": "own-1", "schema": "Ownership", "properties": {"owner": ["NK-1"], "asset": ["NK-2"]}}
ALL = (PERSON, COMPANY, ARTICLE, OWNERSHIP)


def lines(*entities: Any) -> str:
    return "".join(json.dumps(entity) + "\n" for entity in entities)


def written(dossier: Dossier) -> list[Any]:
    return [json.loads(line) for line in "".join(dump(dossier)).split("\n") if line]


def paths(dossier: Dossier) -> list[str]:
    return [problem.path for problem in dossier.read_problems]


def test_people_and_organisations_are_sources_with_their_identifiers() -> None:
    dossier = loads(lines(*ALL))
    person, company = dossier.sources["NK-1"], dossier.sources["NK-2"]

    assert (person.name, person.kind, person.country) == ("Ann Berg", "person", "UA")
    assert person.aliases == ("Анна Берг", "A. Berg")
    assert person.identifiers == {"wikidata": "Q42"}
    assert (company.kind, company.country) == ("organization", None)
    assert company.identifiers == {"lei": "HWUPKR0MPOU8FGXBT394", "url": "example.org"}
    assert not dossier.read_problems


def test_an_article_is_an_article_and_its_times_are_those_of_utc() -> None:
    article = loads(lines(ARTICLE)).articles["doc.1"]

    assert (article.headline, article.language, article.url) == ("Bridge shut", "uk", "https://example.org/1")
    assert article.published == When.parse("2025-11-04T06:15:00Z")


def test_what_came_from_a_desk_goes_back_as_it_came() -> None:
    assert written(loads(lines(*ALL))) == [*ALL]
    assert not formats.losses(loads(lines(*ALL)), "ftm")


def test_what_has_changed_is_written_and_the_rest_goes_back() -> None:
    dossier = loads(lines(PERSON))
    dossier.replace(attrs.evolve(dossier.sources["NK-1"], name="Ann Roe", aliases=[]))
    (entity,) = written(dossier)

    assert entity["properties"]["name"] == ["Ann Roe"]
    assert "alias" not in entity["properties"]
    assert entity["properties"]["topics"] == ["role.pep"]
    assert entity["referents"] == ["ua-1", "Q42"]
    again = loads(lines(entity)).sources["NK-1"]
    assert (again.name, again.aliases) == ("Ann Roe", ())


def test_entities_can_be_handed_on_as_statements() -> None:
    found = [json.loads(line) for line in "".join(dump_statements(loads(lines(*ALL)))).split("\n") if line]

    names = [item["value"] for item in found if item["prop"] == "name"]
    assert names == ["Ann Berg", "Анна Берг", "Berg Trade"]
    assert {item["dataset"] for item in found if item["entity_id"] == "NK-2"} == {"ua_list"}
    assert [item["value"] for item in found if item["schema"] == "Ownership"] == ["own-1", "NK-1", "NK-2"]


def test_a_desk_may_add_to_an_entity_of_ours() -> None:
    ours = {
        "id": "src-1",
        "schema": "Person",
        "properties": {"name": ["Ann"], "birthDate": ["1970"]},
        "datasets": ["desk"],
        "news_provenance": {"section": "sources", "record_id": "src-1"},
    }
    source = loads(lines(ours)).sources["src-1"]

    assert source.extra["ftm"] == {"properties": {"birthDate": ("1970",)}, "datasets": ("desk",)}
    assert written(loads(lines(ours)))[0]["properties"] == ours["properties"]


def test_an_entity_in_pieces_is_put_together() -> None:
    one = {"id": "p", "schema": "LegalEntity", "properties": {"name": ["Ann"]}, "datasets": ["a"]}
    other = {
        "id": "p",
        "schema": "Person",
        "properties": {"name": ["Anna"], "country": ["ua"]},
        "datasets": ["b"],
    }
    dossier = loads(lines(one, other, one))

    assert not dossier.read_problems
    assert (dossier.sources["p"].kind, dossier.sources["p"].aliases) == ("person", ("Anna",))
    assert written(dossier)[0]["datasets"] == ["a", "b"]


@pytest.mark.parametrize(
    "other",
    [
        {"id": "NK-2", "schema": "Person", "properties": {"name": ["Ann"]}},
        {**COMPANY, "datasets": "other"},
        {**COMPANY, "properties": 3},
    ],
)
def test_a_second_entity_that_contradicts_the_first_is_a_problem_and_kept(other: Any) -> None:
    dossier = loads(lines(COMPANY, other))

    assert paths(dossier) == ["line 2: $.id"]
    assert len(dossier.extra["ftm"]["entities"]) == 1
    assert not formats.losses(dossier, "ftm")


def test_entities_within_entities_are_taken_out() -> None:
    mention = {
        "id": "m",
        "schema": "Mention",
        "properties": {"document": [ARTICLE], "resolved": [PERSON], "name": ["Ann Berg"]},
    }
    dossier = loads(lines(mention))

    assert set(dossier.sources) == {"NK-1"}
    assert set(dossier.articles) == {"doc.1"}
    assert not dossier.attributions  # a name in an article is not a word of its bearer
    assert written(dossier)[-1]["properties"] == {
        "document": ["doc.1"],
        "resolved": ["NK-1"],
        "name": ["Ann Berg"],
    }


def test_statements_within_an_entity_are_its_properties() -> None:
    stated = {"entity_id": "x-1", "prop": "name", "schema": "Person", "value": "Ann", "dataset": "d"}
    dossier = loads(lines({"id": "p", "schema": "Person", "statements": [stated, 3]}))

    assert dossier.sources["p"].name == "Ann"
    assert dossier.sources["p"].extra["ftm"]["statements"] == (stated, 3)
    assert json.loads("".join(dump_statements(dossier)).split("\n")[0]) == {
        "canonical_id": "p",
        **stated,
    }


@pytest.mark.parametrize(
    ("properties", "path"),
    [
        ({"name": "Ann"}, "line 1: $.properties.name"),
        ({"name": ["Ann"], "country": 7}, "line 1: $.properties.country"),
        ({"name": ["Ann"], "country": ["ua", None]}, "line 1: $.properties.country"),
        ({"name": ["Ann"], "country": {"x": 1}}, "line 1: $.properties.country"),
    ],
)
def test_properties_that_are_no_lists_of_texts_are_problems_and_kept(properties: Any, path: str) -> None:
    dossier = loads(lines({"id": "p", "schema": "Person", "properties": properties}))

    assert paths(dossier) == [path]
    assert dossier.sources["p"].name == "Ann"
    again = loads("".join(dump(dossier)))
    assert again.sources == dossier.sources


def test_unknown_schemata_and_properties_are_kept() -> None:
    odd = {"id": "x", "schema": "Hologram", "properties": {"colour": ["blue"]}}
    source = {"id": "p", "schema": "Person", "properties": {"name": ["Ann"], "shoeSize": ["38"]}}
    dossier = loads(lines(odd, source))

    assert dossier.sources["p"].extra["ftm"]["properties"]["shoeSize"] == ("38",)
    assert written(dossier) == [source, odd]


def test_without_an_id_it_is_a_problem_and_kept() -> None:
    dossier = loads(lines({"schema": "Person", "properties": {"name": ["Ann"]}}, PERSON))

    assert paths(dossier) == ["line 1: $"]
    assert dossier.extra["ftm"]["entities"][0]["properties"]["name"] == ("Ann",)
    assert not formats.losses(dossier, "ftm")


def test_blank_lines_are_passed_over_and_a_broken_one_harms_no_other() -> None:
    text = "\ufeff\n" + lines(PERSON) + '\r\n\n{"id": "x", "sche\n' + lines(COMPANY)
    dossier = loads(text)

    assert set(dossier.sources) == {"NK-1", "NK-2"}
    assert paths(dossier) == ["line 5 $"]
    assert dossier.unread[0].raw == '{"id": "x", "sche'
    assert load(BytesIO(text.encode())) == dossier
    with pytest.raises(DecodingError):
        loads(text, strict=True)


def test_a_list_and_a_single_entity_over_several_lines_are_read() -> None:
    assert loads(json.dumps([*ALL], indent=1)) == loads(lines(*ALL))
    assert loads(json.dumps(PERSON, indent=1)).sources == loads(lines(PERSON)).sources
    assert load(BytesIO(json.dumps(PERSON, indent=1).encode())).sources == loads(lines(PERSON)).sources


def test_giant_values_are_read_and_written() -> None:
    long = "ab " * 1_000_000
    dossier = loads(lines({"id": "a", "schema": "Article", "properties": {"bodyText": [long]}}))

    assert dossier.articles["a"].text == long
    assert written(dossier)[0]["properties"]["bodyText"] == [long]


def test_many_pieces_of_one_entity_take_no_longer_than_many_entities() -> None:
    pieces = [
        {"id": "p", "schema": "Person", "properties": {"alias": [f"n{number}"]}, "datasets": [f"d{number}"]}
        for number in range(30_000)
    ]
    begun = time.perf_counter()
    dossier = loads(lines(*pieces))

    assert len(dossier.sources["p"].extra["ftm"]["properties"]["alias"]) == 30_000
    assert time.perf_counter() - begun < 10


def test_of_two_addresses_or_days_none_is_taken_but_both_are_kept_and_listed() -> None:
    properties = {
        "title": ["T"],
        "sourceUrl": ["https://n/1", "https://n/2"],
        "publishedAt": ["2024", "2025"],
    }
    entity = {"id": "a1", "schema": "Article", "properties": properties}

    found = formats.loads(json.dumps(entity), "ftm")

    article = found.articles["a1"]
    assert (article.headline, article.url, article.published) == ("T", None, None)
    assert [(problem.path.partition("$")[2], problem.record) for problem in found.read_problems] == [
        (".properties.sourceUrl", "a1"),
        (".properties.publishedAt", "a1"),
    ]
    assert json.loads(formats.dumps(found, "ftm")) == entity


def test_a_caption_an_account_and_a_name_without_a_list_are_all_read() -> None:
    lines = [
        {"id": "k", "schema": "Company", "properties": {"name": ["A", "B"]}, "caption": "B"},
        {"id": "u", "schema": "UserAccount", "properties": {"username": ["@x"]}},
        {"id": "q", "schema": "Person", "properties": {"name": "Ann"}},
    ]

    found = formats.loads("\n".join(map(json.dumps, lines)), "ftm")

    assert [source.name for source in found.sources.values()] == ["A", "@x", "Ann"]
    assert found.sources["k"].extra["ftm"]["caption"] == "B"
    assert [problem.path for problem in found.read_problems] == ["line 3: $.properties.name"]
