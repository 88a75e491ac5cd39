"""Scales and grades beside verdicts: what STIX says of every number, and of what has none."""

from itertools import groupby

import pytest

from provenance.errors import InvalidValueError
from provenance.formats import verdicts
from provenance.model import scales

theirs = pytest.importorskip(
    "stix2.confidence.scales", reason="stix2 is a second opinion, not installed here"
)

BACK = {
    "stix-none-low-med-high": theirs.value_to_none_low_medium_high,
    "stix-0-10": theirs.value_to_zero_ten,
    "admiralty-credibility": theirs.value_to_admiralty_credibility,
    "wep": theirs.value_to_wep,
    "stix-dni": theirs.value_to_dni,
}


@pytest.mark.parametrize("name", BACK)
def test_each_step_reaches_from_the_first_to_the_last_number_that_stix_gives_it(name: str) -> None:
    groups = [list(numbers) for _, numbers in groupby(range(101), key=BACK[name])]

    ours = [step.range for step in scales.get(name) if not step.no_judgement]

    assert ours == [(numbers[0], numbers[-1]) for numbers in groups]


@pytest.mark.parametrize("number", [-1, 101, 1000])
@pytest.mark.parametrize("name", BACK)
def test_numbers_that_stix_refuses_are_refused(name: str, number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        BACK[name](number)
    with pytest.raises(InvalidValueError):
        scales.get(name).at(number)


def test_what_cannot_be_judged_has_a_number_neither_there_nor_here() -> None:
    (unjudged,) = [step for step in scales.get("admiralty-credibility") if step.no_judgement]

    assert unjudged.number is None
    with pytest.raises(ValueError, match="cannot be judged"):
        theirs.admiralty_credibility_to_value("6 - Truth cannot be judged")


def test_a_grade_is_no_verdict() -> None:
    for label in ("probably true", "2 - Probably true", "likely"):
        assert verdicts.read(label, language="en").verdict == "unrated"
