"""Everything one source said."""

from typing import Any

import pytest

from provenance.errors import ProvenanceError
from provenance.model import Anchors, Claim, Dossier, Recorded, TextAnchor
from provenance.queries import said_by
from tests.queries.desk import CLAIM, Desk


def newsroom() -> Desk:
    desk = Desk(CLAIM, "other")
    desk.dossier.add(Claim(id="place", text="About a place.", about=["place:pokrovsk", "war:x"]))
    for id in ("mayor", "paper", "radio"):
        desk.source(id)
    for id in ("a", "b", "c"):
        desk.paper(id, published=f"2025-11-0{'abc'.index(id) + 1}")
    desk.says("a", "mayor")
    desk.says("b", "radio", id="outer", claim="other")
    desk.says("b", "paper", id="middle", claim="other", via="outer")
    desk.says("b", "mayor", id="inner", via="middle", commitment="CT-")
    desk.says("c", "mayor", claim="place", act="no_comment", commitment=None)
    return desk


def said(desk: Desk, source: str = "mayor", **asked: Any) -> list[str]:
    return [passage.id for passage in said_by(desk.dossier, source, **asked)]


def test_it_lists_every_passage_that_credits_the_source_whatever_it_did() -> None:
    found = said_by(newsroom().dossier, "mayor")

    assert [passage.id for passage in found] == ["a/mayor", "inner", "c/mayor"]
    assert len(found) == 3
    assert "inner" in found
    assert str(found).splitlines() == [
        "Mayor: 3 passages",
        "  a: The text of clm.",
        "  b: denied: The text of clm.",
        "  c: About a place.",
    ]
    assert [row["commitment"] for row in found.to_rows()] == ["CT+", "CT-", None]
    assert [reason.record for reason in found.why] == ["a/mayor", "inner", "c/mayor"]


def test_a_relay_at_any_distance_is_a_relay() -> None:
    desk = newsroom()

    assert said(desk, via="paper") == ["inner"]
    assert said(desk, via="radio") == ["inner"]
    assert said(desk, "paper", via="radio") == ["middle"]
    assert said(desk, via="mayor") == []
    assert said(desk, directly=True) == ["a/mayor", "c/mayor"]


def test_a_subject_is_one_scheme_and_value() -> None:
    assert said(newsroom(), about="place:pokrovsk") == ["c/mayor"]
    assert said(newsroom(), about="place:pok") == []


def test_judgements_are_followed_for_the_source_and_for_its_relay() -> None:
    desk = newsroom()
    desk.source("mrs-mayor")
    desk.says("a", "mrs-mayor")
    desk.source("station")
    desk.judged("mrs-mayor", "mayor", "same")
    desk.judged("station", "radio", "same")

    assert said(desk) == ["a/mayor", "a/mrs-mayor", "inner", "c/mayor"]
    assert said(desk, "mrs-mayor") == said(desk)
    assert said_by(desk.dossier, "mayor").records == ("mayor", "mrs-mayor")
    assert said(desk, via="station") == ["inner"]


def test_unsure_is_not_the_same() -> None:
    desk = newsroom()
    desk.source("mrs-mayor")
    desk.says("a", "mrs-mayor")
    desk.judged("mrs-mayor", "mayor", "unsure")

    assert "a/mrs-mayor" not in said(desk)


def test_what_a_spokesman_says_stands_under_the_spokesman() -> None:
    desk = newsroom()
    desk.source("spokesman", speaks_for="mayor")
    desk.says("c", "spokesman")

    assert "c/spokesman" not in said(desk)


def test_what_was_withdrawn_had_been_said() -> None:
    desk = newsroom()
    desk.paper("notice")
    desk.took("notice", "a", "retracted")

    assert "a/mayor" in said(desk)


def test_time_and_layers_leave_out() -> None:
    desk = newsroom()
    desk.paper("d")
    desk.says("d", "mayor", recorded=Recorded(basis="researched"))

    assert said(desk, as_of="2025-11-02") == ["a/mayor", "inner"]
    assert "d/mayor" in {out.record for out in said_by(desk.dossier, "mayor", as_of="2025-11-02").left_out}
    assert said(desk, basis="researched") == ["d/mayor"]


def test_a_relay_that_is_not_on_record_is_listed() -> None:
    desk = newsroom()
    desk.says("c", "mayor", id="lost", via="nowhere")
    found = said_by(desk.dossier, "mayor", via="paper")

    assert [passage.id for passage in found] == ["inner"]
    assert [out.record for out in found.left_out] == ["lost"]


def test_relays_in_a_ring_end() -> None:
    desk = newsroom()
    desk.says("c", "mayor", id="one", via="two")
    desk.says("c", "mayor", id="two", via="one")

    assert said(desk, via="paper") == ["inner"]


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ("nobody", {}),
        ("a", {}),
        (None, {}),
        ("mayor", {"via": "nobody"}),
        ("mayor", {"via": "paper", "directly": True}),
        ("mayor", {"about": 3}),
        ("mayor", {"basis": "guessed"}),
        ("mayor", {"as_of": "soon"}),
    ],
)
def test_what_cannot_be_asked_is_refused(source: Any, asked: dict[str, Any]) -> None:
    with pytest.raises(ProvenanceError):
        said_by(newsroom().dossier, source, **asked)


def test_nothing_said_is_an_answer() -> None:
    desk = newsroom()
    desk.source("silent")
    found = said_by(desk.dossier, "silent")

    assert (len(found), found.to_rows(), str(found)) == (0, [], "Silent: 0 passages")
    assert found == said_by(Dossier(list(desk.dossier)), "silent")


def test_passages_come_by_article_and_as_they_stand_in_it_whatever_the_order_of_records() -> None:
    desk = Desk()
    desk.source("mayor")
    desk.source("ada")
    desk.judged("mayor", "ada", "same")
    for article in ("b", "a"):
        desk.paper(article)
    places = {"late": ("text", 40), "title": ("headline", 9), "early": ("text", 3)}
    for id, (part, start) in places.items():
        words = TextAnchor(start=start, end=start + 2, exact="so", part=part)
        desk.says("a", "mayor", id=id, anchors=Anchors(content=[words]))
    desk.says("b", "ada", id="other")
    desk.says("a", "mayor", id="somewhere")

    for dossier in (desk.dossier, Dossier([*desk.dossier][::-1])):
        assert [p.id for p in said_by(dossier, "ada")] == ["somewhere", "title", "early", "late", "other"]
