"""An invented name: newspapers took it from an encyclopaedia, and the encyclopaedia cites a newspaper."""

from functools import cache

import pytest

import provenance as pv
from provenance import cases

CLAIM = "clm-aardvark"
BEFORE_THE_STORY_WAS_TOLD = "2014-05-19"


@cache
def story() -> pv.Dossier:
    return cases.load("aardvark-2008")


def test_the_encyclopaedia_and_the_newspaper_rest_on_each_other() -> None:
    (ring,) = pv.circular(story(), as_of=BEFORE_THE_STORY_WAS_TOLD).loops

    assert set(ring.works) == {"art-wiki-2008", "art-telegraph"}
    assert set(ring.versions("art-wiki-2008")) == {"art-wiki-2008", "art-wiki-cites"}


def test_the_ring_is_told_with_its_dates_and_without_an_earliest_that_nobody_knows() -> None:
    found = pv.circular(story(), as_of=BEFORE_THE_STORY_WAS_TOLD)
    when = {row["derived"]: row["when"] for row in found.to_rows()}

    assert when == {"art-telegraph": "2010-06-21", "art-wiki-2008": "2010-06-21 to 2014-05-19"}
    assert "which was the earliest is not known" in str(found)


@pytest.mark.parametrize(
    ("day", "rings", "waiting"),
    [
        ("2008-07-12", 0, 0),
        ("2010-06-19", 0, 0),
        ("2010-06-20", 0, 1),
        ("2012-12-31", 0, 1),
        ("2014-05-19", 1, 0),
        ("2014-05-22", 0, 0),
    ],
)
def test_the_ring_waited_from_the_first_newspaper_on(day: str, rings: int, waiting: int) -> None:
    found = pv.circular(story(), CLAIM, predict=True, as_of=day)

    assert (len(found.loops), len(found.possible)) == (rings, waiting)


def test_when_the_footnote_came_is_undecided_for_the_years_between() -> None:
    left_out = pv.circular(story(), CLAIM, as_of="2012-12-31").left_out

    assert "att-wiki-cites" in {left.record for left in left_out}


def test_nine_reports_go_back_to_one_edit_that_nobody_vouches_for() -> None:
    counted = pv.corroboration(story(), CLAIM, as_of=BEFORE_THE_STORY_WAS_TOLD)

    assert (counted.reports, counted.outlets) == (9, 9)
    assert (counted.independent.least, counted.independent.most) == (1, 1)
    assert counted.origins == ("art-wiki-2008",)
    assert counted.first_hand == ()


@pytest.mark.parametrize("press", ["art-chicago", "art-cambridge"])
def test_the_books_of_two_university_presses_are_among_the_copies(press: str) -> None:
    (group,) = pv.corroboration(story(), CLAIM, as_of=BEFORE_THE_STORY_WAS_TOLD).groups

    assert press in group.reports
    assert story().articles[press].kind == "book"


def test_the_footnote_changes_no_count() -> None:
    bare = story().copy()
    bare.discard("der-footnote")

    counted = pv.corroboration(bare, CLAIM, as_of=BEFORE_THE_STORY_WAS_TOLD)

    assert (
        counted.independent == pv.corroboration(story(), CLAIM, as_of=BEFORE_THE_STORY_WAS_TOLD).independent
    )
    assert not pv.circular(bare, as_of=BEFORE_THE_STORY_WAS_TOLD).loops


def test_lint_tells_the_page_with_the_footnote_that_it_goes_round() -> None:
    findings = pv.lint(story(), article="art-wiki-cites", as_of=BEFORE_THE_STORY_WAS_TOLD).findings

    assert [finding.code for finding in findings] == ["I02"]


def test_after_the_name_was_taken_out_the_copies_have_nothing_behind_them() -> None:
    counted = pv.corroboration(story(), CLAIM)

    assert (counted.reports, str(counted.independent), counted.denials) == (8, "0–0", 1)


def test_that_it_was_made_up_is_not_recorded_as_a_contradiction() -> None:
    (dispute,) = pv.disputes(story(), "clm-invented")

    assert dispute.kind == "in_tension_with"
    assert pv.corroboration(story(), "clm-invented").first_hand == ("src-breves",)


def test_a_magazine_checked_that_it_was_made_up() -> None:
    assert "The New Yorker: checked, supported (2014-05-19)" in str(pv.status(story(), "clm-invented"))
