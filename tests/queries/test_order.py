"""Every question is answered alike whatever the order in which the records were added."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from provenance.model import Dossier, IdentityJudgement, Recorded, VerificationStatus
from provenance.queries import (
    candidates,
    circular,
    corroboration,
    corroboration_table,
    diff,
    disputes,
    drift,
    lineage,
    lint,
    origins,
    said_by,
    sourcing,
    status,
    timeline,
    trace,
    what_falls_if,
)
from provenance.view import told
from tests.queries.worlds import MAIN, make_world

ASKED: dict[str, Callable[[Dossier], Any]] = {
    "trace": lambda d: trace(d, MAIN),
    "corroboration": lambda d: corroboration(d, MAIN),
    "origins": lambda d: origins(d, MAIN),
    "corroboration_table": corroboration_table,
    "circular": circular,
    "circular, predicted": lambda d: circular(d, predict=True),
    "drift": lambda d: drift(d, MAIN),
    "disputes": disputes,
    "status": lambda d: status(d, MAIN),
    "said_by": lambda d: said_by(d, min(d.sources)),
    "what_falls_if a source": lambda d: what_falls_if(d, min(d.sources)),
    "what_falls_if an article": lambda d: what_falls_if(d, min(d.articles)),
    "sourcing": lambda d: sourcing(d, by="outlet"),
    "timeline": lambda d: timeline(d, MAIN),
    "diff": lambda d: diff(d, min(d.articles), max(d.articles), stealth=True),
    "lineage": lambda d: lineage(d, min(d.attributions)),
    "candidates": candidates,
    "lint": lint,
}


def contradicting_world(random: Random) -> Dossier:
    """A random dossier in which checkers, and desks that judge who is who, contradict each other."""
    dossier = make_world(random)
    sources, articles = sorted(dossier.sources), sorted(dossier.articles)
    for number in range(3):
        dossier.add(
            VerificationStatus(
                id=f"ver-{number}",
                claim=random.choice([MAIN, "clm-same"]),
                checker=random.choice([None, *sources]),
                article=random.choice(articles),
                state="checked",
                verdict=random.choice(["supported", "refuted"]),
                judged_at=random.choice([None, "2025-01-02", "2025"]),
            ),
            IdentityJudgement(
                id=f"jdg-more-{number}",
                first=random.choice(sources),
                second=random.choice(sources),
                verdict=random.choice(["same", "different"]),
                recorded=Recorded(by=random.choice(["Desk East", "Desk West"])),
            ),
        )
    return dossier


@pytest.mark.parametrize("asked", ASKED)
def test_the_order_of_records_is_irrelevant(asked: str) -> None:
    ask = ASKED[asked]
    for seed in range(60):
        random = Random(seed)
        dossier = contradicting_world(random)
        records = list(dossier)
        random.shuffle(records)

        ours, theirs = ask(dossier), ask(Dossier(records))

        assert ours == theirs, seed
        assert told(ours) == told(theirs), seed
        assert ours.to_rows() == theirs.to_rows(), seed
        assert ours.why == theirs.why, seed
