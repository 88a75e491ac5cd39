"""What answers are: frozen, comparable, picklable, in the layers asked for, readable."""

import copy
import gc
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from provenance.model import (
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Derivation,
    Dossier,
    Recorded,
    Source,
    VerificationStatus,
)
from provenance.queries import (
    candidates,
    circular,
    corroboration,
    corroboration_table,
    diff,
    disputes,
    drift,
    find,
    lineage,
    lint,
    origins,
    said_by,
    sourcing,
    status,
    timeline,
    trace,
    what_falls_if,
)
from provenance.queries.showing import shortened
from tests.queries.desk import CLAIM, THERE, Desk


def told() -> Desk:
    """A relay, a derivation, an open gap and a denial."""
    desk = Desk()
    for id in ("radio", "mayor"):
        desk.source(id)
    for id in ("wire", "a", "b"):
        desk.paper(id)
    desk.says("wire", "mayor", **THERE)
    desk.says("a", "radio", id="outer")
    desk.says("a", "mayor", id="inner", via="outer")
    desk.says("b", None)
    desk.says("b", "mayor", commitment="CT-")
    desk.took("inner", "wire/mayor")
    desk.took("b/own", "lost")
    return desk


ASKED: dict[str, Callable[[Dossier], Any]] = {
    "trace of a claim": lambda d: trace(d, CLAIM),
    "trace of a passage": lambda d: trace(d, "inner"),
    "trace in a layer": lambda d: trace(d, CLAIM, basis="stated"),
    "a chain": lambda d: next(trace(d, "inner").chains()),
    "corroboration": lambda d: corroboration(d, CLAIM),
    "origins": lambda d: origins(d, CLAIM),
    "said_by": lambda d: said_by(d, "mayor"),
    "status": lambda d: status(d, CLAIM),
    "lineage": lambda d: lineage(d, "inner"),
    "find": lambda d: find(d, Claim, lambda claim: True),
    "drift": lambda d: drift(d, CLAIM),
    "disputes": lambda d: disputes(d),
    "sourcing": lambda d: sourcing(d),
    "diff": lambda d: diff(d, "wire", "a"),
    "candidates": lambda d: candidates(d),
    "circular": lambda d: circular(d, predict=True),
    "corroboration_table": corroboration_table,
    "lint": lambda d: lint(d),
    "timeline": lambda d: timeline(d, CLAIM),
    "what_falls_if": lambda d: what_falls_if(d, "mayor"),
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("shown_first", [False, True])
def test_every_answer_can_be_pickled_copied_and_hashed(asked: str, shown_first: bool) -> None:
    answer = ASKED[asked](told().dossier)
    if shown_first:
        str(answer)

    for twin in (pickle.loads(pickle.dumps(answer)), copy.deepcopy(answer)):
        assert twin == answer
        assert str(twin) == str(answer)
        assert hash(twin) == hash(answer)


@pytest.mark.parametrize("asked", ASKED)
def test_an_answer_holds_what_it_was_and_not_the_dossier(asked: str) -> None:
    dossier = told().dossier
    answer = ASKED[asked](dossier)
    before = str(answer), repr(answer)

    dossier.replace(Source(id="mayor", name="Somebody else"), Claim(id=CLAIM, text="Something else."))
    dossier.discard("radio", "a", "wire-outlet")

    assert (str(answer), repr(answer)) == before
    if hasattr(answer, "to_rows"):
        assert str(answer.to_rows()) == str(pickle.loads(pickle.dumps(answer)).to_rows())


@pytest.mark.parametrize("asked", sorted(ASKED.keys() - {"a chain"}))
@pytest.mark.parametrize("name", ["why", "left_out", "anything"])
def test_an_answer_cannot_be_changed(asked: str, name: str) -> None:
    answer = ASKED[asked](told().dossier)
    before = pickle.dumps(answer)

    with pytest.raises(AttributeError):
        setattr(answer, name, ())
    with pytest.raises(AttributeError):
        delattr(answer, name)

    assert pickle.dumps(answer) == before


def test_answers_about_different_dossiers_differ() -> None:
    def one(source: str) -> Dossier:
        desk = Desk()
        desk.source(source)
        desk.paper("a")
        desk.says("a", source, id="att")
        return desk.dossier

    for question in (trace, corroboration, origins):
        assert question(one("ann"), CLAIM) == question(one("ann"), CLAIM)
        assert question(one("ann"), CLAIM) != question(one("bob"), CLAIM)
    assert trace(one("ann"), CLAIM) != "a trace"
    assert corroboration(one("ann"), CLAIM) != "a count"


def test_a_field_of_another_layer_is_not_shown() -> None:
    found, stated = Recorded(basis="researched"), Recorded(basis="stated")
    dossier = Dossier(
        [
            Claim(id=CLAIM, text="It is so."),
            Source(id="s", name="Secret Name", description="an aide", layers={"name": found}),
            Article(id="a", headline="Hidden headline", layers={"headline": found}),
            Attribution(id="x", article="a", claim=CLAIM, source="s", recorded=stated),
        ]
    )
    for answer in (
        said_by(dossier, "s", basis="stated"),
        trace(dossier, CLAIM, basis="stated"),
        corroboration(dossier, CLAIM, basis="stated"),
        origins(dossier, CLAIM, basis="stated"),
    ):
        page = answer._repr_html_()
        assert "Secret" not in page
        assert "Hidden" not in page
        assert "an aide" in str(answer) + page
    assert "Secret Name" in str(said_by(dossier, "s"))
    assert "Hidden headline" in str(trace(dossier, CLAIM))


def test_a_missing_relay_is_a_gap_in_the_chain() -> None:
    desk = Desk()
    desk.source("s")
    desk.paper("a")
    desk.says("a", "s", via="lost")
    [chain] = trace(desk.dossier, CLAIM).chains()

    assert str(chain) == "A-Outlet ← [lost: not on record] ← S"
    assert chain.has_gap


def test_a_chain_that_begins_in_a_ring_begins_with_an_article_all_the_same() -> None:
    desk = Desk()
    desk.source("ann")
    for id in ("b", "c", "d"):
        desk.paper(id)
        desk.says(id, None if id != "d" else "ann")
    desk.took("b/own", "c/own")
    desk.took("c/own", "b/own")
    desk.took("c/own", "d/ann")

    chains = list(trace(desk.dossier, "b/own").chains())

    assert [(str(chain), chain.article) for chain in chains] == [
        ("(ring: B-Outlet, C-Outlet) ← D-Outlet ← Ann", "b")
    ]


def test_a_chain_of_very_many_stops_is_printed_by_its_ends() -> None:
    desk = Desk()
    desk.source("s")
    for n in range(100):
        desk.paper(f"p{n:03}")
        desk.says(f"p{n:03}", "s")
        if n:
            desk.took(f"p{n:03}/s", f"p{n - 1:03}/s")
    [longest] = trace(desk.dossier, "p099/s").chains()

    assert len(longest) == 101
    assert "(… 81 more …)" in str(longest)
    assert str(longest).startswith("P099-Outlet ← P098-Outlet")
    assert str(longest).endswith("P000-Outlet ← S")


# --- reasons in sentences ----------------------------------------------------------------------


def test_two_outlets_that_heard_a_speech_themselves_are_two_witnesses_however_it_is_modelled() -> None:
    desk = Desk(CLAIM, "speech")
    desk.dossier.add(ClaimRelation(subject="speech", kind="conveys", object=CLAIM))
    desk.source("mayor")
    for paper in ("a", "b"):
        desk.paper(paper)
        desk.says(paper, None, claim="speech", form="own_voice", **THERE)
        desk.says(paper, "mayor", via=f"{paper}/own", obtained="news_conference", how_known="participation")

    count = corroboration(desk.dossier, CLAIM)

    assert count.independent == (1, 1)
    assert corroboration(desk.dossier, "speech").independent == (2, 2)
    assert "2 witnesses that it was said" in count.explain()


def test_who_only_repeats_a_speech_is_no_witness_of_it() -> None:
    desk = Desk()
    for id in ("mayor", "radio"):
        desk.source(id)
    for paper in ("a", "b"):
        desk.paper(paper)
        desk.says(paper, "radio", id=f"{paper}/outer")
        desk.says(paper, "mayor", via=f"{paper}/outer", obtained="news_conference")

    assert "witness" not in corroboration(desk.dossier, CLAIM).explain()


def test_a_step_is_told_once() -> None:
    desk = Desk()
    for id in ("x", "y"):
        desk.source(id)
    desk.paper("up")
    desk.says("up", "x")
    desk.says("up", "y")
    for paper in ("a", "b"):
        desk.paper(paper)
        desk.says(paper, "x")
        desk.took(f"{paper}/x", "up", "paraphrased")
    told = corroboration(desk.dossier, CLAIM).explain().splitlines()

    assert len([line for line in told if "took it from" in line]) == len(
        {line for line in told if "took it from" in line}
    )


def test_a_witness_lost_in_a_whole_copy_is_named() -> None:
    desk = Desk()
    for id in ("mayor", "eva"):
        desk.source(id)
    for paper in ("wire", "e"):
        desk.paper(paper)
        desk.says(paper, "mayor")
    desk.says("e", "eva", **THERE)
    desk.took("e", "wire", "republished", id="der")

    count = corroboration(desk.dossier, CLAIM)

    assert count.origins == ("mayor",)
    assert (
        "E-Outlet credits Eva (e/eva), which counts as copied with the whole article (der)."
        in count.explain()
    )


def test_whose_own_voice_it_is_and_who_only_credits_nobody_are_told_apart() -> None:
    desk = Desk()
    desk.paper("a")
    desk.says("a", None, form="own_voice")
    desk.paper("b")
    desk.says("b", None, form="indirect")
    told = corroboration(desk.dossier, CLAIM).explain()

    assert "A-Outlet (a) says it in its own voice" in told
    assert "B-Outlet (b) credits nobody for it" in told


def test_what_is_wanted_to_narrow_the_range_asks_whether_two_nameless_ones_are_one() -> None:
    desk = Desk()
    for paper in ("a", "b"):
        desk.paper(paper)
        desk.source(f"{paper}-official", name=None, description="an official", kind="person")
        desk.says(paper, f"{paper}-official")
    count = corroboration(desk.dossier, CLAIM)
    narrow = count.explain().partition("To narrow the range")[2]

    assert count.independent == (1, 2)
    assert "whether “an official” (a-official) and “an official” (b-official) are one" in narrow
    assert not count.explain().rstrip().endswith(";")


def test_nothing_is_wanted_where_there_is_nothing_to_narrow() -> None:
    desk = Desk()
    desk.source("x")
    desk.paper("a")
    desk.says("a", "x", id="one", alternatives=("two",), **THERE)
    desk.says("a", "x", id="two", alternatives=("one",), **THERE)
    count = corroboration(desk.dossier, CLAIM)

    assert count.independent == (1, 1)
    assert "To narrow" not in count.explain()


def test_two_readings_of_one_passage_are_not_presumed_to_be_two() -> None:
    desk = Desk()
    for id in ("ann", "bob"):
        desk.source(id)
    desk.paper("a")
    desk.says("a", "ann", alternatives=("a/bob",))
    desk.says("a", "bob", alternatives=("a/ann",))

    assert corroboration(desk.dossier, CLAIM).presumed_different == ()


def test_it_is_told_where_a_passage_may_be_read_as_another_claim() -> None:
    desk = Desk(CLAIM, "other")
    desk.source("ann")
    desk.paper("a")
    desk.says("a", "ann", id="this", alternatives=("that",))
    desk.says("a", "ann", id="that", claim="other", alternatives=("this",))
    told = corroboration(desk.dossier, CLAIM).explain()
    desk.dossier.discard("that")

    assert "this is one reading of a passage that may be read otherwise: that." in told
    assert "read otherwise" not in corroboration(desk.dossier, CLAIM).explain()


def test_somebody_spoken_for_who_is_not_on_record_is_a_gap() -> None:
    desk = Desk()
    desk.source("spokeswoman", speaks_for="ministry")
    desk.paper("a")
    desk.says("a", "spokeswoman", **THERE)
    count = corroboration(desk.dossier, CLAIM)

    assert [(gap.record, gap.unseen) for gap in count.gaps] == [("spokeswoman", "ministry")]
    assert "A gap: spokeswoman speaks for ministry, which is not in the dossier." in count.explain()


# --- who differs from whom -----------------------------------------------------------------------


def checked(desk: Desk, id: str, checker: str, **fields: Any) -> None:
    if checker not in desk.dossier.sources:
        desk.source(checker)
    desk.dossier.add(VerificationStatus(id=id, claim=CLAIM, checker=checker, **fields))


def test_one_checker_of_whom_the_last_word_is_not_known_differs_from_nobody() -> None:
    desk = Desk()
    checked(desk, "s1", "x", state="checked", verdict="supported", judged_at="2024")
    checked(desk, "s2", "x", state="checked", verdict="refuted", judged_at="2024-05")
    checked(desk, "s3", "y", state="in_progress")

    assert not status(desk.dossier, CLAIM).is_disputed


def test_a_checker_supersedes_only_what_it_said_itself() -> None:
    desk = Desk()
    checked(desk, "v1", "x", state="checked", verdict="supported")
    checked(desk, "v0", "x", state="checked", verdict="mixed", supersedes="v1")
    checked(desk, "v2", "y", state="checked", verdict="refuted", supersedes="v0")
    found = status(desk.dossier, CLAIM)

    assert [check.status.id for check in found] == ["v0", "v2"]
    assert all(check.alone for check in found)
    assert found.is_disputed


def test_a_derivation_of_nothing_seen_is_no_ancestor() -> None:
    desk = told()
    desk.dossier.add(Derivation(id="der-nowhere", derived="mayor", taken_from="nowhere"))

    assert "der-nowhere" in {out.record for out in lineage(desk.dossier, "inner").left_out}


@pytest.mark.parametrize("was_running", [True, False])
@pytest.mark.parametrize("name", ASKED)
def test_asking_leaves_the_garbage_collector_as_it_was(name: str, was_running: bool) -> None:
    dossier = told().dossier
    try:
        (gc.enable if was_running else gc.disable)()
        ASKED[name](dossier)
        assert gc.isenabled() == was_running
    finally:
        gc.enable()


def test_signs_that_join_letters_are_kept_and_others_that_nobody_sees_are_not() -> None:
    assert shortened("می\u200cخواهم  👩\u200d👧") == "می\u200cخواهم 👩\u200d👧"
    assert shortened("a\u202eb\x1b") == "a�b�"
