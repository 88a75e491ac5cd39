"""FollowTheMoney: entities come back as they were, and others' entities and statements come in."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from provenance import cases, formats
from provenance.errors import DecodingError
from provenance.formats.ftm import FORMATS
from provenance.formats.ftm.reading import loads
from provenance.formats.ftm.writing import dump
from provenance.formats.lossreport import losses_between
from provenance.model import Article, Attribution, Claim, Dossier, Source
from provenance.testing import dossiers
from tests.formats.foreign_formats import broken, is_answered, registered
from tests.golden import stories

ENTITIES = """{"id": "p", "schema": "Person", "properties": {"name": ["Ann", "Anna"], "country": ["ua"]}}
{"id": "a", "schema": "Article", "properties": {"title": ["Rain"], "publishedAt": ["2024-01"], "tag": ["x"]}}
{"id": "o", "schema": "Ownership", "properties": {"owner": ["p"]}, "datasets": ["d"]}
"""


@pytest.fixture(autouse=True, scope="module")
def _known() -> Iterator[None]:
    with registered(FORMATS):
        yield


def written(dossier: Dossier) -> str:
    return "".join(dump(dossier))


def test_nothing_of_a_dossier_is_lost() -> None:
    for dossier in [*(story() for story in stories.STORIES.values()), *map(cases.load, cases.names())]:
        assert not losses_between(dossier, loads(written(dossier)), FORMATS[0])


@settings(max_examples=40, deadline=None)
@given(dossier=dossiers())
def test_nothing_of_any_dossier_is_lost_and_it_is_written_the_same_again(dossier: Dossier) -> None:
    output = written(dossier)
    again = loads(output)

    assert not losses_between(dossier, again, FORMATS[0])
    assert written(again) == output


def test_every_entity_has_an_id_a_schema_and_lists_of_texts() -> None:
    for line in written(stories.every_field()).splitlines():
        entity = json.loads(line)
        assert entity["id"]
        assert entity["schema"]
        for values in entity["properties"].values():
            assert values
            assert all(isinstance(value, str) and value for value in values)


def test_who_said_it_is_a_link_between_the_article_and_the_person() -> None:
    source = Source(name="Ann", kind="person", country="UA", id="src-1")
    article = Article(headline="Rain", published="2024-01", id="art-1")
    claim = Claim(text="It will rain.", id="clm-1")
    passage = Attribution(article=article, claim=claim, source=source, id="att-1")
    lines = written(Dossier([source, article, claim, passage])).splitlines()
    found = {entity["id"]: entity for entity in map(json.loads, lines)}

    assert found["src-1"]["schema"] == "Person"
    assert found["src-1"]["properties"] == {"name": ["Ann"], "country": ["ua"]}
    assert found["art-1"]["properties"] == {"title": ["Rain"], "publishedAt": ["2024-01"]}
    link = found["att-1"]
    assert link["schema"] == "Documentation"
    assert link["properties"] == {
        "document": ["art-1"],
        "entity": ["src-1", "clm-1"],
        "role": ["says"],
        "summary": ["It will rain."],
    }


def test_entities_of_others_come_in_and_the_rest_is_kept() -> None:
    dossier = loads(ENTITIES)

    source = dossier.sources["p"]
    assert (source.name, source.aliases, source.country, source.kind) == ("Ann", ("Anna",), "UA", "person")
    assert str(dossier.articles["a"].published) == "2024-01"
    assert dossier.articles["a"].extra["ftm"]["properties"]["tag"] == ("x",)
    assert dossier.extra["ftm"]["entities"][0]["id"] == "o"
    assert not losses_between(dossier, loads(written(dossier)), FORMATS[0])
    assert json.loads(written(dossier).splitlines()[-1]) == json.loads(ENTITIES.splitlines()[-1])


def test_statements_become_the_entity_they_are_about_with_who_stated_them() -> None:
    stated = [
        {
            "id": str(number),
            "entity_id": "p",
            "canonical_id": "p",
            "schema": "Person",
            "prop": prop,
            "value": value,
            "dataset": "desk",
            "lang": "eng",
            "origin": "page",
            "original_value": value.upper(),
        }
        for number, (prop, value) in enumerate([("id", "x"), ("name", "Ann"), ("country", "ua")])
    ]
    dossier = loads("\n".join(map(json.dumps, stated)))
    source = dossier.sources["p"]

    assert (source.name, source.country) == ("Ann", "UA")
    kept = source.extra["ftm"]["statements"]
    assert [item["dataset"] for item in kept] == ["desk"] * 3
    assert kept[1]["original_value"] == "ANN"
    assert not losses_between(dossier, loads(written(dossier)), FORMATS[0])


def test_what_is_no_entity_is_refused_or_a_problem() -> None:
    for text in ("{}", "1", '{"uri": "x"}', "nonsense"):
        with pytest.raises(DecodingError):
            loads(text)
    other = '{"id": "p", "schema": "Article", "properties": {"title": ["Ann"]}}'
    dossier = loads(f"{ENTITIES}3\n\n{other}\n")
    assert [problem.path for problem in dossier.read_problems] == ["line 4: $", "line 6: $.id"]
    assert len(dossier.extra["ftm"]["entities"]) == 3


def test_broken_files_are_answered() -> None:
    for text in (*broken(written(stories.every_field())), *broken(ENTITIES)):
        is_answered(text, "ftm")


@pytest.mark.parametrize("odd", [None, 1, "x", [], {}, [[]], [{}], {"x": []}, True])
def test_a_wrong_shape_anywhere_is_answered(odd: Any) -> None:
    for text in (ENTITIES, written(stories.plain())):
        whole = [json.loads(line) for line in text.splitlines()]
        parts = [*whole, *(entity["properties"] for entity in whole)]
        parts += [entity["news_provenance"] for entity in whole if "news_provenance" in entity]
        for part in parts:
            for key in list(part):
                held, part[key] = part[key], odd
                again = is_answered("\n".join(map(json.dumps, whole)), "ftm")
                if again is not None:
                    written(again)
                part[key] = held


def test_the_registry_knows_it_by_its_ending() -> None:
    assert formats.by_ending("story.ftm.json") == "ftm"
