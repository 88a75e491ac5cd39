"""A dossier: what it holds, how it changes, what it is equal to."""

import copy
import pickle
import random
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import testing
from provenance.errors import ConflictError, Problem, UnknownRecordError, UsageError
from provenance.model import (
    RECORD_TYPES,
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Derivation,
    Dossier,
    Grade,
    IdentityJudgement,
    Quantity,
    Recorded,
    Source,
    Suppression,
    Unread,
    VerificationStatus,
)
from tests.model.kinds import SMALL, make
from tests.model.test_constructors import EVERY_RECORD, nested

EARLY = datetime(2025, 11, 4, tzinfo=UTC)
LATE = EARLY + timedelta(days=1)
CLAIM = Claim(text="The bridge is closed.", id="clm-1")
OTHER_CLAIM = attrs.evolve(CLAIM, where="Springfield", kind="event")


def passage(at: datetime | None, **fields: Any) -> Attribution:
    recorded = Recorded(by="A. Editor", at=at)
    return Attribution(article="art-1", claim="clm-1", id="att-1", recorded=recorded, **fields)


# --- looking up ------------------------------------------------------------------------------


@given(SMALL)
def test_every_record_is_found_in_its_mapping_and_by_its_id(dossier: Dossier) -> None:
    for record in dossier:
        assert getattr(dossier, record.RECORDS)[record.id] is record
        assert dossier[record.id] is record
        assert dossier.get(record.id) is record
        assert record.id in dossier
        assert record in dossier
    assert (
        len(dossier) == len(list(dossier)) == sum(len(getattr(dossier, section)) for section in RECORD_TYPES)
    )


def test_records_come_kind_by_kind_in_the_order_they_were_added() -> None:
    records = [
        attrs.evolve(record, id=f"{n}-{record.id}") for n in (2, 1) for record in EVERY_RECORD.values()
    ]
    shuffled = random.Random(4).sample(records, len(records))

    found = list(Dossier(shuffled))

    assert found == [record for section in RECORD_TYPES for record in shuffled if section == record.RECORDS]


def test_mappings_follow_the_dossier_and_cannot_be_changed() -> None:
    dossier = Dossier()
    claims: Any = dossier.claims

    dossier.add(CLAIM)

    assert claims == {"clm-1": CLAIM}
    with pytest.raises(TypeError):
        claims["clm-2"] = CLAIM
    with pytest.raises(AttributeError):
        dossier.claims = {}  # type: ignore[misc]


@pytest.mark.parametrize("id", ["clm-2", "", "CLM-1", " clm-1"])
def test_an_id_that_is_not_there_is_an_unknown_record(id: str) -> None:
    dossier = Dossier([CLAIM])

    assert id not in dossier
    assert dossier.get(id) is None
    with pytest.raises(UnknownRecordError) as unknown:
        dossier[id]
    assert unknown.value.id == id
    assert repr(id) in str(unknown.value)


@pytest.mark.parametrize("id", ["CLM-1", " clm-1 ", "1"])
def test_an_unknown_id_is_answered_with_the_one_that_was_perhaps_meant(id: str) -> None:
    with pytest.raises(UnknownRecordError, match=r"did you mean 'clm-1'\?"):
        Dossier([CLAIM])[id]


@pytest.mark.parametrize(
    ("id", "meant"),
    [
        ("src-syrsky", "src-syrskyi"),
        ("clm-2", None),
        ("clm-10", None),
        ("src_mayor", "src-mayor"),
        ("x", None),
    ],
)
def test_an_id_that_is_spelt_much_the_same_is_named(id: str, meant: str | None) -> None:
    dossier = Dossier([CLAIM, *(Source(name="x", id=known) for known in ("src-syrskyi", "src-mayor"))])

    with pytest.raises(UnknownRecordError) as unknown:
        dossier[id]
    with pytest.raises(UnknownRecordError) as asked:
        dossier.grades_of(id)

    for error in (unknown, asked):
        assert error.value.hint == (f"did you mean {meant!r}?" if meant else "")


def test_among_a_million_letters_nothing_is_looked_for_long() -> None:
    dossier = Dossier(Source(name="x", id=f"src-{n}-{'abc' * 10}") for n in range(20_000))
    dossier.add(Claim(text="x", id=f"clm-{'a' * 100_000}"))
    start = time.process_time()

    with pytest.raises(UnknownRecordError):
        dossier["src-" + "abd" * 100_000]

    assert time.process_time() - start < 2


def test_ids_that_look_alike_are_different_ids() -> None:
    ids = ["é", "e\u0301", "a", "A", "a ", "а"]  # the last one is Cyrillic

    dossier = Dossier(Claim(text="x", id=id) for id in ids)

    assert list(dossier.claims) == ids


def test_an_empty_dossier_is_still_one() -> None:
    assert Dossier()
    assert len(Dossier()) == 0
    assert repr(Dossier()) == "<Dossier: empty>"


# --- adding ----------------------------------------------------------------------------------


@given(SMALL)
def test_adding_what_is_there_changes_nothing(dossier: Dossier) -> None:
    before, order = dossier.digest(), list(dossier)

    dossier.add(list(dossier))
    dossier.add(*dossier)
    dossier.add(pickle.loads(pickle.dumps(list(dossier))))

    assert dossier.digest() == before
    assert list(dossier) == order


@given(SMALL, st.randoms(use_true_random=False))
def test_the_order_of_adding_does_not_count(dossier: Dossier, order: random.Random) -> None:
    records = list(dossier)
    order.shuffle(records)

    again = Dossier(records, title=dossier.title, suppressions=dossier.suppressions, extra=dossier.extra)

    assert again == dossier
    assert again.digest() == dossier.digest()


def test_records_are_added_one_by_one_in_lists_and_in_generators() -> None:
    dossier = Dossier()

    dossier.add(CLAIM, (Claim(text=text) for text in "ab"), [Source(name="Mayor Ito")], ())

    assert (len(dossier.claims), len(dossier.sources)) == (3, 1)


@pytest.mark.parametrize(
    "odd", ["clm-1", 5, None, {"clm-1": CLAIM}, b"x", [CLAIM, "clm-1"], [[CLAIM]], Claim, Recorded()]
)
def test_what_is_no_record_is_refused_and_nothing_is_added(odd: Any) -> None:
    dossier = Dossier()

    for change in (dossier.add, dossier.replace):
        with pytest.raises(UsageError, match="expected records"):
            change(CLAIM, odd)
    with pytest.raises(UsageError, match="expected records"):
        Dossier([CLAIM, odd])
    assert len(dossier) == 0


def test_another_record_under_the_same_id_is_refused_with_the_fields_and_the_cure() -> None:
    dossier = Dossier([CLAIM])

    with pytest.raises(ConflictError) as conflict:
        dossier.add(OTHER_CLAIM)

    assert [(problem.path, problem.record) for problem in conflict.value.conflicts] == [
        ("$.claims['clm-1']", "clm-1")
    ]
    message = str(conflict.value)
    assert all(word in message for word in ("'clm-1'", "kind", "where", "'Springfield'", "`replace`"))
    assert "language" not in message
    assert dossier.claims["clm-1"] is CLAIM


def test_a_record_of_another_kind_under_the_same_id_is_refused() -> None:
    dossier = Dossier([CLAIM])
    source = Source(name="Mayor Ito", id="clm-1")

    with pytest.raises(ConflictError, match="is that of a claim already, not of a source"):
        dossier.add(source)
    with pytest.raises(ConflictError, match="a record keeps its kind"):
        dossier.replace(source)
    assert list(dossier) == [CLAIM]


def test_either_all_are_added_or_none_and_every_conflict_is_named() -> None:
    second = Claim(text="It is open.", id="clm-2")
    dossier = Dossier([CLAIM, second])

    with pytest.raises(ConflictError) as conflict:
        dossier.add(
            Source(name="Mayor Ito"), OTHER_CLAIM, attrs.evolve(second, where="Rome"), Claim(text="x")
        )

    assert [problem.record for problem in conflict.value.conflicts] == ["clm-1", "clm-2"]
    assert list(dossier) == [CLAIM, second]


def test_two_records_given_at_once_can_contradict_each_other_too() -> None:
    with pytest.raises(ConflictError, match="where"):
        Dossier([CLAIM, OTHER_CLAIM])


@pytest.mark.parametrize(
    ("times", "kept"),
    [
        ((EARLY, LATE), EARLY),
        ((LATE, EARLY), EARLY),
        ((None, LATE), LATE),
        ((LATE, None), LATE),
        ((None, None), None),
    ],
)
def test_of_records_that_differ_in_record_time_only_the_earliest_is_kept(
    times: Any, kept: datetime | None
) -> None:
    one_by_one, at_once = Dossier(), Dossier()

    for moment in times:
        one_by_one.add(passage(moment))
    at_once.add([passage(time) for time in times])

    assert one_by_one.attributions["att-1"] == at_once.attributions["att-1"] == passage(kept)


def test_layers_keep_their_earliest_record_time_field_by_field() -> None:
    def source(country: datetime, kind: datetime) -> Source:
        return Source(name="Ito", layers={"country": Recorded(at=country), "kind": Recorded(at=kind)})

    dossier = Dossier([source(EARLY, LATE), source(LATE, EARLY)])

    assert list(dossier) == [source(EARLY, EARLY)]


@pytest.mark.parametrize("kind", [Derivation, ClaimRelation, IdentityJudgement, Grade, VerificationStatus])
def test_a_record_with_nothing_but_its_time_recorded_is_the_one_with_nothing_recorded(kind: Any) -> None:
    bare, timed = make(kind), make(kind, recorded=Recorded(at=EARLY))

    for records in ((bare, timed), (timed, bare)):
        assert list(Dossier(records)) == [timed]
        assert list(Dossier([records[0]]) | Dossier([records[1]])) == [timed]


@pytest.mark.parametrize(
    "recorded", [None, Recorded(by="B. Editor", at=EARLY), Recorded(by="A. Editor", confidence=0.5)]
)
def test_who_recorded_something_and_how_surely_is_no_matter_of_time(recorded: Recorded | None) -> None:
    dossier = Dossier([passage(EARLY)])

    with pytest.raises(ConflictError, match="recorded"):
        dossier.add(attrs.evolve(passage(EARLY), recorded=recorded))


# --- replacing and discarding ----------------------------------------------------------------


def test_replacing_puts_a_record_in_the_place_of_the_old_one() -> None:
    dossier = Dossier([CLAIM, Claim(text="It is open.", id="clm-2")])

    dossier.replace(OTHER_CLAIM, [Claim(text="It is new.", id="clm-3")])

    assert list(dossier.claims) == ["clm-1", "clm-2", "clm-3"]
    assert dossier.claims["clm-1"] is OTHER_CLAIM


def test_discarding_takes_records_out_by_id_or_as_they_are() -> None:
    dossier = Dossier(EVERY_RECORD.values())

    dossier.discard("clm-1", EVERY_RECORD["grades"], "not there")

    assert len(dossier) == len(EVERY_RECORD) - 2
    assert "clm-1" not in dossier
    assert any("'clm-1'" in problem.message for problem in dossier.problems())


# --- the whole -------------------------------------------------------------------------------


@given(SMALL)
def test_a_dossier_survives_pickling_and_copying(dossier: Dossier) -> None:
    for again in (
        pickle.loads(pickle.dumps(dossier)),
        copy.copy(dossier),
        copy.deepcopy(dossier),
        dossier.copy(),
    ):
        assert again == dossier
        assert again.digest() == dossier.digest()
        assert list(again) == list(dossier)


@given(SMALL)
def test_a_copy_is_a_dossier_of_its_own(dossier: Dossier) -> None:
    dossier.index("attributions", "claim")
    twin = dossier.copy()

    twin.add(Claim(text="It is new.", id="a claim of its own"))

    assert "a claim of its own" not in dossier
    assert twin != dossier


@given(SMALL, st.data())
def test_any_change_changes_the_digest_and_ends_equality(dossier: Dossier, data: st.DataObject) -> None:
    changed = dossier.copy()
    if len(dossier) and data.draw(st.booleans()):
        record = data.draw(st.sampled_from(list(dossier)))
        if data.draw(st.booleans()):
            changed.discard(record)
        else:
            changed.replace(attrs.evolve(record, extra={"note": data.draw(testing.json_values()), "x": 1}))
    else:
        changed.title = f"{dossier.title}!"

    assert changed != dossier
    assert changed.digest() != dossier.digest()


@pytest.mark.parametrize(
    "other",
    [
        Dossier([CLAIM], title="x"),
        Dossier([CLAIM], extra={"a": 1}),
        Dossier([CLAIM], suppressions=[Suppression(code="S03")]),
        Dossier([CLAIM], unread=[Unread("claims", 5)]),
        Dossier([CLAIM], unread=[Unread("claims", 5), Unread("claims", 5)]),
        Dossier([attrs.evolve(CLAIM, extra={"a": True})]),
        Dossier([attrs.evolve(CLAIM, extra={"a": 1})]),
        Dossier([attrs.evolve(CLAIM, extra={"a": "1"})]),
        Dossier([attrs.evolve(CLAIM, id="clm-2")]),
        Dossier([CLAIM, attrs.evolve(CLAIM, id="clm-2")]),
        Dossier(),
    ],
    ids=repr,
)
def test_everything_a_dossier_says_counts(other: Dossier) -> None:
    dossier = Dossier([CLAIM])

    assert other != dossier
    assert other.digest() != dossier.digest()
    assert other == other.copy()


def test_what_was_wrong_with_a_file_is_not_part_of_what_a_dossier_says() -> None:
    assert Dossier(read_problems=[Problem("$", "is odd")]) == Dossier()
    assert Dossier(read_problems=[Problem("$", "is odd")]).problems() == (Problem("$", "is odd"),)


def test_a_dossier_is_not_equal_to_anything_else_and_cannot_be_a_key() -> None:
    assert Dossier() != {}
    assert Dossier() != []
    with pytest.raises(TypeError, match="unhashable"):
        hash(Dossier())


def test_equal_numbers_have_one_digest_however_large() -> None:
    dossiers = [
        Dossier([Claim(text="x", id="clm-1", extra={"n": number})]) for number in (2**60, float(2**60))
    ]

    assert dossiers[0] == dossiers[1]
    assert dossiers[0].digest() == dossiers[1].digest()


def test_whatever_a_field_can_hold_can_be_digested() -> None:
    deep = {"a": nested(49)}  # a dict and a list a level
    deepest = Dossier(
        [
            Claim(text="\x00\u2028", extra=deep, quantity=Quantity(number=10**400)),
            Article(text="😀", extra={"n": 10**4299, "m": -(2**53)}),
            Source(name="x", described_in="art-1", extra={"": [None, True, 1.5e300, ""]}),
        ],
        extra=deep,
        unread=[Unread("claims", deep), Unread("", "x")],
    )

    assert len(deepest.digest()) == 64


def test_the_repr_is_short_and_says_what_is_held() -> None:
    records = [record for record in EVERY_RECORD.values() for _ in range(1)]
    dossier = Dossier(records, title="The \x1b[31mbridge" + "x" * 500)

    assert repr(dossier).startswith("<Dossier 'The \\x1b[31mbridgexxx")
    assert repr(dossier).endswith(
        "…: 1 source, 1 article, 1 claim, 1 attribution, 1 verification status, 1 derivation, 1 relation, "
        "1 judgement, 1 grade>"
    )
    assert len(repr(dossier)) < 250
    assert "1 unread" in repr(Dossier(unread=[Unread("claims", 1)]))
    assert repr(Dossier(Claim(text=str(n)) for n in range(1200))) == "<Dossier: 1,200 claims>"


def test_a_dossier_of_many_records_is_built_in_linear_time() -> None:
    dossier = Dossier(Claim(text="x", id=str(n)) for n in range(20_000))
    dossier.index("attributions", "claim")

    dossier.add(Attribution(article="a", claim=str(n), id=f"att-{n}") for n in range(20_000))

    assert len(dossier.passages_of("19999")) == 1


@pytest.mark.parametrize("title", [5, b"x", ["x"]])
def test_a_title_is_a_string(title: Any) -> None:
    with pytest.raises(UsageError, match="title"):
        Dossier(title=title)
