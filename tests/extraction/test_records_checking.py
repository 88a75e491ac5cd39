"""What a text says about checking, and what it rates."""

import pytest

from provenance.extraction import extract
from provenance.model import Dossier


def judged(text: str) -> set[tuple[str, str | None, str, str]]:
    """Return state, verdict, checker ("" for the article itself) and claim of every status."""
    dossier = extract(text, published="2025-11-05", publisher="Evening Post")
    assert dossier.problems() == ()
    return {
        (
            str(status.state),
            str(status.verdict) if status.verdict is not None else None,
            _name(dossier, status.checker),
            dossier.claims[status.claim].text,
        )
        for status in dossier.statuses.values()
    }


def _name(dossier: Dossier, id: str | None) -> str:
    return str(dossier.sources[id]) if id is not None else ""


REPORT = "The general said the depot burnt down. "


@pytest.mark.parametrize(
    ("sentence", "state", "checker"),
    [
        ("The claim could not be independently verified.", "could_not_verify", ""),
        ("Reuters could not immediately verify the report.", "could_not_verify", "Reuters"),
        ("The report could not be confirmed.", "could_not_verify", ""),
        ("The report could not be independently confirmed by Reuters.", "could_not_verify", "Reuters"),
        ("We have not been able to confirm the report.", "could_not_verify", ""),
        ("The BBC has verified the footage.", "checked", "BBC"),
    ],
)
def test_a_statement_on_checking_is_a_status_of_what_was_said_before(
    sentence: str, state: str, checker: str
) -> None:
    assert judged(REPORT + sentence) == {(state, None, checker, "the depot burnt down")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Police could not confirm the report.",
        "The ministry verified a list of names.",
        "The BBC did not say more.",
        "He could not confirm his visit.",
    ],
)
def test_who_checks_no_news_makes_no_status(sentence: str) -> None:
    assert not judged(REPORT + sentence)


def test_a_check_of_something_else_is_no_check_of_what_was_said_before() -> None:
    statement = "The BBC verified a video of another fire"

    assert judged(f"{REPORT}{statement}.") == {("checked", None, "BBC", statement)}


def test_doubt_about_papers_is_about_the_claims_that_speak_of_them() -> None:
    text = (
        "The minister said the emails were forged. Police said they had opened an inquiry. "
        "The authenticity of the emails could not be confirmed by Reuters."
    )

    assert {claim for _, _, _, claim in judged(text)} == {"the emails were forged"}


def test_a_fact_check_rates_the_claim_under_test() -> None:
    text = (
        "Fact check: no flood at the airport\n\nThe claim: A video shows planes afloat in Denver.\n\n"
        'The claim is false. "Operations are normal," Ann Lee said.\n\nOur rating: Mostly false.'
    )

    tested = "A video shows planes afloat in Denver"
    assert judged(text) == {
        ("checked", "refuted", "", tested),
        ("checked", "mostly_refuted", "", tested),
    }
    dossier = extract(text, own_voice=True)
    assert {s.rating.label for s in dossier.statuses.values() if s.rating is not None} == {"Mostly false"}
    [passage] = [a for a in dossier.attributions.values() if dossier.claims[a.claim].text == tested]
    assert (passage.source, passage.form, passage.act) == (None, "indirect", "unspecified")


def test_a_rating_by_a_named_outlet_is_that_outlets_and_of_the_doubtful_claim() -> None:
    text = (
        "A viral video claims that a study proved it. That's false.\n\n"
        '"The benefits are clear," said Ann Lee.'
        "\n\nAFP rates the claim: False."
    )

    assert judged(text) == {
        ("checked", "refuted", "", "a study proved it"),
        ("checked", "refuted", "AFP", "a study proved it"),
    }


def test_fact_checkers_who_find_a_claim_false_are_its_checkers() -> None:
    text = (
        "A post claimed that the airport was flooded. Fact-checkers at Snopes found that the claim was false."
    )

    assert judged(text) == {
        ("checked", "refuted", "Fact-checkers at Snopes", "the airport was flooded"),
    }


@pytest.mark.parametrize(
    "text",
    [
        'The mayor said the bridge was safe. "That\'s false," said Ann Lee.',
        "The verdict was read on Monday. The mayor said the bridge was safe.",
        "The mayor said the claim was false.",
        "The union says the bank refused to talk.\n\nThat is simply untrue.",
        "Our conclusion: more bridges are needed.",
    ],
)
def test_what_others_say_is_no_rating_of_the_article(text: str) -> None:
    assert not judged(text)
