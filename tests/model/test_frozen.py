"""Frozen maps: mappings that can be hashed, pickled and shared."""

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import testing
from provenance.model import EMPTY, FrozenMap
from provenance.model.frozen import freeze, thaw

plain = st.dictionaries(st.text(), testing.json_values(), max_size=4)


@given(plain)
def test_it_holds_what_it_was_given(data: dict[str, Any]) -> None:
    frozen = FrozenMap(data)

    assert frozen == data
    assert data == frozen
    assert list(frozen) == list(data)
    assert len(frozen) == len(data)
    assert bool(frozen) == bool(data)
    assert all(key in frozen and frozen[key] == freeze(data[key]) for key in data)


@given(plain)
def test_thawing_undoes_freezing(data: dict[str, Any]) -> None:
    assert thaw(FrozenMap(data)) == data
    assert freeze(thaw(FrozenMap(data))) == FrozenMap(data)


@given(plain)
def test_it_is_hashable_and_survives_pickling_and_copying(data: dict[str, Any]) -> None:
    frozen = FrozenMap(data)

    for again in (pickle.loads(pickle.dumps(frozen)), copy.copy(frozen), copy.deepcopy(frozen)):
        assert again == frozen
        assert hash(again) == hash(frozen)


@given(plain)
def test_the_order_of_keys_does_not_count(data: dict[str, Any]) -> None:
    backwards = FrozenMap(dict(reversed(data.items())))

    assert backwards == FrozenMap(data)
    assert hash(backwards) == hash(FrozenMap(data))


@given(plain)
def test_what_it_was_made_of_can_change_without_it(data: dict[str, Any]) -> None:
    inside: list[Any] = [1]
    data["list"] = inside
    frozen = FrozenMap(data)

    inside.append(2)
    data["more"] = 1

    assert frozen["list"] == (1,)
    assert "more" not in frozen


@pytest.mark.parametrize(
    ("one", "other"),
    [(True, 1), (False, 0), (True, 1.0), ([True], [1]), ({"a": [{"b": 0}]}, {"a": [{"b": False}]})],
)
def test_true_is_not_one(one: Any, other: Any) -> None:
    # Python says that it is; files do not, and what differs in a file is another fact.
    assert FrozenMap(x=one) != FrozenMap(x=other)


def test_one_is_one_however_it_is_written() -> None:
    assert FrozenMap(x=1) == FrozenMap(x=1.0)
    assert hash(FrozenMap(x=1)) == hash(FrozenMap(x=1.0))


def test_nothing_in_it_can_be_changed() -> None:
    frozen: Any = FrozenMap(a=1)

    with pytest.raises(AttributeError, match="frozen"):
        frozen.a = 2
    with pytest.raises(AttributeError, match="frozen"):
        del frozen._items
    with pytest.raises(TypeError):
        frozen["a"] = 2
    assert frozen == {"a": 1}


def test_the_empty_one_is_false_and_equal_to_any_other_empty_mapping() -> None:
    assert not EMPTY
    assert EMPTY == {} == FrozenMap()
    assert FrozenMap() != []
