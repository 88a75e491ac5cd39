"""Whole articles in many registers, against what a person marked in them: floors, not a promise."""

import pytest

from provenance.extraction import RuleExtractor, Score, extract, score
from tests.extraction.articles import NEWS, Annotated, read_articles

ARTICLES = read_articles()
NEWS_ARTICLES = read_articles(NEWS)


def measured(articles: list[Annotated], scope: str = "speech") -> Score:
    engine = RuleExtractor(scope=scope)
    gold = [(a.text, a.attributions) for a in articles]
    return score(gold, [(a.text, engine.attributions(a.text)) for a in articles])


def test_there_are_twelve_articles_with_marks_in_all_of_them() -> None:
    assert len(ARTICLES) == 12
    assert all(len(article.attributions) >= 8 for article in ARTICLES)


def test_there_are_more_articles_of_news_with_marks_for_the_wide_scope() -> None:
    assert len(NEWS_ARTICLES) == 33
    assert all(len(article.attributions) >= 8 for article in NEWS_ARTICLES)
    wide = read_articles(NEWS, wide=True)
    assert (
        sum(len(w.attributions) - len(a.attributions) for w, a in zip(wide, NEWS_ARTICLES, strict=True)) >= 15
    )


def test_nearly_all_is_found_and_little_is_made_up() -> None:
    result = measured(ARTICLES)

    assert result.found.f1 >= 0.93, str(result)
    assert result.att50.f1 >= 0.91, str(result)


def test_so_it_is_in_longer_news_articles() -> None:
    result = measured(NEWS_ARTICLES)

    assert result.found.f1 >= 0.94, str(result)
    assert result.att50.f1 >= 0.92, str(result)
    assert result.by_form["direct"].f1 >= 0.92, str(result)
    assert result.by_form["mixed"].f1 >= 0.92, str(result)
    assert result.by_form["indirect"].f1 >= 0.91, str(result)


def test_so_it_is_in_the_wide_scope() -> None:
    result = measured(read_articles(NEWS, wide=True), scope="wide")

    assert result.found.f1 >= 0.92, str(result)
    assert result.att50.f1 >= 0.90, str(result)


@pytest.mark.parametrize("article", ARTICLES + NEWS_ARTICLES, ids=lambda article: article.name)
def test_every_article_gives_a_dossier_without_problems(article: Annotated) -> None:
    assert extract(article.text, published="2025-11-13", publisher="The Courant").problems() == ()
