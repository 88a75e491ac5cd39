"""Has anyone checked? What did they find, and what did we know when?"""

import pickle
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from provenance.errors import ProvenanceError, UsageError
from provenance.model import (
    Article,
    Claim,
    ClaimRelation,
    Dossier,
    IdentityJudgement,
    Recorded,
    Source,
    VerificationStatus,
)
from provenance.queries import status
from provenance.queries.status_table import status_table
from tests.queries.desk import CLAIM, Desk


def checked(desk: Desk, id: str, checker: str | None = "desk", **fields: Any) -> str:
    if checker is not None and checker not in desk.dossier.sources:
        desk.source(checker)
    record = VerificationStatus(id=id, checker=checker, **{"claim": CLAIM, "state": "checked", **fields})
    desk.dossier.add(record)
    return id


def standing(desk: Desk, **asked: Any) -> list[str]:
    return [check.status.id for check in status(desk.dossier, CLAIM, **asked)]


def test_nobody_having_checked_is_an_answer() -> None:
    found = status(Desk().dossier, CLAIM)

    assert found.is_unchecked
    assert len(found) == 0
    assert str(found) == "unchecked: nobody is known to have checked it"
    assert found.to_rows() == [
        {
            "claim": CLAIM,
            "checker": None,
            "state": "unchecked",
            "verdict": None,
            "judged_at": None,
            "likelihood": None,
            "rating": None,
            "status": None,
        }
    ]


def test_a_checkers_last_word_stands_and_checkers_who_differ_stand_side_by_side() -> None:
    desk = Desk()
    checked(desk, "a1", "alpha", verdict="supported", judged_at="2025-11-01")
    checked(desk, "a2", "alpha", verdict="refuted", judged_at="2025-11-04")
    checked(desk, "b1", "beta", verdict="supported", judged_at="2025-11-02")
    found = status(desk.dossier, CLAIM)

    assert [check.status.id for check in found] == ["a2", "b1"]
    assert found.is_disputed
    assert not found.is_unchecked
    assert str(found).splitlines() == [
        "Alpha: checked, refuted (2025-11-04)",
        "Beta: checked, supported (2025-11-02)",
        "the checkers differ",
    ]
    assert [reason.record for reason in found.why] == ["a2", "b1"]


def test_what_was_superseded_does_not_stand_whatever_its_date() -> None:
    desk = Desk()
    checked(desk, "old", verdict="supported", judged_at="2025-11-09")
    checked(desk, "new", verdict="refuted", judged_at="2025-11-01", supersedes="old")

    assert standing(desk) == ["new"]


def test_statuses_that_supersede_each_other_in_a_ring_all_stand() -> None:
    desk = Desk()
    checked(desk, "one", supersedes="two")
    checked(desk, "two", supersedes="one")

    assert standing(desk) == ["one", "two"]


def test_a_withdrawal_is_a_last_word_and_no_check() -> None:
    desk = Desk()
    checked(desk, "a1", verdict="refuted", judged_at="2025-11-01")
    checked(desk, "a2", state="withdrawn", judged_at="2025-11-04", supersedes="a1")
    found = status(desk.dossier, CLAIM)

    assert [check.status.id for check in found] == ["a2"]
    assert found.is_unchecked
    assert not found.is_disputed
    assert str(found).endswith("unchecked: no judgement stands")


def test_a_text_that_says_nobody_checked_is_no_check() -> None:
    desk = Desk()
    desk.paper("a")
    checked(desk, "a1", None, state="unchecked", article="a")

    assert status(desk.dossier, CLAIM).is_unchecked


def test_judgements_whose_order_is_not_known_all_stand_and_say_so() -> None:
    desk = Desk()
    checked(desk, "a1", verdict="supported", judged_at="2025-11")
    checked(desk, "a2", verdict="refuted", judged_at="2025-11-04")
    checked(desk, "a3", verdict="mixed")
    found = status(desk.dossier, CLAIM)

    assert [check.status.id for check in found] == ["a1", "a2", "a3"]
    assert not any(check.alone for check in found)
    assert "which of this checker's judgements is the last is not known" in str(found)


def test_each_article_that_states_it_itself_is_a_checker_of_its_own() -> None:
    desk = Desk()
    desk.paper("a", published="2025-11-01")
    desk.paper("b", published="2025-11-02")
    checked(desk, "s1", None, article="a", state="could_not_verify")
    checked(desk, "s2", None, article="b", state="checked")
    checked(desk, "s3", None)
    checked(desk, "s4", None)
    found = status(desk.dossier, CLAIM)

    assert {check.checker for check in found} == {"a", "b", None}
    assert len(found) == 4  # who is not recorded may be anybody
    assert "A-Outlet, in its own words: could not verify" in str(found)


def test_checkers_judged_the_same_are_one() -> None:
    desk = Desk()
    checked(desk, "a1", "alpha", judged_at="2025-11-01")
    checked(desk, "b1", "beta", judged_at="2025-11-02")
    desk.judged("alpha", "beta", "same")

    assert standing(desk) == ["b1"]


def test_a_check_of_a_claim_that_restates_this_one_is_a_check_of_this_one() -> None:
    desk = Desk(CLAIM, "again", "near")
    desk.dossier.add(ClaimRelation(subject="again", kind="restates", object=CLAIM))
    desk.dossier.add(ClaimRelation(subject="near", kind="narrows", object=CLAIM))
    checked(desk, "a1", "alpha", claim="again")
    checked(desk, "b1", "beta", claim="near")

    assert standing(desk) == ["a1"]


def test_a_check_that_a_later_version_states_is_of_the_day_it_replaced_the_earlier_one() -> None:
    desk = Desk()
    desk.paper("a-1", published="2025-11-01")
    desk.paper("a-2", publisher="a-1-outlet", published="2025-11-01", modified="2025-11-06")
    desk.took("a-2", "a-1", "corrected")
    checked(desk, "s1", "alpha", article="a-2", verdict="refuted")
    checked(desk, "s2", "alpha", judged_at="2025-11-03", verdict="supported")

    assert standing(desk) == ["s1"]
    assert standing(desk, as_of="2025-11-04") == ["s2"]


def test_world_time_is_when_it_was_judged_or_published() -> None:
    desk = Desk()
    desk.paper("a", published="2025-11-03")
    checked(desk, "a1", "alpha", judged_at="2025-11-01", verdict="supported")
    checked(desk, "a2", "alpha", judged_at="2025-11-05", verdict="refuted", supersedes="a1")
    checked(desk, "s1", None, article="a", state="could_not_verify")
    checked(desk, "u1", "undated")

    assert standing(desk, as_of="2025-11-02") == ["a1"]
    assert standing(desk, as_of="2025-11-04") == ["s1", "a1"]
    assert standing(desk, as_of="2025-11-06") == ["s1", "a2"]
    left = status(desk.dossier, CLAIM, as_of="2025-11-06").left_out
    assert [out.record for out in left] == ["u1"]
    assert "not known" in left[0].reason


def test_a_date_that_straddles_the_day_asked_for_is_undecided() -> None:
    desk = Desk()
    checked(desk, "a1", judged_at="2025-11")

    found = status(desk.dossier, CLAIM, as_of="2025-11-04")

    assert found.is_unchecked
    assert [(out.record, "undecided" in out.reason) for out in found.left_out] == [("a1", True)]


def test_record_time_is_when_it_was_recorded() -> None:
    def at(day: int) -> Recorded:
        return Recorded(by="src-us", at=datetime(2025, 11, day, tzinfo=UTC), basis="stated")

    desk = Desk()
    checked(desk, "a1", verdict="supported", judged_at="2025-11-01", recorded=at(2))
    checked(desk, "a2", verdict="refuted", judged_at="2025-11-01", supersedes="a1", recorded=at(9))
    checked(desk, "n1", "nobody-knows-when")

    # As judged by the 4th: known on the 4th, and known on the 10th.
    assert standing(desk, as_of="2025-11-04", known_at=datetime(2025, 11, 4, tzinfo=UTC)) == ["a1"]
    found = status(desk.dossier, CLAIM, as_of="2025-11-04", known_at=datetime(2025, 11, 10, tzinfo=UTC))
    assert [check.status.id for check in found] == ["a2"]
    assert "n1" in {out.record for out in found.left_out}


def test_layers_leave_out_and_list_what_has_no_basis() -> None:
    desk = Desk()
    checked(desk, "a1", "alpha", recorded=Recorded(basis="stated"))
    checked(desk, "b1", "beta", recorded=Recorded(basis="researched"))
    checked(desk, "c1", "gamma")
    found = status(desk.dossier, CLAIM, basis="stated")

    assert [check.status.id for check in found] == ["a1"]
    assert "c1" in {out.record for out in found.left_out}


@pytest.mark.parametrize(
    ("claim", "asked"),
    [
        ("nowhere", {}),
        ("desk", {}),
        (None, {}),
        (CLAIM, {"as_of": "soon"}),
        (CLAIM, {"as_of": datetime(2025, 11, 4)}),  # noqa: DTZ001  # naive on purpose
        (CLAIM, {"known_at": "2025-11-04"}),
        (CLAIM, {"basis": "guessed"}),
    ],
)
def test_what_cannot_be_asked_is_refused(claim: Any, asked: dict[str, Any]) -> None:
    desk = Desk()
    desk.source("desk")

    with pytest.raises(ProvenanceError):
        status(desk.dossier, claim, **asked)


def test_it_is_asked_of_a_dossier() -> None:
    with pytest.raises(UsageError, match="the dossier comes first"):
        status([Claim(text="x")], CLAIM)  # type: ignore[arg-type]


def test_the_order_of_records_does_not_matter() -> None:
    desk = Desk()
    desk.paper("a", published="2025-11-03")
    for n, checker in enumerate(("gamma", "alpha", "beta")):
        checked(desk, f"s{n}", checker, judged_at=f"2025-11-0{n + 1}")
    turned = Dossier(reversed(list(desk.dossier)))

    assert status(turned, CLAIM) == status(desk.dossier, CLAIM)
    assert str(status(turned, CLAIM)) == str(status(desk.dossier, CLAIM))
    assert {type(record) for record in turned} >= {Source, Article, VerificationStatus}


# --- all claims at once --------------------------------------------------------------------------


def many_checks(random: Random) -> Dossier:
    """Return a dossier in which a few checkers judge a few claims, over and over."""
    records: list[Any] = [Claim(id=f"clm-{n}", text=f"Claim {n}.") for n in range(4)]
    records += [Source(id=f"src-{n}", name=random.choice([None, f"Desk {n}"])) for n in range(3)]
    records += [
        Article(id="art-0", publisher="src-0", published=random.choice([None, "2025-11-02"])),
        Article(id="art-1", published="2025-11"),
    ]
    if random.random() < 0.4:
        records.append(ClaimRelation(id="rel", subject="clm-0", kind="restates", object="clm-1"))
    if random.random() < 0.4:
        records.append(IdentityJudgement(id="jdg", first="src-0", second="src-1", verdict="same"))
    days = [None, "2025-11", "2025-11-01", "2025-11-02", "2025-11-03", "2025-11-03T10:00:00Z", "2025-11-02~"]
    if random.random() < 0.5:
        days = days[2:5]
    number = random.randint(0, 9)
    for n in range(number):
        records.append(
            VerificationStatus(
                id=f"ver-{n}",
                claim=random.choice(["clm-0", "clm-0", "clm-1", "clm-2", "clm-none"]),
                checker=random.choice([None, "src-0", "src-0", "src-1", "src-2"]),
                article=random.choice([None, "art-0", "art-1"]),
                state=random.choice(["checked", "checked", "unchecked", "withdrawn", "in_progress"]),
                verdict=random.choice([None, "supported", "refuted"]),
                judged_at=random.choice(days),
                supersedes=random.choice([None, None, f"ver-{random.randrange(number)}"]),
                recorded=random.choice([None, Recorded(basis="stated", at=MOMENT)]),
            )
        )
    random.shuffle(records)
    return Dossier(records)


MOMENT = datetime(2025, 11, 5, tzinfo=UTC)
ASKED: list[dict[str, Any]] = [
    {},
    {"as_of": "2025-11-02"},
    {"as_of": datetime(2025, 11, 3, 12, tzinfo=UTC)},
    {"known_at": MOMENT},
    {"basis": "stated"},
    {"as_of": "2025-11-02", "basis": "stated"},
]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_the_table_of_all_claims_says_of_each_what_its_status_says(asked: dict[str, Any]) -> None:
    for seed in range(600):
        dossier = many_checks(Random(seed))
        table = status_table(dossier, **asked)
        each = {claim: status(dossier, claim, **asked) for claim in sorted(dossier.claims)}

        for claim, found in each.items():
            said = [(check.checker, check.status, check.alone) for check in found]
            assert [(row.checker, row.status, row.alone) for row in table[claim]] == said, (seed, claim)
        assert list(table) == [row for claim in each for row in table[claim]]
        assert table.unchecked == tuple(claim for claim, found in each.items() if found.is_unchecked)
        assert table.disputed == tuple(claim for claim, found in each.items() if found.is_disputed)
        rows = [{**row, "claim": claim} for claim, found in each.items() for row in found.to_rows()]
        assert table.to_rows() == rows
        about_held = {out for out in table.left_out if "clm-none is not in" not in out.reason}
        assert {out for found in each.values() for out in found.left_out} <= about_held, seed


def test_the_table_does_not_depend_on_the_order_of_the_records() -> None:
    for seed in range(100):
        dossier = many_checks(Random(seed))
        records: list[Any] = [*dossier.claims.values(), *dossier.sources.values(), *dossier.articles.values()]
        records += [*dossier.statuses.values(), *dossier.relations.values(), *dossier.judgements.values()]
        again = Dossier(reversed(records))

        assert status_table(again) == status_table(dossier)
        assert str(status_table(again)) == str(status_table(dossier))


def test_the_table_stays_as_it_was_when_the_dossier_changes_and_can_be_pickled() -> None:
    desk = Desk()
    checked(desk, "a1", "alpha", verdict="supported", judged_at="2025-11-01")
    table = status_table(desk.dossier)
    before = str(table)
    checked(desk, "a2", "alpha", verdict="refuted", judged_at="2025-11-02")
    desk.dossier.discard("alpha")

    assert [row.status.id for row in table] == ["a1"]
    assert str(table) == before == "1 claim: 0 unchecked\n  clm: Alpha: checked, supported (2025-11-01)"
    assert pickle.loads(pickle.dumps(table)) == table
    assert hash(pickle.loads(pickle.dumps(table))) == hash(table)
    assert table != status_table(desk.dossier)


def test_checks_of_a_claim_that_is_not_there_are_left_out_of_the_table() -> None:
    desk = Desk()
    checked(desk, "lost", claim="clm-none")
    table = status_table(desk.dossier)

    assert table.unchecked == (CLAIM,)
    assert [tuple(out) for out in table.left_out] == [("lost", "its claim clm-none is not in the dossier")]
    assert "clm-none" not in table
    for claim, error in (("clm-none", LookupError), (5, UsageError)):
        with pytest.raises(error):
            table[claim]  # type: ignore[index]


def test_the_table_names_the_checkers_where_it_says_why() -> None:
    desk = Desk()
    desk.paper("a", published="2025-11-01")
    checked(desk, "s1", None, article="a", state="could_not_verify")
    checked(desk, "s2", None)
    table = status_table(desk.dossier)

    assert [str(reason) for reason in table.why] == [
        "s1: A-Outlet, in its own words on clm: could not verify",
        "s2: checker not recorded on clm: checked",
    ]
    assert repr(table) == "<StatusTable: 2 last words on 1 claim>"
