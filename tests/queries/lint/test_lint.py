"""The lint as a whole: selection, suppression, houses, output, and what is refused."""

import json
import pickle
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from provenance.errors import DecodingError, ProvenanceError, StorageNotFoundError, UsageError
from provenance.formats import loads
from provenance.model import Claim, Dossier, Suppression
from provenance.queries.lint import (
    LintFindings,
    exit_code,
    explain,
    house,
    houses,
    lint,
    rules,
)
from tests.foreign import foreign_data
from tests.queries.desk import Desk
from tests.queries.lint.marking import OWN, at, linted
from tests.queries.worlds import make_world, worlds

CODES = [
    *(f"S{n:02}" for n in range(1, 11)),
    *("Q01", "Q02", "Q03", "H01", "H02", "H03", "T01", "T02", "V01", "V02", "V03"),
    *("I01", "I02", "I03", "N01", "N02", "D01", "M01"),
]


def story() -> Desk:
    """An article with one finding of S01 (a note) and one of S02 (a warning)."""
    desk = Desk("clm", "other")
    desk.paper("a", url="https://a.example/1")
    desk.source("official", name=None, description="an official")
    desk.says("a", None, anchors=at("It is closed", 10), **OWN)
    desk.says("a", "official", claim="other")
    return desk


def codes(found: LintFindings) -> list[str]:
    return [finding.code for finding in found]


# --- rules ---------------------------------------------------------------------------------


def test_there_are_twenty_eight_rules() -> None:
    assert [rule.code for rule in rules()] == CODES
    assert len(CODES) == 28
    assert [row["code"] for row in rules().to_rows()] == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_rule_explains_itself_and_says_whose_it_is(code: str) -> None:
    text = explain(code.lower())

    assert text.startswith(f"{code}: ")
    assert "Decided on:" in text
    assert "Cure:" in text
    assert "From: " in text


def test_a_rule_that_is_not_there_is_refused_and_a_near_one_named() -> None:
    with pytest.raises(UsageError, match="did you mean S0"):
        explain("S99")
    with pytest.raises(UsageError):
        explain(3)  # type: ignore[arg-type]


# --- selection, order, equality ------------------------------------------------------------


def test_rules_are_selected_by_code_or_by_its_beginning() -> None:
    desk = story()

    assert codes(linted(desk, select="s")) == ["S01", "S02", "S04"]
    assert codes(linted(desk, select=["S01", "Q"])) == ["S01"]
    assert linted(desk, select="S").codes == tuple(CODES[:10])


def test_findings_stand_by_article_then_by_place() -> None:
    desk = story()
    desk.dossier.add(Claim(id="third", text="The text of third."))
    desk.paper("b")
    desk.says("b", None, "late", anchors=at("late words", 90), **OWN)
    desk.says("b", None, "early", claim="other", anchors=at("early", 3), **OWN)
    desk.says("b", "official", "head", claim="third", anchors=at("head", 0, "headline"))
    found = linted(desk, select=["S01", "S02"])

    assert [f.record for f in found] == ["a/own", "a/official", "head", "early", "late"]
    assert [f.place for f in found][2:] == ["b:headline:0-4", "b:3-8", "b:90-100"]
    assert [f.record for f in linted(desk, article="a", select="S01")] == ["a/own"]


def test_findings_are_values_that_outlive_the_dossier() -> None:
    desk = story()
    found = linted(desk)
    before = str(found)
    again = pickle.loads(pickle.dumps(found))
    desk.dossier.discard("a", "a/own", "clm")

    assert again == found
    assert hash(again) == hash(found)
    assert again.to_sarif() == found.to_sarif()
    assert str(found) == before
    with pytest.raises(AttributeError):
        found.house = "mine"  # type: ignore[misc]


def test_why_names_the_record_and_its_words() -> None:
    reasons = linted(story(), select="S01").why

    assert [(r.record, r.anchors[0].exact) for r in reasons] == [("a/own", "It is closed")]


@given(dossier=worlds(most_passages=12), seed=st.integers(0, 99))
@settings(max_examples=150)
def test_the_order_of_records_does_not_matter_and_no_world_is_too_strange(
    dossier: Dossier, seed: int
) -> None:
    records = list(dossier)
    Random(seed).shuffle(records)
    found, turned = lint(dossier), lint(Dossier(records))

    assert turned == found
    assert str(turned) == str(found)
    assert turned.to_plain() == found.to_plain()


@pytest.mark.parametrize("asked", [{"as_of": "2020"}, {"basis": "stated"}, {"article": "art-0"}])
def test_layers_times_and_single_articles_raise_nothing(asked: Any) -> None:
    for seed in range(100):
        lint(make_world(Random(seed)), **asked)


def test_what_is_found_in_one_article_is_what_is_found_there_among_all() -> None:
    for seed in range(100):
        dossier = make_world(Random(seed), most_passages=12)
        whole = lint(dossier, select=["S", "Q", "V", "N", "M"])
        for article in dossier.articles:
            if article not in {left.record for left in whole.left_out}:
                alone = lint(dossier, article=article, select=["S", "Q", "V", "N", "M"])
                assert list(alone) == [f for f in whole if f.article == article]


def test_a_chain_of_thousands_of_hops_is_no_trouble() -> None:
    desk = Desk()
    desk.source("mayor")
    before = desk.says(desk.paper("a00000"), "mayor", commitment="PR+")
    for number in range(1, 3_000):
        passage = desk.says(desk.paper(f"a{number:05}"), "mayor")
        desk.took(passage, before)
        before = passage
    desk.took("a00000", "a00000", "retracted")

    assert linted(desk).counts["V03"] == 2_999


def test_times_and_layers_are_looked_through() -> None:
    desk = story()
    desk.paper("b", published="2025-11-04")
    desk.says("b", None, **OWN)

    assert [f.article for f in linted(desk, select="S01", as_of="2025-11-05")] == ["b"]
    assert "a" in {left.record for left in linted(desk, as_of="2025-11-05").left_out}
    assert len(linted(desk, basis="stated", select="S01")) == 0


# --- suppression ---------------------------------------------------------------------------


def let_stand(*suppressions: Suppression, **asked: Any) -> LintFindings:
    desk = story()
    desk.dossier.suppressions = suppressions
    return linted(desk, select=["S01", "S02"], **asked)


@pytest.mark.parametrize("record", [None, "a", "a/official", "official", "other"])
def test_a_finding_may_stand_for_its_record_its_article_what_it_names_or_everywhere(
    record: str | None,
) -> None:
    found = let_stand(Suppression(code="S02", record=record, reason="agreed with the desk", by="Ada"))

    assert codes(found) == ["S01"]
    assert [(s.finding.code, s.reason, s.by) for s in found.suppressed] == [
        ("S02", "agreed with the desk", "Ada")
    ]
    assert "let stand: agreed with the desk (Ada)" in str(found)
    assert found.notices == ()


def test_a_suppression_of_another_record_leaves_the_finding() -> None:
    found = let_stand(Suppression(code="S02", record="a/own", reason="x"))

    assert codes(found) == ["S01", "S02"]
    assert [n.message for n in found.notices] == ["it matches nothing"]


def test_a_suppression_without_a_reason_is_told() -> None:
    found = let_stand(Suppression(code="S02", record="a"))

    assert [(n.code, n.message) for n in found.notices] == [("S02", "it gives no reason")]
    assert "suppression of S02 of a: it gives no reason" in str(found)


def test_a_suppression_that_names_no_rule_or_no_record_is_told() -> None:
    found = let_stand(Suppression(code="X9", reason="x"), Suppression(code="S01", record="gone", reason="x"))

    assert [n.message for n in found.notices] == [
        "it matches nothing, and 'gone' is not in the dossier",
        "there is no such rule",
    ]


def test_a_suppression_of_what_was_not_looked_at_is_not_told() -> None:
    desk = story()
    desk.paper("b")
    desk.dossier.suppressions = (
        Suppression(code="Q01", reason="x"),
        Suppression(code="S01", record="a/own", reason="x"),
    )

    assert linted(desk, select="S", article="b").notices == ()


@pytest.mark.parametrize(
    ("ignore", "reason", "notices"),
    [
        ("S02", None, ["it gives no reason"]),
        (["s02"], None, ["it gives no reason"]),
        ({"S02": "agreed"}, "agreed", []),
        ([Suppression(code="S02", record="a", reason="agreed")], "agreed", []),
        (Suppression(code="S02", reason="agreed"), "agreed", []),
        (["S02", Suppression(code="S02", reason="agreed")], "agreed", ["it gives no reason"]),
    ],
)
def test_findings_can_be_let_stand_in_code(ignore: Any, reason: str | None, notices: list[str]) -> None:
    found = let_stand(ignore=ignore)

    assert codes(found) == ["S01"]
    assert [s.reason for s in found.suppressed] == [reason]
    assert [n.message for n in found.notices] == notices


# --- output --------------------------------------------------------------------------------


def test_the_text_reads_like_that_of_a_code_linter() -> None:
    desk = story()
    desk.paper("b")
    desk.says("b", "official")

    assert str(linted(desk, select=["S01", "S02"])) == (
        "a:10-22 S01 note     “The text of clm.” stands in the outlet's own voice, and nothing says how it "
        "knows\n"
        "a S02 warning  “an official”: the source is not named\n"
        "\n"
        "b S02 warning  “an official”: the source is not named\n"
        "\n"
        "3 findings (2 warnings, 1 note); house: general"
    )
    assert repr(linted(desk, select="S02")) == "<LintFindings: 2 findings (2 warnings); house: general>"
    assert str(linted(desk, select="Q02")) == "no findings; house: general"


def test_what_a_terminal_would_act_upon_is_not_printed() -> None:
    desk = Desk()
    desk.source("x", name=None, description="a\x1b[31m\nsource")
    desk.says(desk.paper("a\x1b[2J\n"), "x", "p\x07")
    desk.dossier.suppressions = (Suppression(code="S04", reason="a\x1breason"), Suppression(code="\x1b"))

    assert all(c.isprintable() or c == "\n" for c in str(linted(desk)))


def test_rows_and_json_are_plain() -> None:
    found = let_stand(Suppression(code="S02", reason="agreed"))
    plain = json.loads(found.to_json())

    assert plain == found.to_plain()
    assert plain["findings"] == found.to_rows()
    assert plain["findings"][0] == {
        "article": "a",
        "part": "text",
        "start": 10,
        "end": 22,
        "exact": "It is closed",
        "code": "S01",
        "severity": "note",
        "message": "“The text of clm.” stands in the outlet's own voice, and nothing says how it knows",
        "record": "a/own",
        "others": ["clm"],
    }
    assert plain["suppressed"][0]["reason"] == "agreed"
    assert {frozenset(row) for row in found.to_rows()} == {frozenset(found.to_rows()[0])}


@pytest.fixture(scope="module")
def schema() -> Draft4Validator:
    path = foreign_data("standards", "sarif", "sarif-schema-2.1.0.json")
    return Draft4Validator(json.loads(path.read_text("utf-8")))


def test_sarif_is_valid_by_the_official_schema(schema: Draft4Validator) -> None:
    desk = story()
    desk.paper("an id % with spaces", headline="Bridge closed", text="News. Bridge closed. It is.")
    desk.says("an id % with spaces", "official", anchors=at("Bridge", 0, "headline"))
    desk.dossier.suppressions = (Suppression(code="S02", record="a", by="Ada"), Suppression(code="X"))
    found = linted(desk)
    log = json.loads(found.to_sarif_json())

    assert list(schema.iter_errors(log)) == []
    assert len(log["runs"][0]["results"]) == len(found) + len(found.suppressed)
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    assert len(log["runs"][0]["tool"]["driver"]["rules"]) == 28


def test_sarif_of_the_seed_is_valid_and_points_at_the_words(schema: Draft4Validator) -> None:
    seeds = Path(__file__).resolve().parents[3] / "seeds"
    dossier = loads((seeds / "pokrovsk-2025.json").read_text("utf-8"))
    text = (seeds / "pokrovsk-2025.txt").read_bytes().decode("utf-8")
    log = lint(dossier).to_sarif(files={"art-pokrovsk-2025": "seeds/pokrovsk-2025.txt"})
    places = [r["locations"][0]["physicalLocation"] for r in log["runs"][0]["results"]]

    assert list(schema.iter_errors(log)) == []
    assert {place["artifactLocation"]["uri"] for place in places} == {"seeds/pokrovsk-2025.txt"}
    for region in (place["region"] for place in places if "region" in place):
        start = region["charOffset"]
        assert text[start : start + region["charLength"]] == region["snippet"]["text"]
    assert sum("region" in place for place in places) == len(places) - 1  # all but the imprint


def test_sarif_of_random_worlds_is_valid(schema: Draft4Validator) -> None:
    for seed in range(30):
        assert list(schema.iter_errors(lint(make_world(Random(seed))).to_sarif())) == []


def test_sarif_keeps_the_reason_for_letting_a_finding_stand() -> None:
    results = let_stand(Suppression(code="S02", reason="agreed"))
    held = [r for r in results.to_sarif()["runs"][0]["results"] if "suppressions" in r]

    assert [r["suppressions"] for r in held] == [
        [{"kind": "external", "status": "accepted", "justification": "agreed"}]
    ]
    with pytest.raises(UsageError):
        results.to_sarif(files=["a"])  # type: ignore[arg-type]


@pytest.mark.parametrize(("fail_on", "code"), [("note", 1), ("warning", 1), ("error", 0), ("never", 0)])
def test_the_exit_code_depends_on_how_grave_the_gravest_is(fail_on: str, code: int) -> None:
    found = linted(story(), select=["S01", "S02"])

    assert exit_code(found, fail_on=fail_on) == code
    assert found.exit_code(fail_on) == code
    assert exit_code(linted(story(), select="Q")) == 0
    assert exit_code(let_stand(ignore={"S": "agreed"}), fail_on="note") == 0


def test_an_exit_code_is_for_findings_and_by_a_known_word() -> None:
    for given_, word in ((linted(story()), "fatal"), ([], "note")):
        with pytest.raises(UsageError):
            exit_code(given_, fail_on=word)  # type: ignore[arg-type]


# --- houses --------------------------------------------------------------------------------


def test_three_houses_come_with_the_package_and_cite_what_they_follow() -> None:
    assert houses() == ("ap", "general", "reuters")
    for name in ("ap", "reuters"):
        made = house(name)
        assert made.published_at
        files = Path(__file__).resolve().parents[3] / "provenance" / "queries" / "lint" / "houses"
        listed = json.loads((files / f"{name}.json").read_text("utf-8"))["rules"]
        assert all(made[code].basis for code in listed)


def test_a_house_is_read_from_a_file_or_a_mapping(tmp_path: Path) -> None:
    data = {"name": "ours", "others": "off", "rules": {"S02": "error", "S01": {"severity": "off"}}}
    path = tmp_path / "ours.json"
    path.write_text(json.dumps(data), "utf-8")

    for given_ in (data, path, str(path), house(data)):
        found = linted(story(), house=given_)
        assert [(f.code, f.severity) for f in found] == [("S02", "error")]
        assert (found.house, found.codes) == ("ours", ("S02",))


def test_everything_that_is_wrong_with_a_house_is_said_at_once() -> None:
    data = {
        "name": "",
        "nmae": "x",
        "others": "maybe",
        "published_at": "x",
        "rules": {
            "S99": "error",
            "S02": {"severity": "grave", "because": "x"},
            "S04": {"limits": {"sources_wanted": "two", "wanted": 2}},
            "S05": 3,
        },
    }
    with pytest.raises(DecodingError) as caught:
        house(data)

    assert [problem.path for problem in caught.value.problems] == [
        "$.nmae",
        "$.others",
        "$.published_at",
        "$.rules.S99",
        "$.rules.S02.because",
        "$.rules.S02.severity",
        "$.rules.S04.limits.sources_wanted",
        "$.rules.S04.limits.wanted",
        "$.rules.S05",
    ]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"name": 3}', "\udcff"])
def test_a_file_that_is_no_house_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(DecodingError, match=r"bad\.json"):
        house(path)


def test_a_house_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(StorageNotFoundError, match="ap, general, reuters"):
        house("rueters")
    with pytest.raises(UsageError):
        house(3)  # type: ignore[arg-type]


# --- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        {"article": "nowhere"},
        {"article": "official"},
        {"article": 3},
        {"house": 3},
        {"house": ""},
        {"select": "S99"},
        {"select": []},
        {"select": 3},
        {"select": [3]},
        {"ignore": "S99"},
        {"ignore": 3},
        {"ignore": {"S01": 3}},
        {"as_of": "soon"},
        {"as_of": datetime(2025, 11, 4)},  # noqa: DTZ001  # naive on purpose
        {"known_at": "2025-11-04"},
        {"basis": "guessed"},
    ],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(ProvenanceError):
        linted(story(), **asked)


def test_it_is_asked_of_a_dossier() -> None:
    with pytest.raises(UsageError, match="the dossier comes first"):
        lint([])  # type: ignore[arg-type]
