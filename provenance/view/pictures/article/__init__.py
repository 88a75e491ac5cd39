"""The annotated article: who says what in it, marked in the text."""

from provenance.view.pictures.article.annotated import article_html, draw_article
from provenance.view.pictures.article.displacy import to_displacy
from provenance.view.pictures.article.style import ARTICLE_CSS

__all__ = ["ARTICLE_CSS", "article_html", "draw_article", "to_displacy"]
