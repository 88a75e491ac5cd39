"""Whole dossiers in which everything fits together."""

from typing import Any

import attrs
from hypothesis import strategies as st

from provenance.model import (
    RECORD_TYPES,
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Derivation,
    Dossier,
    Grade,
    IdentityJudgement,
    Source,
    Suppression,
    VerificationStatus,
)
from provenance.testing.drawing import draw_value
from provenance.testing.ingredients import TEXTS, extras, up_to
from provenance.testing.surroundings import NothingToDrawError, Surroundings, pick

__all__ = ["dossiers"]


def dossiers(
    *,
    max_sources: int = 4,
    max_articles: int = 3,
    max_claims: int = 3,
    max_passages: int = 5,
    max_links: int = 2,
    rings: bool = False,
    unknown_terms: bool = False,
    extra: bool = True,
) -> st.SearchStrategy[Dossier]:
    """Return a strategy for dossiers with all kinds of records, in which everything fits together.

    Every reference leads to a record of the right kind, anchors quote what stands at their place,
    relays and derivations lead outward and never round, times are in order, scales are known:
    `problems()` is empty. There are nested passages, other readings, unnamed sources, articles
    whose text is not kept, ids given and derived, fields of later versions, suppressions.

    What a reader leaves behind that could not read a file (`unread`, `read_problems`, fields that
    stand raw in `extra`) does not occur.

    Args:
        max_sources: how many sources there are at most; the others likewise.
        max_articles: how many articles.
        max_claims: how many claims.
        max_passages: how many attributions.
        max_links: how many of each: derivations, relations, statuses, judgements, grades,
            suppressions.
        rings: whether relays, derivations, spokesmen, members, alternatives and superseded
            statuses may come round again. All references still lead somewhere, but `problems()`
            then has something to say.
        unknown_terms: whether words occur that no vocabulary knows; `problems()` lists them.
        extra: whether fields occur that this version does not know.

    Examples:
        >>> from hypothesis import given
        >>> @given(dossiers(max_passages=2))
        ... def test_every_passage_gives_a_claim(dossier):
        ...     assert all(passage.claim in dossier for passage in dossier.attributions.values())
        >>> test_every_passage_gives_a_claim()
    """
    most = (max_sources, max_articles, max_claims, max_passages, max_links)
    return _dossiers(most, rings, unknown_terms, extra)


@st.composite
def _dossiers(
    draw: st.DrawFn, most: tuple[int, int, int, int, int], rings: bool, unknown_terms: bool, extra: bool
) -> Dossier:
    held: dict[str, dict[str, Any]] = {section: {} for section in RECORD_TYPES}
    around = Surroundings(held, unknown_terms=unknown_terms, extra=extra)
    sources, articles, claims, passages, links = most
    for kind, more, scarcity in (
        (Source, sources - sources // 2, 4),
        (Article, articles, 8),
        (Source, sources // 2, 2),  # these may be described in an article, as those without a name are
        (Claim, claims, 8),
        (Attribution, passages, 8),
        *(
            (kind, links, 3)
            for kind in (Derivation, ClaimRelation, VerificationStatus, IdentityJudgement, Grade)
        ),
    ):
        for _ in range(more):
            record = draw(_one_more(kind, scarcity, around))
            if record is None:
                break
            _hold(held, record)
    suppression = draw(_one_more(Suppression, 3, around)) if links else None
    if rings:
        _bend(draw, held)
    return Dossier(
        (record for records in held.values() for record in records.values()),
        title=draw(st.none() | TEXTS),
        suppressions=() if suppression is None else (suppression,),
        extra=draw(_DOCUMENT_EXTRAS) if extra and draw(up_to(3)) == 3 else {},
    )


# What the records are called is known to every reader of a document; nothing else is.
_NOT_EXTRA = {*RECORD_TYPES, "title", "suppressions", "schema", "version"}
_DOCUMENT_EXTRAS = extras().filter(lambda extra: not _NOT_EXTRA & extra.keys())


@st.composite
def _one_more(draw: st.DrawFn, kind: type[Any], one_in: int, around: Surroundings) -> Any:
    """Draw a record, or `None` for no more: one time in so many, and if nothing can be referred to.

    Being drawn in one piece with its record, the decision goes away with it when Hypothesis shrinks.
    """
    if not draw(up_to(one_in - 1)):
        return None
    try:
        return draw_value(draw, kind, around)
    except NothingToDrawError:
        return None


def _hold(held: dict[str, dict[str, Any]], record: Any) -> None:
    """Put a record into a dossier; where its id is another record's, under another id."""
    number = 1
    while any(record.id in records for records in held.values()):
        number += 1
        record = attrs.evolve(record, id=f"{record.id}-{number}")
    held[record.RECORDS][record.id] = record


_RINGS = {
    "sources": ("speaks_for", "members"),
    "attributions": ("via", "alternatives"),
    "statuses": ("supersedes",),
    "derivations": ("taken_from",),
}


def _bend(draw: st.DrawFn, held: dict[str, dict[str, Any]]) -> None:
    """Let a few references lead anywhere, themselves included."""
    for section, fields in _RINGS.items():
        for id, record in held[section].items():
            for field in fields:
                if draw(up_to(1)):
                    held[section][id] = record = _bent(draw, held, record, field)


def _bent(draw: st.DrawFn, held: dict[str, dict[str, Any]], record: Any, field: str) -> Any:
    if field in ("via", "alternatives"):
        ids = [other.id for other in held["attributions"].values() if other.article == record.article]
    elif field == "taken_from":
        ids = [*held["attributions"], *held["articles"], *held["sources"]]
    else:
        ids = [*held[record.RECORDS]]
    id = pick(draw, ids)
    return attrs.evolve(record, **{field: (id,) if isinstance(getattr(record, field), tuple) else id})
