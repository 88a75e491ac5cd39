"""The measures mean what they say."""

from typing import Any

import pytest

from provenance.errors import UsageError
from provenance.extraction import DraftAttribution, Span, extract, score

TEXT = 'The bank said prices fell. "We lost," he said. Nobody spoke of reported rain.'


def mark(source: str, cue: str, *content: str) -> dict[str, Any]:
    def place(words: str) -> list[tuple[int, int]]:
        return [(TEXT.index(words), TEXT.index(words) + len(words))] if words else []

    return {"source": place(source), "cue": place(cue), "content": [s for c in content for s in place(c)]}


BANK = mark("The bank", "said", "prices fell")
HE = mark("he", "said", '"We lost,"')


def test_the_same_on_both_sides_is_perfect() -> None:
    result = score([(TEXT, [BANK, HE])], [(TEXT, [BANK, HE])])

    assert result.att50.f1 == result.found.f1 == 1.0
    assert all(measure.f1 == 1.0 for measure in (*result.exact.values(), *result.tokens.values()))


def test_nothing_found_and_nothing_marked_are_zero_not_an_error() -> None:
    assert score([(TEXT, [BANK])], [(TEXT, [])]).att50.f1 == 0.0
    assert score([(TEXT, [])], [(TEXT, [BANK])]).found.f1 == 0.0
    assert score([], []).att50.precision == 0.0


def test_punctuation_at_the_ends_of_spans_never_counts() -> None:
    wider = {**BANK, "content": [(14, 26)]}

    assert score([(TEXT, [BANK])], [(TEXT, [wider])]).exact["content"].f1 == 1.0


def test_att50_wants_half_of_the_union_and_found_half_of_the_gold() -> None:
    long = {**BANK, "content": [(14, 46)]}  # both sentences

    result = score([(TEXT, [BANK])], [(TEXT, [long])])

    assert result.att50.matched == 0
    assert result.found.matched == 1


def test_a_wrong_source_fails_both_and_a_wrong_cue_only_found() -> None:
    wrong_source = {**BANK, "source": [(28, 30)]}
    wrong_cue = {**BANK, "cue": [(60, 68)]}

    assert score([(TEXT, [BANK])], [(TEXT, [wrong_source])]).att50.matched == 0
    assert score([(TEXT, [BANK])], [(TEXT, [wrong_cue])]).att50.matched == 1
    assert score([(TEXT, [BANK])], [(TEXT, [wrong_cue])]).found.matched == 0


def test_an_empty_source_matches_only_an_empty_one() -> None:
    nameless = {**BANK, "source": []}

    assert score([(TEXT, [nameless])], [(TEXT, [BANK])]).found.matched == 0
    assert score([(TEXT, [BANK])], [(TEXT, [nameless])]).att50.matched == 0
    assert score([(TEXT, [nameless])], [(TEXT, [nameless])]).found.matched == 1


def test_one_prediction_matches_one_gold() -> None:
    result = score([(TEXT, [BANK])], [(TEXT, [BANK, BANK])])

    assert (result.att50.matched, result.att50.predicted) == (1, 2)


def test_forms_are_told_by_the_share_inside_quotation_marks() -> None:
    result = score([(TEXT, [BANK, HE])], [(TEXT, [HE])])

    assert (result.by_form["direct"].matched, result.by_form["direct"].gold) == (1, 1)
    assert (result.by_form["indirect"].matched, result.by_form["indirect"].gold) == (0, 1)


def test_drafts_and_records_can_be_measured_alike() -> None:
    drafts = [DraftAttribution(content=[Span(14, 25)], cue=[Span(9, 13)], source=[Span(0, 8)])]
    records = [a for a in extract(TEXT).attributions.values() if a.anchors.content[0].start == 14]

    assert score([(TEXT, [BANK])], [(TEXT, drafts)]).found.f1 == 1.0
    assert score([(TEXT, [BANK])], [(TEXT, records)]).found.f1 == 1.0


def test_another_reading_of_a_passage_does_not_count_twice() -> None:
    drafts = [
        DraftAttribution(content=[Span(14, 25)], cue=[Span(9, 13)], source=[Span(0, 8)]),
        DraftAttribution(content=[Span(14, 20)], cue=[Span(9, 13)], source=[Span(0, 8)], reading_of=0),
    ]

    assert score([(TEXT, [BANK])], [(TEXT, drafts)]).found.predicted == 1


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [([(TEXT, [])], []), ([(TEXT, [])], [("other", [])]), ([(TEXT, [3])], [(TEXT, [])])],
)
def test_what_cannot_be_compared_is_refused(gold: Any, predicted: Any) -> None:
    with pytest.raises(UsageError):
        score(gold, predicted)
