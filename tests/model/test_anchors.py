"""Anchors: that they slice, are found again after an edit, and never at a wrong place."""

import json
import pickle
import random
import time
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import AnchorNotFoundError, InvalidRecordError, InvalidValueError
from provenance.model import Article
from provenance.model.anchors import NO_ANCHORS, Anchors, Part, Stage, TextAnchor
from tests.foreign import foreign_data

STORY = (
    "The bridge over the Ems is closed. In a statement on Monday the mayor said about 2,000 cars would have "
    "to take the long way round, and that nobody knew for how long. He said no. He said no. He said no."
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


@st.composite
def spans(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> tuple[str, int, int]:
    """A text and a span in it."""
    text = draw(texts)
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


def cases() -> list[Any]:
    """The texts with one quote each, or nothing where the data is absent."""
    try:
        return list(json.loads(foreign_data("hostile", "offsets_own.json").read_bytes())["cases"])
    except pytest.skip.Exception:
        return []


# --- making --------------------------------------------------------------------------------


@given(spans())
def test_an_anchor_slices_its_words_out_of_the_text(case: tuple[str, int, int]) -> None:
    text, start, end = case
    anchor = TextAnchor.of(text, start, end)

    assert text[anchor.start : anchor.end] == anchor.exact
    assert text[: anchor.start].endswith(anchor.prefix)
    assert text[anchor.end :].startswith(anchor.suffix)


@pytest.mark.parametrize("span", [(-1, 2), (2, 1), (0, 6), (0.0, 2), (True, 2), ("0", 2)])
def test_a_span_outside_the_text_is_refused(span: tuple[Any, Any]) -> None:
    with pytest.raises(InvalidValueError):
        TextAnchor.of("12345", *span)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"start": -1, "end": 2, "exact": "abc"}, "$.start"),
        ({"start": 3, "end": 2, "exact": ""}, "$.end"),
        ({"start": 0, "end": 2, "exact": "abc"}, "$.exact"),
        ({"start": "0", "end": 2, "exact": "ab"}, "$.start"),
        ({"start": 0, "end": 2.0, "exact": "ab"}, "$.end"),
        ({"start": 0, "end": True, "exact": "a"}, "$.end"),
        ({"start": 0, "end": 2, "exact": None}, "$.exact"),
        ({"start": 0, "end": 2, "exact": "ab", "part": "footnote"}, "$.part"),
    ],
)
def test_an_anchor_that_cannot_be_is_refused(fields: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidRecordError) as raised:
        TextAnchor(**fields)

    assert [problem.path for problem in raised.value.problems] == [path]


def test_an_empty_anchor_marks_a_place_between_two_characters() -> None:
    anchor = TextAnchor.of("ab", 1, 1)

    assert anchor.exact == ""
    assert anchor.locate("xxab").start == 3
    with pytest.raises(AnchorNotFoundError):
        anchor.locate("xabab")


def test_a_part_may_be_given_by_its_word() -> None:
    assert TextAnchor.of("abc", 0, 1, part="headline").part is Part.HEADLINE


@given(spans())
def test_an_anchor_survives_pickling(case: tuple[str, int, int]) -> None:
    anchor = TextAnchor.of(*case)

    assert pickle.loads(pickle.dumps(anchor)) == anchor
    assert hash(TextAnchor(**attrs.asdict(anchor))) == hash(anchor)


def test_its_repr_is_short() -> None:
    assert len(repr(TextAnchor.of("x" * 10_000, 0, 10_000))) < 150


def test_words_that_stand_once_are_found_by_hand() -> None:
    assert TextAnchor.find(STORY, "about 2,000 cars").start == STORY.index("about")


def test_words_that_stand_several_times_want_to_know_which() -> None:
    with pytest.raises(AnchorNotFoundError, match="several places"):
        TextAnchor.find(STORY, "He said no")
    assert TextAnchor.find(STORY, "He said no", 2).start == STORY.rindex("He said no")


@pytest.mark.parametrize("occurrence", [None, 0, 3])
def test_words_that_do_not_stand_there_are_not_found(occurrence: int | None) -> None:
    with pytest.raises(AnchorNotFoundError, match="does not stand in the text"):
        TextAnchor.find(STORY, "he said maybe", occurrence)


@pytest.mark.parametrize(
    ("exact", "occurrence"), [("", None), (None, None), ("no", -1), ("no", True), ("no", "1")]
)
def test_finding_wants_words_and_a_count(exact: Any, occurrence: Any) -> None:
    with pytest.raises(InvalidValueError):
        TextAnchor.find(STORY, exact, occurrence)


# --- finding again -------------------------------------------------------------------------


@given(spans())
def test_in_the_unchanged_text_it_is_found_by_its_position(case: tuple[str, int, int]) -> None:
    text, start, end = case
    anchor = TextAnchor.of(text, start, end)
    found = anchor.locate(text)

    assert (found.start, found.end, found.stage, found.score) == (start, end, Stage.POSITION, 1)
    assert found.anchor == anchor


@given(spans(), TEXTS)
def test_text_put_before_never_leads_to_other_words(case: tuple[str, int, int], more: str) -> None:
    text, start, end = case
    anchor = TextAnchor.of(text, start, end)
    try:
        found = anchor.locate(more + text)
    except AnchorNotFoundError:
        assert more
        return

    if found.stage is not Stage.FUZZY:
        assert (more + text)[found.start : found.end] == anchor.exact
    assert found.anchor.exact == (more + text)[found.start : found.end]


@pytest.mark.parametrize("words", ["about 2,000 cars", "nobody knew", "The bridge", "closed", "for how long"])
@pytest.mark.parametrize("before", ["", "Update: ", "x" * 5000 + "\n"])
@pytest.mark.parametrize("after", ["", " He said no."])
def test_it_moves_with_the_text_around_it(words: str, before: str, after: str) -> None:
    edited = before + STORY + after

    found = TextAnchor.find(STORY, words).locate(edited)

    assert found.start == len(before) + STORY.index(words)
    assert found.stage is (Stage.QUOTATION if before else Stage.POSITION)
    assert found.anchor.locate(edited).stage is Stage.POSITION


def test_the_third_of_three_equal_quotations_stays_the_third() -> None:
    edited = "Well. " + STORY

    assert TextAnchor.find(STORY, "said no", 2).locate(edited).start == edited.rindex("said no")


def test_a_long_quotation_that_moved_alone_is_found() -> None:
    quotation = "nobody knew for how long, the mayor said"
    text = f"It is closed. He added that {quotation}. That was all there was to say."

    assert TextAnchor.find(text, quotation).locate(f"Today, {quotation}, we learn.").stage is Stage.QUOTATION


def test_a_word_that_stands_alone_among_other_words_is_not_taken() -> None:
    anchor = TextAnchor.find("She opened the door and said nothing to anybody at all.", "said")

    with pytest.raises(AnchorNotFoundError, match="among other words"):
        anchor.locate("The quick fox is what he said it was, and the dog slept.")


def test_two_places_as_good_as_each_other_are_no_place() -> None:
    anchor = TextAnchor.find("The end. No comment, he said, and left.", "No comment")

    with pytest.raises(AnchorNotFoundError, match="several places with the same words"):
        anchor.locate("x " + "The end. No comment, he said, and left. " * 2)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("about 2,000 cars", "around 2,000 cars", "around 2,000 cars"),
        ("about 2,000 cars", "about 3,000 cars", "about 3,000 cars"),
        ("nobody knew for how long", "nobody knows for how long", "nobody knows for how long"),
        ("The bridge over the Ems", "The bridge across the Ems", "The bridge across the Ems"),
        ("a statement on Monday", "a statement late on Monday", "a statement late on Monday"),
        ("mayor", "major", "major"),
    ],
)
def test_words_that_were_edited_are_found_and_the_result_says_so(old: str, new: str, words: str) -> None:
    edited = "Updated. " + STORY.replace(old, new)

    found = TextAnchor.find(STORY, old).locate(edited)

    assert edited[found.start : found.end] == words == found.anchor.exact
    assert found.stage is Stage.FUZZY
    assert 0.5 <= found.score < 1
    with pytest.raises(AnchorNotFoundError):
        TextAnchor.find(STORY, old).locate(edited, fuzzy=False)


def test_words_that_were_taken_out_are_not_found_elsewhere() -> None:
    for words in (
        "about 2,000 cars",
        "The bridge over the Ems is closed.",
        "said",
        "nobody knew for how long",
    ):
        edited = STORY.replace(words, "").replace("He said no. ", "")
        with pytest.raises(AnchorNotFoundError):
            TextAnchor.find(STORY, words, 0).locate(edited)


def test_two_places_that_are_like_it_are_no_place() -> None:
    anchor = TextAnchor.find(STORY, "about 2,000 cars would have to take the long way round")
    alike = STORY.replace("about 2,000", "around 2,000")

    with pytest.raises(AnchorNotFoundError, match="several places are like it"):
        anchor.locate(alike + "\n\n" + alike)


@given(st.integers(0, 10_000))
def test_a_long_text_edited_in_a_few_places_never_gives_a_wrong_span(seed: int) -> None:
    chance = random.Random(seed)
    words = [
        f"{chance.choice('bcdfgklmnprst')}{chance.choice('aeiou')}{chance.randrange(400)}" for _ in range(300)
    ]
    place = chance.randrange(20, 280)
    text = " ".join(words)
    start = len(" ".join(words[:place])) + 1
    anchor = TextAnchor.of(text, start, start + len(" ".join(words[place : place + 5])))
    edited = list(words)
    for _ in range(6):
        edited[chance.randrange(300)] = chance.choice(["changed", "", "new words here"])
    new = " ".join(edited)
    try:
        found = anchor.locate(new)
    except AnchorNotFoundError:
        assert edited[place - 8 : place + 13] != words[place - 8 : place + 13]
        return

    true = len(" ".join(edited[:place])) + 1
    assert abs(found.start - true) <= 16


@pytest.mark.parametrize(
    ("words", "longer"),
    [
        ("100,000", "1,100,000"),
        ("100,000", "1,000,000"),
        ("100,000", "100,000.5"),
        ("100 000", "1\u202f100 000"),
        ("50", "150"),
        ("50", "40-50"),
        ("10", "10:30"),
        ("legal", "illegal"),
        ("able to enter the city", "unable to enter the city"),
        ("confirmed", "unconfirmed"),
        ("confirmed", "non-confirmed"),
        ("can", "can't"),
        ("cafe", "cafe\u0301"),
    ],
)
@pytest.mark.parametrize("before", ["", "Updated at noon. "])
def test_a_whole_word_or_number_is_not_found_inside_a_longer_one(
    words: str, longer: str, before: str
) -> None:
    sentence = "A spokesman in the city told the paper about {} and would not say more."
    edited = before + sentence.format(longer)
    anchor = TextAnchor.find(sentence.format(words), words)

    try:
        found = anchor.locate(edited)
    except AnchorNotFoundError:
        pass
    else:
        assert (edited[found.start : found.end], found.stage) == (longer, Stage.FUZZY)
    with pytest.raises(AnchorNotFoundError):
        anchor.locate(edited, fuzzy=False)


@pytest.mark.parametrize(
    ("anchor", "text"),
    [
        (TextAnchor(start=10, end=12, exact="he"), "then"),
        (TextAnchor(start=1, end=3, exact="he"), "then"),
        (TextAnchor.of("It is legal", 6, 11), "It is legalised"),
        (TextAnchor.of("legal it is", 0, 5), "illegal it is"),
        (TextAnchor.of("no", 0, 2), "none"),
    ],
)
def test_without_context_a_word_is_taken_for_a_whole_one(anchor: TextAnchor, text: str) -> None:
    with pytest.raises(AnchorNotFoundError, match="only as a part of longer words"):
        anchor.locate(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He called it illegal and left.", "legal"),
        ("There were 1,100,000 of them.", "100,000"),
        ("The cafe\u0301 is shut.", "cafe"),
        ("The no-fly zone holds.", "fly"),
    ],
)
@pytest.mark.parametrize("before", ["", "Updated. "])
def test_a_part_of_a_word_that_was_quoted_as_one_is_found_again(text: str, words: str, before: str) -> None:
    found = TextAnchor.find(text, words).locate(before + text)

    assert found.start == len(before) + text.index(words)
    assert found.stage is not Stage.FUZZY


def test_in_scripts_without_spaces_words_are_found_next_to_others() -> None:
    anchor = TextAnchor.find("市長は水曜日に否定した。", "市長")

    assert anchor.locate("しかし市長は水曜日に否定した。").stage is Stage.QUOTATION


@given(spans(TEXTS | st.text("n't1,.-a \u0301", max_size=12)), st.integers(3, 8))
def test_with_some_context_an_anchor_is_always_found_in_its_own_text(
    case: tuple[str, int, int], context: int
) -> None:
    text, start, end = case

    assert TextAnchor.of(text, start, end, context).locate(text).stage is Stage.POSITION


# --- time ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "He said no. " * 83_000,
        "ab" * 500_000,
        STORY * 5_000,
        "about 2,000 cars " * 60_000,
        "about 2,000 bars " * 60_000,
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.parametrize(
    "words", ["about 2,000 cars", "a" * 30, "ab" * 1_900, STORY[:150], "He said no. He said no."]
)
def test_a_megabyte_that_repeats_itself_is_searched_in_bounded_time(text: str, words: str) -> None:
    anchor = TextAnchor(start=3, end=3 + len(words), exact=words, prefix="x" * 32, suffix="said the mayor")
    start = time.process_time()
    with pytest.raises(AnchorNotFoundError):
        anchor.locate(text)

    assert time.process_time() - start < 2


# --- other offsets ---------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["note"]))
def test_hostile_offsets_convert_both_ways(case: dict[str, Any]) -> None:
    anchor = TextAnchor.find(case["text"], case["exact"], case["occurrence"])

    assert [anchor.start, anchor.end] == case["code_point"]
    assert list(anchor.to_utf16(case["text"])) == case["utf16"]
    assert list(anchor.to_utf8(case["text"])) == case["utf8"]
    assert TextAnchor.from_utf16(case["text"], *case["utf16"]) == anchor
    assert TextAnchor.from_utf8(case["text"], *case["utf8"]) == anchor


def test_all_hostile_offsets_were_there() -> None:
    foreign_data("hostile", "offsets_own.json")

    assert len(cases()) == 17


@given(spans(st.text(st.characters(codec="utf-8") | st.sampled_from("😀𠮷é\u0301"), max_size=40)))
def test_other_offsets_come_back(case: tuple[str, int, int]) -> None:
    text, start, end = case
    anchor = TextAnchor.of(text, start, end)

    assert TextAnchor.from_utf16(text, *anchor.to_utf16(text)) == anchor
    assert TextAnchor.from_utf8(text, *anchor.to_utf8(text)) == anchor
    assert text.encode("utf-8")[slice(*anchor.to_utf8(text))].decode() == anchor.exact


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="splits the character"):
        TextAnchor.from_utf16("a😀b", 2, 3)
    with pytest.raises(InvalidValueError, match="splits the character"):
        TextAnchor.from_utf8("a😀b", 0, 3)


@pytest.mark.parametrize("span", [(-1, 1), (0, 5), (3, 2), (0, "1"), (0, 1.0)])
def test_other_offsets_outside_the_text_are_refused(span: tuple[Any, Any]) -> None:
    for text in ("a😀b", "abcd"[:3]):
        with pytest.raises(InvalidValueError):
            TextAnchor.from_utf16(text, *span)


def test_other_offsets_want_the_text_that_the_anchor_is_of() -> None:
    anchor = TextAnchor.find(STORY, "mayor")

    for convert in (anchor.to_utf16, anchor.to_utf8):
        with pytest.raises(AnchorNotFoundError, match="locate"):
            convert("Another text, about something else altogether, but long enough to hold its place.")


@pytest.mark.parametrize("text", [None, b"She said no.", ["She said no."], 5])
def test_a_text_is_a_string(text: Any) -> None:
    anchor = TextAnchor.find("She said no.", "said")

    for call in (
        lambda: TextAnchor.find(text, "said"),
        lambda: TextAnchor.of(text, 0, 1),
        lambda: TextAnchor.from_utf16(text, 0, 1),
        lambda: TextAnchor.from_utf8(text, 0, 1),
        lambda: anchor.locate(text),
        lambda: anchor.to_utf16(text),
        lambda: anchor.to_utf8(text),
    ):
        with pytest.raises(InvalidValueError, match="is not a valid text: a string is wanted"):
            call()


def test_of_an_article_the_text_is_wanted() -> None:
    article: Any = Article(text="She said no.")

    with pytest.raises(InvalidValueError, match=r"give the text itself: article\.text"):
        TextAnchor.find(article, "said")


@pytest.mark.parametrize("context", [None, "x", 1.5, -1, True])
def test_context_is_a_count(context: Any) -> None:
    text = "She said no."
    calls: list[Callable[[], TextAnchor]] = [
        lambda: TextAnchor.find(text, "said", context=context),
        lambda: TextAnchor.of(text, 0, 1, context),
        lambda: TextAnchor.from_utf16(text, 0, 1, context),
        lambda: TextAnchor.from_utf8(text, 0, 1, context),
    ]

    for call in calls:
        with pytest.raises(InvalidValueError, match="valid context"):
            call()


# --- the anchors of an attribution -------------------------------------------------------------


def test_anchors_take_lists_and_keep_tuples() -> None:
    cue = TextAnchor.find("She said no.", "said")

    assert Anchors(cue=[cue]) == Anchors(cue=(cue,))
    assert [*Anchors(content=[cue], source=[TextAnchor.find("She said no.", "She")])][1] == cue


def test_anchors_without_any_are_false() -> None:
    assert not NO_ANCHORS
    assert Anchors() == NO_ANCHORS
    assert Anchors(cue=[TextAnchor.find("She said no.", "said")])


@pytest.mark.parametrize("given_anchors", ["said", 5, [None], ["said"], [{"start": 0}]])
def test_anchors_hold_nothing_else(given_anchors: Any) -> None:
    with pytest.raises(InvalidRecordError):
        Anchors(source=given_anchors)
