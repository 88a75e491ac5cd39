"""What is denied is no support, and what nobody says is nobody's claim."""

import pytest

from provenance.extraction import extract
from provenance.model import Dossier
from provenance.queries import corroboration


def told(text: str) -> list[tuple[str | None, str, str | None]]:
    """Return who says what, and how far each commits to it."""
    dossier = extract(text)
    return [
        (
            None if p.source is None else str(dossier.sources[p.source]),
            dossier.claims[p.claim].text,
            None if p.commitment is None else str(p.commitment),
        )
        for p in dossier.attributions.values()
    ]


def counts(dossier: Dossier) -> list[tuple[int, int]]:
    return [(c.reports, c.denials) for c in (corroboration(dossier, id) for id in dossier.claims)]


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("Employers rejected the claim that they had left.", "Employers", "they had left"),
        ("The minister has dismissed reports that she would go.", "The minister", "she would go"),
        ("Police deny allegations that officers lied.", "Police", "officers lied"),
        ("The ministry denied reports that ten men had died.", "The ministry", "ten men had died"),
        ("Ms. Berg disputed the suggestion that she had lied.", "Berg", "she had lied"),
        ("The bank refuted persistent rumours that it was for sale.", "The bank", "it was for sale"),
    ],
)
def test_whoever_rejects_a_claim_denies_it(text: str, who: str, what: str) -> None:
    assert told(text) == [(who, what, "CT-")]
    assert counts(extract(text)) == [(0, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "No one said the vote was rigged.",
        "Few experts believe that the plan will work.",
        "If he says that the bridge is closed, we will leave.",
        "He should have said that the bridge was closed.",
        "She could have told them that it was over.",
        "The ministry retracted its statement that ten people had died.",
        "There was no evidence from police that the man was armed.",
        "Reports that the king had abdicated were denied by the palace.",
        "The company declined to comment.",
        "The company refused to say whether it would cut jobs.",
    ],
)
def test_what_nobody_commits_to_supports_nothing(text: str) -> None:
    dossier = extract(text)

    assert all(p.commitment in ("Uu", "CTu") for p in dossier.attributions.values())
    assert all(reports == denials == 0 for reports, denials in counts(dossier))


@pytest.mark.parametrize(
    "text",
    [
        "Russia claims it shot down ten drones, a claim Ukraine denies.",
        "Russia claims it shot down ten drones, an assertion that Ukraine has rejected.",
        "Russia claims it shot down ten drones, which Ukraine denies.",
    ],
)
def test_a_claim_and_its_denial_are_one_claim_with_two_sides(text: str) -> None:
    assert told(text) == [
        ("Russia", "it shot down ten drones", "CT+"),
        ("Ukraine", "it shot down ten drones", "CT-"),
    ]
    assert counts(extract(text)) == [(1, 1)]


def test_what_the_article_says_itself_may_be_denied_too() -> None:
    assert told("The drones hit a hospital, a charge the ministry denies.") == [
        ("the ministry", "The drones hit a hospital", "CT-")
    ]


def test_a_denial_of_having_done_something_is_not_taken_for_one_of_what_stands_before() -> None:
    [(who, _, commitment), *_] = told("Critics say he took money, a crime he denied committing in May.")

    assert (who, commitment) == ("Critics", "CT+")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the bridge leaks.",
        "The mayor says the bridge stays shut.",
        "The mayor said the bridge remains closed.",
    ],
)
def test_a_clause_in_the_present_needs_no_that(text: str) -> None:
    [(who, what, commitment)] = told(text)

    assert (who, commitment) == ("The mayor", "CT+")
    assert what.startswith("the bridge ")


@pytest.mark.parametrize(
    "source",
    [
        "a leaked memo seen by the newspaper NRC",
        "an email sent by Mr. Smith to the board",
        "documents obtained by The Guardian",
    ],
)
def test_a_document_is_not_whoever_saw_or_sent_it(source: str) -> None:
    dossier = extract(f"According to {source}, the firm knew of the leak.")
    [passage] = dossier.attributions.values()
    assert passage.source is not None
    record = dossier.sources[passage.source]

    assert (record.kind, record.name, record.description) == ("document", None, source)
