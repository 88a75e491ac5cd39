"""Whole articles against the facts written down for them."""

from collections import Counter

import pytest

from tests.extraction.expected import Told, facts_of, read_told

TOLD = read_told()


@pytest.mark.parametrize("told", TOLD, ids=[t.name for t in TOLD])
def test_most_facts_of_an_article_are_in_its_draft(told: Told) -> None:
    facts = facts_of(told)

    missed = [f"{f.place} | {f.wanted} | {f.found}" for f in facts if not f.holds]
    assert len(missed) <= 0.3 * len(facts), "\n".join(missed)


def test_the_draft_holds_what_the_articles_say() -> None:
    wanted: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for told in TOLD:
        for fact in facts_of(told):
            wanted[fact.field] += 1
            held[fact.field] += fact.holds

    assert sum(held.values()) >= 0.86 * sum(wanted.values())
    for field in ("headline", "authors", "dateline", "not own", "status", "reason", "speaks", "form"):
        assert held[field] == wanted[field], field
