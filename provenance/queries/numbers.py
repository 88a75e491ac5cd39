"""The numbers of a count without its reasons, for many claims on shared work."""

from collections.abc import Container

from provenance.queries.choices import tally
from provenance.queries.corroboration import reports_and_outlets, sides_of
from provenance.queries.ends import Origin
from provenance.queries.independence import Joins, Outcome, count
from provenance.queries.rows import CorroborationRow, state_of
from provenance.queries.walk import Walk

__all__ = ["independent", "row_by_walking"]


def row_by_walking(shared: Walk, claim: str, verification: str) -> CorroborationRow:
    """Count the origins of a claim as `corroboration` does: the walk for whatever may be on record.

    Args:
        shared: knows which claims and sources are one and what stands; what it met is not touched.
        claim: the claim.
        verification: what checkers found.
    """
    view = shared.view
    supporting, denying, _ = sides_of(shared, claim)
    denials, _ = reports_and_outlets(shared, denying)
    if denying and not view.plain:
        tally(Walk(view, like=shared), denying)  # only for what it has to leave out
    found = tally(Walk(view, like=shared), supporting)
    reports, outlets = reports_and_outlets(shared, supporting)
    least, most = found.count.independent
    return CorroborationRow(
        claim,
        reports,
        outlets,
        least,
        most,
        tuple(origin.id for origin in found.origins),
        denials,
        state_of(least, most, denials),
        verification,
        tuple(origin.id for origin in found.origins if origin.seen_by),
        found.count.at_first_hand,
        found.count.is_exact,
    )


def independent(
    walk: Walk, origins: list[tuple[str, str]], seen: Container[tuple[str, str]]
) -> tuple[int, int, bool]:
    """Return how many origins are independent: least without its floor, most, and whether both are exact.

    Args:
        walk: knows who is one.
        origins: the id and kind of two origins at least, each that of one record.
        seen: those of them that are at first hand.
    """
    origins.sort()
    held = [Origin(id, kind, (id,), (), (), False, ()) for id, kind in origins]
    places = frozenset(range(len(held)))
    there = frozenset(place for place, origin in enumerate(origins) if origin in seen)
    found = count(Joins(walk, held), Outcome(places, there))
    return found.at_first_hand, found.independent.most, found.is_exact
