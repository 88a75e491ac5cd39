"""What looks like several and is one, names, reuse, the imprint: I01-I03, N01, N02, D01, M01."""

from typing import Any

import pytest

from provenance.model import Article, Evidence, Source, VerificationStatus
from tests.queries.desk import CLAIM, Desk
from tests.queries.lint.marking import DETECTED, RESEARCHED, at, claim, linted, marks

# --- I01, I02, I03 -------------------------------------------------------------------------


def two_witnesses() -> Desk:
    desk = Desk()
    desk.paper("a")
    desk.source("paper", kind="document")
    desk.source("x")
    desk.source("y")
    desk.says("a", "x")
    desk.says("a", "y")
    return desk


def test_i01_marks_two_who_have_it_from_one_document() -> None:
    desk = two_witnesses()
    desk.took("x", "paper", "primary_source")
    desk.took("y", "paper", "primary_source")

    assert marks(desk, "I01") == ["a/x"]
    assert "both have it from Paper" in str(linted(desk, select="I01"))


def test_i01_marks_papers_that_are_credited_apart_and_copied_the_same_wire() -> None:
    desk = Desk()
    for paper in ("wire", "p1", "p2", "c1", "c2"):
        desk.paper(paper)
    desk.source("official")
    desk.says("wire", "official")
    for number in ("1", "2"):
        desk.took(desk.says(f"p{number}", None, form="own_voice"), "wire/official")
        desk.took(desk.says(f"c{number}", f"p{number}-outlet"), f"p{number}/own")

    assert len(marks(desk, "I01")) == 1


def test_i01_passes_over_two_origins_and_a_paper_that_says_whose_it_is() -> None:
    openly = Desk()
    openly.source("official")
    openly.paper("npr")
    openly.paper("b")
    openly.took(openly.says("b", "npr-outlet"), openly.says("npr", "official"))

    assert marks(two_witnesses(), "I01") == []
    assert marks(openly, "I01") == []


def test_i01_marks_a_check_whose_evidence_is_one_source_told_twice() -> None:
    desk = Desk()
    desk.source("official")
    for paper in ("a", "b"):
        desk.says(desk.paper(paper), "official")
    for id, verdict in (("v", "supported"), ("w", "refuted")):
        evidence = [Evidence(record="a/official"), Evidence(record="b/official")]
        desk.dossier.add(VerificationStatus(id=id, claim=CLAIM, verdict=verdict, evidence=evidence))

    assert marks(desk, "I01") == ["v"]


def test_i02_marks_a_ring_of_papers() -> None:
    desk = Desk()
    for paper in ("a", "b", "c"):
        desk.says(desk.paper(paper), None, form="own_voice")
    for derived, taken in (("a", "b"), ("b", "c"), ("c", "a")):
        desk.took(f"{derived}/own", f"{taken}/own")

    assert marks(desk, "I02") == ["a/own"]


def test_i02_sees_through_the_versions_of_an_encyclopaedia() -> None:
    desk = Desk()
    for article in ("wiki1", "wiki2", "paper"):
        desk.says(desk.paper(article), None, form="own_voice")
    desk.took("wiki2", "wiki1", "revised")
    desk.took("paper/own", "wiki1/own")
    desk.took("wiki2/own", "paper/own")

    assert marks(desk, "I02") == ["paper/own"]


def test_i02_passes_over_chains_and_versions() -> None:
    desk = Desk()
    for article in ("a", "b", "a2"):
        desk.says(desk.paper(article), None, form="own_voice")
    desk.took("b/own", "a/own")
    desk.took("a2", "a", "revised")

    assert marks(desk, "I02") == []


def alike(**fields: Any) -> Desk:
    desk = Desk()
    desk.source("mayor")
    for paper in ("a", "b"):
        desk.says(desk.paper(paper), "mayor")
    desk.took("b", "a", **{"kind": "paraphrased", "recorded": DETECTED, **fields})
    return desk


def test_i03_marks_texts_that_a_program_found_alike() -> None:
    assert marks(alike(), "I03") == ["b/mayor"]


def test_i03_marks_texts_that_are_the_same() -> None:
    desk = Desk()
    desk.source("mayor")
    for paper in ("a", "b"):
        desk.says(desk.paper(paper, text_digest="0" * 64), "mayor")

    assert marks(desk, "I03") == ["a/mayor"]


def test_i03_passes_over_texts_that_are_joined_already_or_share_no_claim() -> None:
    joined = alike()
    joined.took("b", "a", "republished", id="known")
    apart = Desk(CLAIM, "other")
    for paper, about in (("a", CLAIM), ("b", "other")):
        apart.says(apart.paper(paper), None, claim=about)
    apart.took("b", "a", "paraphrased", recorded=DETECTED)

    assert marks(alike(recorded=None), "I03") == []
    assert marks(joined, "I03") == []
    assert marks(apart, "I03") == []


# --- D01 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields", [{}, {"kind": "excerpted", "recorded": RESEARCHED}, {"kind": "republished", "recorded": None}]
)
def test_d01_marks_words_used_without_credit(fields: Any) -> None:
    assert marks(alike(**fields), "D01") == ["b"]


def test_d01_marks_the_words_of_a_passage_that_was_copied() -> None:
    desk = Desk()
    desk.says(desk.paper("a"), None)
    desk.says(desk.paper("b"), None, anchors=at("the very words", 7))
    desk.took("b/own", "a/own", "excerpted")

    assert [finding.place for finding in linted(desk, select="D01")] == ["b:7-21"]


@pytest.mark.parametrize("kind", ["paraphrased", "revised", "archived_copy"])
def test_d01_passes_over_what_takes_no_words(kind: str) -> None:
    assert marks(alike(kind=kind, recorded=RESEARCHED), "D01") == []


def test_d01_passes_over_a_text_that_credits_the_other_or_one_between() -> None:
    credited, between, own = alike(), alike(), Desk()
    credited.says("b", "a-outlet", "credit")
    between.paper("middle")
    between.took("middle", "a", "republished")
    between.took("b", "middle", "paraphrased")
    between.says("b", "middle-outlet", "credit")
    own.source("house")
    for paper in ("a", "b"):
        own.says(own.paper(paper, publisher="house"), None)
    own.took("b", "a", "republished")

    assert marks(credited, "D01") == []
    assert marks(between, "D01", article="b") == []
    assert marks(own, "D01") == []


# --- N01, N02 ------------------------------------------------------------------------------


def naming(**fields: Any) -> Desk:
    desk = Desk(CLAIM, "other")
    desk.paper("a")
    desk.source("smith", **{"name": "John Smith", "kind": "person", **fields})
    desk.says("a", "smith")
    return desk


def test_n01_marks_a_name_that_several_have() -> None:
    desk = naming()
    desk.source("namesake", name="john smith")
    judged = naming()
    judged.source("namesake", name="john smith")
    judged.judged("smith", "namesake", "different")

    assert marks(desk, "N01") == ["a/smith"]
    assert marks(judged, "N01") == []


def test_n01_marks_a_source_of_which_somebody_was_unsure_once() -> None:
    desk = naming()
    desk.source("other-smith", name="J. Smith")
    desk.says("a", "other-smith")
    desk.judged("smith", "other-smith", "unsure")

    assert len(marks(desk, "N01")) == 1


def test_n01_marks_a_source_that_is_not_there_and_one_that_nobody_could_place() -> None:
    desk = naming(kind="unknown")
    desk.says("a", "gone")

    assert marks(desk, "N01") == ["a/gone", "a/smith"]


def test_n01_passes_over_one_who_is_clear() -> None:
    desk = naming()
    desk.source("somebody", name=None)
    desk.judged("smith", "somebody", "unsure")

    assert marks(naming(), "N01") == []
    assert marks(desk, "N01") == []


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("General Syrskyi", "General Syrskiy", True),
        ("Volodymyr Zelensky", "Zelenskyy", True),
        ("Syrskyi", "General Syrskyi", False),
        ("Syrskyi's", "Syrskyi", False),
        ("Anna", "Anne Weber", False),
    ],
)
def test_n02_marks_a_person_who_is_spelled_in_two_ways(one: str, other: str, told: bool) -> None:
    desk = naming(name=None)
    desk.says("a", "smith", "one", credited_as=one)
    desk.says("a", "smith", "two", claim="other", credited_as=other)

    assert bool(marks(desk, "N02")) is told


@pytest.mark.parametrize(
    ("one", "other", "thing", "told"),
    [
        ("Sloviansk", "the town of Slovyansk", "place:sloviansk", True),
        ("Donbas", "Donbass", "place:donbas", True),
        ("Cuba", "the Cuban coast", "place:cuba", False),
        ("Sloviansk", "Slovyansk", "place:kramatorsk", False),
    ],
)
def test_n02_marks_a_place_that_is_spelled_in_two_ways(one: str, other: str, thing: str, told: bool) -> None:
    desk = naming()
    claim(desk, where=one, about=[thing])
    claim(desk, "other", where=other, about=[thing])
    desk.says("a", None, claim="other")

    assert bool(marks(desk, "N02")) is told


# --- M01 -----------------------------------------------------------------------------------

WHOLE: dict[str, Any] = {
    "publisher": "outlet",
    "authors": ["Ada Lund"],
    "published": "2025-11-04",
    "url": "https://outlet.example/1",
}


@pytest.mark.parametrize(
    ("missing", "word"),
    [("publisher", "publisher"), ("authors", "byline"), ("published", "date"), ("url", "link out")],
)
def test_m01_marks_an_article_that_lacks_anything(missing: str, word: str) -> None:
    desk = Desk()
    desk.dossier.add(Source(id="outlet", name="Outlet"))
    fields = {name: value for name, value in WHOLE.items() if name != missing}
    desk.dossier.add(Article(id="a", text="The text.", **fields))

    assert marks(desk, "M01") == ["a"]
    assert f"gives no {word}\n" in str(linted(desk, select="M01"))


def test_m01_does_not_count_what_was_found_out_elsewhere() -> None:
    desk = Desk()
    desk.dossier.add(Article(id="a", text="The text.", **WHOLE, layers={"published": RESEARCHED}))

    assert "gives no date" in str(linted(desk, select="M01"))


def test_m01_passes_over_a_whole_imprint_and_a_text_that_nobody_has() -> None:
    desk = Desk()
    desk.dossier.add(Article(id="a", text="The text.", **WHOLE), Article(id="b"))

    assert marks(desk, "M01") == []


def test_m01_takes_the_address_of_a_source_for_a_link_out() -> None:
    desk = Desk()
    desk.source("report", identifiers={"url": "https://report.example/"})
    fields = {name: value for name, value in WHOLE.items() if name != "url"}
    desk.dossier.add(Article(id="a", text="The text.", **fields))
    desk.says("a", "report")

    assert marks(desk, "M01") == []
