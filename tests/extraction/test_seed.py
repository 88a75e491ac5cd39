"""The seed article, drafted: the sources, the nesting, the doubts."""

from pathlib import Path

import pytest

from provenance.extraction import extract
from provenance.model import Attribution, Dossier

SEED = Path(__file__).resolve().parents[2] / "seeds" / "pokrovsk-2025.txt"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    with SEED.open(encoding="utf-8", newline="") as file:
        return extract(file.read(), published="2025-11-04")


def by_source(dossier: Dossier, credited_as: str) -> Attribution:
    """Return the first passage credited in these words."""
    return next(a for a in dossier.attributions.values() if a.credited_as == credited_as)


def test_every_source_of_the_text_is_found(dossier: Dossier) -> None:
    credited = {a.credited_as for a in dossier.attributions.values()}

    assert credited >= {
        "The Independent",
        "the Ministry of Defense of Russia",
        "estimates",
        "the Commander-in-Chief of the Ukrainian Armed Forces Oleksandr Syrskyi",
        "The Kremlin",
        "Western analysts, including Rob Lee of the American Institute for Foreign Policy Studies",
        "Analysts",
        "ISW",
        "media",
    }


def test_the_ministry_is_relayed_by_the_independent(dossier: Dossier) -> None:
    ministry = by_source(dossier, "the Ministry of Defense of Russia")

    assert ministry.via == by_source(dossier, "The Independent").id
    assert ministry.said_at is not None
    assert ministry.said_at.to_edtf() == "2025-11-03"
    assert ministry.source is not None
    assert dossier.sources[ministry.source].kind == "government_body"


def test_the_general_has_his_name_his_post_and_his_army(dossier: Dossier) -> None:
    passage = by_source(dossier, "the Commander-in-Chief of the Ukrainian Armed Forces Oleksandr Syrskyi")
    assert passage.source is not None
    general = dossier.sources[passage.source]

    assert (general.name, general.kind) == ("Oleksandr Syrskyi", "person")
    [tie] = general.affiliations
    army = dossier.sources[tie.organization]
    assert (army.name, army.kind) == ("Ukrainian Armed Forces", "military")


def test_the_figure_is_credited_to_estimates_and_nobody_else(dossier: Dossier) -> None:
    passage = by_source(dossier, "estimates")
    quantity = dossier.claims[passage.claim].quantity

    assert passage.anonymity == "unspecified"
    assert quantity is not None
    assert (quantity.number, quantity.bound) == (100000, "about")
    assert [hedge.anchors[0].exact for hedge in passage.hedges] == ["about"]


def test_the_text_itself_derives_from_the_independent(dossier: Dossier) -> None:
    [derivation] = dossier.derivations.values()

    upstream = dossier.articles[derivation.taken_from]
    assert upstream.text is None
    assert upstream.publisher is not None
    assert dossier.sources[upstream.publisher].name == "The Independent"


def test_no_claim_is_drafted_as_verified(dossier: Dossier) -> None:
    assert {s.state for s in dossier.statuses.values()} == {"could_not_verify"}
    assert any(c.kind == "verification_statement" for c in dossier.claims.values())
    assert {s.anchors[0].exact for s in dossier.statuses.values()} == {
        "independent verification of reports is difficult due to limited access to the war zone"
    }


def test_we_will_remind_is_nobodys_attribution(dossier: Dossier) -> None:
    assert all(a.credited_as != "We" for a in dossier.attributions.values())
