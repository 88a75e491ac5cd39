"""Canonical JSON, against the pairs of RFC 8785's author and against another program."""

import json
import math
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from provenance import testing
from provenance.errors import InvalidValueError
from provenance.model import FrozenMap, canonical_json
from provenance.model.canonical import DEEPEST, portable
from tests.foreign import foreign_data

LARGEST = 2**53 - 1


def nested(levels: int) -> Any:
    data: Any = 0
    for _ in range(levels):
        data = [data]
    return data


@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_the_pairs_that_came_with_the_rfc(name: str) -> None:
    data = json.loads(foreign_data("standards", "jcs-rfc8785", "input", f"{name}.json").read_text("utf-8"))
    wanted = foreign_data("standards", "jcs-rfc8785", "output", f"{name}.json").read_bytes()
    in_hex = foreign_data("standards", "jcs-rfc8785", "outhex", f"{name}.txt").read_text("ascii")

    assert canonical_json(data) == wanted
    assert canonical_json(data) == bytes.fromhex("".join(in_hex.split()))


@given(testing.json_values())
def test_another_program_writes_the_same_bytes(data: Any) -> None:
    data = portable(data)

    assert canonical_json(data) == rfc8785.dumps(data)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_written_as_ecmascript_does(number: float) -> None:
    assert canonical_json(number) == rfc8785.dumps(number)
    assert float(canonical_json(number)) == number


@given(st.integers(-LARGEST, LARGEST))
def test_integers_are_written_out(number: int) -> None:
    assert canonical_json(number) == str(number).encode()


@given(st.dictionaries(st.text(), st.none()))
def test_keys_are_sorted_by_utf16_units(data: dict[str, None]) -> None:
    written = list(json.loads(canonical_json(data)))

    assert written == sorted(data, key=lambda key: key.encode("utf-16-be"))


@given(testing.json_values())
def test_reading_it_gives_the_data_back_and_writing_that_the_same_bytes(data: Any) -> None:
    written = canonical_json(portable(data))

    assert canonical_json(json.loads(written)) == written


@given(st.dictionaries(st.text(), testing.json_values(), max_size=3))
def test_frozen_data_is_written_like_plain_data(data: dict[str, Any]) -> None:
    assert canonical_json(portable(FrozenMap(data))) == canonical_json(portable(data))


@pytest.mark.parametrize("number", [LARGEST + 1, -LARGEST - 1, 10**5000], ids=["2**53", "-2**53", "10**5000"])
def test_integers_that_cannot_be_exchanged_are_refused_and_go_as_strings(number: int) -> None:
    with pytest.raises(InvalidValueError, match="53 bits"):
        canonical_json(number)
    assert canonical_json(portable([number]))


@given(st.integers())
def test_a_float_goes_as_the_integer_that_it_equals(number: int) -> None:
    try:
        same = float(number)
    except OverflowError:
        return
    assert (portable(same) == portable(int(same))) is True
    assert canonical_json(portable(same)) == canonical_json(portable(int(same)))


@pytest.mark.parametrize(
    "data",
    [
        math.nan,
        math.inf,
        -math.inf,
        "\ud800",
        {"\udfff": 1},
        {1: 2},
        {None: 1},
        {1},
        b"x",
        object(),
        [{"a": nested(200)}],
    ],
    ids=repr,
)
def test_what_json_cannot_say_is_refused(data: Any) -> None:
    with pytest.raises(InvalidValueError):
        canonical_json(data)


def test_data_may_be_nested_as_deep_as_files_may_and_no_deeper() -> None:
    assert canonical_json(nested(DEEPEST)) == b"[" * DEEPEST + b"0" + b"]" * DEEPEST
    with pytest.raises(InvalidValueError, match="nested too deep"):
        canonical_json(nested(DEEPEST + 1))
