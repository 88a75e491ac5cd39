"""Sentences annotated by hand come out as annotated, word for word."""

import re

import pytest

from provenance.extraction import DraftAttribution, RuleExtractor, Span
from tests.extraction.annotated import Case, read_cases

CASES = read_cases()


def words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text))


def joined(spans: tuple[Span, ...]) -> str:
    return " ".join(str(span.exact) for span in spans)


def shown(draft: DraftAttribution) -> tuple[tuple[str, ...], ...]:
    return tuple(words(joined(spans)) for spans in (draft.source, draft.cue, draft.content))


@pytest.mark.parametrize("case", CASES, ids=[case.text[:50] for case in CASES])
def test_a_sentence_is_read_as_its_annotation_says(case: Case) -> None:
    drafts = RuleExtractor().attributions(case.text)

    found = sorted(shown(draft) for draft in drafts if draft.reading_of is None)

    assert found == sorted(tuple(words(part) for part in parts) for parts in case.expected)


def test_there_are_enough_sentences_to_mean_something() -> None:
    assert len(CASES) >= 150


def test_every_span_slices_exactly_out_of_the_text() -> None:
    for case in CASES:
        for draft in RuleExtractor().attributions(case.text):
            for spans in (draft.source, draft.cue, draft.content, draft.speaker, draft.adjuncts):
                assert all(case.text[span.start : span.end] == span.exact for span in spans)
