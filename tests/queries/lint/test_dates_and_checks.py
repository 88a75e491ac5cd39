"""Dates, checks and what no longer stands: T01, T02, V01, V02, V03."""

from typing import Any

import pytest

from provenance.model import (
    Anchors,
    Article,
    ClaimRelation,
    Evidence,
    Recorded,
    VerificationStatus,
    When,
)
from tests.queries.desk import CLAIM, Desk
from tests.queries.lint.marking import RESEARCHED, at, claim, linted, marks, spot

MONDAY = When.resolve("on Monday", "2025-11-04")


def story(**fields: Any) -> Desk:
    desk = Desk(CLAIM, "caveat")
    desk.paper("a", **fields)
    desk.source("mayor")
    return desk


# --- T01, T02 ------------------------------------------------------------------------------


@pytest.mark.parametrize("time", [MONDAY, When(text="on Monday")])
def test_t01_marks_relative_dates_in_a_text_without_one(time: Any) -> None:
    desk = story()
    desk.says("a", "mayor", said_at=time, anchors=at("who spoke on Monday"))
    findings = linted(desk, select="T01").findings

    assert [finding.record for finding in findings] == ["a/mayor"]
    assert findings[0].anchor == spot("on Monday", 10)


def test_t01_is_told_once_for_an_article() -> None:
    desk = story()
    claim(desk, when=MONDAY)
    desk.says("a", "mayor", "one", said_at=MONDAY)
    desk.says("a", "mayor", "two")

    assert len(marks(desk, "T01")) == 1


def test_t01_does_not_count_a_date_that_was_found_out_elsewhere() -> None:
    desk = story(published="2025-11-04", layers={"published": RESEARCHED})
    desk.says("a", "mayor", said_at=MONDAY)

    assert marks(desk, "T01") == ["a/mayor"]


@pytest.mark.parametrize("fields", [{"dateline": "KYIV, Nov 4"}, {"published": "2025-11-04"}])
def test_t01_passes_over_a_text_that_has_a_date(fields: Any) -> None:
    desk = story(**fields)
    desk.says("a", "mayor", said_at=MONDAY)

    assert marks(desk, "T01") == []


def test_t01_passes_over_dates_that_are_whole() -> None:
    desk = story()
    desk.says("a", "mayor", said_at="2025-11-03")

    assert marks(desk, "T01") == []


RECALLING = Anchors(cue=[spot("We will remind that"), spot("according to", 21)])


def test_t02_marks_what_is_recalled_without_a_date() -> None:
    desk = story()
    desk.says("a", "mayor", anchors=RECALLING)

    assert marks(desk, "T02") == ["a/mayor"]


def test_t02_passes_over_what_has_a_date_and_somebodys_own_memory() -> None:
    desk = story()
    desk.says("a", "mayor", "dated", anchors=RECALLING, said_at="2025-11-01")
    desk.says("a", "mayor", "memory", anchors=Anchors(cue=[spot("recalled that")]))

    assert marks(desk, "T02") == []


@pytest.mark.parametrize(("before", "told"), [("2025-01-14", ["a/mayor"]), ("2025-11-01", [])])
def test_t02_marks_what_was_taken_from_an_old_text(before: str, told: list[str]) -> None:
    desk = story(published="2025-11-04")
    desk.paper("old", published=before)
    desk.took(desk.says("a", "mayor"), desk.says("old", "mayor", said_at=before))

    assert marks(desk, "T02", article="a") == told


@pytest.mark.parametrize("before", ["1997", "2002-09", "2002-09-14"])
def test_t02_tells_an_old_date_as_precisely_as_it_is_known(before: str) -> None:
    desk = story(published="2003-01-30")
    desk.paper("old", published=before)
    desk.took(desk.says("a", "mayor"), desk.says("old", "mayor"))

    (finding,) = linted(desk, select="T02", article="a").findings

    assert f"taken from a text of {before}, and" in finding.message


# --- V01, V02 ------------------------------------------------------------------------------


def caveat(start: int, recorded: Recorded | None = None) -> Desk:
    desk = story()
    claim(desk, "caveat", kind="verification_statement")
    desk.says("a", "mayor", "said", anchors=at("It is closed", 0))
    desk.says("a", None, "limit", claim="caveat", anchors=at("could not be verified", start))
    desk.dossier.add(ClaimRelation(subject="caveat", kind="caveats", object=CLAIM, recorded=recorded))
    return desk


def test_v01_marks_a_caveat_far_behind_what_it_limits() -> None:
    assert marks(caveat(3_000), "V01") == ["limit"]
    assert marks(caveat(40), "V01") == []


def test_v01_marks_a_caveat_of_which_somebody_had_to_conclude_what_it_limits() -> None:
    assert marks(caveat(40, Recorded(by="a reader", basis="inferred")), "V01") == ["limit"]
    assert marks(caveat(40, Recorded(by="a reader", basis="stated")), "V01") == []
    assert marks(caveat(40, Recorded(software="a program", basis="inferred")), "V01") == []


def test_v01_marks_a_late_status_that_the_article_states_itself() -> None:
    def stated(start: int, **fields: Any) -> list[str]:
        desk = story()
        desk.says("a", "mayor", anchors=at("It is closed", 0))
        status = {"article": "a", "state": "could_not_verify", "anchors": [spot("not verified", start)]}
        desk.dossier.add(VerificationStatus(id="v", claim=CLAIM, **{**status, **fields}))
        return marks(desk, "V01")

    assert stated(3_000) == ["v"]
    assert stated(40) == []
    assert stated(3_000, checker="mayor") == []
    assert stated(3_000, state="checked") == []


def test_v01_knows_how_far_is_late_from_the_house() -> None:
    far = {"name": "far", "rules": {"V01": {"limits": {"within": 5_000}}}}

    assert marks(caveat(3_000), "V01", house=far) == []


WHOLE = {"checker": "mayor", "method": "went there", "evidence": [Evidence(url="https://x.example/")]}


@pytest.mark.parametrize("missing", list(WHOLE))
def test_v02_marks_a_verdict_that_lacks_anything(missing: str) -> None:
    desk = story()
    fields: Any = {name: value for name, value in WHOLE.items() if name != missing}
    desk.dossier.add(VerificationStatus(id="v", claim=CLAIM, state="checked", verdict="refuted", **fields))

    assert marks(desk, "V02") == ["v"]
    assert f"no {missing}" in str(linted(desk, select="V02"))


@pytest.mark.parametrize("fields", [{"verdict": "refuted", **WHOLE}, {"state": "could_not_verify"}])
def test_v02_passes_over_whole_verdicts_and_states_without_one(fields: Any) -> None:
    desk = story()
    desk.dossier.add(VerificationStatus(id="v", claim=CLAIM, **fields))

    assert marks(desk, "V02") == []


# --- V03 -----------------------------------------------------------------------------------


def relying(kind: str = "retracted") -> Desk:
    desk = story()
    desk.paper("wire")
    desk.paper("again")
    desk.paper("notice")
    desk.says("wire", "mayor")
    desk.took(desk.says("a", "mayor"), "wire/mayor")
    desk.took(desk.says("again", "mayor"), "a/mayor")
    desk.took("notice", "wire", kind, withdraws=["wire/mayor"])
    return desk


@pytest.mark.parametrize("kind", ["retracted", "corrected"])
def test_v03_marks_those_who_rely_on_what_was_taken_back_however_far_away(kind: str) -> None:
    assert marks(relying(kind), "V03") == ["a/mayor", "again/mayor"]


def test_v03_passes_over_a_paper_that_took_it_back_too_and_origins_that_stand() -> None:
    desk = relying()
    desk.took("a", "a", "retracted")
    desk.took("again", "again", "retracted")
    standing = story()
    standing.paper("wire")
    standing.took(standing.says("a", "mayor"), standing.says("wire", "mayor"))

    assert marks(desk, "V03") == []
    assert marks(standing, "V03") == []


def test_v03_marks_those_who_rely_on_a_version_that_was_replaced() -> None:
    desk = story()
    desk.paper("wire")
    desk.took(desk.says("a", "mayor"), desk.says("wire", "mayor"))
    desk.dossier.add(Article(id="wire2"))
    desk.says("wire2", "mayor", claim="caveat")
    desk.took("wire2", "wire", "revised")

    assert marks(desk, "V03") == ["a/mayor"]
