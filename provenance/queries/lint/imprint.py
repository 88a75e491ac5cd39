"""The rule about what an article says of itself: M01."""

from collections.abc import Iterator

from provenance.model import Article
from provenance.queries.lint.dates import is_in_text
from provenance.queries.lint.ground import Ground
from provenance.queries.lint.rule import FAIRNESS, Hit, Rule, Severity
from provenance.queries.showing import listed
from provenance.queries.view import View

__all__ = ["RULES"]


def no_imprint(ground: Ground) -> Iterator[Hit]:
    """M01: no publisher, byline, date or link out."""
    view = ground.view
    for id in ground.articles:
        article = view.articles.get(id)
        if article is None or not _is_at_hand(ground, article):
            continue
        missing = [
            word
            for word, fields in (
                ("publisher", ("publisher",)),
                ("byline", ("authors",)),
                ("date", ("published", "modified")),
            )
            if not any(is_in_text(view, article, field) for field in fields)
        ]
        if not view.read(article, "url") and not _links_out(ground, id):
            missing.append("link out")
        if missing:
            yield Hit(f"the article gives {listed([f'no {word}' for word in missing])}", id, id)


def _is_at_hand(ground: Ground, article: Article) -> bool:
    """Tell whether somebody has the text: what nobody has read cannot be missing anything."""
    if article.text is not None or article.text_digest is not None:
        return True
    return any(passage.anchors for passage in ground.in_article[article.id])


def _links_out(ground: Ground, article: str) -> bool:
    """Tell whether anything that an article credits or comes from can be reached by an address."""
    view = ground.view
    for passage in ground.in_article[article]:
        if passage.source is not None and any(_has_url(view, id) for id in ground.voices.ids(passage.source)):
            return True
    for holder in (article, *(passage.id for passage in ground.in_article[article])):
        for derivation in view.derivations_of(holder):
            taken = view.attributions.get(derivation.taken_from)
            target = derivation.taken_from if taken is None else taken.article
            if target != article and view.established(derivation) and _has_url(view, target):
                return True
    return False


def _has_url(view: View, id: str) -> bool:
    article = view.articles.get(id)
    if article is not None:
        return bool(view.read(article, "url"))
    source = view.sources.get(id)
    return source is not None and bool((view.read(source, "identifiers") or {}).get("url"))


RULES = (
    Rule(
        "M01",
        "no publisher, byline, date or link out",
        Severity.NOTE,
        (FAIRNESS,),
        "The article does not say who publishes it, who wrote it, when, or where it or anything it "
        "rests on can be found: nobody can be asked, and nothing looked up.\n\n"
        "Decided on: `publisher`, `authors`, `published` or `modified` of the article, as far as the "
        "text states them (what was found out elsewhere, as its layers say, is not in the text); and a "
        "link out: its own `url`, or an address of a source that it credits or of a text that it was "
        "established to come from. The finding says which are missing. This rule is about what is not "
        "recorded; an article of which nobody has the text is passed over.\n\n"
        "Cure: print them; or record them, if the page has them.",
        no_imprint,
    ),
)
"""The rules of this module, by code."""
