"""Two data sets of others: AVeriTeC's claims and GDELT's quotations."""

import io
import json
import time
from typing import Any

import pytest

from provenance.errors import DecodingError
from provenance.formats import averitec, gdelt
from provenance.model import VerificationStatus

CLAIM: dict[str, Any] = {
    "claim": "The bridge has 5 arches.",
    "required_reannotation": False,
    "label": "Refuted",
    "justification": "It has four.",
    "claim_date": "5-8-2020",
    "speaker": "Pam Roe",
    "original_claim_url": "https://example.org/post",
    "fact_checking_article": "https://check.example/1",
    "reporting_source": "Facebook",
    "location_ISO_code": "US",
    "claim_types": ["Numerical Claim"],
    "questions": [
        {
            "question": "How many?",
            "answers": [{"answer": "4", "source_url": "https://example.org/a", "source_medium": "PDF"}],
        },
        {"question": "Why?", "answers": []},
    ],
}
QUOTES = {
    "date": "2020-01-01T00:00:00Z",
    "url": "https://example.org/1",
    "title": "T",
    "lang": "ENGLISH",
    "quotes": [{"pre": "said", "quote": "It rains.", "post": ", he"}, {"pre": "", "quote": "It rains."}],
}


def status(claim: dict[str, Any]) -> VerificationStatus:
    return next(iter(averitec.loads(json.dumps([claim])).statuses.values()))


@pytest.mark.parametrize(
    ("label", "verdict"),
    [
        ("Supported", "supported"),
        ("Refuted", "refuted"),
        ("Conflicting Evidence/Cherrypicking", "conflicting"),
        ("Not Enough Evidence", "unproven"),
    ],
)
def test_the_four_labels_are_verdicts(label: str, verdict: str) -> None:
    found = status({**CLAIM, "label": label})

    assert (found.verdict, found.rating.label if found.rating else None) == (verdict, label)


def test_another_label_is_no_verdict_and_is_listed() -> None:
    dossier = averitec.loads(json.dumps([{**CLAIM, "label": "False"}]))

    assert [s.verdict for s in dossier.statuses.values()] == ["unrated"]
    assert [problem.path for problem in dossier.read_problems] == ["$[0].label"]


def test_a_claim_has_its_speaker_its_place_and_its_evidence() -> None:
    dossier = averitec.loads(json.dumps([CLAIM]))
    passage = next(iter(dossier.attributions.values()))

    assert dossier.sources[str(passage.source)].name == "Pam Roe"
    assert str(passage.said_at).startswith("2020-08-05")
    assert [e.url for e in status(CLAIM).evidence] == ["https://example.org/a", "https://check.example/1"]
    assert status(CLAIM).extra["averitec"]["questions"][0]["question"] == "Why?"
    assert next(iter(dossier.claims.values())).extra["averitec"]["required_reannotation"] is False
    assert not dossier.problems()


@pytest.mark.parametrize("nobody", ["None", "", "n/a", None])
def test_nobody_is_no_source(nobody: str | None) -> None:
    dossier = averitec.loads(json.dumps([{**CLAIM, "speaker": nobody, "reporting_source": nobody}]))

    assert [source.name for source in dossier.sources.values()] == ["AVeriTeC annotators"]
    assert not any(source.kind == "person" for source in dossier.sources.values())


def test_the_same_words_twice_are_two_claims() -> None:
    assert len(averitec.loads(json.dumps([CLAIM, {**CLAIM, "label": "Supported"}])).claims) == 2


@pytest.mark.parametrize("key", sorted(CLAIM))
@pytest.mark.parametrize("wrong", [3, [], {"a": [1]}, ["x"], "", None, True])
def test_wrong_shapes_of_a_claim_are_read_past(key: str, wrong: Any) -> None:
    dossier = averitec.loads(json.dumps([{**CLAIM, key: wrong}, CLAIM]))

    assert dossier.claims
    assert all(problem.path.startswith("$[") for problem in dossier.read_problems)


@pytest.mark.parametrize("text", ["", "3", "{}", "[", "[" * 100_000])
def test_what_is_no_list_of_claims_is_refused(text: str) -> None:
    with pytest.raises(DecodingError):
        averitec.loads(text)


def test_each_quotation_is_a_passage_of_a_speaker_who_is_not_known() -> None:
    dossier = gdelt.loads(json.dumps(QUOTES))
    article = next(iter(dossier.articles.values()))
    passages = list(dossier.attributions.values())

    assert (article.headline, article.language, str(article.retrieved)) == ("T", "en", "2020-01-01 00:00:00Z")
    assert len(dossier.claims) == 1
    assert len({passage.source for passage in passages}) == len(passages) == 2
    assert {source.kind for source in dossier.sources.values()} == {"unknown"}
    assert passages[0].extra["gdelt-quotations"] == {"pre": "said", "post": ", he"}
    assert not any(passage.anchors.content for passage in passages)
    assert not dossier.problems()


def test_a_bad_line_does_not_spoil_the_others() -> None:
    lines = f"{json.dumps(QUOTES)}\nnot json\n3\n{json.dumps({**QUOTES, 'quotes': [3]})}\n"
    dossier = gdelt.load(io.BytesIO(lines.encode()))

    assert len(dossier.attributions) == 2
    assert [problem.path for problem in dossier.read_problems] == [
        "line 4 $.quotes[0]",
        "line 2 $",
        "line 3 $",
    ] or [problem.path.split(" $")[0] for problem in dossier.read_problems] == ["line 2", "line 3", "line 4"]


@pytest.mark.parametrize("text", ["", "3", "{}", "[" * 100_000, '{"url": 1}'])
def test_what_has_no_quotations_is_refused(text: str) -> None:
    with pytest.raises(DecodingError):
        gdelt.loads(text)


def test_ten_thousand_quotations_are_read_within_seconds() -> None:
    lines = [json.dumps({**QUOTES, "url": f"https://example.org/{n}"}) for n in range(2000)]
    began = time.perf_counter()
    dossier = gdelt.loads("\n".join(lines))

    assert len(dossier.attributions) == 4000
    assert time.perf_counter() - began < 15
