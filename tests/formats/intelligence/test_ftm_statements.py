"""Statements of FollowTheMoney: who says it is the dataset, and what no property says is in the report."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings

from provenance import cases, formats
from provenance.errors import DecodingError
from provenance.formats.ftm import FORMATS, statementcsv
from provenance.formats.ftm.reading import load, loads
from provenance.formats.ftm.statementcsv import CSV_COLUMNS
from provenance.formats.ftm.statements import COLUMNS, dump, dump_csv
from provenance.formats.ftm.values import is_dataset, statement_id
from provenance.model import (
    Anchors,
    Article,
    Attribution,
    Claim,
    Dossier,
    Grade,
    Mention,
    Rating,
    Recorded,
    Source,
    TextAnchor,
    VerificationStatus,
)
from provenance.testing import dossiers
from tests.formats.foreign_formats import broken, is_answered, registered
from tests.formats.hostile import OWN, story_of
from tests.golden import stories

TEXT = "The bridge is shut, the mayor said. The governor denied it."


@pytest.fixture(autouse=True, scope="module")
def _known() -> Iterator[None]:
    with registered(FORMATS):
        yield


def story() -> Dossier:
    """A mayor says it, a governor denies it."""
    return Dossier(
        [
            Source(name="Radio", kind="news_outlet", id="src-radio"),
            Source(name="Ann Berg", kind="person", country="UA", id="src-mayor"),
            Source(name="Bo Roe", kind="person", id="src-governor"),
            Article(headline="Bridge shut", publisher="src-radio", text=TEXT, language="en", id="art-1"),
            Claim(text="The bridge is closed.", language="en", id="clm-1"),
            Attribution(
                article="art-1",
                claim="clm-1",
                source="src-mayor",
                form="indirect",
                credited_as="the mayor",
                anchors=Anchors(
                    cue=[TextAnchor.find(TEXT, "said")], content=[TextAnchor.find(TEXT, "The bridge is shut")]
                ),
                id="att-1",
            ),
            Attribution(article="art-1", claim="clm-1", source="src-governor", commitment="CT-", id="att-2"),
        ]
    )


def stated(dossier: Dossier) -> list[dict[str, Any]]:
    return [json.loads(line) for line in "".join(dump(dossier)).split("\n") if line]


def about(dossier: Dossier, entity: str, name: str) -> list[dict[str, Any]]:
    return [item for item in stated(dossier) if (item["entity_id"], item["prop"]) == (entity, name)]


def test_a_claim_is_stated_by_the_source_that_makes_it_in_the_words_of_the_article() -> None:
    mayor, article = about(story(), "clm-1", "description")

    assert (mayor["dataset"], mayor["value"], mayor["lang"]) == ("src_mayor", "The bridge is closed.", "eng")
    assert (mayor["original_value"], mayor["origin"]) == ("The bridge is shut", "indirect: said")
    assert article["dataset"] == "art_1"


@pytest.mark.parametrize(
    "said",
    [
        {"commitment": "CT-"},
        {"commitment": "PS-"},
        {"commitment": "Uu"},
        {"act": "question"},
        {"act": "no_comment"},
        {"act": "request_or_order"},
    ],
)
def test_who_denies_or_asks_states_nothing(said: dict[str, Any]) -> None:
    passage = Attribution(article="art-1", claim="clm-1", source="src-1", id="att-1", **said)
    dossier = Dossier(
        [Source(name="Ann", id="src-1"), Article(id="art-1"), Claim(text="It rains.", id="clm-1"), passage]
    )

    assert [item["dataset"] for item in about(dossier, "clm-1", "description")] == ["art_1"]
    assert about(dossier, "att-1", "role")[0]["value"] != "says"
    assert loads("".join(dump(dossier))).attributions["att-1"] == passage


def test_who_says_the_rest_is_its_dataset_too() -> None:
    status = VerificationStatus(
        claim="clm-1", checker="src-radio", verdict="mixed", rating=Rating(label="half true"), id="ver-1"
    )
    dossier = Dossier([*story(), status])
    found = {item["entity_id"]: item["dataset"] for item in stated(dossier)}

    assert found["art-1"] == "src_radio"
    assert found["att-1"] == "art_1"
    assert found["src-mayor"] == "news_provenance"
    assert found["ver-1"] == "src_radio"
    assert about(dossier, "ver-1", "description")[0]["original_value"] == "half true"


def test_what_has_a_property_comes_back_and_the_report_lists_the_rest() -> None:
    output, losses = formats.dumps_with_losses(story(), "ftm-statements")
    again = loads(output)

    assert {(loss.record, loss.field) for loss in losses} == {
        ("src-radio", "kind"),
        ("att-1", "anchors"),
        ("att-1", "form"),
        ("att-1", "credited_as"),
    }
    assert not again.read_problems
    assert not again.extra
    assert {loss.kept_as for loss in losses if loss.field == "credited_as"} == {"Mention"}


def test_every_story_comes_back_without_problems_and_the_same_from_both_forms() -> None:
    for dossier in [*(story() for story in stories.STORIES.values()), *map(cases.load, cases.names())]:
        lines, table = "".join(dump(dossier)), "".join(dump_csv(dossier))
        again = loads(lines)

        assert not again.read_problems
        assert statementcsv.loads(table) == again
        for section in ("sources", "articles", "claims", "attributions", "statuses", "relations"):
            assert set(getattr(again, section)) == set(getattr(dossier, section))


@settings(max_examples=25, deadline=None)
@given(dossier=dossiers())
def test_any_dossier_can_be_stated_and_both_forms_say_the_same(dossier: Dossier) -> None:
    lines, table = "".join(dump(dossier)), "".join(dump_csv(dossier))

    assert "".join(dump(dossier)) == lines
    if lines:
        assert statementcsv.loads(table) == loads(lines)


@settings(max_examples=25, deadline=None)
@given(dossier=dossiers())
def test_every_statement_is_made_once_by_a_dataset_that_may_be_called_so(dossier: Dossier) -> None:
    found = stated(dossier)

    assert all(tuple(item) == COLUMNS for item in found)
    assert len({item["id"] for item in found}) == len(found)
    assert all(is_dataset(item["dataset"]) for item in found)
    for item in found:
        assert item["id"] == statement_id(
            item["dataset"], item["entity_id"], item["prop"], item["value"], item["lang"]
        )


def test_statements_of_others_are_written_back_as_they_were() -> None:
    theirs = [
        {
            "canonical_id": "NK-1",
            "entity_id": "ofac-1",
            "prop": prop,
            "schema": schema,
            "value": value,
            "dataset": "us_ofac",
            "lang": None,
            "original_value": value.upper() if prop == "name" else None,
            "first_seen": "2023-01-01T00:00:00",
            "last_seen": "2024-01-01T00:00:00",
            "external": True,
            "origin": "a page",
            "id": f"id-{number}",
        }
        for number, (prop, schema, value) in enumerate(
            [
                ("id", "LegalEntity", "c0ffee"),
                ("name", "LegalEntity", "Ann"),
                ("name", "Company", "Anna"),
                ("topics", "LegalEntity", "sanction"),
                ("country", "LegalEntity", "suhh"),
            ]
        )
    ]
    text = "".join(json.dumps(item) + "\n" for item in theirs)
    dossier = loads(text)
    source = dossier.sources["NK-1"]

    assert (source.name, source.aliases, source.kind) == ("Ann", ("Anna",), "organization")
    assert stated(dossier) == theirs
    assert statementcsv.loads("".join(dump_csv(dossier))) == dossier
    assert not formats.losses(dossier, "ftm-statements")
    assert not formats.losses(dossier, "ftm")


def test_an_entity_may_be_referred_to_by_any_of_its_ids_and_two_canonical_ones_are_a_problem() -> None:
    def say(entity: str, canonical: str | None, name: str, value: str, schema: str = "Person") -> str:
        return json.dumps(
            {
                "entity_id": entity,
                "canonical_id": canonical,
                "prop": name,
                "value": value,
                "schema": schema,
                "dataset": "d",
            }
        )

    lines = [say("a", "NK-1", "name", "Ann"), say("b", "NK-1", "name", "Anna"), say("a", "NK-2", "name", "A")]
    dossier = loads("\n".join(lines))

    assert set(dossier.sources) == {"NK-1", "NK-2"}
    assert [str(problem.path) for problem in dossier.read_problems] == ["line 3: $.canonical_id"]
    assert [item["value"] for item in stated(dossier)] == ["Ann", "Anna", "NK-1", "A", "NK-2"]


def test_a_schema_that_does_not_go_with_the_others_is_a_problem_and_the_statement_is_kept() -> None:
    line = {"entity_id": "a", "prop": "name", "value": "Ann", "schema": "Person", "dataset": "d"}
    odd = {"entity_id": "a", "prop": "title", "value": "Rain", "schema": "Article", "dataset": "d"}
    dossier = loads(json.dumps(line) + "\n" + json.dumps(odd))

    assert [problem.path for problem in dossier.read_problems] == ["line 2: $.schema"]
    assert len(dossier.sources["a"].extra["ftm"]["statements"]) == 2


def test_a_table_has_the_columns_and_the_quotation_marks_that_followthemoney_writes() -> None:
    first, second, *_ = "".join(dump_csv(story())).split("\n")

    assert first == ",".join(f'"{name}"' for name in CSV_COLUMNS)
    id = statement_id("news_provenance", "src-radio", "id", "src-radio", None)
    assert second == (
        '"src-radio","src-radio","id","id","Organization","src-radio","news_provenance",'
        f'"news-provenance: sources","","","f","","","{id}"'
    )


@pytest.mark.parametrize("text", ["@desk", "+380 44 1234567", "-5", "'tis", "- a list - of words"])
def test_a_handle_or_a_number_stands_in_a_table_as_it_is(text: str) -> None:
    dossier = Dossier([Source(name=text, kind="platform_account", id="src-1")])

    assert f',"{text}",' in "".join(dump_csv(dossier))


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "'=1", "＝1+1"])
def test_what_a_spreadsheet_might_run_has_an_apostrophe_which_reading_takes_away(text: str) -> None:
    dossier = Dossier([Claim(text=text, id="clm-1")])
    table = "".join(dump_csv(dossier))

    assert f'"\'{text}"' in table
    assert f'"{text}"' not in table
    assert statementcsv.loads(table).claims["clm-1"].text == text


def test_an_apostrophe_that_is_part_of_a_value_of_others_stays() -> None:
    id = statement_id("d", "p", "name", "'=Ann", None)
    table = f'"entity_id","prop","schema","value","dataset","id"\n"p","name","Person","\'=Ann","d","{id}"\n'

    assert statementcsv.loads(table).sources["p"].name == "'=Ann"


@pytest.mark.parametrize("number", range(len(OWN)))
def test_hostile_texts_come_back(number: int) -> None:
    dossier = story_of(OWN[number], number)
    one, other = loads("".join(dump(dossier))), statementcsv.loads("".join(dump_csv(dossier)))

    assert one == other
    assert not one.read_problems
    assert [claim.id for claim in one.claims.values()] in ([], [*dossier.claims])


def test_a_table_may_be_delimited_otherwise_have_gaps_and_break_lines_within_fields() -> None:
    table = (
        "\ufeffentity_id;prop;schema;value;dataset\r\n"
        'p;name;Person;"Ann\nBerg";d\r\n'
        "\r\n"
        "p;country;Person;ua;d;more\r\n"
        "p;alias;Person\r\n"
    )
    dossier = statementcsv.loads(table)

    assert dossier.sources["p"].name == "Ann\nBerg"
    assert dossier.sources["p"].country == "UA"
    assert [problem.path for problem in dossier.read_problems] == ["line 5", "line 6", "line 6: $.value"]
    assert statementcsv.load(BytesIO(table.encode())) == dossier


def test_what_is_no_table_of_statements_is_refused() -> None:
    for text in ("", "a,b\n1,2\n", "entity_id,prop,value\n", '"'):
        if text.startswith("entity_id") or not text:
            assert not len(statementcsv.loads(text))
            continue
        with pytest.raises(DecodingError):
            statementcsv.loads(text)


def test_a_file_is_read_line_by_line() -> None:
    text = "".join(dump(story()))

    assert load(BytesIO(text.encode())) == loads(text)
    assert formats.by_ending("x.statements.jsonl") == "ftm-statements"
    assert formats.by_ending("x.statements.csv") == "ftm-statements-csv"


def test_broken_files_are_answered() -> None:
    for text in broken("".join(dump(story()))):
        is_answered(text, "ftm-statements")
    for text in broken("".join(dump_csv(story()))):
        is_answered(text, "ftm-statements-csv")


@pytest.mark.parametrize("odd", [None, 1, "", "x", [], {}, [[]], [{}], {"x": []}, True])
def test_a_wrong_shape_anywhere_is_answered(odd: Any) -> None:
    whole = stated(story())
    for item in whole[:12]:
        for key in list(item):
            held, item[key] = item[key], odd
            again = is_answered("\n".join(map(json.dumps, whole)), "ftm-statements")
            if again is not None:
                "".join(dump(again))
                "".join(dump_csv(again))
            item[key] = held


def test_who_stated_a_record_is_read_from_its_dataset() -> None:
    dossier = Dossier(
        [
            *story(),
            Source(description="an official", described_in=Mention(article="art-1"), id="src-official"),
            VerificationStatus(claim="clm-1", article="art-1", verdict="mixed", id="ver-1"),
            VerificationStatus(claim="clm-1", checker="src-radio", verdict="mixed", id="ver-2"),
            Grade(
                subject="src-mayor", scale="admiralty-reliability", value="B", grader="src-radio", id="grd-1"
            ),
        ]
    )
    again = loads("".join(dump(dossier)))

    assert again.articles["art-1"].publisher == "src-radio"
    for id in ("src-official", "ver-1", "ver-2", "grd-1"):
        assert again[id] == dossier[id]


def test_what_a_grade_is_of_may_be_no_entity_and_the_note_is_kept() -> None:
    grade = Grade(subject="att-1", scale="admiralty-credibility", value="2", id="grd-1")
    again = loads("".join(dump(Dossier([*story(), grade]))))

    assert not again.grades
    assert not again.read_problems
    assert [entity["id"] for entity in again.extra["ftm"]["entities"]] == ["grd-1"]


def test_when_it_was_recorded_or_retrieved_is_when_it_was_first_seen() -> None:
    at = datetime(2025, 11, 5, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    dossier = Dossier(
        [
            Article(headline="Rain", retrieved="2025-11-04T08:15:00Z", id="art-1"),
            Claim(text="It rains.", id="clm-1"),
            Claim(text="It pours.", id="clm-2"),
            Attribution(article="art-1", claim="clm-1", recorded=Recorded(at=at), id="att-1"),
            Attribution(article="art-1", claim="clm-2", id="att-2"),
        ]
    )

    assert {item["first_seen"] for item in about(dossier, "art-1", "title")} == {"2025-11-04T08:15:00"}
    assert {item["first_seen"] for item in about(dossier, "clm-1", "description")} == {"2025-11-05T07:30:00"}
    assert {item["last_seen"] for item in about(dossier, "clm-2", "description")} == {"2025-11-04T08:15:00"}


def test_what_comes_to_one_value_is_stated_once() -> None:
    dossier = Dossier([Source(name="Ann", aliases=["A.\u00a0Berg", "A. Berg"], id="src-1")])

    assert [item["value"] for item in about(dossier, "src-1", "alias")] == ["A. Berg"]
    assert not formats.losses(dossier, "ftm")


def test_the_title_is_a_note() -> None:
    dossier = Dossier(title=" The  bridge ")
    (note,) = map(json.loads, formats.dumps(dossier, "ftm").splitlines())

    assert (note["schema"], note["properties"]) == ("Note", {"description": ["The  bridge"]})
    assert not formats.losses(dossier, "ftm")
    assert not formats.losses(dossier, "ftm-statements")
    assert not formats.losses(dossier, "ftm-statements-csv")
