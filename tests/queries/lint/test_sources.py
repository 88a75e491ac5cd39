"""Who is credited, and how openly: S01, S02, S03, S05, S06, S07."""

from typing import Any

import pytest

from provenance.model import Affiliation, Anchors, ClaimRelation, Quantity, Recorded
from tests.queries.desk import CLAIM, Desk
from tests.queries.lint.marking import OWN, at, claim, linted, marks, spot


def story(**fields: Any) -> Desk:
    desk = Desk(CLAIM, "other")
    desk.paper("a", **fields)
    return desk


# --- S01 -----------------------------------------------------------------------------------


def test_s01_marks_what_stands_in_the_outlets_own_voice() -> None:
    desk = story()
    desk.says("a", None, **OWN)

    assert marks(desk, "S01") == ["a/own"]


@pytest.mark.parametrize(
    "fields",
    [
        {"how_known": "common_knowledge"},
        {"how_known": "direct_perception"},
        {"how_known": "data_or_record"},
        {"obtained": "witnessed"},
        {"form": None},
        {"commitment": "CT-"},
        {"act": "question"},
        {"form": "indirect"},
    ],
)
def test_s01_passes_over_what_is_known_and_what_is_no_statement_of_the_outlets(fields: Any) -> None:
    desk = story()
    desk.says("a", None, **{**OWN, **fields})

    assert marks(desk, "S01") == []


def test_s01_passes_over_what_the_article_credits_elsewhere() -> None:
    desk = story()
    desk.source("mayor")
    desk.says("a", None, **OWN)
    desk.says("a", "mayor", claim="other")
    desk.dossier.add(ClaimRelation(subject="other", kind="restates", object=CLAIM))

    assert marks(desk, "S01") == []


def test_s01_passes_over_a_passage_that_may_be_somebodys() -> None:
    desk = story()
    desk.source("isw")
    desk.says("a", None, alternatives=["a/isw"], **OWN)
    desk.says("a", "isw")

    assert marks(desk, "S01") == []


@pytest.mark.parametrize(
    ("article", "kind"),
    [("opinion", "assessment"), ("press_release", None), ("report", "verification_statement")],
)
def test_s01_passes_over_views_in_opinion_pieces_and_what_is_no_news(article: str, kind: Any) -> None:
    desk = story(kind=article)
    claim(desk, kind=kind)
    desk.says("a", None, **OWN)

    assert marks(desk, "S01") == []


def test_s01_tells_claims_of_the_same_words_once() -> None:
    desk = story()
    desk.says("a", None, "one", anchors=at("the only mine in the country", 0), **OWN)
    desk.says("a", None, "two", claim="other", anchors=at("only mine", 4), **OWN)

    assert marks(desk, "S01") == ["one"]
    assert "two" in linted(desk, select="S01").findings[0].others


# --- S02, S03 ------------------------------------------------------------------------------


@pytest.mark.parametrize("anonymity", ["unnamed", "withheld", "pseudonymous", "unspecified", None])
def test_s02_marks_a_source_that_is_not_named(anonymity: str | None) -> None:
    desk = story()
    desk.source("official", name=None, description="an official")
    desk.says("a", "official", anonymity=anonymity)

    assert marks(desk, "S02") == ["a/official"]


def test_s02_marks_several_who_speak_as_one() -> None:
    desk = story()
    desk.source("analysts", name=None, description="analysts", kind="group")
    desk.says("a", "analysts")

    assert marks(desk, "S02") == ["a/analysts"]
    assert "several people as one voice" in str(linted(desk, select="S02"))


def test_s02_marks_what_is_only_said_to_be_said() -> None:
    desk = story()
    desk.says("a", None, form="indirect", anonymity="unspecified")

    assert marks(desk, "S02") == ["a/own"]


@pytest.mark.parametrize(
    ("source", "passage"),
    [
        ({}, {}),
        ({"name": None, "description": "the mayor"}, {"anonymity": "role_only"}),
        ({"name": None, "kind": "document", "description": "a report"}, {}),
        ({"name": None, "kind": "platform_account"}, {"anonymity": "pseudonymous"}),
        ({"name": "G7", "kind": "group"}, {"anonymity": "named"}),
        ({"name": None, "description": "an official"}, {"act": "no_comment"}),
    ],
)
def test_s02_passes_over_those_who_can_be_found(source: Any, passage: Any) -> None:
    desk = story()
    desk.source("x", **source)
    desk.says("a", "x", **passage)

    assert marks(desk, "S02") == []


def test_s02_tells_what_stands_under_one_credit_once() -> None:
    desk = story()
    desk.source("analysts", name=None, kind="group", description="Analysts")
    anchors = Anchors(source=[spot("Analysts")])
    desk.says("a", "analysts", "one", anchors=anchors)
    desk.says("a", "analysts", "two", claim="other", anchors=anchors)

    assert len(marks(desk, "S02")) == 1


def plural(*members: str) -> Desk:
    desk = story()
    for member in members:
        desk.source(member, kind="person")
    desk.source("group", name=None, kind="group", description="Analysts", members=members)
    desk.says("a", "group")
    return desk


def test_s03_marks_a_plural_of_whom_at_most_one_is_named() -> None:
    assert marks(plural("lee"), "S03") == ["a/group"]
    assert marks(plural(), "S03") == ["a/group"]
    assert marks(plural("lee"), "S02") == []


def test_s03_passes_over_a_plural_of_whom_two_are_named_and_a_body_with_a_name() -> None:
    desk = story()
    desk.source("g7", name="G7", kind="group")
    desk.says("a", "g7", anonymity="named")

    assert marks(plural("lee", "ray"), "S03") == []
    assert marks(desk, "S03") == []


# --- S05, S06 ------------------------------------------------------------------------------


@pytest.mark.parametrize("fields", [{"kind": "prediction"}, {"kind": "assessment"}, {"act": "evaluation"}])
def test_s05_marks_an_opinion_of_somebody_who_is_not_named(fields: Any) -> None:
    desk = story()
    claim(desk, kind=fields.pop("kind", "fact"))
    desk.source("official", name=None)
    desk.says("a", "official", anonymity="unnamed", **fields)

    assert marks(desk, "S05") == ["a/official"]


def test_s05_passes_over_facts_and_those_who_are_named() -> None:
    desk = story()
    claim(desk, "other", kind="prediction")
    desk.source("official", name=None)
    desk.source("lee")
    desk.says("a", "official", anonymity="unnamed")
    desk.says("a", "lee", claim="other", anonymity="named")

    assert marks(desk, "S05") == []


def test_s06_marks_a_name_kept_back_without_a_reason() -> None:
    desk = story()
    desk.source("official", name=None, kind="person")
    desk.says("a", "official", anonymity="withheld")

    assert marks(desk, "S06") == ["a/official"]


@pytest.mark.parametrize(
    "fields",
    [
        {"anonymity_reason": "not allowed to speak"},
        {"obtained": "other_report"},
        {"anonymity": "unspecified"},
        {"anonymity": None},
    ],
)
def test_s06_passes_over_a_reason_given_and_names_that_others_kept_back(fields: Any) -> None:
    desk = story()
    desk.source("official", name=None, kind="person")
    desk.says("a", "official", **{"anonymity": "withheld", **fields})

    assert marks(desk, "S06") == []


def test_s06_marks_an_expert_of_whom_nothing_is_told() -> None:
    desk = story()
    claim(desk, kind="assessment")
    desk.source("lee", name="Rob Lee", kind="person")
    desk.says("a", "lee", anonymity="named", credited_as="Rob Lee")

    assert marks(desk, "S06") == ["a/lee"]


@pytest.mark.parametrize(
    ("source", "passage"),
    [
        ({"affiliations": [Affiliation(organization="institute")]}, {}),
        ({"interests": ["war:x"]}, {}),
        ({}, {"credited_as": "the historian Rob Lee"}),
        ({}, {"justification": "has studied the front for ten years"}),
        ({}, {"anonymity": None}),
        ({}, {"credited_as": None}),
        ({"kind": "organization"}, {}),
    ],
)
def test_s06_passes_over_those_who_are_introduced(source: Any, passage: Any) -> None:
    desk = story()
    claim(desk, kind="assessment")
    desk.source("lee", **{"name": "Rob Lee", "kind": "person", **source})
    desk.says("a", "lee", **{"anonymity": "named", "credited_as": "Rob Lee", **passage})

    assert marks(desk, "S06") == []


# --- S07 -----------------------------------------------------------------------------------


def counted_story(source: Any, passage: Any) -> Desk:
    desk = story()
    claim(desk, quantity=Quantity(number=100_000, bound="about"))
    if source is not None:
        desk.source("x", **source)
    desk.says("a", None if source is None else "x", **passage)
    return desk


@pytest.mark.parametrize(
    ("source", "passage"),
    [
        ({"name": None, "kind": "unknown", "description": "estimates"}, {"anonymity": "unspecified"}),
        ({"name": None, "kind": "dataset", "description": "figures"}, {}),
        (None, OWN),
        (None, {"form": "indirect"}),
    ],
)
def test_s07_marks_a_number_of_which_nobody_is_the_originator(source: Any, passage: Any) -> None:
    assert len(marks(counted_story(source, passage), "S07")) == 1


@pytest.mark.parametrize(
    ("source", "passage"),
    [
        ({}, {}),
        ({"name": None, "description": "an official"}, {"anonymity": "unnamed"}),
        (None, {"form": "own_voice", "how_known": "common_knowledge"}),
        (None, {}),
        ({"name": None, "kind": "unknown"}, {"anonymity": "unspecified", "commitment": "CT-"}),
    ],
)
def test_s07_passes_over_a_number_that_somebody_gives(source: Any, passage: Any) -> None:
    assert marks(counted_story(source, passage), "S07") == []


def test_s07_says_to_whom_the_records_lead() -> None:
    desk = counted_story({"name": None, "kind": "unknown"}, {"anonymity": "unspecified"})
    desk.paper("wire")
    desk.source("general", name="General Ray")
    desk.took("a/x", desk.says("wire", "general"))

    assert "(on record it comes from General Ray)" in str(linted(desk, article="a", select="S07"))


def test_s06_does_not_take_what_a_program_left_out_for_what_the_text_leaves_out() -> None:
    desk = story()
    claim(desk, kind="assessment")
    desk.source("lee", name="Rob Lee", kind="person")
    desk.says("a", "lee", anonymity="named", credited_as="Lee", recorded=Recorded(software="a reader"))

    assert marks(desk, "S06") == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"quantity": Quantity(number=6, unit="years")}, False),
        ({"quantity": Quantity(number=6, unit="years", bound="exactly")}, False),
        ({"quantity": Quantity(number=5_000, bound="over")}, True),
        ({"quantity": Quantity(number=6, unit="percent"), "kind": "quantity"}, True),
    ],
)
def test_s07_marks_in_the_outlets_own_voice_only_what_somebody_must_have_counted(
    fields: Any, told: bool
) -> None:
    desk = story()
    claim(desk, **fields)
    desk.says("a", None, **OWN)

    assert bool(marks(desk, "S07")) is told


@pytest.mark.parametrize(("kind", "told"), [("document", False), ("person", True)])
@pytest.mark.parametrize("code", ["S02", "S04"])
def test_a_study_without_a_name_is_no_anonymous_source(kind: str, told: bool, code: str) -> None:
    desk = story()
    desk.source("x", name=None, description="a study published on Thursday", kind=kind)
    desk.says("a", "x", anonymity="unnamed")

    assert bool(marks(desk, code)) is told


def test_a_document_that_is_kept_back_is_anonymous() -> None:
    desk = story()
    desk.source("x", name=None, description="a document seen by the paper", kind="document")
    desk.says("a", "x", anonymity="withheld")

    assert marks(desk, "S02") == ["a/x"]


@pytest.mark.parametrize(
    ("reason", "told"), [("because they were not authorised to speak", False), ("out of fear", True)]
)
def test_s01_passes_over_the_sentence_that_says_why_somebody_is_not_named(reason: str, told: bool) -> None:
    desk = story()
    claim(desk, "terms", text="They would not be named because they were not authorised to speak.")
    desk.source("x", name=None, description="two officials", kind="group")
    desk.says("a", "x", anonymity="withheld", anonymity_reason=reason)
    desk.says("a", None, claim="terms", **OWN)

    assert bool(marks(desk, "S01")) is told
