"""Widths of words, and where lines are broken."""

from hypothesis import given
from hypothesis import strategies as st

from provenance.view.drawing import clusters, direction_of, fitted, width_of, wrapped

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
WORDS = st.text(st.characters(codec="utf-8"), max_size=200)


@given(WORDS)
def test_no_sign_is_lost_between_clusters(text: str) -> None:
    assert "".join(clusters(text)) == text


def test_what_a_reader_sees_as_one_sign_is_never_divided() -> None:
    assert list(clusters(f"e\u0301{FAMILY}\U0001f1eb\U0001f1f7\U0001f1e9\U0001f1ea\U0001f44d\U0001f3fd")) == [
        "e\u0301",
        FAMILY,
        "\U0001f1eb\U0001f1f7",
        "\U0001f1e9\U0001f1ea",
        "\U0001f44d\U0001f3fd",
    ]


@given(WORDS, st.integers(min_value=30, max_value=400))
def test_broken_lines_hold_all_words_and_none_is_wider_than_asked(text: str, width: int) -> None:
    lines = wrapped(text, width)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line) <= width + 0.001 or len(list(clusters(line))) == 1 for line in lines)


@given(WORDS, st.integers(min_value=40, max_value=400), st.integers(min_value=1, max_value=4))
def test_a_text_with_too_many_lines_ends_in_an_ellipsis(text: str, width: int, most: int) -> None:
    whole, cut = wrapped(text, width), wrapped(text, width, most=most)

    assert len(cut) <= most
    assert (len(whole) > most) == (cut != whole)
    assert cut == whole or cut[-1].endswith("…")


def test_a_line_is_cut_to_fit_and_left_alone_where_it_does() -> None:
    assert fitted("short", 400) == "short"
    assert fitted("", 100) == ""
    assert fitted("a long line of many words", 80).endswith("…")
    assert width_of(fitted("a long line of many words", 80)) <= 80


def test_wide_signs_are_wide_and_accents_take_no_room() -> None:
    assert width_of("漢") > width_of("a")
    assert width_of("e\u0301") == width_of("e")
    assert width_of("word", bold=True) > width_of("word")


def test_the_first_letter_says_which_way_a_text_runs() -> None:
    assert direction_of("שלום world") == "rtl"
    assert direction_of("12 العربية") == "rtl"
    assert direction_of("world שלום") == "ltr"
    assert direction_of("12 …") == "ltr"


def test_a_word_of_a_million_letters_is_measured_in_no_time() -> None:
    assert fitted("a" * 1_000_000, 100).endswith("…")
    assert len(wrapped("a " * 1_000_000, 100, most=3)) == 3
