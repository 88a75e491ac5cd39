"""ninjs: what agencies send is read and handed back, and the official schema takes what is written."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from provenance import formats
from provenance.errors import DecodingError
from provenance.formats import registry
from provenance.formats.ninjs import FORMATS
from provenance.formats.ninjs.keys import ITEM, Count, Many, Thing, Words
from provenance.model import (
    Anchors,
    Article,
    Attribution,
    Claim,
    Derivation,
    DerivationKind,
    Dossier,
    Source,
    TextAnchor,
    When,
)
from provenance.model.frozen import thaw
from provenance.testing import dossiers
from tests.foreign import foreign_data
from tests.golden import stories


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    held = dict(registry._formats)
    held.setdefault("ninjs", FORMATS[0])
    monkeypatch.setattr(registry, "_formats", held)


def validator(version: str) -> Any:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema judges what is written")
    referencing = pytest.importorskip("referencing")
    schema = json.loads(foreign_data("standards", "ninjs", f"ninjs-schema_{version}.json").read_text("utf-8"))
    geo = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": ["Point", "Polygon", "Feature"]}},  # those that the examples have
    }
    known = referencing.Registry().with_resource(
        "https://geojson.org/schema/GeoJSON.json", referencing.Resource.from_contents(geo)
    )
    return jsonschema.validators.validator_for(schema)(schema, registry=known)


def cases(folder: str) -> Iterator[Path]:
    yield from sorted(foreign_data("standards", "ninjs", folder).rglob("*.json"))


def items(output: str | bytes) -> list[Any]:
    document = json.loads(output)
    return document if isinstance(document, list) else [document]


def dumps(dossier: Dossier) -> str:
    return str(formats.dumps(dossier, "ninjs"))


def test_the_official_schema_takes_whatever_is_written() -> None:
    judge = validator("3.1")
    for story in stories.STORIES.values():
        for item in items(dumps(story())):
            judge.validate(item)


def test_the_official_schema_takes_what_is_written_of_every_item_of_others() -> None:
    judge = validator("3.1")
    for folder in ("examples", "test_suite"):
        for path in cases(folder):
            dossier = formats.loads(path.read_bytes(), "ninjs")
            output = dumps(dossier)
            for item in items(output):
                judge.validate(item)
            assert dumps(formats.loads(output, "ninjs")) == output, path.name


@settings(max_examples=40)
@given(dossier=dossiers())
def test_the_official_schema_takes_what_is_written_of_any_dossier(dossier: Dossier) -> None:
    judge = validator("3.1")
    output = "".join(FORMATS[0].dump(dossier))  # type: ignore[misc]  # it can be written

    for item in items(output):
        judge.validate(item)


@pytest.mark.parametrize("version", ["2.2", "3.0", "3.1"])
def test_what_the_official_schema_refuses_stays_refused(version: str) -> None:
    judge = validator(version)
    for path in cases(f"test_suite/{version}/should_fail"):
        assert not judge.is_valid(json.loads(path.read_bytes())), path.name


def test_what_the_official_schema_refuses_is_read_all_the_same_and_kept() -> None:
    dossier = formats.loads('{"uri": "urn:a", "random": 1, "urgency": 0.1}', "ninjs")

    assert dossier.articles["urn:a"].extra["ninjs"]["random"] == 1
    assert "random" not in dumps(dossier)
    lost = formats.losses(dossier, "ninjs")
    assert {loss.field for loss in lost} == {"extra"}


@pytest.mark.parametrize("folder", ["examples", "test_suite"])
def test_what_the_official_schema_takes_is_read_without_a_problem(folder: str) -> None:
    read = 0
    for path in cases(folder):
        if "should_fail" in path.parts:
            continue
        read += 1
        raw = json.loads(path.read_bytes())
        dossier = formats.loads(path.read_bytes(), "ninjs")
        said = [problem.message for problem in dossier.read_problems]
        if raw.get("type") in ("event", "planning"):
            assert said == [f"{raw['type']} is no article; the item is kept as it is"], path
        elif "uri" not in raw:
            assert said == ["is missing: an id was derived"], path
        else:
            assert said == [], path
            assert dossier.problems() == (), path
    assert read > 25


def test_what_the_official_schema_refuses_is_read_with_a_problem_that_has_a_path() -> None:
    read = 0
    for path in cases("test_suite"):
        if "should_fail" not in path.parts:
            continue
        read += 1
        problems = formats.loads(path.read_bytes(), "ninjs").read_problems
        assert problems, path
        assert all(problem.path.startswith("$") for problem in problems)
        with pytest.raises(DecodingError):
            formats.loads(path.read_bytes(), "ninjs", strict=True)
    assert read == 14


@pytest.mark.parametrize(
    ("bad", "path"),
    [
        ({"headlines": ["H"]}, "$.headlines[0]"),
        ({"headlines": [{"role": "main"}]}, "$.headlines[0].value"),
        ({"urgency": 0}, "$.urgency"),
        ({"language": 7}, "$.language"),
        ({"language": "in english"}, "$.language"),
        ({"versionCreated": 2020}, "$.versionCreated"),
        ({"versioncreated": "soon"}, "$.versioncreated"),
        ({"subjects": [{"name": "A", "confidence": 101}]}, "$.subjects[0].confidence"),
        ({"digitalSourceType": "bad"}, "$.digitalSourceType"),
        ({"x y": 1}, "$['x y']"),
        ({"pubStatus": "killed"}, "$.pubStatus"),
        ({"places": [{"geoJSON": {"type": "Point", "coordinates": ["a", "b"]}}]}, "$.places[0].geoJSON"),
        ({"rightsInfo": {"linkedRights": "a", "encodedRights": "b"}}, "$.rightsInfo"),
    ],
)
def test_what_ninjs_does_not_take_is_one_problem_and_is_kept(bad: dict[str, Any], path: str) -> None:
    dossier = formats.loads(json.dumps({"uri": "urn:a", **bad}), "ninjs")
    ((key, value),) = bad.items()
    article = dossier.articles["urn:a"]
    kept = thaw(article.extra)["ninjs"] if article.extra else {"versionCreated": article.published}

    assert [problem.path for problem in dossier.read_problems] == [path]
    held = kept[ITEM.lower.get(key, key)]
    assert held == (When(text="soon") if value == "soon" else value)
    validator("3.1").validate(json.loads(dumps(dossier)))


@pytest.mark.parametrize(
    ("odd", "field", "value"),
    [
        ({"headlines": "H"}, "headline", "H"),
        ({"bodies": {"value": "B", "contentType": "text/plain"}}, "text", "B"),
        ({"bodies": "B"}, "text", "B"),
        ({"by": ["Ann", "Bo"]}, "authors", ("Ann", "Bo")),
        ({"infoSources": {"name": "AP", "uri": "urn:ap", "role": "publisher"}}, "publisher", "urn:ap"),
    ],
)
def test_one_thing_where_ninjs_has_a_list_is_listed_and_read(
    odd: dict[str, Any], field: str, value: Any
) -> None:
    dossier = formats.loads(json.dumps({"uri": "urn:a", **odd}), "ninjs")

    assert [problem.path for problem in dossier.read_problems] == [f"$.{key}" for key in odd]
    assert getattr(dossier.articles["urn:a"], field) == value
    validator("3.1").validate(json.loads(dumps(dossier)))


@pytest.mark.parametrize(
    "held", [{"pubStatus": "withheld"}, {"embargoedUntil": "2030-01-01T00:00:00Z"}, {"embargoed": "2030"}]
)
def test_that_an_item_is_held_back_is_said_as_a_problem_and_written_back(held: dict[str, Any]) -> None:
    dossier = formats.loads(json.dumps({"uri": "urn:a", **held}), "ninjs")

    assert [problem.path for problem in dossier.read_problems] == [f"$.{key}" for key in held]
    assert set(held.values()) <= set(map(str, items(dumps(dossier))[0].values()))


def test_null_is_nothing_and_no_problem() -> None:
    empty = dict.fromkeys(ITEM.keys) | {"uri": "urn:a"}

    assert formats.loads(json.dumps(empty), "ninjs").read_problems == ()


def test_our_table_of_keys_is_that_of_the_official_schema() -> None:
    schema = json.loads(foreign_data("standards", "ninjs", "ninjs-schema_3.1.json").read_text("utf-8"))
    definitions = schema["$defs"]

    def compare(ours: Any, theirs: dict[str, Any], where: str) -> None:
        name = theirs.get("$ref", "").rpartition("/")[2]
        if name in definitions and theirs.get("type") != "array" and "properties" not in theirs:
            theirs = definitions[name]
        if isinstance(ours, Thing):
            wanted = set(theirs["properties"]) - {"recurrenceDates"}  # which the schema lets nobody fill
            assert set(ours.keys) == wanted, where
            for key, inner in ours.keys.items():
                if key != "associations":
                    compare(inner, theirs["properties"][key], f"{where}.{key}")
        elif isinstance(ours, Many):
            compare(ours.of, theirs["items"], f"{where}[]")
        elif isinstance(ours, Words):
            assert set(ours.words) == set(theirs["enum"]), where
        elif isinstance(ours, Count):
            assert (ours.least, ours.most) == (theirs["minimum"], theirs["maximum"]), where
        elif ours != "geo":
            assert {"text": "string"}.get(ours, ours) == theirs["type"], where

    compare(ITEM, definitions["ninjsType"], "$")


def test_an_item_of_one_article_comes_back_as_it_was() -> None:
    article = Article(
        id="urn:a",
        headline="Bridge closed",
        published="2025-11-04T08:00:00Z",
        text="The bridge is closed.",
        url="https://example.org/1",
        authors=["Ann"],
        language="en",
        kind="analysis",
        section="World",
    )
    output, losses = formats.dumps_with_losses(Dossier([article]), "ninjs")

    assert json.loads(output)["uri"] == "urn:a"
    assert not losses, str(losses)


def test_all_that_ninjs_has_no_key_for_is_in_the_list_of_losses() -> None:
    _, losses = formats.dumps_with_losses(stories.every_field(), "ninjs")

    kinds = {loss.kind for loss in losses}
    assert {"claims", "attributions", "statuses", "relations", "judgements", "grades"} <= kinds
    assert all(loss.reason for loss in losses)


@pytest.mark.parametrize(
    "item",
    [
        {
            "uri": "urn:a",
            "versionCreated": "2020-01-01T00:00:00Z",
            "headlines": [{"role": "main", "value": "H"}],
        },
        {
            "uri": "urn:a",
            "versioncreated": "2020-01-01T00:00:00Z",
            "headlines": [{"role": "main", "value": "H"}],
        },
        {"uri": "urn:a", "versioncreated": "2020-01-01T00:00:00Z", "headline": "H"},
    ],
    ids=["3.x", "2.x", "1.x"],
)
def test_the_names_of_three_versions_mean_the_same(item: dict[str, Any]) -> None:
    article = formats.loads(json.dumps(item), "ninjs").articles["urn:a"]

    assert (article.headline, str(article.published)) == ("H", "2020-01-01 00:00:00Z")


def test_text_is_taken_as_it_stands_if_plain_and_made_of_html_else() -> None:
    html = {"contentType": "text/html", "value": "<p>One &amp; two.</p><p>Three.</p>"}
    plain = {"contentType": "text/plain", "value": "  One &amp; <b>.\n"}
    made = formats.loads(json.dumps({"uri": "urn:a", "bodies": [html]}), "ninjs")
    both = formats.loads(json.dumps({"uri": "urn:a", "bodies": [html, plain]}), "ninjs")

    assert made.articles["urn:a"].text == "One & two.\nThree."
    assert made.articles["urn:a"].extra["ninjs"]["textOf"]["body"] == 0
    assert json.loads(dumps(made))["bodies"] == [html]
    assert both.articles["urn:a"].text == plain["value"]
    assert json.loads(dumps(both))["bodies"] == [html, plain]


def test_associations_and_information_sources_say_what_an_article_came_from() -> None:
    item = {
        "uri": "urn:a",
        "associations": [
            {"name": "original", "uri": "urn:b", "rel": "translationOf"},
            {"name": "logo", "uri": "urn:c"},
        ],
        "infoSources": [
            {"name": "The Paper", "role": "publisher", "uri": "urn:paper"},
            {"name": "AP", "uri": "urn:ap"},
            {"name": "Handler", "role": "distributor"},
        ],
    }
    dossier = formats.loads(json.dumps(item), "ninjs")

    found = {d.taken_from: (d.kind, str(d.standing)) for d in dossier.derivations.values()}
    assert found == {"urn:b": ("translated", "established"), "urn:ap": (None, "possible")}
    assert dossier.articles["urn:a"].publisher == "urn:paper"
    assert not dossier.problems()
    written = next(item for item in items(dumps(dossier)) if item["uri"] == "urn:a")
    assert {x["rel"] for x in written["associations"] if "rel" in x} == {"translationOf"}
    assert {x["uri"] for x in written["associations"]} == {"urn:b", "urn:c"}


@pytest.mark.parametrize("kind", [None, *DerivationKind])
def test_derivations_between_articles_come_back(kind: DerivationKind | None) -> None:
    articles = [Article(id="urn:a", headline="A"), Article(id="urn:b", headline="B")]
    for standing in ("established", "possible"):
        derivation = Derivation(derived="urn:a", taken_from="urn:b", kind=kind, standing=standing)

        back = formats.loads(dumps(Dossier([*articles, derivation])), "ninjs")

        assert list(back.derivations.values()) == [derivation]
        assert not back.read_problems


def test_a_canceled_item_is_told_of_unless_its_notice_is_there() -> None:
    alone = formats.loads('{"uri": "urn:a", "pubStatus": "canceled"}', "ninjs")
    versions = [{"uri": "urn:a", "version": "1"}, {"uri": "urn:a", "version": "2", "pubStatus": "canceled"}]
    both = formats.loads(json.dumps(versions), "ninjs")

    assert [problem.path for problem in alone.read_problems] == ["$.pubStatus"]
    assert [d.kind for d in both.derivations.values()] == ["retracted"]
    assert both.read_problems == (), "the canceled version is the notice of the one before"
    assert [item.get("pubStatus") for item in items(dumps(both))] == [None, "canceled"]
    assert [item["uri"] for item in items(dumps(both))] == ["urn:a", "urn:a"]


def test_versions_are_a_chain_by_their_numbers_in_whatever_order_they_come() -> None:
    versions = [{"uri": "urn:a", "version": number} for number in ("3", "1", "4", "2")]
    dossier = formats.loads(json.dumps(versions), "ninjs")

    assert [(d.derived, d.taken_from) for d in dossier.derivations.values()] == [
        ("urn:a#4", "urn:a#2"),
        ("urn:a", "urn:a#4"),
        ("urn:a#3", "urn:a"),
    ]


def test_thousands_of_versions_of_one_item_are_read_in_time_that_grows_with_their_number() -> None:
    began = time.process_time()
    versions = [{"uri": "urn:a", "version": str(number)} for number in range(5_000)]

    assert len(formats.loads(json.dumps(versions), "ninjs").derivations) == 4_999
    assert time.process_time() - began < 20


def test_what_has_no_field_of_ours_is_kept_and_written_back() -> None:
    kept: dict[str, Any] = {
        "digitalSourceType": {
            "uri": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            "name": "AI",
        },
        "trustIndicators": [{"role": "correctionsPolicy", "title": "P", "href": "https://example.org/p"}],
        "embargoedUntil": "2030-01-01T00:00:00Z",
        "people": [{"name": "Ann", "rel": "about", "contactInfo": [{"type": "x", "value": "y"}]}],
        "renditions": [{"name": "n", "href": "https://example.org/r.jpg", "width": 3}],
        "associations": [{"name": "logo", "uri": "urn:c", "renditions": [{"name": "m", "duration": 1.5}]}],
        "edNote": "Note.",
        "slugline": "ab",
        "version": "3",
        "rightsInfo": {"linkedRights": "https://example.org/rights"},
    }
    dossier = formats.loads(json.dumps({"uri": "urn:a", **kept}), "ninjs")
    (item,) = items(dumps(dossier))

    assert {key: item.get(key) for key in kept} == kept
    assert dossier.articles["urn:a"].published is None, "an embargo is no publication"
    assert [problem.path for problem in dossier.read_problems] == ["$.embargoedUntil"]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ({"embargoed": "2030-01-01T00:00:00Z"}, {"embargoedUntil": "2030-01-01T00:00:00Z"}),
        ({"digitalsourcetype": {"name": "x"}}, {"digitalSourceType": {"name": "x"}}),
        ({"trustindicators": [{"role": "r"}]}, {"trustIndicators": [{"role": "r"}]}),
        ({"trustindicator": [{"role": "r"}]}, {"trustIndicators": [{"role": "r"}]}),
        ({"person": [{"name": "A"}]}, {"people": [{"name": "A"}]}),
        ({"pubstatus": "withheld"}, {"pubStatus": "withheld"}),
        (
            {"renditions": {"web": {"mimetype": "image/jpeg", "sizeinbytes": 3}}},
            {"renditions": [{"name": "web", "contentType": "image/jpeg", "sizeInBytes": 3}]},
        ),
        (
            {"subject": [{"scheme": "http://example.org/", "code": "1", "name": "A"}]},
            {"subjects": [{"name": "A", "uri": "http://example.org/1"}]},
        ),
        ({"description_text": "D"}, {"descriptions": [{"role": "text", "value": "D"}]}),
        ({"altids": {"own": "1"}}, {"altIds": [{"role": "own", "value": "1"}]}),
    ],
)
def test_older_names_are_written_as_the_newest_call_them(
    older: dict[str, Any], newer: dict[str, Any]
) -> None:
    dossier = formats.loads(json.dumps({"uri": "urn:a", **older}), "ninjs")
    (item,) = items(dumps(dossier))

    assert {key: item.get(key) for key in newer} == newer
    assert all("withheld" in p.message or "embargo" in p.message for p in dossier.read_problems)
    validator("3.1").validate(item)


def test_offsets_count_the_characters_of_the_text_that_was_made_of_html() -> None:
    html = "<h2>Closed &#128679;</h2><p>The <em>bridge</em>,<br>she   said, is “closed”.</p>"
    item = {"uri": "urn:a", "bodies": [{"contentType": "text/html", "value": html}]}
    article = formats.loads(json.dumps(item), "ninjs").articles["urn:a"]
    assert article.text == "Closed 🚧\nThe bridge,\nshe said, is “closed”."

    anchor = TextAnchor.find(article.text, "she said")
    claim = Claim(text="It is closed.", id="c")
    passage = Attribution(article=article, claim=claim, anchors=Anchors(cue=[anchor]))

    assert article.text[anchor.start : anchor.end] == "she said"
    assert Dossier([article, claim, passage]).problems() == ()


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("publisher", None),
        ("originator", (None, "established")),
        ("source", (None, "established")),
        ("possibly source", (None, "possible")),
        ("http://cv.iptc.org/newscodes/infosourcerole/originfo", (None, "established")),
        (None, (None, "possible")),
        ("distributor", None),
        ("enhancer", None),
    ],
)
def test_only_a_role_that_says_origin_makes_an_information_source_one(role: str | None, said: Any) -> None:
    source = {"name": "AP", "uri": "urn:ap"} | ({} if role is None else {"role": role})
    dossier = formats.loads(json.dumps({"uri": "urn:a", "infoSources": [source]}), "ninjs")

    assert dossier.sources["urn:ap"].name == "AP"
    found = [(d.kind, str(d.standing)) for d in dossier.derivations.values()]
    assert found == ([] if said is None else [said])
    assert items(dumps(dossier))[0]["infoSources"] == [source]


def test_a_source_that_is_named_later_or_otherwise_has_all_its_names() -> None:
    told = [
        {"uri": "urn:ap"},
        {"uri": "urn:ap", "name": "AP"},
        {"uri": "urn:ap", "name": "The AP", "role": "x"},
    ]
    dossier = formats.loads(json.dumps({"uri": "urn:a", "infoSources": told}), "ninjs")

    assert (dossier.sources["urn:ap"].name, dossier.sources["urn:ap"].aliases) == ("AP", ("The AP",))
    assert dossier.problems() == ()

    began = time.process_time()
    told = [{"uri": "urn:ap", "name": f"AP {number}"} for number in range(20_000)]
    dossier = formats.loads(json.dumps({"uri": "urn:a", "infoSources": told}), "ninjs")
    assert len(dossier.sources["urn:ap"].aliases) == 19_999
    assert time.process_time() - began < 10


def test_who_is_credited_is_told_and_kept() -> None:
    article, claim = Article(id="urn:a", headline="H"), Claim(id="urn:c", text="It rains.")
    mayor = Source(id="urn:m", name="Ann Berg", kind="person")
    passage = Attribution(article=article, claim=claim, source=mayor)
    output = dumps(Dossier([article, claim, mayor, passage]))

    assert json.loads(output)["infoSources"] == [{"name": "Ann Berg", "role": "credited", "uri": "urn:m"}]
    assert formats.loads(output, "ninjs").sources["urn:m"] == mayor


@pytest.mark.parametrize("text", ["", "{}", "[", "3", "null", '"uri"', "[" * 100_000, '{"uri": NaN}'])
def test_what_is_no_item_is_refused_within_a_second(text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(DecodingError):
        formats.loads(text, "ninjs")

    assert time.perf_counter() - began < 2


def test_wrong_shapes_are_listed_with_their_path_and_kept() -> None:
    bad = {key: 3 if not isinstance(shape, Count) else "x" for key, shape in ITEM.keys.items()}
    for wrong in (bad, {key: [3] for key in bad}, {key: {"a": 1} for key in bad}, dict.fromkeys(bad)):
        dossier = formats.loads(json.dumps({**wrong, "uri": "urn:a"}), "ninjs")

        assert "urn:a" in dossier.articles
        assert all(problem.path.startswith("$.") for problem in dossier.read_problems)
        validator("3.1").validate(json.loads(dumps(dossier)))


@pytest.mark.parametrize("piece", ["<", "<!--", "<a ", "<p>", "<script>", "&", "<a '", "</", "&amp"])
def test_markup_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    item = {"uri": "urn:a", "bodies": [{"contentType": "text/html", "value": piece * 100_000}]}
    began = time.perf_counter()
    formats.loads(json.dumps(item), "ninjs")

    assert time.perf_counter() - began < 5


RICH: dict[str, Any] = {
    "uri": "urn:a",
    "firstCreated": "2019-01-01T00:00:00Z",
    "versionCreated": "2020-01-01T00:00:00Z",
    "headlines": [{"role": "main", "contentType": "text/plain", "value": "H"}],
    "bodies": [{"value": "a"}, {"value": "<p>b", "contentType": "text/html"}],
    "infoSources": [{"name": "A", "role": "publisher", "uri": "urn:p"}, {"name": "B", "uri": "urn:b"}],
    "associations": [{"name": "n", "uri": "urn:q", "rel": "translated", "headlines": [{"value": "h"}]}],
    "genres": [{"uri": "genre:Opinion"}],
    "altIds": [{"role": "url", "value": "u"}],
    "subjects": [{"name": "s", "rel": "section"}],
    "people": [{"name": "x", "rel": "source"}],
}


@pytest.mark.parametrize("wrong", [None, True, 3, "", [], {}, [1], {"a": 1}, ["x"], [[]]])
def test_a_wrong_shape_anywhere_is_read_past_and_what_is_written_is_stable(wrong: Any) -> None:
    for key, value in RICH.items():
        inner = [(0, name) for name in value[0]] if isinstance(value, list) else []
        for place in [(), *inner]:
            item = json.loads(json.dumps(RICH))
            if place:
                item[key][place[0]][place[1]] = wrong
            else:
                item[key] = wrong
            output = dumps(formats.loads(json.dumps(item), "ninjs"))

            assert dumps(formats.loads(output, "ninjs")) == output


def test_a_list_of_thousands_of_items_is_read_within_seconds() -> None:
    began = time.perf_counter()
    text = json.dumps([{**RICH, "uri": f"urn:{n}"} for n in range(3_000)])

    assert len(formats.loads(text, "ninjs").articles) == 3_001
    assert time.perf_counter() - began < 20


def test_eight_times_as_many_versions_of_one_item_take_eight_times_as_long() -> None:
    def seconds(count: int) -> float:
        items = [{"uri": "u:1", "type": "text", "version": str(n), "headline": "h"} for n in range(count)]
        text = json.dumps(items)
        begin = time.process_time()
        assert len(formats.loads(text, "ninjs").articles) == count
        return time.process_time() - begin

    seconds(10)
    assert seconds(24_000) < 13 * seconds(3_000)
