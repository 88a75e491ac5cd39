"""The marks of an article in the manual form of displaCy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance as pv
from provenance.errors import UsageError
from provenance.view.pictures.article import to_displacy
from tests.view.looking import HOSTILE
from tests.view.pictures.article.stories import TextAnchor, passage, story

TEXT = "AFP reports that the mayor denied it."
AFP = passage("AFP", ["AFP"], ["reports"], ["that the mayor denied it"])
MAYOR = passage("Lund", ["the mayor"], ["denied"], ["it"], via="att-1")


def test_entities_do_not_overlap_and_are_in_order() -> None:
    made = to_displacy(story(TEXT, AFP, MAYOR), "art")

    assert [(made["text"][e["start"] : e["end"]], e["label"]) for e in made["ents"]] == [
        ("AFP", "SOURCE"),
        ("reports", "CUE"),
        ("that", "CONTENT"),
        ("the mayor", "SOURCE"),
        ("denied", "CUE"),
        ("it", "CONTENT"),
    ]


def test_spans_hold_every_mark_in_tokens_and_in_code_points() -> None:
    made = to_displacy(story(TEXT, AFP, MAYOR), "art")

    content = [span for span in made["spans"] if span["label"] == "CONTENT"]
    assert [made["text"][span["start"] : span["end"]] for span in content] == [
        "that the mayor denied it",
        "it",
    ]
    assert made["tokens"][content[0]["start_token"] : content[0]["end_token"]] == [
        "that", "the", "mayor", "denied", "it",
    ]  # fmt: skip
    assert made["tokens"] == ["AFP", "reports", "that", "the", "mayor", "denied", "it", "."]


def test_labels_are_words_of_ours_and_no_word_of_a_record_is_a_title() -> None:
    dossier = story(HOSTILE, passage(HOSTILE, [HOSTILE], claim=HOSTILE, form="mixed"), headline=HOSTILE)

    made = to_displacy(dossier, "art")

    assert {mark["label"] for mark in (*made["ents"], *made["spans"])} == {"SOURCE"}
    assert made["title"] is None
    assert made["text"] == HOSTILE


def test_an_article_without_text_cannot_be_marked() -> None:
    with pytest.raises(UsageError, match="has no text on record"):
        to_displacy(story(None, passage("AFP")), "art")


@given(
    st.lists(
        st.tuples(st.sampled_from(["source", "cue", "content"]), st.integers(0, 30), st.integers(0, 9)),
        max_size=9,
    )
)
def test_whatever_the_marks_entities_are_in_order_and_spans_are_whole(
    spans: list[tuple[str, int, int]],
) -> None:
    text = "one two, three (four) 👩‍👩‍👧 six\nseven"
    given_passages = [
        passage("Lund", **{role: [TextAnchor.of(text, start, min(start + length, len(text)))]})
        for role, start, length in spans
    ]

    made = to_displacy(story(text, *given_passages), "art")

    ends = [place for mark in made["ents"] for place in (mark["start"], mark["end"])]
    assert ends == sorted(ends)
    for span in made["spans"]:
        words = made["tokens"][span["start_token"] : span["end_token"]]
        assert "".join(words) == "".join(text[span["start"] : span["end"]].split())


def test_the_seed_is_marked_whole() -> None:
    dossier = pv.cases.load("pokrovsk-2025")

    made = to_displacy(dossier, "art-pokrovsk-2025")

    assert len([span for span in made["spans"] if span["label"] == "SOURCE"]) == 9
    assert made["text"] == dossier.articles["art-pokrovsk-2025"].text
