"""All claims at once: the numbers of the one-claim count, whatever is on record."""

import copy
import pickle
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import MissingExtraError, ProvenanceError, UnknownRecordError, UsageError
from provenance.model import (
    Affiliation,
    Article,
    Attribution,
    Claim,
    Derivation,
    Dossier,
    IdentityJudgement,
    Recorded,
    Source,
    VerificationStatus,
)
from provenance.queries import Range, corroboration, status, trace
from provenance.queries.rows import STATES
from provenance.queries.scanning import scan
from provenance.queries.table import CorroborationTable, corroboration_table
from provenance.queries.view import View
from provenance.queries.walk import Walk
from tests.queries.desk import CLAIM, THERE, Desk
from tests.queries.worlds import MAIN, make_world

MOMENTS = [datetime(2025, 1, day, tzinfo=UTC) for day in range(1, 6)]
ASKED: tuple[dict[str, Any], ...] = (
    {},
    {"as_of": "2025-01-03"},
    {"known_at": MOMENTS[2]},
    {"basis": "stated"},
    {"as_of": "2025-01-04", "known_at": MOMENTS[3], "basis": ["stated", "researched"]},
)


def dated(random: Random, dossier: Dossier) -> Dossier:
    """The same dossier with layers, both clocks and some verification."""
    changed = dossier.copy()

    def recorded() -> Recorded | None:
        return random.choice(
            [
                None,
                *(
                    Recorded(basis=b, at=random.choice([None, *MOMENTS]))
                    for b in ("stated", "researched") * 2
                ),
            ]
        )

    for record in dossier:
        if isinstance(record, Article):
            changed.replace(attrs.evolve(record, published=random.choice([None, *MOMENTS])))
        elif hasattr(record, "recorded"):
            changed.replace(attrs.evolve(record, recorded=recorded()))  # type: ignore[arg-type]
    for number in range(random.choice([0, 0, 1, 2, 3])):
        verified = VerificationStatus(
            id=f"ver-{number}",
            claim=random.choice([*dossier.claims]),
            state=random.choice(["checked", "in_progress", "withdrawn"]),
            verdict=random.choice([None, "supported", "mostly_refuted"]),
            checker=random.choice([None, *dossier.sources]),
            judged_at=random.choice([None, *MOMENTS]),
            recorded=recorded(),
        )
        changed.add(verified)
    return changed


def plain_world(random: Random) -> Dossier:
    """A dossier in which most claims need no rule: what the table counts without walking."""
    sources = [f"src-{n}" for n in range(random.randint(2, 7))]
    records: list[Any] = []
    for id in sources:
        others = [other for other in sources if other != id]
        records.append(
            Source(
                id=id,
                name=random.choice([None, id, id, id]),
                kind=random.choice([None, "person", "document", "group"]),
                members=random.sample(others, 1) if random.random() < 0.15 else (),
                affiliations=(
                    [Affiliation(organization=random.choice([*others, "src-none"]))]
                    if random.random() < 0.3
                    else ()
                ),
                speaks_for=random.choice(others) if random.random() < 0.05 else None,
            )
        )
    articles = [f"art-{n}" for n in range(random.randint(1, 8))]
    records += [Article(id=id, publisher=random.choice([None, "src-none", *sources])) for id in articles]
    for number in range(3):
        claim = f"clm-{number}"
        records.append(Claim(id=claim, text=claim))
        passages: list[str] = []
        for place in range(random.randint(0, 9)):
            id = f"att-{number}-{place}"
            article = random.choice([*articles, *articles, *articles, "art-none"])
            if random.random() < 0.15:
                relay = Attribution(
                    id=f"{id}-relay", article=article, claim=claim, source=sources[0], commitment="CT+"
                )
                records.append(relay)
            records.append(
                Attribution(
                    id=id,
                    article=article,
                    claim=claim,
                    source=random.choice([None, "src-none", *sources, *sources]),
                    via=f"{id}-relay" if records[-1].id == f"{id}-relay" else None,
                    commitment=random.choice([*["CT+"] * 9, "PS+", "CT-", "Uu", None]),
                    how_known=random.choice([None, "direct_perception", "participation", "reported"]),
                )
            )
            if passages and random.random() < 0.4:
                for other in random.sample(passages, random.randint(1, min(2, len(passages)))):
                    ends = (id, other) if random.random() < 0.95 else (other, id)
                    records.append(
                        Derivation(id=f"{id}<{other}", derived=ends[0], taken_from=ends[1], kind="quoted")
                    )
            passages.append(id)
    if random.random() < 0.2:
        first, second = random.sample(sources, 2)
        verdict = random.choice(["same", "different", "unsure"])
        records.append(IdentityJudgement(id="jdg", first=first, second=second, verdict=verdict))
    random.shuffle(records)
    return Dossier(records)


def assert_agrees(dossier: Dossier, **asked: Any) -> CorroborationTable:
    table = corroboration_table(dossier, **asked)
    assert [row.claim for row in table] == sorted(dossier.claims)
    left_out = set()
    for row in table:
        one = corroboration(dossier, row.claim, **asked)
        assert (row.reports, row.outlets, row.denials) == (one.reports, one.outlets, one.denials)
        assert (row.least, row.most) == row.independent == one.independent
        assert (row.origins, row.first_hand) == (one.origins, one.first_hand)
        assert (row.at_first_hand, row.is_exact) == (one.at_first_hand, one.is_exact)
        checked = status(dossier, row.claim, **asked)
        assert (row.verification == "unchecked") == checked.is_unchecked
        left_out |= {left.record for left in (*one.left_out, *checked.left_out)}
    ours = {left.record for left in table.left_out}
    assert ours <= left_out
    # A count with reasons also looks up what to call whoever denies the claim.
    assert left_out - ours <= dossier.judgements.keys()
    return table


# --- the law: the same numbers, claim by claim ----------------------------------------------


@given(random=st.randoms(use_true_random=False))
def test_the_table_says_what_the_count_of_each_claim_says(random: Random) -> None:
    assert_agrees(make_world(random))


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: ", ".join(asked) or "everything")
@pytest.mark.parametrize("most_passages", [4, 14])
def test_so_it_does_in_hundreds_of_dossiers_in_layers_and_on_both_clocks(
    asked: dict[str, Any], most_passages: int
) -> None:
    for seed in range(150):
        random = Random(seed)
        assert_agrees(dated(random, make_world(random, most_passages=most_passages)), **asked)


@given(random=st.randoms(use_true_random=False), asked=st.sampled_from(ASKED))
def test_so_it_does_where_most_claims_need_no_walk(random: Random, asked: dict[str, Any]) -> None:
    assert_agrees(plain_world(random), **asked)


def test_so_it_does_in_hundreds_of_dossiers_where_most_claims_need_no_walk() -> None:
    without = of = 0
    ranges: set[Range] = set()
    for seed in range(500):
        dossier = plain_world(Random(seed))
        ranges.update(row.independent for row in assert_agrees(dossier))
        rows = list(scan(Walk(View(dossier)), sorted(dossier.claims), {}))
        without += sum(row is not None for row in rows)
        of += len(rows)

    assert without > of * 0.5
    assert len(ranges) > 8


def test_many_origins_with_one_owner_or_organisation_are_counted_as_one_by_one() -> None:
    desk = Desk()
    desk.source("office")
    for number in range(1_200):
        person = desk.source(f"p{number}", affiliations=[Affiliation(organization="office")])
        desk.says(desk.paper(f"a{number}", publisher="office"), person if number % 3 else None, **THERE)

    assert_agrees(desk.dossier)


def test_an_id_that_names_a_source_and_an_article_is_two_origins() -> None:
    desk = Desk()
    desk.paper("a")
    desk.paper("b")
    desk.says("a", None, **THERE)
    desk.says("b", "a", **THERE)

    assert_agrees(desk.dossier)


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_records_is_irrelevant(seed: int) -> None:
    random = Random(seed)
    dossier = dated(random, make_world(random))
    records = list(dossier)
    random.shuffle(records)

    for asked in ASKED[:4]:
        ours, theirs = corroboration_table(dossier, **asked), corroboration_table(Dossier(records), **asked)
        assert ours == theirs
        assert hash(ours) == hash(theirs)
        assert str(ours) == str(theirs)
        assert ours.to_rows() == theirs.to_rows()
        assert ours.why == theirs.why


# --- what a row says ------------------------------------------------------------------------


def in_state(desk: Desk) -> str:
    return corroboration_table(desk.dossier).row(CLAIM).state


def test_the_states_of_a_claim() -> None:
    desk = Desk()
    assert in_state(desk) == "unsupported"
    desk.says(desk.paper("z"), None, commitment="CT-")
    assert in_state(desk) == "denied"
    desk.says(desk.paper("a"), desk.source("ann"))
    assert in_state(desk) == "disputed"
    desk.dossier.discard("z/own")
    assert in_state(desk) == "single-sourced"
    desk.says(desk.paper("b"), desk.source("bob"), **THERE)
    assert in_state(desk) == "possibly corroborated"
    desk.says(desk.paper("c"), "ann", **THERE)
    assert in_state(desk) == "corroborated"


def test_reports_that_lead_only_round_to_each_other_support_nothing() -> None:
    desk = Desk()
    for id in ("a", "b"):
        desk.says(desk.paper(id), None)
    desk.took("a/own", "b/own")
    desk.took("b/own", "a/own")
    row = corroboration_table(desk.dossier).row(CLAIM)

    assert (row.reports, row.most, row.state) == (2, 0, "unsupported")


def test_single_sourced_claims_are_those_with_one_origin_at_most_denied_or_not() -> None:
    desk = Desk("clm-1", "clm-2", "clm-3")
    for claim, *sources in (("clm-1", "ann"), ("clm-2", "ann", "bob"), ("clm-3", "bob")):
        for source in sources:
            desk.source(source)
            desk.says(desk.paper(f"{claim}-{source}"), source, claim=claim, **THERE)
    desk.says(desk.paper("z"), None, claim="clm-3", commitment="CT-")
    table = corroboration_table(desk.dossier)

    assert [row.claim for row in table.single_sourced] == ["clm-1", "clm-3"]
    assert all(row.is_single_sourced for row in table.single_sourced)
    assert table.states == dict.fromkeys(STATES, 0) | {"disputed": 1, "single-sourced": 1, "corroborated": 1}
    assert [row.claim for row in table.where(lambda row: row.most == 2)] == ["clm-2"]
    assert "clm-2" in table
    assert "clm-2" not in table.single_sourced
    with pytest.raises(UnknownRecordError):
        table.single_sourced["clm-2"]


def test_a_row_says_what_checkers_last_found() -> None:
    desk = Desk("clm-1", "clm-2", "clm-3")
    for id, claim, state, verdict in (
        ("v1", "clm-1", "checked", "mostly_refuted"),
        ("v2", "clm-1", "checked", "supported"),
        ("v3", "clm-2", "could_not_verify", None),
        ("v4", "clm-3", "withdrawn", None),
    ):
        checker = desk.source(f"checker-{id}")
        desk.dossier.add(
            VerificationStatus(id=id, claim=claim, state=state, verdict=verdict, checker=checker)
        )
    found = [row.verification for row in corroboration_table(desk.dossier)]

    assert found == ["mostly refuted / supported", "could not verify", "unchecked"]


def test_passages_of_a_claim_that_is_not_there_are_left_out_and_listed() -> None:
    desk = Desk()
    desk.says(desk.paper("a"), None, claim="clm-lost")
    table = corroboration_table(desk.dossier)

    assert len(table) == 1
    assert [str(left) for left in table.left_out] == ["a/own: its claim clm-lost is not in the dossier"]


# --- reasons on request ---------------------------------------------------------------------


def told() -> Desk:
    desk = Desk("clm-1", "clm-2")
    for claim in ("clm-1", "clm-2"):
        for source in ("ann", "bob"):
            desk.source(source)
            desk.says(desk.paper(f"{claim}-{source}"), source, claim=claim, **THERE)
    return desk


def test_the_reasons_of_a_claim_are_those_of_its_count_as_the_table_was_asked() -> None:
    for seed in range(30):
        random = Random(seed)
        dossier = dated(random, make_world(random))
        for asked in ASKED:
            table = corroboration_table(dossier, **asked)
            one = corroboration(dossier, MAIN, **asked)
            assert table[MAIN] == table.explain(dossier.claims[MAIN]) == one
            assert table[MAIN].explain() == one.explain()


def test_a_table_rests_on_every_record_that_a_count_rests_on() -> None:
    dossier = told().dossier
    why = corroboration_table(dossier).why

    counts = [corroboration(dossier, claim) for claim in dossier.claims]
    assert {reason.record for reason in why} == {r.record for count in counts for r in count.why}
    assert [reason.record for reason in why] == sorted(reason.record for reason in why)


def test_a_table_holds_what_it_was_whatever_becomes_of_the_dossier() -> None:
    desk = told()
    table = corroboration_table(desk.dossier)
    before = str(table), table["clm-1"].explain(), table.to_rows()
    desk.dossier.discard("ann", "clm-2", "clm-1-ann/ann")
    desk.dossier.replace(Claim(id="clm-1", text="Something else."))

    for kept in (table, pickle.loads(pickle.dumps(table)), copy.deepcopy(table)):
        assert kept == table
        assert hash(kept) == hash(table)
        assert (str(kept), kept["clm-1"].explain(), kept.to_rows()) == before


def test_a_table_cannot_be_changed() -> None:
    table = corroboration_table(told().dossier)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        table.rows = ()  # type: ignore[misc]
    assert table != corroboration_table(Dossier())


@pytest.mark.parametrize(
    "wrong",
    [
        lambda d: corroboration_table("a path"),  # type: ignore[arg-type]
        lambda d: corroboration_table(d, as_of=datetime(2025, 1, 1)),  # noqa: DTZ001
        lambda d: corroboration_table(d, known_at="2025-01-01"),  # type: ignore[arg-type]
        lambda d: corroboration_table(d, basis=[]),
        lambda d: corroboration_table(d).where("most == 1"),  # type: ignore[arg-type]
        lambda d: corroboration_table(d)[0],  # type: ignore[arg-type]
        lambda d: corroboration_table(d)["ann"],
    ],
)
def test_bad_arguments_are_refused(wrong: Callable[[Dossier], object]) -> None:
    with pytest.raises(UsageError):
        wrong(told().dossier)


def test_a_claim_that_is_not_there_is_refused_with_the_one_perhaps_meant() -> None:
    with pytest.raises(UnknownRecordError, match="did you mean 'clm-1'"):
        corroboration_table(told().dossier)["CLM-1"]


# --- showing --------------------------------------------------------------------------------


def test_a_table_is_printed_in_columns() -> None:
    desk = told()
    desk.dossier.replace(Claim(id="clm-1", text="The bridge is closed."))
    desk.says(desk.paper("z"), None, claim="clm-2", commitment="CT-")

    assert str(corroboration_table(desk.dossier)).splitlines() == [
        "2 claims: 1 disputed, 1 corroborated",
        "claim  reports  outlets  independent  denials  state         verification  text",
        "clm-1        2        2  2–2                0  corroborated  unchecked     The bridge is closed.",
        "clm-2        2        2  2–2                1  disputed      unchecked     The text of clm-2.",
    ]
    assert repr(corroboration_table(desk.dossier)) == (
        "<CorroborationTable: 2 claims: 1 disputed, 1 corroborated>"
    )
    assert str(corroboration_table(Dossier())) == "no claims"
    assert "<table" in corroboration_table(desk.dossier)._repr_html_()


def test_a_long_table_is_cut() -> None:
    desk = Desk(*(f"clm-{number:03}-{'x' * 100}" for number in range(1, 100)))
    lines = str(corroboration_table(desk.dossier)).splitlines()

    assert len(lines) == 23
    assert lines[-1] == "… and 79 more claims"
    assert max(map(len, lines)) < 200


def test_rows_are_plain_data_with_the_same_keys() -> None:
    rows = corroboration_table(told().dossier).to_rows()

    assert list(rows[0]) == list(rows[1])
    assert rows[0]["origins"] == rows[0]["first_hand"] == ["ann", "bob"]
    assert rows[0]["least"] == 2
    assert rows[0]["is_exact"] is True


def test_a_table_goes_into_pyarrow_and_back() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    for dossier in (told().dossier, Dossier(), make_world(Random(3))):
        table = corroboration_table(dossier)
        assert pyarrow.table(table).to_pylist() == table.to_rows()


def test_a_table_goes_into_nanoarrow_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    nanoarrow = pytest.importorskip("nanoarrow")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for dossier in (told().dossier, Dossier(), make_world(Random(3))):
        table = corroboration_table(dossier)
        assert list(nanoarrow.ArrayStream(table).read_all().to_pylist()) == table.to_rows()


def test_without_a_package_for_it_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "nanoarrow", None)

    with pytest.raises(MissingExtraError, match=r"news-provenance\[tables\]") as caught:
        corroboration_table(told().dossier).__arrow_c_stream__()
    assert isinstance(caught.value, ProvenanceError)


def test_chains_and_rings_of_any_length_are_counted_without_recursion() -> None:
    number = 5_000
    records: list[Any] = [Claim(id=CLAIM, text="It is so."), Claim(id="clm-ring", text="Round it goes.")]
    for place in range(number):
        records.append(Article(id=f"art-{place}"))
        for claim in (CLAIM, "clm-ring"):
            records.append(
                Attribution(id=f"{claim}-{place}", article=f"art-{place}", claim=claim, source="s")
            )
            after = (place + 1) % number
            if after or claim != CLAIM:
                records.append(
                    Derivation(
                        id=f"{claim}>{place}", derived=f"{claim}-{place}", taken_from=f"{claim}-{after}"
                    )
                )
    table = corroboration_table(Dossier(records))

    assert [(row.reports, row.most) for row in table] == [(number, 1), (number, 0)]


def test_a_claim_of_many_passages_is_counted_again_after_one_was_taken_out() -> None:
    desk = Desk()
    for n in range(60):
        desk.paper(f"p{n}")
        desk.says(f"p{n}", "mayor")
    assert corroboration_table(desk.dossier).row(CLAIM).reports == 60
    desk.dossier.discard("p5/mayor")

    assert corroboration_table(desk.dossier).row(CLAIM).reports == 59
    assert trace(desk.dossier, CLAIM).count == 59
