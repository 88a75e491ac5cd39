"""Quotation marks of every kind, and what they are not."""

import pytest

from provenance.extraction.quotations import quotations_of
from provenance.extraction.tokens import paragraphs_of, tokens_of


def quoted(text: str) -> list[str]:
    tokens = tokens_of(text)
    found = quotations_of(text, tokens, paragraphs_of(text, tokens))
    return [text[tokens[q.first].start : tokens[q.last].end] for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" twice.', ['"no"']),
        ("He said “no” twice.", ["“no”"]),
        ("He said ‘no’ twice, didn’t he?", ["‘no’"]),
        ("He said 'no' twice, didn't he?", ["'no'"]),
        ("« Oui », dit-il.", ["« Oui »"]),
        ("„Nein“, sagte er.", ["„Nein“"]),
        ("„Nie”, powiedział.", ["„Nie”"]),
        ("»Doch«, sagte sie.", ["»Doch«"]),
        ("「はい」と言った。", ["「はい」"]),
        ("『はい』と言った。", ["『はい』"]),
        ("The officials' and workers' pay fell.", []),
        ("The ’90s rock ’n’ roll", []),
        ('A 6\'2" man and a 15" screen', []),
        ("“They said ‘never’ to me.”", ["“They said ‘never’ to me.”", "‘never’"]),
        ("'the workers' pay fell', he said", ["'the workers' pay fell'"]),
    ],
)
def test_marks_of_every_kind_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_mark_repeated_at_each_paragraph_makes_one_quotation() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” she said."

    assert quoted(text) == ["“One.\n\n“Two.\n\n“Three,”"]


def test_a_quotation_may_run_over_a_paragraph_break_without_a_mark() -> None:
    text = 'He said, "It was hard.\n\nBut we won." He left.'

    assert quoted(text) == ['"It was hard.\n\nBut we won."']


def test_a_mark_never_closed_quotes_to_the_end_of_its_paragraph_only() -> None:
    text = "“It was hard.\n\nThe game ended at nine. It rained."

    assert quoted(text) == ["“It was hard."]
