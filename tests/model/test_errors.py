"""Errors: facts and a sentence, both of which survive pickling; messages that are safe to print."""

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import errors
from provenance.errors import (
    AnchorNotFoundError,
    ConflictError,
    DecodingError,
    InvalidRecordError,
    InvalidValueError,
    MissingExtraError,
    Problem,
    ProvenanceError,
    StorageError,
    StorageNotFoundError,
    UnknownRecordError,
    UsageError,
    shown,
)

NASTY = "\x1b[31mred\x00\r\n\u202eevil\ud800" + "x" * 5000
PROBLEMS = [Problem(f"$.claims[{n}].text", f"{NASTY} {n}", "clm-1") for n in range(50)]
EXAMPLES: list[ProvenanceError] = [
    ProvenanceError("plain"),
    InvalidValueError(NASTY, NASTY, NASTY),
    InvalidRecordError(NASTY, NASTY, PROBLEMS),
    InvalidRecordError("Claim", None, []),
    UnknownRecordError(NASTY, NASTY, NASTY, NASTY),
    ConflictError(PROBLEMS, NASTY),
    DecodingError(PROBLEMS, NASTY),
    DecodingError([], None),
    AnchorNotFoundError(NASTY, NASTY),
    StorageError(NASTY, NASTY, 13),
    StorageNotFoundError("story.json", "there is no such file"),
    MissingExtraError("hypothesis", "testing", "provenance.testing"),
    UsageError(NASTY, NASTY),
]
every_error = pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)


def test_there_is_an_example_of_every_error() -> None:
    assert {type(error).__name__ for error in EXAMPLES} == {
        name for name in errors.__all__ if name.endswith("Error")
    }


@every_error
def test_an_error_survives_pickling_with_its_facts_and_its_sentence(error: ProvenanceError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert vars(again) == vars(error)


@every_error
def test_a_message_is_short_and_holds_nothing_a_terminal_acts_upon(error: ProvenanceError) -> None:
    assert 0 < len(str(error)) <= 2000
    assert str(error).isprintable()
    str(error).encode("utf-8")


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (InvalidValueError, ValueError),
        (InvalidRecordError, ValueError),
        (UnknownRecordError, LookupError),
        (ConflictError, ValueError),
        (DecodingError, ValueError),
        (AnchorNotFoundError, LookupError),
        (StorageError, OSError),
        (StorageNotFoundError, FileNotFoundError),
        (MissingExtraError, ImportError),
        (UsageError, TypeError),
    ],
)
def test_an_error_is_also_the_one_a_caller_expects(error: type[Exception], builtin: type[Exception]) -> None:
    assert issubclass(error, builtin)
    assert issubclass(error, ProvenanceError)


def test_a_long_list_of_problems_is_cut_and_counted() -> None:
    error = DecodingError([Problem(f"$.claims[{n}]", "is odd") for n in range(500)], "story.json")

    assert str(error).startswith("'story.json': $.claims[0]: is odd; $.claims[1]: is odd; ")
    assert str(error).endswith(" more")
    assert len(error.problems) == 500


def test_a_problem_is_frozen_and_shows_itself() -> None:
    problem = Problem("$.claims[0].text", "a claim needs words", "clm-1")

    assert str(problem) == "$.claims[0].text: a claim needs words"
    assert repr(problem) == "Problem('$.claims[0].text', 'a claim needs words', record='clm-1')"
    assert pickle.loads(pickle.dumps(problem)) == problem == copy.deepcopy(problem)
    assert hash(problem) == hash(copy.copy(problem))
    assert problem != Problem("$.claims[0].text", "a claim needs words")
    assert problem != "$.claims[0].text: a claim needs words"
    with pytest.raises(AttributeError, match="frozen"):
        problem.path = "$"
    with pytest.raises(AttributeError, match="frozen"):
        del problem.path


class Hostile:
    def __repr__(self) -> str:
        raise RuntimeError("no repr for you")


@given(
    st.one_of(
        st.text(),
        st.text(alphabet=st.characters()),
        st.binary(),
        st.integers(),
        st.floats(),
        st.lists(st.text()),
    )
)
def test_a_value_is_shown_on_one_short_line(value: Any) -> None:
    assert len(shown(value)) <= 80
    assert shown(value).isprintable()


def test_what_is_large_is_not_written_out() -> None:
    large = (10**5000, -(10**100), [0] * 10**6, dict.fromkeys(range(100)), "x" * 10**6, b"\x00" * 10**6)

    assert all(len(shown(value)) <= 80 for value in large)


def test_a_value_whose_repr_raises_is_named_by_its_class() -> None:
    assert shown(Hostile()) == "a Hostile"
    assert shown([Hostile()]) == "a list"
