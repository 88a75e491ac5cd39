"""The ancestry of any record, in the right direction, to any depth."""

from typing import Any

import pytest
from hypothesis import given

from provenance.errors import ProvenanceError
from provenance.model import (
    ClaimRelation,
    Derivation,
    Dossier,
    Grade,
    Recorded,
    Source,
    VerificationStatus,
)
from provenance.queries import lineage
from tests.queries.desk import CLAIM, Desk
from tests.queries.worlds import worlds


def chain() -> Desk:
    """The copy came from the wire; the passage in the wire credits a spokesman of the ministry."""
    desk = Desk()
    desk.source("ministry")
    desk.source("spokesman", speaks_for="ministry")
    desk.paper("wire", published="2025-11-01")
    desk.paper("copy", published="2025-11-03")
    desk.says("wire", "spokesman")
    desk.took("copy", "wire", "republished", id="der")
    return desk


def ancestors(desk: Desk, record: str, **asked: Any) -> list[str]:
    return [found.id for found in lineage(desk.dossier, record, **asked)]


def test_an_article_came_from_what_it_was_taken_from_and_never_the_other_way() -> None:
    desk = chain()

    assert ancestors(desk, "copy") == ["copy-outlet", "wire", "wire-outlet"]
    assert ancestors(desk, "wire") == ["wire-outlet"]
    assert "copy" not in ancestors(desk, "wire/spokesman")


def test_a_passage_came_from_its_source_and_those_behind_it_and_from_its_article() -> None:
    found = lineage(chain().dossier, "wire/spokesman")

    assert [record.id for record in found] == ["spokesman", "wire", "ministry", "wire-outlet"]
    assert [str(step) for step in found.steps] == [
        "wire/spokesman wasAttributedTo spokesman",
        "wire/spokesman standsIn wire",
        "spokesman actedOnBehalfOf ministry",
        "wire wasAttributedTo wire-outlet",
    ]


@pytest.mark.parametrize(
    ("kind", "relation"),
    [
        ("quoted", "wasQuotedFrom"),
        ("revised", "wasRevisionOf"),
        ("corrected", "wasRevisionOf"),
        ("primary_source", "hadPrimarySource"),
        ("translated", "wasDerivedFrom"),
        (None, "wasDerivedFrom"),
    ],
)
def test_a_step_is_named_by_the_word_of_prov(kind: str | None, relation: str) -> None:
    desk = chain()
    desk.dossier.replace(Derivation(id="der", derived="copy", taken_from="wire", kind=kind))

    assert relation in {step.relation for step in lineage(desk.dossier, "copy").steps if step.by == "der"}


def test_a_relay_came_from_what_it_relays() -> None:
    desk = Desk()
    desk.source("radio")
    desk.source("mayor")
    desk.paper("a")
    desk.says("a", "radio", id="outer")
    desk.says("a", "mayor", id="inner", via="outer")

    assert "inner" in ancestors(desk, "outer")
    assert "outer" not in ancestors(desk, "inner")


def test_a_claim_came_from_the_passages_that_state_it() -> None:
    assert ancestors(chain(), CLAIM)[0] == "wire/spokesman"


def test_a_record_about_others_came_from_those() -> None:
    desk = chain()
    desk.dossier.add(
        VerificationStatus(id="s1", claim=CLAIM, checker="ministry"),
        VerificationStatus(id="s2", claim=CLAIM, checker="ministry", supersedes="s1"),
        ClaimRelation(id="rel", subject=CLAIM, kind="conveys", object="elsewhere"),
        Grade(id="grd", subject="ministry", scale="admiralty-reliability", value="B"),
    )

    assert {"s1", CLAIM, "ministry"} <= set(ancestors(desk, "s2"))
    assert "wasRevisionOf" in {step.relation for step in lineage(desk.dossier, "s2").steps}
    assert "ministry" in ancestors(desk, "grd")
    assert {"copy", "wire"} <= set(ancestors(desk, "der"))
    found = lineage(desk.dossier, "rel")
    assert [out.record for out in found.left_out] == ["rel"]  # it points nowhere


def test_what_is_only_possible_is_followed_and_marked() -> None:
    desk = chain()
    desk.took("wire", "older", id="maybe", standing="possible")
    desk.paper("older")
    found = lineage(desk.dossier, "copy")

    assert "older" in found
    assert [step.by for step in found.steps if step.is_possible] == ["maybe"]
    assert "wire wasQuotedFrom older (possibly)" in str(found)


def test_rings_are_walked_once() -> None:
    desk = chain()
    desk.took("wire", "copy")
    found = lineage(desk.dossier, "copy")

    assert [record.id for record in found] == ["copy-outlet", "wire", "wire-outlet"]
    assert ("wire", "copy") in {(step.record, step.ancestor) for step in found.steps}


def test_time_and_layers_leave_out() -> None:
    desk = chain()
    desk.took("wire", "older", id="found", recorded=Recorded(basis="researched"))
    desk.paper("older")

    assert "wire" not in ancestors(desk, "copy", as_of="2025-10-01")
    assert "older" in ancestors(desk, "wire")
    assert "older" not in ancestors(desk, "wire", basis="stated")


def test_rows_and_reasons_follow_the_steps() -> None:
    found = lineage(chain().dossier, "copy")

    assert [row["by"] for row in found.to_rows()] == [step.by for step in found.steps]
    assert [reason.record for reason in found.why] == [step.by or step.record for step in found.steps]
    assert repr(found) == "<Lineage of 'copy': 3 records>"


@given(dossier=worlds())
def test_no_record_is_its_own_ancestor_and_distances_grow_by_one(dossier: Dossier) -> None:
    for record in list(dossier)[:6]:
        found = lineage(dossier, record)
        near = {record.id: 0} | {step.ancestor: step.distance for step in found.steps}

        assert record not in found.ancestors
        assert len({other.id for other in found}) == len(found)
        assert all(near[step.ancestor] <= near[step.record] + 1 for step in found.steps)


@pytest.mark.parametrize("record", ["nowhere", None, 3, Source(name="Not there")])
def test_what_is_no_record_of_the_dossier_is_refused(record: Any) -> None:
    with pytest.raises(ProvenanceError):
        lineage(chain().dossier, record)
