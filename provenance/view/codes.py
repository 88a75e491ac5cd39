"""What is installed, for a report of a bug; and what a short code stands for."""

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from inspect import getdoc
from typing import Any, NamedTuple

from provenance import formats, queries
from provenance.errors import InvalidValueError, ProvenanceError
from provenance.formats import LossReport
from provenance.queries.lint import LintFindings, explain, rules

__all__ = ["CODES", "EXTRAS", "Code", "about", "code_of"]

NEEDED = ("attrs", "cattrs", "python-dateutil")
"""What the library cannot do without."""

EXTRAS = {
    "charts": ("altair", "vl-convert-python"),
    "graphs": ("networkx",),
    "html": ("extruct",),
    "match": ("rapidfuzz",),
    "prov": ("prov",),
    "rdf": ("rdflib",),
    "tables": ("pyarrow",),
    "testing": ("hypothesis",),
}
"""The extras that a user may want, and the packages that each brings."""


class Code(NamedTuple):
    """What a short code stands for."""

    explains: type[Any]
    """The error, or the answer."""

    question: str
    """The function that answers, for an answer; "" for an error."""

    page: str
    """The page of the documentation, from its root."""


CODES = {
    "A01": Code(queries.Trace, "trace", "how-to/trace-a-claim"),
    "A02": Code(queries.Corroboration, "corroboration", "explanation/independence"),
    "A03": Code(queries.Origins, "origins", "explanation/independence"),
    "A04": Code(queries.CorroborationTable, "corroboration_table", "how-to/count-all-claims"),
    "A05": Code(queries.Circular, "circular", "how-to/find-circular-reporting"),
    "A06": Code(queries.Drifts, "drift", "how-to/see-what-changed-on-the-way"),
    "A07": Code(queries.Disputes, "disputes", "how-to/see-who-disputes-what"),
    "A08": Code(queries.Status, "status", "how-to/see-whether-anybody-checked"),
    "A09": Code(queries.StatusTable, "status_table", "how-to/see-whether-anybody-checked"),
    "A10": Code(queries.Said, "said_by", "how-to/find-what-a-source-said"),
    "A11": Code(queries.Impact, "what_falls_if", "how-to/see-what-falls-if-a-source-falls"),
    "A12": Code(queries.SourcingProfile, "sourcing", "how-to/see-who-gets-to-speak"),
    "A13": Code(queries.Timeline, "timeline", "how-to/put-a-story-in-order"),
    "A14": Code(queries.ArticleDiff, "diff", "how-to/compare-two-versions"),
    "A15": Code(queries.Lineage, "lineage", "how-to/trace-a-claim"),
    "A16": Code(queries.Candidates, "candidates", "how-to/find-sources-to-judge"),
    "A17": Code(LintFindings, "lint", "how-to/check-sourcing"),
    "A18": Code(LossReport, "dumps_with_losses", "reference/formats"),
    "A19": Code(queries.Found, "find", "how-to/show-and-export-answers"),
    **{kind.code: Code(kind, "", "reference/errors") for kind in ProvenanceError.__subclasses__()},
    **{
        kind.code: Code(kind, "", "reference/errors")
        for parent in ProvenanceError.__subclasses__()
        for kind in parent.__subclasses__()
        if kind.__module__ == "provenance.errors"
    },
}
"""The codes of answers (A), and of errors (E). Sourcing rules have codes of their own ("S03")."""


def code_of(x: Any) -> str | None:
    """Return the short code of an answer or an error, or of their class; `None` if it has none."""
    kinds = (x if isinstance(x, type) else type(x)).__mro__
    by_kind = {entry.explains: code for code, entry in CODES.items()}
    return next((by_kind[kind] for kind in kinds if kind in by_kind), None)


def about(x: Any = None) -> None:
    """Print what is installed; or, given a code, an error, an answer or a rule, what explains it.

    Without an argument it prints what a report of a bug should say: the version of this library, of
    Python, of what it needs, and which extras are there. No path and no name of the machine is in it.

    Args:
        x: a code ("E05", "A02", "S03"), or something that has one.

    Raises:
        InvalidValueError: if nothing is known by that code, or it has none.

    Examples:
        >>> about("A02")
        A02 corroboration: Return how many independent origins a claim has, with the reasons.
        In full: explanation/independence in the documentation, help(provenance.corroboration).
    """
    print("\n".join(_versions() if x is None else _explained(x)))


def _explained(x: Any) -> Iterator[str]:
    code = x.strip().upper() if isinstance(x, str) else code_of(x)
    code = code or str(getattr(x, "code", None))
    if code in CODES:
        found = CODES[code]
        function = getattr(queries, found.question, getattr(formats, found.question or "names", None))
        name = found.question or found.explains.__name__
        yield f"{code} {name}: {_first_sentences(function if found.question else found.explains)}"
        reach = f"provenance.{name}" if found.question else f"provenance.errors.{name}"
        yield f"In full: {found.page} in the documentation, help({reach})."
    elif any(code == rule.code for rule in rules()):
        yield explain(code)
        yield "In full: reference/lint in the documentation."
    else:
        wanted = f"there are {', '.join(CODES)}, and those of the sourcing rules"
        raise InvalidValueError("code", x, wanted)


def _first_sentences(x: Any) -> str:
    return " ".join((getdoc(x) or "").partition("\n\n")[0].split())


def _versions() -> Iterator[str]:
    package = sys.modules["provenance"]  # is there before any room of it; rooms do not import it
    yield f"news-provenance {package.__version__}"
    yield f"Python {platform.python_version()} ({platform.python_implementation()}), {platform.system()}"
    yield ", ".join(f"{package} {_version(package) or 'not installed'}" for package in NEEDED)
    yield "extras:"
    for extra, packages in EXTRAS.items():
        told = ", ".join(f"{package} {_version(package) or '–'}" for package in packages)
        yield f"  {extra:<8} {told}"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
