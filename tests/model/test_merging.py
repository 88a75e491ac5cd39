"""Joining and comparing dossiers: laws of merging, contradictions by name, differences."""

import time
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import ConflictError, Problem, UsageError
from provenance.model import Claim, Dossier, Source, Suppression, Unread
from tests.model.kinds import SMALL

MINE = Claim(text="The bridge is closed.", id="clm-1")
THEIRS = attrs.evolve(MINE, where="Springfield")


@st.composite
def parts(draw: st.DrawFn, count: int = 2) -> list[Dossier]:
    """Draw dossiers that hold parts of one story, so that they overlap and agree."""
    whole = draw(SMALL)
    leftovers = [Unread("claims", n % 2) for n in range(3)]
    return [
        Dossier(
            [record for record in whole if draw(st.booleans())],
            title=draw(st.sampled_from((None, whole.title))),
            suppressions=[s for s in whole.suppressions if draw(st.booleans())],
            extra={key: value for key, value in whole.extra.items() if draw(st.booleans())},
            unread=[item for item in leftovers if draw(st.booleans())],
        )
        for _ in range(count)
    ]


@given(parts(2))
def test_merging_is_commutative(dossiers: list[Dossier]) -> None:
    one, other = dossiers

    assert one | other == other | one
    assert (one | other).digest() == (other | one).digest()


@given(parts(3))
def test_merging_is_associative(dossiers: list[Dossier]) -> None:
    a, b, c = dossiers

    assert (a | b) | c == a | (b | c)


@given(SMALL)
def test_merging_with_itself_or_with_nothing_changes_nothing(dossier: Dossier) -> None:
    assert dossier | dossier == dossier
    assert dossier | Dossier() == dossier == Dossier() | dossier


@given(parts(2))
def test_the_result_holds_all_of_both_and_leaves_both_alone(dossiers: list[Dossier]) -> None:
    before = [dossier.digest() for dossier in dossiers]

    joined = dossiers[0] | dossiers[1]

    assert {record.id for record in joined} == {record.id for dossier in dossiers for record in dossier}
    assert all(joined[record.id] == record for dossier in dossiers for record in dossier)
    assert [dossier.digest() for dossier in dossiers] == before


@pytest.mark.parametrize(
    ("mine", "theirs", "named"),
    [
        (Dossier([MINE]), Dossier([THEIRS]), "'clm-1'.*where"),
        (Dossier([MINE]), Dossier([Source(name="x", id="clm-1")]), "'clm-1'.*is that of a"),
        (Dossier(title="a"), Dossier(title="b"), "title"),
        (Dossier(extra={"k": [1]}), Dossier(extra={"k": [2]}), r"\$\.k"),
        (Dossier(extra={"k": 1}), Dossier(extra={"k": True}), r"\$\.k"),
    ],
    ids=["fields", "kind", "title", "extra", "true is not one"],
)
def test_contradictions_are_refused_by_name_in_either_order(
    mine: Dossier, theirs: Dossier, named: str
) -> None:
    for first, second in ((mine, theirs), (theirs, mine)):
        first.add(Claim(text="first", id="first"))
        before = first.copy()

        with pytest.raises(ConflictError, match=named) as refused:
            first.merge(second)
        with pytest.raises(ConflictError, match=named):
            first | second

        assert "keep='mine'" in str(refused.value)
        assert first == before
        first.discard("first")


def test_mine_or_theirs_is_kept_where_it_is_said_so() -> None:
    theirs = Dossier([THEIRS, Claim(text="new", id="clm-2")], title="b", extra={"k": 2})

    for keep, claim, title, value in (("mine", MINE, "a", 1), ("theirs", THEIRS, "b", 2)):
        dossier = Dossier([MINE], title="a", extra={"k": 1})
        settled = dossier.merge(theirs, keep=keep)  # type: ignore[arg-type]

        assert [problem.path for problem in settled] == ["$.claims['clm-1']", "$.title", "$.k"]
        assert (dossier.claims["clm-1"], dossier.title, dossier.extra["k"]) == (claim, title, value)
        assert dossier.claims["clm-2"].text == "new"


def test_a_record_of_another_kind_never_takes_the_place_of_mine() -> None:
    dossier = Dossier([MINE])

    settled = dossier.merge(Dossier([Source(name="x", id="clm-1")]), keep="theirs")

    assert list(dossier) == [MINE]
    assert len(settled) == 1


def test_merging_keeps_suppressions_and_what_could_not_be_read_once() -> None:
    first = Dossier(suppressions=[Suppression(code="S03")], unread=[Unread("claims", 1), Unread("claims", 1)])
    second = Dossier(
        suppressions=[Suppression(code="S03"), Suppression(code="S04")],
        unread=[Unread("claims", 1), Unread("claims", 2)],
    )

    for joined in (first | second, second | first):
        assert {suppression.code for suppression in joined.suppressions} == {"S03", "S04"}
        assert len(joined.suppressions) == 2
        assert sorted(raw for _, raw in joined.unread) == [1, 1, 2]


def test_many_suppressions_and_problems_are_merged_in_linear_time() -> None:
    def dossier(numbers: range) -> Dossier:
        return Dossier(
            suppressions=[Suppression(code=str(n)) for n in numbers],
            read_problems=[Problem("$", str(n)) for n in numbers],
        )

    start = time.process_time()

    joined = dossier(range(20_000)) | dossier(range(10_000, 30_000))

    assert time.process_time() - start < 8
    assert [s.code for s in joined.suppressions] == [str(n) for n in range(30_000)]
    assert len(joined.read_problems) == 30_000


@pytest.mark.parametrize("other", [None, [MINE], {}, "x"])
def test_only_dossiers_are_merged_and_compared(other: Any) -> None:
    with pytest.raises(UsageError, match="expected a Dossier"):
        Dossier().merge(other)
    with pytest.raises(UsageError, match="expected a Dossier"):
        Dossier().diff(other)
    with pytest.raises(TypeError):
        Dossier() | other
    with pytest.raises(UsageError, match="keep is"):
        Dossier().merge(Dossier(), keep="both")  # type: ignore[arg-type]


# --- differences -------------------------------------------------------------------------------


@given(parts(2))
def test_a_difference_is_empty_exactly_for_equal_dossiers(dossiers: list[Dossier]) -> None:
    one, other = dossiers

    assert bool(one.diff(other)) is (one != other)
    assert bool(one.diff(other).to_rows()) is (one != other)
    assert (str(one.diff(other)) == "no difference") is (one == other)
    assert not one.diff(one)
    assert str(one.diff(one)) == "no difference"


@given(parts(2), st.data())
def test_doing_what_a_difference_says_gives_the_other(dossiers: list[Dossier], data: st.DataObject) -> None:
    one, other = dossiers
    if len(other):
        record = data.draw(st.sampled_from(list(other)))
        other.replace(attrs.evolve(record, extra={"changed": True}))

    difference = one.diff(other)
    one.add(difference.added)
    one.discard(*difference.removed)
    one.replace(change.after for change in difference.changed)

    assert {record.id: record for record in one} == {record.id: record for record in other}


@given(parts(2))
def test_the_difference_the_other_way_is_the_reverse(dossiers: list[Dossier]) -> None:
    there, back = dossiers[0].diff(dossiers[1]), dossiers[1].diff(dossiers[0])

    assert there.added == back.removed
    assert there.removed == back.added
    assert {change.before.id for change in there.changed} == {change.after.id for change in back.changed}


def test_a_difference_names_the_fields_and_shows_both_values() -> None:
    before = Dossier([MINE, Claim(text="old", id="old")], title="a")
    after = Dossier([THEIRS, Claim(text="new", id="new")], title="b")

    difference = before.diff(after)

    assert difference.title == ("a", "b")
    assert [(change.before, change.after, change.fields) for change in difference.changed] == [
        (MINE, THEIRS, ("where",))
    ]
    assert str(difference).splitlines() == [
        "1 added, 1 removed, 1 changed",
        "title: 'a' → 'b'",
        "+ Claim(text='new', id='new')",
        "- Claim(text='old', id='old')",
        "~ clm-1: where: None → 'Springfield'",
    ]
    assert repr(difference) == "<Difference: 1 added, 1 removed, 1 changed, title>"
    assert difference.to_rows() == [
        {"change": "added", "kind": "claims", "id": "new", "fields": ""},
        {"change": "removed", "kind": "claims", "id": "old", "fields": ""},
        {"change": "changed", "kind": "claims", "id": "clm-1", "fields": "where"},
        {"change": "changed", "kind": "dossier", "id": "", "fields": "title"},
    ]


def test_a_difference_beside_the_records_is_shown_item_by_item() -> None:
    one = Dossier(
        suppressions=[Suppression(code="S03"), Suppression(code="S04")],
        extra={"a": 1, "b": 2, "c": 3},
        unread=[Unread("claims", 5), Unread("claims", 5)],
    )
    other = Dossier(
        suppressions=[Suppression(code="S05"), Suppression(code="S03")],
        extra={"c": 3, "a": True, "d": 4},
        unread=[Unread("claims", 5), Unread("", "x")],
    )

    difference = one.diff(other)

    assert repr(difference) == "<Difference: 0 added, 0 removed, 0 changed, suppressions, extra, unread>"
    assert str(difference).splitlines() == [
        "0 added, 0 removed, 0 changed",
        "+ suppression Suppression(code='S05')",
        "- suppression Suppression(code='S04')",
        "extra['a']: 1 → True",
        "extra['b']: 2 → absent",
        "extra['d']: absent → 4",
        "+ unread Unread(section='', raw='x')",
        "- unread Unread(section='claims', raw=5)",
    ]
    assert repr(one.diff(one)) == "<Difference: none>"
