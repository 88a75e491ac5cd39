"""The built-in rules on articles annotated by others (CC BY, read where they lie, never copied)."""

import json
from typing import Any

import pytest

from provenance.extraction import RuleExtractor, Score, extract, score
from tests.foreign import foreign_data


@pytest.fixture(scope="module")
def articles() -> list[dict[str, Any]]:
    lines = foreign_data("gum_attribution", "develop.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def measured(articles: list[dict[str, Any]]) -> Score:
    engine = RuleExtractor()
    gold = [(a["text"], a["attributions"]) for a in articles]
    return score(gold, [(a["text"], engine.attributions(a["text"])) for a in articles])


def test_on_news_the_rules_stay_well_ahead_of_rules_on_a_parse(articles: list[dict[str, Any]]) -> None:
    result = measured([a for a in articles if a["id"].startswith("GUM_news")])

    assert result.found.f1 >= 0.78, str(result)
    assert result.att50.f1 >= 0.72, str(result)


def test_on_news_and_interviews_too(articles: list[dict[str, Any]]) -> None:
    result = measured(articles)

    assert result.found.f1 >= 0.74, str(result)
    assert result.att50.f1 >= 0.65, str(result)


def test_every_article_gives_a_dossier_without_problems(articles: list[dict[str, Any]]) -> None:
    for article in articles:
        dossier = extract(article["text"], published=article["date"], publisher=article["publisher"])

        assert dossier.problems() == ()


def test_records_score_as_the_drafts_they_are_made_of(articles: list[dict[str, Any]]) -> None:
    news = [a for a in articles if a["id"].startswith("GUM_news")]
    gold = [(a["text"], a["attributions"]) for a in news]
    records = [(a["text"], list(extract(a["text"]).attributions.values())) for a in news]

    assert score(gold, records).found.matched >= measured(news).found.matched - 2
