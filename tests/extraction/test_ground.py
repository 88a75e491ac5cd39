"""What a foreign extractor returns is held to the text."""

from typing import Any

import pytest

import provenance
from provenance.errors import ProvenanceError, UsageError
from provenance.extraction import DraftAttribution, Extractor, RuleExtractor, Span, extract, ground

TEXT = "Prices fell, the bank said. Prices rose, the bank said."


def draft(*content: Span, **others: Any) -> DraftAttribution:
    return DraftAttribution(content=content, **others)


def test_spans_that_are_right_are_kept_as_they_are() -> None:
    result = ground(TEXT, [draft(Span(0, 11, "Prices fell"))])

    assert result.drafts[0].content == (Span(0, 11, "Prices fell"),)
    assert result.moved == 0


def test_words_at_the_wrong_place_are_moved_to_the_nearest_right_one() -> None:
    result = ground(TEXT, [draft(Span(2, 13, "Prices fell"), source=[Span(44, 52, "the bank")])])

    assert result.drafts[0].content == (Span(0, 11, "Prices fell"),)
    assert result.drafts[0].source == (Span(41, 49, "the bank"),)
    assert result.moved == 2


def test_straight_marks_stand_for_curly_ones_but_the_text_wins() -> None:
    text = "He said “it’s\nover”."

    result = ground(text, [draft(Span(0, 11, '"it\'s over"'))])

    assert result.drafts[0].content == (Span(8, 19, "“it’s\nover”"),)


@pytest.mark.parametrize(
    "bad",
    [
        draft(Span(0, 11, "Prices soared")),
        draft(Span(0, 400)),
        draft(Span(5, 5)),
        draft(Span(-3, 4)),
        draft(),
        draft(Span(0, 11), source=[Span(0, 8, "the king")]),
        "not a draft",
    ],
)
def test_what_is_not_in_the_text_is_refused_with_a_reason(bad: Any) -> None:
    result = ground(TEXT, [bad, draft(Span(0, 11))])

    assert [refusal.index for refusal in result.refused] == [0]
    assert result.refused[0].reason
    assert len(result.drafts) == 1


def test_references_to_refused_drafts_are_dropped_and_others_renumbered() -> None:
    drafts = [
        draft(Span(0, 5, "wrong")),
        draft(Span(0, 26)),
        draft(Span(0, 11), within=1),
        draft(Span(28, 39), within=0),
    ]

    result = ground(TEXT, drafts)

    assert [d.within for d in result.drafts] == [None, 0, None]


def test_the_text_must_be_text() -> None:
    with pytest.raises(UsageError):
        ground(b"bytes", [])  # type: ignore[arg-type]


class Fixed:
    """An extractor of somebody else: always the same answer."""

    name = "fixed"
    version = "0.1"

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def attributions(self, text: str) -> list[DraftAttribution]:
        return self.answer  # type: ignore[no-any-return]


def test_any_extractor_will_do_and_is_named_in_the_records() -> None:
    engine = Fixed([draft(Span(9, 20, "Prices fell"), source=[Span(13, 21)], cue=[Span(22, 26)])])

    [passage] = extract(TEXT, extractor=engine).attributions.values()

    assert isinstance(engine, Extractor)
    assert passage.anchors.content[0].exact == "Prices fell"
    assert passage.commitment == "CT+"
    assert passage.recorded is not None
    assert (passage.recorded.software, passage.recorded.version) == ("fixed", "0.1")


def test_what_is_refused_is_a_problem_of_the_dossier_with_its_place_words_and_reason() -> None:
    engine = Fixed(
        [
            draft(Span(0, 4, "lies")),
            draft(Span(9, 20, "Prices fell")),  # moved to where it stands, and no problem
            7,
            draft(Span(900, 905)),
        ]
    )

    dossier = extract(TEXT, extractor=engine)

    assert len(dossier.attributions) == 1
    assert [(p.path, p.message) for p in dossier.read_problems] == [
        ("$.drafts[0]", "the draft 'lies' was not taken: content: the words 'lies' are not in the text"),
        ("$.drafts[2]", "the draft was not taken: not a DraftAttribution but int"),
        ("$.drafts[3]", "the draft was not taken: content: 900 to 905 is not inside the text"),
    ]
    assert dossier.problems() == dossier.read_problems


def test_the_built_in_engine_leaves_no_problems() -> None:
    assert extract(TEXT).read_problems == ()


@pytest.mark.parametrize("answer", [None, 7, [3], [draft(Span(0, 4, "lies"))]])
def test_a_foreign_extractor_cannot_break_anything(answer: Any) -> None:
    try:
        dossier = extract(TEXT, extractor=Fixed(answer))
    except ProvenanceError:
        return

    assert not dossier.attributions


def test_an_extractor_without_the_protocol_is_refused() -> None:
    with pytest.raises(UsageError, match="protocol"):
        extract(TEXT, extractor=object())  # type: ignore[arg-type]


def test_rings_of_references_end() -> None:
    engine = Fixed(
        [draft(Span(0, 11), within=1), draft(Span(28, 39), within=0), draft(Span(0, 26), reading_of=2)]
    )

    assert len(extract(TEXT, extractor=engine).attributions) == 3


def test_the_built_in_engine_follows_the_protocol_and_has_the_version_of_the_package() -> None:
    assert isinstance(RuleExtractor(), Extractor)
    assert RuleExtractor().version == provenance.__version__
