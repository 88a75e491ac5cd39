"""The text of HTML: what is shown and nothing else, in time that grows with its length."""

import time
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.formats.markup import has_markup, lines_of, text_of_html
from tests.formats.foreign_formats import hostile_strings


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>two</p>", "One\ntwo"),
        ("<P>One<BR/>two</P >", "One\ntwo"),
        ("One <b>bold</b>, two", "One bold, two"),
        ("a&nbsp;b &amp; &#99; &#x64; &lt;p&gt;", "a b & c d <p>"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("  a \n\n b\t c ", "a b c"),
        ("a<!-- <p>no</p> -->b", "ab"),
        ("<script>no()</script>a<style>no</style>b", "ab"),
        ("<head><title>no</title><meta content='no'></head><body>a", "a"),
        ("<head><title>no</title><body>a", "a"),
        ("<a title='1 > 0' href=x>a</a>", "a"),
        ("1 < 2 and <3", "1 < 2 and <3"),
        ("<?xml version='1.0'?><!DOCTYPE html>a", "a"),
        ("a<script>no", "a"),
        ("", ""),
        ("🚧<p>“é”</p>", "🚧\n“é”"),
    ],
)
def test_what_is_shown_is_the_text(markup: str, text: str) -> None:
    assert text_of_html(markup) == text


@given(st.text())
def test_what_was_escaped_is_the_text_again(text: str) -> None:
    said = text_of_html(escape(text).replace("\n", " ").replace("\0", ""))

    assert said == lines_of(text.replace("\n", " ").replace("\0", ""))


def test_hostile_strings_are_the_text_again_when_they_were_escaped() -> None:
    for text in hostile_strings():
        plain = text.replace("\n", " ")
        assert text_of_html(f"<p>{escape(plain)}</p>") == lines_of(plain)
        assert isinstance(text_of_html(text), str)
        assert isinstance(has_markup(text), bool)


@pytest.mark.parametrize("digits", [8, 4_299, 4_301, 1_000_000])
def test_a_reference_to_no_character_is_a_replacement_character(digits: int) -> None:
    for reference in ("9" * digits, "x" + "f" * digits):
        assert text_of_html(f"a&#{reference};b") == "a\ufffdb"


@pytest.mark.parametrize(
    "piece",
    ["<script></script>", "<script>", "<!---->", "<!--", "<a '", "&#9", "&", "<p", "</", "<title></title>"],
)
def test_time_grows_with_the_length(piece: str) -> None:
    start = time.process_time()
    text_of_html(piece * (1_000_000 // len(piece)))
    has_markup(piece * (1_000_000 // len(piece)))

    assert time.process_time() - start < 8
