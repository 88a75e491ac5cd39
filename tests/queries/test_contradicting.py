"""Judgements that contradict each other: what is followed, and that both authors are told of."""

from collections.abc import Callable
from typing import Any

import pytest

from provenance.model import ClaimRelation, Dossier, IdentityJudgement, Recorded
from provenance.queries import (
    candidates,
    corroboration,
    corroboration_table,
    disputes,
    drift,
    origins,
    said_by,
    sourcing,
    timeline,
    trace,
    what_falls_if,
)
from provenance.view import told
from tests.queries.desk import CLAIM, THERE, Desk


def judged(id: str, verdict: str, by: str, basis: str = "researched", **ends: str) -> IdentityJudgement:
    first, second = ends.get("first", "ann"), ends.get("second", "bob")
    recorded = Recorded(by=by, basis=basis)
    return IdentityJudgement(id=id, first=first, second=second, verdict=verdict, recorded=recorded)


def two_desks() -> Dossier:
    """Two witnesses, whom one desk judged to be one and the other to be two."""
    desk = Desk()
    for source, paper in (("ann", "a"), ("bob", "b")):
        desk.source(source)
        desk.paper(paper)
        desk.says(paper, source, **THERE)
    desk.says("b", desk.source("eve"), commitment="CT-")
    desk.dossier.add(
        judged("jdg-one", "same", "Desk East"),
        judged("jdg-two", "different", "Desk West", basis="stated", first="bob", second="ann"),
    )
    return desk.dossier


ASKED: dict[str, Callable[[Dossier], Any]] = {
    "corroboration": lambda d: corroboration(d, CLAIM),
    "origins": lambda d: origins(d, CLAIM),
    "corroboration_table": corroboration_table,
    "trace": lambda d: trace(d, CLAIM),
    "said_by": lambda d: said_by(d, "ann"),
    "what_falls_if": lambda d: what_falls_if(d, "ann"),
    "candidates": candidates,
    "sourcing": sourcing,
    "disputes": disputes,
    "drift": lambda d: drift(d, CLAIM),
    "timeline": lambda d: timeline(d, "ann"),
}


@pytest.mark.parametrize("asked", sorted(ASKED))
def test_contradicting_judgements_are_told_with_both_authors(asked: str) -> None:
    answer = ASKED[asked](two_desks())

    assert [left.record for left in answer.left_out] == ["jdg-two"]
    printed = told(answer)
    assert "Desk East" in printed
    assert "Desk West" in printed
    page = answer._repr_html_()
    assert "Desk East" in page
    assert "Desk West" in page


def test_the_reason_says_who_said_what_and_what_is_followed() -> None:
    result = corroboration(two_desks(), CLAIM)

    assert result.independent == (1, 1)
    assert (
        "Left out: jdg-two: it says that bob and ann are different (by Desk West), but they are the same by "
        "jdg-one (by Desk East), which is followed."
    ) in result.explain()


def test_a_contradiction_over_several_judgements_names_them_all() -> None:
    dossier = two_desks()
    dossier.discard("jdg-one")
    dossier.add(
        judged("jdg-x", "same", "Desk East", second="eve"),
        judged("jdg-y", "same", "Desk South", first="eve", second="bob"),
    )

    (left,) = corroboration(dossier, CLAIM).left_out

    assert "the same by jdg-y (by Desk South) and jdg-x (by Desk East)" in left.reason


@pytest.mark.parametrize("basis", ["stated", "researched"])
def test_in_a_layer_that_holds_one_of_the_two_there_is_no_contradiction(basis: str) -> None:
    left = corroboration(two_desks(), CLAIM, basis=basis).left_out

    assert "jdg-two" not in [record for record, _ in left]


def test_agreeing_judgements_are_no_contradiction() -> None:
    dossier = two_desks()
    dossier.replace(judged("jdg-two", "same", "Desk West"))

    assert corroboration(dossier, CLAIM).left_out == ()


def test_the_order_of_contradicting_judgements_is_irrelevant() -> None:
    dossier = two_desks()
    dossier.add(judged("jdg-also", "same", "Desk North"))

    answers = {corroboration(Dossier(order), CLAIM).explain() for order in (dossier, [*dossier][::-1])}

    assert len(answers) == 1


def set_against_itself() -> Dossier:
    """One claim in two wordings, which somebody else sets against each other."""
    desk = Desk(CLAIM, "again")
    for paper, claim in (("a", CLAIM), ("b", "again")):
        desk.says(desk.paper(paper), desk.source(f"{paper}-witness"), claim=claim, **THERE)
    desk.dossier.add(
        ClaimRelation(subject=CLAIM, kind="restates", object="again", id="rel-same"),
        ClaimRelation(
            subject="again", kind="contradicts", object=CLAIM, id="rel-not", recorded=Recorded(by="Desk West")
        ),
    )
    return desk.dossier


@pytest.mark.parametrize(
    "asked", ["corroboration", "origins", "corroboration_table", "trace", "disputes", "drift"]
)
def test_a_claim_set_against_its_own_wording_is_told(asked: str) -> None:
    answer = ASKED[asked](set_against_itself())

    assert [str(left) for left in answer.left_out] == [
        "rel-not: it sets again against clm (by Desk West), "
        "though the two restate each other, which is followed"
    ]


def test_claims_that_contradict_and_do_not_restate_each_other_are_left_to_disputes() -> None:
    dossier = set_against_itself()
    dossier.discard("rel-same")

    assert corroboration(dossier, CLAIM).left_out == ()
    assert disputes(dossier).left_out == ()
    assert "contradict" in str(disputes(dossier))
