"""Whatever is given to the model where something else is wanted, one error of the library says so."""

from collections.abc import Callable
from typing import Any

import pytest

from provenance.errors import InvalidValueError, Problem, ProvenanceError, StorageError, UsageError
from provenance.model import Claim, Dossier, FrozenMap, Suppression, Unread, scales, to_plain

CLAIM = Claim(text="The bridge is closed.", id="clm-1")
DOSSIER = Dossier([CLAIM])
LOOK_UPS = (
    "passages_of", "enclosed_by", "derivations_of", "derivations_from", "relations_of", "statuses_of",
    "judgements_of", "grades_of", "articles_of", "spokesmen_of", "groups_of", "discard",
)  # fmt: skip


def deep(levels: int, inner: Any = 0) -> Any:
    for _ in range(levels):
        inner = [inner]
    return inner


def cycle() -> Any:
    ring: dict[str, Any] = {}
    ring["a"] = [ring]
    return ring


@pytest.mark.parametrize("name", LOOK_UPS)
@pytest.mark.parametrize("asked", [None, [], {}, 5, Claim, Suppression(code="S03")], ids=repr)
def test_look_ups_want_a_record_or_its_id(name: str, asked: Any) -> None:
    with pytest.raises(UsageError, match=f"^Dossier.{name}: expected a record or its id, got"):
        getattr(DOSSIER, name)(asked)


@pytest.mark.parametrize("asked", [[], {}, 5, Claim])
def test_an_id_is_a_string(asked: Any) -> None:
    for look_up in (lambda: DOSSIER[asked], lambda: DOSSIER.get(asked), lambda: asked in DOSSIER):
        with pytest.raises(UsageError, match="expected a record or its id"):
            look_up()


def test_what_is_unknown_is_in_no_dossier() -> None:
    unknown: Any = None

    assert unknown not in DOSSIER
    assert DOSSIER.get(unknown) is None


def test_a_record_stands_for_its_id_in_look_ups() -> None:
    other = Claim(text="Another wording.", id="clm-1")

    assert DOSSIER[other] is CLAIM
    assert DOSSIER.get(other) is CLAIM
    assert DOSSIER.get(Claim(text="It is open.", id="clm-2")) is None


@pytest.mark.parametrize("place", [("claims", []), ([], "claim"), ("attributions", None), (5, 5)])
def test_an_index_is_named_by_words(place: tuple[Any, Any]) -> None:
    with pytest.raises(UsageError, match=r"Dossier\.index"):
        DOSSIER.index(*place)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", 5),
        ("title", b"x"),
        ("title", "\ud800"),
        ("extra", None),
        ("extra", 5),
        ("extra", [("a", 1)]),
        ("extra", {1: 2}),
        ("extra", {"a": {1}}),
        ("extra", {"a": "\ud800"}),
        ("extra", {"a": deep(100_000)}),
        ("extra", cycle()),
        ("suppressions", None),
        ("suppressions", 5),
        ("suppressions", "S03"),
        ("suppressions", ["S03"]),
        ("unread", None),
        ("unread", "x"),
        ("unread", [5]),
        ("unread", ["xy"]),
        ("unread", [(5, 1)]),
        ("unread", [("claims", {1, 2})]),
        ("unread", [("claims", cycle())]),
        ("unread", [("\ud800", 1)]),
        ("read_problems", None),
        ("read_problems", ["x"]),
        ("read_problems", "x"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isidentifier() else type(value).__name__,
)
def test_what_stands_beside_the_records_is_checked_however_it_is_set(name: str, value: Any) -> None:
    dossier = Dossier([CLAIM], title="kept", extra={"kept": 1})
    before = dossier.copy()

    with pytest.raises((UsageError, InvalidValueError), match=name.removesuffix("s")):
        Dossier(**{name: value})
    with pytest.raises((UsageError, InvalidValueError)):
        setattr(dossier, name, value)

    assert dossier == before


def test_what_stands_beside_the_records_can_be_set() -> None:
    dossier = Dossier()

    dossier.title = "The bridge"
    dossier.extra = {"a": [1]}
    dossier.suppressions += (Suppression(code="S03"),)
    dossier.unread = [Unread("claims", {"a": [1]})]
    dossier.read_problems = [Problem("$", "is odd")]

    assert dossier.extra == FrozenMap(a=(1,))
    assert dossier.unread == (Unread("claims", FrozenMap(a=(1,))),)
    assert hash(dossier.unread[0]) == hash(Unread("claims", FrozenMap(a=(1,))))
    assert (
        dossier
        == dossier.copy()
        == Dossier(
            title="The bridge",
            extra={"a": [1]},
            suppressions=[Suppression(code="S03")],
            unread=[Unread("claims", {"a": [1]})],
        )
    )


def grown(levels: int) -> FrozenMap[Any]:
    held: FrozenMap[Any] = FrozenMap()
    for _ in range(levels):
        held = FrozenMap(a=[held])
    return held


@pytest.mark.parametrize(
    "make",
    [
        lambda: FrozenMap(5),  # type: ignore[arg-type]
        lambda: FrozenMap([("a", 1)]),  # type: ignore[arg-type]
        lambda: FrozenMap({1: 2}),  # type: ignore[dict-item]
        lambda: FrozenMap({"a": {1, 2}}),
        lambda: FrozenMap(a=[{"b": bytearray()}]),
        lambda: FrozenMap(a=10**5000),
        lambda: FrozenMap(a=deep(100_000)),
        lambda: FrozenMap(a=deep(99, {"x": 1})),
        lambda: FrozenMap(cycle()),
        lambda: grown(5_000),
    ],
)
def test_a_frozen_map_holds_what_can_be_hashed_and_shown(make: Callable[[], Any]) -> None:
    with pytest.raises((UsageError, InvalidValueError), match=r"FrozenMap|frozen map"):
        make()


def test_a_frozen_map_of_a_hundred_levels_is_one() -> None:
    for held in (FrozenMap(a=deep(99)), grown(49)):
        assert len(repr(held)) + hash(held)
        assert held == FrozenMap(held)


def test_a_frozen_map_is_not_equal_to_what_none_can_hold() -> None:
    assert FrozenMap(a=1) != {"a": {1}}
    assert FrozenMap(a=1) != {1: 1}


@pytest.mark.parametrize("value", [None, {}, "x", Claim, Suppression, DOSSIER])
def test_only_records_and_values_have_a_plain_form(value: Any) -> None:
    with pytest.raises(UsageError, match=r"^to_plain: expected a record or value of the model"):
        to_plain(value)


@pytest.mark.parametrize("source", [None, [], 5.5, 5, b"x", True])
def test_a_scale_is_loaded_from_a_mapping_or_a_path(source: Any) -> None:
    with pytest.raises(UsageError, match=r"^scales.load: expected a mapping or the path of a file"):
        scales.load(source)


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "", "/no/such/folder/x.json"])
def test_a_name_that_no_file_has_is_a_storage_error(name: str) -> None:
    with pytest.raises(StorageError):
        scales.load(name)


def test_a_term_is_a_string() -> None:
    for look_up in (scales.get("icd203").find_term, scales.get("icd203").term):
        with pytest.raises(InvalidValueError, match="term of the scale icd203"):
            look_up(5)  # type: ignore[arg-type]


def test_deep_fields_are_refused_by_name() -> None:
    for extra in ({"a": deep(100_000)}, cycle(), {"a": grown(49), "b": deep(101)}):
        with pytest.raises(ProvenanceError, match=r"extra.*nested deeper than 100"):
            Claim(text="x", extra=extra)
