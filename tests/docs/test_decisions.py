"""The notes on decisions: ten, each with its question, the choices, the answer and the price."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "decisions.md"


def test_each_of_ten_notes_has_its_question_choices_answer_and_price() -> None:
    notes = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]

    assert len(notes) == 10
    for note in notes:
        parts = re.findall(r"^\*\*(\w+)\.\*\* (.+)$", note, re.MULTILINE)
        assert [name for name, _ in parts] == ["Question", "Choices", "Answer", "Price"], note.partition(
            "\n"
        )[0]
