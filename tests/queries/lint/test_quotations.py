"""Quotation: Q01, Q02, Q03."""

from typing import Any

import pytest

from tests.queries.desk import CLAIM, Desk
from tests.queries.lint.marking import at, claim, marks


def story() -> Desk:
    desk = Desk(CLAIM, "other")
    desk.source("mayor")
    for paper in ("a", "b"):
        desk.paper(paper)
    return desk


@pytest.mark.parametrize("form", ["direct", "mixed"])
def test_q01_marks_quotation_marks_of_nobody(form: str) -> None:
    desk = story()
    desk.says("a", None, form=form)

    assert marks(desk, "Q01") == ["a/own"]


def test_q01_marks_one_that_somebody_only_relays() -> None:
    desk = story()
    desk.source("media", name=None, kind="group")
    desk.says("a", "media", claim="other")
    desk.says("a", None, form="direct", via="a/media")

    assert marks(desk, "Q01") == ["a/own"]


def test_q01_passes_over_a_speaker_and_what_is_no_quotation() -> None:
    desk = story()
    desk.says("a", "mayor", form="direct")
    desk.says("b", None, form="own_voice")

    assert marks(desk, "Q01") == []


def quoted(words: str, original: str, kind: str = "quoted", **fields: Any) -> list[str]:
    desk = story()
    desk.says("a", "mayor", **{"form": "direct", "anchors": at(words), **fields})
    desk.says("b", "mayor", form="direct", anchors=at(original))
    desk.took("a/mayor", "b/mayor", kind)
    return marks(desk, "Q02")


def test_q02_marks_words_that_read_otherwise_where_they_come_from() -> None:
    assert quoted("“We will bury you.”", "“We shall outlast you.”") == ["a/mayor"]


@pytest.mark.parametrize(
    ("words", "original", "fields"),
    [
        ("“we will bury you”", '"We will  bury you."', {}),
        ("“bury you”", "“We will bury you, all of you.”", {}),
        ("“We … bury you”", "“We will bury you.”", {}),
        ("“We [the workers] will bury you”", "“We will bury you.”", {}),
        ("he would “bury” them", "“We will bury you.”", {"form": "mixed"}),
        ("he would outlast them", "“We will bury you.”", {"form": "indirect"}),
    ],
)
def test_q02_passes_over_marks_omissions_and_less(words: str, original: str, fields: Any) -> None:
    assert quoted(words, original, **fields) == []


def test_q02_passes_over_translations() -> None:
    assert quoted("“We will bury you.”", "“Мы вас похороним.”", "translated") == []


def test_q02_marks_a_paraphrase_that_became_a_quotation() -> None:
    desk = story()
    desk.says("a", "mayor", form="direct", anchors=at("“It is closed.”"))
    desk.says("b", "mayor", form="indirect", anchors=at("that it was closed"))
    desk.took("a/mayor", "b/mayor", "paraphrased")

    assert marks(desk, "Q02") == ["a/mayor"]


def versions(after: str) -> list[str]:
    desk = story()
    desk.says("a", "mayor", form="direct", anchors=at("“It is closed for good.”"))
    desk.says("b", "mayor", form="direct", anchors=at(after))
    desk.took("b", "a", "revised")
    return marks(desk, "Q02")


def test_q02_marks_a_quotation_that_changes_between_versions() -> None:
    assert versions("“It is closed for now.”") == ["b/mayor"]
    assert versions("“It is closed”") == []


def headline(words: str, body: str, speaker: str | None = None) -> list[str]:
    desk = story()
    desk.says("a", speaker, "head", form="direct", anchors=at(words, part="headline"))
    desk.says("a", "mayor", "body", form="mixed", anchors=at(body))
    return marks(desk, "Q02")


def test_q02_marks_a_headline_that_quotes_more_than_the_body() -> None:
    assert headline("“The city is a gateway”", "calls it a “gateway” to the east") == ["head"]
    assert headline("“gateway”", "calls it a “gateway” to the east") == []


def test_q03_marks_a_translation_whose_original_is_not_on_record() -> None:
    desk = story()
    desk.says("a", None, form="own_voice", anchors=at('the "tick" movement'))
    desk.says("b", None, form="own_voice")
    desk.took("a/own", "b/own", "translated")

    assert marks(desk, "Q03") == ["a/own"]


def test_q03_passes_over_a_translation_whose_original_is_on_record() -> None:
    desk = story()
    desk.says("a", "mayor", form="direct", anchors=at("“We will bury you.”"))
    desk.says("b", "mayor", form="direct", anchors=at("«Мы вас похороним»"))
    desk.took("a/mayor", "b/mayor", "translated")

    assert marks(desk, "Q03") == []


def test_q03_marks_a_term_in_quotation_marks_of_which_it_is_not_told_whose_it_is() -> None:
    desk = story()
    claim(desk, kind="characterisation")
    desk.says("a", None, form="own_voice", anchors=at("the “special operation” goes on"))

    assert marks(desk, "Q03") == ["a/own"]


def test_q03_passes_over_titles_and_words_without_marks() -> None:
    desk = story()
    claim(desk, kind="event")
    claim(desk, "other", kind="characterisation")
    desk.says("a", None, form="own_voice", anchors=at("the film “Gravity” won"))
    desk.says("b", None, claim="other", form="own_voice", anchors=at("the city's gateway"))

    assert marks(desk, "Q03") == []
