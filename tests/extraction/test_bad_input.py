"""What is no article gives one clear error; what is merely strange gives a draft."""

import json
from typing import Any

import pytest

from provenance.errors import ProvenanceError
from provenance.extraction import extract
from provenance.model import Article
from tests.foreign import foreign_data


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n\t ",
        "a\x00b",
        "\x01\x02\x03\x04" * 20,
        b"bytes",
        7,
        None,
        ["a"],
        "half a \ud800 pair",
        Article(headline="x"),
    ],
)
def test_what_is_no_text_is_refused(text: Any) -> None:
    with pytest.raises(ProvenanceError) as caught:
        extract(text)

    assert 10 < len(str(caught.value)) < 2000


@pytest.mark.parametrize(
    "arguments",
    [
        {"published": "never"},
        {"published": 5},
        {"publisher": 5},
        {"publisher": " "},
        {"scope": "everything"},
        {"at": "2025-01-01"},
        {"extractor": 5},
    ],
)
def test_arguments_of_the_wrong_kind_are_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(ProvenanceError):
        extract("Prices fell, the bank said.", **arguments)


@pytest.mark.parametrize(
    "text",
    [
        "Министр заявил, что мост закроют. «Мы готовы», — сказал он.",
        "大臣は「準備はできている」と述べた。",
        "قال الوزير إن الجسر سيغلق.",
        "שר התחבורה אמר: „הגשר ייסגר“.",
        "„Wir sind bereit“, sagte der Minister.",
        "?!?!?! … ——— \"\"\"\" ''''",
        "said said said",
        '"',
        "\ufeffPrices fell, the bank said.",
        "👩‍👩‍👧 said “no”",
        "e\u0301t\u0301e\u0301 said that it rained",
        "<p>Prices fell, the bank said.</p>",
        "x" * 5000,
    ],
)
def test_other_scripts_and_oddities_give_a_draft_with_exact_anchors(text: str) -> None:
    dossier = extract(text, own_voice=True)

    assert dossier.problems() == ()
    for attribution in dossier.attributions.values():
        for anchor in (*attribution.anchors.source, *attribution.anchors.cue, *attribution.anchors.content):
            assert text[anchor.start : anchor.end] == anchor.exact


def test_hostile_texts_of_others_give_a_draft_or_the_librarys_error() -> None:
    folder = foreign_data("hostile")
    for path in sorted(folder.glob("*.json"))[:40]:
        text = path.read_text("utf-8", errors="replace")[:20_000]
        try:
            extract(text, published="2025-01-01", own_voice=True)
        except ProvenanceError:
            continue


def test_windows_line_ends_and_other_breaks_do_not_move_anchors() -> None:
    text = "Headline of the day\r\n\r\n“One,” said Ann Lee.\r\n\r\n“Two.”\u2028“Three,” she said."

    for attribution in extract(text).attributions.values():
        for anchor in attribution.anchors.content:
            assert text[anchor.start : anchor.end] == anchor.exact


def test_errors_can_be_shown_as_json() -> None:
    with pytest.raises(ProvenanceError) as caught:
        extract("\x00\x1b[31m")

    assert json.dumps(str(caught.value)).isascii()
    assert "\x1b" not in str(caught.value)
