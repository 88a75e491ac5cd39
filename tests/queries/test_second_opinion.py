"""Corroboration against the oracle, which tries every reading and every subset of origins."""

from random import Random

import pytest
from hypothesis import given

from provenance.model import Dossier
from provenance.queries import Corroboration, corroboration
from tests.queries.oracle import Oracle
from tests.queries.worlds import MAIN, make_world, worlds


def assert_agrees(dossier: Dossier) -> Corroboration:
    result = corroboration(dossier, MAIN)
    for side, counted in (("+", result), ("-", result.denied)):
        answer = Oracle(dossier, side).answer(MAIN)
        if counted is None:
            assert answer.reports == 0
            continue
        assert (counted.reports, counted.outlets) == (answer.reports, answer.outlets)
        assert tuple(counted.independent) == (answer.least, answer.most)
        assert (len(counted.origins), len(counted.first_hand)) == (
            len(answer.origins),
            len(answer.first_hand),
        )
        assert {o for o in counted.origins if o in dossier.sources} <= {r for o in answer.origins for r in o}
        assert counted.is_exact
    return result


@given(dossier=worlds())
def test_the_count_is_what_trying_everything_gives(dossier: Dossier) -> None:
    assert_agrees(dossier)


@pytest.mark.parametrize("most_passages", [3, 8, 16])
def test_the_count_is_what_trying_everything_gives_in_a_thousand_dossiers(most_passages: int) -> None:
    ranges = set()
    for seed in range(1_000):
        result = assert_agrees(make_world(Random(seed), most_passages=most_passages))
        ranges.add(tuple(result.independent))

    assert len(ranges) >= 5  # the dossiers are not all alike


@given(dossier=worlds())
def test_every_result_can_be_told_and_checked(dossier: Dossier) -> None:
    result = corroboration(dossier, MAIN)

    assert str(result) in result.explain()
    assert {reason.record for reason in result.why} <= {record.id for record in dossier}
    assert {row["passage"] for row in result.to_rows()} <= dossier.attributions.keys()
    assert [group.origin for group in result.groups] == list(result.origins)
