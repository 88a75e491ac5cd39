"""The strategies for records and values, one function for each class."""

from typing import Any, TypeVar

from hypothesis import strategies as st

from provenance.errors import UsageError
from provenance.model import (
    RECORD_TYPES,
    Affiliation,
    Anchors,
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Derivation,
    Evidence,
    Grade,
    Hedge,
    IdentityJudgement,
    Likelihood,
    Mention,
    Part,
    Quantity,
    Rating,
    Record,
    Recorded,
    Scale,
    Source,
    Suppression,
    TextAnchor,
    VerificationStatus,
    When,
)
from provenance.model.scales import ScaleTerm
from provenance.model.shapes import remembered
from provenance.testing.drawing import check_names, draw_value
from provenance.testing.surroundings import Page, Surroundings

T = TypeVar("T")


@st.composite
def _drawn(
    draw: st.DrawFn, kind: type[T], unknown_terms: bool, page: Page | None, fields: dict[str, Any]
) -> T:
    value: T = draw_value(draw, kind, Surroundings(page=page, unknown_terms=unknown_terms), fields)
    return value


@remembered
def _free(kind: type[Any], unknown_terms: bool) -> st.SearchStrategy[Any]:
    return _drawn(kind, unknown_terms, None, {})


def _of(function: str, kind: type[T], unknown_terms: bool, fields: dict[str, Any]) -> st.SearchStrategy[T]:
    if not fields:
        return _free(kind, unknown_terms)
    check_names(function, kind, fields)
    return _drawn(kind, unknown_terms, None, fields)


def sources(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Source]:
    """Return a strategy for sources.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Source` has no such field.
    """
    return _of("sources", Source, unknown_terms, fields)


def articles(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Article]:
    """Return a strategy for articles: with a text or without, digests that fit, times in order.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Article` has no such field.
    """
    return _of("articles", Article, unknown_terms, fields)


def claims(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Claim]:
    """Return a strategy for claims.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Claim` has no such field.
    """
    return _of("claims", Claim, unknown_terms, fields)


def attributions(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Attribution]:
    """Return a strategy for attributions, whose anchors all quote one text that is not kept.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Attribution` has no such field.
    """
    return _of("attributions", Attribution, unknown_terms, fields)


def statuses(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[VerificationStatus]:
    """Return a strategy for verification statuses.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `VerificationStatus` has no such field.
    """
    return _of("statuses", VerificationStatus, unknown_terms, fields)


def derivations(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Derivation]:
    """Return a strategy for derivations.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Derivation` has no such field.
    """
    return _of("derivations", Derivation, unknown_terms, fields)


def relations(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[ClaimRelation]:
    """Return a strategy for relations between claims.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `ClaimRelation` has no such field.
    """
    return _of("relations", ClaimRelation, unknown_terms, fields)


def judgements(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[IdentityJudgement]:
    """Return a strategy for judgements of identity.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `IdentityJudgement` has no such field.
    """
    return _of("judgements", IdentityJudgement, unknown_terms, fields)


def grades(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Grade]:
    """Return a strategy for grades, each a term of a scale that is registered.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Grade` has no such field.
    """
    return _of("grades", Grade, unknown_terms, fields)


def records(*, unknown_terms: bool = False) -> st.SearchStrategy[Record]:
    """Return a strategy for records of any kind.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
    """
    return st.one_of([_free(kind, unknown_terms) for kind in RECORD_TYPES.values()])


# --- values --------------------------------------------------------------------------------


def whens(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[When]:
    """Return a strategy for times: days, months, decades, moments, stretches, open ends, words alone.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `When` has no such field.
    """
    return _of("whens", When, unknown_terms, fields)


def text_anchors(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[TextAnchor]:
    """Return a strategy for anchors into a text that is not kept.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `TextAnchor` has no such field.
    """
    return _of("text_anchors", TextAnchor, unknown_terms, fields)


def anchors_in(text: str, part: Part | str = Part.TEXT) -> st.SearchStrategy[TextAnchor]:
    """Return a strategy for anchors that quote a text, at the place where the words stand.

    Args:
        text: the text, or the headline.
        part: which of the two it is.

    Raises:
        UsageError: if the text is empty, so that there is nothing to quote.

    Examples:
        >>> from hypothesis import find
        >>> find(anchors_in("Bridge closed"), lambda anchor: True).exact
        'B'
    """
    if not text:
        raise UsageError("anchors_in", "an empty text has no words to quote")
    page = Page("", text) if part == Part.HEADLINE else Page(text, "")
    return _drawn(TextAnchor, False, page, {})


def anchors(text: str | None = None) -> st.SearchStrategy[Anchors]:
    """Return a strategy for the anchors of a passage: source, cue and content.

    Args:
        text: what they quote; a text that is not kept if it is not given.

    Raises:
        UsageError: if the text is empty, so that there is nothing to quote.
    """
    if text == "":
        raise UsageError("anchors", "an empty text has no words to quote")
    return _drawn(Anchors, False, None if text is None else Page(text, ""), {})


def affiliations(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Affiliation]:
    """Return a strategy for affiliations, whose times are in order.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Affiliation` has no such field.
    """
    return _of("affiliations", Affiliation, unknown_terms, fields)


def evidence(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Evidence]:
    """Return a strategy for pieces of evidence.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Evidence` has no such field.
    """
    return _of("evidence", Evidence, unknown_terms, fields)


def hedges(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Hedge]:
    """Return a strategy for hedges.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Hedge` has no such field.
    """
    return _of("hedges", Hedge, unknown_terms, fields)


def likelihoods(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Likelihood]:
    """Return a strategy for likelihoods, each a term of a scale that is registered.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Likelihood` has no such field.
    """
    return _of("likelihoods", Likelihood, unknown_terms, fields)


def mentions(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Mention]:
    """Return a strategy for places in articles.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Mention` has no such field.
    """
    return _of("mentions", Mention, unknown_terms, fields)


def quantities(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Quantity]:
    """Return a strategy for quantities: exact, bounded, in ranges.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Quantity` has no such field.
    """
    return _of("quantities", Quantity, unknown_terms, fields)


def ratings(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Rating]:
    """Return a strategy for ratings as checkers publish them.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Rating` has no such field.
    """
    return _of("ratings", Rating, unknown_terms, fields)


def recordeds(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Recorded]:
    """Return a strategy for who recorded something, when and on what grounds.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Recorded` has no such field.
    """
    return _of("recordeds", Recorded, unknown_terms, fields)


def scales(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Scale]:
    """Return a strategy for scales that are not registered.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Scale` has no such field.
    """
    return _of("scales", Scale, unknown_terms, fields)


def scale_terms(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[ScaleTerm]:
    """Return a strategy for the steps of scales, by themselves.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `ScaleTerm` has no such field.
    """
    return _of("scale_terms", ScaleTerm, unknown_terms, fields)


def suppressions(*, unknown_terms: bool = False, **fields: Any) -> st.SearchStrategy[Suppression]:
    """Return a strategy for findings that may stand.

    Args:
        unknown_terms: whether words occur that no vocabulary knows.
        **fields: fields that are told, as values or as strategies.

    Raises:
        UsageError: if `Suppression` has no such field.
    """
    return _of("suppressions", Suppression, unknown_terms, fields)
