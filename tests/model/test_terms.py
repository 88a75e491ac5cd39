"""The vocabularies: closed for those who write records, open for those who read files."""

import copy
import itertools
import pickle
import re
from enum import StrEnum

import pytest

from provenance.errors import UsageError
from provenance.model import Basis, Commitment, UnknownTerm, Verdict, terms

VOCABULARIES = [
    v for v in vars(terms).values() if isinstance(v, type) and issubclass(v, StrEnum) and v is not StrEnum
]
ORDERED = [
    Verdict.REFUTED,
    Verdict.MOSTLY_REFUTED,
    Verdict.MIXED,
    Verdict.MOSTLY_SUPPORTED,
    Verdict.SUPPORTED,
]
UNORDERED = [verdict for verdict in Verdict if verdict not in ORDERED]


def test_every_vocabulary_is_offered_by_name() -> None:
    assert {vocabulary.__name__ for vocabulary in VOCABULARIES} | {"UnknownTerm"} == set(terms.__all__)
    assert len(VOCABULARIES) == 20


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda v: v.__name__)
def test_the_words_are_fit_for_the_wire(vocabulary: type[StrEnum]) -> None:
    for member in vocabulary:
        if vocabulary is not Commitment:  # FactBank's own
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", member.value)
        assert str(member) == member.value
        assert pickle.loads(pickle.dumps(member)) is member
        assert copy.deepcopy(member) is member
    assert vocabulary.__doc__


def test_five_verdicts_are_ordered_from_refuted_to_supported() -> None:
    for (i, first), (j, second) in itertools.product(enumerate(ORDERED), repeat=2):
        assert (first < second) == (i < j)
        assert (first <= second) == (i <= j)
        assert (first > second) == (i > j)
        assert (first >= second) == (i >= j)
    assert [verdict.rank for verdict in ORDERED] == [0, 1, 2, 3, 4]
    assert sorted(Verdict(word) for word in ("mixed", "refuted", "supported")) == [
        ORDERED[0],
        ORDERED[2],
        ORDERED[4],
    ]


@pytest.mark.parametrize("verdict", UNORDERED)
def test_the_other_verdicts_have_no_order(verdict: Verdict) -> None:
    assert verdict.rank is None
    assert verdict == verdict.value
    for other in (Verdict.MIXED, Verdict.SATIRE, verdict, "mixed", 3):
        with pytest.raises(UsageError, match="have no order"):
            verdict < other  # noqa: B015
        with pytest.raises(UsageError, match="have no order"):
            verdict >= other  # noqa: B015
    with pytest.raises(TypeError):
        sorted([verdict, Verdict.MIXED])


def test_a_verdict_is_not_ordered_among_mere_words() -> None:
    with pytest.raises(UsageError, match="have no order"):
        Verdict.MIXED <= "supported"  # noqa: B015
    with pytest.raises(UsageError, match="have no order"):
        Verdict.MIXED > Basis.STATED  # noqa: B015


def test_an_unknown_term_is_the_word_it_was_read_as() -> None:
    word = UnknownTerm("hologram")

    assert word == "hologram"
    assert hash(word) == hash("hologram")
    assert repr(word) == "UnknownTerm('hologram')"
    for again in (pickle.loads(pickle.dumps(word)), copy.copy(word), copy.deepcopy(word)):
        assert type(again) is UnknownTerm
        assert again == word
    assert not hasattr(word, "__dict__")
