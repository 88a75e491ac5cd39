"""Agencies and papers by their kind and name, whose account could not be verified, and whose paper it is."""

import pytest

from provenance.extraction import extract
from provenance.model import Dossier, Source


def first_source(text: str) -> Source:
    dossier = extract(text)
    passage = next(iter(dossier.attributions.values()))
    assert passage.source is not None
    return dossier.sources[passage.source]


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("State news agency NNA", "NNA", "news_agency"),
        ("The German news agency dpa", "dpa", "news_agency"),
        ("The newspaper Le Monde", "Le Monde", "news_outlet"),
        ("State broadcaster NRK", "NRK", "news_outlet"),
        ("The operator, Lanta Express,", "Lanta Express", "organization"),
        ("The Daily Express", "Daily Express", "news_outlet"),
    ],
)
def test_an_outlet_is_named_behind_what_it_is(words: str, name: str, kind: str) -> None:
    source = first_source(f"{words} said that he had left.")

    assert (source.name, source.kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("The valley is empty, according to Defense Department figures.", "Defense Department figures"),
        ("Prices rose 3%, according to Labor Department reports.", "Labor Department reports"),
    ],
)
def test_figures_are_a_source_and_not_somebody_who_figures(text: str, description: str) -> None:
    assert first_source(text).description == description


def test_a_name_may_end_in_an_adverb() -> None:
    assert first_source('"We demand an inquiry," Human Rights Now said.').name == "Human Rights Now"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Lund said the bank lost money and blamed weak demand.", "the bank lost money"),
        ("Lund denied that the boat was full and accused the port of neglect.", "the boat was full"),
        ("Lund said rain and wind were to blame.", "rain and wind were to blame"),
    ],
)
def test_what_somebody_did_next_with_words_is_not_what_was_said(text: str, claim: str) -> None:
    assert next(iter(extract(text).claims.values())).text == claim


def test_a_passive_inside_what_somebody_said_is_no_second_voice() -> None:
    dossier = extract("An official confirmed that planners had been asked to prepare options.")

    assert [c.text for c in dossier.claims.values()] == ["planners had been asked to prepare options"]


def bears_on(dossier: Dossier) -> set[str]:
    return {dossier.claims[status.claim].text for status in dossier.statuses.values()}


def test_whose_account_was_not_verified_decides_what_it_bears_on() -> None:
    text = (
        "The Ledger said the order was signed. The mayor said it rained. "
        "The Ledger's account could not be independently verified."
    )

    assert bears_on(extract(text)) == {"the order was signed"}


def test_an_account_that_is_not_on_record_bears_on_no_other_claim() -> None:
    text = "The mayor said it rained. The Ledger's account could not be independently verified."

    assert bears_on(extract(text)) == {"The Ledger's account could not be independently verified"}


def test_the_newspaper_is_the_one_we_read_where_no_other_was_named() -> None:
    text = "The mayor said it rained. A video, which the newspaper has not verified, seemed to show hail."
    dossier = extract(text, publisher="The Gazette")
    [status] = dossier.statuses.values()

    assert (status.checker, status.state) == (None, "could_not_verify")
    assert "it rained" not in bears_on(dossier)
