"""Two data sets of others: AVeriTeC's claims and GDELT's quotations."""

import io
import json
import time
from typing import Any

import pytest

from provenance import formats
from provenance.errors import DecodingError
from provenance.formats import averitec, gdelt
from provenance.model import VerificationStatus, to_plain
from tests.formats.foreign_formats import hostile_strings

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


URLS = ("original_claim_url", "cached_original_claim_url", "fact_checking_article", "location_ISO_code")


@pytest.mark.parametrize("nothing", ["None", "", "N/A", "null"])
def test_words_for_nothing_are_no_address_no_day_and_no_place(nothing: str) -> None:
    answer = {"answer": "4", "answer_type": "Boolean", "source_url": nothing, "cached_source_url": nothing}
    odd = {**CLAIM, **dict.fromkeys(URLS, nothing), "claim_date": nothing}
    dossier = averitec.loads(json.dumps([{**odd, "questions": [{"question": "?", "answers": [answer]}]}]))
    (claim,) = dossier.claims.values()
    (article,) = dossier.articles.values()
    (evidence,) = next(iter(dossier.statuses.values())).evidence

    assert (article.url, article.published, claim.about) == (None, None, ())
    assert (evidence.url, evidence.archived, evidence.extra["averitec"]["answer"]) == (None, None, "4")
    assert {claim.extra["averitec"][key] for key in (*URLS, "claim_date")} == {nothing}
    assert not dossier.problems()


def test_what_is_no_code_of_a_country_is_told_of_and_kept() -> None:
    dossier = averitec.loads(json.dumps([{**CLAIM, "location_ISO_code": "the moon\n"}]))
    (claim,) = dossier.claims.values()

    assert claim.about == ()
    assert claim.extra["averitec"]["location_ISO_code"] == "the moon"
    assert [problem.path for problem in dossier.read_problems] == ["$[0].location_ISO_code"]


def test_that_no_answer_was_found_is_no_evidence() -> None:
    answers = [
        {"answer": "No answer could be found.", "answer_type": "Unanswerable", "source_url": ""},
        {"answer": "Four", "answer_type": "Extractive", "source_url": "https://example.org/a"},
    ]
    found = status({**CLAIM, "questions": [{"question": "How many?", "answers": answers}]})

    assert [e.url for e in found.evidence] == ["https://example.org/a", "https://check.example/1"]
    assert to_plain(found)["averitec"]["questions"] == [{"question": "How many?", "answers": answers[:1]}]


def test_nothing_is_lost_of_a_claim_that_nobody_judged_or_made() -> None:
    """The claims that systems are tested with come without labels."""
    nobody = ("label", "speaker", "reporting_source", "original_claim_url")
    bare = {key: value for key, value in CLAIM.items() if key not in nobody}
    bare |= {"cached_original_claim_url": "https://archive.example/1", "fact_checking_strategies": ["X"]}
    dossier = averitec.loads(json.dumps([bare]))
    (claim,) = dossier.claims.values()

    assert list(dossier) == [claim]
    kept = to_plain(claim)["averitec"]
    assert kept == {key: bare[key] for key in bare if key not in ("claim", "location_ISO_code")}


@pytest.mark.parametrize(
    ("written", "day"),
    [("31-10-2020", "2020-10-31"), ("1-2-2020", "2020-02-01"), ("10-31-2020", None), ("31-2-2020", None)],
)
def test_a_day_is_day_month_and_year_and_else_a_problem(written: str, day: str | None) -> None:
    dossier = averitec.loads(json.dumps([{**CLAIM, "claim_date": written}]))
    (passage,) = dossier.attributions.values()

    assert passage.said_at is not None
    assert passage.said_at.text == written
    assert (str(passage.said_at.earliest) if passage.said_at.earliest else None) == day
    assert [problem.path for problem in dossier.read_problems] == ([] if day else ["$[0].claim_date"])


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


def test_strings_that_broke_other_programs_are_kept_or_told_of() -> None:
    for text in hostile_strings():
        claim = averitec.loads(json.dumps([{**CLAIM, **dict.fromkeys(CLAIM.keys() - {"questions"}, text)}]))
        quoted = {"url": text, "title": text, "lang": text, "quotes": [{"pre": text, "quote": text}]}
        lines = json.dumps({**QUOTES, **quoted}) + "\n" + json.dumps(QUOTES)
        quotations = gdelt.loads(lines)
        assert len(quotations.articles) == 2
        for dossier in (claim, quotations):
            assert formats.loads(formats.dumps(dossier, "jsonl"), "jsonl") == dossier
        if text.strip():
            assert text in [one.text for one in claim.claims.values()]
            assert text in [one.text for one in quotations.claims.values()]


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


def test_claims_one_a_line_are_read_as_a_list_of_them_is() -> None:
    other = {**CLAIM, "claim": "The bridge\u2028is red."}
    lines = "\n".join(json.dumps(claim, ensure_ascii=False) for claim in (CLAIM, other))

    found = averitec.loads(f"{lines}\r\n\n")

    assert found == averitec.loads(json.dumps([CLAIM, other]))
    assert formats.by_ending("dev.averitec.jsonl") == "averitec"


def test_a_line_that_is_no_claim_is_kept_and_listed_with_its_number() -> None:
    lines = [json.dumps(CLAIM), "{broken", json.dumps({"text": "hello"}), "[" * 300 + "]" * 300]

    found = averitec.loads("\n".join(lines))

    assert len(found.claims) == 1
    assert [section for section, _ in found.unread] == ["", "", ""]
    assert found.unread[0].raw == "{broken"
    assert [problem.path.partition(" $")[0] for problem in found.read_problems] == [
        "line 2",
        "line 3",
        "line 4",
    ]
    assert formats.loads(formats.dumps(found)) == found
    with pytest.raises(DecodingError):
        averitec.loads("\n".join(lines), strict=True)


def test_a_document_that_is_cut_off_is_no_list_of_lines() -> None:
    with pytest.raises(DecodingError):
        averitec.loads(json.dumps([CLAIM, CLAIM], indent=1)[:-5])
    with pytest.raises(DecodingError):
        averitec.loads('{"claim": "x"\n,\n')
