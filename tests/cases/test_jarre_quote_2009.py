"""An invented quotation: obituaries took it from an encyclopaedia that could have cited them for it."""

from functools import cache

import pytest

import provenance as pv
from provenance import cases

CLAIM = "clm-said"


@cache
def story() -> pv.Dossier:
    return cases.load("jarre-quote-2009")


def codes(article: str, **question: str) -> list[str]:
    return [finding.code for finding in pv.lint(story(), article=article, **question).findings]  # type: ignore[arg-type]


def test_there_is_no_ring() -> None:
    assert not pv.circular(story()).loops


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2009-03-31", {"art-wiki-1", "art-guardian", "art-blog"}),
        ("2009-04-02", {"art-wiki-1", "art-guardian", "art-blog", "art-bbc-music"}),
        ("2009-05-08", {"art-wiki-1", "art-independent", "art-bbc-music"}),
    ],
)
def test_a_ring_could_come_to_be_with_those_who_still_carry_it(day: str, works: set[str]) -> None:
    (waiting,) = pv.circular(story(), predict=True, as_of=day).possible

    assert set(waiting.works) == works


def test_before_the_first_obituary_no_ring_could_come_to_be() -> None:
    assert not pv.circular(story(), predict=True, as_of="2009-03-30").possible


def test_the_encyclopaedia_has_dropped_it_and_may_take_it_up_again() -> None:
    assert "it has dropped the claim since" in str(pv.circular(story(), CLAIM, predict=True))


def test_the_ring_foretold_is_a_ring_once_the_encyclopaedia_cites_a_copy() -> None:
    closed = story().copy()
    closed.add(
        pv.Article(id="art-wiki-7", publisher="src-wikipedia", modified="2009-04-03"),
        pv.Attribution(id="att-wiki-7", article="art-wiki-7", claim=CLAIM, source="src-bbc-music"),
        pv.Derivation(derived="art-wiki-7", taken_from="art-wiki-6", kind="revised"),
        pv.Derivation(derived="att-wiki-7", taken_from="att-bbc-music", kind="quoted"),
    )

    (ring,) = pv.circular(closed, CLAIM).loops

    assert set(ring.works) == {"art-wiki-1", "art-bbc-music"}


@pytest.mark.parametrize("version", [1, 3])
def test_the_editors_removed_it_twice_before_it_stayed(version: int) -> None:
    counted = pv.corroboration(story(), CLAIM)

    assert (
        f"att-wiki-{version} no longer stands: art-wiki-{version + 1} no longer carries it."
        in counted.explain()
    )


def test_after_the_removal_the_copies_have_nobody_behind_them() -> None:
    before = pv.corroboration(story(), CLAIM, as_of="2009-03-30")
    after = pv.corroboration(story(), CLAIM)

    assert (before.reports, str(before.independent)) == (1, "1–1")
    assert (after.reports, str(after.independent)) == (3, "0–0")


@pytest.mark.parametrize(
    "article", ["art-wiki-1", "art-wiki-3", "art-wiki-5", "art-guardian", "art-bbc-music"]
)
def test_very_words_stand_there_and_nobody_is_named_who_heard_them(article: str) -> None:
    assert "Q01" in codes(article)


def test_the_obituary_does_not_say_where_the_words_are_from() -> None:
    assert "D01" in codes("art-guardian", as_of="2009-03-31")


def test_the_blog_says_where_it_has_it_from_and_relies_on_what_was_taken_back() -> None:
    assert codes("art-blog") == ["V03"]


def test_the_student_says_himself_that_he_made_it_up() -> None:
    counted = pv.corroboration(story(), "clm-invented")

    assert counted.origins == counted.first_hand == ("src-fitzgerald",)


def test_obituaries_without_a_date_are_left_out_of_a_day_in_april() -> None:
    left_out = pv.corroboration(story(), CLAIM, as_of="2009-04-15").left_out

    assert {left.record for left in left_out} == {"att-independent", "att-smh"}


def test_he_says_so_in_two_papers_and_it_contradicts_the_quotation() -> None:
    assert pv.corroboration(story(), "clm-invented").reports == 2
    assert [dispute.kind for dispute in pv.disputes(story(), CLAIM)][:1] == ["contradicts"]


def test_the_papers_own_editor_found_the_words_misattributed() -> None:
    assert "The Guardian: checked, misattributed (2009-05-04)" in str(pv.status(story(), CLAIM))


def test_the_paper_in_sydney_had_it_from_the_encyclopaedia_and_took_it_back() -> None:
    before = pv.circular(story(), predict=True, as_of="2009-05-07").possible[0].works
    after = pv.circular(story(), predict=True, as_of="2009-05-08").possible[0].works

    assert "art-smh" in before
    assert "art-smh" not in after
