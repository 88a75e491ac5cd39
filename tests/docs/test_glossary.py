"""The glossary: in order, linked, and with the words that the library stands on."""

import re
from pathlib import Path

from provenance.model import RECORD_TYPES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
TEXT = PAGE.read_text("utf-8")
TERMS = re.findall(r"^([A-Z][^\n]*)\n:   ", TEXT, re.MULTILINE)
VOCABULARIES = ("Anonymity", "Basis", "Commitment", "Form", "Obtained", "Standing", "Verdict")


def test_the_terms_stand_in_alphabetical_order_and_once_each() -> None:
    assert len(TERMS) > 40
    assert sorted(set(TERMS), key=str.casefold) == TERMS


def test_every_kind_of_record_that_a_newsroom_has_a_word_for_is_explained() -> None:
    joining = {"ClaimRelation", "IdentityJudgement"}  # words of ours, explained with the model

    for kind in RECORD_TYPES.values():
        assert kind.__name__ in joining or f"`{kind.__name__}`" in TEXT, kind.__name__
    for word in VOCABULARIES:
        assert f"`{word}`" in TEXT


def test_an_entry_says_where_the_library_has_it() -> None:
    entries = re.split(r"\n\n(?=[A-Z][^\n]*\n:   )", TEXT)[1:]

    without = [e.partition("\n")[0] for e in entries if "`" not in e and "](" not in e]
    assert without == ["Cue", "Gap", "Report", "Wire"]  # plain words of the trade
