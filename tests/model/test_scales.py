"""Scales: that they say what the standards say, and that nothing is carried over in silence."""

import json
import pickle
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import ConflictError, DecodingError, InvalidRecordError, InvalidValueError, UsageError
from provenance.model import scales
from provenance.model._scale import from_plain
from provenance.model.scales import Likelihood, Scale, ScaleTerm
from tests.foreign import foreign_data

SHIPPED = (
    "admiralty-credibility",
    "admiralty-reliability",
    "analytic-confidence",
    "icd203",
    "kent",
    "misp-admiralty-credibility",
    "misp-admiralty-reliability",
    "misp-estimative-language",
    "probabilites-estimatives",
    "stix-0-10",
    "stix-dni",
    "stix-none-low-med-high",
    "wep",
)
NUMBERED = [name for name in SHIPPED if name != "admiralty-reliability"]


@pytest.fixture
def fresh() -> Iterator[None]:
    """Forget what a test registers."""
    before = dict(scales._known)
    yield
    scales._known.clear()
    scales._known.update(before)


def likelihoods() -> st.SearchStrategy[Likelihood]:
    """Any term of any scale."""
    return st.sampled_from(
        [Likelihood(term=step.term, scale=name) for name in SHIPPED for step in scales.get(name)]
    )


# --- the data, against the standards' own ------------------------------------------------------


def test_these_scales_come_with_the_package() -> None:
    assert set(SHIPPED) <= set(scales.names())


@pytest.mark.parametrize("name", SHIPPED)
def test_a_scale_says_where_it_is_from_and_what_it_measures(name: str) -> None:
    scale = scales.get(name)

    assert scale.name == name
    assert scale.title
    assert scale.reference
    assert scale.measures
    assert len(scale) >= 3


@pytest.mark.parametrize(
    ("name", "file", "predicate"),
    [
        ("misp-estimative-language", "estimative-language.json", "likelihood-probability"),
        ("analytic-confidence", "estimative-language.json", "confidence-in-analytic-judgment"),
        ("misp-admiralty-reliability", "admiralty-scale.json", "source-reliability"),
        ("misp-admiralty-credibility", "admiralty-scale.json", "information-credibility"),
        ("probabilites-estimatives", "vocabulaire-des-probabilites-estimatives.json", "degré-de-probabilité"),
    ],
)
def test_terms_and_numbers_are_those_of_misp_but_for_the_unjudged(
    name: str, file: str, predicate: str
) -> None:
    taxonomy = json.loads(foreign_data("standards", "misp-taxonomies", file).read_bytes())
    (entries,) = [values["entry"] for values in taxonomy["values"] if values["predicate"] == predicate]
    scale = scales.get(name)

    assert len(entries) == len(scale)
    for entry in entries:
        step = scale.term(entry["value"])
        if step.no_judgement:
            assert (step.number, entry["numerical_value"]) == (None, 50)
        else:
            assert step.number == entry["numerical_value"]


def test_the_ranges_of_icd_203_are_those_that_misp_prints() -> None:
    taxonomy = json.loads(
        foreign_data("standards", "misp-taxonomies", "estimative-language.json").read_bytes()
    )
    for entry in taxonomy["values"][0]["entry"]:
        low, high = map(int, re.findall(r"(\d+)-(\d+)%", entry["expanded"])[0])
        for name in ("icd203", "misp-estimative-language"):
            assert scales.get(name).term(entry["value"]).range == (low, high)


@pytest.mark.parametrize(
    ("name", "function", "labels"),
    [
        ("stix-none-low-med-high", "none_low_med_high", ["None", "Low", "Med", "High"]),
        ("stix-0-10", "zero_ten", [str(number) for number in range(11)]),
        ("admiralty-credibility", "admiralty_credibility", None),
        ("wep", "wep", None),
        ("stix-dni", "dni", None),
    ],
)
def test_every_number_means_what_stix2_says(name: str, function: str, labels: list[str] | None) -> None:
    theirs = pytest.importorskip(
        "stix2.confidence.scales", reason="stix2 is a second opinion, not installed here"
    )
    back = {"none_low_med_high": "value_to_none_low_medium_high"}.get(function, f"value_to_{function}")
    scale, seen = scales.get(name), set()

    for number in range(101):
        official = getattr(theirs, back)(number)
        step = scale.at(number)
        seen.add(step.term)
        assert scale.find_term(official.partition(" - ")[0] if name.startswith("adm") else official) is step
        assert step.number == getattr(theirs, f"{function}_to_value")(official)
    assert seen == {step.term for step in scale if not step.no_judgement}


def test_f_and_6_are_no_judgement_and_no_number() -> None:
    for term, name in (
        ("F", "admiralty-reliability"),
        ("6", "admiralty-credibility"),
        ("F", "misp-admiralty-reliability"),
    ):
        likelihood = Likelihood(term=term, scale=name)

        assert likelihood.step.no_judgement
        assert likelihood.number is None
        assert likelihood.range is None


# --- terms and numbers ---------------------------------------------------------------------


def test_57_is_likely_on_one_scale_and_even_on_another() -> None:
    assert Likelihood.at(57, "icd203").term == "likely"
    assert Likelihood.at(57, "stix-dni").term == "roughly even chance"


def test_where_two_steps_meet_it_is_the_higher_one() -> None:
    assert scales.get("icd203").at(55).term == "likely"
    assert scales.get("icd203").at(99).term == "almost certain"


@pytest.mark.parametrize(
    ("number", "name"), [(0, "icd203"), (100, "icd203"), (15, "kent"), (9.5, "stix-dni"), (-1, "wep")]
)
def test_a_number_that_no_term_has_is_refused(number: float, name: str) -> None:
    with pytest.raises(InvalidValueError, match="no term of it"):
        Likelihood.at(number, name)


@pytest.mark.parametrize("number", ["57", None, True])
def test_a_number_is_a_number(number: Any) -> None:
    with pytest.raises(InvalidValueError):
        scales.get("icd203").at(number)


@pytest.mark.parametrize("word", ["likely", "Likely", "probable", "PROBABLY", "Likely / probable"])
def test_a_term_is_known_by_its_aliases_and_kept_as_written(word: str) -> None:
    likelihood = Likelihood(term=word, scale="icd203")

    assert likelihood.step.term == "likely"
    assert likelihood.term == word


@given(likelihoods())
def test_the_number_of_a_term_lies_in_its_range_and_leads_back_to_it(likelihood: Likelihood) -> None:
    number, span = likelihood.number, likelihood.range
    if number is None or span is None:
        assert likelihood.scale == "admiralty-reliability" or likelihood.step.no_judgement
        return

    if likelihood.scale != "misp-estimative-language":  # its first number, 0, lies below its first range, 1-5
        assert span[0] <= number <= span[1]
        # MISP gives two letters, E and G, the number 0.
        assert scales.get(likelihood.scale).at(number).number == number


def test_a_term_that_a_scale_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(InvalidRecordError, match="roughly even chance, likely"):
        Likelihood(term="perhaps", scale="icd203")


def test_a_scale_that_is_not_known_here_is_kept_and_gives_no_numbers() -> None:
    likelihood = Likelihood(term="solid", scale="the desk's own")

    with pytest.raises(InvalidValueError, match=r"scales\.load"):
        _ = likelihood.number


@pytest.mark.parametrize("fields", [{"term": 5, "scale": "icd203"}, {"term": "likely", "scale": None}])
def test_term_and_scale_are_strings(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidRecordError):
        Likelihood(**fields)


@given(likelihoods())
def test_a_likelihood_survives_pickling(likelihood: Likelihood) -> None:
    assert pickle.loads(pickle.dumps(likelihood)) == likelihood
    assert str(likelihood) == f"{likelihood.term} ({likelihood.scale})"


# --- order -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_terms_are_ordered_inside_their_scale(name: str) -> None:
    terms = [Likelihood(term=step.term, scale=name) for step in scales.get(name) if not step.no_judgement]

    assert sorted(terms, key=terms.index) == sorted(terms)
    for low, high in pairwise(terms):
        assert low < high
        assert high > low
        assert low <= low <= high
        assert high >= low


def test_an_alias_is_as_much_as_its_term() -> None:
    probable, likely = (Likelihood(term=word, scale="icd203") for word in ("probable", "likely"))

    assert probable <= likely <= probable
    assert not probable < likely


def test_terms_of_two_scales_are_not_compared() -> None:
    with pytest.raises(UsageError, match="not on one scale"):
        _ = Likelihood(term="likely", scale="icd203") < Likelihood(term="likely", scale="stix-dni")
    with pytest.raises(TypeError):
        _ = Likelihood(term="likely", scale="icd203") < 57  # type: ignore[operator]


def test_what_nobody_can_judge_has_no_order() -> None:
    with pytest.raises(UsageError, match="no order"):
        _ = Likelihood(term="F", scale="admiralty-reliability") < Likelihood(
            term="A", scale="admiralty-reliability"
        )


# --- from scale to scale ---------------------------------------------------------------------


def test_on_its_own_scale_nothing_is_lost() -> None:
    likely = Likelihood(term="likely", scale="icd203")

    assert likely.on("icd203").likelihood == likely
    assert likely.on("icd203").loss is None


@pytest.mark.parametrize(
    ("term", "scale", "other", "becomes", "loss"),
    [
        (
            "likely",
            "icd203",
            "stix-dni",
            "likely",
            "icd203 'likely' (55-80 %) became stix-dni 'likely' (60-79 %)",
        ),
        ("2", "admiralty-credibility", "misp-admiralty-credibility", "2", "'2' (75 %)"),
        ("2", "admiralty-credibility", "wep", "likely", "credibility is read as likelihood"),
        ("unlikely", "wep", "stix-none-low-med-high", "medium", "likelihood is read as confidence"),
        ("A", "admiralty-reliability", "misp-admiralty-reliability", "A", "(no number) became"),
        ("probable", "kent", "icd203", "likely", "(63-87 %) became"),
        ("almost certain", "wep", "icd203", "very likely", "(80-99 %) became"),
    ],
)
def test_the_loss_is_stated(term: str, scale: str, other: str, becomes: str, loss: str) -> None:
    translation = Likelihood(term=term, scale=scale).on(other)

    assert translation.likelihood == Likelihood(term=becomes, scale=other)
    assert translation.loss is not None
    assert loss in translation.loss


def test_what_nobody_can_judge_stays_so_where_that_can_be_said() -> None:
    translation = Likelihood(term="6", scale="admiralty-credibility").on("misp-admiralty-credibility")

    assert translation.likelihood.step.no_judgement
    assert translation.loss is None


@pytest.mark.parametrize(
    ("term", "scale", "other", "reason"),
    [
        ("6", "admiralty-credibility", "icd203", "nobody can judge"),
        ("A", "admiralty-reliability", "icd203", "measures reliability"),
        ("high", "analytic-confidence", "stix-none-low-med-high", "measures analytic confidence"),
        ("G", "misp-admiralty-reliability", "admiralty-reliability", "no term of it"),
        ("likely", "icd203", "nowhere", "known are"),
        ("certain", "wep", "icd203", "no term of it"),
    ],
)
def test_what_cannot_be_carried_over_is_refused(term: str, scale: str, other: str, reason: str) -> None:
    with pytest.raises(InvalidValueError, match=reason):
        Likelihood(term=term, scale=scale).on(other)


@given(likelihoods(), st.sampled_from(SHIPPED))
def test_carrying_over_is_refused_or_says_what_it_changes(likelihood: Likelihood, other: str) -> None:
    try:
        translation = likelihood.on(other)
    except InvalidValueError:
        return

    there = translation.likelihood
    assert there.scale == other
    assert there.step.no_judgement == likelihood.step.no_judgement
    if translation.loss is None:
        assert (there.range, there.number) == (likelihood.range, likelihood.number)


# --- scales of one's own -----------------------------------------------------------------------

DESK = {
    "name": "desk",
    "measures": "likelihood",
    "terms": [
        {"term": "thin", "low": 0, "high": 40},
        {"term": "solid", "low": 41, "high": 100, "aliases": ["good"]},
        {"term": "open", "no_judgement": True},
    ],
}


@pytest.mark.usefixtures("fresh")
def test_a_scale_of_ones_own_works_like_the_others(tmp_path: Path) -> None:
    path = tmp_path / "desk.json"
    path.write_text(json.dumps(DESK), "utf-8")

    scale = scales.load(path)

    assert scales.get("desk") is scale
    assert "desk" in scales.names()
    assert Likelihood(term="good", scale="desk").range == (41, 100)
    assert Likelihood(term="likely", scale="icd203").on("desk").likelihood.term == "solid"


@pytest.mark.usefixtures("fresh")
def test_loading_the_same_twice_is_loading_it_once() -> None:
    assert scales.load(DESK) == scales.load(DESK)


@pytest.mark.usefixtures("fresh")
def test_another_scale_under_a_known_name_is_refused_unless_asked_for() -> None:
    other = {"name": "icd203", "terms": [{"term": "maybe"}]}
    with pytest.raises(ConflictError, match="icd203"):
        scales.load(other)

    assert scales.load(other, replace=True) == scales.get("icd203")


UNJUDGED = {"term": "6", "no_judgement": True, "point": 50}


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        ([], ["$"]),
        ({}, ["$.name"]),
        ({"name": "x"}, ["$.terms"]),
        ({"name": " x", "terms": [{"term": "a"}]}, ["$.name"]),
        ({"name": "x", "terms": "abc"}, ["$.terms"]),
        ({"name": "x", "terms": [{"term": "a"}], "colour": "red"}, ["$.colour"]),
        ({"name": "x", "terms": [{"label": "a"}, 5]}, ["$.terms[0].term", "$.terms[1]", "$.terms"]),
        ({"name": "x", "terms": [{"term": "a", "low": 1}]}, ["$.terms[0].high", "$.terms"]),
        ({"name": "x", "terms": [{"term": "a", "point": 101}, {"term": "b"}]}, ["$.terms[0].point"]),
        ({"name": "x", "terms": [{"term": "a", "low": 5, "high": 1}, {"term": "b"}]}, ["$.terms[0].high"]),
        ({"name": "x", "terms": [{"term": "6", "no_judgement": 1}]}, ["$.terms[0].no_judgement", "$.terms"]),
        ({"name": "x", "terms": [UNJUDGED]}, ["$.terms[0].point", "$.terms"]),
        ({"name": "x", "terms": [{"term": "a"}, {"term": "b", "aliases": ["A"]}]}, ["$.terms[1]"]),
        ({"name": "x", "terms": [{"term": "a", "point": 9}, {"term": "b", "point": 5}]}, ["$.terms"]),
        ({"name": "x", "terms": [{"term": "a", "point": float("nan")}, {"term": "b"}]}, ["$.terms[0].point"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_scale_is_said_all_at_once(data: Any, paths: list[str]) -> None:
    with pytest.raises((InvalidRecordError, UsageError, TypeError)) as raised:
        scales.load(data) if isinstance(data, dict) else from_plain(data)

    assert isinstance(raised.value, InvalidRecordError)
    assert [problem.path for problem in raised.value.problems] == paths


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"name": "x", "name": "y"}',
        b'{"terms": NaN}',
        b"[" * 100_000,
        b" " * 1_000_001,
    ],
    ids=["empty", "open", "not-utf-8", "twice", "nan", "deep", "large"],
)
def test_a_file_that_is_not_a_scale_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "scale.json"
    path.write_bytes(content)

    with pytest.raises(DecodingError):
        scales.load(path)


def test_only_scales_are_registered() -> None:
    with pytest.raises(UsageError, match="load"):
        scales.register(DESK)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["nowhere", 5, None, "../icd203", "icd203.json"])
def test_a_scale_that_is_not_known_is_refused_with_those_that_are(name: Any) -> None:
    with pytest.raises(InvalidValueError, match="icd203, kent"):
        scales.get(name)


def test_a_scale_shows_itself_in_a_line() -> None:
    assert (
        repr(scales.get("kent"))
        == "Scale(name='kent', title='Words of estimative probability of Sherman Kent')"
    )
    assert str(Scale(name="x", terms=[ScaleTerm(term="a", label="Aye")])) == "x"
    assert str(ScaleTerm(term="a", label="Aye")) == "Aye"
