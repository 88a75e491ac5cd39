"""Typed records of who said what in the news, where, and how far it has been checked.

The library records and reasons over who said what, in which article, through whom, how they
know, and whether anyone has checked. It never decides what is true.

Twenty names to start with:

- nouns: `Article`, `Claim`, `Source`, `Attribution`, `VerificationStatus`; `Derivation` joins them;
- values: `When`, `TextAnchor`, `Recorded`, `Quantity`;
- `Dossier`, which holds the records of a story and looks them up by id;
- `read`, `write`, `loads`, `dumps`: to and from files and strings;
- `extract`: from an article's text to a draft dossier;
- `trace`, `corroboration`, `said_by`, `status`: who said it, through whom, how many
  independent sources that is, what else they said, whether anybody checked.

Everything the library raises on purpose is a `ProvenanceError`.

    import provenance as pv

    dossier = pv.read("seeds/pokrovsk-2025.json")
    print(pv.corroboration(dossier, "clm-100000-troops").explain())

Importing this package imports no room: a name brings in its own when it is first used.
"""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING as _TYPE_CHECKING
from typing import Any as _Any

from provenance.display import register_loader as _register_loader

__version__ = "0.1.0"

if _TYPE_CHECKING:
    from provenance import cases, errors, extraction, formats, model, queries, storage, testing, view
    from provenance.errors import (
        ProvenanceError,
    )
    from provenance.extraction import (
        extract,
        ground,
    )
    from provenance.formats import (
        dumps,
        dumps_with_losses,
        loads,
    )
    from provenance.model import (
        Act,
        Affiliation,
        Anchors,
        Anonymity,
        Article,
        ArticleKind,
        Attribution,
        AttributionTerms,
        Basis,
        Bound,
        Claim,
        ClaimKind,
        ClaimRelation,
        Commitment,
        Derivation,
        DerivationKind,
        Dossier,
        Evidence,
        Form,
        FrozenMap,
        Grade,
        Hedge,
        HedgeKind,
        HowKnown,
        IdentityJudgement,
        JudgementVerdict,
        Likelihood,
        Mention,
        Obtained,
        Part,
        Precision,
        Quantity,
        Rating,
        Record,
        Recorded,
        RelationKind,
        Scale,
        Source,
        SourceKind,
        Stance,
        Standing,
        Suppression,
        TextAnchor,
        UnknownTerm,
        Verdict,
        VerificationState,
        VerificationStatus,
        When,
    )
    from provenance.queries import (
        all_of,
        any_of,
        candidates,
        circular,
        corroboration,
        corroboration_table,
        diff,
        disputes,
        drift,
        find,
        lineage,
        lint,
        origins,
        said_by,
        sourcing,
        status,
        status_table,
        timeline,
        trace,
        what_falls_if,
    )
    from provenance.storage import (
        convert,
        read,
        write,
    )
    from provenance.view import (
        about,
    )
    from provenance.watching import (
        progress,
        watched,
    )

__all__ = [
    "Act",
    "Affiliation",
    "Anchors",
    "Anonymity",
    "Article",
    "ArticleKind",
    "Attribution",
    "AttributionTerms",
    "Basis",
    "Bound",
    "Claim",
    "ClaimKind",
    "ClaimRelation",
    "Commitment",
    "Derivation",
    "DerivationKind",
    "Dossier",
    "Evidence",
    "Form",
    "FrozenMap",
    "Grade",
    "Hedge",
    "HedgeKind",
    "HowKnown",
    "IdentityJudgement",
    "JudgementVerdict",
    "Likelihood",
    "Mention",
    "Obtained",
    "Part",
    "Precision",
    "ProvenanceError",
    "Quantity",
    "Rating",
    "Record",
    "Recorded",
    "RelationKind",
    "Scale",
    "Source",
    "SourceKind",
    "Stance",
    "Standing",
    "Suppression",
    "TextAnchor",
    "UnknownTerm",
    "Verdict",
    "VerificationState",
    "VerificationStatus",
    "When",
    "__version__",
    "about",
    "all_of",
    "any_of",
    "candidates",
    "cases",
    "circular",
    "convert",
    "corroboration",
    "corroboration_table",
    "diff",
    "disputes",
    "drift",
    "dumps",
    "dumps_with_losses",
    "errors",
    "extract",
    "extraction",
    "find",
    "formats",
    "ground",
    "lineage",
    "lint",
    "loads",
    "model",
    "origins",
    "progress",
    "queries",
    "read",
    "said_by",
    "sourcing",
    "status",
    "status_table",
    "storage",
    "testing",
    "timeline",
    "trace",
    "view",
    "watched",
    "what_falls_if",
    "write",
]

_ROOMS = (
    "cases",
    "errors",
    "extraction",
    "formats",
    "model",
    "queries",
    "storage",
    "testing",
    "view",
)
_HOME = {
    "Act": "model",
    "Affiliation": "model",
    "Anchors": "model",
    "Anonymity": "model",
    "Article": "model",
    "ArticleKind": "model",
    "Attribution": "model",
    "AttributionTerms": "model",
    "Basis": "model",
    "Bound": "model",
    "Claim": "model",
    "ClaimKind": "model",
    "ClaimRelation": "model",
    "Commitment": "model",
    "Derivation": "model",
    "DerivationKind": "model",
    "Dossier": "model",
    "Evidence": "model",
    "Form": "model",
    "FrozenMap": "model",
    "Grade": "model",
    "Hedge": "model",
    "HedgeKind": "model",
    "HowKnown": "model",
    "IdentityJudgement": "model",
    "JudgementVerdict": "model",
    "Likelihood": "model",
    "Mention": "model",
    "Obtained": "model",
    "Part": "model",
    "Precision": "model",
    "ProvenanceError": "errors",
    "Quantity": "model",
    "Rating": "model",
    "Record": "model",
    "Recorded": "model",
    "RelationKind": "model",
    "Scale": "model",
    "Source": "model",
    "SourceKind": "model",
    "Stance": "model",
    "Standing": "model",
    "Suppression": "model",
    "TextAnchor": "model",
    "UnknownTerm": "model",
    "Verdict": "model",
    "VerificationState": "model",
    "VerificationStatus": "model",
    "When": "model",
    "about": "view",
    "all_of": "queries",
    "any_of": "queries",
    "candidates": "queries",
    "circular": "queries",
    "convert": "storage",
    "corroboration": "queries",
    "corroboration_table": "queries",
    "diff": "queries",
    "disputes": "queries",
    "drift": "queries",
    "dumps": "formats",
    "dumps_with_losses": "formats",
    "extract": "extraction",
    "find": "queries",
    "ground": "extraction",
    "lineage": "queries",
    "lint": "queries",
    "loads": "formats",
    "origins": "queries",
    "progress": "watching",
    "read": "storage",
    "said_by": "queries",
    "sourcing": "queries",
    "status": "queries",
    "status_table": "queries",
    "timeline": "queries",
    "trace": "queries",
    "watched": "watching",
    "what_falls_if": "queries",
    "write": "storage",
}
"""Which room each name lives in."""


def __getattr__(name: str) -> _Any:
    if name in _ROOMS:
        return _import_module(f"{__name__}.{name}")
    room = _HOME.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(_import_module(f"{__name__}.{room}"), name)
    globals()[name] = value  # found at once from now on
    return value


# Answers and dossiers stand below the room that draws them: it is brought in when one is first shown.
_register_loader(lambda: _import_module(f"{__name__}.view").register_renderers())


def __dir__() -> list[str]:
    return __all__
