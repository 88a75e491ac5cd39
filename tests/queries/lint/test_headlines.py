"""Headlines, and hedges lost on the way: H01, H02, H03."""

from typing import Any

import pytest

from provenance.model import Article, ClaimRelation, Hedge, Quantity
from tests.queries.desk import CLAIM, Desk
from tests.queries.lint.marking import at, claim, marks

HEAD: dict[str, Any] = {"anchors": at("The words", part="headline")}
BODY: dict[str, Any] = {"anchors": at("The words", 500)}


def story(*passages: dict[str, Any]) -> Desk:
    desk = Desk(CLAIM, "wider")
    desk.paper("a")
    desk.source("mayor")
    desk.source("media", name=None, kind="group", description="media")
    for number, fields in enumerate(passages):
        desk.says("a", fields.pop("source", None), f"p{number}", **fields)
    return desk


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ({"source": "media"}, {"source": "mayor"}),
        ({"source": "media"}, {"form": "own_voice"}),
        ({"form": "own_voice"}, {"source": "mayor"}),
        ({"form": "direct"}, {"source": "mayor"}),
    ],
)
def test_h01_marks_a_headline_that_credits_otherwise(head: Any, body: Any) -> None:
    assert marks(story({**HEAD, **head}, {**BODY, **body}), "H01") == ["p0"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ({"source": "mayor"}, {"source": "mayor"}),
        ({"form": "own_voice"}, {"form": "own_voice"}),
        ({"form": "own_voice"}, {}),
        ({"source": "media"}, {"source": "mayor", "claim": "wider"}),
    ],
)
def test_h01_passes_over_headlines_that_agree_and_what_the_body_does_not_give(head: Any, body: Any) -> None:
    assert marks(story({**HEAD, **head}, {**BODY, **body}), "H01") == []


def test_h01_passes_over_a_spokesman_and_voices_that_may_be_one() -> None:
    one = story({**HEAD, "source": "media"}, {**BODY, "source": "mayor"})
    one.judged("media", "mayor", "unsure")
    other = story({**HEAD, "source": "mayor"})
    other.source("spokesman", speaks_for="mayor")
    other.says("a", "spokesman", **BODY)

    assert marks(one, "H01") == []
    assert marks(other, "H01") == []


def test_a_headline_that_the_text_begins_with_is_found_there() -> None:
    desk = story({"source": "media", "anchors": at("Bridge closed", 6)}, {**BODY, "source": "mayor"})
    desk.dossier.replace(
        Article(id="a", headline="Bridge closed", text="News\n\nBridge closed\n\n" + "x" * 600)
    )

    assert marks(desk, "H01") == ["p0"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ({"commitment": "CT+"}, {"commitment": "PS+"}),
        ({"commitment": "CT+"}, {"commitment": "CT+", "hedges": [Hedge(kind="modal")]}),
    ],
)
def test_h02_marks_a_headline_that_is_surer_than_the_body(head: Any, body: Any) -> None:
    assert marks(story({**HEAD, **head}, {**BODY, **body}), "H02") == ["p0"]


def test_h02_marks_a_headline_that_says_more_than_the_body() -> None:
    desk = story(HEAD, {**BODY, "claim": "wider"})
    unrelated = story(HEAD, {**BODY, "claim": "wider"})
    desk.dossier.add(ClaimRelation(subject=CLAIM, kind="narrows", object="wider"))

    assert marks(desk, "H02") == ["p0"]
    assert marks(unrelated, "H02") == []


def test_h02_marks_a_number_that_is_exact_only_in_the_headline() -> None:
    desk = story(HEAD, {**BODY, "claim": "wider"})
    claim(desk, quantity=Quantity(number=100, bound="exactly"))
    claim(desk, "wider", quantity=Quantity(number=100, bound="about"))
    desk.dossier.add(ClaimRelation(subject="wider", kind="restates", object=CLAIM))

    assert marks(desk, "H02") == ["p0"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ({"commitment": "CT+"}, {"commitment": "CT+"}),
        ({"commitment": "PS+"}, {"commitment": "CT+"}),
        ({"commitment": "CT+"}, {"commitment": None}),
    ],
)
def test_h02_passes_over_headlines_that_the_body_bears_out(head: Any, body: Any) -> None:
    assert marks(story({**HEAD, **head}, {**BODY, **body}), "H02") == []


def chain(*commitments: str | None) -> Desk:
    """The first is upstream of all."""
    desk = Desk()
    desk.source("mayor")
    before = None
    for number, commitment in enumerate(commitments):
        passage = desk.says(desk.paper(f"a{number}"), "mayor", f"p{number}", commitment=commitment)
        if before is not None:
            desk.took(passage, before, "paraphrased")
        before = passage
    return desk


def test_h03_marks_what_was_probable_where_it_comes_from() -> None:
    assert marks(chain("PR+", "CT+"), "H03") == ["p1"]


def test_h03_marks_it_further_down_too() -> None:
    assert marks(chain("PS+", "CT+", "CT+"), "H03") == ["p1", "p2"]


@pytest.mark.parametrize(
    "commitments", [("CT+", "CT+"), ("PS+", "PR+"), ("PR+", None), ("PR+", "PR+", "PR+")]
)
def test_h03_passes_over_hedges_that_were_kept(commitments: Any) -> None:
    assert marks(chain(*commitments), "H03") == []


def test_h03_passes_over_a_way_that_is_only_possible() -> None:
    desk = Desk()
    desk.source("mayor")
    for paper, commitment in (("a", "PR+"), ("b", "CT+")):
        desk.says(desk.paper(paper), "mayor", commitment=commitment)
    desk.took("b/mayor", "a/mayor", standing="possible")

    assert marks(desk, "H03") == []
