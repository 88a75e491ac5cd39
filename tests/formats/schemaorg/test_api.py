"""Answers of the Fact Check Tools API."""

import json
from typing import Any

import pytest

from provenance import formats
from provenance.errors import DecodingError
from provenance.model import Dossier

ANSWER: dict[str, Any] = {
    "claims": [
        {
            "text": "The bridge is closed.",
            "claimant": "Ann Berg",
            "claimDate": "2025-11-03T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": "PolitiFact", "site": "politifact.com"},
                    "url": "https://www.politifact.com/factchecks/1/",
                    "title": "Is it?",
                    "reviewDate": "2025-11-05T10:00:00Z",
                    "textualRating": "Barely True",
                    "languageCode": "en",
                },
                {
                    "publisher": {"name": "Checamos", "site": "checamos.example"},
                    "url": "https://checamos.example/1",
                    "textualRating": "Falso",
                    "languageCode": "pt",
                },
            ],
        },
        {
            "text": "The moon is open.",
            "claimant": "Social media users",
            "claimReview": [
                {"publisher": {"site": "x.example"}, "url": "https://x.example/", "textualRating": "Hm."}
            ],
        },
    ],
    "nextPageToken": "CAE",
}


def read(answer: Any) -> Dossier:
    return formats.loads(json.dumps(answer), "factcheck-api")


def test_an_answer_is_read_claim_by_claim_and_review_by_review() -> None:
    dossier = read(ANSWER)

    assert [claim.text for claim in dossier.claims.values()] == ["The bridge is closed.", "The moon is open."]
    verdicts = [status.verdict for status in dossier.statuses.values()]
    assert verdicts == ["mostly_refuted", "refuted", "unrated"]
    first = next(iter(dossier.statuses.values()))
    assert dossier.sources[first.checker or ""].identifiers == {"domain": "politifact.com"}
    page = dossier.articles[first.article or ""]
    assert (page.headline, page.url, page.language) == (
        "Is it?",
        "https://www.politifact.com/factchecks/1/",
        "en",
    )
    assert first.rating is not None
    assert (first.rating.label, first.rating.language) == ("Barely True", "en")
    ann = next(source for source in dossier.sources.values() if source.name == "Ann Berg")
    passages = [p for p in dossier.attributions.values() if p.source == ann.id]
    assert len(passages) == 2  # each review says that she said it
    assert {str(p.said_at.earliest)[:10] for p in passages if p.said_at} == {"2025-11-03"}
    assert dossier.extra["factcheck-api"] == {"nextPageToken": "CAE"}
    assert not dossier.problems()[len(dossier.read_problems) :]


def test_a_claimant_is_never_a_person_by_default() -> None:
    dossier = read(ANSWER)

    assert {source.kind for source in dossier.sources.values()} == {None, "group"}
    assert {problem.path for problem in dossier.read_problems} == {
        "$.nextPageToken",
        "$.claims[1].claimant",
        "$.claims[1].claimReview[0].textualRating",
    }


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ([], None),
        ({}, None),
        ({"claims": 1}, "$.claims"),
        ({"claims": None}, "$.claims"),
        ({"error": {"code": 403}}, "$"),
        ({"@type": "DataFeed", "dataFeedElement": []}, "$"),
        (3, "$"),
        ([3], "$[0]"),
        ({"claims": [{}]}, "$.claims[0]"),
        ({"text": "It rains."}, "$.claimReview"),
        ({"text": "It rains.", "claimReview": {"url": "x"}}, "$.claimReview.url"),
        ({"text": "It rains.", "claimReview": [3]}, "$.claimReview[0]"),
        ({"text": ["It rains."], "claimReview": [{"publisher": "x"}]}, "$.claimReview[0].publisher"),
        ({"text": "x", "claimReview": [{"publisher": {"site": "http://[x"}}]}, "$.claimReview[0].url"),
        ({"text": "x", "claimReview": [{"publisher": {}}]}, "$.claimReview[0].publisher"),
    ],
)
def test_what_is_odd_is_listed_with_its_path(answer: Any, path: str | None) -> None:
    dossier = read(answer)

    assert path is None or path in {problem.path for problem in dossier.read_problems}


def test_unknown_keys_stay_with_the_record_they_belong_to() -> None:
    odd = json.loads(json.dumps(ANSWER["claims"][0]))
    odd["score"], odd["claimReview"][0]["stars"], odd["claimReview"][0]["publisher"]["logo"] = 1, 2, 3

    dossier = read(odd)

    assert next(iter(dossier.claims.values())).extra["factcheck-api"] == {"score": 1}
    assert next(iter(dossier.statuses.values())).extra["factcheck-api"] == {"stars": 2}
    assert any(source.extra.get("factcheck-api") == {"logo": 3} for source in dossier.sources.values())


def test_strict_reading_refuses_what_is_odd_and_all_refuse_what_is_no_json() -> None:
    with pytest.raises(DecodingError, match="textualRating"):
        formats.loads(json.dumps(ANSWER), "factcheck-api", strict=True)
    with pytest.raises(DecodingError):
        formats.loads("{", "factcheck-api")


CLAIM = ANSWER["claims"][0]


def test_a_page_of_a_longer_answer_says_so() -> None:
    paged = read(ANSWER)
    last = read({**ANSWER, "nextPageToken": ""})

    said = {problem.path: problem.message for problem in paged.read_problems}
    assert "only a page of a longer answer" in said["$.nextPageToken"]
    assert "$.nextPageToken" not in {problem.path for problem in last.read_problems}


@pytest.mark.parametrize("label", [..., "", " ", None])
def test_a_review_without_a_label_is_unrated_with_a_problem(label: Any) -> None:
    odd = json.loads(json.dumps(CLAIM))
    del odd["claimReview"][1:], odd["claimReview"][0]["textualRating"]
    if label is not ...:
        odd["claimReview"][0]["textualRating"] = label

    dossier = read({"claims": [odd]})

    (status,) = dossier.statuses.values()
    assert (status.verdict, status.state) == ("unrated", "checked")
    assert "$.claims[0].claimReview[0].textualRating" in {p.path for p in dossier.read_problems}


@pytest.mark.parametrize("reviews", [[], None, ...])
def test_a_claim_that_nobody_checked_is_read_without_a_status(reviews: Any) -> None:
    odd = {key: value for key, value in {**CLAIM, "claimReview": reviews}.items() if value is not ...}

    dossier = read({"claims": [odd]})

    assert (len(dossier.claims), len(dossier.statuses)) == (1, 0)
    paths = {problem.path for problem in dossier.read_problems}
    assert paths == {"$.claims[0].claimReview", "$.claims[0].claimant"}


def test_the_same_claims_are_read_however_they_are_collected() -> None:
    wanted = read({"claims": ANSWER["claims"]})
    by_picture = {"results": [{"claim": claim} for claim in ANSWER["claims"]]}
    lines = "\n".join(json.dumps({"claims": [claim]}) for claim in ANSWER["claims"])
    alone = "\n".join(map(json.dumps, ANSWER["claims"]))

    for text in (json.dumps(by_picture), json.dumps(ANSWER["claims"]), lines, alone):
        dossier = formats.loads(text, "factcheck-api")
        assert set(dossier.claims) == set(wanted.claims)
        assert set(dossier.statuses) == set(wanted.statuses)
        assert len(dossier.read_problems) == len(wanted.read_problems)


def test_an_answer_that_is_read_as_schema_org_says_what_it_is() -> None:
    dossier = formats.loads(json.dumps(ANSWER), "schemaorg")

    assert "looks like factcheck-api" in dossier.read_problems[-1].message


@pytest.mark.parametrize("reviews", [[], None, ..., [3], [{}], [{"textualRating": "False"}]])
def test_who_made_a_claim_and_when_is_not_lost_where_no_review_has_a_page(reviews: Any) -> None:
    odd = {key: value for key, value in {**CLAIM, "claimReview": reviews}.items() if value is not ...}

    dossier = read({"claims": [odd]})

    assert [source.name for source in dossier.sources.values()] == ["Ann Berg"]
    (claim,) = dossier.claims.values()
    assert dict(claim.extra["factcheck-api"]) == {
        "claimant": "Ann Berg",
        "claimDate": "2025-11-03T00:00:00Z",
    }
    assert (
        "no article in which it says so"
        in {p.path: p.message for p in dossier.read_problems}["$.claims[0].claimant"]
    )


def test_a_list_of_answers_is_read_answer_by_answer() -> None:
    claims = ANSWER["claims"]
    answers = [{"claims": claims[:1], "nextPageToken": "A"}, {"claims": claims[1:], "nextPageToken": "B"}, {}]
    wanted = read({"claims": claims})

    dossier = read(answers)

    assert (set(dossier.claims), set(dossier.statuses)) == (set(wanted.claims), set(wanted.statuses))
    assert dossier.unread == ()
    assert [dict(rest) for rest in dossier.extra["factcheck-api"]] == [
        {"nextPageToken": "A"},
        {"nextPageToken": "B"},
    ]
    assert {"$[0].nextPageToken", "$[1].nextPageToken"} <= {p.path for p in dossier.read_problems}
    assert "$[1].claims[0].claimant" in {problem.path for problem in dossier.read_problems}


def test_what_each_of_several_answers_says_of_itself_is_kept() -> None:
    lines = "\n".join(json.dumps({"claims": [CLAIM], "nextPageToken": token}) for token in "AB")

    assert len(formats.loads(lines, "factcheck-api").extra["factcheck-api"]) == 2


def test_no_name_and_no_date_of_the_api_are_none_and_stay_as_they_were() -> None:
    odd = json.loads(json.dumps({**CLAIM, "claimant": "null", "claimDate": "0001-01-01T00:00:00Z"}))
    odd["claimReview"][0]["publisher"] = {"name": "-", "site": "politifact.com"}

    dossier = read({"claims": [odd]})

    assert {source.name for source in dossier.sources.values()} == {"politifact.com", "Checamos"}
    assert all(passage.said_at is None for passage in dossier.attributions.values())
    (claim,) = dossier.claims.values()
    assert dict(claim.extra["factcheck-api"]) == {
        "claimant": "null",
        "claimDate": "0001-01-01T00:00:00Z",
    }
    paths = {problem.path for problem in dossier.read_problems}
    assert {"$.claims[0].claimant", "$.claims[0].claimDate"} <= paths
    assert "$.claims[0].claimReview[0].publisher.name" in paths
