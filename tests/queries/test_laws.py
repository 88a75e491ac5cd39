"""The laws of independence, each with its precondition, on random dossiers.

Each law changes a dossier in one way and says how the range may move. It returns None where its
precondition does not hold. The laws that are none
stand in `test_stories.py`.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provenance.model import (
    Article,
    Attribution,
    Claim,
    Derivation,
    Dossier,
    IdentityJudgement,
    Recorded,
    Source,
)
from provenance.queries import Corroboration, Range, corroboration, lineage, origins, status, trace
from tests.queries.worlds import MAIN, make_world

KINDS = ("republished", "excerpted", "quoted", "paraphrased", "summarised", "translated", "compiled")
# What bends what stands (versions, corrections, retractions) is no part of these changes.


def count(dossier: Dossier) -> Corroboration:
    return corroboration(dossier, MAIN)


def counted(result: Corroboration) -> list[str]:
    """The passages that are counted."""
    return sorted({row["passage"] for row in result.to_rows()})


def least_and_most(dossier: Dossier) -> Range:
    return count(dossier).independent


def with_records(dossier: Dossier, *records: object) -> Dossier:
    changed = dossier.copy()
    changed.replace(*records)  # type: ignore[arg-type]
    return changed


def standing_changes(before: Corroboration, after: Corroboration) -> bool:
    """Whether a change moved what stands: then passages come and go, which is not what a law is about."""
    return before.fallen != after.fallen or counted(before) != counted(after)


def rests(dossier: Dossier, source: str) -> bool:
    """Whether a source, or one judged to be the same, speaks for another or was derived from something."""
    same = {source}
    for _ in dossier.judgements:
        for judgement in dossier.judgements.values():
            if judgement.verdict == "same" and same & {judgement.first, judgement.second}:
                same |= {judgement.first, judgement.second}
    return any(dossier.sources[id].speaks_for or dossier.derivations_of(id) for id in same)


def derived_from(dossier: Dossier) -> set[str]:
    """The articles that something derives from, whole or by one of their passages."""
    place = {passage.id: passage.article for passage in dossier.attributions.values()}
    return {place.get(d.taken_from, d.taken_from) for d in dossier.derivations.values()}


def versions(dossier: Dossier) -> set[str]:
    """The articles that correct, revise or retract something, whole or by one of their passages."""
    place = {passage.id: passage.article for passage in dossier.attributions.values()}
    kinds = ("revised", "corrected", "retracted")
    return {place.get(d.derived, d.derived) for d in dossier.derivations.values() if d.kind in kinds}


def the_order_of_records_is_irrelevant(random: Random) -> bool:
    dossier = make_world(random)
    records = list(dossier)
    random.shuffle(records)

    shuffled = count(Dossier(records))

    assert shuffled == count(dossier)
    assert shuffled.explain() == count(dossier).explain()
    assert trace(Dossier(records), MAIN).gaps == trace(dossier, MAIN).gaps
    for question in (corroboration, trace, status, lineage, origins):
        ours, theirs = question(dossier, MAIN), question(Dossier(records), MAIN)
        assert str(ours) == str(theirs)
        assert ours.to_rows() == theirs.to_rows()
        assert ours.why == theirs.why
    return True


def least_is_not_more_than_most_and_both_are_none_or_neither(random: Random) -> bool:
    result = count(make_world(random))
    least, most = result.independent

    assert 0 <= least <= most
    assert (least == 0) == (most == 0)
    assert least == max(result.at_first_hand, 1 if most else 0)
    assert most <= len(result.origins)
    assert set(result.first_hand) <= set(result.origins)
    return True


def a_copy_of_a_passage_already_counted_changes_nothing(random: Random) -> bool | None:
    dossier = make_world(random)
    before = count(dossier)
    if not before.reports:
        return None
    of = dossier.attributions[random.choice(counted(before))]
    publisher = random.choice([None, *dossier.sources])
    after = with_records(
        dossier,
        Article(id="art-new", publisher=publisher),
        Attribution(
            id="att-new",
            article="art-new",
            claim=random.choice([MAIN, of.claim]),
            source=random.choice([None, *dossier.sources]),
            commitment="CT+",
            how_known=random.choice([None, "direct_perception"]),
        ),
        Derivation(id="der-new", derived="att-new", taken_from=of, kind=random.choice(KINDS)),
    )

    assert least_and_most(after) == before.independent
    assert count(after).reports == before.reports + 1
    return True


def a_passage_in_an_article_that_nothing_derives_from_lowers_nothing(random: Random) -> bool:
    dossier = make_world(random)
    free = sorted(dossier.articles.keys() - derived_from(dossier) - versions(dossier))
    before = least_and_most(dossier)
    article = random.choice([*free, "art-new"])
    # It encloses nothing and nothing encloses it; its article is no version of another, but may well
    # be copied from one.
    after = with_records(
        dossier,
        *(
            [Article(id="art-new", publisher=random.choice([None, *dossier.sources]))]
            if article == "art-new"
            else []
        ),
        Attribution(
            id="att-new",
            article=article,
            claim=MAIN,
            source=random.choice([None, *dossier.sources]),
            commitment="CT+",
            how_known=random.choice([None, "direct_perception"]),
        ),
    )

    now = least_and_most(after)
    assert now.least >= before.least
    assert now.most >= before.most
    return True


def a_judgement_same_never_raises_most(random: Random) -> bool | None:
    dossier = make_world(random)
    before = count(dossier)
    first, second = random.choice(list(dossier.sources)), random.choice(list(dossier.sources))
    after = count(
        with_records(dossier, IdentityJudgement(id="jdg-new", first=first, second=second, verdict="same"))
    )
    if standing_changes(before, after):  # a later version may now carry what it did not
        return None
    if rests(dossier, first) and rests(dossier, second):  # the one source then rests on what both rested on
        return None

    assert after.independent.most <= before.independent.most
    return True


def a_derivation_between_passages_already_counted_never_raises_most(random: Random) -> bool | None:
    dossier = make_world(random)
    before = count(dossier)
    held = counted(before)
    if len(held) < 2:
        return None
    derived, taken_from = random.sample(held, 2)
    added = Derivation(id="der-new", derived=derived, taken_from=taken_from, kind=random.choice(KINDS))

    assert least_and_most(with_records(dossier, added)).most <= before.independent.most
    return True


def naming_a_known_member_never_raises_most(random: Random) -> bool:
    dossier = make_world(random)
    group, member = random.choice(list(dossier.sources.values())), random.choice(list(dossier.sources))
    named = attrs.evolve(group, members=(*group.members, member))

    assert least_and_most(with_records(dossier, named)).most <= least_and_most(dossier).most
    return True


def doubt_leaves_most_and_never_raises_least(random: Random) -> bool:
    dossier = make_world(random)
    before = least_and_most(dossier)
    added: IdentityJudgement | Derivation
    if random.random() < 0.5:
        first, second = random.choice(list(dossier.sources)), random.choice(list(dossier.sources))
        added = IdentityJudgement(id="jdg-new", first=first, second=second, verdict="unsure")
    else:
        ends = [*dossier.attributions, *dossier.articles, *dossier.sources]
        added = Derivation(
            id="der-new",
            derived=random.choice(ends),
            taken_from=random.choice(ends),
            kind=random.choice(KINDS),
            standing=random.choice([None, "possible"]),
            recorded=Recorded(basis=random.choice(["inferred", "detected"])),
        )
    after = least_and_most(with_records(dossier, added))

    assert after.most == before.most
    assert after.least <= before.least
    return True


def different_or_being_there_leaves_most_and_never_lowers_least(random: Random) -> bool:
    dossier = make_world(random)
    before = least_and_most(dossier)
    added: IdentityJudgement | Attribution
    if random.random() < 0.5:
        first, second = random.choice(list(dossier.sources)), random.choice(list(dossier.sources))
        added = IdentityJudgement(id="jdg-new", first=first, second=second, verdict="different")
    else:
        there = random.choice(list(dossier.attributions.values()))
        added = attrs.evolve(there, how_known="direct_perception")
    after = least_and_most(with_records(dossier, added))

    assert after.most == before.most
    assert after.least >= before.least
    return True


def the_layer_of_a_record(random: Random) -> Recorded | None:
    at = datetime(2025, 1, random.randint(1, 9), tzinfo=UTC)
    return random.choice([None, Recorded(basis=random.choice(["stated", "researched"]), at=at)])


def a_layer_is_counted_as_if_nothing_else_were_on_record(random: Random) -> bool | None:
    dossier = make_world(random, dangling=False)
    dossier.replace(
        *(
            attrs.evolve(record, recorded=the_layer_of_a_record(random))
            for record in list(dossier)
            if not isinstance(record, (Article, Claim, Source))
        )
    )
    then = datetime(2025, 1, 5, tzinfo=UTC)
    asked: dict[str, Any] = random.choice([{"basis": "stated"}, {"known_at": then}])

    def is_in(record: Any) -> bool:
        recorded = getattr(record, "recorded", None)
        if isinstance(record, (Article, Claim, Source)):
            return True
        return recorded is not None and (
            recorded.basis == "stated" if "basis" in asked else recorded.at <= then
        )

    alone = Dossier(filter(is_in, dossier))
    if any(problem for problem in alone.problems() if "not in this dossier" in str(problem)):
        return None  # what leads to a record of another layer still knows in which article that stands

    ours, theirs = corroboration(dossier, MAIN, **asked), count(alone)
    assert ours.independent == theirs.independent
    assert (ours.reports, ours.outlets, ours.denials) == (theirs.reports, theirs.outlets, theirs.denials)
    assert (ours.origins, ours.first_hand, ours.groups) == (theirs.origins, theirs.first_hand, theirs.groups)
    return True


def what_was_published_later_counts_as_if_it_were_not_on_record(random: Random) -> bool | None:
    dossier = make_world(random, dangling=False)
    if versions(dossier):
        return None  # a correction made later takes back nothing yet, whose record would be gone
    days = {id: random.randint(1, 9) for id in dossier.articles}
    dossier.replace(*(attrs.evolve(a, published=f"2025-01-0{days[a.id]}") for a in dossier.articles.values()))
    late = {id for id, day in days.items() if day > 5}
    alone = dossier.copy()
    alone.discard(*(p.id for p in dossier.attributions.values() if p.article in late))
    if any("not in this dossier" in str(problem) for problem in alone.problems()):
        return None

    ours, theirs = corroboration(dossier, MAIN, as_of="2025-01-05"), count(alone)
    assert ours.independent == theirs.independent
    assert (ours.reports, ours.outlets, ours.denials) == (theirs.reports, theirs.outlets, theirs.denials)
    assert (ours.origins, ours.first_hand) == (theirs.origins, theirs.first_hand)
    return True


def asking_twice_gives_the_same_answer(random: Random) -> bool:
    dossier = make_world(random)

    assert count(dossier) == count(dossier)
    assert hash(count(dossier)) == hash(count(dossier))
    return True


Law = Callable[[Random], bool | None]

LAWS: tuple[Law, ...] = (
    the_order_of_records_is_irrelevant,
    least_is_not_more_than_most_and_both_are_none_or_neither,
    a_copy_of_a_passage_already_counted_changes_nothing,
    a_passage_in_an_article_that_nothing_derives_from_lowers_nothing,
    a_judgement_same_never_raises_most,
    a_derivation_between_passages_already_counted_never_raises_most,
    naming_a_known_member_never_raises_most,
    doubt_leaves_most_and_never_raises_least,
    different_or_being_there_leaves_most_and_never_lowers_least,
    a_layer_is_counted_as_if_nothing_else_were_on_record,
    what_was_published_later_counts_as_if_it_were_not_on_record,
    asking_twice_gives_the_same_answer,
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@given(random=st.randoms(use_true_random=False))
def test_a_law_holds(law: Law, random: Random) -> None:
    assume(law(random) is not None)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_law_holds_in_hundreds_of_dossiers(law: Law) -> None:
    tried = sum(law(Random(f"{law.__name__} {number}")) is not None for number in range(400))

    assert tried > 100  # a precondition is no excuse
