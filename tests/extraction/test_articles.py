"""Whole articles in twelve registers, against what a person marked in them: floors, not a promise."""

import pytest

from provenance.extraction import RuleExtractor, Score, extract, score
from tests.extraction.articles import Annotated, read_articles

ARTICLES = read_articles()


@pytest.fixture(scope="module")
def result() -> Score:
    engine = RuleExtractor()
    gold = [(a.text, a.attributions) for a in ARTICLES]
    return score(gold, [(a.text, engine.attributions(a.text)) for a in ARTICLES])


def test_there_are_twelve_articles_with_marks_in_all_of_them() -> None:
    assert len(ARTICLES) == 12
    assert all(len(article.attributions) >= 8 for article in ARTICLES)


def test_nearly_all_is_found_and_little_is_made_up(result: Score) -> None:
    assert result.found.f1 >= 0.87, str(result)
    assert result.att50.f1 >= 0.84, str(result)


@pytest.mark.parametrize("article", ARTICLES, ids=[article.name for article in ARTICLES])
def test_every_article_gives_a_dossier_without_problems(article: Annotated) -> None:
    assert extract(article.text, published="2025-11-13", publisher="The Courant").problems() == ()
