"""One claim in a table of all claims: what stands in its row, and what its state is called."""

from typing import NamedTuple

from provenance.queries.showing import Range, counted

__all__ = ["COLUMNS", "STATES", "UNCHECKED", "CorroborationRow", "state_of"]

STATES = (
    "denied",
    "disputed",
    "unsupported",
    "single-sourced",
    "possibly corroborated",
    "corroborated",
)
"""The states of a claim, in the order in which they are tried: the first that holds is the state.

- denied: nothing that stands supports it, and somebody denies it.
- disputed: it has an origin, and somebody denies it.
- unsupported: it has no origin: no passage that supports it stands, or those that do lead nowhere.
- single-sourced: one origin, however many reports (`most` is 1).
- possibly corroborated: it may be one origin or several (`least` is 1, `most` is more).
- corroborated: at least two independent origins known at first hand (`least` is 2 or more).

None of them says that a claim is true or false."""

UNCHECKED = "unchecked"
"""What stands for the verification of a claim of which no judgement stands."""


class CorroborationRow(NamedTuple):
    """One claim in a table: the numbers of its `Corroboration`."""

    claim: str
    """The claim's id."""

    reports: int
    """How many works have a standing passage that supports it."""

    outlets: int
    """How many publishers they have; unknown ones are not counted."""

    least: int
    """The smallest number of independent origins it can be, as far as is known."""

    most: int
    """The largest."""

    origins: tuple[str, ...]
    """Where the claim is first from: ids, sorted."""

    denials: int
    """How many works have a standing passage that denies it."""

    state: str
    """One of `STATES`."""

    verification: str
    """What checkers last found: each verdict (of a check without one, its state), in the order of
    the alphabet, joined by " / " where checkers differ; "unchecked" where no judgement stands."""

    first_hand: tuple[str, ...]
    """Those of the origins that are known to be at first hand, sorted."""

    at_first_hand: int
    """`least` without its floor: 0 where nobody is known at first hand."""

    is_exact: bool
    """Whether both ends of the range are exact. If not, they are safe bounds."""

    @property
    def independent(self) -> Range:
        """How many of the origins are independent: `least` and `most`."""
        return Range(self.least, self.most)

    @property
    def is_single_sourced(self) -> bool:
        """Whether it has one origin, however many reports: `most` is 1. Denied or not."""
        return self.most == 1

    def __str__(self) -> str:
        counts = f"{counted(self.reports, 'report')}, {counted(self.outlets, 'outlet')}"
        return f"{self.claim}: {counts}, {self.least}–{self.most} independent origins, {self.state}"


COLUMNS = {
    "claim": "text",
    "reports": "int",
    "outlets": "int",
    "least": "int",
    "most": "int",
    "origins": "texts",
    "denials": "int",
    "state": "text",
    "verification": "text",
    "first_hand": "texts",
    "at_first_hand": "int",
    "is_exact": "bool",
}
"""The columns of a table and what they hold, in the order of the fields of a row."""


def state_of(least: int, most: int, denials: int) -> str:
    """Return the state of a claim: the first of `STATES` that holds."""
    if denials:
        return "disputed" if most else "denied"
    if most < 2:
        return "single-sourced" if most else "unsupported"
    return "corroborated" if least > 1 else "possibly corroborated"
