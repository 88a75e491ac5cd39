"""What a sourcing rule is: its code, what it asks, how grave it is, and where it comes from."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

from provenance.display import Showing
from provenance.model import TextAnchor

if TYPE_CHECKING:
    from provenance.queries.lint.ground import Ground

__all__ = ["AP", "FAIRNESS", "OWN", "REUTERS", "Hit", "Rule", "Severity"]

REUTERS = "Reuters handbook"
AP = "AP"
FAIRNESS = "fairness rules"
OWN = "this library"


class Severity(StrEnum):
    """How grave a finding is. The order is note, warning, error."""

    NOTE = "note"
    """Worth knowing; often nothing to be done about it."""
    WARNING = "warning"
    """An editor would ask about it."""
    ERROR = "error"
    """Should not be published as it stands."""

    @property
    def rank(self) -> int:
        """0 for a note, 1 for a warning, 2 for an error."""
        return list(Severity).index(self)


class Hit(NamedTuple):
    """A place where a rule is broken, before code and severity are put to it."""

    message: str
    """One line."""

    record: str
    """The record it is about."""

    article: str | None = None
    """The article it stands in."""

    anchors: tuple[TextAnchor, ...] = ()
    """Where."""

    others: tuple[str, ...] = ()
    """Other records that it rests on."""


@frozen(repr=False)
class Rule(Showing):
    """One sourcing rule."""

    code: str
    """Its code ("S03"): a letter for the group, and a number."""

    title: str
    """What it finds, in a few words."""

    severity: Severity
    """How grave a finding is, unless a house says otherwise."""

    basis: tuple[str, ...]
    """Whose rule it is."""

    explanation: str
    """What it finds and why that matters, what it is decided on, what it passes over, and the cure."""

    check: "Callable[[Ground], Iterable[Hit]]" = field(eq=False, repr=False)
    """Finds the places."""

    limits: tuple[tuple[str, int], ...] = ()
    """Names and values of the numbers that a house may set."""

    def __str__(self) -> str:
        return f"{self.code} {self.severity:<7}  {self.title}"

    def __repr__(self) -> str:
        return f"<Rule {self.code}: {self.title}>"

    def explain(self) -> str:
        """Return the rule in full: what it finds, why, whose rule it is, and how it is set."""
        parts = [f"{self.code}: {self.title}", self.explanation]
        parts.append(
            f"From: {', '.join(self.basis)}. Severity unless a house says otherwise: {self.severity}."
        )
        if self.limits:
            numbers = ", ".join(f"{name} = {value}" for name, value in self.limits)
            parts.append(f"A house may set: {numbers}.")
        return "\n\n".join(parts)
