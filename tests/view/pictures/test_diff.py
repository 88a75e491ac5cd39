"""The version diff."""

from typing import Any

import pytest

import provenance as pv
from provenance import view
from tests.view.looking import EMOJI, FROM_RIGHT, HOSTILE, SVG, looked_at, texts

AL_AHLI = pv.cases.load("al-ahli-2023")


def two_versions(
    was: dict[str, Any], now: dict[str, Any], *, kind: str | None = "revised", **derived: Any
) -> pv.Dossier:
    """Return a passage of two versions of an article, each with the fields given."""
    dossier = pv.Dossier(
        [
            pv.Article(headline="Three hurt in fire", published="2025-01-01", id="art-1"),
            pv.Article(headline="Three hurt in fire", modified="2025-01-02", id="art-2"),
            pv.Claim(text="The fire was laid.", id="clm-1"),
            pv.Source(name="Ann Berg", id="src-ann"),
            pv.Source(name="City police", id="src-police"),
        ]
    )
    for n, fields in ((1, was), (2, now)):
        if fields:
            dossier.add(pv.Attribution(article=f"art-{n}", claim="clm-1", id=f"att-{n}", **fields))
    if kind is not None:
        dossier.add(pv.Derivation(derived="art-2", taken_from="art-1", kind=kind, id="der-1", **derived))
    return dossier


def drawn(dossier: pv.Dossier, **asked: Any) -> view.Picture:
    picture = view.draw(pv.diff(dossier, "art-1", "art-2", **asked), dossier)
    looked_at(picture)
    return picture


@pytest.mark.parametrize(
    ("was", "now", "sign", "word", "values"),
    [
        ({"source": "src-ann"}, {}, "−", "removed", ["The fire was laid.", "no longer there"]),
        ({}, {"source": "src-ann"}, "+", "added", ["not there yet", "The fire was laid."]),
        (
            {"source": "src-ann"},
            {"source": "src-police"},
            "↔",
            "re-attributed",
            ["source", "Ann Berg", "source", "City police"],
        ),
        (
            {"source": "src-ann", "commitment": "PS+"},
            {"source": "src-ann", "commitment": "CT+"},
            "~",
            "re-hedged",
            ["commitment", "possible (PS+)", "commitment", "certain (CT+)"],
        ),
    ],
)
def test_each_edit_has_a_sign_a_word_and_what_it_was_and_is(
    was: dict[str, Any], now: dict[str, Any], sign: str, word: str, values: list[str]
) -> None:
    said = texts(drawn(two_versions(was, now)))

    assert sign in said
    assert word in said
    start = said.index(values[0])
    assert said[start : start + len(values)] == values


def test_words_that_differ_are_underlined_and_bold() -> None:
    picture = view.draw(pv.diff(AL_AHLI, "art-nyt-2", "art-nyt-3"), AL_AHLI)

    marked = [
        n.text for n in looked_at(picture).iter(f"{SVG}tspan") if n.get("text-decoration") == "underline"
    ]
    assert marked[:2] == ["Strike on", "Blast at"]


def test_what_no_correction_says_stands_apart_in_a_dashed_frame() -> None:
    dossier = two_versions({"source": "src-ann"}, {"source": "src-police"})

    picture = drawn(dossier)

    assert "Changed, and no correction says so: 1" in texts(picture)
    assert not [line for line in texts(picture) if line.startswith("Announced")]
    assert [n for n in looked_at(picture).iter(f"{SVG}rect") if n.get("class") == "dash"]


@pytest.mark.parametrize(
    ("derived", "words"),
    [
        ({"withdraws": ["att-1"]}, "Announced by der-1"),
        (
            {"notice": pv.Mention(article="art-2")},
            "Announced in general by der-1",
        ),
    ],
)
def test_what_a_correction_accounts_for_names_it(derived: dict[str, Any], words: str) -> None:
    dossier = two_versions({"source": "src-ann"}, {"source": "src-police"}, kind="corrected", **derived)

    picture = drawn(dossier)

    assert "Changed, and a correction says so: 1" in texts(picture)
    assert words in texts(picture)
    assert not [n for n in looked_at(picture).iter(f"{SVG}rect") if n.get("class") == "dash"]


def test_of_two_works_nothing_is_said_of_corrections() -> None:
    said = texts(drawn(two_versions({"source": "src-ann"}, {"source": "src-police"}, kind=None)))

    assert "What differs: 1" in said
    assert "These are not known to be versions of one work." in said


def test_the_columns_say_which_version_they_are() -> None:
    said = texts(drawn(two_versions({"source": "src-ann"}, {})))

    assert said[1:7] == [
        "Before",
        "“Three hurt in fire”",
        "art-1 · 2025-01-01",
        "After",
        "“Three hurt in fire”",
        "art-2 · 2025-01-02",
    ]


def test_without_a_dossier_the_columns_are_called_by_id() -> None:
    dossier = two_versions({"source": "src-ann"}, {})

    picture = view.draw(pv.diff(dossier, "art-1", "art-2"))

    looked_at(picture)
    assert texts(picture)[1:5] == ["Before", "art-1", "After", "art-2"]


def test_the_text_is_written_as_a_unified_diff() -> None:
    dossier = two_versions({"source": "src-ann"}, {"source": None})

    lines = drawn(dossier).text.splitlines()

    assert lines[:2] == ["--- art-1 “Three hurt in fire”", "+++ art-2 “Three hurt in fire”"]
    assert lines[-3:] == [
        "@@ ↔ re-attributed: The fire was laid. @@",
        "- source: Ann Berg",
        "+ source: nobody",
    ]


def test_versions_that_are_the_same_say_so() -> None:
    picture = drawn(two_versions({"source": "src-ann"}, {"source": "src-ann"}))

    assert "Nothing that is on record changed." in texts(picture)
    assert picture.description.startswith("Nothing that is on record changed.")
    assert picture.text.endswith("# nothing that is on record changed")


def test_the_order_and_the_question_are_remarked_on() -> None:
    dossier = two_versions({"source": "src-ann"}, {"source": "src-police"})

    backwards = view.draw(pv.diff(dossier, "art-2", "art-1"), dossier)

    assert "The second is the earlier version." in texts(backwards)
    assert "Only what no correction accounts for was asked for." in texts(drawn(dossier, stealth=True))


def test_many_changes_are_counted() -> None:
    dossier = two_versions({}, {})
    for n in range(2_000):
        dossier.add(pv.Claim(text=f"Claim {n} " + "word " * 200, id=f"clm-many-{n}"))
        dossier.add(pv.Attribution(article="art-1", claim=f"clm-many-{n}", id=f"att-many-{n}"))

    picture = drawn(dossier)

    assert "… and 1,984 more changes" in texts(picture)
    assert len(picture.svg) < 60_000
    assert len(picture.text) < 150_000
    assert picture.text.splitlines()[-1].startswith("# … and 1,8")


@pytest.mark.parametrize("words", [HOSTILE, FROM_RIGHT, EMOJI, "x" * 5_000, "a " * 5_000])
def test_whatever_records_hold_stays_text_within_the_sheet(words: str) -> None:
    dossier = pv.Dossier(
        [
            pv.Article(headline=words, text=f"Old. {words}", id="art-1"),
            pv.Article(headline=f"New {words} new", text=f"New. {words} More.", id="art-2"),
            pv.Source(name=words, id="src-1"),
            pv.Claim(text=words, id="clm-1"),
            pv.Claim(text=f"{words} more", id="clm-2"),
            pv.Attribution(article="art-1", claim="clm-1", source="src-1", id="att-1"),
            pv.Attribution(article="art-2", claim="clm-1", id="att-2"),
            pv.Attribution(article="art-2", claim="clm-2", source="src-1", id="att-3"),
            pv.Derivation(derived="art-2", taken_from="art-1", kind="revised"),
        ]
    )

    picture = drawn(dossier)

    assert "\x1b" not in picture.text
    assert "<script" not in picture.svg


def test_a_text_from_the_right_is_written_from_the_right() -> None:
    dossier = two_versions({}, {})
    dossier.add(pv.Claim(text=FROM_RIGHT, id="clm-rtl"))
    dossier.add(pv.Attribution(article="art-1", claim="clm-rtl", id="att-rtl"))

    nodes = [n for n in looked_at(drawn(dossier)).iter(f"{SVG}text") if FROM_RIGHT in "".join(n.itertext())]

    assert [str(node.text) for node in nodes] == [f"\u2067{FROM_RIGHT}\u2069"]
    assert nodes[0].get("text-anchor") == "end"


@pytest.mark.parametrize("name", pv.cases.names())
def test_the_versions_in_every_worked_story_can_be_drawn(name: str) -> None:
    dossier = pv.cases.load(name)

    for derivation in dossier.derivations.values():
        ends = (derivation.taken_from, derivation.derived)
        if ends[0] != ends[1] and all(end in dossier.articles for end in ends):
            looked_at(view.draw(pv.diff(dossier, *ends), dossier))
