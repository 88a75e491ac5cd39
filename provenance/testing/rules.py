"""What the annotations of a class do not say: which values of a field make sense beside the others.

Whatever is not told here is drawn from the field's shape alone, so that a field that is added to
a class tomorrow is covered on the same day.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
from hypothesis import strategies as st

from provenance.model import (
    Affiliation,
    Anchors,
    Article,
    Attribution,
    Bound,
    Claim,
    ClaimRelation,
    Derivation,
    DerivationKind,
    Form,
    FrozenMap,
    Grade,
    IdentityJudgement,
    JudgementVerdict,
    Likelihood,
    Mention,
    Part,
    Quantity,
    Recorded,
    Scale,
    Source,
    Suppression,
    TextAnchor,
    VerificationStatus,
    When,
    scales,
)
from provenance.model.canonical import sha256_hex
from provenance.model.scales import ScaleTerm
from provenance.testing.ingredients import CONFIDENCES, KEYS, LABELS, PERCENTAGES, TEXTS, URLS, texts, up_to
from provenance.testing.surroundings import Held, Surroundings, pick
from provenance.testing.times import draw_time

__all__ = ["CANDIDATES", "MENDERS", "OFTEN", "OWN_STRATEGIES", "PAGES", "TOGETHER", "derivable_ranks"]

Fields = dict[str, Any]


# --- single fields -------------------------------------------------------------------------

_SCHEMES = st.sampled_from(("wikidata", "url", "isni")) | KEYS

OWN_STRATEGIES: Mapping[tuple[type[Any], str], st.SearchStrategy[Any]] = {
    (Claim, "text"): LABELS,
    (Source, "name"): LABELS,
    (Source, "identifiers"): st.dictionaries(_SCHEMES, TEXTS, min_size=1, max_size=2).map(FrozenMap),
    (Article, "url"): URLS,
    (Article, "text"): texts(),
    (Recorded, "confidence"): CONFIDENCES,
    (Suppression, "code"): LABELS,
    (Scale, "name"): LABELS.map(str.strip),
    (ScaleTerm, "term"): LABELS,
    **{(ScaleTerm, end): PERCENTAGES for end in ("low", "point", "high")},
}
"""Fields whose values are narrower than their annotation, or have a usual form."""

OFTEN: Mapping[type[Any], frozenset[str]] = {
    Anchors: frozenset({"source", "cue", "content"}),
    Article: frozenset({"text", "publisher", "published"}),
    Attribution: frozenset({"source", "anchors", "form", "via"}),
    Derivation: frozenset({"kind", "recorded"}),
    Mention: frozenset({"anchor"}),
    VerificationStatus: frozenset({"state", "verdict", "checker", "article", "supersedes"}),
}
"""Fields without which a record says little: they are there more often than others."""

PAGES: Mapping[type[Any], str] = {
    Attribution: "article",
    Derivation: "derived",
    Mention: "article",
    VerificationStatus: "article",
}
"""The field that says what the anchors of a record quote."""


# --- fields that only make sense together ----------------------------------------------------


def _draw_time(draw: st.DrawFn, around: Surroundings, told: Fields) -> Fields:
    return draw_time(draw)


def _draw_anchor(draw: st.DrawFn, around: Surroundings, told: Fields) -> Fields:
    page = around.quotable(draw)
    in_headline = bool(page.headline) and (not page.text or draw(up_to(4)) == 4)
    text = page.headline if in_headline else page.text
    start = draw(up_to(len(text)))
    longest = min(len(text) - start, 60)
    end = start + (1 + draw(up_to(longest))) % (longest + 1)  # one character is simpler than none
    context = draw(st.sampled_from((0, 3, 32)))
    part = Part.HEADLINE if in_headline else Part.TEXT
    anchor = TextAnchor.of(text, start, end, context, part)
    return {name: getattr(anchor, name) for name in ("start", "end", "exact", "prefix", "suffix", "part")}


def _draw_step(draw: st.DrawFn, told: Fields) -> tuple[str, str]:
    """Draw a scale that is registered, unless it is told, and one of its terms."""
    name = told["scale"] if "scale" in told else pick(draw, scales.names())
    return name, pick(draw, scales.get(name).terms).term


def _draw_likelihood(draw: st.DrawFn, around: Surroundings, told: Fields) -> Fields:
    scale, term = _draw_step(draw, told)
    return {"scale": scale, "term": term}


def _draw_grade(draw: st.DrawFn, around: Surroundings, told: Fields) -> Fields:
    scale, term = _draw_step(draw, told)
    return {"scale": scale, "value": term}


TOGETHER: Mapping[type[Any], tuple[frozenset[str], Callable[[st.DrawFn, Surroundings, Fields], Fields]]] = {
    When: (
        frozenset({"earliest", "latest", "precision", "approximate", "uncertain", "text", "anchor"}),
        _draw_time,
    ),
    TextAnchor: (frozenset({"start", "end", "exact", "prefix", "suffix", "part"}), _draw_anchor),
    Likelihood: (frozenset({"term", "scale"}), _draw_likelihood),
    Grade: (frozenset({"scale", "value"}), _draw_grade),
}
"""The fields that one function draws together, and the function, which is given those that are told."""


# --- which records fit in a dossier ----------------------------------------------------------


def derivable_ranks(held: Held) -> dict[str, int]:
    """Rank what can be derived, so that nothing that comes from a lower rank bites its tail.

    An article and its passages have one rank; sources stand among the articles, in turns.
    """
    ranks = {id: 2 * place for place, id in enumerate(held["articles"])}
    ranks.update((id, 2 * place + 1) for place, id in enumerate(held["sources"]))
    ranks.update((passage.id, ranks[passage.article]) for passage in held["attributions"].values())
    return ranks


def _passages_of_same_article(held: Held, fields: Fields) -> list[str]:
    return [a.id for a in held["attributions"].values() if a.article == fields["article"]]


def _statuses_of_same_claim(held: Held, fields: Fields) -> list[str]:
    return [s.id for s in held["statuses"].values() if s.claim == fields["claim"]]


def _what_comes_from_something(held: Held, fields: Fields) -> list[str]:
    ranks = derivable_ranks(held)
    lowest = min(ranks.values(), default=0)
    return [id for id, rank in ranks.items() if rank > lowest]


def _what_it_may_come_from(held: Held, fields: Fields) -> list[str]:
    ranks, articles = derivable_ranks(held), held["articles"]
    derived = articles.get(fields["derived"])
    return [
        id
        for id, rank in ranks.items()
        if rank < ranks.get(fields["derived"], 0)
        and not (derived is not None and id in articles and _is_younger(articles[id], derived))
    ]


def _is_younger(article: Article, other: Article) -> bool:
    """Tell whether an article was certainly published after another."""
    first, second = article.published, other.published
    return first is not None and second is not None and first.after(second) is True


def _passages_it_may_withdraw(held: Held, fields: Fields) -> list[str]:
    return [a.id for a in held["attributions"].values() if fields["taken_from"] in (a.article, a.id)]


def _other_claims(held: Held, fields: Fields) -> list[str]:
    joined = {frozenset((r.subject, r.object)) for r in held["relations"].values()}
    subject = fields["subject"]
    return [id for id in held["claims"] if id != subject and frozenset((id, subject)) not in joined]


def _other_sources(held: Held, fields: Fields) -> list[str]:
    return [id for id in held["sources"] if id != fields["first"]]


CANDIDATES: Mapping[tuple[type[Any], str], Callable[[Held, Fields], Sequence[str]]] = {
    (Attribution, "via"): _passages_of_same_article,
    (Attribution, "alternatives"): _passages_of_same_article,
    (VerificationStatus, "supersedes"): _statuses_of_same_claim,
    (Derivation, "derived"): _what_comes_from_something,
    (Derivation, "taken_from"): _what_it_may_come_from,
    (Derivation, "withdraws"): _passages_it_may_withdraw,
    (ClaimRelation, "object"): _other_claims,
    (IdentityJudgement, "second"): _other_sources,
}
"""The records that a field may refer to in a dossier where everything fits together."""


# --- what is set right afterwards ------------------------------------------------------------
#
# Drawing freely and then setting right keeps strategies simple and lets Hypothesis shrink each
# field by itself.


def _not_before(fields: Fields, name: str, limit: When | None) -> None:
    """Move a time to a limit that it lies before, where both are given and it certainly does."""
    time = fields.get(name)
    if time is not None and limit is not None and limit.after(time) is True:
        fields[name] = limit


def _mend_source(draw: st.DrawFn, fields: Fields, around: Surroundings, told: Fields) -> None:
    if all(fields.get(name) is None for name in ("name", "described_in", "id")):
        fields["id" if "name" in told else "name"] = draw(LABELS)


def _mend_article(draw: st.DrawFn, fields: Fields, around: Surroundings, told: Fields) -> None:
    for name in ("modified", "retrieved"):
        _not_before(fields, name, fields.get("published"))
    if fields.get("text") is not None and "text_digest" in fields:
        fields["text_digest"] = sha256_hex(fields["text"].encode("utf-8"))


def _mend_affiliation(draw: st.DrawFn, fields: Fields, around: Surroundings, told: Fields) -> None:
    _not_before(fields, "until", fields.get("since"))


def _mend_attribution(draw: st.DrawFn, fields: Fields, around: Surroundings, told: Fields) -> None:
    if fields.get("source") is not None and fields.get("form") == Form.OWN_VOICE:
        del fields["source" if "form" in told else "form"]
    article = around.held["articles"].get(fields["article"]) if around.held is not None else None
    said_at = fields.get("said_at")
    published = article.published if article is not None else None
    if said_at is not None and published is not None and said_at.after(published) is True:
        fields["said_at"] = published


def _mend_status(draw: st.DrawFn, fields: Fields, around: Surroundings, told: Fields) -> None:
    old = around.held["statuses"].get(fields.get("supersedes", "")) if around.held is not None else None
    if old is not None:
        _not_before(fields, "judged_at", old.judged_at)


def _mend_derivation(draw: st.DrawFn, fields: Fields, around: Surroundings, told: Fields) -> None:
    if fields.get("withdraws"):
        fields["kind"] = pick(draw, (DerivationKind.CORRECTED, DerivationKind.RETRACTED))


def _mend_judgement(draw: st.DrawFn, fields: Fields, around: Surroundings, told: Fields) -> None:
    """Let only sources of one half be the same and only those of two halves be different."""
    if around.held is None or fields["verdict"] not in (JudgementVerdict.SAME, JudgementVerdict.DIFFERENT):
        return
    places = {id: place for place, id in enumerate(around.held["sources"])}
    apart = (places.get(fields["first"], 0) - places.get(fields["second"], 0)) % 2
    fields["verdict"] = JudgementVerdict.DIFFERENT if apart else JudgementVerdict.SAME


def _mend_quantity(draw: st.DrawFn, fields: Fields, around: Surroundings, told: Fields) -> None:
    bound, upper, number = fields.get("bound"), fields.get("upper"), fields["number"]
    if bound == Bound.BETWEEN and upper is None:
        fields["upper"] = number
    elif upper is not None and isinstance(bound, Bound) and bound is not Bound.BETWEEN:
        del fields["upper" if "bound" in told else "bound"]
    if upper is not None and upper < number:
        fields["number"], fields["upper"] = (number, number) if "number" in told else (upper, upper)


def _mend_step(draw: st.DrawFn, fields: Fields, around: Surroundings, told: Fields) -> None:
    if fields.get("no_judgement"):
        for name in ("low", "point", "high"):
            fields.pop(name, None)
    ends = [fields[name] for name in ("low", "high") if name in fields]
    if ends:
        fields["low"], fields["high"] = min(ends), max(ends)


def _mend_scale(draw: st.DrawFn, fields: Fields, around: Surroundings, told: Fields) -> None:
    """Let no word stand for two steps, and no order be claimed that the numbers deny."""
    steps = fields.get("terms") or (ScaleTerm(term=draw(LABELS)),)
    fields["terms"] = tuple(
        attrs.evolve(step, term=f"{step.term} {n}", aliases=tuple(f"{alias} {n}b" for alias in step.aliases))
        for n, step in enumerate(steps)
    )
    for name in ("low", "point", "high"):
        numbers = [getattr(step, name) for step in steps if getattr(step, name) is not None]
        if numbers != sorted(numbers):
            fields["ordered"] = False


MENDERS: Mapping[type[Any], Callable[[st.DrawFn, Fields, Surroundings, Fields], None]] = {
    Source: _mend_source,
    Article: _mend_article,
    Affiliation: _mend_affiliation,
    Attribution: _mend_attribution,
    VerificationStatus: _mend_status,
    Derivation: _mend_derivation,
    IdentityJudgement: _mend_judgement,
    Quantity: _mend_quantity,
    ScaleTerm: _mend_step,
    Scale: _mend_scale,
}
"""For each class, what puts the fields that were drawn one by one into a shape that fits."""
