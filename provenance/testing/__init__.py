"""Hypothesis strategies for records, values and whole dossiers: for our tests and for yours.

Needs the extra `testing`. Every strategy is a function that returns a new
`hypothesis.strategies.SearchStrategy`:

- one for every kind of record: `sources`, `articles`, `claims`, `attributions`, `statuses`,
  `derivations`, `relations`, `judgements`, `grades`, and `records` for any of them;
- one for every kind of value: `affiliations`, `anchors`, `evidence`, `hedges`, `likelihoods`,
  `mentions`, `quantities`, `ratings`, `recordeds`, `scales`, `scale_terms`, `suppressions`, `text_anchors`,
  `whens`, and what they are made of: `anchors_in`, `extras`, `json_values`, `texts`, `unknown_terms`;
- `dossiers` for whole stories in which everything fits together.

A record by itself refers to records that nobody holds; in a dossier from `dossiers` every
reference leads somewhere, every anchor quotes what stands there, and `problems()` is empty.
Once the package is installed, Hypothesis knows the classes as well: `st.from_type(Attribution)`
and `st.builds(f, claim=...)` work without further ado.

Examples:
    >>> from hypothesis import given
    >>> from provenance import testing
    >>> @given(testing.dossiers())
    ... def test_a_dossier_has_no_problems(dossier):
    ...     assert dossier.problems() == ()
    >>> test_a_dossier_has_no_problems()
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from provenance.errors import MissingExtraError

if TYPE_CHECKING:
    from provenance.testing.entry import register_strategies
    from provenance.testing.ingredients import extras, json_values, texts, unknown_terms
    from provenance.testing.registry import register_classes
    from provenance.testing.stories import dossiers
    from provenance.testing.strategies import (
        affiliations,
        anchors,
        anchors_in,
        articles,
        attributions,
        claims,
        derivations,
        evidence,
        grades,
        hedges,
        judgements,
        likelihoods,
        mentions,
        quantities,
        ratings,
        recordeds,
        records,
        relations,
        scale_terms,
        scales,
        sources,
        statuses,
        suppressions,
        text_anchors,
        whens,
    )

__all__ = [
    "affiliations",
    "anchors",
    "anchors_in",
    "articles",
    "attributions",
    "claims",
    "derivations",
    "dossiers",
    "evidence",
    "extras",
    "grades",
    "hedges",
    "json_values",
    "judgements",
    "likelihoods",
    "mentions",
    "quantities",
    "ratings",
    "recordeds",
    "records",
    "register_classes",
    "register_strategies",
    "relations",
    "scale_terms",
    "scales",
    "sources",
    "statuses",
    "suppressions",
    "text_anchors",
    "texts",
    "unknown_terms",
    "whens",
]

# Hypothesis loads this package while it is itself being imported (see `entry`), so nothing
# that needs Hypothesis, or the model, is imported before it is asked for.
_MODULES = {
    "dossiers": "stories",
    "register_classes": "registry",
    "register_strategies": "entry",
    **dict.fromkeys(("extras", "json_values", "texts", "unknown_terms"), "ingredients"),
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        module = import_module(f"{__name__}.{_MODULES.get(name, 'strategies')}")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "hypothesis":
            raise
        raise MissingExtraError("hypothesis", "testing", "provenance.testing") from error
    return getattr(module, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
