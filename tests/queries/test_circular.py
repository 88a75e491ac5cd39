"""Who cites whom in a ring, and who may come to?"""

import pickle
from datetime import UTC, datetime
from typing import Any

import pytest

from provenance.errors import ProvenanceError
from provenance.model import Anchors, ClaimRelation, Recorded, Source, TextAnchor
from provenance.queries.circular import Circular, Loop, circular
from tests.queries.desk import CLAIM, Desk

WORDS = "0123456789" * 10


def cycle(*papers: str, **dates: str | None) -> Desk:
    """Papers of which each takes the claim from the next, and the last from the first."""
    desk = Desk()
    for paper in papers:
        desk.paper(paper, published=dates.get(paper))
        desk.says(paper, None)
    for paper, other in zip(papers, (*papers[1:], papers[0]), strict=True):
        desk.took(f"{paper}/own", f"{other}/own")
    return desk


def aardvark() -> Desk:
    """An encyclopaedia invents a name, a paper and a book repeat it, the encyclopaedia cites them."""
    desk = Desk()
    desk.source("wiki-outlet", name="The Open Encyclopaedia")
    desk.paper("wiki-1", publisher="wiki-outlet", published="2008-07-12", kind="reference_work")
    desk.paper("paper", published="2009-03-01")
    desk.paper("book", published="2010-09-15", kind="book")
    desk.paper(
        "wiki-2",
        publisher="wiki-outlet",
        published="2008-07-12",
        modified="2011-02-02",
        kind="reference_work",
    )
    desk.took("wiki-2", "wiki-1", "revised")
    desk.says("wiki-1", None, form="own_voice")
    desk.says("paper", None)
    desk.says("book", None)
    desk.says("wiki-2", "paper-outlet")
    desk.took("paper/own", "wiki-1/own", "paraphrased")
    desk.took("book/own", "paper/own", "paraphrased")
    desk.took("wiki-2/paper-outlet", "paper/own", "paraphrased", id="der-closing")
    return desk


def rings(found: Circular) -> list[tuple[str, ...]]:
    return [tuple(sorted((*loop.works, *loop.sources))) for loop in found.loops]


def asked(desk: Desk, **options: Any) -> list[tuple[str, ...]]:
    return rings(circular(desk.dossier, CLAIM, **options))


# --- what a ring is ---------------------------------------------------------------------------


def test_no_ring_is_an_answer() -> None:
    desk = Desk()
    desk.paper("a")
    desk.says("a", None)
    for found in (circular(desk.dossier, CLAIM), circular(desk.dossier)):
        assert (len(found), str(found), found.to_rows(), found.why) == (0, "no ring", [], ())
    assert str(circular(desk.dossier, predict=True)) == "no ring, 0 rings that may come to be"


def test_works_that_take_a_claim_from_each_other_are_in_a_ring() -> None:
    found = circular(cycle("a", "b", "c", a="2020-01-03", b="2020-01-02", c="2020-01-01").dossier)
    [loop] = found

    assert loop.is_established
    assert (loop.claim, loop.works, loop.sources, loop.outside) == (CLAIM, ("c", "b", "a"), (), ())
    assert [(e.derived, e.taken_from) for e in loop.edges] == [("c", "a"), ("b", "c"), ("a", "b")]
    assert loop.earliest == loop.edges[0]
    assert loop.way_round == ("c", "a", "b", "c")
    assert loop.derivations == ("a/own<-b/own", "b/own<-c/own", "c/own<-a/own")
    assert str(found).splitlines() == [
        "1 ring",
        "“The text of clm.”: 3 works rest on each other: C-Outlet, B-Outlet and A-Outlet",
        "  2020-01-01: C-Outlet took it from A-Outlet — the earliest",
        "  2020-01-02: B-Outlet took it from C-Outlet",
        "  2020-01-03: A-Outlet took it from B-Outlet",
        "  nothing outside the ring supports it",
    ]


def test_versions_are_one_work_so_an_encyclopaedia_that_cites_its_copyist_is_in_a_ring() -> None:
    found = circular(aardvark().dossier, CLAIM)
    [loop] = found

    assert loop.works == ("wiki-1", "paper")  # the book repeats it, but nobody cites the book
    assert loop.versions("wiki-1") == ("wiki-1", "wiki-2")
    assert loop.versions("paper") == ("paper",)
    assert [(str(e.when), e.dated_by, e.derived) for e in loop] == [
        ("2009-03-01", "published", "paper"),
        ("2011-02-02", "modified", "wiki-1"),
    ]
    assert loop.earliest == loop.edges[0]
    assert loop.outside == ()  # to credit the paper's outlet is not to leave the ring


def test_a_work_that_takes_it_from_its_own_earlier_version_is_in_no_ring() -> None:
    desk = cycle("a", "b")
    desk.took("b", "a", "corrected")

    assert asked(desk) == []


def test_a_ring_is_there_once_its_closing_article_is_out() -> None:
    desk = aardvark()

    assert asked(desk, as_of="2011-02-01") == []
    assert asked(desk, as_of="2011-02-02") == [("paper", "wiki-1")]
    [possible] = circular(desk.dossier, CLAIM, predict=True, as_of="2011-02-01").possible
    assert (possible.origin, possible.works) == ("wiki-1", ("wiki-1", "paper", "book"))
    assert not circular(desk.dossier, CLAIM, predict=True).possible


def test_an_article_without_a_date_is_left_out_of_an_answer_as_of_a_day() -> None:
    found = circular(cycle("a", "b", a="2020-01-01").dossier, CLAIM, as_of="2021-01-01")

    assert rings(found) == []
    assert [out.record for out in found.left_out] == ["b/own"]


def test_record_time_and_layers_limit_the_derivations() -> None:
    at = datetime(2020, 1, 5, tzinfo=UTC)
    desk = Desk()
    stated = Recorded(basis="stated", at=datetime(2020, 1, 1, tzinfo=UTC))
    for paper in ("a", "b"):
        desk.paper(paper)
        desk.says(paper, None, recorded=stated)
    desk.took("a/own", "b/own", recorded=stated)
    desk.took("b/own", "a/own", recorded=Recorded(basis="researched", at=at))

    assert asked(desk) == asked(desk, known_at=at) == asked(desk, basis=["stated", "researched"])
    assert asked(desk) == [("a", "b")]
    assert asked(desk, basis="stated") == asked(desk, known_at=datetime(2020, 1, 4, tzinfo=UTC)) == []


@pytest.mark.parametrize("what", ["b/own", "b"])
def test_what_was_withdrawn_or_retracted_closes_no_ring(what: str) -> None:
    desk = cycle("a", "b", a="2020-01-01", b="2020-01-02")
    desk.paper("notice", published="2020-01-05")
    if what == "b":
        desk.took("notice", "b", "retracted")
    else:
        desk.took("notice", "b", "corrected", withdraws=[what], id="der-notice")

    assert asked(desk) == []
    assert asked(desk, as_of="2020-01-04") == [("a", "b")]


def test_a_citation_that_a_later_version_dropped_closes_no_ring_any_more() -> None:
    desk = aardvark()
    desk.paper("wiki-3", publisher="wiki-outlet", modified="2012-01-01")
    desk.took("wiki-3", "wiki-2", "revised")
    desk.says("wiki-3", "wiki-outlet", claim="another")

    assert asked(desk) == []
    assert asked(desk, as_of="2011-12-31") == [("paper", "wiki-1")]


def test_a_possible_derivation_closes_no_ring_and_is_told_of_where_it_would() -> None:
    desk = cycle("a", "b")
    desk.paper("c")
    desk.says("c", None)
    desk.took("b/own", "c/own")
    desk.took("c/own", "a/own", standing="possible", id="der-perhaps")
    desk.took("a/own", "b/own", standing="possible", id="der-no-matter")

    for found in (circular(desk.dossier, CLAIM), circular(desk.dossier)):
        assert rings(found) == [("a", "b")]
        assert [(out.record, "only possible" in out.reason) for out in found.left_out] == [
            ("der-perhaps", True)
        ]


def test_to_credit_an_outlet_is_no_derivation() -> None:
    desk = Desk()
    for paper, other in (("a", "b"), ("b", "a")):
        desk.paper(paper)
        desk.source(f"{other}-outlet", name=f"{other}-Outlet".title(), kind="news_outlet")
        desk.says(paper, f"{other}-outlet")

    assert asked(desk) == rings(circular(desk.dossier)) == []


def test_a_relay_lends_its_derivation() -> None:
    desk = cycle("a", "b")
    desk.source("mayor")
    for paper in ("a", "b"):
        desk.says(paper, f"{'b' if paper == 'a' else 'a'}-outlet", id=f"{paper}-outer", claim="another")
        desk.dossier.discard(f"{paper}/own")
        desk.says(paper, "mayor", via=f"{paper}-outer")
    desk.took("a-outer", "b/mayor")
    desk.took("b-outer", "a/mayor")

    assert asked(desk) == rings(circular(desk.dossier)) == [("a", "b")]


def test_articles_that_copy_each_other_whole_are_in_a_ring_and_those_that_quote_in_part_are_not() -> None:
    def two(**fields: Any) -> Circular:
        desk = Desk()
        place = Anchors(content=[TextAnchor.of(WORDS, 5, 9)])
        for paper in ("a", "b"):
            desk.paper(paper, text=WORDS)
            desk.says(paper, None, anchors=place)
        desk.took("a", "b", **fields)
        desk.took("b", "a", **fields)
        return circular(desk.dossier)

    assert rings(two(kind="republished")) == [("a", "b")]
    assert rings(two(kind="quoted", anchors=[TextAnchor.of(WORDS, 0, 10)])) == [("a", "b")]
    for other in (two(kind="quoted"), two(kind="republished", anchors=[TextAnchor.of(WORDS, 20, 30)])):
        assert rings(other) == []
        assert [out.record for out in other.left_out] == ["a<-b", "b<-a"]
        assert "not known to cover" in other.left_out[0].reason


def test_rings_are_sought_claim_by_claim() -> None:
    desk = Desk(CLAIM, "other")
    for paper in ("a", "b"):
        desk.paper(paper)
        for claim in (CLAIM, "other"):
            desk.says(paper, None, id=f"{paper}-{claim}", claim=claim)
    desk.took(f"a-{CLAIM}", f"b-{CLAIM}")
    desk.took("b-other", "a-other")

    assert rings(circular(desk.dossier)) == []

    desk.took(f"b-{CLAIM}", f"a-{CLAIM}")
    [loop] = circular(desk.dossier)
    assert loop.claims == (CLAIM,)
    assert len(circular(desk.dossier, "other")) == 0


@pytest.mark.parametrize(
    ("kind", "is_ring"), [("restates", True), ("narrows", True), ("contradicts", False), ("conveys", False)]
)
def test_a_ring_goes_on_through_the_same_or_a_related_claim_only(kind: str, is_ring: bool) -> None:
    desk = Desk(CLAIM, "again")
    desk.dossier.add(ClaimRelation(subject="again", kind=kind, object=CLAIM))
    for paper, given in (("a", CLAIM), ("b", "again")):
        desk.paper(paper)
        desk.says(paper, None, claim=given)
    desk.took("a/own", "b/own")
    desk.took("b/own", "a/own")

    claims: tuple[str | None, ...] = (None, CLAIM, "again")
    for claim in claims:
        found = circular(desk.dossier, claim)
        assert rings(found) == ([("a", "b")] if is_ring else [])
        assert all(loop.claims == ("again", CLAIM) for loop in found)


def test_a_denial_that_came_from_an_assertion_began_here() -> None:
    desk = cycle("a", "b")
    desk.dossier.discard("b/own")
    desk.says("b", None, commitment="CT-")

    assert asked(desk) == []


def test_a_ring_may_lead_through_a_source_that_came_from_a_text() -> None:
    desk = Desk()
    desk.source("book", name="Beasts of the South", kind="document")
    desk.paper("wiki")
    desk.says("wiki", "book")
    desk.took("book", "wiki/book")

    for found in (circular(desk.dossier), circular(desk.dossier, CLAIM)):
        [loop] = found
        assert (loop.works, loop.sources, loop.earliest) == (("wiki",), ("book",), None)
        assert "rests on itself, through Beasts of the South" in str(found)


def test_what_supports_it_outside_the_ring_is_named() -> None:
    desk = cycle("a", "b")
    desk.source("mayor")
    desk.paper("c")
    desk.says("c", "mayor")
    desk.says("a", "mayor", id="own-call")
    desk.took("b/own", "c/mayor")
    [loop] = circular(desk.dossier)

    assert loop.outside == ("c", "mayor")
    assert "beside the ring it rests on C-Outlet and Mayor" in str(loop)


def test_rings_that_share_a_work_are_one_loop_and_others_stand_in_time_order() -> None:
    desk = cycle("a", "b", "c", a="2021", b="2021", c="2021")
    for paper in ("x", "y"):
        desk.paper(paper, published="2020")
        desk.says(paper, None)
    desk.took("x/own", "y/own")
    desk.took("y/own", "x/own")
    desk.took("b/own", "a/own")

    first, second = circular(desk.dossier)

    assert asked(desk) == [("x", "y"), ("a", "b", "c")]
    assert second.way_round == ("a", "b", "a")
    assert "one way round: A-Outlet ← B-Outlet ← A-Outlet" in str(second)
    assert "one way round" not in str(first)


# --- time -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "earliest"),
    [
        ({"a": "2020-01-01", "b": "2020-01-02"}, "a"),
        ({"a": "2020-01", "b": "2020-01-02"}, None),
        ({"a": "2020-01-01", "b": "2020-01-01"}, None),
        ({"a": "2020-01-01T08:00:00Z", "b": "2020-01-01T09:00:00Z"}, "a"),
        ({"a": "2020-01-01", "b": "2020-01-01T20:00:00Z"}, None),
        ({"a": "2020-01-01"}, None),
        ({}, None),
    ],
)
def test_the_earliest_edge_is_marked_only_if_it_is_known(dates: dict[str, str], earliest: str | None) -> None:
    [loop] = circular(cycle("a", "b", **dates).dossier)

    assert (None if loop.earliest is None else loop.earliest.derived) == earliest
    assert ("which was the earliest is not known" in str(loop)) is (earliest is None)
    assert [row["earliest"] for row in loop.to_rows()] == (
        [None, None] if earliest is None else [True, False]
    )


def test_a_passage_of_an_undated_article_counts_from_when_it_was_said() -> None:
    desk = cycle("a", "b", a="2020-01-02")
    desk.dossier.discard("b/own")
    desk.says("b", None, said_at="2020-01-01")
    [loop] = circular(desk.dossier)

    assert loop.earliest is not None
    assert (loop.earliest.derived, loop.earliest.dated_by) == ("b", "said_at")


# --- rings that may come to be ------------------------------------------------------------------


def jarre(kind: str = "reference_work") -> Desk:
    """A student puts a quotation in an encyclopaedia; obituaries use it."""
    desk = Desk()
    desk.paper("wiki-1", publisher="wiki", published="2009-03-30", kind=kind)
    desk.says("wiki-1", None)
    for paper, day in (("daily", "2009-03-31"), ("weekly", "2009-04-01")):
        desk.paper(paper, published=day)
        desk.says(paper, None)
    desk.took("daily/own", "wiki-1/own", "quoted")
    desk.took("weekly/own", "daily/own", "quoted")
    return desk


def test_a_reference_work_without_a_source_may_come_to_close_a_ring() -> None:
    found = circular(jarre().dossier, CLAIM, predict=True)
    [loop] = found.possible

    assert found.loops == ()
    assert not loop.is_established
    assert (loop.origin, loop.has_dropped_it) == ("wiki-1", False)
    assert loop.works == ("wiki-1", "daily", "weekly")
    assert str(found).splitlines() == [
        "no ring, 1 ring that may come to be",
        "“The text of clm.”: Wiki gives no source, and 2 works rest on it: Daily-Outlet and Weekly-Outlet",
        "  2009-03-31: Daily-Outlet took it from Wiki — the earliest",
        "  2009-04-01: Weekly-Outlet took it from Daily-Outlet",
        "  no ring yet: Wiki would close one by citing any of them",
    ]
    assert {row["standing"] for row in found.to_rows()} == {"possible"}
    assert "wiki-1/own" in [reason.record for reason in found.why]
    assert circular(jarre().dossier, CLAIM).possible == ()


def test_a_text_is_still_being_edited_if_a_later_version_is_on_record() -> None:
    desk = jarre(kind="report")
    assert not circular(desk.dossier, predict=True).possible

    desk.paper("wiki-2", publisher="wiki", modified="2009-05-01")
    desk.took("wiki-2", "wiki-1", "revised")
    assert [loop.origin for loop in circular(desk.dossier, predict=True).possible] == ["wiki-1"]
    assert not circular(desk.dossier, predict=True, as_of="2009-04-30").possible


@pytest.mark.parametrize("named", [True, False])
def test_a_text_that_dropped_the_claim_may_take_it_up_again(named: bool) -> None:
    desk = jarre()
    desk.paper("wiki-2", publisher="wiki", modified="2009-05-01")
    desk.took("wiki-2", "wiki-1", "corrected", withdraws=["wiki-1/own"] if named else [])
    desk.says("wiki-2", None, claim="another")
    for claim in (None, CLAIM):
        [loop] = circular(desk.dossier, claim, predict=True)

        assert (loop.origin, loop.has_dropped_it, loop.works) == (
            "wiki-1",
            True,
            ("wiki-1", "daily", "weekly"),
        )
        assert "it has dropped the claim since" in str(loop)


def test_a_text_that_was_retracted_or_gives_a_source_or_that_nobody_uses_closes_no_ring() -> None:
    retracted = jarre()
    retracted.paper("notice")
    retracted.took("notice", "wiki-1", "retracted")
    sourced = jarre()
    sourced.source("mayor")
    sourced.says("wiki-1", "mayor")
    relayed = jarre()
    relayed.source("radio")
    relayed.dossier.discard("wiki-1/own")
    relayed.says("wiki-1", "radio", id="outer", claim="another")
    relayed.says("wiki-1", None, via="outer")
    unused = jarre()
    unused.dossier.discard("daily/own<-wiki-1/own")

    for desk in (retracted, sourced, relayed, unused):
        for claim in (None, CLAIM):
            assert not circular(desk.dossier, claim, predict=True).possible


def test_once_the_ring_is_closed_it_is_established_and_no_longer_predicted() -> None:
    desk = jarre()
    before = circular(desk.dossier, predict=True)
    desk.paper("wiki-2", publisher="wiki", modified="2010-01-01")
    desk.took("wiki-2", "wiki-1", "revised")
    desk.says("wiki-2", "weekly-outlet")
    desk.took("wiki-2/weekly-outlet", "weekly/own")
    after = circular(desk.dossier, predict=True)

    assert (len(before.loops), len(before.possible)) == (0, 1)
    assert (len(after.loops), len(after.possible)) == (1, 0)
    assert sorted(after.loops[0].works) == sorted(before.possible[0].works)


# --- results ----------------------------------------------------------------------------------


def test_the_answer_outlives_changes_of_the_dossier_and_can_be_pickled_and_hashed() -> None:
    for desk in (aardvark(), jarre()):
        found = circular(desk.dossier, predict=True)
        before = str(found), repr(found), found.to_rows(), found.why
        desk.dossier.replace(Source(id="paper-outlet", name="Somebody else"))
        desk.dossier.discard("paper", "paper/own", "wiki-1", "daily")
        twin = pickle.loads(pickle.dumps(found))

        for held in (found, twin):
            assert (str(held), repr(held), held.to_rows(), held.why) == before
        assert twin == found
        assert hash(twin) == hash(found)
        assert all(isinstance(loop, Loop) for loop in found)


def test_reasons_name_the_derivations_and_passages_with_their_places() -> None:
    desk = cycle("a", "b")
    desk.dossier.discard("a/own", "a/own<-b/own")
    desk.says("a", None, anchors=Anchors(content=[TextAnchor.of(WORDS, 3, 8)]))
    desk.took("a/own", "b/own", anchors=[TextAnchor.of(WORDS, 0, 9)])
    places = {reason.record: [a.exact for a in reason.anchors] for reason in circular(desk.dossier).why}

    assert places == {"a/own": ["34567"], "a/own<-b/own": ["012345678"], "b/own": [], "b/own<-a/own": []}


def test_a_passage_with_another_reading_makes_the_ring_depend_on_it() -> None:
    desk = cycle("a", "b")
    desk.says("a", "a-outlet", id="otherwise", alternatives=["a/own"])
    [loop] = circular(desk.dossier)

    assert loop.readings == ("a/own",)
    assert "it depends on how a text is read: a/own" in str(loop)


def test_bad_arguments_are_refused_with_one_error() -> None:
    dossier = aardvark().dossier
    bad: list[tuple[Any, tuple[Any, ...], dict[str, Any]]] = [
        ("no dossier", (), {}),
        (dossier, ("clm-none",), {}),
        (dossier, ("paper",), {}),
        (dossier, (3,), {}),
        (dossier, (), {"predict": "yes"}),
        (dossier, (), {"as_of": datetime(2020, 1, 1)}),  # noqa: DTZ001  # naive on purpose
        (dossier, (), {"known_at": "2020"}),
        (dossier, (), {"basis": []}),
    ]
    for first, more, options in bad:
        with pytest.raises(ProvenanceError):
            circular(first, *more, **options)


def test_references_that_lead_nowhere_are_left_out() -> None:
    desk = cycle("a", "b")
    desk.took("a/own", "lost", id="der-lost")
    desk.dossier.discard("b")  # its passage stays
    for claim in (None, CLAIM):
        found = circular(desk.dossier, claim)

        assert rings(found) == [("a", "b")]
        assert [out.record for out in found.left_out] == ["der-lost"]


def test_a_ring_of_very_many_articles_is_found() -> None:
    size = 20_000
    desk = cycle(*(f"p{n:05}" for n in range(size)))
    for claim in (None, CLAIM):
        [loop] = circular(desk.dossier, claim)

        assert len(loop.works) == len(loop.edges) == len(loop.way_round) - 1 == size
        assert len(str(loop).splitlines()) < 30
