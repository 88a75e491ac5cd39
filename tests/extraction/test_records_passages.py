"""How a passage is read: wording and kind of its claim, venue, anonymity, knowledge, numbers and times."""

from typing import Any

import pytest

from provenance.extraction import extract
from provenance.extraction.records.quantities import quantity_in
from provenance.model import Attribution, Claim, Dossier, Quantity


def read(text: str, start: str = "", **arguments: Any) -> tuple[Attribution, Claim]:
    """Return the first passage whose content begins with the given words, and its claim."""
    dossier = extract(text, published="2025-11-05", **arguments)  # a Wednesday
    for passage in dossier.attributions.values():
        if passage.anchors.content[0].exact.lstrip('"').startswith(start):
            return passage, dossier.claims[passage.claim]
    raise AssertionError(f"nothing begins with {start!r}")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ('"I lost," she said. "It hurt."', "I lost. It hurt."),
        ('"I lost," she said, "and it hurt."', "I lost, and it hurt"),
        ('Ann Lee said: "I lost."', "I lost"),
        ('Ann Lee called the deal "dead".', 'the deal: "dead"'),
        ('Ann Lee called it "dead".', 'it: "dead"'),
        ("Ann Lee declined to comment.", "declined to comment"),
    ],
)
def test_the_words_of_a_claim_read_as_sentences(text: str, claim: str) -> None:
    assert read(text)[1].text == claim


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The bank said prices will rise.", "prediction"),
        ("The bank said prices were likely to rise.", "prediction"),
        ("The bank said prices must fall.", "normative"),
        ("The bank vowed to lower prices.", "intention"),
        ("Ann Lee asked the judge to suspend the sentence.", "normative"),
        ("China said the tariffs violated trade rules.", "legal_characterisation"),
        ("The judge believes the door was open.", "assessment"),
        ("The bank said the door was open.", None),
    ],
)
def test_a_claim_has_the_kind_that_its_words_give_it_or_none(text: str, kind: str | None) -> None:
    assert read(text)[1].kind == kind


def test_asking_somebody_to_do_something_is_no_question() -> None:
    request = read("He asked the judge to suspend the sentence.")[0]
    question = read("He asked whether the door was open.")[0]

    assert (request.act, request.commitment) == ("request_or_order", "CT+")
    assert (question.act, question.commitment) == ("question", "Uu")


@pytest.mark.parametrize(
    ("text", "obtained"),
    [
        ("Giving evidence, Ann Lee said the yard was late.", "speech_or_hearing"),
        ("Speaking to reporters, Ann Lee said the yard was late.", "news_conference"),
        ("In a post on X, Ann Lee said the yard was late.", "post"),
        ("Ann Lee told Al Jazeera that the yard was late.", "interview"),
        ("The yard was late, according to a criminal complaint.", "document"),
        ("Axios reported that the yard was late.", "other_report"),
        ("Ann Lee said the yard was late.", None),
        ("In the north, Ann Lee said the yard was late.", None),
    ],
)
def test_the_venue_is_read_from_cue_sentence_or_source(text: str, obtained: str | None) -> None:
    assert read(text, "the yard" if "the yard" in text else "The yard")[0].obtained == obtained


@pytest.mark.parametrize(
    ("text", "anonymity", "reason"),
    [
        (
            "A man, who cannot be named for legal reasons, denied that he had fled.",
            "withheld",
            "for legal reasons",
        ),
        ("A witness, who did not give her name, said he had fled.", "withheld", None),
        (
            "Two people said he had fled. They asked not to be named because the case goes on.",
            "withheld",
            "because the case goes on",
        ),
        ("Ann Lee said he had fled. They asked not to be named because it goes on.", "named", None),
        ("Two people said he had fled.\n\nThey asked not to be named because it goes on.", "unnamed", None),
        ("A government spokesman said he had fled.", "role_only", None),
        ("The user @rita99 wrote that he had fled.", "pseudonymous", None),
    ],
)
def test_anonymity_and_its_reason_come_from_the_passage_or_the_sentence_behind_it(
    text: str, anonymity: str, reason: str | None
) -> None:
    passage, _ = read(text, "he had")

    assert (passage.anonymity, passage.anonymity_reason) == (anonymity, reason)


@pytest.mark.parametrize(
    ("source", "how", "why"),
    [
        ("Two people familiar with the talks", None, "familiar with the talks"),
        ("A diplomat briefed on the talks", "reported", "briefed on the talks"),
        ("Ana Pop, who treated dozens of patients,", "participation", "who treated dozens of patients"),
        ("John Brown, who saw the crash,", "direct_perception", "who saw the crash"),
        ("Witnesses", "direct_perception", None),
        ("Ana Pop, who was not involved in the study,", None, None),
        ("Ana Pop", None, None),
    ],
)
def test_how_a_source_knows_is_recorded_where_the_text_says_so(
    source: str, how: str | None, why: str | None
) -> None:
    passage, _ = read(f"{source} said wards were full.", "wards")

    assert (passage.how_known, passage.justification) == (how, why)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("between 70 and 80 people died", Quantity(number=70, upper=80, bound="between", unit="people")),
        ("it costs $1.5-2 billion", Quantity(number=1.5e9, upper=2_000_000_000, bound="between", unit="USD")),
        ("at least seven people died", Quantity(number=7, bound="over", unit="people")),
        ("about two million people fled", Quantity(number=2_000_000, bound="about", unit="people")),
        ("two towns were hit and 40 people hurt", Quantity(number=40, unit="people")),
        ("40 bins next month", Quantity(number=40, unit="bins")),
        ("they paid around €18m", Quantity(number=18_000_000, bound="about", unit="EUR")),
        ("it cost £2.5bn to build", Quantity(number=2_500_000_000, unit="GBP")),
        ("she won the 100m final", None),
        ("the road gets 40 lakh homes", Quantity(number=4_000_000, unit="homes")),
        # A score, a date, an hour, a part of a whole, two figures.
        ("they won 3-2 on Saturday", None),
        ("it lasted from 5 to 9 May", None),
        ("between 2019 and 2023 it rained", None),
        ("it began at about 4 a.m.", None),
        ("one in five people smokes", None),
        ("30 people died and 40 were hurt badly, 20 children among them", None),
    ],
)
def test_one_figure_or_range_is_the_quantity_of_a_claim(text: str, quantity: Quantity | None) -> None:
    found = quantity_in(text)

    assert (found and (found.number, found.upper, found.bound, found.unit)) == (
        quantity and (quantity.number, quantity.upper, quantity.bound, quantity.unit)
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Zhao thinks the firm might sell it in June.", "2026-06"),
        ("Zhao said the firm sold it in June.", "2025-06"),
        ("Meteorologists forecast more rain from Sunday.", "2025-11-09/.."),
        ("He said a new round was unlikely before June.", "../2026-05"),
    ],
)
def test_what_may_come_lies_ahead(text: str, day: str) -> None:
    when = read(text)[1].when

    assert when is not None
    assert when.to_edtf().replace("~", "") == day


def test_the_time_of_speaking_may_stand_between_cue_and_content() -> None:
    said_at = read("The Daily Mirror reported last week that Lowe could leave.")[0].said_at

    assert said_at is not None
    assert said_at.text == "last week"
    assert said_at.earliest is not None


def test_the_day_in_a_name_is_no_time() -> None:
    dossier = extract("Sales fell, the Sunday Standard reported.", published="2025-11-05", own_voice=True)

    assert all(claim.when is None for claim in dossier.claims.values())


def derivations(dossier: Dossier) -> set[tuple[str, str, str]]:
    found = set()
    for derivation in dossier.derivations.values():
        publisher = dossier.articles[derivation.taken_from].publisher
        assert publisher is not None
        found.add((str(dossier.sources[publisher]), str(derivation.kind), str(derivation.standing)))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Wall Street Journal first reported the plan.", ("Wall Street Journal", "paraphrased")),
        ("The Information was first to report the plan.", ("The Information", "paraphrased")),
        ("The plan was first reported by Axios.", ("Axios", "paraphrased")),
        ("The emails were first published by the Sunday Standard.", ("Sunday Standard", "paraphrased")),
        ("This article was originally published in Le Monde.", ("Le Monde", "republished")),
        ("A version of this story first appeared on Auto Insider.", ("Auto Insider", "republished")),
        ("The Associated Press contributed to this report.", ("Associated Press", "compiled")),
        ("Sales fell, according to a report in the Financial Times.", ("Financial Times", "paraphrased")),
    ],
)
def test_what_the_text_says_it_draws_on_is_a_derivation(text: str, expected: tuple[str, str]) -> None:
    dossier = extract(text, publisher="Evening Post")

    assert {(name.removeprefix("The "), kind) for name, kind, _ in derivations(dossier)} == {
        (expected[0].removeprefix("The "), expected[1])
    }
    assert {standing for _, _, standing in derivations(dossier)} == {"established"}


def test_a_wire_credit_is_a_reprint_unless_the_publisher_may_be_the_agency_itself() -> None:
    text = "Sales fall in Oslo\n\nOSLO (Reuters) - Sales fell, the bank said."

    assert derivations(extract(text, publisher="Evening Post")) == {("Reuters", "republished", "established")}
    assert derivations(extract(text)) == {("Reuters", "republished", "possible")}
    assert derivations(extract(text, publisher="Reuters")) == set()


@pytest.mark.parametrize(
    "text",
    ["Police first reported the fire.", "The story of the fire is old.", "Ann Lee earlier reported a theft."],
)
def test_who_is_no_outlet_is_drawn_on_by_nobody(text: str) -> None:
    assert not extract(text, publisher="Evening Post").derivations
