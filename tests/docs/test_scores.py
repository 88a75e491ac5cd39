"""The page on extraction gives the scores that the rules have."""

import json
import re
from pathlib import Path

import pytest

from provenance.extraction import RuleExtractor, Score, score
from tests.extraction.test_articles import ARTICLES, NEWS_ARTICLES
from tests.extraction.test_articles import measured as measured_own
from tests.foreign import foreign_data

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "extraction.md"


def figures(result: Score) -> str:
    parts = (result.att50, result.found, *(result.by_form[form] for form in ("direct", "mixed", "indirect")))
    return " | ".join(f"{part.f1 * 100:.1f}" for part in parts)


def stated(texts: str) -> str:
    found = re.search(rf"^\| {re.escape(texts)} \| [^|]+ \| (.*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert found is not None, f"no row for {texts}"
    return found[1]


@pytest.mark.parametrize(
    ("texts", "articles"),
    [("12 articles of our own", ARTICLES), ("33 news articles of our own", NEWS_ARTICLES)],
    ids=["12", "33"],
)
def test_the_page_gives_the_scores_on_our_own_texts(texts: str, articles: list[object]) -> None:
    assert stated(texts) == figures(measured_own(articles))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("texts", "kind"), [("GUM, 10 news articles", "GUM_news"), ("GUM, with 8 interviews", "")]
)
def test_the_page_gives_the_scores_on_texts_of_others(texts: str, kind: str) -> None:
    lines = foreign_data("gum_attribution", "develop.jsonl").read_text("utf-8").splitlines()
    articles = [article for line in lines if (article := json.loads(line))["id"].startswith(kind)]
    engine = RuleExtractor()
    gold = [(a["text"], a["attributions"]) for a in articles]

    assert stated(texts) == figures(
        score(gold, [(a["text"], engine.attributions(a["text"])) for a in articles])
    )
