"""Draws records and values of any class, field by field, from what their annotations say."""

from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from provenance.errors import UsageError
from provenance.model import FrozenMap
from provenance.model.shapes import FieldShape, Shape, remembered, shapes_of
from provenance.testing.ingredients import (
    INTEGERS,
    KEYS,
    LABELS,
    MOMENTS,
    NUMBERS,
    TEXTS,
    extras,
    json_values,
    patterned,
    unknown_terms,
    up_to,
)
from provenance.testing.rules import CANDIDATES, MENDERS, OFTEN, OWN_STRATEGIES, PAGES, TOGETHER
from provenance.testing.surroundings import NothingToDrawError, Surroundings, pick
from provenance.testing.times import DAYS

__all__ = ["check_names", "draw_value"]


def check_names(function: str, kind: type[Any], fields: dict[str, Any]) -> None:
    """Refuse fields that a class does not have.

    Raises:
        UsageError: naming the fields that it has.
    """
    known = [field.name for field in shapes_of(kind)]
    wrong = [name for name in fields if name not in known]
    if wrong:
        raise UsageError(function, f"{kind.__name__} has no field {wrong[0]!r}; it has {', '.join(known)}")


def draw_value(
    draw: st.DrawFn, kind: type[Any], around: Surroundings, fixed: dict[str, Any] | None = None
) -> Any:
    """Draw a record or value.

    Args:
        draw: what Hypothesis gives to a composite strategy.
        kind: the class.
        around: the records and texts that it may refer to.
        fixed: fields that are told from outside, as values or as strategies.

    Raises:
        NothingToDrawError: if a field that it needs has nothing to refer to.
    """
    around = around.without_page() if kind in PAGES else around
    fields = {
        name: draw(given) if isinstance(given, st.SearchStrategy) else given
        for name, given in (fixed or {}).items()
    }
    told = dict(fields)
    together, draw_together = TOGETHER.get(kind, (frozenset(), None))
    if draw_together is not None and not together <= told.keys():
        fields = {**draw_together(draw, around, told), **told}
    for field, unlikely in _plan(kind, around.extra):
        name = field.name
        if name not in fields and name not in together and draw(up_to(unlikely)) == unlikely:
            try:
                fields[name] = draw(_field(kind, field, around, fields))
            except NothingToDrawError:
                if field.required:
                    raise
        if PAGES.get(kind) == name and fields.get(name) is not None:
            around.open_article(draw, fields[name])
    if kind in MENDERS:
        MENDERS[kind](draw, fields, around, told)
        fields.update(told)  # what the caller told stays, even where it does not fit
    return kind(**fields)


@remembered
def _plan(kind: type[Any], extra: bool) -> tuple[tuple[FieldShape, int], ...]:
    """Return the fields in order, each with how many times it is left out for once that it is there."""
    return tuple(
        (field, _left_out(kind, field)) for field in shapes_of(kind) if extra or field.name != "extra"
    )


def _left_out(kind: type[Any], field: FieldShape) -> int:
    if field.required:
        return 0
    if field.name in OFTEN.get(kind, ()):
        return 1
    return 6 if field.name == "extra" or hasattr(kind, "RECORDS") else 2  # values have few fields


@st.composite  # so that Hypothesis sees which draws belong together, and shrinks them away together
def _field(
    draw: st.DrawFn, kind: type[Any], field: FieldShape, around: Surroundings, fields: dict[str, Any]
) -> Any:
    if field.name == "id":
        return draw(_IDS)
    if field.name == "extra":
        return draw(extras())
    if field.name == "layers":
        names = [f.name for f in shapes_of(kind) if f.name not in ("id", "layers", "extra")]
        return FrozenMap(
            {pick(draw, names): _draw(draw, field.shape.of, around) for _ in range(1 + draw(up_to(1)))}
        )
    own = OWN_STRATEGIES.get((kind, field.name))
    if own is not None:
        return draw(own)
    candidates = CANDIDATES.get((kind, field.name))
    if candidates is not None and around.held is not None:
        ids = candidates(around.held, fields)
        if field.shape.kind == "many":
            return tuple(dict.fromkeys(pick(draw, ids) for _ in range(1 + draw(up_to(1)))))
        return pick(draw, ids)
    return _draw(draw, field.shape, around)


_IDS = st.sampled_from(("x", "X", "x ", "é", "e\u0301", "../x", "0")) | LABELS
"""Ids that look alike, or look like something else."""


def _draw(draw: st.DrawFn, shape: Shape, around: Surroundings) -> Any:
    """Draw what a shape describes; never `None`, for which a field is left out."""
    if shape.kind == "value":
        return draw_value(draw, shape.of, around)
    if shape.kind == "reference":
        return around.refer(draw, shape.of)
    if shape.kind == "many":
        # A list that was chosen to be there is seldom empty and never long.
        return tuple(_draw(draw, shape.of, around) for _ in range(1 + draw(up_to(1))))
    if shape.kind == "map":
        return FrozenMap({draw(KEYS): _draw(draw, shape.of, around) for _ in range(1 + draw(up_to(1)))})
    if shape.kind == "either":
        return _draw(draw, pick(draw, shape.of), around)
    if shape.kind == "term" and around.unknown_terms and draw(up_to(2)) == 2:
        return draw(unknown_terms())
    return draw(_leaves(shape))


@remembered
def _leaves(shape: Shape) -> st.SearchStrategy[Any]:
    """Return the strategy for a shape that refers to nothing and holds nothing inside."""
    if shape.kind == "term":
        vocabulary: type[StrEnum] = shape.of
        return st.sampled_from(vocabulary)
    if shape.kind == "text":
        return TEXTS if shape.of is None else patterned(shape.of)
    if shape.kind == "boolean":
        return st.booleans()
    return {
        "integer": INTEGERS,
        "number": NUMBERS,
        "moment": MOMENTS,
        "day": DAYS,
        "json": json_values(),
    }[shape.kind]
