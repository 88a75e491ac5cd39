"""The sourcing rules: how the articles of a dossier are sourced, as a standards editor would mark it."""

from provenance.queries.lint.finding import Finding, LintFindings, Notice, Suppressed, exit_code
from provenance.queries.lint.house import House, HouseRule, house, houses
from provenance.queries.lint.linting import lint
from provenance.queries.lint.rule import Rule, Severity
from provenance.queries.lint.table import Rules, explain, rules

__all__ = [
    "Finding",
    "House",
    "HouseRule",
    "LintFindings",
    "Notice",
    "Rule",
    "Rules",
    "Severity",
    "Suppressed",
    "exit_code",
    "explain",
    "house",
    "houses",
    "lint",
    "rules",
]
