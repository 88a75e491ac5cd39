"""Two passages of which the later came from the earlier, and short questions about them."""

from typing import Any

from provenance.model import (
    Anchors,
    Claim,
    ClaimRelation,
    Dossier,
    Hedge,
    Quantity,
    TextAnchor,
)
from provenance.queries.drift import Drift, DriftKind, drift
from tests.queries.desk import CLAIM, Desk

K = DriftKind


def hop(
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    *,
    claims: tuple[dict[str, Any], dict[str, Any]] | None = None,
    relation: str | None = "restates",
    articles: tuple[dict[str, Any], dict[str, Any]] = ({}, {}),
    **derivation: Any,
) -> Dossier:
    """Two passages of two papers, of which the later came from the earlier."""
    desk = Desk()
    desk.source("ann", name="Ann Berg")
    desk.source("bob", name="Bob Lang")
    desk.paper("early", **articles[0])
    desk.paper("late", **articles[1])
    names = (CLAIM, CLAIM)
    if claims is not None:
        names = ("clm-early", "clm-late")
        for id, fields in zip(names, claims, strict=True):
            desk.dossier.add(Claim(id=id, **{"text": "It is so.", **fields}))
        if relation is not None:
            desk.dossier.add(ClaimRelation(id="rel", subject="clm-late", kind=relation, object="clm-early"))
    desk.says("early", **{"source": "ann", "id": "one", "claim": names[0], **(before or {})})
    desk.says("late", **{"source": "ann", "id": "two", "claim": names[1], **(after or {})})
    desk.took("two", "one", **derivation)
    return desk.dossier


def kinds(dossier: Dossier, asked: str = "two") -> set[DriftKind]:
    return {change.kind for change in drift(dossier, asked)}


def only(dossier: Dossier, asked: str = "two") -> Drift:
    (found,) = drift(dossier, asked)
    return found


def values(dossier: Dossier, kind: DriftKind, asked: str = "two") -> tuple[str, str]:
    (found,) = drift(dossier, asked).of(kind)
    return found.before, found.after


def marked(text: str, start: int = 0) -> Anchors:
    return Anchors(content=[TextAnchor(start=start, end=start + len(text), exact=text)])


def number(
    value: float, bound: str | None = None, unit: str | None = "troops", **fields: Any
) -> dict[str, Any]:
    return {"quantity": Quantity(number=value, bound=bound, unit=unit, **fields)}


def hedged(kind: str, words: str | None = None) -> dict[str, Any]:
    anchors = [] if words is None else [TextAnchor(start=0, end=len(words), exact=words)]
    return {"hedges": [Hedge(kind=kind, anchors=anchors)]}


def quoted(text: str, form: str = "direct") -> dict[str, Any]:
    return {"form": form, "anchors": marked(text)}
