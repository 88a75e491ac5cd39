"""The table of all rules, by code."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import ClassVar

from attrs import frozen

from provenance.errors import UsageError, shown
from provenance.queries.lint import (
    checks,
    counting,
    dates,
    headlines,
    imprint,
    names,
    origins,
    quotations,
    reuse,
    sources,
)
from provenance.queries.lint.rule import Rule
from provenance.queries.showing import Listing

__all__ = ["ALL_RULES", "Rules", "explain", "matching", "rules"]

_MODULES = (sources, origins, quotations, headlines, dates, checks, counting, names, reuse, imprint)
_ORDER = "SQHTVINDM"
ALL_RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted(
        (rule for module in _MODULES for rule in module.RULES),
        key=lambda rule: (_ORDER.index(rule.code[0]), rule.code),
    )
}
"""Every rule by its code, in the order of the reference page: sources first, the imprint last."""


@frozen(eq=False, repr=False)
class Rules(Listing[Rule]):
    """The sourcing rules, by code: the `Rule`s, read like a tuple."""

    _noun: ClassVar[str] = "rule"

    _COLUMNS: ClassVar[Mapping[str, str]] = {
        "code": "text",
        "title": "text",
        "severity": "text",
        "basis": "texts",
        "explanation": "text",
        "limits": "json",
    }

    def to_rows(self) -> list[dict[str, object]]:
        """Return one row a rule, in order."""
        return [
            {
                "code": rule.code,
                "title": rule.title,
                "severity": str(rule.severity),
                "basis": list(rule.basis),
                "explanation": rule.explanation,
                "limits": dict(rule.limits),
            }
            for rule in self
        ]

    def __str__(self) -> str:
        return "\n".join(map(str, self))


def rules() -> Rules:
    """Return every sourcing rule: sources, quotations, headlines, times, verification, independence, names.

    Examples:
        >>> print(rules()[2])
        S03 note     plural source, at most one member named
    """
    return Rules(tuple(ALL_RULES.values()))


def explain(code: str) -> str:
    """Return a sourcing rule in full: what it finds, why it matters, what it is decided on, whose it is.

    Args:
        code: the rule's code, in capitals or not.

    Raises:
        UsageError: if there is no such rule.

    Examples:
        >>> print(explain("M01").splitlines()[0])
        M01: no publisher, byline, date or link out
    """
    rule = ALL_RULES.get(code.strip().upper()) if isinstance(code, str) else None
    if rule is None:
        raise UsageError("explain", _no_rule(code))
    return rule.explain()


def matching(function: str, name: str, given: str | Iterable[str]) -> frozenset[str]:
    """Return the codes that some codes, or beginnings of codes ("S", "H0"), stand for.

    Raises:
        UsageError: for one that stands for none, for something else, and for an empty list.
    """
    words = [given] if isinstance(given, str) else given
    if not isinstance(words, Iterable):
        raise UsageError(function, f"{name} is a code or several, got {shown(given)}")
    found: set[str] = set()
    any_given = False
    for word in words:
        any_given = True
        if not isinstance(word, str):
            raise UsageError(function, f"{name} holds codes such as 'S03', got {shown(word)}")
        begin = word.strip().upper()
        codes = [code for code in ALL_RULES if begin and code.startswith(begin)]
        if not codes:
            raise UsageError(function, f"{name}: {_no_rule(word)}")
        found.update(codes)
    if not any_given:
        raise UsageError(function, f"{name} is empty: leave it out to ask every rule")
    return frozenset(found)


def _no_rule(code: object) -> str:
    near = get_close_matches(code[:20].strip().upper(), ALL_RULES, n=1) if isinstance(code, str) else []
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"there is no sourcing rule {shown(code)}{hint}"
