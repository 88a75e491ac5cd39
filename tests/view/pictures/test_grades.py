"""The grid of grades."""

import pytest

import provenance as pv
from provenance import view
from provenance.model import Grade
from provenance.view.pictures.grading import graded
from tests.view.looking import EMOJI, FROM_RIGHT, HOSTILE, SVG, looked_at, texts

RELIABILITY, CREDIBILITY = "admiralty-reliability", "admiralty-credibility"


def story(*grades: Grade, name: str = "Lund") -> pv.Dossier:
    records: list[pv.Record] = [
        pv.Source(name=name, id="src-lund"),
        pv.Source(name="The Bureau", id="src-bureau"),
        pv.Source(name="Another desk", id="src-desk"),
        pv.Claim(text="The bridge is closed.", id="clm"),
        pv.Article(headline="Bridge", publisher="src-lund", id="art"),
        pv.Attribution(article="art", claim="clm", source="src-lund", id="att"),
    ]
    return pv.Dossier([*records, *grades], title="The bridge")


def grade(
    subject: str, scale: str, value: str, when: str | None = "2025-03", by: str | None = "src-bureau"
) -> Grade:
    return Grade(subject=subject, scale=scale, value=value, grader=by, graded_at=when)


def cells(dossier: pv.Dossier) -> list[tuple[str, str, bool]]:
    return [(*mark.cell, mark.is_superseded) for mark in graded(dossier, None)[0]]


def test_a_passage_and_the_source_it_credits_make_one_mark_of_one_grader() -> None:
    by_one = story(grade("src-lund", RELIABILITY, "B"), grade("att", CREDIBILITY, "2"))
    by_two = story(grade("src-lund", RELIABILITY, "B"), grade("att", CREDIBILITY, "2", by="src-desk"))
    by_nobody = story(grade("src-lund", RELIABILITY, "B", by=None), grade("att", CREDIBILITY, "2", by=None))

    assert cells(by_one) == [("B", "2", False)]
    assert sorted(cells(by_two)) == sorted(cells(by_nobody)) == [("", "2", False), ("B", "", False)]


def test_an_alias_is_the_term_that_it_stands_for() -> None:
    assert cells(story(grade("src-lund", RELIABILITY, "usually reliable"))) == [("B", "", False)]


def test_what_the_same_grader_graded_anew_is_told_and_drawn_as_an_open_ring() -> None:
    dossier = story(grade("src-lund", RELIABILITY, "B", "2024"), grade("src-lund", RELIABILITY, "E", "2025"))

    picture = view.draw_grades(dossier)

    tree = looked_at(picture)
    assert cells(dossier) == [("B", "", True), ("E", "", False)]
    assert "Lund: B (Usually reliable) – graded anew since" in texts(picture)
    assert "by The Bureau · 2024 · admiralty-reliability (graded anew since)" in picture.text
    assert [n.get("class") for n in tree.iter(f"{SVG}circle")][:2] == ["dash", "tint-blue"]


@pytest.mark.parametrize("later", [{"by": "src-desk"}, {"when": None}, {"when": "2024"}])
def test_another_grader_or_an_unknown_order_replaces_nothing(later: dict[str, str | None]) -> None:
    dossier = story(
        grade("src-lund", RELIABILITY, "B", "2024"),
        Grade(
            subject="src-lund",
            scale=RELIABILITY,
            value="E",
            grader=later.get("by", "src-bureau"),
            graded_at=later.get("when", "2025"),
        ),
    )

    assert not any(old for _, _, old in cells(dossier))


def test_a_replaced_pair_stays_a_pair() -> None:
    dossier = story(
        grade("src-lund", RELIABILITY, "C", "2024"),
        grade("att", CREDIBILITY, "3", "2024"),
        grade("src-lund", RELIABILITY, "B", "2025"),
        grade("att", CREDIBILITY, "2", "2025"),
    )

    assert sorted(cells(dossier)) == [("B", "2", False), ("C", "3", True)]


def test_grades_on_other_scales_and_of_no_known_term_are_listed_beside() -> None:
    dossier = story(
        grade("att", "icd203", "likely"), grade("src-lund", RELIABILITY, "Z"), grade("clm", "own", "fine")
    )

    picture = view.draw_grades(dossier)

    said = texts(picture)
    assert cells(dossier) == []
    assert "On other scales" in said
    assert "Lund: Z" in said
    assert "“The bridge is closed.”: fine" in said
    assert "A" not in said


def test_a_source_has_the_grades_of_itself_of_its_words_and_of_its_texts() -> None:
    dossier = story(
        grade("src-lund", RELIABILITY, "B"),
        grade("art", CREDIBILITY, "3"),
        grade("att", CREDIBILITY, "2"),
        grade("src-desk", RELIABILITY, "A"),
    )

    assert [mark.cell for mark in graded(dossier, "src-lund")[0]] == [("B", "2"), ("B", "3")]
    assert view.draw_grades(dossier, source="src-lund").title == "How it was graded: Lund"
    with pytest.raises(pv.errors.UnknownRecordError, match="src-none"):
        view.draw_grades(dossier, source="src-none")


def test_many_grades_are_counted_in_their_cells() -> None:
    dossier = story()
    for n in range(5_000):
        dossier.add(
            pv.Source(name=f"Agent {n}", id=f"src-{n}"), grade(f"src-{n}", RELIABILITY, "ABCDEF"[n % 6])
        )

    picture = view.draw_grades(dossier)

    looked_at(picture)
    assert "834" in texts(picture)
    assert "… and 4,960 more" in texts(picture)
    assert len(picture.svg) < 40_000


def test_without_grades_it_says_so() -> None:
    picture = view.draw_grades(pv.Dossier())

    looked_at(picture)
    assert texts(picture) == ["How it was graded", "Nothing is graded."]


@pytest.mark.parametrize("words", [HOSTILE, FROM_RIGHT, EMOJI, "x" * 5_000, "a " * 5_000])
def test_whatever_a_name_and_a_value_hold_stays_text_within_the_sheet(words: str) -> None:
    dossier = story(
        grade("src-lund", RELIABILITY, "B"),
        grade("src-lund", "desk " + words, words),
        grade(words, CREDIBILITY, "6", None),
        name=words,
    )

    looked_at(view.draw_grades(dossier))


@pytest.mark.parametrize("name", pv.cases.names())
def test_every_worked_story_has_a_grid(name: str) -> None:
    dossier = pv.cases.load(name)

    picture = view.draw_grades(dossier)

    looked_at(picture)
    assert all(str(one.value) in picture.text for one in dossier.grades.values())
