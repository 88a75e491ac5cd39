"""Rules about dates: T01, T02."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from provenance.model import Article, Attribution, Basis, ClaimKind, TextAnchor, When
from provenance.queries.lint.ground import Ground
from provenance.queries.lint.rule import AP, OWN, REUTERS, Hit, Rule, Severity
from provenance.queries.showing import shortened
from provenance.queries.standing import VERSION_KINDS
from provenance.queries.view import View

__all__ = ["RULES", "is_in_text"]


def is_in_text(view: View, article: Article, field: str) -> bool:
    """Tell whether an article itself states a field: one found out elsewhere is not in front of a reader."""
    if not view.read(article, field):
        return False
    layer = article.layers.get(field)
    return layer is None or layer.basis in (None, Basis.STATED)


# --- T01 -----------------------------------------------------------------------------------


def undated(ground: Ground) -> Iterator[Hit]:
    """T01: relative dates without a dateline."""
    for id in ground.articles:
        article = ground.view.articles.get(id)
        if article is None or not ground.in_article[id]:
            continue
        if any(is_in_text(ground.view, article, field) for field in ("dateline", "published", "modified")):
            continue
        held = [(p, words) for p in ground.in_article[id] for words in _relative_words(ground, p)]
        if not held:
            continue
        listed: list[str] = []
        for _, words in held:
            if words.casefold() not in {known.casefold() for known in listed[:20]}:
                listed.append(words)
        shown = ", ".join(f"“{shortened(words, 40)}”" for words in listed[:4])
        more = f" and {len(listed) - 4} more" if len(listed) > 4 else ""
        first, words = held[0]
        hit = ground.hit(
            f"{shown}{more}: the text has neither dateline nor date to count from",
            first,
            (passage.id for passage, _ in held),
        )
        yield hit._replace(anchors=_find(first, words) or hit.anchors)


def _relative_words(ground: Ground, passage: Attribution) -> Iterator[str]:
    claim = ground.claim(passage)
    for time in (passage.said_at, None if claim is None else claim.when):
        if time is not None and time.text and _is_relative(time):
            yield time.text


def _is_relative(time: When) -> bool:
    """Tell whether a time was, or would have to be, counted from the day it was written."""
    return time.anchor is not None or (time.earliest is None and time.latest is None)


def _find(passage: Attribution, words: str) -> tuple[TextAnchor, ...]:
    for anchor in passage.anchors:
        at = anchor.exact.casefold().find(words.casefold())
        if at >= 0 and len(anchor.exact) == len(anchor.exact.casefold()):
            start, end = anchor.start + at, anchor.start + at + len(words)
            exact = anchor.exact[at : at + len(words)]
            return (TextAnchor(start=start, end=end, exact=exact, part=anchor.part),)
    return ()


# --- T02 -----------------------------------------------------------------------------------

_REMINDERS = re.compile(
    r"\b(?:we (?:will |would |shall )?(?:remind|recall)|as (?:previously|earlier) reported"
    r"|as (?:we )?reported earlier|zur erinnerung|wie berichtet|pour rappel|rappelons|recordemos"
    r"|cabe recordar|ricordiamo|przypomn|нагада|напомн|напомин)",
    re.IGNORECASE,
)
_LASTING = frozenset(
    {ClaimKind.CHARACTERISATION, ClaimKind.NORMATIVE, ClaimKind.LEGAL_CHARACTERISATION, ClaimKind.INTENTION}
)


def recycled(ground: Ground) -> Iterator[Hit]:
    """T02: recycled background without an as-of date."""

    def test(passage: Attribution) -> bool:
        claim = ground.claim(passage)
        return (
            ground.states(passage)
            and claim is not None
            and claim.when is None
            and passage.said_at is None
            and claim.kind not in _LASTING
            and _recycled(ground, passage) is not None
        )

    for passage in ground.certain(test):
        yield ground.hit(
            f"{ground.said(passage)} is {_recycled(ground, passage)}, and nothing says as of when it holds",
            passage,
        )


def _recycled(ground: Ground, passage: Attribution) -> str | None:
    for anchor in passage.anchors.cue:
        if _REMINDERS.search(anchor.exact):
            return f"recalled (“{shortened(anchor.exact, 40)}”)"
    taken = _long_before(ground, passage)
    return None if taken is None else f"taken from a text of {taken}"


def _long_before(ground: Ground, passage: Attribution) -> When | None:
    """Return the date of a text that a passage was taken from, if it is old by the measure of the house."""
    view = ground.view
    mine = _first_day(view, passage.article)
    if mine is None:
        return None
    for derivation in sorted(view.derivations_of(passage.id), key=lambda d: d.id):
        if not view.established(derivation) or derivation.kind in VERSION_KINDS:
            continue
        taken = view.attributions.get(derivation.taken_from)
        id = derivation.taken_from if taken is None else taken.article
        last = _last_day(view, id)
        if last is not None and last + timedelta(days=ground.limits["days"]) < mine:
            return _published(view, id)  # as it is known: a month stays a month
    return None


def _published(view: View, article: str) -> When | None:
    held = view.articles.get(article)
    found: When | None = None if held is None else view.read(held, "published")
    return found


def _first_day(view: View, article: str) -> date | None:
    time = _published(view, article)
    return None if time is None else _day(time.earliest)


def _last_day(view: View, article: str) -> date | None:
    time = _published(view, article)
    last = None if time is None else _day(time.latest)
    return None if last is None or last.year > 9000 else last


def _day(end: date | None) -> date | None:
    return end.date() if isinstance(end, datetime) else end


RULES = (
    Rule(
        "T01",
        "relative date without a dateline",
        Severity.NOTE,
        (REUTERS, AP),
        "“On Monday” and “last year” mean nothing once the text has left the day it was written for, "
        "and this one states no day.\n\n"
        "Decided on: `said_at` and the claim's `when` that were resolved against a date (`anchor`), or "
        "that have words and no date; and `dateline`, `published` and `modified` of the article, as far "
        "as the text states them (a date found out elsewhere is no help to its readers). One finding "
        "for each article.\n\n"
        "Cure: put the date to the text, or to the word.",
        undated,
    ),
    Rule(
        "T02",
        "recycled background without an as-of date",
        Severity.NOTE,
        (OWN,),
        "Background taken over from earlier days is told as if it held today.\n\n"
        "Decided on: a passage whose cue recalls (“we remind that”, in several languages), or with an "
        "established derivation from a text older by more than `days`, where neither the claim's `when` "
        "nor `said_at` is recorded. Judgements, intentions and names put on things are passed over.\n\n"
        "Cure: say as of when it holds.",
        recycled,
        (("days", 30),),
    ),
)
"""The rules of this module, by code."""
