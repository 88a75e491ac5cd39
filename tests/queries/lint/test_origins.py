"""Where a claim is first from: S04, S08, S09, S10."""

from typing import Any

import pytest

from provenance.model import ClaimRelation, VerificationStatus
from tests.queries.desk import CLAIM, Desk
from tests.queries.lint.marking import claim, marks


def story(**fields: Any) -> Desk:
    desk = Desk(CLAIM, "other")
    claim(desk, **{"about": ["war:x"], **fields})
    desk.paper("a")
    return desk


# --- S04 -----------------------------------------------------------------------------------


def alert() -> Desk:
    desk = story()
    desk.source("official", name=None, kind="person", description="a senior official")
    desk.says("a", "official", anonymity="unnamed")
    return desk


def test_s04_marks_a_claim_that_one_unnamed_source_carries() -> None:
    assert marks(alert(), "S04") == ["a/official"]


def test_s04_marks_it_in_a_text_that_has_been_retracted_too() -> None:
    desk = alert()
    desk.took("a", "a", "retracted", withdraws=["a/official"])

    assert marks(desk, "S04") == ["a/official"]


def test_s04_passes_over_a_claim_with_a_second_source() -> None:
    for second in ({}, {"name": None, "kind": "person"}):
        desk = alert()
        desk.source("second", **second)
        desk.says("a", "second")

        assert marks(desk, "S04") == []


def test_s04_is_not_fooled_by_a_paper_that_passes_it_on() -> None:
    desk = alert()
    desk.paper("b")
    desk.took(desk.says("b", "a-outlet"), "a/official")

    assert marks(desk, "S04") == ["a/official"]


def test_s04_passes_over_groups_and_those_named_elsewhere() -> None:
    group, named = story(), alert()
    group.source("officials", name=None, kind="group")
    group.says("a", "officials", anonymity="unnamed")
    named.paper("b")
    named.says("b", "official", anonymity="named")

    assert marks(group, "S04") == []
    assert marks(named, "S04") == []


@pytest.mark.parametrize(
    ("state", "verdict", "article", "told"),
    [
        ("checked", "refuted", "a", []),
        ("checked", "refuted", None, ["a/official"]),
        ("could_not_verify", None, "a", ["a/official"]),
        ("checked", None, "a", ["a/official"]),
    ],
)
def test_s04_passes_over_a_claim_that_the_article_itself_checked(
    state: str, verdict: str | None, article: str | None, told: list[str]
) -> None:
    desk = alert()
    desk.dossier.add(
        VerificationStatus(
            id="v", claim=CLAIM, state=state, verdict=verdict, article=article, checker=desk.source("desk")
        )
    )

    assert marks(desk, "S04") == told


def test_s04_leaves_opinions_to_s05() -> None:
    desk = alert()
    claim(desk, kind="assessment")

    assert marks(desk, "S04") == []
    assert marks(desk, "S05") == ["a/official"]


def test_s04_wants_as_many_sources_as_the_house_does() -> None:
    desk = alert()
    desk.source("second", name=None, kind="person")
    desk.says("a", "second", anonymity="unnamed")
    strict = {"name": "three", "rules": {"S04": {"limits": {"sources_wanted": 3}}}}

    assert marks(desk, "S04") == []
    assert len(marks(desk, "S04", house=strict)) == 1


# --- S08 -----------------------------------------------------------------------------------


def test_s08_marks_a_claim_that_is_first_from_a_party_alone() -> None:
    desk = story(kind="event")
    desk.source("ministry", interests=["war:x"])
    desk.says("a", "ministry")

    assert marks(desk, "S08") == ["a/ministry"]


def test_s08_follows_the_claim_to_its_origin_and_the_spokesman_to_his_ministry() -> None:
    desk = story()
    desk.source("ministry", interests=["war:x"])
    desk.source("spokesman", speaks_for="ministry")
    desk.paper("wire")
    desk.took(desk.says("a", None, form="own_voice"), desk.says("wire", "spokesman"))

    assert marks(desk, "S08", article="a") == ["a/own"]


@pytest.mark.parametrize("kind", ["normative", "intention", "assessment", "speech_event"])
def test_s08_passes_over_what_a_party_may_hold(kind: str) -> None:
    desk = story(kind=kind)
    desk.source("ministry", interests=["war:x"])
    desk.says("a", "ministry")

    assert marks(desk, "S08") == []


def test_s08_passes_over_other_matters_and_claims_with_another_origin() -> None:
    elsewhere, two = story(about=["topic:y"]), story()
    for desk in (elsewhere, two):
        desk.source("ministry", interests=["war:x"])
        desk.says("a", "ministry")
    two.source("witness")
    two.says("a", "witness")

    assert marks(elsewhere, "S08") == []
    assert marks(two, "S08") == []


# --- S09 -----------------------------------------------------------------------------------


def accusing() -> Desk:
    desk = story(kind="legal_characterisation")
    desk.source("kyiv")
    desk.source("moscow")
    desk.says("a", "kyiv")
    return desk


def test_s09_marks_an_accusation_without_an_answer() -> None:
    assert marks(accusing(), "S09") == ["a/kyiv"]


@pytest.mark.parametrize("answer", [{"commitment": "CT-"}, {"act": "no_comment", "commitment": None}])
def test_s09_passes_over_one_that_is_denied_or_was_put_to_somebody(answer: Any) -> None:
    desk = accusing()
    desk.says("a", "moscow", **answer)

    assert marks(desk, "S09") == []


def test_s09_passes_over_one_that_another_claim_contradicts() -> None:
    desk = accusing()
    desk.says("a", "moscow", claim="other")
    desk.dossier.add(ClaimRelation(subject="other", kind="contradicts", object=CLAIM))

    assert marks(desk, "S09") == []


def test_s09_does_not_take_an_answer_in_another_paper_for_one_in_this() -> None:
    desk = accusing()
    desk.paper("b")
    desk.says("b", "moscow", commitment="CT-")

    assert marks(desk, "S09") == ["a/kyiv"]


def test_s09_passes_over_what_accuses_nobody() -> None:
    desk = story(kind="event")
    desk.source("kyiv")
    desk.says("a", "kyiv")

    assert marks(desk, "S09") == []


# --- S10 -----------------------------------------------------------------------------------


def relayed() -> Desk:
    desk = story()
    desk.source("ministry")
    desk.says("a", "ministry", obtained="other_report")
    return desk


def test_s10_marks_second_hand_where_the_press_release_is_on_record() -> None:
    desk = relayed()
    desk.paper("release", publisher="ministry", kind="press_release")
    desk.says("release", None, form="own_voice")

    assert marks(desk, "S10") == ["a/ministry"]


def test_s10_marks_second_hand_where_the_document_can_be_linked() -> None:
    desk = story()
    desk.source("report", kind="document", identifiers={"url": "https://report.example/"})
    desk.says("a", "report", obtained="other_report")
    linked = story()
    linked.source("report", kind="document", identifiers={"url": "https://report.example/"})
    linked.paper("wire", publisher="agency")
    linked.took(linked.says("a", "agency"), linked.says("wire", "report"))

    assert marks(desk, "S10") == ["a/report"]
    assert marks(linked, "S10", article="a") == ["a/agency"]


def test_s10_passes_over_what_draws_on_the_primary_and_where_none_is_known() -> None:
    drawn = relayed()
    drawn.paper("release", publisher="ministry", kind="press_release")
    drawn.says("release", None, form="own_voice")
    drawn.took("a", "release")

    assert marks(drawn, "S10") == []
    assert marks(relayed(), "S10") == []
